"""Whether a further text puts a number or a name right, not only mentions another."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from relay.core.asked import RELATION, asked_calls
from relay.core.forbidden import (
    DEVICE,
    END_OF_CLAUSE,
    NOT,
    NUMBER,
    NUMBER_AT,
    SAID_NUMBER,
    WRONG,
    is_later,
)
from relay.core.reading.numbers.callback import DENMARK, Number
from relay.core.reading.pattern import Pattern
from relay.core.reading.signs import pattern
from relay.core.report import Report, read_text
from relay.core.slip import only_puts_right
from relay.core.spelling import spelled_freely

_WRONG = rf"(?:{WRONG}|old|gamle?|gamla|alte[ns]?)"
_NEW = r"(?:new|nyt|nye?|nya|nytt|neue[nsr]?|correct|right|rigtige?|riktige?|rätta?|richtige[ns]?)"
_OTHER = r"(?:another|other|different|andet|anden|annat|annan|annet|andere[ns]?)"
_INSTEAD = r"(?:instead|i ?stedet|i ?stället|i ?steden|stattdessen|statt)"
_NO = r"(?:nej|nei|nein|no|nope|nä|næ)"
_EXCUSE = r"""
    (?:hov|ups|oops|sorry|undskyld|beklager|förlåt|ursäkta|unnskyld|entschuldigung|vent|wait|vänta
    |warte|stop)
"""
_THE_NUMBER_IS = rf"""
    (?:(?:the|det|das|die) )?(?:{_NEW} )?(?!{NUMBER_AT}){SAID_NUMBER}[ ](?:er|is|är|ist|lautet)
    (?: (?:nu|now|nå|jetzt|jo|actually|faktisk|faktiskt|egentlig|eigentlich|altså))?\W{{1,2}}
"""
# Signs, in a text of which "#" is the number now given, that the one given before is not right.
_PUT_RIGHT = pattern(
    rf"""
    \b{_WRONG} (?:{DEVICE}|(?:\w+ )?(?:{SAID_NUMBER}|digits?|tal|siffror|siffer|sifre
    |ziffern?))\b[^#]{{0,50}}
    (?:[,.;-]\s?|\b(?:er|is|it's|är|ist|lautet|brug|bruk|använd|use|ring|call|be|være
    |vara)\b)[^#]{{0,25}}#
    |\b(?:{SAID_NUMBER} (?:\w+ )?|{DEVICE} (?:er|is|was|var|är|ist|war) )
    (?:wrong|forkert|fel|feil|falsch)\b[^#]{{0,50}}#
    |\b{_NEW} (?:{NUMBER}|one)\b[^#]{{0,30}}#
    |\#,? (?:er|is|är|ist) (?:(?:mit|min|mitt|my|mein|det|the|das) )?{_NEW}(?: {NUMBER}\b|\W*$)
    |\b(?:use|brug|bruk|använd|ring\w*|call|reach|nimm|anrufen)\b[^#.!?]{{0,25}}
    (?:\b{_OTHER} {NUMBER}\b[^#]{{0,15}}#|\b{_INSTEAD}\b[^#]{{0,15}}#
    |#[^.!?#]{{0,25}}\b{_INSTEAD}\b)
    |\b{SAID_NUMBER} (?:should|must|has to|needs to|skal|ska|skulle|soll\w*|muss) (?:\w+ )?(?:end
    |ende|slutte|sluta|enden)\b[^#.!?]{{0,15}}#
    |^\W*(?:nej|nei|nein|no,)\W{{1,2}}#\W*$
    |^\W*(?:(?:{_NO}|{_EXCUSE})\W{{1,3}}){{1,3}}{_THE_NUMBER_IS}#[ .!]*$
    |(?:^|[.!?,] ?)(?:rettelse|correction|korrektur|rättelse)\W{{1,3}}[^#.!?]{{0,20}}#
    |\b(?:min|mit|my|mein|meine|mitt) (?:telefon|mobil|tlf|phone|mobile|handy|cell)\w*
    (?: (?:er|is|är|ist|has|har))? (?:død|dead|died|död|tot|leer|kaputt|broken
    |virker ikke|løbet tør)\b
    [^#]{{0,20}}\b(?:ring\w*|call|use|brug|bruk|använd|bitte)\b[^#]{{0,15}}#
    """
)
_MINE = r"(?:min[at]?|mit|mitt|my|mein[ers]*|vores|vår|our|unser\w*)"
_SMALL = rf"""
    (?:op|opp|upp|up|at|to|å|att|zu|you|du|jer|i|just|lige|bare|bara|nur|kun|only|mig|me|meg|mich|mir|us|os|på
    |on|under|unter|til|till
    |auf|med|with|mit|my|min|mein\w*|det|den|es|das|it|dette|denne|this|number|{NUMBER}|ring\w*
    |call|calling|phone|use
    |using|brug\w*|bruk\w*|använd\w*|nimm|nehmt|anruf\w*|prøv|try|bitte|please|er|is|är|ist|nu|now
    |nå|jetzt)
"""
_LEADING_TO = rf"(?:[ ,:-]{{1,3}}{_SMALL}\b){{0,6}}[ ,:-]{{1,3}}#"
_DYING = r"""
    (?:døende|død|dead|died|dies?|dying|dør|dø|död|dör|tot|leer|alle|stirbt|kaputt|broken|flad
    |fladt|flat|tomt?|slut|out
    |low|lavt|lågt|schwach|tør|virker ikke|virkar inte|funkar inte)
"""
# The same in words that say it less plainly, and may be for a case that need not come.
_RATHER = pattern(
    spelled_freely(rf"""
        \b(?<!ikke )(?<!inte )(?<!not )(?:hellere|heller|hellre|helst|rather|preferably|lieber
        |am besten|(?:bedre|bättre|better|besser)(?![ ,]+(?:nu|now|nå|jetzt)\b)){_LEADING_TO}
        |#\W{{1,3}}(?:(?:er|is|är|ist) )?(?:hellere|heller|hellre|lieber|bedre|bättre|better
        |besser)\b
        |\b(?:{_MINE} )?(?:telefon|mobil|tlf|phone|handy|cell|batter[iy]|batteri|akku)\w*(?: (?:er
        |is|är|ist|has|har|hat|ved
        |at|about|to|snart|soon|gleich|almost|næsten|nästan|nesten|fast|bald|håller|på|att|i|ferd
        |med|å|så|just|lige|nu
        |now|nå|jetzt|gerade|running|runs|ran|løber|løbet|går|gået|geht|wird|bliver
        |blev)){{0,6}}[ ]{_DYING}\b
        [^#]{{0,20}}\b(?:ring\w*|call|use|brug|bruk|använd|bitte|reach|ruf\w*
        |nimm)\b[^#.!?]{{0,25}}#
        |\b(?:i'?m|i am|jeg er|jag är|ich bin|we're|we are|vi er|vi är|wir sind)
        (?: (?:nu|now|nå|jetzt|currently|only|kun|bare|bara|nur|lige|just))? (?:on|at|på|unter|auf)
        (?: {_SMALL}){{0,3}} #
        |\b(?:træffes|treffes|nås|nåes|fanges|kontaktes|kontaktas|be reached)\b{_LEADING_TO}
        |\b(?:reach|contact|get|catch|fang\w*|nå|når|kontakt\w*|erreich\w*|(?:få|får|get) (?:fat i
        |tag i|tak i|hold of))
        (?: (?:sie|du|ihr|i|we|you))? (?:mig|me|mich|meg){_LEADING_TO}
        |\b(?:ich bin|wir sind|bin)\b[^#.!?]{{0,20}}#[^#.!?]{{0,12}}\b(?:erreichbar|zu erreichen)\b
        |\b(?:har|have|has|i've|habe|hat) (?:\w+ )?(?:forladt|left|gået|gått|lämnat|verlassen
        |forlatt|kørt)\b[^#.!?]{{0,30}}
        [,;.] ?(?:og |and |so |så )?(?:please |bitte )?(?:ring\w*|call|ruf\w*|use
        |brug)\b[^#.!?]{{0,25}}#
    """)
)
_ME = r"(?:mig|mej|meg|me|mi[cr]h?)"
_ASK = (
    r"(?:ring[ea]?|call|phone|text|ruft?|rufe[nt]?|anrufen|anzurufen|kontakt\w*|contact|reach|use"
    r"|brug\w*|bruk\w*|använd|nimm|nehmt|disturb|forstyr\w*|wake|vække?|väck|vekke?)"
)
_TAKES_CALLS = r"""
    (?:tager|tar|takes|has|har|hat|passer|answers?|svarer|svarar|picks? up|nimmt|holds|geht)
    (?: (?:på|ans?|up|the|den|das|min|my|mein))* (?:telefon\w*|(?:cell)?phone|mobil\w*|luren|røret
    |handy)
"""
_NUMBER_ASKED_FOR = (
    rf"(?:\b(?:{_ASK}|{_TAKES_CALLS}|{_MINE} {RELATION}|sondern|utan|men|but)\b[^#.!?]{{0,35}}#"
    r"|#[ ](?:an|anrufen)\b)"
)
_AND_SOON = (
    r"(?: (?:nu|now|nå|jetzt|lige|just|snart|soon|straks|gleich|bald|og|och|and|so|så|off))*"
)
# What the one who writes does that cannot be called any more, and who takes their place.
_LEAVING = rf"""
    (?:(?:jeg|jag|ich|i|i'?m|i am|vi|we|wir|we'?re){_AND_SOON}[ ]
    (?:(?:går|gå|gået|gått|skal){_AND_SOON}[ ](?:i seng|til sengs|i säng|hjem|hem|hjemad|sove
    |lægger mig|legger meg|lägger mig|sover)
    |(?:lægger|legger|lägger) (?:mig|meg)|sover|schlafe|sleeping|asleep
    |(?:tager|drar|åker|kører|kjører|reiser){_AND_SOON} (?:hjem|hem)|har{_AND_SOON} fri
    |(?:to|going to|heading to|heading|going|go){_AND_SOON} (?:bed|sleep|home|duty|shift)
    |(?:gehe|fahre|muss){_AND_SOON}[ ](?:ins bett|schlafen|heim|nach hause)
    |(?:habe|hab){_AND_SOON} feierabend|lege mich (?:jetzt )?(?:hin|schlafen)
    |(?:er |är |am |bin )?(?:nu |now |nå |jetzt )?(?:på vej|på vei|på väg|on (?:my|our) way
    |auf dem weg)[ ](?:i seng|til sengs|i säng|hjem|hem|to bed|home|ins bett|nach hause)
    |(?:can'?t|cannot|can not|won'?t(?: be able to)?|am unable to|kan ikke|kan inte|kan ikkje
    |kann nicht)(?: (?:nu|now|nå|jetzt|lige|just|mehr|længere|be))*[ ](?:talk|speak|answer|pick up
    |take calls|reached|svare?|svara|snakke|tale|prata|nås|træffes|treffes
    |(?:tage?|ta) (?:telefonen?|tlf|luren)|telefonieren|sprechen|reden|rangehen|drangehen)
    |er ikke til at (?:få fat (?:på|i)|træffe|nå))
    |(?:^|[.!?,;] ?)(?:off|going|heading) (?:to |off to )?(?:bed|sleep|home)
    |(?:min|mit|my|meine?) (?:vagt|vakt|shift|skift|pass|schicht) (?:er|is|är|ist)
    (?: nu| now| jetzt| nå)? (?:slut|over|forbi|zu ende|ferdig|done)
    |(?:tager over|overtager|(?:har )?overtaget|tar över|(?:har )?tagit över|tar over|takes? over
    |taking over|taken over|übernimmt|übernommen)
    (?! (?:\d|an?|en|et|ett|to|two|två|zwei|half|halv)\b))\b
    (?! (?:{NOT}|kl|klokken|klockan|om|at|um|when|når|när|wenn|hvis|if|before|after|between|until
    |før|efter|etter|mellem|mellom|mellan|innan|vor|nach|zwischen|bis|til|\d)\b)
"""
_AT = r"(?:(?:til|till|to|på|on|up|op|unter|auf) )?"
_PLEASE = r"(?:(?:venligst|please|bitte|helst|snälla|vær så snill) )?"
_MY_NUMBER = rf"(?:{_MINE} {NUMBER}|{NUMBER} (?:mit|mitt|min))"
_LEAVE_ME = rf"""
    (?:(?<!did )(?<!does )(?<!could )(?<!would ){NOT} {_ASK} {_AT}(?:{_ME}|{_MY_NUMBER})
    |{_ASK} (?:{_PLEASE}{NOT} (?:mere |mer |mehr )?{_AT}(?:{_ME}|{_MY_NUMBER})|{_ME} {_PLEASE}{NOT})
    |{NOT} {_ME} {_ASK}
    |(?:glem|glöm|forget|vergesst|vergiss|ignor(?:er|era|ere|iert|e)|never mind|drop|slet)[ ]
    (?:the |det )?{_MY_NUMBER})\b
"""
# Who asks for a call that is not for the one who writes: "the bank asked me to call …".
_ASKED_BY_ANOTHER = r"""
    (?:bank\w*|nets|quickpay|stripe|klarna|paypal|mobilepay|swish|vipps|adyen|worldline|police
    |politi\w*|polis\w*|polizei
    |(?<!\bi )(?<!\bwe )(?<!\bjeg )(?<!\bjag )(?<!\bvi )(?<!\bich )(?<!\bwir )
    (?:asked|asks|said|says|told|wants|advised|beder|bad|ba|ber|siger|sagde|sier|säger|sade|sa
    |bittet|bat|sagt|sagte|meint))\b
"""
_NOT_ASKED = (
    r"(?<!me to )(?<!us to )(?<!said to )(?<!\bmig )(?<!\bmeg )(?<!\bos )(?<!\boss )"
    r"(?<!os til at )(?<!mig til at )(?<!mig om at )(?<!os om at )(?<!sollen )"
)
_FIRST = (
    r"(?:første|first|första|erste[nr]?|forrige|förra|last|previous|prior|andet|anden|andre|andra"
    r"|other|andere[nr]?|gamle|gamla|old|alte[nr]?|tidligere)"
)
_KNOWN_ONE = (
    r"(?:(?:det|den|the|that|this|die|das|der|dieser?|jenes?) (?:her |der |där |här )?"
    rf"(?:{_FIRST} )?(?:{SAID_NUMBER}|one|ene)|(?:det|den|the|die|das) {_FIRST})"
)
_DIGITS = (
    r"(?:tal(?:let|lene|len)?|cif(?:fer|re|rene)|siff(?:ror|rorna|er)|sif(?:re|rene)|digits?"
    r"|numbers|ziffern?|zahlen)"
)
_SWAPPED = (
    r"(?:byt+e(?:de|t|d)?|bytta(?:de)?|ombyttet?|ombytta|swapped|switched|mixed|transposed|reversed"
    r"|vertauscht|verdreht|omkastad\w*|kastat om|vendt|forkert|omvendt)(?: (?:om|up|rundt))?"
)
# The number that was given before, told by a word, or by the digits of it that were wrong.
_NOT_THAT_ONE = pattern(
    spelled_freely(rf"""
        \b(?:{NOT}|glem|glöm|forget|vergesst|vergiss|ignor(?:er|era|ere|iert|e)|never mind|scrap
        |scratch|drop|skip|slet|delete|stryk|strike|disregard|undlad|lad vær(?:e)?|la være|låt bli
        |undvik|unngå|avoid|stop|hold op|streicht?)
        (?: (?:med|at|att|å|to|på|on|til|till|use|using|call|calling|ring\w*|brug\w*|bruk\w*
        |använd\w*|unter|auf|about|mere)){{0,5}}[ ]{_KNOWN_ONE}
        (?![^#?]{{0,70}}\b{_ASKED_BY_ANOTHER})(?:[,.;:!-]|[^#?]{{0,60}}\b(?:brug|bruk|use|använd
        |benyt|ring|call|nimm|nehmt|but|men|sondern|utan|prøv|try)\b)[^#?]{{0,60}}#
        |\#,? (?:(?:og|and|och|und) )?{NOT} (?:(?:på|on|til|to) )?{_KNOWN_ONE}\b
        |^\W*(?:(?:nej|nei|nein|no|hov|ups|oops|sorry)\W+)?{NOT} (?:det|den|that|dieses?|die|das)
        (?: (?:der|dér|there|her|here|där|one))?[,.;:!-]{{1,2}} ?[^#.!?]{{0,25}}#
        |(?:^|[.!?,] ?)(?:der|det|it|there|da|es) (?:skulle|skal|ska|should|sollte|soll)[ ]
        (?:stå|say|være|vara|be|read|have (?:been|said|stået|været)|ha (?:stått|vært|varit))
        [ ,:]{{1,2}}#
        |\#,? (?:skulle|skal|ska|should|sollte|soll) (?:(?:der|det|it|da|es) )?(?:stå|have stood
        |være|vara|be|ha stått|have been|have said|stehen|sein|heißen|lauten|read)\b(?: there)?
        (?=\W*$)
        |\b{_DIGITS}(?: (?:er|are|var|were|är|ist|sind|waren|got|blev|wurden|har|have|jeg|i|vist|jo
        |blevet)){{0,4}} {_SWAPPED}\b[^#.!?]{{0,20}}\W{{0,2}}[^#.!?]{{0,20}}#
        |\b{_SWAPPED}(?: (?:om|på|two|to|the|zwei|die|två|et par|a couple of|rundt)){{0,3}}[ ]
        {_DIGITS}\b[^#.!?]{{0,20}}\W{{0,2}}[^#.!?]{{0,20}}#
        |\b(?:glemte|glemt|forgot|missed|glömde|left out|vergessen|mangle\w*|saknas|missing)
        (?: (?:et|ett|en|a|one|eine?|the|last|sidste|siste|sista)){{0,3}} {_DIGITS}\b[^#]{{0,20}}#
        |\b{_DIGITS} (?:mangle\w*|missing|saknas|saknades|vergessen|fehlte?
        |(?:was|is|er|var) missing)\b[^#]{{0,15}}#
        |\b(?:{_KNOWN_ONE}|nummeret|numret)\b[^#.!?,]{{0,20}}
        (?:\b(?:{NOT}|{WRONG}|død|dead|död|tot)|n't)\b[^#.!?,]{{0,20}}
        [,.;:!-]{{1,2}}[^#.!?]{{0,26}}#
        |\bzahlendreher\b[^#]{{0,20}}#
    """)
)
_IN_PLACE_OF = rf"(?:{_INSTEAD} for|i ?stedenfor|i ?stället för|instead of|statt)"
# Somebody else to be called in the place of the one who writes, unless that need not come.
_ANOTHER_TO_CALL = pattern(
    spelled_freely(rf"""
        \b(?:{_LEAVE_ME}|{_LEAVING})(?![^#?]{{0,95}}\b{_ASKED_BY_ANOTHER})
        (?:[^#?]{{0,60}}{_NUMBER_ASKED_FOR}|[,:.] ?#)
        |\b{_ASK}\b[^#.!?]{{0,40}}(?:,|\bog|\band|\boch|\bund)? (?:{NOT}|{_IN_PLACE_OF})[ ]
        {_AT}{_ME}\b[^#.!?]{{0,15}}#
        |{_NOT_ASKED}\b{_ASK}\b[^#.!?]{{0,40}}#(?: an)?,? (?:(?:og|and|och|und) )?
        (?:(?:{NOT}|{_IN_PLACE_OF}) {_AT}{_ME}\b(?! (?:der|who|som|that|die)\b)|{_LEAVING})
        |\b{_ASK}\b[^#.!?]{{0,40}}\ban,? (?:unter |auf )?#,? (?:und )?(?:{NOT}|statt) {_ME}\b
    """)
)
# What makes of "my number" one that is dead, or that stands on a page.
_IS_DEAD_OR_ELSEWHERE = r"""
    (?:[ ](?:er|is|isn'?t|är|ist|was|war|var|blev|wurde|has|hat|virker|virkar|works?|doesn'?t|does
    |fungerer|fungerar|funker|funkar|funktioniert|geht|duer|svarer|no longer|not work\w*
    |(?:nicht|ikke|inte) (?:mehr|længere|lenger|längre))\b
    |[^.!\n,;]{0,20}\b(?:på|on|auf|in|i|from|fra|från|von|under)
    (?: (?:the|der|vores|our|unserer|vår|your))?[ ]
    (?:\w*side[nr]?|\w*sida[n]?|\w*seite|\w*page|\w*site|shop\w*|google|footer\w*|bunden)\b
    |[^.!\n]{0,30}\b(?:men|but|aber|yet|selvom|although)\b[^.!\n]{0,40}
    \b(?:står|steht|viser|vises|visar|visas|shows?|shown|says|zeigt|(?:det|den|it|es|sie|das)[ ]
    (?:virker|virkar|works?|doesn'?t|does|fungerer|fungerar|funker|funkar|funktioniert|geht|er|is
    |är|ist))\b)
"""
# "My number is #": the one known is not, whatever it is.
_IS_MINE = pattern(
    spelled_freely(rf"""
        (?:^|[.!\n])\W*(?:(?:hej|hei|hi|hey|hello|hallo|obs|ps|og|and|men|but)\W+)*
        (?:(?:her|here|här|hier) (?:er|is|är|ist|kommer) )?
        (?!{_MINE} {NUMBER_AT}\b){_MY_NUMBER}(?: {NUMBER})?
        (?:(?:[ ](?:er|is|är|ist)|:)(?: (?:nu|now|nå|jetzt|jo|actually
        |faktisk|faktiskt|egentlig|eigentlich|übrigens|forresten|altså))?(?:\W{{1,2}})?#
        |\W{{1,3}}#(?=\W*$))
        (?!{_IS_DEAD_OR_ELSEWHERE})(?![^.!\n]{{0,25}}\?)
        |^\W*{_THE_NUMBER_IS}#[ .!]*$
    """)
)
_ON_CONDITION = pattern(
    r"\b(?:hvis|if|wenn|falls|unless|ellers|annars|otherwise|else|sonst|dersom|ifall|in case"
    r"|(?:om|når|när|when) (?:i|jeg|jag|ni|dere|you|vi|det|den|nogen|någon|noen))\b"
)
# What else may have a new number, or a second one.
_OF_ANOTHER = pattern(
    r"""
    \b(?:også|ogsaa|also|auch|också|either|eller|or|oder|too|as well|kund\w*|customer\w*|client\w*
    |ordre\w*|order\w*|bestell\w*|beställ\w*|faktura\w*|invoice\w*|rechnung\w*|footer\w*|bunden
    |leverandør\w*|leverantör\w*|supplier\w*|lieferant\w*
    |(?:fejl\w*|feil\w*|fel|fehler\w*|error|message|besked\w*|meddelande\w*|meldung|skærm\w*
    |siden|sidan|seite|page|pop-?up\w*) (?:siger|säger|sier|sagt|says|said|viser|visar|zeigt|shows)
    |(?:på|on|auf|in|i) (?:(?:the|der|vores|our|unserer|vår) )?(?:siden?|sidan|seite|page|site
    |website|shoppen|hjemmesiden|hemsidan)|mobilepay|swish|vipps|konto\w*|account|cvr|moms|vat
    |(?:bank\w*|nets|quickpay|stripe|klarna|paypal|mobilepay|swish|vipps|adyen|worldline)[ ]
    (?:(?:kan|can|kann|is|ist|sind|er|är) )?(?:træffes|treffes|träffas|nås|fanges|kontaktes
    |kontaktas|be (?:reached|contacted)|erreich\w*|reachable)
    |his|her (?:phone|number)|their|hans|hendes|deres|hennes|deras
    |\w+(?:'s|ens|rens|ets|ernes) (?:nye?|new|neue|rigtige)
    |(?:til|for|für|till) (?:(?:the|vores|our|unser\w*|vår\w*|det|den) )?
    (?:lager\w*|revisor\w*|warehouse|accountant|bogholder\w*|leverandør\w*|courier|chauffør\w*)
    |viser|vises|visar|visas|skriver|shows?|shown|says|zeigt|står|steht|mails?|bekræftelse\w*
    |confirmation\w*
    |bestätigung\w*|bekräftelse\w*|kvittering\w*|receipt|skærmen|screen)\b
    """
)
# "Hvis jeg ikke svarer på …": a number for a case that need not come.
_PERHAPS = Pattern(r"\b(?:hvis|om|if|wenn|falls|når|när|when|unless|ellers|otherwise|sonst)\b")
_SENTENCE = Pattern(r"[.!?\n](?:\s|$)")
_WRONG_NAME = pattern(
    r"""
    \b(?:wrong name|forkerte? navn|fel namn|feil navn|falscher name
    |(?:navnet|namnet|name) (?:er|is|was|var|är|ist|war) (?:wrong|forkert|fel|feil|falsch))\b
    """
)


def puts_number_right(
    text: str, report: Report, known: str | None, sender: str, country: str = DENMARK
) -> bool:
    """Whether a text says plainly that its number is to be called in place of the one known.

    Args:
        text: 0 to 1,600 characters.
        report: what the same text says as a report.
        known: the number given before, E.164.
        sender: a number, a word or nothing.
        country: two letters (ISO 3166); where national numbers of senders without a country are.
    """
    if known is None or report.callback is None or report.callback == known:
        return False
    reading = read_text(text, sender, country)
    others = {number.e164 for number in reading.numbers} - {known, report.callback}
    if others:
        return False
    if is_later(text, report.callback, sender, country):
        return False
    plain = reading.wording.plain.lower()
    if _is_avoided(known, reading.numbers, plain):
        return True
    signs = (_RATHER, _ANOTHER_TO_CALL, *(() if known == sender else (_IS_MINE,)))
    return _is_said(report.callback, reading.numbers, plain, signs)


def puts_name_right(text: str, report: Report, known: str | None) -> bool:
    """Whether a text says that its sender is not called what was understood before."""
    if not known or not report.name or report.name.casefold() == known.casefold():
        return False
    first = re.escape(known.split()[0].casefold())
    small = " ".join(text.casefold().split())
    if _is_to_be_asked_for(small, report.name.casefold()):
        return True
    negated = rf"\b{NOT} {first}\b(?:\W*$|[.!,;)]| (?:men|but|sondern|utan|{re.escape(known)})\b)"
    return re.search(negated, small) is not None or _WRONG_NAME.search(small) is not None


def _is_to_be_asked_for(small: str, name: str) -> bool:
    """Whether a text in small letters asks to call the one who writes: "ring til mig, Karen"."""
    called = re.compile(
        r"\b(?:ring\w*|call|reach|ruf\w*|kontakt\w*|contact)\b(?: \w+){0,2}? "
        rf"(?:mig|me|meg|mich)\b,? {re.escape(name)}\b"
    )
    return called.search(small) is not None


def _is_avoided(known: str, numbers: Sequence[Number], plain: str) -> bool:
    """Whether the number given before is said not to be called, beside the one to be."""
    for number in numbers:
        if number.e164 != known:
            continue
        before = plain[max(0, number.start - 30) : number.start]
        after = plain[number.end : number.end + 30]
        is_negated = re.search(rf"\b{NOT}\b[^.!?,]*$", before)
        is_wrong = re.match(rf"\W*(?:er|is|är|ist|was|var|war) (?:\w+ )?{_WRONG}\b", after)
        sentence = _SENTENCE.split(plain[: number.start])[-1]
        if _PERHAPS.search(sentence + plain[number.start : number.end] + after):
            continue
        if number.weight < 0 or is_negated or is_wrong:
            return True
    return False


def _is_said(new: str, numbers: Sequence[Number], plain: str, rather: Sequence[Pattern]) -> bool:
    """Whether the words around the new number say that it takes the place of another.

    Args:
        rather: signs of the same that hold only where nothing makes them a condition.
    """
    for number in numbers:
        if number.e164 != new or number.weight < 1:
            continue
        marked = plain[: number.start] + "#" + plain[number.end :]
        if only_puts_right(marked) and not _OF_ANOTHER.search(marked):
            return True
        plainly = (_PUT_RIGHT.finditer(marked), _NOT_THAT_ONE.finditer(marked), asked_calls(marked))
        if any(not _OF_ANOTHER.search(one) for one in _clauses(chain(*plainly), marked)):
            return True
        if any(
            not _OF_ANOTHER.search(one) and not _ON_CONDITION.search(one)
            for sign in rather
            for one in _clauses(sign.finditer(marked), marked)
        ):
            return True
    return False


def _clauses(places: Iterable[re.Match[str]], marked: str) -> Iterator[str]:
    """What stands around each place of a sign: the sentence up to the end of the clause."""
    for found in places:
        begins = [end.end() for end in _SENTENCE.finditer(marked, 0, found.start())]
        end = END_OF_CLAUSE.search(marked, found.end())
        yield marked[begins[-1] if begins else 0 : end.start() if end else len(marked)]
