"""The log's verbs: a line becomes an activity, with the contact, deal and follow-up that it implies, in one save."""

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from planner.domain import logline
from planner.domain.action import Action
from planner.domain.activity import Activity, ActivityType, Outcome, words
from planner.domain.change import Change, ChangeSet
from planner.domain.contact import Contact
from planner.domain.deal import Deal
from planner.domain.errors import PlannerError
from planner.domain.text import clean_line
from planner.domain.value import replace
from planner.domain.views import LogRow, short_date
from planner.services.deals import LoggedDeals, check_amount, closed
from planner.services.log_reading import LogReading
from planner.services.log_steps import LoggedSteps
from planner.services.named import Named, named
from planner.services.toward import counted_toward
from planner.store import queries

if TYPE_CHECKING:
    from planner.services.planner import Planner

NOON = time(12)
FIRST_YEAR = 1950
"""The first year of the log: a slip of a digit is no entry."""


class LogVerbs:
    """Logging, correcting and deleting."""

    def __init__(self, planner: "Planner") -> None:
        """Work through a planner."""
        self._planner = planner
        self._store = planner.store
        self._deals = LoggedDeals(planner)
        self._steps = LoggedSteps(planner)

    def draft(self, line: str, on: date | None = None) -> logline.LogDraft:
        """Read a line; `on` is the day that is meant where it names none.

        Raises LineError that points at the word which is not understood.
        """
        planner = self._planner
        return logline.parse(
            line,
            now=planner.now().replace(tzinfo=None),
            today=planner.today(),
            day_start=planner.day_start,
            calendar=planner.calendar,
            currency=planner.settings.currency,
            known_name=planner.knows,
            on=on,
        )

    def read(
        self, line: str, editing: Activity | None = None, about: Contact | None = None, on: date | None = None
    ) -> LogReading:
        """Return what a line would save, as a new entry or in the place of one. Writes nothing.

        A name that several contacts have means `about` where it is that one's; `on` is the day where it names none.
        """
        draft = self.draft(line, on)
        if about is None and editing is not None:
            about = self._store.get(Contact, editing.contact_id)
        found = self._named(draft, editing, about)
        contact = found.contact if found else None
        activity = self._activity(draft, contact, editing)
        deal_before, deal = self._deals.touched(draft, activity, contact, editing)
        advanced = self._advanced(contact, deal)
        step = self._steps.shown(editing) if editing is not None else None
        follow_up = self._steps.asked_for(draft, contact, step)
        if deal is not None:
            activity = replace(activity, deal_id=deal.id)
        if follow_up is not None or step is not None:
            activity = replace(activity, action_id=follow_up.id if follow_up else None)
        changes = (
            Change(found.before if found else None, advanced),
            *self._deals.released(editing, deal),
            Change(deal_before, deal),
            Change(step, follow_up),
            Change(editing, activity),
        )
        return LogReading(
            activity,
            advanced,
            found is not None and found.before is None,
            found.cautions if found and activity.is_touch else (),
            deal_before,
            deal if deal != deal_before else None,
            follow_up if follow_up != step else None,
            counted_toward(self._planner, activity, deal, is_new=editing is None),
            tuple(change for change in changes if change.before != change.after),
        )

    def line(
        self, line: str, about: Contact | None = None, follow_up: str | None = None, on: date | None = None
    ) -> ChangeSet:
        """Save a line as a new entry; one that reached its contact does the follow-up with a key as well.

        `on` is the day that is meant where the line names none. Raises PlannerError, which asks for the amount of a
        sale that has none.
        """
        reading = self.read(line, about=about, on=on)
        check_amount(reading.deal)
        done = self._steps.done_by(reading.activity, follow_up)
        told = f"{self._told('Logged', reading)}{' · follow-up done' if done else ''}"
        return self._planner.commit(told, (*reading.changes, *done))

    def correct(self, key: str, line: str) -> ChangeSet:
        """Save a line in the place of an entry."""
        reading = self.read(line, self._store.need(Activity, key))
        return self._planner.commit(self._told("Corrected", reading), reading.changes)

    def delete(self, key: str) -> ChangeSet:
        """Delete an entry with its open next step; the sale that a close made goes too, an older one is open again."""
        activity = self._store.need(Activity, key)
        row = queries.logged(self._store, key)
        who = f", {row.contact}" if row is not None and row.contact else ""
        done_by_it = self._store.select(Action, "done_activity_id = ?", [key])
        step = self._store.get(Action, activity.action_id)
        step = step if step is not None and step.is_open else None
        told = " and its next step" if step else ""
        changes = (
            *self._deals.released(activity, None),
            Change(step, None),
            *(Change(action, replace(action, done_activity_id=None)) for action in done_by_it),
            Change(activity, None),
        )
        day = self._day_told(activity, "from")
        return self._planner.commit(f"Deleted{day}: {words(activity.type)}{who}{told}", changes)

    def move(self, key: str, day: date) -> ChangeSet:
        """Give an entry another date, with its sale's closing date. Raises PlannerError for a day to come."""
        activity = self._store.need(Activity, key)
        self._check_day(day, activity.local_time)
        at, zone = self._instant(day, activity.local_time), self._planner.clock.zone()
        moved = replace(activity, local_date=day, at=at, zone=zone)
        deal = self._store.get(Deal, activity.deal_id)
        changes = [Change(activity, moved)]
        if deal is not None and activity.type is ActivityType.CLOSE:
            changes.append(Change(deal, closed(deal, day)))
        elif deal is not None and activity.outcome is Outcome.LOST:
            changes.append(Change(deal, deal.lost(day, deal.lost_reason)))
        return self._planner.commit(
            f"Moved to {short_date(day, self._planner.today())}: {words(activity.type)}", tuple(changes)
        )

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
                next_step=self._steps.written(activity),
            ),
            currency=self._planner.settings.currency,
        )

    def _named(self, draft: logline.LogDraft, editing: Activity | None, about: Contact | None) -> Named | None:
        """Return whom a line names; a new entry brings back who is put away, and a correction does not."""
        if draft.who is None:
            return None
        found = named(self._planner, draft.who, exact=draft.who_exact, source="log", on=draft.day, about=about)
        if editing is None and found.before is not None:
            return found._replace(contact=replace(found.contact, archived_on=None))
        return found

    def _activity(self, draft: logline.LogDraft, contact: Contact | None, editing: Activity | None) -> Activity:
        self._check_day(draft.day, draft.time)
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

    @staticmethod
    def _advanced(contact: Contact | None, deal: Deal | None) -> Contact | None:
        return contact if contact is None or deal is None else deal.advanced(contact)

    def _instant(self, day: date, at: time | None) -> datetime:
        local = self._planner.day_start.moment(day, at) if at else datetime.combine(day, NOON)
        return self._planner.clock.instant(local)

    def _check_day(self, day: date, at: time | None) -> None:
        now = self._planner.now().replace(tzinfo=None)
        if day > self._planner.today() or (at is not None and self._planner.day_start.moment(day, at) > now):
            raise PlannerError("The log holds what is done. Plan it with “a” or behind ->.")
        if day.year < FIRST_YEAR:
            raise PlannerError(f"{day} is too long ago: the log begins with {FIRST_YEAR}.")

    def _told(self, verb: str, reading: LogReading) -> str:
        return f"{verb}{self._day_told(reading.activity)}: {reading.told(self._planner.settings.currency)}"

    def _day_told(self, activity: Activity, word: str = "for") -> str:
        """Return the day of an entry for a sentence that tells what was done to it; empty where that is today."""
        today = self._planner.today()
        return "" if activity.local_date == today else f" {word} {short_date(activity.local_date, today)}"
