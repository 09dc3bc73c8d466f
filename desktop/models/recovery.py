"""The recovery key on paper: 160 bits in eight groups of four letters and digits, and a ninth that finds the slip.

Crockford's base 32: no I, L, O or U, so that what is read aloud or copied by hand is read again. The ninth group makes
the whole a Reed-Solomon word over GF(1024), a symbol being two letters: one slip is told and located. It is never
mended silently: the counsellor reads the sheet again.
"""

from __future__ import annotations

from typing import Final

from desktop.errors import Refused

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
READ_AS: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})
SEPARATORS: Final = str.maketrans("-–—_.,;:/|", " " * 10)
BYTES: Final = 20
GROUPS: Final = 9
LETTERS: Final = 4 * GROUPS
LONGEST: Final = 500
ADVICE: Final = "Relisez-le sur la fiche, puis recommencez : rien n’a été changé."


def crockford(value: int, letters: int) -> str:
    """The number in base 32, most significant first, on so many letters."""
    return "".join(ALPHABET[value >> 5 * place & 31] for place in reversed(range(letters)))


def grouped(raw: bytes) -> str:
    """20 bytes as they are printed: nine groups of four, joined by dashes."""
    data = int.from_bytes(raw[:BYTES])
    symbols = [data >> 10 * place & 1023 for place in reversed(range(16))]
    total, weighted = _syndromes(symbols)
    last = _times(weighted ^ _times(total, _power(16)), _inverse(_power(16) ^ _power(17)))
    letters = crockford(data << 20 | (total ^ last) << 10 | last, LETTERS)
    return "-".join(letters[at : at + 4] for at in range(0, LETTERS, 4))


def parsed(text: str) -> bytes:
    """The 20 bytes; Refused, saying which group is wrong where that is known. O is read 0; I and L are read 1."""
    letters = _letters(text[:LONGEST].upper().translate(SEPARATORS).split())
    value = sum(ALPHABET.index(letter) << 5 * place for place, letter in enumerate(reversed(letters)))
    total, weighted = _syndromes([value >> 10 * place & 1023 for place in reversed(range(18))])
    if not total and not weighted:
        return (value >> 20).to_bytes(BYTES)
    wrong = [at for at in range(18) if total and _times(total, _power(at)) == weighted]
    if wrong:
        raise Refused(f"Le groupe n° {wrong[0] // 2 + 1} semble mal recopié.", ADVICE)
    raise Refused("Cette clé de secours contient plusieurs erreurs.", "Relisez la fiche groupe par groupe.")


def _letters(groups: list[str]) -> str:
    for number, group in enumerate(groups, 1):
        if not set(group.translate(READ_AS)) <= set(ALPHABET):
            raise Refused(f"Le groupe n° {number} contient un caractère qu’une clé n’a jamais.", ADVICE)
        if len(groups) == GROUPS and len(group) != 4:
            raise Refused(f"Le groupe n° {number} doit avoir quatre caractères.", ADVICE)
    joined = "".join(groups).translate(READ_AS)
    if len(joined) != LETTERS:
        raise Refused(
            f"Une clé de secours a neuf groupes de quatre caractères ; il y en a ici {len(joined)} en tout.",
            "Recopiez la fiche en entier.",
        )
    return joined


def _syndromes(symbols: list[int]) -> tuple[int, int]:
    total = weighted = 0
    for at, symbol in enumerate(symbols):
        total ^= symbol
        weighted ^= _times(symbol, _power(at))
    return total, weighted


def _times(one: int, other: int) -> int:
    """Product in GF(1024), x¹⁰ + x³ + 1."""
    product = 0
    for place in range(10):
        product ^= one << place if other >> place & 1 else 0
    for place in reversed(range(10, 19)):
        product ^= 0x409 << place - 10 if product >> place & 1 else 0
    return product


def _power(exponent: int) -> int:
    result = 1
    for _ in range(exponent):
        result = _times(result, 2)
    return result


def _inverse(value: int) -> int:
    result = 1
    for _ in range(1022):
        result = _times(result, value)
    return result
