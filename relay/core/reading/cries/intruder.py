"""Questions that hide an intruder or a closed shop: how to be rid of what one did not do oneself.

Patterns are matched against evened-out text in small letters. A sentence must hold all signs of a
kind: small patterns side by side are made ready sooner than one that holds them in order.
"""

from collections.abc import Sequence

from relay.core.reading.signs import pattern
from relay.core.spelling import spelled_freely

# What only those make who were let in.
_THING = pattern(
    spelled_freely(
        r"""
        \b(?:(?:\w{1,12}-)?admin(?:s|en|ist\w+)?|bruger(?:e|en|konto|profil)?|bruker(?:en|konto)?
        |användar(?:e|en|konto)|benutzer(?:s|konto)?|users?|accounts?|konto(?:en|t)?|log-?ins?
        |inn?logg?n?ing\w*|anmeldung\w*|medarbejder|ansatt|mitarbeiter
        |(?:under|lande|landings?)?(?:sid(?:e|en|er|a|an|or)|seiten?)|pages?
        |produkt(?:er?|et)?|products?|varer?|artikel|payment methods?
        |(?:betalings|betal|zahlungs)(?:metod|måt|sätt|art)\w*
        |re-?direct\w*|omdirig\w*|vide(?:re)?still?\w*|vidarebefordr\w*|weiterleit\w*|umleit\w*
        |kode[nr]?|kod|codes?|scripts?|skript\w*|plug-?ins?|pop-?ups?|links?
        |(?:api|ftp|ssh)\b|webhooks?)\b
        """
    ),
)
_BE_RID = pattern(
    spelled_freely(
        r"""
        \b(?:fjern\w*|slette[rst]?|slet|af med|av med|kvitt|(?:tar?|få\w*)[ ](?:\w+ ){0,3}?(?:bort
        |væk|vekk)|rader\w*|removed?|removing|delet\w*|rid of|block|blok+er\w*|blockier\w*|stop\w*
        |lösch\w*|entfern\w*|los|sperr\w*|spær\w*|disable|deaktivi?er\w*|undo)\b
        """
    )
)
_NEVER = r"(?:ikke|aldrig|aldri|inte|never|not|nicht|nie|niemals)"
_WE = r"(?:jeg|jag|vi|ich|wir|i|we)"
_NOBODY = r"(?:ingen|nobody|no one|none|niemand|keiner)"
_SELF = r"(?:(?:selv|själva?|selbst|her|here|har|have|has|hat|ever)[ ])"
_KNOWN_OR_MADE = r"""
        (?:(?:gen)?kender(?: til)?|(?:gjen)?kjenner(?: til| igjen)?|känner(?: igen| till)?|kennen?
        |erkennen?|know|recogni[sz]e|oprettet|opprettet|lavet|laget|(?:sat|satt)[ ](?:ind|inn|in|op
        |opp|upp|på)|(?:lagt|lagd)[ ](?:ind|inn|in|op|til|upp|ut)|tilføjet|inviteret|invitert
        |bjudit in|install(?:eret|ert|erat)|skapat|gjort|created?|made?|make|set up
        |put (?:there|in|up|on)|add(?:ed)?|install(?:ed)?
        |invited?|angelegt|erstellt|gemacht|eingerichtet
        |eingebaut|eingefügt|hinzugefügt|installiert|eingeladen)
        (?! (?:it|this|that|det|das) (?:before|earlier|yet|før|förut|tidligere|endnu|vorher))
        (?=\W*$|[^\w ]|[ ](?:him|her|it|them|that|this|one|who|about|den|det|dem|ham|hende|honom
        |henne|ihn|sie|habe|haben|og|and|och|und|men|but|aber|on|in my|from|fra|från)\b)
    """
_NOT_OURS = pattern(
    spelled_freely(
        rf"""
        \b(?:(?:{_WE}[ ](?:(?:\w+ ){{0,2}}?{_NEVER}|(?:did|do|have|had|ca)n'?t)[ ]{_SELF}{{0,2}}
        |{_NOBODY}[ ](?:\w+ ){{0,3}}?){_KNOWN_OR_MADE}
        |(?:is|was|er|är|var|ist)(?:n't|[ ]{_NEVER})[ ](?:mine|ours|min|vores|vår
        |meiner?|unserer?)
        |(?:kenne|erkenne|habe|haben)[ ]{_WE}[ ](?:\w+ )?{_NEVER}\b)
        """
    ),
)
# "Hvordan fjerner jeg et ukendt login?", "a page that appeared out of nowhere"
_FROM_NOWHERE = pattern(
    spelled_freely(
        r"""
        \b(?:ukendte?|ukjente?|okän[dt]a?|unknown|unrecogni[sz]ed|unbekannte\w?|fremmede?|främmande
        |fremde\w?|mysteri\w*|mystisk\w*|rogue|unauthori[sz]ed|(?:dukket|dukkede|dukkat|dök)[ ]
        (?:op|opp|upp)|(?:appeared|(?:showed|shown|popped) up|aufgetaucht)(?! (?:i|in|on|på) google)
        |out of nowhere|aus dem nichts)\b
        """
    ),
)
_WHO = pattern(r"\b(?:who|hvem|vem|wer|nogen|noen|någon|jemand|some(?:one|body)|any(?:one|body))\b")
_LOGGED_IN = pattern(
    r"""
        \b(?:log(?:get|gede?|gat|gade)|eingelog+t|angemeldet|(?:været|varit|vært|been|gewesen)
        [ ](?:inde|inne|inside|in)|drin)\b
    """
)
_MEDDLED = pattern(
    spelled_freely(
        r"""
        \b(?:changed|edited|deleted|ændrede|har ændret|rettede|slettede|har slettet|ändrat|ändrade
        |raderat|raderade|endret|slettet|geändert|gelöscht)\b
        """
    )
)
_AT_NIGHT = pattern(r"\b(?:i ?natt?|last night|heute nacht)\b")
_FROM_AFAR = pattern(
    spelled_freely(
        r"""
        \b(?:fra|from|från|aus)[ ](?!(?:mine?|mit|mitt|my|our|vores|våra?|the|den|det|mobil\w*|home
        |hjemme\w*|hemma|app\w*|face\w*|google)\b)\w
        """
    ),
)
_OUSTED = pattern(
    spelled_freely(
        r"""
        \b(?:kick|throw|lock|smide[rs]?|kaste[rs]?|kastar?|sparkar?|sparke[rs]?|slänger?|werfen?
        |schmeißen?|luk(?:ker|ke)|låser?|stänger?)[ ](?:\w+ ){0,2}?(?:(?:someone|somebody|him
        |her|them|nogen|en|ham|hende|noen|någon|honom|henne|jemande?n?|ihn|sie)[ ](?:\w+ )?(?:out
        |off|ude?|ute?|raus|aus|fra|av|af)|(?:out|ud|ut)[ ](?:someone|somebody|nogen|noen|någon
        |honom|henne|ham|hende))\b
        """
    )
)
# What stands before a shop that is closed.
_CLOSING = pattern(
    spelled_freely(
        r"""
        \b(?:vedligehold\w{0,5}|vedlikehold\w{0,5}|underhåll\w{0,3}|wartungs?|maintenance|baustellen
        |(?:(?:is )?coming|opening) soon|under (?:construction|ombygning|opbygning)|kommer snart
        |kommt bald|snart tilbage|(?<!reset )(?<!forgot )(?<!forgotten )(?<!glemt )password
        |adgangskode|kodeord|passord|lösenord\w?|passwort|coming-soon)['" -]{0,2}
        (?:side|siden|sidan|sida|seite|page|screen|mode|tilstand|modus|läget?|skærm|skjerm|bild)\w{0,4}
        |\b(?:out of|ud af|ut (?:ur|av)|aus (?:der|dem)) (?:vedligehold|vedlikehold|underhåll
        |wartung|maintenance)\w*
        |\b(?:password|adgangskode|kodeord|passord|lösenord|passwort)\w{0,3}[ ](?:from|off|on|for
        |fra|på|från|för|vom|von|auf|für)[ ]
        (?:(?:my|our|the|min|mit|vores|vår|mein\w*|unser\w*)[ ])?
        (?:(?:web|online)?-?shop\w*|store|site|(?:nett|web)?butik\w*|hemsida\w*|hjemmeside\w*
        |forside\w*|front ?page|laden)\b
        """
    )
)
_AWAY = pattern(
    spelled_freely(
        r"""
        \b(?:(?:turn|switch|take|shut)[ ](?:[\w'"-]+ ){0,5}?(?:off|down|away)
        |(?:slår?|stänger?|schaltet?n?)[ ](?:[\w'"-]+ ){0,5}?(?:fra|av|af|aus|ab)|get past|out of
        |ud af|ut ur|aus de[rm]|(?:aus|ab)(?:zu)?schalten|exit|slukke[rs]?|beenden?|afslutte[rs]?
        |avslutar?|væk|weg)\b
        """
    ),
)
# What is to be done only then.
_LATER = pattern(
    r"""
        \b(?:next|næste|nästa|neste|nächste\w*|tomorrow|i ?morgen|i ?morgon|imorra|later|senere
        |senare|später|planned|scheduled|planlagt|planerad|geplant\w*|(?:when|once|når|när|wenn|sobald|before
        |før|innan|bevor)[ ](?:i|we|jeg|jag|vi|ich|wir))\b
    """,
)
# Without any of these a text asks of neither.
INTRUDER_HINTS = {
    "rid": _BE_RID,
    "inside": _LOGGED_IN,
    "meddled": _MEDDLED,
    "ousted": _OUSTED,
    "closing": _CLOSING,
}


def is_intruder_asked_about(sentences: Sequence[str]) -> bool:
    """Whether one asks how to be rid of somebody, or of what none of them made or knows.

    What one does not know may be told in the sentence after: "… a user? I never created it."
    """
    whole = "".join(sentences)
    if not any(sign.search(whole) for sign in (_BE_RID, _WHO, _OUSTED)):
        return False
    return any(map(_is_foreign, sentences, [*sentences[1:], ""]))


def is_closing_page_unwanted(sentences: Sequence[str]) -> bool:
    """Whether one wants a page away that stands before the shop: of maintenance, of a password."""
    return _CLOSING.search("".join(sentences)) is not None and any(
        _CLOSING.search(one)
        and (_AWAY.search(one) or _BE_RID.search(one))
        and not _LATER.search(one)
        for one in sentences
    )


def _is_foreign(sentence: str, after: str) -> bool:
    if _OUSTED.search(sentence):
        return _THING.search(sentence) is not None
    if _WHO.search(sentence) and _LOGGED_IN.search(sentence):
        return bool(_FROM_AFAR.search(sentence) or _AT_NIGHT.search(sentence))
    if _WHO.search(sentence) and _MEDDLED.search(sentence) and _AT_NIGHT.search(sentence):
        return True
    if not _BE_RID.search(sentence):
        return False
    thing = _THING.search(sentence)
    if thing is None:
        return False
    is_foreign = _NOT_OURS.search(sentence, thing.end()) or _FROM_NOWHERE.search(sentence)
    return bool(is_foreign or _NOT_OURS.search(after))
