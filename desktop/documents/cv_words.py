"""A working CV in the access report: everything that is kept of it, in words."""

from __future__ import annotations

from desktop.models.cv import cv_of, sections, unread
from desktop.models.note import Item
from desktop.models.plan import REMOVED
from desktop.models.sections import SECTION_WORDS


def said_cv(item: Item) -> str:
    """Its title, its words and what was chosen for it, then whatever this Escale does not know."""
    if item.content.get("state") == REMOVED:
        return "CV de travail retiré"
    one, more = cv_of(item), unread(item)
    told = [f"CV de travail : {one.name}{'' if one.named else ' (sans nom)'}"]
    told += [f"{word} : {value}" for word, value in (("Pour le métier", one.target), ("Profil", one.profile)) if value]
    for section, refs in sections(one.chosen):
        told.append(f"Choisi parmi les {SECTION_WORDS[section]} : {', '.join(ref.id for ref in refs)}")
    told += [f"Commencé le : {one.since}"] if one.since else []
    return "\n".join([*told, *(f"{word} : {value}" for word, value in more.items())])
