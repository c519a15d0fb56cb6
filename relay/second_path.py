"""The way to the crew when the carrier cannot be used, and whether it can be."""

import logging
import re
from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from relay import bundles
from relay.core import delivery, words
from relay.core.crew import Person, managers
from relay.core.daytime import local_time
from relay.core.delivery import UP
from relay.core.incident import State
from relay.core.message import Channel, Kind
from relay.parts import Relay
from relay.settings import Settings
from relay.store import carriers, incidents, messages, outbox, questions
from relay.store.models import Message
from relay.store.outbox import Draft
from relay.texting import notice, takes_texts, way_to_tell

logger = logging.getLogger(__name__)

_CODE = re.compile(r"(?<![\w.+])\d{2,4}(?![\w]|\.\d)")
_ENDS = (".", "!", "?", ":")
TOLD_ONCE_IN = timedelta(minutes=30)  # the managers, however often it comes and goes


def tell(
    session: Session,
    settings: Settings,
    person: Person,
    body: str,
    now: datetime,
    *,
    every_way: bool,
) -> list[int]:
    """Tell somebody on call what they did not ask for; returns the ids of the messages.

    Args:
        every_way: whether a text may not get through, though the carrier takes it: the second
            provider, their further channels and a call carry the same words then.
    """
    ways = [way_to_tell(session, person)]
    if every_way:
        ways += _ways(settings, person)
        ways += [Channel.VOICE] if "voice" in person.notify else []
    return [
        outbox.put(session, Draft(Kind.NOTICE, person.phone, body, way, person=person.key), now)
        for way in dict.fromkeys(ways)
    ]


def put(session: Session, relay: Relay, page: Message, now: datetime) -> None:
    """Send what the crew may act on by the second provider and their further channels as well.

    Safe to call any number of times: each way gets one copy.
    """
    carriers.hold(session)  # two workers do not both find that there is no copy yet
    settings = relay.settings
    person = settings.people.get(page.person or "")
    body = _as_copy(session, settings, page, person, now)
    for channel in _ways(settings, person):
        if messages.has_copy(session, page, channel, gap=settings.ladder.reminder_gap):
            continue
        draft = Draft(
            page.kind,
            page.recipient,
            body,
            channel,
            person=page.person,
            incident_id=page.incident_id,
            question_id=page.question_id,
        )
        outbox.put(session, draft, now)


def carrier_failed(
    session: Session, relay: Relay, now: datetime, *, code: int, reason: str, certain: bool
) -> bool:
    """Note that the carrier was out of reach; when it is out of use, act on that.

    Every page that waits for it takes the second path, and so does what else the crew was to hear;
    the managers are told.

    Args:
        session: of the transaction.
        relay: the box.
        now: the instant.
        code: the carrier's error code; 0 when there was none.
        reason: its words.
        certain: whether it said itself that nothing of ours is passed on.

    Returns:
        Whether it has just gone out of use.
    """
    row = carriers.hold(session)
    before = carriers.standing_of(row)
    after = delivery.after_trouble(before, now, certain=certain)
    carriers.change(row, after)
    if certain or (after.is_down and not before.is_down):
        row.code, row.reason = code or None, reason
    if before.is_down or not after.is_down:
        return False
    session.flush()  # whoever looks it up from here on finds it so
    logger.error("the carrier cannot be used: %s %s", code, reason)
    for message in outbox.waiting(session, delivery.BOTH_WAYS, now):
        put(session, relay, message, now)
    if row.told_at is None or now - row.told_at > TOLD_ONCE_IN:
        told = _tell_managers(session, relay.settings, code, now)
        row.told_at = now if told else row.told_at
    return True


def carrier_works(session: Session, relay: Relay, now: datetime) -> None:
    """Note that the carrier took something; the usual path is taken again, by pages at once."""
    if carriers.standing(session) == UP:
        return
    row = carriers.hold(session)
    down_since = row.down_since
    carriers.change(row, UP)
    if down_since is None:
        return
    logger.warning("the carrier can be used again, after %s", now - down_since)
    outbox.hurry_pages(session, now)
    if row.told_at is not None and row.told_at >= down_since:
        _tell_again(session, relay.settings, now)


def ways_to_ask(session: Session, settings: Settings, person: Person) -> list[Channel]:
    """How a question reaches a person: by text, else by call and further channels.

    While the carrier cannot be used the second provider and the further channels carry it as well.
    """
    ways = [Channel.SMS] if takes_texts(session, person) else []
    if not ways:
        ways += [Channel.VOICE] if "voice" in person.notify else []
        ways += [Channel.OTHER] if person.further else []
    if is_needed(session):
        ways += _ways(settings, person)
    return list(dict.fromkeys(ways)) or [Channel.SMS]


def is_needed(session: Session) -> bool:
    """Whether the second path is taken just now."""
    return carriers.standing(session).is_down


def _as_copy(
    session: Session, settings: Settings, page: Message, person: Person | None, now: datetime
) -> str:
    """The words of a copy: of what asks for an answer with where to answer, if anywhere."""
    language = person.language if person is not None else settings.hotline.languages[0]
    hotline = None if carriers.no_replies(session) else settings.hotline.number
    if page.kind is Kind.FOLLOW_UP:
        return page.body  # a merchant's figures are no codes
    if not page.kind.is_page:
        codes = questions.load(session, page.person or "", now).codes
        if not _names_any(page.body, codes):
            return page.body
        where = (
            settings.texts.say(language, "answer_to", hotline=hotline)
            if hotline is not None
            else settings.texts.say(language, "no_replies")
        )
        return f"{page.body}{'' if page.body.endswith(_ENDS) else '.'} {where}"
    if page.kind is Kind.BUNDLE and hotline is None:
        return _list_to_sign_in_for(session, settings, page, language)
    code = questions.get(session, page.question_id).code if page.question_id else None
    return words.elsewhere(settings.texts, language, page.body, hotline, code=code)


def _names_any(body: str, codes: Collection[int]) -> bool:
    """Whether words name a code to answer with; a time of day or a phone number is none."""
    return any(int(one) in codes for one in _CODE.findall(body))


def _list_to_sign_in_for(session: Session, settings: Settings, page: Message, language: str) -> str:
    """A list of what is still open in it, by the numbers that the page shows."""
    asked = [
        (question, incident)
        for question in questions.of_bundle(session, page.id)
        for incident in [incidents.get(session, question.incident_id)]
        if incident.state is State.OPEN
    ]
    return bundles.body(session, settings, language, asked, can_answer=False)


def _ways(settings: Settings, person: Person | None) -> list[Channel]:
    ways = [Channel.BACKUP] if settings.environment.backup_carrier_url else []
    return [*ways, Channel.OTHER] if person is not None and person.further else ways


def _tell_managers(session: Session, settings: Settings, code: int, now: datetime) -> bool:
    """Tell the managers by the second path; False when it leads to none of them."""
    time, told = local_time(now, settings.hotline.time_zone), False
    for person in managers(settings.people):
        body = (
            settings.texts.say(person.language, "carrier_down", code=code, time=time)
            if code
            else settings.texts.say(person.language, "carrier_silent", time=time)
        )
        for channel in _ways(settings, person):
            draft = Draft(Kind.NOTICE, person.phone, body, channel, person=person.key)
            outbox.put(session, draft, now)
            told = True
    return told


def _tell_again(session: Session, settings: Settings, now: datetime) -> None:
    time = local_time(now, settings.hotline.time_zone)
    for person in managers(settings.people):
        if _ways(settings, person):
            body = settings.texts.say(person.language, "carrier_up", time=time)
            outbox.put(session, notice(session, settings, person, body), now)
