"""The map in words: the finding that is its title, the sentence beneath, and a plain text to be read aloud."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from desktop.models.skill import Standing
from desktop.models.skillmap import Cell, Row, SkillMap, Sort
from desktop.models.skilltree import Placed
from desktop.models.text import begun, counted, in_words
from desktop.models.when import said_day

NOTHING: Final = "La carte se dessinera avec les premières compétences"
ACROSS: Final = "utile dans beaucoup de métiers"
BEST: Final[Mapping[Standing, tuple[str, str]]] = {
    Standing.PROVEN: ("prouvée", "prouvées"),
    Standing.DECLARED: ("déclarée", "déclarées"),
    Standing.SAID: ("dite en entretien", "dites en entretien"),
    Standing.DEDUCED: ("déduite", "déduites"),
}


def finding(shown: SkillMap) -> str:
    """The title: what is new when two dates are compared, else where most skills are."""
    if not shown.size:
        return "Aucune compétence utile dans beaucoup de métiers" if shown.only_across else NOTHING
    if shown.span:
        return _news(shown)
    return _inside(shown) if shown.trail or shown.only_across else _whole(shown.rows, shown.size)


def reading(shown: SkillMap) -> str:
    """The sentence under the title: how many, what a cell is, and by what dates something is called new."""
    if not shown.size:
        return ""
    across = sum(one.transversal for one in shown.skills)
    told = bool(shown.trail or shown.only_across) and shown.span is None  # the title says how many
    sentences = ["" if told else f"{_skills(shown.size)}.", _cells(shown)]
    if across and not shown.only_across:
        sentences.append(f"{begun(in_words(across, True))} {_useful(across)}.")
    if shown.span:
        day = said_day(shown.day)
        sentences.append(f"Nouvelle, d’après les dates des faits\u00a0: aucune preuve d’avant le {day}.")
    return " ".join(sentence for sentence in sentences if sentence)


def plain(shown: SkillMap) -> str:
    """Two to four short sentences, one idea each, to be read aloud or by whoever finds the drawing hard."""
    if not shown.size:
        return ""
    known = f"{_skills(shown.size)} {_agreed(shown.size, 'est connue', 'sont connues')}."
    first = f"Dans « {shown.trail[-1].label} », {known}" if shown.trail else known
    return " ".join(words for words in (first, _most_told(shown), _sure(shown)) if words)


def _most_told(shown: SkillMap) -> str:
    """What is new when two dates are compared, else the largest group."""
    if shown.span and not shown.fresh:
        return "Rien de daté n’est nouveau."
    if shown.span:
        return f"{begun(in_words(shown.fresh, True))} {_agreed(shown.fresh, 'est nouvelle', 'sont nouvelles')}."
    largest = next((row for row in shown.rows if row.label), None)
    if largest is None:
        return ""
    return f"Le plus grand groupe est « {largest.label} »\u00a0: {_skills(largest.size)}."


def by_standing(skills: Sequence[Placed]) -> str:
    """``douze prouvées, trois déduites``: how many skills have each standing; ``toutes déduites`` when it is one."""
    found = Counter(one.standing for one in skills)
    if len(found) == 1 and len(skills) > 1:
        return f"toutes {BEST[skills[0].standing][1]}"
    return ", ".join(f"{in_words(found[one], True)} {_agreed(found[one], *BEST[one])}" for one in BEST if found[one])


def counts(skills: Sequence[Placed]) -> str:
    """``9 compétences · trois prouvées, six déduites``, and how many are of use in many occupations."""
    across = sum(one.transversal for one in skills)
    useful = f"{begun(in_words(across, True))} {_useful(across)}." if across else ""
    return f"{_skills(len(skills))}\u00a0: {by_standing(skills)}. {useful}".strip()


def spoken(cell: Cell) -> str:
    """A cell read aloud: its label, how many skills and how sure, or the proof when it is a single one."""
    first = cell.skills[0]
    if len(cell.skills) == 1:
        proof = first.held.evidence[0]
        name = cell.label if cell.sort is Sort.SKILL else f"{cell.label}\u00a0: {first.held.label}"
        what = ", ".join(part for part in (BEST[cell.best][0], proof.title, proof.detail) if part)
        parts = [f"{name}\u00a0: {what}", "nouvelle" if cell.fresh else "", ACROSS if cell.across else ""]
    else:
        found = Counter(one.standing for one in cell.skills)
        sure = ", ".join(f"{found[one]} {_agreed(found[one], *BEST[one])}" for one in BEST if found[one])
        fresh = counted(cell.fresh, "nouvelle") if cell.fresh else ""
        across = f"{cell.across} {_agreed(cell.across, ACROSS, ACROSS.replace('utile', 'utiles'))}"
        parts = [f"{cell.label}\u00a0: {_skills(len(cell.skills))}, {sure}", fresh, across if cell.across else ""]
    return ". ".join(part for part in parts if part)


def _whole(rows: tuple[Row, ...], total: int) -> str:
    first = rows[0]
    if len(rows) == 1:
        return f"« {first.label} » porte toutes les compétences"
    if first.size * 2 >= total:
        share = "plus de la moitié" if first.size * 2 > total else "la moitié"
        return f"« {first.label} » porte {share} des compétences"
    return f"« {first.label} » vient d’abord, puis « {rows[1].label} »"


def _inside(shown: SkillMap) -> str:
    many = f"{begun(in_words(shown.size, True))} {_agreed(shown.size, 'compétence', 'compétences')}"
    useful = f" {_agreed(shown.size, ACROSS, ACROSS.replace('utile', 'utiles'))}" if shown.only_across else ""
    where = f" dans « {shown.trail[-1].label} »" if shown.trail else ""
    sure = by_standing(shown.skills)
    if shown.size < 2:
        sure = BEST[shown.skills[0].standing][0]
    elif not sure.startswith("toutes"):
        sure = f"dont {sure}"
    return f"{many}{useful}{where}, {sure}"


def _news(shown: SkillMap) -> str:
    since = f"depuis {shown.span.words}" if shown.span else ""
    if not shown.fresh:
        return f"Rien de daté n’est nouveau {since}"
    text = f"{begun(in_words(shown.fresh, True))} {_agreed(shown.fresh, 'compétence', 'compétences')} de plus {since}"
    named = sorted((row for row in shown.rows if row.label and row.fresh), key=lambda row: -row.fresh)
    if not named:
        return text
    return f"{text}, {'surtout ' if len(named) > 1 else ''}dans « {named[0].label} »"


def _cells(shown: SkillMap) -> str:
    if shown.level == "compétence":
        return "Chaque case est une compétence\u00a0: choisissez-la pour voir ses preuves."
    level = {"macro-compétence": "une macro-compétence, c’est-à-dire une famille de compétences"}.get(
        shown.level, f"un {shown.level}" if shown.level else "une famille de compétences"
    )
    return f"Chaque case est {level}\u00a0: entrez-y pour voir de plus près."


def _sure(shown: SkillMap) -> str:
    found = Counter(one.standing for one in shown.skills)
    sure, deduced = found[Standing.PROVEN], found[Standing.DEDUCED]
    parts = []
    if sure:
        parts.append(f"{begun(in_words(sure, True))} {_agreed(sure, 'est prouvée', 'sont prouvées')}.")
    if deduced:
        verb = _agreed(deduced, "est déduite", "sont déduites")
        parts.append(f"{begun(in_words(deduced, True))} {verb}\u00a0: il faut en parler ensemble pour être sûr.")
    return " ".join(parts)


def _useful(number: int) -> str:
    return "est utile dans beaucoup de métiers" if number < 2 else "sont utiles dans beaucoup de métiers"


def _skills(number: int) -> str:
    return counted(number, "compétence")


def _agreed(number: int, one: str, many: str) -> str:
    return one if number < 2 else many
