"""Titles that say a target: "480 new calls", "$240,000 new". Knows how a number is written; reads no lines."""

from planner.domain.goal import MAX_TARGET
from planner.domain.measure import Measure, Unit, noun
from planner.domain.money import format_amount


def shown(measure: Measure, number: int, home: str) -> str:
    """Return a number of a measure as people write it; `home` decides which dollars are plain `$`."""
    return format_amount(number, measure.currency, home) if measure.unit is Unit.MONEY else f"{number:,}"


def too_large(measure: Measure, home: str) -> str:
    """Return the sentence that refuses a target beyond the largest one, in the measure's own unit."""
    return f"A target is at most {shown(measure, MAX_TARGET, home)}."


def title_of(measure: Measure, target: int, home: str) -> str:
    """Return the title that a goal line with this target gives."""
    if measure.unit is Unit.MONEY:
        return f"{shown(measure, target, home)} {measure.deal_kind or ''}".rstrip()
    return f"{target:,} {noun(measure, target)}"


def retitled(title: str, measure: Measure, old: int, new: int, home: str) -> str | None:
    """Return a title with its number changed; None where it does not start with the number."""
    if title in {title_of(measure, old, home), f"{old:,} {measure.name}"}:
        return title_of(measure, new, home)
    for number in (shown(measure, old, home), str(old)):
        rest = title.removeprefix(number)
        if rest != title and (not rest or rest[0] == " "):
            return shown(measure, new, home) + rest
    return None
