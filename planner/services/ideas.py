"""The ideas of a group's review: each is an answer of its own, and so is what became of it. Commits nothing."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from planner.domain.change import Change
from planner.domain.errors import PlannerError
from planner.domain.partnerviews import Idea
from planner.domain.review import Review, ReviewAnswer, ReviewKind
from planner.domain.ritual import IDEA
from planner.domain.views import short_date
from planner.store import partnered, reviewed

if TYPE_CHECKING:
    from planner.services.planner import Planner

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


def acted_on(planner: "Planner", number: int, line: str) -> tuple[str, tuple[Change, ...]]:
    """Return the label and the changes that plan an idea for the next working day, by a line or by its own words.

    Raises PlannerError where there is no such idea, or something became of it already.
    """
    review, text = _waiting(planner, number)
    today = planner.today()
    action, changes = planner.plan.adding(line or text, planner.calendar.next_working_day(today))
    label = f"Planned for {short_date(action.date, today)}: {action.text}{planner.plan.cautions(action, changes)}"
    return label, (*changes, _became(review, number, f"action {action.id}"))


def aimed_for(planner: "Planner", number: int, line: str) -> tuple[str, tuple[Change, ...]]:
    """Return the label and the changes that set an idea as a goal, by a line or by its own words.

    Without a date it ends with the quarter. Raises PlannerError as `acted_on` does, LineError where no goal is said.
    """
    from planner.domain.period import quarter_span
    from planner.services.dated import drafted_by

    review, text = _waiting(planner, number)
    end = quarter_span(planner.today(), planner.settings.year_start_month).end
    goal, measure = drafted_by(planner, line or text, end)
    label, changes = planner.goals.setting(goal, measure)
    return label, (*changes, _became(review, number, f"goal {goal.id}"))


def _waiting(planner: "Planner", number: int) -> tuple[Review, str]:
    """Return the review that an idea came up in, the open one or else the last, and the idea's words."""
    store = planner.store
    review = partnered.open_review(store, ReviewKind.GROUP)
    review = review or partnered.last_held(store, ReviewKind.GROUP, planner.today())
    ideas = told(reviewed.answers(store, review.id)) if review is not None else ()
    found = next((idea for idea in ideas if idea.number == number), None)
    if review is None or found is None:
        raise PlannerError(f"There is no idea {number}. planner review group shows them.")
    if found.became:
        raise PlannerError(f"“{found.text}” was taken up already.")
    return review, found.text


def _became(review: Review, number: int, what: str) -> Change:
    """Return the change that notes what became of an idea."""
    return Change(None, ReviewAnswer(review_id=review.id, question=f"{IDEA}{number}{_BECAME}", text=what))
