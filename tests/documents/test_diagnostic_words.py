"""An entry of the diagnostic in the access report: nothing that is kept of it is left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desktop.models.diagnostic import Impact, Value, entry_content, explored, told
from desktop.models.note import Kind
from tests.documents.test_access_report import about

DAY = date(2026, 11, 22)


def test_an_entry_is_said_with_who_and_when() -> None:
    need, mobility = told(()).find("need|5"), told(()).find("constraint|23")
    assert need
    assert mobility
    strength = entry_content(explored(need, Value.STRENGTH, "Camille Ferrand", DAY))
    assert about(Kind.DIAGNOSTIC, strength) == (
        "Besoin « Trouver sa formation » : point fort\nExploré par Camille Ferrand le 22 novembre 2026"
    )
    heavy = replace(explored(mobility, Value.YES, "", DAY), impact=Impact.STRONG, priority=True)
    assert about(Kind.DIAGNOSTIC, entry_content(heavy)) == (
        "Contrainte « Développer sa mobilité » : contrainte, effet fort, prioritaire\n"
        "Exploré par votre conseiller le 22 novembre 2026"
    )
    assert about(Kind.DIAGNOSTIC, entry_content(need)) == "Besoin « Trouver sa formation » : pas encore exploré"


def test_what_is_not_understood_is_said_as_it_is() -> None:
    assert about(Kind.DIAGNOSTIC, {"mot": "valeur"}) == "mot : valeur"
    later = {"about": "need", "code": "5", "label": "Trouver", "value": "AUTRE", "score": "3"}
    assert about(Kind.DIAGNOSTIC, later) == "Besoin « Trouver » : pas encore exploré\nvalue : AUTRE\nscore : 3"
