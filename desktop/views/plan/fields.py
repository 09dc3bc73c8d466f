"""The fields of an action: they say when the keyboard leaves them; a wheel that passes over changes nothing."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QStyle, QStyleOptionComboBox, QStylePainter

MARGIN: Final = 2  # pixels that the style leaves on both sides of a choice


class TextField(QPlainTextEdit):
    """A few lines; Tab goes on to the next field."""

    left = Signal()

    def __init__(self, name: str, height: int) -> None:
        """``name`` is what a screen reader says."""
        super().__init__()
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setFixedHeight(height)

    @property
    def words(self) -> str:
        """What is typed, without the blanks around it."""
        return self.toPlainText().strip()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class LineField(QLineEdit):
    """One line; given when it is left and by Enter."""

    left = Signal()

    def __init__(self, name: str, prompt: str) -> None:
        """``prompt`` is shown while empty."""
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(prompt)
        self.editingFinished.connect(self.left)

    def setText(self, text: str | None) -> None:
        """Show that text, from its beginning unless somebody is typing."""
        super().setText(text or "")
        if not self.hasFocus():
            self.setCursorPosition(0)


class ChoiceField(QComboBox):
    """A list of choices, by their codes; ``free`` lets anything be typed instead."""

    left = Signal()

    def __init__(self, name: str, *, free: bool = False, prompt: str = "") -> None:
        """Empty; a screen reader says ``name``."""
        super().__init__()
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.setEditable(free)
        line = self.lineEdit()
        if line is not None:
            self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            line.setPlaceholderText(prompt)
            line.setAccessibleName(name)
            line.editingFinished.connect(self.left)
        self.activated.connect(lambda _: self.left.emit())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """A choice longer than its place ends with « … » and is whole in the tip, rather than cut inside a letter."""
        option, style = QStyleOptionComboBox(), self.style()
        self.initStyleOption(option)
        edit = QStyle.SubControl.SC_ComboBoxEditField
        place = style.subControlRect(QStyle.ComplexControl.CC_ComboBox, option, edit, self)
        whole, room = option.currentText, place.width() - 2 * MARGIN
        option.currentText = self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, room)
        self.setToolTip("" if option.currentText == whole else whole)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def show_choices(self, choices: tuple[tuple[str, str], ...]) -> None:
        """Offer these (code, words); the current one is to be shown again."""
        if [(self.itemData(at), self.itemText(at)) for at in range(self.count())] != list(choices):
            self.clear()
            for code, words in choices:
                self.addItem(words, code)

    def show_code(self, code: str) -> None:
        """Make that choice current."""
        self.setCurrentIndex(max(0, self.findData(code)))
