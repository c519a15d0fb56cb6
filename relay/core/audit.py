"""What the relay looks for in itself: steps and messages that stay out, parts that stand still."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from relay.core import escalation
from relay.core.incident import State
from relay.core.message import Kind, MessageState

SLACK = timedelta(seconds=60)  # what the worker does every second is late by then
UNTAKEN = timedelta(minutes=2)  # a page that no way has taken by then: nobody is being woken
PATIENCE = timedelta(minutes=15)  # of what may wait for pages to leave first
PARKED = timedelta(minutes=10)  # no page is put off for longer; a clock was wrong when it was
UNREAD = timedelta(minutes=20)  # the carrier's list is read every minute, with an overlap
AGAIN = timedelta(minutes=30)  # between two alarms about the same
WATCHED = frozenset(
    {State.OPEN, State.ACKNOWLEDGED}
)  # states whose incidents always have a next look
ROUNDS = {  # how old a part's last round may be
    "worker": SLACK,
    "escalate": SLACK,
    "deliver": SLACK,
    "reconcile": timedelta(minutes=5),
    "checkup": timedelta(minutes=5),
    "matters": timedelta(minutes=5),
    "summary": timedelta(minutes=5),
}


class Part(StrEnum):
    """What of the relay is broken."""

    STEPS = "steps"  # an incident is not paged as it must be
    OUTBOX = "outbox"  # messages do not leave
    INTAKE = "intake"  # the carrier's list is not read
    WORKER = "worker"  # a part of the worker stands still
    DATABASE = "database"


DIRECT = frozenset({Part.OUTBOX, Part.WORKER, Part.DATABASE})  # told past the outbox


class Repair(StrEnum):
    """What is done about a finding at once."""

    LOOK = "look"  # the incident is looked at now
    STEP = "step"  # the steps that are due are taken by the audit itself
    RELEASE = "release"  # the message may leave now
    SEND = "send"  # what may leave is sent by the audit itself
    PACE = "pace"  # the number may send again
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Look:
    """An incident that is open or taken, as the audit sees it."""

    id: int
    number: int
    state: State
    wake_at: datetime | None
    failed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Unsent:
    """A message that has not left, as the audit sees it."""

    id: int
    kind: Kind
    state: MessageState
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Condition:
    """All that the audit judges by, besides the time."""

    looks: Sequence[Look]
    unsent: Sequence[Unsent]
    pace_at: datetime | None  # when the number may send its next text
    rounds: Mapping[str, datetime]  # by part of the worker
    read_up_to: datetime | None  # how far the carrier's list was read
    # By number of an open incident, when the oldest page was written since one was last taken.
    untaken: Mapping[int, datetime] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it must be."""

    name: str  # the same for as long as it lasts; several messages are one alarm
    what: str  # for /readyz and the log
    part: Part
    repair: Repair
    row: int = 0  # of the incident or message that is repaired


def audit(condition: Condition, now: datetime) -> tuple[Finding, ...]:
    """What is wrong."""
    return (
        *(one for look in condition.looks for one in _of_incident(look, now)),
        *(one for message in condition.unsent for one in _of_message(message, now)),
        *_of_untaken(condition.untaken, now),
        *_of_pace(condition.pace_at, now),
        *_of_rounds(condition.rounds, now),
        *_of_list(condition.read_up_to, now),
    )


def has_stopped(beat_at: datetime | None, now: datetime) -> bool:
    """Whether no worker comes round any more, though one did."""
    return beat_at is not None and now - beat_at > ROUNDS["worker"]


def to_tell(told_at: datetime | None, now: datetime, again: timedelta = AGAIN) -> bool:
    """Whether the managers are told of something that is wrong: at once, then now and again."""
    return told_at is None or now >= told_at + again or told_at > now + SLACK


def past_the_outbox(parts: Iterable[Part]) -> bool:
    """Whether the outbox may be what is broken, so that the carrier is spoken to directly."""
    return bool(DIRECT & set(parts))


def _of_incident(look: Look, now: datetime) -> Iterator[Finding]:
    name = f"incident {look.number}"
    if look.failed_at is not None and look.state is State.OPEN:
        yield Finding(f"{name} fails", f"{name}: its step fails", Part.STEPS, Repair.NONE)
    if look.wake_at is None:
        if look.state in WATCHED:
            what = f"{name} had no next step"
            yield Finding(f"{name} unseen", what, Part.STEPS, Repair.LOOK, look.id)
    elif look.state is State.OPEN and look.wake_at > now + escalation.LONGEST + SLACK:
        what = f"{name}: its next step was set too late"
        yield Finding(f"{name} put off", what, Part.STEPS, Repair.LOOK, look.id)
    elif look.wake_at <= now - SLACK:
        what = f"{name}: its step is overdue by {_seconds(now - look.wake_at)}"
        yield Finding(f"{name} overdue", what, Part.STEPS, Repair.STEP, look.id)


def _of_message(message: Unsent, now: datetime) -> Iterator[Finding]:
    name, wait = f"message {message.id}", now - message.due_at
    if wait >= (SLACK if message.kind is Kind.PAGE else PATIENCE):
        what = f"{name}, a {message.kind}, is overdue by {_seconds(wait)}"
        yield Finding("messages overdue", what, Part.OUTBOX, Repair.SEND, message.id)
    is_short = message.kind is Kind.PAGE or message.state is MessageState.SENDING
    if is_short and message.due_at > now + PARKED:
        what = f"{name}, a {message.kind}, was put off for {_seconds(message.due_at - now)}"
        yield Finding("messages put off", what, Part.OUTBOX, Repair.RELEASE, message.id)


def _of_untaken(untaken: Mapping[int, datetime], now: datetime) -> Iterator[Finding]:
    for number, since in untaken.items():
        if now - since >= UNTAKEN:
            what = (
                f"incident {number}: no page has been taken by any way for {_seconds(now - since)}"
            )
            yield Finding("pages untaken", what, Part.OUTBOX, Repair.NONE)


def _of_pace(pace_at: datetime | None, now: datetime) -> Iterator[Finding]:
    if pace_at is not None and pace_at > now + SLACK:
        what = f"the number was not to send for {_seconds(pace_at - now)}"
        yield Finding("pace", what, Part.OUTBOX, Repair.PACE)


def _of_rounds(rounds: Mapping[str, datetime], now: datetime) -> Iterator[Finding]:
    for part, limit in ROUNDS.items():
        at = rounds.get(part)
        if at is not None and now - at > limit:
            what = f"{part} last came round {_seconds(now - at)} ago"
            yield Finding(f"{part} stands still", what, Part.WORKER, Repair.NONE)


def _of_list(read_up_to: datetime | None, now: datetime) -> Iterator[Finding]:
    if read_up_to is not None and now - read_up_to > UNREAD:
        what = f"the carrier's list was last read up to {_seconds(now - read_up_to)} ago"
        yield Finding("list unread", what, Part.INTAKE, Repair.NONE)


def _seconds(span: timedelta) -> str:
    return f"{span.total_seconds():.0f} s"
