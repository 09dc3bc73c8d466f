"""What Escale holds about one person: what, why, until when, where from and who sees it, in plain sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop.errors import Refused
from desktop.models.access import Access, Basis
from desktop.models.archived import Archived
from desktop.models.file import Card, File, Kept
from desktop.models.note import NOTES, Item, Kind
from desktop.models.passport import Holder, Section
from desktop.models.synthesis import COUNTED
from desktop.models.text import begun, counted, joined
from desktop.models.when import said_day

WHY: Final = "Préparer et mener avec vous votre accompagnement."
COUNSELLOR: Final = "Votre conseiller"
PLATFORM: Final = "Votre conseiller et le serveur de partage de son organisme"
OWN_WORDS: Final = "Écrit par votre conseiller, souvent avec vous"
BY_HAND: Final = "Jusqu’à ce que votre conseiller l’efface, ou que vous le demandiez"
GROUNDS: Final[Mapping[Basis, str]] = {
    Basis.PUBLICATION: "Vous avez choisi de les partager avec lui, depuis votre Passeport de compétences. Vous pouvez"
    " arrêter ce partage quand vous le voulez.",
    Basis.HANDED_OVER: "Vous les lui avez remises, par exemple un CV ou un diplôme. Elles ont été saisies sur son"
    " ordinateur.",
    Basis.STATUTORY: "Son organisme est habilité par le Code du travail (article R. 6323-35) à les consulter pour vous"
    " accompagner, dans la limite de ce qui est nécessaire.",
    Basis.SAID: "Vous les lui avez dites pendant un entretien. Elles ont été saisies sur son ordinateur.",
}
SEEING: Final = (
    ("Voir", "Demandez une copie de tout ce qui est écrit sur vous, notes comprises : le rapport d’accès."),
    ("Corriger", "Dites ce qui est faux ou incomplet : c’est corrigé, ou votre désaccord est noté."),
)  # fmt: skip
ERASING: Final = (
    ("Faire effacer", "Demandez-le à votre conseiller. Il vous remet un bordereau, ou vous dit"
     " ce que la loi oblige à garder."),
)  # fmt: skip
ERASING_STATUTORY: Final = (
    ("Faire effacer", "Demandez-le à l’organisme de votre conseiller : quand il retire ce dossier, il est effacé ici."
     " Il peut aussi vous dire ce que la loi oblige à garder."),
)  # fmt: skip
STOPPING: Final = (
    ("Faire effacer", "Arrêtez le partage : le dossier est alors effacé ici. Votre conseiller peut vous en remettre le"
     " bordereau, et vous dit ce que la loi oblige à garder."),
    ("Arrêter le partage", "Quand vous le voulez, depuis votre passeport. L’effacement se fait au prochain"
     " échange ; sans échange, le dossier se ferme de lui-même après quelques jours."),
)  # fmt: skip
OBJECTING: Final = (
    ("Limiter ou vous opposer", "Demandez que ces informations ne servent plus, le"
     " temps d’un désaccord ou pour une raison à vous."),
)  # fmt: skip
AWAITED: Final = "Ce dossier est à recevoir de nouveau : ce document serait incomplet."
ANSWER: Final = "La réponse vous est due dans le mois. Cela ne coûte rien et ne change rien à votre accompagnement."
COMPLAINT: Final = (
    "Si la réponse ne vous convient pas, vous pouvez écrire à la CNIL, qui protège les données personnelles : cnil.fr,"
    " ou CNIL, 3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07."
)
NEVER: Final = (
    "Escale ne demande ni numéro de sécurité sociale, ni information de santé. Il ne vous donne pas de note, ne vous"
    " compare à personne et ne décide rien à votre place."
)


@dataclass(frozen=True, slots=True)
class Custodian:
    """Who answers for it: the organisation, how to reach its data protection officer ("" when unknown)."""

    organisation: str = ""
    officer: str = ""
    keeps_notes: bool = False  # the site keeps acknowledged notes, under a pseudonym, two years after the last contact


@dataclass(frozen=True, slots=True)
class HeldLine:
    """One kind of thing that is held; every field is a French sentence or a piece of one."""

    what: str
    detail: str
    why: str
    until: str
    source: str
    seen_by: str


@dataclass(frozen=True, slots=True)
class Held:
    """Everything, on that day; ``ground`` says by what right, ``rights`` are (what, how)."""

    holder: Holder
    made: date
    ground: str
    lines: tuple[HeldLine, ...]
    custodian: Custodian
    rights: tuple[tuple[str, str], ...]


def held(
    file: File,
    items: Iterable[Item],
    entries: int,
    today: date,
    custodian: Custodian | None = None,
    versions: int = 0,
    former: Sequence[Archived] = (),
) -> Held:
    """From the file, all that was written about the person, how many lines of the journal and earlier texts there are.

    ``former`` is what a former sharing left.

    Refused for a file that waits to be received again: its notes stay sealed, and what was said would be incomplete.
    """
    if file.card.kept is Kept.AWAITED:
        raise Refused(AWAITED, "Faites d’abord un échange avec le serveur de partage.")
    written, who = tuple(items), custodian or Custodian()
    writings = (*_writings(file, written, who, versions), _former(former))
    lines = (_identity(file), _passport(file), *writings, _journal(entries))
    kept = tuple(line for line in lines if line is not None)
    return Held(file.card.holder, today, GROUNDS[file.card.access.basis], kept, who, rights(file.card))


def rights(card: Card) -> tuple[tuple[str, str], ...]:
    """What the person may ask, as (what, how): only a sharing of theirs can be stopped by them."""
    if card.kept is Kept.HAND:
        return (*SEEING, *ERASING, *OBJECTING)
    statutory = card.access.basis is Basis.STATUTORY
    return (*SEEING, *(ERASING_STATUTORY if statutory else STOPPING), *OBJECTING)


def said_until(access: Access) -> str:
    """How long a shared passport stays."""
    if access.end is None:
        return BY_HAND
    sooner = "si l’organisme retire ce dossier" if access.basis is Basis.STATUTORY else "si vous arrêtez le partage"
    return f"Jusqu’au {said_day(access.end)}, plus tôt {sooner} ou après 12 mois sans contact"


def _identity(file: File) -> HeldLine:
    detail = "Prénom, nom, année de naissance" + (", commune" if file.card.holder.town else "")
    return HeldLine("Qui vous êtes", detail, "Retrouver votre dossier.", *_passport_fate(file))


def _passport(file: File) -> HeldLine | None:
    counts = tuple(counted(number, *COUNTED[section]) for section in Section if (number := _size(file, section)))
    if not counts:
        return None
    return HeldLine("Votre passeport", begun(joined(counts)), WHY, *_passport_fate(file))


def _passport_fate(file: File) -> tuple[str, str, str]:
    if file.card.kept is Kept.HAND:
        return BY_HAND, "Vous, par ce que vous avez remis ou dit", COUNSELLOR
    statutory = file.card.access.basis is Basis.STATUTORY
    how = "que son organisme est habilité à consulter" if statutory else "que vous avez partagé"
    return said_until(file.card.access), f"Votre Passeport de compétences, {how}", COUNSELLOR


def _writings(file: File, items: Sequence[Item], custodian: Custodian, versions: int) -> tuple[HeldLine | None, ...]:
    own = file.card.kept is Kept.HAND
    until = BY_HAND if own else _notes_until(file.card.access, custodian)
    alone = BY_HAND if own else _notes_until(file.card.access, Custodian())
    seen = COUNSELLOR if own else PLATFORM
    talks = [item for item in items if item.kind is Kind.NOTE]
    kept_close = [item for item in items if item.kind is Kind.WORKING]
    decided = [item for item in items if item.kind not in NOTES]
    reminder, only = (
        "Aider votre conseiller à se souvenir.",
        f"{COUNSELLOR} seul : elles ne sont jamais envoyées",
    )
    return (
        _line("Notes d’entretien", talks, "note", WHY, until, seen),
        _line("Notes de travail", kept_close, "note privée", reminder, alone, only),
        _versions(versions, alone),
        _line("Ce que vous avez décidé ou corrigé ensemble", decided, "écrit", WHY, until, seen),
    )


def _line(what: str, items: Sequence[Item], one: str, why: str, until: str, seen: str) -> HeldLine | None:
    if not items:
        return None
    days = sorted(item.written.astimezone().date() for item in items)
    many = " ".join(word + "s" for word in one.split())
    when = f"le {said_day(days[0])}" if days[0] == days[-1] else f"du {said_day(days[0])} au {said_day(days[-1])}"
    return HeldLine(what, f"{counted(len(items), one, many)}, {when}", why, until, OWN_WORDS, seen)


def _versions(count: int, until: str) -> HeldLine | None:
    if not count:
        return None
    detail = f"{counted(count, 'texte')} : ce que les notes disaient avant d’être changées"
    why = "Retrouver ce qui a été changé ou effacé par erreur."
    return HeldLine("Les versions antérieures des notes", detail, why, until, OWN_WORDS, f"{COUNSELLOR} seul")


def _former(former: Sequence[Archived]) -> HeldLine | None:
    if not former:
        return None
    days = sorted(one.written.astimezone().date() for one in former)
    when = f"le {said_day(days[0])}" if days[0] == days[-1] else f"du {said_day(days[0])} au {said_day(days[-1])}"
    return HeldLine(
        "Les écrits d’un accompagnement précédent", f"{counted(len(former), 'écrit')}, {when}",
        "Son organisme a choisi de les garder après la fin du partage.",
        f"Jusqu’au {said_day(max(one.until for one in former))}, sous un pseudonyme", OWN_WORDS, COUNSELLOR,
    )  # fmt: skip


def _notes_until(access: Access, custodian: Custodian) -> str:
    if custodian.keeps_notes:
        end = "dès que ce dossier est retiré" if access.basis is Basis.STATUTORY else "dès la fin du partage"
        return f"Deux ans après le dernier contact ; {end}, sous un pseudonyme, sans votre nom"
    return f"{said_until(access)} : elles partent avec le passeport"


def _journal(entries: int) -> HeldLine | None:
    if not entries:
        return None
    detail = f"{counted(entries, 'ligne')} : quand votre dossier a été ouvert, imprimé ou effacé, jamais son contenu"
    return HeldLine(
        "Le journal des accès", detail, "Pouvoir vérifier qui a fait quoi.",
        "Aussi longtemps que le coffre de ce conseiller, sous un pseudonyme", "Escale, à chaque ouverture",
        f"{COUNSELLOR} et le délégué à la protection des données",
    )  # fmt: skip


def _size(file: File, section: Section) -> int:
    return len(file.passport.skills) if section is Section.SKILLS else len(file.passport.of(section))
