"""A goal's page as rows: its place, how it stands, what is offered, its chart, its checks, its funnel and its history.

Pure: from views to lines. A part that has nothing to say yields no row.
"""

from collections.abc import Iterable, Iterator

from rich.cells import cell_len

from planner.domain.goal import FOREVER, GoalKind, GoalSource, GoalStatus
from planner.domain.period import Period
from planner.domain.smart import Answer
from planner.domain.text import clean_line
from planner.domain.views import short_date
from planner.tui import goals_format
from planner.tui.funnel_format import funnel
from planner.tui.goal_chart import chart_rows
from planner.tui.goal_view import GoalView, Offer
from planner.tui.labelled import broken, labelled, section
from planner.tui.line import Cell, Line, Row, Symbols, fixed, static
from planner.tui.pace_format import PaceTeller

MOST_UNDER = 14
"""Goals under it that are listed; the Goals pane has them all."""
CHAIN = "chain"
"""The key of the line that leads to the goal above."""


def rows(view: GoalView, symbols: Symbols, width: int, height: int) -> list[Row]:
    """Return the page for a pane of so many columns and lines."""
    teller = PaceTeller(view, symbols, width)
    parts = [
        list(_place(view, symbols, width)),
        list(_head(view, teller, width)),
        list(teller.pace()),
        [_offer(offer, symbols, width) for offer in view.offers],
        list(chart_rows(view, teller, symbols, width, min(9, max(5, height // 4 + 1)))),
        list(_smart(view, symbols, width)),
        funnel(view.plan, symbols, width) if view.plan is not None else [],
        list(_milestones(view, symbols, width)),
        list(_under(view, symbols, width)),
        list(_history(view, width, symbols)),
    ]
    found: list[Row] = []
    for part in parts:
        if part:
            found += [static(Line()), *part] if found and height >= 16 else part
    return found


def _place(view: GoalView, symbols: Symbols, width: int) -> Iterator[Row]:
    """Yield the chain that the goal stands in, from the big picture down to the day (B53)."""
    if not view.above and not view.below:
        if view.goal.period is not Period.BIG_PICTURE and view.goal.kind is not GoalKind.LITTLE:
            yield static(Line((("unaligned: it stands under no other goal", "dim"),)))
        return
    names = [*((name, "dim") for name in view.above), (view.name, "strong"), *((name, "dim") for name in view.below)]
    lines: list[list[Cell]] = [[]]
    used = 0
    for at, (name, role) in enumerate(names):
        text = clean_line(name)
        link = f" {symbols.chain} " if at + 1 < len(names) else ""
        if lines[-1] and used + cell_len(text) + len(link) > width:
            lines.append([])
            used = 0
        lines[-1] += [(text, role), (link, "dim")]
        used += cell_len(text) + len(link)
    yield fixed(CHAIN if view.above else None, *(Line(tuple(cells)) for cells in lines))


def _head(view: GoalView, teller: PaceTeller, width: int) -> Iterator[Row]:
    """Yield the name, what its dates are, and why it is wanted."""
    goal, found = view.goal, view.found
    daily = f"{teller.amount(found.per_day)} a day, " if goal.period is Period.YEAR and found.per_day else ""
    yield static(*(Line(((text, "strong"),)) for text in broken(daily + clean_line(view.name), width)))
    told = [] if goal.ends_on == FOREVER else [teller.dates()]
    if found.total_days:
        told.append(f"{found.remaining_days:,} of {found.total_days:,} working days left")
    if goal.status is not GoalStatus.ACTIVE:
        told.append(str(goal.status))
    if goal.kind is not GoalKind.GOAL:
        told.append(str(goal.kind))
    if goal.source is GoalSource.EMPLOYER:
        told.append("set by your employer")
    if goal.preliminary:
        told.append("preliminary")
    dot = f" {teller.symbols.dot} "
    yield static(*(Line(((text, "dim"),)) for text in broken(dot.join(told), width)))
    if goal.why:
        yield static(*(Line(((text, "text"),)) for text in broken(clean_line(goal.why), width)))


def _offer(offer: Offer, symbols: Symbols, width: int) -> Row:
    first, *rest = broken(offer.text, width - 2)
    return fixed(
        offer.command or None,
        Line(((f"{symbols.folded} ", "accent"), (first, "text"))),
        *(Line((("  ", "dim"), (more, "text"))) for more in rest),
    )


def _smart(view: GoalView, symbols: Symbols, width: int) -> Iterator[Row]:
    """Yield the five checks, each with its answer and its reason (B112)."""
    if view.goal.period is Period.BIG_PICTURE:
        return
    marks: dict[Answer, Cell] = {
        Answer.YES: (f"{symbols.done} ", "met"),
        Answer.NO: (f"{symbols.open} ", "behind"),
        Answer.UNKNOWN: ("? ", "dim"),
    }
    yield section("smart", symbols, width)
    for check in view.found.smart:
        asks = " y or N says it." if check.name == "realistic" and view.goal.is_realistic is None else ""
        text = f"{check.answer}: {clean_line(check.reason)}{asks}"
        yield labelled(check.name, text, width, mark=marks[check.answer])


def _milestones(view: GoalView, symbols: Symbols, width: int) -> Iterator[Row]:
    if not view.milestones:
        return
    yield section("milestones", symbols, width)
    for milestone in view.milestones:
        done = milestone.done_on
        mark: Cell = (f"{symbols.done if done else symbols.open} ", "met" if done else "text")
        right: tuple[Cell, ...] = ((short_date(done, view.day), "dim"),) if done else ()
        yield static(Line((mark, (clean_line(milestone.title), "struck" if done else "text")), right))


def _under(view: GoalView, symbols: Symbols, width: int) -> Iterator[Row]:
    if not view.under:
        return
    yield section("under it", symbols, width)
    size = max(cell_len(goals_format.amount(row, row.current, symbols)) for row in view.under)
    for row in view.under[:MOST_UNDER]:
        line = goals_format.goal(row, view.day, symbols, width, folded=True, amount_width=size)
        yield fixed(row.goal.id, line)
    if (more := len(view.under) - MOST_UNDER) > 0:
        yield static(Line(((f"and {more} more, in the Goals pane", "dim"),)))


def _history(view: GoalView, width: int, symbols: Symbols) -> Iterable[Row]:
    if not view.history:
        return
    yield section("history", symbols, width)
    for day, text in view.history:
        yield labelled(short_date(day, view.day)[4:], clean_line(text), width)
