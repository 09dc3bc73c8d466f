"""The documents of an open office, from a real store and really laid out."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtWidgets import QApplication

from desktop.background import Background
from desktop.errors import ReadLocked, Refused
from desktop.models.changes import Changes
from desktop.models.erasure import Copies, Erasure, Reason
from desktop.models.file import ReadLock
from desktop.models.held import Custodian
from desktop.models.journal import Event
from desktop.models.meeting import Meeting
from desktop.models.missing_case import Case
from desktop.models.missing_causes import Letter
from desktop.models.paper import Paper
from desktop.models.recovery import grouped
from desktop.models.store import Store
from desktop.papers import OfficePapers
from tests.vault.memory import seals_in_memory
from tests.views.people import ALI, CLAIRE, NADIA, TODAY, fill

AT = datetime(2026, 11, 21, 8, 42, tzinfo=UTC)


@pytest.fixture
def background(qapp: QApplication, tmp_path: Path) -> Iterator[Background]:
    store = Store(tmp_path / "escale.db", bytes(range(48)), seals_in_memory())
    fill(store)
    store.journal.note(Event.VIEWED, NADIA, "parcours")
    background = Background(store)
    yield background
    background.close()


@pytest.fixture
def papers(background: Background) -> OfficePapers:
    return OfficePapers(background, lambda: TODAY, Custodian("Mission locale", "dpo@exemple.fr"), "K7QM-2F9D")


def pages(paper: Paper) -> int:
    with pikepdf.open(io.BytesIO(paper.files["pdf"])) as document:
        return len(document.pages)


def test_what_is_held_about_a_person(papers: OfficePapers) -> None:
    paper = papers.held(NADIA)
    assert pages(paper) >= 1
    assert paper.pages == ()
    assert "nadia" not in paper.name.lower()


def test_a_report_holds_every_word_and_the_journal(papers: OfficePapers) -> None:
    said = papers.access_report(NADIA).files["json"].decode()
    assert "A évoqué un projet d’aide-soignante." in said
    assert "À rappeler en décembre." in said
    assert "parcours" in said


def test_an_invitation_is_for_a_sharing_that_ends(papers: OfficePapers) -> None:
    paper = papers.invitation(CLAIRE, 72)
    assert len(paper.pages) == pages(paper)
    with pytest.raises(Refused):
        papers.invitation(ALI)


def test_a_letter_for_the_passport_is_for_anybody_on_the_desk(papers: OfficePapers) -> None:
    for person in (CLAIRE, ALI):
        paper = papers.missing_letter(person, Letter.TRANSMIT, Case(title="CAP cuisine"), 72)
        assert len(paper.pages) == pages(paper) == 1
        assert paper.code == "demande-pour-le-passeport"


def test_the_journal_leaves_whole_with_its_marks(papers: OfficePapers, background: Background) -> None:
    kept = {"payload": {"head": "", "at": "2026-11-22T07:42:00Z"}, "kid": "k", "signature": "s"}
    background.ask(lambda store: store.state.put({"countersigned": json.dumps(kept)}))
    paper = papers.journal()
    said = paper.files["json"].decode()
    assert background.ask(lambda store: store.journal.head()) in said
    assert "2026-11-22T07:42:00Z" in said
    assert len(paper.files["csv"].splitlines()) == 1 + background.ask(lambda store: len(store.journal.marked()))


def test_a_calendar_holds_what_is_planned_and_no_name(papers: OfficePapers) -> None:
    paper = papers.agenda((Meeting("m", TODAY, time(9), theme="Le projet de Nadia"),))
    assert (paper.name, paper.pages) == ("rendez-vous", ())
    assert b"SUMMARY:Rendez-vous" in paper.files["ics"]
    assert b"Nadia" not in paper.files["ics"]


def test_the_vaults_own_papers(papers: OfficePapers) -> None:
    erasure = Erasure("e1", "K7QM-2F9D-XH4T", AT, Reason.WITHDRAWN, (("note", 2),), 0, 0, Copies.COVERED)
    assert [pages(paper) >= 1 for paper in (papers.receipt(erasure), papers.impact())] == [True, True]
    assert pages(papers.recovery_sheet(grouped(bytes(20)))) == 1


def test_a_file_that_may_not_be_read_makes_no_paper(papers: OfficePapers, background: Background) -> None:
    def close(store: Store) -> Changes:
        store.reading = ReadLock("Fermé.", "Synchronisez.")
        return Changes()

    background.ask(close)
    for make in (papers.held, papers.access_report):
        with pytest.raises(ReadLocked):
            make(NADIA)


def test_a_file_that_left_makes_no_paper(papers: OfficePapers, background: Background) -> None:
    background.ask(lambda store: store.passports.remove(ALI))
    for make in (papers.held, papers.access_report, papers.invitation):
        with pytest.raises(Refused, match="n’est plus sur cet ordinateur"):
            make(ALI)
    with pytest.raises(Refused, match="n’est plus sur cet ordinateur"):
        papers.missing_letter(ALI, Letter.SERVICE, Case())
