"""planner routine: which ritual is due, how each was kept, and which the user does without."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from planner.cli.answer import Options, answer
from planner.cli.words import Parser, reads
from planner.domain.errors import PlannerError
from planner.domain.routine import FREQUENCY, RoutineRow
from planner.domain.text import clean_line
from planner.domain.views import short_date
from planner.settings import rituals
from planner.settings.paths import Paths

if TYPE_CHECKING:
    from planner.domain.change import ChangeSet
    from planner.services.planner import Planner


def words(parser: Parser) -> None:
    """Add the words of `planner routine`."""
    parser.set_defaults(run=_run)
    parser.add_argument("ritual", nargs="?", metavar="RITUAL", help="morning, day, week, partner, group, quarter, year")
    parser.add_argument("switch", nargs="?", choices=("on", "off"), help="want it, or do without it")
    reads(parser)


def _run(planner: "Planner", options: Options) -> None:
    saved = save(planner, options)
    answer(options, lambda: figures(planner), lambda: lines(planner, options.paths), saved)


def save(planner: "Planner", options: Options) -> "ChangeSet | None":
    """Switch a ritual on or off; None where nothing of that is asked for."""
    if options.ritual is None:
        return None
    if options.switch is None:
        raise PlannerError(f"Say on or off behind “{options.ritual}”.")
    return planner.routine.switch(planner.routine.named(options.ritual), is_on=options.switch == "on")


def figures(planner: "Planner") -> list[dict[str, Any]]:
    """Return every ritual for JSON."""
    return [
        {
            "ritual": row.kind.value,
            "on": row.is_on,
            "due": row.is_due,
            "last_held": row.last_held.isoformat() if row.last_held else None,
            "next_due": row.next_due.isoformat() if row.next_due else None,
            "held_in_the_last_8": list(row.held),
            "at_most": FREQUENCY[row.kind],
        }
        for row in planner.routine.rows(planner.today())
    ]


def lines(planner: "Planner", paths: Paths) -> Iterator[str]:
    """Yield every ritual as a line, then what in the user's ritual files was not understood."""
    today, titles = planner.today(), rituals.titles(paths)
    for row in planner.routine.rows(today):
        last = f"last held {short_date(row.last_held, today)}" if row.last_held else "not held yet"
        known = [kept for kept in row.held if kept is not None]
        kept = f"{sum(known)} of the last {len(known)}" if known else ""
        yield f"{clean_line(titles[row.kind]):16} {_due(row, today):20} {last:28} {kept}".rstrip()
    yield from rituals.faults(paths)


def _due(row: RoutineRow, today: date) -> str:
    if not row.is_on or row.next_due is None:
        return "off"
    if row.is_due:
        return "due" if row.next_due == today else f"due since {short_date(row.next_due, today)}"
    return f"next {short_date(row.next_due, today)}"
