"""The whole history of momentum, read a year at a time while somebody waits."""

from datetime import timedelta

from planner.domain.activity import Activity
from planner.services.planner import Planner
from tests.builders import CALLS, StoppedClock, a_goal, an_activity, put
from tests.services.test_momentum import MONDAY, call_daily, clock, from_scratch, read

__all__ = ["clock"]


def calls_of_three_years() -> list[Activity]:
    """Return a call on each day of them."""
    return [an_activity(on=MONDAY - timedelta(days=n)) for n in range(1, 1100)]


def test_the_whole_history_is_the_same_read_a_year_at_a_time(planner: Planner, clock: StoppedClock) -> None:
    put(planner, CALLS, a_goal("7 calls", target=7), *calls_of_three_years())
    call_daily(planner, clock, 3)
    planner.momentum.gauge(planner.today())
    years = sum(1 for _ in planner.momentum.read_whole(planner.momentum.last_closed(planner.today())))
    kept = planner.momentum.scores(planner.momentum.last_closed(planner.today()))
    assert years == 4
    assert len(kept) > 1000
    assert [one.momentum for one in kept] == read(planner) == from_scratch(planner)[1]


def test_what_was_changed_while_years_are_read_counts(planner: Planner, clock: StoppedClock) -> None:
    put(planner, *calls_of_three_years())
    call_daily(planner, clock, 3)
    planner.momentum.gauge(planner.today())
    for _ in planner.momentum.read_whole(planner.momentum.last_closed(planner.today())):
        planner.log.line("call 2023-01-04")
    assert read(planner) == from_scratch(planner)[1]
