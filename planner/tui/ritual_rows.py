"""The rows of a ritual: its sections one below the other, each with the rows that the marker stops at. Pure."""

from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import Final, NamedTuple

from planner.domain.ritual import Section
from planner.domain.text import clean_line
from planner.tui.line import Cell, Line, Row, fixed, static

ASKED: Final = "ask "
"""What the key of a question's row begins with."""
FAULT: Final = "fault "
"""What the key of a row begins with that tells what a file says and nobody understands."""
LOOKED_AT: Final = "In your ritual files"
BESIDE: Final = 30
"""Letters up to which a question stands beside its answer."""


class Block(NamedTuple):
    """One section as it is shown."""

    section: Section
    rows: Sequence[Row]

    @property
    def stops(self) -> tuple[str, ...]:
        """The keys of the rows that the cursor can stand on."""
        return tuple(row.key for row in self.rows if row.key is not None)

    @property
    def is_headed(self) -> bool:
        """Whether more than a line stands under a heading."""
        return self.rows[0].key is None and sum(row.height for row in self.rows) > 1


def laid_out(blocks: Sequence[Block], height: int) -> list[Row]:
    """Return all rows; between sections stands a blank line, as far as all rows stay in view.

    Where there is room for some, those have it that begin with a heading, then what stands behind these.
    """
    blank = static(Line())
    room = height - sum(row.height for block in blocks for row in block.rows)
    gaps = len(blocks) if room < 0 else room
    rows = [blank] if gaps >= len(blocks) else []
    wanted = sorted(range(1, len(blocks)), key=lambda n: (not blocks[n].is_headed, not blocks[n - 1].is_headed))
    aired = set(wanted[:gaps])
    for n, block in enumerate(blocks):
        rows += [*([blank] if n in aired else []), *block.rows]
    return rows


def question(section: Section, answers: Mapping[str, str]) -> list[Row]:
    """Return a question of the file's own with its answer: beside it, or below one that is long."""
    asked = clean_line(section.question)
    said = clean_line(answers.get(section.key, ""))
    answer: Cell = (said, "text") if said else (section.hint or "enter answers", "dim")
    head = [static(Line(((section.title, "strong"),)))] if section.title else []
    if len(asked) <= BESIDE:
        line = Line(((f"{asked}   ", "strong"), answer))
        return [*head, fixed(ASKED + section.key, line)]
    first, second = Line(((asked, "strong"),)), Line((("  ", "dim"), answer))
    return [*head, fixed(ASKED + section.key, first, second)]


def need_a_look(problems: Sequence[str]) -> str:
    """Return the beginning of a sentence about what was not understood in the user's files."""
    count = len(problems)
    places, need = ("1 place", "needs") if count == 1 else (f"{count} places", "need")
    return f"{places} of your ritual files {need} a look"


def to_look_at(problems: Sequence[str], width: int) -> list[Row]:
    """Return what was not understood in the user's files, each sentence whole; none where there is nothing."""
    rows = [static(Line(((LOOKED_AT, "behind"),)))] if problems else []
    for n, told in enumerate(problems):
        parts = wrap(clean_line(told), width - 2)
        rows.append(fixed(f"{FAULT}{n}", *(Line(((f"  {part}", "text"),)) for part in parts)))
    return rows


def titled(section: Section, heading: str) -> str:
    """Return what stands above a section: its file's words, or its own."""
    return section.title or heading
