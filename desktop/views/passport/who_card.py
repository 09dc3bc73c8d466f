"""The first card of the form: who the person is, and where what is typed comes from."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLabel, QLineEdit, QRadioButton

from desktop.models.access import Basis
from desktop.models.hand import Person
from desktop.views.pieces import Card, label


class WhoCard(Card):
    """Four fields and two choices, exactly as typed."""

    changed = Signal()

    def __init__(self) -> None:
        """Empty."""
        super().__init__("La personne")
        self.first_name, self.family_name, self.birth_year, self.town = (QLineEdit() for _ in range(4))
        self.fields = (self.first_name, self.family_name, self.birth_year, self.town)
        self.handed = QRadioButton(self.tr("Remise : la personne m’a donné un CV, un diplôme, un papier"))
        self.said = QRadioButton(self.tr("Dite en entretien : la personne me l’a raconté"))
        self._build()

    @property
    def person(self) -> Person:
        """Who, as it stands in the fields."""
        return Person(self.first_name.text(), self.family_name.text(), self.birth_year.text(), self.town.text())

    @property
    def basis(self) -> Basis:
        """The choice made."""
        return Basis.SAID if self.said.isChecked() else Basis.HANDED_OVER

    def show_who(self, person: Person, basis: Basis) -> None:
        """Replace what stands in the fields."""
        self.first_name.setText(person.first_name)
        self.family_name.setText(person.family_name)
        self.birth_year.setText(person.birth_year)
        self.town.setText(person.town)
        (self.said if basis is Basis.SAID else self.handed).setChecked(True)

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        names = (self.tr("Prénom"), self.tr("Nom"), self.tr("Année de naissance"), self.tr("Commune (facultatif)"))
        for place, (name, field) in enumerate(zip(names, self.fields, strict=True)):
            caption = QLabel(name)
            caption.setProperty("look", "small")
            caption.setBuddy(field)
            field.setAccessibleName(name)
            field.setMaxLength(4 if field is self.birth_year else 100)
            field.textEdited.connect(self.changed)
            grid.addWidget(caption, 0, place)
            grid.addWidget(field, 1, place)
            grid.setColumnStretch(place, 1 if field is self.birth_year else 2)
        self.add(grid)
        self.add(label(self.tr("D’où viennent ces informations ?"), "group"))
        group = QButtonGroup(self)
        for choice in (self.handed, self.said):
            group.addButton(choice)
            choice.clicked.connect(self.changed)
            self.add(choice)
