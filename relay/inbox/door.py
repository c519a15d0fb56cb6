"""The door: every text becomes one row, then goes to whom it is for."""

import logging
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial

from sqlalchemy.orm import Session

from relay.core.crew import Person
from relay.core.phone import masked, sender_number
from relay.core.reading.cries.harmless import UNREADABLE
from relay.core.reply import is_opt_in, is_opt_out
from relay.core.report import Report, read_report
from relay.inbox import meant, missed, optouts, replies, reports
from relay.inbox.entry import Entry
from relay.parts import Relay, Work
from relay.settings import Settings
from relay.store import counters, inbound, senders, staff
from relay.store.faults import DatabaseBusy
from relay.store.senders import Known

logger = logging.getLogger(__name__)

REFUSED = "webhooks refused"  # a counter
# Marks that have what follows them read in another direction, up to the end of the page.
# https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Control characters but tabs and line breaks, and halves of characters (categories Cc and Cs).
_UNKEPT = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
STILL_STAFF = timedelta(hours=72)  # after somebody left the file; their texts are no reports
WEBHOOK_WAIT = timedelta(seconds=2)  # then the carrier is told to come back


class CameBy(StrEnum):
    """How a text reached us."""

    WEBHOOK = "webhook"
    FALLBACK = "fallback"  # the carrier's second try, on its fallback URL
    SPOOL = "spool"  # it waited on this machine until the database was back
    LISTING = "listing"  # we found it at the carrier ourselves


@dataclass(frozen=True, slots=True)
class Text:
    """A text as the carrier brought it."""

    sid: str
    sender: str  # E.164, letters, or with a prefix such as rcs:
    recipient: str
    raw: bytes  # the words
    media: int  # how many pictures and the like came with it
    received_at: datetime | None = None  # by the carrier, or by the spool; None: just now
    came_by: CameBy = CameBy.WEBHOOK
    late: bool = False  # held up on its way
    error_code: int | None = None  # what the carrier says was wrong with our first route


def receive(relay: Relay, text: Text) -> None:
    """Take in a text: one row for ever, and all that follows from it, in one transaction.

    Safe to call any number of times with the same text.

    Raises:
        DatabaseBusy: when it could not be written within 2 s; nothing was kept.
    """
    settings = relay.settings
    sender = sender_number(text.sender) or text.sender.strip()
    body = readable(text.raw)
    # Read before the transaction, which keeps other writers waiting.
    report = read_report(body, sender, settings.hotline.country)
    work = partial(
        _take_in, relay=relay, settings=settings, text=text, sender=sender, body=body, report=report
    )
    write = partial(
        relay.database.write, wait=WEBHOOK_WAIT, rouse=partial(relay.bell.ring, Work.MESSAGES)
    )
    stepped = True
    try:
        door = write(partial(work, steps=True))
    except DatabaseBusy:
        raise
    except Exception:
        # Whatever is wrong with the first page, the report is kept and the pager tries again.
        logger.exception("inbound %s: taken in without its first step", text.sid)
        stepped = False
        door = write(partial(work, steps=False))
    if not stepped or person_of(settings, sender) is not None:
        relay.bell.ring(Work.STEPS)
    logger.info("inbound %s from %s: %s", text.sid, masked(text.sender), door)


def count_refused(relay: Relay, refused: int) -> None:
    """Count requests that bore no signature of the carrier's.

    Raises:
        DatabaseBusy: when it could not be written within 2 s.
    """
    count = partial(counters.add, name=REFUSED, start=refused, by=refused)
    relay.database.write(count, wait=WEBHOOK_WAIT)


def readable(raw: bytes) -> str:
    """The words without what no database or page can hold: NUL, broken bytes, turned-round text.

    Where nothing else came a mark of it is left: it is not the same as an empty text.
    """
    words = _UNKEPT.sub(" ", _TURNS.sub("", raw.decode("utf-8", errors="replace")))
    return words if words.strip() or not raw.strip() else UNREADABLE


def _take_in(
    session: Session,
    relay: Relay,
    settings: Settings,
    text: Text,
    sender: str,
    body: str,
    report: Report,
    *,
    steps: bool,
) -> str:
    now = relay.clock.now()
    received_at = text.received_at or now
    inbound_id = inbound.take_in(
        session,
        sid=text.sid,
        sender=sender,
        recipient=text.recipient,
        raw=text.raw,
        body=body,
        media=text.media,
        received_at=received_at,
        came_by=text.came_by,
        late=text.late,
        error_code=text.error_code,
    )
    if inbound_id is None:
        if text.error_code is not None:
            inbound.note_error(session, text.sid, text.error_code)
        return "seen before"
    inbound.hold_sender(session, sender)
    known = senders.known(
        session,
        sender,
        inbound_id=inbound_id,
        raw=text.raw,
        at=received_at,
        left_since=now - STILL_STAFF,
        over_since=now - meant.OVER_FOR,
    )
    done = _put_aside(session, settings, text, sender, inbound_id, received_at, known)
    if done is not None:
        return done
    entry = Entry(
        session=session,
        relay=relay,
        settings=settings,
        inbound_id=inbound_id,
        sender=sender,
        body=body,
        report=report,
        media=text.media,
        now=now,
        received_at=received_at,
        late=text.late,
        steps=steps,
        has_incident=known.has_incident,
        is_willing=is_opt_in(body) or not (known.has_opted_out or is_opt_out(body)),
    )
    return _pass_on(entry, known)


def _put_aside(
    session: Session,
    settings: Settings,
    text: Text,
    sender: str,
    inbound_id: int,
    received_at: datetime,
    known: Known,
) -> str | None:
    """What was done with a text that the carrier brought twice, or that is our own."""
    twin = None
    if sender and known.has_twin:  # two who tell no number may be two people
        twin = inbound.first_of_twins(
            session, inbound_id=inbound_id, sender=sender, raw=text.raw, at=received_at
        )
    if twin is not None:
        inbound.settle(session, inbound_id, "duplicate", duplicate_of=twin)
        return "duplicate"
    if sender == settings.hotline.number:
        # Our own number, forged or looped: answering it would be talking to ourselves.
        inbound.settle(session, inbound_id, "ours")
        return "our own number"
    return None


def _pass_on(entry: Entry, known: Known) -> str:
    """Give a text to whom it is for; returns what was done with it."""
    person = person_of(entry.settings, entry.sender)
    done = optouts.take(entry, person)
    if done is not None:
        return done
    if person is not None:
        return replies.take(entry, person)
    since = entry.now - STILL_STAFF
    former = staff.left_since(entry.session, entry.sender, since) if known.has_left else None
    if former is not None:
        return replies.take_leave(entry, former)
    done = reports.take(entry)
    if known.has_opted_out and is_opt_in(entry.body):
        missed.tell(entry)
    return done


def person_of(settings: Settings, sender: str) -> Person | None:
    """The person on call a number belongs to."""
    return next((one for one in settings.people.values() if one.phone == sender), None)
