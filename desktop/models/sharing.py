"""By what right a file is here, what it covers and how long: said in sentences that counsellor and person both read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from desktop.models.access import Access, Basis
from desktop.models.file import Card, Kept
from desktop.models.passport import Section
from desktop.models.sections import SECTION_WORDS
from desktop.models.text import counted, joined
from desktop.models.when import said_day

BASIS_WORDS: Final[Mapping[Basis, str]] = {
    Basis.PUBLICATION: "publication par la personne",
    Basis.HANDED_OVER: "remise par la personne",
    Basis.STATUTORY: "habilitation",
    Basis.SAID: "dite en entretien",
}
BASIS_SENTENCES: Final[Mapping[Basis, str]] = {
    Basis.PUBLICATION: "La personne a publié elle-même ces informations pour vous, depuis son Passeport de compétences."
    " Elle peut arrêter le partage quand elle le veut.",
    Basis.HANDED_OVER: "La personne vous a remis ces informations, par exemple un CV ou un diplôme."
    " Elles ont été saisies ici et ne partent nulle part.",
    Basis.STATUTORY: "Votre organisme est habilité par le Code du travail (article R. 6323-35) à consulter ces"
    " informations pour accompagner la personne.",
    Basis.SAID: "La personne vous a dit ces informations pendant un entretien."
    " Elles ont été saisies ici et ne partent nulle part.",
}


def section_list(sections: tuple[Section, ...]) -> str:
    """``formations, permis et badges numériques``, in the passport's order; "" for none."""
    return joined(tuple(SECTION_WORDS[section] for section in Section if section in sections))


def not_shared(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The sections that are not there, in the passport's order."""
    return tuple(section for section in Section if section not in sections)


def said_days_left(days: int) -> str:
    """``aujourd’hui``, ``demain``, ``dans 3 jours``, ``terminé``."""
    return {0: "aujourd’hui", 1: "demain"}.get(days, "terminé" if days < 0 else f"dans {days} jours")


def said_end(access: Access, today: date) -> str:
    """``25 novembre 2026 · dans 3 jours``, for a list; ``sans date de fin`` for a file made here."""
    days = access.days_left(today)
    return (
        "sans date de fin" if access.end is None or days is None else f"{said_day(access.end)} · {said_days_left(days)}"
    )


def said_dates(access: Access, today: date) -> str:
    """``Du 23 octobre 2026 au 14 février 2027, il reste 84 jours.``"""
    days = access.days_left(today)
    if access.end is None or days is None:
        return f"Depuis le {said_day(access.start)}, sans date de fin."
    left = "c’est le dernier jour" if days == 0 else "le partage est terminé" if days < 0 else (
        f"il reste {counted(days, 'jour')}"
    )  # fmt: skip
    return f"Du {said_day(access.start)} au {said_day(access.end)}, {left}."


def said_fate(card: Card) -> str:
    """What happens to the file at the end."""
    if card.kept is Kept.HAND:
        return "Ce dossier a été créé ici : il reste sur cet ordinateur jusqu’à ce que vous l’effaciez."
    return "À la fin du partage, ce dossier est effacé de cet ordinateur, même sans réseau."


def said_origin(card: Card) -> str:
    """Where the file came from, and which version of it this is."""
    changed = said_day(card.changed.astimezone().date())
    if card.kept is Kept.AWAITED:
        return "À recevoir de nouveau du serveur de partage."
    if card.kept is Kept.HAND:
        return f"Saisi sur cet ordinateur, modifié le {changed}."
    if card.kept is Kept.ABSENT:
        return (
            f"Reçu du serveur de partage (version {card.version}, mise à jour du {changed})."
            " Le serveur ne le propose plus, sans en dire la fin : il est conservé ici jusqu’à la fin du partage."
        )
    return f"Reçu du serveur de partage : version {card.version}, mise à jour du {changed}."


def headline(card: Card) -> str:
    """Under the person's name: ``Partage jusqu’au 14 février 2027 · 6 sections``."""
    if card.kept is Kept.AWAITED:
        return f"Partage jusqu’au {said_day(card.access.end)}" if card.access.end else ""
    count = counted(len(card.access.sections), "section")
    if card.kept is Kept.HAND:
        return f"Créé ici · {BASIS_WORDS[card.access.basis]} · {count}"
    until = f"Partage jusqu’au {said_day(card.access.end)}" if card.access.end else "Partage sans date de fin"
    return f"{until} · {count}" + (" · absent du serveur" if card.kept is Kept.ABSENT else "")
