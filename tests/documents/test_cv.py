"""The working CV on paper: readable without seeing it, each line with its provenance, and never a certified look."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from itertools import pairwise

import pikepdf
import pytest
from docx import Document

from desktop.documents import cv as document
from desktop.errors import Refused
from desktop.models.cv import Cv, Ref, cv_content, with_all
from desktop.models.evidence import held_skills
from desktop.models.file import File, Kept
from desktop.models.known import Known
from desktop.models.note import Delivery, Item, Kind
from desktop.models.passport import Section
from desktop.models.shareable import Shareable, shareable
from tests.documents import given, made
from tests.documents.reading import close, opened, tags, words

CHOSEN = (
    Ref(Section.EXPERIENCES, "f1"), Ref(Section.RECOGNITIONS, "f2"), Ref(Section.SKILLS, "123456"),
    Ref(Section.BADGES, "ZPARTI"),
)  # fmt: skip
CV = with_all(Cv("cv1", "Aide à domicile", "K1304", "J’aime prendre soin.\n\nJe suis matinale."), CHOSEN)


def shared(cv: Cv = CV, delivery: Delivery = Delivery.SENT, kept: Kept = Kept.SHARED) -> tuple[Shareable, Known]:
    """Everything that was written about the person, one CV among it, and what may be shared of it."""
    file = File(replace(made.CARD, kept=kept), made.PASSPORT)
    item = Item(cv.id, "p1", Kind.CV, cv_content(cv), made.NOON, delivery, 1)
    secrets = [made.item("s1", given.SECRETS[0], Delivery.PRIVATE, Kind.WORKING),
               made.item("s2", given.SECRETS[1], Delivery.DRAFT)]  # fmt: skip
    found = shareable(file, (*made.ITEMS, *secrets, item))
    held = held_skills(made.PASSPORT, found.items, {})
    return found, Known(made.PASSPORT, found.items, held, {}, given.EDITION)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return document.paper(*shared(), "cv1").files["pdf"]


def test_it_is_tagged_in_french_and_its_title_names_nobody(pdf: bytes) -> None:
    with opened(pdf) as read:
        assert bool(read.Root.MarkInfo.Marked)
        assert str(read.Root.Lang) == "fr"
        assert str(read.docinfo["/Title"]) == "CV de travail"
        assert set(read.docinfo.keys()) == {"/Title", "/Creator"}
        with read.open_metadata() as xmp:
            assert xmp["pdfuaid:part"] == "1"
    levels = [int(tag[1]) for tag in tags(pdf) if re.fullmatch(r"H\d", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_it_says_what_was_chosen_in_that_order_with_its_provenance(pdf: bytes) -> None:
    said = close(words(pdf))
    wanted = ("Ce n’est pas un CV certifié", made.NAME, "Aide à domicile", "J’aime prendre soin.", "Je suis matinale.",
              "Compétences", "Cuisiner pour plusieurs", "déclarée", "Expérience professionnelle",
              "Assistante de vie aux familles", "Les Mains Vertes", "garantie", "Diplômes et titres", "CAP cuisine",
              "déclarée", "D’où vient chaque ligne", "garantie : envoyée au passeport")  # fmt: skip
    places, at = [], 0
    for piece in wanted:
        at = said.find(close(piece), at)
        places.append(at)
    assert -1 not in places, dict(zip(wanted, places, strict=True))
    assert "dite au conseiller" not in said
    assert "ZPARTI" not in said


def test_no_private_word_no_birth_year_and_no_code(pdf: bytes) -> None:
    said = words(pdf)
    for piece in (*given.SECRETS, "1987", "123456", "K1304", "À revoir seul"):
        assert piece not in said


def test_every_page_says_that_it_is_not_certified_and_no_page_has_a_seal() -> None:
    facts = tuple(replace(made.JOB, id=f"j{number}") for number in range(40))
    found, known = shared(with_all(replace(CV, chosen=()), [Ref(Section.EXPERIENCES, one.id) for one in facts]))
    passport = replace(made.PASSPORT, facts=facts)
    many = replace(found, file=File(made.CARD, passport)), replace(known, passport=passport)
    paper = document.paper(*many, "cv1", 40)
    with opened(paper.files["pdf"]) as read:
        assert len(read.pages) == len(paper.pages) > 1
        kept = [one for one in read.objects if isinstance(one, pikepdf.Dictionary)]
        assert not [one for one in kept if one.get("/Subtype") == "/Image"]
        assert not [one for one in kept if one.get("/Type") == "/Sig" or one.get("/FT") == "/Sig"]
        count = len(read.pages)
    assert words(paper.files["pdf"]).count("CV certifié du Passeport de compétences") == count + 1
    assert paper.name == "cv-de-travail"


def test_ink_is_grey_but_for_rules_and_words_of_the_page(pdf: bytes) -> None:
    """No badge green, no badge blue, no tricolour: every colour is nearly grey."""
    with opened(pdf) as read:
        colours = {
            tuple(round(float(one), 2) for one in operands)
            for page in read.pages
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) in ("rg", "RG", "sc", "scn", "SC", "SCN") and len(operands) == 3
        }
    assert colours
    assert all(max(colour) - min(colour) < 0.12 for colour in colours)


def test_without_a_name_no_page_names_anybody() -> None:
    found, known = shared(replace(CV, named=False))
    paper = document.paper(found, known, "cv1")
    said = words(paper.files["pdf"])
    assert made.HOLDER.family_name not in said
    assert made.HOLDER.first_name not in said
    assert "Pour me joindre" not in said
    assert "Aide à domicile" in said
    assert made.HOLDER.family_name.encode() not in document.word_file(found, known, "cv1").files["docx"]


def test_the_word_file_says_the_same_and_that_it_is_not_certified() -> None:
    found, known = shared()
    paper = document.word_file(found, known, "cv1")
    word = Document(io.BytesIO(paper.files["docx"]))
    said = "\n".join(paragraph.text for paragraph in word.paragraphs)
    for piece in (made.NAME, "Aide à domicile", "J’aime prendre soin.", "Cuisiner pour plusieurs", "garantie", "CAP"):
        assert piece in said
    assert word.sections[0].footer.paragraphs[0].text == document.WARNING
    assert word.core_properties.title == "CV de travail"
    assert not [piece for piece in given.SECRETS if piece in said]


def test_an_empty_cv_can_be_printed_too() -> None:
    found, known = shared(Cv("cv1"))
    assert made.NAME in words(document.paper(found, known, "cv1").files["pdf"]).replace("\n", "")


@pytest.mark.parametrize("delivery", [Delivery.DRAFT, Delivery.SENT])
def test_a_cv_being_typed_or_another_one_is_refused(delivery: Delivery) -> None:
    found, known = shared(delivery=delivery)
    with pytest.raises(Refused, match="plus dans le dossier"):
        document.paper(found, known, "autre" if delivery is Delivery.SENT else "cv1")


def test_a_file_that_waits_to_be_received_again_gives_no_cv() -> None:
    with pytest.raises(Refused):
        document.paper(*shared(kept=Kept.AWAITED), "cv1")
