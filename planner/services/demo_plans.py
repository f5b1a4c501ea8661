"""The demo's plans: a year of one things, two months of actions, and what stands in today's plan and the next days'."""

from collections import defaultdict
from datetime import date, time, timedelta

from planner.domain.action import ActionKind, ActionStatus, Owner, one_thing_id
from planner.domain.activity import Activity, ActivityType
from planner.domain.period import month_span, quarter_span
from planner.services import demo_words as words
from planner.services.demo_days import slump
from planner.services.demo_goals import Goals
from planner.services.demo_measures import NEW_CALLS, SALES
from planner.services.demo_script import Script
from planner.services.demo_years import Years

_EVENING = time(17, 30)
"""When the next day is planned."""
_DAYS_OF_ACTIONS = 60
_DAYS_OF_ONE_THINGS = 365


class Plans:
    """Writes into the log's plan, after the years were lived."""

    def __init__(self, years: Years, script: Script, goals: Goals) -> None:
        """Read what the days gave, so that what was done was planned."""
        self._log = years.log
        self._rng = years.rng
        self._years = years
        self._script = script
        self._goals = goals
        self._by_day: defaultdict[date, list[Activity]] = defaultdict(list)
        self._titles = {course.id: course.title for course in years.courses}
        self._firms = {person.id: person.firm for person in years.book.people}
        self._laid: set[tuple[date, str]] = set()
        """What stands on which day already: none does twice."""
        self._from = years.today - timedelta(days=_DAYS_OF_ONE_THINGS)
        for activity in self._log.activities:
            if activity.local_date >= self._from:
                self._by_day[activity.local_date].append(activity)

    def write(self) -> None:
        """Write every plan."""
        self._settle_follow_ups()
        actions_from = self._years.today - timedelta(days=_DAYS_OF_ACTIONS)
        for day in self._years.working_days:
            if self._from <= day < self._years.today:
                self._one_thing(day)
                if day >= actions_from:
                    self._actions(day)
        self._today()
        self._next_days()

    def _settle_follow_ups(self) -> None:
        """Let go of follow-ups that no day had room for."""
        for action in list(self._log.actions.values()):
            if action.is_open and action.date < self._years.today:
                self._log.drop(action.id)

    def _one_thing(self, day: date) -> None:
        """Write a past day's answer: a sale or a proposal that the day really gave, else a good intention."""
        low = day in slump(self._years.today)
        if self._rng.random() > (0.4 if low else 0.9):
            return
        done_by = next((a for a in self._by_day[day] if a.type is ActivityType.CLOSE), None)
        verb = "close the"
        if done_by is None and self._rng.random() < 0.5:
            done_by = next((a for a in self._by_day[day] if a.type is ActivityType.PROPOSAL), None)
            verb = "send the proposal for the"
        done = done_by is not None or self._rng.random() < (0.2 if low else 0.8)
        deal = done_by.deal_id if done_by else None
        goal = self._goals.by_span.get(
            (SALES, quarter_span(day)) if deal else (NEW_CALLS, month_span(day.year, day.month))
        )
        self._log.plan(
            ActionKind.ONE_THING,
            day,
            f"{verb} {self._titles[deal]}" if deal else self._rng.choice(words.ONE_THINGS),
            one_thing_id(day),
            status=ActionStatus.DONE if done else ActionStatus.DROPPED,
            left_on=None if done else day,
            goal_id=goal.id if goal and (deal or self._rng.random() < 0.5) else None,
            contact_id=done_by.contact_id if done_by else None,
            done_activity_id=done_by.id if done_by else None,
        )

    def _actions(self, day: date) -> None:
        for position in range(self._rng.randint(1, 3)):
            text, contact_id = self._idea(day)
            if (day, text) in self._laid:
                continue
            self._laid.add((day, text))
            key = self._log.key_at(self._years.calendar.previous_working_day(day), _EVENING)
            details = {"contact_id": contact_id, "position": position + 1}
            self._log.plan(ActionKind.ACTION, day, text, key, **details)
            draw = self._rng.random()
            if draw < 0.78:
                self._log.finish(key)
            elif draw < 0.88:
                self._log.drop(key)
            else:
                self._move(key, day)

    def _move(self, key: str, day: date) -> None:
        """Move a line to the next working day, where it is done; into the present day it is not moved."""
        following = self._years.calendar.next_working_day(day)
        if following >= self._years.today:
            self._log.finish(key)
            return
        self._log.turn_to(day, 17 * 60 + 35)
        moved = self._log.move(key, following)
        self._laid.add((following, moved.text))
        self._log.finish(moved.id)

    def _idea(self, day: date) -> tuple[str, str | None]:
        """Return a line for a plan, and the person whose firm it names."""
        text = self._rng.choice(words.ACTIONS)
        if "{firm}" not in text:
            return text, None
        people = [a.contact_id for a in self._by_day[day] if a.contact_id]
        if not people:
            return "tidy the pipeline", None
        key = self._rng.choice(people)
        return text.format(firm=self._firms[key]), key

    def _today(self) -> None:
        log, today = self._log, self._years.today
        before = self._script.yesterday
        log.plan(
            ActionKind.ONE_THING,
            today,
            "close the Acme renewal",
            one_thing_id(today),
            goal_id=self._goals.renewals.id,
            contact_id=self._script.person("Dana").id,
        )
        details = {"start_time": time(14, 0), "planned_minutes": 60}
        log.plan(ActionKind.BLOCK, today, "three proposals", log.key_at(before, _EVENING), **details)
        priya = {"contact_id": self._script.person("Priya").id, "position": 2}
        log.plan(ActionKind.ACTION, today, "send Priya the case study", log.key_at(before, _EVENING), **priya)

    def _next_days(self) -> None:
        """Plan a few lines ahead, and what somebody else owes today."""
        log, before = self._log, self._script.yesterday
        first = self._years.calendar.next_working_day(self._years.today)
        ana = {"contact_id": self._script.person("Ana").id, "owed_by": Owner.THEM, "position": 9}
        log.plan(ActionKind.PROMISE, self._years.today, "the floor plan", log.key_at(before, _EVENING), **ana)
        log.plan(ActionKind.ACTION, first, "plan the route for the week", log.key_at(before, _EVENING), position=1)
        details = {"start_time": time(14, 0), "planned_minutes": 60}
        log.plan(ActionKind.BLOCK, first, "new calls", log.key_at(before, _EVENING), **details)
