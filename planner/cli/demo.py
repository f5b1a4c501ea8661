"""planner demo: a believable planner in a temporary file, or where --db says, and the app on it."""

import argparse
import os
from collections.abc import Callable

from planner.cli.words import Parser
from planner.domain.clock import Clock
from planner.domain.errors import PlannerError
from planner.settings.paths import Paths


def words(parser: Parser) -> None:
    """Add the words of `planner demo`."""
    parser.add_argument("--years", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-open", action="store_true", help="build it and print its path")


def demo(paths: Paths, options: argparse.Namespace, clock: Clock, open_app: Callable[[Paths], int]) -> int:
    """Build the demo and open it. Refuses to fill a file that is there already."""
    from planner.services.demo import MORNING_ENDS, build
    from planner.services.opening import opened

    if options.db is None:
        from tempfile import mkdtemp

        paths = paths._replace(database=os.path.join(mkdtemp(prefix="planner-demo-"), "planner.db"))
    elif os.path.exists(paths.database):
        raise PlannerError(f"{paths.database} is there already. The demo fills a new file.")
    with opened(paths, clock, "demo") as found:
        planner = found.planner
        try:
            build(
                planner.store,
                planner.today(),
                options.years,
                options.seed,
                clock.instant,
                clock.zone(),
                planner.now(),
                until=min(planner.now().time(), MORNING_ENDS),
            )
            planner.morning.note_seen()
        except PlannerError:
            os.unlink(paths.database)
            raise
    if options.no_open:
        print(paths.database)
        return 0
    return open_app(paths)
