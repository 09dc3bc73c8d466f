"""What stands over the open office, one at a time: its furniture or the shared view; and the way between them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QRect, Qt, Signal

from desktop.door import SIZE
from desktop.errors import EscaleError
from desktop.views.shared.copied import Copied
from desktop.views.theme import Theme

if TYPE_CHECKING:
    from desktop.furniture import Furniture
    from desktop.office import Office
    from desktop.returning import Whereabouts
    from desktop.shared_room import SharedRoom

TYPED: Final = "Un dossier est en cours de saisie et n’est pas encore enregistré."


@dataclass(frozen=True, slots=True)
class Setting:
    """What a stage is given: its themes, and what its windows ask."""

    theme: Callable[[float], Theme]  # so many times the usual size
    dress: Callable[[Theme], None]
    connect: Callable[[Furniture], None]  # called once for each one, before it is shown
    may_close: Callable[[], bool]
    lock: Callable[[], None]


class Stage(QObject):
    """One window over the office; nothing stands there until ``furnish``."""

    shared = Signal(object)  # SharedRoom, once the shared view is shown
    returned = Signal(object)  # Furniture, once the office is shown again after it

    def __init__(self, setting: Setting) -> None:
        """Nothing is shown yet."""
        super().__init__()
        self.office: Office | None = None
        self.furniture: Furniture | None = None  # None while the office is shut, or gave way to the shared view
        self.room: SharedRoom | None = None
        self._setting = setting
        self._before: Whereabouts | None = None  # what to show again after the shared view
        self._copied = Copied()  # likewise

    @property
    def shown(self) -> Furniture | SharedRoom | None:
        """What stands there."""
        return self.furniture or self.room

    def furnish(self, page: str, frame: QRect | None = None) -> None:
        """Build the furniture anew at that page, where the former stood, or in that frame."""
        from desktop.furniture import Furniture

        if self.office is None:
            return
        former = self.furniture
        self.furniture = Furniture(self.office, self._setting.theme(1.0))
        self._setting.connect(self.furniture)
        self.furniture.room_asked.connect(self._share, Qt.ConnectionType.QueuedConnection)
        self.furniture.window.may_close = self._setting.may_close
        self.furniture.window.show_page(page)
        self.furniture.window.resize(*SIZE)
        if frame := former.window.geometry() if former else frame:
            self.furniture.window.setGeometry(frame)
        self.furniture.window.show()
        self.furniture.window.activateWindow()
        if former:
            self.furniture.hand.restore(former.hand.kept())
            former.close()

    def losses(self) -> list[EscaleError]:
        """Keep what is half written, and wait; what could not be kept, and why."""
        return list(self.shown.flush()) if self.shown else []

    @property
    def typing(self) -> bool:
        """Whether a form is half typed, which leaving would lose."""
        if self.furniture:
            return self.furniture.hand.touched
        return bool(self._before and self._before.typing)

    @property
    def here(self) -> Whereabouts | None:
        """What is to be found again: the shared view is left for the place in the office that it was entered from."""
        from desktop.returning import whereabouts

        return whereabouts(self.furniture) if self.furniture else self._before

    def say(self, trouble: EscaleError) -> None:
        """In the window that is shown, if one is."""
        if shown := self.shown:
            shown.window.show_trouble(trouble)

    def clear(self) -> None:
        """Take everything away; what is half written is kept before. Nothing is left of the office."""
        if shown := self.shown:
            shown.window.hide()
            shown.flush()
            shown.close()
        if self.room:
            self._setting.dress(self._setting.theme(1.0))

    def forget(self) -> None:
        """Whatever happened, nothing stands there any more."""
        self.furniture = self.room = self.office = self._before = None
        self._copied = Copied()

    def _share(self, person: str) -> None:
        """Read a file together: the office is taken down first, so that nobody else is anywhere in this process."""
        from desktop.returning import whereabouts
        from desktop.shared_room import LARGER, SharedRoom, sweep

        if not (office := self.office) or not (furniture := self.furniture) or not person:
            return
        if losses := self.losses():
            self.say(losses[0])
            return
        self._before, frame = whereabouts(furniture), furniture.window.geometry()
        self.furniture = None
        furniture.close()
        del furniture
        sweep()
        self._copied.lay_aside()
        theme = self._setting.theme(LARGER)
        self._setting.dress(theme)
        self.room = room = SharedRoom(office, theme, person)
        room.left.connect(self._return, Qt.ConnectionType.QueuedConnection)
        room.lock_asked.connect(self._setting.lock)
        room.window.may_close = self._setting.may_close
        room.window.setGeometry(frame)
        room.window.show()
        room.window.activateWindow()
        self.shared.emit(room)

    def _return(self) -> None:
        """From the shared view to the office, at the place it was left."""
        from desktop.returning import go_back
        from desktop.shared_room import sweep

        if not (room := self.room):
            return
        if losses := self.losses():
            self.say(losses[0])
            return
        room.end()
        frame, self.room = room.window.geometry(), None
        room.close()
        del room
        sweep()
        self._setting.dress(self._setting.theme(1.0))
        self.furnish(page="today", frame=frame)
        if self.furniture and self._before:
            go_back(self.furniture, self._before)
        self._before = None
        self._copied.give_back()
        self.returned.emit(self.furniture)
