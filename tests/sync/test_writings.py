"""What counsellors write, against the real gateway: sent, refused, in conflict, rewritten or bound on its way."""

from __future__ import annotations

import json
from datetime import date, datetime
from threading import Event
from typing import Any

import pytest
from sqlalchemy import select

from desktop.errors import EscaleError, Offline, Refused
from desktop.models import clock
from desktop.models.correction import before, confirmed_occupations, experience_content
from desktop.models.note import Delivery, Item, Kind
from desktop.models.passport import Section
from desktop.models.proposal import gone
from desktop.models.returned import returned
from desktop.models.status import said_at
from desktop.sync.parties import Outcome
from gateway.shares import person_changed
from gateway.tables import ItemVersionRow, PersonRow
from gateway.when import now
from tests.sync.conftest import Desk, Town, small
from tests.sync.faults import Between, Fault, Faults, altered, lost, said

PAGE = "/api/v1/exchange"
ITEMS = "/api/v1/items"
CANARY = "Zébulon-canari-7f3a"


def test_a_conflict_to_its_resolution(desk: Desk, town: Town, faults: Faults) -> None:
    town.populate(1)
    desk.synchronise()
    note = desk.write(min(desk.people()), "Première version.")
    desk.synchronise()
    faults.next(ITEMS, altered(lambda answer: answer["results"][0].update(version=1)))
    desk.store.items.record(note.person, note.kind, {"text": "Ailleurs."}, item=note.id)
    desk.synchronise()
    desk.store.items.record(note.person, note.kind, {"text": "Ici."}, item=note.id)
    assert desk.synchronise().sent == 0
    found = desk.note(note)
    assert found.delivery is Delivery.CONFLICT
    assert found.theirs is not None
    assert (found.theirs.content["text"], found.theirs.version, found.theirs.author) == (
        "Ailleurs.",
        2,
        "Camille Moreau",
    )
    desk.store.items.resolve(note.id, {"text": "Les deux."})
    assert desk.synchronise().sent == 1
    assert (desk.note(note).delivery, desk.note(note).version) == (Delivery.SENT, 3)


def test_an_acknowledgement_is_kept_with_the_instant_that_the_gateway_says(desk: Desk, town: Town) -> None:
    """The gateway's own, of the version it acknowledged; what is written since keeps it until it came in too."""
    town.populate(1)
    desk.synchronise()
    note = desk.write(min(desk.people()))
    assert desk.note(note).received is None
    desk.synchronise()
    first = desk.note(note).received
    assert first == received_there(town, note.id, 1)
    assert f", reçue {said_at(first, date.today())}." in said_of_return(desk, note)  # noqa: DTZ011  # the page's own day
    desk.store.items.record(note.person, note.kind, {"text": "Suite."}, item=note.id)
    assert desk.note(note).received == first
    assert said_of_return(desk, note).startswith("La version 1 a été reçue à ")
    desk.synchronise()
    assert desk.note(note).received == received_there(town, note.id, 2)


@pytest.mark.parametrize("odd", [None, "", "hier", "2026-02-31T08:00:00Z", "2026-11-28T14:02:00.5Z", 1764338520, []])
def test_a_gateway_that_says_no_instant_or_an_odd_one_acknowledges_all_the_same(
    odd: object, desk: Desk, town: Town, faults: Faults
) -> None:
    town.populate(1)
    desk.synchronise()
    note = desk.write(min(desk.people()))
    say = (lambda result: result.pop("receivedAt")) if odd is None else (lambda result: result.update(receivedAt=odd))
    faults.next(ITEMS, altered(lambda answer: say(answer["results"][0])))
    assert desk.synchronise().sent == 1
    assert not faults.planned
    assert (desk.note(note).delivery, desk.note(note).version, desk.note(note).received) == (Delivery.SENT, 1, None)
    assert said_of_return(desk, note) == "Accusé de réception de la plateforme : version 1."


def test_a_conflict_resolved_waits_for_an_instant_of_its_own(desk: Desk, town: Town, faults: Faults) -> None:
    town.populate(1)
    desk.synchronise()
    note = desk.write(min(desk.people()))
    desk.synchronise()
    assert desk.note(note).received is not None
    faults.next(ITEMS, altered(lambda answer: answer["results"][0].update(version=1)))
    desk.store.items.record(note.person, note.kind, {"text": "Ailleurs."}, item=note.id)
    desk.synchronise()
    desk.store.items.record(note.person, note.kind, {"text": "Ici."}, item=note.id)
    desk.synchronise()
    desk.store.items.resolve(note.id, {"text": "Les deux."})
    assert (desk.note(note).version, desk.note(note).received) == (2, None)  # theirs: nobody said when it came
    desk.synchronise()
    assert desk.note(note).received == received_there(town, note.id, 3)


def received_there(town: Town, item: str, version: int) -> datetime:
    """When the gateway received that version, as it keeps it."""
    with town.store.reading() as session:
        return clock.read(session.get_one(ItemVersionRow, (item, version)).received_at)


def said_of_return(desk: Desk, note: Item) -> str:
    """What « Tout est rentré ? » says of one writing."""
    found = returned([desk.note(note)], desk.store.passports.cards(), date.today(), None)  # noqa: DTZ011  # as above
    ((said,),) = [[one.said for one in came] for came in found.groups.values() if came]
    return said


def test_what_was_said_of_a_step_survives_the_exchanges_that_change_or_remove_it(desk: Desk, town: Town) -> None:
    town.populate(1)
    desk.synchronise()
    (person,) = desk.people()
    file = desk.store.passports.file(person)
    assert file is not None
    job = file.passport.of(Section.EXPERIENCES)[0]
    content = experience_content(job.id, "K1302", "Assistant / Assistante de vie", "10805", "458")
    desk.store.items.record(person, Kind.CORRECTION, content)
    for change in (lambda facts: facts[0].update(metierFonction="Autre intitulé"), lambda facts: facts.pop(0)):
        with town.store.writing() as session:
            (row,) = session.scalars(select(PersonRow))
            sections = json.loads(row.sections)
            change(next(facts for name, facts in sections.items() if facts and facts[0]["id"] == job.id))
            row.sections = json.dumps(sections)
            person_changed(session, row, now())
        assert desk.synchronise().received == 1
        items = desk.store.items.of(person)
        assert dict(confirmed_occupations(items)[job.id].item.content) == content
        after = desk.store.passports.file(person)
        assert after is not None
        still = after.passport.fact(job.id)
        assert still is None or still.title == "Autre intitulé"
        assert [one.fact for one in gone(after.passport, items)] == ([] if still else [job.id])
    assert still is None
    assert before(items, content | {"code": ""}) == content


def test_refused_with_its_reason(desk: Desk, town: Town, faults: Faults) -> None:
    town.populate(1)
    desk.synchronise()
    (person,) = desk.people()
    note = desk.write(person)

    def end_after(between: Between, ask: Any) -> None:
        answer = ask()
        town.withdraw(person)
        between.give(answer)

    faults.next(PAGE, end_after)
    desk.synchronise()
    assert (desk.note(note).delivery, desk.note(note).reason) == (Delivery.REFUSED, "sharing_ended")


def test_an_item_rewritten_in_flight_is_sent_again(desk: Desk, town: Town, faults: Faults) -> None:
    town.populate(1)
    desk.synchronise()
    note = desk.write(min(desk.people()), "Avant.")
    send = desk.exchange._client.send

    def meanwhile(batch: Any) -> Any:
        answers = send(batch)
        if len(faults.bodies(ITEMS)) == 1:
            desk.write(note.person, "Après.", item=note.id)
        return answers

    desk.exchange._client.send = meanwhile  # type: ignore[method-assign]  # the moment between request and answer
    desk.synchronise()
    assert [body["items"][0]["content"]["text"] for body in faults.bodies(ITEMS)] == ["Avant.", "Après."]
    assert (desk.note(note).delivery, desk.note(note).version) == (Delivery.SENT, 2)


def test_what_is_on_its_way_is_neither_discarded_nor_made_private(desk: Desk, town: Town, faults: Faults) -> None:
    town.populate(1)
    desk.synchronise()
    note = desk.write(min(desk.people()), "En route.")
    refused: list[str] = []

    def meanwhile(between: Between, ask: Any) -> None:
        with pytest.raises(Refused, match="en train de partir"):
            desk.store.items.discard(note.id)
        with pytest.raises(Refused, match="ne peut plus devenir privée"):
            desk.store.items.record(note.person, Kind.WORKING, note.content, item=note.id)
        refused.append(note.id)
        between.give(ask())

    faults.next(ITEMS, meanwhile)
    assert desk.synchronise().sent == 1
    assert refused == [note.id]
    assert (desk.note(note).delivery, desk.note(note).version) == (Delivery.SENT, 1)


@pytest.mark.parametrize(("spoil", "free"), [(lost, False), (said(500), True), (said(413), True)])
def test_only_what_the_gateway_may_hold_stays_bound(
    spoil: Fault, free: bool, desk: Desk, town: Town, faults: Faults
) -> None:
    town.populate(1)
    desk.synchronise()
    note = desk.write(min(desk.people()))
    faults.next(ITEMS, spoil)
    with pytest.raises(EscaleError):
        desk.synchronise()
    if free:
        assert desk.store.items.discard(note.id).items
    else:
        with pytest.raises(Refused, match="en train de partir"):
            desk.store.items.discard(note.id)
        assert desk.synchronise().sent == 1


def test_an_outcome_tells_what_did_not_go_well(desk: Desk, town: Town, faults: Faults) -> None:
    town.populate(3)
    desk.synchronise()
    for person in sorted(desk.people()):
        desk.write(person)

    def spoil(answer: dict[str, Any]) -> None:
        refused, conflict, _ = answer["results"]
        refused.update(outcome="refused", reason="invalid")
        theirs = {"version": 1, "writtenAt": "2026-02-01T09:00:00Z", "author": "x", "content": {"text": "y"}}
        conflict.update(outcome="conflict", server=theirs)

    faults.next(ITEMS, altered(spoil))
    faults.next(PAGE, altered(lambda page: page["files"].extend([{"personne": None}, {"personne": 1}])))
    assert desk.synchronise() == Outcome(sent=1, refused=1, conflicts=1, aside=2)
    assert len(desk.store.intake.set_aside()) == 2


def test_an_outcome_tells_that_it_was_stopped_with_something_left(
    desk: Desk, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.populate(4)
    small(desk, 2, monkeypatch)
    cancelled = Event()
    cancelled.set()
    assert desk.synchronise(cancelled) == Outcome(received=2, stopped=True)
    assert not desk.synchronise().stopped
    note = desk.write(min(desk.people()))
    assert desk.synchronise(cancelled) == Outcome(stopped=True)
    assert desk.store.items.discard(note.id).items  # nothing of it was taken
    assert desk.synchronise(cancelled) == Outcome()


def test_a_lost_answer_is_sent_again_and_taken_once(desk: Desk, town: Town, faults: Faults) -> None:
    town.populate(1)
    desk.synchronise()
    note = desk.write(min(desk.people()))
    faults.next(ITEMS, lost)
    with pytest.raises(Offline):
        desk.synchronise()
    assert desk.synchronise().sent == 1
    assert desk.note(note).version == 1
    assert len(town.rows(select(ItemVersionRow))) == 1
