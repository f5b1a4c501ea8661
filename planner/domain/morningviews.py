"""What the morning shows. Frozen values with numbers and names, never layout."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from planner.domain.routine import RoutineRow
from planner.domain.views import Ask, DayView, GoalRow, PlanRow

if TYPE_CHECKING:
    from planner.domain.periodviews import WinsView


class DayLoad(NamedTuple):
    """One day of the week with how much is planned for it."""

    day: date
    is_working: bool
    planned: int
    """Actions that stand on it, the one thing included."""
    done: int


class Yesterday(NamedTuple):
    """The last working day, where nobody looked back on it (B64)."""

    day: date
    is_known: bool
    """Whether it is known what was done on it; unknown is no zero."""
    one_thing: PlanRow | None
    asks: tuple[Ask, ...]
    steps: int
    done: int
    planned: int
    left_open: int
    """Of what was planned, the one thing included, what still stands on it undone."""


class MorningView(NamedTuple):
    """A day as it begins."""

    today: DayView
    yesterday: Yesterday | None
    """None where it was reviewed, or there is none."""
    goals: tuple[GoalRow, ...]
    week: tuple[DayLoad, ...]
    """Monday to Sunday."""
    is_week_planned: bool
    """Whether the week before was looked back on and this one planned."""
    due: tuple[RoutineRow, ...]
    """Rituals that are due, but the day's own."""
    new_year: "WinsView | None" = None
    """At the first look in a new sales year, what the last one brought and leaves (B22)."""
