"""What was done as bars: by type, on the way to a sale, and in a period beside the one before. Pure."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise

from rich.cells import set_cell_size

from planner.domain.conversion import Step
from planner.domain.figure import decimal, share
from planner.domain.gauge import Compared
from planner.domain.measure import plural
from planner.domain.period import Span, year_label
from planner.domain.progressviews import Activities, Part, PeriodsCompared, TypeCount
from planner.domain.text import clean_line
from planner.domain.views import short_date
from planner.tui.bar_rows import Bar, bars
from planner.tui.labelled import broken
from planner.tui.line import Cell, Line, Symbols
from planner.tui.picture import FIRST, OTHERS, Looking, Picture, Room, between, fitted, table_head, table_row
from planner.tui.upright import upright

_TALL = 12
"""Lines above which the steps of each day or week stand below the types."""
_NARROW = 50
"""Columns below which a conversion is told as a share with its n: of the counts the part is left out."""
_SHORTEST = 4
"""Columns that a bar has at least."""
_COUNTED = (
    "A conversation is a call that reached somebody, or a meeting or demo that was held. "
    "Of the calls those that reached somebody led to one."
)


def types(done: Activities, look: Looking, room: Room) -> Picture:
    """Return what was done, by type beside the period before, and the steps of each part of the period."""
    spans, rows = done.spans, done.types
    named = between(spans.now, look.today)
    if not rows:
        return Picture(f"No step was logged {named}{_nor(spans, look)}. l logs a step.")
    table = [table_head(("type", "times", "before", "now a day", "before"))]
    table += [
        table_row(
            plural(row.type),
            (
                f"{row.now:,}",
                f"{row.before:,}" if spans.before is not None else "",
                _rate(row.now, spans.days_now),
                _rate(row.before, spans.days_before),
            ),
        )
        for row in rows
    ]
    most = max(max(row.now, row.before) for row in rows)
    pairs = [_type(row, most, spans, look, room) for row in rows]
    drawn = [line for pair in pairs for line in pair]
    if len(drawn) > room.height:
        drawn = [first for first, *_ in pairs]
    if len(drawn) > room.height:
        drawn = [*drawn[: max(0, room.height - 1)], Line(((f"v shows all {len(rows)} types as numbers", "dim"),))]
    left = room.height - len(drawn) - 2
    if left >= _TALL // 2:
        head = Line(((f"steps {done.bucket} by {done.bucket}", "dim"),))
        values = [(part.span, part.stepped.steps) for part in done.parts]
        drawn = [*drawn, Line(), head, *upright(values, room.width, min(_TALL, left), look.symbols)]
    return Picture(_done(done, look), drawn, table)


def _done(done: Activities, look: Looking) -> str:
    """Return what was done as a sentence: steps are entries; what they tell of may have been done more often."""
    spans, rows = done.spans, done.types
    steps, times = done.now.steps, sum(row.now for row in rows)
    told = f"{_steps(steps)} {between(spans.now, look.today)}"
    if times != steps:
        told += f" ({times:,} times)"
    if rows[0].now:
        told += f", {plural(rows[0].type)} first with {rows[0].now:,}"
    if spans.before is not None:
        told += f"; {_steps(done.before.steps)} {between(spans.before, look.today)}"
    return f"{told}; {_days(spans, look)}"


def _days(spans: PeriodsCompared, look: Looking) -> str:
    """Return over how many working days a comparison goes, or why there is none."""
    now, before = spans.days_now, spans.days_before
    if spans.before is not None:
        days = f"{now:,}" if now == before else f"{now:,} and {before:,}"
        return f"{days} working {'day' if now == before == 1 else 'days'}{' each' if now == before else ''}"
    told = f"{now:,} working {'day' if now == 1 else 'days'}"
    return f"{told}; nothing is known before {short_date(spans.begins, look.today)}" if spans.begins else told


def _nor(spans: PeriodsCompared, look: Looking) -> str:
    if spans.before is not None:
        return f" nor {between(spans.before, look.today)}"
    return f", and nothing is known before {short_date(spans.begins, look.today)}" if spans.begins else ""


def _steps(number: int) -> str:
    return f"{number:,} {'step' if number == 1 else 'steps'}"


def _type(row: TypeCount, most: int, spans: PeriodsCompared, look: Looking, room: Room) -> list[Line]:
    told = f"{row.now:,}", f"{row.before:,}", _change(row.now, row.before, look.symbols)
    pair = _pair(Compared(plural(row.type), row.now, row.before), told, room.width, look.symbols, most)
    return pair if spans.before is not None else pair[:1]


def years(parts: Sequence[Part], begins: date, look: Looking, room: Room) -> Picture:
    """Return the steps and the step days of each sales year, the last one first."""
    known = [part for part in parts if part.stepped.steps]
    if not known:
        return Picture("Nothing is logged yet. l logs a step.")
    best = max(known, key=lambda part: part.stepped.steps)
    total = sum(part.stepped.steps for part in known)
    told = f"{_steps(total)} since {short_date(begins, look.today)}"
    if len(known) > 1:
        told += f", year by year; most in {year_label(best.span)}: {best.stepped.steps:,}"
    table = [table_head(("year", "steps", "step days", "rest days"))]
    table += [
        table_row(year_label(part.span), [f"{number:,}" if part.is_known else "?" for number in part.stepped])
        for part in reversed(parts)
    ]
    drawn = bars(
        [Bar(year_label(part.span), part.stepped.steps, *_of_year(part)) for part in reversed(parts)],
        room.width,
        look.symbols,
    )
    return Picture(told, drawn, table)


def _of_year(part: Part) -> tuple[str, str]:
    """Return the steps of a year and on how many days they were made; that nothing is known of it, where so."""
    if not part.is_known:
        return "?", "    unknown"
    days = part.stepped.step_days
    return f"{part.stepped.steps:,}", f"{days:>3,} step {'day ' if days == 1 else 'days'}"


def funnel(steps: Sequence[Step], span: Span, look: Looking, room: Room) -> Picture:
    """Return the way to a sale with each step's conversion and its n (B69, B127)."""
    named = between(span, look.today)
    if not any(step.times for step in steps):
        return Picture(f"No call, meeting, proposal or close {named}. l logs a step.")
    known = [(step.rate, step, before) for before, step in pairwise(steps) if step.rate is not None]
    calls, closes = steps[0].times, steps[-1].times
    told = (
        f"{calls:,} {'call' if calls == 1 else 'calls'} and {closes:,} {'close' if closes == 1 else 'closes'} {named}"
    )
    if known:
        _, step, before = min(known, key=lambda one: one[0])
        told += f"; fewest go on from {before.label} to {step.label}: {step.counted}"
    is_narrow = room.width < _NARROW
    drawn = [
        Bar(step.label, step.times, f"{step.times:,}", step.share() if is_narrow else _converted(step))
        for step in steps
    ]
    table = [table_head(("step", "times", "share", "led here", "of"))]
    for step in steps:
        counted = (f"{number:,}" for number in step.conversion) if step.conversion else ("", "")
        part = share(step.rate) if step.rate is not None else ""
        table.append(table_row(step.label, (f"{step.times:,}", part, *counted)))
    drawn_bars = bars(drawn, room.width, look.symbols)
    note = [Line(), *(Line(((text, "dim"),)) for text in broken(_COUNTED, room.width))]
    return Picture(told, [*drawn_bars, *(note if len(drawn_bars) + len(note) <= room.height else ())], table)


def periods(view: PeriodsCompared, look: Looking, room: Room) -> Picture:
    """Return a period beside the one before: two bars for each measure on one scale; numbers alone where none is."""
    now = between(view.now, look.today)
    if not view.rows:
        return Picture(f"No step was logged {now}{_nor(view, look)}. l logs a step.")
    told = now if view.before is None else f"{now} beside {_beside(view.before, look.today)}"
    told = f"{told[0].upper()}{told[1:]}, {_days(view, look)}"
    written = [_written(row, look.symbols) for row in view.rows]
    columns = 4 if view.before is not None else 2
    table = [table_head(("what", "now", "before", "change")[:columns])]
    table += [table_row(row.name, cells[: columns - 1]) for row, cells in zip(view.rows, written, strict=True)]
    widest = max(len(cell) for cells in written for cell in cells)
    if view.before is None or widest >= OTHERS or 2 * len(view.rows) > room.height:
        return Picture(told, fitted(table, room.width), table)
    drawn = [
        line
        for row, cells in zip(view.rows, written, strict=True)
        for line in _pair(row, cells, room.width, look.symbols, max(1, row.now, row.before))
    ]
    return Picture(told, drawn, table)


def _written(row: Compared, symbols: Symbols) -> tuple[str, str, str]:
    """Return what there is now, what there was before, and the change."""
    now, before = (
        symbols.amount(value, row.currency) if row.currency else f"{value:,}" for value in (row.now, row.before)
    )
    return now, before, _change(row.now, row.before, symbols)


def _beside(span: Span, today: date) -> str:
    """Return a span without the word that stands before it: "22 Oct", "from 1 to 22 Oct"."""
    told = between(span, today)
    return told.removeprefix("on ").removeprefix("in ")


def _pair(row: Compared, told: tuple[str, str, str], width: int, symbols: Symbols, most: int) -> list[Line]:
    """Return two bars on a scale up to `most`: what there is now, and in a quieter colour what there was before.

    Where columns are few the change is left out, and then of the name: numbers are whole.
    """
    now, before, change = told
    first, has_change = FIRST, width >= FIRST + 2 * OTHERS + _SHORTEST
    size = width - FIRST - (2 * OTHERS if has_change else OTHERS)
    if size < _SHORTEST:
        first, size = max(1, width - OTHERS - _SHORTEST), _SHORTEST

    def bar(value: int, role: str) -> tuple[Cell, Cell]:
        halves = -(-2 * size * max(0, value) // most)
        text = symbols.bar * (halves // 2) + symbols.half * (halves % 2)
        return (text, role), (" " * (size - len(text)), "dim")

    name = set_cell_size(clean_line(row.name), first - 1) + " "
    changed = f"{change:>{OTHERS}}" if has_change else ""
    return [
        Line(((name, "text"), *bar(row.now, "bar"), (f"{now:>{OTHERS}}{changed}", "text"))),
        Line((((f"{'before':>{first - 1}} "), "dim"), *bar(row.before, "track"), (f"{before:>{OTHERS}}", "dim"))),
    ]


def _converted(step: Step) -> str:
    """Return a step's conversion with its n: "180 of 336  53.6 %"; "3 from 2" where it is no share."""
    part = share(step.rate) if step.rate is not None else ""
    return f"{step.counted:>14} {part:>8}" if step.counted else ""


def _rate(number: int, days: int) -> str:
    return decimal(Fraction(number, days), 1) if days else ""


def _change(now: int, before: int, symbols: Symbols) -> str:
    """Return how much more or less it is, in per cent; nothing where there was none before."""
    if not before:
        return ""
    change = round(Fraction(now - before, before) * 100)
    return "as before" if not change else f"{symbols.minus if change < 0 else '+'}{abs(change):,} %"
