"""The command table and what comes from it: bindings, footer, palette, help, and the user's keymap."""

from pathlib import Path

import pytest
from textual.binding import Binding
from textual.command import CommandInput, CommandList, CommandPalette

from planner.domain.errors import PlannerError
from planner.tui.app import PlannerApp
from planner.tui.commands.command import PERSONS, RITUALS, SALES, Command, Need, Place
from planner.tui.commands.keymap import WHILE_TYPING, bindings, clashes, key_table, shown_key, with_keys
from planner.tui.commands.table import COMMANDS
from planner.tui.pages import Pages
from planner.tui.palette import Offered
from planner.tui.panes.calendar import CalendarPane
from planner.tui.panes.contact import ContactPane
from planner.tui.panes.deal import DealPane
from planner.tui.panes.deals import DealsPane
from planner.tui.panes.fast_start import FastStartPane
from planner.tui.panes.find import FindPane
from planner.tui.panes.focus import FocusPane
from planner.tui.panes.goal import GoalPane
from planner.tui.panes.goals import GoalsPane
from planner.tui.panes.group import GroupPane
from planner.tui.panes.history import HistoryPane
from planner.tui.panes.holidays import HolidaysPane
from planner.tui.panes.importing import ImportPane
from planner.tui.panes.log import LogPane
from planner.tui.panes.momentum import MomentumPane
from planner.tui.panes.morning import MorningPane
from planner.tui.panes.pane import Pane
from planner.tui.panes.partner import PartnerPane
from planner.tui.panes.parts import PartsPane
from planner.tui.panes.people import PeoplePane
from planner.tui.panes.progress import ProgressPane
from planner.tui.panes.quarter import QuarterPane
from planner.tui.panes.review import ReviewPane
from planner.tui.panes.routine import RoutinePane
from planner.tui.panes.today import TodayPane
from planner.tui.panes.week import WeekPane
from planner.tui.panes.year import YearPane
from planner.tui.screens.help import GRAMMAR, HelpScreen
from planner.tui.screens.page import Page
from planner.tui.screens.today import TodayScreen
from tests.builders import CALLS, a_goal, an_action, an_activity, open_planner, put
from tests.tui.desk import Desk, desk

PANES: dict[Place, type[Pane]] = {
    Place.TODAY: TodayPane,
    Place.GOALS: GoalsPane,
    Place.LOG: LogPane,
    Place.GOAL: GoalPane,
    Place.PARTS: PartsPane,
    Place.MOMENTUM: MomentumPane,
    Place.CALENDAR: CalendarPane,
    Place.HOLIDAYS: HolidaysPane,
    Place.FIND: FindPane,
    Place.HISTORY: HistoryPane,
    Place.IMPORT: ImportPane,
    Place.REVIEW: ReviewPane,
    Place.MORNING: MorningPane,
    Place.WEEK: WeekPane,
    Place.PARTNER: PartnerPane,
    Place.GROUP: GroupPane,
    Place.QUARTER: QuarterPane,
    Place.YEAR: YearPane,
    Place.ROUTINE: RoutinePane,
    Place.FOCUS: FocusPane,
    Place.PROGRESS: ProgressPane,
    Place.PEOPLE: PeoplePane,
    Place.CONTACT: ContactPane,
    Place.DEALS: DealsPane,
    Place.DEAL: DealPane,
    Place.FAST_START: FastStartPane,
}
TERMINALS_OWN = {"ctrl+a", "ctrl+b", "ctrl+s", "ctrl+o", "ctrl+j", "ctrl+space", "ctrl+@"}


def test_every_command_has_an_id_of_its_own() -> None:
    ids = [command.id for command in COMMANDS]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_command_has_its_method_where_it_works(command: Command) -> None:
    owners: list[type] = [Page if command.place is Place.PAGE else TodayScreen, PlannerApp, Pages]
    shared = {
        Place.LIST: list(PANES.values()),
        Place.RITUAL: [PANES[place] for place in RITUALS if place in PANES],
        Place.PERSON: [PANES[place] for place in PERSONS],
        Place.SALE: [PANES[place] for place in SALES],
    }
    if command.place in shared:
        owners = list(shared[command.place])
        assert all(hasattr(owner, command.method) for owner in owners)
    elif command.place in PANES:
        owners = [PANES[command.place]]
    assert any(callable(getattr(owner, command.method, None)) for owner in owners)


def test_no_two_commands_share_a_key_where_both_work() -> None:
    assert clashes(COMMANDS) == []
    for place in PANES:
        together = [c for c in COMMANDS if c.place in place.chain]
        keys = [key for command in together for key in command.keys]
        assert len(set(keys)) == len(keys)


def test_no_command_takes_a_key_that_terminals_own() -> None:
    assert not TERMINALS_OWN & {key for command in COMMANDS for key in command.keys}


def test_every_need_says_what_to_do() -> None:
    assert all(need.value.endswith(".") for need in Need if need is not Need.NOTHING)


@pytest.mark.parametrize("owner", [TodayScreen, *PANES.values()], ids=lambda owner: owner.__name__)
def test_every_binding_comes_from_the_table(owner: type[TodayScreen] | type[Pane]) -> None:
    known = {command.id for command in COMMANDS}
    assert {str(one.id).removesuffix(" always") for one in owner.BINDINGS if isinstance(one, Binding)} <= known
    bound = {str(one.id).removesuffix(" always") for one in bindings(*Place) if isinstance(one, Binding)}
    assert bound == {c.id for c in COMMANDS if c.keys}


def test_the_key_table_has_every_command() -> None:
    table = key_table()
    assert all(f"`{command.id}`" in table for command in COMMANDS)


async def titles_in_the_palette(d: Desk) -> list[str]:
    await d.press("ctrl+p")
    await d.until(lambda: isinstance(d.screen, CommandPalette) and d.screen.query_one(CommandList).option_count > 5)
    found = d.screen.query_one(CommandList)
    return [str(found.get_option_at_index(n).prompt) for n in range(found.option_count)]


async def test_every_command_is_in_the_palette_with_its_key(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        titles = "\n".join(await titles_in_the_palette(d))
        for command in COMMANDS:
            if command.id != "app.palette" and command.place in d.today_screen.places:
                key = shown_key(command.keys[0]) if command.keys else ""
                assert f"{command.title}   {key}".rstrip() in titles
                assert command.help in titles


async def test_a_command_is_found_in_the_palette_by_its_name_and_done(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    async with desk(planner) as d:
        await d.log("call @Dana")
        await d.press("ctrl+p")
        await d.until(lambda: isinstance(d.screen, CommandPalette))
        await d.type("undo")
        palette = d.screen
        await d.until(lambda: palette.query_one(CommandList).option_count == 1)
        await d.press("enter")
        await d.until(lambda: d.screen is d.today_screen and "Taken back" in d.said)
        assert planner.store.rows("SELECT count(*) FROM activity") == [(0,)]


async def test_a_command_is_found_in_the_palette_by_words_of_what_it_does_behind_those_with_that_name(
    tmp_path: Path,
) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.press("ctrl+p")
        await d.until(lambda: isinstance(d.screen, CommandPalette))
        await d.type("week")
        found = d.screen.query_one(CommandList)
        await d.until(lambda: found.option_count > 1)
        named = ["week" in str(found.get_option_at_index(n).prompt).split("\n")[0] for n in range(found.option_count)]
        assert named == sorted(named, reverse=True)
        assert {True, False} == set(named)
        assert "Look back on the week and plan the next one." in str(found.get_option_at_index(0).prompt)
        await d.type(" and plan")
        await d.until(lambda: found.option_count == 1)
        await d.press("enter")
        await d.until(lambda: "weekly planning" in d.text)


async def test_the_palette_shows_no_emoji(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await titles_in_the_palette(d)
        assert d.screen.query_one(CommandInput).has_focus
        assert not [letter for letter in d.text if ord(letter) > 0xFFFF]


def offered(d: Desk) -> set[str]:
    """Return what the commands of the palette do, where it is open or would be opened."""
    on = next(screen for screen in reversed(d.app.screen_stack) if not isinstance(screen, CommandPalette))
    return {command.help for _, command in Offered(on).commands()}


async def test_the_palette_offers_while_one_types_what_works_while_one_types(tmp_path: Path) -> None:
    works = {command.help for command in COMMANDS if command.id in WHILE_TYPING - {"app.palette"}}
    planner = open_planner(tmp_path)
    put(planner, CALLS, a_goal())
    async with desk(planner) as d:
        assert works < offered(d)
        for key in ("l", "t"):
            await d.press(key)
            assert offered(d) == works
            await d.press("escape")
        await d.press("2", "e", "ctrl+p")
        await d.until(lambda: isinstance(d.screen, CommandPalette))
        assert offered(d) == works
        await d.press("escape", "escape", "?")
        assert offered(d) == works


async def test_the_footer_shows_only_keys_that_work_now(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    async with desk(planner, size=(200, 40)) as d:
        for key, words in (("1", ("done", "move", "drop")), ("2", ("place", "put away")), ("3", ("date", "delete"))):
            await d.press(key)
            assert not any(word in d.footer for word in words), d.footer
            assert "l log" in d.footer
            assert "? keys" in d.footer
        put(planner, CALLS, a_goal(), an_action(), an_activity())
        await d.settle()
        for key, wanted in (
            ("1", ("x done", "e edit", "m move", "d drop")),
            ("2", ("e edit", "x done", "m place", "d put away")),
            ("3", ("e edit", "m date", "d delete")),
        ):
            await d.press(key)
            assert all(word in d.footer for word in wanted), d.footer
        assert "fold" not in d.footer
        await d.press("l")
        assert d.footer.split("  ")[0].strip() == "enter save"
        assert "u undo" not in d.footer


@pytest.mark.parametrize("columns", [30, 40, 60, 80, 120])
async def test_the_footer_keeps_the_key_that_shows_the_others(tmp_path: Path, columns: int) -> None:
    planner = open_planner(tmp_path)
    put(planner, an_activity())
    async with desk(planner) as d:
        await d.press("3", "z")
        await d.resize(columns, 24)
        assert d.footer.rstrip().endswith("? keys")
        assert len(d.footer) <= columns


async def test_a_click_on_the_footer_does_what_the_key_does(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.pilot.click("#foot", offset=(2, 0))
        await d.settle()
        assert d.is_typing


async def test_every_key_of_the_footer_works(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, an_action())
    for command in COMMANDS:
        if command.footer and command.place in {Place.APP, Place.TODAY}:
            async with desk(planner) as d:
                before = d.text
                await d.press(command.keys[0])
                assert d.text != before, command.id


async def test_a_users_keys_work_and_are_shown_everywhere(tmp_path: Path) -> None:
    keys = {"log.open": "L,f5", "plan.done": "!", "list.down": "ctrl+n", "app.help": "f8"}
    planner = open_planner(tmp_path, keys=keys)
    put(planner, an_action("first"), an_action("second", position=1))
    async with desk(planner) as d:
        assert not d.said
        assert "L log" in d.footer
        assert "! done" in d.footer
        await d.press("l")
        assert d.focus == "today"
        for key in ("L", "f5"):
            await d.press(key)
            assert d.is_typing
            await d.press("escape")
        await d.press("ctrl+n")
        assert "second" in d.pane("today").under_cursor
        await d.press("j")
        assert "second" in d.pane("today").under_cursor
        await d.press("!")
        assert planner.store.rows("SELECT status FROM action WHERE text = 'second'") == [("done",)]
        await d.press("x")
        assert planner.store.rows("SELECT status FROM action WHERE text = 'first'") == [("planned",)]
        await d.press("f8")
        assert isinstance(d.app.screen, HelpScreen)
        assert d.shows("L f5")


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ({"log.opne": "l"}, "“log.opne” is not a command. “log.open” is."),
        ({"log.open": "ctrl+a"}, "“ctrl+a” is not a key that log.open can have. Its own keys stay."),
        ({"log.open": "ctrl+nonsense"}, "“ctrl+nonsense” is not a key"),
        ({"log.open": "foo+l"}, "“foo+l” is not a key"),
        ({"log.open": "hyper hyper"}, "“hyper hyper” is not a key"),
        ({"log.open": "u"}, "log.open and app.undo share “u”. log.open keeps its own keys."),
        ({"log.open": "x"}, "log.open and plan.done share “x”. log.open keeps its own keys."),
        ({"log.open": "f6", "goal.add": "l"}, ""),
    ],
)
async def test_a_key_that_cannot_be_is_told_at_the_start_and_the_old_one_works(
    tmp_path: Path, keys: dict[str, str], told: str
) -> None:
    async with desk(open_planner(tmp_path, keys=keys), size=(150, 30)) as d:
        await d.until(lambda: told in d.said)
        await d.press("l")
        assert d.is_typing
        assert d.part("#editor").shows("─ log ─" if told else "─ goal ─")


def test_a_key_that_two_new_choices_share_is_given_to_none_twice() -> None:
    commands, problems = with_keys({"log.open": "f6", "plan.add": "f6"})
    assert problems
    assert clashes(commands) == []


def test_keys_swapped_in_part_never_leave_two_commands_on_one_key() -> None:
    commands, problems = with_keys({"log.open": "a", "plan.add": "u"})
    assert problems
    assert clashes(commands) == []


async def test_the_help_screen_lists_every_command_and_the_grammar(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.press("?")
        assert isinstance(d.app.screen, HelpScreen)
        pages: list[str] = []
        while d.text not in pages:
            pages.append(d.text)
            await d.press("pagedown")
        book = "\n".join(pages)
        for command in COMMANDS:
            assert command.help in book, command.id
        for example, told in GRAMMAR:
            assert example in book
            assert told in book
        await d.press("escape")
        assert d.screen is d.today_screen


@pytest.mark.parametrize("key", ["escape", "q", "?", "f1"])
async def test_the_help_screen_closes_by_any_of_its_keys(tmp_path: Path, key: str) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.press("f1", key)
        assert d.screen is d.today_screen
        assert d.alive


async def test_q_leaves_and_nothing_is_asked(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        await d.press("q")
        await d.until(lambda: not d.app.is_running)
        assert d.app.return_code == 0


async def test_tab_and_numbers_go_from_pane_to_pane(tmp_path: Path) -> None:
    async with desk(open_planner(tmp_path)) as d:
        walk = []
        for key in ("tab", "tab", "tab", "shift+tab", "2", "3", "1"):
            await d.press(key)
            walk.append(d.focus)
        assert walk == ["goals", "log", "today", "log", "goals", "log", "today"]


async def test_a_command_of_another_pane_goes_there_first(tmp_path: Path) -> None:
    planner = open_planner(tmp_path)
    put(planner, an_activity(note="hello"))
    async with desk(planner) as d:
        await d.run("log.edit")
        assert d.typed.endswith("hello")


async def test_a_verb_that_is_refused_says_its_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PlannerError("Not today.")

    async with desk(open_planner(tmp_path)) as d:
        monkeypatch.setattr(d.planner, "undo", refuse)
        await d.press("u")
        assert d.said == "Not today."
