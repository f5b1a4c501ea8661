"""The fields of the goal form as texts: how a goal is shown in them, and what is read from them. Pure of widgets."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from planner.domain.errors import FieldError, PlannerError
from planner.domain.goal import MAX_TARGET, Goal, GoalKind, GoalSource, GoalStatus
from planner.domain.measure import Measure, Unit
from planner.domain.money import format_amount, parse_amount
from planner.domain.period import Period
from planner.domain.text import clean_line
from planner.services.planner import Planner

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
_YES_NO: Mapping[str, bool | None] = {"yes": True, "no": False, "": None}


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
    if "title" not in changed and "target" in changed and goal.title == phrase(goal.target, measure, planner):
        values["title"] = phrase(values["target"], new_measure or measure, planner)
    if new_measure is not None and new_measure.unit in {Unit.MILESTONE, Unit.ROLLUP}:
        values["target"] = 100
    return values, new_measure


def phrase(target: int | None, measure: Measure | None, planner: Planner) -> str:
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
        if found is not None and found[0] > MAX_TARGET:
            raise PlannerError(f"A target is at most {format_amount(MAX_TARGET, found[1], planner.settings.currency)}.")
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
