"""The documents for the person, from a real store and really laid out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.background import Background
from desktop.handouts import OfficeHandouts
from desktop.library import Library
from desktop.models.held import Custodian
from desktop.models.store import Store
from tests.documents.reading import words
from tests.vault.memory import seals_in_memory
from tests.views.people import TODAY, fill

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
