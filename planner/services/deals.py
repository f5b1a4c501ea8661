"""What the log does to deals: a close wins one, a proposal puts one forward, a loss ends one, a correction lets go."""

from datetime import date
from typing import TYPE_CHECKING

from planner.domain.activity import Activity, ActivityType, Outcome
from planner.domain.change import Change
from planner.domain.contact import Contact
from planner.domain.deal import Deal, DealKind, DealStage
from planner.domain.errors import PlannerError
from planner.domain.logline import LogDraft
from planner.domain.money import format_amount
from planner.domain.value import replace
from planner.store import queries

if TYPE_CHECKING:
    from planner.services.planner import Planner


ASK_AMOUNT = "Write the amount: $12k, or $0 where none is paid"


class LoggedDeals:
    """The deals that log lines touch."""

    def __init__(self, planner: "Planner") -> None:
        """Work through a planner."""
        self._planner = planner
        self._store = planner.store

    def touched(
        self,
        draft: LogDraft,
        activity: Activity,
        contact: Contact | None,
        editing: Activity | None,
    ) -> tuple[Deal | None, Deal | None]:
        """Return the deal that a line touches, before and after; (None, None) where it touches none.

        Raises PlannerError where it loses a deal and none is open.
        """
        linked = self._store.get(Deal, editing.deal_id) if editing is not None else None
        if linked is not None and linked.contact_id != activity.contact_id:
            linked = None
        if draft.outcome is Outcome.LOST:
            deal = linked or self._furthest(contact)
            if deal is None:
                who = f"“{contact.name}”" if contact else "the line"
                raise PlannerError(
                    f"There is no open deal with {who} to lose. Leave “lost” out to log it all the same."
                )
            return deal, deal.lost(activity.local_date, activity.note)
        if draft.type is ActivityType.CLOSE:
            deal = linked or self._furthest(contact)
            base = deal or self._new_deal(draft, activity, contact)
            if base.is_open and contact is not None and queries.has_won_deal(self._store, contact.id, base.id):
                base = replace(base, kind=DealKind.REPEAT)
            return deal, closed(self._priced(draft, base), activity.local_date)
        if draft.type is not ActivityType.PROPOSAL:
            return None, None
        deal = linked or self._furthest(contact)
        if deal is None and draft.amount_minor is None:
            return None, None
        base = deal or self._new_deal(draft, activity, contact)
        if deal is not None and editing is not None and decides(editing):
            base = self._reopened(deal, editing)
        stage = DealStage.PROPOSAL if base.stage in {DealStage.PROSPECTING, DealStage.QUALIFIED} else base.stage
        return deal, replace(self._priced(draft, base), stage=stage)

    def _new_deal(self, draft: LogDraft, activity: Activity, contact: Contact | None) -> Deal:
        bought = contact is not None and queries.has_won_deal(self._store, contact.id, None)
        return Deal(
            id=self._planner.new_id(),
            contact_id=contact.id if contact else None,
            organization=contact.organization if contact else "",
            title=_title(contact),
            currency=draft.currency,
            kind=DealKind.REPEAT if bought else DealKind.NEW,
            created_on=activity.local_date,
        )

    @staticmethod
    def _priced(draft: LogDraft, deal: Deal) -> Deal:
        deal = replace(deal, kind=draft.deal_kind or deal.kind)
        if draft.amount_minor is None:
            return deal
        return replace(deal, amount_minor=draft.amount_minor, currency=draft.currency)

    def _furthest(self, contact: Contact | None) -> Deal | None:
        """Return the open deal that is furthest along, the oldest of equals."""
        if contact is None:
            return None
        deals = self._store.select(
            Deal, "contact_id = ? AND stage NOT IN ('won', 'lost')", [contact.id], "created_on, id"
        )
        return max(deals, key=lambda deal: deal.chance(self._planner.settings.probabilities), default=None)

    def released(self, editing: Activity | None, kept: Deal | None) -> tuple[Change, ...]:
        """Return what happens to the deal of a close or a loss that is deleted or becomes something else."""
        if editing is None or not decides(editing):
            return ()
        deal = self._store.get(Deal, editing.deal_id)
        if deal is None or (kept is not None and kept.id == deal.id):
            return ()
        return (Change(deal, None if self._is_made_by(deal, editing) else self._reopened(deal, editing)),)

    def _is_made_by(self, deal: Deal, close: Activity) -> bool:
        """Whether a close made its sale rather than winning one that was open, or of which more was said."""
        others = next(self._store.select(Activity, "deal_id = ? AND id <> ?", [deal.id, close.id]), None)
        is_close = close.type is ActivityType.CLOSE
        is_plain = deal.title == _title(self._store.get(Contact, deal.contact_id)) and not deal.next_step
        is_bare = is_plain and deal.expected_close_on is None and not deal.external_id
        return is_close and others is None and deal.created_on == close.local_date and is_bare

    def _reopened(self, deal: Deal, editing: Activity) -> Deal:
        """Return the deal of a close or a loss that is taken back as open again; how far it was is not known."""
        stage = DealStage.PROPOSAL if self._is_made_by(deal, editing) else DealStage.NEGOTIATION
        return replace(deal, stage=stage, closed_on=None, lost_reason="")


def check_amount(deal: Deal | None) -> None:
    """Ask what a sale came to where nothing says it (B126). Raises PlannerError."""
    if deal is not None and deal.stage is DealStage.WON and deal.amount_minor is None:
        raise PlannerError(f"What did “{deal.title}” come to? {ASK_AMOUNT}.")


def until_now(before: Deal | None, deal: Deal, home: str) -> str:
    """Return the amount that a deal gives up for another one: ", $6,890 until now"; empty where it keeps its own."""
    if before is None or before.amount_minor is None or not before.is_open:
        return ""
    old, new = ((one.amount_minor, one.currency) for one in (before, deal))
    return "" if old == new else f", {format_amount(before.amount_minor, before.currency, home)} until now"


def _title(contact: Contact | None) -> str:
    """Return the title of a sale of which nothing is said but who bought."""
    return (contact.organization or contact.name) if contact is not None else "Sale"


def decides(activity: Activity) -> bool:
    """Whether an entry says that a deal was won or lost."""
    return activity.type is ActivityType.CLOSE or activity.outcome is Outcome.LOST


def closed(deal: Deal, day: date) -> Deal:
    """Return a deal as won on a day; a sale that its close made begins with it, and none begins after its end."""
    begun = day if deal.created_on == deal.closed_on else min(deal.created_on, day)
    return replace(deal.won(day), created_on=begun)
