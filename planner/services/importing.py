"""Import: contacts and deals from other programs, days off, and our own export.

A file is looked at, read as a draft, and saved: one undo step with one `import_batch` row. Nothing is written before
that, nothing twice, and no activity is ever made (domain.md c3).
"""

import json
import os
from collections import Counter
from collections.abc import Iterator
from datetime import UTC
from typing import TYPE_CHECKING

from planner.domain.amountcells import AmountMarks
from planner.domain.cells import DateOrder, order_of, twice_written
from planner.domain.change import Change, ChangeSet
from planner.domain.contact import Contact
from planner.domain.errors import PlannerError
from planner.domain.headers import DATES, Columns, Field, System, columns
from planner.domain.import_batch import ImportBatch
from planner.domain.importviews import Choices, ImportDraft, ImportLook, Progress, Refused
from planner.domain.money import format_amount, shown
from planner.domain.text import clean_line
from planner.services.importing_answers import Answers, listed
from planner.services.importing_files import FileKind, Table, Told, kind_of
from planner.services.importing_match import Merging
from planner.services.importing_records import Row
from planner.services.importing_rows import RowReader
from planner.services.importing_told import amounts_told, buyers_told, people_told, stages_told, summary, unchanged
from planner.store import everything

if TYPE_CHECKING:
    from planner.domain.deal import Deal
    from planner.services.planner import Planner

SAMPLES = 3
_REPEATED = "its key stands in an earlier row already"


class ImportVerbs:
    """Takes in what other programs wrote."""

    def __init__(self, planner: "Planner") -> None:
        """Import into a planner."""
        self._planner = planner
        self._store = planner.store
        self._answers = Answers(planner.store)

    def look(self, path: str, chosen: Choices | None = None) -> ImportLook:
        """Recognise a file: its program, its columns, and what has to be asked. Nothing is written.

        What is chosen stands before what was said of such a file before. Raises PlannerError where it cannot be read,
        or a column is chosen that it does not have.
        """
        name = _name(path)
        kind = FileKind.CARDS if os.path.isdir(path) else kind_of(path)
        if kind is not FileKind.TABLE:
            system = {FileKind.CARDS: System.VCARD, FileKind.CALENDAR: System.ICALENDAR}.get(kind, System.PLANNER)
            return ImportLook(
                name, system, (), {}, (), needs_columns=False, lacks_names=False, open_date="", choices=Choices()
            )
        table = Table(path)
        if everything.own(table.header):
            return ImportLook(
                name,
                System.PLANNER,
                (),
                {},
                (),
                needs_columns=False,
                lacks_names=False,
                open_date="",
                choices=Choices(),
            )
        choices = self._answers.of(table.header, chosen or Choices())
        found = columns(table.header, choices.columns)
        fields = {field: tuple(table.header[place] for place in places) for field, places in found.fields.items()}
        order, open_date, amounts = _written(table, found)
        return ImportLook(
            file=name,
            system=found.system,
            header=table.header,
            columns=fields,
            left_out=found.left_out,
            needs_columns=not (found.has_contacts or found.has_deals),
            lacks_names=_lacks_names(found),
            open_date="" if choices.date_order else open_date,
            choices=choices._replace(date_order=choices.date_order or order),
            amounts=amounts,
        )

    def read(self, path: str, chosen: Choices | None = None, progress: Progress | None = None) -> ImportDraft:
        """Read a file as what it would change. Nothing is written.

        Raises PlannerError where it cannot be read, where no column names anybody, and where its dates read in two
        ways and nothing says which.
        """
        look = self.look(path, chosen)
        since = self._store.change_seq
        if not look.header:
            return self._read_other(path, look, progress)._replace(since=since)
        if look.needs_columns:
            raise PlannerError(_unknown(look))
        if look.open_date:
            raise PlannerError(
                f"{look.file} has dates such as “{shown(look.open_date)}”: is the day first, or the month? "
                "Say --date-order dmy or mdy."
            )
        return self._read_table(Table(path), look, progress)._replace(since=since)

    def save(
        self,
        draft: ImportDraft,
        look: ImportLook | None = None,
        progress: Progress | None = None,
    ) -> ChangeSet:
        """Save a draft as one undo step; what was said of the file is remembered, and stays where that is taken back.

        Raises StaleWriteError where contacts or deals were changed since it was read: another reading compares anew.
        """
        saved = self._save(draft, progress)
        if look is not None:
            said = self._answers.kept(look)
            self._planner.commit(f"How {draft.file} is read is remembered", said, undoable=False)
        return saved

    def _save(self, draft: ImportDraft, progress: Progress | None) -> ChangeSet:
        planner, changes = self._planner, draft.changes
        if not changes:
            return planner.commit(f"{draft.file} changes nothing: {unchanged(draft)}", ())
        if draft.system is not System.PLANNER:
            batch = ImportBatch(
                id=planner.new_id(),
                file=draft.file,
                system=draft.system.value,
                at=planner.now().astimezone(UTC),
                counts=json.dumps(dict(draft.counts)),
            )
            changes = (*changes, Change(None, batch))
        told = f"Imported {draft.file}: {summary(draft.counts)}"
        rows = len(draft.changes)  # the batch is none of its
        hearing = None if progress is None else lambda done, _: progress("saving", min(done, rows), rows)
        name = {"store_uuid": draft.store} if draft.store else None
        return planner.commit(told, changes, progress=hearing, since=draft.since, meta=name)

    def _read_table(self, table: Table, look: ImportLook, progress: Progress | None) -> ImportDraft:
        found = columns(table.header, look.choices.columns)
        amounts = look.amounts or AmountMarks()
        home, today = self._planner.settings.currency, self._planner.today()
        reader = RowReader(found, home, amounts.decimal, look.choices.date_order, today)
        merging = Merging(self._planner)
        refused: list[Refused] = []
        asides: list[Refused] = []
        first: dict[str, Contact | Deal] = {}
        unknown: Counter[tuple[str, str]] = Counter()
        what, number, is_read = "reading", 0, False
        while not is_read:
            refused, asides, first, number = [], [], {}, 0
            unknown.clear()
            for row in table.rows(_hearing(progress, what)):
                number += 1
                reader.asides.clear()
                reader.unknown.clear()
                merging.asides.clear()
                entity = _taken_in(row, reader, merging, refused)
                if entity is None:
                    continue
                unknown.update(reader.unknown)
                beside = dict.fromkeys((*reader.asides, *merging.asides))
                asides += (Refused(row.number, told) for told in beside)
                if len(first) < SAMPLES:
                    first[entity.id] = entity
            what, is_read = "comparing", not merging.wants_another()
        counts = merging.counts()
        if refused:
            counts["rows left out"] = len(refused)
        samples = tuple(self._sample(merging.now(entity), merging) for entity in first.values())
        return ImportDraft(
            look.file,
            found.system,
            counts,
            samples,
            tuple(refused),
            look.left_out,
            (*stages_told(unknown), *amounts_told(amounts, home), *people_told(merging), *buyers_told(merging)),
            merging.changes(),
            number,
            tuple(asides),
        )

    def _read_other(self, path: str, look: ImportLook, progress: Progress | None) -> ImportDraft:
        match look.system:
            case System.VCARD:
                from planner.services.importing_cards import read

                return read(self._planner, path, look.file, progress)
            case System.ICALENDAR:
                from planner.services.importing_days import read_days_off

                return read_days_off(self._planner, path, look.file)
            case _:
                from planner.services.importing_json import read_export, read_table

                if kind_of(path) is FileKind.TABLE:
                    return read_table(self._planner, Table(path), look.file)
                return read_export(self._planner, path, look.file)

    def _sample(self, entity: "Contact | Deal", merging: Merging) -> str:
        if isinstance(entity, Contact):
            return " · ".join(part for part in (entity.full_label, entity.email, str(entity.stage)) if part)
        amount = "no amount"
        if entity.amount_minor is not None:
            amount = format_amount(entity.amount_minor, entity.currency, self._planner.settings.currency)
        when = f"{entity.stage} {entity.closed_on}" if entity.closed_on else str(entity.stage)
        who = merging.name_of(entity.contact_id) or entity.organization
        return " · ".join(part for part in (entity.title, who, amount, when) if part)


def _hearing(progress: Progress | None, what: str) -> Told | None:
    """Return what hears how far one part of the work is."""
    return None if progress is None else lambda done, total: progress(what, done, total)


def _taken_in(row: Row, reader: RowReader, merging: Merging, refused: list[Refused]) -> "Contact | Deal | None":
    """Take a row in; return its deal, or its contact where it has none. One that cannot be read is told."""
    fault = row.fault
    try:
        person, sale = (None, None) if fault else (reader.contact(row.cells), reader.deal(row.cells))
        if sale is not None and merging.is_deal_repeated(sale):
            fault = _REPEATED if person is None else ""
            reader.asides.append(f"the deal in it is left out: {_REPEATED}")
            sale = None
        elif person is not None and sale is None and merging.is_repeated(person):
            fault = _REPEATED
        elif person is not None and sale is None and (other := merging.shared_with(person)):
            fault = f"its e-mail address is that of {shown(other)} in an earlier row"
        if garbled := twice_written(row.cells):
            reader.asides.append(f"“{shown(clean_line(garbled))}” has letters in two encodings, and comes in as it is")
        if fault:
            refused.append(Refused(row.number, fault))
            return None
        contact = merging.contact(person) if person is not None else None
        return merging.deal(sale, contact) if sale is not None else contact
    except PlannerError as error:
        refused.append(Refused(row.number, clean_line(str(error)).removesuffix(".")))
        return None


def _lacks_names(found: Columns) -> bool:
    """Whether contacts are called by their e-mail addresses in a table of which nobody knows what wrote it."""
    names = (Field.NAME, Field.GIVEN_NAME, Field.FAMILY_NAME)
    is_known = found.system is not System.CSV or found.has_deals or any(name in found.fields for name in names)
    return found.has_contacts and bool(found.left_out) and not is_known


def _written(table: Table, found: Columns) -> tuple[DateOrder | None, str, AmountMarks]:
    """Return the order of a table's dates, a date that leaves it open, and what its amounts say of their marks."""
    days = [place for field in DATES for place in found.fields.get(field, ())]
    sums, marks = found.fields.get(Field.AMOUNT, ()), AmountMarks()

    def dates() -> Iterator[str]:
        for row in table.rows() if days or sums else ():
            if not row.fault:
                for place in sums:
                    marks.see(row.cells[place])
                yield from (row.cells[place] for place in days)

    return *order_of(dates()), marks


def _unknown(look: ImportLook) -> str:
    return (
        f"{look.file} has {listed(look.header)}: none of them names a contact or a deal. "
        "Say which does: --map name=COLUMN or --map deal=COLUMN."
    )


def _name(path: str) -> str:
    return clean_line(os.path.basename(os.path.normpath(path))) or "the file"
