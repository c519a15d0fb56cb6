"""The tables."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    Text,
    and_,
    false,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from relay.core.incident import Happened, State
from relay.core.matter import Answer, Subject
from relay.core.message import UNTAKEN, Channel, Kind, MessageState
from relay.core.urgency import Urgency
from relay.store.columns import UtcDateTime, Words, any_of


class Base(DeclarativeBase):
    """What all tables share."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime,
        str: Text,
        State: Words(State),
        Urgency: Words(Urgency),
        Happened: Words(Happened),
        Channel: Words(Channel),
        Kind: Words(Kind),
        MessageState: Words(MessageState),
        Subject: Words(Subject),
        Answer: Words(Answer),
        dict[str, Any]: JSON,
        list[str]: JSON,
        list[int]: JSON,
    }


def _open_code(table: str) -> Index:
    """By code, of what is still asked."""
    still = text("free_at IS NULL")
    return Index(f"ix_{table}_open_code", "code", sqlite_where=still, postgresql_where=still)


def _if_set(table: str, column: str) -> Index:
    """Of the rows that have it: a new row has not, and need not be written into the index."""
    has_it = text(f"{column} IS NOT NULL")
    name = f"ix_{table}_{column}"
    return Index(name, column, sqlite_where=has_it, postgresql_where=has_it)


def _untaken(table: str) -> Index:
    """In the order in which they leave, of those that have not: few, however long the log is."""
    states = ", ".join(f"'{state.value}'" for state in UNTAKEN)
    is_untaken = text(f"state IN ({states})")
    name, order = f"ix_{table}_untaken", ("priority", "due_at", "id")
    return Index(name, *order, sqlite_where=is_untaken, postgresql_where=is_untaken)


class Incident(Base):
    """A merchant's matter, from the first text to its closing."""

    __tablename__ = "incidents"
    __table_args__ = (
        # Promise 2: an open incident always has a next step with a time.
        CheckConstraint("state <> 'open' OR wake_at IS NOT NULL", name="open_has_next_step"),
        CheckConstraint("state <> 'acknowledged' OR holder IS NOT NULL", name="taken_by_someone"),
        Index("ix_incidents_wake_at", "wake_at"),
        Index("ix_incidents_state_number", "state", "number"),  # what is open, among all else
        Index("ix_incidents_reporter_opened_at", "reporter", "opened_at"),
        Index("ix_incidents_opened_at", "opened_at"),
        *(_if_set("incidents", name) for name in ("closed_at", "reopened_at", "outage_of")),
        CheckConstraint("outage_of IS NULL OR outage_of <> id", name="leads_or_follows"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)  # what people call it; from 1001
    version: Mapped[int] = mapped_column(default=1)
    state: Mapped[State]
    urgency: Mapped[Urgency]
    why: Mapped[list[str]]  # the reasons of the urgency
    reporter: Mapped[str]  # the sender as the carrier names it: E.164, or letters
    language: Mapped[str]
    words: Mapped[str]  # the first text, cleaned
    name: Mapped[str | None]
    webshop: Mapped[str | None]
    problem: Mapped[str | None]
    callback: Mapped[str | None]  # E.164
    unsure: Mapped[list[str] | None]  # of the fields above those we may have got wrong
    opened_at: Mapped[datetime]
    ladder: Mapped[dict[str, Any]]  # the escalation settings of the moment it opened
    started_at: Mapped[datetime | None]  # when the paging began again; None: when it opened
    level: Mapped[int] = mapped_column(default=-1)  # -1: nobody has been paged yet
    level_at: Mapped[datetime | None]
    round: Mapped[int] = mapped_column(default=0)  # of the last resort
    round_at: Mapped[datetime | None]
    recalled: Mapped[str | None]  # who had it before the paging began again: a person's key
    wake_at: Mapped[datetime | None]  # when the pager looks at it next
    failed_at: Mapped[datetime | None]  # when its last step failed; None since one was taken
    holder: Mapped[str | None]  # a person's key
    taken_at: Mapped[datetime | None]
    # When the holder last wrote about it; while it is open, when somebody gave it back.
    heard_at: Mapped[datetime | None]
    asked_at: Mapped[datetime | None]  # when the holder was asked "still on it?"; None: answered
    nudged_at: Mapped[datetime | None]  # when the holder was reminded to call the merchant
    paused_until: Mapped[datetime | None]  # no check-in before
    called_at: Mapped[datetime | None]  # when the merchant was called, since it was last opened
    called_by: Mapped[str | None]  # by whom: a person's key
    told_times: Mapped[int] = mapped_column(default=0, server_default="0")  # "still trying"
    told_at: Mapped[datetime | None]  # last so, or that somebody gave it back
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[str | None]
    close_reason: Mapped[str | None]
    reopened_at: Mapped[datetime | None]  # when the merchant had it opened again
    # The incident that leads the outage this one is a part of: that one is paged for both.
    outage_of: Mapped[int | None] = mapped_column(ForeignKey("incidents.id"))
    left_outage_at: Mapped[datetime | None]  # since then it is paged for itself
    late: Mapped[bool] = mapped_column(default=False, server_default=false())  # see Inbound

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  (SQLAlchemy's own form)


class Correction(Base):
    """What somebody says an incident's first text really was."""

    __tablename__ = "corrections"

    id: Mapped[int] = mapped_column(primary_key=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incidents.id"), index=True)
    urgency: Mapped[Urgency]
    who: Mapped[str]  # a person's key, or a user's name
    at: Mapped[datetime]


class Inbound(Base):
    """A text as the carrier brought it; written before the webhook is answered."""

    __tablename__ = "inbound"
    __table_args__ = (
        Index("ix_inbound_sender_received_at", "sender", "received_at"),
        _if_set("inbound", "duplicate_of"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sid: Mapped[str] = mapped_column(unique=True)  # the carrier's id; unique for ever
    sender: Mapped[str]
    recipient: Mapped[str]
    raw: Mapped[bytes] = mapped_column(LargeBinary)  # the words as they came
    body: Mapped[str]  # the same, readable: no NUL, no broken bytes
    media: Mapped[int]
    received_at: Mapped[datetime]  # by us; by the carrier when no webhook brought it
    door: Mapped[str]  # report, follow_up, reply, duplicate, ours, too_late
    incident_id: Mapped[int | None] = mapped_column(ForeignKey("incidents.id"), index=True)
    duplicate_of: Mapped[int | None] = mapped_column(ForeignKey("inbound.id"))
    came_by: Mapped[str] = mapped_column(server_default="webhook")  # fallback, spool, listing
    late: Mapped[bool] = mapped_column(default=False, server_default=false())  # not at once
    error_code: Mapped[int | None]  # what the carrier says was wrong with our first route


class Event(Base):
    """One line of an incident's timeline; written once, never changed."""

    __tablename__ = "events"

    id: Mapped[int] = mapped_column(primary_key=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incidents.id"), index=True)
    at: Mapped[datetime]
    what: Mapped[Happened]
    who: Mapped[str | None]  # a person's key; None is the relay itself or the merchant
    words: Mapped[str | None]  # the words that caused it
    inbound_id: Mapped[int | None] = mapped_column(ForeignKey("inbound.id"))
    data: Mapped[dict[str, Any]]


class Question(Base):
    """A question to a person about an incident, under a code only that person has."""

    __tablename__ = "questions"
    __table_args__ = (
        Index("ix_questions_person_code", "person", "code"),
        Index("ix_questions_person_joined_at", "person", "joined_at"),
        Index("ix_questions_person_free_at", "person", "free_at", "code"),
        _open_code("questions"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incidents.id"), index=True)
    person: Mapped[str]
    phone: Mapped[str]  # where it was put last
    code: Mapped[int]
    asked_at: Mapped[datetime]
    joined_at: Mapped[datetime | None]  # first asked since the paging began (again)
    alone_at: Mapped[datetime | None]  # since then first asked in a text of its own
    last_asked_at: Mapped[datetime]
    times: Mapped[int]  # pages since then, reminders included
    rung_at: Mapped[datetime | None]
    other_at: Mapped[datetime | None]  # when chat, mail and the like were last used
    passed_at: Mapped[datetime | None]
    free_at: Mapped[datetime | None]  # when the code may be given again; None while it is in use


class Matter(Base):
    """A question to a person that belongs to no incident, under a code only that person has."""

    __tablename__ = "matters"
    __table_args__ = (
        Index("ix_matters_person_code", "person", "code"),
        Index("ix_matters_person_free_at", "person", "free_at", "code"),
        _open_code("matters"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=1)
    subject: Mapped[Subject]
    name: Mapped[str] = mapped_column(unique=True)  # so that nobody is asked the same twice
    person: Mapped[str]  # a person's key
    phone: Mapped[str]
    code: Mapped[int]
    starts_at: Mapped[datetime | None]  # of a shift
    inbound_id: Mapped[int | None] = mapped_column(ForeignKey("inbound.id"))  # is it a report?
    begun_at: Mapped[datetime]
    times: Mapped[int]  # how often it was put
    wake_at: Mapped[datetime | None] = mapped_column(index=True)  # when its next step is due
    answer: Mapped[Answer]
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[str | None]  # sms or voice
    free_at: Mapped[datetime | None]  # when the code may be given again; None while it is in use

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  (SQLAlchemy's own form)


class Message(Base):
    """Something we say: written before it is sent."""

    __tablename__ = "messages"
    __table_args__ = (
        _untaken("messages"),
        Index("ix_messages_recipient_channel", "recipient", "channel", "created_at"),
        _if_set("messages", "ask_at"),
        _if_set("messages", "matter_id"),
        Index("ix_messages_kind_created_at", "kind", "created_at"),
        Index("ix_messages_recipient_kind", "recipient", "kind", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    incident_id: Mapped[int | None] = mapped_column(ForeignKey("incidents.id"), index=True)
    question_id: Mapped[int | None] = mapped_column(ForeignKey("questions.id"), index=True)
    matter_id: Mapped[int | None] = mapped_column(ForeignKey("matters.id"))
    kind: Mapped[Kind]
    channel: Mapped[Channel]
    priority: Mapped[int]  # 0 leaves first
    recipient: Mapped[str]  # E.164
    person: Mapped[str | None]  # a person's key; None is a merchant
    body: Mapped[str]
    state: Mapped[MessageState]
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]  # when it may leave; while it is being sent: when its lease ends
    tries: Mapped[int]
    # The carrier's last word; of those that say it is on its way, maybe an earlier.
    status: Mapped[str | None]
    status_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    ask_at: Mapped[datetime | None]  # when the carrier is asked about it; None: it is not
    error_code: Mapped[int | None]
    error: Mapped[str | None]


def is_known(message: type[Message]) -> ColumnElement[bool]:
    """Whether this version knows what a message is for and how it goes.

    While a newer version starts, its words stand in the same table. An older one leaves them to it;
    to read one of them would be a LookupError.
    """
    return and_(any_of(message.kind, Kind), any_of(message.channel, Channel))


class BundleLine(Base):
    """A question that a list of pages names."""

    __tablename__ = "bundle_lines"

    message_id: Mapped[int] = mapped_column(ForeignKey("messages.id"), primary_key=True)
    question_id: Mapped[int] = mapped_column(
        ForeignKey("questions.id"), primary_key=True, index=True
    )


class Attempt(Base):
    """One try to hand a message to the carrier; its id comes back in the status callback."""

    __tablename__ = "attempts"
    __table_args__ = (_if_set("attempts", "sid"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("messages.id"), index=True)
    started_at: Mapped[datetime]  # after that of every earlier try at the message
    ended_at: Mapped[datetime | None]
    sid: Mapped[str | None]  # the carrier's id
    outcome: Mapped[str | None]  # sent, refused, unknown, dropped; None: under way
    reason: Mapped[str | None]
    status: Mapped[str | None]  # the same, on this attempt


class Carrier(Base):
    """Whether a carrier can be used; one row for all workers."""

    __tablename__ = "carriers"

    name: Mapped[str] = mapped_column(primary_key=True)
    failures: Mapped[int]  # tries in a row that reached nothing
    failing_since: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]
    down_since: Mapped[datetime | None]  # None: it can be used
    code: Mapped[int | None]  # the error that put it out of use
    reason: Mapped[str | None]
    told_at: Mapped[datetime | None]  # when the managers were last told that it cannot be used
    deaf_since: Mapped[datetime | None]  # since when what has come in there cannot be read


class Staff(Base):
    """A phone of someone on call, remembered for a while after they left the file."""

    __tablename__ = "staff"

    phone: Mapped[str] = mapped_column(primary_key=True)  # E.164
    person: Mapped[str]  # a person's key
    language: Mapped[str]
    left_at: Mapped[datetime | None]  # None while the file names them


class OptOut(Base):
    """A phone whose owner wants no texts from us; the carrier refuses to send it any."""

    __tablename__ = "opt_outs"

    phone: Mapped[str] = mapped_column(primary_key=True)  # E.164
    since: Mapped[datetime]


class Broadcast(Base):
    """A text to every merchant of an outage, which its writer has to confirm with a code."""

    __tablename__ = "broadcasts"
    __table_args__ = (Index("ix_broadcasts_person_code", "person", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=1)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incidents.id"), index=True)  # the lead
    person: Mapped[str]  # a person's key
    code: Mapped[int]
    words: Mapped[str]  # as they are sent
    incidents: Mapped[list[int]]  # ids: whose merchants were counted when it was echoed
    asked_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    is_sent: Mapped[bool] = mapped_column(default=False)
    free_at: Mapped[datetime]  # when the code may be given again

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  (SQLAlchemy's own form)


class Counter(Base):
    """A figure that only grows: the last incident number, requests turned away."""

    __tablename__ = "counters"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int]


class Heartbeat(Base):
    """When a part of the worker last came round."""

    __tablename__ = "heartbeats"

    name: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]


class Origin(Base):
    """Which database this is: one row, written when its tables are made and never again."""

    __tablename__ = "origins"

    id: Mapped[str] = mapped_column(primary_key=True)


class Watermark(Base):
    """Up to when something has been read at the carrier."""

    __tablename__ = "watermarks"

    name: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]


class Alarm(Base):
    """Something that was found wrong, for as long as it is."""

    __tablename__ = "alarms"

    name: Mapped[str] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(server_default="audit")  # who found it
    what: Mapped[str]  # in English, for /readyz and the log
    since: Mapped[datetime]
    told_at: Mapped[datetime | None]  # when the managers were last told
    data: Mapped[dict[str, Any] | None]  # the sentence it is told in, and what is filled in


class Pace(Base):
    """When the number may send its next message; one row for all workers."""

    __tablename__ = "paces"

    name: Mapped[str] = mapped_column(primary_key=True)
    free_at: Mapped[datetime]


class User(Base):
    """Someone who may sign in."""

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str]
    role: Mapped[str]  # viewer, engineer, manager
    person: Mapped[str | None]  # the key of a person in oncall.yaml
    created_at: Mapped[datetime]


class SignIn(Base):
    """A session of a signed-in user; known by the digest of its secret."""

    __tablename__ = "sign_ins"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class SignInFailure(Base):
    """A wrong password; too many slow the next ones down."""

    __tablename__ = "sign_in_failures"
    __table_args__ = (Index("ix_sign_in_failures_name_at", "name", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    address: Mapped[str]
    at: Mapped[datetime]
