"""Bringing a store's schema up to date, in process, on the open encrypted connection, one transaction a revision.

With ``isolation_level=None`` and ``BEGIN IMMEDIATE``, SQLite's DDL is transactional: a process killed in the middle
leaves the schema it found.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from desktop.models.store.tables import METADATA


def migrate(engine: Engine, path: Path) -> None:
    """Apply what is missing; the file is copied aside first when it already holds something."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    script = ScriptDirectory.from_config(config)
    with engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    if current == script.get_current_head():
        return
    if current:
        shutil.copy2(path, path.with_suffix(".avant-migration"))
    _upgrade(engine, config, script)


def _upgrade(engine: Engine, config: Config, script: ScriptDirectory) -> None:
    def steps(revision: object, _context: MigrationContext) -> object:
        return script._upgrade_revs("head", revision)  # type: ignore[arg-type]  # Alembic's own way, untyped there

    with EnvironmentContext(config, script, fn=steps) as environment, engine.connect() as connection:
        _configure(environment, connection)
        with environment.begin_transaction():
            environment.run_migrations()
        connection.commit()


def _configure(environment: EnvironmentContext, connection: Connection) -> None:
    environment.configure(connection=connection, target_metadata=METADATA, transactional_ddl=True)
