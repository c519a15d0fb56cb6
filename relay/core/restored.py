"""Whether a text says that the number given before was right after all: "the first one was"."""

from relay.core.followup import speaks_of_number
from relay.core.forbidden import WRONG
from relay.core.reading.numbers.callback import DENMARK
from relay.core.reading.numbers.in_vain import SENTENCE_END
from relay.core.reading.signs import pattern
from relay.core.reading.wording import in_small
from relay.core.report import read_text
from relay.core.spelling import spelled_freely

_THE = r"(?:the|that|det|den|die|das|de[rm]|mit|mitt|min|my|meine[nr]?)"
_NUMBER = r"""
    (?:(?:telefon|tele|mobil|phone|mobile|cell|handy)?[ -]?(?:nummer(?:et)?|numret|number)|nr|tlf
    |one|ene)
"""
_BEFORE = r"""
    (?:første|första|first|erste[nrs]?|forrige|förra|previous|earlier|tidligere|tidigare|gamle
    |gamla|old|alte[nrs]?|vorige[nr]?|vorherige[nr]?|oprindelige|opprinnelige|ursprungliga|original
    |ursprüngliche[nr]?)
"""
_GAVE = r"(?:skrev|gav|ga|sendte|skickade|oppgav|oppga|angav|gave|sent|wrote|texted)"
_ONE = rf"""
    (?:(?:{_THE} )?{_BEFORE}(?:[ ]{_NUMBER})?
    |(?:{_THE} )?{_NUMBER}[ ](?:(?:som|that) )?(?:jeg|jag|i|vi|we) {_GAVE}
    (?: (?:dig|jer|deg|dere|er|you))? (?:først|först|first)
    |(?:{_THE} )?{_NUMBER}[ ](?:fra før|från början|from before|vom anfang|von vorher))(?:,? \#,?)?
"""
_IS = r"(?:var|er|is|was|war|ist|är)"
_AFTER_ALL = r"""
    (?: (?:jo|nok|vist|visst|helt|faktisk|faktiskt|egentlig|eigentlich|tatsächlich|actually|indeed
    |alligevel|allikevel|likevel|ändå|doch|after all|anyway|trods alt))*
"""
_RIGHT = rf"""
    (?:{_THE} )?(?:rigtige?|rigtigt|riktiga?|riktigt|riktige|rätta?|korrekte?|korrekt|correct|right
    |richtige?|fint?|fine)(?:[ ]{_NUMBER})?
"""
_HOLDS = r"""
    (?:passer|passede|stemmer|stemte|stämmer|stämde|stimmt|stimmte|gælder|gjelder|gäller|gilt)
"""
_CALL = r"(?:brug|use|bruk|använd|ring|call|ruft|rufen sie|nimm|nehmt|nehmen sie)"
_AT = r"(?: (?:til|till|to|på|on|unter|auf|bitte|doch|please|venligst))*"
_THAT_IT_WAS = rf"""
    (?:{_ONE}[ ]{_IS}{_AFTER_ALL}[ ]{_RIGHT}
    |{_ONE}[ ]{_HOLDS}
    |(?:det|it|that|es|das) {_IS}{_AFTER_ALL}[ ]{_ONE},? (?:der|som|that|which|die|das)[ ]
    {_IS}[ ]{_RIGHT}
    |{_RIGHT}[ ]{_IS}{_AFTER_ALL}[ ]{_ONE}
    |{_CALL}{_AT}[ ]{_ONE}(?: an\b)?
    |{_ONE},? (?:bitte )?(?:anrufen|nehmen|verwenden|benutzen))
"""
_LAST = r"(?:andet|anden|andra|andre|zweite|second|other|nye|nya|neue|new|sidste|siste|sista|last)"
_BESIDE = rf"""
    (?:nej|nei|nein|no|nope|nä|vent|wait|vänta|warte|hov|ups|oops|sorry|undskyld|beklager|förlåt
    |unnskyld|entschuldigung|hej|hei|hi|hello|hallo|ok|okay|og|and|och|und|men|but|aber|så|so|also
    |ja|yes|nu|now|nå|jetzt|igen|again|igjen|wieder|tak|tack|takk|thanks|thank you|danke|please
    |bitte|venligst|snälla|i stedet|istedet|i stället|istället|instead|stattdessen|my mistake
    |min fejl|mein fehler|i skal|du skal|you should|jeg mener|i mean|i meant|jeg mente
    |alligevel|allikevel|likevel|ändå|doch|after all|anyway
    |{_CALL}{_AT} (?:det|den|that|it|dort|die)(?: an)?(?![ ](?:{_BEFORE}|{_NUMBER})\b)
    |{WRONG} (?:{_NUMBER})
    |(?:glem|forget|glöm|vergesst|vergiss) (?:{_THE} )?{_LAST}(?:[ ]{_NUMBER})?
    |(?:ikke|not|inte|nicht) {_THE} {_LAST}(?:[ ]{_NUMBER})?
    |(?:mvh|vh|kh|hilsen|hälsningar|regards|gruß) \w+)
"""
_SAYS_SO = pattern(
    spelled_freely(rf"\W*(?:{_BESIDE}(?!\w)\W*)*+{_THAT_IT_WAS}(?!\w)\W*(?:{_BESIDE}(?!\w)\W*)*+")
)
_SAYS_NOTHING_ELSE = pattern(spelled_freely(rf"\W*(?:{_BESIDE}(?!\w)\W*)*+"))
_SHORT = pattern(r"\b(nr|tlf)\.")


def says_first_was_right(text: str, before: str, sender: str, country: str = DENMARK) -> bool:
    """Whether a text says plainly, and of no other number, that the one before was right.

    Args:
        text: 0 to 1,600 characters.
        before: the number that was called before another took its place, E.164.
        sender: a number, a word or nothing.
        country: two letters (ISO 3166); where national numbers of senders without a country are.
    """
    reading = read_text(text, sender, country)
    plain = in_small(reading.wording.plain).replace("#", " ")
    is_of_number = bool(reading.numbers) or speaks_of_number(text)  # not of whatever else
    if not is_of_number or "?" in plain or any(one.e164 != before for one in reading.numbers):
        return False
    for one in reversed(reading.numbers):
        plain = f"{plain[: one.start]}#{plain[one.end :]}"
    sentences = SENTENCE_END.split(_SHORT.sub(r"\1", plain))
    told = [one for one in sentences if _says(one) or "#" in one or speaks_of_number(one)]
    told = [one for one in told if not _SAYS_NOTHING_ELSE.fullmatch(one)]
    return bool(told) and all(_says(one) for one in told)


def _says(sentence: str) -> bool:
    return _SAYS_SO.fullmatch(sentence) is not None
