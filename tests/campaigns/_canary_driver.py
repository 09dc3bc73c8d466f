"""Escale as it is started, without a screen, and a hand that puts marked words through every feature of it.

Run by the campaign, which says the words and hears each step over a socket. The process that comes after the lock
waits to be looked at, then goes on.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import tempfile
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit

from desktop import app, front
from desktop.__main__ import main
from desktop.errors import Refused
from desktop.furniture import Furniture
from desktop.models.changes import Changes
from desktop.models.lock import Locked, Reason
from desktop.models.note import Kind
from desktop.models.store import Store
from desktop.one_click import OneClick
from desktop.rehearsal import waited
from desktop.vault import keychain
from desktop.views.chart_card import ChartCard
from desktop.views.paper_buttons import PaperButtons
from tests.campaigns._canary_hand import CONFLICT, backed_up, data_keys, dialogs, pause, raiser, recorder, typed, until
from tests.campaigns._canary_line import ADDRESS, Line, LineKeyring

LINE = Line(os.environ[ADDRESS])
BROWSER = OneClick()


def step(name: str) -> None:
    """Everything is looked at now."""
    pause()
    LINE.ask("step", name=name, pid=os.getpid())


def secret(name: str, value: bytes | str) -> None:
    """To be found nowhere: bytes, or text."""
    raw = value if isinstance(value, bytes) else value.encode()
    LINE.ask("secret", name=name, raw=b64encode(raw).decode(), text=isinstance(value, str))


class Driven(front.Front):
    """The front door, and a hand that opens it."""

    def begin(self, locked: Locked | None = None) -> None:
        """From the very first day, or what comes after a lock."""
        super().begin(locked)
        QTimer.singleShot(0, self._first_day if locked is None else self._after_lock)

    def _first_day(self) -> None:
        said = LINE.ask("words")
        self._words: list[str] = said["words"]
        self._people: list[str] = said["people"]
        self._plants: list[str] = said["plants"]
        self._exports = Path(said["exports"])
        self._passphrase: str = said["passphrase"]
        self._make_vault()
        furniture = self._sign_in()
        self._confess(furniture)
        self._write(furniture)
        self._export(furniture)
        if self._plants:
            self._plant()
        else:
            self._rest(furniture)
        self._half_type()
        step("avant le verrou")
        self.lock(Reason.ASKED)
        self._after_lock()  # only where a bug is planted: this process did not end

    def _rest(self, furniture: Furniture) -> None:
        """What a life with planted bugs does without: it is shorter."""
        self._look(furniture)
        self._search(furniture)
        self._fail(furniture)
        self._change(furniture)
        self._withdrawn()

    def _make_vault(self) -> None:
        until(lambda: self.gate is not None)
        keys: list[str] = []
        self._opening.made.connect(lambda _, key: keys.append(key))
        assert self.gate
        for field in self.gate.findChildren(QLineEdit):
            field.setText(self._passphrase)
        for box in self.gate.findChildren(QCheckBox):
            box.setChecked(True)
        step("phrase de passe tapée")
        with waited(self._opening.made):
            self.gate.created.emit(self._passphrase)  # type: ignore[attr-defined]  # the page of the first day
        secret("clé de récupération", keys[0])
        secret("clé de récupération, sans tirets", keys[0].replace("-", ""))
        step("fiche montrée")
        self.gate.save_asked.emit()  # type: ignore[attr-defined]  # the page of the sheet
        self._answer_dialog()
        with waited(self.opened):
            self.gate.done.emit()  # type: ignore[attr-defined]  # the page of the sheet
        step("coffre ouvert")

    def _sign_in(self) -> Furniture:
        assert self.furniture
        furniture = self.furniture
        exchanges = furniture.office.exchanges
        until(lambda: "connect" in exchanges.status.said)
        with waited(exchanges.settled):
            exchanges.sign_in()
        until(lambda: len(furniture.office.background.ask(lambda store: store.passports.cards())) >= len(self._people))
        step("dossiers reçus")
        return furniture

    def _confess(self, furniture: Furniture) -> None:
        """Tell every key and token there is, so that they can be looked for."""
        office = furniture.office
        opened, background = office.opened.opened, office.background
        for name in ("master", "database_key", "token_key", "backup_key", "anchor_key"):
            secret(name, getattr(opened, name))
        secret("clé de base sans sel", opened.database_key[:32])
        secret("jeton d’accès", office._account._access)
        sealed = background.ask(lambda store: store.state.get("refresh"))
        secret("jeton de renouvellement", office.opened.box.open(sealed))
        for place, key in enumerate(opened.seals._rack[:3]):
            secret(f"clé de groupe {place}", key)
        for place, key in enumerate(background.ask(lambda store: data_keys(store, opened.seals))):
            secret(f"clé de données {place}", key)

    def _look(self, furniture: Furniture) -> None:
        """Every page, every tab of two files."""
        for page in ("today", "files", "occupations", "sync", "settings"):
            furniture.window.show_page(page)
            pause()
        for person in self._people:
            for tab in [tab.title for tab in furniture.file.tabs]:
                furniture.open_file(person, tab)
                pause(250)
        step("dossiers lus")

    def _write(self, furniture: Furniture) -> None:
        """Notes shared, private, half written, in conflict; a correction; a file made by hand."""
        person, words = self._people[0], iter(self._words)
        for private in (False, True):
            self._note(furniture, person, next(words), private=private)
            furniture.notes.editor.save()
            pause()
        self._note(furniture, person, next(words), private=False)
        furniture.notes.editor.keep()
        text = next(words)
        self._do(furniture, lambda store: store.items.record(person, Kind.NOTE, {"text": text}, item=CONFLICT))
        self._exchange(furniture)
        for plan in ("earlier", ""):
            LINE.ask("plan", plan=plan)
            other = next(words)
            self._do(furniture, recorder(person, other))
            self._exchange(furniture)
        said = next(words)
        self._do(furniture, lambda store: store.items.record(person, Kind.CORRECTION, {"text": said, "mot": said}))
        furniture.open_file(person, "Notes")
        step("notes écrites")
        self._hand(furniture, words)
        furniture.hand.save()
        pause(300)
        step("dossier saisi")
        self._words = list(words)

    def _hand(self, furniture: Furniture, words: Any) -> None:
        furniture.window.new_file_asked.emit()
        pause()
        form = furniture.hand
        for field in (form.first_name, form.family_name, form.town):
            typed(field, next(words))
        typed(form.birth_year, "1987")
        for section in form.sections.values():
            for field in section.findChildren(QLineEdit)[:1]:
                typed(field, next(words))
        typed(form.skills.field, next(words))
        pause()

    def _note(self, furniture: Furniture, person: str, words: str, *, private: bool) -> None:
        furniture.open_file(person, "Notes")
        until(furniture.notes.editor.field.isVisible)
        furniture.notes.new_note(Kind.WORKING if private else Kind.NOTE)
        QApplication.clipboard().setText(words)
        furniture.notes.editor.field.paste()
        furniture.notes.editor.field.insertPlainText(" " + words)
        pause()

    def _search(self, furniture: Furniture) -> None:
        words = iter(self._words)
        furniture.window.show_page("files")
        for field in furniture.files.findChildren(QLineEdit)[:1]:
            typed(field, next(words))
        furniture.palette.open()
        for text in (next(words), next(words)[:12]):
            for field in furniture.palette.findChildren(QLineEdit)[:1]:
                field.clear()
                typed(field, text)
            pause(250)
        furniture.palette.hide()
        self._words = list(words)
        step("mots cherchés")

    def _export(self, furniture: Furniture) -> None:
        """Everything that can be saved, through the very dialogs; names as they are proposed, then a marked one."""
        for person in self._people[:1]:
            for tab in [tab.title for tab in furniture.file.tabs]:
                furniture.open_file(person, tab)
                pause(400)
                self._save_all(furniture)
        furniture.window.show_page("settings")
        pause(400)
        self._save_all(furniture, hidden=True)
        step("documents enregistrés")

    def _save_all(self, furniture: Furniture, *, hidden: bool = False) -> None:
        for buttons in furniture.window.findChildren(PaperButtons):
            for way, button in buttons.buttons.items():
                if way != "print" and button.isEnabled() and (hidden or button.isVisible()):
                    button.click()
                    self._answer_dialog()
                    until(button.isEnabled)
        for card in furniture.window.findChildren(ChartCard):
            if card.isVisible():
                for action in card._formats().actions():
                    action.trigger()
                    self._answer_dialog(named="graphique" + str(len(list(self._exports.iterdir()))))

    def _answer_dialog(self, named: str = "") -> None:
        """Choose the name that is proposed, in the folder of exports."""
        if not until(lambda: dialogs(), most=60):
            return
        for dialog in dialogs():
            proposed = named or Path((dialog.selectedFiles() or ["sans-nom"])[0]).name
            suffix = dialog.defaultSuffix()
            name = proposed if proposed.endswith(f".{suffix}") else f"{proposed}.{suffix}"
            LINE.ask("export", name=Path(name).name)
            dialog.fileSelected.emit(str(self._exports / Path(name).name))
            dialog.done(0)
        pause(300)

    def _fail(self, furniture: Furniture) -> None:
        """A defect, an expected failure, a server that answers with words, and one that is away."""
        words = iter(self._words)
        furniture.open_file(self._people[0], "Parcours")
        pause()
        for kind, text in ((ValueError, next(words)), (LookupError, next(words))):
            QTimer.singleShot(0, raiser(kind, text))
            pause()
        furniture.window.show_trouble(Refused(next(words)))
        logging.getLogger("desktop").warning("un avertissement sans nom")
        for plan in ("words", "away"):
            LINE.ask("plan", plan=plan)
            self._exchange(furniture)
        LINE.ask("plan", plan="back")
        self._words = list(words)
        step("défauts provoqués")

    def _change(self, furniture: Furniture) -> None:
        """Another passphrase, another sheet, a backup, another appearance."""
        office, fresh = furniture.office, self._passphrase + " encore"
        office.opened.vault.change_passphrase(self._passphrase, fresh)
        self._passphrase = fresh
        secret("seconde clé de récupération", office.opened.vault.new_recovery(fresh))
        self._do(furniture, lambda store: backed_up(store, office.backups))
        LINE.ask("passphrase", passphrase=fresh)
        furniture.theme_chosen.emit("dark")
        pause(300)
        step("secrets changés")

    def _withdrawn(self) -> None:
        LINE.ask("plan", plan="withdraw")
        assert self.furniture
        self._exchange(self.furniture)
        pause(500)
        step("partage retiré")

    def _half_type(self) -> None:
        """What a lock will have to keep: a form and a note."""
        assert self.furniture
        words = iter(self._words)
        self._hand(self.furniture, words)
        self._note(self.furniture, self._people[0], next(words), private=False)
        self._words = list(words)

    def _plant(self) -> None:
        for plant in self._plants:
            word = self._words.pop(0)
            LINE.ask("planted", plant=plant, word=word)
            _PLANTS[plant](self, word)

    def _after_lock(self) -> None:
        """Nobody has typed anything yet: the memory of this process is looked at."""
        pause(300)
        said = LINE.ask("locked", pid=os.getpid())
        for wrong in said["wrong"]:
            with waited(self._opening.denied):
                self.unlock(wrong)
        with waited(self.opened):
            self.unlock(said["passphrase"])
        assert self.furniture
        furniture = self.furniture
        until(lambda: furniture.hand.touched, most=60)
        step("rouvert")
        LINE.ask("back", form=furniture.hand.first_name.text())
        QTimer.singleShot(0, lambda: QApplication.exit(0))

    def _exchange(self, furniture: Furniture) -> None:
        with waited(furniture.office.exchanges.settled):
            furniture.office.exchanges.synchronise()
        pause()

    def _do(self, furniture: Furniture, work: Callable[[Store], Changes]) -> None:
        furniture.office.background.write(work).result(timeout=30)
        pause()


def _in_temporary_file(_: Driven, word: str) -> None:
    number, path = tempfile.mkstemp()
    os.write(number, word.encode())
    os.close(number)
    Path(path).unlink()


def _in_log(_: Driven, word: str) -> None:
    logging.getLogger("desktop.exchanges").debug("reçu : %s", word)


def _in_argument(_: Driven, word: str) -> None:
    with subprocess.Popen([sys.executable, "-c", "input()", word], stdin=subprocess.PIPE) as child:
        step("argument planté")
        child.communicate(b"\n")


def _in_metadata(driven: Driven, word: str) -> None:
    import pikepdf

    path = min(driven._exports.glob("*.pdf"))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.docinfo["/Author"] = pikepdf.String(word)
        pdf.save(path)


def _in_memory(driven: Driven, _: str) -> None:
    object.__setattr__(driven._ways, "relaunch", lambda _locked: None)


_PLANTS: dict[str, Callable[[Driven, str], None]] = {
    "un fichier temporaire": _in_temporary_file,
    "un journal technique": _in_log,
    "un argument": _in_argument,
    "les métadonnées d’un PDF": _in_metadata,
    "un processus qui ne se remplace pas": _in_memory,
}

if __name__ == "__main__":
    logging.basicConfig(
        level=logging.DEBUG, handlers=[logging.StreamHandler(), logging.FileHandler(os.environ["ESCALE_LOG"])]
    )
    if LINE.ask("keyring")["keyring"]:
        vars(keychain)["system_keychain"] = lambda: LineKeyring(LINE)
    vars(app)["open_browser"] = BROWSER
    vars(app)["Front"] = Driven
    sys.exit(main(sys.argv[1:]))
