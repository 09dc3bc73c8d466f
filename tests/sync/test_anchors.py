"""Anchors from the desk: countersigned and kept, never believed when forged, and a store rolled back is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from sqlalchemy import select

from desktop.errors import ServerTrouble
from desktop.models.journal import Event
from gateway.tables import AnchorRow
from tests.sync.conftest import DESK, Desk, Town
from tests.sync.faults import Faults, altered

PAGE = "/api/v1/exchange"
Change = Callable[[dict[str, Any]], object]


def kept(desk: Desk) -> dict[str, Any]:
    """The payload of the countersignature that the store keeps."""
    payload: dict[str, Any] = json.loads(desk.store.state.get("countersigned"))["payload"]
    return payload


def known(town: Town) -> AnchorRow:
    """What the gateway knows of this desk."""
    row: AnchorRow = town.rows(select(AnchorRow))[0]
    return row


def known_ahead(town: Town, **values: Any) -> None:
    """As if this desk had gone further before its store was put back."""
    with town.store.writing() as session:
        row = session.scalars(select(AnchorRow)).one()
        for name, value in values.items():
            setattr(row, name, value)


def test_each_exchange_is_countersigned(desk: Desk, town: Town) -> None:
    town.populate(2)
    desk.store.journal.note(Event.UNLOCKED)
    assert not desk.synchronise().rolled_back
    first = kept(desk)
    assert (first["desk"], first["head"]) == (DESK, desk.store.journal.head())
    assert first["generation"] < desk.store.generation()
    assert (known(town).generation, known(town).head) == (first["generation"], first["head"])
    desk.store.journal.note(Event.VIEWED, "someone")
    assert not desk.synchronise().rolled_back
    assert kept(desk)["generation"] > first["generation"]
    assert kept(desk)["head"] == desk.store.journal.head() != first["head"]


@pytest.mark.parametrize(
    "ahead",
    [{"generation": 10**6}, {"head": "ab" * 32}, {"head": "not hexadecimal"}, {"generation": 10**6, "head": "ab" * 32}],
)
def test_a_store_rolled_back_is_told_at_the_next_exchange(ahead: dict[str, Any], desk: Desk, town: Town) -> None:
    town.populate(2)
    desk.store.journal.note(Event.UNLOCKED)
    desk.synchronise()
    known_ahead(town, **ahead)
    town.populate(1, seed=2)
    outcome = desk.synchronise()
    assert outcome.rolled_back
    assert outcome.received == 1  # news and withdrawals come all the same
    told = json.loads(desk.store.state.get("rolled_back"))
    assert {name: told[name] for name in ahead} == ahead


def test_a_lower_generation_is_never_countersigned_again(desk: Desk, town: Town) -> None:
    desk.synchronise()
    before = kept(desk)
    known_ahead(town, generation=10**6)
    for _ in range(2):
        assert desk.synchronise().rolled_back
    assert kept(desk) == before
    assert known(town).generation == 10**6


def test_a_counsellor_goes_on_with_this_store(desk: Desk, town: Town) -> None:
    desk.synchronise()
    known_ahead(town, generation=10**6, head="ab" * 32)
    assert desk.synchronise().rolled_back
    desk.store.state.put({"anchor_renewed": "1"})
    assert not desk.synchronise().rolled_back
    assert desk.store.state.several(("anchor_renewed", "rolled_back")) == {"anchor_renewed": "", "rolled_back": ""}
    assert known(town).generation == kept(desk)["generation"] < 10**6
    assert not desk.synchronise().rolled_back


FORGED: dict[str, Change] = {
    "another generation": lambda page: page["countersignature"]["payload"].update(generation=10**6),
    "another head": lambda page: page["countersignature"]["payload"].update(head="ab"),
    "another signature": lambda page: page["countersignature"].update(signature="A" * 86),
    "another key": lambda page: page["countersignature"].update(kid="another"),
    "the lease in its place": lambda page: page.update(countersignature=page["lease"]),
    "none": lambda page: page.update(countersignature=None),
    "none, and nothing against it": lambda page: page.update(
        countersignature=None, known={"generation": 0, "head": "", "at": "2026-11-22T08:42:00Z"}
    ),
    "known makes no sense": lambda page: page.update(known={"generation": -1, "head": "", "at": ""}),
}


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_countersignature_changes_nothing(name: str, desk: Desk, town: Town, faults: Faults) -> None:
    town.populate(1)
    faults.next(PAGE, altered(FORGED[name]))
    with pytest.raises(ServerTrouble):
        desk.synchronise()
    assert desk.people() == set()
    assert desk.store.state.several(("countersigned", "lease", "cursor")) == dict.fromkeys(
        ("countersigned", "lease", "cursor"), ""
    )
    assert desk.synchronise().received == 1


def test_an_old_countersignature_played_again_is_refused(desk: Desk, faults: Faults) -> None:
    heard: list[dict[str, Any]] = []
    faults.next(PAGE, altered(lambda page: heard.append(deepcopy(page["countersignature"]))))
    desk.synchronise()
    faults.next(PAGE, altered(lambda page: page.update(countersignature=heard[0])))
    with pytest.raises(ServerTrouble, match="signé"):
        desk.synchronise()


def test_one_of_another_desk_or_counsellor_is_refused(desk: Desk, town: Town, faults: Faults) -> None:
    signer = town.store.keys.signer
    for other in ({"desk": DESK.replace("5b", "6c")}, {"counsellor": "somebody else"}):

        def signed(page: dict[str, Any], other: dict[str, str] = other) -> None:
            page["countersignature"] = signer.sign(page["countersignature"]["payload"] | other)

        faults.next(PAGE, altered(signed))
        with pytest.raises(ServerTrouble, match="signé"):
            desk.synchronise()
    assert desk.store.state.get("countersigned") == ""
