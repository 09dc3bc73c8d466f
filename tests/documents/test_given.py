"""Every document for the person can be read without seeing it, in the order it was made in; it holds no secret."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pikepdf
import pytest

from desktop.charts.chart import Drawing
from desktop.documents import convention, plan_page, summary, typeset
from desktop.errors import Refused
from desktop.models.access import Access, Basis
from desktop.models.file import Kept
from desktop.models.handout import Form
from desktop.models.paper import Paper
from desktop.models.plan import Action
from tests.documents import given, made
from tests.documents.reading import close, opened, spoken, tags, words

NAMES = (
    "synthese", "synthese en grand", "synthese en mots simples", "synthese simple et en grand", "plan", "convention",
    "convention, dossier fait ici",
)  # fmt: skip
SUMMARIES = NAMES[:4]
DRAWN = '<svg xmlns="http://www.w3.org/2000/svg" width="482" height="1500"><rect width="9" height="9"/></svg>'
FORMS = (Form(), Form(large=True), Form(plain=True), Form(large=True, plain=True))


@pytest.fixture(scope="module")
def papers() -> dict[str, Paper]:
    """The documents by name."""
    return given.every()


def elements(node: Any, kind: str) -> list[Any]:
    """Every structure element of a kind under a node."""
    if not isinstance(node, pikepdf.Dictionary):
        return []
    found = [node] if str(node.get("/S", "")) == f"/{kind}" else []
    children = node.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        found += elements(child, kind)
    return found


@pytest.mark.parametrize("name", NAMES)
def test_marked_in_french_with_a_title_that_names_nobody(name: str, papers: dict[str, Paper]) -> None:
    with opened(papers[name].files["pdf"]) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == "fr"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert "/StructTreeRoot" in pdf.Root
        assert set(pdf.docinfo.keys()) == {"/Title", "/Creator"}
        assert made.HOLDER.family_name not in str(pdf.docinfo["/Title"])
        assert b"Date" not in pdf.Root.Metadata.read_bytes()
        with pdf.open_metadata() as xmp:
            assert xmp["pdfuaid:part"] == "1"


@pytest.mark.parametrize("name", NAMES)
def test_headings_step_down_one_level_at_a_time(name: str, papers: dict[str, Paper]) -> None:
    levels = [int(tag[1]) for tag in tags(papers[name].files["pdf"]) if re.fullmatch(r"H\d", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("name", ["synthese", "synthese en mots simples"])
def test_tables_have_headers_that_say_what_they_head(name: str, papers: dict[str, Paper]) -> None:
    with opened(papers[name].files["pdf"]) as pdf:
        heads = elements(pdf.Root.StructTreeRoot, "TH")
        tables = elements(pdf.Root.StructTreeRoot, "Table")
        assert len(heads) >= 2 * len(tables) > 0
        for head in heads:
            attributes = head.A if isinstance(head.A, pikepdf.Array) else [head.A]
            assert any(str(one.get("/Scope", "")) == "/Column" for one in attributes)


@pytest.mark.parametrize("name", SUMMARIES)
def test_the_chart_says_what_it_shows(name: str, papers: dict[str, Paper]) -> None:
    with opened(papers[name].files["pdf"]) as pdf:
        (figure,) = elements(pdf.Root.StructTreeRoot, "Figure")
        assert "13" in str(figure.Alt)
        assert "La liste est juste après" in str(figure.Alt)


@pytest.mark.parametrize(("name", "form"), list(zip(SUMMARIES, FORMS, strict=True)))
def test_the_order_of_reading_is_that_of_what_it_was_made_of(name: str, form: Form, papers: dict[str, Paper]) -> None:
    said = re.sub(r"Escale·22novembre2026\d/\d", "", close(words(papers[name].files["pdf"])))  # the foot of each page
    at = 0
    values = summary.values(given.given(), form)
    for piece in spoken(values["parts"]):
        for line in filter(None, map(close, piece.splitlines())):
            found = said.find(line, at)
            assert found >= 0, piece
            at = found


@pytest.mark.parametrize("name", NAMES)
def test_no_private_word_is_in_it(name: str, papers: dict[str, Paper]) -> None:
    said = words(papers[name].files["pdf"])
    with opened(papers[name].files["pdf"]) as pdf:
        raw = b"".join(bytes(found.read_bytes()) for found in pdf.objects if isinstance(found, pikepdf.Stream))
    for secret in given.SECRETS:
        assert secret not in said
        assert secret.encode() not in papers[name].files["pdf"]
        assert secret.encode() not in raw
        assert secret.encode("utf-16-be") not in raw


def test_every_figure_is_the_length_of_a_list(papers: dict[str, Paper]) -> None:
    found = given.given()
    said = words(papers["synthese"].files["pdf"])
    for standing in {row.standing for row in found.aims[0].rows}:
        rows = [row for row in found.aims[0].rows if row.standing is standing]
        assert all(row.skill.label in said for row in rows)
        assert f" : {len(rows)}" in said


def test_a_chart_taller_than_a_page_is_cut_between_its_groups_and_read_once() -> None:
    found = given.given()
    tall = Drawing(DRAWN.encode(), 1500.0, (300.0, 500.0, 700.0, 900.0, 1100.0, 1300.0))
    values = summary.values(found, Form(large=True), (tall,))
    (picture,) = [part for part in values["parts"] if part["kind"] == "picture"]
    slices = picture["slices"]
    assert [top for top, _ in slices][1:] == [bottom for _, bottom in slices][:-1]
    assert (slices[0][0], slices[-1][1]) == (0.0, 1500.0)
    assert all(bottom - top <= summary.ROOM for top, bottom in slices)
    with opened(typeset.pdf("sheet", values, [DRAWN])) as pdf:
        assert len(elements(pdf.Root.StructTreeRoot, "Figure")) == 1
    assert not [one for part in summary.values(found)["parts"] if part["kind"] == "picture" for one in part["slices"]]


def test_plain_words_say_as_much_without_codes(papers: dict[str, Paper]) -> None:
    plain = words(papers["synthese en mots simples"].files["pdf"])
    assert "J1501" not in plain
    assert "DSN" not in plain
    told = " ".join(spoken(summary.values(given.given(), Form(plain=True))["parts"]))
    assert "·" not in told.replace("Bilan · 20 novembre 2026", "")
    for row in given.given().aims[0].rows:
        assert row.skill.label in close_lines(plain)


def close_lines(said: str) -> str:
    """Lines of one sentence joined again."""
    return re.sub(r"\s+", " ", said)


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_file_says_so_and_asks_nothing(form: Form) -> None:
    shared = given.shared(())
    bare = replace(shared, file=replace(shared.file, passport=replace(shared.file.passport, facts=(), skills=())))
    empty = replace(given.given(bare), aims=())
    pdf = summary.paper(empty, form).files["pdf"]
    assert "demandé" not in words(pdf)
    assert words(pdf).count("encore") >= 3
    assert "Rien n’est encore décidé" in words(plan_page.paper(empty).files["pdf"])


def test_the_plan_holds_on_a_page_and_says_when_it_does_not() -> None:
    found = given.given()
    many = tuple(Action(f"x{at}", f"Écrire à l’entreprise {at}", how="Par courrier") for at in range(60))
    short, long = plan_page.paper(found), plan_page.paper(replace(found, plan=many))
    with opened(short.files["pdf"]) as one, opened(long.files["pdf"]) as several:
        assert len(one.pages) == 1
        assert len(several.pages) > 1
    assert plan_page.MORE in words(long.files["pdf"])
    assert plan_page.MORE not in words(short.files["pdf"])
    assert all(f"entreprise {at}" in words(long.files["pdf"]) for at in range(60))
    assert "Je vais monter le dossier d’inscription" in words(short.files["pdf"])


def test_a_long_plan_is_folded_in_two_columns_and_read_in_order() -> None:
    steps = tuple(
        Action(f"x{at}", f"Constituer le dossier d’inscription numéro {at:02} et l’envoyer",
               how="Avec Claire, à la maison de l’emploi" if at % 3 == 0 else "",
               due=made.TODAY + timedelta(days=at)) for at in range(25)
    )  # fmt: skip
    pdf = plan_page.paper(replace(given.given(), plan=steps)).files["pdf"]
    with opened(pdf) as found:
        assert len(found.pages) == 1
    said = words(pdf)
    assert plan_page.MORE not in said
    assert [int(number) for number in re.findall(r"numéro (\d\d)", said)] == list(range(25))


def test_a_line_that_no_column_can_hold_goes_on_to_another_page() -> None:
    steps = tuple(Action(f"x{at}", f"Appeler {at}", how="beaucoup de mots " * 150) for at in range(4))
    pdf = plan_page.paper(replace(given.given(), plan=steps)).files["pdf"]
    with opened(pdf) as found:
        assert (len(found.pages) > 1) is (plan_page.MORE in words(pdf))


@pytest.mark.parametrize("basis", list(Basis))
def test_a_convention_says_how_to_withdraw(basis: Basis) -> None:
    access = Access(basis, made.SHARED.sections[:2], made.TODAY, made.TODAY + timedelta(days=9), "c")
    said = words(convention.paper(replace(made.CARD, access=access), given.WRITER, made.TODAY).files["pdf"])
    assert "Badges" in said
    assert "effac" in said
    assert ("Ouvrez la page" in said) is (basis is Basis.PUBLICATION)


def test_a_convention_names_a_town_only_when_one_is_kept() -> None:
    bare = replace(made.CARD, holder=replace(made.HOLDER, town=""))
    for card, said in ((made.CARD, "naissance et votre commune"), (bare, "Votre nom et votre année de naissance")):
        text = words(convention.paper(card, given.WRITER, made.TODAY).files["pdf"])
        assert said in text
        assert ("commune" in text) is bool(card.holder.town)


def test_a_convention_of_a_file_to_be_received_again_is_refused() -> None:
    with pytest.raises(Refused, match="incomplet"):
        convention.paper(replace(made.CARD, kept=Kept.AWAITED), given.WRITER, made.TODAY)
