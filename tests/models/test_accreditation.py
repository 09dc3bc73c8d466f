"""The counsellor's habilitation: kept whole, reminded before its end, never a lock."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.accreditation import (
    BODY_WORDS,
    LONGEST,
    Accreditation,
    Body,
    read,
    reminded,
    said_standing,
    signer,
    written,
)

DAY = date(2026, 11, 22)
NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=LONGEST)
MADE = st.builds(Accreditation, st.none() | st.sampled_from(Body), NAMES, NAMES, st.none() | st.dates())


@given(MADE)
def test_what_is_written_is_read_again(made: Accreditation) -> None:
    assert read(written(made)) == made


@pytest.mark.parametrize("text", ["", "{", "[]", "12", '{"body": 3, "until": "un jour"}', '{"body": "inconnu"}'])
def test_what_cannot_be_read_counts_as_not_said(text: str) -> None:
    assert read(text) == Accreditation()


@pytest.mark.parametrize(
    ("left", "near", "said"),
    [
        (31, False, "Habilitation valable jusqu’au 23 décembre 2026."),
        (30, True, "Habilitation valable jusqu’au 22 décembre 2026 : elle se termine dans 30 jours."),
        (1, True, "Habilitation valable jusqu’au 23 novembre 2026 : elle se termine demain."),
        (0, True, "Habilitation valable jusqu’au 22 novembre 2026 : elle se termine aujourd’hui."),
        (
            -1,
            True,
            "Habilitation terminée depuis le 21 novembre 2026. Rien n’est fermé ici : voyez avec votre organisme.",
        ),
    ],
)
def test_its_end_is_reminded_thirty_days_before(left: int, near: bool, said: str) -> None:
    one = Accreditation(until=DAY + timedelta(days=left))
    assert reminded(one, DAY) is near
    assert said_standing(one, DAY) == said


def test_without_a_day_nothing_is_said() -> None:
    assert not reminded(Accreditation(), DAY)
    assert said_standing(Accreditation(), DAY) == ""


def test_who_it_is_of() -> None:
    assert set(BODY_WORDS) == set(Body)
    assert Accreditation(Body.APEC).of == "Apec"
    assert Accreditation(Body.OTHER).of == ""
    assert Accreditation(Body.MISSION_LOCALE, "Mission locale du Bocage").of == "Mission locale du Bocage"


def test_who_signs_is_who_was_typed_else_who_signed_in() -> None:
    typed = written(Accreditation(Body.APEC, agent="agent 4127"))
    assert signer({"accreditation": typed, "counsellor": "Camille"}) == ("agent 4127", "Apec")
    assert signer({"accreditation": "", "counsellor": "Camille"}) == ("Camille", "")
