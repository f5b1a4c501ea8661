"""One file on its way in: how far it is, what is known of it, and the reading and saving beside the screen.

Knows no widget and no key; the pane that shows it hears of every step (panes/importing.py).
"""

import os
from collections.abc import Callable
from contextlib import suppress
from enum import Enum, auto
from typing import TYPE_CHECKING, Final, NamedTuple

from planner.domain.cells import DateOrder
from planner.domain.change import ChangeSet
from planner.domain.errors import PlannerError, StaleWriteError
from planner.domain.importviews import Choices, ImportDraft, ImportLook, Progress
from planner.services.importing_files import first_cells
from planner.services.planner import Planner
from planner.tui.aside import Work
from planner.tui.commands.command import Need
from planner.tui.import_columns import ColumnChoices

if TYPE_CHECKING:
    from planner.tui.app import PlannerApp

FOLDER: Final = "import folder"
"""The fact under which the folder of the last file is remembered."""
_EXAMPLES = 3
"""Cells of a column that are shown."""


class Step(Enum):
    """How far an import is."""

    FILE = auto()
    READING = auto()
    COLUMNS = auto()
    DATES = auto()
    DRAFT = auto()
    SAVING = auto()
    DONE = auto()


class Found(NamedTuple):
    """What is known of a file once it was read."""

    look: ImportLook
    draft: ImportDraft | None
    """None while something has to be asked."""
    cells: tuple[tuple[str, ...], ...]
    """The first cells of each column."""


class Intake:
    """One file, from its name to what came of it."""

    def __init__(self, app: "PlannerApp", changed: Callable[[], None], stepped: Callable[[], None]) -> None:
        """Begin without a file; `changed` hears that more is done, `stepped` that another step has begun."""
        self._app = app
        self.changed = changed
        self._stepped = stepped
        self._work: Work[Found] | Work[ChangeSet] | None = None
        self.step = Step.FILE
        self.path = ""
        self.found: Found | None = None
        self.columns = ColumnChoices()
        self.order: DateOrder | None = None
        self.progress = ("reading", 0, 0)
        """What is done, how much of it, and of how much."""
        self.told = ""
        """Why nothing was read or saved."""
        self.saved = ""
        """What came in, in a sentence."""

    @property
    def look(self) -> ImportLook:
        """What is known of the file before its rows. Raises PlannerError where nothing is."""
        if self.found is None:
            raise PlannerError(Need.TABLE.value)
        return self.found.look

    def begin(self, path: str) -> None:
        """Read a file that nothing was said of yet."""
        self.path, self.found, self.columns, self.order = path, None, ColumnChoices(), None
        self.read()

    def read(self) -> None:
        """Read the file, by what is said of it now, up to what has to be asked."""
        self.leave()
        path, said = self.path, self.columns.said
        before = self.found.look.choices.columns if self.found is not None else {}
        choices = Choices({**dict.fromkeys(before, ""), **said}, self.order)

        def do(planner: Planner, progress: Progress) -> Found:
            look = planner.importing.look(path, choices)
            cells = first_cells(path, _EXAMPLES) if look.header else ()
            if look.needs_columns or look.open_date:
                return Found(look, None, cells)
            return Found(look, planner.importing.read(path, choices, progress), cells)

        self._start(Step.READING, Work(self._app, do, self._read, refused=self._refuse, told=self._hear), "reading")

    def save(self) -> None:
        """Save what was read. Raises PlannerError where nothing was."""
        if self.found is None or self.found.draft is None:
            raise PlannerError(Need.TABLE.value)
        draft, look = self.found.draft, self.found.look
        work = Work(
            self._app,
            lambda planner, progress: planner.importing.save(draft, look, progress),
            self._save,
            refused=self._refuse_saving,
            told=self._hear,
            writes=f"{draft.file} is being saved. Try again in a moment.",
        )
        self._start(Step.SAVING, work, "saving", len(draft.changes))

    def stop(self) -> bool:
        """Stop what is going on; return whether anything was. Raises PlannerError where it cannot be stopped any more.

        Of what is being saved nothing stays; that is told once it is so.
        """
        if self._work is None or self.step not in {Step.READING, Step.SAVING}:
            return False
        _, done, total = self.progress
        if self.step is Step.SAVING and done >= total:
            raise PlannerError("It goes onto the disk already. u takes it back then.")
        self._work.stop()
        if self.step is Step.READING:
            self._refuse(PlannerError("It was stopped. Nothing is saved."))
        else:
            self._app.say("It is being stopped.", "text")
        return True

    def leave(self) -> None:
        """Read on no more; what is being saved is saved."""
        if self._work is not None and self.step is Step.READING:
            self._work.stop()

    def choose_columns(self) -> None:
        """Ask which column is what."""
        self._go(Step.COLUMNS)

    def go_back(self) -> bool:
        """Go back from a question: to what would come in, or else to the file; return whether there is any way back."""
        if self.step not in {Step.COLUMNS, Step.DATES} or self.found is None:
            return False
        if self.found.draft is None:
            self.found = None
            self._go(Step.FILE)
            return True
        self.columns = ColumnChoices(self.look.header, self.look.choices.columns)
        self._go(Step.DRAFT)
        return True

    def use_dates(self, order: DateOrder) -> None:
        """Read the dates in an order."""
        self.order = order
        self.read()

    def _start(self, step: Step, work: "Work[Found] | Work[ChangeSet]", what: str, total: int = 0) -> None:
        """Start work, and show that it goes on."""
        work.start()
        self._work, self.progress, self.told = work, (what, 0, total), ""
        self._go(step)

    def _go(self, step: Step) -> None:
        self.step = step
        self._stepped()

    def _hear(self, what: str, done: int, total: int) -> None:
        self.progress = (what, done, total)
        self.changed()

    def _read(self, found: Found) -> None:
        """Take what was read: it can be saved, or has to be asked about first."""
        is_first, self._work, self.found = self.found is None, None, found
        look, planner = found.look, self._app.planner
        self.columns, self.order = ColumnChoices(look.header, look.choices.columns), look.choices.date_order
        with suppress(PlannerError):  # the next file's folder is typed whole then
            if planner.noted(FOLDER) != os.path.dirname(self.path):
                planner.note(**{FOLDER: os.path.dirname(self.path)})
        asks = look.needs_columns or (look.lacks_names and is_first)
        self._go(Step.COLUMNS if asks else Step.DATES if look.open_date else Step.DRAFT)

    def _save(self, changeset: ChangeSet) -> None:
        """Hear what came in, and let go of the rows: a large file's take as much memory as all the rest."""
        self._work, self.saved = None, changeset.label
        if self.found is not None and self.found.draft is not None:
            self.found = self.found._replace(draft=self.found.draft._replace(changes=()))
        self._go(Step.DONE)
        self._app.say(f"{changeset.label}{' · u takes it back' if changeset.changes else ''}", "text")

    def _refuse(self, error: PlannerError) -> None:
        """Say why nothing was read."""
        self._work, self.found, self.told = None, None, str(error)
        self._go(Step.FILE)

    def _refuse_saving(self, error: PlannerError) -> None:
        """Say why nothing was saved; what was changed elsewhere meanwhile is read again."""
        self._work, self.told = None, str(error)
        self._app.say(self.told, "error")
        self._go(Step.DRAFT)
        if isinstance(error, StaleWriteError):
            self.read()
