"""One page is one transaction with its cursor: ends, late answers, renewals, full exchanges, files set aside."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
from sqlcipher3 import dbapi2

from desktop.errors import Refused
from desktop.models.changes import Changes
from desktop.models.file import Kept
from desktop.models.news import Answer, SetAside
from desktop.models.note import Delivery, Kind
from desktop.models.passport import Section
from desktop.models.store import Store
from tests.store.conftest import Opener, rows
from tests.store.people import (
    ANNE,
    CONSENT,
    KARIM,
    LONG_AGO,
    RENEWED,
    access,
    envelope,
    holder,
    news,
    opened_envelope,
    passport,
    received,
    withdrawal,
)  # fmt: skip


def unsealable(plain: bytes, item: str) -> tuple[str, bytes]:
    """A key of the gateway's that cannot be used."""
    raise Refused("Cette clé ne convient pas.")


def people(store: Store) -> set[str]:
    return {card.person for card in store.passports.cards()}


def test_a_page_brings_files_their_cursor_and_the_facts_of_the_status(store: Store) -> None:
    changes = store.intake.absorb(news(received(), cursor="c7"), envelope)
    assert changes == Changes(files=frozenset({ANNE}), sync=True)
    file = store.passports.file(ANNE)
    assert file is not None
    assert (file.card.holder, file.card.access, file.passport) == (holder(), access(), passport())
    assert (file.card.kept, file.card.version, file.card.changed) == (Kept.SHARED, 1, LONG_AGO)
    assert [store.state.get(key) for key in ("cursor", "epoch")] == ["c7", "epoch-1"]
    assert store.state.get("received_until")


def test_only_the_last_page_says_that_everything_was_received(store: Store) -> None:
    store.intake.absorb(news(received(), more=True), envelope)
    assert store.state.get("received_until") == ""
    store.intake.absorb(news(cursor="c2"), envelope)
    assert store.state.get("received_until")


def test_a_new_version_replaces_the_file_and_keeps_what_was_written(store: Store) -> None:
    store.intake.absorb(news(received()), envelope)
    store.items.record(ANNE, Kind.NOTE, {"text": "une note"})
    store.intake.absorb(news(received(name="Zoé", version=2)), envelope)
    file = store.passports.file(ANNE)
    assert file is not None
    assert (file.passport, file.card.version, file.card.holder.first_name) == (passport("Zoé"), 2, "Zoé")
    assert [item.text for item in store.items.of(ANNE)] == ["une note"]


def test_a_withdrawal_erases_everything_of_the_person_and_of_nobody_else(
    store: Store, beside: dbapi2.Connection
) -> None:
    store.intake.absorb(news(received(), received(KARIM, "Karim")), envelope)
    store.items.record(ANNE, Kind.NOTE, {"text": "pour le serveur"}, item="unsent")
    store.items.record(ANNE, Kind.WORKING, {"text": "pour moi"})
    store.items.record(KARIM, Kind.NOTE, {"text": "de Karim"})
    changes = store.intake.absorb(news(ends=(withdrawal(),), cursor="c2"), envelope)
    assert (changes.gone, changes.files) == (frozenset({ANNE}), frozenset())
    assert people(store) == {KARIM}
    assert (store.passports.file(ANNE), store.passports.card(ANNE), store.items.of(ANNE)) == (None, None, ())
    for table in ("persons", "seals", "sections", "items", "outbox"):
        column = "item" if table == "outbox" else "person"
        wanted = "unsent" if table == "outbox" else ANNE
        assert beside.execute(f'SELECT count(*) FROM "{table}" WHERE {column} = ?', (wanted,)).fetchone() == (0,)
    assert rows(beside, "outbox") == 1
    assert rows(beside, "tombstones") == 1


@pytest.mark.parametrize("end", ["withdrawal", "past"])
def test_last_words_written_while_the_sharing_ended_are_handed_over(store: Store, end: str) -> None:
    store.intake.absorb(news(received(), received(KARIM, "Karim")), envelope)
    store.items.record(ANNE, Kind.NOTE, {"text": "début"}, item="draft", draft=True)
    if end == "withdrawal":
        store.intake.absorb(news(ends=(withdrawal(),)), envelope)
    else:
        store.intake.end_past(date(2027, 2, 15), envelope)
    for text in ("début, suite", "début, suite et fin"):
        changes = store.items.record(ANNE, Kind.NOTE, {"text": text}, item="draft", draft=True)
        assert changes == Changes(sync=True)
    store.items.record(ANNE, Kind.PLAN, {"text": "plan"}, item="plan")
    opened = {item: opened_envelope(raw) for item, raw in store.post.sealed()[1]}
    assert set(opened) == {"draft", "plan"}
    shape = msgspec.json.decode(opened["draft"].removesuffix(b"draft"))
    assert (shape["content"], shape["person"]) == ({"text": "début, suite et fin"}, ANNE)
    assert (store.items.of(ANNE), store.post.batch()) == ((), ())


def test_last_words_that_nobody_may_keep_are_refused(store: Store, opener: Opener) -> None:
    store.intake.absorb(news(received(), ends=()), envelope)
    store.intake.absorb(news(ends=(withdrawal(),)), envelope)
    with pytest.raises(Refused, match="pas pu être gardé"):
        store.items.record(ANNE, Kind.WORKING, {"text": "pour moi"}, draft=True)
    with pytest.raises(Refused, match="pas pu être gardé"):
        opener().items.record(ANNE, Kind.NOTE, {"text": "sans clé"})  # no exchange gave the means yet
    assert store.post.sealed() == ("", ())


def test_what_was_not_sent_is_sealed_for_handover_and_private_notes_are_not(store: Store) -> None:
    store.intake.absorb(news(received()), envelope)
    record = store.items.record
    record(ANNE, Kind.NOTE, {"text": "en attente"}, item="waiting")
    record(ANNE, Kind.NOTE, {"text": "en cours"}, item="draft", draft=True)
    record(ANNE, Kind.WORKING, {"text": "pour moi"}, item="private")
    record(ANNE, Kind.WORKING, {"text": "pour moi, en cours"}, item="private draft", draft=True)
    record(ANNE, Kind.NOTE, {"text": "transmise"}, item="sent")
    sent = [outgoing for outgoing in store.post.batch() if outgoing.item.id == "sent"]
    store.post.settle(sent, [Answer("sent", "accepted", 1)])
    store.intake.absorb(news(ends=(withdrawal(),)), envelope)
    kid, sealed = store.post.sealed()
    opened = {item: opened_envelope(raw) for item, raw in sealed}
    assert kid == "kid-1"
    assert set(opened) == {"waiting", "draft"}
    shape = msgspec.json.decode(opened["waiting"].removesuffix(b"waiting"))
    assert shape["content"] == {"text": "en attente"}
    assert (shape["person"], shape["kind"], shape["baseVersion"]) == (ANNE, "note", 0)
    assert store.post.waiting() == 2
    store.post.handed(["waiting"])
    assert [item for item, _ in store.post.sealed()[1]] == ["draft"]
    store.post.handed(["draft"])
    assert (store.post.sealed(), store.post.waiting()) == (("", ()), 0)


def test_a_late_answer_for_an_ended_consent_is_ignored_and_a_new_consent_is_not(store: Store) -> None:
    store.intake.absorb(news(received(), ends=()), envelope)
    store.intake.absorb(news(ends=(withdrawal(),)), envelope)
    late = store.intake.absorb(news(received(version=9)), envelope)
    assert (people(store), late.files) == (set(), frozenset())
    store.intake.absorb(news(received(consent=RENEWED, version=10)), envelope)
    file = store.passports.file(ANNE)
    assert file is not None
    assert (file.card.version, file.card.access.consent, file.passport) == (10, RENEWED, passport())
    assert store.intake.absorb(news(ends=(withdrawal(),)), envelope).gone == frozenset()
    assert people(store) == {ANNE}


def test_an_end_and_a_renewal_on_the_same_page(store: Store, opener: Opener) -> None:
    store.intake.absorb(news(received()), envelope)
    store.items.record(ANNE, Kind.WORKING, {"text": "d’avant"})
    store.intake.absorb(news(received(consent=RENEWED, version=2), ends=(withdrawal(),)), envelope)
    assert store.items.of(ANNE) == ()
    store.close()
    file = opener().passports.file(ANNE)
    assert file is not None
    assert file.card.access.consent == RENEWED


def test_an_end_that_comes_before_the_file_buries_it_too(store: Store) -> None:
    assert store.intake.absorb(news(ends=(withdrawal(),)), envelope).gone == frozenset()
    store.intake.absorb(news(received()), envelope)
    assert people(store) == set()


def test_the_same_page_twice_is_the_same_as_once(store: Store) -> None:
    for _ in range(2):
        store.intake.absorb(news(received(), ends=(withdrawal(KARIM),)), envelope)
    assert people(store) == {ANNE}


def test_a_page_that_cannot_be_applied_whole_leaves_everything_and_its_cursor(store: Store, opener: Opener) -> None:
    store.intake.absorb(news(received(), cursor="c1"), envelope)
    store.items.record(ANNE, Kind.NOTE, {"text": "en attente"})
    before = store.passports.cards()
    page = news(received(KARIM, "Karim"), ends=(withdrawal(),), cursor="c2")
    with pytest.raises(Refused, match="convient"):
        store.intake.absorb(page, unsealable)
    for one in (store, opener()):
        assert one.state.get("cursor") == "c1"
        assert sorted(one.passports.cards(), key=lambda card: card.person) == sorted(before, key=lambda c: c.person)
        assert [item.text for item in one.items.of(ANNE)] == ["en attente"]
        assert one.post.sealed() == ("", ())
        assert one.passports.file(KARIM) is None


def test_keys_made_by_a_page_that_was_undone_are_forgotten(store: Store, opener: Opener) -> None:
    """A first file of Karim’s is undone: the next must be sealed with a key that the table holds."""
    store.intake.absorb(news(received()), envelope)
    store.items.record(ANNE, Kind.NOTE, {"text": "avant"})
    broken = news(received(KARIM, "Karim"), aside=(SetAside(KARIM, 1, None),))  # type: ignore[arg-type]  # to fail last
    with pytest.raises(Exception, match="code 19"):
        store.intake.absorb(broken, envelope)
    store.intake.absorb(news(received(KARIM, "Karim")), envelope)
    store.items.record(KARIM, Kind.NOTE, {"text": "après"})
    again = opener()
    file = again.passports.file(KARIM)
    assert file is not None
    assert file.passport == passport("Karim")
    assert [item.text for item in (*again.items.of(ANNE), *again.items.of(KARIM))] == ["avant", "après"]


def test_keys_replaced_by_a_page_that_was_undone_come_back(store: Store, opener: Opener) -> None:
    store.intake.absorb(news(received()), envelope)
    store.items.record(ANNE, Kind.NOTE, {"text": "avant"})
    renewal = received(consent=RENEWED)
    broken = news(renewal, ends=(withdrawal(),), aside=(SetAside(KARIM, 1, None),))  # type: ignore[arg-type]  # idem
    with pytest.raises(Exception, match="code 19"):
        store.intake.absorb(broken, envelope)
    store.items.record(ANNE, Kind.NOTE, {"text": "après"})
    for one in (store, opener()):
        assert {item.text for item in one.items.of(ANNE)} == {"avant", "après"}
        file = one.passports.file(ANNE)
        assert file is not None
        assert file.card.access.consent == CONSENT


def test_the_key_of_a_first_note_that_was_undone_is_forgotten(store: Store, opener: Opener) -> None:
    store.intake.absorb(news(received()), envelope)
    with pytest.raises(Exception, match="code 19"):
        store.items.record(ANNE, None, {"text": "sans genre"})  # type: ignore[arg-type]  # the table refuses it
    store.items.record(ANNE, Kind.NOTE, {"text": "la bonne"})
    assert [item.text for item in opener().items.of(ANNE)] == ["la bonne"]


def test_a_full_exchange_says_who_is_absent_and_erases_nobody(store: Store) -> None:
    store.intake.absorb(news(received(), received(KARIM, "Karim")), envelope)
    store.items.record(KARIM, Kind.NOTE, {"text": "de Karim"})
    for _ in range(2):  # the second within the same second as the first
        store.intake.start_over()
        assert store.state.get("cursor") == ""
        store.intake.absorb(news(received(), received(KARIM, "Karim")), envelope)
        assert store.intake.finish_full() == Changes()
    store.intake.start_over()
    store.intake.absorb(news(received()), envelope)
    assert store.intake.finish_full().files == frozenset({KARIM})
    kept = {card.person: card.kept for card in store.passports.cards()}
    assert kept == {ANNE: Kept.SHARED, KARIM: Kept.ABSENT}
    assert [item.text for item in store.items.of(KARIM)] == ["de Karim"]
    store.intake.absorb(news(received(KARIM, "Karim", version=2)), envelope)
    assert {card.kept for card in store.passports.cards()} == {Kept.SHARED}


def test_without_a_full_exchange_nobody_is_absent(store: Store) -> None:
    store.intake.absorb(news(received()), envelope)
    store.intake.absorb(news(cursor="c2"), envelope)
    assert store.intake.finish_full() == Changes()
    assert [card.kept for card in store.passports.cards()] == [Kept.SHARED]


def test_a_file_made_here_is_never_absent(store: Store) -> None:
    store.passports.create("hand", holder(), access("", None), passport())
    store.intake.start_over()
    store.intake.absorb(news(), envelope)
    store.intake.finish_full()
    assert [card.kept for card in store.passports.cards()] == [Kept.HAND]
    assert store.intake.count() == 0


def test_what_cannot_be_accepted_is_set_aside_and_the_former_file_kept(store: Store) -> None:
    store.intake.absorb(news(received()), envelope)
    aside = SetAside(ANNE, 2, "Une date n’existe pas.")
    store.intake.start_over()
    store.intake.absorb(news(aside=(SetAside(ANNE, 2, "Autre chose."), aside)), envelope)
    assert store.intake.set_aside() == (aside,)
    assert store.intake.finish_full() == Changes()
    assert [card.version for card in store.passports.cards()] == [1]
    store.intake.absorb(news(received(version=3)), envelope)
    assert store.intake.set_aside() == ()


def test_what_was_set_aside_goes_with_the_end_of_the_sharing_or_a_full_exchange(store: Store) -> None:
    aside = SetAside(KARIM, 1, "Une date n’existe pas.")
    store.intake.absorb(news(aside=(aside,)), envelope)
    store.intake.absorb(news(ends=(withdrawal(KARIM),)), envelope)
    assert store.intake.set_aside() == ()
    store.intake.absorb(news(aside=(aside,)), envelope)
    store.intake.start_over()
    assert store.intake.set_aside() == ()


def test_files_that_nobody_owns_are_told_one_from_another(store: Store) -> None:
    aside = tuple(SetAside("", 0, "Illisible.", f"digest {number}") for number in range(5))
    for _ in range(2):
        store.intake.absorb(news(aside=aside), envelope)
    assert store.intake.set_aside() == aside


def test_a_narrowed_sharing_holds_even_when_its_file_is_set_aside(store: Store, path: Path) -> None:
    store.intake.absorb(news(received(), received(KARIM, "Karim")), envelope)
    narrow = replace(access(RENEWED, date(2026, 12, 31)), sections=(Section.SKILLS, Section.BADGES))
    changes = store.intake.absorb(news(aside=(SetAside(ANNE, 2, "Une date n’existe pas.", "", narrow),)), envelope)
    file, untouched = store.passports.file(ANNE), store.passports.file(KARIM)
    assert file is not None
    assert untouched is not None
    assert changes.files == frozenset({ANNE})
    assert (file.passport.facts, file.passport.sections) == ((), (Section.SKILLS,))
    assert [(skill.code, skill.proof) for skill in file.passport.skills] == [("123", None)]
    assert (file.card.version, file.card.access) == (
        1, replace(access(), sections=(Section.SKILLS,), end=date(2026, 12, 31)))  # fmt: skip
    assert store.passports.past(date(2027, 1, 1)) == (ANNE,)
    assert untouched.passport == passport("Karim")
    assert path.with_name("escale.db-wal").stat().st_size == 0


@pytest.mark.parametrize("consent", [CONSENT, RENEWED])
def test_a_file_set_aside_that_covers_more_or_speaks_of_the_past_changes_nothing(store: Store, consent: str) -> None:
    store.intake.absorb(news(received(consent=RENEWED), ends=(withdrawal(),)), envelope)
    covered = access(consent) if consent == RENEWED else replace(access(consent), sections=())
    assert store.intake.absorb(news(aside=(SetAside(ANNE, 2, "x", "", covered),)), envelope).files == frozenset()
    file = store.passports.file(ANNE)
    assert file is not None
    assert (file.passport, file.card.access) == (passport(), access(RENEWED))


def test_the_last_day_is_still_shared_and_the_next_is_not(store: Store) -> None:
    end = access().end
    assert end is not None
    store.intake.absorb(news(received()), envelope)
    store.passports.create("hand", holder(), access("", None), passport())
    store.items.record(ANNE, Kind.NOTE, {"text": "en attente"}, item="waiting")
    assert store.intake.end_past(end, envelope) == Changes()
    assert people(store) == {ANNE, "hand"}
    changes = store.intake.end_past(end + timedelta(days=1), envelope)
    assert changes.gone == frozenset({ANNE})
    assert people(store) == {"hand"}
    assert [item for item, _ in store.post.sealed()[1]] == ["waiting"]
    store.state.put({"time": f"{end + timedelta(days=1)}T08:00:00Z 0 boot"})  # as trusted time is kept
    store.intake.absorb(news(received()), envelope)
    assert people(store) == {"hand"}


def test_ends_that_cannot_be_sealed_erase_nobody(store: Store) -> None:
    store.intake.absorb(news(received(), received(KARIM, "Karim")), envelope)
    store.items.record(KARIM, Kind.NOTE, {"text": "en attente"})
    with pytest.raises(Refused):
        store.intake.end_past(date(2030, 1, 1), unsealable)
    assert people(store) == {ANNE, KARIM}
    assert [item.delivery for item in store.items.of(KARIM)] == [Delivery.WAITING]


def test_files_are_counted(store: Store) -> None:
    assert store.intake.count() == 0
    store.intake.absorb(news(received(), received(KARIM, "Karim")), envelope)
    assert store.intake.count() == 2


def test_the_last_file_of_somebody_named_twice_in_a_page_is_kept(store: Store) -> None:
    changes = store.intake.absorb(news(received(), received(KARIM, "Karim"), received(ANNE, "Autre")), envelope)
    assert changes.files == {ANNE, KARIM}
    found = store.passports.file(ANNE)
    assert found is not None
    assert found.card.holder.first_name == "Autre"
    assert store.intake.count() == 2
