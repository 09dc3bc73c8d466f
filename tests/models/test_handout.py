"""What a person takes away: made of what may be shared, the last text by default, and nothing private by type."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace

import pytest

from desktop.errors import Refused
from desktop.models.file import Kept
from desktop.models.handout import Handout, asked, given, offered
from desktop.models.note import Delivery, Kind
from desktop.models.passport import Section
from desktop.models.skill import Standing
from tests.documents import given as person


def spoken(value: object) -> str:
    """Every word of a value, however deep."""
    if is_dataclass(value) and not isinstance(value, type):
        return " ".join(spoken(getattr(value, field.name)) for field in fields(value))
    if isinstance(value, tuple | list | frozenset | set):
        return " ".join(map(spoken, value))
    return str(value)


def test_nothing_private_is_anywhere_in_it() -> None:
    said = spoken(person.given())
    assert "soin" in said
    assert not [secret for secret in person.SECRETS if secret in said]
    assert all(one.item is None for one in (*person.given().plan, *person.given().meetings))


def test_no_field_of_it_can_be_a_working_note() -> None:
    types = {field.name: str(field.type) for field in fields(Handout)}
    assert not [name for name, kind in types.items() if "Item" in kind or "Mapping" in kind]


def test_the_last_text_is_given_unless_others_are_ticked() -> None:
    texts = person.shared().texts
    assert [one.id for one in offered(texts)] == ["n2", "n1"]
    assert [one.id for one in given(texts, None)] == ["n2"]
    assert [one.id for one in given(texts, ("n1", "n2", "w1"))] == ["n1", "n2"]
    assert given(texts, ()) == ()
    assert given((), None) == ()


def test_what_was_asked_is_what_stands_under_that_heading_and_nothing_else() -> None:
    found = asked(person.shared().texts)
    assert found is not None
    assert found.words == "Un métier de **soin**,\nprès de chez elle."
    assert asked(person.shared(person.items()[1:]).texts) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("## Demandeur d’emploi depuis mars\nSans droits.", None),
        ("#demande\nCe n’est pas un titre.", None),
        ("# Ce que vous avez demandé\nUn stage.", "Un stage."),
        ("# Ses demandes\nD’abord.\n## Le logement\nPlus près.\n# Suite\nrien", "D’abord.\n## Le logement\nPlus près."),
        ("## Demande\nUn.\n# Suite\nrien\n## Demande\nDeux.", "Un.\nDeux."),
    ],
)
def test_only_a_heading_that_names_the_demand_says_it(text: str, words: str | None) -> None:
    found = asked(person.shared((replace(person.items()[0], content={"text": text}),)).texts)
    assert (found.words if found else None) == words


def test_a_heading_without_words_says_nothing() -> None:
    empty = replace(person.items()[0], content={"text": "## Demande\n\n## La suite\nrien"})
    assert asked(person.shared((empty,)).texts) is None


def test_strengths_come_first_and_what_is_wished_is_apart() -> None:
    made = person.given()
    assert [one.standing for one in made.held] == [Standing.PROVEN, Standing.DECLARED, Standing.DECLARED, Standing.SAID]
    assert made.wished == ("Règles d’hygiène et de propreté",)


def test_facts_are_by_section_and_newest_first() -> None:
    path = person.given().path
    assert [one.id for one in path] == ["f3", "f1", "f2", "f4", "f5"]
    assert path[0].section is Section.EXPERIENCES


def test_only_meetings_to_come_are_told() -> None:
    assert [one.id for one in person.given().meetings] == ["m1"]
    held = tuple(replace(one, content={**one.content, "status": "ANNULE"}) for one in person.items()
                 if one.kind is Kind.MEETING)  # fmt: skip
    assert person.given(person.shared(held)).meetings == ()


def test_a_file_to_be_received_again_gives_nothing() -> None:
    shared = person.shared()
    file = replace(shared.file, card=replace(shared.file.card, kept=Kept.AWAITED))
    with pytest.raises(Refused, match="incomplet"):
        person.given(replace(shared, file=file))


def test_a_draft_is_nowhere_even_when_it_is_the_last() -> None:
    assert all(one.delivery is not Delivery.DRAFT for one in person.shared().items)
