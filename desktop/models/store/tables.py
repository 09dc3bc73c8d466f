"""The tables of the encrypted cache. Names of constraints are fixed, so that migrations can name them.

What identifies a person by a word (name, facts, notes) is in a sealed column; identifiers, dates that must be checked
before anything is opened, and states are not. What outlives a person (journal, receipts, tombstones, archive) knows a
pseudonym at most.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
)

METADATA: Final = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


def _person(primary: bool = False) -> Column[str]:
    return Column(
        "person", String, ForeignKey("persons.person", ondelete="CASCADE"), primary_key=primary, nullable=False
    )


persons: Final = Table(
    "persons",
    METADATA,
    Column("person", String, primary_key=True),
    Column("kept", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("consent", String, nullable=False),
    Column("share_end", String),  # ISO day; readable before anything is opened
    Column("changed", String, nullable=False),  # UTC
    Column("opened", String),  # UTC
    Column("seen", String, nullable=False, server_default=""),  # mark of the full exchange that last listed it
    Column("since", String, nullable=False),  # UTC: first received, or made
    Column("contact", String, nullable=False),  # UTC: last received, opened or written about
    Column("card", LargeBinary, nullable=False),  # holder and access, sealed: class P, or N when made by hand
    CheckConstraint("kept in ('shared', 'absent', 'awaited', 'hand')", name="kept"),
)

seals: Final = Table(
    "seals",
    METADATA,
    _person(),
    Column("class", String, nullable=False),
    Column("group", Integer),  # class P: which key of the rack wraps it
    Column("wrapped", LargeBinary, nullable=False),
    PrimaryKeyConstraint("person", "class"),
    Index(None, "group"),
)

rack: Final = Table(
    "rack",
    METADATA,
    Column("id", Integer, primary_key=True),  # 1
    Column("sealed", LargeBinary, nullable=False),  # the group keys, under the epoch
)

sections: Final = Table(
    "sections",
    METADATA,
    _person(),
    Column("section", String, nullable=False),
    Column("sealed", LargeBinary, nullable=False),  # class P, or N when made by hand
    PrimaryKeyConstraint("person", "section"),
)

items: Final = Table(
    "items",
    METADATA,
    Column("id", String, primary_key=True),
    _person(),
    Column("kind", String, nullable=False),
    Column("delivery", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("written", String, nullable=False),  # UTC
    Column("reason", String, nullable=False, server_default=""),
    Column("taken", Integer, nullable=False, server_default="0"),  # 1 while a request carries it: it may have left
    Column("sealed", LargeBinary, nullable=False),  # class N
    Column("theirs", LargeBinary),  # class N: the gateway's text of a conflict
    Column("since", String, nullable=False, server_default=""),  # UTC: a version was last kept then, or it began
    Column("received", String),  # UTC: when the gateway says that it received ``version``; NULL when it did not say
    CheckConstraint("(kind = 'working') = (delivery = 'private')", name="ink"),
    Index(None, "person"),
)

versions: Final = Table(
    "versions",
    METADATA,
    Column("item", String, ForeignKey("items.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("kind", String, nullable=False),  # its ink: a working note may have become a text for both since
    Column("written", String, nullable=False),  # UTC
    Column("sealed", LargeBinary, nullable=False),  # class N: an earlier text, bound to item and number
    PrimaryKeyConstraint("item", "number"),
)

calendar: Final = Table(
    "calendar",
    METADATA,
    Column("item", String, ForeignKey("items.id", ondelete="CASCADE"), primary_key=True, nullable=False),
    Column("sequence", Integer, nullable=False),  # how many times it changed since a calendar first held it
    Column("written", String, nullable=False),  # UTC: when what the calendar was told had been written
)

outbox: Final = Table(
    "outbox",
    METADATA,
    Column("sequence", Integer, primary_key=True),
    Column("item", String, ForeignKey("items.id", ondelete="CASCADE"), nullable=False, unique=True),
    sqlite_autoincrement=True,  # a sequence is never used twice: it tells one text of an item from the next
)

handover: Final = Table(
    "handover",
    METADATA,
    Column("id", String, primary_key=True),
    Column("kid", String, nullable=False),
    Column("sealed", LargeBinary, nullable=False),  # to the gateway's key: nobody here can open it again
)

tombstones: Final = Table(
    "tombstones",
    METADATA,
    Column("digest", String, primary_key=True),  # pseudonym of person and consent
    Column("who", String, nullable=False),  # pseudonym of the person
    Column("at", String, nullable=False),
    Column("reason", String, nullable=False),
    Index(None, "who"),
)

quarantine: Final = Table(
    "quarantine",
    METADATA,
    Column("key", String, primary_key=True),  # the person, or a digest of what nobody can be read in
    Column("person", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("reason", String, nullable=False),  # a sentence, without a value of the person's
)

state: Final = Table(
    "state", METADATA, Column("key", String, primary_key=True), Column("value", LargeBinary, nullable=False)
)

journal: Final = Table(
    "journal",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column("at", String, nullable=False),  # UTC
    Column("event", String, nullable=False),
    Column("who", String, nullable=False),  # a pseudonym, or ""
    Column("what", String, nullable=False),  # a short code, never content
    Column("mac", LargeBinary, nullable=False),  # chained to the one before
    Index(None, "who"),
)

receipts: Final = Table(
    "receipts",
    METADATA,
    Column("id", String, primary_key=True),
    Column("who", String, nullable=False),  # a pseudonym
    Column("at", String, nullable=False),  # UTC
    Column("reason", String, nullable=False),
    Column("counts", String, nullable=False),  # JSON: rows by French noun
    Column("handed", Integer, nullable=False),
    Column("archived", Integer, nullable=False),
    Column("copies", String, nullable=False),  # covered, due or open
    Column("scan", String, nullable=False, server_default=""),
)

archive: Final = Table(
    "archive",
    METADATA,
    Column("id", String, primary_key=True),
    Column("who", String, nullable=False),  # a pseudonym
    Column("kind", String, nullable=False),
    Column("written", String, nullable=False),  # UTC
    Column("until", String, nullable=False),  # ISO day: the last one
    Column("wrapped", LargeBinary, nullable=False),  # class N, of this row alone
    Column("sealed", LargeBinary, nullable=False),
)

drafts: Final = Table(
    "drafts",
    METADATA,
    Column("name", String, primary_key=True),
    Column("wrapped", LargeBinary, nullable=False),  # class N, of this row alone
    Column("sealed", LargeBinary, nullable=False),
)
