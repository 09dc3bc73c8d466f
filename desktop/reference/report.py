"""What the ``reference`` verbs answer: JSON-able values for programs, French lines for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from desktop.models.occupation import Edition, Found, Importance, Occupation
from desktop.reference.check import Join, Report

_NAMES: Mapping[str, str] = {
    "detailed": "compétences détaillées",
    "macro": "macro-savoir-faire",
    "soft": "macro-savoir-être professionnels",
    "knowledge": "savoirs",
    "context": "contextes de travail",
    "core": "principales",
    "emerging": "émergentes",
    "other": "autres",
    "domain": "domaines",
    "stake": "enjeux",
    "objective": "objectifs",
}
_HEADINGS: Mapping[Importance, str] = {
    Importance.CORE: "Cœur de métier",
    Importance.EMERGING: "Émergent",
    Importance.OTHER: "Aussi demandé",
}


def edition_text(edition: Edition) -> str:
    """One line: source, version, date and size, as CRPA L322-1 asks."""
    scope = "extrait de démonstration" if edition.extract else "référentiel complet"
    return (
        f"{edition.source} — version {edition.version}, {_dated(edition.published)} ({scope} : "
        f"{_figure(edition.occupations)} métiers, {_figure(edition.skills)} compétences et savoirs, "
        f"{_figure(edition.links)} liens)"
    )


def list_as_json(in_use: Edition, imported: Sequence[Edition]) -> dict[str, Any]:
    """The edition in use and those imported on this computer."""
    return {"in_use": asdict(in_use), "imported": [asdict(edition) for edition in imported]}


def list_as_text(in_use: Edition, imported: Sequence[Edition]) -> tuple[str, ...]:
    """The edition in use, then the others on this computer."""
    others = [f"Importé : {edition_text(edition)}" for edition in imported if edition != in_use]
    return (f"En usage : {edition_text(in_use)}", *others)


def check_as_json(report: Report) -> dict[str, Any]:
    """Every number of the report, and whether it is clean."""
    return asdict(report) | {"clean": report.clean}


def check_as_text(report: Report) -> tuple[str, ...]:
    """The numbers by kind, each join, then the verdict."""
    verdict = "Tout se tient." if report.clean else "Ce référentiel est abîmé : importez de nouveau le kit du ROME."
    return (
        f"ROME version {report.version}, {_dated(report.published)}",
        f"{_figure(report.occupations)} métiers, {_figure(report.appellations)} appellations, "
        f"{_figure(report.contexts)} contextes de travail",
        f"Compétences : {_counts(report.skills)}",
        f"Liens : {_counts(report.links)}",
        f"Cœur de métier : {_counts(report.importances)}",
        f"{_figure(report.mobilities)} mobilités vers {_figure(report.mobility_targets)} métiers",
        f"Arborescence : {_figure(report.tree['domain'])} domaines, {_figure(report.tree['stake'])} enjeux, "
        f"{_figure(report.tree['objective'])} objectifs, {_figure(report.tree['macro'])} macro-compétences",
        *[_join_text(join) for join in report.joins],
        f"Codes communs aux compétences et aux contextes : {_figure(report.shared_codes)}",
        verdict,
    )


def occupation_as_json(occupation: Occupation) -> dict[str, Any]:
    """The whole sheet."""
    return asdict(occupation)


def occupation_as_text(occupation: Occupation) -> tuple[str, ...]:
    """The sheet, from the definition to the mobilities; empty parts are left out."""
    lines = [
        f"{occupation.code} {occupation.label}",
        f"{occupation.domain.label} › {occupation.field.label}",
        *(["Métier réglementé"] if occupation.regulated else []),
        *occupation.definition.splitlines(),
        *_part("Accès", occupation.access.splitlines()),
    ]
    for importance, heading in _HEADINGS.items():
        asked = [one.skill for one in occupation.requirements if one.importance is importance]
        lines += _part(heading, [f"{skill.label} ({skill.code})" for skill in asked])
    lines += _part("Contextes de travail", occupation.contexts)
    lines += _part("Métiers proches", [f"{node.code} {node.label}" for node in occupation.mobilities])
    return (*lines, *_part("Appellations", occupation.titles))


def search_as_json(found: Sequence[Found]) -> list[dict[str, Any]]:
    """The answers, best first."""
    return [asdict(one) for one in found]


def search_as_text(found: Sequence[Found]) -> tuple[str, ...]:
    """One line an answer, with the appellation that matched."""
    lines = [f"{one.code} {one.label}" + (f" ({one.through})" if one.through else "") for one in found]
    read = [f"Rien pour ces mots ; voici pour « {one.corrected} » :" for one in found[-1:] if one.corrected]
    return (*read, *lines) or ("Aucun métier ne correspond.",)


def _part(heading: str, lines: Sequence[str]) -> list[str]:
    return [f"{heading} :", *[f"  {line}" for line in lines]] if lines else []


def _dated(published: str) -> str:
    return f"publiée le {date.fromisoformat(published):%d/%m/%Y}" if published else "date inconnue"


def _figure(number: int) -> str:
    """A number with narrow no-break spaces between thousands."""
    return f"{number:,}".replace(",", "\u202f")


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{_figure(number)} {_NAMES.get(name, name)}" for name, number in counts.items())


def _join_text(join: Join) -> str:
    culprits = f" (par exemple {', '.join(join.examples)})" if join.examples else ""
    return (
        f"{join.name} : {_figure(join.count)} lignes, {_figure(join.orphans)} sans suite, "
        f"{_figure(join.duplicates)} en double{culprits}"
    )
