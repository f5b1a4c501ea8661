"""The goal form: everything that a goal line sets, and what it does not. Enter saves; esc keeps what was typed."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from textwrap import wrap
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets._input import Input

from planner.domain.change import ChangeSet
from planner.domain.errors import FieldError, PlannerError
from planner.domain.goal import Goal, GoalKind, GoalSource, GoalStatus
from planner.domain.measure import Measure, Unit
from planner.domain.money import covered, format_amount, parse_amount
from planner.domain.period import Period
from planner.domain.text import clean_line
from planner.domain.value import replace
from planner.services.planner import Planner
from planner.tui.line import Line
from planner.tui.widgets.input import LineInput
from planner.tui.widgets.painted import Painted

if TYPE_CHECKING:
    from planner.tui.app import PlannerApp

LABELS: Mapping[str, str] = {
    "title": "title",
    "why": "why",
    "counts": "counts",
    "target": "target",
    "stretch_target": "stretch",
    "period": "every",
    "starts_on": "from",
    "ends_on": "to",
    "kind": "kind",
    "source": "set by",
    "status": "status",
    "preliminary": "preliminary",
    "is_realistic": "realistic",
    "pay_note": "pay note",
    "reason": "reason",
}
HINTS: Mapping[str, str] = {
    "counts": "new calls · meetings · follow-up calls · $ · $ new · milestones · roll-up",
    "period": ", ".join(period.value for period in Period),
    "kind": ", ".join(kind.value for kind in GoalKind),
    "source": ", ".join(source.value for source in GoalSource),
    "status": ", ".join(status.value for status in (GoalStatus.ACTIVE, GoalStatus.DRAFT, GoalStatus.DROPPED)),
    "starts_on": "2026-02-09",
    "ends_on": "2026-12-31",
    "preliminary": "yes where the figure is not final, else no",
    "is_realistic": "yes or no; empty while you have not said",
    "pay_note": "5% of what is won: what the goal pays, if you like",
    "reason": "why it changes; asked for where your employer's target is lowered",
}
_AMOUNTS = ("target", "stretch_target")
"""Fields that hold an amount also where no currency is written."""
_YES_NO: Mapping[str, bool | None] = {"yes": True, "no": False, "": None}


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
        self._measure = planner.reading.measures.get(goal.measure_id or "")
        self._before = shown(goal, self._measure, planner.settings.currency)
        if self._is_new:
            self._before["title"] = ""
        self._fields = tuple(name for name in LABELS if name != "reason" or not self._is_new)
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
                    line = LineInput(value=value, id=name, placeholder=HINTS.get(name, ""), compact=True)
                    line.select_on_focus = False
                    line.mask = self.app.symbols.cover
                    yield self._labelled(LABELS[name])
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
            values, measure = read(typed, self._goal, self._measure, self._planner)
            if self._is_new:
                values["title"] = values.get("title") or _phrase(values.get("target"), measure, self._planner)
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
            self._tell(HINTS.get(self.focused.id or "", ""), "dim")

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
        return {name: str(found[name]) for name in LABELS if name in found}

    def _labelled(self, label: str) -> Painted:
        painted = Painted(self.app.palette)
        painted.add_class("label")
        painted.show(Line(((label, "dim"),)))
        return painted


def shown(goal: Goal, measure: Measure | None, home: str) -> dict[str, str]:
    """Return a goal's fields as a person types them."""

    def amount(value: int | None) -> str:
        if value is None or measure is None or measure.unit in {Unit.MILESTONE, Unit.ROLLUP}:
            return ""
        return format_amount(value, measure.currency, home) if measure.unit is Unit.MONEY else str(value)

    return {
        "title": clean_line(goal.title),
        "why": clean_line(goal.why),
        "counts": counted(measure),
        "target": amount(goal.target),
        "stretch_target": amount(goal.stretch_target),
        "period": goal.period.value,
        "starts_on": goal.starts_on.isoformat(),
        "ends_on": goal.ends_on.isoformat(),
        "kind": goal.kind.value,
        "source": goal.source.value,
        "status": goal.status.value,
        "preliminary": "yes" if goal.preliminary else "no",
        "is_realistic": next(word for word, value in _YES_NO.items() if value is goal.is_realistic),
        "pay_note": clean_line(goal.pay_note),
        "reason": "",
    }


def counted(measure: Measure | None) -> str:
    """Return what a measure counts, as the form and the goal line say it."""
    if measure is None:
        return ""
    match measure.unit:
        case Unit.MONEY:
            return f"$ {measure.deal_kind}" if measure.deal_kind else "$"
        case Unit.MILESTONE:
            return "milestones"
        case Unit.ROLLUP:
            return "roll-up"
        case Unit.COUNT:
            return clean_line(measure.name)


def read(
    typed: Mapping[str, str],
    goal: Goal,
    measure: Measure | None,
    planner: Planner,
) -> tuple[dict[str, Any], Measure | None]:
    """Return a goal's fields, and its measure where another one is typed. Raises PlannerError naming the field."""
    before = shown(goal, measure, planner.settings.currency)
    changed = {name for name, text in typed.items() if text != before[name]}
    new_measure = _measure(typed["counts"], planner) if "counts" in changed else None
    counted_by = new_measure or measure
    unit = counted_by.unit if counted_by is not None else None
    values: dict[str, Any] = {}
    for name in (name for name in LABELS if name in changed - {"counts", "reason"}):
        try:
            values[name] = _READERS[name](typed[name], unit, planner)
        except PlannerError as error:
            raise FieldError(str(error), name) from error
    if "title" not in changed and "target" in changed and goal.title == _phrase(goal.target, measure, planner):
        values["title"] = _phrase(values["target"], new_measure or measure, planner)
    if new_measure is not None and new_measure.unit in {Unit.MILESTONE, Unit.ROLLUP}:
        values["target"] = 100
    return values, new_measure


def _phrase(target: int | None, measure: Measure | None, planner: Planner) -> str:
    """Return the title that a goal line gives."""
    if measure is None or target is None:
        return ""
    if measure.unit is Unit.MONEY:
        amount = format_amount(target, measure.currency, planner.settings.currency)
        return f"{amount} {measure.deal_kind}" if measure.deal_kind else amount
    return f"{target} {measure.name}"


def _measure(text: str, planner: Planner) -> Measure | None:
    if text.startswith("$"):
        line = f"$1 {text[1:].strip()} a day"
    elif text == "milestones":
        line = "reach it by 31 dec"
    elif text == "roll-up":
        line = "reach it by 31 dec rollup"
    else:
        line = f"2 {text} a day"
    try:
        return planner.goals.read(line).measure
    except PlannerError as error:
        raise FieldError(f"counts: {error}", "counts") from error


def _number(text: str, unit: Unit | None, planner: Planner) -> int | None:
    if not text:
        return None
    if unit is Unit.MONEY:
        found = parse_amount(text if not text[0].isdigit() else f"${text}", planner.settings.currency)
        if found is not None:
            return found[0]
    elif text.replace(",", "").isascii() and text.replace(",", "").isdigit() and len(text) < 20:
        return int(text.replace(",", ""))
    raise PlannerError(f"“{text}” is not a number that a target can be.")


def _day(text: str, _unit: Unit | None, _planner: Planner) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise PlannerError(f"“{text}” is not a date. Write it as 2026-02-09.") from error


def _one_of(kind: type[StrEnum]) -> Callable[[str, Unit | None, Planner], StrEnum]:
    def read_one(text: str, _unit: Unit | None, _planner: Planner) -> StrEnum:
        try:
            return kind(text.casefold().replace(" ", "_"))
        except ValueError as error:
            known = ", ".join(member.value for member in kind)
            raise PlannerError(f"“{text}” is not one of {known}.") from error

    return read_one


def _yes_or_no(text: str, _unit: Unit | None, _planner: Planner) -> bool | None:
    word = text.casefold()
    if word not in _YES_NO:
        raise PlannerError(f"“{text}” is neither yes nor no.")
    return _YES_NO[word]


def _yes(text: str, unit: Unit | None, planner: Planner) -> bool:
    return bool(_yes_or_no(text, unit, planner))


def _text(text: str, _unit: Unit | None, _planner: Planner) -> str:
    return text


_READERS: Mapping[str, Callable[[str, Unit | None, Planner], Any]] = {
    "title": _text,
    "why": _text,
    "target": _number,
    "stretch_target": _number,
    "period": _one_of(Period),
    "starts_on": _day,
    "ends_on": _day,
    "kind": _one_of(GoalKind),
    "source": _one_of(GoalSource),
    "status": _one_of(GoalStatus),
    "preliminary": _yes,
    "is_realistic": _yes_or_no,
    "pay_note": _text,
}
