"""What a note says of its interview: read, written anew, told."""

from __future__ import annotations

from datetime import date

from desktop.models.interview import Header, Level, Medium, Moment, header_of, said_header, said_minutes, with_header
from desktop.models.meeting import Medium as Met

WHOLE = Header(Moment.FIRST, date(2026, 11, 28), 75, Medium.HOME, "Thouars", Level.TWO)


def test_a_header_comes_back_as_it_was_written() -> None:
    assert header_of(with_header({"text": "Bonjour"}, WHOLE)) == WHOLE


def test_a_note_without_a_header_says_nothing_of_its_interview() -> None:
    assert header_of({"text": "Bonjour"}) == Header()
    assert said_header(Header()) == ""
    assert with_header({"text": "Bonjour"}, Header()) == {"text": "Bonjour"}


def test_what_a_later_version_wrote_stays_until_it_is_changed_here() -> None:
    content = {"text": "", "medium": "Hologram", "day": "2026-11-28", "mood": "?"}
    again = with_header(content, Header(day=date(2026, 11, 28), place="Niort"))
    assert again == {**content, "place": "Niort"}


def test_what_cannot_be_read_counts_as_not_said() -> None:
    assert header_of({"day": "demain", "minutes": "-5", "level": "3", "moment": "?"}) == Header()
    assert header_of({"minutes": "99999"}).minutes == 24 * 60


def test_every_medium_of_a_meeting_is_one_of_a_note_and_what_is_written_is_no_meeting() -> None:
    assert {Medium(one.value) for one in Met} == set(Medium) - {Medium.MAIL, Medium.EMAIL, Medium.THIRD_PARTY}


def test_a_header_is_told_in_one_line() -> None:
    assert said_header(WHOLE) == (
        "Premier entretien · 28 novembre 2026 · 1 h 15 · à domicile · Thouars · niveau 2, accompagnement personnalisé"
    )
    assert [said_minutes(minutes) for minutes in (0, 1, 45, 60)] == ["", "1 minute", "45 minutes", "1 h"]
