"""Reading what is known of a person's skills: the file from the store, the core skills from the referential."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.models.certification import prepared, recognised
from desktop.models.evidence import held_skills, tied_occupations
from desktop.models.file import File, Kept
from desktop.models.known import Known
from desktop.models.note import Item
from desktop.models.passport import Passport
from desktop.views.packs import Packs

if TYPE_CHECKING:
    from desktop.reference.opened import Reference


def read_file(file: File, items: tuple[Item, ...], reference: Reference, packs: Packs | None = None) -> Known:
    """What is known of the person of that file; see ``read_known``."""
    return replace(read_known(file.passport, items, reference, packs), by_hand=file.card.kept is Kept.HAND)


def read_known(passport: Passport, items: tuple[Item, ...], reference: Reference, packs: Packs | None = None) -> Known:
    """For the pool or the store's thread: it asks the referential, and the certifications when ``packs`` are given."""
    numbers = recognised(passport).values()
    led = prepared(passport, packs.certifications().some(numbers)) if packs and numbers else {}
    core = {code: reference.core_skills(code) for code in tied_occupations(passport, items, led)}
    held = held_skills(passport, items, core, led)
    return Known(passport, items, held, reference.skills(held), reference.edition())
