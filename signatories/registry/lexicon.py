"""Words that capitals hide: which are small, which are acronyms, which are words although they are short; pure.

All are folded (no accent, lower case). Whatever is in no list and could be read either way stays as typed."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What French leaves without a capital inside a name.
SMALL = _words(
    "a au aux avec chez dans de des du en entre et la le les lez ou par pour qui sans sous sur un une vers"
)
# Before an apostrophe, these are small words too; what follows has its capital: « d’Ici ».
ELIDED = _words("c d j l m n qu s t jusqu lorsqu puisqu")
# After these the word goes on: « P’tits », « Presqu’ile », « Aujourd’hui ».
GOES_ON = _words("aujourd entr p presqu prud quelqu")
# Sigla that could be said as words: federations, services, sports.
ACRONYMS = _words(
    "acca acef acse adapei adie admr afev afpa alefpa amap apajh apei aspas avaf bafa cada cidem cimade esat "
    "fage fnath gret inar irts licra onac otan siao udaf ufal ufolep unaf unapei unat unass unesco unicef usap "
    "usep utep"
)
# Titles and abbreviations, which no vowel tells from sigla.
TITLES = _words("ass assoc asso dr drs gal mgr mlle mme mmes mr pr st ste sts stes")
# Words of two and three letters. Any other in capitals may be an acronym: « US », « ASC », « MAM ».
SHORT = _words(
    "an ca ce eh ici il je ma ni nu oh on or os sa se si ta te tu va vu age ail air ame ami ane arc art axe "
    "bac bal ban bar bas bel ben bio bis bob bol bon box bus but cap car ces cet cle coq cou cri cru dix don "
    "dos duo eau elu est eux fan feu fil fin fou fun gai gaz gre gue gym hip hop hot ile ils jam jeu job joe "
    "jus kid lac las lin lis lit loi lot lou luc mai mal mer moi mon mot mur nez nid noe nom non nos nul oie "
    "ont oui our pan pas pau pic pie pin plu pop pot pre pro pub puy que rap ras rat riz roc roi rue sac sec "
    "six ski soi sol son sud tai tao tas tel the toi ton tot tri uni val van vie vif vin vis vol vos vue zen "
    "zoe"
)
# After one of these, a letter alone names a building or a branch: it had no apostrophe to lose.
LETTERED = _words(
    "apt appt appartement bat batiment bloc entree esc escalier groupe hall ilot lot niveau porte section tour "
    "type vitamine zone"
)
# How a word of French, or of the names it has taken in, may begin and end: what stands in those of communes.
ONSETS = _words(
    "bl br ch chr cl cr dh dj dr dz fl fr gh gl gn gr gw kh kl kn kr lh mb nd ng pf ph phr pl pr ps rh sc sch "
    "schl schm schn schw scr sh sk sl sm sn sp spl spr sq st str sw th thr tr ts tw vl vr wh wr"
)
CODAS = _words(
    "bs ch chs ck cks cq cs ct cts dds ds dt ff ffs fs ft fts gh ght gn gns gs gt gts hl hn hr ks ld lds lf "
    "lff lh ll lls lm lms lp lph lps ls lt lts ltz lx lz mb mbs mp mps mpt mpts ms nc nch ncq ncs nct nd nds "
    "ng ngs ngt nk nks nn ns nt nth nts ntz nx nz ph phs ps pt pts rb rbs rc rch rck rcq rcs rd rds rf rff rfs "
    "rg rgs rk rks rl rls rm rms rn rns rp rps rq rs rsch rst rt rth rts rtz rx sc sch scq sh sk sks sm sms sp "
    "sq ss st sts tch tes th ths ts tt tts tz wl wn ws xt xts"
)
# Kinds of streets, as the post and the RNA shorten them (and as they are, in capitals).
STREETS = {
    "all": "allée",
    "av": "avenue",
    "ave": "avenue",
    "bd": "boulevard",
    "bld": "boulevard",
    "blvd": "boulevard",
    "bvd": "boulevard",
    "car": "carrefour",
    "che": "chemin",
    "chem": "chemin",
    "chs": "chaussée",
    "cite": "cité",
    "cor": "corniche",
    "crs": "cours",
    "ctre": "centre",
    "dom": "domaine",
    "dsc": "descente",
    "esp": "esplanade",
    "fg": "faubourg",
    "gal": "galerie",
    "gr": "grande rue",
    "ham": "hameau",
    "imm": "immeuble",
    "imp": "impasse",
    "ld": "lieu-dit",
    "lot": "lotissement",
    "mte": "montée",
    "pas": "passage",
    "pass": "passage",
    "pl": "place",
    "pln": "plaine",
    "prom": "promenade",
    "prv": "parvis",
    "qua": "quartier",
    "quai": "quai",
    "res": "résidence",
    "rle": "ruelle",
    "roc": "rocade",
    "rpt": "rond-point",
    "rte": "route",
    "sen": "sentier",
    "sq": "square",
    "tra": "traverse",
    "tpl": "terre-plein",
    "ven": "venelle",
    "vla": "villa",
    "vlge": "village",
} | {
    word: word
    for word in _words(
        "avenue boulevard chemin clos cour cours espace esplanade faubourg galerie hameau impasse lotissement "
        "mail maison parc passage passerelle place port promenade quai quartier route rue ruelle sente "
        "sentier square terrasse traverse venelle villa village voie "
    )
}
# What follows these is a name of its own: « lieu-dit Le Bourg ».
NAMED = frozenset({"domaine", "hameau", "immeuble", "lieu-dit", "lotissement", "résidence", "villa"})
# Elsewhere in an address.
PLACES = {"apt": "appartement", "appt": "appartement", "bat": "bâtiment", "esc": "escalier"}
REPEATED = {"B": "bis", "T": "ter", "Q": "quater", "BIS": "bis", "TER": "ter", "QUATER": "quater"}
