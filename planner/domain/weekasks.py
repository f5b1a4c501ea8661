"""What the goals ask of a week: on which of its days each counts, and which of several speak for it. Pure.

A goal that counts on most of a week's working days speaks for what it counts; where a period ends within the week, the
one of the days that it leaves follows it.
"""

from collections.abc import Callable, Hashable, Iterable
from typing import NamedTuple, Protocol, TypeVar

from planner.domain.period import Span


class Held(NamedTuple):
    """The days on which a goal counts, of those of a week that are to come."""

    span: Span
    rest: Span
    """The days of the week that are to come."""
    working_days: int
    """Of the span."""
    is_whole: bool
    """Whether it has all working days of the rest."""

    @property
    def told(self) -> str:
        """The days, where they are not all: "on Monday", "by Wednesday", "from Tuesday", "from Tuesday to Thursday"."""
        first, last = (f"{day:%A}" for day in self.span)
        if self.is_whole:
            return ""
        if self.span.start == self.span.end:
            return f"on {last}"
        if self.span.start == self.rest.start:
            return f"by {last}"
        return f"from {first}" if self.span.end == self.rest.end else f"from {first} to {last}"


class Asking(Protocol):
    """What is asked on some days of a week."""

    @property
    def held(self) -> Held:
        """Return the days."""


A = TypeVar("A", bound=Asking)


def foremost(found: Iterable[A], sort: Callable[[A], Hashable], asked: Callable[[A], int]) -> list[A]:
    """Return those that speak for each sort: of most working days, of as many the one that asks most.

    One more follows for the days on which none of these counts, in the order of the days.
    """
    chosen: dict[Hashable, list[A]] = {}
    for one in sorted(found, key=lambda one: (-one.held.working_days, -asked(one))):
        taken = chosen.setdefault(sort(one), [])
        if not any(_meet(one.held.span, other.held.span) for other in taken):
            taken.append(one)
    return [one for taken in chosen.values() for one in sorted(taken, key=lambda one: one.held.span.start)]


def _meet(one: Span, other: Span) -> bool:
    """Whether two spans have a day in common."""
    return one.start <= other.end and other.start <= one.end
