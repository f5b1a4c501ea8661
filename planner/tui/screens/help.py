"""The keys screen: every command with its keys as they are set now, and the grammar of the lines."""

from collections.abc import Sequence
from dataclasses import replace
from textwrap import wrap
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import ModalScreen

from planner.tui.commands.command import Command
from planner.tui.commands.keymap import shown_key
from planner.tui.line import Cell, Line, Row, static
from planner.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from planner.tui.app import PlannerApp

GRAMMAR: tuple[tuple[str, str], ...] = (
    ("call @Dana connected: terms agreed -> call tue 3pm: send them", "words, then the note, then the next step"),
    ("c m e d p f x k n o", "call meeting email demo proposal follow_up close marketing note other"),
    ('@Dana  @Dana Reyes  @"New Person"', "whom; a name nobody has makes a lead"),
    ("x5  45m  1h30m  reach 250", "how many, how long, how many people"),
    ("connected voicemail vm no_answer na held not_held sent replied lost", "how it ended"),
    ("+prospecting +follow_up +touch_base +value_add +closing +marketing", "what for"),
    ("$12,000  $12k  €900  new  repeat", "a proposal's or a sale's amount"),
    ("9:40  yesterday  -2d  mon  2026-02-09", "when; never in the future"),
    ("2 calls a day · 40 calls a month · $240,000 in 2026", "goals"),
    ("30 follow-up calls by 31 dec little · sign the lease by 1 mar", "little goals and milestones"),
    ("big picture: own the north-east", "where you are headed"),
    ("10:30 call @Lee 30m · tomorrow 9am: proposals", "actions"),
    ("9:00 block proposals 60m · sacred hour: new calls 14:00", "time that is kept for what was planned"),
    ("every weekday · every mon · every 2 weeks · every 3 days after done", "when an action comes again, at its end"),
    ("@Dana owes: the signed terms fri · owe @Dana: the data 13 feb", "promises, hers and yours"),
    ("send the offer for: Renewals", "the goal that an action serves, at its end"),
    ("Dana Reyes, Acme <dana@acme.com> +1 555 0100 source: fair", "a contact"),
    ("Acme renewal @Dana $12k by 30 apr next: send terms", "a deal"),
)


WIDE = 96
"""Columns from which a command takes one line."""


class HelpScreen(ModalScreen[None]):
    """Every key and the grammar."""

    BINDINGS: ClassVar = [
        Binding("escape,q,question_mark,f1", "dismiss", "back"),
        Binding("j,down", "by(1)", priority=True),
        Binding("k,up", "by(-1)", priority=True),
        Binding("pagedown,space", "page(1)", priority=True),
        Binding("pageup", "page(-1)", priority=True),
    ]
    CSS_PATH: ClassVar = "../styles/dialogs.tcss"

    app: "PlannerApp"

    def __init__(self, commands: Sequence[Command]) -> None:
        """Explain commands."""
        super().__init__()
        self._commands = commands

    def compose(self) -> ComposeResult:
        """Lay out one list."""
        lines = Lines(self.app.palette, replace(self.app.symbols, shows_money=True), id="help")
        lines.border_title = "keys   esc goes back"
        lines.set_rows(self._rows(self.app.size.width))
        yield lines

    def on_resize(self, event: events.Resize) -> None:
        """Lay the rows out for the new width."""
        self.query_one(Lines).set_rows(self._rows(event.size.width))

    def action_by(self, step: int) -> None:
        """Scroll by lines."""
        lines = self.query_one(Lines)
        lines.scroll_to(y=lines.scroll_offset.y + step, animate=False, immediate=True)

    def action_page(self, direction: int) -> None:
        """Scroll by what is seen."""
        self.action_by(direction * max(1, self.query_one(Lines).size.height - 2))

    def _rows(self, width: int) -> list[Row]:
        rows: list[Row] = []
        for place in dict.fromkeys(command.place for command in self._commands):
            rows.append(static(Line(((str(place), "strong"),))))
            rows += [self._command(c, width) for c in self._commands if c.place is place]
            rows.append(static(Line()))
        rows.append(static(Line((("the lines", "strong"),))))
        for example, told in GRAMMAR:
            rows.append(static(Line(((f"  {example}", "text"),)), Line(((f"      {told}", "dim"),))))
        return rows

    def _command(self, command: Command, width: int) -> Row:
        keys = " ".join(shown_key(key) for key in command.keys) or "palette"
        if width < WIDE:
            title = Line(((f"  {keys}", "key"), (f"  {command.title}", "text")))
            return static(title, *(Line(((f"    {part}", "dim"),)) for part in wrap(command.help, max(10, width - 12))))
        cells: list[Cell] = [(f"  {keys:18}", "key"), (f"{command.title:14} ", "text"), (command.help, "dim")]
        return static(Line(tuple(cells)))
