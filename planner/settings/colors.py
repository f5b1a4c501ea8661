"""The arithmetic of colours: what is one, how two mix, how far apart they read. Knows no theme and no widget."""

import re

_HEX = re.compile("#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_ANSI = "black red green yellow blue magenta cyan white"
ANSI = (
    "ansi_default",
    *(f"ansi_{name}" for name in _ANSI.split()),
    *(f"ansi_bright_{name}" for name in _ANSI.split()),
)
"""The terminal's own colours, by the names that Textual gives them."""
_STEPS = 50


def is_color(word: str) -> bool:
    """Tell whether a word is #rgb, #rrggbb or one of the terminal's own colours."""
    return word in ANSI or _HEX.fullmatch(word) is not None


def is_hex(word: str) -> bool:
    """Tell whether a colour is known here, rather than to the terminal alone."""
    return _HEX.fullmatch(word) is not None


def rgb(color: str) -> tuple[int, int, int]:
    """Return red, green and blue, 0…255, of #rgb or #rrggbb."""
    digits = color[1:] if len(color) == 7 else "".join(digit * 2 for digit in color[1:])
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def luminance(color: str) -> float:
    """Return the relative luminance, 0…1, of a hex colour (WCAG 2.2)."""
    channels = (part / 255 for part in rgb(color))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio, 1…21, of two hex colours (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mix(one: str, other: str, share: float) -> str:
    """Return a hex colour with a share, 0…1, of another."""
    parts = (round(a + (b - a) * share) for a, b in zip(rgb(one), rgb(other), strict=True))
    return "#" + "".join(f"{part:02x}" for part in parts)


def readable(color: str, background: str, least: float) -> str:
    """Return a hex colour, moved toward black or white until its contrast with the background is enough."""
    end = max("#000000", "#ffffff", key=lambda pole: contrast(pole, background))
    steps = (mix(color, end, step / _STEPS) for step in range(_STEPS + 1))
    return next((step for step in steps if contrast(step, background) >= least), end)
