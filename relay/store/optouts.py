"""Phones whose owners want no texts from us."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from relay.core.message import Channel, MessageState
from relay.store.models import Message, OptOut

OPTED_OUT = select(OptOut.phone).where(OptOut.phone == bindparam("phone"))
_OPTED_OUT = select(OptOut.phone).where(OptOut.phone.in_(bindparam("phones", expanding=True)))


def opted_out(session: Session, phones: Collection[str]) -> set[str]:
    """Which of some phones want no texts."""
    return set(session.connection().scalars(_OPTED_OUT, {"phones": list(phones)}))


def opt_out(session: Session, phone: str, now: datetime) -> bool:
    """Note that a phone wants no texts, and drop those that wait; False when it was known."""
    sqlite = session.get_bind().dialect.name == "sqlite"
    insert = sqlite_insert if sqlite else postgresql_insert
    statement = insert(OptOut).values(phone=phone, since=now).on_conflict_do_nothing()
    is_new = session.scalars(statement.returning(OptOut.phone)).one_or_none() is not None
    session.execute(
        update(Message)
        .where(
            Message.recipient == phone,
            Message.channel == Channel.SMS,
            Message.person.is_(None),  # what staff is owed is seen to fail, and acted on
            Message.state == MessageState.WAITING,
        )
        .values(state=MessageState.DROPPED)
    )
    return is_new


def opt_in(session: Session, phone: str) -> bool:
    """Note that a phone wants texts again; False when it never opted out."""
    gone = session.scalars(
        delete(OptOut).where(OptOut.phone == phone).returning(OptOut.phone)
    ).one_or_none()
    return gone is not None
