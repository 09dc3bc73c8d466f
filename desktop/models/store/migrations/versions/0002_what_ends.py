"""What ends and how: group keys in a rack, tombstones without ids, a journal, receipts, an archive, drafts.

Files made by hand are sealed under class N from now on, since they cannot be fetched again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from desktop.errors import EpochLost, StoreTrouble
from desktop.models.seal import Class, Seals

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """The tables, then what they hold; the seals of the vault are given by ``migrate``."""
    _persons()
    _seals()
    _created()
    tombs = op.get_bind().execute(sa.text("SELECT * FROM tombstones")).all()
    keys = op.get_bind().execute(sa.text("SELECT person, class, wrapped FROM first_seals")).all()
    op.drop_table("first_seals")
    op.drop_table("tombstones")
    _tombstones()
    if tombs or keys:
        given: Any = op.get_context().config
        _bury(given.attributes["seals"], tombs)
        _rewrap(given.attributes["seals"], keys, anew=given.attributes["anew"])


def _persons() -> None:
    op.create_table(
        "next_persons",
        sa.Column("person", sa.String, nullable=False),
        sa.Column("kept", sa.String, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("consent", sa.String, nullable=False),
        sa.Column("share_end", sa.String),
        sa.Column("changed", sa.String, nullable=False),
        sa.Column("opened", sa.String),
        sa.Column("seen", sa.String, nullable=False, server_default=""),
        sa.Column("since", sa.String, nullable=False),
        sa.Column("contact", sa.String, nullable=False),
        sa.Column("card", sa.LargeBinary, nullable=False),
        sa.CheckConstraint("kept in ('shared', 'absent', 'awaited', 'hand')", name=op.f("ck_persons_kept")),
        sa.PrimaryKeyConstraint("person", name="pk_persons"),
    )
    # When each file came was not kept: the migration counts as the last contact, so that nothing ends by surprise.
    op.execute(
        "INSERT INTO next_persons SELECT person, kept, version, consent, share_end, changed, opened, seen, changed,"
        " max(changed, coalesce(opened, ''), strftime('%Y-%m-%dT%H:%M:%SZ', 'now')), card FROM persons"
    )
    op.drop_table("persons")  # foreign keys are off while a schema changes: nothing cascades
    op.rename_table("next_persons", "persons")


def _seals() -> None:
    op.rename_table("seals", "first_seals")
    op.create_table(
        "seals",
        sa.Column("person", sa.String, nullable=False),
        sa.Column("class", sa.String, nullable=False),
        sa.Column("group", sa.Integer),
        sa.Column("wrapped", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("person", "class", name="pk_seals"),
        sa.ForeignKeyConstraint(["person"], ["persons.person"], name="fk_seals_person", ondelete="CASCADE"),
    )
    op.create_index("ix_seals_group", "seals", ["group"])


def _tombstones() -> None:
    _table("tombstones", "digest", "who", "at", "reason")
    op.create_index("ix_tombstones_who", "tombstones", ["who"])


def _created() -> None:
    op.create_table(
        "rack",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_rack"),
    )
    op.create_table(
        "journal",
        sa.Column("seq", sa.Integer, nullable=False),
        *(sa.Column(name, sa.String, nullable=False) for name in ("at", "event", "who", "what")),
        sa.Column("mac", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_journal"),
    )
    op.create_index("ix_journal_who", "journal", ["who"])
    op.create_table(
        "receipts",
        *(sa.Column(name, sa.String, nullable=False) for name in ("id", "who", "at", "reason", "counts")),
        sa.Column("handed", sa.Integer, nullable=False),
        sa.Column("archived", sa.Integer, nullable=False),
        sa.Column("copies", sa.String, nullable=False),
        sa.Column("scan", sa.String, nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("id", name="pk_receipts"),
    )
    sealed = ("wrapped", "sealed")
    _table("archive", "id", "who", "kind", "written", "until", sealed=sealed)
    _table("drafts", "name", sealed=sealed)


def _table(name: str, *words: str, sealed: tuple[str, ...] = ()) -> None:
    op.create_table(
        name,
        *(sa.Column(word, sa.String, nullable=False) for word in words),
        *(sa.Column(word, sa.LargeBinary, nullable=False) for word in sealed),
        sa.PrimaryKeyConstraint(words[0], name=f"pk_{name}"),
    )


def _bury(seals: Seals, tombs: Sequence[Any]) -> None:
    for tomb in tombs:
        values = {"digest": seals.pseudonym(f"{tomb.person}|{tomb.consent}"), "who": seals.pseudonym(tomb.person),
                  "at": tomb.at, "reason": tomb.reason}  # fmt: skip
        _run("INSERT OR IGNORE INTO tombstones VALUES (:digest, :who, :at, :reason)", values)


def _rewrap(seals: Seals, keys: Sequence[Any], *, anew: bool) -> None:
    """Class P under a rack; EpochLost when the keyring lost the epoch, unless passports are given up (``anew``)."""
    if not anew:
        _check_epoch(seals, keys)
    _run("INSERT INTO rack VALUES (1, :sealed)", {"sealed": seals.new_rack()})
    by_hand = set(op.get_bind().execute(sa.text("SELECT person FROM persons WHERE kept = 'hand'")).scalars())
    notes = {key.person: key.wrapped for key in keys if key[1] == Class.NOTES}
    for person in {key.person for key in keys if key[1] == Class.PASSPORT and key.person in by_hand} - notes.keys():
        notes[person] = seals.new_key(person, Class.NOTES)
    for person, wrapped in notes.items():
        _keep(person, Class.NOTES, None, wrapped)
    for key in keys:
        if key[1] != Class.PASSPORT:
            continue
        try:
            if key.person in by_hand:
                _reseal(seals, key.person, key.wrapped, notes[key.person])
            else:
                _keep(key.person, Class.PASSPORT, seals.group(key.person), seals.adopted(key.person, key.wrapped))
        except (EpochLost, StoreTrouble):
            if not anew:
                raise
            _give_up(key.person)


def _check_epoch(seals: Seals, keys: Sequence[Any]) -> None:
    """EpochLost, before a new epoch is made, when the present one is not that of the first schema."""
    for key in keys:
        if key[1] == Class.PASSPORT:
            try:
                seals.from_first_schema(key.person, Class.PASSPORT, key.wrapped)
            except StoreTrouble as error:
                raise EpochLost(error.sentence, error.advice) from error
            return


def _keep(person: str, kind: Class, group: int | None, wrapped: bytes) -> None:
    values = {"person": person, "class": str(kind), "group": group, "wrapped": wrapped}
    _run('INSERT INTO seals (person, class, "group", wrapped) VALUES (:person, :class, :group, :wrapped)', values)


def _reseal(seals: Seals, person: str, wrapped: bytes, notes: bytes) -> None:
    """A file made by hand, from class P to class N."""
    old, new = seals.from_first_schema(person, Class.PASSPORT, wrapped), seals.opened(person, Class.NOTES, notes)
    asked, place = {"person": person}, f"persons|{person}"
    card = op.get_bind().execute(sa.text("SELECT card FROM persons WHERE person = :person"), asked).scalar_one()
    values = asked | {"card": new.seal(old.open(card, place), place)}
    _run("UPDATE persons SET card = :card WHERE person = :person", values)
    wanted = sa.text("SELECT section, sealed FROM sections WHERE person = :person")
    for section, sealed in op.get_bind().execute(wanted, asked).all():
        place = f"sections|{person}|{section}"
        values = asked | {"section": section, "sealed": new.seal(old.open(sealed, place), place)}
        _run("UPDATE sections SET sealed = :sealed WHERE person = :person AND section = :section", values)


def _give_up(person: str) -> None:
    _run("UPDATE persons SET card = x'' WHERE person = :person", {"person": person})
    _run("DELETE FROM sections WHERE person = :person", {"person": person})


def _run(sql: str, values: dict[str, Any]) -> None:
    op.get_bind().execute(sa.text(sql), values)
