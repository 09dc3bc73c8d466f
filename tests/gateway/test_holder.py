"""The person's pages: readable, guarded, and refusing what the law or sense refuses."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from html.parser import HTMLParser

import pytest

from gateway.people import PersonFile, Titulaire
from gateway.when import french_day, today
from tests.gateway.conftest import Clock
from tests.gateway.desk import Desk, field, fields
from tests.gateway.test_exchange import person

Admit = Callable[[PersonFile], None]


class Labels(HTMLParser):
    """The fields of a page that are to be filled, and the labels that name them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.fields: set[str | None] = set()
        self.labels: set[str | None] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag in ("input", "select") and said.get("type") != "hidden":
            self.fields.add(said.get("id"))
        if tag == "label":
            self.labels.add(said.get("for"))


def test_every_field_has_its_label(desk: Desk, admit: Admit) -> None:
    """And every page says that it is a demonstration, in French."""
    admit(person(1))
    for path in ("/titulaire", f"/titulaire/{person(1).personne}"):
        page = desk.web.get(desk.url + path)
        found = Labels(page.text)
        assert found.fields
        assert found.fields == found.labels
        assert "Démonstration : tient lieu de l’espace personnel du Passeport" in page.text
        assert '<html lang="fr">' in page.text
        assert not re.search(r"(?:src|href)=\"(?:https?:)?//", page.text)
    assert desk.web.get(f"{desk.url}/").url.endswith("/titulaire")
    assert desk.web.get(f"{desk.url}/style.css").headers["Content-Type"].startswith("text/css")


def test_names_are_text_and_can_be_searched(desk: Desk, admit: Admit) -> None:
    """A name is never markup, and a search for % finds nobody."""
    odd = Titulaire(prenom="<b>Alix</b>", nom="Fictif", annee_naissance=1990)
    admit(PersonFile(**{name: getattr(person(1), name) for name in person(1).__struct_fields__} | {"titulaire": odd}))
    listed = desk.web.get(f"{desk.url}/titulaire", params={"nom": "alix"}).text
    assert "&lt;b&gt;Alix" in listed
    assert "<b>" not in listed
    assert "Personne ne porte ce nom" in desk.web.get(f"{desk.url}/titulaire", params={"nom": "%"}).text


@pytest.mark.parametrize(
    "changes",
    [
        {"rubrique": []},
        {"rubrique": ["autre"]},
        {"fin": "hier"},
        {"fin": "2020-01-01"},
        {"fin": "2999-01-01"},
        {"conseiller": "x"},
    ],
)
def test_senseless_sharing_is_refused(desk: Desk, admit: Admit, clock: Clock, changes: dict[str, object]) -> None:
    """With a sentence, and nothing is shared."""
    admit(person(1, state="none"))
    who = person(1).personne
    camille = re.search(r'<option value="([^"]+)"', desk.web.get(f"{desk.url}/titulaire/{who}").text)
    assert camille
    end = (today(clock()) + timedelta(days=3)).isoformat()
    form = {"rubrique": ["permis"], "conseiller": camille[1], "fin": end}
    answer = desk.holder(who, "publier", **(form | changes))
    assert (answer.status_code, 'role="alert"' in answer.text) == (422, True)
    assert desk.page()["files"] == []
    assert desk.holder(who, "publier", **form).status_code == 200


def test_children_share_nothing(desk: Desk, admit: Admit, clock: Clock) -> None:
    """The passport opens at fifteen."""
    child = Titulaire(prenom="Lou", nom="Fictif", annee_naissance=today(clock()).year - 14)
    whole = {name: getattr(person(1, state="none"), name) for name in person(1).__struct_fields__}
    admit(PersonFile(**whole | {"titulaire": child}))
    page = desk.web.get(f"{desk.url}/titulaire/{person(1).personne}")
    assert "à partir de 15 ans" in page.text
    assert "Partager mon passeport" not in page.text
    answer = desk.holder(person(1).personne, "publier", rubrique="permis", fin="2027-01-01", conseiller="x")
    assert answer.status_code == 422


def test_acts_need_our_own_form(desk: Desk, admit: Admit) -> None:
    """No token, no act; another's sharing, no act."""
    admit(person(1))
    admit(person(2))
    mine, other = (f"{desk.url}/titulaire/{person(number).personne}" for number in (1, 2))
    consent = field(desk.web.get(mine).text, "partage")
    for act in ("publier", "retirer", "experience"):
        assert desk.web.post(f"{mine}/{act}", data={"partage": consent}).status_code == 403
    token = field(desk.web.get(other).text, "jeton")
    assert desk.web.post(f"{other}/retirer", data={"jeton": token, "partage": consent}).status_code == 404
    assert fields(desk.web.get(mine).text, "partage") == [consent]
    for path in ("x", "00000000-0000-4000-8000-00000000dead"):
        assert desk.web.get(f"{desk.url}/titulaire/{path}").status_code == 404


def test_senseless_experience_is_refused(desk: Desk, admit: Admit) -> None:
    """A title, an employer, a real day."""
    admit(person(1))
    good = {"metier": "Serveuse", "employeur": "Café Inventé", "debut": "2024-01-01"}
    for changes in ({"metier": " "}, {"employeur": "x" * 301}, {"debut": "2024-02-31"}):
        assert desk.holder(person(1).personne, "experience", **(good | changes)).status_code == 422
    assert len(desk.page()["files"][0]["sections"]["experiences"]) == 1


def test_days_are_said_in_french() -> None:
    """With the ordinal of the first."""
    assert french_day("2026-12-01") == "1er décembre 2026"
    assert french_day("2026-08-22") == "22 août 2026"
