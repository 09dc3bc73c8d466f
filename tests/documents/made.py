"""A made-up person, what was written about them, and every document made of it."""

from __future__ import annotations

from datetime import UTC, date, datetime

from desktop.documents import (
    access_report,
    aipd,
    first_notice,
    held_notice,
    missing_letter,
    receipt,
    recovery_sheet,
    renewal,
)
from desktop.documents.access_report import Report
from desktop.documents.sender import Sender
from desktop.models.access import Access, Basis
from desktop.models.erasure import Copies, Erasure, Reason
from desktop.models.file import Card, File, Kept
from desktop.models.held import Custodian, held
from desktop.models.journal import Entry, Event
from desktop.models.missing_case import Case, Thing
from desktop.models.missing_causes import Letter
from desktop.models.note import NOTES, Delivery, Item, Kind, Theirs
from desktop.models.paper import Paper
from desktop.models.passport import Fact, HeldSkill, Holder, Origin, Passport, Proof, Section
from desktop.models.recovery import grouped
from desktop.models.version import Version
from desktop.models.when import When

TODAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
NAME = "Marie-Antoinette Joséphine de La Tour du Pin-Gouvernet-Montferrand"
HOLDER = Holder("Marie-Antoinette Joséphine", "de La Tour du Pin-Gouvernet-Montferrand", 1987, "Saint-Lô")
SHARED = Access(Basis.PUBLICATION, tuple(Section), date(2026, 8, 1), date(2026, 12, 1), "c1")
CARD = Card("p1", HOLDER, SHARED, Kept.SHARED, 3, NOON)
HAND = Card("p2", HOLDER, Access(Basis.SAID, (Section.EXPERIENCES,), TODAY), Kept.HAND, 0, NOON)
JOB = Fact(
    "f1", Section.EXPERIENCES, Origin.GUARANTEED, "DSN", "Assistante de vie aux familles", "Les Mains Vertes",
    When(2014, 3), When(2019), False, (("typeContrat", "CDI"), ("pcsEse", "563b")), ("K1302",),
)  # fmt: skip
DIPLOMA = Fact("f2", Section.RECOGNITIONS, Origin.DECLARED, "TITULAIRE", "CAP cuisine", "", None, When(2009, 6))
COOKING = HeldSkill(
    "s1", "123456", "Cuisiner pour plusieurs", Origin.DECLARED, "TITULAIRE", Proof(Section.TRAININGS, "f2")
)
PASSPORT = Passport((JOB, DIPLOMA), (COOKING,), tuple(Section))
FILE = File(CARD, PASSPORT)
ERASURE = Erasure(
    "0b1c", "K7QM-2F9D-XH4T", NOON, Reason.WITHDRAWN, (("fiche", 1), ("sections du passeport", 7), ("écrits", 12)),
    2, 3, Copies.COVERED, "Aucune trace : 1 240 pages relues.",
)  # fmt: skip
WHO = Custodian("la Mission locale du Bocage", "dpo@bocage.example")
SENDER = Sender("Claire Vasseur", "Mission locale du Bocage", "12 rue des Lilas\n50000 Saint-Lô")
DIPLOMA_CASE = Case(Thing.RECOGNITION, "CAP cuisine", "Académie de Caen", "2022", "Joséphine du Pin")
KEY = grouped(bytes(range(20)))


def item(name: str, text: str, delivery: Delivery = Delivery.SENT, kind: Kind = Kind.NOTE, theirs: str = "") -> Item:
    """A writing of 20 November 2026."""
    at = datetime(2026, 11, 20, 9, tzinfo=UTC)
    content = {"text": text} if kind in NOTES else {"code": "K1302", "label": text, "state": "chosen"}
    other = Theirs(3, at, "Paul Noël", {"text": theirs}) if theirs else None
    return Item(name, "p1", kind, content, at, delivery, 1, "", other)


ITEMS = (
    item("i1", "Elle veut travailler de jour."),
    item("i2", "À revoir seul.", Delivery.PRIVATE, Kind.WORKING),
    item("i3", "Mon texte", Delivery.CONFLICT, theirs="Le texte de l’autre"),
    item("i4", "Assistant de vie", kind=Kind.OCCUPATION),
)
VERSIONS = {
    "i1": (
        Version(2, Kind.NOTE, NOON, {"text": "Elle veut travailler de nuit."}, "Paul Noël"),
        Version(1, Kind.WORKING, NOON, {"text": "Pensée de travail d’avant."}),
    )
}
ENTRIES = tuple(
    Entry(seq, NOON, event, "K7QM-2F9D-XH4T", what)
    for seq, (event, what) in enumerate([(Event.VIEWED, "experiences"), (Event.PRINTED, "rapport-d-acces")], 1)
)


def report(items: tuple[Item, ...] = ITEMS, file: File = FILE, entries: tuple[Entry, ...] = ENTRIES) -> Report:
    """What an access report is made of."""
    return Report(file, items, VERSIONS, entries, TODAY, WHO)


def every() -> tuple[Paper, ...]:
    """Each document that is typeset, once."""
    return (
        recovery_sheet.paper(KEY, "Coffre de Claire", TODAY),
        receipt.paper(ERASURE),
        renewal.paper(CARD, SENDER, TODAY),
        held_notice.paper(held(FILE, ITEMS, 12, TODAY, WHO)),
        access_report.paper(report()),
        missing_letter.paper(Letter.TRANSMIT, DIPLOMA_CASE, CARD, TODAY),
        aipd.paper(),
        first_notice.paper(WHO, "Claire Vasseur", TODAY),
    )
