"""Event marks, and the working days on both sides of one (B25)."""

from datetime import date, timedelta

import pytest

from planner.domain.activity import ActivityType
from planner.domain.conversion import Ratio
from planner.domain.errors import PlannerError
from planner.domain.event_mark import EventMark
from planner.domain.period import Span
from planner.services.planner import Planner
from tests.builders import TODAY, a_day_off, an_activity, put


def marked(planner: Planner, on: date, label: str = "training") -> EventMark:
    planner.marks.add(label, on)
    return planner.marks.find(label)


def test_a_mark_is_added_changed_and_removed_each_in_one_step(planner: Planner) -> None:
    mark = marked(planner, date(2026, 1, 12), "  Training\n")
    assert (mark.label, mark.date) == ("Training", date(2026, 1, 12))
    assert planner.marks.change(mark.id, "new prices", date(2026, 1, 13)).label == "Marked Tue 13 Jan: new prices"
    planner.marks.remove(mark.id)
    assert planner.marks.all() == ()
    planner.undo()
    assert [one.label for one in planner.marks.all()] == ["new prices"]


def test_marks_stand_in_the_order_of_their_dates(planner: Planner) -> None:
    for label, on in (("b", TODAY), ("a", TODAY - timedelta(days=400))):
        planner.marks.add(label, on)
    assert [mark.label for mark in planner.marks.all()] == ["a", "b"]


def test_a_mark_without_a_name_is_refused(planner: Planner) -> None:
    with pytest.raises(PlannerError, match="A mark needs a name"):
        planner.marks.add("  ", TODAY)


def test_words_that_fit_no_mark_or_several_are_refused(planner: Planner) -> None:
    marked(planner, TODAY, "training one")
    marked(planner, TODAY, "training two")
    with pytest.raises(PlannerError, match="“training” fits several marks"):
        planner.marks.find("training")
    with pytest.raises(PlannerError, match="“x” is no mark"):
        planner.marks.find("x")


def test_both_sides_have_as_many_working_days_as_asked_days_off_aside(planner: Planner) -> None:
    put(planner, an_activity(on=date(2025, 12, 1)), a_day_off(date(2026, 1, 23)))
    found = planner.marks.compare(marked(planner, date(2026, 1, 26)), 5)
    assert found.before is not None
    assert found.after is not None
    assert (found.before.span, found.before.working_days) == (Span(date(2026, 1, 16), date(2026, 1, 25)), 5)
    assert (found.after.span, found.after.working_days) == (Span(date(2026, 1, 26), date(2026, 1, 30)), 5)


def test_there_are_no_more_days_after_than_are_over(planner: Planner) -> None:
    put(planner, an_activity(on=date(2025, 12, 1)))
    found = planner.marks.compare(marked(planner, date(2026, 2, 5)), 20)
    assert found.after is not None
    assert (found.after.span.end, found.after.working_days) == (date(2026, 2, 9), 3)


def test_there_are_no_more_days_before_than_the_log_has(planner: Planner) -> None:
    put(planner, an_activity(on=date(2026, 2, 3)))
    found = planner.marks.compare(marked(planner, date(2026, 2, 5)), 20)
    assert found.before is not None
    assert found.before.working_days == 2
    assert planner.marks.compare(marked(planner, date(2026, 2, 3), "first"), 20).before is None


def test_a_mark_to_come_has_nothing_behind_it(planner: Planner) -> None:
    put(planner, an_activity(on=date(2026, 2, 3)))
    assert planner.marks.compare(marked(planner, date(2026, 3, 3))).after is None


def test_activity_and_conversions_are_counted_on_each_side_with_n(planner: Planner) -> None:
    put(
        planner,
        *(an_activity(on=date(2026, 2, day), quantity=2) for day in (2, 3)),
        *(an_activity(on=date(2026, 2, day), quantity=3) for day in (5, 6)),
        an_activity(ActivityType.PROPOSAL, on=date(2026, 2, 6)),
    )
    found = planner.marks.compare(marked(planner, date(2026, 2, 4)), 2)
    assert found.before is not None
    assert found.after is not None
    assert dict(found.before.types) == {ActivityType.CALL: 4}
    assert dict(found.after.types) == {ActivityType.CALL: 3}
    assert found.after.steps[1].conversion == Ratio(3, 3)


@pytest.mark.parametrize("days", [0, -1, 521])
def test_a_number_of_days_that_cannot_be_meant_is_refused(planner: Planner, days: int) -> None:
    with pytest.raises(PlannerError, match="between 1 and 520"):
        planner.marks.compare(marked(planner, TODAY), days)
