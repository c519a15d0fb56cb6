"""What is written goes out: deliver() sends it, ask() learns of it, hang_up() ends its calls."""

import logging
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from sqlalchemy.orm import Session

from relay import outcomes, second_path
from relay.core import delivery
from relay.core.delivery import Policy
from relay.core.escalation import SKEW
from relay.core.message import Channel
from relay.core.phone import masked
from relay.outcomes import Taken
from relay.parts import Relay, Work
from relay.sms.gateway import (
    Gateway,
    Outcome,
    Refused,
    Second,
    SecondPath,
    Sent,
    Unknown,
    Unreachable,
    nothing,
)
from relay.sms.gateway import Message as Listed
from relay.store import claims, messages
from relay.store.claims import Candidate
from relay.store.messages import Asked
from relay.store.models import Message

logger = logging.getLogger(__name__)

# How long a text stays good in the carrier's queue: a page is replaced by its reminder, anything
# else may wait. The carrier takes 5 s to 10 h.
# https://www.twilio.com/docs/messaging/api/message-resource
SHORTEST = timedelta(seconds=30)
LONGEST = timedelta(hours=4)


# ---- deliver ------------------------------------------------------------------------------


def deliver(
    relay: Relay,
    gateway: Gateway,
    second: Second = nothing,
    *,
    pages_only: bool = False,
    is_told: bool = False,
    another: Callable[[], bool] = lambda: False,
    stopping: Callable[[], bool] = lambda: False,
) -> int:
    """Send what may leave now, one message after the other; returns how many were tried.

    Several may run at once, in threads and processes: each message has one sender at a time.

    Args:
        relay: the box.
        gateway: the carrier.
        second: what carries pages and news to the crew when the carrier cannot.
        pages_only: for a sender that is kept free of everything else.
        is_told: whether something is known to wait, so that it is not asked first.
        another: called when a message was taken and another waits; whether somebody else sees to
            that one.
        stopping: asked before each message; what is left stays written.
    """
    tried = 0
    while not stopping() and (is_told or _is_any_due(relay, pages_only=pages_only)):
        is_more = _deliver_next(relay, gateway, second, pages_only=pages_only, another=another)
        if is_more is None:
            break
        tried, is_told = tried + 1, is_more
    return tried


def _is_any_due(relay: Relay, *, pages_only: bool) -> bool:
    """Asked before a claim, which keeps other writers waiting."""
    return relay.database.read(
        partial(claims.any_due, now=relay.clock.now(), pages_only=pages_only)
    )


def deliver_one(relay: Relay, gateway: Gateway, second: Second = nothing) -> bool:
    """Send the most urgent message that may leave now; False when there is none."""
    is_more = _deliver_next(relay, gateway, second, pages_only=False, another=lambda: False)
    return is_more is not None


def _deliver_next(
    relay: Relay, gateway: Gateway, second: Second, *, pages_only: bool, another: Callable[[], bool]
) -> bool | None:
    """Send one message; whether another waits that nobody sees to. None: none could leave."""
    attempt = f"{relay.chance.getrandbits(128):032x}"
    next_one = relay.database.write(
        partial(_claim, relay=relay, attempt=attempt, pages_only=pages_only)
    )
    if next_one is None:
        return None
    is_more = next_one.more and not another()
    if next_one.is_over or next_one.is_busy:
        return is_more
    message = next_one.message
    # No transaction is open while the carrier is spoken to.
    outcome = _look_up(relay, gateway, next_one) if next_one.in_doubt else None
    if outcome is None and next_one.is_needed:
        outcome = _hand_over(relay, gateway, second, message, attempt)
    taken = relay.database.write(
        partial(outcomes.record, relay=relay, attempt=attempt, outcome=outcome)
    )
    if taken is Taken.FAILED_PAGE:
        relay.bell.ring(Work.STEPS)
    logger.info(
        "message %s, %s by %s to %s: %s",
        message.id,
        message.kind,
        message.channel,
        masked(message.recipient),
        type(outcome).__name__.lower() if outcome is not None else "dropped",
    )
    return is_more


def _claim(session: Session, relay: Relay, attempt: str, *, pages_only: bool) -> Candidate | None:
    """Take the most urgent message, drop it when nobody needs it any more, or let it wait."""
    now, rate = relay.clock.now(), relay.settings.limits.messages_per_second
    next_one = claims.most_urgent(session, now, pages_only=pages_only)
    if next_one is None:
        return None
    message = next_one.message
    if next_one.is_over:
        claims.drop_held(session, message, now)
        return next_one
    if next_one.is_busy:
        claims.hold_on(session, message.recipient, now)
        return next_one
    if message.channel is Channel.SMS:
        claims.keep_pace(session, now, timedelta(seconds=1 / rate))
    claims.claim(session, message, now, lease=delivery.LEASE, attempt=attempt)
    is_to_leave = next_one.is_needed and message.channel.is_traced
    goes_both_ways = next_one.carrier_is_down and message.kind in delivery.BOTH_WAYS
    if is_to_leave and goes_both_ways:
        second_path.put(session, relay, message, now)
    return next_one


def _look_up(relay: Relay, gateway: Gateway, one: Candidate) -> Outcome | None:
    """Whether the carrier has a message whose answer was lost; None when it is to be sent again.

    Only texts are looked up: a second ring is no harm, and the second path keeps no list.
    """
    message = one.message
    if message.channel is not Channel.SMS:
        return None
    since = message.created_at - SKEW
    try:
        listed = gateway.list(to=message.recipient, since=since)
    except Unreachable as error:
        # A page is rather sent twice than held back; anything else waits for the answer.
        is_urgent = message.kind.is_page and one.is_needed
        return None if is_urgent else Unknown(str(error))
    same = {one.sid: one for one in listed if one.body == message.body}
    known = relay.database.read(partial(messages.known_sids, sids=list(same)))
    found = next((one for sid, one in same.items() if sid not in known), None)
    return Sent(found.sid, found.status) if found is not None else None


def _hand_over(
    relay: Relay, gateway: Gateway, second: Second, message: Message, attempt: str
) -> Outcome:
    if not message.channel.is_traced:
        return _by_second_path(relay, second(), message)
    traced = delivery.policy_of(message.error_code) is not Policy.WITHOUT_CALLBACK
    if message.channel is Channel.VOICE:
        return gateway.call(message.recipient, attempt=attempt, traced=traced)
    gap = relay.settings.ladder.reminder_gap if message.kind.is_page else LONGEST
    valid_for = min(max(gap, SHORTEST), LONGEST)
    return gateway.send(
        message.recipient, message.body, attempt=attempt, valid_for=valid_for, traced=traced
    )


def _by_second_path(relay: Relay, second: SecondPath | None, message: Message) -> Outcome:
    if second is None:
        return Refused(0, "there is no second path")
    if message.channel is Channel.BACKUP:
        return second.text(message.recipient, message.body)
    person = relay.settings.people.get(message.person or "")
    return second.tell(person.further if person is not None else (), message.body)


# ---- ask ----------------------------------------------------------------------------------


def ask(relay: Relay, gateway: Gateway, *, stopping: Callable[[], bool] = lambda: False) -> int:
    """Ask the carrier about messages whose status has not moved; returns how many.

    Callbacks are lost now and then: nothing is taken for delivered, or waited for, because of it.
    """
    due = relay.database.read(messages.next_ask)
    if due is None or due > relay.clock.now():
        return 0
    asked = 0
    while not stopping():
        one = relay.database.write(partial(messages.take_to_ask, now=relay.clock.now()))
        if one is None:
            break
        asked += 1
        if not _ask_about(relay, gateway, one):
            break
    return asked


def _ask_about(relay: Relay, gateway: Gateway, one: Asked) -> bool:
    """Write what the carrier knows of a message; False when it cannot be asked at all."""
    try:
        found = gateway.fetch(one.sid)
    except Unreachable as error:
        logger.warning("message %s: the carrier could not be asked: %s", one.message_id, error)
        return False
    if found is None:
        _write(relay, partial(_lose, relay=relay, one=one))
    else:
        _hear(relay, one, found)
    return True


def _hear(relay: Relay, one: Asked, found: Listed) -> None:
    """Write how a message, or a call, stands by the carrier's list."""
    work = partial(
        outcomes.hear,
        relay=relay,
        attempt=one.attempt,
        sid=found.sid,
        status=found.status,
        error_code=found.error_code,
    )
    _write(relay, work)


def _write(relay: Relay, work: Callable[[Session], Taken]) -> None:
    if relay.database.write(work) is Taken.FAILED_PAGE:
        relay.bell.ring(Work.STEPS)
    relay.bell.ring(Work.MESSAGES)  # a failure may have one sent again, or another way


def _lose(session: Session, relay: Relay, one: Asked) -> Taken:
    """Act on a message that the carrier knows nothing of, unless it has been heard of since."""
    message = messages.sent(session, one.message_id)
    if message is None:
        return Taken.WRITTEN
    return outcomes.lost(session, relay, message, relay.clock.now(), "the carrier does not know it")


# ---- hang up ------------------------------------------------------------------------------


def hang_up(relay: Relay, gateway: Gateway, *, stopping: Callable[[], bool] = lambda: False) -> int:
    """End the calls that ring for what somebody has by now; returns how many were to be ended.

    Nothing depends on it: where the carrier does not do so, the phone rings on. So does that of
    whoever gets no texts: they hear what became of it by picking up.
    """
    count = 0
    readers = [one.key for one in relay.settings.people.values() if "sms" in one.notify]
    search = partial(messages.rings_in_vain, now=relay.clock.now(), readers=readers)
    if not relay.database.read(search):
        return count
    while not stopping():
        take = partial(messages.take_to_hang_up, now=relay.clock.now(), readers=readers)
        one = relay.database.write(take)
        if one is None:
            break
        count += 1
        _end_call(relay, gateway, one)
    return count


def _end_call(relay: Relay, gateway: Gateway, one: Asked) -> None:
    try:
        found = gateway.hang_up(one.sid)
    except Unreachable as error:
        logger.warning("message %s: its call could not be ended: %s", one.message_id, error)
        return
    if found is None:
        logger.warning("message %s: its call is not known to the carrier", one.message_id)
        return
    logger.info("message %s: its call was to be ended and is %s", one.message_id, found.status)
    _hear(relay, one, found)
