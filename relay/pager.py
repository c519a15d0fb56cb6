"""Time passes: escalate() queues the pages that are due."""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from types import MappingProxyType

from sqlalchemy.orm import Session

from relay import matters, steps
from relay.core.crew import Person
from relay.core.escalation import SKEW
from relay.inbox import hearsay
from relay.parts import Relay, Work
from relay.settings import Settings
from relay.store import agenda, counters, incidents, set_back, staff

logger = logging.getLogger(__name__)

MOMENTS = timedelta(seconds=5)  # between two workers of one machine that read its clock
SET_BACK = timedelta(minutes=1)  # of an incident whose step failed, so that it blocks no other


def escalate(relay: Relay, *, stopping: Callable[[], bool] = lambda: False) -> int:
    """Take every step that is due, the incidents' first; returns how many were.

    Args:
        relay: the box.
        stopping: asked before each step; on a bad night something is due without end.
    """
    steps = 0
    while due := relay.database.read(partial(incidents.due, now=relay.clock.now())):
        for incident_id in due:
            if stopping():
                return steps
            _step(relay, incident_id)
            steps += 1
        relay.bell.ring(Work.MESSAGES)
    others = matters.step(relay, hearsay.take_unanswered)
    if others:
        relay.bell.ring(Work.STEPS | Work.MESSAGES)
    return steps + others


def beat(relay: Relay, rounds: Mapping[str, datetime] = MappingProxyType({})) -> None:
    """Note that the worker came round, and which of its parts did; /readyz looks at their age."""
    beats = {**rounds, "worker": relay.clock.now()}
    relay.database.write(partial(_beat, beats=beats))


def _beat(session: Session, beats: Mapping[str, datetime]) -> None:
    for name, at in beats.items():
        counters.beat(session, name, at)


def mind_the_clock(relay: Relay, seen: datetime | None = None) -> datetime:
    """Let all that is under way move with a clock that was set back: nobody waits any longer.

    Of several workers on one machine the first does it for all.

    Args:
        relay: the box.
        seen: the instant of the last time; None at the first, when the last beat stands for it.

    Returns:
        The instant.

    Raises:
        DatabaseBusy: when the database could not be reached.
    """
    now = relay.clock.now()
    if seen is None:
        seen = relay.database.read(partial(counters.last_beat, name="worker"))
    if seen is not None and seen > now + SKEW:
        if relay.database.write(partial(_set_back, now=now, by=seen - now)):
            logger.warning("the clock was set back by %s", seen - now)
        relay.bell.ring(Work.STEPS | Work.MESSAGES)
    return now


def _set_back(session: Session, now: datetime, by: timedelta) -> bool:
    # Whoever did it on this machine read the clock moments ago; what lies ahead was before another.
    is_first = counters.take_turn(session, "clock set back", now, before=now - SKEW, ahead=MOMENTS)
    if is_first:
        set_back.move(session, now, by)
    return is_first


def mind_the_crew(relay: Relay, before: Settings | None = None) -> Settings:
    """Remember whose phones are staff's, and have what somebody held who left paged again.

    What is open is looked at anew after an edit: whoever stands in for somebody is paged at once.

    Args:
        relay: the box.
        before: the settings as they were the last time; None at the first.

    Returns:
        The settings as they are now.

    Raises:
        DatabaseBusy: when the database could not be reached.
    """
    settings = relay.settings
    is_edited = before is not None and settings is not before
    if relay.database.read(partial(_crew_is_known, people=settings.people)) and not is_edited:
        return settings
    if relay.database.write(partial(_take_over_crew, relay=relay, people=settings.people)):
        relay.bell.ring(Work.STEPS)
    logger.info("the crew is now %s", ", ".join(settings.people))
    return settings


def _crew_is_known(session: Session, people: Mapping[str, Person]) -> bool:
    return staff.is_known(session, people.values()) and not incidents.orphans(session, people)


def _take_over_crew(session: Session, relay: Relay, people: Mapping[str, Person]) -> bool:
    now = relay.clock.now()
    staff.remember(session, people.values(), now)
    looked_at = [*incidents.orphans(session, people), *incidents.open_ids(session)]
    for incident_id in looked_at:
        incidents.wake(session, incident_id, now)
    return bool(looked_at)


def next_due(relay: Relay) -> datetime | None:
    """When the next step is due, a message may leave, or the carrier is to be asked about one."""
    return relay.database.read(agenda.next_due)


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
    if incidents.is_due(incident, now):  # else another worker was here
        steps.take(session, relay, incident, now)
