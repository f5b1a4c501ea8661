"""The calendar: a sales year at a glance, in which days are taken off and given back. Its cursor is a day."""

from contextlib import suppress
from datetime import date, timedelta
from threading import Thread
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.content import Content

from planner.domain.change import Topic
from planner.domain.day_off import DayOffKind
from planner.domain.errors import PlannerError
from planner.domain.period import Span, month_span, year_label
from planner.tui import calendar_format as fmt
from planner.tui.calendar_figures import Run, YearLook, runs_of
from planner.tui.calendar_lines import Asked, DaysOffLine, HolidaysLine
from planner.tui.commands.command import Need, Place
from planner.tui.commands.keymap import bindings
from planner.tui.line import static
from planner.tui.panes.pane import Pane
from planner.tui.widgets.lines import GUTTER

if TYPE_CHECKING:
    from planner.domain.dayviews import CalendarView
    from planner.services.holidays import Place as Where

_LAST = date.max.year * 12 + 11
"""The last month there is, counted from year 0."""


class CalendarPane(Pane):
    """The days of a sales year."""

    TOPICS: ClassVar = frozenset({Topic.CALENDAR, Topic.LOG, Topic.PLAN, Topic.REVIEWS})
    PLACE: ClassVar = Place.CALENDAR
    BINDINGS: ClassVar = bindings(Place.CALENDAR, Place.LIST)

    _at: date | None = None
    """The day under the cursor."""
    _mark: date | None = None
    """Where the range began that is being marked."""
    _months: tuple["CalendarView", ...] = ()
    _runs: tuple[Run, ...] = ()
    _first: int = 0
    """The first row of months in view."""
    _placed: tuple[YearLook, fmt.Layout] | None = None
    """What is seen, for the mouse."""

    def begin_on(self, day: date) -> None:
        """Put the cursor on a day before the page is shown."""
        self._at = day

    def load(self) -> None:
        """Read the sales year of the day under the cursor."""
        self._read(self._at or self.day or self.planner.today())

    def has(self, need: Need) -> bool:
        """Whether a day off stands under the cursor, or in the range."""
        return bool(self.planner.days.on(self._marked)) if need is Need.DAY_OFF else super().has(need)

    def do_calendar_go(self) -> None:
        """Look at the day on the Today screen."""
        self.app.pages.show_day(self._day)

    def do_calendar_mark(self) -> None:
        """Begin a range, or drop it."""
        if self._mark is None:
            self._mark = self._day
            self._show()
        else:
            self._drop_mark()

    def do_calendar_vacation(self) -> None:
        """Take the range off as vacation."""
        self._take_off(DayOffKind.VACATION)

    def do_calendar_sick(self) -> None:
        """Take the range off as sick."""
        self._take_off(DayOffKind.SICK)

    def do_calendar_holiday(self) -> None:
        """Take the range off as a holiday."""
        self._take_off(DayOffKind.HOLIDAY)

    def do_calendar_other(self) -> None:
        """Take the range off for another reason."""
        self._take_off(DayOffKind.OTHER)

    def do_calendar_work(self) -> None:
        """Give the range back to work."""
        self.tell(self.planner.days.work(*self._marked))
        self._drop_mark()

    def do_calendar_add(self) -> None:
        """Take days off by a line."""
        self.ask(DaysOffLine(self.planner))

    def do_calendar_holidays(self) -> None:
        """Ask for a country."""
        self.ask(HolidaysLine(self._day.year, self.look_up))

    def do_calendar_today(self) -> None:
        """Go to today."""
        self._move_to(self.planner.today())

    def do_calendar_forward(self) -> None:
        """Go to the next day."""
        self._move_by(1)

    def do_calendar_back(self) -> None:
        """Go to the day before."""
        self._move_by(-1)

    def do_list_down(self) -> None:
        """Go to the next week."""
        self._move_by(7)

    def do_list_up(self) -> None:
        """Go to the week before."""
        self._move_by(-7)

    def do_list_page_down(self) -> None:
        """Go to the next month."""
        self._move_by_month(1)

    def do_list_page_up(self) -> None:
        """Go to the month before."""
        self._move_by_month(-1)

    def do_list_top(self) -> None:
        """Go to the first day of the year."""
        self._move_to(self._months[0].year.span.start)

    def do_list_bottom(self) -> None:
        """Go to the last day of the year."""
        self._move_to(self._months[0].year.span.end)

    def do_page_close(self) -> None:
        """Drop the range that is being marked; go back where none is."""
        if self._mark is not None:
            self._drop_mark()
        else:
            self.screen.dismiss()

    def on_resize(self, _event: events.Resize) -> None:
        """Lay the year out for the new size."""
        self._show()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the day under the mouse."""
        offset = event.get_content_offset(self)
        if offset is not None and self._placed is not None:
            day = fmt.day_at(*self._placed, offset.x - 2, offset.y)
            if day is not None:
                self._move_to(day)

    def on_mouse_scroll_down(self) -> None:
        """Go to the next month."""
        self._move_by_month(1)

    def on_mouse_scroll_up(self) -> None:
        """Go to the month before."""
        self._move_by_month(-1)

    def look_up(self, asked: Asked, text: str) -> None:
        """Find a place's holidays on a thread of its own: the library that knows them takes a moment to load."""
        self._say(f"Looking up the holidays of {' '.join(asked.words)}…", "text")
        Thread(target=self._find, args=(asked, text), daemon=True).start()

    @property
    def _day(self) -> date:
        return self._at or self.planner.today()

    @property
    def _marked(self) -> Span:
        """The days that a key takes off."""
        first, last = sorted((self._mark or self._day, self._day))
        return Span(first, last)

    def _find(self, asked: Asked, text: str) -> None:
        from planner.services.holidays import named

        try:
            where = asked.place()
            named(where, asked.years)
        except PlannerError as error:
            with suppress(RuntimeError):  # the app was left meanwhile
                self.app.call_from_thread(self._refuse, str(error), text)
        else:
            with suppress(RuntimeError):
                self.app.call_from_thread(self._show_found, where, asked.years)

    def _refuse(self, told: str, text: str) -> None:
        """Have the line corrected, and said why, where nobody went elsewhere meanwhile."""
        if self.app.screen is self.screen and self.has_focus:
            self.ask(HolidaysLine(self._day.year, self.look_up, (text, told)), text)

    def _show_found(self, where: "Where", years: tuple[int, ...]) -> None:
        """Show what is found, where nobody went elsewhere meanwhile."""
        from planner.tui.panes.holidays import HolidaysPane

        if self.app.screen is self.screen and self.has_focus:
            self._say("", "text")
            self.app.pages.open_page(HolidaysPane(self.app, self._say, where, years))

    def _take_off(self, kind: DayOffKind) -> None:
        changeset = self.planner.days.take_off(*self._marked, kind)
        if changeset.changes:
            self.tell(changeset)
        else:
            self._say(changeset.label, "text")
        self._drop_mark()

    def _drop_mark(self) -> None:
        if self._mark is not None:
            self._mark = None
            self._show()

    def _move_by(self, days: int) -> None:
        try:
            self._move_to(self._day + timedelta(days=days))
        except OverflowError:
            raise PlannerError("The calendar ends here.") from None

    def _move_by_month(self, step: int) -> None:
        month = self._day.year * 12 + self._day.month - 1 + step
        if not date.min.year * 12 <= month <= _LAST:
            raise PlannerError("The calendar ends here.")
        last = month_span(month // 12, month % 12 + 1).end
        self._move_to(last.replace(day=min(self._day.day, last.day)))

    def _move_to(self, day: date) -> None:
        if not self._months or day not in self._months[0].year.span:
            self._read(day)
        else:
            self._at = day
            self._show()

    def _read(self, day: date) -> None:
        """Read the sales year of a day, and put the cursor there. Raises PlannerError; the cursor stays then."""
        self._months = self.planner.days.load_year(day)
        self._runs = runs_of((day for view in self._months for day in view.days), self.planner.calendar)
        self._at = day
        self.border_title = Content(f"days off in {year_label(self._months[0].year.span)}")
        self._show()

    def _show(self) -> None:
        region = self.scrollable_content_region
        if not self._months or self._at is None or region.width <= GUTTER or not region.height:
            return
        calendar, today = self.planner.calendar, self.planner.today()
        look = YearLook(self._months, self._runs, calendar, today, self._at, self._marked)
        place = fmt.layout(look, region.width - GUTTER, region.height, self._first)
        self._first, self._placed = place.first, (look, place)
        self.show_rows([static(line) for line in fmt.lines(look, place, self._symbols)[: region.height]])
