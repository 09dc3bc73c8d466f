"""The notice to the person: every line of what is held, their rights, and whom to ask."""

from __future__ import annotations

from desktop.documents import held_notice
from desktop.models.held import Custodian, held, rights
from tests.documents import made
from tests.documents.reading import words


def notice(custodian: Custodian) -> str:
    """The words of the notice, spaces of lines ignored."""
    return words(held_notice.paper(held(made.FILE, made.ITEMS, 12, made.TODAY, custodian)).files["pdf"])


def test_lines_rights_and_the_officer_are_there() -> None:
    said = notice(made.WHO)
    assert made.HOLDER.family_name in said
    for line in held(made.FILE, made.ITEMS, 12, made.TODAY).lines:
        assert line.what in said
    assert all(name in said for name, _ in rights(made.CARD))
    assert "dpo@bocage.example" in said
    assert "CNIL" in said


def test_an_unknown_officer_leaves_lines_to_write_on() -> None:
    said = notice(Custodian())
    assert "Nom ou service" in said
    assert "@" not in said
