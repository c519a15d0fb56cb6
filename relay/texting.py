"""Whom we may text, by which way the crew is told, and how often we answer.

Limits silence our answers, never the log.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from relay.core.crew import Person
from relay.core.limits import Rate, is_spent, memory
from relay.core.message import Channel, Kind
from relay.core.phone import region, sender_number
from relay.settings import Settings
from relay.store import answers, carriers, optouts
from relay.store.outbox import Draft

_ENDS = (".", "!", "?", ":")


def may_text(
    session: Session, settings: Settings, number: str, *, is_willing: bool | None = None
) -> bool:
    """Whether a merchant may be texted: a number, of our countries, that did not opt out.

    Args:
        session: the transaction.
        settings: in force.
        number: as the carrier names the sender.
        is_willing: whether it did not opt out, where that is known.
    """
    if sender_number(number) is None or region(number) not in settings.limits.reply_countries:
        return False
    return not optouts.opted_out(session, [number]) if is_willing is None else is_willing


def takes_texts(session: Session, person: Person) -> bool:
    """Whether somebody on call has texts among their channels, and did not write STOP."""
    return "sms" in person.notify and not optouts.opted_out(session, [person.phone])


def way_to_tell(session: Session, person: Person) -> Channel:
    """How somebody on call hears news: by text, else by their further channels, else by call."""
    if not takes_texts(session, person):
        if person.further:
            return Channel.OTHER
        if "voice" in person.notify:
            return Channel.VOICE
    return Channel.SMS


def way_to_answer(session: Session, person: Person) -> Channel:
    """How a text of somebody on call is answered: by text, unless they wrote STOP and have chat."""
    is_refused = bool(optouts.opted_out(session, [person.phone]))
    return Channel.OTHER if is_refused and person.further else Channel.SMS


def notice(
    session: Session,
    settings: Settings,
    person: Person,
    body: str,
    *,
    code: int | None = None,
    incident_id: int | None = None,
    question_id: int | None = None,
) -> Draft:
    """News to somebody on call, by the way they have.

    Args:
        code: what the words ask to be answered with, if anything.
    """
    way = way_to_tell(session, person)
    if way is Channel.OTHER and code is not None and str(code) in body:
        where = where_to_answer(session, settings, person)
        body = f"{body}{'' if body.endswith(_ENDS) else '.'} {where}"
    return Draft(
        Kind.NOTICE,
        person.phone,
        body,
        way,
        person=person.key,
        incident_id=incident_id,
        question_id=question_id,
    )


def where_to_answer(session: Session, settings: Settings, person: Person) -> str:
    """The number that answers go to, or that none come through just now."""
    if carriers.no_replies(session):
        return settings.texts.say(person.language, "no_replies")
    return settings.texts.say(person.language, "answer_to", hotline=settings.hotline.number)


def may_answer(
    session: Session,
    settings: Settings,
    number: str,
    now: datetime,
    *,
    owed: bool = False,
    is_willing: bool | None = None,
) -> bool:
    """Whether a text or a call is answered.

    Args:
        session: the transaction.
        settings: in force.
        number: of whom it came from.
        now: the instant.
        owed: whether no limit holds the answer back: it is to an emergency.
        is_willing: whether they did not opt out, where that is known.
    """
    if not may_text(session, settings, number, is_willing=is_willing):
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
