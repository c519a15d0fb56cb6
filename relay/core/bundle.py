"""Too many incidents for a text each: when they become one list, and when it leaves."""

from collections.abc import Sequence
from datetime import datetime, timedelta

NEW_GAP = timedelta(minutes=1)  # between two lists, when the second has something new

Limit = tuple[int, timedelta]
"""How many, within how long."""


def is_bundled(
    open_count: int,
    joined: Sequence[datetime],
    alone: Sequence[datetime],
    now: datetime,
    *,
    bundle: Limit,
    pages: Sequence[Limit],
) -> bool:
    """Whether a person's next page goes into a list; a list of one is a page.

    Args:
        open_count: incidents that wait for the person's answer now, this one included.
        joined: when incidents were first put to them, whatever became of each, this one included.
        alone: when each incident first came in a text of its own, this one left out.
        bundle: more new incidents than this become a list.
        pages: at most so many different incidents get a text of their own.
    """
    count, within = bundle
    if open_count < 2:
        return False
    if open_count > count or sum(at > now - within for at in joined) > count:
        return True
    return any(sum(at > now - span for at in alone) >= most for most, span in pages)


def leaves_at(left_at: datetime | None, gap: timedelta, now: datetime, *, is_new: bool) -> datetime:
    """When a phone's next list may leave: one clock for all that is on it.

    Args:
        left_at: when the list before left; None when none did.
        gap: between the page before of the incident that is due and this one.
        is_new: whether that incident stood in no list yet.
    """
    if left_at is None or left_at > now:  # the clock was set back
        return now
    return max(now, left_at + (min(gap, NEW_GAP) if is_new else gap))


def serves_since(joined_at: datetime, gap: timedelta, now: datetime) -> datetime:
    """Since when a call about another incident serves for one that is due to be rung about.

    What a phone has not been rung about since it was put to its owner rings it sooner.

    Args:
        joined_at: when the incident was put to them.
        gap: between the page before of the incident that is due and this one.
        now: the instant.
    """
    return max(now - gap, min(joined_at, now - NEW_GAP))
