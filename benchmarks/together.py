"""Pictures of the shared view and of the second screen, taken from the real office by its own way in and out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from benchmarks.scene import people
from benchmarks.settled import settle
from desktop.errors import Refused
from desktop.models.shareable import Shareable, shareable
from desktop.rehearsal import waited
from desktop.shared_room import SharedRoom
from desktop.views.shared.audience_window import AudienceWindow

if TYPE_CHECKING:
    from desktop.front import Front
    from desktop.furniture import Furniture
    from desktop.models.store import Store

Sizes = tuple[tuple[int, int], ...]
Save = Callable[[QWidget, str], Path]
WHO: Final = "Nadia Brindille"


def together(front: Front, sizes: Sizes, only: str, save: Save) -> Iterator[Path]:
    """Each step, what stands over one, the curtain; then the second screen. ``save`` takes a widget and a name."""
    wanted = tuple(name for name in (*ROOM, AUDIENCE) if name.startswith(only))
    if not wanted or not (furniture := front.furniture):
        return
    person = people(furniture.office)[WHO]
    if AUDIENCE in wanted:
        yield from _audience(furniture, person, sizes, save)
    furniture.open_file(person)
    settle(furniture.office.background)
    with waited(front.stage.shared):
        furniture.file.together.room.click()
    del furniture
    if (room := front.room) is None:
        raise Refused("La vue partagée ne s’est pas ouverte.")
    for name in wanted:
        if show := ROOM.get(name):
            for size in sizes:
                room.window.resize(*size)
                over = show(room)
                settle(room.office.background)
                yield save(room.window if over is None else over, name)
                room.window.curtain.lift()
                if over is not None:
                    over.close()
    with waited(front.stage.returned):
        room.left.emit()


def _audience(furniture: Furniture, person: str, sizes: Sizes, save: Save) -> Iterator[Path]:
    def work(store: Store) -> Shareable | None:
        file = store.passports.file(person)
        return shareable(file, store.items.of(person)) if file else None

    if shared := furniture.office.background.ask(work):
        window = AudienceWindow(furniture.desk.theme, shared, furniture.office.today())
        for size in sizes:
            window.resize(*size)
            window.show()
            settle(furniture.office.background)
            yield save(window, AUDIENCE)
        window.close()
        window.deleteLater()


def _step(code: str) -> Callable[[SharedRoom], None]:
    def show(room: SharedRoom) -> None:
        room.window.show_step(code)
        settle(room.office.background)
        if code == room.plan.code:
            room.plan.rows.step(1)

    return show


def _missing(room: SharedRoom) -> QWidget | None:
    room.window.show_step(room.parcours.code)
    settle(room.office.background)
    room.parcours.missing.open()
    return room.parcours.missing.dialog


def _curtain(room: SharedRoom) -> None:
    room.window.curtain.fall()


AUDIENCE: Final = "autre-ecran"
ROOM: Final[Mapping[str, Callable[[SharedRoom], QWidget | None]]] = {
    "partagee-parcours": _step("parcours"),
    "partagee-competences": _step("competences"),
    "partagee-avenir": _step("avenir"),
    "partagee-plan": _step("plan"),
    "partagee-synthese": _step("synthese"),
    "partagee-il-manque": _missing,
    "partagee-rideau": _curtain,
}
