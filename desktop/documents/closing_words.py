"""The end of an accompaniment, and an agreement to hand it over, in the access report: all that is kept, in words."""

from __future__ import annotations

from desktop.models import closing, continuity
from desktop.models.closing import closing_of, said_closing
from desktop.models.continuity import agreement_of, said_agreement
from desktop.models.note import Item
from desktop.models.plan import REMOVED


def said_end(item: Item) -> str:
    """Sentences, the words that were typed, then whatever this Escale does not know."""
    told: list[str] = []
    more = dict(item.content)
    if one := closing_of(item):
        words = f"Mots pour vous deux : {one.words}" if one.words else ""
        told, more = [said_closing(one), words], closing.unread(item)
    elif agreed := agreement_of(item):
        words = f"Avec ces mots : {agreed.words}" if agreed.words else ""
        told, more = [said_agreement(agreed), words], continuity.unread(item)
    elif more.get("about") == continuity.ABOUT and more.get("state") == REMOVED:
        told, more = (
            ["Accord de transmission annulé"],
            {name: value for name, value in more.items() if name not in ("about", "id", "state")},
        )
    return "\n".join([*filter(None, told), *(f"{word} : {value}" for word, value in more.items())])
