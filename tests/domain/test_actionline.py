"""The action line. It is Tuesday 10 February 2026."""

from contextlib import suppress
from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.action import Owner
from planner.domain.actionline import ActionDraft, complete, parse, write
from planner.domain.errors import LineError
from planner.domain.recurrence import Recurrence, Unit
from planner.domain.text import MAX_TEXT, clean_line

TODAY = date(2026, 2, 10)
ESCAPE = "A \\ before it keeps it as text."
WEEKDAYS = Recurrence(Unit.DAY, is_working=True)
MONDAYS = Recurrence(Unit.WEEK, weekday=0)
FRIDAY_AT_NINE = {"day": date(2026, 2, 13), "start_time": time(9)}
TERMS_TO_LEE = {"text": "send terms", "who": "Lee", "goal": "Q1"}
KNOWN = frozenset({"Dana Reyes", "Lee", "Lee Park"})


def read(line: str) -> ActionDraft:
    """Read a line on the fixed day."""
    return parse(line, today=TODAY, known_name=KNOWN.__contains__)


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("send terms", {"text": "send terms"}),
        ("14:00 proposals", {"text": "proposals", "start_time": time(14)}),
        ("tomorrow 9am call Lee", {"text": "call Lee", "day": date(2026, 2, 11), "start_time": time(9)}),
        ("9am tomorrow call Lee", {"text": "call Lee", "day": date(2026, 2, 11), "start_time": time(9)}),
        ("today x", {"text": "x", "day": TODAY}),
        ("fri: x", {"text": "x", "day": date(2026, 2, 13)}),
        ("fri : x", {"text": "x", "day": date(2026, 2, 13)}),
        ("fri: 9am x", {"text": "9am x", "day": date(2026, 2, 13)}),
        ("fri, 9:30: x", {"text": "x", "day": date(2026, 2, 13), "start_time": time(9, 30)}),
        ("1 mar file taxes", {"text": "file taxes", "day": date(2026, 3, 1)}),
        ("2026-03-01 x", {"text": "x", "day": date(2026, 3, 1)}),
        ("proposals 45m", {"text": "proposals", "planned_minutes": 45}),
        ("proposals 1h30m", {"text": "proposals", "planned_minutes": 90}),
        ("45m", {"text": "45m"}),
        ("call @Lee Park about it 1h", {"text": "call Lee Park about it", "who": "Lee Park", "planned_minutes": 60}),
        ("call @Lee: pilot", {"text": "call Lee: pilot", "who": "Lee"}),
        ('call @"Zoe Q", soon', {"text": "call Zoe Q, soon", "who": "Zoe Q", "who_exact": True}),
        (r"ask @Lee \@home or \45m", {"text": "ask Lee @home or 45m", "who": "Lee"}),
        ("call @Lee 45m 1h", {"text": "call Lee 45m", "who": "Lee", "planned_minutes": 60}),
        ("call @Dana", {"text": "call Dana", "who": "Dana"}),
        (
            'mon call @"Dana Reyes"',
            {"text": "call Dana Reyes", "day": date(2026, 2, 16), "who": "Dana Reyes", "who_exact": True},
        ),
        ("call 1h @Lee:", {"text": "call Lee", "who": "Lee", "planned_minutes": 60}),
        ("call @Lee 1h", {"text": "call Lee", "who": "Lee", "planned_minutes": 60}),
        (r"\call 1h @Lee", {"text": "call", "who": "Lee", "planned_minutes": 60}),
        ("send terms @Lee", {"text": "send terms", "who": "Lee"}),
        ("send terms @Lee 1h", {"text": "send terms", "who": "Lee", "planned_minutes": 60}),
        ("fri @Lee call", {"text": "call", "day": date(2026, 2, 13), "who": "Lee"}),
        ("@Lee ask about @Sam", {"text": "ask about @Sam", "who": "Lee"}),
        ("mail bob@example.com", {"text": "mail bob@example.com"}),
        (r"\2026-02-30 x", {"text": "2026-02-30 x"}),
        (r"\25:00 x", {"text": "25:00 x"}),
        ("x 25:00 2026-02-30", {"text": "x 25:00 2026-02-30"}),
        ("fri: 25:00 x", {"text": "25:00 x", "day": date(2026, 2, 13)}),
        ("fri 9am 25:00 x", {"text": "25:00 x", "day": date(2026, 2, 13), "start_time": time(9)}),
        ("fri sat x", {"text": "sat x", "day": date(2026, 2, 13)}),
        (r"x \99h", {"text": "x 99h"}),
        ("99h", {"text": "99h"}),
        ("x 99h more", {"text": "x 99h more"}),
        ('x @ @""', {"text": 'x @ @""'}),
        (r'x \@"y', {"text": 'x @"y'}),
        ("a -> b: c", {"text": "a -> b: c"}),
        (r"\fri is fine", {"text": "fri is fine"}),
        (r"\9 feb", {"text": "9 feb"}),
        (r"work \@home", {"text": "work @home"}),
        (r"rest \45m", {"text": "rest 45m"}),
        (r"see \\server\x", {"text": r"see \\server\x"}),
        ("send terms for: 40 calls", {"text": "send terms", "goal": "40 calls"}),
        ("send terms 45m every mon @Lee FOR:  Q1 ", {**TERMS_TO_LEE, "planned_minutes": 45, "rule": MONDAYS}),
        ("block proposals 9:00 for: x", {"text": "proposals", "start_time": time(9), "is_block": True, "goal": "x"}),
        (r"ask \for: a price for: the @Lee deal", {"text": "ask for: a price", "goal": "the @Lee deal"}),
        (r"\for: x", {"text": "for: x"}),
        ("call Lee for: a for: b 45m", {"text": "call Lee", "goal": "a for: b 45m"}),
        ("go for gold", {"text": "go for gold"}),
        ("call Lee every mon", {"text": "call Lee", "rule": MONDAYS}),
        ("call Lee Every Monday", {"text": "call Lee", "rule": MONDAYS}),
        ("call @Lee every mon", {"text": "call Lee", "who": "Lee", "rule": MONDAYS}),
        ("fri 9am plan 45m every mon", {**FRIDAY_AT_NINE, "text": "plan", "planned_minutes": 45, "rule": MONDAYS}),
        ("plan every mon 45m", {"text": "plan", "planned_minutes": 45, "rule": MONDAYS}),
        ("45m every mon", {"text": "45m", "rule": MONDAYS}),
        ("stretch every day", {"text": "stretch", "rule": Recurrence(Unit.DAY)}),
        ("stretch every weekday", {"text": "stretch", "rule": Recurrence(Unit.DAY, is_working=True)}),
        ("review every week", {"text": "review", "rule": Recurrence(Unit.WEEK)}),
        ("review every 2 weeks", {"text": "review", "rule": Recurrence(Unit.WEEK, 2)}),
        ("review every month", {"text": "review", "rule": Recurrence(Unit.MONTH)}),
        ("write every 3 days after done", {"text": "write", "rule": Recurrence(Unit.DAY, 3, from_done=True)}),
        ("write every day after done", {"text": "write", "rule": Recurrence(Unit.DAY, from_done=True)}),
        ("every day", {"text": "every day"}),
        ("every mon call Lee", {"text": "every mon call Lee"}),
        ("call every customer", {"text": "call every customer"}),
        ("write every 2 calls", {"text": "write every 2 calls"}),
        (r"seize \every day", {"text": "seize every day"}),
        (r"seize \every day 1h", {"text": "seize every day", "planned_minutes": 60}),
        ("block proposals", {"text": "proposals", "is_block": True}),
        ("block: proposals", {"text": "proposals", "is_block": True}),
        ("Sacred proposals", {"text": "proposals", "is_block": True}),
        ("sacred hour: proposals", {"text": "proposals", "is_block": True}),
        ("9am block proposals", {"text": "proposals", "start_time": time(9), "is_block": True}),
        ("block 9am proposals", {"text": "proposals", "start_time": time(9), "is_block": True}),
        ("block: 9am proposals", {"text": "proposals", "start_time": time(9), "is_block": True}),
        (
            "block: proposals 9:00 60m every weekday",
            {"text": "proposals", "start_time": time(9), "planned_minutes": 60, "rule": WEEKDAYS, "is_block": True},
        ),
        (
            "block proposals every weekday 60m 9:00",
            {"text": "proposals", "start_time": time(9), "planned_minutes": 60, "rule": WEEKDAYS, "is_block": True},
        ),
        ("fri 9am sacred hour new calls", {**FRIDAY_AT_NINE, "text": "new calls", "is_block": True}),
        ("block fri 9am new calls", {**FRIDAY_AT_NINE, "text": "new calls", "is_block": True}),
        ("9am block calls at 10:00", {"text": "calls at 10:00", "start_time": time(9), "is_block": True}),
        (r"block calls at \10:00", {"text": "calls at 10:00", "is_block": True}),
        ("block block and tackle", {"text": "block and tackle", "is_block": True}),
        ("fri: block 9am x", {"text": "block 9am x", "day": date(2026, 2, 13)}),
        ("14:00: sacred hour", {"text": "sacred hour", "start_time": time(14)}),
        (r"\block the street", {"text": "block the street"}),
        ("calls 9:00", {"text": "calls 9:00"}),
        ("seize every day every week", {"text": "seize every day", "rule": Recurrence(Unit.WEEK)}),
    ],
)
def test_what_reads_as_day_time_name_or_duration_is_taken_and_the_rest_is_text(
    line: str, fields: dict[str, Any]
) -> None:
    assert read(line) == ActionDraft(**fields)


@pytest.mark.parametrize(
    ("line", "sentence", "part"),
    [
        ("", "An empty line says nothing. Try “tomorrow 9am call Lee”.", ""),
        ("fri 9am", "An action needs a few words: “tomorrow 9am call Lee”.", "fri 9am"),
        ("@Lee", "An action needs a few words: “tomorrow 9am call Lee”.", "@Lee"),
        ("block 9am", "A block needs a few words: “block 9:00 proposals 60m”.", "block 9am"),
        ("block x 25:00", f"25:00 is not a time of day: write 9:40 or 3pm. {ESCAPE}", "25:00"),
        ("yesterday x", "Mon 9 Feb 2026 is past. Plan it for today or a day to come.", "yesterday"),
        ("9am 2026-01-05: x", "Mon 5 Jan 2026 is past. Plan it for today or a day to come.", "2026-01-05:"),
        ("2026-02-30 x", f"“2026-02-30” is not in the calendar: February has 28 days in 2026. {ESCAPE}", "2026-02-30"),
        ("9am 31 feb 2026 x", f"“31 feb” is not in the calendar: February has 28 days in 2026. {ESCAPE}", "31 feb"),
        (
            "29 feb 2027 x",
            f"“29 feb 2027” is not in the calendar: February has 28 days in 2027. {ESCAPE}",
            "29 feb 2027",
        ),
        ("25:00 x", f"25:00 is not a time of day: write 9:40 or 3pm. {ESCAPE}", "25:00"),
        ("fri 9:75: x", f"9:75 is not a time of day: write 9:40 or 3pm. {ESCAPE}", "9:75:"),
        ("x 99999m", f"“99999m” is not between one minute and 24 hours. {ESCAPE}", "99999m"),
        ("x 99h @Lee", f"“99h” is not between one minute and 24 hours. {ESCAPE}", "99h"),
        ("x every 0 days", f"“every 0 days” is not between every 1 and every 999. {ESCAPE}", "every 0 days"),
        (
            "x every 1000 weeks @Lee",
            f"“every 1000 weeks” is not between every 1 and every 999. {ESCAPE}",
            "every 1000 weeks",
        ),
        (
            "x every mon after done",
            f"“every mon” names its day, done or not: leave “after done” away. {ESCAPE}",
            "every mon after done",
        ),
        ('call @"Dana', "The quote after @ has no end. Close it behind the name.", '@"Dana'),
    ],
)
def test_an_empty_text_a_past_day_and_what_only_looks_like_a_word_are_pointed_at(
    line: str, sentence: str, part: str
) -> None:
    with pytest.raises(LineError) as refused:
        read(line)
    assert (str(refused.value), line[refused.value.start : refused.value.end]) == (sentence, part)


def test_a_longer_line_than_fits_is_refused_whole() -> None:
    with pytest.raises(LineError, match="65,536 fit"):
        read("x" * (MAX_TEXT + 1))


def test_the_canonical_line_puts_the_name_last() -> None:
    assert write(read("fri 9am call @Lee about it 90m")) == "2026-02-13 09:00 call Lee about it 1h30m @Lee"
    assert write(read("call @Dana")) == "call Dana @Dana"
    assert write(ActionDraft(text="call", who="Dana Reyes", who_exact=True)) == r'\call @"Dana Reyes"'
    assert write(ActionDraft(text="fri: @home 1h")) == r"\fri: \@home \1h"
    assert write(read("plan it every 2 weeks @Lee 45m")) == "plan it 45m every 2 weeks @Lee"
    assert write(ActionDraft(text="seize every day")) == r"seize \every day"


def test_the_canonical_line_of_a_block_names_it_behind_its_time() -> None:
    line = "block: two proposals 9:00 90m every weekday @Lee"
    assert write(read(line)) == "09:00 block two proposals 1h30m every weekday @Lee"
    assert write(ActionDraft(text="calls at 10:00", is_block=True)) == r"block calls at \10:00"
    assert write(ActionDraft(text="sacred hour")) == r"\sacred hour"


def test_names_are_completed() -> None:
    assert complete("call @le", 8, ["Dana Reyes", "Lee Park"]) == (5, ["@Lee Park"])
    assert complete("call le", 7, ["Dana Reyes", "Lee Park"]) == (7, [])


@pytest.mark.parametrize("line", ["bl", "fri 9am blo", "9:00 BL"])
def test_the_word_of_a_block_is_completed_where_it_may_stand(line: str) -> None:
    start, choices = complete(line, len(line))
    assert (line[start:].lower(), choices) == (line.rsplit(maxsplit=1)[-1].lower(), ["block"])
    for other in ("call bl", "block bl", "fri: bl", "b", "block"):
        assert complete(other, len(other)) == (len(other), [])


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("call ev", ["every day", "every weekday", "every week", "every month", "every mon"]),
        ("call every w", ["every weekday", "every week", "every wed"]),
        ("call every 3 d", ["every 3 days", "every 3 days after done"]),
        ("call every 3 days a", ["every 3 days after done"]),
        ("call every day", []),
        ("call e", []),
        ("call ever so", []),
        ("every", []),
    ],
)
def test_the_rule_at_the_end_is_completed(line: str, found: list[str]) -> None:
    start, choices = complete(line, len(line))
    assert choices[: len(found)] == found
    assert bool(choices) is bool(found)
    assert not found or line[start:].startswith("ev")


_PIECES = r"fri tomorrow 9 30 feb 2026 9am 25:00 45m 1h 99h @ @Lee Park Dana Reyes \ \fri \@x \45m \\ : fri: every day mon weekday weeks months after done 3 , for: FOR: call 2026-02-11 \: \9"
_WORDS = st.sampled_from(
    [*_PIECES.split(), *("block", "sacred", "hour", "sacred:", "hour:", "BLOCK:"), '@"', '"', '@"a b"']
)
RULES = [
    MONDAYS,
    Recurrence(Unit.DAY, is_working=True),
    *(Recurrence(unit, count, from_done=done) for unit in Unit for count in (1, 3, 999) for done in (False, True)),
]
_TEXTS = (st.text(max_size=30) | st.lists(_WORDS).map(" ".join)).map(clean_line).filter(bool)


@given(
    st.builds(
        ActionDraft,
        text=_TEXTS,
        day=st.none() | st.dates(TODAY, date(2100, 1, 1)),
        start_time=st.none() | st.times().map(lambda t: t.replace(second=0, microsecond=0)),
        who=st.just("Lee Park"),
        who_exact=st.booleans(),
        planned_minutes=st.none() | st.integers(1, 24 * 60),
        rule=st.none() | st.sampled_from(RULES),
        is_block=st.booleans(),
        goal=st.none() | _TEXTS,
    ),
    st.none() | st.text(max_size=20).map(clean_line).filter(bool),
    st.booleans(),
    st.none() | st.sampled_from(Owner),
)
def test_a_written_draft_reads_back(draft: ActionDraft, name: str | None, named: bool, owed_by: Owner | None) -> None:
    owed_by = owed_by if named else None
    draft = draft._replace(owed_by=owed_by, is_block=draft.is_block and owed_by is None)
    if not named:
        draft = draft._replace(who=None, who_exact=False)
    elif name is not None:
        draft = draft._replace(who=name, who_exact=True)
    assert read(write(draft)) == draft


@given(st.text() | st.lists(_WORDS | st.text(max_size=3)).map(" ".join) | st.lists(_WORDS).map("".join))
def test_any_line_is_read_or_refused_and_reads_back(line: str) -> None:
    with suppress(LineError):
        draft = read(line)
        assert read(write(draft)) == draft


@given(st.text(), st.integers(-3, 30))
def test_any_line_is_completed_before_its_cursor(line: str, cursor: int) -> None:
    start, _ = complete(line, cursor, ["Dana Reyes"])
    assert 0 <= start <= max(0, min(cursor, len(line)))


@pytest.mark.parametrize(
    ("line", "owed_by", "who", "day", "text"),
    [
        ("@Dana owes: send the data fri", Owner.THEM, "Dana", date(2026, 2, 13), "send the data"),
        ("fri @Dana owes: send the data", Owner.THEM, "Dana", date(2026, 2, 13), "send the data"),
        ('owe @"Dana Reyes": the terms 13 feb', Owner.ME, "Dana Reyes", date(2026, 2, 13), "the terms"),
        ("tomorrow 9am owe @Dana: the terms 30m", Owner.ME, "Dana", date(2026, 2, 11), "the terms"),
        (r"@Dana owes: the plan for \fri", Owner.THEM, "Dana", None, "the plan for fri"),
        ("owe money to @Dana: the rest", None, "Dana", None, "owe money to Dana: the rest"),
        ("@Dana owes the data", None, "Dana", None, "owes the data"),
    ],
)
def test_a_promise_says_who_owes_it(line: str, owed_by: Owner | None, who: str, day: date | None, text: str) -> None:
    draft = read(line)
    assert (draft.owed_by, draft.who, draft.day, draft.text) == (owed_by, who, day, text)


def test_a_promise_may_serve_a_goal() -> None:
    draft = read("@Dana owes: the terms fri for: 40 calls")
    assert (draft.text, draft.day, draft.goal) == ("the terms", date(2026, 2, 13), "40 calls")


@pytest.mark.parametrize(("line", "start", "end"), [("call Lee for:", 9, 13), ("x for:  ", 2, 6)])
def test_a_goal_without_a_name_is_pointed_at(line: str, start: int, end: int) -> None:
    with pytest.raises(LineError, match="A goal follows “for:”") as refused:
        read(line)
    assert (refused.value.start, refused.value.end) == (start, end)


def test_goals_are_completed_behind_their_word_alone() -> None:
    def goals() -> list[str]:
        return ["40 calls in February", "Renewals"]

    assert complete("send terms for: ren", 19, [], goals) == (16, ["Renewals"])
    assert complete("send terms for: ", 16, [], goals) == (16, goals())
    assert complete("send terms for:", 15, [], goals)[1] == []
    assert complete("call Ren", 8, [], goals)[1] == []


@pytest.mark.parametrize(
    "line", ["@Dana owes: ", "owe @Dana:", "@Dana owes: the data 2026-02-30", "@Dana owes: it 2026-02-09"]
)
def test_a_promise_of_nothing_or_for_no_day_is_refused(line: str) -> None:
    with pytest.raises(LineError):
        read(line)
