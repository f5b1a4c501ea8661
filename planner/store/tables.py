"""One table per entity: its name, and how a value becomes a row and a row a value."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Any, Generic, TypeVar

from planner.domain.action import Action, ActionKind, ActionStatus, Owner
from planner.domain.activity import Activity, ActivityType, Outcome, Purpose
from planner.domain.change import Entity
from planner.domain.contact import Contact, Stage
from planner.domain.day_off import DayOff, DayOffKind
from planner.domain.deal import Deal, DealKind, DealStage
from planner.domain.errors import StorageError
from planner.domain.event_mark import EventMark
from planner.domain.goal import Goal, GoalKind, GoalSource, GoalStatus, Milestone
from planner.domain.goal_change import GoalChange, GoalField
from planner.domain.import_batch import ImportBatch
from planner.domain.measure import Measure, Unit
from planner.domain.obstacle import Obstacle
from planner.domain.period import Period
from planner.domain.person import Person, ReviewPerson, Role
from planner.domain.review import Review, ReviewAnswer, ReviewKind
from planner.domain.setting import Setting

E = TypeVar("E", bound=Entity)
Cell = str | int | None
"""What a column holds: the tables are STRICT and have no REAL."""


def encode(value: Any) -> Cell:
    """Return a field's value as a cell."""
    match value:
        case None | int():
            return None if value is None else int(value)
        case StrEnum():
            return value.value
        case str():
            return value
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        case date():
            return value.isoformat()
        case time():
            return value.isoformat(timespec="minutes")
        case frozenset():
            return ",".join(sorted(value))
        case _:
            raise TypeError(f"no column holds {value!r}")


class Table(Generic[E]):
    """How one kind of entity is stored."""

    def __init__(
        self,
        name: str,
        entity: type[E],
        decode: Mapping[str, Callable[[Any], Any]],
        *,
        key: str = "id",
        renamed: Mapping[str, str] | None = None,
    ) -> None:
        """`decode` reads cells that are not plain; `renamed` gives columns another name than the field."""
        self.name = name
        self.entity = entity
        self.key = key
        columns = {field: (renamed or {}).get(field, field) for field in entity.FIELDS}
        self._key_is_derived = key not in columns.values()
        self.columns = ([key] if self._key_is_derived else []) + list(columns.values())
        self._fields = [(field, column, decode.get(field)) for field, column in columns.items()]

    def to_row(self, entity: E) -> dict[str, Cell]:
        """Return an entity as column names and cells."""
        row: dict[str, Cell] = {self.key: entity.key} if self._key_is_derived else {}
        row.update({column: encode(getattr(entity, field)) for field, column, _ in self._fields})
        return row

    def from_row(self, row: Mapping[str, Cell]) -> E:
        """Return a row as an entity; columns that an older row lacks take the field's default."""
        values = {
            field: row[column] if read is None or row[column] is None else read(row[column])
            for field, column, read in self._fields
            if column in row
        }
        return self.entity(**values)

    def from_cells(self, cells: Sequence[Cell]) -> E:
        """Return cells in the order of `columns` as an entity."""
        if self._key_is_derived:
            cells = cells[1:]
        values = {
            field: cell if read is None or cell is None else read(cell)
            for (field, _, read), cell in zip(self._fields, cells, strict=True)
        }
        return self.entity(**values)


def _one_of(kind: type[StrEnum]) -> Callable[[str], StrEnum]:
    """Return what reads a name. Raises StorageError where another program wrote one that is not known."""
    known: Mapping[str, StrEnum] = {member.value: member for member in kind}

    def read(cell: str) -> StrEnum:
        try:
            return known[cell]
        except KeyError:
            names = ", ".join(known)
            raise StorageError(
                f"The file holds “{cell}” where one of {names} stands. Another program wrote it."
            ) from None

    return read


def _set_of(kind: type[StrEnum]) -> Callable[[str], frozenset[StrEnum]]:
    read = _one_of(kind)
    return lambda cell: frozenset(read(word) for word in cell.split(",") if word)


CONTACTS = Table(
    "contact",
    Contact,
    {
        "stage": _one_of(Stage),
        "is_top": bool,
        "close_mark": bool,
        "do_not_contact": bool,
        "wants_updates": bool,
        "created_on": date.fromisoformat,
        "archived_on": date.fromisoformat,
        "snoozed_until": date.fromisoformat,
        "touched_on": date.fromisoformat,
    },
)
DEALS = Table(
    "deal",
    Deal,
    {
        "kind": _one_of(DealKind),
        "stage": _one_of(DealStage),
        "expected_close_on": date.fromisoformat,
        "closed_on": date.fromisoformat,
        "created_on": date.fromisoformat,
    },
)
MEASURES = Table(
    "measure",
    Measure,
    {
        "unit": _one_of(Unit),
        "activity_types": _set_of(ActivityType),
        "purposes": _set_of(Purpose),
        "outcomes": _set_of(Outcome),
        "contact_stages": _set_of(Stage),
        "distinct_contacts": bool,
        "first_touch_only": bool,
        "new_contacts": bool,
        "deal_kind": _one_of(DealKind),
    },
)
GOALS = Table(
    "goal",
    Goal,
    {
        "period": _one_of(Period),
        "starts_on": date.fromisoformat,
        "ends_on": date.fromisoformat,
        "kind": _one_of(GoalKind),
        "source": _one_of(GoalSource),
        "status": _one_of(GoalStatus),
        "committed_on": date.fromisoformat,
        "preliminary": bool,
        "created_at": datetime.fromisoformat,
        "archived_on": date.fromisoformat,
        "is_realistic": bool,
        "is_stale": bool,
    },
    renamed={"created_at": "created_utc"},
)
MILESTONES = Table("milestone", Milestone, {"done_on": date.fromisoformat})
ACTIONS = Table(
    "action",
    Action,
    {
        "date": date.fromisoformat,
        "kind": _one_of(ActionKind),
        "status": _one_of(ActionStatus),
        "owed_by": _one_of(Owner),
        "start_time": time.fromisoformat,
        "begun_at": datetime.fromisoformat,
        "left_on": date.fromisoformat,
    },
    renamed={"begun_at": "begun_utc"},
)
ACTIVITIES = Table(
    "activity",
    Activity,
    {
        "at": datetime.fromisoformat,
        "local_date": date.fromisoformat,
        "local_time": time.fromisoformat,
        "type": _one_of(ActivityType),
        "purpose": _one_of(Purpose),
        "outcome": _one_of(Outcome),
        "contact_stage_then": _one_of(Stage),
    },
    renamed={"at": "at_utc"},
)
DAYS_OFF = Table("day_off", DayOff, {"date": date.fromisoformat, "kind": _one_of(DayOffKind)}, key="date")
GOAL_CHANGES = Table(
    "goal_change",
    GoalChange,
    {"at": datetime.fromisoformat, "field": _one_of(GoalField)},
    renamed={"at": "at_utc"},
)
REVIEWS = Table(
    "review",
    Review,
    {
        "kind": _one_of(ReviewKind),
        "period_start": date.fromisoformat,
        "period_end": date.fromisoformat,
        "held_at": datetime.fromisoformat,
    },
    renamed={"held_at": "held_utc"},
)
REVIEW_ANSWERS = Table("review_answer", ReviewAnswer, {})
PEOPLE = Table("person", Person, {"role": _one_of(Role), "archived_on": date.fromisoformat})
REVIEW_PEOPLE = Table("review_person", ReviewPerson, {})
OBSTACLES = Table("obstacle", Obstacle, {"opened_on": date.fromisoformat, "resolved_on": date.fromisoformat})
EVENT_MARKS = Table("event_mark", EventMark, {"date": date.fromisoformat})
IMPORTS = Table("import_batch", ImportBatch, {"at": datetime.fromisoformat}, renamed={"at": "at_utc"})
SETTINGS = Table("setting", Setting, {}, key="name")

TABLES: tuple[Table[Any], ...] = (
    CONTACTS,
    DEALS,
    MEASURES,
    GOALS,
    MILESTONES,
    GOAL_CHANGES,
    ACTIONS,
    ACTIVITIES,
    DAYS_OFF,
    REVIEWS,
    REVIEW_ANSWERS,
    PEOPLE,
    REVIEW_PEOPLE,
    OBSTACLES,
    EVENT_MARKS,
    IMPORTS,
    SETTINGS,
)
_BY_ENTITY: Mapping[type, Table[Any]] = {table.entity: table for table in TABLES}
_BY_NAME: Mapping[str, Table[Any]] = {table.name: table for table in TABLES}


def table_of(entity: type[E]) -> Table[E]:
    """Return the table of a kind of entity."""
    return _BY_ENTITY[entity]


def table_named(name: str) -> Table[Any]:
    """Return the table with a name."""
    return _BY_NAME[name]
