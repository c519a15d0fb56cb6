"""What the audit reads, repairs and remembers."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol, TypeVar

from sqlalchemy import and_, delete, func, or_, select, update
from sqlalchemy.orm import Session

from relay.core import audit
from relay.core.audit import Condition, Look, Unsent
from relay.core.incident import State
from relay.core.message import UNTAKEN, Channel, Kind, MessageState
from relay.store import claims, counters, incidents
from relay.store.models import (
    Alarm,
    BundleLine,
    Heartbeat,
    Incident,
    Message,
    Pace,
    Question,
    is_known,
)

MOST = 200  # messages in one look


def condition(session: Session, now: datetime, *, mark: str) -> Condition:
    """What the audit judges by.

    Args:
        mark: the name of the watermark of the carrier's list.
    """
    unsent = session.scalars(
        select(Message)
        .where(
            Message.state.in_(UNTAKEN),
            is_known(Message),
            or_(Message.due_at <= now - audit.SLACK, Message.due_at > now + audit.PARKED),
        )
        .order_by(Message.priority, Message.id)
        .limit(MOST)
    )
    return Condition(
        looks=[
            Look(one.id, one.number, one.state, one.wake_at, one.failed_at)
            for one in incidents.live(session)
        ],
        unsent=[Unsent(one.id, one.kind, one.state, one.due_at) for one in unsent],
        pace_at=session.scalars(select(Pace.free_at).where(Pace.name == Channel.SMS)).one_or_none(),
        rounds={one.name: one.at for one in session.scalars(select(Heartbeat))},
        read_up_to=counters.read_up_to(session, mark),
        untaken=_untaken(session, now),
    )


def _untaken(session: Session, now: datetime) -> Mapping[int, datetime]:
    """By open incident, when its oldest page was written since one was last taken, by any way."""
    is_page = (Incident.state == State.OPEN, Message.kind == Kind.PAGE)
    latest = func.max(Message.sent_at)
    pages = select(Incident.id, latest).join(Message, Message.incident_id == Incident.id)
    lists = (
        select(Incident.id, latest)
        .join(Question, Question.incident_id == Incident.id)
        .join(BundleLine, BundleLine.question_id == Question.id)
        .join(Message, Message.id == BundleLine.message_id)
    )
    taken: dict[int, datetime] = {}
    for found in (pages.where(*is_page), lists.where(Incident.state == State.OPEN)):
        for incident_id, at in session.execute(found.group_by(Incident.id)):
            if at is not None:
                taken[incident_id] = max(at, taken.get(incident_id, at))
    written = session.execute(
        select(Incident.id, Incident.number, Message.created_at)
        .join(Message, Message.incident_id == Incident.id)
        .where(
            *is_page,
            Message.sent_at.is_(None),
            Message.created_at >= func.coalesce(Incident.started_at, Incident.opened_at),
            Message.created_at <= now - audit.UNTAKEN,
        )
        .order_by(Message.id.desc())
    )
    return {
        number: at
        for incident_id, number, at in written
        if incident_id not in taken or taken[incident_id] < at
    }


def look_now(session: Session, incident_id: int, now: datetime) -> None:
    """Have an incident looked at now, also one that was not to be looked at again."""
    session.execute(
        update(Incident)
        .where(Incident.id == incident_id)
        .values(wake_at=now, version=Incident.version + 1)
    )


def release(session: Session, message_id: int, now: datetime) -> None:
    """Let a message that has not left do so now."""
    session.execute(
        update(Message)
        .where(Message.id == message_id, Message.state.in_(UNTAKEN))
        .values(due_at=now)
    )


def free_pace(session: Session, now: datetime) -> None:
    """Let the number send again."""
    claims.keep_pace(session, now, timedelta(0))


class Seen(Protocol):
    """What was found wrong."""

    @property
    def name(self) -> str:
        """The same for as long as it lasts."""
        ...

    @property
    def what(self) -> str:
        """In English, for the log file."""
        ...


F = TypeVar("F", bound=Seen)

AUDIT = "audit"  # the source of what the audit finds
LATE_TEXTS = "late texts"  # of what was found too late to page anybody
_MESSAGES = "messages"  # in an alarm's data: the ids of those that tell of it


def remember(
    session: Session,
    findings: Sequence[F],
    now: datetime,
    *,
    source: str = AUDIT,
    again: timedelta = audit.AGAIN,
    patience: timedelta = timedelta(0),
    data: Callable[[F], Mapping[str, Any] | None] = lambda _: None,
) -> list[F]:
    """Write what is wrong now, forget what is not any more; what the managers are to be told.

    What is to be told counts as told: see `untell`.

    Args:
        findings: all that this source finds now.
        source: who found it; what others found stays as it is.
        again: from telling of something until telling of it once more.
        patience: from finding something until telling of it.
        data: the sentence a finding is told in, and what is filled in.
    """
    names = [one.name for one in findings]
    mine = Alarm.source == source
    session.execute(delete(Alarm).where(mine, Alarm.name.not_in(names)))
    rows = session.scalars(select(Alarm).where(mine).with_for_update())
    known: Mapping[str, Alarm] = {one.name: one for one in rows}
    telling = set()
    for name, finding in {one.name: one for one in reversed(findings)}.items():
        row = known.get(name)
        if row is None:
            row = Alarm(name=name, source=source, what=finding.what, since=now, told_at=None)
            session.add(row)
        given = data(finding)
        row.what = finding.what
        row.data = {**(row.data or {}), **given} if given is not None else None
        if now - row.since >= patience and audit.to_tell(row.told_at, now, again):
            row.told_at = now
            telling.add(name)
    session.flush()
    return [one for one in findings if one.name in telling]


def untell(session: Session, names: Sequence[str]) -> None:
    """Have the managers told again of what did not reach any of them."""
    session.execute(update(Alarm).where(Alarm.name.in_(names)).values(told_at=None))


def note_messages(session: Session, name: str, message_ids: Sequence[int]) -> None:
    """Write which messages tell the managers of something, to see whether one arrives."""
    row = session.get_one(Alarm, name)
    row.data = {**(row.data or {}), _MESSAGES: list(message_ids)}


def tell_until_heard(
    session: Session,
    name: str,
    what: str,
    now: datetime,
    *,
    source: str,
    data: Mapping[str, Any],
    message_ids: Sequence[int],
) -> None:
    """Write what the managers have just been told, so that it is told again until one has got it.

    Args:
        name: of it alone.
        what: in English, for the log file.
        source: who found it; see `forget_heard`.
        data: the sentence it is told in, and what is filled in.
        message_ids: of the messages that tell it.
    """
    told = {**data, _MESSAGES: list(message_ids)}
    session.add(Alarm(name=name, source=source, what=what, since=now, told_at=now, data=told))
    session.flush()


def forget_heard(session: Session, source: str, *, before: datetime) -> None:
    """Forget what one of the managers has got, and what was found before a time."""
    for row in session.scalars(select(Alarm).where(Alarm.source == source).with_for_update()):
        if row.since <= before or _has_arrived(session, (row.data or {}).get(_MESSAGES, ())):
            session.delete(row)
    session.flush()


def unheard(
    session: Session, sources: Sequence[str], now: datetime, again: timedelta = audit.AGAIN
) -> Sequence[Alarm]:
    """What the managers were told a while ago and none of them has got, held."""
    rows = session.scalars(
        select(Alarm)
        .where(Alarm.source.in_(sources), Alarm.told_at.is_not(None))
        .order_by(Alarm.since, Alarm.name)
        .with_for_update()
    )
    return [
        one
        for one in rows
        if audit.to_tell(one.told_at, now, again)
        and not _has_arrived(session, (one.data or {}).get(_MESSAGES, ()))
    ]


def _has_arrived(session: Session, message_ids: Sequence[int]) -> bool:
    """Whether one of some messages arrived; what nobody traces has, once it was taken."""
    taken = and_(
        Message.state == MessageState.SENT,
        Message.channel.in_([one for one in Channel if not one.is_traced]),
    )
    found = select(Message.id).where(
        Message.id.in_(message_ids), or_(Message.state == MessageState.DELIVERED, taken)
    )
    return session.scalars(found.limit(1)).first() is not None


def alarms(session: Session) -> Sequence[str]:
    """What the last audit found wrong, in words."""
    return session.scalars(
        select(Alarm.what).where(Alarm.source == AUDIT).order_by(Alarm.since, Alarm.name)
    ).all()


def others(session: Session) -> Sequence[Alarm]:
    """What others than the audit have found, the oldest first."""
    return session.scalars(
        select(Alarm).where(Alarm.source != AUDIT).order_by(Alarm.since, Alarm.name)
    ).all()
