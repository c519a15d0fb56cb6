"""How clearly a merchant asks to be called on a number that stands in a text."""

import re

LOOK_BACK = 40  # characters before a number that tell what it is
SENTENCE_END = re.compile(r"[\n;]|[.!?](?=\s)")
TO_BE_CALLED = re.compile(
    r"\b(?:ring\w*|call\w*|kontakt\w*|contact|brug|use|reach|nås|når|fang\w*|rufen|anruf\w*|bellen"
    r"|skriv|sms|text|använd|bruk|phone me|telefon(?:ér|er)|opkald)\b",
    re.IGNORECASE,
)
PHONE_WORD = re.compile(
    r"(?:\b|(?<=\d))(?:t(?:el|lf|elefon\w*)?|mob\w*|phone|cell\w*|handy|r[üu]ckruf\w*|nr|nummer\w*"
    r"|number|tilbagekald\w*|återuppring\w*|callback)\b",
    re.IGNORECASE,
)
_NOT = r"(?:\b(?:ikke|ikkje|inte|nicht|not|never|aldrig|aldri)|n't)\s+"
_INSTEAD = r"(?:utan|men|but|sondern|brug|bruk|use|ta)\b"
_CALL = r"(?:ring[ea]?|call|phone|use|brug|bruk|använd|anrufen)"
_CAN = r"(?<!\bkan )(?<!\bcan )(?<!\bkann )(?<!\bca)"  # of cards, not of telephones
# "ring ikke på …", "don't call the office …", or "…, not …"; but "siden loader ikke …" says
# nothing about the number.
_NEGATED = re.compile(
    rf"{_NOT}(?:(?:på|til|at|on|auf|unter|der|die|det|den|här|denne|bruge?|bruk|använda?|benutze\w*"
    r"|the|this|call|use|ring|ringe|nummer\w*|number|mit|my|min|tlf|mobil|gamle|old)\b"
    rf"[^\w,;.]*){{1,4}}$|(?:^|[,;(-]|\b(?:og|and|och|und|men|but|brug|bruk|använd|use|ring|call|er|is|är|ist|var|was|war))\s*"
    rf"{_NOT}$|(?:\b{_CALL}\s+{_NOT}|{_CAN}{_NOT}{_CALL}\s+)"
    rf"(?:(?!{_INSTEAD})[^\W\d_]+'?[^\W\d_]*[ (-]+){{0,6}}$",
    re.IGNORECASE,
)
# Numbers that were rung, that nobody answers, or that are to be left alone.
_IN_VAIN = re.compile(
    r"\b(?:(?:har|have|i've|we've|habe?n?|i|we)\s+(?:\w+\s+){0,2}"
    r"(?:ringet|ringt|rung|called|tried|phoned|prøvet|provat|prøvd|angerufen|versucht)"
    r"(?:\s+(?:forgæves|förgäves|forgjeves|vergeblich|in vain|til|på|at|on|auf|unter))*"
    r"|(?:no (?:answer|reply)|ingen svar\w*|nobody answers|niemand|keiner)(?:\s+\w+){0,2}\s+"
    r"(?:on|at|på|unter|auf)"
    r"|(?:undlad|lad være|la være|låt bli|undvik|unngå|avoid)\b[^\d.!?,]{0,40}"
    r"|(?:leder efter|letar efter|looking for|suche)\b[^\d.!?,]{0,25}\s(?:på|at|on|unter)"
    r"|(?:skulle|ville|meant to|wanted to|wollte)\s+(?:ringe?|nå|call|reach)"
    r"(?:\s+(?:til|på|at|on))*)\s*$",
    re.IGNORECASE,
)
# "How do I change the phone number in the footer to # …", and the other way round
_TO_CHANGE = (
    r"\b(?:ændr|ret(?:te|tet)?\b|skift|opdater|change|update|correct|ändra|byt|endre|änder)\w*"
    r"[^.!?#]{0,30}(?:num+er|numret|number|tlf|telefon)\w*"
)
_PLACE = r"(?:side|kontakt|fod|foot|fot|bund|impressum|page|site\b|header)"
_ON_THE_PAGE = re.compile(
    rf"{_TO_CHANGE}(?:[^.!?\d#]{{0,30}}{_PLACE}[^.!?#]{{0,50}}#|[^.!?\d#]{{0,12}}#[^.!?\d#]{{0,20}}{_PLACE})",
    re.IGNORECASE,
)
_ELSEWHERE = 100  # characters before a number in which its place on a page is named
# "I changed my number from … to …"
_FORMER = re.compile(r"\b(?:fra|from|från|von|was|var|war)\s+$", re.IGNORECASE)
_LATTER = re.compile(r"[\s,]{1,3}(?:til|till|to|auf|zu|now|nu|nå|jetzt)\b", re.IGNORECASE)
_OTHERWISE = re.compile(
    r"\b(?:ellers|otherwise|sonst|annars|failing that|alternativt?|evt|eventuelt)\b[^\d!?]{0,20}$",
    re.IGNORECASE,
)
_PREFERRED = re.compile(
    r"\b(?:(?:helst|hellere|hellre|heller|lieber|am besten|rather|preferably|ideally)\b"
    r"[^\d.!?]{0,25}|(?:min egen|my own|mein eigenes|mitt eget|mit eget)\W{0,3})$",
    re.IGNORECASE,
)
# The number that the sender rang in vain: ours.
_OURS = re.compile(
    r"\b(?:jer|jeres|your|you|euch|eure|ihre?|deres|dere)\s+(?:(?:telefon\w*|nummer|number|support"
    r"|hotline|nr|tlf|på|at|on|unter)\.?\s*){1,3}$",
    re.IGNORECASE,
)
_DEAD_AFTER = re.compile(
    r"\W{0,3}(?:virker ikke|dur ikke|er død|is dead|does ?n.t work|not working|not in use"
    r"|(?:is not|er ikke|är inte|ist nicht) (?:mine?\b|my\b|mit\b|mitt\b|i brug|in use|mere"
    r"|længere|det\b|den\b|the\b|rigtig|rätt|right|correct)|bruger jeg ikke|funkar inte"
    r"|er løbet tør|(?:er |is |är |ist )?(?:lukket|nedlagt|opsagt"
    r"|closed|stängt|stengt|geschlossen)\b"
    r"|(?:er |is |är |ist )(?:(?:det|the|an|my|mit|mitt) )?(?:gam+[ae]l\w*|gamle|old\b|alt\b)"
    r"|(?:er |is |är |ist )?(?:det nummer I|the (?:number|one) you|numret ni) ha\w+"
    r"|(?:nej|no|nein|nei|undskyld|sorry|rettelse|correction)\b"
    r"[^.\n\d]{0,25}(?=\d))",
    re.IGNORECASE,
)
# Somebody else: "a customer (20304051) says"
_THIRD = re.compile(
    r"\)?\s(?:(?:siger|says|säger|sier|sagt)\b|(?:skriver at|writes that)\b)", re.IGNORECASE
)


def weight(text: str, start: int, end: int) -> int:
    """How clearly the sender asks to be called on the number that stands there.

    Below 0: not at all, it is said to be dead, somebody else's or to be left alone.
    """
    near = SENTENCE_END.split(text[max(0, start - LOOK_BACK) : start])[-1]
    if _NEGATED.search(near) or _OURS.search(near) or _DEAD_AFTER.match(text, end):
        return -1
    if _IN_VAIN.search(near) or (_FORMER.search(near) and _LATTER.match(text, end)):
        return -1
    before, after = text[max(0, start - _ELSEWHERE) : start], text[end : end + LOOK_BACK]
    if _THIRD.match(after) or _ON_THE_PAGE.search(f"{before}#{after}"):
        return -1
    if _OTHERWISE.search(near):
        return 0
    if _PREFERRED.search(near):
        return 3
    if TO_BE_CALLED.search(near):
        return 2
    return 1 if PHONE_WORD.search(near) else 0
