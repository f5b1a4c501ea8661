"""What the progress page can show: each view is read from the services and drawn. Where one looks is the pane's."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from planner.domain.event_mark import EventMark
from planner.domain.goal import Goal
from planner.domain.momentum import DayScore
from planner.domain.period import Span
from planner.domain.progressviews import Zoom
from planner.tui import progress_bars, progress_course, progress_days, progress_momentum
from planner.tui.line import Cell, Line
from planner.tui.picture import Looking, Picture, Room
from planner.tui.progress_momentum import Momentum

if TYPE_CHECKING:
    from planner.services.planner import Planner

NO_GOAL = "No goal with a number has begun. g on the Today screen sets one."
NO_MARK = "No day is marked yet. a marks one: “12 jan negotiation training”."
NO_SCORE = "No day is scored here: a day counts once it is over. l logs a step."


class View(StrEnum):
    """What is drawn."""

    GOAL = "goal"
    MOMENTUM = "momentum"
    ACTIVITY = "activity"
    FUNNEL = "funnel"
    DAYS = "days"
    PERIODS = "periods"
    MARKS = "marks"


VIEWS: Final = tuple(View)


class Seen(NamedTuple):
    """What is looked at."""

    zoom: Zoom
    day: date
    goal: Goal | None
    mark: EventMark | None


def tabs(view: View, width: int) -> Line:
    """Return the line with the charts, in short where there is little room."""
    cells: list[Cell] = []
    for one in VIEWS:
        name = one.value if width >= 64 or one is view else one.value[:4]
        cells.append((f"[{name}]", "key") if one is view else (f" {name} ", "dim"))
    return Line(tuple(cells))


def momentum(planner: "Planner", seen: Seen, look: Looking, room: Room, *, whole: bool) -> tuple[Momentum | None, bool]:
    """Return momentum, and whether days of it that lie before those two years that are always read are missing."""
    reading, span = planner.momentum, planner.progress.span(seen.zoom, seen.day)
    span = Span(span.start, max(span.start, min(span.end, look.today)))
    scores = tuple[DayScore, ...](reading.scores(reading.last_closed(look.today), whole=whole))
    is_cut = not whole and bool(scores) and span.start < scores[0].facts.day
    return progress_momentum.momentum(scores, span, look, room), is_cut


def goal(planner: "Planner", seen: Seen, look: Looking, room: Room) -> Picture:
    """Return a goal's course."""
    if seen.goal is None:
        return Picture(NO_GOAL)
    return progress_course.course(planner.progress.course(seen.goal, seen.zoom, seen.day), look, room)


def activity(planner: "Planner", seen: Seen, look: Looking, room: Room) -> Picture:
    """Return what was done, by type."""
    reading = planner.progress
    spans = reading.periods(seen.zoom, seen.day)
    return progress_bars.types(reading.types(seen.zoom, seen.day), spans, look, room)


def funnel(planner: "Planner", seen: Seen, look: Looking, room: Room) -> Picture:
    """Return the way to a sale."""
    span = planner.progress.span(seen.zoom, seen.day)
    return progress_bars.funnel(planner.progress.funnel(seen.zoom, seen.day), span, look, room)


def days(planner: "Planner", seen: Seen, look: Looking, room: Room) -> Picture:
    """Return the calendar of step days; over all years the step days of each month."""
    reading = planner.progress
    if seen.zoom is Zoom.ALL:
        return progress_days.months(reading.months(), room)
    span = reading.span(seen.zoom, seen.day)
    end = min(span.end, look.today) if span.start <= look.today else span.end
    weeks = progress_days.heat_span(end, room.width)
    return progress_days.calendar(reading.days(weeks), Span(span.start, end), look, room)


def periods(planner: "Planner", seen: Seen, look: Looking, room: Room) -> Picture:
    """Return a period beside the one before."""
    return progress_bars.periods(planner.progress.compared(seen.zoom, seen.day), look, room)


def marks(planner: "Planner", seen: Seen, look: Looking, room: Room) -> Picture:
    """Return what an event mark parts; the first one where none is chosen."""
    mark = seen.mark or next(iter(look.marks), None)
    if mark is None:
        return Picture(NO_MARK)
    return progress_days.marked(planner.marks.compare(mark), look, room)


PICTURES: Final[Mapping[View, Callable[["Planner", Seen, Looking, Room], Picture]]] = {
    View.GOAL: goal,
    View.ACTIVITY: activity,
    View.FUNNEL: funnel,
    View.DAYS: days,
    View.PERIODS: periods,
    View.MARKS: marks,
}
"""How each view is drawn; momentum has a cursor of its own."""
