"""Focus mode, the blocks of the Today pane and their reminders. It is Tuesday 10 February 2026, 9:41 in New York."""

from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from planner.domain.action import Action, ActionKind
from planner.services.planner import Planner
from planner.tui.notify import sequences
from planner.tui.palette import Offered
from planner.tui.screens.focus import FocusScreen
from tests.builders import TODAY, StoppedClock, a_contact, an_action, open_planner, put
from tests.tui.desk import Desk, desk


def a_block(text: str = "proposals", at: time | None = time(10), **fields: Any) -> Action:
    """Return a sacred hour of today."""
    return an_action(text, **{"kind": ActionKind.BLOCK, "start_time": at, "planned_minutes": 60, **fields})


def with_block(folder: Path, **settings: Any) -> Planner:
    """Return a planner with a block that holds two actions, and one action beside it."""
    planner = open_planner(folder, **settings)
    dana, block = a_contact("Dana Reyes", "Acme"), a_block()
    put(
        planner,
        dana,
        block,
        an_action("the Acme proposal", block_id=block.id, contact_id=dana.id),
        an_action("the first page for Borealis", block_id=block.id, position=1),
        an_action("file the invoice", position=2),
    )
    return planner


async def pass_time(d: Desk, **units: float) -> None:
    """Let time pass on the wall, and the app's second hand move once."""
    d.clock.advance(**units)
    await d.tick()


def is_focused(d: Desk) -> bool:
    return isinstance(d.screen, FocusScreen)


async def test_f_shows_the_block_with_its_actions_and_nothing_else(tmp_path: Path) -> None:
    async with desk(with_block(tmp_path)) as d:
        await d.press("1", "j", "f")
        assert is_focused(d)
        assert d.shows(
            "sacred hour", "proposals", "09:41", "0 min kept", "60 min left", "the Acme proposal", "Dana Reyes"
        )
        for other in (
            "file the invoice",
            "If all I do today",
            "February",
            "step days",
            "working days",
            "u undo",
            "keys",
        ):
            assert not d.shows(other), other
        assert [part.strip() for part in d.footer.split("   ")] == ["x done", "l log", "esc leave"]


async def test_only_the_keys_of_focus_mode_work_there(tmp_path: Path) -> None:
    async with desk(with_block(tmp_path)) as d:
        await d.press("f")
        for key in ("r", "D", "n", "g", "t", "a", "M", "R", "o", "?", "y", "1", "z"):
            await d.press(key)
            assert is_focused(d), key
            assert not d.is_typing, key
        await d.press("l")
        assert d.is_typing
        await d.type("call @Dana connected")
        await d.press("enter")
        assert d.said.startswith("Logged: call, Dana")
        assert is_focused(d)


async def test_the_palette_offers_what_works_in_focus_mode(tmp_path: Path) -> None:
    async with desk(with_block(tmp_path)) as d:
        await d.press("f")
        offered = {title.split(":")[0] for title, _ in Offered(d.screen).commands()}
        assert "focus mode" in offered
        assert not {"review", "days off", "momentum"} & offered


async def test_an_action_is_ticked_and_the_cursor_goes_on(tmp_path: Path) -> None:
    async with desk(with_block(tmp_path)) as d:
        await d.press("f")
        assert d.part("#focus").shows("▌ ○ the Acme proposal")
        await d.press("x")
        assert d.part("#focus").shows("  ● the Acme proposal", "▌ ○ the first page for Borealis")
        await d.press("u")
        assert d.said == "Taken back: Done: the Acme proposal"
        assert is_focused(d)


async def test_before_the_end_leaving_is_asked_once_with_another_key(tmp_path: Path) -> None:
    async with desk(with_block(tmp_path)) as d:
        await d.press("f")
        await pass_time(d, minutes=24)
        assert d.shows("24 min kept", "36 min left", "10:05")
        await d.press("escape")
        assert is_focused(d)
        assert d.shows("Leave the block? y leaves, esc stays")
        assert d.footer.split() == ["y", "leave", "esc", "stay"]
        await d.press("escape")
        assert not d.shows("Leave the block?")
        await d.press("y")
        assert is_focused(d)
        assert d.said == "Nothing was asked. esc leaves the block."
        await d.press("q", "y")
        assert d.screen is d.today_screen
        assert d.said == "Kept 24 of 60 minutes: proposals · u takes it back"
        assert d.pane("today").shows("kept 24 min")
        assert not d.shows("proposals until")


async def test_at_its_end_a_quiet_line_says_so_and_it_stays_until_it_is_left(tmp_path: Path) -> None:
    async with desk(with_block(tmp_path)) as d:
        await d.press("f", "escape")
        await pass_time(d, minutes=60)
        assert d.shows("60 min kept", "The time is over. esc ends it.")
        assert not d.shows("left")
        assert not d.shows("Leave the block?")
        await pass_time(d, minutes=12)
        assert d.shows("72 min kept", "The time is over")
        await d.press("escape")
        assert d.said.startswith("Kept 72 of 60 minutes: proposals")


async def test_it_is_drawn_once_a_minute_at_most(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with desk(with_block(tmp_path)) as d:
        await d.press("f")
        screen = d.screen
        assert isinstance(screen, FocusScreen)
        await pass_time(d, seconds=1)
        drawn: list[str] = []
        monkeypatch.setattr(screen.pane, "follow", lambda: drawn.append(f"{d.clock.now():%H:%M}"))
        for _ in range(118):
            d.clock.advance(seconds=1)
            d.app.tick()
        await d.settle()
        assert drawn == ["09:42"]


async def test_a_second_that_passes_while_it_opens_leaves_it_open(tmp_path: Path) -> None:
    async with desk(with_block(tmp_path)) as d:

        def begin_at_the_turn_of_a_second() -> None:
            d.app.block_watch.begin(None)
            d.app.tick()

        d.app.call_later(begin_at_the_turn_of_a_second)
        await d.settle()
        assert is_focused(d)


async def test_a_restart_leads_back_into_focus_mode(tmp_path: Path) -> None:
    clock = StoppedClock()
    planner = with_block(tmp_path, clock=clock)
    async with desk(planner) as d:
        await d.press("f", "x")
    clock.advance(minutes=40)
    async with desk(planner) as d:
        await d.until(lambda: is_focused(d))
        await d.settle()
        assert d.shows("40 min kept", "20 min left", "● the Acme proposal", "▌ ○ the first page for Borealis")
        await d.press("escape", "y")
        assert d.screen is d.today_screen


async def test_a_block_that_ran_out_meanwhile_is_closed_and_told(tmp_path: Path) -> None:
    planner = with_block(tmp_path)
    planner.blocks.begin(planner.blocks.next_up().id)
    clock = planner.clock
    assert isinstance(clock, StoppedClock)
    clock.advance(days=1)
    async with desk(planner) as d:
        assert d.screen is d.today_screen
        assert d.said.startswith("“proposals” ran out while the planner was closed: 60 minutes are kept")


async def test_the_clock_passes_midnight_in_focus_mode(tmp_path: Path) -> None:
    planner = with_block(tmp_path, clock=StoppedClock())
    async with desk(planner) as d:
        d.clock.set(TODAY, time(23, 50))
        await d.press("f")
        await d.turn_to(date(2026, 2, 11), time(0, 10))
        assert is_focused(d)
        assert d.shows("20 min kept", "40 min left", "00:10")


async def test_one_that_is_ended_elsewhere_leads_back(tmp_path: Path) -> None:
    planner = with_block(tmp_path)
    async with desk(planner) as d:
        await d.press("f")
        d.clock.advance(minutes=5)
        planner.blocks.end()
        await d.settle()
        await d.tick()
        assert d.screen is d.today_screen


async def test_what_the_planner_has_to_say_waits_until_the_block_is_left(tmp_path: Path) -> None:
    planner = with_block(tmp_path)
    put(planner, a_block("new calls", time(10, 15)))
    async with desk(planner) as d:
        await d.press("1", "j", "f")
        d.app.block_watch.notice("The file stands in a shared folder.", "behind")
        await pass_time(d, minutes=40)
        assert d.said == ""
        await d.press("escape", "y")
        assert d.said.endswith("u takes it back  The file stands in a shared folder.")
        await d.tick()
        assert d.said == "10:15 sacred hour: new calls. f begins it."


async def test_when_its_time_comes_a_line_says_so_once(tmp_path: Path) -> None:
    async with desk(with_block(tmp_path)) as d:
        await pass_time(d, minutes=18, seconds=59)
        assert d.said == ""
        await pass_time(d, seconds=1)
        assert d.said == "10:00 sacred hour: proposals. f begins it."
        d.today_screen.say("")
        await pass_time(d, minutes=1)
        assert "f begins it" not in d.said
        await d.press("2")
        await d.put(a_block("new calls", time(10, 30)))
        await pass_time(d, minutes=30)
        assert d.said == "10:30 sacred hour: new calls. ctrl+p focus begins it."
        await d.run("page.focus")
        assert d.shows("new calls", "60 min left")


async def test_what_came_and_went_during_sleep_is_not_told(tmp_path: Path) -> None:
    async with desk(with_block(tmp_path)) as d:
        await pass_time(d, hours=3)
        assert d.said == ""


async def test_the_running_block_is_in_the_header_and_in_the_plan(tmp_path: Path) -> None:
    planner = with_block(tmp_path)
    async with desk(planner) as d:
        planner.blocks.begin(planner.blocks.next_up().id)  # as the command line does
        await d.tick()
        assert d.part("#top").shows("proposals until 10:41", "09:41")
        assert d.pane("today").shows("runs until 10:41")
        assert d.part("#top").shows("momentum") is False
        await d.press("f")
        assert is_focused(d)


async def test_the_blocks_actions_stand_under_it_and_h_takes_one_in_and_out(tmp_path: Path) -> None:
    async with desk(with_block(tmp_path)) as d:
        await d.press("1", "end")
        assert d.pane("today").under_cursor == "○        file the invoice"
        await d.press("h")
        assert d.said == "Into 10:00 proposals: file the invoice · u takes it back"
        assert d.pane("today").under_cursor == "○          file the invoice"
        await d.press("h")
        assert d.pane("today").under_cursor == "○        file the invoice"
        await d.press("home", "h")
        assert d.said == "It goes into no block: put the cursor on an action of a day that has one."


async def test_without_a_block_f_h_and_s_say_how_to_plan_one(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, an_action())
    async with desk(planner) as d:
        assert "f focus" not in d.footer
        for key in ("f", "s"):
            await d.press(key)
            assert "“a” plans one: “block 9:00 proposals 60m”." in d.said


async def test_skipping_asks_for_another_time_and_takes_skip(tmp_path: Path) -> None:
    planner = with_block(tmp_path)
    put(planner, a_block("new calls", time(15)))
    async with desk(planner) as d:
        await d.press("1", "home", "s")
        await d.type("15:30")
        assert "at 15:30 · clashes with new calls 15:00-16:00" in d.reading
        await d.press("ctrl+u", *["backspace"] * 5)
        await d.type("later")
        assert "“later” is no time. Try “15:00”, “tomorrow 9:00”, or “skip” to leave it out." in d.reading
        await d.press(*["backspace"] * 5)
        await d.type("sk")
        await d.press("tab", "enter")
        assert d.said == "Skipped: proposals · u takes it back"


async def test_the_reading_of_a_line_says_that_it_is_a_block_and_with_what_it_clashes(tmp_path: Path) -> None:
    async with desk(with_block(tmp_path)) as d:
        await d.press("a")
        await d.type("10:30 block new calls every weekday")
        assert "new calls · sacred block · 60 min · every weekday" in d.reading
        assert "clashes with proposals 10:00-11:00 · first on Tue 10 Feb, then Wed 11 Feb and Thu 12 Feb" in d.reading
        await d.press("enter")
        assert d.pane("today").shows("clashes with proposals 10:00-11:00", "clashes with new calls 10:30-11:30")
        assert "· clashes with proposals 10:00-11:00 · u takes it back" in d.said


async def test_hostile_titles_stay_on_their_lines_at_every_size(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    block = a_block("[/] 田中さん " + "long " * 40)
    put(planner, block, *(an_action(f"[b]{n} 田中 " + "x" * 200, block_id=block.id, position=n) for n in range(12)))
    async with desk(planner) as d:
        await d.press("f")
        for size in ((120, 40), (40, 30), (60, 16), (20, 6), (12, 3), (80, 24)):
            await d.resize(*size)
            assert d.alive, size
        assert d.shows("[/] 田中さん", "60 min left", "[b]0 田中")


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("none", ""),
        ("bell", "\a"),
        ("desktop", "\x1b]9;planner: 9:00, x\x1b\\\x1b]777;notify;planner;9:00, x\x1b\\"),
    ],
)
def test_a_person_is_called_as_it_is_set(kind: str, written: str) -> None:
    assert sequences(kind, "9:00; x") == written


def test_nothing_in_a_text_gets_out_of_a_notification() -> None:
    text = "a\x1b\\\x1b]0;gotcha\x07\x9c\x9b1m\n\u202e\u200b b" + "c" * 500
    inside = sequences("desktop", text)
    parts = inside.split("\x1b\\")
    assert len(parts) == 3
    assert parts[0].startswith("\x1b]9;planner: a")
    assert parts[1].startswith("\x1b]777;notify;planner;a")
    for part in parts:
        assert all(letter.isprintable() for letter in part.removeprefix("\x1b"))
    assert len(inside) < 500


async def test_the_terminal_is_written_to_when_the_time_comes_and_at_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk(with_block(tmp_path, notify="desktop")) as d:
        written: list[str] = []
        monkeypatch.setattr(d.app._driver, "write", written.append)
        await pass_time(d, minutes=19)
        assert any("777;notify;planner;10:00 sacred hour: proposals" in one for one in written)
        await d.press("f")
        written.clear()
        for _ in range(3):
            await pass_time(d, minutes=30)
        assert sum("777;notify;planner;proposals: the time is over" in one for one in written) == 1


async def test_a_tick_ends_the_block_that_runs(tmp_path: Path) -> None:
    planner = with_block(tmp_path)
    planner.blocks.begin(planner.blocks.next_up().id)
    clock = planner.clock
    assert isinstance(clock, StoppedClock)
    clock.advance(minutes=30)
    async with desk(planner) as d:
        await d.until(lambda: is_focused(d))
        planner.plan.toggle(planner.blocks.of_day(TODAY)[0].action.id)
        await d.tick()
        assert d.pane("today").shows("kept 30 min")


async def test_an_action_within_a_blocks_time_is_told_while_it_is_typed_and_on_both_lines(tmp_path: Path) -> None:
    async with desk(with_block(tmp_path)) as d:
        await d.press("a")
        await d.type("10:30 call Lee")
        assert "clashes with proposals 10:00-11:00" in d.reading
        await d.press("enter")
        assert d.pane("today").shows("clashes with call Lee 10:30-11:00")
        (line,) = [line for line in d.pane("today").inside if "10:30  call Lee" in line]
        assert line.endswith("clash")


async def test_a_clash_with_a_long_title_leaves_the_block_its_own(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, a_block("proposals for the north-east"), an_action("call Lee " * 9, start_time=time(10, 30)))
    async with desk(planner) as d:
        (line,) = [line for line in d.pane("today").inside if "proposals" in line]
        assert "sacred hour: proposals for the north-east " in line
        assert line.endswith(" clash")


async def test_a_block_that_holds_nothing_says_when_and_with_which_key_one_is_put_in(tmp_path: Path) -> None:
    planner = open_planner(tmp_path, keys={"block.hold": "ctrl+k"})
    put(planner, a_block())
    async with desk(planner) as d:
        await d.press("1", "home", "f")
        assert d.shows("It holds no action. Before a block begins, ctrl+k puts one")
