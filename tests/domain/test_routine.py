"""The routine: what is due when, and what never is."""

from datetime import date, timedelta

import pytest

from planner.domain.calendar import Calendar
from planner.domain.period import Span
from planner.domain.review import ReviewKind
from planner.domain.routine import RoutineRow, period, row

TUESDAY = date(2026, 2, 10)
LONG_AGO = date(2020, 1, 1)
PLAIN = Calendar()


def at(
    kind: ReviewKind, today: date, *held: date, calendar: Calendar = PLAIN, since: date | None = LONG_AGO
) -> RoutineRow:
    return row(kind, held, today, calendar, since=since)


@pytest.mark.parametrize(
    ("kind", "today", "start", "end"),
    [
        (ReviewKind.DAY, TUESDAY, TUESDAY, TUESDAY),
        (ReviewKind.WEEK, TUESDAY, date(2026, 2, 2), date(2026, 2, 8)),
        (ReviewKind.WEEK, date(2026, 2, 14), date(2026, 2, 9), date(2026, 2, 15)),
        (ReviewKind.WEEK, date(2026, 2, 15), date(2026, 2, 9), date(2026, 2, 15)),
        (ReviewKind.GROUP, TUESDAY, date(2026, 2, 1), date(2026, 2, 28)),
        (ReviewKind.QUARTER, TUESDAY, date(2025, 10, 1), date(2025, 12, 31)),
        (ReviewKind.YEAR, TUESDAY, date(2025, 1, 1), date(2025, 12, 31)),
        (ReviewKind.YEAR, date(2026, 12, 1), date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_ritual_looks_back_on_what_just_ended(kind: ReviewKind, today: date, start: date, end: date) -> None:
    assert period(kind, today, PLAIN) == Span(start, end)


def test_the_week_is_due_from_saturday_on_until_it_is_held_and_then_the_next_one() -> None:
    friday, saturday, monday = date(2026, 2, 13), date(2026, 2, 14), date(2026, 2, 16)
    last, this = date(2026, 2, 2), date(2026, 2, 9)
    assert not at(ReviewKind.WEEK, friday, last).is_due
    assert at(ReviewKind.WEEK, friday, last).next_due == saturday
    assert at(ReviewKind.WEEK, saturday, last).is_due
    assert at(ReviewKind.WEEK, monday, last).is_due
    assert not at(ReviewKind.WEEK, date(2026, 2, 15), last, this).is_due


@pytest.mark.parametrize(
    ("work_week", "first"), [({6, 0, 1, 2, 3}, 4), ({0, 2, 4}, 5), ({0, 1, 2, 3, 4, 5, 6}, 6), ({5, 6}, 0)]
)
def test_a_week_is_planned_in_the_pause_that_ends_it(work_week: set[int], first: int) -> None:
    calendar = Calendar.of((), frozenset(work_week))
    monday = date(2026, 2, 9)
    due = [
        n for n in range(7) if at(ReviewKind.WEEK, monday + timedelta(n), date(2026, 2, 2), calendar=calendar).is_due
    ]
    assert due == list(range(first, 7))


def test_a_partner_is_due_seven_days_after_the_last_time() -> None:
    held = date(2026, 2, 4)
    assert not at(ReviewKind.PARTNER, date(2026, 2, 10), held).is_due
    assert at(ReviewKind.PARTNER, date(2026, 2, 11), held).is_due


def test_a_group_is_due_in_each_month_without_one() -> None:
    assert at(ReviewKind.GROUP, TUESDAY, date(2026, 1, 20)).is_due
    assert at(ReviewKind.GROUP, TUESDAY, date(2026, 2, 3)).next_due == date(2026, 3, 1)


def test_a_quarter_is_due_once_it_is_over_and_a_year_with_its_last_month() -> None:
    assert at(ReviewKind.QUARTER, date(2026, 4, 1)).is_due
    assert at(ReviewKind.QUARTER, date(2026, 4, 1), date(2026, 1, 1)).next_due == date(2026, 7, 1)
    assert not at(ReviewKind.YEAR, date(2026, 11, 30), date(2025, 1, 1)).is_due
    assert at(ReviewKind.YEAR, date(2026, 12, 1), date(2025, 1, 1)).is_due
    assert at(ReviewKind.YEAR, date(2026, 12, 9), date(2026, 1, 1)).next_due == date(2027, 12, 1)
    assert at(ReviewKind.YEAR, date(2027, 1, 31)).is_due
    assert not at(ReviewKind.YEAR, date(2027, 2, 1)).is_due


def test_nothing_is_due_before_first_use_or_for_what_was_over_then() -> None:
    assert not any(at(kind, TUESDAY, since=None).is_due for kind in ReviewKind)
    assert not at(ReviewKind.QUARTER, TUESDAY, since=date(2026, 1, 5)).is_due
    assert not at(ReviewKind.WEEK, TUESDAY, since=TUESDAY).is_due


def test_what_is_switched_off_is_never_due() -> None:
    off = row(ReviewKind.DAY, (), TUESDAY, PLAIN, since=LONG_AGO, is_on=False)
    assert (off.is_due, off.next_due) == (False, None)


def test_the_last_eight_periods_tell_which_were_held() -> None:
    weeks = [date(2026, 2, 2) - timedelta(weeks=n) for n in (0, 1, 3)]
    assert at(ReviewKind.WEEK, TUESDAY, *weeks).held == (False, False, False, False, True, False, True, True)
    monday, friday = date(2026, 2, 9), date(2026, 2, 6)
    assert at(ReviewKind.DAY, TUESDAY, monday, friday).held[-3:] == (True, True, False)


def test_what_was_over_before_the_first_use_is_no_miss() -> None:
    for kind in ReviewKind:
        assert at(kind, TUESDAY, since=None).held == (None,) * 8
    assert at(ReviewKind.DAY, TUESDAY, since=date(2026, 2, 6)).held == (*(None,) * 5, False, False, False)
    assert at(ReviewKind.WEEK, TUESDAY, date(2026, 1, 19), since=date(2026, 2, 4)).held[-3:] == (True, None, False)


@pytest.mark.parametrize(
    ("kind", "today", "since", "following"),
    [
        (ReviewKind.WEEK, TUESDAY, TUESDAY, date(2026, 2, 14)),
        (ReviewKind.QUARTER, TUESDAY, TUESDAY, date(2026, 4, 1)),
        (ReviewKind.YEAR, TUESDAY, LONG_AGO, date(2026, 12, 1)),
        (ReviewKind.YEAR, date(2026, 1, 20), date(2026, 1, 20), date(2026, 12, 1)),
    ],
)
def test_what_is_not_due_any_more_is_due_next_time(kind: ReviewKind, today: date, since: date, following: date) -> None:
    found = at(kind, today, since=since)
    assert (found.is_due, found.next_due) == (False, following)
