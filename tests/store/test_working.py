"""When an accompaniment is closed its working notes are destroyed: here, on every page, in every backup."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from desktop.models.journal import Event
from desktop.models.note import Kind
from desktop.models.seal import Class
from desktop.models.store import Store
from desktop.models.store.engine import transaction
from desktop.models.store.keys import Keys
from tests.store.conftest import KEY
from tests.store.pages import decrypted, spellings
from tests.store.people import ANNE, KARIM, envelope, news, received
from tests.vault.memory import ShelfInMemory, seals_on

OTHER = bytes(range(100, 148))
PRIVATE = ("pensée zinzoline", "pensée d’avant, amarante", "mot à moi, céladon")


@pytest.fixture(autouse=True)
def filled(store: Store) -> None:
    """Anne: a working note with a version, a text for both that was a working note, another note; Karim: his own."""
    store.intake.absorb(news(received(), received(KARIM, "Karim")), envelope)
    words = [PRIVATE[1] + " " + "x" * 300, PRIVATE[0]]
    for text in words:
        store.items.record(ANNE, Kind.WORKING, {"text": text}, item="w")
    store.items.record(ANNE, Kind.WORKING, {"text": PRIVATE[2] + " " + "x" * 300}, item="turned")
    store.items.record(ANNE, Kind.NOTE, {"text": "pour les deux"}, item="turned")
    store.items.record(ANNE, Kind.NOTE, {"text": "une note"}, item="n")
    store.items.record(ANNE, Kind.NOTE, {"text": "une note, reprise"}, item="n")
    store.items.record(KARIM, Kind.WORKING, {"text": "de Karim"}, item="k")


def opened(store: Store, path: Path, key: bytes) -> bytes:
    """Every writing of a file, opened with the keys of the vault, then every page as it is decrypted."""
    connection = dbapi2.connect(str(path))
    connection.set_key(b"x'" + key.hex().encode() + b"'")
    found = [(row[0], row[1], f"items|{row[0]}") for row in connection.execute("SELECT id, sealed FROM items")]
    earlier = connection.execute("SELECT item, number, sealed FROM versions")
    found += [(row[0], row[2], f"versions|{row[0]}|{row[1]}") for row in earlier]
    owners = dict(connection.execute("SELECT id, person FROM items").fetchall())
    connection.close()
    with transaction(store._engine) as known:
        keys = Keys(store._seals).of_all(known, list(set(owners.values())), Class.NOTES)
    plain = [keys[owners[item]].open(sealed, place) for item, sealed, place in found]
    return b"\n".join(plain) + decrypted(path, key)


def sealed_of(path: Path, key: bytes = KEY) -> list[bytes]:
    """The sealed bytes of every text in that ink about Anne."""
    connection = dbapi2.connect(str(path))
    connection.set_key(b"x'" + key.hex().encode() + b"'")
    found = connection.execute("SELECT sealed FROM items WHERE kind = 'working' AND person = ?", (ANNE,)).fetchall()
    found += connection.execute("SELECT sealed FROM versions WHERE kind = 'working'").fetchall()
    connection.close()
    return [bytes(row[0]) for row in found]


def words_in(content: bytes) -> list[str]:
    return [word for word in PRIVATE if any(form in content for form in spellings(word))]


def test_no_table_and_no_page_holds_a_byte_of_them(store: Store, path: Path) -> None:
    traces = sealed_of(path)
    assert len(traces) == 3
    assert words_in(opened(store, path, KEY)) == list(PRIVATE)
    changes = store.working.destroy(ANNE)
    assert (changes.items, changes.destroyed) == (frozenset({ANNE}), True)
    assert words_in(opened(store, path, KEY)) == []
    pages = decrypted(path, KEY)
    assert [trace for trace in traces if trace in pages] == []
    assert path.with_name("escale.db-wal").stat().st_size == 0
    assert store.search.notes("zinzoline") == ()


def test_everything_else_stays(store: Store) -> None:
    store.working.destroy(ANNE)
    assert [(item.id, item.text) for item in store.items.of(ANNE)] == [
        ("turned", "pour les deux"), ("n", "une note, reprise")]  # fmt: skip
    assert {item: [one.text for one in several] for item, several in store.versions.about(ANNE).items()} == {
        "n": ["une note"]}  # fmt: skip
    assert [item.text for item in store.items.of(KARIM)] == ["de Karim"]
    assert store.passports.file(ANNE) is not None
    assert [outgoing.item.id for outgoing in store.post.batch()] == ["turned", "n"]
    (entry,) = store.journal.entries(ANNE)
    assert (entry.event, entry.what) == (Event.DESTROYED, "")
    assert store.receipts.all() == ()


def test_a_backup_made_before_lets_go_of_them(store: Store, tmp_path: Path) -> None:
    exported = tmp_path / "export.db"
    assert store.export(exported, OTHER)
    traces = sealed_of(exported, OTHER)
    assert words_in(opened(store, exported, OTHER)) == list(PRIVATE)
    store.working.destroy(ANNE)
    store.items.record(ANNE, Kind.WORKING, {"text": "après"}, item="later")
    store.expunge(exported, OTHER)
    assert words_in(opened(store, exported, OTHER)) == []
    pages = decrypted(exported, OTHER)
    assert [trace for trace in traces if trace in pages] == []
    assert b"de Karim" in opened(store, exported, OTHER)
    assert [item.id for item in store.items.of(ANNE)] == ["turned", "n", "later"]


def test_none_comes_back_from_a_backup_that_nobody_could_rewrite(store: Store, tmp_path: Path) -> None:
    exported = tmp_path / "export.db"
    store.export(exported, OTHER)
    store.working.destroy(ANNE)
    fresh = Store(tmp_path / "nouveau.db", KEY, seals_on(ShelfInMemory(None)))
    fresh.adopt(exported, OTHER, store.legacy())
    fresh.intake.absorb(news(received(), received(KARIM, "Karim")), envelope)
    assert [item.id for item in fresh.items.of(ANNE)] == ["turned", "n"]
    assert set(fresh.versions.about(ANNE)) == {"n"}
    assert [item.id for item in fresh.items.of(KARIM)] == ["k"]
    assert words_in(opened(fresh, tmp_path / "nouveau.db", KEY)) == []
    fresh.close()


def test_what_is_written_after_it_is_kept_and_comes_back(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.working.destroy(ANNE)
    monkeypatch.setattr("desktop.models.store.items.now", lambda: datetime(2100, 1, 1, tzinfo=UTC))
    store.items.record(ANNE, Kind.WORKING, {"text": "après"}, item="later")
    exported = tmp_path / "export.db"
    store.export(exported, OTHER)
    store.expunge(exported, OTHER)
    fresh = Store(tmp_path / "nouveau.db", KEY, seals_on(ShelfInMemory(None)))
    fresh.adopt(exported, OTHER, store.legacy())
    fresh.intake.absorb(news(received()), envelope)
    assert "later" in {item.id for item in fresh.items.of(ANNE)}
    fresh.close()


def test_a_note_dated_later_by_a_clock_set_back_since_goes_too(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("desktop.models.store.items.now", lambda: datetime(2100, 1, 1, tzinfo=UTC))
        store.items.record(ANNE, Kind.WORKING, {"text": "de demain"}, item="later")
    store.working.destroy(ANNE)
    assert Kind.WORKING not in {item.kind for item in store.items.of(ANNE)}


def test_the_person_is_still_accompanied(store: Store) -> None:
    store.working.destroy(ANNE)
    store.working.destroy(ANNE)
    store.intake.absorb(news(received(version=2)), envelope)
    card = store.passports.card(ANNE)
    assert card is not None
    assert card.version == 2
    assert store.working.destroy("nobody").destroyed
