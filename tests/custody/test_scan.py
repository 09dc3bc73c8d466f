"""Looking for remnants: what is there is found, on pages, in the log and in backups; what was erased is not."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from desktop.custody.backup import Backups
from desktop.custody.scan import Scan, scan
from tests.custody.desk import Desk
from tests.store.people import ANNE, KARIM, envelope, news, withdrawal

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def test_what_is_there_is_found_and_what_was_erased_is_not(desk: Desk) -> None:
    watched = desk.open()
    desk.work()
    backups = Backups(desk.vault, desk.keys)
    in_log = scan(desk.path, (watched.key,), (ANNE,))
    assert in_log.found
    backups.make(desk.store, AT)
    desk.store.flush()
    assert scan(desk.path, (watched.key,), (ANNE,)).found
    desk.store.intake.absorb(news(ends=(withdrawal(),)), envelope)
    only_backups = scan(desk.path, (watched.key,), (ANNE,), backups)
    assert only_backups.found
    assert not scan(desk.path, (watched.key,), (ANNE,)).found
    backups.expunge(desk.store)
    clean = scan(desk.path, (watched.key,), (ANNE, "Zéphyrine"), backups)
    assert (clean.found, clean.backups, clean.unread, clean.whole) == (0, 1, 0, True)
    assert clean.pages > 10
    assert clean.sentence.endswith("aucune trace.")
    assert scan(desk.path, (watched.key,), (KARIM,)).found


def test_with_the_wrong_key_nothing_is_read(desk: Desk) -> None:
    desk.open()
    desk.work()
    assert not scan(desk.path, (bytes(48),), (ANNE,)).found


def test_it_stops_when_asked_and_says_so(desk: Desk) -> None:
    watched = desk.open()
    desk.work()
    stopped = scan(desk.path, (watched.key,), (ANNE,), stop=lambda: True)
    assert not stopped.whole
    assert "interrompue" in stopped.sentence


def test_a_backup_that_cannot_be_read_is_counted(desk: Desk) -> None:
    watched = desk.open()
    desk.work()
    backups = Backups(desk.vault, desk.keys)
    copy = backups.make(desk.store, AT)
    assert copy
    with Path(copy.path).open("rb+") as file:
        file.truncate(copy.size - 100)
    found = scan(desk.path, (watched.key,), ("introuvable",), backups)
    assert found.unread == 1
    assert "n’a pas pu être relue" in found.sentence


def test_sentences_are_french() -> None:
    assert Scan(1, 0, 0).sentence == "Recherche dans 1 page et 0 sauvegarde : aucune trace."
    assert Scan(12, 2, 3, 2).sentence == (
        "Recherche dans 12 pages et 3 sauvegardes : 2 pages avec une trace. 2 sauvegardes n’ont pas pu être relues."
    )
