"""Whether a further text takes back the number known, and names no other in its place."""

from collections.abc import Sequence

from relay.core.reading.numbers.callback import DENMARK, Number
from relay.core.reading.numbers.in_vain import LOOK_BACK, SENTENCE_END, is_no_good
from relay.core.reading.numbers.later import DAY, is_for_later
from relay.core.reading.pattern import Pattern
from relay.core.reading.signs import pattern
from relay.core.reading.wording import in_small
from relay.core.report import read_text
from relay.core.spelling import spelled_freely

NOT = r"(?:ikke|ikk|ikkje|inte|nicht|not|never|aldrig?|don'?t)"
# Words about numbers, in all modules that read what is said of them afterwards.
_FIGURES = r"(?:number|nummer(?:et|ed)?|numret)"
# One number of several: what else it is a number of is no number to call ("ordrenummer").
NUMBER_AT = (
    r"(?:(?:arbejds|arbeids|arbets|arbeits|jobb?|work|office|kontor|büro|buero|hjemme|hjem|hem|home"
    r"|heim|fast ?net|fastnett|fastnäts?|festnetz|landline|fasttelefon|privat|private|firma"
    r"|företags|foretags|bedrifts|geschäfts|dienst|durchwahl|direkte?|direct|personlige?)[ -]?"
    rf"{_FIGURES})"
)
SAID_NUMBER = (
    rf"(?:(?:(?:telefon|mobil|phone|cell|tele|tlf|handy|kontakt|ruf)[ -]?)?{_FIGURES}|{NUMBER_AT}"
    r"|nr|no|tlf)"
)
DEVICE = r"(?:telefon\w*|(?:cell)?phone|mobil\w*|cell|handy)"
NUMBER = rf"(?:{SAID_NUMBER}|{DEVICE})"
WRONG = r"(?:wrong|forkerte?|fel|feil|falsche?[nsr]?)"
_CALL = (
    r"(?:ring\w*|call|phone|use|brug\w*|bruk\w*|använd\w*|benyt\w*|nehmt|nimm|nehmen|ruf\w*|reach"
    r"|svar\w*|text|contact|kontakt\w*|prøv|try|ta|tag)"
)
_LEAVE = Pattern(
    rf"\b(?:{NOT}|undlad|lad være|la være|låt bli|lad vær|undvik|unngå|avoid|stop|hold op"
    r"|sluta|slutt|hört auf|glem|glöm|forget|vergesst|ignor\w*|drop|skip|slet|delete)\b[^.!?,;]*$"
)
# "the number I am writing from", "det her nummer"
_THIS = r"(?:det her|det här|dette|denne|den her|den här|dieser?|diesem|this|detta)"
# "call this no, not the other"
_THIS_NUMBER = rf"{_THIS} (?!no\b)(?:{NUMBER}|one)"
_FROM_HERE = (
    rf"(?:{NUMBER}|one|det|den|die|der)(?: som| that| which|,)? "
    r"(?:i'm|i am|i|jeg|jag|ich|vi|we|wir|er)[ ](?:nu |lige |now |just |am )?"
    r"(?:skriver|skriv|sms\w*|sms'er|text\w*|writ\w*|messag\w*"
    r"|send\w*|sender|skickar|smsar|smser)[ ](?:(?:nu|now|her|jer|er|you|to you|til jer|dette|det"
    r"|this|det här|det her)[ ])*(?:fra|från|from|on|med|with|på)"
    r"|(?:nummer|telefon|handy),? (?:von|mit) de[rm] (?:ich|wir) (?:\w+ )?"
    r"(?:schreibe|schreiben|simse)"
)
_OWN = pattern(
    spelled_freely(rf"""
    \b{_CALL}\b(?: (?!{NOT}\b)[^\s.!?#,;]+){{0,4}}? (?:{_FROM_HERE}
    |{_THIS_NUMBER}(?![^.!?,;]{{0,12}}#)
    |{_THIS}(?=\W*(?:$|[.!,;]|i ?stedet|instead|i ?stället|stattdessen)))
    |\b(?:ist|er|is|är)[ ]{_FROM_HERE}
    |\b(?:sondern|utan|men|but)(?: (?:på|on|unter|auf))? {_THIS} {NUMBER}
    """)
)
_NOT_OWN = pattern(
    spelled_freely(rf"""
    \b(?:{_CALL} (?:\w+ )?{NOT}|{NOT} (?:\w+ ){{0,2}}?{_CALL})(?: [^\s.!?#,;]+){{0,3}}?[ ]
    (?:{_THIS_NUMBER}|{_FROM_HERE})
    |\b(?:nicht|ikke|inte) (?:unter|auf|på|til) {_THIS} (?:{NUMBER})
    """)
)
# "Ole takes over tomorrow. Call him on …"
_TO_COME = (
    rf"(?:{DAY}|i ?aften|i ?kväll|i ?kveld|tonight|this evening|heute (?:abend|nacht)|later"
    r"|senere|senare|später|om (?:lidt|lite|litt|en stund)|snart|soon|bald|gleich"
    r"|in a (?:bit|while)|in an hour|om en (?:time|timme)|in einer stunde)"
)
_TAKES_OVER = (
    r"(?:tager over|overtager|tar över|tar over|overtar|takes? over|taking over|übernimmt)"
)
_TAKES_OVER_LATER = Pattern(
    spelled_freely(
        rf"\b(?:{_TAKES_OVER}(?: (?!nu\b|now\b|nå\b|jetzt\b)\w+){{0,2}}? {_TO_COME}"
        rf"|{_TO_COME}(?: \w+){{0,3}}? {_TAKES_OVER})\b"
        r"(?:(?!\b(?:nu|now|nå|jetzt|indtil|until|bis|tills)\b)[^\n]){0,40}$"
    )
)
# "I gave you the wrong number", of a text without one.
_WAS_WRONG = pattern(
    spelled_freely(rf"""
    \b(?:skrev|gav|gave|sent|wrote|typed|angav|oppga|opgav|schrieb|angegeben|geschrieben
    |(?:har|have|habe) (?:\w+ )?(?:skrevet|givet|gitt|gett|skrivit|opgivet|angivet|given))\b
    [^.!?#]{{0,25}}\b{WRONG} (?:{NUMBER})
    |\b(?:du|i|you|ni|dere|ihr|sie) (?:har|have|habt|haben|got)[ ]
    (?:(?:et|ett|the|a|det|die|eine|fået|my|mit) )*{WRONG} (?:{NUMBER})
    |\b(?:nummeret|numret|number|nummer)(?: (?:som |that )?(?:jeg|jag|i|ich|vi|we)
    (?: \w+){{1,3}})?,? (?:er|var|is|was|är|ist|war) (?:\w+ )?{WRONG}\b
    """)
)
_PERHAPS = Pattern(
    r"\b(?:hvis|om|if|wenn|falls|når|när|when|unless|ellers|otherwise|sonst|før|foer|innan|before"
    r"|until|indtil|vor|bevor|mere end|igen)\b|\?"
)
END_OF_CLAUSE = Pattern(r"[,;.!?\n](?:\s|$)| (?:og|and|och|und|men|but|aber) ")
# A number that stands on a page, is of an order, or is one more.
_OF_ANOTHER = Pattern(
    r"\b(?:også|ogsaa|also|auch|också|either|too|as well)\b"
    r"|\b(?:på|on|auf|in|i) (?:(?:the|der|vores|our|unserer|vår) )?(?:\w*siden?|sidan|seite|\w*page"
    r"|site|website|shoppen|hjemmesiden|hemsidan|faktura\w*|invoice\w*|rechnung\w*|kvittering\w*"
    r"|google|footer\w*|bunden)\b|\b(?:ordre|order|faktura|konto|kunde|customer|cvr)\w*\b"
)


def forbids_number(text: str, known: str | None, sender: str, country: str = DENMARK) -> bool:
    """Whether a text says not to call the number known, and gives none to call now.

    Args:
        text: 0 to 1,600 characters.
        known: the number that would be called, E.164.
        sender: a number, a word or nothing.
        country: two letters (ISO 3166); where national numbers of senders without a country are.
    """
    if known is None:
        return False
    reading = read_text(text, sender, country)
    small = in_small(reading.wording.plain)
    if any(one.weight >= 0 and not _is_later(one, small) for one in reading.numbers):
        return False
    if reading.numbers:
        known_ones = [one for one in reading.numbers if one.e164 == known]
        return any(_is_taken_back(one, small) for one in known_ones)
    if known == sender and _NOT_OWN.search(small):
        return not _PERHAPS.search(small)
    return _says_plainly(_WAS_WRONG, small)


def asks_for_own(text: str, sender: str, country: str = DENMARK) -> bool:
    """Whether a text says to call the number that it comes from, in words and not in figures."""
    reading = read_text(text, sender, country)
    small = in_small(_marked(reading.wording.plain, reading.numbers))
    if any(one.weight >= 0 and not _is_later(one, small) for one in reading.numbers):
        return False
    return _OWN.search(small) is not None and not _NOT_OWN.search(small) and _is_plain(small)


def is_later(text: str, number: str, sender: str, country: str = DENMARK) -> bool:
    """Whether a text gives a number for a later time only."""
    reading = read_text(text, sender, country)
    small = in_small(reading.wording.plain)
    told = [one for one in reading.numbers if one.e164 == number]
    return bool(told) and all(_is_later(one, small) for one in told)


def _marked(plain: str, numbers: Sequence[Number]) -> str:
    """A text with signs in the place of its numbers."""
    for one in numbers:
        plain = plain[: one.start] + "#" * (one.end - one.start) + plain[one.end :]
    return plain


def _is_later(number: Number, small: str) -> bool:
    """Whether the clause that a number stands in, or what is behind it, tells of a time to come."""
    begun = SENTENCE_END.split(small[: number.start])[-1]
    rest = END_OF_CLAUSE.split(small[number.end :], maxsplit=1)[0]
    if is_for_later(rest) or is_for_later(f"{begun}#{rest}"):
        return True
    return _TAKES_OVER_LATER.search(small[max(0, number.start - 100) : number.start]) is not None


def _is_taken_back(number: Number, small: str) -> bool:
    """Whether a number is said not to be called, now and whatever comes."""
    before, after = small[max(0, number.start - 100) : number.start], small[number.end :][:80]
    sentence = SENTENCE_END.split(before)[-1]
    clause = END_OF_CLAUSE.split(after, maxsplit=1)[0]
    if number.weight >= 0 or _is_later(number, small) or _PERHAPS.search(f"{sentence}{clause}"):
        return False
    return _LEAVE.search(sentence[-LOOK_BACK:]) is not None or is_no_good(before, after)


def _says_plainly(sign: Pattern, small: str) -> bool:
    return sign.search(small) is not None and _is_plain(small)


def _is_plain(small: str) -> bool:
    """Whether a text is of the one who writes, and not for a case that need not come."""
    return not _PERHAPS.search(small) and not _OF_ANOTHER.search(small)
