"""Texts that say that all is well again, and nothing else: "Nu virker den", "back online"."""

from relay.core.reading.fields.given_names import is_given_name
from relay.core.reading.signs import CRITICAL_SIGNS, NOT, pattern, signs_in

_LONGEST_NEWS = 120  # letters of a text that says nothing else
WORKS = r"""
        (?:virker|kører|funker|funkar|fungerer|fungerar|works?|working|läuft|geht|klappt|spiller
        |oppe|online|live|laddar|loader|uppe|rolling|działa|toimii|funziona|fonctionne|funciona
        |werkt|running|up)
    """
# Who can do what again; its "kan" says nothing to the contrary.
_CAN_AGAIN = pattern(
    r"""
        \b(?:(?:kunderne|kundene|kunderna|kunder|customers|people|folk|alle|man|vi|we|they|kunden
        |wir|everyone|everybody)[ ])?(?:kan|can|kann|können|går det att|går det an å)[ ]
        (?:(?:kunderne|kundene|kunderna|kunder|customers|people|folk|alle|man|vi|we|they|kunden
        |wir)[ ])?
        (?:(?:godt|nu|now|nå|jetzt|all|alle|atter|wieder|again|igen|igjen|at)[ ]){0,2}
        (?:betale|betala|bezahlen|zahlen|pay|handle|handla|shoppe|shop|købe|köpa|kjøpe|kaufen|buy
        |bestille|beställa|bestellen|order|checke ud|check out)\b
    """,
)
_AGAIN = "(?:nu|now|nå|jetzt|igen|igjen|again|wieder|så|atter|fint|bra|fine|godt|gut|alle|all)"
SHOP_NAMED = r"""
        (?:(?:the |our |vores |vår |min |der |unser |my |die |unsere )?(?:web)?(?:shop(?:pen)?
        |butik(?:ken|en)?|nettbutikken|webshop(?:pen)?|side[nr]?|sidan|site|seite|laden|store
        |website|hjemmesiden|hemsidan|kassen|kassan|checkout|kasse|betaling(?:en)?|betalningen)
        |[\w-]+\.(?:dk|com|se|no|de|eu))
    """
# "It seems to work"; what it seemed, or whether it seems so, is another matter.
_IT = r"(?:det|den|es|alt|allt|alles|everything|all|der shop|shoppen|siden|sidan)"
_SEEMS = rf"""
        (?:(?:ser|(?:nu|nå|så) ser {_IT})[ ](?:(?:nu|nå) )?(?:ud|ut)(?: (?:nu|nå))?
        (?: til,? (?:at|å)| som(?: om| att| at)?| att)
        |(?:lader|(?:nu|så) lader {_IT}) (?:nu )?til,? at|virker (?:til (?:at|å)|som(?: om| at)?)
        |(?:verkar|(?:nu|så) verkar {_IT})(?: nu)?(?: som)?(?: att| om)?|tycks(?: nu)?
        |(?:looks?|seems?|appears?)(?: now)?(?: (?:like|as if|as though|that|to))?
        |scheint|jetzt scheint {_IT}|sieht (?:(?:jetzt|nun) )?(?:so )?aus,? als
        (?: ob)?(?: (?:es|alles|der shop|wieder|jetzt|nun|würde))*)
    """
_SEEMS_WELL = rf"""
        (?:{_SEEMS}(?:[ ,]+(?:{_IT}|nu|now|nå|jetzt|igen|igjen|again|wieder|würde|zu|to|at|å
        |att))*[ ]
        (?:virke|køre|kjøre|fungere|fungera|funka|funke|gå|work|gehen|laufen|funktionieren|klappen
        |(?:be|være|vara)(?: (?:nu|now|nå|back|alt|all|helt|igen|again))?[ ](?:working|running|up
        |online|oppe|uppe|kørende|ok|okay|fine|good|fint|bra|i orden|i gang|igång|live|løst|fixed
        |solved|resolved|sorted|fikset|fixet|ordnet|löst|fixat|ordnat|tilbage|tilbake|tillbaka|back)
        |(?:online|da|gut|in ordnung|ok|okay|gelöst|behoben) zu sein
        |(?:ok|okay|fine|good|fint|bra|gut|i orden|in ordnung)[ ](?:nu|now|nå|jetzt|igen|igjen|again
        |wieder)|solved|fixed|sorted|resolved)\b)
    """
_FAULTY = r"""
        (?:down|nede|nere|offline|stuck|frozen|hanging|slow|broken|dead|kaputt|gone|weg|væk|borta
        |borte|død|död|tot|frossen|frosset|frusen|eingefroren|i stykker|sönder|langsom\w*
        |långsam\w*|langsam|treg\w*)
    """
_NO_LONGER = r"""
        (?:(?:ikke|ikk|inte|nicht|not)[ ](?:længere|lengre|lenger|længer|mere|mer|meir|längre|mehr
        |any ?longer|any ?more)|no longer)
    """
# "No longer down"; its "not" says nothing to the contrary.
_FAULTY_NO_LONGER = rf"""
        (?:(?:(?:er|is|are|it'?s|ist|sind|är)[ ](?:(?:den|det|vi|it|we|es|sie|wir)[ ])?)?
        {_NO_LONGER}[ ]{_FAULTY}
        |(?:(?:er|is|are|it'?s|ist|sind|är)[ ](?:(?:den|det|vi|it|we|es|sie|wir)[ ])?
        (?:ikke|inte|nicht|not)|isn'?t|aren'?t)[ ]
        {_FAULTY}[ ](?:længere|lengre|lenger|mere|mer|längre|mehr|any ?longer|any ?more)
        |(?:hænger|henger|hänger|hängt|driller|strular|krånglar|bråkar|tuller|kødder|spinnt|streikt
        |zickt|hakker|hakt|fryser|spinner|snurrer)(?: se?ig)?[ ]{_NO_LONGER})
    """
# "We have no problems": of a shop, for by itself it is a courtesy.
_TROUBLE = r"(?:problem(?:er|s|e|en|erne)?|issues?|trouble|bøvl|strul|trøbbel|trubbel|ärger)"
_NO_TROUBLE = rf"""
        (?:(?:(?:vi|we|wir|jeg|jag|ich)[ ](?:har|have|haben|habe|oplever|upplever|opplever
        |experience|see|ser)
        |we've got|(?:der|det) er|there(?: are| is|'s)|es gibt|har vi|haben wir|have we
        |we are having)
        (?: (?:heldigvis|lige|nu|nå|now|jetzt|her|here|hier|længere|lenger))*[ ]
        (?:ingen|inga|inget|no|keine?(?:rlei)?)(?: (?:flere|fler|more|weiteren|mer|mere))?
        [ ]{_TROUBLE}|(?:ingen|inga|no|keine)(?: (?:flere|fler|more|weiteren))?[ ]{_TROUBLE}
        (?=\W+(?:længere|lengre|lenger|mere|mer|längre|mehr|any ?more|any ?longer|her|här|here
        |hier|hos os|hos oss|bei uns|with us)\b))
        (?: (?:længere|lengre|lenger|mere|mer|längre|mehr|any ?more|any ?longer|her|här|here|hier
        |hos os|hos oss|bei uns|with us|lige nu|akkurat nå|just nu|right now|i dag|idag|i aften
        |today|tonight|heute|ikväll|i kveld|gerade|overhovedet|at all|whatsoever|alls))*
    """
_ALL_WELL = rf"""
        (?:{_SEEMS_WELL}|{_FAULTY_NO_LONGER}|{_NO_TROUBLE}|{WORKS}|geht's
        |er vi (?:kørende|oppe|online|på|i gang|i luften)
        |er der (?:hul igennem|gang i (?:den|butikken|shoppen)|liv igen)
        |(?:er|is|are|it'?s|we'?re|ist|sind|är)[ ](?:(?:den|det|alt|allt|alles|{SHOP_NAMED})[ ])?
        (?:(?:nu|now|nå|jetzt|igen|igjen|again|wieder|alle|all|back|tilbage|tilbake)[ ])?
        (?:oppe|op|up|uppe|opp|online|kørende|running|i gang|igång|i luften|på igen|ok|okay|fine
        |good|godt|fint|bra|gut|i orden|in ordnung)
        |(?:vi|we|wir|{SHOP_NAMED})(?:'re|[ ](?:er|are|is|är|sind|ist))[ ]
        (?:(?:nu|now|nå|jetzt|wieder|igen)[ ])?(?:tilbage|tilbake|tillbaka|back|da|zurück)
        |back (?:up|online)|wieder (?:da|online)|(?:all|everything) (?:good|fine|ok|okay|sorted)
        |alles (?:wieder )?(?:gut|ok|okay|in ordnung)|alt (?:godt|fint|ok|i orden)|allt (?:bra|ok)
        |came back (?:up|online)
        |(?:kom(?:met)? (?:selv )?(?:op|opp|upp)
        |{SHOP_NAMED} (?:er |har |är )?kom(?:met|mit)? (?:tilbage|tilbake|tillbaka))
        (?: igen| igjen)?
        (?: (?:af|av) se?ig (?:selv|själv))?
        |(?:(?:problemet|felet|fejlen|feilen|(?:das |the )?problem|(?:the )?issue)[ ])?
        (?:(?:er|is|är|ist|har|hat|has been)[ ])?(?:(?:nu|now|jetzt|nå|sich|von selbst)[ ]){{0,2}}
        (?:løst(?:e)?(?: se?ig)?|ordne(?:t|de)(?: se?ig)|ordnade sig|löst(?:e)?(?: sig)?|solved
        |resolved|fixed|sorted|gelöst|behoben|erledigt|fikset|fixet|fixat)
        (?: (?:itself|selv|(?:af|av) se?ig (?:selv|själv)|av sig självt))?
        |{_CAN_AGAIN.pattern}
        |(?:ordrerne|ordrer|ordrene|(?:the )?orders(?: are)?|ordrar|ordrarna|bestellungen)
        (?: {_AGAIN})? (?:kommer|ruller|ramler|tikker|trillar|come|coming|roll|rolling|kommen|gehen
        |laufen)(?: {_AGAIN})? (?:ind|inn|in|ein|rein)
        |(?:nu|nå|så|endelig|äntligen)[ ](?:kommer|ruller|ramler|tikker|trillar)(?: der)?
        (?:ordrerne|ordrer|ordrene|ordrar\w*)(?: {_AGAIN})? (?:ind|inn|in))
    """
# "Virker den igen", with or without a question mark.
_ASKED_OF_NEWS = rf"""
        (?:(?:hej|hei|hi|hello|hey|hallo|ok|okay|tak|tack|takk|thanks|danke)\W+)*
        (?:er|är|is|are|ist|sind|kan|can|kann|können|har|hat|has|går|kommer|kommen|come|{WORKS})[ ]
        (?:vi|we|wir|i|ni|dere|ihr|den|det|der|it|es|sie|they|the|alt|allt|alles|alle|everything
        |everyone|everybody|people|man|kund\w*|customers?|folk|fejlen|feilen|felet|problem\w*
        |(?:the |das |der )?(?:problem|issue|fehler|error)|ordre\w*|ordrar\w*|orders|bestellungen
        |{SHOP_NAMED})\b
    """
_BEFORE_GOOD_NEWS = rf"""
        (?:(?:(?:nej|nei|nein|nope|no)[,.!]|ja|jo|jada|jep|jeps|jepp|yes|yep|yup|ok|okay|super|fint|perfekt|tak|tack|takk|puha|phew
        |pyh|juhu|yay|hurra|heldigvis|luckily|update|opdatering
        |thanks|thank you|danke|hej|hei|hi|hey|nu|now|nå|jetzt|så|so|jippi|dejligt|great|endelig
        |äntligen|endlich|finally|bekræftet|confirmed|bekräftat|bekreftet|bestätigt|det|den|it|es
        |sie|alt|allt|alles|everything|all|{SHOP_NAMED}|vi|we|wir|{_SEEMS})\W+)*
    """
_AFTER_GOOD_NEWS = rf"""
        (?:\W+(?:igen|igjen|again|wieder|nu|now|nå|jetzt|fint|fine|bra|godt|gut|perfekt|super|tak
        |god (?:aften|weekend|helg|kväll|kveld|dag|nat|natt|jul|påske?|fredag|søndag)
        |glædelig jul|merry christmas|frohe weihnachten|schönen (?:abend|tag)|cheers|dank
        |tack|takk|thanks|thank you|danke|for (?:det|hjælpen|hjelpen|the help|your help)
        |för hjälpen|jippi|mange|tusind|tusen|very much|schön|vielen
        |for (?:everyone|everybody|all customers)|for alle(?: kunder(?:ne)?)?|för alla(?: kunder)?
        |für alle(?: kunden)?|på nett(?:et)?|på nätet|im netz|(?:både |both )?(?:på|on|auf)
        [ ](?:mobil\w*|phones?|handys?) (?:og|och|and|und) (?:pc|computer\w*|desktop)
        |den|det(?: hele| heile)?|it|alt(?: ?sammen)?|allt|alles|{SHOP_NAMED}|sgu
        |heldigvis|endelig|äntligen|endlich|finally|helt|som det skal|som den skal
        |som det ska|wie es soll|as it should|af sig selv|av sig själv|by itself|von selbst))*
        (?:\W+(?:hilsen|mvh|vh|kh|lg|mfg|hälsningar|regards|grüße|gruß)\b[ .,:\n]*
        (?:[^\W\d_][\w'-]*(?:[ ][^\W\d_][\w'-]*){{0,2}})?
        (?:[ ,\n]+[\w-]+\.(?:dk|com|se|no|de|eu))?(?:[ ,\n]+\+?\d[\d ]{{5,15}})?
        |\W*[,.!\n-][ ]*([^\W\d_]{{2,20}}))?\W*
    """
_ASKED = pattern(_ASKED_OF_NEWS)
_ASKED_WHETHER_WELL = pattern(
    rf"""
        {_ASKED_OF_NEWS}(?: \w+){{0,3}}? (?:igen|igjen|again|wieder|løst|löst|solved|fixed|resolved
        |gelöst|behoben|ok|okay|oppe|uppe|opp|up|online|kørende|i orden|in ordnung|i gang|igång
        |betale|betala|bezahlen|handle|handla|pay|shop|order|bestille|bestellen|ind|inn|in)
        (?: (?:nu|now|nå|jetzt|endnu|yet|ännu|igen|igjen|again|wieder))?\W*
    """,
)
_DENIES_TROUBLE = pattern(rf"{_FAULTY_NO_LONGER}|{_NO_TROUBLE}")
_LETTER = pattern(r"\w")
# The whole of a text: "Nu virker den", "Ja det virker", "Yes, it's up again. Thanks!"
_GOOD_NEWS = pattern(
    rf"""
        \W*(?:{_BEFORE_GOOD_NEWS}{_ALL_WELL}{_AFTER_GOOD_NEWS}){{1,2}}
    """
)
NOT_RESOLVED = pattern(
    rf"""
        \b(?:{NOT}|still|stadig|stadigvæk|fortsat|fortfarande|fremdeles|ennå|noch immer|immer noch
        |men|but|aber|ingen|no ?one|nobody|when|hvornår|når|när|wann|hvis|if|ikke|before|første
        |nede|down|nere|ned igen|again down|please|kun|only|except|undtagen|snart|soon|skal|must
        |needs?|få|get|never|aldrig|bortset|bortsett|utom|utan|außer|ausser|unntatt|udover|ellers
        |otherwise|annars|sonst|else|resten?|andre|andra|others?|than|end|keine?r?|niemand|nur
        |bara|bare|inga|hva|kan|los|yet|endnu|ännu|dobbel\w*|doppel\w*|twice|knap\w*|kaum|hardly
        |barely|rarely|sjældent|sällan|næppe|halv\w*|half|halb\w*|gange|gång(?:er)?|times|left
        |slow(?:ly)?|langsom\w*|långsam\w*|langsam\w*|treg\w*|trög\w*|sakte|sakta
        |væk|weg|borte?|borta|gone|forsvand\w*|forsvant|försvann|verschwand\w*|vanished
        |(?:(?<=[.!,][ ])|(?<=[.!,][ ][ ]))(?:nej|nei|nein|næ|nope|oh|hov|oj|oi|oops|ups)
        |(?:vent|(?<!the )wait|vänta|warte|hold on)(?=\W*$)|helvede|svartid\w*|svarstid\w*)\b|\?
    """,
)
AS_IT_SHOULD = pattern(r"\b(?:som det skal|som den skal|som det ska|wie es soll|as it should)\b")


def is_good_news(text: str) -> bool:
    """Whether a text says that it works, and nothing else."""
    small = text.lower()
    news = _GOOD_NEWS.fullmatch(small) if len(small) <= _LONGEST_NEWS else None
    if news is None or (news[1] and not is_given_name(news[1])):
        return False
    first = _LETTER.search(small)
    if first and _ASKED.match(small, first.start()):
        return False
    rest = _DENIES_TROUBLE.sub(" ", _CAN_AGAIN.sub(" ", AS_IT_SHOULD.sub(" ", small)))
    return not NOT_RESOLVED.search(rest) and not signs_in(rest, CRITICAL_SIGNS)


def is_asked(text: str) -> bool:
    """Whether a text in small letters asks whether all is well, question mark or not."""
    return _ASKED.match(text) is not None


def is_wellness_asked(text: str) -> bool:
    """Whether the whole of a text in small letters asks whether all is well again."""
    return _ASKED_WHETHER_WELL.fullmatch(text) is not None
