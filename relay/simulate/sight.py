"""What a night sees of the relay's log: read beside it, never written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from relay.core.incident import State
from relay.core.matter import Answer
from relay.core.message import FAILED, Channel, Kind, MessageState
from relay.store.db import Database
from relay.store.models import (
    Attempt,
    BundleLine,
    Event,
    Inbound,
    Incident,
    Matter,
    Message,
    OptOut,
    Question,
)

OVER = frozenset({MessageState.DELIVERED, MessageState.DROPPED, *FAILED})
WHOLE = 40  # looks after which all is read anew, also what should not change any more


@dataclass(frozen=True, slots=True)
class Asked:
    """An incident that a page asks about, and the code that answers it."""

    incident_id: int
    number: int
    code: int
    state: State


@dataclass(frozen=True, slots=True)
class About:
    """What a message is about, as it stands when it leaves."""

    message_id: int
    kind: Kind
    channel: Channel
    person: str | None
    incident_id: int | None
    asked: tuple[Asked, ...]  # of a page: what it asks about
    matter_code: int | None = None  # of a question about a shift, or a drill


_MESSAGE = select(
    Message.id,
    Message.kind,
    Message.channel,
    Message.person,
    Message.incident_id,
    Message.question_id,
    Matter.code,
).outerjoin(Matter, Matter.id == Message.matter_id)
_QUESTION = select(Question.incident_id, Incident.number, Question.code, Incident.state).join(
    Incident, Incident.id == Question.incident_id
)
_INCIDENTS = select(
    Incident.id,
    Incident.number,
    Incident.state,
    Incident.holder,
    Incident.urgency,
    Incident.reporter,
    Incident.callback,
    Incident.wake_at,
    Incident.level,
    Incident.round,
    Incident.recalled,
    Incident.outage_of,
    Incident.told_times,
    Incident.ladder,
    Incident.called_at,
    Incident.asked_at,
    Incident.nudged_at,
    Incident.paused_until,
)
_EVENTS = (
    select(
        Event.id,
        Event.incident_id,
        Event.at,
        Event.what,
        Event.who,
        Event.words,
        Event.data,
        Event.inbound_id,
        Inbound.sid,
    )
    .outerjoin(Inbound, Inbound.id == Event.inbound_id)
    .order_by(Event.id)
)
_MESSAGES = select(
    Message.id,
    Message.state,
    Message.kind,
    Message.channel,
    Message.recipient,
    Message.person,
    Message.incident_id,
    Message.question_id,
    Message.body,
    Message.created_at,
    Message.tries,
).order_by(Message.id)
_ATTEMPTS = select(Attempt.id, Attempt.message_id, Attempt.status)
_INBOUND = select(
    Inbound.id,
    Inbound.sid,
    Inbound.raw,
    Inbound.body,
    Inbound.sender,
    Inbound.door,
    Inbound.incident_id,
    Inbound.late,
)
_QUESTIONS = select(
    Question.id,
    Question.incident_id,
    Question.person,
    Question.code,
    Question.passed_at,
    Question.free_at,
)
_MATTERS = select(Matter.id, Matter.person, Matter.answer, Matter.subject, Matter.begun_at)
Rows = Mapping[int, Any]


@dataclass
class Sight:
    """The log at one instant, and what is new in it since the look before."""

    incidents: Rows = field(default_factory=dict)
    before: Rows = field(default_factory=dict)  # the incidents at the look before
    events: Sequence[Any] = ()  # new ones
    messages: dict[int, Any] = field(default_factory=dict)
    written: Sequence[Any] = ()  # messages that are new
    changed: Sequence[Any] = ()  # messages that are new, or not as they were
    attempts: dict[str, Any] = field(default_factory=dict)
    tried: Sequence[Any] = ()  # attempts that were looked at anew
    inbound: dict[str, Any] = field(default_factory=dict)  # by the carrier's id
    arrived: Sequence[Any] = ()  # inbound texts that are new
    questions: Rows = field(default_factory=dict)
    questions_before: Rows = field(default_factory=dict)
    matters: Rows = field(default_factory=dict)
    opted_out: frozenset[str] = frozenset()
    opted_out_before: frozenset[str] = frozenset()

    def asked_about(self, incident_id: int) -> list[Any]:
        """The questions about an incident."""
        return [one for one in self.questions.values() if one.incident_id == incident_id]

    def is_quiet(self, person: str) -> bool:
        """Whether nothing but incidents is asked of a person."""
        return not any(
            one.person == person and one.answer is Answer.OPEN for one in self.matters.values()
        )


class Watcher:
    """Looks at the log again and again, and reads only what may have changed."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._sight = Sight()
        self._last_event = 0
        self._last_inbound = 0
        self._looks = 0

    def look(self, touched: Iterable[str], *, whole: bool = False) -> Sight:
        """What the log holds now.

        Args:
            touched: the tables that were written since the last look.
            whole: whether to read everything anew.
        """
        self._looks += 1
        whole = whole or self._looks % WHOLE == 0
        tables = frozenset(touched)

        def may_differ(table: str) -> bool:
            return whole or table in tables

        old = self._sight
        now = Sight(
            incidents=old.incidents,
            before=old.incidents,
            messages=old.messages,
            attempts=old.attempts,
            inbound=old.inbound,
            questions=old.questions,
            questions_before=old.questions,
            matters=old.matters,
            opted_out=old.opted_out,
            opted_out_before=old.opted_out,
        )
        engine = self._database.engine
        with engine.connect().execution_options(begin="DEFERRED") as connection:
            if may_differ("incidents"):
                now.incidents = _by_id(connection.execute(_INCIDENTS))
            if may_differ("questions"):
                now.questions = _by_id(connection.execute(_QUESTIONS))
            if may_differ("matters"):
                now.matters = _by_id(connection.execute(_MATTERS))
            if may_differ("opt_outs"):
                now.opted_out = frozenset(connection.scalars(select(OptOut.phone)))
            if may_differ("messages") or may_differ("attempts"):
                self._read_messages(connection, now, whole=whole)
            if may_differ("inbound"):
                self._read_inbound(connection, now, whole=whole)
            if may_differ("events"):
                new = _EVENTS.where(Event.id > self._last_event)
                now.events = connection.execute(new).all()
                self._last_event = now.events[-1].id if now.events else self._last_event
        self._sight = now
        return now

    def _read_messages(self, connection: Connection, now: Sight, *, whole: bool) -> None:
        """Messages from the first that is not over on, with the tries at them."""
        known = now.messages
        low = (
            0
            if whole
            else min(
                (one.id for one in known.values() if one.state not in OVER), default=len(known) + 1
            )
        )
        rows = connection.execute(_MESSAGES.where(Message.id >= low)).all()
        now.written = [row for row in rows if row.id not in known]
        now.changed = [row for row in rows if known.get(row.id) != row]
        now.messages = {**known, **{row.id: row for row in now.changed}}
        now.tried = connection.execute(_ATTEMPTS.where(Attempt.message_id >= low)).all()
        now.attempts = {**now.attempts, **{row.id: row for row in now.tried}}

    def _read_inbound(self, connection: Connection, now: Sight, *, whole: bool) -> None:
        since = 0 if whole else self._last_inbound
        rows = connection.execute(_INBOUND.where(Inbound.id > since).order_by(Inbound.id)).all()
        now.arrived = [row for row in rows if row.id > self._last_inbound]
        now.inbound = {**now.inbound, **{row.sid: row for row in rows}}
        self._last_inbound = max([self._last_inbound, *(row.id for row in rows)])


def _by_id(rows: Iterable[Any]) -> dict[int, Any]:
    return {row.id: row for row in rows}


def about(database: Database, *, attempt: str, body: str) -> About | None:
    """What a message is about that leaves just now; None when it is not of the outbox."""
    found = _MESSAGE.order_by(Message.id.desc()).limit(1)
    if attempt:
        found = found.join(Attempt, Attempt.message_id == Message.id).where(Attempt.id == attempt)
    else:
        untraced = [channel for channel in Channel if not channel.is_traced]
        found = found.where(Message.body == body, Message.channel.in_(untraced))
    with database.engine.connect().execution_options(begin="DEFERRED") as connection:
        row = connection.execute(found).one_or_none()
        if row is None:
            return None
        lines = _lines(connection, row) if row.kind.is_page else ()
    return About(row.id, row.kind, row.channel, row.person, row.incident_id, lines, row.code)


def _lines(connection: Connection, row: Any) -> tuple[Asked, ...]:
    asked = _QUESTION
    if row.kind is Kind.BUNDLE:
        asked = asked.join(BundleLine, BundleLine.question_id == Question.id).where(
            BundleLine.message_id == row.id
        )
    else:
        asked = asked.where(Question.id == row.question_id)
    return tuple(Asked(*line) for line in connection.execute(asked))
