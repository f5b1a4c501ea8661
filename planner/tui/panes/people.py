"""The contacts: whom to call next with every reason, and the list of all, narrowed by keys and found as one types."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.content import Content

from planner.domain.change import Topic
from planner.domain.contact import Stage
from planner.domain.contactviews import ContactRow, People, PeopleFilter
from planner.domain.errors import PlannerError
from planner.domain.nextcall import NextCall
from planner.services.next_call import MOST_ROWS
from planner.tui import people_format as told
from planner.tui.commands.command import Command, Need, Place
from planner.tui.commands.keymap import bindings
from planner.tui.line import Line, Row, static
from planner.tui.panes.pane import BEHIND
from planner.tui.panes.person import PersonPane
from planner.tui.people_lines import ContactLine, FindLine
from planner.tui.widgets.lines import GUTTER

if TYPE_CHECKING:
    from planner.tui.app import PlannerApp

FIRST, MORE = 60, 300
"""Contacts that have rows at first, and that come to them when the cursor goes on."""
AT_REST = 0.3
"""Seconds after which all calls are counted: with ten thousand contacts that takes longer than a frame."""
FILTERS: Mapping[str, PeopleFilter] = {
    "everybody": PeopleFilter(),
    "leads": PeopleFilter(stage=Stage.LEAD),
    "prospects": PeopleFilter(stage=Stage.PROSPECT),
    "opportunities": PeopleFilter(stage=Stage.OPPORTUNITY),
    "customers": PeopleFilter(stage=Stage.CUSTOMER),
    "lost": PeopleFilter(stage=Stage.LOST),
    "due": PeopleFilter(due=True),
    "losing touch": PeopleFilter(losing=True),
    "top prospects": PeopleFilter(top=True),
    "put away": PeopleFilter(archived=True),
}


class PeoplePane(PersonPane):
    """Everybody, and who is next."""

    TOPICS: ClassVar = frozenset({Topic.PEOPLE, Topic.LOG, Topic.DEALS, Topic.PLAN, Topic.GOALS})
    """Who is skipped for today is a setting, and these go with the goals."""
    PLACE: ClassVar = Place.PEOPLE
    BINDINGS: ClassVar = bindings(Place.PEOPLE, Place.PERSON, Place.LIST)

    _calls: tuple[NextCall, ...] = ()
    _people: People = People((), 0)
    _is_next: bool = True
    """Whether whom to call next is shown, or the list of all."""
    _filter: str = "everybody"
    _text: str = ""
    """What is looked for."""
    _count: int = FIRST
    """How many contacts of the list have rows."""

    def __init__(self, app: "PlannerApp") -> None:
        """Show an app's planner."""
        super().__init__(app, app.say)
        self._selected: dict[str, None] = {}

    def load(self) -> None:
        """Read the list that is shown."""
        if self._is_next:
            self._calls = self.planner.next_calls.rows(self.planner.today())
            if len(self._calls) == MOST_ROWS:
                self.set_timer(AT_REST, self._show_title)
        else:
            wanted = FILTERS[self._filter]._replace(text=self._text)
            self._people = self.planner.contacts.page(wanted, 0, self._count)
        self._lay_out()

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for another width."""
        super().on_resize(event)
        self._lay_out()

    def meant(self) -> Sequence[str]:
        """Return those that are selected, else the one under the cursor."""
        if self._selected and not self._is_next:
            return list(self._selected)
        return [self.cursor_key] if self.cursor_key else []

    def let_go(self) -> None:
        """Let go of the selection: it ends with what was done with it."""
        if self._selected:
            self._selected.clear()
            self._lay_out()

    def has(self, need: Need) -> bool:
        """Whether a contact, or a call, stands under the cursor."""
        match need:
            case Need.CONTACT:
                return bool(self.meant())
            case Need.CALL:
                return self._is_next and self.cursor_key is not None
            case _:
                return super().has(need)

    def title_of(self, command: Command) -> str:
        """Return what a key does in the list that is shown: enter logs as l does, or opens the page."""
        titles = {"log.open": "", "people.enter": "log"} if self._is_next else {"people.enter": "open"}
        return titles.get(command.id, command.title)

    def do_people_enter(self) -> None:
        """Log with the contact that is called next; in the list of all open the page."""
        if self._is_next:
            self.do_log_open()
        else:
            self.do_people_open()

    def do_log_open(self) -> None:
        """Log a step with the contact under the cursor; without one, any step."""
        if self.cursor_key is None:
            self.app.planner_screens[-1].do_log_open()
            return
        call = next((one for one in self._calls if self._is_next and one.contact.id == self.cursor_key), None)
        follow_up = call.follow_up.id if call is not None and call.follow_up is not None else None
        for contact in self.planner.contacts.several([self.cursor_key]):
            self.talk(contact, follow_up)

    def do_people_open(self) -> None:
        """Open the page of the contact under the cursor."""
        if self.cursor_key is None:
            raise PlannerError(Need.CONTACT.value)
        self.app.pages.open_contact(self.cursor_key)

    def do_people_view(self) -> None:
        """Go to the other list, to its top."""
        self._is_next = not self._is_next
        self.reload()
        self.cursor_to_top()

    def do_people_find(self) -> None:
        """Find contacts as one types."""
        self.ask(FindLine(self.find), self._text)
        self.set_timer(BEHIND, self.planner.contacts.directory.prepare)

    def find(self, text: str) -> int:
        """Show whom a text finds, and return how many these are."""
        if text != self._text or self._is_next:
            self._text, self._count, self._is_next = text, FIRST, False
            self.reload()
            self.cursor_to_top()
        return self._people.total

    def do_people_add(self) -> None:
        """Add a contact."""
        self.ask(ContactLine(self.planner))

    def do_people_skip(self) -> None:
        """Leave the call out for today."""
        if self.cursor_key is None:
            raise PlannerError(Need.CALL.value)
        self.tell(self.planner.next_calls.skip(self.cursor_key))

    def do_people_mark(self) -> None:
        """Select the contact, or take it out, and go to the next one."""
        if self._is_next:
            raise PlannerError("Contacts are selected in the list of all: tab goes there.")
        key = self.cursor_key or ""
        if key in self._selected:
            del self._selected[key]
        else:
            self._selected[key] = None
        self._lay_out()
        self.cursor_by(1)

    def do_people_everybody(self) -> None:
        """Show everybody."""
        self._text = ""
        self._show_filter("everybody")

    def do_people_leads(self) -> None:
        """Show the leads."""
        self._show_filter("leads")

    def do_people_prospects(self) -> None:
        """Show the prospects."""
        self._show_filter("prospects")

    def do_people_opportunities(self) -> None:
        """Show those with an open deal."""
        self._show_filter("opportunities")

    def do_people_customers(self) -> None:
        """Show the customers."""
        self._show_filter("customers")

    def do_people_lost(self) -> None:
        """Show those that were lost."""
        self._show_filter("lost")

    def do_people_due(self) -> None:
        """Show those whose cadence is due."""
        self._show_filter("due")

    def do_people_losing(self) -> None:
        """Show those losing touch."""
        self._show_filter("losing touch")

    def do_people_top(self) -> None:
        """Show the top prospects."""
        self._show_filter("top prospects")

    def do_people_away(self) -> None:
        """Show those put away."""
        self._show_filter("put away")

    def do_page_close(self) -> None:
        """Let go of the selection, then of what was looked for; go back where neither is there."""
        if self._selected:
            self.let_go()
        elif not self._is_next and self._text:
            self.find("")
        else:
            self.screen.dismiss()

    def cursor_to_bottom(self) -> None:
        """Put the cursor on the last contact of all."""
        self._read_on(self._people.total)
        super().cursor_to_bottom()

    def _go(self, at: int) -> None:
        """Put the cursor on a row; on the last one that there is, show more."""
        super()._go(at)
        if at >= len(self._people.rows) and not self._is_next:
            self._read_on(self._count + MORE)

    def _read_on(self, count: int) -> None:
        if not self._is_next and self._count < min(count, self._people.total):
            self._count = count
            self.reload()

    def _show_filter(self, name: str) -> None:
        self._is_next, self._filter, self._count = False, name, FIRST
        self._selected.clear()
        self.reload()
        self.cursor_to_top()

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width - GUTTER
        self.kept_lines = 0 if self._is_next or not self._people.rows else 1
        self.show_rows(self._next_rows(width) if self._is_next else self._all_rows(width))

    def _next_rows(self, width: int) -> list[Row]:
        self._show_title(counts=False)
        self.border_subtitle = Content("tab everybody")
        rows = [
            Row(call.contact.id, told.call_height(call, width), partial(told.call, call, self._symbols))
            for call in self._calls
        ]
        if rows:
            return rows
        has_any = self.planner.names.names
        return [static(Line(((told.NOBODY_TO_CALL if has_any else told.NO_CONTACT, "dim"),)))]

    def _show_title(self, *, counts: bool = True) -> None:
        """Say how many calls are shown, and of how many where they are counted: behind the frame that shows them."""
        if self._is_next:
            whole = self.planner.next_calls.total(self.planner.today()) if counts else 0
            self.border_title = Content(told.calls_title(len(self._calls), MOST_ROWS, whole))

    def _all_rows(self, width: int) -> list[Row]:
        wanted = FILTERS[self._filter]._replace(text=self._text)
        title = told.title(wanted, self._filter, self._people.total, len(self._selected))
        self.border_title = Content(title)
        self.border_subtitle = Content(told.filter_keys(width))
        if not self._people.rows:
            is_bare = self._filter == "everybody" and not self._text.strip()
            return [static(Line(((told.NO_CONTACT if is_bare else told.NOBODY_HERE, "dim"),)))]
        rows = [Row(None, 1, lambda width: (told.head(width),))]
        rows += [Row(row.entry.id, 1, partial(self._line, row), range(2)) for row in self._people.rows]
        if self._people.total > len(self._people.rows):
            rows.append(static(Line(((f"    {self._people.total - len(self._people.rows):,} more", "dim"),))))
        return rows

    def on_lines_marked(self) -> None:
        """Select the contact whose mark is clicked."""
        self.do_people_mark()

    def _line(self, row: ContactRow, width: int) -> tuple[Line, ...]:
        return (told.contact(row, self.planner.today(), self._selected, self._symbols, width),)
