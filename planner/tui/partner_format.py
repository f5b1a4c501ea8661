"""The review with a goals partner from views to rows: the brief in its four sections, and what is promised. Pure."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from planner.domain.action import ActionStatus
from planner.domain.briefviews import BriefView
from planner.domain.partnerviews import ObstacleRow, PeopleReviewView
from planner.domain.ritual import Section
from planner.domain.text import clean_line
from planner.domain.views import PlanRow, short_date
from planner.services import brief_text
from planner.services.brief_text import Item
from planner.tui.line import Cell, Line, Row, Symbols, static
from planner.tui.momentum_chart import signed
from planner.tui.ritual_rows import titled
from planner.tui.said_rows import NOTE_HINT, Shown, heading, listed, said

WHO, NOTE, PROMISE, IN_THE_WAY = "who", "note", "promise", "in the way"
"""The keys of the rows that ask something."""
OBSTACLE: Final = "obstacle "
"""What the key of an obstacle's row begins with."""
MOST: Final = 8
"""Lines of goals that a section shows; the brief tells them all."""
MOST_FIGURES: Final = 12
"""Lines of figures that the progress shows, what was sold and the momentum with them."""
NARROW: Final = 70
"""Columns below which what is said last in a line is left out."""
MOMENTUM: Final = "Momentum"
"""How the line begins that tells the number."""
NOTED: Final = "Noted last time"
"""How the line begins that tells last time's note."""
KEPT: Final = "Commitments kept"
"""How the line begins under which last time's promises stand."""

NOBODY = "p names your partner: Mia Holt mentor"
NOTHING_PROMISED = "a promises an action by the next review"
NOTHING_IN_THE_WAY = "Nothing is in the way. o says what is."


class Sections(NamedTuple):
    """What the page shows."""

    view: PeopleReviewView
    brief: BriefView
    symbols: Symbols
    width: int

    def of(self, section: Section) -> list[Row]:
        """Return the rows of a section; none where it has nothing to say."""
        match section.name:
            case "partner":
                return self._who(titled(section, "With"))
            case "goals":
                return self._goals(titled(section, "Goals"))
            case "milestones":
                return self._milestones(titled(section, "Milestones"))
            case "progress":
                return self._progress(titled(section, "Progress"))
            case "obstacles":
                title = titled(section, "Obstacles")
                return in_the_way(self.brief.obstacles, self.view, title, self.symbols, self.width)
            case "commitments":
                return promised(self.view, titled(section, "Next time"), self.symbols, self.width)
            case _:
                return [said(NOTE, titled(section, "Note"), self.view.note, NOTE_HINT, self.width)]

    def _who(self, title: str) -> list[Row]:
        view = self.view
        who = ", ".join(f"{clean_line(person.name)}, {person.role}" for person in view.people)
        hint = NOBODY if not view.known else f"p chooses: {', '.join(clean_line(p.name) for p in view.known)}"
        is_told = view.last is not None and self.width >= NARROW
        last = f"held last on {short_date(view.last.period_start, view.day)}" if view.last and is_told else ""
        return [said(WHO, title, who, hint, self.width, aside=last)]

    def _goals(self, title: str) -> list[Row]:
        rows = [
            (f"goal {goal.id}", (item.text, "text"), (_first(under), "dim"), _standing(item.aside, self.width))
            for goal, (item, under) in zip(self.brief.goals, self._grouped("Goals"), strict=False)
        ]
        if not rows:
            return [heading(title), *(static(Line(((f"  {item.text}", "dim"),))) for item, _ in self._grouped("Goals"))]
        return [heading(title, self._left(len(rows))), *listed(rows[:MOST], self.width, self.symbols)]

    def _milestones(self, title: str) -> list[Row]:
        if not any(goal.milestones for goal in self.brief.goals):
            return []
        rows: list[Shown] = []
        for n, (item, under) in enumerate(self._grouped("Milestones")):
            news = [one.text for one in under if one.aside]
            following = next((one.text for one in under if not one.is_done), "")
            told: Cell = (f"{self.symbols.done} {news[-1]}", "met") if news else (f"next: {following}", "dim")
            if not news and not following:
                told = ("", "dim")
            rows.append((f"milestones {n}", (item.text, "text"), told, (item.aside, "dim")))
        return [heading(title, self._left(len(rows))), *listed(rows[:MOST], self.width, self.symbols)]

    def _progress(self, title: str) -> list[Row]:
        groups = [group for group in self._grouped("Progress") if not group[0].text.startswith(KEPT)]
        rows: list[Shown] = []
        for n, (item, _) in enumerate(groups):
            told, _, came = item.aside.partition("; ")
            told = told if self.width >= NARROW else told.rpartition(", ")[2]
            name = self._momentum() if item.text.startswith(MOMENTUM) else item.text
            if name.startswith(NOTED):
                name, _, came = name.partition(": ")
            rows.append((f"progress {n}", (name, "text"), (came, "dim"), (told, "dim")))
        return [heading(title), *listed([*rows[:MOST_FIGURES], *self._kept()], self.width, self.symbols)]

    def _momentum(self) -> str:
        return f"{MOMENTUM} {signed(self.brief.momentum or 0, self.symbols)}"

    def _kept(self) -> list[Shown]:
        """Return what was promised last time, kept k of n."""
        last = self.brief.commitments
        if last.review is None:
            return []
        day, count = short_date(last.review.period_start, self.brief.day), f"{last.kept} of {last.total}"
        told: Cell = (f"promised on {day}", "dim")
        head: Shown = ("kept", (KEPT, "text"), told, (count, "text"))
        return [head, *(promise(row, self.brief.day, self.symbols) for row in last.rows)]

    def _grouped(self, wanted: str) -> Iterator[tuple[Item, list[Item]]]:
        """Yield the brief's lines of a section, each with those under it."""
        items = next(items for name, items in brief_text.sections(self.brief) if name == wanted)
        group: tuple[Item, list[Item]] | None = None
        for item in items:
            if item.is_under and group is not None:
                group[1].append(item)
                continue
            if group is not None:
                yield group
            group = (item, [])
        if group is not None:
            yield group

    def _left(self, count: int) -> str:
        return f"{count - MOST} more in the brief" if count > MOST else ""


def in_the_way(
    rows: Sequence[ObstacleRow], view: PeopleReviewView, title: str, symbols: Symbols, width: int
) -> list[Row]:
    """Return what is in the way, the oldest first, each with what is planned against it."""
    if not rows:
        return [said(IN_THE_WAY, title, "", NOTHING_IN_THE_WAY, width)]
    lines: list[Shown] = []
    for row in rows:
        following, days = "", f"{row.days} days" if row.days > 1 else "1 day" if row.days else "today"
        if row.next_action is not None:
            action = row.next_action.action
            due = f"by {short_date(action.date, view.day)}" if action.is_open else str(action.status)
            following = f"next: {clean_line(action.text)}, {due}"
        key = f"{OBSTACLE}{row.obstacle.id}"
        lines.append((key, (clean_line(row.obstacle.text), "text"), (following, "dim"), (days, "dim")))
    return [heading(title, "x says what took it away"), *listed(lines, width, symbols)]


def promised(view: PeopleReviewView, title: str, symbols: Symbols, width: int) -> list[Row]:
    """Return what is promised in this review."""
    if not view.promised:
        return [said(PROMISE, title, "", NOTHING_PROMISED, width)]
    return [heading(title), *listed([promise(row, view.day, symbols) for row in view.promised], width, symbols)]


def promise(row: PlanRow, day: date, symbols: Symbols) -> Shown:
    """Return one promise as a line of a list."""
    action = row.action
    is_done = action.status is ActionStatus.DONE
    who = " ".join(clean_line(part) for part in (row.contact, row.organization) if part)
    sign = symbols.done if is_done else symbols.open
    due = "done" if is_done else f"by {short_date(action.date, day)}" if action.is_open else str(action.status)
    role = "met" if is_done else "dim"
    return action.id, (f"{sign} {clean_line(action.text)}", "dim" if is_done else "text"), (who, "dim"), (due, role)


def _first(items: Sequence[Item]) -> str:
    return items[0].text if items else ""


def _standing(told: str, width: int) -> Cell:
    told = told if width >= NARROW else told.replace(" working", "")
    role = "behind" if told.endswith("behind") else "met" if told in {"met", "beaten", "nailed"} else "dim"
    return told, role
