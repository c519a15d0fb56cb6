"""Harm done to a shop: by a change of ours, by a stranger, by one who left, by its own hand.

Patterns are matched against evened-out text in small letters.
"""

import re
from collections.abc import Sequence

from relay.core.reading.pattern import Pattern
from relay.core.reading.signs import pattern
from relay.core.spelling import spelled_freely

# "Euer Update hat den Kaufbutton entfernt", "jeres ændring d. 27. nov. har fjernet kassen"
_UPDATE = r"""
        update|opdatering|oppdatering|uppdatering|aktualisierung|ændring|endring
        |änderung|rettelse|deploy|deployment|release|patch
        |migrering|migration|vedligehold|vedligeholdelse|maintenance|wartung|underhåll|vedlikehold
        |change|rollout|udrulning|utrullning|utrulling|hotfix
    """
_CHANGED = r"(?:en|er|et|erne|ene|s|n|e|ar|arna)?"
# "The plugin" may be anybody's.
_BY_OURS = rf"""
        (?:(jeres|your|eue?re?[mnrs]?|ihre?[mnr]?|era|ert|er|deres|dere|seneste|sidste|latest|last)
        |den|det|the|das|die)[ ](?:\w+ ){{0,2}}?[\w-]{{0,20}}
        (?:{_UPDATE}|(?(1)(?:modul|module|plugin|plug-in|integration)|(?!))){_CHANGED}
        (?(1)|(?: (?:deres|fra dere|från er))?)
    """
_HIDES = r"""
        (?:skjulte|skjult|skjuler|hid|hides|hidden|disabled|disables|döljer|dolde|dolt|gömmer|gömt
        |ausgeblendet|versteckt)
    """
_DESTROYS = rf"""
        (?:fjerne[rt]|fjernede|slette[rt]|slettede|ødelagde|ødelagt|ødelægger|ødela|ødelegger
        |knækkede|knækket|smadrede|smadret|fordoble[rt]|fordoblede|dobler|doblet|nulstillede
        |nulstillet|nullstilt\w*|lagde ned|lagt ned
        |tagit bort|tog bort|tar bort|raderade?|raderat|förstör(?:t|de)?|dubbla[rdt]e?|dubblerar
        |dubblerat|släckte|släckt|tatt bort|tok bort|removed|removes|deleted|deletes|wiped|broke
        |broken|breaks|killed|kills|doubled|doubles|destroyed|took down
        |entfernt\w*|gelöscht|löschte?|zerstört\w*|zerschossen|verdoppelt\w*|kaputt ?gemacht
        |lahmgelegt|{_HIDES})
    """
_OURS_DESTROYED = pattern(spelled_freely(rf"\b{_BY_OURS}\b([^!?\n]{{0,60}}?)\b({_DESTROYS})\b"))
# "Jeres opdatering har fjernet fejlen", "hat den alten Banner gelöscht"
_NOT_OF_A_SHOP = r"""
        (?:(?:fejl|problem|bug|issue|error|fehler|feil|fel|spam|advarsl?e?|varning|warn|logo|banner
        |font|farv|farg|färg|colou?r|farbe|nyhedsbrev|newsletter|virus|testordre)\w*
        |(?:den |det |the |das |die |der )?(?:gamle?|gamla|old|alten?)\b)
    """
_GOOD_RIDDANCE = pattern(
    spelled_freely(
        rf"""
        (?:[ ](?:\w+ ){{0,2}}?|.*?\b(?:hat|haben|habt)[ ](?:\w+ ){{0,3}}?){_NOT_OF_A_SHOP}
        """
    ),
)
_OF_SALES = pattern(
    spelled_freely(
        r"""
        \b[\w-]{0,20}(?:knap(?:pen|per|perne|p)?|button|knopf|kassen?|kassan?|check-?out|kurv(?:en)?
        |cart|warenkorb|betaling(?:en|er)?|betalning(?:en|ar)?|payments?|zahlung(?:en)?|(?:web)?shop\w*
        |butik\w*|laden|forsiden|front ?page|startseite|menu(?:en)?|meny(?:n|en)?|menü
        |produkt(?:er\w*|e)|products|varerne|varorna|kategori\w*|ordrer(?:ne)?|orders|alt|allt|alles
        |everything)\b
        """
    ),
)
_AS_WELL = Pattern(r"\b(?:og|and|och|und|samt|sowie|plus)\b|,")
_FAR = 60  # letters behind what was done, that tell to what
_HIDING = pattern(_HIDES)
_IS_BLACK = pattern(
    r"""
        \b(?:(?:er|är|is|ist)[ ](?:alt|allt|alles|everything|det hele|alting|all)[ ](?:helt )?
        |(?:alt|allt|alles|everything|det hele|alting)(?:[ ](?:er|är|is|ist)|'s)[ ](?:\w+ )?)
        (?:sort|svart|schwarz|black|dark|mørkt?|mörkt|dunkel)\b
    """
)
# "Can I have a theme in which everything is black?"
_WISHED = pattern(
    spelled_freely(
        r"""
        \b(?:can|could|how|kan|kunne|kunde|hvordan|hur|wie|kann|können|könnten?|want|vil|vill
        |möchte\w*|would|possible|mulig\w*|möjlig\w*|möglich|have|har|gibt|hvis|if|wenn|om)\b
        (?![^,.!?]*\b(?:see|se|sehen|look|tell|check|tjekke|hjælpe|help|explain|forklare)\b)
        [^,.!?]*$
        """
    ),
)
_OF_A_LOOK = pattern(
    r"""
        \b(?:[\w-]{0,15}(?:theme|tema|design|colou?r|farve|färg|farge|farbe|font|layout)\w*|text\w*
        |tekst\w*|dark ?mode|available|möglich|mulig\w*|möjlig\w*)\b
    """,
)
_NOT_A_WISH = pattern(
    r"""
        \b(?:why|hvorfor|varför|warum|wieso|since|siden|sedan|seit\w*|after|efter|etter|nach|suddenly
        |pludselig\w*|plutselig\w*|plötzlich|plötsligt|now|nu|nå|jetzt)\b
    """
)

_DONE = r"""
        (?:ændret?|ændrede|ændringer?|skiftet|changed?|changes|geändert|änderung|ändrat|ändrats
        |ändrades|endret|byttet|bytt|nulstillet|reset|zurückgesetzt|återställts|nullstilt|logget
        |loggede?|loggat|eingeloggt|login|innlogging|inloggning|anmeldung|oprettet|opprettet
        |created|skapats|erstellt|tilføjet|added|slettet|deleted|godkendt|approved|genehmigt|nyt?t?|new|neue[nrs]?)
    """
_SAFE = r"""
        (?:password\w*|adgangskode\w*|kodeord\w*|kode[nr]?|lösenord\w*|passord\w*|passwort\w*
        |kennwort\w*|[\w-]{0,20}konto\w*|accounts?|payouts?|udbetaling\w*|utbetaling\w*|utbetalning\w*
        |auszahlung\w*|bank\w*|iban|e-?mail ?adress\w*|admin\w*|bruger\w*|users?|användare|benutzer
        |logget ind|logged in|loggat in|logget inn|eingeloggt|login|signed in)
    """
_TOLD_OF_A_CHANGE = pattern(spelled_freely(rf"\b{_DONE}\b"))
_OF_AN_ACCOUNT = pattern(spelled_freely(rf"\b{_SAFE}\b"))
_NOT_BY_ME = pattern(
    r"""
        \b(?:(?:det|that|this|it)[ ](?:var|er|är|was|is)[ ](?:altså |sgu |bare )?(?:ikke|inte|not)
        [ ](?:mig|meg|jeg|jag|me|os|oss|vi|us)
        |(?:it|that|this) was ?n'?t (?:me|us)
        |(?:das )?(?:war|bin) (?:ich|ich das|wir|wir das) (?:\w+ )?nicht|(?:ich|wir) waren? (?:das
        |es) nicht|das (?:habe|haben) (?:ich|wir) (?:gar )?nicht
        |(?:det )?(?:har|gjorde) (?:jeg|jag|vi) (?:altså )?(?:ikke|inte|aldrig|aldri)(?=\W*$|[ ]
        (?:gjort|bedt|bett|bedt om|bestilt|begärt)|[.!,])
        |(?:jeg|jag|vi) har (?:ikke|inte|aldrig|aldri) (?:gjort|ændret|ændra|ändrat|endret|bedt om
        |bett om|skiftet|bytt)
        |(?:i|we) (?:did ?n'?t|did not|never|have ?n'?t) (?:do|change|request|ask|make
        |changed|done|requested|asked|made)
        |(?<=[.!,] )(?:ikke|inte|not) (?:mig|meg|jag|me)(?=\W*$)|not by (?:me|us)
        |ikke af (?:mig|os)|inte av (?:mig|oss)
        |nicht von (?:mir|uns))\b
    """
)
# What one has not asked for, but nobody takes a shop over with.
_OF_NO_HARM = pattern(
    r"""
        \b[\w-]{0,15}(?:layout|design|udseende|utseende|aussehen|interface|look|menu|menü|meny
        |newsletter|nyhedsbrev|nyhetsbrev|faktura|invoice|rechnung|feature|funktion|version|abonnement
        |subscription)\w{0,4}\b
    """,
)
_GAVE = pattern(
    r"""
        \b(?:gav|givet|gett|gitt|gave|given|gab|gegeben|oplyste|oplyst|oppga|oppgitt|uppgav|uppgett
        |lämnade|lämnat|told|sagde|sagt|sa|verraten|genannt|fortalte|fortalt|shared|delte|delt
        |delade|sendte|sent|skickade|durchgegeben|mitgeteilt|læste|read out)\b
    """
)
_PASSWORD = r"""
        (?:password\w*|adgangskode\w*|kodeord\w*|lösenord\w*|passord\w*|passwort\w*|kennwort\w*
        |pin ?-?kode\w*|login\w*|log-?in|mitid|bankid|tan|kortnummer\w*|zugangsdaten|credentials
        |inloggning\w*|innlogging\w*)
    """
_SECRET = pattern(rf"\b(?:kode[nr]?|kod|code[sn]?|{_PASSWORD})\b")
_BARGAIN = pattern(
    r"\b(?:discount|coupon|gift|voucher|promo\w*|campaign|rabat\w*|gutschein\w*|gavekort\w*"
    r"|presentkort\w*|tracking|track)\b"
)
_NO_BARGAIN = pattern(rf"\b(?:{_PASSWORD}|scam\w*|svindle\w*|betrüger\w*|bedragare\w*)\b")
_TO_A_STRANGER = pattern(
    r"""
        \b(?:(?:der|som|who|that|der sich|die sich|die)[ ](?:\w+ ){0,2}?(?:ringede|ringte|ringde
        |ringer|called|phoned|rang|anrief|angerufen|ausgab|udgav|utgav|utga|sagde|sa|said|pretended
        |claimed|påstod|behauptete)
        |(?:ringede|ringte|ringde|called|rang|anruf|anrufer|opkald|oppringning|samtal)\b
        |(?:jemande?[mn]?|nogen|noen|någon|someone|somebody)[ ](?:\w+ )?(?:am telefon|i telefonen
        |på telefon\w*|on the phone|over the phone)
        |svindle\w*|scam\w*|fraud\w*|betrüger\w*|bedragare\w*|bedrager\w*|bedräg\w*|phish\w*
        |(?:fremmed|ukendt|ukjent|okänd|främling|stranger|unbekannt|fremde)\w*)\b
    """,
)
_DISMISSED = pattern(
    r"""
        \b(?:(?:fået|fik|fått|fick) (?:sparket|sparken|fyken|kicken)|fyret|fyrede|fyrat|fired|sacked
        |let go|laid off|dismissed|opsagt|bortvist|uppsagd|avskedad|avskediga[td]|avskjediget
        |oppsagt|sagt opp|entlassen|gekündigt|rausgeworfen|gefeuert|stoppede hos os|quit)\b
    """
)
_HAS_STILL_ACCESS = pattern(
    r"""
        \b(?:stadig\w*|still|fortsat|fortsatt|fortfarande|fremdeles|ennå|noch|immer noch|endnu)\b
        [^.!?\n]{0,25}?\b(?:adgang|access|tilgang|tillgång|åtkomst|zugang|zugriff|login|log in
        |logge ind|logge inn|logga in|einloggen|inde|admin|koden?|password|nøgle\w*)\b
    """,
)

# Without any of these a text tells of no harm.
HARM_HINTS = {
    "denied": _NOT_BY_ME,
    "dismissed": _DISMISSED,
    "given": _GAVE,
    "black": _IS_BLACK,
    "destroyed": _OURS_DESTROYED,
}
_GIVEN_AWAY = (_TO_A_STRANGER, _SECRET, _GAVE)
_CHANGED_ACCOUNT = (_TOLD_OF_A_CHANGE, _OF_AN_ACCOUNT)
_SENTENCE_END = Pattern(r"[.!?\n]+(?=\s|$)")
_ASKED = Pattern(r"[^.!?\n]*\?")
_SENTENCE = Pattern(r"(?:[^.!?\n]|[.!?](?!\s|$))+[.!?\n]*")
_MOST_BEHIND = 2  # words behind "det var ikke mig" that denies what is told beside it


def harm_told(text: str) -> Sequence[str]:
    """The reasons of harm that a text in small letters tells of, each as often as it does."""
    told = []
    if _NOT_BY_ME.search(text) and _is_changed_by_another(text):
        told.append("security")
    if _DISMISSED.search(text) and _HAS_STILL_ACCESS.search(text):
        told.append("security")
    if _SECRET.search(text) and any(map(_is_given_away, _SENTENCE_END.split(text))):
        told.append("security")
    if any(_is_dark(text, found) for found in _IS_BLACK.finditer(text)):
        told.append("down")
    if any(_is_destroyed(text, found) for found in _OURS_DESTROYED.finditer(text)):
        told.append("broken")
    return told


def _is_changed_by_another(text: str) -> bool:
    """Whether an account was changed, as is told and not asked, by somebody else.

    "Det var ikke mig" by itself denies all of it; what is denied in full may be another matter.
    """
    sentences = _SENTENCE.findall(text)
    for one in sentences:
        denied = _NOT_BY_ME.search(one)
        if denied is None or _OF_NO_HARM.search(one, denied.start()):
            continue
        is_bare = len(one[denied.end() :].split()) <= _MOST_BEHIND
        told = text if is_bare else "".join(x for x in sentences if x is one or "?" not in x)
        if all(sign.search(told) for sign in _CHANGED_ACCOUNT):
            return True
    return False


def _is_given_away(sentence: str) -> bool:
    """Whether a password was given to a caller; a code for a discount is no secret."""
    if not all(sign.search(sentence) for sign in _GIVEN_AWAY):
        return False
    return not _BARGAIN.search(sentence) or _NO_BARGAIN.search(sentence) is not None


def _is_dark(text: str, found: re.Match[str]) -> bool:
    """Whether "everything is black" is said of a screen as it is, not of a theme as it may be."""
    start = max(text.rfind(end, 0, found.start()) for end in ".!?\n") + 1
    if _WISHED.search(text[start : found.start()]):
        return False
    asked = _ASKED.match(text, start)
    if asked is None or not _OF_A_LOOK.search(asked[0]):
        return True
    return _NOT_A_WISH.search(asked[0]) is not None


def _is_destroyed(text: str, found: re.Match[str]) -> bool:
    """Whether a change of ours took from a shop what it cannot be without."""
    end = found.end()
    behind = _SENTENCE_END.split(text[end : end + _FAR], maxsplit=1)[0]
    _, between, done = found.groups()
    what = f"{between} {behind}"
    if not (_GOOD_RIDDANCE.match(behind) or _GOOD_RIDDANCE.match(f"{between} ")):
        return not _HIDING.fullmatch(done) or _OF_SALES.search(what) is not None
    more = _AS_WELL.search(what)
    return more is not None and _OF_SALES.search(what, more.end()) is not None
