"""The managed copies: what they hold, where they stand, and how to come back to one."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QProgressBar

from desktop.errors import EscaleError
from desktop.models.safekeeping import Copies, said_copy, said_last
from desktop.views.announce import announce
from desktop.views.desk import Desk
from desktop.views.page import SideBySide
from desktop.views.pieces import label, link_button, primary_button, secondary_button
from desktop.views.rows import Row, RowsCard

MEANING = (
    "Une sauvegarde contient vos notes et les dossiers créés ici, chiffrés. Les passeports partagés n’y sont pas :"
    " ils sont reçus de nouveau depuis le serveur."
)
LOSS = (
    "Ce qui a été écrit ici depuis cette sauvegarde et n’a pas encore été envoyé sera perdu. Les passeports seront"
    " reçus de nouveau, et ce qui a été effacé depuis le restera. Ce qui est ici est copié d’abord, si c’est possible."
)


class CopiesCard(RowsCard):
    """``restore_asked`` carries the path of a copy, once the person has agreed."""

    back_up_asked = Signal()
    second_chosen = Signal(str)  # a folder, "" to do without
    restore_asked = Signal(str)

    def __init__(self, desk: Desk) -> None:
        """Nothing known until ``show_copies``."""
        super().__init__(desk.theme, self.tr("Sauvegardes"))
        self._desk = desk
        self.last, self.folder, self.second = label(""), label("", "small"), label("", "small")
        self.said = label("", "muted")
        self.progress = QProgressBar(textVisible=False, minimum=0, maximum=0)
        self.progress.setAccessibleName(self.tr("Sauvegarde en cours"))
        self.back_up_button = primary_button(self.tr("Sauvegarder maintenant"), self.back_up_asked.emit)
        self.second_button = secondary_button(self.tr("Choisir un second dossier…"), self._choose_second)
        self.restore_button = secondary_button(self.tr("Restaurer un autre fichier…"), self._choose_file)
        self.without_button = link_button(
            self.tr("Ne plus copier dans le second dossier"), partial(self.second_chosen.emit, "")
        )
        self._list_head = label(self.tr("Revenir à une sauvegarde"), "group")
        buttons = SideBySide(self.back_up_button, self.second_button, self.restore_button)
        for piece in (label(MEANING), self.last, self.progress, self.said, buttons, self.folder, self.second):
            self.words.addWidget(piece)
        self.words.addWidget(self.without_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.words.addWidget(self._list_head)
        self.rows.setAccessibleName(self.tr("Sauvegardes, de la plus récente à la plus ancienne"))
        self.rows.chosen.connect(lambda row: self.ask(row.key))
        self.progress.hide()
        self.said.hide()
        self.show_copies(Copies())

    def show_copies(self, copies: Copies) -> None:
        """Say when the last one was made, and list them all."""
        self.last.setText(said_last(copies, self._desk.today()))
        self.folder.setText(f"Emplacement : {copies.folder}")
        self.folder.setVisible(bool(copies.folder))
        self.second.setText(f"Copiées aussi dans : {copies.second}")
        self.second.setVisible(bool(copies.second))
        self.without_button.setVisible(bool(copies.second))
        said = ((copy.path, *said_copy(copy)) for copy in copies.found)
        self.rows.show_rows(Row(path, when, around=what, action="Restaurer…") for path, when, what in said)
        self.rows.setVisible(bool(copies.found))
        self._list_head.setVisible(bool(copies.found))

    def show_busy(self, words: str) -> None:
        """Say that a copy or a restoration is under way."""
        self._tell(words, busy=True)

    def show_done(self, words: str) -> None:
        """Say what was done."""
        self._tell(words, busy=False)

    def show_trouble(self, trouble: EscaleError) -> None:
        """Say what could not be done."""
        self._tell(str(trouble), busy=False)

    def ask(self, path: str) -> None:
        """Ask whether to come back to that copy: the one question that cannot be undone."""
        box = QMessageBox(QMessageBox.Icon.Question, self.tr("Restaurer"), self.tr("Revenir à cette sauvegarde ?"))
        box.setParent(self.window(), box.windowFlags())
        box.setInformativeText(LOSS)
        restore = box.addButton(self.tr("Restaurer"), QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(self.tr("Ne rien changer"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        restore.clicked.connect(lambda: self.restore_asked.emit(path))
        box.open()

    def _tell(self, words: str, busy: bool) -> None:
        self.progress.setVisible(busy)
        for button in (self.back_up_button, self.second_button, self.restore_button, self.rows):
            button.setDisabled(busy)
        self.said.setText(words)
        self.said.show()
        announce(self, words)

    def _choose_second(self) -> None:
        if folder := QFileDialog.getExistingDirectory(
            self, self.tr("Choisir un second dossier, par exemple une clé USB")
        ):
            self.second_chosen.emit(folder)

    def _choose_file(self) -> None:
        kinds = self.tr("Sauvegardes d’Escale (*.sauvegarde)")
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Choisir une sauvegarde"), "", kinds)
        if path:
            self.ask(path)
