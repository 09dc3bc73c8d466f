"""A newer and larger edition of a ROME kit, of which every difference is known.

It ages any kit, the official one or one made from nothing, by the numbers by which two real editions differ. The same
seed makes the same kit. What it adds is invented: it is no referential to work with.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from itertools import count
from pathlib import Path
from random import Random
from typing import Final

from benchmarks import made_kit as rows
from benchmarks.made_kit import CORE, LETTERS, Kit, MadeKit, Record, Size, Words

TABLES: Final = (
    "referentiel_code_rome cr_gd_dp referentiel_appellation referentiel_competence referentiel_savoir"
    " referentiel_contexte_travail coherence_item rubrique_mobilite texte referentiel_code_rome_riasec centre_interet"
    " arborescence_centre_interet secteur_activite sous_secteur_activite arborescence_secteur_activite"
)
MAIN: Final = "Principale"


@dataclass(frozen=True, slots=True)
class Growth:
    """By how much the newer edition differs; by default as two real ones do."""

    occupations: int = 528
    renamed_occupations: int = 195
    detailed: int = 6985
    knowledge: int = 5138
    contexts: int = 29
    dropped_skills: int = 14
    dropped_knowledge: int = 17
    renamed_skills: int = 1014
    titles: int = 485  # besides the labels of the new occupations
    moved_titles: int = 1784
    dropped_titles: int = 12
    links: int = 49182
    dropped_links: int = 10707
    recast_links: int = 3745
    letters: int = 58

    def times(self, part: float) -> Growth:
        """A smaller or bigger growth of the same shape."""
        return Growth(*(max(2, round(getattr(self, one.name) * part)) for one in fields(self)))


@dataclass(slots=True)
class Truth:
    """What was done to the older kit, by code."""

    occupations: set[str] = field(default_factory=set)
    renamed_occupations: set[str] = field(default_factory=set)
    skills: set[str] = field(default_factory=set)
    dropped_skills: set[str] = field(default_factory=set)
    renamed_skills: set[str] = field(default_factory=set)
    moved: dict[str, tuple[str, str]] = field(default_factory=dict)
    dropped_titles: set[str] = field(default_factory=set)
    links: set[tuple[str, str]] = field(default_factory=set)  # occupation, OGR number
    dropped_links: set[tuple[str, str]] = field(default_factory=set)
    core: set[tuple[str, str]] = field(default_factory=set)
    dropped_core: set[tuple[str, str]] = field(default_factory=set)
    letters: set[str] = field(default_factory=set)


def official(folder: Path) -> Kit:
    """The tables that Escale reads of the official kit in that folder."""
    kit: Kit = {}
    for resource in TABLES.split():
        (path,) = folder.glob(f"unix_{resource}_v*_utf8.csv")
        with path.open(encoding="utf-8", newline="") as stream:
            kit[resource] = list(csv.DictReader(stream))
    return kit


def written(kit: Kit, folder: Path, version: int) -> Path:
    """The folder, with the kit in it as France Travail writes one."""
    folder.mkdir(parents=True, exist_ok=True)
    for resource, records in kit.items():
        path = folder / f"unix_{resource}_v{version}_utf8.csv"
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, records[0].keys(), quoting=csv.QUOTE_ALL, lineterminator="\n")
            writer.writeheader()
            writer.writerows(records)
    return folder


def made(seed: int, size: Size) -> Kit:
    """A kit from nothing."""
    return MadeKit(seed, size).kit()


def grown(kit: Kit, seed: int, growth: Growth) -> tuple[Kit, Truth]:
    """A newer edition of the kit, which is left as it is, and all that differs."""
    newer = GrownKit(kit, seed, growth)
    return newer.kit, newer.truth


class GrownKit:
    """One kit that ages; ``truth`` says how."""

    def __init__(self, older: Kit, seed: int, growth: Growth) -> None:
        """Everything is done at once, on a copy."""
        self.kit: Kit = {name: [dict(one) for one in records] for name, records in older.items()}
        self.truth = Truth()
        self._random = Random(seed)  # noqa: S311 - nothing secret: always the same kit
        self._words = Words(self._random)
        self._growth = growth
        self._ogr = map(str, count(9_000_000))
        self._add_occupations()
        self._rename()
        self._drop_items()
        self._move_titles()
        self._cast_letters()
        self._drop_links()
        self._add_items()
        self._add_links()

    def _some(self, records: Sequence[Record], number: int) -> list[Record]:
        return self._random.sample(records, min(number, len(records)))

    def _add_occupations(self) -> None:
        parents = [dict(one) for one in self.kit["referentiel_code_rome"]]
        taken = {one["code_rome"] for one in parents}
        for number in range(self._growth.occupations):
            parent = self._random.choice(parents)
            code = next(found for n in count(1) if (found := f"{parent['code_rome'][:3]}{n:02d}") not in taken)
            taken.add(code)
            self._add_occupation(code, f"{self._words.trade()} nouveau n° {number}", parent)
        self.truth.occupations |= taken - {one["code_rome"] for one in parents}

    def _add_occupation(self, code: str, label: str, parent: Record) -> None:
        place = next(one for one in self.kit["cr_gd_dp"] if one["code_rome"] == parent["code_rome"])
        whole = parent | {"code_rome": code, "libelle_rome": label, "code_rome_parent": parent["code_rome_parent"]}
        self.kit["referentiel_code_rome"].append(whole)
        self.kit["cr_gd_dp"].append(place | {"code_rome": code, "libelle_rome": label})
        self._put("referentiel_appellation", rows.title(next(self._ogr), label, code, "PRINCIPALE"))
        self._put("texte", rows.text(code, label))
        self._put("referentiel_code_rome_riasec", rows.letters(code, self._random.choice(LETTERS)))
        self._put("rubrique_mobilite", rows.mobility(code, parent["code_rome"]))
        first = self.kit["centre_interet"][0]["code_centre_interet"]
        self._put("arborescence_centre_interet", rows.interest_link(first, code))

    def _put(self, resource: str, record: Record) -> None:
        """Add a record with the columns that the kit has."""
        self.kit[resource].append({name: record.get(name, "") for name in self.kit[resource][0]})

    def _rename(self) -> None:
        old = [one for one in self.kit["referentiel_code_rome"] if one["code_rome"] not in self.truth.occupations]
        for one in self._some(old, self._growth.renamed_occupations):
            one["libelle_rome"] += " (nouveau nom)"
            self.truth.renamed_occupations.add(one["code_rome"])
        for one in self._some(self.kit["referentiel_competence"], self._growth.renamed_skills):
            one["libelle_competence"] += " autrement dit"
            self.truth.renamed_skills.add(one["code_ogr"])

    def _drop_items(self) -> None:
        detailed = [one for one in self.kit["referentiel_competence"] if not one["code_macro_comp"]]
        dropped = {one["code_ogr"] for one in self._some(detailed, self._growth.dropped_skills)}
        known = self._some(self.kit["referentiel_savoir"], self._growth.dropped_knowledge)
        dropped |= {one["code_ogr_savoir"] for one in known}
        self._keep("referentiel_competence", "code_ogr", dropped)
        self._keep("referentiel_savoir", "code_ogr_savoir", dropped)
        self.truth.dropped_skills |= dropped
        self.truth.renamed_skills -= dropped
        self._unlink(one for one in self.kit["coherence_item"] if one["code_ogr"] in dropped)

    def _keep(self, resource: str, column: str, without: set[str]) -> None:
        self.kit[resource] = [one for one in self.kit[resource] if one[column] not in without]

    def _move_titles(self) -> None:
        titles, new = self.kit["referentiel_appellation"], sorted(self.truth.occupations)
        others = [one for one in titles if one["classification"] != "PRINCIPALE"]
        chosen = self._some(others, self._growth.moved_titles + self._growth.dropped_titles)
        for one in chosen[: self._growth.moved_titles]:
            target = self._random.choice(new)
            self.truth.moved[one["code_ogr"]] = (one["code_rome"], target)
            one["code_rome"] = target
        self.truth.dropped_titles |= {one["code_ogr"] for one in chosen[self._growth.moved_titles :]}
        self._keep("referentiel_appellation", "code_ogr", self.truth.dropped_titles)
        for number in range(self._growth.titles):
            self._put("referentiel_appellation", rows.title(next(self._ogr), f"{self._words.trade()} ter n° {number}",
                                                            self._random.choice(new)))  # fmt: skip

    def _cast_letters(self) -> None:
        every = self.kit["referentiel_code_rome_riasec"]
        old = [one for one in every if one["code_rome"] not in self.truth.occupations]
        for one in self._some(old, self._growth.letters):
            one["riasec_majeur"] = LETTERS[(LETTERS.index(one["riasec_majeur"]) + 1) % len(LETTERS)]
            self.truth.letters.add(one["code_rome"])

    def _drop_links(self) -> None:
        left = max(0, self._growth.dropped_links - len(self.truth.dropped_links))
        self._unlink(self._some(self.kit["coherence_item"], left))
        for one in self._some(self.kit["coherence_item"], self._growth.recast_links):
            was, pair = one["coeur_metier"] == MAIN, (one["code_rome"], one["code_ogr"])
            one["coeur_metier"] = "" if was else MAIN
            (self.truth.dropped_core if was else self.truth.core).add(pair)

    def _unlink(self, gone: Iterable[Record]) -> None:
        for one in tuple(gone):
            pair = one["code_rome"], one["code_ogr"]
            self.truth.dropped_links.add(pair)
            if one["coeur_metier"] == MAIN:
                self.truth.dropped_core.add(pair)
        kept = self.kit["coherence_item"]
        dropped = self.truth.dropped_links
        self.kit["coherence_item"] = [one for one in kept if (one["code_rome"], one["code_ogr"]) not in dropped]

    def _add_items(self) -> None:
        parents = [one["code_ogr"] for one in self.kit["referentiel_competence"] if one["code_macro_comp"]]
        for number in range(self._growth.detailed):
            label = f"{self._words.deed()} nouveau n° {number}"
            self._put("referentiel_competence", rows.skill(self._new_skill(), label, self._random.choice(parents)))
        for number in range(self._growth.knowledge):
            label = f"Connaissance nouvelle {self._words.thing()} n° {number}"
            self._put("referentiel_savoir", rows.known(self._new_skill(), label))
        for number in range(self._growth.contexts):
            self._put("referentiel_contexte_travail", rows.context(next(self._ogr), f"Lieu nouveau n° {number}"))

    def _new_skill(self) -> str:
        ogr = next(self._ogr)
        self.truth.skills.add(ogr)
        return ogr

    def _add_links(self) -> None:
        """Every pair that is or was there is left alone; the new occupations get more than their share."""
        taken = {(one["code_rome"], one["code_ogr"]) for one in self.kit["coherence_item"]} | self.truth.dropped_links
        codes = [one["code_rome"] for one in self.kit["referentiel_code_rome"]] + 2 * sorted(self.truth.occupations)
        items = [one["code_ogr_savoir"] for one in self.kit["referentiel_savoir"]]
        items += [one["code_ogr"] for one in self.kit["referentiel_competence"]]
        for code, ogr in rows.pairs(self._random, codes, items, self._growth.links, taken):
            core = self._random.choice(CORE)
            self._put("coherence_item", rows.link(code, ogr, core))
            self.truth.links.add((code, ogr))
            if core == MAIN:
                self.truth.core.add((code, ogr))
