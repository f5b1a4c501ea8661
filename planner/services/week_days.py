"""What the days of a week brought, for its planning: wins, asks met, steps that served a goal, and one suggestion."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from planner.domain.conversion import Ratio
from planner.domain.measure import Unit
from planner.domain.momentum import DayFacts
from planner.domain.period import ONE_DAY, Span
from planner.domain.reviewviews import Win, WinKind
from planner.domain.suggestion import Suggestion, suggest
from planner.domain.weekviews import AskDays, BestDay
from planner.services import known_days
from planner.store import weeks

if TYPE_CHECKING:
    from planner.services.planner import Planner

_LATE: Final = timedelta(weeks=4)
_EARLIER: Final = timedelta(weeks=48)
"""What the conversions of late are compared with: the rest of a year."""


class WeekDays(NamedTuple):
    """What the days of a week brought, in the words of its view."""

    wins: tuple[Win, ...]
    asks: tuple[AskDays, ...]
    step_days: int
    working_days: int
    unknown_days: int
    steps: int
    best_day: BestDay | None


def brought(planner: "Planner", lived: Span) -> WeekDays:
    """Return what the days of a week that have begun brought, its wins first."""
    facts = planner.momentum.facts_of(lived)
    working = [day for day in facts if day.is_working]
    stepped = [day for day in facts if day.steps]
    with_steps = {day.day for day in stepped}
    worked = [day for day in working if day.is_known and known_days.counts(planner, day.day, with_steps)]
    best = max(stepped, key=lambda day: (day.ratio + day.bonus, day.steps), default=None)
    return WeekDays(
        wins=tuple(_wins(planner, facts, lived)),
        asks=tuple(_asks(worked)),
        step_days=sum(day.steps > 0 for day in worked),
        working_days=len(worked),
        unknown_days=sum(not day.is_known for day in working),
        steps=sum(day.steps for day in facts),
        best_day=best
        and BestDay(best.day, best.steps, best.met, best.asked, len({mark.goal for mark in best.benchmarks})),
    )


def served(planner: "Planner", lived: Span, steps: int) -> Ratio | None:
    """Return the steps that counted toward a priority or a goal under it, or did an action that serves one.

    None where there was no priority.
    """
    goals = weeks.priorities(planner.store, lived)
    if not goals:
        return None
    measures = planner.reading.measures
    counted = [
        weeks.Served(measures[goal.measure_id], goal.span.clipped(lived))
        for goal in goals
        if goal.measure_id and measures[goal.measure_id].unit in {Unit.COUNT, Unit.MONEY}
    ]
    return Ratio(weeks.served(planner.store, lived, counted, [goal.id for goal in goals]), steps)


def suggestion(planner: "Planner", week: Span) -> Suggestion | None:
    """Return the one suggestion: the last four weeks against the 48 before them."""
    late = Span(week.end - _LATE + ONE_DAY, week.end)
    before = Span(late.start - _EARLIER, late.start - ONE_DAY)
    return suggest(planner.funnel.steps(late), planner.funnel.steps(before))


def _wins(planner: "Planner", facts: Iterable[DayFacts], lived: Span) -> Iterator[Win]:
    """Yield the goals that were nailed and reached, each once, and the sales."""
    marks = [mark for day in facts for mark in day.benchmarks]
    nailed = dict.fromkeys(mark.goal for mark in marks if mark.is_nailed)
    for name in nailed:
        yield Win(WinKind.NAILED, name)
    for name in dict.fromkeys(mark.goal for mark in marks if mark.goal not in nailed):
        yield Win(WinKind.REACHED, name)
    for sale in weeks.sales(planner.store, lived):
        yield Win(WinKind.CLOSED, sale.name, amount_minor=sale.amount_minor, currency=sale.currency)


def _asks(facts: Iterable[DayFacts]) -> Iterator[AskDays]:
    """Yield on how many days each measure's ask was met."""
    met: dict[str, list[bool]] = {}
    for day in facts:
        for ask in day.asks:
            met.setdefault(ask.name, []).append(ask.done >= ask.asked)
    for name, days in met.items():
        yield AskDays(name, sum(days), len(days))
