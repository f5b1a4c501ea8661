"""The pipeline: open deals by stage with their sums per currency, what they bring to the goals, and what asks for care.

It reads and stores nothing. What moves a deal is services/dealing.py.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from planner.domain.action import Action
from planner.domain.contact import Contact
from planner.domain.deal import OPEN_STAGES, Deal, DealStage
from planner.domain.dealviews import (
    Coverage,
    CurrencySum,
    DealFilter,
    DealPage,
    DealRow,
    DealView,
    PipelineView,
    Rates,
    StageSums,
)
from planner.domain.errors import PlannerError
from planner.domain.forecast import attainment, expected_within, gap, pipeline
from planner.domain.goal import Goal, GoalKind
from planner.domain.measure import Measure, Unit
from planner.domain.namewords import fold
from planner.domain.nextcall import SOON_DAYS
from planner.domain.period import year_span
from planner.domain.views import short_date
from planner.store import pipeline as store
from planner.store import queries
from planner.store.pipeline import DealWindow, StageRow

if TYPE_CHECKING:
    from planner.services.planner import Planner

SHOWN_ENTRIES = 20
"""Entries of the log on a deal's page."""


class PipelineReading:
    """What is shown of deals."""

    def __init__(self, planner: "Planner") -> None:
        """Read through a planner."""
        self._planner = planner
        self._store = planner.store

    def view(self) -> PipelineView:
        """Return the pipeline as it stands today; remembered until the file changes."""
        today = self._planner.today()
        return self._planner.reading.remembered(("pipeline", today), lambda: self._view(today))

    def page(self, wanted: DealFilter, start: int = 0, limit: int = 200) -> DealPage:
        """Return a page of the deals that a filter lets through.

        The furthest open ones come first, then by their expected close; closed ones come the newest first.
        """
        window = self._window(self._planner.today())
        rows = store.page(self._store, wanted, window, start, limit)
        is_whole = not start and len(rows) < limit
        return DealPage(tuple(rows), len(rows) if is_whole else store.total(self._store, wanted, window))

    def one(self, key: str) -> DealView:
        """Return a deal with all that is known of it. Raises StaleWriteError where it is gone."""
        from fractions import Fraction

        deal, today = self._store.need(Deal, key), self._planner.today()
        (row,) = store.with_buyers(self._store, [deal])
        chance = deal.chance(self._planner.settings.probabilities)
        planned = "contact_id = ? AND status = 'planned' AND kind <> 'one_thing'"
        waiting = self._store.select(Action, planned, [deal.contact_id], "date, start_time IS NULL, start_time, id")
        return DealView(
            today=today,
            row=row,
            contact=self._store.get(Contact, deal.contact_id),
            chance=chance,
            weighted=None if deal.amount_minor is None else Fraction(deal.amount_minor * chance, 100),
            is_quiet=self.is_quiet(row, today),
            waiting=tuple(f"{action.text}, {short_date(action.date, today)}" for action in waiting),
            log=tuple(queries.logged_with(self._store, deal.contact_id, SHOWN_ENTRIES)) if deal.contact_id else (),
            chances=self._planner.settings.probabilities,
        )

    def find(self, typed: str) -> DealRow:
        """Return the deal that words of its title, buyer or organization mean, an open one before closed ones.

        Raises PlannerError where none or several are meant.
        """
        wanted = fold(typed.strip())
        known = store.named(self._store)
        exact = [one for one in known if one[0] == typed or fold(one[1]) == wanted]
        words = set(wanted.split())
        found = exact or [one for one in known if words and words <= set(fold(" ".join(one[1:4])).split())]
        found = [one for one in found if one[4]] or found
        if len(found) > 1:
            names = ", ".join(f"{title} ({contact})" if contact else title for _, title, contact, *_ in found[:4])
            raise PlannerError(f"“{typed}” could be {names}. Write more of the title.")
        if not found:
            raise PlannerError(f"“{typed}” is none of your deals: planner deals add makes one.")
        (row,) = store.with_buyers(self._store, [self._store.need(Deal, found[0][0])])
        return row

    def is_quiet(self, row: DealRow, today: date) -> bool:
        """Whether an open deal had no touch for so long that it has gone quiet."""
        return row.deal.is_open and row.quiet_for(today) >= self._planner.settings.quiet_days

    def _view(self, today: date) -> PipelineView:
        window = self._window(today)
        found = store.sums(self._store, window)
        quiet, soon = store.counts(self._store, window)
        return PipelineView(
            today=today,
            stages=tuple(self._stage(stage, [row for row in found if row.stage is stage]) for stage in OPEN_STAGES),
            totals=self._sums(found),
            open=sum(row.deals for row in found),
            unpriced=sum(row.deals - row.priced for row in found),
            quiet=quiet,
            quiet_days=window.quiet_days,
            soon=soon,
            soon_days=window.soon_days,
            coverages=tuple(self._coverages(today)),
            rates=self._rates(today),
        )

    def _window(self, today: date) -> DealWindow:
        chosen = self._planner.settings
        return DealWindow(today, chosen.quiet_days, SOON_DAYS, chosen.probabilities)

    def _stage(self, stage: DealStage, rows: Sequence[StageRow]) -> StageSums:
        chance = self._planner.settings.probabilities[stage]
        return StageSums(stage, chance, sum(row.deals for row in rows), self._sums(rows))

    def _sums(self, rows: Iterable[StageRow]) -> tuple[CurrencySum, ...]:
        """Return what rows come to, each currency by itself, the user's own first."""
        from fractions import Fraction

        sums: dict[str, CurrencySum] = {}
        for row in rows:
            before = sums.get(row.currency) or CurrencySum(row.currency, 0, 0, Fraction(0))
            sums[row.currency] = CurrencySum(
                row.currency,
                before.deals + row.deals,
                before.amount_minor + row.amount_minor,
                before.weighted + Fraction(row.amount_minor * row.chance, 100),
            )
        home = self._planner.settings.currency
        return tuple(sorted(sums.values(), key=lambda one: (one.currency != home, one.currency)))

    def _coverages(self, today: date) -> Iterable[Coverage]:
        """Yield what the open deals bring to the active goals in money whose period holds today."""
        goals = [goal for goal in self._planner.reading.standing_goals(today) if goal.is_active and goal.target]
        for goal in sorted(goals, key=lambda one: (one.kind is not GoalKind.QUOTA, one.ends_on - one.starts_on)):
            measure = self._planner.reading.measure_of(goal)
            if measure is not None and measure.unit is Unit.MONEY and today in goal.span:
                yield self._coverage(goal, measure, today)

    def _coverage(self, goal: Goal, measure: Measure, today: date) -> Coverage:
        reading, target = self._planner.reading, goal.target or 0
        window = reading.window(goal, today)
        won, _ = reading.current(goal, today)
        chances = self._planner.settings.probabilities
        found = store.open_deals(self._store, measure.currency, measure.deal_kind, chances)
        rate = self._planner.funnel.close_rate(measure.deal_kind)
        figures = pipeline(target, won, expected_within(found, window, today), rate)
        return Coverage(
            goal=goal,
            name=reading.name(goal, today),
            window=window,
            currency=measure.currency,
            target=target,
            won=won,
            gap=gap(target, won),
            figures=figures,
            attainment=attainment(figures.pipeline_forecast, target),
        )

    def _rates(self, today: date) -> Rates:
        year = year_span(today, self._planner.settings.year_start_month)
        span = year._replace(end=today)
        return Rates(span, store.decided(self._store, span), self._planner.funnel.rate(None))
