"""Numbers on which the sender asks not to be called, or says that nobody is reached."""

from relay.core.reading.numbers.cues import Cues, says_something
from relay.core.reading.pattern import Pattern

# All patterns are for small letters.
_NOT = r"(?:(?:\b(?:ikke|ikkje|inte|nicht|not|never|aldrig|aldri)|n't|cannot)\s)"
_ON = r"\s(?:op\s|opp\s|upp\s|up\s|back\s|her\s)?(?:på|on|at|under|via|unter|auf)"
_NUMBER = (
    r"(?:(?:mit|min|mitt|my|mein\w*|the|this|that|det|den|dem|der|die|das|dette|denne|denna|dieser?"
    r"|gamle|gammelt|gamla|old|alte|office|telefon\w*|phone|tlf|mobil\w*|cell|handy|\w*nummer\w*"
    r"|numret|number|nr)\.?\s)"
)
_THE_NUMBER = (  # no device: "siden kan ikke nås på mobilen 61616161"
    r"(?:(?:mit|min|mitt|my|mein\w*|the|this|that|det|den|der|die|dette|denne|denna|dieser?|gamle"
    r"|gammelt|gamla|old|alte|\w*nummer\w*|numret|number|nr)\.?\s)"
)
_ME = r"(?:mig|mej|meg|me|us|os|oss|mich|uns)"
_YOU = r"(?:i|ni|dere|du|man|ihr|sie|you|dig|jer|er|dem)"
_MILDLY = (
    r"(?:(?:absolut|endelig|endeligt|venligst|bare|lige|please|bitte|snälla|altså|da|jo|heller"
    r"|helst"
    r"|overhovedet|for guds skyld|för guds skull|bloß|ja|doch|lieber|leider|gerade|mich|uns|sie"
    r"|auch|momentan|heute|derzeit|desværre|tyvärr|dessverre|currently|længere|längre|lenger|mehr"
    r"|really|just|ever|even|actually|always|often|nu|now|nå|jetzt)\s)"
)
_CALLED = r"(?:ringes?|ringas?|kontakte?s?|kontaktas?|kaldes?|opringes|oppringes|uppringas)"
# "kan ikke ringes op på …", "can't take calls on …", "du når mig ikke på …"
_NOBODY_IS_THERE = Pattern(
    rf"(?:{_NOT}{_MILDLY}{{0,2}}(?:be\s)?(?:(?:kunne|kunna|able to)\s)?"
    rf"(?:(?:til\s)?(?:ringes|ringas|kontaktes|kontaktas|kaldes|opringes|oppringes|uppringas|nås"
    rf"|nåes"
    r"|träffas|træffes|treffes|fanges|called|phoned|contacted|reached|telephoned|reachable)"
    rf"|(?:ringe?|ringa|call|phone|kontakte?|kontakta|contact|telephone)\s(?:til\s|til|på\s)?{_ME}"
    r"|(?:tage?|ta|svare?|svara|take|pick|answer|besvare|prata|snakke|tale|tala|talk|speak|be)"
    r"(?:\s(?:telefonen|telefon|røret|luren|mobilen|opkald|samtale?[rn]?|samtal|anrop|(?:my |any "
    r"|the"
    r" |phone )*(?:calls?|phone)))?"
    rf"|(?:get|catch|find|reach|fange?|fånga|nå|træffe|treffe|träffa|få\s(?:fat|tag|tak)\s(?:i|på)"
    rf"|fat\si|tag\s(?:i|på)|tak\si|hold\sof)\s{_ME})"
    rf"|\b(?:når|fanger|träffar|træffer|treffer)\s{_ME}\s{_NOT}{_MILDLY}{{0,2}}"
    rf"|\berreich\w*\s(?:(?:sie|ihr|man)\s)?(?:mich|uns)\s{_MILDLY}?nicht(?:\s{_MILDLY})?"
    r"|\bnicht\s(?:mehr\s)?(?:zu\s)?erreich(?:bar|en))"
    rf"{_ON}\s{_THE_NUMBER}{{0,3}}\W{{0,2}}$"
    rf"|\b(?:går|gick)\s(?:inte|ikke)\satt\s(?:nå|ringa)\spå\s{_THE_NUMBER}{{0,2}}$"
    rf"|\b(?:bliver|blir)\s(?:der\s|det\s)?{_NOT}(?:svaret|svarat|besvaret)\s(?:på\s)?$"
    r"|\b(?:ikke|ikkje|inte|not|nicht)\s(?:i nærheden af|i närheten av|i nærheten av|near"
    r"|anywhere near|in der nähe von)\s$|\bhar\sinte\skvar\s$"
    rf"|{_NOT}(?:answer|pick up)\s{_NUMBER}{{0,3}}$"
    rf"|\b(?:gehe?|gehen)\s(?:(?:ich|wir)\s)?{_MILDLY}{{0,2}}nicht\s{_MILDLY}?(?:ran\s)?(?:an|auf"
    rf"|unter)"
    rf"\s{_NUMBER}{{0,3}}$"
    rf"|\b(?:jeg|jag|vi)\s(?:tager|tar|svarer|svarar)\s(?:ikke|inte)\s{_NUMBER}{{0,3}}$",
)
# "rufen Sie bloß nicht …", "ring absolut inte …", "don't bother with …"
_DO_NOT = Pattern(
    rf"\b(?:ring|ringe?[rt]?|ringa|call|phone|use|brug|bruk|använd|kontakt\w*)\s{_MILDLY}{{1,3}}"
    rf"{_NOT}{_MILDLY}{{0,2}}(?:(?:til|på|til|on|at)\s)?(?:{_ME}\s(?:på|on|at)\s)?{_NUMBER}{{0,3}}$"
    rf"|\b(?:ruft?|rufen|wähl\w*|benutz\w*|verwend\w*|nehmt|nehmen|nimm|nutz\w*)\s{_MILDLY}{{0,4}}"
    rf"nicht\s{_MILDLY}{{0,3}}(?:(?:auf|unter|bei|an)\s)?{_NUMBER}{{0,3}}$"
    r"|(?:\b(?:do\s?not|spild\s(?:ikke|ikkje)|bry\s(?:jer|er|dere|dig|deg)\s(?:ikke|inte)"
    r"|slösa\sinte|verschwende\w*\s(?:sie\s)?(?:keine|nicht))|n't)\s"
    r"(?:(?:bother|waste|trouble|(?:your|any|din|jeres|er|ihre|deres)|time|tid|tiden|zeit|mit"
    r"|energi|om"
    r"|på|on|with|by|an|att|at|å|ringe?|ringa|calling|ringing|trying|phoning|texting|about|to|til"
    rf"|call|ring|try|phone)\s){{1,6}}{_NUMBER}{{0,3}}$",
)
# "undgå …", "forget …", "under no circumstances call …"
_IN_VAIN_TO = (
    r"(?:(?:at|to|att|å|zu|in|for|ringe?|ringa|call|calling|ringing|phoning|trying|prøve|på|til|on"
    rf"|unter|auf|die)\s|{_NUMBER}){{0,5}}$"
)
LEAVE = (  # looked for with what was rung in vain
    Pattern(
        r"\b(?:no (?:point|use|good)|ingen idé?|nytter (?:ikke|ikkje)|nyttar inte|hjælper ikke"
        r"|hjelper ikke|hjälper inte|lönar sig inte|meningsløst|meningslöst|pointless|useless"
        rf"|zwecklos|sinnlos|bringt nichts)\s{_IN_VAIN_TO}"
        r"|\b(?:nobody|no one|noone|ingen|niemand|keiner) (?:is|er|är|ist) (?:at|on|på|unter)\s"
        rf"{_NUMBER}{{0,3}}$"
        r"|\b(?:(?:der er|there is|there's|det är|det er|da ist) )?(?:ingen|nobody|no one|keiner"
        r"|niemand) (?:(?:hjemme|home|hemma) )?(?:på|at|on|unter)\s$"
        r"|\b(?:any(?:thing|where| number)? (?:but|except)|alt andet end|allt (?:annat )?(?:än"
        r"|utom)"
        r"|alles außer)\s$"
        rf"|\b(?:finger weg von|hold (?:jer|dig|dere|deg) (?:fra|unna)"
        rf"|håll (?:er|dig) från|keep away from|no (?:phone )?calls (?:to|on)"
        rf"|ingen samtal till)\s{_NUMBER}{{0,3}}$"
        r"|\bunreachable (?:on|at|via)\s$|\b(?:mistet|lost|tappat|verloren|mistat) (?:my|min|mit"
        r"|mein)"
        r" (?:telefon|phone|mobil\w*|cell|handy|tlf),? $"
    ),
    Pattern(
        r"\b(?:undgå|vermeide\w*|meide[nt]?|steer clear of|stay (?:off|away from)|keep off"
        r"|(?<!ikke )(?<!inte )(?<!nicht )(?<!not )(?<!n't )(?<!never )"
        r"(?:glem|glöm|forget|vergesst|vergiss|vergessen sie|ignore|ignorer|ignorera|ignoriert"
        r"|strunta i|skit i|drit i|blæs på))\s"
        r"(?:(?:venligst|please|bitte|bort|alt|allt|alles|all|about|om|opkald|anrufe|unter|til|på"
        r"|on"
        rf"|auf|sie)\s|{_NUMBER}){{0,5}}(?<!\bdet )(?<!\bdas )(?<!\bthat )(?<!\bthis )(?<!\bden )"
        r"(?<!\balt )(?<!\ballt )(?<!\balles )(?<!\ball )$"
    ),
    Pattern(
        r"\b(?:under (?:no circumstances|ingen omstændigheder|inga omständigheter"
        r"|ingen omstendigheter)|auf keinen fall|på inget sätt|unter keinen umständen)\s"
        r"(?:(?:call|ring|ringe|ringa|phone|use|brug|bruk|använd|till?|på|on|auf|unter|bitte|i|ni"
        r"|dere"
        rf"|you|må|skal|får)\s|{_NUMBER}){{0,5}}$"
    ),
)
_ANY_NOT = Pattern(r"ikke|ikkje|inte|nicht|not|never|aldri|n't|won't")
# "if I don't answer on …", "why can't I reach you on …"
_PERHAPS = Pattern(
    r"\b(?:if|hvis|wenn|falls|when|in case|unless|dersom|hvorfor|why|varför|warum|wieso"
    r"|(?:om|når|när) (?:jeg|jag|vi|i|ni|du|dere|man))\b"
)
# "Seite nicht erreichbar unter # bin ich da"
_IS_REACHED = Pattern(
    r"\s(?:bin|sind|erreich\w*|kan jeg|kan jag)\b(?![^.!?\n]{0,20}\b(?:nicht|ikke|inte)\b)"
)
# What may stand behind a refusal; a time or somebody else makes another of it.
_ENDS = (
    r"(?=\s*(?:$|[.,;:!?)\n-])|\s(?:men|but|aber|sondern|utan|og|and|och|und|for|da|fordi|eftersom"
    r"|because|since|as|weil|denn|för|siden|mere?|længere|längre|lenger|mehr|any|nu|now|nå|jetzt"
    r"|i nat|i natt|tonight|heute|at all|overhovedet|alls|please|tak|takk|tack|thanks|danke)\b)"
)
_IT = (
    r"(?:\s(?:til|på|an|up|on|op|opp|upp|ham|hende|him|her|honom|henne|ihn|there|der|där|dit|den"
    r"|det|it|me|mig|meg|mej|that|this|one"
    r"|number|nummer\w*|numret|nr|dette|denne|mich|dort|her|here)){0,4}"
)
_DO_CALL = (
    r"(?:ringe?|ringa|call|phone|use|text|bruge?|bruke?|använda?|anrufen|benutzen|verwenden|wählen"
    r"|nutzen|nehmen|kontaktieren|kontakte?|kontakta|contact|kalde|tage|svare)"
)
_REFUSED_AFTER = Pattern(
    r"(?:\s(?:er|is|är|ist)\s(?:min|my|mein\w*)\s[^\W\d_]+(?:'s)?(?=,\s))?"
    rf"[ (),]{{0,3}}(?:[ -]+)?(?:(?:but|men|aber|dog|og|and|und|och|som|den|det|die|der"
    rf"|which)\s){{0,2}}"
    rf"(?:{_MILDLY}{{0,2}}(?:(?:do not|never|don't)|ikke|inte|nicht|aldrig"
    rf"|aldri)\s{_MILDLY}?{_DO_CALL}"
    rf"|{_DO_CALL}\s{_MILDLY}{{0,2}}(?:ikke|inte|nicht|aldrig|aldri)"
    rf"|(?:må|skal|får|ska|bør|bör|kan|dürf\w*|soll\w*|könn\w*)\s{_YOU}\s{_MILDLY}{{0,2}}"
    rf"(?:ikke|inte|nicht|aldrig|aldri)\s{_MILDLY}?{_DO_CALL}"
    r"|(?:is|are|må|skal|får|ska|bør|bör|darf|soll\w*|must|should)\s?(?:not|n't|ikke|inte|nicht)\s"
    r"(?:(?:to\s)?be (?:called|used|rung|phoned)|ringes|ringas|bruges|brukes|användas|kontaktes"
    r"|kontaktas|(?:angerufen|benutzt|verwendet|gewählt) werden))"
    rf"{_IT}{_ENDS}",
)
# "unter # bin ich nicht zu erreichen", "61616161 kan I ikke få fat i mig på"
_UNREACHED_AFTER = Pattern(
    rf"(?:,?\s(?:kan|kann|can|will)\s(?:jeg|jag|vi|i|we|{_YOU})\s{_MILDLY}{{0,2}}(?:ikke|inte"
    rf"|not)\s"
    rf"{_MILDLY}?(?:nås|træffes|treffes|träffas|kontaktes|kontaktas|ringes|fanges|be reached"
    rf"|reach {_ME}"
    rf"|få (?:fat|tag|tak) (?:i|på) {_ME}|ringe? (?:til )?{_ME}|ringa (?:till )?{_ME}|nå {_ME}"
    rf"|fange {_ME})\b"
    rf"|,?\s(?:i|we|you)\s?(?:can't|cannot|can not|won't|will not)\s(?:be reached|reach {_ME}"
    rf"|get {_ME})\b"
    r"|\s(?:svarer|svarar|tager|tar) (?:jeg|jag|vi) (?:ikke|inte)\b"
    r"|\s(?:is|will be|bliver|blir|wird) ?(?:not|n't|ikke|inte|nicht) (?:answered|besvaret|besvarat"
    r"|besvart|beantwortet|taget)\b"
    r"|\s(?:går|gick) (?:inte|ikke|ej) att (?:nå|ringa)\b)",
)
_UNDER = Pattern(rf"\b(?:unter|auf)\s{_NUMBER}{{0,3}}$")
_NOT_REACHED = Pattern(
    rf"\s(?:(?:bin|sind|ist|erreich\w*|geh\w*)\s)?(?:(?:ich|wir|ihr|sie|man|mich|uns)\s){{0,2}}"
    rf"{_MILDLY}{{0,2}}nicht\s{_MILDLY}{{0,2}}(?:zu\s|ans? )?"
    r"(?:erreich(?:bar|en)|anzutreffen|ran\b|dran\b|telefon|sprechen|rangehen|erreicht\b)"
    r"|\s(?:geh\w*|erreich\w*)\s"
    rf"(?:(?:ich|wir|ihr|sie|man|mich|uns)\s){{1,2}}{_MILDLY}{{0,2}}nicht\b",
)
# "my number # no longer works", "numret # är avstängt"
_A_NUMBER = Pattern(
    r"(?:^|\b(?:\w*nr|\w*num+er\w*|numret|number|tlf|telefon\w*|phone|mobil\w*|cell"
    r"|handy)\.?:?)\s*$"
)
_IS_DEAD = Pattern(
    r" (?:(?:er|is|är|ist|has been|was|blev|har blitt|er blevet|har blivit|wurde) (?:\w+ )?"
    r"(?:spærret|afbrudt|frameldt|frakoblet|koblet fra|koblet ned|ude af drift|ur funktion"
    r"|ute av drift|avstäng[td]?|spärrat|sperret|uppsagt|avslutat|avsluttet|disconnected|cut off"
    r"|out of (?:service|order|use)|deactivated|barred|cancelled|deaktiver\w*|avaktiver\w*"
    r"|abgeschaltet|abgemeldet|abgestellt|gesperrt|gekündigt|defekt|tot|gestohlen|stjålet|stulen"
    r"|stolen|lost|dead|sagt opp|nedlagt|nedlagd)\b"
    r"|(?:er|is|är|ist) ?(?:ikke|inte|nicht|not|n't) (?:mine?|mit|mitt|meine?|our|ours|vores|i brug"
    r"|i bruk|in use|in gebrauch)\b(?:\s(?:\w*num\w+|nr))?(?:\s(?:længere|mere?|lenger|längre|mehr"
    r"|any ?more)\b|(?=\s*(?:$|[.,;!])))|(?:används|brukes|bruges) (?:inte|ikke)\b"
    r"|(?:goes|går|geht) (?:straight |right |direkte |rett |direkt )?(?:to|till?|auf(?: die)?)"
    r" (?:voicemail|telefonsvar\w*|mobilsvar\w*|mailbox|anrufbeantworter|answerphone)"
    r"|har upphört|findes ikke|finns inte|finnes ikke|existiert nicht|gibt es nicht"
    r"|no longer (?:works?|exists?)|works no longer|(?:has )?(?:stopped|quit) working"
    r"|(?:geht|funktioniert|gilt) (?:leider )?(?:gar )?nicht(?: mehr)?\b"
    r"|(?:fungerar|fungerer|funkar|funker|gäller|virker|gjelder|gælder) (?:inte|ikke)\b"
    r"|(?:does not|doesn't|won't|will not) (?:work|exist)\b|(?:is|are) no (?:use|good)\b|duer ikke"
    r"|(?:is not|isn't|er ikke|är inte|ist nicht) (?:my|mit|mitt|min|meine?) (?:\w*number"
    r"|\w*nummer|nr)\b)",
)
_A_DEVICE = Pattern(r"\b(?:tlf|telefon\w*|phone|mobil\w*|cell|handy)\.?:? $")
_IS_BROKEN = Pattern(
    r" (?:(?:er|is|är|ist|has|har|gik|gick|ging) (?:\w+ )?(?:broken|gået i stykker|i stykker"
    r"|ødelagt"
    r"|trasig\w*|sönder|kaputt|gegangen|smadret|knust|knäckt|død|dead|leer|gone|in stykker)\b"
    r"|died\b"
    r"|døde\b|dog\b)",
)
# "bitte nicht # anrufen", "lad # være"
_AROUND = (
    (
        Pattern(
            rf"\b(?:har|have|habe)\s(?:jeg\s|jag\s|ich\s)?(?:ikke|inte|nicht"
            rf"|not)\s{_NUMBER}{{0,3}}$"
        ),
        Pattern(r"\s(?:længere|mere?|lenger|längre|mehr|any ?more|kvar)\b"),
    ),
    (
        Pattern(
            rf"(?:(?:^|[,.]|\b(?:bitte|doch|ja|auch|lieber|ihr|sie|mich|uns|bloß))\s?nicht"
            rf"|\b(?:bringt nichts|nie|sinnlos|zwecklos)),?\s(?:auf\s|unter\s"
            rf"|bei\s)?{_NUMBER}{{0,3}}$"
        ),
        Pattern(
            r"\s(?:bitte\s|mehr\s)?(?:an|anrufen|anzurufen|wählen|anwählen|benutzen|nutzen"
            r"|verwenden"
            r"|kontaktieren)\b"
        ),
    ),
    (
        Pattern(rf"\b(?:leave|lad|låt|la|lass\w*|die|an|auf|unter)\s(?:an\s)?{_NUMBER}{{0,2}}$"),
        Pattern(
            r"\s(?:alone|være|vara|være i fred|(?:geht|nimmt|hebt|erreicht) (?:(?:da|mich|uns"
            r"|man) )?(?:keiner|niemand"
            r"|ich nicht))\b"
        ),
    ),
)
# "do not use the number in my signature"
_SIGNATURE = Cues(
    Pattern(
        r"\b(?:signatur\w*|signature|underskrift\w*|nedenfor|nedenunder|nedan|nedanför|below|unten"
        r"|herunder|her under|bunden af)\b"
    )
)
_STANDS_BELOW = (
    rf"{_NUMBER}{{1,3}}(?:(?:i|in|på|at|der|som|står|steht|the|my|min|mit|meiner|here|her"
    rf"|is)\s){{0,4}}"
    r"(?:signatur\w*|signature|underskrift\w*|nedenfor|nedenunder|nedan|nedanför|below|unten"
    r"|herunder)"
)
_NOT_THE_ONE_BELOW = Pattern(
    rf"(?:(?:{_DO_CALL}\s{_MILDLY}{{0,2}}{_NOT}|{_NOT}{_MILDLY}{{0,2}}{_DO_CALL}\s)"
    rf"(?:(?:til|på|on|to)\s)?{_STANDS_BELOW}|{_NOT}(?:unter\s)?{_STANDS_BELOW}\s{_DO_CALL}"
    rf"|{_STANDS_BELOW}\s(?:(?:må|skal|får|ska|should|must|dürf\w*|bitte)\s)?(?:{_YOU}\s)?"
    rf"{_NOT}{_MILDLY}?(?:be\s)?(?:{_DO_CALL}|used|called))[^\d,;]{{0,12}}[.!\n][^\d.?]{{0,60}}$",
)


# "# men der er ingen", "# but nobody's there", "# men han svarer ikke"
_NOBODY_AFTER = Pattern(
    r"[ ,)]{1,3}(?:(?:og|and|och|und|men|but|aber|dog)\s)(?:(?:der|there|det|da|dort|hier|her"
    r"|it)\s?)?"
    r"(?:(?:er|is|'s|är|ist|sitter|sidder)\s)?(?:(?:lige|nu|desværre|just|leider|gerade)\s)?"
    r"(?:ingen|nobody|no one|noone|no-one|keiner|niemand)(?:'s)?(?:\s(?:er|is|är|ist|der|there|in"
    r"|here|her|da"
    r"|dort|där|hjemme|hemma|home|nu|now|i nat|på|kontoret|at|the|office|mehr|lige|vågen|awake"
    r"|wach)){0,4}"
    r"(?=\s*(?:$|[.,;!?)-]))"
    r"|[ ,)]{1,3}(?:(?:og|and|och|und|men|but|aber|who|som|der|die)\s)?"
    r"(?:han|hun|hon|he|she|er|sie|they|de|vedkommende|the guy)\s"
    r"(?:(?:svarer|svarar|reagerer|reagerar|antwortet|reagiert)\s(?:\w+\s)?(?:ikke|inte|nicht"
    r"|aldrig|aldri)\b"
    r"|(?:doesn't|does not|don't|do not|didn't|isn't|won't|never|will not|is not)\s(?:\w+\s)?"
    r"(?:answer|reply|respond|pick up)(?:ing)?|geht nicht (?:ran|dran|ans)"
    r"|tager (?:den |telefonen )?ikke|tar (?:den |telefonen )?(?:ikke|inte))"
    r"(?=\s*(?:$|[.,;!?)-])|\s(?:the|his|her|it|calls|at|now|right|me|mig|meg|nu|så|so|lige|jetzt"
    r"|gerade|när|når|when|på den|på telefonen|telefonen)\b)",
)


def is_refused(sentence: str, after: str, *, has_not: bool) -> bool:
    """Whether the words around a number refuse a call on it, or say that it reaches nobody.

    Args:
        sentence: the small letters of a sentence before the number.
        after: up to 80 small letters behind it.
        has_not: a "not" of any language stands before the number.
    """
    if has_not and _is_refused_before(sentence):
        return not _IS_REACHED.match(after)
    return says_something(after) and _is_refused_behind(sentence, after)


def _is_refused_before(sentence: str) -> bool:
    if _DO_NOT.search(sentence):
        return True
    return _NOBODY_IS_THERE.search(sentence) is not None and not _PERHAPS.search(sentence)


def _is_refused_behind(sentence: str, after: str) -> bool:
    if _IS_DEAD.match(after) and _A_NUMBER.search(sentence):
        return True
    if _IS_BROKEN.match(after) and _A_DEVICE.search(sentence):
        return True
    if any(more.match(after) and cue.search(sentence) for cue, more in _AROUND):
        return True
    if _NOBODY_AFTER.match(after):
        return True
    if not _ANY_NOT.search(after):
        return False
    if _REFUSED_AFTER.match(after) or _UNREACHED_AFTER.match(after):
        return True
    return _UNDER.search(sentence) is not None and _NOT_REACHED.match(after) is not None


def is_below(before: str) -> bool:
    """Whether small letters before a number at the end say not to use the one that stands there."""
    return _SIGNATURE.are_in(before) and _NOT_THE_ONE_BELOW.search(before) is not None
