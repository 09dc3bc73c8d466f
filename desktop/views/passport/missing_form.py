"""What is looked for: the thing, its name, who issued it or employed, when, and a few plain questions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop.models.missing import THING_WORDS
from desktop.models.missing_case import ASKED, LONGEST, Answer, Case, Question, Thing, settled
from desktop.models.missing_title import Title, named, title_words
from desktop.views.desk import Desk
from desktop.views.passport.missing_questions import Questions
from desktop.views.passport.missing_titles import Titles
from desktop.views.pieces import Card, label

NAMES: Final[Mapping[Thing, tuple[str, str, str]]] = {
    Thing.RECOGNITION: ("Intitulé", "Délivré par", "Année d’obtention"),
    Thing.EXPERIENCE: ("Métier", "Employeur", "Année"),
    Thing.TRAINING: ("Intitulé", "Organisme", "Année"),
    Thing.ENGAGEMENT: ("Activité", "Association", "Année"),
}
OTHER: Final = "Quel autre nom ?"
ONLY_LETTER: Final = "Ce nom n’est écrit que dans la lettre."


class MissingForm(Card):
    """``case`` is what stands in the form, exactly as typed."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        """An empty case."""
        super().__init__(self.tr("Ce que vous cherchez"))
        self._today = desk.today
        self._numbers: tuple[str, ...] = ()  # of the official name chosen
        self.thing = QComboBox()
        self.title_field, self.place, self.year, self.other_name = (QLineEdit() for _ in range(4))
        self._captions = [QLabel() for _ in range(3)]
        self.titles, self.official = Titles(desk), label("", "small")
        self.questions = Questions()
        self._other = QWidget()
        self._build()
        self._follow()

    @property
    def case(self) -> Case:
        """The case as it stands."""
        thing = list(Thing)[self.thing.currentIndex()]
        title, place, year = (field.text() for field in (self.title_field, self.place, self.year))
        return Case(thing, title, place, year, self.other_name.text(), self.questions.answers, self._numbers)

    def show_case(self, case: Case) -> None:
        """Replace what stands in the form."""
        self.thing.setCurrentIndex(list(Thing).index(case.thing))
        fields = (self.title_field, self.place, self.year, self.other_name)
        for field, text in zip(fields, (case.title, case.place, case.year, case.other_name), strict=True):
            field.setText(text)
            field.setCursorPosition(0)
        self._numbers = case.numbers
        self.official.setText(", ".join(case.numbers[:1]))
        self.questions.show_answers(case.answers)
        self._follow()

    def _typed(self, text: str) -> None:
        """Another name is typed: it is not the official one any more, and others may be meant."""
        self._numbers = ()
        self.titles.look_for(text if self.case.thing is Thing.RECOGNITION else "")
        self._follow()

    def _name(self, title: Title) -> None:
        self.show_case(named(self.case, title))
        self.official.setText(title_words(title, self._today()))
        self.title_field.setFocus()

    def _follow(self) -> None:
        """Ask only what concerns the thing and what its year does not answer."""
        case = self.case
        for caption, field, name in zip(
            self._captions, (self.title_field, self.place, self.year), NAMES[case.thing], strict=True
        ):
            caption.setText(name)
            field.setAccessibleName(name)
        self.official.setVisible(bool(case.numbers) and case.thing is Thing.RECOGNITION)
        known = settled(case, self._today())
        told = [one for one in Question if case.answer(one) is Answer.UNKNOWN is not known.answer(one)]
        self.questions.ask(question for question in ASKED[case.thing] if question not in told)
        self._other.setVisible(case.answer(Question.OTHER_NAME) is Answer.YES)
        self.changed.emit()

    def _build(self) -> None:
        self.thing.addItems([THING_WORDS[thing] for thing in Thing])
        self.thing.setAccessibleName(self.title.text())
        self.thing.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.thing.currentIndexChanged.connect(lambda _: self._typed(self.title_field.text()))
        self.title_field.textEdited.connect(self._typed)
        self.titles.chosen.connect(self._name)
        self.questions.changed.connect(self._follow)
        lines = QFormLayout()
        lines.setVerticalSpacing(6)
        for caption, field in zip(self._captions, (self.title_field, self.place, self.year), strict=True):
            lines.addRow(caption, field)
        for field in (self.title_field, self.place, self.year, self.other_name):
            field.setMaxLength(4 if field is self.year else LONGEST)
            field.textChanged.connect(lambda _: self._follow())
        self.add(self.thing)
        self.add(lines)
        self.add(self.titles)
        self.add(self.official)
        self.add(self.questions)
        self.add(self._other_name())

    def _other_name(self) -> QWidget:
        self.other_name.setAccessibleName(OTHER)
        column = QVBoxLayout(self._other)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        for piece in (label(OTHER), self.other_name, label(ONLY_LETTER, "small")):
            column.addWidget(piece)
        return self._other
