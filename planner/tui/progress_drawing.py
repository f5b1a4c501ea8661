"""What the progress page draws: the chart at the standpoint, its cursor, and the years that are still to be read."""

from typing import TYPE_CHECKING

from planner.domain.event_mark import EventMark
from planner.tui import progress_views
from planner.tui.momentum_format import HIDDEN
from planner.tui.picture import Looking, Picture, Room
from planner.tui.progress_standpoint import Standpoint
from planner.tui.progress_views import NO_SCORE, PICTURES, Seen, View

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from planner.services.planner import Planner
    from planner.tui.progress_days import Days
    from planner.tui.progress_momentum import Momentum


class Drawing:
    """A chart, and where its cursor stands."""

    def __init__(self, planner: "Planner", looks: Standpoint) -> None:
        """Draw what is looked at, read through a planner."""
        self._planner = planner
        self._looks = looks
        self._chart: Momentum | Days | None = None
        """What a cursor moves on."""
        self._cursor_day: date | None = None
        """The day under the cursor of momentum or of the days; None is the last one."""
        self._is_whole = False
        """Whether momentum is read back to the first day."""
        self._years: Iterator[None] | None = None
        """The years of it that are still to be read, where they are."""

    @property
    def has_cursor(self) -> bool:
        """Whether a cursor moves on what is drawn."""
        return self._chart is not None

    @property
    def day(self) -> "date | None":
        """The day under the cursor; None where none moves on what is drawn."""
        return self._chart.at(self._cursor_day) if self._chart is not None else None

    @property
    def is_reading(self) -> bool:
        """Whether years of momentum are missing that `read_on` reads."""
        return self._years is not None

    def put_cursor(self, day: "date") -> None:
        """Put the cursor on a day; it stands on the last one where that is not drawn."""
        self._cursor_day = day

    def forget_cursor(self) -> None:
        """Put the cursor on the last day."""
        self._cursor_day = None

    def picture(self, look: Looking, room: Room, mark: EventMark | None) -> Picture:
        """Return what is looked at, read and drawn; `mark` is the event mark under the cursor of the list.

        Raises PlannerError where it cannot be read.
        """
        self._chart = None
        seen = Seen(self._looks.zoom, self._looks.day, self._looks.goal, mark, self._looks.mark_days)
        if self._looks.view is View.DAYS:
            found = progress_views.days(self._planner, seen, look, room)
            if isinstance(found, Picture):
                return found
            self._chart = found
        elif self._looks.view is View.MOMENTUM and not look.symbols.shows_score:
            return Picture(HIDDEN)
        elif self._looks.view is View.MOMENTUM:
            self._chart, is_cut = progress_views.momentum(self._planner, seen, look, room, whole=self._is_whole)
            if is_cut and self._years is None:
                reading = self._planner.momentum
                self._years = reading.read_whole(reading.last_closed(look.today))
        else:
            return PICTURES[self._looks.view](self._planner, seen, look, room)
        return self._chart.picture(self._cursor_day) if self._chart is not None else Picture(NO_SCORE)

    def moved(self, days: int) -> Picture | None:
        """Move the cursor by so many days and return the chart with it; None where another span is to be drawn."""
        if self._chart is None:
            return None
        self._cursor_day = self._chart.beside(self._cursor_day, days)
        if self._chart.holds(self._cursor_day):
            return self._chart.picture(self._cursor_day)
        self._looks.look_at(self._cursor_day)
        return None

    def read_on(self) -> None:
        """Read another year of momentum; the next picture holds all of them once none is left."""
        if self._years is not None and next(self._years, self._years) is self._years:
            self._years, self._is_whole = None, True
