"""From the key in hand to the first screenful of files painted.

The limit: the same rows and columns from plain sqlite3, in a plain model, under the same QTableView.
"""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter
from typing import NoReturn

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from benchmarks.ground import SIZES, Ground, Stocked
from benchmarks.measure import Measure, medians, timed
from benchmarks.painted import Painted, application
from desktop.background import Background
from desktop.ends import ends
from desktop.models.dossiers import Column, lines
from desktop.models.store import Store
from desktop.timekeeping import Timekeeping
from desktop.views.desk import Desk
from desktop.views.dossiers.dossiers_page import WIDTHS, DossiersPage
from desktop.views.dossiers.dossiers_table import HEADERS, DossiersTable
from desktop.views.tables import table_view
from desktop.views.theme import Theme

SIZE = (1366, 768)
SELECT = "SELECT name, basis, sections, ending, news, waiting FROM files ORDER BY sorted"


class PlainModel(QAbstractTableModel):
    """Rows of text, as they came."""

    def __init__(self, rows: Sequence[Sequence[str]]) -> None:
        """Six texts a row."""
        super().__init__()
        self._rows = rows

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADERS[Column(section)]
        return None

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return self._rows[index.row()][index.column()] if role == Qt.ItemDataRole.DisplayRole else None


def measures(ground: Ground) -> Iterator[Measure]:
    """At 300 and at 10,000 files; the time to fold the names for searching is told apart."""
    yield from at_sizes(ground, SIZES)


def at_sizes(ground: Ground, sizes: Sequence[int]) -> Iterator[Measure]:
    """One measure a size."""
    application()
    theme = Theme.named("light")
    gc.disable()  # as Escale does, which collects between two events only
    for size in sizes:
        stocked = ground.stocked(size)
        plain = plain_copy(stocked)
        ours, theirs = medians(
            [lambda stocked=stocked: escale(stocked, theme), lambda plain=plain: bare(plain, theme)],  # type: ignore[misc]  # bound now
            ground.times(15, 7),
        )
        print(f"  dont vérifier les pages de {size} dossiers, puis ce qui a pris fin : {door(stocked):.1f} ms")
        print(f"  dont replier les noms de {size} dossiers pour la recherche : {folding(stocked):.1f} ms")
        yield Measure(f"liste de {size} dossiers peinte", ours, theirs, "sqlite3 et QTableView nus", 2.0)
    gc.enable()


def escale(stocked: Stocked, theme: Theme) -> float:
    """Milliseconds until the page of files has painted its rows, the store closed at the start."""
    began = perf_counter()
    background = Background(passed(stocked))
    page = DossiersPage(Desk(background, no_reference, theme, today))
    page.resize(*SIZE)
    painted = Painted(page.view.viewport(), lambda: page.table.rowCount() > 0)
    page.show()
    painted.wait()
    taken = (perf_counter() - began) * 1000
    assert page.view.viewport().grab().toImage().pixelColor(0, 0) != QColor()
    page.close()
    page.deleteLater()
    background.close()
    return taken


def passed(stocked: Stocked) -> Store:
    """The store as the door hands it over: every page checked, what has ended gone, what is closed closed."""
    watched = stocked.watched(stocked.path)
    ends(watched.store, Timekeeping.of(watched.store, watched.high_water), watched.doubt)
    return watched.store


def bare(path: Path, theme: Theme) -> float:
    """Milliseconds until a bare table has painted the same rows."""
    began = perf_counter()
    connection = sqlite3.connect(path)
    rows = connection.execute(
        "SELECT name, basis, sections, ending, news, waiting FROM files ORDER BY sorted"
    ).fetchall()
    model = PlainModel(rows)
    view = table_view(model, "Dossiers", theme, sortable=False)
    for section, width in WIDTHS:
        view.horizontalHeader().resizeSection(section, theme.px(width))
    view.resize(*SIZE)
    painted = Painted(view.viewport())
    view.show()
    painted.wait()
    taken = (perf_counter() - began) * 1000
    view.close()
    view.deleteLater()
    connection.close()
    return taken


def plain_copy(stocked: Stocked) -> Path:
    """A plain file that holds what the list shows."""
    store = stocked.store(stocked.path)
    every = lines(store.passports.cards())
    store.close()
    table = DossiersTable(today)
    table.show_lines(every)
    keys = {line.card.person: line.key for line in every}
    path = stocked.folder / "clair.db"
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE files (sorted, name, basis, sections, ending, news, waiting)")
    rows = (
        (keys[table.person(row)], *(str(table.data(table.index(row, column))) for column in Column))
        for row in range(table.rowCount())
    )
    connection.executemany("INSERT INTO files VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    connection.commit()
    connection.close()
    return path


def door(stocked: Stocked) -> float:
    """Milliseconds from the key to the store as the door hands it over."""

    def work() -> float:
        began = perf_counter()
        store = passed(stocked)
        taken = (perf_counter() - began) * 1000
        store.close()
        return taken

    (taken,) = medians([work], 5)
    return taken


def folding(stocked: Stocked) -> float:
    """Milliseconds to fold every name."""
    store = stocked.store(stocked.path)
    cards = store.passports.cards()
    store.close()
    (taken,) = medians([lambda: timed(lambda: lines(cards))], 5)
    return taken


def today() -> date:
    """The day, in UTC."""
    return datetime.now(UTC).date()


def no_reference() -> NoReturn:
    """The list asks for no referential."""
    raise LookupError
