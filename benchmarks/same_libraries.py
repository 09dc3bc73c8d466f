"""The limit of the memory: an empty window, and the libraries whose names are given as arguments."""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from importlib import import_module

from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.memory import resident
from benchmarks.painted import Painted


def main(names: list[str]) -> None:
    """Import what can be, paint the window, say the memory."""
    for name in names:
        with suppress(ImportError):
            import_module(name)
    application = QApplication(sys.argv[:1])
    window = QWidget()
    window.resize(1366, 768)
    painted = Painted(window)
    window.show()
    painted.wait()
    print(json.dumps({"before": resident(), "shown": application.platformName()}))


if __name__ == "__main__":
    main(sys.argv[1:])
