"""How the vault is kept: its recovery sheet, its lock, its copies and its journal, said in sentences.

Values that the settings are shown and that the page of the day warns about; nothing here opens or reads anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from desktop.models.text import counted
from desktop.models.when import said_day

REHEARSE: Final = timedelta(days=180)  # between two rehearsals of the recovery sheet
FIRST_REHEARSAL: Final = timedelta(days=14)  # after a sheet was made
OLD_COPY: Final = timedelta(days=7)  # from which the last copy is said to be old
SHORTEST, LONGEST = 1, 15  # minutes without a key or a click before the vault is locked


@dataclass(frozen=True, slots=True)
class Sheet:
    """The recovery sheet: when it was made and last proved good (None: never); ``organisation`` holds a key too."""

    made: date | None = None
    verified: date | None = None
    organisation: str = ""

    @property
    def due(self) -> date | None:
        """The day before which it should be rehearsed; None when there is no sheet."""
        if self.made is None:
            return None
        return self.verified + REHEARSE if self.verified else self.made + FIRST_REHEARSAL


@dataclass(frozen=True, slots=True)
class Locking:
    """After how many minutes without a key or a click the vault is locked, and whether the organisation says so."""

    minutes: int = 5
    by_site: bool = False


@dataclass(frozen=True, slots=True)
class Copy:
    """One managed copy: its file, when (UTC), its size in bytes, how many writings, whether it was read back."""

    path: str
    at: datetime
    size: int
    notes: int
    verified: bool
    second: bool = False  # stands in the second folder


@dataclass(frozen=True, slots=True)
class Copies:
    """The folder of the copies, the second one ("" if none), and the copies themselves, newest first."""

    folder: str = ""
    second: str = ""
    found: tuple[Copy, ...] = ()

    @property
    def last(self) -> datetime | None:
        """When the newest copy that could be read back was made (UTC)."""
        return max((copy.at for copy in self.found if copy.verified), default=None)


@dataclass(frozen=True, slots=True)
class Chain:
    """The access journal: how many entries, the first broken one, when the gateway countersigned (UTC)."""

    entries: int = 0
    broken: int | None = None
    countersigned: datetime | None = None


def said_sheet(sheet: Sheet, day: date) -> str:
    """``Vérifiée le 4 mai 2026, à refaire avant le 31 octobre 2026.``"""
    if sheet.made is None or sheet.due is None:
        return "Aucune fiche de secours n’a encore été faite : sans elle, une phrase oubliée fait perdre les notes."
    late = sheet.due < day
    if sheet.verified:
        again = "elle était à revérifier" if late else "à refaire"
        return f"Vérifiée le {said_day(sheet.verified)}, {again} avant le {said_day(sheet.due)}."
    again = "elle aurait dû l’être" if late else "faites-le"
    return f"Faite le {said_day(sheet.made)}, jamais vérifiée : {again} avant le {said_day(sheet.due)}."


def said_organisation(name: str) -> str:
    """Who else can open the vault, or that nobody can."""
    if not name:
        return "Personne d’autre ne peut rouvrir ce coffre : ni votre organisme, ni le serveur."
    return f"{name} garde aussi une clé de secours : elle permet de rouvrir ce coffre si la fiche est perdue."


def said_locking(locking: Locking) -> str:
    """When the vault closes by itself."""
    return (
        f"Escale se verrouille après {counted(locking.minutes, 'minute')} sans activité, à la mise en veille, et"
        " 12 heures au plus après l’ouverture."
    )


def said_size(size: int) -> str:
    """``840 ko``, ``1,2 Mo``."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} ko"
    return f"{size / 1_000_000:.1f} Mo".replace(".", ",")


def said_moment(at: datetime) -> str:
    """In local time: ``22 novembre 2026 à 8 h 42``."""
    local = at.astimezone()
    return f"{said_day(local.date())} à {local.hour} h {local.minute:02}"


def said_copy(copy: Copy) -> tuple[str, str]:
    """Its date, and what is in it: ``("22 novembre 2026 à 8 h 42", "12 écrits · 84 ko · relue après écriture")``."""
    read = "relue après écriture" if copy.verified else "n’a pas pu être relue"
    parts = (counted(copy.notes, "écrit"), said_size(copy.size), read, "second dossier" if copy.second else "")
    return said_moment(copy.at), " · ".join(part for part in parts if part)


def said_last(copies: Copies, day: date) -> str:
    """When the last good copy was made; in plainer words when it is old."""
    if copies.last is None:
        return "Aucune sauvegarde n’a encore été faite."
    age = (day - copies.last.astimezone().date()).days
    when = {0: "aujourd’hui", 1: "hier"}.get(age, f"il y a {age} jours")
    advice = " C’est trop ancien : faites-en une maintenant." if age > OLD_COPY.days else ""
    return f"La dernière sauvegarde relue a été faite {when}.{advice}"


def said_chain(chain: Chain) -> str:
    """Whether every entry of the journal is still in its place."""
    if chain.broken is not None:
        return (
            f"Le journal est rompu à l’entrée n° {chain.broken} : ce qui suit a pu être modifié en dehors d’Escale."
            " Prévenez votre délégué à la protection des données."
        )
    if not chain.entries:
        return "Le journal est vide."
    return f"Le journal est entier ({counted(chain.entries, 'entrée')}) : rien n’a été ôté ni modifié."


def said_countersigned(chain: Chain) -> str:
    """When somebody else last confirmed the journal, or that nobody has."""
    if chain.countersigned is None:
        return "Le serveur ne l’a pas encore confirmé : cela se fait à chaque échange."
    return f"Le serveur l’a confirmé le {said_moment(chain.countersigned)}."
