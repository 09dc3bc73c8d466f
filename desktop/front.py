"""The door, the office behind it, and the lock: builds each, connects each, shuts them down in order.

What the first window does not need is imported after it is painted.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Timer
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.bugs import Bugs
from desktop.config import Config, keep_theme
from desktop.errors import EscaleError
from desktop.memory import Collector
from desktop.models.lock import Locked, Reason, said
from desktop.opening import Denied, Open, Opening
from desktop.relaunch import Relaunch
from desktop.views.theme import Theme
from desktop.views.unlock.gate import Gate
from desktop.views.unlock.unlock_page import UnlockPage

if TYPE_CHECKING:
    from desktop.furniture import Furniture
    from desktop.guard import Guard
    from desktop.office import Office
    from desktop.views.window import MainWindow

SIZE: Final = (1366, 768)
PATIENCE: Final = 0.8  # seconds given to what is half written before the process ends without it


@dataclass(frozen=True, slots=True)
class Ways:
    """What the front is given to act with."""

    dress: Callable[[Theme], None]  # applies a theme to the application
    browser: Callable[[str], bool]  # opens an address
    agrees: Callable[[Any, str], bool]  # asks, over a window, whether what is named may be lost
    relaunch: Relaunch  # ends the process, from any thread; one that returns leaves this process at the door


class Front(QObject):
    """What the person at the screen sees first, and comes back to: the door, then the office, then the door."""

    opened = Signal(object)  # Furniture, once the office is shown

    def __init__(self, config: Config, ways: Ways) -> None:
        """Nothing is shown yet."""
        super().__init__()
        self.config = config
        self.office: Office | None = None
        self.furniture: Furniture | None = None
        self.gate: Gate | None = None
        self._ways = ways
        self._guard: Guard | None = None
        self._made: Open | None = None  # while its recovery sheet is shown
        self._collector = Collector(self)
        self._opening = self._new_opening()
        self._hook = sys.excepthook
        sys.excepthook = Bugs(config.home / "rapports", self._say, self._save)

    def begin(self, locked: Locked | None = None) -> None:
        """Show the door: at once when there is a vault, else once the keyring has been looked for.

        ``locked`` is the lock that brought the person back here.
        """
        self._ways.dress(self._theme())
        if (self.config.home / "coffre.json").exists():
            self._show_gate(exists=True, keychain="", locked=locked)
        else:
            self._opening.look()

    def unlock(self, passphrase: str) -> None:
        """As if it had been typed."""
        self._opening.unlock(passphrase)

    def lock(self, reason: Reason = Reason.ASKED) -> None:
        """Keep what is half written and end the process that could read; nothing is asked unless a person locks.

        The process ends within a second whatever the store, the disk or this very method do.
        """
        if self.office is None or (reason is Reason.ASKED and not self._may_lock()):
            return
        late = self._late(reason)
        late.start()
        whole = False
        try:
            whole = self._leave(reason)
        finally:
            self._ways.relaunch(Locked(reason, whole))
            late.cancel()
        self._opening.close()
        self._opening = self._new_opening()
        self._show_gate(exists=True, keychain="", locked=Locked(reason, whole))

    def close(self) -> None:
        """The end: everything is saved, every thread stopped."""
        self._leave()
        self._drop_gate()
        self._opening.close()
        if self._made:
            self._made.store.close()
        self._collector.close()
        sys.excepthook = self._hook

    def _new_opening(self) -> Opening:
        opening = Opening(self.config)
        opening.looked.connect(self._show_gate)
        opening.opened.connect(self._enter)
        opening.denied.connect(self._deny)
        opening.made.connect(self._show_sheet)
        opening.troubled.connect(self._say)
        return opening

    def _show_gate(self, exists: bool, keychain: str, locked: Locked | None = None) -> None:
        if exists:
            self._show_unlock(locked)
        else:
            self._show_first_run(keychain)

    def _show_unlock(self, locked: Locked | None = None) -> None:
        gate = UnlockPage(self._theme(), alone=not self._keychain(), prefilled=self.config.passphrase)
        gate.asked.connect(self._opening.unlock)
        gate.recovery_asked.connect(self._show_recovery)
        self._stand(gate)
        if locked:
            gate.say_why(said(locked, self.config.idle_minutes))

    def _show_recovery(self) -> None:
        from desktop.views.unlock.recovery_page import RecoveryPage

        gate = RecoveryPage(self._theme())
        gate.asked.connect(self._opening.recover)
        gate.back_asked.connect(lambda: self._show_unlock())
        self._stand(gate)

    def _show_first_run(self, keychain: str) -> None:
        from desktop.views.unlock.first_run_page import FirstRunPage

        gate = FirstRunPage(self._theme(), str(self.config.home), keychain)
        gate.created.connect(self._opening.create)
        gate.bring_back_asked.connect(lambda: self._show_bring_back(keychain))
        self._stand(gate)

    def _show_bring_back(self, keychain: str) -> None:
        from desktop.views.unlock.bring_back_page import BringBackPage

        gate = BringBackPage(self._theme())
        gate.asked.connect(self._opening.bring_back)
        gate.back_asked.connect(lambda: self._show_first_run(keychain))
        self._stand(gate)

    def _show_sheet(self, made: Open, key: str) -> None:
        from desktop.sheet import SheetStep

        step = SheetStep(self, self._theme(), self._opening, made, key)
        self._made = made
        step.ended.connect(lambda: self._enter(made))
        self._stand(step.page)

    def _stand(self, gate: Gate) -> None:
        """Show a page before the office, in the place of the one before."""
        former, self.gate = self.gate, gate
        gate.resize(*SIZE)
        if former:
            gate.setGeometry(former.geometry())
        gate.show()
        gate.setFocus()
        if former:
            former.hide()
            former.deleteLater()

    def _deny(self, denied: Denied) -> None:
        self._say(denied.trouble)
        if isinstance(self.gate, UnlockPage):
            if denied.sheet_only:
                self.gate.show_exhausted()
            elif denied.seconds:
                self.gate.wait(denied.seconds)

    def _enter(self, opened: Open) -> None:
        from desktop.guard import Guard
        from desktop.office import Office
        from desktop.returning import come_back

        self._made = None
        self.office = Office(self.config, opened, self._ways.browser)
        self._furnish(page="today")
        self._drop_gate()
        self._guard = Guard(self, self.config.idle_minutes, self._over, self.lock)
        if self.furniture:
            come_back(self.furniture)
        QTimer.singleShot(0, self.office.start)
        self.opened.emit(self.furniture)

    def _drop_gate(self) -> None:
        if self.gate:
            self.gate.hide()
            self.gate.deleteLater()
            self.gate = None

    def _furnish(self, page: str) -> None:
        from desktop.furniture import Furniture

        if self.office is None:
            return
        former = self.furniture
        self.furniture = Furniture(self.office, self._theme())
        self.furniture.theme_chosen.connect(self._change_theme)
        self.furniture.lock_asked.connect(lambda: self.lock())
        self.furniture.resume_asked.connect(self._resume)
        self.furniture.restore_asked.connect(self._restore)
        self.furniture.idle_changed.connect(self._change_idle)
        self.furniture.window.may_close = self._may_leave
        self.furniture.window.show_page(page)
        self.furniture.window.resize(*SIZE)
        if before := former.window if former else self.gate:
            self.furniture.window.setGeometry(before.geometry())
        self.furniture.window.show()
        self.furniture.window.activateWindow()
        if former:
            self.furniture.hand.restore(former.hand.kept())
            former.close()

    def _change_theme(self, name: str) -> None:
        self.config = keep_theme(self.config, name) if not self.config.demo else replace(self.config, theme=name)
        if self.furniture and (losses := self.furniture.flush()):
            self._say(losses[0])
            return
        self._ways.dress(self._theme())
        if self.office:
            self.office.config = self.config
        self._furnish(page="settings")

    def _change_idle(self, minutes: int) -> None:
        self.config = replace(self.config, idle_minutes=minutes)
        if self._guard:
            self._guard.locking.set_minutes(minutes)

    def _resume(self) -> None:
        """Go on with the doubtful file: it is closed, taken as it is, and opened again."""
        if self.office and (doubt := self.office.doubt):
            closed = self.office.opened
            self._wait("Reprise avec ce fichier…")
            self._opening.resume(closed, doubt)

    def _restore(self, backup: str) -> None:
        """Put a backup in the place of the store, without anybody who has ended since."""
        if self.office:
            closed = self.office.opened
            tombstones = self.office.background.ask(lambda store: store.tombstones())
            self._wait("Remise en place de la sauvegarde…")
            self._opening.restore(closed, backup, tombstones)

    def _wait(self, words: str) -> None:
        """Leave the office for a door that says what is being done; a failure leaves the person there."""
        self._leave()
        self._show_unlock()
        if self.gate:
            self.gate.show_busy(words)

    def _over(self) -> tuple[Theme, MainWindow] | None:
        """What a warning is dressed in and shown over."""
        return (self.furniture.desk.theme, self.furniture.window) if self.furniture else None

    def _may_leave(self) -> bool:
        """Whether nothing would be lost by closing, or the person agrees to lose it."""
        if self.furniture is None:
            return True
        losses = [str(trouble) for trouble in self.furniture.flush()]
        if self.furniture.hand.touched:
            losses.append("Un dossier est en cours de saisie et n’est pas encore enregistré.")
        return not losses or self._ways.agrees(self.furniture.window, "\n".join(losses))

    def _may_lock(self) -> bool:
        """Whether what is half written could be kept, or the person who locks agrees to lose it."""
        if self.furniture is None:
            return True
        late = self._late(Reason.ASKED)
        late.start()
        losses = [str(trouble) for trouble in self.furniture.flush()]
        late.cancel()
        return not losses or self._ways.agrees(self.furniture.window, "\n".join(losses))

    def _late(self, reason: Reason) -> Timer:
        """What ends the process when keeping takes too long: a thread of its own, that nothing here can hold."""
        late = Timer(PATIENCE, self._ways.relaunch, (Locked(reason, whole=False),))
        late.daemon = True
        return late

    def _leave(self, reason: Reason | None = None) -> bool:
        """Away with the window, then with the office, whatever happens to what was half written; whether it is kept.

        ``reason`` is that of a lock: where the counsellor was will be found again.
        """
        kept = True
        try:
            if self._guard:
                self._guard.close()
            if self.furniture:
                self.furniture.window.hide()  # nothing stays in sight while the disk answers
                kept = not self.furniture.flush() and (reason is None or self._keep_place(reason))
                self.furniture.close()
        finally:
            if self.office:
                self.office.close()
            self.furniture = self.office = self._guard = None
        return kept

    def _keep_place(self, reason: Reason) -> bool:
        from desktop.returning import keep_place

        try:
            if self.furniture:
                keep_place(self.furniture, reason)
        except (EscaleError, TimeoutError):
            return False
        return True

    def _say(self, trouble: EscaleError) -> None:
        if self.furniture:
            self.furniture.window.show_trouble(trouble)
        elif self.gate:
            self.gate.show_trouble(trouble)

    def _keychain(self) -> str:
        """The keyring that the vault's header names, read without opening anything; "" when it names none."""
        try:
            header = json.loads((self.config.home / "coffre.json").read_bytes())
            return str(header["keychain"])
        except (OSError, ValueError, LookupError, TypeError):
            return "illisible"

    def _save(self) -> bool:
        """Keep what is half written; whether all of it could be."""
        return not self.furniture or not self.furniture.flush()

    def _theme(self) -> Theme:
        return Theme.of_system() if self.config.theme == "system" else Theme.named(self.config.theme)
