"""The goal line. It is Tuesday 10 February 2026."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.activity import ActivityType, Outcome, Purpose
from planner.domain.breakdown import nominal
from planner.domain.calendar import Calendar
from planner.domain.deal import DealKind
from planner.domain.errors import LineError
from planner.domain.goal import FOREVER, GoalKind
from planner.domain.goalline import GoalDraft, complete, parse, spans
from planner.domain.measure import NEW_STAGES, Measure, Unit
from planner.domain.period import Period

TODAY = date(2026, 2, 10)
YEAR_END = date(2026, 12, 31)
CALLS = Measure(name="calls", unit=Unit.COUNT, activity_types=frozenset({ActivityType.CALL}))
DAYS_OFF_2026 = [
    *(date(2026, m, d) for m, d in [(1, 1), (1, 19), (2, 16), (5, 25), (6, 19), (7, 3), (9, 7), (10, 12), (11, 11)]),
    *(date(2026, 8, d) for d in range(3, 8)),
    *(date(2026, m, d) for m, d in [(11, 26), (12, 24), (12, 25), (12, 28), (12, 29), (12, 30), (12, 31)]),
]


def read(line: str, **changes: Any) -> GoalDraft:
    """Read a line on the fixed day."""
    settings: dict[str, Any] = {"today": TODAY, "calendar": Calendar(), "currency": "USD"}
    return parse(line, **{**settings, **changes})


def refusal(line: str) -> tuple[str, str]:
    """Return the sentence that refuses a line, and the part of it that is pointed at."""
    with pytest.raises(LineError) as refused:
        read(line)
    return str(refused.value), line[refused.value.start : refused.value.end]


def dates(line: str, **changes: Any) -> tuple[Period, date, date]:
    """Return a line's period and dates."""
    draft = read(line, **changes)
    return draft.period, draft.starts_on, draft.ends_on


def measure(line: str) -> Measure:
    """Return a line's measure."""
    found = read(line).measure
    assert found is not None
    return found


def test_a_daily_goal_runs_from_today_to_the_end_of_the_sales_year() -> None:
    assert read("2 calls a day") == GoalDraft(
        title="2 calls", period=Period.DAY, starts_on=TODAY, ends_on=YEAR_END, measure=CALLS, target=2
    )
    for line in ("2 calls per day", "2 calls each day", "2 calls every day", "2 calls daily", "2 Calls A Day"):
        assert read(line).measure == CALLS
        assert dates(line) == (Period.DAY, TODAY, YEAR_END)


def test_a_repeated_period_starts_with_the_current_one() -> None:
    assert dates("10 calls a week") == (Period.WEEK, date(2026, 2, 9), YEAR_END)
    assert dates("40 calls a month") == (Period.MONTH, date(2026, 2, 1), YEAR_END)
    assert dates("120 calls a quarter") == (Period.QUARTER, date(2026, 1, 1), YEAR_END)
    assert dates("480 calls a year") == (Period.YEAR, date(2026, 1, 1), YEAR_END)
    assert dates("40 calls a month", calendar=Calendar(year_start_month=4))[2] == date(2026, 3, 31)


def test_a_repeated_period_may_have_its_own_end() -> None:
    assert dates("2 calls a day by 30 jun") == (Period.DAY, TODAY, date(2026, 6, 30))
    assert dates("40 calls a month in 2027") == (Period.MONTH, date(2027, 1, 1), date(2027, 12, 31))
    assert dates("2 calls a day in february") == (Period.DAY, TODAY, date(2026, 2, 28))


@pytest.mark.parametrize(
    ("words", "period", "start", "end"),
    [
        ("in 2026", Period.YEAR, (2026, 1, 1), (2026, 12, 31)),
        ("in 2027", Period.YEAR, (2027, 1, 1), (2027, 12, 31)),
        ("in february", Period.MONTH, (2026, 2, 1), (2026, 2, 28)),
        ("in jan", Period.MONTH, (2027, 1, 1), (2027, 1, 31)),
        ("in feb 2027", Period.MONTH, (2027, 2, 1), (2027, 2, 28)),
        ("in q1", Period.QUARTER, (2026, 1, 1), (2026, 3, 31)),
        ("in Q4", Period.QUARTER, (2026, 10, 1), (2026, 12, 31)),
        ("in q1 2027", Period.QUARTER, (2027, 1, 1), (2027, 3, 31)),
        ("in week 7", Period.WEEK, (2026, 2, 9), (2026, 2, 15)),
        ("in week 6", Period.WEEK, (2027, 2, 8), (2027, 2, 14)),
        ("in week 53", Period.WEEK, (2026, 12, 28), (2027, 1, 3)),
        ("this week", Period.WEEK, (2026, 2, 9), (2026, 2, 15)),
        ("next week", Period.WEEK, (2026, 2, 16), (2026, 2, 22)),
        ("this month", Period.MONTH, (2026, 2, 1), (2026, 2, 28)),
        ("next month", Period.MONTH, (2026, 3, 1), (2026, 3, 31)),
        ("this quarter", Period.QUARTER, (2026, 1, 1), (2026, 3, 31)),
        ("next quarter", Period.QUARTER, (2026, 4, 1), (2026, 6, 30)),
        ("this year", Period.YEAR, (2026, 1, 1), (2026, 12, 31)),
        ("next year", Period.YEAR, (2027, 1, 1), (2027, 12, 31)),
        ("today", Period.DAY, (2026, 2, 10), (2026, 2, 10)),
        ("tomorrow", Period.DAY, (2026, 2, 11), (2026, 2, 11)),
        ("by 31 dec", Period.CUSTOM, (2026, 2, 10), (2026, 12, 31)),
        ("by mar 1", Period.CUSTOM, (2026, 2, 10), (2026, 3, 1)),
        ("by 31 dec 2027", Period.CUSTOM, (2026, 2, 10), (2027, 12, 31)),
        ("by 2026-06-30", Period.CUSTOM, (2026, 2, 10), (2026, 6, 30)),
        ("by fri", Period.CUSTOM, (2026, 2, 10), (2026, 2, 13)),
        ("until today", Period.CUSTOM, (2026, 2, 10), (2026, 2, 10)),
    ],
)
def test_periods_are_named(words: str, period: Period, start: tuple[int, int, int], end: tuple[int, int, int]) -> None:
    assert dates(f"40 calls {words}") == (period, date(*start), date(*end))
    assert dates(f"sign the lease {words}") == (period, date(*start), date(*end))


def test_quarters_and_years_are_those_of_the_sales_year() -> None:
    april = Calendar(year_start_month=4)
    assert dates("9 calls in 2026", calendar=april) == (Period.YEAR, date(2026, 4, 1), date(2027, 3, 31))
    assert dates("9 calls in q4", calendar=april) == (Period.QUARTER, date(2026, 1, 1), date(2026, 3, 31))
    assert dates("9 calls in q1", calendar=april) == (Period.QUARTER, date(2026, 4, 1), date(2026, 6, 30))
    assert dates("9 calls little", calendar=april)[2] == date(2026, 3, 31)


def test_a_new_call_is_one_to_a_lead_or_prospect() -> None:
    assert read("2 new calls a day").title == "2 new calls"
    assert measure("2 new calls a day") == Measure(
        name="new calls",
        unit=Unit.COUNT,
        activity_types=frozenset({ActivityType.CALL}),
        contact_stages=NEW_STAGES,
    )


def test_money_goals_have_a_currency_and_a_kind() -> None:
    year = read("$240,000 in 2026")
    assert (year.title, year.target) == ("$240,000", 24_000_000)
    assert year.measure == Measure(name="sales", unit=Unit.MONEY, currency="USD")
    assert measure("$1,000 new in 2026").deal_kind is DealKind.NEW
    assert read("$1,000 new in 2026").title == "$1,000 new"
    assert measure("$1,000 repeat in 2026").deal_kind is DealKind.REPEAT
    assert measure("$1,000 from repeat clients in 2026").deal_kind is DealKind.REPEAT
    assert read("$20k a month").target == 2_000_000
    assert measure("€900 in q1").currency == "EUR"
    assert measure("CHF 900 in q1").currency == "CHF"
    assert read("$5 in q1", currency="CAD").title == "$5"


def test_little_goals_of_the_year_end_example() -> None:
    calls = read("30 follow-up calls by 31 dec little stretch 36")
    assert (calls.title, calls.kind, calls.target, calls.stretch_target) == (
        "30 follow-up calls",
        GoalKind.LITTLE,
        30,
        36,
    )
    assert calls.measure == Measure(
        name="follow-up calls",
        unit=Unit.COUNT,
        activity_types=frozenset({ActivityType.CALL}),
        purposes=frozenset({Purpose.FOLLOW_UP}),
    )
    clients = read("2 new clients by 31 dec little stretch 3")
    assert clients.measure == Measure(
        name="new clients",
        unit=Unit.COUNT,
        activity_types=frozenset({ActivityType.CLOSE}),
        deal_kind=DealKind.NEW,
    )
    visits = read("5 meetings by 31 dec little: thank-you visits")
    assert (visits.title, visits.target, visits.ends_on) == ("thank-you visits", 5, YEAR_END)


def test_a_little_goal_needs_no_date() -> None:
    assert dates("5 visits little") == (Period.CUSTOM, TODAY, YEAR_END)
    assert dates("clean the list little") == (Period.CUSTOM, TODAY, YEAR_END)


@pytest.mark.parametrize("line", ["25 new contacts a month", "25 contacts a month"])
def test_new_contacts_are_counted_as_they_come(line: str) -> None:
    assert measure(line) == Measure(name="new contacts", unit=Unit.COUNT, new_contacts=True)


def test_value_add_emails_count_people() -> None:
    assert measure("5 value-add emails a month") == Measure(
        name="value-add emails",
        unit=Unit.COUNT,
        activity_types=frozenset({ActivityType.EMAIL}),
        purposes=frozenset({Purpose.VALUE_ADD}),
        distinct_contacts=True,
    )


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("calls", "calls"),
        ("call", "calls"),
        ("visits", "meetings"),
        ("mails", "emails"),
        ("demos", "demos"),
        ("proposals", "proposals"),
        ("closes", "closes"),
        ("sales", "closes"),
        ("deals", "closes"),
        ("new deals", "new clients"),
        ("repeat deals", "repeat closes"),
        ("customers", "closes"),
        ("marketing", "marketing"),
        ("marketing emails", "marketing emails"),
        ("steps", "steps"),
        ("follow-ups", "follow-ups"),
        ("follow ups", "follow-ups"),
        ("follow up calls", "follow-up calls"),
        ("touch base calls", "touch-base calls"),
        ("connected calls", "connected calls"),
        ("new prospecting calls", "new prospecting calls"),
    ],
)
def test_a_goal_counts_what_its_words_name(phrase: str, name: str) -> None:
    assert measure(f"3 {phrase} a week").name == name
    assert read(f"3 {phrase} a week").title == f"3 {phrase}"


def test_a_follow_up_is_met_by_any_channel() -> None:
    assert measure("9 follow-ups in q1").counts_follow_ups
    assert not measure("9 follow-ups in q1").activity_types
    assert measure("9 connected calls in q1").outcomes == {Outcome.CONNECTED}


def test_equal_filters_are_one_measure_and_different_ones_are_not() -> None:
    assert measure("2 new deals in q1") == measure("9 new clients a year")
    ids = {
        measure(f"3 {phrase} a week").id
        for phrase in (
            "follow-ups",
            "marketing",
            "marketing steps",
            "steps",
            "calls",
            "new calls",
            "closes",
            "new deals",
        )
    }
    assert len(ids) == 8


def test_a_milestone_is_done_or_not() -> None:
    assert read("sign the lease by 1 mar") == GoalDraft(
        title="sign the lease",
        period=Period.CUSTOM,
        starts_on=TODAY,
        ends_on=date(2026, 3, 1),
        measure=Measure(name="milestones", unit=Unit.MILESTONE),
        target=100,
        milestone=True,
    )
    assert read("open a little shop in may by 1 jun priority").title == "open a little shop in may"
    assert read("open a little shop in may by 1 jun priority").kind is GoalKind.PRIORITY
    assert read("phase 2: sign, by 1 mar").title == "phase 2: sign"
    assert read("sign by 1 mar: the lease").title == "the lease"
    assert read("3rd office by 1 jun").milestone


def test_a_big_picture_has_no_end() -> None:
    for line in ("big picture: own the north-east", "Big picture own the north-east"):
        assert read(line) == GoalDraft(
            title="own the north-east", period=Period.BIG_PICTURE, starts_on=TODAY, ends_on=FOREVER
        )
    assert read("big picture: one: two by 1 mar").title == "one: two by 1 mar"


@pytest.mark.parametrize(("line", "kind"), [("$240,000", GoalKind.GOAL), ("$240k quota", GoalKind.QUOTA)])
def test_an_amount_alone_is_the_years(line: str, kind: GoalKind) -> None:
    draft = read(line)
    assert (draft.period, draft.kind, draft.target, draft.is_dated) == (Period.YEAR, kind, 24_000_000, False)
    assert (draft.starts_on, draft.ends_on) == (date(2026, 1, 1), date(2026, 12, 31))
    assert read(f"{line} this year") == draft._replace(is_dated=True)


def test_flags_and_stretch_stand_anywhere_behind_the_number() -> None:
    draft = read("$200k quota in 2026 draft stretch $240k")
    assert (draft.kind, draft.draft, draft.stretch_target) == (GoalKind.QUOTA, True, 24_000_000)
    assert read("2 a day calls") == read("2 calls a day")
    assert read("2 calls a day: be brave").title == "be brave"


@pytest.mark.parametrize(
    ("line", "sentence", "part"),
    [
        ("", "An empty line says nothing. Try “2 calls a day”.", ""),
        ("2 calls", "By when? Add “a day”, “in 2026” or “by 31 dec”.", "2 calls"),
        ("sign the lease", "By when? Add “by 1 mar”, “in q1” or “this month”.", "sign the lease"),
        ("calls a day", "A number is missing before “calls”: “2 calls a day”.", "calls"),
        ("new calls daily", "A number is missing before “new”: “2 calls a day”.", "new"),
        ("reach out with emails every week", "A number is missing before “emails”: “2 calls a day”.", "emails"),
        ("nan calls a day", "“nan” is not a whole number above zero: write 40 or 1,200.", "nan"),
        ("inf calls this month", "“inf” is not a whole number above zero: write 40 or 1,200.", "inf"),
        ("1e9 calls a week", "“1e9” is not a whole number above zero: write 40 or 1,200.", "1e9"),
        ("½ call a day", "“½” is not a whole number above zero: write 40 or 1,200.", "½"),
        ("two calls a day", "“two” is not a whole number above zero: write 40 or 1,200.", "two"),
        ("2", "2 of what? Say what to count: “2 calls a day”.", "2"),
        ("0 calls a day", "A target is above zero.", "0"),
        ("$0 a day", "A target is above zero.", "$0"),
        ("-2 calls a day", "“-2” is not a whole number above zero: write 40 or 1,200.", "-2"),
        ("2.5 calls a day", "“2.5” is not a whole number above zero: write 40 or 1,200.", "2.5"),
        (
            "1000000000001 calls a day",
            "A target is at most 1,000,000,000,000.",
            "1000000000001",
        ),
        ("$20,000,000,000 in 2026", "A target is at most $10,000,000,000.", "$20,000,000,000"),
        ("$12,00 in 2026", "“$12,00” does not read as an amount: write $1,200.50 or $12k.", "$12,00"),
        ("2 cals a day", "“cals” is not something I can count, nor a period. Did you mean “calls”?", "cals"),
        (
            "2 zebras a day",
            "“zebras” is not something I can count, nor a period. Try “2 calls a day” or “30 follow-up calls by 31 dec”.",
            "zebras",
        ),
        ("2 calls a dya", "“dya” is not a period I know: day, week, month, quarter, year.", "dya"),
        ("25 new leads a month", "A goal counts what you do, or who comes. Try “25 new contacts a month”.", "leads"),
        ("25 repeat contacts a month", "Contacts are counted as they come: “25 new contacts a month”.", "repeat"),
        ("2 calls in 2025", "“2025” is over. Choose a period that is to come.", "2025"),
        ("2 calls in q4 2025", "“q4 2025” is over. Choose a period that is to come.", "q4 2025"),
        ("2 calls in week 60", "“week 60” is not in the calendar. Choose a period that is to come.", "week 60"),
        (
            "2 calls in foo",
            "“foo” is not a period I know: “in 2026”, “in february”, “in q1” or “in week 7”.",
            "foo",
        ),
        ("2 calls by 2026-02-09", "Mon 9 Feb 2026 is past. Choose a day that is to come.", "2026-02-09"),
        ("sign it by 2026-02-09", "Mon 9 Feb 2026 is past. Choose a day that is to come.", "2026-02-09"),
        ("2 calls by 31 feb", "“31 feb” is not in the calendar: February has 28 days in 2026.", "31 feb"),
        (
            "2 calls by 2026-02-30 or so",
            "“2026-02-30” is not in the calendar: February has 28 days in 2026.",
            "2026-02-30",
        ),
        ("2 calls by", "A day follows by: “by 31 dec” or “by 2026-12-31”.", "by"),
        ("2 calls a day a week", "“a day” stands already: a goal has one period.", "a week"),
        ("2 calls emails a day", "“calls” stands already: a goal has one thing to count.", "emails"),
        ("$5 calls in q1", "An amount counts sales. To count something else, start with a number.", "calls"),
        ("$5 new repeat in q1", "A sale is new or repeat, never both.", "new repeat"),
        ("$5 closing in q1", "Sales are new or repeat: “$1,000 new in 2026”.", "closing"),
        (
            "2 repeat calls a day",
            "“repeat” goes with an amount or with closes: “$1,000 repeat in 2026”.",
            "repeat",
        ),
        ("2 held calls a day", "No call ends with “held”.", "held"),
        ("2 calls a day stretch", "A number follows stretch: “stretch 36”.", "stretch"),
        ("3 calls in q1 stretch 2", "A stretch is at least its target.", "stretch 2"),
        (
            "$3 in q1 stretch 4",
            "A stretch is counted like its target: “$200,000 in 2026 stretch $240,000”.",
            "stretch 4",
        ),
        (
            "3 calls in q1 stretch $4",
            "A stretch is counted like its target: “30 calls in q1 stretch 36”.",
            "stretch $4",
        ),
        ("big picture:", "Where are you headed? “big picture: own the north-east”.", "big picture"),
        ("2 calls a day -> x", "An arrow has no meaning in a goal: leave it out.", "->"),
    ],
)
def test_what_is_not_understood_is_pointed_at(line: str, sentence: str, part: str) -> None:
    assert refusal(line) == (sentence, part)


def test_conversations_are_refused_with_a_way_on() -> None:
    assert refusal("20 conversations a week")[0].startswith("A conversation is a call, a meeting or a demo")


def test_two_calls_a_day_come_to_forty_a_month_and_480_a_year() -> None:
    draft = read("2 new calls a day")
    assert nominal(draft, Calendar()) == (40, 480, 522)
    assert nominal(draft, Calendar.of(DAYS_OFF_2026)) == (40, 480, 480)


def test_a_goal_that_is_set_once_comes_to_nothing_else() -> None:
    for line in ("40 calls in march", "2 calls today", "big picture: x", "sign by 1 mar"):
        assert nominal(read(line), Calendar()) is None


def test_words_are_marked_for_the_eye() -> None:
    line = "30 follow-up calls by 31 dec zebra little stretch 36: thanks"
    assert [(line[start:end], kind.value) for start, end, kind in spans(line)] == [
        ("30", "number"),
        ("follow-up", "purpose"),
        ("calls", "type"),
        ("by 31 dec", "when"),
        ("zebra", "unknown"),
        ("little", "flag"),
        ("stretch 36", "number"),
        ("thanks", "note"),
    ]
    assert [kind.value for *_, kind in spans("sign the lease by 1 mar")] == ["note", "when"]
    assert [kind.value for *_, kind in spans("big picture: x")] == ["type", "note"]


@pytest.mark.parametrize(
    ("line", "start", "candidates"),
    [
        ("b", 0, ["big picture:"]),
        ("2 ca", 2, ["calls"]),
        ("2 follow-", 2, ["follow-ups", "follow-up"]),
        ("2 calls a ", 10, ["day", "week", "month", "quarter", "year"]),
        ("2 calls in f", 11, ["february"]),
        ("2 calls by ", 11, []),
        ("2 calls by 31 dec l", 18, ["little"]),
        ("2 calls a day: l", 16, []),
    ],
)
def test_the_word_at_the_cursor_is_completed(line: str, start: int, candidates: list[str]) -> None:
    assert complete(line, len(line)) == (start, candidates)


_PIECES = (
    "a A 2 40 $5 $ -2 0 calls call new repeat follow-up up a day per week in 2026 2025 feb q1 q9 week 99 this next by 31 dec "
    "until : -> , little quota draft stretch big picture sign the @ 9999 0000 +1w 2026-02-30 clients of from CHF"
)
_WORDS = st.sampled_from([*_PIECES.split(), '@"', "\x00", "\n"])
_LINES = st.text() | st.lists(_WORDS | st.text(max_size=4)).map(" ".join) | st.lists(_WORDS).map("".join)


@given(_LINES, st.integers(1, 12), st.sampled_from(["USD", "EUR"]))
def test_any_line_is_read_or_refused_with_a_place_in_it(line: str, year_start_month: int, currency: str) -> None:
    calendar = Calendar(year_start_month=year_start_month)
    try:
        draft = parse(line, today=TODAY, calendar=calendar, currency=currency)
    except LineError as error:
        assert 0 <= error.start <= error.end <= len(line)  # noqa: PT017
        assert str(error).endswith((".", "?"))  # noqa: PT017
    else:
        assert draft.title
        assert draft.starts_on <= draft.ends_on
        assert draft.ends_on >= TODAY
        nominal(draft, calendar)


@given(_LINES)
def test_any_line_is_marked_in_order_and_within_itself(line: str) -> None:
    last = 0
    for start, end, _ in spans(line):
        assert last <= start <= end <= len(line)
        last = end


@given(_LINES, st.integers(-3, 60))
def test_any_line_is_completed_before_its_cursor(line: str, cursor: int) -> None:
    start, _ = complete(line, cursor)
    assert 0 <= start <= max(0, min(cursor, len(line)))


@given(st.integers(1, 10**6), st.integers(0, 1000))
def test_any_number_and_day_are_read(count: int, days: int) -> None:
    end = TODAY + timedelta(days=days)
    draft = read(f"{count:,} calls by {end.isoformat()}")
    assert (draft.target, draft.ends_on, draft.title) == (count, end, f"{count:,} calls")


@pytest.mark.parametrize("line", ["by " * 21_000, "a " * 32_000, "2 " + "in q1 " * 10_000])
def test_a_long_line_is_answered(line: str) -> None:
    spans(line)
    assert refusal(line)[0]


def test_a_roll_up_has_no_number_of_its_own() -> None:
    draft = read("win the north by 31 dec rollup")
    assert (draft.title, draft.target, draft.milestone) == ("win the north", 100, False)
    assert draft.measure is not None
    assert draft.measure.unit is Unit.ROLLUP
    with pytest.raises(LineError, match="A roll-up has no number of its own"):
        read("40 calls in 2026 rollup")
