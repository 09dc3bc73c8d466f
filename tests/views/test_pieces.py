"""Words that stay together at the end of a line, and choices too long for their place."""

from __future__ import annotations

import pytest

from desktop.views.pieces import held_together
from desktop.views.plan.fields import ChoiceField, LineField
from tests.views.conftest import Shown


@pytest.mark.parametrize(
    ("words", "held"),
    [
        ("Le 28 novembre à 18 h 08 · transmise", "Le 28_novembre à 18_h_08_· transmise"),
        ("1er mars 2021 : 1 h 15", "1er_mars 2021_: 1_h_15"),
        ("« Un mot » ; 3 heures, 3 marsouins", "«_Un mot_»_; 3 heures, 3 marsouins"),
    ],
)
def test_hours_days_and_signs_are_never_parted(words: str, held: str) -> None:
    said = held_together(words)
    assert said.replace("\N{NO-BREAK SPACE}", "_") == held
    assert len(said) == len(words)


def test_a_line_too_long_for_its_place_is_read_from_its_beginning(theme: object, shown: Shown) -> None:
    field = LineField("Titre", "")
    shown(field)
    field.clearFocus()
    field.setText("Conducteur / Conductrice de transport de marchandises sur longue distance")
    assert field.cursorPosition() == 0


def test_a_choice_too_long_for_its_place_is_whole_in_the_tip(theme: object, shown: Shown) -> None:
    field = ChoiceField("Comment")
    field.show_choices((("a", "Court"), ("b", "Une démarche dont le nom est plus long que la place qui lui est faite")))
    shown(field)
    field.setFixedWidth(200)
    field.grab()
    assert field.toolTip() == ""
    field.show_code("b")
    field.grab()
    assert field.toolTip() == field.itemText(1)
