"""What is done in the fast start of a sales year: four pushes in its first five working days, whatever the outlook is.

Of the board nothing is stored but what the user says: whom to drop, the resolution (B7, B87-B106). How it stands is
services/fast_board.py.
"""

from datetime import date, timedelta

from planner.domain.action import Action, ActionKind
from planner.domain.activity import Activity
from planner.domain.change import Change, ChangeSet
from planner.domain.contact import Contact
from planner.domain.deal import Deal, DealKind, DealStage
from planner.domain.errors import PlannerError
from planner.domain.faststart import PURPOSES, Push
from planner.domain.namewords import write_who
from planner.domain.setting import Setting
from planner.domain.text import clean_line
from planner.domain.value import replace
from planner.domain.views import short_date
from planner.services.fast_board import FastBoard, dropped_name
from planner.store import fast_start as store
from planner.store import queries
from planner.store.fast_start import BoardSpan

SEEN = "fast start"
"""The fact that names the last day on which the board opened by itself."""
PUT_OFF = "call: fast start"
"""The text of a call that is put off to another day of the week."""


class FastStart(FastBoard):
    """The board, and what is done on it."""

    def opens_itself(self) -> bool:
        """Whether this is the first look on one of the year's five days, and somebody could be on the lists (B7)."""
        today = self._planner.today()
        is_new = not self._store.read_only_because and self._planner.noted(SEEN) < today.isoformat()
        return is_new and bool(self.reminder(today))

    def reminder(self, today: date) -> str:
        """Return which of the year's five days it is (B91): "fast start, day 3 of 5"; empty where nobody is known."""
        days = self.days(today)
        if today not in days or not store.has_anybody(self._store):
            return ""
        return f"fast start, day {days.index(today) + 1} of {len(days)}"

    def note_seen(self) -> None:
        """Remember that the board was seen today."""
        today = self._planner.today().isoformat()
        if not self._store.read_only_because and self._planner.noted(SEEN) < today:
            self._planner.note(**{SEEN: today})

    def line(self, push: Push, key: str) -> str:
        """Return the beginning of the log line for a call, with its purpose."""
        contact, purpose = self._store.need(Contact, key), PURPOSES[push]
        told = f"+{purpose} " if purpose else ""
        return f"call {told}{write_who(contact.name, exact=True)} "

    def log(self, key: str, line: str) -> ChangeSet:
        """Log a step with a contact; what was put off to a day of this week is done by it where it reached them."""
        waits = store.put_off(self._store, self._span(self._planner.today())).get(key)
        return self._planner.log.line(line, self._store.need(Contact, key), waits[0] if waits else None)

    def later_days(self) -> list[date]:
        """Return those of the five days that are to come: a call is put off to one of them."""
        today = self._planner.today()
        return [day for day in self.days(today) if day > today]

    def put_off(self, key: str, day: date) -> ChangeSet:
        """Put a call off to a later one of the five days (B90). Raises PlannerError for any other day."""
        span = self._open()
        contact, today = self._store.need(Contact, key), self._planner.today()
        later = self.later_days()
        if day not in later:
            if not later:
                raise PlannerError("This is the last of the five days: call now, or drop it.")
            named = ", ".join(short_date(one, today) for one in later)
            raise PlannerError(f"A call is put off to {named}, or dropped.")
        waits = store.put_off(self._store, span).get(key)
        before = self._store.get(Action, waits[0]) if waits else None
        blank = Action(
            id=self._planner.new_id(), date=day, kind=ActionKind.FOLLOW_UP, text=PUT_OFF, contact_id=contact.id
        )
        changes: tuple[Change, ...] = (Change(None, blank),)
        if before is not None and before.date > today:
            changes = (Change(before, replace(before, date=day)),)
        elif before is not None:
            moved, successor = before.moved(day, blank.id, today)
            changes = Change(before, moved), Change(None, successor)
        return self._planner.commit(f"Put off to {short_date(day, today)}: {contact.name}", changes)

    def drop(self, push: Push, key: str) -> ChangeSet:
        """Take somebody off a list, or bring them back; off the decisions goes the user's mark with it (B90, B100)."""
        span, contact = self._open(), self._store.need(Contact, key)
        keys = self._dropped(push, span)
        is_back = key in keys
        after = keys - {key} if is_back else keys | {key}
        changes = [self._dropping(push, span, after)]
        if push is Push.DECISIONS and not is_back:
            changes.append(Change(contact, replace(contact, close_mark=False)))
        told = f"Back on the list: {contact.name}" if is_back else f"Dropped from {push}: {contact.name}"
        return self._planner.commit(told, tuple(changes))

    def believe(self, key: str) -> ChangeSet:
        """Put somebody on the list of those close to a decision, because the user believes it (B100)."""
        span, contact = self._open(), self._store.need(Contact, key)
        if contact.do_not_contact or contact.archived_on is not None:
            raise PlannerError(f"{contact.name} is not to be contacted now: nobody to call.")
        keys = self._dropped(Push.DECISIONS, span)
        marked = replace(contact, close_mark=True)
        changes = (Change(contact, marked), self._dropping(Push.DECISIONS, span, keys - {key}))
        return self._planner.commit(f"Close to a decision: {contact.name}", changes)

    def lay_groundwork(self, key: str) -> ChangeSet:
        """Make a deal without an amount for the new year (B94). Raises PlannerError where it stands already."""
        span, contact = self._open(), self._store.need(Contact, key)
        title = f"{contact.organization or contact.name} {span.year.year}"
        same = self._store.select(Deal, "contact_id = ? AND title = ?", [contact.id, title])
        if next(same, None) is not None:
            raise PlannerError(f"The deal “{title}” stands already.")
        bought = queries.has_won_deal(self._store, contact.id, None)
        deal = Deal(
            id=self._planner.new_id(),
            contact_id=contact.id,
            organization=contact.organization,
            title=title,
            currency=self._planner.settings.currency,
            kind=DealKind.REPEAT if bought else DealKind.NEW,
            stage=DealStage.PROSPECTING,
            created_on=self._planner.today(),
        )
        changes = (Change(contact, deal.advanced(contact)), Change(None, deal))
        return self._planner.commit(f"Groundwork laid: {title}, no amount yet", changes)

    def note_ideas(self, key: str, text: str) -> ChangeSet:
        """Keep a customer's new ideas among the contact's notes (B97)."""
        self._open()
        contact, said = self._store.need(Contact, key), clean_line(text)
        if not said:
            raise PlannerError("New ideas are a few words, or none: esc leaves them out.")
        line = f"{self._planner.today().isoformat()} new ideas: {said}"
        notes = f"{contact.notes.rstrip()}\n{line}" if contact.notes.strip() else line
        return self._planner.commit(
            f"New ideas of {contact.name}: {said}", (Change(contact, replace(contact, notes=notes)),)
        )

    def agree(self, key: str, line: str) -> ChangeSet:
        """Plan the next step that was agreed upon, and note it with the conversation in which it was (B101).

        Raises LineError as an action line does, and PlannerError without a conversation in the board's days.
        """
        span, contact = self._open(), self._store.need(Contact, key)
        talked = self._talk(key, span)
        if talked is None:
            raise PlannerError(f"There was no conversation with {contact.name} yet. Log it first.")
        tomorrow = self._planner.calendar.next_working_day(self._planner.today())
        action, changes = self._planner.plan.adding(line, tomorrow, about=contact)
        step = replace(action, kind=ActionKind.FOLLOW_UP) if action.kind is ActionKind.ACTION else action
        changes = tuple(Change(None, step) if change.after == action else change for change in changes)
        told = f"Agreed for {short_date(step.date, self._planner.today())} with {contact.name}: {step.text}"
        told += self._planner.plan.cautions(step, changes)
        return self._planner.commit(told, (*changes, Change(talked, replace(talked, action_id=step.id))))

    def resolve(self, text: str) -> ChangeSet:
        """Keep the year's resolution in one sentence, which each quarter's review shows (B106); empty takes it back.

        Raises PlannerError once the board's days are behind: then the review of the year before keeps it.
        """
        self._ahead()
        before = self._year(self._year(self._planner.today()).start - timedelta(days=1))
        return self._planner.year.keep(before.start, {"resolution": clean_line(text)})

    def _talk(self, key: str, span: BoardSpan) -> Activity | None:
        """Return the newest conversation of the board's days with a contact."""
        where = "contact_id = ? AND local_date BETWEEN ? AND ?"
        order = "local_date DESC, at_utc DESC, id DESC"
        entries = self._store.select(Activity, where, [key, span.year, span.as_of], order)
        return next((entry for entry in entries if entry.is_conversation), None)

    def _dropping(self, push: Push, span: BoardSpan, keys: frozenset[str]) -> Change:
        name = dropped_name(push, span)
        return Change(self._store.get(Setting, name), Setting(name=name, value=" ".join(sorted(keys))))

    def _open(self) -> BoardSpan:
        """Return the board's dates. Raises PlannerError where today is none of them."""
        today, span = self._planner.today(), self._ahead()
        if today < span.start:
            raise PlannerError(f"The fast start of {span.year.year} begins on {short_date(span.start, today)}.")
        return span

    def _ahead(self) -> BoardSpan:
        """Return the board's dates. Raises PlannerError where they are behind."""
        today = self._planner.today()
        span = self._span(today)
        if today > span.end:
            raise PlannerError(f"The fast start of {span.year.year} ended on {short_date(span.end, today)}.")
        return span
