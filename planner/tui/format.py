"""From the day to lines: the header, the prompt, what is asked and the plan. Pure: no widgets, no colours."""

from datetime import date
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

from planner.domain.action import ActionKind, ActionStatus, Owner
from planner.domain.block import is_running, title
from planner.domain.text import clean_line
from planner.domain.views import MONTHS, Ask, DayView, HeaderView, PlanRow, StepDays, narrow_date, short_date
from planner.tui.line import Cell, Line, Symbols
from planner.tui.log_format import duration

if TYPE_CHECKING:
    from planner.domain.gauge import Gauge
    from planner.domain.nextcall import NextCall

PROMPT = ("If all I do today is", "it's going to be the most productive, profitable and fulfilling day.")
"""The sentence around the blank, verbatim (B77)."""

DUE_GAP = 6
"""Columns around what is due in the top line."""
ROOMY = 106
"""Columns from which the top line has its long words."""


def header(
    view: HeaderView, gauge: "Gauge | None", clock: str, symbols: Symbols, width: int, *, block: str = "", due: str = ""
) -> Line:
    """Return the top line: date, week and working days; momentum, step days and the clock at the right.

    While a sacred block runs it stands there alone, with the clock. What is due is named where there is room; on a wide
    screen the other words are shortened for it.
    """
    line = _header(view, gauge, clock, symbols, width, block)
    if block or not due:
        return line
    for shown in (line, _header(view, gauge, clock, symbols, ROOMY - 1, block)) if width >= ROOMY else (line,):
        room = width - sum(cell_len(text) for text, _ in (*shown.left, *shown.right))
        if room >= len(due) + DUE_GAP:
            return Line((*shown.left, (f"   {due}", "dim")), shown.right)
    return line


def _header(view: HeaderView, gauge: "Gauge | None", clock: str, symbols: Symbols, width: int, block: str) -> Line:
    day = view.day
    if block:
        name = f"{day:%A} {day.day} {MONTHS[day.month - 1]}" if width >= ROOMY else short_date(day, day)
        return Line(((name, "strong"),), ((cut(block, width // 2, symbols), "accent"), (f"   {clock}", "text")))
    long = f"{day:%A} {day.day} {MONTHS[day.month - 1]}"
    momentum = () if gauge is None or not symbols.shows_score else (standing_momentum(gauge, symbols),)
    left = f"{view.days_left} of {view.days_total} working days left"
    week = f"week {day.isocalendar().week}"
    if width >= ROOMY:
        steps = _step_days(view.step_days, is_wide=True)
        right = (*momentum, (f"   {steps}   " if steps else "   ", "dim"), (clock, "text"))
        return Line(((long, "strong"), (f"   {week}   {left}", "dim")), right)
    short: Cell = (short_date(day, day), "strong")
    if width >= 64:
        steps = _step_days(view.step_days, is_wide=False)
        days = f"{view.days_left}/{view.days_total} days left"
        right = (*momentum, (f"  {steps}  " if steps else "  ", "dim"), (clock, "text"))
        return Line((short, (f"  {week}  {days}", "dim")), right)
    if width >= 48:
        days = f"  {view.days_left}/{view.days_total} days"
        return Line((short, (days, "dim")), (*momentum, (f"  {clock}", "text")))
    return Line((short, (f" {view.days_left}/{view.days_total}", "dim")), (*momentum, (f" {clock}", "text")))


def _step_days(of: StepDays, *, is_wide: bool) -> str:
    """Return on how many of the last working days a step was made; nothing before the first of them is over."""
    if not of.known:
        return f"{of.unknown} unknown day{'' if of.unknown == 1 else 's'}" if of.unknown else ""
    if not of.unknown:
        return f"{of.stepped} of last {of.known} step days" if is_wide else f"{of.stepped}/{of.known} step days"
    return f"{of.stepped}/{of.known}{' step days' if is_wide else ''}, {of.unknown} unknown"


def standing_momentum(gauge: "Gauge", symbols: Symbols) -> Cell:
    """Return momentum as word, number and arrow, and whether that is met, behind or neither."""
    if gauge.trend is None:
        return gauge.word, "dim"
    sign = symbols.minus if gauge.shown < 0 else "+"
    arrow = {"↑": symbols.up, "→": symbols.level, "↓": symbols.down}[gauge.arrow]
    role = "met" if gauge.shown >= 20 else "behind" if gauge.shown <= -20 else "text"
    return f"{gauge.word} {sign}{abs(gauge.shown)} {arrow}", role


def prompt_answer(view: DayView, symbols: Symbols, width: int) -> Line:
    """Return the blank of the prompt with its answer."""
    if view.one_thing is None:
        return Line((("____________", "dim"), ("  t fills it in", "dim")))
    action = view.one_thing.action
    done = action.status is ActionStatus.DONE
    mark = (symbols.done, "met") if done else (symbols.open, "accent")
    room = width - cell_len(action.text) - cell_len(view.one_thing.goal) > 8
    serves = ((view.one_thing.goal + "   ", "dim"),) if view.one_thing.goal and room else ()
    return Line(((clean_line(action.text), "met" if done else "key"),), (*serves, mark))


def asks(view: DayView, offer: str | None, symbols: Symbols) -> Line:
    """Return what today asks, what is done of it, and when the day started; else the one smallest action (B67)."""
    cells: list[Cell] = []
    for ask in view.asks:
        cells += _ask(ask, symbols)
    if view.started is not None:
        cells.append((f"started {view.started:%H:%M}", "dim"))
    elif view.steps:
        cells.append(("started", "dim"))
    elif view.is_today:
        told = "not started" if view.is_working else "rest day: nothing is asked"
        cells.append((f"{told} {symbols.dot} {offer}" if offer else told, "dim"))
    return Line(tuple(cells))


def _ask(ask: Ask, symbols: Symbols) -> list[Cell]:
    name: Cell = (f"{ask.name} ", "text")
    count: Cell = (f" {ask.done} of {ask.asked}     ", "dim")
    if ask.asked > 5:
        return [name, (symbols.done if ask.done >= ask.asked else symbols.open, "met"), count]
    met = min(ask.done, ask.asked)
    return [name, (symbols.done * met, "met"), (symbols.open * (ask.asked - met), "dim"), count]


def cut(text: str, width: int, symbols: Symbols) -> str:
    """Return a text that takes at most so many columns."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, max(0, width - cell_len(symbols.ellipsis))).rstrip() + symbols.ellipsis


def next_call(call: "NextCall", width: int) -> Line:
    """Return whom to call next, with the reasons."""
    left: tuple[Cell, ...] = (("  next:  ", "dim"), (f"call {clean_line(call.contact.full_label)}", "dim"))
    told = clean_line(call.reasons[0].words)
    room = width - sum(cell_len(text) for text, _ in left)
    return Line(left, ((told, "dim"),)) if cell_len(told) + 2 <= room else Line((*left, (f"   {told}", "dim")))


def action(row: PlanRow, day: date, symbols: Symbols, width: int, until: str = "") -> Line:
    """Return one line of the plan; `until` is when a sacred block that runs ends."""
    item = row.action
    done = item.status is ActionStatus.DONE
    mark: Cell = (f"{symbols.done if done else symbols.open} ", "met" if done else "text")
    at = f"{item.start_time:%H:%M}" if item.start_time else ""
    who = " ".join(part for part in (row.contact, row.organization) if part)
    cells: list[Cell] = [mark, (f"{at:6} ", "dim"), *_named(row, "struck" if done else "text")]
    if who:
        cells.append((f"   {clean_line(who)}", "dim"))
    if item.kind is ActionKind.BLOCK:
        return Line(tuple(cells), _block_right(row, width, until) or _action_right(row, day, width))
    right = _action_right(row, day, width)
    if row.clash and item.is_open:
        right = (("clash   " if right else "clash", "behind"), *right)
    return Line(tuple(cells), right)


def _named(row: PlanRow, role: str) -> tuple[Cell, ...]:
    """Return what an action is called: one that a block holds stands further in, a block says that it is one."""
    text = (clean_line(row.action.text), role)
    if row.is_held:
        return (("  ", "dim"), text)
    if row.action.kind is not ActionKind.BLOCK:
        return (text,)
    name, _, _ = title(row.action).partition(": ")
    return ((f"{name}: ", "struck" if role == "struck" else "dim"), text)


def _block_right(row: PlanRow, width: int, until: str) -> tuple[Cell, ...]:
    """Return what is to be said of a sacred block: that it runs, with what it clashes, what was kept; else nothing."""
    item = row.action
    if is_running(item):
        return ((f"runs until {until}" if until else "runs", "accent"),)
    if row.clash and item.is_open:
        told = f"clashes with {clean_line(row.clash)}"
        return (("clash" if width < 64 or 2 * cell_len(told) > width else told, "behind"),)
    if item.kept_minutes is not None and item.status is ActionStatus.DONE:
        return ((f"kept {item.kept_minutes} min", "dim"),)
    return ()


def _action_right(row: PlanRow, day: date, width: int) -> tuple[Cell, ...]:
    item, short = row.action, width < 56
    if short and item.kind in {ActionKind.PROMISE, ActionKind.FOLLOW_UP} and item.is_open:
        return (("due" if item.date == day else f"since {narrow_date(item.date)}", "behind"),)
    if item.status is ActionStatus.DONE:
        return (("done", "dim"),)
    again = ((f"{row.recurs}   ", "dim"),) if row.recurs else ()
    if item.kind is ActionKind.PROMISE:
        told = "promised" if item.owed_by is Owner.ME else "promised to you"
        return (*again, (told if item.date == day else f"{told}, {short_date(item.date, day)}", "behind"))
    if item.kind is ActionKind.FOLLOW_UP:
        due = "follow-up due" if item.date == day else f"follow-up since {short_date(item.date, day)}"
        return (*again, (due, "behind"))
    since = f"since {narrow_date(item.date)}" if short else f"since {short_date(item.date, day)}"
    parts = [
        f"for {clean_line(row.goal)}" if row.goal else duration(item.planned_minutes) if item.planned_minutes else "",
        "again" if row.recurs and width < 48 else row.recurs,
        since if row.recurs and item.date < day else "",
    ]
    shown = [part for part in parts if part]
    return (("   ".join(shown[-1:] if short else shown), "dim"),) if shown else ()
