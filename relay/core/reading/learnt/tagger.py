"""Names, shops and problems as learnt from labelled texts, with the rules' answers as evidence.

The rules know how people introduce themselves; what they make of a text is told to two chains of
labels (`chain`), which have seen how often that is right, and what else tells a name.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import repeat
from typing import NamedTuple

from relay.core.reading.fields.client import find_client
from relay.core.reading.fields.lone import find_lone, is_seen
from relay.core.reading.fields.person import end_before_shop, is_known_name, without_titles
from relay.core.reading.fields.pieces import Kind
from relay.core.reading.fields.problem import with_its_statement
from relay.core.reading.fields.quoted import is_quoted
from relay.core.reading.fields.shop import Host, own_host
from relay.core.reading.finding import Finding, Sureness
from relay.core.reading.learnt.chain import HOME, Chain, Part, Scores, read_chain, shares
from relay.core.reading.learnt.traits import Evidence, Token, tokens_of, told_of
from relay.core.reading.learnt.weighing import Weighing
from relay.core.reading.wording import Wording

OUTSIDE = "O"
IDENTITY = (OUTSIDE, "BN", "IN", "BS", "IS")  # begins and is inside a name, a shop
PROBLEM = (OUTSIDE, "BP", "IP")
MOST_TOKENS = 150  # a longer text is read by the rules alone
_CERTAIN, _LIKELY = 0.95, 0.7  # how likely a finding must be
_SIGNED = [(Kind.NAME, True), (Kind.SHOP, True)]  # the last pieces of a text that is signed
_OF = ("fra", "från", "from", "von", "vom")
_EDGE = " \t\n.,;:-/|·•+"

FILES = {IDENTITY: "identity.tsv", PROBLEM: "telling.tsv"}  # by labels
_KNOWN = [Weighing([read_chain(HOME / file) for file in FILES.values()])]


def know(chains: Mapping[tuple[str, ...], Chain]) -> None:
    """Read with other chains from now on; they stand by their labels."""
    _KNOWN[:] = [Weighing([chains[labels] for labels in FILES])]


@dataclass(frozen=True, slots=True)
class Tagged:
    """The stretches of a text that are names, shops and problems; None where the text has none."""

    name: Finding | None
    webshop: Finding | None
    problem: Finding | None


class Stretch(NamedTuple):
    """Some words of a text, and how likely they are what they are taken for."""

    start: int
    end: int
    share: float
    words: int

    @property
    def sure(self) -> Sureness:
        """The share as a step that people are told."""
        if self.share >= _CERTAIN:
            return Sureness.CERTAIN
        return Sureness.LIKELY if self.share >= _LIKELY else Sureness.DOUBTFUL


def tag(wording: Wording, evidence: Evidence) -> Tagged | None:
    """Who writes, for which shop, and what is wrong; None for a text of too many words."""
    plain = wording.plain
    tokens = tokens_of(plain, evidence.hosts, evidence.numbers)
    if len(tokens) > MOST_TOKENS:
        return None
    weighing = _KNOWN[0]
    scores = weighing.scores(told_of(plain, tokens, evidence))
    who, told = map(list, map(_stretches, repeat(tokens), scores, weighing.chains))
    who = [(kind, found) for kind, found in who if not is_quoted(plain, found.start)]
    name = _fullest(plain, [found for kind, found in who if kind == "N"])
    shop = _shop([found for kind, found in who if kind == "S"], evidence.hosts)
    problem = max(
        (found for _, found in told), key=lambda found: found.share * found.words, default=None
    )
    writer, its_shop = _parted(wording, _finding(wording, name))
    webshop = _clients(wording, evidence)
    webshop = webshop or _named(wording, shop, evidence.hosts) or its_shop
    told_by_rule = dict(evidence.guesses).get("problem")
    is_told = problem or (told_by_rule and told_by_rule.sure is Sureness.CERTAIN)
    if webshop is None and is_told:  # who tells of nothing wrong is of no shop, but of a club
        webshop = _plain_shop(wording, evidence)
    return Tagged(writer, webshop, _whole(wording, _finding(wording, problem), evidence))


def weighed(tagged: Finding | None, by_rule: Finding | None) -> Finding | None:
    """What was tagged, as sure as the rules are of it where they say the same."""
    if tagged is None:
        return None
    is_same = by_rule is not None and by_rule.value == tagged.value
    most = by_rule.sure if by_rule and is_same else Sureness.LIKELY
    return tagged if tagged.sure <= most else replace(tagged, sure=most)


def stretched(found: Finding, start: int, end: int, wording: Wording) -> Finding:
    """What was tagged, to begin and end elsewhere."""
    if (start, end) == (found.start, found.end):
        return found
    return Finding(wording.quoted(start, end), start, end, found.sure)


def _stretches(
    tokens: Sequence[Token], scores: Scores, chain: Chain
) -> Iterator[tuple[str, Stretch]]:
    """The stretches that a chain of labels makes, each with its kind."""
    for part in chain.parts(scores):
        yield from _stretches_in(part, tokens[part.start :], chain)


def _stretches_in(
    part: Part, tokens: Sequence[Token], chain: Chain
) -> Iterator[tuple[str, Stretch]]:
    path = part.path
    labelled = [at for at, label in enumerate(path) if label != OUTSIDE]
    first, end = labelled[0], labelled[-1] + 1
    likely = shares(part.scores, chain.odds, range(first, end))
    said = [
        row[chain.labels.index(label)] for row, label in zip(likely, path[first:end], strict=True)
    ]
    at = first
    while at < end:
        kind, begin = path[at][1:], at
        at += 1
        while kind and at < end and path[at] == f"I{kind}":
            at += 1
        if kind:
            share = sum(said[begin - first : at - first]) / (at - begin)
            yield kind, Stretch(tokens[begin].start, tokens[at - 1].end, share, at - begin)


def _fullest(plain: str, names: Sequence[Stretch]) -> Stretch | None:
    """The likeliest name, in the fullest form that the text has."""
    best = max(names, key=lambda name: name.share, default=None)
    if best is None:
        return None
    short = plain[best.start : best.end].casefold()
    fuller = [name for name in names if plain[name.start : name.end].casefold().startswith(short)]
    return max([best, *fuller], key=lambda name: name.end - name.start)


def _shop(shops: Sequence[Stretch], hosts: Sequence[Host]) -> Stretch | None:
    """The domain that the rules hold most for the sender's, else the likeliest name."""
    weights = {host.start: host.weight for host in hosts}
    as_host = [shop for shop in shops if shop.start in weights]
    if as_host:
        likeliest = max(as_host, key=lambda shop: weights[shop.start])
        own = own_host(hosts) if weights[likeliest.start] < 0 else None
        return likeliest._replace(start=own.start, end=own.end) if own else likeliest
    return max(shops, key=lambda shop: shop.share, default=None)


def _named(wording: Wording, shop: Stretch | None, hosts: Sequence[Host]) -> Finding | None:
    host = next((host for host in hosts if shop and host.start == shop.start), None)
    if shop and host:
        return Finding(host.name, host.start, host.end, shop.sure)
    return _by_itself(wording, _finding(wording, shop))


def _whole(wording: Wording, problem: Finding | None, evidence: Evidence) -> Finding | None:
    """What is wrong, with the sentence beside it that says so more plainly."""
    if problem is None:
        return None
    span = with_its_statement(wording.plain, problem.start, problem.end, evidence.pieces)
    return stretched(problem, *span, wording)


def _parted(wording: Wording, name: Finding | None) -> tuple[Finding | None, Finding | None]:
    """A person, and the shop that nothing separates from them: "katja nähstübchen"."""
    if name is None:
        return None, None
    start, end = name.start, name.end
    title = wording.plain[:start].split(" ")[-2:-1]  # "FRAU" of "FRAU MEIER TEEKONTOR"
    called = " ".join([*title, wording.plain[start:end]])
    has_title = bool(title) and without_titles(called) == len(title[0]) + 1
    whole = called if has_title else wording.plain[start:end]
    cut = end - len(whole) + end_before_shop(whole)
    if cut == end:
        return name, None
    behind = len(wording.plain[:cut].rstrip())
    return stretched(name, start, behind, wording), Finding(
        wording.quoted(cut, end), cut, end, Sureness.DOUBTFUL
    )


def _clients(wording: Wording, evidence: Evidence) -> Finding | None:
    """The client of an agency that the rules found, whatever else is named in the text."""
    guess = dict(evidence.guesses).get("shop")
    client = find_client(wording.plain) if guess else None
    return guess if guess and client and (guess.start, guess.end) == client.shop else None


def _plain_shop(wording: Wording, evidence: Evidence) -> Finding | None:
    """The shop that the rules found where the chain has learnt too little to see one.

    It is written in small letters, or ends a text: "Hilsen Tove fra Tovesting".
    """
    guess = dict(evidence.guesses).get("shop")
    lone = find_lone(wording.plain) if guess else None
    if guess is None or (lone and (guess.start, guess.end) == lone.shop):
        return guess
    last = evidence.pieces[-2:]
    if [(piece.kind, piece.signed) for piece in last] != _SIGNED or last[1].start != guess.start:
        return None
    between = wording.plain[last[0].end : guess.start].strip().casefold()
    is_theirs = between in _OF and is_known_name(wording.plain[last[0].start : last[0].end])
    is_last = not wording.plain[guess.end :].strip(_EDGE)
    is_word = is_seen(wording.plain[guess.start : guess.end])  # "Resi vom Kundendienst"
    return guess if is_theirs and is_last and not is_word else None


def _by_itself(wording: Wording, shop: Finding | None) -> Finding | None:
    """A shop without the words that lead to one in small letters: "namens fadenzauberei"."""
    lone = find_lone(wording.plain) if shop else None
    if shop is None or lone is None or lone.shop[1] != shop.end or lone.shop[0] <= shop.start:
        return shop
    return stretched(shop, *lone.shop, wording)


def _finding(wording: Wording, found: Stretch | None) -> Finding | None:
    if found is None:
        return None
    start, end = found.start, found.end
    while start < end and wording.plain[start] in _EDGE:
        start += 1
    while end > start and wording.plain[end - 1] in _EDGE:
        end -= 1
    if start == end:
        return None
    return Finding(wording.quoted(start, end), start, end, found.sure)
