"""Waiting until an office has nothing left to do: no work queued on any of its threads, no answer still to be shown."""

from __future__ import annotations

from threading import Barrier
from typing import Final

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from desktop.background import Background

WORKERS: Final = 3  # of the pool, see ``Background``
CHAIN: Final = 5  # an answer may ask for more, that many times in a row


def settle(background: Background) -> None:
    """Let events go by until what was asked, and what its answers asked in turn, is done and shown."""
    for _ in range(CHAIN):
        _empty_queues(background)
        QApplication.processEvents()


def _empty_queues(background: Background) -> None:
    """Every worker meets at a barrier that stands behind the work queued so far; the store's queue is read through."""
    loop, barrier, awaited = QEventLoop(), Barrier(WORKERS), [None] * (WORKERS + 1)

    def arrived(_: object) -> None:
        awaited.pop()
        if not awaited:
            loop.quit()

    for _ in range(WORKERS):
        background.run(loop, barrier.wait, arrived)
    background.read(loop, "settled", lambda _: None, arrived)
    loop.exec()
