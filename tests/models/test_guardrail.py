"""Words that say too much are found and explained; the vocabulary of jobs is left alone."""

from __future__ import annotations

import csv
from itertools import pairwise
from pathlib import Path

import pytest

from desktop.models.guardrail import GROUPS, MOST, forms, hits, lexicon, listed, plain
from desktop.models.guardrail_terms import WHY, Category
from tests.models.guardrail_corpus import HINTED, INNOCENT


@pytest.mark.parametrize(("sentence", "word", "category"), HINTED, ids=lambda one: str(one)[:30])
def test_a_word_that_says_too_much_is_found(sentence: str, word: str, category: Category) -> None:
    found = [(hit.word, hit.category) for hit in hits(sentence)]
    assert (word, category) in found
    assert all(sentence[hit.start : hit.end] == hit.word for hit in hits(sentence))


@pytest.mark.parametrize("sentence", INNOCENT, ids=lambda one: one[:30])
def test_the_vocabulary_of_jobs_is_left_alone(sentence: str) -> None:
    assert [hit.word for hit in hits(sentence)] == []


def test_the_corpora_are_large_enough_to_mean_something() -> None:
    assert len(HINTED) >= 60
    assert len(INNOCENT) >= 60
    assert {category for _, _, category in HINTED} == set(Category)


def test_each_hit_says_why_and_proposes() -> None:
    for sentence, _, _ in HINTED:
        for hit in hits(sentence):
            assert hit.wording or hit.category is Category.INTIMATE
            assert hit.why == WHY[hit.category]
    assert all("RGPD" in why or "CNIL" in why for why in WHY.values())
    assert all(not hits(group.wording) for group in GROUPS)  # what is proposed is never found in its turn


def test_capitals_missing_accents_and_plain_apostrophes_change_nothing() -> None:
    for text in ("DÉPRESSIVE", "depressives", "D'ORIGINE MAGHRÉBINE", "d’origine maghrebine", "BURN\nOUT"):
        assert len(hits(text)) == 1, text
    assert hits("incapables, incapacité, indépendance") != ()
    assert [hit.word for hit in hits("l’alcoolisme")] == ["alcoolisme"]
    assert hits("impressif, compressif, prisonnière, autistiques") == ()  # whole words alone


def test_what_clears_a_word_reads_within_its_clause() -> None:
    assert hits("Aide auprès d’adultes handicapés") == ()
    assert [hit.word for hit in hits("Aide auprès d’adultes. Handicapée depuis 2019.")] == ["Handicapée"]
    assert [hit.word for hit in hits("Secours catholique. Catholique lui-même.")] == ["Catholique"]


def test_a_word_that_was_accepted_is_passed_over_in_all_its_forms() -> None:
    text = "Dépressif. Dépressive aussi. Alcoolique."
    first, *_ = hits(text)
    assert [hit.word for hit in hits(text, {first.key})] == ["Alcoolique"]


def test_a_number_is_a_nir_only_with_its_key_or_without_any() -> None:
    assert hits("2 69 05 49 588 157 81") == ()
    assert len(hits("2690549588157")) == 1
    assert len(hits("1 85 02 2A 004 123 " + f"{97 - int('1850219004123') % 97:02}")) == 1
    assert hits("12345678901234567890") == ()
    assert hits("SIRET 26570134200148, RNCP 40692") == ()


def test_a_long_text_gives_a_bounded_number_of_hits_in_the_order_of_the_text() -> None:
    found = hits("Dépressif et alcoolique. " * 500)
    assert len(found) == MOST
    assert list(found) == sorted(found, key=lambda hit: hit.start)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize("text", ["", " ", "\0", "İİİ dépressif", "😀 dépressif", "a" * 60_000, "(" * 1000, "’" * 1000])
def test_no_text_is_too_odd(text: str) -> None:
    assert len(hits(text)) <= 1


def test_letters_are_plain_one_for_one() -> None:
    for text in ("Été à Nîmes, cœur", "ﬁn", "😀é"):
        assert len(plain(text)) == len(text)
    assert plain("dépressif") == "depressif"


def test_the_lexicon_is_written_as_it_says() -> None:
    assert forms("jui(f|ve)") == ("juif", "juive")
    assert forms("né*") == ("né", "nés", "née", "nées")
    for group in GROUPS:
        for expression in (*listed(group.terms), *listed(group.unless)):
            assert expression.count("(") == expression.count(")"), expression
            assert "’" not in expression, expression
            assert "'" not in expression, expression
    assert len(lexicon()) > 500


def test_the_titles_of_the_whole_rome_are_left_alone(shared_data: Path) -> None:
    (path,) = (shared_data / "rome_v458").glob("unix_referentiel_appellation*.csv")
    with path.open(encoding="utf-8", newline="") as file:
        titles = [row["libelle_appellation_long"] for row in csv.DictReader(file)]
    found = [title for title in titles if hits(title)]
    assert len(titles) > 10_000
    assert len(found) <= 10, found  # « Manipulateur / Manipulatrice en radiologie », « Directeur … (SPIP) »
