"""The program's own source, read as syntax."""

import ast
from collections.abc import Iterator
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]
PACKAGE = CHECKOUT / "planner"


def modules(folder: str = "") -> dict[str, ast.Module]:
    """Return every module under a folder of the package by its path in the checkout."""
    files = sorted((PACKAGE / folder).rglob("*.py"))
    return {str(file.relative_to(CHECKOUT)): ast.parse(file.read_text(encoding="utf-8")) for file in files}


def docstrings(tree: ast.AST) -> set[int]:
    """Return the identities of the constants that are docstrings or stand as bare strings under a field."""
    return {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    }


def strings(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield the line and text of every string constant that is no docstring, the parts of f-strings included."""
    skipped = docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
            yield node.lineno, node.value
