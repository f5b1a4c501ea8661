"""What is shown: views built from rows and today. Nothing is stored; counts are remembered until something changes."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from planner.domain.action import Action, ActionKind, one_thing_id
from planner.domain.change import Topic
from planner.domain.contact import Contact
from planner.domain.goal import Goal, GoalKind, Milestone
from planner.domain.measure import Measure, Unit
from planner.domain.period import Period, Span, month_span
from planner.domain.views import (
    Ask,
    DayView,
    GoalRow,
    HeaderView,
    LogKey,
    LogRow,
    PlanRow,
    goal_name,
    period_label,
)
from planner.services import known_days
from planner.store import queries

if TYPE_CHECKING:
    from planner.services.planner import Planner

_T = TypeVar("_T")
LOOK_BACK = timedelta(days=7)
"""How far back plain actions that are still open are told."""


class Reading:
    """The views of one planner."""

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
        found: _T = self._remembered[key]
        return found

    def standing_goals(self, day: date) -> list[Goal]:
        """Return the goals that are not over, dropped or put away: what the hierarchy shows on a day.

        On a past day those that had not begun are none of it.
        """
        if self._standing is None or self._standing[0] != day:
            begun_by = day if day < self._planner.today() else date.max
            self._standing = day, queries.standing_goals(self._store, day, begun_by)
        return self._standing[1]

    def header(self, day: date) -> HeaderView:
        """Return the header of a day."""
        calendar = self._planner.calendar
        month = month_span(day.year, day.month)
        return HeaderView(
            day=day,
            days_left=calendar.working_days(day, month.end),
            days_total=calendar.working_days(month.start, month.end),
            step_days=known_days.step_days(self._planner, day)[0],
        )

    def day(self, day: date) -> DayView:
        """Return a day's prompt, asks and plan."""
        today = self._planner.today()
        actions = queries.plan_of(self._store, day)
        if day == today:
            actions += queries.waiting(self._store, day)
        rows = self.plan_rows(actions)
        if any(action.kind is ActionKind.BLOCK for action in actions):
            from planner.domain.block import arranged

            rows = arranged(rows, self._planner.day_start)
        return DayView(
            day=day,
            is_today=day == today,
            is_working=self._planner.calendar.is_working(day),
            one_thing=next((row for row in rows if row.action.kind is ActionKind.ONE_THING), None),
            asks=self.asks(day),
            started=queries.first_step_time(self._store, day),
            steps=queries.steps_on(self._store, day),
            plan=tuple(row for row in rows if row.action.kind is not ActionKind.ONE_THING),
            left_open=len(self.left_open(day)) if day == today else 0,
        )

    def one_thing(self, day: date) -> Action | None:
        """Return a day's answer to the prompt; None where it was moved away or dropped."""
        found = self._store.get(Action, one_thing_id(day))
        return found if found is not None and found.stands else None

    def left_open(self, day: date) -> list[Action]:
        """Return plain actions of the week before a day that are still open."""
        return queries.left_open(self._store, day - LOOK_BACK, day)

    def asks(self, day: date) -> tuple[Ask, ...]:
        """Return what each measure asks of a day (c5): several goals on one measure make one ask."""
        asks = []
        for measure_id, goals in self._asking(day).items():
            measure = self.measures[measure_id]
            if asked := self._asked(goals, day):
                done, _ = self.counted(measure, Span(day, day), "", day)
                asks.append(Ask(measure.name, asked, done))
        return tuple(asks)

    def ask(self, goal: Goal, day: date) -> int:
        """Return what a goal's measure asks of a day, whichever goal speaks for it; 0 where this one takes no part."""
        goals = self._asking(day).get(goal.measure_id or "", [])
        return self._asked(goals, day) if any(one.id == goal.id for one in goals) else 0

    def _asking(self, day: date) -> dict[str, list[Goal]]:
        """Return the goals that may ask of a day, by measure; none on a rest day. Money and milestones ask nothing."""
        by_measure: dict[str, list[Goal]] = {}
        if self._planner.calendar.is_working(day):
            for goal in self.standing_goals(day):
                counts = goal.measure_id and self.measures[goal.measure_id].unit is Unit.COUNT
                if counts and goal.is_active and goal.target and day in goal.span:
                    by_measure.setdefault(goal.measure_id or "", []).append(goal)
        return by_measure

    def _asked(self, goals: list[Goal], day: date) -> int:
        """Return what the goal that speaks for a measure asks: a day goal its target, a longer one its share."""
        from planner.domain.pace import asking_goal, pace

        goal = asking_goal(goals)
        if goal.period is Period.DAY:
            return goal.target or 0
        value, start = self.current(goal, day)
        window = self.window(goal, day)
        return pace(goal, window, day, self._planner.calendar, start_value=start, value=value).ask

    def steps(self, day: date) -> int:
        """Return how many steps were logged on a day."""
        return queries.steps_on(self._store, day)

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

    def log(self, before: LogKey | None, limit: int) -> list[LogRow]:
        """Return a page of the log, newest first, older than a place in it."""
        return queries.older(self._store, before, limit)

    def log_from(self, after: LogKey | None, limit: int) -> list[LogRow]:
        """Return a page of the log, oldest first, newer than a place in it."""
        return queries.newer(self._store, after, limit)

    def log_of(self, day: date) -> list[LogRow]:
        """Return a day's log, oldest first."""
        return queries.logged_on(self._store, day)

    def entry(self, key: str) -> LogRow | None:
        """Return one entry of the log."""
        return queries.logged(self._store, key)

    def is_empty(self) -> bool:
        """Whether nothing was ever logged."""
        return not queries.older(self._store, None, 1)

    @property
    def measures(self) -> dict[str, Measure]:
        """Every measure by its key."""
        if not self._measures:
            self._measures = queries.measures(self._store)
        return self._measures

    def window(self, goal: Goal, day: date) -> Span:
        """Return the dates that count toward a goal's target as seen on a day."""
        return goal.window(day, self._planner.settings.year_start_month)

    def current(self, goal: Goal, day: date) -> tuple[int, int]:
        """Return what a goal reached in its current period, now and when the day began."""
        measure = self.measures.get(goal.measure_id) if goal.measure_id else None
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

        measure = self.measures.get(goal.measure_id) if goal.measure_id else None
        window = self.window(goal, day)
        value, start = self.current(goal, day) if window.start <= day else (0, 0)
        milestones = (
            queries.milestones(self._store, goal.id) if measure is not None and measure.unit is Unit.MILESTONE else []
        )
        started = goal.is_active and goal.target is not None and measure is not None and window.start <= day
        return GoalRow(
            goal=goal,
            measure=measure,
            window=window,
            depth=depth,
            pinned=pinned,
            children=children,
            label=period_label(
                goal,
                window,
                day,
                self._planner.settings.year_start_month,
                looks_back=day != self._planner.today(),
            ),
            current=value,
            pace=pace(goal, window, day, self._planner.calendar, start_value=start, value=value) if started else None,
            is_asked=self._planner.calendar.is_working(day),
            milestones_done=sum(1 for milestone in milestones if milestone.done_on is not None),
            milestones_total=len(milestones),
        )

    def plan_rows(self, actions: Iterable[Action]) -> list[PlanRow]:
        """Return actions with the names that they point to."""
        rows = []
        for action in actions:
            contact = self._store.get(Contact, action.contact_id)
            goal = self._store.get(Goal, action.goal_id)
            rows.append(
                PlanRow(
                    action,
                    contact.name if contact else "",
                    contact.organization if contact else "",
                    self.name(goal, action.date) if goal else "",
                    _recurs(action) if action.rrule else "",
                ),
            )
        return rows


def _recurs(action: Action) -> str:
    from planner.domain import recurrence

    rule = recurrence.read(action.rrule, action.date)
    return "" if rule is None else rule.words
