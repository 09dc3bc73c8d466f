"""After some days away: what the gateway acknowledged, what is still out, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from desktop.models.access import Access, Basis
from desktop.models.file import Card, Kept
from desktop.models.note import Delivery, Item, Kind
from desktop.models.passport import Holder
from desktop.models.returned import GROUPS, Group, Returned, returned

DAY = date(2026, 11, 22)
AT = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
CARD = Card("p", Holder("Léa", "Morel", 1990), Access(Basis.PUBLICATION, (), DAY), Kept.SHARED, 1, AT)


def item(name: str, delivery: Delivery, version: int = 0, kind: Kind = Kind.NOTE, reason: str = "") -> Item:
    return Item(name, "p", kind, {"text": name}, AT + timedelta(minutes=len(name)), delivery, version, reason)


def told(*items: Item, sealed: int = 0, drafts: int = 0, sent: datetime | None = None) -> Returned:
    return returned(items, (CARD,), DAY, sent, sealed, drafts)


def test_every_state_has_a_group_and_says_what_the_gateway_said() -> None:
    assert set(GROUPS) == set(Delivery)
    found = told(
        item("a", Delivery.SENT, 2), item("bb", Delivery.WAITING), item("ccc", Delivery.WAITING, 1),
        item("dddd", Delivery.REFUSED, reason="too_large"), item("e", Delivery.CONFLICT, 1, Kind.PLAN),
        item("f", Delivery.DRAFT), item("g", Delivery.PRIVATE, kind=Kind.WORKING), item("h", Delivery.LOCAL),
    )  # fmt: skip
    said = {one.item: one.said for came in found.groups.values() for one in came}
    assert said["a"] == "Accusé de réception de la plateforme : version 2."
    assert said["bb"] == "Attend le prochain échange."
    assert said["ccc"] == "La version 1 est reçue ; ce que vous avez écrit depuis attend le prochain échange."
    assert said["dddd"].startswith("Refusé : le texte est trop long. Votre texte est gardé ici")
    assert said["e"].endswith("sont à relire. Ouvrez le dossier : les deux textes y sont, vous choisissez.")
    assert said["g"] == "Note de travail : elle ne part jamais."
    assert [one.item for one in found.groups[Group.SETTLE]] == ["dddd", "e"]
    assert [one.item for one in found.groups[Group.WAITING]] == ["ccc", "bb", "f"]
    assert {one.item for one in found.groups[Group.HERE]} == {"g", "h"}
    assert found.groups[Group.IN][0].title == "Note · Léa M."
    assert found.said == "5 écrits ne sont pas rentrés."


def test_when_it_was_received_is_said_where_the_gateway_said_so_and_nowhere_else() -> None:
    """Local time; a later text that waits takes nothing from what came in before it."""
    received = datetime(2026, 11, 21, 14, 2).astimezone(UTC)
    new, older = item("a", Delivery.SENT, 2), item("bb", Delivery.SENT, 2)
    later, waits = item("ccc", Delivery.WAITING, 1), item("dddd", Delivery.WAITING)
    found = told(*(replace(one, received=received) for one in (new, later)), older, waits)
    said = {one.item: one.said for came in found.groups.values() for one in came}
    assert said == {
        "a": "Accusé de réception de la plateforme : version 2, reçue hier à 14 h 02.",
        "bb": "Accusé de réception de la plateforme : version 2.",
        "ccc": "La version 1 a été reçue hier à 14 h 02 ; ce que vous avez écrit depuis attend le prochain échange.",
        "dddd": "Attend le prochain échange.",
    }


def test_all_is_in_only_when_nothing_at_all_is_out() -> None:
    one = item("a", Delivery.SENT, 1)
    whole = told(one, sent=AT).said
    assert whole.startswith("Tout est rentré : 1 écrit reçu par la plateforme. Dernier envoi accepté : 20 nov")
    assert told(one, sealed=2).said == "2 écrits scellés pour le serveur attendent : leur dossier a été effacé."
    assert told(one, drafts=1).said == "1 brouillon plus ancien reste à enregistrer."
    assert told(item("f", Delivery.DRAFT), drafts=1).said == "1 écrit n’est pas rentré."
    assert told().said == "Rien n’attend, et rien n’a été envoyé de ces jours-ci."
    assert told(item("g", Delivery.PRIVATE, kind=Kind.WORKING)).said.startswith("Rien n’attend")
