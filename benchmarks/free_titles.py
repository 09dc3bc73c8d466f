"""Job titles as employers write them, and the occupations that a hand-check expects among the first three (v458).

Those of the demonstration's people first, then others met in declarations; ``|`` separates equally good answers.
"""

from __future__ import annotations

from typing import Final

# (title, sector and activity, expected)
FREE_TITLES: Final = (
    ("Apprenti boulanger", "Boulangerie et boulangerie-pâtisserie", "D1102"),
    ("Vendangeuse, porteuse", "Culture de la vigne", "A1401"),
    ("Ouvrière arboricole, cheffe d’équipe de cueillette", "Culture de fruits à pépins et à noyau", "A1405"),
    ("Tailleuse de vigne", "Culture de la vigne", "A1418"),
    ("Cueilleuse d’abricots", "Culture de fruits à pépins et à noyau", "A1401"),
    ("Ouvrière en conditionnement de fruits", "Commerce de gros de fruits et légumes", "H3302"),
    ("Conductrice de tracteur, palissage", "Culture de la vigne", "A1101"),
    ("Ramasseuse de lavande", "Culture de plantes aromatiques", "A1402"),
    ("Ouvrière maraîchère", "Culture de légumes", "A1402|A1414"),
    ("Employée commerciale caisse et rayon", "Commerce de détail à prédominance alimentaire", "D1507"),
    ("Préparatrice de commandes", "Entreposage et stockage", "N1103"),
    ("Employée de libre-service, rayon fruits et légumes", "", "D1507"),
    ("Hôtesse de caisse", "", "D1505"),
    ("Vendeuse", "Commerce de détail d’habillement", "D1214"),
    ("Caissière saisonnière", "Terrains de camping", "D1505"),
    ("Agent de médiation de quartier", "Action sociale sans hébergement", "K1204"),
    ("Animateur périscolaire", "Action sociale sans hébergement", "G1203"),
    ("Équipier polyvalent en restauration", "Restauration de type rapide", "G1603"),
    ("Menuisier, chef d’atelier", "Travaux de menuiserie bois et PVC", "H2206"),
    ("Menuisier poseur", "Travaux de menuiserie bois et PVC", "F1616"),
    ("Agente de service hospitalier, équipe de nuit", "Hébergement médicalisé pour personnes âgées", "J1301"),
    ("Employée familiale", "Activités des ménages en tant qu’employeurs", "K1304"),
    ("Infirmière, service de médecine", "Activités hospitalières", "J1506"),
    ("Agente d’accompagnement en école maternelle", "Faisant fonction d’ATSEM, classe de petite section", "K1308"),
    ("Assistante maternelle agréée", "", "K1310"),
    ("Agente de cantine et de garderie", "Administration publique générale", "G1607"),
    ("Agente d’entretien", "Nettoyage courant des bâtiments", "K2204"),
    ("Second de cuisine, saison d’hiver", "Hôtels et hébergement similaire", "G1609"),
    ("Équipier de rayon boulangerie", "Commerce de détail à prédominance alimentaire", "D1507"),
    ("Agente administrative", "Autres assurances", "M1602"),
    ("Livreur de repas à domicile", "Services des traiteurs", "N4104"),
    ("Technicien de maintenance, parc et quais", "Transports routiers de fret interurbains", "I1304"),
    ("Conducteur routier longue distance", "Transports routiers de fret interurbains", "N4101"),
    ("Conducteur super poids lourd", "Transports routiers de fret interurbains", "N4101"),
    ("Aide-soudeur", "", "H2913"),
    ("Aide-mécanicien", "Entretien et réparation de véhicules automobiles", "I1604"),
    ("AIDE A DOMICILE", "", "K1304"),
    ("aide soignante de nuit", "", "J1501"),
    ("resp. adm.", "", "M1205"),
    ("ASH", "", "J1301"),
    ("EMPLOYE LIBRE SERVICE H/F", "", "D1507"),
    ("Prép. cdes", "", "N1103"),
    ("TECH. MAINT. INFO", "", "I1401"),
    ("OUVRIER VITICOLE CDD", "", "A1418"),
    ("assistante rh", "", "M1501"),
    ("COND. SPL", "", "N4101"),
    ("vendeuze en boulangerie", "", "D1106"),
    ("Magasinier cariste", "", "N1110"),
    ("Agent de sécurité", "", "K2503"),
    ("peintre en batiment", "", "F1606"),
    ("ELECTRICIEN QUALIFIE", "", "F1602"),
    ("Maçon N2P1", "", "F1703"),
    ("auxiliaire de vie", "", "K1311"),
    ("Agent polyvalent de restauration", "", "G1603"),
    ("AESH", "", "K2104|K2113"),
)
MISSED: Final = ("Vendeuse",)  # said alone it fits a hundred appellations: the profession and the human decide
