"""What a calendar outside is given of a meeting, again and again, and what is left of it when the meeting goes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from desktop.documents.calendar import calendar
from desktop.models import clock
from desktop.models.meeting import Meeting, Status, meeting_content, meetings
from desktop.models.news import Answer
from desktop.models.note import Kind
from desktop.models.occasion import Occasion, for_calendar
from desktop.models.store import Mode, Store
from tests.store.conftest import KEY, Opener, rows
from tests.store.pages import decrypted
from tests.store.people import ANNE, KARIM, envelope, news, received, withdrawal
from tests.vault.memory import ShelfInMemory, seals_on

NINE = Meeting("nine", date(2026, 12, 1), time(9))
NOON = Meeting("noon", date(2026, 12, 1), time(12))


class Now:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 22, 8, 0, tzinfo=clock.UTC)

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> Now:
    """Each writing of a test is at an instant of its own."""
    moved = Now()
    monkeypatch.setattr("desktop.models.store.items.now", moved)
    return moved


@pytest.fixture
def store(opener: Opener) -> Store:
    """Two persons, a meeting with each."""
    store = opener()
    store.intake.absorb(news(received(), received(KARIM, "Karim")), envelope)
    store.items.record(ANNE, Kind.MEETING, meeting_content(NINE), item="nine")
    store.items.record(KARIM, Kind.MEETING, meeting_content(NOON), item="noon")
    return store


def every(store: Store) -> tuple[Meeting, ...]:
    return meetings(store.items.of_kind(Kind.MEETING, 100))


def told(store: Store) -> dict[str, Occasion]:
    """What a calendar is told now, by the id of the meeting."""
    said = store.calendar.occasions(for_calendar(every(store), store.calendar.held()))
    return {one.meeting.id: one for one in said}


def change(store: Store, now: Now, identifier: str, **changes: object) -> None:
    now.at += timedelta(minutes=1)
    (one,) = (one for one in every(store) if one.id == identifier)
    fresh = replace(one, **changes)  # type: ignore[arg-type]  # fields of a meeting
    store.items.record(one.person, Kind.MEETING, meeting_content(fresh), item=one.id)


def test_given_twice_a_week_is_the_same_to_the_last_byte(store: Store, now: Now) -> None:
    first = told(store)
    store.calendar.given(every(store))
    now.at += timedelta(days=1)
    again = told(store)
    assert calendar(again.values(), now.at) == calendar(first.values(), now.at)
    assert len({one.uid for one in again.values()}) == 2


def test_each_change_that_is_told_counts_one_more_and_the_name_stays(store: Store, now: Now) -> None:
    names = {told(store)["nine"].uid}
    assert told(store)["nine"].sequence == 0
    change(store, now, "nine", at=time(10))
    assert told(store)["nine"].sequence == 0  # no calendar knows the hour before
    for wanted in (1, 2):
        store.calendar.given(every(store))
        change(store, now, "nine", at=time(10 + wanted))
        change(store, now, "nine", minutes=30 + wanted)
        names.add(told(store)["nine"].uid)
        assert told(store)["nine"].sequence == wanted
    assert told(store)["noon"].sequence == 0
    assert len(names) == 1


def test_what_is_cancelled_is_told_to_a_calendar_that_holds_it(store: Store, now: Now) -> None:
    store.calendar.given([one for one in every(store) if one.id == "nine"])
    change(store, now, "nine", status=Status.CANCELLED)
    change(store, now, "noon", status=Status.CANCELLED)
    assert list(told(store)) == ["nine"]
    assert (told(store)["nine"].off, told(store)["nine"].sequence) == (True, 1)
    store.calendar.given([one.meeting for one in told(store).values()])
    change(store, now, "nine", status=Status.PLANNED)
    assert (told(store)["nine"].off, told(store)["nine"].sequence) == (False, 2)


def test_a_name_says_nothing_and_another_vault_gives_another(store: Store, opener: Opener, tmp_path: Path) -> None:
    uid = told(store)["nine"].uid
    assert re.fullmatch("[0-9a-f]{32}", uid)
    assert told(opener())["nine"].uid == uid  # after a lock
    pseudonyms = [store._seals.pseudonym(text) for text in ("nine", ANNE)]
    assert not any(part.lower() in uid for name in pseudonyms for part in name.split("-"))
    other = seals_on(ShelfInMemory(b"P" * 32), names=b"B" * 32)
    assert other.outside_name("nine") != uid


def test_an_erasure_leaves_nothing_by_which_an_old_calendar_leads_to_somebody(
    store: Store, path: Path, beside: dbapi2.Connection
) -> None:
    uid = told(store)["nine"].uid
    store.calendar.given(every(store))
    sent = store.post.take()
    store.post.settle(sent, [Answer(one.item.id, "accepted", 1) for one in sent])
    assert b"nine" in decrypted(path, KEY)
    store.intake.absorb(news(ends=(withdrawal(),)), envelope)
    assert rows(beside, "calendar") == 1
    assert store.calendar.held() == {"noon"}
    pages = decrypted(path, KEY)
    assert b"nine" not in pages
    assert uid.encode() not in pages


def test_a_meeting_that_went_before_the_file_was_saved_is_let_be(store: Store) -> None:
    known = every(store)
    store.intake.absorb(news(ends=(withdrawal(),)), envelope)
    store.calendar.given(known)
    assert store.calendar.held() == {"noon"}


def test_a_restored_store_goes_on_telling_the_same_events(store: Store, now: Now, opener: Opener, path: Path) -> None:
    store.calendar.given(every(store))
    change(store, now, "noon", at=time(13))
    before = {name: (one.uid, one.sequence) for name, one in told(store).items()}
    exported = path.with_name("export.db")
    assert store.export(exported, KEY)
    store.close()
    path.unlink()
    fresh = opener()
    fresh.adopt(exported, KEY)
    fresh.intake.absorb(news(received(), received(KARIM, "Karim")), envelope)
    assert {name: (one.uid, one.sequence) for name, one in told(fresh).items()} == before


def test_a_file_that_is_only_read_names_its_meetings_and_keeps_nothing(store: Store, path: Path) -> None:
    store.close()
    reading = Store(path, KEY, seals_on(ShelfInMemory(b"P" * 32)), mode=Mode.READ_ONLY)
    assert len(told(reading)) == 2
    reading.calendar.given(every(reading))
    assert reading.calendar.held() == frozenset()
    reading.close()
