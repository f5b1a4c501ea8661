"""From a hit of the search to the place where it stands: a page, the plan of today, or a day of the log."""

from datetime import date
from typing import TYPE_CHECKING

from planner.domain.found import Hit
from planner.domain.text import clean_line
from planner.domain.views import short_date

if TYPE_CHECKING:
    from planner.tui.app import PlannerApp

LAST = "\uffff"
"""After every instant and id."""
SHOWN = 60
"""Letters of a hit that are told."""


def go_to(app: "PlannerApp", hit: Hit) -> None:
    """Show a hit where it stands; pages lie over what finds it, the Today screen under it."""
    match hit.table:
        case "contact":
            app.open_contact(hit.key)
        case "goal":
            app.open_goal(hit.key)
        case "deal":
            contact = app.planner.search.buyer(hit)
            if contact is None:
                _to_log(app, hit)
            else:
                app.open_contact(contact)
        case "review" | "review_answer" if hit.state.split(" ")[0] == "day":
            _to_review(app, hit.day)
        case "action" if hit.day == app.planner.today():
            _to_today(app)
            app.today_screen.focus_pane(app.today_screen.today)
            app.today_screen.today.move_cursor(hit.key)
        case _:
            _to_log(app, hit)


def _to_today(app: "PlannerApp") -> None:
    from planner.tui.screens.page import Page

    for screen in reversed(app.planner_screens):
        if isinstance(screen, Page):
            screen.do_page_close()


def _to_review(app: "PlannerApp", day: date) -> None:
    from planner.tui.panes.review import ReviewPane
    from planner.tui.screens.page import Page

    pane = ReviewPane(app, app.say)
    page = Page(app, pane)
    pane.day = day
    app.push_screen(page)


def _to_log(app: "PlannerApp", hit: Hit) -> None:
    """Show the log at an entry, or at the day of what has no page of its own; that is told then."""
    entry = app.planner.reading.entry(hit.key) if hit.table == "activity" else None
    _to_today(app)
    screen = app.today_screen
    screen.focus_pane(screen.log_pane)
    screen.log_pane.go_to((hit.day.isoformat(), LAST, LAST) if entry is None else entry.key)
    if entry is None:
        text = clean_line(hit.text)
        text = text if len(text) <= SHOWN else f"{text[:SHOWN]}{app.symbols.ellipsis}"
        app.say(f"{short_date(hit.day, app.planner.today())}: {text}" + (f" ({hit.state})" if hit.state else ""))
