"""The reviews with others, of quarters and of years as lines. Pure: a view comes in, lines go out."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from planner.cli import plain
from planner.cli.obstacle import due_text, obstacle_lines
from planner.cli.own import Named, Told, under
from planner.domain.figure import decimal, figure, share
from planner.domain.measure import SHARES
from planner.domain.money import format_amount
from planner.domain.partnerviews import ANSWERED, HEADINGS, PeopleReviewView
from planner.domain.periodviews import (
    FOLLOWING,
    YEAR_QUESTIONS,
    AnnualRow,
    ChoiceRow,
    GradedRow,
    Outlook,
    PriorityRow,
    QuarterView,
    WinsView,
    YearView,
)
from planner.domain.review import ReviewKind
from planner.domain.text import clean_line
from planner.domain.views import narrow_date, short_date

_EXPECTED = frozenset({"outlook", "outlook words", "resolution"})
"""What is answered of the year to come, all in one section."""


def with_others(view: PeopleReviewView, today: date, named: Named) -> Iterator[Told]:
    """Yield a review with a partner or a group: who, what was promised, what is in the way, what was said."""
    is_group = view.kind is ReviewKind.GROUP
    yield from under("", _held(view, today))
    yield from under("doing" if is_group else "progress", _kept(view, today))
    if is_group:
        yield from _headings(view, named)
    yield "obstacles", f"{named('obstacles', 'in the way')}:"
    yield from under("obstacles", (f"  {line}" for line in obstacle_lines(view.obstacles, today)))
    if view.promised:
        section = "next month" if is_group else "commitments"
        yield section, f"{'promised now' if is_group else named(section, 'promised now')}:"
        yield from under(section, (f"  {due_text(row, today)}" for row in view.promised))
    if view.note:
        yield "note", f"{named('note', 'note')}: {clean_line(view.note)}"


def _held(view: PeopleReviewView, today: date) -> Iterator[str]:
    who = ", ".join(clean_line(person.name) for person in view.people)
    title = "goals partner" if view.kind is ReviewKind.PARTNER else "monthly group"
    state = "open since " if view.review is not None else ""
    yield f"{title}, {state}{short_date(view.day, today)}{f', with {who}' if who else ''}"
    if not view.known:
        yield "Nobody is named yet. planner partner add NAME --role mentor names somebody."
    elif view.last is not None and view.due_on is not None:
        last = ", ".join(clean_line(person.name) for person in view.last_people)
        yield f"held last: {short_date(view.last.period_start, today)}, with {last}"
        yield f"{'next: ' if view.due_on > today else 'due since '}{short_date(view.due_on, today)}"


def _kept(view: PeopleReviewView, today: date) -> Iterator[str]:
    if view.commitments.rows:
        yield f"promises kept: {view.commitments.kept} of {view.commitments.total}"
        for row in view.commitments.rows:
            yield f"  {due_text(row, today)}"


def _headings(view: PeopleReviewView, named: Named) -> Iterator[Told]:
    for key in ANSWERED:
        said = clean_line(view.answers.get(key, ""))
        heading = named(key, HEADINGS[key])
        yield key, f"{heading}: {said}" if said else f"{heading}:"
        if key == "headed":
            for row in view.ahead:
                yield key, f"  {plain.goal_text(row._replace(depth=0), view.day)}"
    yield "ideas", f"{named('ideas', HEADINGS['ideas'])}:"
    for idea in view.ideas:
        became = f"  (taken up as {'a goal' if idea.became.startswith('goal') else 'an action'})" if idea.became else ""
        yield "ideas", f"  {idea.number}  {clean_line(idea.text)}{became}"


def quarter(view: QuarterView, home: str, named: Named) -> Iterator[Told]:
    """Yield the review of a quarter."""
    yield "", f"{view.label}, then {view.following_label}{', closed' if view.is_closed else ''}"
    yield from under("progress", (_annual(annual, home) for annual in view.annual))
    yield from under("outlook", _outlook(view.outlook, named))
    for row in view.priorities:
        yield "progress", f"priority of {view.label}: {_graded(row, home, view.today)}"
    if view.before:
        yield "before", f"{named('before', 'said last time')}: {clean_line(view.before)}"
    yield "question", named("question", view.question)
    yield "question", f"  {clean_line(view.answer) or '______________'}"
    yield "priorities", f"{named('priorities', f'priorities of {view.following_label}')}:"
    for priority in view.following_priorities:
        yield from under("priorities", _priority(priority, home))
    if not view.following_priorities:
        yield "priorities", "  none yet; planner review quarter --priority '100 demos' sets one"
    yield "goals", f"{named('goals', 'goals')}:"
    for choice in view.goals:
        yield from under("goals", _choice(choice, home))
    if view.parts:
        yield "goals", f"  {FOLLOWING}: {', '.join(clean_line(name) for name in view.parts)}"
    if view.review is not None and view.review.note:
        yield "note", f"{named('note', 'note')}: {clean_line(view.review.note)}"


def _annual(row: AnnualRow, home: str) -> str:
    def told(value: Fraction | int) -> str:
        return figure(value, row.measure, home)

    parts = [f"{clean_line(row.name)}: {told(row.current)}"]
    if row.attainment is not None:
        parts.append(share(row.attainment))
    if row.expected is not None:
        parts.append(f"expected by now {told(row.expected)}")
    if row.days_ahead:
        days = decimal(abs(row.days_ahead), 1)
        parts.append(f"{days} working days {'ahead' if row.days_ahead > 0 else 'behind'}")
    if row.required_per_day:
        parts.append(f"needed {told(row.required_per_day)} a day")
    if row.run_rate_forecast is not None:
        parts.append(f"forecast {told(row.run_rate_forecast)} by run rate")
    if row.pipeline_forecast is not None:
        parts.append(f"{told(row.pipeline_forecast)} by pipeline")
    return "  ".join(parts)


def _graded(row: GradedRow, home: str, today: date) -> str:
    """Return a goal with how well it was reached; one that still can be is told as open."""
    reached = f"{figure(row.current, row.measure, home)} of {figure(row.target, row.measure, home)}"
    told: str = row.grade
    if row.is_open(today):
        told = f"open until {narrow_date(row.goal.ends_on)}"
        if row.measure is None or row.measure.unit not in SHARES:
            reached += f", {figure(row.target - row.current, row.measure, home)} left"
    return f"{clean_line(row.name)}  {told}, {share(row.fraction)}  ({reached})"


def _outlook(outlook: Outlook, named: Named) -> Iterator[str]:
    if outlook.word or outlook.why:
        told = ", ".join(clean_line(part) for part in (outlook.word, outlook.why) if part)
        yield f"{named('outlook', 'outlook')}: {told}"
    if outlook.resolution:
        yield f"resolution: {clean_line(outlook.resolution)}"


def _priority(row: PriorityRow, home: str) -> Iterator[str]:
    draft = f"  draft, lacks {row.lacks}" if row.is_draft else ""
    yield f"  {clean_line(row.name)}{draft}"
    for month in row.months:
        target = "" if month.target is None else f"  {figure(month.target, row.measure, home)}"
        planned = "no action yet" if not month.actions else f"{month.actions} planned"
        yield f"    {month.label}{target}  {planned}"


def _choice(row: ChoiceRow, home: str) -> Iterator[str]:
    reached = f"  {figure(row.current, row.measure, home)}" if row.measure is not None else ""
    reason = "  lowering it takes a reason" if row.needs_reason else ""
    yield f"  {row.choice}  {clean_line(row.name)}{reached}{reason}"
    if row.higher:
        yield f"    {clean_line(row.higher)}"


def year(view: YearView, home: str, named: Named) -> Iterator[Told]:
    """Yield the review of a year and the plan of the next, wins first."""
    yield "", f"{view.looked_back.label}, then {view.following_label}{', closed' if view.is_closed else ''}"
    yield from wins(view.looked_back, home, view.today)
    yield from under("first sale", _sales(view, home))
    for key, question in YEAR_QUESTIONS.items():
        if key != "question":
            section = "outlook" if key in _EXPECTED else key
            yield section, named(key, question)
            yield section, f"  {clean_line(view.answers.get(key, '')) or '______________'}"
    yield from under("next year", (clean_line(sentence) for sentence in view.higher))
    yield "next year", f"{named('next year', f'goals of {view.following_label}')}:"
    for row in view.drafts:
        state = "draft" if row.is_draft else "active"
        parts = f", {row.parts} under it" if row.parts else ""
        preliminary = ", preliminary" if row.goal.preliminary else ""
        yield "next year", f"  {clean_line(row.name)}  ({state}{preliminary}{parts})"
    if not view.drafts:
        yield "next year", "  none yet; planner review year --draft '480 calls' sets one"
    yield "question", named("question", YEAR_QUESTIONS["question"])
    yield "question", f"  {clean_line(view.answers.get('question', '')) or '______________'}"
    for changed in view.baseline:
        for decision in changed.since:
            yield "next year", f"since the plan: {clean_line(changed.name)}: {clean_line(decision.text)}"
    if view.review is not None and view.review.note:
        yield "note", f"{named('note', 'note')}: {clean_line(view.review.note)}"


def wins(view: WinsView, home: str, today: date) -> Iterator[Told]:
    """Yield what a year brought: wins first, then what was short, and the momentum that goes on."""
    for row in view.wins:
        yield "wins", f"won: {_graded(row, home, today)}"
    for part in view.parts:
        yield (
            "wins",
            f"won: {clean_line(part.name)}  {part.reached} of {part.total} {part.nouns}",
        )
    for row in view.short:
        yield "short", _graded(row, home, today)
    sign = f"{view.momentum:+d}" if view.momentum else "0"
    yield "momentum", f"momentum {sign}, {view.momentum_word}"


def _sales(view: YearView, home: str) -> Iterator[str]:
    first = view.first_sale
    if first is not None:
        amount = "" if first.amount_minor is None else f"  {format_amount(first.amount_minor, first.currency, home)}"
        yield f"first sale: {short_date(first.day, view.today)}{amount}  {clean_line(first.title)}"
    for sold in view.last_sales:
        told = "1 sale" if sold.deals == 1 else f"{sold.deals:,} sales"
        yield f"last 90 days: {told}  {format_amount(sold.amount_minor, sold.currency, home)}"
