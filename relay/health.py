"""Whether the relay keeps its promises just now, for monitors."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.orm import Session

from relay.inbox.door import REFUSED
from relay.parts import Relay
from relay.store import audits, carriers, claims, counters, incidents
from relay.store.faults import AnotherDatabase, DatabaseBusy, TablesMissing

logger = logging.getLogger(__name__)

TICK_LIMIT = timedelta(seconds=15)  # the worker comes round every second
AUDIT_LIMIT = timedelta(minutes=2)  # the audit is done every 30 seconds
OVERDUE_LIMIT = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Health:
    """What /readyz tells; ages in seconds, None where there is nothing to be old."""

    ready: bool
    complaints: tuple[str, ...]
    database: bool
    tick_age: float | None
    overdue: float | None
    refused: int
    audit_age: float | None = None
    spooled: int = 0  # texts that wait on this machine for the database


def health(relay: Relay) -> Health:
    """Whether database, worker and next steps are as they must be."""
    try:
        return relay.database.read(partial(_health, relay=relay, now=relay.clock.now()))
    except DatabaseBusy as error:
        logger.error("the database cannot be used: %s", error)
        return Health(False, (f"database: {_wrong_with(error)}",), False, None, None, 0)


def _wrong_with(error: DatabaseBusy) -> str:
    """Anybody may ask: addresses and the server's own words stay on this machine."""
    match error:
        case TablesMissing():
            return "is not set up; run `python -m relay db upgrade`, or put a backup in its place"
        case AnotherDatabase():
            return "is another one than before; the log says what to do"
    return "cannot be reached"


def _health(session: Session, relay: Relay, now: datetime) -> Health:
    tick = counters.last_beat(session, "worker")
    dues = [at for at in (incidents.next_wake(session), claims.next_due(session)) if at]
    overdue = max(now - min(dues), timedelta(0)) if dues else None
    complaints = []
    if tick is None:
        complaints.append("worker: it has never come round")
    elif now - tick > TICK_LIMIT:
        complaints.append(f"worker: it last came round {(now - tick).total_seconds():.0f} s ago")
    if overdue is not None and overdue > OVERDUE_LIMIT:
        complaints.append(f"a step is overdue by {overdue.total_seconds():.0f} s")
    complaints += [
        f"incident {number}: its step fails, see the log" for number in incidents.failing(session)
    ]
    if carriers.standing(session).is_down:
        way = "pages take the second path" if _has_second_path(relay) else "there is no second path"
        complaints.append(f"carrier: it cannot be used; {way}")
    complaints.extend(relay.live.complaint)
    audited = counters.last_beat(session, "audit")
    if audited is not None and now - audited > AUDIT_LIMIT:
        complaints.append(f"audit: it was last done {(now - audited).total_seconds():.0f} s ago")
    complaints += [f"audit: {what}" for what in audits.alarms(session)]
    return Health(
        ready=not complaints,
        complaints=tuple(complaints),
        database=True,
        tick_age=(now - tick).total_seconds() if tick else None,
        overdue=overdue.total_seconds() if overdue is not None else None,
        refused=counters.value(session, REFUSED),
        audit_age=(now - audited).total_seconds() if audited else None,
    )


def _has_second_path(relay: Relay) -> bool:
    """Whether there is a way for pages past the carrier, to anybody."""
    settings = relay.settings
    is_backed = settings.environment.backup_carrier_url is not None
    return is_backed or any(person.further for person in settings.people.values())
