"""When an action comes again. It is Tuesday 10 February 2026."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.calendar import Calendar
from planner.domain.errors import PlannerError
from planner.domain.recurrence import Recurrence, Unit, read, read_words
from tests.builders import TODAY, an_action

PLAIN = Calendar()
SUNDAYS_TOO = Calendar(frozenset({6, 0, 1, 2}))
MONDAY = date(2026, 2, 9)

days = st.dates(date(2000, 1, 1), date(2100, 12, 31))
units = st.sampled_from(Unit)
counts = st.integers(1, 999)
said = st.one_of(
    st.tuples(units, counts, st.booleans()).map(lambda parts: Recurrence(*parts[:2], from_done=parts[2])),
    st.integers(0, 6).map(lambda weekday: Recurrence(Unit.WEEK, weekday=weekday)),
    st.just(Recurrence(Unit.DAY, is_working=True)),
)
calendars = st.builds(
    Calendar.of,
    st.lists(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=40),
    st.frozensets(st.integers(0, 6), min_size=1),
)


def rule(words: str, on: date = TODAY) -> Recurrence:
    """Return a rule that counts from a day."""
    found = read_words(words.split())
    assert found is not None
    return found.anchored(on)


def after(words: str, day: date, on: date = TODAY, calendar: Calendar = PLAIN) -> date | None:
    """Return the date on which an action of a day comes again, seen on another."""
    return rule(words, on).next_after(day, calendar)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("every day", "FREQ=DAILY"),
        ("every 3 days", "FREQ=DAILY;INTERVAL=3"),
        ("every weekday", "FREQ=DAILY;X-DAYS=WORKING"),
        ("every mon", "FREQ=WEEKLY;BYDAY=MO"),
        ("every week", "FREQ=WEEKLY;BYDAY=TU"),
        ("every 2 weeks", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("every month", "FREQ=MONTHLY;BYMONTHDAY=10"),
        ("every 3 days after done", "FREQ=DAILY;INTERVAL=3;X-FROM=DONE"),
        ("every month after done", "FREQ=MONTHLY;X-FROM=DONE"),
    ],
)
def test_words_become_a_recurrence_rule_and_come_back(words: str, text: str) -> None:
    assert rule(words).write(TODAY) == text
    found = read(text, TODAY)
    assert found == rule(words)
    assert found.words == ("every tue" if words == "every week" else words)


def test_a_day_that_not_every_month_has_is_written_so_that_the_last_one_stands_for_it() -> None:
    assert rule("every month", date(2026, 1, 28)).write(date(2026, 1, 28)) == "FREQ=MONTHLY;BYMONTHDAY=28"
    last = "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1"
    assert rule("every month", date(2026, 1, 31)).write(date(2026, 1, 31)) == last


@pytest.mark.parametrize(
    "text",
    [
        "",
        "RRULE",
        "FREQ=YEARLY",
        "FREQ=WEEKLY;BYDAY=MO,TU",
        "FREQ=WEEKLY;BYDAY=1MO",
        "FREQ=DAILY;BYDAY=MO",
        "FREQ=MONTHLY;BYMONTHDAY=1,15",
        "FREQ=MONTHLY;BYMONTHDAY=31",
        "FREQ=MONTHLY;BYMONTHDAY=0",
        "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31,32;BYSETPOS=-1",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=1000",
        "FREQ=DAILY;COUNT=3",
        "FREQ=DAILY;X-DUE=20260230",
        "FREQ=WEEKLY;BYDAY=MO;X-FROM=DONE",
    ],
)
def test_a_rule_that_the_planner_does_not_keep_is_not_read_in_part(text: str) -> None:
    assert read(text, TODAY) is None


def test_the_parts_of_a_rule_may_stand_in_any_order() -> None:
    assert read("byday=mo;interval=2;freq=weekly", MONDAY) == Recurrence(Unit.WEEK, 2, weekday=0, due=MONDAY)


@pytest.mark.parametrize(
    ("words", "seen", "comes"),
    [
        ("every day", TODAY, date(2026, 2, 11)),
        ("every 3 days", TODAY, date(2026, 2, 13)),
        ("every 3 days", date(2026, 2, 13), date(2026, 2, 16)),
        ("every 3 days", date(2026, 2, 14), date(2026, 2, 16)),
        ("every mon", TODAY, date(2026, 2, 16)),
        ("every mon", date(2026, 2, 16), date(2026, 2, 23)),
        ("every 2 weeks", date(2026, 2, 11), date(2026, 2, 24)),
        ("every 2 weeks", date(2026, 2, 24), date(2026, 3, 10)),
        ("every month", date(2026, 2, 11), date(2026, 3, 10)),
        ("every 2 months", date(2026, 3, 30), date(2026, 4, 10)),
        ("every 2 months", date(2026, 4, 10), date(2026, 6, 10)),
        ("every 12 months", TODAY, date(2027, 2, 10)),
        ("every 3 days after done", date(2026, 2, 20), date(2026, 2, 23)),
        ("every 2 weeks after done", date(2026, 2, 20), date(2026, 3, 6)),
        ("every month after done", date(2026, 1, 31), date(2026, 2, 28)),
    ],
)
def test_it_comes_again_on_the_next_date_of_its_rule(words: str, seen: date, comes: date) -> None:
    assert after(words, seen) == comes


def test_what_is_done_before_its_date_does_not_come_again_on_that_date() -> None:
    assert after("every mon", TODAY, on=date(2026, 2, 16)) == date(2026, 2, 23)
    assert after("every weekday", TODAY, on=date(2026, 2, 11)) == date(2026, 2, 12)
    assert after("every 3 days after done", TODAY, on=date(2026, 2, 20)) == date(2026, 2, 13)


def test_the_31st_is_the_last_day_of_a_shorter_month_and_the_31st_again() -> None:
    january, february = date(2026, 1, 31), date(2026, 2, 28)
    assert after("every month", january, on=january) == february
    kept = read(rule("every month", january)._replace(due=february).write(february), february)
    assert kept is not None
    assert kept.next_after(february, PLAIN) == date(2026, 3, 31)


def test_weekdays_are_those_of_the_work_week_less_the_days_off() -> None:
    friday, tuesday = date(2026, 2, 13), date(2026, 2, 17)
    assert after("every weekday", friday, calendar=Calendar.of([date(2026, 2, 16)])) == tuesday
    assert after("every weekday", date(2026, 2, 11), calendar=SUNDAYS_TOO) == date(2026, 2, 15)
    assert after("every mon", TODAY, calendar=Calendar.of([date(2026, 2, 16)])) == date(2026, 2, 16)


def test_the_first_one_stands_on_a_day_of_its_rule() -> None:
    mondays, weekdays, daily = (read_words(["every", word]) for word in ("mon", "weekday", "day"))
    assert mondays is not None and weekdays is not None and daily is not None  # noqa: PT018
    assert mondays.first_on(TODAY, PLAIN) == date(2026, 2, 16)
    assert mondays.first_on(MONDAY, PLAIN) == MONDAY
    assert weekdays.first_on(date(2026, 2, 14), PLAIN) == date(2026, 2, 16)
    assert daily.first_on(date(2026, 2, 14), PLAIN) == date(2026, 2, 14)
    assert mondays.first_on(date.max, PLAIN) == date.max


def test_an_action_that_moves_keeps_the_date_of_its_rule() -> None:
    _, moved = an_action(on=MONDAY, rrule="FREQ=WEEKLY;INTERVAL=2;BYDAY=MO").moved(date(2026, 2, 17), "new", MONDAY)
    assert moved.rrule == "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;X-DUE=20260209"
    found = read(moved.rrule, moved.date)
    assert found is not None
    assert found.next_after(date(2026, 2, 17), PLAIN) == date(2026, 2, 23)
    _, back = moved.moved(MONDAY, "back", MONDAY)
    assert back.rrule == "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"
    _, foreign = an_action(rrule="FREQ=YEARLY").moved(MONDAY, "new", MONDAY)
    assert foreign.rrule == "FREQ=YEARLY"


@pytest.mark.parametrize(
    "words", ["every day", "every weekday", "every mon", "every month", "every 9 weeks after done"]
)
def test_nothing_comes_again_beyond_the_calendar(words: str) -> None:
    assert after(words, date.max, on=date.max) is None


@pytest.mark.parametrize(
    "words", ["every 0 days", "every 1000 months", "every weekday after done", "every fri after done"]
)
def test_what_only_looks_like_a_rule_is_refused(words: str) -> None:
    with pytest.raises(PlannerError):
        read_words(words.split())


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("every 31", "“every 31” says no unit: try “every 31 days”, or for a day of each month “31 mar rent"),
        ("every 31st", "“every 31st” says no unit: try “every 31 days”"),
        ("every feb 29", "“every feb 29” is a day of a year: try “29 feb renew the domain every 12 months”."),
        ("every 29 february", "“every 29 february” is a day of a year"),
    ],
)
def test_a_day_of_a_month_or_a_year_is_told_how_it_comes_again(words: str, told: str) -> None:
    with pytest.raises(PlannerError) as refused:
        read_words(words.split())
    assert str(refused.value).startswith(told)


@pytest.mark.parametrize(
    "words",
    ["", "every", "daily", "every other day", "every quarter 2", "every feb", "every \uff12 days", "every after done"],
)
def test_other_words_are_no_rule(words: str) -> None:
    assert read_words(words.split()) is None


@given(said, days, st.integers(-60, 120), calendars)
def test_the_next_date_is_strictly_later_and_the_earliest_on_the_rule(
    words: Recurrence, on: date, later: int, calendar: Calendar
) -> None:
    first = words.first_on(on, calendar)
    kept, seen = words.anchored(first), first + timedelta(days=later)
    found = kept.next_after(seen, calendar)
    assert found is not None
    assert found > seen
    if kept.from_done:
        return
    assert found > first
    walked = first
    while walked <= max(first, seen):
        step = kept._replace(due=walked).next_after(walked, calendar)
        assert step is not None
        walked = step
    assert found == walked
    if kept.is_working:
        assert calendar.is_working(found)
    if kept.unit is Unit.WEEK:
        assert found.weekday() == first.weekday()
    if kept.unit is Unit.MONTH:
        assert found.day == first.day or (found + timedelta(days=1)).day == 1


@given(said, days, st.none() | days)
def test_a_written_rule_reads_back(words: Recurrence, on: date, moved: date | None) -> None:
    kept = words.anchored(on)
    stands = moved or on
    assert read(kept.write(stands), stands) == (kept._replace(due=stands) if kept.from_done else kept)


@given(st.text(), days)
def test_any_text_of_the_column_is_read_or_let_be(text: str, on: date) -> None:
    for written in (text, f"FREQ=DAILY;{text}", f"FREQ=DAILY;INTERVAL={text}", f"FREQ=WEEKLY;X-DUE={text}"):
        found = read(written, on)
        assert found is None or read(found.write(on), on) == found
