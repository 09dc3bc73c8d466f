"""A document in the shape that pages and printers take: its bytes, and its pages as pictures if asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop.documents import typeset
from desktop.models.paper import Paper


def paper(
    name: str,
    template: str,
    values: Mapping[str, object],
    ppi: float = 0,
    others: Mapping[str, bytes] | None = None,
    pictures: Sequence[str] = (),
) -> Paper:
    """The PDF, then the ``others`` by suffix; pages as PNG only when ``ppi`` is given. ``name`` is also the code."""
    if ppi:
        document, pages = typeset.both(template, values, ppi, pictures)
    else:
        document, pages = typeset.pdf(template, values, pictures), ()
    return Paper(name, name, {"pdf": document, **(others or {})}, pages)
