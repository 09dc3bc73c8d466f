"""What makes a word speak of the public of a job, not of the person, when it stands just before it."""

from __future__ import annotations

from typing import Final

PUBLICS: Final = """
    (personnes|enfants|adultes|élèves|patients|patientes|publics|public|usagers|résidents|résidentes|jeunes) …,
    (adolescents|seniors|travailleurs|malades|hommes|femmes|clients|familles|bénéficiaires|migrants|détenus) …,
    (sportifs|lycéens|étudiants|mineurs|aînés|populations) …,
    (auprès|accompagn~|prise en charge|soin+|animation|transport|accueil|toilette|encadrement) (de|d|des|du|au|aux) …,
    (insertion|aide|pair aidance|écoute|assistance|intervention) (de|d|des|du|au|aux|auprès) …,
    (foyer+|institut+|établissement+|service+|association+|atelier+|centre+|structure+) … (pour|de|d|des|du|en) …,
    (maison+|unité+|hôpital|hôpitaux|clinique+|classe+|ulis|ime|esat|ehpad|mas|fam) … (pour|de|d|des|du|en) …,
    (aesh|moniteur~|monitrice~|éducateur~|éducatrice~) … (pour|auprès|spécialis~|dans|en service|en milieu) …,
    (auxiliaire~|soignant~|infirmier~|infirmière~) … (pour|auprès|spécialis~|dans|en service|en unité|en institut) …
"""
