"""How one goal stands, as sentences: today's ask first, what it is ahead or behind second, then the rest. Pure."""

from collections.abc import Iterator
from fractions import Fraction

from rich.cells import cell_len

from planner.domain.figure import days_now, decimal, figure, milestones, share
from planner.domain.goal import Grade
from planner.domain.measure import SHARES, Unit
from planner.domain.money import minor_digits
from planner.domain.views import short_date
from planner.tui import goals_format
from planner.tui.goal_view import GoalView
from planner.tui.labelled import LABEL, labelled
from planner.tui.line import Cell, Line, Row, Symbols, static

WIDE_BAR = 20


class PaceTeller:
    """The figures of one goal as sentences."""

    def __init__(self, view: GoalView, symbols: Symbols, width: int) -> None:
        self._view = view
        self._found = view.found
        self._width = width
        self.symbols = symbols

    def amount(self, value: Fraction | int) -> str:
        """Return a figure in the goal's unit."""
        measure = self._found.measure
        if measure is not None and measure.unit is Unit.MONEY:
            return self.symbols.amount(round(value), measure.currency)
        return figure(value, measure, self.symbols.home)

    def scale(self, value: int) -> str:
        """Return a value beside a chart: money in whole units."""
        measure = self._found.measure
        if measure is None or measure.unit is not Unit.MONEY:
            return self.amount(value)
        whole = 10 ** minor_digits(measure.currency)
        return self.amount(value // whole * whole)

    def dates(self) -> str:
        """Return the dates that count now."""
        start, end = self._found.window.start, self._found.window.end
        day = self._view.day
        return short_date(start, day) if start == end else f"{short_date(start, day)} to {short_date(end, day)}"

    def pace(self) -> Iterator[Row]:
        """Yield how it stands: today's ask first, what it is ahead or behind second, and then the rest (B109)."""
        found = self._found
        if asked := self._today():
            yield self._told("today", asked, "strong" if found.ask_today else "text")
        if found.variance and found.days_ahead:
            is_behind = found.variance < 0
            told = f"{self.amount(abs(found.variance))}, {_working_days(abs(found.days_ahead))} when the day began"
            told += days_now(found.days_ahead, found.days_ahead_now)
            yield self._told("behind" if is_behind else "ahead", told, "behind" if is_behind else "text")
        if found.progress is not None and found.target is not None:
            yield self._reached(found.progress, found.target)
        if found.expected_start is not None:
            yield self._told("expected", f"{self.amount(found.expected_start)} when the day began")
        if found.per_day_needed and not self._view.milestones:
            week = f", {self.amount(found.per_week_needed)} a week" if found.per_week_needed is not None else ""
            yield self._told("needed", f"{self.amount(found.per_day_needed)} a day{week}")
        if self._view.comes_to:
            yield self._told("comes to", self._view.comes_to)
        if found.safety_buffer:
            yield self._told("covered", f"the next {_working_days(found.safety_buffer)}")
        if found.run_rate is not None:
            yield self._told("run rate", f"{self.amount(found.run_rate)} a day")
        if forecasts := self._forecasts():
            yield self._told("forecast", forecasts)
        yield from self._pipeline()
        if found.is_wish:
            yield self._told("wish", "It has neither a number nor milestones. e gives it one.")

    def standing(self) -> str:
        """Return in one line what the chart shows."""
        found = self._found
        if found.expected_start is None or found.days_ahead is None:
            return ""
        days = _working_days(abs(found.days_ahead), "day")
        side = f"{days} {'behind' if found.days_ahead < 0 else 'ahead'}" if found.days_ahead else "on pace"
        reached, expected = self.amount(found.current_start), self.amount(found.expected_start)
        now = days_now(found.days_ahead, found.days_ahead_now)
        return f"{reached} of {expected} expected when the day began, {side}{now}"

    def _told(self, label: str, text: str, role: str = "text") -> Row:
        return labelled(label, text, self._width, role)

    def _today(self) -> str:
        found = self._found
        if found.ask_today is not None:
            asked = f"{found.ask_today:,} asked, {found.left_today:,} left" if found.ask_today else "nothing is asked"
            return f"{asked}; {found.conflict}" if found.conflict else asked
        if steps := self._view.milestones:
            done = sum(step.done_on is not None for step in steps)
            return milestones(done, len(steps), found.remaining_days or 0)
        if found.variance is None or not found.required_per_day:
            return ""
        days = found.remaining_days
        when = "on the last working day" if days == 1 else f"as on each of the {days:,} days left"
        return f"{self.amount(found.required_per_day)} needed, {when}"

    def _reached(self, progress: Fraction, target: int) -> Row:
        found, symbols = self._found, self.symbols
        part = share(progress if found.attainment is None else found.attainment)
        met = found.grade not in {None, Grade.SHORT}
        short = "short" if found.window.end < self._view.day else "to go"
        missing = f", {self.amount(found.gap)} {short}" if found.gap else f", {found.grade}" if met else ""
        reached = f"{self.amount(found.current)} of {self.amount(target)}, {part}"
        if found.measure is not None and found.measure.unit in SHARES:
            reached = self.amount(found.current)
        text = f"{reached}{missing}"
        if self._width < LABEL + cell_len(text) + WIDE_BAR + 3:
            return self._told("reached", text, "met" if met else "text")
        cells = goals_format.bar(float(progress), WIDE_BAR, "met" if met else "bar", symbols)
        label: Cell = (f"{'reached':{LABEL}}", "dim")
        return static(Line((label, (f"{text}   ", "met" if met else "text"), *cells)))

    def _forecasts(self) -> str:
        """Return the forecasts side by side: they know different things, and a mean of them knows neither."""
        found = self._found
        is_share = found.measure is not None and found.measure.unit in SHARES
        both = (
            ("by run rate", found.run_rate_forecast, found.run_rate_attainment),
            ("by pipeline", found.pipeline_forecast, found.pipeline_attainment),
        )
        told = (
            f"{self.amount(value)} {by}{'' if part is None or is_share else f' ({share(part)})'}"
            for by, value, part in both
            if value is not None
        )
        return f" {self.symbols.dot} ".join(told)

    def _pipeline(self) -> Iterator[Row]:
        found, times = self._found, self.symbols.times
        if found.open_in_period is None or found.weighted_pipeline is None:
            return
        weighted = self.amount(found.weighted_pipeline)
        yield self._told("open deals", f"{self.amount(found.open_in_period)}, {weighted} weighted")
        if found.coverage is not None and found.coverage_needed is not None and found.pipeline_needed is not None:
            short = f", short {self.amount(found.pipeline_short)}" if found.pipeline_short else ""
            needed = f"{decimal(found.coverage_needed, 1)}{times} needed, {self.amount(found.pipeline_needed)}{short}"
            yield self._told("coverage", f"{decimal(found.coverage, 1)}{times} of what is missing; {needed}")
        if found.pay_now is not None and found.pay_forecast is not None:
            told = f"{self.amount(found.pay_now)} now, {self.amount(found.pay_forecast)} by pipeline"
            yield self._told("pay", f"{told} (estimated)")


def _working_days(number: Fraction | int, noun: str = "working day") -> str:
    text = decimal(number, 1)
    return f"{text} {noun}{'' if text == '1' else 's'}"
