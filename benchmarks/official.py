"""The official ROME kit that lies beside the project, as for the tests: where it is, and its compiled file open."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from benchmarks.ground import Ground
from desktop.reference.opened import Reference
from desktop.reference.shelf import Shelf
from desktop.resources import resource

KIT: Final = Path(__file__).parents[2] / "shared" / "data" / "rome_v458"


@contextmanager
def whole(ground: Ground, folder: str) -> Iterator[Reference | None]:
    """The whole ROME, imported under that folder; None, and a sentence, without the shared data."""
    if not KIT.is_dir():
        print("  sans les données partagées, rien n’est mesuré")
        yield None
        return
    shelf = Shelf(ground.folder / folder, resource("reference"))
    shelf.import_kit(KIT)
    with Reference.open(shelf.in_use()) as reference:
        yield reference
