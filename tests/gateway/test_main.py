"""The commands, run as a program: ready line, clean end, clear refusals."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from gateway.__main__ import main
from gateway.counsellors import counsellor_by_email
from gateway.store import Store, epoch_of


@contextmanager
def program(root: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    """``python -m gateway`` with pipes; it is ended with the block."""
    command = [sys.executable, "-W", "error", "-m", "gateway", *words]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=root, text=True, encoding="utf-8", **pipes) as running:  # type: ignore[call-overload]
        try:
            yield running
        finally:
            running.kill()


@pytest.mark.parametrize("how", ["sigterm", "stdin"])
def test_serves_says_so_and_ends_cleanly(pytestconfig: pytest.Config, how: str) -> None:
    """One JSON line when it listens; SIGTERM or the end of its parent ends it, with nothing to say."""
    if how == "sigterm" and sys.platform == "win32":
        pytest.skip("Windows ends a program without telling it")
    words = ("serve", "--demo", "--ready-file", "-", "--until-stdin-closes")
    with program(pytestconfig.rootpath, *words) as running:
        assert running.stdout
        assert running.stderr
        url = json.loads(running.stdout.readline())["url"]
        assert "Espace titulaire" in requests.get(f"{url}/titulaire", timeout=10).text
        if how == "sigterm":
            running.send_signal(signal.SIGTERM)
            code = running.wait(10)
            said = running.stdout.read(), running.stderr.read()
        else:
            out, error = running.communicate(timeout=10)
            code, said = running.returncode, (out, error)
        assert (code, *said) == (0, "", "")


def test_ready_file_appears_whole(pytestconfig: pytest.Config, tmp_path: Path) -> None:
    """It replaces what stood there; the address in it answers."""
    ready = tmp_path / "ready.json"
    url = f"sqlite:///{tmp_path / 'g.sqlite3'}"
    words = ("serve", "--database", url, "--ready-file", str(ready), "--until-stdin-closes")
    with program(pytestconfig.rootpath, *words) as running:
        while not ready.exists():
            assert running.poll() is None
        answer = requests.get(json.loads(ready.read_text())["url"] + "/.well-known/openid-configuration", timeout=10)
        assert answer.status_code == 200
        running.communicate(timeout=10)
        assert running.returncode == 0


def test_accounts_people_and_restoration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The operator's commands, on one database."""
    url = f"sqlite:///{tmp_path / 'g.sqlite3'}"
    for password, code in (("court\n", 2), ("sept mots que personne ne devine\n", 0), ("une autre phrase longue\n", 2)):
        (tmp_path / "in").write_text(password, encoding="utf-8")
        with (tmp_path / "in").open(encoding="utf-8") as stdin:
            monkeypatch.setattr(sys, "stdin", stdin)
            assert main(["counsellor", "add", "jo@exemple.fr", "--name", "Jo", "--database", url]) == code
    load = ["load", "--made", "3", "--database", url, "--counsellor"]
    assert main([*load, "jo@exemple.fr"]) == 0
    assert main([*load, "personne@exemple.fr"]) == 2
    store = Store(url)
    with store.reading() as session:
        row = counsellor_by_email(session, "JO@exemple.fr")
        before = epoch_of(session)
    assert row is not None
    assert row.password is not None
    assert "devine" not in row.password
    assert main(["restored", "--database", url]) == 0
    with store.reading() as session:
        assert epoch_of(session) != before
    store.close()


@pytest.mark.parametrize(
    "words",
    [
        ["serve"],
        ["serve", "--demo", "--host", "0.0.0.0"],  # noqa: S104
        ["serve", "--host", "0.0.0.0", "--issuer", "http://exemple.fr"],  # noqa: S104
        ["serve", "--demo", "--database", "sqlite://"],
        ["serve", "--demo", "--database", "pas une adresse"],
        ["serve", "--demo", "--database", "sqlite:////absent/dossier/g.sqlite3"],
        ["load", "--database", "sqlite:///x", "dossier", "--made", "3"],
    ],
)
def test_refusals_are_one_french_sentence(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """On standard error, and the status says it."""
    assert main(words) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
