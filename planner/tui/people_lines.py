"""The lines that contacts have typed: a contact, fields of several, a text to find, a talk and an action."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from planner.domain import cadence, contactline
from planner.domain.contact import Contact, Stage
from planner.domain.contactline import ContactDraft
from planner.domain.errors import LineError
from planner.domain.namewords import fold, matching_names, write_who
from planner.domain.text import clean_line
from planner.domain.words import beginning_with
from planner.services.contact_merge import are_alike, differing
from planner.services.named import Named, handles
from planner.tui.line import Cell, Line
from planner.tui.lines import ActionLine, LogLine
from planner.tui.typed import Completion, Looking, Words
from planner.tui.typed_words import ContactWords

if TYPE_CHECKING:
    from datetime import date

    from planner.services.planner import Planner

OWE = {"owes:": "{who} owes:", "owe:": "owe {who}:"}
"""What a promise may begin with on a contact's page, where the name is known."""


class ContactLine(ContactWords):
    """A contact, new or corrected."""

    def __init__(self, planner: "Planner", key: str = "") -> None:
        """Save through a planner; `key` is the contact that is corrected."""
        self._planner = planner
        self._key = key
        self.title = "correct the contact" if key else "contact"
        self.draft_key = f"contact {key}" if key else "contact"

    def reading(self, text: str) -> Line:
        """Return who it is, with every field."""
        if not text.strip():
            return Line(((contactline.EXAMPLE, "dim"),))
        return _drafted(self._planner.contacts.read(text))

    def save(self, text: str) -> str:
        """Add or correct it."""
        verbs = self._planner.contacts
        return (verbs.correct(self._key, text) if self._key else verbs.add(text)).label


class SelectionLine(ContactWords):
    """Fields that all selected contacts get."""

    draft_key = ""

    def __init__(self, planner: "Planner", keys: Sequence[str]) -> None:
        """Change contacts through a planner."""
        self._planner = planner
        self._keys = keys
        self.title = f"for {len(keys)} contacts"

    def reading(self, text: str) -> Line:
        """Return what they get."""
        if not text.strip():
            return Line((("stage: prospect every: 2 months source: fair title: owner", "dim"),))
        told = ", ".join(f"{name.replace('_months', '')} {value}" for name, value in contactline.fields(text).items())
        return Line(((told.replace("cadence 0", "cadence never"), "text"),))

    def save(self, text: str) -> str:
        """Change them."""
        return self._planner.contacts.change(self._keys, "Changed", **contactline.fields(text)).label


def stage_meant(text: str) -> Stage:
    """Return the stage that a beginning means. Raises PlannerError."""
    found = beginning_with(text.strip(), Stage)
    return contactline.read_stage(found[0] if text.strip() and len(found) == 1 else text.strip())


class FindLine(Looking):
    """A text that narrows the list while it is typed."""

    title = "find"
    draft_key = ""

    def __init__(self, find: Callable[[str], int]) -> None:
        """`find` shows whom a text finds and returns how many these are."""
        self._find = find

    def reading(self, text: str) -> Line:
        """Show whom the text finds, and return how many."""
        count = self._find(text)
        told = "nobody" if not count else "1 contact" if count == 1 else f"{count:,} contacts"
        hint = "" if text.strip() else " · beginnings of name, organization, e-mail, phone or source · source:fair"
        return Line(((told, "text"), (hint, "dim")))

    def save(self, text: str) -> str:
        """Leave the list as it is found; nothing is saved."""
        self._find(text)
        return ""


class MergeLine(Words):
    """The contact that goes over into another one."""

    title = "merge with"
    draft_key = ""

    def __init__(self, planner: "Planner", keep: Contact, offered: Sequence[str]) -> None:
        """Merge into a contact; `offered` are the keys of those that may be the same person."""
        self._planner = planner
        self._keep = keep
        self._offered = offered

    def reading(self, text: str) -> Line:
        """Return who goes over, and what comes of it."""
        gone = self._gone(text)
        if gone is None:
            return Line((("the name of the other one · its log, plan and deals come here", "dim"),))
        one, other = (clean_line(found.full_label) for found in (gone, self._keep))
        if one == other:
            one, other = (f"{one} <{clean_line(handle)}>" for handle in handles([gone, self._keep]))
        told: Cell = (f"{one} becomes {other}", "text")
        if not are_alike(self._keep, gone):
            return Line((("two people, it seems: enter merges · ", "behind"), told))
        kept = ", ".join(differing(self._keep, gone))
        more = f"in the notes: {kept}" if kept else "notes joined"
        return Line((told, (f" · the further stage, blanks filled, {clean_line(more)}", "dim")))

    def complete(self, text: str, cursor: int) -> Completion:
        """Complete names."""
        return 0, matching_names(text[:cursor], self._planner.names.names)

    def save(self, text: str) -> str:
        """Merge them."""
        gone = self._gone(text)
        if gone is None:
            raise LineError("Which other contact is the same person? Tab completes a name.", 0, len(text))
        return self._planner.contacts.merge(self._keep.id, gone.id, is_sure=True).label

    def _gone(self, text: str) -> Contact | None:
        if text.strip():
            offered = self._planner.contacts.several(self._offered)
            twin = next((one for one in offered if clean_line(one.full_label) == clean_line(text)), None)
            return twin or self._planner.contacts.find(clean_line(text))
        return None


class TalkLine(LogLine):
    """A step with a contact, which may do the follow-up that was due."""

    def __init__(self, planner: "Planner", about: Contact, follow_up: str | None = None) -> None:
        """Log about a contact."""
        super().__init__(planner, about=about)
        self.title = f"log with {about.name}"
        self.draft_key = f"log with {about.id}"
        self._follow_up = follow_up

    def save(self, text: str) -> str:
        """Log it."""
        return self._planner.log.line(text, self._about, self._follow_up).label


class ContactActionLine(ActionLine):
    """An action for a contact, who need not be named."""

    def __init__(self, planner: "Planner", day: "date", contact: Contact) -> None:
        """Plan for a contact."""
        super().__init__(planner, day)
        self._contact = contact
        self.title = f"action for {contact.name}"
        self.draft_key = f"action for {contact.id}"

    def reading(self, text: str) -> Line:
        """Return what is planned; a promise may leave the name out."""
        if not text.strip():
            return Line((("10:30 call about the pilot · owes: send the data fri · owe: send the terms fri", "dim"),))
        whole = self._whole(text)
        told = super().reading(whole)
        is_named = self._planner.plan.read(whole).who is not None
        return told if is_named else Line((*told.left, *self.named(self._contact.name, exact=True)), told.right)

    def named(self, who: str, *, exact: bool) -> Sequence[Cell]:
        """Return the person whom a name means: this one, where it is the contact's."""
        if fold(who) == fold(self._contact.name):
            cautions = Named(self._contact, self._contact).cautions
            return [(f" · {self._contact.name}", "text"), *((f" · {told}", "behind") for told in cautions)]
        return super().named(who, exact=exact)

    def save(self, text: str) -> str:
        """Plan it."""
        return self._planner.contacts.plan(self._contact.id, self._whole(text), self._day).label

    def _whole(self, text: str) -> str:
        for start, form in OWE.items():
            if text.lower().startswith(start):
                return form.format(who=write_who(self._contact.name, exact=True)) + text[len(start) :]
        return text


def _drafted(draft: ContactDraft) -> Line:
    cells: list[Cell] = [(draft.name, "strong")]
    if draft.organization:
        cells.append((f", {draft.organization}", "text"))
    facts = [
        draft.title,
        draft.email,
        draft.phone,
        str(draft.stage or ""),
        f"from {draft.source}" if draft.source else "",
    ]
    if draft.cadence_months is not None:
        months = draft.cadence_months
        facts.append(cadence.Cadence(months=months).every if months else "never due")
    facts.append(draft.notes)
    cells.append(("".join(f" · {fact}" for fact in facts if fact), "dim"))
    return Line(tuple(cells))
