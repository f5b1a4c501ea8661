"""Weekly planning: a week looked back on, its goals, what is offered, and the next week laid out on its seven days.

What is said is kept at once, so it can be left at any time. The page keeps its weeks when another day begins.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import ClassVar, Final

from planner.domain.change import ChangeSet, Topic
from planner.domain.errors import PlannerError
from planner.domain.period import Span
from planner.domain.review import ReviewKind
from planner.domain.ritual import Section
from planner.domain.scope import ScopeChoice
from planner.domain.weekviews import DID_YOU_ANSWERS, Weeks, WeekView
from planner.tui import week_format as fmt
from planner.tui.commands.command import Need, Place
from planner.tui.commands.keymap import bindings
from planner.tui.line import Row
from planner.tui.lines import ActionLine, GoalLine
from planner.tui.panes.ritual import Asking
from planner.tui.panes.week_days import WeekDaysPane
from planner.tui.ritual_rows import titled
from planner.tui.sentence_line import SentenceLine
from planner.tui.week_lines import LittleGoalLine

_LIGHT: Final = frozenset({Topic.PLAN, Topic.REVIEWS, Topic.PEOPLE})
"""What changes of the week that is over nothing but what is said and kept of it."""


class WeekPane(WeekDaysPane):
    """One week looked back on, and the next one."""

    KIND: ClassVar = ReviewKind.WEEK
    PLACE: ClassVar = Place.WEEK
    BINDINGS: ClassVar = bindings(Place.WEEK, Place.RITUAL, Place.LIST)

    view: WeekView | None = None
    _about: Weeks | None = None
    _is_view_stale: bool = True
    _picked: Mapping[str, int] = MappingProxyType({})
    """Which of several beside each other is picked, by the key of their row."""
    _told: Mapping[tuple[Section, int], Sequence[Row]] = MappingProxyType({})
    """The rows of sections as they were read, by the section and the width: moving in the days changes none."""

    def read(self) -> None:
        """Read both weeks; of the one that is over what may have changed alone."""
        week, today = self.planner.week, self.planner.today()
        if self._about is None:
            self._about = week.planned_for(self.day or today)
            ahead = self._about.ahead
            self._column = (max(ahead.start, min(today, ahead.end)) - ahead.start).days
        if self.view is None or self._is_view_stale:
            self.view, self._is_view_stale = week.view(self._about.back.start), False
        else:
            self.view = week.again(self.view)
        self._told = {}
        self.grid = week.grid(self._about.ahead.start)

    def sections(self) -> Iterator[Section]:
        """Yield the sections; the offers come first where little goals do (B18)."""
        found = list(super().sections())
        if self.view is not None and self.view.little is not None and self.view.little.is_first:
            found.sort(key=lambda one: one.name != "offers")
        yield from found

    def rows_of(self, section: Section) -> Sequence[Row]:
        """Return the rows of a section."""
        view = self._shown()
        if section.name == "week":
            return self._days.rows(titled(section, f"Week {view.weeks.ahead.start.isocalendar().week}"))
        told = self._told.get((section, self._width))
        if told is None:
            told = fmt.Sections(view, self._picked, self._width, self._symbols).of(section)
            self._told = {**self._told, (section, self._width): told}
        return told

    def subject(self) -> str:
        """Return the week that is planned."""
        ahead = self._shown().weeks.ahead
        return f"week {ahead.start.isocalendar().week}, {fmt.span_told(ahead)}"

    def span(self) -> Span:
        """Return the week that is looked back on."""
        return self._shown().weeks.back

    def close(self) -> ChangeSet:
        """Close the planning."""
        return self.planner.week.close(self.span().start)

    def reopen(self) -> ChangeSet:
        """Open the planning again."""
        return self.planner.week.reopen(self.span().start)

    def asks(self, key: str) -> Asking | None:
        """Return the line that a row asks for: what is said of the week."""
        view = self._shown()
        match key:
            case fmt.PROUD:
                title, hint, said = "proud of", "asking for the decision", view.proud
            case fmt.CHANGE:
                title, hint, said = "one change I will make", "proposals go out the same day", view.change
            case fmt.NOTE:
                title, hint, said = "note", "what you want to remember", view.note
            case _:
                return None
        return SentenceLine(title, hint, f"week {key} {view.weeks.back.start}", self._keeping(key)), said

    def has(self, need: Need) -> bool:
        """Whether something is offered or asked under the cursor."""
        if need is Need.ASKED:
            return self.cursor_key in {fmt.DID, fmt.LITTLE, fmt.SCOPES, fmt.LETTER}
        return self.cursor_key == fmt.DID if need is Need.DID_YOU else super().has(need)

    def do_ritual_next(self) -> None:
        """Open the goal that is picked under the cursor, else go on."""
        goals = self._goals_here()
        if goals:
            self.app.pages.open_goal(goals[self._pick(len(goals))])
        else:
            super().do_ritual_next()

    def do_week_forward(self) -> None:
        """Pick the next one of several; mark the next day where there are none."""
        if not self._pick_by(1):
            super().do_week_forward()

    def do_week_back(self) -> None:
        """Pick the one before; mark the day before where there are none."""
        if not self._pick_by(-1):
            super().do_week_back()

    def do_week_proud(self) -> None:
        """Ask what one is proud of."""
        self.ask_for(fmt.PROUD)

    def do_week_goal(self) -> None:
        """Ask for a goal."""
        self.ask(GoalLine(self.planner))

    def do_week_edit(self) -> None:
        """Correct the action, the line of a bigger scope, or what is said."""
        key = self.cursor_key or ""
        if key == fmt.SCOPES:
            choice = self._scope()
            self.ask(
                SentenceLine(choice.title, choice.line, f"scope {choice.scope}", self._taking(choice)), choice.line
            )
        elif (row := self._row) is not None:
            action = self._need_action()
            self.ask(ActionLine(self.planner, action.date, action.id), self.planner.plan.written(row.row))
        elif not self.ask_for(key):
            raise PlannerError(Need.LAID.value)

    def do_week_yes(self) -> None:
        """Take what is offered, or say that the change was made."""
        week = self.planner.week
        match self.cursor_key:
            case fmt.DID:
                self._did(0)
            case fmt.LITTLE:
                self.ask(LittleGoalLine(self.planner))
            case fmt.SCOPES:
                choice = self._scope()
                self._is_view_stale = True
                self.tell(week.scopes.take(choice.scope))
            case _:
                self.tell(week.scopes.take_newsletter())

    def do_week_no(self) -> None:
        """Decline what is offered, or say that the change was not made."""
        week = self.planner.week
        match self.cursor_key:
            case fmt.DID:
                self._did(1)
            case fmt.LITTLE:
                self.tell(week.keep(self.span().start, decline_little=True))
            case fmt.SCOPES:
                self._is_view_stale = True
                self.tell(week.decline_scope(self.span().start))
            case _:
                self.tell(week.scopes.decline_newsletter())

    def do_week_not_yet(self) -> None:
        """Say that the change was not made yet."""
        self._did(2)

    def _heard(self, topics: frozenset[Topic]) -> None:
        self._is_view_stale |= bool(topics - _LIGHT)
        super()._heard(topics)

    def _shown(self) -> WeekView:
        """Return what is shown. Raises PlannerError where the file could not be read."""
        if self.view is None:
            raise PlannerError("Nothing is shown yet. esc goes back.")
        return self.view

    def _keeping(self, key: str) -> Callable[[str], str]:
        """Return what keeps what is said of the week under a key."""
        start = self.span().start

        def keep(text: str) -> str:
            said = {key: text}
            done = self.planner.week.keep(
                start, proud=said.get(fmt.PROUD), change=said.get(fmt.CHANGE), note=said.get(fmt.NOTE)
            )
            return done.label if done.changes else ""

        return keep

    def _taking(self, choice: ScopeChoice) -> Callable[[str], str]:
        """Return what sets a bigger scope from another line."""

        def take(text: str) -> str:
            self._is_view_stale = True
            return self.planner.week.scopes.take(choice.scope, text).label

        return take

    def _did(self, answer: int) -> None:
        """Say whether the change was made; the same once more takes it back."""
        view, said = self._shown(), DID_YOU_ANSWERS[answer]
        is_said = view.did_you == said
        self.tell(self.planner.week.keep(view.weeks.back.start, did_you="" if is_said else said))

    def _scope(self) -> ScopeChoice:
        """Return the bigger scope that is picked. Raises PlannerError where none is offered any more."""
        left = self._scopes
        if not left:
            raise PlannerError(Need.ASKED.value)
        return left[self._pick(len(left))]

    @property
    def _scopes(self) -> Sequence[ScopeChoice]:
        return [choice for choice in self._shown().scopes if not choice.stands]

    def _goals_here(self) -> Sequence[str]:
        """Return the keys of the goals that the row under the cursor leads to."""
        view = self._shown()
        match self.cursor_key:
            case fmt.UNPLANNED:
                return [one.goal_id for one in view.without_plan]
            case fmt.DOUBTED:
                return [one.goal_id for one in view.doubted]
            case _:
                return []

    def _pick(self, count: int) -> int:
        """Return which of several is picked in the row under the cursor."""
        return min(self._picked.get(self.cursor_key or "", 0), count - 1)

    def _pick_by(self, step: int) -> bool:
        """Pick another one of several in the row under the cursor; whether it has several."""
        key = self.cursor_key or ""
        count = len(self._scopes if key == fmt.SCOPES else self._goals_here())
        if count:
            self._picked = {**self._picked, key: max(0, min(self._pick(count) + step, count - 1))}
            self._told = {}
            self._lay_out()
        return bool(count)
