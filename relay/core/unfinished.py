"""Whether what follows "fixed" or "called" says that it is not, not yet, or not wholly so."""

import re
from collections.abc import Sequence

from relay.core.reading.pattern import Pattern
from relay.core.reading.signs import pattern
from relay.core.spelling import spelled_freely

_COUNT_WORD = r"""
    (?:ca|cirka|about|omkring|rundt|runt|højst|max|under|en|et|ett|eine[mrn]?|an?|one|to|two|två
    |zwei|tre|three|drei|fire|four|fyra|vier|fem|five|fünf|ti|ten|tio|zehn|femten|fifteen|femton
    |fünfzehn|tyve|twenty|tjugo|zwanzig|tredive|thirty|tretti|trettio|dreißig|halv|half|halbe[nr]?
    |halvanden|par|couple|of|few|nogle|få|några|noen|some|paar|lille|liten|little|kort|short
    |kurze[rn]?)\b
"""
_COUNT = rf"(?:{_COUNT_WORD}|\d{{1,3}}(?!\d)(?:[-–/,.]\d{{1,3}}(?!\d))?)"
_WHOLE_COUNT = rf"(?:{_COUNT_WORD}|\d{{1,3}}(?!\d|[.,]\d)(?:[-–/]\d{{1,3}})?)"
_UNIT = r"""
    (?:sek\w*|sec\w*|min\w*|m|t|h|std|stunden?|stund|timer?|hours?|hrs?|timma\w*|timme|dage?n?
    |dagar?|dager|days?|tage?n?|uger?|uker?|veckor?|vecka|weeks?|wochen?|kvarter\w*|quarter\w*
    |øjeblik\w*|ögonblick\w*|øyeblikk\w*|augenblick\w*|moments?|bit|while|tid|zeit)
"""
_SPAN = rf"""
    (?:(?:{_COUNT}[. ]{{0,2}}){{1,4}}{_UNIT}\b|(?:{_WHOLE_COUNT}[. ]{{0,2}}){{1,3}}\W*$|lidt\b
    |litt\b|lite\b|kürze\b)
"""
_IN_A_WHILE = pattern(
    spelled_freely(
        rf"\b(?:om|in|within|inden(?: for)?|innen(?: for)?|inom|innerhalb(?: von)?)[ ]{_SPAN}"
        r"|\bby \d{1,2}(?:[:.]\d\d)?\W*$"
    )
)
_SOON = pattern(
    spelled_freely(r"""
        \b(?:snart|strax|straks|soon|shortly|momentarily|senere|later|senare|später|gleich|bald
        |i ?morgen|i ?morgon|tomorrow|any (?:minute|moment|second)|hvert øjeblik|inden længe
        |i løbet af|(?:on (?:its|it's|the) way)|på vej|på vei|på väg|undervejs|underveis|under way
        |unterwegs)\b
    """)
)
_ON_CONDITION = pattern(
    spelled_freely(r"""
        \b(?:når|när|once|when|as soon as|så snart|så fort|sobald|wenn|hvis|if
        |unless|medmindre|med mindre|falls|ifall|dersom|såfremt|provided
        |om (?:vi|jag|jeg|du|han|hon|alt|allt))\b
    """)
)
_DOUBTED = pattern(
    spelled_freely(r"""
        \b(?:(?:tror|håber|mener|hoppas|tycker|hoffe|glaube|denke) (?:jeg|jag|vi|ich|wir)
        |(?:i|we) (?:think|hope|guess|believe|reckon)|hopefully|måske|maybe|perhaps|probably
        |forhåbentlig\w*|forhåpentlig\w*|förhoppningsvis|vistnok|formentlig\w*|sandsynligvis
        |kanskje|kanske|vielleicht|hoffentlich|wahrscheinlich|förmodligen|troligen|antagelig\w*)
        \W*$
    """)
)
_FEW = r"""
    (?:some|most|many|a few|half|one|nogle|nogen|enkelte|de fleste|mange|et par|ett par|noen
    |några|de flesta|einige|die meisten|manche|wenige)
"""
_IN_PART = pattern(
    spelled_freely(rf"""
        ^\W*\d{{1,2}} ?(?:%|procent|percent|prosent|prozent)
        |^\W*(?:(?:the|den|det)[ ])?(?:(?:first|første|första|erste|one|ene|1st)[ ](?:part|del|teil
        |issue|problem\w*|thing|ting|fejl\w*|feil\w*|fel|fehler|step|trin|half)
        |(?:part|del|step|trin)[ ]\d)\b
        |\b(?:delvis\w*|partly|partially|partial|teilweise|zum teil|til dels|till viss del
        |halvdelen|hälften|(?:die )?hälfte|halvt|halvvejs|halvveis|halvvägs|halfway
        |half(?! (?:past|an? hour|hour))|almost|næsten|nästan|nesten|beinahe|mostly|stort set
        |stort sett|nogenlunde|more or less|mere eller mindre|det meste|det mesta|das meiste
        |most of|some of|part of|en del af|noget af|nogle af|noen av|några av|einige von
        |(?:one|two|en|to|et) (?:of|af|av) (?:the|them|de|dem)
        |\d{{1,3}} (?:ud )?(?:af|of|av|von|out of) \d+
        |(?:for|til|hos|on|på|für|för|bei)[ ]{_FEW}
        |for \d{{1,3}} (?:of|af|av|kund\w*|customers?|shops?|butik\w*)
        |(?:only|kun|bare|bara|nur) (?:for|på|on|in|i|hos|til|till|auf|für|för|bei)|only\W*$
        |except\w*|undtagen|undtaget|bortset fra|på nær|utom|unntatt|bortsett fra|bis auf|außer
        |apart from|other than)\b
    """)
)
_CONFIRMED = (
    r"(?:confirm\w*|bekræft\w*|bekreft\w*|bekräft\w*|bestätig\w*|svar\w*|answer|reply|antwort"
    r"|feedback|kund\w*|customer\w*|merchant\w*|butik\w*|shop\w*)"
)
_LACKING = pattern(
    spelled_freely(rf"""
        \b(?:waiting|awaiting|wait (?:for|on)|venter|afvent\w*|avvent\w*|avvakta\w*|väntar
        |warten?|pending)\b(?![^,.;!?\n]*\b{_CONFIRMED}\b)
        |\b(?:mangler|saknas|fehlt|remains|remaining)\b
        |\b(?:may|might|can|could|will|kan|kann|vil|vill) (?:\w+ )?(?:take|tage|ta|dauern)\b
        |\b(?:stadig(?:væk)?|still|fortsat|fortsatt|fortfarande|fremdeles|immer noch)\b
        (?!(?: \w+)?(?: \w+)? (?:look\w*|monitor\w*|watch\w*|investigat\w*|check\w*|kig\w*|holder
        |hold|undersøg\w*|overvåg\w*|tjek\w*|følg\w*|følger|øje|eye|ser))
        |\b(?:er|is|are|ligger|är|ist|sind) (?:\w+ ){{0,2}}?(?:nede|nere|down|død|dead|offline
        |langsom\w*|långsam\w*|slow|broken|tot|kaputt|ustabil\w*|unstable)\b
    """)
)
_UNDER_WAY = pattern(
    spelled_freely(r"""
        \b(?:deploying|deployer|deploys|rolling out|ruller (?:\w+ )?(?:ud|ut)|udrulles
        |propagerer|propagates|propagating|propagation|genstarter|restarting|rebooting
        |in progress)\b
    """)
)
_BY_DOING = pattern(
    spelled_freely(r"""
        \b(?:by|ved|after|efter|etter|via|with|med|through|durch|mit|nach|kept|was|were|from|of)\b
    """)
)
# What tells of the fault that was, or of what the engineer does besides.
_CAUSE = pattern(
    spelled_freely(r"""
        \b(?:var|was|were|havde|hadde|hade|had|war|waren|blev|ble|skyldtes|caused|because|fordi
        |pga|due|grundet|weil|wegen|eftersom|since)\b
    """)
)
_DONE_TO_IT = pattern(
    spelled_freely(r"""
        \b(?:restarted|rebooted|replaced|killed|removed|rolled|genstartet|genstartede|startet
        |startede|omstartad|omstartet|startat|udskiftet|skiftet|skiftede|rullet|rullede|fjernet
        |fjernede|neu ?gestartet|ersetzt)\b
    """)
)
_BESIDES = pattern(
    spelled_freely(r"""
        \b(?:ring\w*|call\w*|phon\w*|skriv\w*|writ\w*|schreib\w*|send\w*|mail\w*|følg\w*|följ\w*|follow\w*
        |kig\w*|ser|se|see|look\w*|check\w*|tjek\w*|kolla\w*|undersøg\w*|investigat\w*|hold\w*|overvåg\w*
        |monitor\w*|watch\w*|vend\w*|kommer|update\w*|rapport\w*|report\w*|bericht\w*|tager|snak\w*
        |tal\w*|talk\w*|informer\w*|tell|say|sig|sag|giv|know|kontakt\w*|anruf\w*|rufe?|schau\w*
        |prüf\w*|årsag\w*|cause|meld\w*|test\w*|post ?mortem|rca)\b
    """)
)
_AGAIN = r"(?:igen|igjen|again|wieder)"
_BACK = r"(?:tilbage|tilbake|tillbaka|zurück|back)"
_FAULT = r"(?:fejl\w*|feil\w*|fel(?:et)?|fehler|problem\w*|issue|error|bug)"
_SITE = r"(?:it|den|det|es|sie|siden?|sidan|site|shop\w*|butik\w*|kassen?)"
# "fixed yesterday, down again", "løst, men fejlen er tilbage"
_DOWN_AGAIN = pattern(
    spelled_freely(rf"""
        \b(?:nede|nere|ned|ner|down|død|døde|dør|dog|died|dead|offline|broke|broken|fejler|feiler
        |failing|fails|failed|crashed|crasher|kaputt|ausgefallen|abgestürzt|trasig|ødelagt)[ ]
        (?:\w+ )?{_AGAIN}\b
        |\b{_BACK} (?:down|offline|nede)\b
        |\b{_FAULT}[ ](?:er|is|är|ist|kom|kam|came|comes|kommer|kommt|vendte|vender
        |vendt|kehrte?)[ ](?!(?:gone|væk|borte|borta|weg|løst|löst)\b)
        (?:\w+ )?(?:{_BACK}|{_AGAIN})\b
        |\b{_FAULT}[ ](?:has |have |is |er )?(?:returned|returns|reappeared|återkom\w*)\b
        |\b(?:samme|samma|same|dieselbe|derselbe|selbe)[ ](?:{_FAULT}|thing|ting|sak
        |sache) {_AGAIN}\b
        |^\W*(?:{_SITE}[ ])?(?:(?:is|er|är|ist|now|nu)[ ])*(?:gone|væk|borte|borta|weg) {_AGAIN}\b
        |^\W*(?:(?:it|den|det|es)[ ])?(?:(?:has|just|har|hat)[ ])*
        (?:returned|(?:came|kom|kam|vendte|vänt) {_BACK})(?: {_AGAIN})?\W*$
    """)
)
# With its "but", which is why it is no good news: "fixed but it's back"
_BUT_BACK = pattern(
    spelled_freely(rf"""
        \b(?:but|men|aber|however)\W+(?:(?:it|it's|its|den|det|es|is|er|är|ist|now|nu|jetzt|already
        |allerede)[ ])*{_BACK}(?: {_AGAIN})?[ ]*(?:[^\w ]|$)
    """)
)
_SORRY = r"(?:sorry|undskyld|beklager|förlåt)"
_OOPS = r"(?:vent|vänta|warte|wait|hov|ups|uups|oops|whoops|hoppsan)"
# All of a clause: "sorry, wrong code", "vent", "ved en fejl", "i meant 74"
_MISTAKEN = pattern(
    spelled_freely(rf"""
        ^\W*(?:(?:{_SORRY}|{_OOPS}|the|den|det) ){{0,2}}
        (?:{_OOPS}(?: (?:lidt|litt|lite|a (?:sec\w*|minute|moment|bit)|et øjeblik|lige))?
        |(?:by|ved|av|aus)[ ](?:a |en |et |ett )?(?:mistake|accident|error|fejl\w*|feil\w*|uheld
        |misstag|versehen)
        |(?:was|var|war)[ ](?:a |an |en |et |ett |ein )?(?:mistake|misstag|misforståelse|versehen)
        |(?:wrong|forkert\w*|fel|feil|falsch\w*)(?:[ ](?:code|kode\w*|kod|case|sag\w*|sak\w*|ärende
        |fall|one|shop|butik\w*|incident|number|nummer\w*))?
        |(?:(?:jeg|jag|ich|i|vi|we)[ ])?(?:mente|mener|menade|menar|meant|mean|meinte|meine
        |skulle (?:have )?vær\w*|should (?:be|have been))[ ]
        (?:(?:sag|case|code|kode|kod|no|nr)\W+)?\d{{2,4}})\W*$
        |^\W*(?:was|var|war) (?:an?|en|et|ett|ein) (?:error|accident|fejl|feil|fel|fehler|uheld)\W*$
        |^\W*{_SORRY} \d{{2,4}}\W*$
    """)
)
_CLAUSE_END = Pattern(
    r"[;!?\n:–—()]|[,.](?!\d)|\s-\s"
    r"|\b(?:once and for all|og|and|och|und|men|but|aber|dog|however)\b"
)


def is_unfinished(after: str) -> bool:
    """Whether what follows "fixed" says that it is not: in ten minutes, half of it, by mistake."""
    text = _evened(after)
    clauses = _clauses(text)
    if not clauses:
        return False
    first = clauses[0]
    if _says(_SOON, first) or _says(_ON_CONDITION, first) or _is_of_part(first):
        return True
    if any(_says(_IN_A_WHILE, clause) for clause in clauses):
        return True
    if any(_LACKING.search(clause) and not _CAUSE.search(clause) for clause in clauses):
        return True
    if any(_MISTAKEN.search(clause) or _is_down_again(clause) for clause in clauses):
        return True
    if _BUT_BACK.search(text):
        return True
    under_way = _UNDER_WAY.search(text)
    return under_way is not None and not _BY_DOING.search(text[: under_way.start()])


def is_yet_to_be_called(after: str) -> bool:
    """Whether what follows "called" says that the call is yet to come: "called back in 5"."""
    head, *more = _CLAUSE_END.split(_evened(after), maxsplit=1)
    if not head.strip():  # "called, in 5"; what else follows is no longer about the call
        clauses = _clauses(more[0]) if more else []
        return any(
            sign.match(clauses[0]) for sign in (_IN_A_WHILE, _SOON, _ON_CONDITION) if clauses
        )
    if any(_says(sign, head) for sign in (_IN_A_WHILE, _SOON, _ON_CONDITION)):
        return True
    return _DOUBTED.search(head) is not None


def _evened(after: str) -> str:
    return re.sub("[’‘´`ʼ]", "'", after).lower()


def _clauses(text: str) -> Sequence[str]:
    """The parts of a text that say something, in their order."""
    parts = (part.strip() for part in _CLAUSE_END.split(text))
    return [part for part in parts if part]


def _says(sign: Pattern, clause: str) -> bool:
    """Whether a clause says so of the fault, not of what is done besides: "ringer om 5 min"."""
    found = sign.search(clause)
    return found is not None and not _BESIDES.search(clause[: found.start()])


def _is_down_again(clause: str) -> bool:
    """Whether a clause says that it is broken once more; not "after the disk failed again"."""
    found = _DOWN_AGAIN.search(clause)
    if found is None or _CAUSE.search(clause):
        return False
    return not _BY_DOING.search(clause[: found.start()])


def _is_of_part(clause: str) -> bool:
    """Whether a clause says that it is fixed in part, or perhaps; "half the nodes were down"."""
    said = _IN_PART.search(clause) or _DOUBTED.search(clause)
    return said is not None and not _CAUSE.search(clause) and not _DONE_TO_IT.search(clause)
