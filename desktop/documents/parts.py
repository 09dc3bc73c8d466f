"""The pieces a document is made of, as the templates know them; every text is shown as it is, never read as markup."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import cast

Part = Mapping[str, object]


def heading(text: str, level: int = 2) -> Part:
    """A heading; the document's title is the only one of level 1."""
    return {"kind": "heading", "level": level, "text": text}


def text(said: str) -> Part:
    """Sentences; an empty line begins a paragraph."""
    return {"kind": "text", "text": said}


def quiet(said: str) -> Part:
    """Sentences that only some readers need."""
    return {"kind": "quiet", "text": said}


def meaning(said: str) -> Part:
    """What a heading means, in small; it stays on the page of what follows."""
    return {"kind": "meaning", "text": said}


def written(said: str) -> Part:
    """Somebody's own words, told apart by a line at their left."""
    return {"kind": "written", "text": said}


def points(items: Iterable[str]) -> Part:
    """A list without order."""
    return {"kind": "points", "items": list(items)}


def steps(items: Iterable[str]) -> Part:
    """A list in order."""
    return {"kind": "steps", "items": list(items)}


def facts(rows: Iterable[tuple[str, str]]) -> Part:
    """A word and what is known of it, one under the other."""
    return {"kind": "facts", "rows": [list(row) for row in rows]}


def table(columns: Sequence[str], weights: Sequence[float], rows: Iterable[Sequence[str]]) -> Part:
    """A table whose first row repeats on every page; ``weights`` share the width, one a column."""
    every = [list(row) for row in rows]
    if any(len(row) != len(columns) for row in (*every, weights)):
        raise ValueError("every row has one cell a column")
    return {"kind": "table", "columns": list(columns), "weights": list(weights), "rows": every}


def entries(items: Iterable[Sequence[str]]) -> Part:
    """A list whose every item is a first line that stands out, then lines about it."""
    return {"kind": "entries", "items": [list(item) for item in items]}


def picture(number: int, alt: str, slices: Sequence[tuple[float, float]] = ()) -> Part:
    """One of the pictures given beside the values, by its place; ``alt`` says what it shows.

    ``slices`` are the tops and bottoms, in points, of what each page shows of a picture that is taller than a page.
    """
    return {"kind": "picture", "number": number, "alt": alt, "slices": [list(one) for one in slices]}


def panel(*parts: Part) -> Part:
    """Pieces on a soft ground, never cut by the end of a page."""
    return {"kind": "panel", "parts": list(parts)}


def unfolded(part: Part) -> Part:
    """A table as a list, for letters so large that columns would cut words: every cell stays, named by its column."""
    if part["kind"] != "table":
        return part
    columns, rows = cast(list[str], part["columns"]), cast(list[list[str]], part["rows"])
    return entries([_unfolded(columns, row) for row in rows])


def _unfolded(columns: Sequence[str], row: Sequence[str]) -> list[str]:
    told = (f"{name} : {', '.join(cell.splitlines())}" for name, cell in zip(columns[1:], row[1:], strict=True) if cell)
    return [*row[0].splitlines(), *told]


def fields(words: Iterable[str]) -> Part:
    """Words, each with a line to write on."""
    return {"kind": "fields", "words": list(words)}


def blank(count: int) -> Part:
    """Lines to write on."""
    return {"kind": "blank", "count": count}


def sheet(title: str, lead: str, footer: str, parts: Iterable[Part], mark: str = "Escale") -> dict[str, object]:
    """The values of the templates ``sheet`` and ``recovery``; the title is also the PDF's, so it names nobody."""
    return {"mark": mark, "title": title, "lead": lead, "footer": footer, "parts": list(parts)}
