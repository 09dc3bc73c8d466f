"""The end of an accompaniment in the access report: nothing of what is kept is left out."""

from __future__ import annotations

from datetime import UTC, date, datetime

from desktop.documents.access_words import said_content
from desktop.models.closing import Closing, Reason, closing_content
from desktop.models.continuity import Agreement, Piece, agreement_content
from desktop.models.note import Delivery, Item, Kind

DAY = date(2026, 5, 4)


def about(content: dict[str, str]) -> str:
    return said_content(Item("c", "p", Kind.CLOSING, content, datetime(2026, 5, 4, tzinfo=UTC), Delivery.SENT))


def test_a_closing_is_told_whole() -> None:
    said = closing_content(Closing("c", DAY, Reason.MOVED, "Bonne route !"))
    assert about(said | {"later": "gardé"}) == (
        "Accompagnement clos le 4 mai 2026 : déménagement.\nMots pour vous deux : Bonne route !\nlater : gardé"
    )


def test_an_agreement_is_told_whole() -> None:
    said = agreement_content(Agreement("c", DAY, "Léa", "Apec", "Oui", pieces=(Piece.PLAN,)))
    assert about(said) == (
        "Accord donné de vive voix le 4 mai 2026 pour Léa, Apec. Peut être transmis : le plan d’action.\n"
        "Avec ces mots : Oui"
    )


def test_an_agreement_that_was_undone_is_told_in_words() -> None:
    assert about({"about": "continuity", "id": "c", "state": "removed"}) == "Accord de transmission annulé"
    assert about({"about": "continuity", "id": "c", "state": "removed", "later": "gardé"}).endswith("later : gardé")


def test_what_cannot_be_read_is_listed_as_it_is() -> None:
    assert about({"about": "closing", "day": "un jour"}) == "about : closing\nday : un jour"
