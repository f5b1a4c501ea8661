"""The demo's log: writes activities at their moment, and the next steps that come of them."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from random import Random
from typing import Any

from planner.domain.action import Action, ActionKind, ActionStatus
from planner.domain.activity import Activity, ActivityType, Outcome, Purpose
from planner.domain.ids import RANDOM_BYTES, uuid7
from planner.domain.value import replace
from planner.services.demo_people import Person
from planner.services.demo_words import CALL_ABOUT, SEND_WHAT

Instant = Callable[[datetime], datetime]
"""The UTC instant of a naive local time."""

_MINUTES = tuple(time(hour, minute) for hour in range(24) for minute in range(60))


class Log:
    """What was done and planned, in the order of time. One moment is the present one."""

    def __init__(self, rng: Random, instant: Instant, zone: str) -> None:
        """`zone` is the name of the zone in which `instant` reads local times."""
        self.rng = rng
        self.activities: list[Activity] = []
        self.actions: dict[str, Action] = {}
        self.day = date.min
        self._instant = instant
        self._zone = zone
        self._time = time.min
        self._at = datetime.min.replace(tzinfo=UTC)

    def turn_to(self, day: date, minute: int) -> None:
        """Make a minute of a day the present moment."""
        self.day = day
        self._time = _MINUTES[minute]
        self._at = self._instant(datetime.combine(day, self._time))

    def key(self) -> str:
        """Return a key made at the present moment."""
        return uuid7(self._at, self.rng.randbytes(RANDOM_BYTES))

    def key_at(self, day: date, at: time) -> str:
        """Return a key made at another moment."""
        return uuid7(self.instant(day, at), self.rng.randbytes(RANDOM_BYTES))

    def instant(self, day: date, at: time) -> datetime:
        """Return the UTC instant of a local time."""
        return self._instant(datetime.combine(day, at))

    def write(self, kind: ActivityType, person: Person | None = None, **details: Any) -> Activity:
        """Log something done now; `details` are the activity's further fields."""
        activity = Activity(
            id=self.key(),
            at=self._at,
            local_date=self.day,
            local_time=self._time,
            zone=self._zone,
            type=kind,
            contact_id=person.id if person else None,
            contact_stage_then=person.stage if person else None,
            **details,
        )
        if person is not None and activity.is_touch:
            person.touches += 1
            person.last_touch = self.day
        self.activities.append(activity)
        return activity

    def plan(self, kind: ActionKind, day: date, text: str, key: str | None = None, **details: Any) -> Action:
        """Put a line into a day's plan; `details` are the action's further fields."""
        action = Action(id=key or self.key(), date=day, kind=kind, text=text, **details)
        self.actions[action.id] = action
        return action

    def next_step(self, person: Person, day: date) -> str:
        """Put a follow-up with a person into a later day's plan; return its key."""
        if self.rng.random() < 0.6:
            text = f"call {person.called} about {self.rng.choice(CALL_ABOUT)}"
        else:
            text = f"send {person.called} {self.rng.choice(SEND_WHAT)}"
        at = (
            time(self.rng.choice((9, 10, 11, 14, 15, 16)), self.rng.choice((0, 30)))
            if self.rng.random() < 0.3
            else None
        )
        return self.plan(ActionKind.FOLLOW_UP, day, text, contact_id=person.id, start_time=at).id

    def follow_up(self, action: Action, person: Person) -> Activity:
        """Do what a follow-up says, now."""
        if action.text.startswith("call "):
            outcome = self.rng.choice((Outcome.CONNECTED, Outcome.CONNECTED, Outcome.VOICEMAIL))
            done = self.write(ActivityType.CALL, person, purpose=Purpose.FOLLOW_UP, outcome=outcome)
        else:
            note = action.text.replace(f"send {person.called}", "sent", 1)
            details = {"purpose": Purpose.FOLLOW_UP, "outcome": Outcome.SENT, "note": note}
            done = self.write(ActivityType.EMAIL, person, **details)
        self.finish(action.id, done)
        return done

    def finish(self, key: str, activity: Activity | None = None) -> None:
        """Mark a line of the plan as done, by an activity where one did it."""
        done_by = activity.id if activity else None
        self.actions[key] = replace(self.actions[key], status=ActionStatus.DONE, done_activity_id=done_by)

    def drop(self, key: str) -> None:
        """Mark a line of the plan as dropped."""
        self.actions[key] = self.actions[key].dropped(self.day)

    def move(self, key: str, to: date) -> Action:
        """Move a line of the plan to another day; return its successor."""
        gone, successor = self.actions[key].moved(to, self.key(), self.day)
        self.actions[key] = gone
        self.actions[successor.id] = successor
        return successor
