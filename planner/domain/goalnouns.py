"""The vocabulary of the goal line: what can be counted, of what sort, and to play which part. Reads no line."""

from collections.abc import Mapping

from planner.domain.activity import ActivityType, Outcome, Purpose
from planner.domain.deal import DealKind
from planner.domain.goal import GoalKind

NOUNS: Mapping[str, ActivityType | None] = {
    "call": ActivityType.CALL,
    "meeting": ActivityType.MEETING,
    "visit": ActivityType.MEETING,
    "email": ActivityType.EMAIL,
    "mail": ActivityType.EMAIL,
    "demo": ActivityType.DEMO,
    "proposal": ActivityType.PROPOSAL,
    "follow_up": ActivityType.FOLLOW_UP,
    "followup": ActivityType.FOLLOW_UP,
    "close": ActivityType.CLOSE,
    "sale": ActivityType.CLOSE,
    "deal": ActivityType.CLOSE,
    "client": ActivityType.CLOSE,
    "customer": ActivityType.CLOSE,
    "marketing": ActivityType.MARKETING,
    "step": None,
    "contact": None,
}
"""What can be counted, in the singular; a step is any activity, and a contact is none."""
CONTACT = "contact"
"""The noun of those who come."""
MONEY_NOUNS = frozenset({"revenue", "sale", "deal", "client", "customer", "close"})
QUALITIES: Mapping[str, DealKind | Purpose | Outcome] = {
    **{str(outcome): outcome for outcome in Outcome if outcome not in {Outcome.WON, Outcome.LOST}},
    **{str(purpose): purpose for purpose in Purpose},
    "new": DealKind.NEW,
    "repeat": DealKind.REPEAT,
}
"""What can stand before a noun; `new` before a call means to a lead or prospect."""
FILLERS = frozenset({"of", "from"})
_CONTACTS = "A goal counts what you do, or who comes. Try “25 new contacts a month”."
REFUSED: Mapping[str, str] = {
    "lead": _CONTACTS,
    "prospect": _CONTACTS,
    "people": _CONTACTS,
    "conversation": "A conversation is a call, a meeting or a demo: set a goal for one of them, “10 meetings a month”.",
    "activity": "An activity is a step here: “5 steps a day”.",
    "activitie": "An activity is a step here: “5 steps a day”.",
}
FLAGS: Mapping[str, GoalKind] = {"little": GoalKind.LITTLE, "priority": GoalKind.PRIORITY, "quota": GoalKind.QUOTA}
_COUNTED = frozenset({*NOUNS, *QUALITIES, *MONEY_NOUNS})


def singular(word: str) -> str:
    """Return a word of the line as the vocabulary has it: `Follow-ups` is `follow_up`."""
    return word.lower().replace("-", "_").removesuffix("s")


def is_counted(word: str) -> bool:
    """Whether a word of the line is one that stands behind a number."""
    return not _COUNTED.isdisjoint({word.lower().replace("-", "_"), singular(word)})
