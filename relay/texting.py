"""Whom we may text, and how often we answer: limits silence our answers, never the log."""

from datetime import datetime

from sqlalchemy.orm import Session

from relay.core.limits import Rate, is_spent, memory
from relay.core.phone import region, sender_number
from relay.settings import Settings
from relay.store import answers, optouts


def may_text(session: Session, settings: Settings, number: str) -> bool:
    """Whether a merchant may be texted: a number, of our countries, that did not opt out."""
    if sender_number(number) is None or region(number) not in settings.limits.reply_countries:
        return False
    return not optouts.opted_out(session, [number])


def may_answer(
    session: Session, settings: Settings, number: str, now: datetime, *, owed: bool = False
) -> bool:
    """Whether a text or a call is answered.

    Args:
        owed: whether no limit holds the answer back: the receipt of an emergency.
    """
    if not may_text(session, settings, number):
        return False
    limits = settings.limits
    return owed or not (
        _is_spent(session, limits.replies_per_sender, now, to=number)
        or _is_spent(session, limits.replies_total, now)
    )


def is_flooding(session: Session, settings: Settings, sender: str, now: datetime) -> bool:
    """Whether a sender has reported so many shops that one more gets no pages of its own."""
    rates = settings.limits.replies_per_sender
    opened = answers.opened(session, sender, now - memory(rates), most=_most(rates))
    return is_spent(rates, opened, now)


def _is_spent(
    session: Session, rates: tuple[Rate, ...], now: datetime, *, to: str | None = None
) -> bool:
    said = answers.answered(session, now - memory(rates), most=_most(rates), to=to)
    return is_spent(rates, said, now)


def _most(rates: tuple[Rate, ...]) -> int:
    return max((rate.count for rate in rates), default=0)
