"""Bringing a store's schema up to date, in process, on the open encrypted connection, in one transaction.

With ``isolation_level=None`` and ``BEGIN IMMEDIATE``, SQLite's DDL is transactional: a process killed in the middle
leaves the schema it found.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from desktop.errors import StoreTrouble
from desktop.models.store.engine import emptied
from desktop.models.store.tables import METADATA

SCRIPTS: Final = Path(__file__).parent / "migrations"


def migrate(engine: Engine, path: Path, scripts: Path = SCRIPTS) -> None:
    """Apply what is missing, on a copy aside of what was there; StoreTrouble when a newer Escale wrote the file."""
    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    script = ScriptDirectory.from_config(config)
    with engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    if current == script.get_current_head():
        return
    if current:
        _check_known(script, current)
        emptied(engine)
        shutil.copy2(path, copy_aside(path))
    _upgrade(engine, config, script)


def copy_aside(path: Path) -> Path:
    """Where the file as it stood before its last migration is, until the next erasure."""
    return path.with_suffix(".avant-migration")


def _check_known(script: ScriptDirectory, revision: str) -> None:
    if revision not in {known.revision for known in script.walk_revisions()}:
        raise StoreTrouble(
            "Le fichier chiffré a été écrit par une version plus récente d’Escale.",
            "Mettez Escale à jour sur cet ordinateur : rien n’a été changé.",
        )


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
