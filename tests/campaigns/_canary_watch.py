"""One life of the whole program, watched from outside: folders at each step, arguments, variables, logs and memory."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from base64 import b64decode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

import pikepdf

from tests.campaigns._canary_forms import Needle, bare, found, of_secret, of_text, of_word
from tests.campaigns._canary_line import ADDRESS, Said, answering
from tests.campaigns._canary_trace import read, tracer
from tests.campaigns._erase_town import ITEMS, PAGE, Person, Town
from tests.documents.reading import words
from tests.sync.faults import altered, said

ROOT: Final = Path(__file__).parents[2]
PATIENCE: Final = 100  # seconds for one life
REGION: Final = re.compile(r"([0-9a-f]+)-([0-9a-f]+) (\S+) \S+ \S+ (\d+)\s*(.*)")
EMPTY: Final = bytes(4096)
LARGEST_REGION: Final = 1 << 30
PLACES: Final = ("home", "tmp", "data", "config", "cache", "state", "run", "ici", "escale")


class Where(StrEnum):
    """Where nothing may be found."""

    FILES = "fichiers, à chaque étape"
    WRITES = "octets écrits, fichiers effacés compris"
    PATHS = "noms de fichiers et de dossiers"
    STREAMS = "sorties standard et d’erreur"
    LOGS = "journaux techniques, tout au niveau DEBUG"
    ARGUMENTS = "arguments et variables de chaque processus"
    METADATA = "métadonnées et noms des documents"
    MEMORY = "mémoire après le verrou"


@dataclass(slots=True)
class Life:
    """What one life said and left."""

    mark: str
    words: list[str]
    people: list[Person]
    plants: Sequence[str] = ()
    keyring: dict[str, str] | None = None
    found: dict[Where, list[str]] = field(default_factory=dict)
    secrets: dict[str, bytes] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    exports: list[str] = field(default_factory=list)
    planted: dict[str, str] = field(default_factory=dict)
    steps: int = 0
    files: int = 0
    size: int = 0
    memory: int = 0
    deleted: int = -1  # -1: nobody followed
    outside: int = 0
    readable: int = 0  # documents of which the text holds the words
    form: str = ""
    code: int = -1
    told: str = ""


class Watched:
    """Lives one life in a folder."""

    def __init__(self, folder: Path, town: Town, life: Life) -> None:
        """Makes the folders that the program will see as its own machine."""
        self.folder, self.town, self.life = folder, town, life
        self.place = folder / "poste"
        self.exports = folder / "documents"
        self.passphrase = f"{life.mark} sept mots tout à fait ordinaires"
        for name in PLACES:
            (self.place / name).mkdir(parents=True, mode=0o700)
        self.exports.mkdir()
        settings = {"issuer": town.url, "theme": "light"}
        (self.place / "escale" / "reglages.json").write_text(json.dumps(settings), encoding="utf-8")
        self._seen: dict[Path, tuple[int, int]] = {}
        self._pid = 0

    def live(self) -> None:
        """From the first day to the end of the second one."""
        log, out, trace = self.folder / "journal", self.folder / "sorties", self.folder / "appels"
        line = self.folder / "l"
        start = [*tracer(trace), sys.executable, "-m", "tests.campaigns._canary_driver"]
        command = [*start, "--home", str(self.place / "escale")]
        environment = self._environment(line, log)
        with answering(line, self._answer), out.open("wb") as streams:
            child = subprocess.Popen(command, cwd=self.place / "ici", env=environment, stdin=subprocess.DEVNULL,
                                     stdout=streams, stderr=streams)  # fmt: skip
            try:
                self.life.code = child.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.life.code = -1
            finally:
                child.kill()
                child.wait()
        self._look_at_folders("fin")
        self._note(Where.STREAMS, "sorties", out.read_bytes())
        self._note(Where.LOGS, "journal", log.read_bytes() if log.exists() else b"")
        self.life.told = out.read_text(encoding="utf-8", errors="replace")[-3000:]
        self._look_at_exports()
        if trace.exists():
            self._look_at_trace(trace)

    def _environment(self, line: Path, log: Path) -> dict[str, str]:
        place = self.place
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
        return kept | {
            "HOME": str(place / "home"), "TMPDIR": str(place / "tmp"), "XDG_DATA_HOME": str(place / "data"),
            "XDG_CONFIG_HOME": str(place / "config"), "XDG_CACHE_HOME": str(place / "cache"),
            "XDG_STATE_HOME": str(place / "state"), "XDG_RUNTIME_DIR": str(place / "run"),
            "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1",
            ADDRESS: str(line), "ESCALE_LOG": str(log),
        }  # fmt: skip

    def _answer(self, question: Said) -> Said:
        answer: Said = getattr(self, f"_on_{question['what']}")(question) or {}
        return answer

    def _on_keyring(self, _: Said) -> Said:
        return {"keyring": self.life.keyring is not None}

    def _on_get(self, question: Said) -> Said:
        return {"secret": (self.life.keyring or {}).get(question["item"])}

    def _on_put(self, question: Said) -> None:
        assert self.life.keyring is not None
        self.life.keyring[question["item"]] = question["secret"]
        name = question["item"].rpartition("|")[2]
        if name.startswith(("half", "epoch")):
            self.life.secrets[f"trousseau {name}"] = b64decode(question["secret"])

    def _on_remove(self, question: Said) -> None:
        (self.life.keyring or {}).pop(question["item"], None)

    def _on_words(self, _: Said) -> Said:
        life = self.life
        return {"words": life.words, "people": [one.id for one in life.people], "plants": list(life.plants),
                "exports": str(self.exports), "passphrase": self.passphrase}  # fmt: skip

    def _on_passphrase(self, question: Said) -> None:
        self.passphrase = question["passphrase"]

    def _on_secret(self, question: Said) -> None:
        raw = b64decode(question["raw"])
        if question["text"]:
            self.life.texts[question["name"]] = raw.decode()
        else:
            self.life.secrets[question["name"]] = raw

    def _on_export(self, question: Said) -> None:
        self.life.exports.append(question["name"])

    def _on_planted(self, question: Said) -> None:
        self.life.planted[question["plant"]] = question["word"]

    def _on_plan(self, question: Said) -> None:
        plan, town = question["plan"], self.town
        if plan == "earlier":
            town.faults.next(ITEMS, altered(lambda answer: answer["results"][0].update(version=1)))
        elif plan == "words":
            body = json.dumps({"epoch": self.life.words[0], "withdrawals": self.life.words[1]}).encode()
            town.faults.next(PAGE, said(200, body))
        elif plan == "away":
            town.faults.next("/", *[lambda between, _: between.hang_up()] * 12)
        elif plan == "back":
            town.faults.planned.clear()
        elif plan == "withdraw":
            town.end(self.life.people[-1], "withdrawn")

    def _on_step(self, question: Said) -> None:
        self.life.steps += 1
        self._pid = question["pid"]
        self._look_at_folders(question["name"])
        self._look_at_processes()

    def _on_locked(self, question: Said) -> Said:
        self._pid = question["pid"]
        self._look_at_folders("verrou")
        self._look_at_processes()
        if os.geteuid() == 0:
            self._look_at_memory(question["pid"])
        return {"passphrase": self.passphrase, "wrong": [f"{self.life.mark} mauvaise phrase de passe"]}

    def _on_back(self, question: Said) -> None:
        self.life.form = question["form"]

    def _needles(self) -> list[Needle]:
        secrets = [of_secret(name, raw) for name, raw in self.life.secrets.items()]
        texts = [of_text(name, text) for name, text in self.life.texts.items()]
        return [of_word("mot marqué", self.life.mark), *secrets, *texts]

    def _note(self, where: Where, what: str, content: bytes) -> None:
        self.life.files += 1
        self.life.size += len(content)
        for name in found(self._needles(), content):
            self.life.found.setdefault(where, []).append(f"{self._named(name, content)} : {what}")

    def _named(self, name: str, content: bytes) -> str:
        at = content.find(self.life.mark.encode())
        shown = content[at : at + 24].decode(errors="replace").partition("ç")[2][:3] if at >= 0 else ""
        return f"{name} {shown}".strip()

    def _look_at_folders(self, step: str) -> None:
        for path in sorted(self.place.rglob("*")):
            if self.life.mark in path.name:
                self.life.found.setdefault(Where.PATHS, []).append(path.name)
            try:
                stamp = path.stat()
                state = (stamp.st_size, stamp.st_mtime_ns)
                if not path.is_file() or self._seen.get(path) == state:
                    continue
                self._seen[path] = state
                self._note(Where.FILES, f"{path.relative_to(self.place)} ({step})", path.read_bytes())
            except FileNotFoundError:
                continue

    def _look_at_processes(self) -> None:
        """The program and all that it started; and whoever started it."""
        for pid in _family(self._pid):
            for name in ("cmdline", "environ"):
                try:
                    content = Path(f"/proc/{pid}/{name}").read_bytes()
                except OSError:
                    continue
                self._note(Where.ARGUMENTS, name, content)

    def _look_at_memory(self, pid: int) -> None:
        """Every page that this process wrote, or could have."""
        needles = [bare(one) for one in self._needles()]
        for content in _memory(pid):
            self.life.memory += len(content)
            touched = content.replace(EMPTY, b"")  # pages that nobody wrote
            for needle in needles:
                if any(form in touched for form in needle.forms):
                    name = self._named(needle.name, touched)
                    self.life.found.setdefault(Where.MEMORY, []).append(name)

    def _look_at_exports(self) -> None:
        """Documents hold the words, never beside their text."""
        for path in sorted(self.exports.iterdir()):
            content = path.read_bytes()
            told = path.name.encode() + (_metadata(content) if path.suffix == ".pdf" else b"")
            if path.suffix in (".svg", ".png"):
                told += b"".join(re.findall(rb"<metadata>.*?</metadata>", content, re.DOTALL)) + _chunks(content)
            self._note(Where.METADATA, path.name, told)
            text = words(content) if path.suffix == ".pdf" else content.decode(errors="replace")
            self.life.readable += self.life.mark in text
            self.life.exports.append(f"lu : {path.name}")

    def _look_at_trace(self, trace: Path) -> None:
        traced = read(trace)
        self.life.deleted = traced.deleted
        inside, exports = str(self.place), str(self.exports)
        for path, content in traced.written.items():
            if path.startswith(exports):
                continue
            self.life.outside += not path.startswith((inside, str(self.folder), "/dev/", "/proc/"))
            self._note(Where.WRITES, path, content)
        self._note(Where.PATHS, "appels", "\n".join(traced.paths).encode())


def _family(pid: int) -> list[int]:
    """A process, its parent, and its descendants."""
    parents: dict[int, int] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            continue
    family = [pid]
    for one in family:
        family += [child for child, parent in parents.items() if parent == one]
    return family


def _memory(pid: int) -> Iterator[bytes]:
    with Path(f"/proc/{pid}/maps").open() as maps, Path(f"/proc/{pid}/mem").open("rb", 0) as memory:
        for line in maps:
            match = REGION.match(line)
            if not match or "w" not in match[3] or match[5].startswith(("[v", "/dev/")):
                continue
            begin, end = int(match[1], 16), int(match[2], 16)
            try:
                memory.seek(begin)
                yield memory.read(min(end - begin, LARGEST_REGION))
            except (OSError, ValueError):
                continue


def _metadata(content: bytes) -> bytes:
    """What a PDF says of itself beside its pages."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        said = [str(value) for value in pdf.docinfo.values()]
        if "/Metadata" in pdf.Root:
            said.append(pdf.Root.Metadata.read_bytes().decode(errors="replace"))
        with pdf.open_outline() as outline:
            said += [str(item.title) for item in outline.root]
        said += list(map(str, pdf.attachments))
    return "\n".join(said).encode()


def _chunks(content: bytes) -> bytes:
    """The text of a PNG."""
    at, kept = 8, b""
    while content.startswith(b"\x89PNG") and at + 8 <= len(content):
        size, kind = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        kept += content[at + 8 : at + 8 + size] if kind in (b"tEXt", b"zTXt", b"iTXt", b"eXIf") else b""
        at += size + 12
    return kept
