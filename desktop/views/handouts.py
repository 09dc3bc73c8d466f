"""The documents that leave in the person's hands, as pages offer them; made on the pool, never on the UI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from desktop.models.handout import USUAL, Form

if TYPE_CHECKING:
    from collections.abc import Collection

    from desktop.models.paper import Paper

    Wanted = Collection[str] | None  # ids of the texts to give; None for the last one


class Handouts(Protocol):
    """What can be made for a person. Every method blocks, must be called from the pool, raises EscaleError.

    ``ppi`` is how sharp the pages are made for the printer, in pixels per inch; without it there are none.
    """

    def first_notice(self, ppi: float = 0) -> Paper:
        """What the conseil en évolution professionnelle is, for a first interview; it names nobody."""

    def convention(self, person: str, ppi: float = 0) -> Paper:
        """What a person shares, with whom, until when, and how to withdraw."""

    def summary(self, person: str, form: Form = USUAL, wanted: Wanted = None, ppi: float = 0) -> Paper:
        """The synthesis, as PDF."""

    def word_file(self, person: str, form: Form = USUAL, wanted: Wanted = None) -> Paper:
        """The synthesis as a word file to edit (DOCX); its letters are those that the reader chooses."""

    def plan_page(self, person: str, ppi: float = 0) -> Paper:
        """The plan on one page."""

    def cv(self, person: str, cv: str, ppi: float = 0) -> Paper:
        """A working CV (its item's id), as PDF."""

    def cv_word_file(self, person: str, cv: str) -> Paper:
        """The same working CV as a word file to finish (DOCX)."""

    def continuity(self, person: str, agreement: str, ppi: float = 0) -> Paper:
        """What that agreement (an id) lets another counsellor be given, as PDF; Refused when it does not stand."""

    def continuity_word_file(self, person: str, agreement: str) -> Paper:
        """The same as a word file (DOCX)."""
