"""Before a day away from the network: facts, what is ready, what is to see, and nothing green for want of a look."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from desktop.models.access import Access, Basis
from desktop.models.file import Card, Kept, ReadLock
from desktop.models.leaving import SPARE, Aboard, Check, Ground, Leaving, Mark, leaving
from desktop.models.meeting import Meeting, Status, meeting_content, meetings
from desktop.models.note import Delivery, Item, Kind
from desktop.models.occupation import Edition
from desktop.models.passport import Holder, Section
from desktop.models.safekeeping import Copies, Copy, Sheet
from desktop.models.today import Leads

DAY, BACK = date(2026, 11, 22), date(2026, 11, 25)
NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
FAR = datetime(2026, 11, 29, 8, 0, tzinfo=UTC)
ROME = Edition("458", "2026-01-01", "source", False, 1584, 10_000, 100_000)
EXTRACT = replace(ROME, extract=True, occupations=48)
COPY = Copy("/sauvegarde", NOW, 1000, 3, verified=True)
WELL = Ground(NOW, 0, 0, FAR, None, NOW, Sheet(date(2026, 1, 2), date(2026, 11, 1)), Copies("/", "", (COPY,)),
              50_000_000_000, 4_000_000, ROME, 2)  # fmt: skip


def at(day: int) -> datetime:
    return datetime(2026, 11, day, 8, 0, tzinfo=UTC)


def card(person: str, end: date | None = date(2027, 2, 14), kept: Kept = Kept.SHARED) -> Card:
    consent = "" if kept is Kept.HAND else f"c-{person}"
    access = Access(Basis.PUBLICATION, (Section.SKILLS,), date(2026, 9, 1), end, consent)
    return Card(person, Holder(person.capitalize(), "Roux", 1990), access, kept, 4, NOW, NOW)


def met(person: str, day: date, at: time = time(9), status: Status = Status.PLANNED) -> Meeting:
    one = Meeting(f"m-{person}-{day}", day, at, 45, status)
    (read,) = meetings((Item(one.id, person, Kind.MEETING, meeting_content(one), NOW, Delivery.SENT),))
    return read


def left(ground: Ground = WELL, *cards: Card, planned: tuple[Meeting, ...] = ()) -> Leaving:
    return leaving(cards or (card("anne"),), planned, ground, DAY, BACK)


def named(found: Leaving, name: str) -> Check:
    return next(one for one in found.checks if one.name == name)


def test_when_all_is_well_only_what_cannot_be_seen_is_left_to_the_counsellor() -> None:
    found = left()
    assert found.said == "1 dossier à bord. Rien à voir avant de partir."
    assert [one.name for one in found.checks if one.mark is not Mark.READY] == ["Imprimante", "Batterie et chargeur"]
    assert all(one.mark is Mark.YOURS for one in found.checks[-2:])
    assert found.aboard == (
        Aboard("anne", "Anne R.", Mark.READY, "", "version 4, du 22 novembre · partagé jusqu’au 14 février 2027"),
    )


def test_what_was_not_read_is_never_ready() -> None:
    found = left(Ground())
    unread = ("Fiche de secours", "Sauvegarde", "Place sur le disque", "Référentiel des métiers", "Imprimante")
    assert {named(found, name).mark for name in unread} == {Mark.YOURS}
    assert {named(found, name).mark for name in ("Échanges", "Lecture sans réseau")} == {Mark.SEE}


@pytest.mark.parametrize(
    ("change", "name", "said", "leads"),
    [
        ({"received": at(20)}, "Échanges", "Dernier échange complet : 20 nov", Leads.EXCHANGE),
        ({"waiting": 3, "drafts": 1}, "Vos écrits", "3 écrits attendent. 1 brouillon reste à", Leads.EXCHANGE),
        ({"drafts": 2}, "Vos écrits", "Rien n’attend. 2 brouillons restent à enregistrer.", None),
        ({"reading_until": at(25)}, "Lecture sans réseau", "Les passeports se ferment", Leads.EXCHANGE),
        ({"sheet": Sheet()}, "Fiche de secours", "Aucune fiche de secours", Leads.VAULT),
        ({"copies": Copies()}, "Sauvegarde", "Aucune sauvegarde", Leads.COPIES),
        ({"free": SPARE}, "Place sur le disque", "200,0 Mo libres ; il en faut 208,0 Mo", None),
        ({"edition": EXTRACT}, "Référentiel des métiers", "ROME 4.0 version 458, sur ce poste : un extrait de 48",
         Leads.REFERENCE),
        ({"printers": 0}, "Imprimante", "Ce poste ne connaît aucune imprimante.", None),
    ],
)  # fmt: skip
def test_each_thing_that_is_not_ready_says_why_and_what_to_do(
    change: dict[str, object], name: str, said: str, leads: Leads | None
) -> None:
    found = left(replace(WELL, **change))  # type: ignore[arg-type]  # names of Ground's own fields
    one = named(found, name)
    assert one.mark is Mark.SEE
    assert one.said.startswith(said)
    assert one.leads is leads
    assert found.checks[0] is one
    assert found.said.endswith("1 point à voir avant de partir.")


def test_those_who_are_met_come_first_then_those_to_see_then_by_name() -> None:
    cards = (card("zoe"), card("bob", end=date(2026, 11, 24)), card("anne"), card("carl"),
             card("hugo", None, Kept.HAND), card("iris", kept=Kept.AWAITED),
             card("jean", kept=Kept.ABSENT))  # fmt: skip
    planned = (met("zoe", date(2026, 11, 23)), met("carl", DAY, time(14)), met("anne", DAY, status=Status.CANCELLED),
               met("anne", date(2026, 12, 24)))  # fmt: skip
    found = left(WELL, *cards, planned=planned)
    assert [one.person for one in found.aboard] == ["carl", "zoe", "bob", "iris", "jean", "anne", "hugo"]
    assert [one.met for one in found.aboard[:3]] == [
        "Rendez-vous aujourd’hui à 14 h 00",
        "Rendez-vous demain à 9 h 00",
        "",
    ]
    why = {one.person: one.said.partition(" · ")[0] for one in found.aboard if one.mark is Mark.SEE}
    assert why == {"bob": "le partage se termine avant votre retour", "iris": "à recevoir de nouveau",
                   "jean": "la plateforme ne le liste plus"}  # fmt: skip
    assert named(found, "Partages").said.startswith("3 dossiers ne seront pas lisibles jusqu’à votre retour")
    assert found.aboard[-1].said == "créé ici"


def test_a_file_that_is_closed_says_so() -> None:
    found = left(replace(WELL, lock=ReadLock("fermé", only=frozenset({"c-anne"}))))
    assert found.aboard[0].said.startswith("fermé en lecture · ")
    assert named(found, "Lecture sans réseau").mark is Mark.READY
    assert named(found, "Partages").mark is Mark.SEE


def test_everything_closed_is_said_once_with_its_own_words() -> None:
    found = left(replace(WELL, lock=ReadLock("Tout est fermé.", "Synchronisez.")))
    one = named(found, "Lecture sans réseau")
    assert (one.mark, one.said, one.advice) == (Mark.SEE, "Tout est fermé.", "Synchronisez.")
    assert found.said.endswith("2 points à voir avant de partir.")


def test_without_a_shared_file_nothing_can_close() -> None:
    found = left(replace(WELL, reading_until=None), card("hugo", None, Kept.HAND))
    assert named(found, "Lecture sans réseau").mark is Mark.READY
