"""The invitation to renew a sharing: what, until when, and that nobody has to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktop.documents import renewal
from desktop.documents.sender import Sender
from desktop.errors import Refused
from desktop.models.access import Basis
from desktop.models.file import Kept
from desktop.models.passport import Section
from tests.documents import made
from tests.documents.reading import words


def test_it_says_what_is_shared_until_when_and_how_to_answer() -> None:
    access = replace(made.SHARED, sections=(Section.LICENCES, Section.EXPERIENCES))
    said = words(renewal.paper(replace(made.CARD, access=access), made.SENDER, made.TODAY).files["pdf"])
    for piece in ("Claire Vasseur", "50000 Saint-Lô", "1er décembre 2026, dans 9 jours", "Expériences", "Permis",
                  "Si vous ne voulez pas", "Vous n’avez rien à faire", "libre de dire oui ou non"):  # fmt: skip
        assert piece in said
    assert "Formations" not in said
    assert said.index("Expériences") < said.index("Permis")


@pytest.mark.parametrize(("days", "when"), [(0, "aujourd’hui"), (1, "demain"), (2, "dans 2 jours")])
def test_the_last_days_are_said_as_people_say_them(days: int, when: str) -> None:
    today = date(2026, 12, 1) - timedelta(days=days)
    assert f"1er décembre 2026, {when}." in words(renewal.paper(made.CARD, made.SENDER, today).files["pdf"])


def test_without_a_sender_there_are_lines_to_write_on() -> None:
    said = words(renewal.paper(made.CARD, Sender(), made.TODAY).files["pdf"])
    assert "Pour me joindre" in said


def test_nothing_to_renew_is_said() -> None:
    with pytest.raises(Refused, match="pas de date de fin"):
        renewal.paper(made.HAND, made.SENDER, made.TODAY)
    with pytest.raises(Refused, match="déjà terminé"):
        renewal.paper(made.CARD, made.SENDER, date(2026, 12, 2))
    with pytest.raises(Refused, match="incomplet"):
        renewal.paper(replace(made.CARD, kept=Kept.AWAITED), made.SENDER, made.TODAY)
    statutory = replace(made.CARD, access=replace(made.SHARED, basis=Basis.STATUTORY))
    with pytest.raises(Refused, match="n’a pas choisi ce partage"):
        renewal.paper(statutory, made.SENDER, made.TODAY)
