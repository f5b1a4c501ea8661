"""Breaking a goal down: the parts of its target beside the goals that stand there, and saving them as goals."""

from datetime import UTC, date
from typing import TYPE_CHECKING

from planner.domain.breakdown import Part, PartRow, parts, remaining
from planner.domain.change import Change, ChangeSet
from planner.domain.errors import PlannerError
from planner.domain.goal import Goal, GoalKind, GoalStatus
from planner.domain.goaltitle import retitled, title_of
from planner.domain.measure import Measure, Unit
from planner.domain.period import Period, Span, period_span
from planner.domain.value import replace
from planner.domain.views import period_label
from planner.services.goal_changes import OPEN, decided, descendants, stale_under
from planner.services.rollover import status_at_end

if TYPE_CHECKING:
    from planner.services.planner import Planner

_CLOSED = frozenset({GoalStatus.REACHED, GoalStatus.MISSED})


class BreakDown:
    """Goals into smaller goals (B76)."""

    def __init__(self, planner: "Planner") -> None:
        """Work through a planner."""
        self._planner = planner
        self._store = planner.store

    def preview(
        self, goal: Goal, period: Period | None = None, *, from_today: bool = False, day: date | None = None
    ) -> list[PartRow]:
        """Return the parts of a goal as seen on a day, today where none is given, beside what stands already.

        A repeated goal is broken down for the period that the day lies in. `from_today` splits what remains over what
        remains (B114). Raises PlannerError with the sentence where there are no parts.
        """
        today = self._planner.today()
        split = self._parts(goal, period, day or today, from_today=from_today)
        standing = self._standing(goal, split)
        start_month = self._planner.settings.year_start_month
        rows = []
        for part in split:
            there = standing.get(part.span)
            rows.append(
                PartRow(
                    label=period_label(replace(goal, period=part.period), part.span, today, start_month),
                    span=part.span,
                    target=part.target,
                    standing=there,
                    differs=part.target > 0 if there is None else self._differs(there, part),
                ),
            )
        return rows

    def save(self, goal: Goal, period: Period | None = None, *, from_today: bool = False) -> ChangeSet:
        """Save the parts under the goal: what is missing is set, what stands takes its part as target.

        A part of nothing is left out, and what stands there is dropped, so the targets sum to what was split.
        """
        name = self._planner.reading.name(goal, self._planner.today())
        split = self._parts(goal, period, self._planner.today(), from_today=from_today)
        changes = self._changes(goal, split)
        if not changes:
            return self._planner.commit(f"“{name}” is split so already.", ())
        count = sum(part.target > 0 for part in split)
        told = f"{count} {split[0].period}{'' if count == 1 else 's'}"
        return self._planner.commit(f"Split: {name} into {told}", changes)

    def changes(self, goal: Goal, period: Period | None = None) -> tuple[Change, ...]:
        """Return what saving the parts of a goal changes, for a verb that does more at once."""
        return self._changes(goal, self._parts(goal, period, self._planner.today(), from_today=False))

    def _parts(self, goal: Goal, period: Period | None, day: date, *, from_today: bool) -> tuple[Part, ...]:
        planner, today = self._planner, self._planner.today()
        self._check(goal)
        start_month = planner.settings.year_start_month
        span = goal.window(day, start_month) if goal.repeats(start_month) else goal.span
        split = parts(goal, planner.calendar, period, span)
        left = goal.target or 0
        if from_today:
            left = max(0, left - planner.reading.current(goal, today)[1])
            split = remaining(split, planner.calendar, Span(max(today, span.start), span.end), left)
        if not any(planner.calendar.working_days(*part.span) for part in split):
            raise PlannerError(f"“{goal.title}” has no working day to split over. Move its last date or a day off.")
        if not left:
            raise PlannerError(f"“{goal.title}” is reached: nothing remains to split.")
        return split

    def _check(self, goal: Goal) -> None:
        """Refuse what has no parts for other reasons than its period."""
        measure = self._measure(goal)
        if measure is not None and measure.unit is Unit.MILESTONE:
            raise PlannerError(f"“{goal.title}” is ticked off in milestones: it has no number to break down.")
        if measure is not None and measure.unit is Unit.ROLLUP:
            raise PlannerError(f"“{goal.title}” sums up the goals under it. Break those down.")
        if goal.archived_on is not None or goal.status is GoalStatus.DROPPED:
            raise PlannerError(f"“{goal.title}” is put away. Set it again to break it down.")
        if goal.ends_on < self._planner.today():
            raise PlannerError(f"“{goal.title}” ended on {goal.ends_on}: no part of it lies ahead.")
        if (measure is None or goal.target is None) and goal.period is not Period.BIG_PICTURE:
            raise PlannerError(f"“{goal.title}” is a wish: it has no number. Correct it to count something.")

    def _measure(self, goal: Goal) -> Measure | None:
        return self._store.get(Measure, goal.measure_id)

    def _standing(self, goal: Goal, split: tuple[Part, ...]) -> dict[Span, Goal]:
        """Return the goals that count the same, each at the span of the part that it stands for.

        One of the part's own dates wins, then one under the goal. One for other dates of that week, month or quarter
        counts where it stands under the goal, or is whole: it was set by a break-down on another day.
        """
        start_month = self._planner.settings.year_start_month
        where = "measure_id = ? AND id <> ? AND kind <> ? AND status <> ? AND archived_on IS NULL"
        values = [goal.measure_id, goal.id, GoalKind.LITTLE, GoalStatus.DROPPED]
        found = [g for g in self._store.select(Goal, where, values, "id") if not g.repeats(start_month)]
        under = descendants(self._store, goal)
        free = {g.id for g in under if g.period is Period.CUSTOM}
        below = {g.id for g in under if g.parent_id not in free}
        found.sort(key=lambda g: g.id in below)
        standing = {}
        for part in split:
            whole = period_span(part.period, part.span.start, start_month)
            fitting = [
                g
                for g in found
                if g.period is part.period
                and period_span(g.period, g.starts_on, start_month) == whole
                and goal.holds(g)
                and (g.id in below or g.span == whole)
            ]
            fitting += [g for g in found if g.span == part.span]
            if fitting:
                standing[part.span] = fitting[-1]
        return standing

    def _changes(self, goal: Goal, split: tuple[Part, ...]) -> tuple[Change, ...]:
        standing = self._standing(goal, split)
        name = self._planner.reading.name(goal, self._planner.today())
        changes: list[Change] = []
        for position, part in enumerate(split):
            there = standing.get(part.span)
            if there is None:
                if part.target:
                    changes.append(Change(None, self._child(goal, part, position)))
                continue
            after = self._fitted(goal, there, part)
            if after != there:
                changes += decided(self._planner, there, after, f"split of {name}")
                changes += self._under(there, after)
        return tuple(changes)

    def _under(self, before: Goal, after: Goal) -> tuple[Change, ...]:
        """Return the marks on what stands under a changed part; what its new dates leave out goes under its parent."""
        marks = stale_under(self._planner, before, after)
        stale = {mark.entity.key for mark in marks}
        children = self._store.select(Goal, "parent_id = ?", [after.id])
        left_out = {child.id: child for child in children if not after.holds(child)}
        return (
            *(mark for mark in marks if mark.entity.key not in left_out),
            *(
                Change(child, replace(child, parent_id=after.parent_id, is_stale=child.is_stale or child.id in stale))
                for child in left_out.values()
            ),
        )

    def _child(self, goal: Goal, part: Part, position: int) -> Goal:
        """Return a new goal for a part, under the finest goal of the same measure that holds it."""
        measure = self._planner.reading.measures[goal.measure_id or ""]
        home = self._planner.settings.currency
        title = retitled(goal.title, measure, goal.target or 0, part.target, home)
        child = Goal(
            id=self._planner.new_id(),
            parent_id=goal.id,
            title=title or title_of(measure, part.target, home),
            period=part.period,
            starts_on=part.span.start,
            ends_on=part.span.end,
            status=GoalStatus.DRAFT if goal.status is GoalStatus.DRAFT else GoalStatus.ACTIVE,
            measure_id=goal.measure_id,
            target=part.target,
            created_at=self._planner.now().astimezone(UTC),
            position=position,
        )
        return replace(self._judged(child), parent_id=self._parent(goal, child).id)

    def _parent(self, goal: Goal, child: Goal) -> Goal:
        start_month = self._planner.settings.year_start_month
        between = [
            g
            for g in descendants(self._store, goal)
            if g.measure_id == goal.measure_id
            and g.status in OPEN
            and g.kind is not GoalKind.LITTLE
            and g.period is not Period.CUSTOM
            and not g.repeats(start_month)
            and g.holds(child)
            and g.is_coarser_than(child)
        ]
        return min(between, key=lambda g: g.span.days, default=goal)

    def _fitted(self, goal: Goal, there: Goal, part: Part) -> Goal:
        """Return a standing goal with its part as target and dates; dropped where the part is nothing.

        With other dates it counts from none, and stands under the finest goal that holds them.
        """
        if not part.target:
            return replace(there, status=GoalStatus.DROPPED, is_stale=False)
        measure = self._planner.reading.measures[there.measure_id or ""]
        home = self._planner.settings.currency
        is_moved = there.span != part.span
        baseline = 0 if is_moved else there.baseline
        target = part.target + baseline
        title = retitled(there.title, measure, there.target or 0, target, home)
        after = replace(
            there,
            title=title or there.title,
            starts_on=part.span.start,
            ends_on=part.span.end,
            baseline=baseline,
            target=target,
            stretch_target=there.stretch_target if (there.stretch_target or 0) >= target else None,
            is_stale=False,
        )
        if is_moved and there.parent_id is not None and not self._store.need(Goal, there.parent_id).holds(after):
            after = replace(after, parent_id=self._parent(goal, after).id)
        return self._judged(after) if is_moved or target != there.target else after

    def _differs(self, there: Goal, part: Part) -> bool:
        return (there.target or 0) - there.baseline != part.target or there.span != part.span

    def _judged(self, goal: Goal) -> Goal:
        """Return a goal of the past as reached or missed: what is over is never left to be done."""
        over = goal.ends_on < self._planner.today() and goal.status in _CLOSED | {GoalStatus.ACTIVE}
        return replace(goal, status=status_at_end(self._planner, goal)) if over else goal
