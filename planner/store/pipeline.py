"""The deals that are neither won nor lost, as forecasts read them."""

from datetime import date

from planner.domain.deal import PROBABILITY, DealKind, DealStage
from planner.domain.forecast import OpenDeal
from planner.store.store import Store


def open_deals(store: Store, currency: str, kind: DealKind | None) -> list[OpenDeal]:
    """Return the open deals of a currency, of one kind or of both, that have an amount and an expected date."""
    sql = (
        "SELECT amount_minor, probability_pct, stage, expected_close_on FROM deal "
        "WHERE stage IN (?, ?, ?, ?) AND currency = ? AND amount_minor > 0 AND expected_close_on IS NOT NULL"
    )
    values = [*(stage.value for stage in DealStage if stage not in {DealStage.WON, DealStage.LOST}), currency]
    if kind is not None:
        sql += " AND kind = ?"
        values.append(kind.value)
    return [
        OpenDeal(amount, PROBABILITY[DealStage(stage)] if own is None else own, date.fromisoformat(day))
        for amount, own, stage, day in store.rows(sql, values)
    ]
