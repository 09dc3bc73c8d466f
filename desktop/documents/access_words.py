"""The words of an access report: what a wire word, a writing or a state is to the person who reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import msgspec

from desktop.documents.closing_words import said_end
from desktop.documents.cv_words import said_cv
from desktop.documents.diagnostic_words import said_explored
from desktop.documents.meeting_words import said_meeting
from desktop.models.erasure import WHY
from desktop.models.interview import header_of, said_header, with_header
from desktop.models.journal import Entry
from desktop.models.note import NOTES, Item, Kind
from desktop.models.passport import Fact
from desktop.models.plan import ABOUT, REMOVED, action_of, unread
from desktop.models.plan_groups import ABOUT_WORDS, OWNER_WORDS, STATUS_WORDS, titled
from desktop.models.plan_terms import step_words
from desktop.models.sections import SECTION_WORDS
from desktop.models.when import said_day

DETAIL_WORDS: Final[Mapping[str, str]] = {
    "siret": "SIRET",
    "typeContrat": "contrat",
    "pcsEse": "code de profession (PCS-ESE)",
    "complementPcsEse": "précision sur la profession",
    "activiteLibre": "activité",
    "secteurActivite": "secteur",
    "idcc": "convention collective",
    "codePostalLieuTravail": "code postal",
    "codePostal": "code postal",
    "type": "type",
    "code": "code",
    "dateDebutValidite": "valable dès le",
    "dateFinValidite": "valable jusqu’au",
    "niveauLangueEuropeen": "niveau de langue",
    "mentionValidee": "mention",
    "natureDeposant": "déposé par",
    "financeur": "financeur",
    "typeActivite": "activité",
    "alignementEsco": "compétence nommée (ESCO)",
    "alignementRome": "compétence nommée (ROME)",
    "alignementAutre": "compétence nommée (autre référentiel)",
}
SAID_WORDS: Final[Mapping[str, str]] = {
    "said": "dite en entretien",
    "to_acquire": "à acquérir",
    "not_held": "déduite du parcours, écartée ensemble",
    "nothing": "ce qui avait été dit est retiré",
}
ANSWER_WORDS: Final[Mapping[str, str]] = {
    "accepted": "oui, reconnu ensemble",
    "refused": "non",
    "nothing": "réponse retirée",
}
FORM_WORDS: Final[Mapping[str, str]] = {
    "closing": "Fin de l’accompagnement",
    "handover": "Transmission à un autre conseiller",
    "hand": "Saisie du dossier",
    "place": "Où le conseiller s’était arrêté",
    "step": "Où la lecture ensemble s’était arrêtée",
}
CODE_WORDS: Final[Mapping[str, str]] = {
    **{str(section): word for section, word in SECTION_WORDS.items()},
    **{str(reason): why.rstrip(".") for reason, why in WHY.items()},
    "fiche-de-secours": "fiche de secours",
    "bordereau-d-effacement": "bordereau d’effacement",
    "renouveler-le-partage": "invitation à prolonger le partage",
    "ce-qu-escale-garde": "ce qu’Escale garde",
    "demande-pour-le-passeport": "lettre de la personne pour son passeport",
    "rapport-d-acces": "rapport d’accès",
    "journal-des-acces": "journal des accès",
    "agenda": "agenda, sans nom",
    "activite": "activité, sans nom",
    "synthese": "synthèse remise à la personne",
    "plan-sur-une-page": "plan sur une page",
    "convention-de-partage": "convention de partage",
    "fiche-de-continuite": "fiche de continuité, pour un autre conseiller",
    "cv-de-travail": "CV de travail",
    "votre-conseil-en-evolution-professionnelle": "information du premier entretien",
}


OWN_WORDS: Final[Mapping[Kind, Callable[[Item], str]]] = {
    Kind.MEETING: said_meeting,
    Kind.DIAGNOSTIC: said_explored,
    Kind.CLOSING: said_end,
    Kind.CV: said_cv,
}


def said_entry(entry: Entry) -> str:
    """``Document imprimé : rapport d’accès``; the code itself when it is not one of ours."""
    code = CODE_WORDS.get(entry.what, entry.what)
    return f"{entry.word} : {code}" if code else entry.word


def said_form(text: str) -> str:
    """The words of a form that was left half filled; as it is kept when it is no form of ours."""
    try:
        typed = msgspec.json.decode(text, type=dict[str, str])
    except msgspec.MsgspecError:
        return text
    return " · ".join(value for value in typed.values() if value)


def said_details(fact: Fact) -> str:
    """``contrat : CDI · secteur : aide à domicile``; "" when the passport says no more."""
    told = [f"{DETAIL_WORDS.get(word, word)} : {value}" for word, value in fact.details if value]
    told += [f"métier {code}" for code in fact.occupations]
    return " · ".join(told)


def said_content(item: Item) -> str:
    """What a writing says, whatever its kind, in words; nothing of it is left out."""
    said = item.content
    label = said.get("label") or said.get("code", "")
    if item.kind in NOTES:
        return _said_note(item)
    if item.kind is Kind.OCCUPATION and said.get("state") in ("chosen", "dropped"):
        reason = f". Pourquoi : {said['reason']}" if said.get("reason") else ""
        return f"{label} ({said.get('code', '')}) : {'choisi' if said['state'] == 'chosen' else 'écarté'}{reason}"
    if item.kind is Kind.CORRECTION and said.get("about") == "skill":
        return f"Compétence « {label} » : {SAID_WORDS.get(said.get('said', ''), said.get('said', ''))}"
    if item.kind is Kind.CORRECTION and said.get("about") == "experience":
        tied = f"rattachée au métier {label} ({said['code']})" if said.get("code") else "plus rattachée à un métier"
        return f"Expérience {tied}"
    if item.kind is Kind.CORRECTION and said.get("about") == "shown":
        answer = said.get("answer", "")
        return f"Une étape du parcours montre « {label} » : {ANSWER_WORDS.get(answer, answer)}"
    if item.kind is Kind.PLAN and said.get("about") == ABOUT:
        return _said_plan(item)
    own_words = OWN_WORDS.get(item.kind)
    return own_words(item) if own_words else _listed(said)


def _said_note(item: Item) -> str:
    """Where it comes from, then its words; line by line when it says what this Escale does not know."""
    header = header_of(item.content)
    known = {"text": item.text, **with_header({}, header)}
    if any(known.get(name) != value for name, value in item.content.items() if value):
        return _listed(item.content)
    return "\n\n".join(part for part in (said_header(header), item.text) if part)


def _said_plan(item: Item) -> str:
    """An action of the plan, its details line by line, then whatever this Escale does not know."""
    if item.content.get("state") == REMOVED:
        return "Action retirée du plan"
    one = action_of(item)
    told = [f"{titled(one)} : {STATUS_WORDS[one.status]}, par {OWNER_WORDS[one.owner]}"]
    told += [f"Pour le {said_day(one.due)}"] if one.due else []
    named = f"{step_words(one.step)} ({one.step})" if step_words(one.step) else one.step
    told += [f"{word} : {value}" for word, value in (("Pourquoi", one.theme_words), ("Quoi", named),
                                                      ("Comment", one.how)) if value]  # fmt: skip
    told += [f"En lien avec : {ABOUT_WORDS[one.link.about]} {one.link.label} ({one.link.code})"] if one.link else []
    return "\n".join([*told, *([_listed(more)] if (more := unread(item)) else [])])


def _listed(said: Mapping[str, str]) -> str:
    return "\n".join(f"{word} : {value}" for word, value in said.items())
