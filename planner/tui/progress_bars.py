"""What was done as bars: by type, on the way to a sale, and in a period beside the one before. Pure."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from rich.cells import set_cell_size

from planner.domain.conversion import Step
from planner.domain.figure import decimal, share
from planner.domain.gauge import Compared
from planner.domain.measure import plural
from planner.domain.period import Span
from planner.domain.progressviews import PeriodsCompared, TypeCount
from planner.domain.text import clean_line
from planner.tui.bar_rows import Bar, bars
from planner.tui.line import Cell, Line, Symbols
from planner.tui.picture import FIRST, OTHERS, Looking, Picture, Room, between, table_head, table_row


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
    table = [table_head(("type", "now", "before", "now a day", "before"))]
    table += [
        table_row(
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
    table = [table_head(("step", "times", "of", "n", "share"))]
    names = ("", *(step.name for step in steps))
    for step, name in zip(steps, names, strict=False):
        ratio = step.conversion
        part = share(ratio.value) if ratio is not None and ratio.value is not None else ""
        table.append(table_row(step.name, (f"{step.times:,}", name, f"{ratio.whole:,}" if ratio else "", part)))
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
    table = [table_head(("what", "now", "before", "change"))]
    for row in view.rows:
        now, before = (
            look.symbols.amount(value, row.currency) if row.currency else f"{value:,}"
            for value in (row.now, row.before)
        )
        change = _change(row.now, row.before, look.symbols)
        table.append(table_row(row.name, (now, before, change)))
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
