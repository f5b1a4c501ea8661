"""The calendar's page: a year at a glance, a cursor that is a day, and days off by one key or one line."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from planner.domain.calendar import Calendar
from planner.domain.day_off import DayOff, DayOffKind
from planner.domain.dayviews import CalendarDay
from planner.domain.period import Span
from planner.services.planner import Planner
from planner.tui.calendar_figures import Run, runs_of
from planner.tui.panes.calendar import CalendarPane
from planner.tui.panes.holidays import HolidaysPane
from planner.tui.screens.page import Page
from tests.builders import TODAY, StoppedClock, a_day_off, an_action, an_activity, open_planner, put
from tests.tui.desk import Desk, desk


def the_pane(d: Desk) -> CalendarPane:
    """Return the calendar that is on top."""
    return d.screen.query_one(CalendarPane)


def the_cursor(d: Desk) -> date:
    """Return the day under the cursor."""
    return the_pane(d)._day


def off(planner: Planner) -> dict[date, tuple[DayOffKind, str]]:
    """Return the days off that the file has."""
    return {day.date: (day.kind, day.label) for day in planner.store.select(DayOff)}


async def is_found(d: Desk) -> None:
    """Wait until the holidays that were asked for are shown."""
    await d.until(lambda: isinstance(d.screen, Page) and isinstance(d.screen.focused, HolidaysPane))
    await d.settle()


async def test_it_opens_on_today_from_anywhere_and_esc_goes_back(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.press("3", "D")
        assert the_cursor(d) == TODAY
        assert d.shows("days off in 2026", "Tue 10 Feb", "▌10", "working day")
        await d.press("D", "escape")
        assert d.screen is d.today_screen


async def test_an_empty_year_teaches_its_keys(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.press("D")
        assert d.shows("No day off yet.", "v takes one off,", "p public holidays.")


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["right"], date(2026, 2, 11)),
        (["left"], date(2026, 2, 9)),
        (["down"], date(2026, 2, 17)),
        (["k"], date(2026, 2, 3)),
        (["pagedown"], date(2026, 3, 10)),
        (["pageup", "pageup"], date(2025, 12, 10)),
        (["end"], date(2026, 12, 31)),
        (["home"], date(2026, 1, 1)),
        (["home", "left", "pagedown", "pagedown"], date(2026, 2, 28)),
        (["end", "right", "full_stop"], TODAY),
    ],
)
async def test_the_cursor_goes_by_days_weeks_months_and_home_to_today(
    tmp_path: Path, keys: list[str], expected: date
) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.press("D", *keys)
        assert the_cursor(d) == expected
        assert d.shows(f"days off in {expected.year}", f"▌{expected.day:2}")


async def test_a_sales_year_is_shown_from_its_first_month(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path, year_start_month=7)) as d:
        await d.press("D")
        assert d.shows("days off in 2025/26", "Q3")
        await d.press("home")
        assert the_cursor(d) == date(2025, 7, 1)


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("v", DayOffKind.VACATION),
        ("s", DayOffKind.SICK),
        ("h", DayOffKind.HOLIDAY),
        ("o", DayOffKind.OTHER),
    ],
)
async def test_one_key_takes_the_day_off_and_u_gives_it_back(tmp_path: Path, key: str, kind: DayOffKind) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.press("D", key)
        assert off(d.planner) == {TODAY: (kind, "")}
        assert d.shows(f"▌10{key}")
        assert d.said == f"Off: Tue 10 Feb, {kind} · u takes it back"
        await d.press("u")
        assert off(d.planner) == {}
        assert not d.shows(f"▌10{key}")


async def test_a_marked_range_is_taken_off_at_once_less_the_weekend(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.press("D", "space", "down", "right")
        assert d.shows("+10 +11 +12 +13 +14 +15", "9 days, 7 worked")
        await d.press("v")
        days = [TODAY + timedelta(days=n) for n in range(9)]
        assert sorted(off(d.planner)) == [day for day in days if day.weekday() < 5]
        assert not d.shows("+10")
        assert d.shows("10-18 Feb", "vacation")
        await d.press("u")
        assert off(d.planner) == {}


async def test_a_range_is_marked_backwards_too_and_esc_drops_it_before_it_leaves(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.press("D", "space", "left")
        assert the_pane(d)._marked == (TODAY - timedelta(days=1), TODAY)
        await d.press("escape")
        assert the_pane(d)._mark is None
        await d.press("escape")
        assert d.screen is d.today_screen


async def test_x_gives_the_day_back_and_says_why_where_it_cannot(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, a_day_off(TODAY, "Presidents' Day"))
    async with desk(planner, size=(150, 40)) as d:
        await d.press("D")
        assert "x work again" in d.footer
        assert d.shows("holiday: Presidents'")
        await d.press("x")
        assert off(planner) == {}
        assert d.said.startswith("Worked again: Tue 10 Feb")
        assert "work again" not in d.footer
        await d.press("x")
        assert d.said == "No day is off here. Take one off with “v”."


async def test_a_weekend_is_told_to_lie_outside_the_work_week(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.press("D", *["right"] * 4)
        assert d.shows("rest day")
        await d.press("v")
        assert d.said == "Sat 14 Feb lies outside the work week: nothing is asked there as it is."


async def test_the_figures_follow_a_day_off_at_once(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.press("D")
        assert d.shows("14 of  20", "261")
        await d.press("v")
        assert d.shows("13 of  19", "260")


async def test_a_day_with_steps_says_so(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, an_activity(), an_activity(), an_activity(on=TODAY - timedelta(days=1)))
    async with desk(planner) as d:
        await d.press("D")
        assert d.shows(" 9·▌10·", "2 steps")
        await d.log("call x3")
        assert d.shows("3 steps")


async def test_a_line_takes_a_range_off_and_says_first_what_it_does_to_the_year(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.press("D", "a")
        await d.type("24-31 dec 2026 vacation ski")
        assert "Thu 24 Dec to Thu 31 Dec · vacation: ski · 6 working days" in d.reading
        assert "2026: 261 to 255 working days" in d.reading
        await d.press("enter")
        assert off(d.planner)[date(2026, 12, 31)] == (DayOffKind.VACATION, "ski")
        assert d.said.startswith("Off: Thu 24 Dec to Thu 31 Dec, vacation: ski")
        assert d.focus == "calendar"
        assert d.shows("255")


async def test_a_line_without_a_year_names_it_where_it_is_not_this_one(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.press("D", "a")
        await d.type("sick 24-31 dec")
        assert "Wed 24 Dec 2025 to Wed 31 Dec 2025 · sick · 6 working days" in d.reading


async def test_a_line_that_is_not_understood_stays_and_esc_keeps_it(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.press("D", "a")
        await d.type("24 dec ski")
        await d.press("enter")
        assert "“ski” is not a day I know" in d.reading
        await d.press("escape", "a")
        assert d.typed == "24 dec ski"
        assert off(d.planner) == {}


async def test_public_holidays_are_seen_before_they_are_saved(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, a_day_off(date(2026, 12, 25), "my own"))
    async with desk(planner) as d:
        await d.press("D", "p")
        await d.type("US CA 2026")
        assert "US CA · 2026 · enter shows them; nothing is saved yet" in d.reading
        await d.press("enter")
        await is_found(d)
        assert d.shows("public holidays of US-CA in 2026", "Labor Day", "to take off", "outside the work week")
        assert d.shows("off already, holiday")
        assert len(off(planner)) == 1
        await d.press("enter")
        assert isinstance(d.screen.focused, CalendarPane)
        assert d.said.startswith("Holidays of US-CA: ")
        assert off(planner)[date(2026, 7, 3)][0] is DayOffKind.HOLIDAY
        assert off(planner)[date(2026, 12, 25)] == (DayOffKind.HOLIDAY, "my own")
        await d.press("u")
        assert len(off(planner)) == 1


async def test_esc_leaves_the_holidays_and_writes_nothing(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.press("D", "p")
        await d.type("Germany BY")
        await d.press("enter")
        await is_found(d)
        assert d.shows("public holidays of DE-BY in 2026")
        await d.press("escape")
        assert isinstance(d.screen.focused, CalendarPane)
        assert d.said == ""
        assert off(d.planner) == {}


async def test_a_country_of_two_words_is_told_from_its_region(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.press("D", "p")
        await d.type("United States, California 2027")
        await d.press("enter")
        await is_found(d)
        assert d.shows("public holidays of US-CA in 2027")


async def test_a_line_that_saves_nothing_leaves_what_was_said(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.press("D")
        page = d.screen
        assert isinstance(page, Page)
        page.say("Looking up the holidays of US…")
        page.line_saved("")
        await d.settle()
        assert d.said == "Looking up the holidays of US…"


async def test_holidays_that_all_stand_are_not_saved_again(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    planner.days.save_holidays("US", "CA", (2026,))
    count = len(off(planner))
    async with desk(planner) as d:
        await d.press("D", "p")
        await d.type("US CA")
        await d.press("enter")
        await is_found(d)
        assert d.shows("is left to take off", "esc goes back")
        await d.press("enter")
        assert d.said == "None of these is left to take off. esc goes back."
        assert len(off(planner)) == count


@pytest.mark.parametrize(("line", "told"), [("Atlantis", "is not a country"), ("US ZZ", "is not a region of US")])
async def test_a_place_that_is_not_known_is_said_and_can_be_corrected(tmp_path: Path, line: str, told: str) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.press("D", "p")
        await d.type(line)
        await d.press("enter")
        await d.until(lambda: d.is_typing)
        await d.settle()
        assert d.typed == line
        assert told in d.reading
        await d.type(" 2027")
        assert "nothing is saved yet" in d.reading


@pytest.mark.parametrize(
    ("columns", "lines", "months"), [(150, 40, 3), (120, 40, 3), (80, 24, 1), (60, 16, 1), (40, 30, 1)]
)
async def test_as_many_months_stand_beside_each_other_as_leave_room_for_the_figures(
    tmp_path: Path, columns: int, lines: int, months: int
) -> None:
    planner = open_planner(tmp_path)
    put(planner, a_day_off(date(2026, 2, 16), "Presidents' Day"))
    async with desk(planner, size=(columns, lines)) as d:
        await d.press("D")
        assert d.part("#calendar").lines[2].count("wk Mo") == months
        assert d.shows("Tue 10 Feb", "▌10", "13 of  19")
        for key in ("end", "home", "pagedown"):
            await d.press(key)
            assert d.shows(f"▌{the_cursor(d).day:2}")


@pytest.mark.parametrize(("columns", "lines"), [(10, 3), (20, 5), (33, 8), (52, 9), (200, 60)])
async def test_any_size_is_laid_out(tmp_path: Path, columns: int, lines: int) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.press("D")
        await d.resize(columns, lines)
        await d.press("down", "end", "space", "left")
        assert d.alive
        assert all(len(line) <= columns for line in d.lines)


async def test_a_click_and_the_wheel_move_the_cursor(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.press("D")
        pane = d.part("#calendar")
        at = next(n for n, line in enumerate(pane.lines) if "▌10" in line)
        column = pane.lines[at].index("▌10")
        await d.pilot.click("#calendar", offset=(column + 5, at))
        await d.settle()
        assert the_cursor(d) == date(2026, 2, 11)
        await d.pilot.click("#calendar", offset=(column - 5, at))
        await d.settle()
        assert the_cursor(d) == date(2026, 2, 11)
        the_pane(d).on_mouse_scroll_down()
        assert the_cursor(d) == date(2026, 3, 11)


async def test_the_calendar_ends_where_dates_end(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path, StoppedClock(StoppedClock().local.replace(year=9999, month=12)))) as d:
        await d.press("D", "end", "right")
        assert d.said == "The calendar ends here."
        await d.press("pagedown", "down")
        assert the_cursor(d) == date.max
        assert d.alive


async def test_a_hostile_label_stays_one_line_of_plain_text(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, a_day_off(TODAY, "田中 [/] [x]" + "w" * 200), a_day_off(date(2026, 3, 2), "\x1b[31mred"))
    for size in ((120, 40), (80, 24), (60, 16), (40, 30)):
        async with desk(planner, size=size) as d:
            await d.press("D")
            assert d.shows("田中 [/]")
            assert "\x1b" not in d.text
            assert d.alive


def test_days_off_behind_each_other_are_one_run_over_the_days_of_rest() -> None:
    def day(on: date, kind: DayOffKind | None, label: str = "") -> CalendarDay:
        return CalendarDay(on, False, kind, label, 0)

    friday, monday, tuesday = date(2026, 2, 13), date(2026, 2, 16), date(2026, 2, 17)
    vacation = DayOffKind.VACATION
    calendar = Calendar.of([friday, monday, tuesday])
    days = [day(friday, vacation, "ski"), day(monday, vacation, "ski"), day(tuesday, vacation)]
    assert runs_of(days, calendar) == (
        Run(Span(friday, monday), vacation, "ski", 2),
        Run(Span(tuesday, tuesday), vacation, "", 1),
    )
    assert len(runs_of([day(friday, vacation), day(tuesday, vacation)], Calendar.of([friday, tuesday]))) == 2


async def test_the_signs_of_days_stand_in_the_legend(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.press("D")
        assert d.shows("● closed   ○ quiet", "· steps    ? unknown", "› planned  ★ mark")


async def test_each_day_has_the_sign_of_what_is_known_of_it(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, *(an_activity(on=date(2026, 2, day)) for day in (2, 3)), an_action(on=date(2026, 2, 12)))
    for day in (3, 4):
        planner.reviews.close(date(2026, 2, day))
    planner.marks.add("training", date(2026, 2, 6))
    async with desk(planner) as d:
        await d.press("D")
        assert d.shows("  2·  3●  4○  5?  6★", "12›")
        await d.press("left", "left", "left", "left")
        assert d.shows("training")


async def test_enter_goes_to_the_day_on_the_today_screen(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.press("2", "D", "left", "left", "enter")
        assert d.screen is d.today_screen
        assert d.lines[0].split("  ")[0].strip() == "Sunday 8 February"


async def test_the_calendar_begins_on_the_day_that_is_looked_at(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.press("[", "[", "D", "enter")
        assert d.lines[0].startswith(" Sunday 8 February")
