"""The keys of commands: bindings, the user's own keymap, and the table that people read."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from textual.binding import Binding, BindingType

from planner.tui.commands.command import PANES, Command, Place
from planner.tui.commands.table import COMMANDS

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
    "asterisk": "*",
    "plus": "+",
    "equals_sign": "=",
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
