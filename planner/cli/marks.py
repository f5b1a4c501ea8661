"""planner mark: events that may have changed something, and what the working days before and since brought (B25)."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from planner.cli.answer import Options, answer, named_day
from planner.cli.words import Parser, above_zero, dated, reads, verb
from planner.domain import activity
from planner.domain.views import short_date

if TYPE_CHECKING:
    from planner.domain.change import ChangeSet
    from planner.domain.event_mark import EventMark
    from planner.domain.progressviews import MarkCompared, MarkSide
    from planner.services.planner import Planner


def words(parser: Parser) -> None:
    """Add the words of `planner mark`."""
    parser.set_defaults(run=_run)
    verbs = parser.add_subparsers(dest="sub", metavar="add|list|compare|remove", required=True, prog="planner mark")
    add = verb(verbs, "add", "mark a day: planner mark add negotiation training --date '12 jan'")
    add.add_argument("label", nargs="+", help="what happened")
    dated(add)
    reads(verb(verbs, "list", "the days that are marked"))
    compare = verb(verbs, "compare", "the working days before a mark and since: planner mark compare training")
    compare.add_argument("label", nargs="+", help="words of its name")
    compare.add_argument("--days", metavar="N", type=above_zero, default=20, help="working days on each side")
    reads(compare)
    remove = verb(verbs, "remove", "take a mark away: planner mark remove training")
    remove.add_argument("label", nargs="+", help="words of its name")
    for one in (compare, remove):
        dated(one, "its day, where several have the name")


def _run(planner: "Planner", options: Options) -> None:
    saved = save(planner, options, named_day(planner, options))
    answer(options, lambda: value(planner, options), lambda: lines(planner, options), saved)


def save(planner: "Planner", options: Options, day: date) -> "ChangeSet | None":
    """Mark a day or take a mark away; None where nothing of that is asked for."""
    label = " ".join(options.label) if options.sub != "list" else ""
    if options.sub == "add":
        return planner.marks.add(label, day)
    if options.sub == "remove":
        return planner.marks.remove(_named(planner, options).id)
    return None


def value(planner: "Planner", options: Options) -> Any:
    """Return the marks, or what one parts, for JSON. Money is in minor units."""
    if options.sub == "compare":
        return as_json(planner.marks.compare(_named(planner, options), options.days))
    return [_mark(mark) for mark in planner.marks.all()]


def lines(planner: "Planner", options: Options) -> Iterator[str]:
    """Yield the marks, or what one parts, as lines."""
    today = planner.today()
    if options.sub == "compare":
        yield from _compared(planner.marks.compare(_named(planner, options), options.days), today)
        return
    marks = planner.marks.all()
    if not marks:
        yield "No day is marked yet: planner mark add training --date '12 jan' marks one."
    for mark in marks:
        yield f"{short_date(mark.date, today):18}{mark.label}"


def _named(planner: "Planner", options: Options) -> "EventMark":
    on = named_day(planner, options) if options.date is not None else None
    return planner.marks.find(" ".join(options.label), on)


def as_json(found: "MarkCompared") -> dict[str, Any]:
    """Return what a mark parts, for JSON."""
    return {
        "mark": _mark(found.mark),
        "days": found.wanted,
        "before": _side(found.before),
        "after": _side(found.after),
    }


def unknown(found: "MarkCompared") -> str:
    """Return why nothing stands beside each other; empty where something does."""
    if found.after is None:
        return "No working day is over since."
    return "Nothing was logged before it." if found.before is None else ""


def rows(found: "MarkCompared") -> Iterator[tuple[str, str, str]]:
    """Yield the working days before a mark and since, what they brought a day, and the conversions with their n."""
    before, after = found.before, found.after
    if before is None or after is None:
        return
    days, since = (f"{side.working_days} {'day' if side.working_days == 1 else 'days'}" for side in (before, after))
    yield "working days", f"{days} before", f"{since} since"
    yield "steps a day", _rate(before.made, before), _rate(after.made, after)
    for kind in sorted({kind for side in (before, after) for kind, _ in side.types}):
        then, now = (_rate(dict(side.types).get(kind, 0), side) for side in (before, after))
        yield f"{activity.words(kind)} a day", then, now
    for one, other in zip(before.steps[1:], after.steps[1:], strict=True):
        yield f"to {one.label}", one.share(1), other.share(1)


def _compared(found: "MarkCompared", today: date) -> Iterator[str]:
    yield f"{found.mark.label}, {short_date(found.mark.date, today)}"
    if why := unknown(found):
        yield why
    for name, *cells in rows(found):
        yield f"{name:20}{''.join(f'{cell:>18}' for cell in cells)}"


def _rate(number: int, side: "MarkSide") -> str:
    from fractions import Fraction

    from planner.domain.figure import decimal

    return decimal(Fraction(number, side.working_days))


def _mark(mark: "EventMark") -> dict[str, str]:
    return {"id": mark.id, "date": mark.date.isoformat(), "label": mark.label}


def _side(side: "MarkSide | None") -> dict[str, Any] | None:
    if side is None:
        return None
    return {
        "start": side.span.start.isoformat(),
        "end": side.span.end.isoformat(),
        "working_days": side.working_days,
        "steps": side.made,
        "activity": {kind.value: times for kind, times in side.types},
        "measures": [
            {"name": row.name, "value": row.now, "currency": row.currency or None} for row in side.measures if row.now
        ],
        "conversion": [
            {"step": step.name, "times": step.times, "of": step.conversion.whole if step.conversion else None}
            for step in side.steps
        ],
    }
