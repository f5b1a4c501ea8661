"""What waits to be laid on a day of a week: promises, due calls, what stayed open, leads, what comes back."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from planner.domain.action import Action, ActionKind, ActionStatus
from planner.domain.period import ONE_DAY, Span
from planner.domain.value import replace
from planner.domain.views import PlanRow
from planner.domain.weekviews import Proposal, ProposalKind
from planner.services import week_goals
from planner.store import people, weeks

if TYPE_CHECKING:
    from planner.services.planner import Planner

_WEEKS, _TIMES = 4, 2
"""Of so many weeks a text was planned in so many: it comes back by itself."""
_NEW: Final = "new"
"""The key of an action that is not planned yet."""
_LEADS = re.compile(r"[0-9]+ new leads? for ")


def proposals(
    planner: "Planner", week: Span, standing: Iterable[Action], needed: Callable[[date], Iterable[Proposal]]
) -> Iterator[Proposal]:
    """Yield what could be laid on a week, the best first; none of it stands on a day of it already.

    Follow-ups and promises from before it, then the top prospects that are due by its end, what the week before left
    open, the leads that its goals need as `needed` has them from a day on, plain texts of two or more of the last four
    weeks. None for a week that is over.
    """
    if week.end >= planner.today():
        yield from _found(planner, week, standing, needed)


def _found(
    planner: "Planner", week: Span, standing: Iterable[Action], needed: Callable[[date], Iterable[Proposal]]
) -> Iterator[Proposal]:
    texts = {action.text.casefold() for action in standing}
    sought = {action.goal_id for action in standing if _LEADS.match(action.text)}
    calls = list(_calls(planner, week, standing))
    for one in _waiting(planner, week, calls):
        texts.add(one.text.casefold())
        yield one
    for one in needed(max(week.start, planner.today())):
        if one.action.goal_id not in sought:
            texts.add(one.text.casefold())
            yield one
    yield from (one for one in _again(planner, week) if one.text.casefold() not in texts)


def _waiting(planner: "Planner", week: Span, calls: Sequence[Proposal]) -> Iterator[Proposal]:
    """Yield the promises from before a week, however old, the calls, and the plain actions of the week before it."""
    store, today = planner.store, planner.today()
    due = weeks.due(store, min(week.start, today + ONE_DAY))
    before = Span(week.start - timedelta(days=7), min(week.start, today) - ONE_DAY)
    left = weeks.left_open(store, before)
    rows = planner.reading.plan_rows([*due, *left])
    yield from (_proposal(ProposalKind.DUE, row.action.id, row, row.action.date) for row in rows[: len(due)])
    yield from calls
    yield from (_proposal(ProposalKind.OPEN, row.action.id, row, row.action.date) for row in rows[len(due) :])


def _calls(planner: "Planner", week: Span, standing: Iterable[Action]) -> Iterator[Proposal]:
    """Yield a call for each top prospect that is due by a week's end with nothing planned, the longest due first."""
    tops = {one.id: one for one in people.top_prospects(planner.store) if not one.do_not_contact}
    if not tops:
        return
    planned = {action.contact_id for action in (*standing, *people.waiting(planner.store, tops))}
    talks = people.talks(planner.store, tops)
    due = []
    for contact in tops.values():
        on = planner.next_calls.of(contact, talks.get(contact.id), (), ()).due
        if on is not None and on <= week.end and contact.id not in planned:
            due.append((on, contact.name, contact))
    for on, name, contact in sorted(due, key=itemgetter(0, 1)):
        action = Action(id=_NEW, date=week.start, kind=ActionKind.FOLLOW_UP, text=f"call {name}", contact_id=contact.id)
        yield _proposal(ProposalKind.TOP, contact.id, PlanRow(action, contact.organization, "", ""), on)


def leads(planner: "Planner", day: date) -> Iterator[Proposal]:
    """Yield what each sort of money asks of a week in new leads: one line for its nearest goal."""
    rows = planner.reading.goals(day)
    for row, count in week_goals.finest(rows, week_goals.leads(planner, rows, day)):
        name = planner.reading.name(row.goal, day)
        text = f"{count:,} new {'lead' if count == 1 else 'leads'} for {name}"
        action = Action(id=_NEW, date=day, text=text, goal_id=row.goal.id)
        yield _proposal(ProposalKind.LEADS, row.goal.id, PlanRow(action, "", "", name), None)


def _again(planner: "Planner", week: Span) -> Iterator[Proposal]:
    """Yield the plain texts that come back by themselves, the most frequent first."""
    before = Span(week.start - timedelta(weeks=_WEEKS), week.start - ONE_DAY)
    actions = weeks.repeated(planner.store, before, _TIMES)
    plain = {
        "id": _NEW,
        "date": week.start,
        "status": ActionStatus.PLANNED,
        "start_time": None,
        "done_activity_id": None,
    }
    anew = [replace(action, **plain, block_id=None) for action in actions if not _LEADS.match(action.text)]
    for row in planner.reading.plan_rows(anew):
        yield _proposal(ProposalKind.AGAIN, row.action.text.casefold(), row, None)


def _proposal(kind: ProposalKind, key: str, row: PlanRow, since: date | None) -> Proposal:
    return Proposal(f"{kind}:{key}", kind, row.action.text, row.goal, row.contact, since, row.action)
