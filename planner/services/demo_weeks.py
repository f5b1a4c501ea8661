"""The demo's weekly plannings: what each weekend said of its week, and what is laid on the days of the running one."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import Final, NamedTuple

from planner.domain.action import ActionKind
from planner.domain.change import Entity
from planner.domain.period import Span, week_span
from planner.domain.review import PROUD, Review, ReviewAnswer, ReviewKind, review_id
from planner.domain.weekviews import CHANGE, DID_YOU
from planner.services.demo_script import Script
from planner.services.demo_years import Years

WEEKS: Final = 8
"""So many weeks back the weekends are told."""
MISSED: Final = 5
"""How many weeks ago none was planned."""
_HELD = time(10, 30)
_SATURDAY = timedelta(days=5)
_SAID: Final = (
    ("three first talks before nine", "call before mail", ""),
    ("the quiet answer to the price question", "two mornings without mail", "yes"),
    ("a customer called back by himself", "ask one question more", "no"),
    ("every promise was kept", "proposals go out the same day", "not yet"),
    ("the workshop was full", "walk through the open deals on Mondays", "yes"),
    ("said no to a bad deal", "thank one customer a day", "yes"),
    ("the long call with the board", "ask for the decision date in each proposal", "yes"),
)
"""What one is proud of, the change that will be made, and whether the one before was."""


class _Laid(NamedTuple):
    """An action of the week's plan."""

    text: str
    given: str
    """Who is meant."""
    at: time | None = None
    minutes: int | None = None


_DAYS: Final = (
    (_Laid("walk Priya through the case study", "Priya", time(10), 45), _Laid("ask Tom about the spring order", "Tom")),
    (_Laid("see Ana’s second site", "Ana", time(9, 30), 90), _Laid("thank Dana for the renewal", "Dana")),
    (_Laid("show Sam the samples", "Sam", time(11), 30), _Laid("write Lee what the board may ask", "Lee")),
)
"""What lies on days of the running week, one after the other."""


class Weeks:
    """Makes the plannings; what is laid goes into the plan."""

    def __init__(self, years: Years, script: Script) -> None:
        """Write after everything else, so that nothing else comes out otherwise."""
        self._log, self._calendar, self._today = years.log, years.calendar, years.today
        self._first = years.first
        self._script = script

    def entities(self) -> Iterator[Entity]:
        """Yield the reviews of the weeks that are over, with their answers; lay out the running week."""
        planned = [week for week in self._weeks() if self._calendar.working_days(*week) and week.start > self._first]
        for week, said in zip(planned[-len(_SAID) :], _SAID[-len(planned) :], strict=False):
            yield from self._planning(week, said)
        self._lay_out()

    def _weeks(self) -> Iterator[Span]:
        """Yield the weeks that ended before today but the one that was missed, the newest last."""
        monday = week_span(self._today).start
        for n in range(WEEKS, 0, -1):
            if n != MISSED:
                yield week_span(monday - timedelta(weeks=n))

    def _planning(self, week: Span, said: tuple[str, str, str]) -> Iterator[Entity]:
        key = review_id(ReviewKind.WEEK, week.start)
        held = self._log.instant(week.start + _SATURDAY, _HELD)
        yield Review(id=key, kind=ReviewKind.WEEK, period_start=week.start, period_end=week.end, held_at=held)
        for question, text in zip((PROUD, CHANGE, DID_YOU), said, strict=True):
            if text:
                yield ReviewAnswer(review_id=key, question=question, text=text)

    def _lay_out(self) -> None:
        """Lay actions on the days of the running week behind the next working day, as the weekend before did."""
        week = week_span(self._today)
        days = [day for day in self._days(week.end) if self._calendar.is_working(day)][1:]
        for day, laid in zip(days, _DAYS, strict=False):
            for position, one in enumerate(laid, 1):
                self._log.plan(
                    ActionKind.ACTION,
                    day,
                    one.text,
                    self._log.key_at(week.start - timedelta(days=2), _HELD),
                    contact_id=self._script.person(one.given).id,
                    start_time=one.at,
                    planned_minutes=one.minutes,
                    position=position,
                )

    def _days(self, until: date) -> Iterator[date]:
        day = self._today + timedelta(days=1)
        while day <= until:
            yield day
            day += timedelta(days=1)
