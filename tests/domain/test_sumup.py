"""What a run of changes comes to: answers, actions by what became of them, and what no noun is for."""

from datetime import timedelta

import pytest

from planner.domain.action import ActionKind, one_thing_id
from planner.domain.change import Change, added
from planner.domain.obstacle import Obstacle
from planner.domain.person import ReviewPerson
from planner.domain.review import ReviewAnswer, day_review
from planner.domain.sumup import sum_up
from planner.domain.value import replace
from tests.builders import CALLS, TODAY, a_contact, a_goal, an_action, an_activity

TOMORROW = TODAY + timedelta(days=1)
REVIEW = day_review(TODAY)


def an_answer(question: str) -> ReviewAnswer:
    return ReviewAnswer(review_id=REVIEW.id, question=question, text="said")


def moved() -> tuple[Change, ...]:
    before = an_action("write the offer")
    after, successor = before.moved(TOMORROW, "new", TODAY)
    return Change(before, after), Change(None, successor)


def ended(status: str) -> Change:
    before = an_action(status)
    return Change(before, replace(before, status=status))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ((), ""),
        ((Change(None, REVIEW),), ""),
        ((Change(REVIEW, replace(REVIEW, mood=1, note="long")),), "2 answers"),
        ((Change(None, replace(REVIEW, mood=0)), *added(an_answer("a"), an_answer("b"))), "3 answers"),
        (moved(), "1 action moved"),
        ((*moved(), *moved(), ended("done"), ended("dropped")), "2 actions moved, 1 action done, 1 action dropped"),
        (added(an_action("new", TOMORROW)), "1 action planned"),
        (added(an_action("new", TOMORROW, kind=ActionKind.ONE_THING, id=one_thing_id(TOMORROW))), "1 answer"),
        (tuple(change.inverse() for change in added(an_action("gone"))), "1 action taken off"),
        (added(CALLS, a_goal()), "1 goal set"),
        (added(Obstacle(id="o", text="legal", opened_on=TODAY), an_activity()), "1 obstacle, 1 step logged"),
        (added(*(ReviewPerson(review_id=REVIEW.id, person_id=name) for name in "ab")), "1 answer"),
        (added(a_contact(), an_answer("a")), "1 answer, 1 more"),
    ],
)  # fmt: skip
def test_a_run_of_changes_is_told_in_a_few_words(changes: tuple[Change, ...], told: str) -> None:
    assert sum_up(changes) == told


def test_a_rule_that_plans_the_next_one_counts_it_once() -> None:
    before = an_action("call the bank", rrule="FREQ=DAILY")
    following = an_action("call the bank", TOMORROW, rrule="FREQ=DAILY")
    assert sum_up((Change(before, replace(before, status="done")), Change(None, following))) == "1 action done"
