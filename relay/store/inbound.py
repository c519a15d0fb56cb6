"""Texts as the carrier brought them."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, exists, func, literal, or_, select, union_all, update
from sqlalchemy.orm import Session, aliased

from relay.store.columns import UtcDateTime, at_most
from relay.store.models import Inbound, Message, is_known
from relay.store.prepared import Prepared

MOST_ASKED = 500  # ids in one statement
TWICE_WITHIN = timedelta(seconds=3)  # carriers repeat a text when they suspect a disruption

_TABLE: Any = Inbound.__table__
_TAKEN = (
    *("sid", "sender", "recipient", "raw", "body", "media", "received_at", "door", "came_by"),
    *("late", "error_code"),
)
_TAKE_IN = Prepared.inserting(
    lambda insert: (
        insert(_TABLE)
        .values({name: bindparam(name) for name in _TAKEN})
        .on_conflict_do_nothing(index_elements=["sid"])
        .returning(_TABLE.c.id)
    )
)
EARLIER = (
    select(Inbound.id, Inbound.received_at)
    .where(
        Inbound.sender == bindparam("sender"),
        Inbound.id != bindparam("id"),
        Inbound.raw == bindparam("raw"),
        Inbound.duplicate_of.is_(None),
        Inbound.received_at.between(
            bindparam("earliest", type_=UtcDateTime), bindparam("latest", type_=UtcDateTime)
        ),
    )
    .order_by(Inbound.received_at.desc())
    .limit(at_most(1))
)
_NOTE_ERROR = (
    update(_TABLE)
    .where(_TABLE.c.sid == bindparam("of_sid"), _TABLE.c.error_code.is_(None))
    .values(error_code=bindparam("code"))
)
_SETTLE = Prepared(
    update(_TABLE)
    .where(_TABLE.c.id == bindparam("row"))
    .values({name: bindparam(name) for name in ("door", "incident_id", "duplicate_of")})
)
_first = aliased(Inbound)
_twin_of_tied = exists().where(_first.id == Inbound.duplicate_of, _first.incident_id.is_not(None))
_untied = union_all(
    select(
        literal(0).label("is_ours"), Inbound.id.label("row"), Inbound.received_at.label("at")
    ).where(Inbound.incident_id.is_(None), ~_twin_of_tied),
    select(literal(1), Message.id, Message.created_at).where(
        Message.incident_id.is_(None), is_known(Message)
    ),
).subquery()
_UNTIED = select(_untied.c.is_ours, _untied.c.row).order_by(
    _untied.c.at.desc(), _untied.c.is_ours, _untied.c.row.desc()
)


def take_in(
    session: Session,
    *,
    sid: str,
    sender: str,
    recipient: str,
    raw: bytes,
    body: str,
    media: int,
    received_at: datetime,
    came_by: str = "webhook",
    late: bool = False,
    error_code: int | None = None,
    door: str = "",
) -> int | None:
    """Write a text under the carrier's id; its row's id, or None if it was there before."""
    values = {
        "sid": sid,
        "sender": sender,
        "recipient": recipient,
        "raw": raw,
        "body": body,
        "media": media,
        "received_at": received_at,
        "door": door,
        "came_by": came_by,
        "late": late,
        "error_code": error_code,
    }
    row_id: int | None = _TAKE_IN.value(session, values)
    return row_id


def hold_sender(session: Session, sender: str) -> None:
    """Let the texts of one sender be decided one after the other.

    On SQLite all writers wait for each other anyway.
    """
    if session.get_bind().dialect.name == "postgresql":
        key = int.from_bytes(hashlib.sha256(sender.encode()).digest()[:8], signed=True)
        session.execute(select(func.pg_advisory_xact_lock(key)))


def first_of_twins(
    session: Session, *, inbound_id: int, sender: str, raw: bytes, at: datetime
) -> int | None:
    """A text of the same words within 3 s of a time, unless we said something in between.

    One that was held up may be written after its twin, and be older than it.
    """
    twin = session.execute(EARLIER, near(inbound_id, sender, raw, at)).first()
    if twin is None:
        return None
    first, second = sorted((twin.received_at, at))
    spoken = session.scalars(
        select(Message.id)
        .where(Message.recipient == sender, Message.sent_at.between(first, second))
        .limit(1)
    ).first()
    return None if spoken else twin.id


def near(inbound_id: int, sender: str, raw: bytes, at: datetime) -> dict[str, Any]:
    """The values for `EARLIER`."""
    return {
        "sender": sender,
        "id": inbound_id,
        "raw": raw,
        "earliest": at - TWICE_WITHIN,
        "latest": at + TWICE_WITHIN,
    }


def note_error(session: Session, sid: str, code: int) -> None:
    """Write what the carrier says was wrong with our first route for a text."""
    session.connection().execute(_NOTE_ERROR, {"of_sid": sid, "code": code})


def known(session: Session, sids: Sequence[str]) -> set[str]:
    """Which of some carrier's ids are those of texts that were taken in."""
    found: set[str] = set()
    for start in range(0, len(sids), MOST_ASKED):
        some = sids[start : start + MOST_ASKED]
        found.update(session.scalars(select(Inbound.sid).where(Inbound.sid.in_(some))))
    return found


def last_brought_at(session: Session) -> datetime | None:
    """When the carrier last brought us a text itself."""
    return session.scalars(
        select(Inbound.received_at)
        .where(Inbound.came_by.in_(["webhook", "fallback"]))
        .order_by(Inbound.id.desc())
        .limit(1)
    ).first()


def settle(
    session: Session,
    inbound_id: int,
    door: str,
    *,
    incident_id: int | None = None,
    duplicate_of: int | None = None,
) -> None:
    """Write what a text was taken for."""
    values = {
        "row": inbound_id,
        "door": door,
        "incident_id": incident_id,
        "duplicate_of": duplicate_of,
    }
    _SETTLE.run(session, values)


def of_incident(session: Session, incident_id: int) -> Sequence[Inbound]:
    """The texts that came in about an incident, also those that came twice."""
    own = select(Inbound.id).where(Inbound.incident_id == incident_id)
    return session.scalars(
        select(Inbound)
        .where(or_(Inbound.incident_id == incident_id, Inbound.duplicate_of.in_(own)))
        .order_by(Inbound.id)
    ).all()


def untied_since(session: Session, text_id: int, until: datetime | None) -> Sequence[Inbound]:
    """What the sender of a text wrote after it about no incident, the oldest first.

    Args:
        session: the transaction.
        text_id: of the text.
        until: the last instant; None for all.
    """
    sender = select(Inbound.sender).where(Inbound.id == text_id).scalar_subquery()
    found = select(Inbound).where(
        Inbound.sender == sender, Inbound.id > text_id, Inbound.incident_id.is_(None)
    )
    if until is not None:
        found = found.where(Inbound.received_at <= until)
    return session.scalars(found.order_by(Inbound.id)).all()


def untied(session: Session, *, offset: int, limit: int) -> Sequence[Inbound | Message]:
    """Texts about no incident and what was said without one, the newest first.

    Of one instant the text comes before what was answered.
    """
    wanted = session.execute(_UNTIED.offset(offset).limit(limit)).all()
    text_ids = [row for is_ours, row in wanted if not is_ours]
    message_ids = [row for is_ours, row in wanted if is_ours]
    texts = {
        one.id: one for one in session.scalars(select(Inbound).where(Inbound.id.in_(text_ids)))
    }
    messages = {
        one.id: one for one in session.scalars(select(Message).where(Message.id.in_(message_ids)))
    }
    return [messages[row] if is_ours else texts[row] for is_ours, row in wanted]
