"""What a day and the log show: views built from rows and today. Nothing is stored, and nothing written."""

from collections.abc import Iterable
from datetime import date, timedelta

from planner.domain.action import Action, ActionKind, one_thing_id
from planner.domain.contact import Contact
from planner.domain.goal import Goal
from planner.domain.measure import Unit
from planner.domain.period import Period, Span, month_span
from planner.domain.views import Ask, DayView, HeaderView, LogKey, LogRow, PlanRow
from planner.services import known_days
from planner.services.goal_reading import GoalReading
from planner.store import daily, queries

LOOK_BACK = timedelta(days=7)
"""How far back plain actions that are still open are told."""


class Reading(GoalReading):
    """The views of one planner."""

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
        return self.remembered(("day", day, today), lambda: self._day(day, today))

    def _day(self, day: date, today: date) -> DayView:
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
        """Whether nothing was set, planned or logged, and nobody is known."""
        return daily.is_empty(self._store)

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
