"""Time passes: escalate() queues the pages that are due, deliver() sends what is queued."""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from types import MappingProxyType

from sqlalchemy.orm import Session

from relay import steps
from relay.core import delivery
from relay.core.message import Channel, Kind, MessageState
from relay.core.phone import masked
from relay.parts import Relay, Work
from relay.sms.gateway import Gateway, Outcome, Refused, Sent, Unknown, Unreachable
from relay.store import counters, incidents, outbox
from relay.store.models import Message
from relay.store.outbox import Candidate

logger = logging.getLogger(__name__)

SET_BACK = timedelta(minutes=1)  # of an incident whose step failed, so that it blocks no other

# How long a text stays good in the carrier's queue: a page is replaced by its reminder, anything
# else may wait. The carrier takes 5 s to 10 h.
# https://www.twilio.com/docs/messaging/api/message-resource
SHORTEST = timedelta(seconds=30)
LONGEST = timedelta(hours=4)


# ---- escalate -----------------------------------------------------------------------------


def escalate(relay: Relay) -> int:
    """Take the next step of every incident that is due; returns how many were."""
    steps = 0
    while due := relay.database.read(partial(incidents.due, now=relay.clock.now())):
        for incident_id in due:
            _step(relay, incident_id)
        steps += len(due)
        relay.bell.ring(Work.MESSAGES)
    return steps


def beat(relay: Relay, rounds: Mapping[str, datetime] = MappingProxyType({})) -> None:
    """Note that the worker came round, and which of its parts did; /readyz looks at their age."""
    beats = {**rounds, "worker": relay.clock.now()}
    relay.database.write(partial(_beat, beats=beats))


def _beat(session: Session, beats: Mapping[str, datetime]) -> None:
    for name, at in beats.items():
        counters.beat(session, name, at)


def next_due(relay: Relay) -> datetime | None:
    """When there is something to do again, by the clock of the database's rows."""
    return relay.database.read(_next_due)


def _next_due(session: Session) -> datetime | None:
    times = (incidents.next_wake(session), outbox.next_due(session))
    return min((at for at in times if at is not None), default=None)


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


# ---- deliver ------------------------------------------------------------------------------


def deliver(
    relay: Relay,
    gateway: Gateway,
    *,
    another: Callable[[], None] = lambda: None,
    stopping: Callable[[], bool] = lambda: False,
) -> int:
    """Send what may leave now, one message after the other; returns how many were tried.

    Several may run at once, in threads and processes: each message has one sender at a time.

    Args:
        another: called when a message was taken and another waits.
        stopping: asked before each message; what is left stays written.
    """
    if not relay.database.read(partial(outbox.any_due, now=relay.clock.now())):
        return 0  # cheaper than a claim, which keeps other writers waiting
    tried = 0
    while not stopping() and deliver_one(relay, gateway, another=another):
        tried += 1
    return tried


def deliver_one(
    relay: Relay, gateway: Gateway, *, another: Callable[[], None] = lambda: None
) -> bool:
    """Send the most urgent message that may leave now; False when there is none."""
    attempt = f"{relay.chance.getrandbits(128):032x}"
    next_one = relay.database.write(partial(_claim, relay=relay, attempt=attempt))
    if next_one is None:
        return False
    if next_one.more:
        another()
    if not next_one.is_needed:
        return True
    message = next_one.message
    # No transaction is open while the carrier is spoken to.
    outcome = _look_up(relay, gateway, message) if next_one.in_doubt else None
    outcome = outcome or _hand_over(relay, gateway, message, attempt)
    relay.database.write(partial(_record, relay=relay, attempt=attempt, outcome=outcome))
    logger.info(
        "message %s, %s by %s to %s: %s",
        message.id,
        message.kind,
        message.channel,
        masked(message.recipient),
        type(outcome).__name__.lower(),
    )
    return True


def _claim(session: Session, relay: Relay, attempt: str) -> Candidate | None:
    """Take the most urgent message, or drop it when nobody needs it any more."""
    now, rate = relay.clock.now(), relay.settings.limits.messages_per_second
    next_one = outbox.most_urgent(session, now)
    if next_one is None:
        return None
    message = next_one.message
    if not next_one.is_needed:
        outbox.drop(message)
        return next_one
    if message.channel is Channel.SMS:
        outbox.keep_pace(session, now, timedelta(seconds=1 / rate))
    outbox.claim(session, message, now, lease=delivery.LEASE, attempt=attempt)
    return next_one


def _look_up(relay: Relay, gateway: Gateway, message: Message) -> Outcome | None:
    """Whether the carrier has a message whose answer was lost; None when it is to be sent again.

    Calls are not looked up: a second ring is no harm.
    """
    if message.channel is Channel.VOICE:
        return None
    since = message.created_at - timedelta(seconds=1)  # the carrier's times are whole seconds
    try:
        listed = gateway.list(to=message.recipient, since=since)
    except Unreachable as error:
        # A page is rather sent twice than held back; anything else waits for the answer.
        return None if message.kind is Kind.PAGE else Unknown(str(error))
    same = {one.sid: one for one in listed if one.body == message.body}
    known = relay.database.read(partial(outbox.known_sids, sids=list(same)))
    found = next((one for sid, one in same.items() if sid not in known), None)
    return Sent(found.sid, found.status) if found is not None else None


def _hand_over(relay: Relay, gateway: Gateway, message: Message, attempt: str) -> Outcome:
    if message.channel is Channel.VOICE:
        return gateway.call(message.recipient, attempt=attempt)
    gap = relay.settings.ladder.reminder_gap if message.kind is Kind.PAGE else LONGEST
    valid_for = min(max(gap, SHORTEST), LONGEST)
    return gateway.send(message.recipient, message.body, attempt=attempt, valid_for=valid_for)


def _record(session: Session, relay: Relay, attempt: str, outcome: Outcome) -> None:
    """Write what the carrier answered; a status callback may have been faster and stands."""
    now = relay.clock.now()
    found = outbox.by_attempt(session, attempt)
    if found is None:
        raise LookupError(f"attempt {attempt} is not on the record")
    message, tried = found
    if isinstance(outcome, Sent):
        outbox.finish(tried, now, outcome="sent", sid=outcome.sid)
        if outbox.merge_status(message, outcome.status, now, error_code=None, error=None):
            steps.follow(session, message, now)
        return
    word = "refused" if isinstance(outcome, Refused) else "unknown"
    outbox.finish(tried, now, outcome=word, reason=outcome.reason)
    if message.status is not None:
        return  # the carrier has spoken of it since: it did take it
    if isinstance(outcome, Refused):
        _refused(session, message, outcome, now)
    else:
        message.state = MessageState.UNKNOWN
        message.due_at = now + delivery.DOUBT
        message.error = outcome.reason


def _refused(session: Session, message: Message, outcome: Refused, now: datetime) -> None:
    """Offer it again later, or give it up and act on that at once."""
    message.error_code, message.error = outcome.code or None, outcome.reason
    wait = None
    if not outcome.permanent:
        age = now - message.created_at
        wait = delivery.try_again_after(message.kind, message.tries, age, outcome.retry_after)
    if wait is not None:
        message.state = MessageState.WAITING
        message.due_at = now + wait
        return
    _give_up(session, message, outcome.code, outcome.reason, now)


def _give_up(session: Session, message: Message, code: int, reason: str, now: datetime) -> None:
    """Let a message be, say so in the timeline, and act on it at once if it is a page."""
    message.state = MessageState.FAILED
    message.status_at = now
    message.error_code, message.error = code or None, reason
    logger.error(
        "message %s to %s failed: %s %s",
        message.id,
        masked(message.recipient),
        code,
        reason,
    )
    steps.follow(session, message, now)
