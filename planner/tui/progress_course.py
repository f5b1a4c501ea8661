"""A goal's course as a picture: what was reached beside the expected line, the forecast and the target. Pure."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby

from rich.cells import cell_len

from planner.domain.figure import decimal
from planner.domain.measure import SHARES, Measure, Unit
from planner.domain.money import minor_digits
from planner.domain.period import Span
from planner.domain.progressviews import CoursePoint, GoalCourse
from planner.domain.views import MONTHS, short_date
from planner.tui.line import Cell, Line, Symbols
from planner.tui.picture import HIGHEST, Looking, Picture, Room, between, event_key, key, table_head, table_row
from planner.tui.plots import Curve, Plot, lines

_TALL = 8
"""Lines from which the names of the curves may take two."""
_NARROW = 40
"""Columns from which a date has its day of the week."""


def course(view: GoalCourse, look: Looking, room: Room) -> Picture:
    """Return a goal's course: actual, the expected line, the forecast and the target."""
    told = _standing(view, look)
    if not view.points or _is_of_a_day(view):
        return Picture(told)
    if look.has_table:
        return Picture(told, table=_course_table(view, look, room))
    actual = [(point.day, point.actual) for point in view.points if point.actual is not None]
    expected = [(point.day, point.expected) for point in view.points if point.expected is not None]
    if actual and _is_part(view) and actual[0][0] == view.span.start:
        actual.insert(0, (view.span.start, view.before))
    reached = [Curve(actual, "solid", "accent")] if not view.bucket else list(_unbroken(view.points))
    forecast = [(point.day, point.forecast) for point in view.points if point.forecast is not None]
    money = view.measure is not None and view.measure.unit is Unit.MONEY
    plot = Plot(
        span=view.span,
        held=(0,) if view.bucket or not _is_part(view) or _is_steep(view) else (),
        curves=(Curve(expected, "dots", "dim"), Curve(forecast, "dashes", "type"), *reached),
        told=lambda value: _short(value, view.measure, look.symbols),
        unit=10 ** minor_digits(view.measure.currency) if money and view.measure is not None else 1,
        level=None if view.bucket else _level(view),
        marks=[mark.date for mark in look.marks],
    )
    named = [("solid", "accent", "actual")]
    named += [("dots", "dim", "expected")] if expected else []
    named += [("dashes", "type", "forecast")] if forecast else []
    named += [("level", "dim", "target")] if plot.level is not None else []
    legend = _legend(named, event_key(view.span, look.marks, look.symbols), look.symbols, room)
    drawn = lines(plot, room.width, min(HIGHEST, room.height - len(legend)), look.symbols)
    return Picture(told, (*drawn, *legend) if drawn else ())


def _legend(
    named: Sequence[tuple[str, str, str]], events: Sequence[Cell], symbols: Symbols, room: Room
) -> tuple[Line, ...]:
    """Return the names of the curves and of the event marks: in two lines where one is too narrow and there is room."""
    curves = key(named, symbols)
    if room.height < _TALL or _wide(curves) + _wide(events) <= room.width:
        return (Line((*curves, *events)),)
    at = len(named) if _wide(curves) <= room.width else len(named) // 2
    rest = [*key(named[at:], symbols), *events]
    return Line(tuple(key(named[:at], symbols))), Line(((rest[0][0].lstrip(), rest[0][1]), *rest[1:]))


def _wide(cells: Sequence[Cell]) -> int:
    return sum(cell_len(text) for text, _ in cells)


def _unbroken(points: Sequence[CoursePoint]) -> Iterator[Curve]:
    """Yield what weeks or months brought, a curve for each stretch of which something is known."""
    for is_known, stretch in groupby(points, key=lambda point: point.actual is not None):
        if is_known:
            yield Curve([(point.day, point.actual or 0) for point in stretch], "solid", "accent")


def _standing(view: GoalCourse, look: Looking) -> str:
    """Return how a goal stands: "61,200 of 240,000, 34 days behind the line; forecast 203,788"."""
    goal = view.goal
    if view.bucket:
        return _history(view, look)
    if view.measure is None or goal.target is None:
        return "This goal has no number to draw. e on its page gives it one."
    if view.pace is None:
        return f"It begins {short_date(goal.starts_on, look.today)}."
    if _is_part(view):
        return _part(view, goal.target, look)
    told = f"{look.amount(view.value, view.measure)} of {look.amount(goal.target, view.measure)}"
    if _is_of_a_day(view):
        return f"{told} on {short_date(view.as_of, look.today)}: a goal of one day has no line"
    days = view.pace.days_ahead_now
    number = decimal(abs(days), 0 if abs(days) >= 10 else 1)
    noun = "day" if number == "1" else "days"
    told += ", on the line" if number == "0" else f", {number} {noun} {'behind' if days < 0 else 'ahead of'} the line"
    if view.forecast is not None and view.as_of < view.goal.window(view.as_of).end:
        told += f"; forecast {look.amount(view.forecast, view.measure)}"
    return told


def _is_of_a_day(view: GoalCourse) -> bool:
    """Whether a goal has a single day: a line and a pace say nothing of it."""
    return not view.bucket and view.goal.window(view.as_of).days == 1


def _is_part(view: GoalCourse) -> bool:
    """Whether less of a goal's period is seen than all of it."""
    return not view.bucket and view.span != view.goal.window(view.as_of)


def _is_steep(view: GoalCourse) -> bool:
    """Whether what is seen of a goal rises so much that zero may stand below it."""
    values = [value for point in view.points for value in (point.actual, point.expected) if value is not None]
    return not values or 2 * min(values) < max(values)


def _part(view: GoalCourse, target: int, look: Looking) -> str:
    """Return what a part of a goal's period brought, up to what, and what the line wants there."""
    known = [point for point in view.points if point.actual is not None]
    named = between(view.span, look.today)
    if not known:
        return f"Nothing is known yet of the time {named}."
    first, last = known[0], known[-1]
    there = look.amount(last.actual or 0, view.measure)
    told = f"{there} of {look.amount(target, view.measure)} on {short_date(last.day, look.today)}"
    if first.day < last.day and first.day == view.span.start:
        more = (last.actual or 0) - view.before
        told += f", {look.amount(more, view.measure)} {between(Span(first.day, last.day), look.today)}"
    return f"{told}; the line is at {look.amount(last.expected, view.measure)}" if last.expected is not None else told


def _history(view: GoalCourse, look: Looking) -> str:
    """Return what weeks or months brought, as a sentence; it begins where the record does (B72)."""
    known = [point for point in view.points if point.actual is not None]
    came = [(point.actual or 0, point.day) for point in known]
    if not any(number for number, _ in came):
        return f"Nothing counted {between(view.span, look.today)}, {view.bucket} by {view.bucket}. l logs a step."
    first = next(day for number, day in came if number)
    best = max(came, key=lambda one: one[0])
    total = sum(number for number, _ in came)
    return (
        f"{look.amount(total, view.measure)} since {_named(first, view.bucket, look.today)}, "
        f"{view.bucket} by {view.bucket}; most in one {view.bucket}: {look.amount(best[0], view.measure)}, "
        f"{_named(best[1], view.bucket, look.today)}{_running(known[-1].day, view.bucket, look.today)}"
    )


def _running(last: date, bucket: str, today: date) -> str:
    """Return that the last week or month is not over, where that is so."""
    if bucket == "week" and (today - last).days < today.weekday() + 1 <= 6:
        return "; this week is not over"
    is_running = bucket == "month" and (last.year, last.month) == (today.year, today.month)
    if is_running and (today + timedelta(days=1)).month == today.month:
        return f"; {MONTHS[today.month - 1]} is not over"
    return ""


def _named(day: date, bucket: str, today: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}" if bucket == "month" else short_date(day, today)


def _level(view: GoalCourse) -> int | None:
    """Return the target where it does not flatten the chart: a half of it is in sight, or all of it beside a part."""
    seen = max((max(point.actual or 0, point.expected or 0, point.forecast or 0) for point in view.points), default=0)
    target, least = view.goal.target, seen if _is_part(view) else seen * 2
    return target if target is not None and least >= target else None


def _short(value: int, measure: Measure | None, symbols: Symbols) -> str:
    """Return a value beside a chart in few letters: $240k, 1.5M, 80%."""
    if measure is None or measure.unit is not Unit.MONEY:
        return _scaled(value) + ("%" if measure is not None and measure.unit in SHARES else "")
    whole = 10 ** minor_digits(measure.currency)
    sign = symbols.amount(0, measure.currency)
    return sign if not symbols.shows_money else sign.replace("0", _scaled(value // whole))


def _scaled(value: int) -> str:
    for power, letter in ((12, "T"), (9, "B"), (6, "M"), (3, "k")):
        if abs(value) >= 10**power and value % 10 ** (power - 1) == 0:
            return f"{decimal(Fraction(value, 10**power), 1)}{letter}"
    return f"{value:,}"


def _course_table(view: GoalCourse, look: Looking, room: Room) -> list[Line]:
    """Return a line for each point; where there is little room without the day of the week, for all numbers to fit.

    What is expected and forecast has a column where there is any.
    """
    all_columns: list[tuple[str, list[Fraction | int | None]]] = [
        ("actual", [point.actual for point in view.points]),
        ("expected", [point.expected for point in view.points]),
        ("forecast", [point.forecast for point in view.points]),
    ]
    columns = [one for one in all_columns if one[0] == "actual" or any(value is not None for value in one[1])]

    def told(value: "Fraction | int | None") -> str:
        return "" if value is None else look.amount(value, view.measure)

    def row(at: int, point: CoursePoint) -> Line:
        day = _named(point.day, view.bucket, look.today)
        day = day if view.bucket == "month" or room.width >= _NARROW else day[4:]
        return table_row(day, [told(values[at]) for _, values in columns])

    head = table_head((view.bucket or "day", *(name for name, _ in columns)))
    return [head, *(row(at, point) for at, point in enumerate(view.points))]
