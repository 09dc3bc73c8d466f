"""What the system says of the session, heard on a private bus where a stand-in for logind speaks; Windows' messages."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import wintypes

import pytest

from desktop.models.lock import Reason
from tests.sources import ROOT


@pytest.fixture
def bus() -> Iterator[dict[str, str]]:
    """An environment in which both buses are a private one; fails when dbus-daemon is not there, and says so."""
    if sys.platform != "linux":
        pytest.skip("D-Bus est le bus de Linux")
    daemon = shutil.which("dbus-daemon")
    assert daemon, "dbus-daemon est absent : ces tests ont besoin d’un bus privé (paquet dbus)."
    command = [daemon, "--session", "--nofork", "--print-address=1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as one:
        try:
            assert one.stdout
            address = one.stdout.readline().strip()
            names = ("DBUS_SESSION_BUS_ADDRESS", "DBUS_SYSTEM_BUS_ADDRESS")
            yield os.environ | dict.fromkeys(names, address) | {"XDG_SESSION_ID": "1"}
        finally:
            one.terminate()


@contextmanager
def running(module: str, environment: dict[str, str], *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A module of these tests in a process of its own, spoken to line by line."""
    command = [sys.executable, "-m", module, *arguments]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, **pipes, text=True, cwd=ROOT, env=environment) as one:  # type: ignore[call-overload]  # the pipes
        try:
            yield one
        finally:
            one.kill()


def told(one: subprocess.Popen[str]) -> str:
    """Its next word."""
    assert one.stdout
    return one.stdout.readline().strip()


def order(one: subprocess.Popen[str], word: str) -> None:
    """Give it an order, and wait until it is carried out."""
    assert one.stdin
    one.stdin.write(f"{word}\n")
    one.stdin.flush()
    assert told(one) == word


def test_sleep_lock_and_another_session_are_heard_and_sleep_is_held_until_the_end(bus: dict[str, str]) -> None:
    with running("tests.logind", bus) as logind:
        assert told(logind) == "ready"
        with running("tests.listener_session", bus, "4") as listener:
            assert told(logind) == "inhibited"
            assert told(listener) == "listening"
            heard = {"sleep": "sleep", "screen": "session", "lock": "session", "left": "switched"}
            for word, reason in heard.items():
                order(logind, word)
                assert told(listener) == reason
            assert listener.wait(timeout=20) == 0
        assert told(logind) == "released"


def test_without_any_bus_nothing_is_heard_and_nothing_fails() -> None:
    if sys.platform != "linux":
        pytest.skip("D-Bus est le bus de Linux")
    nowhere = dict.fromkeys(("DBUS_SESSION_BUS_ADDRESS", "DBUS_SYSTEM_BUS_ADDRESS"), "unix:path=/nowhere")
    with running("tests.listener_session", os.environ | nowhere, "0") as listener:
        assert told(listener) == "listening"
        assert listener.wait(timeout=20) == 0


def test_a_session_is_named_as_systemd_names_it() -> None:
    from desktop.session_linux import session_path

    place = "/org/freedesktop/login1/session"
    assert [session_path(name) for name in ("1", "c2", "12-a")] == [f"{place}/{n}" for n in ("_31", "c2", "_312_2da")]
    assert session_path("") == ""


@pytest.mark.parametrize(
    ("message", "parameter", "reason"),
    [
        (0x0218, 0x4, Reason.SLEEP),
        (0x0218, 0x12, Reason.SLEEP),
        (0x02B1, 0x7, Reason.SESSION),
        (0x02B1, 0x2, Reason.SWITCHED),
        (0x02B1, 0x8, None),
        (0x0100, 0x4, None),
    ],
)
def test_the_messages_of_windows_are_read_where_they_stand(message: int, parameter: int, reason: Reason | None) -> None:
    from desktop.session_windows import Messages

    heard: list[Reason] = []
    passed = wintypes.MSG()
    passed.message, passed.wParam = message, parameter
    assert Messages(heard.append).nativeEventFilter(b"windows_generic_MSG", ctypes.addressof(passed)) == (False, 0)
    assert heard == ([reason] if reason else [])
