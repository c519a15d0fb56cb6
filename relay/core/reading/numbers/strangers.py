"""Numbers of strangers of whom a merchant only tells: who rang, who broke in, what pages show."""

from relay.core.reading.numbers.cues import Cues, says_something
from relay.core.reading.pattern import Pattern

# "a customer phoned me from …", "min chef ringer jer fra …", "missed call from …"
_RINGS = (
    r"(?:ring(?:er|ede|te|de|t|et|s|ing)|rang|rung|call(?:s|ed|ing)|phon(?:es|ed|ing)|texted"
    r"|ruft|rief(?:en)?|angerufen|kontaktede|kontaktade|kontaktet|contacted)"
)
_BY_OTHERS = Pattern(
    rf"(?:\b(?!(?:jeg|jag|ich|i|vi|we|wir|am|i'm|we're|m|re)\b)[^\W\d_]+\W{{1,3}}{_RINGS}\b"
    r"|\bi (?:ringede|kontaktede|skrev)\b"  # "I" is "you" here, as no English verb stands behind it
    r"|\b(?:opkald|anruf|call|samtale?|voicemail|sms|sms'er|besked(?:er)?|messages?|meddelande\w*"
    r"|melding\w*|nachricht\w*|texts?"
    r"|fax)\b)"
    r"(?:\s(?!ring\b|call\b)[^\s\d.!?;]+){0,5}\s(?:fra|from|från|von|vom)"
    r"(?:\s(?:nummer\w*|numret|nr|number|the|der|tlf|telefon|\w+s))*\W{0,3}$",
)
# "der ringede en på …", "I was called by …"
_SOMEBODY_RANG = Pattern(
    r"\b(?:de[rt]\s(?:har\s)?(?:lige\s|netop\s|just\s|nettopp\s)?ring(?:ede|er|et|te|de|t)\s"
    r"(?:lige\s)?(?:en|én|nogen|no[en]n|n[åa]gon)\s(?:(?!til|mig|meg|mej|os)[^\W\d_]+\s){0,3}"
    r"(?:på|fra|från)"
    r"|(?:blev|ble|was|were|been|blevet|blitt|blivit|wurden?)\s(?:[^\W\d_]+\s){0,2}"
    r"(?:ringe?t|ringd|rung|called|kontakte[rt]|kontaktad|contacted|ope?ringet|opp?ringt|uppringd"
    r"|angerufen|phoned|texted)\s(?:(?:up|op|upp|opp)\s)?(?:af|av|by|von|from|fra|från))"
    r"(?:\s(?:the|number|nummer\w*|numret|nr|der|tlf))*\W{1,3}$",
)
_RANG_AND = (  # "… rang on # and said", "jemand hat von # angerufen"
    Pattern(
        r"\b(?:en|én|nogen|no[en]n|n[åa]gon|someone|somebody|he|she|han|hun|hon|man|mand|guy|fyr"
        r"|kille|they)\s(?:(?:har|has)\s)?(?:just\s|lige\s)?"
        r"(?:ring(?:ede|te|de|t|et)|rang|rung|called|phoned)\s"
        r"(?:(?!mig|meg|mej|me|us|os|oss)[^\W\d_]+\s){0,3}(?:på|on)\s$"
    ),
    Pattern(
        r"\s(?:og|och|and)\s(?:sagde|sade?|said|ville|wanted|bad|ba|asked|claimed|påst(?:od|o)"
        r"|spurgte|frågade|spurte|udgav|udga|utga|krævede|krävde|krevde|demanded|pretended)\b"
    ),
)
# "# ringede og sagde de var Microsoft", "someone from # phoned"
_CLAIMS = (
    r"(?:(?:said|sagde|sa(?:de)?|sagt)\s(?:(?:that|at|att|dass)\s)?(?:they|he|she|it|de|dom|han|hun"
    r"|hon|det)\s"
    r"(?:were|was|are|is|var|er|är|kom|ring\w*|called)|claim\w*|pretend\w*|impersonat\w*|udgav"
    r"|udgivet"
    r"|udgiver|utga|utgav|utgir|utger|utgett|påst\w+|behaupt\w*|gab\ssich|gibt\ssich|ausgegeben"
    r"|demand\w*"
    r"|krævede|kræver|krävde|krevde|asked|asking|asks|bad|ba|bett?|spurgte|ville|wanted|wants?"
    r"|vil|saying"
    r"|posing|threat\w*|truede|hotade)"
)
_RANG_US = (
    r"(?:ring(?:ede|te|de|t|et|er|ar)|rang|rung|called|phoned|texted|messaged|emailed|skrev|wrote"
    r"|sms'?ede|smsade|angerufen|rief|kontakt\w+|contacted)"
)
_CALLER_CLAIMS = Pattern(
    rf"\s(?:(?:har|has|hat|just|lige|nettopp|netop)\s){{0,2}}{_RANG_US}"
    r"(?:\s(?:os|oss|us|me|mig|meg|mej|mich|uns|op|upp|opp|up|an|in|lige|just|earlier|tidligere"
    r"|today|i dag"
    r"|hele tiden))*,?\s(?:(?:og|and|och|und|for at|to|for å|för att)\s)?(?:har\s|was\s|were\s)?"
    rf"{_CLAIMS}\b"
    r"|\s(?:ringer|ringar|calls|ruft)\s(?:(?:os|us|mig|uns|oss)\s)?(?:hele tiden|konstant"
    r"|all the time"
    r"|constantly|immer wieder|ständig|igen og igen|again and again|hela tiden)"
    r"|\skeeps?\s(?:on\s)?(?:calling|ringing|phoning|texting)\b",
)
_ONLY_A_NUMBER = Pattern(
    r"\s*(?:(?:the|et|ett|a|an|eine|die|some)\s)?(?:(?:nr|no|nummer\w*|numret|number)\.?\s)?(?:\+?)"
)
_SOMEBODY_FROM = Pattern(
    r"\b(?:someone|somebody|nogen|no[en]n|n[åa]gon|jemand|(?:a|en|ein|some)\s(?:guy|man|woman"
    r"|person|mand"
    r"|mann|fyr|kille|kvinde|kvinna|kvinne|dame|caller))\s(?:\w+\s){0,2}?(?:from|fra|från|von|på"
    r"|on|with"
    r"|med|mit|using)\s(?:(?:the|number|nummer\w*|nr|der)\s){0,2}$",
)
_DID_RING = Pattern(
    rf"\s(?:(?:har|has|hat|just|lige|keeps?|bliver ved)\s){{0,2}}(?:{_RANG_US}|calling)\b"
)
_HAS_FROM = (
    Pattern(
        r"\b(?:hat|hatte|habt|hattet|wurden?|haben sie)\b[^.!?]{0,40}\s(?:von|unter|mit|aus)"
        r"(?:\s(?:der|dem|einer|dieser|nummer|rufnummer))*\s$"
    ),
    Pattern(r"\s(?:aus\s)?(?:angerufen|angeschrieben|kontaktiert|geschrieben|belästigt)\b"),
)
# "kunderne ringer hele natten på …", "people keep calling us on …"
_CALLED_BY_ALL = Pattern(
    r"\b(?:kunde(?:rne?|rna|n|r)|customers?|folk|people|they|leute|everybody|everyone|alle|alla)\s"
    r"(?:(?:keep|still|also|stadig|fortsat|hele tiden|bliver ved med at|håller på att|ständig"
    r"|immer)\s)?"
    rf"(?:{_RINGS}|ringe?|ringa|call|phone|rufen|anrufen)\b"
    r"(?:\s(?!(?:og|and|och|und|ring|call|ruf|rufen|mig|mich|me|bitte|please)\b)[^\s\d.,!?;]+){0,6}"
    r"\s(?:på|on|at|til|unter|auf)\W{0,2}$"
    # "kunder kan kontakte …", "customers can reach us on …"
    r"|\b(?:kunde(?:rne|rna|n|r)|customers|folk|people|alle|alla)\s"
    r"(?:kan|skal|can|may|should|must|können|ska|bør|må)\s(?:(?:altid|always|alltid|gerne"
    r"|immer)\s)?"
    r"(?:ringe?|ringa|kontakt\w*|contact|call|phone|reach|anrufen|nå|skrive?|texte?|sms'?e)"
    r"(?:\s(?:os|oss|us|butikken|the shop|kontoret|til|to|på|on|at|auf|unter)){0,4}\W{0,2}$",
)
# "your message to … could not be delivered"
_SENT_TO = Pattern(
    r"\b(?:(?:your|ihre|deine) (?:message|sms|text|nachricht)|meldingen|beskeden|meddelandet"
    r"|sms'en)"
    r"\s(?:(?:din|ditt|your)\s)?(?:til|to|till|an)\s$",
)
# "her phone … is visible to all"; whose number to call is said to be called
THEIRS = Pattern(
    r"\b(?:(?:hendes|hans|deres|hennes|deras|his|their|seine?)\s(?:[^\W\d_]+\s)?"
    r"(?:t(?:el|lf|elefon\w*)|mob\w*|phone|cell\w*|handy\w*|nr|nummer\w*|number)"
    r"|her\s(?:phone|number|cell|telephone))\W{0,3}$",
)
_CUSTOMER = Pattern(
    r"\b(?:(?:one|another|single|a|en|én|et|ein|eine|1)\s(?:[^\W\d_]+\s)?(?:customer|kunde|kund"
    r"|kundin|client)|kunden|the customer|der kunde|die kundin)\b"
    r"[^.!?\n\d]{0,60}$",
)
_SAYS = Pattern(
    r"[),]{0,2}\s(?:siger|says|säger|sier|sagt|skriver|writes|schreibt|claims|påstår|meldt?er"
    r"|reports"
    r"|meldet|was|is|er|blev|wurde|ist|är|blev|got|gets|får|fik|fick|fikk|bekommt|can|kan|kann"
    r"|cannot|can't)\b",
)
# Somebody else: "a customer (20304051) says"
THIRD = Pattern(r"\)?\s(?:(?:siger|says|säger|sier|sagt)\b|(?:skriver at|writes that)\b)")
# "er det …?", "who is …"
_WHOSE = Pattern(
    r"\b(?:(?<![^.!?\n,])|(?<=[.!?\n,]\s))(?:hej,? |hi,? |hello,? |hei,? |hallo,? )?"
    r"(?:(?:er|is|är|ist) (?:det|dette"
    r"|det her|this|it|that|detta|das|du|you)"
    r"|(?:hvem|who|vem|wer) (?:er|is|ejer|har|owns|has|är|ist|hat|does)|who's|(?:hvis|whose|vems"
    r"|wessen) (?:nummer|number) (?:er|is|är|ist))"
    r"\s(?:(?:nummer\w*|number|tlf|telefon\w*|på|the)\s)*$",
)
# "a pop-up says call …"; "siden siger at vores nummer er …"
_REPORTED = Pattern(
    r"\b(?:siger|says?|said|står|stod|saying|steht|säger|sier|skriver|writes?|besked|message|text"
    r"|kræver|demands?"
    r"|beder|asks?|fordert|verlangt|kräver|krever|vide)(?:\s[^\s\d.,!?]+){0,5}?\s(?:at|that|att"
    r"|dass|om at|om)"
    r"\s(?:man|you|vi|de|they|kunder\w*|customers|we|folk|vores|our|vår\w*"
    r"|unsere?)\s[^\d.,!?\n]{0,25}"
    r"\b(?:ring\w*|call|kald\w*|kontakt\w*|contact|anrufen|nummer\w*|number)\b[^\d.,!?\n]{0,20}$"
    r"|\b(?:pop-?up\w*|hacker(?:e|en|ne|s)?|svindler\w*|scammers?|betrüger\w*|bedrag[ae]r\w*"
    r"|bedragare\w*|afpresser\w*)"
    r"\b[^\d.,!?\n]{0,15}\s(?:med|with|mit|på|siger|says|kræver|vil|wants?|demands?|beder|asks?"
    r"|skriver|writes|fordert"
    r"|verlangt|kräver|krever|säger|sier|left|efterlod)\b[^\d.!?\n]{0,60}$"
    r"|\b(?:nummer\w*|numret|nr|number)\s(?:på|on|auf)\s(?:[^\W\d_]+\s){0,2}(?:\w*side[nr]?|page"
    r"|site|website"
    r"|seite|sidan?|google|facebook)\s(?:er|is|är|ist)\s$"
    r"|\b(?:sendt?|sent|skickas|geschickt|viderestillet|redirected|forwarded)\s(?:videre\s)?(?:til"
    r"|to|till|an)\s$",
)
# "A former employee (#) deleted our products"
_CULPRIT = Pattern(
    r"\b(?:(?:former|ex|tidligere|forhenværende|fyret|afskediget|fired|dismissed|sacked|disgruntled"
    r"|tidigare|före detta|uppsagd|sparkad|avskedad|oppsagt|avskjediget|ehemalig\w*|gekündigt\w*"
    r"|entlassen\w*)[ -](?:[^\W\d_]+\s){0,1}?(?:medarbejder\w*|employee|ansat|ansatte?|anställd\w*"
    r"|medarbetare|mitarbeiter\w*|kolleg\w*|colleague|partner\w*|kompagnon|developer|udvikler"
    r"|utvecklare|utvikler|entwickler\w*|admin\w*|staff|worker|manager)"
    r"|ekskolleg\w*|eksansat\w*|exkolleg\w*|ex-?medarbe\w*|ex-?mitarbeiter\w*)\b"
    r"(?:\W{1,3}(?!ring|call|mit\b|my\b|min\b|mein)[^\W\d_]+){0,2}\W{1,3}$",
)
_DID_IT = Pattern(
    r"[),]{0,2}\s(?:(?:har|has|have|hat)\s)?(?:[^\W\d_]+\s){0,2}?"
    r"(?:slett?\w*|delet\w*|remov\w*|fjern\w*|hack\w*|st[oj][lj]\w*|rader\w*|tog bort|tagit bort"
    r"|ændre\w*|endr\w*|ändra\w*|chang\w*|overt\w*|took|locked|loggede?|logget|loggade|logged"
    r"|tru(?:er|ede)|threaten\w*|hot(?:ar|ade)|droh\w*|krævede?r?|demand\w*|kräv\w*|krev\w*"
    r"|unsere?|våra|vores|alles?|gelösch\w*|geänder\w*)\b"
)
# "Hackers replaced our phone number with #"
_NEW_ON_PAGES = Pattern(
    r"\b(?:hack(?:er\w*|are\w*)|scammers?|svindler\w*|bedrag[ae]r\w*|bedragare\w*|betrüger\w*"
    r"|angreifer|attackers?|someone|somebody|nogen|noen|någon|jemand|they(?:'ve)?|burglars?)\b"
    r"[^.!?\n\d]{0,25}\b(?:replaced?|changed?|swapped|put|skiftet|udskiftet|ændret|byttet|bytte?t?"
    r"|ersatt|ersätt\w*|ändrat|endret|hat|haben|satt|sat)\b[^.!?\n\d]{0,40}"
    r"\b(?:nummer\w*|num+ret|number|telefon\w*|phone|tlf)\b[^.!?\n\d]{0,20}"
    r"\s(?:with|to|til|till|med|mot|durch|auf|zu|in|for)\s(?:the\s|nummer\w*\s|number\s)?$",
)
# "the bank asked me to call …"
_ASKED_BY_A_COMPANY = Pattern(
    r"\b(?:bank\w*|nets|quickpay|klarna|stripe|paypal|mobile ?pay|swish|vipps|adyen|worldline)\s"
    r"(?:bad|ba|ber|beder|asked|asks|told|tells|said|says|siger|sagde|sier|sa|säger|sade|wants?"
    r"|vil|bittet|bat|sagt|sagte)\s(?:[^\W\d_]+\s){0,4}?"
    r"(?:ring[ea]?|call|phone|kontakt\w*|contact)(?:\s(?:på|on|til|till|to)){0,2}\W{1,3}$",
)
_PAGE = (
    r"\b(?:\w*side[nr]?|\w*sida[n]?|\w*pages?|\w*site|\w*seite|footer|header|banner|pop-?up"
    r"|impressum|google)"
)
_SAY = (
    r"(?:says?|siger|står|steht|viser|shows?|visar|zeigt|säger|sier|displays?|lists?|has|har|hat)"
)
_SHOWN_NOW = Pattern(
    rf"{_PAGE}\b\s(?:(?:now|nu|nå|jetzt|der|det|there|pludselig\w*|suddenly|plötzlich"
    rf"|plötsligt)\s)?"
    rf"{_SAY}\s"
    r"(?:(?:now|nu|nå|jetzt|der|det|there|pludselig\w*|suddenly|plötzlich|plötsligt)\s){0,2}"
    r"(?:(?:to|at (?:man|you|de) skal|at|att (?:man|de) ska|å)\s(?:call|ringe?a?|phone)(?:\s(?:til"
    r"|på|on|at))?|call|(?:(?:a|an|the|et|ett|en|det|die|eine|wrong|forkert|new|nyt|fel|feil"
    r"|falsche|fake|fremmed\w*|fremde|främmande|strange|other|andet|annat|phone)\s){0,3}"
    r"(?:\w*nummer\w*|\w*numret|number|telefon\w*))\W{1,2}$",
)
# "…, which isn't us"
_IS_NOT_OURS = Pattern(
    r"[^.!?\n\d]{0,25}?\W(?:(?:is|are|er|är|ist|sind)(?:n't|nt)|(?:is|are|er|är|ist|sind)\s"
    r"(?:not|ikke|ikkje|inte|nicht))\s"
    r"(?:(?:us|ours|mine|os|oss|vi|wir|uns|vores|vårt?|unsere?|mein\w*|mitt?|min)\b"
    r"(?=\s*(?:$|[.,;:!?)-]))"
    r"|(?:our|my|vores|vårt?|unsere?|mein\w*|mitt?|mit)\s(?:phone |telefon)?(?:nummer|number|nr)\b)"
)
_ANOTHERS = Cues(
    _SOMEBODY_RANG,
    _CALLED_BY_ALL,
    _SENT_TO,
    _WHOSE,
    _REPORTED,
    _NEW_ON_PAGES,
    _ASKED_BY_A_COMPANY,
)
# What begins with any word, and a word that it has, looked for first.
_BY_THEIR_WORDS = (
    (Cues(Pattern(r"\b(?:fra|from|från|von|vom)\b")), _BY_OTHERS),
    (Cues(Pattern(rf"\b{_SAY}\b")), _SHOWN_NOW),
)


def is_a_strangers(sentence: str, after: str) -> bool:
    """Whether a number is somebody's whom a merchant only tells of, or that others put on a page.

    Args:
        sentence: the small letters of a sentence before the number.
        after: up to 80 small letters behind it.
    """
    if _ANOTHERS.are_in(sentence):
        return True
    if any(words.are_in(sentence) and cue.search(sentence) for words, cue in _BY_THEIR_WORDS):
        return True
    if not says_something(after):
        return False
    if _IS_NOT_OURS.match(after):
        return True
    around = ((_CUSTOMER, _SAYS), (_CULPRIT, _DID_IT), _RANG_AND, _HAS_FROM)
    return any(more.match(after) and cue.search(sentence) for cue, more in around)


def is_a_callers(sentence: str, after: str) -> bool:
    """Whether a number is of one who rang, and claimed or wanted something.

    Args:
        sentence: the small letters of a sentence before the number, which may be none.
        after: up to 80 small letters behind it.
    """
    if not after[:1].isspace() or not says_something(after):
        return False
    if _ONLY_A_NUMBER.fullmatch(sentence):
        return _CALLER_CLAIMS.match(after) is not None
    return _DID_RING.match(after) is not None and _SOMEBODY_FROM.search(sentence) is not None
