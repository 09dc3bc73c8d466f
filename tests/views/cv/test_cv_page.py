"""The tab CV: ticked by keys or clicks, ordered by the person, words never lost, choices undone, on a real store."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.errors import EscaleError, StoreTrouble
from desktop.models.correction import occupation_content
from desktop.models.cv import Cv, Ref, cv_content, cvs, with_all
from desktop.models.news import Answer
from desktop.models.note import Delivery, Item, Kind, Theirs
from desktop.models.paper import Paper
from desktop.models.passport import Section
from desktop.models.store import Store
from desktop.views.cv.cv_page import CvPage
from desktop.views.desk import Desk
from desktop.views.lost_words import KEPT_IN_MEMORY, TAKE_UP
from tests.views.conftest import Shown
from tests.views.disk import Disk
from tests.views.people import ALI, CLAIRE
from tests.views.reach import cut, missed, unnamed

JOB, SKILL = Ref(Section.EXPERIENCES, "f1"), Ref(Section.SKILLS, "121288")


@pytest.fixture
def page(desk: Desk, shown: Shown, qtbot: QtBot) -> CvPage:
    """Claire's CVs: none yet."""
    page = CvPage(desk)
    desk.background.changed.connect(page.absorb)
    page.show_person(CLAIRE)
    shown(page)
    qtbot.waitUntil(page.start.isVisible)
    return page


@pytest.fixture
def begun(page: CvPage, qtbot: QtBot) -> CvPage:
    """One CV, nothing on it."""
    page.begin.click()
    qtbot.waitUntil(lambda: len(stored(page)) == 1 and page.offer.isVisible())
    return page


def kept(page: CvPage, person: str = CLAIRE) -> tuple[Item, ...]:
    """What the store holds."""
    return page.desk.background.ask(lambda store: store.items.of(person))


def stored(page: CvPage, person: str = CLAIRE) -> tuple[Cv, ...]:
    """The CVs that the store holds."""
    return cvs(kept(page, person))


def at(page: CvPage, title: str) -> int:
    return [row.title for row in page.rows.model_of_rows.rows].index(title)


def tick(page: CvPage, title: str) -> None:
    """Walk to that line and press Space."""
    page.rows.setFocus()
    page.rows.setCurrentIndex(page.rows.model_of_rows.index(at(page, title)))
    page.rows.choose_current()


def test_an_empty_tab_says_what_a_cv_is_and_what_to_do(page: CvPage) -> None:
    assert "Ce n’est pas un CV certifié." in page.start.sentence.text()
    assert not page.bar.isVisible()
    assert unnamed(page) == missed(page) == cut(page) == []


def test_what_is_ticked_is_on_the_cv_with_its_provenance_and_can_be_undone(begun: CvPage, qtbot: QtBot) -> None:
    page = begun
    assert page.form.title.text() == "Rien n’est encore choisi"
    page.rows.setFocus()
    qtbot.keyClick(page.rows, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: stored(page)[0].chosen == (JOB,))
    page.rows.choose_current()
    qtbot.waitUntil(lambda: stored(page)[0].chosen == ())
    tick(page, "Accueillir une clientèle")
    tick(page, "Aide à domicile")
    qtbot.waitUntil(lambda: stored(page)[0].chosen == (SKILL, JOB))
    assert page.form.title.text() == "2 éléments choisis"
    rows = [(row.title, getattr(row, "word", "")) for row in page.form.rows.model_of_rows.rows if not row.heading]
    assert rows == [("Accueillir une clientèle", "déclarée"), ("Aide à domicile", "garantie")]
    assert page.rows.model_of_rows.rows[at(page, "Aide à domicile")].spoken.endswith("garantie. ADMR · depuis mars"
                                                                                     " 2019. Choisi")  # fmt: skip
    qtbot.waitUntil(lambda: page.undo.words.text() == "« Aide à domicile » : ajouté au CV.")
    page.undo.undo()
    qtbot.waitUntil(lambda: stored(page)[0].chosen == (SKILL,))
    qtbot.waitUntil(lambda: page.form.title.text() == "1 élément choisi")
    assert {item.delivery for item in kept(page)} == {Delivery.WAITING}


def test_lines_and_sections_are_ordered_by_keys_and_by_buttons(begun: CvPage, qtbot: QtBot) -> None:
    page = begun
    page.all.click()
    tick(page, "Accueillir une clientèle")
    qtbot.waitUntil(lambda: stored(page)[0].chosen == (SKILL, JOB))
    rows = page.form.rows
    rows.setFocus()
    rows.setCurrentIndex(rows.model_of_rows.index(3))
    assert page.form.current == str(JOB)
    qtbot.keyClick(rows, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: stored(page)[0].chosen == (JOB, SKILL))
    assert page.form.current == str(JOB)
    qtbot.keyClick(rows, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: stored(page)[0].chosen == (SKILL, JOB))
    qtbot.keyClick(rows, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: stored(page)[0].chosen == (SKILL,))
    page.none.click()
    qtbot.waitUntil(lambda: stored(page)[0].chosen == ())


def test_words_are_a_draft_at_each_pause_and_whole_once_the_field_is_left(begun: CvPage, qtbot: QtBot) -> None:
    page = begun
    profile = page.form.profile
    profile.setFocus()
    qtbot.keyClicks(profile, "Je suis matinale")
    qtbot.waitUntil(lambda: stored(page)[0].profile == "Je suis matinale")
    assert kept(page)[0].delivery is Delivery.DRAFT
    page.form.title_field.setFocus()
    qtbot.waitUntil(lambda: kept(page)[0].delivery is Delivery.WAITING)
    qtbot.keyClicks(page.form.title_field, "Boulangerie")
    page.flush().result(timeout=5)
    assert (stored(page)[0].title, kept(page)[0].delivery) == ("Boulangerie", Delivery.WAITING)
    assert profile.words == "Je suis matinale"


def test_what_is_being_typed_is_not_replaced_by_what_arrives(begun: CvPage, qtbot: QtBot) -> None:
    page = begun
    cv = replace(stored(page)[0], title="D’ailleurs", profile="Autre profil")
    page.form.profile.setFocus()
    qtbot.keyClicks(page.form.profile, "Je")
    page.desk.background.ask(lambda store: store.items.record(CLAIRE, Kind.CV, cv_content(cv), item=cv.id))
    page.refresh()
    qtbot.waitUntil(lambda: page.form.title_field.text() == "D’ailleurs")
    assert page.form.profile.words.startswith("Je")


def test_several_cvs_one_looked_at_a_copy_and_one_taken_away(begun: CvPage, qtbot: QtBot) -> None:
    page = begun
    qtbot.keyClicks(page.form.title_field, "Vente")
    tick(page, "Aide à domicile")
    qtbot.waitUntil(lambda: (stored(page)[0].title, len(stored(page)[0].chosen)) == ("Vente", 1))
    assert not page.bar.list.isVisible()
    page.bar.copy.click()
    qtbot.waitUntil(lambda: len(stored(page)) == 2)
    assert [one.name for one in stored(page)] == ["Vente", "Vente (copie)"]
    assert page.form.title_field.text() == "Vente (copie)"
    page.bar.list.setCurrentIndex(0)
    page.bar.list.activated.emit(0)
    assert page.form.title_field.text() == "Vente"
    page.bar.remove.click()
    qtbot.waitUntil(lambda: [one.name for one in stored(page)] == ["Vente (copie)"])
    gone = next(item for item in kept(page) if item.content.get("state"))
    assert gone.content == {"about": "cv", "id": gone.id, "state": "removed"}
    qtbot.waitUntil(lambda: "retiré" in page.undo.words.text())
    page.undo.undo()
    qtbot.waitUntil(lambda: len(stored(page)) == 2)


def test_the_target_gives_its_title_and_marks_what_it_asks_for(page: CvPage, desk: Desk, qtbot: QtBot) -> None:
    asked = desk.reference().occupation("J1501")
    assert asked is not None
    content = occupation_content("J1501", asked.label, chosen=True)
    desk.background.ask(lambda store: store.items.record(CLAIRE, Kind.OCCUPATION, content))
    page.refresh()
    qtbot.waitUntil(lambda: any(one.kind is Kind.OCCUPATION for one in page._held.items))
    page.begin.click()
    qtbot.waitUntil(lambda: len(stored(page)) == 1)
    assert (stored(page)[0].title, stored(page)[0].target) == (asked.label, "J1501")
    page.form.target.setCurrentIndex(0)
    page.form.target.activated.emit(0)
    qtbot.waitUntil(lambda: stored(page)[0].target == "")
    page.form.named.click()
    qtbot.waitUntil(lambda: not stored(page)[0].named)


def test_what_left_the_passport_is_told_and_leaves_the_choice_when_asked(page: CvPage, qtbot: QtBot) -> None:
    content = cv_content(with_all(Cv("c1", "Vente"), (JOB, Ref(Section.BADGES, "parti"))))
    page.desk.background.ask(lambda store: store.items.record(CLAIRE, Kind.CV, content, item="c1"))
    page.refresh()
    qtbot.waitUntil(page.form.gone.isVisible)
    assert page.form.gone.text().startswith("Un élément choisi n’est plus dans le dossier : 1 badge.")
    assert page.form.title.text() == "1 élément choisi"
    page.form.forget_gone.click()
    qtbot.waitUntil(lambda: stored(page)[0].chosen == (JOB,))
    qtbot.waitUntil(lambda: not page.form.gone.isVisible())


def test_two_versions_are_both_said_before_one_is_kept(page: CvPage, qtbot: QtBot) -> None:
    mine = cv_content(with_all(Cv("c1", "Vente"), (JOB,)))
    theirs = Theirs(2, datetime(2026, 11, 20, 9, tzinfo=UTC), "Paul Noël", mine | {"title": "Commerce", "chosen": ""})

    def clash(store: Store) -> None:
        store.items.record(CLAIRE, Kind.CV, mine, item="c1")
        post = store.post.batch()
        store.post.settle(post, [Answer(one.item.id, "conflict", 2, "", theirs) for one in post])

    page.desk.background.ask(clash)
    page.refresh()
    qtbot.waitUntil(page.conflict.isVisible)
    assert page.conflict.mine.text() == "Vente\n1 élément choisi : Aide à domicile"
    assert page.conflict.theirs.text() == "Commerce\nRien n’est encore choisi"
    assert not page.form.isVisible()
    page.conflict.keep_theirs.click()
    qtbot.waitUntil(lambda: stored(page)[0].title == "Commerce")
    qtbot.waitUntil(page.form.isVisible)


def test_words_that_the_store_refuses_stay_in_their_field(begun: CvPage, qtbot: QtBot) -> None:
    page, told = begun, list[EscaleError]()
    page.desk.background.troubled.connect(told.append)
    too_long = "é" * 40_000
    page.form.profile.setPlainText(too_long)
    with pytest.raises(EscaleError):
        page.flush().result(timeout=5)
    qtbot.waitUntil(lambda: bool(told))
    qtbot.waitUntil(lambda: page.form.pending() is not None)
    assert page.form.profile.words == too_long
    page.form.profile.setPlainText("Court")
    page.flush().result(timeout=5)
    assert stored(page)[0].profile == "Court"


def test_nothing_of_somebody_else_stays(begun: CvPage, qtbot: QtBot) -> None:
    page = begun
    tick(page, "Aide à domicile")
    qtbot.waitUntil(lambda: len(stored(page)[0].chosen) == 1)
    page.flush()
    page.show_person(ALI)
    qtbot.waitUntil(page.start.isVisible)
    assert not page.form.isVisible()
    assert not page.undo.isVisible()
    assert stored(page, ALI) == ()


def test_keys_reach_everything_and_the_models_hold(begun: CvPage, qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    page = begun
    page.all.click()
    qtbot.waitUntil(lambda: len(stored(page)[0].chosen) == 1)
    for rows in (page.rows, page.form.rows):
        qtmodeltester.check(rows.model_of_rows)
    page._show()
    assert unnamed(page) == missed(page) == cut(page) == []


def test_an_erased_file_takes_its_cvs_along(desk: Desk) -> None:
    content = cv_content(Cv("c1", "Vente"))
    write = desk.background.ask
    write(lambda store: store.items.record(ALI, Kind.CV, content, item="c1"))
    assert [item.content for item in write(lambda store: store.items.of(ALI))] == [content]
    write(lambda store: store.passports.remove(ALI))
    assert write(lambda store: store.items.of(ALI)) == ()
    assert write(lambda store: store.items.some(("c1",))) == ()


def test_papers_are_offered_for_the_cv_looked_at(desk: Desk, shown: Shown, qtbot: QtBot) -> None:
    asked = list[tuple[str, str]]()

    class Made:
        """Only what this page asks for."""

        def cv(self, person: str, cv: str, ppi: float = 0) -> Paper:
            """Remember who and which."""
            asked.append((person, cv))
            return Paper("cv-de-travail", "cv-de-travail", {"pdf": b"%PDF"}, (b"",) if ppi else ())

    page = CvPage(replace(desk, handouts=Made()))  # type: ignore[arg-type]
    desk.background.changed.connect(page.absorb)
    page.show_person(CLAIRE)
    shown(page)
    qtbot.waitUntil(page.start.isVisible)
    assert not page.papers.isVisible()
    page.begin.click()
    qtbot.waitUntil(page.papers.pdf.isEnabled)
    qtbot.waitUntil(lambda: len(stored(page)) == 1)
    page.form.profile.setPlainText("En train d’écrire")
    page.papers.pdf.buttons["pdf"].click()
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == [(CLAIRE, stored(page)[0].id)]
    assert (stored(page)[0].profile, kept(page)[0].delivery) == ("En train d’écrire", Delivery.WAITING)


def away(page: CvPage, qtbot: QtBot) -> None:
    """Ali’s CVs are shown, and nothing on the page is about somebody else."""
    with qtbot.waitSignal(page.desk.background.troubled) as told:
        page.show_person(ALI)
    assert "disque est plein" in str(told.args)
    qtbot.waitUntil(page.start.isVisible)
    assert (page.form.profile.words, page.lost_notice.isVisible()) == ("", False)
    with pytest.raises(StoreTrouble):
        page.flush().result(timeout=10)


def test_words_refused_when_the_file_was_left_come_back_with_their_cv(begun: CvPage, disk: Disk, qtbot: QtBot) -> None:
    page = begun
    disk.fill()
    page.form.profile.setPlainText("Je suis matinale")
    away(page, qtbot)
    page.show_person(CLAIRE)
    qtbot.waitUntil(lambda: page.form.profile.words == "Je suis matinale")
    qtbot.waitUntil(lambda: page.form.pending() is not None)  # refused again: still there, still to be written
    assert stored(page)[0].profile == ""
    disk.free()
    page.flush().result(timeout=10)
    assert stored(page)[0].profile == "Je suis matinale"
    assert page.lost.trouble is None


def test_refused_words_are_written_while_another_file_is_shown(begun: CvPage, disk: Disk, qtbot: QtBot) -> None:
    page = begun
    disk.fill()
    page.form.profile.setPlainText("Je suis matinale")
    away(page, qtbot)
    disk.free()
    page.flush().result(timeout=10)
    assert (stored(page)[0].profile, stored(page, ALI)) == ("Je suis matinale", ())


def test_words_of_a_cv_that_could_not_be_begun_come_back(page: CvPage, disk: Disk, qtbot: QtBot) -> None:
    disk.fill()
    page.begin.click()
    page.form.profile.setPlainText("Je suis matinale")
    away(page, qtbot)
    page.show_person(CLAIRE)
    qtbot.waitUntil(lambda: page.lost_notice.isVisible() and page._read is not None)
    assert page.lost_notice.words.text() == KEPT_IN_MEMORY
    assert unnamed(page) == cut(page) == []
    disk.free()
    next(one for one in page.lost_notice.findChildren(QPushButton) if one.text() == TAKE_UP).click()
    qtbot.waitUntil(lambda: [one.profile for one in stored(page)] == ["Je suis matinale"])
    qtbot.waitUntil(lambda: page.form.profile.words == "Je suis matinale")


def test_a_tick_refused_is_told_and_loses_no_words(begun: CvPage, disk: Disk, qtbot: QtBot) -> None:
    page = begun
    page.form.profile.setPlainText("Je suis matinale")
    page.flush().result(timeout=10)
    disk.fill()
    with qtbot.waitSignal(page.desk.background.troubled):
        tick(page, "Aide à domicile")
    qtbot.waitUntil(lambda: page.form.title.text() == "Rien n’est encore choisi")
    assert (page.lost.trouble, page.form.profile.words) == (None, "Je suis matinale")
    disk.free()
