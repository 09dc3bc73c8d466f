"""Targets side by side, as a drawing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.charts import compare as chart
from desktop.models.comparison import Comparison, compare
from desktop.models.gap import Gap, core_rows, tally
from desktop.models.skill import Standing
from tests.charts.drawing import Drawing
from tests.charts.test_gap import spread
from tests.models.people import occupation

LONG = "Conducteur / Conductrice de transport de marchandises sur longue distance"


def aligned(*columns: tuple[Gap, ...]) -> Comparison:
    """Occupations with these rows."""
    named = (replace(occupation(), code=f"J150{n}", label=f"{LONG} {n}") for n in range(len(columns)))
    return compare(list(zip(named, columns, strict=True)))


CASES = {
    "few": aligned(spread(1, 3, 1), spread(2, 3, 2)),
    "two": aligned(spread(10, 6), spread(5, 8)),
    "three": aligned(spread(13, 10), spread(4, 5), spread(12, 6)),
    "no core": aligned(spread(3, 4, 0), spread(3, 4)),
}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize(("width", "body"), [(760, 15), (420, 15), (1100, 20), (760, 30), (420, 30)])
def test_every_case_is_readable(case: str, width: float, body: float) -> None:
    drawn = Drawing(chart, CASES[case], width, body)
    assert len(drawn.words) <= 40
    assert drawn.overlaps() == []
    assert drawn.outside() == []
    assert max(region.x + region.width for region in drawn.regions) <= width + 1
    assert max(region.y + region.height for region in drawn.regions) <= drawn.height + 1


def test_bars_share_one_unit() -> None:
    drawn = Drawing(chart, aligned(spread(4, 5), spread(2, 5)))
    ends = {}
    for code in ("J1500", "J1501"):
        whole = [region for region in drawn.regions if region.key.startswith(f"{code}:") and "en tout" in region.words]
        ends[code] = whole[-1].x + whole[-1].width - whole[0].x
    assert ends["J1500"] == pytest.approx(2 * ends["J1501"], abs=2)


def test_every_count_of_a_bar_is_a_number_of_rows() -> None:
    comparison = CASES["two"]
    drawn = Drawing(chart, comparison)
    for target, column in zip(comparison.targets, comparison.columns, strict=True):
        for rows, what in ((column, "en tout"), (core_rows(column), "au cœur")):
            read = [region.words for region in drawn.regions if region.words.startswith(f"{target.label}, {what}, ")]
            counts = [int(words.rsplit(", ", 1)[1].split()[0]) for words in read]
            assert counts == [count for count in tally(rows).values() if count]


def test_the_words_of_a_bar_say_how_many_are_known() -> None:
    words = Drawing(chart, aligned(spread(3, 4), spread(3, 2))).words
    assert "En tout · 12, dont 9 connues" in words
    assert "Au cœur · 9, dont 8 connues" in words


def test_choosing_anything_leads_to_its_target() -> None:
    comparison = CASES["three"]
    codes = {target.code for target in comparison.targets}
    regions = Drawing(chart, comparison).regions
    assert {region.key.partition(":")[0] for region in regions} == codes
    assert len({region.key for region in regions}) == len(regions)


def test_few_groups_have_a_line_each_and_say_their_numbers() -> None:
    three = aligned(spread(3, 4), spread(3, 2))
    assert "Un enjeu qui a un nom assez long 0 · 4 et 2" in Drawing(chart, three).words


def test_nothing_to_compare_draws_nothing() -> None:
    drawn = Drawing(chart, Comparison())
    assert (drawn.regions, drawn.words) == ((), [])


def test_the_legend_names_only_what_is_there() -> None:
    rows = tuple(replace(row, standing=Standing.SAID) for row in spread(1, 3))
    words = Drawing(chart, compare([(replace(occupation(), label="A"), rows)])).words
    assert "dite en entretien" in words
    assert "à explorer" not in words
