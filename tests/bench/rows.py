"""Which measures are taken, and against what."""

import statistics
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.bench.measure import interleaved, key_times, opened, percentile, visit, wall
from tests.bench.programs import (
    CLOSE_LOG_LINE,
    CURSOR,
    DEEDS,
    DEMO,
    FINDERS,
    LOG,
    OPEN_LOG_LINE,
    PAGES,
    SAVED_LINE,
    STATUS,
    TO_TODAY,
    WITHOUT_ROWS,
    Program,
    letters,
    moves,
    planner,
    reference,
)
from tests.bench.table import Row
from tests.terminal import Terminal

STOCK = "minimal Textual app"
TREE = "minimal app's Tree, down"
LISTS = "minimal app's page of three lists"
PYTHON = "python -c pass"
MEGABYTE = 1 << 20


@dataclass(frozen=True)
class Effort:
    """How long to measure."""

    starts: int
    keys: int
    openings: int
    idle: float
    """Seconds."""
    runs: int


THOROUGH = Effort(starts=15, keys=80, openings=20, idle=15, runs=40)
QUICK = Effort(starts=5, keys=20, openings=5, idle=4, runs=10)


@dataclass(frozen=True)
class Bench:
    """Measures the planner installed in one folder, keeping its databases in another."""

    programs: Path
    folder: Path
    env: Mapping[str, str]
    effort: Effort

    def rows(self) -> Iterator[Row]:
        """Take all measures, telling each as soon as it is known."""
        ten_years = self.folder / "ten-years.db"
        wall((str(self.programs / "planner"), *DEMO, "--db", str(ten_years)), self.env)
        stock = reference(self.programs / "python")
        ours = planner(self.programs / "planner", ten_years)
        empty = planner(self.programs / "planner", self.folder / "empty.db", empty=True)
        yield from self._starts("10 years", ours, stock)
        yield from self._starts("empty", empty, stock)
        with ExitStack() as stack:
            terminals = [stack.enter_context(opened(program, self.env)) for program in (ours, stock)]
            yield from self._idle(terminals)
            for name, (focus, rows) in ours.panes.items():
                terminals[0].press(focus)
                yield from self._keys(f"{name}: down", terminals, moves(self.effort.keys, rows))
            for name, (focus, sign, deed) in DEEDS.items():
                terminals[0].press(focus)
                yield from self._keys(name, terminals, [deed] * self.effort.openings, sign)
            yield from self._log_line(terminals)
            yield from self._pages(terminals)
            yield from self._finders(terminals)
        yield from self._figures(ten_years)
        yield from self._command_line(ten_years)

    def _starts(self, database: str, ours: Program, stock: Program) -> Iterator[Row]:
        """First paint, memory and quitting."""
        planners, stocks = interleaved(
            self.effort.starts, partial(visit, ours, self.env), partial(visit, stock, self.env)
        )
        for what, unit, of_planner, of_stock in (
            ("first paint", "ms", [v.painted * 1e3 for v in planners], [v.painted * 1e3 for v in stocks]),
            ("memory", "MB", [v.memory / MEGABYTE for v in planners], [v.memory / MEGABYTE for v in stocks]),
            ("quit to restored", "ms", [v.restored * 1e3 for v in planners], [v.restored * 1e3 for v in stocks]),
            ("quit to gone", "ms", [v.gone * 1e3 for v in planners], [v.gone * 1e3 for v in stocks]),
        ):
            yield Row(f"{what}, {database}", statistics.median(of_planner), statistics.median(of_stock), unit, STOCK)
            if what == "first paint":
                yield Row(f"{what}, {database}, best", min(of_planner), min(of_stock), unit, STOCK)

    def _idle(self, terminals: Sequence[Terminal]) -> Iterator[Row]:
        """What programs do that nobody uses."""
        ours, stock = (terminal.rest(self.effort.idle) for terminal in terminals)
        for what, unit, of_planner, of_stock in (
            ("idle: wake-ups", "/s", ours.wakeups / ours.seconds, stock.wakeups / stock.seconds),
            ("idle: processor", "ms/s", ours.cpu * 1e3 / ours.seconds, stock.cpu * 1e3 / stock.seconds),
            ("idle: written", "B/s", ours.written / ours.seconds, stock.written / stock.seconds),
        ):
            yield Row(what, of_planner, of_stock, unit, STOCK)

    def _keys(self, what: str, terminals: Sequence[Terminal], keys: Sequence[str], sign: str = "") -> Iterator[Row]:
        """Key to paint, in turns with a cursor going down the reference's tree, on the first row that has a sign."""
        _to_the_top(terminals)
        while sign and not any(CURSOR in line and sign in line for line in terminals[0].text.splitlines()):
            terminals[0].press("down")
            terminals[0].settle(0.3)
        ours, tree = key_times(terminals, (keys, moves(len(keys), 40)))
        for percent in 50, 95:
            yield Row(f"{what}, p{percent}", _ms(percentile(ours, percent)), _ms(percentile(tree, percent)), "ms", TREE)

    def _log_line(self, terminals: Sequence[Terminal]) -> Iterator[Row]:
        """Open the log line, and type into it."""
        ours, stock = terminals
        _to_the_top(terminals)
        opening: list[float] = []
        trees: list[float] = []
        for key in moves(self.effort.openings, 40):
            times = key_times(terminals, ([OPEN_LOG_LINE], [key]))
            opening += times[0]
            trees += times[1]
            ours.press(CLOSE_LOG_LINE)
            ours.settle()
        for percent in 50, 95:
            yield Row(
                f"log line: open, p{percent}",
                _ms(percentile(opening, percent)),
                _ms(percentile(trees, percent)),
                "ms",
                TREE,
            )
        saving = []
        text, save = SAVED_LINE
        for _ in range(self.effort.openings):
            ours.press(OPEN_LOG_LINE, *text)
            ours.settle()
            saving += key_times((ours,), ([save],))[0]
        for percent in 50, 95:
            tree = _ms(percentile(trees, percent))
            yield Row(f"log line: save, p{percent}", _ms(percentile(saving, percent)), tree, "ms", TREE)
        ours.press(OPEN_LOG_LINE)
        ours.settle()
        yield from self._keys("log line: type", (ours, stock), [*"call Dana Reyes " * 20][: self.effort.keys])

    def _pages(self, terminals: Sequence[Terminal]) -> Iterator[Row]:
        """Open each page, go a line down in it and back, and leave it."""
        _leave(terminals[0], (CLOSE_LOG_LINE,))
        for name, (*way, key) in PAGES.items():
            opening: list[list[float]] = [[], []]
            moving: list[list[float]] = [[], []]
            steps = () if name in WITHOUT_ROWS else ("down", "up")
            for _ in range(self.effort.openings):
                _press(terminals[0], *way)
                for found, keys in (opening, ([key], ["p"])), (moving, (steps, steps)):
                    for times, more in zip(found, key_times(terminals, keys), strict=True):
                        times.extend(more)
                _leave(terminals[0], TO_TODAY)
                _leave(terminals[1], ("escape",))
            for what, (ours, lists), percent in (("open", opening, 50), ("open", opening, 95), ("move", moving, 95)):
                if lists:
                    taken, page = _ms(percentile(ours, percent)), _ms(percentile(lists, percent))
                    yield Row(f"{name}: {what}, p{percent}", taken, page, "ms", LISTS)

    def _finders(self, terminals: Sequence[Terminal]) -> Iterator[Row]:
        """Type what is found as it is typed."""
        for name, way in FINDERS.items():
            _press(terminals[0], *way)
            yield from self._keys(name, terminals, letters(self.effort.keys))
            _leave(terminals[0], TO_TODAY)

    def _figures(self, database: Path) -> Iterator[Row]:
        """What the Today screen counts after a change, and momentum from nothing, beside starting Python."""
        python, script = str(self.programs / "python"), str(Path(__file__).with_name("figures.py"))
        told = subprocess.run((python, "-P", script, str(database)), env=self.env, capture_output=True, check=True)
        bare = _ms(statistics.median(wall((python, "-c", "pass"), self.env) for _ in range(self.effort.starts)))
        changed, whole = (float(number) for number in told.stdout.split())
        yield Row("today's figures after a change", changed, bare, "ms", PYTHON)
        yield Row("momentum of 10 years from nothing", whole, bare, "ms", PYTHON)

    def _command_line(self, database: Path) -> Iterator[Row]:
        """Whole processes of the command line."""
        executable = str(self.programs / "planner"), "--db", str(database)
        python = str(self.programs / "python"), "-c", "pass"
        for what, arguments in (("planner log", LOG), ("planner status", STATUS)):
            ours, bare = interleaved(
                self.effort.runs,
                partial(wall, (*executable, *arguments), self.env),
                partial(wall, python, self.env),
            )
            yield Row(what, _ms(statistics.median(ours)), _ms(statistics.median(bare)), "ms", PYTHON)
            yield Row(f"{what}, best", _ms(min(ours)), _ms(min(bare)), "ms", PYTHON)


def _press(terminal: Terminal, *keys: str) -> None:
    """Press keys, each once what the one before it did is painted."""
    for key in keys:
        key_times((terminal,), ([key],))
        terminal.settle()


def _leave(terminal: Terminal, keys: Sequence[str]) -> None:
    """Press keys of which some may change nothing."""
    for key in keys:
        terminal.press(key)
        terminal.settle()


def _to_the_top(terminals: Sequence[Terminal]) -> None:
    """Put the cursors where a move down is sure to show."""
    for terminal in terminals:
        terminal.press("home")
        terminal.settle(0.3)


def _ms(seconds: float | None) -> float | None:
    """Return milliseconds."""
    return None if seconds is None else seconds * 1e3
