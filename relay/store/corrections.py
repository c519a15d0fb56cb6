"""What people say a text really was; the newest word on it counts."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from relay.core.urgency import Urgency
from relay.store.models import Correction, Incident


def write(session: Session, *, incident_id: int, urgency: Urgency, who: str, now: datetime) -> None:
    """Keep what somebody says an incident's first text was."""
    session.add(Correction(incident_id=incident_id, urgency=urgency, who=who, at=now))


def withdraw(session: Session, *, incident_id: int, who: str) -> None:
    """Let go of somebody's newest word on an incident's first text: what was said before counts."""
    newest = (
        select(func.max(Correction.id))
        .where(Correction.incident_id == incident_id, Correction.who == who)
        .scalar_subquery()
    )
    session.execute(delete(Correction).where(Correction.id == newest))


def of_incident(session: Session, incident_id: int) -> Correction | None:
    """The newest word on an incident's first text; None when nobody has said anything."""
    return session.scalars(
        select(Correction)
        .where(Correction.incident_id == incident_id)
        .order_by(Correction.id.desc())
        .limit(1)
    ).first()


def all_of_them(session: Session) -> Sequence[tuple[Incident, Correction]]:
    """Every incident whose text was corrected, with the newest word on it, the oldest first."""
    newest = select(func.max(Correction.id)).group_by(Correction.incident_id)
    rows = session.execute(
        select(Incident, Correction)
        .join(Correction, Correction.incident_id == Incident.id)
        .where(Correction.id.in_(newest))
        .order_by(Incident.number)
    )
    return [(incident, correction) for incident, correction in rows]
