"""The end-of-day review as lines and as JSON, and what the command line says of a day."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from planner.cli import own, plain
from planner.cli.answer import Options, answer, named_day
from planner.cli.words import Parser, closing, reads
from planner.domain.action import ActionStatus
from planner.domain.errors import PlannerError
from planner.domain.gauge import shown, signed
from planner.domain.money import format_amount
from planner.domain.period import Span
from planner.domain.review import MOODS, ReviewKind
from planner.domain.reviewviews import DayReviewView, Win, WinKind
from planner.domain.text import clean_line
from planner.domain.views import short_date

if TYPE_CHECKING:
    from planner.domain.change import ChangeSet
    from planner.services.planner import Planner

SIGNS = {mood: sign for sign, mood in MOODS.items()}


def words(parser: Parser) -> None:
    """Add the words of `planner review day`."""
    parser.set_defaults(run=_run)
    reads(parser, date=True)
    parser.add_argument("--mood", choices=("-", "0", "+"), help="how it felt")
    parser.add_argument("--note", metavar="T", help="what to remember of it")
    own.answer_words(parser)
    closing(parser, "the day")


def _run(planner: "Planner", options: Options) -> None:
    day = named_day(planner, options)
    mine = own.of_period(planner, options, ReviewKind.DAY, Span(day, day))
    saved = mine.save(planner, lambda: save(planner, options, day))
    answer(
        options,
        lambda: mine.value(figures(planner, day)),
        lambda: mine.lines(lines(planner, day, mine.named)),
        saved,
    )


def save(planner: "Planner", options: Options, day: date) -> "ChangeSet | None":
    """Keep what is said of a day, close it or open it again; None where nothing of that is asked for."""
    mood = None if options.mood is None else MOODS[options.mood]
    is_said = mood is not None or options.note is not None
    if options.reopen:
        if is_said:
            raise PlannerError("--reopen stands alone. Say --mood and --note once more without it.")
        return planner.reviews.reopen(day)
    if options.close:
        return planner.reviews.close(day, mood=mood, note=options.note)
    return planner.reviews.keep(day, mood=mood, note=options.note) if is_said else None


def figures(planner: "Planner", day: date) -> dict[str, Any]:
    """Return a day's review for JSON. What is not known of a day is null, never 0."""
    view = planner.reviews.day(day)
    review = view.review
    return {
        "date": view.day.isoformat(),
        "closed": view.is_closed,
        "closed_at": review.held_at.isoformat() if review is not None and review.held_at else None,
        "working_day": view.is_working,
        "known": view.is_known,
        "mood": view.mood,
        "note": view.note,
        "proud": view.proud,
        "obstacle": view.obstacle,
        "little_goals": [plain.goal(row, view.day) for row in view.little],
        "wins": [win._asdict() for win in view.wins],
        "steps": view.steps if view.is_known else None,
        "asks": [
            {"name": ask.name, "asked": ask.asked, "done": ask.done if view.is_known else None} for ask in view.asks
        ],
        "one_thing": plain.action(view.one_thing) if view.one_thing else None,
        "plan": [plain.action(row) for row in view.plan],
        "planned": len(view.planned),
        "done": view.done,
        "next_day": view.next_day.isoformat(),
        "next_one_thing": plain.action(view.next_one_thing) if view.next_one_thing else None,
        "next_plan": [plain.action(row) for row in view.next_plan],
        "momentum_before": round(view.momentum_before, 4) + 0.0,
        "momentum_after": round(view.momentum_after, 4) + 0.0,
        "unclosed": [one.isoformat() for one in planner.reviews.unclosed(view.today)],
    }


def lines(planner: "Planner", day: date, named: own.Named) -> Iterator[own.Told]:
    """Yield a day's review as lines, its wins first; `named` says what stands above its sections."""
    view = planner.reviews.day(day)
    yield "", f"{short_date(view.day, view.today)}{', closed' if view.is_closed else ''}"
    yield from own.under("little goals", (plain.goal_text(row, view.day) for row in view.little))
    for win in view.wins:
        yield "wins", f"{named('wins', 'won')}: {win_text(win, planner.settings.currency)}"
    if view.proud:
        yield "wins", f"proud of: {clean_line(view.proud)}"
    yield "planned", _result(view)
    rows = ((view.one_thing,) if view.one_thing else ()) + view.plan
    for row in rows:
        status = row.action.status
        aside = f"  ({status})" if status in {ActionStatus.MOVED, ActionStatus.DROPPED} else ""
        yield "planned", f"{plain.action_text(row, view.day)}{aside}"
    if view.mood is not None:
        yield "mood", f"{named('mood', 'felt')}: {SIGNS[view.mood]}"
    for section, heading, text in (("obstacle", "in the way", view.obstacle), ("note", "note", view.note)):
        if text:
            yield section, f"{named(section, heading)}: {clean_line(text)}"
    first = clean_line(view.next_one_thing.action.text) if view.next_one_thing else "______________"
    yield "next", f"{short_date(view.next_day, view.today)}: if all I do today is {first}"
    yield from own.under("next", (plain.action_text(row, view.next_day) for row in view.next_plan))
    yield from own.under("momentum", _momentum(view))
    if waiting := planner.reviews.unclosed(view.today):
        days = "1 day waits" if len(waiting) == 1 else f"{len(waiting)} days wait"
        yield "unclosed", f"{days} to be closed, from {short_date(waiting[0], view.today)} on"


def _result(view: DayReviewView) -> str:
    if not view.is_known:
        return "nothing is known of this day"
    parts = [f"done {view.done} of {len(view.planned)}"] if view.planned else []
    parts += [f"{clean_line(ask.name)} {ask.done}/{ask.asked}" for ask in view.asks]
    parts.append("1 step" if view.steps == 1 else f"{view.steps or 'no'} steps")
    return "  ".join(parts)


def win_text(win: Win, currency: str) -> str:
    """Return one win as words."""
    name = clean_line(win.name)
    match win.kind:
        case WinKind.CLOSED:
            money = "" if win.amount_minor is None else format_amount(win.amount_minor, win.currency, currency)
            return " ".join(part for part in ("closed", name, money) if part)
        case WinKind.ASK:
            return f"{name} {win.done}/{win.asked}"
        case WinKind.TALK:
            return f"first talk with {name}"
        case _:
            return f"{win.kind} {name}"


def _momentum(view: DayReviewView) -> Iterator[str]:
    """Yield what the day made of the number; while it is open, less than it was is not told."""
    before, after = shown(view.momentum_before), shown(view.momentum_after)
    if view.is_known and (view.day != view.today or view.is_closed or after >= before):
        yield f"momentum {signed(before)} -> {signed(after)}"
