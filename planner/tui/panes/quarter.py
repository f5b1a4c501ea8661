"""The review of a quarter: how the year stands, the priorities of the next quarter, and what is kept of each goal."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from planner.domain.change import ChangeSet
from planner.domain.errors import PlannerError
from planner.domain.goal import Goal
from planner.domain.period import Period, Span
from planner.domain.periodviews import Choice, ChoiceRow, MonthRow, PriorityRow, QuarterView
from planner.domain.review import Review, ReviewKind
from planner.domain.ritual import Section
from planner.tui.commands.command import Need, Place
from planner.tui.commands.keymap import bindings
from planner.tui.line import Row
from planner.tui.panes.ritual import Asking, RitualPane
from planner.tui.period_lines import ComingGoalLine, MonthLine, TargetLine
from planner.tui.quarter_format import ADD, CHOICE, MONTH, NOTE, PRIORITY, QUESTION, Sections
from planner.tui.sentence_line import SentenceLine


class QuarterPane(RitualPane[QuarterView]):
    """One quarter looked back on, and the next one planned."""

    KIND: ClassVar = ReviewKind.QUARTER
    PLACE: ClassVar = Place.QUARTER
    BINDINGS: ClassVar = bindings(Place.QUARTER, Place.RITUAL, Place.LIST)

    _newest: str = ""
    """The goal that was set last."""
    _start: date | None = None
    """A day of the quarter that is looked back on."""

    def begin_with(self, review: Review) -> None:
        """Take the quarter of a review."""
        self._start = review.period_start

    def read(self) -> None:
        """Read the quarter."""
        self.view = self.planner.quarter.view(self._start)
        self._start = self.view.span.start

    def rows_of(self, section: Section) -> Sequence[Row]:
        """Return the rows of a section."""
        return Sections(self.shown(), self._symbols, self.room).of(section)

    def subject(self) -> str:
        """Return both quarters."""
        view = self.shown()
        return f"{view.label}, then {view.following_label}"

    def span(self) -> Span:
        """Return the quarter."""
        return self.shown().span

    def asks(self, key: str) -> Asking | None:
        """Return the line that a row asks for."""
        view, start = self.shown(), self.shown().span.start

        def answer(text: str) -> str:
            return self.planner.quarter.keep(start, {QUESTION: text}).label

        def note(text: str) -> str:
            return self.planner.quarter.keep(start, {}, text).label

        if key == QUESTION:
            hint = "what it takes, in a sentence"
            return SentenceLine("over the next three months", hint, f"quarter {start}", answer), view.answer
        if key == NOTE:
            noted = view.review.note if view.review is not None else ""
            return SentenceLine("note", "what to remember of it", f"quarter note {start}", note), noted
        if key == ADD:
            return self._coming(), ""
        if (found := self._month()) is not None and key.startswith(MONTH):
            row, month = found
            return (MonthLine(self.planner, row.goal, month.span, month.label), "") if not month.actions else None
        return None

    def close(self) -> ChangeSet:
        """Close the quarter."""
        return self.planner.quarter.close(self.span().start)

    def reopen(self) -> ChangeSet:
        """Open the quarter again."""
        return self.planner.quarter.reopen(self.span().start)

    def has(self, need: Need) -> bool:
        """Whether a priority or a goal stands under the cursor."""
        match need:
            case Need.PRIORITY:
                row = self._priority()
                return row is not None and row.is_draft
            case Need.CHOICE:
                return self._choice() is not None
            case Need.QUARTER_GOAL:
                return self._priority() is not None or self._choice() is not None
            case _:
                return super().has(need)

    def do_quarter_add(self) -> None:
        """Ask for a priority of the next quarter."""
        self.ask(self._coming(), "", self._go_to_newest)

    def do_quarter_commit(self) -> None:
        """Commit to the priority, and go to its first month."""
        row = self._priority()
        if row is None:
            raise PlannerError(Need.PRIORITY.value)
        done = self.planner.goals.commit_to(row.goal.id)
        self.tell(done, *self.planner.offers.doubts(done))
        self.reload_if_stale()
        after = next((one for one in self.shown().following_priorities if one.goal.id == row.goal.id), None)
        if after is not None and after.months:
            self.move_cursor(f"{MONTH}{row.goal.id} {after.months[0].span.start}")

    def do_quarter_keep(self) -> None:
        """Keep the goal."""
        row = self._need_choice()
        self.tell(self.planner.quarter.decide(row.goal.id, Choice.KEEP))
        self._go_down()

    def do_quarter_raise(self) -> None:
        """Ask for a higher target."""
        self._ask_target(Choice.RAISE)

    def do_quarter_lower(self) -> None:
        """Ask for a lower target."""
        self._ask_target(Choice.LOWER)

    def do_quarter_drop(self) -> None:
        """Drop the goal, with the reason where it is the employer's; put a draft of a priority away."""
        priority, row = self._priority(), self._choice()
        if row is None:
            if priority is not None:
                self.tell(self.planner.goals.archive(priority.goal.id))
            return
        key, quarter = row.goal.id, self.planner.quarter
        if not row.needs_reason:
            self.tell(quarter.decide(key, Choice.DROP))
            self._go_down()
            return

        def drop(reason: str) -> str:
            return quarter.decide(key, Choice.DROP, reason=reason).label

        self.ask(SentenceLine(f"drop “{row.goal.title}” because", "the reason", f"drop {key}", drop), "", self._go_down)

    def do_quarter_open(self) -> None:
        """Open the goal's page."""
        row = self._priority() or self._choice()
        if row is not None:
            self.app.pages.open_goal(row.goal.id)

    def _ask_target(self, choice: Choice) -> None:
        row = self._need_choice()
        if row.goal.target is None or row.choice is Choice.DROP:
            raise PlannerError(f"“{row.goal.title}” has no target to {choice}. 0 keeps it, d drops it.")
        self.ask(TargetLine(self.planner, row.goal, row.measure, choice), "", self._go_down)

    def _go_to_newest(self) -> None:
        """Put the cursor on the goal that was set last."""
        self.move_cursor(PRIORITY + self._newest)

    def _go_down(self) -> None:
        """Put the cursor on the next goal."""
        keys = [CHOICE + row.goal.id for row in self.shown().goals]
        key = self.cursor_key or ""
        if key in keys[:-1]:
            self.move_cursor(keys[keys.index(key) + 1])

    def _coming(self) -> ComingGoalLine:
        view = self.shown()

        def save(text: str) -> str:
            done = self.planner.quarter.add_priority(view.span.start, text)
            self._newest = next(after.id for _, after in done.changes if isinstance(after, Goal))
            return done.label

        hint, title = "100 demos · $60,000 · sign three partners", f"priority of {view.following_label}"
        return ComingGoalLine(self.planner, title, Period.QUARTER, view.following, save, hint=hint)

    def _priority(self) -> PriorityRow | None:
        rows = self.view.following_priorities if self.view is not None else ()
        return next((row for row in rows if PRIORITY + row.goal.id == self.cursor_key), None)

    def _month(self) -> tuple[PriorityRow, MonthRow] | None:
        key = self.cursor_key or ""
        for row in self.shown().following_priorities:
            for month in row.months:
                if key == f"{MONTH}{row.goal.id} {month.span.start}":
                    return row, month
        return None

    def _choice(self) -> ChoiceRow | None:
        rows = self.view.goals if self.view is not None else ()
        return next((row for row in rows if CHOICE + row.goal.id == self.cursor_key), None)

    def _need_choice(self) -> ChoiceRow:
        row = self._choice()
        if row is None:
            raise PlannerError(Need.CHOICE.value)
        return row
