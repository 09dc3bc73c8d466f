"""Listens to the session as Escale does, on the buses of its environment, and tells each reason that it hears."""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QCoreApplication

from desktop.models.lock import Reason
from desktop.session import watch_session


def main() -> int:
    """Say ``listening``, then go on until as many reasons were heard as the argument says; at once for 0."""
    application = QCoreApplication([])
    heard: list[Reason] = []

    def tell(reason: Reason) -> None:
        heard.append(reason)
        os.write(1, f"{reason}\n".encode())
        if len(heard) == int(sys.argv[1]):
            application.quit()

    session = watch_session(application, tell)
    os.write(1, b"listening\n")
    code = application.exec() if int(sys.argv[1]) else 0
    if session:
        session.close()
    return code


if __name__ == "__main__":
    sys.exit(main())
