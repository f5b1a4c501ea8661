"""Whom to call next and why: the reasons of one contact, and how contacts rank by them. Pure; it reads no file.

A reason stands for itself: each has words and a weight. What brings contacts into view is services/next_call.py.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import IntEnum
from typing import Final, NamedTuple

from planner.domain.action import Action, ActionKind, Owner
from planner.domain.cadence import Cadence, due_on
from planner.domain.contact import Contact, Stage
from planner.domain.deal import PROBABILITY, Deal, DealStage
from planner.domain.money import format_amount
from planner.domain.views import short_date

QUIET_DAYS: Final = 21
"""Days without a touch after which an open deal has gone quiet, where the settings do not say it."""
PAUSE_DAYS: Final = 3
"""Days after a touch in which a decision is given its time."""
TRY_DAYS: Final = 7
"""Days for which somebody whom a call did not reach is called again; then the cadence brings them."""
SOON_DAYS: Final = 7
"""Days to the expected close within which a deal is close to a decision."""
DECIDING: Final = frozenset({DealStage.PROPOSAL, DealStage.NEGOTIATION})
BY_STAGE: Final = (Stage.OPPORTUNITY, Stage.CUSTOMER, Stage.PROSPECT, Stage.LEAD, Stage.LOST)
"""Whose cadence comes first: the furthest on, and customers before prospects."""
_FAR: Final = 10**9


class Why(IntEnum):
    """Why somebody is to be called, the strongest reason first."""

    NEW_LEAD = 1
    MY_PROMISE = 2
    THEIR_PROMISE = 3
    FOLLOW_UP = 4
    DECISION = 5
    TRIED = 6
    TOP = 7
    CADENCE = 8
    QUIET_DEAL = 9


class Reason(NamedTuple):
    """One reason to call."""

    why: Why
    weight: tuple[int, ...]
    """Among equal reasons the smallest comes first."""
    words: str


class CallFacts(NamedTuple):
    """What the reasons to call a contact rest on."""

    contact: Contact
    last_talk: date | None
    last_touch: date | None
    waiting: Sequence[Action]
    """Open follow-ups and promises, due or to come."""
    deals: Sequence[Deal]
    """Open ones."""
    cadence: Cadence | None
    chances: Mapping[str, int] = PROBABILITY
    """How probable a deal of each stage is, in per cent."""
    quiet_days: int = QUIET_DAYS
    last_try: date | None = None
    """The last call that reached nobody."""

    @property
    def base(self) -> date:
        """The last conversation, or the day from which on the contact is known where none took place."""
        return self.last_talk or self.contact.touched_on or self.contact.created_on

    @property
    def due(self) -> date | None:
        """The day on which the contact is next to be talked to; None for never."""
        return due_on(self.base, self.cadence, self.contact.snoozed_until)


class NextCall(NamedTuple):
    """One contact to call, with every reason for it."""

    contact: Contact
    reasons: tuple[Reason, ...]
    follow_up: Action | None
    """The due follow-up that a talk does."""

    @property
    def words(self) -> str:
        """The reasons in one line."""
        return ", ".join(reason.words for reason in self.reasons)


def reasons(facts: CallFacts, today: date, home: str) -> tuple[Reason, ...]:
    """Return why to call a contact on a day, the strongest reason first; none where it is not to be proposed.

    Archived, not to be contacted, snoozed, talked to or called on the day itself: none. Touched in another way on the
    day itself: due promises alone, which stay until they are done, dropped or moved. Whoever has a
    follow-up, or a promise of the user's, on a day to come waits for that day: then the reasons without a date of their
    own (a decision, a call that reached nobody, the cadence, a quiet deal) say nothing. `home` is the currency that is
    written with its sign alone.
    """
    contact = facts.contact
    is_snoozed = contact.snoozed_until is not None and contact.snoozed_until > today
    if (
        contact.archived_on is not None
        or contact.do_not_contact
        or is_snoozed
        or today in {facts.last_try, facts.last_talk}
    ):
        return ()
    due = [action for action in facts.waiting if action.date <= today]
    if facts.last_touch == today:
        due = [action for action in due if action.kind is ActionKind.PROMISE]
        return _strongest([_waiting(action, today) for action in due])
    found = [_waiting(action, today) for action in due]
    if contact.stage is Stage.LEAD and not contact.external_system and facts.last_touch is None:
        found.append(_new_lead(contact, today))
    is_planned = any(action.date > today and action.owed_by is Owner.ME for action in facts.waiting)
    if not is_planned:
        telling = [*_decisions(facts, today, home), *_cadence(facts, today), *_quiet_deals(facts, today, home)]
        found += [*telling, *_tried(facts, today, "" if telling else _standing(facts, today, home))]
    return _strongest(found)


def _strongest(found: Iterable[Reason]) -> tuple[Reason, ...]:
    """Return the strongest reason of each sort, the strongest sort first, without what another one says already."""
    best: dict[Why, Reason] = {}
    for reason in sorted(found, key=lambda reason: (reason.why, reason.weight)):
        best.setdefault(reason.why, reason)
    if Why.DECISION in best:
        best.pop(Why.QUIET_DEAL, None)
    if Why.NEW_LEAD in best:
        best.pop(Why.CADENCE, None)
    return tuple(best.values())


def rank(call: NextCall) -> tuple[object, ...]:
    """Return what calls are sorted by: the strongest reason, its weight, then the key."""
    first = call.reasons[0]
    return first.why, first.weight, call.contact.id


def ago(day: date, today: date) -> str:
    """Return how long ago a day was: "today", "yesterday", "34 days ago"."""
    days = (today - day).days
    return "today" if days <= 0 else "yesterday" if days == 1 else f"{days:,} days ago"


def _waiting(action: Action, today: date) -> Reason:
    at = (action.start_time.hour * 60 + action.start_time.minute) if action.start_time else 24 * 60
    when = "due today" if action.date == today else f"due since {short_date(action.date, today)}"
    if action.kind is not ActionKind.PROMISE:
        why, told = Why.FOLLOW_UP, f"follow-up {when}"
    elif action.owed_by is Owner.ME:
        why, told = Why.MY_PROMISE, f"you promised “{action.text}”, {when}"
    else:
        why, told = Why.THEIR_PROMISE, f"promised you “{action.text}”, {when}"
    return Reason(why, (action.date.toordinal(), at), told)


def _new_lead(contact: Contact, today: date) -> Reason:
    came = f"new lead, came {ago(contact.created_on, today)}"
    return Reason(Why.NEW_LEAD, (-contact.created_on.toordinal(),), f"{came}, no touch yet")


def _decisions(facts: CallFacts, today: date, home: str) -> list[Reason]:
    if facts.last_touch is not None and (today - facts.last_touch).days < PAUSE_DAYS:
        return []
    found = []
    for deal in facts.deals:
        expected = deal.expected_close_on
        is_soon = expected is not None and expected <= today + timedelta(days=SOON_DAYS)
        if deal.stage in DECIDING or is_soon:
            by = expected.toordinal() if expected else _FAR
            weight = (-deal.chance(facts.chances), by, -(deal.amount_minor or 0))
            told = f", {_expected(expected, today)}" if expected and is_soon else ""
            found.append(Reason(Why.DECISION, weight, f"{_named(deal, home)}, {deal.stage}{told}"))
    if facts.contact.close_mark:
        first = min(found, key=lambda reason: reason.weight, default=None)
        told = f", {first.words}" if first else ""
        return [Reason(Why.DECISION, (-101, _FAR, 0), f"close to a decision{told}")]
    return found


def _expected(day: date, today: date) -> str:
    if day < today:
        return f"decision was expected {short_date(day, today)}"
    return "decision expected today" if day == today else f"decision expected by {short_date(day, today)}"


def _tried(facts: CallFacts, today: date, standing: str) -> list[Reason]:
    """Return that the last thing that happened was a call that reached nobody (B96), and how the contact stands."""
    tried = facts.last_try
    if tried is None or tried != facts.last_touch or tried == facts.last_talk:
        return []
    if (today - tried).days > TRY_DAYS:
        return []
    told = f", {standing}" if standing else ""
    return [Reason(Why.TRIED, (tried.toordinal(),), f"tried {ago(tried, today)}{told}")]


def _standing(facts: CallFacts, today: date, home: str) -> str:
    """Return how a contact stands: the deal worth the most, else the stage, and the last talk."""
    deal = max(facts.deals, key=lambda deal: deal.amount_minor or 0, default=None)
    stage = f"{_named(deal, home)}, {deal.stage}" if deal is not None else str(facts.contact.stage)
    is_known = facts.last_talk is not None or facts.contact.touched_on is not None
    return f"{stage}, {_talked(facts, today) if is_known else 'no talk yet'}"


def _cadence(facts: CallFacts, today: date) -> list[Reason]:
    base, due = facts.base, facts.due
    if due is None or due > today:
        return []
    talked = _talked(facts, today)
    if facts.contact.is_top:
        return [Reason(Why.TOP, (base.toordinal(),), f"top prospect, {talked}")]
    weight = (BY_STAGE.index(facts.contact.stage), base.toordinal())
    return [Reason(Why.CADENCE, weight, f"{facts.contact.stage}, {talked}")]


def _talked(facts: CallFacts, today: date) -> str:
    """Return when the last talk was, or what is known where none took place."""
    if facts.last_talk is not None:
        since = "last talked"
    elif facts.contact.touched_on is not None:
        since = "no talk in the log, last contacted"
    else:
        since = "no talk in the log, came" if facts.contact.external_system else "not talked since you met"
    return f"{since} {ago(facts.base, today)}"


def _quiet_deals(facts: CallFacts, today: date, home: str) -> list[Reason]:
    found = []
    for deal in facts.deals:
        quiet = (today - max(deal.created_on, facts.last_touch or deal.created_on)).days
        if quiet >= facts.quiet_days:
            weight = (-(deal.amount_minor or 0) * deal.chance(facts.chances),)
            told = f"{_named(deal, home)}, {deal.stage}, quiet for {quiet:,} {'day' if quiet == 1 else 'days'}"
            found.append(Reason(Why.QUIET_DEAL, weight, told))
    return found


def _named(deal: Deal, home: str) -> str:
    money = "" if deal.amount_minor is None else f" {format_amount(deal.amount_minor, deal.currency, home)}"
    return f"deal {deal.title}{money}"
