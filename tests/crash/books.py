"""The database's side of the ledger, read only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, select, text, update
from sqlalchemy.orm import Session

from relay.core.incident import Happened, State
from relay.core.message import MessageState
from relay.store.db import Database
from relay.store.models import Attempt, Event, Inbound, Incident, Message

GOING = {
    *(MessageState.WAITING, MessageState.SENDING, MessageState.UNKNOWN),
    MessageState.SENT,  # until somebody has asked what became of it
}
BEGINS = {Happened.OPENED, Happened.REOPENED}
ENDS = {Happened.TAKEN, Happened.CLOSED}


@dataclass(frozen=True, slots=True)
class Span:
    """A time in which nobody had an incident, and it was paged."""

    start: datetime
    end: datetime | None  # None: it still is

    def __contains__(self, at: datetime) -> bool:
        return self.start <= at and (self.end is None or at < self.end)


@dataclass(frozen=True, slots=True)
class Books:
    """All that the relay has written."""

    inbound: Sequence[Row[Any]]
    incidents: Sequence[Row[Any]]
    events: Sequence[Row[Any]]
    messages: Sequence[Row[Any]]
    attempts: Sequence[Row[Any]]

    @classmethod
    def read(cls, database: Database) -> "Books":
        """All of it, in one transaction."""
        return database.read(lambda session: cls._look(session, database))

    @classmethod
    def _look(cls, session: Session, database: Database) -> "Books":
        forbid = "PRAGMA query_only = ON" if database.is_sqlite else "SET TRANSACTION READ ONLY"
        session.execute(text(forbid))
        books = cls(*(_rows(session, one) for one in (Inbound, Incident, Event, Message, Attempt)))
        if database.is_sqlite:  # the connection is used again
            session.execute(text("PRAGMA query_only = OFF"))
        return books

    @property
    def is_quiet(self) -> bool:
        """Whether everything was answered and every message has ended."""
        is_open = any(one.state is State.OPEN for one in self.incidents)
        return not is_open and not any(one.state in GOING for one in self.messages)

    def events_of(self, incident_id: int) -> list[Row[Any]]:
        """An incident's timeline."""
        return [one for one in self.events if one.incident_id == incident_id]

    def open_spans(self, incident_id: int) -> list[Span]:
        """When nobody had it, the first of them from its beginning."""
        spans: list[Span] = []
        for event in self.events_of(incident_id):
            if event.what in BEGINS:
                spans.append(Span(event.at, None))
            elif event.what in ENDS and spans and spans[-1].end is None:
                spans[-1] = Span(spans[-1].start, event.at)
        return spans

    def last_step(self, incident_id: int, span: Span) -> datetime:
        """When it was paged for the last time in that span."""
        times = [
            one.at
            for one in self.events_of(incident_id)
            if one.what is Happened.PAGED and one.at in span
        ]
        return max(times, default=span.start)


def _rows(session: Session, table: type) -> list[Row[Any]]:
    rows = select(table.__table__).order_by(*table.__table__.primary_key)  # type: ignore[attr-defined]
    return list(session.execute(rows))


def hasten(database: Database) -> None:
    """Let the minute be over after which a status that never came is asked for."""
    now = datetime.now(UTC)
    for column, state in (
        (Message.ask_at, MessageState.SENT),
        (Message.due_at, MessageState.UNKNOWN),
    ):
        later = update(Message).where(column > now, Message.state == state).values({column: now})
        database.write(lambda session, later=later: session.execute(later))
