"""What is read together: from a Shareable alone, in chapters that are never empty."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from desktop.models.correction import occupation_content
from desktop.models.diagnostic import About, Entry, Impact, Value, entry_content
from desktop.models.file import File
from desktop.models.meeting import Meeting, meeting_content
from desktop.models.note import Kind
from desktop.models.passport import Origin, Passport
from desktop.models.plan import Action, Status, action_content
from desktop.models.reading import (
    EXPLORED,
    MEETINGS,
    NOTHING_NOTED,
    PLAN,
    SHARING,
    SKILLS,
    TARGETS,
    TEXTS,
    Chapter,
    noted,
    told,
)
from desktop.models.shareable import shareable
from tests.documents import made
from tests.models.people import written

TODAY = date(2026, 11, 22)
FILE = File(made.CARD, made.PASSPORT)


def of(chapters: tuple[Chapter, ...], heading: str) -> Chapter:
    (one,) = (chapter for chapter in chapters if chapter.heading == heading)
    return one


def test_the_last_text_comes_first_without_its_marks_under_its_day_or_its_header() -> None:
    first = written(Kind.NOTE, {"text": "# Le projet\n- un **métier** de soin"}, 1)
    last = written(Kind.NOTE, {"text": "Au revoir", "moment": "bilan", "place": "Niort"}, 2)
    lines = of(noted(shareable(FILE, (first, last)), TODAY), TEXTS).lines
    assert [(line.title, line.text) for line in lines] == [
        ("Bilan · Niort", "Au revoir"),
        ("Le 22 novembre 2026", "Le projet\n• un métier de soin"),
    ]


def test_nothing_noted_is_said_and_what_is_kept_always_is() -> None:
    chapters = noted(shareable(FILE, ()), TODAY)
    assert [chapter.heading for chapter in chapters] == [TEXTS, SHARING]
    assert of(chapters, TEXTS).lines[0].title == NOTHING_NOTED
    assert "il reste" in of(chapters, SHARING).lines[0].title


def test_a_file_made_here_is_not_said_to_be_shared() -> None:
    chapters = noted(shareable(replace(FILE, card=made.HAND), ()), TODAY)
    assert "créé ici" in of(chapters, SHARING).lines[0].detail


def test_what_is_to_be_done_comes_before_what_is_over_by_date() -> None:
    plan = (
        Action("a", "Faite", status=Status.DONE, due=date(2026, 11, 1)),
        Action("b", "Sans date"),
        Action("c", "Bientôt", due=date(2026, 11, 30)),
    )
    items = [replace(written(Kind.PLAN, action_content(one), at), id=one.id) for at, one in enumerate(plan)]
    items.append(written(Kind.OCCUPATION, occupation_content("J1501", "Aide-soignant", True, "Aider"), 9))
    chapters = noted(shareable(FILE, items), TODAY)
    assert [line.title for line in of(chapters, PLAN).lines] == ["Bientôt", "Sans date", "Faite"]
    assert of(chapters, PLAN).lines[0].detail == "À faire · par la personne · pour le 30 novembre"
    assert [(line.title, line.detail) for line in of(chapters, TARGETS).lines] == [("Aide-soignant", "Aider")]


def test_meetings_to_come_first_then_the_last_ones_each_with_its_words() -> None:
    days = (("a", 20, "Le projet"), ("b", 24, "La visite"), ("c", 23, ""), ("d", 10, ""))
    items = [
        replace(
            written(Kind.MEETING, meeting_content(Meeting(key, date(2026, 11, day), time(9, 30), theme=theme))), id=key
        )
        for key, day, theme in days
    ]
    lines = of(noted(shareable(FILE, items), TODAY), MEETINGS).lines
    assert [line.key for line in lines] == ["c", "b", "a", "d"]
    assert (lines[0].title, lines[1].detail) == (
        "Demain à 9 h 30",
        "Entretien · La visite · 45 minutes, dans nos locaux · prévu",
    )


def test_what_was_explored_says_strengths_first_and_never_what_nobody_spoke_about() -> None:
    said = (
        Entry(About.NEED, "5", "Trouver sa formation", Value.NEED, day=date(2026, 11, 20)),
        Entry(About.NEED, "7", "Connaître et utiliser les services numériques", Value.STRENGTH, by="Camille Ferrand"),
        Entry(About.NEED, "4", "Confirmer son choix de métier", Value.NOT_EXPLORED),
        Entry(About.CONSTRAINT, "23", "Développer sa mobilité", Value.YES, impact=Impact.STRONG),
        Entry(About.SITUATION, "7", "Dépendant des transports en commun", Value.YES, of="23"),
        Entry(About.SITUATION, "8", "Permis non valide", Value.NO, of="23"),
        Entry(About.SITUATION, "10", "Contraintes horaires", Value.YES, of="24"),
    )
    items = [replace(written(Kind.DIAGNOSTIC, entry_content(one)), id=f"{one.about}{one.code}") for one in said]
    lines = of(noted(shareable(FILE, items), TODAY), EXPLORED).lines
    assert [line.key for line in lines] == ["need7", "need5", "constraint23", "situation7", "situation10"]
    assert [line.detail for line in lines[:3]] == [
        "Point fort · Exploré par Camille Ferrand",
        "Besoin · Exploré par votre conseiller le 20 novembre 2026",
        "Contrainte, effet fort · Exploré par votre conseiller",
    ]
    assert lines[3].title == "Situation : Dépendant des transports en commun"


def test_the_whole_says_the_parcours_first_each_with_its_provenance() -> None:
    chapters = told(shareable(FILE, (written(Kind.NOTE, {"text": "Bonjour"}),)), TODAY)
    assert [chapter.heading for chapter in chapters] == ["Expériences", "Diplômes et titres", SKILLS, TEXTS]
    assert chapters[0].lines[0].origin is Origin.GUARANTEED
    assert chapters[0].lines[0].detail.startswith("Les Mains Vertes · ")
    assert of(chapters, SKILLS).lines[0].origin is Origin.DECLARED


def test_no_chapter_is_empty() -> None:
    assert told(shareable(File(made.CARD, Passport()), ()), TODAY) == ()
