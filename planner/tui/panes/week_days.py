"""What is done on a week's seven days: what waits is laid on them, and what stands there moved, timed or ticked off.

An action is the one under the cursor; while the cursor is in what waits, the one that was laid last: laying goes on
from line to line, and what was just laid can be given its time without leaving. What else weekly planning shows is its
page's (week.py).
"""

from collections.abc import Callable
from datetime import date, timedelta

from planner.domain.action import Action
from planner.domain.change import ChangeSet
from planner.domain.errors import PlannerError
from planner.domain.views import short_date
from planner.domain.weekviews import Proposal
from planner.tui.commands.command import Need
from planner.tui.lines import ActionLine
from planner.tui.panes.week_walk import WeekWalkPane
from planner.tui.week_grid import CELL
from planner.tui.week_lines import FigureLine
from planner.tui.week_waiting import WAITS

_COMES = "It comes by itself once the one before is done: move or change that one."


class WeekDaysPane(WeekWalkPane):
    """Seven days and what is laid on them."""

    def has(self, need: Need) -> bool:
        """Whether an action or something that waits stands under the cursor; above and below the days, any waits."""
        match need:
            case Need.TO_LAY:
                return self._row is not None or (self._line is None and bool(self._waiting))
            case Need.LAID:
                return self._row is not None
            case Need.ACTION:
                return self._row is not None or self._proposal is not None
        return super().has(need)

    def do_week_later(self) -> None:
        """Move the action to the day after."""
        self._put_by(1)

    def do_week_earlier(self) -> None:
        """Move the action to the day before."""
        self._put_by(-1)

    def do_week_monday(self) -> None:
        """Lay it on Monday."""
        self._lay(0)

    def do_week_tuesday(self) -> None:
        """Lay it on Tuesday."""
        self._lay(1)

    def do_week_wednesday(self) -> None:
        """Lay it on Wednesday."""
        self._lay(2)

    def do_week_thursday(self) -> None:
        """Lay it on Thursday."""
        self._lay(3)

    def do_week_friday(self) -> None:
        """Lay it on Friday."""
        self._lay(4)

    def do_week_saturday(self) -> None:
        """Lay it on Saturday."""
        self._lay(5)

    def do_week_sunday(self) -> None:
        """Lay it on Sunday."""
        self._lay(6)

    def do_week_add(self) -> None:
        """Ask for an action of the marked day."""
        day, today = self._marked_day, self.planner.today()
        if day < today:
            raise PlannerError(f"{short_date(day, today)} is past. left and right mark another day.")
        known = self._standing()
        self.ask(ActionLine(self.planner, day), then=lambda: self._take_up(self._standing() - known))

    def do_week_time(self) -> None:
        """Ask for the time of the action."""
        action = self._need_action()
        stands = f"{action.start_time:%H:%M}" if action.start_time is not None else ""
        week, hint = self.planner.week, "9 · 9:30 · 14 · nothing clears it"
        self._ask_about(action, "time", hint, stands, week.timed, week.set_time)

    def do_week_minutes(self) -> None:
        """Ask how long the action takes."""
        action = self._need_action()
        stands = f"{action.planned_minutes or ''}"
        week, hint = self.planner.week, "45 · 45m · 1h30m · nothing clears it"
        self._ask_about(action, "length", hint, stands, week.measured, week.set_minutes)

    def do_week_done(self) -> None:
        """Tick it off, or take the tick away."""
        self.tell(self.planner.plan.toggle(self._action().id))

    def do_week_drop(self) -> None:
        """Take the action off the plan; what would be planned anew is left out of what waits."""
        one = self._proposal
        if one is not None and one.is_new:
            following = self._behind(one)
            self._left_out |= {one.key}
            self._mark(following)
            self._say(f"Left out this time: {one.text}", "text")
            return
        action = self._action()
        following = self._behind(one) if one is not None else ""
        self.tell(self.planner.plan.drop(action.id))
        self._wanted = following

    def _need_action(self) -> Action:
        """Return the action under the cursor, or laid last. Raises PlannerError where there is none."""
        row = self._row
        if row is None:
            raise PlannerError(Need.LAID.value)
        if row.is_expected:
            raise PlannerError(_COMES)
        return row.row.action

    def _action(self) -> Action:
        """Return the action under the cursor, in the days or waiting. Raises PlannerError where none stands yet."""
        one = self._proposal
        if one is None:
            return self._need_action()
        if one.is_new:
            raise PlannerError("It is not planned yet: 1 to 7 lay it on a day, d leaves it out.")
        return one.action

    def _ask_about(
        self,
        action: Action,
        what: str,
        hint: str,
        stands: str,
        read: Callable[[Action, str], tuple[Action, str]],
        change: Callable[[str, str], ChangeSet],
    ) -> None:
        """Ask for the time or the length of an action; what is typed takes the place of what stands."""
        line = FigureLine(
            f"{what} of “{action.text}”",
            hint,
            lambda typed: read(action, typed)[1],
            lambda typed: change(action.id, typed).label,
        )
        self.ask(line, stands, is_replaced=True)

    def _lay(self, column: int) -> None:
        """Lay what waits on a day and go on to the next that waits, elsewhere the first; or move the action there."""
        one, day = self._proposal, self._days.view.columns[column].day
        if one is None and self._row is None:
            one = self._waiting[0]
        if one is None:
            self._put(self._need_action(), day)
            return
        following = self._behind(one)
        changeset = self.planner.week.lay(one.key, day)
        self.tell(changeset)
        self._take_up({_landed(changeset, day)}, following)

    def _put_by(self, days: int) -> None:
        """Move the action by so many days. Raises PlannerError at either end of the week."""
        action = self._need_action()
        day = action.date + timedelta(days=days)
        if day not in self._days.view.week:
            named = short_date(action.date, self.planner.today())
            last, keys = ("last", "1 to 6") if days > 0 else ("first", "2 to 7")
            raise PlannerError(f"{named} is the {last} day of this week. {keys} lay it on another one.")
        self._put(action, day)

    def _put(self, action: Action, day: date) -> None:
        """Move an action to another day; the cursor goes with it where that is one of the week."""
        changeset = self.planner.week.put(action.id, day)
        self.tell(changeset)
        self._take_up({_landed(changeset, day)})

    def _take_up(self, keys: set[str], following: str = "") -> None:
        """Have an action that was laid at hand: the cursor goes to it, or to a row where laying goes on."""
        self._laid = next(iter(keys), "")
        self._wanted = following
        self.reload_if_stale()
        if self._laid and self._proposal is None:
            self._to_action(self._laid)
        self.post_message(self.Moved())

    def _standing(self) -> set[str]:
        """Return the keys of the actions that stand on the days."""
        self.reload_if_stale()
        return {row.row.action.id for column in self._days.view.columns for row in column.rows}

    def _behind(self, one: Proposal) -> str:
        """Return the row of what waits behind something, before it where that is the last; of the days behind all."""
        waiting = self._waiting
        at = waiting.index(one)
        following = (*waiting[at + 1 :], *waiting[:at])
        return WAITS + following[0].key if following else f"{CELL}0"


def _landed(changeset: ChangeSet, day: date) -> str:
    """Return the key of the action that a command put on a day first."""
    found = (change.after for change in changeset.changes)
    return next((one.id for one in found if isinstance(one, Action) and one.is_open and one.date == day), "")
