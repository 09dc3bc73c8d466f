"""A compiled referential, opened read-only and asked in the words of the models."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Self

from desktop.models.ideas import Idea
from desktop.models.nearby import Filters, Shared
from desktop.models.occupation import (
    Edition,
    Found,
    FoundSkills,
    Importance,
    Interest,
    Node,
    Occupation,
    Requirement,
    Skill,
    SkillPath,
)
from desktop.reference import counting, searching
from desktop.reference.compiled import SCHEMA
from desktop.reference.compiled_file import CompiledFile
from desktop.reference.counting import SKILL, listed, numbers, skill_of
from desktop.reference.wording import fold

NO_FILTER = Filters()
ADVICE = "Importez de nouveau le kit du ROME, ou revenez à l’extrait de démonstration."


class Reference(CompiledFile):
    """One edition of the ROME; every method may be called from any thread. Close it, or use it in a ``with``."""

    def __init__(self, path: Path, notice: str = "") -> None:
        """Open the compiled file at ``path``; raises Refused if it is absent, damaged or of another Escale.

        ``notice`` is what whoever reads it should know, a sentence: why it is not the edition that was chosen.
        """
        self.notice = notice
        self._read = counting.Read()
        self._words = searching.Words(self.rows, "word", searching.OCCUPATIONS)
        self._skill_words = searching.Words(self.rows, "skill_word", searching.SKILLS)
        super().__init__(path, f"Le référentiel ROME {path.name}", ADVICE, SCHEMA)

    @classmethod
    def open(cls, path: Path, notice: str = "") -> Self:
        """The referential compiled at ``path``; see the constructor."""
        return cls(path, notice)

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
            " WHERE field IN (SELECT field.code FROM field WHERE ? IN ('', domain, field.code))"
            " ORDER BY occupation.rowid",
            domain,
        )
        return tuple(Node(*row) for row in found)

    def children(self, code: str) -> tuple[Node, ...]:
        """The occupations that were part of this one before the ROME 4.0, sorted by label."""
        query = "SELECT code, label FROM occupation WHERE parent = ? AND code != parent ORDER BY rowid"
        return tuple(Node(*row) for row in self.rows(query, code))

    def moved_to(self, title: str) -> Found | None:
        """Where an appellation (OGR number) stands in this edition, or None if it is not there any more."""
        for code, label, through, number in self.rows(_TITLE, numbers((title,))):
            return Found(code, label, through, str(number))
        return None

    def contexts(self) -> tuple[tuple[str, tuple[Node, ...]], ...]:
        """The contexts of work by category, both by the alphabet."""
        groups: dict[str, list[Node]] = {}
        for code, label, category in self.rows("SELECT ogr, label, category FROM context"):
            groups.setdefault(category, []).append(Node(str(code), label))
        return tuple((name, _by_label(groups[name])) for name in sorted(groups, key=fold))

    def sectors(self) -> tuple[tuple[Node, tuple[Node, ...]], ...]:
        """The sectors of activity, each with its sub-sectors, both by the alphabet."""
        inner: dict[str, list[Node]] = {}
        for code, label, parent in self.rows("SELECT code, label, parent FROM sector"):
            inner.setdefault(parent, []).append(Node(code, label))
        return tuple((sector, _by_label(inner.get(sector.code, ()))) for sector in _by_label(inner.get("", ())))

    def interests(self) -> tuple[Interest, ...]:
        """The centres d’intérêt, by the alphabet."""
        found = [Interest(*row) for row in self.rows("SELECT code, label, definition FROM interest")]
        return tuple(sorted(found, key=lambda one: fold(one.label)))

    def ideas(self, interests: Collection[str], riasec: str) -> tuple[Idea, ...]:
        """The occupations of at least one of these interests (codes) or, without interests, of one of the letters."""
        return counting.ideas(self.rows, interests, riasec)

    def occupation(self, code: str) -> Occupation | None:
        """The whole sheet of an occupation, core skills first; None if this edition has no such code."""
        found = self.rows("SELECT label, regulated, parent FROM occupation WHERE code = ?", code)
        if not found:
            return None
        label, regulated, parent = found[0]
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
            requirements=self.requirements((code,)).get(code, ()),
            contexts=tuple(sorted(self._column(_CONTEXTS, code), key=fold)),
            mobilities=tuple(Node(*row) for row in self.rows(_MOBILITIES, code)),
            parent=parent,
        )

    def skill(self, code: str) -> Skill | None:
        """The skill of that OGR number, or None."""
        return self.skills((code,)).get(code)

    def skills(self, codes: Iterable[str]) -> dict[str, Skill]:
        """The skills known under these OGR numbers, by number; unknown ones are left out."""
        return {skill.code: skill for skill in map(skill_of, self.rows(_SKILLS, numbers(codes)))}

    def requirements(self, occupations: Iterable[str]) -> dict[str, tuple[Requirement, ...]]:
        """What each of these occupations asks for, by code, core skills first; unknown ones are left out."""
        return counting.requirements(self.rows, self._read, occupations)

    def core_skills(self, code: str) -> tuple[Skill, ...]:
        """The skills an occupation asks for as Principale, sorted by label; empty if it is unknown or has none."""
        asked = self.requirements((code,)).get(code, ())
        return tuple(requirement.skill for requirement in asked if requirement.importance is Importance.CORE)

    def path(self, macro_code: str) -> SkillPath | None:
        """Where a macro-compétence hangs in the tree, or None."""
        return self.paths((macro_code,)).get(macro_code)

    def paths(self, macro_codes: Iterable[str]) -> dict[str, SkillPath]:
        """The paths of these macro-compétences, by code; unknown ones are left out."""
        found = self.rows(_PATHS, listed(macro_codes))
        return {row[6]: SkillPath(Node(*row[:2]), Node(*row[2:4]), Node(*row[4:6]), Node(*row[6:8])) for row in found}

    def search(self, text: str, limit: int = 20) -> tuple[Found, ...]:
        """The occupations whose code, label or an appellation has words beginning with every word of the text.

        The exact code comes first; a name known by its initials comes last. When nothing matches, the words are read
        as the nearest known ones, and every answer says so (``Found.corrected``). An occupation is found once.
        """
        return searching.occupations(self.rows, self._words, text, limit)

    def search_skills(self, text: str, limit: int = 20) -> tuple[Skill, ...]:
        """The skills whose label has words beginning with every word of the text, macro-compétences first.

        When nothing matches, the words are read as the nearest known ones.
        """
        return self.find_skills(text, limit).skills

    def find_skills(self, text: str, limit: int = 20) -> FoundSkills:
        """The same, and how the words were read."""
        answer = self._skill_words.search(text)
        codes = [str(entry.code) for entry in answer.entries[:limit]]
        found = self.skills(codes)
        return FoundSkills(tuple(found[code] for code in dict.fromkeys(codes) if code in found), answer.corrected)

    def shared(self, codes: Iterable[str], filters: Filters = NO_FILTER) -> tuple[Shared, ...]:
        """For every occupation that asks for one of these skills at least (OGR numbers), how many it shares."""
        return counting.shared(self.rows, self._read, codes, filters)

    def occupations_asking(self, codes: Iterable[str], limit: int = 20) -> tuple[tuple[Node, int, int], ...]:
        """The occupations asking for most of these skills: (occupation, how many of them, how many it asks in all)."""
        found = self.rows(_ASKING, numbers(codes), limit)
        return tuple((Node(code, label), shared, asked) for code, label, shared, asked in found)

    def _place(self, code: str) -> tuple[Node, Node]:
        row = self.rows(_PLACE, code)[0]
        return Node(row[0], row[1]), Node(row[2], row[3])

    def _text(self, code: str, kind: str) -> str:
        """The sentences of a text, one a line: many have no full stop."""
        query = "SELECT label FROM text WHERE occupation = ? AND kind = ? ORDER BY position"
        return "\n".join(row[0] for row in self.rows(query, code, kind))

    def _column(self, query: str, code: str) -> list[str]:
        return [row[0] for row in self.rows(query, code)]

    def _begin(self) -> None:
        query = "SELECT version, published, source, extract, occupations, skills, links FROM edition"
        version, published, source, extract, *sizes = self.rows(query)[0]
        self._edition = Edition(version, published, source, bool(extract), *sizes)


def _by_label(nodes: Iterable[Node]) -> tuple[Node, ...]:
    return tuple(sorted(nodes, key=lambda node: fold(node.label)))


_SKILLS = f"SELECT {SKILL} FROM skill WHERE ogr IN (SELECT value FROM json_each(?))"  # noqa: S608 - a constant
_TITLE = (
    "SELECT code, occupation.label, title.label, ogr FROM title JOIN occupation ON code = title.occupation"
    " WHERE ogr IN (SELECT value FROM json_each(?))"
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
_ASKING = (
    "SELECT code, occupation.label, count(*) AS shared, asked.number FROM link"
    " JOIN skill USING (ogr) JOIN occupation ON code = link.occupation JOIN asked ON asked.occupation = code"
    " WHERE link.ogr IN (SELECT value FROM json_each(?)) GROUP BY code"
    " ORDER BY shared DESC, asked.number, code LIMIT ?"
)
