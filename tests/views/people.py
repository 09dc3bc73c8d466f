"""The people on the desk of these tests, and what was written about them; every one is invented."""

from __future__ import annotations

from datetime import UTC, date, datetime

from desktop.models.access import Access, Basis
from desktop.models.news import Answer, News, Received
from desktop.models.note import Kind
from desktop.models.passport import Fact, HeldSkill, Holder, Origin, Passport, Section
from desktop.models.store import Store
from desktop.models.when import When

TODAY = date(2026, 11, 22)
PASSPHRASE = "lampe verger canal moufle tisane galet horizon"
NADIA, CLAIRE, YANN, MOUSSA, ALI = "p-nadia", "p-claire", "p-yann", "p-moussa", "h-ali"
SHARED = (Section.EXPERIENCES, Section.RECOGNITIONS, Section.SKILLS)


def received(
    person: str, name: tuple[str, str], changed: datetime, end: date, sections: tuple[Section, ...]
) -> Received:
    """A shared file with one experience and one skill."""
    first, family = name
    holder = Holder(first, family, 1988, "Saint-Affrique")
    access = Access(Basis.PUBLICATION, sections, date(2026, 9, 1), end, f"c-{person}")
    job = Fact(
        "f1", Section.EXPERIENCES, Origin.GUARANTEED, "DSN", "Aide à domicile", "ADMR", When(2019, 3), ongoing=True
    )
    skill = HeldSkill("s1", "121288", "Accueillir une clientèle", Origin.DECLARED, "TITULAIRE")
    return Received(person, 1, changed, holder, access, Passport((job,), (skill,), sections))


def a_page_of_news() -> News:
    """Four shared files: one that ends soon, one with the whole passport."""
    yesterday, earlier = datetime(2026, 11, 21, 16, 5, tzinfo=UTC), datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
    far, soon = date(2027, 2, 14), date(2026, 11, 25)
    files = (
        received(NADIA, ("Nadia", "Benali"), yesterday, far, SHARED),
        received(CLAIRE, ("Claire", "Petit"), earlier, soon, tuple(Section)),
        received(YANN, ("Yann", "Le Goff"), yesterday, far, tuple(Section)[:-1]),
        received(MOUSSA, ("Moussa", "Diallo"), earlier, far, SHARED),
    )
    return News("e1", (), files, (), "cursor-1", more=False, remaining=0)


def no_envelope(plain: bytes, item: str) -> tuple[str, bytes]:
    """Nothing is handed over in these tests."""
    raise AssertionError("nothing was to be handed over")


def fill(store: Store) -> None:
    """Four shared files, one of them read, one made by hand; a note that waits, one refused, one private."""
    store.intake.absorb(a_page_of_news(), no_envelope)
    store.passports.open(MOUSSA)
    by_hand = Access(Basis.SAID, (Section.EXPERIENCES,), TODAY)
    store.passports.create(ALI, Holder("Ali", "Roux", 1979), by_hand, Passport((), (), (Section.EXPERIENCES,)))
    store.items.record(MOUSSA, Kind.NOTE, {"text": "Souhaite reprendre une formation de cariste avant l’été."})
    store.items.record(NADIA, Kind.NOTE, {"text": "A évoqué un projet d’aide-soignante."})
    refused = store.post.batch()[:1]
    store.post.settle(refused, [Answer(refused[0].item.id, "refused", reason="too_large")])
    store.items.record(NADIA, Kind.WORKING, {"text": "À rappeler en décembre."})
