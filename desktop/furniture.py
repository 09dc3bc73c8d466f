"""The window of an open office: builds every page, connects every signal; built again when the appearance changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Future
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import QObject, Signal

from desktop.errors import EscaleError, StoreTrouble
from desktop.fieldwork import ground_of
from desktop.models.changes import Changes
from desktop.models.occupation import Edition
from desktop.models.status import Going
from desktop.office import Office
from desktop.safekeeping import Safekeeping
from desktop.views.cv.cv_page import CvPage
from desktop.views.desk import Desk
from desktop.views.diagnostic.diagnostic_page import DiagnosticPage
from desktop.views.dialog import close_over
from desktop.views.dossiers.dossiers_page import DossiersPage
from desktop.views.editions.changes_page import ChangesPage
from desktop.views.field.leaving_page import LeavingPage
from desktop.views.field.returned_page import ReturnedPage
from desktop.views.file.file_page import FilePage
from desktop.views.file.synthesis_page import SynthesisPage
from desktop.views.find import FindPalette
from desktop.views.gap.gap_page import GapPage
from desktop.views.meetings.meetings_page import MeetingsPage
from desktop.views.notes.notes_page import NotesPage
from desktop.views.occupations.occupations_page import OccupationsPage
from desktop.views.passport.hand_form import HandForm
from desktop.views.passport.parcours_page import ParcoursPage
from desktop.views.plan.plan_page import PlanPage
from desktop.views.settings.sections import COPIES
from desktop.views.settings.settings_page import Settings, SettingsPage
from desktop.views.shared.audience import Audience
from desktop.views.sharing.sharing_page import SharingPage
from desktop.views.skills.skills_page import SkillsPage
from desktop.views.sync.sync_page import SyncPage
from desktop.views.theme import Theme
from desktop.views.today.today_page import TodayPage
from desktop.views.window import MainWindow


class Furniture(QObject):
    """One window and its pages over one office."""

    theme_chosen = Signal(str)
    lock_asked = Signal()
    resume_asked = Signal()
    restore_asked = Signal(str)  # a backup's path
    idle_changed = Signal(int)  # minutes
    room_asked = Signal(str)  # the id of the person with whom the file is to be read

    def __init__(self, office: Office, theme: Theme) -> None:
        """Everything is built; nothing is read before it is shown."""
        super().__init__()
        self.office = office
        made = (office.papers, office.library, office.handouts)
        self.desk = Desk(office.background, office.library, theme, office.today, *made)
        self.today = TodayPage(self.desk)
        self.files = DossiersPage(self.desk)
        self.file = self._file_page()
        self.hand = HandForm(self.desk)
        self.occupations = OccupationsPage(self.desk)
        self.changes = ChangesPage(self.desk)
        self.sync = SyncPage(self.desk)
        self.leaving, self.returned = LeavingPage(self.desk), ReturnedPage(self.desk)
        self.settings = SettingsPage(self.desk, _settings(office))
        self.window = MainWindow(
            self.desk,
            (
                ("today", self.today),
                ("files", self.files),
                ("occupations", self.occupations),
                ("sync", self.sync),
                ("settings", self.settings),
                ("file", self.file),
                ("hand", self.hand),
                ("changes", self.changes),
                ("leaving", self.leaving),
                ("returned", self.returned),
            ),
        )
        self.palette = FindPalette(self.desk, self.window)
        self.audience = Audience(self.desk, self.window)
        self._connect_navigation()
        self._connect_files()
        self._connect_exchanges()
        self._connect_vault()

    def flush(self) -> tuple[EscaleError, ...]:
        """Keep what is half written, and wait until it is on the disk; what could not be kept, and why."""
        return failures(self.file.flush())

    def close(self) -> None:
        """Take the window away; hidden rather than closed, for the last window closed would end the program."""
        self.audience.close()
        close_over(self.window)
        self.window.hide()
        self.window.deleteLater()
        self.deleteLater()

    def open_file(self, person: str, tab: str = "") -> None:
        """Show a person's file."""
        self.file.open(person, tab)
        self.window.show_page("file")

    def _file_page(self) -> FilePage:
        self.synthesis, self.notes, self.sharing = (
            SynthesisPage(self.desk),
            NotesPage(self.desk),
            SharingPage(self.desk),
        )
        self.parcours, self.skills, self.gap = ParcoursPage(self.desk), SkillsPage(self.desk), GapPage(self.desk)
        self.plan, self.meetings = PlanPage(self.desk), MeetingsPage(self.desk)
        self.diagnostic, self.cv = DiagnosticPage(self.desk), CvPage(self.desk)
        seen = (self.synthesis, self.parcours, self.skills, self.gap, self.diagnostic, self.cv)
        return FilePage(self.desk, (*seen, self.notes, self.plan, self.meetings, self.sharing))

    def _connect_navigation(self) -> None:
        window = self.window
        window.find_asked.connect(self.palette.open)
        window.new_file_asked.connect(self._new_file)
        window.lock_asked.connect(self.lock_asked)
        window.place_changed.connect(lambda _: self.file.flush())
        self._connect_palette()
        window.curtain_fell.connect(self.file.flush)
        self.settings.theme_chosen.connect(self.theme_chosen)
        self.settings.lock_asked.connect(self.lock_asked)
        self.settings.import_asked.connect(self._import)
        self.settings.pack_import_asked.connect(self._import_pack)
        self.settings.referential.use_asked.connect(self._use_edition)
        for asks in (self.settings.referential.changes_asked, self.occupations.changes_asked):
            asks.connect(lambda: window.show_page("changes"))
        self.changes.closed.connect(lambda: window.show_page("occupations"))
        self.changes.open_file.connect(lambda person: self.open_file(person, self.gap.title))
        for page in (self.occupations, self.gap):
            page.import_asked.connect(lambda: window.show_page("settings"))
        self.office.troubled.connect(window.show_trouble)
        self.office.background.changed.connect(self._absorb)

    def _connect_palette(self) -> None:
        palette = self.palette
        palette.person_chosen.connect(self.open_file)
        palette.note_chosen.connect(self._show_note)
        palette.action_chosen.connect(self._show_action)
        palette.diagnostic_chosen.connect(lambda person: self.open_file(person, self.diagnostic.title))
        palette.meeting_chosen.connect(self._show_meeting)
        palette.fact_chosen.connect(self._show_fact)
        palette.held_chosen.connect(lambda person: self.open_file(person, self.skills.title))
        palette.occupation_chosen.connect(self._show_occupation)
        palette.command_chosen.connect(self._command)

    def _connect_files(self) -> None:
        for page in (self.today, self.files, self.sync, self.leaving, self.returned):
            page.open_file.connect(self.open_file)
        self.today.leaving_asked.connect(lambda: self.window.show_page("leaving"))
        self.leaving.closed.connect(lambda: self.window.show_page("today"))
        self.sync.returned_asked.connect(lambda: self.window.show_page("returned"))
        self.returned.closed.connect(lambda: self.window.show_page("sync"))
        self.today.files_asked.connect(lambda: self.window.show_page("files"))
        self.today.new_file_asked.connect(self._new_file)
        self.files.new_file.connect(self._new_file)
        self.file.note_asked.connect(self._new_note)
        self.file.closed.connect(lambda: self.window.show_page("files"))
        self.file.told.connect(self.files.tell)
        self.file.together.room_asked.connect(lambda: self.room_asked.emit(self.file.person))
        self.file.together.screen_asked.connect(lambda: self.audience.show_person(self.file.person))
        self.window.place_changed.connect(self._follow)
        self.window.curtain_fell.connect(self.audience.cover)
        self.window.curtain.lifted.connect(self.audience.uncover)
        self.audience.curtain_asked.connect(self.window.curtain.fall)
        self.sharing.edit_asked.connect(self._edit_file)
        self.hand.saved.connect(self.open_file)
        self.hand.cancelled.connect(lambda: self.window.show_page("files"))

    def _connect_exchanges(self) -> None:
        exchanges = self.office.exchanges
        exchanges.status_changed.connect(self.window.show_status)
        exchanges.status_changed.connect(self.sync.show_status)
        self.sync.sync_asked.connect(exchanges.synchronise)
        self.sync.sign_in_asked.connect(exchanges.sign_in)
        self.sync.sign_out_asked.connect(exchanges.sign_out)
        self.sync.cancel_asked.connect(exchanges.cancel)
        self.sync.absence_answered.connect(exchanges.answer)
        self.file.sync_asked.connect(self._exchange_or_sign_in)
        for page in (self.today, self.leaving, self.returned):
            page.sync_asked.connect(self._exchange_or_sign_in)
        self.window.sync_asked.connect(self._exchange_or_sign_in)
        self.window.show_status(exchanges.status)
        self.sync.show_status(exchanges.status)

    def _connect_vault(self) -> None:
        banner, doubt = self.window.doubt_banner, self.office.doubt
        keeping = Safekeeping(self.office, self.settings)
        self.today.standing = keeping.standing
        self.leaving.ground = ground_of(self.office, keeping.standing)
        for page in (self.today, self.leaving):
            page.settings_asked.connect(self._show_settings)
        keeping.idle_changed.connect(self.idle_changed)
        keeping.restore_asked.connect(self.restore_asked)
        banner.restore_asked.connect(lambda: self._show_settings(COPIES))
        banner.resume_asked.connect(self.resume_asked)
        if doubt is not None:
            banner.show_doubt(doubt.sentence, doubt.advice)

    def _follow(self, page: str) -> None:
        """What is on the second screen goes with the file that is left."""
        self.audience.leave(self.file.person if page == "file" else "")

    def _show_settings(self, part: str) -> None:
        self.window.show_page("settings")
        self.settings.show_part(part)

    def _exchange_or_sign_in(self) -> None:
        exchanges = self.office.exchanges
        if exchanges.status.counsellor and exchanges.status.going is not Going.SIGNED_OUT:
            exchanges.synchronise()
        else:
            self.window.show_page("sync")
            exchanges.sign_in()

    def _absorb(self, changes: Changes) -> None:
        self.files.absorb(changes)
        self.file.absorb(changes)
        if changes.everything:
            self.occupations.refresh()

    def _new_file(self) -> None:
        self.hand.start()
        self.window.show_page("hand")

    def _edit_file(self, person: str) -> None:
        self.hand.edit(person)
        self.window.show_page("hand")

    def _new_note(self) -> None:
        self.file.show_tab(self.notes.title)
        self.notes.new_note()

    def _show_note(self, person: str, note: str) -> None:
        self.open_file(person, self.notes.title)
        self.notes.show_note(note)

    def _show_action(self, person: str, action: str) -> None:
        self.open_file(person, self.plan.title)
        self.plan.show_action(action)

    def _show_meeting(self, person: str, meeting: str) -> None:
        self.open_file(person, self.meetings.title)
        self.meetings.show_meeting(meeting)

    def _show_fact(self, person: str, fact: str) -> None:
        self.open_file(person, self.parcours.title)
        self.parcours.explain(fact)

    def _command(self, key: str) -> None:
        """What the palette was told to do."""
        does: dict[str, Callable[[], object]] = {
            "new": self._new_file,
            "lock": self.lock_asked.emit,
            "sync": self._exchange_or_sign_in,
            "keys": self.window.show_shortcuts,
        }
        does.get(key, lambda: self.window.show_page(key))()

    def _show_occupation(self, code: str) -> None:
        self.window.show_page("occupations")
        self.occupations.show_occupation(code)

    def _import(self, path: str) -> None:
        card = self.settings.referential
        self.office.import_kit(path, card.show_step, self._imported, self._not_imported)

    def _import_pack(self, name: str, path: str) -> None:
        card = self.settings.packs[name]
        self.office.import_pack(name, path, card.show_step, card.show_words, card.show_trouble)

    def _use_edition(self, version: str) -> None:
        self.office.use_edition(version, self._imported, self._not_imported)

    def _imported(self, edition: Edition) -> None:
        self.settings.referential.show_edition(edition)
        self.settings.referential.load()

    def _not_imported(self, trouble: EscaleError) -> None:
        self.settings.referential.show_trouble(trouble)


def failures(writes: Iterable[Future[Changes]]) -> tuple[EscaleError, ...]:
    """Wait until these writes are on the disk; why those that could not be kept were not."""
    return tuple(trouble for write in writes if (trouble := _failure(write)))


def _failure(write: Future[Changes]) -> EscaleError | None:
    try:
        write.result(timeout=20)
    except EscaleError as trouble:
        return trouble
    except TimeoutError:
        return StoreTrouble("Le disque met trop longtemps à répondre.", "Réessayez dans un instant.")
    return None


def _settings(office: Office) -> Settings:
    try:
        number = version("escale")
    except PackageNotFoundError:
        number = "0.1.0"
    return Settings(office.config.theme, str(office.config.home), office.opened.keychain, number)
