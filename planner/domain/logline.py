"""The log line: one line for one thing done, read into a draft and written back. Owns what may stand together.

Its words are in `logwords`; whom a name means, and what is saved, is for the services.
"""

import datetime as dt
from collections.abc import Callable
from typing import NamedTuple, NoReturn

from planner.domain.activity import OUTCOMES, ActivityType, Outcome, Purpose, words
from planner.domain.calendar import Calendar
from planner.domain.clock import DayStart
from planner.domain.deal import DealKind
from planner.domain.errors import LineError
from planner.domain.logcomplete import complete
from planner.domain.logwords import Context, read, spans, unknown_word, written_note
from planner.domain.money import DOLLARS, format_amount, shown
from planner.domain.namewords import write_who
from planner.domain.when import humanise
from planner.domain.words import Kind, Mark, checked, value_of, write_minutes

__all__ = ["LogDraft", "NextStep", "complete", "parse", "spans", "write"]

_EXAMPLE = "call @Dana: renewal terms"
_WITH_MONEY = frozenset({ActivityType.PROPOSAL, ActivityType.CLOSE})
_ARTICLES = {ActivityType.EMAIL: "An", ActivityType.OTHER: "An"}
_FIELD_NAMES = {
    "type": "type",
    "who": "contact",
    "outcome": "outcome",
    "purpose": "purpose",
    "quantity": "number of times",
    "minutes": "duration",
    "reach": "reach",
    "amount": "amount",
    "deal_kind": "kind of deal",
    "day": "day",
    "time": "time",
    "next_type": "type of next step",
    "next_day": "day for the next step",
    "next_time": "time for the next step",
}


class NextStep(NamedTuple):
    """The dated follow-up that a line asks for."""

    day: dt.date
    time: dt.time | None = None
    type: ActivityType | None = None
    text: str = ""


class LogDraft(NamedTuple):
    """What a log line says, before anything is looked up."""

    type: ActivityType
    currency: str
    """The amount's, or the user's own where there is none."""
    day: dt.date
    time: dt.time | None = None
    """None where an earlier day alone was given."""
    who: str | None = None
    who_exact: bool = False
    """Whether the name was quoted, so that it means nobody with a longer name."""
    quantity: int = 1
    outcome: Outcome | None = None
    purpose: Purpose | None = None
    amount_minor: int | None = None
    """In minor units of the currency."""
    deal_kind: DealKind | None = None
    """None where the line does not say it; the contact's earlier deals then decide (B70)."""
    minutes: int | None = None
    reach: int | None = None
    note: str = ""
    next_step: NextStep | None = None


def parse(
    line: str,
    *,
    now: dt.datetime,
    today: dt.date,
    day_start: DayStart,
    calendar: Calendar,
    currency: str,
    known_name: Callable[[str], bool],
    on: dt.date | None = None,
) -> LogDraft:
    """Read a line. `now` is naive local time, `today` the planner day; `$` means `currency` where that is a dollar.

    `on` is the day that is meant where the line names none; today otherwise.

    Raises LineError, which points at the word in the line as it was typed.
    """
    text = checked(line, _EXAMPLE)
    fields = _fields(text, Context(today, currency, known_name))
    kind = value_of(fields, "type", ActivityType)
    if kind is None:
        first = min((mark.end for mark in fields.values()), default=len(text))
        raise LineError("What was it? Start with a type: call, meeting, email, demo, proposal, close, …", 0, first)
    _check_outcome(fields, kind)
    _check_company(fields, kind)
    amount: tuple[int, str] | tuple[None, str] = value_of(fields, "amount", tuple) or (None, currency)
    who: tuple[str, bool] | tuple[None, bool] = value_of(fields, "who", tuple) or (None, False)
    day, at = _when(text, fields, now, (today, on or today), day_start)
    return LogDraft(
        type=kind,
        who=who[0],
        who_exact=who[1],
        quantity=value_of(fields, "quantity", int) or 1,
        outcome=value_of(fields, "outcome", Outcome),
        purpose=value_of(fields, "purpose", Purpose),
        amount_minor=amount[0],
        currency=amount[1],
        deal_kind=value_of(fields, "deal_kind", DealKind),
        minutes=value_of(fields, "minutes", int),
        reach=value_of(fields, "reach", int),
        day=day,
        time=at,
        note=value_of(fields, "note", str) or "",
        next_step=_next_step(fields, now, today, day_start, calendar),
    )


def write(draft: LogDraft, *, today: dt.date | None = None, currency: str | None = None) -> str:
    """Return the canonical line of a draft; read back it gives the same draft.

    `today` leaves its own date out; `currency`, the user's own, decides which dollars are plain `$`. The name stands
    last, where no word can join it.
    """
    money = None if draft.amount_minor is None else _written_amount(draft.amount_minor, draft.currency, currency)
    parts = [
        draft.type,
        f"x{draft.quantity}" if draft.quantity != 1 else None,
        draft.outcome,
        f"+{draft.purpose}" if draft.purpose else None,
        money,
        draft.deal_kind,
        write_minutes(draft.minutes) if draft.minutes else None,
        f"reach {draft.reach}" if draft.reach is not None else None,
        None if draft.day == today and draft.time else draft.day.isoformat(),
        f"{draft.time:%H:%M}" if draft.time else None,
        write_who(draft.who, exact=draft.who_exact) if draft.who else None,
    ]
    line = " ".join(part for part in parts if part)
    if draft.note:
        line = f"{line}: {written_note(draft.note)}"
    return line if draft.next_step is None else f"{line} {_written_next(draft.next_step)}"


def _written_amount(minor: int, currency: str, home: str | None) -> str:
    if home is None and currency in DOLLARS:
        return currency + format_amount(minor, currency, currency).removeprefix("$")
    return format_amount(minor, currency, home or currency).replace(" ", "")


def _written_next(step: NextStep) -> str:
    parts = ["->", step.type or "", step.day.isoformat(), f"{step.time:%H:%M}" if step.time else ""]
    return " ".join(part for part in parts if part) + (f": {step.text}" if step.text else "")


def _fields(text: str, context: Context) -> dict[str, Mark]:
    """Return the line's parts by field. Raises LineError at the first that is not understood or stands twice."""
    fields: dict[str, Mark] = {}
    for mark in read(text, context):
        if mark.kind is Kind.UNKNOWN:
            _refuse(_sentence(text, mark, context), mark)
        if mark.field in fields:
            first = fields[mark.field]
            name = _FIELD_NAMES[mark.field]
            _refuse(f"“{text[first.start : first.end]}” stands already: a line has one {name}.", mark)
        fields[mark.field] = mark
    return fields


def _sentence(text: str, mark: Mark, context: Context) -> str:
    if mark.value is not None:
        return str(mark.value)
    word = text[mark.start : mark.end]
    if mark.field == "next":
        return f"“{shown(word)}” is not a type, a day or a time. What to do follows a colon: “-> tue: call Lee”."
    return unknown_word(word, context.known_name)


def _check_outcome(fields: dict[str, Mark], kind: ActivityType) -> None:
    outcome = value_of(fields, "outcome", Outcome)
    if outcome is None or outcome in OUTCOMES[kind]:
        return
    if kind is ActivityType.CLOSE and outcome is Outcome.LOST:
        _refuse("A close is a sale won. For a lost one: “note @Name lost: why”.", fields["outcome"])
    possible = ", ".join(words(other) for other in Outcome if other in OUTCOMES[kind])
    _refuse(
        f"{_ARTICLES.get(kind, 'A')} {words(kind)} does not end with “{words(outcome)}”. It can be: {possible}.",
        fields["outcome"],
    )


def _check_company(fields: dict[str, Mark], kind: ActivityType) -> None:
    """Refuse what does not go with the type."""
    if "amount" in fields and kind not in _WITH_MONEY:
        _refuse("An amount goes with a proposal or a close.", fields["amount"])
    if "deal_kind" in fields and kind not in _WITH_MONEY:
        word = fields["deal_kind"].value
        _refuse(f"“{word}” goes with a proposal or a close.", fields["deal_kind"])
    if "reach" in fields and kind is not ActivityType.MARKETING:
        _refuse("A reach goes with marketing: “marketing reach 250: newsletter”.", fields["reach"])


def _when(
    text: str, fields: dict[str, Mark], now: dt.datetime, days: tuple[dt.date, dt.date], day_start: DayStart
) -> tuple[dt.date, dt.time | None]:
    """Return the day and time of a line. Raises LineError where they are still to come.

    `days` are today and the day that is meant where none is named. The time is now's where the line names neither, and
    for the word `today`; any other day alone leaves it open.
    """
    today, meant = days
    day = value_of(fields, "day", dt.date) or meant
    at = value_of(fields, "time", dt.time)
    if day > today:
        _refuse(f"{_said(day, today)} is still to come. A planned one goes behind ->.", fields["day"])
    if at is None:
        named = fields.get("day")
        is_now = meant == today if named is None else text[named.start : named.end].lower() == "today"
        return day, now.time().replace(second=0, microsecond=0, tzinfo=None) if is_now else None
    if day_start.moment(day, at) > now:
        _refuse(f"{at:%H:%M} is still to come. A planned one goes behind ->.", fields["time"])
    return day, at


def _next_step(
    fields: dict[str, Mark], now: dt.datetime, today: dt.date, day_start: DayStart, calendar: Calendar
) -> NextStep | None:
    """Return the next step. Raises LineError where it says nothing, or lies in the past."""
    if "next" not in fields:
        return None
    if not any(field.startswith("next_") for field in fields):
        _refuse("Say what comes next, “-> call tue 3pm: send terms”, or leave the arrow out.", fields["next"])
    day = value_of(fields, "next_day", dt.date) or calendar.next_working_day(today)
    at = value_of(fields, "next_time", dt.time)
    if day < today:
        _refuse(f"{_said(day, today)} is past. A next step lies ahead.", fields["next_day"])
    if day == today and at is not None and day_start.moment(day, at) <= now:
        _refuse(f"{at:%H:%M} is past today. A next step lies ahead.", fields["next_time"])
    return NextStep(
        day=day,
        time=at,
        type=value_of(fields, "next_type", ActivityType),
        text=value_of(fields, "next_text", str) or "",
    )


def _said(day: dt.date, today: dt.date) -> str:
    name = humanise(day, today)
    return name[0].upper() + name[1:]


def _refuse(sentence: str, mark: Mark) -> NoReturn:
    raise LineError(sentence, mark.start, mark.end)
