"""From the history to lines: what was done, and what going back would take back. Pure: no widgets, no colours."""

from collections.abc import Iterator
from datetime import date
from textwrap import wrap

from planner.domain.history import Preview, Step, Told
from planner.domain.text import clean_line
from planner.domain.views import JournalLine, short_date
from planner.tui.line import Cell, Line, Symbols

STATES = {"undone": "taken back", "superseded": "taken back, then replaced", "kept": "stays"}
"""How a step stands that is not simply done; one that stays is no undoable command."""

Size = tuple[int, int]
"""Columns and lines."""
FEW = 8
"""Lines below which the way back is told in short, where it is not scrolled."""


def step(line: JournalLine, symbols: Symbols, width: int) -> Line:
    """Return one step of the list, whose time is local: its time, what it did, where it was given and how it stands."""
    mark = symbols.open if line.state in {"undone", "superseded"} else symbols.leaf
    role = "dim" if line.state in {"superseded", "kept"} else "struck" if line.state == "undone" else "text"
    aside = STATES.get(line.state, "")
    if width >= 56 and line.origin != "app":
        aside = f"{line.origin}   {aside}".rstrip()
    label = clean_line(line.label) or "nothing that has a name"
    cells: tuple[Cell, ...] = ((f"{line.at:%H:%M}  ", "dim"), (f"{mark} ", "dim"), (label, role))
    return Line(cells, ((aside, "dim"),) if aside and width >= 40 else ())


def preview(view: Preview, key: str, today: date, symbols: Symbols, room: Size, reads: str) -> list[Line]:
    """Return a step and what it did, and what going to where it stood would do; `key` goes there. Its time is local.

    What has no room is counted, and `reads` is the key that shows it; empty where the lines are scrolled. Where the way
    back needs the room, what the step did itself is left out: its label tells it.
    """
    width, lines = room
    head = list(_head(view, key, today, symbols, width, is_short=False))
    is_short = bool(reads and view.steps) and (lines < FEW or 2 * len(head) > lines)
    if is_short:
        head = list(_head(view, key, today, symbols, width, is_short=True))
    gap = [] if is_short else [Line()]
    steps = [[*gap, *_told(one, symbols, width)] for one in view.steps]
    rest = view.distance - len(steps)
    whole = [*head, *(line for one in steps for line in one), *([*gap, _more(rest, reads)] if rest else [])]
    if not reads or len(whole) <= lines:
        return whole
    if steps and len(head) >= lines:
        return head[-lines:]  # how many steps there are stands last; the label stands in the list too
    shown, count = head[: lines - 1], 0
    for one in steps:
        if len(shown) + len(one) >= lines:
            break
        shown += one
        count += 1
    if not count and steps and (begun := steps[0][: lines - 1 - len(shown)]):
        shown += begun
        count = 1
    return [*shown, _more(view.distance - count, reads)]


def _head(view: Preview, key: str, today: date, symbols: Symbols, width: int, *, is_short: bool) -> Iterator[Line]:
    """Yield what a step is and did, and how many steps lie on the way to it."""
    at = view.step.line.at
    told = [f"{short_date(at.date(), today)} {at:%H:%M}", view.step.line.origin, STATES.get(view.step.line.state, "")]
    yield from _wrapped(clean_line(view.step.line.label), "strong", width)
    if not is_short:
        yield from _wrapped(f" {symbols.dot} ".join(part for part in told if part), "dim", width)
        yield from _changes(view.step, symbols, width)
        yield Line()
    if not view.is_reachable:
        yield from _wrapped("Something else was done since: nothing leads here.", "dim", width)
    elif not view.distance:
        yield from _wrapped("It stands as it did then: nothing newer is to be taken back.", "dim", width)
    else:
        steps = "1 step" if view.distance == 1 else f"{view.distance:,} steps"
        does = "does" if view.is_forward else "takes back"
        again = " again, up to here" if view.is_forward else " that came later"
        yield Line(((f"{key} ", "key"), (f"{does} {steps}{again}:", "text")))


def _told(one: Step, symbols: Symbols, width: int) -> Iterator[Line]:
    """Yield a step on the way, and what becomes of what it changed."""
    yield Line(((clean_line(one.line.label), "text"),))
    yield from _changes(one, symbols, width)


def _more(count: int, reads: str) -> Line:
    """Return how many steps are not shown, and the key that shows them."""
    told = f"and {count:,} more" if count else "and more of it"
    return Line(((told, "dim"), *((("   ", "dim"), (reads, "key"), (" reads all", "dim")) if reads else ())))


def _wrapped(text: str, role: str, width: int) -> Iterator[Line]:
    for line in wrap(text, max(20, width)) or [""]:
        yield Line(((line, role),))


def _changes(one: Step, symbols: Symbols, width: int) -> Iterator[Line]:
    for told in one.changes:
        yield from _change(told, symbols, width)
    if one.more:
        yield Line(((f"  and {one.more:,} more", "dim"),))


def _change(told: Told, symbols: Symbols, width: int) -> Iterator[Line]:
    """Yield what becomes of one entity: it comes, it goes, or what of it changes."""
    sign, role = ("+", "met") if told.is_added else (symbols.minus, "behind") if told.is_removed else ("~", "accent")
    yield from _hanging(((f"  {sign} ", role), (f"{told.noun} ", "type")), clean_line(told.name), 4, width)
    for field in told.fields:
        change = f"{clean_line(field.before)} {symbols.arrow} {clean_line(field.after)}"
        yield from _hanging(((f"      {field.name}  ", "dim"),), change, 8, width)


def _hanging(before: tuple[Cell, ...], text: str, indent: int, width: int) -> Iterator[Line]:
    """Yield a text behind what opens it, its further lines indented."""
    taken = sum(len(cell) for cell, _ in before)
    first, *rest = wrap(text, max(20, width), initial_indent=" " * taken, subsequent_indent=" " * indent) or [""]
    yield Line((*before, (first[taken:], "text")))
    for line in rest:
        yield Line(((line, "text"),))
