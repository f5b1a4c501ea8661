"""What every test stands on: a clock that stands still, small entities with names, and a planner on a real file.

A builder fills in what the test does not speak of. It owns no wall clock and no chance.
"""

from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

from planner.domain.action import Action
from planner.domain.activity import Activity, ActivityType
from planner.domain.change import ChangeSet, Entity, added
from planner.domain.contact import Contact
from planner.domain.day_off import DayOff, DayOffKind
from planner.domain.deal import Deal
from planner.domain.goal import Goal, Milestone
from planner.domain.measure import NEW_STAGES, Measure, Unit
from planner.domain.period import Period, period_span
from planner.domain.review import Review, day_review
from planner.domain.value import replace
from planner.services.planner import Planner
from planner.settings.settings import Settings
from planner.store.store import Store
from planner.store.tables import TABLES

TODAY = date(2026, 2, 10)
"""A Tuesday in week 7."""
MORNING = datetime(2026, 2, 10, 9, 41)  # noqa: DTZ001  # a wall clock: the zone is the clock's
HOME = "America/New_York"

CALLS = Measure(name="calls", unit=Unit.COUNT, activity_types=frozenset({ActivityType.CALL}))
NEW_CALLS = replace(CALLS, name="new calls", contact_stages=NEW_STAGES)
DOLLARS = Measure(name="dollars", unit=Unit.MONEY, currency="USD")
MILESTONES = Measure(name="milestones", unit=Unit.MILESTONE)
ROLLUP = Measure(name="roll-up", unit=Unit.ROLLUP)
HOSTILE = ("[/] [bold]", "田中太郎", "x" * 200, "Ünïcødé \u202e evil", "\x1b]0;t\x07")
"""Names that break what does not clean, cut or quote them."""
_UUID = "0190-test"

_numbers = count(1)
_open: list[Store] = []


class StoppedClock:
    """A clock that shows the local moment that it is set to, in the zone that it is set to."""

    def __init__(self, local: datetime = MORNING, zone: str = HOME) -> None:
        """Stop at a naive local moment."""
        self.local = local
        self.zone_name = zone

    def now(self) -> datetime:
        return self.local.replace(tzinfo=ZoneInfo(self.zone_name))

    def zone(self) -> str:
        return self.zone_name

    def instant(self, local: datetime) -> datetime:
        return local.replace(tzinfo=ZoneInfo(self.zone_name)).astimezone(UTC)

    def set(self, day: date, at: time = time(9, 41)) -> None:
        """Stop at another day and time."""
        self.local = datetime.combine(day, at)

    def advance(self, **units: float) -> None:
        """Go on by `days=`, `hours=`, `minutes=` or `seconds=` on the wall."""
        self.local += timedelta(**units)


def ago(days: int) -> date:
    """Return the day so many days before today."""
    return TODAY - timedelta(days=days)


def new_key() -> str:
    """Return a key that sorts behind the ones before it."""
    return f"test-{next(_numbers):08}"


def a_contact(name: str = "Dana Reyes", organization: str = "", **fields: Any) -> Contact:
    """Return a contact; a lead unless said otherwise."""
    return Contact(**{"id": new_key(), "name": name, "organization": organization, "created_on": TODAY, **fields})


def a_deal(title: str = "Acme", **fields: Any) -> Deal:
    """Return a deal; open and qualified unless said otherwise."""
    return Deal(**{"id": new_key(), "title": title, "created_on": TODAY, **fields})


def an_activity(
    type: ActivityType = ActivityType.CALL,  # noqa: A002  # the field's name
    on: date = TODAY,
    at: time | None = None,
    **fields: Any,
) -> Activity:
    """Return an entry of the log, at noon where no time is given."""
    instant = StoppedClock().instant(datetime.combine(on, at or time(12)))
    plain = {"id": new_key(), "at": instant, "local_date": on, "local_time": at, "zone": HOME, "type": type}
    return Activity(**{**plain, **fields})


def a_goal(
    title: str = "40 calls",
    period: Period = Period.MONTH,
    target: int | None = 40,
    measure: Measure | None = CALLS,
    on: date = TODAY,
    **fields: Any,
) -> Goal:
    """Return a goal over the period that a day lies in; put its measure into the file too."""
    span = period_span(period, on)
    dates = {"starts_on": span.start, "ends_on": span.end} if span else {"starts_on": on, "ends_on": on}
    plain = {
        "id": new_key(),
        "title": title,
        "period": period,
        "target": target,
        "measure_id": measure.id if measure else None,
        "created_at": datetime(2026, 1, 2, 14, tzinfo=UTC),
        **dates,
    }
    return Goal(**{**plain, **fields})


def a_milestone(goal: Goal, title: str = "sign the lease", **fields: Any) -> Milestone:
    """Return a milestone of a goal; open unless said otherwise."""
    return Milestone(**{"id": new_key(), "goal_id": goal.id, "title": title, **fields})


def an_action(text: str = "send the terms", on: date = TODAY, **fields: Any) -> Action:
    """Return a line of the plan."""
    return Action(**{"id": new_key(), "date": on, "text": text, **fields})


def a_day_off(on: date, label: str = "") -> DayOff:
    """Return a holiday."""
    return DayOff(date=on, kind=DayOffKind.HOLIDAY, label=label)


def a_closed_day(on: date) -> Review:
    """Return the review that closed a day in its evening."""
    held = StoppedClock().instant(datetime.combine(on, time(18)))
    return replace(day_review(on), held_at=held)


def open_store(folder: Path, name: str = "planner.db", origin: str = "app", **options: Any) -> Store:
    """Open a file in a folder, or make it; it is closed when the test ends."""
    path = folder / name
    if folder.is_dir() and not path.exists():
        path.touch(0o600)
        path.write_bytes(_new_file())
    store = Store(str(path), new_uuid=_UUID, origin=origin, **options)
    _open.append(store)
    return store


def open_planner(folder: Path, clock: StoppedClock | None = None, origin: str = "app", **settings: Any) -> Planner:
    """Open the planner in a folder, or make it, with the settings given; it is closed when the test ends."""
    chosen = Settings(**settings)
    store = open_store(folder, origin=origin, year_start_month=chosen.year_start_month)
    return Planner(store, clock or StoppedClock(), chosen)


def rows(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Return everything that is true: every row of every entity."""
    return {table.name: store.rows(f"SELECT * FROM {table.name} ORDER BY 1") for table in TABLES}


def goals(planner: Planner) -> list[Goal]:
    """Return every goal of a file, in the order in which they were set."""
    return list(planner.store.select(Goal, order="rowid"))


def put(planner: Planner, *entities: Entity) -> ChangeSet:
    """Save entities as one command; a measure that stands already is left out."""
    standing = planner.reading.measures
    new = [entity for entity in entities if not (isinstance(entity, Measure) and entity.id in standing)]
    return planner.commit("Put", added(*new))


@cache
def _new_file() -> bytes:
    """Return what a file holds that was just made: made once, as most tests begin with one."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "planner.db"
        Store(str(path), new_uuid=_UUID, origin="test").close()
        return path.read_bytes()


def close_all() -> None:
    """Close every file that a test opened."""
    while _open:
        with closing(_open.pop()):
            pass
