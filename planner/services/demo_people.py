"""The demo's people while its years go by: who is new, who is worked, who buys, who said no."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from planner.domain.cadence import TOP_MONTHS
from planner.domain.contact import Contact, Stage
from planner.services import demo_names as names

SNOOZED, SNOOZED_DAYS = "Tom", 16
"""Who of the named people is not to be called before a day, and how far off that is."""
_NEW_AT_ONCE = 90
"""New people who are worked at a time; the oldest give way."""
_RECENT = 60
_WIDE_SHARE = 0.04


@dataclass(slots=True, kw_only=True)
class Person:
    """One contact as it stands on the day that is told."""

    id: str
    given: str
    family: str
    name: str
    mail_name: str
    organization: str
    title: str
    source: str
    met_on: date
    stage: Stage = Stage.LEAD
    kept: bool = False
    """Whether only the script moves this person."""
    open_deals: int = 0
    bought: bool = False
    touches: int = 0
    last_touch: date | None = None

    @property
    def called(self) -> str:
        """What a plan calls this person: the given name, or the whole one where it is a single word."""
        return self.given if " " in self.name else self.name

    @property
    def firm(self) -> str:
        """What a deal or a plan calls this person by."""
        return self.organization or self.family


class Book:
    """Everybody she knows, in the order of meeting, and by what may be done with them."""

    def __init__(self, rng: Random) -> None:
        """Everything that is drawn comes from `rng`."""
        self.people: list[Person] = []
        self.fresh: list[Person] = []
        """Leads and prospects who are worked."""
        self.working: list[Person] = []
        """People with a first deal open."""
        self.customers: list[Person] = []
        self.cold: list[Person] = []
        self._rng = rng
        self._taken: set[str] = set()
        self._weights = [group.share for group in names.NAMES]
        self._firms, self._trades = names.FIRMS.split(), names.TRADES.split()
        self._groups = [(group.given.split(), group.family.split()) for group in names.NAMES]

    def meet(self, key: str, day: date, source: str) -> Person:
        """Add a lead whom nobody has heard of."""
        given, family, name, mail_name = self._new_name()
        known = self._rng.random() < 0.25 and self.people
        firm = self._rng.choice(self.people[-200:]).organization if known else self._new_firm()
        title = self._rng.choice(names.TITLES)
        return self._add(
            Person(
                id=key,
                given=given,
                family=family,
                name=name,
                mail_name=mail_name,
                organization=firm,
                title=title,
                source=source,
                met_on=day,
            ),
        )

    def cast(self, key: str, day: date, part: tuple[str, str, str, str]) -> Person:
        """Add somebody whom the script needs."""
        given, family, firm, title = part
        name = f"{given} {family}"
        return self._add(
            Person(
                id=key,
                given=given,
                family=family,
                name=name,
                mail_name=_mail_name(given, family),
                organization=firm,
                title=title,
                source="referral",
                met_on=day,
                kept=True,
            ),
        )

    def move(self, person: Person, stage: Stage) -> None:
        """Put a person at a stage."""
        if (place := self._place(person.stage)) is not self._place(stage):
            if person in place:
                place.remove(person)
            self._place(stage).append(person)
        person.stage = stage

    def somebody_new(self) -> Person | None:
        """Return a lead or prospect, more often one met lately."""
        return self._recent(self.fresh, 1.6)

    def somebody_known(self) -> Person | None:
        """Return somebody with a deal, a past deal or a refusal, or None in the first days."""
        draw = self._rng.random()
        if draw < min(0.38, len(self.working) / 50):
            return self._recent(self.working, 1.2)
        if draw > 0.93 and self.cold:
            return self._recent(self.cold, 1.6)
        return self._recent(self.customers or self.working or self.cold, 1.3)

    def somebody_to_sell(self) -> Person | None:
        """Return a prospect, or a lead where nobody is one, for a first deal."""
        free = [person for person in self.fresh[-_RECENT:] if not person.kept]
        prospects = [person for person in free if person.stage is Stage.PROSPECT]
        return self._rng.choice(prospects or free) if free else None

    def contacts(self, top: frozenset[str], today: date) -> Iterator[Contact]:
        """Yield everybody as they stand at the end. `top` are the keys of the top prospects."""
        rng = self._rng
        for person in self.people:
            cold = person.stage is Stage.LOST
            idle = (today - (person.last_touch or person.met_on)).days
            is_late = person.kept and person.given == SNOOZED
            yield Contact(
                id=person.id,
                name=person.name,
                given_name=person.given,
                family_name=person.family,
                organization=person.organization,
                title=person.title,
                email=_address(person) if rng.random() < 0.9 else "",
                phone=f"+1 {rng.randint(201, 989)} 555 01{rng.randint(0, 99):02}" if rng.random() < 0.8 else "",
                stage=person.stage,
                is_top=person.id in top,
                close_mark=person.id in top and rng.random() < 0.4,
                cadence_months=_cadence(rng, person, is_top=person.id in top),
                source=person.source,
                do_not_contact=cold and rng.random() < 0.04,
                wants_updates=rng.random() < 0.2,
                notes=_note(rng, person),
                created_on=person.met_on,
                snoozed_until=today + timedelta(days=SNOOZED_DAYS) if is_late else None,
                archived_on=today - timedelta(days=idle // 2) if cold and idle > 3 * 365 else None,
            )

    def retire(self) -> Person | None:
        """Take the oldest new person out of work where there are too many; return who it was."""
        if len(self.fresh) <= _NEW_AT_ONCE:
            return None
        oldest = next((person for person in self.fresh if not person.kept), None)
        if oldest is not None:
            self.fresh.remove(oldest)
        return oldest

    def _add(self, person: Person) -> Person:
        self.people.append(person)
        self.fresh.append(person)
        self._taken.add(person.name)
        return person

    def _place(self, stage: Stage) -> list[Person]:
        match stage:
            case Stage.LEAD | Stage.PROSPECT:
                return self.fresh
            case Stage.OPPORTUNITY:
                return self.working
            case Stage.CUSTOMER:
                return self.customers
            case Stage.LOST:
                return self.cold

    def _recent(self, people: list[Person], bias: float) -> Person | None:
        if not people:
            return None
        return people[-1 - int(min(len(people), 4 * _RECENT) * self._rng.random() ** bias)]

    def _new_name(self) -> tuple[str, str, str, str]:
        for _ in range(40):
            if self._rng.random() < _WIDE_SHARE:
                family, given, mail_name = self._rng.choice(names.WIDE_NAMES)
                name = family + given
            else:
                givens, families = self._rng.choices(self._groups, self._weights)[0]
                given, family = self._rng.choice(givens), self._rng.choice(families)
                name, mail_name = f"{given} {family}", _mail_name(given, family)
            if name not in self._taken:
                break
        return given, family, name, mail_name

    def _new_firm(self) -> str:
        draw = self._rng.random()
        if draw < 0.03:
            return ""
        if draw < 0.05:
            return self._rng.choice(names.WIDE_FIRMS)
        return f"{self._rng.choice(self._firms)} {self._rng.choice(self._trades)}"


_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "’": ""})


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    return "".join(letter for letter in folded if letter.isascii() and letter.isalnum())


def _mail_name(given: str, family: str) -> str:
    return f"{_plain(given)}.{_plain(family)}"


def _address(person: Person) -> str:
    return f"{person.mail_name}@{_plain(person.organization) or 'mail'}.example"


def _cadence(rng: Random, person: Person, *, is_top: bool) -> int | None:
    own = rng.choice((1, 2, 3, 3, 6)) if person.bought and rng.random() < 0.6 else None
    return TOP_MONTHS if is_top else own


def _note(rng: Random, person: Person) -> str:
    if rng.random() > 0.08:
        return ""
    return rng.choice(
        (
            f"First heard of us: {person.source or 'a friend'}.",
            "Prefers mail to the phone.",
            "Best reached before nine.",
            "Decides together with the co-owner.",
            "Plans in autumn for the whole year.",
            "Speaks for the sister company too.",
        ),
    )
