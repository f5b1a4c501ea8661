"""What screens tell beside their own view, and what the first paint does not wait for.

Momentum, what is due, the one smallest action and whom to call next are read when something changed, and the
screens that show one of them hear of it where it is another one.
"""

from typing import TYPE_CHECKING

from planner.domain.change import Topic
from planner.domain.errors import PlannerError

if TYPE_CHECKING:
    from datetime import date

    from planner.domain.gauge import Gauge
    from planner.domain.nextcall import NextCall
    from planner.tui.app import PlannerApp

MOST_CALLS = 9
"""Calls that are read for the Today pane, which leaves those out that stand in its plan."""


class Glance:
    """What one app's screens tell beside their own view; nothing before the first paint."""

    def __init__(self, app: "PlannerApp") -> None:
        """Tell the screens of an app."""
        self._app = app
        self._planner = app.planner
        self.gauge: Gauge | None = None
        """Momentum for the header."""
        self.due = ""
        """What the header of the Today screen says is due: a ritual, else the fast start on its days."""
        self.offer: str | None = None
        """The one smallest action, after two quiet working days."""
        self.calls: tuple[NextCall, ...] = ()
        """Whom to call next, for the Today pane where that has room."""
        self._is_awaited = False
        """Whether it is read behind the frame that comes next."""
        self._is_due_stale = True

    def open(self) -> None:
        """Read for the first time, and hear of every change from now on."""
        self._planner.changes.subscribe(self._heard)
        self._heard(frozenset(Topic))

    def read(self) -> None:
        """Read again, and show what is another one now."""
        self._is_awaited = False
        try:
            self._read_all(self._planner.today())
        except PlannerError as error:  # Textual calls this outside every handler that tells
            self._app.say(str(error), role="error")

    def _read_all(self, today: "date") -> None:
        self._read_gauge(today)
        self._read_due(today)
        pane = self._app.today_screen.today
        offered, self.offer = self.offer, self._planner.momentum.smallest_action(today)
        called, self.calls = self.calls, self._planner.next_calls.rows(today, MOST_CALLS) if pane.call_room else ()
        if offered != self.offer or called != self.calls:
            pane.invalidate()

    def _read_gauge(self, today: "date") -> None:
        """Read momentum: only a closed day moves it."""
        before, self.gauge = self.gauge, self._planner.momentum.gauge(today)
        if before is None or before[:4] != self.gauge[:4]:
            for screen in self._app.planner_screens:
                screen.show_top()
        elif self._app.today_screen.is_elsewhere:
            self._app.today_screen.show_top()  # the score of that day may be another one all the same

    def _read_due(self, today: "date") -> None:
        """Read what is due, where that may be something else now."""
        if self._is_due_stale:
            self._is_due_stale = False
            before, kind = self.due, self._planner.routine.reminder(today)
            start = self._planner.fast_start.reminder(today) if kind is None and self._app.is_new_year else ""
            self.due = start if kind is None else f"{kind} due"
            if before != self.due:
                self._app.today_screen.show_top()

    def _heard(self, topics: frozenset[Topic]) -> None:
        self._is_due_stale = self._is_due_stale or bool(topics & {Topic.REVIEWS, Topic.CALENDAR})
        if not self._is_awaited:
            self._is_awaited = True
            self._app.call_after_refresh(self.read)
