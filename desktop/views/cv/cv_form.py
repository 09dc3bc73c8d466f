"""One working CV: its title and words, what stands on it in the person's order, and the way to paper."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox

from desktop.models.correction import Target
from desktop.models.cv import Cv
from desktop.models.cv_lines import CvLines, said_chosen, said_gone
from desktop.views.cv.cv_rows import LineRows, line_rows
from desktop.views.desk import Desk
from desktop.views.page import SideBySide
from desktop.views.pieces import Card, label, link_button, secondary_button
from desktop.views.plan.fields import ChoiceField, LineField, TextField

LONGEST_TITLE: Final = 200
NO_TARGET: Final = "Aucun en particulier"
PROFILE_HINT: Final = "Avec les mots de la personne, en deux ou trois phrases. Ni santé, ni situation de famille."
ORDER_HINT: Final = (
    "Alt et une flèche déplacent une ligne, et toute sa rubrique quand elle est au bord. Suppr la retire."
)


class CvForm(Card):
    """What is being typed is never replaced by what arrives."""

    typed = Signal()  # a letter in one of the fields
    left = Signal()  # the keyboard leaves a field
    changed = Signal(object)  # Cv, as the person now wants it
    move_asked = Signal(int)
    removal_asked = Signal()
    gone_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        """No CV yet."""
        super().__init__("")
        px = desk.theme.px
        self.base: Cv | None = None  # as the store holds it, or is about to
        self.title_field = LineField(self.tr("Titre du CV"), self.tr("Le métier visé, ou d’autres mots"))
        self.title_field.setMaxLength(LONGEST_TITLE)
        self.target = ChoiceField(self.tr("Métier visé par ce CV"))
        self.profile = TextField(self.tr("Profil, avec les mots de la personne"), px(96))
        self.named = QCheckBox(self.tr("Le nom de la personne est sur le CV"))
        self.rows = LineRows(desk.theme, self.tr("Ce qui est sur le CV, dans l’ordre"))
        self.gone = label("", "muted")
        self.forget_gone = link_button(self.tr("Retirer du choix ce qui n’est plus là"), self.gone_asked.emit)
        self.moves = SideBySide(
            secondary_button(self.tr("Monter"), partial(self.move_asked.emit, -1)),
            secondary_button(self.tr("Descendre"), partial(self.move_asked.emit, 1)),
            secondary_button(self.tr("Retirer"), self.removal_asked.emit),
        )
        self.hint = label(self.tr(ORDER_HINT), "small")
        self._build()

    def show_cv(self, cv: Cv, lines: CvLines, targets: Iterable[Target]) -> None:
        """Show a CV; of one already shown, what was typed and not kept yet stays."""
        typed, base = self.pending(), self.base
        self.base = cv
        if typed and base and base.id == cv.id:
            title = typed.title if typed.title != base.title else cv.title
            profile = typed.profile if typed.profile != base.profile else cv.profile
            cv = replace(cv, title=title, profile=profile)
        if self.title_field.text().strip() != cv.title:
            self.title_field.setText(cv.title)
        if self.profile.words != cv.profile:
            self.profile.setPlainText(cv.profile)
        self._show_targets(cv, targets)
        self.named.setChecked(cv.named)
        self._show_lines(lines)

    def pending(self) -> Cv | None:
        """The CV as its words were changed and not kept yet; None when they were not."""
        if self.base is None:
            return None
        now = replace(self.base, title=self.title_field.text().strip(), profile=self.profile.words)
        return now if (now.title, now.profile) != (self.base.title.strip(), self.base.profile.strip()) else None

    def put(self, typed: Cv) -> None:
        """Show words of the CV shown that are not written yet."""
        self.title_field.setText(typed.title)
        self.profile.setPlainText(typed.profile)

    def drop(self) -> None:
        """Forget everything."""
        self.base = None
        self.title_field.clear()
        self.profile.clear()
        self._show_lines(CvLines((), ()))

    @property
    def current(self) -> str:
        """The key of the line that the buttons move; "" for none."""
        at = self.rows.currentIndex().row()
        return self.rows.model_of_rows.rows[at].key if at >= 0 else ""

    def _show_targets(self, cv: Cv, targets: Iterable[Target]) -> None:
        known = {one.code: one.label for one in targets}
        if cv.target:
            known.setdefault(cv.target, cv.target)
        self.target.show_choices((("", self.tr(NO_TARGET)), *known.items()))
        self.target.show_code(cv.target)
        self.target.setEnabled(len(known) > 0)

    def _show_lines(self, lines: CvLines) -> None:
        self.set_title(said_chosen(len(lines.shown)))
        self.rows.show_rows(line_rows(lines.groups))
        for piece in (self.rows, self.moves, self.hint):
            piece.setVisible(bool(lines.shown))
        self.gone.setText(said_gone(lines.gone))
        self.gone.setVisible(bool(lines.gone))
        self.forget_gone.setVisible(bool(lines.gone))

    def _choose_target(self) -> None:
        code = self.target.currentData() or ""
        now = self.pending() or self.base
        if now and now.target != code:
            title = now.title or (self.target.currentText() if code else "")
            self.changed.emit(replace(now, target=code, title=title))

    def _choose_name(self) -> None:
        if now := self.pending() or self.base:
            self.changed.emit(replace(now, named=self.named.isChecked()))

    def _build(self) -> None:
        for piece in (
            label(self.tr("Métier visé"), "group"), self.target, label(self.tr("Titre"), "group"), self.title_field,
            label(self.tr("Profil"), "group"), self.profile, label(self.tr(PROFILE_HINT), "small"), self.named,
            self.rows, self.moves, self.hint, self.gone, self.forget_gone,
        ):  # fmt: skip
            self.add(piece)
        self.title_field.textEdited.connect(lambda _: self.typed.emit())
        self.profile.textChanged.connect(self._say_typed)
        for field in (self.title_field, self.profile):
            field.left.connect(self.left)
        self.target.left.connect(self._choose_target)
        self.named.clicked.connect(lambda _: self._choose_name())
        self.rows.move_asked.connect(self.move_asked)
        self.rows.removal_asked.connect(self.removal_asked)

    def _say_typed(self) -> None:
        if self.pending():
            self.typed.emit()
