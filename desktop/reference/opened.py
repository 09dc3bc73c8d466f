"""A compiled referential, opened read-only and asked in the words of the models."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

from desktop.errors import Refused
from desktop.models.occupation import (
    Edition,
    Found,
    Importance,
    Node,
    Occupation,
    Requirement,
    Skill,
    SkillKind,
    SkillPath,
)
from desktop.reference.compiled import SCHEMA
from desktop.reference.wording import fold, terms

MAX_CODES = 100_000
ADVICE = "Importez de nouveau le kit du ROME, ou revenez à l’extrait de démonstration."

_ORDER: Mapping[Importance, int] = {Importance.CORE: 0, Importance.EMERGING: 1, Importance.OTHER: 2}


class Reference:
    """One edition of the ROME; every method may be called from any thread. Close it, or use it in a ``with``."""

    def __init__(self, path: Path) -> None:
        """Open the compiled file at ``path``; raises Refused if it is absent, damaged or of another Escale."""
        self._name = path.name
        self._lock = threading.Lock()
        with self._sound():
            self._connection = sqlite3.connect(_address(path), uri=True, check_same_thread=False, isolation_level=None)
        try:
            self._edition = self._read_edition()
        except BaseException:
            self.close()
            raise

    @classmethod
    def open(cls, path: Path) -> Self:
        """The referential compiled at ``path``; see the constructor."""
        return cls(path)

    def __enter__(self) -> Self:
        """The reference itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Let go of the file, once any query under way has ended."""
        with self._lock:
            self._connection.close()

    def rows(self, query: str, *values: str | int) -> list[tuple[Any, ...]]:
        """The rows of a read-only query on the tables of ``compiled.TABLES``; raises Refused if the file is damaged."""
        with self._lock, self._sound():
            return self._connection.execute(query, values).fetchall()

    def edition(self) -> Edition:
        """Which edition this is, and how big."""
        return self._edition

    def domains(self) -> tuple[Node, ...]:
        """The grands domaines, by code (one letter)."""
        return tuple(Node(*row) for row in self.rows("SELECT code, label FROM domain ORDER BY code"))

    def occupations(self, domain: str = "") -> tuple[Node, ...]:
        """The occupations of a grand domaine (``J``) or domaine professionnel (``J15``), or all, sorted by label."""
        found = self.rows(
            "SELECT code, label FROM occupation JOIN place ON occupation = code"
            " WHERE field IN (SELECT field.code FROM field WHERE ? IN ('', domain, field.code))",
            domain,
        )
        return tuple(sorted((Node(*row) for row in found), key=lambda node: fold(node.label)))

    def occupation(self, code: str) -> Occupation | None:
        """The whole sheet of an occupation, core skills first; None if this edition has no such code."""
        found = self.rows("SELECT label, regulated FROM occupation WHERE code = ?", code)
        if not found:
            return None
        label, regulated = found[0]
        domain, field = self._place(code)
        return Occupation(
            code=code,
            label=label,
            domain=domain,
            field=field,
            definition=self._text(code, "definition"),
            access=self._text(code, "acces_metier"),
            riasec="".join(self._column("SELECT letters FROM riasec WHERE occupation = ?", code)),
            regulated=bool(regulated),
            titles=tuple(self._column("SELECT label FROM title WHERE occupation = ? ORDER BY rank, label", code)),
            requirements=self._requirements(code),
            contexts=tuple(sorted(self._column(_CONTEXTS, code), key=fold)),
            mobilities=tuple(Node(*row) for row in self.rows(_MOBILITIES, code)),
        )

    def skill(self, code: str) -> Skill | None:
        """The skill of that OGR number, or None."""
        return self.skills((code,)).get(code)

    def skills(self, codes: Iterable[str]) -> dict[str, Skill]:
        """The skills known under these OGR numbers, by number; unknown ones are left out."""
        found = self.rows(_SKILLS, _numbers(codes))
        return {skill.code: skill for skill in map(_skill, found)}

    def core_skills(self, code: str) -> tuple[Skill, ...]:
        """The skills an occupation asks for as Principale, sorted by label; empty if it is unknown or has none."""
        asked = self._requirements(code)
        return tuple(requirement.skill for requirement in asked if requirement.importance is Importance.CORE)

    def path(self, macro_code: str) -> SkillPath | None:
        """Where a macro-compétence hangs in the tree, or None."""
        return self.paths((macro_code,)).get(macro_code)

    def paths(self, macro_codes: Iterable[str]) -> dict[str, SkillPath]:
        """The paths of these macro-compétences, by code; unknown ones are left out."""
        found = self.rows(_PATHS, json.dumps(sorted(set(macro_codes))[:MAX_CODES]))
        return {row[6]: SkillPath(Node(*row[:2]), Node(*row[2:4]), Node(*row[4:6]), Node(*row[6:8])) for row in found}

    def search(self, text: str, limit: int = 20) -> tuple[Found, ...]:
        """The occupations whose code, label or an appellation has words beginning with every word of the text.

        The exact code comes first, then labels, then appellations; an occupation is found once.
        """
        words = terms(text)
        if not words:
            return ()
        folded = fold(text)
        found = self.rows(_SEARCH, text.strip().upper(), len(folded), folded, _match(words), limit)
        return tuple(Found(*row[:3]) for row in found)

    def search_skills(self, text: str, limit: int = 20) -> tuple[Skill, ...]:
        """The skills whose label has words beginning with every word of the text, macro-compétences first."""
        words = terms(text)
        if not words:
            return ()
        folded = fold(text)
        return tuple(map(_skill, self.rows(_SEARCH_SKILLS, _match(words), len(folded), folded, limit)))

    def occupations_asking(self, codes: Iterable[str], limit: int = 20) -> tuple[tuple[Node, int, int], ...]:
        """The occupations asking for most of these skills: (occupation, how many of them, how many it asks in all)."""
        found = self.rows(_ASKING, _numbers(codes), limit)
        return tuple((Node(code, label), shared, asked) for code, label, shared, asked in found)

    def _place(self, code: str) -> tuple[Node, Node]:
        row = self.rows(_PLACE, code)[0]
        return Node(row[0], row[1]), Node(row[2], row[3])

    def _text(self, code: str, kind: str) -> str:
        """The sentences of a text, one a line: many have no full stop."""
        query = "SELECT label FROM text WHERE occupation = ? AND kind = ? ORDER BY position"
        return "\n".join(row[0] for row in self.rows(query, code, kind))

    def _requirements(self, code: str) -> tuple[Requirement, ...]:
        found = [Requirement(_skill(row[:5]), Importance(row[5])) for row in self.rows(_REQUIREMENTS, code)]
        return tuple(sorted(found, key=lambda one: (_ORDER[one.importance], fold(one.skill.label))))

    def _column(self, query: str, code: str) -> list[str]:
        return [row[0] for row in self.rows(query, code)]

    def _read_edition(self) -> Edition:
        if self.rows("PRAGMA user_version") != [(SCHEMA,)]:
            raise Refused(f"Le référentiel ROME {self._name} vient d’une autre version d’Escale.", ADVICE)
        query = "SELECT version, published, source, extract, occupations, skills, links FROM edition"
        version, published, source, extract, *sizes = self.rows(query)[0]
        return Edition(version, published, source, bool(extract), *sizes)

    @contextmanager
    def _sound(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.ProgrammingError:
            raise  # a closed connection or a wrong query is a bug of ours
        except sqlite3.DatabaseError as error:
            raise Refused(f"Le référentiel ROME {self._name} est absent ou abîmé.", ADVICE) from error


def _address(path: Path) -> str:
    """The file as a read-only SQLite URI; ``immutable``, since a compiled file never changes once it has its name."""
    name = path.absolute().as_posix()
    slash = "" if name.startswith("/") else "/"
    return f"file://{slash}{quote(name)}?mode=ro&immutable=1"


def _numbers(codes: Iterable[str]) -> str:
    """The codes that are OGR numbers, as a JSON array of integers."""
    numbers = {int(code) for code in codes if code.isascii() and code.isdigit() and len(code) <= 12}
    return json.dumps(sorted(numbers)[:MAX_CODES])


def _match(words: tuple[str, ...]) -> str:
    return " ".join(f'"{word}"*' for word in words)


def _skill(row: tuple[Any, ...]) -> Skill:
    number, label, kind, macro, category = row
    return Skill(str(number), label, SkillKind(kind), macro, category)


_SKILLS = "SELECT ogr, label, kind, macro, category FROM skill WHERE ogr IN (SELECT value FROM json_each(?))"
_REQUIREMENTS = (
    "SELECT ogr, label, kind, macro, category, importance FROM link JOIN skill USING (ogr) WHERE occupation = ?"
)
_PLACE = (
    "SELECT domain.code, domain.label, field.code, field.label FROM place JOIN field ON field.code = place.field"
    " JOIN domain ON domain.code = field.domain WHERE place.occupation = ?"
)
_CONTEXTS = "SELECT label FROM link JOIN context USING (ogr) WHERE occupation = ?"
_MOBILITIES = (
    "SELECT target, label FROM mobility JOIN occupation ON code = target"
    " WHERE mobility.occupation = ? ORDER BY rank, target"
)
_PATHS = (
    "SELECT d.code, d.label, s.code, s.label, o.code, o.label, m.code, m.label FROM path"
    " JOIN branch AS d ON d.code = path.domain JOIN branch AS s ON s.code = path.stake"
    " JOIN branch AS o ON o.code = path.objective JOIN branch AS m ON m.code = path.macro"
    " WHERE path.macro IN (SELECT value FROM json_each(?))"
)
_SEARCH = (
    "SELECT entry.code, occupation.label, through,"
    " min((entry.code != ?) * 1000000000 + (entry.place > 0) * 100000000"
    " + (substr(folded, 1, ?) != ?) * 10000000 + entry.place * 10000 + length(folded)) AS distance"
    " FROM entry_words JOIN entry ON entry.id = entry_words.rowid JOIN occupation ON occupation.code = entry.code"
    " WHERE entry_words MATCH ? GROUP BY entry.code ORDER BY distance, entry.code LIMIT ?"
)
_SEARCH_SKILLS = (
    "SELECT ogr, label, kind, macro, category FROM skill_words JOIN skill_entry ON skill_entry.id = skill_words.rowid"
    " JOIN skill USING (ogr) WHERE skill_words MATCH ?"
    " ORDER BY substr(folded, 1, ?) != ?, place, length(folded), folded LIMIT ?"
)
_ASKING = (
    "SELECT code, occupation.label, count(*) AS shared, asked.number FROM link"
    " JOIN skill USING (ogr) JOIN occupation ON code = link.occupation JOIN asked ON asked.occupation = code"
    " WHERE link.ogr IN (SELECT value FROM json_each(?)) GROUP BY code"
    " ORDER BY shared DESC, asked.number, code LIMIT ?"
)
