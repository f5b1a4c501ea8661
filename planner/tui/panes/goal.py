"""A goal's page: how it stands, what is offered, its chart, checks, funnel and history, and what can be done about it.

It reads and lays nothing out by itself; every figure is the services', every line goal_format's.
"""

from typing import TYPE_CHECKING, ClassVar

from textual import events

from planner.domain.change import Topic
from planner.domain.errors import PlannerError
from planner.domain.goal import Goal, GoalStatus
from planner.tui import goal_format, goal_view
from planner.tui.commands.command import Need, Place
from planner.tui.commands.keymap import bindings
from planner.tui.goal_format import CHAIN
from planner.tui.goal_lines import AnswerLine, ChangeLine, FollowLine, WhatIfLine
from planner.tui.goal_view import GoalView
from planner.tui.line import Line, static
from planner.tui.panes.pane import Pane
from planner.tui.widgets.lines import GUTTER

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from planner.domain.funnel import FunnelPlan
    from planner.tui.app import PlannerApp

GONE = "This goal is no longer there. esc goes back."


class GoalPane(Pane):
    """One goal."""

    TOPICS: ClassVar = frozenset(Topic) - {Topic.REVIEWS}
    PLACE: ClassVar = Place.GOAL
    BINDINGS: ClassVar = bindings(Place.GOAL, Place.LIST)

    view: GoalView | None = None

    def __init__(self, app: "PlannerApp", key: str) -> None:
        """Show the goal with a key."""
        super().__init__(app, app.say)
        self._key = key
        self.border_title = "goal   esc goes back"

    def load(self) -> None:
        """Read the goal with all that is known of it."""
        if self.day is None:
            return
        self.view = goal_view.read(self.planner, self._key, self.day)
        self._show()

    def on_resize(self, event: events.Resize) -> None:
        """Break the sentences where the new width wants it."""
        super().on_resize(event)
        self._show()

    @property
    def goal(self) -> Goal:
        """The goal. Raises PlannerError where it is no longer there."""
        if self.view is None:
            raise PlannerError(GONE)
        return self.view.goal

    def has(self, need: Need) -> bool:
        """Whether the goal is as a command needs it."""
        if self.view is None:
            return super().has(need)
        goal, offered = self.view.goal, {offer.command for offer in self.view.offers}
        needed: Mapping[Need, Callable[[], bool]] = {
            Need.GOAL: lambda: True,
            Need.DRAFT: lambda: goal.status is GoalStatus.DRAFT,
            Need.STALE: lambda: goal.is_stale,
            Need.OFFER: lambda: "goal_page.answer" in offered,
            Need.FOLLOW: lambda: "goal_page.follow" in offered,
            Need.SALES: lambda: self.view is not None and self.view.plan is not None,
            Need.MILESTONE: lambda: self.view is not None and bool(self.view.milestones),
            Need.ROW: lambda: self._seen_key() is not None,
        }
        return needed[need]() if need in needed else super().has(need)

    def do_goal_page_enter(self) -> None:
        """Go where the row leads, or do what it offers."""
        key = self._seen_key()
        if key is None or self.view is None:
            raise PlannerError(Need.ROW.value)
        if key == CHAIN:
            self.app.pages.open_goal(str(self.goal.parent_id))
        elif key.startswith("goal_page."):
            self._do(key)
        else:
            self.app.pages.open_goal(key)

    def do_goal_page_parts(self) -> None:
        """Show the goal in smaller ones."""
        from planner.tui.panes.parts import PartsPane

        self.app.pages.open_page(PartsPane(self.app, self.goal))

    def do_goal_page_try(self) -> None:
        """Try other figures on the funnel."""
        self.ask(WhatIfLine(self.planner, self._plan(), self._symbols))

    def do_goal_page_change(self) -> None:
        """Change the target or the last date."""
        self.ask(ChangeLine(self.planner, self.goal))

    def do_goal_page_answer(self) -> None:
        """Answer the offer to look at it again."""
        self.ask(AnswerLine(self.planner, self.goal))

    def do_goal_page_follow(self) -> None:
        """Set the goal that follows, or decline it."""
        self.ask(FollowLine(self.planner, self.goal), self.view.follow if self.view else "")

    def do_goal_page_commit(self) -> None:
        """Commit to a draft."""
        done = self.planner.goals.commit_to(self.goal.id)
        self.tell(done, *self.planner.offers.doubts(done))

    def do_goal_page_confirm(self) -> None:
        """Confirm it as it stands."""
        self.tell(self.planner.goals.confirm(self.goal.id))

    def do_goal_page_realistic(self) -> None:
        """Say that it is realistic."""
        self._judge(is_realistic=True)

    def do_goal_page_unrealistic(self) -> None:
        """Say that it is not."""
        self._judge(is_realistic=False)

    def do_goal_page_done(self) -> None:
        """Tick the next milestone."""
        self.tell(self.planner.goals.toggle(self.goal.id))

    def do_goal_page_edit(self) -> None:
        """Correct it in a form."""
        from planner.tui.dialogs.goal import GoalForm

        self.app.push_screen(GoalForm(self.planner, self.goal), lambda done: self.tell(done) if done else None)

    def do_list_down(self) -> None:
        """Go to the next row that can be acted on; where it is out of view, one line further."""
        self._step(1)

    def do_list_up(self) -> None:
        """Go to the row before; where it is out of view, one line back."""
        self._step(-1)

    def do_list_page_down(self) -> None:
        """Go on by what is seen."""
        self._scroll(max(1, self.scrollable_content_region.height - 1))

    def do_list_page_up(self) -> None:
        """Go back by what is seen."""
        self._scroll(-max(1, self.scrollable_content_region.height - 1))

    def do_list_bottom(self) -> None:
        """Go to the end."""
        self._scroll(self.height_of_rows)

    def _judge(self, *, is_realistic: bool) -> None:
        self.tell(self.planner.goals.correct(self.goal.id, {"is_realistic": is_realistic}))

    def _do(self, command_id: str) -> None:
        getattr(self, self.app.command_by_id[command_id].method)()

    def _plan(self) -> "FunnelPlan":
        if self.view is None or self.view.plan is None:
            raise PlannerError(Need.SALES.value)
        return self.view.plan

    def _seen_key(self) -> str | None:
        """Return the key of the row under the cursor, where that is in view."""
        top = self.scroll_offset.y
        return self.cursor_key if top <= self.cursor_line < top + self.scrollable_content_region.height else None

    def _step(self, direction: int) -> None:
        top = self.scroll_offset.y
        bottom = top + self.scrollable_content_region.height
        beyond = range(self._cursor + 1, len(self._rows)) if direction > 0 else range(self._cursor - 1, -1, -1)
        seen = (n for n in beyond if top <= self._tops[n] and self._tops[n + 1] <= bottom)
        following = next((n for n in seen if self._rows[n].key is not None), None)
        if following is None:
            self._scroll(direction)
        else:
            self._go(following)
            self.post_message(self.Moved())

    def _show_cursor(self) -> None:
        """Stay where one reads: most of the page is no row that the cursor stands on."""

    def _scroll(self, by: int) -> None:
        most = max(0, self.height_of_rows - self.scrollable_content_region.height)
        self.scroll_to(y=max(0, min(most, self.scroll_offset.y + by)), animate=False, immediate=True)
        self.post_message(self.Moved())

    def _show(self) -> None:
        width = max(20, self.scrollable_content_region.width - GUTTER)
        if self.view is None:
            self.show_rows([static(Line(((GONE, "dim"),)))])
            return
        height = self.scrollable_content_region.height
        self.show_rows(goal_format.rows(self.view, self._symbols, width, height))
