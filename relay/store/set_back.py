"""The clock was set back: what is under way moves with it, so that no span grows or shrinks."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from relay.core.matter import Answer
from relay.core.message import UNTAKEN, Kind
from relay.store import claims, incidents
from relay.store.columns import one_of
from relay.store.models import Base, Incident, Matter, Message, Question, is_known

# The log's own times stay: when it was opened, closed, opened again, and the timeline.
_OF_INCIDENT = (*incidents.PAST, "started_at", "level_at", "round_at", "paused_until", "wake_at")
_OF_QUESTION = (*incidents.PAST_OF_QUESTION, "last_asked_at")
_OF_MESSAGE = ("created_at", "sent_at", "status_at")


def move(session: Session, now: datetime, by: timedelta) -> None:
    """Move all that is under way.

    Args:
        session: of the transaction.
        now: the instant, by the clock as it is.
        by: the span that it was set back by.
    """
    watched = session.scalars(select(Incident).where(Incident.wake_at.is_not(None))).all()
    for incident in watched:
        incident.started_at = incidents.started_at(incident)
        _earlier(incident, _OF_INCIDENT, by)
    asked = session.scalars(
        select(Question).where(Question.incident_id.in_([one.id for one in watched]))
    )
    for question in asked:
        _earlier(question, _OF_QUESTION, by)
    _move_messages(session, {one.id: one for one in watched}, now, by)
    # A shift begins when it begins.
    drills = select(Matter).where(Matter.answer == Answer.OPEN, Matter.starts_at.is_(None))
    for matter in session.scalars(drills):
        _earlier(matter, ("begun_at", "wake_at"), by)
    claims.keep_pace(session, now, timedelta(0))


def _move_messages(
    session: Session, watched: Mapping[int, Incident], now: datetime, by: timedelta
) -> None:
    """Move what waits, or lies in the future; of the rest the log tells as it was."""
    found = session.scalars(
        select(Message).where(
            is_known(Message),
            or_(
                one_of(Message.state, UNTAKEN),
                Message.ask_at.is_not(None),
                *(getattr(Message, name) > now for name in _OF_MESSAGE),
            ),
        )
    )
    for message in found:
        incident = watched.get(message.incident_id or 0)
        # A question to whoever has it is known by the time of the asking.
        is_asked = incident is not None and message.kind is Kind.CHECK_IN
        future = [name for name in _OF_MESSAGE if (getattr(message, name) or now) > now]
        names = {*future, *(("created_at",) if is_asked else ()), "ask_at"}
        if message.state in UNTAKEN:
            names.add("due_at")
        _earlier(message, names, by)


def _earlier(row: Base, names: Iterable[str], by: timedelta) -> None:
    for name in names:
        at = getattr(row, name)
        if at is not None:
            setattr(row, name, at - by)
