import json
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from planner.settings import yaml_file, yaml_parser
from planner.settings.yaml_file import Document, Value

ROOT = Path(__file__).parents[2]
SAFE_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=8)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**17), 10**17) | SAFE_TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(SAFE_TEXT, inner, max_size=3),
    max_leaves=12,
)


@pytest.fixture(params=["libyaml", "python"])
def any_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "python":
        monkeypatch.setattr(yaml_parser, "_Loader", yaml.SafeLoader)


@pytest.fixture
def unreadable(tmp_path: Path) -> Iterator[str]:
    """Write a file without permissions, and give up root for a moment: root reads every file."""
    path = written(tmp_path, "a: 1")
    Path(path).chmod(0)
    was = os.geteuid()
    if was == 0:
        os.seteuid(65534)
    yield path
    os.seteuid(was)


def read(text: str) -> tuple[dict[str, Value], list[str]]:
    data, _, notes = yaml_parser.parse(text)
    return data, [f"x line {line}{note}" for line, note in notes]


def written(folder: Path, content: str | bytes) -> str:
    path = folder / "file.yaml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


@pytest.mark.usefixtures("any_parser")
@pytest.mark.parametrize(
    "word",
    [
        "9:30",
        "12:30",
        "on",
        "off",
        "yes",
        "no",
        "y",
        "n",
        "0x1F",
        "1_000",
        "2026-13-45",
        "2026-02-10",
        "1:2.5",
        "<<",
        "=",
        ".inf",
        "1e3",
        "9" * 5000,
    ],
)
def test_a_word_that_is_no_plain_number_stays_text(word: str) -> None:
    assert read(f"a: {word}") == ({"a": word}, [])


@pytest.mark.usefixtures("any_parser")
@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("true", True),
        ("False", False),
        ("", None),
        ("~", None),
        ("null", None),
        ("010", 10),
        ("-4", -4),
        ("+1.5", 1.5),
        ("'12'", "12"),
        ('"true"', "true"),
        ("! 5", "5"),
        ("[a, 1]", ["a", 1]),
        ("|\n  x\n  y\n", "x\ny\n"),
    ],
)
def test_numbers_switches_and_nothing_are_what_they_look_like(word: str, value: Value) -> None:
    assert read(f"a: {word}") == ({"a": value}, [])


def test_a_key_stays_text_too() -> None:
    assert read("on: 1\n9:30: 2\n1: 3\n? \n") == ({"on": 1, "9:30": 2, "1": 3, "": None}, [])


@given(st.dictionaries(SAFE_TEXT, VALUES, max_size=4))
def test_whatever_another_program_dumps_is_read_as_it_was(data: dict[str, Value]) -> None:
    dumped = json.dumps(data, ensure_ascii=False)
    assert read(dumped) == (data, [])


@pytest.mark.usefixtures("any_parser")
def test_of_two_equal_keys_the_first_stands_and_both_lines_are_named() -> None:
    data, notes = read("a: 1\nb: {c: 1, c: {d: [1]}}\na: [2,\n 3]\nz: 9")
    assert data == {"a": 1, "b": {"c": 1}, "z": 9}
    assert notes == [
        "x line 2, c: line 2 sets it too, and that one stands. Remove one of them.",
        "x line 3, a: line 1 sets it too, and that one stands. Remove one of them.",
    ]


@pytest.mark.usefixtures("any_parser")
def test_an_alias_is_left_out_and_named() -> None:
    data, notes = read("a: &a [1]\nb: *a\nc: [*a, 2]")
    assert data == {"a": [1], "c": [2]}
    assert [note[:24] for note in notes] == ["x line 2 uses an alias (", "x line 3 uses an alias ("]


@pytest.mark.usefixtures("any_parser")
def test_a_tag_is_left_out_with_all_that_it_holds() -> None:
    data, notes = read("a: !!python/object/apply:os.system [ls, {b: 1}]\nb: !!binary x\nc: 1")
    assert data == {"c": 1}
    assert len(notes) == 2
    assert "tag:yaml.org,2002:python/object/apply:os.system" in notes[0]


@pytest.mark.usefixtures("any_parser")
def test_a_key_that_is_no_word_is_passed_over() -> None:
    data, notes = read("? [1, 2]\n: {a: b}\nc: 1")
    assert (data, len(notes)) == ({"c": 1}, 1)


@pytest.mark.usefixtures("any_parser")
@pytest.mark.parametrize(
    "bad",
    [
        "[" * 100_000,
        "a: " + "[" * 100_000,
        "{" * 100_000,
        "a:\n  " + "- " * 60_000,
        "? " * 60_000,
        "a: " + "{a: " * 20_000,
    ],
)
def test_a_hundred_thousand_brackets_are_one_sentence(bad: str) -> None:
    data, notes = read(bad)
    assert data == {}
    assert len(notes) == 1
    assert "deeper than 16 levels" in notes[0]


def test_a_billion_laughs_are_over_at_once() -> None:
    laughs = ["a: &a [lol]"] + [
        f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    data, notes = read("\n".join(laughs))
    assert data == {"a": ["lol"], **{letter: [] for letter in "bcdefghi"}}
    assert len(notes) == 72


@pytest.mark.usefixtures("any_parser")
@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nb: [1", 2),
        ("a: 1\n\tb: 2", 2),
        ("a: 1\nb: c: d", 2),
        ("a\nb", 1),
        ("- a", 1),
        ("a: 1\n---\nb: 2", 2),
        ("a: 'x\x00'", 1),
        ("%YAML 9.9\n---\na: 1", 1),
        ("a: 1\n b: 2\n", 2),
        ('a: "\\q"', 1),
    ],
)
def test_a_text_that_is_not_yaml_says_nothing_but_its_line(text: str, line: int) -> None:
    data, notes = read(text)
    assert data == {}
    assert len(notes) == 1
    assert any(notes[0].startswith(f"x line {near} ") for near in (line, line + 1))


@pytest.mark.parametrize("text", ["", "\n\n", "# a comment\n", "---\n", "---\n...\n", "\ufeff"])
def test_an_empty_text_says_nothing_and_that_is_fine(text: str, tmp_path: Path) -> None:
    assert yaml_file.load(written(tmp_path, text), None)[1] == ()


def test_escapes_cannot_bring_in_what_talks_to_the_terminal() -> None:
    assert read('"a\\e": "\\e]0;x\\a\\u202e"')[0] == {"a\ufffd": "\ufffd]0;x\ufffd\ufffd"}


def test_a_sentence_begins_with_file_line_and_key(tmp_path: Path) -> None:
    document, _ = yaml_file.load(written(tmp_path, "# note\nkeys:\n  log.open: l\nlist:\n  - a\n  - b: 1\n"), None)
    assert document.at("keys", "log.open") == "file.yaml line 3, keys.log.open"
    assert document.at("list", 1, "b") == "file.yaml line 6, list.1.b"
    assert document.at("absent") == "file.yaml, absent"
    assert document.at() == "file.yaml"


def test_an_unknown_key_is_named_with_the_nearest_known_one() -> None:
    document = Document("x", {"b": 1, "thme": 2, "in": {"colr": 3}}, {("b",): 2, ("thme",): 1, ("in", "colr"): 4})
    assert yaml_file.unknown_keys(document, ["theme", "in"], "a setting") == [
        "x line 1, thme: “thme” is not a setting; the nearest is “theme”.",
        "x line 2, b: “b” is not a setting, so it is passed over.",
    ]
    assert yaml_file.unknown_keys(document, ["color"], "a field", "in") == [
        "x line 4, in.colr: “colr” is not a field; the nearest is “color”."
    ]
    assert yaml_file.unknown_keys(document, [], "a field", "b") == []


def test_many_problems_are_counted_rather_than_listed(tmp_path: Path) -> None:
    _, problems = yaml_file.load(written(tmp_path, "a: 1\n" * 1000), None)
    assert len(problems) == 9
    assert problems[-1] == "file.yaml: 991 more places like these need a look."


@pytest.mark.parametrize("value", ["x" * 500, "a\nb\x1b", None, True, 1.5, [1], {"a": 1}])
def test_a_value_is_quoted_on_one_short_line(value: Value) -> None:
    line = yaml_file.shown(value)
    assert len(line) <= 42
    assert line.isprintable()


def test_a_huge_file_is_not_read_into_memory(tmp_path: Path) -> None:
    path = tmp_path / "huge.yaml"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    assert yaml_file.load(str(path), str(tmp_path / "cache"))[1] == (
        "huge.yaml is longer than 256 kB, so its defaults are used. Shorten it to have it read.",
    )


def test_bytes_that_are_no_text_are_named_by_their_line(tmp_path: Path) -> None:
    _, problems = yaml_file.load(written(tmp_path, b"a: 1\nb: \xff\n"), None)
    assert problems == ("file.yaml line 2 is not UTF-8 text, so the file's defaults are used. Save it as UTF-8.",)


def test_a_file_that_may_not_be_read_is_one_sentence(unreadable: str) -> None:
    (problem,) = yaml_file.load(unreadable, None)[1]
    assert problem.endswith("cannot be read (Permission denied). Its defaults are used until it can.")


def test_a_folder_a_pipe_and_a_device_in_place_of_a_file_are_one_sentence_each(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (str(tmp_path), str(tmp_path / "pipe"), "/dev/zero"):
        (problem,) = yaml_file.load(path, str(tmp_path / "cache"))[1]
        assert "cannot be read (it is not a regular file)" in problem


def test_a_path_through_a_file_or_with_a_nul_is_one_sentence(tmp_path: Path) -> None:
    for path in (written(tmp_path, "") + "/config.yaml", "a\0b"):
        (problem,) = yaml_file.load(path, None)[1]
        assert "cannot be read" in problem


@given(st.dictionaries(SAFE_TEXT, VALUES, max_size=4), st.sampled_from(["", "a: *x\n", "a: 1\na: 2\n", "[", "\xff"]))
def test_what_the_cache_recalls_equals_what_was_parsed(
    tmp_path_factory: pytest.TempPathFactory, data: dict[str, Value], more: str
) -> None:
    folder = tmp_path_factory.mktemp("hit")
    body = "".join(
        f"{json.dumps(key, ensure_ascii=False)}: {json.dumps(value, ensure_ascii=False)}\n"
        for key, value in data.items()
    )
    path = written(folder, body + more)
    parsed = yaml_file.load(path, str(folder / "cache"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_file, "_parse", _never)
        assert yaml_file.load(path, str(folder / "cache")) == parsed


def _never(*_: object) -> NoReturn:
    raise AssertionError("the cache was not asked")


def test_the_cache_is_private(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        yaml_file.load(written(tmp_path, "a: 1"), str(tmp_path / "cache"))
    finally:
        os.umask(before)
    (kept,) = (tmp_path / "cache").iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "cache").stat().st_mode) == 0o700


def test_an_edit_of_the_same_length_and_time_is_noticed(tmp_path: Path) -> None:
    cache = str(tmp_path / "cache")
    path = Path(written(tmp_path, "a: 1"))
    assert yaml_file.load(str(path), cache)[0].data == {"a": 1}
    status = path.stat()
    replacement = tmp_path / "new"
    replacement.write_text("a: 2", encoding="utf-8")
    replacement.replace(path)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert yaml_file.load(str(path), cache)[0].data == {"a": 2}


@pytest.mark.parametrize(
    "spoilt",
    [
        b"",
        b"{",
        b"\xff",
        b"null",
        b"[]",
        b"7",
        b"{}",
        b"[" * 100_000,
        b'{"format": 1}',
        b'{"format": 1, "path": [], "stamp": 0}',
    ],
)
def test_a_spoilt_cache_is_made_anew(tmp_path: Path, spoilt: bytes) -> None:
    cache, path = tmp_path / "cache", written(tmp_path, "a: 1")
    first = yaml_file.load(path, str(cache))
    (kept,) = cache.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(spoilt)
    assert yaml_file.load(path, str(cache)) == first
    assert kept.read_bytes() == whole


@pytest.mark.parametrize("part", ["data", "lines", "problems", "format"])
@pytest.mark.parametrize("value", [None, 7, "x", [7], [[["a"], "x"]], {"a": 1}])
def test_a_cache_with_a_foreign_part_never_stops_the_program(tmp_path: Path, part: str, value: object) -> None:
    cache, path = tmp_path / "cache", written(tmp_path, "a: 1")
    yaml_file.load(path, str(cache))
    (kept,) = cache.iterdir()
    kept.write_text(json.dumps(json.loads(kept.read_text()) | {part: value}))
    document, _ = yaml_file.load(path, str(cache))
    assert document.data == {"a": 1}
    assert document.at("a")


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    path = written(tmp_path, "a: 1")
    (tmp_path / "file").touch()
    for cache in (path, str(tmp_path / "file" / "cache"), "/proc/planner", "a\0b"):
        assert yaml_file.load(path, cache)[0].data == {"a": 1}
    taken = tmp_path / "taken"
    taken.mkdir()
    yaml_file.load(path, str(taken))
    (kept,) = taken.iterdir()
    kept.unlink()
    kept.mkdir()
    assert yaml_file.load(path, str(taken))[0].data == {"a": 1}
    assert list(taken.iterdir()) == [kept]


def test_reading_leaves_the_users_file_as_it_was(tmp_path: Path) -> None:
    path = Path(written(tmp_path, "# mine\na: 9:30\n"))
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    yaml_file.load(str(path), str(tmp_path / "cache"))
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def modules_after(code: str) -> set[str]:
    program = f"import sys\n{code}\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_a_cached_load_imports_no_yaml(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.yaml").write_text("theme: paper\nday_start_hour: 4\n")
    code = f"""
from planner.settings import paths, settings, themes
found = paths.find({str(tmp_path / "x.db")!r}, {str(tmp_path / "config")!r})
found = found._replace(cache_dir={str(tmp_path / "cache")!r})
chosen, problems = settings.load(found)
assert (chosen.theme, chosen.day_start_hour, problems) == ("paper", 4, ())
assert themes.load(chosen.theme, found)[0].name == "paper"
"""
    assert "yaml" in modules_after(code)
    assert not modules_after(code) & {"yaml", "_yaml", "platformdirs", "pathlib", "textual"}


def test_without_a_config_nothing_is_imported_to_read_one(tmp_path: Path) -> None:
    code = f"""
from planner.settings import paths, settings, themes
found = paths.find(None, {str(tmp_path)!r})
assert settings.load(found) == (settings.Settings(), ())
themes.load("night", found)
"""
    assert not modules_after(code) & {
        "yaml",
        "json",
        "platformdirs",
        "pathlib",
        "tempfile",
        "planner.settings.yaml_file",
    }
