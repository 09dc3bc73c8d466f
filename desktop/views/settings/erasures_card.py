"""What was erased here: one receipt a file, without a name, each with its printed form."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from desktop.models.erasure import Erasure
from desktop.models.journal import Event
from desktop.models.paper import Paper
from desktop.models.safekeeping import said_moment
from desktop.views.announce import announce
from desktop.views.desk import Desk
from desktop.views.pieces import label, link_button
from desktop.views.rows import Row, RowsCard
from desktop.views.saving import ask_where, write_privately

MEANING = (
    "Quand un partage se termine, est retiré, ou qu’un dossier est effacé, Escale efface et vérifie. Le bordereau le"
    " prouve, sous un pseudonyme : le nom de la personne n’y est plus."
)
CALM = "Rien n’a encore été effacé sur cet ordinateur."
MOST = 30


class ErasuresCard(RowsCard):
    """Newest first; a row saves its form as PDF."""

    def __init__(self, desk: Desk) -> None:
        """Nothing erased until ``show_receipts``."""
        super().__init__(desk.theme, self.tr("Effacements"))
        self._desk = desk
        self._every: tuple[Erasure, ...] = ()
        self._shown = MOST
        self.calm, self.said = label(CALM, "muted"), label("", "muted")
        for piece in (label(MEANING), self.calm, self.said):
            self.words.addWidget(piece)
        self.more = link_button(self.tr("Voir les plus anciens"), self._show_more)
        self.add(self.more)
        self.rows.setAccessibleName(self.tr("Effacements, du plus récent au plus ancien"))
        self.rows.chosen.connect(lambda row: self._make(int(row.key)))
        self.said.hide()
        self.show_receipts(())

    def show_receipts(self, receipts: tuple[Erasure, ...]) -> None:
        """List them."""
        self._every = tuple(sorted(receipts, key=lambda one: one.at, reverse=True))
        action = "Bordereau (PDF)" if self._desk.papers else ""
        self.rows.show_rows(_row(number, one, action) for number, one in enumerate(self._every[: self._shown]))
        self.rows.setVisible(bool(receipts))
        self.calm.setVisible(not receipts)
        self.more.setVisible(len(self._every) > self._shown)

    def _show_more(self) -> None:
        self._shown += MOST
        self.show_receipts(self._every)

    def _make(self, number: int) -> None:
        papers, erasure = self._desk.papers, self._every[number]
        if papers:
            self._desk.background.run(self, lambda: papers.receipt(erasure), self._ask_where, self._say)

    def _ask_where(self, paper: Paper) -> None:
        title = self.tr("Enregistrer le bordereau d’effacement")
        ask_where(self, title, paper.name, "pdf", partial(self._save, paper))

    def _save(self, paper: Paper, path: Path) -> None:
        def saved(_: None) -> None:
            self._desk.note(Event.EXPORTED, "", paper.code)
            self._say(f"Enregistré : {path.name}.")

        self._desk.background.run(self, lambda: write_privately(path, paper.files["pdf"]), saved, self._say)

    def _say(self, words: object) -> None:
        self.said.setText(str(words))
        self.said.show()
        announce(self, str(words))


def _row(number: int, one: Erasure, action: str) -> Row:
    return Row(
        str(number),
        one.pseudonym,
        one.why,
        f"{said_moment(one.at)} · {one.scan or 'recherche de restes en cours'}",
        action,
    )
