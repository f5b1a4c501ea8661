"""A goal's life after it was set: correcting, committing, confirming, looking again, and the history of all that."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from planner.domain.breakdown import check_count, check_size
from planner.domain.change import Change, ChangeSet
from planner.domain.errors import FieldError, PlannerError
from planner.domain.goal import MAX_TARGET, Goal, GoalKind, GoalStatus
from planner.domain.goal_change import Decision, GoalChange, GoalField, told, written
from planner.domain.goaltitle import retitled, shown, too_large
from planner.domain.measure import Measure, Unit
from planner.domain.period import Period, period_span
from planner.domain.text import clean_line
from planner.domain.value import replace
from planner.services.goal_changes import check_lowering, decided, decision, stale_under
from planner.store import queries

if TYPE_CHECKING:
    from planner.services.planner import Planner

Answer = Literal["keep", "lower", "move"]
"""What can be said to the offer to re-assess a goal (B122)."""

_FIELD_WORDS = {"starts_on": "first date", "ends_on": "last date", "is_realistic": "realistic"}
"""Fields that have other names among people."""
_TEXTS = frozenset({"title", "why", "pay_note"})
"""Fields too long to be told from what to what."""


class GoalLife:
    """Changing goals that stand."""

    def __init__(self, planner: "Planner") -> None:
        """Work through a planner."""
        self._planner = planner
        self._store = planner.store

    def correct(
        self, key: str, values: Mapping[str, Any], measure: Measure | None = None, reason: str = ""
    ) -> ChangeSet:
        """Save fields of a goal, and its measure where one is given; the history keeps what was decided, and why.

        A title that says the target follows it. Goals under it that count the same are marked as stale where its
        target or dates change. Raises PlannerError where a rule refuses it, or an employer's target is lowered
        without a reason.
        """
        before = self._store.need(Goal, key)
        reason = clean_line(reason)
        after = self._corrected(before, values, measure)
        counted = measure or self._store.get(Measure, after.measure_id)
        check_size(after, counted, self._planner.calendar, self._planner.settings.currency)
        check_count(after, counted)
        check_lowering(before, after, reason)
        changes = (
            *self._measured(measure),
            *decided(self._planner, before, after, reason),
            *stale_under(self._planner, before, after),
        )
        return self._planner.commit(self._label(before, after, values), changes)

    def confirm(self, key: str) -> ChangeSet:
        """Confirm a goal as it stands after the one above it changed. Raises PlannerError where none did."""
        goal = self._store.need(Goal, key)
        if not goal.is_stale:
            raise PlannerError(f"“{self._name(goal)}” needs no word: nothing above it changed since it was set.")
        changes = (
            Change(goal, replace(goal, is_stale=False)),
            decision(self._planner, goal, GoalField.CONFIRMED),
        )
        return self._planner.commit(f"Confirmed: {self._name(goal)}", changes)

    def commit_to(self, key: str) -> ChangeSet:
        """Commit to a draft, so that it asks from now on; a priority with a number gets its month targets (B47, B48).

        Raises PlannerError where it is no draft, a priority has neither number nor milestones, or three stand already.
        """
        goal = self._store.need(Goal, key)
        if goal.status is not GoalStatus.DRAFT:
            raise PlannerError(f"“{self._name(goal)}” is {goal.status} and no draft: there is nothing to commit to.")
        measure = self._store.get(Measure, goal.measure_id)
        is_priority = goal.kind is GoalKind.PRIORITY
        if is_priority and not self._is_measured(goal, measure):
            raise PlannerError(
                f"“{goal.title}” has no number and no milestones. Correct it to have one, then commit to it."
            )
        after = replace(goal, status=GoalStatus.ACTIVE, committed_on=self._today())
        changes = decided(self._planner, goal, after)
        months = ""
        counts = measure is not None and measure.unit in {Unit.COUNT, Unit.MONEY}
        if (
            is_priority
            and counts
            and (goal.starts_on.year, goal.starts_on.month)
            != (
                goal.ends_on.year,
                goal.ends_on.month,
            )
        ):
            changes += self._planner.breakdown.changes(after, Period.MONTH)
            months = f", with a target for each month{self._over(after)}"
        return self._planner.commit(f"Committed to: {self._name(after)}{months}", changes)

    def reassess(self, key: str, answer: Answer, value: int | date | None = None, reason: str = "") -> ChangeSet:
        """Answer the offer to look again at a goal: keep it, lower it to a target, or move its end to a later day.

        `value` is the lower target in the measure's unit, or the later day. The answer and its reason are kept (B122).
        Raises PlannerError for a target that is not lower, a day that is not later, or another answer.
        """
        goal = self._store.need(Goal, key)
        match answer, value:
            case "keep", None:
                kept = decision(self._planner, goal, GoalField.KEPT, reason=clean_line(reason))
                return self._planner.commit(f"Kept as it is: {self._name(goal)}", (kept,))
            case "lower", int():
                if goal.target is None or value >= goal.target:
                    raise PlannerError(f"To lower “{self._name(goal)}”, give a target below the one it has.")
                return self.correct(key, {"target": value}, reason=reason)
            case "move", date():
                if value <= max(goal.ends_on, self._today()):
                    raise PlannerError(f"To move “{self._name(goal)}”, give a day later than {goal.ends_on}.")
                return self.correct(key, {"ends_on": value}, reason=reason)
        raise PlannerError("Answer keep, lower with a target, or move with a day.")

    def history(self, goal: Goal) -> list[Decision]:
        """Return what was decided about a goal, oldest first, as sentences."""
        measure = self._store.get(Measure, goal.measure_id)
        home = self._planner.settings.currency

        def number(value: int) -> str:
            return f"{value:,}" if measure is None else shown(measure, value, home)

        rows = self._store.select(GoalChange, "goal_id = ?", [goal.id], "at_utc, rowid")
        return [Decision(row.at, told(row, number)) for row in rows]

    def _corrected(self, before: Goal, values: Mapping[str, Any], measure: Measure | None) -> Goal:
        measured = {"measure_id": measure.id} if measure is not None else {}
        target, counted = values.get("target") or 0, measure or self._store.get(Measure, before.measure_id)
        if target > MAX_TARGET and counted is not None:
            raise FieldError(too_large(counted, self._planner.settings.currency), "target")
        passed = {"stretch_target": None} if target > (before.stretch_target or target) else {}
        after = self.fit(replace(before, **{"is_stale": False, **passed, **values, **measured}))
        if "title" not in values:
            after = replace(after, title=self._following(before, after))
        if "period" in values or before.repeats(self._start_month) or before.span == after.span:
            return after
        whole = period_span(after.period, after.starts_on, self._start_month)
        return after if whole in {None, after.span} else replace(after, period=Period.CUSTOM)

    def _label(self, before: Goal, after: Goal, values: Mapping[str, Any]) -> str:
        """Return what a correction did: where one field was given, from what to what."""
        name = self._name(after)
        changed = [field for field in values if getattr(before, field) != getattr(after, field)]
        if changed == ["is_realistic"] and after.is_realistic is not None:
            return f"“{name}” is {'realistic' if after.is_realistic else 'not realistic'}"
        if len(changed) != 1 or after.measure_id != before.measure_id:
            return f"Goal changed: {name}"
        field = changed[0]
        word = _FIELD_WORDS.get(field, field.replace("_", " "))
        cells = "" if field in _TEXTS else f" {self._cell(before, field)} → {self._cell(after, field)}"
        return f"Goal changed: {name} ({word}{cells})"

    def _cell(self, goal: Goal, field: str) -> str:
        """Return a field as the label of a change tells it: numbers of the target as the goal's own."""
        value = getattr(goal, field)
        measure = self._store.get(Measure, goal.measure_id)
        if isinstance(value, int) and field in {"target", "stretch_target"} and measure is not None:
            return shown(measure, value, self._planner.settings.currency)
        return written(value) or "none"

    def _following(self, before: Goal, after: Goal) -> str:
        """Return the title of a goal, with its new target where it says the old one."""
        measure = self._store.get(Measure, before.measure_id)
        if measure is None or before.target is None or after.target is None or after.measure_id != before.measure_id:
            return before.title
        home = self._planner.settings.currency
        return retitled(before.title, measure, before.target, after.target, home) or before.title

    def fit(self, goal: Goal) -> Goal:
        """Return a goal as its kind lets it be.

        A priority that nobody committed to, or that counts nothing, is a draft whatever was asked (B47). A little goal
        that the user does not know they can do is an ordinary one (B10).
        """
        if goal.kind is GoalKind.PRIORITY and goal.status is GoalStatus.ACTIVE:
            waits = goal.committed_on is None or goal.measure_id is None
            return replace(goal, status=GoalStatus.DRAFT) if waits else goal
        if goal.kind is GoalKind.LITTLE and goal.is_realistic is False:
            return replace(goal, kind=GoalKind.GOAL)
        return goal

    def _is_measured(self, goal: Goal, measure: Measure | None) -> bool:
        if measure is None:
            return False
        return measure.unit is not Unit.MILESTONE or bool(queries.milestones(self._store, goal.id))

    def _over(self, goal: Goal) -> str:
        """Return which of a goal's months are over already; empty where none is."""
        rows = self._planner.breakdown.preview(goal, Period.MONTH)
        over = [row.label for row in rows if row.span.end < self._today()]
        return f" · {' and '.join(over)} {'is' if len(over) == 1 else 'are'} over already" if over else ""

    def _measured(self, measure: Measure | None) -> tuple[Change, ...]:
        if measure is None or self._store.get(Measure, measure.id) is not None:
            return ()
        return (Change(None, measure),)

    def _name(self, goal: Goal) -> str:
        return self._planner.reading.name(goal, self._today())

    def _today(self) -> date:
        return self._planner.today()

    @property
    def _start_month(self) -> int:
        return self._planner.settings.year_start_month
