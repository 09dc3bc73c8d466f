"""Free job titles find their occupation in the whole ROME, by words, abbreviations and misspellings."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.free_titles import FREE_TITLES, MISSED
from desktop.reference.likeness import alike_skills
from desktop.reference.opened import Reference
from desktop.reference.spelling import clauses, words
from desktop.reference.titles import LatestTitles, Titles, forms


@pytest.fixture(scope="module")
def titles(whole: Reference) -> Titles:
    """The appellations of the whole kit."""
    return Titles(whole)


def found(titles: Titles, title: str, around: str = "") -> list[str]:
    """The codes found, best first."""
    return [match.occupation.code for match in titles.matches(title, around)]


@pytest.mark.parametrize(("title", "around", "expected"), FREE_TITLES, ids=[one[0] for one in FREE_TITLES])
def test_the_expected_occupation_is_among_the_first_three(
    titles: Titles, title: str, around: str, expected: str
) -> None:
    hit = bool(set(found(titles, title, around)[:3]) & set(expected.split("|")))
    assert hit is (title not in MISSED)
    assert len(FREE_TITLES) >= 50


def test_a_match_names_the_appellation_its_code_and_what_was_asked(titles: Titles) -> None:
    match = titles.matches("Cueilleuse d’abricots", "Culture de fruits à pépins et à noyau")[0]
    assert (match.label, match.title) == ("Cueilleur / Cueilleuse de fruits", "13855")
    assert match.asked == "Cueilleuse d’abricots"
    assert match.occupation.code == "A1401"


def test_the_shipped_extract_answers_too_with_the_same_codes(demonstration: Reference, titles: Titles) -> None:
    first = Titles(demonstration).matches("aide soignante")[0]
    assert first.occupation.code == "J1501"
    assert first.title == titles.matches("aide soignante")[0].title


@pytest.mark.parametrize("title", ["", "  ", "!?", "CDD", "123", "xzkwq", "de la", "a" * 5000, "😀", "-, ;"])
def test_what_says_nothing_finds_nothing_and_breaks_nothing(titles: Titles, title: str) -> None:
    assert found(titles, title) == []


def test_capitals_accents_and_gender_make_no_difference(titles: Titles) -> None:
    assert found(titles, "BOULANGERE")[0] == found(titles, "boulangère")[0] == found(titles, "Boulanger")[0] == "D1102"


def test_both_forms_of_an_appellation_are_whole() -> None:
    assert forms("Cueilleur / Cueilleuse de fruits") == ("Cueilleur de fruits", "Cueilleuse de fruits")
    assert forms("Menuisier poseur / Menuisière poseuse") == ("Menuisier poseur", "Menuisière poseuse")
    assert forms("Manutentionnaire") == ("Manutentionnaire",)


def test_words_that_do_not_tell_the_trade_are_dropped_unless_nothing_else_is_left() -> None:
    assert words("Apprentie boulangère en CDD (H/F)") == ("boulangere",)
    assert words("Stagiaire") == ("stagiaire",)
    assert words("resp. adm.") == ("responsable", "administratif")
    assert clauses("Vendangeuse, porteuse")[1:] == (("vendangeuse",), ("porteuse",))
    assert clauses("") == ((),)


def test_the_appellations_follow_the_referential_in_use(whole: Reference, demonstration: Reference) -> None:
    in_use = [demonstration]
    latest = LatestTitles(lambda: in_use[0])
    first = latest()
    assert latest() is first
    in_use[0] = whole
    assert latest() is not first
    assert latest().matches("Vendangeuse")[0].occupation.code == "A1401"


def test_a_skill_looks_like_other_words(whole: Reference, tmp_path: Path) -> None:
    assert alike_skills(whole, "gérer les stocks")[0].label == "Gérer les stocks"
    labels = [skill.label for skill in alike_skills(whole, "sensibiliser le public au gaspillage alimentaire")]
    assert "Lutter contre le gaspillage alimentaire" in labels
    assert len(labels) <= 3
    flows = [skill.label for skill in alike_skills(whole, "gérer des flux de trésorerie")]
    assert all("trésorerie" in label for label in flows)  # rather than « Gérer les flux de personnes »
    assert len(flows) == 3
    assert alike_skills(whole, "") == alike_skills(whole, "xzkwq") == ()
