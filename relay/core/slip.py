"""A text that says that what was said before was wrong, and what is right, and nothing else."""

import re

from relay.core.directory import folded
from relay.core.followup import is_another_shop
from relay.core.forbidden import NOT, NUMBER, WRONG
from relay.core.reading.fields.aside import IS_FINE
from relay.core.reading.fields.shop import find_hosts, is_no_shop
from relay.core.reading.signs import pattern
from relay.core.reading.wording import in_small, read_wording
from relay.core.spelling import spelled_freely

_SHOP = r"""
    (?:web ?shop\w*|webb?shop\w*|shop\w*|(?:net|nett|web|webb)?buti[kq]\w*|store|laden|site|seite
    |side[nr]?|sida[n]?
    |website|hjemmeside\w*|hemsida\w*|nettside\w*|domæne\w*|domän\w*|domene\w*|domain|adresse[nr]?
    |address|url|link|navn\w*|namn\w*|name)
"""
_SLIP = rf"""
    (?:u+ps\w*|uups|o+ps\w*|whoops\w*|hov(?:sa)?|hoppsan?|hoppla|øh+m?|æh+m?|[ä]h+m?|eh+m?|uh+m?
    |doh|sorry|sry|my bad
    |undskyld\w*|beklager|förlåt|ursäkta|unnskyld|entschuldigung|pardon|verzeihung
    |rettelse|retter|correction|korrektur|korrektion|korreksjon|rättelse|retting|rettelser
    |typo|(?:taste?|slå|tryk|trykk|stave|skrive|slurve|skriv|stav|tryck|tipp|schreib
    |spelling) ?(?:fejl|feil|fel
    |fehler|error|mistake)|fejlskrivning|felskrivning|felstavat|vertippt|verschrieben|mistyped
    |misspelled|misspelt
    |(?:min|mit|my|mein|mitt) (?:fejl|feil|fel|fehler|mistake)
    |mener|mente|ment|menar|menade|meant|(?:i|we) mean|(?:ich|wir) meinen?|meinte[n]?|gemeint
    |(?:skulle|skal|ska|should|sollte) (?:det |it |es )?(?:være|vara|be|say|heißen|sein|have been
    |have said
    |have været|ha vært|ha varit)|skulle det|(?:i ?stedet|i ?stället|i ?steden|instead|stattdessen)
    |(?:skrev|skrevet|skrivit|skriver|tastet?|tastede|wrote|typed|entered|gave|put|gav|givet|opgav
    |opgivet|angav|oppga
    |schrieb|geschrieben|getippt|angegeben|knappade|slog)(?: (?:du|you|dig|jer|er|it|det|es|sie
    |ihnen|the|in|ind
    |inn|ein|vist|jo))* {WRONG}(?: (?:{_SHOP}|{NUMBER}))?
    |{WRONG}(?: (?:{_SHOP}|{NUMBER}))?(?=[ ]?[,.;:–!-]|,? (?:det|it|it's|das|der|den|das) )
    |(?:{NOT}|no longer)[ ]~)
"""
_BESIDE = rf"""
    (?:hej(?:sa)?|hei|hi|hey|hello|hallo|jeg|jag|i|ich|vi|we|wir|det|den|it'?s|it|that'?s|that
    |this|dette|das|es|der|die
    |er|is|are|är|ist|var|was|war|skal|ska|should|the|min|mit|my|mine|vores|vår|vårt|our|unser\w*
    |mein\w*|of course
    |selvfølgelig\w*|naturligvis|natürlich|självklart|naturligtvis|selvsagt|actually|faktisk
    |faktiskt|egentlig\w*
    |eigentlich|jo|ja|nej|nei|nein|no|nä|så|so|right|rigtige?|riktige?|rätta?|richtige?|richtig
    |correct|korrekt\w*
    |hedder|heter|heißt|called|kaldes|tak|tack|takk|thanks|thank you|danke|please|bitte|venligst
    |gerne|nu|now|nå|jetzt
    |ring\w*|call|use|brug|bruk\w*|använd|på|on|at|to|til|till|unter|auf|men|but|aber|sondern|utan
    |{_SHOP}|{NUMBER})
"""
_ONLY_PUTS_RIGHT = pattern(spelled_freely(rf"\W*+(?>(?:{_SLIP}|{_BESIDE})(?!\w)\W*+)*+"))
_SAYS_SO = pattern(spelled_freely(rf"\*\W{{0,2}}#|#\W{{0,2}}\*|\b{_SLIP}(?!\w)"))
_IS_WRONG = pattern(rf"#\W+(?:(?:er|is|was|var|är|ist|war)\W+)?{WRONG}(?!\w)")
# "Sorry, now it is …": the next shop that is down.
_NEXT_ONE = re.compile(r"\b(?:nu|now|nå|naa|jetzt|i dag|today|idag|heute)\b")
# "lampehuset.se ikke .dk": the end of the address that was wrong.
_WRONG_ENDING = re.compile(r"\b(?P<not>ikke|ikkje|inte|nicht|not) \.[a-z]{2,6}\b")
# "~ virker fint, det er # der er nede" denies that it is "~" that is down.
_IS_FINE_INSTEAD = pattern(
    spelled_freely(rf"""
    ~,?[ ]{IS_FINE}(?=\W*(?:men|but|aber)?\W*(?:det|it|that|this|das|es)(?:'s| is| er| är| ist|s)
    (?: (?:kun|only|bare|bara|nur|just|jo|altså))?[ ]\#)
    """)
)
_DENIES = pattern(rf"\b(?:{NOT}|no longer)[ ]~")
_IS_DOWN = pattern(
    r"""
    (?<=[~#])[ ](?:(?:der|som|that|which|who|das|die|is|er|är|ist|den|has|har|hat)[ ]){0,2}
    (?:ligger[ ]|went[ ]|gået[ ]|gone[ ]|gått[ ])?(?:helt[ ]|completely[ ]|komplett[ ])?
    (?:nede|ned|nere|ner|down|offline|død|död|dead|tot|væk|borta|borte|weg|kaputt)(?!\w)
    """
)
_OUR_MARKS = str.maketrans("#~", "  ")


def only_puts_right(marked: str) -> bool:
    """Whether a text is a slip put right and nothing else: "ups, jeg mener #".

    Args:
        marked: small letters, with "#" for what is right and "~" for what was said before.
    """
    if marked.count("#") != 1 or "?" in marked or _IS_WRONG.search(marked):
        return False
    is_all = _ONLY_PUTS_RIGHT.fullmatch(marked) is not None
    return is_all and _SAYS_SO.search(marked) is not None


def shop_put_right(text: str, known: str | None) -> str | None:
    """The address that a text puts in the place of the shop known, saying nothing else.

    Args:
        text: 0 to 1,600 characters.
        known: the shop as it was understood before.
    """
    plain = in_small(read_wording(text).plain).translate(_OUR_MARKS)
    plain = _WRONG_ENDING.sub(r"\g<not> ~", plain)
    right, marked = "", plain
    for host in reversed(find_hosts(plain)):
        if host.is_mail or is_no_shop(host):
            return None
        is_right = _is_put_for(host.name, known)
        right = host.name if is_right else right
        marked = marked[: host.start] + ("#" if is_right else "~") + marked[host.end :]
    if known is None or _NEXT_ONE.search(marked) or not only_puts_right(_less_fault(marked)):
        return None
    return right


def _less_fault(marked: str) -> str:
    """A text without what it says is wrong with the one shop where it says so not of the other."""
    denied = _IS_FINE_INSTEAD.sub("ikke ~", marked)
    return _IS_DOWN.sub("", denied) if _DENIES.search(denied) else denied


def _is_put_for(domain: str, known: str | None) -> bool:
    """Whether a domain is not what was known: another shop, or what a name is spelled like."""
    if not known or "." in known:
        return is_another_shop(domain, known)
    return folded(domain) != folded(known)
