"""The words of `planner partner`, `planner obstacle` and of the reviews with others, of quarters and of years."""

import argparse
from collections.abc import Callable
from typing import Any

from planner.domain.briefviews import FIELDS

Verb = Callable[[Any, str, str], Any]
"""Adds a verb with the options that all verbs have."""
Shown = Callable[..., None]
"""Adds the options of a verb that reads."""
ROLES = ("peer", "mentor", "coach", "friend", "group")
REVIEWS = ("partner", "group", "quarter", "year")


def partner(parser: argparse.ArgumentParser, verb: Verb, shown: Shown) -> None:
    """Add the words of `planner partner`."""
    shown(parser, date=True)
    parser.add_argument("--format", choices=("txt", "md", "html"), default="txt", help="how the brief is written")
    parser.add_argument("--without", metavar="FIELDS", type=_fields, default=(), help=f"leave out {','.join(FIELDS)}")
    verbs = parser.add_subparsers(dest="sub", metavar="add|list|rename|role|remove|held", prog="planner partner")
    add = verb(verbs, "add", "name a partner: planner partner add 'Mia Holt' --role mentor")
    add.add_argument("name", nargs="+")
    add.add_argument("--role", choices=ROLES, default="peer", help="group is for the monthly group")
    shown(verb(verbs, "list", "who reviews goals with you"))
    rename = verb(verbs, "rename", "give somebody another name: planner partner rename mia --to 'Mia Holtz'")
    rename.add_argument("name", nargs="+")
    rename.add_argument("--to", metavar="NAME", required=True)
    role = verb(verbs, "role", "give somebody another part: planner partner role mia --to coach")
    role.add_argument("name", nargs="+")
    role.add_argument("--to", choices=ROLES, required=True)
    verb(verbs, "remove", "let go of somebody; past reviews keep the name").add_argument("name", nargs="+")
    held = verb(verbs, "held", "note a review that was held: planner partner held --promise 'call Lee fri'")
    held.add_argument("--date", metavar="D", help="when it was held: yesterday, mon, 2026-02-09")
    _said(held)


def obstacle(parser: argparse.ArgumentParser, verb: Verb, shown: Shown) -> None:
    """Add the words of `planner obstacle`."""
    verbs = parser.add_subparsers(dest="sub", metavar="add|list|next|resolve", required=True, prog="planner obstacle")
    add = verb(verbs, "add", "say what is in the way: planner obstacle add 'legal takes a week -> ask Bo'")
    add.add_argument("text", nargs="+")
    add.add_argument("--goal", help="the goal that it is in the way of")
    add.add_argument("--date", metavar="D", help="since when")
    listed = verb(verbs, "list", "what is in the way, the oldest first")
    shown(listed)
    listed.add_argument("--all", action="store_true", help="what was resolved too")
    following = verb(verbs, "next", "plan what is done against it: planner obstacle next legal --do 'fri ask Bo'")
    following.add_argument("text", nargs="+", help="words of it")
    following.add_argument("--do", metavar="LINE", required=True, help="the action, as a line of the plan")
    resolve = verb(verbs, "resolve", "it is out of the way: planner obstacle resolve legal --how 'a short form'")
    resolve.add_argument("text", nargs="+", help="words of it")
    resolve.add_argument("--how", metavar="T", default="", help="what took it out of the way")
    resolve.add_argument("--date", metavar="D", help="since when")


def reviews(verbs: Any, verb: Verb, shown: Shown) -> None:
    """Add the reviews with a partner, with a group, of a quarter and of a year."""
    for kind in ("partner", "group"):
        with_others = verb(verbs, kind, f"look at the review with your {kind}, keep what is said, and close it")
        shown(with_others, date=True)
        _said(with_others)
        _closed(with_others)
        if kind == "group":
            with_others.add_argument("--answer", metavar="KEY=T", type=_answer, default=[], action="append")
            with_others.add_argument("--idea", metavar="T", default=[], action="append", help="an idea that came up")
            with_others.add_argument("--act", metavar="N", type=int, help="plan idea N as an action")
            with_others.add_argument("--aim", metavar="N", type=int, help="set idea N as a goal")
    quarter = verb(verbs, "quarter", "look back on a quarter: planner review quarter --priority '100 demos'")
    _period(quarter, shown)
    quarter.add_argument("--priority", metavar="LINE", help="set a priority of the next quarter, a draft")
    choice = quarter.add_mutually_exclusive_group()
    choice.add_argument("--keep", metavar="GOAL", help="keep a goal as it is")
    choice.add_argument("--raise", dest="higher", metavar="GOAL=N", type=_answer, help="raise its target")
    choice.add_argument("--lower", metavar="GOAL=N", type=_answer, help="lower its target")
    choice.add_argument("--drop", metavar="GOAL", help="drop it")
    quarter.add_argument("--reason", default="", help="why, for its history")
    year = verb(verbs, "year", "look back on a year and plan the next: planner review year --draft '480 calls'")
    _period(year, shown)
    year.add_argument("--draft", metavar="LINE", help="set a goal of the next year, a draft")
    year.add_argument("--preliminary", action="store_true", help="the employer's figure is not final yet")


def _period(parser: Any, shown: Shown) -> None:
    shown(parser, date=True)
    parser.add_argument("--answer", metavar="KEY=T", type=_answer, default=[], action="append", help="keep an answer")
    parser.add_argument("--note", metavar="T", help="what to remember of it")
    _closed(parser)


def _closed(parser: Any) -> None:
    state = parser.add_mutually_exclusive_group()
    state.add_argument("--close", action="store_true", help="close the review")
    state.add_argument("--reopen", action="store_true", help="open it again")


def _said(parser: Any) -> None:
    parser.add_argument("--with", dest="people", metavar="NAME", default=[], action="append", help="who takes part")
    parser.add_argument("--note", metavar="T", help="what to remember of it")
    parser.add_argument("--promise", metavar="LINE", default=[], action="append", help="what you promise to do")
    parser.add_argument("--obstacle", metavar="T", default=[], action="append", help="what is in the way")


def _fields(text: str) -> tuple[str, ...]:
    """Read what is left out of a brief."""
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    if unknown := next((name for name in names if name not in FIELDS), None):
        raise argparse.ArgumentTypeError(f"“{unknown}” is none of {', '.join(FIELDS)}")
    return names


def _answer(text: str) -> tuple[str, str]:
    """Read KEY=TEXT."""
    key, equals, value = text.partition("=")
    if not equals or not key.strip():
        raise argparse.ArgumentTypeError(f"“{text}” has no key: write it as question='ten demos a month'")
    return key.strip(), value.strip()
