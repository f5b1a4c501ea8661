"""The line that writes a file for another program: a format, a path, or both."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from planner.domain.errors import LineError
from planner.services.exporting import Format, full_path
from planner.tui.goals_format import bar
from planner.tui.line import Line
from planner.tui.path_line import Folders, path_of, shown_path
from planner.tui.typed import Completion, Span

if TYPE_CHECKING:
    from planner.tui.app import PlannerApp

WHAT: Final = {
    Format.JSON: "everything",
    Format.CSV: "each table, into a folder",
    Format.VCF: "the contacts",
    Format.EMAILS: "the addresses for a newsletter",
    Format.ICS: "blocks, rituals and the plan",
    Format.MD: "the log",
    Format.JRNL: "the log",
}
_SUFFIXES: Final = {".vcard": Format.VCF, ".ical": Format.ICS, ".markdown": Format.MD, ".txt": Format.JRNL}

_BAR: Final = 20
"""Columns of the bar that says how far it is."""


class ExportLine:
    """A file to write."""

    title = "export"
    draft_key = "export"

    def __init__(self, app: "PlannerApp") -> None:
        """Write what an app's planner has."""
        self._app = app
        self._folders = Folders()

    def reading(self, text: str) -> Line:
        """Return what is written, and where; whether something stands there already."""
        if not text.strip():
            return Line((("json · csv FOLDER · vcf · emails · ics · md · jrnl · ~/log.md", "dim"),))
        kind, path = self._asked(text)
        stands = self._app.planner.exporting.standing(kind, path)
        told = (f" · {os.path.basename(stands)} is there already", "behind") if stands else ("", "dim")
        return Line(((f"{WHAT[kind]}: {shown_path(path)}", "text"), told))

    def spans(self, text: str) -> Sequence[Span]:
        """Return the word of the format."""
        word = text.split(" ", 1)[0]
        return [(0, len(word), "type")] if word.casefold() in set(Format) else []

    def complete(self, text: str, cursor: int) -> Completion:
        """Complete formats, and the names of files and folders."""
        word, blank, _ = text[:cursor].partition(" ")
        if not blank and "/" not in word and not word.startswith("~"):
            return 0, [kind.value for kind in Format if kind.startswith(word.casefold())]
        start = len(word) + 1 if word.casefold() in set(Format) else 0
        return self._folders.complete(text, cursor, start)

    def save(self, text: str) -> str:
        """Write it beside the screen; what stands there is replaced once another key says so."""
        if not text.strip():
            raise LineError("What is written? json is everything; tab shows the others.", 0, len(text))
        kind, path = self._asked(text)
        stands = self._app.planner.exporting.standing(kind, path)
        if not stands:
            self._write(kind, path, force=False)
            return ""
        from planner.tui.dialogs.replace import ReplaceDialog

        def answer(replaces: bool | None) -> None:  # noqa: FBT001  # what a dialog gives
            if replaces:
                self._write(kind, path, force=True)
            else:
                self._app.planner_screens[-1].editor.open(ExportLine(self._app), text)

        self._app.push_screen(ReplaceDialog(shown_path(stands)), answer)
        return ""

    def _write(self, kind: Format, path: str, *, force: bool) -> None:
        from planner.tui.aside import Work

        app, where = self._app, shown_path(path)

        def tell(_what: str, done: int, total: int) -> None:
            share = done / max(total, 1)
            (drawn, _), _ = bar(share, _BAR, "accent", app.symbols)
            app.say(f"Writing {drawn:{_BAR}} {share:4.0%}  {where}")

        Work(
            app,
            lambda planner, progress: planner.exporting.write(kind, path, force=force, progress=progress),
            lambda told: app.say(f"{told}."),
            refused=lambda error: app.say(str(error), role="error"),
            told=tell,
            writes="An export is being written. Try again in a moment.",
        ).start()
        tell("writing", 0, 1)

    def _asked(self, text: str) -> tuple[Format, str]:
        """Return the format and the path that a line names. Raises LineError."""
        word, _, rest = text.strip().partition(" ")
        if word.casefold() in set(Format):
            kind = Format(word.casefold())
            return kind, path_of(rest) if rest.strip() else self._usual(kind)
        suffix = os.path.splitext(path_of(text))[1].casefold()
        known = {f".{kind}": kind for kind in Format if kind is not Format.CSV} | _SUFFIXES
        if suffix == ".csv":
            raise LineError("Tables as CSV go into a folder: “csv ~/tables”.", 0, len(text))
        if suffix not in known:
            raise LineError(f"“{word}” is no format. One of {', '.join(Format)} is, or a file’s ending.", 0, len(word))
        return known[suffix], path_of(text)

    def _usual(self, kind: Format) -> str:
        """Return where a format goes that no path is typed for: into the home folder, by the day."""
        ending = {Format.CSV: "-csv", Format.EMAILS: "-emails.txt"}.get(kind, f".{kind}")
        return full_path(os.path.join("~", f"planner-{self._app.planner.today().isoformat()}{ending}"))
