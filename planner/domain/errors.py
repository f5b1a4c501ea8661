"""What the planner refuses, and the one sentence that says why. Nothing here knows who will show it."""


class PlannerError(Exception):
    """A refusal. `str(error)` is the sentence that the user reads; nothing was written."""


class LineError(PlannerError):
    """A word of a typed line is not understood."""

    def __init__(self, sentence: str, start: int, end: int) -> None:
        super().__init__(sentence)
        self.start = start
        """Index of the first character of the word in the line."""
        self.end = end
        """Index after the last character of the word."""


class FieldError(PlannerError):
    """A field of an entity is refused."""

    def __init__(self, sentence: str, field: str) -> None:
        super().__init__(sentence)
        self.field = field
        """The name of the field."""


class MeanwhileError(PlannerError):
    """Another program kept a text while one was typed in its place."""

    def __init__(self, sentence: str, offered: str) -> None:
        super().__init__(sentence)
        self.offered = offered
        """What is offered to be kept instead: nothing of both is lost."""


class StaleWriteError(PlannerError):
    """A row changed elsewhere since it was read."""


class StorageError(PlannerError):
    """The file cannot be read or written: missing, foreign, newer, locked, full or damaged."""
