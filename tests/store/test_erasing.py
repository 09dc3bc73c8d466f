"""Whatever ends a file, it ends the same way: rows, keys, earlier copies, a receipt, an entry, nothing left."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from desktop.errors import EpochLost, Refused
from desktop.models.erasure import Copies, Reason
from desktop.models.file import Kept
from desktop.models.journal import Event
from desktop.models.news import Answer, SetAside, Withdrawal
from desktop.models.note import Kind
from desktop.models.store import Mode, Store
from tests.store.conftest import KEY, Opener
from tests.store.pages import decrypted
from tests.store.people import (
    ANNE,
    CONSENT,
    KARIM,
    LONG_AGO,
    access,
    envelope,
    holder,
    news,
    opened_envelope,
    passport,
    received,
    withdrawal,
)
from tests.vault.memory import ShelfInMemory, seals_on

HAND = "hand-made"


def _absent(store: Store) -> None:
    store.intake.start_over()
    store.intake.absorb(news(received(KARIM, "Karim")), envelope)
    store.intake.finish_full()
    store.intake.answer_absence(erase=True)


ENDS: dict[Reason, tuple[str, Callable[[Store], object]]] = {
    Reason.WITHDRAWN: (ANNE, lambda store: store.intake.absorb(news(ends=(withdrawal(),)), envelope)),
    Reason.REASSIGNED: (ANNE, lambda store: store.intake.absorb(
        news(ends=(Withdrawal(ANNE, CONSENT, LONG_AGO, "reassigned"),)), envelope)),
    Reason.EXPIRED: (ANNE, lambda store: store.intake.end_past(date(2027, 2, 15), envelope)),
    Reason.ABSENT: (ANNE, _absent),
    Reason.REMOVED: (HAND, lambda store: store.passports.remove(HAND)),
}  # fmt: skip


def fill(store: Store) -> None:
    """Anne with two notes, one of them acknowledged; Karim for longer; one made by hand."""
    karim = received(KARIM, "Karim")
    longer = type(karim)(KARIM, 1, LONG_AGO, karim.holder, access(end=date(2028, 1, 1)), karim.passport)
    store.intake.absorb(news(received(), longer), envelope)
    store.passports.create(HAND, holder("Main"), access("", None), passport("Main"))
    store.items.record(ANNE, Kind.NOTE, {"text": "transmise"}, item="sent")
    store.post.settle(store.post.batch(), [Answer("sent", "accepted", 1)])
    store.items.record(ANNE, Kind.NOTE, {"text": "en attente"}, item="waiting")
    store.items.record(HAND, Kind.NOTE, {"text": "note à la main"})
    store.drafts.put(f"note|{ANNE}", "à moitié")
    store.drafts.put("place", f"dossier ouvert : {HAND}")
    store.passports.remember_first((ANNE, HAND))
    store.passports.cards()


@pytest.mark.parametrize("reason", ENDS)
def test_nothing_is_left_and_a_receipt_says_it(store: Store, path: Path, reason: Reason) -> None:
    fill(store)
    person, end = ENDS[reason]
    end(store)
    pages = decrypted(path, KEY)
    assert person.encode() not in pages
    assert person not in {card.person for card in store.passports.cards()}
    assert store.state.get("first") == ""
    (receipt,) = store.receipts.all()
    assert (receipt.reason, receipt.pseudonym) == (reason, store._seals.pseudonym(person))
    counts = dict(receipt.counts)
    assert counts["sections du passeport"] == 2
    assert counts["brouillons"] == 1
    assert counts["clés"] == (1 if person == HAND else 2)
    assert receipt.handed == (0 if person == HAND else 1)
    entry = store.journal.entries(person)[0]
    assert (entry.event, entry.what) == (Event.ERASED, reason)
    assert store.journal.broken() is None
    everything = f"{receipt}{receipt.why}{receipt.kept_elsewhere}"
    assert not [word for word in (person, "Zéphyrine", "Main", "transmise") if word in everything]
    assert store.passports.file(KARIM) is not None


@pytest.mark.parametrize("reason", [reason for reason in ENDS if reason is not Reason.REMOVED])
def test_an_earlier_copy_no_longer_opens(
    store: Store, path: Path, tmp_path: Path, shelf: ShelfInMemory, reason: Reason
) -> None:
    fill(store)
    store.flush()
    earlier = tmp_path / "earlier.db"
    shutil.copy(path, earlier)
    ENDS[reason][1](store)
    assert store.receipts.all()[0].copies is Copies.COVERED
    with pytest.raises(EpochLost):
        Store(earlier, KEY, seals_on(shelf))
    copied = Store(earlier, KEY, seals_on(shelf), mode=Mode.READ_ONLY)
    assert {card.kept for card in copied.passports.cards()} == {Kept.AWAITED, Kept.HAND}
    copied.close()
    assert store.passports.file(KARIM) is not None


def test_those_who_stay_open_with_another_key_after_a_restart(store: Store, opener: Opener) -> None:
    many = [received(f"p{number}", f"N{number}") for number in range(600)]
    store.intake.absorb(news(received(), *many), envelope)
    store.intake.absorb(news(ends=(withdrawal(),)), envelope)
    for one in (store, opener()):
        assert len(one.passports.cards()) == 600
        file = one.passports.file("p599")
        assert file is not None
        assert file.passport == passport("N599")


def test_erasing_one_rewraps_only_those_of_the_same_group(store: Store) -> None:
    many = [received(f"p{number}", f"N{number}") for number in range(600)]
    store.intake.absorb(news(received(), *many), envelope)
    group = store._seals.group(ANNE)
    before = _wrapped(store)
    store.intake.absorb(news(ends=(withdrawal(),)), envelope)
    after = _wrapped(store)
    moved = {person for person, (_, wrapped) in after.items() if before[person][1] != wrapped}
    assert moved == {person for person, (mine, _) in after.items() if mine == group}
    assert len(moved) < 20


def _wrapped(store: Store) -> dict[str, tuple[int, bytes]]:
    with store._engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT person, \"group\", wrapped FROM seals WHERE class = 'P'")
        return {row[0]: (row[1], row[2]) for row in rows}


def test_a_keyring_that_refuses_does_not_stop_an_erasure_and_is_asked_again(
    store: Store, opener: Opener, path: Path, shelf: ShelfInMemory
) -> None:
    fill(store)
    shelf.refuses = True
    store.intake.absorb(news(ends=(withdrawal(),)), envelope)
    assert ANNE.encode() not in decrypted(path, KEY)
    (receipt,) = store.receipts.all()
    assert receipt.copies is Copies.DUE
    assert "recommencera" in receipt.kept_elsewhere[0]
    assert store.renew_epoch() is False
    shelf.refuses = False
    again = opener()
    assert again.receipts.all()[0].copies is Copies.COVERED
    assert again.state.get("epoch_due") == ""
    assert again.passports.file(KARIM) is not None


def test_a_keyring_that_refuses_the_last_step_is_asked_again(
    store: Store, opener: Opener, shelf: ShelfInMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store)
    flush = store._epoch._flush

    def refuse() -> None:
        flush()
        shelf.refuses = True

    store._epoch._flush = refuse
    store.intake.absorb(news(ends=(withdrawal(),)), envelope)
    assert store.receipts.all()[0].copies is Copies.DUE
    shelf.refuses = False
    again = opener()
    assert again.receipts.all()[0].copies is Copies.COVERED
    assert again.passports.file(KARIM) is not None
    assert (shelf.next, again.state.get("epoch_due")) == (None, "")


def test_an_erasure_that_is_undone_keeps_the_epoch(store: Store, opener: Opener, shelf: ShelfInMemory) -> None:
    def unsealable(plain: bytes, item: str) -> tuple[str, bytes]:
        raise Refused("non")

    fill(store)
    before = shelf.kept
    with pytest.raises(Refused):
        store.intake.absorb(news(ends=(withdrawal(),)), unsealable)
    assert (shelf.kept, shelf.next) == (before, None)
    assert store.passports.file(ANNE) is not None
    assert store.receipts.all() == ()
    assert opener().passports.file(ANNE) is not None


def test_what_was_not_sent_is_sealed_first_and_what_was_is_archived_where_the_site_keeps_it(
    path: Path, shelf: ShelfInMemory
) -> None:
    store = Store(path, KEY, seals_on(shelf), keep_notes=True)
    fill(store)
    store.intake.absorb(news(ends=(withdrawal(),)), envelope)
    (receipt,) = store.receipts.all()
    assert (receipt.handed, receipt.archived) == (1, 1)
    ((_, sealed),) = store.post.sealed()[1]
    assert b"en attente" in opened_envelope(sealed)
    (kept,) = store.archive.all()
    assert (kept.text, kept.pseudonym) == ("transmise", receipt.pseudonym)
    assert kept.until.year == datetime.now(UTC).year + 2
    assert store.archive.of(ANNE) == (kept,)  # were she here again, her access report would hold it
    assert store.archive.of(KARIM) == ()
    assert ANNE.encode() not in decrypted(path, KEY)
    store.intake.end_past(kept.until, envelope)
    assert len(store.archive.all()) == 1
    store.intake.end_past(date(kept.until.year + 1, 1, 1), envelope)
    assert store.archive.all() == ()
    store.close()


def test_a_year_without_contact_ends_what_was_shared_and_only_tells_what_was_made_here(store: Store) -> None:
    endless = type(received())(ANNE, 1, LONG_AGO, holder(), access(end=None), passport())
    store.intake.absorb(news(endless), envelope)
    store.passports.create(HAND, holder("Main"), access("", None), passport("Main"))
    today = datetime.now(UTC).date()
    before, after = today.replace(year=today.year + 1, day=1), today.replace(year=today.year + 1, month=12, day=31)
    later = date(after.year + 1, 1, 31)
    assert store.intake.end_past(before, envelope, before).gone == frozenset()
    assert store.intake.end_past(later, envelope).gone == frozenset()  # nobody but this clock says that it is so late
    assert store.intake.end_past(later, envelope, before).gone == frozenset()
    assert store.passports.out_of_contact(before) == ()
    assert store.intake.end_past(later, envelope, later).gone == {ANNE}
    assert store.receipts.all()[0].reason is Reason.RETENTION
    assert [card.person for card in store.passports.out_of_contact(later)] == [HAND]
    store.intake.absorb(news(endless), envelope)
    assert [card.person for card in store.passports.cards()] == [HAND]
    fresh = replace(endless, changed=datetime.now(UTC) + timedelta(days=1))  # something new since
    assert store.intake.absorb(news(fresh), envelope).files == {ANNE}


def test_a_clock_that_was_wrong_makes_no_contact_older_and_ends_nothing_for_good(store: Store) -> None:
    store.intake.absorb(news(received()), envelope)
    store.state.put({"time": "2031-01-01T00:00:00Z 0 boot"})
    store.passports.open(ANNE)
    assert store.passports.contacts()[ANNE] == date(2031, 1, 1)
    store.state.put({"time": ""})
    store.passports.open(ANNE)
    store.items.record(ANNE, Kind.NOTE, {"text": "plus tard"})
    store.intake.absorb(news(received(version=2)), envelope)
    assert store.passports.contacts()[ANNE] == date(2031, 1, 1)
    assert store.intake.end_past(date(2028, 1, 1), envelope).gone == {ANNE}  # a clock far ahead
    assert store.intake.absorb(news(received(version=3)), envelope).files == {ANNE}  # its last day is still to come
    store.intake.absorb(news(ends=(withdrawal(),)), envelope)
    assert store.intake.absorb(news(received(version=4)), envelope).files == frozenset()


def test_a_late_file_that_cannot_be_accepted_of_somebody_who_ended_is_not_noted(store: Store) -> None:
    store.intake.absorb(news(received()), envelope)
    store.intake.absorb(news(ends=(withdrawal(),)), envelope)
    late = SetAside(ANNE, 2, "Une date de ce dossier n’existe pas.", access=access())
    store.intake.absorb(news(aside=(late,)), envelope)
    assert store.intake.set_aside() == ()


def test_without_a_keyring_the_receipt_says_that_copies_are_not_covered(path: Path) -> None:
    shelf = ShelfInMemory(b"P" * 32)
    shelf.covers_copies = False
    store = Store(path, KEY, seals_on(shelf))
    fill(store)
    store.intake.absorb(news(ends=(withdrawal(),)), envelope)
    (receipt,) = store.receipts.all()
    assert not receipt.covers_copies
    assert "trousseau" in receipt.kept_elsewhere[0]
    store.receipts.give_up()
    assert store.receipts.all()[0].scan == ""  # its words are still known: it will be searched
    assert ANNE in store.receipts.to_search()[receipt.id]
    store.receipts.give_up()
    assert "Recherche non faite" in store.receipts.all()[0].scan
    store.receipts.scanned(receipt.id, "Aucune trace trouvée.")
    assert store.receipts.all()[0].scan == "Aucune trace trouvée."
    store.close()
