"""The first thing the program does: other programs of its user cannot read its memory, no core file is left."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.sources import ROOT

LOOK = """
import ctypes, json, resource, sys
from desktop.hardening import harden
harden()
dumpable = ctypes.CDLL(None).prctl(3, 0, 0, 0, 0) if sys.platform == "linux" else 0
print(json.dumps([resource.getrlimit(resource.RLIMIT_CORE), dumpable]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other means")
def test_no_core_file_and_no_reader() -> None:
    said = subprocess.run([sys.executable, "-c", LOOK], capture_output=True, cwd=ROOT, check=True, timeout=60)
    assert json.loads(said.stdout) == [[0, 0], 0]


@pytest.mark.parametrize("platform", ["darwin", "linux"])
def test_what_a_system_refuses_never_prevents_the_start(platform: str) -> None:
    """Under the name of another system, or without the call that is asked for, the start goes on."""
    look = f"import sys; sys.platform = {platform!r}; from desktop.hardening import harden; harden(); print('ok')"
    said = subprocess.run([sys.executable, "-c", look], capture_output=True, cwd=ROOT, check=True, timeout=60)
    assert said.stdout.strip() == b"ok"
