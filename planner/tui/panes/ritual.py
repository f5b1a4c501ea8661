"""A ritual on one page: sections one below the other, the marker in one of them, everything kept as it is said.

What a section shows and what is done in it is each ritual's; the way through and own questions are here.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import ClassVar, Generic, TypeVar

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.geometry import Size

from planner.domain.change import ChangeSet, Topic
from planner.domain.errors import PlannerError
from planner.domain.review import Review
from planner.domain.ritual import ASK, Ritual, Section
from planner.domain.text import clean_line
from planner.domain.views import short_date
from planner.settings import rituals
from planner.tui.format import cut
from planner.tui.line import Row
from planner.tui.panes.sitting import SittingPane
from planner.tui.review_lines import ObstacleLine
from planner.tui.ritual_rows import ASKED, FAULT, Block, laid_out, need_a_look, question, to_look_at
from planner.tui.sentence_line import SentenceLine
from planner.tui.shared_line import SharedLine, begun_over
from planner.tui.typed import TypedLine
from planner.tui.widgets.lines import GUTTER

LEAST = 20
"""Columns that a line has at the least, however narrow the terminal is."""

V = TypeVar("V")
Asking = tuple[TypedLine, str]
"""A line to be typed, and the text that it starts with."""


class RitualPane(SittingPane, Generic[V]):
    """One review, walked through section by section."""

    TOPICS: ClassVar = frozenset(Topic)

    view: V | None = None
    """What is shown; None where the file could not be read."""
    _ritual: Ritual | None = None
    _problems: Sequence[str] = ()
    """What of the user's files was not understood."""
    _blocks: Sequence[Block] = ()
    _laid_out_for: Size = Size(0, 0)
    _asked_of: str = ""
    """The question of the row on which the marker begins; empty where none is looked for."""

    def on_mount(self) -> None:
        """Read the ritual's file, then load."""
        self._ritual, self._problems = rituals.load(self.KIND, self.app.paths)
        super().on_mount()
        self.move_cursor(self.first_stop())
        for key in (self._asked_of, ASKED + self._asked_of):
            self.move_cursor(key)
        if self._problems:
            self._say(f"{need_a_look(self._problems)}: see below.", "behind")

    def look_at(self, review: Review, question: str) -> None:
        """Look at a review instead of the one whose time it is, from a question on; said before the page is shown."""
        self._asked_of = question
        self.begin_with(review)

    def begin_with(self, review: Review) -> None:
        """Take the period of a review."""
        raise NotImplementedError

    def read(self) -> None:
        """Read what is shown."""
        raise NotImplementedError

    def shown(self) -> V:
        """Return what is shown. Raises PlannerError where the file could not be read."""
        if self.view is None:
            raise PlannerError("Nothing is shown yet. esc goes back.")
        return self.view

    def rows_of(self, section: Section) -> Sequence[Row]:
        """Return the rows of a section; none where it has nothing to say."""
        raise NotImplementedError

    def subject(self) -> str:
        """Return what is looked back on, for the title."""
        raise NotImplementedError

    def asks(self, key: str) -> Asking | None:
        """Return the line that a row asks for; None where it asks for none."""
        del key
        return None

    def ask_for(self, key: str, then: Callable[[], None] | None = None) -> bool:
        """Have typed what a row asks for, wherever the cursor stands; whether it asks for anything."""
        asking = self._asking(key)
        if asking is None:
            return False
        line, shown = asking

        def stands() -> str:
            self.load()
            found = self._asking(key)
            return clean_line(found[1]) if found is not None else ""

        joins = isinstance(line, SentenceLine | ObstacleLine)
        begun = begun_over(self.app.planner_screens[-1], line.draft_key, clean_line(shown))
        self.ask(SharedLine(line, begun, stands, joins=joins), shown, then)
        return True

    @property
    def room(self) -> int:
        """How many columns a line has."""
        return max(LEAST, self.expanse.width - GUTTER)

    def keep(self, question: str, text: str) -> ChangeSet:
        """Keep the answer to a question of the file's own."""
        return self.planner.rituals.answer(self.KIND, self.span(), question, text)

    def first_stop(self) -> str:
        """Return the key of the row on which the marker begins."""
        return next((key for block in self._blocks for key in block.stops), "")

    def load(self) -> None:
        """Read and lay out."""
        self.read()
        self._lay_out()

    def watch_day(self) -> None:
        """Keep what is looked back on, and say so."""
        self.invalidate()
        day = self.day or self.planner.today()
        if self._ritual is not None:
            told = f"It is {short_date(day, day)} now."
            self._day_told = told if self.app.planner_screens[-1].is_typing else ""
            self._say(f"{told} This page stays with {self.subject()}.", "text")

    def on_resize(self, event: events.Resize) -> None:
        """Lay the sections out for the new size."""
        super().on_resize(event)
        if self.expanse != self._laid_out_for:
            self._lay_out()

    def do_ritual_next(self) -> None:
        """Ask what the row under the cursor asks and go on, or go on at once."""
        key = self.cursor_key or ""
        if not self.ask_for(key, then=self._go_on_quietly):
            self.do_ritual_skip()

    def do_ritual_skip(self) -> None:
        """Go to the next section; behind the last one, say how it ends."""
        if not self.go_on():
            key = next(iter(self.app.command_by_id["ritual.close"].keys), "")
            ends = "esc goes back" if self._is_closed else f"{key} closes it, esc keeps it for later"
            self._say(f"That was the last section. {ends}.", "text")

    def do_ritual_back(self) -> None:
        """Go to the section before."""
        at = self._at()
        before = [block for block in self._blocks[:at] if block.stops]
        if before:
            self.move_cursor(before[-1].stops[0])
            self.post_message(self.Moved())

    def go_on(self) -> bool:
        """Put the marker on the next section; whether there is one."""
        following = [block for block in self._blocks[self._at() + 1 :] if block.stops]
        if not following:
            return False
        self.move_cursor(following[0].stops[0])
        self.post_message(self.Moved())
        return True

    def _go_on_quietly(self) -> None:
        self.go_on()

    def answers(self) -> Mapping[str, str]:
        """Return what the questions were answered with."""
        return self.planner.rituals.answers(self.KIND, self.span())

    def sections(self) -> Iterator[Section]:
        """Yield the sections in their order."""
        yield from self._ritual.sections if self._ritual is not None else ()

    def _lay_out(self) -> None:
        self._laid_out_for = self.expanse
        self._is_closed = self.is_closed()
        answers = self.answers() if any(one.name == ASK for one in self.sections()) else {}
        shown = (
            Block(one, question(one, answers) if one.name == ASK else self.rows_of(one)) for one in self.sections()
        )
        faults = Block(Section(FAULT), to_look_at(self._problems, self.room))
        self._blocks = [block for block in (*shown, faults) if block.rows]
        self.show_rows(laid_out(self._blocks, self._tight))
        self._show_titles()

    @property
    def _tight(self) -> int:
        """The lines that all sections are to go into, as close as that takes."""
        return self.expanse.height

    def _go(self, at: int) -> None:
        super()._go(at)
        self._show_place()

    def _show_titles(self) -> None:
        name = self._ritual.title if self._ritual is not None else self.KIND.value
        closed = "   closed" if self._is_closed else ""
        rest = f"   {self.subject()}{closed}"
        title = cut(name, max(LEAST, self.room - cell_len(rest)), self._symbols) + rest
        if str(self.border_title) != title:  # a title that is set is painted with all lines
            self.border_title = Content(title)
        self._show_place()

    def _show_place(self) -> None:
        told = f"section {self._at() + 1} of {len(self._blocks)}" if any(block.stops for block in self._blocks) else ""
        if str(self.border_subtitle) != told:
            self.border_subtitle = Content(told)

    def _at(self) -> int:
        """Return the number of the block that the cursor stands in; 0 where it stands in none."""
        key = self.cursor_key
        return next((n for n, block in enumerate(self._blocks) if key is not None and key in block.stops), 0)

    def _asking(self, key: str) -> Asking | None:
        return self._own_question(key) if key.startswith(ASKED) else self.asks(key)

    def _own_question(self, key: str) -> Asking | None:
        section = next((one for one in self.sections() if ASKED + one.key == key and one.name == ASK), None)
        if section is None:
            return None
        span = self.span()

        def keep(text: str) -> str:
            done = self.keep(section.key, text)
            return done.label if done.changes else ""

        line = SentenceLine(
            section.question, section.hint or "in a few words", f"{self.KIND} {span.start} {section.key}", keep
        )
        return line, self.answers().get(section.key, "")
