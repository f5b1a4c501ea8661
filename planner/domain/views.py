"""Frozen values that panes and the command line show. They carry numbers and names, never layout.

Named tuples: making such a class costs an eighth of a dataclass, and the command line makes them all at each start.
"""

from datetime import date, datetime, time
from typing import TYPE_CHECKING, NamedTuple

from planner.domain.action import Action
from planner.domain.activity import Activity
from planner.domain.goal import Goal
from planner.domain.measure import Measure
from planner.domain.period import Period, Span, quarter_of

if TYPE_CHECKING:
    from planner.domain.pace import Pace

LogKey = tuple[str, str, str]
"""Where an entry stands in the log: its local date, its instant and its id."""

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


class LogRow(NamedTuple):
    """An entry of the log with the names that it points to."""

    key: LogKey
    activity: Activity
    contact: str
    organization: str
    deal_title: str
    amount_minor: int | None
    currency: str
    next_step: str
    """The text of the follow-up that was planned with it; empty where there is none."""


class NamedContact(NamedTuple):
    """What the finder of names needs of a contact."""

    id: str
    name: str
    organization: str


class JournalLine(NamedTuple):
    """One command as the journal remembers it."""

    seq: int
    at: datetime
    origin: str
    """Where it was given: app or command line."""
    label: str
    state: str
    """done, undone, superseded (undone, then something else was done) or kept (cannot be undone)."""


class Ask(NamedTuple):
    """What one measure asks of a day."""

    name: str
    """The plural noun: "calls"."""
    asked: int
    done: int


class PlanRow(NamedTuple):
    """One action with the names that it points to."""

    action: Action
    contact: str
    organization: str
    goal: str
    """The goal that it serves (B134); empty where none is named."""
    recurs: str = ""
    """When it comes again, in words: "every mon"; empty where it does not."""
    is_held: bool = False
    """Whether it stands behind the sacred block that holds it."""
    clash: str = ""
    """What it overlaps, where one of the two is a sacred block: "new calls 9:30-10:30"; empty where nothing."""


class DayView(NamedTuple):
    """One day: its prompt, what it asks and its plan."""

    day: date
    is_today: bool
    is_working: bool
    one_thing: PlanRow | None
    asks: tuple[Ask, ...]
    started: time | None
    steps: int
    plan: tuple[PlanRow, ...]
    left_open: int
    """Plain actions of the week before that are still open."""


class StepDays(NamedTuple):
    """On how many of the last working days a step was made."""

    stepped: int
    known: int
    """Those of which something is known: unknown is no zero."""
    unknown: int
    """Those since the day of first use of which nothing is known."""


class HeaderView(NamedTuple):
    """What one look at the top says."""

    day: date
    days_left: int
    """Working days left in the month, today included where it is one."""
    days_total: int
    """Working days in the month."""
    step_days: StepDays
    """Of the last 5."""


class GoalRow(NamedTuple):
    """One goal of the hierarchy with its progress."""

    goal: Goal
    measure: Measure | None
    window: Span
    """The dates that count now."""
    depth: int
    pinned: bool
    """A little goal, shown before the hierarchy."""
    children: int
    label: str
    """The period as people say it: "2026", "Q1", "February", "week 7", "today"; empty for a big picture."""
    current: int
    pace: "Pace | None"
    """None where there is no number, no measure, or nothing is counted yet."""
    is_asked: bool = True
    """Whether the day is a working day."""
    milestones_done: int = 0
    milestones_total: int = 0

    @property
    def fraction(self) -> float:
        """Progress, where 1 is reached; not capped."""
        if self.goal.target is None:
            return 0.0
        return (self.current - self.goal.baseline) / (self.goal.target - self.goal.baseline)


def period_label(goal: Goal, window: Span, today: date, year_start_month: int = 1, *, looks_back: bool = False) -> str:
    """Return a goal's period as people say it, with the year where it is not this one.

    Where it looks back from a later day, `today` is the day that is looked at, and is named by its date.
    """
    start = window.start
    year = "" if start.year == today.year else f" {start.year}"
    match goal.period:
        case Period.YEAR:
            return f"{start.year}" if window.end.year == start.year else f"{start.year}/{window.end.year % 100:02}"
        case Period.QUARTER:
            return f"Q{quarter_of(start, year_start_month)}{year}"
        case Period.MONTH:
            return f"{MONTHS[start.month - 1]}{year}"
        case Period.WEEK:
            iso = start.isocalendar()
            return f"week {iso.week}" if iso.year == today.isocalendar().year else f"week {iso.week} {iso.year}"
        case Period.DAY:
            return "today" if start == today and not looks_back else short_date(start, today)
        case Period.CUSTOM:
            return f"to {window.end.day} {MONTHS[window.end.month - 1][:3]}" + (
                "" if window.end.year == today.year else f" {window.end.year}"
            )
        case Period.BIG_PICTURE:
            return ""


def goal_name(goal: Goal, today: date, year_start_month: int = 1, *, looks_back: bool = False) -> str:
    """Return a goal as a sentence names it: "2 calls a day", "40 calls in February", "30 follow-up calls".

    `looks_back` is meant as in `period_label`.
    """
    if goal.period in {Period.BIG_PICTURE, Period.CUSTOM}:
        return goal.title
    if goal.repeats(year_start_month):
        each = f" a {goal.period}"
        return goal.title if goal.title.endswith(each) else f"{goal.title}{each}"
    window = goal.window(today, year_start_month)
    label = period_label(goal, window, today, year_start_month, looks_back=looks_back)
    if goal.title.endswith(label):
        return goal.title
    if goal.period is Period.DAY:
        return f"{goal.title} {label}" if label == "today" else f"{goal.title} on {label}"
    return f"{goal.title} in {label}"


def narrow_date(day: date) -> str:
    """Return a date as "10 Feb", for where there is no room for its weekday."""
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def short_date(day: date, today: date) -> str:
    """Return a date as "Tue 10 Feb", with the year where it is not this one."""
    text = f"{day:%a} {narrow_date(day)}"
    return text if day.year == today.year else f"{text} {day.year}"
