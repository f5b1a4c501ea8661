"""What was planned for a day stays so: whatever leaves the day when it is over, its figures are as they were."""

from collections.abc import Callable
from datetime import date

import pytest

from planner.domain.action import Action, ActionKind, ActionStatus, one_thing_id
from planner.domain.conversion import Ratio
from planner.domain.period import Period
from planner.services.planner import Planner
from tests.builders import CALLS, StoppedClock, a_contact, a_goal, an_action, put

MONDAY, TUESDAY, FRIDAY = date(2026, 2, 2), date(2026, 2, 3), date(2026, 2, 6)
SATURDAY, NEXT_MONDAY = date(2026, 2, 7), date(2026, 2, 9)
THING = one_thing_id(MONDAY)


@pytest.fixture
def clock() -> StoppedClock:
    clock = StoppedClock()
    clock.set(MONDAY)
    return clock


def lived(planner: Planner, clock: StoppedClock) -> float:
    """Set a one thing, leave it undone, make a step and let the day pass; return what the day left."""
    planner.plan.answer("close the renewal", MONDAY)
    planner.log.line("call")
    clock.advance(days=1)
    return planner.momentum.gauge(TUESDAY).value


def laid_out(planner: Planner) -> None:
    """Lay what the day left open on the next Monday, as weekly planning does."""
    (waits,) = planner.week.grid(NEXT_MONDAY).proposals
    planner.week.lay(waits.key, NEXT_MONDAY)


@pytest.mark.parametrize(
    "leave",
    [
        lambda planner: planner.plan.move(THING, TUESDAY),
        lambda planner: planner.plan.drop(THING),
        lambda planner: planner.plan.answer("", MONDAY),
        lambda planner: planner.week.put(THING, FRIDAY),
        laid_out,
    ],
)
def test_a_past_day_scores_the_same_wherever_its_one_thing_goes(
    planner: Planner, clock: StoppedClock, leave: Callable[[Planner], None]
) -> None:
    before = lived(planner, clock)
    leave(planner)
    facts = planner.momentum.facts(MONDAY)
    assert (facts.one_thing, facts.met, facts.asked) == (False, 0, 1)
    assert planner.momentum.gauge(TUESDAY).value == before
    assert Planner(planner.store, clock, planner.settings).momentum.gauge(TUESDAY).value == before
    assert not planner.store.need(Action, THING).stands
    view = planner.reviews.day(MONDAY)
    assert (view.done, len(view.planned)) == (0, 1)
    planner.undo()
    assert planner.momentum.gauge(TUESDAY).value == before


def test_a_one_thing_that_is_moved_during_its_day_is_not_done_on_it(planner: Planner, clock: StoppedClock) -> None:
    put(planner, CALLS, a_goal("2 calls", Period.DAY, 2, starts_on=MONDAY, ends_on=FRIDAY))
    planner.plan.answer("close the renewal", MONDAY)
    planner.log.line("call x2")
    whole = planner.momentum.gauge(MONDAY).if_asks_met
    planner.plan.move(THING, TUESDAY)
    gauge = planner.momentum.gauge(MONDAY)
    assert whole > gauge.if_asks_met == gauge.as_it_stands
    planner.reviews.close(MONDAY)
    assert planner.momentum.gauge(MONDAY).value == gauge.as_it_stands
    clock.advance(days=1)
    assert (planner.momentum.facts(MONDAY).one_thing, planner.momentum.facts(TUESDAY).one_thing) == (False, False)


def test_another_answer_to_the_blank_stands_in_its_place(planner: Planner) -> None:
    planner.plan.answer("close the renewal", MONDAY)
    planner.plan.move(THING, TUESDAY)
    planner.plan.answer("call Dana", MONDAY)
    planner.plan.toggle(THING)
    assert (planner.momentum.facts(MONDAY).one_thing, planner.store.need(Action, THING).left_on) == (True, None)


def test_what_is_dropped_during_its_day_or_moved_before_it_leaves_the_plan(planner: Planner) -> None:
    planner.plan.answer("close the renewal", MONDAY)
    planner.plan.answer("call Dana", TUESDAY)
    planner.plan.drop(THING)
    planner.plan.move(one_thing_id(TUESDAY), FRIDAY)
    assert [planner.momentum.facts(day).one_thing for day in (MONDAY, TUESDAY, FRIDAY)] == [None, None, False]
    assert planner.reviews.day(MONDAY).planned == ()


def promises(planner: Planner) -> Ratio:
    return planner.week.view(MONDAY).promises


@pytest.mark.parametrize("kind", [ActionKind.PROMISE, ActionKind.FOLLOW_UP])
@pytest.mark.parametrize(
    "leave",
    [
        lambda planner, key: planner.plan.move(key, NEXT_MONDAY),
        lambda planner, key: planner.plan.drop(key),
        lambda planner, key: planner.plan.correct(key, "mon send the terms"),
        lambda planner, key: planner.week.put(key, NEXT_MONDAY),
        lambda planner, _: laid_out(planner),
    ],
)
def test_a_promise_of_a_past_week_stays_unkept_there(
    planner: Planner, clock: StoppedClock, kind: ActionKind, leave: Callable[[Planner, str], object]
) -> None:
    dana = a_contact()
    put(planner, dana, kept := an_action(on=MONDAY, kind=kind), open_one := an_action(on=FRIDAY, kind=kind))
    planner.plan.toggle(kept.id)
    clock.set(SATURDAY)
    assert promises(planner) == Ratio(1, 2)
    leave(planner, open_one.id)
    assert promises(planner) == Ratio(1, 2)
    assert planner.store.need(Action, open_one.id).status in {ActionStatus.MOVED, ActionStatus.DROPPED}


def test_a_promise_that_is_moved_before_its_day_is_due_where_it_stands(planner: Planner) -> None:
    put(planner, promise := an_action(on=FRIDAY, kind="promise"))
    planner.plan.move(promise.id, NEXT_MONDAY)
    assert promises(planner) == Ratio(0, 0)


def test_a_promise_of_today_that_is_put_on_another_day_was_not_kept_today(
    planner: Planner, clock: StoppedClock
) -> None:
    put(planner, promise := an_action(on=MONDAY, kind="promise"))
    planner.week.put(promise.id, NEXT_MONDAY)
    clock.set(SATURDAY)
    assert promises(planner) == Ratio(0, 1)


def test_a_block_that_leaves_a_past_day_takes_nothing_from_what_was_planned(
    planner: Planner, clock: StoppedClock
) -> None:
    put(planner, block := an_action(on=MONDAY, kind="block", planned_minutes=60))
    put(planner, held := an_action(on=MONDAY, block_id=block.id))
    clock.set(SATURDAY)
    planner.week.put(block.id, NEXT_MONDAY)
    assert planner.week.view(MONDAY).sacred == Ratio(0, 60)
    assert planner.store.need(Action, held.id).status is ActionStatus.MOVED
    (laid,) = (action for action in planner.store.select(Action, "date = ? AND kind = 'block'", [NEXT_MONDAY]))
    (along,) = (action for action in planner.store.select(Action, "date = ? AND kind = 'action'", [NEXT_MONDAY]))
    assert along.block_id == laid.id


def test_yesterday_is_told_with_all_that_was_planned_for_it(planner: Planner, clock: StoppedClock) -> None:
    put(planner, one := an_action(on=MONDAY), two := an_action(on=MONDAY))
    planner.plan.toggle(one.id)
    clock.advance(days=1)
    planner.plan.move(two.id, FRIDAY)
    yesterday = planner.morning.view(TUESDAY).yesterday
    assert yesterday is not None
    assert (yesterday.done, yesterday.planned) == (1, 2)
