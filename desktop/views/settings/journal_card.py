"""The access journal: whether it is whole, who else confirmed it, and its way to the data protection officer."""

from __future__ import annotations

from desktop.models.safekeeping import Chain, said_chain, said_countersigned
from desktop.views.announce import announce
from desktop.views.desk import Desk
from desktop.views.paper_buttons import PaperButtons
from desktop.views.pieces import Card, label

MEANING = (
    "Escale note qui a été consulté, quand, et ce qui en est sorti. Les personnes y ont un pseudonyme ; ni ce qu’elles"
    " ont partagé, ni ce que vous écrivez n’y figure."
)


class JournalCard(Card):
    """Counts and checks; nothing of it can be changed here."""

    def __init__(self, desk: Desk) -> None:
        """Nothing known until ``show_chain``."""
        super().__init__(self.tr("Journal des accès"))
        self.chain, self.countersigned, self.said = label("", "strong"), label(""), label("", "muted")
        self.export = PaperButtons(desk, self.tr("le journal des accès"), "csv", "json", prints=False)
        self.add(label(MEANING))
        for piece in (self.chain, self.countersigned):
            self.add(piece)
        officer = label(self.tr("Pour votre délégué à la protection des données (DPO)"), "group")
        self.add(officer)
        self.add(self.export)
        officer.setVisible(desk.papers is not None)
        self.export.setVisible(desk.papers is not None)
        if papers := desk.papers:
            self.export.offer(lambda _: papers.journal())
        self.add(self.said)
        self.said.hide()
        self.export.told.connect(self.tell)
        self.export.troubled.connect(lambda trouble: self.tell(str(trouble)))

    def show_chain(self, chain: Chain) -> None:
        """Say how it stands."""
        self.chain.setText(said_chain(chain))
        self.countersigned.setText(said_countersigned(chain))

    def tell(self, words: str) -> None:
        """Say what an export came to."""
        self.said.setText(words)
        self.said.show()
        announce(self, words)


class ImpactCard(Card):
    """The impact assessment (AIPD), filled in with what holds on this computer."""

    def __init__(self, desk: Desk) -> None:
        """One button."""
        super().__init__(self.tr("Analyse d’impact (AIPD)"))
        words = (
            "Le document que la CNIL demande : ce qui est gardé, pourquoi, combien de temps, et ce qui le protège ici."
        )
        self.paper = PaperButtons(desk, self.tr("l’analyse d’impact"))
        self.said = label("", "muted")
        self.said.hide()
        for piece in (label(words), self.paper, self.said):
            self.add(piece)
        if papers := desk.papers:
            self.paper.offer(papers.impact)
        self.paper.told.connect(self._tell)
        self.paper.troubled.connect(lambda trouble: self._tell(str(trouble)))

    def _tell(self, words: str) -> None:
        self.said.setText(words)
        self.said.show()
        announce(self, words)
