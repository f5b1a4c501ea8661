"""What an import tells in words: what came in, why nothing did, what else should be known. Reads and saves nothing."""

from collections import Counter
from collections.abc import Iterator, Mapping

from planner.domain.amountcells import AmountMarks, read_amount
from planner.domain.errors import PlannerError
from planner.domain.figure import counted, decimal
from planner.domain.headers import System
from planner.domain.importviews import ImportDraft
from planner.domain.money import minor_digits, shown
from planner.services.importing_match import STAYS, Merging

_BUYERLESS = "{:,} deals have no buyer: at their organizations"
_MOST_STAGES = 5
"""Unknown stages that are told one by one."""
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


def unit(system: System) -> str:
    """Return what a file of a program is made of: rows, cards or events."""
    return {System.VCARD: "card", System.ICALENDAR: "event"}.get(system, "row")


def unchanged(draft: ImportDraft) -> str:
    """Return why a draft changes nothing."""
    if any(told.rstrip(".").endswith(STAYS) for told in (*draft.notes, *(aside.reason for aside in draft.asides))):
        return "what it has otherwise stays as it is here"
    if any(not what.endswith("left out") for what in draft.counts):
        return "all of it is here already"
    noun = {System.VCARD: "card", System.ICALENDAR: "whole day"}.get(draft.system, "row")
    return f"no {noun} in it can come in" if draft.rows or draft.refused else f"there is no {noun} in it"


def _done(what: str, count: int) -> str:
    return what.replace("as they were", "as it was") if count == 1 else what


def stages_told(unknown: Counter[tuple[str, str]]) -> Iterator[str]:
    """Yield which stages of contacts and deals are none of ours, those of the most rows first."""
    found = unknown.most_common()
    for (noun, word), count in found[:_MOST_STAGES]:
        come = "leads" if noun == "contact" else "qualified"
        told = f"The stage “{shown(word)}” is not known ({counted(count, noun)})"
        yield f"{told}: new ones come in as {come}, the others stay where they are."
    if more := found[_MOST_STAGES:]:
        are = "is" if len(more) == 1 else "are"
        yield f"{counted(len(more), 'more stage')} {are} not known ({counted(sum(n for _, n in more), 'row')})."


def amounts_told(marks: AmountMarks, home: str) -> Iterator[str]:
    """Yield how amounts are read where their decimal mark is not the point that is shown here."""
    if marks.comma and marks.point:
        both = f"“{shown(marks.point)}” and “{shown(marks.comma)}”"
        yield f"Amounts have two decimal marks, as in {both}: each is read by its own."
    elif marks.comma and (number := _number(marks.comma, home)):
        yield f"Amounts are read with a decimal comma: “{shown(marks.comma)}” is {number}."
    if marks.open and not marks.decimal and (number := _number(marks.open, home)):
        yield f"Nothing says which mark parts thousands in “{shown(marks.open)}”: it is read as {number}."


def _number(cell: str, home: str) -> str:
    """Return an amount as the number that it is read as; empty where it is none."""
    from fractions import Fraction

    try:
        minor, currency = read_amount(cell, home) or (0, home)
    except PlannerError:
        return ""
    return decimal(Fraction(minor, 10 ** minor_digits(currency)), minor_digits(currency))


def people_told(merging: Merging) -> Iterator[str]:
    """Yield what is to be known of contacts that may be one person, and of cells that are not those that stand."""
    if many := merging.sharing():
        told = "contact has" if many == 1 else "contacts have"
        yield f"{many:,} {told} the e-mail address of another one. planner contacts duplicates lists them."
    if many := merging.staying:
        told = "cell has" if many == 1 else "cells have"
        yield f"{many:,} {told} something else than what is here, {STAYS}."


def buyers_told(merging: Merging) -> Iterator[str]:
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
