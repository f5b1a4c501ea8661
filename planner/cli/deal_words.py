"""The words of `planner deals` and `planner fast-start`."""

import argparse
from collections.abc import Callable
from typing import Any

from planner.domain.deal import OPEN_STAGES

Verb = Callable[[Any, str, str], Any]
"""Adds a verb with the options that all verbs have."""
Shown = Callable[..., None]
"""Adds the options of a verb that reads."""
STATES = ("open", "quiet", "soon", "won", "lost")


def deals(parser: argparse.ArgumentParser, verb: Verb, shown: Shown, count: Callable[[str], int]) -> None:
    """Add the words of `planner deals`."""
    _listed(parser, shown, count)
    told = "list|pipeline|show|add|edit|stage|win|lose|next"
    verbs = parser.add_subparsers(dest="sub", metavar=told, prog="planner deals")
    _listed(verb(verbs, "list", "list deals, the furthest first"), shown, count)
    shown(verb(verbs, "pipeline", "sums by stage, coverage of the goals, win rate and close rate"))
    show = verb(verbs, "show", "show one deal with its buyer and log")
    shown(show)
    show.add_argument("name", nargs="+", help="words of its title, buyer or organization")
    verb(verbs, "add", "add one: planner deals add 'Acme renewal @Dana $12k by 30 apr'").add_argument("line", nargs="+")
    edit = verb(verbs, "edit", "correct one: planner deals edit 'acme renewal' --line 'Acme renewal @Dana $13k'")
    edit.add_argument("name", nargs="+")
    edit.add_argument("--line", metavar="LINE", required=True, help="the whole deal, as add takes it")
    stage = verb(verbs, "stage", "move one: planner deals stage 'acme renewal' proposal")
    stage.add_argument("name")
    stage.add_argument("to", metavar="STAGE", help=f"{', '.join(OPEN_STAGES)}, forward or back; it opens a decided one")
    win = verb(verbs, "win", "win one and log its close: planner deals win 'acme renewal' --amount '$12k'")
    win.add_argument("name", nargs="+")
    win.add_argument("--amount", metavar="A", default="", help="what it was won for, where that is another amount")
    lose = verb(verbs, "lose", "lose one: planner deals lose 'acme renewal' --why 'too dear'")
    lose.add_argument("name", nargs="+")
    lose.add_argument("--why", metavar="T", default="", help="the reason, in your words")
    for decided in (win, lose):
        decided.add_argument("--date", metavar="D", help="when it was: yesterday, mon, 2026-02-09")
    following = verb(verbs, "next", "say what comes next: planner deals next 'acme renewal' --do 'send the terms'")
    following.add_argument("name", nargs="+")
    following.add_argument("--do", metavar="T", required=True, help="what comes next; '' takes it away")


def fast_start(parser: argparse.ArgumentParser, shown: Shown, count: Callable[[str], int]) -> None:
    """Add the words of `planner fast-start`."""
    shown(parser)
    parser.add_argument("--limit", default=10, type=count, help="how many of each list are shown")
    parser.add_argument("--resolve", metavar="T", help="the year's resolution in one sentence")


def _listed(parser: argparse.ArgumentParser, shown: Shown, count: Callable[[str], int]) -> None:
    """Add the options that narrow a list of deals."""
    shown(parser)
    parser.add_argument("--state", choices=STATES, default="open", help="quiet: no touch for long; soon: closing soon")
    parser.add_argument("--stage", choices=[str(stage) for stage in OPEN_STAGES])
    parser.add_argument("--limit", default=50, type=count)
