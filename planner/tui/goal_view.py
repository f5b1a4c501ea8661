"""What a goal's page shows, read from the services in one go, and what can be done about the goal now."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from planner.domain.errors import PlannerError
from planner.domain.event_mark import EventMark
from planner.domain.funnel import FunnelPlan
from planner.domain.goal import Goal, GoalKind, GoalStatus, Milestone
from planner.domain.measure import Unit
from planner.domain.views import GoalRow
from planner.services.figures import GoalFigures
from planner.services.funnel import is_sold

if TYPE_CHECKING:
    from planner.services.planner import Planner


_SPLIT = frozenset({Unit.COUNT, Unit.MONEY})
"""What is broken down into numbers; milestones and roll-ups have parts of their own."""


class Offer(NamedTuple):
    """Something that can be done about a goal, as a line of its page."""

    command: str
    """The id of the command that does it; empty where it is done elsewhere."""
    text: str


class GoalView(NamedTuple):
    """All that a goal's page shows."""

    found: GoalFigures
    day: date
    above: tuple[str, ...]
    """The names of the goals above it, the coarsest first."""
    name: str
    below: tuple[str, ...]
    """The names of the goals under it that lead down to the day, the coarsest first."""
    under: tuple[GoalRow, ...]
    milestones: tuple[Milestone, ...]
    follow: str
    """The line of a goal that could follow it; empty where none is offered."""
    comes_to: str
    """What a repeated goal comes to in a month and a year; empty for any other."""
    offers: tuple[Offer, ...]
    plan: FunnelPlan | None
    history: tuple[tuple[date, str], ...]
    marks: tuple[EventMark, ...]

    @property
    def goal(self) -> Goal:
        """The goal."""
        return self.found.goal


def read(planner: "Planner", key: str, day: date) -> GoalView | None:
    """Return all that is known of the goal with a key as a day sees it; None where it is no longer there."""
    try:
        goal = planner.goals.find(key)
    except PlannerError:
        return None
    reading = planner.reading
    found = planner.figures.of(goal, day)
    hierarchy = reading.goals(day)
    zone = planner.now().tzinfo
    is_planned = goal.target and goal.is_active and is_sold(found.measure)
    view = GoalView(
        found=found,
        day=day,
        above=tuple(reading.name(one, day) for one in reading.chain(goal)),
        name=reading.name(goal, day),
        below=tuple(reading.name(one, day) for one in _leading(goal, hierarchy, day)),
        under=tuple(row._replace(depth=0) for row in hierarchy if row.goal.parent_id == goal.id),
        milestones=reading.milestones(goal),
        follow=planner.offers.follow_on(goal) or "",
        comes_to=planner.goals.comes_to(goal, found.measure),
        offers=(),
        plan=planner.funnel.plan(goal, day) if is_planned else None,
        history=tuple(
            (planner.day_start.day_of(at.astimezone(zone)), text) for at, text in planner.goals.history(goal)
        ),
        marks=planner.marks.all(),
    )
    return view._replace(offers=tuple(_offers(planner, view)))


def _leading(goal: Goal, hierarchy: Sequence[GoalRow], day: date) -> Iterator[Goal]:
    """Yield the goals under a goal that lead down to a day, the coarsest first."""
    while True:
        found = next((row for row in hierarchy if row.goal.parent_id == goal.id and day in row.window), None)
        if found is None:
            return
        goal = found.goal
        yield goal


def _offers(planner: "Planner", view: GoalView) -> Iterator[Offer]:
    """Yield what can be done about a goal now, what weighs most first."""
    goal, found = view.goal, view.found
    if goal.status is GoalStatus.DRAFT:
        yield Offer("goal_page.commit", "A draft: it asks for nothing yet. c commits to it.")
    if goal.is_stale:
        told = "The goal above it changed since it was set. K confirms it as it stands, t changes it."
        yield Offer("goal_page.confirm", told)
    if asked := found.reassess or planner.offers.higher(goal):
        yield Offer("goal_page.answer", f"{asked} a answers.")
    if view.follow:
        told = f"Reached before its end. A goal could follow: {view.follow}. f sets or declines it."
        yield Offer("goal_page.follow", told)
    if small := planner.offers.small_notice(goal):
        yield Offer("goal_page.change", f"{small} t changes it.")
    if found.no_plan_yet and not found.is_wish:
        can_split = found.measure is not None and found.measure.unit in _SPLIT and goal.kind is not GoalKind.LITTLE
        told = "b breaks it down into smaller goals." if can_split else "An action that recurs for it is one."
        yield Offer("goal_page.parts" if can_split else "", f"No plan yet. {told}")
