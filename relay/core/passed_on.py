"""Whether words that would take or close a case speak of somebody else, or of something else."""

import re

from relay.core.reading.signs import pattern
from relay.core.spelling import spelled_freely

_IT = r"(?:den|det|it|this|that|over|sagen|ärendet|es|das)"
_ASSENT = r"""
    (?:ok(?:ay|ey)?|ja|jo|jep|yes|yep|yeah|men|but|aber|og|and|så|so|hej|hi|hey|sorry|undskyld
    |beklager|hov|ups|oops)
"""
_HAS = r"""
    (?:har|tager|tar|kigger|ser|ringer|tittar|kollar|tjekker|sjekker|has|have|is|are|hast|hat|ist
    |bist|nimmst|nimmt|übernimmst|übernimmt|rufst|schaust|schaut)
"""
_YOU = r"(?:du|nogen|någon|noen|ni|you|u|any(?:one|body)|some(?:one|body)|jemand)"
# "ok send den videre", "take it to Lars", "en kollega må tage den", "han tager den"
_TO_OTHERS = pattern(
    spelled_freely(rf"""
        \b(?:send(?:er|e|es|ing)?|giv(?:er|e|es|ing)?|ge|ger|gir|skick\w*|overdrag\w*|geb\w*|gib)\b
        [^.!?\n]{{0,20}}\b(?:videre|vidare|over|along|weiter)\b
        |\b(?:pass(?:es|ed|ing)?|hand(?:s|ed|ing)?)\b[^.!?\n]{{0,20}}\b(?:on|over|off|along)\b
        |\b(?:next|næste|nästa|neste)\W*$
        |\b(?:take|takes|taking|took|bring\w*)[ ]{_IT}(?: over)?[ ](?:to|til)\b
        |\b(?:giv\w*|ge|ger|gir|hand\w*)[ ]{_IT}[ ](?:til|to|till|an|over)\b
        |\b(?:han|hun|hon|de|he|she|they|er|sie)[ ](?:har|tager|tar|has|have|takes?|got|ser på
        |kigger på|hat|übernimmt|nimmt|is taking|are taking|is on)[ ]{_IT}\b
        |^\W*(?:{_ASSENT}\W+){{0,4}}(?:{_HAS}[ ]{_YOU}\b
        (?![ ](?:fejl|feil|fel|err|issue|problem|kund))|(?:har|tager)[ ]i[ ]den\b
        |(?:kan|can|could|will|would|vil|kannst)[ ]{_YOU}[ ](?:\w+[ ])?(?:tage?|take|kigge?|se|look
        |have|handle|ringe?|call|kolla|titta|übernehmen|nehmen)\b
        |(?:hvem|who|vem|wer)[ ](?:{_HAS}|is|takes|hat|nimmt)[ ](?:{_IT}|on|på)\b)
        |(?:^|[^\w ]|\b(?:{_ASSENT}|i'm|im|am|er|har|got|have))\W*(?:the |den )?
        (?:wrong|forkert\w*|fel|feil|falsch\w*) (?:person|guy|man|mand)
        (?:[ ](?:sorry|undskyld|beklager|here|her))?[ ]*(?:[^\w ]|$)
        |\b(?:en anden|nogen anden|nogen andre|nogle andre|noen andre|någon annan|en kollega
        |kollegaen|min kollega|en kollege|kollegan|bagvagt\w*|bakvakt\w*|jemand ander\w*|ein kollege
        |some(?:one|body) else|any(?:one|body) else|(?:a|my) colleague)\b
        |\b(?:escalat\w*|eskaler\w*|eskalier\w*)\b
    """)
)
# Who writes so does not look at a shop: "calling in sick", "på vej i seng"
_NOT_ON_DUTY = pattern(
    spelled_freely(r"""
        \b(?:syg|sygemeldt|sick|sjuk|krank)\b|\b(?:i|in|to|til|till|ins|zu) (?:seng|bed|bett|säng)\b
        |\b(?:skal sove|sover nu|ska sova|go(?:ing)? to sleep|sleeping|schlafe)\b
        |\b(?:lufthavn\w*|airport|flyplass\w*|flygplats\w*|flughafen)\b
        |\b(?:på ferie|på semester|on (?:vacation|holiday|leave)|im urlaub|off (?:duty|shift))\b
    """)
)
_OF_TAKING = r"""
    (?:ok(?:ay|ey)?|ja|yes|jeg|jag|ich|i|i'll|i'm|im|am|er|vi|we|wir|tager?|tar?|take|taking|kigger?
    |kikker|tittar|titta|kollar|kolla|tjekker|sjekker|check|ser?|looking|look|schauen?|übernehmen?|nehme
    |mache|rufe|ringer?|calling|call|will(?! call)|skal|ska|nok|har|den|det|it|das|es|mir|drum|på|on
    |at|am|nu|so|så|men|but|aber|først|först|first|thing|erst|op|upp|an|tilbage|back|her|it's|måske
    |maybe|perhaps|kanske|kanskje|vielleicht|allerede|already|still|stadig|til|till)
"""
_THEM = r"""
    (?:dem|ham|hende|honom|henne|them|him|her|ihn|sie|kund\w*|butik\w*
    |the (?:shop|merchant|customer))
"""
_DAY = r"""
    (?:(?:man|tirs|ons|tors|fre|lør|søn|mån|tis|lör|sön)dag\w*
    |(?:mon|tues|wednes|thurs|fri|satur|sun)days?|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch)
"""
# Behind the word that takes it: "ok i morgen", "looking tomorrow", "tager den måske"
_PUT_OFF = pattern(
    spelled_freely(rf"""
        ^\W*(?:(?:(?:til|to|till)[ ])?{_THEM}\W+)?(?:{_OF_TAKING}\W+){{0,8}}
        (?:(?:i ?morgen|i ?morgon|i ?morra|morgen|tomorrow|in the morning|senere|senare|later|später
        |{_DAY}|(?:næste|nästa|neste|next|nächste\w*) (?:uge|uke|vecka|week|woche|dag|day|{_DAY})
        |i (?:weekend\w*|helg\w*|ferien?)
        |(?:efter|etter|after|nach|over)[ ](?:the |my |min |der |dem )?(?:weekend\w*|helg\w*
        |wochenende|ferien?|semester\w*|holidays?|vacation|frokost\w*|lunch\w*|mødet?|meeting|work
        |arbejde)
        |(?:når|når som|när|when|once|wenn|sobald|as soon as)[ ](?:jeg|jag|ich|i|i'm|im)[ ]
        (?:\w+[ ])?(?:vågner|våkner|vågen|vaknar|vaken|wake|awake|up|op|oppe|upp|uppe|aufwache|wach
        |aufstehe|møder|på arbejde|på jobb?|at work|get in|in the office|på kontoret))\b
        |(?:måske|maybe|perhaps|kanske|kanskje|vielleicht)\W*$)
        |^\W*(?:{_OF_TAKING}\W+){{0,8}}(?:sover|asleep|sleeping|schlafe)\b
        |\b(?:god ?nat|god ?natt|good ?night|gute nacht|lad mig sove|let me sleep)\b
        |[😴💤🛌🛏🤒🤧🤢🤮]
    """)
)
_OF_ONES_OWN = r"""
    (?:(?:min|mit|mine|mitt|my|mein\w*)[ ](?:own |egen |eget )?(?:phone|telefon\w*|mobil\w*
    |internet\w*|net|wi-?fi|vpn|forbindelse|connection|best|bedste|bästa|\w*shift|vagt\w*|door|dør\w*)
    |(?:(?:min|mit|mine|mitt|my|mein\w*|the)[ ])?(?:laptop|computer\w*|bærbare?|pc|rechner|kaffe\w*
    |coffee|bath|shower|middag|dinner|lunch|eyes?|øjne\w*|ögon\w*|augen|røven|munden|mouth))\b
"""
# Behind "fixed", "done" or "closed": "done for today", "lukket ned", "færdig med vagten"
_ANOTHER_THING = pattern(
    spelled_freely(rf"""
        ^\W*(?:(?:for(?: i)?|i)[ ](?:today|tonight|now|nu|dag|aften|kväll|kveld|heute)\b|idag\b
        |heute\b|to\b(?! the merchant)
        |(?:all|everything|what|alt|alt hvad|hvad|det|allt|alles)[ ](?:i|we|jeg|vi|jag|ich)[ ]
        |(?:med|with|mit)[ ](?!(?:det|den|it|this|that|sag\w*|all|alt|everything|ärendet|es|fejl\w*
        |problem\w*|at|the (?:fix|issue|problem|case))\b)
        |ned\b(?! (?:for|og genstart|og start))|down\b(?! (?:for|and re))|{_OF_ONES_OWN})
        |\b(?:i|in|on|på|im|auf)[ ](?:the |vores |our )?(?:test(?!\w*e[dt]\b)\w*|staging|stage
        |dev\w*|udvikling\w*|sandbox\w*|preprod\w*|qa)\b(?![^.!?\n]*\bprod)
        |\b(?:lokalt|locally|lokal)\b
    """)
)
_MERCHANT = r"""
    (?:kund\w*|butik\w*|shop\w*|merchant\w*|customer\w*|client\w*|owner\w*|indehaver\w*|ejer\w*
    |innehavar\w*|inhaber\w*|ham|hende|hende[nr]|henne|honom|dem|him|her|them|ihn|ihm|begge|both
    |alle|all|everyone|vedkommende|nummer\w*|number|\+?\d+)
"""
# Behind "called": whom, but for those who may be the merchant
_CALLED_ANOTHER = pattern(
    spelled_freely(r"""
        ^\W*(?:in sick|forkert\w*|wrong|fel|feil|falsch\w*
        |(?:(?:til|to|till|efter|etter|for|the|vores|our|min|my)[ ]){0,2}(?:support|hosting\w*
        |udbyder\w*|provider\w*|vendor\w*|leverandør\w*|leverantör\w*|chef\w*|boss\w*|kolleg\w*|colleague\w*
        |vagt\w*|bagvagt\w*|backup|bank\w*|politi\w*|police|nets|quickpay|stripe|klarna|aws|azure
        |cloudflare)\b)
    """)
)
_RECEIVER = pattern(
    spelled_freely(
        rf"^\W*(?:til|to|till|efter)[ ](?!(?:(?:the|den|vores|our)[ ])?{_MERCHANT}\b)(\w+)"
    )
)


def is_left_to_others(text: str) -> bool:
    """Whether whoever writes leaves it to somebody else, whatever word of ours stands there too."""
    small = _evened(text)
    return bool(_TO_OTHERS.search(small) or _NOT_ON_DUTY.search(small))


def is_put_off(text: str) -> bool:
    """Whether whoever writes takes it some other day, perhaps or asleep: nobody looks at it now.

    To whom is asked about a shift it says nothing of the kind: "ok i morgen" is a yes to it.
    """
    return _PUT_OFF.search(_evened(text)) is not None


def is_another_thing(after: str) -> bool:
    """Whether what follows "fixed" or "done" says that it is not the case that is: "for today"."""
    small = _evened(after)
    return bool(_ANOTHER_THING.search(small) or _TO_OTHERS.search(small))


def is_another_call(after: str) -> bool:
    """Whether what follows "called" names somebody who is no merchant: "in sick", "support"."""
    return _CALLED_ANOTHER.search(_evened(after)) is not None


def receiver_of(after: str) -> str | None:
    """Who was called, by what follows "called", in small letters; None for the merchant.

    A name may be the merchant's: "to Mette".
    """
    found = _RECEIVER.search(_evened(after))
    return found[1] if found else None


def _evened(text: str) -> str:
    return re.sub("[’‘´`ʼ]", "'", text).lower()
