"""The search line: what is looked for, read from what a person types. Every text is a line; nothing is refused.

    renewal terms               words; each is found by its first letters, and 合同 within a word too
    "exact words"               in this order, whole
    type:call  @dana            what it is, or how it stands; whom it is about
    after:2026-01               on the first day that is named, or later; `after:mon` reads a day as the log line does
    before:2026-02-09           earlier than the first day that is named
    in:goals                    of this kind
    -word                       without it

A filter that is not understood bounds nothing, and is told. Everything else is looked for as text. Words and their
letters are taken as SQLite's tokenizer “unicode61 remove_diacritics 2” takes them: letters and digits, without case
and accents.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from planner.domain.errors import PlannerError
from planner.domain.text import clean_line

MOST_LETTERS: Final = 400
"""What of a line is read: a search is typed, and a paste of a page is looked for by its beginning."""
MOST_TERMS: Final = 24
_PIECE = re.compile(r'-?(?:[a-z]+:|@)?"[^"]*(?:"|$)|\S+', re.IGNORECASE)
_ASCII_WORD = re.compile(r"[0-9A-Za-z]+")
_NAMED = re.compile(r"(type|after|before|in):(.*)", re.IGNORECASE | re.DOTALL)
_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{1,2}))?(?:-([0-9]{1,2}))?-?", re.ASCII)
_HALF_A_DAY = re.compile(r"[0-9]{0,3}", re.ASCII)
_UNSPACED: Final = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""A letter of a script that puts no blanks between its words, or joins to them what follows."""
_JOINING: Final = frozenset({"AND", "OR", "NOT"})
"""Words that other searches take for signs."""


class Kind(StrEnum):
    """What can be found, by the name that `in:` takes. Their order is the one in which they are shown."""

    CONTACTS = "contacts"
    GOALS = "goals"
    DEALS = "deals"
    ACTIONS = "actions"
    LOG = "log"
    REVIEWS = "reviews"
    OBSTACLES = "obstacles"
    DAYS = "days"
    """Days that are marked or off, by their label."""


class Part(StrEnum):
    """Where a term is looked for."""

    ANY = "any"
    """In the words that are shown: what a step was, who, and what was typed."""
    WHO = "who"
    TYPE = "type"
    """In what a thing is and how it stands."""


class Term(NamedTuple):
    """Words that stand behind each other."""

    text: str
    """As they were typed."""
    words: tuple[str, ...]
    """Their tokens, folded."""
    part: Part = Part.ANY
    is_beginning: bool = True
    """Whether the last word may go on."""

    @property
    def is_within(self) -> bool:
        """Whether it is looked for within words too: it has letters of such a script, and no other ones."""
        rest = _UNSPACED.sub("", self.text)
        return rest != self.text and rest.isascii() and not any(letter.isalpha() for letter in rest)

    @property
    def pieces(self) -> list[str]:
        """Its words as they were typed."""
        return [self.text[start:end] for _, start, end in tokens(self.text)]

    def fits(self, words: Sequence[str]) -> bool:
        """Whether the words of one text hold this."""
        if self.is_within:
            return all(any(mine in word for word in words) for mine in self.words)
        return bool(self.places(words))

    def places(self, words: Sequence[str]) -> list[int]:
        """Return at which of the words of one text this begins, each time it is found in words that stand together."""
        starts = range(len(words) - len(self.words) + 1)
        if self.is_within:
            return [at for at in starts if self.fits(words[at : at + len(self.words)])]
        return [at for at in starts if words[at].startswith(self.words[0]) and self._fits_at(words, at)]

    def _fits_at(self, words: Sequence[str], at: int) -> bool:
        last = len(self.words) - 1
        return all(
            words[at + n].startswith(word) if n == last and self.is_beginning else words[at + n] == word
            for n, word in enumerate(self.words)
        )


class Query(NamedTuple):
    """A line that was read."""

    wanted: tuple[Term, ...] = ()
    """Each of them is in what is found."""
    unwanted: tuple[Term, ...] = ()
    """None of them is."""
    kinds: frozenset[Kind] = frozenset()
    """The kinds that are named; empty for all."""
    first: date | None = None
    """The first day that may be found."""
    before: date | None = None
    """The first day that may not."""
    unread: tuple[str, ...] = ()
    """What is said of filters that are not understood: a sentence for each."""
    is_text_alone: bool = False
    """Whether something was typed and none of it has a letter or a digit."""

    @property
    def asks(self) -> bool:
        """Whether anything is looked for."""
        return not self.is_text_alone and bool(self.wanted or self.unwanted or self.kinds or self.first or self.before)


def parse(line: str, today: date | None = None) -> Query:
    """Return what a line looks for; whatever is typed is a line. With `today` a day may be a word such as `mon`."""
    wanted: list[Term] = []
    unwanted: list[Term] = []
    kinds: set[Kind] = set()
    unread: list[str] = []
    days: dict[str, list[date]] = {"after": [], "before": []}
    pieces = _PIECE.findall(clean_line(line)[:MOST_LETTERS])
    for piece in pieces:
        name, value = _named(piece)
        if name and _HALF_A_DAY.fullmatch(value) and (name in days or not value):
            continue  # it is still being typed
        if name in days and (day := _day(value, today)) is not None:
            days[name].append(day)
        elif name == "in" and (found := _kinds(value)):
            kinds |= found
        elif name in {"in", *days}:
            unread.append(_not_read(name, piece))
        else:
            term, is_wanted = _term(piece)
            if term.words:
                (wanted if is_wanted else unwanted).append(term)
    query = Query(
        tuple(wanted[:MOST_TERMS]),
        tuple(unwanted[:MOST_TERMS]),
        frozenset(kinds),
        max(days["after"], default=None),
        min(days["before"], default=None),
        tuple(unread),
    )
    return query if query.asks or unread else query._replace(is_text_alone=bool(pieces))


def joined_by(query: Query) -> str:
    """Return the first word of a query that other searches take for a sign, where others stand beside it."""
    words_ = [term.text for term in query.wanted if term.is_beginning]
    return next((word for word in words_ if word in _JOINING), "") if len(query.wanted) > 1 else ""


def no_such(types: Sequence[str]) -> str:
    """Return what is said of a type that nothing is, or of types that nothing is at once; empty for none."""
    if len(types) > 1:
        return f"Nothing is “{'” and “'.join(types)}” at once: leave one of them out."
    return f"Nothing is “{types[0]}”: type:call, type:proposal, type:won and type:open are types." if types else ""


def words(text: str) -> list[str]:
    """Return the words of a text, folded."""
    return [word for word, _, _ in tokens(text)]


def tokens(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the words of a text, folded, with where each begins and ends."""
    if text.isascii():
        for match in _ASCII_WORD.finditer(text):
            yield match[0].lower(), match.start(), match.end()
        return
    import unicodedata

    word, start = "", 0
    for at, letter in enumerate(text):
        category = unicodedata.category(letter)
        if category[0] in "LN" or category == "Co":
            start = start if word else at
            word += _folded(unicodedata.normalize("NFD", letter)[0], letter)
        elif not (word and category == "Mn"):
            if word:
                yield word, start, at
            word = ""
    if word:
        yield word, start, len(text)


def marks(text: str, terms: Sequence[Term]) -> list[tuple[int, int]]:
    """Return the stretches of a text that terms found, in order, none within another."""
    if not terms:
        return []
    found = list(tokens(text))
    plain = [word for word, _, _ in found]
    marked = {at + n for term in terms for at in term.places(plain) for n in range(len(term.words))}
    return [(found[n][1], found[n][2]) for n in sorted(marked)]


def _folded(base: str, letter: str) -> str:
    return base.lower() if base.isascii() else letter.lower()


def _named(piece: str) -> tuple[str, str]:
    """Return the name before the colon and what stands behind it; no name where it is none of ours."""
    match = _NAMED.fullmatch(piece)
    return (match[1].lower(), match[2].strip('"')) if match else ("", piece)


def _term(piece: str) -> tuple[Term, bool]:
    """Return the words of a piece, and whether they are wanted."""
    is_wanted = not (piece.startswith("-") and len(piece) > 1)
    rest = piece if is_wanted else piece[1:]
    part = Part.ANY
    if rest.startswith("@") and words(rest):
        part, rest = Part.WHO, rest[1:]
    elif rest.lower().startswith("type:") and words(rest[5:]):
        part, rest = Part.TYPE, rest[5:]
    is_whole = len(rest) > 1 and rest.startswith('"') and rest.endswith('"')
    return Term(rest, tuple(words(rest)), part, not is_whole), is_wanted


def _kinds(value: str) -> set[Kind]:
    """Return the kinds that a word may begin."""
    return {kind for kind in Kind if value and kind.startswith(value.lower())}


def _not_read(name: str, piece: str) -> str:
    """Return what is said of a filter that is not understood."""
    if name == "in":
        return f"“{piece}” is no kind: in: takes {', '.join(list(Kind)[:-1])} or {list(Kind)[-1]}."
    return f"“{piece}” is no day that I know: {name}:2026-02, {name}:mon and {name}:yesterday are."


def _day(value: str, today: date | None) -> date | None:
    """Return the first day of a year or a month, or the day that is named; None where it is none of them.

    A part of 0 is not typed yet.
    """
    match = _DAY.fullmatch(value)
    if match is None:
        return _said_day(value, today) if today is not None else None
    year, month, day = (int(part or 0) for part in match.groups())
    try:
        return date(year, month or 1, day or 1)
    except ValueError:
        return None


def _said_day(value: str, today: date) -> date | None:
    """Return the day that a word means as the log line has it."""
    from planner.domain.when import parse_past_day

    try:
        return parse_past_day(value, today)
    except PlannerError:  # a date that no calendar has
        return None
