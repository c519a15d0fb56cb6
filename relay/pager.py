"""Time passes: escalate() queues the pages that are due."""

import logging
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.orm import Session

from relay import steps
from relay.parts import Relay, Work
from relay.store import counters, incidents

logger = logging.getLogger(__name__)

SET_BACK = timedelta(minutes=1)  # of an incident whose step failed, so that it blocks no other


def escalate(relay: Relay) -> int:
    """Take the next step of every incident that is due; returns how many were."""
    steps = 0
    while due := relay.database.read(partial(incidents.due, now=relay.clock.now())):
        for incident_id in due:
            _step(relay, incident_id)
        steps += len(due)
        relay.bell.ring(Work.MESSAGES)
    return steps


def beat(relay: Relay) -> None:
    """Note that the worker came round; /readyz turns red when this is old."""
    now = relay.clock.now()
    relay.database.write(partial(counters.beat, name="worker", now=now))


def next_due(relay: Relay) -> datetime | None:
    """When the next step of an incident is due."""
    return relay.database.read(incidents.next_wake)


def _step(relay: Relay, incident_id: int) -> None:
    """One incident's step; a fault in it is logged, and stops neither the others nor itself."""
    try:
        relay.database.write(partial(_step_if_due, relay=relay, incident_id=incident_id))
    except Exception:
        logger.exception("incident id %s: its step failed, tried again in a minute", incident_id)
        later = relay.clock.now() + SET_BACK
        relay.database.write(partial(incidents.set_back, incident_id=incident_id, at=later))


def _step_if_due(session: Session, relay: Relay, incident_id: int) -> None:
    now = relay.clock.now()
    incident = incidents.get(session, incident_id)
    if incident.wake_at is not None and incident.wake_at <= now:  # else another worker was here
        steps.take(session, relay, incident, now)
