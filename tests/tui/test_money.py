"""One key hides every amount of money, wherever it stands, and shows it again (B109)."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.widgets._input import Input

from planner.domain.activity import ActivityType
from planner.domain.period import Period
from planner.services.planner import Planner
from tests.builders import DOLLARS, TODAY, a_contact, a_deal, a_goal, an_action, an_activity, open_planner, put
from tests.tui.desk import Desk, desk


def a_seller(folder: Path, **settings: Any) -> Planner:
    """Return a planner with amounts in goals, titles, the plan, the log and its notes."""
    planner = open_planner(folder, **settings)
    dana = a_contact("Dana Reyes")
    deal = a_deal("Acme", amount_minor=1_200_000, contact_id=dana.id)
    year = a_goal("$240,000", Period.YEAR, 24_000_000, DOLLARS)
    put(planner, DOLLARS, dana, deal, year, a_goal("$60,000", Period.QUARTER, 6_000_000, DOLLARS, parent_id=year.id))
    put(planner, an_action("ask for the $5k order", goal_id=year.id))
    put(planner, an_activity(ActivityType.PROPOSAL, deal_id=deal.id, contact_id=dana.id, note="at €900 a month"))
    planner.plan.answer("win the 12k€ renewal", TODAY)
    return planner


def shows_money(d: Desk) -> bool:
    """Tell whether any amount of the file is on the screen."""
    return any(f"{number}" in d.text for number in ("240,000", "60,000", "12,000", "5k", "900", "12k"))


async def test_one_key_hides_every_amount_and_shows_it_again(tmp_path: Path) -> None:
    async with desk(a_seller(tmp_path)) as d:
        before = d.text
        assert shows_money(d)
        await d.press("M")
        assert not shows_money(d)
        assert d.shows("•••", "ask for the ••• order", "win the ••• renewal", "at ••• a month")
        assert d.said == "Money is hidden."
        await d.press("M")
        assert d.text.split("\n")[:-2] == before.split("\n")[:-2]


async def test_what_is_hidden_stays_so_on_pages_in_sentences_and_the_next_time(tmp_path: Path) -> None:
    planner = a_seller(tmp_path)
    async with desk(planner) as d:
        await d.press("M", "2", "enter")
        assert d.shows("••• in 2026", "chart")
        assert not shows_money(d)
        await d.press("b")
        assert d.shows("sum")
        assert not shows_money(d)
        await d.press("escape", "t")
        await d.type("by 31 dec because of it")
        await d.press("enter")
        assert "•••" in d.said
    async with desk(planner) as d:
        assert not shows_money(d)
        assert planner.noted("money") == "hidden"


async def test_a_line_that_is_typed_reads_back_without_its_amount(tmp_path: Path) -> None:
    async with desk(a_seller(tmp_path)) as d:
        await d.press("M", "l")
        await d.type("close @Dana $7,777")
        assert d.typed.endswith("$7,777")
        assert "7,777" not in d.reading
        assert "•••" in d.reading


async def test_the_columns_keep_their_places_while_money_is_hidden(tmp_path: Path) -> None:
    async with desk(a_seller(tmp_path)) as d:
        await d.press("M")
        ends = {line.rstrip("│ ").rindex("━") for line in d.pane("goals").lines if "━" in line and "•••" in line}
        assert len(ends) == 1


async def test_a_terminal_with_ascii_hides_with_asterisks(tmp_path: Path) -> None:
    async with desk(a_seller(tmp_path, ascii=True)) as d:
        await d.press("M")
        assert d.shows("***")
        assert "•" not in d.text


async def test_dates_counts_and_shares_are_no_money(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, an_action("40 calls by 2026-03-31, 50 % of 1,200", on=date(2026, 2, 10)))
    async with desk(planner) as d:
        await d.press("M")
        assert d.shows("40 calls by 2026-03-31, 50 % of 1,200")


@pytest.mark.parametrize(("is_ascii", "cover"), [(False, "•••"), (True, "***")])
async def test_the_goal_form_hides_each_amount_until_its_field_has_the_focus(
    tmp_path: Path, is_ascii: bool, cover: str
) -> None:
    planner = open_planner(tmp_path, ascii=is_ascii)
    put(planner, DOLLARS, a_goal("$240,000", Period.YEAR, 24_000_000, DOLLARS, pay_note="about $9,000"))
    async with desk(planner) as d:
        await d.press("M", "2", "e")
        assert not any(text in d.text for text in ("240,000", "9,000"))
        assert d.part("#target").text.strip() == cover
        assert d.focus == "why"
        await d.press("tab", "tab")
        assert d.part("#target").text.strip() == "$240,000"
        await d.press("backspace", "tab")
        assert d.part("#target").text.strip() == cover
        assert d.screen.query_one("#target", Input).value == "$240,00"


async def test_an_amount_typed_without_its_currency_is_hidden_in_the_form_too(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, DOLLARS, a_goal("sell more", Period.YEAR, 24_000_000, DOLLARS))
    async with desk(planner) as d:
        await d.press("M", "2", "e", "tab", "tab", "tab", "tab")
        await d.type("300000")
        assert d.part("#stretch_target").text.strip() == "300000"
        await d.press("up")
        assert d.part("#stretch_target").text.strip() == "•••"


async def test_the_goal_form_shows_amounts_while_money_is_shown(tmp_path: Path) -> None:
    async with desk(a_seller(tmp_path)) as d:
        await d.press("2", "e")
        assert d.focus == "title"
        assert "$240,000" in d.part("#target").text
