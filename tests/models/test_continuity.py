"""An agreement to hand over: written and read again, taken back, said in whole sentences."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import Refused
from desktop.models.continuity import (
    Agreement,
    Piece,
    Way,
    agreement_content,
    agreement_of,
    agreements,
    mark_of,
    reworded,
    said_agreement,
    standing,
    unread,
)
from desktop.models.interview import Header, Moment
from desktop.models.note import Delivery, Item, Kind
from desktop.models.shareable import SharedText

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY = date(2026, 11, 22)
LEA = Agreement("a", DAY, "Léa Morin", "mission locale du Bocage", "Oui, à Léa", Way.SIGNED, "Camille Ferrand")
NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20).map(str.strip).filter(bool)
MADE = st.builds(
    Agreement, st.just("a"), st.dates(), NAMES, NAMES, NAMES, st.sampled_from(Way), NAMES,
    st.sets(st.sampled_from(Piece)).map(lambda chosen: tuple(piece for piece in Piece if piece in chosen)),
    st.none() | st.dates(), st.just(("t1", "t2")), st.just(("f0", "f1")),
)  # fmt: skip


def written(agreement: Agreement) -> Item:
    return Item(agreement.id, "p", Kind.CLOSING, agreement_content(agreement), NOON, Delivery.SENT)


@given(MADE)
def test_what_is_written_is_read_again(made: Agreement) -> None:
    kept = written(made)
    assert agreement_of(kept) == replace(made, item=kept)
    assert unread(kept) == {}


def test_without_a_reader_there_is_no_agreement() -> None:
    assert agreement_of(written(replace(LEA, to=" ", organisation=""))) is None


def test_the_last_one_is_first_and_those_taken_back_stay() -> None:
    older = replace(LEA, id="b", day=date(2026, 10, 1), withdrawn=date(2026, 10, 9))
    found = agreements([written(older), written(LEA)])
    assert [one.id for one in found] == ["a", "b"]
    assert agreements([replace(written(LEA), delivery=Delivery.DRAFT)]) == ()


def test_what_a_later_escale_wrote_stays() -> None:
    kept = replace(written(LEA), content={**agreement_content(LEA), "until": "2027-01-01"})
    known = agreement_of(kept)
    assert known is not None
    assert agreement_content(replace(known, withdrawn=DAY))["until"] == "2027-01-01"
    assert unread(kept) == {"until": "2027-01-01"}


def test_it_is_said_in_whole_sentences() -> None:
    one = replace(LEA, pieces=(Piece.PLAN, Piece.TEXTS), texts=("t1", "t2"), withdrawn=date(2026, 12, 1))
    assert said_agreement(one) == (
        "Accord donné par écrit le 22 novembre 2026 pour Léa Morin, mission locale du Bocage, recueilli par Camille"
        " Ferrand. Peut être transmis : le plan d’action et 2 textes partagés. Repris le 1er décembre 2026 : plus rien"
        " ne peut être transmis."
    )


def test_only_an_agreement_that_stands_is_good_for_anything() -> None:
    assert standing([written(LEA)], "a", ()).to == "Léa Morin"
    with pytest.raises(Refused, match="plus dans le dossier"):
        standing([written(LEA)], "b", ())
    with pytest.raises(Refused, match="repris"):
        standing([written(replace(LEA, withdrawn=DAY))], "a", ())
    with pytest.raises(Refused, match="ailleurs"):
        standing([replace(written(LEA), delivery=Delivery.CONFLICT)], "a", ())


TEXTS = (
    SharedText("t1", NOON, Header(Moment.FIRST), "Veut travailler de jour."),
    SharedText("t2", NOON, Header(), "Le projet se précise."),
    SharedText("t3", NOON, Header(), "Jamais coché."),
)


def agreed() -> Agreement:
    """To pass on the first two, as they stand."""
    return replace(LEA, texts=("t1", "t2"), marks=tuple(mark_of("a", one) for one in TEXTS[:2]))


def test_the_words_that_were_agreed_to_are_passed_on() -> None:
    later = replace(TEXTS[0], written=datetime(2026, 12, 1, tzinfo=UTC))  # saved again, without a change
    assert reworded(agreed(), (later, TEXTS[1], replace(TEXTS[2], text="Autre chose."))) == ()
    assert standing([written(agreed())], "a", TEXTS).texts == ("t1", "t2")


@pytest.mark.parametrize(
    "other",
    [
        replace(TEXTS[1], text="Le projet se précise !"),
        replace(TEXTS[1], text="\ud800"),
        replace(TEXTS[1], header=Header(Moment.REVIEW)),
    ],
)
def test_other_words_are_not_passed_on_before_they_are_asked(other: SharedText) -> None:
    assert reworded(agreed(), (TEXTS[0], other)) == (other,)
    with pytest.raises(Refused, match="1 texte choisi a changé depuis cet accord") as told:
        standing([written(agreed())], "a", (TEXTS[0], other))
    assert "demandez-lui de nouveau" in str(told.value)


def test_an_agreement_that_says_of_no_words_is_good_for_none() -> None:
    without = replace(agreed(), marks=())
    with pytest.raises(Refused, match="2 textes choisis ont changé"):
        standing([written(without)], "a", TEXTS)


def test_a_mark_is_of_one_agreement_alone_and_says_nothing_of_the_words() -> None:
    assert mark_of("a", TEXTS[0]) != mark_of("b", TEXTS[0])
    assert re.fullmatch(r"[0-9a-f]{32}", mark_of("a", TEXTS[0]))
