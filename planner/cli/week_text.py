"""A week as lines: what it brought, what the next one needs, its days. Pure: a view comes in, lines go out."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from planner.cli import plain, review
from planner.cli.own import Named, Told, under
from planner.domain.conversion import Ratio, Step
from planner.domain.figure import figure
from planner.domain.goaltitle import shown
from planner.domain.measure import Measure, Unit
from planner.domain.period import Span
from planner.domain.text import clean_line
from planner.domain.views import short_date
from planner.domain.weekviews import LEADS_UNKNOWN, AheadGoal, DayColumn, Proposal, ProposalKind, WeekGrid, WeekView
from planner.domain.words import write_minutes


def looked_back(view: WeekView, home: str, named: Named) -> Iterator[Told]:
    """Yield the week that is looked back on, its wins first; `named` says what its sections are called."""
    yield "", f"{span(view.weeks.back, view.today)}{', closed' if view.is_closed else ''}"
    yield from under("last week", _brought(view, home))
    for goal in view.goals:
        yield "goals", plain.goal_text(goal.row._replace(depth=0), view.weeks.back.end)
    if view.suggestion:
        yield "suggestion", f"{named('suggestion', 'suggestion')}: {view.suggestion.text}"
    if view.last_change:
        answered = view.did_you or "--did-you yes, no or “not yet” answers"
        yield "last week", f"did you? {clean_line(view.last_change)}: {answered}"
    for name, text in (("change", view.change), ("note", view.note)):
        if text:
            yield name, f"{named(name, name)}: {clean_line(text)}"


def _brought(view: WeekView, home: str) -> Iterator[str]:
    for win in view.wins:
        yield f"won: {review.win_text(win, home)}"
    best = f", best {short_date(view.best_day.day, view.today)}: {view.best_day.told}" if view.best_day else ""
    unknown = f", {view.unknown_days} unknown" if view.unknown_days else ""
    yield f"{view.step_days} of {view.working_days} step days{unknown}{best}"
    yield from (f"{clean_line(ask.name)} met on {ask.met} of {ask.asked} days" for ask in view.asks)
    if view.proud:
        yield f"proud of: {clean_line(view.proud)}"
    yield "  ".join(f"{step.name} {_times(step)}" for step in view.way)
    kept = {
        "sacred minutes kept": view.sacred,
        "promises kept": view.promises,
        "commitments kept": view.commitments,
        "steps that served a priority": view.served or Ratio(0, 0),
    }
    told = [f"{name} {ratio.part:,} of {ratio.whole:,}" for name, ratio in kept.items() if ratio.whole]
    if told:
        yield "  ".join(told)
    if view.felt:
        yield f"felt: {'  '.join(f'{day:%a} {review.SIGNS[mood]}' for day, mood in view.felt)}"


def planned(view: WeekView, home: str) -> Iterator[str]:
    """Yield what the goals need of the week ahead, and what is offered for it."""
    yield from (_needed(goal, home) for goal in view.next_goals)
    for one in view.leads:
        why = f", {LEADS_UNKNOWN}" if one.is_unknown else ""
        yield f"leads needed for {clean_line(one.name)}: {one.told}{why}"
    if view.without_plan:
        yield f"no plan yet: {', '.join(clean_line(goal.name) for goal in view.without_plan)}"
    for doubt in view.doubted:
        checks = "; ".join(f"{check.name}: {clean_line(check.reason)}" for check in doubt.failing)
        yield f"{clean_line(doubt.name)}: not yet {checks}"
    if view.little and view.little.is_offered:
        yield "little goals: planner goal add '30 follow-up calls by 31 dec little' sets one"
        if view.little.coming:
            yield f"little goals: closing the planning without one plans “{view.little.coming}”"
    if view.scopes:
        yield f"a bigger scope: {', '.join(choice.title for choice in view.scopes if not choice.stands)}"
    if view.is_newsletter_offered:
        yield "25 people were sent something of value: a monthly newsletter can follow"


def laid(grid: WeekGrid, today: date) -> Iterator[str]:
    """Yield the days of the week ahead with their plan, and what waits to be laid on one."""
    for column in grid.columns:
        yield f"{short_date(column.day, today)}  {_load(column)}"
        for one in column.rows:
            aside = "  clashes" if one.clashes else ""
            yield f"  {plain.action_text(one.row, min(one.row.action.date, column.day))}{aside}"
    if grid.proposals:
        yield "to lay on a day:"
        yield from (f"  {_proposal(one, today)}" for one in grid.proposals)


def _load(column: DayColumn) -> str:
    planned = write_minutes(column.load) if column.load else "nothing planned"
    if column.capacity:
        return f"{planned} of {write_minutes(column.capacity)}" if column.load else planned
    rest = clean_line(column.day_off) or "rest"
    return f"{rest}, {planned}" if column.load else rest


def _proposal(one: Proposal, today: date) -> str:
    who = f"  ({clean_line(one.contact)})" if one.contact else ""
    serves = f"  for {clean_line(one.goal)}" if one.goal and one.goal not in one.text else ""
    word = "top prospect, due" if one.kind is ProposalKind.TOP else "since"
    since = f"  {word} {short_date(one.since, today)}" if one.since else ""
    return f"{clean_line(one.text)}{who}{serves}{since}"


def _needed(goal: AheadGoal, home: str) -> str:
    name, measure = clean_line(goal.name), goal.row.measure
    if goal.per_day is None or goal.this_week is None:
        return name
    if not goal.per_day:
        return f"{name}  reached"
    week = _whole(goal.this_week, measure, home)
    daily = f"{figure(goal.per_day, measure, home)} a day, " if goal.held.working_days != 1 else ""
    return f"{name}  {daily}{week} {goal.held.told or 'this week'}"


def _whole(value: Fraction, measure: Measure | None, home: str) -> str:
    """Return a share of a week in whole steps, or as money."""
    if measure is None or measure.unit is not Unit.COUNT:
        return figure(value, measure, home)
    return shown(measure, -(-value.numerator // value.denominator), home)


def _times(step: Step) -> str:
    """Return how often a step was made, and of how many before it: "11 (29 % of 38)", "3 from 2"."""
    if step.rate is None:
        return step.counted or f"{step.times:,}"
    return f"{step.times:,} ({'calls connected ' if step.goes_beyond else ''}{step.converted()})"


def span(week: Span, today: date) -> str:
    """Return a week's number and its dates."""
    number = week.start.isocalendar().week
    return f"week {number}, {short_date(week.start, today)} to {short_date(week.end, today)}"
