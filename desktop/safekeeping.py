"""What the settings ask of the vault: another passphrase, a sheet made or proved, copies, the delay of the lock.

Keys are derived on the pool; each answer goes to the card that asked.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from desktop.config import keep
from desktop.custody import rehearse
from desktop.errors import EscaleError
from desktop.models.changes import Changes
from desktop.models.journal import Event
from desktop.models.safekeeping import Copies, Copy, Locking
from desktop.models.text import counted
from desktop.sync.leasing import kept_lease

if TYPE_CHECKING:
    from desktop.models.store import Store
    from desktop.models.today import Standing
    from desktop.office import Office
    from desktop.views.dialog import Dialog
    from desktop.views.settings.settings_page import SettingsPage

T = TypeVar("T")


class Safekeeping(QObject):
    """Connects one office and one page of settings."""

    idle_changed = Signal(int)  # minutes
    restore_asked = Signal(str)  # a backup's path

    def __init__(self, office: Office, page: SettingsPage) -> None:
        """Shows how things stand, then listens."""
        super().__init__(page)
        self._office, self._page = office, page
        self._vault, self._background = office.opened.vault, office.background
        page.passphrase.change_asked.connect(self._change)
        page.passphrase.rehearsal_asked.connect(self._rehearse)
        page.passphrase.renewal_asked.connect(self._renew)
        page.locking.idle_chosen.connect(self._choose_idle)
        page.locking.passphrase_chosen.connect(self._choose_leaving)
        page.copies.back_up_asked.connect(self._back_up)
        page.copies.second_chosen.connect(self._choose_second)
        page.copies.restore_asked.connect(self._restore)
        office.upkeep.copies_changed.connect(self._read_copies)
        office.upkeep.searched.connect(page.look_again)
        page.locking.show_locking(Locking(office.config.idle_minutes, "idle_minutes" in office.config.locked))
        page.locking.show_leaving(office.config.passphrase_to_leave, "passphrase_to_leave" in office.config.locked)
        self._read_sheet()
        self._read_copies()

    def standing(self, store: Store) -> Standing:
        """How the vault is kept, for the page of the day; on the store's thread."""
        from desktop.models.today import Standing

        lease = kept_lease(store) if store.passports.consents() else None
        copies = self._office.backups.found()
        return Standing(rehearse.sheet(store, self._vault.organisation()), copies, lease.expires if lease else None)

    def _change(self, old: str, new: str) -> None:
        def done(_: None, __: Dialog | None) -> str:
            self._office.upkeep.renew_headers()
            return "La phrase de passe est changée. La fiche de secours reste valable."

        self._vaulted(lambda: self._vault.change_passphrase(old, new), Event.PASSPHRASE_CHANGED, done)

    def _rehearse(self, key: str) -> None:
        self._vaulted(lambda: rehearse.rehearse(self._vault, key), None, self._rehearsed)

    def _rehearsed(self, found: rehearse.Rehearsal, _: Dialog | None) -> str:
        today = self._office.today()
        self._write(lambda store: rehearse.remember(store, today))
        self._read_sheet()
        if found.held is None:
            return "Votre fiche ouvre le coffre. Il n’y a pas encore de sauvegarde à ouvrir avec elle."
        notes = counted(found.held.items, "écrit")
        return f"Votre fiche ouvre le coffre, et la dernière sauvegarde ({notes}). Rien n’a été changé."

    def _renew(self, passphrase: str) -> None:
        def work() -> str:
            """Until the new key was shown there is no sheet that is known to be good: a lock may come in between."""
            known = self._background.ask(rehearse.forget_made)
            try:
                return self._vault.new_recovery(passphrase)
            except EscaleError:
                self._background.ask(lambda store: store.state.put(known))
                raise

        def done(key: str, asker: Dialog | None) -> str:
            today = self._office.today()
            if self._page.passphrase.show_key(key, asker):
                self._write(lambda store: rehearse.remember_made(store, today))
            self._read_sheet()
            self._office.upkeep.back_up(lambda _: None, self._background.troubled.emit)  # one that this sheet opens
            return ""

        self._vaulted(work, Event.RECOVERY_RENEWED, done)

    def _vaulted(self, work: Callable[[], T], event: Event | None, said: Callable[[T, Dialog | None], str]) -> None:
        """Run what derives keys; journal it, and say in the window that asked what came of it ("": said already)."""
        card, asker = self._page.passphrase, self._page.passphrase.dialog

        def done(found: T) -> None:
            if event:
                self._write(lambda store: store.journal.note(event))
            if words := said(found, asker):
                card.show_done(words, asker)

        self._background.run(self, work, done, lambda trouble: card.show_trouble(trouble, asker))

    def _choose_idle(self, minutes: int) -> None:
        self._office.config = keep(self._office.config, "idle_minutes", minutes)
        self.idle_changed.emit(minutes)

    def _choose_leaving(self, asked: bool) -> None:
        self._office.config = keep(self._office.config, "passphrase_to_leave", asked)

    def _choose_second(self, folder: str) -> None:
        try:
            self._office.config = keep(self._office.config, "backup_folder", folder)
        except EscaleError as trouble:
            self._page.copies.show_trouble(trouble)
            return
        self._office.backups.use_second(Path(folder) if folder else None)
        self._back_up() if folder else self._read_copies()

    def _back_up(self) -> None:
        self._page.copies.show_busy("Sauvegarde en cours…")
        self._office.upkeep.back_up(self._backed_up, self._page.copies.show_trouble)

    def _backed_up(self, copy: Copy | None) -> None:
        self._page.copies.show_done("Sauvegarde faite et relue." if copy else "La sauvegarde a été interrompue.")

    def _restore(self, path: str) -> None:
        self._page.copies.show_busy("Remise en place de la sauvegarde…")
        self.restore_asked.emit(path)

    def _read_sheet(self) -> None:
        organisation = self._vault.organisation
        self._background.read(
            self, "sheet", lambda store: rehearse.sheet(store, organisation()), self._page.passphrase.show_sheet
        )

    def _read_copies(self) -> None:
        self._background.run(self, self._office.backups.found, self._show_copies)

    def _show_copies(self, copies: Copies) -> None:
        self._page.copies.show_copies(copies)

    def _write(self, work: Callable[[Store], object]) -> None:
        def written(store: Store) -> Changes:
            work(store)
            return Changes()

        self._background.write(written)
