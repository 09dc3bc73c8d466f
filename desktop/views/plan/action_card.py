"""One action at the right of the plan: everything that may be said of it, written as soon as a field is left."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import Signal

from desktop.errors import Refused
from desktop.models.plan import Action, Link, same
from desktop.models.plan_day import read_day, typed_day
from desktop.models.plan_groups import OWNERS, STATUS_WORDS
from desktop.models.plan_links import said_link
from desktop.models.plan_terms import THEMES, step_words, steps_for, theme_named, theme_of
from desktop.views.announce import announce
from desktop.views.desk import Desk
from desktop.views.page import SideBySide
from desktop.views.pieces import Card, label, link_button
from desktop.views.plan.choices import Choices
from desktop.views.plan.fields import ChoiceField, LineField, TextField

AHEAD: Final = ("dans une semaine", "dans un mois")
NO_STEP, NO_LINK = "Aucune de la liste", "Rien en particulier"


class ActionCard(Card):
    """Hidden until there is an action; what is typed in a field is never replaced by what arrives."""

    edited = Signal(object)  # Action, as it now is
    removal_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        """No action yet."""
        super().__init__(self.tr("L’action"))
        self._desk = desk
        self.base: Action | None = None  # as the store holds it, or is about to
        px = desk.theme.px
        self.what = TextField(self.tr("Quoi : ce qui est à faire"), px(62))
        standings = ((one, word.capitalize()) for one, word in STATUS_WORDS.items())
        self.status = Choices(self.tr("Où en est l’action"), standings)
        self.owner = Choices(self.tr("Qui s’en charge"), OWNERS.items())
        self.due = LineField(self.tr("Pour quand"), self.tr("4 décembre, demain, dans 2 semaines…"))
        self.due_trouble = label("", "alarm")
        self.why = ChoiceField(self.tr("Pourquoi"), free=True, prompt=self.tr("Choisissez, ou écrivez"))
        self.step = ChoiceField(self.tr("Démarche de la liste commune"))
        self.how = TextField(self.tr("Comment"), px(84))
        self.link = ChoiceField(self.tr("En lien avec"))
        self._links: tuple[Link, ...] = ()
        self.remove = link_button(self.tr("Retirer du plan"), self.removal_asked.emit)
        self._build()
        self.hide()

    def show_action(self, action: Action | None, links: tuple[Link, ...]) -> None:
        """Show an action; of one already shown, the fields that were changed since are left as they are."""
        typed = self._typed() if action and self.base and action.id == self.base.id else None
        base = self.base
        self.base = action
        self._links = links
        self.setVisible(action is not None)
        if action is not None:
            shown = _merged(action, base, typed) if typed and base else action
            self._show(shown, keep_date=typed is not None and bool(self.due_trouble.text()))

    def keep_typed(self, stored: Action) -> bool:
        """What was given could not be written: it is pending again; whether that action is the one shown."""
        if shown := self.base is not None and stored.id == self.base.id:
            self.base = stored
        return shown

    def put(self, typed: Action) -> None:
        """Show words about the action shown that are not written yet."""
        self._show(typed, keep_date=False)

    def pending(self) -> Action | None:
        """The action as it was changed and not given yet; None when nothing was."""
        typed = self._typed()
        return typed if typed and self.base and not same(typed, self.base) else None

    def is_typing(self, action: Action) -> bool:
        """Whether something of that action was changed and not given yet."""
        return self.base is not None and self.base.id == action.id and self.pending() is not None

    def take(self) -> None:
        """Give what was changed."""
        self._read_due()
        if (now := self.pending()) is not None:
            self.base = now
            self._show(now, keep_date=bool(self.due_trouble.text()))
            self.edited.emit(now)

    def drop(self) -> None:
        """Forget everything."""
        self.base, self._links = None, ()
        for field in (self.what, self.how):
            field.clear()
        self.due.clear()
        self.why.clearEditText()
        self._tell_due("")
        self.hide()

    def _typed(self) -> Action | None:
        """The action that the fields say."""
        base = self.base
        if base is None:
            return None
        why, theme = self._why(base)
        step = self.step.currentData() or ""
        if step != base.step and not (why or theme):
            theme = theme_of(step)
        return replace(
            base, what=_kept(self.what, base.what) or base.what, how=_kept(self.how, base.how), why=why, theme=theme,
            step=step, status=self.status.value, owner=self.owner.value, due=self._due(base.due), link=self._link(base),
        )  # fmt: skip

    def _why(self, base: Action) -> tuple[str, str]:
        """Words, or the code of a theme; what was there when the field says the same."""
        words = self.why.currentText().strip()
        if words == base.theme_words.strip():
            return base.why, base.theme
        theme = theme_named(words)
        return ("" if theme else words), theme

    def _due(self, before: date | None) -> date | None:
        try:
            return read_day(self.due.text(), self._desk.today())
        except Refused:
            return before

    def _read_due(self) -> None:
        """Show the day as it was understood, or say that it was not."""
        try:
            day = read_day(self.due.text(), self._desk.today())
        except Refused as trouble:
            self._tell_due(f"{trouble.sentence} {trouble.advice}")
        else:
            self._tell_due("")
            self.due.setText(typed_day(day))

    def _tell_due(self, words: str) -> None:
        if words and words != self.due_trouble.text():
            announce(self, words)
        self.due_trouble.setText(words)
        self.due_trouble.setVisible(bool(words))

    def _link(self, base: Action) -> Link | None:
        at = self.link.currentIndex() - 1
        link = self._links[at] if 0 <= at < len(self._links) else None
        return base.link if link and base.link and _key(link) == _key(base.link) else link

    def _show(self, one: Action, *, keep_date: bool) -> None:
        if self.what.words != one.what.strip():
            self.what.setPlainText(one.what)
        if self.how.words != one.how.strip():
            self.how.setPlainText(one.how)
        self.status.check(one.status)
        self.owner.check(one.owner)
        if not keep_date:
            self.due.setText(typed_day(one.due))
            self._tell_due("")
        if self.why.currentText().strip() != one.theme_words:
            self.why.setEditText(one.theme_words)
        self._show_steps(one)
        self.link.show_choices((("", NO_LINK), *((_key(link), said_link(link)) for link in self._links)))
        self.link.show_code(_key(one.link) if one.link else "")

    def _show_steps(self, one: Action) -> None:
        steps = steps_for(one.theme)
        if one.step and one.step not in dict(steps):
            steps = (*steps, (one.step, step_words(one.step) or one.step))
        self.step.show_choices((("", NO_STEP), *steps))
        self.step.show_code(one.step)

    def _later(self, words: str) -> None:
        self.due.setText(words)
        self.take()

    def _build(self) -> None:
        self.why.show_choices(tuple(THEMES.items()))
        self.why.clearEditText()
        ahead = (link_button(words, partial(self._later, words)) for words in AHEAD)
        for piece in (
            self.what, self.status, label(self.tr("Qui"), "group"), self.owner,
            label(self.tr("Pour quand"), "group"), self.due, self.due_trouble, SideBySide(*ahead),
            label(self.tr("Pourquoi"), "group"), self.why, label(self.tr("Démarche de la liste commune"), "group"),
            self.step, label(self.tr("Comment"), "group"), self.how, label(self.tr("En lien avec"), "group"),
            self.link, self.remove,
        ):  # fmt: skip
            self.add(piece)
        for field in (self.what, self.how, self.due, self.why, self.step, self.link):
            field.left.connect(self.take)
        for choices in (self.status, self.owner):
            choices.chosen.connect(lambda _: self.take())


def _kept(field: TextField, before: str) -> str:
    return before if field.words == before.strip() else field.words


def _key(link: Link) -> str:
    return f"{link.about}|{link.code}"


def _merged(stored: Action, base: Action, typed: Action) -> Action:
    """What the store says, except for what was changed here since."""
    names = ("what", "step", "why", "theme", "how", "status", "owner", "due", "link")
    changed = {name: getattr(typed, name) for name in names if getattr(typed, name) != getattr(base, name)}
    return replace(stored, **changed)
