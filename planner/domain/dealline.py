"""The deal line: one sale, read into a draft and written back. Knows no other deal and looks nobody up.

`Acme renewal @Dana $12k by 30 apr next: send terms`: the title, then a name, an amount and the day on which a decision
is expected, in any order; then fields by their names, of which `next` takes the rest of the line. What is left out is
empty. A title in quotes may hold what would be read otherwise.
"""

import re
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from datetime import date
from typing import Any, Final, NamedTuple

from planner.domain.deal import OPEN_STAGES, DealKind, DealStage
from planner.domain.errors import LineError, PlannerError
from planner.domain.money import format_amount, shown, take_amount
from planner.domain.namewords import MAX_NAME_WORDS, read_who, typed_name, write_who
from planner.domain.text import clean_line
from planner.domain.when import take_day
from planner.domain.words import (
    QUOTED,
    Kind,
    Word,
    beginning_with,
    checked,
    field_name,
    in_place,
    quoted,
    tokens,
    unquoted,
)

EXAMPLE: Final = "Acme renewal @Dana $12k by 30 apr next: send terms"
FIELDS: Final = ("stage", "kind", "chance", "next")
"""What is said by its name; `chance` is in per cent."""
BY: Final = "by"
"""The word before the day on which a decision is expected."""
_FIELD: Final = field_name(FIELDS)
_TITLE: Final = re.compile(rf"\s*({QUOTED})(?=\s|$)")
_ANY_DAY: Final = date(2000, 1, 1)
MOST_WORDS: Final = max(4, MAX_NAME_WORDS)
"""Words that one piece may have: a name, or `by` and a day."""


class DealDraft(NamedTuple):
    """What a deal line says."""

    title: str = ""
    """Empty where the buyer names the deal."""
    who: str | None = None
    who_exact: bool = False
    """Whether the name was quoted, so that it means nobody with a longer name."""
    amount_minor: int | None = None
    currency: str = "USD"
    """The amount's, or the user's own where there is none."""
    expected_close_on: date | None = None
    stage: DealStage | None = None
    """None where the line names none."""
    kind: DealKind | None = None
    """None where the line does not say it; the buyer's earlier deals then decide (B70)."""
    probability_pct: int | None = None
    """None where the stage says it."""
    next_step: str = ""


class _Piece(NamedTuple):
    """A stretch of the line and what it is."""

    kind: Kind
    field: str
    value: object
    start: int
    end: int


def parse(line: str, *, today: date, currency: str, known_name: Callable[[str], bool]) -> DealDraft:
    """Read a line; `$` means `currency` where that is a dollar. Raises LineError that points at the word."""
    text = checked(line, EXAMPLE)
    pieces = _pieces(text, today, currency, known_name)
    found: dict[str, _Piece] = {}
    for piece in pieces:
        if piece.field in found and piece.field != "title":
            word = shown(text[piece.start : piece.end].strip())
            raise LineError(f"A deal has one {_NAMES[piece.field]}: “{word}” is a second one.", piece.start, piece.end)
        found[piece.field] = piece
    title = _title(pieces)
    if not title and "who" not in found:
        raise LineError(f"A deal needs a title or a buyer: “{EXAMPLE}”.", 0, len(text))
    said: dict[str, Any] = {"amount": (None, currency), "who": (None, False)}
    said |= {field: piece.value for field, piece in found.items()}
    said |= {"title": title, "amount_minor": said["amount"][0], "currency": said.pop("amount")[1]}
    said["who"], said["who_exact"] = said["who"]
    return DealDraft(**said)


def write(draft: DealDraft, *, currency: str) -> str:
    """Return the canonical line of a draft; read back it gives the same draft."""
    money = None
    if draft.amount_minor is not None:
        money = format_amount(draft.amount_minor, draft.currency, currency).replace(" ", "")
    parts = [
        _written_title(draft.title) if draft.title else None,
        money,
        f"{BY} {draft.expected_close_on.isoformat()}" if draft.expected_close_on else None,
        write_who(draft.who, exact=draft.who_exact) if draft.who else None,
        f"stage: {draft.stage}" if draft.stage else None,
        f"kind: {draft.kind}" if draft.kind else None,
        f"chance: {draft.probability_pct}%" if draft.probability_pct is not None else None,
        f"next: {draft.next_step}" if draft.next_step else None,
    ]
    return " ".join(part for part in parts if part)


def spans(line: str, *, known_name: Callable[[str], bool]) -> list[tuple[int, int, str]]:
    """Return the words that are understood, for the eye: start, end, kind."""
    try:
        pieces = list(_pieces(in_place(line), _ANY_DAY, "USD", known_name))
    except LineError:
        return []
    return [(piece.start, piece.end, piece.kind) for piece in pieces if piece.field != "title"]


def complete(line: str, cursor: int, names: Collection[str] = ()) -> tuple[int, Sequence[str]]:
    """Return what the word before the cursor may become: a name, a field, a stage or a kind."""
    text = in_place(line)[: max(cursor, 0)]
    head = min((match.start() for match in _fields(text)), default=len(text))
    if head == len(text) and (named := typed_name(text, 0, names)) is not None:
        return named
    at = len(text) - len(text.split(" ")[-1])
    typed, before = text[at:], text[:at].lower()
    if before.endswith("stage: "):
        return at, beginning_with(typed, OPEN_STAGES)
    if before.endswith("kind: "):
        return at, beginning_with(typed, DealKind)
    if not typed or not before.strip() or any(match[1].lower() == "next" for match in _fields(text)):
        return at, []
    return at, [f"{name}: " for name in FIELDS if name.startswith(typed.lower())]


def read_stage(word: str) -> DealStage:
    """Read the stage of an open deal by its name or a beginning of it. Raises PlannerError."""
    found = beginning_with(word.strip(), OPEN_STAGES) if word.strip() else []
    if len(found) != 1:
        raise PlannerError(f"“{shown(word.strip())}” is no stage. An open deal is one of {', '.join(OPEN_STAGES)}.")
    return DealStage(found[0])


def _pieces(text: str, today: date, currency: str, known_name: Callable[[str], bool]) -> list[_Piece]:
    """Return every piece of a line. Raises LineError at the first that is not understood."""
    fields = _fields(text)
    end = min((match.start() for match in fields), default=len(text))
    match = _TITLE.match(text[:end])
    words = list(tokens(text[:end], match.end() if match else 0))
    pieces, at = list[_Piece](), 0
    if match:
        pieces.append(_Piece(Kind.FLAG, "title", unquoted(match[1]), match.start(1), match.end(1)))
    while at < len(words):
        piece, taken = _head_piece(text[:end], words, at, today, currency, known_name)
        pieces.append(piece)
        at += taken
    ends = [match.start() for match in fields[1:]] + [len(text)] * bool(fields)
    pieces += [_field_piece(text, field, stop) for field, stop in zip(fields, ends, strict=True)]
    return pieces


def _head_piece(
    text: str, words: Sequence[Word], at: int, today: date, currency: str, known_name: Callable[[str], bool]
) -> tuple[_Piece, int]:
    bare = [one if one.text.startswith('@"') else one.bare(",") for one in words[at : at + MOST_WORDS]]
    word = bare[0]
    if word.text.startswith("@"):
        name, exact, count = read_who(text, bare, 0, known_name)
        return _Piece(Kind.WHO, "who", (name, exact), word.start, bare[count - 1].end), count
    try:
        if word.text.lower() == BY and len(bare) > 1:
            day = take_day([one.text for one in bare], 1, today, ahead=True)
            if day is not None:
                return _Piece(Kind.WHEN, "expected_close_on", day[0], word.start, bare[day[1]].end), day[1] + 1
        amount = take_amount([one.text for one in bare[:2]], currency)
    except PlannerError as error:
        last = bare[min(1, len(bare) - 1)] if word.text.lower() == BY else word
        raise LineError(str(error), word.start, last.end) from None
    if amount is not None:
        return _Piece(Kind.MONEY, "amount", amount[0], word.start, bare[amount[1] - 1].end), amount[1]
    return _Piece(Kind.NOTE, "title", words[at].text, word.start, words[at].end), 1


def _field_piece(text: str, match: re.Match[str], end: int) -> _Piece:
    name, value = match[1].lower(), clean_line(text[match.end() : end])
    start = match.start()
    field, read = _READERS[name]
    if not value:
        return _Piece(Kind.FLAG, field, "" if name == "next" else None, start, end)
    try:
        return _Piece(Kind.FLAG, field, read(value), start, match.end() if name == "next" else end)
    except PlannerError as error:
        raise LineError(str(error), start, end) from None


def _fields(text: str) -> list[re.Match[str]]:
    """Return the fields that a line names, outside of a title in quotes; `next` takes the rest of it."""
    title = _TITLE.match(text)
    found = [match for match in _FIELD.finditer(text) if title is None or match.start() >= title.end()]
    last = next((n for n, match in enumerate(found) if match[1].lower() == "next"), len(found))
    return found[: last + 1]


def _title(pieces: Sequence[_Piece]) -> str:
    """Return the title: what is quoted at the start, and every word that is nothing else."""
    words = [piece for piece in pieces if piece.field == "title"]
    text = clean_line(" ".join(str(piece.value) for piece in words))
    is_bare = bool(words) and words[-1].kind is Kind.NOTE
    return text.rstrip(", ") if is_bare else text


def _written_title(title: str) -> str:
    """Return a title so that it reads back as it is: in quotes where it would be taken for something else."""
    last = title.rpartition(" ")[2].lower()
    joins_on = title.startswith('"') or last == BY or (len(last) == 3 and last.isalpha())  # a quote, `by`, a currency
    with suppress(LineError):
        pieces = _pieces(title, _ANY_DAY, "USD", lambda _: False)
        if not joins_on and all(piece.kind is Kind.NOTE for piece in pieces) and _title(pieces) == title:
            return title
    return quoted(title)


def _kind(word: str) -> DealKind:
    found = beginning_with(word, DealKind)
    if len(found) != 1:
        raise PlannerError(f"“{shown(word)}” is no kind of deal: it is new or repeat.")
    return DealKind(found[0])


def _chance(word: str) -> int:
    match = re.fullmatch(r"([0-9]{1,3}) ?%?", word)
    if match is None or int(match[1]) > 100:
        raise PlannerError(f"“{shown(word)}” is no probability: write 60 or 60%.")
    return int(match[1])


_READERS: Final[dict[str, tuple[str, Callable[[str], object]]]] = {
    "stage": ("stage", read_stage),
    "kind": ("kind", _kind),
    "chance": ("probability_pct", _chance),
    "next": ("next_step", str),
}
_NAMES: Final = {
    "who": "buyer",
    "amount": "amount",
    "expected_close_on": "expected day",
    "stage": "stage",
    "kind": "kind",
    "probability_pct": "chance",
    "next_step": "next step",
}
