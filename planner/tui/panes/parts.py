"""A goal in smaller goals as they would be saved: other periods and what remains are looked at, enter saves.

It is left by esc with nothing written; what the parts are is the services' to say.
"""

from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual import events

from planner.domain.breakdown import PartRow
from planner.domain.change import Topic
from planner.domain.errors import PlannerError
from planner.domain.goal import Goal
from planner.domain.period import Period
from planner.tui import parts_format
from planner.tui.commands.command import Need, Place
from planner.tui.commands.keymap import bindings
from planner.tui.line import Line, static
from planner.tui.panes.pane import Pane
from planner.tui.widgets.lines import GUTTER

if TYPE_CHECKING:
    from planner.tui.app import PlannerApp

_PERIODS = (Period.QUARTER, Period.MONTH, Period.WEEK, Period.DAY)


class PartsPane(Pane):
    """The break-down of one goal, before it is saved."""

    TOPICS: ClassVar = frozenset({Topic.GOALS, Topic.LOG, Topic.DEALS, Topic.CALENDAR})
    PLACE: ClassVar = Place.PARTS
    BINDINGS: ClassVar = bindings(Place.PARTS, Place.LIST)

    _goal: Goal | None = None
    _parts: tuple[PartRow, ...] = ()
    _from_today: bool = False
    """Whether what remains is split over what remains."""

    def __init__(self, app: "PlannerApp", goal: Goal) -> None:
        """Break a goal down into the next finer period. Raises PlannerError with the sentence where it has no parts."""
        super().__init__(app, app.say)
        self._key = goal.id
        natural = self.planner.breakdown.preview(goal)
        found = {period: spans for period in _PERIODS if (spans := self._spans(goal, period))}
        self._periods = tuple(found)
        self._period = next(period for period, spans in found.items() if spans == [row.span for row in natural])
        self.border_title = "break down   esc goes back"

    def load(self) -> None:
        """Split the goal as it stands now; where it is gone or has no parts any more, say so."""
        self._goal, self._parts = None, ()
        try:
            self._goal = self.planner.goals.find(self._key)
            self._parts = self._split(self._period, from_today=self._from_today)
        finally:
            self._show()

    def on_resize(self, event: events.Resize) -> None:
        """Break the sentences where the new width wants it."""
        super().on_resize(event)
        self._show()

    def has(self, need: Need) -> bool:
        """Whether there are parts to save, and others to look at."""
        match need:
            case Need.PARTS:
                return bool(self._parts)
            case Need.PERIODS:
                return bool(self._parts) and len(self._periods) > 1
            case _:
                return super().has(need)

    def do_parts_save(self) -> None:
        """Save the parts as goals, and go back to the goal's page."""
        changeset = self.planner.breakdown.save(self._found(), self._period, from_today=self._from_today)
        self.screen.dismiss()
        self._say(f"{changeset.label}{' · u takes it back' if changeset.changes else ''}", "text")

    def do_parts_period(self) -> None:
        """Split by the next finer period; behind the finest comes the coarsest."""
        following = self._periods[(self._periods.index(self._period) + 1) % len(self._periods)]
        self._parts = self._split(following, from_today=self._from_today)
        self._period = following
        self._begin()

    def do_parts_today(self) -> None:
        """Split what remains from today on, or the whole again."""
        self._parts = self._split(self._period, from_today=not self._from_today)
        self._from_today = not self._from_today
        self._begin()

    def _found(self) -> Goal:
        if self._goal is None:
            raise PlannerError(Need.PARTS.value)
        return self._goal

    def _split(self, period: Period, *, from_today: bool) -> tuple[PartRow, ...]:
        return tuple(self.planner.breakdown.preview(self._found(), period, from_today=from_today))

    def _spans(self, goal: Goal, period: Period) -> list[object]:
        with suppress(PlannerError):  # the goal has no parts of that period
            return [row.span for row in self.planner.breakdown.preview(goal, period)]
        return []

    def _begin(self) -> None:
        self.scroll_to(y=0, animate=False, immediate=True)
        self._show()

    def _show(self) -> None:
        measure = self.planner.reading.measure_of(self._goal) if self._goal else None
        if self._goal is None or measure is None or not self._parts:
            self.show_rows([static(Line(((Need.PARTS.value, "dim"),)))])
            return
        name = self.planner.reading.name(self._goal, self.planner.today())
        told = f"{name} in {self._period}s{', from today on' if self._from_today else ''}"
        width = max(20, self.scrollable_content_region.width - GUTTER)
        self.show_rows(parts_format.parts(told, self._parts, measure, self._symbols, width))
