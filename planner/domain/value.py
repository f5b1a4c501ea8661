"""Frozen values with named fields: what every entity is.

They read like dataclasses and type checkers take them for such. Making a dataclass of twenty fields costs a seventh of
starting Python, and the command line makes all entities at each start: nine of them, and the module that makes them,
took longer than everything else that `planner status` does.
"""

from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar, dataclass_transform

V = TypeVar("V", bound="Value")


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Value:
    """Fields are what a subclass annotates; they are given by name, compared by value and never set again."""

    FIELDS: ClassVar[tuple[str, ...]] = ()
    """The names of the fields, in the order they are written."""
    _defaults: ClassVar[Mapping[str, Any]] = {}

    def __init_subclass__(cls) -> None:
        """Collect the fields."""
        cls.FIELDS = tuple(name for name, kind in cls.__annotations__.items() if "ClassVar" not in str(kind))
        cls._defaults = {name: vars(cls)[name] for name in cls.FIELDS if name in vars(cls)}

    def __init__(self, **values: Any) -> None:
        """Set the fields. Raises TypeError where one is missing or not known, and what the value itself refuses."""
        fields = self.__dict__
        if tuple(values) == self.FIELDS:  # a row of a table: nothing is missing
            for name, value in values.items():  # one by one: the names are kept once for all values, which halves each
                fields[name] = value
        else:
            for name in self.FIELDS:
                fields[name] = values.pop(name) if name in values else self._default(name)
            if values:
                raise TypeError(f"{type(self).__name__} has no field {', '.join(values)}")
        self.__post_init__()

    def __post_init__(self) -> None:
        """Refuse what cannot be; a subclass says what."""

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__}.{name} is frozen")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__}.{name} is frozen")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash(tuple(self.__dict__.values()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self.__dict__.items())})"

    @classmethod
    def _default(cls, name: str) -> object:
        if name not in cls._defaults:
            raise TypeError(f"{cls.__name__} needs {name}")
        return cls._defaults[name]


def replace(value: V, **values: Any) -> V:
    """Return a value with other fields, as `dataclasses.replace` does. Raises as making it does."""
    return type(value)(**{**vars(value), **values})
