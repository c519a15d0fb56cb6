"""Whether thanks ask for nothing: alone, or beside what is known to be harmless."""

from collections.abc import Sequence

from relay.core.reading.cries.harmless import HINTS
from relay.core.reading.cries.no_better import is_no_better
from relay.core.reading.fields.given_names import is_given_name
from relay.core.reading.pattern import Pattern
from relay.core.reading.signs import pattern, signs_in
from relay.core.spelling import spelled_freely

_THANK = r"(?:tak|tack|takk|danke?|thanks?|thank you|cheers|thx|ta|merci|grazie|kiitos)"
# Who writes and for which shop: "mvh Ole Hald, Lampehuset", "/Stina", a domain, a number.
_SIGNED = pattern(
    spelled_freely(r"""
        (?:\b(?:mvh|vh|kh|dbh|lg|vg|mfg|xx?|kv|hilsn?er|hilsen|hälsningar|regards|yours|best|kudos
        |love|gruß|grüße|kram|klem|knus|fra|from|från|von|vom|euer|eure)\b|(?<!\w)[/-])
        (?:\W*[\w'-]+){1,6}\W*$
        |(?<![\w@])[\w-]+(?:\.[\w-]+)*\.(?:dk|com|se|no|de|eu|net|shop|store|uk|org)\b
        |\+?\d[\d ./-]{6,}\d
    """),
)
_BECAUSE = pattern(rf"\b{_THANK}(?: \w+){{0,3}}?[ ](?:fordi|at|att|dass|that)[ ][^.,;!?\n]*")
_WORD = Pattern(r"\b[^\W\d_][\w'-]*")
_LONGEST_NAME = 5  # words, with the shop's
_CAPITALISED = Pattern(r"\b[A-ZÆØÅÄÖÜ](?:[\w'-]*[a-zæøåäöüé][\w'-]*|\b)")
# "Tak Zanele"; behind a comma or a full stop may stand what is wrong.
_ADDRESSED = Pattern(rf"\b(?i:{_THANK}) [A-ZÆØÅÄÖÜ][\w'-]+\W*$")
# Words that say nothing by themselves.
_COURTESY = pattern(
    spelled_freely(rf"""
        (?:{_THANK}|mange|tusind|tusen|stort?|stor|vielen|herzlichen?|lieben?|besten|schön|million
        |mille|beaucoup|fois|many|very|so+|much|ever|så|sehr|meget|mycket|rigtig|virkelig|really
        |kindly|again|igen|igjen|nochmals?|ok|okay|okej|okey|oki|allright|alright|right|yes|ja|jo
        |jep|yep|jaja|fine|nå|na|då|da|then|also|auch|ah|oh|åh|hej|hi|hey|hello|hei|hallo|moin|dear
        |kære|kära|kjære|liebe[rs]?|hejsa|you|u|du|both|same|lot|jättemycket|hörru|skat|dude|lass
        |gents|fred|s|that's|war'?s|var|was|war|were|allt|alt|alles|more|further|flere|questions?
        |spørgsmål|frågor|fragen|sorting|fixing|calling|sorry|all|alle|alla|allen|dig|deg|dich|dir
        |ihnen
        |euch|jer|er|dere|i|ni|ihr|skal|ska|have|ha|ham|hende|him|her|them|team|guys|folks|gutter
        |lads|mate|m8|man|mand|ven|venner|friends?|everyone|everybody|sir|madam|for|för|für|det|den
        |dem|that|this|it|das|dette|der|the|lige|bare|just|bara|nur|only|now|here|her|hier|and|og
        |och|und|a|fra|from|från|of|af|av|to|at|till|til|vi|we|wir|jeg|jag|ich|is|är|ist|am|bin
        |m|s|siger|sier|säger|sagen|say|sige|si|säga|ville|wanted|please|bitte|shop|support|kv|sms
        |hjælpen?|help|hjälpen?|hjelpen?|hjelpa|hilfe|svaret?|besked|beskeden|message|reply|answer
        |nachricht|opkaldet?|opkald|call|snakken|praten?|chat|update|info|in|advance|voraus|vorab
        |på|forhånd|förhand|forskudd|last|night|nat|natt|går|igår|gestern|yesterday|tonight|aften
        |quick|hurtige?|raske?|snabba?t?|schnelle?|fast|god|good|gode
        |alligevel|ändå|likevel|trotzdem|anyway|though|x+)
    """),
)
# Praise, farewells, what is understood, put off, turned down or well again.
_KIND = pattern(
    spelled_freely(r"""
        \b(?:super\w*|perfe[ck]t\w*|great|brilliant|excellent|amazing|awesome|fantasti\w*|wonderful
        |wunderbar|toll|klasse|prima|spitze|top|toppen|herlig\w*|härlig\w*|dejlig\w*|skøn\w*|fedt?
        |lækkert|kanon\w*|genial\w*|strålende|nice|cool|lovely|love|fine|fint?|good|godt?|gut|bra
        |rigtigt|richtig|stars?|stjerne\w*|legends?|angels?
        |engel|engle|englar|engler|heroes|hero|helte?|hjältar|helden?|gold|guld|gull|bäst|bedste
        |beste|best|flink\w*|dygtig\w*|duktiga?|venlig\w*|vänlig\w*|snälla|kind|lieb|nett|rart?
        |rare|glæder|freue?n?|looking forward|arbejde|sove|schlaf\w*|sleep
        |søde?|sød|tryg|appreciat\w*|happy|glade?|froh|pleased|reassuring|gut gemacht|well done
        |(?:you're|you are|i er|ni är|dere er|ihr seid) (?:so )?(?:quick|fast|hurtige|snabba|raske
        |schnell\w*)|schnellsten|redd\w*|räddade|saved?|gerettet|hyggelig\w*|trevlig\w*|schöne[nrs]?
        |god? (?:weekend|helg|aften|kveld|kväll|nat|natt|dag|jul|påske?|morgen|arbejds\w*|sommer)
        |good (?:night|evening|day|morning|luck|weekend|job|work|stuff|service)|gute (?:nacht
        |arbeit)
        |nice (?:weekend|evening|day|one)|weekend|wochenende|feierabend|helg|ferie|urlaub
        |christmas|weihnachten|farvel|bye|tschüss|ciao|ha det|hej så länge|vi høres|vi ses
        |vi snakkes|vi tales|vi hörs|vi ses|snakkes ved|hörs|høres|see you|speak (?:then|later|soon)
        |talk (?:then|later|soon|tomorrow)|taler|bis (?:bald|später|dann|morgen)|på (?:gensyn|måndag
        |mandag)|i lige måde|likewise|ebenfalls|gleichfalls|detsamma till|you too|same to
        |(?:wünsche|ønsker|önskar)[ ](?:ich |wir |vi |jeg |jag )?(?:euch|ihnen|jer|dig|dere|er|dir)
        |got it|gotcha|understood|noted|noteret|modtaget|mottatt|mottaget|received|erhalten|forstået
        |forstår|förstår|skjønner|verstanden|verstehe|(?:så|da|då|now|nu|jetzt|then|da) (?:ved|vet
        |know
        |weiß|i know|jeg ved)|ved jeg|vet (?:jeg|jag)|weiß (?:ich )?bescheid|fair enough|makes sense
        |lyder godt|låter bra|høres bra|sounds good|klingt gut|alles klar|bestens
        |som (?:det|den) skal?|as it should|wie es soll
        |no worries|no problem\w*
        |wait|venter?|väntar|warten?|afventer|avvaktar|så gør jeg|prøver|försöker|versuche|will try
        |i'll|mandag|måndag|montag|monday|tomorrow|i ?morgen|imorgon|nej tak|nei takk|nej tack
        |no (?:more|further) questions|no thank\w*|nein danke|in orden|i orden|stämmer|stemmer
        |stimmt|afgjort|enig|agreed|confirmed
        |bekræft\w*|bekräft\w*|bekreft\w*|bestätig\w*
        |works?|worked|working|virker|virkede|virket|fungerer\w*|fungerar|funkar|funkade|funker
        |funket|kører|kørt|kørte|rullar|rull?er|spiller|läuft|lief|geht|klappt|funktioniert
        |oppe|uppe|up|running|alive|lives|flowing|loads|laddar|selling|sælger|säljer|selger|solgte
        |back|tilbage|tilbake|tillbaka|zurück|wieder|orden|ordne[rt]\w*|ordnade|løst\w*|löst\w*
        |gelöst|solved|sorted|resolved|fixed|fixade|fikset|fixat|erledigt|behoben|corrected|hjalp
        |hjälpte|hjulpet|helped|geholfen|held up|did it|på plass?|in place|come through|trickling
        |ticking in|ruller ind|höll|holdt|fandt|fant|hittade|found|gefunden|router
        |wifi|wi-fi|selv|själv|ourselves|myself|selbst|could have been (?:worse|better)|done
        |færdig\w*|klart?|fertig|angekommen
        |record|rekord|działa|funciona|funziona|marche|remarche|réparé|virkar|toimii|werkt|posto)\b
        |[👍🙏❤😊🙂😀👌🎉👏😘🌟💛🥂🎄🙌😂🌷😭]
    """),
)


def is_only_thanks(text: str) -> bool:
    """Whether a text of thanks says nothing else, or only what is known to ask for nothing.

    Doubt says more: a word that is not known may be the fault.

    Args:
        text: evened out (`read_wording`).
    """
    small = text.lower()
    if is_no_better(small):
        return False
    rest = _SIGNED.sub(" ", _BECAUSE.sub(" ", HINTS.by_reason["thanked for"].sub(" ", small)))
    if _KIND.search(rest):
        return True
    unknown = [one for one in _WORD.findall(rest) if not _COURTESY.fullmatch(one)]
    return not unknown or _are_names(unknown, text)


def _are_names(small: Sequence[str], text: str) -> bool:
    """Whether words of a text are all of a person's name, maybe with a shop's: "Tak Bo Hald"."""
    if len(small) == 1 and is_given_name(small[0]):
        return True
    written = _CAPITALISED.findall(text)
    if len(small) > _LONGEST_NAME or not {*small} <= {one.lower() for one in written}:
        return False
    if is_given_name(small[0]) or _ADDRESSED.search(text):
        return True
    return len(small) == 1 and "thanked for" in signs_in(text.lower(), HINTS)
