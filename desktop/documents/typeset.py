"""A template and values in, an accessible PDF or pictures of its pages out: all in memory.

Values travel as JSON and are only ever shown as text: nothing in them is read as markup. The template is bytes of ours,
so Typst opens no other file than fonts; it asks for no package and no network.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal

import typst

from desktop.documents.typography import ready
from desktop.errors import Refused
from desktop.resources import resource

LARGEST: Final = 12_000_000  # bytes of values
SHARPEST: Final = 600  # pixels per inch
UNDRAWN: Final = "could not be displayed with font"
PAPER: Final = "paper.typ"  # what every template begins with
# Our fonts first; the machine's when a letter is in none of ours; at last a font that draws any letter as its code.
ROADS: Final = (("ours", False, True), ("any", True, False), ("any", True, True))


def pdf(template: str, values: Mapping[str, object]) -> bytes:
    """A tagged PDF (PDF/UA-1) without author or date; ``values`` is JSON's; Refused when it is too long."""
    made = _typeset(template, values, "pdf", None)
    return made if isinstance(made, bytes) else b"".join(made)


def pages(template: str, values: Mapping[str, object], ppi: float = 150) -> tuple[bytes, ...]:
    """Each page as a PNG, for a printer or a preview; ``ppi`` is pixels per inch, 600 at most."""
    made = _typeset(template, values, "png", min(max(ppi, 36), SHARPEST))
    return (made,) if isinstance(made, bytes) else tuple(made)


def _typeset(
    template: str, values: Mapping[str, object], form: Literal["pdf", "png"], ppi: float | None
) -> bytes | list[bytes]:
    given = json.dumps(ready(dict(values)), ensure_ascii=True)
    if len(given) > LARGEST:
        raise Refused("Ce document serait trop long pour être mis en page.", "Exportez-le en JSON.")
    source = b"\n".join(resource("templates", name).read_bytes() for name in (PAPER, f"{template}.typ"))
    for fallback, system, shipped in ROADS[:-1]:
        try:
            return _compiled(source, given, form, ppi, fallback, _fonts(system, shipped))
        except typst.TypstError as error:
            if UNDRAWN not in error.message:
                raise
    return _compiled(source, given, form, ppi, ROADS[-1][0], _fonts(*ROADS[-1][1:]))


def _compiled(
    source: bytes, given: str, form: Literal["pdf", "png"], ppi: float | None, fallback: str, fonts: typst.Fonts
) -> bytes | list[bytes]:
    return typst.compile(
        source,
        format=form,
        ppi=ppi,
        sys_inputs={"values": given, "fonts": fallback},
        font_paths=fonts,
        pdf_standards=["ua-1"] if form == "pdf" else [],
    )


@lru_cache(maxsize=3)
def _fonts(system: bool, shipped: bool) -> typst.Fonts:
    """Typst's own fonts, with the machine's, with those that Matplotlib brings (found without loading it)."""
    found = importlib.util.find_spec("matplotlib") if shipped else None
    places = found.submodule_search_locations if found else None
    folders = [Path(place) / "mpl-data" / "fonts" / "ttf" for place in places or ()]
    return typst.Fonts(include_system_fonts=system, font_paths=folders)
