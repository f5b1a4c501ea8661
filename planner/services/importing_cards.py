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
    first: list[Contact] = []
    files = _files(path)
    what, number, is_read = "reading", 0, False
    while not is_read:
        refused, first, number = [], [], 0
        for at, file in enumerate(files):
            if progress is not None:
                progress(what, at, len(files))
            for card in _cards(file, refused, number):
                number += 1
                try:
                    contact = merging.contact(vcards.draft(card, planner.store.store_uuid))
                except PlannerError as error:
                    refused.append(Refused(number, str(error)))
                    continue
                if len(first) < SAMPLES:
                    first.append(contact)
        what, is_read = "comparing", not merging.wants_another()
    counts = merging.counts() | ({"cards left out": len(refused)} if refused else {})
    samples = tuple(" · ".join(part for part in (c.full_label, c.email, str(c.stage)) if part) for c in first)
    return ImportDraft(name, System.VCARD, counts, samples, tuple(refused), (), (), merging.changes(), number)


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


def _cards(path: str, refused: list[Refused], before: int) -> Iterator[str]:
    """Yield the cards of a file; what stands between them and is none is told."""
    text = text_of(path).replace("\r\n", "\n").replace("\r", "\n")
    end = 0
    for match in _CARD.finditer(text):
        yield match[0]
        before += 1
        end = match.end()
    if text[end:].strip():
        refused.append(Refused(before + 1, f"{clean_line(os.path.basename(path))} ends within a card"))
