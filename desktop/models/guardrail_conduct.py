"""The words of offences and of judgement; and the innocent expressions that hold them."""

from __future__ import annotations

from typing import Final

from desktop.models.guardrail_terms import Category, Group

CONDUCT: Final = (
    Group(Category.OFFENCE, "sans permis valide jusqu’au …", """
        (suspension|retrait|annulation) (de|du) permis, permis (suspendu|retiré|annulé)
    """),
    Group(Category.OFFENCE, "disponible à partir du …", """
        casier judiciaire, prison+, incarcéré*, incarcération+, détenu*, détention+, condamné*, condamnation+,
        délinquant*, délinquance, délit+, bracelet électronique, contrôle judiciaire, garde à vue, sursis,
        probation, spip, (travail|travaux) d intérêt général, dealer+, dealeu(r|rs|se), trafic de
        (drogue|stupéfiants), vol à l étalage, a volé, voleu(r|rs|se|ses), escroc+, escroquerie+,
        fraudeu(r|rs|se|ses), violences conjugales, violent*, mis* en examen
    """, """
        (diplôme+|titre+|certification+|permis|habilitation+|compétence+|niveau+|caces|certificat+|agrément+) …
        détenu~, (carte+|attestation+|part+|capital|bien+|stock+|savoir+) … détenu~, détention d~
        (chien+|animaux|arme+|part+|titre+),
        (surveillan~|personnel|administration|agent+|gardien~|intervention+|atelier+|enseign~|interven~) …
        (prison+|détention), (bibliothè~|formateur~|formatrice~|concours|visiteu~|cuisin~|conseiller~|conseillère~)
        … (prison+|probation|spip), (surveillan~|intervention+|atelier+|enseign~|formateur~|formatrice~) … détenus,
        (prévention|lutte|contre) … (délinquan~|violen~|vol+|trafic+|escroquerie+|délit+|fraudeu~),
        (écoute|accueil|victimes|hébergement|association) … violences conjugales, communication non violente, geste+
        violent+, sport+ violent+, vent+ violent+, (extrait|bulletin) … casier judiciaire, casier judiciaire …
        (vierge|exigé|demandé|exempt), (porte+|fenêtre+|issue+|accès) condamné~,
        (client+|usager+|comportement+|situation+|public) … violent~, (loi|code|droit) … (délit+|condamnation+)
    """),
    Group(Category.JUDGEMENT, "ne souhaite pas … pour l’instant ; propose plutôt …", """
        fainéant*, feignant*, flemmard*, paresseu(x|se|ses), tire au flanc, (pas|peu) motivé*, aucune motivation,
        manque de motivation, démotivé*, aucun effort, ne veut pas travailler, ne veut rien faire, profite du
        système, dans l assistanat, cas socia(l|ux), cassos, mauvaise volonté, mauvaise foi, trop passi(f|ve),
        traîne les pieds, (pas|peu) sérieu(x|se|ses), inemployable+, irrécupérable+
    """, """
        (public+|jeunes|élèves|équipe+|collaborateurs|salariés) … (démotivé~|peu motivé~|pas motivé~), remotiv~
    """),
    Group(Category.JUDGEMENT, "dit que … ; un document montre que …", """
        menteu(r|rs|se|ses), mythomane+, mytho, (il|elle) ment, manipulat(eur|eurs|rice|rices), hypocrite+,
        malhonnête+, louche+, affabule
    """, """
        manipulat~ (en|d|radio~|électro~|de|imagerie), (bras|robot+) manipulateur+, (à la|une) louche, louche+ de
    """),
    Group(Category.JUDGEMENT, "a haussé la voix le … quand …", """
        agressi(f|fs|ve|ves), agressivité, hystérique+, caractériel(|s|le|les), ingérable+, insupportable+,
        odieu(x|se|ses), désagréable+, arrogant*, prétentieu(x|se|ses), malpoli*, impoli*, vulgaire+,
        capricieu(x|se|ses), grande gueule, (sale|mauvais) caractère, colérique+, lunatique+, impulsi(f|fs|ve|ves)
    """, """
        (gérer|gestion|désamorcer|prévenir|face|gère|apaiser|canaliser|prévention|calmer) … agressi~,
        (client~|patient~|public+|usager+|chien+|comportement+|situation+|produit+|milieu+|substance+|téléphon~) …
        agressi~, (odeur+|bruit+|tâche+|condition+) … (désagréable+|insupportable+), achat+ impulsif+, vente+
        agressive+, (clients|clientèle|public|usagers) …
        (désagréable+|insupportable+|impoli+|colérique+|arrogant+|vulgaire+|capricieu~)
    """),
    Group(Category.JUDGEMENT, "n’a pas encore l’habitude de …", """
        incapable+, incompétent*, immature+, idiot*, stupide+, débile+, simplet(|s|te|tes), limité*
        intellectuellement, intellectuellement limité*, peu intelligent*, pas très (intelligent*|malin|dégourdi*),
        est nul(|le), boulet+, gamin*, ne comprend rien, ne sait rien faire, inadapté*, asocia(l|le|ux|les),
        marginal*, bizarre+
    """, """
        (horaire+|locaux|matériel|outil+|poste+|logement|formation+|offre+|transport+|moyens|cadre|véhicule|équipement+)
        … inadapté~, (coût+|taux|emploi+|effet+|revenu+|part|note+) marginal~,
        (garde|garder|groupe|animation|occuper) … gamin+, boulets (de|aux|à)
    """),
    Group(Category.JUDGEMENT, "à préparer ensemble : la présentation à l’entretien d’embauche", """
        sent (mauvais|l alcool), mauvaise+ odeur+, hygiène douteuse, manque d hygiène, problème+ d hygiène, peu
        soigné*, mal habillé*, (tenue|présentation) négligée, aspect négligé, moche+
    """, """
        (élimin~|lutte~|traitement|réduction|détect~|signal~|contre) … mauvaise+ odeur+, (cuisine+|locaux|contrôle~)
        … hygiène
    """),
    Group(Category.JUDGEMENT, "a répondu que …", """
        dans le déni, se plaint (tout le temps|toujours|sans cesse|beaucoup), pleurnich(e|ard|arde), se victimise,
        joue les victimes, raconte n importe quoi, se cherche des excuses, toujours une excuse
    """),
    Group(Category.JUDGEMENT, "demande plus de temps pour …", """
        instable+, (trop|très) lent(|e), lent(|e) à comprendre, (pas|peu) fiable+, indécis*, girouette+
    """, """
        (emploi+|contrat+|situation|terrain+|connexion+|réseau|sol+|charge+|marché|parcours|logement|revenu+) …
        instable+, (équilibre|planning|horaires|secteur|échafaudage+) … instable+,
        (réseau|connexion|internet|ordinateur|transport+|bus|véhicule|voiture|train+|matériel|machine) …
        (lent|lente|fiable+)
    """),
)  # fmt: skip
