"""Weekly planning: which weeks it is about, its sections, and what is said of a week and closed.

What is said is kept at once, so it can be left at any time. The page keeps its weeks when another day begins.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar, Final

from planner.domain.change import ChangeSet, Topic
from planner.domain.errors import PlannerError
from planner.domain.period import Span
from planner.domain.review import Review, ReviewKind
from planner.domain.ritual import Section
from planner.domain.weekviews import Weeks
from planner.tui import week_format as fmt
from planner.tui import week_items as items
from planner.tui.commands.command import Need, Place
from planner.tui.commands.keymap import bindings
from planner.tui.line import Row
from planner.tui.lines import ActionLine, GoalLine
from planner.tui.panes.ritual import Asking
from planner.tui.panes.week_offers import WeekOffersPane
from planner.tui.ritual_rows import titled
from planner.tui.sentence_line import SentenceLine

_LIGHT: Final = frozenset({Topic.PLAN, Topic.REVIEWS, Topic.PEOPLE})
"""What changes of the week that is over nothing but what is said and kept of it."""


class WeekPane(WeekOffersPane):
    """One week looked back on, and the next one."""

    KIND: ClassVar = ReviewKind.WEEK
    PLACE: ClassVar = Place.WEEK
    BINDINGS: ClassVar = bindings(Place.WEEK, Place.RITUAL, Place.LIST)

    _about: Weeks | None = None

    def begin_with(self, review: Review) -> None:
        """Take the week of a review."""
        self._about = self.planner.week.planned_of(review.period_start)
        self._begin(self._about)

    def read(self) -> None:
        """Read both weeks; of the one that is over what may have changed alone."""
        week, today = self.planner.week, self.planner.today()
        if self._about is None:
            self._about = week.planned_for(self.day or today)
            self._begin(self._about)
        if self.view is None or self._is_view_stale:
            self.view, self._is_view_stale = self._with_scopes(week.view(self._about.back.start)), False
        else:
            self.view = week.again(self.view)
        self._told = {}
        self.grid = week.grid(self._about.ahead.start)

    def sections(self) -> Iterator[Section]:
        """Yield the sections; the offers come first where little goals do (B18)."""
        found = list(super().sections())
        if self.view is not None and self.view.little is not None and self.view.little.is_first:
            found.sort(key=lambda one: one.name != "offers")
        yield from found

    def rows_of(self, section: Section) -> Sequence[Row]:
        """Return the rows of a section."""
        view = self.shown()
        if section.name == "week":
            return self.rows_of_week(titled(section, f"Week {view.weeks.ahead.start.isocalendar().week}"))
        told = self._told.get((section, self._width))
        if told is None:
            told = fmt.Sections(view, self._picked, self._width, self._symbols).of(section)
            self._told = {**self._told, (section, self._width): told}
        return told

    def subject(self) -> str:
        """Return the week that is planned."""
        ahead = self.shown().weeks.ahead
        return f"week {ahead.start.isocalendar().week}, {items.span_told(ahead)}"

    def span(self) -> Span:
        """Return the week that is looked back on."""
        return self.shown().weeks.back

    def close(self) -> ChangeSet:
        """Close the planning."""
        return self.planner.week.close(self.span().start)

    def reopen(self) -> ChangeSet:
        """Open the planning again."""
        return self.planner.week.reopen(self.span().start)

    def asks(self, key: str) -> Asking | None:
        """Return the line that a row asks for: what is said of the week."""
        view = self.shown()
        match key:
            case items.PROUD:
                title, hint, said = "proud of", "asking for the decision", view.proud
            case items.CHANGE:
                title, hint, said = "one change I will make", "proposals go out the same day", view.change
            case items.NOTE:
                title, hint, said = "note", "what you want to remember", view.note
            case _:
                return None
        return SentenceLine(title, hint, f"week {key} {view.weeks.back.start}", self._keeping(key)), said

    def do_week_next(self) -> None:
        """Plan the week after."""
        self._turn_to(self.planner.week.planned_next(self.shown().weeks))

    def do_week_previous(self) -> None:
        """Go to the planning of the week before."""
        self._turn_to(self.planner.week.planned_before(self.shown().weeks))

    def do_week_now(self) -> None:
        """Go back to the week that is to be planned now."""
        self._turn_to(self.planner.week.planned_for(self.planner.today()))

    def do_week_proud(self) -> None:
        """Ask what one is proud of."""
        self.ask_for(items.PROUD)

    def do_week_goal(self) -> None:
        """Ask for a goal."""
        self.ask(GoalLine(self.planner))

    def do_week_edit(self) -> None:
        """Correct the action, the line of a bigger scope, or what is said."""
        key = self.cursor_key or ""
        if key == fmt.SCOPES:
            self._change_scope()
        elif (row := self._row) is not None:
            action = self._need_action()
            self.ask(ActionLine(self.planner, action.date, action.id), self.planner.plan.written(row.row))
        elif not self.ask_for(key):
            raise PlannerError(Need.LAID.value)

    def _turn_to(self, about: Weeks) -> None:
        """Show the planning of another week."""
        if about != self.shown().weeks:
            place = self._blocks[self._at()].section.name
            self._is_view_stale, self._picked = True, {}
            self._about = about
            self._begin(about)
            self.load()
            self._to_section(place)

    def _begin(self, about: Weeks) -> None:
        """Mark today in a week, else its first day, with nothing laid yet."""
        today, ahead = self.planner.today(), about.ahead
        self._set_column((max(ahead.start, today) - ahead.start).days if today <= ahead.end else 0)
        self._laid, self._most, self._left_out = "", 0, frozenset()

    def _to_section(self, name: str) -> None:
        """Put the cursor on the first line of a section, of the first one where it is not shown."""
        stops = [block.stops[0] for block in self._blocks if block.section.name == name and block.stops]
        self.move_cursor(stops[0] if stops else self.first_stop())

    def _heard(self, topics: frozenset[Topic]) -> None:
        self._is_view_stale |= bool(topics - _LIGHT)
        super()._heard(topics)

    def _keeping(self, key: str) -> Callable[[str], str]:
        """Return what keeps what is said of the week under a key."""
        start = self.span().start

        def keep(text: str) -> str:
            said = {key: text}
            done = self.planner.week.keep(
                start, proud=said.get(items.PROUD), change=said.get(items.CHANGE), note=said.get(items.NOTE)
            )
            return done.label if done.changes else ""

        return keep
