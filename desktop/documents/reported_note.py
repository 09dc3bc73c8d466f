"""A note in the access report, put in words once: what is printed and what « ce que la personne lirait » shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from desktop.documents.access_words import said_content
from desktop.models.note import Item, Kind
from desktop.models.notebook import said_state
from desktop.models.reported import Reported, Told
from desktop.models.safekeeping import said_moment
from desktop.models.version import Version

EMPTY: Final = "(vide)"


def reported(note: Item, versions: Iterable[Version]) -> Reported:
    """The note as it stands, what the other device wrote, then what it said before; nothing of it is left out."""
    private = "note de travail, jamais envoyée" if note.kind is Kind.WORKING else ""
    heading = f"{said_moment(note.written)} · {private or said_state(note)}"
    texts = (Told("", said_content(note) or EMPTY), *_other(note), *(_earlier(note, one) for one in versions))
    return Reported(heading, texts)


def _other(note: Item) -> Iterator[Told]:
    if note.theirs:
        caption = f"Autre version, de {note.theirs.author}, le {said_moment(note.theirs.written)} :"
        yield Told(caption, note.theirs.content.get("text", "") or EMPTY)


def _earlier(note: Item, version: Version) -> Told:
    ink = ", en note de travail" if version.kind is not note.kind and version.kind is Kind.WORKING else ""
    author = f", de {version.author}" if version.author else ""
    caption = f"Ce que disait cette note avant{ink}{author}, le {said_moment(version.written)} :"
    return Told(caption, said_content(replace(note, kind=version.kind, content=version.content)) or EMPTY)
