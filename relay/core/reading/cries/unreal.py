"""Good news that is no fact of now: wished, demanded, promised, quoted, scoffed at or in despair.

"I wish it worked again", "You said it was fixed", "langt fra løst", "glem det, så går jeg konkurs".
What cannot wait belongs here too. All is matched against evened-out text in small letters.
"""

from functools import lru_cache

from relay.core.reading.cries.good_news import SHOP_NAMED, WORKS
from relay.core.reading.pattern import Pattern
from relay.core.reading.signs import NOT, pattern
from relay.core.spelling import spelled_freely

_MENDED = r"""
        (?:løst|løses|fikset|fikses|fixet|rettet|ordnet|ordnes|solved|resolved|fixed|sorted|mended
        |lösas|fixat|ordnat|åtgärdat|gelöst|behoben|repariert|erledigt)
    """
_UP = rf"""
        (?:(?!up\b|working days?){WORKS}|work(?:ed)?|virke(?:de|t)?|køre|kørte|fungere(?:r|de)?
        |funka(?:de)?|laufen|liefe?|funktionier\w*|(?:be|been|is|was|were|it's)[ ](?:up|back)
        |(?<!si )(?<!sige )(?<!come )(?<!set )(?:up|op|opp|upp|back)
        (?=[ ](?:again|igen|igjen|and running|online|nu|now|nå|by|before|inden|innan|innen|kl)\b
        |\W*$))
    """
_DONE = rf"(?:{_MENDED}|{_UP})"
_WELL = rf"(?:{_DONE}|ok(?:ay)?|fine|good|well|godt|fint?|bra|gut|i orden|in ordnung)"
# What is or shall be well: the shop or all of it, no part and no wish for something new.
_ALL_OF_IT = rf"""
        (?:it(?:'s|'d)?|this|that|den|det(?: her)?|dette|alt|allt|alles|all|everything|vi|we
        |wir|es|das|das ganze|det hele|things|{SHOP_NAMED})
    """
# The rest of a clause; what is joined to it stands by itself: "you said so, and now it works".
_ON = (
    r"(?:(?! (?:og|and|och|und) (?:det|den|it|now|nu|nå|jetzt|alt|allt|all|alles|es)\b"
    r"| (?:men|but|aber)\b)[^.,;!?\n]){0,45}?"
)
_SO_IT_IS = (
    rf"(?!,? (?:og|och|and|und|men|but|aber)? ?(?:det|den|it|das|es|so) (?:er|är|is|ist|gør|does)"
    rf"\b(?! (?:{NOT}|langt|far)))"
)
# "I vil have det rettet i fragtlisten" wants a part of it mended, "i nat" is when.
_BY_WHEN = (
    r"(?! (?:i|in|på|on|auf) (?!(?:nat|natt|dag|aften|kväll|kveld|morgen|morgon|time|gang|en|an?"
    r"|\d+)\b))"
)
_WISHED = r"""
        (?:(?<!just )(?<!best )wish(?:es|ed)?(?! (?:to|you)\b)|(?:ville|skulle|kunne) ønske
        |ønsker(?! (?:jer|dig|dere|deg|at (?:sige|takke))\b)|skulle önska|önskar(?! (?:er|dig)\b)
        |wünsch(?:e|te|ten|en)(?! (?:euch|dir|ihnen|einen)\b)|gid|if only
        |(?:bare|bara|hvis bare|om bara|om)(?=[ ](?:den|det|it|alt|allt|vi|siden?|sidan|shop\w*
        |butik\w*)[ ](?:ändå )?(?:var|hadde|havde|kunde)\b)
        |tænk (?:hvis|om)
        |(?:love|like)[ ](?:to be able )?to say|(?:one|you) would think
        |(?:man )?skulle (?:man )?tro\w*|man sollte meinen|be able to say|could say
        |(?:kunne|kunna|könnte|würden? gerne?)[ ](?:sige|si|säga|sagen|behaupten)
        |schön wär'?e?s?,? wenn)
    """
_DEMANDED = r"""
        (?:(?<!no )(?<!n't )(?<!not )(?:want(?:ed)?|need)\b(?! to\b)|demand\w*
        |(?<!as )expect(?:ing)?
        |forventer|förväntar|forlanger|kræver|krever|erwarten?|verlangen?|insist\w*|bestehe
        |(?:jeg|vi|jag|vil|vill|må|måste) (?:gerne )?(?:have|ha)(?! tak)|ich (?:will
        |möchte)|wir (?:wollen|möchten)|brauchen?|(?:i'?d|we'?d|would) like|(?:wäre?|be|være|vært
        |varit)
        (?:[ ]\w+)?[ ](?:schön|toll|super|gut|great|nice|good|lovely|rart|fedt|dejligt|fint|skönt
        |bra),? (?:wenn|if|hvis|om)|drømmer om|dream\w* of
        |kunne (?:godt |virkelig )?tænke (?:mig|os)|(?:skal|ska|måste|must|need to|want to)[ ]
        (?:\w+ )?(?:have|ha|få|get)(?! (?:\w+ )?(?:tak|tack|takk)\b)|better have|(?:must|have to
        |got to|gotta) have|bitte (?:bis|sofort
        |schnell|umgehend|heute)
        |sørg (?:nu )?for(?: at)?|se (?:nu )?(?:til|till)(?: at| att| å)?|make (?:damn )?sure|see to
        |sorgt? (?:bitte )?dafür|seht? zu|sieh zu|gør(?= at| så)|gör(?= att| så)|(?:lav|fixa
        |fix)(?= \w+ (?:så|so))
        |(?:(?:^|[.,!?] )(?:(?:please|pls|nu|now|just|så|so|then|get on and|venligst|snälla)[ ])*
        (?:få|get|have|fix|se at få|kriegt|bekommt))(?= (?:it|this|that|det|den|das|shop)\b))
    """
_DUE = r"""
        (?:(?<!as it )(?<!as they )should(?=[ ](?:(?:all|really|now|surely|already)[ ])?
        (?:be|have|work|run)\b)|ought to|better be|could have been|kunne (?:være|have været)
        |(?:was|were|is|are) (?:supposed
        |meant|due) to|(?<!som det )(?<!som den )(?:skulle
        |burde) (?:gerne |for længst |jo |det her |det |den )?
        (?:nu |nå )?(?:have|ha|være|vært|vara|virke|køre|kunne)|(?<!som det )(?<!som den )
        (?:skulle|borde|ska|skall) (?:nu |ju )?(?:ha|vara|vart|varit|upp|fungera|funka)
        |(?<!som det )(?<!som den )(?:skal|bør|må) (?:nu |bare )?(?:være|op|løses|fikses
        |virke|køre)|(?<!wie es )(?:soll(?:ten?|en)?|müsste)|hätten? (?:längst|schon|\w+ längst))
    """
_SAID = r"""
        (?:sagde|siger|sa|säger|sade|sier|skrev|skriver|skriv|lovede|lover|lovade|lovet|påstår
        |påstod|hævder|hävdar|hevder|mener|menar|tror|troede|kalder|kallar|kaller|viser|visar
        |garanter\w+|svor)
    """
_SAY = r"""
        (?:says?|said|promised?|promises|claim(?:s|ed)?|told|wrote|writes|think|call(?= (?:it|this
        |that)\b)|shows?|guaranteed|swore)
    """
_SAGT = r"""
        (?:sagt(?:et|en|e)?|schreibt|schriebt|verspracht|versprochen|behauptet|denkt|meint|meintet
        |nennt|zeigt|(?:habt|haben) (?:\w+ ){0,3}?(?:gesagt|versprochen|geschrieben|behauptet))
    """
_AS = r"(?<!as )(?<!like )(?<!som )(?<!wie )"
_YOURS = r"""
        (?:(?:jeres|er|ert|era|deres|your|the|eure?r?|ihre?)[ ](?:[\w-]+[ ])?(?:status\w*(?:
        page)?|support\w*|kolle[gk]\w+|colleague|man|mand|guy|technician|tekniker\w*|techniker
        |engineer|vagt\w*|medarbejder|mitarbeiter|kundeservice|kundtjänst|mail|e-?mail|sms|text
        |besked|message|system|bot)|status\w*(?: page| deres| jeres)?|support(?:en)?)
    """
_QUOTED = rf"""
        (?:{_AS}(?:(?:i|ni|dere|du) (?:ikke |inte |ikkje )?(?:har )?(?:{_SAID}|sagt|lovt)|(?:siger
        |tror|kalder|skriver|påstår|säger
        |kallar|sier|kaller)[ ](?:i|ni|dere)(?! (?:sted|stad|dag|går|nat|natt|aften)\b)
        |you(?: guys)?[ ]{_SAY}|(?:ihr|sie)[ ]{_SAGT}|{_SAGT}[ ]ihr)
        |(?:{_AS}{_YOURS}[ ](?:\w+[ ])?|(?:who|whoever|hvem|vem|wer)[ ])(?:{_SAID}|{_SAY}|{_SAGT})
        |{_AS}(?:he|she|they|han|hun|hon|er|sie|de|man) (?:har )?(?:promised|swore|guaranteed
        |lovede|lovade|lovet
        |versprach)
        |(?:was|were|been|got) (?:told|promised|assured)|(?:fik|fick|fikk|fået|fått)[ ](?:at vide
        |höra|vite|beskjed|besked)|(?:blev|ble)[ ](?:lovet|lovad|lova)|wurde (?:\w+ )?(?:gesagt
        |versprochen)|(?:(?:it|here) says|(?:der|det)[ ]står|es (?:heißt|steht))
        (?=[ ](?:here |her |här |hier )?(?:that|it'?s|at|att|dass|alt|all|alles|allt|det|den|es)\b)
        |(?:according to|ifølge|enligt|laut|following)[ ](?:you|jer|er|dere|euch|ihnen|{_YOURS}))
    """
_FAR = r"""
        (?:(?:would|do|can)(?:n't|[ ]not) (?:\w+ )?call|kallar (?:jag|vi) inte|nenne[n]? (?:ich|wir)
        [ ]nicht|kalder (?:jeg|vi) ikke|kaller (?:jeg|vi) ikke|far from|nowhere (?:near|close)
        |(?:anything|all|everything) but|miles (?:away )?from
        |(?:a )?long way (?:from|off)|light ?years? (?:away )?from|by no means|in no way
        |not (?:remotely|even close)|under no circumstances|langt? ?i? ?fra|långt ?i?från
        |(?:ikke|ikkje|inte) i nærheten af|(?:ikke|inte) i nærheten av|inte på långa vägar
        |nicht im entferntesten|ikke tale om
        |weit (?:davon )?entfernt|(?:alt|alting) andet end|allt annat än|alt annet enn
        |alles andere als|ingalunda|på (?:ingen|inget|intet) (?:måde|måte|sätt|vis)|keineswegs
        |mitnichten|keinesfalls|noch lange nicht|overhovedet ikke|slett? ikke|absolut inte
        |(?:hardly|barely|scarcely|knapt?|næppe|neppe|knappast|kaum)(?= (?:\w+ )?(?:back|up|fixed
        |solved|resolved|løst|fikset|oppe|uppe|gelöst|behoben|online)\b))
    """
_SUPPOSED = r"""
        (?:supposedly|allegedly|so-? ?called|in theory|theoretically|angiveligt?
        |efter ?sigende|påstå(?:et|ede|tt|dd)|såkald\w*|så kallad?t?|i teori(?:en|n)
        |på papi?r(?:et)?
        |angeblich\w*|vermeintlich|sogenannt\w*|theoretisch|as if(?= (?:it|that)\b)
        |(?<!ut )(?<!ud )som om(?= det| den)|tror (?:i|ni|dere) (?:selv|själva)
        |(?:really )?think(?= that'?s | this is ))
    """
_UNTIL = (
    r"(?<!when )(?<!whenever )(?<!if )(?<!n[åä]r )(?<!hvis )(?<!om )"
    r"(?:i|ni|dere|you(?: guys)?|ihr|sie) (?:har|have|'ve|habt|haben) (?:kun |only |nur )?"
    r"(?:en|ein|an?|one|et|ett|eine|\d+|to|two|två|zwei|tre|fem|ti|ten|tio|zehn|en halv|half an)"
    r" (?:time\w*|hours?|timm\w+|stunden?|min\w*|kvarter)(?: (?:på (?:er|jer|dig)|left|now|nu))?"
)
_NOT_BEFORE = rf"""
        (?:{NOT}|nobody|no ?one|ingen|niemand|keeps?|bliver|fortsætter|weiter|først
        |erst)\b[^.,;!?\n]{{0,40}}?[ ](?:until|till|før|innan|förrän|inden|bis|bevor|ehe|til|når|när
        |wenn|when|before)
    """
_HOPED = r"""
        (?:hope|hoping|håber|håper|hoppas|hoffen?|hoffentlich|hopefully|forhåbentlig\w*
        |forhåpentlig\w*|förhoppningsvis)\b(?![^.,;!?\n]{0,60}\b(?:now|nu|nå|jetzt|permanent
        |for good|altid|alltid|holder|lasts?|hält|håller|stays?|bliver|endgültig)\b)
    """
_IS_WELL = (
    r"(?:,(?= (?:dass|at|att|that|it'?s?|es|det|den|allt?|alles|alt|everything)\b)|:)?"
    rf"{_ON}\b{_WELL}\b{_SO_IT_IS}"
)
_IS_DONE = rf"[^.,;!?\n]{{0,12}}?\b{_ALL_OF_IT}\b{_ON}\b{_DONE}\b{_BY_WHEN}"
# "Hope all is well" is a greeting, "virker, håber det er løst for altid" good news.
_RUNS = rf",?[^.,;!?\n]{{1,40}}?\b{_DONE}\b"
_WITH_YOU = (
    r"(?:(?:at|on) your (?:end|side)|for you|(?:hos|for) (?:jer|er|dere)|bei (?:euch|ihnen))"
)
_ELSEWHERE = rf"""
        \b(?:fine|fint|good|nice|great|lovely|bra|gut|schön|godt|flott|dejligt)[ ](?:at|att|that
        |dass)\b[^.,;!?\n]{{0,30}}?[ ]{_WITH_YOU}\b
        |\b(?:virker|works?|kører|fint?|fine|okay|ok|good|godt|bra|gut|läuft|geht|funkar
        |fungerer)[ ]
        (?:\w+ )?{_WITH_YOU},? (?:but|men|aber|not|ikke|inte|nicht)\b
        |\b(?:müsst|skal|must|have to|ska|må|bør)[ ](?:nu )?(?:det|das|it|this|den)[ ]
        (?:lösen|løse|lösa|løyse|fix|solve|fikse|fixa)\b
    """
_SCOFF = r"""
        (?:my (?:foot|ass|arse|eye|butt)|yeah,? right|as if|nope|nej|nei|nein|no|nah|løgn
        |løyn|lügen?|lies?|liars?|gelogen|bullshit|bs|von wegen|min bare|min røv|my god no|pjat
        |sludder|vrøvl|tull|(?:næppe|neppe|knappast|hardly|kaum)|not|overhovedet ikke|slet ikke
        |not at all|inte alls|ikke i det hele tatt|gar nicht|stimmt nicht|passer ikke|not true
        |stemmer ikke|stämmer inte|(?:you|they) say|(?:siger|sier|säger|påstår|skriver) (?:i|ni
        |dere|de)|(?:sagt|behauptet|meint) ihr|says who|(?:(?:det er|it'?s|das ist
        |det är)[ ])?(?:en |a |ein )?(?:joke|witz|skämt))
    """
_SCOFFED = rf"""
        \b{_WELL}\b"?(?:[.,;:!?"' -]{{1,4}}{_SCOFF}\W*$|[.?!,]*[ ](?:my (?:foot|ass|arse|eye)
        |yeah,? right|von wegen|løgn|lügen?|lies|bullshit|siger i|säger ni|sier dere|you say)\b
        |\?[ ](?:nej|no|nei|nein|nope|nah)\b(?=\W*$|[.,!]
        |[ ](?:it|det|den|es|that|not|ikke|inte|nicht|här|her|here|hier|still|stadig)\b)
        |(?:[ ](?:igen|again|igjen|wieder|nu|now))?[?!]*\?[?!]*[ ](?!(?:ja|yes|yep|jep|jo|tak|tack
        |takk
        |thanks|danke|great|super|fint|perfekt|perfect|ok|okay|dejligt|hurra|er|is|it|den|det)\b)
        (?:[\w']+[ ]?){{1,5}}\W*$)
        |"(?:[\w']+[ ]){{0,3}}{_MENDED}"
    """
_LOSS = r"""
        (?:taber|mister|tapper|miste|tape|förlorar|tappar|förlora|lose|losing|loses|verlier\w+
        |(?:lost|tabt|mistet|tapt|förlorat|förlorade|verloren)(?= (?:\w+ )?(?:night|evening|sales?
        |money|everything|all|customers?|orders?|nat|natt|aften|alt|allt|kund\w*|penge|pengar)\b
        |\W*$))
    """
_RUIN = rf"""
        (?:konkurs\w*|bankrupt\w*|bankerot|pleite|insolven\w*|ruin\w*|{_LOSS}|(?:sell|sælger
        |selge[rn]?
        |säljer|verkaufen?) (?:\w+ )?(?:nothing|intet|ingenting|inget|inga|nichts)|værre|worse
        |verre|schlimmer|giv\w* (?:up|op)|ger upp|gir opp|geben? auf|too late|for sent
        |för sent|zu spät|out of business|clos\w+ down|cost (?:me|us)|stänga ner|lukke ned
        |black friday|(?:anden|another|annan|annen
        |andere[nr]?|ny|new|neue[nr]?)[ ]
        (?:udbyder|provider|leverantör|leverandør|anbieter)|shopify|woocommerce
        |(?:moving|switching|skifter|byter|bytter|flytter|wechseln)(?= (?:\w+ )?(?:to|til|till
        |zu)\b)|drej\w* nøglen|(?:lukker|lægger|stänger|legger|schließe)
        [ ](?:ned|forretning\w*|firma\w*|butik\w*|biks\w*|den laden)|færdige?)
    """
_DESPAIRED = rf"""
        \b(?:glem|glöm|forget|never ?mind|vergiss|vergesst|(?:se|bortse|ser) (?:bort )?fra|bortse
        |ignore[rn]?|ignoriert|(?:alt|all|allt|alles) (?:er |is )?(?:good|fine|ok|okay|godt|fint|bra
        |gut))\b[^?\n]{{0,60}}?\b{_RUIN}\b
        |\b(?:fine|fint?|bra|gut|good|super|great|perfekt|perfect|tak|thanks|danke|tack|takk)\b,?
        [ ](?:(?:så|then|da|då|dann|i'?ll|we'?ll|i will|we will|i am|i'm|vi|jeg|jag|ich|wir|just
        |bare|ellers|må|nu|now)[ ]){{1,4}}{_LOSS}\b
        |(?:^|(?<=[.!,] ))\W*(?:ok\w*,? )?(?:(?:det er|it'?s|that'?s|alt(?: er)?|all|alles|allt
        |everything(?: is|'s)?|das ist|ist ja)[ ])?(?:fine|good|great|nice|fint|godt|bra|gut|schön
        |flott|fedt|skönt|dejligt) (?:for|för|für) (?:you|jer|er|dere|dig|deg|euch|ihnen|sie)\b
        (?: guys)?(?=\W*$|[,.!;-]| (?:but|men|aber|that|at|att|dass)\b)
    """
_WAIT = r"(?:vente|venta|vänta|warten)"
_FUN = (  # "Cannot wait to see it", "I can't wait for my parcel", "kan ikke vente med at"
    r"(?! (?:to|med|mit|att (?!ni|de)|at (?!i|de)|for (?:the (?:new|next|launch|party|week|summer)"
    r"|christmas|summer|your|my|it)|ha(?:ha)+h?|lol"
    r"|på (?:at|min|mit|den nye)|auf (?:den|die|das|mein|euer)"
    r"|darauf)\b)"
)
_PRESSING = pattern(
    spelled_freely(rf"""
        \b(?<!if it )(?<!if this )(?:can'?t|cannot|can not|won'?t|will not|could not|couldn'?t
        |impossible to|unable to) (?:possibly |really |just |simply )?wait\b{_FUN}
        |\b(?<!hvis det )(?<!dersom det )(?<!om det )(?:kan|må|skal|vil|får) (?:\w+ ){{0,3}}?(?:ikke
        |ikk?|ikkje|inte|umulig\w*|omöjlig\w*|aldrig)[ ](?:\w+ )?(?:vente|venta|vänta)
        \b{_FUN}
        |\b(?:dette?|det|den|det här|det her|her|här) (?:venter|väntar) (?:\w+ )?(?:ikke|ikkje|inte)
        \b
        |\b(?<!falls es )(?<!wenn es )(?:kann|können|darf) (?:\w+ ){{0,3}}?(?:nicht|unmöglich
        |keinesfalls|nie)[ ](?:\w+ ){{0,4}}?warten\b{_FUN}|\bnicht bis (?:\w+ ){{1,3}}?warten\b
        |\bduldet keinen\b|\bhat keine zeit\b|\b(?:vente|vänta|wait|waiting|warten)
        (?: [\w']+){{0,3}}?[ ](?:is|er|är|ist)[ ](?:not|no|ikke|inte|nicht|keine?|ingen)\b
        |\b(?:kan|can|kann) (?:det|it|this|es|das) (?:\w+ ){{0,3}}?(?:wait|{_WAIT})\b[^?\n]{{0,20}}
        \?[ ](?:nej|no|nei|nein|nope)\b
    """)
)

_NOTHING = pattern(  # "Nothing that can't wait"
    r"\b(?:nothing|not anything|intet|ingenting|inget|ikke noget|inte något|ikke noe|nichts)"
    r"(?: (?:here|her|här|that|which|der|som|was|das|it|det))* $"
)


# "It should be working now, thanks", "så skulle den være oppe igen": good news after all.
_NOT_QUOTED = (
    r"(?!.*\b(?:sagde|siger|sa|sier|säger|sade|sagt|lovede|lovade|lovet|said|says?|promised)\b)"
)
_EXPECTED_NOW = rf"""
        (?:^|(?<=[.!,;\n]))\W{{0,9}}+
        (?:(?:(?:ok\w*|tak|tack|takk|thanks|danke|hej|hei|hi|super|fint|perfekt|great)[ ,.!]+)*
        (?:(?:it|det|den|alt|allt|alles|all|everything|es|das|the (?:shop|site|store)|shoppen
        |butikken|siden|sidan|butiken|der shop)[ ])?(?:should|skulle|burde|borde|ska|skal|bør|sollte
        |müsste)\b{_NOT_QUOTED}
        (?! (?:\w+ ){{0,3}}?(?:have|has|ha|har|været|vært|varit|been)\b)
        (?![^.?!\n]{{0,50}}\bby now\b)[^.?!\n]{{0,50}}
        \b(?:now|nu|nå|jetzt|again|igen|igjen|wieder)\b
        (?=[^?]*\b(?:tak|tack|takk|thanks|thank you|cheers|danke)\b
        (?! (?:for nothing|for ingenting|för ingenting|för inget|for intet|für nichts)))
        |(?:så|sådan),?{_NOT_QUOTED} (?:skulle|burde|ska|skal)[ ]
        (?:den|det|alt|vi|shoppen|siden|butikken)\b
        (?! (?:\w+ ){{0,3}}?(?:have|ha|været|vært|varit)\b)[^.?!\n]{{0,40}}\b(?:igen|igjen|nu|nå)\b
        (?!\W*[?]))
    """


def _freely(body: str) -> Pattern:
    return pattern(spelled_freely(body))


# What takes the good news behind it back, and how that stands there; apart it is made in half the
# time that it takes together.
_TAKEN_BACK = [
    (_freely(rf"\b{one}\b"), rest)
    for news, bodies in (
        (_IS_WELL, (_WISHED, _DUE, _QUOTED, rf"(?:{_FAR}|{_SUPPOSED})")),
        (_IS_DONE, (_DEMANDED, _NOT_BEFORE)),
        (_RUNS, (_UNTIL, _HOPED)),
    )
    for rest in (_freely(news),)
    for one in bodies
]
_BY_THEMSELVES = [_freely(one) for one in (_ELSEWHERE, _SCOFFED, _DESPAIRED)]
_IS_EXPECTED_NOW = _freely(_EXPECTED_NOW)


@lru_cache(maxsize=16)
def is_unreal(text: str) -> bool:
    """Whether what a text in small letters says of being well is no fact of now by its writer."""
    text = _IS_EXPECTED_NOW.sub(" ", text)
    if any(
        rest.match(text, said.end()) for sign, rest in _TAKEN_BACK for said in sign.finditer(text)
    ):
        return True
    return any(sign.search(text) for sign in _BY_THEMSELVES)


def is_pressing(text: str) -> bool:
    """Whether a text in small letters says that it cannot wait."""
    said = _PRESSING.search(text)
    return said is not None and not _NOTHING.search(text, 0, said.start())
