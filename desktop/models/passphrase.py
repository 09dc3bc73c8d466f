"""What a passphrase must be: hard to guess offline, i.e. 80 bits (CNIL, délibération 2022-100), and nothing else."""

from __future__ import annotations

from typing import Final

WORDS: Final = 7
BAD_START: Final = ("motdepasse", "azerty", "123456", "password", "escale")


def shortfall(passphrase: str) -> str:
    """What is missing, as one sentence of advice; "" when the passphrase will do."""
    plain = passphrase.casefold().replace(" ", "")
    if len(set(plain)) < 6 or any(plain.startswith(bad) and len(plain) < len(bad) + 8 for bad in BAD_START):
        return "Évitez les suites et les mots trop connus : choisissez sept mots sans lien entre eux."
    words = [word for word in passphrase.casefold().split() if len(word) > 2]
    if len(set(words)) >= WORDS or (len(passphrase) >= 14 and _classes(passphrase) >= 3):
        return ""
    if len(passphrase) >= 12 and _classes(passphrase) == 4:
        return ""
    return (
        "Choisissez sept mots sans lien entre eux, ou au moins 14 caractères avec majuscules, minuscules et chiffres."
    )


def _classes(passphrase: str) -> int:
    kinds = (str.islower, str.isupper, str.isdigit, lambda c: not c.isalnum() and not c.isspace())
    return sum(any(kind(letter) for letter in passphrase) for kind in kinds)
