"""What the user can set, read from config.yaml. Whatever in it is not understood keeps its default and is named.

Key names and theme names are taken as text: the tui knows which commands exist, and themes.py which themes.
"""

import os
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from planner.domain.deal import OPEN_STAGES, PROBABILITY
from planner.settings.paths import Paths

if TYPE_CHECKING:
    from planner.settings.yaml_file import Document, Value

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = tuple("January February March April May June July August September October November December".lower().split())
ANIMATIONS = ("none", "basic", "full")
"""How much the screen may move, least first."""
NOTIFY = ("none", "bell", "desktop")
"""How a person who looks elsewhere is called."""

CADENCE: Mapping[str, str] = MappingProxyType(
    {"lead": "1 month", "prospect": "1 month", "opportunity": "2 weeks", "customer": "3 months", "lost": "never"},
)
"""How often contacts of each stage are talked to, where config.yaml does not say it."""

PROBABILITIES: Mapping[str, int] = MappingProxyType({str(stage): PROBABILITY[stage] for stage in OPEN_STAGES})
"""How probable open deals of each stage are, in per cent, where config.yaml does not say it."""


class Settings(NamedTuple):
    """How one user wants the planner. A setting's key in config.yaml is its name here."""

    theme: str = "night"
    """The name of a theme file, without its ending."""
    day_start_hour: int = 0
    """0…23: the hour at which a planner day begins."""
    work_week: frozenset[int] = frozenset(range(5))
    """Days that are worked, Monday 0 to Sunday 6; never empty."""
    year_start_month: int = 1
    """1…12: the month in which the sales year begins."""
    month_weights: tuple[int, ...] = ()
    """How the year's work is spread: January to December in parts of their sum; empty where no month differs."""
    currency: str = "USD"
    """ISO 4217, what an amount without a currency is in."""
    ascii: bool = False
    """Whether every symbol on screen is drawn with ASCII."""
    mouse: bool = True
    """Whether the planner takes the mouse; without it the terminal selects text."""
    keys: Mapping[str, str] = MappingProxyType({})
    """Command id to its keys, comma-separated; the tui checks both."""
    animations: str = "none"
    """One of ANIMATIONS."""
    bell: bool = False
    """Whether a refusal rings the terminal's bell."""
    notify: str = "none"
    """One of NOTIFY: how a sacred block calls whoever looks elsewhere."""
    cadence: Mapping[str, str] = CADENCE
    """By a contact's stage, how long after a conversation the next one is due; domain/cadence.py reads it."""
    probabilities: Mapping[str, int] = PROBABILITIES
    """By an open deal's stage, how probable it is, in per cent."""
    quiet_days: int = 21
    """Days without a touch after which an open deal has gone quiet."""


def load(paths: Paths) -> tuple[Settings, tuple[str, ...]]:
    """Return the settings and a sentence for each thing that was not understood; without a file, the defaults."""
    try:
        os.stat(paths.config_file)
    except FileNotFoundError:
        return Settings(), ()
    except (OSError, ValueError):
        pass  # the reader below has the sentence for it
    from planner.settings import yaml_file

    document, found = yaml_file.load(paths.config_file, paths.cache_dir)
    problems = [*found, *yaml_file.unknown_keys(document, (*_READERS, "keys"), "a setting")]
    chosen: dict[str, Any] = {}
    for name, value in document.data.items():
        if name == "keys":
            chosen[name], wrong = _keys(document, value)
            problems += wrong
        elif name in _READERS:
            try:
                chosen[name] = _READERS[name](value)
            except ValueError as error:
                problems.append(f"{document.at(name)}: {error}. The default, {_default(name)}, is used.")
    return Settings()._replace(**chosen), yaml_file.shorten(document, problems)


def _default(name: str) -> str:
    """Return a setting's default as a person would write it."""
    value = getattr(Settings(), name)
    if isinstance(value, frozenset):
        return "mon-fri"
    if isinstance(value, tuple):
        return "[]"
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {one}" for name, one in value.items())
    return str(value).lower() if isinstance(value, bool) else str(value)


def _refuse(wanted: str, value: "Value") -> ValueError:
    """Return the error that says what a setting takes and what stands there."""
    from planner.settings.yaml_file import shown

    return ValueError(f"it takes {wanted}, and {shown(value)} stands there")


def _text(value: "Value") -> str:
    """Read a name."""
    if not isinstance(value, str) or not value.strip():
        raise _refuse("a name", value)
    return value.strip()


def _switch(value: "Value") -> bool:
    """Read true or false."""
    if not isinstance(value, bool):
        raise _refuse("true or false", value)
    return value


def _hour(value: "Value") -> int:
    """Read an hour of the day."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 23:
        raise _refuse("an hour from 0 to 23", value)
    return value


def _month(value: "Value") -> int:
    """Read a month by its number or English name."""
    if isinstance(value, str) and (named := _named(value, MONTHS)) is not None:
        return named + 1
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 12:
        raise _refuse("a month from 1 to 12", value)
    return value


def _weights(value: "Value") -> tuple[int, ...]:
    """Read percentages of the months as whole numbers in one unit, exactly as they are written; `[]` is none."""
    wanted = "twelve percentages that sum to 100, January first"
    if value == []:
        return ()
    if not isinstance(value, list):
        raise _refuse(wanted, value)
    written = [str(part) if isinstance(part, int | float) else "" for part in value]
    for part, digits in zip(value, written, strict=True):
        if not re.fullmatch(r"[0-9]{1,3}(\.[0-9]+)?", digits):
            raise _refuse(wanted, part)
    if len(value) != len(MONTHS):
        raise ValueError(f"it takes {wanted}, and {len(value)} stand there")
    places = max(len(digits.partition(".")[2]) for digits in written)
    parts = tuple(
        int(whole + rest.ljust(places, "0")) for whole, _, rest in (digits.partition(".") for digits in written)
    )
    if sum(parts) != 100 * 10**places:
        raise ValueError(f"it takes {wanted}, and these sum to {_decimal(sum(parts), places)}")
    return parts


def _decimal(parts: int, places: int) -> str:
    """Write a whole number of parts as a decimal number."""
    whole, rest = divmod(parts, 10**places)
    fraction = f"{rest:0{places}}".rstrip("0") if rest else ""
    return f"{whole}.{fraction}" if fraction else str(whole)


def _currency(value: "Value") -> str:
    """Read a currency code."""
    if not isinstance(value, str) or not re.fullmatch("[A-Za-z]{3}", value.strip()):
        raise _refuse("a currency of three letters such as EUR", value)
    return value.strip().upper()


def _animations(value: "Value") -> str:
    """Read how much may move; `false` is none."""
    if value is False:
        return "none"
    if not isinstance(value, str) or value.strip().lower() not in ANIMATIONS:
        raise _refuse(f"one of {', '.join(ANIMATIONS)}", value)
    return value.strip().lower()


def _notify(value: "Value") -> str:
    """Read how a person is called; `false` is not at all."""
    if value is False:
        return "none"
    if not isinstance(value, str) or value.strip().lower() not in NOTIFY:
        raise _refuse(f"one of {', '.join(NOTIFY)}", value)
    return value.strip().lower()


def _week(value: "Value") -> frozenset[int]:
    """Read days of the week: a list, or a text such as `mon-thu, sat`."""
    parts = value if isinstance(value, list) else value.split(",") if isinstance(value, str) else []
    days: set[int] = set()
    for part in parts:
        ends = [_named(end, WEEKDAYS) for end in part.split("-")] if isinstance(part, str) else []
        if not 1 <= len(ends) <= 2 or None in ends:
            raise _refuse("days such as mon-fri or [mon, tue, sat]", value if isinstance(value, str) else part)
        first, last = ends[0] or 0, ends[-1] or 0
        for day in ((first + n) % 7 for n in range((last - first) % 7 + 1)):
            if day in days:
                raise ValueError(f"it takes each day once, and {WEEKDAYS[day]} stands twice")
            days.add(day)
    if not days:
        raise _refuse("days such as mon-fri or [mon, tue, sat]", value)
    return frozenset(days)


def _named(word: str, names: tuple[str, ...]) -> int | None:
    """Return the index of the name that a word of three letters or more begins."""
    word = word.strip().lower()
    return next((n for n, name in enumerate(names) if len(word) >= 3 and name.startswith(word)), None)


def _keys(document: "Document", value: "Value") -> tuple[dict[str, str], list[str]]:
    """Read the keys of commands; a command whose keys are not understood keeps its own."""
    if value is None:
        return {}, []
    if not isinstance(value, dict):
        return {}, [
            f"{document.at('keys')}: {_refuse('lines such as “log.open: l”', value)}. Every key keeps its default."
        ]
    chosen: dict[str, str] = {}
    problems: list[str] = []
    for command, keys in value.items():
        each = keys if isinstance(keys, list) else [keys]
        words = [str(key).strip() for key in each if isinstance(key, str | int) and not isinstance(key, bool)]
        if words and all(words) and len(words) == len(each):
            chosen[command] = ",".join(words)
        else:
            wrong = _refuse("a key such as l or [l, ctrl+l]", keys)
            problems.append(f"{document.at('keys', command)}: {wrong}. Its default is used.")
    return chosen, problems


def _cadence(value: "Value") -> Mapping[str, str]:
    """Read how often contacts of some stages are talked to; the others keep their default."""
    from planner.domain import cadence
    from planner.domain.errors import PlannerError

    if not isinstance(value, dict):
        raise _refuse("stages such as {customer: 3 months}", value)
    chosen = dict(CADENCE)
    for stage, often in value.items():
        if stage not in CADENCE:
            raise ValueError(f"“{stage}” is none of {', '.join(CADENCE)}")
        if isinstance(often, bool) or not isinstance(often, str | int):
            raise _refuse(f"{cadence.FORMS} for {stage}", often)
        try:
            cadence.read(str(often))
        except PlannerError as error:
            raise ValueError(str(error).removesuffix(".")) from None
        chosen[stage] = str(often)
    return chosen


def _probabilities(value: "Value") -> Mapping[str, int]:
    """Read how probable deals of some stages are, in per cent; the others keep their default."""
    if not isinstance(value, dict):
        raise _refuse("stages such as {proposal: 50}", value)
    chosen = dict(PROBABILITIES)
    for stage, chance in value.items():
        if stage not in PROBABILITIES:
            raise ValueError(f"“{stage}” is none of {', '.join(PROBABILITIES)}")
        if isinstance(chance, bool) or not isinstance(chance, int) or not 0 <= chance <= 100:
            raise _refuse(f"per cent from 0 to 100 for {stage}", chance)
        chosen[stage] = chance
    return chosen


def _quiet_days(value: "Value") -> int:
    """Read a number of days."""
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 3650:
        raise _refuse("a number of days from 1 to 3650", value)
    return value


_READERS: dict[str, Callable[["Value"], object]] = {
    "theme": _text,
    "day_start_hour": _hour,
    "work_week": _week,
    "year_start_month": _month,
    "month_weights": _weights,
    "currency": _currency,
    "ascii": _switch,
    "mouse": _switch,
    "animations": _animations,
    "bell": _switch,
    "notify": _notify,
    "cadence": _cadence,
    "probabilities": _probabilities,
    "quiet_days": _quiet_days,
}
