"""What leaves in the person's hands from the first tab: the synthesis in its forms, and the plan on one page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

from PySide6.QtWidgets import QComboBox

from desktop.models.handout import Form, given
from desktop.models.shareable import SharedText
from desktop.models.text import counted
from desktop.views.announce import announce
from desktop.views.desk import Desk
from desktop.views.file.texts_dialog import TextsDialog, said_text
from desktop.views.paper_buttons import PaperButtons
from desktop.views.pieces import Card, label, link_button

FORMS: Final[Mapping[str, Form]] = {
    "Présentation habituelle": Form(),
    "Grands caractères": Form(large=True),
    "Mots simples": Form(plain=True),
    "Mots simples, grands caractères": Form(large=True, plain=True),
}
LONGEST: Final = 90  # characters of the text that is named


class HandoutCard(Card):
    """Two documents, made only when they are asked for; hidden where none can be made."""

    def __init__(self, desk: Desk) -> None:
        """Nobody yet."""
        super().__init__(self.tr("À remettre"))
        self._desk = desk
        self._person = ""
        self._texts: tuple[SharedText, ...] = ()
        self._ticked: tuple[str, ...] | None = None  # None: the last text
        self.form = QComboBox()
        self.form.addItems([self.tr(name) for name in FORMS])
        self.form.setAccessibleName(self.tr("Présentation de la synthèse"))
        self.summary = PaperButtons(desk, self.tr("la synthèse"), "pdf", "docx", short=True)
        self.with_texts = label("", "small")
        self.choose = link_button(self.tr("Choisir les textes…"), self._choose)
        self.plan = PaperButtons(desk, self.tr("le plan sur une page"), short=True)
        self.said = label("", "muted")
        self._build()
        self.setVisible(desk.handouts is not None)

    def forget(self) -> None:
        """Nothing can be made of somebody who is no longer shown."""
        self._person, self._texts, self._ticked = "", (), None
        self.said.hide()
        for buttons in (self.summary, self.plan):
            buttons.offer(None)

    def show_person(self, person: str, texts: Sequence[SharedText]) -> None:
        """From now on the documents are about that person; ``texts`` may go with the synthesis, the last one first."""
        self._person, self._texts = person, tuple(texts)
        if self._ticked is not None:
            known = {one.id for one in texts}
            self._ticked = tuple(one for one in self._ticked if one in known)
        self._offer()

    def _offer(self) -> None:
        handouts, person, wanted = self._desk.handouts, self._person, self._ticked
        if handouts is None or not person:
            return
        form = tuple(FORMS.values())[self.form.currentIndex()]
        self.summary.offer(
            lambda ppi: handouts.summary(person, form, wanted, ppi),
            person,
            {"docx": lambda _: handouts.word_file(person, form, wanted)},
        )
        self.plan.offer(partial(handouts.plan_page, person), person)
        self.with_texts.setText(self._said_texts())
        self.choose.setVisible(bool(self._texts))

    def _said_texts(self) -> str:
        """Which texts go with it, as a sentence."""
        chosen = given(tuple(reversed(self._texts)), self._ticked)
        if not self._texts:
            return self.tr("Aucun texte d’entretien à joindre pour l’instant.")
        if not chosen:
            return self.tr("Sans texte d’entretien.")
        if len(chosen) > 1:
            return f"{counted(len(chosen), 'texte joint', 'textes joints')}."
        said = said_text(chosen[0])
        return f"Avec : {said if len(said) <= LONGEST else said[:LONGEST].rstrip() + '…'}"

    def _choose(self) -> None:
        ticked = [one.id for one in given(tuple(reversed(self._texts)), self._ticked)]
        TextsDialog(self, self._texts, ticked, partial(self._chosen, self._person)).open()

    def _chosen(self, person: str, ticked: tuple[str, ...]) -> None:
        if person == self._person:
            self._ticked = ticked
            self._offer()

    def _build(self) -> None:
        self.add(label(self.tr("Synthèse"), "group"))
        self.add(self.form)
        self.add(self.summary)
        self.add(self.with_texts)
        self.add(self.choose)
        self.add(label(self.tr("Plan sur une page, en grand"), "group"))
        self.add(self.plan)
        self.add(self.said)
        self.said.hide()
        self.form.currentIndexChanged.connect(lambda _: self._offer())
        for buttons in (self.summary, self.plan):
            buttons.told.connect(self._tell)
            buttons.troubled.connect(lambda trouble: self._tell(str(trouble)))

    def _tell(self, words: str) -> None:
        self.said.setText(words)
        self.said.show()
        announce(self, words)
