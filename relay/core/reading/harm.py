"""Harm done to a shop: by a change of ours, by a stranger, by one who left, by its own hand.

Patterns are matched against evened-out text in small letters.
"""

import re
from collections.abc import Sequence

from relay.core.reading.signs import pattern
from relay.core.spelling import spelled_freely

# "Euer Update hat den Kaufbutton entfernt", "jeres ændring d. 27. nov. har fjernet kassen"
_CHANGE = r"""
        (?:[\w-]{0,20}(?:update|opdatering|oppdatering|uppdatering|aktualisierung|ændring|endring
        |ändring|änderung|rettelse|deploy|deployment|release|modul|module|plugin|plug-in|patch
        |migrering|migration|vedligehold|vedligeholdelse|maintenance|wartung|underhåll|vedlikehold
        |integration|change|rollout|udrulning|utrullning|utrulling|hotfix)
        (?:en|er|et|erne|ene|s|n|e|ar|arna)?)
    """
_BY_OURS = rf"""
        (?:(?:jeres|your|eue?re?[mnrs]?|ihre?[mnr]?|era|ert|er|deres|dere|den|det|the|das|die
        |seneste|sidste|latest|last)[ ](?:\w+ ){{0,2}}?{_CHANGE}(?: (?:deres|fra dere|från er))?)
    """
_DESTROYS = r"""
        (?:fjerne[rt]|fjernede|slette[rt]|slettede|ødelagde|ødelagt|ødelægger|ødela|ødelegger
        |knækkede|knækket|smadrede|smadret|fordoble[rt]|fordoblede|dobler|doblet|nulstillede
        |nulstillet|nullstilt\w*|lagde ned|lagt ned|skjulte|skjult|skjuler
        |tagit bort|tog bort|tar bort|raderade?|raderat|förstör(?:t|de)?|dubbla[rdt]e?|dubblerar
        |dubblerat|släckte|släckt|tatt bort|tok bort|removed|removes|deleted|deletes|wiped|broke
        |broken|breaks|killed|kills|doubled|doubles|destroyed|disabled|disables|took down|hid|hides
        |entfernt\w*|gelöscht|löschte?|zerstört\w*|zerschossen|verdoppelt\w*|kaputt ?gemacht
        |lahmgelegt|ausgeblendet|versteckt)
    """
_NOT_OF_A_SHOP = r"""
        (?:(?:fejl|problem|bug|issue|error|fehler|feil|fel|spam|advarsl?e?|varning|warn|logo|banner
        |font|farv|farg|färg|colou?r|farbe|nyhedsbrev|newsletter|virus|testordre)\w*
        |(?:den |det |the |das |die |der )?(?:gamle?|gamla|old|alten?)\b)
    """
_OURS_DESTROYED = pattern(
    spelled_freely(
        rf"""
        \b{_BY_OURS}\b[^!?\n]{{0,60}}?\b{_DESTROYS}\b
        (?! (?:\w+ ){{0,2}}?{_NOT_OF_A_SHOP})
        """
    )
)
_GOOD_RIDDANCE = pattern(
    spelled_freely(rf"\b(?:hat|haben|habt)[ ](?:\w+ ){{0,3}}?{_NOT_OF_A_SHOP}")
)
_IS_BLACK = pattern(
    r"""
        \b(?:(?:er|är|is|ist)[ ](?:alt|allt|alles|everything|det hele|alting|all)[ ](?:helt )?
        |(?:alt|allt|alles|everything|det hele|alting)(?:[ ](?:er|är|is|ist)|'s)[ ](?:\w+ )?)
        (?:sort|svart|schwarz|black|dark|mørkt?|mörkt|dunkel)\b
    """
)

_DONE = r"""
        (?:ændret?|ændrede|ændringer?|skiftet|changed?|changes|geändert|änderung|ändrat|ändrats
        |ändrades|endret|byttet|bytt|nulstillet|reset|zurückgesetzt|återställts|nullstilt|logget
        |loggede?|logged|loggat|eingeloggt|login|innlogging|inloggning|anmeldung|oprettet|opprettet
        |created|skapats|erstellt|tilføjet|added|slettet|deleted|godkendt|approved|genehmigt|ny|nyt?t?|new|neue[nrs]?)
    """
_SAFE = r"""
        (?:password\w*|adgangskode\w*|kodeord\w*|kode[nr]?|koder|lösenord\w*|passord\w*|passwort\w*
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
_GAVE = pattern(
    r"""
        \b(?:gav|givet|gett|gitt|gave|given|gab|gegeben|oplyste|oplyst|oppga|oppgitt|uppgav|uppgett
        |lämnade|lämnat|told|sagde|sagt|sa|verraten|genannt|fortalte|fortalt|shared|delte|delt
        |delade|sendte|sent|skickade|durchgegeben|mitgeteilt|læste|read out)\b
    """
)
_SECRET = pattern(
    r"""
        \b(?:kode[nr]?|koden?|kod|code[sn]?|password\w*|adgangskode\w*|kodeord\w*|lösenord\w*|passord\w*
        |passwort\w*|kennwort\w*|pin ?-?kode\w*|login\w*|log-?in|mitid|bankid|tan|kortnummer\w*
        |zugangsdaten|credentials|inloggning\w*|innlogging\w*)\b
    """
)
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
    """
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
    """
)

# By the reason: what a text must hold, all of it.
_TOLD = (
    ("security", (_NOT_BY_ME, _TOLD_OF_A_CHANGE, _OF_AN_ACCOUNT)),
    ("security", (_DISMISSED, _HAS_STILL_ACCESS)),
    ("down", (_IS_BLACK,)),
)
_GIVEN_AWAY = (_TO_A_STRANGER, _SECRET, _GAVE)
_SENTENCE_END = re.compile(r"[.!?\n]+(?=\s|$)")


def harm_told(text: str) -> Sequence[str]:
    """The reasons of harm that a text in small letters tells of, each as often as it does."""
    told = [reason for reason, signs in _TOLD if all(sign.search(text) for sign in signs)]
    sentences = _SENTENCE_END.split(text) if _SECRET.search(text) else ()
    if any(all(sign.search(one) for sign in _GIVEN_AWAY) for one in sentences):
        told.append("security")
    if _OURS_DESTROYED.search(text) and not _GOOD_RIDDANCE.search(text):
        told.append("broken")
    return told
