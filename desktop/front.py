"""The office behind its door, and the lock: builds each, connects each, shuts them down in order.

What the first window does not need is imported after it is painted.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.bugs import Bugs
from desktop.config import Config, keep_theme
from desktop.door import Door, theme_of
from desktop.errors import EscaleError, StoreTrouble
from desktop.late import Late
from desktop.memory import Collector
from desktop.models.lock import Locked, Reason
from desktop.relaunch import Relaunch
from desktop.stage import TYPED, Setting, Stage
from desktop.views.theme import Theme

if TYPE_CHECKING:
    from desktop.furniture import Furniture
    from desktop.guard import Guard, Window
    from desktop.models.store import Legacy
    from desktop.office import Office
    from desktop.opening import Open, Opening
    from desktop.returning import Place, Whereabouts
    from desktop.shared_room import SharedRoom
    from desktop.views.unlock.gate import Gate

UNCHANGED: Final = "Rien n’a été changé."


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
        self.stage = Stage(Setting(self._theme, ways.dress, self._connect, self._may_leave, self.lock))
        self._ways = ways
        self._guard: Guard | None = None
        self._place: Place | None = None  # what to show again in a store that is opened anew
        self._collector = Collector(self)
        self._door = Door(config)
        self._door.entered.connect(self._enter)
        self._door.held.connect(self._watch)
        self._door.failed.connect(self._lock_door)
        self._hook = sys.excepthook
        sys.excepthook = Bugs(config.home / "rapports", self._say, lambda: not self.stage.losses())

    @property
    def _opening(self) -> Opening:
        """What opens, behind the door."""
        return self._door.opening

    @property
    def office(self) -> Office | None:
        """The open office, if one is."""
        return self.stage.office

    @property
    def furniture(self) -> Furniture | None:
        """What stands over it, unless it is shut or gave way to the shared view."""
        return self.stage.furniture

    @property
    def room(self) -> SharedRoom | None:
        """The shared view, while one is open."""
        return self.stage.room

    @property
    def gate(self) -> Gate | None:
        """The page shown before the office, if one is."""
        return self._door.gate

    def begin(self, locked: Locked | None = None) -> None:
        """Show the door; ``locked`` is the lock that brought the person back here."""
        self._ways.dress(theme_of(self.config))
        self._door.begin(locked)

    def unlock(self, passphrase: str) -> None:
        """As if it had been typed."""
        self._opening.unlock(passphrase)

    def lock(self, reason: Reason = Reason.ASKED) -> None:
        """Keep what is half written and end this process, within a second; nothing is asked unless a person locks.

        Longer work is not waited for: it is told to stop, and a store that is cut opens again as any store that is.
        """
        if self.office is None:
            if self._guard:
                self._lock_door(reason)
            return
        late = Late(self._ways.relaunch, reason)
        self.office.hurry()
        if reason is Reason.ASKED and not self._may_lock(late):
            self.office.go_on()
            return
        try:
            late.whole = self._keep(reason)
        finally:
            late.end()
        with suppress(StoreTrouble):  # of a disk that refuses the last of it: the next opening says so
            self._leave()
        self._door.again(late.locked)

    def _lock_door(self, reason: Reason) -> None:
        """A store is open, or being opened anew, behind a page of the door: whatever is under way may be cut."""
        late = Late(self._ways.relaunch, reason, whole=True)
        self._unwatch()
        self._door.shut()
        late.end()
        self._door.again(late.locked)

    def close(self) -> None:
        """The end: everything is saved, every thread stopped; StoreTrouble, after that, when the disk refuses."""
        self._unwatch()
        try:
            self._leave()
        finally:
            self._door.close()
            self._collector.close()
            sys.excepthook = self._hook

    def _enter(self, opened: Open) -> None:
        from desktop.office import Office
        from desktop.returning import come_back

        self.stage.office = office = Office(self.config, opened, self._ways.browser)
        self.stage.furnish(page="today", frame=self.gate.geometry() if self.gate else None)
        self._door.leave()
        self._watch()
        if self.furniture:
            come_back(self.furniture, self._place)
        self._place = None
        QTimer.singleShot(0, lambda: office.start() if self.office is office else None)
        self.opened.emit(self.furniture)

    def _watch(self) -> None:
        """From the moment a store is open, whatever page is shown; there is one guard."""
        from desktop.guard import Guard

        if self._guard is None:
            self._guard = Guard(self, self.config.idle_minutes, self._over, self.lock)

    def _unwatch(self) -> None:
        if self._guard:
            self._guard.close()
            self._guard = None

    def _theme(self, scale: float) -> Theme:
        return theme_of(self.config, scale)

    def _connect(self, furniture: Furniture) -> None:
        furniture.theme_chosen.connect(self._change_theme)
        furniture.lock_asked.connect(lambda: self.lock())
        furniture.resume_asked.connect(self._resume)
        furniture.restore_asked.connect(self._restore)
        furniture.idle_changed.connect(self._change_idle)

    def _change_theme(self, name: str) -> None:
        chosen = self.office.config if self.office else self.config
        self._configure(keep_theme(chosen, name) if not chosen.demo else replace(chosen, theme=name))
        if losses := self.stage.losses():
            self._say(losses[0])
            return
        if self.office:
            self.office.config = self.config
        self._ways.dress(theme_of(self.config))
        self.stage.furnish(page="settings")

    def _change_idle(self, minutes: int) -> None:
        self._configure(replace(self.config, idle_minutes=minutes))
        if self._guard:
            self._guard.locking.set_minutes(minutes)

    def _resume(self) -> None:
        """Go on with the doubtful file: it is closed, taken as it is, and opened again."""
        if (office := self.office) and (doubt := office.doubt) and self._may_leave():
            self._leave_for_anew()
            self._door.resume(office.opened, doubt)

    def _restore(self, backup: str) -> None:
        """Once it is known to open, put a backup in the place of the store, of which one more is made before."""
        from desktop.entrance import checked

        if not (office := self.office) or not (furniture := self.furniture):
            return
        copies, path = furniture.settings.copies, Path(backup)
        if not self._may_leave():
            copies.show_done(UNCHANGED)
            return
        agreed = furniture.hand.kept()

        def put_back(legacy: Legacy) -> None:
            if self.furniture is not furniture:
                return
            if furniture.hand.kept() != agreed and not self._may_leave():  # typed meanwhile
                copies.show_done(UNCHANGED)
                return
            self._leave_for_anew()
            self._door.restore(office.opened, backup, legacy)

        def copied(_: None) -> None:
            office.upkeep.keep_before(path, put_back, copies.show_trouble)

        office.background.run(furniture, lambda: checked(office.backups, path), copied, copies.show_trouble)

    def _leave_for_anew(self) -> None:
        """The store is closed, to be opened again by this process: what was on the screen will be shown again."""
        from desktop.returning import place_of

        self._place = place_of(self.furniture) if self.furniture else None
        with suppress(StoreTrouble):  # likewise
            self._leave()

    def _configure(self, config: Config) -> None:
        """What was chosen in the office holds at the door, and in the next office."""
        self.config = self._door.config = config

    def _over(self) -> tuple[Theme, Window] | None:
        if shown := self.stage.shown:
            return shown.desk.theme, shown.window
        return (theme_of(self.config), self.gate) if self.gate else None

    def _may_leave(self) -> bool:
        """Whether nothing would be lost by closing, or the person agrees to lose it."""
        if (shown := self.stage.shown) is None:
            return True
        losses = [str(trouble) for trouble in self.stage.losses()]
        if self.stage.typing:
            losses.append(TYPED)
        return not losses or self._ways.agrees(shown.window, "\n".join(losses))

    def _may_lock(self, late: Late) -> bool:
        """Whether what is half written could be kept, or the person who locks agrees to lose it; ``late`` runs on."""
        if (shown := self.stage.shown) is None or not (losses := self.stage.losses()):
            return True
        late.cancel()  # a question has all the time it needs
        if agreed := self._ways.agrees(shown.window, "\n".join(map(str, losses))):
            late.restart()
        return agreed

    def _keep(self, reason: Reason) -> bool:
        """Out of sight, what was half written and the place are kept; whether they are. A doubtful file takes none."""
        self._unwatch()
        if not (office := self.office) or not (shown := self.stage.shown):
            return True
        shown.window.hide()  # nothing stays in sight while the disk answers
        here = self.stage.here
        if office.doubt:
            return not self.stage.losses() and (here is None or here.typing is None)
        office.background.write(office.opened.time.keep)
        if self.room:
            self.room.end()
        return not self.stage.losses() and self._keep_place(office, here, reason)

    def _leave(self) -> None:
        """Away with window, then office; what is half written goes before any longer work."""
        try:
            if self.office:
                self.office.hurry()
            self.stage.clear()
        finally:
            office = self.office
            self.stage.forget()
            if office:
                self._configure(office.config)
                office.close()

    def _keep_place(self, office: Office, here: Whereabouts | None, reason: Reason) -> bool:
        from desktop.returning import keep_place

        try:
            if here:
                keep_place(office.background, here, reason)
        except (EscaleError, TimeoutError):
            return False
        return True

    def _say(self, trouble: EscaleError) -> None:
        if self.stage.shown:
            self.stage.say(trouble)
        else:
            self._door.say(trouble)
