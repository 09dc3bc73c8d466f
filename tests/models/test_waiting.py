"""What has not reached the gateway, in sentences."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from desktop.models.access import Access, Basis
from desktop.models.file import Card, Kept
from desktop.models.note import Delivery, Item, Kind
from desktop.models.passport import Holder
from desktop.models.waiting import KIND_WORDS, waiting

DAY = date(2026, 11, 22)
CARD = Card("p", Holder("Nadia", "Benali", 1988), Access(Basis.PUBLICATION, (), DAY), Kept.SHARED, 1,
            datetime(2026, 11, 1, tzinfo=UTC))  # fmt: skip


def item(delivery: Delivery, day: int = 22, reason: str = "", person: str = "p") -> Item:
    written = datetime(2026, 11, day, 12, 0, tzinfo=UTC)
    return Item(f"{delivery}{day}", person, Kind.NOTE, {"text": ""}, written, delivery, reason=reason)


def test_every_kind_has_a_word() -> None:
    assert set(KIND_WORDS) == set(Kind)


def test_what_asks_something_comes_first_then_the_oldest() -> None:
    items = (item(Delivery.WAITING, 21), item(Delivery.WAITING, 3), item(Delivery.REFUSED), item(Delivery.CONFLICT))
    found = waiting(items, (CARD,), DAY)
    assert [one.item for one in found] == ["conflict22", "refused22", "waiting3", "waiting21"]
    assert {one.title for one in found} == {"Note · Nadia B."}


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (item(Delivery.WAITING, 21), "En attente. Écrit hier à "),
        (item(Delivery.WAITING, 3), "En attente. Écrit le 3 novembre "),
        (item(Delivery.CONFLICT), "En conflit : les deux textes sont à relire. Écrit à "),
        (item(Delivery.REFUSED, reason="too_large"), "Refusé : le texte est trop long. "),
        (item(Delivery.REFUSED, reason="unheard"), "Refusé : unheard. "),
        (item(Delivery.REFUSED), "Refusé : sans raison donnée. "),
    ],
)
def test_where_it_stands_is_a_sentence(one: Item, words: str) -> None:
    assert waiting((one,), (CARD,), DAY)[0].said.startswith(words)


def test_a_person_who_left_keeps_no_name() -> None:
    assert waiting((item(Delivery.WAITING, person="q"),), (CARD,), DAY)[0].title == "Note · dossier retiré"


def test_what_was_sent_or_is_private_is_left_out() -> None:
    assert waiting((item(Delivery.SENT), item(Delivery.PRIVATE), item(Delivery.DRAFT)), (CARD,), DAY) == ()
