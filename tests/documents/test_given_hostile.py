"""Whatever a file holds, the documents for the person are made, whole, and show it as it was typed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from desktop.documents import plan_page, summary
from desktop.models.correction import occupation_content
from desktop.models.file import File
from desktop.models.handout import Form
from desktop.models.note import Delivery, Item, Kind
from desktop.models.passport import Fact, HeldSkill, Holder, Origin, Passport, Section
from desktop.models.plan import Action, action_content
from desktop.models.shareable import Shareable, shareable
from tests.documents import given, made
from tests.documents.reading import close, opened, words
from tests.documents.test_hostile import FOREIGN, MARKUP
from tests.documents.test_wordfile import read

FORMS = (Form(), Form(large=True), Form(plain=True))
LONG = "x" * 400


def shared(text: str, facts: int = 1) -> Shareable:
    """A file that says that text everywhere."""
    at = datetime(2026, 11, 20, 9, tzinfo=UTC)
    every = tuple(
        Fact(f"f{n}", list(Section)[n % 6], Origin.DECLARED, "TITULAIRE", f"{text} {n}", text) for n in range(facts)
    )
    skills = tuple(HeldSkill(f"s{n}", f"{n}", f"{text} {n}", Origin.DECLARED, text) for n in range(facts))
    contents = (
        (Kind.NOTE, {"text": f"## Demande\n{text}\n## {text}\n- {text}\n1. {text}\n- [ ] {text}"}),
        (Kind.PLAN, action_content(Action("a1", text, how=text, why=text))),
        (Kind.OCCUPATION, occupation_content("K9999", text, True, text)),
    )
    items = tuple(Item(f"i{n}", "p1", kind, said, at, Delivery.SENT) for n, (kind, said) in enumerate(contents))
    card = replace(made.CARD, holder=Holder(text, text, 1990, text))
    return shareable(File(card, Passport(every, skills, tuple(Section))), items)


@pytest.mark.parametrize("form", FORMS)
def test_markup_and_every_script_are_shown_as_they_are(form: Form) -> None:
    text = " ".join((*MARKUP, *FOREIGN))
    found = given.given(shared(text))
    said = close(words(summary.paper(found, form).files["pdf"]))
    for piece in MARKUP:
        assert close(piece).replace("**", "") in said, piece
    assert "Ελλάδα" in said
    assert "Україна" in said


def test_a_word_file_keeps_them_too() -> None:
    text = " ".join((*MARKUP, *FOREIGN)).replace("&amp;", "&")
    said = read(summary.word_file(given.given(shared(text))).files["docx"])
    assert "漢字かな" in said
    assert "#panic()" in said


@pytest.mark.parametrize("form", FORMS)
def test_a_word_without_end_is_cut_rather_than_lost(form: Form) -> None:
    found = given.given(shared(LONG))
    said = words(summary.paper(found, form).files["pdf"])
    assert said.count("x") >= 10 * len(LONG)
    assert words(plan_page.paper(found).files["pdf"]).count("x") >= 2 * len(LONG)


@pytest.mark.parametrize("form", FORMS)
def test_five_hundred_facts_are_all_there(form: Form) -> None:
    found = given.given(shared("Emploi", 500))
    pdf = summary.paper(found, form).files["pdf"]
    said = re.sub(r"\s+", " ", words(pdf))
    assert all(f"Emploi {number}" in said for number in range(500))
    with opened(pdf) as opened_one:
        assert 10 < len(opened_one.pages) < 200


def test_a_text_of_sixty_thousand_bytes_is_whole() -> None:
    found = given.given(shared("mot"))
    long = replace(found, texts=(replace(found.texts[0], text="mot " * 15_000),))
    assert words(summary.paper(long).files["pdf"]).count("mot") >= 15_000
