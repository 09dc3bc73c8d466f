"""A newer edition: what a file names is told when it changes, and everything else is silence."""

from __future__ import annotations

from desktop.models.editions import AskedChange, Change, EditionChanges, Moved, Turnover
from desktop.models.impact import Turn, concerning, impacts, summary
from desktop.models.mention import Mention, Named
from desktop.models.occupation import Edition, Node

OLD, NEW = (Edition(version, "2024-12-16", "France Travail", False, 2, 2, 2) for version in ("458", "461"))
TARGET = Mention(Named.TARGET, "J1501", "Aide-soignant", edition="458")
CONFIRMED = Mention(Named.CONFIRMED, "A1401", "Cueilleur", "11987", "458", "Vendangeuse")
SAID = Mention(Named.SAID, "7", "Sept", edition="458")
EVERY = (TARGET, CONFIRMED, SAID)
CHANGES = EditionChanges(
    OLD,
    NEW,
    Turnover(
        (Node("J1512", "Nouveau"),), (Node("A1401", "Cueilleur"),), (Change("J1501", "Aide-soignant", "Aide soignant"),)
    ),
    Turnover((), (), (Change("7", "Sept", "Sept et demi"), Change("8", "Huit", "Neuf"))),
    (Moved("11987", "Vendangeur", "A1401", "A1417"), Moved("5", "Autre", "B1101", "B1102")),
    asked=(AskedChange("J1501", ("1", "2"), (), ("1",), ()), AskedChange("B1101", ("3",), (), (), ())),
)


def test_what_needs_a_human_comes_first_and_nothing_else_is_told() -> None:
    found = impacts(EVERY, CHANGES)
    assert [(one.turn, one.mention) for one in found] == [
        (Turn.DROPPED, CONFIRMED), (Turn.MOVED, CONFIRMED), (Turn.ASKS, TARGET), (Turn.RELABELLED, TARGET),
        (Turn.RELABELLED, SAID),
    ]  # fmt: skip
    assert found[0].words == (
        "Métier confirmé pour « Vendangeuse » : « Cueilleur » (A1401) n’existe plus. Rien n’a été remplacé :"
        " à revoir ensemble."
    )
    assert found[1].to == "A1417"
    assert "est passée de A1401 à A1417" in found[1].words
    assert found[2].words == ("Métier visé « Aide-soignant » (J1501) : 2 compétences ajoutées, 1 entrée au cœur.")
    assert "« Sept » s’appelle maintenant « Sept et demi » (7). C’est le même code." in found[4].words


def test_a_title_that_moved_to_the_very_occupation_confirmed_is_no_news() -> None:
    settled = Mention(Named.CONFIRMED, "A1417", "Vendangeur", "11987", "461", "Vendangeuse")
    assert impacts((settled,), CHANGES) == ()


def test_who_names_nothing_that_changed_hears_nothing() -> None:
    other = Mention(Named.TARGET, "D1505", "Caissier", edition="458")
    assert impacts((other,), CHANGES) == ()
    assert concerning((other,), CHANGES).nothing
    assert summary(()) == ""


def test_the_summary_counts_what_is_listed() -> None:
    assert summary(impacts(EVERY, CHANGES)) == (
        "2 à revoir ensemble, 1 métier visé demande d’autres compétences, 2 noms ont changé"
    )
