"""Who writes, and for which shop: the likeliest of all the names in a text."""

import re
from collections.abc import Sequence
from operator import itemgetter

from relay.core.reading.fields import person
from relay.core.reading.fields.client import find_client
from relay.core.reading.fields.labels import Field, Section
from relay.core.reading.fields.lone import find_lone
from relay.core.reading.fields.pieces import Kind, Piece
from relay.core.reading.fields.prose import SURE
from relay.core.reading.fields.shop import Host, mail_host, own_host
from relay.core.reading.fields.walls import sign_offs
from relay.core.reading.finding import Finding, Sureness
from relay.core.reading.pattern import Pattern
from relay.core.reading.wording import Wording

_END_OF_VALUE = Pattern(r"\n|\s[/|(]|[;,(]|\.\s|\s-\s|\.$|\s*$")
_END_OF_SHOP = Pattern(r"\n|[;(]|,\s|\.\s|\s/\s|\s-\s|\.$|\s*$")
_CUSTOMER_BEFORE = Pattern(
    r"\b(?:kunden?|kund|kundin|customer|client)\W{1,2}"
    r"(?:(?:frau|herrn?|hr|fru|mrs?|ms|miss)\.?\s)?$",
    re.IGNORECASE,
)
_LONGEST_SIGN_OFF = 48  # letters, signs and blanks
LONGEST_LABELLED_NAME = 5  # words
LONGEST_LABELLED_SHOP = 60  # letters


def writer_of(
    wording: Wording, hosts: Sequence[Host], sections: Sequence[Section], pieces: Sequence[Piece]
) -> Finding | None:
    """The sender's name as written, in its fullest form; None when the text has none."""
    plain = wording.plain
    for section in sections:
        if section.field in (Field.NAME, Field.BOTH):
            span = _labelled_name(plain, section)
            if span:
                return Finding(wording.quoted(*span), *span, Sureness.CERTAIN)
    best = _best_writer(plain, hosts, sections, pieces)
    if best is None:
        lone = find_lone(plain)
        return _found(wording, lone.person, Sureness.LIKELY) if lone and lone.person else None
    value = wording.quoted(best.start, best.end).strip(" .")
    return Finding(value, best.start, best.end, _sureness_of_writer(plain, best))


def shop_of(
    wording: Wording, hosts: Sequence[Host], sections: Sequence[Section], pieces: Sequence[Piece]
) -> Finding | None:
    """The shop: its domain where one is given, else its name as written, else the mail's domain."""
    labelled = [section for section in sections if section.field in (Field.SHOP, Field.BOTH)]
    for section in labelled:
        inside = own_host([host for host in hosts if section.start <= host.start < section.end])
        if inside:
            return _by_host(inside, Sureness.CERTAIN)
    own = own_host(hosts)
    if own:
        return _by_host(own, Sureness.CERTAIN if own.weight > 0 else Sureness.LIKELY)
    for section in labelled:
        span = _labelled_shop(wording.plain, section)
        if span:
            return Finding(wording.quoted(*span), *span, Sureness.CERTAIN)
    client = find_client(wording.plain)
    if client:
        sure = Sureness.LIKELY if client.is_plain else Sureness.DOUBTFUL
        return _found(wording, client.shop, sure)
    name = _named_shop(wording.plain, pieces)
    if name:
        value = wording.quoted(name.start, name.end).strip(" .")
        return Finding(value, name.start, name.end, _sureness_of_shop(wording.plain, name))
    lone = find_lone(wording.plain)
    if lone:
        return _found(wording, lone.shop, Sureness.DOUBTFUL)
    mail = mail_host(hosts)
    return _by_host(mail, Sureness.DOUBTFUL) if mail else None


def _found(wording: Wording, span: tuple[int, int], sure: Sureness) -> Finding:
    return Finding(wording.quoted(*span), *span, sure)


def _by_host(host: Host, sure: Sureness) -> Finding:
    return Finding(host.name, host.start, host.end, sure)


def _best_writer(
    plain: str, hosts: Sequence[Host], sections: Sequence[Section], pieces: Sequence[Piece]
) -> Piece | None:
    """Who is introduced most plainly, in the fullest form of the name."""
    named = [piece for piece in pieces if piece.kind is Kind.NAME]
    titles = [
        piece for piece in pieces if piece.kind is Kind.TITLE and not _is_a_customers(plain, piece)
    ]
    has_shop = bool(own_host(hosts) or _shops(pieces))
    has_shop = has_shop or any(section.field is Field.SHOP for section in sections)
    guessed = _person_among(plain, titles, has_shop)
    sure = [piece for piece in named if piece.sure >= SURE]
    if not sure and not (guessed and guessed.signed and _is_person(plain, guessed)):
        sure = [piece for piece in named if _is_person(plain, piece)]
        sure = sure or ([] if guessed and _is_person(plain, guessed) else named)
    candidates = [*sure, *([guessed] if guessed else [])]
    if not candidates:
        return None
    short = _text(plain, candidates[0]).casefold()
    fuller = [
        piece for piece in candidates if _text(plain, piece).casefold().startswith(short + " ")
    ]
    return max([candidates[0], *fuller], key=lambda piece: piece.end - piece.start)


def _is_a_customers(plain: str, piece: Piece) -> bool:
    """Whether the merchant names a customer there: "Customer Jane 07700 900111 can't pay"."""
    return _CUSTOMER_BEFORE.search(plain, max(0, piece.start - 20), piece.start) is not None


def _sureness_of_writer(plain: str, piece: Piece) -> Sureness:
    if piece.sure >= SURE or (piece.signed and _is_person(plain, piece)):
        return Sureness.CERTAIN
    return Sureness.LIKELY if _is_person(plain, piece) or piece.signed else Sureness.DOUBTFUL


def _sureness_of_shop(plain: str, piece: Piece) -> Sureness:
    text = _text(plain, piece)
    if piece.kind is Kind.SHOP or person.is_firm(text):
        return Sureness.LIKELY
    return Sureness.LIKELY if len(text.split()) > 1 else Sureness.DOUBTFUL


def _labelled_name(plain: str, section: Section) -> tuple[int, int] | None:
    start = section.start + person.without_titles(plain[section.start : section.end])
    end = min(person.name_at(plain, start), section.end)
    cut = _END_OF_VALUE.search(plain, start, section.end)
    whole = cut.start() if cut else section.end
    if end > start and person.is_known_name(plain[start:end]):
        rest = plain[start:whole]
        is_lower = len(rest.split()) <= 4 and not re.search(r"\d|@", rest)
        return (start, whole if is_lower and whole > end and section.field is Field.NAME else end)
    end = max(end, whole)
    text = plain[start:end]
    if not text or len(text.split()) > LONGEST_LABELLED_NAME or re.search(r"\d|@|\w\.\w", text):
        return None
    return start, end


def _labelled_shop(plain: str, section: Section) -> tuple[int, int] | None:
    start = section.start
    if section.field is Field.BOTH:
        name = _labelled_name(plain, section)
        start = name[1] if name else start
        while start < section.end and plain[start] in " ,;/-\n":
            start += 1
    cut = _END_OF_SHOP.search(plain, start, section.end)
    end = cut.start() if cut else section.end
    is_name = plain[start:end].strip() and end - start <= LONGEST_LABELLED_SHOP
    return (start, end) if is_name else None


def _shops(pieces: Sequence[Piece]) -> list[Piece]:
    return [piece for piece in pieces if piece.kind is Kind.SHOP]


def _named_shop(plain: str, pieces: Sequence[Piece]) -> Piece | None:
    """A shop named in running text, else the title that is least like a person."""
    named = [piece for piece in _shops(pieces) if "." not in _text(plain, piece).strip(".")]
    if named:
        return named[0]
    titles = [piece for piece in pieces if piece.kind is Kind.TITLE]
    is_introduced = any(piece.kind is Kind.NAME for piece in pieces)
    writer = None if is_introduced else _person_among(plain, titles, False)
    left = [piece for piece in titles if piece is not writer]
    shops = [piece for piece in left if not _is_person(plain, piece)]
    if not shops and writer and len(left) == 1:
        return left[0]  # "Nils, Nils Sin Snus"
    return min(shops, key=lambda piece: _likeness(plain, piece), default=None)


def _person_among(plain: str, titles: Sequence[Piece], has_shop: bool) -> Piece | None:
    """The title that is most like a person; an unknown one only where something says so."""
    if not titles:
        return None
    likeness, best = max(((_likeness(plain, piece), piece) for piece in titles), key=itemgetter(0))
    text = _text(plain, best)
    is_told = has_shop or best.signed or len(titles) > 1 or _is_person(plain, best)
    is_told = is_told or (best.start > 0 and person.is_like_given_name(text))
    return best if likeness >= 0 and is_told and person.is_name(text) else None


def _likeness(plain: str, piece: Piece) -> int:
    """How much sooner a title is a person than a shop; below 0: a shop."""
    text = _text(plain, piece)
    words = text.split()
    if _is_person(plain, piece):
        return 2 * SURE + (1 if piece.signed else 0)
    likeness = 0
    if piece.signed:
        likeness = 4 if _is_under_sign_off(plain, piece) else 1
    likeness -= 2 * (not person.is_name(text))
    likeness -= 2 * (person.is_firm(text) or person.is_possessive(words[0]))
    likeness += 1 if len(words) == 2 else 0
    return likeness - (not person.is_like_given_name(text) and len(words) == 1)


def _is_under_sign_off(plain: str, piece: Piece) -> bool:
    """Whether nothing stands between a sign-off and a piece: "Mvh Kim"."""
    near = max(0, piece.start - _LONGEST_SIGN_OFF)
    signs = sign_offs(plain, near, piece.start)
    return any(plain[sign.end() : piece.start] in ("", "\n") for sign in signs)


def _is_person(plain: str, piece: Piece) -> bool:
    text = _text(plain, piece)
    return person.is_known_name(text) and person.is_name(text)


def _text(plain: str, piece: Piece) -> str:
    return plain[piece.start : piece.end].strip(" .")
