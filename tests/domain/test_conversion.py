"""How often each step of the way to a sale leads to the next: a share with its n, or two counts where it is none."""

from fractions import Fraction

from planner.domain.conversion import StepCounts, steps


def test_a_step_that_fewer_reached_is_a_share_with_its_n() -> None:
    _, conversations, meetings, *_ = steps(StepCounts(calls=74, connected=27, conversations=38, meetings=11))
    assert (meetings.rate, meetings.counted, meetings.converted()) == (Fraction(11, 38), "11 of 38", "29 % of 38")
    assert (conversations.counted, conversations.converted(1)) == ("27 of 74", "27 of 74, 36.5 %")


def test_all_that_led_on_is_the_whole_and_none_of_some_is_a_share_too() -> None:
    _, conversations, meetings, *_ = steps(StepCounts(calls=1200, connected=1200, conversations=1200))
    assert (conversations.rate, conversations.converted()) == (Fraction(1), "100 % of 1,200")
    assert (meetings.rate, meetings.converted()) == (Fraction(0), "0 % of 1,200")


def test_of_the_calls_those_that_reached_somebody_are_the_share_whatever_meetings_came_beside_them() -> None:
    _, conversations, meetings, *_ = steps(StepCounts(calls=1, connected=1, conversations=4, meetings=3))
    assert (conversations.times, conversations.converted(), conversations.share()) == (4, "1 of 1, 100 %", "100 % of 1")
    assert (meetings.label, meetings.converted()) == ("meetings or demos", "75 % of 4")


def test_more_than_there_was_before_is_told_as_two_counts_and_is_no_rate() -> None:
    meetings = steps(StepCounts(calls=2, conversations=2, meetings=3))[2]
    assert (meetings.rate, meetings.counted, meetings.converted(1)) == (None, "3 from 2", "3 from 2")


def test_what_nothing_stands_before_has_no_conversion_to_tell() -> None:
    calls, *_, closes = steps(StepCounts(calls=5, closes=1))
    for step in (calls, closes):
        assert (step.rate, step.counted, step.converted()) == (None, "", "")
