"""The documents that leave in the person's hands, as pages offer them; made on the pool, never on the UI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from desktop.models.paper import Paper


class Handouts(Protocol):
    """What can be made for a person. Every method blocks, must be called from the pool, raises EscaleError.

    ``ppi`` is how sharp the pages are made for the printer, in pixels per inch; without it there are none.
    """

    def first_notice(self, ppi: float = 0) -> Paper:
        """What the conseil en évolution professionnelle is, for a first interview; it names nobody."""
