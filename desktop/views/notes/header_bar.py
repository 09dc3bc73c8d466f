"""The line over a note that says which interview it comes from: short, read at a glance, opened to change it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.models.interview import MOMENT_WORDS, Header, Moment, said_header
from desktop.models.text import begun
from desktop.views.notes.header_form import HeaderForm
from desktop.views.notes.turning import NARROW, Turning
from desktop.views.pieces import label, link_button
from desktop.views.plan.fields import ChoiceField
from desktop.views.theme import Theme


class HeaderBar(QWidget):
    """The moment is always at hand, for it brings its headings; the rest is one line, or a form."""

    changed = Signal()
    moment_chosen = Signal()

    def __init__(self, theme: Theme) -> None:
        """Says nothing, and is closed."""
        super().__init__()
        self._header, self._proposed = Header(), False
        self.moment = ChoiceField(self.tr("Moment de l’accompagnement"))
        self.said = label("", "small")
        self.opens = link_button("", self._toggle)
        self.form = HeaderForm(theme)
        self._build(theme)
        self.show_header(Header(), proposed=False)

    @property
    def header(self) -> Header:
        """As it stands."""
        return self._header

    def show_header(self, header: Header, *, proposed: bool) -> None:
        """Show it without taking it for something said; ``proposed`` when nobody has read it yet."""
        self._header, self._proposed = header, proposed
        self.moment.show_code(header.moment or "")
        self.form.show_header(header)
        self._say()

    def close_form(self) -> None:
        """One line again."""
        self._open(is_open=False)

    def _open(self, *, is_open: bool) -> None:
        self.form.setVisible(is_open)
        self._say()

    def _toggle(self) -> None:
        self._open(is_open=self.form.isHidden())
        if self.form.isVisible():
            self.form.day.setFocus()

    def _choose(self) -> None:
        code = self.moment.currentData()
        moment = Moment(code) if code else None
        if moment is not self._header.moment:
            self._take(replace(self._header, moment=moment))
            self.moment_chosen.emit()

    def _take(self, header: Header) -> None:
        self._header, self._proposed = header, False
        self.form.show_header(header)
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        words = said_header(replace(self._header, moment=None))
        before = self.tr("Proposé : ") if self._proposed and words else ""
        self.said.setText(f"{before}{words}" if words else self.tr("Jour, durée, lieu… : facultatif"))
        closed = self.form.isHidden()
        self.opens.setText(self.tr("Préciser") if closed else self.tr("Replier"))
        self.opens.setAccessibleName(
            self.tr("Préciser le jour, la durée, le lieu, le niveau") if closed else self.tr("Replier ces précisions")
        )

    def _build(self, theme: Theme) -> None:
        titles = (begun(words) for words in MOMENT_WORDS.values())
        self.moment.show_choices((("", self.tr("Quel moment ?")), *zip(MOMENT_WORDS, titles, strict=True)))
        self.moment.setMinimumWidth(theme.px(130))  # a longer one ends with « … » and is whole in its list
        self.moment.setMaximumWidth(theme.px(200))
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.moment, 1)
        first.addWidget(self.opens, 0, Qt.AlignmentFlag.AlignLeft)
        line = Turning(theme.px(NARROW))
        line.add(first)
        line.add(self.said, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(line)
        column.addWidget(self.form)
        self.form.hide()
        self.moment.activated.connect(lambda _: self._choose())
        self.form.changed.connect(lambda: self._take(self.form.header))
