"""Sacred blocks: what time does to them, and how a plan is arranged around them."""

from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain import block
from planner.domain.action import Action, ActionKind
from planner.domain.clock import DayStart
from planner.domain.views import PlanRow
from tests.builders import an_action

NINE = datetime(2026, 2, 10, 14, tzinfo=UTC)
"""Nine in the morning in New York."""
NEW_YORK = ZoneInfo("America/New_York")
MIDNIGHT = DayStart(0)


def a_block(text: str = "proposals", at: time | None = time(9), minutes: int | None = 60, **fields: Any) -> Action:
    """Return a sacred block."""
    return an_action(text, kind=ActionKind.BLOCK, start_time=at, planned_minutes=minutes, **fields)


def test_a_block_is_called_by_its_length() -> None:
    assert block.title(a_block()) == "sacred hour: proposals"
    assert block.title(a_block(minutes=None)) == "sacred hour: proposals"
    assert block.title(a_block(minutes=30)) == "sacred block: proposals"
    assert block.title(an_action("call Lee")) == "call Lee"


def test_a_block_runs_from_its_beginning_until_its_minutes_are_kept() -> None:
    assert block.is_running(a_block(begun_at=NINE))
    assert not block.is_running(a_block())
    assert not block.is_running(a_block(begun_at=NINE, kept_minutes=0))
    assert not block.is_running(a_block(begun_at=NINE, status="done"))
    assert not block.is_running(an_action(begun_at=NINE))


@pytest.mark.parametrize(("seconds", "minutes"), [(0, 0), (59, 0), (60, 1), (3599, 59), (3600, 60), (-90, 0)])
def test_minutes_are_whole_and_never_below_none(seconds: int, minutes: int) -> None:
    running = a_block(begun_at=NINE)
    now = NINE + timedelta(seconds=seconds)
    assert block.elapsed(running, now) == minutes
    assert block.left(running, now) == 60 - minutes


def test_the_night_in_which_the_clock_goes_back_has_its_real_minutes() -> None:
    begun = datetime(2026, 11, 1, 0, 45, tzinfo=NEW_YORK)
    running = a_block(begun_at=begun.astimezone(UTC), minutes=120)
    again_half_past_one = datetime(2026, 11, 1, 1, 30, tzinfo=NEW_YORK, fold=1)
    assert block.elapsed(running, again_half_past_one) == 105
    assert block.ends_at(running, begun) == datetime(2026, 11, 1, 1, 45, tzinfo=NEW_YORK, fold=1)


def test_what_was_stayed_longer_counts_on_its_day_and_the_planned_minutes_later() -> None:
    running = a_block(begun_at=NINE)
    evening = datetime(2026, 2, 10, 21, tzinfo=NEW_YORK)
    assert block.kept_at(running, evening, MIDNIGHT) == 720
    assert block.kept_at(running, evening + timedelta(hours=4), MIDNIGHT) == 60
    assert block.kept_at(running, evening + timedelta(hours=4), DayStart(4)) == 960


def told(*blocks: Action, day_start: DayStart = MIDNIGHT) -> dict[str, str]:
    """Return the texts of clashing blocks."""
    named = {one.id: one.text for one in blocks}
    return {named[key]: other.text for key, other in block.clashes(blocks, day_start).items()}


def test_two_blocks_clash_where_they_overlap_and_not_where_one_follows_the_other() -> None:
    nine, half_past, ten = a_block("a"), a_block("b", time(9, 30)), a_block("c", time(10))
    assert told(nine, ten) == {}
    assert told(nine, half_past) == {"a": "b", "b": "a"}
    assert told(nine, half_past, ten) == {"a": "b", "b": "a", "c": "b"}
    assert told(nine, a_block("done", time(9, 30), status="done")) == {}
    assert told(nine, a_block("any time", None)) == {}


def test_an_action_with_a_time_and_no_length_takes_half_an_hour() -> None:
    nine, before = a_block("nine"), an_action("before", start_time=time(8, 30))
    assert told(nine, before) == {}
    into = an_action("into", start_time=time(8, 31))
    assert told(nine, before, into) == {"nine": "into", "into": "nine", "before": "into"}
    assert told(nine, an_action("held", start_time=time(9, 10), block_id=nine.id)) == {}


def test_a_block_late_in_the_evening_clashes_behind_midnight_where_the_day_begins_later() -> None:
    late, night, morning = a_block("late", time(23, 30)), a_block("night", time(0, 15)), a_block("morning", time(4))
    assert told(late, night, morning, day_start=DayStart(4)) == {"late": "night", "night": "late"}
    assert told(late, night) == {}


def test_a_plan_has_each_blocks_actions_behind_it() -> None:
    first, second = a_block(), a_block("new calls", time(9, 30))
    plan = [an_action("early", start_time=time(8)), first, second]
    plan += [an_action("draft", block_id=first.id), an_action("alone"), an_action("gone", block_id="another day's")]
    rows = block.arranged([PlanRow(action, "", "", "") for action in plan], MIDNIGHT)
    assert [(row.action.text, row.is_held, row.clash) for row in rows] == [
        ("early", False, ""),
        ("proposals", False, "new calls 9:30-10:30"),
        ("draft", True, ""),
        ("new calls", False, "proposals 9:00-10:00"),
        ("alone", False, ""),
        ("gone", False, ""),
    ]


@given(
    st.lists(
        st.tuples(st.sampled_from([None, "a", "b", "c"]), st.booleans(), st.none() | st.times()).map(
            lambda made: (made[0], made[1], made[2])
        ),
        max_size=8,
    )
)
def test_arranging_loses_no_row_and_repeats_none(made: list[tuple[str | None, bool, time | None]]) -> None:
    rows = [
        PlanRow(
            a_block(at=at, id="abc"[n]) if is_block and n < 3 else an_action(block_id=held, id=f"plain {n}"), "", "", ""
        )
        for n, (held, is_block, at) in enumerate(made)
    ]
    found = block.arranged(rows, MIDNIGHT)
    assert sorted(row.action.id for row in found) == sorted(row.action.id for row in rows)
