"""Rows of a table, read as drafts of contacts and deals. Knows columns and cells; looks nothing up, saves nothing."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from planner.domain.amountcells import is_open, read_amount, read_currency
from planner.domain.cells import (
    DateOrder,
    order_shown,
    read_date,
    read_percent,
    read_yes,
    restored,
)
from planner.domain.contact import Stage
from planner.domain.contactline import split_name
from planner.domain.deal import DealStage
from planner.domain.errors import PlannerError
from planner.domain.headers import Columns, Field, System
from planner.domain.imported import ContactDraft, DealDraft, Origin, check_deal
from planner.domain.importedwords import deal_stage_of, ended_as, kind_of, stage_of
from planner.domain.money import format_amount, shown
from planner.domain.namewords import fold
from planner.domain.text import clean, clean_line

ONE_MORE = "“{}” is one {} more than there is room for, and left out"
"""What is told of a second phone number, e-mail address or buyer."""
_NO_ADDRESS = "“{}” is no e-mail address, and left out"
_AS_DECIMAL = "“{}” is read as {}: its mark is the decimal one of other amounts in this file"
_OTHER_ORDER = "“{}” has the {} first, unlike other dates in this file"
_ADDRESS = re.compile(r"[^@]+@[^@]+")
_BETWEEN = re.compile(r"[\s\x00-\x1f<>(),;:]+")
"""What parts e-mail addresses from each other, and from names."""
_SEVERAL = frozenset({Field.DEAL_CONTACT_ID, Field.DEAL_ORGANIZATION})
"""The fields whose cells hold several values, parted by semicolons (HubSpot), of which the first is enough."""
_PARTED = re.compile(r" ::: |;")
"""What parts the values of a cell that may hold several (Google, HubSpot)."""
_MARKS = re.compile(r"\W+")
_ORDERS = {DateOrder.DAY_FIRST: "day", DateOrder.MONTH_FIRST: "month"}
_SHORT_KEY, _LONG_KEY = 15, 18
_ASIDE = re.compile(r"\s*\([^()]*\)\s*$")


def address(text: str) -> str:
    """Return the e-mail address in a text; empty where it holds none."""
    return next(filter(_ADDRESS.fullmatch, _BETWEEN.split(text)), "")


class RowReader:
    """Reads the rows of one table."""

    def __init__(self, columns: Columns, currency: str, decimal: str, order: DateOrder | None, today: date) -> None:
        """Read by these columns; `currency` is that of amounts without one, `decimal` the mark of open ones."""
        self._columns = columns
        self._system = columns.system
        self._currency = currency
        self._decimal = decimal
        self._order = order
        self._today = today
        self._seen_order = order
        self.asides: list[str] = []
        """What is left out of the rows, or in doubt in them, since this was emptied last."""
        self.unknown: list[tuple[str, str]] = []
        """The stages of contacts and deals that are none of ours, since this was emptied last."""

    def contact(self, cells: Sequence[str]) -> ContactDraft | None:
        """Return the contact of a row; None where the file has none. Raises PlannerError with the reason."""
        if not self._columns.has_contacts:
            return None
        given, family = self._line(cells, Field.GIVEN_NAME), self._line(cells, Field.FAMILY_NAME)
        email, organization = self._email(cells), self._line(cells, Field.ORGANIZATION)
        person = _ASIDE.sub("", self._first(cells, Field.DEAL_CONTACT, "buyer"))
        name = f"{given} {family}".strip() or self._line(cells, Field.NAME) or person
        if name and not given and not family and not self._columns.is_accounts:
            given, family = split_name(name)
        if not name and not email:
            if self._columns.has_deals:
                return None
            raise PlannerError("it has neither a name nor an e-mail address")
        stage = self._stage(cells)
        return ContactDraft(
            origin=Origin(self._system, self._key(cells, Field.CONTACT_ID)),
            name=name or email,
            given_name=given,
            family_name=family,
            organization=organization,
            title=self._line(cells, Field.TITLE),
            email=email,
            phone=self._first(cells, Field.PHONE, "phone number"),
            stage=stage,
            source=self._line(cells, Field.SOURCE),
            notes=clean(restored(self._cell(cells, Field.NOTES))).strip(),
            do_not_contact=self._says_yes(cells, Field.DO_NOT_CONTACT),
            wants_updates=self._says_yes(cells, Field.WANTS_UPDATES),
            created_on=self._until_today(cells, Field.CREATED),
            touched_on=self._past(cells, Field.LAST_TOUCH),
            account_id=self._key(cells, Field.ACCOUNT_ID),
        )

    def deal(self, cells: Sequence[str]) -> DealDraft | None:
        """Return the deal of a row; None where the file has none. Raises PlannerError with the reason."""
        if not self._columns.has_deals:
            return None
        title = self._line(cells, Field.DEAL)
        organization = self._line(cells, Field.DEAL_ORGANIZATION) or self._line(cells, Field.ORGANIZATION)
        if not title:
            if self._columns.has_contacts and not self._line(cells, Field.DEAL_ID):
                return None
            raise PlannerError("its deal has no name")
        amount, currency = self._amount(cells)
        label = self._line(cells, Field.DEAL_STAGE)
        ended = self._ended(cells, label)
        probability = None if ended else self._percent(cells)
        close = self._date(cells, Field.CLOSE_DATE)
        person = self._first(cells, Field.DEAL_CONTACT, "buyer")
        draft = DealDraft(
            origin=Origin(self._system, self._key(cells, Field.DEAL_ID)),
            title=title,
            organization=organization,
            amount_minor=amount,
            currency=currency,
            kind=kind_of(self._line(cells, Field.KIND)),
            stage=ended or self._deal_stage(label, probability),
            stage_label=label,
            probability_pct=probability,
            expected_close_on=None if ended else self._date(cells, Field.EXPECTED) or close,
            closed_on=(self._date(cells, Field.CLOSED) or close) if ended else None,
            lost_reason=self._line(cells, Field.LOST_REASON) if ended is DealStage.LOST else "",
            next_step=self._line(cells, Field.NEXT_STEP),
            created_on=self._until_today(cells, Field.DEAL_CREATED),
            contact_id=self._key(cells, Field.DEAL_CONTACT_ID),
            contact_email=address(person) or address(self._line(cells, Field.DEAL_CONTACT_EMAIL)),
            contact_name=_ASIDE.sub("", person),
            account_id=self._key(cells, Field.ACCOUNT_ID),
        )
        check_deal(draft, self._today)
        return draft

    def _email(self, cells: Sequence[str]) -> str:
        """Return the first e-mail address of a row; what else stands in its cells is told."""
        found: dict[str, str] = {}
        for cell in self._cells(cells, Field.EMAIL):
            words = [word for word in _BETWEEN.split(cell) if "@" in word] or [cell]
            for word in words:
                if _ADDRESS.fullmatch(word):
                    found.setdefault(word.casefold(), clean_line(word))
                else:
                    self.asides.append(_NO_ADDRESS.format(shown(clean_line(word))))
        return self._only(list(found.values()), "e-mail address")

    def _first(self, cells: Sequence[str], field: Field, noun: str) -> str:
        """Return the first value of a field; the others are told."""
        found: dict[str, str] = {}
        for cell in self._cells(cells, field):
            for part in _PARTED.split(clean_line(restored(cell))):
                if value := part.strip():
                    found.setdefault(_MARKS.sub("", value).casefold(), value)
        return self._only(list(found.values()), noun)

    def _only(self, values: list[str], noun: str) -> str:
        self.asides += (ONE_MORE.format(shown(more), noun) for more in values[1:])
        return values[0] if values else ""

    def _stage(self, cells: Sequence[str]) -> Stage | None:
        """Return the stage that the first of its columns gives which says anything."""
        for place in self._columns.fields.get(Field.STAGE, ()):
            found = stage_of(cells[place])
            if found is not None:
                return found
        if word := self._line(cells, Field.STAGE):
            self.unknown.append(("contact", word))
        return Stage.LEAD if self._columns.is_leads else None

    def _deal_stage(self, label: str, probability: int | None) -> DealStage:
        """Return the stage of an open deal, in the middle of the way where nothing says it."""
        found = deal_stage_of(label, probability)
        if found is None and label and fold(label) != "open":
            self.unknown.append(("deal", label))
        return found or DealStage.QUALIFIED

    def _ended(self, cells: Sequence[str], label: str) -> DealStage | None:
        """Return how a deal ended; None where it is open."""
        status = self._line(cells, Field.STATUS)
        if status:
            if status.lower() == "deleted":
                raise PlannerError("it is deleted there")
            return ended_as(status)
        if self._says_yes(cells, Field.IS_WON):
            return DealStage.WON
        if self._says_yes(cells, Field.IS_LOST) or self._says_yes(cells, Field.IS_CLOSED):
            return ended_as(label) or DealStage.LOST
        return ended_as(label)

    def _amount(self, cells: Sequence[str]) -> tuple[int | None, str]:
        cell, said = restored(self._cell(cells, Field.AMOUNT)), self._line(cells, Field.CURRENCY)
        currency = read_currency(said, self._currency) if said else self._currency
        if currency is None and cell:
            raise PlannerError(f"“{shown(said)}” is no currency that is known: write its code, such as EUR")
        currency = currency or self._currency
        read = read_amount(cell, currency, self._decimal)
        if read is not None and self._decimal and self._decimal in cell and is_open(cell):
            self.asides.append(_AS_DECIMAL.format(shown(clean_line(cell)), format_amount(*read)))
        return (None, currency) if read is None else read

    def _date(self, cells: Sequence[str], field: Field) -> date | None:
        cell = self._cell(cells, field)
        if not cell:
            return None
        found = None if "." in cell else order_shown(cell)
        self._seen_order = self._seen_order or found
        if found is not None and self._seen_order in _ORDERS and found is not self._seen_order:
            self.asides.append(_OTHER_ORDER.format(shown(clean_line(cell)), _ORDERS[found]))
        return read_date(cell, self._order)

    def _percent(self, cells: Sequence[str]) -> int | None:
        """Return a probability; what is none is told."""
        cell = self._line(cells, Field.PROBABILITY)
        of_one = self._system is System.HUBSPOT
        found = read_percent(cell, of_one=of_one)
        if cell and found is None:
            most = "1" if of_one else "100 %"
            self.asides.append(f"“{shown(cell)}” is no probability from 0 to {most}, and left out")
        return found

    def _past(self, cells: Sequence[str], field: Field) -> date | None:
        """Return a date that is not to come, else None; what is none is told too, and the row comes in."""
        try:
            return self._until_today(cells, field)
        except PlannerError as error:
            self.asides.append(f"{error}, and left out")
            return None

    def _until_today(self, cells: Sequence[str], field: Field) -> date | None:
        """Return a date that is not to come, else None; one that is to come is told."""
        found = self._date(cells, field)
        if found is None or found <= self._today:
            return found
        self.asides.append(f"“{shown(clean_line(self._cell(cells, field)))}” is to come, and left out")
        return None

    def _says_yes(self, cells: Sequence[str], field: Field) -> bool:
        return any(read_yes(cells[place]) for place in self._columns.fields.get(field, ()))

    def _key(self, cells: Sequence[str], field: Field) -> str:
        """Return a key. Salesforce writes 15 letters of one in reports, and elsewhere 3 more that check them."""
        key = self._line(cells, field)
        is_long = self._system is System.SALESFORCE and len(key) == _LONG_KEY and key.isalnum()
        return key[:_SHORT_KEY] if is_long else key

    def _line(self, cells: Sequence[str], field: Field) -> str:
        """Return a field on one line, the first of several values."""
        cell = self._cell(cells, field)
        if not cell:
            return ""
        text = clean_line(restored(cell)).partition(" ::: ")[0]
        return text.partition(";")[0].strip() if field in _SEVERAL else text

    def _cell(self, cells: Sequence[str], field: Field) -> str:
        """Return the first cell of a field that is not empty; empty where all are."""
        return next(self._cells(cells, field), "")

    def _cells(self, cells: Sequence[str], field: Field) -> Iterator[str]:
        """Yield the cells of a field that are not empty, in the order in which they count."""
        for place in self._columns.fields.get(field, ()):
            if cells[place] and not cells[place].isspace():
                yield cells[place]
