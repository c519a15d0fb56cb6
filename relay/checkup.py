"""A look, once a day, at what breaks without a sound; and a test text, on a schedule."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from relay.core import checkup, rota
from relay.core.checkup import CANARY_WITHIN, Flaw, Point, Told
from relay.core.crew import managers
from relay.core.daytime import last_at
from relay.core.message import FAILED, Channel, Kind, MessageState
from relay.parts import Relay, Work
from relay.settings import Settings
from relay.sms.gateway import Account, Gateway, Unreachable
from relay.store import audits, counters, messages, optouts, outbox
from relay.store.models import Message
from relay.store.outbox import Draft

logger = logging.getLogger(__name__)

DAY = timedelta(days=1)
# What lasts is told once a day; the round of the next day comes no earlier than this.
AGAIN = timedelta(hours=20)


def look(relay: Relay, gateway: Gateway) -> None:
    """Do what is due of it: the daily look, a test text, and whether the last one arrived.

    Safe to call at any time, any number of times and by several workers.

    Raises:
        DatabaseBusy: when the database could not be reached.
    """
    now = relay.clock.now()
    if relay.database.read(partial(_is_due, settings=relay.settings, now=now)):
        _look_around(relay, gateway, now)
    if relay.database.write(partial(_mind_canary, settings=relay.settings, now=now)):
        relay.bell.ring(Work.MESSAGES)


# ---- once a day ---------------------------------------------------------------------------


def _is_due(session: Session, settings: Settings, now: datetime) -> bool:
    """Whether nobody has looked since the morning; at the first start at once."""
    return counters.is_turn(session, "checkup", now, before=_morning(settings, now))


def _morning(settings: Settings, now: datetime) -> datetime:
    return last_at(settings.watch.summary_at, now, settings.hotline.time_zone)


def _look_around(relay: Relay, gateway: Gateway, now: datetime) -> None:
    try:
        account = gateway.account()
    except Unreachable as error:
        # The audit tells of a carrier that cannot be asked; this is tried again in a minute.
        logger.warning("the carrier could not be asked about the account: %s", error)
        return
    work = partial(_settle, settings=relay.settings, account=account, now=now)
    if relay.database.write(work):
        relay.bell.ring(Work.MESSAGES)


def _settle(session: Session, settings: Settings, account: Account, now: datetime) -> bool:
    """Write and tell what is wrong, unless another worker just did; whether anything is told."""
    if not counters.take_turn(session, "checkup", now, before=_morning(settings, now)):
        return False
    flaws = [*checkup.of_account(_told(settings, account)), *_of_people(session, settings, now)]
    return _tell(session, settings, flaws, now, source="checkup")


def _told(settings: Settings, account: Account) -> Told:
    return Told(
        status=account.status,
        balance=account.balance,
        currency=account.currency,
        owns_number=account.owns_number,
        sms_url=account.sms_url,
        sms_fallback_url=account.sms_fallback_url,
        voice_url=account.voice_url,
        number=settings.hotline.number,
        public_url=settings.environment.public_url,
        needs_fallback=settings.environment.has_real_carrier,
    )


def _of_people(session: Session, settings: Settings, now: datetime) -> Iterator[Flaw]:
    """Who of the levels and the next day's shifts wants no texts, or did not get the last one."""
    zone = settings.hotline.time_zone
    targets = [target for level in settings.ladder.levels for target in level.notify]
    on_call = {
        person.key for person in rota.who(targets, settings.people, settings.rotations, now, zone)
    } | {
        shift.person
        for rotation in settings.rotations.values()
        for shift in rota.shifts(rotation, zone, now, now + DAY)
    }
    people = [one for one in settings.people.values() if one.key in on_call]
    unwilling = optouts.opted_out(session, [one.phone for one in people])
    return checkup.of_people(
        (one.key, one.name)
        for one in people
        if "sms" in one.notify and (one.phone in unwilling or _has_failed(session, one.phone))
    )


def _has_failed(session: Session, phone: str) -> bool:
    return any(state in FAILED for state in messages.outcomes(session, phone, Channel.SMS, 1))


# ---- the canary ---------------------------------------------------------------------------


def _mind_canary(session: Session, settings: Settings, now: datetime) -> bool:
    """Send a test text when one is due; tell when the last one did not arrive."""
    watch = settings.watch
    if not watch.canary_to:
        return _tell(session, settings, (), now, source="canary")
    last = messages.last_of(session, Kind.CANARY)
    flaws = [] if last is None or not _is_lost(last, now) else [_lost()]
    told = _tell(session, settings, flaws, now, source="canary")
    if counters.take_turn(session, "canary", now, before=now - watch.canary_every):
        body = settings.texts.say(settings.hotline.languages[0], "canary")
        outbox.put(session, Draft(Kind.CANARY, watch.canary_to, body), now)
        return True
    return told


def _is_lost(canary: Message, now: datetime) -> bool:
    arrived = canary.state is MessageState.DELIVERED
    return not arrived and now - canary.created_at >= CANARY_WITHIN


def _lost() -> Flaw:
    return Flaw(Point.CANARY, {"minutes": str(int(CANARY_WITHIN.total_seconds() // 60))})


# ---- telling ------------------------------------------------------------------------------


def _tell(
    session: Session, settings: Settings, flaws: Sequence[Flaw], now: datetime, *, source: str
) -> bool:
    """Write what is wrong and tell the managers, of what lasts once a day."""
    telling = audits.remember(session, flaws, now, source=source, again=AGAIN, data=_sentence)
    for flaw in telling:
        logger.error("checkup: %s", flaw.what)
        for person in managers(settings.people, about=flaw.whom):
            body = settings.texts.say(person.language, f"check_{flaw.point}", **flaw.values)
            outbox.put(session, Draft(Kind.NOTICE, person.phone, body, person=person.key), now)
    return bool(telling)


def _sentence(flaw: Flaw) -> Mapping[str, Any]:
    return {"key": f"check_{flaw.point}", "values": dict(flaw.values)}
