"""`planner report`: a period read, and put into the form that is asked for, or into values for JSON."""

import sys
from datetime import date
from typing import TYPE_CHECKING, Any

from planner.cli import marks, report_words
from planner.cli.answer import Options, named_day, print_json
from planner.cli.plain import number
from planner.cli.words import Parser, reads
from planner.domain.conversion import Step
from planner.domain.daymark import DayState
from planner.domain.period import Period
from planner.domain.reportviews import Compared, Counted, GoalReport, ReportView

if TYPE_CHECKING:
    from planner.services.planner import Planner


def words(parser: Parser) -> None:
    """Add the words of `planner report`."""
    parser.set_defaults(run=_run)
    reads(parser, date=True)
    parser.add_argument("period", choices=("day", "week", "month", "quarter", "year"))
    parser.add_argument("--format", choices=("md", "html", "txt", "json"), default="txt")


def _run(planner: "Planner", options: Options) -> None:
    view = read(planner, options.period, named_day(planner, options))
    if options.json or options.format == "json":
        print_json(as_json(view))
    else:
        print(rendered(planner, view, options.format, sys.stdout.encoding), end="")


def read(planner: "Planner", period: str, day: date) -> ReportView:
    """Return the report of a period. Raises PlannerError where it has not begun."""
    return planner.reports.of(Period(period), day)


def rendered(planner: "Planner", view: ReportView, form: str, encoding: str = "utf-8") -> str:
    """Return a report in a form: txt, md or html. A page says what an encoding has no letters for by number."""
    home = planner.settings.currency
    told = report_words.tell(view, home, planner.settings.year_start_month)
    if form != "html":
        return report_words.markdown(told) if form == "md" else report_words.text(told)
    from planner.cli.report_html import page

    html = page(told, view, home)
    return html if "utf" in encoding.lower() else html.encode("ascii", "xmlcharrefreplace").decode()


def as_json(view: ReportView) -> dict[str, Any]:
    """Return a report for JSON. Amounts stay in minor units; what is not known of a day is null, never 0."""
    return {
        "period": view.period,
        "starts_on": view.span.start.isoformat(),
        "ends_on": view.span.end.isoformat(),
        "until": view.until.isoformat(),
        "before_is_known": view.knows_before,
        "before_is_cut": view.is_cut,
        "before": view.before.iso,
        "wins": [{"date": one.day.isoformat(), **one.win._asdict()} for one in view.wins],
        "more_wins": view.more_wins,
        "parts": [
            {"name": row.name, "period": row.period, "reached": row.reached, "of": row.total} for row in view.parts
        ],
        "proud": [{"date": one.day.isoformat(), "text": one.text} for one in view.proud],
        "asks": [one._asdict() for one in view.asks],
        "goals": [_goal_as_json(one) for one in view.goals],
        "steps": [
            _step_as_json(*pair, is_known=view.knows_before)
            for pair in zip(view.steps, view.steps_before, strict=True)
            if view.is_known
        ],
        "momentum_before": round(view.momentum_before, 4) + 0.0,
        "momentum": [
            {"date": one.facts.day.isoformat(), "momentum": round(one.momentum, 4) + 0.0} for one in view.momentum
        ],
        "reasons": [
            {
                "date": one.facts.day.isoformat(),
                "points": round(one.gain, 4) + 0.0,
                "why": report_words.reason(one.facts),
            }
            for one in view.reasons
        ],
        "counted": [_beside(one, is_known=view.knows_before) for one in view.counted],
        "compared": [_beside(one, is_known=view.knows_before) for one in view.compared],
        "marks": [marks.as_json(one) for one in view.marks],
        "days": [
            {
                "date": one.day.isoformat(),
                "standing": one.state,
                "steps": one.steps if one.state in {DayState.STEPS, DayState.QUIET} else None,
            }
            for one in view.days
        ],
    }


def _goal_as_json(goal: GoalReport) -> dict[str, Any]:
    points = [
        {
            "date": one.day.isoformat(),
            "actual": one.actual,
            "expected": number(one.expected),
            "forecast": number(one.forecast),
        }
        for one in goal.points
    ]
    return {
        **goal._asdict(),
        "fraction": round(goal.fraction, 6),
        "days_ahead": number(goal.days_ahead),
        "points": points,
    }


def _beside(one: Counted | Compared, *, is_known: bool) -> dict[str, Any]:
    return {**one._asdict(), "before": one.before if is_known else None}


def _step_as_json(step: Step, before: Step, *, is_known: bool) -> dict[str, Any]:
    times_before = before.times if is_known else None
    figures: dict[str, Any] = {"name": step.name, "times": step.times, "times_before": times_before}
    for name, one in (("conversion", step), ("conversion_before", before)):
        ratio = one.conversion if is_known or one is step else None
        figures[name] = number(one.rate) if ratio is not None else None
        figures[f"{name}_of"] = ratio.whole if ratio is not None else None
    return figures
