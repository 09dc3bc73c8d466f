"""The few marks of a note: what each becomes, that nothing is lost, that nothing typed can hurt."""

from __future__ import annotations

import time

import pytest

from desktop.models.markdown import Block, Sort, Span, blocks, bold_places, plain, shape, shown

NOTE = """# Premier entretien

Elle veut **travailler dehors**, pas **dans un bureau**.
## À faire
- Appeler la mairie
  - avant midi
1. Écrire
12) Relire
- [ ] Envoyer le dossier
- [x] Trouver l’adresse
"""
HOSTILE = (
    "", "\n\n \n", "**", "****", "** a **", "#", "##", "### trois", "#mot", "-", "- ", "- [ ]", "- [y] z", "1.", "1. ",
    "9999. non", "**a", "a**", "**a** **", "\x00\x1b[0m", "\ud800", "\u202e- [x] gauche", "٣. trois", "　- large",
)  # fmt: skip


def test_each_mark_becomes_its_block() -> None:
    found = blocks(NOTE)
    assert [(block.sort, block.level, block.text) for block in found] == [
        (Sort.HEADING, 1, "Premier entretien"),
        (Sort.PARAGRAPH, 0, "Elle veut travailler dehors, pas dans un bureau."),
        (Sort.HEADING, 2, "À faire"),
        (Sort.ITEM, 0, "Appeler la mairie"),
        (Sort.ITEM, 1, "avant midi"),
        (Sort.STEP, 0, "Écrire"),
        (Sort.STEP, 0, "Relire"),
        (Sort.CHECK, 0, "Envoyer le dossier"),
        (Sort.CHECK, 0, "Trouver l’adresse"),
    ]
    assert [block.checked for block in found[-2:]] == [False, True]
    assert [block.number for block in found[5:7]] == [1, 12]


def test_bold_words_are_spans() -> None:
    (block,) = blocks("Elle veut **travailler dehors**, **vite**")
    assert block.spans == (
        Span("Elle veut "),
        Span("travailler dehors", bold=True),
        Span(", "),
        Span("vite", bold=True),
    )
    assert bold_places("a **b** c") == ((2, 7),)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2 ** 3 ** 4", "2 ** 3 ** 4"),
        ("**seul", "**seul"),
        ("****", "****"),
        ("** a ** b**", "** a ** b**"),
        ("### trois", "### trois"),
        ("#mot", "#mot"),
        ("-5 degrés", "-5 degrés"),
        ("2026. année", "2026. année"),
        ("- [y] autre", "[y] autre"),
    ],
)
def test_what_is_no_mark_is_shown_as_typed(line: str, expected: str) -> None:
    assert plain(line) == expected


def test_boxes_points_and_numbers_are_still_told_apart_without_markup() -> None:
    said = shown("# Suite\n- [ ] appeler\n- [x] **lire**\n- rester\n2. signer\nVoilà.")
    assert said.splitlines() == ["Suite", "☐ appeler", "☑ lire", "• rester", "2. signer", "Voilà."]


def test_an_empty_line_parts_what_stands_under_each_heading() -> None:
    assert shown("# Demande\nUn métier.\n## Suite\nAppeler.") == "Demande\nUn métier.\n\nSuite\nAppeler."


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_typed_can_fail_or_lose_letters(text: str) -> None:
    found = blocks(text)
    assert all(isinstance(block, Block) and 0 <= block.level <= 3 for block in found)
    kept = "".join(block.text for block in found)
    letters = [letter for letter in text if letter.isalpha() and letter not in "xX"]
    assert [letter for letter in kept if letter.isalpha() and letter not in "xX"] == letters


@pytest.mark.parametrize("piece", ["**a ", "**", "- [ ] ", "# ", " ", "1. ", "- \n", "\n", "*"])
def test_a_hostile_note_is_read_in_a_moment(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    started = time.perf_counter()
    found = blocks(text)
    assert time.perf_counter() - started < 2, "linear, whatever is typed"
    assert len(found) <= text.count("\n") + 1


def test_the_mark_of_an_empty_item_is_a_mark() -> None:
    assert shape("- ").sort is Sort.ITEM
    assert shape("- [ ]") == shape("- [ ] ") or shape("- [ ]").sort is Sort.CHECK
    assert shape("3. ").number == 3
    assert shape("  - [x] fait").mark == 8
