"""Whether a referential holds together: every number and every join, recounted from the compiled file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.models.occupation import Importance, SkillKind
from desktop.reference.opened import Reference

MAX_EXAMPLES = 3

# table → the columns that must not be twice
_KEYS: Mapping[str, str] = {
    "domain": "code",
    "field": "code",
    "place": "occupation",
    "branch": "code",
    "path": "macro",
    "skill": "ogr",
    "context": "ogr",
    "occupation": "code",
    "title": "ogr",
    "text": "occupation, kind, position",
    "riasec": "occupation",
    "link": "occupation, ogr",
    "mobility": "occupation, target",
    "interest": "code",
    "interest_link": "interest, occupation",
    "sector": "code",
    "sector_link": "sector, occupation",
}
# name, table, column, where the code must be found
_JOINS = (
    ("rattachement → métier", "place", "occupation", "SELECT code FROM occupation"),
    ("rattachement → domaine professionnel", "place", "field", "SELECT code FROM field"),
    ("domaine professionnel → grand domaine", "field", "domain", "SELECT code FROM domain"),
    ("métier → domaine professionnel", "occupation", "code", "SELECT occupation FROM place"),
    ("appellation → métier", "title", "occupation", "SELECT code FROM occupation"),
    ("texte → métier", "text", "occupation", "SELECT code FROM occupation"),
    ("RIASEC → métier", "riasec", "occupation", "SELECT code FROM occupation"),
    ("lien → métier", "link", "occupation", "SELECT code FROM occupation"),
    ("lien → compétence, savoir ou contexte", "link", "ogr", "SELECT ogr FROM skill UNION SELECT ogr FROM context"),
    ("mobilité → métier de départ", "mobility", "occupation", "SELECT code FROM occupation"),
    ("mobilité → métier d’arrivée", "mobility", "target", "SELECT code FROM occupation"),
    ("centre d’intérêt → métier", "interest_link", "occupation", "SELECT code FROM occupation"),
    ("lien d’intérêt → centre d’intérêt", "interest_link", "interest", "SELECT code FROM interest"),
    ("secteur → métier", "sector_link", "occupation", "SELECT code FROM occupation"),
    ("lien de secteur → secteur", "sector_link", "sector", "SELECT code FROM sector"),
    ("sous-secteur → secteur", "sector", "parent", "SELECT code FROM sector WHERE parent = '' UNION SELECT ''"),
    ("compétence → macro-compétence", "skill", "macro", "SELECT macro FROM path UNION SELECT ''"),
    ("macro-compétence → libellé", "path", "macro", "SELECT code FROM branch"),
    ("macro-compétence → objectif", "path", "objective", "SELECT code FROM branch"),
    ("macro-compétence → enjeu", "path", "stake", "SELECT code FROM branch"),
    ("macro-compétence → domaine", "path", "domain", "SELECT code FROM branch"),
)
# An extract names occupations that it does not hold: only a whole kit must hold every parent.
_WHOLE = (("métier → métier d’origine", "occupation", "parent", "SELECT code FROM occupation UNION SELECT ''"),)
# tables that lead nowhere further: only their own codes are verified
_ENDS = (
    ("codes des grands domaines", "domain"),
    ("codes de l’arborescence", "branch"),
    ("codes des contextes de travail", "context"),
    ("codes des centres d’intérêt", "interest"),
)


@dataclass(frozen=True, slots=True)
class Join:
    """One join verified: rows of ``table``, how many lead nowhere, how many share a key, and a few of the culprits."""

    name: str
    table: str
    count: int
    orphans: int
    duplicates: int
    examples: tuple[str, ...]

    @property
    def broken(self) -> bool:
        """Whether rows lead nowhere or share a key."""
        return bool(self.orphans or self.duplicates)


@dataclass(frozen=True, slots=True)
class Report:
    """What ``check`` counted; ``links`` and ``skills`` are by kind, ``importances`` over all links."""

    version: str
    published: str
    occupations: int
    appellations: int
    skills: Mapping[str, int]
    categories: Mapping[str, int]
    contexts: int
    links: Mapping[str, int]
    importances: Mapping[str, int]
    mobilities: int
    mobility_targets: int
    tree: Mapping[str, int]
    joins: tuple[Join, ...]
    shared_codes: int  # OGR numbers used both for a skill and for a context

    @property
    def broken(self) -> tuple[Join, ...]:
        """The joins with orphans or duplicates."""
        return tuple(join for join in self.joins if join.broken)

    @property
    def clean(self) -> bool:
        """No orphan, no duplicate, no shared number, and at least one occupation and one link."""
        return not self.broken and not self.shared_codes and bool(self.occupations and sum(self.links.values()))


def check(reference: Reference) -> Report:
    """Recount everything; about a second for the whole ROME."""
    edition = reference.edition()
    return Report(
        version=edition.version,
        published=edition.published,
        occupations=_number(reference, "SELECT count(*) FROM occupation"),
        appellations=_number(reference, "SELECT count(*) FROM title"),
        skills=_by(reference, "SELECT kind, count(*) FROM skill GROUP BY kind", [str(kind) for kind in SkillKind]),
        categories=_by(reference, "SELECT category, count(*) FROM skill WHERE kind = 'knowledge' GROUP BY category"),
        contexts=_number(reference, "SELECT count(*) FROM context"),
        links=_links(reference),
        importances=_by(
            reference, "SELECT importance, count(*) FROM link GROUP BY importance", [str(one) for one in Importance]
        ),
        mobilities=_number(reference, "SELECT count(*) FROM mobility"),
        mobility_targets=_number(reference, "SELECT count(DISTINCT target) FROM mobility"),
        tree=_tree(reference),
        joins=joins(reference),
        shared_codes=shared_codes(reference),
    )


def shared_codes(reference: Reference) -> int:
    """How many OGR numbers are used both for a skill and for a context."""
    return _number(reference, "SELECT count(*) FROM context WHERE ogr IN (SELECT ogr FROM skill)")


def _number(reference: Reference, query: str) -> int:
    return int(reference.rows(query)[0][0])


def _by(reference: Reference, query: str, names: list[str] | None = None) -> dict[str, int]:
    return dict.fromkeys(names or [], 0) | dict(reference.rows(query))


def _links(reference: Reference) -> dict[str, int]:
    kinds = _by(
        reference,
        "SELECT kind, count(*) FROM link JOIN skill USING (ogr) GROUP BY kind",
        [str(kind) for kind in SkillKind],
    )
    return kinds | {"context": _number(reference, "SELECT count(*) FROM link JOIN context USING (ogr)")}


def _tree(reference: Reference) -> dict[str, int]:
    query = "SELECT count(DISTINCT domain), count(DISTINCT stake), count(DISTINCT objective), count(*) FROM path"
    return dict(zip(("domain", "stake", "objective", "macro"), reference.rows(query)[0], strict=True))


def joins(reference: Reference) -> tuple[Join, ...]:
    """Every join verified; what an import asks before it gives a compiled file its name."""
    duplicates = {table: _duplicates(reference, table, key) for table, key in _KEYS.items()}
    wanted = _JOINS if reference.edition().extract else _JOINS + _WHOLE
    ends = [Join(name, table, _size(reference, table), 0, *duplicates[table]) for name, table in _ENDS]
    return tuple([_join(reference, *join, duplicates[join[1]]) for join in wanted] + ends)


def _join(
    reference: Reference, name: str, table: str, column: str, target: str, duplicates: tuple[int, tuple[str, ...]]
) -> Join:
    stray = f"SELECT one FROM (SELECT DISTINCT {column} AS one FROM {table}) WHERE one NOT IN ({target})"  # noqa: S608
    lost = reference.rows(f"SELECT {column}, count(*) FROM {table} WHERE {column} IN ({stray}) GROUP BY {column}")  # noqa: S608
    examples = tuple(str(row[0]) for row in lost[:MAX_EXAMPLES]) or duplicates[1]
    return Join(name, table, _size(reference, table), sum(row[1] for row in lost), duplicates[0], examples)


def _size(reference: Reference, table: str) -> int:
    return _number(reference, f"SELECT count(*) FROM {table}")  # noqa: S608 - constants above


def _duplicates(reference: Reference, table: str, key: str) -> tuple[int, tuple[str, ...]]:
    twice = reference.rows(f"SELECT {key}, count(*) - 1 FROM {table} GROUP BY {key} HAVING count(*) > 1")  # noqa: S608 - constants above
    examples = tuple(" ".join(map(str, row[:-1])) for row in twice[:MAX_EXAMPLES])
    return sum(row[-1] for row in twice), examples
