"""The pure parts of ``dev.py``: what is missing, what brings it, when the environment is made again."""

from __future__ import annotations

import sys
import venv
from pathlib import Path

import pytest

import dev

DEBIAN = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\n'
MINT = 'ID=linuxmint\nID_LIKE="ubuntu debian"\n'
FEDORA = 'NAME="Fedora Linux"\nID=fedora\n# no debian here\n'


@pytest.mark.parametrize(("text", "expected"), [(DEBIAN, True), (MINT, True), (FEDORA, False), ("", False)])
def test_debian_is_recognised_by_its_os_release(text: str, expected: bool) -> None:
    assert dev.debian_like(text) is expected


@pytest.mark.parametrize(
    ("library", "package"),
    [
        ("libEGL.so.1", "libegl1"),
        ("libX11.so.6", "libx11-6"),
        ("libdbus-1.so.3", "libdbus-1-3"),
        ("libglib-2.0.so.0", "libglib2.0-0"),
        ("libgssapi_krb5.so.2", "libgssapi-krb5-2"),
        ("libxcb-render-util.so.0", "libxcb-render-util0"),
        ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    ],
)
def test_the_package_follows_from_the_library(library: str, package: str) -> None:
    newest, oldest = dev.packages_of(library)
    assert (newest, oldest) == (f"{package}t64", package)


def test_the_first_known_package_is_chosen() -> None:
    lacking = {"libglib-2.0.so.0": dev.packages_of("libglib-2.0.so.0"), "libGL.so.1": dev.packages_of("libGL.so.1")}
    recent = {"libglib2.0-0t64", "libgl1"}
    assert dev.packages_for(lacking, recent.__contains__) == ["libgl1", "libglib2.0-0t64"]
    assert dev.packages_for(lacking, {"libglib2.0-0"}.__contains__) == ["libgl1", "libglib2.0-0"]


def test_a_window_needs_more_than_a_check_and_lint_needs_nothing() -> None:
    window, check = dev.needs("demo", False, "linux"), dev.needs("demo", True, "linux")
    assert "libxcb-cursor.so.0" in window
    assert "libxcb-cursor.so.0" not in check
    assert "libEGL.so.1" in check
    assert dev.needs("lint", False, "linux") == dev.needs("demo", False, "darwin") == {}


def test_what_does_not_load_is_missing() -> None:
    lacking = dev.missing({"libnulle-part.so.9": ("libnulle-part9",)}, "test")
    assert lacking["libnulle-part.so.9"] == ("libnulle-part9",)
    assert dev.missing({}, "build") == {}


def test_a_font_is_found_wherever_it_hides(tmp_path: Path) -> None:
    assert not dev.has_font([str(tmp_path), str(tmp_path / "absent")])
    (tmp_path / "truetype").mkdir()
    (tmp_path / "truetype" / "Inter.ttf").touch()
    assert dev.has_font([str(tmp_path)])


def test_the_advice_gives_the_exact_command() -> None:
    text = dev.advice(["libEGL.so.1"], ["libegl1"], debian=True)
    assert text == "Il manque au système : libEGL.so.1.\nÀ installer avec : sudo apt-get install -y libegl1"
    elsewhere = dev.advice(["libEGL.so.1"], ["libegl1"], debian=False)
    assert "libEGL.so.1" in elsewhere
    assert "apt-get" not in elsewhere


def test_the_interpreter_stands_where_the_system_puts_it() -> None:
    assert dev.venv_python(Path("e"), "win32").parts == ("e", "Scripts", "python.exe")
    assert dev.venv_python(Path("e"), "darwin").parts == ("e", "bin", "python")


def test_the_digest_follows_the_lock(tmp_path: Path) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text("a==1", encoding="utf-8")
    before = dev.digest(lock)
    assert dev.digest(lock) == before
    lock.write_text("a==2", encoding="utf-8")
    assert dev.digest(lock) != before


def test_a_half_made_environment_is_not_usable(tmp_path: Path) -> None:
    folder = tmp_path / "env"
    assert not dev.usable(folder)
    venv.create(folder, with_pip=False, symlinks=sys.platform != "win32")
    assert not dev.usable(folder), "no pip"
    packages = next(folder.rglob("site-packages"))
    (packages / "pip.py").touch()
    assert dev.usable(folder)
    (folder / "escale.stamp").write_text(dev.UNFINISHED, encoding="utf-8")
    assert not dev.usable(folder), "cut short"


@pytest.mark.parametrize(
    ("environment", "system", "expected"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "darwin", True),
        ({}, "win32", True),
    ],
)
def test_a_screen_is_asked_for_on_linux_only(environment: dict[str, str], system: str, expected: bool) -> None:
    assert dev.screen(environment, system) is expected


def test_without_a_screen_the_demonstration_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    if not dev.screen({}):
        assert dev.main(["demo"]) == 1
        assert "xvfb-run" in capsys.readouterr().err


def test_an_unknown_campaign_lists_those_that_exist(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.campaign(tmp_path, ["panne"]) == 2
    assert "Aucune campagne" in capsys.readouterr().err
    for name in ("__main__.py", "power_cut.py", "forgery.py"):
        (tmp_path / name).touch()
    assert dev.campaign(tmp_path, []) == 2
    assert "forgery, power_cut." in capsys.readouterr().err


@pytest.mark.parametrize("argv", [[], ["danser"]])
def test_an_unknown_verb_ends_with_code_2(argv: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        dev.main(argv)
    assert ended.value.code == 2
