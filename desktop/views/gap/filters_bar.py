"""The filters of nearby occupations: what to choose from in menus, and each filter in force as a chip to take off."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from desktop.models.filtering import UNREGULATED, Choices, Chosen, chosen, with_context, with_sort
from desktop.models.nearby import Filters
from desktop.models.occupation import Node
from desktop.models.riasec import SORTS
from desktop.views.page import SideBySide
from desktop.views.pieces import chip_button, label

LONGEST: Final = 60  # characters of a line of a menu or of a chip; its tip says it whole
Change = Callable[[], Filters]


class FiltersBar(QWidget):
    """Emits the filters wanted; shows those in force."""

    changed = Signal(object)  # Filters

    def __init__(self) -> None:
        """No filter, and nothing to choose from yet."""
        super().__init__()
        self.filters, self._choices = Filters(), Choices()
        self._actions: list[tuple[QAction, Callable[[Filters], bool]]] = []
        self.contexts = _menu_button(self.tr("Conditions de travail…"))
        self.sorts = _menu_button(self.tr("Goûts…"))
        self.sectors = _menu_button(self.tr("Secteur…"))
        self.free = chip_button(UNREGULATED, self._toggle_regulated)
        self.chips = QWidget()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(label(self.tr("Garder seulement certains métiers"), "group"))
        self._column.addWidget(SideBySide(self.contexts, self.sorts, self.sectors, self.free))
        self._column.addWidget(self.chips)
        self.chips.hide()

    def show_filters(self, filters: Filters, choices: Choices) -> None:
        """Show what is in force, and what there is to choose from."""
        self.filters = filters
        if choices != self._choices:
            self._choices = choices
            self._fill()
        for action, is_on in self._actions:
            action.setChecked(is_on(filters))
        self.free.setChecked(filters.regulated is False)
        self._show_chips(one for one in chosen(filters, choices) if one.words != UNREGULATED)  # it has its own chip

    def _fill(self) -> None:
        self._actions = []
        for button in (self.contexts, self.sorts, self.sectors):
            button.menu().clear()
        for category, nodes in self._choices.contexts:
            menu = self.contexts.menu().addMenu(_short(category))
            for node in nodes:
                self._offer_context(menu, node)
        for letter in SORTS:
            self._offer_sort(letter)
        for sector, parts in self._choices.sectors:
            if not parts:
                self._offer_sector(self.sectors.menu(), sector, sector.label)
                continue
            menu = self.sectors.menu().addMenu(_short(sector.label))
            self._offer_sector(menu, sector, self.tr("Tout ce secteur"))
            for part in parts:
                self._offer_sector(menu, part, part.label)

    def _offer_context(self, menu: QMenu, node: Node) -> None:
        self._offer(
            menu, node.label, lambda: with_context(self.filters, node.code),
            lambda filters: node.code in filters.contexts,
        )  # fmt: skip

    def _offer_sort(self, letter: str) -> None:
        self._offer(
            self.sorts.menu(), SORTS[letter].words, lambda: with_sort(self.filters, letter),
            lambda filters: letter in filters.riasec,
        )  # fmt: skip

    def _offer_sector(self, menu: QMenu, node: Node, words: str) -> None:
        def other() -> Filters:
            return replace(self.filters, sector="" if self.filters.sector == node.code else node.code)

        self._offer(menu, words, other, lambda filters: filters.sector == node.code)

    def _offer(self, menu: QMenu, words: str, change: Change, is_on: Callable[[Filters], bool]) -> None:
        action = menu.addAction(_short(words))
        action.setCheckable(True)
        action.setToolTip(words)
        action.triggered.connect(lambda: self.changed.emit(change()))
        self._actions.append((action, is_on))

    def _toggle_regulated(self) -> None:
        self.changed.emit(replace(self.filters, regulated=None if self.filters.regulated is False else False))

    def _show_chips(self, filters: Iterable[Chosen]) -> None:
        former, made = self.chips, [self._chip(one) for one in filters]
        focused = any(chip.hasFocus() for chip in former.findChildren(QPushButton))
        self.chips = SideBySide(*made)
        self._column.replaceWidget(former, self.chips)
        former.hide()
        former.deleteLater()
        self.chips.setVisible(bool(made))
        if focused:  # a chip taken off with the keyboard leaves the focus to the next one
            (made[0] if made else self.free).setFocus()

    def _chip(self, one: Chosen) -> QPushButton:
        chip = chip_button(f"{_short(one.words)} ×", lambda: self.changed.emit(one.without))
        chip.setCheckable(False)
        chip.setAccessibleName(self.tr("Retirer le filtre : %s") % one.words)
        chip.setToolTip(one.words)
        return chip


def _menu_button(words: str) -> QPushButton:
    button = chip_button(words)
    button.setCheckable(False)
    menu = QMenu(button)
    menu.setToolTipsVisible(True)
    button.setMenu(menu)
    return button


def _short(words: str) -> str:
    shown = words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"
    return shown.replace("&", "&&")
