"""From a hit of the search to the place where it stands: a page, or its day on the Today screen."""

from typing import TYPE_CHECKING

from planner.domain.found import Hit
from planner.domain.text import clean_line
from planner.domain.views import short_date
from planner.tui.commands.keymap import shown_key

if TYPE_CHECKING:
    from planner.tui.app import PlannerApp

SHOWN = 60
"""Letters of a hit that are told."""


def go_to(app: "PlannerApp", hit: Hit) -> None:
    """Show a hit where it stands: a page lies over what found it, a day takes the place of every page."""
    match hit.table:
        case "contact":
            app.pages.open_contact(hit.key)
        case "goal":
            app.pages.open_goal(hit.key)
        case "deal":
            app.pages.open_deal(hit.key)
        case "review" | "review_answer" if (found := app.planner.rituals.found(hit.key)) is not None:
            app.pages.open_held(*found)
            _tell(app, hit)
        case "action":
            app.pages.show_day(hit.day)
            app.today_screen.focus_pane(app.today_screen.today)
            app.today_screen.today.move_cursor(hit.key)
            _tell_way_back(app)
        case "activity" if (entry := app.planner.reading.entry(hit.key)) is not None:
            app.pages.show_day(hit.day)
            app.today_screen.focus_pane(app.today_screen.log_pane)
            app.today_screen.log_pane.go_to(entry.key)
            _tell_way_back(app)
        case _:
            app.pages.show_day(hit.day)
            _tell(app, hit)


def _tell_way_back(app: "PlannerApp") -> None:
    """Say which key goes back to what was found: esc does from a page, and a day is none."""
    if keys := app.command_by_id["page.find"].keys:
        app.say(f"{shown_key(keys[0])} goes back to what was found")


def _tell(app: "PlannerApp", hit: Hit) -> None:
    """Say what was found, where nothing on the screen of its day does."""
    text = clean_line(hit.text)
    text = text if len(text) <= SHOWN else f"{text[:SHOWN]}{app.symbols.ellipsis}"
    app.say(
        f"{short_date(hit.day, app.planner.today())}: {text}"
        + (f" ({hit.state.replace('_', ' ')})" if hit.state else "")
    )
