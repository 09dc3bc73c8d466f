"""« Ce qu’Escale garde sur vous »: one or two pages that a person can take away."""

from __future__ import annotations

from typing import Final

from desktop.documents.parts import Part, facts, fields, heading, panel, quiet, sheet, text
from desktop.documents.printing import paper as typeset_paper
from desktop.models.held import ANSWER, COMPLAINT, NEVER, Held, HeldLine
from desktop.models.paper import Paper
from desktop.models.when import said_day

NAME: Final = "ce-qu-escale-garde"
TITLE: Final = "Ce qu’Escale garde sur vous"
LONGEST: Final = 300


def values(held: Held) -> dict[str, object]:
    """What the notice says."""
    made = said_day(held.made)
    parts = [
        facts((("Pour", held.holder.name[:LONGEST]), ("Le", made))),
        heading("Pourquoi votre conseiller a ces informations"),
        text(held.ground),
        text(NEVER),
        heading("Ce qui est gardé"),
        *(part for line in held.lines for part in _line(line)),
        heading("Vos droits"),
        facts(held.rights),
        text(ANSWER),
        *_contact(held),
        quiet(COMPLAINT),
    ]
    lead = "Votre conseiller utilise Escale, un logiciel qui range votre dossier, chiffré, sur son ordinateur."
    return sheet(TITLE, lead, f"Escale · ce qui est gardé sur vous, le {made}", parts)


def paper(held: Held, ppi: float = 0) -> Paper:
    """The notice, ready to save or print."""
    return typeset_paper(NAME, "sheet", values(held), ppi)


def _line(line: HeldLine) -> tuple[Part, Part]:
    rows = (
        ("Quoi", line.detail),
        ("Pourquoi", line.why),
        ("Jusqu’à quand", line.until),
        ("D’où cela vient", line.source),
        ("Qui le voit", line.seen_by),
    )
    return heading(line.what, 3), facts(rows)


def _contact(held: Held) -> tuple[Part, ...]:
    who = held.custodian
    asked = "Demandez d’abord à votre conseiller. Vous pouvez aussi écrire au délégué à la protection des données"
    of = f" de {who.organisation[:LONGEST]}" if who.organisation else " de son organisme"
    if who.officer:
        return (heading("À qui demander"), panel(text(f"{asked}{of} : {who.officer[:LONGEST]}")))
    return (heading("À qui demander"), panel(text(f"{asked}{of} :"), fields(("Nom ou service", "Adresse"))))
