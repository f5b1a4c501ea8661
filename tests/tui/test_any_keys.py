"""Any keys, pastes, sizes and clocks in any order: the app lives, and the log that it shows is the file's."""

import asyncio
from collections.abc import Coroutine
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from planner.tui.panes.log import MOST
from tests.builders import CALLS, TODAY, a_contact, a_goal, an_action, an_activity, open_planner, put
from tests.tui.desk import Desk, desk

KEYS = [
    *"ltagxemdbKJfhzukjU123?/<>Dvsp.wcyNM",
    "enter",
    "enter",
    "escape",
    "escape",
    "tab",
    "shift+tab",
    "space",
    "up",
    "down",
    "left",
    "right",
    "home",
    "end",
    "pageup",
    "pagedown",
    "backspace",
    "delete",
    "ctrl+p",
    "ctrl+z",
    "ctrl+y",
    "ctrl+d",
    "ctrl+u",
    "f1",
]
LINES = st.sampled_from(
    [
        "call @Dana connected: terms",
        "email x5",
        "2 calls a day",
        "close $12k",
        "tomorrow 9am: x",
        "block x 9:45",
        "-1d",
        "mon",
        "[/]",
    ]
)


class AnyKeys(RuleBasedStateMachine):
    """A person who does not read."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.loop = asyncio.new_event_loop()
        self.wishes: asyncio.Queue[Coroutine[Any, Any, None] | None] = asyncio.Queue()
        self.done: asyncio.Queue[BaseException | None] = asyncio.Queue()
        self.d: Desk
        self.planner = open_planner(Path(self.folder.name))
        self.sitting = self.loop.create_task(self._sit())

    async def _sit(self) -> None:
        """Enter and leave the app in one task, which Textual asks for, and do what the rules wish in between."""
        async with desk(self.planner, size=(100, 30)) as self.d:
            setattr(self.d.app, "leave", lambda *_: None)  # noqa: B010  # "quit" can be chosen from the palette
            await self.done.put(None)
            while (wish := await self.wishes.get()) is not None:
                try:
                    await wish
                except BaseException as error:  # noqa: BLE001  # it is raised again where the rule stands
                    await self.done.put(error)
                else:
                    await self.done.put(None)

    def _do(self, wish: Coroutine[Any, Any, None]) -> None:
        self.wishes.put_nowait(wish)
        error = self.loop.run_until_complete(self.done.get())
        if error is not None:
            raise error

    @initialize()
    def fill(self) -> None:
        dana = a_contact()
        put(self.planner, dana, CALLS, a_goal(), a_goal("50 calls", on=TODAY + timedelta(days=40)))
        put(
            self.planner,
            *(an_action(f"action {n}", position=n) for n in range(3)),
            an_action("old", TODAY - timedelta(3)),
        )
        put(self.planner, *(an_activity(on=TODAY - timedelta(n), note=f"note {n}") for n in range(20)))
        self.loop.run_until_complete(self.done.get())

    @rule(keys=st.lists(st.sampled_from(KEYS), min_size=1, max_size=6))
    def press(self, keys: list[str]) -> None:
        self._do(self.d.press(*keys))

    @rule(text=LINES)
    def type(self, text: str) -> None:
        self._do(self.d.type(text))

    @rule(text=LINES | st.text(max_size=30))
    def paste(self, text: str) -> None:
        self._do(self.d.paste(text))

    @rule(text=LINES)
    def log(self, text: str) -> None:
        self._do(self.d.log(text))

    @rule(columns=st.integers(10, 150), lines=st.integers(3, 50))
    def resize(self, columns: int, lines: int) -> None:
        self._do(self.d.resize(columns, lines))

    @rule(minutes=st.sampled_from([1, 61, 24 * 60, 45 * 24 * 60, -90, -24 * 60]))
    def jump(self, minutes: int) -> None:
        self.d.clock.advance(minutes=minutes)
        self._do(self.d.tick())

    @invariant()
    def is_alive(self) -> None:
        if hasattr(self, "d"):
            assert self.d.alive, self.d.app.fault or self.d.app._exception

    @invariant()
    def the_log_is_the_files(self) -> None:
        if not hasattr(self, "d"):
            return
        self._do(self.d.settle())
        pane = self.d.today_screen.log_pane
        if not pane._is_stale:
            order = [
                key
                for (key,) in self.planner.store.rows(
                    "SELECT id FROM activity ORDER BY local_date DESC, at_utc DESC, id DESC"
                )
            ]
            held = [row.activity.id for row in pane._entries]
            start = order.index(held[0]) if held else 0
            assert held == order[start : start + MOST]
            assert bool(held) == bool(order)

    def teardown(self) -> None:
        self.wishes.put_nowait(None)
        try:
            self.loop.run_until_complete(self.sitting)
        finally:
            self.loop.close()
            self.planner.store.close()
            self.folder.cleanup()


AnyKeys.TestCase.settings = settings(
    max_examples=6,
    stateful_step_count=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestAnyKeys = AnyKeys.TestCase
