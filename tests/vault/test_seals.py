"""Seals are bound to person, class and place; the box of tokens to its key."""

from __future__ import annotations

import os

import pytest

from desktop.errors import SignInNeeded, StoreTrouble
from desktop.models.seal import Class
from desktop.vault.seals import PersonSeals
from desktop.vault.tokens import TokenBox
from desktop.vault.wrap import Broken, seal, unseal

SEALS = PersonSeals(os.urandom(32), os.urandom(32))


def test_a_key_is_bound_to_its_person_and_its_class() -> None:
    wrapped = SEALS.new_key("anne", Class.NOTES)
    assert len(wrapped) == 60
    SEALS.opened("anne", Class.NOTES, wrapped)
    for person, kind in (("karim", Class.NOTES), ("anne", Class.PASSPORT)):
        with pytest.raises(StoreTrouble):
            SEALS.opened(person, kind, wrapped)


def test_the_same_wrapping_key_does_not_confuse_the_classes() -> None:
    one = PersonSeals(bytes(32), bytes(32))
    with pytest.raises(StoreTrouble):
        one.opened("anne", Class.PASSPORT, one.new_key("anne", Class.NOTES))


def test_a_value_is_bound_to_its_place() -> None:
    key = SEALS.opened("anne", Class.NOTES, SEALS.new_key("anne", Class.NOTES))
    sealed = key.seal(b"plain", "items|1")
    assert key.open(sealed, "items|1") == b"plain"
    assert sealed != key.seal(b"plain", "items|1")
    with pytest.raises(StoreTrouble):
        key.open(sealed, "items|2")


def test_every_altered_byte_is_refused() -> None:
    key = SEALS.opened("anne", Class.NOTES, SEALS.new_key("anne", Class.NOTES))
    sealed = key.seal(b"plain", "items|1")
    for place in range(len(sealed)):
        with pytest.raises(StoreTrouble):
            key.open(sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :], "items|1")
    for length in (0, 5, 12, len(sealed) - 1):
        with pytest.raises(StoreTrouble):
            key.open(sealed[:length], "items|1")


def test_another_vault_opens_nothing() -> None:
    with pytest.raises(StoreTrouble):
        PersonSeals(os.urandom(32), os.urandom(32)).opened("anne", Class.NOTES, SEALS.new_key("anne", Class.NOTES))


def test_tokens_open_with_their_key_only() -> None:
    sealed = TokenBox(bytes(32)).seal("jeton")
    assert "jeton" not in sealed
    assert TokenBox(bytes(32)).open(sealed) == "jeton"
    with pytest.raises(SignInNeeded):
        TokenBox(b"1" * 32).open(sealed)


def test_wrapping_binds_the_place() -> None:
    sealed = seal(bytes(32), b"plain", b"here")
    assert unseal(bytes(32), sealed, b"here") == b"plain"
    with pytest.raises(Broken):
        unseal(bytes(32), sealed, b"there")
