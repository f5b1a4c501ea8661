"""Momentum: one signed, decaying number that says how the working days went (domain.md c6).

    r    = mean over what was asked of a day of min(1, done/ask); 1 where nothing was asked and a step was made
    base = max(r, ¼) where a step was made or the one thing done; −½ on a quiet working day, −1 where the one before
           was quiet too
    s    = base + ½ for each goal reached that day + ½ for each nailed, these at most 1 together
    M    = λ·M + (1 − λ)·100·s, λ = 2^(−1/10): half of it is ten working days old

A rest day without a step leaves M as it is; with one it counts 1 and never lowers M: where it would, M is held. A
working day of which nothing is known leaves M as it is too: nobody can say that it was quiet. Floats
stand here and nowhere else: λ is no rational. It reads no rows and knows no clock: days come in as facts.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from planner.domain.views import Ask

HALF_LIFE = 10
"""Scored days in which a contribution halves; 14 dates, close to the 13 of Loop Habit Tracker."""
DECAY = 2 ** (-1 / HALF_LIFE)
"""λ."""
FLOOR = 0.25
"""What any step makes of a working day at least (B56)."""
EARLY_DAYS = 5
"""Scored working days before which there is no trend and no word for it (B60)."""
SHORTEST_RUN = 5
"""Step days in a row from which a run is worth a word."""


class Benchmark(NamedTuple):
    """A goal that was reached for the first time in its period."""

    goal: str
    is_nailed: bool
    """Whether its stretch was reached; else its target."""


class DayFacts(NamedTuple):
    """What one date is scored by."""

    day: date
    is_working: bool
    steps: int
    one_thing: bool | None
    """Whether the one thing was done; None where the blank was empty."""
    asks: tuple[Ask, ...] = ()
    benchmarks: tuple[Benchmark, ...] = ()
    is_known: bool = True
    """Whether it runs, was closed, or something was done. Unknown is no zero."""

    @property
    def is_quiet(self) -> bool:
        """Whether neither a step was made nor the one thing done."""
        return not self.steps and not self.one_thing

    @property
    def asked(self) -> int:
        """How many things were asked: the measures and, where it was set, the one thing."""
        return len(self.asks) + (self.one_thing is not None)

    @property
    def met(self) -> int:
        """How many of them were met in full."""
        return sum(ask.done >= ask.asked for ask in self.asks) + bool(self.one_thing)

    @property
    def ratio(self) -> float:
        """r: the mean of what was asked, each capped at 1; 1 where nothing was asked and a step was made."""
        if not self.asked:
            return float(self.steps > 0)
        done = sum(1.0 if ask.done >= ask.asked else ask.done / ask.asked for ask in self.asks)
        return (done + bool(self.one_thing)) / self.asked

    @property
    def bonus(self) -> float:
        """½ for each benchmark, at most 1."""
        return min(1.0, len(self.benchmarks) / 2)

    def with_asks_met(self, *, one_thing_stands: bool = True) -> "DayFacts":
        """Return this day as it is when everything that is asked is done; where nothing is, one step.

        A one thing that was moved away stands there no longer: it is not done on this day.
        """
        if not self.is_working:
            return self
        met = tuple(ask._replace(done=max(ask.done, ask.asked)) for ask in self.asks)
        one_thing = True if self.one_thing is False and one_thing_stands else self.one_thing
        return self._replace(steps=max(1, self.steps), asks=met, one_thing=one_thing)


class DayScore(NamedTuple):
    """A scored day and the momentum after it."""

    facts: DayFacts
    base: float
    momentum: float
    """M when the day closed, not clamped."""
    gain: float
    """What the day added to M when it closed: (1 − λ)·100·s; 0 where M was held."""
    is_held: bool
    """Whether a rest day with a step would have lowered M, and left it as it was."""

    @property
    def score(self) -> float:
        """s, in [−1, 2]."""
        return self.base + self.facts.bonus


class Contribution(NamedTuple):
    """What a scored day still adds to the number."""

    score: DayScore
    points: float


def score(days: Iterable[DayFacts], before: Sequence[DayScore] = ()) -> list[DayScore]:
    """Score days in the order of their dates, going on from those scored before.

    Rest days without a step are none, nor are days of which nothing is known.
    """
    value = before[-1].momentum if before else 0.0
    last = next((one.facts for one in reversed(before) if one.facts.is_working), None)
    was_quiet = last is not None and last.is_quiet
    scored = []
    for facts in days:
        if not facts.is_known or (not facts.is_working and not facts.steps):
            continue
        one = _scored(facts, value, was_quiet=was_quiet)
        scored.append(one)
        value = one.momentum
        if facts.is_working:
            was_quiet = facts.is_quiet
    return scored


def after(days: Iterable[DayFacts], before: Sequence[DayScore]) -> float:
    """Return what M would be if days closed with these facts."""
    return momentum(score(days, before) or before)


def momentum(scores: Sequence[DayScore]) -> float:
    """Return M after the last scored day; 0 where there is none."""
    return scores[-1].momentum if scores else 0.0


def trend(scores: Sequence[DayScore]) -> float | None:
    """Return M less M five scored days ago; None before five working days are scored."""
    if sum(one.facts.is_working for one in scores) < EARLY_DAYS:
        return None
    return momentum(scores) - momentum(scores[:-EARLY_DAYS])


def contributions(scores: Sequence[DayScore]) -> Iterator[Contribution]:
    """Yield what each day still adds, newest first: gain·λ^k, k the days after it that were not held; they sum to M."""
    weight = 1.0
    for one in reversed(scores):
        yield Contribution(one, one.gain * weight)
        if not one.is_held:
            weight *= DECAY


def run(days: Iterable[DayFacts]) -> int | None:
    """Count working days, newest first, on which something was done, back to two quiet ones in a row.

    Rest days, unknown ones and a quiet day by itself are skipped. None where it is shorter than a run worth a word.
    """
    count = quiet = 0
    for facts in days:
        if not facts.is_working or not facts.is_known:
            continue
        quiet = quiet + 1 if facts.is_quiet else 0
        if quiet == 2:
            break
        count += not facts.is_quiet
    return count if count >= SHORTEST_RUN else None


def _scored(facts: DayFacts, value: float, *, was_quiet: bool) -> DayScore:
    if not facts.is_working:
        base = 1.0
    elif facts.is_quiet:
        base = -1.0 if was_quiet else -0.5
    else:
        base = max(facts.ratio, FLOOR)
    gain = (1 - DECAY) * 100 * (base + facts.bonus)
    reached = DECAY * value + gain
    if not facts.is_working and reached <= value:
        return DayScore(facts, base, value, 0.0, is_held=True)
    return DayScore(facts, base, reached, gain, is_held=False)
