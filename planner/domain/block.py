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
    """Return, by key, the first other block of its day with which each open block overlaps."""
    spans = []
    for block in actions:
        if block.kind is ActionKind.BLOCK and block.is_open and block.start_time is not None:
            start = day_start.moment(block.date, block.start_time)
            spans.append((start, start + timedelta(minutes=planned(block)), block))
    spans.sort(key=lambda span: span[:2])
    found: dict[str, Action] = {}
    for start, end, block in spans:
        for other_start, other_end, other in spans:
            if other.id != block.id and start < other_end and other_start < end:
                found[block.id] = other
                break
    return found


def arranged(rows: Sequence[PlanRow], day_start: DayStart) -> list[PlanRow]:
    """Return the rows of a plan with each block's actions behind it, and the clashes of blocks."""
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
            ordered.append(row if other is None else row._replace(clash=told_with_span(other)))
            ordered += held.get(row.action.id, [])
    return ordered


def told_with_time(block: Action) -> str:
    """Return a block as "9:00 proposals"."""
    return block.text if block.start_time is None else f"{_clock(block.start_time)} {block.text}"


def told_with_span(block: Action) -> str:
    """Return a block as "proposals 9:00-10:30"."""
    if block.start_time is None:
        return block.text
    ends = datetime.combine(EPOCH, block.start_time) + planned(block) * MINUTE
    return f"{block.text} {_clock(block.start_time)}-{_clock(ends.time())}"


def _clock(at: time) -> str:
    return f"{at.hour}:{at:%M}"
