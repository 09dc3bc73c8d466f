"""Anchors: countersigned word for word, remembered a desk, told back so that a store rolled back is seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from gateway.anchor import MOST_DESKS
from gateway.config import Config
from gateway.counsellors import add_counsellor, demo_counsellor
from gateway.lease import signed_lease
from gateway.made import load_made
from gateway.store import Store
from gateway.tables import AnchorRow, Base, CounsellorRow
from gateway.when import now
from tests.gateway.desk import Desk

DESK = "5b1e6f0a-9c2d-4e3f-8a7b-665544332211"


def anchor(generation: int, head: str, desk: str = DESK, **more: Any) -> dict[str, Any]:
    """An anchor as a desk sends it."""
    return {"desk": desk, "generation": generation, "head": head, **more}


def test_it_comes_back_signed(desk: Desk) -> None:
    """Word for word, characters that JSON escapes included; not at all when none was sent."""
    sent = anchor(12, 'ab"\\\n€')
    page = desk.page(anchor=sent)
    payload = page["countersignature"]["payload"]
    assert {name: payload[name] for name in sent} == sent
    assert payload["counsellor"] == page["lease"]["payload"]["counsellor"]
    assert page["known"] is None
    assert not {"countersignature", "known"} & desk.page().keys()


def test_what_was_known_before_is_told(desk: Desk) -> None:
    """The one of the last time, as it was countersigned; the same anchor again follows itself."""
    first = desk.page(anchor=anchor(12, "aa"))["countersignature"]["payload"]
    again = desk.page(anchor=anchor(12, "aa"))
    assert again["known"] == {name: first[name] for name in ("generation", "head", "at")}
    assert again["countersignature"] is not None
    later = desk.page(anchor=anchor(15, "bb"))
    assert (later["known"]["generation"], later["known"]["head"]) == (12, "aa")


@pytest.mark.parametrize("behind", [anchor(11, "aa"), anchor(12, "cc"), anchor(0, "")])
def test_what_does_not_follow_is_not_signed(
    desk: Desk, behind: dict[str, Any], populate: Callable[..., str], store: Store
) -> None:
    """It still gets its news and its lease, and changes nothing of what is known."""
    desk.page(anchor=anchor(12, "aa"))
    populate(2)
    for _ in range(2):
        page = desk.page(anchor=behind)
        assert (len(page["files"]), page["lease"]["payload"]["count"]) == (2, 2)
        assert page["countersignature"] is None
        assert (page["known"]["generation"], page["known"]["head"]) == (12, "aa")


def test_a_counsellor_goes_on_with_a_store_brought_back(desk: Desk) -> None:
    """Said on the desk: it is countersigned, what was known is told once more, and the next follows it."""
    desk.page(anchor=anchor(12, "aa"))
    renewed = desk.page(anchor=anchor(3, "bb", renewed=True))
    assert renewed["known"]["generation"] == 12
    assert renewed["countersignature"]["payload"]["generation"] == 3
    after = desk.page(anchor=anchor(4, "cc"))
    assert (after["known"]["generation"], after["known"]["head"]) == (3, "bb")
    assert after["countersignature"] is not None


def test_each_desk_and_each_counsellor_has_its_own(desk: Desk, store: Store) -> None:
    """A second computer, or a colleague with the same desk id, starts from nothing known."""
    desk.page(anchor=anchor(12, "aa"))
    assert desk.page(anchor=anchor(1, "", DESK.replace("5b", "6c")))["known"] is None
    with store.writing() as session:
        add_counsellor(session, "b@exemple.fr", "Dominique Essai", "Essai")
    desk.sign_in(choice=1)
    page = desk.page(anchor=anchor(1, ""))
    assert page["known"] is None
    assert page["countersignature"]["payload"]["counsellor"] == page["lease"]["payload"]["counsellor"]


def test_desks_without_number_are_bounded(desk: Desk, store: Store) -> None:
    """A desk that changes its name at each request fills nothing: the one silent longest is forgotten."""
    for number in range(MOST_DESKS + 3):
        desk.page(anchor=anchor(1, "", str(UUID(int=number))))
    with store.reading() as session:
        kept = session.scalars(select(AnchorRow.desk)).all()
    assert len(kept) == MOST_DESKS
    assert str(UUID(int=MOST_DESKS + 2)) in kept


def test_a_page_with_more_to_come_says_nothing_of_it(desk: Desk, populate: Callable[..., str]) -> None:
    """The anchor of the last page is the one that counts."""
    populate(3)
    first = desk.page(limit=2, anchor=anchor(1, ""))
    assert not {"countersignature", "known"} & first.keys()
    assert desk.page(first["cursor"], limit=2, anchor=anchor(2, ""))["known"] is None


def test_a_database_of_before_gets_the_table(config: Config) -> None:
    """The gateway makes what is missing when it opens its database, and leaves the rest as it was."""
    before = Store(config.database)
    with before.writing() as session:
        counsellor = demo_counsellor(session).id
        load_made(session, counsellor, 2, 1, now())
        Base.metadata.tables["anchors"].drop(session.connection())
    before.close()
    after = Store(config.database)
    with after.writing() as session:
        row = session.get_one(CounsellorRow, counsellor)
        assert session.scalars(select(AnchorRow)).all() == []
        lease = signed_lease(session, after.keys.signer, row, now(), 7)
    after.close()
    payload = lease["payload"]
    assert isinstance(payload, dict)
    assert payload["count"] == 2
