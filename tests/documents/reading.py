"""What a reader of a PDF finds in it: the words, by the fonts' own tables, and the tags in their order."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf

PAIR = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
RANGE = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")


def opened(made: bytes) -> pikepdf.Pdf:
    """The PDF behind the bytes."""
    return pikepdf.open(io.BytesIO(made))


def words(made: bytes) -> str:
    """The text in the order of the pages, spaces that never break made plain."""
    with opened(made) as pdf:
        said = "".join(_page(page) for page in pdf.pages)
    return said.replace("\u202f", " ").replace("\u00a0", " ").replace("\u200b", "")


def tags(made: bytes) -> list[str]:
    """The types of the structure tree, in reading order, without their slash."""
    with opened(made) as pdf:
        return list(_tags(pdf.Root.StructTreeRoot))


def spoken(part: Any) -> list[str]:
    """The words of a part in their order, as they are read."""
    if isinstance(part, str):
        return [part]
    if isinstance(part, list | tuple):
        return [said for inner in part for said in spoken(inner)]
    if not isinstance(part, dict):
        return []
    kept = {name: inner for name, inner in part.items() if name not in ("kind", "alt", "level", "weights")}
    return [said for inner in kept.values() for said in spoken(inner)]


def close(said: str) -> str:
    """Without any space: where lines break is the page's."""
    return re.sub(r"\s", "", said)


def _tags(node: Any) -> Iterator[str]:
    if not isinstance(node, pikepdf.Dictionary):
        return
    if "/S" in node:
        yield str(node.S)[1:]
    children = node.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        yield from _tags(child)


def _page(page: pikepdf.Page) -> str:
    fonts = {name: _letters(font) for name, font in page.Resources.get("/Font", {}).items()}
    said, font, last = [], {}, None
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            font = fonts[str(operands[0])]
        elif str(operator) in ("Tj", "TJ"):
            shown = operands[0] if str(operator) == "TJ" else [operands[0]]
            raw = b"".join(bytes(part) for part in shown if isinstance(part, pikepdf.String))
            said.append("".join(font.get(raw[at : at + 2], "") for at in range(0, len(raw), 2)))
        elif str(operator) == "BDC" and operands[0] != last:
            last = operands[0]
            said.append("\n")
    return "".join(said)


def _letters(font: Any) -> dict[bytes, str]:
    """What each code of a font stands for, by its ToUnicode table."""
    table = font.ToUnicode.read_bytes().decode("latin-1")
    found: dict[bytes, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, letter in PAIR.findall(block):
            found[bytes.fromhex(code)] = bytes.fromhex(letter).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, letter in RANGE.findall(block):
            for step, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
                found[code.to_bytes(2)] = chr(int(letter, 16) + step)
    return found
