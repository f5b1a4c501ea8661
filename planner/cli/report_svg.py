"""The pictures of a report as inline SVG: lines, bars and a map of days. Pure; every text is escaped.

Nothing is told by colour alone: each line has dashes of its own, days differ by pattern and sign.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from html import escape
from typing import TYPE_CHECKING, Final, NamedTuple

from planner.domain.activity import words
from planner.domain.daymark import DayMark, DayState
from planner.domain.gauge import shown
from planner.domain.period import Period, Span
from planner.domain.reportviews import Counted, GoalReport, ReportView
from planner.domain.views import MONTHS

if TYPE_CHECKING:
    from fractions import Fraction

WIDTH: Final = 640
_LINE_HEIGHT, _PAD, _FOOT, _SCALE = 120, 8, 20, 40
"""Of a line's picture: its height, the edge around it, its foot, and the columns of its scale."""
_GOAL_HEIGHT, _LETTER = 200, 19
"""How high a goal's chart is, and the letters in it."""
MOST_TARGETS: Final = 2
"""Targets that are reached at most in a chart that is compared with others."""
_BAR, _GAP = 14, 8
_CELL, _SPACE = 13, 3
_FEW: Final = 6
"""Weeks up to which a day is drawn twice as large."""
MONDAY: Final = date(2001, 1, 1)
"""A day for the samples of the legend."""
_LETTERS: Final = "MTWTFSS"
_LEVELS: Final = 4
"""Shades that tell few steps from many; the number stands in the day's title."""
_MEANING: Final = {
    DayState.STEPS: "steps, the fuller the more",
    DayState.QUIET: "quiet",
    DayState.OFF: "off",
    DayState.UNKNOWN: "unknown",
    DayState.REST: "rest",
    DayState.BEFORE: "before the record",
    DayState.AHEAD: "to come",
}
"""What the days of the map mean."""
PATTERNS: Final = (
    '<svg width="0" height="0" aria-hidden="true"><defs><pattern id="off" width="5" height="5" '
    'patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="5" class="hatch"/>'
    "</pattern></defs></svg>"
)


class _Frame(NamedTuple):
    """Where a date and a value stand in a goal's chart."""

    span: Span
    low: float
    high: float

    def y(self, value: float) -> float:
        """Return how far below the top a value stands."""
        return _PAD + (_GOAL_HEIGHT - 2 * _PAD) * (1 - (value - self.low) / (self.high - self.low))

    def line(self, name: str, values: "Iterable[tuple[date, Fraction | int | None]]") -> str:
        """Return a line through what is known of some days; none through less than two of them."""
        across = (WIDTH - 2 * _PAD) / max(1, self.span.days - 1)
        points = [
            f"{_PAD + (day - self.span.start).days * across:.1f},{self.y(float(value)):.1f}"
            for day, value in values
            if value is not None
        ]
        return f'<polyline class="{name}" points="{" ".join(points)}"/>' if len(points) > 1 else ""

    def level(self, name: str, value: float, told: str) -> str:
        """Return a line across at a value with what it is, under it near the top and above it elsewhere."""
        y = self.y(value)
        below = _LETTER if y < 2 * _LETTER else -6
        line = f'<line class="{name}" x1="{_PAD}" x2="{WIDTH - _PAD}" y1="{y:.1f}" y2="{y:.1f}"/>'
        return f'{line}<text x="{_PAD}" y="{y + below:.1f}">{escape(told)}</text>' if told else line


def common_height(goals: Iterable[GoalReport]) -> float:
    """Return how many targets high the charts of goals are that can be compared; 1 where none goes beyond its own."""
    return max((_reach(goal)[1] / goal.target for goal in goals if is_comparable(goal)), default=1.0)


def is_comparable(goal: GoalReport) -> bool:
    """Whether a goal's chart needs no scale of its own: nothing is below zero or far above the target."""
    low, high = _reach(goal)
    return low == 0 and 0 < high <= MOST_TARGETS * goal.target


def _reach(goal: GoalReport) -> tuple[float, float]:
    """Return the lowest and the highest value of a goal's chart, zero and the target among them."""
    found = [number for one in goal.points for number in one[1:] if number is not None]
    return float(min(0, *found, goal.target)), float(max(1, *found, goal.target))


def goal_line(goal: GoalReport, told: str, amount: Callable[[int], str], targets: float) -> str:
    """Return a goal's chart over its whole period: reached, expected, forecast and the target; none below two days.

    It is as many targets high as the others, or has a scale of its own, whose ends are told then as `amount` has them.
    """
    if len(goal.points) < 2:
        return ""
    low, high = _reach(goal)
    is_own = not is_comparable(goal)
    frame = _Frame(Span(goal.points[0].day, goal.points[-1].day), low, high if is_own else goal.target * targets)
    ends = {value for value in (low, high) if is_own and value not in {0, goal.target}}
    shapes = (
        frame.level("zero", 0, ""),
        *(frame.level("zero", value, amount(round(value))) for value in sorted(ends)),
        frame.level("target", goal.target, amount(goal.target)),
        frame.line("expected", ((one.day, one.expected) for one in goal.points)),
        frame.line("forecast", ((one.day, one.forecast) for one in goal.points)),
        frame.line("actual", ((one.day, one.actual) for one in goal.points)),
        *_ends(*frame.span, _GOAL_HEIGHT),
    )
    return _picture(_GOAL_HEIGHT + _FOOT, told, shapes)


def lines_legend(goals: Sequence[GoalReport]) -> str:
    """Return the name of each line that the charts of goals have."""
    has_forecast = any(one.forecast is not None for goal in goals for one in goal.points)
    names = ("actual", "expected", *(["forecast"] if has_forecast else []), "target")
    parts = [
        f'<span><svg width="36" height="8" aria-hidden="true"><line class="{name}" x1="2" x2="34" y1="4" y2="4"/></svg>'
        f" {name}</span>"
        for name in names
    ]
    return f'<p class="legend">{"".join(parts)}</p>\n'


def momentum_line(view: ReportView, told: str) -> str:
    """Return momentum after each scored day between −100 and 100, each with its line; none below two days."""
    values = [shown(value) for value in (view.momentum_before, *(one.momentum for one in view.momentum))]
    if len(values) < 3:
        return ""
    levels = [
        f'<line class="zero" x1="{_SCALE}" x2="{WIDTH - _PAD}" y1="{_y(level):.1f}" y2="{_y(level):.1f}"/>'
        f'<text x="{_SCALE - 6}" y="{_y(level) + 4:.1f}" text-anchor="end">{name}</text>'
        for level, name in ((100, "100"), (0, "0"), (-100, "−100"))
    ]
    shapes = (
        *levels,
        f'<polyline class="actual" points="{_points(values)}"/>',
        *_ends(view.momentum[0].facts.day, view.momentum[-1].facts.day, _LINE_HEIGHT, _SCALE),
    )
    return _picture(_LINE_HEIGHT + _FOOT, told, shapes)


def bars(counted: Sequence[Counted], told: str) -> str:
    """Return how often each type was done, as bars with their numbers; the period before as a line under each."""
    if not counted:
        return ""
    most = max(max(one.now, one.before) for one in counted) or 1
    name, number = 92, 56
    room = WIDTH - name - number
    shapes = []
    for n, one in enumerate(counted):
        top = n * (_BAR + _GAP) + _GAP / 2
        now, before = (room * value / most for value in (one.now, one.before))
        shapes += [
            f'<text class="name" x="0" y="{top + _BAR - 3:.1f}">{escape(words(one.type))}</text>',
            f'<rect class="bar" x="{name}" y="{top:.1f}" width="{now:.1f}" height="{_BAR - 4}" rx="2"/>',
            f'<rect class="then" x="{name}" y="{top + _BAR - 2:.1f}" width="{before:.1f}" height="2"/>',
            f'<text class="count" x="{WIDTH}" y="{top + _BAR - 3:.1f}" text-anchor="end">{one.now:,}</text>',
        ]
    return _picture(len(counted) * (_BAR + _GAP), told, shapes)


def days(view: ReportView, told: str) -> str:
    """Return the days of a period as a map: weeks from left to right, Monday on top."""
    if not view.days:
        return ""
    most = max(1, *(one.steps for one in view.days))
    monday = view.days[0].day - timedelta(days=view.days[0].day.weekday())
    step = _CELL + _SPACE
    shapes = [
        f'<text class="name" x="0" y="{18 + row * step + _CELL - 3}">{letter}</text>'
        for row, letter in enumerate(_LETTERS)
    ]
    columns = 0
    for one in view.days:
        column, row = divmod((one.day - monday).days, 7)
        columns = column + 1
        x, y = 20 + column * step, 18 + row * step
        if one.day.day == 1 and view.period in {Period.QUARTER, Period.YEAR}:
            shapes.append(f'<text class="name" x="{x}" y="11">{MONTHS[one.day.month - 1][:3]}</text>')
        shapes += _day(one, x, y, most)
    width = 20 + columns * step
    return _picture(18 + 7 * step, told, shapes, width, 2 * width if columns <= _FEW else width)


def legend(marks: Iterable[DayMark]) -> str:
    """Return what the days of the map mean."""
    seen = {mark.state for mark in marks}
    parts = [
        f'<span><svg width="{_CELL}" height="{_CELL}" aria-hidden="true">'
        f"{''.join(_day(DayMark(MONDAY, state, 4), 0, 0, 4))}</svg> {escape(name)}</span>"
        for state, name in _MEANING.items()
        if state in seen
    ]
    return f'<p class="legend">{"".join(parts)}</p>'


def _day(one: DayMark, x: int, y: int, most: int) -> Iterator[str]:
    """Yield the shapes of one day: filled, empty with a dot, hatched, or dotted with a question mark."""
    box = f'x="{x + 0.5}" y="{y + 0.5}" width="{_CELL - 1}" height="{_CELL - 1}" rx="2"'
    middle = f'x="{x + _CELL / 2}" y="{y + _CELL - 3.5}" text-anchor="middle"'
    steps = "1 step" if one.steps == 1 else f"{one.steps} steps"
    said = steps if one.state is DayState.STEPS else _MEANING[one.state]
    title = f"<title>{one.day:%a} {one.day.day} {MONTHS[one.day.month - 1][:3]}: {said}</title>"
    match one.state:
        case DayState.STEPS:
            level = -(-one.steps * _LEVELS // most)
            yield f'<rect class="steps level{min(level, _LEVELS)}" {box}>{title}</rect>'
        case DayState.QUIET:
            yield f'<rect class="quiet" {box}>{title}</rect><text class="sign" {middle}>·</text>'
        case DayState.OFF:
            yield f'<rect class="off" {box} fill="url(#off)">{title}</rect>'
        case DayState.UNKNOWN:
            yield f'<rect class="unknown" {box}>{title}</rect><text class="sign" {middle}>?</text>'
        case DayState.AHEAD:
            yield f'<rect class="ahead" {box}>{title}</rect>'
        case DayState.REST:
            yield f'<text class="sign" {middle}>·{title}</text>'
        case DayState.BEFORE:
            yield f'<text class="sign" {middle}>-{title}</text>'


def _picture(height: float, told: str, shapes: Sequence[str], width: int = WIDTH, most: int = 0) -> str:
    """Return shapes as a picture that is as wide as the page, or `most` pixels at most."""
    label = escape(told, quote=True)
    size = f' style="max-width:{most}px"' if most else ""
    return f'<svg viewBox="0 0 {width} {height:.0f}"{size} role="img" aria-label="{label}">{"".join(shapes)}</svg>\n'


def _ends(first: date, last: date, height: int, left: int = _PAD) -> Iterator[str]:
    """Yield the dates under both ends of a line."""
    for day, place, anchor in ((first, left, "start"), (last, WIDTH - _PAD, "end")):
        name = f"{day.day} {MONTHS[day.month - 1][:3]}"
        yield f'<text x="{place}" y="{height + 14}" text-anchor="{anchor}">{name}</text>'


def _points(values: Sequence[int]) -> str:
    across = (WIDTH - _SCALE - _PAD) / max(1, len(values) - 1)
    return " ".join(f"{_SCALE + n * across:.1f},{_y(value):.1f}" for n, value in enumerate(values))


def _y(value: int) -> float:
    """Return how far below the top a momentum stands."""
    return _PAD + (_LINE_HEIGHT - 2 * _PAD) * (100 - value) / 200
