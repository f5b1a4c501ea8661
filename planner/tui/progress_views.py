"""What the progress page can show: each view is read from the services and drawn. Where one looks is the pane's."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from planner.domain.event_mark import EventMark
from planner.domain.goal import Goal
from planner.domain.momentum import DayScore
from planner.domain.period import Span
from planner.domain.progressviews import Zoom
from planner.services.chart import MOST_POINTS
from planner.tui import progress_bars, progress_course, progress_days, progress_marks, progress_momentum
from planner.tui.picture import Looking, Picture, Room
from planner.tui.plots import LEAST
from planner.tui.progress_days import Days
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
_T = TypeVar("_T")


class Seen(NamedTuple):
    """What is looked at."""

    zoom: Zoom
    day: date
    goal: Goal | None
    mark: EventMark | None
    mark_days: int


def _read(planner: "Planner", view: View, seen: Seen, read: Callable[[Zoom, date], _T], *more: object) -> _T:
    """Return what a view shows, read once until the file changes: as numbers, in another size or seen again it is."""
    key = (view, seen.zoom, seen.day, planner.today(), *more)
    return planner.reading.remembered(key, lambda: read(seen.zoom, seen.day))


def momentum(planner: "Planner", seen: Seen, look: Looking, room: Room, *, whole: bool) -> tuple[Momentum | None, bool]:
    """Return momentum, and whether days of it that lie before those two years that are always read are missing."""
    reading, span = planner.momentum, planner.progress.span(seen.zoom, seen.day)
    span = Span(span.start, max(span.start, min(span.end, look.today)))
    scores = tuple[DayScore, ...](reading.scores(reading.last_closed(look.today), whole=whole))
    is_cut = not reading.is_whole and bool(scores) and span.start < scores[0].facts.day
    view = progress_momentum.momentum(scores, span, look, room, is_all=seen.zoom is Zoom.ALL)
    if view is not None and is_cut:
        view = view._replace(told=f"{view.told.partition(';')[0]}; the years before are being read")
    return view, is_cut


def goal(planner: "Planner", seen: Seen, look: Looking, room: Room) -> Picture:
    """Return a goal's course, with a point a column where its numbers are not wanted."""
    chosen = seen.goal
    if chosen is None:
        return Picture(NO_GOAL)
    most = MOST_POINTS if look.has_table else max(LEAST, room.width)
    course = partial(planner.progress.course, chosen, most=most)
    return progress_course.course(_read(planner, View.GOAL, seen, course, chosen.id, most), look, room)


def activity(planner: "Planner", seen: Seen, look: Looking, room: Room) -> Picture:
    """Return what was done, by type."""
    return progress_bars.types(_read(planner, View.ACTIVITY, seen, planner.comparing.activities), look, room)


def funnel(planner: "Planner", seen: Seen, look: Looking, room: Room) -> Picture:
    """Return the way to a sale."""
    span = planner.progress.span(seen.zoom, seen.day)
    return progress_bars.funnel(_read(planner, View.FUNNEL, seen, planner.progress.funnel), span, look, room)


def days(planner: "Planner", seen: Seen, look: Looking, room: Room) -> Days | Picture:
    """Return the calendar of step days; over all years the step days of each month."""
    reading = planner.progress
    if seen.zoom is Zoom.ALL:
        return progress_days.months(_read(planner, View.DAYS, seen, lambda *_: reading.months()), room)
    span = reading.span(seen.zoom, seen.day)
    weeks = progress_days.heat_span(span, look.today, room.width)
    record = reading.span(Zoom.ALL, look.today)
    marks = _read(planner, View.DAYS, seen, lambda *_: reading.days(weeks), weeks)
    return progress_days.calendar(marks, span, record, seen.zoom, look, room)


def periods(planner: "Planner", seen: Seen, look: Looking, room: Room) -> Picture:
    """Return a period beside the one before; over all years each year."""
    if seen.zoom is Zoom.ALL:
        found = _read(planner, View.PERIODS, seen, lambda *_: planner.comparing.years())
        return progress_bars.years(found, planner.progress.begins(), look, room)
    return progress_bars.periods(_read(planner, View.PERIODS, seen, planner.comparing.compared), look, room)


def marks(planner: "Planner", seen: Seen, look: Looking, room: Room) -> Picture:
    """Return what an event mark parts, however long that is; the first one where none is chosen."""
    mark = seen.mark or next(iter(look.marks), None)
    if mark is None:
        return Picture(NO_MARK)
    return progress_marks.marked(planner.marks.compare(mark, seen.mark_days), look, room)


PICTURES: Final[Mapping[View, Callable[["Planner", Seen, Looking, Room], Picture]]] = {
    View.GOAL: goal,
    View.ACTIVITY: activity,
    View.FUNNEL: funnel,
    View.PERIODS: periods,
    View.MARKS: marks,
}
"""How each view is drawn; momentum and the days have a cursor."""
