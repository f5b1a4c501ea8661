"""The deals' verbs: adding, correcting, moving along the stages, winning, losing and opening again.

A won deal and a close in the log are two sides of one thing: winning writes the entry, opening again takes it away
(services/deals.py does the same from the side of the log). Losing a deal leaves its buyer where that stands; only the
user says that somebody is lost.
"""

from datetime import date, datetime, time
from typing import TYPE_CHECKING, NamedTuple

from planner.domain import dealline
from planner.domain.activity import Activity, ActivityType
from planner.domain.change import Change, ChangeSet
from planner.domain.contact import Contact
from planner.domain.deal import OPEN_STAGES, Deal, DealKind, DealStage
from planner.domain.dealline import DealDraft
from planner.domain.errors import LineError, PlannerError
from planner.domain.money import format_amount, parse_amount, shown, take_amount
from planner.domain.text import clean_line
from planner.domain.value import replace
from planner.domain.views import short_date
from planner.domain.words import tokens
from planner.services.deals import check_amount, closed
from planner.services.named import Named, named
from planner.services.named import told as cautioned
from planner.services.toward import counted_toward
from planner.store import pipeline, queries

if TYPE_CHECKING:
    from planner.services.planner import Planner

Amount = tuple[int, str]
"""Minor units and their currency."""
_NOON = time(12)


class DealReading(NamedTuple):
    """What a deal line means before it is saved."""

    deal: Deal
    contact: Contact | None
    is_new_contact: bool
    cautions: tuple[str, ...]
    """What should be known of the contact: that it was put away, that it does not want to be contacted."""
    changes: tuple[Change, ...]


class DealVerbs:
    """What can be done with deals."""

    def __init__(self, planner: "Planner") -> None:
        """Work through a planner."""
        self._planner = planner
        self._store = planner.store

    def draft(self, line: str) -> DealDraft:
        """Read a deal line. Raises LineError that points at what is not understood."""
        planner = self._planner
        return dealline.parse(line, today=planner.today(), currency=planner.settings.currency, known_name=planner.knows)

    def read(self, line: str, key: str = "") -> DealReading:
        """Return what a line would save, as a new deal or in the place of one. Writes nothing."""
        draft, today = self.draft(line), self._planner.today()
        before = self._store.need(Deal, key) if key else None
        found = self._buyer(draft, before)
        contact = found.contact if found else None
        if before is None:
            kind = DealKind.REPEAT if self._has_bought(contact, None) else DealKind.NEW
            blank = Deal(id=self._planner.new_id(), title="Deal", kind=kind, created_on=today)
        else:
            self._check(before, draft, contact)
            blank = before
        is_theirs = before is not None and contact is not None and before.contact_id == contact.id
        firm = contact.organization if contact is not None and not is_theirs else ""
        deal = replace(
            blank,
            title=draft.title or (contact.organization or contact.name if contact else blank.title),
            contact_id=contact.id if contact else None,
            organization=firm or blank.organization,
            amount_minor=draft.amount_minor,
            currency=draft.currency,
            kind=draft.kind or blank.kind,
            expected_close_on=draft.expected_close_on,
            next_step=draft.next_step,
        )
        if deal.is_open:
            deal = replace(deal.at(draft.stage or deal.stage), probability_pct=draft.probability_pct)
        buyer = deal.advanced(contact) if contact and not is_theirs else contact
        changes = (Change(found.before if found else None, buyer), Change(before, deal))
        is_new = found is not None and found.before is None
        cautions = found.cautions if found and not is_theirs else ()
        return DealReading(deal, buyer, is_new, cautions, tuple(c for c in changes if c.before != c.after))

    def add(self, line: str) -> ChangeSet:
        """Add an open deal from a line; a buyer who is not known becomes a contact."""
        found = self.read(line)
        new = f" · new {found.contact.stage}" if found.is_new_contact and found.contact else ""
        told = f"{self._told(found.deal)}, {found.deal.stage}{new}{cautioned(found.cautions)}"
        return self._planner.commit(f"Added: {told}", found.changes)

    def correct(self, key: str, line: str) -> ChangeSet:
        """Save a line in the place of a deal: what it leaves out is emptied, but the stage and the kind."""
        found = self.read(line, key)
        return self._planner.commit(f"Corrected: {self._told(found.deal)}", found.changes)

    def written(self, key: str) -> str:
        """Return a deal as the line that says it."""
        deal = self._store.need(Deal, key)
        contact = self._store.get(Contact, deal.contact_id)
        draft = DealDraft(
            title=clean_line(deal.title),
            who=clean_line(contact.name) if contact else None,
            who_exact=contact is not None,
            amount_minor=deal.amount_minor,
            currency=deal.currency if deal.amount_minor is not None else self._planner.settings.currency,
            expected_close_on=deal.expected_close_on,
            stage=deal.stage if deal.is_open else None,
            kind=deal.kind,
            probability_pct=deal.probability_pct if deal.is_open else None,
            next_step=clean_line(deal.next_step),
        )
        return dealline.write(draft, currency=self._planner.settings.currency)

    def move(self, key: str, stage: DealStage) -> ChangeSet:
        """Put a deal at a stage, with that stage's probability; a decided one is open again.

        Opening a won deal again takes its close out of the log; what the log says of a loss stays there as a note. The
        buyer keeps the stage that it has. Raises PlannerError where the deal stands there already.
        """
        deal = self._store.need(Deal, key)
        after = deal.at(stage)
        if after == deal:
            raise PlannerError(f"“{deal.title}” stands at {stage} already.")
        entries = tuple(
            Change(entry, None if entry.type is ActivityType.CLOSE else replace(entry, outcome=None))
            for entry in (() if deal.is_open else pipeline.deciding(self._store, key))
        )
        told = "" if deal.is_open else "Open again, "
        way = f"{deal.stage} → {stage}"
        return self._planner.commit(f"{told}{way}: {self._told(after)}", (*entries, Change(deal, after)))

    def step(self, key: str, by: int) -> ChangeSet:
        """Move an open deal forward (1) or back (-1) by a stage. Raises PlannerError at either end of the way."""
        deal = self._store.need(Deal, key)
        if not deal.is_open:
            raise PlannerError(f"“{deal.title}” is {deal.stage}. Name a stage to open it again.")
        at = OPEN_STAGES.index(deal.stage) + by
        if at < 0:
            raise PlannerError(f"“{deal.title}” stands at {deal.stage}, where the way begins.")
        if at >= len(OPEN_STAGES):
            raise PlannerError(f"“{deal.title}” stands at {deal.stage}: win it or lose it next.")
        return self.move(key, OPEN_STAGES[at])

    def win(self, key: str, amount: Amount | None = None, on: date | None = None) -> ChangeSet:
        """Win an open deal, today or on an earlier day, and log the close; without an amount it keeps the one it has.

        A deal of somebody who bought before is a repeat one (B70). Raises PlannerError for a day to come, where it is
        decided already, and where nothing says what it came to.
        """
        deal, day = self._undecided(key), self._day(on)
        contact = self._store.get(Contact, deal.contact_id)
        if self._has_bought(contact, key):
            deal = replace(deal, kind=DealKind.REPEAT)
        if amount is not None:
            deal = replace(deal, amount_minor=amount[0], currency=amount[1])
        won = closed(deal, day)
        check_amount(won)
        close = self._close(won, contact, day)
        told = f"Won: {self._told(won)}, {won.kind}"
        counts = counted_toward(self._planner, close, won, is_new=True)
        buyer = won.advanced(contact) if contact else None
        return self._planner.commit(
            f"{told} · counts toward {', '.join(counts)}" if counts else told,
            (Change(contact, buyer), Change(self._store.need(Deal, key), won), Change(None, close)),
        )

    def lose(self, key: str, reason: str = "", on: date | None = None) -> ChangeSet:
        """Lose an open deal, with the reason in the user's words; nothing else changes. Raises as `win` does."""
        deal, day, why = self._undecided(key), self._day(on), clean_line(reason)
        lost = replace(deal.lost(day, why), created_on=min(deal.created_on, day))
        return self._planner.commit(f"Lost: {self._told(deal)}{f', {why}' if why else ''}", (Change(deal, lost),))

    def follow(self, key: str, text: str) -> ChangeSet:
        """Say what comes next for a deal; an empty text takes it away."""
        deal, step = self._store.need(Deal, key), clean_line(text)
        told = f"Next for {deal.title}: {step}" if step else f"No next step: {deal.title}"
        return self._planner.commit(told, (Change(deal, replace(deal, next_step=step)),))

    def read_won(self, key: str, text: str) -> tuple[Amount | None, date | None]:
        """Read what a deal was won for and when: `$12k`, `12000 yesterday`, or nothing. Raises LineError."""
        from planner.domain import when

        deal, home = self._store.need(Deal, key), self._planner.settings.currency
        amount: Amount | None = None
        day: date | None = None
        words = list(tokens(text))
        while words:
            word = words[0]
            try:
                is_number = word.text[:1].isdigit()
                money = take_amount([one.text for one in words[:2]], home)
                moment = when.take_day([one.text for one in words], 0, self._planner.today(), ahead=False)
                plain = parse_amount(f"{deal.currency}{word.text}", home) if is_number and not moment else None
            except PlannerError as error:
                raise LineError(str(error), word.start, word.end) from None
            if day is None and moment is not None:
                day, taken = moment
            elif amount is None and (found := money or (plain and (plain, 1))):
                amount, taken = found
            else:
                raise LineError(f"“{shown(word.text)}” is no amount: write $12k, or enter alone.", word.start, word.end)
            words = words[taken:]
        return amount, day

    def _buyer(self, draft: DealDraft, before: Deal | None) -> Named | None:
        """Return the contact that a line names."""
        if draft.who is None:
            return None
        about = self._store.get(Contact, before.contact_id) if before is not None else None
        on = self._planner.today()
        return named(self._planner, draft.who, exact=draft.who_exact, source="deal", on=on, about=about)

    def _has_bought(self, contact: Contact | None, but: str | None) -> bool:
        return contact is not None and queries.has_won_deal(self._store, contact.id, but)

    def _check(self, deal: Deal, draft: DealDraft, contact: Contact | None) -> None:
        """Refuse what a line cannot change of a deal that is decided."""
        if deal.is_open:
            return
        if draft.stage is not None:
            raise PlannerError(f"“{deal.title}” is {deal.stage}. Give it a stage by itself to open it again.")
        is_other = deal.contact_id != (contact.id if contact else None)
        if is_other and pipeline.deciding(self._store, deal.id):
            raise PlannerError("The log says who closed it. Correct that entry to change the buyer.")

    def _undecided(self, key: str) -> Deal:
        deal = self._store.need(Deal, key)
        if not deal.is_open:
            raise PlannerError(f"“{deal.title}” is {deal.stage} already. Give it a stage to open it again.")
        return deal

    def _day(self, on: date | None) -> date:
        today = self._planner.today()
        if on is not None and on > today:
            raise PlannerError(f"{short_date(on, today)} is still to come. A deal is decided when it is done.")
        return on or today

    def _close(self, deal: Deal, contact: Contact | None, day: date) -> Activity:
        """Return the entry of the log that says that a deal was won."""
        planner = self._planner
        at = planner.now().time().replace(second=0, tzinfo=None) if day == planner.today() else None
        local = planner.day_start.moment(day, at) if at is not None else datetime.combine(day, _NOON)
        return Activity(
            id=planner.new_id(),
            at=planner.clock.instant(local),
            local_date=day,
            local_time=at,
            zone=planner.clock.zone(),
            type=ActivityType.CLOSE,
            contact_id=contact.id if contact else None,
            deal_id=deal.id,
            contact_stage_then=contact.stage if contact else None,
        )

    def _told(self, deal: Deal) -> str:
        if deal.amount_minor is None:
            return deal.title
        return f"{deal.title} {format_amount(deal.amount_minor, deal.currency, self._planner.settings.currency)}"
