"""A contact's page: who it is, why to call, what is promised, its deals, notes and log."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.content import Content

from planner.domain.change import Topic
from planner.domain.contactviews import ContactView
from planner.domain.errors import PlannerError, StaleWriteError
from planner.domain.text import clean_line
from planner.domain.views import LogRow, PlanRow
from planner.tui.commands.command import Need, Place
from planner.tui.commands.keymap import bindings
from planner.tui.contact_format import DEAL, TWIN, ContactPage
from planner.tui.line import Line, static
from planner.tui.lines import ActionLine, LogLine
from planner.tui.panes.person import PersonPane
from planner.tui.people_lines import ContactActionLine
from planner.tui.widgets.lines import GUTTER

if TYPE_CHECKING:
    from planner.tui.app import PlannerApp

GONE = "This contact is no longer there. esc goes back."


class ContactPane(PersonPane):
    """One contact."""

    TOPICS: ClassVar = frozenset({Topic.PEOPLE, Topic.LOG, Topic.DEALS, Topic.PLAN})
    PLACE: ClassVar = Place.CONTACT
    BINDINGS: ClassVar = bindings(Place.CONTACT, Place.PERSON, Place.LIST)

    view: ContactView | None = None

    def __init__(self, app: "PlannerApp", key: str) -> None:
        """Show the contact with a key."""
        super().__init__(app, app.say)
        self._key = key

    def load(self) -> None:
        """Read the contact with all that is known of it."""
        try:
            self.view = self.planner.contacts.one(self._key)
        except StaleWriteError:
            self.view = None
        name = clean_line(self.view.contact.full_label) if self.view is not None else "contact"
        self.border_title = Content(f"{name}   esc goes back")
        self._lay_out()

    def on_resize(self, event: events.Resize) -> None:
        """Break the sentences where the new width wants it."""
        super().on_resize(event)
        self._lay_out()

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
            case Need.LINE:
                return self.cursor_key is not None
            case _:
                return super().has(need)

    def do_log_open(self) -> None:
        """Log a step with this contact."""
        (contact,) = self.need()
        self.talk(contact)

    def do_contact_enter(self) -> None:
        """Correct the action or the entry under the cursor, or open the deal or the other contact."""
        key, row, entry = self.cursor_key or "", self._planned(), self._logged()
        if key.startswith(TWIN):
            self.app.pages.open_contact(key.removeprefix(TWIN))
        elif key.startswith(DEAL):
            self.app.pages.open_deal(key.removeprefix(DEAL))
        elif row is not None:
            self.ask(ActionLine(self.planner, row.action.date, row.action.id), self.planner.plan.written(row))
        elif entry is not None:
            self.ask(LogLine(self.planner, entry.activity), self.planner.log.written(entry))
        else:
            raise PlannerError(Need.LINE.value)

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

    def _logged(self) -> LogRow | None:
        """Return the entry under the cursor."""
        log = self.view.log if self.view is not None else ()
        return next((row for row in log if row.activity.id == self.cursor_key), None)

    def _lay_out(self) -> None:
        region = self.scrollable_content_region
        if self.view is None:
            self.show_rows([static(Line(((GONE, "dim"),)))])
            return
        width = max(20, region.width - GUTTER)
        self.show_rows(ContactPage(self.view, self._symbols, width).rows(region.height))
