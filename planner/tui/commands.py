"""Every command, declared once: keys, footer, palette, help, README and the user's keymap come from this table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from textual.binding import Binding, BindingType


class Place(StrEnum):
    """Where a command works."""

    APP = "everywhere"
    DAY = "today screen"
    PAGE = "any page"
    LIST = "any list"
    TODAY = "today"
    GOALS = "goals"
    LOG = "log"
    GOAL = "a goal's page"
    PARTS = "a break-down"
    MOMENTUM = "momentum"
    CALENDAR = "calendar"
    HOLIDAYS = "public holidays"
    REVIEW = "end of day"

    @property
    def chain(self) -> frozenset["Place"]:
        """The places whose commands work where a pane of this one has the focus."""
        on = Place.DAY if self in {Place.TODAY, Place.GOALS, Place.LOG} else Place.PAGE
        return frozenset({self, Place.LIST, on, Place.APP})


PANES: Final = (
    Place.TODAY,
    Place.GOALS,
    Place.LOG,
    Place.GOAL,
    Place.PARTS,
    Place.MOMENTUM,
    Place.CALENDAR,
    Place.HOLIDAYS,
    Place.REVIEW,
)
"""The places that are panes."""


class Need(StrEnum):
    """What a command must find under the cursor; the value says why it is refused."""

    NOTHING = ""
    ACTION = "Nothing is planned here. Plan something with “a”."
    GOAL = "No goal stands here. Set one with “g”."
    PARENT = "Nothing stands under this goal."
    ENTRY = "Nothing is logged here. Log a step with “l”."
    ROW = "This line leads nowhere. t changes the goal, b breaks it down."
    DRAFT = "This goal is no draft: there is nothing to commit to."
    STALE = "Nothing above this goal changed since it was set."
    OFFER = "Nothing is offered for this goal now. t changes it."
    FOLLOW = "No goal to follow is offered now."
    SALES = "This goal has no funnel: one in money or closes has, while something is to come."
    MILESTONE = "This goal is counted from the log. Log a step with “l”."
    PARTS = "This goal has no parts any more. esc goes back."
    PERIODS = "It splits in no other way. enter saves the goals."
    DAY_OFF = "No day is off here. Take one off with “v”."
    WAITING = "No day waits to be closed: there is none to go to or to mark as away."
    HOLIDAY = "None of these is left to take off. esc goes back."


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that a key can do."""

    id: str
    """Stable: the user's keymap names it. Its method is `do_` and the id with its dot as a line."""
    keys: tuple[str, ...]
    """As Textual names them; the first one is shown."""
    title: str
    """Two words for the footer and the palette."""
    help: str
    """One sentence."""
    place: Place = Place.APP
    footer: bool = False
    need: Need = Need.NOTHING

    @property
    def method(self) -> str:
        """The name of the method that does it."""
        return f"do_{self.id.replace('.', '_')}"


COMMANDS: Final[tuple[Command, ...]] = (
    Command("log.open", ("l",), "log", "Log what you did, in one line.", footer=True),
    Command("day.answer", ("t",), "one thing", "Fill in the blank of today's prompt.", Place.DAY, footer=True),
    Command("plan.add", ("a",), "action", "Plan an action.", Place.DAY, footer=True),
    Command("goal.add", ("g",), "goal", "Set a goal, in one line.", Place.DAY, footer=True),
    Command("goal.form", ("G",), "goal form", "Set a goal in a form.", Place.DAY),
    Command(
        "plan.done",
        ("x", "space"),
        "done",
        "Tick it off, or take the tick away.",
        Place.TODAY,
        footer=True,
        need=Need.ACTION,
    ),
    Command("plan.edit", ("e", "enter"), "edit", "Correct the line.", Place.TODAY, footer=True, need=Need.ACTION),
    Command("plan.move", ("m",), "move", "Move it to another day.", Place.TODAY, footer=True, need=Need.ACTION),
    Command("plan.drop", ("d", "delete"), "drop", "Take it off the plan.", Place.TODAY, footer=True, need=Need.ACTION),
    Command("plan.bring", ("b",), "bring", "Bring what earlier days left open to today.", Place.TODAY),
    Command("goal.open", ("enter",), "open", "Open the goal's page.", Place.GOALS, footer=True, need=Need.GOAL),
    Command("goal.edit", ("e",), "edit", "Correct the goal in a form.", Place.GOALS, footer=True, need=Need.GOAL),
    Command("goal.done", ("x",), "done", "Tick its next milestone.", Place.GOALS, footer=True, need=Need.GOAL),
    Command("goal.place", ("m",), "place", "Put it under another goal.", Place.GOALS, footer=True, need=Need.GOAL),
    Command("goal.up", ("K", "shift+up"), "up", "Move it up among its neighbours.", Place.GOALS, need=Need.GOAL),
    Command(
        "goal.down", ("J", "shift+down"), "down", "Move it down among its neighbours.", Place.GOALS, need=Need.GOAL
    ),
    Command("goal.fold", ("space",), "fold", "Fold or unfold it.", Place.GOALS, footer=True, need=Need.PARENT),
    Command("goal.close", ("left",), "fold", "Fold it.", Place.GOALS, need=Need.PARENT),
    Command("goal.unfold", ("right",), "unfold", "Unfold it.", Place.GOALS, need=Need.PARENT),
    Command("goal.later", ("f",), "later", "Show the goals that start later, or hide them.", Place.GOALS),
    Command(
        "goal.archive",
        ("d", "delete"),
        "put away",
        "Put it away, with all under it.",
        Place.GOALS,
        footer=True,
        need=Need.GOAL,
    ),
    Command(
        "log.edit", ("e", "enter"), "edit", "Correct the entry as a line.", Place.LOG, footer=True, need=Need.ENTRY
    ),
    Command("log.move", ("m",), "date", "Give it another date.", Place.LOG, footer=True, need=Need.ENTRY),
    Command("log.delete", ("d", "delete"), "delete", "Delete the entry.", Place.LOG, footer=True, need=Need.ENTRY),
    Command("calendar.mark", ("space",), "mark", "Begin a range here, or drop it.", Place.CALENDAR, footer=True),
    Command("calendar.vacation", ("v",), "vacation", "Take the day or the range off.", Place.CALENDAR, footer=True),
    Command("calendar.sick", ("s",), "sick", "Take it off as sick.", Place.CALENDAR, footer=True),
    Command("calendar.holiday", ("h",), "holiday", "Take it off as a holiday.", Place.CALENDAR, footer=True),
    Command("calendar.other", ("o",), "other", "Take it off for another reason.", Place.CALENDAR),
    Command(
        "calendar.work",
        ("x", "delete"),
        "work again",
        "Give the day or the range back to work.",
        Place.CALENDAR,
        footer=True,
        need=Need.DAY_OFF,
    ),
    Command("calendar.add", ("a",), "range", "Take days off, in one line.", Place.CALENDAR, footer=True),
    Command("calendar.holidays", ("p",), "public", "Look up a country's public holidays.", Place.CALENDAR, footer=True),
    Command("calendar.today", ("full_stop",), "today", "Go to today.", Place.CALENDAR),
    Command("calendar.forward", ("right",), "next day", "Go to the next day.", Place.CALENDAR),
    Command("calendar.back", ("left",), "day before", "Go to the day before.", Place.CALENDAR),
    Command(
        "holidays.save",
        ("enter",),
        "take off",
        "Take those off that fall into the work week.",
        Place.HOLIDAYS,
        footer=True,
        need=Need.HOLIDAY,
    ),
    Command(
        "review.done",
        ("x", "space"),
        "done",
        "Tick it off, or take the tick away.",
        Place.REVIEW,
        footer=True,
        need=Need.ACTION,
    ),
    Command(
        "review.move", ("m",), "move", "Move it to the next working day.", Place.REVIEW, footer=True, need=Need.ACTION
    ),
    Command(
        "review.drop", ("d", "delete"), "drop", "Take it off the plan.", Place.REVIEW, footer=True, need=Need.ACTION
    ),
    Command("review.low", ("minus",), "felt low", "The day felt low; once more takes it back.", Place.REVIEW),
    Command("review.even", ("0",), "felt even", "The day felt neither low nor high.", Place.REVIEW),
    Command("review.high", ("plus",), "felt high", "The day felt high.", Place.REVIEW),
    Command("review.obstacle", ("o",), "in the way", "Say what was in the way, and what follows.", Place.REVIEW),
    Command("review.proud", ("p",), "proud", "Say what you are proud of.", Place.REVIEW),
    Command("review.note", ("e",), "note", "Note something about the day.", Place.REVIEW),
    Command("review.answer", ("t",), "one thing", "Fill in the next working day's blank.", Place.REVIEW, footer=True),
    Command("review.add", ("a",), "action", "Plan an action for the next working day.", Place.REVIEW, footer=True),
    Command("review.enter", ("enter",), "answer", "Answer what the line asks, or correct it.", Place.REVIEW),
    Command("review.close", ("c", "R"), "close", "Close the day, or open it again.", Place.REVIEW, footer=True),
    Command(
        "review.before",
        ("left_square_bracket", "left"),
        "earlier",
        "Go to the unclosed day before.",
        Place.REVIEW,
        need=Need.WAITING,
    ),
    Command(
        "review.after",
        ("right_square_bracket", "right"),
        "later",
        "Go to the unclosed day after.",
        Place.REVIEW,
        need=Need.WAITING,
    ),
    Command(
        "review.away",
        ("w",),
        "away",
        "Mark the run of days without a step as away.",
        Place.REVIEW,
        need=Need.WAITING,
    ),
    Command(
        "goal_page.enter",
        ("enter",),
        "open",
        "Open the goal under the cursor, or do what its line offers.",
        Place.GOAL,
        footer=True,
        need=Need.ROW,
    ),
    Command(
        "goal_page.change",
        ("t",),
        "change",
        "Change the target or the last date, with the reason.",
        Place.GOAL,
        footer=True,
        need=Need.GOAL,
    ),
    Command(
        "goal_page.parts",
        ("b",),
        "break down",
        "Show it in smaller goals, to save or to leave.",
        Place.GOAL,
        footer=True,
        need=Need.GOAL,
    ),
    Command(
        "goal_page.try",
        ("w",),
        "what if",
        "Try another close rate, average deal or weeks off.",
        Place.GOAL,
        footer=True,
        need=Need.SALES,
    ),
    Command("goal_page.done", ("x",), "done", "Tick its next milestone.", Place.GOAL, footer=True, need=Need.MILESTONE),
    Command("goal_page.commit", ("c",), "commit", "Commit to the draft.", Place.GOAL, footer=True, need=Need.DRAFT),
    Command(
        "goal_page.confirm",
        ("K",),
        "confirm",
        "Confirm it as it stands after the goal above it changed.",
        Place.GOAL,
        footer=True,
        need=Need.STALE,
    ),
    Command(
        "goal_page.answer",
        ("a",),
        "answer",
        "Keep it, lower it, raise it or move it, with the reason.",
        Place.GOAL,
        footer=True,
        need=Need.OFFER,
    ),
    Command(
        "goal_page.follow",
        ("f",),
        "follow",
        "Set the goal that follows a reached one, or decline it for good.",
        Place.GOAL,
        footer=True,
        need=Need.FOLLOW,
    ),
    Command("goal_page.realistic", ("y",), "realistic", "Say that it is realistic.", Place.GOAL, need=Need.GOAL),
    Command(
        "goal_page.unrealistic", ("N",), "not realistic", "Say that it is not realistic.", Place.GOAL, need=Need.GOAL
    ),
    Command("goal_page.edit", ("e",), "edit", "Correct it in a form.", Place.GOAL, footer=True, need=Need.GOAL),
    Command("parts.save", ("enter",), "save", "Save the smaller goals.", Place.PARTS, footer=True, need=Need.PARTS),
    Command(
        "parts.period",
        ("b",),
        "other parts",
        "Split by the next finer period: quarters, months, weeks, days.",
        Place.PARTS,
        footer=True,
        need=Need.PERIODS,
    ),
    Command(
        "parts.today",
        ("f",),
        "from today on",
        "Split what remains over what remains, or the whole again.",
        Place.PARTS,
        footer=True,
        need=Need.PARTS,
    ),
    Command("list.down", ("j", "down"), "down", "Next line.", Place.LIST),
    Command("list.up", ("k", "up"), "up", "Previous line.", Place.LIST),
    Command("list.page_down", ("pagedown", "ctrl+d"), "page down", "As much further as is seen.", Place.LIST),
    Command("list.page_up", ("pageup", "ctrl+u"), "page up", "As much back as is seen.", Place.LIST),
    Command("list.top", ("home", "less_than_sign"), "top", "The first line.", Place.LIST),
    Command("list.bottom", ("end", "greater_than_sign"), "bottom", "The last line.", Place.LIST),
    Command(
        "app.undo", ("u", "ctrl+z"), "undo", "Take back the last thing done, here or on the command line.", footer=True
    ),
    Command("app.redo", ("U", "ctrl+y"), "redo", "Do it again."),
    Command("pane.today", ("1",), "today", "Go to the Today pane.", Place.DAY),
    Command("pane.goals", ("2",), "goals", "Go to the Goals pane.", Place.DAY),
    Command("pane.log", ("3",), "log pane", "Go to the Log pane.", Place.DAY),
    Command("pane.next", ("tab",), "next pane", "Go to the next pane.", Place.DAY),
    Command("pane.previous", ("shift+tab",), "previous pane", "Go to the previous pane.", Place.DAY),
    Command("pane.zoom", ("z",), "zoom", "Give the pane the whole screen, or take it back.", Place.DAY),
    Command("app.money", ("M",), "money", "Hide every amount of money, or show them again."),
    Command("page.calendar", ("D",), "days off", "Show the year's days off, and take more."),
    Command("app.theme", (), "theme", "Choose how it looks."),
    Command("app.palette", ("ctrl+p",), "commands", "Find a command by its name."),
    Command("app.help", ("question_mark", "f1"), "keys", "Show every key and the grammar of the lines.", footer=True),
    Command("app.quit", ("q", "ctrl+q"), "quit", "Leave. Everything is saved already.", Place.DAY),
    Command("page.momentum", ("n",), "momentum", "Show the number that says how your days go, and why."),
    Command("page.close", ("escape", "q"), "back", "Go back.", Place.PAGE, footer=True),
    Command("page.review", ("r",), "review", "Look back on the day, plan the next one and close it.", footer=True),
)

WHILE_TYPING: Final = frozenset({"app.quit", "app.palette", "app.help"})
"""Commands that may fire while a line or a form is open, by keys that are no letters."""

NO_KEY: Final = "none"
"""The name of a key that no keyboard has."""

_FORBIDDEN: Final = frozenset({"ctrl+a", "ctrl+b", "ctrl+s", "ctrl+o", "ctrl+j", "ctrl+space", "ctrl+@"})
_SHOWN: Final[Mapping[str, str]] = {
    "question_mark": "?",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "slash": "/",
    "comma": ",",
    "full_stop": ".",
    "minus": "-",
    "plus": "+",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "escape": "esc",
    "delete": "del",
}


def bindings(*places: Place) -> list[BindingType]:
    """Return the bindings of the commands of some places, for a class; the user's keymap finds them by id.

    They have priority: a command is done before the next key is looked at, so keys typed ahead find what it opened.
    """
    return [
        Binding(keys, f"screen.command({arguments})", command.title, show=False, priority=True, id=binding_id)
        for command in COMMANDS
        if command.place in places
        for binding_id, keys, arguments in _bound(command)
        if keys
    ]


def keymap(commands: Sequence[Command]) -> dict[str, str]:
    """Return the keys of commands by the ids of their bindings, for `App.set_keymap`."""
    return {
        binding_id: keys or NO_KEY for command in commands for binding_id, keys, _ in _bound(command) if command.keys
    }


def _bound(command: Command) -> list[tuple[str, str, str]]:
    """Return the bindings of a command: id, keys and arguments. Letters give way to typing, other keys need not."""
    always = [key for key in command.keys if command.id in WHILE_TYPING and not _is_letter(key)]
    letters = [key for key in command.keys if key not in always]
    bound = [(command.id, ",".join(letters), f"'{command.id}'")]
    if command.id in WHILE_TYPING:
        bound.append((f"{command.id} always", ",".join(always), f"'{command.id}', True"))
    return bound


def _is_letter(key: str) -> bool:
    """Whether a key writes something when it is typed."""
    return len(key) == 1 or key in {"question_mark", "less_than_sign", "greater_than_sign", "slash", "comma", "space"}


def shown_key(key: str) -> str:
    """Return a key as people write it."""
    return _SHOWN.get(key, key)


def with_keys(chosen: Mapping[str, str]) -> tuple[tuple[Command, ...], tuple[str, ...]]:
    """Return the commands with the user's keys, and a sentence for each choice that is not taken.

    Unknown ids and keys that another command of the same place has are refused by name.
    """
    if not chosen:
        return COMMANDS, ()
    known = {command.id: command for command in COMMANDS}
    commands = dict(known)
    problems: list[str] = []
    for name, keys in chosen.items():
        if name not in known:
            from difflib import get_close_matches

            near = get_close_matches(name, known, 1)
            hint = f" “{near[0]}” is." if near else ""
            problems.append(f"config.yaml: “{name}” is not a command.{hint}")
            continue
        wanted = tuple(_named(key.strip()) for key in keys.split(",") if key.strip())
        wrong = next((key for key in wanted if not _is_key(key)), None)
        if wrong is not None:
            problems.append(f"config.yaml: “{wrong}” is not a key that {name} can have. Its own keys stay.")
            continue
        commands[name] = replace(known[name], keys=wanted)
    while found := clashes(tuple(commands.values())):
        one, other, key = found[0]
        moved = one if commands[one.id] is not known[one.id] else other
        problems.append(
            f"config.yaml: {one.id} and {other.id} share “{shown_key(key)}”. {moved.id} keeps its own keys."
        )
        commands[moved.id] = known[moved.id]
    return tuple(commands.values()), tuple(problems)


def clashes(commands: Sequence[Command]) -> list[tuple[Command, Command, str]]:
    """Return the pairs of commands that share a key where both work."""
    found = []
    for n, one in enumerate(commands):
        for other in commands[n + 1 :]:
            shared = set(one.keys) & set(other.keys)
            if shared and any({one.place, other.place} <= place.chain for place in PANES):
                found += [(one, other, key) for key in sorted(shared)]
    return found


def key_table() -> str:
    """Return every command with its keys as a Markdown table, for the README."""
    rows = ["| where | key | does | id |", "|---|---|---|---|"]
    for place in Place:
        for command in COMMANDS:
            if command.place is place:
                keys = " ".join(f"`{shown_key(key)}`" for key in command.keys) or "palette"
                rows.append(f"| {place} | {keys} | {command.help} | `{command.id}` |")
    return "\n".join(rows)


def _named(key: str) -> str:
    names = {shown: name for name, shown in _SHOWN.items()}
    return names.get(key, key)


def _is_key(key: str) -> bool:
    from textual.keys import Keys

    if key in _FORBIDDEN:
        return False
    *modifiers, base = key.split("+") if len(key) > 1 else [key]
    is_known = len(base) == 1 or base in {k.value for k in Keys} or base in _SHOWN
    return is_known and {"ctrl", "shift", "alt", "meta", "super", "hyper"}.issuperset(modifiers)
