"""The two lines at the bottom: the keys that work now, and the sentence about what was just done."""

from collections.abc import Sequence
from typing import Final

from textual import events
from textual.strip import Strip

from planner.settings.themes import Palette
from planner.tui.commands.command import Command
from planner.tui.commands.keymap import shown_key
from planner.tui.line import Cell, Line
from planner.tui.widgets.paint import paint, width_of
from planner.tui.widgets.painted import Painted, put_in, put_out

BETWEEN = "   "
"""What stands between two commands."""
CLOSER = "  "
"""What does where there is no room for that."""
FEW = 64
"""Columns below which all stand closer and the way back is its key alone: what is done here needs the room."""

Shown = tuple[str, str, str]
"""A command's key, its title with a blank before it, and its id."""


class Footer(Painted):
    """The keys that work now; a click does what the key does."""

    def __init__(self, palette: Palette) -> None:
        """Start without keys."""
        super().__init__(palette, id="foot")
        self._places: list[tuple[int, int, str]] = []

    def show_commands(self, commands: Sequence[Command]) -> None:
        """Show commands, each with its first key, as many as fit."""
        cells: list[Cell] = []
        self._places = []
        at = 1
        shown, between = _fitting(commands, self.app.size.width - 2)
        for key, title, command_id in shown:
            end = at + len(key) + len(title)
            cells += [(between if cells else " ", "dim"), (key, "key"), (title, "dim")]
            self._places.append((at, end, command_id))
            at = end + len(between)
        self.show(Line(tuple(cells)))

    def show_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show keys of a line that is being typed."""
        self._places = []
        self.show(Line(tuple(cell for key, told in keys for cell in ((f" {key}", "key"), (f" {told}  ", "dim")))))

    def on_click(self, event: events.Click) -> None:
        """Do the command under the mouse."""
        for start, end, command_id in self._places:
            if start <= event.x < end:
                self.screen.call_later(self.run_command, command_id)

    async def run_command(self, command_id: str) -> None:
        """Do a command."""
        await self.screen.run_action(f"command('{command_id}')")


def _fitting(commands: Sequence[Command], room: int) -> tuple[list[Shown], str]:
    """Return the commands that have room, and what stands between two: of those that may go the last ones go first.

    Then titles go: a key that is named, such as enter, needs its title least; before another one loses its own, all
    stand closer. Where even keys are too many, those before the last go, which shows the others.
    """
    kept = [command for command in commands if command.keys]
    shown = [_shown(command, room) for command in kept]
    between = CLOSER if room < FEW else BETWEEN
    loose = [n for n, command in enumerate(kept) if not command.stays]
    while loose and _width(shown, between) > room:
        del shown[loose.pop()]
    for n in sorted(range(len(shown)), key=lambda n: len(shown[n][0]) == 1):
        if len(shown[n][0]) == 1 and _width(shown, between) > room:
            between = CLOSER
        if _width(shown, between) > room:
            key, _, command_id = shown[n]
            shown[n] = (key, "", command_id)
    while len(shown) > 1 and _width(shown, between) > room:
        del shown[-2]
    return shown, between


def _shown(command: Command, room: int) -> Shown:
    is_way_back = command.id == "page.close" and room < FEW
    return shown_key(command.keys[0]), "" if is_way_back else f" {command.title}", command.id


def _width(shown: Sequence[Shown], between: str) -> int:
    """Return how many columns commands take."""
    return sum(len(key) + len(title) for key, title, _ in shown) + len(between) * (len(shown) - 1)


SHORT: Final = {"u takes it back": "u back ", "U does it again": "U again "}
"""What a sentence offers at its end, in fewer words where it is too long: what was done is read before it."""


class Says(Painted):
    """One sentence, as wide as it is, over the lower border."""

    def __init__(self, palette: Palette) -> None:
        """Start silent."""
        super().__init__(palette, id="says")
        self._text: Cell = ("", "text")
        self.is_shown = False
        """Whether anything stands here."""
        self.is_told = False
        """Whether something stands here that was told, and was no refusal."""

    def show_text(self, text: str, role: str) -> None:
        """Show a sentence."""
        self._text = (f" {text} ", role)
        self.is_shown = True
        self.is_told = role == "text"
        self.show(Line((self._text,)))
        put_in(self)

    def hush(self) -> None:
        """Be silent."""
        self.is_shown = self.is_told = False
        put_out(self, (0, 2))

    def render_line(self, y: int) -> Strip:
        """Paint the sentence; where it is too long, what it offers at its end stays whole and the rest is cut."""
        line = Line((self._text,)) if y == 0 else Line()
        text, role = self._text
        head, dot, offer = text.rpartition(" · ")
        if y == 0 and dot and width_of(line) > self.size.width > 2 * len(offer):
            short = SHORT.get(offer.strip(), offer) if self.size.width < FEW else offer
            line = Line(((f"{head} · {short}", role),))
            if width_of(line) > self.size.width:
                line = Line(((head, role),), ((f"· {short}", role),))
        return paint(line, self.size.width, self.palette, surface=True, cover=self.app.symbols.cover)
