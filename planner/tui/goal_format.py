"""A goal's page as rows: its place, how it stands, what is offered, its chart, its checks, its funnel and its history.

Pure: from views to lines. A part that has nothing to say yields no row.
"""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from rich.cells import cell_len

from planner.domain.breakdown import PartRow
from planner.domain.figure import decimal, figure, share
from planner.domain.goal import FOREVER, GoalKind, GoalSource, GoalStatus, Grade
from planner.domain.measure import Measure, Unit
from planner.domain.money import minor_digits
from planner.domain.period import Period
from planner.domain.smart import Answer
from planner.domain.text import clean_line
from planner.domain.views import short_date
from planner.tui import format as fmt
from planner.tui.chart import chart
from planner.tui.format import Cell, Line, Row, Symbols
from planner.tui.funnel_format import funnel
from planner.tui.goal_view import GoalView, Offer

_SHARES = frozenset({Unit.MILESTONE, Unit.ROLLUP})
"""What is counted in per cent already."""
LABEL = 12
"""Columns of the names at the left."""
WIDE_BAR = 20
MOST_UNDER = 14
"""Goals under it that are listed; the Goals pane has them all."""
CHAIN = "chain"
"""The key of the line that leads to the goal above."""


def rows(view: GoalView, symbols: Symbols, width: int, height: int) -> list[Row]:
    """Return the page for a pane of so many columns and lines."""
    teller = _Teller(view, symbols, width)
    parts = [
        list(_place(view, symbols, width)),
        list(_head(view, teller, width)),
        list(teller.pace()),
        [_offer(offer, symbols, width) for offer in view.offers],
        list(_chart(view, teller, symbols, width, min(8, max(4, height // 4)))),
        list(_smart(view, symbols, width)),
        funnel(view.plan, symbols, width) if view.plan is not None else [],
        list(_milestones(view, symbols, width)),
        list(_under(view, symbols, width)),
        list(_history(view, width, symbols)),
    ]
    found: list[Row] = []
    for part in parts:
        if part:
            found += [fmt.static(Line()), *part] if found and height >= 16 else part
    return found


def parts(
    goal: str, found: Sequence[PartRow], measure: Measure, standing: Sequence[str], symbols: Symbols, width: int
) -> list[Row]:
    """Return the break-down of a goal before it is saved: parts, targets, what stands there already, and the sum."""
    by = "in smaller goals"
    lines = [Line(((f"{goal} {by}", "strong"),)), Line()]
    numbers = [_number(row.target, measure, symbols) for row in found]
    total = _number(sum(row.target for row in found), measure, symbols)
    size = max(map(cell_len, (*numbers, total)))
    names = max(cell_len(row.label) for row in found)
    for row, number, stands in zip(found, numbers, standing, strict=True):
        cells = ((f"{row.label:{names}}  ", "text"), (f"{number:>{size}}", "text"), (f"   {stands}", "dim"))
        lines.append(Line(cells))
    lines += [
        Line(((f"{symbols.rule * (names + size + 2)}", "line"),)),
        Line(((f"{'sum':{names}}  ", "dim"), (f"{total:>{size}}", "strong"))),
        Line(),
    ]
    hint = "Nothing is saved yet. enter saves the goals, esc leaves all as it is."
    lines += [Line(((text, "dim"),)) for text in broken(hint, width)]
    return [fmt.static(line) for line in lines]


def stands(row: PartRow, measure: Measure, symbols: Symbols) -> str:
    """Return what stands where a part would be."""
    if row.standing is None:
        return "new" if row.differs else "no working day, or too little to share"
    return f"stands at {_number(row.standing.target or 0, measure, symbols)}" if row.differs else "stands"


def broken(text: str, width: int) -> list[str]:
    """Return a text in lines of so many columns, broken between words."""
    lines = [""]
    for word in text.split():
        if lines[-1] and cell_len(lines[-1]) + 1 + cell_len(word) > width:
            lines.append("")
        lines[-1] += f" {word}" if lines[-1] else word
    return lines


def labelled(label: str, text: str, width: int, role: str = "text", *, mark: Cell | None = None) -> Row:
    """Return a name at the left with its sentence beside it, in as many lines as that takes."""
    margin = LABEL + (cell_len(mark[0]) if mark else 0)
    first, *rest = broken(text, max(12, width - margin))
    start = (mark,) if mark else ()
    lines = [Line((*start, (f"{label:{LABEL}}", "dim"), (first, role)))]
    return fmt.static(*lines, *(Line(((" " * margin, "dim"), (more, role))) for more in rest))


def section(title: str, symbols: Symbols, width: int) -> Row:
    """Return the line that opens a part of the page."""
    return fmt.static(Line(((f"{title} ", "dim"), (symbols.rule * max(0, width - len(title) - 1), "line"))))


def _number(value: int, measure: Measure, symbols: Symbols) -> str:
    if measure.unit is Unit.MONEY:
        return symbols.amount(value, measure.currency)
    return figure(value, measure, symbols.home)


def _place(view: GoalView, symbols: Symbols, width: int) -> Iterator[Row]:
    """Yield the chain that the goal stands in, from the big picture down to the day (B53)."""
    if not view.above and not view.below:
        if view.goal.period is not Period.BIG_PICTURE and view.goal.kind is not GoalKind.LITTLE:
            yield fmt.static(Line((("unaligned: it stands under no other goal", "dim"),)))
        return
    names = [*((name, "dim") for name in view.above), (view.name, "strong"), *((name, "dim") for name in view.below)]
    lines: list[list[Cell]] = [[]]
    used = 0
    for at, (name, role) in enumerate(names):
        text = clean_line(name)
        link = f" {symbols.chain} " if at + 1 < len(names) else ""
        if lines[-1] and used + cell_len(text) + len(link) > width:
            lines.append([])
            used = 0
        lines[-1] += [(text, role), (link, "dim")]
        used += cell_len(text) + len(link)
    drawn = tuple(Line(tuple(cells)) for cells in lines)
    yield Row(CHAIN if view.above else None, len(drawn), lambda _width: drawn)


def _head(view: GoalView, teller: "_Teller", width: int) -> Iterator[Row]:
    """Yield the name, what its dates are, and why it is wanted."""
    goal, found = view.goal, view.found
    daily = f"{teller.amount(found.per_day)} a day, " if goal.period is Period.YEAR and found.per_day else ""
    yield fmt.static(*(Line(((text, "strong"),)) for text in broken(daily + clean_line(view.name), width)))
    told = [] if goal.ends_on == FOREVER else [teller.dates()]
    if found.total_days:
        told.append(f"{found.remaining_days:,} of {found.total_days:,} working days left")
    if goal.status is not GoalStatus.ACTIVE:
        told.append(str(goal.status))
    if goal.kind is not GoalKind.GOAL:
        told.append(str(goal.kind))
    if goal.source is GoalSource.EMPLOYER:
        told.append("set by your employer")
    if goal.preliminary:
        told.append("preliminary")
    dot = f" {teller.symbols.dot} "
    yield fmt.static(*(Line(((text, "dim"),)) for text in broken(dot.join(told), width)))
    if goal.why:
        yield fmt.static(*(Line(((text, "text"),)) for text in broken(clean_line(goal.why), width)))


class _Teller:
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
            yield self._told("behind" if is_behind else "ahead", told, "behind" if is_behind else "text")
        if found.progress is not None and found.target is not None:
            yield self._reached(found.progress, found.target)
        if found.expected_start is not None:
            yield self._told("expected", f"{self.amount(found.expected_start)} when the day began")
        if found.per_day_needed:
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
        return f"{reached} of {expected} expected when the day began, {side}"

    def _told(self, label: str, text: str, role: str = "text") -> Row:
        return labelled(label, text, self._width, role)

    def _today(self) -> str:
        found = self._found
        if found.ask_today is not None:
            asked = f"{found.ask_today:,} asked, {found.left_today:,} left" if found.ask_today else "nothing is asked"
            return f"{asked}; {found.conflict}" if found.conflict else asked
        if found.variance is None or not found.required_per_day:
            return ""
        return f"{self.amount(found.required_per_day)} needed, as on each of the {found.remaining_days:,} days left"

    def _reached(self, progress: Fraction, target: int) -> Row:
        found, symbols = self._found, self.symbols
        part = share(progress if found.attainment is None else found.attainment)
        met = found.grade not in {None, Grade.SHORT}
        missing = f", {self.amount(found.gap)} to go" if found.gap else f", {found.grade}" if met else ""
        reached = f"{self.amount(found.current)} of {self.amount(target)}, {part}"
        if found.measure is not None and found.measure.unit in _SHARES:
            reached = self.amount(found.current)
        text = f"{reached}{missing}"
        if self._width < LABEL + cell_len(text) + WIDE_BAR + 3:
            return self._told("reached", text, "met" if met else "text")
        cells = fmt.bar(float(progress), WIDE_BAR, "met" if met else "bar", symbols)
        label: Cell = (f"{'reached':{LABEL}}", "dim")
        return fmt.static(Line((label, (f"{text}   ", "met" if met else "text"), *cells)))

    def _forecasts(self) -> str:
        """Return the forecasts side by side: they know different things, and a mean of them knows neither."""
        found = self._found
        is_share = found.measure is not None and found.measure.unit in _SHARES
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


def _offer(offer: Offer, symbols: Symbols, width: int) -> Row:
    first, *rest = broken(offer.text, width - 2)
    lines = (
        Line(((f"{symbols.folded} ", "accent"), (first, "text"))),
        *(Line((("  ", "dim"), (more, "text"))) for more in rest),
    )
    return Row(offer.command or None, len(lines), lambda _width: lines)


def _chart(view: GoalView, teller: _Teller, symbols: Symbols, width: int, height: int) -> Iterator[Row]:
    drawn = chart(view.found.chart, teller.scale, symbols, width, height)
    told = teller.standing()
    if not drawn or not told:
        return
    solid, dotted = symbols.solid[0] * 2, symbols.dotted * 2
    legend: tuple[Cell, ...] = ((f"{solid} ", "accent"), ("reached   ", "dim"), (f"{dotted} expected", "dim"))
    yield section("chart", symbols, width)
    if width >= cell_len(told) + 24:
        yield fmt.static(Line(((told, "text"),), legend))
    else:
        yield fmt.static(*(Line(((text, "text"),)) for text in broken(told, width)), Line(legend))
    yield fmt.static(*drawn)


def _smart(view: GoalView, symbols: Symbols, width: int) -> Iterator[Row]:
    """Yield the five checks, each with its answer and its reason (B112)."""
    if view.goal.period is Period.BIG_PICTURE:
        return
    marks: dict[Answer, Cell] = {
        Answer.YES: (f"{symbols.done} ", "met"),
        Answer.NO: (f"{symbols.open} ", "behind"),
        Answer.UNKNOWN: ("? ", "dim"),
    }
    yield section("smart", symbols, width)
    for check in view.found.smart:
        asks = " y or N says it." if check.name == "realistic" and view.goal.is_realistic is None else ""
        text = f"{check.answer}: {clean_line(check.reason)}{asks}"
        yield labelled(check.name, text, width, mark=marks[check.answer])


def _milestones(view: GoalView, symbols: Symbols, width: int) -> Iterator[Row]:
    if not view.milestones:
        return
    yield section("milestones", symbols, width)
    for milestone in view.milestones:
        done = milestone.done_on
        mark: Cell = (f"{symbols.done if done else symbols.open} ", "met" if done else "text")
        right: tuple[Cell, ...] = ((short_date(done, view.day), "dim"),) if done else ()
        yield fmt.static(Line((mark, (clean_line(milestone.title), "struck" if done else "text")), right))


def _under(view: GoalView, symbols: Symbols, width: int) -> Iterator[Row]:
    if not view.under:
        return
    yield section("under it", symbols, width)
    size = max(cell_len(fmt.amount(row, row.current, symbols)) for row in view.under)
    for row in view.under[:MOST_UNDER]:
        line = fmt.goal(row, view.day, symbols, width, folded=True, amount_width=size)
        yield Row(row.goal.id, 1, lambda _width, line=line: (line,))  # type: ignore[misc]  # bound to its own row
    if (more := len(view.under) - MOST_UNDER) > 0:
        yield fmt.static(Line(((f"and {more} more, in the Goals pane", "dim"),)))


def _history(view: GoalView, width: int, symbols: Symbols) -> Iterable[Row]:
    if not view.history:
        return
    yield section("history", symbols, width)
    for day, text in view.history:
        yield labelled(short_date(day, view.day)[4:], clean_line(text), width)
