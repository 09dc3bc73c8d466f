"""The encrypted cache; the only importer of SQLAlchemy, Alembic and SQLCipher. Values come out, rows never."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import event
from sqlcipher3 import dbapi2

from desktop.models.seal import Seals
from desktop.models.store.engine import emptied, make_engine, transaction, troubles
from desktop.models.store.handover import Handover
from desktop.models.store.intake import Intake
from desktop.models.store.items import Items
from desktop.models.store.keys import Keys
from desktop.models.store.migrate import copy_aside, migrate
from desktop.models.store.passports import Passports
from desktop.models.store.post import Post
from desktop.models.store.search import Search
from desktop.models.store.state import State


class Store:
    """Everything that is kept here, by what it is about. Belongs to one thread; see ``background``."""

    def __init__(self, path: Path, key: bytes, seals: Seals) -> None:
        """Open, and bring the schema up to date; StoreTrouble when the file does not open with this key."""
        self._path = path
        self._engine = make_engine(path, key)
        try:
            with troubles():
                migrate(self._engine, path)
        except BaseException:
            self._engine.dispose()
            raise
        keys = Keys(seals)
        event.listen(self._engine, "rollback", lambda _connection: keys.forget_all())
        self.state = State(self._engine)
        handover = Handover()
        self.passports = Passports(self._engine, keys, self.flush)
        self.items = Items(self._engine, keys, self.passports, handover)
        self.post = Post(self._engine, keys, self.items)
        self.intake = Intake(self._engine, self.passports, self.items, handover, self.flush)
        self.search = Search(self.items)

    def flush(self) -> None:
        """What was deleted stays on no page of the file, in no log, and in no copy that a migration left aside."""
        emptied(self._engine)
        with troubles():
            copy_aside(self._path).unlink(missing_ok=True)

    def versions(self) -> dict[str, str]:
        """What is inside: SQLCipher, SQLite and the cipher's provider."""
        with transaction(self._engine) as connection:
            asked = ("cipher_version", "cipher_provider", "cipher_provider_version")
            found = {name: str(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()) for name in asked}
        return {"SQLCipher": found["cipher_version"], "SQLite": dbapi2.sqlite_version,
                "OpenSSL (SQLCipher)": found["cipher_provider_version"]}  # fmt: skip

    def close(self) -> None:
        """Checkpoint and let go of the file."""
        self._engine.dispose()
