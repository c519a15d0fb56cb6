"""That a shop works for others and not for us, or only in part, or that it is gone.

All is matched against evened-out text in small letters.
"""

from relay.core.reading.signs import NOT, pattern
from relay.core.spelling import spelled_freely

_OF_YOU = pattern(
    r"""
        \b(?:hos (?:jer|dig|er|dere|deg)|bei (?:euch|ihnen|dir)|for (?:you|jer|dig|dere|deg)
        |för (?:er|dig)|für (?:euch|sie|dich)|at your|on your|your (?:end|side|place)|where you are
        |with you|(?:kan|kommer|kom) (?:i|du|dere|ni)|(?:can|could) (?:you|anyone|anybody)|kommt ihr
        |kommen sie|könnt ihr|können sie|kommst du|kannst du)\b
    """
)
_WORKS = r"""
        (?:virker?|kører?|kjører|funkar?|funker?|fungerar?|fungerer?|works?|working|läuft|geht|klappt
        |funktioniert|loade?[rs]?|load|loading|laddar|oppe|uppe|up|online|live|åbner)
    """
_YOU = r"""
        (?:(?:hos|for|för|bei|für|with|over hos) (?:jer|dig|er|dere|deg|euch|ihnen|sie|dich|dir|you)
        |(?:at|on|in) your (?:end|side|place|office|screen)|where you are|your end|your side)
    """
_WE = (
    r"(?:vi|jeg|we|i|wir|ich|jag|us|os|oss|mig|meg|me|mir|uns|none of us|ingen af os|ingen av oss)"
)
_HERE = r"""
        (?:(?:(?:hos|for|för|bei|für|with) )?(?:os|oss|mig|meg|me|us|uns|mir|mich)
        |here|her|här|hier|on ours|(?:at|on) (?:my|our) (?:end|side|place)|over here)
    """
_NO = rf"(?:{NOT}|not|n't|isn'?t|aren'?t|desværre ikke|nope)"
# "Virker det hos jer? Ikke her", "Is it up where you are? For us it isn't"
_NOT_HERE = pattern(
    spelled_freely(rf"""
        \b{_WORKS}\b[^.!?\n]{{0,25}}?\b{_YOU}\b[^.!?\n]{{0,12}}[,.?!\n]+[ ]*
        (?:(?:og|and|och|und|men|but|aber|for|because|fordi|since|weil|denn|nej|no|nein|it|den|det|es)
        [ ,]+)*
        (?=[^.!?\n]{{0,45}}(?:\b{_NO}\b|n't\b))(?=[^.!?\n]{{0,45}}\b{_HERE}\b)
    """),
)
_GET_IN = r"""
        (?:get in|log ?in|get on|reach (?:it|us|the shop|the site)|enter|access (?:it|the \w+)
        |(?:open|see|load|åbne|se|öppna|öffnen|sehen|åpne|tilgå|nå|erreichen)
        [ ](?:it|them|den|det|our \w+|my \w+|vores \w+|min \w+|vår \w+|the (?:shop|site|store|admin)
        |(?:web)?shop(?:pen)?|siden?|sidan|butik(?:ken|en)?|admin|den shop|die seite|unseren shop)
        |komme ind|logge (?:ind|inn|på)|logga in|komme inn|komma in|ind|in|inn|rein|reinkommen
        |einloggen|(?:på|into) (?:siden|shoppen|admin|sidan|the \w+))
    """
# "Kan I komme ind? Det kan vi ikke", "Kommt ihr rein? Wir nicht"
_NOT_WE = pattern(
    spelled_freely(rf"""
        \b(?:kan|kommer|can|could|könnt|können|kommt|kommen|kommst|kannst)[ ]
        (?:i|du|dere|ni|you|ihr|sie|anyone|anybody)[ ](?:\w+ ){{0,2}}?{_GET_IN}\b
        (?! (?:til|på|i|to|into|in) (?:the |dit |your )?(?:kontor\w*|office|lager\w*|house|huset))
        [^.!?\n]{{0,20}}[,.?!\n]+[ ]*
        (?=[^.!?\n]{{0,45}}(?:\b{_NO}\b|n't\b|\bnone of\b|\bingen\b|\bkeiner\b))
        (?=[^.!?\n]{{0,45}}\b(?:{_WE}|{_HERE})\b)
    """),
)
_ONLY = pattern(r"\b(?:kun|only|bare|bara|nur|endast)\b")
_IT = r"""
        (?:det|den|it|es|er|sie|alt|allt|all|this|everything|alles|(?:the |our |my |vores |min |vår
        |der |die |unser |unsere |mein |meine )?(?:web ?)?(?:shop(?:pen)?|siden?|sidan|site|seite
        |store|butik(?:ken|en)?|nettbutikken|hjemmesiden?|hemsidan|laden|website))
    """
_PLACE = r"""
        (?:(?:min|mit|mitt|my|mein\w*|vores|our|vår|den|det|the|dem|der|one|en|an?|single|eine?[mnr]?)
        [ ](?:egen |eget |own |eigenen? |gamle |old )?)?
        (?:mobil\w*|handys?|telefon\w*|phones?|i?pad\w*|iphones?|android\w*|tablets?|pc|mac
        |laptop|computer\w*|dator\w*|rechner|desktop|browser|chrome|safari|firefox|edge|incognito
        |inkognito|wi-?fi|wlan|4g|5g|mobildata|mobilnet\w*|mobile data|vpn|forsiden?|startsidan?
        |start ?seite|framsidan|homepage|home page|front ?page|landing page|admin\w*)
    """
_ME = r"(?:me|us|mig|meg|os|oss|mir|mich|uns)"
# "Det virker kun på mobil", "Geht nur bei mir"; at the beginning of a sentence and to its end.
_ONLY_THERE = pattern(
    spelled_freely(rf"""
        (?:^|(?<=[.!?,\n:] )|(?<=[.!?,\n]))\W*(?:(?:øhm?|uhm?|hej|hi|hello|hey|hallo|hei|ok|men|but
        |aber|og|and|nu|now|nå|jetzt|så|so|altså|alltså|also|well)\W+)*
        (?:(?:(?:{_IT}[ ])?(?:er |is |är |ist )?{_WORKS}|(?:nu|now|nå|jetzt)[ ]{_WORKS}[ ]{_IT})
        (?:,?[ ](?:men|but|aber|dog|nu|now|jetzt|nå|igen|again|wieder|fint|fine|ok))*,?[ ]
        (?:kun|only|bare|bara|nur|endast)|(?:{_IT}[ ])?only[ ]{_WORKS})[ ]
        (?:(?:for|för|für|hos|bei|with)[ ]{_ME}|(?:på|on|auf|am|im|i|in|from|fra|från|over|via|über
        |med|mit|with)[ ](?:der |dem )?{_PLACE}|halvt|half|halb|delvis\w*|teilweise|partly
        |sometimes|nogle gange|ibland|manchmal|av og til|af og til)
        (?: (?:her|here|här|hier|hos os|lige nu|right now|just nu|gerade|at the moment))?
        (?=\W*(?:$|[.!,;\n]))(?!\W*\?)
    """),
)
# "Kun forsiden virker", "only my phone can open it"
_ONLY_THAT = pattern(
    spelled_freely(rf"""
        \b(?:kun|only|bare|bara|nur|endast)[ ]{_PLACE}[ ](?:{_WORKS}|can (?:open|load|reach|see)
        |kan (?:åbne|se|öppna|åpne)|kann)\b(?![^.!\n]*\?)
    """),
)
_AWAY = pattern(
    r"\b(?:tilbage|tilbake|tillbaka|back|zurück|wieder\w*|mangler|saknar|saknas|fehlt|savner|miss\w*)"
)
# Not "my old site": that is a wish.
_MY_SHOP = r"""
        (?:(?:(?:min|mit|mitt|my|our|vores|vår|vårt|meine?n?|unsere?n?|den|the|der|die|hele|hela
        |whole|entire|ganzen?)[ ]){1,2}(?:web ?)?(?:shop|butik|butikk|nettbutikk|side|sida|site
        |hjemmeside|hemsida|store|laden|seite|website|onlineshop)
        |(?:web)?(?:shoppen|butikken|butiken|siden|sidan|nettbutikken|hjemmesiden|hemsidan)
        (?: (?:vår|min|vores))?|(?:nett)?butikken (?:vår|min))
    """
_BACK = r"(?:tilbage|tilbake|tillbaka|back|zurück|wieder)"
_WE_THEY = r"(?:vi|jeg|jag|we|i|wir|ich|man)"
# "Wie bekomme ich meinen Shop zurück?", "Vi vil ha butikken vår tilbake"
_HAVE_BACK = pattern(
    spelled_freely(rf"""
        \b(?:få|får|have|ha|get|kriegen?|kriegt?|bekommen?|bekommt?|haben|hätten?|give|giv|gi|ge|gib|gebt
        |want|need|wollen|will|brauchen?|tar)[ ](?:{_WE_THEY}[ ])?(?:(?:me|us|mig|meg|os|oss|mir
        |uns|please|bitte|ha|have|bare|just|bara|nur)[ ])*
        (?:{_MY_SHOP}[ ](?:bitte |please )?{_BACK}(?:haben|bekommen|kriegen|habe)?
        |{_BACK}[ ]{_MY_SHOP})
        (?: (?:igen|igjen|again|please|nu|now|nå|jetzt|haben|bekommen|kriegen|tak|tack|takk|thanks
        |bitte|asap|online))*(?=\W*(?:$|[.!?,;\n]))
        |\b(?:kann|können|könnten?|möchten?|wollen|will)[ ](?:{_WE_THEY}[ ])?(?:(?:bitte|nur)[ ])*
        {_MY_SHOP}[ ](?:wieder ?haben|zurück ?(?:haben|bekommen|kriegen)?)\b
    """),
)
# "Vi mangler vores shop", "unser Shop fehlt"; what is missing in it is another matter.
_MISSED = pattern(
    spelled_freely(rf"""
        \b(?:(?:vi|jeg|jag|we|i|wir|we're|we are|i'm|i am)[ ]
        (?:mangler|savner|saknar|miss|missing|vermissen?)
        |(?:uns|mir)[ ]fehlt)[ ]{_MY_SHOP}(?: (?:igen|her|nu|now|helt|desværre))?
        (?=\W*(?:$|[.!;\n]))
        |(?:^|(?<=[.!,\n] ))\W*{_MY_SHOP}[ ](?:mangler|saknas|fehlt|is missing|er savnet)
        (?: (?:helt|nu|now|igen|desværre|jetzt|leider))?(?=\W*(?:$|[.!;\n]))
    """),
)


def is_out_of_reach(text: str) -> bool:
    """Whether a text in small letters says so, and little else."""
    return any(
        gate.search(text) and any(sign.search(text) for sign in signs)
        for gate, signs in (
            (_OF_YOU, (_NOT_HERE, _NOT_WE)),
            (_ONLY, (_ONLY_THERE, _ONLY_THAT)),
            (_AWAY, (_HAVE_BACK, _MISSED)),
        )
    )
