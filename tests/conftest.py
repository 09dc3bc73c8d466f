"""What every test shares: the folder of shared data, one QApplication, and the check that nothing is left behind."""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

DESELECTED = pytest.StashKey[int]()
FAILED = pytest.StashKey[bool]()
TURNS = pytest.StashKey[int]()
FULL = 20  # tests between two full collections: each of them goes through everything


def pytest_addoption(parser: pytest.Parser) -> None:
    """The one way to the data beside the project."""
    group = parser.getgroup("escale")
    group.addoption("--shared-data", metavar="PATH", type=Path, help="dossier des données partagées")
    group.addoption("--no-shared-data", action="store_true", help="écarte (et compte) les tests qui en dépendent")
    group.addoption("--pictures", metavar="PATH", type=Path, help="où l’entretien laisse une image de chaque étape")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With ``--no-shared-data``, deselect the tests that need the shared data, and remember how many."""
    if not config.getoption("--no-shared-data"):
        return
    dependent = [item for item in items if "shared_data" in getattr(item, "fixturenames", ())]
    config.stash[DESELECTED] = len(dependent)
    config.hook.pytest_deselected(items=dependent)
    items[:] = [item for item in items if item not in dependent]


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A process that runs a part of the tests tells the one that prints how many were left out: the same for all."""
    told: dict[str, object] | None = getattr(session.config, "workeroutput", None)
    if told is not None:
        told["deselected"] = session.config.stash.get(DESELECTED, None)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take what such a process told."""
    count = getattr(node, "workeroutput", {}).get("deselected")
    if count is not None:
        node.config.stash[DESELECTED] = count


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say how many tests were left out, so that an incomplete run never looks complete."""
    if (count := config.stash.get(DESELECTED, None)) is not None:
        terminalreporter.write_line(f"données partagées : {count} test(s) écarté(s) par --no-shared-data", yellow=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """As in the application, garbage is collected between two things done, never in the middle of one."""
    gc.disable()
    try:
        return (yield)
    finally:
        turn = item.session.stash[TURNS] = item.session.stash.get(TURNS, 0) + 1
        gc.collect(2 if turn % FULL == 0 else 1)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember a failed test: its traceback keeps its objects alive, which is not a leak."""
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report


@pytest.fixture(scope="session")
def shared_data(pytestconfig: pytest.Config) -> Path:
    """The folder of shared data, ``--shared-data`` or ``shared/data`` beside the project; fails when it is absent."""
    chosen: Path | None = pytestconfig.getoption("--shared-data")
    folder = chosen or pytestconfig.rootpath.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.fail(
            f"Le dossier des données partagées est absent ({folder}) : indiquez-le avec --shared-data, "
            "ou écartez ces tests avec --no-shared-data.",
            pytrace=False,
        )
    return folder


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """The arguments of the one QApplication: the style that looks the same on the three systems."""
    return ["escale-tests", "-style", "Fusion"]


def live_threads() -> set[threading.Thread]:
    """Every running thread that would keep the interpreter from ending."""
    return {thread for thread in threading.enumerate() if not thread.daemon}


def live_qt() -> dict[int, str]:
    """Address and description of every top-level widget and every running QTimer that Python knows."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication
    from shiboken6 import Shiboken

    kinds = {QTimer, *subclasses(QTimer)}  # asked of each object there is: it must be quick
    timers = [found for found in gc.get_objects() if type(found) in kinds and Shiboken.isValid(found)]
    running = [timer for timer in timers if timer.isActive()]
    described = {Shiboken.getCppPointer(found)[0]: f"QTimer actif {found!r}" for found in running}
    for widget in QApplication.topLevelWidgets():
        described[Shiboken.getCppPointer(widget)[0]] = f"fenêtre {widget!r}"
    return described


def subclasses(kind: type[Any]) -> Iterator[type[Any]]:
    """Every class made from that one."""
    for one in kind.__subclasses__():
        yield one
        yield from subclasses(one)


def delete_later() -> None:
    """Let Qt carry out the ``deleteLater`` it was asked for: outside an event loop nothing else does."""
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def nothing_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail the test that leaves a non-daemon thread, a top-level widget or a running QTimer behind."""
    uses_qt = "PySide6" in sys.modules and "qapp" in request.fixturenames
    if uses_qt:
        request.getfixturevalue("qapp")
    threads, objects = live_threads(), live_qt() if uses_qt else {}
    yield
    if request.node.stash.get(FAILED, False):
        return
    left = [f"fil {thread.name}" for thread in live_threads() - threads if lingers(thread)]
    if uses_qt:
        left += left_in_qt(objects)
    if left:
        pytest.fail("Le test laisse derrière lui : " + ", ".join(sorted(left)), pytrace=False)


def lingers(thread: threading.Thread) -> bool:
    """Whether a thread outlives the second it is given to finish what it was told to stop."""
    thread.join(timeout=1)
    return thread.is_alive()


def left_in_qt(before: dict[int, str]) -> list[str]:
    """What Qt still holds that it did not hold ``before``; garbage is collected first, only if something remains."""
    delete_later()
    after = live_qt()
    if after.keys() - before.keys():
        gc.collect()
        delete_later()
        after = live_qt()
    return [text for address, text in after.items() if address not in before]
