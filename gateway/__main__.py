"""``python -m gateway``: the arguments of every command."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from gateway.cli import add_account, load_people, restored, serve
from gateway.errors import GatewayError


def parser() -> ArgumentParser:
    """Every command and option."""
    top = ArgumentParser(prog="gateway", description="Passerelle de référence d’Escale.")
    commands = top.add_subparsers(required=True)
    command = commands.add_parser("serve", help="écouter")
    command.add_argument("--host", default="127.0.0.1")
    command.add_argument("--port", type=int, default=0)
    command.add_argument("--database", help="adresse SQLAlchemy ; temporaire en démonstration si absente")
    command.add_argument("--issuer", default="", help="adresse publique, derrière un mandataire")
    command.add_argument("--people", type=Path, help="dossier de personnes de la démonstration")
    command.add_argument("--demo", action="store_true", help="conseillère en un clic et espace titulaire")
    command.add_argument("--ready-file", help='où écrire {"url": …} une fois à l’écoute ; - pour la sortie standard')
    command.add_argument("--until-stdin-closes", action="store_true", help="s’arrêter avec le processus parent")
    command.set_defaults(run=serve)
    command = commands.add_parser("load", help="charger des personnes")
    command.add_argument("folder", type=Path, nargs="?")
    command.add_argument("--made", type=int, help="nombre de personnes inventées")
    command.add_argument("--seed", type=int, default=1)
    command.add_argument("--skills", type=Path, help="liste JSON de couples [code OGR, libellé]")
    command.add_argument("--counsellor", help="adresse du compte ; la conseillère de démonstration si absente")
    command.add_argument("--database", required=True)
    command.set_defaults(run=load_people)
    accounts = commands.add_parser("counsellor", help="comptes des conseillers").add_subparsers(required=True)
    command = accounts.add_parser("add", help="créer un compte ; mot de passe sur l’entrée standard")
    command.add_argument("email")
    command.add_argument("--name", required=True)
    command.add_argument("--organisation", default="")
    command.add_argument("--database", required=True)
    command.set_defaults(run=add_account)
    command = commands.add_parser("restored", help="à lancer après avoir restauré une sauvegarde")
    command.add_argument("--database", required=True)
    command.set_defaults(run=restored)
    return top


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; 2 and one French sentence when it cannot be carried out."""
    arguments = parser().parse_args(words)
    try:
        arguments.run(arguments)
    except GatewayError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
