"""Whether a text says no to our own question, whether the shop is down, and no more than that.

"no its not down", "Nej det haster ikke, bare et spørgsmål", "nein, alles gut". What is known here
is taken away; any other word makes it more than a no: "nej, men kassen virker ikke".
"""

from relay.core.reading.fields.given_names import is_given_name
from relay.core.reading.signs import pattern
from relay.core.reading.wording import read_wording
from relay.core.spelling import spelled_freely

_NO = r"""
    (?:nei da|nej då|nejda|neida|nejdå|n[eäæ]+j|nei|nein|no|nope|nah|nää?|næh?|nee|nö|nix|niks
    |negativ|negative)
"""
_NOT = r"(?:ikke|ikk|ik|ikkje|inte|int|ej|not|nicht|nich)"
_CUT = r"(?:isn'?t|is'nt|ain'?t|aren'?t|wasn'?t)"
_SO = r"""
    (?:(?:heldigvis|lyckligtvis|zum glück|luckily|thankfully|faktisk|faktiskt|actually|da|dog|jo
    |ju|nu|nå|now|jetzt|just|lige|jedenfalls|in any case|i hvert fald|altså|alltså)[ ])
"""
# "Not just down", "ikke helt nede" and "not everything is down" tell of harm.
_AT_ALL = r"""
    (?:(?:slet|slett|at all|alls|overhovedet|gar|überhaupt|da|jo|ju|nu|nå|now|jetzt|lige nu
    |just nu|right now|currently|gerade|heller|either|her|here|här|hier|hos os|hos oss|bei uns
    |for us)(?!\w))
"""
_NOUN = r"""
    (?:(?:web|net|nett|online|nät)?[ -]?(?:shop|store|butik|butikk|laden)|web ?side|web ?site|site
    |side|hjemmeside|seite|page)
"""
# "No site works" is a cry, and "no, site works" is none.
_SHOP = rf"""
    (?:(?:(?:the|der|die|das|min|mit|mitt|vores|vor|vår|vårt|my|our|mein|meine|unser|unsere|hele
    |the whole)[ ]
    |(?<!no ))(?:{_NOUN})|(?:web|net|nett|online|nät)?(?:shoppen|butikken|butiken|butikka)|siden
    |sidan
    |sida|siten|sitet|websiden|websitet|webben|hjemmesiden|hemsidan|nettsiden|webbplatsen)
"""
_IT = rf"(?:{_SHOP}|den|det|d|it|she|sie|er|es|das|this|vi|we|wir)"
_ALL = r"(?:alt|allt|alles|everything|all|it all|det hele|alting|allting)"
_IS = r"(?:er|is|s|'s|'re|re|are|ist|sind|är|ligger|liegt|e|æ|blir|bliver|var|was|war)"
_DOWN = (
    r"(?:nede|ned|nere|ner|down|offline|ausgefallen|weg|væk|borte|borta|kaputt|lagt ned|nedlagt)"
)
_SUBJECT = rf"(?:{_IT}(?:[ ]|(?='|s[ ])))?(?:{_IS}[ ])?{_SO}*"
_PRESSING = r"""
    (?:(?:så|so|that|very|særlig|særligt|særskilt|speciellt|specielt|super|sehr|voldsomt|jätte
    |mycket)[ ])?
    (?:haste(?:r|nde)|akutt?|acute|urgent|kritiske?t?|critical|dringend|eilig|bråttom|brådskande
    |presserende|vigtigt?|viktigt?|wichtig|important)(?: at all| alls)?
"""
_EMERGENCY = r"""
    (?:(?:en|ein|et|ett|an|nogen|noen|någon)[ ])?(?:nødsituation|nødstilfælde|nødsfall|nødstilfelle
    |nødtilfelle|notfall|emergency|hastesag|hastesak|nödsituation|nödfall|nødssituasjon
    |nødsituasjon)
"""
_NONE = r"(?:no|ingen|inget|intet|inga|ingent|kein|keine|keinen)"
_WHEN = r"""
    (?:til|till|until|bis|i|tomorrow|morgen|imorgen|i morgen|imorgon|i morgon|morn|mandag|måndag
    |montag
    |monday|senere|senare|later|später|efter|after|weekenden|over|the|hverdage|godt|gerne|gjerne
    |gärna|ruhig
    |sagtens|fint|lidt|litt|lite|a bit|noch|auch|også|också|dag)
"""
# What makes a text a no, beside the word itself.
_DENIALS = (
    rf"{_SUBJECT}{_NOT}[ ](?:{_AT_ALL}[ ])*{_DOWN}(?:[ ]{_AT_ALL})*",
    rf"(?:{_IT}[ ])?{_CUT}[ ](?:{_AT_ALL}[ ])*{_DOWN}(?:[ ]{_AT_ALL})*",
    rf"{_SUBJECT}{_NOT}[ ](?:{_AT_ALL}[ ])*(?:{_PRESSING}|{_EMERGENCY})",
    rf"(?:{_IT}[ ])?{_CUT}[ ](?:{_AT_ALL}[ ])*(?:{_PRESSING}|(?:an )?emergency)",
    rf"(?:{_IT}[ ])?(?:haster|eilt|brådskar|hast)[ ](?:(?:så|jo|da|ju|lige|nu|særligt?|so|sehr"
    rf"|slett?|absolut|overhovedet)[ ])*"
    rf"{_NOT}(?:[ ](?:så|meget|mye|nu|nå|særligt?|sehr|mycket|alls|so)(?!\w))*",
    rf"(?:{_SUBJECT}|there(?:'s|s| is)[ ])(?:{_NOT} (?:noget|noe|nogen|något|any)"
    rf"|{_NONE})[ ](?:hurry|rush|panic|panik|eile|hast|stress|brådska"
    rf"|emergency|notfall|nødsituation|nödsituation|nødsituasjon|nødstilfælde|hastesag)",
    rf"(?:{_SUBJECT})(?:{_NOT} (?:noget|nogen|noe|något)|intet|inget|ingenting|nothing|nichts)[ ]"
    rf"(?:som )?(?:er |is )?(?:akutt?|urgent|dringendes|brådskande|haste(?:r|nde)|kritisk"
    rf"|eiliges|viktigt?)",
    rf"(?:(?:det|den|it|das|es|this|jeg|jag|vi|i|we|ich|wir)[ ])?(?:kan|can|kann"
    rf"|können)[ ](?:{_WHEN}[ ])*(?:vente|vänta|wait|warten)"
    rf"(?:[ ]{_WHEN})*",
    # "it isn't", "det er den ikke", "ist er nicht", "slet ikke"
    rf"(?:(?:it|she|we)(?:'s|s| is| are|'re) not|(?:it|she|we) {_CUT}"
    rf"|(?:det |d )?(?:er|är|ligger|gør|gör|gjør) (?:den|det|vi|{_SHOP}) {_NOT}(?:[ ]{_AT_ALL})*"
    rf"|(?:das )?ist (?:er|sie|es) nicht)(?=\W*(?:$|[,.!;\n:)-]))",
)
_ONLY = r"(?:bare|blot|kun|just|only|nur|bara|endast|lige|merely|simply|mest|egentlig)"
_MY = r"""
    (?:mit|min|mitt|mine|my|our|vores|vår|vårt|meine?[mrn]?|unsere?[mrn]?|the|de[rmnt]|et|ett|en
    |an?|jeres)
"""
_QUESTION = rf"""
    (?:(?:et|ett|en|an?|eine?|ne|ét|nogle|noen|några|some|ein paar|et par|a few|a couple of|my
    |mit)[ ])?
    (?:(?:lille|liten|litet|lite|kort|hurtigt?|raskt?|enkelt|quick|little|small|simple|general
    |normal|almindeligt?
    |kurze|kleine|allgemeine|ganz normale|snabb|vanlig|vanligt|generelt?|praktisk)[ ])*
    (?:spørgsmål|spørsmål|fråga|frågor|questions?|fragen?|forespørgsel|henvendelse|enquiry|inquiry
    |query|anfrage|spm|spg)
    (?:[ ](?:om|about|zu|zum|zur|wegen|til|till|vedrørende|vedr|ang|angående|regarding|on|re
    |kring)[ ]
    (?:{_MY}[ ])?(?:logo\w*|design\w*|faktura\w*|fakturor\w*|regning\w*|invoices?|rechnung\w*
    |abonnement\w*
    |subscription|abo|priser\w*|pris|prices?|pricing|preise?n?|farve\w*|farg\w*|färg\w*|colou?rs?
    |farben?
    |temaet?|themes?|noget andet|noe annet|något annat|something else|etwas anderes))?
"""
_ASKED = r"""
    (?:spørge|spørre|spurgte|spurte|spørger|spør|fråga|frågade|frågar|undrede|undrer|undrade|undrar
    |lurte|lurer|lure|asking|ask|asked|wondering|wondered|wonder|curious|nysgerrig|nysgjerrig
    |nyfiken
    |neugierig|fragen|fragte|gefragt|frage|wissen|høre|höra|hørte|vide|vite|veta|know|checking)
"""
_I = r"""
    (?:jeg|jag|ich|i|vi|we|wir|i'm|im|we're|wanted|want|ville|vil|vill|wollte|wollten|will|would
    |was|were|am|are|har|havde|hade|hadde|have|had|hab|habe|hatte|hatten|haben|skulle|skal|ska
    |mich|mig|meg)
"""
_WELL = r"""
    (?:fint|fine|godt|gut|bra|okay|okej|ok|super|perfekt|perfect|perfectly|good|well|as it should
    |som den skal|som det skal|som den ska|som det ska|wie es soll|wie er soll|normalt?|som normalt
    |as normal|as usual|som vanligt?|som sædvanligt?|einwandfrei|upåklageligt|uden problemer
    |uten problemer
    |utan problem|ohne probleme|problemlos|i orden|in ordnung)
"""
_RUNS = r"""
    (?:virker|fungerer|kører|kjører|oppe|uppe|funkar|fungerar|funker|works|working|running|runs
    |up and running|up|online|läuft|funktioniert|geht|erreichbar|open|åben|åpen)
"""
_FINE = rf"(?:{_IT}|{_ALL})(?:[ ]|(?='|s[ ]))(?:{_IS}[ ])?{_SO}*"
# What may be said beside it and asks for nothing.
_BESIDE = (
    rf"(?:(?:det|it|das|es|this|d|gælder|jeg|jag|ich|i|vi|we|wir)(?:[ ]|(?='|s[ ])))?(?:(?:er"
    rf"|var|is|was|'s|s|ist|war|är|gælder|handler om)[ ])?"
    rf"(?:{_I}[ ])*(?:{_SO})*(?:{_ONLY}[ ])*(?:{_I}[ ])*(?:{_ONLY}[ ])*(?:mal )?{_QUESTION}",
    rf"(?:(?:{_I}|gerne|gjerne|gärna|to|mal|kurz)[ ])*(?:{_ONLY}[ ])(?:(?:{_I}|gerne|gjerne"
    rf"|gärna|to|att|at|å|lige|mal|kurz|etwas|noget|noe|något|something)[ ])*"
    rf"{_ASKED}(?:[ ](?:om )?(?:noget|noe|något|something|etwas|mig|meg|en ting|en sak|a thing"
    rf"|one thing))?",
    rf"{_I}[ ]{_ASKED}(?:[ ](?:mig|meg))?[ ]{_ONLY}(?: (?:på|over|på noe|om noget))?(?: (?:noe"
    rf"|noget|litt|lidt|något|lite))?",
    rf"{_FINE}{_RUNS}(?:[ ](?:{_AT_ALL}|{_WELL}))*",
    rf"(?<!no ){_RUNS}(?:[ ]{_WELL})+",
    rf"(?:{_FINE}(?:all )?|(?<!no )(?<!not )){_WELL}(?:[ ]{_AT_ALL})*",
    r"(?:(?:vi|we|wir|der|det|there|es)[ ](?:har|have|haben|er|is|are|gibt)[ ])?"
    r"(?:no|ingen|inget|intet|inga|keine?)[ ](?:problemer|problems?|probleme?|worries|fara"
    r"|fare)|(?:don'?t|do not) worry",
    r"(?:(?:so|så|dann)[ ])?(?:(?:jeg|jag|vi|i|we|ich|wir|i'll|ill|we'll|will)[ ]){0,2}"
    r"(?:skriver|mailer|mejlar|write|email|mail|schreibe|schreiben|maile|kontakter|kontaktar"
    r"|contact)"
    r"(?:[ ](?:jeg|jag|vi|ich|wir|så|bare|blot|bara|just|da|til|till|to|an|den|dem|them"
    r"|dertil|there|dit|dorthin|den"
    r"|jer|you|support|supporten|the|i stedet|instead|istället|i morgen|tomorrow|morgen"
    r"|imorgen|i morgon)(?!\w))*",
    r"(?:undskyld|beklager|sorry|unnskyld|förlåt|ursäkta|entschuldigung|tut mir leid)"
    r"(?: (?:for )?(?:forstyrrelsen|ulejligheden|die störung|för besväret|to (?:bother"
    r"|disturb)(?: you)?)"
    r"| for (?:disturbing|bothering)(?: you)?)?",
    r"(?:min fejl|min feil|mitt fel|my mistake|my bad|mein fehler|misforståelse|en misforståelse"
    r"|det var alt|that'?s all|das ist alles)",
    r"(?:(?:mange|many|vielen|tusen|tusind|stort)[ ])?(?:takk?|tack|thanks|thank you|danke"
    r"|dank|thx|cheers)"
    r"(?: (?:igen|igjen|again|anyway|alligevel|ändå|likevel|trotzdem|so much|a lot|så meget"
    r"|så mye|så mycket"
    r"|for (?:svaret|hjælpen|hjelpen|your help|asking|the help)|för (?:svaret|hjälpen)|schön"
    r"|sehr))*",
    r"(?:ha|hav) en (?:god|fin|bra|trevlig) (?:dag|aften|kveld|kväll|weekend|helg)"
    r"|god (?:dag|aften|weekend|kväll|helg|kveld)|have a (?:nice|good) (?:day|evening|weekend|one)"
    r"|schönen (?:abend|tag)(?: noch)?",
)
# Only behind the word itself: "alt virker slet ikke" says the contrary.
_NO_WAY = rf"""
    {_NO}\W+(?:(?:slett?|absolut|absolutt|bestemt|overhovedet|overhodet)[ ](?:ikke|inte)|inte alls
    |not at all|definitely not|absolutely not|(?:gar|überhaupt) nicht
    |{_NOT} (?:lige )?(?:nu|nå|now|right now|jetzt|just nu|akkurat nå))(?=\W*(?:$|[,.!;\n:)-]))
"""
_COURTESY = r"""
    ok|okay|okej|oki|nå|hej|hejsa|hi|hallo|hei|hello|igen|jaja|klart|selvfølgelig|alles klar
    |takk?|tack|thanks|danke|undskyld|sorry|beklager|og|and|och|und|så|so
"""
_SMALL = rf"{_NO}|{_COURTESY}"
_BUT = r"(?:men|but|aber)"
_DENIAL = pattern(spelled_freely(rf"\b(?:{'|'.join((_NO_WAY, *_DENIALS))})(?!\w)"))
_HARMLESS = pattern(spelled_freely(rf"\b(?:{_BUT} )?(?:{'|'.join(_BESIDE)})(?!\w)"))
# It begins so; most texts do not.
_MAY_BE = pattern(
    spelled_freely(rf"\W*+(?>(?:{_COURTESY})(?!\w)\W*+)*+(?:{'|'.join((_NO, *_DENIALS))})(?!\w)")
)
_IS_NO = pattern(rf"(?<!\w){_NO}(?!\w)")
_REST = pattern(spelled_freely(rf"\W*+(?>(?:{_SMALL})(?!\w)\W*+)*+"))
_SIGNED = pattern(
    r"(?:\b(?:mvh|vh|m\.v\.h\.?|hilsen|(?:med )?venlig hilsen|regards|best regards|gr[uü](?:ß|ss)e?"
    r"|lg|hälsningar)\b|[-/])\W*([^\W\d_]+)(?: [^\W\d_]+)?\W*$"
)
_LONGEST = 200  # letters
_TAKEN = " | "  # in the place of what was known, so that nothing new comes about


def says_no(text: str) -> bool:
    """Whether a text says that the shop is not down or that it can wait, and asks for nothing."""
    small = read_wording(text).plain.lower()
    if "?" in small or len(small) > _LONGEST or not _MAY_BE.match(small):
        return False
    signed = _SIGNED.search(small)
    if signed and is_given_name(signed[1]):
        small = small[: signed.start()]
    left, denials = _DENIAL.made.subn(_TAKEN, small)
    left = _HARMLESS.sub(_TAKEN, left)
    return bool((denials or _IS_NO.search(left)) and _REST.fullmatch(left))
