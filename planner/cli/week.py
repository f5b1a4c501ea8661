"""Weekly planning as lines and as JSON, and what the command line says of a week."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from planner.cli import own, plain, review
from planner.cli.answer import Options, answer, named_day
from planner.cli.words import Parser, closing, reads
from planner.domain.conversion import Ratio, Step
from planner.domain.errors import PlannerError
from planner.domain.figure import figure
from planner.domain.goaltitle import shown
from planner.domain.measure import Measure, Unit
from planner.domain.period import Span
from planner.domain.review import ReviewKind
from planner.domain.text import clean_line
from planner.domain.views import short_date
from planner.domain.weekviews import AheadGoal, DayColumn, Proposal, ProposalKind, WeekGrid, WeekView
from planner.domain.words import write_minutes

if TYPE_CHECKING:
    from planner.domain.change import ChangeSet
    from planner.services.planner import Planner


def words(parser: Parser) -> None:
    """Add the words of `planner week`."""
    parser.set_defaults(run=_run)
    reads(parser, date=True)


def review_words(parser: Parser) -> None:
    """Add the words of `planner review week`."""
    parser.set_defaults(run=_review)
    reads(parser, date=True)
    parser.add_argument("--proud", metavar="T", help="what you are proud of")
    parser.add_argument("--change", metavar="T", help="the one change you will make")
    parser.add_argument("--did-you", metavar="A", help="whether you made the last one: yes, no or 'not yet'")
    parser.add_argument("--note", metavar="T", help="what to remember of it")
    own.answer_words(parser)
    closing(parser, "its planning")


def _run(planner: "Planner", options: Options) -> None:
    day = named_day(planner, options)
    answer(options, lambda: figures(planner, day, is_whole=True), lambda: lines(planner, day))


def _review(planner: "Planner", options: Options) -> None:
    day = named_day(planner, options)
    mine = own.of_period(planner, options, ReviewKind.WEEK, planner.week.planned_for(day).back)
    saved = mine.save(planner, lambda: save(planner, options, day))
    answer(
        options,
        lambda: mine.value(figures(planner, day, is_whole=False)),
        lambda: mine.lines(looked_back(planner, day, mine.named)),
        saved,
    )


def save(planner: "Planner", options: Options, day: date) -> "ChangeSet | None":
    """Keep what is said of the week that a day's planning looks back on, close it or open it again; None otherwise."""
    week = planner.week.planned_for(day).back.start
    said = {name: getattr(options, name) for name in ("proud", "change", "did_you", "note")}
    is_said = any(text is not None for text in said.values())
    if options.reopen:
        if is_said:
            raise PlannerError("--reopen stands alone. Say the rest once more without it.")
        return planner.week.reopen(week)
    if options.close:
        return planner.week.close(week, **said)
    return planner.week.keep(week, **said) if is_said else None


def figures(planner: "Planner", day: date, *, is_whole: bool) -> dict[str, Any]:
    """Return the week that a day's planning looks back on for JSON; the whole of it has the week ahead too."""
    about = planner.week.planned_for(day)
    view = planner.week.view(about.back.start)
    found = _back(view)
    if is_whole:
        found |= _ahead(view) | _laid(planner.week.grid(about.ahead.start))
    return found


def looked_back(planner: "Planner", day: date, named: own.Named) -> Iterator[own.Told]:
    """Yield the week that a day's planning looks back on, its wins first; `named` says what its sections are called."""
    view = planner.week.view(planner.week.planned_for(day).back.start)
    return _back_lines(view, planner.settings.currency, named)


def lines(planner: "Planner", day: date) -> Iterator[str]:
    """Yield the week that a day's planning looks back on, its wins first, and the week ahead with its days."""
    about = planner.week.planned_for(day)
    view, home = planner.week.view(about.back.start), planner.settings.currency
    yield from (line for _, line in _back_lines(view, home, own.as_shipped))
    yield ""
    yield _span(about.ahead, view.today)
    yield from _ahead_lines(view, home)
    yield from _grid_lines(planner.week.grid(about.ahead.start), view.today)


def _back(view: WeekView) -> dict[str, Any]:
    held_at = view.review.held_at if view.review is not None else None
    suggestion = view.suggestion
    return {
        "week": _dates(view.weeks.back),
        "closed": view.is_closed,
        "closed_at": held_at.isoformat() if held_at else None,
        "wins": [win._asdict() for win in view.wins],
        "proud": view.proud,
        "note": view.note,
        "last_change": view.last_change,
        "did_you": view.did_you or None,
        "change": view.change,
        "step_days": view.step_days,
        "working_days": view.working_days,
        "unknown_days": view.unknown_days,
        "steps": view.steps,
        "best_day": view.best_day.day.isoformat() if view.best_day else None,
        "asks": [ask._asdict() for ask in view.asks],
        "felt": [{"date": day.isoformat(), "mood": mood} for day, mood in view.felt],
        "way": [
            {"step": step.name, "times": step.times, "of": step.conversion.whole if step.conversion else None}
            for step in view.way
        ],
        "sacred_minutes": view.sacred._asdict(),
        "promises": view.promises._asdict(),
        "commitments": view.commitments._asdict(),
        "steps_for_priorities": view.served._asdict() if view.served else None,
        "suggestion": suggestion.text if suggestion else None,
        "goals": [
            {**plain.goal(goal.row, view.weeks.back.end), "days_ahead_now": plain.number(goal.days_ahead)}
            for goal in view.goals
        ],
    }


def _ahead(view: WeekView) -> dict[str, Any]:
    return {
        "next_week": _dates(view.weeks.ahead),
        "next_goals": [
            {
                "id": goal.row.goal.id,
                "name": goal.name,
                "per_day": plain.number(goal.per_day),
                "this_week": plain.number(goal.this_week),
            }
            for goal in view.next_goals
        ],
        "leads_needed": [{"goal_id": one.goal_id, "name": one.name, "leads": one.leads} for one in view.leads],
        "without_plan": [goal._asdict() for goal in view.without_plan],
        "failing_checks": [
            {"goal_id": one.goal_id, "name": one.name, "checks": [check._asdict() for check in one.failing]}
            for one in view.doubted
        ],
        "little_goals": view.little._asdict() if view.little else None,
        "bigger_scope": [choice._asdict() for choice in view.scopes],
        "newsletter_offered": view.is_newsletter_offered,
    }


def _laid(grid: WeekGrid) -> dict[str, Any]:
    return {
        "days": [
            {
                "date": column.day.isoformat(),
                "working_day": column.is_working,
                "day_off": column.day_off or None,
                "load_minutes": column.load,
                "capacity_minutes": column.capacity,
                "plan": [
                    {**plain.action(one.row), "clashes": one.clashes, "expected": one.is_expected}
                    for one in column.rows
                ],
            }
            for column in grid.columns
        ],
        "proposals": [
            {
                "key": one.key,
                "text": one.text,
                "goal": one.goal or None,
                "contact": one.contact or None,
                "since": one.since.isoformat() if one.since else None,
            }
            for one in grid.proposals
        ],
    }


def _back_lines(view: WeekView, home: str, named: own.Named) -> Iterator[own.Told]:
    yield "", f"{_span(view.weeks.back, view.today)}{', closed' if view.is_closed else ''}"
    yield from own.under("last week", _brought(view, home))
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


def _ahead_lines(view: WeekView, home: str) -> Iterator[str]:
    yield from (_needed(goal, home) for goal in view.next_goals)
    for one in view.leads:
        if one.leads is not None:
            yield f"leads needed this week: {one.leads:,} for {clean_line(one.name)}"
    if view.without_plan:
        yield f"no plan yet: {', '.join(clean_line(goal.name) for goal in view.without_plan)}"
    for doubt in view.doubted:
        checks = "; ".join(f"{check.name}: {clean_line(check.reason)}" for check in doubt.failing)
        yield f"{clean_line(doubt.name)}: not yet {checks}"
    if view.little and view.little.is_offered:
        yield "little goals: planner goal add '30 follow-up calls by 31 dec little' sets one"
    if view.scopes:
        yield f"a bigger scope: {', '.join(choice.title for choice in view.scopes if not choice.stands)}"
    if view.is_newsletter_offered:
        yield "25 people were sent something of value: a monthly newsletter can follow"


def _grid_lines(grid: WeekGrid, today: date) -> Iterator[str]:
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
    return f"{name}  {figure(goal.per_day, measure, home)} a day, {week} this week"


def _whole(value: Fraction, measure: Measure | None, home: str) -> str:
    """Return a share of a week in whole steps, or as money."""
    if measure is None or measure.unit is not Unit.COUNT:
        return figure(value, measure, home)
    return shown(measure, -(-value.numerator // value.denominator), home)


def _times(step: Step) -> str:
    """Return how often a step was made, and of how many before it: "11 (29 % of 38)", "3 from 2"."""
    if step.rate is None:
        return step.counted or f"{step.times:,}"
    return f"{step.times:,} ({step.converted()})"


def _span(week: Span, today: date) -> str:
    number = week.start.isocalendar().week
    return f"week {number}, {short_date(week.start, today)} to {short_date(week.end, today)}"


def _dates(week: Span) -> dict[str, str]:
    return {"starts_on": week.start.isoformat(), "ends_on": week.end.isoformat()}
