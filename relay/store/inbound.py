"""Texts as the carrier brought them."""

import hashlib
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from relay.store.models import Inbound, Message

TWICE_WITHIN = timedelta(seconds=3)  # carriers repeat a text when they suspect a disruption


def take_in(
    session: Session,
    *,
    sid: str,
    sender: str,
    recipient: str,
    raw: bytes,
    body: str,
    media: int,
    now: datetime,
) -> int | None:
    """Write a text under the carrier's id; its row's id, or None if it was there before."""
    statement = _insert(session).on_conflict_do_nothing(index_elements=["sid"])
    values = {
        "sid": sid,
        "sender": sender,
        "recipient": recipient,
        "raw": raw,
        "body": body,
        "media": media,
        "received_at": now,
        "door": "",
    }
    return session.scalars(statement.values(values).returning(Inbound.id)).one_or_none()


def _insert(session: Session) -> Any:
    sqlite = session.get_bind().dialect.name == "sqlite"
    return sqlite_insert(Inbound) if sqlite else postgresql_insert(Inbound)


def hold_sender(session: Session, sender: str) -> None:
    """Let the texts of one sender be decided one after the other.

    On SQLite all writers wait for each other anyway.
    """
    if session.get_bind().dialect.name == "postgresql":
        key = int.from_bytes(hashlib.sha256(sender.encode()).digest()[:8], signed=True)
        session.execute(select(func.pg_advisory_xact_lock(key)))


def first_of_twins(
    session: Session, *, inbound_id: int, sender: str, raw: bytes, now: datetime
) -> int | None:
    """An earlier text of the same words within 3 s, unless we said something in between."""
    earlier = session.execute(
        select(Inbound.id, Inbound.received_at)
        .where(
            Inbound.sender == sender,
            Inbound.id != inbound_id,
            Inbound.raw == raw,
            Inbound.duplicate_of.is_(None),
            Inbound.received_at >= now - TWICE_WITHIN,
        )
        .order_by(Inbound.received_at.desc())
        .limit(1)
    ).first()
    if earlier is None:
        return None
    spoken = session.scalars(
        select(Message.id)
        .where(Message.recipient == sender, Message.sent_at >= earlier.received_at)
        .limit(1)
    ).first()
    return None if spoken else earlier.id


def settle(
    session: Session,
    inbound_id: int,
    door: str,
    *,
    incident_id: int | None = None,
    duplicate_of: int | None = None,
) -> None:
    """Write what a text was taken for."""
    session.execute(
        update(Inbound)
        .where(Inbound.id == inbound_id)
        .values(door=door, incident_id=incident_id, duplicate_of=duplicate_of)
    )
