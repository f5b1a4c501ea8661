"""Print how the planner compares with references measured in the same run: `python -m tests.bench [--quick]`.

Times differ between machines by more than between versions; ratios do not. So there is no limit in here, only a table.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.bench.install import installed
from tests.bench.rows import QUICK, THOROUGH, Bench
from tests.bench.table import table
from tests.terminal import plain_environment


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="fewer rounds: a rough idea in about five minutes")
    parser.add_argument("--installed", metavar="BIN", type=Path, help="build nothing: measure this folder's programs")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="planner-bench-") as name:
        folder = Path(name)
        home = folder / "home"
        home.mkdir()
        env = {"HOME": str(home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
        programs = options.installed or installed(folder, plain_environment())
        rows = []
        for row in Bench(programs, folder, env, QUICK if options.quick else THOROUGH).rows():
            print(f"... {row.what}", file=sys.stderr, flush=True)
            rows.append(row)
    print(table(rows))


if __name__ == "__main__":
    main()
