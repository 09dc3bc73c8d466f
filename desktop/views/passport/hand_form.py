"""Making or modifying a file by typing what a person handed over or said."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.errors import EscaleError, Refused
from desktop.models.access import Basis
from desktop.models.file import File
from desktop.models.hand import TYPED_SECTIONS, HandFile, Person, Typing, build, typed_again
from desktop.models.passport import Section
from desktop.views.desk import Desk
from desktop.views.notice import Notice
from desktop.views.page import scrolling
from desktop.views.passport.entries_field import EntriesField, Wording
from desktop.views.passport.skills_field import SkillsField
from desktop.views.passport.who_card import WhoCard
from desktop.views.pieces import label, primary_button, secondary_button

EMPTY = HandFile(Person("", "", ""), Basis.HANDED_OVER, {})


class HandForm(QWidget):
    """One page, keyboard only if one likes; nothing typed is lost by mistake."""

    saved = Signal(str)  # person
    cancelled = Signal()

    def __init__(self, desk: Desk) -> None:
        """Call ``start`` or ``edit`` before showing it."""
        super().__init__()
        self.setProperty("page", True)
        self._desk = desk
        self._person = ""
        self._new = True
        self._form = EMPTY
        self._touched = False
        self._inside = QWidget()
        self.heading = label("", "title")
        self.who = WhoCard()
        self.first_name, self.family_name, self.birth_year, self.town = self.who.fields
        self.sections = {section: EntriesField(desk, _wording(section)) for section in TYPED_SECTIONS}
        self.skills = SkillsField(desk)
        self.trouble = label("", "alarm")
        self.notice = Notice()
        self.save_button = primary_button(self.tr("Enregistrer le dossier"), self.save)
        self._build()

    @property
    def touched(self) -> bool:
        """Whether something was typed that is not saved."""
        return self._touched

    def start(self) -> None:
        """An empty form for a new file; asks first when something else was typed."""
        self._ask_before(self._start)

    def edit(self, person: str) -> None:
        """The form of a file made here before, filled when the file is read; asks first when something was typed."""
        if not (self._touched and person == self._person):
            self._ask_before(lambda: self._edit(person))

    def kept(self) -> Typing | None:
        """Everything typed and not saved, for another form to ``restore``; None when nothing was."""
        if not self._touched:
            return None
        lines = {section: field.line for section, field in self.sections.items() if field.typing}
        return Typing(self._person, self._new, self._typed(), lines, self.skills.field.text())

    def restore(self, kept: Typing | None) -> None:
        """Show again what ``kept`` gave; None changes nothing."""
        if kept is None:
            return
        self._begin(kept.person, new=kept.new)
        self._show(kept.form)
        for section, line in kept.lines.items():
            self.sections[section].show_line(line)
        self.skills.field.setText(kept.skill)
        self._touched = True

    def save(self) -> None:
        """Check everything, then keep it; the first thing to mend is said, and nothing is lost."""
        for section in self.sections.values():
            if section.typing and not section.take():
                return
        try:
            holder, access, passport = build(self._typed(), self._desk.today())
        except Refused as trouble:
            self._tell(trouble)
            return
        person = self._person
        self._rest(True)
        self._desk.background.write(
            lambda store: store.passports.create(person, holder, access, passport),
            self,
            lambda _changes: self._saved(person),
            lambda trouble: self._failed(person, trouble),
        )

    def cancel(self) -> None:
        """Leave; asks first, here on the page, when something was typed."""
        self._ask_before(self._leave)

    def _ask_before(self, action: Callable[[], object]) -> None:
        if not self._touched:
            action()
            return
        self.notice.tell(
            self.tr("Quitter sans enregistrer ? Ce que vous avez saisi sera perdu."),
            (self.tr("Continuer la saisie"), self.first_name.setFocus),
            (self.tr("Quitter sans enregistrer"), action),
        )

    def _start(self) -> None:
        self._begin(str(uuid4()), new=True)
        self._show(EMPTY)

    def _edit(self, person: str) -> None:
        self._begin(person, new=False)
        self._show(EMPTY)
        self._rest(True)

        def fill(file: File | None) -> None:
            if person == self._person:
                self._fill(file)

        self._desk.background.read(self, "file", lambda store: store.passports.file(person), fill, self._tell)

    def _begin(self, person: str, *, new: bool) -> None:
        self._person, self._new = person, new
        self.heading.setText(self.tr("Nouveau dossier") if new else self.tr("Modifier le dossier"))

    def _rest(self, resting: bool) -> None:
        """Nothing can be typed while the file is read or written: it would be lost."""
        self._inside.setDisabled(resting)
        self.save_button.setDisabled(resting)

    def _leave(self) -> None:
        self._begin("", new=True)
        self._show(EMPTY)
        self.cancelled.emit()

    def _fill(self, file: File | None) -> None:
        if file is None:
            self._leave()
            return
        self._show(typed_again(file))

    def _show(self, form: HandFile) -> None:
        self._form = form
        self._rest(False)
        self.who.show_who(form.person, form.basis)
        for section, field_of in self.sections.items():
            field_of.show_entries(form.entries.get(section, ()))
        self.skills.show_skills(form.skills)
        self.skills.clear_field()
        self.notice.hide()
        self.trouble.hide()
        self._touched = False
        self.first_name.setFocus()

    def _typed(self) -> HandFile:
        entries = {section: field.entries for section, field in self.sections.items()}
        return HandFile(self.who.person, self.who.basis, entries, self.skills.skills, self._form.kept, self._form.start)

    def _saved(self, person: str) -> None:
        if person == self._person:
            self._begin("", new=True)
            self._show(EMPTY)
            self.saved.emit(person)

    def _failed(self, person: str, trouble: EscaleError) -> None:
        if person == self._person:
            self._rest(False)
            self._tell(trouble)
        else:
            self._desk.background.troubled.emit(trouble)

    def _tell(self, trouble: EscaleError) -> None:
        self.trouble.setText(str(trouble))
        self.trouble.show()

    def _touch(self) -> None:
        self._touched = True
        self.trouble.hide()

    def _build(self) -> None:
        self._inside.setProperty("page", True)
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(28, 4, 28, 24)
        column.setSpacing(18)
        for part in (self.who, *self.sections.values(), self.skills):
            column.addWidget(part)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._head())
        whole.addWidget(scrolling(self._inside), 1)
        whole.addLayout(self._foot())
        for signal in (self.who.changed, *(field.changed for field in self.sections.values()), self.skills.changed):
            signal.connect(self._touch)
        shortcut = QShortcut(QKeySequence("Ctrl+S"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.save)

    def _head(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(28, 20, 28, 14)
        column.setSpacing(2)
        column.addWidget(self.heading)
        column.addWidget(
            label(
                self.tr("N’écrivez que ce que la personne vous a remis ou dit. Le reste viendra."),
                "muted",
            )
        )
        return column

    def _foot(self) -> QVBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.save_button)
        row.addWidget(secondary_button(self.tr("Annuler"), self.cancel))
        row.addWidget(self.trouble, 1)
        row.addStretch(0)
        self.save_button.setToolTip("Ctrl+S")
        column = QVBoxLayout()
        column.setContentsMargins(28, 12, 28, 16)
        column.setSpacing(10)
        column.addWidget(self.notice)
        column.addLayout(row)
        return column


def _wording(section: Section) -> Wording:
    return {
        Section.EXPERIENCES: Wording("Expériences", "Emploi", "Employeur", "Début", "Fin", "Aide à domicile"),
        Section.RECOGNITIONS: Wording(
            "Diplômes et titres", "Intitulé", "Délivré par", "Obtenu en", "", "CAP Accompagnant éducatif petite enfance"
        ),
        Section.ENGAGEMENTS: Wording(
            "Engagements", "Activité", "Association ou organisme", "Début", "Fin", "Trésorier bénévole"
        ),
    }[section]
