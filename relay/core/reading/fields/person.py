"""What looks like a person's name, and what looks like the name of a shop."""

import re
from functools import lru_cache

from relay.core.language import is_common_word
from relay.core.reading.beginnings import guarded
from relay.core.reading.fields.exclaimed import is_exclaimed, is_said
from relay.core.reading.fields.given_names import is_given_name
from relay.core.reading.pattern import Pattern
from relay.core.reading.wording import in_small, listed

_WORD = r"[^\W\d_][^\W\d_']*(?:[-'][^\W\d_]+)*"
_FIRST = Pattern(r"[^\s&+]*")
_INITIAL = Pattern(r"[^\W\d_]\. ?[^\W\d_]{2,}")  # and a surname
_NAME_START = Pattern(rf"(?:[^\W\d_]\.\s?){{0,2}}(?P<word>{_WORD})")
_PARTICLE = r"(?:van|von|de|van der|van den|af|del|al|el|zu)"
_NAME_MORE = Pattern(
    rf"(?P<joint>\s\"[^\"\n]{{1,15}}\"\s|\s?[&+]\s?|\s(?:og|and|och|und)\s|\s{_PARTICLE}\s|\s)"
    rf"(?P<word>[^\W\d_]\.|{_WORD}\.?)"
)
# "Niels Chr. Aaby": what stands behind the name's first part.
_ABBREVIATED = Pattern(
    r"(?<=[^\W\d_] )(?:Chr|Kr|Fr|Joh|Th|Vald|Alex|Jørg|Marg|Aug|Wilh)"
    r"(?P<rest>\. (?:(?:[A-ZÆØÅÄÖÜ]\. ?)*)[A-ZÆØÅÄÖÜ][^\W\d_]+(?:-[A-ZÆØÅÄÖÜ][^\W\d_]+)?)"
)
_SURNAME = Pattern(r"(?<=[^\W\d_A-ZÆØÅÄÖÜ]) (?-i:[A-ZÆØÅÄÖÜ])[^\W\d_A-ZÆØÅÄÖÜ]+\s*(?:[\n,.(]|$)")
_SPELLED = Pattern(r"\S+")
_SMALL_FIGURE = Pattern(r"\d{1,3}")
_RUNS_ON = Pattern(r"[.,-]\w")
_TWICE = Pattern(r"\b([^\W\d_]{3,}) (?=\1\b)", re.IGNORECASE)
_TITLES = Pattern(
    guarded(
        r"(?:(?:hr|herrn?|frau|fru|frk|frøken|fröken|fräulein|mrs?|ms|miss|dr|prof|ing|director"
        r"|manager)\b(?!-)\.?\s*)+"
    ),
    re.IGNORECASE,
)
_NOT_NAMES = frozenset(
    listed(
        """
        tlf tel mobil mob telefon phone cvr org ring call hej hi hello mvh vh kh hilsen regards tak
        thanks shop webshop butik website problem fejl hjælp help urgent haster support hotline
        kontakt contact admin checkout ordre order visa mobilepay google safari chrome firefox sendt
        sent iphone ipad aps as ab gmbh ltd sms danmark denmark sag ticket black site down error fra
        from venligst vedr re monday tuesday wednesday thursday friday saturday sunday paypal klarna
        vipps swish dankort dns ssl http https api facebook instagram nordea stop test please pls
        asap number nummer owner ejer ejeren indehaver indehaveren ägare ägaren eier eieren inhaber
        inhaberin manager butikschef bestyrer adm dir direktør yet endnu begge both beide båda
        merry christmas xmas frohe frohes weihnachten ostern sondern uppe oppe modsat unlike
        visit view browse check look reload refresh retry restart reschedule postpone cancel confirm
        tjek tjekke tjekker besøg besøk åbn genindlæs kolla kollar kika titta spana besök öppna
        sjekk sjekke åpne besuche besucht besuchen schau schaut schauen prüfe prüft prüfen öffne
        öffnen puss pussar kram kramar kys klem klemmer knus hugs xoxo bussi küsschen
        """
    )
)
_MONTHS = frozenset(listed("april maj juni juli august june may mai märz july"))
_SIGH = Pattern(
    r"(?:vilke[nt]|hvilke[nt]|sikke[nt]?|what an?|such an?|for e[nt]|was für|so eine?|welche?) \w",
    re.IGNORECASE,
)
_DAY = Pattern(r"\d\.? ?$")
_ALSO_WORDS = frozenset(
    listed(
        """
        april august aurora chance daisy frank grace grant hazel heather holly jasmin jolly marina
        olive pearl penny robin stella storm violet virginia victor viola summer carol trine linda
        """
    )
)
# "Bo Bech Adm. dir.", "Bo Bech CEO"
_OFFICE = Pattern(
    r"\s+(?:adm|dir|direktør|ceo|vd|geschäftsführer(?:in)?|indehaver|inhaber(?:in)?|ägare|owner"
    r"|daglig leder|ringede|ringde|ringte)\b.*$",
    re.IGNORECASE,
)
SHORTEST_LOWER = 5  # letters of a name in small letters; shorter ones are other words too often
_LOWER_IN_TITLES = frozenset(
    listed(
        "og and och & + på i of the de den det til till for von und en et at la le v in am van af"
        " av del al el zu der du des im zum zur"
    )
)
_ARTICLES = frozenset(listed("the det den die das der les butik café cafe firma"))
# Both in small letters.
_FIRM = Pattern(
    guarded(
        r"\b(?:aps|a/s|i/s|k/s|ivs|ab|asa|gmbh|ug|ltd|limited|inc|llc|bv|b\.v|oy|as|sp|ohg|kg)\b\.?$"
    )
)
_SHOP_WORD = Pattern(
    guarded(
        r"(?<!\w{21})(?:shop|butikk?|butikken|handel|handlen|kompagni|kompagniet|design|keramik"
        r"|smykker|smycken|lakridslade|kaffe|loftet|kokeri)\b"  # what ends a word
        r"|(?<=\w)bua\b"
        r"|\b(?:online|nordic|copenhagen|trading|supplies|store|company|co|studio|atelier|antikvariat"
        r"|bokhylla|tekstil|bageri|vin|garn|kaffebar|sin|sitt)\b"
    )
)
# How shops are called, and no persons: "Garnbixen", "Nähstübchen".
_SHOPS_END = Pattern(
    r".{3,20}(?:bixen|hyllan|hyllen|hylla|stübchen|lädchen|laden|kontor|shack|corner|box|shoppen"
    r"|shop|butikken|butiken|butik|hjørnet|hörnan|hulen|stuen|stugan|stua|bua|boden|kroken"
    r"|kælderen|källaren|kjelleren|loftet|huset|hytten|hytta|verkstan|værkstedet|verkstedet"
    r"|lageret|lagret|werkstatt|store|depot|nook|emporium|garnet|tøjet)",
    re.IGNORECASE,
)
_PARTNERS = Pattern(r"[\w']+(?: [\w']+)? (?:&|\+) [\w']+")
LONGEST_NAME = 5  # words
LONGEST_TITLE = 6


def name_at(text: str, start: int = 0) -> int:
    """Where the person's name that begins at `start` ends; `start` when none begins there."""
    first = _NAME_START.match(text, start)
    if not first or not _may_name(first["word"]):
        return start
    end, count = first.end(), 1
    while count < LONGEST_NAME:
        more = _NAME_MORE.match(text, end)
        if more and more["joint"].strip() == "von" and not _is_of_nobility(text[start:end]):
            break  # "Svenja von Kerzenlicht" is of a shop sooner
        if not more or not _continues(more["joint"], more["word"], text, end):
            break
        end = more.end() if len(more["word"]) == 2 else more.end("word") - more["word"].count(".")
        count += 1
        if more["word"].endswith(".") and len(more["word"]) > 2:
            break
    return end


def end_of_abbreviated(text: str, start: int, end: int) -> int:
    """Where a name ends that has a middle name in short: "Niels Chr. Aaby"; `end` for others."""
    short = _ABBREVIATED.search(text, start) if text[end : end + 1] == "." else None
    return short.end() if short and short.start("rest") == end else end


def end_without_office(text: str) -> int:
    """Where a name ends without the office or act behind it: "Bo Bech Adm. dir.", "Bo ringede"."""
    office = _OFFICE.search(text)
    return office.start() if office else len(text)


def is_no_name(text: str) -> bool:
    """Whether the first word is one that no name begins with, or the only one is cried out."""
    words = text.split()
    return not words or words[0].casefold() in _NOT_NAMES or is_outcry(text)


@lru_cache(maxsize=1024)
def is_outcry(text: str) -> bool:
    """Whether the whole of a text is one word that people cry out: "Løgn", "Typical"."""
    words = text.split()
    return len(words) == 1 and is_exclaimed(words[0]) and not is_given_name(words[0].strip(".!?,"))


def is_sigh(text: str) -> bool:
    """Whether words begin as what people cry out of what they feel: "vilken lättnad"."""
    return _SIGH.match(text) is not None


def is_month(text: str, start: int, end: int) -> bool:
    """Whether a word is the month of a day: "1. juni"; "Juni" by itself may be a person."""
    return text[start:end].casefold() in _MONTHS and (
        text[start].islower() or _DAY.search(text, max(0, start - 4), start) is not None
    )


def is_remark(text: str) -> bool:
    """Whether words in small letters are talk, not what a shop is called: "cactus mate"."""
    words = text.split()
    is_small = len(words) > 1 and text == text.lower()
    return is_small and (is_said(words[-1]) or is_common_word(words[-1]))


def without_titles(text: str) -> int:
    """How many letters of "Hr.", "Frau" and the like stand at the beginning."""
    titles = _TITLES.match(text)
    return titles.end() if titles else 0


@lru_cache(maxsize=1024)
def is_known_name(name: str) -> bool:
    """Whether the first word is a common given name, or an initial before a surname."""
    first = _FIRST.match(name)
    if first and is_given_name(first[0]):
        return True
    return name[1:2] == "." and _INITIAL.fullmatch(name) is not None


def is_like_given_name(text: str) -> bool:
    """Whether a lone unknown word is sooner a person than a shop, which Danes write with -en."""
    is_one_word = len(text.split()) == 1
    return is_one_word and not (len(text) > 7 and text.endswith(("en", "et", "erne", "an", "ene")))


def is_never_a_name(word: str) -> bool:
    """Whether a word is one that texts hold where a name may stand: "Firefox", "ejeren"."""
    return word.casefold() in _NOT_NAMES


@lru_cache(maxsize=1024)
def is_name(text: str) -> bool:
    """Whether the whole of a text may be a person's name."""
    is_person = bool(text) and name_at(text) == len(text) and not is_firm(text)
    return is_person and not is_outcry(text)


@lru_cache(maxsize=1024)
def is_firm(text: str) -> bool:
    """Whether words say that this is a firm or a shop, not a person."""
    small = in_small(text)
    return bool(_FIRM.search(small) or _SHOP_WORD.search(small))


def title_at(text: str, start: int = 0) -> int:
    """Where the capitalised name of a shop that begins at `start` ends; `start` when none does."""
    end = last = start
    for count, word in enumerate(_SPELLED.finditer(text, start)):
        bare = word[0].strip(".,;:!?()\"'")
        if count >= LONGEST_TITLE or (
            count and word.start() > start and "\n" in text[end : word.start()]
        ):
            break
        is_number = bool(count) and _SMALL_FIGURE.fullmatch(bare)
        if is_number:
            last = word.end()
        elif _is_capital(bare) and not (is_common_word(bare) and bare.isupper()):
            last = word.start() + word[0].index(bare) + len(bare)
        elif bare.casefold() not in _LOWER_IN_TITLES or not count:
            break
        end = word.end()
        if word[0][-1] in ",;:!?":
            break
    return last


def end_of_first_title(text: str) -> int:
    """Where the second begins of a person and a shop that nothing separates; the end if it is one.

    "Bogcaféen Inge Thrane" is a shop and a person, "Erik V. Eriks Fiskegrej" the other way round.
    """
    starts = [found.start() for found in _SPELLED.finditer(text)][1:]
    if not starts:
        return len(text)
    twice = _TWICE.search(text)
    if twice:
        return twice.end()
    if is_known_name(text):
        for at in starts:
            if text[at:].split()[0].casefold() in _ARTICLES and len(text[at:].split()) > 1:
                return at
            if is_possessive(text[at:].split()[0]) and len(text[at:].split()) > 1:
                return at
        return len(text)
    for at in starts:
        before = text[:at].split()[-1].casefold()
        is_joined = before in _LOWER_IN_TITLES or before == "&"
        if not is_joined and is_known_name(text[at:]) and is_name(text[at:].rstrip(" .")):
            return at
    return len(text)


def is_like_a_word(name: str) -> bool:
    """Whether a name in small letters is sooner another word ("mark", "grace")."""
    is_short = len(name.strip(".,")) < SHORTEST_LOWER
    return is_short or name.casefold() in _ALSO_WORDS or is_common_word(name)


@lru_cache(maxsize=1024)
def is_possessive(word: str) -> bool:
    """Whether a word is a given name with an s ("Eriks"), as shops are called."""
    bare = word.strip(".,'")
    return bare.endswith("s") and is_given_name(bare[:-1].rstrip("'")) and not is_given_name(bare)


def ends_as_shop(word: str) -> bool:
    """Whether a word ends as shops' names do, and no person's: "Garnbixen", "Nähstübchen"."""
    return _SHOPS_END.fullmatch(word) is not None


def end_before_shop(name: str) -> int:
    """Where the shop begins that ends what looks like a name: "katja nähstübchen"; else its end."""
    titles = without_titles(name)
    first, *rest = name[titles:].split() or [""]
    is_person = titles or is_given_name(first)
    is_shop = bool(rest) and is_person and ends_as_shop(rest[-1])
    return len(name) - len(rest[-1]) if is_shop else len(name)


def is_title(text: str) -> bool:
    """Whether the whole of a text looks like the name of a shop or a person."""
    bare = text.strip(" .\"'")
    if ("&" in bare or "+" in bare) and _PARTNERS.fullmatch(bare):
        return True
    words = bare.split()
    if not words or len(words) > LONGEST_TITLE or title_at(bare) != len(bare) or is_outcry(bare):
        return False
    if all(word.casefold() in _NOT_NAMES for word in words):
        return False
    if is_known_name(bare) or not all(is_common_word(word.strip(".,")) for word in words):
        return True
    is_joined = any(word in _LOWER_IN_TITLES for word in words[1:-1])  # "Tøj til Alle"
    return is_joined and words[-1].istitle() and words[0].istitle()


def _may_name(word: str) -> bool:
    small = word.casefold()
    if small in _NOT_NAMES:
        return False
    if is_given_name(word):
        return not is_common_word(word) or word[0].isupper()
    return word[0].isupper() and not is_common_word(word)


def _is_of_nobility(name: str) -> bool:
    """Whether "von" behind a name belongs to it: "Karl Friedrich von Hagen"."""
    words = name.split()
    return len(words) > 1 and all(map(is_given_name, words))


def _continues(joint: str, word: str, text: str, end: int) -> bool:
    bare = word.rstrip(".")
    if "\n" in joint or not bare[0].isupper() or bare.casefold() in _NOT_NAMES:
        return False
    if joint.strip() in ("&", "+", "og", "and", "och", "und"):
        return is_given_name(bare)
    if is_possessive(bare) and len(text[end:].split()) > 1:
        return False  # the beginning of a shop
    after = text[end + 1 + len(bare) :]
    if _RUNS_ON.match(after) or after.startswith("."[: len(word) - len(bare)] + "@"):
        return False  # the beginning of a domain
    is_word = is_common_word(bare) and not is_given_name(bare)
    return len(bare) == 1 or not is_word or bool(_SURNAME.match(text, end + len(joint) + len(bare)))


def is_capitalised(text: str) -> bool:
    """Whether every word but the small ones of names and titles begins with a capital."""
    return all(word[0].isupper() or word in _LOWER_IN_TITLES for word in text.split())


def _is_capital(word: str) -> bool:
    return bool(word) and word[0].isupper()
