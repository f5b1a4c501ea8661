"""What the goals ask of a week: on which of its days each counts, and which of several speak for it."""

from datetime import date
from typing import NamedTuple

import pytest

from planner.domain.period import Span
from planner.domain.weekasks import Held, foremost

WEEK = Span(date(2026, 11, 30), date(2026, 12, 6))


class Ask(NamedTuple):
    """Something that is asked."""

    sort: str
    asked: int
    held: Held


def held(first: int, last: int) -> Held:
    """Return the days from one to another of a week that works from Monday (0) to Friday."""
    monday = WEEK.start.toordinal()
    span = Span(date.fromordinal(monday + first), date.fromordinal(monday + last))
    days = min(last, 4) - first + 1
    return Held(span, WEEK, days, days == 5)


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (0, 6, ""),
        (0, 4, ""),
        (0, 0, "on Monday"),
        (0, 2, "by Wednesday"),
        (1, 6, "from Tuesday"),
        (1, 3, "from Tuesday to Thursday"),
    ],
)
def test_the_days_are_told_where_they_are_not_all(first: int, last: int, told: str) -> None:
    assert held(first, last).told == told


def test_a_goal_of_the_whole_week_speaks_before_one_that_asks_more_of_a_day() -> None:
    whole, part = Ask("calls", 4, held(0, 6)), Ask("calls", 7, held(0, 0))
    assert foremost([part, whole], lambda one: one.sort, lambda one: one.asked) == [whole]


def test_of_as_many_days_the_one_speaks_that_asks_most() -> None:
    less, more = Ask("calls", 4, held(0, 6)), Ask("calls", 7, held(0, 4))
    assert foremost([less, more], lambda one: one.sort, lambda one: one.asked) == [more]


def test_two_periods_that_share_a_week_follow_each_other() -> None:
    later, before, other = Ask("calls", 4, held(1, 6)), Ask("calls", 7, held(0, 0)), Ask("mails", 1, held(0, 6))
    found = foremost([later, other, before], lambda one: one.sort, lambda one: one.asked)
    assert [one for one in found if one.sort == "calls"] == [before, later]
    assert other in found
