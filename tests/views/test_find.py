"""Finding anything, on a real store and the shipped extract."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.models.access import Access, Basis
from desktop.models.diagnostic import About, Entry, Value, entry_content
from desktop.models.file import ReadLock
from desktop.models.meeting import Meeting, meeting_content
from desktop.models.news import News, Withdrawal
from desktop.models.note import Kind
from desktop.models.passport import Holder, Passport
from desktop.models.plan import Action, action_content
from desktop.views.desk import Desk
from desktop.views.find import FindPalette
from desktop.views.find_rows import ALL, CLOSED, CUT, EACH, said_progress
from desktop.views.found_rows import FoundRow, _laid_out
from desktop.views.rows import Row, RowsDelegate, RowsModel
from tests.views.conftest import Shown
from tests.views.people import MOUSSA, NADIA
from tests.views.reach import missed, unnamed


@pytest.fixture
def palette(desk: Desk, shown: Shown, qtbot: QtBot) -> FindPalette:
    under = QWidget()
    shown(under)
    palette = FindPalette(desk, under)
    palette.open()
    qtbot.waitExposed(palette)
    return palette


def rows(palette: FindPalette) -> tuple[Row, ...]:
    return palette.results.model_of_rows.rows


def headings(palette: FindPalette) -> list[str]:
    return [row.title for row in rows(palette) if row.heading]


def looked_for(palette: FindPalette, qtbot: QtBot, text: str, key: str) -> None:
    """Type ``text`` and wait until a row of that key has come."""
    palette.field.setText(text)
    qtbot.waitUntil(lambda: any(row.key == key for row in rows(palette)))


def test_a_person_is_found_by_the_start_of_any_name(palette: FindPalette, qtbot: QtBot) -> None:
    looked_for(palette, qtbot, "bena", f"person {NADIA}")
    assert rows(palette)[1].title == "Nadia Benali"
    assert rows(palette)[1].around == "né(e) en 1988 · Saint-Affrique"
    with qtbot.waitSignal(palette.person_chosen) as chosen:
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert chosen.args == [NADIA]
    assert not palette.isVisible()


def test_a_note_leads_to_its_person_and_to_itself(palette: FindPalette, qtbot: QtBot) -> None:
    (note,) = palette._desk.background.ask(lambda store: store.items.of(MOUSSA))
    looked_for(palette, qtbot, "cariste", f"note {MOUSSA} {note.id}")
    with qtbot.waitSignal(palette.note_chosen) as chosen:
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert chosen.args == [MOUSSA, note.id]


def test_kinds_come_in_order_and_arrows_go_down(palette: FindPalette, qtbot: QtBot) -> None:
    looked_for(palette, qtbot, "aide", "occupation J1501")
    qtbot.waitUntil(lambda: headings(palette)[:3] == ["Notes", "Parcours", "Métiers"])
    assert palette.results.currentIndex().row() == 1
    for _ in range(5):
        qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    with qtbot.waitSignal(palette.occupation_chosen) as chosen:
        qtbot.keyClick(palette.field, Qt.Key.Key_Enter)
    assert chosen.args == ["J1501"]


def test_a_skill_leads_to_the_occupations_that_ask_for_it(palette: FindPalette, qtbot: QtBot) -> None:
    palette.field.setText("accueillir")
    qtbot.waitUntil(lambda: "Compétences" in headings(palette))
    skill = next(row for row in rows(palette) if row.key.startswith("skill "))
    palette.results.chosen.emit(skill)
    qtbot.waitUntil(lambda: headings(palette) == [f"Métiers qui demandent : {skill.title}"])
    assert all(row.key.startswith("occupation ") for row in rows(palette)[1:])
    assert palette.isVisible()


def test_what_is_kept_here_may_answer_late_and_is_not_put_under_a_skill(
    palette: FindPalette, desk: Desk, qtbot: QtBot
) -> None:
    gate = Event()
    desk.background.read(palette, "gate", lambda _: gate.wait(10), lambda _: None)  # the store's thread is busy
    palette.field.setText("accueillir")
    qtbot.waitUntil(lambda: "Compétences" in headings(palette))
    skill = next(row for row in rows(palette) if row.key.startswith("skill "))
    palette.results.chosen.emit(skill)
    qtbot.waitUntil(lambda: headings(palette) == [f"Métiers qui demandent : {skill.title}"])
    gate.set()
    answered = list[bool]()
    desk.background.read(palette, "after", lambda _: True, answered.append)
    qtbot.waitUntil(lambda: bool(answered))
    assert headings(palette) == [f"Métiers qui demandent : {skill.title}"]


def test_answers_to_older_letters_are_dropped(palette: FindPalette, qtbot: QtBot) -> None:
    for text in ("c", "ca", "car", "cari", "diall"):
        palette.field.setText(text)
    qtbot.waitUntil(lambda: [row.key for row in rows(palette) if not row.heading] == [f"person {MOUSSA}"])


def test_nothing_found_says_so(palette: FindPalette, qtbot: QtBot) -> None:
    palette.field.setText("zzzz")
    qtbot.waitUntil(lambda: palette.hint.text() == "Rien ne répond à ces mots.")
    assert not palette.results.isVisible()
    palette.field.clear()
    assert palette.hint.text().startswith("↑ ↓")


def test_escape_closes_and_opening_again_starts_afresh(palette: FindPalette, qtbot: QtBot) -> None:
    looked_for(palette, qtbot, "bena", f"person {NADIA}")
    qtbot.keyClick(palette, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    palette.open()
    assert palette.field.text() == ""
    assert rows(palette) == ()


def test_nothing_of_anybody_stays_once_it_is_closed(palette: FindPalette, qtbot: QtBot) -> None:
    looked_for(palette, qtbot, "bena", f"person {NADIA}")
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert (palette.field.text(), rows(palette)) == ("", ())


def test_an_answer_about_somebody_goes_with_their_file(palette: FindPalette, desk: Desk, qtbot: QtBot) -> None:
    looked_for(palette, qtbot, "bena", f"person {NADIA}")
    gone = Withdrawal(NADIA, f"c-{NADIA}", datetime(2026, 11, 22, tzinfo=UTC), "withdrawn")
    page = News("e1", (gone,), (), (), "c2", more=False, remaining=0)
    desk.background.write(lambda store: store.intake.absorb(page, lambda _p, _i: ("k", b"s")))
    qtbot.waitUntil(lambda: not [row for row in rows(palette) if NADIA in row.key])
    assert palette.isVisible()


def test_what_was_destroyed_while_it_is_shown_is_shown_no_more(palette: FindPalette, qtbot: QtBot) -> None:
    background = palette._desk.background
    access, holder = Access(Basis.SAID, (), date(2026, 1, 5)), Holder("Ali", "Zouave", 1979)
    background.write(lambda store: store.passports.create("h", holder, access, Passport())).result(20)
    record(palette, "h", Kind.NOTE, {"text": "menuiserie"}, "a")
    record(palette, NADIA, Kind.WORKING, {"text": "menuisier"}, "b")
    record(palette, NADIA, Kind.NOTE, {"text": "menuiserie aussi"}, "c")
    looked_for(palette, qtbot, "menuis", "note h a")
    assert row_of(palette, f"note {NADIA} b")
    background.write(lambda store: store.passports.remove("h")).result(20)
    qtbot.waitUntil(lambda: [row.key for row in rows(palette) if row.key.startswith("note ")] == [
        f"note {NADIA} c", f"note {NADIA} b"])  # fmt: skip
    background.write(lambda store: store.working.destroy(NADIA)).result(20)
    qtbot.waitUntil(lambda: [row.key for row in rows(palette) if row.key.startswith("note ")] == [f"note {NADIA} c"])
    palette.field.setText("zouave")
    qtbot.waitUntil(lambda: palette.hint.text() == "Rien ne répond à ces mots.")


def test_nothing_of_a_search_stays_once_it_is_closed(palette: FindPalette, qtbot: QtBot) -> None:
    looked_for(palette, qtbot, "bena", f"person {NADIA}")
    qtbot.keyClick(palette, Qt.Key.Key_Escape)
    assert (palette.field.text(), rows(palette), palette._answers) == ("", (), {})
    palette.open()
    looked_for(palette, qtbot, "bena", f"person {NADIA}")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert (palette.field.text(), rows(palette)) == ("", ())


def test_letters_typed_while_an_exchange_writes_are_answered_whole(palette: FindPalette, qtbot: QtBot) -> None:
    background = palette._desk.background
    for number, text in enumerate(("s", "so", "sou", "soud", "soudu", "soudur", "soudure")):
        palette.field.setText(text)
        background.write(
            lambda store, at=number: store.items.record(NADIA, Kind.NOTE, {"text": f"soudure {at}"}, item=f"n{at}")  # type: ignore[misc]
        )
    palette.field.setText("soudure ")
    qtbot.waitUntil(lambda: any(row.key == "more Notes" for row in rows(palette)))
    assert [row.key for row in rows(palette) if row.key.startswith("note ")] == [
        f"note {NADIA} n{at}" for at in (6, 5, 4, 3, 2)
    ]


def test_everything_has_a_name_and_is_on_the_way_of_tab(palette: FindPalette, qtbot: QtBot) -> None:
    looked_for(palette, qtbot, "bena", f"person {NADIA}")
    assert unnamed(palette) == []
    assert missed(palette) == []


def record(palette: FindPalette, person: str, kind: Kind, content: dict[str, str], item: str) -> None:
    """Write it, and wait until it is."""
    palette._desk.background.write(lambda store: store.items.record(person, kind, content, item=item)).result(20)


def row_of(palette: FindPalette, key: str) -> Row:
    return next(row for row in rows(palette) if row.key == key)


def test_the_words_found_are_bold_and_said_aloud(palette: FindPalette, qtbot: QtBot) -> None:
    text = "mot " * 60 + "Été à la mairie, puis " + "fin " * 60
    record(palette, NADIA, Kind.WORKING, {"text": text}, "n")
    looked_for(palette, qtbot, "ete mairie", f"note {NADIA} n")
    row = row_of(palette, f"note {NADIA} n")
    assert isinstance(row, FoundRow)
    assert "Été à la mairie" in row.said
    assert [row.said[at : at + length] for at, length in row.marks] == ["Été", "mairie"]
    assert row.said.startswith("… ")
    assert row.around.startswith("Note de travail, jamais partagée · ")
    assert row.spoken.endswith("Trouvé : Été, mairie")
    palette.results.grab()  # painted, and as tall as its words
    at = rows(palette).index(row)
    delegate, index = palette.results.itemDelegate(), palette.results.model().index(at, 0)
    assert isinstance(delegate, RowsDelegate)
    assert delegate.sizeHint(QStyleOptionViewItem(), index).height() > palette._desk.theme.px(60)


def test_each_kind_leads_where_it_is(palette: FindPalette, qtbot: QtBot) -> None:
    record(palette, MOUSSA, Kind.PLAN, action_content(Action("x", "Visiter le chantier")), "x")
    need = entry_content(Entry(About.NEED, "5", "Trouver sa formation", Value.STRENGTH))
    record(palette, MOUSSA, Kind.DIAGNOSTIC, need, "d")
    meeting = meeting_content(Meeting("m", date(2026, 12, 3), time(14, 30), theme="Relire le contrat d’été"))
    record(palette, MOUSSA, Kind.MEETING, meeting, "m")
    for text, key, signal, told in (
        ("chantier", f"plan {MOUSSA} x", palette.action_chosen, [MOUSSA, "x"]),
        ("contrat ete", f"meeting {MOUSSA} m", palette.meeting_chosen, [MOUSSA, "m"]),
        ("trouver formation", f"diagnostic {MOUSSA} d", palette.diagnostic_chosen, [MOUSSA]),
        ("admr", f"fact {MOUSSA} f1", palette.fact_chosen, [MOUSSA, "f1"]),
        ("accueillir", f"held {MOUSSA} s1", palette.held_chosen, [MOUSSA]),
        ("verrou", "command lock", palette.command_chosen, ["lock"]),
    ):
        palette.open()
        looked_for(palette, qtbot, text, key)
        with qtbot.waitSignal(signal) as chosen:
            palette.results.chosen.emit(row_of(palette, key))
        assert chosen.args == told
        assert not palette.isVisible()


def test_a_meeting_says_whose_it_is_when_and_what_became_of_it(palette: FindPalette, qtbot: QtBot) -> None:
    met = Meeting("m", date(2026, 12, 3), time(14, 30), place="Mairie de Lodève", theme="Relire le contrat d’été")
    record(palette, NADIA, Kind.MEETING, meeting_content(met), "m")
    looked_for(palette, qtbot, "ete lode", f"meeting {NADIA} m")
    row = row_of(palette, f"meeting {NADIA} m")
    assert isinstance(row, FoundRow)
    assert (row.title, row.said) == ("Nadia B.", "Relire le contrat d’été · Mairie de Lodève · entretien")
    assert row.around == "Jeudi 3 décembre à 14 h 30 · 45 minutes, dans nos locaux · prévu"
    assert row.spoken.endswith("Trouvé : été, Lodève")
    assert "Rendez-vous" in headings(palette)


def test_provenance_status_and_value_are_in_words(palette: FindPalette, qtbot: QtBot) -> None:
    record(palette, MOUSSA, Kind.PLAN, action_content(Action("x", "Visiter ADMR")), "x")
    looked_for(palette, qtbot, "admr", f"plan {MOUSSA} x")
    assert row_of(palette, f"fact {MOUSSA} f1").around == "Expériences · garantie · depuis mars 2019"
    assert row_of(palette, f"plan {MOUSSA} x").around.startswith("Action · par la personne")


def test_a_few_of_each_kind_then_all_of_one(palette: FindPalette, qtbot: QtBot) -> None:
    for number in range(EACH + 3):
        record(palette, NADIA, Kind.NOTE, {"text": f"soudure {number}"}, f"n{number}")
    looked_for(palette, qtbot, "soudure", "more Notes")
    assert sum(row.key.startswith("note ") for row in rows(palette)) == EACH
    palette.results.chosen.emit(row_of(palette, "more Notes"))
    qtbot.waitUntil(lambda: len(rows(palette)) == EACH + 4)
    assert headings(palette) == ["Notes"]
    assert palette.isVisible()
    assert not palette.hint.text().startswith(CUT)
    palette.field.setText("soudur")
    qtbot.waitUntil(lambda: any(row.key == "more Notes" for row in rows(palette)))


def test_more_than_are_shown_is_said(palette: FindPalette, qtbot: QtBot) -> None:
    for number in range(ALL + 1):
        record(palette, NADIA, Kind.NOTE, {"text": f"soudure {number}"}, f"n{number}")
    looked_for(palette, qtbot, "soudure", "more Notes")
    palette.results.chosen.emit(row_of(palette, "more Notes"))
    qtbot.waitUntil(lambda: len(rows(palette)) == ALL + 1)
    assert palette.hint.text().startswith(f"{CUT} ")


def test_what_an_answer_may_miss_is_said(palette: FindPalette, qtbot: QtBot) -> None:
    palette._desk.background.ask(lambda store: setattr(store, "reading", ReadLock("fermé")))
    palette.field.setText("zzzz")
    qtbot.waitUntil(lambda: palette.hint.text() == f"{CLOSED} Rien ne répond à ces mots.")
    assert said_progress(120, 300) == "La recherche se prépare encore : 120 dossiers lus sur 300."
    assert said_progress(0, 0) == "La recherche se prépare encore."


def test_the_model_of_answers_is_sound(qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(RowsModel((Row("h", "Notes", heading=True), FoundRow("a", "Nadia B.", "Été", marks=((0, 3),)))))


def test_words_beyond_the_first_plane_are_marked_where_they_stand(palette: FindPalette, qtbot: QtBot) -> None:
    record(palette, NADIA, Kind.NOTE, {"text": "😀😀 soudure"}, "n")
    looked_for(palette, qtbot, "soudure", f"note {NADIA} n")
    row = row_of(palette, f"note {NADIA} n")
    assert isinstance(row, FoundRow)
    layout = _laid_out(row.said, palette._desk.theme.font(14), 300, row)
    assert layout
    assert [(one.start, one.length) for one in layout.formats()] == [(5, 7)]
