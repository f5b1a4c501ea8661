"""The lines that a person types each day: an entry of the log, a goal, an action, a day."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from planner.domain.action import Action, Owner
from planner.domain.activity import Activity
from planner.domain.block import DEFAULT_MINUTES
from planner.domain.errors import LineError
from planner.domain.goal import GoalKind
from planner.domain.money import format_amount
from planner.domain.views import short_date
from planner.tui.line import Cell, Line
from planner.tui.typed import Completion, Span, Words
from planner.tui.typed_words import ActionWords, GoalWords

if TYPE_CHECKING:
    from planner.domain.contact import Contact
    from planner.services.log_reading import LogReading
    from planner.services.planner import Planner


class LogLine:
    """A step, new or in the place of an entry."""

    def __init__(
        self,
        planner: "Planner",
        editing: "Activity | None" = None,
        about: "Contact | None" = None,
        on: date | None = None,
        *,
        says_today: bool = False,
    ) -> None:
        """Read through a planner; `about` is who is meant where several have the name, `on` the day where none is.

        One that `says_today` is typed where another day is seen.
        """
        self._planner = planner
        self._editing = editing
        self._about = about
        self.on = on
        self._says_today = says_today
        new = f"log for {short_date(on, planner.today())}" if on else "log for today" if says_today else "log"
        self.title = "correct the entry" if editing else new
        self.draft_key = f"log {editing.id}" if editing else "log"

    def reading(self, text: str) -> Line:
        """Return the activity, the person, what else it makes, and the goals that it counts toward."""
        if not text.strip():
            return Line((("call @Dana connected: terms agreed -> call tue 3pm: send them", "dim"),))
        read = self._planner.log.read(text, self._editing, self._about, self.on)
        cells: list[Cell] = [(" · ".join(self._parts(read)), "text")]
        if read.is_new_contact:
            cells.append((" · new lead", "accent"))
        cells += ((f" · {caution}", "behind") for caution in read.cautions)
        cells += self._deal(read)
        if read.follow_up is not None:
            at = f" {read.follow_up.start_time:%H:%M}" if read.follow_up.start_time else ""
            day = short_date(read.follow_up.date, self._planner.today())
            cells.append((f" · next step {day}{at}", "dim"))
        counts = (("counts toward ", "dim"), (", ".join(read.counts), "met")) if read.counts else ()
        return Line(tuple(cells), counts)

    def spans(self, text: str) -> Sequence[Span]:
        """Return the words that are understood."""
        from planner.domain import logline

        return logline.spans(text, known_name=self._planner.knows)

    def complete(self, text: str, cursor: int) -> Completion:
        """Complete contacts, types, outcomes and purposes."""
        from planner.domain import logline

        return logline.complete(text, cursor, self._planner.names.names)

    def save(self, text: str) -> str:
        """Log it."""
        if self._editing is not None:
            return self._planner.log.correct(self._editing.id, text).label
        done, today = self._planner.log.line(text, on=self.on), self._planner.today()
        days = (after.local_date for _, after in done.changes if isinstance(after, Activity))
        return f"{done.label} · in today’s log" if self._says_today and today in days else done.label

    def _parts(self, read: "LogReading") -> list[str]:
        """Return the activity itself, and its day where that is not today."""
        item, today = read.activity, self._planner.today()
        firm = read.contact.organization if read.contact is not None else ""
        parts = [f"{read.title}, {firm}" if firm else read.title]
        parts += [str(value).replace("_", " ") for value in (item.outcome, item.purpose) if value]
        if item.minutes:
            parts.append(f"{item.minutes} min")
        if item.reach is not None:
            parts.append(f"reach {item.reach:,}")
        if self._says_today or item.local_date != today:
            parts.append(short_date(item.local_date, today))
        return parts

    def _deal(self, read: "LogReading") -> Sequence[Cell]:
        """Return the deal that it makes, moves or wins, and the amount that this one gives up."""
        from planner.domain.deal import DealStage
        from planner.services.deals import until_now

        deal, home = read.deal, self._planner.settings.currency
        if deal is None:
            return ()
        asked = "what did it come to? $12k" if deal.stage is DealStage.WON else "no amount yet"
        money = asked if deal.amount_minor is None else format_amount(deal.amount_minor, deal.currency, home)
        told = deal.stage if not deal.is_open else f"{deal.kind} deal"
        gap = ", " if deal.amount_minor is None else " "
        return (f" · {told}: {deal.title}{gap}{money}", "accent"), (until_now(read.deal_before, deal, home), "behind")


class GoalLine(GoalWords):
    """A new goal."""

    title = "goal"
    draft_key = "goal"

    def __init__(self, planner: "Planner") -> None:
        """Read through a planner."""
        self._planner = planner

    def reading(self, text: str) -> Line:
        """Return the goal, its dates, and what a repeated figure comes to (B66)."""
        if not text.strip():
            return Line(((self._hint(), "dim"),))
        draft = self._planner.goals.read(text)
        today = self._planner.today()
        until = "" if draft.ends_on.year == 9999 else f" · to {short_date(draft.ends_on, today)}"
        cells: list[Cell] = [(draft.title, "text"), (f" · {str(draft.period).replace('_', ' ')}", "dim")]
        cells.append((f" · from {short_date(draft.starts_on, today)}{until}", "dim"))
        if draft.kind is GoalKind.LITTLE:
            cells.append((" · do you know you can do this? enter says yes", "accent"))
        if comes_to := self._planner.goals.comes_to(draft, draft.measure):
            cells.append((f" · {comes_to}", "met"))
        return Line(tuple(cells))

    def save(self, text: str) -> str:
        """Set it."""
        done = self._planner.goals.add(text)
        return ". ".join((done.label, *self._planner.offers.doubts(done)))

    def _hint(self) -> str:
        """Return what could be typed; after a week of filled blanks a bigger scope (B78)."""
        if self._planner.offers.is_scope_bigger(self._planner.today()):
            return "a bigger scope: 2 new calls a day · 5 value-add emails a month"
        return "2 calls a day · $240,000 in 2026 · sign the lease by 1 mar"


class ActionLine(ActionWords):
    """An action of a day, new or corrected."""

    def __init__(self, planner: "Planner", day: date, editing: str = "") -> None:
        """Plan for a day; `editing` is the key of the action that is corrected."""
        self._planner = planner
        self._day = day
        self._editing = editing
        self.made = ""
        """The key of the action that was planned last."""
        self.title = "correct the action" if editing else "action"
        self.draft_key = f"action {editing}" if editing else "action"

    def reading(self, text: str) -> Line:
        """Return the day, the time, the text and the person; what it clashes with, and the dates of a rule."""
        from planner.services import recurring

        if not text.strip():
            return Line((("10:30 call @Lee about the pilot · proposals 60m for: 40 calls", "dim"),))
        draft = self._planner.plan.read(text)
        at = f" {draft.start_time:%H:%M}" if draft.start_time else ""
        day = (draft.day or self._day) if self._editing else self._planner.plan.day_of(draft, self._day)
        cells: list[Cell] = [(f"{short_date(day, self._planner.today())}{at}", "dim")]
        cells.append((f" · {draft.text}", "text"))
        if draft.is_block:
            cells.append((" · sacred block", "accent"))
        if draft.owed_by is not None:
            cells.append((" · you promise it" if draft.owed_by is Owner.ME else " · promised to you", "accent"))
        if draft.who:
            cells += self.named(draft.who, exact=draft.who_exact)
        minutes = draft.planned_minutes or (DEFAULT_MINUTES if draft.is_block else 0)
        if minutes:
            cells.append((f" · {minutes} min", "dim"))
        if draft.rule is not None:
            cells.append((f" · {draft.rule.anchored(day).words}", "accent"))
        if goal := self._planner.plan.served(text, self._editing):
            cells.append((f" · for {goal}", "met"))
        more: list[Cell] = []
        if clash := self._planner.blocks.clash_typed(draft, day, self._editing):
            more.append((f"clashes with {clash}", "behind"))
        if comes := recurring.dates_told(self._planner, draft, day, self._editing):
            more.append((f"{' · ' if more else ''}{comes}", "dim"))
        return Line(tuple(cells), tuple(more))

    def named(self, who: str, *, exact: bool) -> Sequence[Cell]:
        """Return the person whom a name means, and what should be known of it."""
        from planner.services.named import named

        found = named(self._planner, who, exact=exact, source="plan", on=self._planner.today())
        if found.before is None:
            return [(f" · {who}, new lead", "accent")]
        return [(f" · {found.contact.name}", "text"), *((f" · {told}", "behind") for told in found.cautions)]

    def save(self, text: str) -> str:
        """Plan it."""
        if self._editing:
            return self._planner.plan.correct(self._editing, text).label
        done = self._planner.plan.add(text, self._day)
        self.made = next((after.id for _, after in done.changes if isinstance(after, Action)), "")
        return done.label


class DayLine(Words):
    """A date, past or to come."""

    draft_key = ""

    def __init__(
        self,
        planner: "Planner",
        title: str,
        save: Callable[[date], str],
        *,
        past: bool,
        free: bool = False,
        hint: str = "",
        meant: Callable[[date], None] | None = None,
    ) -> None:
        """Read a day; `save` is given it, and `meant` while it is typed.

        A free one may lie on either side of today; `hint` says which there are.
        """
        self._planner = planner
        self._save = save
        self._past = past
        self._is_free = free
        self._hint = hint
        self._meant = meant
        self.title = title

    def reading(self, text: str) -> Line:
        """Return the date that is meant."""
        if not text.strip():
            hint = (
                "yesterday · -2d · mon · 2026-02-09" if self._past else "tomorrow · fri · 2w · next week · 2026-02-09"
            )
            hint = "yesterday · mon · 2w · 9 feb · 2026-02-09" if self._is_free else hint
            return Line(((self._hint or hint, "dim"),))
        day = self._day(text)
        if self._meant is not None:
            self._meant(day)
        return Line(((short_date(day, self._planner.today()), "text"),))

    def save(self, text: str) -> str:
        """Move it there."""
        return self._save(self._day(text))

    def _day(self, text: str) -> date:
        from planner.domain import when

        word, today = text.strip(), self._planner.today()
        near = when.parse_near_day if self._is_free else when.parse_past_day
        day = near(word, today) if self._past else None
        if not self._past or (self._is_free and day is None):
            day = when.parse_coming_day(word, today)
        if day is None:
            raise LineError(f"“{word}” is not a day I know. Try “mon” or 2026-02-09.", 0, len(text))
        if not self._past and not self._is_free and day < self._planner.today():
            raise LineError(f"{short_date(day, self._planner.today())} is past. Name a day to come.", 0, len(text))
        return day
