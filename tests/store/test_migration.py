"""The store as the first schema wrote it, opened today: everything is there, and sealed as it must be now."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from desktop.errors import EpochLost
from desktop.models.file import Kept
from desktop.models.note import Delivery, Kind
from desktop.models.store import Mode, Store
from desktop.models.store.migrate import copy_aside
from tests.store.conftest import KEY, Opener
from tests.store.dying import killed_at
from tests.store.pages import decrypted
from tests.store.people import ANNE, CONSENT, KARIM, envelope, holder, news, passport, received, withdrawal
from tests.vault.memory import ShelfInMemory, seals_on

HAND = "hand-1"
GONE = "4f0e2c7a-0000-4000-8000-00000000000c"


@pytest.fixture(autouse=True)
def golden(path: Path) -> None:
    """A copy of what the first released schema wrote."""
    shutil.copy(Path(__file__).parent.parent / "stores" / "0001.db", path)


@pytest.fixture
def raw(path: Path) -> Iterator[dbapi2.Connection]:
    """What is in the file."""
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.set_key(b"x'" + KEY.hex().encode() + b"'")
    yield connection
    connection.close()


def check(store: Store) -> None:
    """Everybody is there, with what was written about them."""
    cards = {card.person: card for card in store.passports.cards()}
    assert {person: card.kept for person, card in cards.items()} == {
        ANNE: Kept.SHARED, KARIM: Kept.SHARED, HAND: Kept.HAND}  # fmt: skip
    found = [store.passports.file(person) for person in (ANNE, KARIM, HAND)]
    assert [file.passport for file in found if file] == [passport(), passport("Karim"), passport("Main")]
    assert cards[HAND].holder == holder("Main")
    assert {item.text for item in store.items.of(ANNE)} == {"Note ancienne de Zéphyrine", "Note privée"}
    assert {(item.text, item.kind, item.delivery) for item in store.items.of(ANNE)} >= {
        ("Note privée", Kind.WORKING, Delivery.PRIVATE)}  # fmt: skip
    assert {item.text: item.kind for item in store.items.of(ANNE)}["Note ancienne de Zéphyrine"] is Kind.NOTE
    assert [item.text for item in store.items.of(HAND)] == ["Note du dossier à la main"]


def test_everything_is_there_and_again_at_the_next_opening(opener: Opener) -> None:
    store = opener()
    check(store)
    store.close()
    check(opener())


def test_files_made_by_hand_are_under_class_n_the_others_in_a_group(opener: Opener, raw: dbapi2.Connection) -> None:
    opener()
    kept = {(row[0], row[1]): row[2] for row in raw.execute('SELECT person, class, "group" FROM seals')}
    assert {person for person, kind in kept if kind == "P"} == {ANNE, KARIM}
    assert all((group is not None) == (kind == "P") for (_, kind), group in kept.items())
    assert raw.execute("SELECT count(*) FROM rack").fetchone() == (1,)


def test_who_withdrew_is_known_by_a_digest_alone_and_stays_buried(opener: Opener, path: Path) -> None:
    assert GONE.encode() in decrypted(path, KEY)
    store = opener()
    assert GONE.encode() not in decrypted(path, KEY)
    (stone,) = store.tombstones()
    late = store.intake.absorb(news(received(GONE, "Tard", consent=CONSENT)), envelope)
    buried = GONE not in {card.person for card in store.passports.cards()}
    assert buried == (stone.digest == store._seals.pseudonym(f"{GONE}|{CONSENT}"))
    assert late.files == (frozenset() if buried else {GONE})


def test_the_copy_aside_goes_at_the_next_opening(opener: Opener, path: Path) -> None:
    opener().close()
    assert copy_aside(path).exists()
    opener()
    assert not copy_aside(path).exists()


def test_a_withdrawal_after_it_ends_what_the_first_schema_sealed(opener: Opener, path: Path) -> None:
    store = opener()
    store.intake.absorb(news(ends=(withdrawal(),)), envelope)
    assert ANNE.encode() not in decrypted(path, KEY)
    assert not copy_aside(path).exists()


def test_without_its_epoch_nothing_changes_until_passports_are_given_up(path: Path) -> None:
    before = path.read_bytes()
    for epoch in (None, b"?" * 32):
        with pytest.raises(EpochLost):
            Store(path, KEY, seals_on(ShelfInMemory(epoch)))
        assert path.read_bytes() == before
    store = Store(path, KEY, seals_on(ShelfInMemory(None)), mode=Mode.ANEW)
    assert {card.person: card.kept for card in store.passports.cards()} == {
        ANNE: Kept.AWAITED, KARIM: Kept.AWAITED, HAND: Kept.HAND}  # fmt: skip
    assert [item.text for item in store.items.of(HAND)] == ["Note du dossier à la main"]
    store.intake.absorb(news(received()), envelope)
    assert {item.text for item in store.items.of(ANNE)} == {"Note ancienne de Zéphyrine", "Note privée"}
    store.close()


@pytest.mark.parametrize(
    "step", ["INTO next_persons", "DROP TABLE persons", "RENAME", "TABLE rack", "INTO tombstones", "INTO rack",
             "INTO seals", "SET card", "INTO next_items", "TABLE items", "TABLE versions", "TABLE calendar",
             "UPDATE alembic_version", "COMMIT"],
)  # fmt: skip
def test_killed_at_any_step_it_begins_again(path: Path, opener: Opener, step: str) -> None:
    assert killed_at(path, step)
    check(opener())
