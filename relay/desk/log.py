"""What a person at a screen reads: the list of incidents, each of them, and the other texts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial

from sqlalchemy.orm import Session

from relay.core.directory import Match
from relay.core.incident import Happened, State
from relay.core.message import Channel, MessageState
from relay.core.phone import is_premium_or_satellite
from relay.core.reply import is_opt_in, is_opt_out, read_reply
from relay.desk.timeline import ANSWERS, Line, lines_of, sender_name
from relay.parts import Relay
from relay.settings import Settings
from relay.store import (
    audits,
    carriers,
    corrections,
    events,
    inbound,
    incidents,
    messages,
    outages,
    questions,
)
from relay.store.incidents import call_number, called_since_taken
from relay.store.models import Correction, Event, Inbound, Incident, Message, Question
from relay.telling import name_of

PAGE = 50  # incidents on one page of the past, or texts that belong to none

OTHER = (State.REDIRECTED, State.DISMISSED)


class Show(StrEnum):
    """Which incidents a reader wants to see."""

    ALL = "all"
    OPEN = "open"  # open or taken
    CLOSED = "closed"
    OTHER = "other"  # never paged: sent to support, or no matter at all
    TEXTS = "texts"  # no incidents: the texts that belong to none


PAST = {
    Show.ALL: (State.CLOSED, *OTHER),
    Show.OPEN: (),
    Show.CLOSED: (State.CLOSED,),
    Show.OTHER: OTHER,
    Show.TEXTS: (),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A person who was asked to take an incident, and how that stands."""

    name: str
    question: Question
    page: Message | None  # the latest text
    call: Message | None  # the latest call
    times: int  # pages since that began which have left, or are to leave; reminders included
    left_at: tuple[datetime, ...]  # when each page left, whichever way, the first first
    joined_at: datetime  # first asked since the paging that they were last in began
    is_anew: bool  # asked since the paging last began

    @property
    def is_paged(self) -> bool:
        """Whether they are still paged: they have not passed it on."""
        passed_at = self.question.passed_at
        return self.is_anew and (passed_at is None or passed_at < self.joined_at)

    @property
    def paged_at(self) -> list[datetime]:
        """When the pages left that are counted: those since the paging began that they were in."""
        return [at for at in self.left_at if at >= self.joined_at]


@dataclass(frozen=True, slots=True)
class Again:
    """That an incident was closed, and that its merchant had it opened again."""

    times: int
    at: datetime  # the last time
    answered_at: datetime | None  # when somebody had it for the first time


@dataclass(frozen=True, slots=True)
class Row:
    """An incident in the list."""

    incident: Incident
    call: str  # the number to call
    called_at: datetime | None  # since somebody has it
    holder: str  # a person's name; empty while nobody has it
    asked: tuple[Asked, ...]  # only for an open one: who is being paged
    attached: tuple[Incident, ...] = ()  # the live ones of an outage that this one leads
    again: Again | None = None
    files: int = 0  # pictures and others that came with the first text


@dataclass(frozen=True, slots=True)
class Log:
    """The list: what is live, and one page of what is past."""

    now: datetime
    live: tuple[Row, ...]  # what nobody has first, then the oldest first
    past: tuple[Row, ...]  # the newest first
    newer: int | None  # the page of what is newer than this number
    older: int | None  # the page of what is older than this number
    warnings: tuple[str, ...] = ()  # what the relay found wrong about itself and its carrier
    down_since: datetime | None = None  # the carrier, while it cannot be used
    no_replies: bool = False  # nor can it be read there what people answer

    @property
    def open_count(self) -> int:
        """How many nobody has."""
        return sum(one.state is State.OPEN for one in self._incidents)

    @property
    def taken_count(self) -> int:
        """How many somebody has."""
        return len(self._incidents) - self.open_count

    @property
    def _incidents(self) -> list[Incident]:
        """The live ones, also those that their lead stands for."""
        return [one for row in self.live for one in (row.incident, *row.attached)]


@dataclass(frozen=True, slots=True)
class Texts:
    """One page of the texts that belong to no incident, and of what was said without one."""

    lines: tuple[Line, ...]  # the newest first
    newer: int | None  # the page of what is newer
    older: int | None  # the page of what is older


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that is known of one incident."""

    now: datetime
    incident: Incident
    call: str  # the number to call
    called_at: datetime | None  # since somebody has it
    is_expensive: bool  # calling it costs far more than a call
    holder: str
    closed_by: str
    asked: tuple[Asked, ...]
    lines: tuple[Line, ...]
    correction: Correction | None  # what somebody says the first text really was
    corrected_by: str
    known: Match | None  # the shop, as the directory has it
    earlier: tuple[Incident, ...]  # of the same shop or sender, the newest first
    files: Mapping[int, int]  # how many came with the first text of it and of those, by their ids
    lead: Incident | None = None  # of the outage it is a part of
    attached: tuple[Incident, ...] = ()  # the rest of the outage that it leads
    beside: tuple[Incident, ...] = ()  # what made it one, and is a matter by itself still
    again: Again | None = None

    @property
    def paged_at(self) -> datetime | None:
        """When somebody was first paged since it was last opened."""
        opened_at = incidents.last_opened_at(self.incident)
        left_at = [at for one in self.asked for at in one.left_at if at >= opened_at]
        return min(left_at, default=None)


def log(
    relay: Relay,
    show: Show,
    *,
    before: int | None = None,
    after: int | None = None,
    language: str = "",
) -> Log:
    """The list of incidents.

    Args:
        language: the reader's.
        before: only past incidents of smaller numbers than this, the newest of them.
        after: only past incidents of greater numbers than this, the oldest of them.

    Raises:
        DatabaseBusy: when the database could not be reached.
    """
    work = partial(_log, relay=relay, show=show, before=before, after=after, language=language)
    return relay.database.read(work)


def texts(relay: Relay, page: int = 1) -> Texts:
    """The texts that belong to no incident.

    Args:
        page: from 1, the page of the newest.

    Raises:
        DatabaseBusy: when the database could not be reached.
    """
    return relay.database.read(partial(_texts, relay=relay, page=max(1, page)))


def sheet(relay: Relay, number: int) -> Sheet | None:
    """One incident with its timeline; None when there is none of this number.

    Raises:
        DatabaseBusy: when the database could not be reached.
    """
    return relay.database.read(partial(_sheet, relay=relay, number=number))


def _log(
    session: Session,
    relay: Relay,
    show: Show,
    before: int | None,
    after: int | None,
    language: str,
) -> Log:
    wants_live = show in (Show.ALL, Show.OPEN)
    live = incidents.live(session) if wants_live else ()
    past, newer, older = _past(session, PAST[show], before, after)
    asked = _asked(session, relay.settings, [one for one in live if one.state is State.OPEN])
    attached = _attached(live)
    again = _again(session, [*live, *past])
    files = events.files_of(session, [one.id for one in (*live, *past)])

    def row(incident: Incident) -> Row:
        return Row(
            incident,
            call_number(incident) or "",
            called_since_taken(incident),
            name_of(relay.settings, incident.holder),
            tuple(asked.get(incident.id, ())),
            tuple(attached.get(incident.id, ())),
            again.get(incident.id),
            files[incident.id],
        )

    return Log(
        now=relay.clock.now(),
        live=tuple(
            row(one)
            for one in sorted(live, key=lambda one: one.state is not State.OPEN)
            if one not in attached.get(one.outage_of or 0, ())
        ),
        past=tuple(map(row, past)),
        newer=newer,
        older=older,
        warnings=tuple(_warnings(session, relay.settings, language)) if wants_live else (),
        down_since=carriers.standing(session).down_since if wants_live else None,
        no_replies=carriers.no_replies(session),
    )


def _warnings(session: Session, settings: Settings, language: str) -> Iterator[str]:
    """What was found wrong, in the words the managers were told it in."""
    for alarm in audits.others(session):
        if alarm.data is not None:
            yield settings.texts.say(language, alarm.data["key"], **alarm.data["values"])


def _attached(live: Sequence[Incident]) -> dict[int, list[Incident]]:
    """Of some incidents those that one of them leads, by its id."""
    attached: dict[int, list[Incident]] = {one.id: [] for one in live}
    for one in live:
        if one.outage_of in attached:
            attached[one.outage_of].append(one)
    return attached


def _past(
    session: Session, states: Sequence[State], before: int | None, after: int | None
) -> tuple[Sequence[Incident], int | None, int | None]:
    """A page of past incidents, the newest first, and the numbers that lead to its neighbours."""
    if not states:
        return (), None, None
    found = incidents.neighbours(session, states, before=before, after=after, limit=PAGE + 1)
    if after is not None:
        page, more = found[PAGE - 1 :: -1], len(found) > PAGE
        older = page[-1].number if page else after + 1
        return page, page[0].number if more else None, older
    page, more = found[:PAGE], len(found) > PAGE
    newer = None if before is None else page[0].number if page else before - 1
    return page, newer, page[-1].number if more else None


def _asked(
    session: Session, settings: Settings, some: Sequence[Incident]
) -> dict[int, list[Asked]]:
    """Who was asked about each of some incidents, with their latest pages."""
    began_at = {one.id: incidents.started_at(one) for one in some}
    incident_ids = list(began_at)
    left_at: dict[int | None, list[datetime]] = {}
    pages: dict[tuple[int | None, Channel], Message] = {}
    every: dict[int | None, list[Message]] = {}
    for question_id, page in messages.pages_of(session, incident_ids):
        every.setdefault(question_id, []).append(page)
        if page.sent_at is not None:
            left_at.setdefault(question_id, []).append(page.sent_at)
        # A list that is yet to leave tells nothing of what became of the one before.
        is_to_come = page.state is MessageState.WAITING and not page.tries
        if not is_to_come or (question_id, page.channel) not in pages:
            pages[question_id, page.channel] = page
    asked: dict[int, list[Asked]] = {}
    for question in questions.of_incidents(session, incident_ids):
        if not question.times:
            continue  # they have it without having been paged
        text, call = (pages.get((question.id, one)) for one in (Channel.SMS, Channel.VOICE))
        joined_at = question.joined_at or question.asked_at
        began = began_at[question.incident_id]
        since = began if joined_at >= began else joined_at
        one = Asked(
            name_of(settings, question.person),
            question,
            text,
            call,
            times=_times(question, every.get(question.id, ()), since),
            left_at=tuple(sorted(left_at.get(question.id, ()))),
            joined_at=joined_at,
            is_anew=joined_at >= began,
        )
        asked.setdefault(question.incident_id, []).append(one)
    return asked


def _times(question: Question, pages: Sequence[Message], since: datetime) -> int:
    """How often somebody was paged, less what was let go of before it left.

    A call beside a text counts for nothing. A list that others were the reason for counts where it
    took the place of a text, and so does a copy by the second carrier.
    """
    since_then = [
        page
        for page in pages
        if page.recipient == question.phone and (page.sent_at or page.due_at) >= since
    ]
    texts = [page for page in since_then if page.channel is Channel.SMS]
    left = {page.id for page in texts if not _never_left(page)}
    if texts:
        dropped = len(texts) - len(left)
    else:
        rounds = {page.created_at for page in since_then}
        dropped = len(rounds - {one.created_at for one in since_then if not _never_left(one)})
    copies = [one for one in since_then if one.channel is Channel.BACKUP and not _never_left(one)]
    return max(question.times - dropped, min(question.times, max(len(left), len(copies))))


def _never_left(page: Message) -> bool:
    return page.state is MessageState.DROPPED and page.sent_at is None


def _again(session: Session, some: Sequence[Incident]) -> dict[int, Again]:
    """Of some incidents those that were opened again, by their ids."""
    at = {one.id: one.reopened_at for one in some if one.reopened_at is not None}
    if not at:
        return {}
    found = events.lines_of(session, list(at), (Happened.REOPENED, *ANSWERS))
    lines = {key: [line for line in found if line.incident_id == key] for key in at}
    return {key: _opened_again(at[key], lines[key]) for key in at}


def _opened_again(at: datetime, events: Sequence[Event]) -> Again:
    times = sum(event.what is Happened.REOPENED for event in events)
    answers = (event.at for event in events if event.what in ANSWERS)
    return Again(times, at, next(answers, None))


# ---- texts that belong to no incident ------------------------------------------------------


def _texts(session: Session, relay: Relay, page: int) -> Texts:
    found = inbound.untied(session, offset=(page - 1) * PAGE, limit=PAGE + 1)
    return Texts(
        lines=tuple(_untied_line(relay.settings, one) for one in found[:PAGE]),
        newer=page - 1 if page > 1 else None,
        older=page + 1 if len(found) > PAGE else None,
    )


def _untied_line(settings: Settings, one: Inbound | Message) -> Line:
    if isinstance(one, Message):
        who = name_of(settings, one.person) or one.recipient
        return Line(one.created_at, message=one, who=who)
    who = sender_name(settings, one) or one.sender
    return Line(one.received_at, inbound=one, who=who, meant=_meant(one))


def _meant(text: Inbound) -> str:
    """What a text was taken for: ours, duplicate, or of a reply: code, unclear, or its word."""
    if text.door != "reply":
        return text.door
    if is_opt_out(text.body):
        return "stop"
    reply = read_reply(text.body)
    if is_opt_in(text.body) and reply.word is None:  # "yes" is an answer as well
        return "start"
    if reply.code is not None:
        return "code"
    return "unclear" if reply.word is None or reply.negated else reply.word


# ---- one incident -------------------------------------------------------------------------


def _sheet(session: Session, relay: Relay, number: int) -> Sheet | None:
    incident = incidents.by_number(session, number)
    if incident is None:
        return None
    settings = relay.settings
    call = call_number(incident) or ""
    correction = corrections.of_incident(session, incident.id)
    shops = relay.webshops.current()
    named = incident.webshop or shops.named_in(incident.words)
    known = shops.match(named, incident.reporter)
    earlier = _earlier(session, incident, known)
    return Sheet(
        now=relay.clock.now(),
        incident=incident,
        call=call,
        called_at=called_since_taken(incident),
        is_expensive=is_premium_or_satellite(call),
        holder=name_of(settings, incident.holder),
        closed_by=name_of(settings, incident.closed_by),
        asked=tuple(_asked(session, settings, [incident]).get(incident.id, ())),
        lines=tuple(lines_of(session, settings, incident)),
        correction=correction,
        corrected_by=name_of(settings, correction.who) if correction is not None else "",
        known=known,
        earlier=tuple(earlier),
        files=events.files_of(session, [incident.id, *(one.id for one in earlier)]),
        lead=incidents.get(session, incident.outage_of) if incident.outage_of else None,
        attached=tuple(outages.parts(session, incident)),
        beside=tuple(outages.live_beside(session, incident, settings.limits.storm.within)),
        again=_again(session, [incident]).get(incident.id),
    )


def _earlier(session: Session, incident: Incident, known: Match | None) -> Sequence[Incident]:
    """What the same shop or sender has had before, 5 at most."""
    shop = known.shop if known is not None else None
    senders = {incident.reporter, *(shop.phones if shop is not None else ())} - {""}
    names = {incident.webshop, *((shop.domain, shop.name, *shop.aliases) if shop else ())}
    return incidents.earlier(
        session, incident, senders=senders, shops={name.casefold() for name in names if name}
    )
