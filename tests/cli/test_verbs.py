"""The command line's verbs, in the real program."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from planner.cli import plain
from planner.cli.parser import VERSION, parse
from planner.tui import goals_format
from planner.tui.line import ASCII
from tests.builders import TODAY
from tests.cli.program import Program

WEEKDAY = "2024-02-13"


def test_a_step_is_logged_and_shown(planner: Program) -> None:
    assert planner.ok("log", 'call @"Dana Reyes" connected: renewal terms').out == (
        "Logged: call, Dana Reyes · new lead\n"
    )
    (entry,) = planner.ok("today", "--json").json["log"]
    assert (entry["type"], entry["contact"], entry["outcome"]) == ("call", "Dana Reyes", "connected")
    assert entry["note"] == "renewal terms"
    assert "Dana Reyes" in planner.ok("today").out


def test_the_words_of_a_line_may_be_one_argument_or_many(planner: Program) -> None:
    planner.ok("log", "email", "x5", "2024-02-13")
    planner.ok("log", "email x5 2024-02-13")
    entries = planner.ok("today", "--json", "--date", WEEKDAY).json["log"]
    assert [entry["quantity"] for entry in entries] == [5, 5]


def test_a_sale_is_told_in_minor_units(planner: Program) -> None:
    planner.ok("log", f"close @Acme $12,000.50 {WEEKDAY}")
    (entry,) = planner.ok("today", "--json", "--date", WEEKDAY).json["log"]
    assert (entry["amount_minor"], entry["currency"], entry["deal"]) == (1_200_050, "USD", "Acme")
    assert "$12,000.50" in planner.ok("today", "--date", WEEKDAY).out


def test_the_blank_is_filled_shown_and_ticked_off(planner: Program) -> None:
    planner.names_file = False
    assert planner.ok("one-thing").out == "\n"
    assert planner.ok("one-thing", "--json").json == {"date": TODAY.isoformat(), "text": None, "status": None}
    assert planner.ok("one-thing", "close", "the renewal").out == "One thing: close the renewal\n"
    assert planner.ok("one-thing").out == "close the renewal\n"
    assert planner.ok("one-thing", "--done").out == "Done: close the renewal\n"
    assert planner.ok("one-thing", "--done").out == "Done already: close the renewal\n"
    assert planner.ok("one-thing").out == "close the renewal (done)\n"
    assert planner.ok("one-thing", "--json").json["status"] == "done"
    assert planner.ok("one-thing", "call Dana", "--json").json["status"] == "planned"
    assert planner.ok("one-thing").out == "call Dana\n"
    for _ in range(2):
        assert planner.ok("one-thing", "--done", "--json").json == {
            "date": TODAY.isoformat(),
            "text": "call Dana",
            "status": "done",
        }
    assert planner.ok("one-thing", "rest", "--date", WEEKDAY).out == "One thing: rest\n"
    assert planner.ok("one-thing", "--date", WEEKDAY).out == "rest\n"


def test_an_empty_blank_is_not_ticked_off(planner: Program) -> None:
    planner.names_file = False
    planner.ok("status")
    assert planner.refuses("one-thing", "--done").startswith("The blank is empty")


def test_an_action_is_planned_for_a_goal_and_a_contact(planner: Program) -> None:
    planner.ok("goal", "add", "2 calls a day")
    planner.ok("action", "add", "10:30 call about terms 45m", "--goal", "calls", "--contact", "Dana Reyes")
    (action,) = planner.ok("today", "--json").json["plan"]
    assert (action["text"], action["start_time"], action["planned_minutes"]) == ("call about terms", "10:30", 45)
    assert (action["contact"], action["goal"], action["status"]) == ("Dana Reyes", "2 calls a day", "planned")
    assert "[ ] 10:30 call about terms  (Dana Reyes)  for 2 calls a day" in planner.ok("today").out


def test_an_action_may_stand_on_another_day(planner: Program) -> None:
    planner.ok("action", "add", "send terms", "--date", "2100-01-04")
    assert len(planner.ok("today", "--json", "--date", "2100-01-04").json["plan"]) == 1
    assert planner.ok("today", "--json").json["plan"] == []


def test_an_action_that_comes_again_says_when(planner: Program) -> None:
    assert planner.ok("action", "add", "plan every mon", "--date", "2100-01-05").out == (
        "Planned for Mon 11 Jan 2100: plan\n"
    )
    assert "[ ] plan  every mon" in planner.ok("today", "--date", "2100-01-11").out
    (action,) = planner.ok("today", "--json", "--date", "2100-01-11").json["plan"]
    assert (action["text"], action["recurs"]) == ("plan", "every mon")
    assert planner.refuses("action", "add", "plan every 0 days").startswith("“every 0 days” is not between")


def test_goals_are_set_listed_and_shown_with_their_figures(planner: Program) -> None:
    assert planner.ok("goal", "add", "2 calls a day").out.startswith("Goal set: 2 calls a day\n≈ 40 a month, ≈ 480 ")
    planner.ok("goal", "add", "$240,000 in 2100")
    planner.ok("goal", "add", "big picture: own the north-east")
    listed = planner.ok("goal", "list").out.splitlines()
    assert listed[0] == "own the north-east"
    told = {goal["title"]: goal for goal in planner.ok("goal", "list", "--json").json}
    assert told["2 calls"]["unit"] == "count"
    assert (told["$240,000"]["target"], told["$240,000"]["currency"]) == (24_000_000, "USD")
    shown = planner.ok("goal", "show", "2 calls", "--json", "--date", "2100-01-04").json
    assert (shown["chain"], shown["target"]) == (["own the north-east"], 2)
    assert "  starts on         " in planner.ok("goal", "show", "calls").out


def test_a_day_and_the_goals_are_told_in_plain_lines(planner: Program) -> None:
    for line in ("3 calls a day in january 2100", "522 calls in 2100"):
        planner.ok("goal", "add", line)
    planner.ok("one-thing", "rest", "--date", "2100-01-04")
    planner.ok("action", "add", "9am stretch", "--date", "2100-01-04")
    assert planner.ok("today", "--date", "2100-01-04").out.splitlines() == [
        "Mon 4 Jan 2100",
        "If all I do today is rest, it's going to be the most productive, profitable and fulfilling day.",
        "calls 0/3",
        "[ ] 09:00 stretch",
    ]
    assert planner.ok("goal", "list", "--date", "2100-01-04").out.splitlines() == [
        "522 calls in 2100  0  0%  -1.0 days",
        "  3 calls a day  0  0%",
    ]


def test_an_entry_is_told_on_one_line_with_its_amount_where_it_has_one(planner: Program) -> None:
    planner.ok("log", f'proposal @"Lee Park" $5 {WEEKDAY} 9:40: pilot -> 2100-01-04: ask')
    planner.ok("log", f"email x3 +value_add {WEEKDAY}")
    for line in ("note", "note: a b", "call -> 2100-01-04: ask"):
        planner.ok("log", f"{line.partition(' ')[0].partition(':')[0]} {WEEKDAY}{line[4:]}")
    assert planner.ok("today", "--date", WEEKDAY).out.splitlines()[2:] == [
        "09:40  proposal   Lee Park  $5: pilot -> ask",
        "       email      x3  value add",
        "       note",
        "       note: a b",
        "       call -> ask",
    ]


def test_the_figures_of_the_mid_month_example_are_told(planner: Program) -> None:
    planner.ok("goal", "add", "40 calls in january 2100")
    shown = planner.ok("goal", "show", "40 calls", "--json", "--date", "2100-01-13").json
    assert (shown["total_days"], shown["elapsed_days"], shown["remaining_days"]) == (21, 8, 13)
    assert (shown["expected_start"], shown["variance"]) == (pytest.approx(15.238095), pytest.approx(-15.238095))
    assert (shown["ask_today"], shown["required_today"], shown["progress"]) == (2, 4, 0.0)


def test_the_status_is_one_line_and_knows_its_format(planner: Program) -> None:
    planner.names_file = False
    assert planner.ok("status").out == "nothing planned\n"
    planner.ok("goal", "add", "40 new calls in 2100")
    planner.ok("goal", "add", "7 steps a day")
    planner.ok("one-thing", "close it")
    planner.ok("log", "call x3")
    facts = planner.ok("status", "--json").json
    assert (facts["one_thing"], facts["steps"], facts["date"]) == ("close it", 1, TODAY.isoformat())
    assert planner.ok("status", "--format", "{one_thing}|{steps}").out == "close it|1\n"
    assert planner.ok("status").out.endswith("close it\n")
    assert facts["asks"] == "steps 3/7"
    assert facts["left_today"] == 4
    assert planner.ok("status", "--format", "{new_calls}").out == "0/0\n"


def test_what_was_done_is_taken_back_done_again_and_told(planner: Program) -> None:
    planner.ok("log", "call")
    assert planner.ok("undo").out == "Taken back: Logged: call\n"
    assert planner.ok("history", "--json").json[0]["state"] == "undone"
    assert planner.ok("redo").out == "Done again: Logged: call\n"
    planner.ok("log", "email")
    labels = [line["label"] for line in planner.ok("history", "--json").json]
    assert labels == ["Logged: email", "Logged: call"]
    assert len(planner.ok("history", "--limit", "1").out.splitlines()) == 1
    assert len(planner.ok("history", "--limit", "9" * 30).out.splitlines()) == 2


def test_paths_are_told_without_making_anything(planner: Program) -> None:
    assert planner.ok("paths", "--json").json["database"] == str(planner.db)
    assert f"database       {planner.db}\n" in planner.ok("paths").out
    assert list(planner.home.iterdir()) == []


def test_a_demo_fills_a_new_file_and_no_other(planner: Program) -> None:
    assert planner.ok("demo", "--no-open", "--seed", "3").out == f"{planner.db}\n"
    assert planner.ok("goal", "list", "--json").json
    assert "is there already" in planner.refuses("demo", "--no-open")


def test_a_demo_of_no_years_leaves_no_file(planner: Program) -> None:
    assert "1 to 20 years" in planner.refuses("demo", "--no-open", "--years", "0")
    assert not planner.db.exists()


def test_the_version_and_the_help_are_told(planner: Program) -> None:
    assert planner.ok("--version").out == f"planner {VERSION}\n"
    assert "one-thing" in planner.ok("--help").out
    assert "planner log" in planner.ok("log", "--help").out


def test_a_file_may_be_called_like_a_verb(planner: Program) -> None:
    planner.db = planner.home / "log"
    planner.ok("log", "note", "--db", str(planner.home / "log"))
    answer = planner.run("today", PLANNER_DB="today", PLANNER_CONFIG=str(planner.home))
    assert answer.status == 0
    planner.ok("--config", str(planner.home / "goal"), "log", "call")
    assert planner.ok("today", "--json").json["steps"] == 1


def test_the_verb_after_an_option_with_a_verbs_name_is_understood(planner: Program) -> None:
    planner.names_file = False
    answer = planner.run("--config", "demo", "status", "--json")
    assert (answer.status, answer.err) == (0, "")


@pytest.mark.parametrize("date", ["0001-01-01", "0001-01-07", "9999-12-31", "9999-12-26"])
def test_the_ends_of_the_calendar_are_shown(planner: Program, date: str) -> None:
    for line in ("2 calls a day", "10 calls a week", "40 calls a month", "big picture: on and on"):
        planner.ok("goal", "add", line)
    for words in (("today",), ("goal", "list"), ("goal", "show", "40")):
        planner.ok(*words, "--date", date)
        planner.ok(*words, "--json", "--date", date)
    planner.ok("one-thing", "hold", "--date", date)


@pytest.mark.parametrize(("word", "days"), [("yesterday", -1), ("tomorrow", 1), ("+10d", 10)])
def test_days_are_named_as_people_say_them(planner: Program, word: str, days: int) -> None:
    planner.names_file = False
    told = planner.ok("today", "--json", "--date", word).json["date"]
    assert told == (TODAY + timedelta(days=days)).isoformat()


def test_the_program_goes_by_the_machines_clock(planner: Program) -> None:
    command = [sys.executable, "-m", "planner", "today", "--json"]
    before = datetime.now(UTC).date()
    told = json.loads(subprocess.run(command, env=planner.environment(), capture_output=True, check=True).stdout)
    assert before.isoformat() <= told["date"] <= datetime.now(UTC).date().isoformat()


def test_output_is_plain_where_nobody_looks(planner: Program) -> None:
    planner.ok("log", "call: \N{ROCKET} and [bold]brackets[/bold]")
    for words in (("today",), ("goal", "list"), ("status",), ("history",), ("paths",), ("--help",)):
        assert "\x1b" not in planner.run(*words, FORCE_COLOR="1", TERM="xterm-256color").out
    assert "\N{ROCKET} and [bold]brackets[/bold]" in planner.ok("today").out


def test_a_reader_that_goes_away_is_no_fault(planner: Program) -> None:
    process = subprocess.Popen(
        planner.command("paths"), env=planner.environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    assert process.wait(timeout=30) in {0, 141}
    process.stderr.close()


def test_an_answer_that_cannot_be_written_is_one_sentence_and_the_step_stands(planner: Program) -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        done = subprocess.run(
            planner.command("log", "call"), env=planner.environment(), stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 1
    assert done.stderr.decode().startswith("planner: This was saved, but the answer cannot be written: No space left")
    assert planner.ok("today", "--json").json["steps"] == 1


def test_an_answer_that_only_tells_and_cannot_be_written_is_one_sentence(planner: Program) -> None:
    planner.ok("log", "call")
    assert shell(planner, "today >/dev/full") == (
        1,
        "planner: the answer cannot be written: No space left on device.\n",
    )


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_stream_that_is_closed_is_no_fault(planner: Program, closed: str) -> None:
    assert shell(planner, f"log call {closed}") == (0, "")
    assert shell(planner, f"today {closed}") == (0, "")
    assert planner.ok("today", "--json").json["steps"] == 1
    status, told = shell(planner, f"log frobnicate {closed}")
    assert (status, told.startswith("planner: ")) == (1, "2>" not in closed)


def shell(planner: Program, words: str) -> tuple[int, str]:
    """Run a line of a shell; return the status and what stands on stderr."""
    done = subprocess.run(
        ["/bin/sh", "-c", f'exec "$0" "$@" {words}', *planner.command()],
        env=planner.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr


def test_arguments_are_utf_8_whatever_the_locale(planner: Program) -> None:
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0"}
    planner.db = planner.home / "Zoë.db"
    planner.ok("log", "call @Zoë: naïve", **plain)
    (entry,) = planner.ok("today", "--json").json["log"]
    assert (entry["contact"], entry["note"]) == ("Zoë", "naïve")
    (entry,) = planner.ok("today", "--json", **plain).json["log"]
    assert (entry["contact"], entry["note"]) == ("Zoë", "naïve")
    assert planner.db.is_file()


def test_an_entry_tells_the_new_name_and_the_next_step(planner: Program) -> None:
    assert planner.ok("log", f"call @Dana {WEEKDAY} -> 2100-01-05 15:00: send terms").out == (
        "Logged for Tue 13 Feb 2024: call, Dana · new lead · next step Tue 5 Jan 2100 15:00\n"
    )
    assert planner.ok("log", f"call @Dana {WEEKDAY}").out == "Logged for Tue 13 Feb 2024: call, Dana\n"


def test_the_list_and_the_goal_itself_ask_the_same(planner: Program) -> None:
    planner.ok("goal", "add", "40 calls in january 2100")
    (listed,) = planner.ok("goal", "list", "--json", "--date", "2100-01-13").json
    shown = planner.ok("goal", "show", "40 calls", "--json", "--date", "2100-01-13").json
    assert listed["ask_today"] == shown["ask_today"] == 2


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ("-14.95", "-15.0 days"),
        ("-1/20", "on pace"),
        ("1/10", "+0.1 days"),
        ("99.94", "+99.9 days"),
        ("-1234.5", "-1,234 days"),
        ("0", "on pace"),
    ],
)
def test_days_ahead_are_rounded_as_in_the_app(days: str, told: str) -> None:
    assert plain._days_ahead(Fraction(days)) == told
    number, _ = goals_format.days_ahead(Fraction(days), ASCII)
    assert number == told


def test_letters_that_a_terminal_lacks_are_escaped(planner: Program) -> None:
    planner.ok("log", "call: Zoë")
    answer = planner.run("today", PYTHONIOENCODING="ascii")
    assert (answer.status, answer.err) == (0, "")
    assert r"Zo\xeb" in answer.out


def test_the_file_of_the_environment_is_used(planner: Program) -> None:
    planner.ok("log", "call")
    planner.names_file = False
    for where in ({"PLANNER_DB": str(planner.db)}, {"XDG_DATA_HOME": str(planner.home / "elsewhere")}):
        done = subprocess.run(
            planner.command("today", "--json"), env=planner.environment(**where), capture_output=True, check=True
        )
        assert (b'"steps": 1' in done.stdout) is ("PLANNER_DB" in where)
    assert not (planner.home / "elsewhere").exists()


def test_the_settings_count_on_the_command_line(planner: Program) -> None:
    planner.names_file = False
    folder = planner.home / "settings"
    folder.mkdir()
    (folder / "config.yaml").write_text("work_week: [mon]\nnonsense: 1\n")
    for date, works in (("2100-01-04", True), ("2100-01-05", False)):
        answer = planner.run("--config", str(folder), "today", "--json", "--date", date)
        assert (answer.status, answer.json["working_day"]) == (0, works)
        assert answer.err.startswith("planner: ")
        assert "nonsense" in answer.err


@pytest.mark.parametrize("words", [("log", "call"), ("status",), ("today",), ("one-thing", "rest")])
def test_a_command_loads_nothing_heavy(planner: Program, words: tuple[str, ...]) -> None:
    planner.ok("log", "call")
    tell = "import os; leave = os._exit; os._exit = lambda code: (print(*sys.modules, file=sys.stderr), leave(code))"
    answer = planner.run(*words, before=tell)
    loaded = {name.split(".")[0] for name in answer.err.split()}
    assert "planner" in loaded
    assert not loaded & {"textual", "rich", "sqlite_utils", "arrow", "yaml", "platformdirs"}


@pytest.mark.parametrize(("words", "verb"), [(("log", "call"), "log"), (("status",), "status")])
def test_a_verb_loads_no_other_verb(planner: Program, words: tuple[str, ...], verb: str) -> None:
    planner.ok("log", "call")
    tell = "import os; leave = os._exit; os._exit = lambda code: (print(*sys.modules, file=sys.stderr), leave(code))"
    loaded = {name for name in planner.run(*words, before=tell).err.split() if name.startswith("planner.cli.")}
    assert loaded == {f"planner.cli.{module}" for module in ("answer", "parser", "words", verb)}


def test_a_verb_is_read_whatever_stands_before_it() -> None:
    assert parse(["--config=c", "log", "call", "@Dana"]).line == ["call", "@Dana"]
    assert parse(["--db", "a.db", "review", "week", "--note", "calm"]).note == "calm"
