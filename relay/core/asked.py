"""Whether a further text plainly asks us to call its number: "ring til min mand Peter på …"."""

import re
from collections.abc import Iterator

from relay.core.reading.fields.given_names import is_given_name
from relay.core.reading.signs import pattern
from relay.core.reading.wording import listed
from relay.core.spelling import spelled_freely

# Whom a merchant has calls taken by, as the words of a pattern.
RELATION = r"""(?:(?:ægte|svoger|sviger)?(?:mand|mann|man|mor|far|bror|søster)|make|kone|hustru
    |kæreste|kjæreste|sambo(?:en)?|samboer(?:en)?|fru|frau|husband|wife|partner(?:in)?|boyfriend|girlfriend
    |fiance|fiancée|spouse|kolleg(?:a|aen|an|in|en)?|colleague|coworker|co-worker|chef(?:en|in)?
    |boss|sjef(?:en)?|leder(?:en)?|manager|søn|sønn|sohn|son|datter|dotter|tochter|daughter|syster
    |brother|sister|bruder|schwester|mother|father|mum|mom|dad|mutter|vater|makker|medejer
    |kompagnon|assistent(?:en)?|assistant|medarbejder|medarbetare|mitarbeiter(?:in)?|employee
    |nabo|neighbou?r|ven|veninde|friend|freund(?:in)?
    |mannen|kona|kæresten|kjæresten|mamma|pappa|moren|faren|broren|søsteren|sønnen|datteren)"""
_RELATION = pattern(spelled_freely(rf"{RELATION}(?:'?s)?"))
_PRONOUNS = frozenset(listed("ham hende honom henne him her ihn sie han hun"))
_SMALL = _PRONOUNS | frozenset(
    listed(
        """
        mig mej meg me mich mir us os oss uns på on at to til till under unter auf an tlf tel
        telefon telefonen phone mobil mobile mobilen handy nr no nummer nummeret number numret
        min mi mit mitt mine my mein meine meinen meinem meiner vores vår vårt our unsere unseren
        den det dette denne the this her here här hier nu now nå jetzt i stedet istedet stedet
        instead stället istället statt stattdessen please venligst bitte hellere heller hellre
        lieber rather lige just bare bara gerne gjerne gärna nya nye nyt new neue privat private
        hedder heter called named heißt der som who
        butikken butiken shop shoppen store laden kontoret office hjemme hem hjem home
        """
    )
)
_LEAD = r"""
    (?:(?:hej|hei|hi|hello|hallo|kære|kära|kjære|dear|liebe[rs]?) [^\W\d_]+[,.!] ?
    |[^\W\d_]+ (?:igen|igjen|again|her|here|här|hier)[,.:!-] ?)?
    (?:(?:hej(?:sa)?|hei|hi|hey|hello|hallo|ok(?:ay)?|tak|tack|takk|thanks|igen|igjen|again|please
    |venligst|vær (?:så )?(?:god|venlig|snill) (?:at|og|å)|snälla|bitte|så|so|nu|now|nå|jetzt|men
    |but|aber|og|and|och|und|ps|obs|jo|nej|nei|nein|bare|just|bara|sorry|undskyld|förlåt
    |unnskyld|beklager|entschuldigung)[ ,:!-]{1,3}){0,4}
"""
_YOU = r"(?:i|du|de|dere|ni|you|ihr|sie|nogen|noen|någon|someone|somebody|jemand)"
_REQUEST = rf"""
    (?:((?:kan|vil|gider|kunne|can|could|will|would|könnt(?:et|en)?|können|kannst|vill) {_YOU})[ ]
    |{_YOU} (?:skal|kan|må gerne|må gjerne|bedes|should|can|may|need to|have to|must|ska|får gärna
    |sollt|könnt|müsst)[ ]|you'd better )
    (?:(?:please|venligst|lige|nu|hellere|heller|hellre|bare|just|gerne
    |snälla|bitte|nå|now)[ ]){{0,2}}
"""
_CALL = r"""
    (?:(?:prøv at |prøv å |försök |try to )?(?:ring[ea]?|call|phone|kontakt(?:e|a|iert)?|contact
    |reach|ruft?(?: bitte)?|rufen sie(?: bitte)?|kald|text|skriv|sms)|try(?: calling)?|prøv|prova
    |pröva|send sms|versuch(?:t|en sie)?(?: es)?|get (?:a )?hold of|(?:få|tag?) (?:fat|tak|tag) i
    |fang|brug|use|bruk|använd|benyt|nimm|nehmt|nehmen sie)
"""
_WHOM = r"((?:[^#.!?\n]|(?<=tlf)\.|(?<=tel)\.|(?<=mob)\.|(?<=nr)\.){0,60})"
_ASKS = pattern(
    spelled_freely(rf"(?:^|(?<=[.!?\n;]))\W{{0,3}}{_LEAD}(?:{_REQUEST})?{_CALL}(?![^\W_]){_WHOM}#")
)
_ASKS_IN_GERMAN = pattern(
    rf"(?:^|(?<=[.!?\n;]))\W{{0,3}}{_LEAD}(){_WHOM}# (?:bitte )?(?:anrufen|kontaktieren)\b"
)
# Behind the number: it is one more, somebody else's, or for a case that need not come.
_NOT_IN_PLACE = pattern(
    r"""
    [^.!?\n]{0,60}\b(?:eller|or|oder|også|also|auch|också|too|as well|hvis|if|wenn|falls|ifall
    |dersom|unless|ellers|otherwise|sonst|annars|(?:når|när|when|om) (?:jeg|jag|den|det|it|they|de)
    |bank\w*|nets|klarna|stripe|paypal|quickpay|kund\w*|customer\w*|client\w*|leverandør\w*
    |leverantör\w*|supplier\w*|lieferant\w*|revisor\w*|polit?i\w*|police|polizei)\b
    |[^.!?\n]{0,3}\b(?:de|they|dem|them|die
    |(?:som|as|als)(?! (?:mit|min|my|mein|kontakt|nummer|tlf|telefon|callback)))\b
    """
)
# Before it: others ask the merchant to call, or tell them to.
_TOLD_BY_OTHERS = pattern(
    r"""
    \b(?:bank\w*|nets|klarna|stripe|paypal|quickpay|mobilepay|swish|vipps|police|politi\w*|polis\w*
    |polizei|pop-?up\w*|sms\w*|besked\w*|message\w*|nachricht\w*|melding\w*|meddelande\w*|skriver
    |writes?|wrote|siger|sier|säger|says?|said|sagde|sade|sagt|sagte|told|asked|asks|beder|bad|ber
    |bittet|står|steht|viser|visar|shows|zeigt|kunden|the customer|der kunde|die kundin|client
    |svindl\w*|scam\w*|hack\w*|betrüg\w*|leverandør\w*|leverantör\w*|supplier\w*|lieferant\w*
    |chauffør\w*|dhl|gls|postnord|fragt\w*)\b|"
    """
)
_NO_SURNAMES = frozenset(
    listed(
        "hos fra från from von bei med with mit og and och und eller or oder ikke inte not nicht"
    )
)
_IS_ASKED_BACK = re.compile(r"[^.!\n]{0,60}\?")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


def asked_calls(marked: str) -> Iterator[re.Match[str]]:
    """Every place of a text where it plainly asks us to call the merchant, or one of theirs.

    A company is none of theirs, nor is a customer: "ring til banken på #".

    Args:
        marked: small letters, with "#" for the only number of the text.
    """
    for sign in (_ASKS, _ASKS_IN_GERMAN):
        for found in sign.finditer(marked):
            if _is_plain(found, marked):
                yield found


def _is_plain(found: re.Match[str], marked: str) -> bool:
    whom = [word[0].removesuffix("'s") for word in _WORD.finditer(found[2])]
    behind = marked[found.end(2) + 1 :]
    if _IS_ASKED_BACK.match(behind) and not found[1]:
        return False
    if _NOT_IN_PLACE.match(behind) or not all(_is_theirs(whom, at) for at in range(len(whom))):
        return False
    before = marked[: found.start()]
    if any(word not in _SMALL for word in whom):
        return True
    if _TOLD_BY_OTHERS.search(before):
        return False
    is_of_before = not _PRONOUNS.isdisjoint(whom)
    return not is_of_before or _names_one_of_theirs(before)


def _is_theirs(whom: list[str], at: int) -> bool:
    """Whether a word of whom to call is a small one, a relation, a given name or behind those."""
    if whom[at] in _SMALL or _RELATION.fullmatch(whom[at]) or is_given_name(whom[at]):
        return True
    before = whom[at - 1] if at else ""
    is_name_behind = _RELATION.fullmatch(before) or is_given_name(before)
    return bool(is_name_behind) and whom[at] not in _NO_SURNAMES


def _names_one_of_theirs(before: str) -> bool:
    return any(
        _RELATION.fullmatch(word[0]) or is_given_name(word[0]) for word in _WORD.finditer(before)
    )
