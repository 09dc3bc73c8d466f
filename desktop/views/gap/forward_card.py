"""What to do next: the skills to acquire, and the certifications that would cover most of what is left."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from PySide6.QtCore import Signal

from desktop.models.gap import Gap
from desktop.models.occupation import Requirement
from desktop.models.plan import About, Link, actions, linked
from desktop.models.skill import Standing
from desktop.models.text import counted
from desktop.models.ways import BY_WORDS, PROPOSAL, Way
from desktop.views.desk import Desk
from desktop.views.gap.outlook import Outlook
from desktop.views.gap.why_card import IN_PLAN
from desktop.views.marked_rows import MarkedRow, marked_view
from desktop.views.marks import WORDS
from desktop.views.packs import read_ways
from desktop.views.pieces import Card, label, secondary_button
from desktop.views.rows import Row, RowsView

SHOWN: Final = 4  # certifications; the surest first
NO_WAY: Final = "Aucune certification en cours, parmi celles de ce poste, ne couvre ce qui reste."
EXTRACT: Final = "Ce poste n’a qu’un extrait des certifications : d’autres existent."


class ForwardCard(Card):
    """Hidden while there is no target; choosing a certification tells what it covers and its blocs."""

    planned = Signal(object)  # Certification: to be put in the action plan

    def __init__(self, desk: Desk) -> None:
        """Nothing until there is an outlook."""
        super().__init__(self.tr("Pour avancer"))
        self._desk = desk
        self._outlook: Outlook | None = None
        self.ways: tuple[Way, ...] = ()
        self.reading = False  # certifications are looked for
        self.learn_words, self.ways_words = label("", "muted"), label("", "muted")
        self.to_learn = marked_view(desk.theme, self.tr("Compétences à acquérir"))
        self.certifications = RowsView(desk.theme, self.tr("Certifications qui couvrent ce qui reste"))
        self.detail = label("")
        self.plan = secondary_button(self.tr("Ajouter au plan d’action"), self._plan)
        self.in_plan = label(IN_PLAN, "small")
        self.proposal = label("", "small")
        self._told = ""  # the number of the certification that is told
        self.certifications.chosen.connect(lambda row: self.tell(row.key))
        for piece in (
            self.learn_words,
            self.to_learn,
            self.ways_words,
            self.certifications,
            self.detail,
            self.plan,
            self.in_plan,
            self.proposal,
        ):
            self.add(piece)
        self.hide()

    def forget(self) -> None:
        """Nothing of somebody else stays."""
        self._outlook = None
        self._clear()
        self.to_learn.show_rows(())
        self.hide()

    def show_outlook(self, outlook: Outlook) -> None:
        """What is to acquire at once; certifications once they are read, those of another target never meanwhile."""
        left = _left(outlook)
        if self._outlook is None or outlook.code != self._outlook.code or not left:
            self._clear()
        self._outlook = outlook
        learn = [row for row in outlook.rows if row.standing is Standing.TO_ACQUIRE]
        self.to_learn.show_rows(_to_learn(learn))
        self.to_learn.setVisible(bool(learn))
        self.learn_words.setText(
            f"{counted(len(learn), 'compétence')} à acquérir, par une formation, une immersion, un tutorat…"
        )
        self.learn_words.setVisible(bool(learn))
        self._read(outlook, left)
        self.setVisible(outlook.occupation is not None and bool(learn or self.ways))

    def tell(self, number: str) -> None:
        """Say what the certification of that number covers, bloc by bloc where words say so."""
        way = next((one for one in self.ways if one.certification.number == number), None)
        self.detail.setText("\n".join(_detail(way, self._desk.today())) if way else "")
        self.detail.setVisible(way is not None)
        self._told = number if way else ""
        self._mark_planned()

    def _mark_planned(self) -> None:
        """Offer the plan for the certification told, or say that it is there."""
        items = self._outlook.known.items if self._outlook else ()
        known = linked(actions(items), Link(About.CERTIFICATION, self._told, "")) is not None
        self.plan.setVisible(bool(self._told) and not known)
        self.in_plan.setVisible(bool(self._told) and known)

    def _plan(self) -> None:
        if way := next((one for one in self.ways if one.certification.number == self._told), None):
            self.plan.hide()
            self.planned.emit(way.certification)

    def _clear(self) -> None:
        """No certification is told."""
        self.ways = ()
        self.certifications.show_rows(())
        for piece in (self.ways_words, self.proposal):
            piece.setText("")
            piece.hide()
        self.tell("")

    def _read(self, outlook: Outlook, left: tuple[Requirement, ...]) -> None:
        packs, reference, today = self._desk.packs, self._desk.reference, self._desk.today()
        target = outlook.occupation
        self.reading = bool(packs and target and left)
        if packs is None or target is None or not left:
            return
        wished = {row.skill.code for row in outlook.rows if row.standing is Standing.TO_ACQUIRE}

        def work() -> tuple[tuple[Way, ...], bool]:
            found = read_ways(packs, reference(), target, left, today, wished)
            return found, packs.certifications().edition.extract

        def arrived(answer: tuple[tuple[Way, ...], bool]) -> None:
            if outlook is self._outlook:
                self._show(*answer)

        self._desk.background.run(self, work, arrived)

    def _show(self, found: tuple[Way, ...], extract: bool) -> None:
        self.ways, self.reading = found[:SHOWN], False
        self.show()
        today = self._desk.today()
        self.certifications.show_rows(
            Row(way.certification.number, way.certification.name, way.sentence(), way.conditions(today))
            for way in self.ways
        )
        self.certifications.setVisible(bool(self.ways))
        some = self.tr("Certifications qui couvrent le plus de ce qui reste\u00a0:") if self.ways else NO_WAY
        self.ways_words.setText(some)
        self.ways_words.show()
        self.proposal.setText(f"{PROPOSAL if self.ways else ''} {EXTRACT if extract else ''}".strip())
        self.proposal.setVisible(bool(self.proposal.text()))
        self.tell(self._told)


def _left(outlook: Outlook) -> tuple[Requirement, ...]:
    return tuple(Requirement(row.skill, row.importance) for row in outlook.rows if not row.standing.held)


def _to_learn(learn: list[Gap]) -> Iterator[MarkedRow]:
    for row in learn:
        yield MarkedRow(row.skill.code, row.skill.label, standing=row.standing, word=WORDS[row.standing])


def _detail(way: Way, today: date) -> Iterator[str]:
    yield f"{way.certification.name} couvrirait :"
    yield from (f"– {asked.skill.label}" for asked in way.skills)
    if way.blocs:
        yield BY_WORDS
        yield from (f"– {hint.bloc.code} {hint.bloc.label}".replace("–  ", "– ") for hint in way.blocs)
    yield way.conditions(today)
