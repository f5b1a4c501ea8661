"""A report as one page that needs nothing else: readable in light and in dark, and printed as well."""

from collections.abc import Iterator
from functools import partial
from html import escape
from typing import Final

from planner.cli import report_svg as svg
from planner.cli.report_words import WORDS, Section, Told, goal_amount, stands
from planner.domain import daymark
from planner.domain.gauge import shown
from planner.domain.measure import Unit
from planner.domain.reportviews import GoalReport, ReportView
from planner.domain.text import clean_line

MOST_CHARTS: Final = 12
"""Goals whose line is drawn; the table has all of them."""
MUCH: Final = 10_000
"""Minor units from which small change says nothing beside a line."""
WHOLE: Final = 12
"""Rows up to which a section stays on one printed page."""
_STYLE: Final = """
:root { color-scheme: light dark; --ink: #1f2430; --dim: #5c6370; --line: #d8dbe2; --page: #ffffff;
  --accent: #2f6f8f; --soft: #9db8c4; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e4e6eb; --dim: #a0a6b3; --line: #3a4050; --page: #171a21; --accent: #8ec5dd; --soft: #4d6774; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2.5rem 1.5rem; max-width: 46rem; background: var(--page); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.45rem; font-weight: 600; margin: 0; }
header p { margin: .2rem 0 0; color: var(--dim); }
h2 { font-size: .95rem; font-weight: 600; margin: 2.2rem 0 .6rem; padding-bottom: .3rem;
  border-bottom: 1px solid var(--line); }
h3 { font-size: .95rem; font-weight: 400; margin: 1.2rem 0 .2rem; }
h3 small { color: var(--dim); font-size: .9rem; margin-left: .5rem; }
ul { list-style: none; margin: 0; padding: 0; }
li { padding: .15rem 0; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: right; padding: .2rem 0 .2rem 1rem; vertical-align: top; font-weight: 400; }
th, td { white-space: nowrap; }
th:first-child, td:first-child { text-align: left; padding-left: 0; }
td:first-child, td:last-child, td.words { white-space: normal; overflow-wrap: break-word; }
td:first-child { min-width: 7rem; max-width: 20rem; }
#goals td:last-child { white-space: nowrap; }
#momentum td:first-child { min-width: 0; white-space: nowrap; }
section { overflow-x: auto; }
thead th { color: var(--dim); font-size: .85rem; }
td.words { text-align: left; }
svg[role=img] { display: block; width: 100%; height: auto; margin: .3rem 0 .6rem; }
svg text { fill: var(--dim); font: 11px system-ui, sans-serif; }
svg .count { fill: var(--ink); }
svg .sign { fill: var(--dim); font-size: 10px; }
figure { margin: 0; }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); gap: 0 2rem;
  margin-bottom: 1rem; }
.charts svg text { font-size: 20px; }
polyline { fill: none; vector-effect: non-scaling-stroke; stroke-linejoin: round; stroke-linecap: round; }
line { vector-effect: non-scaling-stroke; stroke-linecap: round; }
.actual { stroke: var(--accent); stroke-width: 2.2; }
.expected { stroke: var(--dim); stroke-width: 1.2; stroke-dasharray: 5 4; }
.forecast { stroke: var(--accent); stroke-width: 1.5; stroke-dasharray: 9 3 1 3; }
.target { stroke: var(--ink); stroke-width: 1.5; stroke-dasharray: 0 4; }
.zero { stroke: var(--line); stroke-width: 1; }
.bar { fill: var(--accent); }
.then { fill: var(--soft); }
.steps { fill: var(--accent); }
.level1 { fill-opacity: .35; } .level2 { fill-opacity: .55; } .level3 { fill-opacity: .78; }
.quiet { fill: none; stroke: var(--dim); }
.off { stroke: var(--line); }
.hatch { stroke: var(--soft); stroke-width: 1.6; }
.unknown { fill: none; stroke: var(--dim); stroke-dasharray: 2 2; }
.ahead { fill: var(--line); fill-opacity: .3; }
.legend { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; margin: 0; color: var(--dim); font-size: .85rem; }
.legend svg { vertical-align: -2px; margin-right: .3rem; }
.note { color: var(--dim); font-size: .85rem; margin: 0 0 .4rem; }
@media screen and (max-width: 36rem) {
  body { padding: 1.5rem 1rem; font-size: .875rem; }
  th, td { padding-left: .6rem; }
  td:first-child { min-width: 5rem; }
  #counted svg text, #momentum svg text { font-size: 15px; }
}
@media print {
  :root { --ink: #000; --dim: #444; --line: #bbb; --page: #fff; --accent: #1d5570; --soft: #8aa; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  body { padding: 0; max-width: none; font: 10pt/1.4 system-ui, sans-serif; }
  h2 { margin-top: 1.5rem; } h3 { margin-top: .6rem; } li, th, td { padding-top: .1rem; padding-bottom: .1rem; }
  h2, h3, .note { break-after: avoid; } li, tr, figure, svg, .whole { break-inside: avoid; }
  section { overflow: visible; } thead { display: table-header-group; }
  thead, tbody tr:nth-child(-n+2):not(:last-child) { break-after: avoid; }
  #days .legend, #days .note { break-before: avoid; break-after: auto; }
  #goals .legend { break-after: avoid; }
}
"""


def page(told: Told, view: ReportView, home: str) -> str:
    """Return a report as one HTML page."""
    body = "".join(_section(section, view, home) for section in told.sections)
    title, aside = escape(told.title), escape(told.aside)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n{svg.PATTERNS}\n"
        f"<header><h1>{title}</h1><p>{aside}</p></header>\n{body}{_days(view)}</body>\n</html>\n"
    )


def _section(section: Section, view: ReportView, home: str) -> str:
    parts = [f"<h2>{escape(section.heading)}</h2>\n"]
    match section.key:
        case "goals":
            parts += _goals(view, home)
        case "momentum":
            told = f"Momentum from {shown(view.momentum_before)} to {shown(view.momentum_after)}, between -100 and 100"
            parts.append(svg.momentum_line(view, told))
        case "counted":
            if view.knows_before:
                parts.append('<p class="note">The thin line under each bar is the time before.</p>\n')
            told = "How often each kind of activity was done; the table says it in numbers"
            counted = view.counted if view.knows_before else [one._replace(before=0) for one in view.counted if one.now]
            parts.append(svg.bars(counted, told))
    parts.append(_rows(section))
    is_whole = len(section.rows) <= WHOLE and section.key not in {"goals", "counted"}
    return f'<section id="{section.key}"{" class=whole" if is_whole else ""}>\n{"".join(parts)}</section>\n'


def _goals(view: ReportView, home: str) -> Iterator[str]:
    lines = [goal for goal in view.goals if len(goal.points) > 1]
    drawn, rest = lines[:MOST_CHARTS], len(lines) - MOST_CHARTS
    if drawn:
        own = "" if all(map(svg.is_comparable, drawn)) else ", but where a line goes far beyond it"
        yield svg.lines_legend(drawn)
        yield f'<p class="note">Every chart has its target at the same height{own}.</p>\n<div class="charts">\n'
    targets = svg.common_height(drawn)
    for goal in drawn:
        reached, target = (goal_amount(goal, value, home) for value in (goal.current, goal.target))
        name, ahead = clean_line(goal.name), ""
        if goal.forecast is not None:
            ahead = f"forecast {_amount(goal, home, round(goal.forecast))}"
        aside = ", ".join(part for part in (f"{reached} of {target}", stands(goal), ahead) if part)
        picture = svg.goal_line(goal, f"{name}: {aside}", partial(_amount, goal, home), targets)
        yield f"<figure><h3>{escape(name)}<small>{escape(aside)}</small></h3>\n{picture}</figure>\n"
    if drawn:
        yield "</div>\n"
    if rest > 0:
        yield f'<p class="note">And {rest} more without a chart. The table has all of them.</p>\n'


def _amount(goal: GoalReport, home: str, value: int) -> str:
    """Return a value beside a line as people write it, money without its small change."""
    is_much = goal.unit is Unit.MONEY and abs(value) >= MUCH
    return goal_amount(goal, round(value, -2) if is_much else value, home)


def _rows(section: Section) -> str:
    if not section.rows:
        return f"<p>{escape(section.nothing)}</p>\n"
    if not section.head:
        items = "".join(f"<li>{escape(' '.join(row))}</li>\n" for row in section.rows)
        return f"<ul>\n{items}</ul>\n"
    heads = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in section.head)
    last = len(section.head) - 1
    is_told = [any(len(row[n]) > WORDS for row in section.rows) and n == last for n in range(last + 1)]
    body = "".join(
        f"<tr>{''.join(_cell(cell, is_words=is_told[n]) for n, cell in enumerate(row))}</tr>\n" for row in section.rows
    )
    shown_heads = f"<thead><tr>{heads}</tr></thead>\n" if any(section.head) else ""
    return f"<table>\n{shown_heads}<tbody>\n{body}</tbody>\n</table>\n"


def _cell(cell: str, *, is_words: bool) -> str:
    return f"<td{' class=words' if is_words else ''}>{escape(cell)}</td>"


def _days(view: ReportView) -> str:
    """Return the map of the days, with its legend and its sentence."""
    told = ", ".join(daymark.told(view.days))
    return (
        f'<section id="days" class="whole">\n<h2>Days</h2>\n{svg.days(view, told)}{svg.legend(view.days)}\n'
        f'<p class="note">{escape(told)}.</p>\n</section>\n'
    )
