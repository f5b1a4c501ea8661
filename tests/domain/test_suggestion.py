"""At most one suggestion a week, with its evidence: the step that fell most, where ten or more speak for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.conversion import Step, StepCounts, steps
from planner.domain.suggestion import suggest


def way(proposals: int, closes: int, calls: int = 0, conversations: int = 0) -> tuple[Step, ...]:
    talks = {"connected": conversations, "conversations": conversations}
    return steps(StepCounts(calls=calls, proposals=proposals, closes=closes, **talks))


def test_a_step_that_led_on_less_often_is_told_with_its_evidence() -> None:
    found = suggest(way(12, 2), way(12, 5))
    assert found is not None
    assert found.text == ("proposals → closes 2 of 12, earlier 5 of 12: ask for the decision date in each proposal")


@pytest.mark.parametrize(("now", "earlier"), [((9, 0), (40, 20)), ((12, 2), (9, 5)), ((0, 0), (12, 5))])
def test_fewer_than_ten_say_nothing(now: tuple[int, int], earlier: tuple[int, int]) -> None:
    assert suggest(way(*now), way(*earlier)) is None


@pytest.mark.parametrize("closes", [4, 5, 12])
def test_a_small_fall_or_a_rise_is_none(closes: int) -> None:
    assert suggest(way(12, closes), way(12, 5)) is None


def test_more_than_there_was_before_is_no_rate_that_could_fall() -> None:
    assert suggest(way(12, 2), way(12, 20)) is None


def test_three_quarters_of_a_rate_is_no_clear_fall_however_many_speak_for_it() -> None:
    assert suggest(way(100, 30), way(100, 40)) is None
    assert suggest(way(100, 26), way(100, 40)) is not None


def test_one_sale_less_than_a_thin_rate_gives_is_chance() -> None:
    assert suggest(way(20, 0), way(40, 2)) is None
    assert suggest(way(40, 0), way(40, 2)) is not None


def test_the_largest_fall_in_proportion_speaks_and_no_other() -> None:
    found = suggest(way(20, 6, 40, 8), way(20, 10, 40, 30))
    assert found is not None
    assert (found.before, found.after) == ("calls", "conversations")


counts = st.builds(StepCounts, *[st.integers(0, 60)] * 6)


@given(counts, counts)
def test_what_is_suggested_always_fell(now: StepCounts, earlier: StepCounts) -> None:
    found = suggest(steps(now), steps(earlier))
    if found is not None:
        assert min(found.now.whole, found.earlier.whole) >= 10
        assert found.now.part * found.earlier.whole < found.earlier.part * found.now.whole
