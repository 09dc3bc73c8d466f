"""The parts of a document as a word file (DOCX) to edit: real styles, headers that repeat, French, pictures described.

The file says neither who made it nor when: its properties hold a title and nothing else.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from docx import Document
from docx.document import Document as Word
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from desktop.charts.chart import Drawing
from desktop.documents.parts import Part
from desktop.documents.typography import plain

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

Pictures = Sequence[Drawing]

FONT: Final = "Calibri"
INK, ACCENT = RGBColor(0x1D, 0x24, 0x30), RGBColor(0x1F, 0x5A, 0x6B)
SIZES: Final[Mapping[str, float]] = {
    "Title": 23, "Heading 1": 15, "Heading 2": 12.5, "Heading 3": 11.5, "Normal": 11, "List Bullet": 11, "Quote": 11,
}  # fmt: skip
ROOM: Final = 459.0  # points between the margins
TEMPLATES: Final = ("thumbnail", "extended-properties", "stylesWithEffects")  # of the library's own template: they lie
BLANK: Final = "…" * 30
NEVER: Final = (1980, 1, 1, 0, 0, 0)  # the first day that a package can tell
LONG_AGO: Final = datetime(2000, 1, 1, tzinfo=UTC)  # a property must hold a day: one that says nothing


def docx(title: str, lead: str, parts: Iterable[Part], pictures: Pictures = (), footer: str = "") -> bytes:
    """The file; ``pictures`` are PNG, as ``parts.picture`` numbers them.

    ``footer`` is read on every page.
    """
    word = Document()
    _dress(word, title)
    word.add_paragraph(plain(title), "Title")
    if lead:
        _say(word, lead, "Subtitle")
    for part in parts:
        _add(word, part, pictures)
    if footer:
        word.sections[0].footer.paragraphs[0].text = plain(footer)
    made = io.BytesIO()
    word.save(made)
    return _undated(made.getvalue())


def _dress(word: Word, title: str) -> None:
    """A4, our letters, French, and properties that name nobody."""
    page = word.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(24)
    page.top_margin = page.bottom_margin = Mm(24)
    for name, size in SIZES.items():
        style: Any = word.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        style.font.color.rgb = ACCENT if name == "Heading 1" else INK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    language = word.styles.element.find(f".//{qn('w:lang')}")
    language.set(qn("w:val"), "fr-FR")
    package = word.part.package
    for rels in (package.rels, word.part.rels):
        for name in [name for name, link in rels.items() if link.reltype.rpartition("/")[2] in TEMPLATES]:
            del rels[name]
    said = word.core_properties
    said.title, said.language = plain(title), "fr-FR"
    said.author = said.last_modified_by = said.comments = said.keywords = said.subject = ""
    said.created = said.modified = LONG_AGO


def _add(word: Word, part: Part, pictures: Pictures) -> None:
    """One part; ValueError for a kind that a word file does not know."""
    given: Any = part
    write = WRITERS.get(given["kind"])
    if write is None:
        raise ValueError(f"no such part in a word file: {given['kind']}")
    write(word, given, pictures)


def _heading(word: Word, given: Any, _: Pictures) -> None:
    word.add_heading(plain(given["text"]), min(int(given["level"]) - 1, 3))


def _sentences(word: Word, given: Any, _: Pictures) -> None:
    _say(word, given["text"], "Quote" if given["kind"] == "written" else "Normal")


def _list(word: Word, given: Any, _: Pictures) -> None:
    for item in given["items"]:
        _lines(word.add_paragraph(style="List Bullet" if given["kind"] == "points" else "List Number"), item)


def _facts(word: Word, given: Any, _: Pictures) -> None:
    for name, value in given["rows"] if given["kind"] == "facts" else ((name, BLANK) for name in given["words"]):
        _fact(word, name, value)


def _panel(word: Word, given: Any, pictures: Pictures) -> None:
    for inner in given["parts"]:
        _add(word, inner, pictures)


def _say(word: Word, said: str, style: str) -> None:
    """A paragraph for each; a line is only a new line."""
    for paragraph in said.split("\n\n"):
        if paragraph.strip():
            _lines(word.add_paragraph(style=style), paragraph)


def _lines(paragraph: Paragraph, said: str) -> None:
    for number, line in enumerate(plain(said).split("\n")):
        if number:
            paragraph.add_run().add_break()
        paragraph.add_run(line)


def _fact(word: Word, name: str, value: str) -> None:
    paragraph = word.add_paragraph(style="Normal")
    paragraph.add_run(f"{plain(name)} : ").bold = True
    _lines(paragraph, value)


def _table(word: Word, given: Any, _: Pictures) -> None:
    table = word.add_table(rows=1, cols=len(given["columns"]), style="Table Grid")
    weights = given["weights"]
    for column, cell, weight, name in zip(table.columns, table.rows[0].cells, weights, given["columns"], strict=True):
        column.width = cell.width = Pt(ROOM * weight / sum(weights))  # rows that are added take that of their column
        cell.paragraphs[0].add_run(plain(name)).bold = True
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # repeats, and is read as the header
    for row in given["rows"]:
        added = table.add_row()
        added._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, said in zip(added.cells, row, strict=True):
            _lines(cell.paragraphs[0], said)
    word.add_paragraph()  # two tables that touch become one


def _picture(word: Word, given: Any, pictures: Pictures) -> None:
    drawing = pictures[given["number"]]
    shown = word.add_picture(io.BytesIO(drawing.made), width=Pt(ROOM), height=Pt(drawing.tall))
    about = shown._inline.docPr
    about.set("name", "")
    about.set("descr", plain(given["alt"]))


WRITERS: Final[Mapping[str, Callable[[Word, Any, Pictures], None]]] = {
    "heading": _heading, "text": _sentences, "quiet": _sentences, "meaning": _sentences, "written": _sentences,
    "points": _list, "steps": _list, "facts": _facts, "fields": _facts, "table": _table, "picture": _picture,
    "panel": _panel,
}  # fmt: skip


def _undated(made: bytes) -> bytes:
    """The same package without the hour in each of its entries, nor the thumbnail of the library's own template."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as found, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as again:
        for entry in found.infolist():
            again.writestr(zipfile.ZipInfo(entry.filename, NEVER), found.read(entry), zipfile.ZIP_DEFLATED)
    return kept.getvalue()
