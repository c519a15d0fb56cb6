"""What a merchant was to hear of an incident and has not heard is let go of."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from relay.core.incident import Happened
from relay.core.message import FAILED, Kind, MessageState
from relay.store.models import Message
from relay.store.needed import HAS_IT, tells
from relay.store.outbox import drop


def unsay(session: Session, incident_id: int, written_at: datetime) -> tuple[bool, bool]:
    """Drop what a merchant was to hear of what happened then, unless it has left.

    Returns:
        Whether it has left, and whether the merchant has got what they were to hear before it.
    """
    found = select(Message).where(
        Message.incident_id == incident_id,
        Message.kind == Kind.UPDATE,
        tells(Message, *HAS_IT),
    )
    latest = session.scalars(found.order_by(Message.id.desc()).limit(2).with_for_update()).all()
    said = [one for one in latest if one.created_at == written_at]
    before = next((one for one in latest if one.created_at != written_at), None)
    has_left = any(_has_left(one) for one in said)
    for one in said:
        if one.state is MessageState.WAITING:
            drop(one)
    return has_left, before is None or before.state in (MessageState.SENT, MessageState.DELIVERED)


def unsay_all(session: Session, incident_id: int) -> datetime | None:
    """Drop what a merchant was to hear of who has an incident, unless it has left.

    Returns:
        When the latest was written that has left; None for nothing.
    """
    of_standing = select(Message).where(
        Message.incident_id == incident_id,
        Message.kind.in_([Kind.UPDATE, Kind.RECEIPT]),
        tells(Message, *HAS_IT, Happened.REOPENED, Happened.SPLIT),
    )
    found = session.scalars(of_standing.order_by(Message.id.desc()).with_for_update()).all()
    for one in found:
        if one.state is MessageState.WAITING and one.kind is Kind.UPDATE:
            drop(one)
    return next((one.created_at for one in found if _has_left(one)), None)


def _has_left(message: Message) -> bool:
    """Whether somebody may have read it; what the carrier could not pass on is read by nobody."""
    return message.state not in (MessageState.WAITING, MessageState.DROPPED, *FAILED)
