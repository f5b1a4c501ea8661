"""The commands of the contacts: those of any contact, of their list and of one contact's page."""

from typing import Final

from planner.tui.commands.command import Command, Need, Place

_FILTERS: Final = (
    ("everybody", "0", "Show everybody, whatever was looked for."),
    ("leads", "1", "Show the leads."),
    ("prospects", "2", "Show the prospects."),
    ("opportunities", "3", "Show those with an open deal."),
    ("customers", "4", "Show the customers."),
    ("lost", "5", "Show those that were lost."),
    ("due", "6", "Show those to be talked to by today."),
    ("losing", "7", "Show those without a talk in twice their cadence."),
    ("top", "8", "Show the top prospects."),
    ("away", "9", "Show those that are put away."),
)
"""What narrows the list: name, key and help."""

COMMANDS: Final[tuple[Command, ...]] = (
    Command(
        "people.enter",
        ("enter",),
        "log or open",
        "Log with whom to call next; in the list of all open the page.",
        Place.PEOPLE,
        footer=True,
        need=Need.CONTACT,
    ),
    Command("people.open", ("o", "right"), "open", "Open the contact's page.", Place.PEOPLE, need=Need.CONTACT),
    Command(
        "people.skip",
        ("minus",),
        "not today",
        "Leave the call out for today.",
        Place.PEOPLE,
        footer=True,
        need=Need.CALL,
    ),
    Command(
        "contact.enter",
        ("enter",),
        "correct",
        "Correct the line, or open it.",
        Place.CONTACT,
        footer=True,
        need=Need.LINE,
    ),
    Command("contact.done", ("x", "space"), "done", "Tick it off.", Place.CONTACT, footer=True, need=Need.WAITS),
    Command("contact.action", ("a",), "action", "Plan something for the contact.", Place.CONTACT, footer=True),
    Command(
        "person.snooze",
        ("s",),
        "snooze",
        "Propose it again from a day on.",
        Place.PERSON,
        footer=True,
        need=Need.CONTACT,
    ),
    Command(
        "people.view", ("tab",), "other list", "Go from whom to call next to all, or back.", Place.PEOPLE, footer=True
    ),
    Command("people.find", ("slash", "f"), "find", "Find contacts as you type.", Place.PEOPLE, footer=True),
    Command("people.add", ("a",), "add", "Add a contact, in one line.", Place.PEOPLE, footer=True),
    Command("people.mark", ("space",), "select", "Select it, or take it out.", Place.PEOPLE, need=Need.CONTACT),
    *(Command(f"people.{name}", (key,), name, told, Place.PEOPLE) for name, key, told in _FILTERS),
    Command("person.edit", ("e",), "edit", "Correct it as a line.", Place.PERSON, footer=True, need=Need.CONTACT),
    Command("person.stage", ("t",), "stage", "Put it at another stage.", Place.PERSON, footer=True, need=Need.CONTACT),
    Command(
        "person.top",
        ("asterisk",),
        "top prospect",
        "Make it a top prospect, or take the star away.",
        Place.PERSON,
        need=Need.CONTACT,
    ),
    Command(
        "person.close",
        ("c",),
        "decision near",
        "Mark a decision as near, or no longer.",
        Place.PERSON,
        need=Need.CONTACT,
    ),
    Command(
        "person.forbid", ("N",), "do not contact", "Do not contact, or contact again.", Place.PERSON, need=Need.CONTACT
    ),
    Command("person.updates", ("W",), "wants updates", "Send updates, or no longer.", Place.PERSON, need=Need.CONTACT),
    Command("person.merge", ("m",), "merge", "Make it one with another contact.", Place.PERSON, need=Need.CONTACT),
    Command(
        "person.archive",
        ("d", "delete"),
        "put away",
        "Put it away, or bring it back.",
        Place.PERSON,
        need=Need.CONTACT,
    ),
)
