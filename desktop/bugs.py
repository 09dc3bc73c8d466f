"""What nobody expected: kept in a report on this machine, without any value, and said once."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from desktop.errors import EscaleError

MOST = 50  # reports kept


class Bugs:
    """Install as ``sys.excepthook``: PySide6 brings there what a slot raised."""

    def __init__(self, folder: Path, tell: Callable[[EscaleError], None], save: Callable[[], bool]) -> None:
        """``save`` keeps what is half written and says whether it could; ``tell`` shows a sentence."""
        self._folder = folder
        self._tell = tell
        self._save = save

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Save, write the report (places in the code, never values), say it."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        if isinstance(error, EscaleError):
            self._tell(error)
            return
        saved = self._save()
        report = self._write(kind, trace)
        kept = "vos écrits sont enregistrés" if saved else "ce que vous écriviez n’a pas pu être enregistré"
        self._tell(EscaleError(f"Escale a rencontré un défaut imprévu ; {kept}.", report))

    def _write(self, kind: type[BaseException], trace: TracebackType | None) -> str:
        """Keep the report; a sentence that names it, or says that there is none."""
        try:
            name = self._keep(kind, trace)
        except OSError:
            return "Le disque refuse le rapport du défaut. Fermez Escale puis rouvrez-le."
        return f"Vous pouvez continuer. Le rapport « {name} » aidera à le corriger : il ne contient aucune donnée."

    def _keep(self, kind: type[BaseException], trace: TracebackType | None) -> str:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for old in sorted(self._folder.glob("defaut-*.txt"))[: -MOST + 1]:
            old.unlink(missing_ok=True)
        name = f"defaut-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.txt"
        lines = traceback.StackSummary.extract(traceback.walk_tb(trace), capture_locals=False)
        places = (f"{Path(line.filename).name}:{line.lineno} {line.name}" for line in lines)
        (self._folder / name).write_text("\n".join((kind.__qualname__, *places)) + "\n", encoding="utf-8")
        return name
