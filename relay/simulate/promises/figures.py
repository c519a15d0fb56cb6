"""The figures of DESIGN's promises, on purpose not the relay's own.

What holds the relay against its own figures sees nothing when one of them is changed.
"""

from datetime import timedelta

from relay.core.escalation import Ladder

UNCONFIRMED = timedelta(seconds=60)  # then a page that is not delivered is followed by a call
UNANSWERED_CALLS = 2  # that make calls a channel that failed
MOST_UPDATES = 8  # to a merchant, while nobody answers
CALLED_CHECK_IN = timedelta(minutes=120)  # between two check-ins once the merchant was called
CALL_GRACE = timedelta(minutes=5)  # from the reminder to call until the next level


def round_gap(ladder: Ladder, round_: int) -> timedelta:
    """The span after a round of the last resort, the first being 1; the last one repeats."""
    gaps = ladder.last_resort.gaps
    return gaps[min(max(round_, 1), len(gaps)) - 1]
