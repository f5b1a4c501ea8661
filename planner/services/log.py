"""The log's verbs: a line becomes an activity, with the contact, deal and follow-up that it implies, in one save."""

from datetime import date, datetime, time
from typing import TYPE_CHECKING, NamedTuple

from planner.domain import logline
from planner.domain.action import Action, ActionKind
from planner.domain.activity import Activity, ActivityType, Outcome, words
from planner.domain.change import Change, ChangeSet
from planner.domain.contact import Contact, Stage
from planner.domain.deal import Deal, DealKind, DealStage
from planner.domain.errors import PlannerError
from planner.domain.goal import Goal
from planner.domain.text import clean_line
from planner.domain.value import replace
from planner.domain.views import LogRow
from planner.store import queries

if TYPE_CHECKING:
    from planner.services.planner import Planner

NOON = time(12)


class Reading(NamedTuple):
    """What a line means before it is saved: shown live, committed by enter."""

    activity: Activity
    contact: Contact | None
    is_new_contact: bool
    deal: Deal | None
    """The deal that it makes, moves or wins."""
    follow_up: Action | None
    counts: tuple[str, ...]
    """The goals that it counts toward, as sentences name them."""
    changes: tuple[Change, ...]

    @property
    def title(self) -> str:
        """The entry in few words: "call, Dana Reyes"."""
        times = f" ×{self.activity.quantity}" if self.activity.quantity > 1 else ""
        who = f", {self.contact.name}" if self.contact else ""
        return f"{words(self.activity.type)}{times}{who}"


class LogVerbs:
    """Logging, correcting and deleting."""

    def __init__(self, planner: "Planner") -> None:
        """Work through a planner."""
        self._planner = planner
        self._store = planner.store

    def draft(self, line: str) -> logline.LogDraft:
        """Read a line. Raises LineError that points at the word which is not understood."""
        planner = self._planner
        return logline.parse(
            line,
            now=planner.now().replace(tzinfo=None),
            today=planner.today(),
            day_start=planner.day_start,
            calendar=planner.calendar,
            currency=planner.settings.currency,
            known_name=planner.knows,
        )

    def read(self, line: str, editing: Activity | None = None) -> Reading:
        """Return what a line would save, as a new entry or in the place of one. Writes nothing."""
        draft = self.draft(line)
        contact, is_new = self._contact(draft)
        activity = self._activity(draft, contact, editing)
        deal_before, deal = self._deal(draft, activity, contact, editing)
        advanced = self._advanced(contact, deal)
        follow_up = self._follow_up(draft, contact)
        if deal is not None:
            activity = replace(activity, deal_id=deal.id)
        if follow_up is not None:
            activity = replace(activity, action_id=follow_up.id)
        changes = (
            Change(None if is_new else contact, advanced),
            *self._released(editing, deal),
            Change(deal_before, deal),
            Change(None, follow_up),
            Change(editing, activity),
        )
        return Reading(
            activity,
            advanced,
            is_new,
            deal if deal != deal_before else None,
            follow_up,
            self._counts(activity, deal),
            tuple(change for change in changes if change.before != change.after),
        )

    def line(self, line: str) -> ChangeSet:
        """Save a line as a new entry."""
        reading = self.read(line)
        return self._planner.commit(_told("Logged", reading), reading.changes)

    def correct(self, key: str, line: str) -> ChangeSet:
        """Save a line in the place of an entry."""
        reading = self.read(line, self._store.need(Activity, key))
        return self._planner.commit(_told("Corrected", reading), reading.changes)

    def delete(self, key: str) -> ChangeSet:
        """Delete an entry; the sale that a close had made goes with it, one that was open before is open again."""
        activity = self._store.need(Activity, key)
        row = queries.logged(self._store, key)
        who = f", {row.contact}" if row is not None and row.contact else ""
        done_by_it = self._store.select(Action, "done_activity_id = ?", [key])
        changes = (
            *self._released(activity, None),
            *(Change(action, replace(action, done_activity_id=None)) for action in done_by_it),
            Change(activity, None),
        )
        return self._planner.commit(f"Deleted: {words(activity.type)}{who}", changes)

    def move(self, key: str, day: date) -> ChangeSet:
        """Give an entry another date, with its sale's closing date. Raises PlannerError for a day to come."""
        activity = self._store.need(Activity, key)
        self._refuse_future(day, activity.local_time)
        at, zone = self._instant(day, activity.local_time), self._planner.clock.zone()
        moved = replace(activity, local_date=day, at=at, zone=zone)
        deal = self._store.get(Deal, activity.deal_id)
        changes = [Change(activity, moved)]
        if deal is not None and activity.type is ActivityType.CLOSE:
            changes.append(Change(deal, _closed(deal, day)))
        elif deal is not None and activity.outcome is Outcome.LOST:
            changes.append(Change(deal, deal.lost(day, deal.lost_reason)))
        return self._planner.commit(f"Moved to {day.isoformat()}: {words(activity.type)}", tuple(changes))

    def written(self, row: LogRow) -> str:
        """Return an entry as the line that says it."""
        activity = row.activity
        deal = self._store.get(Deal, activity.deal_id)
        carries_deal = deal is not None and activity.type in {ActivityType.CLOSE, ActivityType.PROPOSAL}
        return logline.write(
            logline.LogDraft(
                type=activity.type,
                who=row.contact or None,
                who_exact=bool(row.contact),
                quantity=activity.quantity,
                outcome=activity.outcome,
                purpose=activity.purpose,
                amount_minor=row.amount_minor if carries_deal else None,
                currency=row.currency if carries_deal else self._planner.settings.currency,
                deal_kind=deal.kind if carries_deal and deal is not None else None,
                minutes=activity.minutes,
                reach=activity.reach,
                day=activity.local_date,
                time=activity.local_time,
                note=clean_line(activity.note),
            ),
            currency=self._planner.settings.currency,
        )

    def _contact(self, draft: logline.LogDraft) -> tuple[Contact | None, bool]:
        if draft.who is None:
            return None, False
        found = self._planner.names.find(draft.who, exact=draft.who_exact)
        if found is not None:
            return self._store.need(Contact, found.id), False
        given, _, family = draft.who.rpartition(" ")
        return (
            Contact(
                id=self._planner.new_id(),
                name=draft.who,
                given_name=given or family,
                family_name=family if given else "",
                source="log",
                created_on=draft.day,
            ),
            True,
        )

    def _activity(self, draft: logline.LogDraft, contact: Contact | None, editing: Activity | None) -> Activity:
        self._refuse_future(draft.day, draft.time)
        same_person = editing is not None and editing.contact_id == (contact.id if contact else None)
        stage_then = contact.stage if contact else None
        if editing is not None and same_person:
            stage_then = editing.contact_stage_then
        return Activity(
            id=editing.id if editing else self._planner.new_id(),
            at=self._instant(draft.day, draft.time),
            local_date=draft.day,
            local_time=draft.time,
            zone=self._planner.clock.zone(),
            type=draft.type,
            purpose=draft.purpose,
            outcome=draft.outcome,
            quantity=draft.quantity,
            reach=draft.reach,
            minutes=draft.minutes,
            contact_id=contact.id if contact else None,
            deal_id=editing.deal_id if editing and same_person and editing.type is draft.type else None,
            action_id=editing.action_id if editing else None,
            contact_stage_then=stage_then,
            note=draft.note,
            source=editing.source if editing else "typed",
        )

    def _deal(
        self,
        draft: logline.LogDraft,
        activity: Activity,
        contact: Contact | None,
        editing: Activity | None,
    ) -> tuple[Deal | None, Deal | None]:
        """Return the deal that a line touches, before and after; (None, None) where it touches none."""
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
            return deal, _closed(self._priced(draft, base), activity.local_date)
        if draft.type is not ActivityType.PROPOSAL:
            return None, None
        deal = linked or self._furthest(contact)
        if deal is None and draft.amount_minor is None:
            return None, None
        base = deal or self._new_deal(draft, activity, contact)
        if deal is not None and editing is not None and _decides(editing):
            base = self._reopened(deal, editing)
        stage = DealStage.PROPOSAL if base.stage in {DealStage.PROSPECTING, DealStage.QUALIFIED} else base.stage
        return deal, replace(self._priced(draft, base), stage=stage)

    def _new_deal(self, draft: logline.LogDraft, activity: Activity, contact: Contact | None) -> Deal:
        bought = contact is not None and queries.has_won_deal(self._store, contact.id, None)
        return Deal(
            id=self._planner.new_id(),
            contact_id=contact.id if contact else None,
            organization=contact.organization if contact else "",
            title=(contact.organization or contact.name) if contact else "Sale",
            currency=draft.currency,
            kind=DealKind.REPEAT if bought else DealKind.NEW,
            created_on=activity.local_date,
        )

    @staticmethod
    def _priced(draft: logline.LogDraft, deal: Deal) -> Deal:
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
        return max(deals, key=lambda deal: deal.probability, default=None)

    def _released(self, editing: Activity | None, kept: Deal | None) -> tuple[Change, ...]:
        """Return what happens to the deal of a close or a loss that is deleted or becomes something else."""
        if editing is None or not _decides(editing):
            return ()
        deal = self._store.get(Deal, editing.deal_id)
        if deal is None or (kept is not None and kept.id == deal.id):
            return ()
        return (Change(deal, None if self._is_made_by(deal, editing) else self._reopened(deal, editing)),)

    def _is_made_by(self, deal: Deal, close: Activity) -> bool:
        """Whether a close made its sale rather than winning one that was open."""
        others = next(self._store.select(Activity, "deal_id = ? AND id <> ?", [deal.id, close.id]), None)
        is_close = close.type is ActivityType.CLOSE
        return is_close and others is None and deal.created_on == close.local_date and not deal.external_id

    def _reopened(self, deal: Deal, editing: Activity) -> Deal:
        """Return the deal of a close or a loss that is taken back as open again; how far it was is not known."""
        stage = DealStage.PROPOSAL if self._is_made_by(deal, editing) else DealStage.NEGOTIATION
        return replace(deal, stage=stage, closed_on=None, lost_reason="")

    @staticmethod
    def _advanced(contact: Contact | None, deal: Deal | None) -> Contact | None:
        if contact is None or deal is None or deal.stage is DealStage.LOST:
            return contact
        return contact.advanced_to(Stage.CUSTOMER if deal.stage is DealStage.WON else Stage.OPPORTUNITY)

    def _follow_up(self, draft: logline.LogDraft, contact: Contact | None) -> Action | None:
        step = draft.next_step
        if step is None:
            return None
        kind = words(step.type) if step.type else ""
        text = ": ".join(part for part in (kind, step.text) if part)
        return Action(
            id=self._planner.new_id(),
            date=step.day,
            kind=ActionKind.FOLLOW_UP,
            text=text or "follow up",
            contact_id=contact.id if contact else None,
            start_time=step.time,
        )

    def _counts(self, activity: Activity, deal: Deal | None) -> tuple[str, ...]:
        """Return the active goals that the entry counts toward, finest first (B57)."""
        day = activity.local_date
        reading = self._planner.reading
        goals = [
            goal
            for goal in queries.standing_goals(self._store, day)
            if goal.is_active and goal.measure_id and day in goal.span
        ]
        goals.sort(key=lambda goal: reading.window(goal, day).days)
        return tuple(reading.name(goal, day) for goal in goals if self._counts_toward(goal, activity, deal))

    def _counts_toward(self, goal: Goal, activity: Activity, deal: Deal | None) -> bool:
        measure = self._planner.reading.measures[goal.measure_id or ""]
        if deal is not None and activity.type is ActivityType.CLOSE and measure.earns(deal):
            return bool(deal.amount_minor)
        if not measure.counts(activity, deal):
            return False
        window = self._planner.reading.window(goal, activity.local_date)
        if measure.distinct_contacts and queries.is_counted_person(self._store, measure, activity, window):
            return False
        return not (measure.first_touch_only and queries.has_earlier_touch(self._store, activity))

    def _instant(self, day: date, at: time | None) -> datetime:
        local = self._planner.day_start.moment(day, at) if at else datetime.combine(day, NOON)
        return self._planner.clock.instant(local)

    def _refuse_future(self, day: date, at: time | None) -> None:
        now = self._planner.now().replace(tzinfo=None)
        if day > self._planner.today() or (at is not None and self._planner.day_start.moment(day, at) > now):
            raise PlannerError("The log holds what is done. Plan it with “a” or behind ->.")


def _decides(activity: Activity) -> bool:
    """Whether an entry says that a deal was won or lost."""
    return activity.type is ActivityType.CLOSE or activity.outcome is Outcome.LOST


def _closed(deal: Deal, day: date) -> Deal:
    """Return a deal as won on a day; a sale that its close made begins with it, and none begins after its end."""
    begun = day if deal.created_on == deal.closed_on else min(deal.created_on, day)
    return replace(deal.won(day), created_on=begun)


def _told(verb: str, reading: Reading) -> str:
    counts = f" · counts toward {', '.join(reading.counts)}" if reading.counts else ""
    return f"{verb}: {reading.title}{counts}"
