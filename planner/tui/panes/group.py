"""The monthly review with a group: five headings, and ideas that become actions or goals with one key."""

from collections.abc import Sequence
from typing import ClassVar

from planner.domain.errors import LineError, PlannerError
from planner.domain.partnerviews import ANSWERED, HEADINGS, Idea
from planner.domain.review import ReviewKind
from planner.domain.ritual import Section
from planner.tui.commands.command import Command, Need, Place
from planner.tui.commands.keymap import bindings
from planner.tui.group_format import HINTS, IDEA, Sections
from planner.tui.line import Row
from planner.tui.panes.ritual import Asking
from planner.tui.panes.with_others import WithOthersPane
from planner.tui.sentence_line import SentenceLine


class GroupPane(WithOthersPane):
    """A month as a group talks about it."""

    KIND: ClassVar = ReviewKind.GROUP
    PLACE: ClassVar = Place.GROUP
    BINDINGS: ClassVar = bindings(Place.GROUP, Place.RITUAL, Place.LIST)
    UNNAMED: ClassVar = "A group review names who takes part. p says it."

    def rows_of(self, section: Section) -> Sequence[Row]:
        """Return the rows of a section."""
        return Sections(self.shown(), self._symbols, self.room).of(section)

    def asks(self, key: str) -> Asking | None:
        """Return the line that a row asks for."""
        if key in ANSWERED:
            self._need_people()
            line = self._sentence(HEADINGS[key].casefold(), HINTS[key].removeprefix("enter says "), key)
            return line, self.shown().answers.get(key, "")
        if key == IDEA:
            self._need_people()

            def save(text: str) -> str:
                return self.planner.partners.idea(text).label

            return SentenceLine("idea", "ask each customer for one name", "group idea", save), ""
        return super().asks(key)

    def has(self, need: Need) -> bool:
        """Whether an idea waits under the cursor."""
        return self._idea() is not None if need is Need.IDEA else super().has(need)

    def works_closed(self, command: Command) -> bool:
        """Whether a command works on a closed page; an idea becomes an action at any time."""
        return super().works_closed(command) or (command.id == "group.act" and self._idea() is not None)

    def do_group_who(self) -> None:
        """Ask who takes part."""
        self._ask_who()

    def do_group_idea(self) -> None:
        """Ask for an idea, and go to it."""
        self.ask_for(IDEA, self._go_to_newest)

    def do_group_act(self) -> None:
        """Plan the idea as an action; where none stands, ask for a promise."""
        idea = self._idea()
        if idea is None:
            self._ask_promise()
            return
        self.tell(self.planner.partners.act_on(idea.number))

    def do_group_aim(self) -> None:
        """Set the idea as a goal; where its words are none, have them typed."""
        idea = self._idea()
        if idea is None:
            raise PlannerError(Need.IDEA.value)
        partners, number = self.planner.partners, idea.number
        try:
            self.tell(partners.aim_for(number))
        except LineError:

            def save(text: str) -> str:
                return partners.aim_for(number, text).label

            self.ask(SentenceLine("as a goal", "10 calls a week", f"idea {number}", save), idea.text)

    def do_group_obstacle(self) -> None:
        """Ask what is in the way."""
        self._ask_obstacle()

    def do_group_done(self) -> None:
        """Tick the promise, or resolve the obstacle."""
        self._tick()

    def do_group_edit(self) -> None:
        """Correct the promise."""
        self._correct()

    def do_group_drop(self) -> None:
        """Drop the promise."""
        self._take_off()

    def _go_to_newest(self) -> None:
        """Put the cursor on the idea that came last."""
        if ideas := self.shown().ideas:
            self.move_cursor(f"{IDEA} {ideas[-1].number}")
            self.post_message(self.Moved())

    def _idea(self) -> Idea | None:
        """Return the idea under the cursor that nothing was made of yet."""
        ideas = self.shown().ideas if self.view is not None and not self._is_past else ()
        return next((one for one in ideas if f"{IDEA} {one.number}" == self.cursor_key and not one.became), None)
