"""The Goals pane: little goals first, then the hierarchy from the big picture down to today."""

from datetime import date
from functools import partial
from typing import ClassVar

from planner.domain.change import ChangeSet, Topic
from planner.domain.errors import PlannerError
from planner.domain.goal import Goal
from planner.domain.period import Period
from planner.domain.views import GoalRow
from planner.tui import goals_format
from planner.tui.commands.command import Need, Place
from planner.tui.commands.keymap import bindings
from planner.tui.line import Line, Row, static
from planner.tui.panes.pane import Pane


class GoalsPane(Pane):
    """The goals that stand."""

    TOPICS: ClassVar = frozenset({Topic.GOALS, Topic.LOG, Topic.DEALS, Topic.CALENDAR, Topic.PEOPLE})
    PLACE: ClassVar = Place.GOALS
    BINDINGS: ClassVar = bindings(Place.GOALS, Place.LIST)

    _folded: frozenset[str] = frozenset()
    _goals: tuple[GoalRow, ...] = ()
    _with_later: bool = False
    """Whether goals that have not begun are shown."""
    _width: int = 0
    """How wide the widest amount is."""
    _is_ahead: bool = False
    """Whether the day is still to come: what comes until then is not known."""

    def load(self) -> None:
        """Read the hierarchy."""
        if self.day is None:
            return
        self._goals = self.planner.reading.goals(self.day)
        self._is_ahead = self.day > self.planner.today()
        self._width = max((len(goals_format.amount(row, row.current, self._symbols)) for row in self._goals), default=0)
        self._show()

    def read_ahead(self, day: date) -> None:
        """Read the hierarchy of another day."""
        self.planner.reading.goals(day)

    def selected(self) -> GoalRow | None:
        """Return the goal under the cursor."""
        return next((row for row in self._goals if row.goal.id == self.cursor_key), None)

    def need(self) -> Goal:
        """Return the goal under the cursor. Raises PlannerError where there is none."""
        row = self.selected()
        if row is None:
            raise PlannerError(Need.GOAL.value)
        return row.goal

    def do_goal_fold(self) -> None:
        """Fold the goal, or unfold it."""
        self._folded = self._folded ^ {self.need().id}
        self._show()

    def do_goal_close(self) -> None:
        """Fold the goal."""
        self._folded |= {self.need().id}
        self._show()

    def do_goal_unfold(self) -> None:
        """Unfold the goal."""
        self._folded -= {self.need().id}
        self._show()

    def do_goal_later(self) -> None:
        """Show the goals that start later, or hide them."""
        self._with_later = not self._with_later
        self._show()

    def do_goal_open(self) -> None:
        """Open the goal's page."""
        self.app.pages.open_goal(self.need().id)

    def do_goal_edit(self) -> None:
        """Correct the goal in a form."""
        from planner.tui.dialogs.goal import GoalForm

        self.app.push_screen(GoalForm(self.planner, self.need()), self.tell_changed)

    def on_lines_marked(self) -> None:
        """Fold the goal whose sign is clicked."""
        self.do_goal_fold()

    def tell_changed(self, changeset: ChangeSet | None) -> None:
        """Have it said what a form changed."""
        if changeset is not None:
            self.tell(changeset)

    def do_goal_done(self) -> None:
        """Tick the goal's next milestone."""
        self.tell(self.planner.goals.toggle(self.need().id))

    def do_goal_place(self) -> None:
        """Put the goal under another."""
        from planner.tui.place_line import PlaceLine

        self.ask(PlaceLine(self.planner, self.need()))

    def do_goal_up(self) -> None:
        """Move the goal up among its neighbours."""
        self.tell(self.planner.goals.shift(self.need().id, -1))

    def do_goal_down(self) -> None:
        """Move the goal down among its neighbours."""
        self.tell(self.planner.goals.shift(self.need().id, 1))

    def do_goal_archive(self) -> None:
        """Put the goal away."""
        self.tell(self.planner.goals.archive(self.need().id))

    def has(self, need: Need) -> bool:
        """Whether a goal, or one with others under it, stands under the cursor."""
        row = self.selected()
        match need:
            case Need.GOAL:
                return row is not None
            case Need.PARENT:
                return row is not None and row.children > 0 and row.goal.period is not Period.BIG_PICTURE
            case _:
                return super().has(need)

    def _show(self) -> None:
        self.kept_lines = int(self._is_ahead and bool(self._goals))
        if not self._goals:
            told = ("No goal yet. g sets one:", "try “2 calls a day” or “$240,000 in 2026”.")
            self.show_rows([static(*(Line(((text, "dim"),)) for text in told))])
            return
        rows: list[Row] = [Row(None, 1, lambda width: (goals_format.until_today(width),))] if self._is_ahead else []
        hidden_below: int | None = None
        pinned = False
        later = 0
        for row in self._goals:
            if row.window.start > (self.day or row.window.start) and not self._with_later:
                later += 1
                continue
            if hidden_below is not None and row.depth > hidden_below:
                continue
            hidden_below = row.depth if row.goal.id in self._folded and row.children else None
            if pinned and not row.pinned:
                rows.append(static(Line()))
            pinned = row.pinned
            rows.append(
                Row(row.goal.id, 1, partial(self._line, row), range(2 * row.depth + 2) if row.children else None)
            )
        if later:
            count = f"{later} {'starts' if later == 1 else 'start'} later"
            rows += [static(Line()), static(Line(((f"{count}   f shows them", "dim"),)))]
        self.show_rows(rows)

    def _line(self, row: GoalRow, width: int) -> tuple[Line, ...]:
        folded = row.goal.id in self._folded
        return (
            goals_format.goal(
                row,
                self.day or row.window.start,
                self._symbols,
                width,
                folded=folded,
                amount_width=self._width,
                ahead=self._is_ahead,
            ),
        )
