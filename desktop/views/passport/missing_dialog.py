"""The window that says why something is not in the passport: the form at the left, the answer at the right."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.models.file import File
from desktop.models.missing import explained, in_words
from desktop.models.missing_case import Case
from desktop.models.note import Kind
from desktop.views.announce import announce
from desktop.views.desk import Desk
from desktop.views.dialog import Dialog
from desktop.views.passport.missing_answer import AnswerCard
from desktop.views.passport.missing_form import MissingForm
from desktop.views.pieces import label

KEPT = "Gardé dans les notes de la personne."


class MissingDialog(Dialog):
    """Nothing typed is written anywhere unless the note or the letter is asked for; ``case`` outlives the window."""

    def __init__(self, parent: QWidget, desk: Desk, file: File, case: Case) -> None:
        """``case`` is what was typed before, about that file."""
        super().__init__(
            parent, self.tr("Il manque un diplôme, un emploi ?"), self.tr("Garder dans une note"), self._keep
        )
        self._desk, self._file, self._window = desk, file, parent
        self.form, self.answer = MissingForm(desk), AnswerCard(desk)
        self.done_words = label("", "muted")
        self.close_button.setText(self.tr("Fermer"))
        self._build()
        self.form.show_case(case)
        self.form.thing.setFocus()
        self.resize(self.sizeHint())

    @property
    def case(self) -> Case:
        """What stands in the form."""
        return self.form.case

    def show_file(self, file: File) -> None:
        """The file as it is now: a line that just arrived is seen at once."""
        self._file = file
        self._explain()

    def sizeHint(self) -> QSize:
        """Wide enough for two columns, never wider than the window it is shown over."""
        px, room = self._desk.theme.px, self._window.size() - QSize(24, 24)
        return QSize(px(1180), px(690)).boundedTo(room).expandedTo(self.minimumSizeHint())

    def adjustSize(self) -> None:
        """Stay as large as it was made: what is said has its place."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field goes to the next one: it keeps no note by mistake. A button has taken it before."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
            return
        super().keyPressEvent(event)

    def _follow(self) -> None:
        self.done_words.hide()
        self.act_button.setDisabled(self.case.blank)
        self._explain()

    def _explain(self) -> None:
        case = self.case
        self.answer.explain(case, explained(case, self._file, self._desk.today()), self._file)

    def _keep(self) -> None:
        case, today, person = self.case, self._desk.today(), self._file.card.person
        text = in_words(case, explained(case, self._file, today), today)
        self.act_button.setDisabled(True)
        self._desk.background.write(
            lambda store: store.items.record(person, Kind.NOTE, {"text": text}),
            self,
            lambda _: self._say(KEPT),
            self.show_trouble,
        )

    def _say(self, words: str) -> None:
        self.done_words.setText(words)
        self.done_words.show()
        announce(self, words)

    def _build(self) -> None:
        columns = QHBoxLayout()
        columns.setSpacing(18)
        columns.addWidget(_Side(self.form), 4)
        columns.addWidget(_Side(self.answer), 5)
        self.body.addLayout(columns, 1)
        self.body.addWidget(self.done_words)
        self.form.changed.connect(self._follow)
        self.answer.told.connect(self._say)
        self.answer.troubled.connect(self.show_trouble)


class _Side(QScrollArea):
    """Scrolls up and down only: it is at least as wide as its words and fields need."""

    def __init__(self, card: QWidget) -> None:
        super().__init__()
        inside = QWidget()
        inside.setProperty("page", True)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 6, 0)
        column.addWidget(card)
        column.addStretch(1)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inside)

    def minimumSizeHint(self) -> QSize:
        inside = self.widget()
        needed = inside.minimumSizeHint().width() if inside is not None else 0
        return QSize(needed + self.verticalScrollBar().sizeHint().width(), 0)
