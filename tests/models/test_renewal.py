"""The versions that a file speaks with, against the one in use."""

from __future__ import annotations

from desktop.models.editions import Change, EditionChanges, Turnover
from desktop.models.mention import Mention, Named
from desktop.models.occupation import Edition
from desktop.models.renewal import Renewal, renewal

TARGET = Mention(Named.TARGET, "J1501", "Aide-soignant", edition="458")
LOST = Mention(Named.TARGET, "D1505", "Caissier", edition="455")
BARE = Mention(Named.PASSPORT, "7", "Sept")
NOW = Mention(Named.SAID, "8", "Huit", edition="461")


def compared(old: str) -> EditionChanges | None:
    """Only 458 is on this computer; the occupation and both skills have another name now."""
    if old != "458":
        return None
    editions = (Edition(version, "", "France Travail", False, 1, 1, 1) for version in (old, "461"))
    skills = Turnover(relabelled=(Change("7", "Sept", "VII"), Change("8", "Huit", "VIII")))
    return EditionChanges(*editions, Turnover(relabelled=(Change("J1501", "Aide-soignant", "AS"),)), skills)


def test_only_what_was_said_with_an_older_version_is_told() -> None:
    found = renewal((TARGET, BARE, NOW), "461", compared)
    assert (found.older, found.lost) == (("458",), ())
    assert [one.mention.code for one in found.impacts] == ["J1501", "7"]


def test_a_version_that_left_is_said_and_nothing_is_made_up() -> None:
    found = renewal((LOST,), "461", compared, looked_with="458")
    assert found == Renewal("461", (), ("455",), (), "458")


def test_a_file_of_today_has_nothing_to_hear() -> None:
    assert renewal((NOW, BARE), "461", compared) == Renewal("461")
