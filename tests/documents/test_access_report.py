"""The access report holds everything, private notes too, on paper and as JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from desktop.documents import access_report
from desktop.documents.access_words import DETAIL_WORDS, said_content, said_entry
from desktop.errors import Refused
from desktop.models.archived import Archived
from desktop.models.clock import written
from desktop.models.correction import (
    Answer,
    Word,
    experience_content,
    occupation_content,
    shown_content,
    skill_content,
)
from desktop.models.file import File, Kept
from desktop.models.held import held
from desktop.models.interview import Header, Moment, with_header
from desktop.models.journal import Entry, Event
from desktop.models.meeting import Meeting, meeting_content
from desktop.models.note import Delivery, Item, Kind
from desktop.models.passport import Passport
from desktop.models.plan import About, Action, Link, Owner, Status, action_content, removed_content
from desktop.sync.wire import ALIGNED, DETAILS
from tests.documents import made
from tests.documents.reading import opened, words


def about(kind: Kind, content: dict[str, str]) -> str:
    """What a writing of this content is said to be."""
    return said_content(Item("i", "p", kind, content, made.NOON, Delivery.SENT))


def test_everything_is_on_paper() -> None:
    said = words(access_report.paper(made.report()).files["pdf"])
    for piece in (made.HOLDER.first_name, made.HOLDER.family_name, "1987", "Saint-Lô", "Assistante de vie aux familles",
                  "Les Mains Vertes", "mars 2014 – 2019", "Garantie", "contrat : CDI", "métier K1302", "CAP cuisine",
                  "Déclarée", "Cuisiner pour plusieurs", "Elle veut travailler de jour.", "À revoir seul.",
                  "note de travail", "Elle veut travailler de nuit.", "de Paul Noël", "Pensée de travail d’avant.",
                  "avant, en note de travail", "Mon texte", "Le texte de l’autre", "Paul Noël", "Assistant de vie",
                  "Dossier ouvert : expériences", "dpo@bocage.example"):  # fmt: skip
        assert piece in said, piece


def test_everything_is_in_the_json() -> None:
    said = json.loads(access_report.paper(made.report()).files["json"])
    assert said["format"] == "escale/rapport-d-acces"
    assert said["personne"]["nom"] == made.HOLDER.family_name
    assert [fact["id"] for fact in said["passeport"]["faits"]] == ["f1", "f2"]
    assert said["passeport"]["faits"][0]["details"] == [["typeContrat", "CDI"], ["pcsEse", "563b"]]
    assert said["passeport"]["competences"][0]["preuve"] == {"section": "formations", "fait": "f2"}
    assert {item["id"]: item["privee"] for item in said["ecrits"]} == {
        "i1": False,
        "i2": True,
        "i3": False,
        "i4": False,
    }
    assert said["ecrits"][2]["autre_version"]["contenu"] == {"text": "Le texte de l’autre"}
    assert [(one["numero"], one["nature"], one["auteur"]) for one in said["ecrits"][0]["versions_anterieures"]] == [
        (2, "note", "Paul Noël"), (1, "working", "")]  # fmt: skip
    assert said["ecrits"][0]["versions_anterieures"][1]["contenu"] == {"text": "Pensée de travail d’avant."}
    assert [entry["evenement"] for entry in said["journal"]] == ["viewed", "printed"]


def test_what_the_gateway_and_a_calendar_were_given_is_in_it() -> None:
    meeting = Meeting("m1", date(2026, 12, 1), time(9))
    one = Item("m1", "p", Kind.MEETING, meeting_content(meeting), made.NOON, Delivery.SENT, 2, received=made.NOON)
    other = replace(one, id="m2", received=None)
    paper = access_report.paper(replace(made.report((one, other)), held=frozenset({"m1"})))
    said = json.loads(paper.files["json"])["ecrits"]
    assert [(item["recu_le"], item["dans_un_agenda"]) for item in said] == [(written(made.NOON), True), (None, False)]
    assert words(paper.files["pdf"]).count(access_report.IN_A_CALENDAR) == 1


def test_nothing_written_is_said_to_be_nothing() -> None:
    said = words(access_report.paper(made.report((), entries=())).files["pdf"])
    assert said.count("Rien.") == 2
    assert "Aucune." in said


def test_more_than_pages_can_hold_is_whole_in_the_json() -> None:
    notes = tuple(made.item(f"n{number:02}", f"note{number} " + "mot " * 14_000) for number in range(30))
    paper = access_report.paper(made.report(notes))
    said = words(paper.files["pdf"])
    assert access_report.BESIDE.split(" remis")[0] in said
    assert said.count("20 novembre 2026 à") >= 30
    assert len(json.loads(paper.files["json"])["ecrits"]) == 30
    with opened(paper.files["pdf"]) as pdf:
        assert len(pdf.pages) < 900


def test_writings_are_said_in_words() -> None:
    assert about(Kind.CORRECTION, skill_content("1", "Cuisiner", Word.SAID)) == (
        "Compétence « Cuisiner » : dite en entretien"
    )
    assert "retiré" in about(Kind.CORRECTION, skill_content("1", "Cuisiner", Word.NOTHING))
    assert "écartée" in about(Kind.CORRECTION, skill_content("1", "Cuisiner", Word.NOT_HELD))
    assert about(Kind.CORRECTION, shown_content("b", "1", "Cuisiner", Answer.ACCEPTED)) == (
        "Une étape du parcours montre « Cuisiner » : oui, reconnu ensemble"
    )
    because = occupation_content("K1302", "Aide", True, "près de chez moi")
    assert about(Kind.OCCUPATION, because) == "Aide (K1302) : choisi. Pourquoi : près de chez moi"
    assert about(Kind.CORRECTION, experience_content("f", "K1302", "Aide")) == (
        "Expérience rattachée au métier Aide (K1302)"
    )
    assert "plus rattachée" in about(Kind.CORRECTION, experience_content("f", "", ""))
    assert about(Kind.OCCUPATION, occupation_content("K1302", "Aide", False)) == "Aide (K1302) : écarté"
    assert about(Kind.PLAN, {"action": "appeler", "date": "2026"}) == "action : appeler\ndate : 2026"
    told = with_header({"text": "a"}, Header(Moment.REVIEW, date(2026, 11, 20), 45))
    assert about(Kind.NOTE, told) == "Bilan · 20 novembre 2026 · 45 minutes\n\na"
    assert about(Kind.WORKING, {"text": "a"}) == "a"
    assert about(Kind.NOTE, {"text": "a", "moment": "plus tard"}) == "text : a\nmoment : plus tard"
    assert about(Kind.NOTE, {"text": "a", "autre": "b"}) == "text : a\nautre : b"


def test_an_action_of_the_plan_is_said_line_by_line_and_nothing_of_it_is_left_out() -> None:
    link = Link(About.SKILL, "1", "Cuisiner")
    step = Action("i", "Appeler", "Q07", "", "P02", "tôt", Status.DONE, Owner.COUNSELLOR, date(2026, 12, 4), link)
    assert about(Kind.PLAN, action_content(step) | {"later": "gardé", "owner": "eux"}) == (
        "Appeler : réalisée, par la personne\nPour le 4 décembre 2026\nPourquoi : Ma formation professionnelle\n"
        "Quoi : Monter un dossier d’inscription à une formation (Q07)\nComment : tôt\n"
        "En lien avec : compétence Cuisiner (1)\nowner : eux\nlater : gardé"
    )
    assert about(Kind.PLAN, removed_content("a")) == "Action retirée du plan"


def test_every_word_of_the_wire_has_one_of_ours() -> None:
    assert {*DETAILS, *ALIGNED.values()} == set(DETAIL_WORDS)


def test_a_code_of_the_journal_is_said_or_shown_as_it_is() -> None:
    assert (
        said_entry(Entry(1, made.NOON, Event.PRINTED, "", "fiche-de-secours")) == "Document imprimé : fiche de secours"
    )
    assert said_entry(Entry(1, made.NOON, Event.LOCKED, "", "")) == "Coffre verrouillé"
    assert said_entry(Entry(1, made.NOON, Event.EXPORTED, "", "x-1")) == "Document enregistré : x-1"


def test_what_a_former_sharing_left_is_in_it_and_beside_it() -> None:
    said = {"text": "Voulait être cariste."}
    left = (
        Archived("K7QM", Kind.NOTE, datetime(2025, 3, 4, 9, tzinfo=UTC), said, date(2027, 4, 2)),
        Archived("K7QM", Kind.OCCUPATION, datetime(2025, 3, 5, 9, tzinfo=UTC),
                 occupation_content("N1101", "Cariste", True), date(2027, 4, 2)),
    )  # fmt: skip
    paper = access_report.paper(replace(made.report(), former=left))
    pages = words(paper.files["pdf"])
    for piece in ("D’un accompagnement précédent", "Voulait être cariste.", "Cariste (N1101)", "2 avril 2027"):
        assert piece in pages
    beside = json.loads(paper.files["json"])["archives"]
    assert [one["contenu"] for one in beside] == [said, dict(left[1].content)]
    assert "accompagnement précédent" not in words(access_report.paper(made.report()).files["pdf"])
    lines = held(made.FILE, (), 0, made.TODAY, former=left).lines
    assert ("2 écrits, du 4 mars 2025 au 5 mars 2025", "Jusqu’au 2 avril 2027, sous un pseudonyme") in [
        (line.detail, line.until) for line in lines
    ]


def test_a_file_to_be_received_again_makes_no_report() -> None:
    file = File(replace(made.CARD, kept=Kept.AWAITED), Passport())
    with pytest.raises(Refused, match="incomplet"):
        access_report.paper(made.report((), file))


def test_forms_left_half_filled_are_in_it_and_beside_it() -> None:
    typed = json.dumps({"reason": "", "words": "Bonne route, et merci.", "day": "2026-11-20"})
    drafts = {f"closing|{made.FILE.card.person}": typed, "hand": "[autre chose]"}
    paper = access_report.paper(replace(made.report(), drafts=drafts))
    said = words(paper.files["pdf"])
    for piece in ("Ce qui est à moitié rempli", "Fin de l’accompagnement", "Bonne route, et merci.", "[autre chose]"):
        assert piece in said
    assert json.loads(paper.files["json"])["formulaires_a_moitie_remplis"] == drafts
    assert "à moitié rempli" not in words(access_report.paper(made.report()).files["pdf"])
