"""The bigger scope and the newsletter: what weekly planning offers once the daily prompt is a habit (B78 to B85)."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from planner.domain.action import ActionKind
from planner.domain.change import Change, ChangeSet
from planner.domain.errors import PlannerError
from planner.domain.period import Span, month_span
from planner.domain.scope import BLOCK_MINUTES, MENU, NEWSLETTER, NEWSLETTER_FROM, Scope, ScopeChoice
from planner.domain.setting import Setting
from planner.domain.value import replace
from planner.domain.views import short_date
from planner.store import queries, weeks

if TYPE_CHECKING:
    from planner.domain.action import Action
    from planner.services.planner import Planner

_ANSWERED: Final = "newsletter"
"""The setting that holds what was said to the offer of a newsletter."""


class Scopes:
    """Offering a bigger scope and setting what is chosen."""

    def __init__(self, planner: "Planner") -> None:
        """Work through a planner."""
        self._planner = planner
        self._store = planner.store

    def offered(self, week: Span, day: date) -> tuple[ScopeChoice, ...]:
        """Return the menu where the planning of a week offers it on a day: the first held from five prompt days on.

        Empty before and after that, and once all of it stands.
        """
        since = self._planner.offers.scope_day(day)
        if since is None or weeks.was_held(self._store, since, week.start):
            return ()
        menu = self.menu()
        return menu if any(not choice.stands for choice in menu) else ()

    def menu(self) -> tuple[ScopeChoice, ...]:
        """Return every choice: by hand it is always reachable."""
        today = self._planner.today()
        goals = {(g.period, g.measure_id) for g in queries.standing_goals(self._store, today) if g.is_active}
        rules = {action.text.casefold() for action in weeks.recurring(self._store, date.max)}
        choices = []
        for scope, entry in MENU.items():
            if entry.kind is None:
                goal, measure = self._planner.goals.drafted(entry.line)
                stands = measure is not None and (goal.period, measure.id) in goals
            else:
                stands = self._planner.plan.read(entry.line).text.casefold() in rules
            choices.append(ScopeChoice(scope, entry.title, entry.line, stands))
        return tuple(choices)

    def take(self, scope: Scope, line: str = "") -> ChangeSet:
        """Set one choice from its line, or from another line of the same sort. Raises LineError as that sort does."""
        entry = MENU[scope]
        if entry.kind is None:
            return self._planner.commit(*self._planner.goals.setting(*self._planner.goals.drafted(line or entry.line)))
        today = self._planner.today()
        action, changes = self._planner.plan.adding(line or entry.line, today)
        taken = _of_kind(action, entry.kind)
        if not taken.rrule:
            raise PlannerError("A bigger scope comes again: end the line with “every weekday” or “every month”.")
        if taken.text.casefold() in {other.text.casefold() for other in weeks.recurring(self._store, date.max)}:
            raise PlannerError(f"“{taken.text}” stands already.")
        planned = tuple(change for change in changes if change.after != action)
        told = f"{taken.text}{self._planner.plan.cautions(action, changes)}"
        label = f"Planned from {short_date(taken.date, today)}: {told}"
        return self._planner.commit(label, (*planned, Change(None, taken)))

    def is_newsletter_offered(self) -> bool:
        """Whether a newsletter is offered: from 25 people on who were sent something of value, until it is answered."""
        if self._store.get(Setting, _ANSWERED) is not None:
            return False
        return weeks.value_reached(self._store, NEWSLETTER_FROM) >= NEWSLETTER_FROM

    def take_newsletter(self) -> ChangeSet:
        """Set the milestone of a monthly newsletter, by the end of the next month; the offer is answered with it."""
        today = self._planner.today()
        following = month_span(today.year, today.month).end + timedelta(days=1)
        by = month_span(following.year, following.month).end
        label, changes = self._planner.goals.setting(
            *self._planner.goals.drafted(f"{NEWSLETTER} by {by.isoformat()}"),
        )
        told = f"{label} · export emails writes its addresses"
        return self._planner.commit(told, (*changes, self._answer("taken")))

    def decline_newsletter(self) -> ChangeSet:
        """Decline the newsletter, for good."""
        return self._planner.commit("No newsletter", (self._answer("declined"),))

    def _answer(self, word: str) -> Change:
        before = self._store.get(Setting, _ANSWERED)
        if before is not None:
            raise PlannerError(f"The newsletter was {before.value} already: that answer stands.")
        return Change(None, Setting(name=_ANSWERED, value=word))


def _of_kind(action: "Action", kind: ActionKind) -> "Action":
    minutes = action.planned_minutes or (BLOCK_MINUTES if kind is ActionKind.BLOCK else None)
    return replace(action, kind=kind, planned_minutes=minutes)
