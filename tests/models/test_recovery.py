"""The recovery key on paper: read again however it was copied, and a slip is found where it is."""

from __future__ import annotations

import os
import random

import pytest

from desktop.errors import Refused
from desktop.models.recovery import ALPHABET, crockford, grouped, parsed

KEY = bytes(range(20))
SHEET = grouped(KEY)


def test_nine_groups_of_four_without_letters_that_are_misread() -> None:
    groups = SHEET.split("-")
    assert [len(group) for group in groups] == [4] * 9
    assert not set("".join(groups)) & set("ILOU")
    assert groups[:8] == ["000G", "40R4", "0M30", "E209", "185G", "R38E", "1W81", "24GK"]


def test_what_is_printed_is_read_again() -> None:
    for _ in range(200):
        raw = os.urandom(20)
        assert parsed(grouped(raw)) == raw
    for raw in (bytes(20), b"\xff" * 20):
        assert parsed(grouped(raw)) == raw


@pytest.mark.parametrize(
    "typed",
    [
        SHEET.lower(),
        SHEET.replace("-", " "),
        SHEET.replace("-", ""),
        SHEET.replace("-", " – "),
        f"  {SHEET}\n",
        SHEET.replace("0", "O"),
        SHEET.replace("0", "o").replace("1", "l"),
        SHEET.replace("1", "I"),
        SHEET.replace("-", "\n"),
    ],
)
def test_it_is_read_however_it_was_typed(typed: str) -> None:
    assert parsed(typed) == KEY


def test_every_wrong_character_is_found_in_its_group() -> None:
    for at, letter in enumerate(SHEET):
        for other in set(ALPHABET) - {letter} if letter != "-" else ():
            with pytest.raises(Refused, match=rf"groupe n° {at // 5 + 1} semble mal recopié"):
                parsed(SHEET[:at] + other + SHEET[at + 1 :])


def test_two_letters_exchanged_are_never_accepted() -> None:
    letters = SHEET.replace("-", "")
    for at in range(len(letters) - 1):
        swapped = letters[:at] + letters[at + 1] + letters[at] + letters[at + 2 :]
        if swapped != letters:
            with pytest.raises(Refused):
                parsed(swapped)


def test_two_groups_exchanged_are_never_accepted() -> None:
    groups = SHEET.split("-")
    for one in range(9):
        for other in range(one):
            mixed = list(groups)
            mixed[one], mixed[other] = mixed[other], mixed[one]
            with pytest.raises(Refused):
                parsed("-".join(mixed))


def test_of_many_random_keys_almost_none_is_accepted() -> None:
    drawn = random.Random(2026)  # noqa: S311  a fixed sample
    accepted = 0
    for _ in range(3000):
        try:
            parsed("".join(drawn.choice(ALPHABET) for _ in range(36)))
            accepted += 1
        except Refused:
            continue
    assert accepted == 0  # one in a million


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "il y en a ici 0"),
        (SHEET[:-5], "il y en a ici 32"),
        (SHEET + "-AAAA", "il y en a ici 40"),
        (SHEET.replace("40R4", "40R"), "groupe n° 2 doit avoir quatre"),
        (SHEET.replace("E209", "E20U"), "groupe n° 4 contient un caractère"),
        (SHEET.replace("E209", "E20é"), "groupe n° 4 contient un caractère"),
        ("é" * 10_000, "groupe n° 1 contient"),
        ("7" * 10_000, "il y en a ici 500"),
    ],
)
def test_what_is_wrong_is_said(typed: str, said: str) -> None:
    with pytest.raises(Refused, match=said) as refusal:
        parsed(typed)
    assert refusal.value.advice


def test_a_number_on_so_many_letters() -> None:
    assert (crockford(0, 3), crockford(31, 2), crockford(1 << 15, 3)) == ("000", "0Z", "000")
