"""The relay watches itself: it repairs what it can, tells the managers, withholds its pulse."""

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

import requests
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from relay.core.audit import (
    Finding,
    Part,
    Repair,
    audit,
    has_stopped,
    past_the_outbox,
    to_tell,
)
from relay.core.crew import managers
from relay.core.phone import masked
from relay.core.watch import MARK
from relay.parts import Relay, Work
from relay.settings import Settings
from relay.sms.alarm import reach
from relay.sms.gateway import Gateway, Second, Sent, nothing
from relay.store import audits, counters, incidents, outbox
from relay.store.faults import DatabaseBusy
from relay.texting import notice

logger = logging.getLogger(__name__)

NAMED = 3  # incidents in one alarm
VALID = timedelta(minutes=30)  # how long an alarm stays good in the carrier's queue
GUARD = 30  # seconds before a guard's first look, and between two
PULSE_WAIT = 10  # seconds for the dead-man's switch to answer


@dataclass(frozen=True, slots=True)
class Hands:
    """What the audit does itself where a part of the worker does not."""

    step: Callable[[], object]  # takes the steps that are due
    send: Callable[[], object]  # sends what may leave


class Auditor:
    """Looks at the relay as a whole; one for each worker."""

    def __init__(
        self, relay: Relay, gateway: Gateway, hands: Hands, second: Second = nothing
    ) -> None:
        self._relay = relay
        self._gateway = gateway
        self._second = second
        self._hands = hands
        self._unreached = 0  # audits in a row without a database
        self._told_at: datetime | None = None  # that there is no database

    def look(self) -> bool:
        """Find, repair, log and tell; True when all is as it must be.

        Safe to call at any time, any number of times and by several workers.
        """
        now = self._relay.clock.now()
        try:
            found = self._relay.database.read(partial(_find, now=now))
            for finding in found:
                logger.error("audit: %s", finding.what)
                self._repair(finding, now)
            self._alarm(found, now)
            self._relay.database.write(partial(counters.beat, name="audit", now=now))
        except (DatabaseBusy, DBAPIError) as error:
            self._without_database(str(error), now)
            return False
        self._unreached, self._told_at = 0, None
        return not found

    def pulse(self) -> None:
        """Look, and when all is well tell the dead-man's switch so."""
        url = self._relay.settings.environment.heartbeat_url
        if not self.look() or url is None:
            return
        try:
            requests.get(url, timeout=PULSE_WAIT).raise_for_status()
        except requests.RequestException as error:
            # Without the address: it is a secret.
            logger.warning("the dead-man's switch was not reached: %s", type(error).__name__)

    def _repair(self, finding: Finding, now: datetime) -> None:
        work: Callable[[Session], None] | None = None
        match finding.repair:
            case Repair.LOOK:
                work = partial(audits.look_now, incident_id=finding.row, now=now)
            case Repair.RELEASE:
                work = partial(audits.release, message_id=finding.row, now=now)
            case Repair.PACE:
                work = partial(audits.free_pace, now=now)
            case Repair.STEP:
                self._try(self._hands.step)
            case Repair.SEND:
                self._try(self._hands.send)
        if work is not None:
            self._relay.database.write(work)
            self._relay.bell.ring(Work.STEPS | Work.MESSAGES)

    def _try(self, hand: Callable[[], object]) -> None:
        try:
            hand()
        except DatabaseBusy:
            raise
        except Exception:
            # What is broken must not keep the managers from hearing of it.
            logger.exception("audit: the repair failed")

    def _alarm(self, found: Sequence[Finding], now: datetime) -> None:
        """Tell the managers, by the outbox unless that may be what is broken."""
        settings = self._relay.settings
        if not past_the_outbox(one.part for one in found):
            work = partial(_tell_by_outbox, settings=settings, found=found, now=now)
            if self._relay.database.write(work):
                self._relay.bell.ring(Work.MESSAGES)
            return
        telling = self._relay.database.write(partial(audits.remember, findings=found, now=now))
        if not telling:
            return
        values = self._relay.database.read(partial(_values, settings=settings, found=telling))
        if not self._tell(values):
            names = [one.name for one in telling]
            self._relay.database.write(partial(audits.untell, names=names))

    def _tell(self, values: Mapping[Part, Mapping[str, object]]) -> bool:
        """Text the managers past the outbox, by any way; whether one of the texts was taken."""
        settings, took = self._relay.settings, False
        for person in managers(settings.people):
            for part, given in values.items():
                body = settings.texts.say(person.language, f"alarm_{part}", **given)
                attempt = f"{self._relay.chance.getrandbits(128):032x}"
                outcome = reach(
                    self._gateway, self._second, person, body, attempt=attempt, valid_for=VALID
                )
                took = took or isinstance(outcome, Sent)
                word = type(outcome).__name__.lower()
                logger.warning("alarm of the %s to %s: %s", part, masked(person.phone), word)
        return took

    def _without_database(self, error: str, now: datetime) -> None:
        """From the second audit in a row: one miss is a slow moment."""
        logger.error("audit: the database is away: %s", error)
        self._unreached += 1
        if self._unreached > 1 and to_tell(self._told_at, now) and self._tell({Part.DATABASE: {}}):
            self._told_at = now


class Guard:
    """Watches, from a web process, that a worker comes round; audits in its place when none does.

    A worker that has ended cannot say so. Several guards tell the managers once.
    """

    def __init__(
        self, relay: Relay, gateway: Callable[[], Gateway], second: Second = nothing
    ) -> None:
        """Prepare it; nothing runs before `start`.

        Args:
            relay: the parts.
            gateway: makes the carrier, which a web process needs only now.
            second: the second path, if there is one.
        """
        self._relay = relay
        self._make_gateway = gateway
        self._second = second
        self._auditor: Auditor | None = None
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="guard", daemon=True)

    def start(self) -> None:
        """Begin; a worker that is started at the same time is given half a minute."""
        self._thread.start()

    def stop(self) -> None:
        """End."""
        self._stopped.set()

    def look(self) -> None:
        """Audit, if there is a database and no worker; safe to call any number of times."""
        now = self._relay.clock.now()
        try:
            beat_at = self._relay.database.read(partial(counters.last_beat, name="worker"))
        except (DatabaseBusy, DBAPIError):
            return  # the texts that come in are told by the spool
        if has_stopped(beat_at, now):
            # A web process sends nothing but alarms: it takes no step of the worker's.
            no_hands = Hands(lambda: None, lambda: None)
            self._auditor = self._auditor or Auditor(
                self._relay, self._make_gateway(), no_hands, self._second
            )
            self._auditor.look()

    def _run(self) -> None:
        while not self._stopped.wait(GUARD):
            try:
                self.look()
            except Exception:
                logger.exception("the guard's look failed, the next one comes")


def _find(session: Session, now: datetime) -> tuple[Finding, ...]:
    return audit(audits.condition(session, now, mark=MARK), now)


def _tell_by_outbox(
    session: Session, settings: Settings, found: Sequence[Finding], now: datetime
) -> bool:
    """Write the findings and what the managers are told of them; whether there is anything."""
    telling = audits.remember(session, found, now)
    for part, given in _values(session, settings, telling).items():
        for person in managers(settings.people):
            body = settings.texts.say(person.language, f"alarm_{part}", **given)
            outbox.put(session, notice(session, settings, person, body), now)
    return bool(telling)


def _values(
    session: Session, settings: Settings, found: Sequence[Finding]
) -> dict[Part, dict[str, object]]:
    """What is filled into one sentence for each broken part."""
    parts = dict.fromkeys(one.part for one in found)
    values: dict[Part, dict[str, object]] = {part: {} for part in parts}
    if Part.STEPS in values:
        rows = list(dict.fromkeys(one.name.split()[1] for one in found if one.part is Part.STEPS))
        named = [_named(session, int(number)) for number in rows[:NAMED]]
        values[Part.STEPS] = {"words": ", ".join([*named, *(["..."] if rows[NAMED:] else [])])}
    if Part.OUTBOX in values:
        values[Part.OUTBOX] = {"count": sum(one.part is Part.OUTBOX for one in found)}
    return values


def _named(session: Session, number: int) -> str:
    """An incident as an alarm names it: its number, its shop, and whom to call."""
    incident = incidents.by_number(session, number)
    if incident is None:
        return str(number)
    known = (incident.webshop, incident.callback or incident.reporter)
    return " ".join([str(number), *(one for one in known if one)])
