"""Items and hand-over: accepted once, refused with a reason, in conflict with what stands; sealed and kept sealed."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from gateway.counsellors import add_counsellor
from gateway.signing import b64, unb64
from gateway.store import Store
from gateway.tables import ItemVersionRow, SealedRow
from tests.gateway.conftest import Clock
from tests.gateway.desk import Desk

Populate = Callable[..., str]


@pytest.fixture
def person(desk: Desk, populate: Populate) -> str:
    """Somebody who shares with Camille."""
    populate(1)
    found: str = desk.page()["files"][0]["personne"]
    return found


def note(person: str, text: str = "Entretien.", **changes: Any) -> dict[str, Any]:
    """An item as a desk sends it."""
    item = {"id": str(uuid4()), "person": person, "kind": "note", "baseVersion": 0}
    return {**item, "writtenAt": "2026-11-22T08:42:00Z", "content": {"text": text}, **changes}


def send(desk: Desk, *items: dict[str, Any]) -> list[dict[str, Any]]:
    """The results of a batch, in the order sent."""
    answer = desk.post("items", {"items": list(items)})
    assert answer.status_code == 200, answer.text
    results: list[dict[str, Any]] = answer.json()["results"]
    assert [result["id"] for result in results] == [item["id"] for item in items]
    return results


def test_same_offer_is_answered_as_the_first_time(desk: Desk, person: str, clock: Clock) -> None:
    """Whatever happened since: a later version, the same item twice in a batch, the clock."""
    first = note(person)
    later = first | {"baseVersion": 1, "content": {"text": "Suite."}}
    answers = send(desk, first, first, later, first)
    assert [result["version"] for result in answers] == [1, 1, 2, 1]
    assert answers[0] == {**answers[0], "id": first["id"], "outcome": "accepted", "version": 1}
    clock.ahead = timedelta(minutes=5)
    assert send(desk, first)[0] == answers[0]


def test_an_acknowledgement_says_when_a_version_was_received(desk: Desk, person: str, clock: Clock) -> None:
    """By the gateway's clock, each version its own instant; a refusal and a conflict say none."""
    item = note(person)
    first, refused = send(desk, item, note(str(uuid4())))
    clock.ahead = timedelta(minutes=5)
    (second,) = send(desk, item | {"baseVersion": 1, "content": {"text": "Suite."}})
    (conflict,) = send(desk, item | {"baseVersion": 1, "content": {"text": "Autre."}})
    instants = [datetime.fromisoformat(answer["receivedAt"]) for answer in (first, second)]
    assert timedelta(minutes=4) < instants[1] - instants[0] < timedelta(minutes=6)
    assert abs(instants[0] - datetime.now(UTC)) < timedelta(minutes=1)
    assert [(answer["outcome"], "receivedAt" in answer) for answer in (refused, conflict)] == [
        ("refused", False), ("conflict", False)]  # fmt: skip


def test_same_offer_is_accepted_even_after_the_sharing_ended(desk: Desk, person: str, clock: Clock) -> None:
    """The answer was lost, the person withdrew: what was accepted stays accepted; news is refused."""
    item = note(person)
    send(desk, item)
    clock.ahead = timedelta(days=100)
    desk.sign_in()
    same, new = send(desk, item, note(person))
    assert same["outcome"] == "accepted"
    assert (new["outcome"], new["reason"]) == ("refused", "sharing_ended")


def test_conflict_answers_what_stands(desk: Desk, person: str) -> None:
    """Two devices wrote over the same version: the second gets the first's, and can then write over it."""
    item = note(person)
    send(desk, item)
    edit = item | {"baseVersion": 1, "content": {"text": "Bureau."}}
    other = item | {"baseVersion": 1, "content": {"text": "Portable."}, "writtenAt": "2026-11-22T09:00:00Z"}
    send(desk, edit)
    (conflict,) = send(desk, other)
    assert (conflict["outcome"], conflict["version"]) == ("conflict", 2)
    assert conflict["server"]["content"] == {"text": "Bureau."}
    assert conflict["server"]["author"] == "Camille Moreau"
    assert send(desk, other | {"baseVersion": 2})[0]["version"] == 3


def test_versions_are_all_kept(desk: Desk, person: str, store: Store) -> None:
    """What was accepted is never overwritten."""
    item = note(person)
    send(desk, item, item | {"baseVersion": 1, "content": {"text": "Suite."}})
    with store.reading() as session:
        kept = [session.get_one(ItemVersionRow, (item["id"], version)).content for version in (1, 2)]
    assert [json.loads(content)["text"] for content in kept] == ["Entretien.", "Suite."]


def test_restored_server_takes_back_what_it_lost(desk: Desk, person: str, store: Store) -> None:
    """Unknown items come back at the version the desk had been given; known ones never go backwards."""
    lost = note(person, baseVersion=4)
    assert send(desk, lost)[0]["version"] == 4
    known = note(person)
    send(desk, known)
    assert send(desk, known | {"baseVersion": 7, "content": {"text": "Plus loin."}})[0]["version"] == 7


def test_refusals_say_why_and_leave_the_others(desk: Desk, person: str) -> None:
    """One answer an item."""
    results = send(
        desk,
        note(str(uuid4())),
        note(person, "x" * 65_600),
        note(person, content={"texte": "sans text"}),
        note(person, writtenAt="2026-02-31T00:00:00Z"),
        note(person, baseVersion=2**31),
        note(person),
        note(person, kind="plan", content={"steps": []}),
        note(person, kind="cv", content={"about": "cv", "chosen": ""}),
    )
    said = [result.get("reason", result["outcome"]) for result in results]
    assert said == ["person_unknown", "too_large", "invalid", "invalid", "invalid", "accepted", "accepted", "accepted"]


def test_an_id_belongs_to_one_person_and_one_author(desk: Desk, populate: Populate, store: Store) -> None:
    """Nobody reads or moves another's item by naming it."""
    populate(2)
    first, second = (file["personne"] for file in desk.page()["files"])
    item = note(first)
    send(desk, item)
    assert send(desk, item | {"person": second, "baseVersion": 1})[0]["reason"] == "invalid"
    with store.writing() as session:
        add_counsellor(session, "b@exemple.fr", "Dominique Essai", "Essai")
    desk.sign_in(choice=1)
    assert send(desk, item)[0] == {"id": item["id"], "outcome": "refused", "reason": "invalid"}


@pytest.mark.parametrize(
    "changes",
    [{"id": "x"}, {"kind": "poème"}, {"baseVersion": -1}, {"writtenAt": "hier"}, {"content": []}, {"autre": 1}],
)
def test_items_out_of_contract_are_422(desk: Desk, person: str, changes: dict[str, Any]) -> None:
    """And nothing of the batch is kept."""
    good = note(person)
    assert desk.post("items", {"items": [good, note(person) | changes]}).status_code == 422
    assert desk.post("items", {"items": []}).status_code == 422
    assert desk.post("items", {"items": [good] * 101}).status_code == 422
    assert send(desk, good | {"content": {"text": "Premier."}})[0]["version"] == 1


def seal(desk: Desk, item: str, text: str) -> tuple[str, str]:
    """The key's name and a body sealed to it, as a desk does (independent of the gateway's code)."""
    key = desk.keys().json()["handover"]
    recipient, ephemeral = unb64(key["public"]), X25519PrivateKey.generate()
    public = ephemeral.public_key().public_bytes_raw()
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(recipient))
    derived = HKDF(SHA256(), 32, public + recipient, b"escale/handover/v1").derive(shared)
    return key["kid"], b64(public + AESGCM(derived).encrypt(bytes(12), text.encode(), item.encode()))


def test_handover_holds_what_it_can_open_and_keeps_it_sealed(desk: Desk, store: Store) -> None:
    """A desk forgets what is held: so a body for another id, or cut, is not held."""
    ids = [str(uuid4()) for _ in range(3)]
    kid, sealed = seal(desk, ids[0], "Projet d’aide-soignante.")
    items = [
        {"id": ids[0], "sealed": sealed},
        {"id": ids[1], "sealed": sealed},
        {"id": ids[2], "sealed": sealed[:-4]},
    ]
    for _ in range(2):
        assert desk.post("handover", {"kid": kid, "items": items}).json() == {"held": [ids[0]]}
    with store.reading() as session:
        assert session.get_one(SealedRow, ids[0]).sealed == sealed
        assert session.get(SealedRow, ids[1]) is None


def test_handover_to_another_key_is_422(desk: Desk) -> None:
    """The desk must take the present key first."""
    item = str(uuid4())
    _, sealed = seal(desk, item, "x")
    assert desk.post("handover", {"kid": "autre", "items": [{"id": item, "sealed": sealed}]}).status_code == 422
    assert desk.post("handover", {"kid": "autre", "items": [{"id": item, "sealed": "+"}]}).status_code == 422


def test_handover_of_another_counsellor_s_id_is_not_held(desk: Desk, store: Store) -> None:
    """The first to hand an id over keeps it."""
    item = str(uuid4())
    kid, sealed = seal(desk, item, "x")
    desk.post("handover", {"kid": kid, "items": [{"id": item, "sealed": sealed}]})
    with store.writing() as session:
        add_counsellor(session, "b@exemple.fr", "Dominique Essai", "Essai")
    desk.sign_in(choice=1)
    assert desk.post("handover", {"kid": kid, "items": [{"id": item, "sealed": sealed}]}).json() == {"held": []}
