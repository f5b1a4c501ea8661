"""Where one looks on the progress page: the view, how much time around which day, and which goal. It draws nothing."""

from datetime import date
from typing import TYPE_CHECKING, Final

from planner.domain.errors import PlannerError
from planner.domain.goal import Goal
from planner.domain.period import Period
from planner.domain.progressviews import Zoom
from planner.tui.progress_views import NO_GOAL, VIEWS, View

if TYPE_CHECKING:
    from planner.services.planner import Planner

_ZOOMS: Final = tuple(Zoom)
_OWN: Final = {
    Period.YEAR: Zoom.YEAR,
    Period.QUARTER: Zoom.QUARTER,
    Period.MONTH: Zoom.MONTH,
    Period.WEEK: Zoom.WEEK,
    Period.DAY: Zoom.MONTH,
}
"""How much time a goal is looked at where nothing else is wanted."""
WORKING_DAYS: Final = 20
MARK_DAYS: Final = (5, 10, WORKING_DAYS, 40, 60, 130, 260, 520)
"""What is looked at on each side of an event mark: at first a month, from a week to two years."""


def _beside(days: int, step: int) -> int:
    """Return the next number of days beside a mark. Raises PlannerError at the ends."""
    at = MARK_DAYS.index(days) + step
    if not 0 <= at < len(MARK_DAYS):
        raise PlannerError(f"{days} working days on each side are the {'fewest' if step < 0 else 'most'} here.")
    return MARK_DAYS[at]


class Standpoint:
    """Where one looks."""

    def __init__(self, planner: "Planner") -> None:
        """Look at the coarsest goal, in its own period, today."""
        self._planner = planner
        self.view = View.GOAL
        self.goals: tuple[Goal, ...] = ()
        """Those that have a course."""
        self.mark_days = WORKING_DAYS
        """Working days that are looked at on each side of an event mark."""
        self._zoom: Zoom | None = None
        """None follows the goal's own period."""
        self._home: date | None = None
        """The day from which one came; None is today."""
        self._at: date | None = None
        """None is that day."""
        self._coarsest: Goal | None = None
        """Of the goals that have a course."""
        self._goal_id = ""
        self._past: tuple[str, ...] = ()
        """The keys of those that are over."""

    @property
    def home(self) -> date:
        """The day from which one looks: its goals are those that can be chosen."""
        return self._home or self._planner.today()

    @property
    def day(self) -> date:
        """The day that is looked at; of a goal that is over its last one where no other is."""
        if self._at is not None or self.view is not View.GOAL:
            return self._at or self.home
        goal = self.goal
        return self.home if goal is None else min(self.home, goal.ends_on)

    @property
    def goal(self) -> Goal | None:
        """The goal that is chosen; the coarsest that stands where none is, else the last one that is over."""
        found = next((goal for goal in self.goals if goal.id == self._goal_id), None)
        if found is None and self._goal_id in self._past:
            found = self._planner.progress.goal(self._goal_id)
        found = found or self._coarsest
        return found or (self._planner.progress.goal(self._past[0]) if self._past else None)

    @property
    def has_other_goal(self) -> bool:
        """Whether more goals than one have a course."""
        return len(self.goals) + len(self._past) > 1

    def know(self, goals: tuple[Goal, ...], past: tuple[str, ...]) -> None:
        """Take the goals that stand, and the keys of those that are over."""
        self.goals, self._past = goals, past
        self._coarsest = max(goals, key=lambda goal: goal.window(self.home).days, default=None)

    @property
    def zoom(self) -> Zoom:
        """How much time is seen."""
        if self._zoom is not None:
            return self._zoom
        goal = self.goal
        return _OWN.get(goal.period, Zoom.YEAR) if goal is not None and self.view is View.GOAL else Zoom.MONTH

    @property
    def called(self) -> str:
        """What the time that is seen is called; empty where a goal is seen whole between dates of its own."""
        goal = self.goal
        if goal is None or goal.period is not Period.CUSTOM or self.view is not View.GOAL or self._zoom is not None:
            return str(self.zoom)
        seen = self._planner.progress.span(self.zoom, self.day)
        return "" if goal.starts_on in seen and goal.ends_on in seen else str(self.zoom)

    def turn(self, step: int) -> None:
        """Look at the next view (+1) or the one before (−1)."""
        self.view = VIEWS[(VIEWS.index(self.view) + step) % len(VIEWS)]

    def zoom_by(self, step: int) -> None:
        """Look at more time (+1) or less (−1), beside a mark at more days or fewer. Raises PlannerError at the ends."""
        if self.view is View.MARKS:
            self.mark_days = _beside(self.mark_days, step)
            return
        at = _ZOOMS.index(self.zoom) + step
        if not 0 <= at < len(_ZOOMS):
            raise PlannerError("A week is the closest look." if step < 0 else "All years are shown.")
        self._zoom = _ZOOMS[at]

    def choose(self, step: int) -> None:
        """Look at the next goal (+1) or the one before (−1), in its own period: those that are over come last.

        Raises PlannerError where none is.
        """
        goal = self.goal
        if goal is None:
            raise PlannerError(NO_GOAL)
        keys = [*(one.id for one in self.goals), *self._past]
        self._goal_id = keys[(keys.index(goal.id) + step) % len(keys)]
        self.view, self._zoom = View.GOAL, None
        if {goal.id, self._goal_id}.intersection(self._past):
            self._at = None if self._goal_id in self._past else self._home

    def move(self, step: int) -> None:
        """Look at the period beside this one. Raises PlannerError where there is none."""
        self._at = self._planner.progress.beside(self.zoom, self.day, step)

    def has_beside(self, *, later: bool) -> bool:
        """Whether a period stands beside this one."""
        if self.zoom is Zoom.ALL:
            return False
        if later:
            return self._planner.progress.span(self.zoom, self.day).end < self._planner.today()
        return not self._is_its_first

    @property
    def _is_its_first(self) -> bool:
        """Whether the goal that is seen begins in this period; one that comes again is counted before that too."""
        goal, span = self.goal, self._planner.progress.span(self.zoom, self.day)
        if self.view is not View.GOAL or goal is None or goal.repeats(self._planner.settings.year_start_month):
            return False
        return self.zoom is not Zoom.ALL and goal.starts_on >= span.start

    def look_at(self, day: date) -> None:
        """Look at the period of a day."""
        self._at = day

    def begin_on(self, day: date) -> None:
        """Look from a day that is behind."""
        self._home = self._at = day

    def go_home(self) -> None:
        """Look at today."""
        self._home = self._at = None
