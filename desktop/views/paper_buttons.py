"""Print and save, for one document: made when asked, never kept, written in the access journal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from desktop.errors import EscaleError
from desktop.models.journal import Event
from desktop.models.paper import Paper
from desktop.views.desk import Desk
from desktop.views.dialog import close_over
from desktop.views.page import SideBySide
from desktop.views.pieces import secondary_button
from desktop.views.saving import ask_where, write_privately

Make = Callable[[float], Paper]  # from pixels per inch (0: no pages) to the document
SHARP = 200.0  # pixels per inch on paper
NO_OTHERS: Final[Mapping[str, Make]] = MappingProxyType({})


class PaperButtons(SideBySide):
    """« Imprimer… » and one « Enregistrer » a kind; ``offer`` says what is made, on the pool, when one is pressed."""

    told = Signal(str)  # what was done, as a sentence
    troubled = Signal(object)  # EscaleError

    def __init__(self, desk: Desk, what: str, *kinds: str, prints: bool = True, short: bool = False) -> None:
        """``what`` is read after the verb by screen readers; ``kinds`` are suffixes, ``pdf`` unless told.

        ``short`` writes the suffix alone, where there is little room; screen readers hear the verb all the same.
        """
        self.buttons: dict[str, QPushButton] = {}
        if prints:
            self.buttons["print"] = secondary_button("Imprimer…", partial(self._ask, "print"))
        for kind in kinds or ("pdf",):
            words = f"{kind.upper()}…" if short else f"Enregistrer ({kind.upper()})…"
            self.buttons[kind] = secondary_button(words, partial(self._ask, kind))
        super().__init__(*self.buttons.values())
        for kind, button in self.buttons.items():
            verb = "Imprimer" if kind == "print" else f"Enregistrer ({kind.upper()})"
            button.setAccessibleName(f"{verb} : {what}")
        self._desk = desk
        self._what = what
        self._make: Make | None = None
        self._others: Mapping[str, Make] = NO_OTHERS
        self._kept: Callable[[], object] | None = None
        self.person = ""  # whom the journal says the document is about
        self.setDisabled(True)

    def offer(
        self, make: Make | None, person: str = "", others: Mapping[str, Make] = NO_OTHERS,
        kept: Callable[[], object] | None = None,
    ) -> None:  # fmt: skip
        """From now on the buttons make that, those of ``others`` by suffix what they say; None takes the offer away.

        What was made of somebody else, or of what is offered no more, is neither saved nor printed: its window closes.
        ``kept`` is called each time a file of it has been saved.
        """
        if make is None or person != self.person:
            close_over(self)
        self._make, self.person, self._others, self._kept = make, person, others, kept
        self.setDisabled(make is None)

    def _ask(self, way: str) -> None:
        if self._make is None:
            return
        make = self._others.get(way, self._make)
        person, work = self.person, partial(make, SHARP if way == "print" else 0)
        self.setDisabled(True)
        made = partial(self._made, way, person, self._kept)
        self._desk.background.run(self, work, made, partial(self._failed, person))

    def _made(self, way: str, person: str, kept: Callable[[], object] | None, paper: Paper) -> None:
        if person != self.person or self._make is None:
            return  # somebody else is shown by now, or the offer was taken away
        self.setDisabled(False)
        if way == "print":
            from desktop.views.printing import ask_and_print  # a library that few sessions need

            ask_and_print(self, paper.pages, partial(self._printed, person, paper.code), self.troubled.emit)
        else:
            save = partial(self._save, person, paper.code, kept, paper.files[way])
            ask_where(self, f"Enregistrer {self._what}", paper.name, way, save)

    def _failed(self, person: str, trouble: EscaleError) -> None:
        if person == self.person:
            self.setDisabled(self._make is None)
        self.troubled.emit(trouble)

    def _save(self, person: str, code: str, kept: Callable[[], object] | None, content: bytes, path: Path) -> None:
        def saved(_: None) -> None:
            self._desk.note(Event.EXPORTED, person, code)
            if kept:
                kept()
            self.told.emit(f"Enregistré : {path.name}.")

        self._desk.background.run(self, lambda: write_privately(path, content), saved, self.troubled.emit)

    def _printed(self, person: str, code: str) -> None:
        self._desk.note(Event.PRINTED, person, code)
        self.told.emit("Envoyé à l’imprimante.")
