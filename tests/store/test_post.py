"""The outbox: the order of writing, what the gateway answers, and texts rewritten while they travel."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from desktop.errors import Refused
from desktop.models.changes import Changes
from desktop.models.news import Answer
from desktop.models.note import Delivery, Item, Kind, Theirs
from desktop.models.store import Store
from tests.store.conftest import Opener
from tests.store.people import ANNE, KARIM, access, envelope, holder, news, passport, received, withdrawal

THEIRS = Theirs(5, datetime(2026, 2, 1, tzinfo=UTC), "M. Diallo", {"text": "le leur"})


@pytest.fixture(autouse=True)
def two_files(store: Store) -> None:
    """Two shared files."""
    store.intake.absorb(news(received(), received(KARIM, "Karim")), envelope)


def write(store: Store, item: str, text: str = "x", person: str = ANNE) -> None:
    store.items.record(person, Kind.NOTE, {"text": text}, item=item)


def the(store: Store, item: str) -> Item:
    return next(one for one in (*store.items.of(ANNE), *store.items.of(KARIM)) if one.id == item)


def queued(store: Store) -> list[str]:
    return [outgoing.item.id for outgoing in store.post.batch()]


def test_the_oldest_leaves_first_and_a_rewritten_one_takes_its_turn_again(store: Store) -> None:
    for item in ("c", "a", "b"):
        write(store, item, person=KARIM if item == "a" else ANNE)
    assert queued(store) == ["c", "a", "b"]
    write(store, "c", "autre")
    assert queued(store) == ["a", "b", "c"]
    assert [outgoing.item.id for outgoing in store.post.batch(2)] == ["a", "b"]
    sequences = [outgoing.sequence for outgoing in store.post.batch()]
    assert sequences == sorted(set(sequences))


def test_accepted(store: Store) -> None:
    write(store, "a")
    changes = store.post.settle(store.post.batch(), [Answer("a", "accepted", 1)])
    assert changes == Changes(items=frozenset({ANNE}), sync=True)
    assert (the(store, "a").delivery, the(store, "a").version) == (Delivery.SENT, 1)
    assert (queued(store), store.post.waiting()) == ([], 0)
    assert store.state.get("sent_until")


def test_refused_says_why_and_stops_there(store: Store) -> None:
    write(store, "a")
    store.post.settle(store.post.batch(), [Answer("a", "refused", 0, "invalid")])
    assert (the(store, "a").delivery, the(store, "a").reason) == (Delivery.REFUSED, "invalid")
    assert queued(store) == []
    write(store, "a", "mieux")
    assert (the(store, "a").delivery, the(store, "a").reason) == (Delivery.WAITING, "")


def test_what_was_not_answered_stays(store: Store) -> None:
    write(store, "a")
    write(store, "b")
    assert store.post.settle(store.post.batch(), [Answer("b", "accepted", 1)]).items == frozenset({ANNE})
    assert queued(store) == ["a"]
    store.post.settle(store.post.batch(), [Answer("unknown", "accepted", 1)])
    assert queued(store) == ["a"]


@pytest.mark.parametrize("outcome", ["accepted", "refused", "conflict"])
def test_a_text_rewritten_while_the_former_travelled_leaves_in_its_turn(store: Store, outcome: str) -> None:
    write(store, "a", "premier")
    sent = store.post.batch()
    write(store, "a", "second")
    store.post.settle(sent, [Answer("a", outcome, 1, "", THEIRS if outcome == "conflict" else None)])
    item = the(store, "a")
    assert (item.text, item.delivery, item.theirs) == ("second", Delivery.WAITING, None)
    assert item.version == (1 if outcome == "accepted" else 0)
    assert queued(store) == ["a"]


@pytest.mark.parametrize("rewritten", [False, True])
def test_what_was_taken_is_neither_made_private_nor_discarded(store: Store, rewritten: bool) -> None:
    write(store, "a", "premier")
    sent = store.post.take()
    if rewritten:  # as a draft it is in the outbox no more, and yet it is leaving
        store.items.record(ANNE, Kind.NOTE, {"text": "second"}, item="a", draft=True)
    with pytest.raises(Refused, match="ne peut plus devenir privée"):
        store.items.record(ANNE, Kind.WORKING, {"text": "premier"}, item="a")
    with pytest.raises(Refused, match="en train de partir"):
        store.items.discard("a")
    store.post.settle(sent, [Answer("a", "accepted", 1)])
    assert (the(store, "a").text, the(store, "a").version) == ("second" if rewritten else "premier", 1)
    with pytest.raises(Refused, match="ne peut plus devenir privée"):
        store.items.record(ANNE, Kind.WORKING, {"text": "premier"}, item="a")


def test_what_was_taken_is_free_again_once_refused_or_released(store: Store) -> None:
    write(store, "a")
    write(store, "b")
    store.post.settle(store.post.take(1), [Answer("a", "refused", 0, "invalid")])
    store.items.record(ANNE, Kind.WORKING, {"text": "pour moi"}, item="a")
    assert [outgoing.item.id for outgoing in store.post.take()] == ["b"]
    store.post.release()
    assert store.items.discard("b").items == frozenset({ANNE})
    assert [(item.id, item.delivery) for item in store.items.of(ANNE)] == [("a", Delivery.PRIVATE)]


def test_looking_at_the_outbox_takes_nothing(store: Store) -> None:
    write(store, "a")
    store.post.batch()
    assert store.items.discard("a").items == frozenset({ANNE})


def test_what_was_taken_stays_so_after_a_crash(store: Store, opener: Opener) -> None:
    write(store, "a")
    store.post.take()
    store.close()
    with pytest.raises(Refused, match="en train de partir"):
        opener().items.discard("a")


@pytest.mark.parametrize("private", ["premier", "pour moi"])
def test_a_private_text_never_has_a_version(store: Store, private: str) -> None:
    write(store, "a", "premier")
    sent = store.post.batch()
    store.items.record(ANNE, Kind.WORKING, {"text": private}, item="a")
    store.post.settle(sent, [Answer("a", "accepted", 1)])
    found = {(item.text, item.kind, item.delivery, item.version) for item in store.items.of(ANNE)}
    wanted = {("premier", Kind.NOTE, Delivery.SENT, 1)}
    assert found == (wanted if private == "premier" else wanted | {("pour moi", Kind.WORKING, Delivery.PRIVATE, 0)})
    store.post.offer_again()
    assert [outgoing.item.text for outgoing in store.post.batch()] == ["premier"]


@pytest.mark.parametrize("ink", [{"kind": Kind.WORKING}, {"delivery": Delivery.PRIVATE}])
def test_nobody_can_send_a_working_note(store: Store, ink: dict[str, Any]) -> None:
    write(store, "a")
    (outgoing,) = store.post.batch()
    with pytest.raises(ValueError, match="never sent"):
        replace(outgoing, item=replace(outgoing.item, **ink))


def test_a_working_note_in_the_outbox_is_not_selected(store: Store, beside: dbapi2.Connection) -> None:
    store.items.record(ANNE, Kind.WORKING, {"text": "pour moi"}, item="a")
    write(store, "b")
    beside.execute("INSERT INTO outbox (item) VALUES ('a')")
    assert queued(store) == ["b"]
    assert [outgoing.item.id for outgoing in store.post.take()] == ["b"]


def test_only_what_was_accepted_was_sent(store: Store) -> None:
    write(store, "a")
    write(store, "b")
    answers = [Answer("a", "refused", 0, "invalid"), Answer("b", "conflict", 0, "", THEIRS)]
    store.post.settle(store.post.take(), answers)
    assert store.state.get("sent_until") == ""


def test_a_request_is_bounded_in_bytes_and_never_empty(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for item in "abc":
        write(store, item, "x" * 1000)
    monkeypatch.setattr("desktop.models.store.post.LARGEST", 2500)
    assert queued(store) == ["a", "b"]
    monkeypatch.setattr("desktop.models.store.post.LARGEST", 10)
    assert [outgoing.item.id for outgoing in store.post.take()] == ["a"]
    store.intake.absorb(news(ends=(withdrawal(),)), envelope)
    assert len(store.post.sealed()[1]) == 1


def test_drafts_about_shared_files_are_counted(store: Store) -> None:
    store.passports.create("hand", holder(), access("", None), passport())
    for person in (ANNE, KARIM, "hand"):
        store.items.record(person, Kind.NOTE, {"text": "en cours"}, draft=True)
    write(store, "a")
    store.items.record(ANNE, Kind.WORKING, {"text": "privée"}, draft=True)
    assert (store.post.drafts(), store.post.waiting()) == (2, 1)


@pytest.mark.parametrize("outcome", ["accepted", "conflict"])
def test_an_answer_about_somebody_whose_sharing_ended_meanwhile_writes_nothing(store: Store, outcome: str) -> None:
    write(store, "a")
    sent = store.post.batch()
    store.intake.absorb(news(ends=(withdrawal(),)), envelope)
    store.post.settle(sent, [Answer("a", outcome, 1, "", THEIRS)])
    assert store.items.of(ANNE) == ()
    assert store.passports.card(ANNE) is None


def test_an_answer_about_what_was_discarded_meanwhile_writes_nothing(store: Store) -> None:
    write(store, "a")
    sent = store.post.batch()
    store.items.discard("a")
    store.post.settle(sent, [Answer("a", "conflict", 1, "", THEIRS)])
    assert store.items.of(ANNE) == ()


def test_a_restored_gateway_is_offered_again_what_it_had_acknowledged(store: Store) -> None:
    store.passports.create("hand", holder(), access("", None), passport())
    store.items.record("hand", Kind.NOTE, {"text": "locale"})
    store.items.record(ANNE, Kind.WORKING, {"text": "privée"})
    write(store, "sent")
    store.post.settle(store.post.batch(), [Answer("sent", "accepted", 4)])
    write(store, "waiting")
    for _ in range(2):
        assert store.post.offer_again() == Changes(sync=True)
        assert sorted(queued(store)) == ["sent", "waiting"]
    store.post.settle(store.post.batch(), [Answer("sent", "accepted", 1)])
    assert (the(store, "sent").version, the(store, "sent").delivery) == (1, Delivery.SENT)


def test_a_sequence_is_not_used_again_even_after_the_outbox_was_empty(store: Store) -> None:
    write(store, "a", "premier")
    sent = store.post.batch()
    store.items.record(ANNE, Kind.NOTE, {"text": "brouillon"}, item="a", draft=True)
    write(store, "a", "second")
    assert store.post.batch()[0].sequence > sent[0].sequence
    store.post.settle(sent, [Answer("a", "accepted", 1)])
    assert queued(store) == ["a"]


def test_handing_over_what_is_not_there_does_nothing(store: Store) -> None:
    assert store.post.handed(["unknown"]) == Changes(sync=True)
    assert store.post.sealed() == ("", ())
