"""planner import: what a file would change, and what it changed, as plain text and as values for JSON."""

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from planner.cli.answer import Options, answer
from planner.cli.words import Parser, reads
from planner.domain.cells import DateOrder
from planner.domain.change import ChangeSet
from planner.domain.errors import PlannerError, StaleWriteError
from planner.domain.figure import counted
from planner.domain.headers import Field
from planner.domain.importviews import Choices, ImportDraft, ImportLook, Progress
from planner.domain.money import shown
from planner.domain.text import clean_line
from planner.services.importing_told import summary, unchanged, unit
from planner.services.planner import Planner

_MOST_REFUSED = 50
"""Rows that are told one by one; JSON tells them all."""
_MOST_COLUMNS = 40
_TRIES = 3
"""How often a file is compared anew where another program saves at the same time."""


def words(parser: Parser) -> None:
    """Add the words of `planner import`."""
    parser.set_defaults(run=_run)
    reads(parser)
    parser.add_argument("file", help="a file, or a folder of .vcf files")
    parser.add_argument("--dry-run", action="store_true", help="show what it would change, and save nothing")
    parser.add_argument("--map", metavar="FIELD=COLUMN", default=[], action="append", help="which column is which")
    parser.add_argument("--date-order", choices=("dmy", "mdy", "ymd"), help="how its dates are written")


def _run(planner: Planner, options: Options) -> None:
    look, draft, saved = take_in(planner, options)
    answer(options, lambda: value(look, draft, saved), lambda: lines(look, draft, saved))


def take_in(planner: Planner, options: Options) -> tuple[ImportLook, ImportDraft, ChangeSet | None]:
    """Read a file and save it unless it is a dry run. Raises PlannerError where it is refused."""
    if not options.file.strip():
        raise PlannerError("Which file? Name one, or a folder of .vcf files.")
    path = os.path.abspath(os.path.expanduser(options.file))
    chosen = Choices(_columns(options.map), DateOrder(options.date_order) if options.date_order else None)
    progress = _progress() if sys.stderr.isatty() else None
    try:
        for _ in range(_TRIES):
            with suppress(StaleWriteError):  # another program saved meanwhile: what it wrote counts
                return _once(planner, path, chosen, progress, is_dry=options.dry_run)
        return _once(planner, path, chosen, progress, is_dry=options.dry_run)
    finally:
        if progress is not None:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _once(
    planner: Planner, path: str, chosen: Choices, progress: Progress | None, *, is_dry: bool
) -> tuple[ImportLook, ImportDraft, ChangeSet | None]:
    """Read a file, compare it with what stands, and save it."""
    look, draft = planner.importing.look(path, chosen), planner.importing.read(path, chosen, progress)
    return look, draft, None if is_dry else planner.importing.save(draft, look, progress)


def value(look: ImportLook, draft: ImportDraft, saved: ChangeSet | None) -> dict[str, Any]:
    """Return an import for JSON."""
    return {
        "file": draft.file,
        "system": draft.system.value,
        "saved": saved is not None and bool(saved.changes),
        "counts": dict(draft.counts),
        "columns": {field.value: list(names) for field, names in look.columns.items()},
        "left_out": list(draft.left_out),
        "samples": list(draft.samples),
        "refused": [row._asdict() for row in draft.refused],
        "asides": [row._asdict() for row in draft.asides],
        "notes": list(draft.notes),
    }


def lines(look: ImportLook, draft: ImportDraft, saved: ChangeSet | None) -> list[str]:
    """Return an import as plain text: what it does first, then the rows and columns that are left out."""
    if saved is not None:
        told = [saved.label]
    else:
        found = summary(draft.counts) if draft.counts else unchanged(draft)
        told = [f"{draft.file}, {draft.system.label}: {found}. Nothing is saved yet."]
        told += [f"  {sample}" for sample in draft.samples]
    if look.lacks_names:
        told.append("No column says names: e-mail addresses stand for them. Say which does: --map name=COLUMN.")
    told += draft.notes
    row_of = unit(draft.system)
    told += [f"{row_of} {row.number:,} is left out: {row.reason}" for row in draft.refused[:_MOST_REFUSED]]
    if len(draft.refused) > _MOST_REFUSED:
        told.append(f"{counted(len(draft.refused) - _MOST_REFUSED, f'more {row_of}')} left out; --json names them all")
    told += [f"{row_of} {row.number:,}: {row.reason}" for row in draft.asides[:_MOST_REFUSED]]
    if len(draft.asides) > _MOST_REFUSED:
        more_rows = counted(len(draft.asides) - _MOST_REFUSED, f"more {row_of}")
        told.append(f"{more_rows} with something left out or in doubt; --json names them all")
    if draft.left_out:
        names = ", ".join(shown(name) for name in draft.left_out[:_MOST_COLUMNS])
        more = len(draft.left_out) - _MOST_COLUMNS
        told.append(f"columns left out: {names}" + (f" and {more:,} more" if more > 0 else ""))
    return told


def _columns(pairs: list[str]) -> Mapping[Field, str]:
    """Read what --map says."""
    chosen = {}
    for pair in pairs:
        name, equals, column = pair.partition("=")
        field = name.strip().replace("-", "_").lower()
        if not equals or not column.strip():
            raise PlannerError(f"--map “{shown(clean_line(pair))}” names no column. Write --map name=COLUMN.")
        if field not in list(Field):
            raise PlannerError(f"--map does not know “{shown(clean_line(name))}”. It knows {', '.join(Field)}.")
        chosen[Field(field)] = column.strip()
    return chosen


def _progress() -> Progress:
    """Return what draws how far an import is, on one line of the terminal that is cleared at the end."""
    last = ""

    def tell(what: str, done: int, total: int) -> None:
        nonlocal last
        line = f"{what} {100 * done // max(total, 1)} %"
        if line != last:
            last = line
            print(f"\r{line}\x1b[K", end="", file=sys.stderr, flush=True)

    return tell
