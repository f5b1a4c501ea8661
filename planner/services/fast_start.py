"""The fast start of a sales year: four pushes in its first five working days, whatever the outlook is (B7, B87-B106).

The lists are drawn up by what stood when the year's first working day came, so that a call ticks its row off and makes
no new one: buyers by the deals won in the year before, customers by an open deal or an activity in the 90 days before
that day, decisions by the stages of deals and by what the user believes. Nothing is stored but what the user says:
whom to drop, the resolution. A deal without a buyer is on no list: there is nobody to call.
"""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from planner.domain.action import Action, ActionKind
from planner.domain.activity import Activity
from planner.domain.change import Change, ChangeSet
from planner.domain.contact import Contact, Stage
from planner.domain.deal import Deal, DealKind, DealStage
from planner.domain.errors import PlannerError
from planner.domain.faststart import (
    ACTIVE_DAYS,
    FIRST_DAYS,
    NO_TOUCHES,
    PURPOSES,
    Board,
    Callee,
    FastList,
    FastRow,
    Marketing,
    Push,
    listed,
)
from planner.domain.namewords import write_who
from planner.domain.period import Span, month_span, year_span
from planner.domain.setting import Setting
from planner.domain.text import clean_line
from planner.domain.value import replace
from planner.domain.views import short_date
from planner.store import fast_start as store
from planner.store import queries
from planner.store.fast_start import BoardSpan

if TYPE_CHECKING:
    from planner.services.planner import Planner

SEEN = "fast start"
"""The fact that names the last sales year whose board opened by itself."""
PUT_OFF = "call: fast start"
"""The text of a call that is put off to another day of the week."""


class FastStart:
    """The board, and what is done on it."""

    def __init__(self, planner: "Planner") -> None:
        """Work through a planner."""
        self._planner = planner
        self._store = planner.store

    def opens_itself(self) -> bool:
        """Whether this is the first look in the year's first days, and somebody could be on the lists (B7)."""
        today = self._planner.today()
        days = self.days(today)
        if not days or not days[0] <= today <= days[-1] or self._store.read_only_because:
            return False
        return self._planner.noted(SEEN) < str(self._year(today).start.year) and store.has_anybody(self._store)

    def note_seen(self) -> None:
        """Remember that the year's board was seen."""
        year = str(self._year(self._planner.today()).start.year)
        if not self._store.read_only_because and self._planner.noted(SEEN) < year:
            self._planner.note(**{SEEN: year})

    def days(self, today: date) -> tuple[date, ...]:
        """Return the first five working days of the sales year that a day lies in (B87)."""
        return self._planner.calendar.first_working_days(today, FIRST_DAYS)

    def board(self, most: int | None = None) -> Board:
        """Return the board of this sales year as it stands today, or as it stood at its end; remembered.

        Of each list it has at most so many rows; None is all. Raises PlannerError where nothing is worked in the whole
        year.
        """
        today = self._planner.today()
        return self._planner.reading.remembered(("fast start", today, most), lambda: self._board(today, most))

    def row(self, push: Push, key: str) -> FastRow | None:
        """Return how the row of a contact stands on a list; None where the contact is gone."""
        span = self._span(self._planner.today())
        found = self._list(push, list(self._people(span, {key}).values()), span)
        return next(iter(found.rows), None)

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
        changes = (Change(contact, contact.advanced_to(Stage.OPPORTUNITY)), Change(None, deal))
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

    def _board(self, today: date, most: int | None) -> Board:
        span, days, year = self._span(today), self.days(today), self._year(today)
        met = store.met(self._store, span)
        chances = self._planner.settings.probabilities
        found = {
            push: store.members(self._store, push, span, chances, met | self._dropped(push, span), most)
            for push in Push
        }
        people = self._people(span, {key for members in found.values() for key in members.keys})
        return Board(
            year=year.start.year,
            days=days,
            as_of=span.as_of,
            today=today,
            lists=tuple(
                self._list(push, [people[key] for key in members.keys], span, members.total - len(members.keys), most)
                for push, members in found.items()
            ),
            marketing=self._marketing(span, days),
            new_leads=store.new_leads(self._store, month_span(year.start.year, year.start.month)),
            resolution=self._planner.year.outlook_of(year).resolution,
        )

    def _list(
        self, push: Push, callees: list[Callee], span: BoardSpan, unseen: int = 0, most: int | None = None
    ) -> FastList:
        calendar, dropped = self._planner.calendar, self._dropped(push, span)
        return listed(push, callees, dropped, self.days(span.year), span.as_of, calendar, unseen, most)

    def _people(self, span: BoardSpan, keys: set[str]) -> dict[str, Callee]:
        """Return some contacts, with what their rows rest on."""
        touches, owed = store.touches(self._store, span), store.owed(self._store, span.as_of)
        waits = store.put_off(self._store, span)
        decisions = store.decisions(self._store, keys, span, self._planner.settings.probabilities)
        people = {}
        for key, name, firm, is_marked, talk in store.persons(self._store, keys, span.as_of):
            people[key] = Callee(
                key,
                name,
                firm,
                is_marked,
                talk,
                touches.get(key, NO_TOUCHES),
                tuple(owed.get(key, ())),
                waits[key][1] if key in waits else None,
                tuple(decisions.get(key, ())),
            )
        return people

    def _marketing(self, span: BoardSpan, days: tuple[date, ...]) -> Marketing:
        found = store.marketing(self._store, span)
        so_far = [day for day in days if day <= span.as_of]
        reached = tuple(sum(reach for on, reach, _ in found if on <= day) for day in so_far)
        return Marketing(sum(reach for _, reach, _ in found), sum(times for *_, times in found), reached)

    def _talk(self, key: str, span: BoardSpan) -> Activity | None:
        """Return the newest conversation of the board's days with a contact."""
        where = "contact_id = ? AND local_date BETWEEN ? AND ?"
        order = "local_date DESC, at_utc DESC, id DESC"
        entries = self._store.select(Activity, where, [key, span.year, span.as_of], order)
        return next((entry for entry in entries if entry.is_conversation), None)

    def _dropped(self, push: Push, span: BoardSpan) -> frozenset[str]:
        found = self._store.get(Setting, _dropped_name(push, span))
        return frozenset(found.value.split()) if found is not None else frozenset()

    def _dropping(self, push: Push, span: BoardSpan, keys: frozenset[str]) -> Change:
        name = _dropped_name(push, span)
        return Change(self._store.get(Setting, name), Setting(name=name, value=" ".join(sorted(keys))))

    def _year(self, day: date) -> Span:
        return year_span(day, self._planner.settings.year_start_month)

    def _span(self, today: date) -> BoardSpan:
        days, year = self.days(today), self._year(today)
        if not days:
            raise PlannerError(f"No day of {year.start.year} is worked: there is nothing to start fast.")
        return BoardSpan(
            year=year.start,
            start=days[0],
            end=days[-1],
            as_of=min(today, days[-1]),
            active=days[0] - timedelta(days=ACTIVE_DAYS),
            before=self._year(year.start - timedelta(days=1)),
        )

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


def _dropped_name(push: Push, span: BoardSpan) -> str:
    return f"fast start {span.year.year} {push.name.lower()}"
