"""The carrier tells what became of a message or call of ours."""

import logging
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from relay.core.incident import Happened
from relay.core.message import Kind, MessageState
from relay.inbox.door import WEBHOOK_WAIT
from relay.parts import Relay
from relay.store import incidents, outbox
from relay.store.models import Message

logger = logging.getLogger(__name__)


def take_status(
    relay: Relay, attempt: str, *, sid: str, status: str, error_code: int | None
) -> bool:
    """Write the carrier's word on an attempt; False when there is no such attempt.

    Safe in any order and any number of times: statuses never go backwards.

    Raises:
        DatabaseBusy: when it could not be written within 2 s.
    """
    work = partial(
        _merge, relay=relay, attempt=attempt, sid=sid, status=status, error_code=error_code
    )
    known = relay.database.write(work, wait=WEBHOOK_WAIT)
    logger.info("attempt %s: %s%s", attempt, status, f" {error_code}" if error_code else "")
    relay.bell.ring()
    return known


def _merge(
    session: Session, relay: Relay, attempt: str, sid: str, status: str, error_code: int | None
) -> bool:
    now = relay.clock.now()
    found = outbox.by_attempt(session, attempt)
    if found is None:
        return False
    message, tried = found
    tried.sid = tried.sid or sid  # the callback may be faster than the answer
    if outbox.merge_status(message, status, now, error_code=error_code, error=None):
        _follow(session, message, now)
    return True


def _follow(session: Session, message: Message, now: datetime) -> None:
    """A page that did not get through is acted on at once; any failure stands in the timeline."""
    if message.state is not MessageState.UNDELIVERED or message.incident_id is None:
        return
    incidents.note(
        session,
        message.incident_id,
        Happened.FAILED,
        now,
        message=message.id,
        person=message.person,
        channel=message.channel,
        status=message.status,
        code=message.error_code,
    )
    if message.kind is Kind.PAGE:
        incidents.wake(session, message.incident_id, now)
