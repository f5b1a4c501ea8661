"""The checkout as its users get it: a wheel in a fresh environment, with its bytecode compiled."""

import importlib.util
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]


def installed(folder: Path, env: Mapping[str, str]) -> Path:
    """Build a wheel, install it into a new environment in the folder, and return that environment's programs."""
    interpreter = Path(os.path.realpath(sys.executable))
    place = folder / "venv"
    _run(interpreter, "-m", "venv", place, env=env)
    isolation = ["--no-build-isolation"] if importlib.util.find_spec("hatchling") else []
    _run(sys.executable, "-m", "pip", "wheel", "--no-deps", *isolation, "-w", folder, CHECKOUT, env=env)
    programs = place / "bin"
    _run(programs / "python", "-m", "pip", "install", "--compile", *folder.glob("*.whl"), env=env)
    return programs


def _run(*command: str | Path, env: Mapping[str, str]) -> None:
    """Run a step, and show what it said only when it fails."""
    done = subprocess.run([*map(str, command)], env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
