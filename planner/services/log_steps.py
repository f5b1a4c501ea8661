"""What the log does to follow-ups: a line asks for a next step, its entry carries it, reaching somebody does one."""

from typing import TYPE_CHECKING

from planner.domain.action import Action, ActionKind
from planner.domain.activity import Activity, ActivityType, Outcome, words
from planner.domain.change import Change
from planner.domain.contact import Contact
from planner.domain.logline import LogDraft, NextStep
from planner.domain.text import clean_line
from planner.domain.value import replace
from planner.services import recurring

if TYPE_CHECKING:
    from planner.services.planner import Planner


class LoggedSteps:
    """The follow-ups that log lines touch."""

    def __init__(self, planner: "Planner") -> None:
        """Work through a planner."""
        self._planner = planner
        self._store = planner.store

    def shown(self, activity: Activity) -> Action | None:
        """Return the next step of an entry that its line shows: open, and not behind today."""
        action = self._store.get(Action, activity.action_id)
        if action is None or not action.is_open or action.kind is not ActionKind.FOLLOW_UP:
            return None
        return action if action.date >= self._planner.today() else None

    def written(self, activity: Activity) -> NextStep | None:
        """Return the next step of an entry as its line says it; None where the line shows none."""
        action = self.shown(activity)
        if action is None:
            return None
        kind, colon, rest = clean_line(action.text).partition(": ")
        found = next((one for one in ActivityType if words(one) == kind), None)
        text = rest if found and colon else "" if found else clean_line(action.text)
        return NextStep(day=action.date, time=action.start_time, type=found, text=text)

    def asked_for(self, draft: LogDraft, contact: Contact | None, before: Action | None) -> Action | None:
        """Return the next step that a line asks for, in the place of the one that the entry had."""
        step = draft.next_step
        if step is None:
            return None
        kind = words(step.type) if step.type else ""
        text = ": ".join(part for part in (kind, step.text) if part) or "follow up"
        return replace(
            before or Action(id=self._planner.new_id(), date=step.day, kind=ActionKind.FOLLOW_UP, text=text),
            date=step.day,
            text=text,
            contact_id=contact.id if contact else None,
            start_time=step.time,
        )

    def done_by(self, activity: Activity, follow_up: str | None) -> tuple[Change, ...]:
        """Return the changes that tick a follow-up off, where an entry reached the contact whom it is about."""
        action = self._store.get(Action, follow_up)
        is_reached = activity.is_touch and activity.outcome not in {Outcome.VOICEMAIL, Outcome.NO_ANSWER}
        if action is None or not action.is_open or action.contact_id != activity.contact_id or not is_reached:
            return ()
        after, (_, *following) = recurring.done(self._planner, action, activity.local_date)
        return (Change(action, replace(after, done_activity_id=activity.id)), *following)
