"""Laying a week out: its days stay where they are, what was laid is at hand, and each line tells what it is."""

import re
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from planner.domain.action import Action
from planner.services.planner import Planner
from planner.tui.line import ASCII, UNICODE
from tests.builders import an_action, put
from tests.tui.desk import Desk, desk
from tests.tui.test_week_page import MONDAY, TUESDAY, a_file, on, open_on, section_of, the_page, to_the_week

FRIDAY = date(2026, 2, 13)
BEFORE = date(2026, 2, 12)


def ten_that_wait(tmp_path: Path) -> Planner:
    """Return a planner with ten plain actions that stayed open, on a Saturday."""
    planner = open_on(tmp_path)
    put(planner, *(an_action(f"write to customer {n}", BEFORE, position=n) for n in range(10)))
    return planner


def line_of(d: Desk, pattern: str) -> int:
    """Return the line of the screen on which something stands first."""
    return next(n for n, line in enumerate(d.lines) if re.search(pattern, line))


def places(d: Desk) -> list[int]:
    """Return the lines on which the section, its days and their loads begin."""
    return [line_of(d, pattern) for pattern in ("Week 8", "Mon? 16", "[0-9]h")]


def the_action(d: Desk, text: str) -> Action:
    """Return an open action by its text."""
    return next(one for one in d.planner.store.select(Action, "text = ?", [text]) if one.is_open)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 16)])
async def test_the_days_stay_in_their_place_while_ten_things_are_laid(tmp_path: Path, size: tuple[int, int]) -> None:
    async with desk(ten_that_wait(tmp_path), size=size) as d:
        await to_the_week(d)
        before = places(d)
        for _ in range(10):
            await d.press("1")
            assert places(d) == before
        assert the_page(d).shows("Nothing waits any more.")
        assert on(d.planner, MONDAY) == [f"write to customer {n}" for n in range(10)]


async def test_what_is_moved_to_an_empty_day_is_read_there(tmp_path: Path) -> None:
    planner = open_on(tmp_path)
    put(planner, an_action("call Ben", MONDAY, start_time=time(10)))
    put(planner, *(an_action("write to everybody who came to the fair", day) for day in (MONDAY, TUESDAY)))
    async with desk(planner) as d:
        await to_the_week(d)
        await d.press("3")
        assert on(planner, MONDAY + timedelta(days=2)) == ["call Ben"]
        assert d.shows("10:00 call Ben")


async def test_no_day_moves_aside_while_things_are_laid(tmp_path: Path) -> None:
    planner = ten_that_wait(tmp_path)
    put(planner, an_action("write to everybody who came to the fair", MONDAY))
    async with desk(planner) as d:
        await to_the_week(d)
        heads = d.lines[line_of(d, "Mon 16")]
        await d.press("4", "4", "5", "left_square_bracket")
        assert d.lines[line_of(d, "Mon 16")] == heads
        await d.resize(100, 40)
        assert d.lines[line_of(d, "Mon 16")] != heads
        assert d.shows("Sun 22")


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_the_days_and_their_loads_are_seen_while_a_time_is_typed(tmp_path: Path, size: tuple[int, int]) -> None:
    async with desk(ten_that_wait(tmp_path), size=size) as d:
        await to_the_week(d)
        await d.press("2", "t")
        assert d.shows("Mon 16", "Tue 17", "0.5h", "› write to")


async def test_what_was_laid_is_at_hand_while_laying_goes_on(tmp_path: Path) -> None:
    planner = ten_that_wait(tmp_path)
    async with desk(planner) as d:
        await to_the_week(d)
        await d.press("2", "t")
        await d.type("9")
        await d.press("enter", "m")
        await d.type("45")
        await d.press("enter", "right_square_bracket")
        laid = the_action(d, "write to customer 0")
        assert (laid.date, laid.start_time, laid.planned_minutes) == (date(2026, 2, 18), time(9), 45)
        assert the_page(d).shows("› 9:00 write", "› write to customer 0   45 min")
        assert "customer 1" in the_page(d).under_cursor
        await d.press("3", "e")
        assert d.typed == "write to customer 1"
        await d.press("escape", "3")
        assert on(planner, date(2026, 2, 18)) == [f"write to customer {n}" for n in range(3)]


async def test_the_last_thing_laid_takes_the_cursor_along(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    async with desk(planner) as d:
        await to_the_week(d)
        await d.press("2", "2", "2", "1", "t")
        await d.type("8")
        await d.press("enter")
        assert "▌ 8:00 sort" in the_page(d).text
        await d.press("right_square_bracket")
        assert on(planner, TUESDAY)[0] == "sort the shelf"


async def test_before_anything_is_laid_there_is_nothing_to_time(tmp_path: Path) -> None:
    async with desk(ten_that_wait(tmp_path)) as d:
        await to_the_week(d)
        await d.press("t")
        assert d.said == "No action stands here. a plans one for the marked day."
        await d.press("2", "u", "t")
        assert d.said == "No action stands here. a plans one for the marked day."


async def test_an_action_that_is_added_is_the_one_that_is_timed(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    async with desk(planner) as d:
        await to_the_week(d)
        for text, hour in (("call Ana", "13"), ("call Ben", "12")):
            await d.press("a")
            await d.type(text)
            await d.press("enter", "t")
            await d.type(hour)
            await d.press("enter")
        assert on(planner, MONDAY) == ["prospect", "call Ben", "call Ana", "plan the route"]
        await d.press("j", "j", "j", "j", "a")
        await d.type("call Cem")
        await d.press("enter", "t")
        await d.type("7")
        await d.press("enter")
        assert on(planner, MONDAY)[0] == "call Cem"
        assert "▌ 7:00 call Cem" in the_page(d).text


async def test_an_action_that_is_added_from_elsewhere_on_the_page_has_the_cursor(tmp_path: Path) -> None:
    planner = open_on(tmp_path)
    async with desk(planner) as d:
        await d.press("w", "a")
        await d.type("call Ana")
        await d.press("enter", "t")
        await d.type("9")
        await d.press("enter", "right_square_bracket")
        assert on(planner, TUESDAY) == ["call Ana"]
        assert "▌ 9:00 call Ana" in the_page(d).text


async def test_a_time_that_stands_is_replaced_by_what_is_typed(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    async with desk(planner) as d:
        await to_the_week(d)
        await d.press("j", "j", "j", "j", "t")
        assert d.typed == "09:00"
        assert "ctrl+u clears" in d.footer
        await d.type("14")
        await d.press("enter", "t")
        assert d.typed == "14:00"
        await d.press("right", "backspace", "backspace")
        await d.type("30")
        await d.press("enter")
        assert the_action(d, "prospect").start_time == time(14, 30)


async def test_a_time_is_told_as_it_is_understood_while_it_is_typed(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    async with desk(planner) as d:
        await to_the_week(d)
        await d.press("2", "m")
        await d.type("2h")
        await d.press("enter", "t")
        await d.type("25:00")
        assert "“25:00” is not a time of day: write 9, 9:30 or 14" in d.text
        await d.press("ctrl+u")
        await d.type("23:30")
        assert "At 23:30, past midnight" in d.text
        await d.press("enter")
        assert d.said.startswith("At 23:30, past midnight: send the terms")


async def test_the_cursor_stays_with_an_action_whose_time_changes_its_place(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    async with desk(planner) as d:
        await to_the_week(d)
        await d.press("j", "j", "j", "j", "j", "t")
        await d.type("8")
        await d.press("enter", "m")
        await d.type("15")
        await d.press("enter")
        assert on(planner, MONDAY) == ["plan the route", "prospect"]
        assert the_action(d, "plan the route").planned_minutes == 15


async def test_a_day_with_more_than_there_is_room_for_says_how_much_and_goes_along(tmp_path: Path) -> None:
    planner = open_on(tmp_path)
    put(planner, *(an_action(f"call {n:02}", MONDAY, position=n) for n in range(12)))
    async with desk(planner) as d:
        await to_the_week(d)
        assert the_page(d).shows("call 00", "call 06", "5 more")
        assert not the_page(d).shows("call 07")
        for _ in range(11):
            await d.press("j")
        assert the_page(d).shows("▌ call 11", "5 above")
        await d.say("a", "call 12")
        assert the_page(d).shows("▌ call 12", "6 above")
        await d.press("x", "end", "k", "k")
        assert "▌ ● call 12" in the_page(d).text


async def test_names_that_begin_alike_are_told_apart(tmp_path: Path) -> None:
    planner = open_on(tmp_path)
    put(planner, an_action("send the proposal to Acme", MONDAY), an_action("send the proposal to Borealis", TUESDAY))
    put(planner, an_action("send the proposal of last year", MONDAY), an_action("prepare the yearly talk", MONDAY))
    put(
        planner,
        *(an_action("go through all that was agreed upon last month", MONDAY + timedelta(days=n)) for n in range(2, 5)),
    )
    async with desk(planner) as d:
        await to_the_week(d)
        assert the_page(d).shows("send…Acme", "send…Borealis", "send…of last year", "prepare the year…")


async def test_an_empty_day_leaves_its_room_to_those_that_hold_something(tmp_path: Path) -> None:
    planner = open_on(tmp_path)
    put(planner, an_action("write to everybody who came to the fair", MONDAY))
    async with desk(planner) as d:
        await to_the_week(d)
        assert the_page(d).shows("write to everybody who came to the fair  ", "Sun 22")


@pytest.mark.parametrize("size", [(80, 24), (60, 16), (40, 30)])
async def test_a_narrow_terminal_lists_the_marked_day_below_how_full_all_are(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    planner = open_on(tmp_path)
    put(planner, an_action("write down what was agreed", MONDAY), an_action("call Lee", TUESDAY, planned_minutes=600))
    async with desk(planner, size=size) as d:
        await to_the_week(d)
        assert the_page(d).shows("write down what was agreed", "0.5h" if size[0] > 40 else "1h", "0h")
        assert not the_page(d).shows("call Lee")
        await d.press("right")
        assert the_page(d).shows("call Lee", "10/8h" if size[0] > 40 else ">8h")
        assert not the_page(d).shows("write down")
        await d.say("a", "call Ana")
        assert on(planner, TUESDAY) == ["call Lee", "call Ana"]


async def test_the_keys_that_the_page_is_for_stay_where_there_is_little_room(tmp_path: Path) -> None:
    async with desk(a_file(tmp_path), size=(60, 16)) as d:
        await to_the_week(d)
        assert the_page(d).shows("1-7 lay it")
        await d.press("1")
        for told in ("a action", "x done", "d drop", "enter", "c close", "esc", "? keys"):
            assert told in d.footer
        assert the_page(d).shows("t time   [ ] day")


async def test_the_smallest_footer_names_done_and_drop(tmp_path: Path) -> None:
    async with desk(a_file(tmp_path), size=(40, 12)) as d:
        await to_the_week(d)
        for key in ("x", "d", "? keys"):
            assert f" {key} " in f"{d.footer} "


async def test_the_keys_of_what_was_laid_stand_in_its_own_line(tmp_path: Path) -> None:
    planner = ten_that_wait(tmp_path)
    async with desk(planner) as d:
        await to_the_week(d)
        await d.press("1")
        assert "t time" not in d.footer
        line = the_page(d).text.splitlines()
        assert any("› write to customer 0" in one and "t time   m length   [ ] day   e edit" in one for one in line)
        await d.press("d")
        assert d.said == "Dropped: write to customer 1 · u takes it back"
        await d.press("t")
        await d.type("9")
        await d.press("enter")
        assert the_action(d, "write to customer 0").start_time == time(9)


@pytest.mark.parametrize(
    ("day", "key", "said"),
    [
        ("1", "left_square_bracket", "Mon 16 Feb is the first day of this week. 2 to 7 lay it on another one."),
        ("7", "right_square_bracket", "Sun 22 Feb is the last day of this week. 1 to 6 lay it on another one."),
    ],
)
async def test_an_action_stays_in_the_week_that_is_seen(tmp_path: Path, day: str, key: str, said: str) -> None:
    planner = ten_that_wait(tmp_path)
    async with desk(planner) as d:
        await to_the_week(d)
        await d.press(day, day, key, key)
        assert d.said == said
        where = date(2026, 2, 15 + int(day))
        assert on(planner, where) == ["write to customer 0", "write to customer 1"]


async def test_from_above_the_days_a_number_lays_the_first_that_waits(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    async with desk(planner) as d:
        await d.press("w", "2")
        assert on(planner, TUESDAY) == ["send the terms"]
        assert "call about the pilot" in the_page(d).under_cursor
        await to_the_week(d)
        await d.press("end", "3")
        assert on(planner, date(2026, 2, 18)) == ["call about the pilot"]


async def test_a_number_on_an_empty_day_lays_nothing_that_is_not_under_the_cursor(tmp_path: Path) -> None:
    planner = a_file(tmp_path)
    async with desk(planner) as d:
        await to_the_week(d)
        await d.press("left", "j", "j", "j", "j", "right", "3")
        assert d.said == "Nothing stands to lay on a day here. a plans an action for the marked day."
        assert on(planner, date(2026, 2, 18)) == []


async def test_how_full_a_day_is_stands_in_letters_too(tmp_path: Path) -> None:
    planner = open_on(tmp_path)
    put(planner, an_action("half", MONDAY, planned_minutes=240), an_action("long", TUESDAY, planned_minutes=600))
    async with desk(planner) as d:
        await to_the_week(d)
        assert the_page(d).shows("━━━━──── 4h", "━━━ 10h of 8h", "──────── 0h", "──── −")
    for symbols, half in ((UNICODE, "━━━━────"), (ASCII, "====....")):
        assert half[:4] == symbols.bar * 4
        assert half[0] != half[-1]


async def test_the_next_week_is_planned_and_the_one_before_looked_at(tmp_path: Path) -> None:
    planner = a_file(tmp_path, FRIDAY)
    async with desk(planner) as d:
        await to_the_week(d)
        assert the_page(d).shows("week 7, 9–15 February")
        await d.press("plus")
        assert the_page(d).shows("week 8, 16–22 February", "Mon 16")
        assert section_of(d) == "week"
        await d.press("1", "plus")
        assert d.said == "Week 9 is planned once week 8 has begun."
        await d.press("c")
        assert d.said.startswith("Planned: week 8, from Mon 16 Feb")
        await d.press("minus", "minus")
        assert the_page(d).shows("week 6, 2–8 February")
        await d.press("full_stop")
        assert the_page(d).shows("week 7, 9–15 February")


async def test_what_one_week_had_laid_is_no_part_of_closing_another(tmp_path: Path) -> None:
    planner = a_file(tmp_path, FRIDAY)
    async with desk(planner) as d:
        await to_the_week(d)
        await d.press("a")
        await d.type("call Ana")
        await d.press("enter", "plus", "c", "u")
        assert "Planned: week 8" in d.said
        assert "call Ana" in on(planner, FRIDAY)


async def test_from_the_last_working_days_noon_on_the_coming_week_is_planned(tmp_path: Path) -> None:
    planner = a_file(tmp_path, FRIDAY)
    planner.clock.set(FRIDAY, time(12))  # type: ignore[attr-defined]  # a stopped clock
    async with desk(planner) as d:
        await d.press("w")
        assert the_page(d).shows("week 8, 16–22 February", "week 7, 9–15 February")


async def test_every_sentence_of_a_planning_names_the_same_week(tmp_path: Path) -> None:
    async with desk(a_file(tmp_path)) as d:
        await d.press("w", "p")
        await d.type("the pilot")
        await d.press("enter")
        assert d.said.startswith("Kept for week 8")
        await d.press("c")
        assert d.said.startswith("Planned: week 8")
        await d.press("C")
        assert d.said.startswith("Open again: week 8")


async def test_the_today_screen_reads_what_was_planned_once_one_is_back(tmp_path: Path) -> None:
    planner = a_file(tmp_path, FRIDAY)
    async with desk(planner) as d:
        await to_the_week(d)
        await d.say("a", "call Ana")
        assert d.today_screen.today._is_stale
        await d.press("escape")
        assert d.pane("today").shows("call Ana")
        assert not d.today_screen.today._is_stale


async def test_a_mouse_puts_the_cursor_on_a_line_of_a_day(tmp_path: Path) -> None:
    async with desk(a_file(tmp_path)) as d:
        await to_the_week(d)
        x, y = d.lines[line_of(d, "plan the route")].index("plan"), line_of(d, "plan the route")
        await d.pilot.click(offset=(x, y))
        await d.settle()
        assert "▌ plan the route" in the_page(d).text
        await d.pilot.click(offset=(d.lines[line_of(d, "Thu 19")].index("Thu 19"), y))
        await d.settle()
        assert the_page(d).shows("a adds an action to this day")
        assert d.screen.query_one("WeekPane")._column == 3  # type: ignore[attr-defined]
