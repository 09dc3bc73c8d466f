"""The documents that leave on paper: what the store knows is read on its thread, and laid out on the caller's.

The typesetting library is imported with the first document.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from desktop.background import Background
from desktop.errors import Refused
from desktop.models import countersigned
from desktop.models.accreditation import STATE, signer
from desktop.models.archived import Archived
from desktop.models.clock import now
from desktop.models.erasure import Erasure
from desktop.models.file import Card, File
from desktop.models.held import Custodian, held
from desktop.models.indicators import Count
from desktop.models.journal import Entry
from desktop.models.meeting import Meeting
from desktop.models.missing_case import Case
from desktop.models.missing_causes import Letter
from desktop.models.note import Item
from desktop.models.paper import Paper
from desktop.models.reported import Reported
from desktop.models.version import Version

if TYPE_CHECKING:
    from desktop.models.store import Store

Marked = tuple[tuple[Entry, str], ...]
EVERY: Final = 1_000_000  # entries of the journal


class Known(NamedTuple):
    """All that is kept about a person, as of one instant: see ``access_report.Report``."""

    file: File
    items: tuple[Item, ...]
    versions: Mapping[str, tuple[Version, ...]]
    entries: tuple[Entry, ...]
    former: tuple[Archived, ...]
    drafts: Mapping[str, str]
    given: frozenset[str]  # ids of the meetings that a calendar holds


class OfficePapers:
    """See ``views.papers.Papers``; every method is called from the pool."""

    def __init__(self, background: Background, today: Callable[[], date], custodian: Custodian, vault: str) -> None:
        """``custodian`` answers for what is kept; ``vault`` is the vault's own name, as the recovery sheet shows it."""
        self._background = background
        self._today = today
        self._custodian = custodian
        self._vault = vault

    def held(self, person: str, ppi: float = 0) -> Paper:
        """Everything that Escale keeps about a person, in plain words; ReadLocked while the file may not be opened."""
        from desktop.documents import held_notice

        known = self._known(person)
        versions, entries = sum(map(len, known.versions.values())), len(known.entries)
        told = held(known.file, known.items, entries, self._today(), self._custodian, versions, known.former)
        return held_notice.paper(told, ppi)

    def access_report(self, person: str, ppi: float = 0) -> Paper:
        """Every word kept about a person, and who looked at it; ReadLocked while the file may not be opened."""
        from desktop.documents import access_report

        known = self._known(person)
        report = access_report.Report(
            known.file, known.items, known.versions, known.entries, self._today(), self._custodian,
            held=known.given, former=known.former, drafts=known.drafts,
        )  # fmt: skip
        return access_report.paper(report, ppi)

    def reported(self, note: str) -> Reported:
        """A note (an id) as the access report says it; Refused when it is not here any more."""
        from desktop.documents.reported_note import reported

        found, versions = self._background.ask(lambda store: (store.items.some((note,)), store.versions.of(note)))
        if not found:
            raise Refused("Cette note n’est plus sur ce poste.")
        return reported(found[0], versions)

    def invitation(self, person: str, ppi: float = 0) -> Paper:
        """The letter that invites a person to renew; Refused when there is nothing to renew."""
        from desktop.documents import renewal
        from desktop.documents.sender import Sender

        name, own = signer(self._background.ask(lambda store: store.state.several((STATE, "counsellor"))))
        card = self._card(person)
        return renewal.paper(card, Sender(name, self._custodian.organisation or own), self._today(), ppi)

    def missing_letter(self, person: str, letter: Letter, case: Case, ppi: float = 0) -> Paper:
        """The letter by which a person asks for what is not in their passport; Refused while their name is not here."""
        from desktop.documents import missing_letter

        return missing_letter.paper(letter, case, self._card(person), self._today(), ppi)

    def agenda(self, meetings: Sequence[Meeting]) -> Paper:
        """These for a calendar, in neutral words; ValueError for none."""
        from desktop.documents import calendar

        return calendar.paper(self._background.ask(lambda store: store.calendar.occasions(meetings)), now())

    def activity(self, rows: Sequence[Count], start: date, end: date) -> Paper:
        """The indicators of a period as a sheet."""
        from desktop.documents import activity

        return activity.paper(rows, start, end)

    def receipt(self, erasure: Erasure, ppi: float = 0) -> Paper:
        """What was erased, why, and how it was checked."""
        from desktop.documents import receipt

        return receipt.paper(erasure, ppi)

    def journal(self) -> Paper:
        """The whole access journal with its marks, and what the gateway countersigned last."""
        from desktop.documents import journal_export
        from desktop.documents.journal_export import Chained, Countersigned

        def work(store: Store) -> tuple[Marked, str]:
            return store.journal.marked(), store.state.get("countersigned")

        marked, text = self._background.ask(work)
        last = countersigned.read(text)
        signed = Countersigned(last.head, last.at, last.signature, last.key) if last else None
        chain = [Chained(entry, mark) for entry, mark in marked]
        return journal_export.paper(chain, now(), self._vault, signed)

    def impact(self, ppi: float = 0) -> Paper:
        """The base of the impact assessment."""
        from desktop.documents import aipd

        return aipd.paper(ppi)

    def recovery_sheet(self, key: str, ppi: float = 0) -> Paper:
        """The recovery sheet of this vault."""
        from desktop.documents import recovery_sheet

        return recovery_sheet.paper(key, self._vault, self._today(), ppi)

    def _card(self, person: str) -> Card:
        card = self._background.ask(lambda store: store.passports.card(person))
        if card is None:
            raise gone()
        return card

    def _known(self, person: str) -> Known:
        def work(store: Store) -> Known | None:
            if (file := store.passports.file(person)) is None:
                return None
            return Known(
                file, store.items.of(person), store.versions.about(person), store.journal.entries(person, EVERY),
                store.archive.of(person), store.drafts.about(person), store.calendar.held(),
            )  # fmt: skip

        known = self._background.ask(work)
        if known is None:
            raise gone()
        return known


def gone() -> Refused:
    """The file ended while somebody asked for a paper about it."""
    return Refused("Ce dossier n’est plus sur cet ordinateur.", "Il n’y a plus rien à imprimer sur cette personne.")
