"""The documents for the person, from a real store and really laid out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.background import Background
from desktop.errors import Refused
from desktop.handouts import OfficeHandouts
from desktop.library import Library
from desktop.models.changes import Changes
from desktop.models.continuity import Agreement, Piece, agreement_content, mark_of
from desktop.models.correction import occupation_content
from desktop.models.cv import Cv, Ref, cv_content, with_all
from desktop.models.handout import Form
from desktop.models.held import Custodian
from desktop.models.note import Kind
from desktop.models.passport import Section
from desktop.models.store import Store
from tests.documents.reading import words
from tests.vault.memory import seals_in_memory
from tests.views.people import NADIA, TODAY, fill

TEXT = "## Demande\nUn métier de soin.\n## Suite\nLe dernier échange."
WHO = Custodian("la Mission locale du Bocage", "dpo@bocage.example")


@pytest.fixture
def background(qapp: QApplication, tmp_path: Path) -> Iterator[Background]:
    store = Store(tmp_path / "escale.db", bytes(range(48)), seals_in_memory())
    fill(store)
    store.state.put({"counsellor": "Claire Vasseur"})
    background = Background(store)
    yield background
    background.close()


@pytest.fixture
def handouts(background: Background, tmp_path: Path) -> Iterator[OfficeHandouts]:
    library = Library(tmp_path / "references")
    yield OfficeHandouts(background, library, lambda: TODAY, WHO)
    library.close()


def test_the_notice_of_the_first_interview_names_the_counsellor_and_nobody_else(handouts: OfficeHandouts) -> None:
    paper = handouts.first_notice(40)
    said = words(paper.files["pdf"])
    for piece in ("Claire Vasseur", "La Mission locale du Bocage", "dpo@bocage.example", "L. 6353-10", "CNIL"):
        assert piece in said
    assert "Nadia" not in said
    assert len(paper.pages) == 1


def test_the_synthesis_reads_what_may_be_shared_and_nothing_else(
    background: Background, handouts: OfficeHandouts
) -> None:
    def write(store: Store) -> Changes:
        store.items.record(NADIA, Kind.NOTE, {"text": TEXT})
        store.items.record(NADIA, Kind.OCCUPATION, occupation_content("J1501", "Aide-soignant", True, "Pour aider."))
        store.items.record(NADIA, Kind.NOTE, {"text": "ZBROUILLON"}, draft=True)
        return store.items.record(NADIA, Kind.WORKING, {"text": "ZPRIVE"})

    background.write(write).result(timeout=20)
    found = background.ask(lambda store: store.items.of(NADIA))
    every = [one.id for one in found]  # those that may not be given stay out, even when they are named
    paper = handouts.summary(NADIA, wanted=every, ppi=40)
    said = words(paper.files["pdf"])
    for piece in (
        "Nadia",
        "Un métier de soin.",
        "Le dernier échange.",
        "Aide-soignant",
        "Pour aider.",
        "Claire Vasseur",
    ):
        assert piece in said
    word_file = handouts.word_file(NADIA, wanted=every).files["docx"]
    with zipfile.ZipFile(io.BytesIO(word_file)) as package:
        inside = b"".join(package.read(name) for name in package.namelist()).decode("utf-8", "replace")
    for other in ("Moussa", "Roux", "ZBROUILLON", "ZPRIVE", "À rappeler"):
        assert other not in said
        assert other not in inside
        assert not [page for page in paper.pages if other.encode() in page]
    assert not [page for page in paper.pages if b"tEXt" in page or b"iTXt" in page or b"tIME" in page]
    assert len(paper.pages) > 1
    assert "A évoqué un projet d’aide-soignante." in said
    assert "Le dernier échange." not in words(handouts.summary(NADIA, Form(large=True), ()).files["pdf"])
    assert handouts.word_file(NADIA).files["docx"].startswith(b"PK")
    assert "Mon plan" in words(handouts.plan_page(NADIA).files["pdf"])
    assert "Convention de partage" in words(handouts.convention(NADIA).files["pdf"])


def test_a_file_that_left_makes_nothing(handouts: OfficeHandouts) -> None:
    with pytest.raises(Refused, match="plus sur cet ordinateur"):
        handouts.summary("personne")


def test_a_cv_is_made_of_the_store_and_of_the_referential(handouts: OfficeHandouts, background: Background) -> None:
    content = cv_content(with_all(Cv("cv1", "Aide à domicile"), (Ref(Section.EXPERIENCES, "f1"),)))
    background.ask(lambda store: store.items.record(NADIA, Kind.CV, content, item="cv1"))
    paper = handouts.cv(NADIA, "cv1", 40)
    said = words(paper.files["pdf"])
    for piece in ("Nadia Benali", "ADMR", "garantie", "Ce n’est pas un CV certifié"):
        assert piece in said
    assert "À rappeler en décembre" not in said
    assert len(paper.pages) == 1
    assert set(handouts.cv_word_file(NADIA, "cv1").files) == {"docx"}


def test_a_continuity_sheet_needs_an_agreement_that_stands(background: Background, handouts: OfficeHandouts) -> None:
    agreed = Agreement("a1", TODAY, "Léa Morin", "Apec", pieces=(Piece.PATH,))
    record(background, agreed)
    said = words(handouts.continuity(NADIA, "a1").files["pdf"])
    for piece in ("Nadia", "Léa Morin, Apec", "Claire Vasseur", "ADMR", "L. 6353-10", "aucune note de travail"):
        assert piece in said
    assert "A évoqué" not in said
    assert handouts.continuity_word_file(NADIA, "a1").files["docx"].startswith(b"PK")
    record(background, replace(agreed, withdrawn=TODAY))
    for make in (handouts.continuity, handouts.continuity_word_file):
        with pytest.raises(Refused, match="repris"):
            make(NADIA, "a1")
        with pytest.raises(Refused, match="plus dans le dossier"):
            make(NADIA, "inconnu")


def test_words_that_nobody_agreed_to_are_not_passed_on(background: Background, handouts: OfficeHandouts) -> None:
    shared = background.ask(lambda store: store.shareable(NADIA))
    assert shared is not None
    (text,) = shared.texts
    record(background, Agreement("a1", TODAY, "Léa Morin", "Apec", texts=(text.id,), marks=(mark_of("a1", text),)))
    assert text.text in words(handouts.continuity(NADIA, "a1").files["pdf"])
    background.ask(lambda store: store.items.record(NADIA, Kind.NOTE, {"text": "Vit seule depuis peu."}, item=text.id))
    for make in (handouts.continuity, handouts.continuity_word_file):
        with pytest.raises(Refused, match="1 texte choisi a changé"):
            make(NADIA, "a1")
    assert "Vit seule" in words(handouts.summary(NADIA).files["pdf"])  # the person's own paper says what is written


def record(background: Background, agreed: Agreement) -> None:
    """Write it as its own item."""
    content = agreement_content(agreed)
    background.ask(lambda store: store.items.record(NADIA, Kind.CLOSING, content, item=agreed.id))
