"""Appearance, the vault and how it is kept, the referential, what is inside: each in its part of the page."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import Qt, Signal, qVersion
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from desktop.models import countersigned
from desktop.models.erasure import Erasure
from desktop.models.safekeeping import Chain
from desktop.views.desk import Desk
from desktop.views.page import Columns, Page, SideBySide, stacked
from desktop.views.pieces import Card, label
from desktop.views.settings.accreditation_card import AccreditationCard
from desktop.views.settings.activity_card import ActivityCard
from desktop.views.settings.copies_card import CopiesCard
from desktop.views.settings.erasures_card import ErasuresCard
from desktop.views.settings.journal_card import ImpactCard, JournalCard
from desktop.views.settings.locking_card import LockingCard
from desktop.views.settings.pack_card import KINDS, PackCard
from desktop.views.settings.passphrase_card import PassphraseCard
from desktop.views.settings.referential_card import ReferentialCard
from desktop.views.settings.sections import ACCREDITATION, ACTIVITY, COPIES, ERASURES, GENERAL, JOURNAL, VAULT, Sections
from desktop.views.unlock.first_run_page import said_keychain

if TYPE_CHECKING:
    from desktop.models.store import Store

THEMES: Final[Mapping[str, str]] = {"light": "Clair", "dark": "Sombre", "system": "Comme le système"}
LICENCES: Final = (
    "Escale est un logiciel libre, sous licence Apache 2.0.",
    "Il contient notamment Qt et PySide6 (LGPL 3), SQLCipher (BSD), SQLAlchemy et Alembic (MIT), OpenSSL (Apache 2.0), "
    "Matplotlib (licence Matplotlib), cryptography (Apache 2.0 ou BSD), argon2-cffi (MIT), keyring (MIT), Requests "
    "(Apache 2.0) et Python (PSF).",
    "Le ROME et la table PCS–FAP–ROME sont publiés par France Travail, les certifications par France compétences, sous "
    "Licence Ouverte.",
)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the page says but cannot find out: the theme chosen, the vault's folder, its keyring ("" if none)."""

    theme: str
    folder: str
    keychain: str
    version: str


class SettingsPage(Page):
    """What one may choose, and what one may want to know."""

    theme_chosen = Signal(str)
    import_asked = Signal(str)
    pack_import_asked = Signal(str, str)  # name of the pack, path
    lock_asked = Signal()

    def __init__(self, desk: Desk, settings: Settings) -> None:
        """``settings`` says what is chosen now; the cards are told the rest by their ``show_`` methods."""
        super().__init__(desk, self.tr("Réglages"), self.tr("Ce qui vaut pour cet ordinateur."))
        self.themes: dict[str, QRadioButton] = {}
        self.referential = ReferentialCard(desk)
        self.referential.import_asked.connect(self.import_asked)
        self.packs = {kind.name: PackCard(desk, kind) for kind in KINDS if desk.packs is not None}
        for name, card in self.packs.items():
            card.import_asked.connect(partial(self.pack_import_asked.emit, name))
        self.versions = label("")
        self._settings = settings
        self.passphrase, self.locking, self.copies = PassphraseCard(desk), LockingCard(), CopiesCard(desk)
        self.accreditation, self.activity = AccreditationCard(desk), ActivityCard(desk)
        self.erasures, self.journal, self.impact = ErasuresCard(desk), JournalCard(desk), ImpactCard(desk)
        self.locking.lock_asked.connect(self.lock_asked)
        self.passphrase.troubled.connect(desk.background.troubled)
        self.sections = Sections(self._parts())
        self.add_head(self.sections.bar)
        self.sections.shown.connect(self._look)
        self.body.addWidget(self.sections)
        self.body.addStretch(1)
        self._show_versions({})

    def load(self) -> None:
        """Read which referential and which versions are inside, what was erased, how the journal stands."""
        self.referential.load()
        for card in self.packs.values():
            card.load()

        def work(store: Store) -> dict[str, str]:
            return store.inside()

        self.desk.background.read(self, "versions", work, self._show_versions)
        self.look_again()

    def show_part(self, title: str) -> None:
        """Bring forward the part of that title: ``VAULT``, ``COPIES``…"""
        self.sections.show_part(title)

    def look_again(self) -> None:
        """What the part that is looked at shows may have changed without a file having done so."""
        self._look(self.sections.title)

    def _look(self, title: str) -> None:
        """Read what only one part shows, when it is looked at."""
        if title == ACCREDITATION and self.isVisible():
            self.accreditation.load()
        if title == ACTIVITY and self.isVisible():
            self.activity.load()
        if title == ERASURES and self.isVisible():
            self.desk.background.read(self, "receipts", _receipts, self.erasures.show_receipts)
        if title == JOURNAL and self.isVisible():
            self.desk.background.read(self, "chain", _chain, self.journal.show_chain)

    def _parts(self) -> dict[str, QWidget]:
        px, inside = self.desk.theme.px, Card(self.tr("Ce que contient Escale"))
        inside.add(self.versions)
        for sentence in LICENCES:
            inside.add(label(sentence, "small"))
        looks = stacked(self._appearance(self._settings.theme), self.referential, *self.packs.values())
        self.impact.setVisible(self.desk.papers is not None)
        return {
            GENERAL: Columns(looks, stacked(inside), px(820)),
            ACCREDITATION: self.accreditation,
            ACTIVITY: self.activity,
            VAULT: Columns(stacked(self.passphrase), stacked(self._vault(), self.locking), px(820)),
            COPIES: self.copies,
            ERASURES: self.erasures,
            JOURNAL: stacked(self.journal, self.impact),
        }

    def _appearance(self, chosen: str) -> Card:
        card, group = Card(self.tr("Apparence")), QButtonGroup(self)
        for name, words in THEMES.items():
            button = self.themes[name] = QRadioButton(words)
            button.setAccessibleName(f"Apparence : {words}")
            group.addButton(button)
            button.setChecked(name == chosen)
            if name != chosen:  # Tab goes to the one chosen, arrows to the others
                button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        group.buttonClicked.connect(lambda button: self.theme_chosen.emit(self._name_of(button)))
        card.add(SideBySide(*self.themes.values()))
        card.add(label(self.tr("La taille du texte suit celle du système."), "small"))
        return card

    def _name_of(self, button: QRadioButton) -> str:
        return next(name for name, known in self.themes.items() if known is button)

    def _vault(self) -> Card:
        card, settings = Card(self.tr("Le coffre")), self._settings
        to_whom = said_keychain(settings.keychain)
        half = f"La moitié de la clé est confiée {to_whom}, l’autre vient de votre phrase de passe."
        alone = (
            "La phrase de passe seule protège les dossiers : aucun trousseau de clés n’en garde la moitié. Qui aurait"
            " copié ce disque avant un effacement et connaîtrait cette phrase pourrait relire ce qui a été effacé."
        )
        card.add(label(self.tr("Vos dossiers et vos écrits sont chiffrés sur cet ordinateur.")))
        card.add(label(half if settings.keychain else alone))
        card.add(label(f"Emplacement : {settings.folder}", "small"))
        return card

    def _show_versions(self, inside: Mapping[str, str]) -> None:
        ours = {"Escale": self._settings.version}
        known = ours | {"Python": platform.python_version(), "Qt": qVersion(), "PySide6": pyside_version} | dict(inside)
        self.versions.setText(" · ".join(f"{name} {short(version)}" for name, version in known.items() if version))


def _receipts(store: Store) -> tuple[Erasure, ...]:
    return store.receipts.all()


def _chain(store: Store) -> Chain:
    """The journal counted and checked from its first entry."""
    last = store.journal.entries(limit=1)
    signed = countersigned.read(store.state.get("countersigned"))
    return Chain(last[0].seq if last else 0, store.journal.broken(), signed.at if signed else None)


def short(version: str) -> str:
    """``3.6.0`` of ``OpenSSL 3.6.0 1 Oct 2025``, ``4.19.0`` of ``4.19.0 community``."""
    return next((word for word in version.split() if word[0].isdigit()), version)
