"""The ledger: what was answered, what is written, and what the carrier took, side by side."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, text
from sqlalchemy.orm import Session

from relay.core.incident import Happened, State
from relay.core.message import Kind, MessageState
from relay.store.db import Database
from relay.store.models import Attempt, Event, Inbound, Incident, Message
from tests.crash.driver import CODE, MANAGER, STAFF, Diary

ENDED = {"delivered", "undelivered", "failed", "canceled"}  # the carrier's words
ON_ITS_WAY = {MessageState.WAITING, MessageState.SENDING, MessageState.UNKNOWN}
Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Books:
    """The database's side, read only."""

    inbound: list[Row[Any]]
    incidents: list[Row[Any]]
    answered_at: dict[int, datetime]  # by incident: when it was taken or closed first
    messages: list[Row[Any]]
    attempts: list[Row[Any]]

    @classmethod
    def read(cls, database_url: str) -> "Books":
        """All of it, in one transaction."""
        database = Database(database_url)
        try:
            return database.read(lambda session: cls._look(session, database))
        finally:
            database.dispose()

    @classmethod
    def _look(cls, session: Session, database: Database) -> "Books":
        forbid = "PRAGMA query_only = ON" if database.is_sqlite else "SET TRANSACTION READ ONLY"
        session.execute(text(forbid))
        answers = (
            select(Event.incident_id, Event.at)
            .where(Event.what.in_([Happened.TAKEN, Happened.CLOSED]))
            .order_by(Event.id.desc())
        )
        return cls(
            inbound=_rows(session, Inbound),
            incidents=_rows(session, Incident),
            answered_at={row[0]: row[1] for row in session.execute(answers)},
            messages=_rows(session, Message),
            attempts=_rows(session, Attempt),
        )

    def is_quiet(self, *, asked: bool) -> bool:
        """Whether everything was answered and nothing is on its way any more.

        Args:
            asked: whether a status that never came must have been asked for too.
        """
        going = ON_ITS_WAY | ({MessageState.SENT} if asked else set())
        is_open = any(one.state is State.OPEN for one in self.incidents)
        return not is_open and not any(one.state in going for one in self.messages)


def _rows(session: Session, table: type) -> list[Row[Any]]:
    return list(session.execute(select(table.__table__)))  # type: ignore[attr-defined]


@dataclass(slots=True)
class Ledger:
    """The figures, and what does not add up."""

    inbound: int = 0
    incidents: int = 0
    pages: int = 0  # that the carrier took
    kills: int = 0
    refused: int = 0  # posts that were answered, and not with 200
    unknown: int = 0  # tries whose end nobody heard of
    extra: int = 0  # pages the carrier took twice
    in_flight: int = 0  # pages that crossed with the answer
    lost: int = 0
    unended: int = 0
    wrongs: list[str] = field(default_factory=list)

    def wrong(self, what: str) -> None:
        """Note something that does not add up."""
        self.wrongs.append(what)


def balance(diary: Diary, books: Books, texts: Iterable[Json], *, asked: bool) -> Ledger:
    """Lay the three sides beside each other.

    Args:
        diary: what the driver saw.
        books: the database.
        texts: every text the carrier has, both ways.
        asked: whether a status that never came must have been asked for too.
    """
    carrier = Carrier(books, list(texts))
    ledger = Ledger(len(books.inbound), len(books.incidents), kills=diary.kills)
    ledger.refused = diary.statuses.total() - diary.statuses[200] - diary.statuses[0]
    _intake(ledger, diary, books, carrier)
    _incidents(ledger, books, carrier)
    _extra_pages(ledger, books, carrier)
    _after_the_answer(ledger, books, carrier)
    _ends(ledger, books, carrier, asked=asked)
    return ledger


class Carrier:
    """The carrier's side, with the message of ours that each text is."""

    def __init__(self, books: Books, texts: list[Json]) -> None:
        self.inbound = [one for one in texts if one["direction"] == "inbound"]
        self.copies: dict[int, list[Json]] = {one.id: [] for one in books.messages}
        self.strangers: list[Json] = []  # of no message of ours, and no alarm past the outbox
        known = {one.sid: one.message_id for one in books.attempts if one.sid}
        doubtful = {one.message_id for one in books.attempts if _is_doubtful(one)}
        by_words = {
            (one.recipient, one.body): one.id for one in books.messages if one.id in doubtful
        }
        for one in texts:
            if one["direction"] == "outbound-api":
                found = known.get(one["sid"]) or by_words.get((one["to"], one["body"]))
                self.copies.get(found or 0, self.strangers).append(one)
        self.strangers = [one for one in self.strangers if not _is_alarm(one)]


def _is_alarm(text: Json) -> bool:
    return text["to"] == MANAGER and CODE.search(text["body"]) is None


def _is_doubtful(attempt: Row[Any]) -> bool:
    return attempt.ended_at is None or attempt.outcome == "unknown"


def _intake(ledger: Ledger, diary: Diary, books: Books, carrier: Carrier) -> None:
    """What was answered 200, and what any handset wrote, is in the log once."""
    times = Counter(one.sid for one in books.inbound)
    expected = diary.answered | {one["sid"] for one in carrier.inbound}
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
    if strangers := set(reporters) - diary.merchants:
        ledger.wrong(f"{len(strangers)} incidents are of people who never wrote")


def _incidents(ledger: Ledger, books: Books, carrier: Carrier) -> None:
    """Each was paged, was answered, and its merchant has a receipt."""
    had: dict[int, set[Kind]] = {one.id: set() for one in books.incidents}
    for one in books.messages:
        if one.incident_id is not None and carrier.copies[one.id]:
            had[one.incident_id].add(one.kind)
    for one in books.incidents:
        if missing := {Kind.PAGE, Kind.RECEIPT, Kind.REPLY} - had[one.id]:
            ledger.wrong(f"incident {one.number}: no {', '.join(sorted(missing))}")
        if one.state not in (State.ACKNOWLEDGED, State.CLOSED):
            ledger.wrong(f"incident {one.number} is {one.state}")


def _extra_pages(ledger: Ledger, books: Books, carrier: Carrier) -> None:
    """No more than there were crashes and tries of which nobody knows the end."""
    doubts = Counter(one.message_id for one in books.attempts if _is_doubtful(one))
    tries = Counter(one.message_id for one in books.attempts)
    ledger.unknown = doubts.total()
    for one in books.messages:
        copies = len(carrier.copies[one.id])
        if one.kind is Kind.PAGE:
            ledger.pages += copies
            ledger.extra += max(0, copies - 1)
            if copies - 1 > doubts[one.id]:
                ledger.wrong(f"page {one.id}: {copies} copies, {doubts[one.id]} doubts")
        elif copies > tries[one.id]:
            ledger.wrong(f"message {one.id}: {copies} copies, {tries[one.id]} tries")
    if ledger.extra > ledger.kills + ledger.unknown:
        ledger.wrong(f"{ledger.extra} extra pages")
    for one in carrier.strangers:
        ledger.wrong(f"the carrier took what we know nothing of: {one['body']}")


def _after_the_answer(ledger: Ledger, books: Books, carrier: Carrier) -> None:
    """No page left after somebody was told that the incident is theirs; some cross with it."""
    confirmed_at = dict(_confirmations(books, carrier))
    tries: dict[int, list[Row[Any]]] = {one.id: [] for one in books.messages}
    for one in sorted(books.attempts, key=lambda one: one.started_at):
        tries[one.message_id].append(one)
    for page in books.messages:
        at = confirmed_at.get(page.incident_id)
        if page.kind is not Kind.PAGE or at is None:
            continue
        before = [one for one in tries[page.id] if one.started_at <= at]
        received = {copy["sid"]: _received(copy) for copy in carrier.copies[page.id]}
        for one in tries[page.id][len(before) :]:
            # What was only looked up at the carrier, in vain or found, was not sent.
            was_found = one.sid in received and received[one.sid] < one.started_at
            if one.outcome == "refused" or (one.outcome == "sent" and not was_found):
                ledger.wrong(f"page {page.id} was sent after the answer was confirmed")
        crossed = sum(received_at > at for received_at in received.values())
        ledger.in_flight += crossed
        if crossed > len(before):
            ledger.wrong(f"page {page.id} came after the answer was confirmed")


def _confirmations(books: Books, carrier: Carrier) -> Iterator[tuple[int, datetime]]:
    """For each incident when the carrier took the first confirmation of an answer."""
    for incident_id, answered_at in books.answered_at.items():
        times = [
            _received(copy)
            for one in books.messages
            if one.kind is Kind.REPLY
            and one.incident_id == incident_id
            and one.created_at >= answered_at
            for copy in carrier.copies[one.id]
        ]
        if times:
            yield incident_id, min(times)


def _received(text: Json) -> datetime:
    return datetime.fromisoformat(text["received_at"])


def _ends(ledger: Ledger, books: Books, carrier: Carrier, *, asked: bool) -> None:
    """Every text ended at the carrier, and we know of it, or shall ask."""
    for one in books.messages:
        copies = carrier.copies[one.id]
        arrived = any(copy["status"] == "delivered" for copy in copies)
        waits = one.state is MessageState.SENT and one.ask_at is not None and not asked
        going = one.state in ON_ITS_WAY or (one.state is MessageState.SENT and not waits)
        if going or any(copy["status"] not in ENDED for copy in copies):
            ledger.unended += 1
            ledger.wrong(f"message {one.id} ({one.kind}) is still {one.state}")
        elif arrived and not waits and one.state is not MessageState.DELIVERED:
            ledger.wrong(f"message {one.id} arrived and is {one.state}")
