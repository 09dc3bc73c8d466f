"""Bringing a store's schema up to date, in process, on the open encrypted connection, in one transaction.

With ``isolation_level=None`` and ``BEGIN IMMEDIATE``, SQLite's DDL is transactional: a process killed in the middle
leaves the schema it found. Foreign keys are off meanwhile, since a table is rebuilt by dropping it; they are checked
before the commit.
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
from desktop.models.seal import Guard, Seals
from desktop.models.store.engine import driver, emptied
from desktop.models.store.tables import METADATA

SCRIPTS: Final = Path(__file__).parent / "migrations"


class Migration:
    """What is missing, and how to apply it."""

    def __init__(self, engine: Engine, seals: Seals | None = None, scripts: Path = SCRIPTS) -> None:
        """``seals`` are those of the vault: some steps seal again what they move; an empty file needs none."""
        self._engine = engine
        self._config = Config()
        self._config.set_main_option("script_location", str(scripts).replace("%", "%%"))
        self._config.attributes["seals"] = seals
        self._newest = max(path.name[:4] for path in (scripts / "versions").glob("[0-9]*.py"))
        self._script = ScriptDirectory.from_config(self._config)

    def needed(self) -> bool:
        """Whether something is missing; StoreTrouble when a newer Escale wrote the file."""
        current = self._current()
        if current == self._newest:  # most often: the scripts are not even compiled
            return False
        if current and current not in {known.revision for known in self._script.walk_revisions()}:
            raise StoreTrouble(
                "Le fichier chiffré a été écrit par une version plus récente d’Escale.",
                "Mettez Escale à jour sur cet ordinateur : rien n’a été changé.",
            )
        return current != self._script.get_current_head()

    def apply(self, aside: Path | None = None, guard: Guard | None = None, *, anew: bool = False) -> None:
        """Everything, whole or not at all, once what was at ``aside`` is copied; ``anew``: passports are given up."""
        self._config.attributes["anew"] = anew
        if aside and self._current():
            emptied(self._engine, guard)
            shutil.copy2(aside, copy_aside(aside))
        driver(self._engine).execute("PRAGMA foreign_keys=OFF")
        try:
            self._upgrade()
        finally:
            driver(self._engine).execute("PRAGMA foreign_keys=ON")

    def _current(self) -> str | None:
        with self._engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()

    def _upgrade(self) -> None:
        def steps(revision: object, _context: MigrationContext) -> object:
            return self._script._upgrade_revs("head", revision)  # type: ignore[arg-type]  # Alembic's own way, untyped there

        with (
            EnvironmentContext(self._config, self._script, fn=steps) as environment,
            self._engine.connect() as connection,
        ):
            environment.configure(connection=connection, target_metadata=METADATA, transactional_ddl=True)
            with environment.begin_transaction():
                environment.run_migrations()
                _check_references(connection)
            connection.commit()


def migrate(
    engine: Engine, path: Path, seals: Seals | None = None, scripts: Path = SCRIPTS, guard: Guard | None = None,
    *, anew: bool = False,
) -> bool:  # fmt: skip
    """Apply what is missing, on a copy aside of what was there; whether there was anything to do."""
    migration = Migration(engine, seals, scripts)
    needed = migration.needed()
    if needed:
        migration.apply(path, guard, anew=anew)
    return needed


def copy_aside(path: Path) -> Path:
    """Where the file as it stood before its last migration is, until the next erasure."""
    return path.with_suffix(".avant-migration")


def _check_references(connection: Connection) -> None:
    """What a rebuilt table left dangling is a bug: the migration is undone."""
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise RuntimeError("a migration left rows that refer to nothing")
