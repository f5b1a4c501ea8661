"""Pictures of screens that are kept in files: compared as text, rewritten with PLANNER_UPDATE_GOLDENS=1."""

import os
import re
from pathlib import Path

FOLDER = Path(__file__).parent
UPDATE = "PLANNER_UPDATE_GOLDENS"


def check(name: str, found: str) -> None:
    """Compare a picture with its file, or write the file where that is asked for."""
    file = FOLDER / name
    if os.environ.get(UPDATE):
        file.write_text(found, encoding="utf-8")
    assert file.exists(), f"{file} is missing: {UPDATE}=1 pytest tests/screens writes it"
    assert found == file.read_text(encoding="utf-8"), f"{name} looks otherwise: {UPDATE}=1 rewrites it"


def stable(svg: str) -> str:
    """Return an SVG with names that do not change from run to run, and without fonts from the network."""
    svg = re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    svg = re.sub(r"\s*<!--.*?-->", "", svg, flags=re.DOTALL)
    svg = re.sub(r"terminal-\d+", "terminal", svg)
    svg = svg.replace("font-family: Fira Code, monospace", "font-family: ui-monospace, Menlo, Consolas, monospace")
    return re.sub(r"[ \t]+$", "", svg, flags=re.MULTILINE).rstrip("\n") + "\n"
