"""The lines typed on a goal's page: a change with its reason, an answer to an offer, a what-if, a goal to follow.

Each says what it would save while it is typed, and writes nothing before that.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from planner.domain import changeline, whatifline
from planner.domain.errors import LineError, PlannerError
from planner.domain.figure import figure
from planner.domain.funnel import WhatIf, what_if
from planner.domain.views import short_date
from planner.tui.funnel_format import now_and_then
from planner.tui.line import Line, Symbols
from planner.tui.typed import Completion, Span, Words
from planner.tui.typed_words import GoalWords, ReasonWords

if TYPE_CHECKING:
    from planner.domain.funnel import FunnelPlan
    from planner.domain.goal import Goal
    from planner.services.planner import Planner


class ChangeLine(ReasonWords):
    """Another target or last date, and why."""

    completed = ("by ", "because ")

    def __init__(self, planner: "Planner", goal: "Goal") -> None:
        """Change a goal."""
        self._planner = planner
        self._goal = goal
        self._measure = planner.reading.measure_of(goal)
        self.title = "change target or date"
        self.draft_key = f"goal change {goal.id}"

    def reading(self, text: str) -> Line:
        """Return what becomes of the target and the last date."""
        if not text.strip():
            number = self._shown(self._goal.target) if self._goal.target is not None else "450"
            return Line(((f"{number} because the region was split · by 31 mar because …", "dim"),))
        found = self._read(text)
        told = []
        if found.target is not None:
            told.append(f"target {self._shown(self._goal.target)} → {self._shown(found.target)}")
        if found.ends_on is not None:
            today = self._planner.today()
            told.append(f"last date {short_date(self._goal.ends_on, today)} → {short_date(found.ends_on, today)}")
        return Line(((" · ".join(told), "text"), (f" · because {found.reason}" if found.reason else "", "dim")))

    def save(self, text: str) -> str:
        """Change it."""
        found = self._read(text)
        return self._planner.goals.correct(self._goal.id, found.values, reason=found.reason).label

    def _read(self, text: str) -> changeline.Change:
        home = self._planner.settings.currency
        return changeline.read(text, self._goal, self._measure, self._planner.today(), home)

    def _shown(self, value: int | None) -> str:
        return "none" if value is None else figure(value, self._measure, self._planner.settings.currency)


class AnswerLine(ReasonWords):
    """An answer to the offer to look at a goal again (B122)."""

    title = "look again"
    completed = ("keep", "lower to ", "raise to ", "move to ", "because ")

    def __init__(self, planner: "Planner", goal: "Goal") -> None:
        """Answer for a goal."""
        self._planner = planner
        self._goal = goal
        self._measure = planner.reading.measure_of(goal)
        self.draft_key = f"goal answer {goal.id}"

    def reading(self, text: str) -> Line:
        """Return what the answer does."""
        if not text.strip():
            return Line((("keep because … · lower to 400 because … · move to 31 mar because …", "dim"),))
        reply = self._read(text)
        told = {
            changeline.Verb.KEEP: "it stays as it is",
            changeline.Verb.MOVE: f"its last date becomes {reply.value}",
        }.get(reply.verb, f"its target becomes {self._shown(reply.value)}")
        return Line(((told, "text"), (f" · because {reply.reason}" if reply.reason else "", "dim")))

    def save(self, text: str) -> str:
        """Answer."""
        reply = self._read(text)
        goals, key = self._planner.goals, self._goal.id
        match reply.verb:
            case changeline.Verb.KEEP:
                return goals.reassess(key, "keep", reason=reply.reason).label
            case changeline.Verb.LOWER:
                return goals.reassess(key, "lower", reply.value, reply.reason).label
            case changeline.Verb.MOVE:
                return goals.reassess(key, "move", reply.value, reply.reason).label
            case changeline.Verb.RAISE:
                if not isinstance(reply.value, int) or reply.value <= (self._goal.target or 0):
                    raise PlannerError(f"To raise it, give a target above {self._shown(self._goal.target or 0)}.")
                return goals.correct(key, {"target": reply.value}, reason=reply.reason).label

    def _read(self, text: str) -> changeline.Reply:
        home = self._planner.settings.currency
        return changeline.read_reply(text, self._goal, self._measure, self._planner.today(), home)

    def _shown(self, value: object) -> str:
        home = self._planner.settings.currency
        return figure(value, self._measure, home) if isinstance(value, int) else str(value)


class WhatIfLine(Words):
    """Other figures on a plan of sales: looking writes nothing, enter keeps them."""

    title = "what if"
    draft_key = ""

    def __init__(self, planner: "Planner", plan: "FunnelPlan", symbols: Symbols) -> None:
        """Try figures on a plan."""
        self._planner = planner
        self._plan = plan
        self._symbols = symbols

    def reading(self, text: str) -> Line:
        """Return what the plan becomes."""
        if not text.strip():
            return Line(((whatifline.EXAMPLE, "dim"),))
        return now_and_then(self._tried(self._read(text)), self._symbols)

    def complete(self, text: str, cursor: int) -> Completion:
        """Complete the names of the figures."""
        return whatifline.complete(text, cursor)

    def save(self, text: str) -> str:
        """Assume the close rate and the average deal from now on."""
        found = self._read(text)
        self._tried(found)
        if found.close_rate is None and found.average_minor is None:
            raise PlannerError("Weeks off are looked at and not kept. A close rate or an average deal is.")
        label = self._planner.funnel.assume(
            self._plan.kind, self._plan.currency, average_minor=found.average_minor, close_rate=found.close_rate
        ).label
        return f"{label}. Weeks off are looked at and not kept" if found.weeks_off else label

    def _read(self, text: str) -> whatifline.Tried:
        home = self._planner.settings.currency
        return whatifline.read(text, self._plan.currency or home, home)

    def _tried(self, found: whatifline.Tried) -> WhatIf:
        return what_if(self._plan, close_rate=found.close_rate, average=found.average_minor, weeks_off=found.weeks_off)


class FollowLine(GoalWords):
    """The goal that follows one which is reached: offered once, taken or declined for good (B137)."""

    title = "a goal to follow"
    draft_key = ""

    def __init__(self, planner: "Planner", goal: "Goal") -> None:
        """Answer for a reached goal."""
        self._planner = planner
        self._goal = goal

    def reading(self, text: str) -> Line:
        """Return the goal that would be set."""
        if not text.strip():
            return Line((("a goal, or “no” for none, which stays so", "dim"),))
        if _is_no(text):
            return Line((("no goal follows, and none is offered again", "text"),))
        draft = self._planner.goals.read(text)
        end = short_date(draft.ends_on, self._planner.today())
        return Line(((draft.title, "text"), (f" · to {end}", "dim"), ("   “no” declines it for good", "dim")))

    def spans(self, text: str) -> Sequence[Span]:
        """Return the words that are understood."""
        return () if _is_no(text) else super().spans(text)

    def save(self, text: str) -> str:
        """Set it, or decline."""
        if not text.strip():
            raise LineError("Write the goal, or “no” for none.", 0, 0)
        if _is_no(text):
            return self._planner.offers.decline_follow_on(self._goal.id).label
        return self._planner.offers.take_follow_on(self._goal.id, text).label


def _is_no(text: str) -> bool:
    return text.strip().casefold() in {"no", "n", "none"}
