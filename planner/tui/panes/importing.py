"""The import as a page: a file, what it is, the questions that it leaves open, what would come in, and the result.

Reading and saving are done beside the screen (tui/aside.py); what a file means is the services' to say.
"""

import os
from contextlib import suppress
from enum import Enum, auto
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import events

from planner.domain.cells import DateOrder
from planner.domain.change import ChangeSet, Topic
from planner.domain.errors import PlannerError, StaleWriteError
from planner.domain.headers import Field
from planner.domain.importviews import Choices, ImportDraft, ImportLook, Progress
from planner.services.importing_files import first_cells
from planner.services.planner import Planner
from planner.tui import import_format as fmt
from planner.tui.aside import Work
from planner.tui.commands.command import Need, Place
from planner.tui.commands.keymap import bindings
from planner.tui.import_columns import ColumnChoices
from planner.tui.import_lines import FieldLine, FileLine
from planner.tui.line import Row
from planner.tui.panes.pane import Pane
from planner.tui.path_line import shown_path
from planner.tui.widgets.lines import GUTTER

if TYPE_CHECKING:
    from planner.tui.app import PlannerApp

FOLDER = "import folder"
"""The fact under which the folder of the last file is remembered."""
_EXAMPLES = 3
"""Cells of a column that are shown."""
_ORDERS = (DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST)


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


class ImportPane(Pane):
    """One file on its way in."""

    TOPICS: ClassVar = frozenset({Topic.PEOPLE, Topic.DEALS, Topic.CALENDAR})
    PLACE: ClassVar = Place.IMPORT
    BINDINGS: ClassVar = bindings(Place.IMPORT, Place.LIST)

    step: Step = Step.FILE

    def __init__(self, app: "PlannerApp") -> None:
        """Begin without a file."""
        super().__init__(app, app.say)
        self._path = ""
        self._found: Found | None = None
        self._columns = ColumnChoices()
        self._order: DateOrder | None = None
        self._work: Work[Found] | Work[ChangeSet] | None = None
        self._progress = ("reading", 0, 0)
        self._told = ""
        """Why nothing was read or saved."""
        self._saved = ""
        self._is_behind = False
        """Whether something was changed since the file was read."""
        self.border_title = "import   esc goes back"

    def on_mount(self) -> None:
        """Ask for a file at once."""
        self.do_import_file()

    def on_unmount(self) -> None:
        """Read on no more; what is being saved is saved."""
        if self._work is not None and self.step is Step.READING:
            self._work.stop()

    def load(self) -> None:
        """Read the file again where something was changed since."""
        is_behind, self._is_behind = self._is_behind, False
        if is_behind and self.step in {Step.READING, Step.DRAFT}:
            self._read()
        else:
            self._show()

    def on_resize(self, event: events.Resize) -> None:
        """Break the sentences where the new width wants it."""
        super().on_resize(event)
        self._show()

    def has(self, need: Need) -> bool:
        """Whether a column stands under the cursor, and whether columns and dates can be chosen."""
        found = self._found
        match need:
            case Need.IDLE:
                return self.step not in {Step.READING, Step.SAVING}
            case Need.COLUMN:
                return self.step is Step.COLUMNS and (self.cursor_key or "").startswith("column ")
            case Need.TABLE:
                return found is not None and bool(found.look.header) and self.step in {Step.DRAFT, Step.DATES}
            case Need.DATES:
                is_read = found is not None and found.look.choices.date_order in _ORDERS
                return self.step is Step.DATES or (self.step is Step.DRAFT and is_read)
            case _:
                return super().has(need)

    def do_import_go(self) -> None:
        """Do what comes next."""
        match self.step:
            case Step.FILE:
                self.do_import_file()
            case Step.COLUMNS:
                if not self._columns.names_anybody:
                    raise PlannerError(
                        "No column names anybody yet. Choose that of the name, the e-mail address or the deal."
                    )
                self._read()
            case Step.DATES:
                self._use_dates(DateOrder(self.cursor_key or DateOrder.DAY_FIRST))
            case Step.DRAFT:
                self._save()
            case Step.DONE:
                self.screen.dismiss()
            case Step.READING | Step.SAVING:
                raise PlannerError(Need.IDLE.value)

    def do_import_file(self) -> None:
        """Ask for a file, from the folder of the last one on."""
        folder = self.planner.noted(FOLDER)
        start = self._path or (os.path.join(folder, "") if folder else "")
        self.ask(FileLine(self.read), shown_path(start))

    def do_import_columns(self) -> None:
        """Show which column is what."""
        self.step = Step.COLUMNS
        self._show()
        self.cursor_to_top()

    def do_import_field(self) -> None:
        """Name what the column under the cursor is."""
        self.ask(FieldLine(self._looked.header[self._place], self._choose))

    def do_import_next(self) -> None:
        """Go to the next choice for the column."""
        self._columns.turn(self._place, 1)
        self._show()

    def do_import_before(self) -> None:
        """Go to the choice before."""
        self._columns.turn(self._place, -1)
        self._show()

    def do_import_day_first(self) -> None:
        """Read the day first."""
        self._use_dates(DateOrder.DAY_FIRST)

    def do_import_month_first(self) -> None:
        """Read the month first."""
        self._use_dates(DateOrder.MONTH_FIRST)

    def do_app_undo(self) -> None:
        """Take back the last thing done; where that is this import, show again what would come in."""
        super().do_app_undo()
        if self.step is Step.DONE:
            self._read()

    def do_page_close(self) -> None:
        """Stop what is going on, else go back: from the columns to what would come in, from there to where it began."""
        if self.step is Step.READING and self._work is not None:
            self._work.stop()
            self._refuse(PlannerError("It was stopped. Nothing is saved."))
        elif self.step is Step.SAVING and self._work is not None:
            _, done, total = self._progress
            if done >= total:
                raise PlannerError("It goes onto the disk already. u takes it back then.")
            self._work.stop()
            self._say("It is being stopped.", "text")
        elif self.step is Step.COLUMNS and self._found is not None and self._found.draft is not None:
            self._columns = ColumnChoices(self._looked.header, self._looked.choices.columns)
            self._show_step(Step.DRAFT)
        else:
            self.screen.dismiss()

    def read(self, path: str) -> None:
        """Read a file that nothing was said of yet."""
        self._path, self._found, self._columns, self._order = path, None, ColumnChoices(), None
        self._read()

    @property
    def _looked(self) -> ImportLook:
        if self._found is None:
            raise PlannerError(Need.TABLE.value)
        return self._found.look

    @property
    def _place(self) -> int:
        """The number of the column under the cursor."""
        return int((self.cursor_key or "column 0").removeprefix("column "))

    def _choose(self, field: Field | None) -> None:
        """Say what the column under the cursor is."""
        self._columns.choose(self._place, field)
        self._show()

    def _use_dates(self, order: DateOrder) -> None:
        self._order = order
        self._read()

    def _read(self) -> None:
        """Read the file beside the screen, up to what has to be asked."""
        if self._work is not None and self.step is Step.READING:
            self._work.stop()
        path, said = self._path, self._columns.said
        before = self._found.look.choices.columns if self._found is not None else {}
        choices = Choices({**dict.fromkeys(before, ""), **said}, self._order)

        def do(planner: Planner, progress: Progress) -> Found:
            look = planner.importing.look(path, choices)
            cells = first_cells(path, _EXAMPLES) if look.header else ()
            if look.needs_columns or look.open_date:
                return Found(look, None, cells)
            return Found(look, planner.importing.read(path, choices, progress), cells)

        self._work = Work(self.app, do, self._show_found, refused=self._refuse, told=self._hear)
        self._begin(Step.READING, "reading")

    def _save(self) -> None:
        """Save what is shown, beside the screen."""
        found = self._found
        if found is None or found.draft is None:
            raise PlannerError(Need.TABLE.value)
        draft, look = found.draft, found.look
        self._work = Work(
            self.app,
            lambda planner, progress: planner.importing.save(draft, look, progress),
            self._show_saved,
            refused=self._refuse_saving,
            told=self._hear,
            writes=f"{draft.file} is being saved. Try again in a moment.",
        )
        self._begin(Step.SAVING, "saving", len(draft.changes))

    def _begin(self, step: Step, what: str, total: int = 0) -> None:
        """Start the work, and show that it goes on."""
        if self._work is not None:
            self._work.start()
        self._progress, self._told = (what, 0, total), ""
        self._show_step(step)

    def _hear(self, what: str, done: int, total: int) -> None:
        """Show how far it is."""
        self._progress = (what, done, total)
        self._show()

    def _show_found(self, found: Found) -> None:
        """Show what would come in, or ask first."""
        self._found = found
        look = found.look
        self._columns, self._order = ColumnChoices(look.header, look.choices.columns), look.choices.date_order
        with suppress(PlannerError):  # the next file's folder is typed whole then
            if self.planner.noted(FOLDER) != os.path.dirname(self._path):
                self.planner.note(**{FOLDER: os.path.dirname(self._path)})
        self._show_step(Step.COLUMNS if look.needs_columns else Step.DATES if look.open_date else Step.DRAFT)

    def _show_saved(self, changeset: ChangeSet) -> None:
        """Show what came in."""
        self._saved = changeset.label
        self._show_step(Step.DONE)
        self._say(f"{changeset.label}{' · u takes it back' if changeset.changes else ''}", "text")

    def _refuse(self, error: PlannerError) -> None:
        """Say why nothing was read."""
        self._told = str(error)
        self._found = None
        self._show_step(Step.FILE)

    def _refuse_saving(self, error: PlannerError) -> None:
        """Say why nothing was saved; what was changed elsewhere meanwhile is read again."""
        self._told = str(error)
        self._say(self._told, "error")
        self._show_step(Step.DRAFT)
        if isinstance(error, StaleWriteError):
            self._read()

    def _show_step(self, step: Step) -> None:
        """Show another step, from its top."""
        self.step = step
        self._show()
        if self.is_mounted:
            self.cursor_to_top()

    def _heard(self, topics: frozenset[Topic]) -> None:
        self._is_behind = self._is_behind or bool(topics & self.TOPICS)
        super()._heard(topics)

    def _show(self) -> None:
        if self.is_mounted:
            self.show_rows(self._rows_of(max(20, self.scrollable_content_region.width - GUTTER)))

    def _rows_of(self, width: int) -> list[Row]:
        if self.step is Step.FILE:
            return fmt.waiting(self._told, width)
        found, symbols = self._found, self._symbols
        look, draft = (found.look, found.draft) if found is not None else (None, None)
        rows = fmt.head(os.path.basename(self._path), look, draft, shown_path(self._path))
        if self.step in {Step.READING, Step.SAVING}:
            rows += fmt.progress(*self._progress, symbols, width)
        elif self.step is Step.COLUMNS and found is not None:
            rows += fmt.columns(found.look, self._columns.fields, found.cells, symbols, width)
        elif self.step is Step.DATES and look is not None:
            rows += fmt.dates(look.open_date, symbols, width)
        elif self.step is Step.DRAFT and look is not None and draft is not None:
            rows += fmt.refused(self._told, width) + fmt.draft(draft, look, symbols, width)
        elif draft is not None:
            rows += fmt.sentence(self._saved, width, "met")
            rows += fmt.sentence("u takes it back, o takes in another file, enter goes back.", width)
            rows += fmt.result(draft, symbols, width) + fmt.staying_out(draft, symbols, width)
        return rows
