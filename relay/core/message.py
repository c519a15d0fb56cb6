"""A message on its way out: what it is for, where it stands, and which status outranks which."""

from enum import StrEnum


class Channel(StrEnum):
    """How a person is reached."""

    SMS = "sms"
    VOICE = "voice"
    BACKUP = "backup"  # a text by the second provider
    OTHER = "other"  # whatever else the person has: all of their further channels

    @property
    def is_traced(self) -> bool:
        """Whether the carrier tells what became of it; the others only take it or do not."""
        return self in (Channel.SMS, Channel.VOICE)


class Kind(StrEnum):
    """What a message is for; the order is the order of sending."""

    PAGE = "page"
    BUNDLE = "bundle"  # a list of pages, where there are too many for a text each
    REPLY = "reply"  # an answer to someone on call
    CHECK_IN = "check_in"  # a question to whoever has an incident
    MATTER = "matter"  # a question that belongs to no incident: a shift, a drill
    NOTICE = "notice"  # to someone on call, unasked: "1017 has been taken by Lars"
    FOLLOW_UP = "follow_up"  # what the merchant added, to someone on call
    RECEIPT = "receipt"
    UPDATE = "update"  # to the merchant, unasked
    CALLER = "caller"  # to someone who rang the hotline: what to send
    CANARY = "canary"  # a test text to a number of our own

    @property
    def is_page(self) -> bool:
        """Whether it wakes somebody."""
        return self in (Kind.PAGE, Kind.BUNDLE)

    @property
    def priority(self) -> int:
        """0 leaves first."""
        return _TURNS[self]


_TURNS = {kind: turn for turn, kind in enumerate(Kind)}


class MessageState(StrEnum):
    """Where a message stands."""

    WAITING = "waiting"  # to be sent at its time
    SENDING = "sending"  # a sender has it, until its lease runs out
    UNKNOWN = "unknown"  # the carrier's answer was lost
    SENT = "sent"  # the carrier has it; by a channel that is not traced that is the end
    DELIVERED = "delivered"  # the phone has it; for a call: it was answered
    UNDELIVERED = "undelivered"  # the carrier could not pass it on
    FAILED = "failed"  # the carrier refused it
    DROPPED = "dropped"  # no longer needed when its turn came; for a call: or while it rang


FAILED = frozenset({MessageState.UNDELIVERED, MessageState.FAILED})
# What the carrier has not taken, as far as we know.
UNTAKEN = (MessageState.WAITING, MessageState.SENDING, MessageState.UNKNOWN)

# The carrier's words for an SMS and for a call, and what they mean to us.
# https://www.twilio.com/docs/messaging/api/message-resource#message-status-values
# https://www.twilio.com/docs/voice/api/call-resource#call-status-values
_MEANING = {
    "accepted": MessageState.SENT,
    "scheduled": MessageState.SENT,
    "queued": MessageState.SENT,
    "sending": MessageState.SENT,
    "sent": MessageState.SENT,
    "delivered": MessageState.DELIVERED,
    "read": MessageState.DELIVERED,
    "undelivered": MessageState.UNDELIVERED,
    "failed": MessageState.UNDELIVERED,
    "canceled": MessageState.DROPPED,  # a call that we ended before it was picked up
    "initiated": MessageState.SENT,
    "ringing": MessageState.SENT,
    "answered": MessageState.SENT,
    "in-progress": MessageState.SENT,
    "completed": MessageState.DELIVERED,
    "busy": MessageState.UNDELIVERED,
    "no-answer": MessageState.UNDELIVERED,
}
_RANK = {
    "accepted": 0,
    "scheduled": 0,
    "queued": 1,
    "initiated": 1,
    "sending": 2,
    "ringing": 2,
    "sent": 3,
    "answered": 3,
    "in-progress": 3,
    "undelivered": 4,
    "failed": 4,
    "canceled": 4,
    "busy": 4,
    "no-answer": 4,
    "delivered": 5,  # beats a failure that was told as well: one of two copies arrived
    "completed": 5,
    "read": 6,
}


def outranks(new: str, old: str | None) -> bool:
    """Whether a carrier's status replaces another; statuses arrive in any order.

    An unknown word never replaces anything.
    """
    return _RANK.get(new, -1) > _RANK.get(old or "", -1)


def meaning(status: str) -> MessageState | None:
    """What a carrier's status means to us; None for a word we do not know."""
    return _MEANING.get(status)
