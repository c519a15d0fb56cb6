"""What follows a try to send: again, and when, or not any more."""

from datetime import timedelta

from relay.core.message import Kind

LEASE = timedelta(seconds=20)  # a sender that has not come back by then is taken for dead
# A lost answer is given this long to be explained by a status callback. Then the carrier is asked
# for it, and what it does not have is sent again: a second page is a nuisance, a missing one is the
# failure we exist to prevent.
DOUBT = timedelta(seconds=30)

# The carrier's refusals that asking again with the same words cannot help.
# https://www.twilio.com/docs/api/errors
PERMANENT = frozenset(
    {
        20404,  # no such resource
        21211,  # no such number
        21212,  # the sender is not a number
        21408,  # that country is not enabled
        21602,  # no body
        21603,  # no sender
        21604,  # no recipient
        21606,  # the sender is not ours
        21608,  # a trial account and an unverified recipient
        21610,  # the recipient sent STOP
        21612,  # no route from this sender
        21614,  # not a mobile
        21617,  # over 1,600 characters
        21635,  # a landline
    }
)

_GAPS = (1, 2, 4, 8, 15, 30, 60)  # seconds between tries; the last repeats
_PATIENCE = {
    # A page is tried until a later page of the same question takes its place.
    Kind.PAGE: timedelta(hours=12),
    Kind.BUNDLE: timedelta(hours=12),
    Kind.REPLY: timedelta(minutes=30),
    Kind.CHECK_IN: timedelta(minutes=30),
    Kind.NOTICE: timedelta(minutes=30),
    Kind.FOLLOW_UP: timedelta(minutes=30),
    Kind.RECEIPT: timedelta(hours=6),
    Kind.UPDATE: timedelta(hours=1),
    Kind.CALLER: timedelta(minutes=30),
}


def try_again_after(
    kind: Kind, tries: int, age: timedelta, wish: timedelta | None = None
) -> timedelta | None:
    """How long to wait before a message the carrier did not take is offered again.

    Args:
        kind: what the message is for.
        tries: how often it was offered; 1 or more.
        age: since it was written.
        wish: the carrier's own Retry-After.

    Returns:
        The span to wait, or None to give the message up.
    """
    if age > _PATIENCE[kind]:
        return None
    gap = timedelta(seconds=_GAPS[min(tries, len(_GAPS)) - 1])
    return max(gap, wish) if wish is not None else gap
