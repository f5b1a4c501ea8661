"""Views as plain values for JSON and as plain text for a terminal. Money stays in minor units in JSON."""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from planner.domain.action import ActionStatus
from planner.domain.activity import words
from planner.domain.block import title
from planner.domain.measure import Unit
from planner.domain.money import format_amount
from planner.domain.period import Period
from planner.domain.text import clean_line
from planner.domain.views import DayView, GoalRow, LogRow, PlanRow, goal_name, short_date

if TYPE_CHECKING:
    from planner.domain.goal import Goal


def action(row: PlanRow) -> dict[str, Any]:
    """Return an action for JSON."""
    item = row.action
    return {
        "id": item.id,
        "date": item.date.isoformat(),
        "kind": item.kind,
        "text": item.text,
        "status": item.status,
        "start_time": f"{item.start_time:%H:%M}" if item.start_time else None,
        "planned_minutes": item.planned_minutes,
        "contact": row.contact or None,
        "organization": row.organization or None,
        "goal": row.goal or None,
        "recurs": row.recurs or None,
    }


def entry(row: LogRow) -> dict[str, Any]:
    """Return an entry of the log for JSON."""
    item = row.activity
    return {
        "id": item.id,
        "date": item.local_date.isoformat(),
        "time": f"{item.local_time:%H:%M}" if item.local_time else None,
        "type": item.type,
        "outcome": item.outcome,
        "purpose": item.purpose,
        "quantity": item.quantity,
        "minutes": item.minutes,
        "reach": item.reach,
        "contact": row.contact or None,
        "organization": row.organization or None,
        "deal": row.deal_title or None,
        "amount_minor": row.amount_minor,
        "currency": row.currency or None,
        "note": item.note,
        "next_step": row.next_step or None,
    }


def day(view: DayView, log: Sequence[LogRow]) -> dict[str, Any]:
    """Return a day for JSON."""
    return {
        "date": view.day.isoformat(),
        "working_day": view.is_working,
        "one_thing": action(view.one_thing) if view.one_thing else None,
        "asks": [{"name": ask.name, "asked": ask.asked, "done": ask.done} for ask in view.asks],
        "started": f"{view.started:%H:%M}" if view.started else None,
        "steps": view.steps,
        "plan": [action(row) for row in view.plan],
        "left_open": view.left_open,
        "log": [entry(row) for row in log],
    }


def goal(row: GoalRow, today: date, ask: int | None = None) -> dict[str, Any]:
    """Return a goal for JSON, with every figure named as the formulas name it."""
    item = row.goal
    figures: dict[str, Any] = {}
    if row.pace is not None:
        figures = {
            "total_days": row.pace.total_days,
            "elapsed_days": row.pace.elapsed_days,
            "remaining_days": row.pace.remaining_days,
            "current_start": row.pace.start_value,
            "expected_start": number(row.pace.expected_start),
            "variance": number(row.pace.variance),
            "days_ahead": number(row.pace.days_ahead),
            "required_per_day": number(row.pace.required_per_day),
            "required_today": row.pace.required_today,
            "safety_buffer": row.pace.safety_buffer,
            "run_rate": number(row.pace.run_rate),
            "run_rate_forecast": number(row.pace.run_rate_forecast),
            "ask_today": ask,
        }
    return {
        "id": item.id,
        "parent_id": item.parent_id,
        "name": goal_name(item, today),
        "title": item.title,
        "why": item.why,
        "period": item.period,
        "kind": item.kind,
        "source": item.source,
        "status": item.status,
        "preliminary": item.preliminary,
        "is_stale": item.is_stale,
        "is_wish": item.is_wish,
        "starts_on": item.starts_on.isoformat(),
        "ends_on": item.ends_on.isoformat(),
        "window": row.window.iso,
        "unit": row.measure.unit if row.measure else None,
        "measure": row.measure.name if row.measure else None,
        "currency": (row.measure.currency or None) if row.measure else None,
        "target": item.target,
        "stretch_target": item.stretch_target,
        "baseline": item.baseline,
        "current": row.current,
        "progress": round(row.fraction, 6) if item.target is not None else None,
        "grade": item.grade(row.current) if item.target is not None else None,
        **figures,
    }


def more(shown: int, total: int) -> Iterator[str]:
    """Yield how much of a list is not shown, and what shows it; nothing where all of it is."""
    if total > shown:
        yield f"{total - shown:,} more: --limit {total} shows them all"


def number(value: Fraction | None) -> float | int | None:
    """Return a rational as JSON has it: whole where it is whole."""
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else round(float(value), 6)


def action_text(row: PlanRow, today: date) -> str:
    """Return an action as one line."""
    item = row.action
    box = "[x]" if item.status is ActionStatus.DONE else "[ ]"
    at = f"{item.start_time:%H:%M} " if item.start_time else ""
    who = f"  ({', '.join(part for part in (row.contact, row.organization) if part)})" if row.contact else ""
    serves = f"  for {row.goal}" if row.goal else ""
    again = f"  {row.recurs}" if row.recurs else ""
    since = f"  since {short_date(item.date, today)}" if item.date < today else ""
    return f"{box} {'  ' if row.is_held else ''}{at}{clean_line(title(item))}{who}{serves}{again}{since}"


def entry_text(row: LogRow) -> str:
    """Return an entry of the log as one line."""
    item = row.activity
    at = f"{item.local_time:%H:%M}" if item.local_time else "     "
    parts = [f"{at}  {words(item.type):9}"]
    if item.quantity > 1:
        parts.append(f"x{item.quantity}")
    parts += [part for part in (row.contact or row.deal_title, row.organization) if part]
    parts += [words(value) for value in (item.purpose, item.outcome) if value]
    if row.amount_minor is not None and item.type in {"close", "proposal"}:
        parts.append(format_amount(row.amount_minor, row.currency))
    told = "  ".join(parts).rstrip()  # a type that stands alone is padded
    note = f": {clean_line(item.note)}" if item.note else ""
    step = f" -> {clean_line(row.next_step)}" if row.next_step else ""
    return told + note + step


def day_text(view: DayView, log: Sequence[LogRow], today: date) -> list[str]:
    """Return a day as lines."""
    answer = clean_line(view.one_thing.action.text) if view.one_thing else "______________"
    done = " (done)" if view.one_thing and view.one_thing.action.status is ActionStatus.DONE else ""
    lines = [
        short_date(view.day, today),
        f"If all I do today is {answer}, it's going to be the most productive, profitable and fulfilling day.{done}",
    ]
    if view.asks:
        lines.append("  ".join(f"{ask.name} {ask.done}/{ask.asked}" for ask in view.asks))
    lines += [action_text(row, view.day) for row in view.plan]
    lines += [entry_text(row) for row in log]
    return lines


def goal_text(row: GoalRow, today: date) -> str:
    """Return a goal as one line of the hierarchy, with what it is beside a goal that is simply followed."""
    item: Goal = row.goal
    if item.period is Period.BIG_PICTURE:
        return clean_line(item.title)
    name = clean_line(item.title if row.pinned else goal_name(item, today))
    parts = ["  " * row.depth + name]
    if item.target is not None and row.measure is not None:
        if row.measure.unit is Unit.MONEY:
            parts.append(format_amount(row.current, row.measure.currency))
        elif row.measure.unit is Unit.COUNT:
            parts.append(f"{row.current:,}")
        parts.append(f"{round(row.fraction * 100)}%")
        if row.pace is not None and item.period is not Period.DAY and row.fraction < 1:
            parts.append(_days_ahead(row.pace.days_ahead_now))
    if said := ", ".join(_goal_words(item)):
        parts.append(said)
    return "  ".join(parts)


def _goal_words(item: "Goal") -> Iterator[str]:
    """Yield what the app tells of a goal in words: its state, its part, whose it is and whether it still holds."""
    if item.status != "active":
        yield item.status
    if item.kind != "goal":
        yield item.kind
    if item.source == "employer":
        yield "set by your employer"
    if item.preliminary:
        yield "preliminary"
    if item.is_wish:
        yield "wish"
    if item.is_stale:
        yield "stale"


def _days_ahead(days: Fraction) -> str:
    """Return how far ahead a goal is, rounded as the app rounds it."""
    tenths = round(abs(days) * 10)
    if not tenths:
        return "on pace"
    sign = "+" if days > 0 else "-"
    return f"{sign}{tenths / 10:,.1f} days" if tenths < 1000 else f"{sign}{round(tenths / 10):,} days"
