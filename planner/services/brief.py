"""The brief: what a goals partner is told, gathered from rows (B38, B39). What is to be left out is left out here."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from planner.domain.briefviews import FIELDS, HIDDEN, MOMENTUM, BriefGoal, BriefView, Sold
from planner.domain.deal import DealKind
from planner.domain.errors import PlannerError
from planner.domain.goal import FOREVER, Goal
from planner.domain.measure import SHARES, Unit
from planner.domain.money import covered
from planner.domain.namewords import fold
from planner.domain.partnerviews import ObstacleRow
from planner.domain.period import Period, Span
from planner.domain.review import ReviewKind
from planner.domain.routine import PARTNER_EVERY
from planner.domain.text import clean_line
from planner.domain.value import replace
from planner.domain.views import GoalRow, PlanRow
from planner.services.known_days import counts, unknown_days
from planner.store import partnered, queries
from planner.store.sold import sold_within

if TYPE_CHECKING:
    from planner.services.planner import Planner

Cover = Callable[[str], str]
"""Takes out of a text what is left out."""


def brief(planner: "Planner", day: date, without: frozenset[str], but: str = "") -> BriefView:
    """Return the brief of a day; `but` is the key of a closed review that it is for.

    Raises PlannerError where it is asked to leave out what it does not have.
    """
    if unknown := sorted(without - set(FIELDS)):
        raise PlannerError(f"A brief cannot leave out “{unknown[0]}”. It can leave out {', '.join(FIELDS)}.")
    last = partnered.last_held(planner.store, ReviewKind.PARTNER, day, but)
    since = last.period_start if last is not None else day - PARTNER_EVERY
    span = Span(min(since + timedelta(days=1), day), day)
    calendar, cover = planner.calendar, _cover(planner, without)
    not_known = len(unknown_days(planner, span))
    commitments = planner.partners.commitments(last)
    promised = tuple(_covered(planner, row, cover, without) for row in commitments.rows)
    stepped = [one for one in queries.step_days(planner.store, span) if calendar.is_working(one)]
    is_open = calendar.is_working(day) and not counts(planner, day, stepped)
    gauge = planner.momentum.gauge(day) if MOMENTUM not in without else None
    return BriefView(
        day=day,
        since=since,
        partner=", ".join(p.name for p in partnered.took_part(planner.store, last.id)) if last is not None else "",
        note=cover(last.note) if last is not None and "notes" not in without else "",
        goals=tuple(_goals(planner, day, span, without, cover)),
        steps=sum(queries.steps_by_day(planner.store, span).values()),
        step_days=len(stepped),
        working_days=calendar.working_days(*span) - not_known - is_open,
        unknown_days=not_known,
        sold=tuple(
            Sold(count, None if "money" in without else amount, currency)
            for currency, count, amount in sold_within(planner.store, span)
        ),
        momentum=gauge.shown if gauge is not None else None,
        momentum_word=gauge.word if gauge is not None else "",
        commitments=commitments._replace(rows=promised),
        obstacles=tuple(_obstacle(planner, row, cover, without) for row in planner.obstacles.rows()),
        home=planner.settings.currency,
        without=without,
    )


def _goals(planner: "Planner", day: date, span: Span, without: frozenset[str], cover: Cover) -> Iterator[BriefGoal]:
    """Yield the active goals that have begun. One that stands under a goal which counts the same is a part of that."""
    rows = planner.reading.goals(day)
    by_id = {row.goal.id: row.goal for row in rows}
    for row in rows:
        above = by_id.get(row.goal.parent_id or "")
        is_part = above is not None and above.measure_id == row.goal.measure_id and row.measure is not None
        is_part = is_part and row.measure is not None and row.measure.unit not in SHARES
        if row.goal.is_active and row.window.start <= day and not is_part:
            yield _goal(planner, row, span, without, cover)


def _goal(planner: "Planner", row: GoalRow, span: Span, without: frozenset[str], cover: Cover) -> BriefGoal:
    from fractions import Fraction

    goal, measure = row.goal, row.measure
    has_number = measure is not None and goal.target is not None
    is_hidden = "money" in without and measure is not None and measure.unit is Unit.MONEY
    is_counted = measure is not None and measure.unit in {Unit.COUNT, Unit.MONEY}
    came = None
    if measure is not None and is_counted and not is_hidden:
        window = Span(max(span.start, row.window.start), span.end)
        came = planner.reading.counted(measure, window, goal.id, span.end)[0]
    reach = (goal.target or 1) - goal.baseline
    return BriefGoal(
        id=goal.id,
        name=_named(planner, goal, span.end, cover),
        kind=goal.kind,
        ends_on=goal.ends_on,
        unit=measure.unit if measure is not None else None,
        currency=measure.currency if measure is not None else "",
        current=row.current if has_number and not is_hidden else None,
        target=goal.target if has_number and not is_hidden else None,
        fraction=Fraction(row.current - goal.baseline, reach) if has_number else None,
        came=came,
        days_ahead=row.pace.days_ahead_now if row.pace is not None and _has_line(goal) else None,
        grade=goal.grade(row.current) if has_number else None,
        stretch_at=goal.nailed_at if is_counted and not is_hidden else None,
        milestones=tuple(replace(one, title=cover(one.title)) for one in planner.reading.milestones(goal))
        if measure is not None and measure.unit is Unit.MILESTONE
        else (),
    )


def _has_line(goal: Goal) -> bool:
    return goal.ends_on != FOREVER and goal.period is not Period.DAY


def _cover(planner: "Planner", without: frozenset[str]) -> Cover:
    """Return what takes amounts, and the names of contacts and their organizations, out of a text."""
    names: list[tuple[str, str]] = []
    if "contacts" in without:
        told = {name for one in queries.contact_names(planner.store) for name in (one.name, one.organization) if name}
        names = [(fold(name), name) for name in sorted(told, key=len, reverse=True)]

    def cover(text: str) -> str:
        text = clean_line(text)
        if "money" in without:
            text = covered(text, HIDDEN)
        folded = fold(text)
        for key, name in names:
            if key in folded:
                text = _without_words(text, name)
        return text

    return cover


def _named(planner: "Planner", goal: Goal, day: date, cover: Cover) -> str:
    """Return a goal as a sentence names it less what is left out; where that is all of its title, by what it is for."""
    title = cover(goal.title)
    words = {word for word in title.replace(HIDDEN, " ").split() if any(map(str.isalnum, word))}
    measure = planner.reading.measure_of(goal)
    is_money = measure is not None and measure.unit is Unit.MONEY
    if HIDDEN not in title or words - ({kind.value for kind in DealKind} if is_money else set()):
        return cover(planner.reading.name(goal, day))
    kind = f"{measure.deal_kind} " if measure is not None and measure.deal_kind else ""
    plain = f"the {kind}sales goal" if is_money else "a goal"
    if goal.repeats(planner.settings.year_start_month):
        return f"{plain} of each {goal.period}"
    return planner.reading.name(replace(goal, title=plain), day)


def _served(planner: "Planner", goal_id: str | None, day: date, cover: Cover) -> str:
    goal = planner.store.get(Goal, goal_id)
    return "" if goal is None else _named(planner, goal, day, cover)


def _covered(planner: "Planner", row: PlanRow, cover: Cover, without: frozenset[str]) -> PlanRow:
    """Return an action less what is left out; each word of its contact's name too."""
    text, goal = cover(row.action.text), _served(planner, row.action.goal_id, row.action.date, cover)
    if "contacts" not in without:
        return row._replace(action=replace(row.action, text=text), goal=goal)
    for word in (*row.contact.split(), *row.organization.split()):
        text = _without_words(text, word)
    return PlanRow(replace(row.action, text=text), "", "", goal, row.recurs)


def _obstacle(planner: "Planner", row: ObstacleRow, cover: Cover, without: frozenset[str]) -> ObstacleRow:
    return row._replace(
        obstacle=replace(row.obstacle, text=cover(row.obstacle.text)),
        goal=_served(planner, row.obstacle.goal_id, planner.today(), cover),
        next_action=_covered(planner, row.next_action, cover, without) if row.next_action is not None else None,
    )


def _without_words(text: str, words: str) -> str:
    return re.sub(rf"(?<!\w){re.escape(words)}(?!\w)", HIDDEN, text, flags=re.IGNORECASE)
