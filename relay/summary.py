"""The managers' text in the morning: the night, what is not closed, who was not called."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.orm import Session

from relay.core.crew import Person, managers
from relay.core.daytime import last_at, local_time
from relay.core.segments import shorten
from relay.core.words import tame
from relay.parts import Relay, Work
from relay.settings import Settings
from relay.store import counters, incidents, outbox
from relay.store.models import Incident
from relay.texting import notice

logger = logging.getLogger(__name__)

DAY = timedelta(days=1)
TOO_LATE = timedelta(hours=4)  # after which it is no morning any more
NAMED = 4  # incidents of each kind; the log has them all
SHOP = 24  # septets of a shop's name


def send(relay: Relay) -> None:
    """Write the morning's text, when it is time and nobody has; nothing to tell, nothing sent.

    Safe to call at any time, any number of times and by several workers.

    Raises:
        DatabaseBusy: when the database could not be reached.
    """
    settings, now = relay.settings, relay.clock.now()
    due_at = last_at(settings.watch.summary_at, now, settings.hotline.time_zone)
    is_due = partial(counters.is_turn, name="summary", now=now, before=due_at)
    if now - due_at > TOO_LATE or not relay.database.read(is_due):
        return
    if relay.database.write(partial(_send, settings=settings, due_at=due_at, now=now)):
        relay.bell.ring(Work.MESSAGES)


def _send(session: Session, settings: Settings, due_at: datetime, now: datetime) -> bool:
    if not counters.take_turn(session, "summary", now, before=due_at):
        return False
    night = incidents.paged_since(session, due_at - DAY)
    unclosed = [one for one in incidents.live(session) if one not in night]
    lapsed = incidents.not_called_since(session, due_at - DAY)
    uncalled = [
        one
        for one in (*night, *unclosed)
        if one.id in lapsed or _is_uncalled(session, settings, one, due_at - DAY, now)
    ]
    if not night and not unclosed:
        return False
    live = [one for one in (*night, *unclosed) if one.closed_at is None]
    time = local_time(due_at, settings.hotline.time_zone)
    for person in managers(settings.people):
        body = _words(settings, person, time, night, live, uncalled)
        outbox.put(session, notice(session, settings, person, body), now)
    logger.info("summary: %s of the night, %s not closed", len(night), len(live))
    return True


def _is_uncalled(
    session: Session, settings: Settings, incident: Incident, since: datetime, now: datetime
) -> bool:
    """Whether nobody has called its merchant since then, nor in time; of an outage, its first."""
    if incident.taken_at is None or incidents.was_called(session, incident, since):
        return False
    lead_id = incident.outage_of
    if lead_id is not None:
        lead = incidents.get(session, lead_id)
        if incidents.was_called(session, lead, since):
            return False
    is_late = now - incident.taken_at > settings.ladder.callback_promise
    return is_late and incidents.call_number(incident) is not None


def _words(
    settings: Settings,
    person: Person,
    time: str,
    night: Sequence[Incident],
    live: Sequence[Incident],
    uncalled: Sequence[Incident],
) -> str:
    parts = {"summary_night": night, "summary_unclosed": live, "summary_uncalled": uncalled}
    said = [
        settings.texts.say(
            person.language, key, count=len(found), time=time, list=_list(settings, person, found)
        )
        for key, found in parts.items()
        if found
    ]
    return " ".join(said)


def _list(settings: Settings, person: Person, found: Sequence[Incident]) -> str:
    unknown = settings.texts.say(person.language, "unknown_shop")
    named = [
        f"{one.number} {shorten(tame(one.webshop or ''), SHOP) or unknown}" for one in found[:NAMED]
    ]
    return ", ".join([*named, *(["..."] if found[NAMED:] else [])])
