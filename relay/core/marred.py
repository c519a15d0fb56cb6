"""Whether thanks or good news are marred: by waiting and losing, or by what works only in part."""

from relay.core.reading.cries.harmless import HINTS
from relay.core.reading.signs import pattern
from relay.core.spelling import spelled_freely

_UNIT = (
    r"(?:minut\w*|minutes?|mins?|timer?|timme\w*|timma\w*|hours?|stunden?|dage?|dagar?|days?"
    r"|tage?n?)"
)
_MANY = (
    r"(?:en|an?|one|ett?|eine[nr]?|\d{1,3}|to|two|två|zwei|tre|three|drei|fire|four|fyra|vier|halv\w*"
    r"|half|flere|several|flera|mehrere|mange|many|många|viele)"
)
_HARMED = pattern(
    spelled_freely(rf"""
        \b(?:taber|mister|förlorar|tappar|taper|verlier\w+|lose|loses|losing) (?:\w+ ){{0,3}}?
        (?:penge|pengar|penger|geld|money|kund\w*|customers?|ordre\w*|order\w*|bestell\w*|beställ\w*|bestill\w*
        |omsætning\w*|omsättning\w*|omsetning\w*|umsatz\w*|umsätze|salg\w*|sales?|revenue
        |business|tusind\w*|tusen\w*|thousands?|tausend\w*|formue|fortune)\b
        |\b(?:koster|costs?|costing|kostar|kostet) (?:os|us|mig|me|meg|oss|uns|mich)\b
        |\b(?:hvert|hver|each|every|varje|jede) (?:eneste |single |einzelne |enda )?(?:minut\w*
        |minute|time|hour|timme|stunde|sekund\w*|second)\b
        |\b(?:have|has|been|'ve|we|i) (?:\w+ ){{0,2}}?waiting\b(?! (?:for (?:the )?monday|with))
        (?= (?:\w+ ){{0,3}}?{_UNIT}\b| (?:since|so long|for ever|forever|long|ages)\b)
        |\b(?:have|'ve|has) (?:\w+ ){{0,2}}?waited\b
        |\b(?:har|have) (?:(?:jeg|jag|vi|nu|nå|allerede|redan|snart) ){{0,3}}
        (?:ventet|väntat|venta)\b
        |\b(?:habe|haben) (?:\w+ ){{0,5}}?gewartet\b
        |\bwarten? (?:(?:ich|wir|nun|jetzt|hier) ){{0,2}}(?:seit|schon)\b
        |\b(?:vi|jeg|jag) (?:venter|väntar) (?:stadig|fortsatt|fortfarande|ennå|på (?:nogen|noen
        |någon|et svar|ett svar|en tekniker|at i|at der))\b
        |\b(?:hører|hørt|hört|höre|hören|gehört|heard?) (?:\w+ ){{0,2}}?(?:intet|ingenting|nothing
        |nichts|inget|ingen)\b
        |\b(?:ingen|nobody|no ?one|niemand) (?:har |has |hat )?(?:\w+ )?(?:ringer|ringt|ringet|calls
        |called|angerufen|kontakt\w*|svarer|svarar|svaret|answers)\b
        |\b(?:hvornår|hvor længe|hvor lenge|hur länge|how (?:much )?long(?:er)?|wie lange)\b
        |\b(?:when|wann|når|när) (?:will|does|do|is|are|can|geht|wird|kommt|können|kan|kommer|virker
        |funkar|fungerer|fungerar|sker|händer|skjer)\b
        |\b(?:u|o)acceptab\w+|\bunacceptable\b|\binakzeptabel\b|\buholdbar\w*
        |\b(?:hurry|skynd\w*|beeil\w*|asap|hurtigst muligt|snarest|as soon as possible
        |so schnell wie möglich|så snart som (?:muligt|möjligt|mulig)|så fort som möjligt)\b
    """)
)
_HOW_LONG = pattern(
    spelled_freely(rf"""
        \b{_MANY} (?:\w+ )?{_UNIT} (?:nu|now|nå|jetzt|already|allerede|redan|schon
        |siden|ago|sedan)\b
        |\b(?:been|gået|gått|vergangen|seit|for|i|in) (?:\w+ )?{_MANY} {_UNIT}\W*$
    """)
)
_SOME = (
    r"(?:some|most|many|few|nogle|nogen|enkelte|de fleste|noen|vissa|visse|några|de flesta|einige"
    r"|manche|die meisten|wenige)"
)
_WITHOUT = r"(?:uden|without|utan|uten|ohne)"
_NO_FAULT = (
    r"(?:problem\w*|fejl|fel|feil|fehler|issues?|errors?|trouble|a hitch|hitches|any|knas|bøvl|bøl"
    r"|vrøvl|udfald|afbrydelse\w*|avbrott|jer|jeres|you|your|dere|er|euch|eure|dig|deg|hjælp|hjelp"
    r"|hjälp|help|hilfe|at|att|å|that|nogen|noen|några|stress|ballade)"
)
_DEVICE = (
    r"(?:mobil\w*|handys?|iphones?|android\w*|pc|mac|desktop|computer\w*|ipads?|tablets?"
    r"|tabletter|chrome|safari|firefox|edge|danmark|denmark|sverige|sweden|norge|norway|tyskland"
    r"|germany|deutschland|dänemark|app'?en|the app)"
)
_IN_PART = pattern(
    spelled_freely(rf"""
        \b{_WITHOUT} (?!{_NO_FAULT}\b|(?:the )?\w\b)\w
        |, (?:dog|dock|jedoch|allerdings|riktignok|though)\b
        |\b(?:for|for the|für|för|hos|bei) {_SOME}\b
        |\b{_SOME} (?:\w+ )?(?:kund\w*|customers?|browser\w*|steder|places|ställen|sider|pages|sidor
        |orders?|ordre\w*|betaling\w*|payments?)\b
        |\b(?:delvis\w*|partly|partially|teilweise|til dels|zum teil|nogenlunde|sådan da|halvt
        |sometimes|nogle gange|af og til|av og til|fra tid til anden|ibland|iblant|manchmal
        |ab und zu|on and off|ind imellem|indimellem|innimellan|langsomt?|långsamt|slow|slowly
        |sløvt?|trægt?|tregt|segt|ustabilt?|instabil|unstable|intermittent\w*|hakker
        |(?:næsten|nästan|nesten|almost|beinahe)(?! normal)|fast alles?|mostly|stort sett?)\b
    """)
)
_ON_ONE = pattern(
    spelled_freely(rf"""
        \b(?:på|on|auf|i|in|for|för|für) (?:my phone|our phones
        |(?:(?:min|mit|my|den|det|the|dem|der|our|vores|vår) )?{_DEVICE})\b
        (?! (?:og|and|och|und|samt|&) )
    """)
)
_EVERYWHERE = pattern(
    spelled_freely(r"""
        \b(?:også|also|auch|också|too|as well|både|both|sowohl|alle|all|alla|everywhere|overalt
        |överallt|überall|begge|båda|beide)\b
    """)
)


def is_marred_thanks(text: str) -> bool:
    """Whether thanks go with a cry: "Thanks. Been waiting an hour", "vi taber penge".

    Args:
        text: evened out (`read_wording`).
    """
    small = text.lower()
    unthanked = HINTS.by_reason["thanked for"].sub(" ", small)
    return _HARMED.search(small) is not None or _HOW_LONG.search(unthanked) is not None


def is_marred_news(text: str) -> bool:
    """Whether what works again does so in part: "dog uden mobilepay", "for some customers".

    Args:
        text: evened out (`read_wording`).
    """
    small = text.lower()
    if _IN_PART.search(small):
        return True
    return _ON_ONE.search(small) is not None and not _EVERYWHERE.search(small)
