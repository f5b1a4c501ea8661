"""The review of a quarter from a view to rows: how the year stands, what comes, and each goal's choice. Pure."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from rich.cells import cell_len

from planner.domain.figure import decimal, figure, share
from planner.domain.goal import Grade
from planner.domain.measure import SHARES, Measure, Unit
from planner.domain.periodviews import FOLLOWING, AnnualRow, Choice, ChoiceRow, GradedRow, PriorityRow, QuarterView
from planner.domain.ritual import Section
from planner.domain.text import clean_line
from planner.tui.labelled import broken
from planner.tui.line import Cell, Line, Row, Symbols, fixed, static
from planner.tui.ritual_rows import titled
from planner.tui.said_rows import INDENT, LEAST, NOTE_HINT, Shown, asked, heading, listed, said

QUESTION, NOTE, ADD = "question", "note", "add"
"""The keys of the rows that ask something."""
PRIORITY, MONTH, CHOICE = "priority ", "month ", "goal "
"""What the keys of rows begin with."""
TABLE: Final = 96
"""Columns from which the figures of the year stand in columns."""
HEADS: Final = ("reached", "", "by now", "a day", "run rate", "pipeline")
COLUMNS: Final = (12, 9, 12, 10, 12, 12)
CHOSEN: Final = {Choice.KEEP: "keep", Choice.RAISE: "raised", Choice.LOWER: "lowered", Choice.DROP: "dropped"}
WHOLE_FROM: Final = 100_000
"""Minor units of money from which a figure is told in whole ones."""
KEYS: Final = "0 keep   + raise   - lower   d drop"
NO_PRIORITY = "a sets up to three: 100 demos"
ANSWER = "enter answers"


class Sections(NamedTuple):
    """What the page shows."""

    view: QuarterView
    symbols: Symbols
    width: int

    def of(self, section: Section) -> list[Row]:
        """Return the rows of a section; none where it has nothing to say."""
        view = self.view
        match section.name:
            case "progress":
                return self._progress(titled(section, "The year"))
            case "outlook":
                return self._outlook(titled(section, "Expected"))
            case "before":
                title = titled(section, "Said before")
                return [said("before", title, view.before, "", self.width)] if view.before else []
            case "question":
                return asked(QUESTION, view.question, view.answer, ANSWER, self.width, section.title)
            case "priorities":
                return self._priorities(titled(section, f"Priorities of {view.following_label}"))
            case "goals":
                return self._choices(titled(section, "Goals that go on"))
            case _:
                noted = view.review.note if view.review is not None else ""
                return [said(NOTE, titled(section, "Note"), noted, NOTE_HINT, self.width)]

    def _progress(self, title: str) -> list[Row]:
        view = self.view
        if not view.annual and not view.priorities:
            return [heading(title), static(Line((INDENT, ("No goal of the year yet: g on the Today screen.", "dim"))))]
        rows = [fixed(f"annual {row.goal.id}", *self._annual(row)) for row in view.annual]
        graded = [_graded(row, self.symbols) for row in view.priorities]
        shown = [heading(f"Priorities of {view.label}"), *listed(graded, self.width, self.symbols)] if graded else []
        if not rows:
            return shown
        head = static(self._heads(title)) if self.width >= TABLE else heading(title)
        return [head, *rows, *shown]

    def _heads(self, title: str) -> Line:
        names = self.width - sum(COLUMNS)
        cells = "".join(f"{name:>{size}}" for name, size in zip(HEADS, COLUMNS, strict=True))
        return Line(((f"{title:{names}}", "strong"), (cells, "dim")))

    def _annual(self, row: AnnualRow) -> tuple[Line, ...]:
        """Return a goal of the year: its figures in columns, or under its name where that has no room."""
        part = share(row.attainment) if row.attainment is not None else ""
        parts = (
            self._told(row.current, row.measure),
            part,
            self._told(row.expected, row.measure),
            self._told(self._needed(row), row.measure),
            self._told(row.run_rate_forecast, row.measure),
            self._told(row.pipeline_forecast, row.measure),
        )
        name: Cell = (clean_line(row.name), "text")
        if self.width >= TABLE:
            cells = "".join(f"{cell or self.symbols.minus:>{size}}" for cell, size in zip(parts, COLUMNS, strict=True))
            return (Line((INDENT, name), ((cells, "dim"),)),)
        named = [f"{cell} {head}" for cell, head in zip(parts, HEADS, strict=True) if cell and head]
        return (
            Line((INDENT, name), ((part, "text"),) if part else ()),
            *(Line((("    ", "dim"), (told, "dim"))) for told in _packed(named, self.width - 4)),
        )

    def _needed(self, row: AnnualRow) -> Fraction | None:
        """Return what each working day has to bring; None where nothing is left to do or no day to do it."""
        return row.required_per_day or None if row.goal.ends_on >= self.view.today else None

    def _told(self, value: Fraction | int | None, measure: Measure | None) -> str:
        return "" if value is None else number(value, measure, self.symbols)

    def _outlook(self, title: str) -> list[Row]:
        outlook = self.view.outlook
        told = ": ".join(clean_line(part) for part in (outlook.word, outlook.why) if part)
        rows = [said("outlook", title, told, "", self.width)] if told else []
        if outlook.resolution:
            rows.append(said("resolution", "Resolved", outlook.resolution, "", self.width))
        return rows

    def _priorities(self, title: str) -> list[Row]:
        if not self.view.following_priorities:
            return asked(ADD, title, "", NO_PRIORITY, self.width)
        return [
            heading(title, "" if self.view.is_closed else "y commits   d puts away"),
            *(r for row in self.view.following_priorities for r in self._priority(row)),
        ]

    def _priority(self, row: PriorityRow) -> list[Row]:
        state: Cell = ("committed", "met")
        if row.is_draft:
            state = ("draft", "dim") if row.lacks == "a commitment" else (f"draft, needs {row.lacks}", "dim")
        rows: list[Shown] = [(f"{PRIORITY}{row.goal.id}", (clean_line(row.name), "text"), ("", "dim"), state)]
        for month in row.months:
            target = "" if month.target is None else number(month.target, row.measure, self.symbols)
            planned = "enter plans an action" if not month.actions else f"{month.actions} planned"
            key = f"{MONTH}{row.goal.id} {month.span.start}"
            rows.append((key, (f"  {month.label:12}{target:>10}", "text"), ("", "dim"), (planned, "dim")))
        return listed(rows, self.width, self.symbols)

    def _choices(self, title: str) -> list[Row]:
        if not self.view.goals:
            return []
        rows = listed([self._choice(row) for row in self.view.goals], self.width, self.symbols)
        is_told = self.width >= LEAST * 2 + len(KEYS) and not self.view.is_closed
        shown: list[Row] = [heading(title, KEYS if is_told else "")]
        for row, line in zip(self.view.goals, rows, strict=True):
            shown.append(line)
            if row.higher:
                shown.append(static(Line((("    ", "dim"), (clean_line(row.higher), "dim")))))
        return [*shown, *self._parts()]

    def _parts(self) -> list[Row]:
        """Return which goals have no choice of their own, and why."""
        if not self.view.parts:
            return []
        told = f"{FOLLOWING}: {', '.join(clean_line(name) for name in self.view.parts)}"
        lines = broken(told, self.width - len(INDENT[0]))
        return [static(*(Line((INDENT, (line, "dim"))) for line in lines))]

    def _choice(self, row: ChoiceRow) -> Shown:
        told = "" if row.measure is None else number(row.current, row.measure, self.symbols)
        if row.needs_reason:
            told = f"{told}   your employer’s".strip()
        is_kept = row.choice is Choice.KEEP
        role = "dim" if is_kept and not row.is_decided else "text" if is_kept else "accent"
        return f"{CHOICE}{row.goal.id}", (clean_line(row.name), "text"), (told, "dim"), (CHOSEN[row.choice], role)


def _packed(parts: Sequence[str], width: int) -> list[str]:
    """Return parts in as few lines as hold them whole."""
    lines: list[str] = []
    for part in parts:
        if lines and cell_len(lines[-1]) + 3 + cell_len(part) <= width:
            lines[-1] += f"   {part}"
        else:
            lines.append(part)
    return lines


def number(value: Fraction | int, measure: Measure | None, symbols: Symbols) -> str:
    """Return a figure in its measure's unit as a page has room for it: money from $1,000 on in whole dollars."""
    if measure is not None and measure.unit is Unit.MONEY:
        whole = round(Fraction(value, 100)) * 100 if abs(round(value)) >= WHOLE_FROM else round(value)
        return symbols.amount(whole, measure.currency)
    if measure is not None and measure.unit is Unit.COUNT:
        return decimal(value, 1)
    return figure(value, measure, symbols.home)


def graded_told(row: GradedRow, symbols: Symbols) -> str:
    """Return what was reached of what was wanted; a share of it all says that by itself."""
    if row.measure is not None and row.measure.unit in SHARES:
        return ""
    return f"{number(row.current, row.measure, symbols)} of {number(row.target, row.measure, symbols)}"


def _graded(row: GradedRow, symbols: Symbols) -> Shown:
    told = "" if row.grade is Grade.SHORT else f"{row.grade} "
    role = "dim" if row.grade is Grade.SHORT else "met"
    reached: Cell = (graded_told(row, symbols), "dim")
    return f"graded {row.goal.id}", (clean_line(row.name), "text"), reached, (f"{told}{share(row.fraction, 0)}", role)
