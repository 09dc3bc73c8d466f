"""The measures of security: against what, how, in which modules, and which tests prove them.

A test looks for every module and every test that is named here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Measure:
    """``modules`` are dotted names, ``proofs`` paths of tests or of campaigns below the project."""

    threat: str
    measure: str
    modules: tuple[str, ...]
    proofs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Risk:
    """One of the three feared events of the CNIL's method; how it is left is for the organisation to judge."""

    name: str
    sources: str
    harm: str
    answers: str


MEASURES: Final = (
    Measure(
        "Ordinateur ou disque volé, éteint",
        "Fichier chiffré page par page (AES-256, HMAC) sous une clé aléatoire ; phrase de passe dérivée par Argon2id et"
        " moitié de clé dans le trousseau : l’une sans l’autre n’ouvre rien",
        ("desktop.vault.derive", "desktop.vault.wrap", "desktop.vault.vault", "desktop.models.store.engine"),
        ("tests/vault/test_derive.py", "tests/vault/test_vault.py", "tests/store/test_privacy.py"),
    ),
    Measure(
        "Phrase de passe faible",
        "80 bits au moins, dits et expliqués à la saisie",
        ("desktop.models.passphrase",),
        ("tests/models/test_passphrase.py",),
    ),
    Measure(
        "Trousseau absent, changé ou en clair",
        "Seuls les trousseaux reconnus sont acceptés ; jamais de repli silencieux",
        ("desktop.vault.keychain",),
        ("tests/vault/test_keychain.py", "tests/campaigns/keyring.py"),
    ),
    Measure(
        "En-tête du coffre modifié ou affaibli",
        "Paramètres et clés enveloppées authentifiés ensemble ; un réglage plus faible est refusé",
        ("desktop.vault.header",),
        ("tests/vault/test_header.py", "tests/campaigns/tamper.py"),
    ),
    Measure(
        "Phrase de passe essayée au clavier",
        "Essais comptés avant le calcul, en deux endroits ; attentes croissantes qu’un redémarrage ou l’horloge ne"
        " raccourcit pas ; après dix échecs, fiche de secours seulement",
        ("desktop.vault.attempts",),
        ("tests/vault/test_attempts.py",),
    ),
    Measure(
        "Phrase de passe oubliée, trousseau perdu, poste changé",
        "Fiche de secours imprimée (160 bits et un groupe de contrôle) ; chaque étape durable, essayée sous coupure",
        ("desktop.models.recovery", "desktop.vault.slots", "desktop.documents.recovery_sheet"),
        ("tests/vault/test_recover.py", "tests/vault/test_kills.py", "tests/documents/test_recovery_sheet.py"),
    ),
    Measure(
        "Poste ouvert et laissé seul, ou mémoire lue après coup",
        "Verrouillage à l’inactivité, à la veille et avec la session ; le processus qui tenait les clés se termine",
        ("desktop.locking", "desktop.session", "desktop.relaunch", "desktop.hardening"),
        ("tests/test_relaunch.py", "tests/test_session.py", "tests/campaigns/canary.py"),
    ),
    Measure(
        "Données gardées après un retrait",
        "Une clé par personne et par classe ; un effacement détruit lignes et clés, et laisse un bordereau",
        ("desktop.vault.seals", "desktop.vault.epochs", "desktop.models.store.erasing", "desktop.models.erasure"),
        ("tests/vault/test_seals.py", "tests/store/test_privacy.py", "tests/campaigns/erase.py"),
    ),
    Measure(
        "Partage terminé pendant que le poste est hors ligne",
        "Le dernier jour est lisible sans rien déchiffrer ; il est obéi à l’ouverture, avec un temps qui ne recule pas",
        ("desktop.models.store.passports", "desktop.models.trusted", "desktop.models.lease"),
        ("tests/store/test_passports.py", "tests/store/test_privacy.py", "tests/test_timekeeping.py"),
    ),
    Measure(
        "Fichier remplacé par une copie ancienne, page ou journal des écritures modifié",
        "Sceau des pages et repère hors du fichier ; au moindre doute, lecture seule et une phrase qui dit quoi faire",
        ("desktop.custody.pageseal", "desktop.custody.anchor", "desktop.custody.opening"),
        ("tests/custody/test_pageseal.py", "tests/custody/test_opening.py", "tests/campaigns/tamper.py"),
    ),
    Measure(
        "Plus de données que ce qui est partagé",
        "Chaque dossier reçu est réduit aux sections ouvertes ; le reste n’est jamais écrit",
        ("desktop.sync.wire", "desktop.models.store.intake"),
        ("tests/sync/test_wire.py", "tests/store/test_intake.py"),
    ),
    Measure(
        "Réponse fausse ou hostile du serveur",
        "Types, longueurs et nombres bornés ; retraits signés ; un dossier inacceptable est mis de côté",
        ("desktop.sync.wire", "desktop.sync.signed", "desktop.sync.client"),
        ("tests/sync/test_wire.py", "tests/sync/test_answers.py", "tests/sync/test_exchange.py"),
    ),
    Measure(
        "Usurpation du compte d’un conseiller",
        "Connexion par OIDC avec PKCE, état, nonce et émetteur vérifiés ; un coffre appartient à un seul conseiller",
        ("desktop.sync.account", "desktop.sync.loopback"),
        ("tests/sync/test_signin.py",),
    ),
    Measure(
        "Note perdue par une panne",
        "Écriture et file d’attente dans une même transaction, disque synchronisé à chaque fois ; rien n’est tu",
        ("desktop.models.store.items", "desktop.models.store.post", "desktop.models.store.engine"),
        (
            "tests/store/test_items.py",
            "tests/store/test_post.py",
            "tests/store/test_faults.py",
            "tests/campaigns/power.py",
            "tests/campaigns/kill.py",
            "tests/campaigns/notes.py",
        ),
    ),
    Measure(
        "Ordinateur perdu ou remplacé",
        "Sauvegardes chiffrées de ce qui ne peut être reçu de nouveau, relues après écriture, réécrites après un"
        " effacement ; fiche de secours et sauvegarde suffisent sur un nouvel ordinateur",
        ("desktop.custody.backup", "desktop.custody.restore", "desktop.custody.rehearse"),
        ("tests/custody/test_backup.py", "tests/custody/test_restore.py", "tests/test_new_machine.py"),
    ),
    Measure(
        "Curiosité ou abus d’un accès permis",
        "Journal en ajout seul, chaîné par une clé du coffre, sans contenu ; pas de recherche au-delà de ses dossiers",
        ("desktop.models.journal", "desktop.documents.journal_export"),
        ("tests/documents/test_journal_export.py",),
    ),
    Measure(
        "Traces dans des fichiers temporaires ou des documents",
        "Les documents sont composés en mémoire, sans réseau, sans auteur ; aucune valeur n’est lue comme une commande",
        ("desktop.documents.typeset", "desktop.documents.typography"),
        ("tests/documents/test_typeset.py", "tests/documents/test_hostile.py", "tests/campaigns/canary.py"),
    ),
    Measure(
        "Droits difficiles à exercer",
        "Ce qui est gardé, le rapport d’accès, l’invitation et le bordereau se font en un geste, accessibles",
        ("desktop.documents.held_notice", "desktop.documents.access_report", "desktop.documents.receipt"),
        ("tests/documents/test_accessible.py", "tests/documents/test_access_report.py"),
    ),
)
RISKS: Final = (
    Risk(
        "Accès illégitime",
        "Vol du poste, proche curieux, compte usurpé, conseiller trop curieux",
        "Exposition d’un parcours et de notes ; gêne, discrimination, perte de confiance",
        "Chiffrement, moitié de clé au trousseau, journal, sections partagées seulement",
    ),
    Risk(
        "Modification non désirée",
        "Serveur fautif, fichier remplacé, erreur de saisie",
        "Mauvaise orientation, contestation",
        "Signatures, sceau des pages, provenance de chaque fait, conflits montrés en entier, journal chaîné",
    ),
    Risk(
        "Disparition",
        "Panne, oubli de la phrase de passe, perte du poste",
        "Accompagnement à recommencer ; passeports non touchés, ils restent chez la personne",
        "Écritures durables, fiche de secours, copie au serveur",
    ),
)
NOT_COVERED: Final = (
    "un logiciel malveillant ou un administrateur du poste pendant que le coffre est ouvert",
    "une photographie de l’écran, un document imprimé ou exporté",
    "une mise en veille prolongée coffre ouvert, si le disque n’est pas chiffré par le système",
    "les copies du disque faites par d’autres, pour ce qui a été écrit ici (classe N)",
    "la perte de la phrase de passe et de la fiche de secours ensemble",
)
TO_COMPLETE: Final = (
    "le responsable du traitement, ses sous-traitants et le délégué à la protection des données",
    "la base légale retenue et l’information donnée aux personnes",
    "la durée de conservation du journal et des bordereaux, et le sort des notes à la fin d’un partage",
    "l’avis des personnes ou de leurs représentants, et l’avis du délégué",
    "la gravité et la vraisemblance résiduelles de chaque risque, et la décision",
)
