"""Promise 5: a page is short, true and safe to act on; and nobody is paged for nothing."""

import re

from relay.core import segments
from relay.core.incident import State
from relay.core.message import Channel, Kind
from relay.simulate.line import Request
from relay.simulate.promises.broken import Broken
from relay.simulate.sight import About

SEGMENTS = 2  # of a page
# A host or an address, as carriers filter them. A time (03.12) is none.
LINK = re.compile(r"https?:|www\.|@|\b[\w-]+\.(?:dk|se|no|de|com|net|org|nu|eu|io|shop)\b", re.I)
BACKWARDS = re.compile(r"(?<!\d)-\d+ min")


def leaves(request: Request, about: About | None) -> None:
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
        _page_leaves(request, about)


def _page_leaves(request: Request, about: About) -> None:
    if not any(one.state is State.OPEN for one in about.asked):
        numbers = [one.number for one in about.asked]
        raise Broken("nobody is paged for what somebody has (3)", f"{about.person} about {numbers}")
    if about.kind is not Kind.PAGE or request.is_call:
        return
    for one in about.asked:
        if str(one.number) not in request.body or str(one.code) not in request.body:
            raise Broken("a page bears its number and its code (5)", request.body)
    is_plain = about.channel is Channel.SMS
    if is_plain and segments.segments(request.body) > SEGMENTS:
        raise Broken("a page is at most two segments (5)", request.body)
