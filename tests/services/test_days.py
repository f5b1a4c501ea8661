"""Days off through a real file: taken, changed, given back, undone, and the public holidays. Today is Tue 10 Feb 2026."""

import subprocess
import sys
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from planner.domain.activity import ActivityType
from planner.domain.day_off import DayOff, DayOffKind
from planner.domain.errors import LineError, PlannerError
from planner.domain.period import Period, Span
from planner.domain.views import StepDays
from planner.services.planner import Planner
from tests.builders import CALLS, TODAY, StoppedClock, a_day_off, a_goal, an_activity, open_planner, put

CHRISTMAS = date(2026, 12, 25)
WINTER = Span(date(2026, 12, 24), date(2026, 12, 31))
YEAR = Span(date(2026, 1, 1), date(2026, 12, 31))


def off(planner: Planner) -> dict[str, tuple[str, str]]:
    return {day.key[5:]: (day.kind, day.label) for day in planner.days.on(Span(date.min, date.max))}


def test_a_range_is_taken_off_on_the_days_of_the_work_week(planner: Planner) -> None:
    told = planner.days.take_off(*WINTER, DayOffKind.VACATION, " ski\n trip ").label
    assert told == (
        "Off: Thu 24 Dec to Thu 31 Dec, vacation: ski trip · 6 days · 2 days outside the work week left out"
    )
    assert off(planner) == dict.fromkeys(
        ["12-24", "12-25", "12-28", "12-29", "12-30", "12-31"], ("vacation", "ski trip")
    )
    assert planner.calendar.working_days(date(2026, 12, 1), date(2026, 12, 31)) == 17


def test_one_day_is_taken_off_without_a_count(planner: Planner) -> None:
    assert planner.days.take_off(CHRISTMAS, CHRISTMAS, DayOffKind.HOLIDAY).label == "Off: Fri 25 Dec, holiday"
    assert off(planner) == {"12-25": ("holiday", "")}


def test_a_single_day_that_is_off_already_is_changed_and_told(planner: Planner) -> None:
    put(planner, a_day_off(CHRISTMAS, "Christmas Day"))
    told = planner.days.take_off(CHRISTMAS, CHRISTMAS, DayOffKind.OTHER, "ski").label
    assert told == "Off: Fri 25 Dec, other: ski · it was off already, changed to this"
    assert off(planner) == {"12-25": ("other", "ski")}
    planner.days.take_off(CHRISTMAS, CHRISTMAS, DayOffKind.VACATION)
    assert off(planner) == {"12-25": ("vacation", "ski")}
    again = planner.days.take_off(CHRISTMAS, CHRISTMAS, DayOffKind.VACATION)
    assert (again.label, again.changes) == ("Off already: Fri 25 Dec, vacation", ())


def test_days_off_within_a_range_stay_what_they_are(planner: Planner) -> None:
    put(planner, a_day_off(CHRISTMAS, "Christmas Day"), a_day_off(date(2026, 12, 28)))
    told = planner.days.take_off(date(2026, 12, 24), date(2026, 12, 29), DayOffKind.VACATION, "ski").label
    assert told == (
        "Off: Thu 24 Dec to Tue 29 Dec, vacation: ski · 2 days · Fri 25 Dec stays: Christmas Day"
        " · Mon 28 Dec stays: holiday · 2 days outside the work week left out"
    )
    assert off(planner)["12-25"] == ("holiday", "Christmas Day")
    longer = planner.days.take_off(date(2026, 12, 29), date(2026, 12, 30), DayOffKind.VACATION, "ski").label
    assert longer == "Off: Tue 29 Dec to Wed 30 Dec, vacation: ski · 1 day · 1 was off already"
    nothing = planner.days.take_off(CHRISTMAS, date(2026, 12, 26))
    assert nothing.label == "Off already: Fri 25 Dec to Sat 26 Dec · Fri 25 Dec stays: Christmas Day"
    assert nothing.changes == ()
    many = planner.days.take_off(*WINTER, DayOffKind.SICK).label
    assert many.startswith("Off: Thu 24 Dec to Thu 31 Dec, sick · 1 day · 5 days off for something else stay · ")


def test_taking_the_same_days_twice_changes_nothing(planner: Planner) -> None:
    planner.days.take_off(*WINTER, DayOffKind.VACATION, "ski")
    again = planner.days.take_off(*WINTER, DayOffKind.VACATION, "ski")
    assert (again.label, again.changes) == ("Off already: Thu 24 Dec to Thu 31 Dec, vacation: ski", ())
    assert len(planner.history(9)) == 1


def test_days_outside_the_work_week_are_not_taken_off(planner: Planner) -> None:
    with pytest.raises(PlannerError, match=r"Sat 14 Feb to Sun 15 Feb lies outside the work week: nothing is asked"):
        planner.days.take_off(date(2026, 2, 14), date(2026, 2, 15))
    assert off(planner) == {}


def test_a_work_week_of_ones_own_says_which_days_can_be_off(tmp_path: Path) -> None:
    planner = open_planner(tmp_path, work_week=frozenset({5, 6}))
    planner.days.take_off(*WINTER)
    assert list(off(planner)) == ["12-26", "12-27"]


def test_days_are_given_back(planner: Planner) -> None:
    planner.days.take_off(*WINTER)
    assert planner.days.work(date(2026, 12, 28), date(2026, 12, 28)).label == "Worked again: Mon 28 Dec"
    assert planner.days.work(date(2026, 12, 29), date(2027, 1, 5)).label == (
        "Worked again: Tue 29 Dec to Tue 5 Jan 2027 · 3 days"
    )
    assert list(off(planner)) == ["12-24", "12-25"]


def test_days_that_are_not_off_cannot_be_given_back(planner: Planner) -> None:
    with pytest.raises(PlannerError, match=r"Wed 11 Feb has no day off to give back\. planner calendar shows them\."):
        planner.days.work(date(2026, 2, 11), date(2026, 2, 11))
    with pytest.raises(PlannerError, match=r"Sat 14 Feb lies outside the work week, which config\.yaml sets\."):
        planner.days.work(date(2026, 2, 14), date(2026, 2, 14))


def test_days_in_the_wrong_order_are_refused(planner: Planner) -> None:
    for verb in (planner.days.take_off, planner.days.work):
        with pytest.raises(PlannerError, match=r"2026-12-24 lies before 2026-12-25\. Put"):
            verb(CHRISTMAS, date(2026, 12, 24))


def test_each_command_is_one_step_back(planner: Planner) -> None:
    put(planner, a_day_off(CHRISTMAS, "Christmas Day"))
    planner.days.take_off(*WINTER, DayOffKind.VACATION, "ski")
    planner.days.work(*WINTER)
    planner.undo()
    assert len(off(planner)) == 6
    planner.undo()
    assert off(planner) == {"12-25": ("holiday", "Christmas Day")}
    planner.redo()
    assert off(planner)["12-24"] == ("vacation", "ski")
    assert planner.calendar.working_days(date(2026, 12, 1), date(2026, 12, 31)) == 17


def test_a_day_off_told_afterwards_is_as_if_told_in_time(planner: Planner) -> None:
    put(planner, CALLS, a_goal("40 calls"), *(an_activity(on=date(2026, 2, day)) for day in (2, 3, 4, 5)))
    (before,) = planner.reading.goals(TODAY)
    assert planner.reading.header(TODAY).step_days == StepDays(3, 3, 2)  # of 3, 4, 5, 6 and 9 February
    planner.days.take_off(date(2026, 2, 9), date(2026, 2, 9), DayOffKind.SICK)
    (after,) = planner.reading.goals(TODAY)
    assert before.pace is not None
    assert after.pace is not None
    assert (before.pace.elapsed_days, after.pace.elapsed_days) == (6, 5)
    assert before.pace.days_ahead == -4
    assert after.pace.days_ahead == Fraction(4 * 19, 40) - 5
    assert planner.reading.header(TODAY).step_days == StepDays(4, 4, 1)  # of 2, 3, 4, 5 and 6 February


def test_months_that_weigh_move_the_line_of_a_year(tmp_path: Path) -> None:
    planner = open_planner(tmp_path, month_weights=(10, 2, *[8] * 9, 16))
    put(planner, CALLS, a_goal("480 calls", Period.YEAR, 480))
    (row,) = planner.reading.goals(date(2026, 2, 1))
    assert row.pace is not None
    assert row.pace.expected_start == 48


def test_sick_days_without_a_year_look_back_and_another_year_is_named(planner: Planner) -> None:
    assert planner.days.read("9 feb").start == date(2026, 2, 9)
    assert planner.days.draft("11 feb", DayOffKind.SICK).span.start == date(2026, 2, 11)
    assert planner.days.draft("24-31 dec").span == Span(date(2026, 12, 24), date(2026, 12, 31))
    draft = planner.days.draft("24-31 dec", DayOffKind.SICK)
    assert draft.span == Span(date(2025, 12, 24), date(2025, 12, 31))
    assert planner.days.take_off(*draft.span).label.startswith("Off: Wed 24 Dec 2025 to Wed 31 Dec 2025, vacation")
    with pytest.raises(LineError, match="“dek” is not a day I know"):
        planner.days.read("24 dek")


def test_public_holidays_are_looked_at_without_saving(planner: Planner) -> None:
    planner.days.take_off(date(2026, 11, 26), date(2026, 11, 27), DayOffKind.VACATION, "hunting")
    found = {holiday.day: holiday for holiday in planner.days.holidays("US")}
    assert len(off(planner)) == 2
    fourth, thanks = found[date(2026, 7, 4)], found[date(2026, 11, 26)]
    assert (fourth.name, fourth.in_work_week, fourth.standing) == ("Independence Day", False, None)
    assert thanks.standing is not None
    assert (thanks.name, thanks.standing.label) == ("Thanksgiving Day", "hunting")
    assert found[date(2026, 7, 3)].in_work_week
    assert list(found) == sorted(found)
    assert {day.year for day in found} == {2026}


def test_holidays_are_saved_once_and_never_over_a_day_that_stands(planner: Planner) -> None:
    planner.days.take_off(date(2026, 11, 26), date(2026, 11, 27), DayOffKind.VACATION, "hunting")
    told = planner.days.save_holidays("united states").label
    assert told == ("Holidays of US: 10 days off · 1 was off already and stays · 1 day outside the work week left out")
    saved = off(planner)
    assert (saved["11-26"], saved["12-25"]) == (("vacation", "hunting"), ("holiday", "Christmas Day"))
    assert "07-04" not in saved
    again = planner.days.save_holidays("USA", years=[2026])
    assert again.changes == ()
    assert again.label.startswith("Holidays of US: nothing to take off · 11 were off already and stay")
    planner.undo()
    assert list(off(planner)) == ["11-26", "11-27"]


def test_a_region_and_several_years_are_taken_together(planner: Planner) -> None:
    bavaria = planner.days.holidays("germany", "Bayern", [2027, 2026])
    assert {holiday.day.year for holiday in bavaria} == {2026, 2027}
    assert "Epiphany" in {holiday.name for holiday in bavaria}
    assert "Epiphany" not in {holiday.name for holiday in planner.days.holidays("DE")}
    assert planner.days.save_holidays("de", "by", [2026]).label.startswith("Holidays of DE-BY: ")


@pytest.mark.parametrize(
    ("country", "region", "year", "sentence"),
    [
        ("Germny", None, 2026, "“Germny” is not a country whose holidays are known. The nearest is Germany (DE)."),
        ("XX", None, 2026, "“XX” is not a country whose holidays are known. Two letters do, such as US, or the name."),
        ("", None, 2026, "“” is not a country"),
        ("US", "Californa", 2026, "“Californa” is not a region of US. The nearest is CA."),
        ("CA", "ZZ", 2026, "“ZZ” is not a region of CA. It has AB, BC, MB, NB, NL, NS, NT, NU, ON, PE, QC, SK, YT."),
        ("US", "ZZ", 2026, "GA, GU, HI, IA, ID and others."),
        ("IE", "C", 2026, "IE has the same holidays everywhere. Leave the region out."),
        ("US", None, 9999, "The holidays of US are known from 1777 to 2100, not in 9999. Choose a year between."),
    ],
)
def test_a_place_or_year_that_is_not_known_is_refused(
    planner: Planner, country: str, region: str | None, year: int, sentence: str
) -> None:
    with pytest.raises(PlannerError) as refused:
        planner.days.holidays(country, region, [year])
    assert sentence in str(refused.value)


def test_a_month_is_loaded_with_its_weeks_counts_and_steps(planner: Planner) -> None:
    put(
        planner,
        a_day_off(date(2026, 2, 16), "Presidents' Day"),
        a_day_off(date(2026, 1, 1)),
        a_day_off(date(2026, 7, 4)),
    )
    planner.days.take_off(date(2026, 2, 23), date(2026, 2, 24), DayOffKind.VACATION, "ski")
    put(planner, an_activity(), an_activity(), an_activity(ActivityType.NOTE), an_activity(on=date(2026, 2, 14)))
    view = planner.days.load(TODAY)
    assert [[cell.day.day if cell else 0 for cell in week] for week in view.weeks] == [
        [0, 0, 0, 0, 0, 0, 1],
        [2, 3, 4, 5, 6, 7, 8],
        [9, 10, 11, 12, 13, 14, 15],
        [16, 17, 18, 19, 20, 21, 22],
        [23, 24, 25, 26, 27, 28, 0],
    ]
    days = {cell.day.day: cell for cell in view.days}
    assert (days[10].steps, days[14].steps, days[11].steps) == (2, 1, 0)
    assert (days[16].is_working, days[16].kind, days[16].label) == (False, DayOffKind.HOLIDAY, "Presidents' Day")
    assert (days[14].is_working, days[14].kind) == (False, None)
    assert days[17].is_working
    assert (view.month.working, view.month.left) == (17, 11)
    assert view.month.off == ((DayOffKind.HOLIDAY, 1), (DayOffKind.VACATION, 2))
    assert (view.quarter.span.end, view.quarter.working) == (date(2026, 3, 31), 60)
    assert (view.year.span, view.year.working) == (YEAR, 257)
    assert view.year.off == ((DayOffKind.HOLIDAY, 2), (DayOffKind.VACATION, 2))


def test_what_is_left_counts_from_the_day_that_is_asked_for(planner: Planner) -> None:
    assert planner.days.load(date(2026, 1, 5)).month.left == 0
    assert planner.days.load(date(2026, 3, 5)).month.left == 22
    thursday = planner.days.load(TODAY, date(2026, 2, 12))
    assert (thursday.month.left, thursday.month.working) == (12, 20)


def test_quarter_and_year_are_those_of_the_sales_year(tmp_path: Path) -> None:
    planner = open_planner(tmp_path, year_start_month=4)
    view = planner.days.load(TODAY)
    assert (view.year.span.start, view.quarter.span.start) == (date(2025, 4, 1), date(2026, 1, 1))
    with pytest.raises(PlannerError, match="The sales year of 9999-12-01 lies beyond the calendar"):
        planner.days.load(date(9999, 12, 1))


@pytest.mark.parametrize("start_month", [1, 7])
def test_a_year_is_its_twelve_months_as_each_is_loaded(tmp_path: Path, start_month: int) -> None:
    planner = open_planner(tmp_path, year_start_month=start_month)
    put(planner, a_day_off(TODAY), an_activity(), an_activity(on=date(2025, 12, 30)))
    year = planner.days.load_year(TODAY)
    assert [view.month.span.start.month for view in year] == [(start_month - 1 + n) % 12 + 1 for n in range(12)]
    assert list(year) == [planner.days.load(view.month.span.start) for view in year]


def test_another_program_sees_the_days_off(tmp_path: Path) -> None:
    here, there = open_planner(tmp_path, StoppedClock()), open_planner(tmp_path, origin="command line")
    assert here.calendar.is_working(CHRISTMAS)
    there.days.take_off(CHRISTMAS, CHRISTMAS)
    here.tick()
    assert not here.calendar.is_working(CHRISTMAS)
    assert here.store.get(DayOff, "2026-12-25") is not None


def test_the_library_of_holidays_is_loaded_for_holidays_alone() -> None:
    code = "import sys, planner.services.days; print('holidays' in sys.modules, 'fractions' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["False", "False"]
