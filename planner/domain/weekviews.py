"""What weekly planning shows: the week looked back on, the week ahead and its seven days. Numbers and names, no layout.

Money stays in minor units in the goals' rows; a screen that hides it draws symbols instead.
"""

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from planner.domain.action import Action
from planner.domain.conversion import Ratio, Step
from planner.domain.period import Span
from planner.domain.review import Review
from planner.domain.reviewviews import Win
from planner.domain.scope import ScopeChoice
from planner.domain.smart import Check
from planner.domain.suggestion import Suggestion
from planner.domain.views import GoalRow, PlanRow
from planner.domain.weekasks import Held

if TYPE_CHECKING:
    from fractions import Fraction

CAPACITY: Final = 8 * 60
"""Minutes that a working day holds."""
LEADS_UNKNOWN: Final = "no deal is won yet to count them by"
"""Why nothing is known of the leads that a goal needs."""
POINTS: Final = 8
"""Points of a goal's chart, which stands in one line: the goal's page has the whole one."""
CHANGE: Final = "change"
"""The question that asks for the one change that will be made (B129)."""
DID_YOU: Final = "did_you"
"""The question that asks whether the change before was made."""
DID_YOU_ANSWERS: Final = ("yes", "no", "not yet")
"""What can be said to that."""
LITTLE: Final = "little_goals"
"""The question that offers little goals; its one answer declines them for the week (B3)."""
SCOPE: Final = "bigger_scope"
"""The question that offers a bigger scope; its one answer declines it for the week (B78)."""
DECLINED: Final = "declined"


class Weeks(NamedTuple):
    """What one planning is about; each is an ISO week, Monday to Sunday."""

    back: Span
    """The week that is looked back on."""
    ahead: Span
    """The week that is planned."""


class AskDays(NamedTuple):
    """On how many days a measure's ask was met."""

    name: str
    """The plural noun: "calls"."""
    met: int
    asked: int
    """Days that asked anything of it."""


class BestDay(NamedTuple):
    """The day that went best: by its share of what was asked and the goals reached on it, then by its steps."""

    day: date
    steps: int
    met: int = 0
    """Asks that were met, the one thing among them."""
    asked: int = 0
    reached: int = 0
    """Goals that were reached on it."""

    @property
    def told(self) -> str:
        """What made it the best, in the order in which it counts: "2 of 2 asks met, 1 goal reached, 22 steps"."""
        found = [f"{self.met} of {self.asked} asks met"] if self.asked else []
        if self.reached:
            found.append(f"{self.reached} goal{'' if self.reached == 1 else 's'} reached")
        return ", ".join([*found, f"{self.steps:,} step{'' if self.steps == 1 else 's'}"])


class ChartedGoal(NamedTuple):
    """An active goal where it stood when the week ended, and its line so far."""

    row: GoalRow
    name: str
    days_ahead: "Fraction | None"
    """In working days, what was reached on the day counted in; None where nothing is counted yet."""
    reached: tuple[int, ...]
    """At a few days, evenly, the last among them; none where no line leads to the target."""
    expected: "Fraction | None"
    """What the line wants at the last one."""


class AheadGoal(NamedTuple):
    """A goal that counts in the week ahead, and what it needs."""

    row: GoalRow
    name: str
    per_day: "Fraction | None"
    """What each working day of its period that is left needs; None where there is none, or no number."""
    this_week: "Fraction | None"
    """What this week's share of that is; never more than what is left."""
    held: Held


class LeadsNeeded(NamedTuple):
    """What a goal in money asks of the week in leads (B120)."""

    goal_id: str
    name: str
    title: str
    """The goal without its period."""
    leads: int | None
    """None while no average deal is known, or no day is left."""
    kind: str
    """Which deals it counts, new or repeat; empty where both."""
    held: Held

    @property
    def is_unknown(self) -> bool:
        """Whether nothing is known to count them by."""
        return self.leads is None and self.held.working_days > 0

    @property
    def told(self) -> str:
        """How many, and on which days where not on all: "5", "5 on Monday", "unknown", "no working day"."""
        if self.leads is None:
            return "unknown" if self.is_unknown else "no working day"
        return " ".join(part for part in (f"{self.leads:,}", self.held.told) if part)


class DoubtedGoal(NamedTuple):
    """A goal with checks that say no (B113)."""

    goal_id: str
    name: str
    failing: tuple[Check, ...]


class NamedGoal(NamedTuple):
    """A goal that is pointed at."""

    goal_id: str
    name: str


class LittleOffer(NamedTuple):
    """The step of little goals, as a week's planning has it (B2, B18)."""

    standing: int
    """Little goals that are active."""
    is_offered: bool
    """Whether the step is shown unasked: in the last two months of the sales year, with fewer than two."""
    is_first: bool
    """Whether it is the first step: where momentum is below zero."""
    is_declined: bool
    """Whether this week's review declined it."""
    coming: str = ""
    """The action that closing the planning plans (B23); empty where it plans none."""


class WeekView(NamedTuple):
    """One week looked back on, and what the next one starts from."""

    weeks: Weeks
    today: date
    review: Review | None
    """None where nothing was said of the week yet."""
    proud: str
    change: str
    """The one change that will be made from now on (B129)."""
    last_change: str
    """The change that was written down before and is asked about: "did you?"; empty where none waits."""
    did_you: str
    """The answer to that; empty where none was given."""
    wins: tuple[Win, ...]
    """Goals nailed and reached, and sales."""
    asks: tuple[AskDays, ...]
    step_days: int
    working_days: int
    """Working days of the week that have begun and of which something is known."""
    unknown_days: int
    """Those of which nothing is known: they are no zeros."""
    steps: int
    best_day: BestDay | None
    """None where no step was made."""
    calls: tuple[int, ...]
    """Of each day of the week, Monday first."""
    felt: tuple[tuple[date, int], ...]
    """How its days felt, −1, 0 or 1, of those of which it was said (B21)."""
    way: tuple[Step, ...]
    """Calls → conversations → meetings → proposals → closes, with n."""
    sacred: Ratio
    """Sacred minutes kept of planned (B131)."""
    promises: Ratio
    """Follow-ups and promises kept of those that were due."""
    commitments: Ratio
    """Commitments of the last partner and group reviews that were kept."""
    served: Ratio | None
    """Steps that counted toward an active priority (B45); None where there was none."""
    suggestion: Suggestion | None
    goals: tuple[ChartedGoal, ...]
    next_goals: tuple[AheadGoal, ...]
    leads: tuple[LeadsNeeded, ...]
    without_plan: tuple[NamedGoal, ...]
    """Goals with neither a finer goal nor a recurring action (B111)."""
    doubted: tuple[DoubtedGoal, ...]
    little: LittleOffer | None
    """None before the last quarter of the sales year."""
    scopes: tuple[ScopeChoice, ...]
    """The bigger scope, once it is offered (B78)."""
    is_newsletter_offered: bool

    @property
    def is_closed(self) -> bool:
        """Whether its planning was held."""
        return self.review is not None and self.review.is_closed

    @property
    def note(self) -> str:
        """What was noted of the week."""
        return self.review.note if self.review is not None else ""


class GridRow(NamedTuple):
    """One line of a day of the grid."""

    row: PlanRow
    clashes: bool = False
    """Whether its time overlaps that of another."""
    is_expected: bool = False
    """Whether it is a rule's later date, which becomes a row of its own once the one before it is settled."""


class DayColumn(NamedTuple):
    """One day of the grid."""

    day: date
    is_working: bool
    day_off: str
    """Why it is off; empty where it is not, or the week gives no work to it."""
    rows: tuple[GridRow, ...]
    """With a time first, in its order, then as ordered."""
    load: int
    """Planned minutes; 30 for an action that does not say, 60 for a block; what a block holds is part of it."""
    capacity: int
    """8 hours in minutes; 0 on a rest day."""


class ProposalKind(StrEnum):
    """Where a proposal comes from, the best first."""

    DUE = "due"
    TOP = "top"
    OPEN = "open"
    LEADS = "leads"
    AGAIN = "again"


class Proposal(NamedTuple):
    """Something that waits to be laid on a day."""

    key: str
    kind: ProposalKind
    text: str
    goal: str
    """The goal that it serves (B134); empty where none is named."""
    contact: str
    since: date | None
    """The day on which it stands undone, or a call is due; None for what else is planned anew."""
    action: Action
    """The row that is moved, or the one to be planned, on the first day of the week."""

    @property
    def is_new(self) -> bool:
        """Whether it is planned anew: no row stands anywhere yet."""
        return self.kind not in {ProposalKind.DUE, ProposalKind.OPEN}


class WeekGrid(NamedTuple):
    """The seven days of a week, and what could be laid on them."""

    week: Span
    columns: tuple[DayColumn, ...]
    proposals: tuple[Proposal, ...]
