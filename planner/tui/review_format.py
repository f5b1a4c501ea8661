"""The end-of-day review from views to rows: short sections. Its texts stand here.

Pure: no widgets, no colours.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Final, NamedTuple

from planner.domain.action import ActionKind, ActionStatus
from planner.domain.activity import words
from planner.domain.gauge import shown
from planner.domain.review import MOODS
from planner.domain.reviewviews import DayReviewView, Win, WinKind
from planner.domain.ritual import Section
from planner.domain.text import clean_line
from planner.domain.views import MONTHS, GoalRow, PlanRow
from planner.tui import format as fmt
from planner.tui import goals_format
from planner.tui.format import PROMPT
from planner.tui.line import Cell, Line, Row, Symbols, static
from planner.tui.momentum_chart import signed
from planner.tui.momentum_format import points
from planner.tui.ritual_rows import titled

PROUD, MOOD, OBSTACLE, NOTE, NEXT = "proud", "mood", "obstacle", "note", "next"
"""The keys of the rows that ask something."""
NAMES: Final = 13
"""Columns of the questions' names."""
NARROW: Final = 60
"""Columns below which what stands aside is left out."""

WINS, FROM_THE_LOG = "Wins", "from the log"
PLANNED = "Planned"
FELT = "How it felt"
IN_THE_WAY = "In the way"
NOTED = "Note"
MOMENTUM = "Momentum"
ASKED: Final = {
    PROUD: "p says what you are proud of",
    OBSTACLE: "o says what was in the way, and what follows",
    NOTE: "enter notes something about the day",
    NEXT: "t fills it in",
}
UNKNOWN = ("Nothing is known of this day.", "l logs with “yesterday” or a date.", "w marks days as away.")
NOTHING_PLANNED = "Nothing was planned."
NOTHING_AHEAD = "a plans an action"
UNCLOSED, MORE = "unclosed  ", "  and {} more"
WAITING_KEYS = "[ ] go there   w away"


class Sections(NamedTuple):
    """What the page shows."""

    view: DayReviewView
    waiting: Sequence[date]
    """Days before today that wait to be closed, oldest first."""
    symbols: Symbols

    def of(self, section: Section) -> list[Row]:
        """Return the rows of a section; none where it has nothing to say."""
        match section.name:
            case "unclosed":
                return self._strip()
            case "little goals":
                return self._little(section.title)
            case "wins":
                return self._wins(titled(section, WINS))
            case "planned":
                return self._planned(titled(section, PLANNED))
            case "mood":
                return [Row(MOOD, 1, partial(self._mood, titled(section, FELT)))]
            case "obstacle":
                return [Row(OBSTACLE, 1, self._said(titled(section, IN_THE_WAY), OBSTACLE))]
            case "note":
                return [Row(NOTE, 1, self._said(titled(section, NOTED), NOTE))]
            case "next":
                return self._next(section.title)
            case _:
                return self._momentum(titled(section, MOMENTUM))

    def _strip(self) -> list[Row]:
        return [Row(None, 1, self._waiting)] if self.waiting else []

    def _waiting(self, width: int) -> tuple[Line, ...]:
        right: tuple[Cell, ...] = ((WAITING_KEYS, "dim"),) if width >= NARROW else ()
        room = width - len(UNCLOSED) - (len(WAITING_KEYS) + 2 if right else 0)
        names = [f" {self._named(day)} " for day in self.waiting]
        first, last = _window([len(name) for name in names], self._here, room)
        cells: list[Cell] = [(UNCLOSED, "text")]
        for n in range(first, last):
            is_here = self.waiting[n] == self.view.day
            cells.append((f"[{names[n].strip()}]" if is_here else names[n], "strong" if is_here else "dim"))
        if left_out := len(names) - (last - first):
            cells.append((MORE.format(left_out), "dim"))
        return (Line(tuple(cells), right),)

    def _named(self, day: date) -> str:
        """Return a day that waits, with its month where that is not the running one."""
        return f"{day:%a} {day.day}" + (f" {MONTHS[day.month - 1][:3]}" if day.month != self.view.today.month else "")

    @property
    def _here(self) -> int:
        """Which of the days that wait is looked at; the newest where none is."""
        return next((n for n, day in enumerate(self.waiting) if day == self.view.day), len(self.waiting) - 1)

    def _little(self, title: str) -> list[Row]:
        """Return the little goals as the Goals pane has them: each a line with its star."""
        rows = self.view.little
        if not rows:
            return []
        widest = max(len(goals_format.amount(row, row.current, self.symbols)) for row in rows)
        head = [static(Line(((title, "strong"),)))] if title else []
        return [*head, *(Row(None, 1, partial(self._goal, row, widest)) for row in rows)]

    def _goal(self, row: GoalRow, widest: int, width: int) -> tuple[Line, ...]:
        return (goals_format.goal(row, self.view.day, self.symbols, width, folded=False, amount_width=widest),)

    def _wins(self, title: str) -> list[Row]:
        view = self.view
        head = Line(((title, "strong"),), ((FROM_THE_LOG, "dim"),) if view.wins else ())
        lines = [Line(((f"  {self.symbols.done} ", "met"), (won(win, self.symbols), "text"))) for win in view.wins]
        return [static(head, *lines), Row(PROUD, 1, self._said("  proud of", PROUD))]

    def _planned(self, title: str) -> list[Row]:
        view = self.view
        count: tuple[Cell, ...] = ()
        if view.planned:
            count = ((f"done {view.done} of {len(view.planned)}", "dim"),)
        rows = [static(Line(((title, "strong"),), count)), static(*self._result())]
        if view.one_thing is not None:
            rows.append(Row(view.one_thing.action.id, 1, partial(self._action, view.one_thing, view.day), range(2)))
        rows += [self._plan_row(row) for row in view.plan]
        if not view.planned and not view.plan:
            rows.append(static(Line(((f"  {NOTHING_PLANNED}", "dim"),))))
        return rows

    def _result(self) -> tuple[Line, ...]:
        """Return the day in numbers; of a day that nobody knows, that it is not known and what to do."""
        view = self.view
        if not view.is_known:
            return tuple(Line(((f"  {told}", "dim"),)) for told in UNKNOWN)
        won = {win.name for win in view.wins if win.kind is WinKind.ASK}  # told above, among the wins
        parts = [counted(ask.done, ask.asked, clean_line(ask.name)) for ask in view.asks if ask.name not in won]
        parts.append("1 step" if view.steps == 1 else f"{view.steps or 'no'} steps")
        if not view.is_working:
            parts.append("rest day: nothing is asked")
        return (Line(((f"  {'   '.join(parts)}", "dim"),)),)

    def _plan_row(self, row: PlanRow) -> Row:
        if row.action.stands:
            return Row(row.action.id, 1, partial(self._action, row, self.view.day), range(2))
        return Row(None, 1, lambda _width: (self._gone(row),))

    def _action(self, row: PlanRow, day: date, width: int) -> tuple[Line, ...]:
        return (fmt.action(row, day, self.symbols, width),)

    def _gone(self, row: PlanRow) -> Line:
        item = row.action
        at = f"{item.start_time:%H:%M}" if item.start_time else ""
        told = "moved" if item.status is ActionStatus.MOVED else "dropped"
        sign = self.symbols.arrow if item.status is ActionStatus.MOVED else self.symbols.minus
        return Line(((f"{sign[:1]} {at:6} {clean_line(item.text)}", "dim"),), ((told, "dim"),))

    def _mood(self, title: str, _width: int) -> tuple[Line, ...]:
        cells: list[Cell] = [(f"{title:{NAMES}}", "strong")]
        for sign, mood in MOODS.items():
            is_felt = self.view.mood == mood
            told = self.symbols.minus if sign == "-" else sign
            cells += [(f"[{told}]" if is_felt else f" {told} ", "picked" if is_felt else "dim"), ("  ", "dim")]
        return (Line(tuple(cells)),)

    def _said(self, name: str, key: str) -> Callable[[int], tuple[Line, ...]]:
        said = {PROUD: self.view.proud, OBSTACLE: self.view.obstacle, NOTE: self.view.note}[key]
        text: Cell = (clean_line(said), "text") if said else (ASKED[key], "dim")
        line = Line(((f"{name:{NAMES}}", "dim" if key == PROUD else "strong"), text))
        return lambda _width: (line,)

    def _next(self, title: str) -> list[Row]:
        view = self.view
        day = view.next_day
        away = (day - view.today).days
        called = {0: "Today, ", 1: "Tomorrow, "}.get(away, "")
        head = Line(((title or f"{called}{long_date(day)}", "strong"),))
        rows = [static(head), Row(NEXT, 1, self._blank)]
        rows += [Row(row.action.id, 1, partial(self._ahead, row), range(2)) for row in view.next_plan]
        if not view.next_plan:
            rows.append(static(Line(((f"  {NOTHING_AHEAD}", "dim"),))))
        return rows

    def _ahead(self, row: PlanRow, width: int) -> tuple[Line, ...]:
        """Return an action of the next working day, on which nothing is due yet."""
        item = row.action
        line = fmt.action(row, item.date, self.symbols, width)
        waits = item.is_open and item.kind in {ActionKind.FOLLOW_UP, ActionKind.PROMISE}
        return (Line(line.left, ((words(item.kind).replace(" ", "-"), "dim"),)) if waits else line,)

    def _blank(self, _width: int) -> tuple[Line, ...]:
        row = self.view.next_one_thing
        answer: Cell = ("____________", "dim") if row is None else (clean_line(row.action.text), "key")
        hint: tuple[Cell, ...] = ((f"  {ASKED[NEXT]}", "dim"),) if row is None else ()
        return (Line(((f"{PROMPT[0]} ", "dim"), answer, *hint)),)

    def _momentum(self, title: str) -> list[Row]:
        """Return what the day made of the number; while it is open, less than it was is not told."""
        view = self.view
        before, after = shown(view.momentum_before), shown(view.momentum_after)
        is_told = view.is_known and (view.day != view.today or view.is_closed or after >= before)
        is_shown = self.symbols.shows_score
        told = signed(before, self.symbols) if is_shown else "hidden"
        cells: list[Cell] = [(f"{title:{NAMES}}", "strong"), (told, "dim")]
        is_told &= is_shown
        if is_told:
            role = "met" if after > before else "behind" if after < before else "text"
            cells += [(f" {self.symbols.arrow} ", "dim"), (signed(after, self.symbols), role)]
        if is_told and view.score is not None and (view.is_closed or view.day != view.today):
            cells.append((f"   score {points(view.score, self.symbols)}", "dim"))
        if view.is_closed:
            cells.append(("   closed", "met"))
        elif view.day == view.today:
            cells.append(("   c closes the day", "dim"))
        return [static(Line(tuple(cells), (("n why" if is_shown else "S shows it", "dim"),)))]


def _window(widths: Sequence[int], at: int, room: int) -> tuple[int, int]:
    """Return which entries fit beside each other, as the first one and the one behind the last; one always does.

    `at` is among them, and the words that count the others have room.
    """
    if sum(widths) <= room:
        return 0, len(widths)
    room -= len(MORE.format(len(widths)))
    first, last = at, at + 1
    taken = widths[at]
    while True:
        sides = [(first - 1, widths[first - 1])] if first else []
        sides += [(last, widths[last])] if last < len(widths) else []
        nearest = [n for n, width in sorted(sides, key=lambda side: abs(side[0] - at)) if taken + width <= room]
        if not nearest:
            return first, last
        first, last = min(first, nearest[0]), max(last, nearest[0] + 1)
        taken += widths[nearest[0]]


def won(win: Win, symbols: Symbols) -> str:
    """Return one thing to be proud of: "closed Acme renewal  $12,000"."""
    name = clean_line(win.name)
    match win.kind:
        case WinKind.CLOSED:
            money = "" if win.amount_minor is None else symbols.amount(win.amount_minor, win.currency)
            return "  ".join(part for part in (f"closed {name}".rstrip(), money) if part)
        case WinKind.ONE_THING:
            return f"the one thing: {name}"
        case WinKind.ASK:
            return counted(win.done, win.asked, name)
        case WinKind.TALK:
            return f"first talk with {name}"
        case _:
            return f"{win.kind} {name}"


def counted(done: int, asked: int, name: str) -> str:
    """Return what was done of what was asked: "1 of 2 calls"; "5 emails, 1 asked" where it is more."""
    return f"{done} {name}, {asked} asked" if done > asked else f"{done} of {asked} {name}"


def long_date(day: date) -> str:
    """Return a date as "Wednesday 11 February"."""
    return f"{day:%A} {day.day} {MONTHS[day.month - 1]}"
