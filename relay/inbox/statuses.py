"""The carrier tells what became of a message or call of ours."""

import logging
from functools import partial

from relay import outcomes
from relay.core.message import MessageState, meaning
from relay.inbox.door import WEBHOOK_WAIT
from relay.outcomes import Taken
from relay.parts import Relay, Work
from relay.store import attempts

logger = logging.getLogger(__name__)

MADE = {Taken.FREED: Work.MESSAGES, Taken.FAILED_PAGE: Work.STEPS | Work.MESSAGES}


def take_status(
    relay: Relay, attempt: str, *, sid: str, status: str, error_code: int | None
) -> None:
    """Write the carrier's word on an attempt; one that is none of ours is only logged.

    Safe in any order and any number of times: statuses never go backwards.

    Raises:
        DatabaseBusy: when it could not be written within 2 s.
    """
    taken = Taken.WRITTEN
    if not _is_no_news(relay, attempt, sid, status):
        work = partial(
            outcomes.hear,
            relay=relay,
            attempt=attempt,
            sid=sid,
            status=status,
            error_code=error_code,
        )
        taken = relay.database.write(work, wait=WEBHOOK_WAIT)
    word = f"{status or 'no status'}{f' {error_code}' if error_code else ''}"
    if taken is Taken.UNKNOWN:
        logger.warning("attempt %s is none of ours: %s", attempt or "without an id", word)
        return
    logger.info("attempt %s: %s", attempt, word)
    if taken in MADE:
        relay.bell.ring(MADE[taken])


def _is_no_news(relay: Relay, attempt: str, sid: str, status: str) -> bool:
    """Whether a word says only once more that a message is on its way.

    It is worth no commit: when the message gets no further, the carrier is asked how far it came.
    """
    return meaning(status) is MessageState.SENT and relay.database.read(
        partial(attempts.is_on_its_way, attempt_id=attempt, sid=sid)
    )
