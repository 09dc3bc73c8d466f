"""The word file: real styles, French, headers that repeat, pictures described; nothing says who made it, nor when."""

from __future__ import annotations

import io
import re
import zipfile
from itertools import pairwise
from pathlib import PurePosixPath
from posixpath import normpath

import pytest
from docx import Document
from docx.oxml.ns import qn

from desktop.documents import parts, summary
from desktop.documents.wordfile import docx
from tests.documents import given, made
from tests.documents.reading import close, spoken


@pytest.fixture(scope="module")
def made_one() -> bytes:
    """The synthesis as a word file."""
    return summary.word_file(given.given()).files["docx"]


def everything(package: bytes) -> dict[str, bytes]:
    """The entries of the package."""
    with zipfile.ZipFile(io.BytesIO(package)) as found:
        return {name: found.read(name) for name in found.namelist()}


def read(package: bytes) -> str:
    """The words of the body, in order."""
    text = everything(package)["word/document.xml"].decode()
    return "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", text)).replace("&amp;", "&")


def test_it_says_the_same_in_the_same_order(made_one: bytes) -> None:
    said, at = close(read(made_one)), 0
    for piece in spoken(list(summary.parts(given.given()))):
        for line in filter(None, map(close, piece.splitlines())):
            at = said.find(line, at)
            assert at >= 0, piece


def test_headings_lists_and_tables_are_styles(made_one: bytes) -> None:
    word = Document(io.BytesIO(made_one))
    used = [paragraph.style.name for paragraph in word.paragraphs if paragraph.style]
    assert used[0] == "Title"
    assert {"Heading 1", "Heading 2", "Heading 3", "List Bullet", "Quote"} <= set(used)
    levels = [int(name[-1]) for name in used if name.startswith("Heading")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert word.tables
    for table in word.tables:
        assert table.style is not None
        assert table.style.name == "Table Grid"
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_it_is_in_french_on_a4_and_its_pictures_are_described(made_one: bytes) -> None:
    found = everything(made_one)
    assert b'w:val="fr-FR"' in found["word/styles.xml"]
    assert b"<dc:language>fr-FR" in found["docProps/core.xml"]
    word = Document(io.BytesIO(made_one))
    assert round(word.sections[0].page_width.mm) == 210
    alts = re.findall(r'<wp:docPr [^>]*descr="([^"]*)"', found["word/document.xml"].decode())
    assert len(alts) == 1
    assert "La liste est juste après" in alts[0]


def test_nothing_says_who_or_when(made_one: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(made_one)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = everything(made_one)["docProps/core.xml"].decode()
    assert "python-docx" not in properties
    assert "2026" not in properties
    assert made.HOLDER.family_name not in properties
    assert "<dc:creator></dc:creator>" in properties or "<dc:creator/>" in properties
    for foreign in ("docProps/thumbnail.jpeg", "docProps/app.xml", "word/stylesWithEffects.xml"):
        assert foreign not in everything(made_one)
    assert not [name for name, content in everything(made_one).items() if b"Microsoft Macintosh Word" in content]


def test_the_package_holds_together_and_refers_to_nothing_outside(made_one: bytes) -> None:
    found = everything(made_one)
    kinds = found["[Content_Types].xml"].decode()
    for name, content in found.items():
        if not name.endswith(".rels"):
            assert name == "[Content_Types].xml" or f"/{name}" in kinds or f'"{name.rpartition(".")[2]}"' in kinds
            continue
        assert b"TargetMode" not in content
        folder = PurePosixPath(name).parent.parent
        for target in re.findall(r'Target="([^"]*)"', content.decode()):
            assert str(PurePosixPath(normpath(folder / target))) in found, target
    body = found["word/document.xml"].decode()
    used = set(re.findall(r'<w:(?:p|r|tbl)Style w:val="([^"]*)"', body))
    assert used <= set(re.findall(r'w:styleId="([^"]*)"', found["word/styles.xml"].decode()))
    numbers = re.findall(r'<wp:docPr id="(\d+)"', body)
    assert len(numbers) == len(set(numbers))


def test_columns_share_the_width_as_on_paper(made_one: bytes) -> None:
    (plan,) = (one for one in Document(io.BytesIO(made_one)).tables if one.rows[0].cells[0].text == "Quoi"
               and len(one.columns) == 4)  # fmt: skip
    for row in plan.rows:
        shares = [round(cell.width.pt) for cell in row.cells if cell.width]
        assert shares == [194, 86, 101, 78]


def test_no_private_word_is_in_any_part_of_it(made_one: bytes) -> None:
    for name, content in everything(made_one).items():
        for secret in given.SECRETS:
            assert secret.encode() not in content, name


def test_the_picture_says_neither_the_library_nor_a_day(made_one: bytes) -> None:
    pictures = [content for name, content in everything(made_one).items() if name.endswith(".png")]
    assert len(pictures) == 1
    assert b"matplotlib" not in pictures[0].lower()
    assert b"tIME" not in pictures[0]


def test_the_same_values_give_the_same_bytes(made_one: bytes) -> None:
    assert summary.word_file(given.given()).files["docx"] == made_one


def test_controls_leave_and_words_stay() -> None:
    package = docx(
        "Titre\x00", "", [parts.text("a\x07b\ud800 <w:p/> & #panic()"), parts.table(("A",), (1,), [("\x0b",)])]
    )
    assert "ab &lt;w:p/&gt; & #panic()" in read(package)


def test_a_part_that_it_does_not_know_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="no such part"):
        docx("T", "", [{"kind": "film"}])
