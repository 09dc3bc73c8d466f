"""Which passphrases are strong enough, what is said of the others, and what chance proposes."""

from __future__ import annotations

from math import log2

import pytest

from desktop.models.passphrase import ENOUGH, shortfall, strength, suggestion
from desktop.models.words import WORDS

STRONG = (
    "Cerise Lampe Dune Tulipe Ancre Violon Brume",
    "cerise-lampe-dune-tulipe-ancre-violon-brume",
    "été hiver nuage carotte moulin sabre piano",
    "xk29fjQmvPzt4w",
    "x!29fjQmvPzt",
    "correct Cheval 7 batterie agrafe moulin sabre tulipe",
)
WEAK = (
    "",
    "a",
    "Court1!",
    "cerise lampe dune tulipe ancre violon",
    "tulipe Tulipe TULIPE tULIPE tuLIPE tulIPE tulipE",
    "cerise " * 7,
    "cerise lampe dune tulipe ancre violon cerise",
    "Bonjour les amis",
    "aa bb cc dd ee ff gg",
    "abcdefghijklmnopqrst",
    "98765432109876543210",
    "aaaaaaaaaaaaaaaaaaaaA1!",
    "Motdepasse2026!",
    "Azerty123456!",
    "ESCALE 2026 !!",
    "correct Cheval 7 batterie agrafe",
    "Une phrase de six mots bien choisis 7",
    "01234567890123456789 2024 2025 2026",
    "é" * 10_000,
)


@pytest.mark.parametrize("passphrase", STRONG)
def test_strong_enough(passphrase: str) -> None:
    assert shortfall(passphrase) == ""
    told = strength(passphrase)
    assert told.enough
    assert told.sentence.startswith("Solide : ")
    assert f"solidité {told.bits} pour 80 demandés" in told.sentence


@pytest.mark.parametrize("passphrase", WEAK)
def test_too_weak_and_told_in_a_sentence(passphrase: str) -> None:
    advice = shortfall(passphrase)
    assert advice.endswith(".")
    assert "sept mots" in advice
    told = strength(passphrase)
    assert (told.enough, told.bits < ENOUGH) == (False, True)
    assert told.sentence.endswith(".")


@pytest.mark.parametrize(
    ("passphrase", "said"),
    [
        ("", "Sept mots sans lien"),
        ("Azerty123456!", "listes de mots de passe volés"),
        ("cerise lampe cerise", "Un mot répété ne compte qu’une fois"),
        (
            "cerise lampe dune tulipe ancre violon",
            "6 mots différents, solidité 69 pour 80 demandés : ajoutez-en 1",
        ),
        ("cerise lampe", "2 mots différents, solidité 23 pour 80 demandés : ajoutez-en 5."),
        ("cerise", "Trop courte : solidité 11 pour 80 demandés"),
        ("Cerise Lampe Dune Tulipe Ancre Violon Brume", "Solide : 7 mots différents, solidité 80 pour 80 demandés"),
    ],
)
def test_the_sentence_explains(passphrase: str, said: str) -> None:
    assert said in strength(passphrase).sentence


def test_a_longer_word_is_not_a_stronger_one_but_one_more_is() -> None:
    assert strength("rosee lune").bits == strength("rhubarbe locomotive").bits
    assert strength("rosee lune sabre").bits > strength("rosee lune").bits


def test_what_chance_proposes_is_strong_and_never_the_same() -> None:
    drawn = {suggestion() for _ in range(200)}
    assert len(drawn) == 200
    for passphrase in drawn:
        words = passphrase.split()
        assert len(set(words)) == 7
        assert set(words) <= set(WORDS)
        assert strength(passphrase).enough


def test_the_list_gives_eighty_bits_and_is_easy_to_type() -> None:
    assert len(set(WORDS)) == len(WORDS)
    assert 7 * log2(len(WORDS)) >= ENOUGH
    assert all(word.isascii() and word.isalpha() and word.islower() and 4 <= len(word) <= 9 for word in WORDS)
