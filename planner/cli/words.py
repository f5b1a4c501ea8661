"""How a verb's words are added to argparse, and what many verbs take. argparse alone: it starts fast.

What it errs on is one sentence, and it exits with 2.
"""

import argparse
from collections.abc import Iterable
from typing import Any, NoReturn

from planner.domain.text import clean_line

MOST_LINES = 1_000_000
"""What a limit of lines comes to at the most."""


class _Help(argparse.HelpFormatter):
    """Help of a fixed width: asking for the terminal's imports shutil at each start, whether help is wanted or not."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=28, width=100)


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one sentence, and whose words are added when it is first asked to read some."""

    def __init__(self, *, words: str = "", **options: Any) -> None:
        """Take the name of the function that adds the words: `module.function` of planner.cli."""
        super().__init__(formatter_class=_Help, **options)
        self._words = words
        self.takes_minus = False
        """Whether a word behind one minus is text; -h stays an option."""

    def parse_known_args(self, args: Iterable[str] | None = None, namespace: Any = None) -> Any:
        """Add the words and read."""
        if self._words:
            from importlib import import_module

            module, _, function = self._words.partition(".")
            self._words = ""
            getattr(import_module(f"planner.cli.{module}"), function)(self)
        if self.takes_minus and args is not None:
            args = [f" {word}" if word[:1] == "-" != word[1:2] and word != "-h" else word for word in args]
        return super().parse_known_args(args, namespace)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and how to see what is right."""
        self.exit(2, f"planner: {clean_line(message)}. {self.prog} --help shows how.\n")


def verb(verbs: "argparse._SubParsersAction[Parser]", name: str, told: str, words: str = "") -> Parser:
    """Add a verb with the options that all verbs have."""
    parser = verbs.add_parser(name, help=told, description=told, words=words)
    files(parser)
    return parser


def files(parser: Parser) -> None:
    """Add the options that say which files; they stand before or behind the verb."""
    parser.add_argument("--db", metavar="PATH", default=argparse.SUPPRESS, help="the planner file (or PLANNER_DB)")
    parser.add_argument("--config", metavar="DIR", default=argparse.SUPPRESS, help="config folder (or PLANNER_CONFIG)")


def reads(parser: Parser, *, date: bool = False) -> None:
    """Add the options of a verb that reads."""
    parser.add_argument("--json", action="store_true", help="print JSON")
    if date:
        dated(parser)


def dated(parser: Parser, told: str = "another day: yesterday, mon, 2026-02-09") -> None:
    """Add the option that names a day."""
    parser.add_argument("--date", metavar="D", help=told)


def closing(parser: Parser, what: str) -> None:
    """Add the options that close a review and open it again."""
    state = parser.add_mutually_exclusive_group()
    state.add_argument("--close", action="store_true", help=f"close {what}")
    state.add_argument("--reopen", action="store_true", help="open it again")


def above_zero(text: str) -> int:
    """Read a number above zero."""
    if text.isdecimal() and (number := int(text[:9])):
        return number
    raise argparse.ArgumentTypeError(f"“{text}” is not a whole number above zero")
