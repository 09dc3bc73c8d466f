"""The colours and the letters that pages, charts and documents share."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from desktop.models.skill import Standing
from desktop.resources import resource


@dataclass(frozen=True, slots=True)
class Colours:
    """Tokens of a theme as ``#RRGGBB``, the font family, and the size of body text in pixels (points on paper)."""

    background: str
    panel: str
    soft: str
    line: str
    ink: str
    muted: str
    accent: str
    accent_soft: str
    standings: Mapping[Standing, str]
    family: str = "DejaVu Sans"
    body: float = 15.0

    def of(self, standing: Standing) -> str:
        """The colour of a standing."""
        return self.standings[standing]

    def sized(self, size: float) -> float:
        """A length of the look, drawn for 15-pixel body text, at this body size."""
        return size * self.body / 15


def colours(name: str, family: str = "DejaVu Sans", body: float = 15.0) -> Colours:
    """The tokens of ``light`` or ``dark``, read from the shipped themes."""
    tokens = json.loads(resource("themes", f"{name}.json").read_text("utf-8"))
    standings = dict(zip(Standing, tokens.pop("standings"), strict=True))
    return Colours(**tokens, standings=standings, family=family, body=body)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two ``#RRGGBB`` colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mixed(one: str, other: str, share: float) -> str:
    """``share`` (0 to 1) of ``one`` laid over ``other``."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02X}" for a, b in pairs)


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))


def _luminance(colour: str) -> float:
    parts = (channel / 255 for channel in _channels(colour))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
