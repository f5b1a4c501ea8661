"""A contact's page from its view to rows: figures, why to call, what is promised, deals, notes, log. Pure."""

from collections.abc import Iterator, Sequence
from functools import partial
from textwrap import wrap
from typing import Final, NamedTuple

from planner.domain.activity import words
from planner.domain.contactviews import ContactView
from planner.domain.deal import Deal
from planner.domain.nextcall import ago
from planner.domain.text import clean, clean_line
from planner.domain.views import LogRow, PlanRow, short_date
from planner.tui import format as fmt
from planner.tui import log_format
from planner.tui.line import Cell, Line, Row, Symbols, fixed, spaced, static

TWIN: Final = "twin "
"""What begins the keys of contacts that may be the same person."""
DEAL: Final = "deal "
"""What begins the keys of the contact's deals."""
SLIM: Final = 48
"""Columns of a line below which one fact stands on it."""
_NAMES: Final = 11


class ContactPage(NamedTuple):
    """What the page shows."""

    view: ContactView
    symbols: Symbols
    width: int

    def rows(self, height: int) -> list[Row]:
        """Return the page's rows; a blank line stands between sections where there is room for it."""
        return spaced(self._sections(), height)

    def _sections(self) -> Iterator[list[Row]]:
        view = self.view
        yield [static(*self._who())]
        yield [static(*self._why())]
        yield self._plan("You promised", view.mine)
        yield self._plan("Promised to you", view.theirs)
        yield self._plan("Follow-ups", view.follow_ups)
        yield self._deals()
        yield self._notes()
        yield self._twins()
        yield self._log()

    def _who(self) -> list[Line]:
        item, symbols = self.view.contact, self.symbols
        marks = [
            (f"{symbols.star} top prospect", "accent", item.is_top),
            ("decision near", "accent", item.close_mark),
            ("wants updates", "type", item.wants_updates),
            ("do not contact", "behind", item.do_not_contact),
            ("put away", "behind", item.archived_on is not None),
        ]
        right: list[Cell] = [(f"   {told}", role) for told, role, holds in marks if holds]
        name: list[Cell] = [(clean_line(item.name), "strong")]
        name += [(f"  {clean_line(part)}", "text") for part in (item.title, item.organization) if part]
        facts = [item.email, item.phone, f"from {item.source}" if item.source else ""]
        known = "   ".join(clean_line(fact) for fact in facts if fact)
        stage: Cell = (item.stage, "type")
        lines = [Line(tuple(name), (stage, *right) if self.width >= log_format.NARROW else (stage,))]
        if self.width < log_format.NARROW and right:
            lines.append(Line(tuple((text.strip() + "  ", role) for text, role in right)))
        lines.append(Line(((known, "dim"),)) if known else Line((("e adds e-mail, phone and source", "dim"),)))
        return lines

    def _why(self) -> list[Line]:
        view, talks, today = self.view, self.view.talks, self.view.today
        last = f"last talked {ago(talks.last_talk, today)}" if talks.last_talk else "not talked yet"
        if talks.last_talk is None and view.contact.touched_on is not None:
            last = f"contacted {ago(view.contact.touched_on, today)}, before the log"
        role = "behind" if view.is_losing else "text"
        losing = ", losing touch" if view.is_losing else ""
        lines = [*self._beside((talks.told, "text"), (f"{last}{losing}", role)), *self._met(), *self._rhythm()]
        for n, reason in enumerate(view.reasons):
            parts = wrap(clean_line(reason.words), max(20, self.width - _NAMES)) or [""]
            heads = ["" if n else "Why now", *[""] * len(parts)]
            lines += [
                Line(((f"{head:{_NAMES}}", "strong"), (part, "text"))) for head, part in zip(heads, parts, strict=False)
            ]
        if view.next_step:
            lines.append(Line(((f"{'Next step':{_NAMES}}", "strong"), (clean_line(view.next_step), "text"))))
        return lines

    def _met(self) -> list[Line]:
        days = self.view.first_touch_days
        met = f"met {short_date(self.view.contact.created_on, self.view.today)}"
        if days is None:
            return self._beside((met, "dim"), ("no touch yet", "dim"))
        after = "on the same day" if not days else "after 1 day" if days == 1 else f"after {days:,} days"
        return self._beside((met, "dim"), (f"first touch {after}", "dim"))

    def _rhythm(self) -> list[Line]:
        view, today = self.view, self.view.today
        if view.due_on is None or view.cadence is None:
            return [Line((("never due by itself", "dim"),))]
        own = ", its own rhythm" if view.contact.cadence_months == view.cadence.months else ""
        due = "due today" if view.due_on == today else f"due {short_date(view.due_on, today)}"
        snoozed = view.contact.snoozed_until
        if snoozed is not None and snoozed > today:
            due = f"snoozed until {short_date(snoozed, today)}"
        return self._beside((f"{view.cadence.every}{own}", "dim"), (due, "behind" if view.due_on <= today else "dim"))

    def _beside(self, one: Cell, other: Cell) -> list[Line]:
        """Return two facts on one line, or on two where there is little room."""
        if self.width < SLIM:
            return [Line((one,)), Line((other,))]
        return [Line((one, ("   ", "dim"), other))]

    def _plan(self, name: str, rows: Sequence[PlanRow]) -> list[Row]:
        if not rows:
            return []
        return [_head(name), *(Row(row.action.id, 1, partial(self._action, row), range(2)) for row in rows)]

    def _action(self, row: PlanRow, width: int) -> tuple[Line, ...]:
        bare = row._replace(contact="", organization="")
        line = fmt.action(bare, self.view.today, self.symbols, width)
        if row.action.date > self.view.today:
            return (Line(line.left, ((short_date(row.action.date, self.view.today), "dim"),)),)
        return (line,)

    def _deals(self) -> list[Row]:
        rows = [Row(f"{DEAL}{deal.id}", 1, partial(self._deal, deal)) for deal in self.view.deals]
        return [_head("Deals"), *rows] if rows else []

    def _deal(self, deal: Deal, width: int) -> tuple[Line, ...]:
        today = self.view.today
        money = "" if deal.amount_minor is None else self.symbols.amount(deal.amount_minor, deal.currency)
        if deal.closed_on is not None:
            told, role = f"{deal.stage} {short_date(deal.closed_on, today)}", "met" if deal.stage == "won" else "dim"
        else:
            expected = f", expected {short_date(deal.expected_close_on, today)}" if deal.expected_close_on else ""
            told, role = f"{deal.stage} {deal.chance(self.view.chances)}%{expected}", "text"
        right: tuple[Cell, ...] = ((f"{money:>12}", "text"),)
        if width >= log_format.NARROW:
            return (Line((("  ", "dim"), (clean_line(deal.title), "text"), (f"   {told}", role)), right),)
        return (Line((("  ", "dim"), (clean_line(deal.title), "text")), ((told.partition(",")[0], role),)),)

    def _notes(self) -> list[Row]:
        notes = clean(self.view.contact.notes).strip()
        if not notes:
            return []
        parts = [part for line in notes.splitlines() for part in (wrap(line, max(20, self.width - 2)) or [""])]
        return [_head("Notes"), static(*(Line((("  ", "dim"), (part, "text"))) for part in parts))]

    def _twins(self) -> list[Row]:
        if not self.view.twins:
            return []
        rows = [
            fixed(f"{TWIN}{twin.id}", Line((("  ", "dim"), (clean_line(f"{twin.name}  {twin.organization}"), "text"))))
            for twin in self.view.twins
        ]
        return [_head("May be the same person", "m makes them one"), *rows]

    def _log(self) -> list[Row]:
        view = self.view
        if not view.log:
            return [_head("Log"), static(Line((("  Nothing is logged yet. l logs a first step.", "dim"),)))]
        more = f"the newest {len(view.log)} of {view.logged}" if view.logged > len(view.log) else f"{view.logged}"
        return [_head("Log", more), *(self._entry(row) for row in view.log)]

    def _entry(self, row: LogRow) -> Row:
        item = row.activity
        facts = (
            f"{item.quantity} {self.symbols.times}" if item.quantity > 1 else "",
            clean_line(row.deal_title),
            words(item.purpose) if item.purpose else "",
            log_format.duration(item.minutes) if item.minutes else "",
        )
        about = "  ".join(fact for fact in facts if fact)
        return log_format.of_record(row, (about, "dim"), self.view.today, self.symbols)


def _head(name: str, aside: str = "") -> Row:
    return static(Line(((name, "strong"),), ((aside, "dim"),) if aside else ()))
