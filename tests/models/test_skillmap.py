"""The map: widest first, surest first, nothing lost."""

from __future__ import annotations

from desktop.models.occupation import SkillKind
from desktop.models.skill import Evidence, Held, Standing
from desktop.models.skillmap import Cell, Row, finding, reading, skill_map
from tests.models.people import path, skill


def held(code: str, standing: Standing = Standing.PROVEN) -> Held:
    """A skill held on one ground."""
    return Held(code, f"Savoir {code}", (Evidence(standing, "x"),))


def row(label: str, size: int) -> Row:
    """A row of one cell."""
    return Row(label, (Cell("c", "c", tuple(held(str(n)) for n in range(size))),))


def test_domains_and_cells_come_widest_first_and_skills_surest_first() -> None:
    paths = {"a": path("a", "s", "Petit"), "b": path("b", "s", "Grand"), "c": path("c", "s", "Grand")}
    known = {code: skill(code, macro=macro) for code, macro in [("1", "a"), ("2", "b"), ("3", "c"), ("4", "c")]}
    made = skill_map(
        {code: held(code, Standing.SAID if code == "3" else Standing.PROVEN) for code in known}, known, paths
    )
    assert [(r.label, r.size) for r in made] == [("Grand", 3), ("Petit", 1)]
    assert [cell.code for cell in made[0].cells] == ["c", "b"]
    assert [one.code for one in made[0].cells[0].skills] == ["4", "3"]
    assert made[0].cells[0].best is Standing.PROVEN


def test_no_skill_is_lost_whatever_the_referential_knows() -> None:
    known = {
        "savoir": skill("savoir", kind=SkillKind.KNOWLEDGE, category="Normes"),
        "doux": skill("doux", kind=SkillKind.SOFT), "seul": skill("seul", macro="inconnu"),
    }  # fmt: skip
    made = skill_map({code: held(code) for code in [*known, "absent"]}, known, {})
    assert {r.label for r in made} == {
        "Savoirs",
        "Savoir-être professionnels",
        "Autres savoir-faire",
        "Hors du référentiel",
    }
    assert sum(r.size for r in made) == 4


def test_the_title_is_the_finding() -> None:
    assert finding(()) == "La carte se dessinera avec les premières compétences"
    assert finding((row("Soin", 3),)) == "« Soin » porte tout le parcours"
    assert finding((row("Soin", 3), row("Vente", 2))) == "« Soin » porte la moitié du parcours"
    assert finding((row("Soin", 2), row("Vente", 2), row("Art", 1))) == "« Soin » vient d’abord, puis « Vente »"
    assert reading((row("Soin", 3),)).startswith("3 compétences, ")
