"""Sacred blocks that came again on days of which no row tells: nobody turned those days. Stores nothing.

A rule that was missed goes on in one row whatever the number of days; the dates that it passed over were planned all
the same.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from planner.domain import block, recurrence
from planner.domain.action import Action
from planner.domain.period import ONE_DAY, Span
from planner.store import blocks

if TYPE_CHECKING:
    from planner.domain.calendar import Calendar
    from planner.domain.recurrence import Recurrence
    from planner.services.planner import Planner


def minutes(planner: "Planner", span: Span) -> int:
    """Return the planned minutes of the blocks that rules passed over on the working days of a span.

    They count from the rule's first row on.
    """
    chains = defaultdict[str, list[Action]](list)
    for row in blocks.of_rules(planner.store, span):
        chains[row.id.partition("+")[0]].append(row)
    return sum(_passed_over(chain, span, planner.calendar) for chain in chains.values())


def _passed_over(chain: Sequence[Action], span: Span, calendar: "Calendar") -> int:
    """Return the minutes between the rows of one rule, oldest first, and behind the last where the rule goes on."""
    total = 0
    for n, row in enumerate(chain):
        later = chain[n + 1 :]
        rule = next(_rules(chain[n:]), None)
        if rule is None or rule.from_done or not (later or row.is_open):
            continue
        until = min(span.end, _due(later[0]) - ONE_DAY) if later else span.end
        passed = _dates(rule._replace(due=_due(row)), Span(span.start, until), calendar) if until >= span.start else 0
        total += passed * block.planned(row)
    return total


def _dates(rule: "Recurrence", within: Span, calendar: "Calendar") -> int:
    """Return how many dates of a rule, behind the one that it stands for, are working days of a span."""
    count, day = 0, rule.next_after(within.start - ONE_DAY, calendar)
    while day is not None and day <= within.end:
        count += calendar.is_working(day)
        day = rule.next_after(day, calendar)
    return count


def _rules(rows: Sequence[Action]) -> Iterator["Recurrence"]:
    """Yield the rules of rows; a missed row gave its own to the one that followed."""
    return (rule for row in rows if (rule := recurrence.read(row.rrule, row.date)) is not None)


def _due(row: Action) -> date:
    """Return the date of the rule that a row stands for."""
    rule = recurrence.read(row.rrule, row.date)
    return row.date if rule is None or rule.due is None else rule.due
