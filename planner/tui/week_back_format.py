"""The week that weekly planning looks back on as rows: what it brought, and where the goals stood. Pure."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import ceil
from typing import Final, NamedTuple

from rich.cells import cell_len

from planner.domain.measure import Unit
from planner.domain.text import clean_line
from planner.domain.weekviews import DID_YOU_ANSWERS, POINTS, ChartedGoal, WeekView
from planner.tui import goals_format
from planner.tui.format import cut
from planner.tui.line import Cell, Line, Row, Symbols, fixed, static
from planner.tui.review_format import won
from planner.tui.week_items import DID, PROUD, Items, dollars, flowing, hours, padded, said_row, span_told
from planner.tui.week_waiting import NARROW

KEYS: Final = "y yes   N no   0 not yet"
"""What can be pressed where the change is asked about; the footer has it too."""
STANDS: Final = 15
"""Columns of how a goal stands."""
LEVELS: Final = ("▁▂▃▄▅▆▇█", "_.:-=+*#")
"""The heights of such a chart, and their ASCII forms."""


class LookBack(NamedTuple):
    """What is drawn."""

    view: WeekView
    width: int
    symbols: Symbols

    def last_week(self, title: str) -> list[Row]:
        """Return what the week brought, its wins first, and what was to be changed in it."""
        view = self.view
        aside = f"week {view.weeks.back.start.isocalendar().week}, {span_told(view.weeks.back)}"
        if (view.working_days or view.unknown_days) and self.width >= NARROW:
            unknown = f", {view.unknown_days} unknown" if view.unknown_days else ""
            aside += f"   {view.step_days} of {view.working_days} step days{unknown}"
        if view.best_day is not None:
            best = f"   best {view.best_day.day:%A}: {view.best_day.told}"
            aside += best if cell_len(title + aside + best) + 3 <= self.width else ""
        sign = self.symbols.done
        wins: list[Items] = [((f"{sign} ", "met"), (won(win, self.symbols), "text")) for win in view.wins]
        lines = [Line(((title, "strong"),), ((aside, "dim"),)), *flowing(wins, self.width)]
        lines += flowing(self._way(), self.width)
        lines += flowing([*self._kept(), *self._felt()], self.width)
        return [static(*lines), said_row("  proud of", PROUD, view.proud), *self._did_you()]

    def _way(self) -> Iterator[Items]:
        """Yield the way to the sale with how often each step led on."""
        view = self.view
        for step in view.way:
            of = f", {step.counted}".removeprefix(f", {step.times:,}") if step.counted else ""
            of += " connected" if step.goes_beyond else ""
            chart: Items = ()
            if step.name == "calls" and step.times:
                chart = ((f"{spark(view.calls, self.symbols)} ", "bar"),)
            yield (f"{step.name} ", "dim"), *chart, (f"{step.times:,}", "text"), (of, "dim")

    def _kept(self) -> Iterator[Items]:
        """Yield what was kept of what was planned and promised."""
        view = self.view
        if view.sacred.whole:
            yield ("sacred ", "dim"), (hours(view.sacred.part)[:-1], "text"), (f" of {hours(view.sacred.whole)}", "dim")
        ratios = (
            ("promises kept", view.promises),
            ("commitments kept", view.commitments),
            ("steps that served a priority", view.served),
        )
        for name, ratio in ratios:
            if ratio is not None and ratio.whole:
                yield (f"{name} ", "dim"), (f"{ratio.part:,}", "text"), (f" of {ratio.whole:,}", "dim")

    def _felt(self) -> Iterator[Items]:
        """Yield how the days felt as one chart; a day of which nothing was said is no gap in it (B21)."""
        felt = [(f"{day:%a}", self.symbols.minus if mood < 0 else "+" if mood else "0") for day, mood in self.view.felt]
        if felt:
            told = "  ".join(f"{name} {sign}" for name, sign in felt)
            yield ("felt ", "dim"), (told, "text")

    def _did_you(self) -> list[Row]:
        view = self.view
        if not view.last_change:
            return []
        answers: list[Cell] = [("   ", "dim")]
        for answer in DID_YOU_ANSWERS:
            is_said = answer == view.did_you
            answers.append((f"[{answer}]" if is_said else f" {answer} ", "picked" if is_said else "dim"))
        question = clean_line(view.last_change)
        room = self.width - sum(cell_len(text) for text, _ in answers) - len("  did you?  “”")
        keys: Items = ((KEYS, "dim"),) if cell_len(question) + len(KEYS) + 3 <= room else ()
        line = Line(((f"  did you?  “{cut(question, room, self.symbols)}”", "text"), *answers), keys)
        return [fixed(DID, line)]

    def goals(self, title: str) -> list[Row]:
        """Return where the goals stood: each with its chart, what was reached and expected, and its days ahead."""
        goals = self.view.goals
        if not goals:
            return []
        figures = max(cell_len(self._reached(one)) for one in goals) + 2 if self.width >= NARROW - 12 else 0
        room = self.width - POINTS - figures - STANDS - 4
        names = max(1, min(room, max(cell_len(clean_line(one.name)) for one in goals) + 2))
        told = f"{'reached / expected':>{POINTS + figures}}" if figures else ""
        head = Line(((f"{title:{names + 4}}", "strong"), (told, "dim")))
        return [static(head, *(self._charted(one, names, figures) for one in goals))]

    def _charted(self, one: ChartedGoal, names: int, figures: int) -> Line:
        stands, role = self._stands(one)
        number: Items = ((f"{self._reached(one):>{figures}}", "dim"),) if figures else ()
        chart = f"{charted(one, self.symbols):{POINTS}}"
        name = padded(clean_line(one.name), names, self.symbols)
        return Line((("  ", "dim"), (f"{name}  ", "text"), (chart, "bar"), *number, (f"{stands:>{STANDS}}", role)))

    def _reached(self, one: ChartedGoal) -> str:
        row, measure = one.row, one.row.measure
        if _is_new(one):
            return ""
        if measure is None or measure.unit is Unit.MILESTONE or one.expected is None:
            return goals_format.amount(row, row.current, self.symbols)
        values = (Fraction(row.current), one.expected)
        if measure.unit is Unit.MONEY:
            return " / ".join(self.symbols.amount(dollars(value), measure.currency) for value in values)
        return " / ".join(goals_format.amount(row, round(value), self.symbols) for value in values)

    def _stands(self, one: ChartedGoal) -> Cell:
        """Return the days that a goal is ahead or behind; that it is reached where it is."""
        if _is_new(one):
            return "just begun", "dim"
        if one.days_ahead is None or one.row.fraction >= 1:
            return goals_format.standing(one.row, self.view.weeks.back.end, self.symbols)
        return goals_format.days_ahead(one.days_ahead, self.symbols)


def _is_new(goal: ChartedGoal) -> bool:
    """Whether a goal began so late that nothing was expected of it, and nothing was done."""
    return goal.expected == 0 and not goal.row.current


def spark(values: Sequence[int], symbols: Symbols) -> str:
    """Return values as heights, the largest as high as it gets; nothing is lower than the lowest height."""
    return _heights(values, max((*values, 1)), symbols)


def charted(goal: ChartedGoal, symbols: Symbols) -> str:
    """Return what was reached against what is expected now: the highest sign is the larger of both."""
    return _heights(goal.reached, max(1, *goal.reached, ceil(goal.expected or 0)), symbols)


def _heights(values: Sequence[int], top: int, symbols: Symbols) -> str:
    signs = LEVELS[symbols.is_ascii]
    return "".join(signs[max(0, min(len(signs) - 1, value * (len(signs) - 1) // top))] for value in values)
