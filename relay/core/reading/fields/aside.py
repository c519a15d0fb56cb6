"""What a text says of domains to set them aside: "lampehuset.dk virker, men stolehuset.dk …"."""

import re
from collections.abc import Sequence

from relay.core.reading.pattern import Pattern
from relay.core.reading.signs import pattern
from relay.core.reading.wording import in_small
from relay.core.spelling import spelled_freely

MARK = "#"  # what stands for a domain in the patterns
_NOT = r"(?:ikke|ikk|ikkje|inte|nicht|not|ej)"
_QUITE = r"""
    (?:jo|da|ja|nu|now|nå|jetzt|stadig(?:væk)?|still|fortsat|fortfarande|fremdeles|noch|immer
    |helt|ganske|quite|perfectly|completely|völlig|ganz|just|bare|fint|fin|godt|good|fine|well
    |great|perfekt|perfect|perfectly|bra|gut|prima|utmärkt|excellent|nok|nog|enough|okay|ok|igen|igjen|again|wieder
    |upåklageligt?|einwandfrei|normalt?|normally|som den skal|som det skal|som smurt|som normalt
    |som vanligt?|wie immer|as usual|as normal|uden problemer|uten problemer|utan problem
    |without problems|ohne probleme|for os|alt|allt|alles|everything
    |det hele|alt sammen|alltihop)
""".strip()
# Behind a domain, up to the end of its clause: that nothing is wrong with it. What may stand before
# all of it does so once, as it is long; the first two brackets tell what it is then.
IS_FINE = rf"""
    (?:(?:(er|is|är|ist|are|'s|looks|seems|ser|ser ud til at være)[ ]|(har|has|hat)[ ])?
    (?:{_QUITE} )*(?(1)
    (?:oppe|op|opp|up|uppe|online|live|i orden|in ordnung|i luften|i gang|igång|kørende|fine|fint
    |(?:tilbage|tillbaka|tilbake|back|zurück)(?: up| online| oppe)?|fin|ok|okay|godt?|bra|gut|good
    |great|da|erreichbar|alright|all right
    |{_NOT} (?:ramt|berørt|påvirket|rammet|berört|drabbad|drabbat|påverkad|betroffen|affected
    |impacted|nede|nere|down|problemet|the problem|das problem))
    |(?(2)(?:ingen|inga|no|keine) (?:problem\w*|issues?|fejl|feil|fel)
    |(?:virker|kører|kjører|fungerer|fungerar|funker|funkar|works?|is working|works|runs|is running
    |loads|loader|laddar|laster|svarer|svarar|läuft|geht|klappt|funktioniert|spiller
    |(?:går|gør det|does|doing)(?=[ ](?:fint|fine|bra|godt|well)))))
    |(?:isn't|isnt) (?:affected|impacted|down|the problem))
    (?: {_QUITE})*(?![\w-])
"""
_FINE_BEHIND = pattern(
    spelled_freely(rf"""
    (?:\#,?[ ](?:(?:og|and|och|und|&)[ ])?)*\#['"):]*,?[ ]{IS_FINE}
    (?=\W*(?:$|[.,;:!()\n/-]|\#|(?:men|but|aber|mens|medan|while|whereas|während|og|and|och|und|so
    |så|it'?s|det|dog|(?:only|kun|bare|bara|nur)(?=[ ]\#))\b))
    """),
)
_FINE_BEFORE = pattern(
    spelled_freely(rf"""
    (?<!ikke )(?<!not )(?<!inte )(?<!nicht )
    \b(?:(?:alt|allt|alles|everything|all)[ ](?:er |is |är |ist )?(?:virker|kører|kjører|fungerer
    |fungerar|funker|funkar|works|läuft|geht|ok|okay|fine|fint|bra|godt|gut|good)
    |(?:ingen|inga|no|keine)[ ](?:problem\w*|issues?|fejl|feil|fel|fehler|trouble)
    |(?:nothing|ikke noget|ikke noe|intet|inget|ingenting|nichts)[ ](?:wrong|galt|fel|feil|falsch))
    (?: {_QUITE})*[ ](?:på|on|at|med|with|auf|bei|mit|hos|for|för)[ ]\#
    """),
)
# "ikke #", "det gælder ikke #"; "den virker ikke #" denies nothing.
_DENIED = pattern(
    spelled_freely(rf"""
    (?:^|[.,;:!?(\n-][ ]*|\b(?:det|den|it|that|this|dette|das|es)[ ](?:er|is|är|ist|var|was|war)[ ]
    |\b(?:it's|that's|its|er det|är det|ist es|(?:problem\w*|fejlen|feilen|felet|fehler)[ ]
    (?:er|is|är|ist)|og|and|och|und|men|but|aber|altså|alltså|also
    |nej|nei|nein|no|nope|hov|ups|sorry|undskyld|gælder|gjelder|gäller|betrifft|mener|mente|menar
    |menade|meinte|meant|meine|mean|sig|dreht sich|geht|handlar|handler|about)[ ])
    {_NOT} (?:(?:om|um|for|på|on|the|den|hos|auf|længere|lengre|längre|mehr|mere)[ ])?\#
    |\bno longer[ ]\#
    |\b(?:it|that|this|problem|fault|one) (?:isn't|wasn't) \#
    |\b(?:rather than|forget|ignore|glem|glöm|vergiss|vergesst|unlike|modsat|i modsætning til
    |i motsetning til|till skillnad från|anders als|im gegensatz zu|tidligere
    |tidigare|formerly|previously|früher|ehemals)[ ]\#
    """),
)
# "fra # til #" of a shop that has moved, in either order of the words.
_MOVED = r"""
    (?:flyttet|flyttat|flyttade|flyttede|moved|migrated|migrer(?:et|ede|at|t)|skiftet
    |skiftede|bytt?(?:et|ede|t|te|at)|changed|switched|umgezogen|gewechselt|umgestellt|overgået
    |gået over|gått över|gått over)
""".strip()
_FROM_TO = r"(?:fra|fr[åa]n|from|von)[ ]\#[ ](?:til|till|to|zu|nach|auf|over til|över till)[ ]\#"
_LEFT = pattern(
    spelled_freely(
        rf"\b{_MOVED}\b[^.!?\n#]{{0,40}}\b{_FROM_TO}|\b{_FROM_TO}[^.!?\n#]{{0,12}} {_MOVED}\b"
    ),
)
_RENAMED = pattern(
    spelled_freely(r"""
    \#[ ](?:hedder|heter|heißt|is|er|är|ist)[ ](?:nu|now|nå|jetzt)[ ]\#
    |\#[ ](?:(?:er|is|has|har|är|ist|nu|now)[ ])*
    (?:flyttet|flyttat|flyttade|flyttede|moved|migrated|umgezogen)[ ](?:over )?
    (?:til|till|to|zu|nach|auf)[ ]\#
    |\#,?[ ](?:(?:men|but|aber)[ ])?(?:(?:jeg|jag|ich|i|vi|we|wir)[ ])?(?:mener|mente|menar|menade
    |meant|mean|meinte[n]?|meine[n]?)[ ]\#
    """),
)
# "Only # is down": no other is.
_ONLY = pattern(
    spelled_freely(
        r"(?<!ikke )(?<!not )(?<!inte )(?<!nicht )"
        r"\b(?:only|kun|bare|bara|endast|nur|lediglich|it's just|just)[ ](?:på |on |auf |hos )?\#"
    )
)
_BUT = Pattern(r"[\s,;.:-]*(?:men|but|aber|dog|though|however)\b")
_SENTENCE_END = Pattern(r"[.!?\n]")
# What is said before "but not #": that another works, or that it is down.
_CAN = pattern(
    r"""
    \b(?:kan|can|kann|können|virker|kører|kjører|works?|runs|loads?|loader|opens?|åbner|fungerer
    |fungerar|funkar|funker|går|geht|läuft|klappt|funktioniert|oppe|uppe|up|online|ok|okay|fine
    |fint|bra|gut)\b
    """,
)
_CANNOT = pattern(
    r"""
    \b(?:ikke|inte|nicht|not|cannot|can't|doesn't|won't|isn't|nede|nere|ned|down|offline|død|död|tot
    |dead|kaputt|væk|borta|borte|weg|gone|fejl\w*|feil\w*|fel|fehler|error\w*|\d{3}|hjælp\w*
    |hjelp\w*|hjälp\w*|help|helfen|kigge|look|ring\w*|call)\b
    """,
)
_PART_OF = pattern(
    r"""
    \b(?!(?:alt|allt|alles|everything|all)\b)\w+[ ](?:på|on|of|af|av|auf|bei|von|hos)[ ]
    (?:[("'])*$
    """
)


def set_aside(marked: str, names: Sequence[str]) -> set[str]:
    """The domains that a text says are fine, not meant, or moved away from.

    Args:
        marked: the text with "#" for each domain that may be the sender's shop.
        names: those domains, in order.
    """
    small = in_small(marked)
    places = [found.start() for found in re.finditer(MARK, small)]
    named = dict(zip(places, names, strict=True))
    aside = {place for found in _DENIED.finditer(small) for place in _denied(small, found)}
    aside |= {found.end() - 1 for found in _FINE_BEFORE.finditer(small)}
    for fine in _FINE_BEHIND.finditer(small):
        following = next((place for place in places if place >= fine.end()), None)
        is_same = following is not None and named[following] == named[fine.start()]
        if not is_same and _is_all(small, fine, following):
            aside |= {place for place in places if fine.start() <= place < fine.end()}
    for moved in (_LEFT, _RENAMED):
        left = {small.index(MARK, found.start()) for found in moved.finditer(small)}
        aside |= {place for place in left if names.count(named[place]) == 1}
    only = {named[found.end() - 1] for found in _ONLY.finditer(small)}
    names_aside = {named[place] for place in aside}
    only -= names_aside
    return set(names) - only if only else names_aside


def _denied(small: str, denied: re.Match[str]) -> list[int]:
    """Which domains a "not #" sets aside: "# works but not #" is of trouble with the second."""
    begun = max((end.end() for end in _SENTENCE_END.finditer(small, 0, denied.start())), default=0)
    before = small[begun : denied.start()]
    earlier = [begun + found.start() for found in re.finditer(MARK, before)]
    is_turned = earlier and _BUT.match(denied[0]) and _CAN.search(before)
    return earlier if is_turned and not _CANNOT.search(before) else [denied.end() - 1]


def _is_all(small: str, fine: re.Match[str], following: int | None) -> bool:
    """Whether a domain itself is said to be fine, not a part of it or all but something of it."""
    if _PART_OF.search(small, max(0, fine.start() - 40), fine.start()):
        return False
    but = _BUT.match(small, fine.end())
    if but is None:
        return True
    return following is not None and not _SENTENCE_END.search(small, but.end(), following)
