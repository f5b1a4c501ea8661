"""From the first call to the sale: how often each step leads to the next (B69, B127). Counts are handed in."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from fractions import Fraction


class Ratio(NamedTuple):
    """So many of so many."""

    part: int
    whole: int

    @property
    def value(self) -> "Fraction | None":
        """Part ÷ whole; None where there is nothing to divide by."""
        from fractions import Fraction

        return Fraction(self.part, self.whole) if self.whole else None


class StepCounts(NamedTuple):
    """What a span of the log holds."""

    calls: int = 0
    connected: int = 0
    """Calls that reached somebody."""
    conversations: int = 0
    """Connected calls, and meetings and demos that were held."""
    meetings: int = 0
    """Meetings and demos that were held."""
    proposals: int = 0
    closes: int = 0
    new_leads: int = 0
    """Contacts made by hand or by a log line; imports are none."""


class Step(NamedTuple):
    """One step of the way to a sale."""

    part: str
    """The part of the way that it belongs to: prospect, meet, present or sale."""
    name: str
    times: int
    conversion: Ratio | None
    """Of the step before; None for the first. It may be above one: a meeting needs no call before it."""


def steps(counts: StepCounts) -> tuple[Step, ...]:
    """Return prospect → meet → present → sale as calls → conversations → meetings → proposals → closes."""
    names = (("prospect", "calls"), ("prospect", "conversations"), ("meet", "meetings"), ("present", "proposals"))
    way: list[Step] = []
    for part, name in (*names, ("sale", "closes")):
        times: int = getattr(counts, name)
        way.append(Step(part, name, times, Ratio(times, way[-1].times) if way else None))
    return tuple(way)
