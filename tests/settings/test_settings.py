from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.text import clean_line
from planner.settings import paths
from planner.settings.paths import Paths
from planner.settings.settings import Settings, load

FULL = """
theme: paper
day_start_hour: 04
work_week: sun-thu
year_start_month: april
month_weights: [10, 10, 10, 10, 10, 5, 5, 0, 10, 10, 10, 10]
currency: eur
ascii: true
mouse: false
keys:
  log.open: n
  goto.first: 1
  undo: [u, ctrl+z]
animations: basic
bell: true
"""


def in_folder(folder: Path, config: str | bytes | None = None) -> Paths:
    found = paths.find(str(folder / "planner.db"), str(folder))._replace(cache_dir=str(folder / "cache"))
    if config is not None:
        Path(found.config_file).write_bytes(config.encode() if isinstance(config, str) else config)
    return found


def test_no_file_is_the_defaults(tmp_path: Path) -> None:
    assert load(in_folder(tmp_path)) == (Settings(), ())
    assert Settings().work_week == frozenset({0, 1, 2, 3, 4})


def test_every_setting_can_be_set(tmp_path: Path) -> None:
    assert load(in_folder(tmp_path, FULL)) == (
        Settings(
            theme="paper",
            day_start_hour=4,
            work_week=frozenset({6, 0, 1, 2, 3}),
            year_start_month=4,
            month_weights=(10, 10, 10, 10, 10, 5, 5, 0, 10, 10, 10, 10),
            currency="EUR",
            ascii=True,
            mouse=False,
            keys={"log.open": "n", "goto.first": "1", "undo": "u,ctrl+z"},
            animations="basic",
            bell=True,
        ),
        (),
    )


@pytest.mark.parametrize(
    ("week", "days"),
    [
        ("mon-fri", {0, 1, 2, 3, 4}),
        ("[mon, wed, Friday]", {0, 2, 4}),
        ("tue-thu, sat", {1, 2, 3, 5}),
        ("fri-mon", {4, 5, 6, 0}),
        ("sun", {6}),
        ("mon-sun", set(range(7))),
    ],
)
def test_a_work_week_is_written_as_people_say_it(tmp_path: Path, week: str, days: set[int]) -> None:
    assert load(in_folder(tmp_path, f"work_week: {week}")) == (Settings(work_week=frozenset(days)), ())


@pytest.mark.parametrize(
    ("list_", "weights"),
    [
        ("[]", ()),
        ("[100, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]", (100, *[0] * 11)),
        ("[8.3, 8.3, 8.3, 8.3, 8.3, 8.3, 8.3, 8.3, 8.3, 8.3, 8.3, 8.7]", (*[83] * 11, 87)),
        ("[8.25, 8.5, 8, 8, 8, 8, 8, 8, 8, 8, 8, 11.25]", (825, 850, *[800] * 9, 1125)),
        ("[0.1, 0.2, 0.3, 99.4, 0, 0, 0, 0, 0, 0, 0, 0]", (1, 2, 3, 994, *[0] * 8)),
    ],
)
def test_percentages_of_months_are_taken_as_they_are_written(
    tmp_path: Path, list_: str, weights: tuple[int, ...]
) -> None:
    assert load(in_folder(tmp_path, f"month_weights: {list_}")) == (Settings(month_weights=weights), ())


WEIGHTS = "it takes twelve percentages that sum to 100, January first, and"


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("month_weights: [50, 50]", f"{WEIGHTS} 2 stand there. The default, [], is used."),
        (
            "month_weights: [8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8.5]",
            f"{WEIGHTS} these sum to 96.5. The default, [], is used.",
        ),
        (
            "month_weights: [9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9]",
            f"{WEIGHTS} these sum to 108. The default, [], is used.",
        ),
        (
            "month_weights: [110, -10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]",
            f"{WEIGHTS} -10 stands there. The default, [], is used.",
        ),
        ("month_weights: [.inf]", f"{WEIGHTS} “.inf” stands there. The default, [], is used."),
        ("month_weights: [true]", f"{WEIGHTS} true stands there. The default, [], is used."),
        ("month_weights: [[100]]", f"{WEIGHTS} a list stands there. The default, [], is used."),
        ("month_weights: even", f"{WEIGHTS} “even” stands there. The default, [], is used."),
        ("month_weights:", f"{WEIGHTS} an empty value stands there. The default, [], is used."),
        ("day_start_hour: 24", "it takes an hour from 0 to 23, and 24 stands there. The default, 0, is used."),
        ("day_start_hour: 9:30", "it takes an hour from 0 to 23, and “9:30” stands there. The default, 0, is used."),
        ("day_start_hour: true", "it takes an hour from 0 to 23, and true stands there. The default, 0, is used."),
        ("mouse: off", "it takes true or false, and “off” stands there. The default, true, is used."),
        ("theme:", "it takes a name, and an empty value stands there. The default, night, is used."),
        (
            "year_start_month: 2026-13-45",
            "it takes a month from 1 to 12, and “2026-13-45” stands there. The default, 1, is used.",
        ),
        (
            "currency: dollars",
            "it takes a currency of three letters such as EUR, and “dollars” stands there. The default, USD, is used.",
        ),
        (
            "work_week: [mon, mon]",
            "it takes each day once, and monday stands twice. The default, mon-fri, is used.",
        ),
        (
            "work_week: mon-fri, thu-sat",
            "it takes each day once, and thursday stands twice. The default, mon-fri, is used.",
        ),
        (
            "work_week: mon-fry",
            "it takes days such as mon-fri or [mon, tue, sat], and “mon-fry” stands there. The default, mon-fri, is used.",
        ),
        (
            "work_week: []",
            "it takes days such as mon-fri or [mon, tue, sat], and a list stands there. The default, mon-fri, is used.",
        ),
        (
            "work_week: [1]",
            "it takes days such as mon-fri or [mon, tue, sat], and 1 stands there. The default, mon-fri, is used.",
        ),
        ("animations: all", "it takes one of none, basic, full, and “all” stands there. The default, none, is used."),
        ("keys: l", "it takes lines such as “log.open: l”, and “l” stands there. Every key keeps its default."),
    ],
)
def test_a_value_that_is_not_understood_keeps_its_default_and_says_what_it_takes(
    tmp_path: Path, line: str, sentence: str
) -> None:
    key = line.partition(":")[0]
    settings, problems = load(in_folder(tmp_path, f"# mine\nbell: true\n{line}\n"))
    assert settings == Settings(bell=True)
    assert problems == (f"config.yaml line 3, {key}: {sentence}",)


def test_a_command_whose_key_is_not_understood_keeps_its_own(tmp_path: Path) -> None:
    settings, problems = load(in_folder(tmp_path, "keys:\n  a.b: {x: 1}\n  c: []\n  d: [true]\n  e: x\n"))
    assert settings.keys == {"e": "x"}
    assert [problem.partition(":")[0] for problem in problems] == [
        "config.yaml line 2, keys.a.b",
        "config.yaml line 3, keys.c",
        "config.yaml line 4, keys.d",
    ]
    assert load(in_folder(tmp_path, "keys:\n")) == (Settings(), ())


def test_an_unknown_setting_is_named_with_the_nearest_one(tmp_path: Path) -> None:
    assert load(in_folder(tmp_path, "currency: EUR\nday_start: 4\n")) == (
        Settings(currency="EUR"),
        ("config.yaml line 2, day_start: “day_start” is not a setting; the nearest is “day_start_hour”.",),
    )


def test_a_second_line_for_a_setting_changes_nothing(tmp_path: Path) -> None:
    settings, problems = load(in_folder(tmp_path, "theme: paper\ntheme: moss\n"))
    assert settings.theme == "paper"
    assert problems == ("config.yaml line 2, theme: line 1 sets it too, and that one stands. Remove one of them.",)


def test_a_folder_in_place_of_the_file_is_one_sentence(tmp_path: Path) -> None:
    found = in_folder(tmp_path)
    Path(found.config_file).mkdir()
    settings, problems = load(found)
    assert (settings, len(problems)) == (Settings(), 1)


def test_thousands_of_wrong_lines_are_a_handful_of_sentences(tmp_path: Path) -> None:
    settings, problems = load(in_folder(tmp_path, "".join(f"setting{n}: {n}\n" for n in range(10_000))))
    assert (settings, len(problems)) == (Settings(), 9)


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_in_the_config_are_settings_all_the_same(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    _is_sound(in_folder(tmp_path_factory.mktemp("bytes"), content))


WORDS = st.sampled_from(
    [
        *Settings._fields,
        "mon-fri",
        "true",
        "4",
        "-1",
        "9:30",
        "[",
        "]",
        "{",
        "}",
        ": ",
        ":",
        "- ",
        "\n",
        "\n  ",
        "&a",
        "*a",
        "!!str ",
        "?",
        "|",
        '"',
        "#",
        "\t",
        "---",
        "%",
        "x",
    ]
)


@given(st.lists(WORDS, max_size=30).map(" ".join) | st.lists(WORDS, max_size=30).map("".join))
def test_any_words_in_the_config_are_settings_all_the_same(
    tmp_path_factory: pytest.TempPathFactory, content: str
) -> None:
    _is_sound(in_folder(tmp_path_factory.mktemp("words"), content))


def _is_sound(found: Paths) -> None:
    settings, problems = load(found)
    assert isinstance(settings, Settings)
    assert 0 <= settings.day_start_hour <= 23
    assert settings.work_week
    assert settings.work_week <= set(range(7))
    assert all(isinstance(key, str) for pair in settings.keys.items() for key in pair)
    assert len(problems) <= 9
    assert all(problem.startswith("config.yaml") and clean_line(problem) == problem for problem in problems)
    assert load(found) == (settings, problems)


def test_a_cadence_is_given_by_stage_and_the_others_keep_theirs(tmp_path: Path) -> None:
    chosen, problems = load(in_folder(tmp_path, "cadence: {customer: 6 weeks, lead: 2, lost: never}"))
    assert problems == ()
    assert chosen.cadence == {**Settings().cadence, "customer": "6 weeks", "lead": "2", "lost": "never"}


@pytest.mark.parametrize(
    ("cadence", "told"),
    [
        ("often", "stages such as {customer: 3 months}"),
        ("{friend: 1 month}", "“friend” is none of lead, prospect"),
        ("{lead: often}", "“often” is not how often"),
        ("{lead: true}", "“never” for lead"),
        ("{lead: [1]}", "“never” for lead"),
        ("{lead: 0}", "“0” is not how often"),
    ],
)
def test_a_cadence_that_is_none_keeps_the_default_and_is_named(tmp_path: Path, cadence: str, told: str) -> None:
    chosen, problems = load(in_folder(tmp_path, f"cadence: {cadence}"))
    assert chosen.cadence == Settings().cadence
    assert len(problems) == 1
    assert told in problems[0]


def test_probabilities_are_given_by_stage_and_the_others_keep_theirs(tmp_path: Path) -> None:
    chosen, problems = load(in_folder(tmp_path, "probabilities: {proposal: 60}\nquiet_days: 30\n"))
    assert problems == ()
    assert chosen.probabilities == {"prospecting": 10, "qualified": 20, "proposal": 60, "negotiation": 80}
    assert chosen.quiet_days == 30


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("probabilities: {won: 90}", "“won” is none of prospecting, qualified, proposal, negotiation"),
        ("probabilities: {proposal: 101}", "it takes per cent from 0 to 100 for proposal"),
        ("probabilities: {proposal: often}", "it takes per cent from 0 to 100 for proposal"),
        ("probabilities: 50", "it takes stages such as {proposal: 50}"),
        ("quiet_days: 0", "it takes a number of days from 1 to 3650"),
        ("quiet_days: true", "it takes a number of days from 1 to 3650"),
    ],
)
def test_a_chance_or_a_silence_that_cannot_be_keeps_the_default_and_is_named(
    tmp_path: Path, line: str, told: str
) -> None:
    chosen, problems = load(in_folder(tmp_path, line))
    assert chosen == Settings()
    assert len(problems) == 1
    assert told in problems[0]
