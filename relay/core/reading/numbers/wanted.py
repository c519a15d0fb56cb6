"""How clearly a merchant asks to be called on a number that stands in a text."""

import re

from relay.core.reading.fields.phrases import NOT_WORKING
from relay.core.reading.numbers.bystanders import ABBREVIATED_END, AWAY, is_a_bystanders
from relay.core.reading.numbers.cues import Cues
from relay.core.reading.numbers.in_vain import (
    A_NOT,
    LOOK_BACK,
    NOT,
    SENTENCE_END,
    is_in_vain,
    is_out_of_reach,
)
from relay.core.reading.numbers.refused import is_below, is_refused
from relay.core.reading.numbers.strangers import THEIRS, THIRD, is_a_callers, is_a_strangers
from relay.core.reading.pattern import Pattern
from relay.core.reading.wording import in_small

TO_BE_CALLED = Pattern(
    r"\b(?:ring\w*|call\w*|kontakt\w*|contact|bruge?s?|use|reach|nås|når|fang\w*|rufen|anruf\w*"
    r"|bellen"
    r"|skriv|sms|text|använda?|bruke?|benutze\w*|phone me|telefon(?:ér|er)|opkald|whats ?app"
    r"|get me|find me|træff\w*"
    r"|treff\w*|(?:ich|mich|wir|uns)\b[^.\d]{0,20}\berreich\w*|få tag)\b",
)
PHONE_WORD = Pattern(
    r"(?:\b|(?<=\d))(?:t(?:el|lf|elefon\w*)?|mob\w*|phone|cell\w*|handy|r[üu]ckruf\w*|nr|nummer\w*"
    r"|number|direct|line|linje|direkte|durchwahl|landline|fastnet\w*|festnetz\w*"
    r"|\w{1,8}telefon\w*|tilbagekald\w*|återuppring\w*|callback)\b",
)
# From here on for small letters, which are found in half the time.
_INSTEAD = r"(?:utan|men|but|sondern|brug|bruk|use|ta)\b"
_CALL = r"(?:ring[ea]?|call|phone|use|brug|bruk|använd|anrufen)"
_CAN = r"(?<!\bkan )(?<!\bcan )(?<!\bkann )(?<!\bca)"  # of cards, not of telephones
# "ta hemtelefonen …", "try the shop …"
_TAKE = Pattern(
    r"\b(?:tag?|take|try|prøv|prova|pröva|nimm|nehmt|nehmen sie"
    r"|versuch\w*)\s+(?:[^\W\d_]+\s+){0,3}$",
)
# "ring ikke på …", "don't call the office …", or "…, not …"; but "siden loader ikke …" says
# nothing about the number, nor does "siden loader ikke ring …" (NOT_WORKING).
_NEGATED = Pattern(
    rf"{NOT}(?:(?:på|til|at|on|auf|unter|der|die|det|den|här|denne|bruge?|bruk|använda?|benutze\w*"
    r"|the|this|call|use|ring|ringe|\w*nummer\w*|number|fastnet\w*|festnetz|landline|office"
    r"|kontor\w*|mit|my|min|tlf|mobil|gamle|old)\b"
    rf"[^\w,;.]*){{1,4}}$|(?:^|[,;(-]|\b(?:mener|mente|ment|mean|meant|menar|menade|meine[nt]?|meinte"
    r"|sorry|undskyld|förlåt|beklager|entschuldigung|ups|oops|did|og|and|och|und|men|but|brug|bruk|använd|use|ring|call"
    rf"|er|is|är|ist|var|was|war))\s*"
    rf"{NOT}$|{NOT}(?:mean|mene|mena)\s+$|(?:\b{_CALL}\s+{NOT}|{_CAN}{NOT}{_CALL}\s+)"
    rf"(?:(?!{_INSTEAD})[^\W\d_]+'?[^\W\d_]*[ (-]+){{0,6}}$",
)
# Where a "not" forbids no call: "kan I ikke ringe på …" and "hvorfor ringer I ikke på …" ask for
# one, as "if you don't call …" does. "I må ikke …", "derfor kan I ikke …", "können Sie bitte
# nicht …" and "rufen Sie nicht …" forbid one.
_YOU = r"(?:i|du|dere|ni|nogen|no[en]n|n[åa]g?on|en|ihr|sie|jemand|you|someone|somebody|anyone)"
_ANSWER = r"(?:svar|answer|pick|antwort|geh|tager|tar\b)"  # "hvorfor svarer I ikke": ours
_ASKED = Pattern(
    r"\b(?P<asked>(?:(?:(?<!derfor )(?<!därför )(?<!deshalb )(?<!desværre )(?<!leider )"
    r"(?:kan|ka|kunne|ku|gider|gidder|orker|orkar|tør|törs|vil|ville|vill|kunde|skal|ska|skulle"
    r"|burde|borde|können|könnten|könnt(?:et)?|kannst"
    rf"|könntest|wollen|wollt|willst|möchten|würden|würdet)"
    rf"|(?:hvorfor|varför|warum|wieso|why)\s(?!{_ANSWER})\w+"
    rf"|ringer|bruger|bruker|använder|kontakte[rt]|kontaktar)\s{_YOU}"
    rf"|(?:hvorfor|varför|why|hvis|dersom|om|if|wenn|falls|når|när)\s{_YOU}(?:\sdo)?"
    r"|(?<!wir )(?:habt|hast|haben)\s(?:ihr|du|sie|mich|uns))"
    r"(?:\s(?:mig|mej|meg|mich|uns|da|så|dog|denn|då))?)"
    r"(?:\s(?:ikke|ikkje|inte|nicht|not|aldrig|aldri)\b|n't\b)"
    rf"(?!\s{_ANSWER})"
    r"(?!\s(?:\w+\s)?(?:ringe?t|ring[dt]|rung|called|tried|phoned|prøve?t|provat|prøvd)\b)"
    r"|\b(?P<could>(?:can|could|will|would)\syou)\snot(?=\s(?:just\s)?\w+\s(?:me|us|back)\b)",
)
# "dont call …", "ring ik på …"
_LOOSE_NOT = Pattern(
    r"\b(?P<stem>do|ca|wo|must|should|is|does)nt\b|\bik+e?\b(?<!ikke)|\bikek\b|(?<=\bring )ej\b"
    r"|\bnich\b"
)
_LOOSE_NOTS = (
    "dont",
    "wont",
    "cant",
    "stnt",
    "ldnt",
    "snt",
    " ik ",
    " ike ",
    " ikk ",
    "ikek",
    " ej ",
    "nich ",
)
# "glem ikke at ringe på …"
_REMEMBER = Pattern(
    r"\b(?:glem|glöm|vergiss|vergesst|vergessen sie)\s(?:bitte\s)?(?:ikke|ikkje|inte|nicht)\b"
)
# "men på …" or "mere" behind the number makes a refusal of it after all.
_STILL_NOT = Pattern(
    r"[\s,]{1,3}(?:(?:men|utan|sondern|but)\b[^.!?]{0,25}\d{4}|(?:mere?|længere|lenger|längre|mehr"
    r"|any ?more)\b)"
)
# "How do I change the phone number in the footer to # …", and the other way round
_TO_CHANGE = (
    r"\b(?:ændr|ret(?:te|tet)?\b|skift|opdater|change|update|correct|ändra|byt|endre|änder)\w*"
    r"[^.!?#]{0,30}(?:num+er|numret|number|tlf|telefon)\w*"
)
_PLACE = r"(?:side|kontakt|fod|foot|fot|bund|impressum|page|site\b|header)"
_ON_THE_PAGE = Pattern(
    rf"{_TO_CHANGE}(?:[^.!?\d#]{{0,30}}{_PLACE}[^.!?#]{{0,50}}#"
    rf"|[^.!?\d#]{{0,12}}#[^.!?\d#]{{0,20}}{_PLACE})",
)
_ELSEWHERE = 100  # characters before a number in which its place on a page is named
_AHEAD = 80  # characters behind a number that tell whose it is, or that it is wrong
# "det gamle er …", "my old one was …"
_OLD = Pattern(
    r"\b(?:gamle|gammelt|gamla|gammalt|old|alte[ns]?|tidligere|tidl\.?|förra|former|previous"
    r"|vorige)\s"
    r"(?:(?:et|one|nr|num+er\w*|numret|number|mobil\w*|telefon\w*|tlf|phone|mobile|cell"
    r"|handy\w*)\W{1,2})?"
    r"(?:(?:er|is|är|ist|var|was|war|hed|hette)\s)?\W{0,2}$",
)
# "thanks for calling me on …", "who called me on …", "cancel the call to …", "pay to …"
_NOT_ASKED = Pattern(
    r"\b(?:tak for(?:di)?|thank(?:s| you) for|danke für|tack för"
    r"|takk for)\b[^\d.!?]{0,25}\b(?:ringede|ringte|ringde|ringet"
    r"|calling|(?:the|your) call|rückruf|anruf|opkald\w*|samtale[nt]?|samtalet"
    r"|oppringningen)\b[^\d.!?]{0,20}$"
    r"|\b(?:hvem|who|someone|somebody|nogen|vem|någon|noen|wer"
    r"|jemand)\b[^\d.!?,]{0,25}\b(?:ringede|ringet|ringte|ringde"
    r"|ringt|called|rang|phoned|texted|angerufen)\b[^\d.!?,]{0,20}$"
    r"|\b(?:got|fik|fick|fikk|saw|så|missed)\s(?:your|jeres|ert|deres)\s(?:calls?|opkald|samtal\w*"
    r"|anrop)[^\d.!?]{0,12}$"
    r"|\b(?:intet|ingen|inget|kein\w*|no)\s(?:opkald|callback|rückruf|anruf|samtal|call|opringning"
    r"|tilbagekald|oppringning)\w*"
    r"\b[^\d.!?,]{0,25}$"
    r"|\b(?:lade? (?:være|vara)|la være|glem|glöm|forget|ignore|cancel|bother|strunta|skit|aflys"
    r"|annuller\w*|avboka)\b[^\d.!?,]{0,25}"
    r"\b(?:ring\w*|call\w*|opkald\w*|rückruf|anruf\w*|opringning\w*)\b[^\d.!?,]{0,20}$"
    r"|\b(?:tabt|ubesvaret|missed|missat|entgangener|tapt|ubesvart) (?:opkald|calls?|samtal|anruf"
    r"|anrop)\W{0,3}(?:fra|from)?\s?$"
    r"|\b(?:saldo|regning|abonnement\w*|bill|balance|guthaben|taletid|sim"
    r"|subscription)\b[^.!?\d]{0,20}"
    r"\s(?:for|på|für|till|to)\s(?:number\s|nummer\s)?$|\babonnenten\s$"
    r"|\b(?:betal\w*|pay|swisha?|overfør\w*|transfer|vippse?|indbetal\w*|überweis\w*"
    r"|send[^.!?\d]{0,12}(?:\x00|penge|money"
    r"|pengar|kr\b))(?:(?! og | and )[^.!?\d,]){0,25}\s(?:til|to|till|an|auf)\s$",
)
_ONLY_A_TEST = Pattern(r"(?:\W*\b(?:test\w*|prøve\w*|prov|prova|probe|hej|hello|hallo|hi)\b)*\W*")
_QUOTE_BEFORE, _QUOTE_AFTER = (
    Pattern(r'\S\s?"[^"\n]*[^\W\d_]{3}[^"\n]*$'),
    Pattern(r'[^"\n]*"'),
)
_SHOWN_PLACE = (
    rf"{_PLACE}|faktura\w*|invoices?|rechnung|ordrebekræft|følgesed|profil|\btop\b|\btoppen\b"
    rf"|google|knap|button"
    r"|formular|\bform\b|sidfot|nettsid"
)
# "the phone number in the footer should be …", "can you put … in the header"
_TO_BE_SHOWN = Pattern(
    rf"{_PLACE}[^.!?#]{{0,50}}(?:ændres|rettes|skiftes|changed|updated|ändras|bytas|endres"
    rf"|geändert|should (?:be|say|read)"
    r"|skal være|skal stå|ska vara|ska stå|skal stå|der står|det står|där står|steht|til|till"
    r"|neu ist)\s(?:(?:to|til|till|zu|auf|er|is|er)\s)?#"
    rf"|(?:num+er\w*|numret|number|stå|står|shows?|viser|visar|zeigt|skrive?|skriva"
    rf"|write)\s#\s(?:til at stå\s|står\s)?"
    rf"(?:forkert\s)?(?:from|fra|från|aus|von|på|in|on|im|auf"
    rf"|i)\s(?:[^\W\d_]+\s){{0,2}}\w*(?:{_SHOWN_PLACE})"
    r"|num(?:m?er\w*|ret|ber)\s#[^.!?\d#,]{0,25}(?:klikbar|clickable|klickbar)"
    rf"|(?:{_SHOWN_PLACE})\w*[^.!?#\d]{{0,15}}\s(?:viser|shows?|visar|zeigt|go(?:es)? to|leads? to"
    rf"|peger på)\s(?:stadig\s|still\s)?#"
    r"|\b(?:viser|shows?|visar|zeigt)\s#\s(?:som|as|als)\s|klikke? på #",
)
_LED_TO = Pattern(r"\w\s#")  # as in all of these
_PUT_THERE = Pattern(
    rf"\b(?:put|add|tilføj|sæt|insert|lägg till|legg til)\b[^.!?#]{{0,30}}\b(?:knap\w*|button"
    rf"|widget|link|chat\w*|felt\w*|field)\b[^.!?#]{{0,20}}#"
    rf"|\b(?:skal (?:der )?stå|ska (?:det )?stå|put|add|tilføj|sæt|insert|lägg till|legg til"
    rf"|slet\w*|remove|delete"
    rf"|ta bort|fjern|entfern\w*)\b[^.!?#]{{0,30}}#[^.!?\d#]{{0,20}}{_PLACE}",
)
# Somebody else's telephone, or one for other things: to be called where there is no other.
_BORROWED = Pattern(
    r"\b(?:skriver|smser|sms'er|texting|writing|schreibe|låner|borrow\w*|lånar|leihe|this is"
    r"|dette er|det her er"
    r"|detta är|das ist)\b[^.!?\d]{0,15}\b(?:min|mit|my|mein\w*|mine)\s(?!egen|own"
    r"|eget)[^\W\d_]+[s'’]+\s[^.!?\d]{0,20}$"
    r"|\b(?:schreibe|simse)\b[^.!?\d]{0,10}\bvom? (?:handy|telefon) mein\w*[^.!?\d]{0,20}$",
)
_OF_A_CUSTOMER = Pattern(
    r"\b(?:(?:(?<![^\n.,;:|/-])|(?<=[\n.,;:|/-]\s))(?:kunde|kund|customer)"
    r"|kunden?s|customer's|client's)\W{1,2}"
    r"(?:tlf|tele?|telefon\w*|phone|mob\w*|cell|handy)\b(?:[ -]?(?:nr|no|nummer|number))?\W{0,3}$",
)
# "ring ikke til mig men til Kaj …, min er …"
_NOT_TO_ME = Pattern(
    rf"\b(?:{_CALL}\s{NOT}|{NOT}{_CALL}\s)(?:(?:til|to|an)\s)?(?:mig|mej|meg|me|mich)\s"
    r"(?:men|but|utan|sondern|ring|call)\b.*\b(?:min|mit|mitt|my|mine|mein\w*)\s"
    r"(?:(?:nr|num+er|number|tlf|telefon|phone|mobil|handy)\s)?(?:er|is|är|ist)\W{0,2}$",
)
_LESS_AFTER = Pattern(
    rf"\W{{1,3}}{AWAY}|"
    r"\W{0,3}(?:(?:er|is|är|ist|belongs to|tilhører|tillhör|gehört)\s(?:kun\s|only\s|bare\s"
    r"|just\s)?"
    r"(?:min|my|meine?r?|vores|our|vår)\s(?!mobil|tlf|telefon|nummer|number|num|mobile|phone"
    r"|privat|egen|eget|own|direkt"
    r"|cell|handy|arbejds|work|new|nye?|neue)[^\W\d_]+"
    r"|(?:kun|only|bare|nur|endast|bara)\s(?:til\s|for\s)?(?:sms|texts?|besked\w*|mails?)\b|(?:er "
    r"|is |är |ist )?(?:kun|only|nur|bare|bara)"
    r"\s(?:åben\w*|open|öppe[nt]|offen|åpent?|fastnet|landline|festnetz)|(?:er |is )?(?:bare|just"
    r"|only) (?:fastnet|a? ?landline)"
    r"|(?:åbner|opens?|öppnar|öffnet|åpner)\s(?:først|first|not|only|at|kl|först|erst|igen)"
    r"|(?:lader til at|seems to|verkar|scheint)\s)",
)
# A number apart from the sentences, with a name or one word for it: "Kim 20304051", "Kontor: …"
_SECOND = (
    r"(?:then|after\w*|derefter|senere|efter|later|ellers|or|eller|sonst|danach|dann|oder|sedan"
    r"|därefter|annars"
    r"|deretter|switchboard|omstilling\w*|växel\w*|zentrale|reception\w*|otherwise|og|and|und|och"
    r"|evt|alternativ\w*)\b"
)
_NAME_BEFORE = Pattern(
    rf"(?:^|[\n.,;:!?|/+-])\s*(?!{_SECOND})(?:[^\W\d_]+[\s:.]{{1,2}}){{0,2}}(?<!\d, )(?<!\d,)$",
)
_END_AFTER = Pattern(r"\s?(?:$|[\n.,;!?|/])")
_FAX = Pattern(r"\b(?:tele)?fax\w*\W{0,3}(?:nr|no|nummer)?\W{0,3}$")
_OTHERWISE = Pattern(
    r"\b(?:ellers|otherwise|sonst|annars|failing that|alternativt?|evt|eventuelt)\b[^\d!?]{0,20}$"
    r"|\d\W{1,3}(?:eller|or|oder|el\.?)\s(?:[^\W\d_]+\s){0,2}$",
)
_PREFERRED = Pattern(
    r"\b(?:(?:helst|hellere|hellre|heller|lieber|am besten|rather|preferably|ideally)\b"
    r"[^\d.!?]{0,25}|(?:best|bedst|bäst)\s(?:[^\W\d_]+\s){0,3}(?:on|at|via|på|unter|auf)\W{0,3}"
    r"|(?:min egen|my own|mein eigenes|mitt eget|mit eget|det rigtige"
    r"|rigtigt nummer|the right (?:one|number)|rätt(?: nummer)?|das richtige|mig selv|mine?|mit"
    r"|bedre|better|bättre|besser|bedre på)"
    r"\s?(?:er|is|är|ist|=)?\W{0,3}|(?<=, )(?:nu|now|nå|jetzt|i dag|today|heute|idag)(?: her"
    r"| here)?\s|\b(?:ups|uups|oops|rettelse|correction|korrektur|jeg mener|i mean|jag menar"
    r"|ich meine|ich mein"
    r"|förlåt|undskyld|sorry|unnskyld|beklager|hov|nej|no|nein|nei|vent|wait)\b,?\s?(?:(?:det er"
    r"|it's|it is|det är|jeg mener|i mean|på|nummeret er)\s)?"
    r")$",
)
# "… is best", "… er den I skal bruge"
_PREFERRED_AFTER = Pattern(
    r"(?:\s?\([^\d()\n]{0,30}\W|\W{0,3})(?:(?:helst|bedst|best|bäst|am besten|preferred"
    r"|preferably|foretrækkes|foretrukket|bevorzugt)\b"
    r"(?! regards| wishes)|(?:er|is|är|ist|works?|virker|funkar|funker|funktioniert)\s"
    r"(?:(?:det|den|the|die|nummeret|number|one|altid|always|alltid)\s){0,2}"
    r"(?:bedst|bedste|best|beste|bäst|bästa|am besten|sikrest\w*|safest|rigtige|right|rätta?"
    r"|richtige"
    r"|i skal (?:bruge|ringe)|to (?:use|call))|(?:den|det|this one|the one)\s(?:skal|bør|you|ni"
    r"|dere|sie)\s)(?![^.!?\n]{0,20}\d\d\W?\d\d)",
)
_THEIR_OWN = Cues(THEIRS)
_NOT_TO_BE_CALLED = Cues(_OLD, _FAX, _NOT_ASKED)
_CUSTOMERS = Cues(_OF_A_CUSTOMER)
_CHOSEN = Cues(_PREFERRED)
_FOR_OTHER_THINGS = Cues(_OTHERWISE, _BORROWED)
_ASKS = Cues(TO_BE_CALLED)
_ASKS_FOR_IT = Cues(TO_BE_CALLED, _TAKE)


def weight(text: str, start: int, end: int) -> int:
    """How clearly the sender asks to be called on the number that stands there.

    Below 0: not at all, it is said to be dead, somebody else's or to be left alone.
    """
    text = in_small(text)
    before, behind = text[max(0, start - _ELSEWHERE) : start], text[end : end + _AHEAD]
    after = behind[:LOOK_BACK]
    has_not = A_NOT.search(before) is not None
    if has_not and not _STILL_NOT.match(after):
        before = _REMEMBER.sub("lige", _ASKED.sub(r"\g<asked>\g<could> lige", before))
    sentence = SENTENCE_END.split(before)[-1]
    if is_in_vain(sentence, behind) or _is_forbidden(before, sentence, behind):
        return -1
    if _is_anothers(before, sentence, after, behind):
        return -1
    if _ON_THE_PAGE.search(f"{before}#{after}") or _is_a_test(text[:start], text[end:]):
        return -1
    near = sentence[-LOOK_BACK:]
    if _CUSTOMERS.are_in(near) or (has_not and _NOT_TO_ME.search(before)):
        return 0
    if _CHOSEN.are_in(near) or _PREFERRED_AFTER.match(after):
        return 4
    if _FOR_OTHER_THINGS.are_in(near) or _LESS_AFTER.match(after):
        return 0
    if _ASKS_FOR_IT.are_in(near):
        return 3
    is_told = PHONE_WORD.search(near) or (_END_AFTER.match(after) and _NAME_BEFORE.search(before))
    return 2 if is_told else 1


def _is_forbidden(before: str, sentence: str, behind: str) -> bool:
    """Whether the words around a number forbid a call on it, however its "not" is spelled."""
    around = f"{before}{behind}"
    if any(word in around for word in _LOOSE_NOTS):  # as in few texts
        before, behind = _LOOSE_NOT.sub(_as_not, before), _LOOSE_NOT.sub(_as_not, behind)
        sentence = SENTENCE_END.split(before)[-1]
    if not A_NOT.search(before):
        return is_refused(sentence, behind, has_not=False)
    if _is_negated(sentence) or is_below(before):
        return True
    return is_refused(NOT_WORKING.sub(r"\g<verb>", sentence), behind, has_not=True)


def _as_not(found: re.Match[str]) -> str:
    return f"{found['stem']}n't" if found["stem"] else "ikke"


def _is_negated(sentence: str) -> bool:
    """Whether a "not" before a number is of the call, and not of something that fails."""
    if not A_NOT.search(sentence):
        return False
    if is_out_of_reach(sentence[-LOOK_BACK:]):
        return True
    working = NOT_WORKING.sub(r"\g<verb>", sentence)
    return _NEGATED.search(working[-LOOK_BACK:]) is not None


def _is_anothers(before: str, sentence: str, after: str, behind: str) -> bool:
    """Whether a number is somebody's whom the sender only tells of, or one of before."""
    if THIRD.match(after) or is_a_callers(sentence, behind):
        return True
    whole = ABBREVIATED_END.split(before)[-1]
    if is_a_bystanders(whole, behind, is_asked=_ASKS.are_in(whole)):
        return True
    if not sentence or sentence.isspace():
        return False
    if _is_to_be_shown(f"{sentence}#{after}") or is_a_strangers(sentence, behind):
        return True
    if _NOT_TO_BE_CALLED.are_in(sentence):
        return True
    if '"' in before and _QUOTE_BEFORE.search(before) and before.count('"') % 2:
        return bool(_QUOTE_AFTER.match(after))
    return _THEIR_OWN.are_in(sentence) and not TO_BE_CALLED.search(f"{before}#{after}")


def _is_to_be_shown(marked: str) -> bool:
    """Whether the number that "#" stands for is one that a page shows, or is to show."""
    if _LED_TO.search(marked) and _TO_BE_SHOWN.search(marked):
        return True
    return _PUT_THERE.search(marked) is not None


def _is_a_test(before: str, after: str) -> bool:
    """Whether nothing but "test" stands around a number."""
    is_said = "test" in before[:_ELSEWHERE].lower() or "prøve" in before[:_ELSEWHERE].lower()
    return is_said and all(_ONLY_A_TEST.fullmatch(rest) for rest in (before, after))
