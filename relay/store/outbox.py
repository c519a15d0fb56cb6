"""What is to be said: put, and let go of or hurried while it waits."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    insert,
    select,
    update,
)
from sqlalchemy.orm import Session

from relay.core.delivery import OLD_NEWS
from relay.core.message import UNTAKEN, Channel, Kind, MessageState
from relay.store.columns import any_of, one_of
from relay.store.models import (
    Incident,
    Message,
    Question,
)
from relay.store.needed import HAS_IT, IS_NEEDED, tells
from relay.store.prepared import Prepared

LONGEST = 1600  # characters; Twilio's limit (error 21617)


@dataclass(frozen=True, slots=True)
class Draft:
    """A message to be put into the outbox."""

    kind: Kind
    recipient: str  # E.164
    body: str
    channel: Channel = Channel.SMS
    person: str | None = None
    incident_id: int | None = None
    question_id: int | None = None
    matter_id: int | None = None


# Statements of the hot path are built once: building costs more than running them.
_TABLE: Any = Message.__table__
_PUT = Prepared(
    insert(_TABLE).returning(_TABLE.c.id),
    [
        *("kind", "channel", "priority", "recipient", "person", "incident_id", "question_id"),
        *("matter_id", "body", "state", "created_at", "due_at", "tries"),
    ],
)


def put(session: Session, draft: Draft, now: datetime, *, due_at: datetime | None = None) -> int:
    """Write a message that may leave at once, or from a time on; returns its id."""
    values = {
        "kind": draft.kind,
        "channel": draft.channel,
        "priority": draft.kind.priority,
        "recipient": draft.recipient,
        "person": draft.person,
        "incident_id": draft.incident_id,
        "question_id": draft.question_id,
        "matter_id": draft.matter_id,
        "body": draft.body,
        "state": MessageState.WAITING,
        "created_at": now,
        "due_at": due_at or now,
        "tries": 0,
    }
    row_id: int = _PUT.value(session, values)
    return row_id


def drop(message: Message) -> None:
    """Let go of a message nobody needs any more."""
    message.state = MessageState.DROPPED


def let_go_of_pages(session: Session, incident_id: int) -> None:
    """Drop what pages about an incident have not left for sure: others take their place."""
    session.execute(
        update(Message)
        .where(
            Message.incident_id == incident_id,
            Message.kind == Kind.PAGE,
            Message.state.in_([MessageState.WAITING, MessageState.UNKNOWN]),
        )
        .values(state=MessageState.DROPPED)
    )


def let_go_of_notices(session: Session, question_id: int, until: datetime) -> bool:
    """Drop what whoever was asked a question was to hear of who has it, unless it has left.

    Args:
        until: when the latest of that was written.

    Returns:
        Whether there was any.
    """
    dropped = session.scalars(
        update(Message)
        .where(
            Message.question_id == question_id,
            Message.kind == Kind.NOTICE,
            Message.channel.in_([Channel.SMS, Channel.VOICE]),
            Message.created_at <= until,
            Message.state == MessageState.WAITING,
            tells(Message, *HAS_IT),
        )
        .values(state=MessageState.DROPPED)
        .returning(Message.id)
    )
    return bool(dropped.all())


def let_go_of_news(session: Session, incident_id: int) -> datetime | None:
    """Drop the latest that a merchant was to hear of an incident, unless it has left.

    Nor is it dropped where what was to be heard before it was let go of in its favour: they know
    something older then, which need not be true.

    Returns:
        When what was dropped had been written; None for nothing.
    """
    found = select(Message).where(
        Message.incident_id == incident_id,
        Message.kind == Kind.UPDATE,
        tells(Message, *HAS_IT),
    )
    latest = session.scalars(found.order_by(Message.id.desc()).limit(2).with_for_update()).all()
    last, *before = latest or (None,)
    if last is None or last.state is not MessageState.WAITING:
        return None
    if any(one.state is MessageState.DROPPED for one in before):
        return None
    drop(last)
    return last.created_at


def hurry_lines(session: Session, incident_id: int, now: datetime) -> None:
    """Let what merchants added wait no longer: whoever closes an incident is to know of it."""
    asked = select(Question.id).where(Question.incident_id == incident_id)
    session.execute(
        update(Message)
        .where(
            Message.question_id.in_(asked),
            any_of(Message.kind, [Kind.FOLLOW_UP]),
            Message.state == MessageState.WAITING,
            Message.due_at > now,
        )
        .values(due_at=now)
    )


def hurry_pages(session: Session, now: datetime) -> None:
    """Let pages that the carrier did not take wait no longer: it can be used again.

    What another sender or step holds is on its way already, or not needed any more.
    """
    held_up = (
        select(Message.id)
        .where(
            one_of(Message.state, UNTAKEN),  # which an index has
            Message.state != MessageState.SENDING,
            any_of(Message.kind, [kind for kind in Kind if kind.is_page]),
            any_of(Message.channel, [Channel.SMS, Channel.VOICE]),
            Message.tries > 0,
            Message.due_at > now,
        )
        .with_for_update(skip_locked=True)
    )
    session.execute(update(Message).where(Message.id.in_(held_up)).values(due_at=now))


def waiting(session: Session, kinds: Collection[Kind], now: datetime) -> Sequence[Message]:
    """What of some kinds is to go by the first carrier and still needed, the oldest first."""
    found = (
        select(Message)
        .outerjoin(Incident, Incident.id == Message.incident_id)
        .where(
            one_of(Message.state, UNTAKEN),
            Message.kind.in_(kinds),
            Message.channel.in_([Channel.SMS, Channel.VOICE]),
            IS_NEEDED,
        )
        .order_by(Message.id)
    )
    return session.scalars(found, {"now": now, "old": now - OLD_NEWS}).all()


def add_line(session: Session, draft: Draft, *, more: str, gap: timedelta, now: datetime) -> None:
    """Put a message, or add words to one of the same kind to the same person that still waits.

    What it says last already is not said again.

    Args:
        more: the words to add; the whole stays under 1,600 characters, the carrier's limit.
        gap: the least span between two such messages about one question.
    """
    last = session.scalars(
        select(Message)
        .where(
            Message.question_id == draft.question_id,
            Message.kind == draft.kind,
            Message.channel == draft.channel,
        )
        .order_by(Message.id.desc())
        .limit(1)
        .with_for_update()
    ).first()
    if last is not None and last.state is MessageState.WAITING and last.tries == 0:
        if last.body != draft.body and not last.body.endswith(f" / {more}"):
            last.body = f"{last.body} / {more}"[:LONGEST]
        last.due_at = last.due_at if gap else min(last.due_at, now)
        return
    put(
        session,
        draft,
        now,
        due_at=max(now, (last.sent_at or last.created_at) + gap) if last else now,
    )
