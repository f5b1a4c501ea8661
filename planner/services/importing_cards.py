"""vCards read in: a file of them, or a folder. A card that cannot be read is told, and the next one is read."""

import os
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from planner.domain.errors import PlannerError
from planner.domain.headers import System
from planner.domain.importviews import ImportDraft, Progress, Refused
from planner.domain.text import clean_line
from planner.services import vcards
from planner.services.importing_files import text_of
from planner.services.importing_match import Merging
from planner.services.importing_told import people_told

if TYPE_CHECKING:
    from planner.domain.contact import Contact
    from planner.services.planner import Planner

_CARD = re.compile(r"^BEGIN:VCARD[ \t]*$.*?^END:VCARD[ \t]*$", re.DOTALL | re.MULTILINE | re.IGNORECASE)
SAMPLES = 3
"""Rows that are shown before anything is saved."""


def read(planner: "Planner", path: str, name: str, progress: Progress | None) -> ImportDraft:
    """Read a file of cards, or a folder of them, as what it would change."""
    merging = Merging(planner)
    refused: list[Refused] = []
    asides: list[Refused] = []
    first: list[Contact] = []
    files = _files(path)
    what, number, is_read = "reading", 0, False
    while not is_read:
        refused, asides, first, number = [], [], [], 0
        for at, file in enumerate(files):
            if progress is not None:
                progress(what, at, len(files))
            for card in _cards(file, refused, number, is_one_of_many=os.path.isdir(path)):
                number += 1
                try:
                    person, beyond = vcards.draft(card, planner.store.store_uuid)
                    merging.asides.clear()
                    contact = merging.contact(person)
                    asides += (Refused(number, told) for told in (*beyond, *merging.asides))
                except PlannerError as error:
                    refused.append(Refused(number, str(error)))
                    continue
                if len(first) < SAMPLES:
                    first.append(contact)
        what, is_read = "comparing", not merging.wants_another()
    counts = merging.counts() | ({"cards left out": len(refused)} if refused else {})
    samples = tuple(" · ".join(part for part in (c.full_label, c.email, str(c.stage)) if part) for c in first)
    changes = merging.changes()
    notes, told = tuple(people_told(merging)), tuple(asides)
    return ImportDraft(name, System.VCARD, counts, samples, tuple(refused), (), notes, changes, number, told)


def _files(path: str) -> list[str]:
    """Return the files of cards that a path means. Raises PlannerError where there is none."""
    if not os.path.isdir(path):
        return [path]
    try:
        names = sorted(os.listdir(path))
    except OSError as error:
        raise PlannerError(f"{path} cannot be read: {error.strerror}. Check its permissions.") from error
    found = [os.path.join(path, name) for name in names if name.lower().endswith(".vcf")]
    if not found:
        raise PlannerError(f"{path} holds no .vcf file. Name a file to import.")
    return found


def _cards(path: str, refused: list[Refused], before: int, *, is_one_of_many: bool) -> Iterator[str]:
    """Yield the cards of a file; what is none is told, and so is a file of many that cannot be read."""
    name = clean_line(os.path.basename(path))
    try:
        text = text_of(path).replace("\r\n", "\n").replace("\r", "\n")
    except PlannerError as error:
        if not is_one_of_many:
            raise
        refused.append(Refused(before + 1, str(error).replace(path, name).partition(". ")[0].removesuffix(".")))
        return
    end = 0
    for match in _CARD.finditer(text):
        yield match[0]
        before += 1
        end = match.end()
    if rest := text[end:].strip():
        is_begun = rest.upper().startswith("BEGIN:VCARD")
        told = f"{name} ends within a card" if is_begun else f"{name} holds no card" if not end else ""
        refused.append(Refused(before + 1, told or f"what stands behind the last card of {name} is none"))
