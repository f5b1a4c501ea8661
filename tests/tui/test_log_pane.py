"""The Log pane: newest first, day by day, through the years without holding more than a few pages."""

from datetime import date, time, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from planner.domain.activity import Activity, ActivityType, Outcome, Purpose
from planner.services.planner import Planner
from planner.tui.panes.log import MOST, PAGE, LogPane
from tests.builders import TODAY, a_contact, a_deal, an_activity, open_planner, put
from tests.tui.desk import Desk, desk

MANY = 3000


def sql_order(planner: Planner) -> list[str]:
    """Return the keys of the whole log in its order, by SQL of the test's own."""
    rows = planner.store.rows("SELECT id FROM activity ORDER BY local_date DESC, at_utc DESC, id DESC")
    return [key for (key,) in rows]


def long_log(planner: Planner, many: int = MANY) -> None:
    """Log very much: seven entries a day, some at the same moment, every third with a note."""
    planner.store.load(
        [
            an_activity(
                on=TODAY - timedelta(days=n // 7),
                at=time(6 + n % 7 // 2),
                note=f"entry {n:05}" if n % 3 == 0 else "",
                reach=n,
                type=ActivityType.MARKETING,
            )
            for n in range(many)
        ],
        planner.now(),
        "many",
    )


def log_of(d: Desk) -> LogPane:
    """Return the pane itself."""
    return d.today_screen.log_pane


async def test_the_log_is_newest_first_under_its_days(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    dana = a_contact("Dana Reyes", "Acme")
    put(
        planner,
        dana,
        an_activity(at=time(9, 12), contact_id=dana.id, outcome=Outcome.CONNECTED, note="renewal terms"),
        an_activity(ActivityType.EMAIL, at=time(9, 40), quantity=5),
        an_activity(ActivityType.MEETING, date(2026, 2, 9), time(16, 5), minutes=45, outcome=Outcome.HELD),
        an_activity(ActivityType.NOTE, date(2025, 12, 30), note="a quiet day"),
    )
    async with desk(planner) as d:
        seen = [" ".join(line.split()) for line in d.pane("log").inside if line]
        assert seen[0].startswith("09:40 email 5 ×")
        assert seen[1].startswith("09:12 call Dana Reyes Acme")
        assert seen[1].endswith("connected")
        assert seen[2] == "renewal terms"
        assert seen[3].startswith("Monday 9 February ──")
        assert seen[4].startswith("16:05 meeting 45 min")
        assert seen[5].startswith("Tuesday 30 December 2025 ──")
        assert seen[6].startswith("note")


async def test_what_is_said_of_an_entry_without_a_contact_stands_apart(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    purpose = Purpose.MARKETING
    put(planner, an_activity(ActivityType.MARKETING, reach=37, purpose=purpose, quantity=2))
    async with desk(planner, size=(160, 40)) as d:
        assert d.pane("log").shows("2 × reach 37  marketing")


async def test_paging_down_goes_through_the_whole_log_in_order_and_never_holds_more_than_it_may(
    tmp_path: Path,
) -> None:
    planner = open_planner(tmp_path)
    long_log(planner)
    order = sql_order(planner)
    place = {key: n for n, key in enumerate(order)}
    async with desk(planner) as d:
        await d.press("3")
        pane = log_of(d)
        for step in (1, -1):
            seen: list[str] = [str(pane.cursor_key)]
            while True:
                pane.page(step)
                held = [row.activity.id for row in pane._entries]
                assert len(held) <= MOST
                assert held == order[place[held[0]] : place[held[0]] + len(held)]
                if pane.cursor_key == seen[-1]:
                    break
                seen.append(str(pane.cursor_key))
            at = [place[key] for key in seen]
            assert all(0 < (after - before) * step <= pane.size.height for before, after in pairwise(at))
            assert at[-1] == (len(order) - 1 if step > 0 else 0)


async def test_every_entry_is_passed_line_by_line(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    long_log(planner, 900)
    order = sql_order(planner)
    async with desk(planner) as d:
        await d.press("3")
        pane = log_of(d)
        seen = [pane.cursor_key]
        for _ in range(len(order) - 1):
            pane.do_list_down()
            seen.append(pane.cursor_key)
        assert seen == order
        for _ in range(len(order) - 1):
            pane.do_list_up()
            seen.append(pane.cursor_key)
        assert seen[len(order) - 1 :] == order[::-1]


async def test_the_cursor_is_always_in_view(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    long_log(planner, 700)
    async with desk(planner, size=(100, 24)) as d:
        await d.press("3")
        for key in ["pagedown"] * 25 + ["j"] * 5 + ["pageup"] * 5 + ["end", "pageup", "home"]:
            await d.press(key)
            assert d.pane("log").under_cursor


async def test_end_goes_to_the_oldest_entry_of_all_and_home_back_to_the_newest(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    long_log(planner)
    order = sql_order(planner)
    async with desk(planner) as d:
        await d.press("3", "end")
        assert log_of(d).cursor_key == order[-1]
        assert len(log_of(d)._entries) <= MOST
        assert d.pane("log").under_cursor
        await d.press("home")
        assert log_of(d).cursor_key == order[0]
        await d.press("greater_than_sign")
        assert log_of(d).cursor_key == order[-1]
        await d.press("less_than_sign")
        assert log_of(d).cursor_key == order[0]


async def test_the_mouse_wheel_reaches_the_oldest_entry_and_comes_back(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    long_log(planner, MOST * 2)
    order = sql_order(planner)
    async with desk(planner) as d:
        pane = log_of(d)

        def in_view() -> list[str]:
            rows, top = pane._rows, pane.scroll_offset.y
            keys = [rows[pane._row_at(line)].key for line in range(top, top + pane.scrollable_content_region.height)]
            return [key for key in keys if key is not None]

        seen = in_view()
        for step, last in ((1, order[-1]), (-1, order[0])):
            for _ in range(4000):
                before = in_view()
                pane.scroll_to(y=pane.scroll_offset.y + 5 * step, animate=False, immediate=True)
                after = in_view()
                assert set(after) & set(before), "the view jumped"
                assert len(pane._entries) <= MOST
                seen += after
                if last in after:
                    break
            assert last in in_view()
        assert set(seen) == set(order)


async def test_what_is_logged_while_one_reads_old_entries_does_not_move_them(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    long_log(planner)
    async with desk(planner) as d:
        await d.press("3", *["pagedown"] * 40)
        before = d.pane("log").inside
        await d.log("call: now")
        assert d.pane("log").inside == before
        await d.press("home")
        assert d.pane("log").shows("now")


async def test_a_new_entry_stands_on_top_and_is_seen_at_once(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    long_log(planner, 200)
    async with desk(planner) as d:
        await d.press("3")
        await d.log("call: just now")
        assert d.pane("log").inside[0].startswith("09:41")
        assert d.pane("log").inside[1] == "just now"


async def test_an_entry_is_corrected_as_a_line(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    dana = a_contact("Dana Reyes", "Acme")
    entry = an_activity(at=time(9, 12), contact_id=dana.id, note="terms")
    put(planner, dana, entry)
    async with desk(planner) as d:
        await d.press("3", "e")
        assert d.part("#editor").shows("correct the entry")
        assert "Dana Reyes" in d.typed
        assert "terms" in d.typed
        await d.type(" and prices")
        await d.press("enter")
        assert planner.store.need(Activity, entry.id).note == "terms and prices"
        assert d.pane("log").shows("terms and prices")
        assert "Corrected: call, Dana Reyes" in d.said
        await d.press("u")
        assert planner.store.need(Activity, entry.id) == entry


async def test_a_correction_left_halfway_is_kept_for_that_entry_alone(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, an_activity(at=time(9), note="first"), an_activity(at=time(8), note="second"))
    async with desk(planner) as d:
        await d.press("3", "e")
        await d.type(" thing")
        await d.press("escape", "j", "e")
        assert d.typed.endswith("second")
        await d.press("escape", "k", "e")
        assert d.typed.endswith("first thing")
        assert planner.draft("log") == ""


async def test_an_entry_is_deleted_and_the_cursor_stays_near(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, *(an_activity(at=time(8 + n), note=f"note {n}") for n in range(5)))
    async with desk(planner) as d:
        await d.press("3", "j", "d")
        assert len(sql_order(planner)) == 4
        assert not d.pane("log").shows("note 3")
        assert d.pane("log").under_cursor.startswith("10:00")
        assert "Deleted: call" in d.said
        await d.press("u")
        assert d.pane("log").shows("note 3")


async def test_an_entry_gets_another_date(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    entry = an_activity(at=time(9, 12))
    put(planner, entry)
    async with desk(planner) as d:
        await d.press("3", "m")
        await d.type("fri")
        assert "Fri 6 Feb" in d.reading
        await d.press("enter")
        assert planner.store.need(Activity, entry.id).local_date == date(2026, 2, 6)
        assert d.pane("log").shows("Friday 6 February")
        assert d.pane("log").under_cursor.startswith("09:12")
        await d.say("m", "2026-02-11")
        assert d.is_typing
        assert planner.store.need(Activity, entry.id).local_date == date(2026, 2, 6)


async def test_a_key_without_an_entry_under_it_says_what_to_do(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.press("3")
        for key in ("e", "m", "d"):
            await d.press(key)
            assert d.said == "Nothing is logged here. Log a step with “l”."


async def test_a_double_click_opens_the_entry(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, an_activity(at=time(9), note="first"), an_activity(at=time(8), note="second"))
    async with desk(planner) as d:
        await d.pilot.click("#log", offset=(6, 3), times=2)
        await d.settle()
        assert d.typed.endswith("second")


@pytest.mark.parametrize("amount", [PAGE - 1, PAGE, PAGE + 1])
async def test_a_log_of_about_one_page_is_shown_whole(tmp_path: Path, amount: int) -> None:
    planner = open_planner(tmp_path)
    long_log(planner, amount)
    order = sql_order(planner)
    async with desk(planner) as d:
        await d.press("3", "end")
        assert log_of(d).cursor_key == order[-1]
        await d.press("home")
        assert log_of(d).cursor_key == order[0]


async def test_deleting_all_that_is_held_leaves_the_rest(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    long_log(planner, 5)
    async with desk(planner) as d:
        await d.press("3", "d", "d", "d", "d", "d")
        assert sql_order(planner) == []
        assert d.pane("log").shows("Nothing is logged yet")
        for _ in range(5):
            await d.press("u")
        assert [row.activity.id for row in log_of(d)._entries] == sql_order(planner)


async def test_a_won_deal_shows_its_amount(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    dana = a_contact("Dana Reyes", "Acme")
    deal = a_deal("Acme", contact_id=dana.id, amount_minor=1_200_000)
    put(planner, dana, deal, an_activity(ActivityType.PROPOSAL, at=time(9), contact_id=dana.id, deal_id=deal.id))
    async with desk(planner) as d:
        assert d.pane("log").shows("$12,000")


async def test_a_deleted_entry_that_is_taken_back_is_under_the_cursor_again(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, *(an_activity(at=time(8, number), note=f"note {number}") for number in range(4)))
    async with desk(planner) as d:
        await d.press("3", "j")
        assert "08:02" in d.pane("log").under_cursor
        await d.press("d", "home", "u")
        assert "08:02" in d.pane("log").under_cursor


async def test_a_next_step_that_is_corrected_reads_so_behind_its_entry(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.log("call @Dana connected: terms agreed -> today 17:00: send terms")
        assert d.pane("log").shows("send terms")
        planner = d.planner
        step = next(row.action for row in planner.reading.day(planner.today()).plan)
        planner.plan.correct(step.id, "17:00 send the new terms")
        await d.until(lambda: d.pane("log").shows("send the new terms"))
