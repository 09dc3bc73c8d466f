"""Which passphrases are strong enough, and what is said of the others."""

from __future__ import annotations

import pytest

from desktop.models.passphrase import shortfall


@pytest.mark.parametrize(
    "passphrase",
    [
        "Cerise Lampe Dune Tulipe Ancre Violon Brume",
        "été hiver nuage carotte moulin sabre piano",
        "xk29fjQmvPzt4w",
        "x!29fjQmvPzt",
        "correct Cheval 7 batterie agrafe",
    ],
)
def test_strong_enough(passphrase: str) -> None:
    assert shortfall(passphrase) == ""


@pytest.mark.parametrize(
    "passphrase",
    [
        "",
        "a",
        "Court1!",
        "cerise lampe dune tulipe ancre violon",
        "tulipe Tulipe TULIPE tULIPE tuLIPE tulIPE tulipE",
        "cerise " * 7,
        "Bonjour les amis",
        "aa bb cc dd ee ff gg",
        "abcdefghijklmnopqrst",
        "aaaaaaaaaaaaaaaaaaaaA1!",
        "Motdepasse2026!",
        "Azerty123456!",
        "ESCALE 2026 !!",
    ],
)
def test_too_weak_and_told_in_a_sentence(passphrase: str) -> None:
    advice = shortfall(passphrase)
    assert advice.endswith(".")
    assert "sept mots" in advice
