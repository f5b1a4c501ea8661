"""The commands of the reviews with a goals partner and with a group."""

from typing import Final

from planner.tui.commands.command import Command, Need, Place

COMMANDS: Final[tuple[Command, ...]] = (
    Command("page.partner", (), "partner review", "Review your goals with your partner."),
    Command("page.group", (), "group review", "Hold the monthly review with your group."),
    Command(
        "partner.add",
        ("a",),
        "promise",
        "Promise an action by the next review.",
        Place.PARTNER,
        footer=True,
    ),
    Command(
        "partner.done",
        ("x", "space"),
        "done",
        "Tick a promise off, or say what took an obstacle out of the way.",
        Place.PARTNER,
        footer=True,
        need=Need.PROMISE_OR_OBSTACLE,
        in_closed=True,
    ),
    Command(
        "partner.obstacle",
        ("o",),
        "in the way",
        "Say what is in the way.",
        Place.PARTNER,
        footer=True,
    ),
    Command(
        "partner.who",
        ("p",),
        "partner",
        "Say with whom, and name somebody new.",
        Place.PARTNER,
        footer=True,
    ),
    Command(
        "partner.write", ("w",), "write brief", "Write the brief to a file.", Place.PARTNER, footer=True, in_closed=True
    ),
    Command(
        "partner.money",
        ("h",),
        "no amounts",
        "Leave amounts out of the brief, or tell them.",
        Place.PARTNER,
        in_closed=True,
    ),
    Command("partner.edit", ("e",), "edit", "Correct the promise.", Place.PARTNER, need=Need.PROMISE, in_closed=True),
    Command(
        "partner.drop", ("d", "delete"), "drop", "Drop the promise.", Place.PARTNER, need=Need.PROMISE, in_closed=True
    ),
    Command("group.idea", ("i",), "idea", "Keep an idea.", Place.GROUP, footer=True),
    Command(
        "group.act",
        ("a",),
        "action",
        "Plan the idea as an action; elsewhere promise one.",
        Place.GROUP,
        footer=True,
    ),
    Command(
        "group.aim", ("g",), "goal", "Set the idea as a goal.", Place.GROUP, footer=True, need=Need.IDEA, in_closed=True
    ),
    Command(
        "group.done",
        ("x", "space"),
        "done",
        "Tick a promise off, or say what took an obstacle out of the way.",
        Place.GROUP,
        footer=True,
        need=Need.PROMISE_OR_OBSTACLE,
        in_closed=True,
    ),
    Command(
        "group.obstacle",
        ("o",),
        "in the way",
        "Say what is in the way.",
        Place.GROUP,
        footer=True,
    ),
    Command(
        "group.who",
        ("p",),
        "people",
        "Say who takes part, and name somebody new.",
        Place.GROUP,
        footer=True,
    ),
    Command("group.edit", ("e",), "edit", "Correct the promise.", Place.GROUP, need=Need.PROMISE, in_closed=True),
    Command("group.drop", ("d", "delete"), "drop", "Drop the promise.", Place.GROUP, need=Need.PROMISE, in_closed=True),
)
