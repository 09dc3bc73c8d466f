"""The campaigns' own frame, and the disk whose power fails: what was synced stays, what was not may be in any state."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random
from types import ModuleType
from zlib import crc32

import pytest

from tests.campaigns import power
from tests.campaigns.__main__ import main
from tests.campaigns._crash import Disk, Found
from tests.campaigns._frame import Campaign, Figure, at_least, every, missed, none, not_run, table, told
from tests.campaigns._iolog import Create, Event, Folder, Rename, Secret, Sync, SyncFolder, Truncate, Unlink, Write
from tests.campaigns._notes_killed import Life, Loss, compared
from tests.campaigns._share import Part, shared

ROOT = Path(__file__).parents[1]
OLD, NEW = b"o" * 2048, b"n" * 2048
KEPT = (Create("a", 0), Write(0, 0, OLD), Sync(0), SyncFolder(""))


def states(*events: Event, draws: int = 60) -> list[Found]:
    """What many failures after these events leave."""
    disk = Disk()
    for event in events:
        disk.follow(event)
    return [disk.found(Random(draw)) for draw in range(draws)]  # noqa: S311  # drawn again at each run


def contents(found: list[Found], name: str = "a") -> set[bytes | None]:
    """What a name holds in each of them."""
    return {one.files.get(name) for one in found}


def test_what_was_synced_is_there_and_nothing_else() -> None:
    assert contents(states(*KEPT)) == {OLD}


def test_an_unsynced_write_is_torn_by_sectors() -> None:
    found = contents(states(*KEPT, Write(0, 0, NEW)))
    assert {OLD, NEW} < found
    for content in found:
        assert content is not None
        assert len(content) == 2048
        assert {content[at : at + 512] for at in range(0, 2048, 512)} <= {OLD[:512], NEW[:512]}


def test_a_sector_written_twice_never_misses_the_first() -> None:
    twice = contents(states(*KEPT, Write(0, 0, b"1" * 512), Write(0, 100, b"2" * 100)))
    second = b"1" * 100 + b"2" * 100 + b"1" * 312
    assert {content[:512] for content in twice if content} == {OLD[:512], b"1" * 512, second}


def test_a_cut_file_may_be_cut_or_not_and_grows_again_with_zeros() -> None:
    assert {b"", OLD} <= contents(states(*KEPT, Truncate(0, 0)))
    grown = contents(states(*KEPT, Truncate(0, 0), Write(0, 512, NEW[:512])))
    assert bytes(512) + NEW[:512] in grown
    assert contents(states(*KEPT, Truncate(0, 0), Write(0, 512, NEW[:512]), Sync(0))) == {bytes(512) + NEW[:512]}


def test_a_file_renamed_before_it_is_synced_may_be_anything() -> None:
    made = (Create("a.tmp", 1), Write(1, 0, NEW), Rename("a.tmp", "a"), SyncFolder(""))
    assert {b"", NEW} < contents(states(*KEPT, *made))
    assert contents(states(*KEPT, *made[:2], Sync(1), *made[2:])) == {NEW}


def test_names_change_in_order_and_are_sure_once_the_folder_is_synced() -> None:
    moved = (Create("b", 1), Write(1, 0, NEW), Sync(1), Rename("b", "a"), Unlink("a"))
    assert contents(states(*KEPT, *moved)) == {OLD, NEW, None}
    assert contents(states(*KEPT, *moved, SyncFolder(""))) == {None}
    assert not [one for one in states(*KEPT, *moved) if one.files.keys() == {"b"}]


def test_a_file_is_lost_with_its_folder() -> None:
    inside = (Folder("d"), Create("d/a", 0), Write(0, 0, OLD), Sync(0), SyncFolder("d"))
    assert contents(states(*inside), "d/a") == {OLD, None}
    assert contents(states(*inside, SyncFolder("")), "d/a") == {OLD}


def test_the_keyring_answers_for_itself() -> None:
    assert all(one.secrets == {("s", "i"): "x"} for one in states(Secret("s", "i", "x")))
    assert not any(one.secrets for one in states(Secret("s", "i", "x"), Secret("s", "i", None)))


def test_a_session_is_told_to_the_byte_and_a_planted_bug_shows(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    campaign = Campaign("power", 7)
    assert power._shows(campaign, tmp_path, "ancienne clé oubliée avant le chiffrement")
    assert "bogue planté trouvé : ancienne clé oubliée avant le chiffrement" in capsys.readouterr().out


def test_a_kill_is_carried_out_and_judged() -> None:
    """In a program of its own: it forks."""
    command = [sys.executable, "-m", "tests.campaigns", "kill", "--seed", "3", "--point", "2"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "arrêts : effacement" in ended.stdout
    assert "note promise perdue" in ended.stdout


def test_a_typist_is_killed_and_judged() -> None:
    """In a program of its own: it forks."""
    command = [sys.executable, "-m", "tests.campaigns", "notes", "--seed", "3", "--point", "2"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "plus longue perte (s)" in ended.stdout


@pytest.mark.parametrize(
    ("text", "promised", "keys", "seconds", "wrong"),
    [
        ("abc", 3, 0, 0.0, ""),
        ("a", 0, 2, 3.0, ""),
        ("", 0, 3, 4.0, ""),
        ("a", 2, 0, 0.0, "1 frappes perdues après un verrouillage"),
        ("b", 0, 0, 0.0, "un texte qui n’a jamais été écrit (1 octets)"),
    ],
)
def test_what_a_kill_cost_is_counted_from_the_keys(
    text: str, promised: int, keys: int, seconds: float, wrong: str
) -> None:
    """Keys at 1, 2 and 3 s, the kill at 5."""
    marks = [(crc32(typed), len(typed)) for typed in (b"", b"a", b"ab", b"abc")]
    life = Life([1.0, 2.0, 3.0], marks, promised, killed=5.0)
    assert compared(text, life) == Loss(keys, seconds, wrong)


def test_a_key_that_was_told_and_nothing_more_may_have_been_kept() -> None:
    life = Life([1.0], [(crc32(b""), 0)], killed=5.0)
    assert compared("a", life) == Loss()
    assert compared("", life) == Loss(1, 4.0)


def test_a_long_run_that_was_stopped_goes_on_by_its_seed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    done: list[int] = []

    def work(_campaign: Campaign, share: int) -> Part:
        if share == 2 and len(done) == 2:
            raise KeyboardInterrupt
        done.append(share)
        return Part({"essais": 10, "perdus": share}, [(share, "perdu")] if share == 1 else [])

    with pytest.raises(KeyboardInterrupt):
        shared(Campaign("essai", 5, long=True), work, range(4), "essais")
    done.append(-1)
    campaign = Campaign("essai", 5, long=True)
    whole = shared(campaign, work, range(4), "essais")
    assert done == [0, 1, -1, 2, 3]
    assert (whole.counts, campaign.faults) == ({"essais": 40, "perdus": 6}, 1)
    assert not list(tmp_path.iterdir())


@pytest.fixture
def planted(monkeypatch: pytest.MonkeyPatch) -> list[Figure]:
    """A campaign called ``planted``, which yields what the list holds and says one fault when there is any."""
    figures: list[Figure] = []

    def run(campaign: Campaign) -> list[Figure]:
        for point in campaign.points(2, 3):
            campaign.fault(point, "perdu")
        return figures

    module = ModuleType("tests.campaigns.planted")
    module.run = run  # type: ignore[attr-defined]  # a module made for the test
    monkeypatch.setitem(sys.modules, module.__name__, module)
    return figures


def test_a_campaign_prints_its_seed_its_faults_and_its_figures(
    planted: list[Figure], capsys: pytest.CaptureFixture[str]
) -> None:
    planted += [none("perdues", 0), told("par seconde", 12.34)]
    assert main(["planted", "--seed", "8", "--long"]) == 0
    said = capsys.readouterr().out
    assert "graine 8" in said
    assert said.count("python3 dev.py campaign planted --long --seed 8 --point") == 3
    assert "par seconde  12,3" in said


def test_a_missed_goal_fails_and_one_attempt_can_be_replayed(
    planted: list[Figure], capsys: pytest.CaptureFixture[str]
) -> None:
    planted += [none("perdues", 1), every("trouvés", 2, 2)]
    assert main(["planted", "--point", "1"]) == 1
    said = capsys.readouterr().out
    assert said.count("--point") == 1
    assert "MANQUÉ" in said


def test_figures_know_their_goals() -> None:
    met = [none("a", 0), every("a", 4, 4), at_least("a", 10, 10)]
    assert all(one.met for one in met)
    assert not any(one.met for one in (none("a", 1), every("a", 3, 4), every("a", 0, 0), at_least("a", 9, 10)))
    assert missed([told("a", 1), not_run("b", "root")])
    assert not missed([*met, not_run("b", "root")])
    assert "10\N{NARROW NO-BREAK SPACE}000" in table([none("a", 10_000)])


def test_chance_is_drawn_again_from_the_same_seed() -> None:
    drawn = [Campaign("a", seed).random("x", point).random() for seed in (1, 1, 2) for point in (1, 2)]
    assert drawn[:2] == drawn[2:4]
    assert len(set(drawn)) == 4
