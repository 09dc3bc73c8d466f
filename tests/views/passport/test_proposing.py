"""What is asked of the public tables about one fact, on the shipped extracts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.library import Library
from desktop.models.passport import Fact, Section
from desktop.views.desk import Desk
from desktop.views.passport.proposing import Proposing
from tests.models.people import fact


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """The referential and the packs that ship."""
    library = Library(tmp_path / "reference")
    yield library
    library.close()


@pytest.fixture
def proposing(library: Library, desk: Desk) -> Proposing:
    """With the professions."""
    return Proposing(replace(desk, reference=library, packs=library))


def job(title: str, **details: str) -> Fact:
    """An experience."""
    return replace(fact("f", Section.EXPERIENCES), title=title, details=tuple(details.items()))


def test_title_and_profession_agree(proposing: Proposing) -> None:
    first = proposing.occupations(job("Hôtesse de caisse", pcsEse="552a"))[0]
    assert first.occupation.code == "D1505"
    assert len(first.reasons) == 2
    assert "(552a, Caissiers, employés de libre service)" in first.reasons[1]


def test_the_profession_alone_proposes_what_the_referential_knows(proposing: Proposing, library: Library) -> None:
    found = proposing.occupations(job("Xylophage", pcsEse="552a"))
    assert [one.occupation.code for one in found] == ["D1505"]
    assert library().occupation("D1505")
    assert proposing.occupations(job("Xylophage", pcsEse="999z")) == proposing.occupations(job("Xylophage")) == ()


def test_the_activity_is_read_beside_the_title(proposing: Proposing) -> None:
    found = proposing.occupations(job("Xylophage", activiteLibre="Hôtesse de caisse"))
    assert found[0].occupation.code == "D1505"
    assert "Hôtesse de caisse" in found[0].reasons[0]


def test_without_packs_the_title_is_enough(desk: Desk) -> None:
    assert Proposing(desk).occupations(job("aide-soignante", pcsEse="526a"))[0].occupation.code == "J1501"
