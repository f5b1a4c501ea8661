"""What the deals of a file say: of their buyers' stages, and by default of first and later sales. Commits nothing."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from planner.domain.change import Entity
from planner.domain.contact import Contact, Stage
from planner.domain.deal import Deal, DealKind, DealStage
from planner.domain.imported import is_taken_back
from planner.domain.namewords import fold
from planner.domain.value import replace
from planner.store import known

if TYPE_CHECKING:
    from planner.store.store import Store


class ByHand:
    """What was done to contacts and deals by anything but an import, read when it is asked for."""

    def __init__(self, store: "Store") -> None:
        """Read from a store."""
        self._store = store

    @cached_property
    def contact_moves(self) -> dict[str, tuple[Stage, Stage]]:
        """From which stage to which contacts were moved last."""
        return {key: (Stage(was), Stage(now)) for key, (was, now) in known.moves(self._store, "contact").items()}

    @cached_property
    def deal_moves(self) -> dict[str, tuple[DealStage, DealStage]]:
        """The same of deals."""
        return {key: (DealStage(was), DealStage(now)) for key, (was, now) in known.moves(self._store, "deal").items()}

    @cached_property
    def lost(self) -> set[str]:
        """The deals that are lost by what a person said."""
        return known.lost_by_hand(self._store)

    @cached_property
    def kinds(self) -> set[str]:
        """The deals of which it was said whether they are first sales."""
        return known.kinds_said(self._store)


class Sales:
    """The deals that one reading of a file brings, moves on, or finds a buyer for."""

    def __init__(self, store: "Store", by_hand: ByHand) -> None:
        """Begin a reading."""
        self._store = store
        self._by_hand = by_hand
        self._unsaid: dict[str, bool] = {}
        """Deals of which the file does not say whether they are first sales, and whether they are new."""
        self._moved: dict[str, None] = {}
        """Deals that are new or have come further."""
        self._linked: dict[str, None] = {}
        """Deals from before that had no buyer until now."""
        self._parted: set[str] = set()
        """The organizations of these, of whose sales they are no part any more."""

    def hear(self, before: Deal | None, deal: Deal, *, is_kind_said: bool) -> None:
        """Hear what a row makes of a deal."""
        if before is None or deal.stage != before.stage:
            self._moved[deal.id] = None
        if before is not None and deal.contact_id != before.contact_id:
            self._linked[deal.id] = None
            self._parted.add(fold(before.organization))
        if not is_kind_said:
            self._unsaid.setdefault(deal.id, before is None)

    def kinds(self, after: Mapping[str, Entity]) -> Iterator[Deal]:
        """Yield the deals of the file that are of another kind than they have, where nobody said which (B70).

        One that comes behind another sale to the same contact, or else the same organization, is a repeat. `after` is
        what stands once the file is in, as far as it touches it.
        """
        first, places = self._first_sales(after), {key: place for place, key in enumerate(after)}
        for key, is_new in self._unsaid.items():
            deal = after[key]
            if isinstance(deal, Deal) and (is_new or self._has_other_sales(deal)):
                earliest = first.get(_buyer(deal.contact_id, deal.organization))
                is_later = earliest is not None and earliest < (deal.closed_on or date.max, places[key])
                kind = DealKind.REPEAT if is_later else DealKind.NEW
                if deal.kind is not kind:
                    yield replace(deal, kind=kind)

    def buyers(self, after: Mapping[str, Entity], contact: Callable[[str], Contact]) -> Iterator[Contact]:
        """Yield the buyers whom these deals move forward.

        What a deal that was here before says of its buyer is no news where a person took it back.
        """
        for key in self._moved | self._linked:
            deal = after[key]
            if isinstance(deal, Deal) and deal.contact_id is not None:
                before = contact(deal.contact_id)
                buyer = deal.advanced(before)
                is_news = key in self._moved or not is_taken_back(
                    buyer.stage, self._by_hand.contact_moves.get(buyer.id)
                )
                if buyer != before and is_news:
                    yield buyer

    def _has_other_sales(self, deal: Deal) -> bool:
        """Whether other sales than before tell the kind of a deal from before, and nobody said it."""
        is_left = deal.contact_id is None and fold(deal.organization) in self._parted
        return (deal.id in self._linked or is_left) and deal.id not in self._by_hand.kinds

    def _first_sales(self, after: Mapping[str, Entity]) -> dict[str, tuple[date, int]]:
        """Return the day of the first sale to each buyer, and its place in the file: below 0 where it is in none."""
        sales: dict[str, set[tuple[date, int]]] = defaultdict(set)
        for sale in known.sales(self._store):
            if sale.id not in after:
                sales[_buyer(sale.contact_id, sale.organization)].add((sale.closed_on, -1))
        for place, deal in enumerate(after.values()):
            if isinstance(deal, Deal) and deal.closed_on is not None and deal.stage is DealStage.WON:
                sales[_buyer(deal.contact_id, deal.organization)].add((deal.closed_on, place))
        return {buyer: min(found) for buyer, found in sales.items() if buyer}


def _buyer(contact_id: str | None, organization: str) -> str:
    return contact_id or fold(organization)
