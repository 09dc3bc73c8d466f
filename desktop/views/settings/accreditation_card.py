"""By what right the counsellor works: typed once, on papers as their sender, reminded before it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from desktop.errors import EscaleError
from desktop.models.accreditation import (
    BODY_WORDS,
    LONGEST,
    STATE,
    Accreditation,
    Body,
    read,
    reminded,
    said_standing,
    written,
)
from desktop.models.plan_day import read_day, typed_day
from desktop.views.announce import announce
from desktop.views.desk import Desk
from desktop.views.page import SideBySide
from desktop.views.pieces import Card, label, link_button, primary_button
from desktop.views.plan.fields import ChoiceField

if TYPE_CHECKING:
    from desktop.models.changes import Changes
    from desktop.models.store import Store

WHAT_FOR: Final = (
    "Ces lignes sont l’en-tête des documents que vous remettez. Escale vous rappelle la fin trente jours avant. Rien"
    " n’est fermé quand elle passe : ce que vous pouvez ouvrir est décidé par le serveur de partage, pas ici."
)
PROPOSED: Final = "Le serveur de partage vous connaît sous le nom « {name} »."


class AccreditationCard(Card):
    """Fields, and « Enregistrer »; kept in the encrypted store."""

    def __init__(self, desk: Desk) -> None:
        """Nothing read yet; ``load`` reads."""
        super().__init__(self.tr("Votre habilitation"))
        self._desk = desk
        self._signed_in = ""
        self.standing = label("", "strong")
        self.body = ChoiceField(self.tr("Organisme qui vous habilite"))
        words = ((str(one), BODY_WORDS[one]) for one in Body)
        self.body.show_choices((("", self.tr("Choisir un organisme")), *words))
        self.organisation, self.agent, self.until = QLineEdit(), QLineEdit(), QLineEdit()
        self.proposed, self.take = label("", "small"), link_button(self.tr("Prendre ce nom"), self._take)
        self.said = label("", "alarm")
        self.save = primary_button(self.tr("Enregistrer"), self._save)
        self._build()

    def load(self) -> None:
        """Read what is kept, and the name that the gateway gives."""

        def work(store: Store) -> dict[str, str]:
            return store.state.several((STATE, "counsellor"))

        self._desk.background.read(self, "accreditation", work, self._show)

    def _show(self, found: dict[str, str]) -> None:
        one, self._signed_in = read(found[STATE]), found["counsellor"]
        self.body.show_code(str(one.body or ""))
        for field, words in ((self.organisation, one.organisation), (self.agent, one.agent),
                             (self.until, typed_day(one.until))):  # fmt: skip
            field.setText(words)
        self._tell("", "alarm")
        self._say(one)

    def _say(self, one: Accreditation) -> None:
        day = self._desk.today()
        self.standing.setText(said_standing(one, day))
        self.standing.setVisible(one.until is not None)
        self.standing.setProperty("look", "alarm" if reminded(one, day) else "strong")
        self.standing.style().polish(self.standing)
        other = bool(self._signed_in and self._signed_in != self.agent.text().strip())
        self.proposed.setText(PROPOSED.format(name=self._signed_in))
        for piece in (self.proposed, self.take):
            piece.setVisible(other)

    def _take(self) -> None:
        self.agent.setText(self._signed_in)
        self.agent.setFocus()
        for piece in (self.proposed, self.take):
            piece.hide()

    def _save(self) -> None:
        """A day that cannot be read keeps everything as it was typed."""
        try:
            until = read_day(self.until.text(), self._desk.today())
        except EscaleError as trouble:
            self._tell(str(trouble), "alarm")
            self.until.setFocus()
            return
        code = self.body.currentData()
        body = next((one for one in Body if one == code), None)
        one = Accreditation(body, self.organisation.text().strip(), self.agent.text().strip(), until)

        def work(store: Store) -> Changes:
            return store.state.put({STATE: written(one)})

        def done(_: Changes) -> None:
            self.until.setText(typed_day(until))
            self._say(one)
            self._tell(self.tr("Enregistré."), "muted")

        self._desk.background.write(work, self, done)

    def _tell(self, words: str, look: str) -> None:
        self.said.setProperty("look", look)
        self.said.style().polish(self.said)
        self.said.setText(words)
        self.said.setVisible(bool(words))
        if words:
            announce(self, words, at_once=look == "alarm")

    def _build(self) -> None:
        self.add(label(self.tr(WHAT_FOR), "muted"))
        self.add(self.standing)
        self.until.setPlaceholderText(self.tr("par exemple 31/12/2027"))
        fields: tuple[tuple[str, QWidget], ...] = (
            ("Organisme qui vous habilite", self.body), ("Nom de votre structure", self.organisation),
            ("Votre nom, ou l’identifiant avec lequel vous signez", self.agent), ("Valable jusqu’au", self.until),
        )  # fmt: skip
        for words, field in fields:
            caption = QLabel(self.tr(words), wordWrap=True)
            caption.setProperty("look", "small")
            caption.setBuddy(field)
            field.setAccessibleName(self.tr(words))
            field.setMaximumWidth(self._desk.theme.px(460))
            if isinstance(field, QLineEdit):
                field.setMaxLength(LONGEST)
                field.returnPressed.connect(self._save)
            self.add(caption)
            self.add(field)
            if field is self.agent:
                self.add(self.proposed)
                self.add(self.take)
        self.add(self.said)
        self.add(SideBySide(self.save))
        self._show({STATE: "", "counsellor": ""})
