"""Momentum from views to lines: the number, what it would become, what it is made of. Pure: no widgets, no colours."""

from collections.abc import Sequence
from datetime import date
from itertools import zip_longest

from rich.cells import cell_len, set_cell_size

from planner.domain.gauge import Compared, Gauge, Why, shown
from planner.domain.measure import Measure, Unit
from planner.domain.momentum import Contribution, DayScore
from planner.domain.text import clean_line
from planner.domain.views import MONTHS
from planner.services.known_days import LONG
from planner.tui.line import Cell, Line, Symbols
from planner.tui.momentum_chart import dated, signed

NOTHING_YET = "No day is scored yet: a day counts once it is over. l logs a step."
HIDDEN = "The score is hidden. S shows it."
ROOMY = 72
"""Columns from which a day is told in full."""
NAMES = 18
"""Columns of the names of the three inputs."""
NUMBERS = 12
"""Columns of one figure of the comparison, where there is room."""


def title(gauge: Gauge, symbols: Symbols) -> Line:
    """Return the number as a person looks for it: word, number, arrow."""
    arrow = {"↑": symbols.up, "→": symbols.level, "↓": symbols.down}.get(gauge.arrow, "")
    role = "met" if gauge.shown >= 20 else "behind" if gauge.shown <= -20 else "strong"
    cells: list[Cell] = [(gauge.word, "strong"), (f" {signed(gauge.shown, symbols)}", role)]
    return Line((*cells, (f" {arrow}", role)) if arrow else tuple(cells))


def outlook(gauge: Gauge, symbols: Symbols) -> Line | None:
    """Return what the open day would make of the number; less than the number is not told: the day is not over."""
    if not gauge.is_open:
        return None
    stands, met = shown(gauge.as_it_stands), shown(gauge.if_asks_met)
    cells: list[Cell] = []
    if stands >= gauge.shown:
        cells += [("as it stands ", "dim"), (signed(stands, symbols), "text")]
    if met > stands:
        told = ", if today's asks are met " if cells else "if today's asks are met "
        cells += [(told, "dim"), (signed(met, symbols), "text")]
    return Line(tuple(cells)) if cells else None


def words(gauge: Gauge, won: str) -> list[Line]:
    """Return the wins, the step days, the run, and the way back where the number is below level."""
    short, long = gauge.step_days, gauge.step_days_long
    unknown = f", {long.unknown} unknown" if long.unknown else ""
    steps = f"step days {short.stepped} of {short.known}, {long.stepped} of {long.known}{unknown}"
    lines = [Line((("wins  ", "dim"), (won, "met")))] if won else []
    lines.append(Line(((steps, "text"),)))
    if gauge.run:
        lines.append(Line(((f"{gauge.run} days without two quiet ones in a row", "dim"),)))
    if gauge.days_to_level:
        days = "1 full day brings" if gauge.days_to_level == 1 else f"{gauge.days_to_level} full days bring"
        lines.append(Line(((f"{days} it to zero", "text"),)))
    return lines


def wins(scores: Sequence[DayScore]) -> str:
    """Return the goals that were reached on some days, in their order."""
    marks = [mark for one in scores for mark in one.facts.benchmarks]
    return ", ".join(f"{'nailed' if mark.is_nailed else 'reached'} {clean_line(mark.goal)}" for mark in marks)


def inputs(why: Why) -> list[Line]:
    """Return the three inputs with their numbers: practice, specific actions, achievement (B63)."""
    unknown = f"{why.unknown} unknown {'day is' if why.unknown == 1 else 'days are'} left out"
    left_out = [Line(((unknown, "dim"),))] if why.unknown else []
    if not why.working_days:
        return left_out
    days = "working day" if why.working_days == 1 else f"{why.working_days} working days"
    told = (
        ("practice", f"{why.step_days:>3} step {'day' if why.step_days == 1 else 'days'}"),
        ("specific actions", f"{why.met:>3} of {why.asked} asks met"),
        ("achievement", f"{why.reached:>3} {'goal' if why.reached == 1 else 'goals'} reached"),
    )
    return [
        Line(((f"last {days}", "dim"),)),
        *(Line(((f"{name:{NAMES}}", "text"), (number, "text"))) for name, number in told),
        *left_out,
    ]


def is_result(measure: Measure) -> bool:
    """Whether it counts what came of the work: money, closed deals, or an outcome; else the work itself."""
    closes = {"close"} == set(measure.activity_types)
    return measure.unit is Unit.MONEY or closes or bool(measure.outcomes) or measure.deal_kind is not None


def compared(rows: Sequence[Compared], results: frozenset[str], width: int, symbols: Symbols) -> list[Line]:
    """Return what the last working days brought beside those before: the work, then what came of it (B74)."""
    if not rows:
        return []
    heads = (f"last {LONG}", f"{LONG} before")
    wanted = 1 + max(len("working days"), *(2 + cell_len(clean_line(row.name)) for row in rows))
    now, before = NUMBERS, NUMBERS
    if width - now - before < wanted:
        now = min(NUMBERS, max(map(len, (heads[0], *(_number(row.now, row, symbols) for row in rows)))) + 1)
        before = min(NUMBERS, max(map(len, (heads[1], *(_number(row.before, row, symbols) for row in rows)))) + 1)
    room = max(6, min(30, width - now - before))
    head = f"{set_cell_size('working days', room)}{heads[0]:>{now}}{heads[1]:>{before}}"
    lines = [Line(((head, "dim"),))]
    work = [row for row in rows if row.name not in results]
    came = [row for row in rows if row.name in results]
    for told, group in (("what you did", work), ("what came of it", came)):
        if work and came:
            lines.append(Line(((told, "dim"),)))
        lines += [_compared(row, (room, now, before), symbols) for row in group]
    return lines


def _number(value: int, row: Compared, symbols: Symbols) -> str:
    return symbols.amount(value, row.currency) if row.currency else f"{value:,}"


def _compared(row: Compared, sizes: tuple[int, int, int], symbols: Symbols) -> Line:
    room, of_now, of_before = sizes
    now, before = (_number(number, row, symbols) for number in (row.now, row.before))
    name = cut(((f"  {clean_line(row.name)}", "text"),), room, symbols)
    blank = " " * (room - sum(cell_len(text) for text, _ in name))
    return Line((*name, (f"{blank}{now:>{of_now}}", "text"), (f"{before:>{of_before}}", "dim")))


def beside(left: Sequence[Line], right: Sequence[Line], at: int, symbols: Symbols) -> list[Line]:
    """Return lines with others that begin at a column beside them."""
    lines = []
    for one, other in zip_longest(left, right, fillvalue=Line()):
        cells = cut(one.left, at - 3, symbols)
        blank = at - sum(cell_len(text) for text, _ in cells)
        lines.append(Line((*cells, (" " * blank, "dim"), *other.left)))
    return lines


def cut(cells: Sequence[Cell], room: int, symbols: Symbols) -> tuple[Cell, ...]:
    """Return cells cut to a number of columns."""
    kept: list[Cell] = []
    for text, role in cells:
        size = cell_len(text)
        if size > room:
            if room > 0:
                kept.append((set_cell_size(text, room - 1).rstrip() + symbols.ellipsis, role))
            break
        kept.append((text, role))
        room -= size
    return tuple(kept)


def head_of_days(width: int) -> Line:
    """Return what stands above the days."""
    left = f"{'day':{_date_width(width)}}{'points':>8}   what it was made of"
    return Line(((left, "dim"),), (("day's score", "dim"),) if width >= ROOMY else ())


def day_line(one: Contribution, today: date, width: int, symbols: Symbols, *, in_short: bool = False) -> Line:
    """Return what a day still adds: date, points, what happened in numbers, and the score of the day itself."""
    day = one.score.facts.day
    if width >= ROOMY:
        date_cell = dated(day, today)
    else:
        date_cell = f"{day.day:>2} {MONTHS[day.month - 1][:3]}" + ("" if day.year == today.year else f" {day:%y}")
    told = _reasons(one.score, symbols) if width >= ROOMY and not in_short else _briefly(one.score)
    start: tuple[Cell, ...] = (
        (f"{date_cell:{_date_width(width)}}", "dim"),
        (f"{points(one.points, symbols):>8}   ", "behind" if one.points < 0 else "text"),
    )
    right = ((points(one.score.score, symbols), "dim"),) if width >= ROOMY else ()
    return Line((*start, *told), right)


def sum_line(value: float, told: str, width: int, symbols: Symbols) -> Line:
    """Return a line that stands for several days."""
    return Line(((f"{'':{_date_width(width)}}{points(value, symbols):>8}   ", "text"), (told, "dim")))


def together(value: float) -> str:
    """Return what the sum is called; where it is more than is ever shown, with what that is."""
    return "together" if value <= 100 else "together, shown as +100"


def points(value: float, symbols: Symbols) -> str:
    """Return points with their sign and two digits."""
    number = round(value, 2)
    return f"{symbols.minus if number < 0 else '+' if number else ''}{abs(number):.2f}"


def _date_width(width: int) -> int:
    return 16 if width >= ROOMY else 10


def _reasons(score: DayScore, symbols: Symbols) -> list[Cell]:
    """Return a day in numbers: the goals reached first, what was asked and done, the steps, and how it counted."""
    facts = score.facts
    parts = [f"{clean_line(ask.name)} {ask.done}/{ask.asked}" for ask in facts.asks]
    if facts.one_thing is not None:
        parts.append("one thing done" if facts.one_thing else "one thing open")
    parts.append(_steps(facts.steps))
    cells: list[Cell] = []
    if facts.benchmarks:
        cells.append((f"{wins((score,))}, bonus {points(facts.bonus, symbols)}, ", "met"))
    cells.append((", ".join(parts), "text"))
    if counted := _counted(score):
        cells.append((f", {counted}", "dim"))
    return cells


def _briefly(score: DayScore) -> list[Cell]:
    facts = score.facts
    parts = [f"{facts.met}/{facts.asked} asks"] if facts.asked else []
    cells: list[Cell] = [(", ".join([*parts, _steps(facts.steps)]), "text")]
    if facts.benchmarks:
        cells.append((f", {len(facts.benchmarks)} reached", "met"))
    if counted := _counted(score):
        cells.append((f", {counted}", "dim"))
    return cells


def _steps(number: int) -> str:
    return "no step" if not number else "1 step" if number == 1 else f"{number} steps"


def _counted(score: DayScore) -> str:
    """Return how a day counted where that is not by what was done on it."""
    if not score.facts.is_working:
        return "rest day, held" if score.is_held else "rest day"
    return "quiet as the day before" if score.base == -1 else ""
