"""Which webshop a text is about: the domains in it, and how each stands to the sender."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from relay.core.domains import is_domain
from relay.core.reading.fields.aside import MARK, set_aside
from relay.core.reading.pattern import Pattern
from relay.core.reading.wording import in_small, listed

# Endings that shops have. Any other (".med", ".men") must be written as an address.
_USUAL = frozenset(
    listed(
        """
        dk com se no de eu net org nu uk fi nl pl fr it es at ch be ie is us ca au lt lv ee cz gl fo
        info biz shop store io co online app me bike beer wine coffee toys shoes clothing fashion
        jewelry flowers gifts boutique furniture
        """
    )
)
_WORDS_THAT_ARE_ENDINGS = frozenset(
    listed("de no nu se at be is me it fo es shop store online info us")
)
_NO_WORDS = ("Dk", "Com", "Eu")  # that a sentence might begin with
_SENTENCE_ENDS = frozenset(
    listed(
        """
        ikke ned nede nere igen igjen virker down working online offline død væk her nu mere fejl
        hjælp nej ja det den dem os jer mig dig kunder ordrer siden shoppen butikken hjemmesiden
        admin betale tak help please now again error customers orders site shop website today nicht
        mehr geht kaputt weg kassen kassa order kort alle alt intet noget op ud ind til fra
        """
    )
)
# "we own the .com as well", "jeg tastede .dk"
_BEFORE_AN_ENDING = frozenset(
    listed(
        """
        the a an my our your their with without for of only both same new and or instead typed as to
        en et den det de din dit min mit mitt vores vort vår vårt jeres med uden for kun både begge
        samme ny nye nyt og eller i på til tastet tastede skrev skrevet vælge købe dansk och
        mein unser ein eine der die das mit ohne nur und oder statt
        """
    )
)
_FREE_MAIL = Pattern(
    r"(?:g(?:oogle)?mail|hotmail|outlook|live|msn|yahoo|ymail|icloud|me|mac|aol|proton(?:mail)?|gmx"
    r"|web|t-online|freenet|posteo|jubii|mail|email|ofir|stofanet|webspeed|telia|comhem|spray"
    r"|online|c2i|frisurf|wp|onet|interia|o2|ziggo|kpnmail|tele2|bredband|pm|zoho|fastmail)"
    r"\.(?:[a-z]{2,3}|co\.uk)|mail\.(?:tele\.dk|dk|com)"
)
_NO_NAMES = _SENTENCE_ENDS | _BEFORE_AN_ENDING
# "i alle lande .dk .se og .no": of these a merchant has an ending each, and is called by none.
_OF_MANY = frozenset(
    listed(
        """
        land lande landene länder länderna countries country sider siderne sidor sidorna
        sites seiten shops shoppene butikker butikkerne butiker butikerna nettbutikker webshops
        webshopperne stores läden domæner domænerne domæne domänen domäner domains domain endelser
        endelserne endungen ändelser endings versioner versionen versions adresser adresserne
        adressen adressene addresses markeder markederne marknader märkte markets sprog språk
        languages sprachen
        """
    )
)
_BARE = Pattern(r"\s\.(?:dk|com|se|no|de|eu|fi|net|nu|org|nl|pl|uk|fr|at)(?![\w-])", re.IGNORECASE)
# Companies that merchants name because their shop depends on them, with any ending ("*") or one;
# and where pictures, files and recordings of a screen are shown.
_NOT_A_SHOP = frozenset(
    listed(
        """
        quickpay.net stripe.com klarna.com nets.eu dibs.* paypal.com mobilepay.dk vipps.no swish.nu
        onpay.* pensopay.com reepay.com adyen.com epay.* mitid.dk borger.dk virk.dk skat.dk
        punktum.dk dk-hostmaster.dk dhl.* ups.com fedex.com dpd.* hermesworld.com myhermes.de
        posten.no helthjem.no budbee.com instabox.* evri.com royalmail.com przelewy24.pl mollie.com
        trustly.com worldpay.com sumup.* zettle.com bambora.com viabill.* qliro.com mailchimp.com
        klaviyo.com google.* facebook.com instagram.com gls.dk postnord.* dao.as bring.*
        cloudflare.com trustpilot.com pricerunner.* economic.dk e-conomic.com dinero.dk
        letsencrypt.org downforeveryoneorjustme.com bit.ly youtube.com tiktok.com prnt.sc
        prntscr.com imgur.com ibb.co imgbb.com gyazo.com snipboard.io snag.gy postimg.cc postimg.org
        postimages.org pasteboard.co tinypic.com imageshack.* photobucket.com flickr.com flic.kr
        giphy.com lightshot.com screencast.com screenrec.com monosnap.com monosnap.ai
        awesomescreenshot.com jumpshare.com droplr.com d.pr cl.ly getcloudapp.com zight.com loom.com
        vidyard.com streamable.com vimeo.com jam.dev youtu.be dropbox.com dropboxusercontent.com
        db.tt wetransfer.com we.tl transfernow.net filemail.com fromsmash.com gofile.io
        sendspace.com box.com mega.nz goo.gl icloud.com 1drv.ms onedrive.com live.com sharepoint.com
        pastebin.com
        """
    )
)
# Who lets shops: the domain itself is no merchant's, one under it is, if it is not their own.
_PLATFORM = Pattern(
    r"(?:(?:.+\.)?(?P<sub>[^.]+)\.)?(?:shoporama\.(?:dk|com)|dandomain\.dk|mywebshop\.io|smartweb\.\w+"
    r"|scannet\.dk|hostedshop\.\w+|golden-?planet\.\w+|wannafind\.dk|shopfactory\.com|simply\.com"
    r"|simplysite\.\w+|one\.com|website\.one|myshopify\.com|shopify\.com|wixsite\.com|wix\.com"
    r"|editorx\.io|squarespace\.com|mystrikingly\.com|weebly\.com|weeblysite\.com|square\.site"
    r"|webflow\.io|wordpress\.com|wpcomstaging\.com|mybigcommerce\.com|bigcartel\.com"
    r"|company\.site|ecwid\.com|jimdo(?:site|free)?\.com|jimdo\.\w+|webador\.\w+|webnode\.\w+"
    r"|mozello\.\w+|shop\.pro|tictail\.com|quickbutik\.(?:com|se)|abicart\.\w+|textalk\.\w+"
    r"|starwebserver\.se|wikinggruppen\.se|askas\.se|mystore\.no|mystore4?\.no|24nettbutikk\.no"
    r"|shopware\.store|gambiocloud\.com|strato\.shop|jtl-shop\.de|plentymarkets\.\w+"
    r"|plentyshop\.cloud|shopgate\.com|epages\.\w+|lightspeed\w*\.com|webshopapp\.com|sumupstore\.com"
    r"|shoplazza\.com|shoplo\.\w+|shoper\.pl|idosell\.com|myshoptet\.com)"
)
_PLATFORMS_OWN = Pattern(
    r"(?:www|admin|backend|support|help|hjælp|hjelp|hilfe|hjalp|status|docs?|faq|kb|api|cdn|static"
    r"|assets|media|images?|img|files?|e?mail|mx|smtp|imap|pop3?|webmail|ftp|sftp|apps?|login|auth"
    r"|sso|id|account|accounts|konto|my|min|mit|mine|kunder?|kundeservice|customers?|partners?|developers?|dev|demo"
    r"|blog|news|forum|community|themes?|billing|checkout|payments?|pay|go|links?|test|staging"
    r"|ns|dns|hosting|server|info)\d*",
)
# Where nearly every name is a merchant's: "go.myshopify.com" may be one.
_SHOPS_ONLY = Pattern(
    r"\.(?:myshopify|wixsite|wordpress|jimdo\w*|mybigcommerce|bigcartel|weebly\w*|sumupstore)\.com$"
)
_SHOPS_PLATFORMS_OWN = Pattern(r"(?:www|admin|status|support|help|accounts?|partners|api|cdn)\d*")
_OTHERS_SUBDOMAIN = Pattern(
    r"(?:pay|payments?|gateway|betaling|secure|api|cdn|admin|mail|feeds?|status)\d?\."
)

SET_ASIDE = -1  # weight of a shop that is said to be fine, or not to be meant
NOBODYS = -2  # weight of what is nobody's shop, whatever is said of it
MOST_HOSTS = 20  # of a kind; what holds more is a list, not a report
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_HOST = Pattern(
    r"(?<![\w@.-])(?P<scheme>https?:/{1,2}\s?)?(?P<www>www\d?[. ]\s?)?"
    rf"(?P<host>(?:{_LABEL}\.)+[^\W\d_][\w-]{{1,24}})"
    r"(?P<rest>:\d{1,5})?(?P<path>[/?#][^\s,)]*)?",
    re.IGNORECASE,
)
# What every domain has, looked for first, and how much of one can stand before it.
_DOT = Pattern(r"\.[^\W_]")
_LONGEST_BEFORE_DOT = len("https:// www1. ") + 63
# "lampehuset.dks kasse", "lampehuset.dk-siden", "lampehuset.dk.Ingen kan købe"
_GROWN_ON = Pattern(
    r"(?P<host>(?:[^.]+\.)+?(?:dk|com|se|no|de|eu))(?:s|-[^\W\d_]{3,}|\.[A-ZÆØÅÄÖÜ]\w*)"
)
# "stofogsaks,dk", "stofogsaks . dk", "stofogsaks punktum dk", "www stofogsaks dk"
_SLIP = Pattern(
    rf"(?<![\w@.-])(?:(?P<www>www[. ]\s?)(?P<name>{_LABEL})[., ]{{1,2}}(?P<tld>dk|com|se|no|de|eu)"
    rf"|(?P<name2>{_LABEL})(?:\s?,|\s\.\s?|\.\s)(?P<tld2>dk|com|eu)"
    rf"|(?P<name3>{_LABEL})\s(?:punktum|prik|dot|punkt)\s(?P<tld3>(?:co\sdot\s)?uk|dk|com|se|no|de"
    rf"|eu))"
    r"(?![\w-])",
    re.IGNORECASE,
)
_SLIP_COMMA = Pattern(rf"(?<![\w@.-])(?P<name>{_LABEL}),(?P<tld>se|no|de|net|nu)(?![\w-])", re.I)
# What either must have, looked for first: without a name before it, it is found sooner.
_SLIPPED = Pattern(r"www[. ]|[\s,.](?:dk|com|eu|punktum|prik|dot|punkt)(?![\w-])")
_SLIPPED_COMMA = Pattern(r",(?:se|no|de|net|nu)(?![\w-])")
_EMAIL = Pattern(
    rf"(?<![\w.+%'-])[\w.+%'-]+(?:\s?@|@\s?)(?P<host>(?:{_LABEL}\.)+[a-z]{{2,24}})",
    re.IGNORECASE,
)

_THEIRS_BEFORE = Pattern(
    r"(?:\b(?:via|gateway|gatewayen|(?:payments?|betalings?\w*) (?:page|side\w*)|betaling\w*"
    r"|payment|provider|vid|hjemmesiden|konkurren\w*|competitor\w*|redirect\w*"
    r"|omdiriger\w*|against|mod|fra bank|login på|link\w*|adressen)"
    r"|\b(?:send\w*|sent|leder|led|leads?|leitet|peger|pekar|peker|points?|ryger|land\w*|kommer"
    r"|goes|går(?! inn?d?\b)|end(?:er|s up)|hamn\w*|havn\w*|forward\w*|viderestil\w*"
    r"|videresend\w*|skicka\w*|umgeleitet|weitergeleitet|taken|hop\w*)"
    r"\b[^.!?\n]{0,25}\b(?:til|to|zu|hos|at|over på|på|mot|auf|till))"
    r"\s*(?:siden|the|et|en|a|nogle|noget)?\s*[('\"]?$",
)
_THEIRS_AFTER = Pattern(
    r"['\")]?\s*(?:(?:som|der|which|that|die)\s+(?:bare\s+|just\s+)?)?"
    r"(?:siger|says|svarer\b(?! ikke)|responds(?! not)|sagt|säger|sier|sagt|meldet|melder)",
    re.IGNORECASE,
)
_OURS_BEFORE = Pattern(
    r"\b(?:vores|vor|min|mit|our|my|vår|vårt|mitt|unsere?r?|mein\w*|onze|nasz|sklep|web ?shop\w*"
    r"|shop\w*"
    r"|butik\w*|fra|from|från|von|nettbutikk\w*|dom[æa]ene?t?|domain|webbutik\w*|hjemmeside\w*|i|av"
    r"|forretning\w*|store|site|siden|sidan|ang\.?|vedr\.?)\s*(?:er|is|är|hedder|ist"
    r"|heter)?[\s:=('\"]*$",
)


@dataclass(frozen=True, slots=True)
class Host:
    """A domain in a text."""

    start: int
    end: int
    name: str  # small letters, without scheme, "www.", port and path
    weight: int  # how surely it is the sender's own shop; below 0: another's
    is_mail: bool = False


def find_hosts(plain: str) -> list[Host]:
    """Every domain of a text, e-mail addresses included, in order."""
    mails = list(_mails(plain))
    blanked = _blank(plain, mails)
    hosts = [host for found in _written(blanked) if (host := _host(found, blanked))]
    blanked = _blank(blanked, hosts)
    slips: list[Host] = []
    for cue, slip in ((_SLIPPED, _SLIP), (_SLIPPED_COMMA, _SLIP_COMMA)):
        written = _first(slip, blanked) if cue.search(in_small(blanked)) else ()
        slips += [
            host
            for found in written
            if not _is_ending(found, blanked, hosts) and (host := _mended(found, blanked))
        ]
        blanked = _blank(blanked, slips)
    found = sorted([*mails, *hosts, *slips], key=lambda host: host.start)
    aside = _names_aside(plain, found)
    return [
        replace(host, weight=SET_ASIDE) if host.name in aside and not host.is_mail else host
        for host in found
    ]


def _names_aside(plain: str, hosts: Sequence[Host]) -> set[str]:
    """The shops that a text says are fine or not meant, where it names another that may be."""
    own = [host for host in hosts if not host.is_mail and host.weight >= 0]
    if len({host.name for host in own}) < 2:
        return set()
    marked = plain.replace(MARK, " ")
    for host in reversed(own):
        marked = marked[: host.start] + MARK + marked[host.end :]
    aside = set_aside(marked, [host.name for host in own])
    return aside if any(host.name not in aside for host in own) else set()


def _first(words: Pattern, text: str) -> Iterator[re.Match[str]]:
    return islice(words.finditer(text), MOST_HOSTS)


def _written(text: str) -> Iterator[re.Match[str]]:
    """What is written as domains are."""
    dot = _DOT.search(text)
    start = max(0, dot.start() - _LONGEST_BEFORE_DOT) if dot else len(text)
    return islice(_HOST.finditer(text, start), MOST_HOSTS)


def own_host(hosts: Sequence[Host]) -> Host | None:
    """The sender's own shop among the domains written out: the likeliest, else the first."""
    own = [host for host in hosts if not host.is_mail and host.weight >= 0]
    return max(own, key=lambda host: host.weight, default=None)


def is_no_shop(host: Host) -> bool:
    """Whether a domain is known to be nobody's shop: a carrier, a bank, a place for pictures."""
    return host.weight <= NOBODYS


def mail_host(hosts: Sequence[Host]) -> Host | None:
    """The first domain of an e-mail address that belongs to a firm."""
    return next((host for host in hosts if host.is_mail and host.weight >= 0), None)


def _mails(plain: str) -> Iterator[Host]:
    for found in _first(_EMAIL, plain) if "@" in plain else ():
        name = found["host"].lower()
        is_firms = not _FREE_MAIL.fullmatch(name) and not _is_platforms(name)
        weight = 0 if is_firms else -1
        yield Host(found.start(), found.end(), name, weight, is_mail=True)


def _host(found: re.Match[str], text: str) -> Host | None:
    host = found["host"]
    grown = _GROWN_ON.fullmatch(host)
    if grown and not is_domain(host.lower()):
        host = grown["host"]
    name = host.lower()
    if name.startswith("www.") and name.count(".") > 1:
        name = name[4:]
    written_as_address = bool(found["scheme"] or found["www"] or name != host.lower())
    glued = text[: found.start()].endswith("/")  # "Kim/lampehuset.dk/kassen er død"
    end = found.start("path") if glued and found["path"] else found.end()
    if not is_domain(name) or not (written_as_address or _is_likely(host)):
        return None
    end = found.start("host") + len(host) if host != found["host"] else end
    while text[end - 1] in ".,;:!?'\"":
        end -= 1
    return Host(found.start(), end, name, _weight(name, text, found.start(), end))


def _is_likely(host: str) -> bool:
    """Whether a name without www is a domain, not two sentences without a space between."""
    first, _, ending = host.rpartition(".")
    if ending.lower() not in _USUAL:
        return _PLATFORM.fullmatch(host.lower()) is not None  # "lampehuset.square.site"
    if ending.lower() in _WORDS_THAT_ARE_ENDINGS and first.lower() in _SENTENCE_ENDS:
        return False
    return ending.islower() or ending.isupper() or ending in _NO_WORDS


def _mended(found: re.Match[str], text: str) -> Host | None:
    parts = found.groupdict()
    first, ending = (
        next(part for key in keys if (part := parts.get(key)))
        for keys in (("name", "name2", "name3"), ("tld", "tld2", "tld3"))
    )
    name = f"{first}.{ending}".lower().replace(" dot ", ".")
    if len(first) < 3 or first.lower() in _NO_NAMES or not is_domain(name):
        return None
    return Host(found.start(), found.end(), name, _weight(name, text, found.start(), found.end()))


def _is_ending(found: re.Match[str], text: str, hosts: Sequence[Host]) -> bool:
    """Whether an ending behind a word is one of those that a shop has: "alle lande .dk .se"."""
    name = found.groupdict().get("name2")
    if not name or not _BARE.fullmatch(text, found.end("name2"), found.end()):
        return False
    has_whole = any(not host.is_mail and host.weight >= 0 for host in hosts)
    is_listed = has_whole and len(_BARE.findall(text)) > 1
    return is_listed or name.lower() in _OF_MANY


def _is_firms(name: str) -> bool:
    """Whether a domain is that of a firm that merchants name, or one under it."""
    firm, _, ending = ".".join(name.split(".")[-2:]).partition(".")
    if f"{firm}.*" in _NOT_A_SHOP:
        return bool(ending) and "-" not in ending
    return f"{firm}.{ending}" in _NOT_A_SHOP


def _is_platforms(name: str) -> bool:
    """Whether a domain is that of a firm that lets shops, or one under it that it has itself."""
    found = _PLATFORM.fullmatch(name)
    if found is None or not found["sub"]:
        return found is not None
    own = _SHOPS_PLATFORMS_OWN if _SHOPS_ONLY.search(name) else _PLATFORMS_OWN
    return own.fullmatch(found["sub"]) is not None


def _weight(name: str, text: str, start: int, end: int) -> int:
    if _is_firms(name) or _FREE_MAIL.fullmatch(name) or _is_platforms(name):
        return NOBODYS
    before = text[max(0, start - 40) : start].lower()
    theirs = _OTHERS_SUBDOMAIN.match(name) or _THEIRS_BEFORE.search(before)
    if theirs or (_THEIRS_AFTER.match(text, end) and not _is_alone(text)):
        return -1
    if _OURS_BEFORE.search(before) or _stands_alone(text, start, end):
        return 1
    return 0


def _is_alone(text: str) -> bool:
    """Whether a text has one domain; then it is the shop itself that says something."""
    return len(_HOST.findall(text)) == 1


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a domain fills its place between two commas, lines or slashes."""
    before, after = text[:start].rstrip(" ("), text[end:].lstrip(" )")
    return (not before or before[-1] in ".,;:/|-\n=!?") and (
        not after or after[0] in ".,;:/|-\n!?+"
    )


def _blank(text: str, hosts: Sequence[Host]) -> str:
    for host in hosts:
        text = text[: host.start] + "\x00" * (host.end - host.start) + text[host.end :]
    return text
