"""The program's own source, read as syntax."""

import ast
from functools import cache
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]
PACKAGE = CHECKOUT / "planner"


def modules(folder: str = "") -> dict[str, ast.Module]:
    """Return every module under a folder of the package by its path in the checkout."""
    return {str(file.relative_to(CHECKOUT)): module(file) for file in sorted((PACKAGE / folder).rglob("*.py"))}


@cache
def module(file: Path) -> ast.Module:
    """Return a module, which is read once for all tests."""
    return ast.parse(file.read_text(encoding="utf-8"))


def docstrings(tree: ast.AST) -> set[int]:
    """Return the identities of the constants that are docstrings or stand as bare strings under a field."""
    return {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    }


@cache
def strings(tree: ast.Module) -> tuple[tuple[int, str], ...]:
    """Return the line and text of every string constant that is no docstring, the parts of f-strings included."""
    skipped = docstrings(tree)
    return tuple(
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped
    )
