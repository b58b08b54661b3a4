"""Names and addresses of official files, in the case that French uses: one row a habit of these files.

What could be read two ways stays as it was typed (« SEL », « TI PA »)."""

import pytest

from signatories.registry.models import RecordA
from signatories.registry.naming import readable, readable_address

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("LES AMIS DE L'ÉTOILE (ADE)", "Les Amis de l’Étoile (ADE)"),
        ("A.A.P.P.M.A. LA TRUITE DU GIER", "A.A.P.P.M.A. La Truite du Gier"),
        ("LES P'TITS LOUPS", "Les P’tits Loups"),
        ("LA P'TITE ECOLE", "La P’tite Ecole"),
        ("ASSOCIATION DES PARENTS D'ÉLÈVES FCPE", "Association des Parents d’Élèves FCPE"),
        ("ASPTT SAINT-DENIS", "ASPTT Saint-Denis"),
        ("AS SAINT-ETIENNE", "AS Saint-Etienne"),
        ("US IVRY", "US Ivry"),
        ("MJC DU MAIL", "MJC du Mail"),
        ("M.J.C. DU MAIL", "M.J.C. du Mail"),
        ("S.O.S. RACISME", "S.O.S. Racisme"),
        ("SOS RACISME", "SOS Racisme"),
        ("ASC LA ROSERAIE", "ASC La Roseraie"),
        ("CENTRE SOCIAL DU XIVE", "Centre Social du XIVe"),
        ("RUGBY CLUB XV", "Rugby Club XV"),
        ("LES AMIS DE LOUIS XIV", "Les Amis de Louis XIV"),
        ("VIE LIBRE", "Vie Libre"),
        ("LA VIE DEVANT SOI", "La Vie Devant Soi"),
        ("AMICALE DU 18EME", "Amicale du 18eme"),
        ("AMICALE DU 18ÈME ARRONDISSEMENT", "Amicale du 18ème Arrondissement"),
        ("1ER MAI", "1er Mai"),
        ("2E CHANCE", "2e Chance"),
        ("VILLENEUVE-D'ASCQ EN FÊTE", "Villeneuve-d’Ascq en Fête"),
        ("VITRY-SUR-SEINE SOLIDAIRE", "Vitry-sur-Seine Solidaire"),
        ("AUJOURD'HUI ENSEMBLE", "Aujourd’hui Ensemble"),
        ("PRESQU'ÎLE VERTE", "Presqu’île Verte"),
        ("J'AIME LIRE", "J’Aime Lire"),
        ("LES ENFANTS D'ABORD", "Les Enfants d’Abord"),
        ("QU'EN DIRA-T-ON", "Qu’en Dira-t-On"),
        ("O'KEEFE CLUB", "O’Keefe Club"),
        ("KID'S CLUB", "Kid’s Club"),
        ("THÉÂTRE - LE LIEN", "Théâtre - Le Lien"),
        ("« LE LIEN »", "« Le Lien »"),
        ('ASSOCIATION "LES VOISINS"', 'Association "Les Voisins"'),
        ("LES AMIS DU MAIL (SECTION D'ICI)", "Les Amis du Mail (Section d’Ici)"),
        ("CEUX QUI COUSENT (EXEMPLE)", "Ceux qui Cousent (Exemple)"),
        ("ASS.DE CHASSE DE LA M.J.C", "Ass. de Chasse de la M.J.C"),
        ("FC SAINT-DENIS", "FC Saint-Denis"),
        ("ADMR DU CANTON", "ADMR du Canton"),
        ("UDAF DU RHÔNE", "UDAF du Rhône"),
        ("ACCA DE BRON", "ACCA de Bron"),
        ("CCAS", "CCAS"),
        ("UNSS", "UNSS"),
        ("CIDFF 93", "CIDFF 93"),
        ("ST DENIS SOLIDAIRE", "St Denis Solidaire"),
        ("STE MARIE", "Ste Marie"),
        ("ŒUVRE LAÏQUE", "Œuvre Laïque"),
        ("CŒUR DE VILLE", "Cœur de Ville"),
        ("R.E.P.", "R.E.P."),
        ("SEL DE MER", "SEL de Mer"),
        ("ART & SCÈNE", "Art & Scène"),
        ("4X4 CLUB", "4X4 Club"),
        ("H2O", "H2O"),
        ("L'ENTRAIDE", "L’Entraide"),
        ("ENTR'AIDE OUVRIERE", "Entr’aide Ouvriere"),
        ("SOLIDARITE SANS FRONTIERES", "Solidarite sans Frontieres"),
        ("JEUNES DE L EGLISE", "Jeunes de l’Eglise"),
        ("LA RUE EST A NOUS", "La Rue Est a Nous"),
        ("Déjà bien écrit", "Déjà bien écrit"),
        ("A STRADA VIVA", "A Strada Viva"),
        ("CLUB DE GYM", "Club de Gym"),
        ("VITAMINE A", "Vitamine A"),
        ("Goutte D'Or en fête", "Goutte d’Or en fête"),
        ("L'ÂGE D'OR ET D'ARGENT", "L’Âge d’Or et d’Argent"),
        ("LES VOISINS: LE MAIL", "Les Voisins: Le Mail"),
        ("NAPOLEON IER", "Napoleon Ier"),
        ("XIXE SIECLE", "XIXe Siecle"),
        ("PORTE-A-PORTE", "Porte-a-Porte"),
        ("AMAP DU PANIER", "AMAP du Panier"),
        ("HLM", "HLM"),
        ("QPV EN LUTTE", "QPV en Lutte"),
        ("RÉGIE DE QUARTIER", "Régie de Quartier"),
        ("AFRIQUE-FRANCE", "Afrique-France"),
        ("SPORTS ET LOISIRS", "Sports et Loisirs"),
        ("CORPS ET TEMPS", "Corps et Temps"),
        ("TI PA TI PA", "TI PA TI PA"),
        ("GWOKA BOISSARD", "Gwoka Boissard"),
        ("K'DANSE", "K’Danse"),
        ("ÉCOLE N° 12", "École N° 12"),
        ("LES 3 CITÉS", "Les 3 Cités"),
        ("24H DE SPORT", "24H de Sport"),
        ("COMITÉ D'ACTION", "Comité d’Action"),
        ("OLYMPIQUE LYONNAIS", "Olympique Lyonnais"),
        ('ASSOCIATION "P\'TIT DÉJ POUR TOUS"', 'Association "P’tit Déj pour Tous"'),
        ("ÂGE ET VIE", "Âge et Vie"),
        ("E.S.A.T. LE MAIL", "E.S.A.T. Le Mail"),
        ("RÉSEAU DE L'IRTS", "Réseau de l’IRTS"),
        ("CLUB F.S.G.T.", "Club F.S.G.T."),
        ("COMITE DU XXE", "Comite du XXe"),
        ("", ""),
        ("13", "13"),
    ],
)
def test_a_name_in_capitals_has_them_where_french_does(name: str, expected: str) -> None:
    assert readable(name) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("12 RUE", "12 rue"),
        ("12 RUE des Lilas", "12 rue des Lilas"),
        ("12 RUE DES LILAS", "12 rue des Lilas"),
        ("3 B PL du Grand Livre", "3 bis place du Grand Livre"),
        ("2 T RUE de la Pelote", "2 ter rue de la Pelote"),
        ("12BIS RUE DES LILAS", "12 bis rue des Lilas"),
        ("12 BIS, RUE DES LILAS", "12 bis rue des Lilas"),
        ("10 BD Brune", "10 boulevard Brune"),
        ("4 RUE Gt le coeur", "4 rue Gt le coeur"),
        ("1 AV des Lampions", "1 avenue des Lampions"),
        ("55 CHE du Gué", "55 chemin du Gué"),
        ("ZA DES LILAS", "ZA des Lilas"),
        ("ZAC DE LA PLAINE", "ZAC de la Plaine"),
        ("BP 12", "BP 12"),
        ("CS 40001", "CS 40001"),
        ("MAIRIE", "Mairie"),
        ("HOTEL DE VILLE", "Hotel de Ville"),
        ("RUE PASCAL", "Rue Pascal"),
        ("5 RUE DE L EGLISE", "5 rue de l’Eglise"),
        ("5 RUE D ALSACE", "5 rue d’Alsace"),
        ("8 RUE DE L'ABBE GREGOIRE, BAT B", "8 rue de l’Abbe Gregoire, bâtiment B"),
        ("BATIMENT D ESCALIER 2", "Batiment D Escalier 2"),
        ("5 RUE LOUIS XIV", "5 rue Louis XIV"),
        ("9 RUE DU 8 MAI 1945", "9 rue du 8 Mai 1945"),
        ("9-11 AV JEAN JAURES", "9-11 avenue Jean Jaures"),
        ("12 RUE DU DR SCHWEITZER", "12 rue du Dr Schweitzer"),
        ("4 RUE DES LILAS, Maison du peuple, BP 12", "4 rue des Lilas, Maison du peuple, BP 12"),
        ("LE BOURG", "Le Bourg"),
        ("LD LE BOURG", "Lieu-dit Le Bourg"),
        ("La Cote ndeg 9", "La Cote ndeg 9"),
        ("4 QUAI de la Tartine", "4 quai de la Tartine"),
        ("6 ALL", "6 allée"),
        ("33 RTE NATIONALE 7", "33 route Nationale 7"),
        ("1 A RUE DU MAIL", "1 A rue du Mail"),
        ("Chez M. X", "Chez M. X"),
        ("CHEZ MME DUPONT", "Chez Mme Dupont"),
        ("RES LES PINS", "Résidence Les Pins"),
        ("5 AV DU GAL DE GAULLE", "5 avenue du Gal de Gaulle"),
        ("3 RUE SAINT-MAUR", "3 rue Saint-Maur"),
        ("1 PL D'ARMES", "1 place d’Armes"),
        ("7 MTE des Oliviers, BP 99", "7 montée des Oliviers, BP 99"),
        ("14 COURS LAFAYETTE", "14 cours Lafayette"),
        ("2 SQ DU TOURNEVIS", "2 square du Tournevis"),
        ("40 GAL de l'Edelweiss", "40 galerie de l’Edelweiss"),
        ("12, RUE DES LILAS", "12 rue des Lilas"),
        ("MAIRIE, 12, RUE DU MAIL", "Mairie, 12 rue du Mail"),
        ("BP 12, MAIRIE", "BP 12, Mairie"),
        ("3 B", "3 B"),
        ("12 T", "12 T"),
        ("6 LES PINS", "6 les Pins"),
        ("", ""),
        ("18 rue Ampère", "18 rue Ampère"),
        ("CENTRE SOCIAL, 3 RUE X", "Centre Social, 3 rue X"),
    ],
)
def test_an_address_is_written_as_on_an_envelope(address: str, expected: str) -> None:
    assert readable_address(address) == expected


def test_what_is_known_of_an_association_tells_words_from_acronyms() -> None:
    assert readable("BRY EN FÊTE") == "BRY en Fête"
    assert readable("BRY EN FÊTE", commune="Bry-sur-Marne") == "Bry en Fête"
    assert readable("LES ARTISANS OSERA") == "Les Artisans Osera"
    assert readable("LES ARTISANS OSERA", acronym="OSERA") == "Les Artisans OSERA"


def test_a_record_says_its_name_and_address_so() -> None:
    record = RecordA(
        name="US BRY", commune_name="Bry-sur-Marne", postal_code="94360", address="12 B AV DU GAL LECLERC"
    )

    assert record.readable_name == "US Bry"
    assert record.readable_address == "12 bis avenue du Gal Leclerc"
    assert record.full_address == "12 bis avenue du Gal Leclerc, 94360 Bry-sur-Marne"


@pytest.mark.parametrize(
    "text", ["", " ", "'", "L'", "L' ", "-", "12 B", "D ", "A.", "’S", "(", "Œ", "12, ", ", "]
)
def test_scraps_never_break(text: str) -> None:
    assert isinstance(readable(text), str)
    assert isinstance(readable_address(text), str)
