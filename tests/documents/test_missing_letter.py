"""The letters for what is not in a passport: to whom, by what right, what is left blank, what is never asked."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from desktop.documents import missing_letter
from desktop.errors import Refused
from desktop.models.file import Kept
from desktop.models.missing_case import Case, Thing
from desktop.models.missing_causes import Letter
from desktop.models.missing_letter import TITLES, written
from tests.documents import made
from tests.documents.reading import opened, words

JOB = Case(Thing.EXPERIENCE, "Chauffeur livreur", "Transports du Bocage", "2019")


def said(letter: Letter, case: Case) -> str:
    return words(missing_letter.paper(letter, case, made.CARD, made.TODAY).files["pdf"])


@pytest.mark.parametrize(
    ("letter", "case", "pieces"),
    [
        (Letter.TRANSMIT, made.DIPLOMA_CASE, ("Académie de Caen", "« CAP cuisine », 2022", "L. 6113-8", "R. 6113-17-2",
                                              "un autre nom : Joséphine du Pin")),
        (Letter.ATTEST, made.DIPLOMA_CASE, ("Académie de Caen", "peut ne pas concerner", "article 15", "duplicata")),
        (Letter.EMPLOYER, JOB, ("Transports du Bocage", "« Chauffeur livreur », 2019", "L. 1234-19")),
        (Letter.SERVICE, JOB,
         ("Caisse des Dépôts", "livreur », Transports du Bocage, 2019", "articles 15 et 16", "L. 6323-8")),
    ],
)  # fmt: skip
def test_each_letter_says_to_whom_and_by_what_right(letter: Letter, case: Case, pieces: tuple[str, ...]) -> None:
    told = said(letter, case)
    for piece in (*pieces, TITLES[letter], "22 novembre 2026", "Signature", "Date de naissance"):
        assert piece in told


def test_only_the_certifier_who_must_is_reminded_of_the_three_months() -> None:
    assert [letter for letter in Letter if "trois mois" in said(letter, made.DIPLOMA_CASE)] == [Letter.TRANSMIT]


@pytest.mark.parametrize("letter", Letter)
@pytest.mark.parametrize("thing", Thing)
def test_what_was_not_typed_is_left_to_write_and_the_page_is_one(letter: Letter, thing: Thing) -> None:
    made_pdf = missing_letter.paper(letter, Case(thing), made.CARD, made.TODAY).files["pdf"]
    assert "ci-dessous parmi les données garanties" in words(made_pdf).replace("\n", " ")
    with opened(made_pdf) as pdf:
        assert len(pdf.pages) == 1


def test_the_longest_case_is_written_whole() -> None:
    long = Case(Thing.RECOGNITION, "t" * 200, "p" * 200, "2022", "n" * 200)
    told = said(Letter.SERVICE, long).replace("\n", "")
    assert "t" * 200 in told
    assert "n" * 200 in told


@pytest.mark.parametrize("letter", Letter)
def test_nothing_else_of_the_file_is_in_it(letter: Letter) -> None:
    told = said(letter, JOB)
    assert str(made.HOLDER.birth_year) not in told
    assert "Saint-Lô" not in told
    assert not re.search(r"santé|handicap|conseil|Escale|\bNIR\b", told)


def test_the_text_to_copy_says_the_same() -> None:
    text = written(Letter.TRANSMIT, made.DIPLOMA_CASE, made.HOLDER, made.TODAY).text()
    told = said(Letter.TRANSMIT, made.DIPLOMA_CASE).replace("\n", " ")
    for line in text.replace("\u202f", " ").splitlines():
        bare = line.removeprefix("– ").removeprefix("Objet : ").removesuffix(" : …").removesuffix(" :")
        assert bare in told or made.HOLDER.name.startswith(bare[:20]), line


def test_a_person_whose_name_is_not_known_here_is_told() -> None:
    with pytest.raises(Refused, match="incomplet"):
        missing_letter.paper(Letter.SERVICE, JOB, replace(made.CARD, kept=Kept.AWAITED), made.TODAY)
