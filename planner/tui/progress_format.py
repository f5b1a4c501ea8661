"""From progress to pictures: each view is a chart, a sentence that says the same, and a table. Pure: no widgets."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from itertools import islice, pairwise
from typing import NamedTuple

from rich.cells import set_cell_size

from planner.domain.conversion import Step
from planner.domain.event_mark import EventMark
from planner.domain.figure import decimal, share
from planner.domain.gauge import Compared, shown
from planner.domain.measure import SHARES, Measure, Unit, plural
from planner.domain.momentum import DayScore, contributions
from planner.domain.money import minor_digits
from planner.domain.period import Span
from planner.domain.progressviews import CoursePoint, GoalCourse, PeriodsCompared, TypeCount
from planner.domain.text import clean_line
from planner.domain.views import MONTHS, short_date
from planner.tui import momentum_format
from planner.tui.line import Cell, Line, Symbols
from planner.tui.momentum_chart import signed
from planner.tui.plots import Bar, Curve, Plot, bars, lines, signs

REASONS = 4
"""Days that are told under the cursor of the momentum chart."""
HIGHEST = 28
"""Lines of a chart at most: higher ones are no clearer."""
FIRST, OTHERS = 18, 12
"""Columns of the first and of the other cells of a table."""


class Picture(NamedTuple):
    """One view of progress."""

    told: str
    """What the chart shows, as one sentence."""
    lines: Sequence[Line] = ()
    table: Sequence[Line] = ()
    """The same as numbers; the first line names the columns."""


class Room(NamedTuple):
    """The columns and lines that a chart has."""

    width: int
    height: int


class Looking(NamedTuple):
    """What every view is drawn with."""

    today: date
    symbols: Symbols
    marks: tuple[EventMark, ...] = ()
    has_table: bool = True
    """Whether the numbers are wanted: those of ten years of days take longer than their chart."""

    def amount(self, value: "Fraction | int", measure: Measure | None) -> str:
        """Return a value in its measure's unit; money in whole units, all else rounded."""
        if measure is not None and measure.unit is Unit.MONEY:
            whole = 10 ** minor_digits(measure.currency)
            return self.symbols.amount(round(Fraction(value) / whole) * whole, measure.currency)
        return f"{round(value):,}" + ("%" if measure is not None and measure.unit in SHARES else "")


def course(view: GoalCourse, look: Looking, room: Room) -> Picture:
    """Return a goal's course: actual, the expected line, the forecast and the target."""
    told = _standing(view, look)
    if not view.points:
        return Picture(told)
    actual = [(point.day, point.actual) for point in view.points if point.actual is not None]
    expected = [(point.day, point.expected) for point in view.points if point.expected is not None]
    forecast = [(point.day, point.forecast) for point in view.points if point.forecast is not None]
    money = view.measure is not None and view.measure.unit is Unit.MONEY
    plot = Plot(
        span=view.span,
        curves=(Curve(expected, "dots", "dim"), Curve(forecast, "dashes", "type"), Curve(actual, "solid", "accent")),
        told=lambda value: _short(value, view.measure, look.symbols),
        unit=10 ** minor_digits(view.measure.currency) if money and view.measure is not None else 1,
        level=None if view.bucket else _level(view),
        marks=[mark.date for mark in look.marks],
    )
    drawn = lines(plot, room.width, min(HIGHEST, room.height - 1), look.symbols)
    sign = signs(look.symbols)
    key = [(sign["solid"] * 2, "accent"), (" actual", "dim"), (f"   {sign['dots'] * 3}", "dim"), (" expected", "dim")]
    if forecast:
        key += [(f"   {sign['dashes'] * 2}", "type"), (" forecast", "dim")]
    if plot.level is not None:
        key += [(f"   {sign['level'] * 2}", "line"), (" target", "dim")]
    legend = Line((*key, *_event_key(view.span, look)))
    return Picture(told, (*drawn, legend) if drawn else (), _course_table(view, look))


def momentum(scores: Sequence[DayScore], span: Span, at: date | None, look: Looking, room: Room) -> Picture:
    """Return momentum over a span, with what it is made of under the cursor."""
    within = [one for one in scores if one.facts.day in span]
    if not within:
        return Picture("No day is scored here: a day counts once it is over. l logs a step.")
    numbers = [(one.facts.day, shown(one.momentum)) for one in within]
    cursor = at or numbers[-1][0]
    plot = Plot(
        span=span,
        curves=(Curve(numbers, "solid", "accent"),),
        told=lambda value: signed(value, look.symbols),
        level=0,
        marks=[mark.date for mark in look.marks],
        cursor=cursor,
    )
    reasons = _reasons(scores, cursor, look, room.width)
    height = room.height - len(reasons) - 1
    drawn = lines(plot, room.width, min(HIGHEST, height), look.symbols)
    low, high = (pick(numbers, key=lambda one: one[1]) for pick in (min, max))
    told = (
        f"Momentum {signed(numbers[-1][1], look.symbols)} on {short_date(numbers[-1][0], look.today)}, "
        f"from {signed(numbers[0][1], look.symbols)} on {short_date(numbers[0][0], look.today)}; "
        f"lowest {signed(low[1], look.symbols)} on {short_date(low[0], look.today)}, "
        f"highest {signed(high[1], look.symbols)} on {short_date(high[0], look.today)}"
    )
    table = _momentum_table(within, look) if look.has_table else ()
    return Picture(told, (*drawn, Line(), *reasons), table)


def _momentum_table(within: Sequence[DayScore], look: Looking) -> list[Line]:
    return [
        _head(("day", "momentum", "points", "score")),
        *(
            _row(
                short_date(one.facts.day, look.today),
                (
                    signed(shown(one.momentum), look.symbols),
                    momentum_format.points(one.gain, look.symbols),
                    momentum_format.points(one.score, look.symbols),
                ),
            )
            for one in reversed(within)
        ),
    ]


def types(rows: Sequence[TypeCount], spans: PeriodsCompared, look: Looking, room: Room) -> Picture:
    """Return what was done, by type, beside the period before."""
    named = between(spans.now, look.today)
    total, before = sum(row.now for row in rows), sum(row.before for row in rows)
    if not rows:
        return Picture(f"Nothing was logged in {named} nor in the time before. l logs a step.")
    lead = f", {plural(rows[0].type)} first with {rows[0].now:,}" if rows[0].now else ""
    told = (
        f"{total:,} {'step' if total == 1 else 'steps'} {named}{lead}; {before:,} {between(spans.before, look.today)}"
    )
    drawn = [Bar(plural(row.type), row.now, f"{row.now:,}", f"before {row.before:>5,}") for row in rows]
    table = [_head(("type", "now", "before", "now a day", "before"))]
    table += [
        _row(
            plural(row.type),
            (
                f"{row.now:,}",
                f"{row.before:,}",
                _rate(row.now, spans.days_now),
                _rate(row.before, spans.days_before),
            ),
        )
        for row in rows
    ]
    return Picture(told, bars(drawn, room.width, look.symbols), table)


def funnel(steps: Sequence[Step], span: Span, look: Looking, room: Room) -> Picture:
    """Return the way to a sale with each step's conversion and its n (B69, B127)."""
    named = between(span, look.today)
    if not any(step.times for step in steps):
        return Picture(f"No call, meeting, proposal or close {named}. l logs a step.")
    known = [(Fraction(step.times, before.times), step, before) for before, step in pairwise(steps) if before.times]
    told = f"{steps[0].times:,} calls and {steps[-1].times:,} closes {named}"
    if known:
        _, step, before = min(known, key=lambda one: one[0])
        told += f"; fewest go on from {before.name} to {step.name}: {step.times:,} of {before.times:,}"
    drawn = [Bar(step.name, step.times, f"{step.times:,}", _converted(step)) for step in steps]
    table = [_head(("step", "times", "of", "n", "share"))]
    names = ("", *(step.name for step in steps))
    for step, name in zip(steps, names, strict=False):
        ratio = step.conversion
        part = share(ratio.value) if ratio is not None and ratio.value is not None else ""
        table.append(_row(step.name, (f"{step.times:,}", name, f"{ratio.whole:,}" if ratio else "", part)))
    return Picture(told, bars(drawn, room.width, look.symbols), table)


def periods(view: PeriodsCompared, look: Looking, room: Room) -> Picture:
    """Return a period beside the one before: two bars for each measure on one scale."""
    names = between(view.now, look.today), between(view.before, look.today)
    days = f"{view.days_now:,} and {view.days_before:,} working days"
    told = f"{names[0]} beside {names[1]}, {days}"
    if not view.rows:
        return Picture(f"Nothing was logged {names[0]} nor {names[1]}. l logs a step.")
    told = f"{told[0].upper()}{told[1:]}"
    drawn: list[Line] = []
    table = [_head(("what", "now", "before", "change"))]
    for row in view.rows:
        now, before = (
            look.symbols.amount(value, row.currency) if row.currency else f"{value:,}"
            for value in (row.now, row.before)
        )
        change = _change(row.now, row.before, look.symbols)
        table.append(_row(row.name, (now, before, change)))
        drawn += _pair(row, (now, before, change), room.width, look.symbols)
    return Picture(told, table if len(drawn) > room.height else drawn, table)


def _pair(row: Compared, told: tuple[str, str, str], width: int, symbols: Symbols) -> list[Line]:
    """Return two bars of one scale: what there is now, and in a quieter colour what there was before."""
    now, before, change = told
    size = max(4, width - FIRST - 2 * OTHERS)
    most = max(1, row.now, row.before)

    def bar(value: int, role: str) -> tuple[Cell, Cell]:
        halves = -(-2 * size * max(0, value) // most)
        text = symbols.bar * (halves // 2) + symbols.half * (halves % 2)
        return (text, role), (" " * (size - len(text)), "dim")

    name = set_cell_size(clean_line(row.name), FIRST - 1) + " "
    return [
        Line(((name, "text"), *bar(row.now, "bar"), (f"{now:>{OTHERS}}{change:>{OTHERS}}", "text"))),
        Line((((f"{'before':>{FIRST - 1}} "), "dim"), *bar(row.before, "track"), (f"{before:>{OTHERS}}", "dim"))),
    ]


def between(span: Span, today: date) -> str:
    """Return a span as a sentence names it: "in 2026", "in February", "from 1 to 10 Feb"."""
    start, end = span
    year = "" if end.year == today.year else f" {end.year}"
    if start == end:
        return f"on {short_date(start, today)}"
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return f"in {start.year}" if start.year == end.year else f"from {start.year} to {end.year}"
    if start.day == 1 and start.month == end.month and (end.year, end.month) != _next_day(end):
        return f"in {MONTHS[start.month - 1]}{year}"
    first = f"{start.day}" if (start.year, start.month) == (end.year, end.month) else _day(start, end)
    return f"from {first} to {end.day} {MONTHS[end.month - 1][:3]}{year}"


def _next_day(day: date) -> tuple[int, int]:
    following = date.fromordinal(min(day.toordinal() + 1, date.max.toordinal()))
    return following.year, following.month


def _day(day: date, other: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]}" + ("" if day.year == other.year else f" {day.year}")


def _standing(view: GoalCourse, look: Looking) -> str:
    """Return how a goal stands: "61,200 of 240,000, 34 days behind the line; forecast 203,788"."""
    goal = view.goal
    if view.bucket:
        return _history(view, look)
    if view.measure is None or goal.target is None:
        return "This goal has no number to draw. e on its page gives it one."
    if view.pace is None:
        return f"It begins {short_date(goal.starts_on, look.today)}."
    told = f"{look.amount(view.value, view.measure)} of {look.amount(goal.target, view.measure)}"
    days = view.pace.days_ahead_now
    number = decimal(abs(days), 0 if abs(days) >= 10 else 1)
    noun = "day" if number == "1" else "days"
    told += ", on the line" if number == "0" else f", {number} {noun} {'behind' if days < 0 else 'ahead of'} the line"
    if view.forecast is not None and view.as_of < view.goal.window(view.as_of).end:
        told += f"; forecast {look.amount(view.forecast, view.measure)}"
    return told


def _history(view: GoalCourse, look: Looking) -> str:
    """Return what weeks or months brought, as a sentence; it begins where the record does (B72)."""
    known = [point for point in view.points if point.actual is not None]
    came = [(point.actual or 0, point.day) for point in known]
    if not any(number for number, _ in came):
        return f"Nothing counted yet, {view.bucket} by {view.bucket}. l logs a step."
    first = next(day for number, day in came if number)
    best = max(came, key=lambda one: one[0])
    total = sum(number for number, _ in came)
    return (
        f"{look.amount(total, view.measure)} since {_named(first, view.bucket, look.today)}, "
        f"{view.bucket} by {view.bucket}; most in one {view.bucket}: {look.amount(best[0], view.measure)}, "
        f"{_named(best[1], view.bucket, look.today)}"
    )


def _named(day: date, bucket: str, today: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}" if bucket == "month" else short_date(day, today)


def _level(view: GoalCourse) -> int | None:
    """Return the target where the chart has room for it: with less than a half of it in sight it would flatten it."""
    seen = max((max(point.actual or 0, point.expected or 0, point.forecast or 0) for point in view.points), default=0)
    target = view.goal.target
    return target if target is not None and 2 * seen >= target else None


def _short(value: int, measure: Measure | None, symbols: Symbols) -> str:
    """Return a value beside a chart in few letters: $240k, 1.5M, 80%."""
    if measure is None or measure.unit is not Unit.MONEY:
        return _scaled(value) + ("%" if measure is not None and measure.unit in SHARES else "")
    whole = 10 ** minor_digits(measure.currency)
    sign = symbols.amount(0, measure.currency)
    return sign if not symbols.shows_money else sign.replace("0", _scaled(value // whole))


def _scaled(value: int) -> str:
    for power, letter in ((12, "T"), (9, "G"), (6, "M"), (3, "k")):
        if abs(value) >= 10**power and value % 10 ** (power - 1) == 0:
            return f"{decimal(Fraction(value, 10**power), 1)}{letter}"
    return f"{value:,}"


def _event_key(span: Span, look: Looking) -> list[Cell]:
    """Return the names of the event marks in a span."""
    names = [clean_line(mark.label) for mark in look.marks if mark.date in span]
    return [(f"   {signs(look.symbols)['event']} ", "type"), (", ".join(names), "dim")] if names else []


def _course_table(view: GoalCourse, look: Looking) -> list[Line]:
    table = [_head((view.bucket or "day", "actual", "expected", "forecast"))]

    def told(value: "Fraction | int | None") -> str:
        return "" if value is None else look.amount(value, view.measure)

    def row(point: CoursePoint) -> Line:
        day = _named(point.day, view.bucket, look.today)
        return _row(day, (told(point.actual), told(point.expected), told(point.forecast)))

    return [*table, *(row(point) for point in view.points)]


def _reasons(scores: Sequence[DayScore], day: date, look: Looking, width: int) -> list[Line]:
    """Return the number of a day and the newest days that make it."""
    upto = [one for one in scores if one.facts.day <= day]
    if not upto:
        return []
    head = f"{short_date(day, look.today)}: {signed(shown(upto[-1].momentum), look.symbols)}, made of"
    newest = islice(contributions(upto), REASONS)
    return [
        Line(((head, "text"),)),
        *(momentum_format.day_line(one, look.today, width, look.symbols) for one in newest),
    ]


def _converted(step: Step) -> str:
    """Return a step's conversion with its n: "53.6 % of 336"."""
    ratio = step.conversion
    if ratio is None or ratio.value is None:
        return ""
    return f"{share(ratio.value):>7} of {ratio.whole:>6,}"


def _rate(number: int, days: int) -> str:
    return decimal(Fraction(number, days), 1) if days else ""


def _change(now: int, before: int, symbols: Symbols) -> str:
    """Return how much more or less it is, in per cent; nothing where there was none before."""
    if not before:
        return ""
    change = round(Fraction(now - before, before) * 100)
    return "as before" if not change else f"{symbols.minus if change < 0 else '+'}{abs(change):,} %"


def _head(names: Sequence[str]) -> Line:
    return _row(names[0], names[1:], role="dim")


def _row(first_cell: str, others: Sequence[str], role: str = "text") -> Line:
    cells = "".join(f"{text:>{OTHERS}}" for text in others)
    return Line(((f"{set_cell_size(clean_line(first_cell), FIRST - 1)} ", role), (cells, role)))
