"""What a keyboard and a screen reader can reach in a window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget


def stops(window: QWidget) -> list[QWidget]:
    """Every visible, enabled widget that Tab should stop on."""
    found = [window, *window.findChildren(QWidget)]
    return [one for one in found if one.isVisibleTo(window) and one.isEnabled() and one.window() is window
            and one.focusPolicy() & Qt.FocusPolicy.TabFocus and not one.focusProxy()]  # fmt: skip


def unnamed(window: QWidget) -> list[str]:
    """The stops of which a screen reader would say nothing."""
    interfaces = ((one, QAccessible.queryAccessibleInterface(one)) for one in stops(window))
    return [repr(one) for one, spoken in interfaces if not spoken or not spoken.text(QAccessible.Text.Name).strip()]


def missed(window: QWidget) -> list[str]:
    """The stops that a whole round of Tab does not meet; a widget that Tab cannot leave makes others missed."""
    wanted = stops(window)
    met = set()
    for _ in range(2 * len(wanted) + 4):
        if (focused := QApplication.focusWidget()) is not None:
            met.add(focused)
        QTest.keyClick(focused or window, Qt.Key.Key_Tab)
    return [repr(one) for one in wanted if one not in met]


def cut(window: QWidget) -> list[str]:
    """The buttons that have less room than their words need, or that stick out of the window sideways."""
    buttons = [one for one in window.findChildren(QPushButton) if one.isVisibleTo(window)]
    narrow = [one.text() for one in buttons if one.width() < one.sizeHint().width() and one.text()]
    far = [one.text() for one in buttons if one.mapTo(window, one.rect().topRight()).x() > window.width()]
    return narrow + far
