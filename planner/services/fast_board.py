"""The fast start of a sales year as it stands: its days, its four lists and who is on them (B7, B87-B106).

The lists are drawn up by what stood when the year's first working day came, so that a call ticks its row off and makes
no new one: buyers by the deals won in the year before, customers by an open deal or an activity in the 90 days before
that day, decisions by the stages of deals and by what the user believes. A deal without a buyer is on no list: there is
nobody to call. It reads, and changes nothing.
"""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from planner.domain.errors import PlannerError
from planner.domain.faststart import (
    ACTIVE_DAYS,
    FIRST_DAYS,
    NO_TOUCHES,
    Board,
    Callee,
    FastList,
    FastRow,
    Marketing,
    Push,
    listed,
)
from planner.domain.period import Span, month_span, year_span
from planner.domain.setting import Setting
from planner.store import fast_start as store
from planner.store.fast_start import BoardSpan

if TYPE_CHECKING:
    from planner.services.planner import Planner


class FastBoard:
    """The board of each sales year."""

    def __init__(self, planner: "Planner") -> None:
        """Read through a planner."""
        self._planner = planner
        self._store = planner.store

    def days(self, today: date) -> tuple[date, ...]:
        """Return the first five working days of the sales year that a day lies in (B87)."""
        return self._planner.calendar.first_working_days(today, FIRST_DAYS)

    def board(self, most: int | None = None) -> Board:
        """Return the board of this sales year as it stands today, or as it stood at its end; remembered.

        Of each list it has at most so many rows; None is all. Raises PlannerError where nothing is worked in the whole
        year.
        """
        today = self._planner.today()
        return self._planner.reading.remembered(("fast start", today, most), lambda: self._board(today, most))

    def row(self, push: Push, key: str) -> FastRow | None:
        """Return how the row of a contact stands on a list; None where the contact is gone."""
        span = self._span(self._planner.today())
        found = self._list(push, list(self._people(span, {key}).values()), span)
        return next(iter(found.rows), None)

    def _board(self, today: date, most: int | None) -> Board:
        span, days, year = self._span(today), self.days(today), self._year(today)
        met = store.met(self._store, span)
        chances = self._planner.settings.probabilities
        found = {
            push: store.members(self._store, push, span, chances, met | self._dropped(push, span), most)
            for push in Push
        }
        people = self._people(span, {key for members in found.values() for key in members.keys})
        return Board(
            year=year.start.year,
            days=days,
            as_of=span.as_of,
            today=today,
            lists=tuple(
                self._list(push, [people[key] for key in members.keys], span, members.total - len(members.keys), most)
                for push, members in found.items()
            ),
            marketing=self._marketing(span, days),
            new_leads=store.new_leads(self._store, month_span(year.start.year, year.start.month)),
            resolution=self._planner.year.outlook_of(year).resolution,
        )

    def _list(
        self, push: Push, callees: list[Callee], span: BoardSpan, unseen: int = 0, most: int | None = None
    ) -> FastList:
        calendar, dropped = self._planner.calendar, self._dropped(push, span)
        return listed(push, callees, dropped, self.days(span.year), span.as_of, calendar, unseen, most)

    def _people(self, span: BoardSpan, keys: set[str]) -> dict[str, Callee]:
        """Return some contacts, with what their rows rest on."""
        touches, owed = store.touches(self._store, span), store.owed(self._store, span.as_of)
        waits = store.put_off(self._store, span)
        decisions = store.decisions(self._store, keys, span, self._planner.settings.probabilities)
        people = {}
        for key, name, firm, is_marked, talk in store.persons(self._store, keys, span.as_of):
            people[key] = Callee(
                key,
                name,
                firm,
                is_marked,
                talk,
                touches.get(key, NO_TOUCHES),
                tuple(owed.get(key, ())),
                waits[key][1] if key in waits else None,
                tuple(decisions.get(key, ())),
            )
        return people

    def _marketing(self, span: BoardSpan, days: tuple[date, ...]) -> Marketing:
        found = store.marketing(self._store, span)
        so_far = [day for day in days if day <= span.as_of]
        reached = tuple(sum(reach for on, reach, _ in found if on <= day) for day in so_far)
        return Marketing(sum(reach for _, reach, _ in found), sum(times for *_, times in found), reached)

    def _dropped(self, push: Push, span: BoardSpan) -> frozenset[str]:
        found = self._store.get(Setting, dropped_name(push, span))
        return frozenset(found.value.split()) if found is not None else frozenset()

    def _year(self, day: date) -> Span:
        return year_span(day, self._planner.settings.year_start_month)

    def _span(self, today: date) -> BoardSpan:
        days, year = self.days(today), self._year(today)
        if not days:
            raise PlannerError(f"No day of {year.start.year} is worked: there is nothing to start fast.")
        return BoardSpan(
            year=year.start,
            start=days[0],
            end=days[-1],
            as_of=min(today, days[-1]),
            active=days[0] - timedelta(days=ACTIVE_DAYS),
            before=self._year(year.start - timedelta(days=1)),
        )


def dropped_name(push: Push, span: BoardSpan) -> str:
    """Return the name of the setting that holds who was dropped from a list."""
    return f"fast start {span.year.year} {push.name.lower()}"
