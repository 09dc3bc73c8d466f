"""The documents for the person: what may be shared is read on the store's thread, laid out on the caller's.

Everything personal goes through ``Shareable``: no document made here can hold a working note. The typesetting library
is imported with the first document.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from desktop.background import Background
from desktop.library import Library
from desktop.models.held import Custodian
from desktop.models.paper import Paper
from desktop.models.shareable import Shareable, shareable
from desktop.papers import gone

if TYPE_CHECKING:
    from desktop.models.store import Store


class OfficeHandouts:
    """See ``views.handouts.Handouts``; every method is called from the pool."""

    def __init__(
        self, background: Background, library: Library, today: Callable[[], date], custodian: Custodian
    ) -> None:
        """``library`` answers what occupations ask for; ``custodian`` answers for what is kept."""
        self._background = background
        self._library = library
        self._today = today
        self._custodian = custodian

    def first_notice(self, ppi: float = 0) -> Paper:
        """What the conseil en évolution professionnelle is, for a first interview; it names nobody."""
        from desktop.documents import first_notice

        return first_notice.paper(self._custodian, self._counsellor(), self._today(), ppi)

    def _shareable(self, person: str) -> Shareable:
        """What may be shared of a person's file; Refused when it is gone, ReadLocked while it may not be opened."""

        def work(store: Store) -> Shareable | None:
            file = store.passports.file(person)
            return shareable(file, store.items.of(person)) if file else None

        found = self._background.ask(work)
        if found is None:
            raise gone()
        return found

    def _counsellor(self) -> str:
        """The name of who is signed in; "" before the first sign-in."""
        return self._background.ask(lambda store: store.state.get("counsellor"))
