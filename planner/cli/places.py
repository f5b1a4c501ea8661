"""`planner paths`: where the files are. It opens no planner."""

from planner.cli.answer import Options, answer
from planner.cli.words import Parser, reads
from planner.settings.paths import Paths


def words(parser: Parser) -> None:
    """Add the words of `planner paths`."""
    reads(parser)


def show(paths: Paths, options: Options) -> None:
    """Print where the files are."""
    places = paths._asdict()
    answer(options, lambda: places, lambda: (f"{name.replace('_', ' '):14} {path}" for name, path in places.items()))
