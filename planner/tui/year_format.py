"""The review of a year from a view to rows: wins first, then what fell short, the questions, and the plan. Pure."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from planner.domain.figure import share
from planner.domain.periodviews import (
    BIG_PICTURE,
    FIRST_SALE,
    OUTLOOKS,
    SATISFIED,
    WILL_IT_HELP,
    DraftRow,
    GradedRow,
    PartsRow,
    WinsView,
    YearView,
)
from planner.domain.ritual import Section
from planner.domain.text import clean_line
from planner.domain.views import narrow_date, short_date
from planner.tui.line import Cell, Line, Row, Symbols, fixed, static
from planner.tui.momentum_chart import signed
from planner.tui.quarter_format import ANSWER, graded_told, number
from planner.tui.ritual_rows import titled
from planner.tui.said_rows import INDENT, NAMES, NOTE_HINT, Shown, asked, heading, listed, said

NOTE, ADD, HELPS, OUTLOOK, WHY, RESOLUTION = "note", "add", "question", "outlook", "outlook words", "resolution"
"""The keys of the rows that ask something."""
GOAL: Final = "goal "
"""What the key of a goal of next year begins with."""
SIGNS: Final = {"tough": "-", "normal": "0", "easy": "+"}
"""The keys that say what is expected."""
MOST: Final = 7
"""Wins, and goals of next year, that are shown."""
NARROW: Final = 50
"""Columns below which the keys beside what is expected are left out."""
ROOMY: Final = 72
"""Columns from which what is left of a goal stands beside what was reached."""
MOST_CHANGES: Final = 4
"""Changes since the plan that are shown."""
NO_GOAL = "a sets one: 480 calls · $240,000"
ACTIVATES = "y activates the drafts, N goes back to them"


class Sections(NamedTuple):
    """What the page shows."""

    view: YearView
    symbols: Symbols
    width: int

    def of(self, section: Section) -> list[Row]:
        """Return the rows of a section; none where it has nothing to say."""
        view, answers = self.view, self.view.answers
        match section.name:
            case "wins":
                return won(view.looked_back, titled(section, "Wins"), self.symbols, self.width, most=MOST)
            case "short":
                return self._short(titled(section, "Not reached"))
            case "momentum":
                return carried(view.looked_back, titled(section, "Momentum"), view.following_label, self.symbols)
            case "satisfied":
                return asked("satisfied", SATISFIED, answers.get("satisfied", ""), ANSWER, self.width, section.title)
            case "first sale":
                told = answers.get("first sale", "")
                return [*self._sales(), *asked("first sale", FIRST_SALE, told, ANSWER, self.width, section.title)]
            case "big picture":
                told = answers.get("big picture", "")
                return asked("big picture", BIG_PICTURE, told, ANSWER, self.width, section.title)
            case "next year":
                return [*self._coming(titled(section, view.following_label)), *self._changes()]
            case "outlook":
                return self._outlook(titled(section, "Expected"))
            case "question":
                hint = ANSWER if view.is_closed else ACTIVATES
                return asked(HELPS, WILL_IT_HELP, answers.get(HELPS, ""), hint, self.width, section.title)
            case _:
                noted = view.review.note if view.review is not None else ""
                return [said(NOTE, titled(section, "Note"), noted, NOTE_HINT, self.width)]

    def _short(self, title: str) -> list[Row]:
        """Return what was not reached, the quota last, with its figures; before it what still can be, until when."""
        short, today = self.view.looked_back.short, self.view.today
        is_roomy = self.width >= ROOMY
        shown = [_graded(row, self.symbols, has_left=is_roomy and row.is_open(today)) for row in short]
        lines = listed(shown, self.width, self.symbols)
        under: dict[str, list[Row]] = {}
        for row, line in zip(short, lines, strict=True):
            head = f"Open until {narrow_date(row.goal.ends_on)}" if row.is_open(today) else title
            under.setdefault(head, []).append(line)
        heads = sorted(under, key=lambda head: head == title)
        gaps = [[static(Line())] if n else [] for n in range(len(heads))]
        return [row for head, gap in zip(heads, gaps, strict=True) for row in (*gap, heading(head), *under[head])]

    def _sales(self) -> list[Row]:
        view, rows = self.view, list[Shown]()
        if (first := view.first_sale) is not None:
            amount = "" if first.amount_minor is None else self.symbols.amount(first.amount_minor, first.currency)
            told = f"{short_date(first.day, view.today)}   {clean_line(first.title)}"
            rows.append((None, ("first sale", "text"), (told, "dim"), (amount, "text")))
        for sold in view.last_sales:
            count = "1 sale" if sold.deals == 1 else f"{sold.deals:,} sales"
            amount = self.symbols.amount(sold.amount_minor, sold.currency)
            rows.append((None, ("last 90 days", "text"), (count, "dim"), (amount, "text")))
        return listed(rows, self.width, self.symbols)

    def _coming(self, title: str) -> list[Row]:
        view = self.view
        higher = [static(Line((INDENT, (clean_line(one), "dim")))) for one in view.higher]
        if not view.drafts:
            return [*asked(ADD, f"Goals of {title}", "", NO_GOAL, self.width), *higher]
        return [
            heading(f"Goals of {title}"),
            *listed([self._draft(row) for row in view.drafts], self.width, self.symbols),
            *higher,
        ]

    def _draft(self, row: DraftRow) -> Shown:
        told = ["preliminary"] if row.goal.preliminary else []
        if row.parts:
            told.append(f"{row.parts} under it")
        state: Cell = ("draft", "dim") if row.is_draft else ("active", "met")
        return f"{GOAL}{row.goal.id}", (clean_line(row.name), "text"), ("   ".join(told), "dim"), state

    def _changes(self) -> list[Row]:
        """Return what was decided since the plan was activated."""
        told = [
            Line((INDENT, (f"since the plan   {clean_line(row.name)}: {clean_line(one.text)}", "dim")))
            for row in self.view.baseline
            for one in row.since
        ]
        if len(told) > MOST_CHANGES:
            more = Line((INDENT, (f"{len(told) - MOST_CHANGES + 1} more changes since the plan", "dim")))
            told = [*told[: MOST_CHANGES - 1], more]
        return [static(line) for line in told]

    def _outlook(self, title: str) -> list[Row]:
        """Return what the year is expected to be; it changes no figure (B6)."""
        outlook = self.view.outlook
        cells: list[Cell] = [(f"{title:{NAMES - 1}}", "strong")]
        for word in OUTLOOKS:
            sign = self.symbols.minus if SIGNS[word] == "-" else SIGNS[word]
            is_said = word == outlook.word
            cells.append((f"[{word}]" if is_said else f" {word} ", "picked" if is_said else "dim"))
            cells.append((f" {sign}    " if self.width >= NARROW else " ", "dim"))
        return [
            fixed(OUTLOOK, Line(tuple(cells))),
            said(WHY, "  because", outlook.why, "enter says why", self.width, role="dim"),
            said(RESOLUTION, "  resolved", outlook.resolution, "enter resolves something", self.width, role="dim"),
        ]


def won(view: WinsView, title: str, symbols: Symbols, width: int, *, most: int) -> list[Row]:
    """Return the wins of a year, nailed, beaten, then met, and the smaller steps that were reached (B17)."""
    rows = [_graded(row, symbols, is_won=True) for row in view.wins[:most]]
    rows += _steps(view.parts, symbols)
    if not rows:
        return []
    left = len(view.wins) - most
    return [heading(title, f"{left} more" if left > 0 else ""), *listed(rows, width, symbols)]


def carried(view: WinsView, title: str, following: str, symbols: Symbols) -> list[Row]:
    """Return the momentum that a year leaves, which goes on into the next (B19); below zero with the way back.

    Nothing while the score is hidden.
    """
    if not symbols.shows_score:
        return []
    told = f"   goes on into {following} as it is"
    if view.days_to_level:
        days = "1 full day brings" if view.days_to_level == 1 else f"{view.days_to_level} full days bring"
        told = f"   {days} it to level"
    line = Line(
        (
            (f"{title:{NAMES}}", "strong"),
            (f"{signed(view.momentum, symbols)} {view.momentum_word}", "text"),
            (told, "dim"),
        )
    )
    return [static(line)]


def _graded(row: GradedRow, symbols: Symbols, *, is_won: bool = False, has_left: bool = False) -> Shown:
    sign = f"{symbols.done} " if is_won else ""
    grade = f"{row.grade} " if is_won else ""
    right: Cell = (f"{grade}{share(row.fraction)}", "met" if is_won else "text")
    told = graded_told(row, symbols)
    if has_left and told:
        told += f"   {number(row.target - row.current, row.measure, symbols)} left"
    return f"graded {row.goal.id}", (f"{sign}{clean_line(row.name)}", "text"), (told, "dim"), right


def _steps(parts: tuple[PartsRow, ...], symbols: Symbols) -> Iterator[Shown]:
    """Yield a line for each goal of which smaller steps were reached."""
    told: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    for row in parts:
        names[row.goal.id] = clean_line(row.name)
        noun = row.nouns if row.total != 1 else str(row.period)
        told.setdefault(row.goal.id, []).append(f"{row.reached} of {row.total} {noun}")
    for key, (first, *finer) in told.items():
        name: Cell = (f"{symbols.done} {names[key]}", "text")
        yield f"steps {key}", name, ("   ".join(finer), "dim"), (f"reached {first}", "met")
