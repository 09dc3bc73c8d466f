"""The journal for the officer: every entry with its mark, the head, and what the gateway countersigned."""

from __future__ import annotations

import csv
import hashlib
import io
import json

from desktop.documents import journal_export
from desktop.documents.journal_export import Chained, Countersigned
from desktop.models.journal import Entry, Event
from tests.documents import made

CHAIN = tuple(
    Chained(Entry(seq, made.NOON, event, "K7QM-2F9D-XH4T", what), hashlib.sha256(bytes([seq])).hexdigest())
    for seq, (event, what) in enumerate(
        [(Event.UNLOCKED, ""), (Event.VIEWED, "experiences"), (Event.EXPORTED, "=1+1")], 1
    )
)


def rows(made_bytes: bytes) -> list[list[str]]:
    """The table as a spreadsheet reads it."""
    return list(csv.reader(io.StringIO(made_bytes.decode("utf-8-sig")), delimiter=";"))


def test_the_table_has_one_line_an_entry_and_no_formula() -> None:
    head, *lines = rows(journal_export.csv(CHAIN))
    assert tuple(head) == journal_export.COLUMNS
    assert [line[0] for line in lines] == ["1", "2", "3"]
    assert lines[1][1:4] == ["2026-11-22T12:00:00Z", "viewed", "Dossier ouvert : expériences"]
    assert [line[6] for line in lines] == [link.mark for link in CHAIN]
    assert not [cell for line in lines for cell in line if cell.startswith(("=", "+", "-", "@"))]


def test_the_json_says_the_head_and_whether_what_was_countersigned_is_in_the_chain() -> None:
    signed = Countersigned(CHAIN[1].mark, made.NOON, "c2ln", "gateway-1")
    said = json.loads(journal_export.json(CHAIN, made.NOON, "Coffre", signed))
    assert said["tete"] == CHAIN[2].mark
    assert said["contreseing"] == {
        "tete": CHAIN[1].mark, "instant_utc": "2026-11-22T12:00:00Z", "signature": "c2ln", "cle": "gateway-1",
        "dans_la_chaine": True,
    }  # fmt: skip
    elsewhere = Countersigned("00" * 32, made.NOON, "", "")
    assert json.loads(journal_export.json(CHAIN, made.NOON, "", elsewhere))["contreseing"]["dans_la_chaine"] is False


def test_an_empty_journal_and_an_unsigned_one_are_said_so() -> None:
    paper = journal_export.paper((), made.NOON, "Coffre")
    said = json.loads(paper.files["json"])
    assert (said["entrees"], said["tete"], said["contreseing"]) == ([], "", None)
    assert len(rows(paper.files["csv"])) == 1
    assert paper.pages == ()
