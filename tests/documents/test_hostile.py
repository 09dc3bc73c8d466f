"""Whatever somebody wrote is shown as they wrote it: never as markup, never an error, never lost."""

from __future__ import annotations

import json

import pytest

from desktop.documents import access_report, held_notice, parts, renewal, typeset
from desktop.documents.typography import french, plain, ready
from desktop.models.access import Access
from desktop.models.file import Card, File, Kept
from desktop.models.held import held
from desktop.models.passport import Fact, Holder, Origin, Passport, Section
from tests.documents import made
from tests.documents.reading import opened, words

MARKUP = (
    "#panic()", "$x$", "*gras*", "_penché_", "@abc", "`code`", "<label>", "// rien", "/* ouvert", "\\u{41}", "= titre",
    "- point", "+ numéro", "#{1/0}", "#read(\"/etc/passwd\")", "https://example.org", "]", "[",
    "~", "--", "...", "\"", "'", "&amp;", "%d", "{values}",
)  # fmt: skip
FOREIGN = ("نص عربي", "עברית", "漢字かな", "한국어", "😀", "🧑‍🚀🦀", "Ελλάδα", "Україна", "ཀ", "👨‍👩‍👧‍👦")


def shown(text: str) -> str:
    """The words of a page that holds this text in every kind of piece."""
    pieces = (
        parts.heading(text, 2),
        parts.text(text),
        parts.written(text),
        parts.points([text]),
        parts.facts([(text, text)]),
        parts.table((text,), (1,), [(text,)]),
        parts.panel(parts.quiet(text)),
    )
    return words(typeset.pdf("sheet", parts.sheet("Titre", text, text, pieces)))


@pytest.mark.parametrize("text", MARKUP)
def test_markup_is_shown_as_it_was_typed(text: str) -> None:
    assert shown(f"a {text} b").count(text) >= 8


@pytest.mark.parametrize("text", FOREIGN)
def test_any_script_is_drawn_and_passes_the_standard(text: str) -> None:
    assert "fin" in shown(f"début {text} fin")


def test_controls_and_turned_marks_leave_and_words_stay() -> None:
    assert plain("a\x00b\x07c\u202ed\ud800e\ue000f\tg\r\nh\x0bi") == "abcdef g\nh\ni"
    assert "abc" in shown("a\x00b\x1b\u2066c")


def test_a_long_word_is_cut_rather_than_lost_in_the_margin() -> None:
    long = "x" * 60_000
    pdf = typeset.pdf("sheet", parts.sheet("T", "", "", [parts.written(long), parts.table(("A",), (1,), [(long,)])]))
    assert words(pdf).count("x") == 120_000
    with opened(pdf) as found:
        assert 20 < len(found.pages) < 200


def test_french_spaces_do_not_break() -> None:
    assert french("« Oui » : quoi ? 1er mars, 14 février, 1 240 pages") == (
        "«\u202fOui\u202f»\u202f: quoi\u202f? 1er\u00a0mars, 14\u00a0février, 1\u202f240 pages"
    )
    assert french("x" * 30, 24) == f"{'x' * 24}\u200b{'x' * 6}"
    assert french("a:b https://x 12:30") == "a:b https://x 12:30"
    assert ready({"a": ["b !", ("c", 1, None, True)]}) == {"a": ["b\u202f!", ["c", 1, None, True]]}


def test_a_report_of_hostile_words_is_whole() -> None:
    text = "\n".join((*MARKUP, *FOREIGN, "\x00\x07\ud800", "mot " * 14_000))
    fact = Fact("f", Section.EXPERIENCES, Origin.DECLARED, "#panic()", text[:300], "$x$", details=(("siret", "*a*"),))
    name = Holder("#panic()" * 20, "$x$ *b* \x00" + "é" * 250, 1990, "@ville")
    file = File(Card("p", name, made.SHARED, Kept.SHARED, 1, made.NOON), Passport((fact,), (), (Section.EXPERIENCES,)))
    paper = access_report.paper(made.report((made.item("i", text, theirs=text),), file))
    said = words(paper.files["pdf"])
    assert said.count('#read("/etc/passwd")') == 3
    assert json.loads(paper.files["json"])["ecrits"][0]["contenu"]["text"].startswith(text[:200])
    for other in (held_notice.paper(held(file, (), 0, made.TODAY)), renewal.paper(file.card, made.SENDER, made.TODAY)):
        assert "#panic()" in words(other.files["pdf"])


def test_a_name_that_says_nothing_still_makes_a_letter() -> None:
    card = Card(
        "p", Holder("", "", 1990), Access(made.SHARED.basis, (), made.TODAY, made.TODAY), Kept.SHARED, 1, made.NOON
    )
    assert "Rien d’autre" in words(renewal.paper(card, made.SENDER, made.TODAY).files["pdf"])
