"""The contact line: one person, read into a draft and written back. Knows no other contact.

`Dana Reyes, Acme <dana@acme.com> +1 555 0100 source: fair`: the name, behind a comma the organization, the address, the
number, then fields by name. What is left out is empty. A text in quotes may hold what would end it otherwise.
"""

import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple, TypeVar

from planner.domain import cadence
from planner.domain.contact import Contact, Stage
from planner.domain.errors import LineError, PlannerError
from planner.domain.text import clean_line
from planner.domain.words import QUOTED, beginning_with, checked, field_name, quoted, unquoted

_T = TypeVar("_T")
EXAMPLE: Final = "Dana Reyes, Acme <dana@acme.com> +1 555 0100 source: fair"
FIELDS: Final = ("email", "phone", "title", "source", "stage", "every", "notes")
"""What is said by its name; `every` is the cadence in months, `never` where it is none."""
_FIELD = field_name(FIELDS)
_EMAIL = re.compile(r"<([^<>\s]*)>")
_BARE_EMAIL = re.compile(r"(?<!\S)([^\s<>,\"@]+@[^\s<>,\"@]+\.[^\s<>,\"@]+)(?!\S)")
_PHONE = re.compile(r"(?<!\S)(\+[0-9(][0-9 ()./-]*[0-9]|[0-9(][0-9 ()./-]{4,}[0-9])\s*$")


class ContactDraft(NamedTuple):
    """What a contact line says."""

    name: str
    organization: str = ""
    email: str = ""
    phone: str = ""
    title: str = ""
    source: str = ""
    stage: Stage | None = None
    """None where the line names none."""
    cadence_months: int | None = None
    """None is the stage's cadence, 0 never."""
    notes: str = ""


class _Field(NamedTuple):
    """A field that a line names."""

    name: str
    text: str
    start: int
    value_at: int
    end: int


def parse(line: str) -> ContactDraft:
    """Read a line. Raises LineError that points at what is not understood."""
    text = checked(line, EXAMPLE)
    fields: dict[str, _Field] = {}
    for field in _fields(text):
        if field.name in fields:
            raise LineError(f"“{field.name}:” stands twice. Leave one of them out.", field.start, field.end)
        fields[field.name] = field
    head_end = min((field.start for field in fields.values()), default=len(text))
    head, email = _taken(text[:head_end], _EMAIL, _BARE_EMAIL)
    _, more = _taken(head, _EMAIL, _BARE_EMAIL)
    if more:
        at = text.rindex(more, 0, head_end)
        raise LineError("There is room for one e-mail address. Put the other one behind notes:.", at, at + len(more))
    head, phone = _taken(head, _PHONE)
    said = {name: field.text for name, field in fields.items()}
    for name, found in (("email", email), ("phone", phone)):
        if found and name in said:
            raise LineError(f"The line says “{name}” twice. Leave one of them out.", fields[name].start, len(text))
    name, organization = _person(head)
    if not name:
        raise LineError(f"A contact needs a name: “{EXAMPLE}”.", 0, head_end)
    return ContactDraft(
        name=name,
        organization=organization,
        email=email or said.get("email", ""),
        phone=phone or said.get("phone", ""),
        title=said.get("title", ""),
        source=said.get("source", ""),
        stage=_read(fields.get("stage"), read_stage),
        cadence_months=_read(fields.get("every"), cadence.read_months),
        notes=said.get("notes", ""),
    )


def write(draft: ContactDraft) -> str:
    """Return the canonical line of a draft; read back it gives the same draft."""
    in_brackets = bool(draft.email) and _EMAIL.fullmatch(f"<{draft.email}>") is not None
    is_number = bool(draft.phone) and _PHONE.fullmatch(draft.phone) is not None
    parts = [_written(draft.name, "name")]
    if draft.organization:
        parts[0] += f", {_written(draft.organization, 'organization')}"
    if in_brackets:
        parts.append(f"<{draft.email}>")
    if is_number:
        parts.append(draft.phone)
    values = {
        "email": "" if in_brackets else draft.email,
        "phone": "" if is_number else draft.phone,
        "title": draft.title,
        "source": draft.source,
        "stage": draft.stage or "",
        "every": _every(draft.cadence_months),
        "notes": draft.notes,
    }
    parts += [f"{name}: {_written(value, name)}" for name, value in values.items() if value]
    return " ".join(parts)


def of(contact: Contact) -> ContactDraft:
    """Return the draft that says what a contact is."""
    texts = {
        name: clean_line(getattr(contact, name))
        for name in ("name", "organization", "email", "phone", "title", "source", "notes")
    }
    return ContactDraft(**texts, stage=contact.stage, cadence_months=contact.cadence_months)


def fields(line: str) -> dict[str, object]:
    """Read fields that several contacts get, by the names that a contact has. Raises LineError.

    What one person has to itself is refused: an address, a number, notes.
    """
    text = checked(line, "stage: prospect source: fair")
    found = _fields(text)
    start = min((field.start for field in found), default=len(text))
    alone = next((field for field in found if field.name in {"email", "phone", "notes"}), None)
    if text[:start].strip() or alone is not None:
        sentence = "Several contacts can share title:, source:, stage: and every:, and nothing else."
        raise LineError(sentence, alone.start if alone else 0, alone.end if alone else start)
    said: dict[str, object] = {field.name: field.text for field in found if field.name in {"title", "source"}}
    for field in found:
        if field.name == "stage" and (stage := _read(field, read_stage)) is not None:
            said["stage"] = stage
        if field.name == "every":
            said["cadence_months"] = _read(field, cadence.read_months)
    return said


def spans(line: str) -> list[tuple[int, int, str]]:
    """Return the names of the fields, for the eye: start, end, kind."""
    return [(field.start, field.value_at, "type") for field in _fields(line)]


def complete(line: str, cursor: int) -> tuple[int, Sequence[str]]:
    """Return what the word before the cursor may become: a field's name, or a stage behind `stage:`."""
    text = line[: max(cursor, 0)]
    at = len(text) - len(text.split(" ")[-1])
    typed = text[at:]
    if text[:at].lower().endswith("stage: "):
        return at, beginning_with(typed, Stage)
    if not typed or not text[:at].strip():
        return at, []
    return at, [f"{name}: " for name in FIELDS if name.startswith(typed.lower())]


def split_name(name: str) -> tuple[str, str]:
    """Return a name's given and family part; one word is a given name."""
    given, _, family = name.rpartition(" ")
    return (given, family) if given else (family, "")


def _fields(text: str) -> list[_Field]:
    """Return the fields that a line names; `notes` takes the rest of it."""
    quotes = _quotes(text)
    found = [match for match in _FIELD.finditer(text) if not _is_within(match.start(), quotes)]
    notes = next((n for n, match in enumerate(found) if match[1].lower() == "notes"), len(found))
    found = found[: notes + 1]
    ends = [match.start() for match in found[1:]] + [len(text)] * bool(found)
    return [
        _Field(match[1].lower(), _value(text[match.end() : end]), match.start(), match.end(), end)
        for match, end in zip(found, ends, strict=True)
    ]


def _quotes(text: str) -> list[tuple[int, int]]:
    """Return where a value in quotes begins and ends: at the start, behind a comma or a field's name."""
    return [match.span(1) for match in re.finditer(rf"(?:^|[,:])\s*({QUOTED})", text)]


def _is_within(at: int, stretches: Sequence[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in stretches)


def _taken(text: str, *patterns: re.Pattern[str]) -> tuple[str, str]:
    """Return a text without what the first pattern finds outside of quotes, and that."""
    quotes = _quotes(text)
    for pattern in patterns:
        for match in pattern.finditer(text):
            if not _is_within(match.start(), quotes):
                return f"{text[: match.start()]} {text[match.end() :]}", clean_line(match[1])
    return text, ""


def _person(head: str) -> tuple[str, str]:
    """Return the name and the organization of what stands before everything else."""
    text = head.strip()
    match = re.match(rf"({QUOTED})\s*(?:,|$)", text)
    if match is not None:
        return _value(match[1]), _value(text[match.end() :])
    name, _, organization = text.partition(",")
    return clean_line(name), _value(organization)


def _value(text: str) -> str:
    text = text.strip()
    return clean_line(unquoted(text) if re.fullmatch(QUOTED, text) else text)


def _written(text: str, field: str) -> str:
    """Return a value so that it reads back as it is: in quotes where it would be taken for something else."""
    is_plain = field not in {"name", "organization"} or not re.search(r"[,<>@]|[0-9]\s*$", text)
    if is_plain and '"' not in text and _FIELD.search(f"x {text}") is None:
        return text
    return quoted(text)


def read_stage(word: str) -> Stage:
    """Read a stage by its name. Raises PlannerError."""
    if word.lower() not in list(Stage):
        raise PlannerError(f"“{word[:40]}” is no stage. A contact is one of {', '.join(Stage)}.")
    return Stage(word.lower())


def _every(months: int | None) -> str:
    return "" if months is None else cadence.Cadence(months=months).words if months > 0 else "never"


def _read(field: _Field | None, read: Callable[[str], _T]) -> _T | None:
    """Return a field's value as it is read; None where it is empty. Raises LineError that points at it."""
    if field is None or not field.text:
        return None
    try:
        return read(field.text)
    except PlannerError as error:
        raise LineError(str(error), field.start, field.end) from None
