"""Everything that happened to an incident and was said of it, line by line."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from sqlalchemy.orm import Session

from relay.core.incident import Happened
from relay.core.message import Channel, Kind, MessageState
from relay.core.reply import is_opt_in
from relay.settings import Settings
from relay.store import events, inbound, messages
from relay.store.models import Event, Inbound, Incident, Message
from relay.telling import name_of

UNANSWERED = frozenset({"busy", "no-answer"})  # what the carrier says of such calls
OF_A_ROUND = (Happened.PAGED, Happened.RUNG, Happened.OTHER)
ANSWERS = (Happened.TAKEN, Happened.CALLED, Happened.CLOSED)  # the first of them takes it


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a timeline: what happened, what was sent with it, the text that came in."""

    at: datetime
    event: Event | None = None
    message: Message | None = None
    inbound: Inbound | None = None
    who: str = ""  # the name of whom it is about; empty for the merchant
    why: str = ""  # a page was let go of: "answered", or replaced by a "list" or "page"
    meant: str = ""  # what a reply that belongs to no incident was taken for
    reports: int = 1  # of an outage, which came one after the other: this is the last of them
    pages: tuple["Line", ...] = ()  # of a round that others followed, all there is of it

    @property
    def files(self) -> int:
        """How many pictures or other files came with the text."""
        if self.inbound is not None:
            return self.inbound.media
        return int(self.event.data.get("media", 0)) if self.event is not None else 0


def lines_of(session: Session, settings: Settings, incident: Incident) -> list[Line]:
    """Everything that happened and was said, in its order; a message when it left.

    Until then it stands where it was decided.
    """
    left_at = messages.left_at(session, incident.id)
    happened = events.of(session, incident.id)
    said = messages.of_incident(session, incident.id)
    waiting = [message for message in said if message.incident_id is not None]
    lists = [message for message in said if message.incident_id is None]
    texts = {text.id: text for text in inbound.of_incident(session, incident.id)}
    found = []
    for event in happened:
        message = _page_of(event, waiting)
        if message is not None:
            waiting.remove(message)
        message = message or _list_of(event, lists, left_at)
        who = name_of(settings, event.who or event.data.get("person"))
        text = texts.pop(event.inbound_id or 0, None)
        at, why = event.at, ""
        if message is not None:
            at = max(at, left_at.get(message.id, at))
            why = _why_let_go(message, said, happened)
        found.append(Line(at, event, message, text, who, why))
    # A list also names what it was not written for.
    shown = {line.message.id for line in found if line.message is not None}
    found += [
        Line(left_at[one.id], None, one, None, name_of(settings, one.person))
        for one in lists
        if one.id in left_at and one.id not in shown
    ]
    found += _opted_in(session, settings, incident, happened)
    # Of one instant the text comes before what was answered.
    found += [
        Line(text.received_at, None, None, text, sender_name(settings, text))
        for text in texts.values()
    ]
    found += [
        Line(_left(message, left_at), None, message, None, name_of(settings, message.person))
        for message in waiting
    ]
    told = _told_once(sorted(found, key=lambda line: line.at))
    return list(_by_rounds(list(_folded(told))))


def _left(message: Message, left_at: Mapping[int, datetime]) -> datetime:
    """When a message left; news that could not be told at once may do so much later."""
    written_at = message.created_at
    return max(written_at, left_at.get(message.id, written_at))


def _opted_in(
    session: Session, settings: Settings, incident: Incident, events: Iterable[Event]
) -> Iterator[Line]:
    """A line for each time somebody wanted texts again who had wanted none, until it was closed."""
    for event in events:
        if event.what is not Happened.OPTED_OUT or event.inbound_id is None:
            continue
        since = inbound.untied_since(session, event.inbound_id, incident.closed_at)
        text = next((one for one in since if is_opt_in(one.body)), None)
        if text is not None:
            who = name_of(settings, event.who)
            yield Line(text.received_at, inbound=text, who=who, meant="start")


def _told_once(lines: Sequence[Line]) -> list[Line]:
    """The lines without those of calls in vain of which the call's own line says as much."""
    in_vain = {
        (line.who, line.message.status_at)
        for line in lines
        if line.message is not None and line.message.status in UNANSWERED
    }
    return [
        line for line in lines if not (_is_failed_call(line) and (line.who, line.at) in in_vain)
    ]


def _is_failed_call(line: Line) -> bool:
    event = line.event
    return (
        event is not None
        and event.what is Happened.FAILED
        and event.data.get("channel") == Channel.VOICE
    )


def _by_rounds(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, but one for each round of the last resort that another followed."""
    rounds = [at for at, line in enumerate(lines) if _is(line, Happened.ROUND)]
    at = 0
    while at < len(lines):
        behind = at + 1
        if rounds and at in rounds[:-1]:
            while behind < len(lines) and _is_of_round(lines[behind]):
                behind += 1
        yield replace(lines[at], pages=tuple(lines[at + 1 : behind]))
        at = behind


def _is_of_round(line: Line) -> bool:
    is_list = line.event is None and line.message is not None and line.message.kind is Kind.BUNDLE
    return is_list or _is(line, *OF_A_ROUND)


def _is(line: Line, *what: Happened) -> bool:
    return line.event is not None and line.event.what in what


def _folded(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, but one for all the reports that joined an outage one after the other."""
    for is_report, some in groupby(lines, _is_report):
        together = list(some)
        if is_report:
            yield replace(together[-1], reports=len(together))
        else:
            yield from together


def _is_report(line: Line) -> bool:
    return _is(line, Happened.ATTACHED)


def _page_of(event: Event, messages: Iterable[Message]) -> Message | None:
    """The message a line of the timeline speaks of: the pager writes both at one instant."""
    channel = {Happened.PAGED: Channel.SMS, Happened.RUNG: Channel.VOICE}.get(event.what)
    pages = (
        message
        for message in messages
        if message.kind is Kind.PAGE
        and message.channel is channel
        and message.person == event.data.get("person")
        and message.created_at == event.at
    )
    return next(pages, None)


def _list_of(
    event: Event, lists: Sequence[Message], left_at: Mapping[int, datetime]
) -> Message | None:
    """The list of pages a line of the timeline speaks of: one that had not left by then."""
    if event.what is not Happened.PAGED or not event.data.get("bundled"):
        return None
    found = (
        message
        for message in reversed(lists)
        if message.person == event.data.get("person")
        and message.created_at <= event.at
        and left_at.get(message.id, event.at) >= event.at
    )
    return next(found, None)


def _why_let_go(message: Message, said: Iterable[Message], events: Iterable[Event]) -> str:
    """Why a page, or a list of them, was let go of; nothing where that is not known."""
    if message.state is not MessageState.DROPPED:
        return ""
    later = (
        one
        for one in said
        if one.id > message.id
        and one.person == message.person
        and one.channel is message.channel
        and one.kind.is_page
        and (one.kind is Kind.BUNDLE or message.kind is Kind.PAGE)
    )
    by = next(later, None)
    answers = (one.at for one in events if one.what in ANSWERS and one.at >= message.created_at)
    answered_at = next(answers, None)
    if answered_at is not None and (by is None or answered_at <= by.created_at):
        return "answered"
    return "" if by is None else "list" if by.kind is Kind.BUNDLE else "page"


def sender_name(settings: Settings, text: Inbound) -> str:
    """The name of whoever of the crew sent a text; empty for anybody else."""
    staff = (one.name for one in settings.people.values() if one.phone == text.sender)
    return next(staff, "")
