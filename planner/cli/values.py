"""Any view as plain values for JSON: dates as ISO has them, money in minor units, rationals as numbers."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any

from planner.cli import plain
from planner.domain.goal import Goal
from planner.domain.measure import Measure
from planner.domain.value import Value
from planner.domain.views import GoalRow, PlanRow

_GOAL = ("id", "title", "period", "kind", "source", "status", "starts_on", "ends_on", "target", "stretch_target")


def as_json(value: Any) -> Any:
    """Return a value as JSON has it; a named tuple and an entity become objects with their fields' names."""
    match value:
        case None | bool() | StrEnum() | str() | int() | float():
            return value
        case Fraction():
            return plain.number(value)
        case date():  # a moment is one too
            return value.isoformat()
        case PlanRow():
            return plain.action(value)
        case Goal():
            return {name: as_json(getattr(value, name)) for name in _GOAL}
        case GoalRow():
            return {**as_json(value.goal), "current": value.current}
        case Measure():
            return {"name": value.name, "unit": value.unit, "currency": value.currency or None}
        case Value():
            return {name: as_json(part) for name, part in vars(value).items()}
        case Mapping():
            return {str(key): as_json(part) for key, part in value.items()}
        case frozenset():
            return sorted(value)
        case tuple() if hasattr(value, "_asdict"):
            return {name: as_json(part) for name, part in value._asdict().items()}
        case tuple() | list():
            return [as_json(part) for part in value]
    raise TypeError(f"no JSON holds {value!r}")
