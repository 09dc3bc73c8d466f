"""The tab Parcours on a real store."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.models.correction import Answer, shown_skills
from desktop.models.news import News
from desktop.models.note import Item, Kind
from desktop.models.passport import Fact, Passport, Section
from desktop.views.desk import Desk
from desktop.views.passport.parcours_page import ParcoursPage
from desktop.views.passport.parcours_table import ParcoursTable
from desktop.views.theme import Theme
from tests.models.people import fact
from tests.views.conftest import Shown
from tests.views.people import ALI, NADIA, no_envelope, received
from tests.views.reach import cut, unnamed


@pytest.fixture
def page(desk: Desk, shown: Shown) -> ParcoursPage:
    """The page, without anybody."""
    page = ParcoursPage(desk)
    desk.background.changed.connect(page.absorb)
    shown(page)
    return page


def test_the_table_shows_facts_newest_first(theme: Theme, qtmodeltester: ModelTester) -> None:
    model = ParcoursTable(theme)
    facts = (fact("ancien", Section.EXPERIENCES, "2001", "2003"), fact("sans date", Section.BADGES),
             fact("actuel", Section.EXPERIENCES, "2020", ongoing=True))  # fmt: skip
    model.show(Passport(facts))
    qtmodeltester.check(model)
    assert [model.data(model.index(row, 1)) for row in range(3)] == ["actuel", "ancien", "sans date"]
    assert model.data(model.index(0, 0)) == "depuis 2020"
    assert model.data(model.index(1, 2)) == "garantie"


def test_an_experience_is_tied_to_an_occupation_then_untied(page: ParcoursPage, qtbot: QtBot) -> None:
    page.show_person(NADIA)
    qtbot.waitUntil(lambda: bool(page.passport.facts))
    page.explain(page.passport.facts[0].id)
    ask = page.detail.ask
    qtbot.waitUntil(ask.rows.isVisible)
    ask.other.click()
    qtbot.keyClicks(ask.field, "aide soignant")
    qtbot.waitUntil(lambda: bool(ask.field.found) and ask.field.found[0].code == "J1501")
    popup = ask.field.completer().popup()
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "J1501" in ask.occupation.text())
    assert cut(page) == []
    ask.untie.click()
    qtbot.waitUntil(lambda: not ask.occupation.isVisible())


def test_the_list_and_the_chart_lead_to_the_fact(page: ParcoursPage, qtbot: QtBot) -> None:
    page.show_person(NADIA)
    qtbot.waitUntil(lambda: bool(page.passport.facts))
    assert page.card.canvas is not None
    wanted = page.passport.facts[0]
    page.card.canvas.chosen.emit(wanted.id)
    assert page.detail.title.text() == wanted.title
    assert unnamed(page) == []


def test_an_empty_passport_is_said(page: ParcoursPage, qtbot: QtBot) -> None:
    page.show_person(ALI)
    qtbot.waitUntil(lambda: page.card.title.text() == "Le parcours reste à raconter")
    assert not page.list.isVisible()


ROSALIE = "p-rosalie"
SECTIONS = tuple(section for section in Section if section is not Section.TRAININGS)


def rosalie(facts: tuple[Fact, ...], version: int = 1) -> News:
    """A page of news with that person's passport, trainings not shared."""
    far, day = date(2027, 3, 1), datetime(2026, 11, 21, 16, version, tzinfo=UTC)
    one = received(ROSALIE, ("Rosalie", "Garenne"), day, far, SECTIONS)
    return News("e1", (), (replace(one, version=version, passport=Passport(facts, (), SECTIONS)),), (),
                f"cursor-{version + 1}", more=False, remaining=0)  # fmt: skip


def job(name: str, title: str, place: str = "Résidence") -> Fact:
    """A guaranteed job in one sector."""
    made = fact(name, Section.EXPERIENCES, "2020", "2021", place=place)
    return replace(made, title=title, details=(("pcsEse", "526a"), ("secteurActivite", "Hébergement médicalisé")))


def mentor() -> Fact:
    """An engagement that suggests."""
    made = fact("e1", Section.ENGAGEMENTS, "2022", ongoing=True)
    return replace(made, title="Maître d’apprentissage", details=(("typeActivite", "MAITRE_APPRENTISSAGE"),))


JOBS = (job("j1", "Aide-soignante de nuit"), job("j2", "Aide-soignante de nuit"), job("j3", "AIDE-SOIGNANTE DE NUIT"),
        job("j4", "Xylophage"))  # fmt: skip


@pytest.fixture
def hers(page: ParcoursPage, desk: Desk, qtbot: QtBot) -> ParcoursPage:
    """The page of somebody with three jobs alike, one that nothing looks like, and an engagement."""
    desk.background.ask(lambda store: store.intake.absorb(rosalie((*JOBS, mentor())), no_envelope))
    page.show_person(ROSALIE)
    qtbot.waitUntil(lambda: len(page.passport.facts) == 5)
    return page


def corrections(desk: Desk) -> tuple[Item, ...]:
    """What the store holds."""
    items = desk.background.ask(lambda store: store.items.of(ROSALIE))
    return tuple(item for item in items if item.kind is Kind.CORRECTION)


def test_a_proposal_is_confirmed_in_one_gesture_then_the_others_alike_and_undone(
    hers: ParcoursPage, desk: Desk, qtbot: QtBot
) -> None:
    ask = hers.detail.ask
    assert hers.waiting.text() == "4 emplois attendent un métier."
    hers.explain("j1")
    qtbot.waitUntil(ask.rows.isVisible)
    first = ask.rows.model_of_rows.rows[0]
    assert (first.key, first.action) == ("J1501", "Oui")
    assert "Aide-soignant" in first.around
    assert "%" not in first.spoken
    ask.rows.setCurrentIndex(ask.rows.model_of_rows.index(0))
    qtbot.keyClick(ask.rows, Qt.Key.Key_Return)
    qtbot.waitUntil(ask.alike.isVisible)
    assert hers.waiting.text() == "3 emplois attendent un métier."
    assert ask.alike_words.text() == "2 autres « Aide-soignante de nuit » attendent un métier."
    assert corrections(desk)[0].content["edition"] == "458"
    ask.alike.click()
    qtbot.waitUntil(lambda: hers.waiting.text() == "1 emploi attend un métier.")
    assert len(corrections(desk)) == 3
    qtbot.waitUntil(lambda: hers.undo.words.text().startswith("2 autres emplois confirmés"))
    assert unnamed(hers) == cut(hers) == []
    hers.undo.button.click()
    qtbot.waitUntil(lambda: hers.waiting.text() == "3 emplois attendent un métier.")
    assert len(corrections(desk)) == 3


def test_the_next_job_that_waits_is_one_gesture_away(hers: ParcoursPage) -> None:
    seen = []
    for _ in range(5):
        hers.next.click()
        seen.append(hers.detail.fact.id if hers.detail.fact else "")
    assert seen == ["j1", "j2", "j3", "j4", "j1"]


def test_a_title_that_nothing_looks_like_is_said(hers: ParcoursPage, qtbot: QtBot) -> None:
    hers.explain("j4")
    qtbot.waitUntil(hers.detail.ask.nothing.isVisible)
    assert not hers.detail.ask.rows.isVisible()
    assert hers.detail.ask.other.isVisible()


def buttons(page: ParcoursPage, words: str) -> list[QPushButton]:
    """The buttons of the questions that say ``words``."""
    return [one for one in page.detail.shown.findChildren(QPushButton) if one.isVisible() and one.text() == words]


def test_an_engagement_asks_and_an_answer_can_be_taken_back(hers: ParcoursPage, desk: Desk, qtbot: QtBot) -> None:
    hers.explain("e1")
    qtbot.waitUntil(lambda: len(buttons(hers, "Oui")) == 4)
    assert not hers.detail.ask.isVisible()
    buttons(hers, "Oui")[0].setFocus()
    buttons(hers, "Oui")[0].click()
    qtbot.waitUntil(lambda: len(buttons(hers, "Oui")) == 3)
    assert hers.detail.shown.isAncestorOf(hers.window().focusWidget())
    buttons(hers, "Non")[0].click()
    qtbot.waitUntil(lambda: len(buttons(hers, "Oui")) == 2)
    assert [one.answer for one in shown_skills(corrections(desk)).values()] == [Answer.ACCEPTED, Answer.REFUSED]
    assert unnamed(hers) == cut(hers) == []
    assert len(buttons(hers, "Revenir")) == 1
    assert hers.detail.shown.refused.text() == "1 réponse « non »"
    hers.detail.shown.refused.click()
    qtbot.waitUntil(lambda: len(buttons(hers, "Revenir")) == 2)
    buttons(hers, "Revenir")[1].click()
    qtbot.waitUntil(lambda: len(buttons(hers, "Oui")) == 3)
    assert [one.answer for one in shown_skills(corrections(desk)).values()] == [Answer.ACCEPTED]


def test_a_badge_shows_the_words_of_its_frameworks_and_proposes_skills_of_the_rome(
    page: ParcoursPage, desk: Desk, qtbot: QtBot
) -> None:
    details = (
        ("alignementEsco", "Gérer les stocks"),
        ("alignementRome", "Réaliser des opérations comptables (300318)"),
        ("alignementAutre", "Xylophage"),
    )
    badge = replace(fact("b1", Section.BADGES, "2025"), title="Comptes", details=details)
    desk.background.ask(lambda store: store.intake.absorb(rosalie((badge,)), no_envelope))
    page.show_person(ROSALIE)
    qtbot.waitUntil(lambda: bool(page.passport.facts))
    page.explain("b1")
    qtbot.waitUntil(lambda: bool(buttons(page, "Oui")))
    assert page.detail.shown.named.text().splitlines() == [
        "Le badge nomme :",
        "« Gérer les stocks » (ESCO)", "« Réaliser des opérations comptables » (ROME)",
        "« Xylophage » (autre référentiel)",
    ]  # fmt: skip
    names = [one.accessibleName() for one in buttons(page, "Oui")]
    assert {"Oui : Gérer les stocks", "Oui : Réaliser des opérations comptables"} <= set(names)
    buttons(page, "Oui")[names.index("Oui : Réaliser des opérations comptables")].click()
    qtbot.waitUntil(lambda: bool(buttons(page, "Revenir")))
    (shown,) = shown_skills(corrections(desk)).values()
    assert (shown.fact, shown.code, shown.answer) == ("b1", "300318", Answer.ACCEPTED)


def test_what_was_not_shared_is_said_so_and_never_absent(hers: ParcoursPage, qtbot: QtBot) -> None:
    assert hers.unshared.text().startswith("Non partagé : formations.")
    assert "absent" not in hers.unshared.text()
    hers.show_person(ALI)
    qtbot.waitUntil(lambda: hers.card.title.text() == "Le parcours reste à raconter")
    assert not hers.unshared.isVisible()


def test_what_was_said_survives_a_new_version_and_is_listed_when_its_step_is_gone(
    hers: ParcoursPage, desk: Desk, qtbot: QtBot
) -> None:
    ask = hers.detail.ask
    hers.explain("j1")
    qtbot.waitUntil(ask.rows.isVisible)
    ask.rows.chosen.emit(ask.rows.model_of_rows.rows[0])
    qtbot.waitUntil(ask.occupation.isVisible)
    renamed = (replace(JOBS[0], title="Aide-soignante"), *JOBS[1:])
    desk.background.write(lambda store: store.intake.absorb(rosalie(renamed, 2), no_envelope)).result()
    qtbot.waitUntil(lambda: hers.detail.title.text() == "Aide-soignante")
    assert "J1501" in ask.occupation.text()
    desk.background.write(lambda store: store.intake.absorb(rosalie(JOBS[1:], 3), no_envelope)).result()
    qtbot.waitUntil(hers.gone.isVisible)
    assert "métier confirmé ensemble" in hers.gone.rows.model_of_rows.rows[0].around
    assert hers.detail.title.text() == "Détail"
    hers.gone.rows.chosen.emit(hers.gone.rows.model_of_rows.rows[0])
    qtbot.waitUntil(lambda: not hers.gone.isVisible())
    hers.undo.button.click()
    qtbot.waitUntil(hers.gone.isVisible)
