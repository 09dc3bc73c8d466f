"""The exchange, whole, against the real gateway: what is cut resumes, what is withdrawn goes, what is private stays."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from sqlalchemy import delete, select

from desktop.errors import Offline, ServerTrouble, SignInNeeded
from desktop.models.file import Kept
from desktop.models.note import Delivery, Kind
from desktop.models.passport import Section
from desktop.sync.parties import Outcome
from gateway.shares import person_changed
from gateway.tables import ItemRow, ItemVersionRow, PersonRow, SealedRow
from gateway.when import now
from tests.sync.conftest import Desk, Town, small
from tests.sync.faults import Between, Fault, Faults, altered, cut, faithful, lost, said

PAGE = "/api/v1/exchange"
ITEMS = "/api/v1/items"
CANARY = "Zébulon-canari-7f3a"


def test_first_exchange_tells_its_progress(desk: Desk, town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    town.populate(25)
    small(desk, 10, monkeypatch)
    told: list[tuple[int, int]] = []
    outcome = desk.exchange.synchronise(lambda done, total: told.append((done, total)), Event())
    assert outcome.received == len(desk.people()) == 25
    assert told == [(10, 25), (20, 25), (25, 25)]
    assert desk.store.state.get("received_until")
    assert desk.store.state.get("lease")


def test_two_thousand_people_in_pages(desk: Desk, town: Town, faults: Faults) -> None:
    town.populate(2000)
    cancelled = Event()
    done: list[int] = []

    def progress(received: int, total: int) -> None:
        done.append(total)
        if len(done) == 3:
            cancelled.set()

    assert desk.exchange.synchronise(progress, cancelled).received == 300
    assert done == [2000, 2000, 2000]
    assert faults.paths().count(PAGE) == 3
    assert desk.store.state.get("received_until") == ""


@pytest.mark.parametrize("spoil", [cut(0.5), cut(0.0), lost], ids=["half", "headers only", "nothing"])
def test_a_cut_at_every_page_resumes(
    spoil: Fault, desk: Desk, town: Town, faults: Faults, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.populate(12)
    small(desk, 4, monkeypatch)
    received = []
    for _ in range(2):
        faults.next(PAGE, faithful, spoil)
        with pytest.raises(Offline):
            desk.exchange.synchronise(lambda done, _: received.append(done), Event())
    outcome = desk.synchronise()
    assert received == [4, 4]
    assert outcome.received == 4
    assert len(desk.people()) == 12


def test_cancelled_midway_then_resumed(desk: Desk, town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    town.populate(12)
    small(desk, 5, monkeypatch)
    cancelled = Event()
    cancelled.set()
    assert desk.synchronise(cancelled).received == 5
    assert desk.synchronise().received == 7
    assert len(desk.people()) == 12


def test_an_empty_delta_is_one_small_request(desk: Desk, town: Town, faults: Faults) -> None:
    town.populate(30)
    desk.synchronise()
    faults.sent.clear()
    sizes: list[int] = []

    def weigh(between: Between, ask: Any) -> None:
        answer = ask()
        sizes.append(len(answer.body) + sum(len(name) + len(value) + 4 for name, value in answer.headers.items()))
        between.give(answer)

    faults.next(PAGE, weigh)
    assert desk.synchronise().received == 0
    (sent,) = faults.sent
    assert len(sent.body) + sum(len(name) + len(value) + 4 for name, value in sent.headers.items()) < 1024
    assert sizes[0] < 1024


def test_a_withdrawal_erases_even_where_the_rest_is_cut(desk: Desk, town: Town, faults: Faults, tmp_path: Path) -> None:
    town.populate(3)
    desk.synchronise()
    gone, *kept = sorted(desk.people())
    town.populate(2, seed=2)
    town.withdraw(gone)
    log = tmp_path / "desk" / "escale.db-wal"
    sizes: list[int] = []

    def lost_then_weighed(between: Between, ask: Any) -> None:
        sizes.append(log.stat().st_size)
        lost(between, ask)

    faults.next(PAGE, faithful, lost_then_weighed)
    with pytest.raises(Offline):
        desk.synchronise()
    assert desk.people() == set(kept)
    assert sizes == [0]
    assert desk.synchronise().received == 2


def test_what_was_not_sent_is_handed_over(desk: Desk, town: Town, faults: Faults) -> None:
    town.populate(2)
    desk.synchronise()
    gone, _ = sorted(desk.people())
    waiting, draft = desk.write(gone, CANARY), desk.write(gone, CANARY, draft=True)
    desk.write(gone, CANARY, kind=Kind.WORKING)
    town.withdraw(gone)
    outcome = desk.synchronise()
    assert (outcome.gone, outcome.sent) == (1, 0)
    held = town.rows(select(SealedRow))
    assert {row.id for row in held} == {waiting.id, draft.id}
    opened = [town.store.keys.box.unseal(row.id, row.sealed) for row in held]
    assert all(CANARY.encode() in body for body in opened)
    assert desk.store.post.waiting() == 0
    assert not [sent for sent in faults.sent if CANARY.encode() in sent.body]


def test_what_the_gateway_cannot_hold_stays_and_is_not_offered_for_ever(desk: Desk, town: Town, faults: Faults) -> None:
    town.populate(1)
    desk.synchronise()
    (gone,) = desk.people()
    desk.write(gone)
    town.withdraw(gone)
    faults.next("/api/v1/handover", said(200, b'{"held": []}'), said(200, b'{"held": ["another"]}'))
    desk.synchronise()
    desk.synchronise()
    assert faults.paths().count("/api/v1/handover") == 2
    assert desk.store.post.waiting() == 1
    desk.synchronise()
    assert desk.store.post.waiting() == 0


def test_private_notes_and_drafts_never_leave(desk: Desk, town: Town, faults: Faults) -> None:
    town.populate(1)
    desk.synchronise()
    (person,) = desk.people()
    private = desk.write(person, CANARY, kind=Kind.WORKING)
    desk.write(person, CANARY, draft=True)
    desk.write(person, "Celle-ci part.")
    assert desk.synchronise().sent == 1
    assert desk.note(private).delivery is Delivery.PRIVATE
    assert ITEMS in faults.paths()
    assert not [sent for sent in faults.sent if b"Zebulon" in sent.body or b"canari-7f3a" in sent.body]


def test_410_starts_again_and_loses_nothing(desk: Desk, town: Town, faults: Faults) -> None:
    town.populate(3)
    desk.synchronise()
    person = min(desk.people())
    note, private = desk.write(person, "Une."), desk.write(person, "Deux.", kind=Kind.WORKING)
    faults.next(PAGE, said(410, b'{"error": "cursor_unknown", "message": "x"}'))
    outcome = desk.synchronise()
    assert (outcome.received, outcome.sent) == (3, 1)
    assert (desk.note(note).text, desk.note(private).text) == ("Une.", "Deux.")
    assert desk.note(note).delivery is Delivery.SENT


def test_410_for_ever_ends(desk: Desk, faults: Faults) -> None:
    faults.next(PAGE, *[said(410)] * 10)
    with pytest.raises(ServerTrouble):
        desk.synchronise()
    assert faults.paths().count(PAGE) <= 4


def test_files_that_a_full_exchange_does_not_list_are_kept(desk: Desk, town: Town, faults: Faults) -> None:
    town.populate(3)
    desk.synchronise()
    absent = min(desk.people())
    unlisted = altered(lambda page: page.update(files=[one for one in page["files"] if one["personne"] != absent]))
    faults.next(PAGE, said(410), unlisted)
    desk.synchronise()
    kept = {card.person: card.kept for card in desk.store.passports.cards()}
    assert kept[absent] is Kept.ABSENT
    assert list(kept.values()).count(Kept.SHARED) == 2


def test_a_restored_gateway_is_offered_everything_again_once(desk: Desk, town: Town, faults: Faults) -> None:
    town.populate(2)
    desk.synchronise()
    notes = [desk.write(person, "Gardée.") for person in sorted(desk.people())]
    desk.synchronise()
    with town.store.writing() as session:
        session.execute(delete(ItemVersionRow))
        session.execute(delete(ItemRow))
    town.store.renew_epoch()
    assert desk.synchronise().sent == 2
    assert {row.id for row in town.rows(select(ItemRow))} == {note.id for note in notes}
    assert [desk.note(note).delivery for note in notes] == [Delivery.SENT] * 2
    faults.sent.clear()
    desk.synchronise()
    assert faults.paths() == [PAGE]


def test_a_sharing_narrowed_by_a_file_that_is_set_aside(desk: Desk, town: Town, faults: Faults) -> None:
    town.populate(1)
    desk.synchronise()
    (person,) = desk.people()
    before = desk.store.passports.file(person)
    assert before is not None
    assert len(before.card.access.sections) > 1

    def narrow(page: dict[str, Any]) -> None:
        (one,) = page["files"]
        one["consentement"]["sections"] = ["competences"]
        one["sections"]["competences"] = "not a list"

    with town.store.writing() as session:
        person_changed(session, session.get_one(PersonRow, person), now())
    faults.next(PAGE, altered(narrow))
    assert desk.synchronise() == Outcome(aside=1)
    file = desk.store.passports.file(person)
    assert file is not None
    assert (file.passport.facts, file.card.access.sections) == ((), (Section.SKILLS,))


@pytest.mark.parametrize(
    "change",
    [
        lambda answer: answer.update(results=[]),
        lambda answer: answer["results"][0].update(id="another"),
        lambda answer: answer["results"][0].update(version=2**63),
        lambda answer: answer["results"][0].pop("version"),
        lambda answer: answer["results"][0].update(outcome="conflict"),
        lambda answer: answer["results"][0].update(outcome="refused"),
        lambda answer: answer["results"][0].update(outcome="perhaps"),
        lambda answer: answer["results"][0].update(
            outcome="conflict", server={"version": 1, "writtenAt": "hier", "author": "x", "content": {}}
        ),
    ],
)
def test_answers_that_make_no_sense(
    change: Callable[[dict[str, Any]], None], desk: Desk, town: Town, faults: Faults
) -> None:
    town.populate(1)
    desk.synchronise()
    note = desk.write(min(desk.people()))
    faults.next(ITEMS, altered(change))
    with pytest.raises(ServerTrouble):
        desk.synchronise()
    assert faults.paths().count(ITEMS) == 1
    assert desk.note(note).delivery is Delivery.WAITING
    assert desk.synchronise().sent == 1


@pytest.mark.parametrize("path", [PAGE, ITEMS])
def test_401_on_the_way_renews_once(path: str, desk: Desk, town: Town, faults: Faults) -> None:
    town.populate(2)
    desk.synchronise()
    desk.write(min(desk.people()))
    refresh = desk.store.state.get("refresh")
    faults.next(path, said(401))
    assert desk.synchronise().sent == 1
    assert desk.store.state.get("refresh") != refresh
    faults.next(PAGE, said(401), said(401))
    with pytest.raises(SignInNeeded):
        desk.synchronise()


@pytest.mark.parametrize(
    "change",
    [
        lambda signed: signed["payload"].update(reason="expired"),
        lambda signed: signed.update(signature="A" * 86),
        lambda signed: signed.update(kid="another"),
        lambda signed: signed["payload"].update(type="lease"),
        lambda signed: signed["payload"].update(n=[[1e308]]),
    ],
)
def test_a_forged_withdrawal_erases_nothing(
    change: Callable[[dict[str, Any]], None], desk: Desk, town: Town, faults: Faults
) -> None:
    town.populate(2)
    desk.synchronise()
    before = desk.people()
    town.withdraw(min(before))
    faults.next(PAGE, altered(lambda page: change(page["withdrawals"][0])))
    with pytest.raises(ServerTrouble, match="signé"):
        desk.synchronise()
    assert desk.people() == before
    assert desk.synchronise().gone == 1


def test_a_lease_forged(desk: Desk, faults: Faults) -> None:
    faults.next(PAGE, altered(lambda page: page["lease"]["payload"].update(expires="2999-01-01T00:00:00Z")))
    with pytest.raises(ServerTrouble, match="signé"):
        desk.synchronise()
    assert desk.store.state.get("lease") == ""
