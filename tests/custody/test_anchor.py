"""The anchor: short, authenticated, never going back, and silent where there is no keyring."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.custody.anchor import ITEM, AnchorKeeper
from desktop.errors import StoreTrouble
from desktop.models.anchor import LONGEST, Anchor, read
from desktop.models.doubt import Doubt
from desktop.vault.keychain import SystemKeychain
from tests.vault.memory import MemoryKeyring

KEY = b"A" * 32
ANCHOR = Anchor(2**31 - 1, "a" * 64, 2**31, 2**32, "b" * 64, "2026-11-22T09:00:00Z")


@pytest.fixture
def keeper(memory: MemoryKeyring) -> AnchorKeeper:
    return AnchorKeeper(SystemKeychain(memory), "fr.escale/essai", KEY)


def test_it_is_read_back_and_fits_every_keyring() -> None:
    text = ANCHOR.written(KEY)
    assert read(text, KEY) == ANCHOR
    assert len(text) < min(LONGEST, 500)


def test_every_character_counts() -> None:
    text = ANCHOR.written(KEY)
    for at in range(len(text)):
        assert read(text[:at] + chr(ord(text[at]) ^ 1) + text[at + 1 :], KEY) is None
    assert read(text, b"B" * 32) is None
    assert read(text + " " * LONGEST, KEY) is None
    assert read("", KEY) is None


def test_it_never_goes_back(keeper: AnchorKeeper) -> None:
    later = replace(ANCHOR, seal=ANCHOR.seal + 1)
    assert keeper.drop(later)
    assert not keeper.drop(ANCHOR)
    assert not keeper.drop(later)
    assert keeper.known() == (later, None)
    assert keeper.drop(replace(later, high_water="2026-11-22T10:00:00Z"))
    keeper.renew(ANCHOR)
    assert keeper.known() == (ANCHOR, None)


def test_another_one_s_anchor_is_a_doubt(keeper: AnchorKeeper, memory: MemoryKeyring) -> None:
    assert keeper.known() == (None, None)
    memory.kept["fr.escale/essai", ITEM] = ANCHOR.written(b"B" * 32)
    assert keeper.known() == (None, Doubt.REPLACED)


def test_a_keyring_that_refuses_is_said_and_the_next_one_is_put(keeper: AnchorKeeper, memory: MemoryKeyring) -> None:
    memory.locked = True
    with pytest.raises(StoreTrouble):
        keeper.drop(ANCHOR)
    memory.locked = False
    assert keeper.drop(ANCHOR)


def test_without_a_keyring_nothing_is_claimed() -> None:
    keeper = AnchorKeeper(None, "fr.escale/essai", KEY)
    assert not keeper.covers
    assert not keeper.drop(ANCHOR)
    assert keeper.known() == (None, None)
