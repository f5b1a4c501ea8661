"""Amounts by date: on which day they add up to a target, compared with adding them up day by day."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.tally import Tally

START = date(2026, 1, 1)


@settings(max_examples=100)
@given(
    st.dictionaries(st.integers(0, 40), st.integers(0, 5)),
    st.integers(-2, 42),
    st.integers(1, 60),
)
def test_an_amount_is_reached_on_the_first_day_on_which_the_days_add_up_to_it(
    amounts: dict[int, int], since: int, amount: int
) -> None:
    tally = Tally(START)
    tally.extend(((START + timedelta(days=n), amounts[n]) for n in sorted(amounts)), START + timedelta(days=41))
    first = START + timedelta(days=since)
    days = (START + timedelta(days=n) for n in sorted(amounts) if n >= since)
    assert tally.first_reaching(amount, first) == next((d for d in days if tally.total(first, d) >= amount), None)
