"""A goal, its milestones, and the rules that goals keep together: three priorities, three little goals, no cycles."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from planner.domain.change import Topic
from planner.domain.errors import FieldError, PlannerError
from planner.domain.period import Period, Span, period_span, quarter_span, year_span
from planner.domain.value import Value, replace

MAX_TARGET = 10**12
FOREVER = date(9999, 12, 31)
"""The end of a big picture."""
MOST_AT_ONCE = 3
"""Active priorities a quarter, and active little goals (B12, B44)."""


class GoalKind(StrEnum):
    """What part a goal plays in the routine."""

    QUOTA = "quota"
    GOAL = "goal"
    PRIORITY = "priority"
    LITTLE = "little"


class GoalSource(StrEnum):
    """Who set it."""

    SELF = "self"
    EMPLOYER = "employer"


class GoalStatus(StrEnum):
    """Where it is in its life."""

    DRAFT = "draft"
    ACTIVE = "active"
    REACHED = "reached"
    MISSED = "missed"
    DROPPED = "dropped"


class Grade(StrEnum):
    """How well a goal was reached (B14)."""

    SHORT = "short"
    MET = "met"
    BEATEN = "beaten"
    NAILED = "nailed"


_COARSENESS: Mapping[Period, int] = {
    Period.BIG_PICTURE: 6,
    Period.YEAR: 5,
    Period.QUARTER: 4,
    Period.MONTH: 3,
    Period.WEEK: 2,
    Period.DAY: 1,
}


class Goal(Value):
    """A target over a span. A day, week or month goal whose span holds several of them asks for its target in each."""

    TOPIC: ClassVar[Topic] = Topic.GOALS

    id: str
    parent_id: str | None = None
    title: str
    why: str = ""
    period: Period
    starts_on: date
    ends_on: date
    kind: GoalKind = GoalKind.GOAL
    source: GoalSource = GoalSource.SELF
    status: GoalStatus = GoalStatus.ACTIVE
    measure_id: str | None = None
    target: int | None = None
    """Times, people, minor units of money, or per cent of milestones and roll-ups; per period."""
    stretch_target: int | None = None
    baseline: int = 0
    weight: int = 1
    committed_on: date | None = None
    preliminary: bool = False
    pay_note: str = ""
    created_at: datetime
    position: int = 0
    """Order among its siblings."""
    archived_on: date | None = None
    is_realistic: bool | None = None
    """The user's answer to "is it realistic?", or for a little goal "do you know you can do this?"; None unasked."""
    is_stale: bool = False
    """Whether the goal above it changed since this one was set or confirmed."""

    def __post_init__(self) -> None:
        """Refuse a span that ends before it starts and a target that no progress can reach."""
        if not self.title:
            raise FieldError("A goal needs a title.", "title")
        if self.ends_on < self.starts_on:
            raise FieldError(
                f"“{self.title}” would end on {self.ends_on}, before it starts on {self.starts_on}.", "ends_on"
            )
        if self.target is not None:
            if self.target <= self.baseline:
                raise FieldError(f"“{self.title}” needs a target above {self.baseline}.", "target")
            if self.target > MAX_TARGET:
                raise FieldError(f"A target is at most {MAX_TARGET:,}.", "target")
        if self.stretch_target is not None and (self.target is None or self.stretch_target < self.target):
            raise FieldError(f"The stretch of “{self.title}” lies below its target.", "stretch_target")
        if self.weight < 1:
            raise PlannerError(f"The weight of “{self.title}” is at least 1.")

    @property
    def key(self) -> str:
        """The primary key."""
        return self.id

    @property
    def span(self) -> Span:
        """The dates that it covers."""
        return Span(self.starts_on, self.ends_on)

    @property
    def is_active(self) -> bool:
        """Whether it takes part in today's asks and progress."""
        return self.status is GoalStatus.ACTIVE and self.archived_on is None

    @property
    def is_wish(self) -> bool:
        """Whether it has neither number nor milestones (B115)."""
        return self.measure_id is None and self.period is not Period.BIG_PICTURE

    @property
    def nailed_at(self) -> int | None:
        """What must be reached to nail it: the stretch, or 120 % of the target rounded up."""
        if self.target is None:
            return None
        return self.stretch_target if self.stretch_target is not None else -(-self.target * 6 // 5)

    def window(self, day: date, year_start_month: int = 1) -> Span:
        """Return the dates that count toward the target as seen on a day: the current period within the span."""
        period = period_span(self.period, min(max(day, self.starts_on), self.ends_on), year_start_month)
        return self.span if period is None else period.clipped(self.span)

    def repeats(self, year_start_month: int = 1) -> bool:
        """Whether the span holds more than one of its periods."""
        return self.window(self.starts_on, year_start_month).end < self.ends_on

    def grade(self, current: int) -> Grade:
        """Return how well the target was reached by a current value."""
        if self.target is None or self.nailed_at is None or current < self.target:
            return Grade.SHORT
        if current >= self.nailed_at:
            return Grade.NAILED
        return Grade.MET if current == self.target else Grade.BEATEN

    def holds(self, child: "Goal") -> bool:
        """Whether a child's dates lie within this goal's; a week across two belongs where its Thursday is (c3)."""
        is_within = child.starts_on in self.span and child.ends_on in self.span
        if child.period is Period.WEEK and not is_within:
            thursday = timedelta(days=3)
            first = child.starts_on - timedelta(days=child.starts_on.weekday()) + thursday
            last = child.ends_on - timedelta(days=child.ends_on.weekday()) + thursday
            return max(first, child.starts_on) in self.span and min(last, child.ends_on) in self.span
        return is_within

    def is_coarser_than(self, child: "Goal") -> bool:
        """Whether a child's period is finer; periods of free length compare by their days."""
        if Period.CUSTOM in {self.period, child.period}:
            return self.span.days >= child.window(child.starts_on).days
        return _COARSENESS[self.period] > _COARSENESS[child.period]

    def archived(self, on: date) -> "Goal":
        """Return this goal put away."""
        return replace(self, archived_on=on)


class Milestone(Value):
    """A part of a goal that is done or not."""

    TOPIC: ClassVar[Topic] = Topic.GOALS

    id: str
    goal_id: str
    title: str
    weight: int = 1
    done_on: date | None = None

    @property
    def key(self) -> str:
        """The primary key."""
        return self.id


def check_goals(goals: Iterable[Goal], touched: Iterable[str], year_start_month: int = 1) -> None:
    """Refuse a forest of goals that breaks a rule which a touched goal takes part in (c3).

    Raises PlannerError with the sentence.
    """
    by_id = {goal.id: goal for goal in goals}
    for key in touched:
        if (goal := by_id.get(key)) is not None:
            _check_parents(goal, by_id)
            _check_crowd(goal, by_id.values(), year_start_month)
    touched_keys = set(touched)
    for child in by_id.values():
        if child.parent_id in touched_keys:
            _check_parents(child, by_id)


def _check_parents(goal: Goal, by_id: Mapping[str, Goal]) -> None:
    seen = {goal.id}
    child = goal
    while child.parent_id is not None:
        parent = by_id.get(child.parent_id)
        if parent is None:
            raise PlannerError(f"“{child.title}” stands under a goal that is not there.")
        if parent.id in seen:
            raise PlannerError(f"“{goal.title}” cannot stand under itself.")
        seen.add(parent.id)
        if child is goal:
            if not parent.holds(child):
                raise PlannerError(
                    f"“{child.title}” ({child.starts_on} to {child.ends_on}) is not within "
                    f"“{parent.title}” ({parent.starts_on} to {parent.ends_on}).",
                )
            if not parent.is_coarser_than(child):
                raise PlannerError(f"“{parent.title}” covers no longer a period than “{child.title}”.")
        child = parent


def _check_crowd(goal: Goal, goals: Iterable[Goal], year_start_month: int) -> None:
    if not goal.is_active:
        return
    if goal.kind is GoalKind.LITTLE:
        if goal.ends_on != year_span(goal.ends_on, year_start_month).end:
            raise FieldError(f"A little goal ends with the sales year, not on {goal.ends_on}.", "ends_on")
        others = [g for g in goals if g.is_active and g.kind is GoalKind.LITTLE and g.id != goal.id]
        where = "Three little goals stand already"
    elif goal.kind is GoalKind.PRIORITY:
        quarter = quarter_span(goal.starts_on, year_start_month)
        others = [
            g
            for g in goals
            if g.is_active
            and g.kind is GoalKind.PRIORITY
            and g.id != goal.id
            and quarter_span(g.starts_on, year_start_month) == quarter
        ]
        where = "Three priorities stand in that quarter already"
    else:
        return
    if len(others) >= MOST_AT_ONCE:
        first = sorted(others, key=lambda other: other.position)[:MOST_AT_ONCE]
        names = ", ".join(f"“{other.title}”" for other in first)
        raise PlannerError(f"{where}: {names}. Finish or drop one first.")
