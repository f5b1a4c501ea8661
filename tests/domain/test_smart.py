"""The five checks: which rule says yes, no or unknown, and the figures of the reason."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.calendar import Calendar
from planner.domain.goal import FOREVER, Goal
from planner.domain.measure import Measure
from planner.domain.pace import Pace, pace
from planner.domain.period import Period, Span
from planner.domain.smart import Answer, Check, Evidence, achievable, smart
from tests.builders import CALLS, DOLLARS, MILESTONES, ROLLUP, TODAY, a_goal

FEBRUARY = Span(date(2026, 2, 1), date(2026, 2, 28))
NOTHING = Evidence()


def standing(start: int, today: date = date(2026, 2, 12), target: int = 40, value: int | None = None) -> Pace:
    goal = a_goal(target=target)
    return pace(goal, FEBRUARY, today, Calendar(), start_value=start, value=start if value is None else value)


def check(name: str, goal: Goal, measure: Measure | None = CALLS, evidence: Evidence = NOTHING) -> Check:
    return next(check for check in smart(goal, measure, evidence, TODAY) if check.name == name)


def test_the_five_checks_are_named_in_their_order() -> None:
    names = [check.name for check in smart(a_goal(), CALLS, NOTHING, TODAY)]
    assert names == ["specific", "measurable", "achievable", "realistic", "timed"]


@pytest.mark.parametrize(
    ("title", "measure", "answer", "reason"),
    [
        ("calls", CALLS, "yes", "It counts calls."),
        ("money", DOLLARS, "yes", "It counts won deals in USD."),
        ("lease", MILESTONES, "yes", "It is done when its milestones are."),
        ("all", ROLLUP, "yes", "It is what the goals under it come to."),
        ("sign the lease", None, "yes", "Its title says it in 3 words."),
        (
            "be better",
            None,
            "no",
            "Its title has 2 words and nothing is counted. Say what is there when it is done.",
        ),
        ("better", None, "no", "Its title has 1 word and nothing is counted. Say what is there when it is done."),
    ],
)
def test_a_measure_or_three_words_are_specific(title: str, measure: Measure | None, answer: str, reason: str) -> None:
    goal = a_goal(title, target=None, measure=measure)
    assert check("specific", goal, measure) == ("specific", answer, reason)


def test_a_number_or_milestones_are_measurable() -> None:
    assert check("measurable", a_goal())[1:] == ("yes", "The target is 40.")
    money = a_goal("$240,000", target=24_000_000, measure=DOLLARS)
    assert check("measurable", money, DOLLARS)[1:] == ("yes", "The target is $240,000.")
    lease = a_goal("lease", target=100, measure=MILESTONES)
    assert check("measurable", lease, MILESTONES)[1:] == ("yes", "The target is 100 %.")
    assert check("measurable", lease, MILESTONES, Evidence(milestones=3))[1:] == ("yes", "3 milestones can be ticked.")
    assert check("measurable", a_goal(target=None, measure=None), None).answer is Answer.NO


def test_one_and_a_half_times_the_best_pace_is_achievable_and_a_hair_more_is_not() -> None:
    there = standing(13)  # 27 in 12 days: 2.25 a day
    assert achievable(there, Fraction(3, 2)) is Answer.YES
    assert achievable(there, Fraction(3, 2) - Fraction(1, 10**9)) is Answer.NO
    told = check("achievable", a_goal(), evidence=Evidence(there, Fraction(2)))
    assert told[1:] == ("yes", "2.25 a day is needed; 1.5 × your best 20 working days is 3 a day.")


def test_without_history_or_number_nobody_knows_what_is_achievable() -> None:
    assert achievable(standing(13), None) is Answer.UNKNOWN
    assert achievable(None, Fraction(2)) is Answer.UNKNOWN
    assert "no 20 working days on record" in check("achievable", a_goal(), evidence=Evidence(standing(13))).reason
    assert check("achievable", a_goal()).reason == "There is no number to compare with what you did."


def test_what_is_reached_is_achievable_whatever_the_record() -> None:
    assert achievable(standing(13, value=40), Fraction(0)) is Answer.YES
    assert achievable(standing(99, date(2026, 3, 2)), None) is Answer.YES
    assert check("achievable", a_goal(), evidence=Evidence(standing(40))).reason == "The target is reached."


def test_what_is_missing_with_no_day_left_is_not_achievable() -> None:
    over = standing(13, date(2026, 2, 28))
    assert achievable(over, Fraction(99)) is Answer.NO
    told = check("achievable", a_goal(), evidence=Evidence(over, Fraction(99)))
    assert told.reason == "27 is missing, and no working day is left."


def test_a_period_in_which_nothing_is_worked_says_nothing() -> None:
    weekend = Span(date(2026, 2, 14), date(2026, 2, 15))
    there = pace(a_goal(), weekend, date(2026, 2, 14), Calendar(), start_value=0, value=0)
    assert achievable(there, Fraction(2)) is Answer.UNKNOWN
    assert check("achievable", a_goal(), evidence=Evidence(there)).reason == "No working day lies in this period."


def test_realistic_is_what_the_user_said() -> None:
    assert check("realistic", a_goal(is_realistic=True)).answer is Answer.YES
    assert check("realistic", a_goal(is_realistic=False)).answer is Answer.NO
    said_no = Evidence(planned_minutes=600, needed_minutes=60)
    assert check("realistic", a_goal(is_realistic=False), evidence=said_no).answer is Answer.NO


@pytest.mark.parametrize(
    ("planned", "needed", "answer"),
    [(None, None, "unknown"), (60, None, "unknown"), (None, 60, "unknown"), (60, 60, "yes"), (59, 60, "unknown")],
)
def test_unasked_the_planned_time_answers_where_it_is_enough(
    planned: int | None, needed: int | None, answer: str
) -> None:
    evidence = Evidence(planned_minutes=planned, needed_minutes=needed)
    assert check("realistic", a_goal(), evidence=evidence).answer == answer


@pytest.mark.parametrize(
    ("ends_on", "answer", "reason"),
    [
        (date(2026, 2, 28), "yes", "It ends on Sat 28 Feb."),
        (TODAY, "yes", "It ends on Tue 10 Feb."),
        (date(2026, 2, 9), "no", "Its last date, Mon 9 Feb, is behind."),
        (FOREVER, "no", "It has no last date."),
    ],
)
def test_a_last_date_ahead_is_timed(ends_on: date, answer: str, reason: str) -> None:
    goal = a_goal(period=Period.CUSTOM, starts_on=date(2026, 1, 1), ends_on=ends_on)
    assert check("timed", goal)[1:] == (answer, reason)


@settings(max_examples=60)
@given(
    st.integers(1, 10**12),
    st.integers(-(10**12), 2 * 10**12),
    st.dates(date(2026, 1, 1), date(2026, 4, 1)),
    st.none() | st.fractions(0, 10**12),
)
def test_every_input_has_an_answer_in_finite_figures(
    target: int, start: int, today: date, best: Fraction | None
) -> None:
    for told in smart(a_goal(), CALLS, Evidence(standing(start, today, target), best), TODAY):
        assert told.answer in Answer
        assert told.reason.endswith(".")
        assert not {"nan", "inf", "None"} & set(told.reason.replace(",", " ").split())
