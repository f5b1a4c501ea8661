"""Which column of a table is what, as it is being said: nothing of it is kept before the import is saved. Pure."""

from collections.abc import Mapping, Sequence

from planner.domain.headers import Field, columns, fold_header

_FIRST = (Field.NAME, Field.EMAIL, Field.ORGANIZATION, Field.PHONE, Field.DEAL, Field.AMOUNT)
"""What most columns are; the choices begin with it."""


class ColumnChoices:
    """The columns of one header."""

    def __init__(self, header: Sequence[str] = (), said: Mapping[Field, str] | None = None) -> None:
        """Begin with what was said of such a file before."""
        self.header = header
        self.said: dict[Field, str] = dict(said or {})
        """Which column is which field, by the column's name; what the header itself says is not in it."""

    @property
    def fields(self) -> Mapping[int, Field]:
        """What each column is, by its number, by what is said and what the header says."""
        found = columns(self.header, self.said).fields
        return {place: field for field, places in found.items() for place in places}

    @property
    def names_anybody(self) -> bool:
        """Whether a contact or a deal can be read."""
        found = columns(self.header, self.said)
        return found.has_contacts or found.has_deals

    def choose(self, place: int, field: Field | None) -> tuple[str, ...]:
        """Say what a column is; None takes back what was said of it. Return those that were it and are left out now."""
        name, before = self.header[place], self.fields
        self.said = {one: column for one, column in self.said.items() if fold_header(column) != fold_header(name)}
        if field is not None:
            self.said[field] = name
        after = self.fields
        had = (other for other in sorted(before) if before[other] is field and other != place and other not in after)
        return tuple(self.header[other] for other in had)

    def turn(self, place: int, by: int) -> None:
        """Go on by a number of choices for a column; between the last and the first it is what the header says.

        What another column is already is none of them.
        """
        name = fold_header(self.header[place])
        now = next((field for field, column in self.said.items() if fold_header(column) == name), None)
        taken = {field for other, field in self.fields.items() if other != place} | self.said.keys() - {now}
        free = [field for field in dict.fromkeys((*_FIRST, *Field)) if field is now or field not in taken]
        choices = [None, *free]
        self.choose(place, choices[(choices.index(now) + by) % len(choices)])
