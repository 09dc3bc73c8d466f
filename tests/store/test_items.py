"""Writings: kept with their place in the outbox, drafts and private ones apart, found by their words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlcipher3 import dbapi2

from desktop.errors import Refused
from desktop.models.changes import Changes
from desktop.models.news import Answer
from desktop.models.note import Delivery, Item, Kind, Theirs
from desktop.models.store import Store
from tests.store.conftest import Opener
from tests.store.people import ANNE, KARIM, access, envelope, holder, news, passport, received

HAND = "hand"
THEIRS = Theirs(3, datetime(2026, 2, 1, tzinfo=UTC), "M. Diallo", {"text": "le leur"})


@pytest.fixture(autouse=True)
def three_files(store: Store) -> None:
    """Two shared files and one made here."""
    store.intake.absorb(news(received(), received(KARIM, "Karim")), envelope)
    store.passports.create(HAND, holder("Main"), access("", None), passport("Main"))


def only(store: Store, person: str = ANNE) -> Item:
    (item,) = store.items.of(person)
    return item


def in_conflict(store: Store) -> None:
    """A note that the gateway holds in another version."""
    store.items.record(ANNE, Kind.NOTE, {"text": "le mien"}, item="n1")
    store.post.settle(store.post.batch(), [Answer("n1", "conflict", 3, "", THEIRS)])


@pytest.mark.parametrize(
    ("person", "kind", "draft", "delivery"),
    [
        (ANNE, Kind.NOTE, False, Delivery.WAITING),
        (ANNE, Kind.WORKING, False, Delivery.PRIVATE),
        (ANNE, Kind.NOTE, True, Delivery.DRAFT),
        (ANNE, Kind.WORKING, True, Delivery.PRIVATE),
        (HAND, Kind.NOTE, False, Delivery.LOCAL),
        (HAND, Kind.WORKING, False, Delivery.PRIVATE),
        (HAND, Kind.NOTE, True, Delivery.DRAFT),
    ],
)
def test_where_a_writing_goes(store: Store, person: str, kind: Kind, draft: bool, delivery: Delivery) -> None:
    changes = store.items.record(person, kind, {"text": "écrit"}, draft=draft)
    item = only(store, person)
    assert (item.delivery, item.text, item.kind, item.version) == (delivery, "écrit", kind, 0)
    assert changes == Changes(items=frozenset({person}), sync=True)
    assert store.post.waiting() == (1 if delivery is Delivery.WAITING else 0)


def test_everything_written_is_there_after_a_restart(store: Store, opener: Opener) -> None:
    contents = [{"text": "a\x00b « é » 👩🏽‍🦰 \n\t"}, {"text": ""}, {}, {"clé": "x" * 50_000}]
    for content in contents:
        store.items.record(ANNE, Kind.DIAGNOSTIC, content)
    store.close()
    found = opener().items.of(ANNE)
    assert len(found) == 4
    assert all(item.content in contents for item in found)


def test_a_text_too_long_is_refused_and_the_former_one_kept(store: Store) -> None:
    store.items.record(ANNE, Kind.NOTE, {"text": "court"}, item="n1")
    with pytest.raises(Refused, match="trop long"):
        store.items.record(ANNE, Kind.NOTE, {"text": "é" * 30_001}, item="n1")
    assert only(store).text == "court"


def test_nothing_is_written_about_somebody_who_is_not_here(store: Store) -> None:
    with pytest.raises(Refused, match="n’est plus"):
        store.items.record("nobody", Kind.NOTE, {"text": "x"})
    assert store.items.of("nobody") == ()


def test_a_draft_becomes_a_note_and_a_note_a_draft_again(store: Store) -> None:
    store.items.record(ANNE, Kind.NOTE, {"text": "éb"}, item="n1", draft=True)
    assert (store.post.batch(), store.items.undelivered()) == ((), ())
    store.items.record(ANNE, Kind.NOTE, {"text": "ébauche"}, item="n1")
    assert [outgoing.item.text for outgoing in store.post.batch()] == ["ébauche"]
    store.items.record(ANNE, Kind.NOTE, {"text": "reprise"}, item="n1", draft=True)
    assert (store.post.batch(), only(store).text) == ((), "reprise")


def test_a_note_made_private_before_it_left_does_not_leave(store: Store) -> None:
    store.items.record(ANNE, Kind.NOTE, {"text": "x"}, item="n1")
    store.items.record(ANNE, Kind.WORKING, {"text": "x"}, item="n1")
    assert store.post.batch() == ()
    assert (only(store).kind, only(store).delivery) == (Kind.WORKING, Delivery.PRIVATE)


@pytest.mark.parametrize(("draft", "delivery"), [(False, Delivery.WAITING), (True, Delivery.DRAFT)])
def test_a_working_note_becomes_a_text_for_both_when_one_says_so(store: Store, draft: bool, delivery: Delivery) -> None:
    store.items.record(ANNE, Kind.WORKING, {"text": "x"}, item="n1")
    store.items.record(ANNE, Kind.NOTE, {"text": "x"}, item="n1", draft=draft)
    assert (only(store).kind, only(store).delivery) == (Kind.NOTE, delivery)
    assert store.post.waiting() == (0 if draft else 1)


@pytest.mark.parametrize("kind", list(Kind))
def test_a_writing_changes_its_ink_and_never_its_nature(store: Store, kind: Kind) -> None:
    store.items.record(ANNE, kind, {"text": "x"}, item="n1")
    for other in set(Kind) - {kind}:
        if {kind, other} == {Kind.NOTE, Kind.WORKING}:
            continue
        with pytest.raises(Refused, match="autre nature"):
            store.items.record(ANNE, other, {"text": "y"}, item="n1")
    assert (only(store).kind, only(store).text) == (kind, "x")


@pytest.mark.parametrize(
    ("kind", "delivery"), [("note", "private"), ("plan", "private"), ("working", "waiting"), ("working", "draft")]
)
def test_the_table_itself_refuses_a_private_text_for_both_and_an_open_working_note(
    store: Store, beside: dbapi2.Connection, kind: str, delivery: str
) -> None:
    store.items.record(ANNE, Kind.NOTE, {"text": "x"})
    with pytest.raises(dbapi2.IntegrityError, match="ck_items_ink"):
        beside.execute("UPDATE items SET kind = ?, delivery = ?", (kind, delivery))


def test_discarding_what_never_left(store: Store) -> None:
    store.items.record(ANNE, Kind.NOTE, {"text": "x"}, item="n1")
    assert store.items.discard("n1").items == frozenset({ANNE})
    assert (store.items.of(ANNE), store.post.waiting()) == ((), 0)
    assert store.items.discard("n1") == Changes()


def test_what_was_transmitted_is_not_discarded(store: Store) -> None:
    store.items.record(ANNE, Kind.NOTE, {"text": "x"}, item="n1")
    store.post.settle(store.post.batch(), [Answer("n1", "accepted", 1)])
    with pytest.raises(Refused, match="déjà été transmise"):
        store.items.discard("n1")
    assert only(store).delivery is Delivery.SENT


def test_a_conflict_is_ended_by_a_text_over_theirs(store: Store) -> None:
    in_conflict(store)
    assert (only(store).delivery, only(store).theirs, only(store).text) == (Delivery.CONFLICT, THEIRS, "le mien")
    assert store.post.batch() == ()
    store.items.resolve("n1", {"text": "les deux"})
    item = only(store)
    assert (item.delivery, item.theirs, item.version, item.text) == (Delivery.WAITING, None, 3, "les deux")
    assert [outgoing.item.version for outgoing in store.post.batch()] == [3]


def test_a_new_text_over_a_conflict_leaves_no_trace_of_it_once_accepted(store: Store) -> None:
    in_conflict(store)
    store.items.record(ANNE, Kind.NOTE, {"text": "encore le mien"}, item="n1")
    assert only(store).theirs is None
    store.post.settle(store.post.batch(), [Answer("n1", "accepted", 4)])
    assert (only(store).delivery, only(store).theirs, only(store).version) == (Delivery.SENT, None, 4)


def test_what_still_has_to_be_delivered(store: Store) -> None:
    in_conflict(store)
    store.items.record(KARIM, Kind.NOTE, {"text": "refusée"}, item="n2")
    store.post.settle(store.post.batch(), [Answer("n2", "refused", 0, "too_large")])
    store.items.record(KARIM, Kind.NOTE, {"text": "attend"}, item="n3")
    store.items.record(KARIM, Kind.WORKING, {"text": "privée"})
    found = {item.id: (item.delivery, item.reason) for item in store.items.undelivered()}
    assert found == {
        "n1": (Delivery.CONFLICT, ""),
        "n2": (Delivery.REFUSED, "too_large"),
        "n3": (Delivery.WAITING, ""),
    }


def test_an_item_of_somebody_else_is_refused(store: Store) -> None:
    store.items.record(ANNE, Kind.NOTE, {"text": "d’Anne"}, item="n1")
    for person in (KARIM, "nobody"):
        with pytest.raises(Refused, match="autre dossier"):
            store.items.record(person, Kind.NOTE, {"text": "de Karim"}, item="n1")
    assert (only(store).text, store.items.of(KARIM)) == ("d’Anne", ())


def test_a_conflict_does_not_become_private(store: Store) -> None:
    in_conflict(store)
    with pytest.raises(Refused, match="ne peut plus devenir privée"):
        store.items.record(ANNE, Kind.WORKING, {"text": "le mien"}, item="n1")
    assert only(store).delivery is Delivery.CONFLICT


def test_a_resolution_too_long_or_about_what_is_gone_is_refused(store: Store) -> None:
    in_conflict(store)
    with pytest.raises(Refused, match="trop long"):
        store.items.resolve("n1", {"text": "é" * 30_001})
    assert only(store).delivery is Delivery.CONFLICT
    with pytest.raises(Refused, match="pas pu être gardé"):
        store.items.resolve("gone", {"text": "les deux"})


def test_search_finds_by_the_beginning_of_every_word_newest_first(store: Store) -> None:
    store.items.record(ANNE, Kind.NOTE, {"text": "L’Évaluation de l’œil"}, item="a")
    store.items.record(KARIM, Kind.WORKING, {"text": "une évaluation rapide"}, item="b")
    store.items.record(ANNE, Kind.PLAN, {"text": "évaluation, mais un plan"})
    assert {item.id for item in store.search.notes("evalu")} == {"a", "b"}
    assert {item.id for item in store.search.notes("OEIL éval")} == {"a"}
    assert store.search.notes("valuation") == ()
    assert store.search.notes("  ") == ()
    assert len(store.search.notes("evalu", limit=1)) == 1


def test_search_no_longer_finds_what_was_erased(store: Store) -> None:
    store.items.record(HAND, Kind.NOTE, {"text": "introuvable ensuite"})
    assert len(store.search.notes("introuvable")) == 1
    store.passports.remove(HAND)
    assert store.search.notes("introuvable") == ()


def test_what_was_written_in_one_second_keeps_its_order(store: Store) -> None:
    for number in range(20):
        store.items.record(ANNE, Kind.NOTE, {"text": str(number)})
    assert [item.text for item in store.items.of(ANNE)] == [str(number) for number in range(20)]


def test_what_is_of_one_kind_is_read_for_everybody_and_never_more_than_asked(store: Store) -> None:
    for person in (ANNE, KARIM, HAND):
        store.items.record(person, Kind.PLAN, {"what": f"de {person}"}, item=f"plan-{person}")
    store.items.record(ANNE, Kind.PLAN, {"what": "à moit"}, item="brouillon", draft=True)
    store.items.record(ANNE, Kind.NOTE, {"text": "une note"})
    assert [item.id for item in store.items.of_kind(Kind.PLAN, 10)] == [
        f"plan-{person}" for person in (HAND, KARIM, ANNE)
    ]
    (last,) = store.items.of_kind(Kind.PLAN, 1)
    assert last.content == {"what": f"de {HAND}"}
    assert [item.id for item in store.items.of_kind(Kind.PLAN, 10, KARIM)] == [f"plan-{KARIM}"]
    store.passports.remove(HAND)
    assert [item.person for item in store.items.of_kind(Kind.PLAN, 1)] == [KARIM]
