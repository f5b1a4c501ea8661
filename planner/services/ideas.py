"""The ideas of a group's review: each is an answer of its own, and so is what became of it."""

from collections.abc import Mapping, Sequence
from typing import Final

from planner.domain.change import Change
from planner.domain.errors import PlannerError
from planner.domain.partnerviews import Idea
from planner.domain.review import Review, ReviewAnswer
from planner.domain.ritual import IDEA

_BECAME: Final = " became"


def told(answers: Mapping[str, str]) -> tuple[Idea, ...]:
    """Return the ideas among a review's answers, in the order in which they came up."""
    numbers = sorted(int(key[len(IDEA) :]) for key in answers if key.startswith(IDEA) and key[len(IDEA) :].isdecimal())
    return tuple(Idea(n, answers[f"{IDEA}{n}"], answers.get(f"{IDEA}{n}{_BECAME}", "")) for n in numbers)


def added(review: Review, answers: Mapping[str, str], texts: Sequence[str]) -> tuple[Change, ...]:
    """Return the changes that add ideas behind those there are. Raises PlannerError where one has no words."""
    if not all(texts):
        raise PlannerError("An idea needs a few words.")
    first = max((idea.number for idea in told(answers)), default=0) + 1
    return tuple(
        Change(None, ReviewAnswer(review_id=review.id, question=f"{IDEA}{number}", text=text))
        for number, text in enumerate(texts, first)
    )


def became(review: Review, number: int, what: str) -> Change:
    """Return the change that notes what became of an idea."""
    return Change(None, ReviewAnswer(review_id=review.id, question=f"{IDEA}{number}{_BECAME}", text=what))
