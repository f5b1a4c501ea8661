"""At most one suggestion a week, with its evidence (B128): the step of the way to a sale that leads on less often.

A step is looked at where both times have at least ten, and it fell clearly where it led on at most two thirds as often
as before, and at least two times less often than that rate would have. The largest fall in proportion speaks. Exact:
rates are compared by their products, nothing is divided.
"""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from planner.domain.conversion import Ratio, Step

LEAST: Final = 10
"""Times that a step is made before its rate says something: n."""
CLEAR: Final = (2, 3)
"""The part of the earlier rate that is left at most."""
FEWEST_MISSING: Final = 2
"""How often it did not lead on that it would have before, at least."""
ADVICE: Final[Mapping[str, str]] = {
    "conversations": "call at other hours of the day",
    "meetings": "ask for a meeting before each talk ends",
    "proposals": "agree on the next step before each meeting ends",
    "closes": "ask for the decision date in each proposal",
}
"""What to try, by the step that was not reached."""


class Suggestion(NamedTuple):
    """One step that led on less often."""

    before: str
    """What was done: "proposals"."""
    after: str
    """What it led to: "closes"."""
    now: Ratio
    earlier: Ratio
    advice: str

    @property
    def text(self) -> str:
        """The sentence: "proposals → closes 2 of 12, earlier 5 of 12: ask for the decision date in each proposal"."""
        now, earlier = (f"{ratio.part:,} of {ratio.whole:,}" for ratio in (self.now, self.earlier))
        return f"{self.before} → {self.after} {now}, earlier {earlier}: {self.advice}"


def suggest(now: Sequence[Step], earlier: Sequence[Step]) -> Suggestion | None:
    """Return the step that fell most against the time before; None where none fell clearly. Both have its steps."""
    fell: Suggestion | None = None
    for previous, step, then in zip(now, now[1:], earlier[1:], strict=False):
        if step.conversion is None or then.conversion is None or step.rate is None or then.rate is None:
            continue
        if not _is_clear(step.conversion, then.conversion):
            continue
        found = Suggestion(previous.name, step.name, step.conversion, then.conversion, ADVICE[step.name])
        if fell is None or _is_larger(found, fell):
            fell = found
    return fell


def _is_clear(now: Ratio, earlier: Ratio) -> bool:
    """Whether part/whole ≤ ⅔ of the earlier rate, and the earlier rate would have given two more."""
    if min(now.whole, earlier.whole) < LEAST:
        return False
    left, of = CLEAR
    is_lower = of * now.part * earlier.whole <= left * earlier.part * now.whole
    return is_lower and now.whole * earlier.part >= (now.part + FEWEST_MISSING) * earlier.whole


def _is_larger(one: Suggestion, other: Suggestion) -> bool:
    """Whether less is left of one's earlier rate: (p/n)/(p₀/n₀) compared crosswise."""
    kept, of = _left(one)
    other_kept, other_of = _left(other)
    return kept * other_of < other_kept * of


def _left(fall: Suggestion) -> tuple[int, int]:
    return fall.now.part * fall.earlier.whole, fall.now.whole * fall.earlier.part
