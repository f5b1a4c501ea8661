"""What an import tells in words: what came in, why nothing did, what else should be known. Reads and saves nothing."""

from collections.abc import Iterator, Mapping

from planner.domain.figure import counted
from planner.domain.headers import System
from planner.domain.importviews import ImportDraft
from planner.services.importing_match import Merging

_BUYERLESS = "{:,} deals have no buyer: at their organizations"
_ONE = {
    "contacts": "contact",
    "deals": "deal",
    "days off": "day off",
    "rows": "row",
    "cards": "card",
    "events": "event",
}


def phrase(what: str, count: int) -> str:
    """Return what is counted, for one or for many: "contact new"."""
    noun = next((noun for noun in _ONE if what.startswith(noun)), "")
    return f"{_ONE[noun]}{_done(what.removeprefix(noun), count)}" if noun and count == 1 else what


def summary(counts: Mapping[str, int]) -> str:
    """Return counts as words: "12 contacts new, 3 updated · 1 deal new"."""
    told: list[str] = []
    last = ""
    for what, count in counts.items():
        noun = next((noun for noun in _ONE if what.startswith(noun)), "")
        if noun and noun == last:
            told[-1] += f", {count:,}{_done(what.removeprefix(noun), count)}"
        else:
            told.append(f"{count:,} {phrase(what, count)}")
        last = noun
    return " · ".join(told) or "nothing"


def unchanged(draft: ImportDraft) -> str:
    """Return why a draft changes nothing."""
    if any(not what.endswith("left out") for what in draft.counts):
        return "all of it is here already"
    noun = {System.VCARD: "card", System.ICALENDAR: "whole day"}.get(draft.system, "row")
    return f"no {noun} in it can come in" if draft.rows or draft.refused else f"there is no {noun} in it"


def _done(what: str, count: int) -> str:
    return what.replace("as they were", "as it was") if count == 1 else what


def notes(merging: Merging) -> Iterator[str]:
    """Yield what is to be known of accounts and buyers that are not."""
    if many := merging.unknown_people:
        named = "1 deal names" if many == 1 else f"{many:,} deals name"
        yield f"{named} a contact that is not here. Import the contacts, then this again."
    contacts, deals = merging.without_account()
    parts = [counted(number, noun) for number, noun in ((contacts, "contact"), (deals, "deal")) if number]
    if parts:
        named = "names" if contacts + deals == 1 else "name"
        yield f"{' and '.join(parts)} {named} an account that is not here. Import the accounts, then this again."
    if many := merging.without_buyer():
        told = "1 deal has no buyer: at its organization" if many == 1 else _BUYERLESS.format(many)
        yield f"{told} nobody is known, or several are. Name one with @ on the deal."
