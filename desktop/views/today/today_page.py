"""The page of the day: what is new, what ends soon, what was written and waits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal

from desktop.models import accreditation
from desktop.models.closing import MOST_READ as MOST_CLOSED
from desktop.models.closing import closed_days
from desktop.models.note import Kind
from desktop.models.plan_today import CALM, MOST_READ, PlanDay, plan_day
from desktop.models.reminders import reminders
from desktop.models.text import counted
from desktop.models.today import Leads, Notice, Standing, Today, today
from desktop.models.when import said_weekday
from desktop.views.desk import Desk
from desktop.views.page import Columns, Page, SideBySide, stacked
from desktop.views.pieces import Card, label, link_button, primary_button, secondary_button
from desktop.views.plan.plan_page import PlanPage
from desktop.views.rows import Row, RowsCard
from desktop.views.settings.sections import ACCREDITATION, COPIES, VAULT
from desktop.views.sharing.sharing_page import SharingPage
from desktop.views.today.meetings_card import MeetingsCard

if TYPE_CHECKING:
    from desktop.models.store import Store

ACTIONS: Final[Mapping[Leads, str]] = {
    Leads.SHARING: "Inviter",
    Leads.ENDED: "Noter",
    Leads.ACCREDITATION: "Voir",
    Leads.VAULT: "Voir",
    Leads.COPIES: "Voir",
    Leads.EXCHANGE: "Synchroniser",
}
PARTS: Final[Mapping[Leads, str]] = {  # of the settings
    Leads.VAULT: VAULT, Leads.COPIES: COPIES, Leads.ACCREDITATION: ACCREDITATION,
}  # fmt: skip
TABS: Final[Mapping[Leads, str]] = {  # of the file
    Leads.SHARING: SharingPage.title, Leads.ENDED: SharingPage.title, Leads.PLAN: PlanPage.title,
}  # fmt: skip
MOST: Final = 12  # rows of a card; the rest is one click away


class NoticesCard(RowsCard):
    """A title, rows that open a file, and how many more there are; one calm sentence when there is nothing."""

    chosen = Signal(object)  # Notice
    others = "autre dossier", "autres dossiers"  # what the rows that are not shown are called

    def __init__(self, desk: Desk, title: str, calm: str, action: str = "") -> None:
        """``calm`` is said when there is nothing; ``action`` is the word drawn on each row."""
        super().__init__(desk.theme, title)
        self._action = action
        self._notices: tuple[Notice, ...] = ()
        self._most = MOST
        self.rows.chosen.connect(lambda row: self.chosen.emit(self._notices[int(row.key)]))
        self.calm = label(calm, "muted")
        self.more = link_button("")
        self.words.addWidget(self.calm)
        self.add(self.more)
        self.show_notices(())

    def show_notices(self, notices: tuple[Notice, ...]) -> None:
        """Replace what is said."""
        self._notices = shown = notices[: self._most]
        rows = (Row(str(at), one.who, one.said, one.around, self._word(one)) for at, one in enumerate(shown))
        self.rows.show_rows(rows)
        self.rows.setVisible(bool(shown))
        self.calm.setVisible(not shown)
        more = counted(len(notices) - len(shown), *self.others)
        self.more.setText(f"Voir aussi {more}")
        self.more.setVisible(len(notices) > len(shown))

    def _word(self, notice: Notice) -> str:
        return ACTIONS.get(notice.leads, self._action)


class ActionsCard(NoticesCard):
    """What is late or comes next in the plans: who, what, when."""

    others = "autre action", "autres actions"

    def __init__(self, desk: Desk) -> None:
        """Empty until it is told."""
        self.said = label("", "muted")
        super().__init__(desk, "Actions", CALM)
        self._found = PlanDay((), "")
        self.words.addWidget(self.said)
        self.more.clicked.connect(self._show_all)

    def show_day(self, found: PlanDay) -> None:
        """Replace what is said."""
        self._found = found
        self.show_notices(found.notices)
        self.said.setText(found.said)
        self.said.setVisible(bool(found.said))

    def _show_all(self) -> None:
        self._most = max(MOST, len(self._found.notices))
        self.show_day(self._found)
        self.rows.setFocus()


class TodayPage(Page):
    """Opens on unlock."""

    open_file = Signal(str, str)  # the person, and the title of the tab ("" for the first)
    files_asked = Signal()
    sync_asked = Signal()
    new_file_asked = Signal()
    settings_asked = Signal(str)  # the title of the part
    leaving_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        """Empty until it is shown."""
        super().__init__(desk, said_weekday(desk.today()), self.tr("Bonjour. Voici où en sont vos dossiers."))
        self.fresh = NoticesCard(desk, "Depuis la dernière fois", "Rien de nouveau depuis votre dernière lecture.",
                                 "Ouvrir")  # fmt: skip
        self.watched = NoticesCard(desk, "À surveiller", "Aucun partage ne se termine dans les deux semaines.")
        self.writings = NoticesCard(desk, "Vos écrits en attente", "Aucun écrit enregistré n’attend d’être envoyé.")
        self.vault = NoticesCard(desk, "Votre coffre", "")
        self.reminders = NoticesCard(desk, "À rappeler", "")
        self.plans = ActionsCard(desk)
        self.plans.chosen.connect(self._follow)
        for card in (self.fresh, self.watched, self.writings, self.vault, self.reminders):
            card.chosen.connect(self._follow)
            card.more.clicked.connect(lambda: self.files_asked.emit())
        self.leaving = link_button(self.tr("Prêt à partir ?"), self.leaving_asked.emit)
        self.add_head(SideBySide(self.leaving))
        self.meetings = MeetingsCard(desk)
        self.meetings.listen(self)
        self.meetings.open_file.connect(lambda person: self.open_file.emit(person, ""))
        beside = stacked(self.vault, self.reminders, self.plans, self.watched, self.writings)
        self.columns = Columns(stacked(self.meetings, self.fresh), beside, desk.theme.px(820))
        self.welcome = self._welcome()
        self.body.addWidget(self.welcome)
        self.body.addWidget(self.columns)
        self.body.addStretch(1)
        self.standing: Callable[[Store], Standing] = lambda _: (
            Standing()
        )  # how the vault is kept; on the store's thread
        self.welcome.hide()
        for piece in (self.columns, self.leaving):
            piece.hide()

    def load(self) -> None:
        """Read the cards and what waits."""
        day, standing = self.desk.today(), self.standing
        self.title.setText(said_weekday(day))

        def work(store: Store) -> Today:
            ended = frozenset(closed_days(store.items.of_kind(Kind.CLOSING, MOST_CLOSED)))
            known = replace(standing(store), contacts=store.passports.contacts(), ended=ended)
            return today(store.passports.cards(), store.items.undelivered(), day, known)

        def read(store: Store) -> PlanDay:
            return plan_day(store.passports.cards(), store.items.of_kind(Kind.PLAN, MOST_READ), day)

        def remind(store: Store) -> tuple[Notice, ...]:
            own = accreditation.read(store.state.get(accreditation.STATE))
            return reminders(store.passports.cards(), store.items.of_kind(Kind.CLOSING, MOST_CLOSED), own, day)

        self.desk.background.read(self, "reminders", remind, self.show_reminders)
        self.desk.background.read(self, "today", work, self.show_today)
        self.desk.background.read(self, "actions", read, self.plans.show_day)
        self.meetings.load()

    def show_today(self, found: Today) -> None:
        """Fill the page."""
        self.fresh.show_notices(found.fresh)
        self.watched.show_notices(found.watched)
        self.writings.show_notices(found.writings)
        self.vault.show_notices(found.vault)
        self.vault.setVisible(bool(found.vault))
        self.welcome.setVisible(not found.files)
        for piece in (self.columns, self.leaving):
            piece.setVisible(bool(found.files))

    def show_reminders(self, found: tuple[Notice, ...]) -> None:
        """Only when there is something to remember."""
        self.reminders.show_notices(found)
        self.reminders.setVisible(bool(found))

    def _follow(self, notice: Notice) -> None:
        if notice.leads is Leads.EXCHANGE:
            self.sync_asked.emit()
        elif notice.leads in PARTS:
            self.settings_asked.emit(PARTS[notice.leads])
        else:
            self.open_file.emit(notice.person, TABS.get(notice.leads, ""))

    def _welcome(self) -> Card:
        card = Card(self.tr("Aucun dossier encore"))
        words = "Synchronisez pour recevoir les passeports que l’on vous partage, ou créez un dossier à la main."
        card.add(label(self.tr(words), "muted"))
        sync = primary_button(self.tr("Synchroniser"), self.sync_asked.emit)
        by_hand = secondary_button(self.tr("Créer un dossier à la main"), self.new_file_asked.emit)
        card.add(SideBySide(sync, by_hand))
        return card
