"""The log line. It is Tuesday 10 February 2026, 14:30:12."""

import subprocess
import sys
import timeit
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from functools import partial
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.activity import MAX_QUANTITY, MAX_REACH, OUTCOMES, ActivityType, Outcome, Purpose
from planner.domain.calendar import Calendar
from planner.domain.clock import DayStart
from planner.domain.deal import DealKind
from planner.domain.errors import LineError, PlannerError
from planner.domain.logline import LogDraft, NextStep, complete, parse, spans, write
from planner.domain.money import CURRENCIES
from planner.domain.text import MAX_TEXT, clean_line

NOW = datetime(2026, 2, 10, 14, 30, 12)  # noqa: DTZ001
TODAY = NOW.date()
KNOWN = frozenset({"Dana Reyes", "Lee", "Lee Park", "Acme, Inc.", "Ann van den Berg Jr"})


def read(line: str, **changes: Any) -> LogDraft:
    """Read a line at the fixed moment."""
    settings: dict[str, Any] = {
        "now": NOW,
        "today": TODAY,
        "day_start": DayStart(),
        "calendar": Calendar(),
        "currency": "USD",
        "known_name": KNOWN.__contains__,
    }
    return parse(line, **{**settings, **changes})


def draft(kind: ActivityType, **fields: Any) -> LogDraft:
    """Return the draft of a line that says nothing else."""
    return LogDraft(**{"type": kind, "day": TODAY, "time": time(14, 30), "currency": "USD", **fields})


def refusal(line: str, **changes: Any) -> tuple[str, str]:
    """Return the sentence that refuses a line, and the part of it that is pointed at."""
    with pytest.raises(LineError) as refused:
        read(line, **changes)
    return str(refused.value), line[refused.value.start : refused.value.end]


def test_the_lines_of_the_design_are_read() -> None:
    call, meeting, email = ActivityType.CALL, ActivityType.MEETING, ActivityType.EMAIL
    assert read("call @Dana connected: renewal terms agreed -> call tue 3pm: send terms") == draft(
        call,
        who="Dana",
        outcome=Outcome.CONNECTED,
        note="renewal terms agreed",
        next_step=NextStep(day=date(2026, 2, 17), time=time(15), type=call, text="send terms"),
    )
    assert read("email x5 +value_add") == draft(email, quantity=5, purpose=Purpose.VALUE_ADD)
    assert read("meeting @Lee held 45m 14:00") == draft(
        meeting, who="Lee", outcome=Outcome.HELD, minutes=45, time=time(14)
    )
    assert read("close @Acme $12,000 repeat") == draft(
        ActivityType.CLOSE, who="Acme", amount_minor=1_200_000, deal_kind=DealKind.REPEAT
    )
    assert read('c @"New Person" vm yesterday') == draft(
        call, who="New Person", who_exact=True, outcome=Outcome.VOICEMAIL, day=date(2026, 2, 9), time=None
    )
    assert read("marketing reach 250: newsletter") == draft(ActivityType.MARKETING, reach=250, note="newsletter")
    assert read("p @Borealis $12k") == draft(ActivityType.PROPOSAL, who="Borealis", amount_minor=1_200_000)


@pytest.mark.parametrize(("letter", "kind"), list(zip("cmedpfxkno", ActivityType, strict=True)))
def test_each_type_has_a_letter(letter: str, kind: ActivityType) -> None:
    assert read(letter) == read(kind) == read(kind.upper()) == draft(kind)


def test_a_voicemail_needs_no_name() -> None:
    assert read("call vm") == draft(ActivityType.CALL, outcome=Outcome.VOICEMAIL)


def test_words_stand_in_any_order_and_may_have_commas() -> None:
    assert read("9:40, @Lee, vm, +touch-base, c") == read("call @Lee vm +touch_base 9:40")


def test_two_words_may_be_one() -> None:
    assert read("call no answer").outcome is Outcome.NO_ANSWER
    assert read("meeting not held").outcome is Outcome.NOT_HELD
    assert read("follow up @Lee").type is ActivityType.FOLLOW_UP
    assert read("follow-up @Lee").type is ActivityType.FOLLOW_UP


def test_a_name_is_the_longest_known_run() -> None:
    assert read("call @Dana Reyes connected").who == "Dana Reyes"
    assert read("call @Lee Park vm").who == "Lee Park"
    assert read("call @Lee vm").who == "Lee"
    assert read("call @Lee Park, vm").who == "Lee Park"
    assert read("call @Lee  Park: hello").who == "Lee Park"
    assert read("call @Acme, Inc. vm").who == "Acme, Inc."
    assert read("call @Ann van den Berg Jr vm").who == "Ann van den Berg Jr"


def test_an_unknown_name_is_one_word_or_quoted() -> None:
    assert read("call @Zoë vm").who == "Zoë"
    assert "“Quist” is not a type or a word I know" in refusal("call @Zoe Quist vm")[0]
    assert read('call @"Zoe Quist": hello').who == "Zoe Quist"
    assert read('call @"Zoe \\"Z\\" Quist \\\\ Sons", vm').who == 'Zoe "Z" Quist \\ Sons'
    assert read(r'call @"AC\DC"').who == r"AC\DC"
    assert read('call @"say: hi -> there"').who == "say: hi -> there"


def test_a_note_starts_at_a_colon_before_a_blank() -> None:
    assert read("call 9:40: back at 10:30: soon").note == "back at 10:30: soon"
    assert read("call : hello").note == "hello"
    assert read("call:").note == ""
    assert "A note follows a colon and a blank: “call: hello”" in refusal("call:hello")[0]


def test_a_note_may_hold_an_arrow() -> None:
    assert read(r"call: a \-> b").note == "a -> b"
    assert read(r"call: a \\-> b").note == r"a \-> b"
    assert read("call: a->b").note == "a->b"
    assert read(r"call: a \-> b -> mon: c").next_step == NextStep(day=date(2026, 2, 16), text="c")


def test_a_next_step_is_due_on_the_next_working_day() -> None:
    assert read("call -> send terms").next_step == NextStep(day=date(2026, 2, 11), text="send terms")
    off = Calendar.of([date(2026, 2, 11)])
    assert read("call -> 9am: x", calendar=off).next_step == NextStep(day=date(2026, 2, 12), time=time(9), text="x")
    assert read("call: note -> email").next_step == NextStep(day=date(2026, 2, 11), type=ActivityType.EMAIL)
    assert read("call -> 1 mar: x").next_step == NextStep(day=date(2026, 3, 1), text="x")
    assert read("call ->: x: y -> z").next_step == NextStep(day=date(2026, 2, 11), text="x: y -> z")


def test_a_next_step_may_be_later_today() -> None:
    assert read("call -> today: x").next_step == NextStep(day=TODAY, text="x")
    assert read("call -> today 15:00: x").next_step == NextStep(day=TODAY, time=time(15), text="x")
    assert refusal("call -> today 14:00: x") == ("14:00 is past today. A next step lies ahead.", "14:00")
    assert refusal("call -> yesterday: x") == ("Yesterday is past. A next step lies ahead.", "yesterday")


def test_a_line_without_a_time_is_now() -> None:
    assert read("call").time == time(14, 30)
    assert read("call today").time == time(14, 30)


def test_an_earlier_day_alone_has_no_time() -> None:
    assert read("call mon") == draft(ActivityType.CALL, day=date(2026, 2, 9), time=None)
    assert read("call 9 feb 16:00") == draft(ActivityType.CALL, day=date(2026, 2, 9), time=time(16))
    assert read("call -2d").day == date(2026, 2, 8)


def test_what_is_to_come_goes_behind_the_arrow() -> None:
    assert refusal("call 15:00") == ("15:00 is still to come. A planned one goes behind ->.", "15:00")
    assert refusal("call tomorrow")[0] == "Tomorrow is still to come. A planned one goes behind ->."
    assert refusal("call 2026-03-02 9:00") == (
        "Mon 2 Mar is still to come. A planned one goes behind ->.",
        "2026-03-02",
    )


def test_before_the_day_starts_it_is_still_yesterday() -> None:
    night = datetime(2026, 2, 11, 1, 30)  # noqa: DTZ001
    late = {"now": night, "today": TODAY, "day_start": DayStart(4)}
    assert read("call", **late) == draft(ActivityType.CALL, time=time(1, 30))
    assert read("call 23:00", **late).time == time(23)
    assert read("call 1:00", **late).time == time(1)
    assert refusal("call 2:00", **late)[1] == "2:00"


@pytest.mark.parametrize(
    ("line", "sentence", "part"),
    [
        ("calll @x", "“calll” is not a type or a word I know. Did you mean “call”?", "calll"),
        ("call  foo", "“foo” is not a type or a word I know. A note follows a colon: “call: renewal terms”.", "foo"),
        ("call Dana", "“Dana” is not a type or a word I know. A name follows @: “@Dana”.", "Dana"),
        ("call +value", "“+value” is not a purpose I know. Did you mean “+value_add”?", "+value"),
        ("call +zzz", "“+zzz” is not a purpose I know. Try “+follow_up”.", "+zzz"),
        ("call email", "“call” stands already: a line has one type.", "email"),
        ("call vm na", "“vm” stands already: a line has one outcome.", "na"),
        ("call @a @b", "“@a” stands already: a line has one contact.", "@b"),
        ("email held", "An email does not end with “held”. It can be: sent, replied.", "held"),
        ("close x2 lost", "A close is a sale won. For a lost one: “note @Name lost: why”.", "lost"),
        ("call $12", "An amount goes with a proposal or a close.", "$12"),
        ("call repeat", "“repeat” goes with a proposal or a close.", "repeat"),
        ("close $12,00", "“$12,00” does not read as an amount: write $1,200.50 or $12k.", "$12,00"),
        ("call reach 5", "A reach goes with marketing: “marketing reach 250: newsletter”.", "reach 5"),
        ("k reach", "A number follows reach: “reach 250”.", "reach"),
        ("k reach 99999999", "A reach lies between 0 and 10,000,000 people.", "reach 99999999"),
        ("call x0", "“x0” is not a number of times between x1 and x10,000.", "x0"),
        ("call x-3", "“x-3” is not a number of times between x1 and x10,000.", "x-3"),
        ("call x99999999", "“x99999999” is not a number of times between x1 and x10,000.", "x99999999"),
        ("call 25h", "“25h” is not between one minute and 24 hours.", "25h"),
        ("call 25:00", "25:00 is not a time of day: write 9:40 or 3pm.", "25:00"),
        ("call 2026-13-45", "“2026-13-45” is not in the calendar: a year has 12 months.", "2026-13-45"),
        ("call @", 'A name follows @: “@Dana”, or “@"Dana Reyes"”.', "@"),
        ('call @"Dana', "The quote after @ has no end. Close it behind the name.", '@"Dana'),
        ("call ->", "Say what comes next, “-> call tue 3pm: send terms”, or leave the arrow out.", "->"),
        (
            "call -> teu: x",
            "“teu” is not a type, a day or a time. What to do follows a colon: “-> tue: call Lee”.",
            "teu",
        ),
        ("call -> mon -> tue: x", "A line has one next step.", "->"),
        ("", "An empty line says nothing. Try “call @Dana: renewal terms”.", ""),
        (" \t", "An empty line says nothing. Try “call @Dana: renewal terms”.", ""),
    ],
)
def test_what_is_not_understood_is_pointed_at(line: str, sentence: str, part: str) -> None:
    assert refusal(line) == (sentence, part)


def test_a_known_name_without_its_sign_is_recognised() -> None:
    assert refusal("call Lee")[0] == "“Lee” is not a type or a word I know. A name follows @: “@Lee”."


def test_a_line_needs_a_type() -> None:
    sentence, part = refusal("@Dana vm")
    assert sentence.startswith("What was it? Start with a type: call, meeting")
    assert part == "@Dana"


def test_a_longer_line_than_fits_is_refused_whole() -> None:
    sentence, _ = refusal("call: " + "x" * MAX_TEXT)
    assert sentence == "This line has 65,542 characters and 65,536 fit. Put the rest into a second one."


def test_control_characters_are_replaced_where_they_stand() -> None:
    assert read("call: a\x1b[31mb").note == "a\ufffd[31mb"
    assert read("call\t@Lee\r\n: a\nb").note == "a b"
    assert refusal("call \x1b[2J")[1] == "\x1b[2J"


def test_every_outcome_of_a_type_is_accepted_and_no_other() -> None:
    for kind in ActivityType:
        for outcome in Outcome:
            if outcome in OUTCOMES[kind]:
                assert read(f"{kind} {outcome}").outcome is outcome
            else:
                assert refusal(f"{kind} {outcome}")[1] == outcome


def test_words_are_marked_for_the_eye() -> None:
    line = "call @Lee vm foo $5 9:40: hi -> c mon: x"
    marked = [(line[start:end], kind.value) for start, end, kind in spans(line)]
    assert marked == [
        ("call", "type"),
        ("@Lee", "who"),
        ("vm", "outcome"),
        ("foo", "unknown"),
        ("$5", "money"),
        ("9:40", "when"),
        ("hi", "note"),
        ("->", "next"),
        ("c", "type"),
        ("mon", "when"),
        ("x", "next"),
    ]


def test_known_names_are_marked_whole() -> None:
    assert spans("call @Lee Park", known_name=KNOWN.__contains__)[1][:2] == (5, 14)


NAMES = ("Dana Reyes", "Lee Park", "Danielle Oh", "Zoë Dané", "Acme: North")


@pytest.mark.parametrize(
    ("line", "start", "candidates"),
    [
        ("c", 0, ["call", "close", "connected"]),
        ("call ", 5, ["connected", "voicemail", "no_answer"]),
        ("call v", 5, ["voicemail"]),
        ("call vm ", 8, []),
        ("email s", 6, ["sent"]),
        ("call @", 5, ["@Dana Reyes", "@Lee Park", "@Danielle Oh", "@Zoë Dané", '@"Acme: North"']),
        ("call @dan", 5, ["@Dana Reyes", "@Danielle Oh", "@Zoë Dané"]),
        ("call @zoe", 5, ["@Zoë Dané"]),
        ("call @rey", 5, ["@Dana Reyes"]),
        ("call @Dana R", 5, ["@Dana Reyes"]),
        ("call @Dana Reyes ", 17, ["connected", "voicemail", "no_answer"]),
        ("call @Dana Reyes n", 17, ["no_answer"]),
        ('call @"ac', 5, ['@"Acme: North"']),
        ("call @nobody", 5, []),
        ("call +v", 5, ["+value_add"]),
        ("call +follow-", 5, ["+follow_up"]),
        ("call: c", 7, []),
        ("call: hi -> e", 12, ["email"]),
        ("call -> email t", 14, ["today", "tomorrow", "tue", "thu"]),
        ("call -> mon: c", 14, []),
        ("call @Dana Reyes vm ", 20, ["-> "]),
        ("call @Dana Reyes: agreed ", 25, ["-> "]),
        ("call @Dana Reyes: agreed", 24, []),
        ("call @Dana Reyes: agreed -> call mon: send ", 43, []),
    ],
)
def test_the_word_at_the_cursor_is_completed(line: str, start: int, candidates: list[str]) -> None:
    assert complete(line, len(line), NAMES) == (start, candidates)


def test_what_stands_behind_the_cursor_is_left_alone() -> None:
    assert complete("ca vm", 2) == (0, ["call"])


def test_the_canonical_line_puts_the_name_last() -> None:
    line = 'call 9:40 @"Ann \\"A\\" Lee" vm x2 +closing: hi -> mon: x'
    written = 'call x2 voicemail +closing 2026-02-10 09:40 @"Ann \\"A\\" Lee": hi -> 2026-02-16: x'
    assert write(read(line)) == written
    assert write(read(line), today=TODAY) == written.replace("2026-02-10 ", "")


def test_amounts_are_written_for_the_users_own_currency() -> None:
    dollars = read("p $12k")
    assert write(dollars, today=TODAY, currency="USD") == "proposal $12,000 14:30"
    assert write(dollars, today=TODAY, currency="CAD") == "proposal USD12,000 14:30"
    assert write(dollars, today=TODAY) == "proposal USD12,000 14:30"
    assert write(read("p CHF 900"), today=TODAY) == "proposal CHF900 14:30"


_TEXT = st.text(max_size=30).map(clean_line)
_NAME = _TEXT.filter(bool)
_TIMES = st.times().map(lambda t: t.replace(second=0, microsecond=0))


@st.composite
def next_steps(draw: st.DrawFn) -> NextStep:
    """Return a next step that a line can ask for."""
    day = TODAY + timedelta(days=draw(st.integers(0, 500)))
    earliest = time(14, 31) if day == TODAY else time(0)
    at = draw(st.none() | st.times(earliest).map(lambda t: t.replace(second=0, microsecond=0)))
    return NextStep(day=day, time=at, type=draw(st.none() | st.sampled_from(ActivityType)), text=draw(_TEXT))


@st.composite
def drafts(draw: st.DrawFn, home: str) -> LogDraft:
    """Return any draft that a line can say."""
    kind = draw(st.sampled_from(ActivityType))
    priced = kind in {ActivityType.PROPOSAL, ActivityType.CLOSE}
    amount = draw(st.none() | st.integers(0, 10**12)) if priced else None
    day = TODAY - timedelta(days=draw(st.integers(0, 500)))
    times = st.times(time(0), time(14, 30)) if day == TODAY else _TIMES
    who, exact = draw(
        st.one_of(
            st.just((None, False)),
            st.tuples(_NAME, st.just(True)),
            st.tuples(st.sampled_from([*sorted(KNOWN), "Zoë", 'o"k', "a:b", "held", "->x", "#1"]), st.just(False)),
        )
    )
    return LogDraft(
        type=kind,
        who=who,
        who_exact=exact,
        quantity=draw(st.integers(1, MAX_QUANTITY)),
        outcome=draw(st.none() | st.sampled_from(sorted(OUTCOMES[kind]))),
        purpose=draw(st.none() | st.sampled_from(Purpose)),
        amount_minor=amount,
        currency=home if amount is None else draw(st.sampled_from(sorted(CURRENCIES))),
        deal_kind=draw(st.none() | st.sampled_from(DealKind)) if priced else None,
        minutes=draw(st.none() | st.integers(1, 24 * 60)),
        reach=draw(st.none() | st.integers(0, MAX_REACH)) if kind is ActivityType.MARKETING else None,
        day=day,
        time=draw(st.none() | times.map(lambda t: t.replace(second=0, microsecond=0))),
        note=draw(
            _TEXT | st.lists(st.sampled_from(["->", "\\->", "\\\\->", ":", "a", '@"']), max_size=5).map(" ".join)
        ),
        next_step=draw(st.none() | next_steps()),
    )


@given(st.data(), st.sampled_from(["USD", "CAD", "EUR", "JPY"]))
def test_a_written_draft_reads_back(data: st.DataObject, home: str) -> None:
    said = data.draw(drafts(home))
    assert read(write(said), currency=home) == said
    assert read(write(said, today=TODAY, currency=home), currency=home) == said


_PIECES = "call close @ @ : -> \\-> x5 x $5 $ 9:40 2026-02-30 -2d + \\ reach 250 99999999 45m new vm no answer follow up tue 9 feb CHF ,"
_WORDS = st.sampled_from([*_PIECES.split(" "), '@"', '"', "\x00", "\n"])
_LINES = st.text() | st.lists(_WORDS | st.text(max_size=4)).map(" ".join) | st.lists(_WORDS).map("".join)


@given(_LINES)
def test_any_line_is_read_or_refused_with_a_place_in_it(line: str) -> None:
    try:
        found = read(line)
    except LineError as error:
        where = (error.start, error.end)
    else:
        where = (0, 0)
        assert read(write(found)) == found
    assert 0 <= where[0] <= where[1] <= max(len(line), 1)


@given(_LINES)
def test_any_line_is_marked_in_order_and_within_itself(line: str) -> None:
    last = 0
    for start, end, _ in spans(line, known_name=KNOWN.__contains__):
        assert last <= start < end <= len(line)
        last = end


@given(_LINES, st.integers(-3, 60))
def test_any_line_is_completed_before_its_cursor(line: str, cursor: int) -> None:
    start, candidates = complete(line, cursor, NAMES)
    assert 0 <= start <= max(0, min(cursor, len(line)))
    assert all(candidates)


@pytest.mark.parametrize("line", ["@" * 70_000, '@"\\' * 20_000, "a " * 32_000, "-> " * 20_000, ": -> " * 13_000])
def test_a_long_line_is_marked_without_delay(line: str) -> None:
    eighth = min(timeit.repeat(partial(spans, line[: len(line) // 8]), number=1, repeat=9, timer=process_time))
    # eight times as long takes about eight times the time, squared it would be 64; a busy machine has nine tries
    assert any(timeit.timeit(partial(spans, line), number=1, timer=process_time) < 24 * eighth for _ in range(9))
    with suppress(PlannerError):
        read(line)


def test_the_log_line_loads_nothing_beyond_the_domain() -> None:
    code = (
        "import sys; before = set(sys.modules); import planner.domain.logline;"
        "print(*sorted({m.split('.')[0] for m in set(sys.modules) - before} - set(sys.stdlib_module_names)))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["planner"]
