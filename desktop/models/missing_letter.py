"""The letters that a person may sign when something is not in their passport: to whom, what is asked, by what right.

They carry a name and what is looked for, and leave blank lines for what only the person writes. No birth number,
nothing about health, nothing else of the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop.models.missing_case import LONGEST, Case, Thing
from desktop.models.missing_causes import Letter
from desktop.models.passport import Holder
from desktop.models.when import said_day

CODE: Final = "demande-pour-le-passeport"  # the file proposed, and what the access journal says of it
LETTER_WORDS: Final[Mapping[Letter, str]] = {
    Letter.TRANSMIT: "Au certificateur : transmettre ou corriger",
    Letter.ATTEST: "Au certificateur : attester, transmettre s’il le peut",
    Letter.EMPLOYER: "À l’employeur : vérifier et attester",
    Letter.SERVICE: "Au service du passeport : chercher et corriger",
}
READERS: Final[Mapping[Letter, str]] = {
    Letter.TRANSMIT: "À l’organisme certificateur",
    Letter.ATTEST: "À l’organisme certificateur",
    Letter.EMPLOYER: "À l’employeur, service du personnel",
    Letter.SERVICE: "Caisse des Dépôts\nService du Passeport de compétences",
}
TITLES: Final[Mapping[Letter, str]] = {
    Letter.TRANSMIT: "Ma certification dans le Passeport de compétences",
    Letter.ATTEST: "Demande d’attestation d’une certification",
    Letter.EMPLOYER: "Un emploi à vérifier et à attester",
    Letter.SERVICE: "Une ligne à chercher dans mon Passeport de compétences",
}
ASKED: Final[Mapping[Letter, tuple[str, ...]]] = {
    Letter.TRANSMIT: (
        "Transmettre cette certification à la Caisse des Dépôts, ou me dire à quelle date vous l’avez fait.",
        "Si l’envoi a été rejeté, vérifier mon identité ci-dessous et le refaire.",
        "Corriger mon identité dans vos fichiers si elle n’est pas celle-ci.",
    ),
    Letter.ATTEST: (
        "M’adresser une attestation ou un duplicata de cette certification.",
        "La transmettre aussi à la Caisse des Dépôts, si vous le pouvez.",
    ),
    Letter.EMPLOYER: (
        "Me remettre un certificat de travail, ou un état des services, qui dit les dates et l’emploi.",
        "Vérifier l’identité déclarée pour cet emploi, et la corriger si elle n’est pas celle ci-dessous.",
    ),
    Letter.SERVICE: (
        "Me dire si une donnée sur cette ligne vous est parvenue, de qui et à quelle date.",
        "La rattacher à mon passeport si elle est arrivée sous une autre identité que celle ci-dessous.",
        "Corriger mon identité si elle n’est pas la bonne, et me dire à qui m’adresser si rien ne vous est parvenu.",
    ),
}
GROUNDS: Final[Mapping[Letter, str]] = {
    Letter.TRANSMIT: (
        "Depuis le 1er juillet 2021, les certificateurs communiquent à la Caisse des Dépôts, dans les trois mois, les"
        " certifications inscrites aux répertoires nationaux qu’ils délivrent (Code du travail, articles L. 6113-8 et"
        " R. 6113-17-2). J’ai aussi le droit de faire corriger les données qui me concernent (RGPD, article 16)."
    ),
    Letter.ATTEST: (
        "Je sais que l’obligation de transmettre (Code du travail, article L. 6113-8) peut ne pas concerner cette"
        " certification. J’ai le droit d’obtenir une copie des données que vous gardez sur moi (RGPD, article 15)."
    ),
    Letter.EMPLOYER: (
        "Un certificat de travail est dû à la fin de tout contrat de travail (Code du travail, article L. 1234-19)."
        " J’ai aussi le droit d’obtenir les données qui me concernent et de les faire corriger (RGPD, articles 15"
        " et 16)."
    ),
    Letter.SERVICE: (
        "J’ai le droit d’obtenir les données qui me concernent et de les faire corriger (RGPD, articles 15 et 16). Le"
        " contenu du passeport est fixé par le Code du travail (article L. 6323-8)."
    ),
}
IDENTITY: Final = ("Nom de naissance", "Prénoms", "Date de naissance", "Commune ou pays de naissance")
ADDRESS: Final = "Adresse pour me répondre"
NO_NUMBER: Final = "Je n’écris pas mon numéro de sécurité sociale : il n’est pas nécessaire à cette demande."


@dataclass(frozen=True, slots=True)
class Written:
    """A letter in words: ``blanks`` are what the person writes by hand, ``asked`` what they ask for."""

    title: str
    sender: str
    reader: str
    dated: str
    facts: str
    asked: tuple[str, ...]
    grounds: str
    blanks: tuple[str, ...]

    def text(self) -> str:
        """The whole letter as plain words, to be put in a message."""
        head = (self.sender, self.reader, self.dated, f"Objet : {self.title}", GREETING, self.facts)
        asked = "\n".join((ASKING, *(f"– {one}" for one in self.asked)))
        blanks = "\n".join(f"{word} : …" for word in self.blanks)
        return "\n\n".join((*head, asked, self.grounds, f"{WHO}\n{blanks}", FAREWELL, self.sender))


GREETING: Final = "Madame, Monsieur,"
ASKING: Final = "Je vous demande de :"
WHO: Final = "Mon identité"
FAREWELL: Final = "Je vous remercie de votre réponse. Recevez mes salutations."


def written(letter: Letter, case: Case, holder: Holder, today: date) -> Written:
    """The letter of that person about that thing; what was not typed becomes a blank line."""
    place = case.place.strip()[:LONGEST]
    named = bool(place) and letter is not Letter.SERVICE
    blanks = () if case.title.strip() else (BLANK_TITLES[case.thing],)
    return Written(
        TITLES[letter],
        holder.name[:LONGEST],
        place if named else READERS[letter],
        f"Le {said_day(today)}",
        _facts(letter, case),
        ASKED[letter],
        GROUNDS[letter],
        (*blanks, *IDENTITY, ADDRESS),
    )


BLANK_TITLES: Final[Mapping[Thing, str]] = {
    Thing.RECOGNITION: "Intitulé exact de la certification",
    Thing.EXPERIENCE: "Emploi et dates",
    Thing.TRAINING: "Intitulé de la formation et dates",
    Thing.ENGAGEMENT: "Activité et dates",
}
LINES: Final[Mapping[Thing, str]] = {
    Thing.RECOGNITION: "la certification",
    Thing.EXPERIENCE: "l’emploi",
    Thing.TRAINING: "la formation",
    Thing.ENGAGEMENT: "l’engagement",
}


def _facts(letter: Letter, case: Case) -> str:
    title, year, other = (text.strip()[:LONGEST] for text in (case.title, case.year, case.other_name))
    number = f" ({case.numbers[0]})" if case.numbers else ""
    line = f"{LINES[case.thing]} « {title} »{number}" if title else f"{LINES[case.thing]} écrite ci-dessous"
    if not title and case.thing in (Thing.EXPERIENCE, Thing.ENGAGEMENT):
        line = f"{LINES[case.thing]} écrit ci-dessous"
    place = case.place.strip()[:LONGEST]
    who = f", {place}" if place and letter is Letter.SERVICE else ""
    when = f", {year}," if year else ""
    said = f"Je ne trouve pas {line}{who}{when} parmi les données garanties de mon Passeport de compétences."
    if other:
        said += f"\n\nL’inscription a pu être faite sous un autre nom : {other}."
    return said
