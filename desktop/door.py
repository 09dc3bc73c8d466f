"""The pages before the office, and the thread that opens behind them: one is shown at a time, in the same place.

What a page needs is imported when it is shown, so that the first one does not wait for the others.
"""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from desktop.config import Config
from desktop.errors import EscaleError, KeyringChanged
from desktop.models.lock import Locked, Reason, said
from desktop.opening import Denied, Open, Opening
from desktop.views.theme import Theme
from desktop.views.unlock.gate import Gate
from desktop.views.unlock.unlock_page import UnlockPage

if TYPE_CHECKING:
    from desktop.models.doubt import Doubt
    from desktop.models.store import Legacy

SIZE: Final = (1366, 768)


def theme_of(config: Config, scale: float = 1.0) -> Theme:
    """What the configuration says, or the system; ``scale`` times its usual size."""
    return Theme.of_system(scale) if config.theme == "system" else Theme.named(config.theme, scale)


class Door(QObject):
    """Lets in whoever opens the vault: ``entered`` carries what was opened; the page stays until ``leave``."""

    entered = Signal(object)  # Open
    held = Signal()  # a store is open behind the page that is shown
    failed = Signal(object)  # Reason: what was closed to be opened anew did not open; keys are still in memory

    def __init__(self, config: Config) -> None:
        """Nothing is shown yet; ``config`` may be changed from outside."""
        super().__init__()
        self.config = config
        self.gate: Gate | None = None
        self._made: Open | None = None  # while its recovery sheet is shown
        self._anew: Reason | None = None  # why a failure ends this process, while a store is opened anew
        self.opening = self._new_opening()

    def begin(self, locked: Locked | None = None) -> None:
        """Show the first page: at once when there is a vault, else once the keyring has been looked for.

        ``locked`` is the lock that brought the person back here.
        """
        if (self.config.home / "coffre.json").exists():
            self.show_unlock(locked)
        else:
            self.opening.look()

    def again(self, locked: Locked) -> None:
        """After a lock that left this process at the door: nothing of what was opened is kept."""
        self.shut()
        self._anew = None
        self.opening = self._new_opening()
        self.show_unlock(locked)

    def resume(self, closed: Open, doubt: Doubt) -> None:
        """Go on with a doubtful file, closed meanwhile; ``entered`` or ``failed`` follows."""
        self._wait("Reprise avec ce fichier…", Reason.NOT_RESUMED)
        self.opening.resume(closed, doubt)

    def restore(self, closed: Open, backup: str, legacy: Legacy) -> None:
        """Put a backup in the place of a store, closed meanwhile; ``entered`` or ``failed`` follows."""
        self._wait("Remise en place de la sauvegarde…", Reason.NOT_RESTORED)
        self.opening.restore(closed, backup, legacy)

    def say(self, trouble: EscaleError) -> None:
        """On the page that is shown, if any."""
        if self.gate:
            self.gate.show_trouble(trouble)

    def leave(self) -> None:
        """Away with the page."""
        if self.gate:
            self.gate.hide()
            self.gate.deleteLater()
            self.gate = None

    def close(self) -> None:
        """The end."""
        self.leave()
        self.shut()

    def shut(self) -> None:
        """Wait for what is under way; what was made and not entered is closed."""
        self.opening.close()
        if self._made:
            self._made.store.close()
            self._made = None

    def show_unlock(self, locked: Locked | None = None) -> None:
        """Ask for the passphrase."""
        gate = UnlockPage(theme_of(self.config), alone=not self._keychain(), prefilled=self.config.passphrase)
        gate.asked.connect(self.opening.unlock)
        gate.copy_asked.connect(self.opening.unlock_by_copy)
        gate.recovery_asked.connect(self._show_recovery)
        gate.painted.connect(self.opening.ask_wait)
        self._stand(gate)
        if locked:
            gate.say_why(said(locked, self.config.idle_minutes))

    def _new_opening(self) -> Opening:
        opening = Opening(self.config)
        opening.looked.connect(self._look)
        opening.held.connect(self._hold)
        opening.opened.connect(self._enter)
        opening.denied.connect(self._deny)
        opening.made.connect(self._show_sheet)
        opening.troubled.connect(self._fail)
        return opening

    def _look(self, exists: bool, keychain: str) -> None:
        if exists and self.gate is not None:
            self._say_keychain(keychain)
        elif exists:
            self.show_unlock()
        else:
            self._show_first_run(keychain)

    def _say_keychain(self, keychain: str) -> None:
        from desktop.views.unlock.recovery_page import RecoveryPage

        if isinstance(self.gate, RecoveryPage) and not keychain:
            self.gate.ask_alone()

    def _show_recovery(self) -> None:
        from desktop.views.unlock.recovery_page import RecoveryPage

        gate = RecoveryPage(theme_of(self.config))
        gate.asked.connect(self.opening.recover)
        gate.back_asked.connect(lambda: self.show_unlock())
        self._stand(gate)
        self.opening.look()  # whether the passphrase will be alone has to be said, and understood

    def _show_first_run(self, keychain: str) -> None:
        from desktop.views.unlock.first_run_page import FirstRunPage

        gate = FirstRunPage(theme_of(self.config), str(self.config.home), keychain)
        gate.created.connect(self.opening.create)
        gate.bring_back_asked.connect(partial(self._show_bring_back, keychain))
        self._stand(gate)

    def _show_bring_back(self, keychain: str) -> None:
        from desktop.views.unlock.bring_back_page import BringBackPage

        gate = BringBackPage(theme_of(self.config), keychain)
        gate.asked.connect(self.opening.bring_back)
        gate.back_asked.connect(partial(self._show_first_run, keychain))
        self._stand(gate)

    def _show_sheet(self, made: Open, key: str) -> None:
        from desktop.sheet import SheetStep

        step = SheetStep(self, theme_of(self.config), self.opening, made, key)
        self._made = made
        step.ended.connect(partial(self._enter, made))
        self._stand(step.page)
        step.page.destroyed.connect(step.deleteLater)
        self.held.emit()

    def _stand(self, gate: Gate) -> None:
        """Show a page in the place of the one before."""
        former, self.gate = self.gate, gate
        gate.resize(*SIZE)
        if former:
            gate.setGeometry(former.geometry())
        gate.show()
        gate.setFocus()
        if former:
            former.hide()
            former.deleteLater()

    def _wait(self, words: str, failure: Reason) -> None:
        self._anew = failure
        self.show_unlock()
        if self.gate:
            self.gate.show_busy(words)

    def _hold(self, seconds: int, sheet_only: bool) -> None:
        """What is known before anything is typed; what is being opened already says it by itself."""
        if isinstance(self.gate, UnlockPage) and self.gate.field.isEnabled():
            self._slow(self.gate, seconds, sheet_only)

    def _slow(self, gate: UnlockPage, seconds: int, sheet_only: bool) -> None:
        if sheet_only:
            gate.show_exhausted()
        elif seconds:
            gate.wait(seconds)

    def _deny(self, denied: Denied) -> None:
        if isinstance(denied.trouble, KeyringChanged):
            self._show_recovery()
        self.say(denied.trouble)
        if isinstance(self.gate, UnlockPage):
            self._slow(self.gate, denied.seconds, denied.sheet_only)
            if denied.copy_offered:
                self.gate.offer_copy()

    def _fail(self, trouble: EscaleError) -> None:
        """A vault that was made before something failed is to be opened, not made again."""
        if self._anew:
            self.failed.emit(self._anew)
            return
        from desktop.views.unlock.first_run_page import FirstRunPage

        if isinstance(self.gate, FirstRunPage) and (self.config.home / "coffre.json").exists():
            self.show_unlock()
        self.say(trouble)

    def _enter(self, opened: Open) -> None:
        self._made = self._anew = None
        self.entered.emit(opened)

    def _keychain(self) -> str:
        """The keyring that the vault's header names, read without opening anything; "" when it names none."""
        try:
            header = json.loads((self.config.home / "coffre.json").read_bytes())
            return str(header["keychain"])
        except (OSError, ValueError, LookupError, TypeError):
            return "illisible"
