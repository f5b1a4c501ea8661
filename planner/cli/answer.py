"""How a verb answers: the day it is about, what it saved as a sentence, what it shows as lines or as JSON."""

import argparse
import sys
from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from planner.domain.errors import PlannerError
from planner.domain.text import clean

if TYPE_CHECKING:
    from planner.domain.change import ChangeSet
    from planner.services.planner import Planner

Options = argparse.Namespace


def answer(
    options: Options,
    value: Callable[[], Any],
    lines: Callable[[], Iterable[str]],
    saved: "ChangeSet | None" = None,
) -> None:
    """Print what is asked for as JSON, what was saved, or what is asked for as lines."""
    if options.json:
        print_json(value())
    elif saved is not None:
        tell_saved(saved)
    else:
        for line in lines():
            print_line(line)


def tell_saved(done: "ChangeSet", before: str = "") -> None:
    """Print what a verb did, at once: where that cannot be written, it is saved all the same."""
    try:
        print_line(f"{before}{done.label}")
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise PlannerError(f"This was saved, but the answer cannot be written: {error.strerror}.") from error


def print_line(text: str) -> None:
    """Print one line that cannot talk to the terminal."""
    print(clean(text).replace("\n", " "))


def print_json(value: Any) -> None:
    """Print a value as JSON, in letters that the terminal has."""
    import json

    print(json.dumps(value, indent=2, ensure_ascii="utf" not in sys.stdout.encoding.lower()))


def named_day(planner: "Planner", options: Options, *, future: bool = False) -> date:
    """Return the day that --date names; today where it names none. Raises PlannerError where it is no day.

    Where a day to come may be meant, it is read as “go to” has it, and a weekday is the next one.
    """
    today = planner.today()
    if options.date is None:
        return today
    from planner.domain import when

    read = when.parse_near_day(options.date, today, ahead=True) if future else when.parse_past_day(options.date, today)
    day = read or when.parse_coming_day(options.date, today)
    if day is None:
        raise PlannerError(f"“{options.date}” is not a day. Try “yesterday”, “mon” or 2026-02-09.")
    return day
