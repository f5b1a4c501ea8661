"""planner calendar, in the real program."""

import pytest

from tests.builders import TODAY
from tests.cli.program import Program

DECEMBER = """\
December 2100
 Mo  Tu  We  Th  Fr  Sa  Su
          1   2   3   4   5
  6   7   8   9  10  11  12
 13  14  15  16  17  18  19
 20  21  22  23  24* 25  26
 27* 28* 29* 30* 31*
13 of 17 working days left · off: 1 holiday, 5 vacation
* Fri 24 Dec  vacation  ski
* Mon 27 Dec  vacation  ski
* Tue 28 Dec  vacation  ski
* Wed 29 Dec  holiday   rest
* Thu 30 Dec  vacation  ski
* Fri 31 Dec  vacation  ski
"""


@pytest.fixture(scope="module")
def winter(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Return the program with the last week of 2100 off, to look at."""
    planner = Program(tmp_path_factory.mktemp("winter"))
    planner.ok("calendar", "off", "24-31 dec 2100", "--kind", "vacation", "--label", "ski")
    planner.ok("calendar", "off", "29 dec 2100", "--kind", "Holiday", "--label", "rest")
    return planner


def test_days_are_taken_off_shown_given_back_and_taken_back(planner: Program) -> None:
    assert planner.ok("calendar", "off", "24-31", "dec 2100", "--label", "ski").out == (
        "Off: Fri 24 Dec 2100 to Fri 31 Dec 2100, vacation: ski · 6 days · 2 days outside the work week left out\n"
    )
    assert planner.ok("calendar", "work", "28 dec 2100").out == "Worked again: Tue 28 Dec 2100\n"
    shown = planner.ok("calendar", "--date", "2100-12-01", "--json").json
    assert shown["months"][0]["off"] == {"vacation": 5}
    assert planner.ok("undo").out == "Taken back: Worked again: Tue 28 Dec 2100\n"
    assert planner.ok("calendar", "--json", "--date", "2100-12-01").json["months"][0]["off"] == {"vacation": 6}


def test_the_words_say_why_and_a_kind_that_is_given_wins(planner: Program) -> None:
    assert planner.ok("calendar", "off", "vacation 1-2 dec 2100").out == (
        "Off: Wed 1 Dec 2100 to Thu 2 Dec 2100, vacation · 2 days\n"
    )
    told = planner.ok("calendar", "off", "6", "dec", "2100", "sick", "flu", "--kind", "other", "--label", "dentist").out
    assert told == "Off: Mon 6 Dec 2100, other: dentist\n"
    assert planner.ok("calendar", "off", "7 dec 2100 sick flu").out == "Off: Tue 7 Dec 2100, sick: flu\n"


def test_a_month_is_drawn_with_its_days_off_beneath(winter: Program) -> None:
    assert winter.ok("calendar", "--date", "2100-12-07").out == DECEMBER


def test_a_year_is_drawn_month_by_month_with_its_sum(winter: Program) -> None:
    drawn = winter.ok("calendar", "--year", "--date", "2100-12-07").out
    assert DECEMBER in drawn
    assert drawn.startswith("January 2100\n")
    assert drawn.count("working days left") == 13
    assert drawn.endswith("\n\n2100: 13 of 255 working days left · off: 1 holiday, 5 vacation\n")


def test_the_calendar_as_json_names_every_day(winter: Program) -> None:
    shown = winter.ok("calendar", "--year", "--date", "2100-12-07", "--json").json
    assert [month["month"] for month in shown["months"]][::11] == ["2100-01", "2100-12"]
    december = shown["months"][11]
    assert (december["working_days"], december["left"], december["off"]) == (17, 13, {"holiday": 1, "vacation": 5})
    assert december["days"][23] == {
        "date": "2100-12-24",
        "working": False,
        "kind": "vacation",
        "label": "ski",
        "steps": 0,
    }
    assert (shown["year"]["working_days"], shown["quarter"]["starts_on"]) == (255, "2100-10-01")


def test_the_sales_year_is_the_one_of_the_settings(planner: Program) -> None:
    (planner.home / "config.yaml").write_text("year_start_month: 4\n")
    planner.names_file = False
    drawn = planner.ok("--config", str(planner.home), "calendar", "--year", "--date", "2100-12-07")
    assert drawn.out.startswith("April 2100\n")
    assert "\n\n2100/01: " in drawn.out


def test_holidays_are_looked_at_and_then_saved(planner: Program) -> None:
    planner.ok("calendar", "off", "2099-11-26", "--label", "hunting")
    looked = planner.ok("calendar", "holidays", "US", "--year", "2099").out
    assert "Thu 26 Nov 2099 Thanksgiving Day  (off already, vacation)\n" in looked
    assert "Sat 4 Jul 2099  Independence Day  (outside the work week)\n" in looked
    assert looked.endswith("--save takes 10 of 12 off.\n")
    dry = planner.ok("calendar", "holidays", "us", "--year", "2099", "--json").json
    assert dry[0] == {
        "date": "2099-01-01",
        "name": "New Year's Day",
        "in_work_week": True,
        "off_already": None,
    }
    saved = planner.ok("calendar", "holidays", "US", "--year", "2099", "--save", "--json").json
    assert [day["off_already"] for day in saved if day["in_work_week"]].count("holiday") == 10
    again = planner.ok("calendar", "holidays", "US", "--year", "2099", "--save").out
    assert again.startswith("Holidays of US: nothing to take off · 11 were off already and stay")
    assert planner.ok("calendar", "holidays", "US", "--year", "2099").out.endswith("none of them is left to save.\n")


def test_the_holidays_of_this_year_are_meant_without_a_year(planner: Program) -> None:
    planner.names_file = False
    found = planner.ok("calendar", "holidays", "US", "--region", "california", "--json").json
    years = {day["date"][:4] for day in found}
    assert years == {str(TODAY.year)}
    assert "Cesar Chavez Day" in {day["name"] for day in found}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["off", "24 dek"], "“dek” is not a day I know"),
        (["off", "2100-12-25"], "Sat 25 Dec 2100 lies outside the work week"),
        (["work", "2101-01-05"], "Wed 5 Jan 2101 has no day off to give back"),
        (["holidays", "Germny"], "The nearest is Germany (DE)"),
        (["holidays", "US", "--year", "9999", "--save"], "Choose a year between"),
        (["--date", "someday"], "“someday” is not a day"),
    ],
)
def test_what_cannot_be_meant_is_refused(planner: Program, words: list[str], sentence: str) -> None:
    planner.names_file = False
    assert sentence in planner.refuses("calendar", *words)


@pytest.mark.parametrize(
    "words",
    [
        ["off"],
        ["off", "24 dec", "--kind", "holliday"],
        ["--year", "--month"],
        ["holidays", "US", "--year", "x"],
        ["of"],
    ],
)
def test_wrong_usage_is_told_with_the_help_to_ask_for(planner: Program, words: list[str]) -> None:
    assert "--help shows how" in planner.refuses("calendar", *words, status=2)


def test_looking_begins_no_planner_and_taking_off_does(planner: Program) -> None:
    assert "is not there" in planner.refuses("calendar")
    assert "is not there" in planner.refuses("calendar", "holidays", "US")
    planner.ok("calendar", "holidays", "US", "--save")
    assert planner.db.is_file()


@pytest.mark.parametrize("config", ["", "month_weights: [10, 10, 10, 10, 10, 5, 5, 0, 10, 10, 10, 10]\n"])
def test_what_a_status_bar_asks_for_pays_for_none_of_this(planner: Program, config: str) -> None:
    planner.names_file = False
    (planner.home / "config.yaml").write_text(config)
    settings = ("--config", str(planner.home))
    planner.ok(*settings, "goal", "add", "4800 calls this year")
    planner.ok(*settings, "status")  # what the file of settings says is remembered from here on
    tell = "import os; leave = os._exit; os._exit = lambda code: (print(*sys.modules, file=sys.stderr), leave(code))"
    loaded = set(planner.run(*settings, "status", before=tell).err.split())
    assert "planner.domain.calendar" in loaded
    assert not loaded & {"holidays", "fractions", "planner.services.days", "planner.services.holidays"}
