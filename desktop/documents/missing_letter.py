"""The letter of a person who asks that something be transmitted to their passport, or corrected."""

from __future__ import annotations

from datetime import date

from desktop.documents.parts import fields, heading, points, quiet, text
from desktop.documents.printing import paper as typeset_paper
from desktop.errors import Refused
from desktop.models.file import Card, Kept
from desktop.models.held import AWAITED
from desktop.models.missing_case import Case
from desktop.models.missing_causes import Letter
from desktop.models.missing_letter import ASKING, CODE, FAREWELL, GREETING, NO_NUMBER, WHO, written
from desktop.models.paper import Paper
from desktop.models.when import said_day


def values(letter: Letter, case: Case, card: Card, today: date) -> dict[str, object]:
    """What the letter says; Refused while the person's name is not known here."""
    if card.kept is Kept.AWAITED:
        raise Refused(AWAITED, "Faites d’abord un échange avec le serveur de partage.")
    said = written(letter, case, card.holder, today)
    return {
        "title": said.title,
        "sender": said.sender,
        "reader": said.reader,
        "dated": said.dated,
        "footer": f"Demande du {said_day(today)}",
        "parts": [
            text(GREETING),
            text(said.facts),
            heading(ASKING.rstrip(" :")),
            points(said.asked),
            text(said.grounds),
            text(FAREWELL),
            heading(WHO),
            quiet(NO_NUMBER),
            fields(said.blanks),
            heading("Signature"),
        ],
    }


def paper(letter: Letter, case: Case, card: Card, today: date, ppi: float = 0) -> Paper:
    """The letter, ready to save or print."""
    return typeset_paper(CODE, "letter", values(letter, case, card, today), ppi)
