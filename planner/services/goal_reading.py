"""How goals stand: the hierarchy of a day and what each goal reached. Counts are remembered until something changes."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from planner.domain.change import Topic
from planner.domain.goal import Goal, GoalKind, GoalStatus, Milestone
from planner.domain.measure import Measure, Unit
from planner.domain.period import Period, Span
from planner.domain.value import replace
from planner.domain.views import GoalRow, goal_name, period_label
from planner.store import queries

if TYPE_CHECKING:
    from planner.domain.goal_change import GoalChange
    from planner.services.planner import Planner

_T = TypeVar("_T")
MOST_REMEMBERED = 256
"""Views that are kept, a few for each day that was looked at."""
_ENDED = frozenset({GoalStatus.REACHED, GoalStatus.MISSED})


class GoalReading:
    """The goals of one planner."""

    def __init__(self, planner: "Planner") -> None:
        """Read through a planner."""
        self._planner = planner
        self._store = planner.store
        self._counts: dict[tuple[str, Span, str, date], tuple[int, int]] = {}
        self._remembered: dict[tuple[object, ...], Any] = {}
        self._measures: dict[str, Measure] = {}
        self._standing: tuple[date, list[Goal]] | None = None

    def forget(self, topics: frozenset[Topic]) -> None:
        """Read again what these topics are about."""
        self._remembered.clear()
        if topics & {Topic.LOG, Topic.DEALS, Topic.GOALS, Topic.PEOPLE}:
            self._counts.clear()
        if Topic.GOALS in topics:
            self._measures = {}
            self._standing = None

    def remembered(self, key: tuple[object, ...], read: Callable[[], _T]) -> _T:
        """Return what was read under a key since the file changed last, else read it."""
        if key not in self._remembered:
            self._remembered[key] = read()
            if len(self._remembered) > MOST_REMEMBERED:
                del self._remembered[next(iter(self._remembered))]
        found: _T = self._remembered[key]
        return found

    @property
    def measures(self) -> dict[str, Measure]:
        """Every measure by its key."""
        if not self._measures:
            self._measures = queries.measures(self._store)
        return self._measures

    def measure_of(self, goal: Goal) -> Measure | None:
        """Return what a goal counts; None where nothing is counted."""
        return self.measures.get(goal.measure_id or "")

    def standing_goals(self, day: date) -> list[Goal]:
        """Return the goals that are not over, dropped or put away: what the hierarchy shows on a day.

        On a past day those that had not begun are none of it, and those that were reached or missed at their end are
        still active, with the targets of that day.
        """
        if self._standing is None or self._standing[0] != day:
            is_past = day < self._planner.today()
            goals = queries.standing_goals(self._store, day, day if is_past else date.max)
            self._standing = day, [self._as_it_was(goal, day) if is_past else goal for goal in goals]
        return self._standing[1]

    def decided(self) -> dict[str, list[tuple[date, "GoalChange"]]]:
        """Return what was decided about each goal and on which day, the newest first."""
        return self.remembered(("decided",), self._decided)

    def _decided(self) -> dict[str, list[tuple[date, "GoalChange"]]]:
        from planner.store import daily

        zone = self._planner.clock.now().tzinfo
        decided: dict[str, list[tuple[date, GoalChange]]] = {}
        for change in daily.goal_changes(self._store):
            day = self._planner.day_start.day_of(change.at.astimezone(zone))
            decided.setdefault(change.goal_id, []).append((day, change))
        return decided

    def _as_it_was(self, goal: Goal, day: date) -> Goal:
        """Return a goal with the target and the end that it had on a past day, before it ended."""
        from planner.domain.goaltitle import retitled
        from planner.domain.standing import stood_on

        before = stood_on(goal, self.decided().get(goal.id, ()), day)
        measure = self.measure_of(goal)
        if measure is not None and goal.target and before.target and before.target != goal.target:
            home = self._planner.settings.currency
            title = retitled(goal.title, measure, goal.target, before.target, home)
            before = replace(before, title=title or goal.title)
        return _before_its_end(before)

    def goals(self, day: date) -> tuple[GoalRow, ...]:
        """Return the hierarchy of a day: little goals first, then from the big picture down."""
        return self.remembered(("goals", day, self._planner.today()), lambda: self._goals(day))

    def _goals(self, day: date) -> tuple[GoalRow, ...]:
        goals = self.standing_goals(day)
        shown = {goal.id for goal in goals}
        children: dict[str | None, list[Goal]] = {}
        for goal in goals:
            if goal.kind is not GoalKind.LITTLE:
                children.setdefault(goal.parent_id if goal.parent_id in shown else None, []).append(goal)
        rows = [self._goal_row(goal, day, 0, 0, pinned=True) for goal in goals if goal.kind is GoalKind.LITTLE]

        def descend(parent: str | None, depth: int) -> None:
            siblings = children.get(parent, [])
            for goal in sorted(siblings, key=lambda g: (g.period is not Period.BIG_PICTURE, g.position)):
                rows.append(self._goal_row(goal, day, depth, len(children.get(goal.id, ()))))
                descend(goal.id, depth if goal.period is Period.BIG_PICTURE else depth + 1)

        descend(None, 0)
        return tuple(rows)

    def little(self, day: date) -> tuple[GoalRow, ...]:
        """Return the little goals that are active and have begun: they stand first until they end (B13)."""
        goals = (goal for goal in self.standing_goals(day) if goal.kind is GoalKind.LITTLE)
        begun = (goal for goal in goals if goal.is_active and goal.starts_on <= day)
        return tuple(self._goal_row(goal, day, 0, 0, pinned=True) for goal in begun)

    def goal(self, goal: Goal, day: date) -> GoalRow:
        """Return one goal with its progress."""
        children = self._store.select(Goal, "parent_id = ? AND archived_on IS NULL", [goal.id])
        return self._goal_row(goal, day, 0, sum(1 for _ in children))

    def milestones(self, goal: Goal) -> tuple[Milestone, ...]:
        """Return a goal's milestones in their order."""
        return tuple(queries.milestones(self._store, goal.id))

    def chain(self, goal: Goal) -> tuple[Goal, ...]:
        """Return the goals above a goal, the coarsest first."""
        above: list[Goal] = []
        while (parent := self._store.get(Goal, goal.parent_id)) is not None:
            above.insert(0, parent)
            goal = parent
        return tuple(above)

    def name(self, goal: Goal, day: date) -> str:
        """Return a goal as a sentence names it."""
        looks_back = day != self._planner.today()
        return goal_name(goal, day, self._planner.settings.year_start_month, looks_back=looks_back)

    def window(self, goal: Goal, day: date) -> Span:
        """Return the dates that count toward a goal's target as seen on a day."""
        return goal.window(day, self._planner.settings.year_start_month)

    def current(self, goal: Goal, day: date) -> tuple[int, int]:
        """Return what a goal reached in its current period, now and when the day began."""
        measure = self.measure_of(goal)
        if measure is None:
            return 0, 0
        if measure.unit is Unit.ROLLUP:
            return self._rolled_up(goal, day)
        return self.counted(measure, self.window(goal, day), goal.id, day)

    def counted(self, measure: Measure, span: Span, goal_id: str, day: date) -> tuple[int, int]:
        """Return a measure's value over a span, remembered until the file changes."""
        key = (measure.id, span, goal_id if measure.unit is Unit.MILESTONE else "", day)
        if key not in self._counts:
            self._counts[key] = queries.current(self._store, measure, span, goal_id, day)
        return self._counts[key]

    def _rolled_up(self, goal: Goal, day: date) -> tuple[int, int]:
        """Return Σ w·min(1, progress) ÷ Σ w in per cent over the children (OKR mean, each child capped at 1)."""
        children = list(self._store.select(Goal, "parent_id = ? AND archived_on IS NULL", [goal.id]))
        weight = sum(child.weight for child in children)
        if not weight:
            return 0, 0
        now = at_start = 0
        for child in children:
            reach = (child.target or 1) - child.baseline
            value, start = (min(max(n - child.baseline, 0), reach) for n in self.current(child, day))
            now += child.weight * value * 100 * 10**6 // reach
            at_start += child.weight * start * 100 * 10**6 // reach
        return now // weight // 10**6, at_start // weight // 10**6

    def _goal_row(self, goal: Goal, day: date, depth: int, children: int, *, pinned: bool = False) -> GoalRow:
        from planner.domain.pace import pace

        measure = self.measure_of(goal)
        window = self.window(goal, day)
        value, start = self.current(goal, day) if window.start <= day else (0, 0)
        milestones = (
            queries.milestones(self._store, goal.id) if measure is not None and measure.unit is Unit.MILESTONE else []
        )
        looks_back = goal.period is Period.DAY and day != self._planner.today()
        started = goal.is_active and goal.target is not None and measure is not None and window.start <= day
        return GoalRow(
            goal=goal,
            measure=measure,
            window=window,
            depth=depth,
            pinned=pinned,
            children=children,
            label=period_label(goal, window, day, self._planner.settings.year_start_month, looks_back=looks_back),
            current=value,
            pace=pace(goal, window, day, self._planner.calendar, start_value=start, value=value) if started else None,
            is_asked=self._planner.calendar.is_working(day),
            milestones_done=sum(1 for one in milestones if one.done_on is not None and one.done_on <= day),
            milestones_total=len(milestones),
        )


def _before_its_end(goal: Goal) -> Goal:
    """Return a goal as it was before it ended."""
    return replace(goal, status=GoalStatus.ACTIVE) if goal.status in _ENDED else goal
