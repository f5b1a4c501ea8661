"""The review with a goals partner: the brief in its four sections, what is in the way, and what is promised next."""

from collections.abc import Sequence
from typing import ClassVar

from planner.domain.briefviews import MOMENTUM, BriefView
from planner.domain.errors import PlannerError
from planner.domain.review import ReviewKind
from planner.domain.ritual import Section
from planner.services import brief_file
from planner.tui.commands.command import Place
from planner.tui.commands.keymap import bindings
from planner.tui.line import Row
from planner.tui.panes.with_others import WithOthersPane
from planner.tui.partner_format import Sections
from planner.tui.partner_lines import BriefLine


class PartnerPane(WithOthersPane):
    """A week's goals as a partner hears of them."""

    KIND: ClassVar = ReviewKind.PARTNER
    PLACE: ClassVar = Place.PARTNER
    BINDINGS: ClassVar = bindings(Place.PARTNER, Place.RITUAL, Place.LIST)
    UNNAMED: ClassVar = "A partner review is held with a partner. p names yours."

    brief: BriefView | None = None
    _without: frozenset[str] = frozenset()
    """What is left out of the brief."""

    def read(self) -> None:
        """Read the review, and the brief."""
        super().read()
        hidden = frozenset[str]() if self._symbols.shows_score else frozenset({MOMENTUM})
        self.brief = self.planner.partners.brief(self.shown().day, self._without | hidden, self._key)

    def rows_of(self, section: Section) -> Sequence[Row]:
        """Return the rows of a section."""
        if self.brief is None:
            return ()
        return Sections(self.shown(), self.brief, self._symbols, self.room).of(section)

    def do_partner_who(self) -> None:
        """Ask with whom."""
        self._ask_who()

    def do_partner_add(self) -> None:
        """Ask for a promise."""
        self._ask_promise()

    def do_partner_obstacle(self) -> None:
        """Ask what is in the way."""
        self._ask_obstacle()

    def do_partner_done(self) -> None:
        """Tick the promise, or resolve the obstacle."""
        self._tick()

    def do_partner_edit(self) -> None:
        """Correct the promise."""
        self._correct()

    def do_partner_drop(self) -> None:
        """Drop the promise."""
        self._take_off()

    def do_partner_write(self) -> None:
        """Ask where the brief goes."""

        def tell(text: str) -> None:
            self._say(text, "text")

        if self.brief is None:
            raise PlannerError("Nothing is shown yet. esc goes back.")
        self.ask(BriefLine(self.planner, self.brief, tell), brief_file.offered(self.planner)[0])

    def do_partner_money(self) -> None:
        """Leave amounts out of the brief, or tell them again."""
        self._without ^= {"money"}
        self.reload()
        self._say("The brief tells no amounts." if self._without else "The brief tells amounts.", "text")
