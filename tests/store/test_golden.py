"""The stores that earlier schemas wrote, opened today: they hold what they held, and go on from there."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

import pytest
from sqlcipher3 import dbapi2

from desktop.errors import EpochLost
from desktop.models.erasure import Reason
from desktop.models.file import Kept
from desktop.models.journal import Event
from desktop.models.note import Delivery, Item, Kind
from desktop.models.store import Store
from desktop.models.store.migrate import copy_aside
from desktop.models.store.tables import METADATA
from tests.store.conftest import KEY, rows
from tests.store.dying import killed_at
from tests.store.pages import decrypted
from tests.store.people import ANNE, CONSENT, KARIM, envelope, holder, news, passport, received, withdrawal
from tests.stores.made import ASIDE, GONE, HAND, LONG, THEIRS, made
from tests.vault.memory import ShelfInMemory, seals_on

GOLDEN: Final = Path(__file__).parents[1] / "stores"
EPOCHS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "0002": "84750e3dd6a2061de489c32df71b753399b71cb296fd7dfddd4abe70564f29ae",
        "0003": "5dc24439a72546204ecac05ce3329d55ff8713274d9fe788e66c23b6ac0685ad",
        "0004": "57e12c5ac8a91deeb42b9f2cfbc51d061766143e8046311dcded0bf2887aed0c",
    }
)
SINCE: Final[Mapping[str, str]] = MappingProxyType({"versions": "0004", "calendar": "0005"})  # tables made later
schemas = pytest.mark.parametrize("schema", EPOCHS)


def opened(path: Path, schema: str) -> Store:
    """A copy of the store of that schema, opened by the Escale of today; the next call opens that copy again."""
    if not path.exists():
        shutil.copy(GOLDEN / f"{schema}.db", path)
    return Store(path, KEY, seals_on(ShelfInMemory(bytes.fromhex(EPOCHS[schema]))))


def check(store: Store, *, versions: bool) -> None:
    """Everything that ``fill`` said is there; ``versions``: earlier texts were kept when it was said."""
    cards = {card.person: card for card in store.passports.cards()}
    assert {person: card.kept for person, card in cards.items()} == {
        ANNE: Kept.SHARED, KARIM: Kept.SHARED, HAND: Kept.HAND}  # fmt: skip
    assert [card.holder for card in cards.values() if card.person == HAND] == [holder("Main")]
    files = [store.passports.file(person) for person in (ANNE, KARIM, HAND)]
    assert [file.passport for file in files if file] == [passport(), passport("Karim"), passport("Main")]
    items = {item.id: item for person in cards for item in store.items.of(person)}
    assert {name: (one.text, one.kind, one.delivery, one.version) for name, one in items.items()} == {
        "sent": ("Note transmise de Zéphyrine", Kind.NOTE, Delivery.SENT, 2),
        "torn": ("Texte de ce poste", Kind.NOTE, Delivery.CONFLICT, 0),
        "waiting": ("Note qui attend", Kind.NOTE, Delivery.WAITING, 0),
        "private": ("Note de travail de Zéphyrine", Kind.WORKING, Delivery.PRIVATE, 0),
        "target": ("", Kind.OCCUPATION, Delivery.WAITING, 0),
        "refused": ("Texte refusé", Kind.NOTE, Delivery.REFUSED, 0),
        "draft": ("Note commencée", Kind.NOTE, Delivery.DRAFT, 0),
        "hand": ("Note du dossier à la main", Kind.NOTE, Delivery.LOCAL, 0),
    }
    check_asides(store, items, versions=versions)


def check_asides(store: Store, items: Mapping[str, Item], *, versions: bool) -> None:
    """What is beside the files: questions, what ended, what waits, what is known of this desk."""
    assert (items["torn"].theirs, items["refused"].reason) == (THEIRS, "too_large")
    assert {item.received for item in items.values()} == {None}
    assert items["target"].content["label"] == "Soudage"
    assert [one.text for one in store.versions.of("sent")] == ([LONG] if versions else [])
    assert {outgoing.item.id for outgoing in store.post.batch()} == {"waiting", "target"}
    assert [item for item, _ in store.post.sealed()[1]] == ["gone-waiting"]
    assert [one.text for one in store.archive.all()] == ["Note transmise, puis archivée"]
    assert [stone.digest for stone in store.tombstones()] == [store._seals.pseudonym(f"{GONE}|{CONSENT}")]
    assert [receipt.reason for receipt in store.receipts.all()] == [Reason.WITHDRAWN]
    assert [(one.person, one.version) for one in store.intake.set_aside()] == [(ASIDE, 3)]
    assert store.drafts.get("note") == "Phrase à moitié"
    assert Event.VIEWED in {entry.event for entry in store.journal.entries(ANNE)}
    assert [store.state.get(key) for key in ("gateway", "counsellor")] == ["https://exemple.fr", "Nolwenn"]
    assert store.calendar.held() == frozenset()


@schemas
def test_it_was_written_by_that_schema_and_every_table_of_it_holds_something(schema: str, path: Path) -> None:
    shutil.copy(GOLDEN / f"{schema}.db", path)
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.set_key(b"x'" + KEY.hex().encode() + b"'")
    assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(schema,)]
    of_then = [table for table in METADATA.tables if SINCE.get(table, "") <= schema]
    assert [table for table in of_then if not rows(connection, table)] == []
    connection.close()


@schemas
def test_it_holds_what_it_held_at_this_opening_and_at_the_next(schema: str, path: Path) -> None:
    for _ in range(2):
        store = opened(path, schema)
        check(store, versions=schema >= "0004")
        store.close()


@schemas
def test_it_goes_on_from_there(schema: str, path: Path) -> None:
    store = opened(path, schema)
    store.items.record(ANNE, Kind.NOTE, {"text": "Suite"}, item="waiting")
    store.items.resolve("torn", {"text": "Les deux"})
    assert store.passports.file(ANNE) is not None
    late = store.intake.absorb(news(received(GONE, "Partie")), envelope)
    assert late.files == frozenset()  # who withdrew stays away
    store.close()
    again = opened(path, schema)
    texts = {item.id: item.text for item in again.items.of(ANNE)}
    assert (texts["waiting"], texts["torn"]) == ("Suite", "Les deux")
    again.close()


@pytest.mark.parametrize(
    ("schema", "step"),
    [("0002", "INTO next_items"), ("0002", "UPDATE alembic_version"), ("0003", "TABLE versions"), ("0003", "COMMIT"),
     ("0004", "TABLE calendar"), ("0004", "ADD COLUMN received"), ("0004", "COMMIT")],
)  # fmt: skip
def test_killed_while_it_is_brought_up_to_date_it_begins_again(schema: str, step: str, path: Path) -> None:
    shutil.copy(GOLDEN / f"{schema}.db", path)
    assert killed_at(path, step)
    store = opened(path, schema)
    check(store, versions=schema >= "0004")
    store.close()


@schemas
def test_a_withdrawal_after_it_leaves_nothing_of_the_person(schema: str, path: Path) -> None:
    store = opened(path, schema)
    assert ANNE.encode() in decrypted(path, KEY)
    store.intake.absorb(news(ends=(withdrawal(),)), envelope)
    assert ANNE.encode() not in decrypted(path, KEY)
    assert not copy_aside(path).exists()
    store.close()


@schemas
def test_without_its_epoch_it_does_not_open_and_loses_nothing(schema: str, path: Path) -> None:
    shutil.copy(GOLDEN / f"{schema}.db", path)
    with pytest.raises(EpochLost):
        Store(path, KEY, seals_on(ShelfInMemory(b"?" * 32)))
    store = opened(path, schema)
    check(store, versions=schema >= "0004")
    store.close()


def test_the_way_they_were_made_still_makes_one(path: Path) -> None:
    epoch = made(path)
    store = Store(path, KEY, seals_on(ShelfInMemory(epoch)))
    check(store, versions=True)
    store.close()
