"""The brief as text, as Markdown and as one HTML page. Pure: a view comes in, a text goes out.

All three say the same lines under the same four headings (B39).
"""

import re
from collections.abc import Iterator
from datetime import date
from html import escape
from typing import Final, NamedTuple

from planner.domain.action import ActionStatus
from planner.domain.briefviews import BriefGoal, BriefView, Sold
from planner.domain.figure import decimal
from planner.domain.goal import Grade
from planner.domain.measure import Unit
from planner.domain.money import format_amount
from planner.domain.partnerviews import ObstacleRow
from planner.domain.text import clean_line
from planner.domain.views import PlanRow, short_date

HEADINGS: Final = ("Goals", "Milestones", "Progress", "Obstacles")
"""The sections, and no others."""
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#|!~&])")
_BLOCK = re.compile(r"^(\d{1,9})([.)])(?=\s|$)|^([-+=])")
_STYLE = """
:root { color-scheme: light dark; --ink: #1f2430; --dim: #5c6370; --line: #d8dbe2; --page: #ffffff; --met: #1a6b3c; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e4e6eb; --dim: #a0a6b3; --line: #3a4050; --page: #171a21; --met: #7fd6a2; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2.5rem 1.5rem; max-width: 44rem; background: var(--page); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.45rem; font-weight: 600; margin: 0; }
header p { margin: .2rem 0 0; color: var(--dim); }
h2 { font-size: .95rem; font-weight: 600; margin: 2rem 0 .5rem; padding-bottom: .3rem;
  border-bottom: 1px solid var(--line); }
ul { list-style: none; margin: 0; padding: 0; }
li { padding: .25rem 0; }
li ul { padding-left: 1.4rem; }
small { color: var(--dim); font-size: .9rem; margin-left: .5rem; }
.mark { display: inline-block; width: 1.4rem; color: var(--dim); }
.done .mark { color: var(--met); }
@media print { body { padding: 0; max-width: none; font-size: 11pt; } h2 { break-after: avoid; }
  li { break-inside: avoid; } }
@media print { :root { --ink: #000; --dim: #444; --line: #bbb; --page: #fff; --met: #000; } }
"""


class Item(NamedTuple):
    """One line of a section."""

    text: str
    aside: str = ""
    """What is said behind it, in a lower voice."""
    is_done: bool | None = None
    """Whether it is ticked; None where it has no box."""
    is_under: bool = False
    """Whether it belongs under the line before it."""


def headline(view: BriefView) -> tuple[str, str]:
    """Return what stands above the sections: the day, and with whom it was talked about last."""
    last = f"since {short_date(view.since, view.day)}"
    return f"Goals brief, {short_date(view.day, view.day)} {view.day.year}", f"{last}, with {view.partner}" if (
        view.partner
    ) else last


def sections(view: BriefView) -> tuple[tuple[str, tuple[Item, ...]], ...]:
    """Return the four headings with their lines; one with nothing to say says so."""
    lines = (_goals(view), _milestones(view), _progress(view), _obstacles(view))
    return tuple((heading, tuple(items)) for heading, items in zip(HEADINGS, lines, strict=True))


def text(view: BriefView) -> str:
    """Return the brief as plain text."""
    title, last = headline(view)
    lines = [title, last]
    for heading, items in sections(view):
        lines += ["", heading]
        for item in items:
            box = "" if item.is_done is None else "[x] " if item.is_done else "[ ] "
            aside = f"  ({item.aside})" if item.aside else ""
            lines.append(f"{'    ' if item.is_under else '  '}{box}{item.text}{aside}")
    return "\n".join(lines) + "\n"


def markdown(view: BriefView) -> str:
    """Return the brief as Markdown: no word of it can turn into markup."""
    title, last = headline(view)
    lines = [f"# {_md(title)}", "", _md(last)]
    for heading, items in sections(view):
        lines += ["", f"## {heading}", ""]
        for item in items:
            box = "" if item.is_done is None else "[x] " if item.is_done else "[ ] "
            aside = f" — {_md(item.aside)}" if item.aside else ""
            lines.append(f"{'  ' if item.is_under else ''}- {box}{_md(item.text)}{aside}")
    return "\n".join(lines) + "\n"


def html(view: BriefView) -> str:
    """Return the brief as one page that needs nothing else, prints well, and reads in light and in dark."""
    title, last = headline(view)
    body = "".join(
        f"<section>\n<h2>{escape(heading)}</h2>\n<ul>\n{''.join(_html_items(items))}</ul>\n</section>\n"
        for heading, items in sections(view)
    )
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<header><h1>{escape(title)}</h1><p>{escape(last)}</p></header>\n{body}</body>\n</html>\n"
    )


def _html_items(items: tuple[Item, ...]) -> Iterator[str]:
    is_open = False
    for at, item in enumerate(items):
        has_under = not item.is_under and at + 1 < len(items) and items[at + 1].is_under
        mark = "" if item.is_done is None else f'<span class="mark">{"✓" if item.is_done else "○"}</span>'
        aside = f"<small>{escape(item.aside)}</small>" if item.aside else ""
        style = ' class="done"' if item.is_done else ""
        if is_open and not item.is_under:
            yield "</ul>\n</li>\n"
            is_open = False
        yield f"<li{style}>{mark}{escape(item.text)}{aside}{'' if has_under else '</li>'}\n"
        if has_under:
            yield "<ul>\n"
            is_open = True
    if is_open:
        yield "</ul>\n</li>\n"


def _goals(view: BriefView) -> Iterator[Item]:
    for goal in view.goals:
        yield Item(goal.name, standing(goal))
        if stretch := _stretch(goal, view.home, view.day):
            yield Item(stretch, is_under=True)
    if not view.goals:
        yield Item("No goal is active. A line such as “2 calls a day” sets one.")


def standing(goal: BriefGoal) -> str:
    """Return in words where a goal stands: met, on pace, or so many working days ahead or behind."""
    if goal.grade is not None and goal.grade is not Grade.SHORT:
        return str(goal.grade)
    if goal.days_ahead is None:
        return ""
    days = decimal(abs(goal.days_ahead), 1)
    if days == "0":
        return "on pace"
    told = f"{days} working {'day' if days == '1' else 'days'}"
    return f"{told} ahead" if goal.days_ahead > 0 else f"{told} behind"


def _stretch(goal: BriefGoal, home: str, day: date) -> str:
    """Return the one line on stretch: how far it is to nailing the goal (B38)."""
    if goal.fraction is None or goal.unit is None:
        return ""
    if goal.grade is Grade.NAILED:
        return "stretch reached"
    if not goal.is_counted:
        return f"stretch: all of it before {short_date(goal.ends_on, day)}"
    if goal.stretch_at is None or goal.current is None:
        return "stretch still ahead"
    left = _number(goal, goal.stretch_at - goal.current, home)
    return f"stretch {_number(goal, goal.stretch_at, home)}, {left} to go"


def _milestones(view: BriefView) -> Iterator[Item]:
    found, since = False, short_date(view.since, view.day)
    for goal in view.goals:
        if goal.milestones:
            found = True
            done = sum(one.done_on is not None for one in goal.milestones)
            yield Item(goal.name, f"{done} of {len(goal.milestones)}")
            for one in goal.milestones:
                is_new = one.done_on is not None and one.done_on > view.since
                yield Item(one.title, f"done since {since}" if is_new else "", one.done_on is not None, is_under=True)
    if not found:
        yield Item("No goal has milestones.")


def _progress(view: BriefView) -> Iterator[Item]:
    since = short_date(view.since, view.day)
    for goal in view.goals:
        if goal.fraction is None or not goal.is_counted:
            continue
        percent = f"{round(goal.fraction * 100)} %"
        if goal.current is None or goal.target is None:
            yield Item(goal.name, percent)
            continue
        told = f"{_number(goal, goal.current, view.home)} of {_number(goal, goal.target, view.home)}, {percent}"
        came = f"; {_number(goal, goal.came, view.home)} since {since}" if goal.came else ""
        yield Item(goal.name, f"{told}{came}")
    steps = "1 step" if view.steps == 1 else f"{view.steps:,} steps"
    days = "1 working day" if view.working_days == 1 else f"{view.working_days} working days"
    known = [f"on {view.step_days} of {days}"] if view.working_days else []
    unknown = [f"{view.unknown_days} unknown"] if view.unknown_days else []
    yield Item(steps, ", ".join((*known, *unknown)))
    for sold in view.sold:
        yield Item(*_sold(sold, view.home))
    if view.momentum is not None:
        yield Item(f"Momentum {view.momentum:+d}" if view.momentum else "Momentum 0", view.momentum_word)
    if view.commitments.rows:
        yield Item(f"Commitments kept {view.commitments.kept} of {view.commitments.total}")
        for row in view.commitments.rows:
            yield _promise(row, view)
    if view.note:
        yield Item(f"Noted last time: {view.note}")


def _promise(row: PlanRow, view: BriefView) -> Item:
    action = row.action
    who = ", ".join(clean_line(part) for part in (row.contact, row.organization) if part)
    aside = "; ".join(
        part
        for part in (
            who,
            f"by {short_date(action.date, view.day)}" if action.is_open else "",
            "dropped" if action.status is ActionStatus.DROPPED else "",
        )
        if part
    )
    return Item(clean_line(action.text), aside, action.status is ActionStatus.DONE, is_under=True)


def _sold(sold: Sold, home: str) -> tuple[str, str]:
    told = "1 sale" if sold.deals == 1 else f"{sold.deals:,} sales"
    return told, format_amount(sold.amount_minor, sold.currency, home) if sold.amount_minor else ""


def _obstacles(view: BriefView) -> Iterator[Item]:
    for row in view.obstacles:
        yield Item(clean_line(row.obstacle.text), _since(row, view))
        if row.next_action is not None:
            action = row.next_action.action
            due = f"by {short_date(action.date, view.day)}" if action.is_open else str(action.status)
            yield Item(f"next: {clean_line(action.text)}", due, action.status is ActionStatus.DONE, is_under=True)
    if not view.obstacles:
        yield Item("Nothing is in the way.")


def _since(row: ObstacleRow, view: BriefView) -> str:
    days = "1 day" if row.days == 1 else f"{row.days} days"
    since = f"since {short_date(row.obstacle.opened_on, view.day)}, {days}" if row.days else "since today"
    return f"{since}; {row.goal}" if row.goal else since


def _number(goal: BriefGoal, value: int, home: str) -> str:
    return format_amount(value, goal.currency, home) if goal.unit is Unit.MONEY else f"{value:,}"


def _md(told: str) -> str:
    """Return words as Markdown that shows them as they are."""
    escaped = _MARKDOWN.sub(r"\\\1", told)
    return _BLOCK.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", escaped)
