"""The first thing the program does: other programs of the same user read nothing of its memory, no core file is left."""

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


def test_what_a_system_refuses_never_prevents_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system of another kind than its name says offers none of it."""
    from desktop import hardening

    for platform in ("darwin", "win32"):
        if platform != sys.platform:
            monkeypatch.setattr(sys, "platform", platform)
            with pytest.MonkeyPatch.context():
                hardening._quiet_windows("escale") if platform == "win32" else hardening.harden()
