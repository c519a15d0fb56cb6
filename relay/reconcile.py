"""Takes in what the carrier has and no webhook brought."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from relay import inbox
from relay.core import watch
from relay.core.crew import managers
from relay.core.daytime import local_time
from relay.core.phone import sender_number
from relay.core.segments import shorten
from relay.core.watch import MARK, Listed
from relay.core.words import tame
from relay.inbox.door import readable
from relay.parts import Relay, Work
from relay.settings import Settings
from relay.sms.gateway import Gateway, Message, Unreachable
from relay.store import audits, carriers, counters, inbound, outbox
from relay.texting import notice

logger = logging.getLogger(__name__)

MOST = 20_000  # texts in one listing
TOLD = 8  # texts that are named in the summary; the log has them all
WORDS = 60  # septets of each


def reconcile(relay: Relay, gateway: Gateway) -> datetime | None:
    """Take in every text since the watermark that no webhook brought.

    Safe to call at any time, any number of times and by several workers: a text is known by the
    carrier's id.

    Returns:
        When to look again for a text whose webhook may still come; None when there is none.

    Raises:
        DatabaseBusy: when the database could not be reached; the watermark stays where it was.
    """
    began_at = relay.clock.now()
    since = relay.database.write(partial(_since, now=began_at))
    number = relay.settings.hotline.number
    try:
        found = gateway.list(to=number, since=since, at_most=MOST)
    except Unreachable as error:
        logger.warning("the carrier could not be asked what has come in: %s", error)
        relay.database.write(partial(carriers.note_deaf, now=began_at, is_deaf=True))
        return None
    texts = {one.sid: _whole(one) for one in found if one.direction == "inbound"}
    listed = [Listed(one.sid, one.created_at) for one in texts.values()]
    known = relay.database.read(partial(inbound.known, sids=list(texts)))
    decided = watch.sort(listed, known, began_at)
    left = {sid for sid in decided.take if not _take_in(relay, texts[sid])}
    if decided.too_late:
        _write_down(relay, [texts[sid] for sid in decided.too_late])
    mark = watch.read_up_to(listed, left, began_at)
    is_deaf = _has_lost_number(relay, gateway)
    relay.database.write(partial(_note, now=began_at, mark=mark, is_deaf=is_deaf))
    return decided.look_at


def _whole(one: Message) -> Message:
    """A message that can be written: JSON may hold half an emoji, which is no character."""
    body = one.body.encode("utf-16", errors="surrogatepass").decode("utf-16", errors="replace")
    return replace(one, body=body)


def _has_lost_number(relay: Relay, gateway: Gateway) -> bool:
    """Whether the number is not ours any more; asked only while the carrier cannot be used."""
    if not relay.database.read(carriers.standing).is_down:
        return False
    try:
        return not gateway.account().owns_number
    except Unreachable as error:
        logger.warning("the carrier could not be asked about the account: %s", error)
        return True


def _note(session: Session, now: datetime, mark: datetime, *, is_deaf: bool) -> None:
    counters.set_read_up_to(session, MARK, mark)
    carriers.note_deaf(session, now, is_deaf=is_deaf)


def _since(session: Session, now: datetime) -> datetime:
    """The watermark; the very first is written at once, so that it stays where it is."""
    mark = counters.read_up_to(session, MARK)
    if mark is None:
        mark = now - watch.FIRST_LOOK
        counters.set_read_up_to(session, MARK, mark)
    return watch.read_from(mark, now)


def _take_in(relay: Relay, one: Message) -> bool:
    """Take in one text; False when it could not be, and is to be found again next time."""
    text = inbox.Text(
        sid=one.sid,
        sender=one.sender,
        recipient=one.to,
        raw=one.body.encode(),
        media=one.num_media,
        received_at=one.created_at,
        came_by=inbox.CameBy.LISTING,
        late=True,
    )
    try:
        inbox.receive(relay, text)
    except Exception:
        # One text must not keep the others out; the watermark stays before it.
        logger.exception("inbound %s: listed by the carrier and not taken in", one.sid)
        return False
    logger.warning("inbound %s: no webhook brought it", one.sid)
    return True


def _write_down(relay: Relay, old: Sequence[Message]) -> None:
    """Texts nobody is woken for any more: rows of the log, and one summary to the managers."""
    settings = relay.settings
    written = relay.database.write(partial(_keep, relay=relay, settings=settings, old=old))
    if written:
        logger.error("%s texts were found hours late: logged, nobody was paged", written)
        relay.bell.ring(Work.MESSAGES)


def _keep(session: Session, relay: Relay, settings: Settings, old: Sequence[Message]) -> int:
    """Write the rows, and the summary of those that are new and from no one on call."""
    crew = {person.phone for person in settings.people.values()}
    new = [one for one in old if _row(session, one)]
    reports = [one for one in new if one.sender not in crew]
    if reports:
        _tell_managers(session, settings, reports, relay.clock.now())
    return len(new)


def _row(session: Session, one: Message) -> bool:
    raw = one.body.encode()
    row = inbound.take_in(
        session,
        sid=one.sid,
        sender=sender_number(one.sender) or one.sender,
        recipient=one.to,
        raw=raw,
        body=readable(raw),
        media=one.num_media,
        received_at=one.created_at,
        came_by=inbox.CameBy.LISTING,
        late=True,
        door="too_late",
    )
    return row is not None


def _tell_managers(
    session: Session, settings: Settings, reports: Sequence[Message], now: datetime
) -> None:
    """By their usual way; as long as none of them has got it, the checkup takes every other."""
    values = {"count": len(reports), "list": _list(settings, reports)}
    written = [
        outbox.put(session, notice(session, settings, person, body), now)
        for person in managers(settings.people)
        for body in [settings.texts.say(person.language, "too_late", **values)]
    ]
    audits.tell_until_heard(
        session,
        f"late texts {reports[0].sid}",
        f"{len(reports)} texts were found hours late",
        now,
        source=audits.LATE_TEXTS,
        data={"key": "too_late", "values": values},
        message_ids=written,
    )


def _list(settings: Settings, reports: Sequence[Message]) -> str:
    zone = settings.hotline.time_zone
    items = [
        f"{one.sender} {local_time(one.created_at, zone)}: {shorten(tame(one.body), WORDS)}"
        for one in reports[:TOLD]
    ]
    return "; ".join(items)
