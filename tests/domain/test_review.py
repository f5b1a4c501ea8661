"""A review: one for each period of a kind, with a mood that is one of three, closed once it was held."""

from datetime import UTC, date, datetime

import pytest

from planner.domain.errors import PlannerError
from planner.domain.review import MOODS, Review, ReviewAnswer, ReviewKind, day_review, day_review_id
from planner.domain.value import replace

DAY = date(2026, 2, 10)


def test_a_day_has_one_review_whoever_writes_it() -> None:
    assert day_review(DAY).key == day_review_id(DAY)
    with pytest.raises(PlannerError, match="A day has one review"):
        replace(day_review(DAY), id="another")


def test_a_period_may_have_several_talks_with_a_partner_or_a_group() -> None:
    for kind in (ReviewKind.PARTNER, ReviewKind.GROUP):
        assert Review(id="any", kind=kind, period_start=DAY, period_end=DAY).key == "any"
    with pytest.raises(PlannerError, match="A week has one review"):
        Review(id="any", kind=ReviewKind.WEEK, period_start=DAY, period_end=DAY)


def test_a_review_is_closed_once_it_was_held() -> None:
    assert not day_review(DAY).is_closed
    assert replace(day_review(DAY), held_at=datetime(2026, 2, 10, 23, tzinfo=UTC)).is_closed


def test_a_day_feels_one_of_three_ways_or_nothing_is_said() -> None:
    for mood in (None, *MOODS.values()):
        assert replace(day_review(DAY), mood=mood).mood == mood
    with pytest.raises(PlannerError, match="“2” is not how a day feels"):
        replace(day_review(DAY), mood=2)


def test_a_review_ends_when_its_period_ends() -> None:
    with pytest.raises(PlannerError, match="before it starts"):
        replace(day_review(DAY), period_end=date(2026, 2, 9))
    with pytest.raises(PlannerError, match="one date"):
        replace(day_review(DAY), period_end=date(2026, 2, 11))


def test_a_question_is_answered_once_and_with_words() -> None:
    answer = ReviewAnswer(review_id=day_review_id(DAY), question="proud", text="asked for the decision")
    assert answer.key == "day-2026-02-10/proud"
    with pytest.raises(PlannerError, match="a few words"):
        replace(answer, text="")
