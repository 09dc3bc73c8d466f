"""The sheet of one occupation as a page of rich text: read by the keyboard, by eyes and by screen readers alike."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from html import escape

from desktop.charts.colours import Colours
from desktop.models.occupation import Edition, Importance, Occupation, SkillKind
from desktop.models.text import counted
from desktop.models.when import said_day

SCHEME = "metier:"


def sheet(occupation: Occupation, colours: Colours) -> str:
    """The whole sheet as HTML; mobilities are links ``metier:J1501``."""
    core, other = _skills(occupation, core=True), _skills(occupation, core=False)
    parts = [
        _head(occupation, colours),
        _paragraphs("Ce qu’on y fait", occupation.definition, colours),
        _paragraphs("Comment y accéder", occupation.access, colours),
        _listed(f"Cœur de métier · {counted(len(core), 'compétence')}", core, colours),
        _listed("Autres savoir-faire", other, colours),
        _listed("Savoirs", _of_kind(occupation, SkillKind.KNOWLEDGE), colours),
        _listed("Savoir-être", _of_kind(occupation, SkillKind.SOFT), colours),
        _listed("Contextes de travail", [escape(context) for context in occupation.contexts], colours),
        _listed("Métiers vers lesquels aller", _links(occupation, colours), colours),
    ]
    return "".join(parts)


def said_edition(edition: Edition) -> str:
    """Source, version and date of the referential, as its licence asks."""
    day = said_day(date.fromisoformat(edition.published))
    said = f"Source : {edition.source} · version {edition.version} du {day}"
    size = counted(edition.occupations, "métier")
    return f"{said} · extrait de démonstration de {size}" if edition.extract else f"{said} · {size}"


def _head(occupation: Occupation, colours: Colours) -> str:
    place = f"{occupation.code} · {occupation.domain.label} › {occupation.field.label}"
    rule = "<p>Métier dont l’exercice est réglementé.</p>" if occupation.regulated else ""
    return (
        f'<p style="font-size:{round(colours.sized(18))}px; font-weight:600; margin:0">{escape(occupation.label)}</p>'
        f'<p style="color:{colours.muted}; margin:2px 0 0 0">{escape(place)}</p>{rule}'
    )


def _heading(words: str, colours: Colours) -> str:
    look = f"font-size:{round(colours.sized(13))}px; font-weight:600; color:{colours.muted}; margin:18px 0 4px 0"
    return f'<p style="{look}">{escape(words)}</p>'


def _paragraphs(heading: str, text: str, colours: Colours) -> str:
    lines = "".join(f'<p style="margin:0 0 4px 0">{escape(line)}</p>' for line in text.splitlines() if line.strip())
    return _heading(heading, colours) + lines if lines else ""


def _listed(heading: str, lines: Iterable[str], colours: Colours) -> str:
    items = "".join(f'<li style="margin-bottom:3px">{line}</li>' for line in lines)
    return f'{_heading(heading, colours)}<ul style="margin:0; -qt-list-indent:1">{items}</ul>' if items else ""


def _skills(occupation: Occupation, *, core: bool) -> list[str]:
    doing = (SkillKind.DETAILED, SkillKind.MACRO)
    return [
        escape(asked.skill.label) + (" (émergente)" if asked.importance is Importance.EMERGING else "")
        for asked in occupation.requirements
        if (asked.importance is Importance.CORE) is core and (core or asked.skill.kind in doing)
    ]


def _of_kind(occupation: Occupation, kind: SkillKind) -> list[str]:
    return [
        escape(asked.skill.label)
        for asked in occupation.requirements
        if asked.skill.kind is kind and asked.importance is not Importance.CORE
    ]


def _links(occupation: Occupation, colours: Colours) -> list[str]:
    return [
        f'<a style="color:{colours.accent}" href="{SCHEME}{escape(node.code)}">{escape(node.label)}</a>'
        for node in occupation.mobilities
    ]
