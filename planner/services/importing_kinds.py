"""Which deals that a file brings are later sales to the same buyer, where it does not say so. Commits nothing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from planner.domain.change import Entity
from planner.domain.deal import Deal, DealKind, DealStage
from planner.domain.namewords import fold
from planner.domain.value import replace
from planner.store import known

if TYPE_CHECKING:
    from planner.store.store import Store


def repeats(store: "Store", after: Mapping[str, Entity], unsaid: Iterable[str]) -> Iterator[Deal]:
    """Yield the deals `unsaid` that come behind another sale to the same contact, or else the same organization (B70).

    `after` is what stands once the file is in, as far as it touches it.
    """
    sales: dict[str, set[tuple[date, str]]] = defaultdict(set)
    for sale in known.sales(store):
        if sale.id not in after:
            sales[_buyer(sale.contact_id, sale.organization)].add((sale.closed_on, sale.id))
    for deal in after.values():
        if isinstance(deal, Deal) and deal.closed_on is not None and deal.stage is DealStage.WON:
            sales[_buyer(deal.contact_id, deal.organization)].add((deal.closed_on, deal.id))
    first = {buyer: min(found) for buyer, found in sales.items() if buyer}
    for key in unsaid:
        deal = after[key]
        if isinstance(deal, Deal):
            earliest = first.get(_buyer(deal.contact_id, deal.organization))
            if earliest is not None and earliest < (deal.closed_on or date.max, deal.id):
                yield replace(deal, kind=DealKind.REPEAT)


def _buyer(contact_id: str | None, organization: str) -> str:
    return contact_id or fold(organization)
