"""Recurring actions: the row that follows one, and the one that is taken back. Commits nothing.

A rule is in force on its open row alone, and the next one is planned as that row is done or dropped: what is missed
waits once and never piles up.
"""

from datetime import date
from typing import TYPE_CHECKING

from planner.domain import recurrence
from planner.domain.action import Action, ActionKind, ActionStatus
from planner.domain.actionline import ActionDraft
from planner.domain.change import Change
from planner.domain.errors import PlannerError
from planner.domain.value import replace
from planner.domain.views import short_date
from planner.store import queries

if TYPE_CHECKING:
    from planner.services.planner import Planner

NEXT = 2
"""Dates of a rule that are told behind the first one."""


def followed(planner: "Planner", action: Action, after: date | None = None) -> tuple[Change, ...]:
    """Return the change that plans the next row of an action, behind a day, today where none is given.

    None where it has no rule or no date is left.
    """
    rule = recurrence.read(action.rrule, action.date)
    day = rule.next_after(after or planner.today(), planner.calendar) if rule is not None else None
    if rule is None or day is None:
        return ()
    key = next_key(action)
    if planner.store.get(Action, key) is not None:  # it carried an earlier rule of this row on
        key = planner.new_id()
    return (Change(None, _next_row(action, key, day, len(queries.plan_of(planner.store, day)))),)


def done(planner: "Planner", action: Action, on: date | None) -> tuple[Action, tuple[Change, ...]]:
    """Return an action as done, and the changes that tick it off and plan its next row.

    `on` is the day whose plan it is ticked in. One that was carried over to it counts there: it is done in that day's
    plan, and a row that tells that it left stays with the day it was planned for. A block stays where it was planned.
    """
    if on is None or on <= action.date or not action.rrule or action.kind is not ActionKind.ACTION:
        after = action.toggled()
        return after, (Change(action, after), *followed(planner, action))
    here = action.planned_on(on)
    after = here.toggled()
    left = action.moved(on, action.id, planner.today())[0]
    trace = replace(left, id=planner.new_id(), rrule="", review_id=None, block_id=None)
    return after, (Change(action, after), Change(None, trace), *followed(planner, here))


def next_told(planner: "Planner", following: tuple[Change, ...]) -> str:
    """Return when the row that follows comes, for the end of a sentence; empty where none follows."""
    days = [short_date(row.date, planner.today()) for _, row in following if isinstance(row, Action) and row.is_open]
    return "".join(f" · next {day}" for day in days)


def dates_told(planner: "Planner", draft: ActionDraft, on: date, editing: str = "") -> str:
    """Return when an action of a draft that stands on a day comes: "first on Tue 10 Feb, then Tue 17 Feb and …".

    Empty where it has no rule. `editing` is the key of the action that it corrects.
    """
    if draft.rule is None:
        return ""
    rule = draft.rule.anchored(on)
    before = planner.store.get(Action, editing) if editing else None
    standing = recurrence.read(before.rrule, on) if before is not None and before.date == on else None
    if standing is not None and standing.words == rule.words:
        rule = standing
    told = f"{'on' if editing else 'first on'} {short_date(on, planner.today())}"
    if rule.from_done:
        return f"{told}, then {rule.interval} {rule.unit}{'s' if rule.interval > 1 else ''} after it is done"
    dates: list[str] = []
    day = on
    while len(dates) < NEXT and (following := rule.next_after(day, planner.calendar)) is not None:
        dates.append(short_date(following, day))
        day = following
    return f"{told}, then {' and '.join(dates)}" if dates else told


def reopened(planner: "Planner", action: Action) -> tuple[Change, ...]:
    """Return the changes that open a ticked action again.

    Its next row is taken back where it stands as it was planned; where it went its own way, the rule stays with it.
    """
    after = action.toggled()
    row = planner.store.get(Action, next_key(action)) if action.rrule else None
    if row is None:
        return (Change(action, after),)
    if row != _next_row(action, row.id, row.date, row.position):
        return (Change(action, replace(after, rrule="")),)
    return Change(action, after), Change(row, None)


def corrected(before: Action, draft: ActionDraft, on: date) -> str:
    """Return the rule of a corrected action: as it was where the line says it again, else counted from its day.

    Raises PlannerError at another rule for an action that is done: its next row has it.
    """
    standing = recurrence.read(before.rrule, before.date)
    rule = draft.rule.anchored(on) if draft.rule is not None else None
    if standing is None and rule is None:
        return before.rrule
    if standing is not None:
        is_same = rule is not None and rule.words == standing.words
        if is_same and (on == before.date or not before.is_open):
            return before.rrule
        if not before.is_open:
            raise PlannerError(f"“{before.text}” is {before.status} already. Change the rule where it comes next.")
    return rule.write(on) if rule is not None else ""


def next_key(action: Action) -> str:
    """Return the key of the row that carries an action's rule on: two programs that tick it plan one row."""
    root, _, count = action.id.rpartition("+")
    return f"{root}+{int(count) + 1}" if root and count.isdecimal() else f"{action.id}+1"


def _next_row(action: Action, key: str, day: date, position: int) -> Action:
    rule = recurrence.read(action.rrule, action.date)
    return replace(
        action,
        id=key,
        date=day,
        status=ActionStatus.PLANNED,
        rrule=rule._replace(due=day).write(day) if rule is not None else "",
        review_id=None,
        done_activity_id=None,
        block_id=None,
        begun_at=None,
        kept_minutes=None,
        left_on=None,
        position=position,
    )
