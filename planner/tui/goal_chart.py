"""The chart of a goal's page: what was reached as a solid line beside a dotted one of what is expected. Pure."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from rich.cells import cell_len

from planner.domain.measure import Unit
from planner.domain.money import minor_digits
from planner.domain.period import Span
from planner.tui.goal_view import GoalView
from planner.tui.labelled import broken, section
from planner.tui.line import Line, Row, Symbols, static
from planner.tui.pace_format import PaceTeller
from planner.tui.picture import event_key, key
from planner.tui.plots import Curve, Plot, lines

if TYPE_CHECKING:
    from planner.domain.chartpoint import ChartPoint

_CURVES = (("solid", "accent", "reached"), ("dots", "dim", "expected"))


def chart_rows(view: GoalView, teller: PaceTeller, symbols: Symbols, width: int, height: int) -> Iterator[Row]:
    """Yield the chart with a sentence that says the same; nothing where there is none to draw."""
    points, measure = view.found.chart, view.found.measure
    unit = 10 ** minor_digits(measure.currency) if measure is not None and measure.unit is Unit.MONEY else 1
    drawn = chart(points, teller.scale, symbols, width, height, unit=unit, marks=[mark.date for mark in view.marks])
    told = teller.standing()
    if not drawn or not told:
        return
    legend = key(_CURVES, symbols)
    yield section("chart", symbols, width)
    if width >= cell_len(told) + 24:
        yield static(Line(((told, "text"),), tuple(legend)))
    else:
        yield static(*(Line(((text, "text"),)) for text in broken(told, width)), Line(tuple(legend)))
    events = event_key(Span(points[0].day, points[-1].day), view.marks, symbols)
    yield static(*drawn, *([Line(tuple(events))] if events else []))


def chart(
    points: "Sequence[ChartPoint]",
    told: Callable[[int], str],
    symbols: Symbols,
    width: int,
    height: int,
    *,
    unit: int = 1,
    marks: Sequence[date] = (),
) -> tuple[Line, ...]:
    """Return a chart of `height` lines, that with the dates among them; none of one day or without room.

    `told` writes a value of the scale, whose ticks are multiples of `unit`.
    """
    if len(points) < 2:
        return ()
    expected = Curve([(point.day, point.expected) for point in points], "dots", "dim")
    actual = Curve([(point.day, point.actual) for point in points], "solid", "accent")
    span = Span(points[0].day, points[-1].day)
    return lines(Plot(span, (expected, actual), told, unit, marks=marks), width, height, symbols)
