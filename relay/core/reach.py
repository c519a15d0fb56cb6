"""By which ways a person can be reached, and whether none of them is left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from relay.core.crew import Person
from relay.core.delivery import Policy, policy_of
from relay.core.message import FAILED, Channel, MessageState

UNANSWERED_CALLS = 2  # not taken in a row, then calls do not reach a person

_CANNOT_BE_MADE = {Policy.OTHER_CHANNEL, Policy.OTHER_CARRIER}  # of a call


@dataclass(frozen=True, slots=True)
class Reach:
    """The channels a person can be reached by."""

    sms: bool
    voice: bool
    other: bool = False  # chat, mail and the like: nobody tells whether they were read


NOWHERE = Reach(sms=False, voice=False)


@dataclass(frozen=True, slots=True)
class Lost:
    """Which of a person's channels do not get through."""

    texts: bool = False
    calls: bool = False
    others: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a message whose end is known."""

    state: MessageState
    code: int | None = None  # the carrier's error code
    status: str | None = None  # the carrier's last word


def reach_of(person: Person, *, takes_texts: bool) -> Reach:
    """The channels a person has, less texts where they want none."""
    return Reach(
        sms="sms" in person.notify and takes_texts,
        voice="voice" in person.notify,
        other=bool(person.further),
    )


def is_out_of_reach(can: Reach, lost: Lost) -> bool:
    """Whether no channel of a person is left.

    What nobody reports on, chat and mail, counts for those alone who have nothing else.
    """
    if not can.sms and not can.voice:
        return lost.others or not can.other
    return (not can.sms or lost.texts) and (not can.voice or lost.calls)


def unanswered(calls: Sequence[Outcome]) -> int:
    """How many calls in a row, up to the latest, nobody took.

    A call that cannot be made at all is as good as all of them.

    Args:
        calls: those that ended, the latest first.
    """
    missed = next((n for n, one in enumerate(calls) if one.state not in FAILED), len(calls))
    return max(missed, UNANSWERED_CALLS) if missed and _cannot_be_made(calls[0]) else missed


def _cannot_be_made(call: Outcome) -> bool:
    """Whether the carrier says so of a call, with a code or, in a status, by one word alone.

    https://www.twilio.com/docs/voice/api/call-resource#call-status-values
    """
    if call.code is None:
        return call.status == "failed"
    return policy_of(call.code, Channel.VOICE) in _CANNOT_BE_MADE


def lost_lately(seen: Mapping[Channel, Sequence[Outcome]]) -> Lost:
    """Which channels did not get through the last time, two times with calls.

    Args:
        seen: by channel what became of the latest messages to a person, the newest first.
    """

    def failed(channel: Channel) -> bool:
        return any(one.state in FAILED for one in seen.get(channel, ())[:1])

    return Lost(
        texts=failed(Channel.SMS),
        calls=unanswered(seen.get(Channel.VOICE, ())) >= UNANSWERED_CALLS,
        others=failed(Channel.OTHER),
    )
