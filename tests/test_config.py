"""What Escale runs with: defaults, the user's settings, and what the organisation locks."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from desktop.config import Config, keep_theme, load, site_path
from desktop.errors import Refused, StoreTrouble


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "bureau"
    folder.mkdir()
    return folder


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Where the organisation's file would be; absent."""
    return tmp_path / "site.json"


def test_without_any_file(home: Path, site: Path) -> None:
    config = load(home, site)
    assert config == Config(home, issuer="", theme="system", demo=False, locked=())
    assert (config.store, config.references) == (home / "escale.db", home / "referentiels")


def test_the_organisation_wins_and_locks(home: Path, site: Path) -> None:
    (home / "reglages.json").write_text('{"issuer": "https://a.example", "theme": "dark"}', "utf-8")
    config = load(home, site)
    assert (config.issuer, config.theme, config.locked) == ("https://a.example", "dark", ())
    site.write_text('{"issuer": "https://b.example"}', "utf-8")
    config = load(home, site)
    assert (config.issuer, config.theme, config.locked) == ("https://b.example", "dark", ("issuer",))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'{"issuer": 3}',
        b'{"theme": "purple"}',
        b"\xff\xfe{}",
        b'{"issuer": "' + b"x" * 70_000 + b'"}',
    ],
)
@pytest.mark.parametrize("whose", ["reglages.json", "site.json"])
def test_a_file_that_cannot_be_read_is_named_and_left(home: Path, site: Path, whose: str, content: bytes) -> None:
    path = site if whose == "site.json" else home / whose
    path.write_bytes(content)
    with pytest.raises(Refused, match=whose):
        load(home, site)
    assert path.read_bytes() == content


def test_the_appearance_is_kept_for_next_time_beside_the_rest(home: Path, site: Path) -> None:
    (home / "reglages.json").write_text('{"issuer": "https://a.example"}', "utf-8")
    config = keep_theme(load(home, site), "light")
    assert config.theme == "light"
    assert load(home, site) == config
    assert config.issuer == "https://a.example"


def test_a_locked_appearance_stays(home: Path, site: Path) -> None:
    site.write_text('{"theme": "dark"}', "utf-8")
    config = load(home, site)
    assert keep_theme(config, "light") == config
    assert list(home.iterdir()) == []


def test_a_folder_that_is_not_there_yet_is_made_for_its_owner(tmp_path: Path, site: Path) -> None:
    keep_theme(load(tmp_path / "neuf", site), "dark")
    assert load(tmp_path / "neuf", site).theme == "dark"
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / "neuf").stat().st_mode) == 0o700


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "fichier").write_bytes(b"")
    with pytest.raises((Refused, StoreTrouble)) as said:
        keep_theme(Config(tmp_path / "fichier" / "bureau"), "dark")
    assert "reglages.json" in said.value.sentence


def test_the_file_of_the_organisation_is_where_only_it_can_write(monkeypatch: pytest.MonkeyPatch) -> None:
    for platform, place in (("linux", "/etc"), ("darwin", "/Library")):
        monkeypatch.setattr(sys, "platform", platform)
        assert site_path().as_posix().startswith(place)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("PROGRAMDATA", "/program")
    assert site_path() == Path("/program/Escale/site.json")
