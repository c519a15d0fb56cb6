"""The fields of every webhook, as they were captured from Twilio."""

from datetime import datetime
from email.utils import format_datetime
from math import ceil

from relay.core.phone import region
from relay.emulator.records import Call, Text

Fields = tuple[tuple[str, str], ...]

API_VERSION = "2010-04-01"
# https://www.twilio.com/docs/voice/api/call-resource#statuscallback
_SIP = {"completed": "200", "busy": "486", "no-answer": "487", "failed": "480", "canceled": "487"}


def inbound(text: Text, account_sid: str) -> Fields:
    """A text from a phone; blank fields are sent too, and signed."""
    media = tuple((f"MediaUrl{n}", url) for n, url in enumerate(text.media))
    types = tuple((f"MediaContentType{n}", "image/jpeg") for n in range(len(text.media)))
    return (
        *_place("To", text.to),
        *_place("From", text.sender),
        ("SmsMessageSid", text.sid),
        ("NumMedia", str(len(text.media))),
        ("SmsSid", text.sid),
        ("SmsStatus", "received"),
        ("Body", text.body),
        ("To", text.to),
        ("NumSegments", str(text.segments)),
        ("MessageSid", text.sid),
        ("AccountSid", account_sid),
        ("From", text.sender),
        ("ApiVersion", API_VERSION),
        *media,
        *types,
    )


def text_status(text: Text, account_sid: str) -> Fields:
    """How a text of the customer's stands."""
    fields: Fields = (
        ("SmsSid", text.sid),
        ("SmsStatus", text.status),
        ("MessageStatus", text.status),
        ("To", text.to),
        ("MessageSid", text.sid),
        ("AccountSid", account_sid),
        ("From", text.sender),
        ("ApiVersion", API_VERSION),
    )
    if text.error_code:
        fields += (("ErrorCode", str(text.error_code)),)
    if text.status in ("delivered", "undelivered"):
        fields += (("RawDlrDoneDate", text.updated_at.strftime("%y%m%d%H%M")),)
    return fields


def voice(call: Call, account_sid: str, status: str) -> Fields:
    """What every webhook of a call holds."""
    return (
        ("CallSid", call.sid),
        ("AccountSid", account_sid),
        ("ApiVersion", API_VERSION),
        ("CallStatus", status),
        ("Direction", call.direction.value),
        ("From", call.sender),
        ("To", call.to),
        ("Caller", call.sender),
        ("Called", call.to),
        *_place("From", call.sender),
        *_place("To", call.to),
        *_place("Caller", call.sender),
        *_place("Called", call.to),
    )


def progress(call: Call, now: datetime) -> Fields:
    """What a call's status callback holds besides."""
    fields: Fields = (
        ("CallbackSource", "call-progress-events"),
        ("Timestamp", format_datetime(now)),
        ("SequenceNumber", str(call.sequence)),
    )
    if not call.is_over:
        return fields
    seconds = round(call.talked.total_seconds())
    return (
        *fields,
        ("CallDuration", str(seconds)),
        ("Duration", str(ceil(seconds / 60))),  # minutes begun
        ("SipResponseCode", _SIP[call.status]),
    )


def _place(name: str, phone: str) -> Fields:
    """Where a number is from: outside +1 only the country is known, the rest stays blank."""
    blank = tuple((f"{name}{part}", "") for part in ("City", "State", "Zip"))
    return ((f"{name}Country", region(phone) or ""), *blank)
