"""Everything that this process could show or have read aloud: every object, every model, the whole accessible tree."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import suppress
from typing import TypeVar

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QAbstractTableModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAction, QClipboard, QGuiApplication, QShortcut
from PySide6.QtWidgets import QApplication, QTabBar, QWidget
from shiboken6 import isValid

T = TypeVar("T", bound=QObject)
MOST = 200_000  # pieces of a tree
ROLES = (*range(32), *range(int(Qt.ItemDataRole.UserRole), int(Qt.ItemDataRole.UserRole) + 16))


def everything() -> str:
    """Every word that can be found now, one to a line."""
    words = list[str]()
    for source in (objects(), models(), spoken(), windows()):
        words.extend(source)
    return "\n".join(words)


def objects() -> Iterator[str]:
    """Properties of every object under every top-level widget, and of every action and shortcut that Python knows."""
    tops = QApplication.topLevelWidgets()
    under = [one for top in tops for one in top.findChildren(QObject)]
    found = {id(one): one for one in (*tops, *under, *known(QAction), *known(QShortcut), *known(QWidget))}
    assert 0 < len(found) < MOST
    for one in found.values():
        yield from properties(one)
        if isinstance(one, QTabBar):
            for at in range(one.count()):
                yield from (one.tabText(at), one.tabToolTip(at), one.tabWhatsThis(at), str(one.tabData(at)))


def properties(one: QObject) -> Iterator[str]:
    """What its properties say: text, title, tip, description, placeholder, accessible name…"""
    described = one.metaObject()
    for at in range(described.propertyCount()):
        value = described.property(at).read(one)
        if isinstance(value, str | list | tuple):
            yield str(value)
    for name in one.dynamicPropertyNames():
        with suppress(RuntimeError):  # of Qt's own, that Python cannot hold
            yield str(one.property(bytes(name.data()).decode()))


def models() -> Iterator[str]:
    """Every role of every cell and header of every model, shown somewhere or only kept."""
    for model in known(QAbstractItemModel):
        yield from cells(model, QModelIndex())
        sizes = {Qt.Orientation.Horizontal: columns(model, QModelIndex()), Qt.Orientation.Vertical: model.rowCount()}
        for way, size in sizes.items():
            for at in range(min(size, MOST)):
                yield from (str(model.headerData(at, way, role)) for role in (0, 3, 11))


def cells(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[str]:
    """Under ``parent``, however deep; lists and tables are flat."""
    deep = not isinstance(model, QAbstractListModel | QAbstractTableModel)
    for row in range(min(model.rowCount(parent), MOST)):
        for column in range(columns(model, parent)):
            index = model.index(row, column, parent)
            yield from (str(value) for role in ROLES if (value := model.data(index, role)) is not None)
            if deep and model.hasChildren(index):
                yield from cells(model, index)


def columns(model: QAbstractItemModel, parent: QModelIndex) -> int:
    """How many; Qt keeps those of a list to itself."""
    return 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)


def spoken() -> Iterator[str]:
    """Every kind of text of every piece of the accessible tree, hidden ones included."""
    left = [QAccessible.queryAccessibleInterface(top) for top in QApplication.topLevelWidgets()]
    for _ in range(MOST):
        if not left:
            return
        piece: QAccessibleInterface | None = left.pop()
        if piece is None or not piece.isValid():
            continue
        yield from (piece.text(kind) for kind in QAccessible.Text if kind is not QAccessible.Text.UserText)
        if (lines := piece.textInterface()) is not None:
            yield lines.text(0, lines.characterCount())
        left.extend(piece.child(at) for at in range(piece.childCount()))
    raise AssertionError("the accessible tree has no end")


def windows() -> Iterator[str]:
    """What the system's list of windows and the application itself say, and what would be pasted."""
    yield from (window.title() for window in QGuiApplication.allWindows())
    yield from (QGuiApplication.clipboard().text(mode) for mode in QClipboard.Mode)
    yield from (QGuiApplication.applicationName(), QGuiApplication.applicationDisplayName())


def known(kind: type[T]) -> list[T]:
    """Every living object of that kind that Python holds, in a window or not."""
    return [one for one in gc.get_objects() if isinstance(one, kind) and isValid(one)]
