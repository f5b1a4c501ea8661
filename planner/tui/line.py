"""What is painted: lines of text with their meaning, rows of them, and the signs that common fonts have. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from planner.domain.money import format_amount

Cell = tuple[str, str]
"""A text and its role (tui/style.py)."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what stands at the left is cut where what stands at the right needs the room."""

    left: tuple[Cell, ...] = ()
    right: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One or more lines that the cursor takes as one. Without a key it passes over them."""

    key: str | None
    height: int
    draw: Callable[[int], tuple[Line, ...]]
    """Given the width, return `height` lines."""
    mark: range | None = None
    """The columns of a mark that can be clicked."""


@dataclass(frozen=True, slots=True)
class Symbols:
    """The signs on screen, all of which common fonts have."""

    open: str = "○"
    done: str = "●"
    star: str = "★"
    target: str = "◎"
    unfolded: str = "▾"
    folded: str = "▸"
    leaf: str = "·"
    bar: str = "━"
    half: str = "╸"
    track: str = "━"
    arrow: str = "→"
    times: str = "×"
    minus: str = "−"
    cursor: str = "▌"
    ellipsis: str = "…"
    rule: str = "─"
    dot: str = "·"
    chain: str = "›"
    up: str = "↑"
    level: str = "→"
    down: str = "↓"
    hidden: str = "•••"
    """What stands in the place of an amount while money is hidden (B109)."""
    is_ascii: bool = False
    shows_money: bool = True
    shows_score: bool = True
    """Whether momentum and what the days are scored with are seen: over-tracking kills enjoyment."""
    home: str = "USD"
    """The currency that is written with its sign alone."""

    @property
    def cover(self) -> str:
        """What every amount is covered with; empty while money is shown."""
        return "" if self.shows_money else self.hidden

    def amount(self, minor: int, currency: str) -> str:
        """Return an amount as it may be seen now."""
        return format_amount(minor, currency, self.home) if self.shows_money else self.hidden


UNICODE = Symbols()
ASCII = Symbols(
    open="o",
    done="x",
    star="*",
    target="@",
    unfolded="v",
    folded=">",
    leaf="-",
    bar="=",
    half="-",
    track=".",
    arrow="->",
    times="x",
    minus="-",
    cursor="|",
    ellipsis="~",
    rule="-",
    dot="-",
    up="^",
    level=">",
    down="v",
    chain=">",
    hidden="***",
    is_ascii=True,
)


def static(*lines: Line) -> Row:
    """Return lines that the cursor passes over."""
    return fixed(None, *lines)


def fixed(key: str | None, *lines: Line) -> Row:
    """Return lines that are the same at every width, as one row."""
    return Row(key, len(lines), lambda _width: lines)


def spaced(sections: Iterable[list[Row]], height: int) -> list[Row]:
    """Return the rows of the sections that have any; a blank line stands between them where there is room for it."""
    gap = [static(Line())] if height >= 20 else []
    rows = list(gap)
    for number, section in enumerate(section for section in sections if section):
        rows += [*(gap if number else []), *section]
    return rows
