"""A template and values in, an accessible PDF or pictures of its pages out: all in memory.

Values travel as JSON and are only ever shown as text: nothing in them is read as markup. The template is bytes of ours,
so Typst opens no other file than fonts; it asks for no package and no network.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal

import typst

from desktop.documents.typography import LONGEST_WIDE, LONGEST_WORD, ready
from desktop.errors import Refused
from desktop.resources import resource

Given = Mapping[str, str]
Road = tuple[str, bool, bool]  # which fonts may stand in, and whether those of the machine, of Matplotlib are looked at
LARGEST: Final = 12_000_000  # bytes of values
BLUNTEST, SHARPEST = 36, 600  # pixels per inch
UNDRAWN: Final = "could not be displayed with font"
PAPER: Final = "paper.typ"  # what every template begins with
# Our fonts first; the machine's when a letter is in none of ours; at last a font that draws any letter as its code.
ROADS: Final[tuple[Road, ...]] = (("ours", False, True), ("any", True, False), ("any", True, True))


def pdf(template: str, values: Mapping[str, object], pictures: Sequence[str] = ()) -> bytes:
    """A tagged PDF (PDF/UA-1) without author or date; ``values`` is JSON's; Refused when it is too long.

    ``pictures`` are drawings (SVG) that ``parts.picture`` names by their places; values that say ``wide`` are set in
    wide or large letters, where a word without end is cut sooner.
    """
    return _by_a_road(*_given(template, values, pictures))[0]


def pages(
    template: str, values: Mapping[str, object], ppi: float = 150, pictures: Sequence[str] = ()
) -> tuple[bytes, ...]:
    """Each page as a PNG, for a printer or a preview; ``ppi`` is pixels per inch, 600 at most."""
    return both(template, values, ppi, pictures)[1]


def both(
    template: str, values: Mapping[str, object], ppi: float, pictures: Sequence[str] = ()
) -> tuple[bytes, tuple[bytes, ...]]:
    """The PDF and its pages as PNG: pictures hide a letter that no font has, so that the PDF is made first anyway."""
    source, given = _given(template, values, pictures)
    document, road = _by_a_road(source, given)
    made = _compiled(source, given, road, "png", min(max(ppi, BLUNTEST), SHARPEST))
    return document, (made,) if isinstance(made, bytes) else tuple(made)


def _given(template: str, values: Mapping[str, object], pictures: Sequence[str]) -> tuple[bytes, Given]:
    longest = LONGEST_WIDE if values.get("wide") else LONGEST_WORD
    given = {"values": json.dumps(ready(dict(values), longest)), "pictures": json.dumps(list(pictures))}
    if sum(map(len, given.values())) > LARGEST:
        raise Refused("Ce document serait trop long pour être mis en page.", "Exportez-le en JSON.")
    return b"\n".join(resource("templates", name).read_bytes() for name in (PAPER, f"{template}.typ")), given


def _by_a_road(source: bytes, given: Given) -> tuple[bytes, Road]:
    """The PDF, and the first road by which every letter was drawn."""
    for road in ROADS[:-1]:
        try:
            return _one(_compiled(source, given, road, "pdf")), road
        except typst.TypstError as error:
            if UNDRAWN not in error.message:
                raise
    return _one(_compiled(source, given, ROADS[-1], "pdf")), ROADS[-1]


def _one(made: bytes | list[bytes]) -> bytes:
    return made if isinstance(made, bytes) else b"".join(made)


def _compiled(
    source: bytes, given: Given, road: Road, form: Literal["pdf", "png"], ppi: float | None = None
) -> bytes | list[bytes]:
    fallback, system, shipped = road
    return typst.compile(
        source,
        format=form,
        ppi=ppi,
        sys_inputs={**given, "fonts": fallback},
        font_paths=_fonts(system, shipped),
        pdf_standards=["ua-1"] if form == "pdf" else [],
    )


@lru_cache(maxsize=3)
def _fonts(system: bool, shipped: bool) -> typst.Fonts:
    """Typst's own fonts, with the machine's, with those that Matplotlib brings (found without loading it)."""
    found = importlib.util.find_spec("matplotlib") if shipped else None
    places = found.submodule_search_locations if found else None
    folders = [Path(place) / "mpl-data" / "fonts" / "ttf" for place in places or ()]
    return typst.Fonts(include_system_fonts=system, font_paths=folders)
