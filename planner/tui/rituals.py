"""Which page walks through which ritual. A page is imported once it is opened."""

from typing import TYPE_CHECKING, Any

from planner.domain.review import ReviewKind

if TYPE_CHECKING:
    from planner.tui.panes.ritual import RitualPane


def pane_of(kind: ReviewKind) -> "type[RitualPane[Any]]":
    """Return the pane of a ritual."""
    match kind:
        case ReviewKind.MORNING:
            from planner.tui.panes.morning import MorningPane

            return MorningPane
        case ReviewKind.PARTNER:
            from planner.tui.panes.partner import PartnerPane

            return PartnerPane
        case ReviewKind.GROUP:
            from planner.tui.panes.group import GroupPane

            return GroupPane
        case ReviewKind.QUARTER:
            from planner.tui.panes.quarter import QuarterPane

            return QuarterPane
        case ReviewKind.YEAR:
            from planner.tui.panes.year import YearPane

            return YearPane
        case ReviewKind.WEEK:
            from planner.tui.panes.week import WeekPane

            return WeekPane
        case _:
            from planner.tui.panes.review import ReviewPane

            return ReviewPane
