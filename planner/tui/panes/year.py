"""The review of a year: wins first, the questions word for word, drafts for the next year, and their activation."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar, Final

from planner.domain.change import ChangeSet
from planner.domain.errors import PlannerError
from planner.domain.goal import Goal, GoalSource
from planner.domain.period import Period, Span
from planner.domain.periodviews import BIG_PICTURE, DraftRow, YearView
from planner.domain.review import Review, ReviewKind
from planner.domain.ritual import Section
from planner.tui.commands.command import Need, Place
from planner.tui.commands.keymap import bindings
from planner.tui.line import Row
from planner.tui.panes.ritual import Asking, RitualPane
from planner.tui.period_lines import ComingGoalLine
from planner.tui.sentence_line import SentenceLine
from planner.tui.year_format import ADD, GOAL, HELPS, NOTE, OUTLOOK, RESOLUTION, WHY, Sections

ASKED: Final = {
    "satisfied": ("not satisfied with", "how few demos I gave"),
    "first sale": ("from the first sale to here", "what took you here"),
    "big picture": (BIG_PICTURE.removesuffix("?").casefold(), "what it takes, in a sentence"),
    WHY: ("expected, because", "two large customers renew"),
    RESOLUTION: ("I resolve", "to ask for the decision out loud"),
}
"""What stands above the line of a question, and what could stand in it."""


class YearPane(RitualPane[YearView]):
    """One year looked back on, and the next one planned."""

    KIND: ClassVar = ReviewKind.YEAR
    PLACE: ClassVar = Place.YEAR
    BINDINGS: ClassVar = bindings(Place.YEAR, Place.RITUAL, Place.LIST)

    _newest: str = ""
    """The goal that was set last."""
    _start: date | None = None
    """A day of the year that is looked back on."""

    def begin_with(self, review: Review) -> None:
        """Take the year of a review."""
        self._start = review.period_start

    def read(self) -> None:
        """Read the year."""
        self.view = self.planner.year.view(self._start)
        self._start = self.view.looked_back.span.start

    def rows_of(self, section: Section) -> Sequence[Row]:
        """Return the rows of a section."""
        return Sections(self.shown(), self._symbols, self.room).of(section)

    def subject(self) -> str:
        """Return both years."""
        view = self.shown()
        return f"{view.looked_back.label}, then {view.following_label}"

    def span(self) -> Span:
        """Return the year."""
        return self.shown().looked_back.span

    def asks(self, key: str) -> Asking | None:
        """Return the line that a row asks for."""
        view, year, start = self.shown(), self.planner.year, self.span().start

        def answer(text: str) -> str:
            return year.keep(start, {key: text}).label

        def note(text: str) -> str:
            return year.keep(start, {}, text).label

        if key in ASKED:
            title, hint = ASKED[key]
            return SentenceLine(title, hint, f"year {start} {key}", answer), view.answers.get(key, "")
        match key:
            case "note":
                noted = view.review.note if view.review is not None else ""
                return SentenceLine("note", "what to remember of it", f"year {start} {NOTE}", note), noted
            case "add":
                return self._coming(), ""
            case "question":
                return SentenceLine("will it help", "yes or no", "", self._helps, ("yes", "no")), ""
        return None

    def close(self) -> ChangeSet:
        """Close the year."""
        return self.planner.year.close(self.span().start)

    def reopen(self) -> ChangeSet:
        """Open the year again."""
        return self.planner.year.reopen(self.span().start)

    def has(self, need: Need) -> bool:
        """Whether a goal of next year stands under the cursor."""
        return self._draft() is not None if need is Need.NEXT_YEAR else super().has(need)

    def do_year_add(self) -> None:
        """Ask for a goal of next year."""
        self.ask(self._coming(), "", self._go_to_newest)

    def do_year_preliminary(self) -> None:
        """Mark the employer's figure as not final yet, or as final."""
        goal = self._need_draft().goal
        values = {"preliminary": not goal.preliminary}
        source = {} if goal.preliminary else {"source": GoalSource.EMPLOYER}
        self.tell(self.planner.goals.correct(goal.id, {**values, **source}))

    def do_year_drop(self) -> None:
        """Put the goal away."""
        self.tell(self.planner.goals.archive(self._need_draft().goal.id))

    def do_year_open(self) -> None:
        """Open the goal's page."""
        self.app.pages.open_goal(self._need_draft().goal.id)

    def do_year_tough(self) -> None:
        """Expect a tough year."""
        self._expect("tough")

    def do_year_normal(self) -> None:
        """Expect a normal year."""
        self._expect("normal")

    def do_year_easy(self) -> None:
        """Expect an easy year."""
        self._expect("easy")

    def do_year_yes(self) -> None:
        """Activate the drafts."""
        done = self.planner.year.activate(self.span().start, helps=True)
        self.tell(done, *self.planner.offers.doubts(done))
        self.move_cursor(HELPS)

    def do_year_no(self) -> None:
        """Go back to the drafts, which stay as they are."""
        self.tell(self.planner.year.activate(self.span().start, helps=False))
        self._go_to_drafts()

    def _helps(self, text: str) -> str:
        word = text.strip().casefold()
        if word not in {"yes", "y", "no", "n"}:
            raise PlannerError("Answer yes or no: yes activates the drafts, no goes back to them.")
        is_yes = word in {"yes", "y"}
        done = self.planner.year.activate(self.span().start, helps=is_yes)
        if not is_yes:
            self.call_later(self._go_to_drafts)
        return ". ".join((done.label, *self.planner.offers.doubts(done)))

    def _go_to_drafts(self) -> None:
        self.reload_if_stale()
        drafts = self.shown().drafts
        self.move_cursor(GOAL + drafts[0].goal.id if drafts else ADD)

    def _go_to_newest(self) -> None:
        """Put the cursor on the goal that was set last."""
        self.move_cursor(GOAL + self._newest)

    def _expect(self, word: str) -> None:
        """Say what is expected; once more takes it back."""
        is_new = self.shown().outlook.word != word
        self.tell(self.planner.year.keep(self.span().start, {"outlook": word if is_new else ""}))
        self.move_cursor(WHY if is_new else OUTLOOK)

    def _coming(self) -> ComingGoalLine:
        view = self.shown()
        unsatisfied = view.answers.get("satisfied", "")

        def save(text: str) -> str:
            done = self.planner.year.add_draft(self.span().start, text)
            self._newest = next(after.id for _, after in done.changes if isinstance(after, Goal))
            return done.label

        return ComingGoalLine(
            self.planner,
            f"goal of {view.following_label}",
            Period.YEAR,
            view.following,
            save,
            hint="480 calls · $240,000 quota · sign the lease by 1 mar",
            beside=f"not satisfied with: {unsatisfied}" if unsatisfied else "",
        )

    def _draft(self) -> DraftRow | None:
        rows = self.view.drafts if self.view is not None else ()
        return next((row for row in rows if GOAL + row.goal.id == self.cursor_key), None)

    def _need_draft(self) -> DraftRow:
        row = self._draft()
        if row is None:
            raise PlannerError(Need.NEXT_YEAR.value)
        return row
