"""What the palette finds, as rows by kind; the searches run away from the UI thread."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from desktop.models.accents import Extract, extract
from desktop.models.agenda import STATUS_WORDS, said_how, said_when
from desktop.models.diagnostic import entry_of
from desktop.models.diagnostic_words import WORDS
from desktop.models.file import Card
from desktop.models.markdown import plain
from desktop.models.meeting import meeting_of
from desktop.models.note import Delivery, Item
from desktop.models.occupation import Found, Node
from desktop.models.plan import action_of
from desktop.models.plan_groups import said_action
from desktop.models.searched import AGREED, HELD, NOTED, SHARED, Hit, Sort
from desktop.models.sections import SECTION_WORDS
from desktop.models.status import said_instant
from desktop.models.text import begun, counted, folded, matches
from desktop.views.found_rows import FoundRow
from desktop.views.marks import ORIGIN_WORDS
from desktop.views.rows import Row

if TYPE_CHECKING:
    from desktop.models.store import Store
    from desktop.reference.opened import Reference

PEOPLE, NOTES, PLAN, MEETINGS, PARCOURS, OCCUPATIONS, SKILLS = (
    "Personnes", "Notes", "Plan d’action et diagnostic", "Rendez-vous", "Parcours", "Métiers", "Compétences",
)  # fmt: skip
COMMANDS: Final = "Commandes"
KINDS: Final = (PEOPLE, NOTES, PLAN, MEETINGS, PARCOURS, OCCUPATIONS, SKILLS, COMMANDS)
SORTS: Final[Mapping[str, tuple[Sort, ...]]] = {NOTES: NOTED, PLAN: AGREED, MEETINGS: (Sort.MEETING,), PARCOURS: HELD}
NAMED: Final[Mapping[Sort, str]] = {  # what the key of an answer begins with
    Sort.NOTE: "note", Sort.OWN: "note", Sort.PLAN: "plan", Sort.DIAGNOSTIC: "diagnostic", Sort.FACT: "fact",
    Sort.SKILL: "held", Sort.MEETING: "meeting",
}  # fmt: skip
EACH: Final = 5  # answers of each kind
ALL: Final = 60  # when one kind alone is asked for
CUT: Final = f"Les {ALL} plus récentes seulement : ajoutez un mot pour les autres."
CLOSED: Final = "Les passeports fermés en lecture ne sont pas fouillés."
DONE: Final[Mapping[str, str]] = {  # what a command is called by, and its keys
    "new": "Nouveau dossier", "lock": "Verrouiller", "sync": "Synchroniser maintenant", "today": "Aujourd’hui",
    "leaving": "Prêt à partir", "returned": "Tout est rentré ?", "settings": "Réglages", "keys": "Raccourcis clavier",
}  # fmt: skip
KEYS: Final[Mapping[str, str]] = {
    "new": "Ctrl N", "lock": "Ctrl L", "sync": "F5", "today": "Ctrl 1", "settings": "Ctrl 5", "keys": "F1",
}  # fmt: skip
Answers = Mapping[str, tuple[Row, ...]]


@dataclass(frozen=True, slots=True)
class Kept:
    """What answers among what is kept here, and what an answer may miss ("" for nothing)."""

    answers: Answers
    missed: str = ""


def kept_here(store: Store, text: str, day: date, only: str = "") -> Kept:
    """Persons and writings that answer ``text``, or one kind alone and more of it; for the store thread."""
    cards = store.passports.cards()
    names = {card.person: card.holder.short_name for card in cards}
    most = ALL if only else EACH
    found: dict[str, tuple[Row, ...]] = {}
    for kind, sorts in SORTS.items():
        if only in ("", kind):
            hits = store.search.find(text, most + 1, sorts=sorts)
            found[kind] = tuple(_row(hit, names.get(hit.person, ""), text, day) for hit in hits)
    if only in ("", PEOPLE):
        found[PEOPLE] = persons(cards, text)[: most + 1]
    parts = ("" if store.search.complete else said_progress(*store.search.progress), CLOSED if store.reading else "")
    cut = CUT if only and any(len(rows) > most for rows in found.values()) else ""
    shown = {kind: _cut(kind, rows, whole=bool(only)) for kind, rows in found.items()}
    return Kept(shown, " ".join(part for part in (*parts, cut) if part))


def kept_of(store: Store, person: str, text: str, day: date) -> Kept:
    """What both may read of that person and answers ``text``; for the store thread."""
    found = {kind: store.search.shared(person, text, ALL + 1, sorts=SHARED & {*sorts}) for kind, sorts in SORTS.items()}
    answers = {kind: tuple(_row(hit, "", text, day) for hit in hits[:ALL]) for kind, hits in found.items()}
    return Kept(answers, CUT if any(len(hits) > ALL for hits in found.values()) else "")


def public(reference: Reference, text: str) -> Answers:
    """Occupations and skills that answer ``text``; for the pool."""
    skills = (Row(f"skill {one.code}", one.label) for one in reference.search_skills(text, EACH))
    return {OCCUPATIONS: tuple(map(_occupation, reference.search(text, EACH))), SKILLS: tuple(skills)}


def commands(text: str) -> tuple[Row, ...]:
    """The commands of which the words begin like those of ``text``."""
    named = ((key, words) for key, words in DONE.items() if matches(text, folded(words)))
    return tuple(Row(f"command {key}", words, around=KEYS.get(key, "")) for key, words in named)


def persons(cards: Iterable[Card], text: str) -> tuple[Row, ...]:
    """The persons whose name or town answers ``text``, by name."""
    known = ((f"{card.holder.name} {card.holder.town}", card) for card in cards)
    found = sorted(
        (card for words, card in known if matches(text, folded(words))), key=lambda card: folded(card.holder.name)
    )
    return tuple(Row(f"person {one.person}", one.holder.name, around=_who(one)) for one in found)


def askers(found: Iterable[tuple[Node, int, int]]) -> tuple[Row, ...]:
    """The occupations that ask for a skill."""
    return tuple(
        Row(f"occupation {node.code}", node.label, around=f"{node.code} · {counted(asked, 'compétence')} en tout")
        for node, _, asked in found
    )


def grouped(answers: Answers) -> tuple[Row, ...]:
    """Every answer under the heading of its kind; kinds without an answer are left out."""
    order = (*KINDS, *(kind for kind in answers if kind not in KINDS))
    return tuple(row for kind in order if answers.get(kind) for row in (Row(kind, kind, heading=True), *answers[kind]))


def said_progress(read: int, every: int) -> str:
    """How far the index is, once the files are counted."""
    if not every:
        return "La recherche se prépare encore."
    return f"La recherche se prépare encore : {counted(read, 'dossier lu', 'dossiers lus')} sur {every}."


def _cut(kind: str, rows: Collection[Row], whole: bool) -> tuple[Row, ...]:
    """A few of them and the way to the others; as many as are shown at all when one kind alone was asked for."""
    if whole or len(rows) <= EACH:
        return tuple(rows)[:ALL]
    more = "autres personnes" if kind == PEOPLE else f"autres réponses : {kind.lower()}"
    return (*tuple(rows)[:EACH], Row(f"more {kind}", f"Voir d’{more}"))


def _row(hit: Hit, who: str, text: str, day: date) -> Row:
    part = _part(hit, text)
    return FoundRow(f"{NAMED[hit.sort]} {hit.person} {hit.key}", who, part.text, _around(hit, day), marks=part.marks)


def _part(hit: Hit, text: str) -> Extract:
    words = plain(hit.words) if hit.sort in NOTED else hit.words
    return extract(words.replace("\n", " · "), text)


def _around(hit: Hit, day: date) -> str:
    if hit.item and hit.sort is Sort.PLAN:
        return f"Action · {said_action(action_of(hit.item), day)}"
    if hit.item and hit.sort is Sort.DIAGNOSTIC:
        entry = entry_of(hit.item)
        return f"Diagnostic · {WORDS.get((entry.about, entry.value), '')}" if entry else "Diagnostic"
    if hit.item and hit.sort is Sort.MEETING:
        one = meeting_of(hit.item)
        return f"{begun(said_when(one, day))} · {said_how(one)} · {STATUS_WORDS[one.status]}" if one else ""
    if hit.item:
        return f"{_ink(hit.item)} · {said_instant(hit.item.written, day)}"
    if hit.fact:
        when = hit.fact.when
        parts = (SECTION_WORDS[hit.fact.section].capitalize(), ORIGIN_WORDS[hit.fact.origin], when)
        return " · ".join(part for part in parts if part)
    return "Compétence du passeport"


def _ink(item: Item) -> str:
    if item.delivery is Delivery.PRIVATE:
        return "Note de travail, jamais partagée"
    return "Brouillon" if item.delivery is Delivery.DRAFT else "Note"


def _occupation(found: Found) -> Row:
    return Row(f"occupation {found.code}", found.label, around=" · ".join(filter(None, (found.code, found.through))))


def _who(card: Card) -> str:
    return " · ".join(part for part in (f"né(e) en {card.holder.birth_year}", card.holder.town) if part)
