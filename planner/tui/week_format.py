"""The sections of weekly planning from a view to rows: what is offered, what the week ahead needs, what is asked. Pure.

The week looked back on (week_back_format.py) and the seven days (week_grid.py) have modules of their own.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial
from math import ceil
from typing import NamedTuple

from rich.cells import cell_len

from planner.domain.figure import decimal
from planner.domain.measure import Unit, noun
from planner.domain.ritual import Section
from planner.domain.text import clean_line
from planner.domain.weekasks import foremost
from planner.domain.weekviews import LEADS_UNKNOWN, AheadGoal, WeekView
from planner.tui.labelled import broken
from planner.tui.line import Cell, Line, Row, Symbols, fixed, static
from planner.tui.ritual_rows import titled
from planner.tui.week_back_format import LookBack
from planner.tui.week_items import CHANGE, NAMES, NOTE, Items, dollars, flowing, said_row
from planner.tui.week_waiting import NARROW

UNPLANNED, DOUBTED = "no plan", "doubts"
"""The keys of the rows that lead to goals."""
LITTLE, SCOPES, LETTER = "little goals", "scopes", "newsletter"
"""The keys of what is offered."""


class Sections(NamedTuple):
    """What the page shows."""

    view: WeekView
    picked: Mapping[str, int]
    """Which of several is picked, by the key of the row."""
    width: int
    symbols: Symbols

    def of(self, section: Section) -> list[Row]:
        """Return the rows of a section; none where it has nothing to say."""
        back = LookBack(self.view, self.width, self.symbols)
        match section.name:
            case "last week":
                return back.last_week(titled(section, "Last week"))
            case "goals":
                return back.goals(titled(section, "Goals"))
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
                return [said_row(titled(section, "One change I will make"), CHANGE, self.view.change)]
            case _:
                return [said_row(titled(section, "Note"), NOTE, self.view.note)]

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
            names = [f"{one.name}: {', '.join(check.name for check in one.failing)}?" for one in view.doubted]
            found.append(self._choices(DOUBTED, "In doubt", names, "enter opens"))
        return found

    def _offers(self) -> list[Row]:
        view, found = self.view, []
        little = view.little
        if little is not None and little.is_offered:
            told = f"{little.standing or 'none'} set: what can you reach by the year's end?"
            coming = f"c plans “{little.coming}”, N leaves it out" if little.coming else ""
            found.append(self._offer(LITTLE, "Little goals", told, "y sets one   N not now", coming))
        titles = [choice.title for choice in view.scopes if not choice.stands]
        if titles:
            found.append(self._choices(SCOPES, "A bigger scope", titles, "y sets it   e changes it"))
        if view.is_newsletter_offered:
            told = "25 people had something of value from you: a monthly one can follow"
            found.append(self._offer(LETTER, "Newsletter", told, "y sets it   N no"))
        return found

    def _offer(self, key: str, name: str, told: str, keys: str, coming: str = "") -> Row:
        """Return what is offered, and below it what closing the planning does about it."""
        aside: Items = ((keys, "dim"),) if self.width >= NARROW else ()
        margin = " " * (NAMES if self.width >= NARROW else 2)
        below = broken(coming, self.width - len(margin)) if coming else ()
        lines = (Line(((f"{margin}{one}", "dim"),)) for one in below)
        return fixed(key, Line(((f"{name:{NAMES}}", "strong"), (told, "text")), aside), *lines)

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
            told = item if len(items) == 1 else f"[{item}] " if n == at else f" {item}  "
            cells.append((told, "text" if n == at else "dim"))
        return (Line(tuple(cells), aside),)

    def _ahead(self, title: str) -> list[Row]:
        """Return what the week ahead needs: of the goals that count the same thing, those that speak for its days."""
        asking: list[AheadGoal] = []
        dated: list[Items] = []
        for one in self.view.next_goals:
            if one.this_week is None or one.per_day is None:
                if one.row.goal.ends_on in self.view.weeks.ahead:
                    dated.append(((clean_line(one.name), "text"), (f" by {one.row.goal.ends_on:%A}", "dim")))
                continue
            if one.this_week:
                asking.append(one)
        speaking = foremost(asking, lambda one: one.row.goal.measure_id, lambda one: ceil(one.this_week or 0))
        needed = [self._needed(one) for one in speaking]
        items = [*needed, *dated] or [(("Nothing is asked of it yet. Try “10 calls a week”.", "dim"),)]
        head = Line(
            ((title, "strong"),), (("g sets one", "dim"),) if self.width >= NARROW and not self.view.is_closed else ()
        )
        return [static(head, *flowing(items, self.width), *flowing(self._leads(), self.width))]

    def _leads(self) -> Iterator[Items]:
        """Yield the leads that the week needs for each goal in money, and why where that is not known (B120)."""
        leads = self.view.leads
        if leads:
            yield (("leads needed", "dim"),)
        for one in leads:
            yield (f"{clean_line(one.name)} ", "dim"), (one.told, "text")
        if any(one.is_unknown for one in leads):
            yield ((LEADS_UNKNOWN, "dim"),)

    def _needed(self, one: AheadGoal) -> Items:
        row, measure = one.row, one.row.measure
        week, daily = one.this_week or Fraction(0), one.per_day or Fraction(0)
        days = f" {one.held.told}" if one.held.told else ""
        if measure is not None and measure.unit is Unit.MONEY:
            whole, part = (self.symbols.amount(dollars(value), measure.currency) for value in (week, daily))
            kind = f" {measure.deal_kind}" if measure.deal_kind is not None else ""
            aside = f" {part} a day" if one.held.working_days != 1 else ""
            return (f"{whole}{kind}{days}", "text"), (aside, "dim")
        steps = -(-week.numerator // week.denominator)
        name = clean_line(noun(measure, steps) if measure is not None else row.goal.title)
        aside = f" {decimal(daily, 1)} a day" if one.held.working_days != 1 else ""
        return (f"{steps:,} {name}{days}", "text"), (aside, "dim")
