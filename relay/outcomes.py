"""What the carrier made of a message: written down, and what follows from it."""

import logging
from datetime import datetime
from enum import Enum, auto

from sqlalchemy.orm import Session

from relay import holders, second_path, steps
from relay.core import delivery
from relay.core.delivery import Next, Policy
from relay.core.message import Channel, MessageState, meaning
from relay.core.phone import masked
from relay.parts import Relay
from relay.sms.gateway import Outcome, Refused, Sent, Unknown
from relay.store import attempts, outbox
from relay.store.models import Attempt, Message

logger = logging.getLogger(__name__)


# From one of these to another, as most words of the carrier have it, nothing follows.
SMOOTH = {MessageState.SENT, MessageState.DELIVERED}
NOT_TAKEN = {"no-answer", "busy"}  # a call that rang: the ladder's course, and no fault


class Taken(Enum):
    """What the carrier's word was found to be."""

    UNKNOWN = auto()  # of no attempt of ours
    WRITTEN = auto()
    FREED = auto()  # it may be sent again, or what waited for it may leave
    FAILED_PAGE = auto()  # the incident's next step is due now


def record(session: Session, relay: Relay, attempt: str, outcome: Outcome | None) -> Taken:
    """Write what the carrier answered to an attempt.

    A status callback may have been faster than the answer, and stands.

    Args:
        session: the transaction.
        relay: the box.
        attempt: its id.
        outcome: None: the carrier does not have the message, and nobody needs it any more.
    """
    now = relay.clock.now()
    if isinstance(outcome, Sent) and _is_as_most(session, relay, attempt, outcome, now):
        return Taken.WRITTEN
    found = attempts.by_attempt(session, attempt)
    if found is None:
        raise LookupError(f"attempt {attempt} is not on the record")
    message, tried = found
    if outcome is None:
        return _let_go(session, message, tried, now)
    if message.channel.is_traced:
        _note_carrier(session, relay, message.channel, outcome, now)
    if isinstance(outcome, Sent):
        attempts.finish(tried, now, outcome="sent", sid=outcome.sid or None)
        status = _word_of(outcome)
        is_news = attempts.merge_status(session, message, tried, status, now, error_code=None)
        return _act(session, relay, message, now) if is_news else Taken.WRITTEN
    word = "refused" if isinstance(outcome, Refused) else "unknown"
    attempts.finish(tried, now, outcome=word, reason=outcome.reason)
    if message.status is not None or not attempts.is_latest(session, message, tried):
        return Taken.WRITTEN  # it did take it, or another sender has it since
    if isinstance(outcome, Refused):
        message.error_code, message.error = outcome.code or None, outcome.reason
        return _follow(session, relay, message, _after_refusal(message, outcome, now), now)
    message.error = outcome.reason
    return _doubt(session, relay, message, now)


def _is_as_most(session: Session, relay: Relay, attempt: str, sent: Sent, now: datetime) -> bool:
    """Write that a message is on its way; False when there is more to it."""
    sid = sent.sid or None
    stood = attempts.take_good_word(session, attempt, _word_of(sent), now, sid=sid, ends=True)
    if stood is not None and stood.channel.is_traced:
        _note_carrier(session, relay, stood.channel, sent, now)
    return stood is not None


def _word_of(sent: Sent) -> str:
    """It has the message, whatever it calls that."""
    return sent.status if meaning(sent.status) is not None else "queued"


def _let_go(session: Session, message: Message, tried: Attempt, now: datetime) -> Taken:
    attempts.finish(tried, now, outcome="dropped")
    if message.status is None and attempts.is_latest(session, message, tried):
        outbox.drop(message)
    return Taken.WRITTEN


def hear(
    session: Session,
    relay: Relay,
    attempt: str,
    *,
    sid: str,
    status: str,
    error_code: int | None,
) -> Taken:
    """Take in the carrier's later word on an attempt.

    Safe in any order and any number of times: statuses never go backwards.
    """
    now = relay.clock.now()
    stood = attempts.take_good_word(
        session, attempt, status, now, sid=sid or None, error_code=error_code
    )
    if stood is not None:
        return Taken.WRITTEN if stood.state in SMOOTH else Taken.FREED
    found = attempts.by_attempt(session, attempt)
    if found is None:
        return Taken.UNKNOWN
    message, tried = found
    tried.sid = tried.sid or sid or None  # the callback may be faster than the answer
    before = message.state
    if not attempts.merge_status(session, message, tried, status, now, error_code=error_code):
        return Taken.WRITTEN
    taken = _act(session, relay, message, now)
    is_smooth = {before, message.state} <= SMOOTH
    return taken if taken is not Taken.WRITTEN or is_smooth else Taken.FREED


def lost(session: Session, relay: Relay, message: Message, now: datetime, reason: str) -> Taken:
    """Treat a message as not delivered: the carrier knows nothing of it."""
    message.state = MessageState.UNDELIVERED
    message.status_at, message.ask_at = now, None
    message.error_code, message.error = None, reason
    return _told(session, relay, message, now)


def _note_carrier(
    session: Session, relay: Relay, channel: Channel, outcome: Outcome, now: datetime
) -> None:
    """What an answer says about the carrier itself."""
    match outcome:
        case Sent():
            second_path.carrier_works(session, relay, now)
        case Unknown(reason):
            _carrier_failed(session, relay, now, code=0, reason=reason, certain=False)
        case Refused(code, reason):
            certain = delivery.policy_of(code, channel) is Policy.CARRIER_DOWN
            if certain or not code:
                _carrier_failed(session, relay, now, code=code, reason=reason, certain=certain)


def _carrier_failed(
    session: Session, relay: Relay, now: datetime, *, code: int, reason: str, certain: bool
) -> None:
    if second_path.carrier_failed(session, relay, now, code=code, reason=reason, certain=certain):
        holders.ask_elsewhere(session, relay, now)


def _after_refusal(message: Message, refused: Refused, now: datetime) -> Next:
    if not message.channel.is_traced:
        return Next(delivery.after_no(message.tries))
    age = now - message.created_at
    return delivery.after_refusal(
        message.kind, message.channel, refused.code, message.tries, age, refused.retry_after
    )


def _doubt(session: Session, relay: Relay, message: Message, now: datetime) -> Taken:
    """Leave time for a status; then the carrier is asked before it is sent again."""
    following = delivery.after_doubt(message.kind, now - message.created_at)
    is_traced = message.channel.is_traced
    if not is_traced and delivery.after_no(message.tries) is None:
        following = Next(None)
    if following.again_after is None:
        return _follow(session, relay, message, following, now)
    if following.second_path and is_traced:
        second_path.put(session, relay, message, now)
    message.state = MessageState.UNKNOWN
    message.due_at = now + following.again_after
    return Taken.WRITTEN


def _act(session: Session, relay: Relay, message: Message, now: datetime) -> Taken:
    """Act on a message whose status has moved."""
    if message.state is not MessageState.UNDELIVERED:
        return Taken.WRITTEN
    age = now - message.created_at
    taken = attempts.taken_times(session, message.id)
    following = delivery.after_failure(
        message.kind, message.channel, message.error_code, taken, age
    )
    if following.carrier_down:
        _carrier_failed(session, relay, now, code=message.error_code or 0, reason="", certain=True)
    if following.again_after is not None:
        holders.ring_who_may_not_know(session, relay, message, now)
    return _follow(session, relay, message, following, now)


def _follow(
    session: Session, relay: Relay, message: Message, following: Next, now: datetime
) -> Taken:
    """Send a message again, another way, or let it be; a page that fails is acted on at once."""
    if following.second_path:
        second_path.put(session, relay, message, now)
    if following.again_after is not None:
        attempts.send_again(message, now + following.again_after)
        return Taken.WRITTEN
    if message.state is not MessageState.UNDELIVERED:
        attempts.give_up(message, now)
    return _told(session, relay, message, now)


def _told(session: Session, relay: Relay, message: Message, now: datetime) -> Taken:
    why = [str(one) for one in (message.error_code or message.status, message.error) if one]
    logger.log(
        logging.WARNING if message.status in NOT_TAKEN else logging.ERROR,
        "message %s, %s by %s to %s, failed: %s",
        message.id,
        message.kind,
        message.channel,
        masked(message.recipient),
        " ".join(why) or "no reason told",
    )
    return Taken.FAILED_PAGE if steps.follow(session, relay, message, now) else Taken.WRITTEN
