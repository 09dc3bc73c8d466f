"""The verbs without a window: the referential, and the self-test of a bundle.

What a verb needs is imported when it runs: the window declares the verbs too, and does not wait for them.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.config import Config
from desktop.errors import EscaleError, Refused
from desktop.resources import resource

if TYPE_CHECKING:
    from desktop.reference.opened import Reference
    from desktop.reference.shelf import Shelf

Answer = tuple[object, Sequence[str]]  # what --json prints, and the lines for a reader


def add_verbs(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the verbs on the command line's parser."""
    reference = verbs.add_parser("reference", help="le référentiel ROME et ses tables : importer, vérifier, chercher")
    kinds = reference.add_subparsers(dest="kind", required=True)
    for kind, argument, said in (
        ("import", "path", "installer le ROME, les certifications ou la table des professions"),
        ("list", "", "ce qui est installé"),
        ("check", "", "compter les lignes et vérifier chaque jointure"),
        ("occupation", "code", "la fiche d’un métier"),
        ("search", "text", "chercher un métier par ses mots"),
    ):
        parser = kinds.add_parser(kind, help=said)
        parser.add_argument("--json", action="store_true", help="répondre en JSON")
        if argument:
            parser.add_argument(argument)
    recover = verbs.add_parser("recover", help="rouvrir un coffre avec la clé de l’organisme (service informatique)")
    recover.add_argument("--key-fd", type=int, required=True, help="d’où lire la clé privée X25519 (base64url)")
    recover.add_argument("--passphrase-fd", type=int, help="d’où lire la nouvelle phrase de passe (sinon : demandée)")
    verbs.add_parser("self-test", help="vérifier que cette installation a tout ce qu’il lui faut")


def run_verb(config: Config, arguments: argparse.Namespace) -> int:
    """Run a verb; 0 when it went well, 1 after a sentence on the error stream."""
    try:
        if arguments.verb == "self-test":
            from desktop.selftest import self_test

            return self_test(print)
        if arguments.verb == "recover":
            from desktop.recovering import recover

            return recover(config, arguments.key_fd, arguments.passphrase_fd, print)
        answer, lines = _reference(config, arguments)
    except EscaleError as trouble:
        print(trouble, file=sys.stderr)
        return 1
    print(json.dumps(answer, ensure_ascii=False, indent=2) if arguments.json else "\n".join(lines))
    return 0


def _reference(config: Config, arguments: argparse.Namespace) -> Answer:
    from desktop.reference.opened import Reference
    from desktop.reference.shelf import Shelf

    shelf = Shelf(config.references, resource("reference"))
    if arguments.kind == "import":
        return _imported(config, shelf, Path(arguments.path))
    with Reference.open(shelf.in_use(), shelf.notice()) as reference:
        if reference.notice:
            print(reference.notice, file=sys.stderr)
        asked: dict[str, Callable[[], Answer]] = {
            "list": lambda: _listed(config, reference, shelf),
            "check": lambda: _checked(reference),
            "occupation": lambda: _occupation(reference, arguments.code),
            "search": lambda: _found(reference, arguments.text),
        }
        return asked[arguments.kind]()


def _imported(config: Config, shelf: Shelf, path: Path) -> Answer:
    """Install what the path holds, whatever it is of what Escale knows."""
    from desktop.reference import packs_report, report
    from desktop.reference.packs import Kind, PackShelf, kind_of

    packs, kind = PackShelf(config.references, resource("reference")), kind_of(path)
    if kind is Kind.CERTIFICATIONS:
        with packs.import_certifications(path, _told) as found:
            return packs_report.certifications_as_json(found.edition), (
                f"Installé : {packs_report.certifications_text(found.edition)}",
            )
    if kind is Kind.PROFESSIONS:
        crosswalk = packs.import_crosswalk(path, _told)
        return packs_report.crosswalk_as_json(crosswalk), (f"Installé : {crosswalk.edition_words()}",)
    edition = shelf.import_kit(path, _told)
    return report.list_as_json(edition, shelf.imported()), (f"Installé : {report.edition_text(edition)}",)


def _listed(config: Config, reference: Reference, shelf: Shelf) -> Answer:
    from desktop.reference import packs_report, report
    from desktop.reference.packs import PackShelf

    packs = PackShelf(config.references, resource("reference"))
    edition, imported = reference.edition(), shelf.imported()
    crosswalk = packs.crosswalk()
    with packs.certifications() as found:
        beside = {
            "certifications": packs_report.certifications_as_json(found.edition),
            "professions": packs_report.crosswalk_as_json(crosswalk),
        }
        lines = (
            f"En usage : {packs_report.certifications_text(found.edition)}",
            f"En usage : {crosswalk.edition_words()}",
        )
    return report.list_as_json(edition, imported) | beside, (*report.list_as_text(edition, imported), *lines)


def _checked(reference: Reference) -> Answer:
    from desktop.reference import report
    from desktop.reference.check import check

    found = check(reference)
    return report.check_as_json(found), report.check_as_text(found)


def _occupation(reference: Reference, code: str) -> Answer:
    from desktop.reference import report

    occupation = reference.occupation(code.upper())
    if occupation is None:
        raise Refused(f"Le référentiel en usage n’a pas de métier « {code} ».", "Cherchez-le par ses mots.")
    return report.occupation_as_json(occupation), report.occupation_as_text(occupation)


def _found(reference: Reference, text: str) -> Answer:
    from desktop.reference import report

    found = reference.search(text)
    return report.search_as_json(found), report.search_as_text(found)


def _told(step: str, done: int, steps: int) -> None:
    print(f"[{done}/{steps}] {step}", file=sys.stderr)
