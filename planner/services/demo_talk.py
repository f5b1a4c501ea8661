"""The demo's everyday work: calls, mails, meetings and the rest, each with an outcome and now and then a note."""

from collections.abc import Callable, Sequence
from typing import Any

from planner.domain.activity import ActivityType, Outcome, Purpose
from planner.domain.contact import Stage
from planner.services import demo_words as words
from planner.services.demo_deals import Course
from planner.services.demo_log import Log
from planner.services.demo_names import SOURCES
from planner.services.demo_people import Book, Person

_CALLED = (Outcome.VOICEMAIL,) * 9 + (Outcome.CONNECTED,) * 8 + (Outcome.NO_ANSWER,) * 4
_KNOWN_PURPOSES = (
    *(Purpose.TOUCH_BASE,) * 10,
    *(Purpose.FOLLOW_UP,) * 4,
    *(Purpose.CLOSING,) * 2,
    Purpose.VALUE_ADD,
)
_MAIL_PURPOSES = (*(Purpose.TOUCH_BASE,) * 6, *(Purpose.FOLLOW_UP,) * 6, Purpose.CLOSING)


class Talk:
    """Ways of reaching people; every method writes exactly one line of the log."""

    def __init__(self, log: Log, book: Book, later: Callable[[Person], str | None]) -> None:
        """`later` plans a follow-up with a person and returns its key."""
        self._log = log
        self._rng = log.rng
        self._book = book
        self._later = later

    @property
    def everyday(self) -> Sequence[tuple[Callable[[], None], int]]:
        """Jobs that fill a day, and their shares of a thousand."""
        return (
            (self.call, 480),
            (self.email, 330),
            (self.value_email, 40),
            (self.meeting, 45),
            (self.note, 45),
            (self.bare_follow_up, 22),
            (self.marketing, 14),
            (self.bulk_email, 12),
            (self.other, 12),
        )

    def source(self) -> str:
        """Return where somebody new comes from."""
        return self._rng.choice(SOURCES)

    def new_call(self) -> None:
        """Call a lead or prospect."""
        person = self._book.somebody_new()
        return self.email() if person is None else self.call_new(person)

    def call_new(self, person: Person) -> None:
        """Call somebody who has not bought; a good talk makes a lead a prospect."""
        outcome = self._call(person, Purpose.PROSPECTING)
        if outcome is Outcome.CONNECTED and person.stage is Stage.LEAD and self._rng.random() < 0.5:
            self._book.move(person, Stage.PROSPECT)

    def call(self) -> None:
        """Call somebody known; write a mail where nobody is known yet."""
        person = self._book.somebody_known()
        if person is None:
            return self.email()
        self._call(person, self._rng.choice(_KNOWN_PURPOSES))
        return None

    def email(self) -> None:
        """Write to somebody."""
        person = self._book.somebody_new() if self._rng.random() < 0.3 else self._book.somebody_known()
        person = person or self._book.somebody_new()
        new = person is not None and person.stage in {Stage.LEAD, Stage.PROSPECT}
        self.mail(person, Purpose.PROSPECTING if new else self._rng.choice(_MAIL_PURPOSES))

    def mail(self, person: Person | None, purpose: Purpose) -> None:
        """Write to a person for a purpose."""
        replied = self._rng.random() < 0.22
        outcome = Outcome.REPLIED if replied else Outcome.SENT
        noted = self._rng.random() < 0.06
        note = self._rng.choice(words.MAIL_NOTES) if noted else ""
        details: dict[str, Any] = {"purpose": purpose, "outcome": outcome, "note": note}
        self._log.write(ActivityType.EMAIL, person, action_id=self._maybe_later(person, 0.05), **details)
        if replied and person and person.stage is Stage.LEAD and self._rng.random() < 0.3:
            self._book.move(person, Stage.PROSPECT)

    def value_email(self) -> None:
        """Send something useful to one person."""
        person = self._book.somebody_known() or self._book.somebody_new()
        note = self._rng.choice(words.MAIL_NOTES[:2]) if self._rng.random() < 0.3 else ""
        details: dict[str, Any] = {"purpose": Purpose.VALUE_ADD, "outcome": Outcome.SENT, "note": note}
        self._log.write(ActivityType.EMAIL, person, **details)

    def bulk_email(self) -> None:
        """Send the same mail to five people."""
        purpose = Purpose.VALUE_ADD if self._rng.random() < 0.4 else Purpose.MARKETING
        self._log.write(ActivityType.EMAIL, quantity=5, purpose=purpose, outcome=Outcome.SENT)

    def meeting(self) -> None:
        """Meet somebody known."""
        person = self._book.somebody_known() or self._book.somebody_new()
        held = self._rng.random() < 0.86
        self._log.write(
            ActivityType.MEETING,
            person,
            purpose=self._rng.choice(_KNOWN_PURPOSES),
            outcome=Outcome.HELD if held else Outcome.NOT_HELD,
            minutes=self._rng.choice((30, 30, 45, 60)) if held else None,
            note=self._rng.choice(words.TALK_NOTES) if held and self._rng.random() < 0.4 else "",
            action_id=self._maybe_later(person, 0.3) if held else None,
        )

    def marketing(self) -> None:
        """Reach many people at once."""
        what, fewest, most = self._rng.choice(words.MARKETING)
        reach = self._rng.randint(fewest, most)
        details: dict[str, Any] = {"purpose": Purpose.MARKETING, "outcome": Outcome.SENT, "note": what}
        self._log.write(ActivityType.MARKETING, reach=reach, **details)

    def note(self) -> None:
        """Write something down about somebody."""
        person = self._book.somebody_known() or self._book.somebody_new()
        self._log.write(ActivityType.NOTE, person, note=self._rng.choice(words.NOTES))

    def bare_follow_up(self) -> None:
        """Follow up without saying by what channel."""
        self._log.write(ActivityType.FOLLOW_UP, self._book.somebody_known() or self._book.somebody_new())

    def other(self) -> None:
        """Do something that has no type of its own."""
        person = self._book.somebody_known() or self._book.somebody_new()
        self._log.write(ActivityType.OTHER, person, note=self._rng.choice(words.OTHERS))

    def about(self, course: Course, purpose: Purpose) -> None:
        """Talk about a deal, by phone or face to face."""
        person = course.person
        details: dict[str, Any] = {
            "purpose": purpose,
            "deal_id": course.id,
            "note": self._rng.choice(words.TALK_NOTES) if self._rng.random() < 0.4 else "",
        }
        if self._rng.random() < 0.75:
            minutes = self._rng.randint(6, 35)
            self._log.write(ActivityType.CALL, person, outcome=Outcome.CONNECTED, minutes=minutes, **details)
        else:
            self._log.write(ActivityType.MEETING, person, outcome=Outcome.HELD, minutes=45, **details)

    def demo(self, course: Course) -> None:
        """Show the product."""
        held = self._rng.random() < 0.9
        self._log.write(
            ActivityType.DEMO,
            course.person,
            deal_id=course.id,
            outcome=Outcome.HELD if held else Outcome.NOT_HELD,
            minutes=self._rng.choice((30, 45, 60)) if held else None,
            note=self._rng.choice(words.TALK_NOTES) if held and self._rng.random() < 0.3 else "",
        )

    def proposal(self, course: Course) -> None:
        """Send a proposal."""
        key = self._maybe_later(course.person, 0.25)
        details: dict[str, Any] = {"purpose": Purpose.CLOSING, "outcome": Outcome.SENT, "deal_id": course.id}
        self._log.write(ActivityType.PROPOSAL, course.person, action_id=key, **details)

    def close(self, course: Course) -> None:
        """Make the sale."""
        details: dict[str, Any] = {"purpose": Purpose.CLOSING, "outcome": Outcome.WON, "deal_id": course.id}
        self._log.write(ActivityType.CLOSE, course.person, note=course.title, **details)

    def _call(self, person: Person, purpose: Purpose) -> Outcome:
        outcome = self._rng.choice(_CALLED)
        note, key, minutes = "", None, None
        if outcome is Outcome.CONNECTED:
            draw = self._rng.random()
            note = self._rng.choice(words.TALK_NOTES) if draw < 0.22 else ""
            minutes = self._rng.randint(3, 25) if draw > 0.6 else None
            key = self._maybe_later(person, 0.16)
        elif outcome is Outcome.VOICEMAIL and self._rng.random() < 0.04:
            note = self._rng.choice(words.VOICEMAIL_NOTES)
        details: dict[str, Any] = {"purpose": purpose, "outcome": outcome, "minutes": minutes, "note": note}
        self._log.write(ActivityType.CALL, person, action_id=key, **details)
        return outcome

    def _maybe_later(self, person: Person | None, chance: float) -> str | None:
        if person is None or person.kept or self._rng.random() > chance:
            return None
        return self._later(person)
