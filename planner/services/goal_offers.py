"""What is offered for goals that go well, or look larger than they are meant: each offer is the user's to take."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from planner.domain.change import Change, ChangeSet
from planner.domain.errors import PlannerError
from planner.domain.figure import figure
from planner.domain.goal import Goal, GoalKind, GoalStatus, Grade
from planner.domain.goal_change import GoalChange, GoalField
from planner.domain.goaltitle import shown, title_of
from planner.domain.measure import Measure, Unit
from planner.domain.money import minor_digits
from planner.domain.pace import pace
from planner.domain.period import Period, Span, period_span
from planner.domain.views import short_date
from planner.services.best import best_pace
from planner.services.goal_changes import decision
from planner.store import daily

if TYPE_CHECKING:
    from planner.domain.pace import Pace
    from planner.services.planner import Planner

_RAISED_BY = frozenset({Period.WEEK, Period.MONTH, Period.QUARTER, Period.YEAR})
"""The periods two of which say something: two good days do not."""
PROMPT_DAYS = 5
"""Working days with a filled blank after which a bigger scope is offered: "a week or so"."""


class GoalOffers:
    """A goal to follow, a higher target, and a word on a little goal that is none."""

    def __init__(self, planner: "Planner") -> None:
        """Work through a planner."""
        self._planner = planner
        self._store = planner.store

    def follow_on(self, goal: Goal) -> str | None:
        """Return the line of a goal that could follow one which is reached before its end; None where none is offered.

        It goes on at the pace that was planned: ⌈T·R/D⌉ by the same last day, money in whole units. Offered until it
        is taken or declined (B137).
        """
        measure = self._counted(goal)
        if measure is None or goal.target is None or goal.status not in {GoalStatus.ACTIVE, GoalStatus.REACHED}:
            return None
        there = self._pace(goal)
        is_over = self._planner.today() > goal.ends_on or goal.repeats(self._planner.settings.year_start_month)
        if is_over or there.value < there.target or not there.remaining_days or self._is_answered(goal):
            return None
        unit = 10 ** minor_digits(measure.currency) if measure.unit is Unit.MONEY else 1
        target = -(-there.target * there.remaining_days // (there.total_days * unit)) * unit
        return self._line_until(measure, target, goal.ends_on)

    def take_follow_on(self, key: str, line: str) -> ChangeSet:
        """Set the goal of a line as the one that follows a reached goal: one step, and the offer is answered."""
        goal = self._unanswered(key)
        told, changes = self._planner.goals.setting(*self._planner.goals.drafted(line))
        return self._planner.commit(
            told, (*changes, decision(self._planner, goal, GoalField.FOLLOW_ON, new="taken", reason=line))
        )

    def decline_follow_on(self, key: str) -> ChangeSet:
        """Decline a goal to follow, for good."""
        goal = self._unanswered(key)
        name = self._planner.reading.name(goal, self._planner.today())
        declined = decision(self._planner, goal, GoalField.FOLLOW_ON, new="declined")
        return self._planner.commit(f"No goal follows: {name}", (declined,))

    def higher(self, goal: Goal) -> str | None:
        """Return the sentence that suggests a higher target after two periods nailed in a row; None without them (B30).

        Once for two periods: a changed target, or the answer "keep", ends it. Little goals are meant to be easy.
        """
        measure = self._counted(goal)
        is_asked = goal.is_active and goal.kind is not GoalKind.LITTLE and goal.period in _RAISED_BY
        if measure is None or not is_asked or goal.nailed_at is None:
            return None
        window = self._planner.reading.window(goal, self._planner.today())
        last = self._before(goal, window)
        spans = [self._before(goal, last), last]
        if not all(self._is_nailed(goal, span) for span in spans) or self._is_changed_since(goal, spans[0].start):
            return None
        name = self._planner.reading.name(goal, self._planner.today())
        more = shown(measure, goal.nailed_at, self._planner.settings.currency)
        return f"Nailed two {goal.period}s in a row: {name}. Raise it to {more}, or keep it."

    def small_notice(self, goal: Goal) -> str | None:
        """Return a sentence where a little goal asks for more a day than the best 20 working days brought (B10)."""
        measure = self._counted(goal)
        if measure is None or goal.target is None or goal.kind is not GoalKind.LITTLE:
            return None
        needed = self._pace(goal).required_per_day
        best = best_pace(self._planner, measure, self._planner.today())
        if needed is None or best is None or needed <= best:
            return None
        home = self._planner.settings.currency
        return (
            f"This does not look small: it takes {figure(needed, measure, home)} a day, "
            f"and your best 20 working days brought {figure(best, measure, home)}."
        )

    def is_scope_bigger(self, day: date) -> bool:
        """Whether the blank was filled on five working days up to a day, so that a bigger scope is offered (B78)."""
        return self.scope_day(day) is not None

    def scope_day(self, day: date) -> date | None:
        """Return the fifth working day whose blank was filled; None where it comes behind a day."""
        for most in (8 * PROMPT_DAYS, -1):  # the first few say it, unless rest days are most of them
            filled = daily.one_things(self._store, Span(date.min, day), most)
            worked = [one for one, _ in filled if self._planner.calendar.is_working(one)]
            if len(worked) >= PROMPT_DAYS:
                return worked[PROMPT_DAYS - 1]
            if len(filled) < most:
                break
        return None

    def late_notice(self, goal: Goal) -> str | None:
        """Return, for a goal that was just set, from when it counts where most of that is over and nothing was done.

        With the line that counts from today instead. None where it begins anew, or an employer says its dates.
        """
        measure, is_own = self._counted(goal), goal.kind is not GoalKind.QUOTA
        if measure is None or not is_own or not goal.is_active or goal.target is None:
            return None
        there = self._pace(goal)
        is_late = 2 * there.elapsed_days > there.total_days and not there.value
        if not is_late or goal.repeats(self._planner.settings.year_start_month):
            return None
        line = self._line_until(measure, goal.target, goal.ends_on)
        if line is None or goal.ends_on < self._planner.today():
            return None
        since = short_date(goal.starts_on, self._planner.today())
        gone = f"{there.elapsed_days} of its {there.total_days} working days are gone"
        return f"It counts from {since}: {gone}. “{line}” counts from today"

    def failing_checks(self, goal: Goal) -> str | None:
        """Return, for a goal that was just set, the SMART checks whose answer is no; None where none is (B113)."""
        if not goal.is_active or goal.period is Period.BIG_PICTURE:
            return None
        checks = self._planner.figures.of(goal, self._planner.today()).smart
        failing = [f"{check.name}: {check.reason}" for check in checks if check.answer == "no"]
        return f"Not yet {'; '.join(failing)}" if failing else None

    def doubts(self, done: ChangeSet) -> tuple[str, ...]:
        """Return what speaks against each goal that a ChangeSet set or activated, but for the parts of another (B113).

        It stands all the same, and this is said once; each of several is named.
        """
        begun = [goal for change in done.changes if (goal := _begun(change)) is not None]
        keys, told = {goal.id for goal in begun}, list[str]()
        for goal in begun:
            if goal.parent_id not in keys:
                name = f"{self._planner.reading.name(goal, self._planner.today())}: " if len(begun) > 1 else ""
                found = (self.small_notice(goal), self.late_notice(goal), self.failing_checks(goal))
                told += [f"{name}{sentence}" for sentence in found if sentence]
        return tuple(told)

    def _counted(self, goal: Goal) -> Measure | None:
        """Return the measure of a goal that is counted in times, people or money."""
        measure = self._store.get(Measure, goal.measure_id)
        return measure if measure is not None and measure.unit in {Unit.COUNT, Unit.MONEY} else None

    def _line_until(self, measure: Measure, target: int, last: date) -> str | None:
        """Return the line that sets a target from today to a day; None for a measure that no line says."""
        line = f"{title_of(measure, target, self._planner.settings.currency)} by {last.isoformat()}"
        try:
            _, read = self._planner.goals.drafted(line)
        except PlannerError:
            return None
        return line if read is not None and read.id == measure.id else None

    def _pace(self, goal: Goal) -> "Pace":
        today = self._planner.today()
        value, start = self._planner.reading.current(goal, today)
        window = self._planner.reading.window(goal, today)
        return pace(goal, window, today, self._planner.calendar, start_value=start, value=value)

    def _before(self, goal: Goal, span: Span) -> Span:
        """Return the period before a period."""
        day = span.start - timedelta(days=1)
        return period_span(goal.period, day, self._planner.settings.year_start_month) or span

    def _is_nailed(self, goal: Goal, span: Span) -> bool:
        """Whether the goal, or the one that stood for the same then, was nailed in an earlier period."""
        where = "measure_id = ? AND period = ? AND starts_on <= ? AND ends_on >= ? AND archived_on IS NULL"
        values = [goal.measure_id, goal.period, span.start, span.end]
        stood = [
            then
            for then in self._store.select(Goal, where, values, "id")
            if then.status not in {GoalStatus.DRAFT, GoalStatus.DROPPED} and then.kind is not GoalKind.LITTLE
        ]
        then = next((then for then in stood if then.id == goal.id), next(iter(stood), None))
        return then is not None and then.grade(self._planner.reading.current(then, span.end)[0]) is Grade.NAILED

    def _is_changed_since(self, goal: Goal, day: date) -> bool:
        where = "goal_id = ? AND field IN (?, ?)"
        rows = self._store.select(GoalChange, where, [goal.id, GoalField.TARGET, GoalField.KEPT])
        zone = self._planner.now().tzinfo
        return any(self._planner.day_start.day_of(row.at.astimezone(zone)) >= day for row in rows)

    def _is_answered(self, goal: Goal) -> bool:
        rows = self._store.select(GoalChange, "goal_id = ? AND field = ?", [goal.id, GoalField.FOLLOW_ON])
        return next(rows, None) is not None

    def _unanswered(self, key: str) -> Goal:
        goal = self._store.need(Goal, key)
        if self._is_answered(goal):
            raise PlannerError(f"The goal to follow “{goal.title}” was answered already: that answer stands.")
        return goal


def _begun(change: Change) -> Goal | None:
    """Return the goal that a change set, or activated; None where it did neither."""
    after, before = change.after, change.before
    if not isinstance(after, Goal):
        return None
    is_activated = isinstance(before, Goal) and before.status is GoalStatus.DRAFT and after.is_active
    return after if before is None or is_activated else None
