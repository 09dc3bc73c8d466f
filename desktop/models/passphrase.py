"""What a passphrase must be: hard to guess offline, i.e. 80 bits (CNIL, délibération 2022-100), and nothing else.

An estimate on the careful side: a word is worth a draw among a few thousand, however long it is; what repeats, follows
the alphabet or starts every list of stolen passwords is worth next to nothing.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from math import ceil, log2
from typing import Final

from desktop.models.words import WORDS

ENOUGH: Final = 80
DRAWN: Final = 7
WORD_BITS: Final = log2(len(WORDS))
KNOWN: Final = (
    "motdepasse", "azerty", "qwerty", "password", "escale", "jetaime", "1234", "0000",
)  # fmt: skip
WORD: Final = re.compile(r"[^\W\d_]{3,12}")
YEAR: Final = re.compile(r"(19|20)\d\d")
VOWELS: Final = frozenset("aeiouyàâäéèêëîïôöùûüœæ")
LONGEST: Final = 400
ADVICE: Final = (
    "Choisissez sept mots sans lien entre eux, ou au moins 14 caractères au hasard avec majuscules, minuscules et"
    " chiffres."
)
KNOWN_ADVICE: Final = (
    "Évitez les suites, les répétitions et les mots trop connus : choisissez sept mots sans lien entre eux."
)


@dataclass(frozen=True, slots=True)
class Strength:
    """An estimate in bits, whether it is enough, and one sentence that explains it."""

    bits: int
    enough: bool
    sentence: str


def strength(passphrase: str) -> Strength:
    """How hard to guess, and why; 80 bits are enough."""
    parts = [part for part in re.split(r"[\s\-_.,;:]+", passphrase[:LONGEST].casefold()) if part]
    words = {part for part in parts if _is_word(part)}
    bits = int(sum(_bits(part, parts[:at], passphrase) for at, part in enumerate(parts)))
    return Strength(bits, bits >= ENOUGH, _explained(parts, words, bits))


def shortfall(passphrase: str) -> str:
    """What is missing, as one sentence of advice; "" when the passphrase will do."""
    if strength(passphrase).enough:
        return ""
    parts = passphrase[:LONGEST].casefold().split()
    plain = "".join(parts)
    known = any(plain.startswith(start) for start in KNOWN) or len(set(plain)) < 6 or len(set(parts)) < len(parts)
    return KNOWN_ADVICE if known else ADVICE


def suggestion() -> str:
    """Seven different French words drawn by lot: 80 bits, by the length of the list."""
    return " ".join(secrets.SystemRandom().sample(WORDS, DRAWN))


def _is_word(part: str) -> bool:
    return bool(WORD.fullmatch(part)) and not VOWELS.isdisjoint(part)


def _bits(part: str, before: list[str], whole: str) -> float:
    """What one part adds to those before it."""
    if part in before:
        return 1.0
    start = next((known for known in KNOWN if part.startswith(known)), "")
    if start:
        return 4.0 + _letters(part[len(start) :], whole)
    if YEAR.fullmatch(part):
        return 7.0
    if len(part) < 3 and part.isalpha():
        return 4.0  # de, la, un
    return WORD_BITS if _is_word(part) else _letters(part, whole)


def _letters(part: str, whole: str) -> float:
    """Letter by letter, among those of the kinds found; those that repeat or follow: eight bits at most."""
    weak = sum(
        part[:at].count(letter) > 2 or (at > 0 and abs(ord(letter) - ord(part[at - 1])) <= 1)
        for at, letter in enumerate(part)
    )
    return (len(part) - weak) * log2(_alphabet(whole)) + min(weak, 8)


def _alphabet(whole: str) -> int:
    """How many signs the kinds found offer; 43 others on a French keyboard, accents included."""
    kinds = ((26, r"[a-z]"), (26, r"[A-Z]"), (10, r"\d"), (43, r"[^\sa-zA-Z\d]"))
    return max(2, sum(size for size, kind in kinds if re.search(kind, whole)))


def _explained(parts: list[str], words: set[str], bits: int) -> str:
    counted = f"{len(words)} mot{'s' if len(words) > 1 else ''} différent{'s' if len(words) > 1 else ''}"
    about = f"solidité {bits} pour {ENOUGH} demandés"
    if bits >= ENOUGH:
        return f"Solide : {counted}, {about}." if len(words) > 1 else f"Solide : {about}."
    if not parts:
        return "Sept mots sans lien entre eux : faciles à retenir, impossibles à deviner."
    if any(parts[0].startswith(known) for known in KNOWN):
        return f"Ce début est dans toutes les listes de mots de passe volés : {about}."
    if len(set(parts)) < len(parts):
        return f"Un mot répété ne compte qu’une fois : {about}."
    missing = ceil((ENOUGH - bits) / WORD_BITS)
    return f"{counted}, {about} : ajoutez-en {missing}." if len(words) > 1 else f"Trop courte : {about}."
