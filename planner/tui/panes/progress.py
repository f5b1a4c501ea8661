"""The progress page: one chart at a time, of a goal, momentum, activity, the funnel, days, periods or event marks.

Its keys say where one looks; what is seen there is progress_seen's.
"""

from collections.abc import Callable
from typing import ClassVar

from planner.domain.change import Topic
from planner.domain.errors import PlannerError
from planner.domain.event_mark import EventMark
from planner.tui.commands.command import Command, Need, Place
from planner.tui.commands.keymap import bindings
from planner.tui.panes.progress_seen import ProgressSeenPane
from planner.tui.progress_lines import MarkLine
from planner.tui.progress_views import NO_GOAL, View


class ProgressPane(ProgressSeenPane):
    """How it goes, as pictures."""

    TOPICS: ClassVar = frozenset(Topic)
    PLACE: ClassVar = Place.PROGRESS
    BINDINGS: ClassVar = bindings(Place.PROGRESS, Place.LIST)

    def has(self, need: Need) -> bool:
        """Whether a command does something at the chart that is shown."""
        match need:
            case Need.EVENT_MARK:
                return self._mark() is not None
            case Need.CHART_DAY:
                return self._has_cursor
            case Need.CHART:
                return self._looks.view is not View.MARKS
            case Need.COURSE:
                return self._looks.view is View.GOAL and self._looks.has_other_goal
            case Need.EARLIER | Need.LATER:
                return self._has_cursor or (
                    self._looks.view is not View.MARKS and self._looks.has_beside(later=need is Need.LATER)
                )
        return super().has(need)

    def refusal(self, command: Command) -> str:
        """Return why a command is refused; another goal is not where there is none to choose."""
        if command.need is Need.COURSE and not self._looks.has_other_goal:
            return NO_GOAL if self._looks.goal is None else "This is the one goal with a number. g sets another."
        return super().refusal(command)

    def carry_out(self, command: Command, method: Callable[[], None]) -> None:
        """Do a command; what was said of the chart before is of no chart any more."""
        if command.place in {Place.PROGRESS, Place.LIST}:
            self._say("", "text")
        super().carry_out(command, method)

    def do_progress_next(self) -> None:
        """Show the next chart."""
        self._turn(1)

    def do_progress_previous(self) -> None:
        """Show the chart before."""
        self._turn(-1)

    def do_progress_near(self) -> None:
        """Look at less time."""
        self._zoom_by(-1)

    def do_progress_far(self) -> None:
        """Look at more time."""
        self._zoom_by(1)

    def do_progress_goal_before(self) -> None:
        """Show the goal before."""
        self._choose(-1)

    def do_progress_goal_after(self) -> None:
        """Show the next goal."""
        self._choose(1)

    def do_progress_left(self) -> None:
        """Go back a period; with a cursor a day of momentum, or a week of days."""
        self._step(-1)

    def do_progress_right(self) -> None:
        """Go on a period; with a cursor a day of momentum, or a week of days."""
        self._step(1)

    def do_progress_open(self) -> None:
        """Leave the page for the day under the cursor."""
        day = self._drawing.day
        if day is None:
            raise PlannerError(Need.CHART_DAY.value)
        self.app.pages.show_day(day)

    def do_progress_today(self) -> None:
        """Go back to today."""
        self._looks.go_home()
        self._drawing.forget_cursor()
        self.load()

    def do_progress_table(self) -> None:
        """Show the chart as numbers, or draw it again."""
        self._is_table = not self._is_table
        self._show()

    def do_progress_mark(self) -> None:
        """Mark a day, and look at what it parts."""
        line = MarkLine(self.planner)

        def look() -> None:
            self.reload_if_stale()
            self._choose_mark(line.made)

        self.ask(line, then=look)

    def do_progress_edit(self) -> None:
        """Correct the mark under the cursor."""
        mark = self._need_mark()
        self.ask(MarkLine(self.planner, mark), MarkLine.written(mark))

    def do_progress_remove(self) -> None:
        """Take the mark under the cursor away."""
        self.tell(self.planner.marks.remove(self._need_mark().id))

    def do_list_down(self) -> None:
        """Go down the list; where a chart is drawn, to the next goal."""
        self._down(1)

    def do_list_up(self) -> None:
        """Go up the list; where a chart is drawn, to the goal before."""
        self._down(-1)

    def do_list_page_down(self) -> None:
        """Go on by what is seen, or to the next period."""
        self._page(1)

    def do_list_page_up(self) -> None:
        """Go back by what is seen, or to the period before."""
        self._page(-1)

    def _choose_mark(self, key: str) -> None:
        self._mark_key = key
        if self._looks.view is View.MARKS and not self._is_table:
            self.move_cursor(key)
            self._show()

    def _turn(self, step: int) -> None:
        self._looks.turn(step)
        self.scroll_to(y=0, animate=False, immediate=True)
        self._show()

    def _zoom_by(self, step: int) -> None:
        self._looks.zoom_by(step)
        self._drawing.forget_cursor()
        self._show()

    def _choose(self, step: int) -> None:
        self._looks.choose(step)
        self._show()

    def _down(self, step: int) -> None:
        if self._is_table or self._looks.view is View.MARKS:
            self.cursor_by(step)
        elif self._looks.view is View.GOAL:
            self._choose(step)
        elif self._looks.view is View.DAYS:
            self._move_cursor_day(step)

    def _page(self, step: int) -> None:
        if self._is_table or self._looks.view is View.MARKS:
            self.page(step)
        else:
            self._move(step)

    def _step(self, step: int) -> None:
        if self._has_cursor:
            self._move_cursor_day(step if self._looks.view is View.MOMENTUM else 7 * step)
        else:
            self._move(step)

    def _move(self, step: int) -> None:
        """Look at the period beside this one."""
        self._looks.move(step)
        self._drawing.forget_cursor()
        self._show()

    def _move_cursor_day(self, step: int) -> None:
        if not self._has_cursor:
            return
        picture = self._drawing.moved(step)
        if picture is not None:
            self.show_rows(self._layout.rows(picture))
        else:
            self._show()

    def _need_mark(self) -> EventMark:
        mark = self._mark()
        if mark is None:
            raise PlannerError(Need.EVENT_MARK.value)
        return mark
