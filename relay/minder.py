"""Takes texts in in time, feeds in what waits on this machine, and pages from there meanwhile."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from relay import inbox
from relay.core import rota, watch, words
from relay.core.crew import Person
from relay.core.delivery import Policy, policy_of
from relay.core.phone import is_premium_or_satellite, masked, sender_number
from relay.core.report import Report, read_report
from relay.core.urgency import Urgency
from relay.core.watch import Told
from relay.inbox import Text
from relay.inbox.door import WEBHOOK_WAIT, person_of, readable
from relay.parts import Relay
from relay.settings import Settings
from relay.sms.alarm import reach
from relay.sms.gateway import Gateway, Outcome, Refused, Second, Sent, nothing
from relay.spool import Spool
from relay.store.faults import DatabaseBusy

logger = logging.getLogger(__name__)

HANG = WEBHOOK_WAIT + timedelta(seconds=1)  # then a database that says nothing is away
OFTEN, SELDOM = 1, 5  # seconds between two looks: while something waits, and while nothing does
AT_ONCE = 4  # pages before it is seen again whether the database is back
# Asking again with the same words cannot help.
HOPELESS = {Policy.OTHER_CHANNEL, Policy.OTHER_CARRIER, Policy.OURS}
VALID = timedelta(minutes=10)  # how long a page stays good in the carrier's queue


@dataclass
class _Try:
    """What came of taking in a text in a thread of its own."""

    error: BaseException | None = None


def receive_in_time(relay: Relay, text: Text) -> None:
    """Take in a text, or give it up after 3 s, wherever it hangs.

    A server that is frozen answers nothing at all, and no time limit of its own helps. What hangs
    may yet come through: a text is known by its id, so that is no harm.

    Raises:
        DatabaseBusy: when it was not taken in in time.
    """
    if relay.database.is_sqlite:  # a file keeps to its time limit
        inbox.receive(relay, text)
        return
    came = _Try()
    thread = threading.Thread(target=_receive, args=(relay, text, came), name="intake", daemon=True)
    thread.start()
    thread.join(HANG.total_seconds())
    if thread.is_alive():
        raise DatabaseBusy("the server did not answer in time")
    if came.error is not None:
        raise came.error


def _receive(relay: Relay, text: Text, came: _Try) -> None:
    try:
        inbox.receive(relay, text)
    except BaseException as error:
        came.error = error


def feed(relay: Relay, spool: Spool) -> None:
    """Take in what waits, the oldest first, until all is in or the database is away again.

    What one text needs may be locked for long; the database is away when the next one waits too.
    """
    was_busy = False
    for path, text in spool.waiting():
        late = watch.is_late(text.received_at or relay.clock.now(), relay.clock.now())
        try:
            receive_in_time(relay, replace(text, late=late))
        except DatabaseBusy as error:
            logger.warning("spool: inbound %s waits on: %s", text.sid, error)
            if was_busy:
                return
            was_busy = True
            continue
        except Exception:
            # It stays, is paged from here, and is tried again; it keeps no other text out.
            if spool.is_news(path, "take in"):
                logger.exception("spool: inbound %s could not be taken in", text.sid)
            was_busy = False
            continue
        was_busy = False
        spool.remove(path)
        logger.info("spool: inbound %s is in the database", text.sid)


def page(relay: Relay, spool: Spool, gateway: Gateway, second: Second = nothing) -> None:
    """Tell the fixed list of each emergency that waits, each person once; a few at a time."""
    settings = relay.settings
    tell = partial(reach, gateway, second, valid_for=VALID)
    seen: set[tuple[str, bytes]] = set()
    sent = 0
    for path, text in spool.waiting():
        report = _emergency(settings, text)
        if report is None or (text.sender, text.raw) in seen:
            continue
        seen.add((text.sender, text.raw))
        for person in _fixed_list(settings, relay.clock.now()):
            sent += _tell(relay, spool, path, tell, person, report)
            if sent >= AT_ONCE:
                return


def _emergency(settings: Settings, text: Text) -> Report | None:
    """What a text says, if somebody must know of it now."""
    sender = sender_number(text.sender) or text.sender
    if sender == settings.hotline.number or person_of(settings, sender) is not None:
        return None
    report = read_report(readable(text.raw), sender, settings.hotline.country)
    if report.urgency is not Urgency.CRITICAL:
        return None
    return replace(
        report,
        problem=report.problem or readable(text.raw),
        callback=report.callback or sender_number(sender),
    )


def _fixed_list(settings: Settings, now: datetime) -> tuple[Person, ...]:
    """The people of `watch.degraded_notify`; everybody when that means nobody."""
    who = partial(
        rota.who,
        people=settings.people,
        rotations=settings.rotations,
        at=now,
        zone=settings.hotline.time_zone,
    )
    return who(settings.watch.degraded_notify) or who(("everyone",))


def _tell(
    relay: Relay,
    spool: Spool,
    path: Path,
    tell: Callable[..., Outcome],
    person: Person,
    report: Report,
) -> bool:
    """Page one person, unless it was done; whether the carrier was asked."""
    told, now = spool.told(path), relay.clock.now()
    before = told.get(person.key, Told())
    if not before.is_due(now):
        return False
    body = words.degraded(
        relay.settings.texts,
        person.language,
        shop=report.webshop,
        problem=report.problem or "",
        name=report.name,
        callback=report.callback,
        expensive=is_premium_or_satellite(report.callback or ""),
    )
    attempt = f"{relay.chance.getrandbits(128):032x}"
    outcome = tell(person, body, attempt=attempt)
    is_over = isinstance(outcome, Sent) or (
        isinstance(outcome, Refused) and policy_of(outcome.code) in HOPELESS
    )
    told[person.key] = before.again(now, is_over=is_over)
    logger.warning(
        "spool: %s was told at %s: %s",
        person.key,
        masked(person.phone),
        type(outcome).__name__.lower(),
    )
    spool.note_told(path, told)
    return True


class Minder:
    """A thread of its own that feeds in what waits, and pages what cannot be fed in."""

    def __init__(
        self,
        relay: Relay,
        spool: Spool,
        gateway: Callable[[], Gateway],
        second: Second = nothing,
    ) -> None:
        """Prepare it; nothing runs before `start`.

        Args:
            relay: the parts.
            spool: the files.
            gateway: makes the carrier, which a web process needs only now.
            second: the second path, if there is one.
        """
        self._second = second
        self._relay = relay
        self._spool = spool
        self._make_gateway = gateway
        self._gateway: Gateway | None = None
        self._woken = threading.Event()
        self._is_stopped = False
        self._thread = threading.Thread(target=self._run, name="spool", daemon=True)

    def start(self) -> None:
        """Begin, with what an earlier process has left."""
        self._thread.start()

    def stop(self) -> None:
        """End after what is under way; what waits stays on the disk."""
        self._is_stopped = True
        self._woken.set()
        self._thread.join(HANG.total_seconds())

    def keep(self, text: Text) -> None:
        """Keep a text that the database could not take.

        Raises:
            SpoolFull: when it could not be kept on this machine either.
        """
        at = text.received_at or self._relay.clock.now()
        self._spool.keep(replace(text, received_at=at))
        self._woken.set()

    def count(self) -> int:
        """How many texts wait."""
        return self._spool.count()

    def round(self) -> None:
        """Feed in what waits, then page what is still there; nothing when another process does."""
        with self._spool.turn() as is_ours:
            if not is_ours or not self._spool.count():
                return
            feed(self._relay, self._spool)
            if self._spool.count():
                self._gateway = self._gateway or self._make_gateway()
                page(self._relay, self._spool, self._gateway, self._second)

    def _run(self) -> None:
        while not self._is_stopped:
            try:
                self.round()
                pause = OFTEN if self._spool.count() else SELDOM
            except Exception:
                logger.exception("spool: a round failed, the next one comes")
                pause = SELDOM
            self._woken.wait(pause)
            self._woken.clear()
