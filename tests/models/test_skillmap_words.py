"""The map in words: title, sentence, plain text, and each cell read aloud."""

from __future__ import annotations

from datetime import date
from typing import Final

import pytest

from desktop.models.skill import Standing
from desktop.models.skillmap import SkillMap, skill_map
from desktop.models.skillmap_words import counts, finding, plain, reading, spoken
from desktop.models.skilltree import Placed, Span
from tests.models.test_skilltree import hung

TODAY: Final = date(2026, 11, 22)
NEW: Final = date(2026, 3, 1)


def some(**sizes: int) -> tuple[Placed, ...]:
    """As many skills in each branch."""
    return tuple(hung(f"{name}{n}", name, "famille") for name, size in sizes.items() for n in range(size))


@pytest.mark.parametrize(
    ("skills", "title"),
    [((), "La carte se dessinera avec les premières compétences"),
     (some(Soin=3), "« Soin » porte toutes les compétences"),
     (some(Soin=3, Vente=3), "« Soin » porte la moitié des compétences"),
     (some(Soin=3, Vente=2), "« Soin » porte plus de la moitié des compétences"),
     (some(Soin=2, Vente=2, Art=1), "« Soin » vient d’abord, puis « Vente »")],
)  # fmt: skip
def test_the_title_is_the_finding(skills: tuple[Placed, ...], title: str) -> None:
    assert finding(skill_map(skills)) == title


def test_the_title_of_a_place_says_how_sure_it_is() -> None:
    skills = (hung("1", "A", "B"), hung("2", "A", "B", standing=Standing.DEDUCED), hung("3", "A", "C"))
    assert finding(skill_map(skills, ("A",))) == "Trois compétences dans « A », dont deux prouvées, une déduite"
    assert finding(skill_map(skills, ("A", "C"))) == "Une compétence dans « C », prouvée"
    assert finding(skill_map(some(A=2), ("A",))) == "Deux compétences dans « A », toutes prouvées"


def since(*days: date | None) -> SkillMap:
    """A map since a year of skills begun on these days, in two branches in turn."""
    skills = tuple(hung(str(n), "AB"[n % 2], "f", since=day) for n, day in enumerate(days))
    return skill_map(skills, span=Span.YEAR, today=TODAY)


def test_the_title_says_what_is_new() -> None:
    assert finding(since(NEW, None, NEW, NEW)) == "Trois compétences de plus depuis un an, surtout dans « A »"
    assert finding(since(NEW, None)) == "Une compétence de plus depuis un an, dans « A »"
    assert finding(since(None, date(2019, 1, 1))) == "Rien de daté n’est nouveau depuis un an"
    assert "d’après les dates des faits" in reading(since(NEW))
    assert "22 novembre 2025" in reading(since(NEW))


def test_the_sentence_says_what_a_cell_is_and_how_many_are_of_use_everywhere() -> None:
    skills = (hung("1", "A", "B", transversal=True), hung("2", "A", "B"))
    assert reading(skill_map(skills)).startswith("2 compétences. Chaque case est une compétence")
    assert "Une est utile dans beaucoup de métiers." in reading(skill_map(skills))
    only = skill_map(skills, only_across=True)
    assert finding(only) == "Une compétence utile dans beaucoup de métiers, prouvée"
    assert finding(skill_map(some(A=1), only_across=True)) == "Aucune compétence utile dans beaucoup de métiers"
    assert reading(skill_map(())) == plain(skill_map(())) == ""


def test_the_plain_text_is_a_few_short_sentences() -> None:
    skills = (*some(Soin=3), *(hung(f"d{n}", "Vente", "x", standing=Standing.DEDUCED) for n in range(2)))
    sentences = plain(skill_map(skills)).replace("\u00a0", " ").split(". ")
    assert sentences == [
        "5 compétences sont connues",
        "Le plus grand groupe est « Soin » : 3 compétences",
        "Trois sont prouvées",
        "Deux sont déduites : il faut en parler ensemble pour être sûr.",
    ]


def test_the_plain_text_of_a_place_says_where_and_what_is_new() -> None:
    skills = tuple(hung(str(n), "A", "B", since=NEW, standing=Standing(n % 4)) for n in range(8))
    words = plain(skill_map(skills, ("A",), Span.YEAR, TODAY)).replace("\u00a0", " ")
    assert words.startswith("Dans « A », 8 compétences sont connues. Huit sont nouvelles. Deux sont prouvées.")
    assert words.count(".") == 4
    assert "Rien de daté n’est nouveau." in plain(since(None))


def test_a_cell_says_its_label_its_number_and_its_proof() -> None:
    skills = (hung("1", "A", "B", transversal=True), hung("2", "A", "B", standing=Standing.SAID, since=NEW))
    shown = skill_map(skills, span=Span.YEAR, today=TODAY)
    first, second = (spoken(cell).replace("\u00a0", " ") for cell in shown.cells)
    assert first == "Savoir 1 : prouvée, Preuve, détail. utile dans beaucoup de métiers"
    assert second == "Savoir 2 : dite en entretien, Preuve, détail. nouvelle"
    assert counts(skills).replace("\u00a0", " ") == (
        "2 compétences : une prouvée, une dite en entretien. Une est utile dans beaucoup de métiers."
    )


def test_a_branch_says_how_many_and_how_sure() -> None:
    skills = tuple(hung(f"{n:02}", "A", "B", f"m{n % 2}", transversal=n == 1) for n in range(60))
    words = spoken(skill_map(skills).cells[0]).replace("\u00a0", " ")
    assert words == "m0 : 30 compétences, 30 prouvées"
    assert spoken(skill_map(skills).cells[1]).endswith("1 utile dans beaucoup de métiers")
