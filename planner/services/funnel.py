"""The reverse funnel of one file: plans from its goals, its log and its sales, and the figures that the user assumes.

Looking at a plan or a what-if writes nothing; assuming and forgetting a figure are one undoable command each.
"""

from datetime import UTC, date
from typing import TYPE_CHECKING

from planner.domain import goalspans, goalwords
from planner.domain.activity import ActivityType
from planner.domain.change import Change, ChangeSet
from planner.domain.conversion import Ratio, Step, StepCounts, steps
from planner.domain.deal import DealKind
from planner.domain.errors import PlannerError
from planner.domain.figure import decimal
from planner.domain.funnel import FunnelPlan, History, time_left
from planner.domain.goal import Goal
from planner.domain.measure import Measure, Unit
from planner.domain.money import format_amount
from planner.domain.period import Period, Span, week_span, year_span
from planner.domain.salesfigures import LAST_DEALS, Average, CloseRate, check_figures, median
from planner.domain.setting import Setting
from planner.domain.views import short_date
from planner.domain.words import checked, read_head
from planner.store import queries, sales

if TYPE_CHECKING:
    from fractions import Fraction

    from planner.services.planner import Planner

_EXAMPLE = "$120,000 new in 2026"
_CLOSES = frozenset({ActivityType.CLOSE})


class FunnelReading:
    """What an amount of sales asks for, by one planner's history."""

    def __init__(self, planner: "Planner") -> None:
        """Read through a planner."""
        self._planner = planner
        self._store = planner.store
        self._counts = StepCounts()
        self._counted_at: tuple[int, date] | None = None

    def plan(self, goal: Goal, day: date) -> FunnelPlan:
        """Return the plan of a goal in money or closes from a day on, over the period that counts on that day.

        Raises PlannerError where the goal counts something else.
        """
        return self._planned(goal, self._planner.reading.measure_of(goal), day)

    def plans(self, day: date) -> tuple[FunnelPlan, ...]:
        """Return the plans of the active goals in money or closes, in the order of their dates."""
        measure_of = self._planner.reading.measure_of
        standing = [goal for goal in queries.standing_goals(self._store, day) if goal.is_active]
        return tuple(self.plan(goal, day) for goal in standing if goal.target and is_sold(measure_of(goal)))

    def leads_this_week(self, goal: Goal, day: date) -> int | None:
        """Return the leads that a goal in money or closes needs in the week of a day (B120).

        None while no average deal is known, or where no day is left. Raises PlannerError as `plan` does.
        """
        measure = self._planner.reading.measure_of(goal)
        return self._planned(goal, measure, day, is_short=True).leads_this_week

    def line(self, words: str, until: date | None = None) -> FunnelPlan:
        """Return the plan of a goal line from today on; nothing is set.

        A line that names a period is planned as the goal that it would set: what its period holds already counts. An
        amount until a day, or until the sales year ends where none is named, is planned from now on, in full. Raises
        LineError that points at the word which is not understood.
        """
        today = self._planner.today()
        draft = self._planner.goals.read(self._dated(words, until))
        if draft.measure is None or draft.target is None or not is_sold(draft.measure):
            raise PlannerError(f"“{draft.title}” counts no sales. Try planner plan '{_EXAMPLE}'.")
        if draft.period is Period.CUSTOM and draft.measure.unit is Unit.MONEY:
            return self.free(draft.target, draft.measure.deal_kind, draft.measure.currency, draft.ends_on)
        goal = Goal(
            id="",
            title=draft.title,
            period=draft.period,
            starts_on=draft.starts_on,
            ends_on=draft.ends_on,
            target=draft.target,
            created_at=self._planner.now().astimezone(UTC),
        )
        return self._planned(goal, draft.measure, today)

    def free(self, amount_minor: int, kind: DealKind | None, currency: str, until: date) -> FunnelPlan:
        """Return the plan of an amount in minor units, all of it to come, from today to a day.

        Raises PlannerError for nothing to sell, and for a past day.
        """
        today = self._planner.today()
        if amount_minor < 1:
            raise PlannerError("An amount to plan is above zero.")
        if until < today:
            raise PlannerError(f"{short_date(until, today)} is past. Choose a day that is to come.")
        amount = format_amount(amount_minor, currency, self._planner.settings.currency)
        words = (amount, kind, f"by {short_date(until, today)}")
        return FunnelPlan(
            name=" ".join(word for word in words if word),
            unit=Unit.MONEY,
            kind=kind,
            currency=currency,
            target=amount_minor,
            current=0,
            time=time_left(Span(today, until), week_span(today), self._planner.calendar),
            history=self._history(kind, currency),
        )

    def steps(self, span: Span) -> tuple[Step, ...]:
        """Return the way to a sale in a span: how often each step was made, and how often one led to the next."""
        return steps(sales.steps(self._store, span))

    def close_rate(self, kind: DealKind | None) -> "Fraction":
        """Return the close rate that plans count with: the typed one, else the user's own, a third to begin with."""
        return self.rate(kind).value

    def rate(self, kind: DealKind | None) -> CloseRate:
        """Return how often leads become customers, with how many were decided and what was typed instead."""

        def read() -> CloseRate:
            closed = sales.leads_closed(self._store, kind)
            return CloseRate(closed.part, closed.whole, self._typed_rate(kind))

        return self._planner.reading.remembered(("close rate", kind), read)

    def assume(
        self,
        kind: DealKind | None,
        currency: str,
        *,
        average_minor: int | None = None,
        close_rate: "Fraction | None" = None,
    ) -> ChangeSet:
        """Save figures that the user types: plans stand on them from now on.

        Raises PlannerError where there is none, where a plan cannot divide by one, and for an average where won deals
        give it.
        """
        check_figures(average_minor, close_rate)
        values, told = {}, []
        if close_rate is not None:
            values[_rate_name(kind)] = str(close_rate)
            told.append(f"close rate {decimal(close_rate * 100, 1)} %")
        if average_minor is not None:
            if count := len(sales.last_won(self._store, kind, currency, LAST_DEALS)):
                given = f"Your last {count} won deals give" if count > 1 else "Your won deal gives"
                raise PlannerError(f"{given} the average deal. Another one can be looked at and is not kept.")
            values[_average_name(kind, currency)] = str(average_minor)
            told.append(f"average deal {format_amount(average_minor, currency, self._planner.settings.currency)}")
        if not values:
            raise PlannerError("What is assumed? Give a close rate, an average deal, or both.")
        changes = (Change(self._store.get(Setting, name), Setting(name=name, value=values[name])) for name in values)
        return self._planner.commit(f"Assumed for {_sales_of(kind)}: {', '.join(told)}", tuple(changes))

    def forget(self, kind: DealKind | None, currency: str) -> ChangeSet:
        """Take away the figures that were typed: plans stand on the user's own again. Raises PlannerError for none."""
        typed = [self._store.get(Setting, name) for name in (_rate_name(kind), _average_name(kind, currency))]
        changes = tuple(Change(setting, None) for setting in typed if setting is not None)
        if not changes:
            raise PlannerError(f"No figure is typed for {_sales_of(kind)}.")
        return self._planner.commit(f"Forgotten: what was typed for {_sales_of(kind)}", changes)

    def _planned(self, goal: Goal, measure: Measure | None, day: date, *, is_short: bool = False) -> FunnelPlan:
        """Return the plan of a goal; a short one ends with its leads, and reads no more of the log than they need."""
        reading = self._planner.reading
        name = reading.name(goal, day)
        if measure is None or goal.target is None or not is_sold(measure):
            raise PlannerError(f"“{name}” counts no sales: a plan starts from an amount or from closes.")
        window = reading.window(goal, day)
        current, _ = reading.counted(measure, window, goal.id, day)
        return FunnelPlan(
            name=name,
            unit=measure.unit,
            kind=measure.deal_kind,
            currency=measure.currency,
            target=goal.target,
            current=current,
            time=time_left(Span(max(day, window.start), window.end), week_span(day), self._planner.calendar),
            history=(self._closing if is_short else self._history)(measure.deal_kind, measure.currency),
        )

    def _dated(self, words: str, until: date | None) -> str:
        """Return a line with the day that it runs to, where it names no period itself."""
        text = checked(words, _EXAMPLE)
        today, calendar = self._planner.today(), self._planner.calendar
        place = goalspans.Place(today, calendar, self._planner.settings.currency)
        dated = {"when", "every", "big_picture"}
        if until is None and any(mark.field in dated for mark in goalwords.read(text, place)):
            return text
        end = until or year_span(today, calendar.year_start_month).end
        head = read_head(text)
        at = head.words[-1].end if head.words else 0
        return f"{text[:at]} by {end.isoformat()}{text[at:]}"

    def _closing(self, kind: DealKind | None, currency: str) -> History:
        """Return what a deal brings and how many leads close, remembered until the file changes."""

        def read() -> History:
            amounts = sales.last_won(self._store, kind, currency, LAST_DEALS)
            average = Average(median(amounts), len(amounts), self._typed_average(kind, currency))
            return History(average=average, rate=self.rate(kind))

        return self._planner.reading.remembered(("closing", kind, currency), read)

    def _history(self, kind: DealKind | None, currency: str) -> History:
        counts = self._so_far()
        return self._closing(kind, currency)._replace(
            talks=Ratio(counts.conversations, counts.new_leads),
            connects=Ratio(counts.connected, counts.calls),
        )

    def _so_far(self) -> StepCounts:
        """Return the steps of the whole log, remembered until the file or the day changes."""
        now = (self._store.change_seq, self._planner.today())
        if self._counted_at != now:
            self._counts = sales.steps(self._store, Span(date.min, now[1]))
            self._counted_at = now
        return self._counts

    def _typed_average(self, kind: DealKind | None, currency: str) -> int | None:
        """Return the average that was typed; None where the file holds none that can be read."""
        setting = self._store.get(Setting, _average_name(kind, currency))
        value = setting.value if setting is not None else ""
        return int(value) or None if value.isascii() and value.isdecimal() and len(value) <= 18 else None

    def _typed_rate(self, kind: DealKind | None) -> "Fraction | None":
        """Return the close rate that was typed; None where the file holds none that can be read."""
        import re
        from fractions import Fraction

        setting = self._store.get(Setting, _rate_name(kind))
        match = re.fullmatch(
            r"([0-9]{1,99})(?:/([0-9]{1,99}))?", setting.value if setting is not None else "", re.ASCII
        )
        if match is None or not 0 < int(match[1]) <= int(match[2] or 1):
            return None
        return Fraction(int(match[1]), int(match[2] or 1))


def _sales_of(kind: DealKind | None) -> str:
    """Return which sales a kind is about: "new sales", and "all sales" where it is none."""
    return f"{kind or 'all'} sales"


def is_sold(measure: Measure | None) -> bool:
    """Whether a goal counts money or closes, which the funnel starts from."""
    if measure is None:
        return False
    return measure.unit is Unit.MONEY or (measure.unit is Unit.COUNT and measure.activity_types == _CLOSES)


def _rate_name(kind: DealKind | None) -> str:
    return f"close_rate {kind or 'all'}"


def _average_name(kind: DealKind | None, currency: str) -> str:
    return f"average_deal {kind or 'all'} {currency}"
