"""Everything that is held about a person, to be handed over: readable pages, and the same as JSON beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from desktop.documents.access_json import json
from desktop.documents.access_words import FORM_WORDS, said_content, said_details, said_entry, said_form
from desktop.documents.parts import Part, facts, heading, quiet, sheet, table, text, written
from desktop.documents.printing import paper as typeset_paper
from desktop.documents.reported_note import reported
from desktop.errors import Refused
from desktop.models.archived import Archived
from desktop.models.evidence import source_words
from desktop.models.file import File, Kept
from desktop.models.held import AWAITED, GROUNDS, Custodian
from desktop.models.journal import Entry
from desktop.models.note import NOTES, Delivery, Item
from desktop.models.notebook import notes, said_state
from desktop.models.paper import Paper
from desktop.models.passport import Fact, HeldSkill, Origin, Section
from desktop.models.safekeeping import said_moment
from desktop.models.sections import SECTION_WORDS
from desktop.models.sharing import section_list
from desktop.models.text import begun
from desktop.models.version import Version
from desktop.models.waiting import KIND_WORDS
from desktop.models.when import said_day

NAME: Final = "rapport-d-acces"
TITLE: Final = "Rapport d’accès"
LEAD: Final = "Tout ce qu’Escale garde sur vous, tel que c’est écrit, notes de travail comprises."
MOST_WORDS: Final = 1_500_000  # characters of writings that are laid out; the JSON beside holds them all
MOST_LINES: Final = 4_000  # lines of one table that are laid out
BESIDE: Final = "La suite est dans le fichier JSON remis avec ce rapport."
SOURCES: Final = (
    "« Garantie » : transmise au passeport par un employeur, un ministère ou un organisme. « Déclarée » : ajoutée par"
    " vous. « Dite en entretien » : notée par votre conseiller pendant que vous parliez."
)
IN_A_CALENDAR: Final = "L’heure est dans un agenda, sans votre nom."
FORMER: Final = (
    "Gardé sous un pseudonyme, sans votre nom, après la fin d’un partage : l’organisme de votre conseiller l’a choisi."
)
ORIGINS: Final[Mapping[Origin, str]] = {
    Origin.GUARANTEED: "garantie",
    Origin.DECLARED: "déclarée",
    Origin.SAID: "dite en entretien",
}


@dataclass(frozen=True, slots=True)
class Report:
    """What is reported: the file, all that was written, the lines of the journal that concern the person.

    ``versions``: what the notes said before, by id of the note, newest first. ``held``: ids of the meetings that were
    given to a calendar. ``former``: what a former sharing left. ``drafts``: forms left half filled, by name.
    """

    file: File
    items: tuple[Item, ...]
    versions: Mapping[str, tuple[Version, ...]]
    entries: tuple[Entry, ...]
    today: date
    custodian: Custodian
    held: frozenset[str] = frozenset()
    former: tuple[Archived, ...] = ()
    drafts: Mapping[str, str] = field(default_factory=dict)


def values(report: Report) -> dict[str, object]:
    """What the pages say; Refused for a file that waits to be received again, whose notes stay sealed."""
    if report.file.card.kept is Kept.AWAITED:
        raise Refused(AWAITED, "Faites d’abord un échange avec le serveur de partage.")
    said = (_who, _passport, _notes, _decided, _half_filled, _former, _journal)
    parts = tuple(part for about in said for part in about(report))
    return sheet(TITLE, LEAD, f"Escale · rapport d’accès du {said_day(report.today)}", parts)


def paper(report: Report, ppi: float = 0) -> Paper:
    """The PDF, the JSON beside it, and the pages as pictures when ``ppi`` is given."""
    said = values(report)
    beside = json(
        report.file, report.items, report.versions, report.entries, report.today, report.held, report.former,
        report.drafts,
    )  # fmt: skip
    return typeset_paper(NAME, "sheet", said, ppi, {"json": beside})


def _who(report: Report) -> Iterator[Part]:
    holder, access = report.file.card.holder, report.file.card.access
    until = f", jusqu’au {said_day(access.end)}" if access.end else ", sans date de fin"
    yield facts((
        ("Prénom", holder.first_name),
        ("Nom", holder.family_name),
        ("Année de naissance", str(holder.birth_year)),
        ("Commune", holder.town or "non renseignée"),
    ))  # fmt: skip
    yield heading("Pourquoi votre conseiller a ces informations")
    yield text(GROUNDS[access.basis])
    yield facts((
        ("Ce qui est ouvert", section_list(access.sections) or "rien"),
        ("Dates", f"Depuis le {said_day(access.start)}{until}"),
        ("Version reçue", f"n° {report.file.card.version}, du {said_moment(report.file.card.changed)}"),
        ("Responsable", report.custodian.organisation or "l’organisme de votre conseiller"),
        ("Délégué aux données", report.custodian.officer or "à demander à votre conseiller"),
    ))  # fmt: skip


def _passport(report: Report) -> Iterator[Part]:
    passport = report.file.passport
    yield heading("Votre passeport")
    yield quiet(SOURCES)
    for section in Section:
        if found := passport.of(section):
            yield heading(begun(SECTION_WORDS[section]), 3)
            yield from _table(("Quoi", "Quand", "D’où cela vient"), (5, 2.6, 4.6), [_fact(fact) for fact in found])
    if passport.skills:
        yield heading(begun(SECTION_WORDS[Section.SKILLS]), 3)
        rows = [_skill(skill, passport.fact(skill.proof.fact) if skill.proof else None) for skill in passport.skills]
        yield from _table(("Compétence", "Repose sur", "D’où cela vient"), (5, 2.6, 4.6), rows)
    if not passport.facts and not passport.skills:
        yield text("Rien.")


def _fact(fact: Fact) -> tuple[str, ...]:
    what = "\n".join(part for part in (fact.title, fact.place, said_details(fact)) if part)
    return what, fact.when, _origin(fact.origin, fact.source)


def _skill(skill: HeldSkill, proof: Fact | None) -> tuple[str, ...]:
    return f"{skill.label} ({skill.code})", proof.title if proof else "", _origin(skill.origin, skill.source)


def _origin(origin: Origin, source: str) -> str:
    return f"{begun(ORIGINS[origin])}\n{source_words(source)}"


def _notes(report: Report) -> Iterator[Part]:
    yield heading("Les notes")
    found, left = notes(report.items), MOST_WORDS
    if not found:
        yield text("Aucune.")
    for note in found:
        told = reported(note, report.versions.get(note.id, ()))
        yield heading(told.heading, 3)
        for one in told.texts:
            left -= len(one.words)
            if one.caption:
                yield quiet(one.caption)
            yield written(one.words) if left >= 0 else quiet(BESIDE)


def _decided(report: Report) -> Iterator[Part]:
    found = sorted((item for item in report.items if item.kind not in NOTES), key=lambda item: item.written)
    yield heading("Ce qui a été décidé ou corrigé")
    yield from _table(("Le", "Quoi", "Contenu", "État"), (3, 2.5, 6, 2), _rows(found, report.held))


def _rows(items: list[Item], held: frozenset[str]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    left = MOST_WORDS
    for item in items:
        other = said_content(replace(item, content=item.theirs.content)) if item.theirs else ""
        said = (
            f"{said_content(item)}\nAutre version, de {item.theirs.author} : {other}"
            if item.theirs
            else said_content(item)
        )
        said += f"\n{IN_A_CALENDAR}" if item.id in held else ""
        left -= len(said)
        day = said_day(item.written.astimezone().date())
        rows.append((day, KIND_WORDS[item.kind], said if left >= 0 else BESIDE, said_state(item)))
    return rows


def _half_filled(report: Report) -> Iterator[Part]:
    """Forms that were left half filled, in which the person is spoken of."""
    if not report.drafts:
        return
    yield heading("Ce qui est à moitié rempli")
    rows = [(FORM_WORDS.get(name.partition("|")[0], name), said_form(text)) for name, text in report.drafts.items()]
    yield from _table(
        ("Quoi", "Contenu"), (2, 5), [(name, said if len(said) < MOST_WORDS else BESIDE) for name, said in rows]
    )


def _former(report: Report) -> Iterator[Part]:
    """What was written before this sharing, and outlived the one that ended."""
    if not report.former:
        return
    yield heading("D’un accompagnement précédent")
    yield quiet(FORMER)
    rows, left = list[tuple[str, ...]](), MOST_WORDS
    for one in report.former:
        said = said_content(Item("", "", one.kind, one.content, one.written, Delivery.SENT))
        left -= len(said)
        day, until = said_day(one.written.astimezone().date()), said_day(one.until)
        rows.append((day, KIND_WORDS[one.kind], said if left >= 0 else BESIDE, until))
    yield from _table(("Le", "Quoi", "Contenu", "Jusqu’au"), (3, 2.5, 6, 3), rows)


def _journal(report: Report) -> Iterator[Part]:
    yield heading("Le journal des accès")
    yield text(
        "Ce qui a été fait de votre dossier sur cet ordinateur. Le journal ne garde ni votre nom, ni le contenu."
    )
    rows = [(said_moment(entry.at), said_entry(entry)) for entry in report.entries]
    yield from _table(("Quand", "Quoi"), (1, 2), rows)


def _table(columns: tuple[str, ...], weights: tuple[float, ...], rows: Sequence[tuple[str, ...]]) -> Iterator[Part]:
    if rows:
        yield table(columns, weights, rows[:MOST_LINES])
    else:
        yield text("Rien.")
    if len(rows) > MOST_LINES:
        yield quiet(BESIDE)
