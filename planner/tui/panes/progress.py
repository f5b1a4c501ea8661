"""The progress page: one chart at a time, of a goal, momentum, activity, the funnel, days, periods or event marks.

Its keys say where one looks; what is seen there is read and drawn by progress_drawing.
"""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.content import Content

from planner.domain.change import Topic
from planner.domain.errors import PlannerError
from planner.domain.event_mark import EventMark
from planner.domain.progressviews import Zoom
from planner.tui.commands.command import Command, Need, Place
from planner.tui.commands.keymap import bindings
from planner.tui.momentum_format import cut
from planner.tui.panes.pane import BEHIND, Pane
from planner.tui.picture import Looking, Picture, Room
from planner.tui.progress_drawing import Drawing
from planner.tui.progress_layout import Layout
from planner.tui.progress_lines import MarkLine
from planner.tui.progress_standpoint import Standpoint
from planner.tui.progress_views import NO_GOAL, View
from planner.tui.widgets.lines import GUTTER

if TYPE_CHECKING:
    from planner.tui.app import PlannerApp


class ProgressPane(Pane):
    """How it goes, as pictures."""

    TOPICS: ClassVar = frozenset(Topic)
    PLACE: ClassVar = Place.PROGRESS
    BINDINGS: ClassVar = bindings(Place.PROGRESS, Place.LIST)

    _is_table: bool = False

    def __init__(self, app: "PlannerApp") -> None:
        """Show an app's planner."""
        super().__init__(app, app.say)
        self._looks = Standpoint(app.planner)
        self._marks: tuple[EventMark, ...] = ()
        self._drawing = Drawing(app.planner, self._looks)
        self._mark_key = ""
        """The event mark that is looked at."""
        self._entitled = ""
        """The words of the border."""

    def begin_on(self, day: date) -> None:
        """Look from a day that is behind, before the page is shown."""
        self._looks.begin_on(day)

    def load(self) -> None:
        """Read what is looked at."""
        if self.day is None:
            return
        reading, home = self.planner.progress, self._looks.home
        self._looks.know(reading.goals(home), reading.past_goals(home))
        self._marks = self.planner.marks.all()
        self._show()

    def on_resize(self, event: events.Resize) -> None:
        """Draw for the new size."""
        super().on_resize(event)
        if self.day is not None:
            self._show()

    def has(self, need: Need) -> bool:
        """Whether a command does something at the chart that is shown."""
        match need:
            case Need.EVENT_MARK:
                return self._mark() is not None
            case Need.CHART_DAY:
                return self._has_cursor
            case Need.CHART:
                return self._looks.view is not View.MARKS
            case Need.COURSE:
                return self._looks.view is View.GOAL and self._looks.has_other_goal
            case Need.EARLIER | Need.LATER:
                return self._has_cursor or (
                    self._looks.view is not View.MARKS and self._looks.has_beside(later=need is Need.LATER)
                )
        return super().has(need)

    def refusal(self, command: Command) -> str:
        """Return why a command is refused; another goal is not where there is none to choose."""
        if command.need is Need.COURSE and not self._looks.has_other_goal:
            return NO_GOAL if self._looks.goal is None else "This is the one goal with a number. g sets another."
        return super().refusal(command)

    def carry_out(self, command: Command, method: Callable[[], None]) -> None:
        """Do a command; what was said of the chart before is of no chart any more."""
        if command.place in {Place.PROGRESS, Place.LIST}:
            self._say("", "text")
        super().carry_out(command, method)

    @property
    def zoom(self) -> Zoom:
        """How much time is seen."""
        return self._looks.zoom

    def do_progress_next(self) -> None:
        """Show the next chart."""
        self._turn(1)

    def do_progress_previous(self) -> None:
        """Show the chart before."""
        self._turn(-1)

    def do_progress_near(self) -> None:
        """Look at less time."""
        self._zoom_by(-1)

    def do_progress_far(self) -> None:
        """Look at more time."""
        self._zoom_by(1)

    def do_progress_goal_before(self) -> None:
        """Show the goal before."""
        self._choose(-1)

    def do_progress_goal_after(self) -> None:
        """Show the next goal."""
        self._choose(1)

    def do_progress_left(self) -> None:
        """Go back a period; with a cursor a day of momentum, or a week of days."""
        self._step(-1)

    def do_progress_right(self) -> None:
        """Go on a period; with a cursor a day of momentum, or a week of days."""
        self._step(1)

    def do_progress_open(self) -> None:
        """Leave the page for the day under the cursor."""
        day = self._drawing.day
        if day is None:
            raise PlannerError(Need.CHART_DAY.value)
        self.app.pages.show_day(day)

    def do_progress_today(self) -> None:
        """Go back to today."""
        self._looks.go_home()
        self._drawing.forget_cursor()
        self.load()

    def do_progress_table(self) -> None:
        """Show the chart as numbers, or draw it again."""
        self._is_table = not self._is_table
        self._show()

    def do_progress_mark(self) -> None:
        """Mark a day, and look at what it parts."""
        line = MarkLine(self.planner)

        def look() -> None:
            self.reload_if_stale()
            self._choose_mark(line.made)

        self.ask(line, then=look)

    def do_progress_edit(self) -> None:
        """Correct the mark under the cursor."""
        mark = self._need_mark()
        self.ask(MarkLine(self.planner, mark), MarkLine.written(mark))

    def do_progress_remove(self) -> None:
        """Take the mark under the cursor away."""
        self.tell(self.planner.marks.remove(self._need_mark().id))

    def do_list_down(self) -> None:
        """Go down the list; where a chart is drawn, to the next goal."""
        self._down(1)

    def do_list_up(self) -> None:
        """Go up the list; where a chart is drawn, to the goal before."""
        self._down(-1)

    def do_list_page_down(self) -> None:
        """Go on by what is seen, or to the next period."""
        self._page(1)

    def do_list_page_up(self) -> None:
        """Go back by what is seen, or to the period before."""
        self._page(-1)

    def _go(self, at: int) -> None:
        super()._go(at)
        mark = self._mark()
        if mark is not None and mark.id != self._mark_key:
            self._mark_key = mark.id
            self._show()

    def _choose_mark(self, key: str) -> None:
        self._mark_key = key
        if self._looks.view is View.MARKS and not self._is_table:
            self.move_cursor(key)
            self._show()

    def _turn(self, step: int) -> None:
        self._looks.turn(step)
        self.scroll_to(y=0, animate=False, immediate=True)
        self._show()

    def _zoom_by(self, step: int) -> None:
        self._looks.zoom_by(step)
        self._drawing.forget_cursor()
        self._show()

    def _choose(self, step: int) -> None:
        self._looks.choose(step)
        self._show()

    def _down(self, step: int) -> None:
        if self._is_table or self._looks.view is View.MARKS:
            self.cursor_by(step)
        elif self._looks.view is View.GOAL:
            self._choose(step)
        elif self._looks.view is View.DAYS:
            self._move_cursor_day(step)

    def _page(self, step: int) -> None:
        if self._is_table or self._looks.view is View.MARKS:
            self.page(step)
        else:
            self._move(step)

    def _step(self, step: int) -> None:
        if self._has_cursor:
            self._move_cursor_day(step if self._looks.view is View.MOMENTUM else 7 * step)
        else:
            self._move(step)

    @property
    def _has_cursor(self) -> bool:
        return self._drawing.has_cursor and not self._is_table

    def _move(self, step: int) -> None:
        """Look at the period beside this one."""
        self._looks.move(step)
        self._drawing.forget_cursor()
        self._show()

    def _move_cursor_day(self, step: int) -> None:
        if not self._has_cursor:
            return
        picture = self._drawing.moved(step)
        if picture is not None:
            self.show_rows(self._layout.rows(picture))
        else:
            self._show()

    def _mark(self) -> EventMark | None:
        if self._looks.view is not View.MARKS or self._is_table:
            return None
        return next((mark for mark in self._marks if mark.id == self.cursor_key), None)

    def _need_mark(self) -> EventMark:
        mark = self._mark()
        if mark is None:
            raise PlannerError(Need.EVENT_MARK.value)
        return mark

    def _show(self) -> None:
        """Read and draw what is looked at, for the size that there is."""
        region = self.scrollable_content_region
        if region.width <= GUTTER or not region.height:
            return
        self._entitle()
        layout = self._layout
        try:
            picture = self._picture(layout)
        except PlannerError as error:
            picture = Picture(str(error))
        self.show_rows(layout.rows(picture))

    @property
    def _layout(self) -> Layout:
        region = self.scrollable_content_region
        look = Looking(self.planner.today(), self._symbols, self._marks, has_table=self._is_table)
        return Layout(self._looks.view, look, Room(region.width - GUTTER, region.height))

    def _picture(self, layout: Layout) -> Picture:
        was_reading = self._drawing.is_reading
        mark = next((one for one in self._marks if one.id == self._mark_key), None)
        picture = self._drawing.picture(layout.look, layout.drawn, mark)
        if self._drawing.is_reading and not was_reading:
            self.set_timer(BEHIND, self._read_on)
        return picture

    def _read_on(self) -> None:
        """Read another year of momentum behind the frame; once all are, show them."""
        self._drawing.read_on()
        if self._drawing.is_reading:
            self.set_timer(BEHIND, self._read_on)
        else:
            self._show()

    def _entitle(self) -> None:
        """Say what is looked at in the border; the same words again would paint all of the pane."""
        looks, goal = self._looks, self._looks.goal
        words = ["progress"] if looks.view is View.MARKS or not looks.called else ["progress", looks.called]
        if looks.view is View.GOAL and goal is not None:
            words.append(self.planner.reading.name(goal, self.planner.today()))
        room = max(0, self.size.width - GUTTER)
        ((title, _),) = cut((("   ".join(words), ""),), room, self._symbols) or (("", ""),)
        if self._entitled != title:
            self._entitled = title
            self.border_title = Content(title)
