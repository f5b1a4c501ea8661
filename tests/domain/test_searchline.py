"""The search line: words, phrases, filters; whatever else is typed is text."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.searchline import MOST_LETTERS, MOST_TERMS, Kind, Part, Query, joined_by, marks, parse, words


def told(query: Query) -> list[tuple[str, ...]]:
    """Return the words that a query wants."""
    return [term.words for term in query.wanted]


def test_each_word_is_wanted_by_its_beginning() -> None:
    query = parse("Renewal térms")
    assert told(query) == [("renewal",), ("terms",)]
    assert all(term.is_beginning and term.part is Part.ANY for term in query.wanted)


def test_a_phrase_is_whole_once_it_is_closed() -> None:
    (whole,), (open_,) = parse('"the terms"').wanted, parse('"the ter').wanted
    assert (whole.words, whole.is_beginning) == (("the", "terms"), False)
    assert (open_.words, open_.is_beginning) == (("the", "ter"), True)


@pytest.mark.parametrize(
    ("line", "part", "found"),
    [
        ("@dana", Part.WHO, ("dana",)),
        ('@"Dana Reyes"', Part.WHO, ("dana", "reyes")),
        ("type:call", Part.TYPE, ("call",)),
        ("TYPE:follow_up", Part.TYPE, ("follow", "up")),
        ('type:"follow up"', Part.TYPE, ("follow", "up")),
        ("dana@acme.com", Part.ANY, ("dana", "acme", "com")),
        ("10:30", Part.ANY, ("10", "30")),
    ],
)
def test_a_word_is_looked_for_where_it_says_and_else_as_text(line: str, part: Part, found: tuple[str, ...]) -> None:
    (term,) = parse(line).wanted
    assert (term.part, term.words) == (part, found)


def test_a_minus_leaves_out_what_stands_behind_it() -> None:
    query = parse('call -mail -@dana -type:note -"the end"')
    assert told(query) == [("call",)]
    assert [(term.part, term.words) for term in query.unwanted] == [
        (Part.ANY, ("mail",)),
        (Part.WHO, ("dana",)),
        (Part.TYPE, ("note",)),
        (Part.ANY, ("the", "end")),
    ]


@pytest.mark.parametrize(
    ("line", "first", "before"),
    [
        ("after:2026", date(2026, 1, 1), None),
        ("after:2026-02", date(2026, 2, 1), None),
        ("after:2026-2-9", date(2026, 2, 9), None),
        ("before:2026-02-09", None, date(2026, 2, 9)),
        ("after:2025 after:2026 before:2028 before:2027", date(2026, 1, 1), date(2027, 1, 1)),
        ("after:2026-", date(2026, 1, 1), None),
        ("after:2026-0", date(2026, 1, 1), None),
    ],
)
def test_days_bound_what_is_found(line: str, first: date | None, before: date | None) -> None:
    query = parse(line)
    assert (query.wanted, query.first, query.before) == ((), first, before)
    assert query.asks


@pytest.mark.parametrize(
    ("line", "first", "before"),
    [
        ("after:yesterday", date(2026, 2, 9), None),
        ("before:mon", None, date(2026, 2, 9)),
        ('after:"9 feb"', date(2026, 2, 9), None),
        ("after:-2d", date(2026, 2, 8), None),
        ("before:tomorrow", None, date(2026, 2, 11)),
    ],
)
def test_a_day_may_be_said_as_in_the_log_line(line: str, first: date | None, before: date | None) -> None:
    query = parse(line, date(2026, 2, 10))
    assert (query.wanted, query.first, query.before, query.unread) == ((), first, before, ())


@pytest.mark.parametrize("line", ["after:2026-13", "before:soon", "in:nothing", 'after:"30 feb"', "in:12"])
def test_a_filter_that_is_not_understood_bounds_nothing_and_is_told(line: str) -> None:
    query = parse(f"dana {line}", date(2026, 2, 10))
    assert told(query) == [("dana",)]
    assert (query.kinds, query.first, query.before) == (frozenset(), None, None)
    (sentence,) = query.unread
    assert sentence.startswith(f"“{line}” is no ")
    assert not parse(line, date(2026, 2, 10)).asks


@pytest.mark.parametrize(
    ("line", "word"),
    [("dana AND lee", "AND"), ("dana OR lee", "OR"), ("dana and lee", ""), ("AND", ""), ('dana "AND"', "")],
)
def test_a_word_that_joins_elsewhere_is_a_word_here_and_that_can_be_told(line: str, word: str) -> None:
    assert joined_by(parse(line)) == word


@pytest.mark.parametrize("line", ["", "   ", "after:", "after:202", "before:2", "in:", "type:"])
def test_a_day_that_is_still_being_typed_asks_nothing(line: str) -> None:
    query = parse(line)
    assert (query.wanted, query.unwanted, query.first, query.before) == ((), (), None, None)
    assert not query.asks


@pytest.mark.parametrize(
    ("line", "kinds"),
    [("in:goals", {Kind.GOALS}), ("in:g in:LOG", {Kind.GOALS, Kind.LOG}), ("in:contact", {Kind.CONTACTS})],
)
def test_kinds_are_named_by_their_beginning(line: str, kinds: set[Kind]) -> None:
    assert parse(line).kinds == kinds


@pytest.mark.parametrize("line", ["-", "*", '"', '""', "-*", "@", '-"', "--", "()", "^", "🎉", ": :"])
def test_a_line_of_signs_finds_nothing_and_is_no_error(line: str) -> None:
    query = parse(line)
    assert query.is_text_alone
    assert not query.asks


def test_signs_beside_words_are_passed_over() -> None:
    assert told(parse('- dana * " AND NEAR(')) == [("dana",), ("and", "near")]


def test_a_page_that_is_pasted_is_looked_for_by_its_beginning() -> None:
    assert len(parse("word " * 10_000).wanted) == MOST_TERMS
    assert len(parse("w" * 10_000).wanted[0].text) == MOST_LETTERS


def test_what_was_found_is_marked_where_it_stands() -> None:
    text = "Zoë: the Térms, and thermal"
    assert [text[a:b] for a, b in marks(text, parse("term zoe").wanted)] == ["Zoë", "Térms"]
    assert [text[a:b] for a, b in marks(text, parse('"the terms"').wanted)] == ["the", "Térms"]
    assert marks(text, parse("- *").wanted) == []


@given(st.text(max_size=60))
@settings(deadline=None, max_examples=300)
def test_any_text_is_a_line_and_marks_lie_within_it(line: str) -> None:
    query = parse(line)
    assert all(term.words for term in (*query.wanted, *query.unwanted))
    assert parse(line) == query
    for start, end in marks(line, query.wanted):
        assert words(line[start:end])
