"""The goal line: one line for one goal, read into a draft. Owns what a line's words come to: dates, target, measure.

Its words are in `goalnouns`, `goalwords` and `goalspans`; the rules among goals are the services' and `goal`'s.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple, NoReturn

from planner.domain.activity import OUTCOMES, ActivityType, Outcome, Purpose, words
from planner.domain.calendar import Calendar
from planner.domain.deal import DealKind
from planner.domain.errors import LineError
from planner.domain.goal import FOREVER, MAX_TARGET, GoalKind
from planner.domain.goalcomplete import complete
from planner.domain.goalnouns import CONTACT, MONEY_NOUNS, NOUNS
from planner.domain.goalspans import Place, When
from planner.domain.goalwords import read, spans, unknown_word
from planner.domain.measure import NEW_STAGES, Measure, Unit, plural
from planner.domain.money import format_amount
from planner.domain.period import Period, Span
from planner.domain.words import Kind, Mark, checked, value_of

__all__ = ["GoalDraft", "complete", "parse", "spans"]

_BY_WHEN = "By when? Add “a day”, “in 2026” or “by 31 dec”."
_FIELD_NAMES = {
    "noun": "thing to count",
    "every": "period",
    "when": "span of dates",
    "stretch": "stretch",
    "kind": "part to play",
    "draft": "state",
    "rollup": "roll-up",
}


class GoalDraft(NamedTuple):
    """What a goal line says."""

    title: str
    """The words after the colon, else the line's own less its period: "2 calls", "$240,000"."""
    period: Period
    starts_on: date
    ends_on: date
    kind: GoalKind = GoalKind.GOAL
    measure: Measure | None = None
    """None for a big picture."""
    target: int | None = None
    """Times, minor units of money, or 100 per cent of a milestone or a roll-up; per period."""
    stretch_target: int | None = None
    milestone: bool = False
    """Whether it is done or not: one milestone with the goal's title goes with it."""
    draft: bool = False
    """Whether it waits for a commitment and asks for nothing yet (B4, B47)."""
    is_dated: bool = True
    """Whether the line names a period or dates; an amount alone is the year's (B29)."""


def parse(line: str, *, today: date, calendar: Calendar, currency: str) -> GoalDraft:
    """Read a line; `$` means `currency` where that is a dollar. Raises LineError, which points at the word."""
    text = checked(line, "2 calls a day")
    place = Place(today, calendar, currency)
    fields, qualities, phrase = _fields(text, place)
    if "big_picture" in fields:
        title = value_of(fields, "title", str)
        if title is None:
            _refuse("Where are you headed? “big picture: own the north-east”.", [fields["big_picture"]])
        return GoalDraft(title=title, period=Period.BIG_PICTURE, starts_on=today, ends_on=FOREVER)
    kind = value_of(fields, "kind", GoalKind) or GoalKind.GOAL
    target = _target(fields, currency)
    stretch = _stretch(fields, target)
    title, measure = _measured(fields, qualities, phrase, currency)
    when = _dates(fields, place, kind)
    return GoalDraft(
        title=value_of(fields, "title", str) or title,
        period=when.period,
        starts_on=when.span.start,
        ends_on=when.span.end,
        kind=kind,
        measure=measure,
        target=target,
        stretch_target=stretch,
        milestone=measure.unit is Unit.MILESTONE,
        draft="draft" in fields,
        is_dated=bool({"every", "when"} & fields.keys()),
    )


def _fields(text: str, place: Place) -> tuple[dict[str, Mark], list[Mark], str]:
    """Return the line's parts by field, its qualities, and the words that say what is counted."""
    fields: dict[str, Mark] = {}
    qualities: list[Mark] = []
    phrase: list[str] = []
    for mark in read(text, place):
        part = text[mark.start : mark.end]
        if mark.kind is Kind.UNKNOWN:
            _refuse(unknown_word(part) if mark.value is None else str(mark.value), [mark])
        if mark.field in {"quality", "noun", "filler"}:
            phrase += part.split()
        if mark.field == "quality":
            qualities.append(mark)
        elif mark.field != "filler":
            if mark.field in fields:
                first = fields[mark.field]
                name = _FIELD_NAMES[mark.field]
                _refuse(f"“{text[first.start : first.end]}” stands already: a goal has one {name}.", [mark])
            fields[mark.field] = mark
    return fields, qualities, " ".join(phrase)


def _dates(fields: dict[str, Mark], place: Place, kind: GoalKind) -> When:
    """Return the period and the dates. A repeated one starts with its current period and ends with the sales year.

    An amount alone is the year's (B29).
    """
    every = value_of(fields, "every", Period)
    when = value_of(fields, "when", When)
    if when is None and every is None:
        if "amount" in fields and kind in {GoalKind.GOAL, GoalKind.QUOTA}:
            return When(Period.YEAR, place.year)
        if kind is not GoalKind.LITTLE:
            _refuse(_BY_WHEN, fields.values())
        return When(Period.CUSTOM, Span(place.today, place.year.end))
    if every is None:
        return when or When(Period.CUSTOM, Span(place.today, place.year.end))
    start = place.of(every, place.today).start
    if when is None:
        return When(every, Span(start, place.year.end))
    if when.period is not Period.CUSTOM and start not in when.span:
        start = when.span.start
    return When(every, Span(start, when.span.end))


def _target(fields: dict[str, Mark], currency: str) -> int:
    """Return the target: per cent for a milestone. Raises LineError where no progress can reach it."""
    amount = value_of(fields, "amount", tuple)
    count = value_of(fields, "count", int)
    target: int = 100 if amount is None and count is None else amount[0] if amount else count or 0
    if target < 1:
        _refuse("A target is above zero.", [fields["amount" if amount else "count"]])
    if target > MAX_TARGET:
        most = format_amount(MAX_TARGET, amount[1], currency) if amount else f"{MAX_TARGET:,}"
        _refuse(f"A target is at most {most}.", list(fields.values())[:1])
    return target


def _stretch(fields: dict[str, Mark], target: int) -> int | None:
    """Return the stretch target. Raises LineError where it is of another sort or lies below the target."""
    mark = fields.get("stretch")
    if mark is None:
        return None
    amount = value_of(fields, "amount", tuple)
    stretch = mark.value
    if amount is not None and isinstance(stretch, tuple) and stretch[1] == amount[1]:
        stretch = stretch[0]
    elif amount is not None or "count" not in fields:
        _refuse("A stretch is counted like its target: “$200,000 in 2026 stretch $240,000”.", [mark])
    if not isinstance(stretch, int):
        _refuse("A stretch is counted like its target: “30 calls in q1 stretch 36”.", [mark])
    if not target <= stretch <= MAX_TARGET:
        _refuse("A stretch is at least its target.", [mark])
    return stretch


def _measured(fields: dict[str, Mark], qualities: Sequence[Mark], phrase: str, currency: str) -> tuple[str, Measure]:
    """Return the canonical title and the measure."""
    noun = value_of(fields, "noun", str)
    amount: tuple[int, str] | None = value_of(fields, "amount", tuple)
    if "rollup" in fields and (amount is not None or "count" in fields):
        _refuse("A roll-up has no number of its own: “win the north in 2026 rollup”.", [fields["rollup"]])
    if amount is not None:
        if noun is not None and noun not in MONEY_NOUNS:
            _refuse("An amount counts sales. To count something else, start with a number.", [fields["noun"]])
        kind = _deal_kind(qualities)
        title = f"{format_amount(amount[0], amount[1], currency)} {phrase}".strip()
        name = f"{kind} sales" if kind else "sales"
        return title, Measure(name=name, unit=Unit.MONEY, deal_kind=kind, currency=amount[1])
    if "count" not in fields:
        milestone = value_of(fields, "title", str)
        if milestone is None:
            _refuse("What is to be done? “sign the lease by 1 mar”.", fields.values())
        if "rollup" in fields:
            return milestone, Measure(name="roll-up", unit=Unit.ROLLUP)
        return milestone, Measure(name="milestones", unit=Unit.MILESTONE)
    count = value_of(fields, "count", int)
    if noun is None or noun not in NOUNS:
        _refuse(f"{count:,} of what? Say what to count: “2 calls a day”.", [fields.get("noun", fields["count"])])
    measure = _contacts(qualities) if noun == CONTACT else _counted(NOUNS[noun], qualities)
    return f"{count:,} {phrase}", measure


def _deal_kind(qualities: Sequence[Mark]) -> DealKind | None:
    """Return new or repeat. Raises LineError at any other quality, and where both stand."""
    for mark in qualities:
        if not isinstance(mark.value, DealKind):
            _refuse("Sales are new or repeat: “$1,000 new in 2026”.", [mark])
    kinds = {mark.value for mark in qualities if isinstance(mark.value, DealKind)}
    if len(kinds) > 1:
        _refuse("A sale is new or repeat, never both.", qualities)
    return next(iter(kinds), None)


def _counted(kind: ActivityType | None, qualities: Sequence[Mark]) -> Measure:
    """Return the measure of a number of activities; None is a step of any type."""
    if kind is ActivityType.CLOSE:
        deal_kind = _deal_kind(qualities)
        name = "new clients" if deal_kind is DealKind.NEW else f"{deal_kind} closes" if deal_kind else "closes"
        return Measure(name=name, unit=Unit.COUNT, activity_types=frozenset({kind}), deal_kind=deal_kind)
    purposes = {mark.value for mark in qualities if isinstance(mark.value, Purpose)}
    outcomes = {mark.value for mark in qualities if isinstance(mark.value, Outcome)}
    for mark in qualities:
        if mark.value is DealKind.REPEAT:
            _refuse("“repeat” goes with an amount or with closes: “$1,000 repeat in 2026”.", [mark])
        if kind is not None and isinstance(mark.value, Outcome) and mark.value not in OUTCOMES[kind]:
            _refuse(f"No {words(kind)} ends with “{words(mark.value)}”.", [mark])
    new = any(mark.value is DealKind.NEW for mark in qualities)
    noun = "steps" if kind is None else plural(kind).replace(" ", "-")
    if kind is ActivityType.FOLLOW_UP:
        purposes.add(Purpose.FOLLOW_UP)
    said = [words(value).replace(" ", "-") for value in (*sorted(outcomes), *sorted(purposes))]
    if kind is ActivityType.FOLLOW_UP:
        said.remove("follow-up")
    return Measure(
        name=" ".join((["new"] if new else []) + said + [noun]),
        unit=Unit.COUNT,
        activity_types=frozenset() if kind is None or kind is ActivityType.FOLLOW_UP else frozenset({kind}),
        purposes=frozenset(purposes),
        outcomes=frozenset(outcomes),
        contact_stages=NEW_STAGES if new else frozenset(),
        distinct_contacts=Purpose.VALUE_ADD in purposes,
    )


def _contacts(qualities: Sequence[Mark]) -> Measure:
    """Return the measure of contacts that come. Raises LineError where they are of any sort but new."""
    sort = next((mark for mark in qualities if mark.value is not DealKind.NEW), None)
    if sort is not None:
        _refuse("Contacts are counted as they come: “25 new contacts a month”.", [sort])
    return Measure(name="new contacts", unit=Unit.COUNT, new_contacts=True)


def _refuse(sentence: str, marks: Iterable[Mark]) -> NoReturn:
    places = list(marks)
    raise LineError(sentence, min((m.start for m in places), default=0), max((m.end for m in places), default=0))
