"""The goal form: everything that a goal line sets, and what it does not. Enter saves; esc keeps what was typed."""

import json
from textwrap import wrap
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets._input import Input

from planner.domain.change import ChangeSet
from planner.domain.errors import FieldError, PlannerError
from planner.domain.goal import Goal
from planner.domain.money import covered
from planner.domain.text import clean_line
from planner.domain.value import replace
from planner.services.planner import Planner
from planner.tui import goal_fields
from planner.tui.line import Line
from planner.tui.widgets.input import LineInput
from planner.tui.widgets.painted import Painted

if TYPE_CHECKING:
    from planner.tui.app import PlannerApp

_AMOUNTS = ("target", "stretch_target")
"""Fields that hold an amount also where no currency is written."""


class GoalForm(ModalScreen[ChangeSet | None]):
    """One goal's fields."""

    BINDINGS: ClassVar = [
        Binding("escape", "leave", "leave"),
        Binding("enter", "save", "save", priority=True),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]
    CSS_PATH: ClassVar = "../styles/dialogs.tcss"
    AUTO_FOCUS: ClassVar = ""

    app: "PlannerApp"

    def __init__(self, planner: Planner, goal: Goal | None = None) -> None:
        """Correct a goal, or set a new one."""
        super().__init__()
        self._planner = planner
        self._is_new = goal is None
        self._goal = goal = goal or planner.goals.blank()
        self._measure = planner.reading.measure_of(goal)
        self._before = goal_fields.shown(goal, self._measure, planner.settings.currency)
        if self._is_new:
            self._before["title"] = ""
        self._fields = tuple(name for name in goal_fields.LABELS if name != "reason" or not self._is_new)
        self._refused = ""
        """The field that the last refusal is about."""
        self._draft_key = "goal form" if self._is_new else f"goal form {goal.id}"

    def compose(self) -> ComposeResult:
        """Lay out a label and an input for each field."""
        kept = self._kept()
        with Vertical(id="form") as form:
            form.border_title = "goal"
            form.border_subtitle = "enter saves   tab next   esc keeps"
            with Vertical(id="fields"):
                for name in self._fields:
                    value = kept.get(name, self._before[name])
                    line = LineInput(value=value, id=name, placeholder=goal_fields.HINTS.get(name, ""), compact=True)
                    line.select_on_focus = False
                    line.mask = self.app.symbols.cover
                    yield self._labelled(goal_fields.LABELS[name])
                    yield line
            with Vertical(id="told"):
                yield Painted(self.app.palette)
                yield Painted(self.app.palette, id="more")

    def on_mount(self) -> None:
        """Begin in the first field that hides nothing."""
        self.mask()
        self.set_focus(next(line for line in self.query(LineInput) if not line.password))

    async def action_save(self) -> None:
        """Save the form; what is refused stays to be corrected."""
        if isinstance(self.focused, LineInput):
            await self.focused.settled()
        typed = self._typed()
        try:
            values, measure = goal_fields.read(typed, self._goal, self._measure, self._planner)
            if self._is_new:
                values["title"] = values.get("title") or goal_fields.phrase(
                    values.get("target"), measure, self._planner
                )
                values = {"target": None, **values}
                changeset = self._planner.goals.set(replace(self._goal, **values), measure)
            else:
                changeset = self._planner.goals.correct(self._goal.id, values, measure, typed["reason"])
        except PlannerError as error:
            self._refuse(error)
            return
        self.app.today_screen.keep_draft(self._draft_key, "")
        self.dismiss(changeset)

    @on(events.DescendantFocus)
    def hint(self) -> None:
        """Say what the field takes that is typed into now; a refusal stays until another field is gone to."""
        if self.focused is not None and self.focused.id != self._refused:
            self._refused = ""
            self._tell(goal_fields.HINTS.get(self.focused.id or "", ""), "dim")

    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    def mask(self) -> None:
        """Hide what holds an amount and is not typed into, where money is hidden (B109)."""
        lines = self.query(LineInput)
        is_money = any(line.id == "counts" and line.value.startswith("$") for line in lines)
        for line in lines:
            is_amount = is_money and line.id in _AMOUNTS and line.value != ""
            holds = is_amount or covered(line.value, "") != line.value
            line.password = bool(line.mask) and line is not self.focused and holds

    def action_leave(self) -> None:
        """Leave, keeping what was typed for the next time."""
        self.keep_drafts()
        self.dismiss(None)

    def keep_drafts(self) -> None:
        """Keep what was typed and is not saved."""
        changed = {name: text for name, text in self._typed().items() if text != self._before[name]}
        self.app.today_screen.keep_draft(self._draft_key, json.dumps(changed) if changed else "")

    def _refuse(self, error: PlannerError) -> None:
        """Say why, and go to the field that is meant where one is."""
        if isinstance(error, FieldError) and error.field in self._fields:
            self._refused = error.field
            self.query_one(f"#{error.field}", Input).focus()
        self._tell(str(error), "error")

    def _tell(self, text: str, role: str) -> None:
        """Say a sentence beneath the fields, in two lines where one is too narrow; the field stays in view."""
        told, more = self.query("#told Painted").results(Painted)
        first, *rest = wrap(text, max(20, told.size.width or self.app.size.width - 6)) or [""]
        told.show(Line(((first, role),)))
        more.show(Line(((" ".join(rest), role),)))
        more.display = bool(rest)
        if self.focused is not None:
            self.call_after_refresh(self.focused.scroll_visible, animate=False, immediate=True)

    def _typed(self) -> dict[str, str]:
        return {name: clean_line(self.query_one(f"#{name}", Input).value) for name in self._fields}

    def _kept(self) -> dict[str, str]:
        kept = self.app.today_screen.draft(self._draft_key)
        found = json.loads(kept) if kept else {}
        return {name: str(found[name]) for name in goal_fields.LABELS if name in found}

    def _labelled(self, label: str) -> Painted:
        painted = Painted(self.app.palette)
        painted.add_class("label")
        painted.show(Line(((label, "dim"),)))
        return painted
