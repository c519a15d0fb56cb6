"""Promise 5: a page is short, true and safe to act on; and nobody is paged for nothing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from relay.core import segments
from relay.core.incident import State
from relay.core.message import Channel, Kind
from relay.core.words import Texts
from relay.simulate.line import Request
from relay.simulate.promises.broken import Broken
from relay.simulate.promises.cries import Cry
from relay.simulate.sight import About, Sight

SEGMENTS = 2  # of a page
# A host or an address, as carriers filter them. A time (03.12) is none.
LINK = re.compile(r"https?:|www\.|@|\b[\w-]+\.(?:dk|se|no|de|com|net|org|nu|eu|io|shop)\b", re.I)
BEGINNING = 12  # letters of what is wrong that every page has room for
WORD = re.compile(r"[^\W\d_]{3,}|\d{8,}")  # a word, or a number to call
NATIONAL = 8  # digits of a number, in whatever form it is written
OURS = ("page", "call_", "answer_to", "no_replies", "no_number", "unknown_shop")  # of our sentences
BACKWARDS = re.compile(r"(?<!\d)-\d+ min")


@dataclass
class Pages:
    """Every page; what it says of the matter is what its merchant wrote, and nobody else."""

    texts: Texts
    cries: Mapping[str, Cry]

    def leaves(self, request: Request, about: About | None) -> None:
        """A message is handed to a carrier.

        Raises:
            Broken: when it must not be.
        """
        if not request.is_call:
            if LINK.search(request.body):
                raise Broken("no text holds a link (5)", request.body)
            if BACKWARDS.search(request.body):
                raise Broken("a page is true (5)", request.body)
        if about is not None and about.kind.is_page:
            self._page_leaves(request, about)

    def _page_leaves(self, request: Request, about: About) -> None:
        if not any(one.state is State.OPEN for one in about.asked):
            numbers = [one.number for one in about.asked]
            raise Broken(
                "nobody is paged for what somebody has (3)", f"{about.person} about {numbers}"
            )
        if about.kind is not Kind.PAGE or request.is_call:
            return
        for one in about.asked:
            figures = [one.number] if self._is_mute(request, about) else [one.number, one.code]
            if not all(re.search(rf"(?<!\d){each}(?!\d)", request.body) for each in figures):
                raise Broken("a page bears its number and its code (5)", request.body)
        is_plain = about.channel is Channel.SMS
        if is_plain and segments.segments(request.body) > SEGMENTS:
            raise Broken("a page is at most two segments (5)", request.body)

    def _is_mute(self, request: Request, about: About) -> bool:
        """Whether it is a copy by another way, and says that no answer by text would reach us."""
        languages = self.texts.by_language.values()
        return not about.channel.is_traced and any(
            sentences["no_replies"] in request.body for sentences in languages
        )

    def check(self, sight: Sight) -> None:
        """Hold each page that was written against the texts of its incident, and of others."""
        for page in sight.written:
            if page.kind is Kind.PAGE and page.channel is not Channel.VOICE:
                self._is_true(page, sight)

    def _is_true(self, page: Any, sight: Sight) -> None:
        own = [text for text in sight.inbound.values() if text.incident_id == page.incident_id]
        said = [self.cries[text.sid].what for text in own if text.sid in self.cries]
        body = _letters(page.body)
        # What was no cry at first is paged in its own words, and a cry is one line more.
        begins = min(own, key=lambda text: text.id, default=None)
        is_cry = begins is not None and begins.sid in self.cries
        if is_cry and not any(start in body for what in said for start in _starts(what)):
            raise Broken("a page has the merchant's words (5)", f"{page.body!r} for {said}")
        reporter = sight.incidents[page.incident_id].reporter
        known = self._our_words | _words(" ".join([reporter, *(text.body for text in own)]))
        strange = _words(page.body) - known
        for text in sight.inbound.values() if strange else ():
            is_anothers = text.incident_id not in (None, page.incident_id)
            if is_anothers and (words := strange & _words(text.body)):
                raise Broken(
                    "a page has nobody else's words (5)", f"{page.body!r}: {sorted(words)}"
                )

    @cached_property
    def _our_words(self) -> frozenset[str]:
        sentences = (
            sentence
            for language in self.texts.by_language.values()
            for key, sentence in language.items()
            if key.startswith(OURS)
        )
        return _words(" ".join(sentences))


def _starts(what: str) -> tuple[str, str]:
    """How a trouble may begin; a reader may leave out the first word: "(vi) er hacket"."""
    return _letters(what)[:BEGINNING], _letters(what.partition(" ")[2] or what)[:BEGINNING]


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _words(text: str) -> frozenset[str]:
    """The words of a text, and the numbers to call, in one form."""
    found = WORD.findall(text.casefold())
    return frozenset(word[-NATIONAL:] if word.isdigit() else word for word in found)
