"""What can be done where contacts stand: correcting, staging, starring, snoozing, merging and putting away.

A pane says which contacts are meant; every verb works on all of them, in one step.
"""

from collections.abc import Sequence

from planner.domain.contact import Contact, Stage
from planner.domain.errors import PlannerError
from planner.domain.namewords import write_who
from planner.domain.text import clean_line
from planner.services.contact_merge import are_alike
from planner.tui.commands.command import Need
from planner.tui.lines import DayLine
from planner.tui.panes.pane import Pane
from planner.tui.people_lines import ContactLine, MergeLine, SelectionLine, TalkLine, stage_meant
from planner.tui.stage_line import StageLine


class PersonPane(Pane):
    """A pane of contacts."""

    def meant(self) -> Sequence[str]:
        """Return the keys of the contacts that a verb is for; none where nobody stands here."""
        raise NotImplementedError

    def let_go(self) -> None:
        """Hear that something was done with those that were meant: a selection ends with it."""

    def need(self) -> Sequence[Contact]:
        """Return the contacts that a verb is for. Raises PlannerError where there is none."""
        found = self.planner.contacts.several(self.meant())
        if not found:
            raise PlannerError(Need.CONTACT.value)
        return found

    def do_person_edit(self) -> None:
        """Correct the contact as a line; of several, the fields that they share."""
        keys = self.meant()
        if len(keys) > 1:
            self.ask(SelectionLine(self.planner, keys), then=self.let_go)
        else:
            (contact,) = self.need()
            self.ask(ContactLine(self.planner, contact.id), self.planner.contacts.written(contact.id), self.let_go)

    def do_person_stage(self) -> None:
        """Put the contacts at another stage."""
        keys = [contact.id for contact in self.need()]
        line = StageLine(tuple(Stage), stage_meant, lambda stage: self.planner.contacts.move(keys, stage))
        self.ask(line, then=self.let_go)

    def do_person_top(self) -> None:
        """Star the contact, or take the star away."""
        for contact in self.need():
            verb = self.planner.contacts.unstar if contact.is_top else self.planner.contacts.star
            self.tell(verb(contact.id))
        self.let_go()

    def do_person_snooze(self) -> None:
        """Propose the contacts from a day on."""
        people = self.need()
        title = f"snooze {people[0].name} until" if len(people) == 1 else f"snooze {len(people)} contacts until"
        keys = [contact.id for contact in people]
        line = DayLine(self.planner, title, lambda day: self.planner.contacts.snooze(keys, day).label, past=False)
        self.ask(line, then=self.let_go)

    def do_person_close(self) -> None:
        """Mark a decision as near, or no longer."""
        people = self.need()
        is_close = not all(contact.close_mark for contact in people)
        self.tell(self.planner.contacts.believe([contact.id for contact in people], is_close=is_close))
        self.let_go()

    def do_person_forbid(self) -> None:
        """Say that the contacts are not to be contacted, or may be again."""
        people = self.need()
        is_off = not all(contact.do_not_contact for contact in people)
        self.tell(self.planner.contacts.forbid([contact.id for contact in people], is_off=is_off))
        self.let_go()

    def do_person_updates(self) -> None:
        """Say that the contacts want updates, or no longer."""
        people = self.need()
        is_wanted = not all(contact.wants_updates for contact in people)
        self.tell(self.planner.contacts.update([contact.id for contact in people], is_wanted=is_wanted))
        self.let_go()

    def do_person_archive(self) -> None:
        """Put the contacts away, or bring them back."""
        people = self.need()
        is_away = any(contact.archived_on is None for contact in people)
        self.tell(self.planner.contacts.archive([contact.id for contact in people], is_away=is_away))
        self.let_go()

    def do_person_merge(self) -> None:
        """Make two contacts one: two that are selected, else one that is asked for."""
        people = self.need()
        if len(people) == 2 and are_alike(*people):
            self.tell(self.planner.contacts.merge(people[0].id, people[1].id))
            self.let_go()
            return
        if len(people) > 2:
            raise PlannerError("Two contacts are made one at a time: select two.")
        twins = [one.id for one in people[1:]] or [twin.id for twin in self.planner.contacts.one(people[0].id).twins]
        offered = self.planner.contacts.several(twins[:1])
        label = clean_line(offered[0].full_label) if offered else ""
        self.ask(MergeLine(self.planner, people[0], twins), label, self.let_go)

    def talk(self, contact: Contact, follow_up: str | None = None) -> None:
        """Ask for a step with a contact."""
        self.ask(TalkLine(self.planner, contact, follow_up), f"call {write_who(contact.name, exact=True)} ")
