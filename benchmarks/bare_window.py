"""The limit of the start: an empty window that imports nothing else, and says when it is painted."""

import os
import sys
import time

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget


class Bare(QWidget):
    """Says the time once it is painted, and ends the process."""

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() is QEvent.Type.Paint:
            os.write(1, str(time.monotonic()).encode())
            os._exit(0)
        return done


if __name__ == "__main__":
    application = QApplication(sys.argv[:1])
    window = Bare()
    window.resize(1366, 768)
    window.show()
    sys.exit(application.exec())
