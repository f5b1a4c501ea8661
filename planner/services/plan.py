"""The plan's verbs: the one thing of a day, and its actions."""

from datetime import date
from typing import TYPE_CHECKING

from planner.domain import actionline, block, recurrence
from planner.domain.action import Action, ActionKind, ActionStatus, Owner, one_thing_id
from planner.domain.actionlead import BLOCK
from planner.domain.activity import words
from planner.domain.change import Change, ChangeSet
from planner.domain.contact import Contact
from planner.domain.errors import PlannerError
from planner.domain.namewords import fold
from planner.domain.text import clean_line
from planner.domain.value import replace
from planner.domain.views import PlanRow, short_date
from planner.services import recurring, serving
from planner.services.named import Named, named
from planner.services.named import told as cautioned
from planner.store import queries

if TYPE_CHECKING:
    from planner.services.planner import Planner


class PlanVerbs:
    """Planning and ticking off."""

    def __init__(self, planner: "Planner") -> None:
        """Work through a planner."""
        self._planner = planner
        self._store = planner.store

    def answer(self, text: str, day: date, goal_id: str | None = None) -> ChangeSet:
        """Fill the blank of a day's prompt; an empty text empties it again, another one is open.

        `for:` and the name of a goal at its end say what it serves, as `goal_id` does where the text does not.
        What was open on a day that is over is dropped with it: it was set, and was not done.
        """
        text, named = serving.split(self._planner, clean_line(text))
        goal_id, again = named or goal_id, ""
        before = self._store.get(Action, one_thing_id(day))
        if not text:
            return self._planner.commit("Emptied the prompt", self._emptied(before))
        if before is None:
            after = Action(id=one_thing_id(day), date=day, kind=ActionKind.ONE_THING, text=text, goal_id=goal_id)
        else:
            done = before.status is ActionStatus.DONE and before.text == text  # another text is another thing to do
            status = ActionStatus.DONE if done else ActionStatus.PLANNED
            again = ", open again" if before.status is ActionStatus.DONE and not done else ""
            after = replace(before, text=text, status=status, goal_id=goal_id or before.goal_id, left_on=None)
        return self._planner.commit(f"One thing: {text}{again}", (Change(before, after),))

    def unfinished(self, day: date) -> str:
        """Return the one thing that the working day before left open: it is offered, never carried (B77)."""
        before = self._store.get(Action, one_thing_id(self._planner.calendar.previous_working_day(day)))
        return clean_line(before.text) if before is not None and before.is_open else ""

    def read(self, line: str) -> actionline.ActionDraft:
        """Read an action line. Raises LineError that points at the word which is not understood."""
        return actionline.parse(line, today=self._planner.today(), known_name=self._planner.knows)

    def served(self, line: str, editing: str = "") -> str:
        """Return the name of the goal that a line says it serves; empty where it names none.

        `editing` is the key of the action that it corrects. Raises LineError that points at what is no goal's name.
        """
        goal = serving.named(self._planner, self.read(line).goal, line, self._store.get(Action, editing))
        return clean_line(self._planner.reading.name(goal, self._planner.today())) if goal is not None else ""

    def goal_names(self) -> list[str]:
        """Return the names of the goals that an action may serve."""
        return serving.names(self._planner)

    def day_of(self, draft: actionline.ActionDraft, day: date) -> date:
        """Return the day on which a draft would stand: its own, else the first one of its rule from `day` on."""
        if draft.day is not None or draft.rule is None:
            return draft.day or day
        return draft.rule.first_on(day, self._planner.calendar)

    def add(self, line: str, day: date, *, goal_id: str | None = None, contact: str | None = None) -> ChangeSet:
        """Plan an action from a line; `day`, `goal_id` and `contact` are used where the line names none."""
        action, changes = self.adding(line, day, goal_id=goal_id, contact=contact)
        more = f"{self.cautions(action, changes)}{self._planner.blocks.clash_told(action)}"
        return self._planner.commit(f"Planned{self._day_told(action.date)}: {block.title(action)}{more}", changes)

    def adding(
        self,
        line: str,
        day: date,
        *,
        goal_id: str | None = None,
        contact: str | None = None,
        about: Contact | None = None,
    ) -> tuple[Action, tuple[Change, ...]]:
        """Return the action of a line and the changes that plan it, for a verb that does more at once.

        `about` is meant where the line names nobody, or somebody of that name.
        """
        draft = self.read(line)
        goal = serving.named(self._planner, draft.goal, line)
        named = clean_line(contact or "")
        who = named or draft.who or (about.name if about is not None else None)
        person, change = self._person(who, exact=draft.who_exact or bool(named), about=about)
        on = self.day_of(draft, day)
        action = Action(
            id=self._planner.new_id(),
            date=on,
            text=draft.text,
            goal_id=goal.id if goal is not None else goal_id,
            contact_id=person,
            kind=_kind_of(None, draft),
            owed_by=draft.owed_by or Owner.ME,
            planned_minutes=draft.planned_minutes or (block.DEFAULT_MINUTES if draft.is_block else None),
            start_time=draft.start_time,
            rrule=draft.rule.anchored(on).write(on) if draft.rule else "",
            position=len(queries.plan_of(self._store, on)),
        )
        return action, (*change, Change(None, action))

    def cautions(self, action: Action, changes: tuple[Change, ...]) -> str:
        """Return what should be known of whom a new action is with, as the end of a sentence; before it is saved."""
        before = self._store.get(Contact, action.contact_id)
        if before is None:
            return ""
        after = next((change.after for change in changes if isinstance(change.after, Contact)), before)
        return cautioned(Named(after, before).cautions)

    def correct(self, key: str, line: str) -> ChangeSet:
        """Save a line in the place of an action; where it names another day, the action moves there.

        On a day that is over it stays as moved.
        """
        before = self._store.need(Action, key)
        if before.kind is ActionKind.ONE_THING:
            return self.answer(line, before.date)
        draft = self.read(line)
        goal = serving.named(self._planner, draft.goal, line, before)
        kind = _kind_of(before, draft)
        about = self._store.get(Contact, before.contact_id)
        person, change = self._person(draft.who, exact=draft.who_exact, about=about)
        on = draft.day or before.date
        gone, at, today = None, before, self._planner.today()
        if on != before.date < today and before.is_open:
            gone, at = before.moved(on, self._planner.new_id(), today)
        after = replace(
            at,
            date=on,
            kind=kind,
            text=draft.text,
            goal_id=goal.id if goal is not None else None,
            contact_id=person,
            owed_by=draft.owed_by or (before.owed_by if kind is ActionKind.PROMISE else Owner.ME),
            planned_minutes=draft.planned_minutes or (block.DEFAULT_MINUTES if draft.is_block else None),
            start_time=draft.start_time,
            rrule=recurring.corrected(before, draft, on),
        )
        is_new_rule = draft.rule is not None and not before.rrule
        following = recurring.followed(self._planner, after) if is_new_rule and not before.is_open else ()
        told = f"{self._planner.blocks.clash_told(after)}{recurring.next_told(self._planner, following)}"
        along = self._planner.blocks.along(before, after) if kind is ActionKind.BLOCK and on != before.date else ()
        here = (Change(before, after),) if gone is None else (Change(before, gone), Change(None, after))
        return self._planner.commit(f"Corrected: {after.text}{told}", (*change, *here, *following, *along))

    def toggle(self, key: str, on: date | None = None) -> ChangeSet:
        """Tick an action off, or take the tick away; the next one of its rule is planned, or taken back, with it.

        `on` is the day whose plan it is ticked in: what recurs and was carried over to it is done on that day.
        """
        before = self._store.need(Action, key)
        if block.is_running(before):
            return self._planner.blocks.end()
        if before.status is ActionStatus.DONE:
            return self._planner.commit(f"Open again: {before.text}", recurring.reopened(self._planner, before))
        if not before.is_open:
            return self._planner.commit(f"Done: {before.text}", (Change(before, before.toggled()),))
        after, changes = recurring.done(self._planner, before, on)
        told = recurring.next_told(self._planner, changes[1:])
        return self._planner.commit(f"Done: {after.text}{told}", changes)

    def move(self, key: str, day: date) -> ChangeSet:
        """Move an action to another day; it stays on its own as moved.

        Raises PlannerError where it is not open, or runs, and where that day has its one thing already.
        """
        before = self._at_rest(key)
        new_id = one_thing_id(day) if before.kind is ActionKind.ONE_THING else self._planner.new_id()
        moved, successor = before.moved(day, new_id, self._planner.today())
        there = self._store.get(Action, new_id)
        if there is not None and there.stands:
            raise PlannerError(f"{short_date(day, self._planner.today())} has its one thing already.")
        along = self._planner.blocks.along(before, successor) if before.kind is ActionKind.BLOCK else ()
        label = f"Moved to {short_date(day, self._planner.today())}: {before.text}"
        label += self._planner.blocks.clash_told(successor)
        return self._planner.commit(label, (Change(before, moved), Change(there, successor), *along))

    def bring(self) -> ChangeSet:
        """Move every plain action of the week before that is still open to today. Raises PlannerError for none."""
        changes, today = list[Change](), self._planner.today()
        for action in self._planner.reading.left_open(today):
            moved, successor = action.moved(today, self._planner.new_id(), today)
            changes += [Change(action, moved), Change(None, successor)]
        if not changes:
            raise PlannerError("Nothing of the week before is open.")
        return self._planner.commit(f"Brought {len(changes) // 2} to today", tuple(changes))

    def drop(self, key: str) -> ChangeSet:
        """Drop an action: it leaves the plan and stays in the history; the next one of its rule is planned."""
        before = self._at_rest(key)
        after = before.dropped(self._planner.today())
        following = recurring.followed(self._planner, before) if before.is_open else ()
        told = f"Dropped: {after.text}{recurring.next_told(self._planner, following)}"
        return self._planner.commit(told, (Change(before, after), *following))

    def written(self, row: PlanRow) -> str:
        """Return an action as the line that says it, its day left out; the one thing as its answer."""
        action = row.action
        if action.kind is ActionKind.ONE_THING:
            return clean_line(action.text)
        return actionline.write(
            actionline.ActionDraft(
                text=clean_line(action.text),
                day=None,
                start_time=action.start_time,
                who=row.contact or None,
                who_exact=bool(row.contact),
                planned_minutes=action.planned_minutes,
                rule=recurrence.read(action.rrule, action.date),
                is_block=action.kind is ActionKind.BLOCK,
                owed_by=action.owed_by if action.kind is ActionKind.PROMISE and row.contact else None,
                goal=clean_line(row.goal) or None,
            ),
        )

    def _emptied(self, before: Action | None) -> tuple[Change, ...]:
        if before is None or not before.stands:
            return ()
        today = self._planner.today()
        return (Change(before, before.dropped(today) if before.is_open and before.date < today else None),)

    def _at_rest(self, key: str) -> Action:
        """Return an action. Raises PlannerError at a sacred block that runs."""
        action = self._store.need(Action, key)
        if block.is_running(action):
            raise PlannerError(f"“{action.text}” runs now. End it first: f shows it, esc leaves it.")
        return action

    def _person(
        self, typed: str | None, *, exact: bool, about: Contact | None
    ) -> tuple[str | None, tuple[Change, ...]]:
        if typed is None:
            return None, ()
        if about is not None and fold(about.name) == fold(typed):
            return about.id, ()
        found = named(self._planner, typed, exact=exact, source="plan", on=self._planner.today())
        return found.contact.id, (Change(found.before, found.contact),)

    def _day_told(self, day: date) -> str:
        today = self._planner.today()
        return "" if day == today else f" for {short_date(day, today)}"


def _kind_of(before: Action | None, draft: actionline.ActionDraft) -> ActionKind:
    """Return what a line makes, or makes of an action in whose place it is saved. Raises PlannerError."""
    if draft.owed_by is not None and (before is None or not block.is_running(before)):
        return ActionKind.PROMISE
    if before is None or (before.kind is ActionKind.PROMISE and before.contact_id is not None):
        return ActionKind.BLOCK if draft.is_block else ActionKind.ACTION
    if before.kind not in {ActionKind.ACTION, ActionKind.BLOCK}:
        if draft.is_block:
            raise PlannerError(f"A {words(before.kind)} is no block. Take “{BLOCK}” out of the line.")
        return before.kind
    if block.is_running(before) and not draft.is_block:
        raise PlannerError(f"“{before.text}” runs now. End it first: f shows it, esc leaves it.")
    return ActionKind.BLOCK if draft.is_block else ActionKind.ACTION
