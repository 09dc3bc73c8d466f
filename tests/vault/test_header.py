"""The header: authenticated to the byte, never half written, its previous copy kept."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from desktop.errors import StoreTrouble
from desktop.vault.derive import FLOOR, Cost
from desktop.vault.header import Header, read_header, secret, text, write_durably, write_header

KEY = bytes(range(32))


def header(**changed: object) -> Header:
    """A header as the vault makes it, signed with KEY."""
    plain = Header("une-identite", FLOOR, bytes(16), "un.Trousseau", {"passphrase": bytes(60)}, [bytes(76)])
    return msgspec.structs.replace(plain, **changed).signed(KEY)


def refused(path: Path) -> bool:
    """Whether the header is refused, by its shape or by its seal."""
    try:
        read_header(path).check(KEY)
    except StoreTrouble:
        return True
    return False


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    write_header(tmp_path / "coffre.json", header())
    found = read_header(tmp_path / "coffre.json")
    found.check(KEY)
    assert found == header()


def test_no_bit_of_the_header_can_change(tmp_path: Path) -> None:
    path = tmp_path / "coffre.json"
    write_header(path, header())
    whole = path.read_bytes()
    accepted = []
    for place in range(len(whole)):
        for bit in range(8):
            path.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << bit]) + whole[place + 1 :])
            if not refused(path):
                accepted.append((place, bit))
    assert accepted == []
    path.write_bytes(whole)
    assert not refused(path)


@pytest.mark.parametrize(
    "change",
    [
        lambda _: b"",
        lambda whole: whole[:-1],
        lambda whole: whole + b" ",
        lambda whole: whole.replace(b'"id"', b' "id"'),
        lambda whole: whole.replace(b"{", b'{"ajout":1,', 1),
        lambda whole: b"\x00" * len(whole),
        lambda _: b"[" * 5000,
        lambda whole: whole + b" " * 70_000,
        lambda whole: whole.replace(b'"mac":"', '"mac":"é'.encode()),
        lambda whole: b"\xff\xfe" + whole,
    ],
)
def test_a_header_of_another_shape_is_refused(tmp_path: Path, change: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "coffre.json"
    write_header(path, header())
    path.write_bytes(change(path.read_bytes()))
    assert refused(path)


@pytest.mark.parametrize(
    "cost",
    [
        Cost(memory=64 * 1024 - 1),
        Cost(memory=1024 * 1024 + 1),
        Cost(passes=2),
        Cost(passes=11),
        Cost(lanes=0),
        Cost(lanes=17),
        Cost(memory=-1),
    ],
)
def test_a_weaker_or_a_monstrous_derivation_is_refused_even_if_signed(tmp_path: Path, cost: Cost) -> None:
    write_header(tmp_path / "coffre.json", header(cost=cost))
    with pytest.raises(StoreTrouble, match="dérivation"):
        read_header(tmp_path / "coffre.json")


@pytest.mark.parametrize(
    "changed", [{"version": 2}, {"slots": {}}, {"database": []}, {"salt": b""}, {"salt": bytes(8)}]
)
def test_a_header_that_lacks_something_is_refused(tmp_path: Path, changed: dict[str, object]) -> None:
    write_header(tmp_path / "coffre.json", header(**changed))
    with pytest.raises(StoreTrouble, match="illisible"):
        read_header(tmp_path / "coffre.json")


def test_a_second_copy_is_kept_beside_the_same_to_the_byte(tmp_path: Path) -> None:
    path = tmp_path / "coffre.json"
    write_header(path, header())
    write_header(path, header(keychain="un.Autre"))
    assert (tmp_path / "coffre.json.1").read_bytes() == path.read_bytes()
    assert read_header(path).keychain == "un.Autre"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["coffre.json", "coffre.json.1"]


@pytest.mark.parametrize("item", ["", "epoch", "half-", "half-0", "half-01", "half-1234567890", "half2", "../half"])
def test_only_a_half_is_asked_of_the_keyring(tmp_path: Path, item: str) -> None:
    write_header(tmp_path / "coffre.json", header(half=item))
    with pytest.raises(StoreTrouble, match="illisible"):
        read_header(tmp_path / "coffre.json")


def test_halves_are_numbered_and_the_first_headers_named_none() -> None:
    assert (header().half_item(), header().next_half_item()) == ("half", "half-2")
    assert header(half="half-9").next_half_item() == "half-10"
    assert header(keychain="", half="half-9").next_half_item() == "half"
    assert (header().organisation_name(), header(organisation="Cité").organisation_name()) == ("", "Cité")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes: the profile's folder is its owner's")
def test_only_the_owner_reads_it(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        write_header(tmp_path / "neuf" / "coffre.json", header())
        write_header(tmp_path / "neuf" / "coffre.json", header())
    finally:
        os.umask(before)
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in (tmp_path / "neuf").iterdir()}
    assert modes == {"coffre.json": 0o600, "coffre.json.1": 0o600}
    assert stat.S_IMODE((tmp_path / "neuf").stat().st_mode) == 0o700


def test_what_a_crash_left_beside_does_not_stop_the_next_writing(tmp_path: Path) -> None:
    (tmp_path / "coffre.json.tmp").write_bytes(b"half of a hea")
    write_durably(tmp_path / "coffre.json", b"whole")
    assert (tmp_path / "coffre.json").read_bytes() == b"whole"
    assert not (tmp_path / "coffre.json.tmp").exists()


FULL = """
import resource, signal, sys
from pathlib import Path
from desktop.errors import StoreTrouble
from desktop.vault.header import write_durably
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
try:
    write_durably(Path(sys.argv[1]), bytes(5000))
except StoreTrouble as trouble:
    print(trouble.sentence)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the limit on the size of files is POSIX's")
def test_a_full_disk_is_said_and_the_file_is_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "coffre.json"
    write_durably(path, b"before")
    said = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", FULL, path], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    assert said.stdout.strip() == (
        "Le fichier « coffre.json » n’a pas pu être écrit : le disque est plein ou refuse d’écrire."
    )
    assert path.read_bytes() == b"before"
    assert [file.name for file in tmp_path.iterdir()] == ["coffre.json"]


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "bureau").write_bytes(b"a file stands there")
    with pytest.raises(StoreTrouble, match=r"coffre\.json"):
        write_durably(tmp_path / "bureau" / "coffre.json", b"")


def test_secrets_of_the_keyring_are_read_back_or_refused() -> None:
    assert secret(text(b"\x00\xff" * 16)) == b"\x00\xff" * 16
    for foreign in ("pas une clé", "AAA", "é"):
        with pytest.raises(StoreTrouble, match="trousseau"):
            secret(foreign)


def test_the_header_names_only_what_is_not_secret(tmp_path: Path) -> None:
    write_header(tmp_path / "coffre.json", header())
    assert sorted(json.loads((tmp_path / "coffre.json").read_bytes())) == [
        "cost", "database", "id", "keychain", "mac", "salt", "slots", "version",
    ]  # fmt: skip
