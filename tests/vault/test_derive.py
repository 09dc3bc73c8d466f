"""From a passphrase to a key: the published vector, the bounds, and a computer short of memory."""

from __future__ import annotations

import subprocess
import sys

import pytest

from desktop.errors import StoreTrouble
from desktop.vault.derive import FLOOR, Cost, expanded, passphrase_key

SHORT = """
import resource, sys
from desktop.errors import StoreTrouble
from desktop.vault.derive import Cost, passphrase_key
resource.setrlimit(resource.RLIMIT_AS, (700 << 20, 700 << 20))
try:
    passphrase_key("x", bytes(16), Cost(memory=1 << 20))
except StoreTrouble as trouble:
    print(trouble.sentence)
"""


def test_the_bounds_of_what_a_header_may_ask_are_accepted_themselves() -> None:
    for cost in (FLOOR, Cost(), Cost(memory=1024 * 1024, passes=10, lanes=16), Cost(lanes=1)):
        assert cost.checked() is cost


def test_every_parameter_changes_the_key() -> None:
    plain = passphrase_key("x", bytes(16), FLOOR)
    others = [
        passphrase_key("y", bytes(16), FLOOR),
        passphrase_key("x", b"1" * 16, FLOOR),
        passphrase_key("x", bytes(16), Cost(FLOOR.memory, 4, FLOOR.lanes)),
        passphrase_key("x", bytes(16), Cost(FLOOR.memory, FLOOR.passes, 3)),
    ]
    assert len({plain, *others}) == 5
    assert len(plain) == 32
    assert passphrase_key("x", bytes(16), FLOOR) == plain


def test_expansion_is_that_of_the_rfc_and_separates_purposes() -> None:

    assert expanded(b"k", "a") != expanded(b"k", "b")
    known = "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"  # RFC 5869, A.3, first 32 bytes
    assert expanded(b"\x0b" * 22, "").hex() == known


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a program to its address space")
def test_a_computer_short_of_memory_is_said() -> None:
    said = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", SHORT], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    assert said.stdout.strip() == "Cet ordinateur manque de mémoire pour ouvrir le coffre."


def test_the_refusal_says_that_nothing_was_opened() -> None:
    with pytest.raises(StoreTrouble) as said:
        Cost(memory=1).checked()
    assert said.value.advice == "Rien n’a été ouvert."
