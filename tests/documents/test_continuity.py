"""The continuity sheet: tagged, only what was agreed, and no private word in the PDF or in the word file."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Final

import pikepdf
import pytest

from desktop.documents import continuity
from desktop.models.continuity import Agreement, Piece, Way
from desktop.models.diagnostic import Entry, Grid, Value, entry_content, told
from desktop.models.note import Kind
from tests.documents import given, made
from tests.documents.reading import close, opened, spoken, tags, words

DAY: Final = date(2026, 11, 20)
LEA: Final = Agreement("a", DAY, "Léa Morin", "Apec", "Oui, à Léa.", Way.SIGNED, "Claire Vasseur", texts=("n1",))
MARKS: Final = {
    Piece.PATH: ("Parcours\n", "Bénévole à l’épicerie solidaire"),
    Piece.TARGETS: ("Métiers visés", "Le soin me va."),
    Piece.DIAGNOSTIC: ("Points forts : 1", "Exploré par Paul"),
    Piece.PLAN: ("ce qui est prévu", "Envoyer les dates du concours"),
    Piece.TRIED: ("Déjà fait : 1", "Demander l’attestation de bénévolat"),
    Piece.TEXTS: ("choisis par la personne", "Nadia parle vite."),
}


def strength(entry: Entry) -> Entry:
    return replace(entry, value=Value.STRENGTH, by="Paul", day=DAY)


def grid() -> Grid:
    return told([given.item("g1", Kind.DIAGNOSTIC, entry_content(strength(told([]).needs[0])))])


def pdf(agreement: Agreement) -> bytes:
    return continuity.paper(given.given(wanted=agreement.texts), grid(), agreement).files["pdf"]


def word(agreement: Agreement) -> str:
    package = continuity.word_file(given.given(wanted=agreement.texts), grid(), agreement).files["docx"]
    with zipfile.ZipFile(io.BytesIO(package)) as found:
        return b"".join(found.read(name) for name in found.namelist()).decode("utf-8", "replace")


@pytest.fixture(scope="module")
def whole() -> bytes:
    """With every piece."""
    return pdf(LEA)


def test_it_is_marked_in_french_and_its_title_names_nobody(whole: bytes) -> None:
    with opened(whole) as found:
        assert bool(found.Root.MarkInfo.Marked)
        assert str(found.Root.Lang) == "fr"
        assert str(found.docinfo["/Title"]) == "Fiche de continuité"
        with found.open_metadata() as xmp:
            assert xmp["pdfuaid:part"] == "1"
    levels = [int(tag[1]) for tag in tags(whole) if re.fullmatch(r"H\d", tag)]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_it_says_first_who_agreed_to_what_for_whom_and_who_sends_it(whole: bytes) -> None:
    said = close(words(whole))
    for piece in (
        made.HOLDER.family_name, "Léa Morin, Apec", "donné par écrit le 20 novembre 2026, recueilli par Claire Vasseur",
        "1 texte partagé", "Oui, à Léa.", continuity.NO_WORKING, "article L. 6353-10",
    ):  # fmt: skip
        assert 0 <= said.find(close(piece)) < said.find("Parcours"), piece


@pytest.mark.parametrize("piece", list(Piece))
def test_only_the_agreed_pieces_are_in_it(piece: Piece, whole: bytes) -> None:
    rest = tuple(one for one in Piece if one is not piece)
    alone, others = replace(LEA, pieces=(piece,)), replace(LEA, pieces=rest)
    one, without, full = (close(words(each)) for each in (pdf(alone), pdf(others), whole))
    in_word, out_of_word = word(alone), word(others)
    for mark in map(str.strip, MARKS[piece]):
        assert close(mark) in full
        assert close(mark) in one
        assert close(mark) in close(in_word)
    for other in rest:
        assert close(MARKS[other][1]) not in one
        assert close(MARKS[other][1]) not in close(in_word)
    assert close(MARKS[piece][1]) not in without
    assert close(MARKS[piece][1]) not in close(out_of_word)


def test_a_text_that_was_not_ticked_stays_out(whole: bytes) -> None:
    assert "une immersion en décembre" not in words(whole)
    assert "une immersion en décembre" not in word(LEA)


def test_no_private_word_is_in_it(whole: bytes) -> None:
    every = replace(LEA, texts=("n1", "n2", "w1", "d1"))
    for made_one in (whole, pdf(every)):
        with opened(made_one) as found:
            raw = b"".join(bytes(one.read_bytes()) for one in found.objects if isinstance(one, pikepdf.Stream))
        for secret in given.SECRETS:
            assert secret not in words(made_one)
            assert secret.encode() not in raw
    assert not [secret for secret in given.SECRETS if secret in word(every)]


def test_the_word_file_says_the_same_in_the_same_order() -> None:
    body = "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", word(LEA))).replace("&amp;", "&")
    said, at = close(body), 0
    for piece in spoken(list(continuity.parts(given.given(wanted=LEA.texts), grid(), LEA))):
        for line in filter(None, map(close, piece.splitlines())):
            at = said.find(line, at)
            assert at >= 0, piece


def test_what_was_not_explored_is_never_called_missing() -> None:
    nothing = continuity.paper(given.given(wanted=()), told([]), LEA).files["pdf"]
    assert "Rien n’est encore exploré" in words(nothing)
    assert "manque" not in words(nothing).replace("ce n’est pas un manque", "")


def test_a_ticked_text_that_is_not_in_the_file_any_more_is_said() -> None:
    two = replace(LEA, texts=("n1", "parti"))
    said = words(pdf(two))
    assert "Nadia parle vite." in said
    assert "1 texte choisi n’est plus dans le dossier." in said
    assert "2 textes choisis ne sont plus dans le dossier." in words(pdf(replace(LEA, texts=("parti", "aussi"))))
