"""What changed since a file was last opened: three lines at most, nothing invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from desktop.models.access import Access, Basis
from desktop.models.file import Card, File, Kept
from desktop.models.note import Delivery, Item, Kind
from desktop.models.passport import Fact, Holder, Origin, Passport, Section
from desktop.models.plan import Action, Status, action_content
from desktop.models.since import FIRST, MOST, NOTHING, since
from desktop.models.when import When

DAY = date(2026, 11, 22)
LAST = datetime(2026, 11, 3, 15, 5, tzinfo=UTC)
CHANGED = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
ACCESS = Access(Basis.PUBLICATION, (Section.EXPERIENCES,), date(2026, 9, 1), date(2027, 2, 14))
CARD = Card("p", Holder("Léa", "Morel", 1990), ACCESS, Kept.SHARED, 4, CHANGED, LAST, unread=True)


def job(title: str, start: When | None) -> Fact:
    return Fact(title, Section.EXPERIENCES, Origin.DECLARED, "TITULAIRE", title, "", start)


def file(card: Card = CARD, *facts: Fact) -> File:
    return File(card, Passport(facts, (), (Section.EXPERIENCES,)))


def note(at: datetime, kind: Kind = Kind.NOTE, delivery: Delivery = Delivery.SENT) -> Item:
    return Item(at.isoformat(), "p", kind, {"text": "mots"}, at, delivery)


def action(name: str, status: Status, due: date | None, at: datetime) -> Item:
    return Item(name, "p", Kind.PLAN, action_content(Action(name, name, status=status, due=due)), at, Delivery.SENT)


def sentences(file: File, *items: Item) -> list[str]:
    return [sentence for sentence, _, _ in since(file, items, DAY)]


def test_a_first_opening_and_a_quiet_file_say_so() -> None:
    assert since(file(replace(CARD, opened=None)), (), DAY) == (("Partage reçu le 20 novembre.", FIRST, "Parcours"),)
    ((sentence, more, _),) = since(file(replace(CARD, unread=False)), (), DAY)
    assert sentence == NOTHING
    assert more.startswith("Depuis votre dernière lecture : 3 novembre ")


def test_what_differs_in_a_passport_is_not_invented() -> None:
    facts = (job("Ancien", When(2020)), job("Sans date", None), job("Dans l’année", When(2026)))
    ((sentence, more, _),) = since(file(CARD, *facts), (), DAY)
    assert sentence == "Passeport mis à jour le 20 novembre (version 4)."
    assert more == "L’ancienne version n’est pas gardée : ce qui diffère n’est pas connu."
    dated = [job(f"Emploi {number}", When(2026, 11, 10)) for number in range(3)]
    ((_, more, _),) = since(file(CARD, *facts, *dated), (), DAY)
    assert more == "Daté de depuis : « Emploi 0 », « Emploi 1 » et 1 autre."


def test_actions_notes_and_sharing_since_then() -> None:
    quiet, after, before = replace(CARD, unread=False), LAST + timedelta(days=2), LAST - timedelta(days=2)
    items = (
        action("Appeler", Status.DONE, None, after), action("Écrire", Status.DONE, None, before),
        action("Visiter", Status.TO_DO, date(2026, 11, 10), before),
        action("Vieux retard", Status.TO_DO, date(2026, 10, 1), before),
        note(after), note(after + timedelta(hours=1), Kind.WORKING, Delivery.PRIVATE), note(before),
        note(after, delivery=Delivery.DRAFT),
    )  # fmt: skip
    assert sentences(file(quiet), *items) == [
        "1 action réalisée : « Appeler ». 1 action en retard : « Visiter ».",
        "2 notes écrites ici, par vous.",
    ]
    renewed = replace(quiet, access=replace(ACCESS, start=date(2026, 11, 15)))
    assert sentences(file(renewed)) == ["Partage renouvelé ou changé le 15 novembre, jusqu’au 14 février 2027."]
    assert sentences(file(replace(renewed, kept=Kept.HAND))) == [NOTHING]


def test_three_lines_at_most() -> None:
    busy = replace(CARD, access=replace(ACCESS, start=date(2026, 11, 15)))
    after = LAST + timedelta(days=2)
    told = since(file(busy), (action("Appeler", Status.DONE, None, after), note(after)), DAY)
    assert len(told) == MOST
    assert [tab for _, _, tab in told] == ["Parcours", "Partage", "Plan d’action"]
