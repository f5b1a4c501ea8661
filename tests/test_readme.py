"""The README is run: its commands, its tour, its lines, its settings and its tables are what the planner has."""

import os
import re
import shutil
import subprocess
import sys
from datetime import date, datetime, time
from pathlib import Path

import pytest

from planner.cli import parser
from planner.domain import actionline, dealline, goalline, logline
from planner.domain.activity import Purpose
from planner.domain.calendar import Calendar
from planner.domain.clock import DayStart
from planner.domain.logwords import OUTCOME_WORDS, TYPE_WORDS
from planner.domain.review import ReviewKind
from planner.domain.ritual import SECTIONS
from planner.settings import paths, rituals, settings, themes
from planner.tui.commands.keymap import key_table, with_keys
from planner.tui.commands.table import COMMANDS
from tests.clocks import morning
from tests.terminal import Terminal, plain_environment

CHECKOUT = Path(__file__).parents[1]
README = (CHECKOUT / "README.md").read_text()
CI = (CHECKOUT / ".ci" / "run").read_text()
BIN = Path(sys.executable).parent
KEY_NAMES = {"esc": "escape"}
NOW = datetime(2026, 2, 10, 20, 0)  # noqa: DTZ001  # the grammar takes naive local time
TODAY = NOW.date()


def blocks(kind: str) -> list[str]:
    """Return the README's code blocks of a kind."""
    return re.findall(rf"^```{kind}\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)


def lines(kind: str) -> list[str]:
    """Return every line of the README's code blocks of a kind."""
    return [line for block in blocks(kind) for line in block.splitlines()]


def between(marker: str) -> str:
    """Return what stands between two markers."""
    found = re.search(rf"<!-- {marker}.*?-->\n(.*?)\n<!-- /{marker} -->", README, re.DOTALL)
    assert found is not None, marker
    return found[1]


def rows(header: str) -> list[list[str]]:
    """Return the cells of the tables under a header line."""
    tables = [part.partition("\n\n")[0] for part in README.split(f"\n{header}\n")[1:]]
    assert tables, header
    return [[cell.strip() for cell in line[1:-1].split("|")] for table in tables for line in table.splitlines()[1:]]


def codes(cell: str) -> list[str]:
    """Return what a cell sets in code."""
    return re.findall(r"`([^`]+)`", cell)


COMMAND_LINES = lines("sh")
INSTALLS = [line for line in COMMAND_LINES if "venv .venv" in line]
OPEN_THE_APP = [*(line.split(" && ")[-1].removeprefix(".venv/bin/") for line in INSTALLS[:1]), "planner"]
RUN = [line for line in COMMAND_LINES if line not in {*INSTALLS, *OPEN_THE_APP, ".ci/run"}]


def environment(folder: Path) -> dict[str, str]:
    """Return the environment of a stranger: a home of their own, the planner on the path, and a Tuesday morning."""
    (folder / "home").mkdir(exist_ok=True)
    own = {"HOME": str(folder / "home"), "TMPDIR": str(folder), "PATH": f"{BIN}:/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    return {**plain_environment(), **morning(folder), **own}


def test_the_two_lines_that_install_are_what_the_check_runs() -> None:
    start, tests = (line.split(" && ") for line in INSTALLS)
    assert start == ["python3 -m venv .venv", ".venv/bin/pip install .", ".venv/bin/planner demo"]
    assert tests[:2] == ["python3 -m venv .venv", ".venv/bin/pip install -e '.[dev]'"]
    assert f"run {tests[0]}\n" in CI
    assert "run .venv/bin/pip install -q --disable-pip-version-check -e '.[dev]'\n" in CI
    assert "".join(f"run {part}\n" for part in tests[2:]) in CI


def test_the_steps_of_the_check_are_told_in_their_order() -> None:
    assert re.findall(r"^run (\.venv/bin/(?!pip).*)$", CI, re.MULTILINE) == lines("dev")
    assert os.access(CHECKOUT / ".ci" / "run", os.X_OK)


def test_every_command_does_what_it_says(tmp_path: Path) -> None:
    for line in RUN:
        if "sqlite3 -" in line and shutil.which("sqlite3") is None:
            pytest.skip("sqlite3 is not installed: its lines and those behind them were not run")
        done = subprocess.run(
            line, check=False, shell=True, cwd=tmp_path, env=environment(tmp_path), capture_output=True, text=True
        )
        assert (done.returncode, done.stderr) == (0, ""), f"{line}\n{done.stderr}"
        assert done.stdout or "VACUUM" in line, line


@pytest.mark.terminal
@pytest.mark.parametrize("line", OPEN_THE_APP)
def test_the_app_opens_and_leaves(line: str, tmp_path: Path) -> None:
    with Terminal(["/bin/sh", "-c", line], size=(120, 40), env=environment(tmp_path)) as terminal:
        terminal.wait_for("If all I do today is", "? keys")
        terminal.settle()
        terminal.press("q")
        assert terminal.wait() == 0


@pytest.mark.terminal
def test_the_tour_goes_as_told(tmp_path: Path) -> None:
    with Terminal(["planner"], size=(120, 40), env=environment(tmp_path)) as terminal:
        terminal.wait_for("If all I do today is", "? keys")
        for key, line, said in rows("| key | line | it says |"):
            terminal.settle()
            terminal.press(*(KEY_NAMES.get(name, name) for name in codes(key)))
            if codes(line):
                terminal.wait_for("enter save")
                terminal.settle()
                terminal.press(*codes(line))
                terminal.settle()
                terminal.press("enter")
            terminal.wait_for(said)


@pytest.mark.parametrize("line", lines("log"))
def test_the_log_lines_are_read(line: str) -> None:
    draft = logline.parse(
        line,
        now=NOW,
        today=TODAY,
        day_start=DayStart(0),
        calendar=Calendar(),
        currency="USD",
        known_name=lambda _: False,
    )
    assert draft.who or draft.quantity > 1 or draft.reach


@pytest.mark.parametrize("line", lines("goal"))
def test_the_goal_lines_are_read(line: str) -> None:
    assert goalline.parse(line, today=TODAY, calendar=Calendar(), currency="USD").title


@pytest.mark.parametrize("line", lines("deal"))
def test_the_deal_lines_are_read(line: str) -> None:
    draft = dealline.parse(line, today=TODAY, currency="USD", known_name=lambda _: False)
    assert draft.title
    assert draft.who


@pytest.mark.parametrize("line", lines("action"))
def test_the_action_lines_are_read(line: str) -> None:
    assert actionline.parse(line, today=TODAY, known_name=lambda _: False).text


@pytest.mark.parametrize(
    "form", [form for cell, _ in rows("| rule | the action comes again |") for form in codes(cell)]
)
def test_every_rule_of_an_action_line_is_read(form: str) -> None:
    assert actionline.parse(f"plan {form}", today=TODAY, known_name=lambda _: False).rule is not None


def test_the_words_of_the_log_line_are_all_told() -> None:
    told = {part: codes(cell) for part, cell in rows("| part | how it is written |")}
    assert set(told["type"]) == set(TYPE_WORDS)
    assert set(told["outcome"]) == set(OUTCOME_WORDS)
    assert told["purpose"] == [f"+{purpose}" for purpose in Purpose]


@pytest.mark.parametrize(
    ("part", "form"),
    [
        (part, form)
        for part, cell in rows("| part | how it is written |")
        for form in codes(cell)
        if part not in {"type", "outcome"}
    ],
)
def test_every_part_of_the_log_line_is_read(part: str, form: str) -> None:
    kind = "marketing" if part == "reach" else "close" if part == "money" else "call"
    draft = logline.parse(
        f"{kind} {form}",
        now=NOW,
        today=TODAY,
        day_start=DayStart(0),
        calendar=Calendar(),
        currency="USD",
        known_name=lambda _: False,
    )
    plain = logline.LogDraft(type=draft.type, currency="USD", day=TODAY, time=time(20))
    assert draft != plain


def test_every_verb_is_told_with_its_json() -> None:
    told = {codes(cell)[0]: json for cell, _, json in rows("| verb | does | `--json` |")}
    verbs = {line.split()[0] for line in told}
    assert verbs == set(parser._VERBS)
    for line, json in told.items():
        words = [word for word in line.split() if not word.startswith("[") and not word.endswith("]")]
        assert parser.parse(words).verb == words[0]
        if json == "yes":
            assert parser.parse([*words, "--json"]).json
        else:
            with pytest.raises(SystemExit):
                parser.parse([*words, "--json"])


def test_the_keys_are_those_of_the_commands() -> None:
    assert between("keys") == f"\n{key_table()}\n"


def test_the_settings_are_all_there_with_their_defaults(tmp_path: Path) -> None:
    where = paths.find(config=str(tmp_path))
    (block,) = blocks("yaml")
    (tmp_path / "config.yaml").write_text(block)
    assert settings.load(where) == (settings.Settings(), ())
    assert re.findall(r"^(\w+):", block, re.MULTILINE) == list(settings.Settings._fields)


def test_the_keymap_is_taken(tmp_path: Path) -> None:
    where = paths.find(config=str(tmp_path))
    (block,) = blocks("keymap")
    (tmp_path / "config.yaml").write_text(block)
    chosen, problems = settings.load(where)
    commands, wrong = with_keys(chosen.keys)
    assert (problems, wrong) == ((), ())
    keys = {command.id: ",".join(command.keys) for command in commands}
    assert keys.items() >= chosen.keys.items()
    assert commands != COMMANDS


def test_the_themes_and_their_colours_are_all_told(tmp_path: Path) -> None:
    where = paths.find(config=str(tmp_path))
    assert codes(between("themes")) == themes.names(where)
    assert codes(between("colours")) == ["dark", "ansi", *themes.COLORS]


def test_the_example_of_a_ritual_is_read_whole(tmp_path: Path) -> None:
    where = paths.find(str(tmp_path / "planner.db"), str(tmp_path / "config"))
    where = where._replace(cache_dir=str(tmp_path / "cache"))
    Path(where.rituals_dir).mkdir(parents=True)
    for name, kind in (("partner", "ritual"), ("closing", "closing")):
        (block,) = blocks(kind)
        (Path(where.rituals_dir) / f"{name}.yaml").write_text(block)
    ritual, problems = rituals.load(ReviewKind.PARTNER, where)
    assert problems == ()
    assert ritual.title == "Fridays with Mia"
    assert [section.key or section.name for section in ritual.sections] == [
        *("partner", "progress", "obstacles", "put off", "say no", "note", "commitments")
    ]


def test_every_ritual_is_listed_with_its_sections() -> None:
    told = {codes(name)[0]: codes(sections) for name, sections in rows("| ritual | sections |")}
    assert told == {kind.value: list(sections) for kind, sections in SECTIONS.items()}
    assert [codes(row[1])[0] for row in rows("| ritual | name | due | what it is |")] == [one.value for one in SECTIONS]


def test_the_theme_of_ones_own_is_read(tmp_path: Path) -> None:
    where = paths.find(config=str(tmp_path))
    folder = Path(where.themes_dir)
    folder.mkdir()
    (block,) = blocks("theme")
    (folder / "forest.yaml").write_text(block)
    theme, problems = themes.load("forest", where)
    assert problems == ()
    assert (theme.name, theme.accent) == ("forest", "#f0c674")


@pytest.mark.skipif(sys.platform != "linux", reason="the table is Linux's")
def test_the_files_are_where_they_are_said_to_be() -> None:
    where = paths.find()
    home = os.environ["HOME"]
    told = [codes(cell)[0].replace("~", home) for _, cell in rows("| file | where |")]
    assert told == [where.database, where.config_file, where.themes_dir, where.cache_dir]


def test_what_tmux_runs_is_a_command() -> None:
    inside = re.findall(r"#\((\w+) (.*?)\)", "\n".join(lines("tmux")))
    assert [(name, parser.parse(words.split()).verb) for name, words in inside] == [("planner", "status")]


def test_the_benchmark_has_the_option_that_is_told() -> None:
    assert "`python -m tests.bench`" in README
    command = [sys.executable, "-m", "tests.bench", "--help"]
    assert "--quick" in subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("target", re.findall(r"\]\(([^)#:]+)\)", README))
def test_what_is_linked_is_there(target: str) -> None:
    if target == "tests/screens/today.svg" and not (CHECKOUT / target).exists():
        pytest.skip("the picture of the Today screen is not drawn yet")
    assert (CHECKOUT / target).is_file()


def test_the_voice_is_calm() -> None:
    prose = re.sub(r"<!--.*?-->|```.*?```|`[^`]*`|!\[", "", README, flags=re.DOTALL)
    assert "!" not in prose


def test_a_date_in_an_action_line_lies_ahead() -> None:
    named = re.findall(r"\d{4}-\d{2}-\d{2}", "\n".join(lines("action")))
    assert all(date.fromisoformat(day) > TODAY for day in named)
