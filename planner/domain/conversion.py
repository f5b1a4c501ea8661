"""From the first call to the sale: how often each step leads to the next (B69, B127). Counts are handed in.

A share is one of like things: of the calls those that reached somebody, of the conversations the meetings and demos
among them. A meeting needs no call before it, nor a close a proposal, so more may come than there was before: that is
no share of anything, and is told as two counts.
"""

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
    """Of the step before; None for the first. Its part may be more than its whole, and less than the times."""

    @property
    def label(self) -> str:
        """What is counted, in words."""
        return "meetings or demos" if self.name == "meetings" else self.name

    @property
    def rate(self) -> "Fraction | None":
        """How often the step before led to this one, part ÷ whole; None of nothing, or of less than came."""
        ratio = self.conversion
        return ratio.value if ratio is not None and ratio.part <= ratio.whole else None

    @property
    def goes_beyond(self) -> bool:
        """Whether more came than the calls led to: meetings and demos are conversations by themselves."""
        return bool(self.conversion and self.conversion.whole and self.conversion.part != self.times)

    @property
    def counted(self) -> str:
        """The conversion in counts: "11 of 38", "3 from 2" where more came than that; empty where nothing was."""
        ratio = self.conversion
        if ratio is None or not ratio.whole:
            return ""
        return f"{ratio.part:,} {'of' if ratio.part <= ratio.whole else 'from'} {ratio.whole:,}"

    def converted(self, digits: int = 0) -> str:
        """Return the conversion with its n: "29 % of 38"; in counts where it is no share, empty where nothing was.

        Where more than the step before led here, those that it did are told: "24 of 74, 32 %".
        """
        share = self.share(digits)
        if self.rate is None or self.conversion is None or self.conversion.part == self.times:
            return share
        return f"{self.counted}, {share.partition(' of ')[0]}"

    def share(self, digits: int = 0) -> str:
        """Return how often the step before led here: "29 % of 38"; in counts where it is no share."""
        from planner.domain.figure import decimal

        if self.rate is None or self.conversion is None:
            return self.counted
        return f"{decimal(self.rate * 100, digits)} % of {self.conversion.whole:,}"


def steps(counts: StepCounts) -> tuple[Step, ...]:
    """Return prospect → meet → present → sale as calls → conversations → meetings → proposals → closes.

    Of the calls those that reached somebody led to a conversation; meetings and demos are conversations by themselves.
    """
    names = (("prospect", "calls"), ("prospect", "conversations"), ("meet", "meetings"), ("present", "proposals"))
    way: list[Step] = []
    for part, name in (*names, ("sale", "closes")):
        times: int = getattr(counts, name)
        led = counts.connected if name == "conversations" else times
        way.append(Step(part, name, times, Ratio(led, way[-1].times) if way else None))
    return tuple(way)
