"""Weekly planning from a view to rows: the week looked back on, the goals, what is offered and what is asked. Pure.

The seven days have a module of their own (week_grid).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial
from itertools import zip_longest
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.cells import cell_len

from planner.domain.figure import decimal
from planner.domain.measure import Unit
from planner.domain.period import Span
from planner.domain.ritual import Section
from planner.domain.text import clean_line
from planner.domain.views import MONTHS
from planner.domain.weekviews import DID_YOU_ANSWERS, AheadGoal, ChartedGoal, WeekView
from planner.tui import goals_format
from planner.tui.labelled import broken
from planner.tui.line import Cell, Line, Row, Symbols, static
from planner.tui.review_format import won
from planner.tui.ritual_rows import titled
from planner.tui.week_grid import NARROW, WHOLE, hours, padded

if TYPE_CHECKING:
    from planner.domain.chartpoint import ChartPoint

PROUD, CHANGE, NOTE, DID = "proud", "change", "note", "did you"
"""The keys of the rows that ask something."""
UNPLANNED, DOUBTED = "no plan", "doubts"
"""The keys of the rows that lead to goals."""
LITTLE, SCOPES, LETTER = "little goals", "scopes", "newsletter"
"""The keys of what is offered."""
NAMES: Final = 18
"""Columns of the names at the left."""
POINTS: Final = 8
"""Columns of a chart that stands in one line."""
LEVELS: Final = ("▁▂▃▄▅▆▇█", "_.:-=+*#")
"""The heights of such a chart, and their ASCII forms."""
HINTS: Final = {
    PROUD: "p says what you are proud of",
    CHANGE: "enter writes one down; next week asks about it",
    NOTE: "enter notes something about the week",
}
Items = tuple[Cell, ...]


class Sections(NamedTuple):
    """What the page shows."""

    view: WeekView
    picked: Mapping[str, int]
    """Which of several is picked, by the key of the row."""
    width: int
    symbols: Symbols

    def of(self, section: Section) -> list[Row]:
        """Return the rows of a section; none where it has nothing to say."""
        match section.name:
            case "last week":
                return [*self._last_week(titled(section, "Last week")), *self._did_you()]
            case "goals":
                return self._goals(titled(section, "Goals"))
            case "suggestion":
                return self._suggestion(titled(section, "One suggestion"))
            case "doubts":
                return self._doubts()
            case "offers":
                return self._offers()
            case "plan goals":
                number = self.view.weeks.ahead.start.isocalendar().week
                return self._ahead(titled(section, f"Goals for week {number}"))
            case "change":
                return [self._said(titled(section, "One change I will make"), CHANGE, self.view.change)]
            case _:
                return [self._said(titled(section, "Note"), NOTE, self.view.note)]

    def _last_week(self, title: str) -> list[Row]:
        view = self.view
        aside = span_told(view.weeks.back)
        if (view.working_days or view.unknown_days) and self.width >= NARROW:
            unknown = f", {view.unknown_days} unknown" if view.unknown_days else ""
            aside += f"   {view.step_days} of {view.working_days} step days{unknown}"
        if view.best_day is not None and self.width >= WHOLE:
            aside += f"   best {view.best_day.day:%A}, {counted(view.best_day.steps, 'step')}"
        sign = self.symbols.done
        wins: list[Items] = [((f"{sign} ", "met"), (won(win, self.symbols), "text")) for win in view.wins]
        lines = [Line(((title, "strong"),), ((aside, "dim"),)), *flowing(wins, self.width)]
        lines += flowing(self._figures(), self.width)
        return [static(*lines), self._said("  proud of", PROUD, view.proud)]

    def _figures(self) -> Iterator[Items]:
        """Yield the way to the sale with how often each step led on, and what was kept of what was promised."""
        view = self.view
        for step in view.way:
            of = f" of {step.conversion.whole:,}" if step.conversion and step.conversion.whole >= step.times else ""
            chart: Items = ()
            if step.name == "calls" and step.times:
                chart = ((f"{spark(view.calls, self.symbols)} ", "bar"),)
            yield (f"{step.name} ", "dim"), *chart, (f"{step.times:,}", "text"), (of if step.times else "", "dim")
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

    def _did_you(self) -> list[Row]:
        view = self.view
        if not view.last_change:
            return []
        cells: list[Cell] = [(f"  did you?  “{clean_line(view.last_change)}”   ", "text")]
        for answer in DID_YOU_ANSWERS:
            is_said = answer == view.did_you
            cells.append((f"[{answer}]" if is_said else f" {answer} ", "picked" if is_said else "dim"))
        keys: Items = (("y yes   N no   0 not yet", "dim"),) if self.width >= NARROW else ()
        line = Line(tuple(cells), keys)
        return [Row(DID, 1, lambda _width: (line,))]

    def _goals(self, title: str) -> list[Row]:
        goals = self.view.goals
        if not goals:
            return []
        head = Line(((title, "strong"),), (("reached against expected", "dim"),) if self.width >= NARROW else ())
        size = self.width - 2
        if self.width < WHOLE:
            return [static(head, *(Line((("  ", "dim"), *cells)) for cells in self._charts(goals, size)))]
        half, gap = -(-len(goals) // 2), 4
        more = self._widest(goals[:half]) - self._widest(goals[half:])
        first = (size - gap + more) // 2
        columns = self._charts(goals[:half], first), self._charts(goals[half:], size - gap - first)
        pairs = zip_longest(*columns, fillvalue=())
        return [static(head, *(Line((("  ", "dim"), *left, (" " * gap, "dim"), *right)) for left, right in pairs))]

    def _charts(self, goals: Sequence[ChartedGoal], width: int) -> Iterator[Items]:
        """Yield goals with their charts, what is reached of what is expected by now, and their days ahead."""
        figures = self._widest(goals) + 2 if width >= NARROW - 12 else 0
        for one in goals:
            stands, role = self._stands(one)
            name = padded(clean_line(one.name), width - POINTS - figures - 15, self.symbols)
            number: Items = ((f"{self._reached(one):>{figures}}", "dim"),) if figures else ()
            yield (
                (f"{name}  ", "text"),
                (f"{charted(one.chart, self.symbols):{POINTS}}", "bar"),
                *number,
                (
                    f"{stands:>13}",
                    role,
                ),
            )

    def _widest(self, goals: Sequence[ChartedGoal]) -> int:
        return max((cell_len(self._reached(one)) for one in goals), default=0)

    def _reached(self, one: ChartedGoal) -> str:
        row, measure = one.row, one.row.measure
        if measure is None or measure.unit is Unit.MILESTONE or not one.chart:
            return goals_format.amount(row, row.current, self.symbols)
        values = (Fraction(row.current), Fraction(one.chart[-1].expected))
        if measure.unit is Unit.MONEY:
            return " / ".join(self.symbols.amount(_dollars(value), measure.currency) for value in values)
        return " / ".join(goals_format.amount(row, round(value), self.symbols) for value in values)

    def _stands(self, one: ChartedGoal) -> Cell:
        """Return the days that a goal is ahead or behind; that it is reached where it is."""
        if one.days_ahead is None or one.row.fraction >= 1:
            return goals_format.standing(one.row, self.view.weeks.back.end, self.symbols)
        return goals_format.days_ahead(one.days_ahead, self.symbols)

    def _suggestion(self, title: str) -> list[Row]:
        suggestion = self.view.suggestion
        if suggestion is None:
            return []
        if self.width < NARROW:
            told = broken(suggestion.text, self.width - 2)
            return [static(Line(((title, "strong"),)), *(Line(((f"  {one}", "text"),)) for one in told))]
        name = f"{title:{NAMES}}"
        first, *rest = broken(suggestion.text, self.width - len(name))
        margin = " " * len(name)
        lines = (Line(((f"{margin}{one}", "text"),)) for one in rest)
        return [static(Line(((name, "strong"), (first, "text"))), *lines)]

    def _doubts(self) -> list[Row]:
        view = self.view
        found = []
        if view.without_plan:
            found.append(
                self._choices(UNPLANNED, "No plan yet", [one.name for one in view.without_plan], "enter opens")
            )
        if view.doubted:
            names = [f"{one.name}: {', '.join(check.name for check in one.failing)}" for one in view.doubted]
            found.append(self._choices(DOUBTED, "Not yet", names, "enter opens"))
        return found

    def _offers(self) -> list[Row]:
        view, found = self.view, []
        little = view.little
        if little is not None and little.is_offered:
            told = f"{little.standing or 'none'} set: what do you know you can reach by the year's end?"
            found.append(self._offer(LITTLE, "Little goals", told, "y sets one   N not now"))
        titles = [choice.title for choice in view.scopes if not choice.stands]
        if titles:
            found.append(self._choices(SCOPES, "A bigger scope", titles, "y sets it   e changes it"))
        if view.is_newsletter_offered:
            told = "25 people had something of value from you: a monthly one can follow"
            found.append(self._offer(LETTER, "Newsletter", told, "y sets it   N no"))
        return found

    def _offer(self, key: str, name: str, told: str, keys: str) -> Row:
        aside: Items = ((keys, "dim"),) if self.width >= NARROW else ()
        line = Line(((f"{name:{NAMES}}", "strong"), (told, "text")), aside)
        return Row(key, 1, lambda _width: (line,))

    def _choices(self, key: str, name: str, items: Sequence[str], keys: str) -> Row:
        return Row(key, 1, partial(self._chosen, key, name, [clean_line(item) for item in items], keys))

    def _chosen(self, key: str, name: str, items: Sequence[str], keys: str, width: int) -> tuple[Line, ...]:
        """Return several beside each other, the one that is picked in brackets and in view."""
        at = min(self.picked.get(key, 0), len(items) - 1)
        aside: Items = ((keys, "dim"),) if width >= NARROW else ()
        room = width - NAMES - (len(keys) + 2 if aside else 0)
        first = 0
        while first < at and sum(cell_len(item) + 3 for item in items[first : at + 1]) > room:
            first += 1
        cells: list[Cell] = [(f"{name:{NAMES}}", "strong")]
        for n, item in enumerate(items[first:], first):
            cells.append((f"[{item}] " if n == at and len(items) > 1 else f" {item}  ", "text" if n == at else "dim"))
        return (Line(tuple(cells), aside),)

    def _ahead(self, title: str) -> list[Row]:
        """Return what the week ahead needs: of the goals that count the same thing, the one that asks most."""
        most: dict[str, AheadGoal] = {}
        dated: list[Items] = []
        for one in self.view.next_goals:
            if one.this_week is None or one.per_day is None:
                if one.row.goal.ends_on in self.view.weeks.ahead:
                    dated.append(((clean_line(one.name), "text"), (f" by {one.row.goal.ends_on:%A}", "dim")))
                continue
            before = most.get(one.row.goal.measure_id or "")
            if one.this_week and (before is None or (before.this_week or 0) < one.this_week):
                most[one.row.goal.measure_id or ""] = one
        needed = [self._needed(one) for one in most.values()]
        leads = max((one.leads or 0 for one in self.view.leads), default=0)
        aside = (("g sets one",) if self.width >= NARROW else ()) + ((f"leads needed {leads:,}",) if leads else ())
        items = [*needed, *dated] or [(("Nothing is asked of it yet. Try “10 calls a week”.", "dim"),)]
        head = Line(((title, "strong"),), (("   ".join(aside), "dim"),) if aside else ())
        return [static(head, *flowing(items, self.width))]

    def _needed(self, one: AheadGoal) -> Items:
        row, measure = one.row, one.row.measure
        week, daily = one.this_week or Fraction(0), one.per_day or Fraction(0)
        if measure is not None and measure.unit is Unit.MONEY:
            whole, part = (self.symbols.amount(_dollars(value), measure.currency) for value in (week, daily))
            kind = f" {measure.deal_kind}" if measure.deal_kind is not None else ""
            return (f"{whole}{kind}", "text"), (f" {part} a day", "dim")
        name = clean_line(measure.name) if measure is not None else clean_line(row.goal.title)
        return (f"{-(-week // 1):,} {name}", "text"), (f" {decimal(daily, 1)} a day", "dim")

    def _said(self, name: str, key: str, said: str) -> Row:
        text: Cell = (clean_line(said), "text") if said else (HINTS[key], "dim")
        label = f"{name}   " if len(name) >= NAMES else f"{name:{NAMES}}"
        line = Line(((label, "dim" if key == PROUD else "strong"), text))
        return Row(key, 1, lambda _width: (line,))


def span_told(week: Span) -> str:
    """Return a week's days: "9–15 February", "26 January – 1 February"."""
    first, last = (f"{day.day} {MONTHS[day.month - 1]}" for day in week)
    return f"{week.start.day}–{last}" if week.start.month == week.end.month else f"{first} – {last}"


def counted(count: int, noun: str) -> str:
    """Return a number with its noun: "1 step", "39 steps"."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def flowing(items: Iterable[Items], width: int) -> list[Line]:
    """Return items beside each other, as many to a line as it has room for."""
    lines: list[list[Cell]] = []
    used = 0
    for item in items:
        size = sum(cell_len(text) for text, _ in item)
        if not lines or used + 3 + size > width:
            lines.append([("  ", "dim")])
            used = 2
        else:
            lines[-1].append(("   ", "dim"))
            used += 3
        lines[-1] += item
        used += size
    return [Line(tuple(cells)) for cells in lines]


def spark(values: Sequence[int], symbols: Symbols) -> str:
    """Return values as heights, the largest as high as it gets; nothing is lower than the lowest height."""
    return _heights(values, max((*values, 1)), symbols)


def charted(points: "Sequence[ChartPoint]", symbols: Symbols) -> str:
    """Return what was reached against what is expected now: the highest sign is the larger of both."""
    if not points:
        return ""
    shown = [points[n * (len(points) - 1) // (POINTS - 1)] for n in range(POINTS)] if len(points) > POINTS else points
    top = max(1, *(point.actual for point in shown), -(-points[-1].expected // 1))
    return _heights([point.actual for point in shown], top, symbols)


def _heights(values: Sequence[int], top: int, symbols: Symbols) -> str:
    signs = LEVELS[symbols.is_ascii]
    return "".join(signs[max(0, min(len(signs) - 1, value * (len(signs) - 1) // top))] for value in values)


def _dollars(value: Fraction) -> int:
    """Return minor units rounded to whole hundreds where there are any."""
    return round(value / 100) * 100 if value >= 100 else round(value)
