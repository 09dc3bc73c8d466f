"""The words of health: illnesses, treatments, handicap, addictions; and the innocent expressions that hold them."""

from __future__ import annotations

from typing import Final

from desktop.models.guardrail_terms import Category, Group

HEALTH: Final = (
    Group(Category.HEALTH, "disponible à mi-temps jusqu’en …", """
        dépressi(f|fs|ve|ves), dépression+, burn out, burnout, épuisement professionnel, bipolaire+, bipolarité,
        schizophrène+, schizophrénie, psychotique+, psychose+, anxieu(x|se|ses), anxiété, angoisse+, angoissé*,
        phobie+, phobique+, suicide+, suicidaire+, trouble+ psychique+, trouble+ psychologique+, trouble+ du
        comportement, cancer+, tumeur+, chimiothérapie, fibromyalgie, endométriose, sclérose en plaques, mi temps
        thérapeutique, anorexi(e|que|ques), boulimi(e|que|ques), insomni(e|es|aque|aques), covid long, apnée du
        sommeil, ald, parkinson, alzheimer, santé mentale, santé fragile
    """, """
        dépression+ (atmosphérique+|météorologique+), (lutte|prévention|ligue|recherche|contre|registre) … cancer+,
        prévention … suicide+, prévention … trouble+ ~, (en|mise en) dépression, anxieu~ de (réussir|bien),
        (maladie|unité|service|accueil|structure+|spécialisé~|équipe|gestes|malade+) … (alzheimer|parkinson),
        (infirmi~|secteur|domaine|champ|métier+|secouriste|secours|structure+|équipe|service) … santé mentale
    """),
    Group(Category.HEALTH, "un travail sans port de charges convient mieux", """
        lombalgie+, lumbago+, hernie+, arthrose, sciatique+, tendinite+, canal carpien, (mal|maux) de dos, mal au
        dos, problème+ de dos, rhumatisme+, polyarthrite, scoliose, opéré* (du|des|de la|de l), prothèse de
        (hanche|genou)
    """, "prévention … (mal|maux) de dos, prévention … tendinite+"),
    Group(Category.HEALTH, "en arrêt de travail jusqu’au …", """
        arrêt+ maladie, longue maladie, maladie+, malade+, hospitalisé*, hospitalisation+, accident+ du travail,
        convalescen(ce|t|te|ts|tes), maladie+ professionnelle+, problème+ de santé, ennuis de santé, soucis de
        santé, état de santé
    """, """
        (prévenir|analys~|sécurité|santé) … (accident+ du travail|maladie+ professionnelle+),
        (animal|animaux|plante+|arbre+) malade+, (identifier|détecter|dépist~|soigner|traiter) … maladie+,
        assurance+ maladie, caisse … maladie, cpam … maladie, garde+ malade+, lit+ malade+, malades
        (hospitalisés|âgés), maladie+ (des|de la|du|de l)
        (plante+|vigne+|végéta~|culture+|animaux|bétail|bois|arbre+|céréale+|rosier+|blé),
        (soins|toilette|transport|transfert|accueil|brancardage|visite|chevet|famille) … malade+, hospitalisation (à
        domicile|de jour|complète|partielle), (service+|unité+|retour+|sortie+) d hospitalisation, remplac~ …
        (maladie|malade), prévention … accident+ du travail, prévention … maladie+ ~, risque+ … accident+ du
        travail, (déclaration+|taux|fréquence|statistique+|gestion|suivi) … (maladie+|accident+ du travail),
        (suivi|surveill~|observ~|évalu~|transmi~) … état de santé, état de santé (des|du|d un|d une)
        (patient~|résident~|animaux|animal|bétail|troupeau|cheptel|personne~|plantes)
    """),
    Group(Category.HEALTH, "a besoin d’un poste aménagé : …", """
        handicapé*, handicap+, rqth, aah, invalide+, invalidité, inapte+, inaptitude+, paraplégique+,
        tétraplégique+, hémiplégique+, fauteuil roulant, malvoyant*, non voyant*, aveugle+, sourd*, malentendant*,
        surdité, autis(te|tes|me), asperger, dyslexi(e|que|ques), dyspraxi(e|que|ques), dyscalculi(e|que|ques),
        tdah, hyperacti(f|fs|ve|ves), trisomi(e|que|ques), déficien(ce|ces|t|te|ts|tes), séquelle+
    """, """
        (chargé~|mission+|correspondant~|diversité) … handicap, (professeur~|enseign~|formateur~) …
        (aveugle+|déficien~|sourd~), référent~ handicap, mission+ handicap, (secteur+|champ|domaine|monde|métier+) …
        handicap~, politique handicap, loi … handicap, salon … handicap, maison … handicapées, semaine …
        handicapées, sans handicap, à l aveugle, point+ aveugle+, langue des signes … sourd~,
        (interprète|communication|communiquer) … sourd~, bruit+ sourd+, accessibilité …
        (handicap~|sourd~|malvoyant~), (transport|véhicule|bus) … fauteuil roulant,
        (pousser|manipul~|entretien|répar~|location|vente) … fauteuil roulant, sport adapté … handicap~,
        installation … (déficien~|handicap~), cap … handicap
    """),
    Group(Category.HEALTH, "disponible à partir du …", """
        enceinte+, grossesse+, fausse couche, cure de (désintoxication|sevrage), en cure, postcure
    """, """
        l enceinte, enceinte+ (acoustique+|sportive+|bluetooth|fortifiée+|portuaire+|scolaire+|climatique+|du|des|de
        la|de l), (installation|montage|réparation|pose|fabrication|mur+) d enceinte+, (dans|cette) … enceinte,
        suivi+ de grossesse+, (test+|déclaration) de grossesse, (gestation|grossesse) (chez|de la)
        (jument|vache|brebis)
    """),
    Group(Category.HEALTH, "des horaires de jour conviennent mieux", """
        diabète, diabétique+, épilepsie, épileptique+, asthme, asthmatique+, alcoolique+, alcoolisme, alcoolisé*,
        alcoolo+, problème+ (d alcool|avec l alcool), boit trop, toxicomane+, toxicomanie, drogué*, se drogue,
        cannabis, cocaïne, héroïnomane+, addict+, addiction+, sevrage, obèse+, obésité, surpoids, sida, vih,
        séropositi(f|fs|ve|ves), hépatite+, traitement (médical|lourd|psychiatrique), prend des médicaments,
        antidépresseur+, anxiolytique+, somnifère+, neuroleptique+, suivi* en (psychiatrie|addictologie|psy), suivi*
        par un* (psy|psychologue|psychiatre), voit un* (psy|psychologue|psychiatre)
    """, """
        fermentation alcoolique, (boisson+|produit+|vente|solution|cocktail+|service) … alcoolisé~, addict~ (au
        travail bien fait|au chocolat),
        (prévention|lutte|intervenant~|conduite+|consultation+|réduction|dépistage|éducation|contre) …
        (addiction+|toxicomanie|alcoolisme|alcoolisé~|obésité|diabète|vih|sida|surpoids|hépatite+|cannabis), sevrage
        (des|du) (veau|veaux|agneau~|porcelet+|chiot+), (chanvre|cbd) … cannabis, vaccin~ … hépatite+
    """),
)  # fmt: skip
