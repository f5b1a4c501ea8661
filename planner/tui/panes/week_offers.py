"""What weekly planning offers and asks yes or no about, and which of several beside each other is picked.

The weeks themselves are its page's (week.py).
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from planner.domain.errors import PlannerError
from planner.domain.ritual import Section
from planner.domain.scope import ScopeChoice
from planner.domain.weekviews import DID_YOU_ANSWERS, WeekView
from planner.tui import week_format as fmt
from planner.tui import week_items as items
from planner.tui.commands.command import Need
from planner.tui.line import Line, Row
from planner.tui.panes.week_days import WeekDaysPane
from planner.tui.sentence_line import SentenceLine
from planner.tui.week_lines import LittleGoalLine
from planner.tui.widgets.lines import Look

ANSWERED: Final = frozenset({items.DID, fmt.LITTLE, fmt.SCOPES, fmt.LETTER})
"""The keys of the rows that are answered with yes or no."""
HINTED: Final = ANSWERED | {fmt.UNPLANNED, fmt.DOUBTED}
"""Those at whose right end stands what can be pressed there."""


class WeekOffersPane(WeekDaysPane):
    """Offers and questions, above and below the days."""

    _is_view_stale: bool = True
    _has_scopes: bool = False
    """Whether a bigger scope is asked for by hand."""
    _picked: Mapping[str, int] = MappingProxyType({})
    """Which of several beside each other is picked, by the key of their row."""
    _told: Mapping[tuple[Section, int], Sequence[Row]] = MappingProxyType({})
    """The rows of sections as they were read, by the section and the width: moving in the days changes none."""

    def look_for_scopes(self) -> None:
        """Offer every bigger scope that does not stand yet, and begin there, whenever it was offered last (B78)."""
        self._is_view_stale = self._has_scopes = True
        self._asked_of = fmt.SCOPES

    def has(self, need: Need) -> bool:
        """Whether something is offered or asked under the cursor."""
        if need is Need.ASKED:
            return self.cursor_key in ANSWERED
        return self.cursor_key == items.DID if need is Need.DID_YOU else super().has(need)

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

    def do_week_yes(self) -> None:
        """Take what is offered, or say that the change was made."""
        week = self.planner.week
        match self.cursor_key:
            case items.DID:
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
            case items.DID:
                self._did(1)
            case fmt.LITTLE:
                self.tell(week.keep(self.span().start, decline_little=True))
            case fmt.SCOPES:
                self._is_view_stale, self._has_scopes = True, False
                self.tell(week.decline_scope(self.span().start))
            case _:
                self.tell(week.scopes.decline_newsletter())

    def do_week_not_yet(self) -> None:
        """Say that the change was not made yet."""
        self._did(2)

    def _look(self, number: int) -> Look:
        """Return how a line looks: what can be pressed in a row stands there while the cursor does."""
        line, is_selected, width = super()._look(number)
        key = self._rows[self._row_at(number)].key if number < self.height_of_rows else None
        is_here = (is_selected and not (self._is_closed and key in ANSWERED)) or key not in HINTED
        return (line if is_here else Line(line.left)), is_selected, width

    def _change_scope(self) -> None:
        """Ask for another line of the bigger scope that is picked."""
        choice = self._scope()
        self.ask(SentenceLine(choice.title, choice.line, f"scope {choice.scope}", self._taking(choice)), choice.line)

    def _taking(self, choice: ScopeChoice) -> Callable[[str], str]:
        """Return what sets a bigger scope from another line."""

        def take(text: str) -> str:
            self._is_view_stale = True
            return self.planner.week.scopes.take(choice.scope, text).label

        return take

    def _did(self, answer: int) -> None:
        """Say whether the change was made; the same once more takes it back."""
        view, said = self.shown(), DID_YOU_ANSWERS[answer]
        is_said = view.did_you == said
        self.tell(self.planner.week.keep(view.weeks.back.start, did_you="" if is_said else said))

    def _with_scopes(self, view: WeekView) -> WeekView:
        """Return a view with a bigger scope, where that is asked for by hand."""
        return view._replace(scopes=self.planner.week.scopes.menu()) if self._has_scopes else view

    def _scope(self) -> ScopeChoice:
        """Return the bigger scope that is picked. Raises PlannerError where none is offered any more."""
        left = self._scopes
        if not left:
            raise PlannerError(Need.ASKED.value)
        return left[self._pick(len(left))]

    @property
    def _scopes(self) -> Sequence[ScopeChoice]:
        return [choice for choice in self.shown().scopes if not choice.stands]

    def _goals_here(self) -> Sequence[str]:
        """Return the keys of the goals that the row under the cursor leads to."""
        view = self.shown()
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
