"""Escale on a home given as argument, without a gateway: its files listed, then a file's map of skills drawn.

Prints its resident memory at both moments, and the names of the libraries that were loaded by then.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from benchmarks.memory import resident
from benchmarks.painted import Painted
from desktop.app import make_application
from desktop.config import Config
from desktop.demonstration import PASSPHRASE
from desktop.front import Front, Ways
from desktop.furniture import Furniture
from desktop.rehearsal import waited


def main(home: Path) -> None:
    """Go through the door, list, draw, say."""
    application = make_application()
    ways = Ways(lambda theme: theme.apply(application), lambda _: False, lambda *_: True, lambda _: None)
    front = Front(Config(home), ways)
    front.begin()
    with waited(front.opened):
        front.unlock(PASSPHRASE)
    furniture = front.furniture
    assert furniture
    listed(furniture)
    said: dict[str, object] = {"before": resident(), "early": libraries()}
    drawn(furniture)
    print(json.dumps(said | {"after": resident(), "late": libraries()}))
    front.close()


def listed(furniture: Furniture) -> None:
    """The page of files, painted with its rows."""
    files = furniture.files
    painted = Painted(files.view.viewport(), lambda: files.table.rowCount() > 0)
    furniture.window.show_page("files")
    painted.wait()


def drawn(furniture: Furniture) -> None:
    """The map of skills of the first file, painted."""
    page = next(tab for tab in furniture.file.tabs if tab.title == "Compétences")
    card = page.card  # type: ignore[attr-defined]  # tabs are told apart by their titles
    painted = Painted(card, lambda: card.canvas is not None and card.canvas.isVisible() and bool(card.canvas.regions))
    furniture.open_file(furniture.files.table.person(0), page.title)
    painted.wait()


def libraries() -> list[str]:
    """Every module loaded that is not ours."""
    ours = ("desktop", "benchmarks", "__main__")
    return sorted(name for name in sys.modules if name.split(".")[0] not in ours)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
