"""A bigger scope: what is offered once the day's blank has been filled for a week (B78 to B84). Words, no rows.

Each is a line of a grammar that exists, filled in to be changed or set as it is.
"""

from enum import StrEnum
from typing import Final, NamedTuple

from planner.domain.action import ActionKind

BLOCK_MINUTES: Final = 30
"""How long the daily block is where its line does not say (B79)."""
NEWSLETTER: Final = "monthly newsletter"
"""The milestone that is offered once enough people were sent something of value (B85)."""
NEWSLETTER_FROM: Final = 25
"""How many people that is."""


class Scope(StrEnum):
    """What can be chosen."""

    BLOCK = "block"
    CALLS = "calls"
    PROSPECTS = "prospects"
    EMAILS = "emails"
    CONTACTS = "contacts"


class ScopeLine(NamedTuple):
    """One entry of the menu."""

    title: str
    line: str
    kind: ActionKind | None
    """What the line plans; None where it sets a goal."""


MENU: Final = {
    Scope.BLOCK: ScopeLine(
        "daily block 30 min", f"time to build momentum {BLOCK_MINUTES}m every weekday", ActionKind.BLOCK
    ),
    Scope.CALLS: ScopeLine("two new calls a day", "2 new calls a day", None),
    Scope.PROSPECTS: ScopeLine(
        "3-5 top prospects monthly", "follow up on 3 to 5 top prospects every month", ActionKind.ACTION
    ),
    Scope.EMAILS: ScopeLine("5 value-add emails a month", "5 value-add emails a month", None),
    Scope.CONTACTS: ScopeLine("25 new contacts a month", "25 new contacts a month", None),
}
"""What is offered, in its order."""


class ScopeChoice(NamedTuple):
    """An entry of the menu, and whether it stands already."""

    scope: Scope
    title: str
    line: str
    stands: bool
