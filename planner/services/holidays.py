"""Public holidays by country and region. The only user of the library `holidays`; knows no file and saves nothing."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

import holidays
from holidays.registry import COUNTRIES

from planner.domain.errors import PlannerError
from planner.domain.money import shown
from planner.domain.namewords import fold
from planner.domain.words import nearest

_LANGUAGE = "en_US"
"""What names are in where the library has them in English; in the country's own language otherwise."""
_MOST = 16
"""How many regions a sentence names."""


class Place(NamedTuple):
    """A country or one of its regions, as the library writes them."""

    country: str
    region: str | None

    @property
    def name(self) -> str:
        """Its codes: US, US-CA."""
        return f"{self.country}-{self.region}" if self.region else self.country


def place(country: str, region: str | None = None) -> Place:
    """Return the place that is meant by codes or names: `US`, `usa`, `Germany`, `Bavaria` where the country knows it.

    Raises PlannerError that names the nearest one.
    """
    codes = {fold(name.replace("_", " ")): entry[1] for name, entry in COUNTRIES.items()}
    names = dict(codes)
    for entry in COUNTRIES.values():
        names |= {fold(alias): entry[1] for alias in entry[1:]}
    code = names.get(fold(country))
    if code is None:
        near = nearest(fold(country), codes)
        then = f"The nearest is {near.title()} ({codes[near]})." if near else "Two letters do, such as US, or the name."
        raise PlannerError(f"“{shown(country)}” is not a country whose holidays are known. {then}")
    return Place(code, None if region is None else _region(code, region))


def named(at: Place, years: Iterable[int]) -> list[tuple[date, str]]:
    """Return the dates and names of a place's public holidays in calendar years, in order.

    Raises PlannerError for a year beyond those that are known.
    """
    wanted = sorted(set(years))
    known = holidays.country_holidays(at.country, subdiv=at.region, language=_LANGUAGE)
    for year in wanted:
        if not known.start_year <= year <= known.end_year:
            raise PlannerError(
                f"The holidays of {at.country} are known from {known.start_year} to {known.end_year}, "
                f"not in {year}. Choose a year between."
            )
    found = holidays.country_holidays(at.country, subdiv=at.region, years=wanted, language=_LANGUAGE, expand=False)
    return sorted(found.items())


def _region(country: str, region: str) -> str:
    """Return the code of a region."""
    known = holidays.country_holidays(country)
    if not known.subdivisions:
        raise PlannerError(f"{country} has the same holidays everywhere. Leave the region out.")
    names = {fold(code): code for code in known.subdivisions}
    names |= {fold(name): code for name, code in known.subdivisions_aliases.items()}
    code = names.get(fold(region))
    if code is None:
        near = nearest(fold(region), names)
        codes = ", ".join(known.subdivisions[:_MOST]) + (" and others" if len(known.subdivisions) > _MOST else "")
        then = f"The nearest is {names[near]}." if near else f"It has {codes}."
        raise PlannerError(f"“{shown(region)}” is not a region of {country}. {then}")
    return code
