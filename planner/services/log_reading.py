"""What a log line means before it is saved, and the sentence that tells what was saved of it."""

from typing import NamedTuple

from planner.domain.action import Action
from planner.domain.activity import Activity, words
from planner.domain.change import Change
from planner.domain.contact import Contact
from planner.domain.deal import Deal
from planner.domain.money import format_amount
from planner.domain.views import short_date
from planner.services.deals import until_now
from planner.services.named import told as cautioned


class LogReading(NamedTuple):
    """What a line means before it is saved: shown live, committed by enter."""

    activity: Activity
    contact: Contact | None
    is_new_contact: bool
    cautions: tuple[str, ...]
    """What should be known of the contact: that it was put away, that it does not want to be contacted."""
    deal_before: Deal | None
    """The deal as it stands; None where the line makes it, or touches none."""
    deal: Deal | None
    """The deal that it makes, moves or wins."""
    follow_up: Action | None
    counts: tuple[str, ...]
    """The goals that it counts toward, as sentences name them."""
    changes: tuple[Change, ...]

    @property
    def title(self) -> str:
        """The entry in few words: "call, Dana Reyes"."""
        times = f" ×{self.activity.quantity}" if self.activity.quantity > 1 else ""
        who = f", {self.contact.name}" if self.contact else ""
        return f"{words(self.activity.type)}{times}{who}"

    def told(self, home: str) -> str:
        """Return all that it saves in one sentence; `home` is the currency that is not named."""
        new = f" · new {self.contact.stage}" if self.is_new_contact and self.contact else ""
        step = ""
        if self.follow_up is not None:
            at = f" {self.follow_up.start_time:%H:%M}" if self.follow_up.start_time else ""
            step = f" · next step {short_date(self.follow_up.date, self.activity.local_date)}{at}"
        deal = ""
        if self.deal is not None and self.deal_before is not None:
            item = self.deal
            money = "" if item.amount_minor is None else f" {format_amount(item.amount_minor, item.currency, home)}"
            deal = f" · {item.stage}: {item.title}{money}{until_now(self.deal_before, item, home)}"
        counts = f" · counts toward {', '.join(self.counts)}" if self.counts else ""
        return f"{self.title}{new}{cautioned(self.cautions)}{deal}{step}{counts}"
