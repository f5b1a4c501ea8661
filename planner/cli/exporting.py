"""planner export: files for other programs. What goes to standard output says nothing else there."""

import sys

from planner.cli.answer import Options, print_line
from planner.cli.words import Parser
from planner.domain.errors import PlannerError
from planner.services.exporting import Format, full_path
from planner.services.planner import Planner

_OUT = "-"


def words(parser: Parser) -> None:
    """Add the words of `planner export`."""
    parser.set_defaults(run=_run)
    kinds = (
        ("json", "FILE", "everything, to be imported again"),
        ("csv", "DIR", "each table as CSV"),
        ("vcf", "PATH", "the contacts as vCards: one .vcf file, or a folder of them"),
        ("emails", "FILE", "a newsletter's addresses: clients, prospects and whoever wants updates"),
        ("ics", "FILE", "blocks, rituals and dated actions as a calendar"),
        ("md", "FILE", "the log as Markdown"),
        ("jrnl", "FILE", "the log as plain text, as jrnl keeps it"),
    )
    for name, place, told in kinds:
        parser.add_argument(f"--{name}", dest=f"to_{name}", metavar=place, help=told)
    parser.add_argument("--force", action="store_true", help="replace files that are there")


def _run(planner: Planner, options: Options) -> None:
    for line in lines(planner, options):
        print_line(line)


def lines(planner: Planner, options: Options) -> list[str]:
    """Write what is asked for; return a sentence for each file. Raises PlannerError."""
    wanted = {kind: place for kind in Format if (place := getattr(options, f"to_{kind}")) is not None}
    if not wanted:
        raise PlannerError(
            "Say what to export: --json FILE, --csv DIR, --vcf PATH, --emails FILE, --ics FILE, --md FILE "
            "or --jrnl FILE."
        )
    told = []
    for kind, place in wanted.items():
        if not place:
            raise PlannerError(f"--{kind} names no file.")
        if place != _OUT:
            told.append(planner.exporting.write(kind, full_path(place), force=options.force))
        elif kind is Format.CSV:
            raise PlannerError("Tables as CSV go into a folder: --csv DIR.")
        else:
            _write_out(planner, kind)
    return told


def _write_out(planner: Planner, kind: Format) -> None:
    for piece in planner.exporting.pieces(kind):
        sys.stdout.buffer.write(piece.encode("utf-8", "replace") if isinstance(piece, str) else piece)
    sys.stdout.buffer.flush()
