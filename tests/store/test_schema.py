"""The schema that migrations make is that of the tables; they run whole or not at all; the file opens as it must."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, inspect, text
from sqlcipher3 import dbapi2

from desktop.errors import StoreTrouble
from desktop.models.store import Store
from desktop.models.store.engine import make_engine, transaction
from desktop.models.store.migrate import SCRIPTS, copy_aside, migrate
from desktop.models.store.tables import METADATA
from tests.store.conftest import KEY, Opener
from tests.store.pages import decrypted
from tests.store.people import envelope, news, received, withdrawal

NEXT = '''
"""The next tables."""

import sqlalchemy as sa
from alembic import op

revision = "0098"
down_revision = "{newest}"


def upgrade() -> None:
    op.create_table("later", sa.Column("x", sa.Integer))
    op.execute("UPDATE state SET value = x'00'")
    op.execute("DROP INDEX ix_items_person")
    {ending}
'''


@pytest.fixture
def engine(path: Path) -> Iterator[Engine]:
    """The engine of the store, nothing migrated."""
    made = make_engine(path, KEY)
    yield made
    made.dispose()


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    """The migrations as they ship, in a folder that a test may add to (its name holds what Alembic reads twice)."""
    return shutil.copytree(SCRIPTS, tmp_path / "100 %(suite)s", ignore=shutil.ignore_patterns("__pycache__"))


def newest() -> str:
    """The last migration that ships."""
    return max(path.name[:4] for path in (SCRIPTS / "versions").glob("[0-9]*.py"))


def add_next(scripts: Path, ending: str = "") -> None:
    """One more migration in that folder."""
    script = NEXT.format(newest=newest(), ending=ending)
    (scripts / "versions" / "0098_next.py").write_text(script, "utf-8")


def test_migrations_make_the_tables(engine: Engine, path: Path) -> None:
    migrate(engine, path)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_columns_and_constraints_are_those_of_the_tables_to_the_name(engine: Engine, path: Path) -> None:
    migrate(engine, path)
    plain = create_engine("sqlite://", module=dbapi2)
    METADATA.create_all(plain)
    wanted, found = inspect(plain), inspect(engine)
    for table in METADATA.tables:
        assert [column | {"type": str(column["type"])} for column in found.get_columns(table)] == [
            column | {"type": str(column["type"])} for column in wanted.get_columns(table)
        ]
        assert found.get_pk_constraint(table) == wanted.get_pk_constraint(table)
        assert found.get_foreign_keys(table) == wanted.get_foreign_keys(table)
        assert found.get_indexes(table) == wanted.get_indexes(table)
        assert found.get_unique_constraints(table) == wanted.get_unique_constraints(table)
        assert found.get_check_constraints(table) == wanted.get_check_constraints(table)
    plain.dispose()


def test_a_sequence_of_the_outbox_is_never_used_twice(engine: Engine, path: Path) -> None:
    migrate(engine, path)
    with engine.connect() as connection:
        made = connection.execute(text("SELECT sql FROM sqlite_master WHERE name = 'outbox'")).scalar_one()
    assert "AUTOINCREMENT" in made


def test_migrating_twice_changes_nothing(engine: Engine, path: Path) -> None:
    migrate(engine, path)
    with engine.connect() as connection:
        before = connection.execute(text("SELECT name, sql FROM sqlite_master ORDER BY name")).all()
    migrate(engine, path)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT name, sql FROM sqlite_master ORDER BY name")).all() == before
    assert not copy_aside(path).exists()


def test_a_migration_that_fails_midway_leaves_what_it_found(engine: Engine, path: Path, scripts: Path) -> None:
    migrate(engine, path)
    with transaction(engine) as connection:
        connection.execute(text("INSERT INTO state VALUES ('cursor', x'0102')"))
    add_next(scripts, 'raise ValueError("midway")')
    with pytest.raises(ValueError, match="midway"):
        migrate(engine, path, scripts=scripts)
    engine.dispose()
    with engine.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == newest()
        assert connection.execute(text("SELECT value FROM state")).scalar_one() == b"\x01\x02"
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, METADATA) == []


def test_the_first_migration_too_is_all_or_nothing(engine: Engine, path: Path, scripts: Path) -> None:
    first = scripts / "versions" / "0001_first_tables.py"
    first.write_text(first.read_text("utf-8").replace("    _outbox()\n", '    raise ValueError("midway")\n'), "utf-8")
    with pytest.raises(ValueError, match="midway"):
        migrate(engine, path, scripts=scripts)
    assert inspect(engine).get_table_names() == []
    migrate(engine, path)
    assert "outbox" in inspect(engine).get_table_names()


def test_before_a_migration_the_whole_file_is_copied_aside_log_included(
    store: Store, engine: Engine, path: Path, scripts: Path
) -> None:
    store.intake.absorb(news(received()), envelope)
    add_next(scripts)
    store._engine.dispose()  # the next connection is another one, as after a restart
    migrate(engine, path, scripts=scripts)
    copied = copy_aside(path)
    assert received().person.encode() in decrypted(copied, KEY)
    assert b"TABLE later" not in decrypted(copied, KEY)
    assert b"SQLite format 3" not in copied.read_bytes()


def test_the_copy_aside_goes_with_the_first_erasure(store: Store, path: Path) -> None:
    copy_aside(path).write_bytes(b"what stood there before")
    store.flush()
    assert not copy_aside(path).exists()


def test_the_copy_aside_goes_with_the_end_of_a_sharing(store: Store, path: Path) -> None:
    store.intake.absorb(news(received()), envelope)
    copy_aside(path).write_bytes(b"what stood there before")
    store.intake.absorb(news(ends=(withdrawal(),)), envelope)
    assert not copy_aside(path).exists()


def test_a_file_of_a_newer_escale_is_left_alone_and_said(store: Store, opener: Opener, engine: Engine) -> None:
    with transaction(store._engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0099'"))
    store.close()
    with pytest.raises(StoreTrouble, match="plus récente"):
        opener()
    with engine.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == "0099"


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("foreign_keys", 1),
        ("synchronous", 2),
        ("journal_mode", "wal"),
        ("secure_delete", 1),
        ("temp_store", 2),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("fullfsync", 1),
        ("checkpoint_fullfsync", 1),
    ],
)
def test_the_connection_is_set_as_it_must(store: Store, pragma: str, value: object) -> None:
    with store._engine.connect() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one() == value


def test_the_settings_hold_after_a_reconnection(store: Store) -> None:
    store._engine.dispose()
    with store._engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
        assert connection.exec_driver_sql("PRAGMA secure_delete").scalar_one() == 1


def test_versions_are_told(store: Store) -> None:
    versions = store.inside()
    assert set(versions) == {"SQLCipher", "SQLite", "OpenSSL (SQLCipher)"}
    assert all(any(letter.isdigit() for letter in version) for version in versions.values())


def test_the_names_of_the_scripts_tell_which_is_the_last() -> None:
    named = sorted(path.name[:4] for path in (SCRIPTS / "versions").glob("[0-9]*.py"))
    script = ScriptDirectory(str(SCRIPTS))
    assert named[-1] == script.get_current_head()
    assert len(named) == len({one.revision for one in script.walk_revisions()})
