"""Obstacles: what is in the way, what is done against it, and when it was gone.

They belong to no one review: an open one returns in every partner and group review until it is resolved (B40).
"""

from datetime import date
from typing import TYPE_CHECKING, Final

from planner.domain.action import Action
from planner.domain.change import Change, ChangeSet
from planner.domain.errors import PlannerError
from planner.domain.goal import Goal
from planner.domain.namewords import fold
from planner.domain.obstacle import Obstacle
from planner.domain.partnerviews import ObstacleRow
from planner.domain.review import Review
from planner.domain.text import clean_line
from planner.domain.value import replace
from planner.domain.views import short_date
from planner.store import partnered

if TYPE_CHECKING:
    from planner.services.planner import Planner

NEXT: Final = "->"
"""What stands between an obstacle and the action that it leads to."""


class ObstacleVerbs:
    """Saying what is in the way, and taking it out of it."""

    def __init__(self, planner: "Planner") -> None:
        """Work through a planner."""
        self._planner = planner
        self._store = planner.store

    def rows(self, *, resolved: bool = False) -> tuple[ObstacleRow, ...]:
        """Return what is in the way, the oldest first; with `resolved` what no longer is follows, the newest first."""
        found = partnered.obstacles(self._store) if resolved else partnered.open_obstacles(self._store)
        return tuple(self._row(obstacle) for obstacle in found)

    def find(self, typed: str) -> Obstacle:
        """Return the open obstacle that is meant by its key or by words of it. Raises PlannerError otherwise."""
        standing = partnered.open_obstacles(self._store)
        words = fold(typed).split()
        found = [one for one in standing if one.id == typed] or [
            one for one in standing if words and all(word in fold(one.text) for word in words)
        ]
        exact = [one for one in found if fold(one.text) == fold(typed)]
        if len(exact) == 1:
            return exact[0]
        if not found:
            raise PlannerError(
                f"Nothing like “{clean_line(typed)}” is in the way. planner obstacle list shows what is."
            )
        if len(found) > 1:
            told = ", ".join(f"“{one.text}”" for one in found[:4])
            raise PlannerError(f"“{clean_line(typed)}” could be {told}. Write more of it.")
        return found[0]

    def add(self, line: str, day: date | None = None, *, goal_id: str | None = None) -> ChangeSet:
        """Say what is in the way; behind `->` stands the action that it leads to, on the next working day or its own.

        Raises PlannerError where nothing stands before the arrow, and for a day to come.
        """
        day = day or self._planner.today()
        label, _, changes = self.adding(line, day, goal_id=goal_id)
        return self._planner.commit(label, changes)

    def adding(
        self, line: str, day: date, *, goal_id: str | None = None, review: Review | None = None
    ) -> tuple[str, Obstacle, tuple[Change, ...]]:
        """Return the sentence, the obstacle and the changes of saying it, for a verb that does more at once.

        Raises PlannerError for a day to come, and where nothing is said to be in the way.
        """
        today = self._planner.today()
        if day > today:
            raise PlannerError(f"{short_date(day, today)} is still to come. Say what is in the way today.")
        text, action = split(line)
        if not text:
            raise PlannerError(f"What is in the way? It stands before {NEXT}.")
        label, planned, changes = self._planned(text, action, day, goal_id)
        obstacle = Obstacle(
            id=self._planner.new_id(),
            text=text,
            opened_on=day,
            goal_id=goal_id,
            next_action_id=planned,
            review_id=review.id if review is not None else None,
        )
        return label, obstacle, (*changes, Change(None, obstacle))

    def said(self, review: Review, line: str, day: date) -> tuple[str, tuple[Change, ...]]:
        """Return the sentence and the changes that make a line what a day's review says is in the way; empty: nothing.

        Other words of one that was resolved are another thing in the way: it is open again.
        """
        before = partnered.obstacle_of(self._store, review.id)
        text, action = split(line)
        if action and not text:
            raise PlannerError(f"What is in the way? It stands before {NEXT}.")
        if not text:
            return "Nothing is in the way", (Change(before, None),) if before else ()
        label, planned, changes = self._planned(text, action, day, before.goal_id if before else None)
        if before is None:
            key = f"{review.id}/obstacle"  # two programs that review one day write one
            after = Obstacle(id=key, text=text, opened_on=day, next_action_id=planned, review_id=review.id)
        else:
            after = replace(before, text=text, next_action_id=planned or before.next_action_id)
            if text != before.text:
                after = replace(after, resolved_on=None, resolution="")
        return label, (*changes, Change(before, after))

    def lead_to(self, key: str, line: str, day: date | None = None) -> ChangeSet:
        """Plan the next action against an obstacle, on the next working day where the line names none."""
        before = self._store.need(Obstacle, key)
        today = self._planner.today()
        on = day or self._planner.calendar.next_working_day(today)
        action, changes = self._planner.plan.adding(line, on, goal_id=before.goal_id)
        label = f"Planned for {short_date(action.date, today)}: {action.text}, against {before.text}"
        label += self._planner.plan.cautions(action, changes)
        after = replace(before, next_action_id=action.id)
        return self._planner.commit(label, (*changes, Change(before, after)))

    def resolve(self, key: str, day: date | None = None, words: str = "") -> ChangeSet:
        """Note that an obstacle is out of the way, from which day on and how. Raises PlannerError for a day to come."""
        before, today = self._store.need(Obstacle, key), self._planner.today()
        on = day or today
        if on > today:
            raise PlannerError(f"{short_date(on, today)} is still to come. Resolve it once it is here.")
        if not before.is_open:
            raise PlannerError(f"“{before.text}” is out of the way already.")
        after = before.resolved(on, clean_line(words))
        how = f": {after.resolution}" if after.resolution else ""
        return self._planner.commit(f"Out of the way: {before.text}{how}", (Change(before, after),))

    def reopen(self, key: str) -> ChangeSet:
        """Note that an obstacle is in the way again; it stays as old as it is."""
        before = self._store.need(Obstacle, key)
        after = replace(before, resolved_on=None, resolution="")
        return self._planner.commit(f"In the way again: {before.text}", (Change(before, after),))

    def _planned(
        self, text: str, action: str, day: date, goal_id: str | None
    ) -> tuple[str, str | None, tuple[Change, ...]]:
        """Return the sentence of an obstacle, the key of the action it leads to, and the changes that plan that."""
        label = f"In the way: {text}"
        if not action:
            return label, None, ()
        on = self._planner.reviews.next_day(day)
        planned, changes = self._planner.plan.adding(action, on, goal_id=goal_id)
        day_told = short_date(planned.date, self._planner.today())
        told = f"{planned.text}{self._planner.plan.cautions(planned, changes)}"
        return f"{label} · planned for {day_told}: {told}", planned.id, changes

    def _row(self, obstacle: Obstacle) -> ObstacleRow:
        goal = self._store.get(Goal, obstacle.goal_id)
        action = self._store.get(Action, obstacle.next_action_id)
        today = self._planner.today()
        return ObstacleRow(
            obstacle=obstacle,
            goal=self._planner.reading.name(goal, today) if goal else "",
            next_action=self._planner.reading.plan_rows([action])[0] if action else None,
            days=((obstacle.resolved_on or max(today, obstacle.opened_on)) - obstacle.opened_on).days,
        )


def split(line: str) -> tuple[str, str]:
    """Return what is in the way, and the action behind the arrow."""
    text, _, action = (clean_line(part) for part in line.partition(NEXT))
    return text, action
