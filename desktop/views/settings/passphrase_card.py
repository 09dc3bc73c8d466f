"""The passphrase and the recovery sheet: what stands, and the windows that change them."""

from __future__ import annotations

from PySide6.QtCore import Signal

from desktop.errors import EscaleError
from desktop.models.safekeeping import Sheet, said_organisation, said_sheet
from desktop.views.desk import Desk
from desktop.views.dialog import Dialog
from desktop.views.page import SideBySide
from desktop.views.pieces import Card, label, secondary_button
from desktop.views.settings.passphrase_dialog import PassphraseDialog
from desktop.views.settings.sheet_dialogs import RehearsalDialog, RenewalDialog


class PassphraseCard(Card):
    """Asks in small windows; whoever does the work answers with ``show_done``, ``show_key`` or ``show_trouble``.

    ``dialog`` is the window that asks: an answer carries it, and never goes to another one.
    """

    change_asked = Signal(str, str)  # the present passphrase, the next one
    rehearsal_asked = Signal(str)  # the key as typed
    renewal_asked = Signal(str)  # the passphrase
    troubled = Signal(object)  # EscaleError, when no window is open to say it

    def __init__(self, desk: Desk) -> None:
        """Says that there is no sheet until ``show_sheet`` knows better."""
        super().__init__(self.tr("Phrase de passe et fiche de secours"))
        self._desk = desk
        self.dialog: Dialog | None = None
        self.sheet, self.organisation = label(""), label("", "muted")
        self.change_button = secondary_button(self.tr("Changer de phrase de passe…"), self._change)
        self.rehearse_button = secondary_button(self.tr("Vérifier ma fiche…"), self._rehearse)
        self.renew_button = secondary_button(self.tr("Refaire une fiche…"), self._renew)
        self.add(
            label(self.tr("La phrase de passe ouvre le coffre. Si vous l’oubliez, la fiche de secours l’ouvre aussi."))
        )
        self.add(SideBySide(self.change_button))
        self.add(label(self.tr("La fiche de secours"), "group"))
        self.add(self.sheet)
        self.add(self.organisation)
        self.add(SideBySide(self.rehearse_button, self.renew_button))
        self.show_sheet(Sheet())

    def show_sheet(self, sheet: Sheet) -> None:
        """Say when it was made and verified, and who else could open the vault."""
        self.sheet.setText(said_sheet(sheet, self._desk.today()))
        self.organisation.setText(said_organisation(sheet.organisation))
        self.rehearse_button.setEnabled(sheet.made is not None)
        self.renew_button.setText(self.tr("Faire une fiche…") if sheet.made is None else self.tr("Refaire une fiche…"))

    def show_done(self, words: str, asker: Dialog | None) -> None:
        """What that window asked is done."""
        if asker and asker is self.dialog:
            asker.show_done(words)

    def show_key(self, key: str, asker: Dialog | None) -> bool:
        """A new sheet was made: show its key, this once; False when the window that asked is not there any more."""
        if not isinstance(asker, RenewalDialog) or asker is not self.dialog:
            return False
        asker.show_key(key)
        return True

    def show_trouble(self, trouble: EscaleError, asker: Dialog | None) -> None:
        """What that window asked could not be done."""
        if asker and asker is self.dialog:
            asker.show_trouble(trouble)
        else:
            self.troubled.emit(trouble)

    def _change(self) -> None:
        dialog = PassphraseDialog(self.window())
        dialog.asked.connect(self.change_asked)
        self._open(dialog)

    def _rehearse(self) -> None:
        dialog = RehearsalDialog(self.window())
        dialog.asked.connect(self.rehearsal_asked)
        self._open(dialog)

    def _renew(self) -> None:
        dialog = RenewalDialog(self.window(), self._desk)
        dialog.asked.connect(self.renewal_asked)
        self._open(dialog)

    def _open(self, dialog: Dialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(lambda _: self._closed(dialog))
        dialog.open()

    def _closed(self, dialog: Dialog) -> None:
        if self.dialog is dialog:
            self.dialog = None
