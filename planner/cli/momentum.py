"""Momentum as lines and as JSON: the number, what it would become, and where it comes from."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from planner.cli.answer import Options, answer, named_day
from planner.cli.words import Parser, reads
from planner.domain.errors import PlannerError
from planner.domain.gauge import NOT_A_RATING, Compared, Gauge, Why, shown, signed
from planner.domain.momentum import Contribution
from planner.domain.money import format_amount
from planner.domain.text import clean_line
from planner.domain.views import short_date
from planner.services.known_days import LONG, SHORT

if TYPE_CHECKING:
    from planner.services.planner import Planner

MOST_IN_JSON = 60
"""Days that the JSON tells one by one; the ones before them are one figure."""


def words(parser: Parser) -> None:
    """Add the words of `planner momentum`."""
    parser.set_defaults(run=_run)
    reads(parser, date=True)


def _run(planner: "Planner", options: Options) -> None:
    day = named_day(planner, options)
    answer(options, lambda: figures(planner, day), lambda: lines(planner, day))


def figures(planner: "Planner", day: date) -> dict[str, Any]:
    """Return every figure of a day for JSON. Momentum figures are not clamped; `shown` is."""
    _check(planner, day)
    reading = planner.momentum
    gauge, why = reading.gauge(day), reading.why(day, MOST_IN_JSON)
    return {
        "date": day.isoformat(),
        "closed": not gauge.is_open,
        "momentum": _exact(gauge.value),
        "shown": gauge.shown,
        "word": gauge.word,
        "arrow": gauge.arrow or None,
        "trend": None if gauge.trend is None else _exact(gauge.trend),
        "as_it_stands": _exact(gauge.as_it_stands),
        "if_asks_met": _exact(gauge.if_asks_met),
        "days_to_level": gauge.days_to_level,
        f"step_days_of_{SHORT}": gauge.step_days.stepped,
        f"step_days_of_{LONG}": gauge.step_days_long.stepped,
        f"unknown_days_of_{LONG}": gauge.step_days_long.unknown,
        "run": gauge.run,
        "practice": {"step_days": why.step_days, "working_days": why.working_days, "unknown_days": why.unknown},
        "specific_actions": {"met": why.met, "asked": why.asked},
        "achievement": {"goals_reached": why.reached},
        "contributions": [_contribution(one) for one in why.contributions],
        "earlier": _exact(why.earlier),
        "comparison": [row._asdict() for row in reading.comparison(day)],
        "smallest_action": reading.smallest_action(day),
        "note": NOT_A_RATING,
    }


def lines(planner: "Planner", day: date) -> Iterator[str]:
    """Yield a day's momentum as lines."""
    _check(planner, day)
    reading = planner.momentum
    gauge, why = reading.gauge(day), reading.why(day)
    yield " ".join(part for part in (signed(gauge.shown), gauge.word, gauge.arrow) if part)
    yield from _outlook(gauge)
    run = f", {gauge.run} days without two quiet ones in a row" if gauge.run else ""
    short, long = gauge.step_days, gauge.step_days_long
    yield f"step days {short.stepped} of {short.known}, {long.stepped} of {long.known}{run}"
    if gauge.days_to_level:
        days = "1 full day brings" if gauge.days_to_level == 1 else f"{gauge.days_to_level} full days bring"
        yield f"{days} it to zero"
    if action := reading.smallest_action(day):
        yield action
    yield from _sources(why, day)
    yield from _compared(reading.comparison(day))
    yield NOT_A_RATING


def _check(planner: "Planner", day: date) -> None:
    today = planner.today()
    if day > today:
        raise PlannerError(f"{short_date(day, today)} is still to come. Momentum is counted up to today.")


def _outlook(gauge: Gauge) -> Iterator[str]:
    """Yield what the open day would make of the number; less than the number is not told: the day is not over."""
    if not gauge.is_open:
        return
    stands, met = shown(gauge.as_it_stands), shown(gauge.if_asks_met)
    parts = [f"as it stands {signed(stands)}"] if stands >= gauge.shown else []
    if met > stands:
        parts.append(f"if today's asks are met {signed(met)}")
    if parts:
        yield ", ".join(parts)


def _sources(why: Why, day: date) -> Iterator[str]:
    """Yield where the number comes from: the newest days, those before them together, and the three inputs."""
    for one in why.contributions:
        yield f"{_points(one.points)}  {short_date(one.score.facts.day, day)}  {_reasons(one)}"
    if len(why.contributions) and abs(why.earlier) >= 0.005:
        yield f"{_points(why.earlier)}  the days before"
    if why.contributions:
        yield f"{_points(why.value)}  together"
    if why.working_days:
        days = "working day" if why.working_days == 1 else "working days"
        yield (
            f"last {why.working_days} {days}: practice {why.step_days} step days, "
            f"specific actions {why.met} of {why.asked} asks met, achievement {why.reached} goals reached"
        )
    if why.unknown:
        days = "working day is" if why.unknown == 1 else "working days are"
        yield f"{why.unknown} {days} unknown and left out. planner review day --date DATE --close closes one."


def _reasons(one: Contribution) -> str:
    """Return a day in numbers: what was asked and done, the goals reached, and how it counted."""
    facts = one.score.facts
    parts = [f"{ask.name} {ask.done}/{ask.asked}" for ask in facts.asks]
    if facts.one_thing is not None:
        parts.append("one thing done" if facts.one_thing else "one thing open")
    parts.append("1 step" if facts.steps == 1 else f"{facts.steps} steps")
    parts += [f"{'nailed' if mark.is_nailed else 'reached'} {clean_line(mark.goal)}" for mark in facts.benchmarks]
    if not facts.is_working:
        parts.append("rest day, held" if one.score.is_held else "rest day")
    return f"{', '.join(parts)}: {one.score.score:+.2f}"


def _compared(rows: Sequence[Compared]) -> Iterator[str]:
    """Yield what the last working days brought, each with those before them."""
    if not rows:
        return
    yield f"last {LONG} working days, and the {LONG} before:"
    for row in rows:
        now, before = (
            format_amount(number, row.currency) if row.currency else f"{number:,}" for number in (row.now, row.before)
        )
        yield f"  {clean_line(row.name)} {now}, {before} before"


def _contribution(one: Contribution) -> dict[str, Any]:
    facts, scored = one.score.facts, one.score
    return {
        "date": facts.day.isoformat(),
        "points": _exact(one.points),
        "working_day": facts.is_working,
        "held": scored.is_held,
        "ratio": _exact(facts.ratio),
        "base": _exact(scored.base),
        "bonus": facts.bonus,
        "score": _exact(scored.score),
        "momentum": _exact(scored.momentum),
        "steps": facts.steps,
        "one_thing_done": facts.one_thing,
        "asks": [ask._asdict() for ask in facts.asks],
        "reached": [mark.goal for mark in facts.benchmarks if not mark.is_nailed],
        "nailed": [mark.goal for mark in facts.benchmarks if mark.is_nailed],
    }


def _exact(value: float) -> float:
    return round(value, 4) + 0.0  # no minus before a zero


def _points(value: float) -> str:
    return f"{round(value, 2) + 0.0:+7.2f}"
