"""The import as a page: a file, what it is, the questions that it leaves open, what would come in, and the result.

How far the file is, and the work on it, is its intake's (tui/intake.py); what a file means is the services' to say.
"""

import os
from typing import TYPE_CHECKING, ClassVar

from textual import events

from planner.domain.cells import DateOrder
from planner.domain.change import Topic
from planner.domain.errors import PlannerError
from planner.domain.headers import Field
from planner.domain.money import shown
from planner.tui import import_format as fmt
from planner.tui.commands.command import Need, Place
from planner.tui.commands.keymap import bindings
from planner.tui.import_lines import FieldLine, FileLine, field_word
from planner.tui.intake import FOLDER, Intake, Step
from planner.tui.line import Row
from planner.tui.panes.pane import Pane
from planner.tui.path_line import shown_path
from planner.tui.widgets.lines import GUTTER

if TYPE_CHECKING:
    from planner.tui.app import PlannerApp

_ORDERS = (DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST)


class ImportPane(Pane):
    """One file on its way in."""

    TOPICS: ClassVar = frozenset({Topic.PEOPLE, Topic.DEALS, Topic.CALENDAR})
    PLACE: ClassVar = Place.IMPORT
    BINDINGS: ClassVar = bindings(Place.IMPORT, Place.LIST)

    def __init__(self, app: "PlannerApp") -> None:
        """Begin without a file."""
        super().__init__(app, app.say)
        self.intake = Intake(app, self._show, self._show_step)
        self._is_behind = False
        """Whether something was changed since the file was read."""
        self.border_title = "import   esc goes back"

    @property
    def step(self) -> Step:
        """How far the import is."""
        return self.intake.step

    def on_mount(self) -> None:
        """Ask for a file at once."""
        self.do_import_file()

    def on_unmount(self) -> None:
        """Read on no more."""
        self.intake.leave()

    def load(self) -> None:
        """Read the file again where something was changed since."""
        is_behind, self._is_behind = self._is_behind, False
        if is_behind and self.step in {Step.READING, Step.DRAFT}:
            self.intake.read()
        else:
            self._show()

    def on_resize(self, event: events.Resize) -> None:
        """Break the sentences where the new width wants it."""
        super().on_resize(event)
        self._show()

    def has(self, need: Need) -> bool:
        """Whether a column stands under the cursor, and whether columns and dates can be chosen."""
        found = self.intake.found
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
                if not self.intake.columns.names_anybody:
                    raise PlannerError(
                        "No column names anybody yet. Choose that of the name, the e-mail address or the deal."
                    )
                self.intake.read()
            case Step.DATES:
                self.intake.use_dates(DateOrder(self.cursor_key or DateOrder.DAY_FIRST))
            case Step.DRAFT:
                self.intake.save()
            case Step.DONE:
                self.screen.dismiss()
            case Step.READING | Step.SAVING:
                raise PlannerError(Need.IDLE.value)

    def do_import_file(self) -> None:
        """Ask for a file, from the folder of the last one on."""
        folder = self.planner.noted(FOLDER)
        start = self.intake.path or (os.path.join(folder, "") if folder else "")
        self.ask(FileLine(self.intake.begin), shown_path(start), is_replaced=bool(self.intake.path))

    def do_import_columns(self) -> None:
        """Show which column is what."""
        self.intake.choose_columns()

    def do_import_field(self) -> None:
        """Name what the column under the cursor is."""
        self.ask(FieldLine(self.intake.look.header[self._place], self._choose))

    def do_import_next(self) -> None:
        """Go to the next choice for the column."""
        self.intake.columns.turn(self._place, 1)
        self._show()

    def do_import_before(self) -> None:
        """Go to the choice before."""
        self.intake.columns.turn(self._place, -1)
        self._show()

    def do_import_day_first(self) -> None:
        """Read the day first."""
        self.intake.use_dates(DateOrder.DAY_FIRST)

    def do_import_month_first(self) -> None:
        """Read the month first."""
        self.intake.use_dates(DateOrder.MONTH_FIRST)

    def do_app_undo(self) -> None:
        """Take back the last thing done; where that is this import, show again what would come in."""
        super().do_app_undo()
        if self.step is Step.DONE:
            self.intake.read()

    def do_page_close(self) -> None:
        """Stop what is going on, else go back: from a question to what came before it, from there to where it began."""
        if not (self.intake.stop() or self.intake.go_back()):
            self.screen.dismiss()

    @property
    def _place(self) -> int:
        """The number of the column under the cursor."""
        return int((self.cursor_key or "column 0").removeprefix("column "))

    def _choose(self, field: Field | None) -> None:
        """Say what the column under the cursor is; tell which others were it, and are left out by that."""
        columns = self.intake.columns
        others = columns.choose(self._place, field)
        self._show()
        if field is None and (is_still := columns.fields.get(self._place)):
            told = f"Its name says {field_word(is_still)}. Another column that is it leaves this one out."
            self.app.say(told, "text")
        elif others:
            names = " and ".join(f"“{shown(name)}”" for name in others)
            left = "that one is left out" if len(others) == 1 else "they are left out"
            self.app.say(f"{field_word(field)} was {names}; {left} now.", "text")

    def _show_step(self) -> None:
        """Show another step, from its top."""
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
        intake, symbols = self.intake, self._symbols
        if self.step is Step.FILE:
            return fmt.waiting(intake.told, width)
        look, draft = (intake.found.look, intake.found.draft) if intake.found is not None else (None, None)
        rows = fmt.head(os.path.basename(intake.path), look, draft, shown_path(intake.path))
        if self.step in {Step.READING, Step.SAVING}:
            rows += fmt.progress(*intake.progress, symbols, width)
        elif self.step is Step.COLUMNS and intake.found is not None:
            rows += fmt.columns(intake.found.look, intake.columns.fields, intake.found.cells, symbols, width)
        elif self.step is Step.DATES and look is not None:
            rows += fmt.dates(look.open_date, symbols, width)
        elif self.step is Step.DRAFT and look is not None and draft is not None:
            rows += fmt.refused(intake.told, width) + fmt.draft(draft, look, symbols, width)
        elif draft is not None:
            rows += fmt.sentence(intake.saved, width, "met")
            rows += fmt.sentence("u takes it back, o takes in another file, enter goes back.", width)
            rows += fmt.result(draft, symbols, width) + fmt.staying_out(draft, symbols, width)
        return rows
