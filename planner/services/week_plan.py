"""A week's seven days as a grid, and what is laid on them: planning moves what has not begun without a trace."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Final

from planner.domain import block, recurrence
from planner.domain.action import MAX_MINUTES, Action, ActionKind, ActionStatus, one_thing_id
from planner.domain.change import Change, ChangeSet, Topic
from planner.domain.errors import PlannerError
from planner.domain.money import shown
from planner.domain.period import Span, week_span
from planner.domain.text import clean_line
from planner.domain.value import replace
from planner.domain.views import short_date
from planner.domain.weekviews import (
    CAPACITY,
    DayColumn,
    GridRow,
    Proposal,
    WeekGrid,
)
from planner.domain.when import parse_time
from planner.domain.words import read_minutes
from planner.services import week_proposals
from planner.store import queries, weeks

if TYPE_CHECKING:
    from planner.services.planner import Planner

_PLANS: Final = frozenset({Topic.PLAN, Topic.REVIEWS})
"""What may change without another need of leads."""
_DAY: Final = 24 * 60
"""Minutes of a day."""
_NOT_A_TIME = "“{}” is not a time of day: write 9, 9:30 or 14, or nothing to clear it."
_NOT_MINUTES = "“{}” is not a duration: write 45, 45m or 1h30m, or nothing to clear it."


class WeekPlan:
    """Laying a week out."""

    def __init__(self, planner: "Planner") -> None:
        """Work through a planner."""
        self._planner = planner
        self._store = planner.store
        self._needed: tuple[date, tuple[Proposal, ...]] | None = None
        """The leads that goals need from a day on: what is planned changes none of them."""
        planner.changes.subscribe(self._heard)

    def grid(self, week_start: date) -> WeekGrid:
        """Return the seven days of the ISO week of a day, and what could be laid on them.

        A day's load is the sum of its planned minutes: 30 for an action that does not say, 60 for a block, and nothing
        more for what a block of that day holds.
        """
        week = week_span(week_start)
        actions = weeks.planned(self._store, week)
        expected = self._expected(week, {action.id for action in actions})
        rows = self._planner.reading.plan_rows([*actions, *(action for action, _ in expected)])
        labels = weeks.labels_off(self._store, week)
        columns = []
        for n in range(week.days):
            day = week.start + timedelta(days=n)
            plain = [GridRow(row) for row in rows[: len(actions)] if row.action.date == day]
            plain += [
                GridRow(row, is_expected=True)
                for row, (_, on) in zip(rows[len(actions) :], expected, strict=True)
                if on == day
            ]
            columns.append(self._column(day, plain, labels.get(day, "")))
        return WeekGrid(week, tuple(columns), tuple(self._proposals(week, actions)))

    def lay(self, proposal_key: str, day: date, at: str = "") -> ChangeSet:
        """Lay a proposal on a day of its week, at a time where one is given; what was left open moves there.

        Raises PlannerError where it is laid already, the day is past, or the time is none.
        """
        found = self._proposed(proposal_key, day)
        moment = _time(at) or found.action.start_time
        if not found.is_new:
            label, changes = self._putting(found.action, day, moment)
        else:
            self._check(day)
            label = f"Planned for {self._told(day)}: {found.text}"
            placed = {"id": self._planner.new_id(), "date": day, "start_time": moment, "position": self._last(day)}
            changes = (Change(None, replace(found.action, **placed)),)
        return self._planner.commit(label, changes)

    def put(self, action_key: str, day: date) -> ChangeSet:
        """Move an action to another day: without a trace where its day is to come, else it stays there as moved.

        A block takes along what it holds; what a block held stands by itself. Raises PlannerError where the day is past
        or has its one thing already.
        """
        action = self._store.need(Action, action_key)
        return self._planner.commit(*self._putting(action, day, action.start_time))

    def set_time(self, action_key: str, text: str) -> ChangeSet:
        """Give an action a time of day: "9", "9:30" or "14"; an empty text clears it. Raises PlannerError otherwise."""
        before = self._store.need(Action, action_key)
        after, told = self.timed(before, text)
        return self._planner.commit(f"{told}: {after.text}", (Change(before, after),))

    def set_minutes(self, action_key: str, text: str) -> ChangeSet:
        """Say how long an action takes: "45", "45m" or "1h30m"; an empty text clears it. Raises PlannerError."""
        before = self._store.need(Action, action_key)
        after, told = self.measured(before, text)
        return self._planner.commit(f"Planned with {told}: {after.text}", (Change(before, after),))

    @staticmethod
    def timed(action: Action, text: str) -> tuple[Action, str]:
        """Return an action with a time of day as it is typed, and what is said of it. Raises PlannerError."""
        after = replace(action, start_time=_time(text))
        return after, f"At {after.start_time:%H:%M}{_over(after)}" if after.start_time else "At no time"

    @staticmethod
    def measured(action: Action, text: str) -> tuple[Action, str]:
        """Return an action with its length as it is typed, and what is said of it. Raises PlannerError."""
        after = replace(action, planned_minutes=_minutes(text))
        told = "no length" if after.planned_minutes is None else f"{after.planned_minutes} minutes"
        return after, f"{told}{_over(after)}"

    def _column(self, day: date, rows: Sequence[GridRow], label: str) -> DayColumn:
        is_working = self._planner.calendar.is_working(day)
        ordered = sorted(rows, key=lambda one: (one.row.action.start_time is None, one.row.action.start_time or time()))
        free = [one.row.action for one in ordered if not _is_held(one.row.action, ordered)]
        on_day = (one if one.date == day else replace(one, date=day) for one in free)
        clashing = block.clashes(on_day, self._planner.day_start)
        return DayColumn(
            day=day,
            is_working=is_working,
            day_off=label,
            rows=tuple(one._replace(clashes=one.row.action.id in clashing) for one in ordered),
            load=sum(map(block.length, free)),
            capacity=CAPACITY if is_working else 0,
        )

    def _expected(self, week: Span, standing: set[str]) -> list[tuple[Action, date]]:
        """Return the later dates of a week on which open rules come again.

        One that was missed waits on today. A rule that counts from completion has no date before that.
        """
        today = self._planner.today()
        found = []
        for action in weeks.recurring(self._store, week.end):
            rule = recurrence.read(action.rrule, action.date)
            if rule is None:
                continue
            is_missed = action.date < today
            if is_missed and today in week and action.id not in standing:
                found.append((action, today))
            day = max(action.date, week.start - timedelta(days=1), today if is_missed else date.min)
            while not rule.from_done and (following := rule.next_after(day, self._planner.calendar)) is not None:
                if following > week.end:
                    break
                found.append((action, following))
                day = following
        return found

    def _proposed(self, key: str, day: date) -> Proposal:
        week = week_span(day)
        standing = weeks.planned(self._store, week)
        found = next((one for one in self._proposals(week, standing) if one.key == key), None)
        if found is None:
            raise PlannerError("It waits no longer: it is planned already, or done. Look at the week again.")
        return found

    def _proposals(self, week: Span, standing: Iterable[Action]) -> Iterator[Proposal]:
        return week_proposals.proposals(self._planner, week, standing, self._leads)

    def _leads(self, day: date) -> tuple[Proposal, ...]:
        """Return the leads to find from a day on, remembered until more than plans and reviews changes."""
        if self._needed is None or self._needed[0] != day:
            self._needed = day, tuple(week_proposals.leads(self._planner, day))
        return self._needed[1]

    def _heard(self, topics: frozenset[Topic]) -> None:
        if topics - _PLANS:
            self._needed = None

    def _putting(self, before: Action, day: date, moment: time | None) -> tuple[str, tuple[Change, ...]]:
        """Return the sentence and the changes that put an action on a day, at a time."""
        self._check(day)
        label = f"Moved to {self._told(day)}: {before.text}"
        placed = {"start_time": moment, "position": self._last(day), "block_id": None}
        if before.date <= self._planner.today():
            return label, self._moving(before, day, placed)
        after = replace(before.planned_on(day), **placed)
        if before.kind is not ActionKind.ONE_THING:
            return label, (Change(before, after), *self._held(before, day))
        return label, (Change(before, None), Change(self._blank_of(day), after))

    def _moving(self, before: Action, day: date, placed: Mapping[str, object]) -> tuple[Change, ...]:
        """Return the changes that move what a day has left open; the one thing of a past day is an action from now."""
        today = self._planner.today()
        if before.kind is ActionKind.ONE_THING:
            moved, successor = before.moved(day, one_thing_id(day), today)
            if before.date == today:
                return Change(before, moved), Change(self._blank_of(day), replace(successor, **placed))
            plain = {"id": self._planner.new_id(), "kind": ActionKind.ACTION}
            return Change(before, moved), Change(None, replace(successor, **plain, **placed))
        moved, successor = before.moved(day, self._planner.new_id(), today)
        along = self._planner.blocks.along(before, successor) if before.kind is ActionKind.BLOCK else ()
        return Change(before, moved), Change(None, replace(successor, **placed)), *along

    def _blank_of(self, day: date) -> Action | None:
        """Return the row of a day's one thing that is free to be filled. Raises PlannerError where it has one."""
        there = self._store.get(Action, one_thing_id(day))
        if there is not None and there.stands:
            raise PlannerError(f"{self._told(day)} has its one thing already.")
        return there

    def _held(self, block: Action, day: date) -> Iterable[Change]:
        """Yield the moves of the open actions that a block holds."""
        if block.kind is ActionKind.BLOCK:
            where = "block_id = ? AND status = ? AND date <> ?"
            for action in self._store.select(Action, where, [block.id, ActionStatus.PLANNED, day], "position, id"):
                yield Change(action, action.planned_on(day))

    def _check(self, day: date) -> None:
        if day < self._planner.today():
            raise PlannerError(f"{self._told(day)} is past. Lay it on today or a day to come.")

    def _last(self, day: date) -> int:
        return len(queries.plan_of(self._store, day))

    def _told(self, day: date) -> str:
        return short_date(day, self._planner.today())


def _over(action: Action) -> str:
    """Return that a timed action ends on the day after; empty where it ends on its own."""
    at = action.start_time
    is_over = at is not None and at.hour * 60 + at.minute + block.length(action) > _DAY
    return ", past midnight" if is_over else ""


def _is_held(action: Action, rows: Iterable[GridRow]) -> bool:
    """Whether a block of the same day holds an action."""
    return action.block_id is not None and any(one.row.action.id == action.block_id for one in rows)


def _time(text: str) -> time | None:
    """Read a time of day as people type it; None where nothing is typed."""
    word = clean_line(text)
    if not word:
        return None
    is_hour = word.isascii() and word.isdecimal() and len(word) <= 2
    try:
        moment = parse_time(f"{word}:00" if is_hour else word)
    except PlannerError:
        moment = None
    if moment is None:
        raise PlannerError(_NOT_A_TIME.format(shown(word)))
    return moment


def _minutes(text: str) -> int | None:
    """Read a duration as people type it; None where nothing is typed."""
    word = clean_line(text)
    if not word:
        return None
    is_bare = word.isascii() and word.isdecimal() and len(word) <= 4
    minutes = read_minutes(f"{word}m" if is_bare else word)
    if minutes is None or not 1 <= minutes <= MAX_MINUTES:
        raise PlannerError(_NOT_MINUTES.format(shown(word)))
    return minutes
