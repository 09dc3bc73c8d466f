"""A closing or an agreement that was changed here and elsewhere: both are said, and the counsellor keeps one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from desktop.models.closing import closing_of, said_closing
from desktop.models.continuity import agreement_of, said_agreement
from desktop.models.note import Delivery, Item
from desktop.views.other_version import OtherVersion


class BothEnds(OtherVersion):
    """Of several, one conflict at a time."""

    def offer(self, items: tuple[Item, ...]) -> None:
        """From now on about the first of these that is in conflict; nothing is asked when none is."""
        self.show_item(next((item for item in items if item.delivery is Delivery.CONFLICT), None))

    def _said(self, item: Item) -> str:
        return f". {_words(item, item.theirs.content if item.theirs else {})}"


def _words(item: Item, content: Mapping[str, str]) -> str:
    other = replace(item, content=content, delivery=Delivery.SENT)
    if closing := closing_of(other):
        return said_closing(closing)
    if agreement := agreement_of(other):
        return said_agreement(agreement)
    return "L’autre version ne peut pas être lue ici."
