"""Weekly planning: what the command line says of a week, and the week as JSON."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from planner.cli import own, plain, week_text
from planner.cli.answer import Options, answer, named_day
from planner.cli.words import Parser, closing, reads
from planner.domain.errors import PlannerError
from planner.domain.period import Span
from planner.domain.review import ReviewKind
from planner.domain.weekviews import WeekGrid, WeekView

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
    return week_text.looked_back(view, planner.settings.currency, named)


def lines(planner: "Planner", day: date) -> Iterator[str]:
    """Yield the week that a day's planning looks back on, its wins first, and the week ahead with its days."""
    about = planner.week.planned_for(day)
    view, home = planner.week.view(about.back.start), planner.settings.currency
    yield from (line for _, line in week_text.looked_back(view, home, own.as_shipped))
    yield ""
    yield week_text.span(about.ahead, view.today)
    yield from week_text.planned(view, home)
    yield from week_text.laid(planner.week.grid(about.ahead.start), view.today)


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
                **_dates(goal.held.span),
            }
            for goal in view.next_goals
        ],
        "leads_needed": [
            {"goal_id": one.goal_id, "name": one.name, "leads": one.leads, **_dates(one.held.span)}
            for one in view.leads
        ],
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


def _dates(week: Span) -> dict[str, str]:
    return {"starts_on": week.start.isoformat(), "ends_on": week.end.isoformat()}
