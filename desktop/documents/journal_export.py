"""The access journal for the data protection officer: a table and its JSON, with the chain that shows it is whole.

Each mark is an HMAC under a key of the vault, over the mark before and the entry: who holds no key cannot check one
alone, but the head that the gateway countersigned must be among them, and the vault that wrote them can check them all.
"""

from __future__ import annotations

import csv as standard_csv
import io
import json as standard_json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from desktop.documents.access_words import said_entry
from desktop.models.clock import written
from desktop.models.journal import Entry
from desktop.models.paper import Paper

NAME: Final = "journal-des-acces"
FORMAT: Final = "escale/journal-des-acces"
VERSION: Final = 1
COLUMNS: Final = ("numero", "instant_utc", "evenement", "en_clair", "pseudonyme", "quoi", "marque")
COMMANDS: Final = ("=", "+", "-", "@", "\t", "\r", "'")  # what a spreadsheet may take for a formula


@dataclass(frozen=True, slots=True)
class Countersigned:
    """What the gateway signed last: the head then (hex), when (UTC), its signature (base64url) and the key's name."""

    head: str
    at: datetime
    signature: str
    key: str


@dataclass(frozen=True, slots=True)
class Chained:
    """An entry and its mark (hex), in the order of the journal."""

    entry: Entry
    mark: str


def csv(chain: Sequence[Chained]) -> bytes:
    """One line an entry, semicolons and a byte order mark, as French spreadsheets want; no cell is a formula."""
    stream = io.StringIO()
    rows = standard_csv.writer(stream, delimiter=";", lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for link in chain:
        rows.writerow([_cell(value) for value in _row(link)])
    return stream.getvalue().encode("utf-8-sig", errors="backslashreplace")


def json(chain: Sequence[Chained], made: datetime, vault: str, countersigned: Countersigned | None = None) -> bytes:
    """Entries, marks, the head, and what the gateway countersigned, with whether that head is in the chain."""
    signed = countersigned and {
        "tete": countersigned.head,
        "instant_utc": written(countersigned.at),
        "signature": countersigned.signature,
        "cle": countersigned.key,
        "dans_la_chaine": countersigned.head in {link.mark for link in chain} or not countersigned.head,
    }
    said = {
        "format": FORMAT,
        "version": VERSION,
        "coffre": vault,
        "etabli_le": written(made),
        "entrees": [dict(zip(COLUMNS, _row(link), strict=True)) for link in chain],
        "tete": chain[-1].mark if chain else "",
        "contreseing": signed,
    }
    return (standard_json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode(errors="backslashreplace")


def paper(chain: Sequence[Chained], made: datetime, vault: str, countersigned: Countersigned | None = None) -> Paper:
    """Both files; nothing to print."""
    return Paper(NAME, NAME, {"csv": csv(chain), "json": json(chain, made, vault, countersigned)})


def _row(link: Chained) -> tuple[int | str, ...]:
    entry = link.entry
    return entry.seq, written(entry.at), str(entry.event), said_entry(entry), entry.who, entry.what, link.mark


def _cell(value: int | str) -> int | str:
    return f"'{value}" if isinstance(value, str) and value.startswith(COMMANDS) else value
