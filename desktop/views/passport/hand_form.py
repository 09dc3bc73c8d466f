"""Making or modifying a file by typing what a person handed over or said."""

from __future__ import annotations

from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.errors import EscaleError, Refused
from desktop.models.access import Basis
from desktop.models.file import File
from desktop.models.hand import TYPED_SECTIONS, HandFile, Person, build, typed_again
from desktop.models.passport import Section
from desktop.views.desk import Desk
from desktop.views.notice import Notice
from desktop.views.passport.entries_field import EntriesField, Wording
from desktop.views.passport.skills_field import SkillsField
from desktop.views.pieces import Card, label, primary_button, secondary_button

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
        self._form = EMPTY
        self._touched = False
        self.heading = label("", "title")
        self.first_name, self.family_name, self.birth_year, self.town = (QLineEdit() for _ in range(4))
        self.handed = QRadioButton(self.tr("Remise : la personne m’a donné un CV, un diplôme, un papier"))
        self.said = QRadioButton(self.tr("Dite en entretien : la personne me l’a raconté"))
        self.sections = {section: EntriesField(desk, _wording(section)) for section in TYPED_SECTIONS}
        self.skills = SkillsField(desk)
        self.trouble = label("", "alarm")
        self.notice = Notice()
        self.save_button = primary_button(self.tr("Enregistrer le dossier"), self.save)
        self._build()

    def start(self) -> None:
        """An empty form for a new file."""
        self._person = str(uuid4())
        self.heading.setText(self.tr("Nouveau dossier"))
        self._show(EMPTY)

    def edit(self, person: str) -> None:
        """The form of a file made here before; it fills itself when the file is read."""
        self._person = person
        self.heading.setText(self.tr("Modifier le dossier"))
        self._show(EMPTY)
        self.save_button.setEnabled(False)
        self._desk.background.read(self, "file", lambda store: store.passports.file(person), self._fill)

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
        self.save_button.setEnabled(False)
        self._desk.background.write(
            lambda store: store.passports.create(person, holder, access, passport),
            self,
            lambda _changes: self._saved(person),
            self._failed,
        )

    def cancel(self) -> None:
        """Leave; asks first, here on the page, when something was typed."""
        if not self._touched:
            self.cancelled.emit()
            return
        self.notice.tell(
            self.tr("Quitter sans enregistrer ? Ce que vous avez saisi sera perdu."),
            (self.tr("Continuer la saisie"), self.first_name.setFocus),
            (self.tr("Quitter sans enregistrer"), self._leave),
        )

    def _leave(self) -> None:
        self._show(EMPTY)
        self.cancelled.emit()

    def _fill(self, file: File | None) -> None:
        if file is None:
            self.cancelled.emit()
            return
        self._show(typed_again(file))

    def _show(self, form: HandFile) -> None:
        self._form = form
        for field, text in (
            (self.first_name, form.person.first_name),
            (self.family_name, form.person.family_name),
            (self.birth_year, form.person.birth_year),
            (self.town, form.person.town),
        ):
            field.setText(text)
        (self.said if form.basis is Basis.SAID else self.handed).setChecked(True)
        for section, field_of in self.sections.items():
            field_of.show_entries(form.entries.get(section, ()))
        self.skills.show_skills(form.skills)
        self.skills.clear_field()
        self.save_button.setEnabled(True)
        self.notice.hide()
        self.trouble.hide()
        self._touched = False
        self.first_name.setFocus()

    def _typed(self) -> HandFile:
        person = Person(self.first_name.text(), self.family_name.text(), self.birth_year.text(), self.town.text())
        basis = Basis.SAID if self.said.isChecked() else Basis.HANDED_OVER
        entries = {section: field.entries for section, field in self.sections.items()}
        return HandFile(person, basis, entries, self.skills.skills, self._form.kept, self._form.start)

    def _saved(self, person: str) -> None:
        self._show(EMPTY)
        self.saved.emit(person)

    def _failed(self, trouble: EscaleError) -> None:
        self.save_button.setEnabled(True)
        self._tell(trouble)

    def _tell(self, trouble: EscaleError) -> None:
        self.trouble.setText(str(trouble))
        self.trouble.show()

    def _touch(self) -> None:
        self._touched = True
        self.trouble.hide()

    def _build(self) -> None:
        inner = QWidget()
        inner.setProperty("page", True)
        column = QVBoxLayout(inner)
        column.setContentsMargins(28, 4, 28, 24)
        column.setSpacing(18)
        for part in (self._who(), *self.sections.values(), self.skills):
            column.addWidget(part)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._head())
        whole.addWidget(scroll, 1)
        whole.addLayout(self._foot())
        for signal in (*(field.changed for field in self.sections.values()), self.skills.changed):
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

    def _who(self) -> Card:
        card = Card(self.tr("La personne"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        names = (self.tr("Prénom"), self.tr("Nom"), self.tr("Année de naissance"), self.tr("Commune (facultatif)"))
        for place, (name, field) in enumerate(
            zip(names, (self.first_name, self.family_name, self.birth_year, self.town), strict=True)
        ):
            caption = QLabel(name)
            caption.setProperty("look", "small")
            caption.setBuddy(field)
            field.setAccessibleName(name)
            field.setMaxLength(4 if field is self.birth_year else 100)
            field.textEdited.connect(self._touch)
            grid.addWidget(caption, 0, place)
            grid.addWidget(field, 1, place)
            grid.setColumnStretch(place, 1 if field is self.birth_year else 2)
        card.add(grid)
        card.add(label(self.tr("D’où viennent ces informations ?"), "group"))
        group = QButtonGroup(self)
        for choice in (self.handed, self.said):
            group.addButton(choice)
            choice.clicked.connect(self._touch)
            card.add(choice)
        return card


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
