"""Reads the relay's log again and again, and of it only what may have changed."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, bindparam, select

from relay.core.message import FAILED, MessageState
from relay.simulate.sight import Sight
from relay.store.db import Database
from relay.store.models import (
    Attempt,
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
TABLES = frozenset(
    {
        *("incidents", "questions", "matters", "opt_outs"),
        *("messages", "attempts", "inbound", "events"),
    }
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
    Incident.opened_at,
    Incident.started_at,
    Incident.taken_at,
    Incident.closed_at,
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
    .where(Event.id > bindparam("last"))
    .order_by(Event.id)
)
_MESSAGES = (
    select(
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
    )
    .where(Message.id >= bindparam("low"))
    .order_by(Message.id)
)
_ATTEMPTS = select(Attempt.id, Attempt.message_id, Attempt.status).where(
    Attempt.message_id >= bindparam("low")
)
_INBOUND = (
    select(
        Inbound.id,
        Inbound.sid,
        Inbound.raw,
        Inbound.body,
        Inbound.sender,
        Inbound.door,
        Inbound.incident_id,
        Inbound.late,
    )
    .where(Inbound.id > bindparam("last"))
    .order_by(Inbound.id)
)
_QUESTIONS = select(
    Question.id,
    Question.incident_id,
    Question.person,
    Question.code,
    Question.asked_at,
    Question.joined_at,
    Question.passed_at,
    Question.free_at,
)
_MATTERS = select(
    Matter.id,
    Matter.person,
    Matter.answer,
    Matter.subject,
    Matter.begun_at,
    Matter.inbound_id,
)
_OPT_OUTS = select(OptOut.phone)


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
        tables = TABLES if whole else frozenset(touched)
        now = self._sight.as_before()
        with self._database.connect() as connection:
            if "incidents" in tables:
                now.incidents = _by_id(connection.execute(_INCIDENTS))
            if "questions" in tables:
                now.questions = _by_id(connection.execute(_QUESTIONS))
            if "matters" in tables:
                now.matters = _by_id(connection.execute(_MATTERS))
            if "opt_outs" in tables:
                now.opted_out = frozenset(connection.scalars(_OPT_OUTS))
            if tables & {"messages", "attempts"}:
                self._read_messages(connection, now, whole=whole)
            if "inbound" in tables:
                self._read_inbound(connection, now, whole=whole)
            if "events" in tables:
                now.events = connection.execute(_EVENTS, {"last": self._last_event}).all()
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
        rows = connection.execute(_MESSAGES, {"low": low}).all()
        now.written = [row for row in rows if row.id not in known]
        now.changed = [row for row in rows if known.get(row.id) != row]
        now.messages = {**known, **{row.id: row for row in now.changed}}
        tries = connection.execute(_ATTEMPTS, {"low": low}).all()
        now.tried = [row for row in tries if now.attempts.get(row.id) != row]
        now.attempts = {**now.attempts, **{row.id: row for row in now.tried}}

    def _read_inbound(self, connection: Connection, now: Sight, *, whole: bool) -> None:
        # An answer that was about no incident may be a report later on.
        untied = [
            row.id
            for row in now.inbound.values()
            if row.door == "reply" and row.incident_id is None
        ]
        since = 0 if whole else min([self._last_inbound, *(row - 1 for row in untied)])
        rows = connection.execute(_INBOUND, {"last": since}).all()
        now.arrived = [row for row in rows if row.id > self._last_inbound]
        now.inbound = {**now.inbound, **{row.sid: row for row in rows}}
        self._last_inbound = max([self._last_inbound, *(row.id for row in rows)])


def _by_id(rows: Iterable[Any]) -> dict[int, Any]:
    return {row.id: row for row in rows}
