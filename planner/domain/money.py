"""Amounts of money as people type and read them. Owns symbols and minor units; knows no exchange rates."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from planner.domain.errors import PlannerError

MAX_MAJOR = 10**12
"""The largest amount in whole dollars, euros, …"""


def _codes(text: str) -> frozenset[str]:
    return frozenset(text.split())


MINOR_DIGITS: Mapping[str, int] = {
    **dict.fromkeys(_codes("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"), 0),
    **dict.fromkeys(_codes("BHD IQD JOD KWD LYD OMR TND"), 3),
}
"""Digits after the point, for the currencies that do not have two (ISO 4217)."""

DOLLARS = _codes("USD CAD AUD NZD SGD HKD BBD BMD BND BSD BZD FJD GYD JMD KYD LRD NAD SBD SRD TTD TWD XCD")
"""The currencies whose people write `$`."""

_OTHERS = _codes(
    "AED AFN ALL AMD ANG AOA ARS AWG AZN BAM BDT BGN BOB BRL BTN BWP BYN CDF CHF CNY COP CRC CUP CVE CZK DKK DOP "
    "DZD EGP ERN ETB EUR FKP GBP GEL GHS GIP GMD GTQ HNL HTG HUF IDR ILS INR IRR KES KGS KHR KPW KZT LAK LBP LKR "
    "LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NGN NIO NOK NPR PAB PEN PGK PHP PKR PLN QAR RON "
    "RSD RUB SAR SCR SDG SEK SHP SLE SOS SSP STN SVC SYP SZL THB TJS TMT TOP TRY TZS UAH UYU UZS VES WST YER ZAR "
    "ZMW ZWG"
)
CURRENCIES = DOLLARS | _OTHERS | MINOR_DIGITS.keys()
"""The codes that a word may carry (ISO 4217)."""

SYMBOLS: Mapping[str, str] = {"€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW"}
"""Signs of one currency each, and its code; `$` has many."""
_SIGNS: Mapping[str, str] = {code: symbol for symbol, code in SYMBOLS.items()}
_SCALE: Mapping[str, int] = {"": 0, "k": 3, "m": 6}
_NUMBER = r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.([0-9]+))?([km]?)"
_CODED = r"(?:([A-Za-z]{3})(-?[0-9].*)|(-?[0-9].*?)([A-Za-z]{3}))"


def minor_digits(currency: str) -> int:
    """Return how many digits a currency's minor unit has."""
    return MINOR_DIGITS.get(currency, 2)


def dollar(home: str) -> str:
    """Return the currency that `$` means to somebody whose own currency is `home`."""
    return home if home in DOLLARS else "USD"


def parse_amount(word: str, default_currency: str) -> tuple[int, str] | None:
    """Read an amount as (minor units, currency); None where the word is not about money at all.

    Raises PlannerError with one sentence where it is about money and does not read as an amount.
    """
    parts = _parts(word, default_currency)
    if parts is None:
        return None
    number, currency = parts
    minor = _minor_units(number, minor_digits(currency))
    if minor is None:
        raise PlannerError(f"“{shown(word)}” does not read as an amount: write $1,200.50 or $12k.")
    if minor > MAX_MAJOR * 10 ** minor_digits(currency):
        raise PlannerError(f"“{shown(word)}” is beyond {MAX_MAJOR:,}, the largest amount there is room for.")
    return minor, currency


def take_amount(words: Sequence[str], default_currency: str) -> tuple[tuple[int, str], int] | None:
    """Read the amount that words start with, and how many it takes: `CHF 900` is two; None where none starts.

    Raises PlannerError like `parse_amount`.
    """
    first = words[0]
    if len(words) > 1 and len(first) == 3 and first.upper() in CURRENCIES and words[1][:1].isdigit():
        amount, count = parse_amount(first + words[1], default_currency), 2
    else:
        amount, count = parse_amount(first, default_currency), 1
    return (amount, count) if amount is not None else None


def format_amount(minor: int, currency: str, home: str = "USD") -> str:
    """Return an amount as people read it; cents are left out where they are zero.

    `home` is the user's own currency: it decides which dollars are plain `$`, so that a line reads back the same.
    """
    digits = minor_digits(currency)
    major, rest = divmod(abs(minor), 10**digits)
    number = f"{major:,}.{rest:0{digits}d}" if rest else f"{major:,}"
    sign = "-" if minor < 0 else ""
    if currency == dollar(home):
        return f"{sign}${number}"
    symbol = _SIGNS.get(currency)
    return f"{sign}{symbol}{number}" if symbol else f"{sign}{currency} {number}"


def covered(text: str, cover: str) -> str:
    """Return a text with another one in the place of every amount that it tells: "$12k", "CHF 900", "5€"."""
    return _amounts().sub(cover, text)


def shown(word: str, most: int = 40) -> str:
    """Return a word short enough to stand in a sentence."""
    return word if len(word) <= most else f"{word[: most - 1]}…"


@cache
def _amounts() -> re.Pattern[str]:
    codes, signs = "|".join(sorted(CURRENCIES)), "".join(("$", *SYMBOLS))
    number = r"[0-9]+(?:[.,][0-9]+)*[kKmM]?"
    return re.compile(rf"(?:[{signs}]|\b(?:{codes})) ?{number}|\b{number}(?: ?[{signs}]| ?(?:{codes})\b)")


def _parts(word: str, home: str) -> tuple[str, str] | None:
    """Take the currency off a word; None where it has none."""
    bare = word.removeprefix("-")
    if bare.startswith("$") or (bare.endswith("$") and bare[:1].isdigit()):
        return word.replace("$", "", 1), dollar(home)
    for end in (bare[:1], bare[-1:]):
        if end in SYMBOLS and (end == bare[0] or bare[0].isdigit()):
            return word.replace(end, "", 1), SYMBOLS[end]
    if len(bare) > 3 and (bare[0].isdigit() or bare[-1].isdigit() or bare[3].isdigit()):
        match = re.fullmatch(_CODED, bare)
        if match is not None:
            code = (match[1] or match[4]).upper()
            if code in CURRENCIES:
                return word[: len(word) - len(bare)] + (match[2] or match[3]), code
    return None


def _minor_units(number: str, digits: int) -> int | None:
    """Read `1,200.50` or `1.5m` as minor units; None where it does not come out as a whole number of them."""
    match = re.fullmatch(_NUMBER, number.lower())
    if match is None:
        return None
    whole, fraction = match[1].replace(",", "").lstrip("0"), (match[2] or "")
    places = digits + _SCALE[match[3]]
    if len(whole) > 13:
        return 10**20
    if len(fraction) > places or (fraction and not match[3] and len(fraction) > digits):
        return None
    return int(whole + fraction.ljust(places, "0") or "0")
