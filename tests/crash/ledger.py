"""The ledger: what was answered, what is written, and what the carrier took, side by side."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from sqlalchemy import Row

from relay.core.incident import Happened, State
from relay.core.message import Channel, Kind, MessageState
from tests.crash.books import ENDS, GOING, Books, Span
from tests.crash.driver import (
    ADDED,
    CODE,
    MANAGER,
    NAMES,
    NEXT_AFTER,
    REMIND_AFTER,
    RING_AFTER,
    STAFF,
    TELL_AFTER,
    Diary,
)

ENDED = {"delivered", "undelivered", "failed", "canceled"}  # the carrier's words
OVER = ENDED | {"completed", "busy", "no-answer"}
SENDERS = 6  # of one worker; each may have a try under way when it is killed
TWITCH = timedelta(seconds=1)  # between two clocks of one machine, one of them in whole seconds
Json = Mapping[str, Any]


@dataclass(slots=True)
class Ledger:
    """The figures, and what does not add up."""

    inbound: int = 0
    incidents: int = 0
    pages: int = 0  # texts that the carrier took
    calls: int = 0  # that it took
    kills: int = 0  # processes that died of it
    refused: int = 0  # posts that were answered, and not with 200
    unknown: int = 0  # tries of which the carrier's answer was lost
    cut: int = 0  # tries whose worker died
    extra: int = 0  # pages the carrier took twice
    in_flight: int = 0  # pages that crossed with the answer
    lost: int = 0
    unended: int = 0
    wrongs: list[str] = field(default_factory=list)

    def wrong(self, what: str) -> None:
        """Note something that does not add up."""
        self.wrongs.append(what)


@dataclass(frozen=True, slots=True)
class Sides:
    """The three sides; the carrier's with the message of ours that each text and call is."""

    diary: Diary
    books: Books
    inbound: list[Json]
    texts: list[Json]  # from us
    copies: dict[int, list[Json]]  # of each message, texts and calls
    twins: list[str]  # tries for which the carrier has more than one
    strangers: list[Json]  # of no try of ours, and no alarm past the outbox

    @classmethod
    def of(
        cls, diary: Diary, books: Books, texts: Iterable[Json], calls: Iterable[Json]
    ) -> "Sides":
        """Lay them beside each other; every text and call names its try in its status route."""
        texts = list(texts)
        ours = [one for one in (*texts, *calls) if one["direction"] == "outbound-api"]
        message_of = {one.id: one.message_id for one in books.attempts}
        copies: dict[int, list[Json]] = {one.id: [] for one in books.messages}
        strangers = []
        for one in ours:
            message_id = message_of.get(_attempt(one))
            copies.get(message_id or 0, strangers).append(one)
        tries = Counter(_attempt(one) for one in ours)
        return cls(
            diary=diary,
            books=books,
            inbound=[one for one in texts if one["direction"] == "inbound"],
            texts=[one for one in texts if one["direction"] == "outbound-api"],
            copies=copies,
            twins=[attempt for attempt, times in tries.items() if times > 1],
            strangers=[one for one in strangers if not _is_alarm(one)],
        )

    def shown(self, phone: str, since: datetime, *words: str) -> list[Json]:
        """The texts a phone has shown since then that hold some words."""
        return [
            one
            for one in self.texts
            if one["to"] == phone
            and one["delivered_at"]
            and _received(one) >= since - TWITCH
            and all(word in one["body"] for word in words)
        ]

    def written(self, incident_id: int, kind: Kind, channel: Channel, span: Span) -> set[str]:
        """For whose phones a text or call of a kind was written in that span."""
        return {
            one.recipient
            for one in self.books.messages
            if one.incident_id == incident_id
            and (one.kind, one.channel) == (kind, channel)
            and one.created_at in span
        }


def _attempt(one: Json) -> str:
    return parse_qs(urlsplit(one["status_callback"]).query).get("a", [""])[0]


def _is_alarm(one: Json) -> bool:
    return one["to"] == MANAGER and "body" in one and CODE.search(one["body"]) is None


def _received(one: Json) -> datetime:
    return datetime.fromisoformat(one.get("received_at") or one["created_at"])


def balance(diary: Diary, books: Books, texts: Iterable[Json], calls: Iterable[Json]) -> Ledger:
    """Lay the three sides beside each other.

    Args:
        diary: what the driver saw.
        books: the database.
        texts: every text the carrier has, both ways.
        calls: every call it has.
    """
    sides = Sides.of(diary, books, texts, calls)
    ledger = Ledger(len(books.inbound), len(books.incidents), kills=diary.kills)
    ledger.refused = diary.statuses.total() - diary.statuses[200] - diary.statuses[0]
    for what in diary.fell:
        ledger.wrong(what)
    _intake(ledger, sides)
    _answers(ledger, sides)
    for incident in books.incidents:
        _paging(ledger, sides, incident)
        _telling(ledger, sides, incident)
    _copies(ledger, sides)
    _after_the_answer(ledger, sides)
    _ends(ledger, sides)
    return ledger


# ---- what came in -------------------------------------------------------------------------


def _intake(ledger: Ledger, sides: Sides) -> None:
    """What was answered 200, and what any handset wrote, is in the log once, and acted on."""
    books, diary = sides.books, sides.diary
    times = Counter(one.sid for one in books.inbound)
    expected = diary.answered | {one["sid"] for one in sides.inbound}
    for sid in sorted(expected - set(times)):
        ledger.lost += 1
        ledger.wrong(f"{sid} is not in the log")
    for sid, count in times.items():
        if count > 1:
            ledger.wrong(f"{sid} is in the log {count} times")
    reporters = Counter(one.reporter for one in books.incidents)
    for one in books.inbound:
        if one.sender not in STAFF and reporters[one.sender] != 1:
            ledger.wrong(f"{one.sid}: its sender has {reporters[one.sender]} incidents")
        if one.sender not in STAFF and one.door == "follow_up":
            _is_passed_on(ledger, sides, one)
    if strangers := set(reporters) - diary.merchants:
        ledger.wrong(f"{len(strangers)} incidents are of people who never wrote")


def _is_passed_on(ledger: Ledger, sides: Sides, one: Row[Any]) -> None:
    """What a merchant added was shown to somebody on call, unless it is over since."""
    said = ADDED.search(one.body)
    if said is None:
        return  # the report itself, which came after what was added to it
    is_shown = any(sides.shown(phone, one.received_at, said[0]) for phone in STAFF)
    events = sides.books.events_of(one.incident_id)
    began = next((event.id for event in events if event.inbound_id == one.id), 0)
    is_over = any(event.id > began and event.what is Happened.CLOSED for event in events)
    if not is_shown and not is_over:
        ledger.wrong(f"{one.sid}: what was added was told to nobody")


# ---- answers ------------------------------------------------------------------------------


def _answers(ledger: Ledger, sides: Sides) -> None:
    """Each answer did what it says to the incident its code was for, and was answered."""
    books = sides.books
    answers = {
        one.id: one
        for one in books.inbound
        if one.sender in STAFF and one.door != "duplicate"  # the same words within seconds
    }
    caused: dict[int, list[Row[Any]]] = defaultdict(list)
    for event in books.events:
        if event.inbound_id in answers:
            caused[event.inbound_id].append(event)
    numbers = {one.id: one.number for one in books.incidents}
    for inbound_id, one in answers.items():
        code = one.body.split()[0]
        meant = _meant(sides, one.sender, code)
        did = [(numbers[event.incident_id], event.who) for event in caused[inbound_id]]
        if len(meant) != 1 or [number for number, _ in did] != [*meant]:
            ledger.wrong(f"{one.sid}: the code was for {sorted(meant)}, it changed {did}")
    for incident in books.incidents:
        _replay(ledger, books, incident, answers)
    written = Counter(one.sender for one in answers.values())
    said = Counter(
        one.recipient
        for one in books.messages
        if one.kind is Kind.REPLY and (sides.copies[one.id] or _is_outdated(books, one))
    )
    for phone, count in written.items():
        if said[phone] != count:
            ledger.wrong(f"{NAMES[phone]} wrote {count} times and was answered {said[phone]}")


def _is_outdated(books: Books, reply: Row[Any]) -> bool:
    """Whether an answer was let go of because its incident was opened again before it left."""
    return reply.state is MessageState.DROPPED and any(
        event.what is Happened.REOPENED and event.at >= reply.created_at
        for event in books.events_of(reply.incident_id)
    )


def _meant(sides: Sides, phone: str, code: str) -> set[int]:
    """The incidents whose pages to a phone bear a code."""
    found = set()
    for one in sides.texts:
        page = CODE.search(one["body"])
        if one["to"] == phone and page is not None and page[1] == code:
            words = one["body"].replace(":", " ").split()
            found.add(next(int(word) for word in words if len(word) == 4 and word.isdigit()))
    return found


def _replay(
    ledger: Ledger, books: Books, incident: Row[Any], answers: Mapping[int, Row[Any]]
) -> None:
    """Do to an incident what was answered, in the order of its timeline; it must end the same."""
    state = State.OPEN
    for event in books.events_of(incident.id):
        if event.what is Happened.REOPENED:
            state = State.OPEN
        answer = answers.get(event.inbound_id)
        if answer is None:
            continue
        closes = "løst" in answer.body
        if state is State.CLOSED or (state is State.ACKNOWLEDGED and not closes):
            expected = Happened.ANSWERED  # nothing is changed
        else:
            expected = Happened.CLOSED if closes else Happened.TAKEN
            state = State.CLOSED if closes else State.ACKNOWLEDGED
        if event.what is not expected:
            ledger.wrong(f"incident {incident.number}: {answer.body!r} was {event.what}")
    if incident.state is not state or state is State.OPEN:
        ledger.wrong(f"incident {incident.number} is {incident.state}, answered it is {state}")


# ---- while nobody has it ------------------------------------------------------------------


def _paging(ledger: Ledger, sides: Sides, incident: Row[Any]) -> None:
    """It was paged each time; who slept on was rung, the next one paged, the merchant told.

    How long that took is the machine's matter: a step that was taken, took all that was due.
    """
    spans = sides.books.open_spans(incident.id)
    for number, span in enumerate(spans):
        slack = 2 * REMIND_AFTER if number else 1  # who had it before is paged alone at first
        lasted = sides.books.last_step(incident.id, span) - span.start
        due = lasted - timedelta(seconds=slack)
        texted = sides.written(incident.id, Kind.PAGE, Channel.SMS, span)
        rung = sides.written(incident.id, Kind.PAGE, Channel.VOICE, span)
        told = sides.written(incident.id, Kind.UPDATE, Channel.SMS, span)
        missing = []
        if not texted:
            missing.append("paged")
        if not rung and due > timedelta(seconds=RING_AFTER):
            missing.append("rung")
        if len(texted) < 2 and due > timedelta(seconds=NEXT_AFTER):
            missing.append("paged besides")
        if incident.reporter not in told and due > timedelta(seconds=TELL_AFTER):
            missing.append("told that we still try")
        for what in missing:
            ledger.wrong(f"incident {incident.number}: nobody was {what}")
    is_paged = any(
        one.kind is Kind.PAGE and one.incident_id == incident.id and sides.copies[one.id]
        for one in sides.books.messages
    )
    if not is_paged:
        ledger.wrong(f"incident {incident.number}: the carrier never had a page")


# ---- who is told --------------------------------------------------------------------------


def _telling(ledger: Ledger, sides: Sides, incident: Row[Any]) -> None:
    """The merchant has a receipt and knows who has it and that it is closed; the crew too."""
    number = str(incident.number)
    phone_of = {one.person: one.recipient for one in sides.books.messages if one.person}
    if not any(
        one.kind is Kind.RECEIPT and one.incident_id == incident.id and sides.copies[one.id]
        for one in sides.books.messages
    ):
        ledger.wrong(f"incident {number}: no receipt")
    ends = [one for one in sides.books.events_of(incident.id) if one.what in ENDS]
    for event in ends:
        who = NAMES[phone_of[event.who]]
        words = (who,) if event.what is Happened.TAKEN else ("er løst",)
        # One text may not stand for two.
        same = (event.what, event.who)
        since = [
            one
            for one in ends
            if one.at >= event.at
            and (one.what, one.who) == same
            and not _is_replaced(sides, incident, incident.reporter, one.at)
        ]
        if len(sides.shown(incident.reporter, event.at, number, *words)) < len(since):
            ledger.wrong(f"incident {number}: its merchant does not know that it is {event.what}")
        for phone in _paged_before(sides, incident.id, event.at) - {phone_of[event.who]}:
            is_shown = sides.shown(phone, event.at, number, who)
            is_replaced = _is_replaced(sides, incident, phone, event.at)
            if event.what is Happened.TAKEN and not is_shown and not is_replaced:
                ledger.wrong(f"incident {number}: {NAMES[phone]} does not know that {who} has it")


def _is_replaced(sides: Sides, incident: Row[Any], phone: str, at: datetime) -> bool:
    """Whether somebody was sent newer news in place of what was written to them then.

    Or closed it themselves before that had left, and is told so.
    """
    news = [
        one
        for one in sides.books.messages
        if one.kind in (Kind.UPDATE, Kind.NOTICE)
        and one.incident_id == incident.id
        and one.recipient == phone
    ]
    dropped = [one for one in news if one.created_at == at and one.state is MessageState.DROPPED]
    is_newer = any(one.created_at > at and sides.copies[one.id] for one in news)
    closed_by = {
        event.who
        for event in sides.books.events_of(incident.id)
        if event.what is Happened.CLOSED and event.at >= at
    }
    return any(is_newer or one.person in closed_by for one in dropped)


def _paged_before(sides: Sides, incident_id: int, at: datetime) -> set[str]:
    return {
        one.recipient
        for one in sides.books.messages
        if one.kind is Kind.PAGE
        and one.incident_id == incident_id
        and one.created_at < at
        and sides.copies[one.id]
    }


# ---- how often ----------------------------------------------------------------------------


def _copies(ledger: Ledger, sides: Sides) -> None:
    """No more of one message than tries of which nobody knows the end, and one more."""
    tries: dict[int, list[Row[Any]]] = {one.id: [] for one in sides.books.messages}
    for one in sides.books.attempts:
        tries[one.message_id].append(one)
        ledger.unknown += one.outcome == "unknown"
        ledger.cut += one.ended_at is None
    for message in sides.books.messages:
        copies = sides.copies[message.id]
        doubts = sum(_is_doubtful(one) for one in tries[message.id])
        failed = 0 if message.kind is Kind.PAGE else sum(_has_failed(one) for one in copies)
        if len(copies) > 1 + doubts + failed:
            ledger.wrong(f"message {message.id} ({message.kind}): {len(copies)}, {doubts} in doubt")
        if message.kind is Kind.PAGE:
            is_text = message.channel is Channel.SMS
            ledger.pages += len(copies) if is_text else 0
            ledger.calls += 0 if is_text else len(copies)
            ledger.extra += max(0, len(copies) - 1)
    if ledger.extra > ledger.kills + ledger.unknown:
        ledger.wrong(f"{ledger.extra} extra pages")
    if ledger.cut > ledger.kills * SENDERS:
        ledger.wrong(f"{ledger.cut} tries were never ended, by {ledger.kills} kills")
    for attempt in sides.twins:
        ledger.wrong(f"the carrier has try {attempt} more than once")
    for one in sides.strangers:
        ledger.wrong(f"the carrier took what we know nothing of: {one.get('body', 'a call')}")


def _is_doubtful(attempt: Row[Any]) -> bool:
    return attempt.ended_at is None or attempt.outcome == "unknown"


def _has_failed(copy: Json) -> bool:
    return copy["status"] in OVER - {"delivered", "completed"}


# ---- after the answer ---------------------------------------------------------------------


def _after_the_answer(ledger: Ledger, sides: Sides) -> None:
    """No page left after somebody was told that the incident is theirs; some cross with it."""
    tries: dict[int, list[Row[Any]]] = {one.id: [] for one in sides.books.messages}
    for one in sides.books.attempts:
        tries[one.message_id].append(one)
    held: dict[int, list[Span]] = {
        one.id: list(_held(sides, one.id)) for one in sides.books.incidents
    }
    for page in sides.books.messages:
        if page.kind is not Kind.PAGE:
            continue
        for span in held[page.incident_id]:
            _not_within(ledger, sides, page, tries[page.id], span)


def _not_within(
    ledger: Ledger, sides: Sides, page: Row[Any], tries: list[Row[Any]], span: Span
) -> None:
    """That a page did not leave while somebody had the incident and knew of it."""
    received = {one["sid"]: _received(one) for one in sides.copies[page.id]}
    for one in tries:
        # What was only looked up at the carrier, in vain or found, was not sent.
        was_found = one.sid in received and received[one.sid] < one.started_at
        left = one.outcome == "refused" or (one.outcome == "sent" and not was_found)
        if one.started_at in span and left:
            ledger.wrong(f"page {page.id} was sent after the answer was confirmed")
    before = [one for one in tries if one.started_at < span.start]
    crossed = sum(at in span for at in received.values())
    ledger.in_flight += crossed
    if crossed > len(before):
        ledger.wrong(f"page {page.id} came after the answer was confirmed")


def _held(sides: Sides, incident_id: int) -> Iterator[Span]:
    """From when the carrier took the confirmation of an answer until it was opened again."""
    spans = sides.books.open_spans(incident_id)
    for number, span in enumerate(spans):
        until = spans[number + 1].start if number + 1 < len(spans) else None
        times = [
            _received(copy)
            for one in sides.books.messages
            if one.kind is Kind.REPLY
            and one.incident_id == incident_id
            and span.end is not None
            and one.created_at in Span(span.end, until)
            for copy in sides.copies[one.id]
        ]
        if times and (until is None or min(times) < until):
            yield Span(min(times), until)


# ---- ends ---------------------------------------------------------------------------------


def _ends(ledger: Ledger, sides: Sides) -> None:
    """Every text and call was handed over, ended at the carrier, and we know how."""
    for one in sides.books.messages:
        copies = sides.copies[one.id]
        # Nobody needs it after the answer, or after newer news.
        is_news = one.kind in (Kind.PAGE, Kind.FOLLOW_UP, Kind.UPDATE, Kind.NOTICE)
        is_outdated = one.kind is Kind.REPLY and _is_outdated(sides.books, one)
        if not copies and not is_outdated and not (is_news and one.state is MessageState.DROPPED):
            ledger.wrong(f"message {one.id} ({one.kind}) never left and is {one.state}")
        arrived = any(copy["status"] in ("delivered", "completed") for copy in copies)
        if one.state in GOING or any(copy["status"] not in OVER for copy in copies):
            ledger.unended += 1
            ledger.wrong(f"message {one.id} ({one.kind}) is still {one.state}")
        elif arrived is not (one.state is MessageState.DELIVERED) and not _is_let_go(sides, one):
            ledger.wrong(
                f"message {one.id} {'arrived' if arrived else 'did not arrive'} and is {one.state}"
            )


def _is_let_go(sides: Sides, page: Row[Any]) -> bool:
    """Whether its incident was paged anew before we knew that it had left."""
    tries = [one for one in sides.books.attempts if one.message_id == page.id]
    return (
        page.kind is Kind.PAGE
        and page.state is MessageState.DROPPED
        and any(map(_is_doubtful, tries))
        and any(one.what is Happened.REOPENED for one in sides.books.events_of(page.incident_id))
    )
