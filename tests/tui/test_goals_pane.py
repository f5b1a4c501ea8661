"""The Goals pane: set by a line, corrected in a form, ordered, folded, put away; progress is the log's."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from planner.domain.activity import ActivityType
from planner.domain.change import Entity
from planner.domain.goal import FOREVER, Goal, GoalKind, GoalSource, GoalStatus, Milestone
from planner.domain.measure import Measure, Unit
from planner.domain.period import Period
from planner.services.planner import Planner
from planner.tui.dialogs.goal import GoalForm
from planner.tui.goal_fields import LABELS
from tests.builders import CALLS, MILESTONES, TODAY, a_contact, a_goal, a_milestone, an_activity, open_planner, put
from tests.tui.desk import Desk, desk


def the_goal(planner: Planner) -> Goal:
    """Return the one goal that the file has."""
    (goal,) = planner.store.select(Goal)
    return goal


def shown_order(d: Desk) -> list[str]:
    """Return the titles in the order in which the pane has them."""
    return [row.goal.title for row in d.today_screen.goals._goals]


def a_tree() -> tuple[Entity, ...]:
    """Return a year with a quarter with two goals for its month, and a big picture."""
    year = a_goal("480 calls", Period.YEAR, 480)
    quarter = a_goal("120 calls", Period.QUARTER, 120, parent_id=year.id)
    february = a_goal("40 calls", Period.MONTH, 40, parent_id=quarter.id)
    more = a_goal("50 calls", Period.MONTH, 50, parent_id=quarter.id, position=1)
    big = a_goal("own the north-east", Period.BIG_PICTURE, None, None, ends_on=FOREVER)
    return CALLS, year, quarter, february, more, big


async def test_the_empty_pane_teaches_one_key(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        assert d.pane("goals").shows("No goal yet. g sets one:", "2 calls a day", "$240,000 in 2026")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2 calls a day", {"period": Period.DAY, "target": 2}),
        ("40 calls a month", {"period": Period.MONTH, "target": 40}),
        ("480 calls in 2026", {"period": Period.YEAR, "target": 480, "ends_on": date(2026, 12, 31)}),
        ("$240,000 in 2026", {"period": Period.YEAR, "target": 24_000_000}),
        ("$1,000 new in 2026", {"period": Period.YEAR, "target": 100_000}),
        ("30 follow-up calls by 31 dec little", {"kind": GoalKind.LITTLE, "target": 30}),
        ("big picture: own the north-east", {"period": Period.BIG_PICTURE, "target": None}),
        ("sign the lease by 1 mar", {"period": Period.CUSTOM, "ends_on": date(2026, 3, 1)}),
    ],
)
async def test_a_goal_is_set_by_one_line(tmp_path: Path, line: str, expected: dict[str, Any]) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.press("g")
        await d.type(line)
        assert d.reading
        await d.press("enter")
        goal = the_goal(d.planner)
        assert {name: getattr(goal, name) for name in expected} == expected
        assert d.pane("goals").shows(goal.title)
        assert d.said.startswith("Goal set: ")


async def test_a_daily_goal_says_what_it_comes_to_before_it_is_saved(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.press("g")
        await d.type("2 calls a day")
        assert "≈ 40 a month, ≈ 480 a year; by your calendar" in d.reading


async def test_a_goal_line_that_is_not_understood_is_kept_and_pointed_at(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.say("g", "2 glorps a day")
        assert d.typed == "2 glorps a day"
        assert "glorps" in d.reading
        assert list(d.planner.store.select(Goal)) == []


async def test_little_goals_are_pinned_first(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, *a_tree())
    planner.goals.add("30 calls by 31 dec little")
    async with desk(planner) as d:
        assert shown_order(d)[0] == "30 calls"
        assert d.pane("goals").inside[0].startswith("★ 30 calls")
        assert d.pane("goals").inside[1] == ""
        assert d.pane("goals").inside[2].startswith("◎ own the north-east")
        assert shown_order(d)[2:] == ["480 calls", "120 calls", "40 calls", "50 calls"]


async def test_progress_comes_from_the_log_in_the_same_moment(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, *a_tree())
    async with desk(planner) as d:
        await d.log("call x5")
        figures = {row.goal.title: row.current for row in d.today_screen.goals._goals}
        assert figures["480 calls"] == figures["120 calls"] == figures["40 calls"] == 5
        (line,) = (line for line in d.pane("goals").inside if "February  40" in line)
        assert " 5 " in line
        await d.press("u")
        (line,) = (line for line in d.pane("goals").inside if "February  40" in line)
        assert " 0 " in line


@pytest.mark.parametrize(
    ("calls", "told"), [(9, "days"), (10, "met"), (11, "beaten 110%"), (12, "nailed 120%"), (25, "nailed 250%")]
)
async def test_a_completed_goal_says_its_grade(tmp_path: Path, calls: int, told: str) -> None:
    planner = open_planner(tmp_path)
    put(planner, CALLS, a_goal("10 calls", target=10), an_activity(quantity=calls))
    async with desk(planner) as d:
        assert told in d.pane("goals").inside[0]


async def test_a_goal_that_was_missed_later_says_on_a_past_day_how_it_stood(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    goal = a_goal("10 calls", Period.WEEK, 10, starts_on=date(2026, 2, 2), ends_on=date(2026, 2, 8), status="missed")
    put(planner, CALLS, goal, an_activity(on=date(2026, 2, 3), quantity=5))
    async with desk(planner) as d:
        d.app.pages.show_day(date(2026, 2, 6))
        await d.settle()
        (row,) = (line for line in d.part("#goals").inside if "10 calls" in line)
        assert row.rstrip("│ ").endswith("−1.5 days")


async def test_a_branch_folds_and_unfolds(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, *a_tree())
    async with desk(planner) as d:
        await d.press("2", "j")
        assert "▾ 2026" in d.pane("goals").text
        await d.press("space")
        assert "▸ 2026" in d.pane("goals").text
        assert not d.pane("goals").shows("February  40")
        assert "480 calls" in d.pane("goals").under_cursor
        await d.log("call")
        assert not d.pane("goals").shows("February  40")
        await d.press("space")
        assert d.pane("goals").shows("February  40")
        await d.press("end", "space")
        assert d.said == "Nothing stands under this goal."


async def test_left_folds_and_right_unfolds_however_often(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, *a_tree())
    async with desk(planner) as d:
        await d.press("2", "j", "left", "left")
        assert not d.pane("goals").shows("February  40")
        await d.press("right", "right")
        assert d.pane("goals").shows("February  40")


async def test_a_goal_moves_up_and_down_among_its_neighbours(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, *a_tree())
    async with desk(planner) as d:
        await d.press("2", "end", "K")
        assert shown_order(d)[-2:] == ["50 calls", "40 calls"]
        assert "50 calls" in d.pane("goals").under_cursor
        await d.press("K")
        assert d.said == "It stands at the end of its row already."
        await d.press("J")
        assert shown_order(d)[-2:] == ["40 calls", "50 calls"]
        await d.press("u", "u")
        assert shown_order(d)[-2:] == ["40 calls", "50 calls"]


async def test_a_goal_is_placed_under_another_and_at_the_top(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, *a_tree())
    async with desk(planner) as d:
        await d.press("2", "end", "m")
        assert "480 calls in 2026" in d.reading
        await d.type("480")
        await d.press("tab")
        assert d.typed == "480 calls in 2026"
        await d.press("enter")
        (more,) = (goal for goal in planner.store.select(Goal) if goal.title == "50 calls")
        assert planner.store.need(Goal, str(more.parent_id)).title == "480 calls"
        assert "50 calls" in d.pane("goals").under_cursor
        await d.say("m", "none")
        assert planner.store.need(Goal, more.id).parent_id is None
        await d.say("m", "40 calls")
        assert "no goal that can hold this one" in d.reading
        assert d.typed == "40 calls"


async def test_a_goal_is_put_away_with_all_under_it_and_undo_brings_it_back(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, *a_tree())
    async with desk(planner) as d:
        await d.press("2", "j", "d")
        assert shown_order(d) == ["own the north-east"]
        assert "and 3 under it" in d.said
        assert {goal.archived_on for goal in planner.store.select(Goal)} == {None, TODAY}
        await d.press("u")
        assert len(shown_order(d)) == 5


async def test_milestones_are_ticked_one_after_the_other_and_then_opened_again(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    goal = a_goal("new office", Period.CUSTOM, 100, MILESTONES, ends_on=date(2026, 6, 30))
    put(planner, MILESTONES, goal, a_milestone(goal, "find it"), a_milestone(goal, "sign the lease"))
    async with desk(planner) as d:
        assert d.pane("goals").shows("0 of 2")
        await d.press("2", "x")
        assert "Done: find it" in d.said
        assert d.pane("goals").shows("1 of 2")
        await d.press("x")
        assert d.pane("goals").shows("2 of 2", "met")
        assert {m.done_on for m in planner.store.select(Milestone)} == {TODAY}
        await d.press("x")
        assert d.pane("goals").shows("0 of 2")


async def test_a_counted_goal_cannot_be_ticked_and_says_why(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    planner.goals.add("2 calls a day")
    async with desk(planner) as d:
        await d.press("2", "x")
        assert d.said == "This goal is counted from the log. Log a step with “l”."


async def filled(d: Desk, **fields: str) -> None:
    """Open the form of the goal under the cursor and type into fields."""
    await d.press("2", "e")
    assert isinstance(d.screen, GoalForm)
    for name, text in fields.items():
        line = d.screen.query_one(f"#{name}", Input)
        line.focus()
        await d.settle()
        line.select_all()
        await d.press("backspace")
        await d.type(text)


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("title", "45 calls or more", "45 calls or more"),
        ("why", "because it works", "because it works"),
        ("target", "45", 45),
        ("stretch_target", "60", 60),
        ("period", "custom", Period.CUSTOM),
        ("starts_on", "2026-02-02", date(2026, 2, 2)),
        ("ends_on", "2026-02-27", date(2026, 2, 27)),
        ("kind", "quota", GoalKind.QUOTA),
        ("source", "employer", GoalSource.EMPLOYER),
        ("status", "draft", GoalStatus.DRAFT),
        ("preliminary", "yes", True),
        ("is_realistic", "no", False),
        ("pay_note", "5% of what is won", "5% of what is won"),
    ],
)
async def test_every_field_of_a_goal_is_edited_in_the_form(
    tmp_path: Path, field: str, text: str, value: object
) -> None:
    planner = open_planner(tmp_path)
    put(planner, CALLS, a_goal("many calls"))
    async with desk(planner) as d:
        await filled(d, **{field: text})
        await d.press("enter")
        assert getattr(the_goal(planner), field) == value
        assert d.said.startswith("“many calls in February” is not" if field == "is_realistic" else "Goal changed: ")
        assert d.focus == "goals"


async def test_what_a_goal_counts_is_changed_in_the_form(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, CALLS, a_goal("40 calls"), an_activity(ActivityType.MEETING, quantity=3))
    async with desk(planner) as d:
        await filled(d, counts="meetings", target="12")
        await d.press("enter")
        measure = planner.store.need(Measure, str(the_goal(planner).measure_id))
        assert measure.activity_types == {ActivityType.MEETING}
        assert the_goal(planner).title == "12 meetings"
        assert d.today_screen.goals._goals[0].current == 3


async def test_a_goal_of_money_is_edited_as_money(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    planner.goals.add("$240,000 in 2026")
    async with desk(planner) as d:
        await filled(d, target="$250k", stretch_target="300000")
        await d.press("enter")
        goal = the_goal(planner)
        assert (goal.target, goal.stretch_target) == (25_000_000, 30_000_000)
        assert planner.store.need(Measure, str(goal.measure_id)).unit is Unit.MONEY


async def test_the_form_covers_every_field_that_a_person_sets() -> None:
    own = {"id", "parent_id", "measure_id", "created_at", "position", "archived_on", "committed_on", "is_stale"}
    set_elsewhere = {"baseline", "weight"}
    assert set(LABELS) - {"counts", "reason"} == set(Goal.FIELDS) - own - set_elsewhere


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        ("title", "", "A goal needs a title."),
        ("target", "many", "“many” is not a number"),
        ("target", "0", "needs a target above 0"),
        ("target", "9" * 30, "is not a number"),
        ("stretch_target", "3", "lies below its target"),
        ("period", "fortnight", "is not one of"),
        ("starts_on", "2026-13-45", "is not a date"),
        ("ends_on", "2026-01-01", "before it starts"),
        ("kind", "huge", "is not one of"),
        ("counts", "glorps", "counts:"),
        ("is_realistic", "maybe", "is neither yes nor no"),
    ],
)
async def test_a_refused_form_keeps_what_is_typed_and_says_why(
    tmp_path: Path, field: str, text: str, told: str
) -> None:
    planner = open_planner(tmp_path)
    put(planner, CALLS, a_goal("forty calls"))
    before = the_goal(planner)
    async with desk(planner) as d:
        await filled(d, **{field: text})
        await d.press("enter")
        assert isinstance(d.screen, GoalForm)
        assert told in d.text
        assert d.screen.query_one(f"#{field}", Input).value == text
        assert d.focus == field
        assert the_goal(planner) == before


async def test_an_employers_target_is_lowered_in_the_form_with_a_reason(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, CALLS, a_goal("40 calls", source=GoalSource.EMPLOYER))
    async with desk(planner) as d:
        await filled(d, target="30")
        await d.press("enter")
        assert d.focus == "reason"
        assert "Give a reason to lower it" in d.text
        await d.type("the region was split")
        await d.press("enter")
        assert the_goal(planner).target == 30
        (decision,) = planner.goals.history(the_goal(planner))
        assert decision.text == "target 40 → 30: the region was split"


async def test_the_form_says_what_the_field_takes_that_is_typed_into(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, CALLS, a_goal())
    async with desk(planner, size=(80, 16)) as d:
        await filled(d)
        for name, told in (("kind", "quota, goal, priority, little"), ("source", "self, employer")):
            d.screen.query_one(f"#{name}", Input).focus()
            await d.settle()
            assert d.shows(told)


async def test_a_form_left_by_escape_keeps_what_is_typed_for_the_next_time(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, CALLS, a_goal("forty calls"))
    async with desk(planner) as d:
        await filled(d, why="half a thought")
        await d.press("escape")
        assert the_goal(planner).why == ""
        await d.press("e")
        assert d.screen.query_one("#why", Input).value == "half a thought"
        await d.press("enter")
        assert the_goal(planner).why == "half a thought"
        await d.press("u", "e")
        assert d.screen.query_one("#why", Input).value == ""


async def test_a_half_filled_form_is_kept_while_it_is_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.tui.widgets.input.KEPT_AFTER", 0.01)
    planner = open_planner(tmp_path)
    put(planner, CALLS, a_goal("forty calls"))
    async with desk(planner) as d:
        await filled(d, why="half a thought")
        await d.until(lambda: "half a thought" in planner.draft(f"goal form {the_goal(planner).id}"))
        assert isinstance(d.screen, GoalForm)


async def test_a_form_open_when_the_app_is_left_keeps_what_is_typed(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, CALLS, a_goal("forty calls"))
    async with desk(planner) as d:
        await filled(d, why="half a thought")
        d.app.leave(143)
        await d.until(lambda: not d.app.is_running)
    async with desk(planner) as d:
        await d.press("2", "e")
        assert d.screen.query_one("#why", Input).value == "half a thought"


async def test_the_forms_fields_are_walked_with_tab_and_arrows(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, CALLS, a_goal())
    async with desk(planner) as d:
        await d.press("2", "e")
        names = list(LABELS)
        assert d.focus == names[0]
        for name in names[1:]:
            await d.press("tab")
            assert d.focus == name
        await d.press("shift+tab", "up", "down")
        assert d.focus == names[-2]


async def test_no_letter_typed_into_the_form_is_a_command(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, CALLS, a_goal("forty calls"))
    async with desk(planner) as d:
        await filled(d, why="ltagxemdbKJujkzq?UJ123/<> .:[]")
        assert d.screen.query_one("#why", Input).value == "ltagxemdbKJujkzq?UJ123/<> .:[]"
        before = planner.store.rows("SELECT seq, state FROM journal")
        await d.press("ctrl+z", "ctrl+y")
        assert planner.store.rows("SELECT seq, state FROM journal") == before
        assert isinstance(d.screen, GoalForm)


async def test_a_goal_removed_elsewhere_while_its_form_is_open_is_told(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    goal = a_goal("forty calls")
    put(planner, CALLS, goal)
    async with desk(planner) as d:
        await filled(d, why="too late")
        planner.undo()
        await d.press("enter")
        assert d.alive
        assert "no longer there" in d.text
        assert d.screen.query_one("#why", Input).value == "too late"


async def test_a_goal_that_counts_people_counts_each_once(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    dana = a_contact()
    people = Measure(
        name="people", unit=Unit.COUNT, activity_types=frozenset({ActivityType.CALL}), distinct_contacts=True
    )
    put(planner, dana, people, a_goal("5 people", target=5, measure=people))
    async with desk(planner) as d:
        await d.log("call @Dana")
        await d.log("call @Dana 9:00")
        assert d.today_screen.goals._goals[0].current == 1


async def test_goals_that_start_later_wait_behind_one_key(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, *a_tree(), a_goal("60 calls", on=date(2026, 3, 1)))
    async with desk(planner) as d:
        assert d.pane("goals").shows("1 starts later   f shows them")
        assert not d.pane("goals").shows("60 calls")
        await d.press("2", "f")
        assert d.pane("goals").shows("60 calls", "from 1 Mar")


async def test_on_a_small_terminal_the_form_scrolls_to_the_field_and_tells_all_of_its_hint(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, CALLS, a_goal())
    async with desk(planner, size=(60, 16)) as d:
        await d.press("2", "e", "tab", "tab")
        assert d.shows("new calls · meetings", "milestones · roll-up", "enter saves   tab next   esc keeps")
        await d.press("up", "up", "up")
        assert d.focus == "reason"
        assert d.part("#reason").is_seen
        assert d.shows("asked for where your", "lowered", "enter saves"), d.text


async def test_a_little_goal_asks_whether_one_knows_to_reach_it(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.press("g")
        await d.type("30 follow-up calls by 31 dec little")
        await d.settle()
        assert "do you know you can do this? enter says yes" in d.text


async def test_a_goal_put_away_and_taken_back_is_under_the_cursor_again(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, CALLS, *(a_goal(f"{number} calls", target=number) for number in (40, 50, 60)))
    async with desk(planner) as d:
        await d.press("2", "j")
        before = d.pane("goals").under_cursor
        await d.press("d")
        assert d.pane("goals").under_cursor != before
        await d.press("home", "u")
        assert d.pane("goals").under_cursor == before


async def test_a_day_to_come_tells_what_is_expected_by_then_and_judges_nothing(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, CALLS, a_goal("40 calls", Period.MONTH, 40, CALLS, on=date(2026, 2, 1)), an_activity())
    async with desk(planner) as d:
        assert d.pane("goals").shows("days")
        await d.say("v", "2026-02-27")
        assert d.pane("goals").shows("until today", "expected then", "1  ━━━━━           38")
        assert not d.pane("goals").shows("days")
        await d.press("full_stop")
        assert not d.pane("goals").shows("expected then")
