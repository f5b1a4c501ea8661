"""The fast start of a year: four lists for its first five working days, and where each call of them stands. Pure.

What brings contacts into the lists is services/fast_board.py; here is how a row stands, what order rows have and what
is reached by which day.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from operator import itemgetter
from typing import Any, Final, NamedTuple

from planner.domain.activity import Purpose
from planner.domain.cadence import add_months
from planner.domain.calendar import Calendar
from planner.domain.deal import DealStage

FIRST_DAYS: Final = 5
"""The board is open in the first five working days of the sales year (B91)."""
ACTIVE_DAYS: Final = 90
"""A customer with an activity in so many days is one with whom the user is working (B95)."""


class Push(StrEnum):
    """The three lists of people to call, in their order; the fourth push is marketing."""

    BUYERS = "last year's buyers"
    CUSTOMERS = "current customers"
    DECISIONS = "close to a decision"


PURPOSES: Final[dict[Push, Purpose | None]] = {
    Push.BUYERS: Purpose.TOUCH_BASE,
    Push.CUSTOMERS: None,
    Push.DECISIONS: Purpose.FOLLOW_UP,
}
"""What a call is for, where the user does not say it (B94)."""


class Owed(NamedTuple):
    """Something that a contact promised and that is due (B98)."""

    text: str
    due: date


class Touches(NamedTuple):
    """What happened with a contact since the year began, as the board counts it."""

    talked_on: date | None = None
    """The first conversation."""
    attempts: int = 0
    """Calls that reached nobody: tries, and no failures (B96)."""
    tried_on: date | None = None
    """The last of them."""
    has_step: bool = False
    """Whether a dated next step was agreed upon (B101)."""


class Decision(NamedTuple):
    """A deal that awaits a decision, or did until it came in the board's days."""

    title: str
    stage: DealStage
    amount_minor: int | None
    currency: str
    chance: int
    """Per cent."""
    expected_close_on: date | None
    closed_on: date | None


NO_TOUCHES: Final = Touches()


class Callee(NamedTuple):
    """A contact on a list, with what its row rests on."""

    id: str
    name: str
    organization: str
    is_marked: bool
    """Whether the user believes that a decision is near."""
    last_talk: date | None
    """The last conversation, in the board's days too."""
    touches: Touches = NO_TOUCHES
    owed: tuple[Owed, ...] = ()
    planned_on: date | None = None
    """The day of the week to which the call was put off."""
    deals: tuple[Decision, ...] = ()
    """The likeliest first."""


class FastRow(NamedTuple):
    """One line of a list."""

    callee: Callee
    is_flagged: bool
    """Whether no conversation took place in the last month (B93)."""
    done_on: date | None
    """The day of the conversation, or of the decision."""
    back_on: date | None
    """The day to come on which it is to be called; None where that is now."""
    is_dropped: bool

    @property
    def is_open(self) -> bool:
        """Whether it is to be called now."""
        return self.done_on is None and self.back_on is None and not self.is_dropped


class FastList(NamedTuple):
    """One of the three lists of people to call."""

    push: Push
    rows: tuple[FastRow, ...]
    """Those to call now, those with a day to come, those done, those dropped; of many the first."""
    length: int
    """How many rows there are in all."""
    done: int
    total: int
    """Those that were dropped are not among them."""
    attempts: int
    agreed: int
    """How many have a next step with a date."""
    reached: tuple[int, ...]
    """How many were reached by the end of each working day so far (B99)."""


class Marketing(NamedTuple):
    """The fourth push: getting the name out in front of as many people as possible."""

    reach: int
    """People, not mailings (B102)."""
    times: int
    reached: tuple[int, ...]
    """People by the end of each working day so far."""


class Board(NamedTuple):
    """The fast start of one sales year."""

    year: int
    days: tuple[date, ...]
    """The first five working days."""
    as_of: date
    today: date
    lists: tuple[FastList, ...]
    marketing: Marketing
    new_leads: int
    """Contacts that came in the year's first month, by no import (B104)."""
    resolution: str

    @property
    def is_open(self) -> bool:
        """Whether today is one of its days, weekends between them included."""
        return bool(self.days) and self.days[0] <= self.today <= self.days[-1]

    @property
    def is_over(self) -> bool:
        """Whether its days are behind."""
        return bool(self.days) and self.today > self.days[-1]

    @property
    def is_complete(self) -> bool:
        """Whether everybody was reached and at least one marketing step was logged (B103)."""
        return all(one.done >= one.total for one in self.lists) and self.marketing.times > 0

    @property
    def day_number(self) -> int:
        """Which of the working days it is, 1 to 5; the one before on a day of rest."""
        return sum(day <= self.as_of for day in self.days)


def listed(
    push: Push,
    callees: Iterable[Callee],
    dropped: frozenset[str],
    days: Sequence[date],
    as_of: date,
    calendar: Calendar,
    unseen: int = 0,
    most: int | None = None,
) -> FastList:
    """Return a list as it stands on a day, with its first rows.

    Buyers come in the order of their last conversation, never talked first, which puts the flagged ones on top (B93);
    of current customers those who owe something first (B98), then the same order, ties by name; decisions by belief,
    then by probability and expected close. So many more are `unseen`: nothing happened with them, and they come behind
    the first `most`.
    """
    silent = add_months(as_of, -1)
    rank = _decision_rank if push is Push.DECISIONS else _customer_rank if push is Push.CUSTOMERS else _talk_rank
    ranked: list[tuple[tuple[Any, ...], FastRow]] = []
    for callee in callees:
        done = _done(push, callee)
        back = _back(callee, as_of, calendar) if done is None else None
        is_flagged = callee.last_talk is None or callee.last_talk < silent
        row = FastRow(callee, is_flagged, done, back, callee.id in dropped)
        state = 3 if row.is_dropped else 2 if done else 1 if back else 0
        ranked.append(((state, *rank(row), callee.name.encode(errors="replace").lower(), callee.id), row))
    ranked.sort(key=itemgetter(0))
    counted = [row for _, row in ranked if not row.is_dropped]
    done_on = [row.done_on for row in counted if row.done_on is not None]
    return FastList(
        push=push,
        rows=tuple(row for _, row in ranked[:most]),
        length=len(ranked) + unseen,
        done=len(done_on),
        total=len(counted) + unseen,
        attempts=sum(row.callee.touches.attempts for row in counted),
        agreed=sum(row.callee.touches.has_step for row in counted),
        reached=tuple(sum(on <= day for on in done_on) for day in days if day <= as_of),
    )


def _done(push: Push, callee: Callee) -> date | None:
    """Return the day of the first conversation; of a decision where that came without one."""
    if push is Push.DECISIONS and callee.touches.talked_on is None and callee.deals:
        return min((deal.closed_on for deal in callee.deals if deal.closed_on is not None), default=None)
    return callee.touches.talked_on


def _back(callee: Callee, as_of: date, calendar: Calendar) -> date | None:
    """Return the day to come on which somebody is to be called: the one named, or the next one after a try."""
    tried, planned = callee.touches.tried_on, callee.planned_on
    if tried is None and planned is None:
        return None
    back = max(calendar.next_working_day(tried) if tried else date.min, planned or date.min)
    return back if back > as_of else None


def _talk_rank(row: FastRow) -> tuple[Any, ...]:
    """Return what sorts buyers that stand alike: the day of the call, and the last conversation."""
    return row.back_on or date.min, row.callee.last_talk or date.min


def _customer_rank(row: FastRow) -> tuple[Any, ...]:
    """Return what sorts customers that stand alike: those who owe something come first on a day."""
    return row.back_on or date.min, not row.callee.owed, row.callee.last_talk or date.min


def _decision_rank(row: FastRow) -> tuple[Any, ...]:
    """Return what sorts decisions that stand alike: belief, the likeliest deal, and the nearest expected close."""
    deals = row.callee.deals
    if not deals:
        return not row.callee.is_marked, 0, date.max
    expected = min([deal.expected_close_on or date.max for deal in deals])
    return not row.callee.is_marked, -deals[0].chance, expected
