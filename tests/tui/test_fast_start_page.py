"""The fast start board on screen: it opens by itself once a day, logs with the contact filled in and asks what a list asks."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from planner.domain.action import Action, ActionKind
from planner.domain.contact import Contact, Stage
from planner.domain.review import ReviewKind
from planner.services.planner import Planner
from planner.tui.commands.command import Place
from tests.builders import StoppedClock, a_contact, a_day_off, a_deal, an_action, an_activity, open_planner, put
from tests.tui.desk import Desk, desk

FIRST = date(2026, 1, 5)
OLD: dict[str, Any] = {"created_on": date(2025, 1, 2)}


@pytest.fixture
def clock() -> StoppedClock:
    clock = StoppedClock()
    clock.set(date(2026, 1, 1))
    return clock


@pytest.fixture
def planner(tmp_path: Path, clock: StoppedClock) -> Planner:
    clock.set(FIRST)
    return open_planner(tmp_path, clock)


def week(planner: Planner) -> tuple[Contact, Contact, Contact]:
    """Put a buyer, a customer and a prospect close to a decision into the file."""
    amy = a_contact("Amy Buyer", "Acme", stage=Stage.CUSTOMER, **OLD)
    carl = a_contact("Carl Customer", stage=Stage.CUSTOMER, **OLD)
    dee = a_contact("Dee Decider", "Delta", stage=Stage.OPPORTUNITY, **OLD)
    put(
        planner,
        *(amy, carl, dee, a_day_off(date(2026, 1, 1)), a_day_off(date(2026, 1, 2))),
        a_deal("Acme", contact_id=amy.id, stage="won", closed_on=date(2025, 3, 3), **OLD),
        an_activity(on=date(2025, 12, 1), contact_id=carl.id),
        a_deal("Delta first", contact_id=dee.id, stage="negotiation", amount_minor=90_000, **OLD),
        an_action("the figures", FIRST, kind=ActionKind.PROMISE, owed_by="them", contact_id=carl.id),
    )
    return amy, carl, dee


async def board(d: Desk) -> None:
    await d.run("page.fast_start")


async def test_the_board_opens_by_itself_once_on_each_of_the_five_days(planner: Planner, clock: StoppedClock) -> None:
    week(planner)
    days = planner.fast_start.days(FIRST)
    for number, day in enumerate(days, 1):
        clock.set(day)
        async with desk(planner, size=(120, 40)) as d:
            assert d.places == {Place.FAST_START}
            assert d.shows(f"fast start of 2026   day {number} of 5, to")
            await d.press("escape")
            assert d.screen is d.today_screen
        async with desk(planner, size=(120, 40)) as d:
            assert d.screen is d.today_screen
    clock.set(days[-1] + timedelta(days=3))
    async with desk(planner, size=(120, 40)) as d:
        assert d.screen is d.today_screen


async def test_the_top_line_says_which_of_the_five_days_it_is_where_no_ritual_is_due(
    planner: Planner, clock: StoppedClock
) -> None:
    week(planner)
    for kind in ReviewKind:
        planner.routine.switch(kind, is_on=False)
    clock.set(date(2026, 1, 7))
    planner.fast_start.note_seen()
    async with desk(planner, size=(120, 40)) as d:
        await d.until(lambda: d.shows("fast start, day 3 of 5"))
        await d.turn_to(date(2026, 1, 10))
        await d.until(lambda: not d.shows("fast start, day"))
        assert not planner.fast_start.reminder(date(2026, 1, 10))


async def test_the_four_lists_stand_one_below_the_other(planner: Planner) -> None:
    week(planner)
    async with desk(planner, size=(120, 40)) as d:
        await board(d)
        text = d.text
        heads = [text.index(t) for t in ("Last year's buyers", "Current customers", "Close to a decision", "Marketing")]
        assert heads == sorted(heads)
        assert d.shows("0 of 1 reached", "promised you “the figures” for Mon 5 Jan", "Delta first $900, negotiation")
        assert "Amy Buyer" in d.part("#fast_start").under_cursor


async def test_beside_a_promise_the_last_talk_stands_where_there_is_room(planner: Planner) -> None:
    week(planner)
    async with desk(planner, size=(80, 24)) as d:
        await board(d)
        (line,) = [line for line in d.lines if "Carl Customer" in line]
        assert "promised you “the figures” fo…  last talked 35 days ago" in line
        await d.resize(60, 16)
        assert d.shows("promised you “the figures” for Mon…")


async def test_enter_logs_with_the_contact_filled_in_and_the_row_is_done(planner: Planner) -> None:
    week(planner)
    async with desk(planner, size=(120, 40)) as d:
        await board(d)
        await d.press("enter")
        assert d.typed == 'call +touch_base @"Amy Buyer"'
        await d.type(" vm")
        await d.press("enter")
        assert d.shows("again Tue 6 Jan, tried once", "0 of 1 reached")
        await d.say("enter", " connected")
        assert d.shows("reached Mon 5 Jan", "1 of 1 reached", "day by day 1")


async def test_a_customer_is_asked_for_new_ideas_and_a_prospect_for_the_next_step(planner: Planner) -> None:
    _, carl, _ = week(planner)
    async with desk(planner, size=(120, 40)) as d:
        await board(d)
        await d.press("tab", "enter", "enter")
        assert d.part("#editor").shows("new ideas?")
        await d.type("a second site")
        await d.press("enter")
        assert planner.store.need(Contact, carl.id).notes.endswith("new ideas: a second site")
        await d.press("tab", "enter")
        assert d.typed == 'call +follow_up @"Dee Decider"'
        await d.press("enter")
        assert d.part("#editor").shows("agreed next step")
        await d.type("fri send the contract")
        await d.press("enter")
        assert d.shows("1 with an agreed date")
        await d.press("tab", "enter")
        assert d.typed == "marketing reach"
        await d.type(" 250: newsletter")
        await d.press("enter")
        assert d.shows("250 people reached", "logged once")


async def test_a_voicemail_asks_for_nothing_more(planner: Planner) -> None:
    week(planner)
    async with desk(planner, size=(120, 40)) as d:
        await board(d)
        await d.press("tab", "enter")
        await d.type(" na")
        await d.press("enter")
        assert not d.is_typing


async def test_a_call_is_put_off_dropped_or_believed_in(planner: Planner) -> None:
    amy, *_ = week(planner)
    async with desk(planner, size=(120, 40)) as d:
        await board(d)
        await d.say("m", "wed")
        assert d.shows("again Wed 7 Jan")
        await d.say("m", "+3w")
        assert d.part("#editor").shows("A call is put off to Tue 6 Jan")
        await d.press("escape", "g")
        assert d.said.startswith("Groundwork laid: Acme 2026, no amount yet")
        await d.press("d")
        assert d.shows("dropped", "0 of 0 reached")
        await d.press("d", "b")
        await d.type("amy")
        assert "Amy Buyer, Acme" in d.reading
        await d.press("enter")
        assert d.shows("0 of 2 reached", "you believe that a decision is near")
        await d.press("o")
        assert d.places == {Place.CONTACT}
    assert planner.store.need(Contact, amy.id).close_mark
    assert next(planner.store.select(Action, "kind = 'follow_up'")).date == date(2026, 1, 7)


async def test_the_resolution_is_written_once(planner: Planner) -> None:
    week(planner)
    async with desk(planner, size=(120, 40)) as d:
        await board(d)
        await d.say("v", "2026 will be a stellar year")
        assert d.shows("Resolved  2026 will be a stellar year")
        await d.press("home", "enter")
        assert d.typed == "2026 will be a stellar year"


async def test_afterwards_it_is_looked_at(planner: Planner, clock: StoppedClock) -> None:
    week(planner)
    clock.set(date(2026, 2, 10))
    async with desk(planner, size=(120, 40)) as d:
        await board(d)
        assert d.shows("fast start of 2026   ended Fri 9 Jan, to be looked at")
        assert d.shows("not reached, no talk before")
        assert d.shows("none was logged")
        assert "enter" not in d.footer
        await d.press("enter")
        assert "none of the fast start's five days" in d.said
        assert "v writes" not in d.text
        for key in ("d", "i", "v"):
            await d.press("home", key)
            assert "he fast start ended" in d.said
            assert not d.is_typing


async def test_afterwards_a_deal_tells_how_it_stands_now_and_a_decision_of_those_days_what_it_was(
    planner: Planner, clock: StoppedClock
) -> None:
    bo, cy, di = (a_contact(name, **OLD) for name in ("Bo", "Cy", "Di"))
    put(
        planner,
        *(bo, cy, di, a_day_off(date(2026, 1, 1)), a_day_off(date(2026, 1, 2))),
        a_deal("Open", contact_id=bo.id, stage="proposal", amount_minor=900_000, **OLD),
        a_deal("Bare", contact_id=cy.id, stage="negotiation", **OLD),
        a_deal("Won", contact_id=di.id, stage="won", amount_minor=70_000, closed_on=date(2026, 1, 8), **OLD),
    )
    async with desk(planner, size=(120, 40)) as d:
        clock.set(FIRST)
        await board(d)
        assert d.shows("Open $9,000, proposal", "Bare, negotiation")
    clock.set(date(2026, 2, 10))
    async with desk(planner, size=(120, 40)) as d:
        await board(d)
        assert d.shows("Open, now $9,000, proposal", "Bare, now negotiation", "Won $700, won")


async def test_a_call_that_is_logged_afterwards_is_asked_nothing(planner: Planner, clock: StoppedClock) -> None:
    _, carl, _ = week(planner)
    put(planner, an_activity(on=FIRST, contact_id=carl.id))
    clock.set(date(2026, 2, 10))
    async with desk(planner, size=(120, 40)) as d:
        await board(d)
        await d.press("tab", "l", "enter")
        assert not d.is_typing


async def test_a_long_list_is_shown_to_its_end_by_a_key(planner: Planner) -> None:
    people = [a_contact(f"Buyer {n:02}", **OLD) for n in range(40)]
    put(
        planner,
        *people,
        *(a_deal("x", contact_id=p.id, stage="won", closed_on=date(2025, 5, 5), **OLD) for p in people),
    )
    async with desk(planner, size=(120, 40)) as d:
        await board(d)
        assert d.shows("more, space shows them")
        await d.press("space", *["down"] * 39)
        assert "Buyer 39" in d.part("#fast_start").under_cursor
        await d.press("space")
        assert d.alive


async def test_an_empty_file_has_a_board_that_opens_by_hand(planner: Planner) -> None:
    async with desk(planner, size=(120, 40)) as d:
        assert d.places != {Place.FAST_START}
        await board(d)
        assert d.shows("Nobody bought last year.", "No deal awaits a decision.", "marketing reach 250: newsletter")
        await d.press("m")
        assert d.said.startswith("Nobody to call stands here")


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 16), (40, 30), (30, 10)])
async def test_no_name_breaks_the_board(tmp_path: Path, clock: StoppedClock, size: tuple[int, int]) -> None:
    clock.set(FIRST + timedelta(days=1))
    planner = open_planner(tmp_path, clock, ascii=size[0] == 40)
    for name in ("[/] [bold]", "田中太郎", "x" * 200, "Ünïcødé \u202e evil"):
        one = a_contact(name, name, stage=Stage.CUSTOMER, close_mark=True, **OLD)
        put(planner, one, a_deal(name, contact_id=one.id, stage="won", closed_on=date(2025, 5, 5), **OLD))
        put(planner, a_deal(name, contact_id=one.id, stage="proposal", amount_minor=10**14, **OLD))
    async with desk(planner, size=size) as d:
        await board(d)
        await d.press("tab", "tab", "tab", "tab", "space")
        assert d.alive
        assert "\u202e" not in d.text


async def test_the_morning_leads_to_the_board(planner: Planner) -> None:
    week(planner)
    async with desk(planner, size=(120, 40), is_first_today=True) as d:
        assert d.places == {Place.MORNING}
        assert planner.fast_start.opens_itself()
        await d.press("escape")
        assert d.places == {Place.FAST_START}
        await d.press("escape")
        assert not planner.fast_start.opens_itself()


async def test_days_are_offered_while_there_are_some_and_keys_that_change_the_board_end_with_it(
    planner: Planner,
) -> None:
    week(planner)
    async with desk(planner, size=(120, 40)) as d:
        await board(d)
        assert all(word in d.footer for word in ("another day", "drop", "groundwork", "believe"))
        await d.press("m")
        assert d.reading.startswith("Tue 6 Jan · Wed 7 Jan")
        await d.press("escape")
        await d.turn_to(date(2026, 1, 12))
        assert not any(word in d.footer for word in ("another day", "drop", "groundwork", "believe"))
        await d.press("d")
        assert "the fast start ended" in d.said
