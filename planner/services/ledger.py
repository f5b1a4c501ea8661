"""The facts of each day, read from the file once and kept: what was asked, what was done and which goals were reached.

It adds up what whole days brought, so a history of years costs a few queries. It scores nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, NamedTuple

from planner.domain.goal import Goal
from planner.domain.goal_change import GoalChange
from planner.domain.measure import Unit
from planner.domain.momentum import Benchmark, DayFacts
from planner.domain.pace import Pace
from planner.domain.period import ONE_DAY, Period, Span
from planner.domain.standing import Standing, spans_stood
from planner.domain.tally import Tally
from planner.domain.views import Ask, goal_name
from planner.store import daily

if TYPE_CHECKING:
    from planner.services.planner import Planner


class Era(NamedTuple):
    """Days between which no goal that asks begins or ends."""

    span: Span
    asking: tuple[Standing, ...]
    """One for each measure that is asked for."""


class Ledger:
    """What each day is scored by."""

    def __init__(self, planner: "Planner") -> None:
        """Read through a planner."""
        self._planner = planner
        self._store = planner.store
        self.clear()

    def clear(self) -> None:
        """Forget everything."""
        self._from = date.max
        self._standings: list[Standing] | None = None
        self._since = date.max
        self._tallies: dict[tuple[object, ...], Tally] = {}
        self._milestones: dict[str, tuple[Tally, int]] = {}
        self._worked: dict[date, int] = {}
        self._totals: dict[Span, int] = {}
        """The working days of windows."""

    def forget(self, day: date) -> None:
        """Forget what the log, the plan and the deals say of a day and of those after it."""
        for key, tally in list(self._tallies.items()):
            if key[0] != "window":
                tally.cut(day)
            elif tally.through >= day:
                del self._tallies[key]

    def forget_goals(self) -> None:
        """Forget the goals and their milestones."""
        self._standings = None
        self._milestones.clear()

    def days(self, start: date, end: date) -> list[DayFacts]:
        """Return the facts of each date from one to another, both included."""
        standings = self._read_goals(start)
        counted = (s for s in standings if s.measure.unit is not Unit.MILESTONE)
        earliest = min((s.window(s.span.start).start for s in counted), default=start)
        if min(start, earliest) < self._from:
            self._from = min(start, earliest)
            self._tallies.clear()
            self._worked.clear()
        steps = self._tally(("steps",), end, lambda span: daily.steps(self._store, span)).by_day
        filled = self._tally(("one things",), end, self._one_things).by_day
        told = self._tally(("told",), end, self._told).by_day
        self._count_working_days(end)
        reached = self._reached(standings, Span(start, end))
        today = self._planner.today()
        return [
            DayFacts(
                day,
                is_working := self._planner.calendar.is_working(day),
                steps.get(day, 0),
                bool(filled[day]) if day in filled else None,
                self._asks(era, day, end) if is_working else (),
                tuple(reached.get(day, ())),
                is_known=day in steps or day in told or day >= today,
            )
            for era in _eras(standings, start, end)
            for day in _dates(era.span)
        ]

    def _asks(self, era: Era, day: date, end: date) -> tuple[Ask, ...]:
        asks = []
        for standing in era.asking:
            if asked := self._ask(standing, day, end):
                done = self._amounts(standing, end).by_day.get(day, 0)
                asks.append(Ask(standing.measure.name, asked, done))
        return tuple(asks)

    def _ask(self, standing: Standing, day: date, end: date) -> int:
        goal = standing.goal
        if goal.target is None or goal.period is Period.DAY:
            return goal.target or 0
        window = standing.window(day)
        total = self._totals.get(window)
        if total is None:
            total = self._totals[window] = self._planner.calendar.working_days(window.start, window.end)
        elapsed = self._worked[day] - self._worked[window.start]
        at_start = self._tally_of(standing, day, end).total(window.start, day - ONE_DAY) - goal.baseline
        return Pace(
            target=goal.target - goal.baseline,
            total_days=total,
            elapsed_days=elapsed,
            remaining_days=total - elapsed,
            elapsed_weight=elapsed,
            total_weight=total,
            start_value=at_start,
            value=at_start,
        ).ask

    def _reached(self, standings: Sequence[Standing], span: Span) -> dict[date, list[Benchmark]]:
        """Return the goals that each date of a span reached for the first time in their window, as c4 counts them."""
        found: dict[date, list[Benchmark]] = {}
        for standing in standings:
            if not standing.is_benchmark:
                continue
            goal, first, last = standing.goal, max(span.start, standing.span.start), min(span.end, standing.span.end)
            for window in self._counted(standing, span):
                tally = self._tally_of(standing, max(first, min(last, window.end)), span.end)
                for target, is_nailed in ((goal.target, False), (goal.nailed_at, True)):
                    wanted = self._wanted(standing, target)
                    day = tally.first_reaching(wanted, window.start) if wanted > 0 else None
                    if day is not None and first <= day <= min(last, window.end):
                        name = goal_name(goal, day, self._planner.settings.year_start_month, looks_back=True)
                        found.setdefault(day, []).append(Benchmark(name, is_nailed))
        return found

    def _counted(self, standing: Standing, span: Span) -> Iterable[Span]:
        """Return the dates that count toward a goal's target, window by window; milestones have one for ever."""
        if standing.measure.unit is Unit.MILESTONE:
            return (Span(date.min, date.max),) if standing.span.start <= span.end else ()
        return standing.windows(span)

    def _wanted(self, standing: Standing, target: int | None) -> int:
        """Return what a tally comes to where a target is reached; 0 where there is none. Milestones' are per cent."""
        if target is None or standing.measure.unit is not Unit.MILESTONE:
            return target or 0
        return -(-target * self._ticked(standing.goal.id)[1] // 100)

    def _tally_of(self, standing: Standing, day: date, end: date) -> Tally:
        """Return the amounts that add up to a goal's value in the window of a day."""
        measure = standing.measure
        if measure.unit is Unit.MILESTONE:
            return self._ticked(standing.goal.id)[0]
        if not measure.distinct_contacts:
            return self._amounts(standing, end)
        window = standing.window(day)
        key = ("window", standing.goal.measure_id, window)
        if key not in self._tallies or self._tallies[key].through < day:
            tally = self._tallies[key] = Tally(window.start)
            tally.extend(daily.new_people(self._store, measure, Span(window.start, min(window.end, end))), end)
        return self._tallies[key]

    def _amounts(self, standing: Standing, end: date) -> Tally:
        key = ("amounts", standing.goal.measure_id)
        tally = self._tallies.get(key)
        if tally is not None and tally.through >= end:
            return tally
        return self._tally(key, end, lambda span: daily.amounts(self._store, standing.measure, span))

    def _ticked(self, goal_id: str) -> tuple[Tally, int]:
        """Return the weight of a goal's milestones by the date of their tick, and the weight of all."""
        if goal_id not in self._milestones:
            done, weight = daily.milestones(self._store, goal_id)
            tally = Tally(date.max)
            tally.extend(done, date.max)
            self._milestones[goal_id] = tally, weight
        return self._milestones[goal_id]

    def _one_things(self, span: Span) -> daily.Amounts:
        return [(day, int(done)) for day, done in daily.one_things(self._store, span)]

    def _told(self, span: Span) -> daily.Amounts:
        return [(day, 1) for day in sorted(daily.told_days(self._store, span))]

    def _tally(self, key: tuple[object, ...], end: date, read: Callable[[Span], daily.Amounts]) -> Tally:
        """Return a tally that is read up to a date."""
        tally = self._tallies.setdefault(key, Tally(self._from - ONE_DAY))
        if tally.through < end:
            tally.extend(read(Span(tally.through + ONE_DAY, end)), end)
        return tally

    def _count_working_days(self, end: date) -> None:
        """Count the working days from the first date on before each date up to another."""
        day = next(reversed(self._worked), None)
        if day is None:
            day = self._from
            self._worked[day] = 0
        while day <= end:
            self._worked[day + ONE_DAY] = self._worked[day] + self._planner.calendar.is_working(day)
            day += ONE_DAY

    def _read_goals(self, start: date) -> list[Standing]:
        if self._standings is None or start < self._since:
            self._since = start
            zone = self._planner.clock.now().tzinfo
            decided = self._planner.reading.decided()
            goals = daily.counted_goals(self._store, start)
            self._standings = [s for goal in goals for s in self._stood(goal, decided.get(goal.id, ()), zone)]
        return self._standings

    def _stood(self, goal: Goal, decided: Sequence[tuple[date, GoalChange]], zone: tzinfo | None) -> Iterator[Standing]:
        for version, span in spans_stood(goal, decided, self._day_of(goal.created_at, zone)):
            measure = self._planner.reading.measures[version.measure_id or ""]
            yield Standing(version, measure, span, self._planner.settings.year_start_month)

    def day_of(self, moment: datetime) -> date:
        """Return the planner day of an instant."""
        return self._day_of(moment, self._planner.clock.now().tzinfo)

    def _day_of(self, moment: datetime, zone: tzinfo | None) -> date:
        return self._planner.day_start.day_of(moment.astimezone(zone))


def _eras(standings: Sequence[Standing], start: date, end: date) -> Iterator[Era]:
    """Yield the days from one date to another in parts on which the same goals stand."""
    begins: dict[date, list[int]] = {start: []}
    for n, standing in enumerate(standings):
        if standing.asks and standing.span.start <= end and standing.span.end >= start:
            begins.setdefault(max(start, standing.span.start), []).append(n)
            if standing.span.end < end:
                begins.setdefault(standing.span.end + ONE_DAY, [])
    turns = sorted(begins)
    stand: list[int] = []
    for first, following in zip(turns, [*turns[1:], end + ONE_DAY], strict=True):
        stand = sorted([*(n for n in stand if standings[n].span.end >= first), *begins[first]])
        yield _era(Span(first, following - ONE_DAY), [standings[n] for n in stand])


def _era(span: Span, standings: Sequence[Standing]) -> Era:
    by_measure: dict[str, dict[str, Standing]] = {}
    for standing in standings:
        by_measure.setdefault(standing.goal.measure_id or "", {})[standing.goal.id] = standing
    return Era(span, tuple(min(group.values(), key=lambda s: s.fineness) for group in by_measure.values()))


def _dates(span: Span) -> Iterator[date]:
    for n in range(span.days):
        yield span.start + timedelta(days=n)
