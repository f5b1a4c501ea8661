"""Sacred blocks: beginning, ending and skipping them, what they hold, and how much of their time was kept.

At most one runs. Whether it does stands in the file alone, as the instant at which it was begun: no program has to be
open for it, and none has to end well.
"""

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from planner.domain import block, recurrence
from planner.domain.action import Action, ActionKind, ActionStatus
from planner.domain.block import BlockView
from planner.domain.change import Change, ChangeSet
from planner.domain.conversion import Ratio
from planner.domain.errors import PlannerError
from planner.domain.period import Span
from planner.domain.value import replace
from planner.domain.views import short_date
from planner.services import missed_blocks, recurring
from planner.store import blocks as reads
from planner.store import queries

if TYPE_CHECKING:
    from planner.domain.actionline import ActionDraft
    from planner.domain.skipline import NewTime
    from planner.services.planner import Planner

NONE_WAITS = "No block waits today. “a” plans one: “block 9:00 proposals 60m”."
NONE_RUNS = "No block runs."


class BlockVerbs:
    """What can be done with sacred blocks."""

    def __init__(self, planner: "Planner") -> None:
        """Work through a planner."""
        self._planner = planner
        self._store = planner.store

    def of_day(self, day: date) -> tuple[BlockView, ...]:
        """Return a day's blocks in their order, each with its actions and its clash."""
        actions = queries.plan_of(self._store, day)
        if day == self._planner.today():
            actions += queries.waiting(self._store, day)
        rows = block.arranged(self._planner.reading.plan_rows(actions), self._planner.day_start)
        blocks = [row for row in rows if row.action.kind is ActionKind.BLOCK]
        held = {row.action.id: tuple(one for one in rows if one.action.block_id == row.action.id) for row in blocks}
        return tuple(BlockView(row, held[row.action.id]) for row in blocks)

    def running(self) -> Action | None:
        """Return the block that runs; None where none does."""
        return reads.running(self._store)

    def under_way(self) -> BlockView | None:
        """Return the block that runs with its actions; None where none runs."""
        found = self.running()
        if found is None:
            return None
        row, *held = self._planner.reading.plan_rows([found, *reads.held(self._store, found)])
        return BlockView(row, tuple(held))

    def next_up(self) -> Action:
        """Return the block of today that runs, else the one whose time came last, comes next, or that has none.

        Raises PlannerError where none waits.
        """
        running = self.running()
        if running is not None:
            return running
        today = self._planner.today()
        waiting = [view.action for view in self.of_day(today) if view.action.is_open]
        now = self._planner.now().astimezone(UTC)
        timed = [
            (start, one) for one in waiting if (start := self.starts_at(one)) is not None and not self.is_past(one)
        ]
        come = [one for start, one in reversed(timed) if start <= now]
        ahead = [one for start, one in timed if start > now]
        any_time = [one for one in waiting if one.start_time is None]
        found = next(iter((*come, *ahead, *any_time, *waiting)), None)
        if found is None:
            raise PlannerError(NONE_WAITS)
        return found

    def find(self, text: str) -> Action:
        """Return the open block of today whose text holds some words. Raises PlannerError where not one does."""
        wanted = " ".join(text.split()).casefold()
        waiting = [view.action for view in self.of_day(self._planner.today()) if view.action.is_open]
        found = [one for one in waiting if wanted in block.title(one).casefold()]
        if len(found) != 1:
            told = "fits several blocks of today" if found else "is no block that waits today"
            raise PlannerError(f"“{text}” {told}. planner block lists them.")
        return found[0]

    def starts_at(self, action: Action) -> datetime | None:
        """Return the instant at which a block is planned to begin, in UTC; None where it has no time."""
        if action.start_time is None:
            return None
        return self._planner.clock.instant(self._planner.day_start.moment(action.date, action.start_time))

    def is_past(self, action: Action) -> bool:
        """Whether the planned time of a block is over."""
        start = self.starts_at(action)
        if start is None:
            return False
        return start + block.planned(action) * block.MINUTE <= self._planner.now().astimezone(UTC)

    def clash(self, action: Action) -> str:
        """Return what of its day an action overlaps, stored or not, as "new calls 9:30-10:30".

        Empty where nothing, and where neither of the two is a block.
        """
        if action.start_time is None:
            return ""
        others = (one for one in queries.plan_of(self._store, action.date) if one.id != action.id)
        found = block.clashes([*others, action], self._planner.day_start).get(action.id)
        is_told = found is not None and ActionKind.BLOCK in {action.kind, found.kind}
        return block.told_with_span(found) if found is not None and is_told else ""

    def clash_typed(self, draft: "ActionDraft", day: date, editing: str = "") -> str:
        """Return what a line would overlap on a day, in the place of the action that it corrects."""
        before = self._store.get(Action, editing)
        return self.clash(
            Action(
                id=editing,
                date=day,
                kind=ActionKind.BLOCK if draft.is_block else ActionKind.ACTION,
                text=draft.text,
                start_time=draft.start_time,
                planned_minutes=draft.planned_minutes,
                block_id=before.block_id if before is not None else None,
            )
        )

    def clash_told(self, action: Action) -> str:
        """Return with what of its day an action clashes, for the end of a sentence; empty where with nothing."""
        found = self.clash(action)
        return f" · clashes with {found}" if found else ""

    def begin(self, key: str) -> ChangeSet:
        """Begin a block of today. One that ran out meanwhile is closed with it; while another runs it is refused."""
        before = self._need(key)
        running, now = self.running(), self._planner.now()
        over: tuple[Change, ...] = ()
        if running is not None:
            if running.id == key or block.left(running, now):
                raise PlannerError(f"“{running.text}” runs now. End it first.")
            over = self._closing(running)
        if not before.is_open:
            raise PlannerError(f"“{before.text}” is {before.status} already. Plan another block.")
        if before.date != self._planner.today():
            day = short_date(before.date, self._planner.today())
            raise PlannerError(f"“{before.text}” stands on {day}. Move it to today to begin it.")
        after = replace(before, begun_at=now.astimezone(UTC))
        until = block.ends_at(after, now)
        return self._planner.commit(f"Begun: {before.text}, until {until:%H:%M}", (*over, Change(before, after)))

    def end(self) -> ChangeSet:
        """End the block that runs and keep its minutes; before the first minute is over it waits as it did.

        Raises PlannerError where none runs.
        """
        before = self.running()
        if before is None:
            raise PlannerError(NONE_RUNS)
        now = self._planner.now()
        minutes = block.kept_at(before, now, self._planner.day_start)
        if not minutes:
            waits = replace(before, begun_at=None)
            return self._planner.commit(f"Left before its first minute: {before.text}", (Change(before, waits),))
        changes = self._ending(before, minutes)
        told = f"Kept {minutes} of {block.planned(before)} minutes: {before.text}"
        return self._planner.commit(told + recurring.next_told(self._planner, changes[1:]), changes)

    def close_over(self) -> ChangeSet | None:
        """Close a block that ran out while the planner was closed, with its planned minutes; None where none did."""
        running = self.running()
        if running is None or block.left(running, self._planner.now()) or self._store.read_only_because:
            return None
        told = f"“{running.text}” ran out while the planner was closed: {block.planned(running)} minutes are kept"
        return self._planner.commit(told, self._closing(running))

    def skip(self, key: str, to: "NewTime | None") -> ChangeSet:
        """Move a block to another time, with its open actions, or leave it out where none is given.

        A rule stays with the time that it has: the next row is planned at once. Raises PlannerError for a time that is
        past.
        """
        before, today = self._need(key), self._planner.today()
        if block.is_running(before):
            raise PlannerError(f"“{before.text}” runs now. End it first.")
        if not before.is_open:
            raise PlannerError(f"“{before.text}” is {before.status} already.")
        on = max(before.date, today) if to is None or to.day is None else to.day
        rule = recurrence.read(before.rrule, before.date)
        behind = on if rule is not None and rule.from_done else max(before.date, today)
        following = recurring.followed(self._planner, before, behind)
        told = recurring.next_told(self._planner, following)
        if to is None:
            after = replace(before.dropped(self._planner.today()), kept_minutes=0)
            return self._planner.commit(f"Skipped: {before.text}{told}", (Change(before, after), *following))
        self._check_to_come(before, on, to.at)
        after, changes = self._shifted(before, on, to.at or before.start_time, keeps_rule=not following)
        points = (short_date(on, today) if on != before.date else "", f"{to.at:%H:%M}" if to.at is not None else "")
        label = f"Moved to {' '.join(filter(None, points))}: {before.text}{self.clash_told(after)}{told}"
        return self._planner.commit(label, (*changes, *following))

    def hold(self, action_key: str, block_key: str | None) -> ChangeSet:
        """Put an action into a block of its day, or out of the one that it is in.

        Raises PlannerError for a block, and for one that does not wait on the action's day.
        """
        before = self._store.need(Action, action_key)
        if before.kind is ActionKind.BLOCK:
            raise PlannerError("A block holds actions, and no other block.")
        if block_key is None:
            return self._planner.commit(
                f"Out of its block: {before.text}", (Change(before, replace(before, block_id=None)),)
            )
        into = self._need(block_key)
        if not into.is_open or into.date < before.date:
            raise PlannerError(f"“{into.text}” is no block that waits on the day of “{before.text}”.")
        after = replace(before, block_id=into.id)
        return self._planner.commit(f"Into {block.told_with_time(into)}: {before.text}", (Change(before, after),))

    def hold_next(self, action_key: str, day: date) -> ChangeSet:
        """Put an action into the day's next block; behind the last one it is in none. Raises where there is none."""
        keys = [view.action.id for view in self.of_day(day) if view.action.is_open]
        if not keys:
            raise PlannerError(NONE_WAITS)
        action = self._store.need(Action, action_key)
        at = keys.index(action.block_id) + 1 if action.block_id in keys else 0
        return self.hold(action_key, keys[at] if at < len(keys) else None)

    def along(self, before: Action, after: Action) -> tuple[Change, ...]:
        """Return the changes that take a block's open actions along to the day on which it stands now."""
        changes: list[Change] = []
        for action in reads.held(self._store, before):
            if not action.is_open or action.date == after.date or action.kind is ActionKind.ONE_THING:
                continue
            if before.id == after.id:
                changes.append(Change(action, replace(action, date=after.date)))
            else:
                moved, successor = action.moved(after.date, self._planner.new_id(), self._planner.today())
                changes += [Change(action, moved), Change(None, replace(successor, block_id=after.id))]
        return tuple(changes)

    def kept(self, span: Span) -> Ratio:
        """Return the minutes of a span's blocks kept of those planned, dates that a rule passed over too (B131)."""
        minutes, planned = reads.kept(self._store, span)
        return Ratio(minutes, planned + missed_blocks.minutes(self._planner, span))

    def _need(self, key: str) -> Action:
        found = self._store.need(Action, key)
        if found.kind is not ActionKind.BLOCK:
            raise PlannerError(f"“{found.text}” is no sacred block.")
        return found

    def _check_to_come(self, before: Action, on: date, at: time | None) -> None:
        """Raise PlannerError where a block cannot take place on a day, at a time if one is given."""
        if on < self._planner.today():
            raise PlannerError(f"{short_date(on, self._planner.today())} is past. Name a day to come.")
        if at is None:
            if on == before.date:
                day = short_date(on, self._planner.today())
                raise PlannerError(f"“{before.text}” stands on {day} already. Name another time.")
        elif self._planner.clock.instant(self._planner.day_start.moment(on, at)) < self._planner.now().astimezone(UTC):
            raise PlannerError(f"{at:%H:%M} is past. Name a later time, or say “skip”.")

    def _shifted(
        self, before: Action, on: date, at: time | None, *, keeps_rule: bool
    ) -> tuple[Action, tuple[Change, ...]]:
        """Return a block at another time, and the changes that move it there."""
        if on == before.date:
            after = replace(before, start_time=at, rrule=before.rrule if keeps_rule else "")
            return after, (Change(before, after),)
        moved, successor = before.moved(on, self._planner.new_id(), self._planner.today())
        after = replace(successor, start_time=at, rrule=successor.rrule if keeps_rule else "")
        return after, (Change(before, moved), Change(None, after), *self.along(before, after))

    def _closing(self, running: Action) -> tuple[Change, ...]:
        """Return the changes that close a block that nobody ended: its planned minutes are the most that is known."""
        return self._ending(running, min(block.planned(running), block.elapsed(running, self._planner.now())))

    def _ending(self, running: Action, minutes: int) -> tuple[Change, ...]:
        after = replace(running, status=ActionStatus.DONE, kept_minutes=minutes)
        today = self._planner.today()
        behind = min(max(running.date, today - block.DAY), today)
        return (Change(running, after), *recurring.followed(self._planner, running, behind))
