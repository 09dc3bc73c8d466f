"""Benchmarks at tiny sizes, so that they cannot rot; nothing here judges a time."""

from __future__ import annotations

import platform
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QApplication

from benchmarks import (
    charts,
    delta,
    dossiers,
    exchange,
    finding,
    larger_kit,
    notes,
    reference,
    start,
    store,
    vault_door,
    vault_file,
)
from benchmarks.__main__ import NAMES, machine, main
from benchmarks.ground import Ground, Stocked
from benchmarks.made_kit import Size
from benchmarks.measure import Measure, line, medians, said, table
from benchmarks.twin import Twin
from desktop.custody.opening import open_store
from desktop.demonstration import PASSPHRASE
from desktop.vault.derive import FLOOR
from desktop.vault.vault import Vault
from tests.store.notes import every_note

FEW = 3
SOME = 6


@pytest.fixture(scope="module")
def ground() -> Iterator[Ground]:
    """One ground for the module."""
    with Ground(quick=True) as found:
        yield found


@pytest.fixture
def stocked(ground: Ground) -> Stocked:
    """A desk with a few files."""
    return ground.stocked(FEW)


def test_medians_are_of_at_least_five_interleaved_rounds() -> None:
    order: list[str] = []

    def work(name: str, value: float) -> float:
        order.append(name)
        return value + len(order)

    found = medians([lambda: work("a", 0), lambda: work("b", 100)], times=1)
    assert order == ["a", "b", "b", "a", "a", "b", "b", "a", "a", "b"]
    assert found == [5, 106]


@pytest.mark.parametrize(
    ("value", "goal", "verdict"), [(2.0, 2.0, "tenu"), (2.1, 2.0, "au-delà du but"), (9.0, None, "pour mémoire")]
)
def test_a_missed_goal_is_said_plainly(value: float, goal: float | None, verdict: str) -> None:
    measure = Measure("essai", value, 1.0, "limite", goal)
    assert line(measure).endswith(verdict)
    assert table([measure]).splitlines()[1].endswith(verdict)


def test_figures_are_written_the_french_way() -> None:
    assert [said(value, "ms") for value in (0.126, 12.34, 1234.5)] == ["0,13 ms", "12,3 ms", "1\u202f234 ms"]


def test_an_unknown_name_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["inconnue"])
    told = capsys.readouterr().err
    assert [name for name in NAMES if name not in told] == []


def test_what_measured_is_told_before_the_figures() -> None:
    told = machine()
    assert [one for one in (platform.python_version(), sqlite3.sqlite_version, qVersion()) if one not in told] == []


def test_the_desk_holds_every_file(stocked: Stocked) -> None:
    opened = stocked.store(stocked.path)
    assert opened.intake.count() == FEW
    opened.close()


def test_store(ground: Ground) -> None:
    found = list(store.of(ground, rows=20, commits=5, times=5))
    assert [one.goal for one in found] == [1.5, 2.5, 4.0]
    assert all(one.value > 0 and one.limit > 0 for one in found)


def test_reference_measures_two_made_up_kits(ground: Ground, capsys: pytest.CaptureFixture[str]) -> None:
    older = larger_kit.made(1, Size().times(0.02))
    newer, _ = larger_kit.grown(older, 1, larger_kit.Growth().times(0.02))
    kits = {str(version): larger_kit.written(kit, ground.folder / f"kit-{version}", version)
            for version, kit in ((458, older), (461, newer))}  # fmt: skip
    found = list(reference.of(ground, kits, 5))
    assert len(found) == 11
    assert [one.goal for one in found[:2]] == [2.0, 1.0]
    assert all(one.value > 0 and one.limit > 0 for one in found)
    assert capsys.readouterr().out.count("nu") >= 4


def test_delta(stocked: Stocked, ground: Ground, capsys: pytest.CaptureFixture[str]) -> None:
    whole, apart = delta.at_sizes(ground, (FEW,), 5)
    assert whole.value > apart.value > 0
    assert "octets envoyés" in capsys.readouterr().out


def test_first_exchange_moves_the_same_pages_and_rows(stocked: Stocked, ground: Ground) -> None:
    (found,) = exchange.first(ground, FEW, 5)
    rows = exchange.written_rows(stocked)
    assert len(rows["persons"]) == len(rows["seals"]) == FEW <= len(rows["sections"])
    assert found.value > 0
    assert found.limit > 0


def test_dossiers(stocked: Stocked, ground: Ground, qapp: QApplication) -> None:
    (found,) = dossiers.at_sizes(ground, (FEW,))
    assert found.value > 0
    assert found.limit > 0


def test_notes_are_written_listed_and_typed(ground: Ground, qapp: QApplication) -> None:
    found = [*notes.durable(ground.folder, 40), *notes.of_notes(ground.folder, 12, 5, 20)]
    assert len({one.name for one in found}) == len(found) == 5
    assert all(one.value > 0 for one in found)


def test_start_says_when_both_windows_are_painted(ground: Ground) -> None:
    (found,) = start.measures(ground)
    assert 0 < found.limit < 60_000
    assert 0 < found.value < 60_000


def test_unlock_tells_the_derivation_apart(ground: Ground, capsys: pytest.CaptureFixture[str]) -> None:
    whole, checked = vault_door.unlocking(ground, (FEW,), 5)
    assert whole.value == checked.value > 0
    assert whole.limit > 0
    assert checked.limit > 0
    assert "dérivation de la clé, à part" in capsys.readouterr().out


def test_lock_keeps_what_was_half_written(ground: Ground, qapp: QApplication) -> None:
    (found,) = vault_door.locking(ground, (FEW,), 5)
    assert found.value > 0
    assert found.limit > 0
    home = ground.folder / f"verrou-{FEW}"
    vault = Vault(home, None, FLOOR)
    store = open_store(vault, vault.unlock(PASSPHRASE), home / "escale.db").store
    assert "Reprendre contact" in "".join(note.text for note in every_note(store))
    assert "Awa" in store.drafts.get("hand")
    store.close()


def test_a_lock_comes_back_to_the_door(ground: Ground, stocked: Stocked) -> None:
    home = Twin(stocked, ground.folder / "retour").home
    assert 0 < vault_door.relaunched(home) < 60_000


def test_rekey_changes_the_key(ground: Ground, stocked: Stocked) -> None:
    twin, plain = vault_file.twins(ground, FEW, "essai")
    keys = {twin.opened.database_key, plain.opened.database_key}
    assert vault_file.rotated(twin) > 0
    assert vault_file.rekeyed(plain) > 0
    assert len(keys | {twin.opened.database_key, plain.opened.database_key}) == 3
    twin.watched().store.close()


def test_erasing_takes_one_person_at_a_time(ground: Ground) -> None:
    one, other, flat = vault_file.erasing(ground, (SOME, SOME + 1), 5)
    assert flat.value == other.value
    assert flat.limit == one.value


def test_backup_holds_the_notes(ground: Ground) -> None:
    (found,) = vault_file.backing_up(ground, FEW, notes=10, times=5)
    assert found.value > 0
    assert found.limit > 0


def test_every_note_is_indexed_and_found(ground: Ground, capsys: pytest.CaptureFixture[str]) -> None:
    whole, *answers, after = finding.of(ground, FEW, notes=2_100, times=5)
    assert whole.value > after.value > 0
    assert len(answers) == len(finding.TERMS)
    assert all(one.value > 0 and one.limit > 0 for one in answers)
    assert "l’index de 2100 notes tient en" in capsys.readouterr().out


def test_a_chart_is_painted_beside_the_same_marks_and_words_given_to_matplotlib(
    qapp: QApplication, capsys: pytest.CaptureFixture[str]
) -> None:
    with charts.reference() as opened:
        found = charts.subjects(opened, (SOME,))[:1]
    paint, hover = charts.of(found, 5)
    assert paint.goal == charts.GOAL
    assert all(one.value > 0 and one.limit > 0 for one in (paint, hover))
    told = capsys.readouterr().out
    drawn = charts.painted(found[0])
    assert f"{len(drawn.figure.axes[0].texts)} textes" in told
    drawn.close()


def test_a_picture_is_named_after_page_theme_and_size(tmp_path: Path, qapp: QApplication) -> None:
    from benchmarks.shots import SIZES, doors
    from desktop.views.theme import Theme

    found = [path.name for path in doors(qapp, Theme.named("dark"), SIZES, tmp_path, "reprise", "sombre")]
    assert found == ["reprise-sombre-1366x768.png", "reprise-sombre-1920x1080.png"]
    assert all((tmp_path / name).stat().st_size > 1000 for name in found)
