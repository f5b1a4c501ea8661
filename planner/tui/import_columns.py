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

    def choose(self, place: int, field: Field | None) -> None:
        """Say what a column is; None takes back what was said of it."""
        name = self.header[place]
        self.said = {one: column for one, column in self.said.items() if fold_header(column) != fold_header(name)}
        if field is not None:
            self.said[field] = name

    def turn(self, place: int, by: int) -> None:
        """Go on by a number of choices for a column; between the last and the first it is what the header says."""
        name = fold_header(self.header[place])
        now = next((field for field, column in self.said.items() if fold_header(column) == name), None)
        free = [field for field in dict.fromkeys((*_FIRST, *Field)) if field is now or field not in self.said]
        choices = [None, *free]
        self.choose(place, choices[(choices.index(now) + by) % len(choices)])
