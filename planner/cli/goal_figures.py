"""One goal with its figures, for `goal show`: as JSON, each named as the formulas name it, and as lines for people."""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from shlex import quote
from typing import Any

from planner.cli import plain
from planner.domain.figure import days_now, decimal, figure, milestones, share
from planner.domain.goal import GoalKind, Grade
from planner.domain.measure import SHARES
from planner.domain.period import Period
from planner.domain.text import clean_line
from planner.domain.views import GoalRow
from planner.services.figures import GoalFigures

_OTHERWISE = frozenset({"goal", "measure", "window", "smart", "chart"})
"""What JSON writes in another form than as one figure."""


def as_json(row: GoalRow, found: GoalFigures, above: Sequence[str], day: date) -> dict[str, Any]:
    """Return a goal for JSON: rationals with four decimals, money in minor units, dates as ISO has them."""
    figures = {name: _plain(value) for name, value in found._asdict().items() if name not in _OTHERWISE}
    return {
        **plain.goal(row, day),
        **figures,
        "smart": [check._asdict() for check in found.smart],
        "chart": [[point.day.isoformat(), point.actual, _plain(point.expected)] for point in found.chart],
        "chain": list(above),
    }


def lines(row: GoalRow, found: GoalFigures, above: Sequence[str], day: date, home: str) -> Iterator[str]:
    """Yield a goal as lines. `home` is the currency whose sign stands alone.

    The chain above it comes first. A year's daily figure stands before the annual one (B121), and where a quota is
    behind, today's ask and then the deficit stand before all else (B109).
    """
    teller = _Teller(row, found, home)
    if above:
        yield " › ".join(clean_line(name) for name in above)
    headline = plain.goal_text(row, day).strip()
    if found.goal.period is Period.YEAR and found.per_day is not None:
        headline = f"{teller.amount(found.per_day)} a day · {headline}"
    first = [_labelled(label, told) for label, told in (("today", teller.today()), teller.standing()) if told]
    is_pressed = found.goal.kind is GoalKind.QUOTA and found.variance is not None and found.variance < 0
    yield from [*first, headline] if is_pressed else [headline, *first]
    for label, told in teller.rest():
        if told:
            yield _labelled(label, told)


class _Teller:
    """The sentences about one goal's figures; an empty one says that there is nothing to tell."""

    def __init__(self, row: GoalRow, found: GoalFigures, home: str) -> None:
        self._row = row
        self._found = found
        self._home = home

    def amount(self, value: Fraction | int) -> str:
        """Return a figure in the goal's unit."""
        return figure(value, self._found.measure, self._home)

    def today(self) -> str:
        """Return what today asks; for what makes no ask, what each day left needs."""
        found = self._found
        if found.ask_today is not None:
            asked = f"{found.ask_today:,} asked, {found.left_today:,} left" if found.ask_today else "nothing asked"
            return f"{asked}; {found.conflict}" if found.conflict else asked
        if self._row.milestones_total:
            return milestones(self._row.milestones_done, self._row.milestones_total, found.remaining_days or 0)
        if found.variance is None or found.required_per_day is None:
            return ""
        days = found.remaining_days or 0
        when = "on the last working day" if days == 1 else f"as on each of the {_days(days)} left"
        return f"{self.amount(found.required_per_day)} needed, {when}"

    def standing(self) -> tuple[str, str]:
        """Return whether it is ahead or behind, and by how much."""
        found = self._found
        if not found.variance or not found.days_ahead:
            return "", ""
        label = "behind" if found.variance < 0 else "ahead"
        days = decimal(abs(found.days_ahead), 1)
        told = f"{self.amount(abs(found.variance))}, {days} working {'day' if days == '1' else 'days'}"
        now = days_now(found.days_ahead, found.days_ahead_now)
        return label, f"{told} when the day began{now}"

    def rest(self) -> Iterator[tuple[str, str]]:
        """Yield a label and what it says for every further line."""
        found = self._found
        if found.goal.is_stale:
            name = quote(clean_line(self._row.goal.title))
            yield "stale", f"the goal above it changed; planner goal confirm {name} says it still holds"
        yield "starts on", found.goal.starts_on.isoformat()
        yield "ends on", found.goal.ends_on.isoformat()
        yield "reached", self._reached()
        if found.total_days is not None:
            yield "working days", f"{found.elapsed_days:,} of {found.total_days:,} gone, {found.remaining_days:,} left"
        if found.expected_start is not None:
            yield "expected by now", self.amount(found.expected_start)
        yield "needed", self._needed()
        if found.safety_buffer:
            yield "covered", f"the next {_days(found.safety_buffer)}"
        if found.run_rate is not None:
            yield "run rate", f"{self.amount(found.run_rate)} a day"
        yield "forecast", self._forecasts()
        yield from self._pipeline()
        for check in found.smart:
            yield check.name, f"{check.answer}: {check.reason}"
        if found.is_wish:
            yield "wish", "It has neither a number nor milestones. Give it one to follow it."
        elif found.no_plan_yet:
            yield "plan", "No plan yet. Set a finer goal under it, or an action that recurs."
        yield "re-assess", found.reassess or ""

    def _reached(self) -> str:
        found = self._found
        if found.target is None or found.progress is None:
            return ""
        part = share(found.progress if found.attainment is None else found.attainment)
        grade = f", {found.grade}" if found.grade not in {None, Grade.SHORT} else ""
        missing = f", {self.amount(found.gap)} to go" if found.gap else ""
        if found.measure is not None and found.measure.unit in SHARES:
            return f"{self.amount(found.current)}{grade}{missing}"
        return f"{self.amount(found.current)} of {self.amount(found.target)}, {part}{grade}{missing}"

    def _needed(self) -> str:
        found = self._found
        if found.per_day_needed is None or self._row.milestones_total:
            return ""
        week = f", {self.amount(found.per_week_needed)} a week" if found.per_week_needed is not None else ""
        return f"{self.amount(found.per_day_needed)} a day{week}"

    def _forecasts(self) -> str:
        """Return the forecasts side by side: they know different things, and a mean of them knows neither."""
        found = self._found
        both = (
            ("by run rate", found.run_rate_forecast, found.run_rate_attainment),
            ("by pipeline", found.pipeline_forecast, found.pipeline_attainment),
        )
        told = [
            f"{self.amount(value)} {by}{'' if part is None else f' ({share(part)})'}"
            for by, value, part in both
            if value is not None
        ]
        return " · ".join(told)

    def _pipeline(self) -> Iterator[tuple[str, str]]:
        found = self._found
        if found.open_in_period is None or found.weighted_pipeline is None:
            return
        yield "open deals", f"{self.amount(found.open_in_period)}, {self.amount(found.weighted_pipeline)} weighted"
        if found.coverage is not None and found.coverage_needed is not None and found.pipeline_needed is not None:
            short = f", short {self.amount(found.pipeline_short)}" if found.pipeline_short else ""
            needed = f"{decimal(found.coverage_needed)}× needed, {self.amount(found.pipeline_needed)}{short}"
            yield "coverage", f"{decimal(found.coverage)}× of what is missing; {needed}"
        if found.pay_now is not None and found.pay_forecast is not None:
            yield "estimated pay", f"{self.amount(found.pay_now)} now, {self.amount(found.pay_forecast)} by pipeline"


def _plain(value: Any) -> Any:
    """Return a figure as JSON has it: a rational as a decimal, whole where it is whole."""
    if not isinstance(value, Fraction):
        return value
    return value.numerator if value.denominator == 1 else float(round(value, 4))


def _days(number: int) -> str:
    return f"{number:,} working {'day' if number == 1 else 'days'}"


def _labelled(label: str, told: str) -> str:
    return f"  {label:17} {told}"
