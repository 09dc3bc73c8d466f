"""French words for a passphrase drawn by lot, written by hand: four to nine letters, no accent to look for.

Common words that are easily told apart; 2,934 of them are worth 11.5 bits each when chance alone chooses.
"""

from __future__ import annotations

from typing import Final

WORDS: Final = tuple(
    """
abeille abonder aborder aboutir abricot abriter abrupt absolu acajou accent accepter acclamer accord accorder accourir
accrocher achat acheter achever acier acteur actif activer actuel adapter admirable admirer adopter adorer adresse
adroit aerien affable affiche affiner affirmer agenda agile agir agiter agneau agrafe agrandir agrume aider aigle
aiguille aile aimable aimant aise ajouter ajuster album algue aligner alinea allee alliage allumer allure alpage
alphabet alterner altier amande amarre amarrer ambre ameliorer amener amical ample ampoule amusant amuser analyser
ananas ancien ancre anglais angle anguille anime animer anneau annonce annoncer annuel antenne antilope antique
apaiser appeler applaudir appliquer apport apporter apprecier apprendre approcher aquarelle araignee arbitre arbre
arbuste arche archet ardent ardoise arene argent argile aride armoire arome arpenter arranger arriver arroser arrosoir
artiste asperge aspirer assembler assidu assiette associer assurer astral astre atelier athlete atlas atome attacher
atteindre attelle attendre attentif attirer attraper aubaine aube auberge aubergine audace aurore austral auteur
automne avancer avenir averse avertir avion aviron avocat avoine avouer azalee azur badiner bagage bague baie baigner
baignoire baisser balade balader balai balance balayer balcon baleine baliser ballon bambou banane banc bandeau banjo
bannir banque banquise barbe barder barque barrage barreau barrette basalte bascule basilic basket bassin bateau
batterie bavarder bazar beau beignet belette belier benne berceau bercer berge berger besace beton betterave beurre
biberon biche bidon bijou bilingue billet biologie biscuit bison bitume blaireau blanc blanchir blason bleu bleuet
blond bloquer blouson bobine bocal bogue boire boiser boisson boitier bolide bonbon bondir bonheur bonnet bonsai
border bordure boreal bosquet botanique botte bouche boucle bouclier boudoir bouger bougie bouillir bouillon boulanger
boulon bouquet bourdon bourgeon boussole bouteille bouton bouvreuil bracelet braise branche brasier bravo brebis bref
brevet bricole bricoler brigade brillant briller brioche brique brise broche brocoli broder broderie bronze brosse
brosser brouette brousse brouter brugnon bruler brume brun brunette bruyere buffet buisson bulbe bulle bureau burin
buste butiner cabane cabine cable cabri cacahuete cacao cacher cachet cactus cadeau cadran cadre cadrer cafetiere
cageot cahier caillou caisse calcul calculer caleche calepin caler calin calme calmer camarade camera camion camomille
campagne camper canal canard candeur candide canette canevas canoe canon cantine canyon capable cape capitaine capsule
capter capuche carafe caramel caravane carbone cardigan caresse caresser cargo caribou carnet carotte carpe carre
carreau carrefour carriere carton cascade casier casque cassette cassis castor catalogue cavalier caverne caviar
cedille cedre ceinture celebrer celeri celeste cendre centaine central centre cercle cereale cerf cerfeuil cerise
cerne cerner certain chaise chalet chaleur chaloupe chambre chameau chamois champ champetre chance chandail chanson
chanter chantier chapeau chapitre charbon chardon charge charger chariot charmant charme charpente chasse chataigne
chateau chaton chaud chauffer chausser chaussure chemin chemise chenal chene chenille cher chercher cheval chevre
chicoree chiffre chignon chiner chocolat choisir chorale chou chouette chuchoter cigale cigogne cinema cintre circuit
circuler cirque ciseau citadelle citer citerne citron civil clair clairon clamer clarifier classe classer clavier clef
clemence client climat cloche cloison cloitre clore clou clown cocher cocktail cocon coder coffre cogiter cohorte
coiffer coiffeur coing colibri colis collecter coller collier colline colombe coloniser colonne colorer coloris
colossal combiner comete comique commander commencer commode comparer compas complet completer compote compter
comptoir comte concert concevoir conclure concombre concret condor conduire confiance confier confiture conforter
conge conifere connaitre conseil conserver consulter conte content continu continuer convenir convivial copain copeau
copie copier coque coquet coquille corail corbeau corbeille corde cordial cordon coriandre cornet corniche corolle
correct corriger costume coteau coton couchette coude coudre couler couleur couloir couper coupole courage courbe
courge courir couronne courrier course courtois cousin coussin couteau couture couvert couvrir crabe craie crampon
cravate crayon creer creme creneau crepe cresson creuser crevette crier crinoline cristal crochet crocheter crocus
croire croiser croissant croquer croquis croute crucial cubique cuire cuisine cuisiner cuivre cultiver culture cumin
curieux curry cuvette cyclamen cyclone cygne cylindre cymbale cypres dahlia daim dalle damier danse danser dattier
dauphin debattre debut debuter decent decider decor decorer decouvrir decret decrire dedale dedier defendre defile
definir degre deguster dejeuner delicat delta demain demander demarrer demeure demeurer demontrer dense dentelle
depart deployer deposer depot deriver descendre designer desirer dessert dessin dessiner detail detendre detour
deviner devise devoiler devorer diamant dictee dicter diesel differer diffuser digue diligent dindon diner diplome
direct diriger discret discuter disque distance divan divers diviser dixieme docile docte docteur dollar domaine
domino donjon donner dorade dore dormir dortoir dossier douane double doubler douceur douche doux douze dragee dragon
drapeau droit duel dune durable durer duvet dynamo ebaucher ebene ecaille echalote echanger echarpe echelle echo
eclair eclairer eclore ecluse ecole econome ecorce ecouter ecran ecrin ecrire ecrou ecume ecureuil ecurie edifice
edition eduquer effacer effectif efficace effort egal egayer eglantine elan elance elargir elastique elegant element
elephant elever elire elite elixir eloquent eluder emballer embellir emeraude emerger emettre emotion empire emploi
empreinte emprunter encart enchante enchanter enclume encre endive endurant energie enfant enfiler engager engrais
enigme enjamber enjoue enlacer enorme enrichir enseigne enseigner entamer entendre entier entourer entree entrer
enveloppe envie envoyer epais epatant epaule epauler epee epeler epice epine epingle epique eplucher eponge epopee
epoque eprouver equateur equerre equilibre equipe erable escalader escalier escargot espace espacer esperer espoir
esprit esquisser essai essaim essayer essence essentiel essor essuyer estampe estimer estrade etable etablir etage
etagere etain etaler etang etape etendre eternel etoffe etoile etonner etrier etroit etude etudier etui euro evaluer
evasion eveil eveille eveiller eventail evident eviter evoluer evoquer exact examen excellent exemple exercer exister
exotique expliquer exploit explorer expose expressif exprimer extrait fable fabrique fabriquer facade facette facile
faciliter faconner facteur faculte fagot faience faire faisan falaise falloir fameux familier famille fanfare
fantasque farandole farine faucon fauteuil favori fecond feerique feindre feliciter fenetre fenouil ferme fermier
ferre ferrer ferry ferveur festif festin festival feter feuille feutre fiable fibre ficelle fidele fier figue figuier
figurer filature filer filet film filmer filtre filtrer final finale finesse finir fixe fixer flacon flagrant flamant
flambant flamme flanelle flaner fleche fleur fleurir fleuve flexible flocon flotte flotter fluide flute fluvial foin
folklore fondant fonder fondre fondu fontaine football force forer foret forge forger format formel former formule
fort fortune fossile fougere fougueux fouiller foulard four fourmi fournir fourreau foyer frais fraise framboise franc
franchir frange frapper fraternel fredonner freesia freiner frelon fremir frequent frigo frise friser frisson frivole
fromage froment front frontal frotter frugal fruit fruste fulgurant fumet funambule furet furtif fusain fuseau fusee
fuser futaie futur gabarit gadget gagnant gagner galant galaxie galerie galet galette galop galoper gamelle gamme gant
garage garantir garcon garder gardien gare garer garni garnir garniture gateau gaufre gazelle gazette gazon geant
gelee gendre general genereux genet genial genie genou gentil geode geranium gerbe gerer germe geste geyser gibier
gilet gingembre girafe girofle girouette givre glace glacial glacier glaise glaner glisser globe gloire glorieux
glycine gobelet goeland golfe gomme gondole gong gouache goudron gouffre goupille gourde gourmand gouter goutte
gouverne gracieux gradue grain graine grammaire grand grandir grange granit grappe gratuit grave graver gravier
gravure grelot grenade grenat grenier griffe grillon grimoire grimper griotte gris griser grive grotte groupe grouper
gruau grue gruyere guepard guepe gueridon guerir guetter guichet guide guider guidon guimauve guirlande guitare
gymnase habile habiller habit habiter habituel hache halte hamac hamster hangar hanneton haras hardi hareng haricot
harmonie harpe hasard hatif hauban hausser haut hauteur havre heaume hectare helice helium herbe herisson heritage
hermine heron heros hesiter hetre heure heureux heurter hibiscus hibou hilare hisser histoire hiver homard honnete
honneur honorer horaire horizon horloge hortensia hotel houblon houle housse hublot huile huitieme huitre humain
humble humer humide humour huppe hutte hydravion hymne icone ideal idee idole igloo iguane illustre image imaginer
imiter immense immeuble impair impala importer impulsion inciter incliner indice indigo indiquer inedit infini
informer initier inne innover inoui inox inscrire insecte insigne insister insolite inspirer installer instant
instruire intact integral intense intime intrigue inventer inventif invite inviter iris isard ivoire jacinthe jade
jaguar jaillir jambon janvier jardin jardiner jasmin jauge jauger jaune javelot jersey jetee jeter jeton jeudi jeune
jockey joli jongler jongleur jonque jonquille jouer jouet joueur joueuse journal jovial joyau joyeux jubile judo juger
juillet jumeau jumeler jumelle jungle jupe jury juste justesse justice justifier jute juteux kaki kangourou karate
kayak kermesse kimono kiosque kiwi klaxon koala label labo laborieux labour labourer lacer lacet lagon laine laique
laisser laiterie laitue lama lame lampe lampion lancer lande langouste langue lanterne lapin large laser latin latte
laurier lavande laver lavoir layette lecteur lecture legende leger legume lent lentille leopard lessive lettre levain
lever levier levure lexique lezard liane liant liasse liberer liberte libraire libre licorne liege lier lierre lievre
ligne lilas limace limer limon limonade limpide lineaire linge lingot linguiste linotte lion liquide lire lisiere
lisse liste litre littoral livre livrer livret local loger logique logis lointain loisir longer longue lotion lotus
louange louer loup loupe lourd loutre loyal lucarne lucide luciole luge lumiere lumineux lunaire lundi lune lunette
lupin lustre luth lutin lutter luxe luzerne lynx lyre lyrique macaron machine macon madrier maestro magasin magie
magique magistral magnifier magnolia magot maille maillot maintenir maire maison maitre maitriser majeur malice malin
mallette malte mambo mammouth manchot mandarine mandoline manege manger mangue manier maniere manivelle manoir manquer
manteau maquette maraicher marais marbre marche marcher mardi maree marelle margelle marier marin maritime marmite
marmotte maroquin marquer marqueur marraine marron mars marteau martinet mascotte masque masquer massif mastic matelas
matelot matin matinal matrice mature mazurka mecano medaille medecin median meduse meilleur melange meler meleze
melodie melodieux melon membrane memoire memorable memoriser menage mener menhir mental menthe menton menu mercredi
meridien merisier meriter merle merveille mesange message mesure mesurer metal meteore methode metier metre metro
mettre meuble meubler meule microbe midi miel mielleux mignon milieu millet mimosa mine minerai miniature minime
minute mirabelle miracle miroir miser mistral mitaine mixte mobile modele modeler moderer moderne modeste modifier
module moelleux moindre moineau moisson moite molaire molecule moment monde mondial moniteur monnaie montagne monter
montrer monture monument moquette moral morceau mordore morille morse mortier mosaique motard moteur motif motiver
mouche moudre mouette moufle mouler moulin mousse mouton moyen muet muguet mulet multiple mural murmure muscade muscle
museau musee muser musical musicien musique mustang mutuel myrte myrtille mystere nacelle nacre nager nageur naif
naitre nantir nappe narcisse narine narrer natal natif national natte nature naturel naufrage naval navet navette
naviguer navire negocier neige nenuphar nerf nettoyer neuf neutre neveu niche nickel niveau noble nocturne noisette
noix nomade nombre nommer nord nordique normand notable notaire note noter notice notoire nouer nougat nouille
nounours nourrir nouveau novembre noyau noyer nuage nuance nuit numero numeroter nuque nylon nymphe oasis obeir
objectif objet oblique observer obtenir obtus ocarina occuper ocean ocelot ocre octave octobre oeillet oeuf oeuvre
office offre offrir ogive oiseau olive olivier ombre omelette once oncle onctueux onde ongle onyx opale opera opportun
opter optimiste optique orage oral orange oranger orbite orchestre orchidee ordinal ordre oreille orfevre organe orge
orgue orient orienter origan original origine orme orner orque ortie oser osier otarie oublier oural ourlet ourse
oursin outil outremer ouvrage ouvrir ovale oxygene ozone pacha pacifique paddock pagaie pagayer page pagode paille
pain paire paisible palace palais pale paletot palette palier palme palmier palourde palper panache panda panier
panneau panorama pantalon panthere pantin paon papaye papier papillon papyrus paquebot paquet parade parapente
parapluie parasol parc parchemin parcourir pardon pareil parer parfait parfum parfumer parier parking parler paroi
parole parquet parrain partage partager parterre partie partir parure parvenir passage passant passer passoire pastel
pasteque pastille pastoral patate patience patient patienter patin patio patrie patron paupiere pause pavillon
pavoiser pavot paysage paysan peche pecher pecheur pedale peigne peindre peinture pelerin pelican pelle pelote peluche
pendule pensee penser pensif pension pente pepin pepite percer percevoir perche perdrix perdurer pergola perlant perle
permettre permis perplexe perron persan persil persister personne pesage peser petale petanque petit petrel petrir
peupler peuplier phare phenix phoque photo phrase piano pichet pieuvre pigeon pilote piloter piment pimpant pince
pinceau pincer pingouin pinson pintade pioche pipette piquant piquer pirogue piscine pissenlit pistache piste piston
pivert pivoine pivot placard place placer placide plafond plage plaine plaire plaisant plaisir plan planche planer
planete plante planter plaque plastron plat platane plateau platine plausible plein pleuvoir plier plomb plonger
plongeur pluie plume plumier plural poche podium poele poeme poesie poete poignant poignee poing point poire poireau
poirier pois poisson poitrail poivre poivrer poivron polaire poli polir polka polygone pomme pommier pompe pompier
poncer poncho ponctuel ponctuer poney pont popcorn populaire porche portail porte porter portrait poser positif
possible postal poster postuler potage potager poteau poterie potiron poudre poulain poule poulie poumon poupee poupon
pourpre pousser poussin poutre pouvoir prairie pratique precieux preciser preferer prelude premier prendre preparer
presence present presenter preserver presse preste prestige pretexte prevoir primaire prince principe printemps prisme
prix probable proceder prochain proche prodige produire produit profil profiter profond progres projet prolixe
promenade promener promettre prompt propice proposer propre prospere prosperer proteger prouver prudence prudent prune
prunelle prunier public publier puce pudding puiser puissant puits puma pupille pupitre puree puzzle pylone pyramide
python qualifier quartier quartz quatre question quiche quille quinoa quintal quinze quitter quota quotidien rabot
raboter racine raconter radar radeau radiateur radieux radio radis rafale raffine raie rail raisin rallier ramage
rameau ramener ramer rampe ranch rang ranger rapide rappeler raquette rare rasoir rassurant rassurer rateau raton
rattraper ravi ravin rayon rayonnant rayonner rayure realiser rebondir recent recette recevoir recif reciter recolte
recolter record recoudre recueil rediger reduire reel reflechir refleter refrain refuge regagner regal regarder regate
regime region regler reglisse regner regulier reine rejoindre rejouir relais relater relatif relever relief relier
relire reliure remarquer remede remercier remonter remorque rempart rempli remplir renard rendre renfort renne renomme
renouer renover rentrer reparer repas repeter replique repondre reponse reposant reposer reprendre reptile requin
reseau reserve resine resistant resonner resoudre respect respecter respirer ressentir ressort rester resume retenir
retour retourner retraite retro retrouver reunir reussir reveil reveler revenir revenu rever reverence reveur revoir
revolu revue rhubarbe rhume riche rideau rieur rigide rigole rigoureux rimer rincer riposte rire rituel rivage riviere
robe robinet robot robuste rocade rocher rocheux rodeo roitelet romain roman romarin ronce rond ronde rongeur roquette
rosace rose roseau rosee rosier rossignol rotin roue rouet rouge rouleau rouler roulotte route roux royal ruban rubis
ruche rugby ruisseau rumeur rural ruse rustique rutilant rythme rythmer sable sabler sabot sabre sacoche sacre safari
safran sage sagesse sain saisir saison salade salaire saler saline salon salsifis saluer samedi sandale sanglier sapin
sarcler sardine sarment sarrasin satellite satin sauce sauge saule saumon sauna sauter sauvage sauver savane savant
saveur savoir savon savourer saxophone sceller scene sceptre science scolaire scooter scorpion sculpter sculpture
seance seau secateur second secours secret secteur seduire seduisant seigle seize sejourner selectif selle semaine
semblable semelle semence semer semoule sensible sentier sentir septembre septieme sequence sequoia serein sergent
serie serin seringue serre serrer serrure service serviette servir sesame session seuil seul severe shampoing short
sidere siecle siege sieste siffler sifflet signal signature signer silence silex sillage sillon simple sincere singe
singulier sirene sirop sitar site situer sixieme sketch skier smoking sobre social soda soie soif soigner soigneux
soir solaire soleil solennel solfege solidaire solide solo solution sommaire sommeil sommer sommet sonate sonde songe
sonner sonnette sonore sorbet sorbier sorcier sortir souche souci soudain souder soudure souffle souffler souhait
souhaiter soulever soulier souligner soupape soupe soupeser souple source sourcil sourire souris soutenir souvenir
soyeux spacieux spatule special spectacle sphere spirale splendeur spontane sport square stable stade standard statue
stellaire steppe stere store strict strophe studieux studio stylo suave subit sublime subtil succinct sucre suffire
suffisant suggerer suite suivre sujet sultan superbe sureau surface surfer surgir surprise sushi svelte sylvestre
symbole symphonie systeme tabac tableau tablette tablier tabouret tache tacite taille tailler tailleur talent talon
talus tambour tamis tandem tangente tangible tango taniere taper tapioca tapir tapis tapisser taquin tarder tardif
tarif tarte tartine tasse taureau taverne taxi technique teindre teinture temeraire temperer tempete temple tempo
temps tenace tendre tenir tennis tenor tente tenter terminer termite terrain terrasse terre terrestre terrine tertre
teste tester texte theatre theme theorie thermos thon thym tiare ticket tiede tige tigre tilleul timbale timbre timon
tirelire tiroir tisane tison tissage tisser tissu titane titre toast toboggan toile toiture tolerer tomate tomber
tombola tondeuse tondre tonifiant tonique tonneau tonnerre topaze toque torche tordu torrent tortue total totem toucan
touchant toucher touffu toundra toupie tour tourbe tourner tournesol tourte tracer tracteur tradition traduire train
traineau traiter trajet tramway tranche transat trapeze travail travee traverse traverser trefle treille tremplin
trente tresor tresse tresser treteau treuil triangle tribu tribune tricot tricoter trident trier trilobite trinquer
trio triomphal triomphe triple troene trois trombone trompette tronc trophee tropical tropique troquer trottoir
trousse trouver truelle truffe truite tube tuile tulipe tulle tunique tunnel turban turbine turbot turquoise tuteur
tuyau tympan type typique ultime unifier unique unir unisson univers universel urbain urne usage usine usuel utile
utiliser utopie vacances vacarme vaccin vache vague vaillant vaincre vaisseau vaisselle valable valeur valide valider
valise vallee vallon valoir valse valser vanille vanne vanter vapeur varan varie varier variete vase vaste vautour
vedette vegetal veille veiller velin velo velours veloute vendre vendredi venir vent ventiler ventre veranda verbe
verdoyant verdure verger verglas verifier veritable vermeil vernal vernir verre verrou vers verseau verser vertical
vertige verveine veste vestiaire vetement viaduc viande vibrer victoire video vider vielle vigie vigilant vigne
vignette vigueur village ville vinaigre violette violon vipere virage virgule viril virtuose visage viser visible
visiere vision visite visiter vital vitamine vitesse vitrail vitre vitrine vivace vivant vivier vivre vocal voeu
voguer voie voile voilier voir voisin voiture volant volcan voler volet volley volt volume volute vouloir voute voyage
voyager voyelle vrai vrille wagon wapiti whist xylophone yacht yaourt yeti yoga yourte zebre zebu zenith zephyr zeste
zinc zinnia zodiaque zone zoom zouave
""".split()  # noqa: SIM905  one list of words, not one line for each
)
