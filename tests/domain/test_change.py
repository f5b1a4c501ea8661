"""One value for what a verb did."""

import pytest

from planner.domain.change import Change, ChangeSet, Topic, added, removed
from planner.domain.review import day_review
from planner.domain.value import replace
from tests.builders import CALLS, TODAY, a_contact, a_day_off, a_deal, a_goal, a_milestone, an_action, an_activity

DANA = a_contact()
CALL = an_activity()


def test_a_change_is_about_the_newer_side() -> None:
    renamed = replace(DANA, name="Dana Ruiz")
    assert Change(DANA, renamed).entity is renamed
    assert Change(DANA, None).entity is DANA
    assert Change(None, DANA).entity is DANA


def test_a_change_of_nothing_is_none() -> None:
    with pytest.raises(ValueError, match="side"):
        _ = Change(None, None).entity


def test_the_inverse_goes_back_the_way_newest_first() -> None:
    there = ChangeSet("Logged", (*added(DANA), *removed(CALL)))
    back = there.inverse()
    assert back.changes == (Change(None, CALL), Change(DANA, None))
    assert back.label == "Logged"
    assert back.inverse() == there


def test_the_topics_follow_from_the_entities() -> None:
    goal = a_goal()
    plan = (an_action(), a_day_off(TODAY), day_review(TODAY))
    everything = (CALLS, goal, a_milestone(goal), DANA, CALL, a_deal(), *plan)
    assert ChangeSet("", added(*everything)).topics == frozenset(Topic)
    assert ChangeSet("", added(CALL)).topics == {Topic.LOG}
    assert ChangeSet("", added(goal, CALLS, a_milestone(goal))).topics == {Topic.GOALS}
    assert ChangeSet("", ()).topics == frozenset()
