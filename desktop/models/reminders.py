"""What is to be remembered beside meetings and actions: whom to ask six months after, the counsellor's own right."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from desktop.models.accreditation import Accreditation, reminded, said_standing
from desktop.models.closing import standing, to_ask
from desktop.models.file import Card, Kept
from desktop.models.note import Item
from desktop.models.today import Leads, Notice
from desktop.models.when import said_day


def reminders(
    cards: Iterable[Card], closings: Iterable[Item], accreditation: Accreditation, day: date
) -> tuple[Notice, ...]:
    """The counsellor's habilitation when it ends soon, then the people to ask, those who wait the longest first."""
    names = {card.person: card.holder.short_name for card in cards if card.kept is not Kept.AWAITED}
    own = said_standing(accreditation, day) if reminded(accreditation, day) else ""
    ended = standing(item for item in closings if item.person in names)
    due = sorted((one.due, person) for person, one in ended.items() if to_ask(one, day))
    asked = (
        Notice(person, names[person], "Six mois après : qu’est devenue la personne ?",
               f"Accompagnement clos le {said_day(ended[person].day)}", Leads.ENDED)
        for _, person in due
    )  # fmt: skip
    first = (Notice("", "Votre habilitation", own, leads=Leads.ACCREDITATION),) if own else ()
    return (*first, *asked)
