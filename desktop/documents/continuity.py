"""The sheet by which another counsellor goes on: what the person agreed to pass on, to that reader, and nothing else.

It is made of a ``Handout`` and of the diagnostic that both explored: no working note and no draft can be in it. The PDF
and the word file are laid out from the same parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from typing import Final

from desktop.documents.note_parts import note_parts
from desktop.documents.parts import Part, facts, heading, meaning, panel, points, quiet, sheet, table, text, written
from desktop.documents.printing import paper as typeset_paper
from desktop.documents.summary_words import ORIGINS
from desktop.models.continuity import WAY_WORDS, Agreement, Piece, said_pieces
from desktop.models.diagnostic import Entry, Grid
from desktop.models.diagnostic_words import said_exploration, said_inside, said_value, sections
from desktop.models.evidence import source_words
from desktop.models.gap import reading
from desktop.models.handout import Aim, Handout
from desktop.models.interview import said_header
from desktop.models.paper import Paper
from desktop.models.passport import Fact, Origin
from desktop.models.plan import Action, Status
from desktop.models.plan_groups import OWNER_WORDS, STATUS_WORDS, titled
from desktop.models.skill import Standing
from desktop.models.synthesis import COUNTED
from desktop.models.text import counted, joined
from desktop.models.when import said_day
from desktop.models.why import edition_words, not_shared_words

NAME: Final = "fiche-de-continuite"
TITLE: Final = "Fiche de continuité"
LEAD: Final = (
    "Pour que l’accompagnement continue sans que la personne ait à tout redire. Elle sait ce qui est transmis."
)
GROUND: Final = (
    "Le Code du travail prévoit que les organismes qui accompagnent échangent certaines informations (article"
    " L. 6353-10). Cette fiche repose en plus sur l’accord de la personne, noté ci-dessus : elle peut le reprendre à"
    " tout moment, et demander à voir ou à corriger ce qui est écrit."
)
TRUST: Final = "À savoir avant de lire"
NO_WORKING: Final = "Cette fiche ne contient aucune note de travail et aucun brouillon."
ONLY: Final = "Ce qui n’y est pas n’a pas été transmis : cela ne veut pas dire que cela n’existe pas."
GROUPS: Final[Mapping[Standing, tuple[str, str]]] = {
    Standing.PROVEN: ("Prouvées", "Le passeport ou un badge les garantit."),
    Standing.DECLARED: ("Déclarées", "La personne les a déclarées, dans son passeport ou sur un papier remis."),
    Standing.SAID: ("Dites en entretien", "La personne en a parlé avec son conseiller."),
    Standing.DEDUCED: ("Déduites, à confirmer ensemble", "Un diplôme obtenu ou un métier exercé le laisse penser."),
    Standing.TO_EXPLORE: ("À explorer", "Personne n’en a encore parlé : ce n’est pas un manque."),
    Standing.TO_ACQUIRE: ("À acquérir", "La personne l’a dit avec son conseiller."),
}


def values(handout: Handout, grid: Grid, agreement: Agreement) -> dict[str, object]:
    """What the pages say."""
    return sheet(TITLE, LEAD, f"Escale · {said_day(handout.made)}", parts(handout, grid, agreement))


def paper(handout: Handout, grid: Grid, agreement: Agreement, ppi: float = 0) -> Paper:
    """The PDF, and its pages as pictures when ``ppi`` is given."""
    return typeset_paper(NAME, "sheet", values(handout, grid, agreement), ppi)


def word_file(handout: Handout, grid: Grid, agreement: Agreement) -> Paper:
    """The same as a word file (DOCX)."""
    from desktop.documents.wordfile import docx

    footer = f"Escale · {said_day(handout.made)} · {NO_WORKING}"
    return Paper(NAME, NAME, {"docx": docx(TITLE, LEAD, parts(handout, grid, agreement), footer=footer)})


def parts(handout: Handout, grid: Grid, agreement: Agreement) -> tuple[Part, ...]:
    """Everything that is said, in the order in which it is read: strengths before what is left to do."""
    by_piece: Mapping[Piece, Iterable[Part]] = {
        Piece.PATH: chain(_path(handout.path), _skills(handout)),
        Piece.TARGETS: _aims(handout),
        Piece.DIAGNOSTIC: _diagnostic(grid),
        Piece.TRIED: _tried(handout.plan),
        Piece.PLAN: _plan(handout.plan),
        Piece.TEXTS: _texts(handout, len(agreement.texts)),
    }
    agreed = (part for piece, found in by_piece.items() if piece in agreement.pieces for part in found)
    return (*_about(handout, agreement), *agreed)


def _about(handout: Handout, agreement: Agreement) -> Iterator[Part]:
    writer = handout.writer
    rows = (
        ("Personne accompagnée", handout.holder.name),
        ("Pour", agreement.reader),
        ("De la part de", ", ".join(one for one in (writer.counsellor, writer.custodian.organisation) if one)),
        ("Le", said_day(handout.made)),
        ("Accord de la personne", _said_accord(agreement)),
        ("Ce qu’elle accepte de transmettre", joined(said_pieces(agreement))),
    )
    yield facts([row for row in rows if row[1]])
    if agreement.words:
        yield text("Avec ces mots :")
        yield written(agreement.words)
    yield panel(heading(TRUST), text(f"{NO_WORKING} {ONLY}"), text(GROUND))


def _said_accord(agreement: Agreement) -> str:
    by = f", recueilli par {agreement.by}" if agreement.by else ""
    return f"donné {WAY_WORDS[agreement.way]} le {said_day(agreement.day)}{by}"


def _path(path: Sequence[Fact]) -> Iterator[Part]:
    yield heading("Parcours")
    if not path:
        yield text("Rien n’a encore été partagé ni raconté.")
    for section, found in groupby(path, key=lambda fact: fact.section):
        inside = tuple(found)
        yield heading(counted(len(inside), *COUNTED[section]), 3)
        yield table(("Quoi", "Quand", "D’où cela vient"), (5, 2.6, 4), [_fact(fact) for fact in inside])


def _fact(fact: Fact) -> tuple[str, str, str]:
    what = "\n".join(part for part in (fact.title, fact.place) if part)
    source = "" if fact.origin is Origin.SAID else f"\n{source_words(fact.source)}"
    return what, fact.when, f"{ORIGINS[fact.origin]}{source}"


def _skills(handout: Handout) -> Iterator[Part]:
    yield heading("Compétences, et ce qui les montre")
    if not handout.held:
        yield text("Aucune compétence n’a encore été nommée : c’est à faire ensemble.")
    for standing, found in groupby(handout.held, key=lambda one: one.standing):
        told = (
            (one.label, dict.fromkeys(" · ".join(filter(None, (why.title, why.detail))) for why in one.evidence))
            for one in found
        )
        rows = [(name, "\n".join(proofs)) for name, proofs in told]
        yield from _group(standing, len(rows), 3)
        yield table(("Compétence", "Ce qui la montre"), (5, 6), rows)
    if handout.wished:
        yield from _group(Standing.TO_ACQUIRE, len(handout.wished), 3)
        yield points(handout.wished)
    if unshared := not_shared_words(handout.sections):
        yield quiet(unshared)


def _group(standing: Standing, number: int, level: int) -> Iterator[Part]:
    name, means = GROUPS[standing]
    yield heading(f"{name} : {number}", level)
    yield meaning(means)


def _aims(handout: Handout) -> Iterator[Part]:
    yield heading("Métiers visés")
    if not handout.aims:
        yield text("Aucun métier n’a encore été choisi.")
        return
    for aim in handout.aims:
        yield from _aim(aim)
    yield quiet(f"Source des métiers et des compétences : {edition_words(handout.edition)}.")


def _aim(aim: Aim) -> Iterator[Part]:
    yield heading(f"{aim.label} ({aim.code})", 3)
    if aim.reason.strip():
        yield text("Pourquoi ce choix :")
        yield written(aim.reason)
    if not aim.rows:
        yield text("Le référentiel de cet ordinateur ne dit pas ce que demande ce métier.")
        return
    yield text(reading(aim.rows))
    for standing in Standing:
        labels = [row.skill.label for row in aim.rows if row.standing is standing]
        if labels:
            yield from _group(standing, len(labels), 4)
            yield points(labels)


def _diagnostic(grid: Grid) -> Iterator[Part]:
    """What was explored, strengths first; what was not is an invitation, in one sentence."""
    yield heading("Ce qui a été exploré ensemble")
    every = sections(grid)
    explored = [section for section in every if not section.open]
    if not explored:
        yield text("Rien n’est encore exploré : c’est à faire ensemble.")
    for section in explored:
        yield heading(f"{section.title} : {len(section.entries)}", 3)
        yield points(_explored(entry, grid) for entry in section.entries)
    if explored and len(explored) < len(every):
        yield quiet("Le reste du diagnostic n’a pas encore été exploré : ce n’est pas un manque.")


def _explored(entry: Entry, grid: Grid) -> str:
    inside = next((said_inside(one) for one in grid.constraints if one.entry is entry), "")
    who = said_exploration(entry, "le conseiller")
    return "\n".join(part for part in (f"{entry.label} : {said_value(entry)}", inside, who) if part)


def _tried(plan: Sequence[Action]) -> Iterator[Part]:
    done = [titled(one) for one in plan if one.status is Status.DONE]
    yield heading(f"Déjà fait : {len(done)}" if done else "Déjà fait")
    yield points(done) if done else text("Aucune action du plan n’est encore terminée.")


def _plan(plan: Sequence[Action]) -> Iterator[Part]:
    yield heading("Plan d’action : ce qui est prévu")
    still = sorted((one for one in plan if one.status.open), key=_by_date)
    if still:
        yield table(("Quoi", "Qui", "Pour quand", "Où cela en est"), (5, 2.2, 2.6, 2), [_action(one) for one in still])
    else:
        yield text("Aucune action n’est prévue pour l’instant.")


def _by_date(action: Action) -> tuple[bool, int]:
    return action.due is None, action.due.toordinal() if action.due else 0


def _action(action: Action) -> tuple[str, ...]:
    what = "\n".join(part for part in (titled(action), action.how) if part.strip())
    due = said_day(action.due) if action.due else ""
    return what, OWNER_WORDS[action.owner], due, STATUS_WORDS[action.status]


def _texts(handout: Handout, chosen: int) -> Iterator[Part]:
    """Those that were ticked, in the words that were agreed to; how many of them are not in the file any more."""
    yield heading("Textes partagés, choisis par la personne")
    if left := chosen - len(handout.texts):
        many = "textes choisis ne sont plus dans le dossier"
        yield quiet(f"{counted(left, 'texte choisi n’est plus dans le dossier', many)}.")
    for one in handout.texts:
        yield heading(said_header(one.header) or f"Le {said_day(one.written.astimezone().date())}", 3)
        yield from note_parts(one.text, 4)
