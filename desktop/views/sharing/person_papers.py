"""What can be handed to the person: notice, convention, what is kept, who looked at it, the invitation to renew."""

from __future__ import annotations

from desktop.views.announce import announce
from desktop.views.desk import Desk
from desktop.views.paper_buttons import PaperButtons
from desktop.views.pieces import Card, label


class PersonPapers(Card):
    """Documents that are made only when they are asked for; hidden where none can be made."""

    def __init__(self, desk: Desk) -> None:
        """Nobody yet."""
        super().__init__(self.tr("À remettre à la personne"))
        self._desk = desk
        self.notice = PaperButtons(desk, self.tr("l’information du premier entretien"))
        self.convention = PaperButtons(desk, self.tr("la convention de partage"))
        self.held = PaperButtons(desk, self.tr("ce qu’Escale garde sur cette personne"))
        self.report = PaperButtons(desk, self.tr("le rapport d’accès"), "pdf", "json")
        self.invitation = PaperButtons(desk, self.tr("l’invitation à renouveler"))
        self._invite_head = label(self.tr("Inviter à renouveler"), "group")
        self.said = label("", "muted")
        self._add("Information du premier entretien", self.notice)
        self._add("Convention : ce qui est partagé, et comment arrêter", self.convention)
        self._add("Ce qu’Escale garde sur cette personne", self.held)
        self._add("Rapport d’accès : tout ce qui est écrit, et qui l’a consulté", self.report)
        self.add(self._invite_head)
        self.add(self.invitation)
        self.add(self.said)
        self.said.hide()
        self._every = (self.notice, self.convention, self.held, self.report, self.invitation)
        for buttons in self._every:
            buttons.told.connect(self._tell)
            buttons.troubled.connect(lambda trouble: self._tell(str(trouble)))
        self.setVisible(desk.papers is not None)

    def offer(self, person: str, renewable: bool) -> None:
        """From now on the papers are about that person ("" for nobody); only a sharing that ends can be renewed."""
        papers = self._desk.papers
        self.said.hide()
        for piece in (self._invite_head, self.invitation):
            piece.setVisible(renewable)
        if papers is None or not person:
            for buttons in self._every:
                buttons.offer(None)
            return
        if (handouts := self._desk.handouts) is not None:
            self.notice.offer(handouts.first_notice, person)
            self.convention.offer(lambda ppi: handouts.convention(person, ppi), person)
        self.held.offer(lambda ppi: papers.held(person, ppi), person)
        self.report.offer(lambda ppi: papers.access_report(person, ppi), person)
        self.invitation.offer(lambda ppi: papers.invitation(person, ppi), person)

    def _add(self, title: str, buttons: PaperButtons) -> None:
        self.add(label(self.tr(title), "group"))
        self.add(buttons)

    def _tell(self, words: str) -> None:
        self.said.setText(words)
        self.said.show()
        announce(self, words)
