"""The carrier tells what became of a message or call of ours."""

import logging
from enum import Enum, auto
from functools import partial

from sqlalchemy.orm import Session

from relay import steps
from relay.inbox.door import WEBHOOK_WAIT
from relay.parts import Relay, Work
from relay.store import outbox

logger = logging.getLogger(__name__)


class Taken(Enum):
    """What a status was found to be."""

    UNKNOWN = auto()  # of no attempt of ours
    WRITTEN = auto()
    FAILED_PAGE = auto()  # the incident's next step is due now


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
    taken = relay.database.write(work, wait=WEBHOOK_WAIT)
    logger.info("attempt %s: %s%s", attempt, status, f" {error_code}" if error_code else "")
    if taken is Taken.FAILED_PAGE:
        relay.bell.ring(Work.STEPS)
    return taken is not Taken.UNKNOWN


def _merge(
    session: Session, relay: Relay, attempt: str, sid: str, status: str, error_code: int | None
) -> Taken:
    now = relay.clock.now()
    found = outbox.by_attempt(session, attempt)
    if found is None:
        return Taken.UNKNOWN
    message, tried = found
    tried.sid = tried.sid or sid  # the callback may be faster than the answer
    if not outbox.merge_status(message, status, now, error_code=error_code, error=None):
        return Taken.WRITTEN
    return Taken.FAILED_PAGE if steps.follow(session, message, now) else Taken.WRITTEN
