"""`planner find`: what a line finds, as lines and as JSON."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from planner.cli.answer import Options, answer
from planner.cli.words import MOST_LINES, Parser, above_zero, reads
from planner.domain.errors import PlannerError
from planner.domain.found import Found, Hit
from planner.domain.searchline import Kind, joined_by, no_such
from planner.domain.text import clean_line
from planner.domain.views import short_date

if TYPE_CHECKING:
    from datetime import date

    from planner.services.planner import Planner


def words(parser: Parser) -> None:
    """Add the words of `planner find`."""
    parser.set_defaults(run=_run)
    parser.takes_minus = True
    reads(parser)
    parser.add_argument("text", nargs="+", help="such as dana, 'type:call after:2026-01' or '\"exact words\"'")
    parser.add_argument("--limit", default=10, type=above_zero, help="how many of each kind are shown")


def _run(planner: "Planner", options: Options) -> None:
    text = " ".join(options.text)
    if unread := planner.search.read(text).unread:
        raise PlannerError(unread[0])
    what = planner.search.find(text, min(options.limit, MOST_LINES))
    answer(options, lambda: as_json(what), lambda: lines(what, planner.today()))


def as_json(what: Found) -> list[dict[str, Any]]:
    """Return what was found for JSON, kind by kind."""
    return [
        {"kind": group.kind, "count": group.total, "found": [_hit_as_json(hit) for hit in group.hits]}
        for group in what.groups
    ]


def lines(what: Found, today: "date") -> Iterator[str]:
    """Yield what was found, each kind under its name, newest first."""
    if not what.groups:
        told = f"Nothing is found. {no_such(what.no_such)}".rstrip() if what.query.asks else "Nothing is looked for."
        if word := joined_by(what.query):
            told = f"{told} “{word}” is looked for as a word; all words of a line are looked for."
        yield f"{told} Try planner find 'dana', 'type:call after:2026-01' or '\"exact words\"'."
    for group in what.groups:
        more = f", the newest {len(group.hits)}" if group.total > len(group.hits) else ""
        yield f"{group.kind}: {group.total:,}{more}"
        for hit in group.hits:
            yield f"  {line(hit, today)}"


def line(hit: Hit, today: "date") -> str:
    """Return a hit as one line."""
    at = f" {hit.at}" if hit.at else ""
    parts = [f"{short_date(hit.day, today)}{at}", hit.label or _state(hit), hit.who, hit.text]
    return "  ".join(clean_line(part) for part in parts if part)


def _state(hit: Hit) -> str:
    """Return how a thing stands, where that says more than its kind."""
    return "" if hit.kind is Kind.GOALS else hit.state.replace("_", " ")


def _hit_as_json(hit: Hit) -> dict[str, Any]:
    return {
        "table": hit.table,
        "id": hit.key,
        "date": hit.day.isoformat(),
        "time": hit.at or None,
        "type": hit.label or hit.state or None,
        "who": hit.who or None,
        "text": hit.text,
    }
