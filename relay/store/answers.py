"""What we have answered to whom, for the limits on it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from relay.core.message import Kind
from relay.core.urgency import Urgency
from relay.store.models import Incident, Message

ANSWERS = (Kind.RECEIPT, Kind.CALLER)  # what is said because somebody wrote or rang


def answered(
    session: Session, since: datetime, *, most: int, to: str | None = None
) -> Sequence[datetime]:
    """When we answered since then, the latest first.

    Args:
        most: more than so many are not needed.
        to: only answers to this number; else those to emergencies, which no limit holds back, do
            not count.
    """
    wanted = select(Message.created_at).where(Message.kind.in_(ANSWERS), Message.created_at > since)
    if to is not None:
        wanted = wanted.where(Message.recipient == to)
    else:
        wanted = wanted.outerjoin(Incident, Incident.id == Message.incident_id).where(
            Incident.urgency.is_distinct_from(Urgency.CRITICAL)
        )
    return session.scalars(wanted.order_by(Message.created_at.desc()).limit(most)).all()


def opened(session: Session, reporter: str, since: datetime, *, most: int) -> Sequence[datetime]:
    """When a sender's critical reports became incidents since then, the latest first."""
    return session.scalars(
        select(Incident.opened_at)
        .where(
            Incident.reporter == reporter,
            Incident.urgency == Urgency.CRITICAL,
            Incident.opened_at > since,
        )
        .order_by(Incident.opened_at.desc())
        .limit(most)
    ).all()


def told_at(session: Session, incident_id: int) -> datetime | None:
    """When the first answer about an incident left."""
    return session.scalars(
        select(func.min(Message.sent_at)).where(
            Message.incident_id == incident_id, Message.kind == Kind.RECEIPT
        )
    ).one()
