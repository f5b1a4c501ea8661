"""The end-of-day review: a day's wins and plan, how it felt, and the working day that comes next.

What is said is kept at once, so it can be left at any time. The page keeps its day when another one begins.
"""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import ClassVar

from planner.domain.action import ActionKind
from planner.domain.change import ChangeSet
from planner.domain.errors import PlannerError
from planner.domain.period import Span
from planner.domain.review import Review, ReviewKind
from planner.domain.reviewviews import DayReviewView
from planner.domain.ritual import Section
from planner.domain.views import PlanRow, short_date
from planner.tui.commands.command import Need, Place
from planner.tui.commands.keymap import bindings
from planner.tui.line import Row
from planner.tui.lines import ActionLine
from planner.tui.panes.ritual import Asking, RitualPane
from planner.tui.review_format import MOOD, NEXT, NOTE, OBSTACLE, PROUD, Sections, long_date
from planner.tui.review_lines import ObstacleLine
from planner.tui.sentence_line import SentenceLine
from planner.tui.widgets.blank import draft_key


class ReviewPane(RitualPane[DayReviewView]):
    """One day looked back on."""

    KIND: ClassVar = ReviewKind.DAY
    PLACE: ClassVar = Place.REVIEW
    BINDINGS: ClassVar = bindings(Place.REVIEW, Place.RITUAL, Place.LIST)

    _on: date | None = None
    """The day that is looked back on."""
    _waiting: tuple[date, ...] = ()

    def begin_with(self, review: Review) -> None:
        """Take the day of a review."""
        self._on = review.period_start

    def read(self) -> None:
        """Read the day, and which others wait to be closed."""
        self._on = self._on or self.day or self.planner.today()
        self.view = self.planner.reviews.day(self._on)
        self._waiting = tuple(self.planner.reviews.unclosed(self.view.today))

    def rows_of(self, section: Section) -> Sequence[Row]:
        """Return the rows of a section."""
        return Sections(self.shown(), self._waiting, self._symbols).of(section)

    def subject(self) -> str:
        """Return the day."""
        return long_date(self.shown().day)

    def span(self) -> Span:
        """Return the day."""
        day = self.shown().day
        return Span(day, day)

    def first_stop(self) -> str:
        """Return the first open action; the mood where none is."""
        return self._next_open("") or MOOD

    def asks(self, key: str) -> Asking | None:
        """Return the line that a row asks for: what is said of the day, or the next one's blank."""
        view, planner = self.shown(), self.planner
        match key:
            case "proud":
                line = self._sentence("proud of", "asking for the decision", PROUD)
                return line, view.proud
            case "obstacle":
                save = partial(planner.reviews.obstacle, view.day)
                return ObstacleLine(planner, f"obstacle {view.day}", view.day, save), view.obstacle
            case "note":
                return self._sentence("note", "what you want to remember", NOTE), view.note
            case "next":
                return self._blank(), view.next_one_thing.action.text if view.next_one_thing else ""
        return None

    def close(self) -> ChangeSet:
        """Close the day."""
        return self.planner.reviews.close(self.shown().day)

    def reopen(self) -> ChangeSet:
        """Open the day again."""
        return self.planner.reviews.reopen(self.shown().day)

    def has(self, need: Need) -> bool:
        """Whether an action of the plan stands under the cursor, or a day waits to be closed."""
        if need is Need.WAITING:
            return bool(self._waiting)
        return self._selected() is not None if need is Need.ACTION else super().has(need)

    def do_review_done(self) -> None:
        """Tick the action; the cursor goes on to the next open one."""
        action = self._need().action
        self._go_on(action.id, is_over=action.is_open)
        self.tell(self.planner.plan.toggle(action.id, self.shown().day))

    def on_lines_marked(self) -> None:
        """Tick the action whose sign is clicked."""
        self.carry_out_marked("review.done")

    def do_review_move(self) -> None:
        """Move the action to the next working day; the cursor goes on to the next open one."""
        action, view = self._need().action, self.shown()
        if action.date == view.next_day:
            raise PlannerError(f"It stands on {short_date(view.next_day, view.today)} already.")
        self.tell(self.planner.plan.move(action.id, view.next_day))
        self._go_on(action.id, is_over=True)

    def do_review_drop(self) -> None:
        """Take the action off the plan; the cursor goes on to the next open one."""
        action = self._need().action
        self.tell(self.planner.plan.drop(action.id))
        self._go_on(action.id, is_over=True)

    def do_review_low(self) -> None:
        """Say that the day felt low."""
        self._feel(-1)

    def do_review_even(self) -> None:
        """Say that it felt neither low nor high."""
        self._feel(0)

    def do_review_high(self) -> None:
        """Say that it felt high."""
        self._feel(1)

    def do_review_obstacle(self) -> None:
        """Ask what was in the way."""
        self.ask_for(OBSTACLE)

    def do_review_proud(self) -> None:
        """Ask what one is proud of."""
        self.ask_for(PROUD)

    def do_review_answer(self) -> None:
        """Ask for the one thing of the next working day."""
        self.ask_for(NEXT)

    def do_review_add(self) -> None:
        """Ask for an action of the next working day."""
        self.ask(ActionLine(self.planner, self.shown().next_day))

    def do_review_edit(self) -> None:
        """Correct the action under the cursor, or what is said there."""
        key = self.cursor_key or ""
        row = self._selected()
        if row is None:
            if not self.ask_for(key):
                raise PlannerError("How did the day feel? - low, 0 even, + high.")
        elif row.action.kind is ActionKind.ONE_THING:
            raise PlannerError("x ticks the one thing off, m moves it to the next working day.")
        else:
            self.ask(ActionLine(self.planner, row.action.date, row.action.id), self.planner.plan.written(row))

    def do_review_before(self) -> None:
        """Go to the unclosed day before."""
        found = [day for day in self._waiting if day < self.shown().day]
        if not found:
            raise PlannerError("No day before this one waits to be closed.")
        self._turn_to(found[-1])

    def do_review_after(self) -> None:
        """Go to the unclosed day after, or to today."""
        view = self.shown()
        found = [day for day in (*self._waiting, view.today) if day > view.day]
        if not found:
            raise PlannerError("This is today. The next day is reviewed once it is here.")
        self._turn_to(found[0])

    def do_review_away(self) -> None:
        """Mark the run of unclosed days without a step as away; from one of them on to the next day that waits."""
        run = self.planner.reviews.quiet_run(self.shown().day)
        if run is None:
            raise PlannerError("Each day that waits has a step: none was a day away. c closes it.")
        day, today = self.shown().day, self.shown().today
        self.tell(self.planner.reviews.away(*run))
        if day in run:
            self._turn_to(next((one for one in self.planner.reviews.unclosed(today) if one > day), today))

    def _sentence(self, title: str, hint: str, key: str) -> SentenceLine:
        """Return the line for what is said of the day under a key."""
        day, keep = self.shown().day, self.planner.reviews.keep

        def save(text: str) -> str:
            done = keep(day, proud=text) if key == PROUD else keep(day, note=text)
            return done.label if done.changes else ""

        return SentenceLine(title, hint, f"{key} {day}", save)

    def _blank(self) -> SentenceLine:
        """Return the line for the one thing of the next working day; what was left unfinished is offered (B77)."""
        view = self.shown()
        open_one = view.one_thing.action.text if view.one_thing and view.one_thing.action.is_open else ""

        def save(text: str) -> str:
            done = self.planner.plan.answer(text, view.next_day)
            return done.label if done.changes else ""

        return SentenceLine(
            f"if all I do {short_date(view.next_day, view.today)} is",
            "close the Acme renewal",
            draft_key(view.next_day),
            save,
            (open_one,) if open_one else (),
        )

    def _selected(self) -> PlanRow | None:
        """Return the action under the cursor."""
        if self.view is None:
            return None
        rows = (self.view.one_thing, *self.view.plan, *self.view.next_plan)
        return next((row for row in rows if row is not None and row.action.id == self.cursor_key), None)

    def _need(self) -> PlanRow:
        row = self._selected()
        if row is None:
            raise PlannerError(Need.ACTION.value)
        return row

    def _next_open(self, after: str) -> str | None:
        """Return the key of the open action of the day that follows another one."""
        view = self.shown()
        rows = [row.action for row in (view.one_thing, *view.plan) if row is not None]
        at = next((n for n, action in enumerate(rows) if action.id == after), -1) + 1
        return next((one.id for one in (*rows[at:], *rows[:at]) if one.is_open and one.id != after), None)

    def _go_on(self, key: str, *, is_over: bool) -> None:
        """Put the cursor on the next open action; behind the last one on the mood."""
        view = self.shown()
        if is_over and all(row.action.id != key for row in view.next_plan):
            self.move_cursor(self._next_open(key) or MOOD)

    def _feel(self, mood: int) -> None:
        """Say how the day felt, and go on to the next one's blank; once more takes it back."""
        view = self.shown()
        is_felt = view.mood != mood
        self.move_cursor(NEXT if is_felt else MOOD)
        self.tell(self.planner.reviews.feel(view.day, mood if is_felt else None))

    def _turn_to(self, day: date) -> None:
        self._on = day
        self.reload()
        self.move_cursor(self._next_open("") or MOOD)
