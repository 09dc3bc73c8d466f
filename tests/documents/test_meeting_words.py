"""A meeting in the access report: nothing that is kept of it is left out."""

from __future__ import annotations

from datetime import date, time

from desktop.models.meeting import Medium, Meeting, Reception, Sort, Status, meeting_content, removed_content
from desktop.models.note import Kind
from tests.documents.test_access_report import about

TALK = Meeting(
    "i",
    date(2026, 12, 1),
    time(9),
    45,
    Status.ABSENT,
    Medium.PHONE,
    Reception.GROUP,
    Sort.WORKSHOP,
    "Mairie",
    "Le projet",
)


def test_a_meeting_is_said_line_by_line_and_nothing_of_it_is_left_out() -> None:
    assert about(Kind.MEETING, meeting_content(TALK) | {"later": "gardé", "status": "REPORTE"}) == (
        "Mardi 1er décembre 2026 à 9 h 00, 45 minutes\nAtelier, au téléphone, en groupe : prévu\n"
        "Lieu : Mairie\nThème : Le projet\nstatus : REPORTE\nlater : gardé"
    )
    assert about(Kind.MEETING, removed_content("a")) == "Rendez-vous retiré"
    assert about(Kind.MEETING, {"start": "bientôt", "place": "ici"}) == "start : bientôt\nplace : ici"
