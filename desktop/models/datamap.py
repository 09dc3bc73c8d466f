"""The data map: every column of the encrypted file and every other thing that Escale writes, declared once.

Tests hold the columns against the real tables and the files against a real folder: what is kept without being declared
here fails them. Legal bases are
proposals, to be confirmed by the organisation that answers for the processing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase
from typing import Final


class Sealing(StrEnum):
    """How something is protected where it lies; P and N are the classes of per-person keys."""

    PASSPORT = "clé de la personne, classe P (détruite à l’effacement, copies anciennes comprises avec un trousseau)"
    EITHER = "clé de la personne, classe P ; classe N pour un dossier créé ici"
    NOTES = "clé de la personne, classe N"
    ROW = "clé propre à la ligne, classe N"
    ENVELOPE = "scellé pour le serveur : illisible ici"
    GUARD = "sans contenu lisible : empreintes, dates, nombres et clés enveloppées, signés quand une clé le permet"
    FILE = "dans le fichier chiffré (SQLCipher), sous un identifiant ou un pseudonyme"
    MASTER = "sous une clé tirée de la clé maîtresse"
    KEYRING = "dans le trousseau de clés du système"
    CLEAR = "en clair, sans aucune donnée sur une personne accompagnée"


@dataclass(frozen=True, slots=True)
class Category:
    """One kind of thing that is kept; ``columns`` are ``table.column``, none for what stands outside of the tables.

    ``files`` are patterns below Escale's folder, whose ``*`` stands for anything, folders included.
    """

    name: str
    what: str
    purpose: str
    basis: str
    retention: str
    recipients: str
    sealing: Sealing
    columns: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


MISSION: Final = "Mission d’intérêt public (RGPD, article 6-1-e ; Code du travail, L. 6111-6)"
DUTY: Final = "Obligation de sécurité et de preuve (RGPD, articles 5-2, 24 et 32)"
FILE_END: Final = (
    "Fin du partage, retrait, changement de conseiller ou 12 mois sans contact ; effacement à la main pour un dossier"
    " créé ici"
)
DESK: Final = "Le conseiller"
BOTH: Final = (
    "Le conseiller ; le serveur de partage de l’organisme, sauf les notes de travail et les versions antérieures"
)
OFFICER: Final = "Le conseiller ; le délégué à la protection des données, à sa demande"
VAULT_LIFE: Final = "La vie du coffre"

CATEGORIES: Final = (
    Category(
        "Identité et droit d’accès",
        "Prénom, nom, année de naissance, commune ; fondement, sections ouvertes, dates et consentement",
        "Retrouver le dossier et n’ouvrir que ce qui est partagé",
        MISSION, FILE_END, DESK, Sealing.EITHER, ("persons.card",),
    ),
    Category(
        "Passeport",
        "Expériences, diplômes et titres, formations, engagements, mandats, permis, badges et compétences"
        " qu’ils nomment, compétences, avec leur provenance",
        "Préparer et mener l’accompagnement, hors connexion",
        MISSION, FILE_END, DESK, Sealing.EITHER, ("sections.sealed",),
    ),
    Category(
        "Suivi du dossier",
        "Identifiant, état, version, dernier jour du partage, dates de réception, d’ouverture et de dernier contact",
        "Appliquer la fin d’un partage sans réseau et sans rien déchiffrer",
        MISSION, FILE_END, DESK, Sealing.FILE,
        ("persons.person", "persons.kept", "persons.version", "persons.consent", "persons.share_end", "persons.changed",
         "persons.opened", "persons.seen", "persons.since", "persons.contact", "sections.person", "sections.section"),
    ),
    Category(
        "Écrits",
        "Notes, notes de travail et leurs versions antérieures, corrections, métiers visés, actions, rendez-vous ;"
        " autre version en cas de conflit",
        "Garder la trace de l’accompagnement",
        MISSION,
        FILE_END + " ; ou, si l’organisme le choisit, deux ans après le dernier contact sous pseudonyme",
        BOTH, Sealing.NOTES, ("items.sealed", "items.theirs", "versions.sealed"),
    ),
    Category(
        "Suivi des écrits",
        "Identifiants, nature, date, état d’envoi, réception (selon le serveur), place dans la file d’attente",
        "Transmettre chaque écrit une fois, sans en perdre",
        MISSION, FILE_END, DESK, Sealing.FILE,
        ("items.id", "items.person", "items.kind", "items.delivery", "items.version", "items.written", "items.reason",
         "items.taken", "items.since", "items.received", "versions.item", "versions.number", "versions.kind",
         "versions.written", "outbox.sequence", "outbox.item"),
    ),
    Category(
        "Rendez-vous donnés à un agenda",
        "Lesquels, et combien de fois ils ont changé depuis ; aucun nom n’est dans le fichier donné",
        "Que l’agenda change un rendez-vous à sa place, au lieu de le montrer deux fois",
        MISSION, FILE_END, "Les agendas où le conseiller met ce fichier", Sealing.FILE,
        ("calendar.item", "calendar.sequence", "calendar.written"),
    ),
    Category(
        "Écrits à remettre",
        "Ce qui n’était pas transmis quand un partage a pris fin",
        "Le rendre au serveur sans que personne ici puisse le relire",
        MISSION, "Jusqu’à la remise au serveur", "Le serveur de partage de l’organisme", Sealing.ENVELOPE,
        ("handover.id", "handover.kid", "handover.sealed"),
    ),
    Category(
        "Notes conservées",
        "Notes transmises avant la fin du partage, sous pseudonyme, si l’organisme l’a choisi",
        "Répondre d’un accompagnement terminé",
        DUTY, "Deux ans après le dernier contact", OFFICER, Sealing.ROW,
        ("archive.id", "archive.who", "archive.kind", "archive.written", "archive.until", "archive.wrapped",
         "archive.sealed"),
    ),
    Category(
        "Brouillons",
        "Formulaires laissés à moitié remplis, et l’endroit où l’on s’était arrêté",
        "Ne rien perdre de ce qui était en train d’être écrit",
        MISSION, "Jusqu’à leur reprise", DESK, Sealing.ROW, ("drafts.name", "drafts.wrapped", "drafts.sealed"),
    ),
    Category(
        "Clés des personnes",
        "Une clé par personne et par classe, enveloppée ; les clés de groupe, scellées sous l’époque",
        "Rendre illisible ce qui est effacé",
        DUTY, "La vie du dossier", "Personne", Sealing.MASTER,
        ("seals.person", "seals.class", "seals.group", "seals.wrapped", "rack.id", "rack.sealed"),
    ),
    Category(
        "Preuves d’effacement",
        "Pseudonyme, date, motif, nombre de lignes, résultat de la recherche de traces",
        "Prouver un effacement et ne pas ramener ce qui a été effacé",
        DUTY, VAULT_LIFE, OFFICER, Sealing.FILE,
        ("tombstones.digest", "tombstones.who", "tombstones.at", "tombstones.reason", "receipts.id", "receipts.who",
         "receipts.at", "receipts.reason", "receipts.counts", "receipts.handed", "receipts.archived", "receipts.copies",
         "receipts.scan"),
    ),
    Category(
        "Journal des accès",
        "Date, action, pseudonyme, code court ; jamais de contenu",
        "Savoir qui a ouvert, imprimé, exporté ou effacé, et le montrer au délégué",
        DUTY, VAULT_LIFE + " ; durée à fixer par l’organisme", OFFICER, Sealing.FILE,
        ("journal.seq", "journal.at", "journal.event", "journal.who", "journal.what", "journal.mac"),
    ),
    Category(
        "Dossiers mis de côté",
        "Identifiant, version et raison pour laquelle un dossier reçu n’a pas pu être accepté, sans valeur du dossier",
        "Dire ce qui manque et pourquoi",
        MISSION, "Jusqu’à ce que le serveur envoie une version acceptable ou retire le dossier", DESK, Sealing.FILE,
        ("quarantine.key", "quarantine.person", "quarantine.version", "quarantine.reason"),
    ),
    Category(
        "État du poste",
        "Adresse et clés retenues du serveur, identité du conseiller, session scellée, repères d’échange et d’horloge,"
        " dates de la fiche de secours, habilitation du conseiller",
        "Reprendre un échange là où il s’était arrêté, et reconnaître le même serveur",
        MISSION,
        "La session et le nom du conseiller connecté : jusqu’à la déconnexion ; le reste (clés retenues, repères, dates"
        " de la fiche) : la vie du coffre",
        DESK, Sealing.FILE, ("state.key", "state.value"),
    ),
    Category(
        "En-tête du coffre",
        "Paramètres de dérivation et clés enveloppées par la phrase de passe et par la fiche de secours",
        "Ouvrir le coffre",
        DUTY, VAULT_LIFE, DESK, Sealing.CLEAR, files=("coffre.json", "coffre.json.1"),
    ),
    Category(
        "Garde du coffre",
        "Sceau des pages, compte des essais, époque sans trousseau, en-tête ou journal d’écriture abîmés mis de côté,"
        " verrous du logiciel, création ou restauration commencée",
        "Voir qu’un fichier a été changé ou remplacé, freiner les essais, finir ce qu’une coupure a interrompu",
        DUTY, "La vie du coffre ; les restes d’une coupure, jusqu’à l’ouverture suivante", DESK, Sealing.GUARD,
        files=("escale.sceau", "essais", "epoque", "epoque.suivante", "coffre.json.abime-*",
               "escale.db-journal.ecarte", "verrou", "veille", "neuf", "restauration", "escale.nouveau.*", "*.tmp"),
    ),
    Category(
        "Référentiel des métiers",
        "Le ROME publié par France Travail, livré ou importé, et lequel sert",
        "Chercher métiers et compétences hors connexion",
        MISSION, "Jusqu’au choix d’une autre version", DESK, Sealing.CLEAR, files=("referentiels/*",),
    ),
    Category(
        "Secrets du trousseau",
        "Seconde moitié de la clé, époque, repère du dernier état connu, compte des essais",
        "Qu’un disque volé ne suffise pas, qu’une ancienne copie ne trompe pas",
        DUTY, VAULT_LIFE, DESK, Sealing.KEYRING,
    ),
    Category(
        "Sauvegardes",
        "Écrits, dossiers créés ici, journal, bordereaux ; jamais un passeport partagé",
        "Ne pas perdre ce qui ne peut pas être redemandé",
        MISSION, "Sept jours, puis quatre semaines ; réécrites après un effacement", DESK, Sealing.MASTER,
        files=("sauvegardes/*",),
    ),
    Category(
        "Journaux techniques et réglages",
        "Ce que le logiciel a fait, jamais pour qui ni ce qui a été écrit ; préférences d’affichage",
        "Comprendre une panne",
        DUTY, "Taille bornée, les plus anciens d’abord ; les réglages, la vie du coffre", DESK, Sealing.CLEAR,
        files=("rapports/*", "reglages.json"),
    ),
)  # fmt: skip
OUTSIDE: Final = "hors du fichier chiffré"
STORE: Final = ("escale.db", "escale.db-wal", "escale.db-shm", "escale.db-journal")  # what holds the columns


def declared() -> tuple[str, ...]:
    """Every ``table.column`` of the map, in its order; one that stands twice is a mistake."""
    return tuple(column for category in CATEGORIES for column in category.columns)


def where(category: Category) -> str:
    """``persons, sections``, or that it is outside of the encrypted file, with the names of its files."""
    tables = tuple(dict.fromkeys(column.split(".")[0] for column in category.columns))
    return ", ".join(tables) or " : ".join(part for part in (OUTSIDE, ", ".join(category.files)) if part)


def named(path: str) -> bool:
    """Whether a file, by its path below Escale's folder with ``/`` between, is one that the map names."""
    patterns = (*STORE, *(pattern for category in CATEGORIES for pattern in category.files))
    return any(fnmatchcase(path, pattern) for pattern in patterns)
