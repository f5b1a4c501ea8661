"""The lines that deals and the fast start have typed: a deal, what it was won for, a call, somebody's name."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from planner.domain import dealline
from planner.domain.deal import Deal
from planner.domain.errors import LineError
from planner.domain.money import format_amount
from planner.domain.namewords import matching_names
from planner.domain.text import clean_line
from planner.domain.views import short_date
from planner.services.named import Named
from planner.services.named import told as cautioned
from planner.tui.line import Cell, Line
from planner.tui.lines import LogLine
from planner.tui.typed import Completion, Span, Words

if TYPE_CHECKING:
    from planner.domain.contact import Contact
    from planner.services.planner import Planner


class DealLine:
    """A deal, new or corrected."""

    def __init__(self, planner: "Planner", key: str = "") -> None:
        """Save through a planner; `key` is the deal that is corrected."""
        self._planner = planner
        self._key = key
        self.title = "correct the deal" if key else "deal"
        self.draft_key = f"deal {key}" if key else "deal"

    def reading(self, text: str) -> Line:
        """Return the deal, with its buyer, its kind and its stage."""
        if not text.strip():
            return Line(((dealline.EXAMPLE, "dim"),))
        found = self._planner.deals.read(text, self._key)
        deal, today = found.deal, self._planner.today()
        cells: list[Cell] = [(clean_line(deal.title), "strong")]
        if found.contact is not None:
            cells.append((f" · {clean_line(found.contact.full_label)}", "text"))
        if found.is_new_contact:
            cells.append((" · new contact", "accent"))
        cells += ((f" · {caution}", "behind") for caution in found.cautions)
        facts = [] if deal.amount_minor is None else [_money(self._planner, deal)]
        facts.append(f"{deal.kind}, {deal.stage} {deal.chance(self._planner.settings.probabilities)}%")
        if deal.expected_close_on is not None:
            facts.append(f"by {short_date(deal.expected_close_on, today)}")
        if deal.next_step:
            facts.append(f"next: {clean_line(deal.next_step)}")
        return Line((*cells, *((f" · {fact}", "dim") for fact in facts)))

    def spans(self, text: str) -> Sequence[Span]:
        """Return the words that are understood."""
        return dealline.spans(text, known_name=self._planner.knows)

    def complete(self, text: str, cursor: int) -> Completion:
        """Complete names, fields, stages and kinds."""
        return dealline.complete(text, cursor, self._planner.names.names)

    def save(self, text: str) -> str:
        """Add or correct it."""
        verbs = self._planner.deals
        return (verbs.correct(self._key, text) if self._key else verbs.add(text)).label


class WonLine(Words):
    """What a deal was won for, and when."""

    draft_key = ""

    def __init__(self, planner: "Planner", deal: Deal) -> None:
        """Win a deal through a planner."""
        self._planner = planner
        self._deal = deal
        self.title = f"won: {clean_line(deal.title)}"

    def reading(self, text: str) -> Line:
        """Return the amount and the day."""
        amount, day = self._planner.deals.read_won(self._deal.id, text)
        money = _money(self._planner, self._deal)
        if amount is not None:
            money = format_amount(*amount, self._planner.settings.currency)
        on = f" · {short_date(day, self._planner.today())}" if day else ""
        if not money:
            return Line((("What did it come to? $12k yesterday · $0 where none is paid", "dim"), (on, "text")))
        return Line(((f"for {money}{on}", "text"), (" · enter wins it · $12k yesterday", "dim")))

    def save(self, text: str) -> str:
        """Win it."""
        amount, day = self._planner.deals.read_won(self._deal.id, text)
        return self._planner.deals.win(self._deal.id, amount, day).label


class CallLine(LogLine):
    """A step with somebody on the fast start board."""

    def __init__(self, planner: "Planner", about: "Contact") -> None:
        """Log about a contact."""
        super().__init__(planner, about=about)
        self.title = f"log with {clean_line(about.name)}"
        self.draft_key = f"log with {about.id}"
        self._key = about.id

    def save(self, text: str) -> str:
        """Log it; what was put off to this week is done by it."""
        return self._planner.fast_start.log(self._key, text).label


class BelieveLine(Words):
    """The name of somebody who may be close to a decision."""

    title = "close to a decision"
    draft_key = ""

    def __init__(self, planner: "Planner") -> None:
        """Find contacts through a planner."""
        self._planner = planner

    def reading(self, text: str) -> Line:
        """Return who is meant, and what should be known of them."""
        if not text.strip():
            return Line((("the name of a contact whom you believe to be close", "dim"),))
        contact = self._planner.contacts.find(clean_line(text))
        cautions = cautioned(Named(contact, contact).cautions)
        return Line(((clean_line(contact.full_label), "text"), (cautions, "behind")))

    def complete(self, text: str, cursor: int) -> Completion:
        """Complete names."""
        return 0, matching_names(text[:cursor], self._planner.names.names)

    def save(self, text: str) -> str:
        """Put the contact on the list."""
        if not text.strip():
            raise LineError("Who may be close? Tab completes a name.", 0, len(text))
        return self._planner.fast_start.believe(self._planner.contacts.find(clean_line(text)).id).label


def _money(planner: "Planner", deal: Deal) -> str:
    if deal.amount_minor is None:
        return ""
    return format_amount(deal.amount_minor, deal.currency, planner.settings.currency)
