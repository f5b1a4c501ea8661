"""The log line: what it says while one types, what it does with mistakes, and a draft that is never lost."""

from pathlib import Path

import pytest

from planner.domain.activity import Activity, ActivityType, Outcome
from planner.domain.contact import Contact, Stage
from planner.domain.text import MAX_TEXT
from planner.services.planner import Planner
from planner.tui.line import Line
from planner.tui.lines import LogLine
from tests.builders import CALLS, a_contact, a_deal, a_goal, an_action, an_activity, open_planner, put
from tests.tui.desk import Desk, desk, text_of


def entries(planner: Planner) -> list[Activity]:
    """Return the log as SQL has it."""
    return list(planner.store.select(Activity, order="id"))


@pytest.mark.parametrize("pane", ["1", "2", "3"])
async def test_the_line_opens_from_anywhere_and_gives_the_focus_back(tmp_path: Path, pane: str) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.press(pane)
        before = d.focus
        await d.press("l")
        assert d.is_typing
        await d.type("call")
        await d.press("enter")
        assert d.focus == before
        assert not d.is_typing


async def test_an_empty_database_reaches_its_first_step_within_two_inputs(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        assert d.pane("log").shows("l logs a step")
        await d.say("l", "call @Dana connected: first talk")
        assert d.pane("log").shows("09:41", "call", "Dana", "connected", "first talk")


async def test_the_line_says_live_what_will_be_saved(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, a_contact("Dana Reyes", "Acme"))
    planner.goals.add("2 calls a day")
    planner.goals.add("40 calls in february")
    async with desk(planner) as d:
        await d.press("l")
        assert "call @Dana connected" in d.reading
        await d.type("call @Dana")
        assert "call, Dana Reyes, Acme" in d.reading
        assert "connected" not in d.reading
        await d.type(" connected")
        assert "call, Dana Reyes, Acme · connected" in d.reading
        assert "counts toward 2 calls a day, 40 calls in February" in d.reading
        assert entries(planner) == []


async def test_a_name_that_nobody_has_is_told_as_a_new_lead(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.press("l")
        await d.type("call @Sam")
        assert "call, Sam · new lead" in d.reading
        await d.press("enter")
        (contact,) = d.planner.store.select(Contact)
        assert (contact.name, contact.stage) == ("Sam", Stage.LEAD)
        await d.press("l")
        await d.type("call @Sam")
        assert "new lead" not in d.reading


async def test_a_refused_line_keeps_its_text_and_takes_the_cursor_to_the_word(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.say("l", "call @Dana conected today")
        assert d.typed == "call @Dana conected today"
        assert d.editor.input.cursor_position == len("call @Dana conected")
        assert "conected" in d.reading
        assert entries(d.planner) == []


async def test_a_step_to_come_is_refused_with_the_way_to_plan_it(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.say("l", "call @Dana 2026-02-11")
        assert d.is_typing
        assert d.reading
        assert entries(d.planner) == []


async def test_tab_completes_and_goes_round(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, a_contact("Dana Reyes"), a_contact("Dan Ode"), a_contact("Lee Park"))
    async with desk(planner) as d:
        await d.press("l")
        await d.type("call @Da")
        assert "tab" in d.reading
        seen = []
        for _ in range(3):
            await d.press("tab")
            seen.append(d.typed)
        assert len(set(seen)) == 2
        assert seen[0] == seen[2]
        assert "Lee" not in "".join(seen)
        await d.press("shift+tab")
        assert d.typed == seen[1]
        assert d.is_typing
        await d.press("enter")
        assert entries(planner)[0].contact_id is not None
        assert len(list(planner.store.select(Contact))) == 3


async def test_tab_completes_a_type_and_an_outcome(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.press("l")
        await d.type("mee")
        await d.press("tab")
        assert d.typed.strip() == "meeting"
        await d.press("end")
        await d.type(" hel")
        await d.press("tab")
        assert d.typed.split() == ["meeting", "held"]


async def test_a_draft_is_kept_by_escape_and_offered_again(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    async with desk(planner) as d:
        await d.press("l")
        await d.type("call @Dana: half a")
        await d.press("escape")
        assert not d.is_typing
        assert planner.draft("log") == "call @Dana: half a"
        await d.press("l")
        assert d.typed == "call @Dana: half a"
        await d.type(" thought")
        await d.press("enter")
        assert entries(planner)[0].note == "half a thought"
        await d.press("l")
        assert d.typed == ""


async def test_a_draft_outlives_the_program_and_is_told_at_the_next_start(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    async with desk(planner) as d:
        await d.press("l")
        await d.type("call @Dana: half a")
        await d.press("ctrl+q")
    assert planner.draft("log") == "call @Dana: half a"
    async with desk(planner) as d:
        await d.until(lambda: "waits unsaved: l opens it" in d.said)
        await d.press("l")
        assert d.typed == "call @Dana: half a"


async def test_what_is_typed_is_kept_within_a_second_also_while_one_goes_on_typing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planner.tui.widgets.input.KEPT_AFTER", 0.2)
    planner = open_planner(tmp_path)
    async with desk(planner) as d:
        await d.press("l")
        for _ in range(MAX_TEXT):
            await d.press("a")
            if planner.draft("log"):
                break
        assert planner.draft("log").startswith("a")
        assert d.is_typing


async def test_a_draft_is_kept_when_the_terminal_loses_the_focus(tmp_path: Path) -> None:
    from textual.events import AppBlur

    planner = open_planner(tmp_path)
    async with desk(planner) as d:
        await d.press("l")
        await d.type("call @Dana")
        d.app.post_message(AppBlur())
        await d.until(lambda: planner.draft("log") == "call @Dana")


async def test_each_line_has_a_draft_of_its_own(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        for key, text in (("l", "call"), ("a", "plan it"), ("g", "2 calls")):
            await d.press(key)
            await d.type(text)
            await d.press("escape")
        for key, text in (("g", "2 calls"), ("l", "call"), ("a", "plan it")):
            await d.press(key)
            assert d.typed == text
            await d.press("escape")


async def test_several_pasted_lines_become_one(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.press("l")
        await d.type("call: ")
        await d.paste("first\nsecond\r\n\tthird\n")
        assert d.typed == "call: first second third"
        await d.press("enter")
        assert entries(d.planner)[0].note == "first second third"


@pytest.mark.parametrize(
    ("typed", "pasted"), [("call @Dana", " connected: hello"), ("call @Dana ", "\tconnected: hello\n")]
)
async def test_a_blank_before_what_is_pasted_parts_it_from_the_word_there(
    tmp_path: Path, typed: str, pasted: str
) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.press("l")
        await d.type(typed)
        await d.paste(pasted)
        assert d.typed == "call @Dana connected: hello"


async def test_a_paste_goes_into_the_middle_and_takes_the_place_of_what_is_selected(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.press("l")
        await d.type("call note")
        await d.press("home")
        await d.paste("\n email ")
        assert d.typed == "email call note"
        d.editor.input.select_all()
        await d.paste("call\nthem")
        assert d.typed == "call them"


async def test_a_paste_of_a_hundred_kilobytes_is_read_once_or_twice_and_cut_with_a_word_about_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    reading = LogLine.reading

    def read(line: LogLine, text: str) -> Line:
        asked.append(text)
        return reading(line, text)

    monkeypatch.setattr(LogLine, "reading", read)
    async with desk(open_planner(tmp_path)) as d:
        await d.press("l")
        await d.type("call: ")
        asked.clear()
        await d.paste("words " * 17_000)
        assert {len(text) for text in asked} == {MAX_TEXT}
        assert len(asked) <= 2
        assert len(d.typed) == MAX_TEXT
        assert f"longer than {MAX_TEXT:,} letters" in d.reading
        await d.press("enter")
        assert entries(d.planner)[0].note.startswith("words words words")
        assert not d.is_typing


async def test_a_paste_that_just_fits_when_it_is_cut_has_its_word_too(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.press("l")
        await d.paste("x" * (MAX_TEXT + 1))
        assert len(d.typed) == MAX_TEXT
        assert f"longer than {MAX_TEXT:,} letters" in d.reading


async def test_a_paste_while_nothing_is_typed_changes_nothing(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        before = d.text
        await d.paste("dddxxxq\nq")
        assert d.text == before
        assert d.alive


async def test_saving_names_every_goal_that_it_counted_toward(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    for line in (
        "2 calls a day",
        "40 calls in february",
        "480 calls in 2026",
        "30 calls by 31 dec little",
        "9 meetings a week",
    ):
        planner.goals.add(line)
    async with desk(planner, size=(150, 40)) as d:
        await d.log("call")
        told = d.said
        for name in ("2 calls a day", "40 calls in February", "480 calls in 2026", "30 calls"):
            assert name in told, told
        assert "meetings" not in told
        assert told.endswith("u takes it back")


async def test_no_frame_shows_a_step_in_one_pane_and_not_in_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planner = open_planner(tmp_path)
    planner.goals.add("2 calls a day")
    frames: list[str] = []
    async with desk(planner) as d:
        screen = d.today_screen
        shown = type(screen)._compositor_refresh

        def painted(_: object) -> None:
            frames.append(text_of(screen))
            shown(screen)

        await d.press("l")
        await d.type("call @Dana: terms")
        monkeypatch.setattr(type(screen), "_compositor_refresh", painted)
        await d.press("enter")
        await d.until(lambda: d.pane("log").shows("terms"))
    states = [("1 of 2" in frame, "1 to go" in frame, "  terms" in frame) for frame in frames if "─ log ──" in frame]
    assert states[-1] == (True, True, True)
    assert {all(state) or not any(state) for state in states} == {True}


async def test_a_sale_is_told_with_its_deal_and_a_next_step_with_its_day(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    dana = a_contact("Dana Reyes", "Acme")
    put(planner, dana, a_deal("Acme renewal", contact_id=dana.id))
    async with desk(planner) as d:
        await d.press("l")
        await d.type("close @Dana $12,000 -> call tue 3pm: thank her")
        assert "won: Acme renewal $12,000" in d.reading
        assert "next step Tue 17 Feb 15:00" in d.reading
        await d.press("enter")
        assert d.pane("log").shows("close", "Dana Reyes", "$12,000")


async def test_undo_takes_the_step_with_everything_that_came_with_it_and_redo_brings_it_back(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    async with desk(planner) as d:
        await d.log("call @Sam: hello -> call tue: again")
        assert len(list(planner.store.select(Contact))) == 1
        await d.press("u")
        assert d.said.startswith("Taken back: Logged: call, Sam")
        assert d.pane("log").shows("Nothing is logged yet")
        assert list(planner.store.select(Contact)) == []
        await d.press("U")
        assert d.said.startswith("Done again: Logged: call, Sam")
        assert d.pane("log").shows("Sam", "hello")
        await d.press("ctrl+z")
        assert entries(planner) == []
        await d.press("ctrl+y")
        assert len(entries(planner)) == 1
        await d.press("ctrl+y")
        assert d.said == "There is nothing to redo."


async def test_no_letter_typed_into_a_line_is_a_command(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, an_action("keep me"), an_activity(ActivityType.CALL, outcome=Outcome.CONNECTED), CALLS, a_goal())
    every = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ?/<>,.:;!$%&()=[]{}\\'\"-_#+*~^@|€ß"
    async with desk(planner) as d:
        before = planner.store.rows("SELECT seq, state FROM journal")
        for key in ("l", "a", "g", "t"):
            await d.press(key)
            await d.type(every)
            assert d.typed == every
            assert len(d.app.screen_stack) == 1
            assert planner.store.rows("SELECT seq, state FROM journal") == before
            await d.press("escape")
        assert d.alive


@pytest.mark.parametrize("key", ["l", "a", "g", "t"])
async def test_undo_keys_while_typing_do_nothing_to_the_data(tmp_path: Path, key: str) -> None:
    planner = open_planner(tmp_path)
    async with desk(planner) as d:
        await d.log("call @Dana")
        before = planner.store.rows("SELECT seq, state FROM journal")
        await d.press(key)
        await d.type("text")
        await d.press("ctrl+z", "ctrl+y", "pageup", "pagedown", "up", "down", "f1", "escape", "ctrl+z", "ctrl+y")
        assert planner.store.rows("SELECT seq, state FROM journal") == before
        assert d.typed == "text"
        assert len(entries(planner)) == 1


async def test_a_click_beside_the_line_does_not_leave_the_keys_dead(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    async with desk(planner) as d:
        await d.press("l")
        await d.type("call")
        await d.pilot.click("#log", offset=(5, 3))
        await d.settle()
        await d.type(" @Dana")
        assert d.editor.input.value == "call @Dana"
        await d.press("escape")
        assert not d.is_typing
        assert planner.draft("log") == "call @Dana"


async def test_a_click_beside_the_blank_does_not_leave_the_keys_dead(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.press("t")
        await d.type("call")
        await d.pilot.click("#log", offset=(5, 3))
        await d.settle()
        await d.type(" Dana")
        await d.press("enter")
        assert d.pane("today").shows("call Dana")


async def test_a_line_opened_twice_is_one_line(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.press("l")
        await d.type("call")
        await d.run("log.open")
        assert d.typed == "call"


async def typed_in(d: Desk, text: str) -> str:
    """Open the log line, type, and return what it says."""
    await d.press("l")
    await d.type(text)
    return d.reading


async def test_a_reading_too_long_for_the_line_goes_on_where_there_is_room(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    planner.goals.add("2 calls a day")
    async with desk(planner, size=(60, 20)) as d:
        told = await typed_in(d, "call @Dana connected 45m +prospecting ")
        assert "call, Dana · connected · prospecting · 45 min" in told
        assert "counts toward 2 calls a day" in told


async def test_a_draft_that_is_offered_again_is_cleared_by_one_key(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.press("l")
        assert "ctrl+u" not in d.footer
        await d.type("call @Dana: half a")
        await d.press("escape", "l")
        assert "ctrl+u clears" in d.footer
        await d.press("left", "left", "ctrl+u")
        assert d.typed == ""
        assert "call @Dana connected" in d.reading
        await d.press("escape", "l")
        assert d.typed == ""
        assert "ctrl+u" not in d.footer
