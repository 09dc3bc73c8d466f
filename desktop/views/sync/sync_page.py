"""Where exchanges stand: three facts in sentences, what waits, what was set aside, and what can be done about it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QProgressBar, QVBoxLayout, QWidget

from desktop.models import countersigned
from desktop.models.news import SetAside
from desktop.models.note import Delivery
from desktop.models.status import Going, Status, said_instant, said_waiting
from desktop.models.text import counted
from desktop.models.waiting import Waiting, waiting
from desktop.views.desk import Desk
from desktop.views.page import Page, SideBySide
from desktop.views.pieces import Card, label, link_button, primary_button, secondary_button
from desktop.views.rows import Row, RowsCard
from desktop.views.sync.question_card import QuestionCard

if TYPE_CHECKING:
    from desktop.models.store import Store

# What waits, what was set aside, how many are sealed, how many drafts, when the gateway countersigned the journal.
Found = tuple[tuple[Waiting, ...], tuple[SetAside, ...], int, int, datetime | None]
PRESENT: Final[Mapping[Going, str]] = {
    Going.OFFLINE: "Hors ligne. Tout reste utilisable ; les échanges reprendront avec le réseau.",
    Going.SIGNED_OUT: "Vous n’êtes pas connecté à la plateforme.",
    Going.RUNNING: "Un échange est en cours.",
    Going.TROUBLE: "Le dernier échange n’a pas abouti.",
    Going.STOPPED: "L’échange a été arrêté avant la fin : le reste viendra au prochain.",
}


class AddressLine(QWidget):
    """Where a sign-in waits, for a browser that did not open by itself or is not the right one."""

    def __init__(self) -> None:
        """Hidden until there is an address."""
        super().__init__()
        self.field = QLineEdit(readOnly=True)
        self.field.setAccessibleName(self.tr("Adresse de la page de connexion"))
        self.copy_button = secondary_button(self.tr("Copier l’adresse"), self._copy)
        row = QHBoxLayout()
        row.addWidget(self.field, 1)
        row.addWidget(self.copy_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label(self.tr("Pas de page devant vous ? Collez cette adresse dans un navigateur."), "small"))
        column.addLayout(row)
        self.hide()

    def show_address(self, address: str) -> None:
        """Show it, from its beginning; "" hides it."""
        self.field.setText(address)
        self.field.setCursorPosition(0)
        self.setVisible(bool(address))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.field.text())


class ExchangesCard(Card):
    """The facts, the progress of a run, and the buttons."""

    sync_asked = Signal()
    sign_in_asked = Signal()
    sign_out_asked = Signal()
    cancel_asked = Signal()

    def __init__(self) -> None:
        """Nothing known yet."""
        super().__init__(self.tr("Les échanges avec la plateforme"))
        self.facts = label("")
        self.said = label("", "alarm")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Avancement de l’échange"))
        self.done = label("", "muted")
        self.place, self.countersigned = label("", "small"), label("", "small")
        self.address = AddressLine()
        self.sync_button = primary_button(self.tr("Synchroniser maintenant"), self.sync_asked.emit)
        self.cancel_button = secondary_button(self.tr("Arrêter"), self.cancel_asked.emit)
        self.sign_in_button = primary_button(self.tr("Se connecter"), self.sign_in_asked.emit)
        self.sign_out_button = secondary_button(self.tr("Se déconnecter"), self.sign_out_asked.emit)
        for piece in (self.facts, self.said, self.progress, self.done, self.address):
            self.add(piece)
        self.add(SideBySide(self.sign_in_button, self.sync_button, self.cancel_button, self.sign_out_button))
        self.add(self.place)
        self.add(self.countersigned)

    def show_countersigned(self, at: datetime | None, today: date) -> None:
        """Say when the gateway last confirmed the access journal (UTC); None says nothing."""
        self.countersigned.setText(f"Registre contresigné par le serveur : {said_instant(at, today)}." if at else "")
        self.countersigned.setVisible(at is not None)

    def show_status(self, status: Status, today: date) -> None:
        """Say it, and offer what can be done now."""
        running, out = status.going is Going.RUNNING, status.going is Going.SIGNED_OUT
        self.facts.setText("\n".join(facts(status, today)))
        trouble = status.said if status.going is Going.TROUBLE else ""
        self.said.setText(" ".join(part for part in (trouble, status.warning) if part))
        self.said.setVisible(bool(self.said.text()))
        self.address.show_address(status.address)
        self.progress.setRange(0, status.total)
        self.progress.setValue(status.done)
        self.done.setText(said_progress(status))
        self.place.setText(said_place(status))
        for piece, shown in (
            (self.progress, running), (self.done, running), (self.cancel_button, running),
            (self.sync_button, not running and not out), (self.sign_in_button, out),
            (self.sign_out_button, not running and not out), (self.place, bool(status.gateway)),
        ):  # fmt: skip
            piece.setVisible(shown)


class SyncPage(Page):
    """The page behind the status line."""

    sync_asked = Signal()
    sign_in_asked = Signal()
    sign_out_asked = Signal()
    cancel_asked = Signal()
    absence_answered = Signal(bool)  # whether the files that the gateway offers no more are to be erased
    open_file = Signal(str)
    returned_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        """Signed out until ``show_status`` says otherwise."""
        super().__init__(desk, self.tr("Synchronisation"), " ")
        self.exchanges = ExchangesCard()
        for name in ("sync_asked", "sign_in_asked", "sign_out_asked", "cancel_asked"):
            getattr(self.exchanges, name).connect(getattr(self, name))
        self.question = QuestionCard()
        self.question.answered.connect(self.absence_answered)
        self.waiting_card = RowsCard(desk.theme, self.tr("Ce qui attend"))
        self.waiting = self.waiting_card.rows
        self.waiting.chosen.connect(lambda row: self.open_file.emit(row.key.partition(" ")[0]))
        self.returned = link_button(self.tr("Tout est rentré ?"), self.returned_asked.emit)
        self.waiting_card.add_link(self.returned)
        self.calm = label("", "muted")
        self.waiting_card.words.addWidget(self.calm)
        self.aside_card = RowsCard(desk.theme, self.tr("Mis de côté"))
        self.aside = self.aside_card.rows
        words = "Ces dossiers sont arrivés sous une forme qu’Escale ne peut pas accepter. Rien d’autre n’a été touché."
        self.aside_card.words.addWidget(label(self.tr(words), "muted"))
        for card in (self.question, self.exchanges, self.waiting_card, self.aside_card):
            self.body.addWidget(card)
        self.body.addStretch(1)
        self._show_found(((), (), 0, 0, None))
        self.show_status(Status(Going.SIGNED_OUT))

    def show_status(self, status: Status) -> None:
        """Say where exchanges stand."""
        present = "Une connexion est en cours." if status.address else PRESENT.get(status.going)
        self.sentence.setText(present or status.said or "Aucun échange depuis l’ouverture.")
        self.exchanges.show_status(status, self.desk.today())
        self.question.show_question(status.question)

    def load(self) -> None:
        """Read what waits and what was set aside."""
        day = self.desk.today()

        def work(store: Store) -> Found:
            found = store.items.undelivered()
            queued = sum(1 for item in found if item.delivery is Delivery.WAITING)
            waits = waiting(found, store.passports.cards(), day)
            sealed, signed = max(0, store.post.waiting() - queued), countersigned.read(store.state.get("countersigned"))
            at = signed.at if signed else None
            return waits, store.intake.set_aside(), sealed, store.post.drafts(), at

        self.desk.background.read(self, "sync", work, self._show_found)

    def _show_found(self, found: Found) -> None:
        waits, aside, sealed, drafts, signed = found
        self.exchanges.show_countersigned(signed, self.desk.today())
        self.waiting.show_rows(Row(f"{one.person} {one.item}", one.title, one.said, action="Ouvrir") for one in waits)
        self.waiting.setVisible(bool(waits))
        words = said_rest(bool(waits), sealed, drafts)
        self.calm.setText(words)
        self.calm.setVisible(bool(words))
        titles = (f"Dossier {number}" for number in range(1, len(aside) + 1))
        self.aside.show_rows(Row(one.person, title, one.reason) for one, title in zip(aside, titles, strict=True))
        self.aside_card.setVisible(bool(aside))


def facts(status: Status, today: date) -> tuple[str, str, str]:
    """The three facts, as sentences."""
    received, sent = status.received_until, status.sent_until
    return (
        f"Vous avez tout reçu jusqu’à {said_instant(received, today)}." if received else "Rien n’a encore été reçu.",
        f"Vos écrits sont partis jusqu’à {said_instant(sent, today)}." if sent else "Rien n’a encore été envoyé.",
        f"{said_waiting(status.waiting)}.",
    )


def said_rest(listed: bool, sealed: int, drafts: int) -> str:
    """What the list does not show: nothing waits, writings sealed for the gateway, drafts not yet saved."""
    said = []
    if sealed:
        verb = "scellé pour le serveur attend" if sealed < 2 else "scellés pour le serveur attendent"
        said.append(f"{counted(sealed, 'écrit')} {verb} : leur dossier a été effacé.")
    elif not listed:
        said.append("Aucun écrit enregistré n’attend d’être envoyé.")
    if drafts:
        said.append(f"{counted(drafts, 'brouillon reste', 'brouillons restent')} à enregistrer.")
    return " ".join(said)


def said_progress(status: Status) -> str:
    """``12 dossiers sur 340``; the present when the total is not known yet."""
    if not status.total:
        return status.said or "La plateforme prépare sa réponse…"
    return f"{counted(status.done, 'dossier')} sur {status.total}"


def said_place(status: Status) -> str:
    """Who is signed in, and where."""
    if status.going is Going.SIGNED_OUT and status.counsellor:
        return f"La session de {status.counsellor} est terminée. Plateforme : {status.gateway}"
    who = f"{status.counsellor}, connecté à " if status.counsellor else "Plateforme : "
    return f"{who}{status.gateway}"
