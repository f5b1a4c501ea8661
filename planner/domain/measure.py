"""What a goal counts: a filter over activities or won deals, or the contacts that come.

Equal filters are one measure, so they make one ask.
"""

from enum import StrEnum
from typing import ClassVar

from planner.domain.activity import Activity, ActivityType, Outcome, Purpose, words
from planner.domain.change import Topic
from planner.domain.contact import Stage
from planner.domain.deal import Deal, DealKind, DealStage
from planner.domain.errors import PlannerError
from planner.domain.value import Value

NEW_STAGES = frozenset({Stage.LEAD, Stage.PROSPECT})
"""Whom a "new" call is made to (B80)."""


class Unit(StrEnum):
    """How progress is told."""

    COUNT = "count"
    MONEY = "money"
    MILESTONE = "milestone"
    ROLLUP = "rollup"


SHARES = frozenset({Unit.MILESTONE, Unit.ROLLUP})
"""What is counted in per cent already."""


class Measure(Value):
    """A filter; an empty set lets everything through."""

    TOPIC: ClassVar[Topic] = Topic.GOALS

    name: str
    unit: Unit
    activity_types: frozenset[ActivityType] = frozenset()
    purposes: frozenset[Purpose] = frozenset()
    outcomes: frozenset[Outcome] = frozenset()
    contact_stages: frozenset[Stage] = frozenset()
    distinct_contacts: bool = False
    """Count people rather than times."""
    first_touch_only: bool = False
    """Count only the first activity of that type with a contact."""
    new_contacts: bool = False
    """Count contacts by the day on which they came, by hand or with a line of the log; imported ones never (B84)."""
    deal_kind: DealKind | None = None
    currency: str = ""

    def __post_init__(self) -> None:
        """Refuse money without a currency."""
        if (self.unit is Unit.MONEY) != bool(self.currency):
            raise PlannerError("A money goal has a currency, and no other goal has one.")

    @property
    def id(self) -> str:
        """The primary key: the filter itself, so equal filters are one row in any file."""
        return ":".join((self.unit, *self.parts()))

    def parts(self) -> tuple[str, ...]:
        """Return the filter's parts as words, in a fixed order.

        Purposes and stages carry a sign: `follow_up` and `marketing` are types too, and `lost` is an outcome.
        """
        groups = (
            "+".join(sorted(self.activity_types)),
            "".join(f"+{purpose}" for purpose in sorted(self.purposes)),
            "+".join(sorted(self.outcomes)),
            "".join(f"@{stage}" for stage in sorted(self.contact_stages)),
            "people" if self.distinct_contacts else "",
            "first" if self.first_touch_only else "",
            "contacts" if self.new_contacts else "",
            self.deal_kind or "",
            self.currency,
        )
        return tuple(group for group in groups if group)

    @property
    def key(self) -> str:
        """The primary key."""
        return self.id

    def counts(self, activity: Activity, deal: Deal | None = None) -> bool:
        """Whether an activity matches, its date aside. `deal` is the deal that it is linked to.

        Whether it is a contact's first touch is a question to the log, not to one row.
        """
        if self.unit is not Unit.COUNT or self.new_contacts or not activity.is_step:
            return False
        if not self._type_matches(activity):
            return False
        return (
            (not self.outcomes or activity.outcome in self.outcomes)
            and (not self.contact_stages or activity.contact_stage_then in self.contact_stages)
            and (not self.distinct_contacts or activity.contact_id is not None)
            and (self.deal_kind is None or (deal is not None and deal.kind is self.deal_kind))
        )

    def earns(self, deal: Deal) -> bool:
        """Whether a deal's amount counts, its date aside."""
        return (
            self.unit is Unit.MONEY
            and deal.stage is DealStage.WON
            and deal.currency == self.currency
            and (self.deal_kind is None or deal.kind is self.deal_kind)
        )

    @property
    def counts_follow_ups(self) -> bool:
        """Whether this is a goal on follow-ups, which a bare `follow_up` line meets too (c2)."""
        return Purpose.FOLLOW_UP in self.purposes

    def _type_matches(self, activity: Activity) -> bool:
        if self.counts_follow_ups and activity.type is ActivityType.FOLLOW_UP:
            return True
        return (not self.activity_types or activity.type in self.activity_types) and (
            not self.purposes or activity.purpose in self.purposes
        )


def noun(measure: Measure, number: int) -> str:
    """Return what is counted as people say it: "2 new calls" less the number."""
    return measure.name if number != 1 else singular(measure.name)


def singular(name: str) -> str:
    """Return the last word of a plural name without its ending: "new calls" is "new call"."""
    return name.removesuffix("s")


def plural(activity_type: ActivityType) -> str:
    """Return a type's plural as people say it."""
    word = words(activity_type)
    return word if activity_type in {ActivityType.MARKETING, ActivityType.OTHER} else f"{word}s"


def with_outcome(name: str, measure: Measure) -> str:
    """Return a name behind which the outcome stands that a measure asks for: "20 meetings in February, held"."""
    asked = " or ".join(sorted(outcome.value.replace("_", " ") for outcome in measure.outcomes))
    return f"{name}, {asked}" if asked and asked not in name else name


def outcome_name(measure: Measure) -> str:
    """Return what a measure counts by its name, and by the outcome that it asks for: "meetings, held"."""
    return with_outcome(measure.name, measure)
