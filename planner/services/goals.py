"""The goals' verbs: setting, placing, ordering and putting away. The rules that goals keep are the domain's."""

from datetime import UTC, date

from planner.domain import goalline
from planner.domain.breakdown import Repeated, check_count, check_size, nominal
from planner.domain.change import Change, ChangeSet
from planner.domain.errors import LineError, PlannerError
from planner.domain.goal import Goal, GoalKind, GoalSource, GoalStatus, Milestone
from planner.domain.goaltitle import shown
from planner.domain.measure import Measure, Unit
from planner.domain.namewords import spelled
from planner.domain.period import Period, year_span
from planner.domain.value import replace
from planner.services import little_goals
from planner.services.goal_changes import descendants
from planner.services.goal_life import GoalLife
from planner.store import queries

MILESTONES = Measure(name="milestones", unit=Unit.MILESTONE).id
"""The measure that every goal of milestones has: it relates none of them."""


class GoalVerbs(GoalLife):
    """Setting goals and changing them."""

    def read(self, line: str, on: date | None = None) -> goalline.GoalDraft:
        """Read a goal line, as on a day to come where one is given.

        Raises LineError that points at the word which is not understood.
        """
        calendar = self._planner.calendar
        draft = goalline.parse(
            line, today=on or self._planner.today(), calendar=calendar, currency=self._planner.settings.currency
        )
        try:
            check_size(draft, draft.measure, calendar, self._planner.settings.currency)
            check_count(draft, draft.measure)
        except PlannerError as error:
            raise LineError(str(error), 0, len(line)) from None
        return draft

    def add(self, line: str, parent_id: str | None = None, *, is_realistic: bool | None = None) -> ChangeSet:
        """Set a goal from a line; without a parent it goes under the closest goal that holds it.

        `is_realistic` is the answer to "do you know you can do this?": a little goal with a no is an ordinary one
        (B10). Who calls a goal little unasked says yes.
        """
        return self.set(*self.drafted(line, parent_id, is_realistic=is_realistic))

    def drafted(
        self, line: str, parent_id: str | None = None, *, is_realistic: bool | None = None, on: date | None = None
    ) -> tuple[Goal, Measure | None]:
        """Return the goal that a line sets, and its measure; `on` is as for `read`. Raises LineError as that does."""
        draft = self.read(line, on)
        goal = replace(
            self.blank(),
            title=draft.title,
            parent_id=parent_id,
            period=draft.period,
            starts_on=draft.starts_on,
            ends_on=draft.ends_on,
            kind=draft.kind,
            source=GoalSource.EMPLOYER if draft.kind is GoalKind.QUOTA else GoalSource.SELF,
            status=GoalStatus.DRAFT if draft.draft else GoalStatus.ACTIVE,
            target=draft.target,
            stretch_target=draft.stretch_target,
            is_realistic=is_realistic,
        )
        return goal, draft.measure

    def blank(self) -> Goal:
        """Return a goal to start from: nothing counted, from today to the end of the sales year."""
        today = self._planner.today()
        return Goal(
            id=self._planner.new_id(),
            title="new goal",
            period=Period.CUSTOM,
            starts_on=today,
            ends_on=year_span(today, self._planner.settings.year_start_month).end,
            created_at=self._planner.now().astimezone(UTC),
        )

    def set(self, goal: Goal, measure: Measure | None) -> ChangeSet:
        """Set a new goal where it belongs, with the goals that belong under it."""
        return self._planner.commit(*self.setting(goal, measure))

    def setting(self, goal: Goal, measure: Measure | None) -> tuple[str, tuple[Change, ...]]:
        """Return the sentence and the changes that set a goal, for a verb that does more at once.

        Raises PlannerError where such a goal stands already, and where a rule refuses it.
        """
        goal = self._begun(self.fit(replace(goal, measure_id=measure.id if measure else None)))
        check_size(goal, measure, self._planner.calendar, self._planner.settings.currency)
        check_count(goal, measure)
        standing = queries.standing_goals(self._store, self._today())
        parent = self._closest(goal, standing) if goal.parent_id is None else goal.parent_id
        if twin := next((other for other in standing if _says(other) == _says(goal)), None):
            raise PlannerError(f"“{self._name(twin)}” stands already.")
        siblings = [other for other in standing if other.parent_id == parent]
        goal = replace(goal, parent_id=parent, position=max((s.position + 1 for s in siblings), default=0))
        adopted = (other for other in standing if self._is_adopted(other, goal, standing))
        changes = [*self._measured(measure), Change(None, goal)]
        changes += [Change(other, replace(other, parent_id=goal.id)) for other in adopted]
        if measure is not None and measure.unit is Unit.MILESTONE:
            changes.append(Change(None, Milestone(id=self._planner.new_id(), goal_id=goal.id, title=goal.title)))
        ticked = little_goals.completed(self._planner, goal)
        above = self._store.get(Goal, parent)
        where = f", under {self._name(above)}{self._aside(above, measure)}" if above else ""
        is_draft, is_priority = goal.status is GoalStatus.DRAFT, goal.kind is GoalKind.PRIORITY
        if is_draft and is_priority and (full := self._planner.quarter.full_told(goal.starts_on)):
            return full, (*changes, *ticked)
        done = "Goal set as a draft" if is_draft and not is_priority else "Goal set"
        waits = ", a draft until you commit to it" if is_draft and is_priority else ""
        third = f" · Done: {little_goals.COME_UP}" if ticked else ""
        return f"{done}: {self._name(goal)}{where}{waits}{third}", (*changes, *ticked)

    def comes_to(self, goal: Repeated, measure: Measure | None) -> str:
        """Return what a repeated goal, or the draft of one, comes to in a month and a year; empty for any other (B66).

        "≈ 40 a month, ≈ 480 a year; by your calendar 522".
        """
        totals = nominal(goal, self._planner.calendar)
        if totals is None or measure is None:
            return ""
        return totals.told(lambda number: shown(measure, number, self._planner.settings.currency))

    def place(self, key: str, parent_id: str | None) -> ChangeSet:
        """Put a goal under another, or under none."""
        before = self._store.need(Goal, key)
        parent = self._store.get(Goal, parent_id)
        aside = self._aside(parent, self._store.get(Measure, before.measure_id)) if parent else ""
        where = f"under {self._name(parent)}{aside}" if parent else "at the top"
        siblings = self._siblings(parent_id)
        after = replace(before, parent_id=parent_id, position=max((s.position + 1 for s in siblings), default=0))
        return self._planner.commit(f"Placed {where}: {self._name(after)}", (Change(before, after),))

    def shift(self, key: str, by: int) -> ChangeSet:
        """Move a goal up (-1) or down (1) among its siblings. Raises PlannerError at the end of their row."""
        goal = self._store.need(Goal, key)
        siblings = [s for s in self._siblings(goal.parent_id) if _group(s) == _group(goal)]
        at = next(n for n, sibling in enumerate(siblings) if sibling.id == key)
        to = at + by
        if not 0 <= to < len(siblings):
            raise PlannerError("It stands at the end of its row already.")
        siblings[at], siblings[to] = siblings[to], siblings[at]
        changes = (Change(s, replace(s, position=n)) for n, s in enumerate(siblings) if s.position != n)
        return self._planner.commit(f"Ordered: {self._name(goal)}", tuple(changes))

    def archive(self, key: str) -> ChangeSet:
        """Put a goal away, with everything that stands under it."""
        goal = self._store.need(Goal, key)
        today = self._planner.today()
        under = descendants(self._store, goal)
        told = f" and {len(under)} under it" if under else ""
        changes = tuple(Change(g, g.archived(today)) for g in (goal, *under))
        return self._planner.commit(f"Put away: {self._name(goal)}{told}", changes)

    def toggle(self, key: str) -> ChangeSet:
        """Tick the next open milestone of a goal, or take the ticks away where all are done.

        Raises PlannerError for a goal that is counted from the log.
        """
        goal = self._store.need(Goal, key)
        milestones = queries.milestones(self._store, key)
        if not milestones:
            raise PlannerError("This goal is counted from the log. Log a step with “l”.")
        today = self._planner.today()
        waiting = next((m for m in milestones if m.done_on is None), None)
        if waiting is not None:
            change = (Change(waiting, replace(waiting, done_on=today)),)
            return self._planner.commit(f"Done: {waiting.title}", change)
        changes = tuple(Change(m, replace(m, done_on=None)) for m in milestones)
        return self._planner.commit(f"Open again: {self._name(goal)}", changes)

    def find(self, typed: str) -> Goal:
        """Return the standing goal that is meant by a key or by words of its name, digits with or without separators.

        Raises PlannerError otherwise.
        """
        if found := self._store.get(Goal, typed):
            return found
        matches = self.called(typed)
        if not matches:
            raise PlannerError(f"No goal is called “{typed}”. planner goal list shows them.")
        if len(matches) > 1:
            raise PlannerError(f"“{typed}” could be {self.told(matches)}. Write more of the name.")
        return matches[0]

    def called(self, typed: str) -> list[Goal]:
        """Return the standing goals of a name, or else those whose names hold each word of it."""
        wanted = spelled(typed)
        names = [(goal, spelled(name)) for goal, name in self.named()]
        exact = [goal for goal, name in names if wanted in (name, spelled(goal.title))]
        words = wanted.split()
        return exact or [goal for goal, name in names if words and all(word in name for word in words)]

    def named(self) -> list[tuple[Goal, str]]:
        """Return the standing goals with their names, remembered until the file changes."""
        today = self._planner.today()

        def read() -> list[tuple[Goal, str]]:
            goals = queries.standing_goals(self._store, today)
            return [(goal, self._planner.reading.name(goal, today)) for goal in goals]

        return self._planner.reading.remembered(("named goals", today), read)

    def told(self, goals: list[Goal]) -> str:
        """Return the names of the first of several goals."""
        return ", ".join(f"“{self._planner.reading.name(goal, self._planner.today())}”" for goal in goals[:4])

    def parents_for(self, key: str) -> list[Goal]:
        """Return the goals under which a goal may stand."""
        goal = self._store.need(Goal, key)
        below = {g.id for g in descendants(self._store, goal)} | {goal.id}
        standing = queries.standing_goals(self._store, self._planner.today())
        return [g for g in standing if g.id not in below and g.holds(goal) and g.is_coarser_than(goal)]

    def _closest(self, goal: Goal, standing: list[Goal]) -> str | None:
        """Return the finest goal on the same measure that holds another, else the big picture; None for little goals.

        What other goals it drives is the user's to say.
        """
        if goal.kind is GoalKind.LITTLE or goal.period is Period.BIG_PICTURE:
            return None

        def is_related(parent: Goal) -> bool:
            same = parent.measure_id is not None and parent.measure_id == goal.measure_id
            return parent.period is Period.BIG_PICTURE or (same and parent.measure_id != MILESTONES)

        holding = [
            g
            for g in standing
            if g.status in {GoalStatus.ACTIVE, GoalStatus.DRAFT}
            and g.kind is not GoalKind.LITTLE
            and g.period is not Period.CUSTOM
            and g.holds(goal)
            and g.is_coarser_than(goal)
            and is_related(g)
        ]
        return (
            min(holding, key=lambda g: (g.period is Period.BIG_PICTURE, g.window(goal.starts_on).days)).id
            if holding
            else None
        )

    def _is_adopted(self, other: Goal, goal: Goal, standing: list[Goal]) -> bool:
        """Whether a goal that stands under none belongs under a new one."""
        return other.parent_id is None and self._closest(other, [*standing, goal]) == goal.id

    def _siblings(self, parent_id: str | None) -> list[Goal]:
        standing = queries.standing_goals(self._store, self._planner.today())
        shown = {goal.id for goal in standing}
        parent = parent_id if parent_id in shown else None
        return [g for g in standing if (g.parent_id if g.parent_id in shown else None) == parent]

    def _begun(self, goal: Goal) -> Goal:
        """Return a little goal as one from today on, and as known to be feasible; any other as it is (B10)."""
        if goal.kind is not GoalKind.LITTLE:
            return goal
        start = max(goal.starts_on, self._today())
        period = goal.period if goal.repeats(self._start_month) else Period.CUSTOM
        return replace(goal, period=period, starts_on=start, ends_on=max(start, goal.ends_on), is_realistic=True)

    def _aside(self, above: Goal, measure: Measure | None) -> str:
        """Return a word on money in another currency than the goal above it: it drives that goal, no sum mixes them."""
        other = self._store.get(Measure, above.measure_id)
        if other is None or measure is None or other.currency in {"", measure.currency} or not measure.currency:
            return ""
        return f" ({measure.currency} is shown beside {other.currency}, never added to it)"


def _says(goal: Goal) -> tuple[object, ...]:
    """Return what a goal says: two that say the same are one too many."""
    return goal.title, goal.period, goal.kind, goal.measure_id, goal.target, goal.ends_on


def _group(goal: Goal) -> tuple[bool, bool]:
    """Return which rows a goal is ordered among: little goals, big pictures, or the others."""
    return goal.kind is GoalKind.LITTLE, goal.period is Period.BIG_PICTURE
