"""Texts that say that all is well again, and nothing else: "Nu virker den", "back online"."""

from relay.core.reading.signs import NOT, pattern

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
    """
)
_SHOP_NAMED = r"""
        (?:(?:the |our |vores |vår |min |der |unser |my |die |unsere )?(?:web)?(?:shop(?:pen)?
        |butik(?:ken|en)?|nettbutikken|webshop(?:pen)?|side[nr]?|sidan|site|seite|laden|store
        |website|hjemmesiden|hemsidan|kassen|kassan|checkout|kasse|betaling(?:en)?|betalningen)
        |[\w-]+\.(?:dk|com|se|no|de|eu))
    """
_ALL_WELL = rf"""
        (?:{WORKS}|geht's|er vi (?:kørende|oppe|online|på
        |i gang|i luften)
        |er der (?:hul igennem|gang i (?:den|butikken|shoppen)|liv igen)
        |(?:er|is|are|it'?s|we'?re|ist|sind|är)[ ](?:(?:den|det|alt|allt|alles|{_SHOP_NAMED})[ ])?
        (?:(?:nu|now|nå|jetzt|igen|igjen|again|wieder|alle|all|back|tilbage|tilbake)[ ])?
        (?:oppe|op|up|uppe|opp|online|kørende|running|i gang|igång|i luften|på igen|ok|okay|fine
        |good|godt|fint|bra|gut|i orden|in ordnung)
        |(?:vi|we|wir|{_SHOP_NAMED})(?:'re|[ ](?:er|are|is|är|sind|ist))[ ]
        (?:(?:nu|now|nå|jetzt|wieder|igen)[ ])?(?:tilbage|tilbake|tillbaka|back|da|zurück)
        |back (?:up|online)|wieder (?:da|online)|(?:all|everything) (?:good|fine|ok|okay|sorted)
        |alles (?:wieder )?(?:gut|ok|okay|in ordnung)|alt (?:godt|fint|ok|i orden)|allt (?:bra|ok)
        |came back (?:up|online|by itself|on its own)
        |kom(?:met)? (?:selv )?(?:op|tilbage|tilbake|opp|upp|tillbaka)(?: igen| igjen)?
        (?: (?:af|av) se?ig (?:selv|själv))?
        |(?:(?:problemet|felet|fejlen|feilen|(?:das |the )?problem|(?:the )?issue)[ ])?
        (?:(?:er|is|är|ist|har|hat|has been)[ ])?(?:(?:nu|now|jetzt|nå|sich|von selbst)[ ]){{0,2}}
        (?:løst(?:e)?(?: se?ig)?|ordne(?:t|de)(?: se?ig)|ordnade sig|löst(?:e)?(?: sig)?|solved
        |resolved|fixed|sorted|gelöst|behoben|erledigt|fikset|fixet|fixat)
        (?: (?:itself|selv|(?:af|av) se?ig (?:selv|själv)|av sig självt))?
        |{_CAN_AGAIN.pattern}
        |(?:ordrerne|ordrer|ordrene|(?:the )?orders(?: are)?|ordrar|ordrarna|bestellungen)
        (?: \w+)? (?:kommer|ruller|ramler|tikker|trillar|come|coming|roll|rolling|kommen|gehen
        |laufen)(?: \w+)? (?:ind|inn|in|ein|rein)
        |(?:kommer|ruller|ramler|tikker|trillar)(?: der)? (?:ordrerne|ordrer|ordrene|ordrar\w*)
        (?: \w+)? (?:ind|inn|in))
    """
# "Virker den igen", with or without a question mark.
_ASKED_OF_NEWS = rf"""
        (?:(?:hej|hei|hi|hello|hey|hallo|ok|okay|tak|tack|takk|thanks|danke)\W+)*
        (?:er|är|is|are|ist|sind|kan|can|kann|können|har|hat|has|går|{WORKS})[ ]
        (?:vi|we|wir|den|det|der|it|es|sie|the|alt|allt|alles|man|kunder\w*|customers|kunden|folk
        |{_SHOP_NAMED})\b
    """
_BEFORE_GOOD_NEWS = rf"""
        (?:(?:ja|jo|jada|jep|jeps|jepp|yes|yep|yup|ok|okay|super|fint|perfekt|tak|tack|takk|puha|phew
        |pyh|juhu|yay|hurra|heldigvis|luckily|update|opdatering
        |thanks|thank you|danke|hej|hei|hi|hey|nu|now|nå|jetzt|så|so|jippi|dejligt|great|endelig
        |äntligen|endlich|finally|bekræftet|confirmed|bekräftat|bekreftet|bestätigt|det|den|it|es
        |sie|alt|allt|alles|everything|all|{_SHOP_NAMED}|vi|we|wir)\W+)*
    """
_AFTER_GOOD_NEWS = rf"""
        (?:\W+(?:igen|igjen|again|wieder|nu|now|nå|jetzt|fint|fine|bra|godt|gut|perfekt|super|tak
        |tack|takk|thanks|thank you|danke|for (?:det|hjælpen|hjelpen|the help|your help)
        |för hjälpen|jippi|mange|tusind|tusen|very much|schön|vielen
        |den|det(?: hele| heile)?|it|alt(?: ?sammen)?|allt|alles|{_SHOP_NAMED}|sgu
        |heldigvis|endelig|äntligen|endlich|finally|helt|som det skal|som den skal
        |som det ska|wie es soll|as it should|af sig selv|av sig själv|by itself|von selbst))*
        (?:\W+(?:hilsen|mvh|vh|kh|lg|mfg|hälsningar|regards|grüße|gruß)\b(?:\W+[\w.-]+){{0,5}})?\W*
    """
# The whole of a text: "Nu virker den", "Ja det virker", "Yes, it's up again. Thanks!"
_GOOD_NEWS = pattern(
    rf"""
        \W*(?!{_ASKED_OF_NEWS}){_BEFORE_GOOD_NEWS}{_ALL_WELL}{_AFTER_GOOD_NEWS}
        (?:{_BEFORE_GOOD_NEWS}{_ALL_WELL}{_AFTER_GOOD_NEWS})?
    """
)
NOT_RESOLVED = pattern(
    rf"""
        \b(?:{NOT}|still|stadig|stadigvæk|fortsat|fortfarande|fremdeles|ennå|noch immer|immer noch
        |men|but|aber|ingen|no ?one|nobody|when|hvornår|når|när|wann|hvis|if|ikke|before|første
        |nede|down|nere|ned igen|again down|please|kun|only|except|undtagen|snart|soon|skal|must
        |needs?|få|get|never|aldrig|bortset|bortsett|utom|utan|außer|ausser|unntatt|udover|ellers
        |otherwise|annars|sonst|else|resten?|andre|andra|others?|than|end|keine?r?|niemand|nur
        |bara|bare|inga|hva|kan|los)\b|\?
    """
)
AS_IT_SHOULD = pattern(r"\b(?:som det skal|som den skal|som det ska|wie es soll|as it should)\b")


def is_good_news(text: str) -> bool:
    """Whether a text says that it works, and nothing else."""
    small = text.lower()
    if len(small) > _LONGEST_NEWS or not _GOOD_NEWS.fullmatch(small):
        return False
    rest = _CAN_AGAIN.sub(" ", AS_IT_SHOULD.sub(" ", small))
    return not NOT_RESOLVED.search(rest)
