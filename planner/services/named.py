"""Whom a line names: somebody known, somebody put away who comes back with it, or a new lead. Commits nothing."""

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from planner.domain.contact import Contact
from planner.domain.contactline import split_name
from planner.domain.namewords import fold
from planner.domain.value import replace

if TYPE_CHECKING:
    from planner.domain.contactviews import Entry
    from planner.services.planner import Planner

_IN_BRACKETS = re.compile(r".*<([^<>]+)>\s*", re.DOTALL)
BACK = "back from those put away"
UNWANTED = "does not want to be contacted"


class Named(NamedTuple):
    """A contact whom a line names."""

    contact: Contact
    """As it will stand."""
    before: Contact | None
    """As it stands; None where the line makes it."""

    @property
    def cautions(self) -> tuple[str, ...]:
        """What should be known before somebody is spoken to: that it was put away, and what it wishes."""
        before = self.before
        is_back = before is not None and before.archived_on is not None and self.contact.archived_on is None
        return (*((BACK,) if is_back else ()), *((UNWANTED,) if self.contact.do_not_contact else ()))


def named(planner: "Planner", typed: str, *, exact: bool, source: str, on: date, about: Contact | None = None) -> Named:
    """Return the contact that a name means, `about` where it is that one's; a lead of this source where it is new.

    Raises PlannerError where it means several.
    """
    if about is not None and fold(about.name) == fold(typed):
        return Named(about, about)
    before = known(planner, typed, exact=exact)
    if before is not None:
        return Named(replace(before, archived_on=None), before)
    given, family = split_name(typed)
    new = Contact(id=planner.new_id(), name=typed, given_name=given, family_name=family, source=source, created_on=on)
    return Named(new, None)


def known(planner: "Planner", typed: str, *, exact: bool = False) -> Contact | None:
    """Return the contact that an e-mail address, a key or a name means, in this order; None where nobody is meant.

    Who is put away is found by the same words behind all others. Raises PlannerError where a name means several.
    """
    word = _IN_BRACKETS.sub(r"\1", typed).strip()
    if "@" in word:
        from planner.store import people

        mailed = people.with_address(planner.store, word)
        if len(mailed) == 1:
            return mailed[0]
    if (found := planner.store.get(Contact, word)) is not None:
        return found
    name = planner.names.find(typed, exact=exact) or planner.names.away(typed, exact=exact)
    return planner.store.need(Contact, name.id) if name is not None else None


def handles(contacts: Sequence["Contact | Entry"]) -> list[str]:
    """Return what tells contacts of one name apart, in their order: an e-mail address of one's own, or else the key."""
    addresses = [fold(one.email) for one in contacts]
    return [one.email if one.email and addresses.count(fold(one.email)) == 1 else one.id for one in contacts]


def told(cautions: tuple[str, ...]) -> str:
    """Return cautions as the end of a sentence."""
    return "".join(f" · {caution}" for caution in cautions)
