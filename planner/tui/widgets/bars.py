"""The two lines at the bottom: the keys that work now, and the sentence about what was just done."""

from collections.abc import Sequence

from textual import events
from textual.strip import Strip

from planner.settings.themes import Palette
from planner.tui.commands.command import Command
from planner.tui.commands.keymap import shown_key
from planner.tui.line import Cell, Line
from planner.tui.widgets.paint import paint
from planner.tui.widgets.painted import Painted, put_in, put_out


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
        fitting = [command for command in commands if command.keys]
        while fitting and _width(fitting) > self.app.size.width - 2:
            del fitting[-2 if len(fitting) > 1 else -1]
        for command in fitting:
            key = shown_key(command.keys[0])
            end = at + len(key) + 1 + len(command.title)
            cells += [("   " if cells else " ", "dim"), (key, "key"), (f" {command.title}", "dim")]
            self._places.append((at, end, command.id))
            at = end + 3
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


def _width(commands: Sequence[Command]) -> int:
    """Return how many columns commands take; the last one, which shows the others, is kept when some must go."""
    return sum(len(shown_key(command.keys[0])) + len(command.title) + 4 for command in commands) - 3


class Says(Painted):
    """One sentence, as wide as it is, over the lower border."""

    def __init__(self, palette: Palette) -> None:
        """Start silent."""
        super().__init__(palette, id="says")
        self._text: Cell = ("", "text")

    def show_text(self, text: str, role: str) -> None:
        """Show a sentence."""
        self._text = (f" {text} ", role)
        self.show(Line((self._text,)))
        put_in(self)

    def hush(self) -> None:
        """Be silent."""
        put_out(self, (0, 2))

    def render_line(self, y: int) -> Strip:
        """Paint the sentence."""
        line = Line((self._text,)) if y == 0 else Line()
        return paint(line, self.size.width, self.palette, surface=True, cover=self.app.symbols.cover)
