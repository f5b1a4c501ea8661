"""The people page and a contact's page: every key does what the key table says, and nobody's name breaks them."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from planner.domain.action import ActionKind
from planner.domain.activity import Outcome
from planner.domain.contact import Contact, Stage
from planner.domain.nextcall import NextCall, Reason, Why
from planner.services.planner import Planner
from planner.tui import people_format
from planner.tui.commands.command import Place
from planner.tui.line import UNICODE
from tests.builders import HOSTILE, TODAY, a_contact, a_deal, an_action, an_activity, open_planner, put
from tests.tui.desk import Desk, desk


def met(name: str, **fields: Any) -> Contact:
    return a_contact(name, **{"stage": Stage.PROSPECT, "created_on": TODAY - timedelta(days=90), **fields})


@pytest.fixture
def planner(tmp_path: Path) -> Planner:
    return open_planner(tmp_path)


def people(d: Desk) -> list[str]:
    """Return the lines of the page."""
    return [line.lstrip("▌| ") for line in d.part(f"#{next(iter(d.places)).name.lower()}").inside if line.strip("▌| ")]


async def test_c_shows_whom_to_call_next_and_tab_shows_everybody(planner: Planner) -> None:
    put(planner, met("Dana", organization="Acme"), a_contact("Lee"))
    async with desk(planner) as d:
        await d.press("c")
        assert d.places == {Place.PEOPLE}
        assert [line.split("  ")[0] for line in people(d)] == ["Lee", "Dana"]
        assert d.shows("new lead, came today, no touch yet", "prospect, not talked since you met 90 days ago")
        await d.press("tab")
        assert d.shows("people   everybody   2", "name", "losing touch")
        await d.press("tab", "escape")
        assert d.screen is d.today_screen


@pytest.mark.parametrize(
    "words", ["lead", "deal Acme spring order with training $12,000, proposal, by Fri 27 Feb, at the latest"]
)
def test_the_strongest_reason_alone_is_strong_however_the_line_breaks(words: str) -> None:
    others = "top prospect, last talked 27 days ago by phone"
    found = tuple(Reason(Why.DECISION, (), told) for told in (words, others))
    first, *more = people_format.call(NextCall(met("Dana"), found, None), UNICODE, 116)
    cells = [*first.left[2:], *(cell for line in more for cell in line.left[1:])]
    assert " ".join(text for text, role in cells if role == "text") == words
    assert "".join(text for text, role in cells if role == "dim").endswith(others)


async def test_the_strongest_fifty_are_told_of_how_many(planner: Planner) -> None:
    put(planner, *(met(f"Name {n:02}") for n in range(50)))
    async with desk(planner) as d:
        await d.press("c")
        await d.until(lambda: d.shows("whom to call next   50 "))
        planner.contacts.add("Zed")
        await d.until(lambda: d.shows("the strongest 50 of 51"))


async def test_the_list_of_all_begins_at_its_top_and_its_heading_stays(planner: Planner) -> None:
    put(planner, *(met(f"Name {n:02}") for n in range(60)), met("Zed", close_mark=True))
    async with desk(planner, size=(100, 20)) as d:
        await d.press("c", "tab")
        assert d.part("#people").under_cursor.startswith("Name 00")
        await d.press("end")
        assert people(d)[0].startswith("name")
        assert d.part("#people").under_cursor.startswith("Zed")
        for _ in range(60):
            await d.press("up")
        assert people(d)[:2][0].startswith("name")
        assert d.part("#people").under_cursor.startswith("Name 00")


async def test_an_empty_list_teaches_one_key(planner: Planner) -> None:
    async with desk(planner) as d:
        await d.press("c")
        assert d.shows("No contact yet. a adds one")
        await d.press("a")
        await d.type("Dana Reyes, Acme <dana@acme.com> source: fair")
        assert "Dana Reyes, Acme · dana@acme.com · from fair" in d.reading
        await d.press("enter")
        assert d.shows("Dana Reyes  Acme", "new lead, came today")
        await d.press("minus")
        assert d.shows("Nobody waits for a call now.", "Skipped for today: Dana Reyes")
        await d.press("u")
        assert d.shows("new lead, came today")


async def test_enter_logs_with_the_contact_filled_in_and_does_the_follow_up(planner: Planner) -> None:
    dana = met("Dana Reyes")
    put(planner, dana, an_action("call: pilot", kind=ActionKind.FOLLOW_UP, contact_id=dana.id))
    async with desk(planner) as d:
        await d.press("c", "enter")
        assert d.typed == 'call @"Dana Reyes"'
        await d.type(" connected: likes it")
        await d.press("enter")
        assert d.said.startswith("Logged: call, Dana Reyes")
        assert d.shows("Nobody waits for a call now.")
    assert planner.store.rows("SELECT status FROM action") == [("done",)]


async def test_of_two_with_one_name_the_one_under_the_cursor_is_meant(planner: Planner) -> None:
    one, other = met("Dana"), met("Dana", close_mark=True)
    put(planner, one, other)
    async with desk(planner) as d:
        await d.press("c", "l")
        await d.type(" connected")
        await d.press("enter")
    assert planner.store.rows("SELECT contact_id FROM activity") == [(other.id,)]


async def test_s_snoozes_until_a_day(planner: Planner) -> None:
    dana = met("Dana")
    put(planner, dana)
    async with desk(planner) as d:
        await d.press("c", "s")
        await d.type("2w")
        await d.press("enter")
        assert d.said.startswith("Snoozed until Tue 24 Feb: Dana")
        assert d.shows("Nobody waits for a call now.")
        await d.press("tab")
        assert d.shows("snoozed 24 Feb")


async def test_the_main_keys_of_the_next_calls_are_named_in_a_small_window(planner: Planner) -> None:
    put(planner, met("Dana"))
    async with desk(planner, size=(80, 24)) as d:
        await d.press("c")
        assert d.footer.startswith(" enter log   - not today   s snooze   tab other list")
        await d.resize(60, 16)
        assert d.footer.rstrip() == " enter log  - not today  s snooze  esc  ? keys"
        await d.resize(40, 12)
        assert d.footer.rstrip() == " enter log  - not today  esc  ? keys"
        await d.press("tab")
        assert d.footer.rstrip() == " l log  enter open  esc  ? keys"


async def test_the_finder_narrows_as_one_types_and_esc_widens_again(planner: Planner) -> None:
    put(planner, *(met(name) for name in ("Dana Reyes", "Zoë Müller", "Reyna Abe")))
    async with desk(planner) as d:
        await d.press("c", "slash")
        assert "enter to the list" in d.footer
        await d.type("re")
        assert d.shows("people   everybody   “re”   2", "2 contacts")
        await d.type("y a")
        assert d.shows("“rey a”   1")
        await d.press("enter")
        assert not d.is_typing
        assert d.part("#people").under_cursor.startswith("Reyna Abe")
        await d.press("escape")
        assert d.shows("people   everybody   3")
        await d.press("escape")
        assert d.screen is d.today_screen


@pytest.mark.parametrize(
    ("key", "name", "count"),
    [
        ("1", "leads", 1),
        ("2", "prospects", 2),
        ("3", "opportunities", 0),
        ("4", "customers", 1),
        ("5", "lost", 1),
        ("6", "due", 4),
        ("7", "losing touch", 2),
        ("8", "top prospects", 1),
        ("9", "put away", 1),
        ("0", "everybody", 5),
    ],
)
async def test_a_digit_filters_the_list(planner: Planner, key: str, name: str, count: int) -> None:
    put(
        planner,
        met("A", stage=Stage.LEAD, created_on=TODAY - timedelta(days=40)),
        met("B", is_top=True, cadence_months=1),
        met("C"),
        met("D", stage=Stage.CUSTOMER, created_on=TODAY - timedelta(days=100)),
        met("E", stage=Stage.LOST),
        met("F", archived_on=TODAY),
    )
    async with desk(planner) as d:
        await d.press("c", key)
        assert d.shows(f"people   {name}   {count}")
        assert d.shows("Nobody is here. 0 shows everybody.") is (count == 0)


async def test_a_selection_is_changed_by_one_line_and_taken_back_at_once(planner: Planner) -> None:
    put(planner, *(met(name) for name in ("Ana", "Bo", "Cy")))
    async with desk(planner) as d:
        await d.press("c", "space")
        assert d.said == "Contacts are selected in the list of all: tab goes there."
        await d.press("tab", "home", "space", "space")
        assert d.shows("2 selected", "●")
        await d.press("e")
        await d.type("stage: customer source: fair every: 2 months")
        assert "stage customer, cadence 2" in d.reading
        await d.press("enter")
        assert d.said.startswith("Changed: 2 contacts")
        assert planner.store.rows("SELECT stage, source FROM contact ORDER BY name") == [
            ("customer", "fair"),
            ("customer", "fair"),
            ("prospect", ""),
        ]
        await d.press("u")
        assert planner.store.rows("SELECT DISTINCT stage FROM contact") == [("prospect",)]


async def test_a_selection_ends_with_what_is_done_so_that_nobody_out_of_sight_is_meant_next(planner: Planner) -> None:
    put(planner, *(met(name, stage=Stage.LEAD) for name in ("Ana", "Bo", "Cy")))
    async with desk(planner) as d:
        await d.press("c", "1", "space", "space", "t")
        await d.type("prospect")
        await d.press("enter")
        assert d.said.startswith("Now prospect: 2 contacts")
        assert d.shows("people   leads   1")
        assert not d.shows("selected")
        await d.press("d")
        assert d.said.startswith("Put away: Cy")


async def test_two_that_are_selected_become_one(planner: Planner) -> None:
    put(planner, met("Dana Reyes"), met("D. Reyes"))
    async with desk(planner) as d:
        await d.press("c", "tab", "home", "space", "space", "m")
        assert d.said.startswith("Merged into D. Reyes: Dana Reyes")
        assert d.shows("people   everybody   1")
        await d.press("u")
        assert d.shows("people   everybody   2")


@pytest.mark.parametrize("names", [("Ana", "Bo"), ("Ana Ode", "Ana Reyes")])
async def test_two_with_no_whole_name_in_common_are_merged_by_a_key_of_its_own(
    planner: Planner, names: tuple[str, str]
) -> None:
    one, other = names
    put(planner, met(one), met(other))
    async with desk(planner, size=(60, 16)) as d:
        await d.press("c", "tab", "home", "space", "space", "m")
        assert d.reading.startswith(f"two people, it seems: enter merges · {other}")
        await d.press("enter")
        assert d.said.startswith(f"Merged into {one}: {other}")
        assert not d.shows("selected")


async def test_two_of_one_name_are_told_apart_by_address_before_they_are_merged(planner: Planner) -> None:
    put(
        planner,
        met("Dan", organization="Acme", email="d1@x.example"),
        met("Dan", organization="Acme", email="d2@x.example"),
    )
    async with desk(planner, size=(160, 40)) as d:
        await d.press("c", "tab", "home", "m")
        told = "Dan, Acme <d2@x.example> becomes Dan, Acme <d1@x.example> · the further stage"
        assert told in d.reading or told.replace("d1", "d0").replace("d2", "d1").replace("d0", "d2") in d.reading


async def test_a_contacts_page_opens_at_its_top_on_a_short_screen(planner: Planner) -> None:
    long = met("Tess Long", organization="Acme", notes="\n".join(f"line {n}" for n in range(30)))
    put(planner, long, an_activity(on=TODAY - timedelta(days=3), contact_id=long.id))
    async with desk(planner, size=(60, 16)) as d:
        await d.press("c", "tab", "home", "enter")
        assert d.shows("Tess Long  Acme"), d.text
        await d.press("j", "end")
        assert not d.shows("Tess Long  Acme")


async def test_a_contact_of_which_a_file_told_says_when_it_was_contacted(planner: Planner) -> None:
    put(planner, met("Ina", touched_on=TODAY - timedelta(days=61)))
    async with desk(planner, size=(120, 40)) as d:
        await d.press("c", "tab")
        assert d.shows("contacted 61 days ago")


async def test_stars_marks_and_wishes_are_one_key_each(planner: Planner) -> None:
    dana = met("Dana")
    put(planner, dana, an_activity(on=TODAY - timedelta(days=50), contact_id=dana.id))
    async with desk(planner) as d:
        await d.press("c", "tab", "asterisk")
        assert d.said.startswith("Top prospect, every month: Dana · 1 of 3 to 5")
        assert d.shows("★")
        for key, said in (
            ("c", "Close to a decision: Dana"),
            ("c", "No decision near: Dana"),
            ("asterisk", "No top prospect: Dana"),
            ("W", "Wants updates: Dana"),
            ("W", "No updates: Dana"),
            ("N", "Do not contact: Dana"),
            ("W", "Dana is not to be contacted. Take that back first."),
            ("N", "May be contacted: Dana"),
            ("d", "Put away: Dana"),
        ):
            await d.press(key)
            assert d.said.startswith(said), d.said
        await d.press("9", "d")
        assert d.said.startswith("Brought back: Dana")


@pytest.fixture
def dana(planner: Planner) -> Contact:
    """Return a contact with everything between us."""
    dana = met("Dana Reyes", organization="Acme", stage=Stage.OPPORTUNITY, notes="prefers mornings")
    put(
        planner,
        dana,
        met("Dana Reyes", organization="ACME"),
        a_deal("Acme renewal", contact_id=dana.id, amount_minor=1_200_000, stage="proposal"),
        an_activity(on=TODAY - timedelta(days=34), contact_id=dana.id, outcome=Outcome.CONNECTED, note="likes it"),
        an_action("send the terms", kind=ActionKind.PROMISE, contact_id=dana.id),
        an_action("send the data", kind=ActionKind.PROMISE, owed_by="them", contact_id=dana.id),
        an_action("call: pilot", TODAY + timedelta(days=2), kind=ActionKind.FOLLOW_UP, contact_id=dana.id),
    )
    return dana


async def test_a_contacts_page_shows_everything_between_us(planner: Planner, dana: Contact) -> None:
    async with desk(planner) as d:
        d.app.pages.open_contact(dana.id)
        await d.settle()
        assert d.shows(
            "Dana Reyes, Acme",
            "1 touch, 1 conversation   last talked 34 days ago",
            "first touch after 56 days",
            "every 2 weeks",
            "You promised",
            "Promised to you",
            "Follow-ups",
            "Acme renewal   proposal 50%",
            "$12,000",
            "prefers mornings",
            "May be the same person",
            "likes it",
        )
        await d.run("app.money")
        assert not d.shows("$12,000")


async def test_what_waits_is_ticked_corrected_and_planned_there(planner: Planner, dana: Contact) -> None:
    async with desk(planner) as d:
        d.app.pages.open_contact(dana.id)
        await d.settle()
        await d.press("x")
        assert d.said.startswith("Done: send the terms")
        await d.press("u", "enter")
        assert d.typed == 'owe @"Dana Reyes": send the terms'
        await d.press("escape", "a")
        await d.type("owes: the signed copy fri")
        await d.press("enter")
        assert d.shows("the signed copy")
        await d.press("a")
        await d.type("tomorrow ask for the budget")
        assert "Dana Reyes" in d.reading
        await d.press("enter")
    found = planner.store.rows(
        "SELECT contact_id, kind, owed_by FROM action WHERE text IN ('the signed copy', ?)", ["ask for the budget"]
    )
    assert sorted(found) == [(dana.id, "action", "me"), (dana.id, "promise", "them")]


async def test_a_contact_is_corrected_staged_merged_and_logged_with_on_its_page(
    planner: Planner, dana: Contact
) -> None:
    async with desk(planner) as d:
        d.app.pages.open_contact(dana.id)
        await d.settle()
        await d.press("e")
        assert d.typed.startswith("Dana Reyes, Acme stage: opportunity")
        await d.press("escape", "t")
        await d.type("cust")
        await d.press("enter")
        assert d.shows("customer")
        await d.say("l", " connected")
        assert d.shows("2 touches, 2 conversations   last talked today")
        await d.press("m")
        assert d.typed == "Dana Reyes, ACME"
        await d.press("enter")
        assert d.said.startswith("Merged into Dana Reyes, Acme: Dana Reyes, ACME")
        assert not d.shows("May be the same person")


async def test_a_page_whose_contact_is_gone_says_so(planner: Planner, dana: Contact) -> None:
    async with desk(planner) as d:
        d.app.pages.open_contact(dana.id)
        await d.settle()
        planner.undo()
        await d.settle()
        assert d.shows("This contact is no longer there. esc goes back.")
        for key in ("x", "e", "t", "s", "m", "d", "enter", "a", "l", "asterisk"):
            await d.press(key, "escape") if d.is_typing else await d.press(key)
            assert d.alive


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 16), (40, 30), (30, 8)])
async def test_hostile_names_stand_on_both_pages_at_every_size(planner: Planner, size: tuple[int, int]) -> None:
    contacts = [met(name, organization=name, title=name, email=name, notes=name, source=name) for name in HOSTILE]
    put(planner, *contacts, *(an_activity(contact_id=one.id, note=one.name) for one in contacts[:2]))
    async with desk(planner, size=size) as d:
        await d.press("c", "tab", "space", "slash")
        await d.type("[/")
        await d.press("enter", "0", "tab")
        assert d.alive
        for contact in contacts:
            d.app.pages.open_contact(contact.id)
            await d.settle()
            assert d.alive
            assert "\x1b" not in d.text
            assert "\u202e" not in d.text
            assert all(len(line) <= size[0] for line in d.lines)
            await d.press("escape")


async def test_the_today_pane_says_whom_to_call_where_the_plan_leaves_room(planner: Planner) -> None:
    dana, lee, mia = met("Dana", organization="Acme"), met("Lee"), met("Mia")
    put(planner, dana, lee, mia, an_action("call Dana", contact_id=dana.id))
    async with desk(planner) as d:
        assert d.pane("today").shows("next:  call Lee", "next:  call Mia", "prospect, not talked since you met")
        assert not d.pane("today").shows("next:  call Dana")
        await d.put(*(an_action(f"task {n}", position=n) for n in range(5)))
        assert d.pane("today").shows("next:  call Lee")
        assert not d.pane("today").shows("next:  call Mia")
        await d.put(an_action("task 6", position=6))
        assert not d.pane("today").shows("next:")
        await d.resize(80, 24)
        assert not d.pane("today").shows("next:")


async def test_whom_to_call_next_is_logged_with_from_the_today_pane(planner: Planner) -> None:
    put(planner, met("Dana Reyes", organization="Acme"))
    async with desk(planner, size=(160, 40)) as d:
        await d.until(lambda: d.pane("today").under_cursor.startswith("next:  call Dana Reyes, Acme"))
        assert "log call" in d.footer
        await d.press("x")
        assert d.said == "Nothing is planned here. Plan something with “a”."
        await d.press("enter")
        assert d.typed == 'call @"Dana Reyes"'
        await d.type("connected")
        await d.press("enter")
        assert d.said.startswith("Logged: call, Dana Reyes · u")
        assert not d.pane("today").shows("next:")
        await d.press("enter")
        assert d.said == "Nothing is planned here. Plan something with “a”."


async def test_many_are_shown_page_by_page_down_to_the_last(planner: Planner) -> None:
    put(planner, *(met(f"n{n:04}") for n in range(450)))
    async with desk(planner) as d:
        await d.press("c", "tab", "end")
        assert d.part("#people").under_cursor.startswith("n0449")
        await d.press("home")
        for _ in range(5):
            await d.press("pagedown")
        assert not d.part("#people").under_cursor.startswith("n0449")


@pytest.mark.parametrize(("size", "day"), [((120, 40), "Fri 26 Dec 2025"), ((56, 40), "26 Dec 2025")])
async def test_the_days_of_another_year_keep_the_columns_of_a_contacts_log(
    planner: Planner, size: tuple[int, int], day: str
) -> None:
    dana = met("Dana")
    put(planner, dana, *(an_activity(on=on, contact_id=dana.id) for on in (TODAY, date(2025, 12, 26))))
    async with desk(planner, size=size) as d:
        await d.press("c", "tab", "enter")
        now, then = (line for line in d.lines if " call  " in line)
        assert day in then
        assert now.index("call") == then.index("call")
