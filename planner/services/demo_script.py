"""What the demo's last days must hold, so that every pane has something to show: a few named people and deals."""

from datetime import time
from functools import partial
from typing import Any

from planner.domain.action import ActionKind
from planner.domain.activity import ActivityType, Outcome, Purpose
from planner.domain.contact import Stage
from planner.services.demo_deals import Course, Step
from planner.services.demo_names import CAST, LEE, SAM
from planner.services.demo_people import Person
from planner.services.demo_years import Years

_LEE_MET, _LEE_OPENED, _ACME_OPENED, _SAM_MET = 40, 20, 16, 8
"""Working days before the present one."""
_TOP = 4


class Script:
    """The named people, put among the others before the years are lived."""

    def __init__(self, years: Years) -> None:
        """Put the script into years that are still to be lived."""
        self._years = years
        self._log = years.log
        self._people: dict[str, Person] = {}
        self._courses: dict[str, Course] = {}
        self._promise: str | None = None
        self.yesterday = years.working_days[years.present - 1]
        for n, part in enumerate(CAST):
            self._at(0, 9 * 60 + 7 * n, partial(self._introduce, part))
            years.due[2 + 3 * n].append(partial(self._first_sale, part[0]))
        self._at(years.present - _LEE_MET, 10 * 60 + 10, partial(self._introduce, LEE))
        self._at(years.present - _SAM_MET, 11 * 60 + 25, partial(self._introduce, SAM))
        years.due[years.present - _LEE_OPENED].append(self._pilot)
        years.due[years.present - _ACME_OPENED].append(self._renewal)
        self._write_yesterday()
        self._write_today(working=years.calendar.is_working(years.today))

    def person(self, given: str) -> Person:
        """Return one of the named people."""
        return self._people[given]

    def settle(self) -> None:
        """Give every open deal a day on which its end is expected and a next step, and keep the promise in the plan."""
        if self._promise is None:
            self._promise = self._promised()
        years = self._years
        for course in years.courses:
            if not course.is_open:
                continue
            ahead = course.days * (1 + len(course.steps)) + years.rng.randint(-3, 12)
            course.expected_on = years.working_days[years.present + min(60, max(-4, ahead))]
            course.next_step = years.rng.choice(
                ("talk to both owners", "numbers for the board", "date for the start", "")
            )
        self._courses["Dana"].expected_on = years.working_days[years.present + 1]
        self._courses["Dana"].next_step = "signature"
        self._courses["Lee"].expected_on = years.working_days[years.present + 12]
        self._courses["Lee"].next_step = "call about the pilot"

    def top(self) -> frozenset[str]:
        """Return the keys of the top prospects: Lee, and those with the largest first deals open."""
        waiting = [c for c in self._years.courses if c.is_open and c.person.stage is Stage.OPPORTUNITY]
        waiting.sort(key=lambda course: (-course.amount, course.id))
        largest = dict.fromkeys([self.person("Lee").id, *(course.person.id for course in waiting)])
        return frozenset(list(largest)[:_TOP])

    def _at(self, n: int, minute: int, job: partial[None]) -> None:
        self._years.fixed[self._years.working_days[n]].append((minute, job))

    def _introduce(self, part: tuple[str, str, str, str]) -> None:
        person = self._years.book.cast(self._log.key(), self._log.day, part)
        self._people[person.given] = person
        details: dict[str, Any] = {"purpose": Purpose.PROSPECTING, "outcome": Outcome.CONNECTED}
        self._log.write(ActivityType.CALL, person, note="good first talk", **details)
        self._years.book.move(person, Stage.PROSPECT)

    def _first_sale(self, given: str) -> None:
        course = self._years.open_deal(self.person(given))
        course.wins, course.days, course.steps = True, 5, [Step.PROPOSAL, Step.END]
        self._years.take(course, Step.TALK)

    def _pilot(self) -> None:
        course = self._courses["Lee"] = self._years.open_deal(self.person("Lee"))
        course.title, course.amount, course.days, course.steps = "Borealis pilot", 12_000_00, 9, [Step.DEMO]
        self._years.take(course, Step.TALK)

    def _renewal(self) -> None:
        course = self._courses["Dana"] = self._years.open_deal(self.person("Dana"))
        course.title, course.amount, course.days = "Acme renewal", 8_400_00, 6
        course.steps = [Step.PROPOSAL, Step.TERMS]
        self._years.take(course, Step.TALK)

    def _write_yesterday(self) -> None:
        n = self._years.present - 1
        touch = Purpose.TOUCH_BASE
        self._at(n, 9 * 60 + 15, self._line(ActivityType.EMAIL, "Priya", touch, Outcome.REPLIED))
        self._at(n, 10 * 60 + 2, self._line(ActivityType.CALL, "Tom", touch, Outcome.NO_ANSWER))
        note = "second site opens in spring"
        self._at(n, 11 * 60 + 20, self._line(ActivityType.CALL, "Ana", touch, Outcome.CONNECTED, note))
        self._at(n, 15 * 60 + 40, partial(self._propose))
        self._at(n, 16 * 60 + 5, partial(self._meet_lee))

    def _write_today(self, *, working: bool) -> None:
        today = self._years.fixed[self._years.today]
        if working:
            today.append((9 * 60 + 12, self._line(ActivityType.CALL, "Sam", Purpose.PROSPECTING, Outcome.VOICEMAIL)))
            today.append((9 * 60 + 31, self._agree))
            today.append((9 * 60 + 40, self._send_value))
        today.append((9 * 60 + 52, self._send_terms))

    def _line(
        self,
        kind: ActivityType,
        given: str,
        purpose: Purpose,
        outcome: Outcome,
        note: str = "",
    ) -> partial[None]:
        return partial(self._say, kind, given, purpose=purpose, outcome=outcome, note=note)

    def _say(self, kind: ActivityType, given: str, **details: object) -> None:
        self._log.write(kind, self.person(given), **details)

    def _propose(self) -> None:
        self._years.take(self._courses["Lee"], Step.PROPOSAL)

    def _meet_lee(self) -> None:
        lee, today = self.person("Lee"), self._years.today
        details: dict[str, Any] = {"contact_id": lee.id, "start_time": time(10, 30)}
        call = self._log.plan(ActionKind.FOLLOW_UP, today, "call Lee about the pilot", **details)
        note = "takes the proposal to the board"
        talked: dict[str, Any] = {"outcome": Outcome.HELD, "minutes": 45, "note": note, "action_id": call.id}
        self._log.write(ActivityType.MEETING, lee, purpose=Purpose.FOLLOW_UP, deal_id=self._courses["Lee"].id, **talked)

    def _agree(self) -> None:
        dana = self.person("Dana")
        details: dict[str, Any] = {"contact_id": dana.id, "position": 1}
        self._promise = self._log.plan(ActionKind.PROMISE, self._log.day, "send Dana the terms", **details).id
        talked: dict[str, Any] = {"outcome": Outcome.CONNECTED, "minutes": 12, "note": "renewal terms agreed"}
        linked: dict[str, Any] = {"deal_id": self._courses["Dana"].id, "action_id": self._promise}
        self._log.write(ActivityType.CALL, dana, purpose=Purpose.CLOSING, **talked, **linked)

    def _promised(self) -> str:
        """Return the key of what was promised yesterday, where this morning's call is not written."""
        key = self._log.key_at(self.yesterday, time(17, 20))
        details: dict[str, Any] = {"contact_id": self.person("Dana").id, "position": 1}
        return self._log.plan(ActionKind.PROMISE, self._years.today, "send Dana the terms", key, **details).id

    def _send_value(self) -> None:
        details: dict[str, Any] = {"outcome": Outcome.SENT, "note": "the article on stock levels"}
        self._log.write(ActivityType.EMAIL, quantity=5, purpose=Purpose.VALUE_ADD, **details)

    def _send_terms(self) -> None:
        details: dict[str, Any] = {
            "outcome": Outcome.SENT,
            "deal_id": self._courses["Dana"].id,
            "note": "the terms, with the new dates",
        }
        sent = self._log.write(ActivityType.EMAIL, self.person("Dana"), purpose=Purpose.CLOSING, **details)
        if self._promise is None:
            self._promise = self._promised()
        self._log.finish(self._promise, sent)
