"""Export: everything as JSON or CSV, contacts as vCards, a newsletter's addresses, the plan as a calendar, the log.

Reads, and changes nothing here.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

from planner.domain.contact import Contact, Stage
from planner.domain.text import clean_line
from planner.services import exporting_files as files
from planner.services.exporting_count import Count

if TYPE_CHECKING:
    from planner.domain.importviews import Progress
    from planner.services.planner import Planner


class Format(StrEnum):
    """What is written."""

    JSON = "json"
    CSV = "csv"
    VCF = "vcf"
    EMAILS = "emails"
    ICS = "ics"
    MD = "md"
    JRNL = "jrnl"


class ExportVerbs:
    """Writes what other programs read."""

    def __init__(self, planner: "Planner") -> None:
        """Export from a planner."""
        self._planner = planner
        self._store = planner.store

    def pieces(self, kind: Format, count: Count | None = None) -> Iterator[str | bytes]:
        """Yield a file of a format, piece by piece; CSV has one for each table and none of its own."""
        made: Mapping[Format, Callable[[Count], Iterator[str | bytes]]] = {
            Format.JSON: self._json,
            Format.VCF: self._cards,
            Format.EMAILS: self._addresses,
            Format.ICS: self._calendar,
            Format.MD: self._markdown,
            Format.JRNL: self._jrnl,
        }
        return made[kind](count or Count())

    def standing(self, kind: Format, path: str) -> str:
        """Return the first file that writing a format to a path would replace; empty where none stands there.

        Raises PlannerError where nothing can be written there.
        """
        own = self._store.path
        if kind is Format.CSV:
            from planner.services.exporting_tables import csv_names

            return files.first_standing(path, csv_names(), own=own)
        if kind is Format.VCF and not path.lower().endswith(".vcf"):
            return files.first_standing(path, (f"{contact.id}.vcf" for contact in self._contacts()), own=own)
        files.check(path, force=True, own=own)
        return path if os.path.lexists(path) else ""

    def write(self, kind: Format, path: str, *, force: bool = False, progress: "Progress | None" = None) -> str:
        """Write a format to a path; return the sentence that tells it. `progress` hears how far it is.

        CSV goes into a folder, and so do vCards unless the path ends in .vcf. Files are private, and one that is
        there is replaced with `force` alone. Raises PlannerError.
        """
        own = self._store.path
        count = Count(progress, self._rows(kind) if progress is not None else 0)
        if kind is Format.CSV:
            from planner.services.exporting_tables import as_csv, csv_names

            tables = files.write_all(path, as_csv(self._store, count), csv_names(), force=force, own=own)
            return f"{tables} tables are in {path}"
        if kind is Format.VCF and not path.lower().endswith(".vcf"):
            contacts = list(self._contacts())
            names = [f"{contact.id}.vcf" for contact in contacts]
            cards = zip(names, ([self._card(contact)] for contact in count.through(contacts)), strict=True)
            files.write_all(path, cards, names, force=force, own=own)
            return f"{_counted(len(contacts), 'contact')} in {path}"
        files.write(path, self.pieces(kind, count), force=force, own=own)
        return f"{_TOLD[kind]} in {path}"

    def _rows(self, kind: Format) -> int:
        """Return how many rows a format is made of."""
        from planner.store import everything

        match kind:
            case Format.JSON | Format.CSV:
                return sum(everything.count(self._store, name) for name in everything.names())
            case Format.VCF | Format.EMAILS:
                return everything.count(self._store, "contact")
            case Format.ICS:
                return everything.count(self._store, "action")
            case Format.MD | Format.JRNL:
                return everything.count(self._store, "activity")

    def _json(self, count: Count) -> Iterator[str | bytes]:
        from planner.services.exporting_tables import as_json

        return as_json(self._store, count)

    def _cards(self, count: Count) -> Iterator[str | bytes]:
        return (self._card(contact) for contact in count.through(self._contacts()))

    def _addresses(self, count: Count) -> Iterator[str | bytes]:
        """Yield the addresses that a newsletter goes to, each once (B85).

        These are clients and prospects, and whoever else wants updates; nobody who is not to be contacted.
        """
        where = (
            "archived_on IS NULL AND do_not_contact = 0 AND email <> '' AND (wants_updates = 1 OR stage IN (?, ?, ?))"
        )
        clients = (Stage.PROSPECT, Stage.OPPORTUNITY, Stage.CUSTOMER)
        found = count.through(self._store.select(Contact, where, clients, "name, id"))
        addresses: dict[str, str] = {}
        for contact in found:
            addresses.setdefault(contact.email.casefold(), clean_line(contact.email))
        return (f"{address}\n" for address in addresses.values())

    def _calendar(self, count: Count) -> Iterator[str | bytes]:
        from planner.services.exporting_calendar import entries
        from planner.services.icalendars import written

        return written(count.through(entries(self._planner)))

    def _markdown(self, count: Count) -> Iterator[str | bytes]:
        from planner.services.exporting_log import as_markdown

        return as_markdown(self._planner, count)

    def _jrnl(self, count: Count) -> Iterator[str | bytes]:
        from planner.services.exporting_log import as_jrnl

        return as_jrnl(self._planner, count)

    def _contacts(self) -> Iterator[Contact]:
        return self._store.select(Contact, "archived_on IS NULL", order="name, id")

    def _card(self, contact: Contact) -> str:
        from planner.services.vcards import written

        return written(contact, self._store.store_uuid)


_TOLD = {
    Format.JSON: "Everything is",
    Format.VCF: "The contacts are",
    Format.EMAILS: "The addresses for a newsletter are",
    Format.ICS: "Blocks, rituals and the plan are",
    Format.MD: "The log is",
    Format.JRNL: "The log is",
}


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun} is" if number == 1 else f"{number:,} {noun}s are"


def full_path(typed: str) -> str:
    """Return a path as a person types it, from the root on."""
    return os.path.abspath(os.path.expanduser(typed))
