"""Sacred blocks: time set aside for planned actions, kept by the wall clock. Owns no clock: moments are given.

A block is an action of the kind BLOCK. It runs from the instant it was begun until its minutes are recorded, so neither
sleep nor a restart nor a change of the clock moves its end.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from planner.domain.action import Action, ActionKind
from planner.domain.clock import DayStart
from planner.domain.views import PlanRow

DEFAULT_MINUTES = 60
"""How long a block is where nothing says so."""
USUAL_MINUTES = 30
"""How long any other action is taken to be that does not say."""
EPOCH = date(1970, 1, 1)
"""Any day: a span of the clock is told without one."""
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


class BlockView(NamedTuple):
    """A sacred block with the actions that it holds."""

    row: PlanRow
    held: tuple[PlanRow, ...]

    @property
    def action(self) -> Action:
        """The block itself."""
        return self.row.action


def title(action: Action) -> str:
    """Return what a plan calls an action: a block of 60 minutes is a "sacred hour: proposals"."""
    if action.kind is not ActionKind.BLOCK:
        return action.text
    return f"sacred {'hour' if planned(action) == DEFAULT_MINUTES else 'block'}: {action.text}"


def planned(block: Action) -> int:
    """Return the minutes that a block is planned for."""
    return block.planned_minutes or DEFAULT_MINUTES


def length(action: Action) -> int:
    """Return how many minutes an action is taken to need."""
    if action.kind is ActionKind.BLOCK:
        return planned(action)
    return USUAL_MINUTES if action.planned_minutes is None else action.planned_minutes


def is_running(action: Action) -> bool:
    """Whether a block was begun and has not ended."""
    is_begun = action.begun_at is not None and action.kept_minutes is None
    return is_begun and action.is_open and action.kind is ActionKind.BLOCK


def elapsed(block: Action, now: datetime) -> int:
    """Return the whole minutes from the instant a block was begun until another one, never below 0."""
    if block.begun_at is None:
        return 0
    # in UTC: two aware moments of one zone are subtracted by the wall clock, which jumps
    return max(timedelta(0), now.astimezone(UTC) - block.begun_at.astimezone(UTC)) // MINUTE


def left(block: Action, now: datetime) -> int:
    """Return the minutes until a running block's end, the begun one included; 0 where that is past."""
    return max(0, planned(block) - elapsed(block, now))


def ends_at(block: Action, now: datetime) -> datetime:
    """Return the local moment at which a running block ends, in the zone of `now`."""
    begun = block.begun_at or now
    return (begun.astimezone(UTC) + timedelta(minutes=planned(block))).astimezone(now.tzinfo)


def kept_at(block: Action, now: datetime, day_start: DayStart) -> int:
    """Return the minutes that a running block kept if it ends now.

    What was stayed longer counts on the day it was begun. Later nobody knows: the planned minutes are the most.
    """
    minutes = elapsed(block, now)
    begun = (block.begun_at or now).astimezone(now.tzinfo)
    return minutes if day_start.day_of(begun) == day_start.day_of(now) else min(minutes, planned(block))


def clashes(actions: Iterable[Action], day_start: DayStart) -> dict[str, Action]:
    """Return, by key, with which other each open action that has a time overlaps: the first block, else the first.

    What one of the blocks among them holds overlaps with nothing.
    """
    among = list(actions)
    blocks = {one.id for one in among if one.kind is ActionKind.BLOCK}
    spans = []
    for one in among:
        if one.start_time is not None and one.is_open and one.block_id not in blocks:
            start = day_start.moment(one.date, one.start_time)
            spans.append((start, start + length(one) * MINUTE, one))
    spans.sort(key=lambda span: (span[2].kind is not ActionKind.BLOCK, *span[:2]))
    found: dict[str, Action] = {}
    for start, end, one in spans:
        for other_start, other_end, other in spans:
            if other.id != one.id and start < other_end and other_start < end:
                found[one.id] = other
                break
    return found


def arranged(rows: Sequence[PlanRow], day_start: DayStart) -> list[PlanRow]:
    """Return the rows of a plan with each block's actions behind it, and the clashes in which a block takes part."""
    blocks = {row.action.id for row in rows if row.action.kind is ActionKind.BLOCK}
    held: dict[str, list[PlanRow]] = {}
    for row in rows:
        if row.action.block_id in blocks:
            held.setdefault(row.action.block_id, []).append(row._replace(is_held=True))
    met = clashes((row.action for row in rows), day_start)
    ordered: list[PlanRow] = []
    for row in rows:
        if row.action.block_id not in blocks:
            other = met.get(row.action.id)
            is_told = other is not None and ActionKind.BLOCK in {row.action.kind, other.kind}
            ordered.append(row._replace(clash=told_with_span(other)) if other is not None and is_told else row)
            ordered += held.get(row.action.id, [])
    return ordered


def told_with_time(block: Action) -> str:
    """Return a block as "9:00 proposals"."""
    return block.text if block.start_time is None else f"{_clock(block.start_time)} {block.text}"


def told_with_span(action: Action) -> str:
    """Return a block or another action as "proposals 9:00-10:30"."""
    if action.start_time is None:
        return action.text
    ends = datetime.combine(EPOCH, action.start_time) + length(action) * MINUTE
    return f"{action.text} {_clock(action.start_time)}-{_clock(ends.time())}"


def _clock(at: time) -> str:
    return f"{at.hour}:{at:%M}"
