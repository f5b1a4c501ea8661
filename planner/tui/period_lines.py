"""The lines that are typed in the reviews of a quarter and a year: goals to come, other targets, actions of a month."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from planner.domain import changeline
from planner.domain.errors import LineError
from planner.domain.figure import figure
from planner.domain.goal import Goal
from planner.domain.measure import Measure
from planner.domain.period import Period, Span
from planner.domain.periodviews import Choice
from planner.domain.text import clean_line
from planner.domain.views import short_date
from planner.services.dated import drafted_within
from planner.tui.line import Cell, Line
from planner.tui.typed_words import ActionWords, GoalWords, ReasonWords

if TYPE_CHECKING:
    from planner.services.planner import Planner


class ComingGoalLine(GoalWords):
    """A goal of a period that comes, read as on its first day: a draft."""

    def __init__(
        self,
        planner: "Planner",
        title: str,
        period: Period,
        span: Span,
        save: Callable[[str], str],
        *,
        hint: str,
        beside: str = "",
    ) -> None:
        """Set a goal that lies within a span; `beside` stands beside what is typed."""
        self.title = title
        self.draft_key = f"{period} goal {span.start}"
        self._planner = planner
        self._period = period
        self._span = span
        self._save = save
        self._hint = hint
        self._beside = clean_line(beside)

    def reading(self, text: str) -> Line:
        """Return the goal, its dates, and what a repeated figure comes to."""
        beside: tuple[Cell, ...] = ((self._beside, "accent"),) if self._beside else ()
        if not text.strip():
            return Line(((self._hint, "dim"),), beside)
        goal, measure = drafted_within(self._planner, text, self._period, self._span)
        today = self._planner.today()
        dates = f" · {short_date(goal.starts_on, today)} to {short_date(goal.ends_on, today)} · draft"
        cells: list[Cell] = [(goal.title, "text"), (dates, "dim")]
        if comes_to := self._planner.goals.comes_to(goal, measure):
            cells.append((f" · {comes_to}", "met"))
        return Line(tuple(cells), beside)

    def save(self, text: str) -> str:
        """Set it."""
        return self._save(text)


class TargetLine(ReasonWords):
    """A higher or a lower target, and why."""

    def __init__(self, planner: "Planner", goal: Goal, measure: Measure | None, choice: Choice) -> None:
        """Raise or lower a goal."""
        self.title = f"{choice} “{goal.title}” to"
        self.draft_key = f"{choice} {goal.id}"
        self._planner = planner
        self._goal = goal
        self._measure = measure
        self._choice = choice

    def reading(self, text: str) -> Line:
        """Return the target as it is and as it would be, and the reason."""
        if not text.strip():
            return Line(((f"it is {self._shown(self._goal.target or 0)}; the new one, then “because …”", "dim"),))
        target, reason = self._read(text)
        told = f"{self._shown(self._goal.target or 0)} → {self._shown(target)}"
        return Line(((told, "text"), (f" · because {reason}" if reason else "", "dim")))

    def save(self, text: str) -> str:
        """Change it."""
        return self._planner.quarter.decide(self._goal.id, self._choice, *self._read(text)).label

    def _read(self, text: str) -> tuple[int, str]:
        home = self._planner.settings.currency
        found = changeline.read(text, self._goal, self._measure, self._planner.today(), home)
        if found.target is None or found.ends_on is not None:
            raise LineError(
                "Give the new target alone, then “because …”. The goal’s page moves its date.", 0, len(text)
            )
        return found.target, found.reason

    def _shown(self, value: int) -> str:
        return figure(value, self._measure, self._planner.settings.currency)


class MonthLine(ActionWords):
    """An action of one month of a priority."""

    def __init__(self, planner: "Planner", goal: Goal, span: Span, label: str) -> None:
        """Plan for a month."""
        self.title = f"an action for {label}"
        self.draft_key = f"month {goal.id} {span.start}"
        self._planner = planner
        self._goal = goal
        self._span = span

    def reading(self, text: str) -> Line:
        """Return the action and its day."""
        if not text.strip():
            return Line((("name ten customers to show it to · esc skips it", "dim"),))
        draft = self._planner.plan.read(text)
        day = f" · {short_date(draft.day, self._planner.today())}" if draft.day is not None else ""
        return Line(((draft.text, "text"), (day, "dim")))

    def save(self, text: str) -> str:
        """Plan it."""
        return self._planner.quarter.plan_month(self._goal.id, self._span.start, text).label
