"""Good news that holds no longer, or not yet: "was fine until eight", "worked for five minutes".

Thanks that are none belong here too. All is matched against evened-out text in small letters.
"""

import re

from relay.core.reading.cries.good_news import NOT_RESOLVED, WORKS
from relay.core.reading.pattern import Pattern
from relay.core.reading.signs import NOT, pattern
from relay.core.spelling import spelled_freely

_FAR = 40  # letters before what is said that may tell of what it is said
_STEP = rf"(?:(?!(?:{NOT}|ingen|inga|no|kein\w*|a|an|en|et|ett|ein\w*)\b)[\w'-]+ )"
_WELL = r"""
        (?:fine|ok|okay|okey|good|great|well|normal\w*|perfect(?:ly)?|smooth(?:ly)?|working|running
        |up|online|fint?|bra|godt?|super|perfekt|i orden|in ordnung|gut|einwandfrei|oppe|uppe|opp
        |erreichbar|kørende|upåklageligt|problemfrit|reibungslos)
    """
_WAS = (
    r"(?:was|were|had been|(?:has|have|'s) been|var|vart|ha[rd]e? (?:vær[et]t?|varit)|war(?:en)?)"
)
_WORKED = r"""
        (?:worked|functioned|virkede|fungerede|kørte|funkade|fungerade|virket|fungerte|funket|funka
        |kjørte|liefe?n?|funktionierten?|klappten?|wirkte)
    """
_WENT = r"(?:gik|gick|gikk|ginge?n?|ran|went|rullade|rullet|spillede|holdt)"
_WORKED_WELL = rf"(?:{_WORKED}|(?:{_WAS}|{_WENT}) {_STEP}{{0,3}}?{_WELL}|ging(?:'s)?)"
# What comes is no end of what was: "alt godt til i morgen", "alt fint indtil videre".
_TO_COME = r"""
        (?:(?:on |på |am )?(?:tomorrow|next|further|monday|tuesday|wednesday|thursday|friday
        |saturday|sunday|the weekend|i ?morgen|i ?morgon|imorra|morgen|mandag|tirsdag|onsdag|torsdag
        |fredag|lørdag|søndag|måndag|tisdag|montag|dienstag|mittwoch|donnerstag
        |freitag|samstag|sonntag|videre|vidare|auf weiteres|dann|bald|später|nachher|næste|nästa
        |neste|nächste\w*|weekenden|helgen?a?|da|der|dess?|now on)\b)
    """
# "til" and "till" are also what something is good for, "before" also what once was.
_SO_FAR = rf"""
        (?:(?:(?:right |just |all the way |lige |helt |ända |heilt )?(?:up )?
        (?:until|untill|'til|ind ?til|inntil|tills|bis)|up to|fram till?|frem til|bevor|ehe)[ ]
        |(?:before|før|innan|förrän|inden|vor|till?)[ ](?=(?:i ?(?:natt?|går|dag|kveld|kväll
        |aftes|aften|morges|morse)|nå|nu|now|for \w+|lige|kl\w*|midnat\w*|\d
        |about|around|omkring|rundt|ca|tonight|today|yesterday|last|this|midnight|noon|dere|ni|i|vi
        |we|you|ihr|sie|they|your|the|jeres|era?|ert|deres|eure\w*|den|det|der|dem
        |(?:opp?|upp?)date\w*)\b(?! (?:\w+ )?(?:ringede|ringte|ringde|called|rang
        |answered|svarede|svarade|svarte|nåede|hann|rakk|even|fik|fick|got)\b)))(?!{_TO_COME})
    """
_PAST_TIME = r"""
        (?:now|\d[\d:.]*(?! ?(?:kr|%))|(?:en|ett|a|an|one|two|five|ten|some|few|about|around|ca|vor
        |for|för|lige|just|eben|gerade|gestern|heute|i ?(?:går|natt?|dag|aften|aftes|kveld|kväll
        |morges|morse)|midnight|midnat\w*|noon|last|yesterday|tonight|today|this|you|your|euren?
        |eure[mrs]?|ihr|jeres|deres|ni|era?|kl|klokke?n|klokka)\b)
    """
# "Fine until 3am", "all good until ten minutes ago"
_FINE_UNTIL = rf"""
        (?:(?:all|everything|alt|allt|alles|it|site|shop)[ ])?(?:fine|ok|okay|good|great|fint|bra
        |godt|gut|working|running|perfekt|perfect)[ ](?:(?:up|right|helt|lige) )?
        (?:untill?|till?|'til|ind ?til|inntil|tills|bis)[ ]{_PAST_TIME}
        (?![^.!?\n]{{0,20}}\b(?:tomorrow|i ?morgen|i ?morgon
        |morgen)\b)
    """
_MANY = r"""
        (?:\d{1,3}|an?|one|two|three|five|ten|few|couple|some|en|et|ett|to|två|tre|fire|fyra|fem|ti
        |tio|par|nogle|noen|några|halv\w*|half|eine[nr]?|zwei|drei|vier|fünf|zehn|paar|ganze|hele
        |hela)
    """
_UNIT = r"""
        (?:sek\w*|sec\w*|min(?:s|ut\w*)?|timer?|timmar?|timme|hours?|hrs?|stunden?|dage?n?|dagar?
        |days?|tage?n?|kvarter|viertelstunde|øjeblik|ögonblick|øyeblikk|augenblick|moments?|bit
        |while|stund|tid|zeit|weile)
    """
_A_WHILE = rf"""
        (?:{_MANY}[ ](?:of )?(?:a )?(?:\w+ )?{_UNIT}\b
        (?!(?: \w+)? (?:later|senere|senare|später|after|efter|etter|wieder))
        |briefly|momentarily|kort\w*(?: tid)?\b|kurz(?:e zeit|zeitig)?\b|ganz kurz\b)
    """
_ONLY = (
    r"(?:altså|also|kun|only|just|bare|bara|nur|blott|endast|gerade|mal|ganze|fint|bra|fine|gut)"
)
_FOR_A_WHILE = rf"""
        ,?[ ](?:{_ONLY}[ ]){{0,3}}(?:(?:for|för|vor|i|about|around|ca|omkring|cirka|ungefär
        |etwa|knapp|knap|maybe|måske)[ ]){{0,2}}(?:{_ONLY}[ ])?{_A_WHILE}
    """
# "Until tonight everything worked"
_UNTIL_THEN = rf"""
        \b(?:until|till?|ind ?til|inntil|tills|frem til|bis)[ ](?:[\w'-]+ ){{1,4}}?(?:{_WORKED}
        |(?:var|was|war|gik|gick|gikk|ging|went) (?:alt|allt|alles|everything|all))
        (?!(?: [\w'-]+){{0,2}} {NOT})\b
    """
_RAN_A_WHILE = r"""
        (?:hat|ist)[ ](?!seit)(?:\w+ ){1,5}?(?:minuten?|sekunden|stunden?|tage?|moment|kurz)[ ]
        (?:\w+ )?(?:funktioniert|gelaufen|geklappt|gehalten|gegangen)\b
    """
_MENDED = r"""
        (?:løst|fikset|fixet|rettet|ordnet|solved|fixed|resolved|sorted|fixat|lagat|åtgärdat
        |gelöst|behoben|repariert|erledigt|i orden)
    """
_YOU_SAID = r"""
        (?:(?:i|ni|dere)[ ](?:sagde|sa|skrev|lovede|lovet|lovade)|you[ ](?:said|wrote
        |told (?:me|us))|(?:ihr|sie)[ ](?:sagtet|(?:habt|haben) (?:\w+ )?gesagt))
    """
_THOUGHT = rf"""
        (?:troede|trodde|thought|dachten?|{_YOU_SAID}),?[ ](?:[\w']+,? ){{1,5}}?{_MENDED}\b
        (?!,? (?:og|och|and|und) (?:det|den|it|das|es|so) (?:er|är|is|ist|var|was)\b(?! {NOT}))
    """
# "Great, now it's the other shop", "Tak, så er det kassen"
_ANOTHER = r"""
        (?:nu|now|nå|jetzt|så|so)[ ](?:it'?s|it is|er det|är det|ist es|is it|mangler|saknas|fehlt)
        [ ](?:(?:bare|bara|kun|just|only|nur|så|vi|we|uns|os|oss|also|også)[ ]){0,3}
        (?:(?:the|den|det|de|der|die|das|vores|our|min|my|unser\w*)[ ])?
        (?:(?:other|anden|andet|andre|andra|annan|annen|andere[nrs]?)[ ])?
        (?:(?:web)?shop\w*|site|siden?|sidan?|seite|store|laden|(?:nett)?butik\w*|check-?out|kassen
        |kassan?|kasse|betaling\w*|betalning\w*|payments?|zahlung\w*|login|admin)\W*(?=[.!,]|$)
    """
_THANKS_FOR = r"(?:tak|thanks?|thank you|tack|takk|danke)[ ](?:[\w]+ ){0,2}?(?:for|för|für)"
_NO_THANKS = rf"""
        {_THANKS_FOR}[ ](?:(?:absolut\w*|gar|rein|fuldstændig|exakt|präzise|lige)[ ])?
        (?:ingenting|intet|inget|nothing|nichts|nada|nul|null|noll|zero|(?:ingen|no|keine)[ ]
        (?:\w+ )?(?:hjælp|hjelp|help|hilfe|svar|answer|antwort|support|reply))\b(?! less)
        |(?:tak|tack|takk|danke|thanks)[ ](?:for|för)?[ ]?(?:fordi|at|att|dass)[ ]
        (?:i|ni|dere|ihr|sie|you)[ ](?:ikke|inte|nicht|aldrig|aldri|never)[ ](?:har )?
        (?:ringede|ringte|ringde|ringer|ringt|svarede|svarer|svarar|svarade|svarte|hjalp|hjälpte
        |hjelper|zurückruft|anruft|helft|antwortet)\b
        |{_THANKS_FOR}[ ](?:not|never)[ ](?:calling|answering|helping|replying|responding)\b
    """
_LAPSED = tuple(  # apart, as they take half as long to be made ready as together
    pattern(spelled_freely(body))
    for body in (
        rf"\b{_WORKED_WELL}(?:(?: [\w'-]+){{0,3}}?,?[ ](?:{_SO_FAR})|{_FOR_A_WHILE})",
        rf"\b(?:{_RAN_A_WHILE}|{_THOUGHT}|{_ANOTHER})",
        rf"(?:^|(?<=[.!,:] )){_FINE_UNTIL}",
        _UNTIL_THEN,
    )
)
_THANKLESS = pattern(spelled_freely(rf"\b(?:{_NO_THANKS})"))
# What is so still: "has worked for two hours", "virker som den gjorde før".
_PERFECT = pattern(r"\b(?:har|has|have|'ve|as|som|wie)(?: (?:it|det|den|nu|now|nå|\w+))? ?$")
_SHORTLY = pattern(r"\b(?:kun|only|just|bare|bara|nur|until|ind ?til|inntil|tills|up to|bis)\b")
# What was meant to end.
_MEANT_TO_END = pattern(
    r"\b(?:kampagne\w*|kampanj\w*|campaign|offer|tilbud\w*|sale|udsalg\w*|rabat\w*|aktion"
    r"|discount\w*|code|koden?|banner\w*|annonce\w*|ads?)(?: \w+){0,2} ?$",
)
_WORKS_NOW = pattern(
    rf"""
        \b(?:nu|now|nå|jetzt)[ ](?:\w+ ){{0,2}}?(?:{WORKS}|ok|okay|fine|fint|godt|gut|bra)\b
        |\b{WORKS}[ ](?:\w+ ){{0,2}}?(?:nu|now|nå|jetzt|igen|igjen|again|wieder)\b
        |\b(?:all|everything|alt|allt|alles)(?:'s|[ ](?:is|er|är|ist))?[ ](?:good|fine|ok|okay|fint
        |godt|gut|bra)[ ](?:\w+ )?(?:nu|now|nå|jetzt|igen|igjen|again|wieder)\b
        |\b(?:is|it's|er|är|ist)[ ](?:\w+ )?(?:back|tilbage|tilbake|tillbaka|zurück)\b
    """,
)
# "I was up until three"
_WAKEFUL = Pattern(r"\b(?:i|jeg|jag|ich)(?: \w+)? ?$")
_UP = pattern(rf"{_WAS} (?:still |all |stadig |hele tiden )?(?:up|oppe|uppe)\b")
# "Hoffe es läuft bald wieder", "hope you get it fixed soon"
_HOPED = pattern(
    spelled_freely(
        rf"""
        \b(?:hope|hoping|håber|håper|hoppas|hoffen?|hoffentlich|hopefully|forhåbentlig\w*
        |forhåpentlig\w*|förhoppningsvis)\b(?![^.,;!?\n]{{0,60}}\b(?:now|nu|nå|jetzt)\b)
        (?=[^.,;!?\n]{{0,60}}\b(?:soon|snart|bald|igen|again|wieder|igjen)\b)[^.,;!?\n]{{1,50}}?\b(?:{WORKS}
        |work|run|virke|køre|løst|fikset|rettet|fixed|solved|fixat|gelöst|behoben|fix|solve
        |løser|ordnar|fixar|fikser|retter|behebt|hinbekommt)\b
        """
    )
)


def is_lapsed(text: str) -> bool:
    """Whether a text in small letters says that it worked, and does so no longer or not yet.

    What follows may say that it works now: "fine until eight, then down. Now it is up again".
    """
    if _HOPED.search(text):
        return True
    found = (one for sign in _LAPSED for one in sign.finditer(text))
    said = next((one for one in found if _is_over(text, one)), None)
    if said is None:
        return False
    now = _WORKS_NOW.search(text, said.end())
    return now is None or NOT_RESOLVED.search(text, now.start()) is not None


def is_thankless(text: str) -> bool:
    """Whether a text in small letters gives thanks for nothing."""
    return _THANKLESS.search(text) is not None


def _is_over(text: str, said: re.Match[str]) -> bool:
    before = text[max(0, said.start() - _FAR) : said.start()]
    if _MEANT_TO_END.search(before) or (_WAKEFUL.search(before) and _UP.match(said[0])):
        return False
    return not _PERFECT.search(before) or _SHORTLY.search(said[0]) is not None
