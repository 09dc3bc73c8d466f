"""What cannot be fetched again leaves in one encrypted file, is kept free of those who ended, and comes back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.errors import ReadLocked, Refused, StoreTrouble
from desktop.models.file import Kept
from desktop.models.journal import Event
from desktop.models.note import Kind
from desktop.models.store import Store
from tests.store.conftest import KEY, Opener
from tests.store.pages import decrypted, found_in
from tests.store.people import ANNE, KARIM, access, envelope, holder, news, passport, received, withdrawal
from tests.vault.memory import ShelfInMemory, seals_on

HAND = "hand-made"
OTHER = bytes(range(100, 148))


@pytest.fixture
def filled(store: Store) -> Store:
    """Two shared files and one made by hand, each with a note; an entry of the journal; a session."""
    store.intake.absorb(news(received(), received(KARIM, "Karim")), envelope)
    store.passports.create(HAND, holder("Main"), access("", None), passport("Main"))
    for person in (ANNE, KARIM, HAND):
        store.items.record(person, Kind.NOTE, {"text": f"note de {person}"}, item=f"n-{person}")
    store.journal.note(Event.VIEWED, ANNE, "experiences")
    store.drafts.put("note", "à moitié")
    store.state.put({"gateway": "https://exemple.fr", "keys": "{}", "refresh": "secret-de-session"})
    return store


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    """Where the exported file goes."""
    folder = tmp_path / "sauvegardes"
    folder.mkdir()
    return folder / "export.db"


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Store]:
    """A new store of the same vault, elsewhere."""
    folder = tmp_path / "nouveau"
    folder.mkdir()
    store = Store(folder / "escale.db", KEY, seals_on(ShelfInMemory(None)))
    yield store
    store.close()


def test_the_file_is_one_encrypted_file_without_any_passport(filled: Store, exported: Path) -> None:
    assert filled.export(exported, OTHER)
    assert [file.name for file in exported.parent.iterdir()] == ["export.db"]
    assert found_in(exported.parent, "CREATE TABLE") == []
    pages = decrypted(exported, OTHER)
    for word in (b"CREATE TABLE", ANNE.encode(), b"https://exemple.fr"):
        assert word in pages
    for word in (b"secret-de-session", b"epoch-1", "Zéphyrine".encode(), b"Soudeuse"):
        assert word not in pages


def test_it_comes_back_whole_in_a_new_store(filled: Store, exported: Path, fresh: Store) -> None:
    filled.export(exported, OTHER)
    head = filled.journal.head()
    assert fresh.adopt(exported, OTHER) == 3
    assert {card.person: card.kept for card in fresh.passports.cards()} == {
        ANNE: Kept.AWAITED, KARIM: Kept.AWAITED, HAND: Kept.HAND}  # fmt: skip
    file = fresh.passports.file(HAND)
    assert file is not None
    assert file.passport == passport("Main")
    assert [item.text for item in fresh.items.of(HAND)] == [f"note de {HAND}"]
    assert fresh.items.of(ANNE) == ()
    with pytest.raises(ReadLocked):
        fresh.passports.file(ANNE)
    assert (fresh.state.get("gateway"), fresh.state.get("cursor")) == ("https://exemple.fr", "")
    fresh.intake.absorb(news(received()), envelope)
    assert [item.text for item in fresh.items.of(ANNE)] == [f"note de {ANNE}"]
    assert [outgoing.item.id for outgoing in fresh.post.batch()] == [f"n-{ANNE}"]
    assert fresh.journal.head() == head
    fresh.journal.note(Event.RESTORED)
    assert (fresh.journal.broken(), fresh.journal.holds(head)) == (None, True)


def test_who_ended_since_does_not_come_back(filled: Store, exported: Path, fresh: Store, tmp_path: Path) -> None:
    filled.export(exported, OTHER)
    filled.intake.absorb(news(ends=(withdrawal(),)), envelope)
    filled.passports.remove(HAND)
    filled.post.handed([f"n-{ANNE}"])  # what is sealed for the gateway keeps the note's id, which is hers here
    assert fresh.adopt(exported, OTHER, filled.legacy()) == 1
    assert [card.person for card in fresh.passports.cards()] == [KARIM]
    pages = decrypted(tmp_path / "nouveau" / "escale.db", KEY)
    assert ANNE.encode() not in pages
    late = fresh.intake.absorb(news(received()), envelope)
    assert late.files == frozenset()


def test_an_exported_file_is_cleaned_of_who_ended_since(filled: Store, exported: Path, fresh: Store) -> None:
    filled.export(exported, OTHER)
    filled.intake.absorb(news(ends=(withdrawal(),)), envelope)
    assert filled.expunge(exported, OTHER) == 1
    assert filled.expunge(exported, OTHER) == 0
    pages = decrypted(exported, OTHER)
    assert (ANNE.encode() in pages, KARIM.encode() in pages) == (False, True)
    assert [file.name for file in exported.parent.iterdir()] == ["export.db"]
    assert fresh.adopt(exported, OTHER) == 2
    assert fresh.intake.absorb(news(received()), envelope).files == frozenset()


def test_cancelled_or_in_the_way_it_leaves_what_was_there(filled: Store, exported: Path) -> None:
    assert not filled.export(exported, OTHER, lambda: True)
    assert list(exported.parent.iterdir()) == []
    exported.write_bytes(b"already here")
    with pytest.raises(StoreTrouble):
        filled.export(exported, OTHER)
    assert exported.read_bytes() == b"already here"


def test_another_key_or_a_damaged_file_is_said_and_nothing_is_adopted(
    filled: Store, exported: Path, fresh: Store
) -> None:
    filled.export(exported, OTHER)
    with pytest.raises(StoreTrouble):
        fresh.adopt(exported, KEY)
    whole = exported.read_bytes()
    exported.write_bytes(whole[: len(whole) // 2 // 4096 * 4096])
    with pytest.raises(StoreTrouble):
        fresh.adopt(exported, OTHER)
    assert fresh.passports.cards() == ()
    for at in range(2048, len(whole), 4096):
        exported.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(StoreTrouble):
            fresh.adopt(exported, OTHER)
    assert fresh.passports.cards() == ()
    exported.write_bytes(whole)
    assert fresh.adopt(exported, OTHER) == 3
    assert len(fresh.passports.cards()) == 3


def test_it_is_adopted_by_a_new_store_only(filled: Store, exported: Path, opener: Opener) -> None:
    filled.export(exported, OTHER)
    with pytest.raises(Refused, match="neuf"):
        filled.adopt(exported, OTHER)
    assert len(filled.passports.cards()) == 3


def test_a_store_that_was_adopted_is_exported_again(filled: Store, exported: Path, fresh: Store) -> None:
    filled.export(exported, OTHER)
    fresh.adopt(exported, OTHER)
    second = exported.with_name("second.db")
    assert fresh.export(second, OTHER)
    assert fresh.expunge(second, OTHER) == 0


def test_what_the_replaced_store_leaves_is_not_lost(filled: Store, exported: Path, fresh: Store) -> None:
    filled.export(exported, OTHER)
    filled.journal.note(Event.VIEWED, KARIM, "parcours")
    filled.items.record(ANNE, Kind.NOTE, {"text": "pas encore partie"}, item="reste")
    filled.intake.absorb(news(ends=(withdrawal(),)), envelope)
    sealed, receipts, head = filled.post.sealed(), filled.receipts.all(), filled.journal.head()
    assert "reste" in dict(sealed[1])
    fresh.adopt(exported, OTHER, filled.legacy())
    assert fresh.post.sealed() == sealed
    assert fresh.receipts.all() == receipts
    assert (fresh.journal.head(), fresh.journal.broken()) == (head, None)


def test_a_journal_that_is_another_s_does_not_take_the_place_of_the_backup_s(
    filled: Store, exported: Path, fresh: Store
) -> None:
    filled.export(exported, OTHER)
    head = filled.journal.head()
    legacy = filled.legacy()
    entry = dict(legacy.left["journal"][-1]) | {"what": "autre"}
    forged = replace(legacy, left=legacy.left | {"journal": (*legacy.left["journal"][:-1], entry, entry)})
    fresh.adopt(exported, OTHER, forged)
    assert (fresh.journal.head(), fresh.journal.broken()) == (head, None)


def test_the_journal_goes_on_as_far_as_it_holds(filled: Store, exported: Path, fresh: Store) -> None:
    filled.export(exported, OTHER)
    filled.journal.note(Event.VIEWED, KARIM)
    head = filled.journal.head()
    filled.journal.note(Event.VIEWED, ANNE)
    filled.journal.note(Event.VIEWED, ANNE)
    legacy = filled.legacy()
    entries = legacy.left["journal"]
    altered = (*entries[:-2], dict(entries[-2]) | {"what": "autre"}, entries[-1])
    fresh.adopt(exported, OTHER, replace(legacy, left=legacy.left | {"journal": altered}))
    assert (fresh.journal.head(), fresh.journal.broken()) == (head, None)


def test_what_is_true_of_the_vault_comes_back_at_its_latest(filled: Store, exported: Path, fresh: Store) -> None:
    filled.state.put({"time": "2026-11-22T09:00:00Z 5 x", "sheet_made": "2026-05-04", "rehearsed": "2026-05-10",
                      "broken_at": "3", "countersigned": _signed(filled.journal.head())})  # fmt: skip
    filled.export(exported, OTHER)
    kept = filled.state.get("countersigned")
    legacy = filled.legacy()
    later = {"time": "2026-11-20T09:00:00Z 9 x", "sheet_made": "2026-11-01", "rehearsed": "",
             "countersigned": _signed("ab" * 32)}  # fmt: skip
    fresh.adopt(exported, OTHER, replace(legacy, state=later))
    assert fresh.state.several((*later, "broken_at")) == {
        "time": "2026-11-22T09:00:00Z 5 x", "sheet_made": "2026-11-01", "rehearsed": "",
        "countersigned": kept, "broken_at": "3"}  # fmt: skip


def _signed(head: str) -> str:
    return json.dumps({"payload": {"head": head, "at": "2026-11-22T09:00:00Z"}, "signature": "s", "kid": "k"})
