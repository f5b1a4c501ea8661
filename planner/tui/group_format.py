"""The monthly review with a group from a view to rows: who is there, five headings, and ideas. Pure."""

from typing import Final, NamedTuple

from planner.domain.partnerviews import HEADINGS, Idea, PeopleReviewView
from planner.domain.ritual import Section
from planner.domain.text import clean_line
from planner.domain.views import GoalRow, short_date
from planner.tui import goals_format
from planner.tui.line import Cell, Row, Symbols
from planner.tui.partner_format import KEPT, NARROW, NOTE, WHO, in_the_way, promise
from planner.tui.ritual_rows import titled
from planner.tui.said_rows import NOTE_HINT, Shown, asked, heading, listed, said

IDEA: Final = "idea"
"""The key of the row that asks for an idea; that of an idea is followed by its number."""
MOST_AHEAD: Final = 5
"""Goals that are shown under where one is headed."""
NOBODY = "p says who takes part: Mia Holt, Bo Tran"
HINTS: Final = {
    "doing": "enter says what you are doing",
    "headed": "enter says where you are headed",
    "next month": "enter says what you will do in the next month",
}
NO_IDEA = "i keeps one; a makes an action of it, g a goal"


class Sections(NamedTuple):
    """What the page shows."""

    view: PeopleReviewView
    symbols: Symbols
    width: int

    def of(self, section: Section) -> list[Row]:
        """Return the rows of a section; none where it has nothing to say."""
        match section.name:
            case "attendees":
                return self._who(titled(section, "With"))
            case "doing":
                return [*self._said("doing", section), *self._kept()]
            case "headed":
                return [*self._said("headed", section), *self._ahead()]
            case "next month":
                return [*self._said("next month", section), *self._promised()]
            case "ideas":
                return self._ideas(titled(section, HEADINGS["ideas"]))
            case "obstacles":
                rows, title = self.view.obstacles, titled(section, HEADINGS["hassles"])
                return in_the_way(rows, self.view, title, self.symbols, self.width)
            case _:
                return [said(NOTE, titled(section, "Note"), self.view.note, NOTE_HINT, self.width)]

    def _who(self, title: str) -> list[Row]:
        view = self.view
        who = ", ".join(clean_line(person.name) for person in view.people)
        is_told = view.last is not None and self.width >= NARROW
        last = f"held last on {short_date(view.last.period_start, view.day)}" if view.last and is_told else ""
        return [said(WHO, title, who, NOBODY, self.width, aside=last)]

    def _said(self, key: str, section: Section) -> list[Row]:
        """Return a heading with what was said under it."""
        return asked(key, titled(section, HEADINGS[key]), self.view.answers.get(key, ""), HINTS[key], self.width)

    def _kept(self) -> list[Row]:
        """Return what was promised last time, kept k of n."""
        last = self.view.commitments
        if last.review is None or not last.rows:
            return []
        day = short_date(last.review.period_start, self.view.day)
        told: Cell = (f"promised on {day}", "dim")
        head: Shown = (
            "kept",
            (KEPT, "text"),
            told,
            (f"{last.kept} of {last.total}", "dim"),
        )
        return listed(
            [head, *(promise(row, self.view.day, self.symbols) for row in last.rows)], self.width, self.symbols
        )

    def _ahead(self) -> list[Row]:
        """Return the goals that say where one is headed."""
        rows = [self._goal(row) for row in self.view.ahead[:MOST_AHEAD]]
        return listed(rows, self.width, self.symbols)

    def _goal(self, row: GoalRow) -> Shown:
        title = clean_line(row.goal.title)
        name = f"{title} in {row.label}" if row.label and not title.endswith(row.label) else title
        told: Cell = ("", "dim")
        if row.measure is not None and row.goal.target is not None:
            told = (goals_format.amount(row, row.current, self.symbols), "dim")
        right = goals_format.standing(row, self.view.day, self.symbols)
        return f"goal {row.goal.id}", (name, "dim"), told, right if right[0] else ("", "dim")

    def _promised(self) -> list[Row]:
        return listed(
            [promise(row, self.view.day, self.symbols) for row in self.view.promised], self.width, self.symbols
        )

    def _ideas(self, title: str) -> list[Row]:
        if not self.view.ideas:
            return asked(IDEA, title, "", NO_IDEA, self.width)
        return [
            heading(title, "a action   g goal"),
            *listed([self._idea(idea) for idea in self.view.ideas], self.width, self.symbols),
        ]

    def _idea(self, idea: Idea) -> Shown:
        became = idea.became.split(" ")[0]
        sign = self.symbols.done if became else self.symbols.open
        told: Cell = (f"{'a' if became == 'goal' else 'an'} {became} now", "met") if became else ("", "dim")
        text: Cell = (f"{sign} {clean_line(idea.text)}", "dim" if became else "text")
        return f"{IDEA} {idea.number}", text, ("", "dim"), told
