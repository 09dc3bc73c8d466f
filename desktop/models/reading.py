"""What is read together: the steps of it, and what is shown to the person in groups of plain lines.

Everything is drawn from a ``Shareable``: there is nothing private to leave out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop.models.agenda import SORT_WORDS, STATUS_WORDS, said_how, said_when
from desktop.models.correction import chosen_occupations
from desktop.models.diagnostic import About, Entry, Grid, Value
from desktop.models.diagnostic import told as explored
from desktop.models.diagnostic_words import ABOUT_WORDS, said_exploration, said_value, sections
from desktop.models.file import Kept
from desktop.models.interview import said_header
from desktop.models.markdown import shown
from desktop.models.meeting import Meeting, meetings
from desktop.models.passport import Fact, Origin
from desktop.models.plan import Action, actions
from desktop.models.plan_groups import STATUS_WORDS as ACTION_WORDS
from desktop.models.plan_groups import said_action, titled
from desktop.models.sections import SECTION_WORDS
from desktop.models.shareable import Shareable, SharedText
from desktop.models.sharing import said_dates
from desktop.models.text import begun
from desktop.models.when import said_day

TEXTS, TARGETS, PLAN, MEETINGS, EXPLORED, SKILLS, SHARING = (
    "Ce que nous avons noté",
    "Métiers visés",
    "Ce que nous avons décidé",
    "Nos rendez-vous",
    "Ce que nous avons exploré",
    "Compétences",
    "Ce que garde Escale, et jusqu’à quand",
)
NOTHING_NOTED: Final = "Rien n’a encore été noté ensemble."
COUNSELLOR: Final = "votre conseiller"


@dataclass(frozen=True, slots=True)
class Told:
    """One line: its title, quieter words, where it comes from when it is of the passport, and a text to be read."""

    title: str
    detail: str = ""
    origin: Origin | None = None
    text: str = ""
    key: str = ""  # the id of what it says, when it can be looked for


@dataclass(frozen=True, slots=True)
class Chapter:
    """Lines under a heading; never empty."""

    heading: str
    lines: tuple[Told, ...]


def noted(shared: Shareable, today: date) -> tuple[Chapter, ...]:
    """What was written, decided and explored together, the last text first, when both meet, and what is kept."""
    texts = tuple(_text(one) for one in reversed(shared.texts)) or (Told(NOTHING_NOTED),)
    more = (Chapter(MEETINGS, _meetings(shared, today)), Chapter(EXPLORED, _explored(explored(shared.items))))
    met = (chapter for chapter in more if chapter.lines)
    return (Chapter(TEXTS, texts), *_decided(shared, today), *met, _kept(shared, today))


def told(shared: Shareable, today: date) -> tuple[Chapter, ...]:
    """The whole: the parcours with its provenance and the skills first, then what was decided and written."""
    facts = shared.file.passport.facts
    parcours = (
        Chapter(SECTION_WORDS[section].capitalize(), lines)
        for section in dict.fromkeys(fact.section for fact in facts)
        if (lines := tuple(_fact(fact) for fact in facts if fact.section is section))
    )
    skills = tuple(Told(one.label, "", one.origin) for one in shared.file.passport.skills)
    texts = tuple(_text(one) for one in reversed(shared.texts))
    return tuple(
        chapter
        for chapter in (*parcours, Chapter(SKILLS, skills), *_decided(shared, today), Chapter(TEXTS, texts))
        if chapter.lines
    )


def _decided(shared: Shareable, today: date) -> tuple[Chapter, ...]:
    targets = tuple(Told(one.label, one.reason) for one in chosen_occupations(shared.items))
    plan = tuple(_action(one, today) for one in _in_order(actions(shared.items)))
    return tuple(chapter for chapter in (Chapter(TARGETS, targets), Chapter(PLAN, plan)) if chapter.lines)


def _in_order(plan: Iterable[Action]) -> list[Action]:
    """What is still to be done first, by date; then what is over."""
    return sorted(plan, key=lambda one: (not one.status.open, one.due is None, one.due or date.max))


def _meetings(shared: Shareable, today: date) -> tuple[Told, ...]:
    """Those that come, the next one first; then those that were, the last one first."""
    every = meetings(shared.items)
    coming = [one for one in every if one.start.date() >= today]
    past = [one for one in reversed(every) if one.start.date() < today]
    return tuple(_meeting(one, today) for one in (*coming, *past))


def _explored(grid: Grid) -> tuple[Told, ...]:
    """Strengths first; under a constraint, what is so of it. What was not spoken about is not there: it is no lack."""
    heads = (one for section in sections(grid) for one in section.entries)
    return tuple(_entry(one) for head in heads for one in (head, *_inside(grid, head)) if one.explored)


def _inside(grid: Grid, head: Entry) -> tuple[Entry, ...]:
    constraint = grid.constraint(head.code) if head.about is About.CONSTRAINT else None
    inside = (*constraint.situations, *constraint.objectives) if constraint else ()
    return tuple(one for one in inside if one.value is not Value.NO)


def _kept(shared: Shareable, today: date) -> Chapter:
    card = shared.file.card
    hand = card.kept is Kept.HAND
    fate = (
        "Ce dossier a été créé ici, avec ce qui a été dit ou remis. Son effacement peut être demandé à tout moment."
        if hand
        else "À la fin du partage, tout est effacé de cet ordinateur. Le partage peut être arrêté avant, à tout moment."
    )
    return Chapter(SHARING, (Told(said_dates(card.access, today), fate),))


def _text(one: SharedText) -> Told:
    day = said_day(one.written.astimezone().date())
    return Told(said_header(one.header) or f"Le {day}", text=shown(one.text).strip() or "Note sans texte.", key=one.id)


def _fact(fact: Fact) -> Told:
    period = fact.when
    return Told(fact.title, " · ".join(part for part in (fact.place, period) if part), fact.origin)


def _action(one: Action, today: date) -> Told:
    word = ACTION_WORDS[one.status]
    return Told(titled(one), f"{begun(word)} · {said_action(one, today)}")


def _meeting(one: Meeting, today: date) -> Told:
    what = (begun(SORT_WORDS[one.sort]), one.theme, one.place)
    detail = " · ".join(part for part in (*what, said_how(one), STATUS_WORDS[one.status]) if part)
    return Told(begun(said_when(one, today)), detail, key=one.item.id if one.item else "")


def _entry(one: Entry) -> Told:
    detail = " · ".join(part for part in (begun(said_value(one)), said_exploration(one, COUNSELLOR)) if part)
    inside = f"{ABOUT_WORDS[one.about]} : " if one.of else ""
    return Told(f"{inside}{one.label}", detail, key=one.item.id if one.item else "")
