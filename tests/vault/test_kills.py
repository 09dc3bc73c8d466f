"""No instant at which a killed program leaves a vault that does not open."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sources import ROOT
from tests.vault.kills import OPERATIONS

LEAST = {"create": 6, "bring back": 6, "recover": 5, "to a keyring": 8, "rotation": 7, "erasure": 5}


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
@pytest.mark.parametrize("name", OPERATIONS)
def test_killed_before_any_step_the_vault_opens(tmp_path: Path, name: str) -> None:
    said = subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "tests.vault.kills", tmp_path, name],
        cwd=ROOT, capture_output=True, text=True, check=False, encoding="utf-8",
    )  # fmt: skip
    assert said.returncode == 0, said.stderr
    steps, broken = json.loads(said.stdout)
    assert bool(broken) is (name == "planted fault")
    assert steps >= LEAST.get(name, 2)
