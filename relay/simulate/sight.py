"""What a night sees of the relay's log: read beside it, never written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from relay.core.incident import State
from relay.core.matter import Answer
from relay.core.message import Channel, Kind
from relay.store.db import Database
from relay.store.models import (
    Attempt,
    BundleLine,
    Incident,
    Matter,
    Message,
    Question,
)


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


_MESSAGE = (
    select(
        Message.id,
        Message.kind,
        Message.channel,
        Message.person,
        Message.incident_id,
        Message.question_id,
        Matter.code,
    )
    .outerjoin(Matter, Matter.id == Message.matter_id)
    .order_by(Message.id.desc())
    .limit(1)
)
_BY_ATTEMPT = _MESSAGE.join(Attempt, Attempt.message_id == Message.id).where(
    Attempt.id == bindparam("attempt")
)
_BY_BODY = _MESSAGE.where(
    Message.body == bindparam("body"),
    Message.channel.in_([channel for channel in Channel if not channel.is_traced]),
)
_QUESTION = select(Question.incident_id, Incident.number, Question.code, Incident.state).join(
    Incident, Incident.id == Question.incident_id
)
_OF_PAGE = _QUESTION.where(Question.id == bindparam("question"))
_OF_LIST = _QUESTION.join(BundleLine, BundleLine.question_id == Question.id).where(
    BundleLine.message_id == bindparam("list")
)
# A copy by another way has the words of the latest list alone, and no lines of its own.
_LATEST_LIST = select(func.max(Message.id)).where(
    Message.kind == Kind.BUNDLE,
    Message.person == bindparam("person"),
    Message.channel == Channel.SMS,
    Message.id <= bindparam("copy"),
)
Rows = Mapping[int, Any]
LIVE = frozenset({State.OPEN, State.ACKNOWLEDGED})


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
    tried: Sequence[Any] = ()  # attempts that are new, or not as they were
    inbound: dict[str, Any] = field(default_factory=dict)  # by the carrier's id
    arrived: Sequence[Any] = ()  # inbound texts that are new
    questions: Rows = field(default_factory=dict)
    questions_before: Rows = field(default_factory=dict)
    matters: Rows = field(default_factory=dict)
    opted_out: frozenset[str] = frozenset()
    opted_out_before: frozenset[str] = frozenset()

    def as_before(self) -> "Sight":
        """The same, of which nothing is new."""
        return Sight(
            incidents=self.incidents,
            before=self.incidents,
            messages=self.messages,
            attempts=self.attempts,
            inbound=self.inbound,
            questions=self.questions,
            questions_before=self.questions,
            matters=self.matters,
            opted_out=self.opted_out,
            opted_out_before=self.opted_out,
        )

    def asked_about(self, incident_id: int) -> list[Any]:
        """The questions about an incident."""
        return self._by_incident.get(incident_id, [])

    def asked_lately(self, incident: Any) -> list[Any]:
        """Those put since the paging began, again perhaps: whose people think that it is open."""
        began_at = incident.started_at or incident.opened_at
        asked = self.asked_about(incident.id)
        return [one for one in asked if (one.joined_at or one.asked_at) >= began_at]

    @cached_property
    def _by_incident(self) -> Mapping[int, list[Any]]:
        found: dict[int, list[Any]] = {}
        for one in self.questions.values():
            found.setdefault(one.incident_id, []).append(one)
        return found

    def is_quiet(self, person: str) -> bool:
        """Whether nothing but incidents is asked of a person."""
        return not any(
            one.person == person and one.answer is Answer.OPEN for one in self.matters.values()
        )


def about(database: Database, *, attempt: str, body: str) -> About | None:
    """What a message is about that leaves just now; None when it is not of the outbox."""
    found, given = (_BY_ATTEMPT, {"attempt": attempt}) if attempt else (_BY_BODY, {"body": body})
    with database.connect() as connection:
        row = connection.execute(found, given).one_or_none()
        if row is None:
            return None
        lines = _lines(connection, row) if row.kind.is_page else ()
    return About(row.id, row.kind, row.channel, row.person, row.incident_id, lines, row.code)


def _lines(connection: Connection, row: Any) -> tuple[Asked, ...]:
    if row.kind is not Kind.BUNDLE:
        found = connection.execute(_OF_PAGE, {"question": row.question_id})
    else:
        latest = row.id
        if not row.channel.is_traced:
            latest = connection.scalar(_LATEST_LIST, {"person": row.person, "copy": row.id})
        found = connection.execute(_OF_LIST, {"list": latest})
    return tuple(Asked(*line) for line in found)
