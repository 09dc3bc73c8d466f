"""Words looked for whatever their accents, told apart by them, and shown where they stand."""

from __future__ import annotations

import pytest

from desktop.models.accents import LENGTH, MOST_WORDS, accented, extract, spelt, words


def test_an_extract_shows_the_word_that_was_found() -> None:
    text = "mot " * 60 + "Été à la mairie, puis " + "fin " * 60
    assert "Été à la mairie" in extract(text, "ete mairie").text
    assert extract(text, "ete").text.startswith("… ")
    assert extract(text, "ete").found == ("Été",)
    assert extract("Une note\ncourte", "note").text == "Une note courte"
    assert extract("rien de tel " * 40, "zzz").marks == ()
    assert len(extract("a" * 5000, "a").text) == LENGTH + 2


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("oeuvre", ("Œuvre",)), ("œuv", ("Œuvre",)), ("ELE", ("Éléonore",)), ("cote", ("Côté", "cote")),
        ("noel", ("Noël",)), ("l'oeuvre", ("L", "Œuvre")), ("c++ (", ("Côté", "c", "cote")), ("", ()), ("uvre", ()),
    ],
)  # fmt: skip
def test_words_are_marked_whole_whatever_their_accents(wanted: str, found: tuple[str, ...]) -> None:
    text = "L’Œuvre d’E\u0301le\u0301onore : Côté c++, cote, Jean‑Noël"
    assert sorted(extract(text, wanted).found) == sorted(found)


def test_accents_stand_apart_so_that_spellings_differ() -> None:
    assert accented("plain words") == ""
    (cote,) = spelt("côté")
    assert accented("Un CÔTÉ, une côte") == f"{cote} {spelt('côte')[0]}"
    assert spelt("co\u0302te\u0301") == [cote]
    assert spelt("cote œuf") == []  # a ligature is no accent
    assert spelt("coté")[0] != cote


def test_what_is_typed_has_a_bound() -> None:
    assert len(words("a " * 100)) == MOST_WORDS
    assert len(extract("b " * 100_000, "b " * 100).text) <= LENGTH + 4
