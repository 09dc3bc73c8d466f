"""What is to be remembered today: nobody is forgotten, nobody is asked twice, awaited files stay without a name."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from desktop.models.access import Access, Basis
from desktop.models.accreditation import Accreditation
from desktop.models.closing import Closing, Outcome, closing_content
from desktop.models.file import Card, Kept
from desktop.models.note import Delivery, Item, Kind
from desktop.models.passport import Holder
from desktop.models.reminders import reminders
from desktop.models.today import Leads

DAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
NOBODY = Accreditation()


def card(person: str) -> Card:
    access = Access(Basis.PUBLICATION, (), DAY, date(2027, 2, 14))
    return Card(person, Holder(person.capitalize(), "Benali", 1980), access, Kept.SHARED, 1, NOON)


def closed(person: str, closing: Closing) -> Item:
    return Item(closing.id, person, Kind.CLOSING, closing_content(closing), NOON, Delivery.SENT)


def test_the_longest_wait_is_first_and_an_answer_ends_it() -> None:
    cards = [card("ali"), card("zoe"), card("yann"), card("nadia")]
    items = [
        closed("ali", Closing("a", date(2026, 5, 20))),
        closed("zoe", Closing("z", date(2026, 3, 1))),
        closed("yann", Closing("y", date(2026, 5, 23))),
        closed("nadia", Closing("n", date(2026, 1, 1), outcome=Outcome.JOB)),
    ]
    found = reminders(cards, items, NOBODY, DAY)
    assert [(one.person, one.leads) for one in found] == [("zoe", Leads.ENDED), ("ali", Leads.ENDED)]
    assert found[0].said == "Six mois après : qu’est devenue la personne ?"
    assert found[0].around == "Accompagnement clos le 1er mars 2026"


def test_the_habilitation_comes_first() -> None:
    found = reminders([card("ali")], [closed("ali", Closing("a", date(2026, 5, 1)))], Accreditation(until=DAY), DAY)
    assert [one.leads for one in found] == [Leads.ACCREDITATION, Leads.ENDED]
    assert found[0].who == "Votre habilitation"


def test_a_file_that_is_gone_or_awaited_is_not_told() -> None:
    items = [closed("ali", Closing("a", date(2026, 5, 1))), closed("parti", Closing("p", date(2026, 5, 1)))]
    assert reminders([replace(card("ali"), kept=Kept.AWAITED)], items, NOBODY, DAY) == ()
