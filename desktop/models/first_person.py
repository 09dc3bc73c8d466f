"""An action of the plan as a sentence of whoever does it: « Je vais monter le dossier », when its words allow it.

Free text is never rewritten: a text that begins with a verb is continued, anything else stands after a colon.
"""

from __future__ import annotations

from typing import Final

from desktop.models.text import folded, parted

ENDS: Final = ("er", "ir", "oir")
NOUNS: Final = (
    "atelier avenir cahier calendrier chantier courrier dernier devoir dossier foyer hiver leader loisir loyer metier"
    " papier permis plaisir planning pouvoir premier quartier souvenir"
)
VERBS: Final = (
    "apprendre attendre comprendre conduire construire convaincre decrire defendre dire ecrire entreprendre faire"
    " inscrire joindre lire mettre permettre prendre produire promettre reconnaitre rejoindre relire remettre rendre"
    " repondre reprendre resoudre suivre transmettre vendre vivre"
)
MINE: Final = (("s’", "m’"), ("s'", "m’"), ("se ", "me "))
NOBODY: Final = "Action sans intitulé"


def mine(what: str) -> str:
    """The person's own sentence."""
    said = _lowered(what)
    if folded(said).split()[:1] in (["je"], ["j"]):
        return what.strip()  # said so already
    if not _begins_with_a_verb(said):
        return f"Je m’occupe de ceci : {what.strip() or NOBODY}"
    for theirs, own in MINE:
        if said.startswith(theirs):
            said = f"{own}{said.removeprefix(theirs)}"
    return f"Je vais {said}"


def counsellors(what: str) -> str:
    """The same of what the counsellor does."""
    said = _lowered(what)
    if not _begins_with_a_verb(said):
        return f"Mon conseiller s’occupe de ceci : {what.strip() or NOBODY}"
    return f"Mon conseiller va {said}"


def _lowered(what: str) -> str:
    """Without its capital, unless the first word is an acronym."""
    said = what.strip()
    return said if said[1:2].isupper() else said[:1].lower() + said[1:]


def _begins_with_a_verb(said: str) -> bool:
    words = folded(parted(said)).split()
    if words and words[0] in ("s", "se", "m", "me"):
        words = words[1:]
    if not words or words[0] in NOUNS.split():
        return False
    return words[0].endswith(ENDS) or words[0] in VERBS.split()
