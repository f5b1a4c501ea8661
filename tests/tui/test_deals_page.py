"""The pipeline and a deal's page: every key does what the key table says, at every size, with any name."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from planner.domain.activity import ActivityType
from planner.domain.contact import Stage
from planner.domain.deal import Deal
from planner.domain.goal import GoalKind
from planner.domain.period import Period
from planner.services.planner import Planner
from planner.tui.commands.command import Place
from tests.builders import DOLLARS, HOSTILE, TODAY, a_contact, a_deal, a_goal, an_activity, open_planner, put
from tests.tui.desk import desk


@pytest.fixture
def planner(tmp_path: Path) -> Planner:
    return open_planner(tmp_path)


def sold(planner: Planner, **fields: Any) -> Deal:
    """Put a deal of $12,000 with its buyer into the file."""
    dana = a_contact("Dana Reyes", "Acme", stage=Stage.OPPORTUNITY, created_on=TODAY - timedelta(days=90))
    deal = a_deal("Acme renewal", **{"contact_id": dana.id, "amount_minor": 1_200_000, "stage": "proposal", **fields})
    put(planner, dana, deal)
    return deal


def stage(planner: Planner) -> str:
    (deal,) = planner.store.select(Deal)
    return deal.stage


async def test_an_empty_pipeline_teaches_one_key(planner: Planner) -> None:
    async with desk(planner, size=(120, 40)) as d:
        await d.press("P")
        assert d.places == {Place.DEALS}
        assert d.shows("deals   open   0", "No deal yet. a adds one", "win rate: no deal decided this year")
        await d.press("a")
        await d.type('Acme renewal @"Dana Reyes" $12k by 30 apr next: send terms')
        assert "Acme renewal · Dana Reyes · new contact · $12,000 · new, qualified 20% · by Thu 30 Apr" in d.reading
        await d.press("enter")
        assert d.said.startswith("Added: Acme renewal $12,000, qualified")
        assert d.shows("Qualified  20%", "Acme renewal", "Dana Reyes", "$12,000", "Thu 30 Apr")
        await d.press("u", "escape")
        assert d.screen is d.today_screen


async def test_sums_stand_by_stage_and_currency_beside_what_they_cover(planner: Planner) -> None:
    put(planner, DOLLARS, a_goal("$100,000", Period.YEAR, 10_000_000, DOLLARS, kind=GoalKind.QUOTA))
    sold(planner, expected_close_on=TODAY)
    put(planner, a_deal("Euro", amount_minor=70_000, currency="EUR"), a_deal("Quiet", created_on=TODAY - timedelta(30)))
    async with desk(planner, size=(120, 40)) as d:
        await d.press("P")
        assert d.shows("proposal 50%", "all open", "USD", "EUR", "€140", "$6,000")
        assert d.shows("forecast $6,000 = 6.0 %", "needed 3x = $300,000, short $288,000", "short of what is needed")
        assert d.shows("1 gone quiet", "1 closing soon", "1 without an amount", "quiet for 30 days")
        await d.press("M")
        assert not d.shows("$12,000")
        assert not d.shows("€")


async def test_amount_and_date_stand_apart_at_every_width(planner: Planner) -> None:
    put(
        planner,
        a_deal("Late", amount_minor=123_400_000, created_on=date(2025, 1, 2), expected_close_on=date(2025, 1, 31)),
    )
    sold(planner, expected_close_on=date(2027, 12, 31))
    async with desk(planner) as d:
        await d.press("P")
        for columns, late, coming in (
            (120, "was 31 Jan 2025", "Fri 31 Dec 2027"),
            (80, "was 31 Jan 2025", "Fri 31 Dec 2027"),
            (60, "was Jan 2025", "31 Dec 2027"),
            (52, "was Jan 2025", "31 Dec 2027"),
        ):
            await d.resize(columns, 16)
            assert d.shows(f"$1,234,000 {late:>17}" if columns > 60 else f"$1,234,000 {late}", f" {coming}")


async def test_a_deal_goes_along_its_stages_and_is_won_for_an_amount(planner: Planner) -> None:
    sold(planner)
    async with desk(planner, size=(120, 40)) as d:
        await d.press("P", "right_square_bracket")
        assert stage(planner) == "negotiation"
        await d.press("right_square_bracket")
        assert d.said == "“Acme renewal” stands at negotiation: win it or lose it next."
        await d.press("left_square_bracket", "shift+left")
        assert stage(planner) == "qualified"
        await d.press("w")
        assert "for $12,000 · enter wins it" in d.reading
        await d.type("$15k yesterday")
        assert "for $15,000 · Mon 9 Feb" in d.reading
        await d.press("enter")
        assert d.said.startswith("Won: Acme renewal $15,000, new")
        assert planner.store.rows("SELECT count(*) FROM activity WHERE type = 'close'") == [(1,)]
        await d.press("5")
        assert d.shows("deals   won   1", "Mon 9 Feb")
        await d.press("w")
        assert "is won already. t gives it a stage" in d.said
        await d.say("t", "neg")
        assert stage(planner) == "negotiation"
        assert planner.store.rows("SELECT count(*) FROM activity") == [(0,)]


async def test_a_deal_is_lost_with_its_reason_and_keeps_its_buyer(planner: Planner) -> None:
    sold(planner)
    async with desk(planner, size=(120, 40)) as d:
        await d.press("P", "x")
        await d.type("too dear")
        await d.press("enter", "6")
        assert d.shows("deals   lost   1", "too dear")
    assert planner.store.rows("SELECT stage FROM contact") == [("opportunity",)]


async def test_the_line_the_next_step_and_the_buyer_have_their_keys(planner: Planner) -> None:
    sold(planner)
    async with desk(planner, size=(120, 40)) as d:
        await d.press("P", "f")
        await d.type("send the terms")
        await d.press("enter")
        assert d.shows("→ send the terms")
        await d.press("e")
        assert d.typed == 'Acme renewal $12,000 @"Dana Reyes" stage: proposal kind: new next: send the terms'
        await d.type(" fri")
        await d.press("enter", "s")
        await d.type("+2w")
        await d.press("enter")
        assert planner.store.rows("SELECT snoozed_until FROM contact") == [("2026-02-24",)]
        await d.press("l")
        assert d.typed == 'call @"Dana Reyes"'
        await d.press("escape", "o")
        assert d.places == {Place.CONTACT}
        await d.press("down", "enter")
        assert d.places == {Place.DEAL}


async def test_a_deals_page_shows_all_of_it_and_leads_to_its_buyer(planner: Planner) -> None:
    deal = sold(planner, expected_close_on=TODAY - timedelta(days=1), next_step="send the terms")
    put(planner, an_activity(ActivityType.PROPOSAL, contact_id=deal.contact_id, deal_id=deal.id, note="sent it"))
    planner.contacts.plan(str(deal.contact_id), "fri call about it", TODAY)
    async with desk(planner, size=(100, 30)) as d:
        await d.press("P", "enter")
        assert d.shows("proposal 50%", "weighted $6,000", "decision was expected by Mon 9 Feb", "this deal", "sent it")
        assert d.shows("send the terms", "call about it, Fri 13 Feb", "last touch today")
        await d.press("down", "enter")
        assert d.typed.startswith("proposal $12,000")
        await d.press("escape", "a")
        await d.type("mon send a mail")
        await d.press("enter")
        assert d.shows("send a mail, Mon 16 Feb")
        await d.press("up", "enter")
        assert d.places == {Place.CONTACT}
        await d.press("escape", "w", "enter")
        assert d.shows("won Tue 10 Feb")


async def test_filters_narrow_the_list(planner: Planner) -> None:
    sold(planner)
    put(planner, a_deal("Fresh", stage="prospecting"), a_deal("Due", expected_close_on=TODAY))
    async with desk(planner, size=(120, 40)) as d:
        await d.press("P")
        for key, title in (
            ("1", "prospecting   1"), ("2", "qualified   1"), ("3", "proposal   1"), ("4", "negotiation   0"),
            ("7", "gone quiet   0"), ("8", "closing soon   1"), ("0", "open   3"),
        ):  # fmt: skip
            await d.press(key)
            assert d.shows(f"deals   {title}")
        await d.press("4")
        assert d.shows("No deal is here. 0 shows every open one.")
        await d.press("w")
        assert d.said.startswith("No deal stands here.")


async def test_a_deal_that_is_gone_says_so(planner: Planner) -> None:
    async with desk(planner) as d:
        d.app.pages.open_deal("gone")
        await d.settle()
        assert d.shows("This deal is no longer there.")
        await d.press("e")
        assert d.said.startswith("No deal stands here.")


async def test_the_list_goes_on_as_the_cursor_does(planner: Planner) -> None:
    put(planner, *(a_deal(f"Deal {n:03}") for n in range(150)))
    async with desk(planner, size=(120, 40)) as d:
        await d.press("P")
        assert d.shows("deals   open   150")
        await d.press("end")
        assert "Deal 149" in d.part("#deals").under_cursor


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 16), (40, 30), (30, 10)])
@pytest.mark.parametrize("chosen", [{}, {"ascii": True}])
async def test_no_name_breaks_the_pages(tmp_path: Path, size: tuple[int, int], chosen: dict[str, Any]) -> None:
    planner = open_planner(tmp_path, **chosen)
    for n, name in enumerate(HOSTILE):
        buyer = a_contact(name, name)
        put(
            planner,
            buyer,
            a_deal(name, contact_id=buyer.id, amount_minor=10**14, next_step=name, currency=("USD", "JPY")[n % 2]),
            a_deal(name, stage="lost", closed_on=TODAY, lost_reason=name),
        )
    async with desk(planner, size=size) as d:
        await d.press("P", "j", "j", "enter")
        assert d.places == {Place.DEAL}
        assert all(len(line) <= size[0] for line in d.lines)
        await d.press("escape", "6")
        assert d.alive
        assert "\u202e" not in d.text


async def test_ten_thousand_deals_open_and_are_moved_in(planner: Planner) -> None:
    planner.store.connection.execute("BEGIN")
    planner.store.connection.executemany(
        "INSERT INTO deal (id, title, amount_minor, currency, kind, stage, created_on) "
        "VALUES (?, ?, 100, 'USD', 'new', 'proposal', '2026-02-01')",
        [(f"d{n:06}", f"Deal {n}") for n in range(10_000)],
    )
    planner.store.connection.execute("COMMIT")
    async with desk(planner, size=(120, 40)) as d:
        await d.press("P")
        await d.press("j", "j", "j", "j")
        assert "10,000" in d.text


async def test_a_decided_deal_names_no_key_that_an_open_one_alone_has(planner: Planner) -> None:
    sold(planner)
    async with desk(planner, size=(120, 40)) as d:
        await d.press("P")
        assert all(told in d.footer for told in ("] forward", "w win", "x lose"))
        await d.press("w", "enter", "5")
        assert d.part("#deals").shows("Acme renewal")
        assert not any(told in d.footer for told in ("] forward", "w win", "x lose"))
        assert "e edit" in d.footer
