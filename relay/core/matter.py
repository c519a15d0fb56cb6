"""A question to a person that belongs to no incident: a shift, a drill, "is this a report?"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from relay.core.escalation import Ladder
from relay.core.rota import Rotation, Shift, shifts

RINGS = 3  # calls of a drill that nobody answers
ASK_BEFORE = 6  # the managers know a sixth of the handshake's time before the shift begins
DRILL_HOURS = range(10, 15)  # local time; of working days
DRILL_AGAIN = timedelta(days=7)  # after a drill that nobody answered
SATURDAY = 5
REPORT_AFTER = timedelta(minutes=3)  # without an answer a text that may be a report is one

# What a shift's question is answered with beside the words of a page, in our five languages.
_READY = "klar ready redo bereit"
_DOUBTFUL = """måske maybe perhaps kanske kanskje vielleicht muligvis möglicherweise possibly
    probably sandsynligvis vermutlich wahrscheinlich usikker osäker unsure unsicher
    tror think guess glaube denke hvis if om wenn falls men but aber kun only nur"""
_SICK = "syg sygemeldt sick sjuk krank syk sykmeldt"
_BESIDE_READY = """ja yes ok okay jeg jag ich i im m am er är bin min mein meinen my den the
    til till for för für vagt vagten vakt vakten jour jouren dienst shift
    tak tack takk danke thanks"""
_NOT = "nej no nei nein not ikke inte nicht cannot cant umuligt"
_BESIDE_NOT = "kan can t desværre sorry beklager tyvärr leider denne gang this time"
A_FEW = 5  # words; without a code a longer text may be about anything


class Subject(StrEnum):
    """What is asked."""

    SHIFT = "shift"
    DRILL = "drill"
    REPORT = "report"  # whether a text of theirs was one


class Answer(StrEnum):
    """What came of it."""

    OPEN = "open"  # nobody has answered yet
    YES = "yes"
    NO = "no"  # the person cannot; it was no report
    SILENT = "silent"  # no answer in time; the managers were told, or it was taken for a report
    OFF = "off"  # it is asked no more, and nobody missed anything


@dataclass(frozen=True, slots=True)
class Course:
    """When a question is put, and when silence is an answer."""

    asks: tuple[datetime, ...]
    rings_from: datetime | None  # from then on each one is a call as well
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Step:
    """What is done now, and when to look again."""

    times: int  # how often it has been put by then
    ask: bool
    ring: bool
    is_over: bool  # nobody has answered
    wake_at: datetime | None


def drill(begun_at: datetime, ladder: Ladder) -> Course:
    """A drill keeps the ladder's time: a text, reminders, and calls from its voice time on."""
    rings_from = begun_at + ladder.voice_after
    ends_at = rings_from + RINGS * ladder.reminder_gap
    count = -(-(ends_at - begun_at) // ladder.reminder_gap)
    asks = tuple(begun_at + number * ladder.reminder_gap for number in range(count))
    return Course(asks, rings_from, ends_at)


def handshake(begun_at: datetime, starts_at: datetime, before: timedelta) -> Course:
    """A shift is asked for, reminded of halfway, and given up while there is time to swap it."""
    ends_at = max(starts_at - before / ASK_BEFORE, begun_at + (starts_at - begun_at) / 2)
    return Course((begun_at, begun_at + (ends_at - begun_at) / 2), None, ends_at)


def report(begun_at: datetime) -> Course:
    """Whether a text was a report is asked once, in answer to it."""
    return Course((begun_at,), None, begun_at + REPORT_AFTER)


def step(course: Course, times: int, now: datetime) -> Step:
    """What is due of a course; what was missed is made up for once.

    Args:
        times: how often it has been put so far.
    """
    if now >= course.ends_at:
        return Step(times, ask=False, ring=False, is_over=True, wake_at=None)
    due = sum(at <= now for at in course.asks)
    ask = due > times
    ring = ask and course.rings_from is not None and now >= course.rings_from
    later = [at for at in (*course.asks, course.ends_at) if at > now]
    return Step(max(due, times), ask=ask, ring=ring, is_over=False, wake_at=min(later))


def readiness(said: str) -> Answer | None:
    """What words say about a shift: ready and nothing else, or ill; None when they do not."""
    words = set(re.findall(r"\w+", said.casefold()))
    if words & set(_SICK.split()):
        return Answer.NO
    ready = set(_READY.split())
    is_ready = words & ready and words <= ready | set(_BESIDE_READY.split()) and "?" not in said
    return Answer.YES if is_ready else None


def is_doubtful(said: str) -> bool:
    """Whether words say that it may be, or only if or in part: then there is nobody for it yet."""
    return not {*_DOUBTFUL.split()}.isdisjoint(re.findall(r"\w+", said.casefold()))


def bare_readiness(said: str) -> Answer | None:
    """The same of words that bear no code, and so must say nothing else."""
    words = re.findall(r"\w+", said.casefold())
    if len(words) > A_FEW or "?" in said:
        return None
    answer, spoken, refusal = readiness(said), set(words), set(_NOT.split())
    known = refusal | set(f"{_BESIDE_NOT} {_BESIDE_READY} {_READY}".split())
    return Answer.NO if answer is None and spoken & refusal and spoken <= known else answer


def beginning(rotation: Rotation, zone: ZoneInfo, now: datetime, before: timedelta) -> list[Shift]:
    """The shifts that begin within a span from now, but for those that a person just goes on."""
    near = shifts(rotation, zone, now - timedelta(seconds=1), now + before)
    return [one for one in near if now < one.starts_at and not _goes_on(one, near)]


def _goes_on(shift: Shift, near: Sequence[Shift]) -> bool:
    return any(
        one.person == shift.person and one.starts_at < shift.starts_at <= one.ends_at
        for one in near
    )


def is_drill_time(now: datetime, zone: ZoneInfo) -> bool:
    """Whether nobody is woken, or disturbed at the weekend."""
    local = now.astimezone(zone)
    return local.weekday() < SATURDAY and local.hour in DRILL_HOURS
