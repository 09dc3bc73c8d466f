"""The organisation's key opens a vault from the command line, and leaves no trace in its arguments."""

from __future__ import annotations

import os
import subprocess
import sys
from base64 import urlsafe_b64encode
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from desktop.errors import WrongPassphrase
from desktop.vault.derive import FLOOR
from desktop.vault.vault import Vault

OLD = "Cerise Lampe Dune Tulipe Ancre Violon Brume"
NEW = "Girafe Moulin Sentier Cannelle Orage Tambour Lilas"


def told(home: Path, key: str, passphrase: str) -> subprocess.CompletedProcess[str]:
    """What the verb answers; key and passphrase go through pipes."""
    pipes = []
    for secret in (key, passphrase):
        out, into = os.pipe()
        os.write(into, secret.encode())
        os.close(into)
        pipes.append(out)
    command = [sys.executable, "-m", "desktop", "--home", str(home), "recover", "--key-fd", str(pipes[0]),
               "--passphrase-fd", str(pipes[1])]  # fmt: skip
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False, pass_fds=pipes, timeout=120)
    finally:
        for pipe in pipes:
            os.close(pipe)


@pytest.mark.skipif(sys.platform == "win32", reason="descriptors are not passed to a child there")
def test_it_opens_with_its_key_and_sets_a_passphrase(tmp_path: Path) -> None:
    private = X25519PrivateKey.generate()
    vault = Vault(tmp_path, None, FLOOR)
    vault.offer_organisation(vault.create(OLD), private.public_key().public_bytes_raw(), "Cap Emploi 29")
    key = urlsafe_b64encode(private.private_bytes_raw()).decode().rstrip("=")
    other = urlsafe_b64encode(bytes(32)).decode()
    assert told(tmp_path, other, NEW).returncode == 1
    assert told(tmp_path, "é", NEW).returncode == 1
    answer = told(tmp_path, key, NEW)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "nouvelle phrase" in answer.stdout
    assert key not in answer.stdout
    Vault(tmp_path, None, FLOOR).unlock(NEW)
    with pytest.raises(WrongPassphrase):
        Vault(tmp_path, None, FLOOR).unlock(OLD)


@pytest.mark.skipif(sys.platform == "win32", reason="descriptors are not passed to a child there")
def test_a_vault_that_nobody_was_given_says_so(tmp_path: Path) -> None:
    Vault(tmp_path, None, FLOOR).create(OLD)
    answer = told(tmp_path, urlsafe_b64encode(bytes(32)).decode(), NEW)
    assert answer.returncode == 1
    assert "aucun organisme" in answer.stderr
