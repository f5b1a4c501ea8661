"""The morning: goals, the week and the day before the first step. It opens by itself once a day and writes no plan."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from planner.domain.action import ActionStatus
from planner.domain.morningviews import DayLoad, MorningView, Yesterday
from planner.domain.period import Span, month_span, week_span, year_span
from planner.domain.review import ReviewKind
from planner.domain.routine import DAILY
from planner.store import reviewed

if TYPE_CHECKING:
    from planner.services.planner import Planner

SEEN: Final = "morning"
"""The fact that names the last date on which the morning opened by itself."""
GREETED: Final = "year greeted"
"""The fact that names the first day of the last sales year whose opening was seen (B22)."""


class Morning:
    """What a day begins with."""

    def __init__(self, planner: "Planner") -> None:
        """Work through a planner."""
        self._planner = planner

    def is_due(self) -> bool:
        """Whether this is the first look at a working day, mornings are wanted and there is something to see (B31).

        The first look at a new sales year is due on a free day too: the last year's wins come before any target (B22).
        """
        planner, today = self._planner, self._planner.today()
        if planner.store.read_only_because or planner.noted(SEEN) >= today.isoformat():
            return False
        if not planner.calendar.is_working(today) and not self._is_first_of_year(today):
            return False
        return not planner.reading.is_empty() and planner.routine.is_on(ReviewKind.MORNING)

    def note_seen(self) -> None:
        """Remember that the program was opened today; later openings go to the Today screen."""
        today = self._planner.today().isoformat()
        if not self._planner.store.read_only_because and self._planner.noted(SEEN) < today:
            self._planner.note(**{SEEN: today})

    def note_new_year(self, today: date) -> None:
        """Remember that the opening of the sales year was seen."""
        if self._is_new_year(today) and not self._planner.store.read_only_because:
            self._planner.year.greet(today)

    def view(self, today: date) -> MorningView:
        """Return the day as it begins."""
        planner = self._planner
        week = week_span(today)
        rows = planner.routine.rows(today)
        planned = next(row for row in rows if row.kind is ReviewKind.WEEK)
        return MorningView(
            today=planner.reading.day(today),
            yesterday=self._yesterday(today),
            goals=planner.reading.goals(today),
            week=tuple(self._load(week)),
            is_week_planned=planned.last_period is not None and planned.last_period >= week.start - timedelta(days=7),
            due=tuple(row for row in rows if row.is_due and row.kind not in DAILY),
            new_year=planner.year.first_of_year(today) if self._is_new_year(today) else None,
        )

    def _is_new_year(self, today: date) -> bool:
        start = year_span(today, self._planner.settings.year_start_month).start
        return self._planner.noted(GREETED) < start.isoformat()

    def _is_first_of_year(self, today: date) -> bool:
        """Whether a sales year begins whose opening was not seen, and the planner was in use before it."""
        start = year_span(today, self._planner.settings.year_start_month).start
        if today > month_span(start.year, start.month).end or not self._is_new_year(today):
            return False
        first = self._planner.momentum.first_day()
        return first is not None and first < start

    def _yesterday(self, today: date) -> Yesterday | None:
        waiting = self._planner.reviews.unclosed(today)
        if not waiting or waiting[-1] != self._planner.calendar.previous_working_day(today):
            return None
        day = waiting[-1]
        view = self._planner.reading.day(day)
        rows = (view.one_thing, *view.plan)
        planned, done = reviewed.planned_counts(self._planner.store, Span(day, day)).get(day, (0, 0))
        return Yesterday(
            day=day,
            is_known=view.steps > 0 or done > 0,
            one_thing=view.one_thing,
            asks=view.asks,
            steps=view.steps,
            done=done,
            planned=planned,
            left_open=sum(row.action.status is ActionStatus.PLANNED for row in rows if row is not None),
        )

    def _load(self, week: Span) -> list[DayLoad]:
        counts = reviewed.planned_counts(self._planner.store, week)
        days = (week.start + timedelta(days=n) for n in range(7))
        return [DayLoad(day, self._planner.calendar.is_working(day), *counts.get(day, (0, 0))) for day in days]
