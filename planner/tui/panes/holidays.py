"""Public holidays of one place as they would be saved: what falls into the work week and what stands already."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from planner.domain.change import Topic
from planner.domain.dayviews import Holiday
from planner.domain.figure import counted
from planner.tui import calendar_figures as fmt
from planner.tui.commands.command import Need, Place
from planner.tui.commands.keymap import bindings
from planner.tui.line import Line, Row, static
from planner.tui.panes.pane import Pane

if TYPE_CHECKING:
    from planner.services.holidays import Place as Where
    from planner.tui.app import PlannerApp


class HolidaysPane(Pane):
    """What is saved by one key, or by none."""

    TOPICS: ClassVar = frozenset({Topic.CALENDAR})
    PLACE: ClassVar = Place.HOLIDAYS
    BINDINGS: ClassVar = bindings(Place.HOLIDAYS, Place.LIST)

    _found: tuple[Holiday, ...] = ()

    def __init__(
        self, app: "PlannerApp", say: Callable[[str, str], None], where: "Where", years: tuple[int, ...]
    ) -> None:
        """Show the holidays of a place in calendar years."""
        super().__init__(app, say)
        self._where = where
        self._years = years
        self.border_title = Content(f"public holidays of {where.name} in {', '.join(map(str, years))}")

    def load(self) -> None:
        """Look them up and compare them with the days off that stand."""
        self._found = self.planner.days.holidays(self._where.country, self._where.region, self._years)
        total, new = len(self._found), self._new
        told = f"{counted(new, 'day')} of {total} to take off" if new else f"None of {total} is left to take off"
        keys = "enter takes them off · esc writes nothing" if new else "esc goes back"
        head = static(Line(((told, "strong"),)), Line(((keys, "dim"),)), Line())
        self.show_rows([head, *(Row(h.day.isoformat(), 1, partial(self._line, h)) for h in self._found)])

    def has(self, need: Need) -> bool:
        """Whether anything is left to take off."""
        return self._new > 0 if need is Need.HOLIDAY else super().has(need)

    def do_holidays_save(self) -> None:
        """Take them off, and go back to the calendar."""
        changeset = self.planner.days.save_holidays(self._where.country, self._where.region, self._years)
        self.screen.dismiss()
        self.tell(changeset)

    @property
    def _new(self) -> int:
        return sum(found.in_work_week and found.standing is None for found in self._found)

    def _line(self, found: Holiday, width: int) -> tuple[Line, ...]:
        del width
        return (fmt.holiday(found, self.planner.today(), self._symbols),)
