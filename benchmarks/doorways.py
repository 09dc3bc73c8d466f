"""The pages that stand before the office, each as somebody may meet it, for pictures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from desktop.errors import KeyringChanged
from desktop.models.lock import Locked, Reason, said
from desktop.models.recovery import grouped
from desktop.vault.header import unreadable
from desktop.views.theme import Theme
from desktop.views.unlock.bring_back_page import BringBackPage
from desktop.views.unlock.first_run_page import FirstRunPage
from desktop.views.unlock.gate import Gate
from desktop.views.unlock.recovery_page import RecoveryPage
from desktop.views.unlock.recovery_sheet_page import RecoverySheetPage
from desktop.views.unlock.unlock_page import UnlockPage

KEY: Final = grouped(bytes(range(20)))
FOLDER: Final = "Documents/Escale"


def _locked(theme: Theme) -> Gate:
    page = UnlockPage(theme)
    page.say_why(said(Locked(Reason.IDLE), 5))
    return page


def _waiting(theme: Theme) -> Gate:
    page = UnlockPage(theme)
    page.wait(8)
    return page


def _exhausted(theme: Theme) -> Gate:
    page = UnlockPage(theme)
    page.show_exhausted()
    return page


def _damaged(theme: Theme) -> Gate:
    page = UnlockPage(theme)
    page.show_trouble(unreadable())
    page.offer_copy()
    return page


def _chosen(theme: Theme) -> Gate:
    page = FirstRunPage(theme, FOLDER, "")
    page.chosen.propose()
    return page


def _asked_back(theme: Theme) -> Gate:
    page = RecoverySheetPage(theme, KEY, lambda _: (2, 7))
    page.kept_button.click()
    return page


def _recovery(theme: Theme) -> Gate:
    page = RecoveryPage(theme)
    page.show_trouble(
        KeyringChanged(
            "Le trousseau de clés de cet ordinateur a été vidé : la moitié de la clé n’y est plus.",
            "Rien n’a été effacé : rouvrez la session d’origine, ou prenez votre clé de récupération.",
        )
    )
    return page


DOORWAYS: Final[Mapping[str, Callable[[Theme], Gate]]] = {
    "ouverture": UnlockPage,
    "ouverture-verrou": _locked,
    "ouverture-attente": _waiting,
    "ouverture-fiche": _exhausted,
    "ouverture-copie": _damaged,
    "premiere-fois": lambda theme: FirstRunPage(theme, FOLDER, "keyring.backends.SecretService.Keyring"),
    "premiere-fois-seule": _chosen,
    "fiche": lambda theme: RecoverySheetPage(theme, KEY),
    "fiche-verifier": _asked_back,
    "secours": _recovery,
    "reprise": BringBackPage,
}
