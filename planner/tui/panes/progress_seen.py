"""What is seen of the progress page: the chart at the standpoint, for the room that there is, and the marked event.

Where one looks is said by its keys (progress.py); what is drawn there is read by progress_drawing.
"""

from datetime import date
from typing import TYPE_CHECKING

from textual import events
from textual.content import Content

from planner.domain.errors import PlannerError
from planner.domain.event_mark import EventMark
from planner.domain.measure import with_outcome
from planner.domain.progressviews import Zoom
from planner.tui.momentum_format import cut
from planner.tui.panes.pane import BEHIND, Pane
from planner.tui.picture import Looking, Picture, Room
from planner.tui.progress_drawing import Drawing
from planner.tui.progress_layout import Layout
from planner.tui.progress_standpoint import Standpoint
from planner.tui.progress_views import View
from planner.tui.widgets.lines import GUTTER

if TYPE_CHECKING:
    from planner.tui.app import PlannerApp


class ProgressSeenPane(Pane):
    """A chart, its numbers, or the event marks with what they part."""

    _is_table: bool = False

    def __init__(self, app: "PlannerApp") -> None:
        """Show an app's planner."""
        super().__init__(app, app.say)
        self._looks = Standpoint(app.planner)
        self._marks: tuple[EventMark, ...] = ()
        self._drawing = Drawing(app.planner, self._looks)
        self._mark_key = ""
        """The event mark that is looked at."""
        self._entitled = ""
        """The words of the border."""

    def begin_on(self, day: date) -> None:
        """Look from a day that is behind, before the page is shown."""
        self._looks.begin_on(day)
        self._drawing.put_cursor(day)

    def load(self) -> None:
        """Read what is looked at."""
        if self.day is None:
            return
        reading, home = self.planner.progress, self._looks.home
        self._looks.know(reading.goals(home), reading.past_goals(home))
        self._marks = self.planner.marks.all()
        self._show()

    def on_resize(self, event: events.Resize) -> None:
        """Draw for the new size."""
        super().on_resize(event)
        if self.day is not None:
            self._show()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Say how much stands below what is seen now."""
        super().watch_scroll_y(old_value, new_value)
        self._show_rest()

    @property
    def zoom(self) -> Zoom:
        """How much time is seen."""
        return self._looks.zoom

    @property
    def _has_cursor(self) -> bool:
        return self._drawing.has_cursor and not self._is_table

    def _mark(self) -> EventMark | None:
        if self._looks.view is not View.MARKS or self._is_table:
            return None
        return next((mark for mark in self._marks if mark.id == self.cursor_key), None)

    def _go(self, at: int) -> None:
        super()._go(at)
        mark = self._mark()
        if mark is not None and mark.id != self._mark_key:
            self._mark_key = mark.id
            self._show()

    def _show(self) -> None:
        """Read and draw what is looked at, for the size that there is."""
        region = self.scrollable_content_region
        if region.width <= GUTTER or not region.height:
            return
        self._entitle()
        layout = self._layout
        try:
            picture = self._picture(layout)
        except PlannerError as error:
            picture = Picture(str(error))
        self.show_rows(layout.rows(picture))
        self._show_rest()

    @property
    def _layout(self) -> Layout:
        region = self.scrollable_content_region
        look = Looking(self.planner.today(), self._symbols, self._marks, has_table=self._is_table)
        return Layout(self._looks.view, look, Room(region.width - GUTTER, region.height))

    def _picture(self, layout: Layout) -> Picture:
        was_reading = self._drawing.is_reading
        mark = next((one for one in self._marks if one.id == self._mark_key), None)
        picture = self._drawing.picture(layout.look, layout.drawn, mark)
        if self._drawing.is_reading and not was_reading:
            self.set_timer(BEHIND, self._read_on)
        return picture

    def _read_on(self) -> None:
        """Read another year of momentum behind the frame; once all are, show them."""
        self._drawing.read_on()
        if self._drawing.is_reading:
            self.set_timer(BEHIND, self._read_on)
        else:
            self._show()

    def _show_rest(self) -> None:
        """Say how many rows of a list stand below what is seen; a chart has none."""
        is_list = self._is_table or self._looks.view is View.MARKS
        seen = self.scroll_offset.y + self.scrollable_content_region.height
        hidden = self.height_of_rows - seen
        told = f"{hidden} more" if is_list and hidden > 0 else ""
        if str(self.border_subtitle or "") != told:
            self.border_subtitle = Content(told)

    def _entitle(self) -> None:
        """Say what is looked at in the border; the same words again would paint all of the pane."""
        looks, goal = self._looks, self._looks.goal
        words = ["progress"] if looks.view is View.MARKS or not looks.called else ["progress", looks.called]
        if looks.view is View.GOAL and goal is not None:
            reading, name = self.planner.reading, self.planner.reading.name(goal, self.planner.today())
            measure = reading.measure_of(goal)
            words.append(name if measure is None else with_outcome(name, measure))
        room = max(0, self.size.width - GUTTER)
        ((title, _),) = cut((("   ".join(words), ""),), room, self._symbols) or (("", ""),)
        if self._entitled != title:
            self._entitled = title
            self.border_title = Content(title)
