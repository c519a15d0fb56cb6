"""Many shops in trouble at once: when their reports are one outage, and what stays out of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from relay.core.directory import folded
from relay.core.incident import State
from relay.core.reading.signs import pattern
from relay.core.reading.wording import read_wording
from relay.core.spelling import spelled_freely, spelled_plainly

ENDS_AFTER = timedelta(minutes=30)  # without a new shop
# An incident of an outage is not paged for itself: so often it looks whether its lead still is.
LOOK_GAP = timedelta(minutes=5)
NEWS_AFTER = timedelta(minutes=1)  # its merchants hear that it was given back, unless taken by then

_STRANGER = (
    r"(?:fremmede?|en fremmed|strangers?|uvedkommende|uautorisered\w*|obehörig\w*|uvedkomne"
    r"|främmande|fremde[rn]?|unbefugte?\w*|intruders?|inkräktare|eindringlinge?|indtrængende"
    r"|(?:ukendte?|unknown|okända?|ukjente?|unbekannte?r?) (?:person\w*|people|menneske\w*"
    r"|brug\w*|users?|användare|bruker\w*|benutzer|admin\w*)|ukendte har|unbekannte haben)"
)
# Also what is no person everywhere: "an unknown error in admin" is no break-in.
_BY_STRANGER = (
    rf"(?:af|av|by|von|durch) (?:\w+ )?(?:{_STRANGER}|nogen|someone|somebody|noen|någon|jemand\w*"
    r"|andre|andra|others|ukendte?|unknown|okända?|ukjente?|unbekannt\w*|unbefugt\w*)"
)
_SOMEBODY = rf"(?:{_STRANGER}|nogen|nogle|someone|somebody|noen|någon|jemand)"
_OURS = (
    r"(?:admin\w*|backend\w*|back ?office|konto\w*|konti|kontrolpanel\w*|accounts?|system\w*"
    r"|server\w*|database\w*|dashboard\w*|bruger\w*|profil\w*|login\w*|mail\w*)"
)
_PASSWORD = (
    r"(?:adgangskode\w*|kodeord\w*|kodeordet|passord\w*|passwor[dt]\w*|lösenord\w*"
    r"|kontonum\w*|bankkonto\w*|bank (?:account|details)\w*|iban)"
)
_CHANGED = (
    r"(?:ændre[rt]?|endret|endrer|(?:[ä]|ae)ndra[rt]?s?|chang(?:ed|es|ing)|geändert|skiftet|skifter"
    r"|bytt|bytet|byter|byttet|udskiftet|slette[rt]?|deleted?s?|deleting|gelöscht|löscht"
    r"|radera[rt]?s?|oprettet|opprettet|skapat|created|angelegt|replaced)"
)
_TAKEN_OVER = (
    r"(?:overtage[tnr]?|overtatt|overtar|övertagits|övertagen|tagit över|taken over|took over"
    r"|taking over|übernommen|hijack\w*|highjack\w*)"
)
_NOT_US = (
    r"(?:(?:der|som|who|that|die|der) (?:bestemt |absolut )?(?:ikke er (?:os|oss)"
    r"|inte är (?:oss|vi)|(?:is|are) not us|(?:isn't|aren't) us|nicht (?:wir|zu uns))"
    r"|(?:ikke|inte|not|nicht) (?:os|oss|vi|us|wir),? (?:der|som|who|that|die))"
)
_BREAK_IN = pattern(
    spelled_freely(rf"""
        \b(?:\w*hack\w*|indbrud\w*|innbrudd\w*|intrång\w*
        |break[- ]?in|broken in(?:to)?|broke in(?:to)?|einbruch\w*|eingebrochen|kompromit\w*
        |komprometter\w*|compromised|kapret|kapad\w*|kapats|malware|skadlig kod|ransom\w*
        |phishing|skimm\w*|deface\w*|virus\w*|trojan\w*|porno?\w*|casino\w*|kasino\w*
        |{_NOT_US}
        |{_SOMEBODY} (?:\w+ ){{0,3}}?(?:inde|inne|inside|drin|brudt ind|tagit sig in
        |in(?= (?:our|unser|my|the|vår)))
        (?: (?:i|på|in|into|of|im))*(?: (?:vores|our|the|vår|vårt|våre|unser\w*|vor|min|mit|my))?
        [ ]{_OURS}
        |{_SOMEBODY} (?:\w+ ){{0,5}}?(?:logge[tdr]\w* (?:sig )?(?:ind|inn|på)
        |log(?:ged|s|ging) (?:in|on)
        |logga[rt] in|eingeloggt)(?: ?(?:to|into|i|på|hos|in|as|som|with|med))?
        (?: (?:vores|our|the|vår|vårt|våre|min|mit|my|unser\w*))? (?:{_OURS}|us|me|os|mig)
        |{_SOMEBODY} (?:\w+ ){{0,2}}?(?:har|has|have|hat|haben|fått|fået|got) (?:fått |fået |full )?
        (?:adgang til|access to|tilgang til|åtkomst till|zugriff auf) (?:\w+ )?{_OURS}
        |{_STRANGER} (?:\w+ ){{0,4}}?(?:{_CHANGED}|{_TAKEN_OVER})
        |(?:{_CHANGED}|{_TAKEN_OVER}) (?:\w+ ){{0,2}}?{_BY_STRANGER}
        |{_PASSWORD} (?:\w+ ){{0,2}}?{_BY_STRANGER} (?:\w+ )?{_CHANGED}
        |{_SOMEBODY} (?:\w+ ){{0,3}}?{_TAKEN_OVER}
        |(?:side\w*|sida\w*|site|website|seite|shop\w*|butik\w*|nettbutikk\w*|store|konto\w*
        |accounts?|domæne\w*|domain|profil\w*|admin\w*) (?:\w+ ){{0,3}}?{_TAKEN_OVER}
        |{_SOMEBODY} (?:\w+ ){{0,3}}?{_CHANGED} (?:\w+ ){{0,3}}?
        (?:{_PASSWORD}|(?:vores|our|våre|våra|unsere) (?:priser|prices|preise))
        |(?:de|they|{_STRANGER}|nogen|someone|somebody|noen|någon|jemand) (?:\w+ ){{0,3}}?
        (?:sletter|slettet|raderar|raderat
        |deletes|deleted|deleting|löscht|gelöscht) (?:\w+ ){{0,2}}?
        (?:ordre\w*|orders?|ordrar|bestell\w*|bestill\w*|produkt\w*|products?|vare\w*|kund\w*
        |customers?|alt|allt|everything|alles|butik\w*|shop\w*)
        |(?:videre|vidare|redirect\w*|weiter\w*|omdiriger\w*|sendes|sends?) (?:\w+ ){{0,2}}?
        (?:til|to|till|auf|zu) (?:\w+ )?(?:fremmede?|andet?|anden|another|strange|främmande|annan
        |fremden?|andere|annen|ukendte?|unknown) (?:\w+ )?(?:side\w*|sida|site|website|seite))\b
    """)
)
_DATA = (
    r"(?:\w*data|\w*daten|(?:\w*opl|\w*oppl)ysning\w*|\w*uppgift\w*|info\w*|\w*adress\w*"
    r"|addresses|orders?|\w*ordre\w*|order|ordrar\w*|bestell\w*|bestill\w*|kortnum\w*"
    r"|card numbers?|details|navne|names|e?-?mails?|passwords?|passwörter|kodeord|faktura\w*"
    r"|invoices?|rechnung\w*|cpr\w*|person\w*)"
)
_OPEN_TO_ALL = (
    r"(?:frit|fritt|frei|free for all|åbent?|åpent?|öppet|öppna|offen|offent\w*|public\w*"
    r"|exposed|blottet|eksponeret|in the open|out in the open|öffentlich\w*"
    r"|(?:synlige?a?|visible|open|available|tilgængelig\w*|tilgjengelig\w*|tillgänglig\w*)"
    r" (?:for|to|för|on|på) (?:alle|alla|andre|andra|enhver|fremmede|everyone|everybody|anyone"
    r"|all|others?|strangers|the public|google|nettet|nätet)"
    r"|für (?:alle|jeden|andere|fremde) (?:sichtbar|einsehbar|zugänglich))"
)
_OTHERS = (
    r"(?:hinandens?|hverandres?|varandras?|each other's?|one another's?|andres|andras|anderer?n?"
    r"|fremdes?|fremden|other people's?|others'?|somebody else's?|someone else's?|en andens"
    r"|någon annans|noen andres)"
)
_LEAK = pattern(
    spelled_freely(rf"""
        \b(?:\w*dat(?:a|en)\w*(?:læk|laek|läck|lekk|leck|leak|brud|brudd|intrång|panne|breach)\w*
        |data (?:leak|breach)\w*|(?:l[æ]k|laek|l[ä]ck|laeck|lekk|leak)\w* (?:\w+ ){{0,3}}?(?:data
        |oplysning\w*|opplysning\w*|uppgift\w*|kunde\w*|kund\w*|customer\w*|cards?|kort\w*)
        |{_DATA} (?:\w+ ){{0,2}}?(?:er |blev |blevet |är |were |been )?(?:lækket|läckt|läckts
        |lekket|leaked|stjål\w*|stulna|stulits|stolen|gestohlen)
        |gdpr|personoplysning\w*|personopplysning\w*|personuppgift\w*|personal data
        |personenbezogen\w*|kundendaten|kundedata|kunduppgift\w*|customer data
        |(?:andre|andras?|andres|other|anderer?n?|fremde[nrs]?) (?:kund\w*|customer\w*|people)
        |{_OTHERS} (?:\w+ )?(?:{_DATA}|konto\w*|konti|accounts?|konten|kurve?|cart|profil\w*)
        |{_DATA} (?:\w+ ){{0,4}}?(?:lig\w+|lå|er|is|are|was|were|being|är|ist|sind|lie|lies|lying
        |liegt|liegen) (?:\w+ ){{0,2}}?{_OPEN_TO_ALL}
        |(?:alle|everyone|everybody|anyone|enhver|alla|jeder|fremmede|strangers|fremde) (?:kan|can
        |kann|können) (?:\w+ )?(?:se|see|sehen|hente|download|läsa|læse|read|lesen) (?:\w+ ){{0,3}}?
        {_DATA}
        |(?:stjål\w*|stulen|stulna|stulit|stolen|gestohlen\w*)
        [ ](?:\w+ ){{0,3}}?(?:data|kort\w*|cards?|oplysning\w*|opplysning\w*|uppgift\w*))\b
    """)
)
_TWICE = (
    r"(?:to gange|2 gange|2x|x2|dobbelt\w*|dobbel|twice|two times|2 times|double|doubly"
    r"|två gånger|2 gånger|dubbel|dubbelt|dubbla|to ganger|2 ganger|doppelt|zweimal|2 mal|2mal)"
)
_MANY_TIMES = (
    r"(?:(?:flere|adskillige|mange|tre|fire|fem|seks|ti|utallige|[3-9]|[1-9]\d) gange"
    r"|(?:flere|mange|tre|fire|fem|[3-9]|[1-9]\d) ganger"
    r"|(?:flera|många|tre|fyra|fem|[3-9]|[1-9]\d) gånger"
    r"|(?:multiple|several|many|three|four|five|numerous|[3-9]|[1-9]\d) times|thrice"
    r"|mehr(?:fach|mals)|mehrere male|vielfach|(?:drei|vier|fünf|[3-9]) ?mal|dreifach"
    r"|[3-9] ?x|x ?[3-9]|igen og igen|gang på gang|om och om igen|again and again"
    r"|over and over|immer wieder|repeatedly|gentagne gange|gjentatte ganger|upprepade gånger)"
)
_CHARGED = (
    r"(?:trukket|træk\w*|h(?:[æ]|ae)v\w*|betal\w*|opkræv\w*|debiter\w*|charg\w*|bill(?:ed|ing)|pay\w*"
    r"|paid|dragits|drag\w*|dras|debiterad\w*|belast\w*|belastet|trekk\w*|abgebucht"
    r"|abbuch\w*|gebucht|bezahl\w*|kassiert|penge\w*|pengar\w*|money|geld)"
)
# Narrower than the above: "they tried to pay three times" is no charge.
_TAKEN_FROM = (
    r"(?:trukket|trækkes|trækker|hævet|hæves|betaler|opkrævet|opkræves|opkræver|debiter\w*"
    r"|charged|charges|charging|billed|dragits|dras|drar|belastet|belastes|belastad\w*"
    r"|belastas|trekkes|trekker|fakturer\w*|abgebucht|gebucht|belastet|kassiert)"
)
_DOUBLE_CHARGE = pattern(
    spelled_freely(rf"""
        \b{_CHARGED}\b[^.!?\n]{{0,60}}?\b{_TWICE}\b|\b{_TWICE}\b[^.!?\n]{{0,40}}?\b{_CHARGED}\b
        |\b{_TAKEN_FROM}\b[^.,;!?\n]{{0,60}}?\b{_MANY_TIMES}\b
        |\b{_MANY_TIMES}\b[^.,;!?\n]{{0,40}}?\b{_TAKEN_FROM}\b
        |\b(?:dobbelt|dobbel|double|dubbel|doppel)[- ]?(?:træk\w*|trekk\w*|betal\w*|charg\w*
        |debiter\w*|dragning\w*|abbuch\w*|bill\w*|opkræv\w*|payments?|zahlung\w*)\b
    """)
)


@dataclass(frozen=True, slots=True)
class Reported:
    """A critical report, as a storm counts it."""

    shop: str | None
    sender: str
    at: datetime
    tells_of_fault: bool = True

    @property
    def key(self) -> str:
        """What stands for the shop: its name in one spelling, or the sender where none was told."""
        return spelled_plainly(folded(self.shop or "")) or self.sender


def different_shops(reports: Iterable[Reported]) -> int:
    """How many shops are in trouble; a shop counts once, and a sender counts once.

    Who tells of no fault does not count.
    """
    known = [one for one in reports if one.tells_of_fault]
    return min(len({one.key for one in known}), len({one.sender for one in known}))


def last_new_shop_at(reports: Sequence[Reported]) -> datetime | None:
    """When the number of different shops last grew; None without reports."""
    known: list[Reported] = []
    last, shops = None, 0
    for one in sorted(reports, key=lambda report: report.at):
        known.append(one)
        grown = different_shops(known)
        last, shops = (one.at if grown > shops else last), grown
    return last


def is_over(reports: Sequence[Reported], now: datetime) -> bool:
    """Whether an outage takes no more reports, for want of new shops."""
    last = last_new_shop_at(reports)
    return last is None or now >= last + ENDS_AFTER


def is_milestone(shops: int) -> bool:
    """Whether whoever works on an outage is told that it has so many: 5, 10, 20, 50, 100 …"""
    leading = shops
    while leading >= 10 and leading % 10 == 0:
        leading //= 10
    return shops >= 5 and leading in (1, 2, 5)


def stands_alone(words: str, why: Iterable[str]) -> bool:
    """Whether a report never joins an outage: a break-in, a data leak, a double charge.

    Args:
        words: the merchant's, as they came.
        why: the reasons the report is urgent.
    """
    plain = read_wording(words).plain.lower()
    signs = (_BREAK_IN, _LEAK, _DOUBLE_CHARGE)
    return "security" in why or any(sign.search(plain) for sign in signs)


def tells_of_fault(why: Iterable[str], problem: str | None) -> bool:
    """Whether a critical report may tell of a fault: not "hej", and "ok" within ten minutes."""
    return "insists" not in why or problem is not None


class Course(StrEnum):
    """What an incident of an outage does next."""

    STAY = "stay"
    TAKEN = "taken"  # somebody has the lead, and so has this one
    OPEN = "open"  # the lead is nobody's again
    CLOSED = "closed"  # with the lead
    ALONE = "alone"  # the lead carries it no more: it is paged for itself


def course(own: State, lead: State, *, lead_fails: bool) -> Course:
    """How an incident of an outage follows its lead.

    Args:
        own: where it stands.
        lead: where its lead stands.
        lead_fails: whether the lead's last step failed, so that nobody may be paged for it.
    """
    if lead is State.CLOSED:
        return Course.STAY if own is State.CLOSED else Course.CLOSED
    if lead_fails or lead not in (State.OPEN, State.ACKNOWLEDGED):
        return Course.ALONE
    if own is lead:
        return Course.STAY
    return Course.TAKEN if lead is State.ACKNOWLEDGED else Course.OPEN
