"""What follows a try to send and the carrier's later word: again, another way, or not any more."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from relay.core.message import Channel, Kind

LEASE = timedelta(seconds=20)  # a sender that has not come back by then is taken for dead
# A lost answer is given this long to be explained by a status callback. Then the carrier is asked
# for it, and what it does not have is sent again: a second page is a nuisance, a missing one is the
# failure we exist to prevent.
DOUBT = timedelta(seconds=30)
# What somebody on call may act on: while the carrier cannot be used it goes by the second path too.
BOTH_WAYS = frozenset({Kind.PAGE, Kind.BUNDLE, Kind.REPLY, Kind.NOTICE, Kind.FOLLOW_UP})
OLD_NEWS = timedelta(minutes=5)  # what has waited so long is sent only if it is still true
LATE = timedelta(seconds=60)  # a page that was not taken by then goes every other way as well


class Policy(StrEnum):
    """What a carrier's error code asks for."""

    AGAIN = "again"  # for now: the same words may get through later
    ONCE = "once"  # the same, but only one time more
    EXPIRED = "expired"  # it never left the carrier, so sending it again doubles nothing
    WITHOUT_CALLBACK = "without callback"  # again, without asking to be told what becomes of it
    OTHER_CHANNEL = "other channel"  # this phone cannot be reached this way
    OTHER_CARRIER = "other carrier"  # this carrier does not pass this on; another may
    CARRIER_DOWN = "carrier down"  # this carrier passes nothing of ours on
    OURS = "ours"  # a mistake of our own; the same words are refused for ever


# Each code is described at https://www.twilio.com/docs/api/errors/<code>. Twilio may change them
# and add others: what is not here is tried again.
POLICY: Mapping[int, Policy] = MappingProxyType(
    {
        10004: Policy.AGAIN,  # too many calls at once
        14107: Policy.AGAIN,  # too many answers to one number within 30 seconds
        20429: Policy.AGAIN,  # too many requests at once; never processed
        20500: Policy.AGAIN,  # an error of Twilio's own
        20503: Policy.AGAIN,  # "try again a few times with backoff"
        21611: Policy.AGAIN,  # the sender's queue is full
        22005: Policy.AGAIN,  # the queue of calls is full
        30001: Policy.AGAIN,  # the sender's queue overflowed
        30003: Policy.AGAIN,  # the phone is off or has no service
        30008: Policy.AGAIN,  # the network gave no reason
        30410: Policy.AGAIN,  # the network did not answer Twilio in time
        30450: Policy.AGAIN,  # blocked as pumping, for 15 to 30 minutes
        30500: Policy.AGAIN,  # an error of Twilio's own
        30004: Policy.ONCE,  # blocked by the network or the phone
        30036: Policy.EXPIRED,  # its ValidityPeriod ended while it was queued
        21609: Policy.WITHOUT_CALLBACK,  # Twilio does not like our StatusCallback
        13223: Policy.OTHER_CHANNEL,  # a call to what is no phone number
        13224: Policy.OTHER_CHANNEL,  # a call to a number Twilio cannot reach
        13227: Policy.OTHER_CHANNEL,  # calls to that country are not enabled
        21211: Policy.OTHER_CHANNEL,  # no phone number
        21214: Policy.OTHER_CHANNEL,  # a number that cannot be called
        21215: Policy.OTHER_CHANNEL,  # calls to that country are not enabled
        21216: Policy.OTHER_CHANNEL,  # calls to that number are blocked
        21217: Policy.OTHER_CHANNEL,  # a call to what is no phone number
        21610: Policy.OTHER_CHANNEL,  # the phone sent STOP
        21614: Policy.OTHER_CHANNEL,  # not a mobile
        21635: Policy.OTHER_CHANNEL,  # a landline
        30005: Policy.OTHER_CHANNEL,  # the number is not in use
        30006: Policy.OTHER_CHANNEL,  # a landline, or a network out of reach
        21219: Policy.OTHER_CARRIER,  # a trial account and an unverified recipient: calls
        21408: Policy.OTHER_CARRIER,  # texts to that country are not enabled
        21608: Policy.OTHER_CARRIER,  # a trial account and an unverified recipient: texts
        21612: Policy.OTHER_CARRIER,  # no route from our number to that one
        30007: Policy.OTHER_CARRIER,  # filtered; the same words would be filtered again
        30010: Policy.OTHER_CARRIER,  # dearer than allowed
        30017: Policy.OTHER_CARRIER,  # the network is congested for pictures (US)
        30018: Policy.OTHER_CARRIER,  # the sender is not registered there
        30022: Policy.OTHER_CARRIER,  # over a registered campaign's rate (US)
        30023: Policy.OTHER_CARRIER,  # over a registered brand's daily limit (US)
        30024: Policy.OTHER_CARRIER,  # the sender is not provisioned there
        30032: Policy.OTHER_CARRIER,  # a toll-free sender that is not verified (US)
        30033: Policy.OTHER_CARRIER,  # a campaign that was suspended (US)
        30034: Policy.OTHER_CARRIER,  # a sender without a campaign (US)
        30035: Policy.OTHER_CARRIER,  # a campaign that is being set up (US)
        10001: Policy.CARRIER_DOWN,  # the account is not active: calls
        20003: Policy.CARRIER_DOWN,  # wrong credentials, a suspended account, another region's key
        20005: Policy.CARRIER_DOWN,  # the account is not active
        20404: Policy.CARRIER_DOWN,  # no such account under this address
        21210: Policy.CARRIER_DOWN,  # our number may not call
        21212: Policy.CARRIER_DOWN,  # our number is no number
        21603: Policy.CARRIER_DOWN,  # no sender
        21606: Policy.CARRIER_DOWN,  # our number is not ours, or cannot text
        21663: Policy.CARRIER_DOWN,  # our number lives in another region
        30002: Policy.CARRIER_DOWN,  # the account was suspended meanwhile
        90010: Policy.CARRIER_DOWN,  # the account is not active
        21201: Policy.OURS,  # a call to nobody
        21205: Policy.OURS,  # a call without a proper route of ours
        21213: Policy.OURS,  # a call from nobody
        21602: Policy.OURS,  # no body
        21604: Policy.OURS,  # no recipient
        21617: Policy.OURS,  # over 1,600 characters
        21618: Policy.OURS,  # a body that cannot be encoded
        21624: Policy.OURS,  # a ValidityPeriod that is none
        21668: Policy.OURS,  # an American number in the Irish region
        21670: Policy.OURS,  # a picture in the Irish region
        30045: Policy.OURS,  # a ValidityPeriod that is none
        90007: Policy.OURS,  # a ValidityPeriod that is none
    }
)

# What is said of the account, and so of texts too, when it is a call that is refused; the others
# that put a carrier out of use say of a call only that our number may not make it.
_OF_THE_ACCOUNT = frozenset({20003, 20005, 20404, 30002, 90010})

_GAPS = (1, 2, 4, 8, 15, 30, 60)  # seconds between tries; the last repeats
_LATER = (60, 300, 900, 1800)  # seconds before what did not arrive is sent again; the last repeats
LONGEST_WISH = timedelta(minutes=5)  # what is for the same phone waits behind it
PROBE = timedelta(seconds=30)  # the least between two tries while the carrier cannot be used
_NO = (5, 15, 30, 60)  # seconds after a "no" of the second path; then it is let be
_PATIENCE = {
    # A page is tried until a later page of the same question takes its place.
    Kind.PAGE: timedelta(hours=12),
    Kind.BUNDLE: timedelta(hours=12),
    Kind.REPLY: timedelta(minutes=30),
    Kind.CHECK_IN: timedelta(minutes=30),
    Kind.MATTER: timedelta(minutes=30),
    Kind.NOTICE: timedelta(minutes=30),
    Kind.FOLLOW_UP: timedelta(minutes=30),
    Kind.RECEIPT: timedelta(hours=6),
    Kind.UPDATE: timedelta(hours=1),
    Kind.CALLER: timedelta(minutes=30),
    Kind.CANARY: timedelta(minutes=30),
}


@dataclass(frozen=True, slots=True)
class Next:
    """What follows for a message that was not taken or did not arrive."""

    again_after: timedelta | None  # None: it is let be
    second_path: bool = False  # a page goes by the second provider and further channels as well
    carrier_down: bool = False  # nothing of ours can be sent by this carrier


def policy_of(code: int | None, channel: Channel = Channel.SMS) -> Policy:
    """What a code asks for; a code nobody knows is tried again."""
    policy = POLICY.get(code or 0, Policy.AGAIN)
    of_calls = channel is Channel.VOICE and code not in _OF_THE_ACCOUNT
    return Policy.OTHER_CHANNEL if of_calls and policy is Policy.CARRIER_DOWN else policy


def try_again_after(
    kind: Kind, tries: int, age: timedelta, wish: timedelta | None = None
) -> timedelta | None:
    """How long to wait before a message the carrier did not take is offered again.

    Args:
        kind: what the message is for.
        tries: how often it was offered; 1 or more.
        age: since it was written.
        wish: the carrier's own Retry-After, of which five minutes are heeded.

    Returns:
        The span to wait, or None to give the message up.
    """
    if age > _PATIENCE[kind]:
        return None
    gap = _gap(_GAPS, tries)
    return max(gap, min(wish, LONGEST_WISH)) if wish is not None else gap


def after_refusal(
    kind: Kind,
    channel: Channel,
    code: int,
    tries: int,
    age: timedelta,
    wish: timedelta | None = None,
) -> Next:
    """What follows for a message that the carrier surely did not take.

    Args:
        kind: what the message is for.
        channel: how it was to go.
        code: the carrier's error code; 0 when it was not reached.
        tries: how often it was offered; 1 or more.
        age: since it was written.
        wish: the carrier's own Retry-After.
    """
    policy = policy_of(code, channel)
    again = try_again_after(kind, tries, age, wish)
    if policy is Policy.CARRIER_DOWN:
        slower = max(again, PROBE) if again is not None else None
        return Next(slower, carrier_down=True)
    if policy in (Policy.OTHER_CARRIER, Policy.OURS):
        return Next(None, second_path=kind.is_page)
    if policy is Policy.OTHER_CHANNEL or (policy is Policy.ONCE and tries > 1):
        return Next(None)
    return Next(again, second_path=kind.is_page and age + (wish or timedelta(0)) >= LATE)


def after_failure(
    kind: Kind, channel: Channel, code: int | None, taken: int, age: timedelta
) -> Next:
    """What follows for a message that the carrier took and could not deliver.

    A page is not sent again: that it failed brings the person's next channel forward. Only one
    that never left the carrier is. Anything else is sent again later, while it is still news.

    Args:
        kind: what the message is for.
        channel: how it went.
        code: the carrier's error code; None when it told none, as for a call.
        taken: how often the carrier took it; what it refused before says nothing of the phone.
        age: since it was written.
    """
    policy = policy_of(code, channel)
    down = policy is Policy.CARRIER_DOWN
    if channel is not Channel.SMS:
        return Next(None, carrier_down=down)
    if kind.is_page:
        again = timedelta(0) if policy is Policy.EXPIRED and age <= _PATIENCE[kind] else None
        by_others = policy in (Policy.OTHER_CARRIER, Policy.OURS, Policy.CARRIER_DOWN)
        return Next(again, second_path=by_others, carrier_down=down)
    hopeless = policy in (Policy.OTHER_CHANNEL, Policy.OTHER_CARRIER, Policy.OURS)
    if hopeless or (policy is Policy.ONCE and taken > 1) or age > _PATIENCE[kind]:
        return Next(None)
    return Next(_gap(_LATER, max(taken, 1)), carrier_down=down)


def after_doubt(kind: Kind, age: timedelta) -> Next:
    """What follows a lost answer; the carrier is asked for it before it is sent again."""
    wait = DOUBT if age <= _PATIENCE[kind] else None
    return Next(wait, second_path=kind.is_page and age >= LATE)


def after_no(tries: int) -> timedelta | None:
    """How long to wait after a "no" of the second path, which gives no reasons; None: give up."""
    return timedelta(seconds=_NO[tries - 1]) if tries <= len(_NO) else None


def _gap(seconds: tuple[int, ...], tries: int) -> timedelta:
    return timedelta(seconds=seconds[min(tries, len(seconds)) - 1])


# ---- asking what became of it -------------------------------------------------------------

STILL = timedelta(seconds=60)  # a status that has not moved for so long is asked for
ASKED_FOR = timedelta(hours=24)  # then nobody asks any more


def ask_at(moved_at: datetime, now: datetime) -> datetime | None:
    """When to ask the carrier next about a message it has; less and less often, and not for ever.

    Args:
        moved_at: when its status last changed.
        now: when it was asked; the same for a status that has just changed.
    """
    still = max(now - moved_at, timedelta(0))
    return now + max(STILL, still) if still < ASKED_FOR else None


# ---- whether the carrier can be used ------------------------------------------------------

TROUBLES = 3  # so many lost tries in a row
OVER = timedelta(seconds=20)  # spread over so long at least: an outage, not a hiccup
FORGOTTEN = timedelta(minutes=10)  # a trouble with none after it for so long was a hiccup


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a carrier can be used."""

    failures: int = 0  # tries in a row that reached nothing
    failing_since: datetime | None = None
    failed_at: datetime | None = None  # the last of them
    down_since: datetime | None = None  # None: it can be used

    @property
    def is_down(self) -> bool:
        """Whether it cannot be used."""
        return self.down_since is not None


UP = Standing()


def after_trouble(standing: Standing, now: datetime, *, certain: bool) -> Standing:
    """How a carrier stands after it was out of reach.

    Args:
        standing: before.
        now: the instant.
        certain: it said itself that nothing of ours is passed on.
    """
    is_old = standing.failed_at is None or now - standing.failed_at > FORGOTTEN
    if is_old and not standing.is_down:
        standing = UP
    since = standing.failing_since or now
    standing = replace(standing, failures=standing.failures + 1, failing_since=since, failed_at=now)
    outage = standing.failures >= TROUBLES and now - since >= OVER
    if standing.is_down or not (certain or outage):
        return standing
    return replace(standing, down_since=now)


def is_inbound_down(standing: Standing, code: int | None, *, is_deaf: bool, heard: bool) -> bool:
    """Whether an answer by text would not reach us either, as far as the carrier tells.

    It refuses us as a whole, and what has come in cannot be read there either; a carrier that is
    merely out of reach may still bring us texts.

    Args:
        standing: of the carrier.
        code: its error code when it was put out of use.
        is_deaf: its list of what has come in was refused the last time, or the number is not ours.
        heard: it has brought us a text since it was put out of use.
    """
    refuses = standing.is_down and policy_of(code) is Policy.CARRIER_DOWN
    return refuses and is_deaf and not heard
