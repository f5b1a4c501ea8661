"""What can be done where a deal stands: its stage, winning and losing, correcting, what comes next, and its buyer."""

from typing import Final

from planner.domain.deal import OPEN_STAGES, Deal
from planner.domain.dealline import read_stage
from planner.domain.errors import PlannerError
from planner.domain.namewords import write_who
from planner.tui.commands.command import Command, Need
from planner.tui.deal_lines import DealLine, WonLine
from planner.tui.lines import DayLine
from planner.tui.panes.pane import Pane
from planner.tui.people_lines import TalkLine
from planner.tui.sentence_line import SentenceLine
from planner.tui.stage_line import StageLine

OPEN_ALONE: Final = frozenset({"sale.forward", "sale.win", "sale.lose"})
"""What is done with open deals alone."""


class SalePane(Pane):
    """A pane of deals."""

    def meant(self) -> Deal | None:
        """Return the deal that a verb is for; None where none stands here."""
        raise NotImplementedError

    def has(self, need: Need) -> bool:
        """Whether a deal, or one with a buyer, stands under the cursor."""
        match need:
            case Need.DEAL:
                return self.meant() is not None
            case Need.BUYER:
                deal = self.meant()
                return deal is not None and deal.contact_id is not None
            case _:
                return super().has(need)

    def title_of(self, command: Command) -> str:
        """Return what a key does with the deal; one that is decided is open again by its stage."""
        deal = self.meant()
        is_decided = deal is not None and not deal.is_open
        return "" if is_decided and command.id in OPEN_ALONE else command.title

    def need(self) -> Deal:
        """Return the deal that a verb is for. Raises PlannerError where there is none."""
        deal = self.meant()
        if deal is None:
            raise PlannerError(Need.DEAL.value)
        return deal

    def buyer(self) -> str:
        """Return the key of the deal's buyer. Raises PlannerError where none is known."""
        key = self.need().contact_id
        if key is None:
            raise PlannerError(Need.BUYER.value)
        return key

    def do_log_open(self) -> None:
        """Log a step with the buyer; without one, any step."""
        deal = self.meant()
        if deal is None or deal.contact_id is None:
            self.app.planner_screens[-1].do_log_open()
            return
        for contact in self.planner.contacts.several([deal.contact_id]):
            self.ask(TalkLine(self.planner, contact), f"call {write_who(contact.name, exact=True)} ")

    def do_sale_forward(self) -> None:
        """Move the deal to the next stage."""
        self.tell(self.planner.deals.step(self.need().id, 1))

    def do_sale_back(self) -> None:
        """Move the deal to the stage before."""
        self.tell(self.planner.deals.step(self.need().id, -1))

    def do_sale_win(self) -> None:
        """Ask what it was won for, and win it."""
        deal = self.need()
        if not deal.is_open:
            raise PlannerError(f"“{deal.title}” is {deal.stage} already. t gives it a stage to open it again.")
        self.ask(WonLine(self.planner, deal))

    def do_sale_lose(self) -> None:
        """Ask for the reason, and lose it."""
        deal = self.need()
        if not deal.is_open:
            raise PlannerError(f"“{deal.title}” is {deal.stage} already. t gives it a stage to open it again.")
        verb = self.planner.deals.lose
        hint = "why, in a few words · enter alone gives no reason"
        self.ask(SentenceLine(f"lost: {deal.title}", hint, "", lambda text: verb(deal.id, text).label))

    def do_sale_edit(self) -> None:
        """Correct the deal as a line."""
        key = self.need().id
        self.ask(DealLine(self.planner, key), self.planner.deals.written(key))

    def do_sale_next(self) -> None:
        """Say what comes next."""
        deal, verb = self.need(), self.planner.deals.follow
        hint = "what comes next · nothing takes it away"
        line = SentenceLine(f"next for {deal.title}", hint, "", lambda text: verb(deal.id, text).label)
        self.ask(line, deal.next_step)

    def do_sale_stage(self) -> None:
        """Name the deal's stage."""
        key = self.need().id
        self.ask(StageLine(OPEN_STAGES, read_stage, lambda stage: self.planner.deals.move(key, stage)))

    def do_sale_buyer(self) -> None:
        """Open the buyer's page."""
        self.app.pages.open_contact(self.buyer())

    def do_sale_snooze(self) -> None:
        """Propose the buyer for a call from a day on."""
        key = self.buyer()
        self.ask(
            DayLine(
                self.planner,
                "snooze the buyer until",
                lambda day: self.planner.contacts.snooze([key], day).label,
                past=False,
            )
        )
