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


class Standpoint:
    """Where one looks."""

    def __init__(self, planner: "Planner") -> None:
        """Look at the coarsest goal, in its own period, today."""
        self._planner = planner
        self.view = View.GOAL
        self.goals: tuple[Goal, ...] = ()
        """Those that have a course."""
        self._zoom: Zoom | None = None
        """None follows the goal's own period."""
        self._at: date | None = None
        """None is today."""
        self._goal_id = ""

    @property
    def day(self) -> date:
        """The day that is looked at."""
        return self._at or self._planner.today()

    @property
    def goal(self) -> Goal | None:
        """The goal that is chosen; the coarsest that stands where none is."""
        found = next((goal for goal in self.goals if goal.id == self._goal_id), None)
        return found or max(self.goals, key=lambda goal: goal.window(self.day).days, default=None)

    @property
    def zoom(self) -> Zoom:
        """How much time is seen."""
        if self._zoom is not None:
            return self._zoom
        goal = self.goal
        return _OWN.get(goal.period, Zoom.YEAR) if goal is not None and self.view is View.GOAL else Zoom.MONTH

    def turn(self, step: int) -> None:
        """Look at the next view (+1) or the one before (−1)."""
        self.view = VIEWS[(VIEWS.index(self.view) + step) % len(VIEWS)]

    def zoom_by(self, step: int) -> None:
        """Look at more time (+1) or less (−1). Raises PlannerError at the ends."""
        at = _ZOOMS.index(self.zoom) + step
        if not 0 <= at < len(_ZOOMS):
            raise PlannerError("A week is the closest look." if step < 0 else "All years are shown.")
        self._zoom = _ZOOMS[at]

    def choose(self, step: int) -> None:
        """Look at the next goal (+1) or the one before (−1), in its own period. Raises PlannerError where none is."""
        goal = self.goal
        if goal is None:
            raise PlannerError(NO_GOAL)
        keys = [one.id for one in self.goals]
        self._goal_id = keys[(keys.index(goal.id) + step) % len(keys)]
        self.view, self._zoom = View.GOAL, None

    def move(self, step: int) -> None:
        """Look at the period beside this one. Raises PlannerError where there is none."""
        self._at = self._planner.progress.beside(self.zoom, self.day, step)

    def has_beside(self, *, later: bool) -> bool:
        """Whether a period stands beside this one."""
        if self.zoom is Zoom.ALL:
            return False
        return not later or self._planner.progress.span(self.zoom, self.day).end < self._planner.today()

    def look_at(self, day: date) -> None:
        """Look at the period of a day."""
        self._at = day

    def go_home(self) -> None:
        """Look at today."""
        self._at = None
