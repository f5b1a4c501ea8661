"""From views to lines: pieces of text with their meaning, left and right. Pure: no widgets, no colours."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from rich.cells import cell_len

from planner.domain.action import ActionKind, ActionStatus, Owner
from planner.domain.activity import Activity, ActivityType, Outcome, words
from planner.domain.figure import decimal
from planner.domain.goal import GoalKind, GoalStatus, Grade
from planner.domain.measure import Unit
from planner.domain.money import format_amount
from planner.domain.period import Period
from planner.domain.text import clean_line
from planner.domain.views import MONTHS, Ask, DayView, GoalRow, HeaderView, LogRow, PlanRow, short_date

if TYPE_CHECKING:
    from planner.domain.gauge import Gauge

Cell = tuple[str, str]
"""A text and its role (tui/style.py)."""

PROMPT = ("If all I do today is", "it's going to be the most productive, profitable and fulfilling day.")
"""The sentence around the blank, verbatim (B77)."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what stands at the left is cut where what stands at the right needs the room."""

    left: tuple[Cell, ...] = ()
    right: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One or more lines that the cursor takes as one. Without a key it passes over them."""

    key: str | None
    height: int
    draw: Callable[[int], tuple[Line, ...]]
    """Given the width, return `height` lines."""
    mark: range | None = None
    """The columns of a mark that can be clicked."""


@dataclass(frozen=True, slots=True)
class Symbols:
    """The signs on screen, all of which common fonts have."""

    open: str = "○"
    done: str = "●"
    star: str = "★"
    target: str = "◎"
    unfolded: str = "▾"
    folded: str = "▸"
    leaf: str = "·"
    bar: str = "━"
    half: str = "╸"
    track: str = "━"
    arrow: str = "→"
    times: str = "×"
    minus: str = "−"
    cursor: str = "▌"
    ellipsis: str = "…"
    rule: str = "─"
    dot: str = "·"
    chain: str = "›"
    solid: str = "─│╯╭╮╰"
    """A line in a chart: across, upright, the corners of a step up and those of a step down."""
    dotted: str = "·"
    up: str = "↑"
    level: str = "→"
    down: str = "↓"
    hidden: str = "•••"
    """What stands in the place of an amount while money is hidden (B109)."""
    is_ascii: bool = False
    shows_money: bool = True
    home: str = "USD"
    """The currency that is written with its sign alone."""

    @property
    def cover(self) -> str:
        """What every amount is covered with; empty while money is shown."""
        return "" if self.shows_money else self.hidden

    def amount(self, minor: int, currency: str) -> str:
        """Return an amount as it may be seen now."""
        return format_amount(minor, currency, self.home) if self.shows_money else self.hidden


UNICODE = Symbols()
ASCII = Symbols(
    open="o",
    done="x",
    star="*",
    target="@",
    unfolded="v",
    folded=">",
    leaf="-",
    bar="=",
    half="-",
    track=".",
    arrow="->",
    times="x",
    minus="-",
    cursor="|",
    ellipsis="~",
    rule="-",
    dot="-",
    up="^",
    level=">",
    down="v",
    chain=">",
    solid="******",
    dotted=".",
    hidden="***",
    is_ascii=True,
)


def static(*lines: Line) -> Row:
    """Return lines that the cursor passes over."""
    return Row(None, len(lines), lambda _width: lines)


def header(view: HeaderView, gauge: "Gauge | None", clock: str, symbols: Symbols, width: int) -> Line:
    """Return the top line: date, week and working days; momentum, step days and the clock at the right."""
    day = view.day
    long = f"{day:%A} {day.day} {MONTHS[day.month - 1]}"
    momentum = () if gauge is None else (standing_momentum(gauge, symbols),)
    left = f"{view.days_left} of {view.days_total} working days left"
    week = f"week {day.isocalendar().week}"
    if width >= 106:
        steps = f"{view.step_days} of last {view.step_days_of} step days"
        right = (*momentum, (f"   {steps}   ", "dim"), (clock, "text"))
        return Line(((long, "strong"), (f"   {week}   {left}", "dim")), right)
    short: Cell = (short_date(day, day), "strong")
    if width >= 64:
        steps = f"{view.step_days}/{view.step_days_of} step days"
        days = f"{view.days_left}/{view.days_total} days left"
        return Line((short, (f"  {week}  {days}", "dim")), (*momentum, (f"  {steps}  ", "dim"), (clock, "text")))
    if width >= 48:
        days = f"  {view.days_left}/{view.days_total} days"
        return Line((short, (days, "dim")), (*momentum, (f"  {clock}", "text")))
    return Line((short, (f" {view.days_left}/{view.days_total}", "dim")), (*momentum, (f" {clock}", "text")))


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


def action(row: PlanRow, day: date, symbols: Symbols, width: int) -> Line:
    """Return one line of the plan."""
    item = row.action
    done = item.status is ActionStatus.DONE
    mark: Cell = (f"{symbols.done if done else symbols.open} ", "met" if done else "text")
    at = f"{item.start_time:%H:%M}" if item.start_time else ""
    who = " ".join(part for part in (row.contact, row.organization) if part)
    cells: list[Cell] = [mark, (f"{at:6} ", "dim"), (clean_line(item.text), "struck" if done else "text")]
    if who:
        cells.append((f"   {clean_line(who)}", "dim"))
    return Line(tuple(cells), _action_right(row, day, width))


def _action_right(row: PlanRow, day: date, width: int) -> tuple[Cell, ...]:
    item, short = row.action, width < 56
    if short and item.kind in {ActionKind.PROMISE, ActionKind.FOLLOW_UP} and item.is_open:
        return (("due" if item.date == day else f"since {item.date.day}.{item.date.month}.", "behind"),)
    if item.status is ActionStatus.DONE:
        return (("done", "dim"),)
    again = ((f"{row.recurs}   ", "dim"),) if row.recurs else ()
    if item.kind is ActionKind.PROMISE:
        told = "promised" if item.owed_by is Owner.ME else "promised to you"
        return (*again, (told if item.date == day else f"{told}, {short_date(item.date, day)}", "behind"))
    if item.kind is ActionKind.FOLLOW_UP:
        due = "follow-up due today" if item.date == day else f"follow-up since {short_date(item.date, day)}"
        return (*again, (due, "behind"))
    since = f"since {item.date.day}.{item.date.month}." if short else f"since {short_date(item.date, day)}"
    parts = [
        f"for {clean_line(row.goal)}" if row.goal else duration(item.planned_minutes) if item.planned_minutes else "",
        "again" if row.recurs and width < 48 else row.recurs,
        since if row.recurs and item.date < day else "",
    ]
    shown = [part for part in parts if part]
    return (("   ".join(shown[-1:] if short else shown), "dim"),) if shown else ()


def duration(minutes: int) -> str:
    """Return minutes as people say them: "45 min", "1 h 30"."""
    hours, rest = divmod(minutes, 60)
    if not hours or minutes == 60:
        return f"{minutes} min"
    return f"{hours} h {rest:02}" if rest else f"{hours} h"


def entry(row: LogRow, symbols: Symbols, width: int) -> tuple[Line, ...]:
    """Return an entry of the log: its line, and a second one for the note and the next step."""
    item = row.activity
    at = f"{item.local_time:%H:%M}" if item.local_time else "     "
    start: list[Cell] = [(f"{at}  ", "dim"), (f"{words(item.type):9} ", "type")]
    right = _entry_right(row, symbols)
    room = width - sum(cell_len(text) for text, _ in (*start, *right)) - 2
    lines = [Line((*start, *_fitting(_subject(row, symbols), room)), right)]
    if said := said_by(row, symbols):
        indent = 17 if width >= 40 else 7
        lines.append(Line(((" " * indent, "dim"), (said, "dim"))))
    return tuple(lines)


def _fitting(cells: Sequence[Cell], room: int) -> list[Cell]:
    """Return the cells without those at the end, the first aside, that have no room at all."""
    kept: list[Cell] = []
    for cell in cells:
        if kept and room < min(cell_len(cell[0]), 8):
            break
        kept.append(cell)
        room -= cell_len(cell[0])
    return kept


def said_by(row: LogRow, symbols: Symbols) -> str:
    """Return an entry's note and its next step; empty where it has neither."""
    step = f"{symbols.arrow} {clean_line(row.next_step)}" if row.next_step else ""
    return " ".join(part for part in (clean_line(row.activity.note), step) if part)


def _subject(row: LogRow, symbols: Symbols) -> list[Cell]:
    item = row.activity
    cells: list[Cell] = []
    if item.quantity > 1:
        cells.append((f"{item.quantity} {symbols.times} ", "text"))
    if row.contact:
        cells.append((clean_line(row.contact), "text"))
        if row.organization:
            cells.append((f"  {clean_line(row.organization)}", "dim"))
    elif row.deal_title:
        cells.append((clean_line(row.deal_title), "text"))
    if item.reach is not None:
        cells.append((f"  reach {item.reach:,}", "dim"))
    if item.minutes:
        cells.append((f"  {duration(item.minutes)}", "dim"))
    if item.purpose is not None:
        cells.append((f"  {words(item.purpose)}" if row.contact else words(item.purpose), "dim"))
    return cells


def _entry_right(row: LogRow, symbols: Symbols) -> tuple[Cell, ...]:
    item = row.activity
    if item.type in {ActivityType.CLOSE, ActivityType.PROPOSAL} and row.amount_minor is not None:
        role = "met" if item.type is ActivityType.CLOSE else "text"
        return ((symbols.amount(row.amount_minor, row.currency), role),)
    if item.outcome is None:
        return ()
    return ((words(item.outcome), "met" if is_good(item) else "dim"),)


def is_good(item: Activity) -> bool:
    """Whether the outcome is what was wanted."""
    return item.outcome in {Outcome.CONNECTED, Outcome.HELD, Outcome.REPLIED, Outcome.WON}


def day_rule(day: date, today: date, symbols: Symbols, width: int) -> Line:
    """Return the line that opens a day of the log."""
    name = "today" if day == today else f"{day:%A} {day.day} {MONTHS[day.month - 1]}"
    name += "" if day.year == today.year else f" {day.year}"
    return Line(((f"{name} ", "dim"), (symbols.rule * max(0, width - len(name) - 1), "line")))


def bar(fraction: float, width: int, role: str, symbols: Symbols) -> tuple[Cell, ...]:
    """Return a thin bar: full at 1, with half a cell where it is between."""
    halves = round(max(0.0, min(fraction, 1.0)) * width * 2)
    filled = symbols.bar * (halves // 2) + symbols.half * (halves % 2)
    return ((filled, role), (symbols.track * (width - len(filled)), "track"))


def amount(row: GoalRow, value: int, symbols: Symbols) -> str:
    """Return a value in a goal's unit."""
    if row.measure is None:
        return ""
    match row.measure.unit:
        case Unit.MONEY:
            return symbols.amount(value, row.measure.currency)
        case Unit.MILESTONE:
            return f"{row.milestones_done} of {row.milestones_total}" if row.milestones_total > 1 else ""
        case Unit.ROLLUP:
            return f"{value}%"
        case Unit.COUNT:
            return f"{value:,}"


ROOMY = 64
"""Columns of a pane from which the hierarchy is laid out wide."""


def goal(row: GoalRow, day: date, symbols: Symbols, width: int, *, folded: bool, amount_width: int) -> Line:
    """Return one line of the hierarchy: name, what is reached, a bar and how it stands.

    `amount_width` is how wide the widest amount of the pane is.
    """
    mark: Cell
    if row.pinned:
        mark = (f"{symbols.star} ", "accent")
    elif row.goal.period is Period.BIG_PICTURE:
        return Line(((f"{symbols.target} ", "accent"), (clean_line(row.goal.title), "strong")))
    else:
        sign = symbols.leaf if not row.children else symbols.folded if folded else symbols.unfolded
        mark = (("  " if width >= ROOMY else " ") * row.depth + f"{sign} ", "dim")
    cells: list[Cell] = [mark]
    if not row.pinned and row.label and row.goal.period is not Period.CUSTOM:
        cells.append((f"{row.label}  ", "text"))
    if daily := a_day(row, symbols):
        cells.append((f"{daily}  ", "text"))
    cells.append((clean_line(row.goal.title), "text" if row.pinned or row.goal.period is Period.CUSTOM else "dim"))
    if row.goal.is_stale:
        cells.append(("  stale", "behind"))
    text, role = standing(row, day, symbols)
    right: list[Cell] = []
    counted = row.measure is not None and row.goal.target is not None
    if counted and width >= 36:
        right.append((f"{amount(row, row.current, symbols):>{amount_width}}", "text"))
    if counted and width >= 48:
        size = 10 if width >= ROOMY else 5
        color = role if role in {"met", "behind"} else "bar"
        right += [("  ", "dim"), *bar(row.fraction, size, color, symbols)]
    right.append((f"  {text:>11}" if width >= 44 else f" {text}", role))
    return Line(tuple(cells), tuple(right))


def a_day(row: GoalRow, symbols: Symbols) -> str:
    """Return what a year's goal wants of each working day, which stands before the annual figure (B121)."""
    if row.goal.period is not Period.YEAR or row.pace is None or not row.pace.total_days or row.measure is None:
        return ""
    daily = Fraction(row.pace.target, row.pace.total_days)
    if row.measure.unit is Unit.MONEY:
        whole = round(daily / 100) * 100 if daily >= 1000 else round(daily)
        return f"{symbols.amount(whole, row.measure.currency)}/day"
    return f"{decimal(daily, 1)}/day" if row.measure.unit is Unit.COUNT else ""


def standing(row: GoalRow, day: date, symbols: Symbols) -> Cell:
    """Return how a goal stands in two words, and whether that is met, behind or neither."""
    item = row.goal
    if item.status is GoalStatus.DRAFT:
        return "draft", "dim"
    if item.is_wish:
        return "wish", "dim"
    if row.window.start > day:
        start = row.window.start
        return f"from {start.day} {MONTHS[start.month - 1][:3]}", "dim"
    grade = item.grade(row.current)
    if grade is Grade.MET:
        return "met", "met"
    if grade is not Grade.SHORT:
        return f"{grade} {round(row.fraction * 100)}%", "met"
    if item.period is Period.DAY:
        return (
            f"{amount(row, (item.target or 0) - row.current, symbols)} to go" if row.is_asked else "rest day"
        ), "dim"
    if item.kind is GoalKind.PRIORITY and row.milestones_total:
        return "priority", "dim"
    if row.pace is None:
        return "", "dim"
    if row.measure is not None and row.measure.unit is Unit.MILESTONE:
        return row.label, "dim"
    return _days_ahead(row.pace.days_ahead_now, symbols)


def _days_ahead(days: Fraction, symbols: Symbols) -> Cell:
    tenths = round(abs(days) * 10)
    if not tenths:
        return "on pace", "dim"
    number = f"{tenths / 10:,.1f}" if tenths < 1000 else f"{round(tenths / 10):,}"
    return (f"+{number} days", "dim") if days > 0 else (f"{symbols.minus}{number} days", "behind")
