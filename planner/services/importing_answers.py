"""What was said of tables that came in before: which column is what, and how dates are written. Commits nothing."""

import json
from typing import TYPE_CHECKING, NamedTuple

from planner.domain.cells import DateOrder
from planner.domain.change import Change
from planner.domain.errors import PlannerError
from planner.domain.headers import Field, fold_header, signature
from planner.domain.importviews import Choices, ImportLook
from planner.domain.money import shown
from planner.domain.setting import Setting

if TYPE_CHECKING:
    from planner.store.store import Store

_REMEMBERED = "import "


class _Said(NamedTuple):
    """What was said of a file that came in before."""

    choices: Choices
    header: frozenset[str]
    """Its columns, as they are compared."""


class Answers:
    """The answers of all files that came in."""

    def __init__(self, store: "Store") -> None:
        """Keep them in a store."""
        self._store = store

    def of(self, header: tuple[str, ...], chosen: Choices) -> Choices:
        """Return what is chosen, and behind it what was said of such a file before.

        Raises PlannerError for a column that is not there.
        """
        names = {fold_header(name) for name in header}
        for field, column in chosen.columns.items():
            if column and fold_header(column) not in names:
                raise PlannerError(f"There is no column “{shown(column)}” for {field}. It has {listed(header)}.")
        said = self._store.get(Setting, _REMEMBERED + signature(header))
        before = _read_said(said.value).choices if said is not None else self._said_of_less(names)
        named = {field: column for field, column in {**before.columns, **chosen.columns}.items() if column}
        return Choices(named, chosen.date_order or before.date_order)

    def _said_of_less(self, names: set[str]) -> Choices:
        """Return what was said of the file whose columns are the most of these, all of its own among them."""
        known = [
            _read_said(one.value) for one in self._store.select(Setting, "name LIKE ?", [f"{_REMEMBERED}%"], "name")
        ]
        less = [said for said in known if said.header and said.header <= names]
        return max(less, key=lambda said: len(said.header)).choices if less else Choices()

    def kept(self, look: ImportLook) -> tuple[Change, ...]:
        """Return what keeps the answers about a file, for the next one with its header."""
        if not look.header:
            return ()
        name = _REMEMBERED + signature(look.header)
        before = self._store.get(Setting, name)
        if before is None and not (look.choices.columns or look.choices.date_order):
            return ()
        said = {
            "columns": {field.value: column for field, column in sorted(look.choices.columns.items())},
            "dates": look.choices.date_order,
            "header": sorted(set(map(fold_header, look.header))),
        }
        after = Setting(name=name, value=json.dumps(said, ensure_ascii=False))
        return (Change(before, after),)


def _read_said(text: str) -> _Said:
    """Read remembered answers; those that another program wrote and that mean nothing are no answers."""
    try:
        said = json.loads(text)
        chosen = {Field(name): str(column) for name, column in said["columns"].items()}
        order = DateOrder(said["dates"]) if said["dates"] else None
        return _Said(Choices(chosen, order), frozenset(map(str, said["header"])))
    except (ValueError, TypeError, LookupError, AttributeError):
        return _Said(Choices(), frozenset())


def listed(names: tuple[str, ...], most: int = 12) -> str:
    """Return the names of columns in a sentence, the first of many."""
    told = ", ".join(shown(name) for name in names[:most] if name) or "no named column"
    return told if len(names) <= most else f"{told} and {len(names) - most:,} more"
