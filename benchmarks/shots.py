"""Pictures of every page, light and dark, at two sizes, from the real demonstration.

``python -m benchmarks.shots FOLDER [--only NAME]``; ``NAME`` is the beginning of a picture's name, ``avenir`` say.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import product
from pathlib import Path
from typing import Final

from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.chart_scene import COUNTS, skills_page
from benchmarks.doorways import DOORWAYS
from benchmarks.drawings import drawings
from benchmarks.hint_scene import hints, reported
from benchmarks.long_scene import LONG, long_ways, write_long
from benchmarks.notes_scene import notes_ways
from benchmarks.painted import quiet
from benchmarks.scene import people, prepare
from benchmarks.settled import settle
from benchmarks.together import together
from desktop.app import make_application
from desktop.demonstration import demonstration
from desktop.furniture import Furniture
from desktop.models.doubt import Doubt
from desktop.models.file import ReadLock
from desktop.models.skilltree import WHOLE, Span
from desktop.office import Office
from desktop.rehearsal import signed_in
from desktop.views.desk import Desk
from desktop.views.diagnostic.diagnostic_page import DiagnosticPage
from desktop.views.gap.compare_view import CompareView
from desktop.views.gap.gap_page import GapPage
from desktop.views.gap.ideas_view import IdeasView
from desktop.views.gap.nearby_view import NearbyView
from desktop.views.lock_warning import LockWarning
from desktop.views.passport.parcours_page import ParcoursPage
from desktop.views.plan.plan_page import PlanPage
from desktop.views.settings.sections import ACCREDITATION, ACTIVITY, COPIES, ERASURES, GENERAL, JOURNAL, VAULT
from desktop.views.sharing.sharing_page import SharingPage
from desktop.views.skills.skills_page import SkillsPage
from desktop.views.theme import Theme

LARGE: Final = 2.0
MIDDLE: Final = 1.3
LETTERS: Final[Mapping[str, float]] = {"": 1.0, "-130": MIDDLE, "-double": LARGE}  # for the longest texts
SIZES: Final = ((1366, 768), (1920, 1080))
THEMES: Final[Mapping[str, str]] = {"light": "clair", "dark": "sombre"}
TABS: Final[Mapping[str, tuple[str, str]]] = {
    "synthese": ("Synthèse", "Nadia Brindille"),
    "synthese-daniel": ("Synthèse", "Daniel Routebelle"),
    "parcours": ("Parcours", "Nadia Brindille"),
    "parcours-daniel": ("Parcours", "Daniel Routebelle"),
    "parcours-lalaina": ("Parcours", "Lalaina Clairebrise"),
    "competences": ("Compétences", "Nadia Brindille"),
    "competences-daniel": ("Compétences", "Daniel Routebelle"),
    "competences-solange": ("Compétences", "Solange Petitpré"),
    "avenir": ("Avenir", "Nadia Brindille"),
    "avenir-daniel": ("Avenir", "Daniel Routebelle"),
    "avenir-solange": ("Avenir", "Solange Petitpré"),
    "avenir-vide": ("Avenir", "Timéo Farinel"),
    "notes": ("Notes", "Nadia Brindille"),
    "diagnostic": ("Diagnostic", "Nadia Brindille"),
    "diagnostic-vide": ("Diagnostic", "Timéo Farinel"),
    "plan": ("Plan d’action", "Nadia Brindille"),
    "plan-vide": ("Plan d’action", "Timéo Farinel"),
    "rendez-vous": ("Rendez-vous", "Nadia Brindille"),
    "cv": ("CV", "Nadia Brindille"),
    "cv-vide": ("CV", "Timéo Farinel"),
    "partage": ("Partage", "Nadia Brindille"),
    "partage-karim": ("Partage", "Karim Longchemin"),
    "partage-clos": ("Partage", "Lalaina Clairebrise"),
}
AHEAD: Final[Mapping[str, tuple[str, str]]] = {  # parts of the tab Avenir
    "comparer": (CompareView.title, "Solange Petitpré"),
    "proches": (NearbyView.title, "Nadia Brindille"),
    "idees": (IdeasView.title, "Timéo Farinel"),
}
STEPS: Final[Mapping[str, tuple[str, str]]] = {  # a step of the path, looked at
    "parcours-emploi": ("Tailleuse de vigne", "Rosalie Garenne"),
    "parcours-confirme": ("Vendangeuse", "Rosalie Garenne"),
    "parcours-engagement": ("Caporal-chef, équipier de secours", "Daniel Routebelle"),
    "parcours-badge": ("Tenir les comptes d’une association", "Solange Petitpré"),
}
PARTS: Final[Mapping[str, str]] = {
    "habilitation": ACCREDITATION, "activite": ACTIVITY,
    "coffre": VAULT, "sauvegardes": COPIES, "effacements": ERASURES, "journal": JOURNAL,
}  # fmt: skip
Sizes = tuple[tuple[int, int], ...]
Show = Callable[[Furniture], QWidget | None]  # goes there; a widget that stands over the window, if any


def main(words: list[str] | None = None) -> int:
    """Write the pictures; 0."""
    parser = argparse.ArgumentParser(prog="shots", description="Images de chaque page, claires et sombres.")
    parser.add_argument("folder", type=Path, metavar="DOSSIER")
    parser.add_argument("--only", default="", metavar="NOM", help="seulement les images dont le nom commence ainsi")
    arguments = parser.parse_args(words)
    arguments.folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    qInstallMessageHandler(quiet)
    application = make_application()
    application.setCursorFlashTime(0)
    for path in pictures(application, arguments.folder, arguments.only):
        print(path)
    return 0


def pictures(application: QApplication, folder: Path, only: str) -> Iterator[Path]:
    """Every picture asked for, written as it is taken; those of the vault with letters twice as big, too."""
    for theme, word in THEMES.items():
        yield from doors(application, Theme.named(theme), SIZES, folder, only, word)
    yield from drawings(THEMES, folder, only)
    large = Theme.named(next(iter(THEMES)), LARGE)
    yield from doors(application, large, SIZES[:1], folder, only, "double")
    with demonstration() as config:
        bright = replace(config, theme=next(iter(THEMES)))
        with signed_in(bright, lambda theme: theme.apply(application)) as (front, furniture):
            prepare(furniture.office)
            for theme in THEMES:
                furniture.theme_chosen.emit(theme)
                furniture = front.furniture or furniture
                yield from rooms(furniture, SIZES, folder, only, THEMES[theme])
                yield from maps(furniture.desk, SIZES[:1], folder, only, THEMES[theme])
            for theme in THEMES:
                (front.furniture or furniture).theme_chosen.emit(theme)
                yield from together(front, SIZES[:1], only, partial(_saved, folder, THEMES[theme]))
            furniture = front.furniture or furniture
            for word, scale in (("130", MIDDLE), ("double", LARGE)):
                yield from lettered(application, furniture.office, Theme.named("light", scale), folder, only, word)
            write_long(furniture.office)
            for theme, (letters, scale) in product(THEMES, LETTERS.items()):
                word = f"{THEMES[theme]}{letters}"
                yield from lettered(application, furniture.office, Theme.named(theme, scale), folder, only, word)


def lettered(
    application: QApplication, office: Office, theme: Theme, folder: Path, only: str, word: str
) -> Iterator[Path]:
    """Every page of the office in letters of that size; those of the longest texts once they are written."""
    theme.apply(application)
    big = Furniture(office, theme)
    big.window.show()
    yield from rooms(big, SIZES[:1], folder, only, word, long_ways() if LONG in people(office).values() else None)
    big.close()


def doors(application: QApplication, theme: Theme, sizes: Sizes, folder: Path, only: str, word: str) -> Iterator[Path]:
    """The pages that stand before the office."""
    theme.apply(application)
    for name, make in DOORWAYS.items():
        page = make(theme)
        for size in sizes if name.startswith(only) else ():
            page.resize(*size)
            page.show()
            QApplication.processEvents()
            yield saved(page.grab(), folder, name, word)
        page.close()
        page.deleteLater()


def maps(desk: Desk, sizes: Sizes, folder: Path, only: str, word: str) -> Iterator[Path]:
    """The skill map of made-up people: few skills, some, very many; then one place of the largest, since a year."""
    for count in COUNTS:
        page = skills_page(desk, count)
        for name, show in {f"carte-{count}": _whole, f"carte-{count}-depuis-un-an": _since, **DEEPER}.items():
            if name.startswith(only) and (name not in DEEPER or count == COUNTS[-1]):
                for size in sizes:
                    page.resize(*size)
                    page.show()
                    show(page)
                    settle(desk.background)
                    yield saved(page.grab(), folder, name, word)
        page.close()
        page.deleteLater()


def _whole(page: SkillsPage) -> None:
    page.choices.clear()
    page.go(WHOLE)
    page.explain(page.shown.cells[0].key)


def _since(page: SkillsPage) -> None:
    page.choices.clear()
    page.choices.spans[Span.YEAR].click()


def _inside(page: SkillsPage) -> None:
    _whole(page)
    page.go(page.shown.cells[0].place)
    page.explain(page.shown.cells[-1].key)


def _last(page: SkillsPage) -> None:
    _inside(page)
    page.go(max(page.shown.cells, key=lambda cell: len(cell.skills)).place)
    page.explain(page.shown.cells[1].key)


DEEPER: Final[Mapping[str, Callable[[SkillsPage], None]]] = {"carte-dedans": _inside, "carte-competences": _last}


def rooms(
    furniture: Furniture, sizes: Sizes, folder: Path, only: str, word: str, ways: Mapping[str, Show] | None = None
) -> Iterator[Path]:
    """Every page of the office, or those to which ``ways`` lead."""
    for name, show in (ways or shown(furniture)).items():
        for size in sizes if name.startswith(only) else ():
            furniture.window.resize(*size)
            over = show(furniture)
            settle(furniture.office.background)
            yield saved(taken(furniture.window, over), folder, name, word)
            if over:
                over.close()
    furniture.window.doubt_banner.show_doubt("", "")


def shown(furniture: Furniture) -> dict[str, Show]:
    """How to go to each page, by the picture's name."""
    rail = {
        "aujourdhui": "today",
        "dossiers": "files",
        "synchronisation": "sync",
        "reglages": "settings",
        "depart": "leaving",
        "retour": "returned",
    }
    ways: dict[str, Show] = {name: partial(_page, page) for name, page in rail.items()}
    for name, part in PARTS.items():
        ways[f"reglages-{name}"] = partial(_part, part)
    found = people(furniture.office)
    ways |= {name: partial(_tab, found[person], tab) for name, (tab, person) in TABS.items() if person in found}
    ways |= {name: partial(_step, found[person], title) for name, (title, person) in STEPS.items() if person in found}
    ways |= {name: partial(_ahead, found[person], part) for name, (part, person) in AHEAD.items() if person in found}
    ways |= {"metiers": _occupation, "semaine": _week, "trouver": _palette, "saisie": _hand, "verrou-proche": _warning}
    ways |= notes_ways(found["Nadia Brindille"])
    ways |= {"reperes": hints, "lirait": reported, "clore": _closing}
    return ways | {"fermes": _closed, "doute": _doubt}  # the last two change what the others would show


def taken(window: QWidget, over: QWidget | None) -> QPixmap:
    """The window, with what stands over it where it stands."""
    picture = window.grab()
    if over:
        painter = QPainter(picture)
        painter.drawPixmap(window.mapFromGlobal(over.mapToGlobal(over.rect().topLeft())), over.grab())
        painter.end()
    return picture


def saved(picture: QPixmap, folder: Path, name: str, theme: str) -> Path:
    """Written as ``name-theme-WIDTHxHEIGHT.png``; OSError when it cannot be."""
    path = folder / f"{name}-{theme}-{picture.width()}x{picture.height()}.png"
    if not picture.save(str(path)):
        raise OSError(f"not written: {path}")
    return path


def _saved(folder: Path, theme: str, widget: QWidget, name: str) -> Path:
    return saved(widget.grab(), folder, name, theme)


def _page(name: str, furniture: Furniture) -> None:
    furniture.settings.show_part(GENERAL)
    furniture.window.show_page(name)


def _week(furniture: Furniture) -> None:
    _page("today", furniture)
    settle(furniture.office.background)
    furniture.today.meetings.turn_page()


def _part(title: str, furniture: Furniture) -> None:
    furniture.window.show_page("settings")
    furniture.settings.show_part(title)


def _tab(person: str, tab: str, furniture: Furniture) -> None:
    furniture.open_file(person, tab)
    if tab == PlanPage.title:
        settle(furniture.office.background)
        furniture.plan.rows.step(1)
    elif tab == DiagnosticPage.title:
        settle(furniture.office.background)
        furniture.diagnostic.show_entry("constraint|24")


def _step(person: str, title: str, furniture: Furniture) -> None:
    """A step of the path; of the jobs alike, the first is confirmed as the first proposal."""
    furniture.open_file(person, ParcoursPage.title)
    page, settled = furniture.parcours, partial(settle, furniture.office.background)
    settled()
    fact = next(one for one in page.passport.facts if one.title == title)
    page.explain(fact.id)
    settled()
    rows = page.detail.ask.rows
    if title == STEPS["parcours-confirme"][0] and rows.isVisible():
        rows.chosen.emit(rows.model_of_rows.rows[0])


def _ahead(person: str, part: str, furniture: Furniture) -> None:
    """A part of the tab Avenir, with something chosen in it."""
    furniture.open_file(person, GapPage.title)
    page, settled = furniture.gap, partial(settle, furniture.office.background)
    settled()
    page.show_part(part)
    settled()
    if part == NearbyView.title:
        page.nearby.explain(page.nearby.found.nearest[0].occupation.code if page.nearby.found.nearest else "")
    if part != IdeasView.title:
        return
    for view, place in ((page.ideas.interests, 3), (page.ideas.sorts, 0)):
        if not view.choices.ticked:
            view.setCurrentIndex(view.choices.index(place))
            view.toggle(view.choices.index(place))
    settled()
    page.ideas.explain(page.ideas.found[0].near.occupation.code if page.ideas.found else "")


def _occupation(furniture: Furniture) -> None:
    furniture.window.show_page("occupations")
    furniture.occupations.show_occupation("J1501")


def _palette(furniture: Furniture) -> QWidget:
    furniture.window.show_page("today")
    furniture.palette.open()
    furniture.palette.field.setText("soin")
    return furniture.palette


def _hand(furniture: Furniture) -> None:
    furniture.hand.start()
    furniture.window.show_page("hand")


def _closing(furniture: Furniture) -> None:
    furniture.open_file(people(furniture.office)["Nadia Brindille"], SharingPage.title)
    settle(furniture.office.background)
    furniture.sharing.closing.close_button.click()


def _warning(furniture: Furniture) -> QWidget:
    furniture.window.show_page("today")
    warning = LockWarning(furniture.desk.theme, furniture.window)
    warning.count(24)
    return warning


def _closed(furniture: Furniture) -> None:
    """A passport that has been too long without an exchange."""
    file, lock = (
        furniture.file,
        ReadLock("Les passeports sont fermés à la lecture.", "Synchronisez : rien n’est perdu."),
    )
    furniture.office.background.ask(lambda store: setattr(store, "reading", lock))
    furniture.open_file(people(furniture.office)["Nadia Brindille"], file.tabs[0].title)
    settle(furniture.office.background)
    furniture.office.background.ask(lambda store: setattr(store, "reading", None))


def _doubt(furniture: Furniture) -> None:
    furniture.window.show_page("today")
    furniture.window.doubt_banner.show_doubt(Doubt.ROLLED_BACK.sentence, Doubt.ROLLED_BACK.advice)


if __name__ == "__main__":
    sys.exit(main())
