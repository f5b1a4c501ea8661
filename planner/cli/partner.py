"""`planner partner` and `planner obstacle`: the brief, the people, and what is in the way."""

import argparse
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from planner.cli import plain
from planner.cli.values import as_json
from planner.domain.partnerviews import ObstacleRow
from planner.domain.person import Role
from planner.domain.review import ReviewKind
from planner.domain.text import clean_line
from planner.domain.views import PlanRow, short_date

if TYPE_CHECKING:
    from planner.domain.change import ChangeSet
    from planner.services.planner import Planner


def save(planner: "Planner", options: argparse.Namespace, day: date | None) -> "ChangeSet | None":
    """Do what the words ask with people, or note a review that was held; None where they ask to see something."""
    partners = planner.partners
    match options.sub:
        case "add":
            return partners.add(" ".join(options.name), Role(options.role))
        case "rename":
            return partners.rename(partners.find(" ".join(options.name)).id, options.to)
        case "role":
            return partners.recast(partners.find(" ".join(options.name)).id, Role(options.to))
        case "remove":
            return partners.remove(partners.find(" ".join(options.name)).id)
        case "held":
            said: dict[str, Any] = {"promises": options.promise, "obstacles": options.obstacle, "note": options.note}
            return partners.close(ReviewKind.PARTNER, day, people=options.people or None, **said)
        case _:
            return None


def value(planner: "Planner", options: argparse.Namespace, day: date) -> Any:
    """Return the people, or the brief of a day, for JSON."""
    if options.sub == "list":
        return as_json(planner.partners.people())
    view = planner.partners.brief(day, options.without)
    commitments = {**as_json(view.commitments), "kept": view.commitments.kept, "total": view.commitments.total}
    return {**as_json(view), "commitments": commitments}


def lines(planner: "Planner", options: argparse.Namespace, day: date) -> Iterator[str]:
    """Yield the people, or the brief of a day in the format that is asked for."""
    if options.sub == "list":
        people = planner.partners.people()
        for person in people:
            yield f"{clean_line(person.name)}  {person.role}"
        if not people:
            yield "Nobody is named yet. planner partner add NAME --role mentor names a partner."
        return
    from planner.services import brief_text

    written = {"txt": brief_text.text, "md": brief_text.markdown, "html": brief_text.html}[options.format]
    yield from written(planner.partners.brief(day, options.without)).splitlines()


def save_obstacle(planner: "Planner", options: argparse.Namespace, day: date | None) -> "ChangeSet | None":
    """Do what the words ask with an obstacle; None where they ask to see something."""
    verbs = planner.obstacles
    if options.sub == "list":
        return None
    text = " ".join(options.text)
    if options.sub == "add":
        return verbs.add(text, day, goal_id=planner.goals.find(options.goal).id if options.goal else None)
    key = verbs.find(text).id
    return verbs.lead_to(key, options.do) if options.sub == "next" else verbs.resolve(key, day, options.how)


def obstacle_values(rows: tuple[ObstacleRow, ...]) -> Any:
    """Return what is in the way for JSON."""
    return as_json(rows)


def obstacle_lines(rows: tuple[ObstacleRow, ...], today: date) -> Iterator[str]:
    """Yield what is in the way as lines, each with what is planned against it."""
    for row in rows:
        said = row.obstacle
        days = "1 day" if row.days == 1 else f"{row.days} days"
        since = f"since {short_date(said.opened_on, today)}, {days}" if row.days else "since today"
        if said.resolved_on is not None:
            how = f": {clean_line(said.resolution)}" if said.resolution else ""
            since = f"gone since {short_date(said.resolved_on, today)}{how}"
        goal = f"  for {clean_line(row.goal)}" if row.goal else ""
        yield f"{clean_line(said.text)}{goal}  ({since})"
        if row.next_action is not None and said.is_open:
            yield f"  {due_text(row.next_action, today)}"
    if not rows:
        yield "Nothing is in the way."


def due_text(row: PlanRow, today: date) -> str:
    """Return an action with the day by which it is due."""
    action = row.action
    due = f"  by {short_date(action.date, today)}" if action.is_open else ""
    aside = f"  ({action.status})" if not action.stands else ""
    box = plain.action_text(row._replace(goal=""), action.date)
    return f"{box}{due}{aside}"
