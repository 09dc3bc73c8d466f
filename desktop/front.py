"""The door, the office behind it, and the door again: builds each, connects each, shuts them down in order.

What the first window does not need is imported after it is painted.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.bugs import Bugs
from desktop.config import Config, keep_theme
from desktop.errors import EscaleError
from desktop.memory import Collector
from desktop.opening import Open, Opening
from desktop.views.theme import Theme
from desktop.views.unlock.first_run_page import FirstRunPage
from desktop.views.unlock.gate import Gate
from desktop.views.unlock.unlock_page import UnlockPage

if TYPE_CHECKING:
    from desktop.furniture import Furniture
    from desktop.office import Office

SIZE = (1366, 768)


class Front(QObject):
    """What the person at the screen sees first, and comes back to: the door, then the office, then the door."""

    opened = Signal(object)  # Furniture, once the office is shown

    def __init__(
        self,
        config: Config,
        dress: Callable[[Theme], None],
        browser: Callable[[str], bool],
        agrees: Callable[[Any, str], bool],
    ) -> None:
        """Nothing is shown yet; ``dress`` applies a theme, ``browser`` opens an address, ``agrees`` asks a question."""
        super().__init__()
        self.config = config
        self.office: Office | None = None
        self.furniture: Furniture | None = None
        self.gate: Gate | None = None
        self._dress = dress
        self._browser = browser
        self._agrees = agrees
        self._collector = Collector(self)
        self._opening = self._new_opening()
        self._hook = sys.excepthook
        sys.excepthook = Bugs(config.home / "rapports", self._say, self._save)

    def begin(self) -> None:
        """Show the door: at once when there is a vault, else once the keyring has been looked for."""
        self._dress(self._theme())
        if (self.config.home / "coffre.json").exists():
            self._show_gate(exists=True, keychain="")
        else:
            self._opening.look()

    def unlock(self, passphrase: str) -> None:
        """As if it had been typed."""
        self._opening.unlock(passphrase)

    def lock(self) -> None:
        """Keep what is half written, leave the office and stand at the door; stay if the person would lose words."""
        if not self._may_leave():
            return
        self._leave()
        self._opening.close()
        self._opening = self._new_opening()
        self._show_gate(exists=True, keychain="")

    def close(self) -> None:
        """The end: everything is saved, every thread stopped."""
        self._leave()
        self._drop_gate()
        self._opening.close()
        self._collector.close()
        sys.excepthook = self._hook

    def _new_opening(self) -> Opening:
        opening = Opening(self.config)
        opening.looked.connect(self._show_gate)
        opening.opened.connect(self._enter)
        opening.troubled.connect(self._say)
        return opening

    def _show_gate(self, exists: bool, keychain: str) -> None:
        gate: UnlockPage | FirstRunPage
        if exists:
            gate = UnlockPage(self._theme(), alone=not self._keychain(), prefilled=self.config.passphrase)
            gate.asked.connect(self._opening.unlock)
        else:
            gate = FirstRunPage(self._theme(), str(self.config.home), keychain)
            gate.created.connect(self._opening.create)
        self.gate = gate
        gate.resize(*SIZE)
        gate.show()
        gate.setFocus()

    def _enter(self, opened: Open) -> None:
        from desktop.office import Office

        self.office = Office(self.config, opened, self._browser)
        self._furnish(page="today")
        self._drop_gate()
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
        self.furniture.lock_asked.connect(self.lock)
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
        self._dress(self._theme())
        if self.office:
            self.office.config = self.config
        self._furnish(page="settings")

    def _may_leave(self) -> bool:
        """Whether nothing would be lost, or the person agrees to lose it."""
        if self.furniture is None:
            return True
        losses = [str(trouble) for trouble in self.furniture.flush()]
        if self.furniture.hand.touched:
            losses.append("Un dossier est en cours de saisie et n’est pas encore enregistré.")
        return not losses or self._agrees(self.furniture.window, "\n".join(losses))

    def _leave(self) -> None:
        """Away with the window, then with the office, whatever happens to what was half written."""
        try:
            if self.furniture:
                self.furniture.flush()
                self.furniture.close()
        finally:
            if self.office:
                self.office.close()
            self.furniture = self.office = None

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
