"""The words of belief, origin, union and intimate life; and the innocent expressions that hold them."""

from __future__ import annotations

from typing import Final

from desktop.models.guardrail_terms import Category, Group

PRIVATE: Final = (
    Group(Category.BELIEF, "disponible sauf le …", """
        musulman*, catholique+, jui(f|fs|ve|ves), protestant*, bouddhiste+, hindou*, athée+, croyant*,
        chrétien(|s|ne|nes), évangélique+, intégriste+, islamiste+, radicalisé*, ramadan, mosquée+, synagogue+,
        kippa, porte (le|un) (voile|foulard), voilée+, hijab, religion+, religieu(x|se|ses), (est|très) pratiquant*,
        témoin+ de jéhovah, franc+ maçon(|s|ne|nes), secte+, militant*, communiste+, gauchiste+, anarchiste+,
        royaliste+, extrême (droite|gauche), parti politique, opinion+ politique+, vote (pour|à droite|à gauche),
        complotiste+
    """, """
        (secours|institut|enseignement|école+|lycée+|collège+|université|établissement+|action|comité) … catholique,
        (patrimoine|fait|édifice+|bâtiment+|art|bâti|monument+|musique|chant+|mobilier) … religieu~, religieuse+
        (au|à la|café|chocolat|vanille), (éclair+|chou|choux|mille feuilles) … religieuse+,
        (histoire|sociologie|guerre+) des religions, (roue+|jante+|pièce+|disque+|planche+) voilée+, militant~
        associati~, quartier juif
    """),
    Group(Category.ORIGIN, "parle … et … ; diplôme obtenu en …", """
        d origine (étrangère|maghrébine|africaine|algérienne|marocaine|tunisienne|turque|malienne|sénégalaise), d
        origine
        (roumaine|portugaise|italienne|espagnole|asiatique|chinoise|vietnamienne|comorienne|antillaise|kurde), d
        origine (arménienne|russe|ukrainienne|syrienne|afghane|albanaise|rom|juive|arabe|kabyle|indienne|polonaise),
        maghrébin*, arabe+, beur(|s|ette|ettes), africain*, gitan*, tsigane+, manouche+, rom(|s), gens du voyage,
        immigré*, migrant*, couleur de peau, ethnie+, ethnique+, race+, type
        (maghrébin|africain|asiatique|méditerranéen), accent (étranger|prononcé|très fort), fort accent, sans
        papiers, clandestin*, demandeu(r|rs|se|ses) d asile, réfugié*
    """, """
        (parle~|lu|écrit|langue+|en|cours|professeur~|tradu~|interprète|alphabet|notions|niveau|bilingue|maîtrise) …
        arabe+, arabe (littéraire|dialectal|courant|parlé|écrit), l arabe,
        (anglais|français|espagnol|italien|berbère) … arabe, (formateur~|enseign~) … arabe, danse+ … ethnique+,
        (cuisine+|restaurant+|épicerie+|danse+|marché+|plat+|produit+|musique+|percussion+|littérature+|continent) …
        africain~, (coiff~|tresse+|coupe+) … (africain~|ethnique+), (musique+|cosmétique+) … ethnique+, (cd|dvd)
        rom+, sud africain~, (aire+|terrain+|médiat~|schéma|accueil|service+) … gens du voyage, jazz manouche,
        guitare manouche,
        (élevage+|vache+|chien+|chat+|chevaux|bovin+|ovin+|caprin+|brebis|porc+|volaille+|animaux|animal|troupeau) …
        race+, race+ (laitière+|à
        viande|rustique+|locale+|bovine+|ovine+|canine+|féline+|équine+|charolaise|limousine), passager+
        clandestin+, oiseau+ migrant+
    """),
    Group(Category.UNION, "a animé des réunions, négocié, tenu un budget, de … à …", """
        syndiqué*, syndicaliste+, syndicat+, cgt, cfdt, cftc, unsa, cfe cgc, force ouvrière, délégué*
        syndica(l|le|ux|les), mandat+ syndica(l|ux), gréviste+
    """, """
        syndicat+ (mixte+|intercommuna~|d initiative|de copropri~|de communes|des eaux|d eau|d énergie|de
        transport+), syndicat+ (départementa~|de rivière|de bassin|d assainissement|d
        aménagement|viticole+|forestier+|de traitement), (négoci~|relation+|échang~|réunion+|dialogue) … syndicat+,
        syndicat+ … (déchets|ordures)
    """),
    Group(Category.INTIMATE, "", """
        homosexuel(|s|le|les), gay+, lesbienne+, bisexuel(|s|le|les), transgenre+, transsexuel(|s|le|les),
        orientation sexuelle, vie sexuelle, prostitué*, prostitution
    """, "(lutte|prévention|association|éducation|contre) … (prostitution|sexuelle)"),
)  # fmt: skip
