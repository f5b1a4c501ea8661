"""A contact's page: who it is, why to call, what is promised, its deals, notes and log."""

from collections.abc import Sequence
from typing import ClassVar

from planner.domain.change import Topic
from planner.domain.contactviews import ContactView
from planner.domain.errors import PlannerError
from planner.domain.views import LogRow, PlanRow
from planner.tui.commands.command import Need, Place
from planner.tui.commands.keymap import bindings
from planner.tui.contact_format import DEAL, TWIN, ContactPage
from planner.tui.line import Row
from planner.tui.lines import ActionLine
from planner.tui.panes.person import PersonPane
from planner.tui.panes.record import RecordPane
from planner.tui.people_lines import ContactActionLine


class ContactPane(RecordPane[ContactView], PersonPane):
    """One contact."""

    TOPICS: ClassVar = frozenset({Topic.PEOPLE, Topic.LOG, Topic.DEALS, Topic.PLAN})
    PLACE: ClassVar = Place.CONTACT
    BINDINGS: ClassVar = bindings(Place.CONTACT, Place.PERSON, Place.LIST)
    NOUN: ClassVar = "contact"

    def look(self) -> ContactView:
        """Read the contact."""
        return self.planner.contacts.one(self._key)

    def called(self, view: ContactView) -> str:
        """Return who it is."""
        return view.contact.full_label

    def logged(self, view: ContactView) -> Sequence[LogRow]:
        """Return the log with the contact."""
        return view.log

    def page_rows(self, view: ContactView, width: int, height: int) -> Sequence[Row]:
        """Lay the page out."""
        return ContactPage(view, self._symbols, width).rows(height)

    def meant(self) -> Sequence[str]:
        """Return the one contact."""
        return [self._key] if self.view is not None else []

    def has(self, need: Need) -> bool:
        """Whether what a command needs stands on the page or under the cursor."""
        match need:
            case Need.CONTACT:
                return self.view is not None
            case Need.WAITS:
                return self._planned() is not None
            case _:
                return super().has(need)

    def do_log_open(self) -> None:
        """Log a step with this contact."""
        (contact,) = self.need()
        self.talk(contact)

    def do_contact_enter(self) -> None:
        """Correct the action or the entry under the cursor, or open the deal or the other contact."""
        key, row = self.cursor_key or "", self._planned()
        if key.startswith(TWIN):
            self.app.pages.open_contact(key.removeprefix(TWIN))
        elif key.startswith(DEAL):
            self.app.pages.open_deal(key.removeprefix(DEAL))
        elif row is not None:
            self.ask(ActionLine(self.planner, row.action.date, row.action.id), self.planner.plan.written(row))
        else:
            self.correct_entry()

    def do_contact_done(self) -> None:
        """Tick the action under the cursor off."""
        row = self._planned()
        if row is None:
            raise PlannerError(Need.WAITS.value)
        self.tell(self.planner.plan.toggle(row.action.id))

    def on_lines_marked(self) -> None:
        """Tick the action whose sign is clicked."""
        self.do_contact_done()

    def do_contact_action(self) -> None:
        """Plan something for this contact."""
        (contact,) = self.need()
        self.ask(ContactActionLine(self.planner, self.day or self.planner.today(), contact))

    def _planned(self) -> PlanRow | None:
        """Return the open action under the cursor."""
        if self.view is None:
            return None
        rows = (*self.view.mine, *self.view.theirs, *self.view.follow_ups)
        return next((row for row in rows if row.action.id == self.cursor_key), None)
