"""By what right the counsellor works: the body that gives the habilitation, who the agent is, until when.

It stands on papers as their sender, and is reminded before it ends. Nothing is locked by it: the gateway alone decides
who may open passports.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from desktop.models.readable import day_in
from desktop.models.when import said_day

STATE: Final = "accreditation"  # of the store's state
SOON: Final = timedelta(days=30)  # before the end, from which it is reminded
LONGEST: Final = 120  # characters of a name


class Body(StrEnum):
    """Whom the Code du travail names as operators of the conseil en évolution professionnelle (L. 6111-6)."""

    FRANCE_TRAVAIL = "france_travail"
    APEC = "apec"
    CAP_EMPLOI = "cap_emploi"
    MISSION_LOCALE = "mission_locale"
    REGIONAL = "operateur_regional"
    OTHER = "autre"


BODY_WORDS: Final[Mapping[Body, str]] = {
    Body.FRANCE_TRAVAIL: "France Travail",
    Body.APEC: "Apec",
    Body.CAP_EMPLOI: "Cap emploi",
    Body.MISSION_LOCALE: "Mission locale",
    Body.REGIONAL: "Opérateur régional du CEP",
    Body.OTHER: "Autre organisme",
}


@dataclass(frozen=True, slots=True)
class Accreditation:
    """``organisation`` is the name of the structure, ``agent`` how the counsellor signs; ``until`` its last day."""

    body: Body | None = None
    organisation: str = ""
    agent: str = ""
    until: date | None = None

    @property
    def of(self) -> str:
        """``Mission locale du Bocage``; the word of the body when the structure has no name of its own."""
        return self.organisation or (BODY_WORDS[self.body] if self.body and self.body is not Body.OTHER else "")


def read(text: str) -> Accreditation:
    """What ``written`` kept; what cannot be read counts as not said."""
    try:
        said = json.loads(text) if text else {}
    except ValueError:
        said = {}
    if not isinstance(said, dict):
        return Accreditation()
    words = {name: value[:LONGEST] for name, value in said.items() if isinstance(value, str)}
    body = next((one for one in Body if one == words.get("body")), None)
    return Accreditation(body, words.get("organisation", ""), words.get("agent", ""), day_in(words.get("until", "")))


def written(one: Accreditation) -> str:
    """As it is kept in the store's state; "" for nothing said."""
    if one == Accreditation():
        return ""
    until = one.until.isoformat() if one.until else ""
    said = {"body": str(one.body or ""), "organisation": one.organisation, "agent": one.agent, "until": until}
    return json.dumps(said, ensure_ascii=False)


def signer(state: Mapping[str, str]) -> tuple[str, str]:
    """Who signs papers and for which organisation: as typed, else the name that the gateway gives, and ""."""
    one = read(state.get(STATE, ""))
    return one.agent or state.get("counsellor", ""), one.of


def said_standing(one: Accreditation, day: date) -> str:
    """Where it stands on that day, as a sentence; "" when nobody said until when."""
    if one.until is None:
        return ""
    on, left = said_day(one.until), (one.until - day).days
    if left < 0:
        return f"Habilitation terminée depuis le {on}. Rien n’est fermé ici : voyez avec votre organisme."
    if left <= SOON.days:
        when = {0: "aujourd’hui", 1: "demain"}.get(left, f"dans {left} jours")
        return f"Habilitation valable jusqu’au {on} : elle se termine {when}."
    return f"Habilitation valable jusqu’au {on}."


def reminded(one: Accreditation, day: date) -> bool:
    """Whether its end is near or past."""
    return one.until is not None and day >= one.until - SOON
