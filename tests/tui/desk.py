"""A desk to sit at: the app on a planner, its keys, its panes as text, and a clock that is set by hand.

It never sleeps: a key is done when every message that it brought is handled; anything later is polled for.
"""

import asyncio
import gc
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import date, time
from pathlib import Path
from time import monotonic
from typing import Any

from textual import _wait, events
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.geometry import Size
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from planner.domain.change import Entity
from planner.services.planner import Planner
from planner.settings.paths import Paths, find
from planner.tui.app import PlannerApp
from planner.tui.commands.command import Place
from planner.tui.format import PROMPT
from planner.tui.panes.pane import Pane
from planner.tui.screens.today import TodayScreen
from planner.tui.widgets.editor import LineEditor
from tests.builders import StoppedClock, put

_wait.SLEEP_GRANULARITY = 1 / 400
_wait.SLEEP_IDLE = _wait.SLEEP_GRANULARITY / 5

_parse = Stylesheet._parse_rules
_parsed: dict[tuple[Any, ...], list[RuleSet]] = {}


def _parse_once(sheet: Stylesheet, css: str, **of: Any) -> list[RuleSet]:
    """Parse styles once for all apps of a session that have the same palette: a sixth of the time in which one opens."""
    key = (css, *sorted(of.items()), *sorted(sheet._variables.items()))
    if key not in _parsed:
        _parsed[key] = _parse(sheet, css, **of)
    return _parsed[key]


Stylesheet._parse_rules = _parse_once  # type: ignore[method-assign, assignment]

LIMIT = 30.0
"""Seconds after which waiting is in vain."""
SENTENCE = f"{PROMPT[0]} {PROMPT[1]}"


def written(strips: Sequence[Strip]) -> list[str]:
    """Return strips as lines of text."""
    return ["".join(segment.text for segment in strip) for strip in strips]


def text_of(screen: Screen[Any]) -> str:
    """Return what a screen shows."""
    return "\n".join(line.rstrip() for line in written(screen._compositor.render_strips()))


class Part:
    """A widget as it is seen on the screen."""

    def __init__(self, screen: Screen[Any], widget: Widget) -> None:
        self._screen = screen
        self.widget = widget

    @property
    def is_seen(self) -> bool:
        """Whether any of it is on the screen."""
        return self.widget.is_on_screen and bool(self.widget.region.intersection(self._screen.size.region).area)

    @property
    def lines(self) -> list[str]:
        """Its lines, the border included."""
        if not self.is_seen:
            return []
        seen = self.widget.region.intersection(self._screen.size.region)
        strips = self._screen._compositor.render_strips()[seen.y : seen.bottom]
        return [line.rstrip() for line in written([strip.crop(seen.x, seen.right) for strip in strips])]

    @property
    def inside(self) -> list[str]:
        """Its lines without the border."""
        return [line[1:-1].strip() for line in self.lines[1:-1]]

    @property
    def text(self) -> str:
        """All of its lines."""
        return "\n".join(self.lines)

    @property
    def under_cursor(self) -> str:
        """The line that the cursor marks; empty where none is marked."""
        return next((line[1:].strip() for line in self.inside if line.startswith(("▌", "|"))), "")

    @property
    def has_focus(self) -> bool:
        """Whether keys go to it."""
        return self.widget.has_focus

    def shows(self, *texts: str) -> bool:
        """Tell whether all texts are on it."""
        seen = self.text
        return all(text in seen for text in texts)


class Desk:
    """The app with a person at it."""

    def __init__(self, app: PlannerApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot
        self.planner = app.planner

    # Doing

    async def press(self, *keys: str) -> None:
        """Press keys by their Textual names, one after the other."""
        for key in keys:
            self._send(key, None)
            await self.settle()

    async def type(self, text: str) -> None:
        """Type text, as fast as a terminal sends it."""
        for letter in text:
            self._send(_character_to_key(letter), letter)
        await self.settle()

    async def paste(self, text: str) -> None:
        """Paste, as a terminal with bracketed paste does."""
        self.app.post_message(events.Paste(text))
        await self.settle()

    async def say(self, key: str, text: str) -> None:
        """Press a key, type the line that it opens, and save it."""
        await self.press(key)
        await self.type(text)
        await self.press("enter")

    async def log(self, line: str) -> None:
        """Log a line as a person does."""
        await self.say("l", line)

    async def run(self, command_id: str) -> None:
        """Do a command, whatever its key."""
        await self.app.today_screen.action_command(command_id)
        await self.settle()

    async def put(self, *entities: Entity) -> None:
        """Save entities and let the panes follow."""
        put(self.planner, *entities)
        await self.settle()

    async def resize(self, columns: int, lines: int) -> None:
        """Make the terminal another size."""
        await self.pilot.resize_terminal(columns, lines)
        await self.until(lambda: not self.alive or self.screen._compositor.size == Size(columns, lines))
        await self.settle()

    async def tick(self) -> None:
        """Let a second pass."""
        self.app.call_later(self.app.tick)
        await self.settle()

    async def turn_to(self, day: date, at: time = time(9, 41)) -> None:
        """Set the clock and let a second pass."""
        self.clock.set(day, at)
        await self.tick()

    async def settle(self) -> None:
        """Wait until everything that was caused is handled and drawn: no task has work, and no screen asks for a frame."""
        deadline = monotonic() + LIMIT
        await self._come_to_rest()
        with suppress(IndexError):  # the app has left
            while self._is_frame_due or self.editor._is_reading_due:
                assert monotonic() < deadline, self.text
                with self.app._context():
                    self.screen._on_timer_update()
                await self._come_to_rest()

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait until something holds."""
        deadline = monotonic() + LIMIT
        while not condition():
            assert monotonic() < deadline, self.text
            await asyncio.sleep(1 / 400)
            await self.settle()

    async def _come_to_rest(self) -> None:
        """Give turns until every task waits for a time, a thread or a key."""
        ready = asyncio.get_running_loop()._ready  # type: ignore[attr-defined]
        deadline = monotonic() + LIMIT
        await asyncio.sleep(0)
        while ready:
            assert monotonic() < deadline, self.text
            await asyncio.sleep(0)

    @property
    def _is_frame_due(self) -> bool:
        """Whether the screen on top would paint at its next frame, or has something to do behind it."""
        of = self.screen
        asked = of._layout_required or of._scroll_required or of._repaint_required or of._recompose_required
        return not self.app._batch_count and bool(asked or of._dirty_widgets or of._callbacks)

    # Looking

    @property
    def clock(self) -> StoppedClock:
        """The clock that the planner goes by."""
        assert isinstance(self.planner.clock, StoppedClock)
        return self.planner.clock

    @property
    def screen(self) -> Screen[Any]:
        """What is on top."""
        return self.app.screen

    @property
    def today_screen(self) -> TodayScreen:
        """What is under every dialog."""
        return self.app.today_screen

    @property
    def text(self) -> str:
        """The whole screen."""
        return text_of(self.screen)

    @property
    def lines(self) -> list[str]:
        """The lines of the screen."""
        return self.text.split("\n")

    def shows(self, *texts: str) -> bool:
        """Tell whether all texts are on the screen."""
        seen = self.text
        return all(text in seen for text in texts)

    def pane(self, name: str) -> Part:
        """Return one of the panes, today, goals or log."""
        return Part(self.today_screen, self.today_screen.query_one(f"#{name}", Pane))

    def part(self, selector: str) -> Part:
        """Return any widget of the screen on top."""
        return Part(self.screen, self.screen.query_one(selector))

    @property
    def editor(self) -> LineEditor:
        """The line at the bottom of the topmost full screen."""
        return self.app.planner_screens[-1].editor

    @property
    def typed(self) -> str:
        """What stands in the line that is typed."""
        focused = self.screen.focused
        assert isinstance(focused, Input), focused
        return focused.value

    @property
    def reading(self) -> str:
        """What the line says that it means."""
        return "\n".join(self.part(f"#editor {one}").text for one in ("#reading", "#choices")).strip()

    @property
    def said(self) -> str:
        """The sentence above the footer; empty while nothing is said, as in the first frame of a screen."""
        return self.part("#says").text.strip() if self.screen.query("#says") else ""

    @property
    def places(self) -> set[Place]:
        """Where the keys of the page on top come from."""
        return {pane.PLACE for pane in self.app.planner_screens[-1].panes}

    @property
    def footer(self) -> str:
        """The keys that work now."""
        return self.part("#foot").text

    @property
    def focus(self) -> str:
        """The id of what has the focus."""
        return str(self.screen.focused.id) if self.screen.focused is not None else ""

    @property
    def is_typing(self) -> bool:
        """Whether a line is open."""
        return self.editor.is_open

    @property
    def alive(self) -> bool:
        """Whether the app runs and met no error of its own."""
        return self.app.is_running and self.app._exception is None and not self.app.fault

    def _send(self, key: str, letter: str | None) -> None:
        if letter is None and len(key) == 1:
            key, letter = _character_to_key(key), key
        elif letter is None:
            letter = {"enter": "\r", "tab": "\t", "escape": "\x1b", "space": " "}.get(key)
            letter = letter or next((k for k in "?<>/!" if _character_to_key(k) == key), None)
        event = events.Key(key, letter)
        event.set_sender(self.app)
        driver = self.app._driver
        assert driver is not None
        driver.send_message(event)


def paths_of(planner: Planner) -> Paths:
    """Return paths beside a planner's file, none of them the user's own."""
    folder = Path(planner.store.path).parent
    return find(planner.store.path, str(folder / "config"))._replace(
        state_dir=str(folder / "state"), cache_dir=str(folder / "cache")
    )


@asynccontextmanager
async def desk(
    planner: Planner,
    *,
    size: tuple[int, int] = (120, 40),
    notices: Sequence[str] = (),
    is_first_today: bool = False,
) -> AsyncIterator[Desk]:
    """Open the app on a planner and sit down; the morning opens with the first look at a day."""
    planner.tick()  # one that was opened on an earlier day of the test has met this one, as a program that starts has
    if not is_first_today:
        planner.morning.note_seen()
    app = PlannerApp(planner, paths_of(planner), notices)
    try:
        async with app.run_test(size=size) as pilot:
            here = Desk(app, pilot)
            await here.until(lambda: planner.noted("day") >= planner.today().isoformat())
            await here.settle()
            yield here
    finally:
        gc.unfreeze()
