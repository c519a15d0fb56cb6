"""What a labelled text's words are: of the name, the shop, the problem, or of nothing."""

from collections.abc import Iterator, Sequence

from relay.core.reading.learnt.tagger import IDENTITY, OUTSIDE
from relay.core.reading.learnt.traits import Token, tokens_of, told_of, traits_of
from relay.core.reading.wording import read_wording
from relay.core.report import evidence_of, read_text
from tests.corpus.chains import Row as Example
from tests.corpus.parts import Row
from tests.corpus.score import NORM

SHORTEST_GIVEN = 3  # letters of a first name that stands alone elsewhere in the text

Span = tuple[int, int, str]  # start, end, kind


def tagged(row: Row, labels: Sequence[str]) -> Example:
    """The traits of a text's words, and the right label of each."""
    reading = read_text(row["body"], row["from"])
    plain = reading.wording.plain
    tokens = tokens_of(plain, reading.hosts, reading.numbers)
    spans = _who(row, plain, reading.hosts) if labels == IDENTITY else _told(row, plain)
    return traits_of(told_of(plain, tokens, evidence_of(reading))), _labels(tokens, list(spans))


def _labels(tokens: Sequence[Token], spans: Sequence[Span]) -> list[str]:
    labels = [OUTSIDE] * len(tokens)
    for start, end, kind in spans:
        inside = [at for at, token in enumerate(tokens) if token.end > start and token.start < end]
        for at in inside:
            labels[at] = f"{'B' if at == inside[0] else 'I'}{kind}"
    return labels


def _who(row: Row, plain: str, hosts: Sequence) -> Iterator[Span]:
    name, shop = row["gold"]["name"], row["gold"]["webshop"]
    if name:
        whole = list(_places(plain, name))
        yield from ((start, end, "N") for start, end in whole)
        first = name.split()[0]
        for start, end in _places(plain, first) if len(first) >= SHORTEST_GIVEN else ():
            if not any(begin <= start < stop for begin, stop in whole):
                yield start, end, "N"
    if shop:
        same = [host for host in hosts if NORM["webshop"](host.name) == NORM["webshop"](shop)]
        own = [host for host in same if not host.is_mail] or same
        found = [(host.start, host.end) for host in own] or list(_places(plain, shop))
        yield from ((start, end, "S") for start, end in found)


def _told(row: Row, plain: str) -> Iterator[Span]:
    problem = row["gold"]["problem"]
    start = plain.find(_even(problem)) if problem else -1
    if start >= 0:
        yield start, start + len(_even(problem)), "P"


def _places(plain: str, value: str) -> Iterator[tuple[int, int]]:
    """Where a value stands as whole words."""
    small, sought = plain.lower(), _even(value).lower()
    at = small.find(sought)
    while at >= 0 and sought:
        end = at + len(sought)
        before, after = small[at - 1 : at], small[end : end + 1]
        if not before.isalnum() and not after.isalnum():
            yield at, end
        at = small.find(sought, at + 1)


def _even(text: str) -> str:
    return read_wording(text).plain.strip()
