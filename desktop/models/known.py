"""What is known of a person's skills, read once and shown by every page that speaks of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.models.note import Item
from desktop.models.occupation import Edition, Skill
from desktop.models.passport import Passport, Section
from desktop.models.skill import Held


@dataclass(frozen=True, slots=True)
class Known:
    """The passport, what was said of it, the skills held by OGR code, and those of them that the referential knows.

    ``by_hand``: the whole file was typed here, so nobody shared it nor kept a part of it back.
    """

    passport: Passport
    items: tuple[Item, ...]
    held: Mapping[str, Held]
    skills: Mapping[str, Skill]
    edition: Edition
    by_hand: bool = False

    @property
    def sections(self) -> tuple[Section, ...]:
        """Those of which nothing may be called "non partagé"."""
        return tuple(Section) if self.by_hand else self.passport.sections
