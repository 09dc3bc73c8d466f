"""The plan on one page: what I do, what my counsellor does, boxes to tick, in the largest letters that fit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Final

from desktop.documents.printing import paper as typeset_paper
from desktop.documents.summary_words import said_meeting
from desktop.models.first_person import counsellors, mine
from desktop.models.handout import Handout
from desktop.models.paper import Paper
from desktop.models.plan import Action, Owner, Status
from desktop.models.plan_groups import titled
from desktop.models.when import said_day, said_weekday

NAME: Final = "plan-sur-une-page"
TITLE: Final = "Mon plan"
NOTHING: Final = "Rien n’est encore décidé : c’est à faire ensemble."
MORE: Final = "Ce plan est long : il continue sur la page suivante."
# In points: the first at which everything stands on one page; FOLDED for a long plan, in two columns; else the last of
# SIZES, on several pages.
SIZES: Final = (20, 17, 15, 13, 12)
FOLDED: Final = (13, 12, 11, 10.5)


def values(handout: Handout) -> dict[str, object]:
    """What the page says."""
    plan, writer = handout.plan, handout.writer
    made = said_day(handout.made)
    return {
        "title": TITLE,
        "wide": True,
        "footer": f"Escale · plan du {made}",
        "about": f"{handout.holder.name}, le {made}",
        "sizes": list(SIZES),
        "folded": list(FOLDED),
        "more": MORE,
        "nothing": NOTHING if not any(one.status is not Status.CANCELLED for one in plan) else "",
        "groups": [group for group in _groups(plan) if group["lines"]],
        "meetings": [said_meeting(one) for one in handout.meetings],
        "next": "Mon prochain rendez-vous",
        "known": [said for said in (writer.counsellor, writer.custodian.organisation) if said],
        "contact": "Qui appeler",
    }


def paper(handout: Handout, ppi: float = 0) -> Paper:
    """The page, ready to save or print."""
    return typeset_paper(NAME, "plan", values(handout), ppi)


def _groups(plan: Iterable[Action]) -> Iterator[dict[str, object]]:
    every = sorted(plan, key=lambda one: (one.due is None, one.due or date.max))
    still = [one for one in every if one.status.open]
    yield _group("Ce que je fais", (one for one in still if one.owner is Owner.PERSON), mine)
    yield _group("Ce que fait mon conseiller", (one for one in still if one.owner is Owner.COUNSELLOR), counsellors)
    done = (one for one in every if one.status is Status.DONE)
    yield {"title": "C’est fait", "lines": [[titled(one), "", True] for one in done]}


def _group(title: str, every: Iterable[Action], said: Callable[[str], str]) -> dict[str, object]:
    return {"title": title, "lines": [[said(one.what), _about(one), False] for one in every]}


def _about(action: Action) -> str:
    """When, then how; "" when nobody said."""
    weekday = said_weekday(action.due) if action.due else ""
    due = f"Pour le {weekday[:1].lower()}{weekday[1:]} {action.due.year}" if action.due else ""
    return "\n".join(part for part in (due, action.how.strip()) if part)
