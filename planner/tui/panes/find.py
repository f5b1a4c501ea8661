"""What a search finds, by kind; the line that is searched for stands above it (screens/find.py)."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message

from planner.domain.change import Topic
from planner.domain.found import Found, Group, Hit
from planner.domain.searchline import Query
from planner.services.search import FEW
from planner.tui import find_format as fmt
from planner.tui.commands.command import Need, Place
from planner.tui.commands.keymap import bindings
from planner.tui.line import Line, Row, static
from planner.tui.panes.pane import Pane
from planner.tui.widgets.lines import GUTTER

if TYPE_CHECKING:
    from planner.tui.app import PlannerApp

MOST = 200
"""Hits that are shown where all are of one kind."""
MORE = "more "
"""How the key of a row begins that stands for the rest of a kind."""


class FindPane(Pane):
    """The hits of what is typed."""

    TOPICS: ClassVar = frozenset(Topic)
    PLACE: ClassVar = Place.FIND
    BINDINGS: ClassVar = bindings(Place.FIND, Place.LIST)

    class Narrowed(Message):
        """Less is to be looked for."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Go(Message):
        """A hit is to be gone to."""

        def __init__(self, hit: Hit) -> None:
            super().__init__()
            self.hit = hit

    text: str = ""
    """What is looked for."""

    def __init__(self, app: "PlannerApp", say: Callable[[str, str], None]) -> None:
        """Show an app's planner."""
        super().__init__(app, say)
        self._found = Found(Query(), ())
        self._hits: dict[str, Hit] = {}

    @property
    def shows_cursor(self) -> bool:
        """Whether the row under the cursor is marked: always, for the focus stays in the line."""
        return True

    def look_for(self, text: str) -> None:
        """Show what a text finds, from the first hit on."""
        self.text = text
        self.reload()
        self.cursor_to_top()

    def load(self) -> None:
        """Find, and show."""
        search = self.planner.search
        self._found = search.find(self.text, FEW)
        if len(self._found.groups) == 1 and self._found.total > FEW:
            self._found = search.find(self.text, MOST)
        self._hits = {hit.row: hit for group in self._found.groups for hit in group.hits}
        self.show_rows(self._laid_out())

    def has(self, need: Need) -> bool:
        """Whether anything stands under the cursor."""
        return self.cursor_key is not None if need is Need.FOUND else super().has(need)

    def do_find_go(self) -> None:
        """Go to what stands under the cursor; a row that stands for many shows those."""
        key = self.cursor_key or ""
        if key.startswith(MORE):
            self.post_message(self.Narrowed(f"{self.text.rstrip()} in:{key.removeprefix(MORE)} "))
        else:
            self.post_message(self.Go(self._hits[key]))

    def _laid_out(self) -> list[Row]:
        width = self.expanse.width - GUTTER
        told = fmt.told(self._found.query, width)
        if not self._found.groups:
            return [static(*told, *([] if told else fmt.empty(self._found, self.text, width)))]
        rows: list[Row] = [static(*told)] if told else []
        for group in self._found.groups:
            if rows:
                rows.append(static(Line()))
            rows.append(Row(None, 1, partial(self._head, group)))
            rows += [Row(hit.row, 1, partial(self._hit, hit)) for hit in group.hits]
            if group.total > len(group.hits):
                rows.append(Row(f"{MORE}{group.kind}", 1, partial(self._more, group)))
        return rows

    def _head(self, group: Group, width: int) -> tuple[Line, ...]:
        return (fmt.head(group, self._symbols, width),)

    def _hit(self, hit: Hit, width: int) -> tuple[Line, ...]:
        return (fmt.hit(hit, self._found.query, self.planner.today(), self._symbols, width),)

    def _more(self, group: Group, width: int) -> tuple[Line, ...]:
        del width
        return (fmt.more(group, self._symbols),)
