"""The morning from a view to rows: what yesterday brought, the goals, the week, and today. Pure: no widgets."""

from dataclasses import replace
from functools import partial
from typing import Final, NamedTuple

from planner.domain.action import ActionStatus
from planner.domain.morningviews import DayLoad, MorningView, Yesterday
from planner.domain.ritual import TITLES, Section
from planner.domain.routine import FREQUENCY, RoutineRow
from planner.domain.text import clean_line
from planner.domain.views import GoalRow, PlanRow, short_date
from planner.tui import format as fmt
from planner.tui import goals_format
from planner.tui.line import Line, Row, Symbols, fixed, static
from planner.tui.review_format import counted
from planner.tui.ritual_rows import titled
from planner.tui.week_items import Items, flowing

YESTERDAY: Final = "yesterday"
"""The key of the row that leads to its review."""
BLANK: Final = "blank"
"""The key of the prompt's row."""
DUE: Final = "due "
"""What the key of a due ritual's row begins with."""
MOST_GOALS: Final = 7
"""Lines of goals that are shown; the Goals pane has them all."""
MOST_WINS: Final = 4
"""Wins of the last year that are shown; its review has them all."""

NO_GOAL = "No goal yet. g on the Today screen sets one: try “2 calls a day”."
NOT_PLANNED = "not planned yet: w plans it"
NOTHING = "Nothing is planned. a plans an action."


class Sections(NamedTuple):
    """What the page shows."""

    view: MorningView
    offer: str | None
    """The one smallest action, after two quiet working days."""
    symbols: Symbols
    width: int

    def of(self, section: Section) -> list[Row]:
        """Return the rows of a section; none where it has nothing to say."""
        match section.name:
            case "new year":
                return self._new_year(section.title)
            case "yesterday":
                return self._yesterday(section.title) if self.view.yesterday else []
            case "goals":
                return self._goals(titled(section, "Goals"))
            case "week":
                return self._week(titled(section, "This week"))
            case "one thing":
                return self._one_thing()
            case "plan":
                return self._plan(titled(section, "Today"))
            case _:
                return self._due(titled(section, "Due"))

    def _new_year(self, title: str) -> list[Row]:
        """Return the last year's wins and the momentum that it leaves, before any target (B22)."""
        past = self.view.new_year
        if past is None:
            return []
        from planner.tui.year_format import carried, won

        wins = won(past, title or f"{past.label} brought", self.symbols, self.width, most=MOST_WINS)
        return [*(replace(row, key=None) for row in wins), *carried(past, "Momentum", "this year", self.symbols)]

    def _yesterday(self, title: str) -> list[Row]:
        past = self.view.yesterday
        if past is None:
            return []
        name = short_date(past.day, self.view.today.day)
        head = Line(((title or f"{name}", "strong"),), (("enter looks back on it", "dim"),))
        one_thing = [self._its_one_thing(past.one_thing)] if past.one_thing is not None else []
        return [fixed(YESTERDAY, head, *one_thing, *flowing(self._result(past), self.width))]

    def _its_one_thing(self, row: PlanRow) -> Line:
        sign = self.symbols.done if row.action.status is ActionStatus.DONE else self.symbols.open
        return Line(
            (("  ", "dim"), (fmt.cut(f"{sign} {clean_line(row.action.text)}", self.width - 2, self.symbols), "text"))
        )

    def _result(self, past: Yesterday) -> list[Items]:
        """Return the day in numbers, without a zero where it is not known what was done."""
        parts = []
        if past.is_known:
            parts += [counted(ask.done, ask.asked, clean_line(ask.name)) for ask in past.asks]
            parts.append("1 step" if past.steps == 1 else f"{past.steps or 'no'} steps")
        if past.planned:
            parts.append(f"{past.done} of {past.planned} planned" if past.is_known else f"{past.planned} planned")
        if past.left_open:
            parts.append(f"{past.left_open} left open")
        return [((part, "text"),) for part in parts] or [(("nothing is known of it", "dim"),)]

    def _goals(self, title: str) -> list[Row]:
        today = self.view.today.day
        rows = [row for row in self.view.goals if row.goal.is_active and row.window.start <= today]
        if not rows:
            return [static(Line(((title, "strong"),)), Line(((f"  {NO_GOAL}", "dim"),)))]
        shown_rows = rows[:MOST_GOALS]
        left = len(rows) - len(shown_rows)
        more = ((f"{left} more on the Today screen", "dim"),) if left else ()
        widest = max(len(goals_format.amount(row, row.current, self.symbols)) for row in shown_rows)
        head = static(Line(((title, "strong"),), more))
        return [head, *(Row(None, 1, partial(self._goal, row, widest)) for row in shown_rows)]

    def _goal(self, row: GoalRow, widest: int, width: int) -> tuple[Line, ...]:
        day = self.view.today.day
        line = goals_format.goal(row, day, self.symbols, width - 2, folded=False, amount_width=widest)
        return (Line((("  ", "dim"), *line.left), line.right),)

    def _week(self, title: str) -> list[Row]:
        view = self.view
        aside: Items = () if view.is_week_planned else ((NOT_PLANNED, "dim"),)
        return [static(Line(((title, "strong"),), aside), *self._days())]

    def _days(self) -> list[Line]:
        """Return the days beside each other: with their numbers, with short names, or without the empty rest days."""
        week = self.view.week
        filled = tuple(one for one in week if one.is_working or one.planned)
        for shown, is_short in ((week, False), (week, True), (filled, True)):
            lines = flowing([self._load(load, is_short=is_short) for load in shown], self.width)
            if len(lines) == 1:
                break
        return lines

    def _load(self, load: DayLoad, *, is_short: bool) -> Items:
        is_today = load.day == self.view.today.day
        name = f"{load.day:%a}"[:2] if is_short else f"{load.day:%a} {load.day.day}"
        role = "key" if is_today else "text" if load.is_working else "dim"
        if not load.planned:
            count = self.symbols.dot if load.is_working else "rest"
        elif load.day < self.view.today.day or load.done:
            count = f"{load.done}/{load.planned}"
        else:
            count = str(load.planned)
        return (f"{name} ", role), (count, "dim")

    def _one_thing(self) -> list[Row]:
        row = self.view.today.one_thing
        prompt, rest = fmt.PROMPT
        key = row.action.id if row is not None else BLANK
        return [
            static(Line(((prompt, "dim"),))),
            Row(key, 1, lambda width: (fmt.prompt_answer(self.view.today, self.symbols, width),)),
            static(Line(((rest, "dim"),))),
        ]

    def _plan(self, title: str) -> list[Row]:
        view = self.view.today
        rows = [static(Line(((title, "strong"),))), static(self._asked())]
        rows += [Row(row.action.id, 1, partial(self._action, row), range(2)) for row in view.plan]
        if not view.plan:
            rows.append(static(Line(((f"  {NOTHING}", "dim"),))))
        return rows

    def _asked(self) -> Line:
        line = fmt.asks(self.view.today, self.offer, self.symbols)
        return Line((("  ", "dim"), *line.left), line.right)

    def _action(self, row: PlanRow, width: int) -> tuple[Line, ...]:
        return (fmt.action(row, self.view.today.day, self.symbols, width),)

    def _due(self, title: str) -> list[Row]:
        if not self.view.due:
            return []
        head = static(Line(((title, "strong"),)))
        return [head, *(Row(f"{DUE}{row.kind}", 1, partial(self._reminder, row)) for row in self.view.due)]

    def _reminder(self, row: RoutineRow, _width: int) -> tuple[Line, ...]:
        today = self.view.today.day
        last = f"last on {short_date(row.last_held, today)}" if row.last_held else "not held yet"
        return (Line(((f"  {TITLES[row.kind]}", "text"), (f"   {last}", "dim")), ((FREQUENCY[row.kind], "dim"),)),)
