"""What is declared in pyproject.toml, beside what is imported."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions

import pytest

from tests.architecture.sources import CHECKOUT, PACKAGE, modules

PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())
DECLARED = PROJECT["project"]["dependencies"]
DEVELOPERS = PROJECT["project"]["optional-dependencies"]["dev"]
BUILDERS = PROJECT["build-system"]["requires"]


def imported() -> set[str]:
    """Return the outside packages that the program imports, at any place."""
    found: set[str] = set()
    for tree in modules().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.partition(".")[0])
    return found - sys.stdlib_module_names - {PACKAGE.name}


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[^\w.-]", one)[0].casefold() for one in requirements}


def test_what_is_imported_is_declared_and_nothing_else() -> None:
    homes = packages_distributions()
    assert {homes[package][0].casefold() for package in imported()} == names(DECLARED)


@pytest.mark.parametrize("requirement", [*DECLARED, *DEVELOPERS, *BUILDERS])
def test_what_is_declared_has_a_lower_and_an_upper_bound(requirement: str) -> None:
    assert "==" in requirement or (">=" in requirement and ",<" in requirement)
