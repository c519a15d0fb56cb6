"""Outages: which incidents are one, who leads it, and texts to all their merchants."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import and_, bindparam, func, or_, select, update
from sqlalchemy.orm import Session

from relay.core.incident import Happened, State
from relay.core.storm import (
    ENDS_AFTER,
    Reported,
    different_shops,
    stands_alone,
    tells_of_fault,
)
from relay.core.urgency import Urgency
from relay.store.columns import UtcDateTime, one_of
from relay.store.models import Broadcast, Event, Incident
from relay.store.prepared import Prepared

LOCK = 710_402_118  # PostgreSQL's advisory lock: one report at a time joins or begins an outage
LIVE = (State.OPEN, State.ACKNOWLEDGED)

# Statements of the hot path are built once: building costs more than running them.
_LEADS = (
    select(Incident)
    .where(
        Incident.id.in_(
            select(Incident.outage_of).where(
                or_(
                    Incident.opened_at > bindparam("since", type_=UtcDateTime),
                    Incident.reopened_at > bindparam("since", type_=UtcDateTime),
                ),
                Incident.outage_of.is_not(None),
            )
        ),
        one_of(Incident.state, LIVE),
        Incident.outage_of.is_(None),  # what is a part of another outage leads none
    )
    .order_by(Incident.opened_at, Incident.id)
)
_CLOSED_LEADS = (
    select(Incident)
    .where(
        Incident.id.in_(select(Incident.outage_of).where(Incident.outage_of.is_not(None))),
        Incident.state == State.CLOSED,
        Incident.closed_at > bindparam("since", type_=UtcDateTime),
    )
    .order_by(Incident.closed_at.desc())
)
_COUNT = select(func.count()).select_from(Incident)
_COUNT_SINCE = Prepared(
    select(
        _COUNT.where(
            Incident.opened_at >= bindparam("opened", type_=UtcDateTime)
        ).scalar_subquery(),
        _COUNT.where(
            or_(
                Incident.opened_at > bindparam("ended", type_=UtcDateTime),
                Incident.reopened_at > bindparam("ended", type_=UtcDateTime),
            ),
            Incident.outage_of.is_not(None),
        ).scalar_subquery(),
        _COUNT.where(Incident.closed_at > bindparam("ended", type_=UtcDateTime)).scalar_subquery(),
    )
)
_REPORTS_OF = (
    select(Incident)
    .where(
        or_(
            Incident.id == bindparam("lead"),
            and_(Incident.outage_of == bindparam("lead"), one_of(Incident.state, LIVE)),
        )
    )
    .order_by(Incident.outage_of.is_not(None), Incident.id)
)
_CRITICAL_SINCE = (
    select(Incident)
    .where(
        Incident.opened_at > bindparam("since", type_=UtcDateTime),
        Incident.urgency == Urgency.CRITICAL,
    )
    .order_by(Incident.opened_at, Incident.id)
)


def hold(session: Session) -> None:
    """Let reports join or begin outages one after the other.

    On SQLite all writers wait for each other anyway.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(LOCK)))


def leads(session: Session, since: datetime) -> Sequence[Incident]:
    """Open or taken incidents that another one has joined since then, the oldest first."""
    return session.scalars(_LEADS, {"since": since}).all()


def closed_leads(session: Session, since: datetime) -> Sequence[Incident]:
    """The outages that were closed since then, the latest first."""
    return session.scalars(_CLOSED_LEADS, {"since": since}).all()


def come_back(session: Session, lead_id: int) -> Incident | None:
    """What a merchant of an outage that is over had opened again first, and is not over itself."""
    return session.scalars(
        select(Incident)
        .join(Event, Event.incident_id == Incident.id)
        .where(
            one_of(Incident.state, LIVE),
            Incident.reopened_at.is_not(None),
            Incident.outage_of.is_(None),
            Event.what == Happened.REOPENED,
            Event.data["outage"].as_integer() == lead_id,
        )
        .order_by(Event.id)
        .limit(1)
    ).first()


def count_since(session: Session, *, opened: datetime, ended: datetime) -> tuple[int, int, int]:
    """How many incidents were opened, joined others or were opened again, and were closed.

    Args:
        session: the transaction.
        opened: since when those of the first figure were opened.
        ended: since when those of the others were.
    """
    before, joined, closed = _COUNT_SINCE.rows(session, {"opened": opened, "ended": ended})[0]
    return before, joined, closed


def is_near(session: Session, now: datetime, *, count: int, within: timedelta) -> bool:
    """Whether a report that is yet to be written may begin an outage, or join one.

    Cheaper than looking at the reports themselves; nobody else's comes in between.

    Args:
        session: the transaction.
        now: the instant.
        count: so many different shops make an outage,
        within: so close together.
    """
    hold(session)
    opened, joined, closed = count_since(session, opened=now - within, ended=now - ENDS_AFTER)
    return opened + 1 >= count or joined > 0 or closed > 0


def critical_since(session: Session, since: datetime) -> Sequence[Incident]:
    """Every critical report since then, whatever became of it, the oldest first."""
    return session.scalars(_CRITICAL_SINCE, {"since": since}).all()


def attached(session: Session, lead_id: int) -> Sequence[Incident]:
    """The incidents that another leads, the first to join first."""
    return session.scalars(
        select(Incident).where(Incident.outage_of == lead_id).order_by(Incident.id)
    ).all()


def parts(session: Session, lead: Incident) -> list[Incident]:
    """The incidents that are one outage with their lead, the first to join first.

    What was closed with a lead that is open again, and is not itself, is none of them.
    """
    led = attached(session, lead.id)
    return [one for one in led if lead.state is State.CLOSED or one.state in LIVE]


def attached_to(session: Session, lead_ids: Sequence[int]) -> Sequence[Incident]:
    """The incidents that some others lead, the first to join first."""
    return session.scalars(
        select(Incident).where(Incident.outage_of.in_(lead_ids)).order_by(Incident.id)
    ).all()


def reports_of(session: Session, lead: Incident) -> list[Reported]:
    """The reports of an outage, as a storm counts them; its lead's first.

    What was closed with a lead that is open again, and is not itself, is none of them.
    """
    return [reported(row) for row in session.scalars(_REPORTS_OF, {"lead": lead.id})]


def leading(session: Session, incident_ids: Collection[int]) -> set[int]:
    """Those of some incidents that others have joined."""
    found = select(Incident.outage_of).where(Incident.outage_of.in_(incident_ids))
    return {lead for lead in session.scalars(found.distinct()) if lead is not None}


def shops_led(session: Session, lead: Incident) -> int:
    """How many shops are closed with an outage; not those that were paged for themselves."""
    return different_shops(reports_of(session, lead))


def shops_of(session: Session, lead: Incident, within: timedelta) -> int:
    """How many shops an outage has now, and 1 for what leads none.

    Those that made it an outage and had been paged for themselves are counted, too, also when they
    were closed since; what was closed before it began is none of it.

    Args:
        session: of the transaction.
        lead: the incident that is paged for them.
        within: so close together reports make an outage.
    """
    joined = reports_of(session, lead)
    alone = beside(session, lead, joined, within)
    return different_shops([*joined, *map(reported, alone)]) if len(joined) > 1 else 1


def live_beside(session: Session, lead: Incident, within: timedelta) -> list[Incident]:
    """The reports that made an outage and are still paged, or worked on, for themselves."""
    alone = beside(session, lead, reports_of(session, lead), within)
    return [one for one in alone if one.state in LIVE]


def beside(
    session: Session, lead: Incident, joined: Sequence[Reported], within: timedelta
) -> list[Incident]:
    """The reports that made an outage and had been paged for themselves, and were open, by then.

    Args:
        session: of the transaction.
        lead: the incident that is paged for them.
        joined: the reports of the outage, its lead's first; what is about to join counts.
        within: so close together reports make an outage.
    """
    if len(joined) == 1:
        return []
    began_at = min(one.at for one in joined[1:])
    # What came before it was opened again made another one of it, or of something else.
    since = max(lead.reopened_at or began_at - within, began_at - within)
    return [
        one
        for one in apart(session, lead, since, began_at)
        if not is_alone(one) and reported(one).tells_of_fault
    ]


def is_alone(incident: Incident) -> bool:
    """Whether it never joins an outage, for what its merchant wrote."""
    return stands_alone(f"{incident.words}\n{incident.problem or ''}", incident.why)


def apart(session: Session, lead: Incident, since: datetime, until: datetime) -> Sequence[Incident]:
    """Critical reports of a span that belong to no outage and never did, the oldest first.

    What was closed by the end of the span is left out.
    """
    leading = select(Incident.outage_of).where(Incident.outage_of.is_not(None))
    return session.scalars(
        select(Incident)
        .where(
            Incident.opened_at > since,
            Incident.opened_at <= until,
            or_(Incident.closed_at.is_(None), Incident.closed_at > until),
            Incident.urgency == Urgency.CRITICAL,
            Incident.outage_of.is_(None),
            Incident.left_outage_at.is_(None),
            Incident.id != lead.id,
            Incident.id.not_in(leading),
        )
        .order_by(Incident.id)
    ).all()


def reported(incident: Incident) -> Reported:
    """An incident as a storm counts it."""
    at = incident.reopened_at or incident.opened_at
    is_fault = tells_of_fault(incident.why, incident.problem)
    return Reported(incident.webshop, incident.reporter, at, is_fault)


def wake(session: Session, lead_id: int, now: datetime) -> None:
    """Have the open and taken incidents of an outage look at their lead now."""
    session.execute(
        update(Incident)
        .where(Incident.outage_of == lead_id, Incident.state.in_(LIVE))
        .values(wake_at=now, version=Incident.version + 1)
    )


def wake_closed(session: Session, lead_id: int, closed_at: datetime, now: datetime) -> None:
    """The same for those that were closed with their lead, whose closing is taken back."""
    session.execute(
        update(Incident)
        .where(
            Incident.outage_of == lead_id,
            Incident.state == State.CLOSED,
            Incident.closed_at == closed_at,
        )
        .values(wake_at=now, version=Incident.version + 1)
    )


# ---- texts to every merchant ---------------------------------------------------------------


def propose(
    session: Session,
    *,
    incident_id: int,
    person: str,
    code: int,
    words: str,
    incidents: Iterable[int],
    now: datetime,
    free_at: datetime,
) -> Broadcast:
    """Write a text that waits for its writer's confirmation."""
    broadcast = Broadcast(
        incident_id=incident_id,
        person=person,
        code=code,
        words=words,
        incidents=list(incidents),
        asked_at=now,
        free_at=free_at,
        is_sent=False,
    )
    session.add(broadcast)
    session.flush()
    return broadcast


def proposed(session: Session, person: str, code: int, now: datetime) -> Broadcast | None:
    """The text a person's code stands for, as long as the code is not free again."""
    return session.scalars(
        select(Broadcast)
        .where(Broadcast.person == person, Broadcast.code == code, Broadcast.free_at > now)
        .order_by(Broadcast.id.desc())
        .limit(1)
    ).first()


def awaiting(session: Session, person: str, since: datetime) -> Broadcast | None:
    """The latest text of a person since then that is neither confirmed nor given up."""
    return session.scalars(
        select(Broadcast)
        .where(
            Broadcast.person == person,
            Broadcast.answered_at.is_(None),
            Broadcast.asked_at > since,
        )
        .order_by(Broadcast.id.desc())
        .limit(1)
    ).first()
