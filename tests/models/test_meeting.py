"""A meeting: what is written of it and read again, on which instant, whatever the clocks do."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.meeting import (
    LONGEST,
    Medium,
    Meeting,
    Modality,
    Reception,
    Sort,
    Status,
    draft,
    meeting_content,
    meeting_of,
    meetings,
    removed_content,
    unplaced,
    unread,
)
from desktop.models.note import Delivery, Item, Kind

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
FIRST = Meeting("m", date(2026, 12, 1), time(9))
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
MADE = st.builds(
    Meeting, st.just("m"), st.dates(date(1901, 1, 1), date(2199, 12, 31)),
    st.times().map(lambda at: at.replace(second=0, microsecond=0)), st.integers(0, LONGEST), st.sampled_from(Status),
    st.sampled_from(Medium), st.sampled_from(Reception), st.sampled_from(Sort), WORDS, WORDS,
    st.sampled_from(("Europe/Paris", "Indian/Reunion", "America/Cayenne")),
)  # fmt: skip


def item(content: dict[str, str], delivery: Delivery = Delivery.SENT, identifier: str = "m") -> Item:
    return Item(identifier, "p", Kind.MEETING, content, NOON, delivery)


def read(**said: str) -> Meeting:
    one = meeting_of(item(meeting_content(FIRST) | said))
    assert one is not None
    return one


@given(MADE)
def test_what_is_written_is_read_again(made: Meeting) -> None:
    written = item(meeting_content(made))
    assert meeting_of(written) == replace(made, item=written)
    assert unread(written) == {}


@given(MADE, MADE, st.dictionaries(WORDS, WORDS, max_size=3))
def test_what_is_not_understood_stays_when_something_else_changes(
    was: Meeting, now: Meeting, more: dict[str, str]
) -> None:
    content = {**more, **meeting_content(was), "sort": "BILAN_2031"}
    former = meeting_of(item(content))
    assert former is not None
    written = meeting_content(replace(now, sort=former.sort, item=former.item))
    assert written["sort"] == "BILAN_2031"
    assert {name: written[name] for name in more if name not in meeting_content(was)} == {
        name: value for name, value in more.items() if name not in meeting_content(was)
    }


@given(st.dictionaries(st.sampled_from((*meeting_content(FIRST), "autre")), WORDS))
def test_any_content_is_read_or_counted_as_unplaced(content: dict[str, str]) -> None:
    one = meeting_of(item(content))
    assert unplaced([item(content)]) == (one is None)
    assert len(meetings([item(content)])) == (one is not None)
    assert one is None or (one.ends - one.begins == timedelta(minutes=one.minutes))


@pytest.mark.parametrize(
    "start", ["", "demain", "2026-12-01", "2026-02-30T09:00", "2026-12-01T09:00+01:00", "0001-01-01T00:00"]
)
def test_a_meeting_that_cannot_be_placed_is_never_shown_at_a_made_up_hour(start: str) -> None:
    kept = item(meeting_content(FIRST) | {"start": start})
    assert meeting_of(kept) is None
    assert meetings([kept]) == ()
    assert unplaced([kept]) == 1
    assert unread(kept)["status"] == "PRIS"


def test_unknown_words_take_their_usual_value() -> None:
    assert read(status="REPORTE").status is Status.PLANNED
    assert read(sort="").sort is Sort.OTHER
    assert read(reception="?").reception is Reception.ALONE
    assert read(minutes="-3").minutes == read(minutes="99999").minutes == read(minutes="").minutes == 0
    assert read(zone="Atlantide/Cité").zone == read(zone="../..").zone == "Europe/Paris"


def test_the_medium_follows_the_modality_when_they_disagree() -> None:
    assert read(medium="", modality="TELEPHONE").medium is Medium.PHONE
    assert read(medium="BeneficiaryHouseAppointment").medium is Medium.HOME
    assert read(medium="BeneficiaryHouseAppointment", modality="VISIO").medium is Medium.VIDEO
    assert {one.modality for one in Medium} == set(Modality)


def test_the_hour_is_the_one_on_the_wall_on_both_sides_of_a_change_of_clocks() -> None:
    before, after = (Meeting("m", day, time(9)) for day in (date(2026, 10, 24), date(2026, 10, 26)))
    assert (before.start.hour, after.start.hour) == (9, 9)
    assert (before.begins.hour, after.begins.hour) == (7, 8)


def test_an_hour_that_the_clocks_skip_is_the_one_they_show_instead() -> None:
    skipped = Meeting("m", date(2026, 3, 29), time(2, 30), 45)
    assert (skipped.start.hour, skipped.start.minute) == (3, 30)
    assert skipped.begins == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def test_a_meeting_over_a_change_of_clocks_lasts_what_was_said() -> None:
    long = Meeting("m", date(2026, 10, 25), time(1, 30), 120)
    assert long.ends - long.begins == timedelta(hours=2)
    assert (long.end.hour, long.end.minute) == (2, 30)  # the second one


def test_they_come_in_the_order_of_their_instants() -> None:
    late = replace(FIRST, id="b", day=date(2026, 12, 1), at=time(10), zone="Indian/Reunion")  # 7 h in Paris
    made = [item(meeting_content(one), identifier=one.id) for one in (replace(FIRST, id="a"), late)]
    assert [one.id for one in meetings(made)] == ["b", "a"]


def test_what_is_typed_or_taken_out_is_no_meeting_yet_or_any_more() -> None:
    typed = item(meeting_content(FIRST), Delivery.DRAFT, "d")
    found = draft([typed])
    assert found is not None
    assert found.id == "m"
    assert meetings([typed, item(removed_content("x"), identifier="x")]) == ()
    assert draft([item(meeting_content(FIRST))]) is None
