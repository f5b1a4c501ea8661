"""The commands of deals: those of any deal, of the pipeline, of one deal's page, and of the fast start board."""

from typing import Final

from planner.tui.commands.command import Command, Need, Place

_FILTERS: Final = (
    ("all", "0", "Show every open deal."),
    ("prospecting", "1", "Show the deals in prospecting."),
    ("qualified", "2", "Show the qualified deals."),
    ("proposal", "3", "Show the deals with a proposal."),
    ("negotiation", "4", "Show the deals in negotiation."),
    ("won", "5", "Show the deals that were won."),
    ("lost", "6", "Show the deals that were lost."),
    ("quiet", "7", "Show the deals that have gone quiet."),
    ("soon", "8", "Show the deals that are to close soon."),
)
"""What narrows the list: name, key and help."""

COMMANDS: Final[tuple[Command, ...]] = (
    Command("page.deals", ("P",), "deals", "Show the pipeline: deals by stage, their sums and what they cover."),
    Command("page.fast_start", (), "fast start", "Show the four pushes of the year's first five working days."),
    Command("deals.open", ("enter",), "open", "Open the deal's page.", Place.DEALS, footer=True, need=Need.DEAL),
    Command("deals.add", ("a",), "add", "Add a deal, in one line.", Place.DEALS, footer=True),
    *(Command(f"deals.{name}", (key,), name, told, Place.DEALS) for name, key, told in _FILTERS),
    Command(
        "deal.enter",
        ("enter",),
        "open",
        "Open the buyer, or correct the line.",
        Place.DEAL,
        footer=True,
        need=Need.LINE,
    ),
    Command(
        "deal.action", ("a",), "action", "Plan something with the buyer.", Place.DEAL, footer=True, need=Need.BUYER
    ),
    Command(
        "sale.forward",
        ("right_square_bracket", "shift+right"),
        "forward",
        "Move the deal to the next stage.",
        Place.SALE,
        footer=True,
        need=Need.DEAL,
    ),
    Command(
        "sale.back",
        ("left_square_bracket", "shift+left"),
        "stage back",
        "Move the deal to the stage before.",
        Place.SALE,
        need=Need.DEAL,
    ),
    Command("sale.win", ("w",), "win", "Win it and log the close.", Place.SALE, footer=True, need=Need.DEAL),
    Command("sale.lose", ("x",), "lose", "Lose it, with the reason.", Place.SALE, footer=True, need=Need.DEAL),
    Command("sale.edit", ("e",), "edit", "Correct it as a line.", Place.SALE, footer=True, need=Need.DEAL),
    Command("sale.next", ("f",), "next step", "Say what comes next.", Place.SALE, footer=True, need=Need.DEAL),
    Command("sale.stage", ("t",), "stage", "Name its stage; a decided deal is open again.", Place.SALE, need=Need.DEAL),
    Command("sale.buyer", ("o",), "buyer", "Open the buyer's page.", Place.SALE, need=Need.BUYER),
    Command(
        "sale.snooze", ("s",), "snooze", "Propose the buyer for a call from a day on.", Place.SALE, need=Need.BUYER
    ),
    Command(
        "start.enter",
        ("enter",),
        "log",
        "Log the call, or marketing; write the resolution.",
        Place.FAST_START,
        footer=True,
        need=Need.FAST_OPEN,
    ),
    Command(
        "start.put_off",
        ("m",),
        "another day",
        "Put the call off to a later day of the five.",
        Place.FAST_START,
        footer=True,
        need=Need.FAST_CALL,
    ),
    Command(
        "start.drop",
        ("d", "delete"),
        "drop",
        "Take it off the list, or bring it back.",
        Place.FAST_START,
        footer=True,
        need=Need.FAST_CALL,
    ),
    Command(
        "start.groundwork",
        ("g",),
        "groundwork",
        "Make a deal of the new year, without an amount yet.",
        Place.FAST_START,
        footer=True,
        need=Need.FAST_CALL,
    ),
    Command("start.ideas", ("i",), "new ideas", "Note a customer's new ideas.", Place.FAST_START, need=Need.FAST_CALL),
    Command(
        "start.agree",
        ("f",),
        "agreed step",
        "Plan the next step that was agreed upon.",
        Place.FAST_START,
        need=Need.FAST_CALL,
    ),
    Command(
        "start.believe",
        ("b",),
        "believe",
        "Add somebody who may be close to a decision.",
        Place.FAST_START,
        footer=True,
        need=Need.FAST_OPEN,
    ),
    Command(
        "start.resolve",
        ("v",),
        "resolve",
        "Write the year's resolution in one sentence.",
        Place.FAST_START,
        need=Need.FAST_AHEAD,
    ),
    Command("start.next", ("tab",), "next list", "Go to the next list.", Place.FAST_START, footer=True),
    Command("start.more", ("space",), "more", "Show all of the list, or its beginning.", Place.FAST_START),
    Command(
        "start.open",
        ("o", "right"),
        "contact",
        "Open the contact's page.",
        Place.FAST_START,
        footer=True,
        need=Need.CALLEE,
    ),
)
