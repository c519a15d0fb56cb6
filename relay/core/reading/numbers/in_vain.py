"""Numbers that a merchant rang or asked before, and those that are wrong, old or dead."""

from relay.core.reading.numbers.cues import Cues, says_something
from relay.core.reading.numbers.later import is_valid_later
from relay.core.reading.numbers.refused import LEAVE
from relay.core.reading.pattern import Pattern

LOOK_BACK = 40  # characters before a number that tell what it is
SENTENCE_END = Pattern(r"[\n;.!?](?:(?<=[\n;])|(?=\s))")
# All patterns are for small letters, which are found in half the time.
NOT = r"(?:\b(?:ikke|ikkje|inte|nicht|not|never|aldrig|aldri)|n't)\s+"
A_NOT = Pattern(r"ikke|ikkje|inte|nicht|not|never|aldri|n't")  # looked for first
# "jeg kan ikke nås på …", "I'm not available on …"
_OUT_OF_REACH = Pattern(
    rf"(?:{NOT}(?:be\s)?(?:nås|træffes|treffes|träffas|reached|fanges)"
    rf"|\b(?:jeg|jag|i|vi|we|hun|han|hon|she|he)\b[^.!?,]{{0,15}}{NOT}(?:reachable|available|hjemme"
    r"|at (?:træffe|få fat (?:i|på))|tilgængelig|tilgjengelig|tillgänglig|anträffbar|nåbar))"
    r"\s(?:på|on|at|under|via)\W{0,2}$",
)
# Numbers that were rung, that nobody answers, or that are to be left alone.
_IN_VAIN = Pattern(
    r"\b(?:(?:har|have|i've|we've|habe?n?|i|we)\s+"
    r"(?:(?!ikke|ikkje|inte|nicht|not|aldrig?)\w+\s+){0,2}"
    r"(?:ringet|ringt|rung|called|tried|phoned|prøvet|provat|prøvd|angerufen|versucht)"
    r"(?:\s+(?:forgæves|förgäves|forgjeves|vergeblich|in vain|til|på|at|on|auf|unter))*"
    r"|(?:no (?:answer|reply)|ingen svar\w*|nobody answers|niemand|keiner)(?:\s+\w+){0,2}\s+"
    r"(?:on|at|på|unter|auf)"
    r"|(?:undlad|lad være|la være|låt bli|undvik|unngå|avoid)\b[^\d.!?,]{0,40}"
    r"|(?:no need|ingen grund|nicht nötig|unnötig|ikke nødvendig\w*|inte nödvändigt|unødvendig\w*"
    r"|kein grund)\s(?:til\s|for\s)?(?:(?:at|to|att|å|zu)\s)?[^\d.!?,]{0,25}"
    r"|(?:svar\w*|answer\w*|antwort\w*|picks? up)\s(?:(?:slet|overhovedet|heller|even|auch|mig"
    r"|me)\s)?"
    r"(?:ikke|inte|not|never|aldrig?|hverken|verken|varken|neither|weder|nicht)\s"
    r"(?:på|on|at|to|auf|unter|the|their|its)\s[^\d.!?,;]{0,30}"
    r"|(?:n't|not|never|nobody|noone|no one|neither|ingen|niemand|keiner)\s(?:answer\w*|picks?"
    r"|svarer|svarar"
    r"|antwortet|geht)\s(?:up\s)?(?:on|at|to|the|their|its|på|auf|unter|ran|by)\s[^\d.!?,;]{0,30}"
    r"|(?:telefonsvar\w*|voicemail|anrufbeantworter|mailbox)\s(?:på|on|at|unter|auf)"
    r"|\b(?:prøvet|prøvde|tried|provat|prøvd|versucht|talt med|snakket med|snakkede med"
    r"|spoken (?:to|with)"
    r"|spoke (?:to|with)|talked (?:to|with)|pratat med|pratade med|gesprochen"
    r"|telefoniert)\b[^\d.!?]{0,25}"
    r"|(?:stop|slut|hold op|quit|sluta|slutt|hört auf)\s(?:med\s)?(?:(?:at|to|att|å|zu)\s)?"
    r"(?:ring\w*|call\w*|text\w*|sms\w*|skriv\w*|anrufen)(?:\s(?:til|på|to|on))?"
    r"|(?:slet|fjern|remove|delete|afmeld|frameld|unsubscribe|ta bort|avregistrera|lösch\w*"
    r"|streich\w*"
    r"|slett|meld av)\s(?!ikke|slet)(?:(?!ring|call)[^\s\d.!?,]+\s){0,4}?"
    r"|(?<!full )\bstop\s|(?:instead of|i stedet for|i stället för|istället för|statt|i stedenfor"
    r"|in place of)\s(?!(?:me|mi[gcr]h?|meg|mej|us|oss?|uns)\s)(?:[^\W\d_]+\s){0,3}"
    r"|(?:f\.?\s?eks\.?|fx\.?|e\.g\.|for example|t\.?\s?ex\.?|for eksempel|z\.\s?b\.|such as|såsom"
    r"|format\w*)\W{0,3}"
    r"|(?:søg\w*|search\w*|sök\w*|such\w*|(?:ind)?tast\w*|types?|typing|enter\w*|eingeb\w*"
    r"|afvis\w*|reject\w*)\s"
    r"(?:(?:på|for|efter|nach|after|in|ind|i|om|with|med|mit|my|min|mein\w*|own|the|nummer\w*"
    r"|number|tlf|telefon\w*|phone)\s){0,4}"
    r"|(?:kunde\w*|customer\w*|kund\w*)[^.!?\d,]{0,25}\s(?:med|with|mit)\s(?:tlf|telefon\w*|phone"
    r"|number|nummer\w*|nr|mobil\w*)\W{0,3}"
    r"|n't (?:need|have) to (?:call|ring|phone|text)(?:\s(?:me|us))?(?:\s(?:on|at|back on))?"
    r"|(?:nicht|nie) (?:mehr )?(?:auf|unter)"
    r"|(?:no|an|any) (?:answer|reply) when (?:i|we) (?:call|ring|phone)"
    r"|(?:according to|ifølge|ifølgje|enligt|laut)\s[^\d.!?]{0,25}"
    r"|(?:tager|take|takes|tar|svarer|answers?|svarar)\s(?:ikke|ej|inte|not|never)\s(?:telefonen?"
    r"|the phone|luren|røret)\W{0,2}"
    r"(?:på|on|at)?\W{0,2}"
    r"|(?:ingen|nobody|no one|niemand)\s(?:tager|takes|answers|tar|svarer|svarar)\s(?:telefonen?"
    r"|the phone|luren)?\W{0,2}(?:på|on|at)?"
    r"|(?:leder efter|letar efter|looking for|suche)\b[^\d.!?,]{0,25}\s(?:på|at|on|unter)"
    r"|(?:skulle|ville|meant to|wanted to|wollte)\s+(?:ringe?|nå|call|reach)"
    r"(?:\s+(?:til|på|at|on))*)\s*$",
)
# The number that the sender rang in vain: ours.
_OURS = Pattern(
    r"\b(?:jer|jeres|your|you|euch|eure|ihre?|deres|dere)\s+(?:(?:telefon\w*|nummer|number|support"
    r"|hotline|nr|tlf|på|at|on|unter)\.?\s*){1,3}$",
)
# "I changed my number from … to …"
_FORMER = Pattern(r"\b(?:fra|from|från|von|was|var|war)\s+$")
_LATTER = Pattern(r"[\s,]{1,3}(?:til|till|to|auf|zu|now|nu|nå|jetzt)\b")
_MISTYPED = Pattern(
    r"\b(?:skrev|wrote|schrieb|tastede|typed|gav|gave|angav)\b[^.!?\d]{0,25}$|\b(?:forkert|wrong"
    r"|fel|falsche?[sn]?|feil) "
    r"(?:nummer|number|nr)\b[^.!?\d]{0,15}$",
)
_BUT = Pattern(
    r"\W{1,3}(?:men|but|aber|det rigtige|the right|rätt|richtig|riktig|it should|skal være)\b",
)
_DEAD_AFTER = Pattern(
    r"\W{0,3}(?:(?:er |is |är |ist )?(?:jeres|your|ert|eure|ihre)\s(?:nummer|number|nr)\b"
    r"|virker ikke|dur ikke|er død|is dead|does ?n.t work|not working|not in use"
    r"|(?:is not|er ikke|är inte|ist nicht) (?:mine?\b|my\b|mit\b|mitt\b|i brug|in use|mere"
    r"|længere|det\b|den\b|the\b|rigtig|rätt|right|correct)|bruger jeg ikke|funkar inte"
    r"|er løbet tør|(?:er |is |är |ist )?(?:lukket|nedlagt|opsagt"
    r"|closed|stängt|stengt|geschlossen)\b"
    r"|(?:er |is |är |ist )(?:(?:det|the|an|my|mit|mitt) )?(?:gam+[ae]l\w*|gamle|old\b|alt\b)"
    r"|(?:er |is |är |ist )?(?:det nummer i|the (?:number|one) you|numret ni) ha\w+"
    r"|(?:er |is |är |ist |har |has |hat |got )?(?:næsten |nearly |almost |nästan |nesten |fast )?"
    r"(?:slukket|switched off|turned off|off\b|avstängd|avslått|ausgeschaltet|aus\b|ubemandet"
    r"|obemannad"
    r"|ubemannet|unbesetzt|unmanned|unattended|(?:out of|no|low on) (?:battery|power|signal"
    r"|reception|coverage)"
    r"|(?:bad|poor|terrible) (?:signal|reception|coverage)|(?:dårlig|ingen) (?:dækning|dekning"
    r"|forbindelse|signal)"
    r"|(?:dålig|ingen) (?:täckning|mottagning)|(?:kein|schlechte[rns]?) (?:netz|empfang)|strømløs"
    r"|leer\b"
    r"|tom for strøm|ved at dø|dying|død)"
    r"|(?:virker|dur|funkar|funker|works?|funktioniert) (?:dårligt?|dåligt|badly|schlecht|kun|only"
    r"|nur|bara)"
    r"|\([^\d()]{0,30}(?:unbesetzt|ubemandet|obemannad|lukket|closed|slukket|geschlossen|stängt"
    r"|stengt"
    r"|ingen svarer|nobody answers|no answer|not in use|fax)\b"
    r"|(?:(?:og|and|och|und|men|but|som|which|that) )?(?:(?:det|den|it|das|die|that) )?"
    r"(?:har jeg|har jag|habe ich|bruger jeg|använder jag|i have|i use|bruker jeg) (?:ikke|inte"
    r"|nicht|no longer|not)\b"
    r"|(?:(?:og|and|och|und|men|but) )?(?:(?:there|den|det|it|der) )?(?:svarer ikke|svarar inte"
    r"|svarer ingen"
    r"|is not answered|nobody answers|nobody picks up|ingen svarar|ingen svarer|geht keiner ran"
    r"|geht niemand ran)"
    r"|(?:nej|no|nein|nei|undskyld|sorry|rettelse|correction)\b"
    r"[^.\n\d]{0,25}(?=\d))",
)
# "I rang Nets twice on …", whoever it was and whatever stands between; "I called, my number is …"
_RANG = (
    r"(?<!\bbe )(?<!\bblive )(?<!\bbli )(?<!\bblivit )"
    r"\b(?:ringe?t|ringede|ringte|ringde|rung|rang|called|phoned|rief|telefoni?er\w+"
    r"|fik fat i|fick tag i|fikk tak i|got hold of|(?:told|informed) (?:me|us)"
    r"|kontaktede|kontakt[ea]t|kontaktade|contacted|asked|spurgte?|spurte|frågade|frågat|angerufen"
    r"|spoke|spoken|talte|talt|talked|pratade|pratat|snakke(?:de|t))\b"
)
_WHOM = (
    r"(?:\s(?!(?:mig|me|mich|meg|mej|us|os|oss|uns|og|and|och|und|men|but|aber|så|so|from|fra|från"
    r"|von|be|jeg|jag|i'm|ring\w*|call|kan|can|nås|træffes|(?:my|mitt?|min|meine?[rmn]?)\s(?:\w*num"
    r"|nr|tlf|telefon|tele|mobil|phone|cell|handy|egen|eget|own|eigene|privat|direkt))\b)"
    r"[^\s.!?;,:\d]+)"
)
_THEIR_NUMBER = r"(?:(?:nummer\w*|numret|nr|number|tlf|telefon\w*|tel|phone|mobil\w*|the)\.?\s)"
_RUNG = Pattern(
    rf"{_RANG}{_WHOM}{{0,7}}\s(?:på|on|at|via|under|unter|auf)\s{_THEIR_NUMBER}{{0,2}}\(?$"
)
_RUNG_BARE = Pattern(
    rf"{_RANG}(?:\s(?:til|to|med|with|mit|bei|hos))?(?!\s(?:jer|dig|you|er|dere|euch|sie)\b)"
    rf"{_WHOM}{{1,3}}\s\(?{_THEIR_NUMBER}?$",
)
_AND_THEY = Pattern(
    r"\)?,?\s(?:(?:og|and|och|und|men|but|aber)\s)?"
    r"(?:de|they|dem|he|she|han|hun|hon|who|som|der|die|ingen|nobody|no one|niemand)\b"
)
_NOBODY_RANG = Pattern(
    r"\b(?:ingen|nobody|no one|noone|niemand|keiner|ikke|ikkje|inte|nicht|not|why|hvorfor|varför)\b"
    r"|n't\b"
)
_HAVE_RUNG = (  # "ich habe … unter # angerufen"
    Pattern(
        r"\b(?:hab|habe|(?:wir )?haben)\b(?!\ssie)(?:\s(?!nicht|mich|uns|sie)[^\s.!?;\d]+){1,7}"
        r"\s(?:der\s|nummer\s)?$"
    ),
    Pattern(
        r"\s(?:[^\W\d_]+\s){0,2}(?:angerufen|telefoniert|gesprochen|kontaktiert|versucht|erreicht)"
        r"\b"
    ),
)
# "Klarna (#) sees no fault"
_IN_BRACKETS = Pattern(
    r"(?<!\bjeg)(?<!\bjag)(?<!\bich)(?<!\bi)(?<!\bmig)(?<!\bme)"
    r"(?:\s(?:\([^()\d]{0,15})?|,\s(?:tlf|tel|phone|telefon)\.?:?\s)$"
)
_SEES_NOTHING = Pattern(
    r"[),]\s(?:(?:can|cannot|can't|kan|kann|har|has|have|hat)\s)?(?:(?:ikke|inte|nicht|not)\s)?"
    r"(?:(?:se|ser|see|sees|sieht|sehen|finner|finder|finden?|find|finds|hittar|findet)\s"
    r"(?:[^\W\d_]+\s){0,2}(?:fejl\w*|fel|feil\w*|fehler|errors?|faults?|problem\w*|issues?|wrong"
    r"|galt|nothing|intet|ingenting|nichts)"
    r"|(?:mener|thinks?|meint|confirms?|bekræfter|bekräftar|bekrefter|bestätigt|blames?|peger|pekar"
    r"|peker|points?|henviser|hänvisar|refers?|verweist|told|fortalte|svarede|svarade|svarte"
    r"|answered|replie[sd]|hævder|behauptet|afviser|denies|insists?)\b)"
)
_IS = r"(?:er|is|är|ist|var|was|war)"
_NO_GOOD = (
    r"(?:wrong|forkerte?|fel|feil|falsche?\w*|ugyldigt?|invalid|incorrect|outdated|forældet"
    r"|veraltet|utdatert|föråldrat|utgått)"
)
_DOES_NOT_FIT = (
    r"(?:stämmer (?:inte|ej)|stemmer ikke|passer ikke|stimmt nicht"
    r"|(?:isn't|is not|er ikke|är inte|ist nicht) (?:right|correct|rigtigt?|riktig|rätt|richtig))"
)
_WRONG_AFTER = Pattern(
    rf"\W{{0,3}}(?:{_IS}\s(?:(?:et|the|a|ett|det|das|die|eine?|jo|nu|now|jetzt)\s){{0,2}}{_NO_GOOD}"
    rf"(?=\s*(?:$|[.,;:!?)-]|\w*num|numret|nr\b|og\b|and\b|och\b|und\b|men\b|but\b|use\b|brug|ring"
    r"|call\b))"
    r"|(?:forkert|wrong|fel|feil|falsche) (?:nummer|number|nr)\b"
    rf"|{_IS}\s(?:et|ett|an?|eine?)\s(?:gammelt|gammalt|old|alte) (?:nummer|number|nr)\b"
    rf"|(?:(?:det|that|this|das|which|som|it)\s)?{_DOES_NOT_FIT}"
    rf"|(?:{_IS}|gælder|gäller|gjelder|gilt|bruges|duer)\s(?:no longer|(?:ikke|inte|nicht)\s"
    r"(?:længere|mere?|längre|lenger|mehr))\b)"
)
_YOU_HAVE = Pattern(
    r"\b(?:you(?:'ve| have| got)|i har|ni har|dere har|ihr habt|sie haben)"
    r"(?:\s[^\s\d.,!?]+){0,4}\s$"
)
_THAT_IS_WRONG = Pattern(
    rf"[^.!?\d]{{0,25}}(?:\b(?:that|that's|this|it|it's|det|das|which|den|som)\s(?:{_IS}\s)?"
    rf"(?:jo |now |the |et |ett )?(?:{_NO_GOOD}|gammelt|gammalt|old|gamle|alt|not mine)\b"
    rf"|\b{_DOES_NOT_FIT})"
)
_WAS = Pattern(
    r"\b(?:nummer\w*|numret|number|nr|tlf|telefon|mobil|phone|handy)\s(?:var|was|war)\s"
    r"(?:(?:tidligere|tidigare|earlier|previously|früher|vorher|før|förut)\s)?$"
)
_BEFORE = Pattern(
    r"\s(?:før|before|tidligere|previously|earlier|förut|tidigare|früher|vorher|indtil|until|men|but"
    r"|tills|bis)\b|,\s(?:men|but|nu|now|nå|jetzt)\b"
)
_USED_TO_BE = Pattern(
    r"\b(?:used to be|plejede at være|brukade vara|pleide å være|(?:tidligere|tidigare|earlier"
    r"|previously|früher|vorher|formerly)\s(?:var|was|war|hed)?|(?:var|was|war)\s(?:tidligere"
    r"|tidigare|früher|vorher|previously|før|förut))\s*$",
)
_LEFT_ALONE = Cues(_OURS, _IN_VAIN, _USED_TO_BE, *LEAVE)
_RANG_THEM = Cues(_RUNG)


def is_no_good(before: str, after: str) -> bool:
    """Whether the words around a number say that it is wrong, old or dead.

    Args:
        before: up to 100 small letters before the number.
        after: up to 80 small letters behind it.
    """
    near = SENTENCE_END.split(before[-LOOK_BACK:])[-1]
    return _is_said_behind(near, after) or _USED_TO_BE.search(near) is not None


def _is_said_behind(near: str, after: str) -> bool:
    """Whether it is said behind a number that it is wrong, old or dead."""
    if not says_something(after):
        return False
    if _DEAD_AFTER.match(after) or _WRONG_AFTER.match(after):
        return True
    around = ((_FORMER, _LATTER), (_MISTYPED, _BUT), (_WAS, _BEFORE), (_YOU_HAVE, _THAT_IS_WRONG))
    return any(more.match(after) and cue.search(near) for cue, more in around)


def is_in_vain(sentence: str, after: str) -> bool:
    """Whether the words around a number say that it was rung before, or is no good any more.

    Args:
        sentence: the small letters of a sentence before the number.
        after: up to 80 small letters behind it.
    """
    near = sentence[-LOOK_BACK:]
    if _LEFT_ALONE.are_in(near) or _is_said_behind(near, after):
        return True
    return _was_rung(sentence, after) or is_valid_later(sentence, after)


def is_out_of_reach(near: str) -> bool:
    """Whether small letters right before a number say that the sender is not there."""
    return _OUT_OF_REACH.search(near) is not None


def _was_rung(sentence: str, after: str) -> bool:
    """Whether a number is one that was rung or asked before, and is not the merchant's."""
    before, behind = _HAVE_RUNG
    if says_something(after) and (
        (_SEES_NOTHING.match(after) and _IN_BRACKETS.search(sentence))
        or (behind.match(after) and before.search(sentence))
    ):
        return True
    is_rung = _RANG_THEM.are_in(sentence) or (
        _AND_THEY.match(after) is not None and _RUNG_BARE.search(sentence) is not None
    )
    return is_rung and not _NOBODY_RANG.search(sentence)
