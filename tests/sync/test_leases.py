"""Leases: kept with what they cover, never an older one nor another's, closed at their end, and lists that disagree."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import Any

import pytest
from sqlalchemy import select

from desktop.errors import ReadLocked, ServerTrouble
from desktop.models.file import Kept
from desktop.models.trusted import Reading
from desktop.sync.exchange import Exchange
from desktop.sync.leasing import kept_lease, read_lock
from desktop.timekeeping import KEY, Timekeeping
from gateway.shares import person_changed
from gateway.tables import PersonRow
from gateway.when import now
from tests.sync.conftest import DESK, Desk, Town
from tests.sync.faults import Faults, altered, said

PAGE = "/api/v1/exchange"
DAY = timedelta(days=1)


class Hand:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.wall, self.used = datetime.now(UTC), 0.0

    def __call__(self) -> Reading:
        return Reading(self.wall, "boot", self.used)


def lease(page: dict[str, Any]) -> dict[str, Any]:
    """The payload of a page's lease."""
    payload: dict[str, Any] = page["lease"]["payload"]
    return payload


def closed(desk: Desk, days: float = 0, behind: bool = False) -> str:
    """What is said of reading so many days from now, "" when everything is open."""
    lock = read_lock(desk.store, datetime.now(UTC) + timedelta(days=days), behind)
    return lock.sentence if lock else ""


def test_it_opens_every_file_for_seven_days_and_no_more(desk: Desk, town: Town) -> None:
    town.populate(3)
    desk.synchronise()
    kept = kept_lease(desk.store)
    assert kept is not None
    assert all(map(kept.covers, desk.store.passports.consents()))
    assert len(kept.covered) == 3
    assert (closed(desk), closed(desk, 6.9)) == ("", "")
    assert "dernier échange" in closed(desk, 7.1)
    person = min(desk.people())
    desk.store.reading = read_lock(desk.store, datetime.now(UTC) + 8 * DAY)
    with pytest.raises(ReadLocked, match="échange"):
        desk.store.passports.file(person)
    assert desk.write(person, "Une note malgré tout.").text == "Une note malgré tout."


def test_files_received_without_a_lease_are_closed(desk: Desk, town: Town, faults: Faults) -> None:
    town.populate(2)
    faults.next(PAGE, altered(lambda page: page.update(more=True, cursor=page["cursor"])), said(500))
    with pytest.raises(ServerTrouble):
        desk.synchronise()
    assert len(desk.people()) == 2
    assert "confirmé" in closed(desk)
    desk.synchronise()
    assert closed(desk) == ""


def test_what_came_after_the_lease_is_closed_until_an_exchange_ends(desk: Desk, town: Town, faults: Faults) -> None:
    town.populate(2)
    desk.synchronise()
    before = set(desk.store.passports.consents())
    town.populate(1, seed=2)
    faults.next(PAGE, altered(lambda page: page.update(more=True)), said(500))
    with pytest.raises(ServerTrouble):
        desk.synchronise()
    desk.store.reading = read_lock(desk.store, datetime.now(UTC))
    open_now = []
    for card in desk.store.passports.cards():
        if card.access.consent in before:
            open_now.append(desk.store.passports.file(card.person))
        else:
            with pytest.raises(ReadLocked, match="confirmé"):
                desk.store.passports.file(card.person)
    assert len(open_now) == 2
    assert desk.synchronise().received == 0
    assert closed(desk) == ""


def test_one_that_ended_here_first_closes_nothing(desk: Desk, town: Town) -> None:
    town.populate(3)
    desk.synchronise()
    town.withdraw(min(desk.people()))
    desk.synchronise()
    assert (len(desk.people()), closed(desk)) == (2, "")


def test_an_older_lease_is_refused_and_nothing_moves(desk: Desk, town: Town, faults: Faults) -> None:
    heard: list[Any] = []
    faults.next(PAGE, altered(lambda page: heard.append(deepcopy(page["lease"]))))
    town.populate(1)
    desk.synchronise()
    desk.synchronise()
    kept = desk.store.state.get("lease")
    town.populate(1, seed=2)
    for old in (heard[0], json.loads(kept)):
        faults.next(PAGE, altered(lambda page, old=old: page.update(lease=old)))  # type: ignore[misc]  # bound now
        with pytest.raises(ServerTrouble, match="signé"):
            desk.synchronise()
    assert (desk.store.state.get("lease"), len(desk.people())) == (kept, 1)


@pytest.mark.parametrize(
    "other",
    [
        {"counsellor": "somebody else"},
        {"type": "countersignature"},
        {"sequence": 0},
        {"consents": "short"},
        {"expires": "the end of time"},
        {"issued": "0000-00-00T00:00:00Z"},
    ],
)
def test_a_lease_of_somebody_else_or_of_no_sense(other: dict[str, Any], desk: Desk, town: Town, faults: Faults) -> None:
    town.populate(1)
    signer = town.store.keys.signer
    faults.next(PAGE, altered(lambda page: page.update(lease=signer.sign(lease(page) | other))))
    with pytest.raises(ServerTrouble, match="signé"):
        desk.synchronise()
    assert (desk.people(), desk.store.state.get("lease")) == (set(), "")


def test_it_never_lasts_longer_than_thirty_days(desk: Desk, town: Town, faults: Faults) -> None:
    town.populate(1)
    signer, expires = town.store.keys.signer, {"expires": "2199-01-01T00:00:00Z"}
    faults.next(PAGE, altered(lambda page: page.update(lease=signer.sign(lease(page) | expires))))
    desk.synchronise()
    assert (closed(desk, 29), bool(closed(desk, 31))) == ("", True)


@pytest.mark.parametrize("key", ["lease", "keys", "subject"])
def test_what_was_tampered_with_in_the_store_opens_nothing(key: str, desk: Desk, town: Town) -> None:
    town.populate(1)
    desk.synchronise()
    changed = desk.store.state.get(key)
    for old, new in (('"sequence":', '"sequence":1'), ('"public":"', '"public":"A'), ("-", "_")):
        if old in changed:
            changed = changed.replace(old, new, 1)
            break
    desk.store.state.put({key: changed})
    assert kept_lease(desk.store) is None
    assert "confirmé" in closed(desk)


def test_lists_that_disagree_are_compared_anew_once(desk: Desk, town: Town, faults: Faults) -> None:
    town.populate(3)
    signer = town.store.keys.signer
    wrong = altered(lambda page: page.update(lease=signer.sign(lease(page) | {"consents": "f" * 64})))
    faults.next(PAGE, wrong, wrong)
    outcome = desk.synchronise()
    assert outcome.disagreed
    assert faults.paths().count(PAGE) == 2
    assert (desk.store.state.get("lease"), desk.store.state.get("full_mark")) == ("", "")
    assert "confirmé" in closed(desk)
    faults.next(PAGE, wrong)
    assert desk.synchronise().disagreed
    assert faults.paths().count(PAGE) == 3
    assert not desk.synchronise().disagreed
    assert closed(desk) == ""


def test_a_withdrawal_that_was_kept_back_is_noticed(desk: Desk, town: Town, faults: Faults) -> None:
    town.populate(3)
    desk.synchronise()
    gone = min(desk.people())
    town.withdraw(gone)
    faults.next(PAGE, altered(lambda page: page.update(withdrawals=[])))
    outcome = desk.synchronise()
    assert not outcome.disagreed
    assert gone not in desk.people()  # everything was asked again, and the withdrawal came with it


def test_a_file_set_aside_does_not_close_the_others(desk: Desk, town: Town, faults: Faults) -> None:
    town.populate(3)
    spoil = altered(lambda page: page["files"][0].update(titulaire=None))
    faults.next(PAGE, spoil)
    outcome = desk.synchronise()
    assert (outcome.aside, outcome.disagreed, closed(desk)) == (1, False, "")
    assert faults.paths().count(PAGE) == 1
    missing = {row.id for row in town.rows(select(PersonRow))} - desk.people()
    with town.store.writing() as session:
        person_changed(session, session.get_one(PersonRow, missing.pop()), now())
    assert desk.synchronise().received == 1
    assert (len(desk.people()), closed(desk)) == (3, "")


def test_an_empty_delta_keeps_what_the_lease_covers(desk: Desk, town: Town) -> None:
    town.populate(2)
    desk.synchronise()
    before, covered = kept_lease(desk.store), desk.store.state.get("leased")
    desk.synchronise()
    after = kept_lease(desk.store)
    assert before is not None
    assert after is not None
    assert after.sequence > before.sequence
    assert desk.store.state.get("leased") == covered


def test_offline_the_clock_gains_nothing(desk: Desk, town: Town) -> None:
    town.populate(1)
    hand = Hand()
    start = hand.wall
    time = Timekeeping(hand)
    exchange = Exchange(desk.account, desk.ledger, desk.box, DESK, time)
    exchange.synchronise(lambda *_: None, Event())

    def locked() -> bool:
        time.keep(desk.store)
        again = Timekeeping(hand, desk.store.state.get(KEY))  # as after a restart of Escale
        return read_lock(desk.store, again.now(), again.behind()) is not None

    found = []
    for days in (-30, -4, 6.9, 3000, 8, 1, -30):
        hand.wall = start + timedelta(days=days)
        found.append(locked())
    assert found == [False, False, False, False, True, True, True]
    hand.wall = start + DAY
    exchange.synchronise(lambda *_: None, Event())  # what the gateway signs puts it right
    assert time.now() < start + 2 * DAY
    assert not locked()


def test_the_gateway_s_date_is_heard(desk: Desk, town: Town, faults: Faults) -> None:
    hand = Hand()
    hand.wall -= 30 * DAY
    time = Timekeeping(hand)
    exchange = Exchange(desk.account, desk.ledger, desk.box, DESK, time)
    exchange.synchronise(lambda *_: None, Event())
    assert abs(time.now() - datetime.now(UTC)) < timedelta(minutes=1)
    assert time.behind()
    assert desk.store.state.get(KEY)


def test_the_brake_asks_before_anything_is_erased(desk: Desk, town: Town, faults: Faults) -> None:
    town.populate(8)
    desk.synchronise()
    kept = sorted(desk.people())[:2]
    few = altered(lambda page: page.update(files=[one for one in page["files"] if one["personne"] in kept]))
    faults.next(PAGE, said(410), few)
    desk.synchronise()
    states = [card.kept for card in desk.store.passports.cards()]
    assert (states.count(Kept.ABSENT), desk.store.intake.absence_asked()) == (6, 6)


def test_nothing_is_closed_for_want_of_files(desk: Desk) -> None:
    assert closed(desk, 100) == ""
