"""The morning: what yesterday brought, the goals, the week, and the plan of the day, edited where it stands."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from planner.domain.action import ActionKind
from planner.domain.errors import PlannerError
from planner.domain.morningviews import MorningView
from planner.domain.period import Span
from planner.domain.review import Review, ReviewKind
from planner.domain.ritual import Section
from planner.domain.views import PlanRow
from planner.tui.commands.command import Need, Place
from planner.tui.commands.keymap import bindings
from planner.tui.line import Row
from planner.tui.lines import ActionLine, DayLine
from planner.tui.morning_format import BLANK, DUE, YESTERDAY, Sections
from planner.tui.panes.ritual import Asking, RitualPane
from planner.tui.review_format import long_date
from planner.tui.sentence_line import SentenceLine
from planner.tui.widgets.blank import draft_key

if TYPE_CHECKING:
    from planner.domain.periodviews import WinsView


class MorningPane(RitualPane[MorningView]):
    """A day as it begins."""

    KIND: ClassVar = ReviewKind.MORNING
    PLACE: ClassVar = Place.MORNING
    BINDINGS: ClassVar = bindings(Place.MORNING, Place.RITUAL, Place.LIST)

    _on: date | None = None
    _new_year: "WinsView | None" = None
    """What the last year brought, which stays in view while the page does (B22)."""
    _is_greeted: bool = False

    def begin_with(self, review: Review) -> None:
        """Take the day of a review: who looks back is not greeted."""
        self._on, self._is_greeted = review.period_start, True

    def read(self) -> None:
        """Read the day."""
        self._on = self._on or self.day or self.planner.today()
        self.view = self.planner.morning.view(self._on)
        if not self._is_greeted:
            self._is_greeted, self._new_year = True, self.view.new_year
            self.call_later(self.planner.morning.note_new_year, self._on)
        self.view = self.view._replace(new_year=self._new_year)

    def rows_of(self, section: Section) -> Sequence[Row]:
        """Return the rows of a section."""
        return Sections(self.shown(), self.app.glance.offer, self._symbols, self.room).of(section)

    def subject(self) -> str:
        """Return the day."""
        return long_date(self.shown().today.day)

    def span(self) -> Span:
        """Return the day."""
        day = self.shown().today.day
        return Span(day, day)

    def asks(self, key: str) -> Asking | None:
        """Return the line for the blank; None in any other row."""
        view = self.shown().today
        if key == BLANK or (view.one_thing is not None and key == view.one_thing.action.id):
            left = self.planner.plan.unfinished(view.day)
            line = SentenceLine(
                "if all I do today is",
                "close the Acme renewal",
                draft_key(view.day),
                self._answer,
                (left,) if left else (),
            )
            return line, view.one_thing.action.text if view.one_thing else ""
        return None

    def first_stop(self) -> str:
        """Return the blank: what stands above it is read."""
        one = self.shown().today.one_thing
        return one.action.id if one is not None else BLANK

    def has(self, need: Need) -> bool:
        """Whether an action stands under the cursor."""
        return self._selected() is not None if need is Need.ACTION else super().has(need)

    def do_ritual_next(self) -> None:
        """Open the review of yesterday or the ritual that is due under the cursor, else go on."""
        key = self.cursor_key or ""
        if key == YESTERDAY and (past := self.shown().yesterday) is not None:
            self.app.pages.open_review(past.day)
        elif key.startswith(DUE):
            self.app.pages.open_ritual(ReviewKind(key.removeprefix(DUE)))
        else:
            super().do_ritual_next()

    def do_morning_week(self) -> None:
        """Plan the week."""
        self.app.pages.open_ritual(ReviewKind.WEEK)

    def do_morning_answer(self) -> None:
        """Ask for the one thing."""
        self.ask_for(BLANK)

    def do_morning_add(self) -> None:
        """Ask for an action."""
        self.ask(ActionLine(self.planner, self.shown().today.day))

    def do_morning_done(self) -> None:
        """Tick the action."""
        self.tell(self.planner.plan.toggle(self._need().action.id, self.shown().today.day))

    def on_lines_marked(self) -> None:
        """Tick the action whose sign is clicked."""
        self.carry_out_marked("morning.done")

    def do_morning_move(self) -> None:
        """Move the action to another day."""
        action = self._need().action
        title = f"move “{action.text}” to"
        self.ask(DayLine(self.planner, title, lambda day: self.planner.plan.move(action.id, day).label, past=False))

    def do_morning_drop(self) -> None:
        """Take the action off the plan."""
        self.tell(self.planner.plan.drop(self._need().action.id))

    def do_morning_edit(self) -> None:
        """Correct the action as a line, or the blank."""
        row = self._need()
        if row.action.kind is ActionKind.ONE_THING:
            self.do_morning_answer()
        else:
            self.ask(ActionLine(self.planner, row.action.date, row.action.id), self.planner.plan.written(row))

    def _answer(self, text: str) -> str:
        done = self.planner.plan.answer(text, self.shown().today.day)
        return done.label if done.changes else ""

    def _selected(self) -> PlanRow | None:
        if self.view is None:
            return None
        rows = (self.view.today.one_thing, *self.view.today.plan)
        return next((row for row in rows if row is not None and row.action.id == self.cursor_key), None)

    def _need(self) -> PlanRow:
        row = self._selected()
        if row is None:
            raise PlannerError(Need.ACTION.value)
        return row
