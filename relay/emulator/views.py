"""What the page of handsets is told."""

from collections import defaultdict
from datetime import datetime
from urllib.parse import urlsplit

from relay.core.segments import is_gsm7
from relay.emulator.carrier import Carrier
from relay.emulator.errors import MESSAGES
from relay.emulator.faults import Trouble
from relay.emulator.records import Call, Delivery, Direction, Text

Json = dict[str, object]

KEPT = 100  # texts of one phone
RUNG = 20  # calls of one phone
LOGGED = 60  # tries to reach a route

# What each trouble is called on the page, and which figure it takes: code, seconds, how or none.
TROUBLES: tuple[tuple[Trouble, str, str], ...] = (
    (Trouble.UNDELIVERED, "Texts do not arrive (calls fail)", "code"),
    (Trouble.REFUSE, "Twilio refuses to take them", "refusal"),
    (Trouble.OUTAGE, "Twilio is down (503)", ""),
    (Trouble.SUSPENDED, "The account is suspended", ""),
    (Trouble.NUMBER_GONE, "The number is not ours any more", ""),
    (Trouble.POOR, "The balance is nearly used up", ""),
    (Trouble.DROP, "No answer, nothing taken", "how"),
    (Trouble.LOSE_ANSWER, "Taken, but the answer is lost", "how"),
    (Trouble.SLOW_ANSWER, "Taken, answered slowly", "seconds"),
    (Trouble.STUCK, "Stuck in Twilio's queue", "seconds"),
    (Trouble.DELIVERED_TWICE, "Delivered twice", ""),
    (Trouble.CALLBACKS_NEVER, "Status never told", ""),
    (Trouble.CALLBACKS_LATE, "Status told late", "seconds"),
    (Trouble.CALLBACKS_TWICE, "Status told twice", ""),
    (Trouble.CALLBACKS_REVERSED, "Status told in the wrong order", ""),
    (Trouble.INBOUND_LOST, "Inbound webhook lost", ""),
    (Trouble.INBOUND_LATE, "Inbound webhook late", "seconds"),
    (Trouble.INBOUND_TWICE, "Inbound webhook twice", ""),
)


def state(carrier: Carrier) -> Json:
    """Everything the page shows."""
    texts: defaultdict[str, list[Text]] = defaultdict(list)
    for text_ in carrier.texts.all():
        texts[text_.sender if text_.direction is Direction.INBOUND else text_.to].append(text_)
    calls: defaultdict[str, list[Call]] = defaultdict(list)
    for call_ in carrier.calls.all():
        calls[call_.phone].append(call_)
    return {
        "hotline": carrier.config.hotline,
        "handsets": [
            {
                "name": handset.name,
                "phone": handset.phone,
                "note": handset.note,
                "staff": handset.staff,
                "opted_out": carrier.texts.has_opted_out(handset.phone),
                "texts": [text(one) for one in texts[handset.phone][-KEPT:]],
                "calls": [call(one) for one in calls[handset.phone][-RUNG:]],
            }
            for handset in carrier.handsets()
        ],
        "faults": [fault.to_json() for fault in carrier.faults.list()],
        "deliveries": [delivery(one) for one in reversed(carrier.deliveries()[-LOGGED:])],
    }


def marks(carrier: Carrier) -> str:
    """Changes with what the version does not count: the webhooks, the faults, who is on call."""
    log = carrier.deliveries()
    shown = hash((carrier.faults.list(), carrier.handsets()))
    return f"{log[-1].number if log else 0}-{abs(shown)}"


def text(record: Text) -> Json:
    """A text, with its times in ISO 8601 to the microsecond."""
    return {
        "sid": record.sid,
        "from": record.sender,
        "to": record.to,
        "body": record.body,
        "direction": record.direction.value,
        "status": record.status,
        "error_code": record.error_code,
        "error": MESSAGES.get(record.error_code) if record.error_code else None,
        "segments": record.segments,
        "alphabet": "GSM-7" if is_gsm7(record.body) else "UCS-2",
        "media": list(record.media),
        "copies": record.copies,
        "webhook": record.webhook,
        "status_callback": record.status_callback,
        "received_at": _time(record.created_at),
        "sent_at": _time(record.sent_at),
        "delivered_at": _time(record.delivered_at),
    }


def call(record: Call) -> Json:
    """A call, with what was heard."""
    return {
        "sid": record.sid,
        "from": record.sender,
        "to": record.to,
        "direction": record.direction.value,
        "status": record.status,
        "status_callback": record.status_callback,
        "created_at": _time(record.created_at),
        "answered_at": _time(record.answered_at),
        "ended_at": _time(record.ended_at),
        "is_over": record.is_over,
        "awaits_keys": record.gather is not None,
        "keyed": record.keyed,
        "lines": [
            {"speaker": line.speaker.value, "text": line.text, "at": _time(line.at)}
            for line in record.lines
        ],
    }


def delivery(record: Delivery) -> Json:
    """A try to reach a route; its query stays off the page."""
    return {
        "number": record.number,
        "at": _time(record.at),
        "kind": record.kind,
        "sid": record.sid,
        "route": urlsplit(record.url).path,
        "status": record.status,
        "ms": record.milliseconds,
        "error": record.error,
    }


def _time(at: datetime | None) -> str | None:
    return at.isoformat(timespec="microseconds") if at is not None else None
