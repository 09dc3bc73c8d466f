"""Every document can be read by somebody who does not see it: tags, language, title, headings, table headers."""

from __future__ import annotations

import re
from itertools import pairwise

import pikepdf
import pytest

from desktop.models.paper import Paper
from tests.documents import made
from tests.documents.reading import opened, tags

NAMES = ("fiche-de-secours", "bordereau-d-effacement", "renouveler-le-partage", "ce-qu-escale-garde", "rapport-d-acces",
         "demande-pour-le-passeport", "aipd",
         "votre-conseil-en-evolution-professionnelle")  # fmt: skip


@pytest.fixture(scope="module")
def papers() -> dict[str, Paper]:
    """The documents by name."""
    return {paper.name: paper for paper in made.every()}


def test_every_document_is_here(papers: dict[str, Paper]) -> None:
    assert tuple(papers) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_marked_in_french_with_a_title(name: str, papers: dict[str, Paper]) -> None:
    with opened(papers[name].files["pdf"]) as pdf:
        assert pdf.Root.MarkInfo.Marked is True or bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == "fr"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert len(str(pdf.docinfo["/Title"])) > 3
        with pdf.open_metadata() as xmp:
            assert xmp["pdfuaid:part"] == "1"


@pytest.mark.parametrize("name", NAMES)
def test_headings_step_down_one_level_at_a_time(name: str, papers: dict[str, Paper]) -> None:
    levels = [int(tag[1]) for tag in tags(papers[name].files["pdf"]) if re.fullmatch(r"H\d", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert len(levels) > 3
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("name", ["bordereau-d-effacement", "rapport-d-acces", "aipd"])
def test_tables_have_headers_and_rows_as_wide(name: str, papers: dict[str, Paper]) -> None:
    found = tags(papers[name].files["pdf"])
    assert found.count("Table") >= 1
    assert found.count("THead") == found.count("Table")
    assert found.count("TH") >= 2 * found.count("Table")
    assert found.count("TD") >= found.count("TH")


@pytest.mark.parametrize("name", NAMES)
def test_every_picture_of_text_is_text_and_fonts_are_inside(name: str, papers: dict[str, Paper]) -> None:
    with opened(papers[name].files["pdf"]) as pdf:
        kept = [found for found in pdf.objects if isinstance(found, pikepdf.Dictionary)]
        described = [font for font in kept if font.get("/Type") == "/FontDescriptor"]
        assert described
        assert all({"/FontFile2", "/FontFile3"} & set(font.keys()) for font in described)
        assert not [found for found in kept if found.get("/Subtype") == "/Image"]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_says_who_or_when_it_was_made(name: str, papers: dict[str, Paper]) -> None:
    with opened(papers[name].files["pdf"]) as pdf:
        assert set(pdf.docinfo.keys()) == {"/Title", "/Creator"}
        assert made.HOLDER.family_name not in str(pdf.docinfo["/Title"])
        assert b"Date" not in pdf.Root.Metadata.read_bytes()


def test_a_short_document_holds_on_its_page(papers: dict[str, Paper]) -> None:
    counts = {}
    for name in NAMES:
        with opened(papers[name].files["pdf"]) as pdf:
            counts[name] = len(pdf.pages)
    assert [counts[name] for name in NAMES[:3]] == [1, 1, 1]
    assert counts["ce-qu-escale-garde"] == 2
    assert counts["votre-conseil-en-evolution-professionnelle"] == 1
