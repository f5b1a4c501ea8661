"""`planner history`: what was done, and what going back to a step would take back, as lines and as JSON."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from planner.cli.answer import Options, answer
from planner.cli.words import MOST_LINES, Parser, above_zero, reads, verb
from planner.domain.history import Preview, Step, Told
from planner.domain.text import clean_line
from planner.domain.views import JournalLine, short_date

if TYPE_CHECKING:
    from datetime import date

    from planner.services.planner import Planner


def words(parser: Parser) -> None:
    """Add the words of `planner history`."""
    parser.set_defaults(run=_run)
    reads(parser)
    parser.add_argument("--limit", default=20, type=above_zero)
    verbs = parser.add_subparsers(dest="sub", metavar="show", prog="planner history")
    show = verb(verbs, "show", "what a step did, and what going back to it would take back")
    show.set_defaults(run=_show)
    reads(show)
    show.add_argument("number", type=above_zero)


def _run(planner: "Planner", options: Options) -> None:
    found = planner.history(min(options.limit, MOST_LINES))
    answer(options, lambda: history_as_json(found), lambda: history(found, planner.today()))


def _show(planner: "Planner", options: Options) -> None:
    preview = planner.past.preview(options.number)
    answer(options, lambda: as_json(preview), lambda: lines(preview, planner.today()))


def history(found: Sequence[JournalLine], today: "date") -> Iterator[str]:
    """Yield steps with the numbers that they are shown and gone back to by."""
    width = max((len(str(one.seq)) for one in found), default=0)
    for one in found:
        yield f"{one.seq:>{width}}  {_line(one, today)}"


def history_as_json(found: Sequence[JournalLine]) -> list[dict[str, Any]]:
    """Return steps for JSON."""
    return [{**one._asdict(), "at": one.at.isoformat()} for one in found]


def lines(preview: Preview, today: "date") -> Iterator[str]:
    """Yield a step, what it did, and what going to where it stood would do."""
    yield _line(preview.step.line, today)
    yield from _changes(preview.step)
    if not preview.is_reachable:
        yield "It was taken back and something else was done since: nothing leads there."
        return
    if not preview.distance:
        yield "It stands as it did then: nothing newer is to be taken back."
        return
    steps = "1 step" if preview.distance == 1 else f"{preview.distance:,} steps"
    does = "do again" if preview.is_forward else "take back"
    yield f"planner undo --to {preview.step.line.seq} would {does} {steps}:"
    for step in preview.steps:
        yield f"  {_line(step.line, today)}"
        yield from (f"  {line}" for line in _changes(step))
    if rest := preview.distance - len(preview.steps):
        yield f"  and {rest:,} more"


def as_json(preview: Preview) -> dict[str, Any]:
    """Return the same for JSON."""
    return {
        **_step_as_json(preview.step),
        "direction": "forward" if preview.is_forward else "back",
        "reachable": preview.is_reachable,
        "distance": preview.distance,
        "steps": [_step_as_json(step) for step in preview.steps],
    }


def told_words(told: Told) -> str:
    """Return what became of one entity in words: "+ call Dana", "goal 40 calls: target 40 → 45"."""
    name = " ".join(part for part in (told.noun, clean_line(told.name)) if part)
    if told.is_added or told.is_removed:
        return f"{'+' if told.is_added else '-'} {name}"
    fields = ", ".join(f"{field.name} {field.before} → {field.after}" for field in told.fields)
    return f"~ {name}{f': {fields}' if fields else ''}"


def _line(line: JournalLine, today: "date") -> str:
    at = line.at.astimezone()
    state = "" if line.state in {"done", "kept"} else f"  ({line.state})"
    return f"{short_date(at.date(), today)} {at:%H:%M}  {line.label}{state}"


def _changes(step: Step) -> Iterator[str]:
    for told in step.changes:
        yield f"  {told_words(told)}"
    if step.more:
        yield f"  and {step.more:,} more"


def _step_as_json(step: Step) -> dict[str, Any]:
    return {
        **step.line._asdict(),
        "at": step.line.at.isoformat(),
        "changes": [{**told._asdict(), "fields": [field._asdict() for field in told.fields]} for told in step.changes],
        "more_changes": step.more,
    }
