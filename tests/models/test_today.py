"""What the page of the day says of files and writings."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from desktop.models.access import Access, Basis
from desktop.models.file import Card, Kept
from desktop.models.note import Delivery, Item, Kind
from desktop.models.passport import Holder, Section
from desktop.models.safekeeping import Copies, Copy, Sheet
from desktop.models.today import Leads, Notice, Standing, Today, today

DAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def card(
    name: str = "Nadia",
    *,
    ago: timedelta = timedelta(days=1),
    end: date | None = date(2027, 2, 14),
    opened: datetime | None = None,
    unread: bool = True,
    kept: Kept = Kept.SHARED,
) -> Card:
    """A card; it changed ``ago`` before noon of the day."""
    access = Access(Basis.PUBLICATION, (Section.EXPERIENCES, Section.SKILLS), date(2026, 9, 1), end, "c")
    holder = Holder(name, "Benali", 1988, "Millau")
    return Card(f"p-{name.lower()}", holder, access, kept, 1, NOON - ago, opened, 0, unread)


def item(person: str, delivery: Delivery, ago: timedelta = timedelta(days=1)) -> Item:
    """A note written ``ago`` before noon of the day."""
    return Item("i", person, Kind.NOTE, {"text": "…"}, NOON - ago, delivery)


def told(*cards: Card, items: tuple[Item, ...] = ()) -> Today:
    return today(cards, items, DAY)


def test_nothing_says_nothing() -> None:
    assert told() == Today((), (), (), 0)


def test_a_first_sharing_says_what_was_shared() -> None:
    (notice,) = told(card()).fresh
    assert (notice.person, notice.who) == ("p-nadia", "Nadia B.")
    assert notice.said == "Partage reçu hier : expériences, compétences."
    assert notice.around == "Millau · Partagé jusqu’au 14 février 2027"


def test_a_change_since_the_last_reading_says_so() -> None:
    (notice,) = told(card(opened=NOON - timedelta(days=9))).fresh
    assert notice.said == "Passeport mis à jour hier, depuis votre dernière lecture."


def test_what_was_read_is_not_news() -> None:
    found = told(card(unread=False))
    assert found.fresh == ()
    assert found.files == 1


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(0), "aujourd’hui à "),
        (timedelta(days=3), "il y a 3 jours"),
        (timedelta(days=20), "le 2 novembre"),
        (timedelta(days=400), "le 18 octobre 2025"),
    ],
)
def test_when_it_came_is_said_as_people_say_it(ago: timedelta, words: str) -> None:
    assert f"Partage reçu {words}" in told(card(ago=ago)).fresh[0].said


def test_the_newest_comes_first() -> None:
    found = told(card("Ali", ago=timedelta(days=3)), card("Zoé", ago=timedelta(days=1)))
    assert [notice.who for notice in found.fresh] == ["Zoé B.", "Ali B."]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "Le partage se termine ce soir : sans renouvellement, ce dossier sera effacé. Invitez à renouveler."),
        (1, "Le partage se termine demain, le 23 novembre. Invitez à renouveler aujourd’hui."),
        (3, "Plus que 3 jours : le partage se termine le 25 novembre. Invitez à renouveler."),
        (4, "Le partage se termine le 26 novembre, dans 4 jours. Pensez à inviter à renouveler."),
        (14, "Le partage se termine le 6 décembre, dans 14 jours. Pensez à inviter à renouveler."),
        (-1, "Le partage a pris fin."),
    ],
)
def test_a_sharing_that_ends_soon_is_watched(days: int, words: str) -> None:
    (notice,) = told(card(end=DAY + timedelta(days=days))).watched
    assert notice.said == words
    assert notice.leads is Leads.SHARING


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-1, "L’accès à ce dossier a pris fin."),
        (0, "L’accès se termine ce soir : ce dossier sera ensuite effacé."),
        (1, "L’accès se termine demain, le 23 novembre : ce dossier sera ensuite effacé."),
        (9, "L’accès se termine le 1er décembre, dans 9 jours : ce dossier sera ensuite effacé."),
    ],
)
def test_nobody_is_invited_to_renew_what_they_did_not_share(days: int, words: str) -> None:
    shared = card(end=DAY + timedelta(days=days))
    found = told(replace(shared, access=replace(shared.access, basis=Basis.STATUTORY)))
    (notice,) = found.watched
    assert (notice.said, notice.leads) == (words, Leads.FILE)
    assert found.fresh[0].said.startswith("Dossier reçu")
    assert "Partagé" not in found.fresh[0].around


def test_fifteen_days_or_no_end_are_not_watched() -> None:
    assert told(card(end=DAY + timedelta(days=15)), card("Ali", end=None)).watched == ()


def test_the_nearest_end_comes_first_and_absent_files_last() -> None:
    gone = card("Ali", kept=Kept.ABSENT)
    found = told(gone, card("Zoé", end=DAY + timedelta(days=9)), card("Léa", end=DAY + timedelta(days=2)))
    assert [notice.who for notice in found.watched] == ["Léa B.", "Zoé B.", "Ali B."]
    assert found.watched[-1].said == "La plateforme ne liste plus ce dossier, sans dire que le partage a pris fin."


def test_writings_are_gathered_by_person_and_questions_come_first() -> None:
    cards = (card("Ali"), card("Zoé"))
    waits = (item("p-ali", Delivery.WAITING), item("p-ali", Delivery.WAITING, timedelta(days=2)))
    found = told(*cards, items=(*waits, item("p-zoé", Delivery.CONFLICT), item("p-zoé", Delivery.REFUSED)))
    assert [notice.who for notice in found.writings] == ["Zoé B.", "Ali B."]
    assert found.writings[0].said == (
        "1 écrit en conflit : les deux textes sont à relire. 1 écrit refusé par la plateforme."
    )
    assert found.writings[1].said.startswith("2 écrits attendent le réseau depuis 20 novembre ")


def test_a_writing_about_a_file_that_left_is_not_told_twice() -> None:
    assert told(items=(item("p-gone", Delivery.WAITING),)).writings == ()


def vault(standing: Standing, *cards: Card) -> tuple[Notice, ...]:
    return today(cards, (), DAY, standing).vault


def test_a_vault_well_kept_asks_for_nothing() -> None:
    kept = Standing(
        Sheet(date(2026, 5, 1), date(2026, 10, 1)),
        Copies("d", "", (copy(timedelta(days=7)),)),
        NOON + timedelta(days=3),
    )
    assert vault(kept) == ()
    assert vault(Standing()) == ()


def copy(ago: timedelta, verified: bool = True) -> Copy:
    """A copy made ``ago`` before noon of the day."""
    return Copy("c", NOON - ago, 84_000, 12, verified)


@pytest.mark.parametrize(
    ("sheet", "words"),
    [
        (Sheet(), "Aucune fiche de secours n’a encore été faite"),
        (Sheet(date(2026, 11, 20)), "jamais vérifiée : faites-le avant le 4 décembre 2026."),
        (Sheet(date(2026, 5, 1), date(2026, 6, 1)), "à refaire avant le 28 novembre 2026."),
        (Sheet(date(2026, 1, 1), date(2026, 1, 2)), "elle était à revérifier avant le 1er juillet 2026."),
    ],
)
def test_a_recovery_sheet_is_rehearsed_in_time(sheet: Sheet, words: str) -> None:
    (notice,) = vault(Standing(sheet))
    assert (notice.who, notice.leads) == ("Fiche de secours", Leads.VAULT)
    assert words in notice.said


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ((), "Aucune sauvegarde n’a encore été faite."),
        ((copy(timedelta(days=8)),), "il y a 8 jours. C’est trop ancien : faites-en une maintenant."),
        ((copy(timedelta(days=1), verified=False),), "Aucune sauvegarde n’a encore été faite."),
    ],
)
def test_old_copies_and_copies_that_do_not_read_back_are_told(found: tuple[Copy, ...], words: str) -> None:
    (notice,) = vault(Standing(copies=Copies("d", "", found)))
    assert notice.leads is Leads.COPIES
    assert notice.said.endswith(words)


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (2, "les passeports se fermeront en lecture le 24 novembre."),
        (1, "se fermeront en lecture demain."),
        (0, "se fermeront en lecture aujourd’hui."),
        (-1, "les passeports sont fermés en lecture."),
    ],
)
def test_reading_that_is_about_to_close_is_told(left: int, words: str) -> None:
    (notice,) = vault(Standing(reading_until=NOON + timedelta(days=left)))
    assert notice.leads is Leads.EXCHANGE
    assert words in notice.said


def test_files_to_be_received_again_are_counted_and_are_no_news() -> None:
    found = told(card(kept=Kept.AWAITED), card("Ali", kept=Kept.AWAITED), card("Zoé"))
    assert [notice.who for notice in found.fresh] == ["Zoé B."]
    assert found.vault[0].said == "2 dossiers sont à recevoir de nouveau du serveur : synchronisez."


@pytest.mark.parametrize(
    ("days", "kept", "words"),
    [
        (334, Kept.SHARED, ""),
        (335, Kept.SHARED, "Aucun contact depuis le 22 décembre 2025 : ce dossier sera effacé le 22 décembre 2026."),
        (364, Kept.HAND, ""),
        (365, Kept.HAND, "Ce dossier a été créé ici : à vous de décider s’il reste ou s’efface."),
    ],
)
def test_a_long_silence_is_told_before_it_erases(days: int, kept: Kept, words: str) -> None:
    silent = card(kept=kept, unread=False)
    watched = today((silent,), (), DAY, Standing(contacts={silent.person: DAY - timedelta(days=days)})).watched
    assert [words in notice.said for notice in watched] == ([True] if words else [])
