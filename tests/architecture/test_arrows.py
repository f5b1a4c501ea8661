"""The arrows between the layers, checked by import-linter."""

import subprocess
import sys
from pathlib import Path

from tests.architecture.sources import CHECKOUT


def test_every_import_follows_the_arrows() -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 broken" in done.stdout
