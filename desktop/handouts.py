"""The documents for the person: what may be shared is read on the store's thread, laid out on the caller's.

Everything personal goes through ``Shareable``: no document made here can hold a working note. The typesetting library
is imported with the first document.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from desktop.background import Background
from desktop.library import Library
from desktop.models.accreditation import STATE, signer
from desktop.models.continuity import Agreement, Piece, standing
from desktop.models.correction import chosen_occupations
from desktop.models.diagnostic import Grid, told
from desktop.models.handout import USUAL, Aim, Form, Handout, Writer, handout, offered
from desktop.models.held import Custodian
from desktop.models.known import Known
from desktop.models.paper import Paper
from desktop.models.shareable import Shareable
from desktop.papers import gone
from desktop.views.gap.outlook import gap_of
from desktop.views.known import read_file

if TYPE_CHECKING:
    from desktop.reference.opened import Reference

Wanted = Collection[str] | None  # ids of texts; None for the last one


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

    def convention(self, person: str, ppi: float = 0) -> Paper:
        """What a person shares, with whom, until when, and how to withdraw."""
        from desktop.documents import convention

        return convention.paper(self._shareable(person).file.card, self._writer(), self._today(), ppi)

    def summary(self, person: str, form: Form = USUAL, wanted: Wanted = None, ppi: float = 0) -> Paper:
        """The synthesis, as PDF."""
        from desktop.documents import summary

        return summary.paper(self._handout(person, wanted), form, ppi)

    def word_file(self, person: str, form: Form = USUAL, wanted: Wanted = None) -> Paper:
        """The synthesis as a word file to edit (DOCX); its letters are those that the reader chooses."""
        from desktop.documents import summary

        return summary.word_file(self._handout(person, wanted), form.plain)

    def plan_page(self, person: str, ppi: float = 0) -> Paper:
        """The plan on one page."""
        from desktop.documents import plan_page

        return plan_page.paper(self._handout(person, ()), ppi)

    def cv(self, person: str, cv: str, ppi: float = 0) -> Paper:
        """A working CV (its item's id), as PDF."""
        from desktop.documents import cv as document

        return document.paper(*self._read(person), cv, ppi)

    def cv_word_file(self, person: str, cv: str) -> Paper:
        """The same working CV as a word file to finish (DOCX)."""
        from desktop.documents import cv as document

        return document.word_file(*self._read(person), cv)

    def continuity(self, person: str, agreement: str, ppi: float = 0) -> Paper:
        """What that agreement (its item's id) lets another counsellor be given; Refused when it does not stand."""
        from desktop.documents import continuity as document

        return document.paper(*self._agreed(person, agreement), ppi)

    def continuity_word_file(self, person: str, agreement: str) -> Paper:
        """The same as a word file (DOCX)."""
        from desktop.documents import continuity as document

        return document.word_file(*self._agreed(person, agreement))

    def _agreed(self, person: str, agreement: str) -> tuple[Handout, Grid, Agreement]:
        shared, known = self._read(person)
        agreed = standing(shared.items, agreement, offered(shared.texts))
        wanted = agreed.texts if Piece.TEXTS in agreed.pieces else ()
        aims = _aims(known, self._library()) if Piece.TARGETS in agreed.pieces else []
        return handout(shared, known, aims, self._writer(), self._today(), wanted), told(shared.items), agreed

    def _handout(self, person: str, wanted: Wanted) -> Handout:
        """What is given of a person's file: read from what may be shared of it, and from the referential."""
        shared, known = self._read(person)
        return handout(shared, known, _aims(known, self._library()), self._writer(), self._today(), wanted)

    def _read(self, person: str) -> tuple[Shareable, Known]:
        """What may be shared of a person's file, and the skills that this shows."""
        shared = self._shareable(person)
        return shared, read_file(shared.file, shared.items, self._library(), self._library)

    def _writer(self) -> Writer:
        name, own = self._signer()
        organisation = self._custodian.organisation or own
        return Writer(name, replace(self._custodian, organisation=organisation))

    def _shareable(self, person: str) -> Shareable:
        """What may be shared of a person's file; Refused when it is gone, ReadLocked while it may not be opened."""
        found = self._background.ask(lambda store: store.shareable(person))
        if found is None:
            raise gone()
        return found

    def _counsellor(self) -> str:
        """As the counsellor signs; "" before the first sign-in."""
        return self._signer()[0]

    def _signer(self) -> tuple[str, str]:
        return signer(self._background.ask(lambda store: store.state.several((STATE, "counsellor"))))


def _aims(known: Known, reference: Reference) -> list[Aim]:
    """The occupations chosen, with the rows that the tab Avenir shows."""
    found = [(one, reference.occupation(one.code)) for one in chosen_occupations(known.items)]
    return [
        Aim(one.code, one.label, one.reason, gap_of(known, occupation, reference) if occupation else ())
        for one, occupation in found
    ]
