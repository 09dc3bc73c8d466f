"""The working CV on paper: what the person chose, in their order, each line with where it comes from.

It must never pass for the CV that the Caisse des Dépôts signs: it says so at its head and at the foot of every page,
and provenances are grey words, for the signed one has green and blue badges (decision 0028).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from desktop.charts.words import ORIGIN_WORDS, WORDS
from desktop.documents.parts import Part, heading, points, quiet, text, written
from desktop.documents.printing import paper as typeset_paper
from desktop.errors import Refused
from desktop.models.cv import Cv, cvs
from desktop.models.cv_lines import CvLine, CvLines, cv_lines
from desktop.models.file import Kept
from desktop.models.held import AWAITED
from desktop.models.known import Known
from desktop.models.paper import Paper
from desktop.models.passport import Section
from desktop.models.shareable import Shareable

NAME: Final = "cv-de-travail"
TITLE: Final = "CV de travail"
WARNING: Final = "CV de travail, composé avec un conseiller. Ce n’est pas un CV certifié du Passeport de compétences."
GONE: Final = "Ce CV n’est plus dans le dossier."
HEADINGS: Final[Mapping[Section, str]] = {
    Section.SKILLS: "Compétences",
    Section.EXPERIENCES: "Expérience professionnelle",
    Section.RECOGNITIONS: "Diplômes et titres",
    Section.TRAININGS: "Formations",
    Section.ENGAGEMENTS: "Engagements",
    Section.MANDATES: "Mandats",
    Section.LICENCES: "Permis de conduire",
    Section.BADGES: "Badges numériques",
}
KEY: Final[Mapping[str, str]] = {  # what a provenance means, by its word
    "garantie": "envoyée au passeport par un employeur, un certificateur ou un service public",
    "prouvée": "une étape garantie du passeport, ou un badge, la montre",
    "déclarée": "ajoutée au passeport par la personne, ou lue sur un papier qu’elle a remis",
    "dite en entretien": "dite au conseiller",
    "déduite": "un métier exercé ou un diplôme obtenu la suppose",
}
KEY_HEADING: Final = "D’où vient chaque ligne"


def chosen(shared: Shareable, identifier: str) -> Cv:
    """The CV of that id; Refused when it was taken away, or while the file waits to be received again."""
    if shared.file.card.kept is Kept.AWAITED:
        raise Refused(AWAITED, "Faites d’abord un échange avec le serveur de partage.")
    found = next((one for one in cvs(shared.items) if one.id == identifier), None)
    if found is None:
        raise Refused(GONE, "Choisissez-en un autre, ou composez-en un nouveau.")
    return found


def values(shared: Shareable, known: Known, identifier: str) -> dict[str, object]:
    """What the pages say; ``known`` is read from the same ``shared``."""
    cv = chosen(shared, identifier)
    lines = cv_lines(cv, known)
    name = shared.file.card.holder.name if cv.named else ""
    title = cv.title.strip()
    return {
        "title": TITLE,
        "footer": WARNING,
        "name": name or title or TITLE,
        "headline": title if name else "",
        "contact": "Pour me joindre" if name else "",
        "profile": cv.profile.strip(),
        "groups": [_group(section, inside) for section, inside in lines.groups],
        "key": KEY_HEADING if lines.shown else "",
        "meanings": list(meanings(lines)),
    }


def paper(shared: Shareable, known: Known, identifier: str, ppi: float = 0) -> Paper:
    """The CV as PDF, ready to save or print."""
    return typeset_paper(NAME, "cv", values(shared, known, identifier), ppi)


def word_file(shared: Shareable, known: Known, identifier: str) -> Paper:
    """The same as a word file (DOCX), to finish together."""
    from desktop.documents.wordfile import docx

    cv = chosen(shared, identifier)
    name = shared.file.card.holder.name if cv.named else ""
    return Paper(NAME, NAME, {"docx": docx(TITLE, "", parts(cv, cv_lines(cv, known), name), footer=WARNING)})


def parts(cv: Cv, lines: CvLines, name: str) -> Iterator[Part]:
    """The pieces of the word file, in the order in which it is read."""
    title = cv.title.strip()
    yield heading(name or title or TITLE)
    if name and title:
        yield text(title)
    if cv.profile.strip():
        yield written(cv.profile.strip())
    for section, inside in lines.groups:
        yield heading(HEADINGS[section])
        yield points("\n".join((line.title, *_about(line), provenance(line))) for line in inside)
    if lines.shown:
        yield heading(KEY_HEADING)
        yield points(meanings(lines))
    yield quiet(WARNING)


def provenance(line: CvLine) -> str:
    """``garantie``, ``déduite``… in one word or two."""
    return ORIGIN_WORDS[line.origin] if line.origin else WORDS[line.standing]


def meanings(lines: CvLines) -> Iterator[str]:
    """What the words of provenance on this CV mean, the surest first."""
    met = {provenance(line) for line in lines.shown}
    return (f"{word} : {meaning}" for word, meaning in KEY.items() if word in met)


def _group(section: Section, lines: Iterable[CvLine]) -> dict[str, object]:
    strong = section is not Section.SKILLS
    told = [
        {"title": line.title, "strong": strong, "about": list(_about(line)), "from": provenance(line)} for line in lines
    ]
    return {"heading": HEADINGS[section], "lines": told}


def _about(line: CvLine) -> Iterator[str]:
    if line.detail:
        yield line.detail
    if line.ref.section is Section.SKILLS and line.proof:
        yield line.proof
