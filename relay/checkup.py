"""A look, once a day, at what breaks without a sound; and a test text, on a schedule."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from relay import second_path
from relay.core import checkup, rota
from relay.core.checkup import CANARY_WITHIN, UNASKED_FOR, Flaw, Point, Told
from relay.core.crew import Person, managers
from relay.core.daytime import last_at
from relay.core.message import Kind, MessageState
from relay.core.reach import is_out_of_reach, lost_lately, reach_of
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
# Who finds what is wrong.
CHECKUP, ACCOUNT, CANARY = "checkup", "account", "canary"


def look(relay: Relay, gateway: Gateway) -> None:
    """Do what is due of it: the daily look, a test text, and whether the last one arrived.

    What the managers were told and none of them has got is told again, by every way there is.

    Safe to call at any time, any number of times and by several workers.

    Raises:
        DatabaseBusy: when the database could not be reached.
    """
    now = relay.clock.now()
    if relay.database.read(partial(_is_due, settings=relay.settings, now=now)):
        _look_around(relay, gateway, now)
    for work in (_mind_canary, _tell_again):
        if relay.database.write(partial(work, settings=relay.settings, now=now)):
            relay.bell.ring(Work.MESSAGES)


# ---- once a day ---------------------------------------------------------------------------


def _is_due(session: Session, settings: Settings, now: datetime) -> bool:
    """Whether nobody has looked since the morning; at the first start at once."""
    return counters.is_turn(session, CHECKUP, now, before=_morning(settings, now))


def _morning(settings: Settings, now: datetime) -> datetime:
    return last_at(settings.watch.summary_at, now, settings.hotline.time_zone)


def _look_around(relay: Relay, gateway: Gateway, now: datetime) -> None:
    try:
        account = gateway.account()
    except Unreachable as error:
        # It is tried again in a minute; for what goes on the managers are to look themselves.
        logger.warning("the carrier could not be asked about the account: %s", error)
        unasked = Flaw(Point.UNASKED, {"minutes": str(int(UNASKED_FOR.total_seconds() // 60))})
        tell = partial(_tell, settings=relay.settings, flaws=[unasked], now=now, source=ACCOUNT)
        if relay.database.write(partial(tell, patience=UNASKED_FOR)):
            relay.bell.ring(Work.MESSAGES)
        return
    work = partial(_settle, settings=relay.settings, account=account, now=now)
    if relay.database.write(work):
        relay.bell.ring(Work.MESSAGES)


def _settle(session: Session, settings: Settings, account: Account, now: datetime) -> bool:
    """Write and tell what is wrong, unless another worker just did; whether anything is told."""
    if not counters.take_turn(session, CHECKUP, now, before=_morning(settings, now)):
        return False
    _tell(session, settings, (), now, source=ACCOUNT)  # which has been asked about now
    flaws = [*checkup.of_account(_told(settings, account)), *_of_people(session, settings, now)]
    return _tell(session, settings, flaws, now, source=CHECKUP)


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
    """Who of the levels and the next day's shifts cannot be reached, as far as can be told."""
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
    for one in people:
        point = _out_of_reach(session, one, is_unwilling=one.phone in unwilling)
        if point is not None:
            yield Flaw(point, {"who": one.name}, one.key)


def _out_of_reach(session: Session, person: Person, *, is_unwilling: bool) -> Point | None:
    """What is wrong with a person's first way: a text, else a call, else chat and mail."""
    can, lost = (
        reach_of(person, takes_texts=True),
        lost_lately(messages.outcomes(session, person.phone)),
    )
    if can.sms:
        return Point.PERSON if is_unwilling or lost.texts else None
    if can.voice:
        return Point.CALLS if lost.calls else None
    return Point.CHAT if is_out_of_reach(can, lost) else None


# ---- the canary ---------------------------------------------------------------------------


def _mind_canary(session: Session, settings: Settings, now: datetime) -> bool:
    """Send a test text when one is due; tell when the last one did not arrive."""
    watch = settings.watch
    if not watch.canary_to:
        return _tell(session, settings, (), now, source=CANARY)
    last = messages.last_of(session, Kind.CANARY)
    flaws = [] if last is None or not _is_lost(last, now) else [_lost()]
    told = _tell(session, settings, flaws, now, source=CANARY)
    if counters.take_turn(session, CANARY, now, before=now - watch.canary_every):
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
    session: Session,
    settings: Settings,
    flaws: Sequence[Flaw],
    now: datetime,
    *,
    source: str,
    patience: timedelta = timedelta(0),
) -> bool:
    """Write what is wrong and tell the managers, of what lasts once a day."""
    telling = audits.remember(
        session, flaws, now, source=source, again=AGAIN, patience=patience, data=_sentence
    )
    for flaw in telling:
        logger.error("checkup: %s", flaw.what)
        said = _sentence(flaw)
        written = _to_managers(session, settings, said, now, every_way=flaw.is_of_carrier)
        audits.note_messages(session, flaw.name, written)
    return bool(telling)


def _tell_again(session: Session, settings: Settings, now: datetime) -> bool:
    """Tell once more, by every way, what none of the managers has got; whether there was any."""
    audits.forget_heard(session, audits.LATE_TEXTS, before=now - DAY)
    unheard = audits.unheard(session, (CHECKUP, ACCOUNT, CANARY, audits.LATE_TEXTS), now)
    for alarm in unheard:
        logger.error("checkup: no manager has got that %s", alarm.what)
        said: Mapping[str, Any] = alarm.data or {}
        written = _to_managers(session, settings, said, now, every_way=True)
        audits.note_messages(session, alarm.name, written)
        alarm.told_at = now
    return bool(unheard)


def _to_managers(
    session: Session, settings: Settings, said: Mapping[str, Any], now: datetime, *, every_way: bool
) -> list[int]:
    """Text the managers, or whom it is not about; returns the ids of the messages."""
    return [
        message_id
        for person in managers(settings.people, about=said.get("whom", ""))
        for message_id in second_path.tell(
            session,
            settings,
            person,
            settings.texts.say(person.language, said["key"], **said["values"]),
            now,
            every_way=every_way,
        )
    ]


def _sentence(flaw: Flaw) -> Mapping[str, Any]:
    return {"key": f"check_{flaw.point}", "values": dict(flaw.values), "whom": flaw.whom}
