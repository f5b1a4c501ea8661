"""Run by the planner's own Python on a database: print the milliseconds that its figures take.

First those of the Today screen after a step was logged, then momentum over the whole history from nothing.
"""

import statistics
import sys
from time import perf_counter

from planner.services.clock import SystemClock
from planner.services.planner import Planner
from planner.settings.settings import Settings
from planner.store.store import Store

ROUNDS = 9


def main() -> None:
    store = Store(sys.argv[1], new_uuid="", origin="benchmark")
    planner = Planner(store, SystemClock(), Settings())
    today = planner.today()
    took = []
    planner.momentum.gauge(today)
    for _ in range(ROUNDS):
        planner.log.line("call")
        begun = perf_counter()
        planner.reading.day(today)
        planner.reading.goals(today)
        planner.reading.header(today)
        planner.momentum.gauge(today)
        took.append(perf_counter() - begun)
        planner.undo()
    fresh = Planner(store, SystemClock(), Settings())
    begun = perf_counter()
    fresh.momentum.scores(fresh.momentum.last_closed(today), whole=True)
    print(statistics.median(took) * 1e3, (perf_counter() - begun) * 1e3)


main()
