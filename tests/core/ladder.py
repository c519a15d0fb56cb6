"""A ladder, who is on it, and what may have happened."""

from datetime import UTC, datetime, timedelta

from relay.core.escalation import (
    Climb,
    Facts,
    Ladder,
    LastResort,
    Level,
    Page,
    Paged,
)
from relay.core.reach import Reach

T0 = datetime(2026, 11, 23, 2, 40, tzinfo=UTC)
CREW = {
    "rotation:primary": ("mette",),
    "rotation:secondary": ("lars",),
    "everyone": ("mette", "lars", "aisha", "karen"),
    "rotation:empty": (),
    "person:karen": ("karen",),
}
BOTH = Reach(sms=True, voice=True)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def at(count: float) -> datetime:
    return T0 + minutes(count)


LADDER = Ladder(
    reminder_gap=minutes(2),
    voice_after=minutes(4),
    levels=(
        Level(("rotation:primary",), minutes(6)),
        Level(("rotation:secondary",), minutes(6)),
    ),
    last_resort=LastResort(("everyone",), (minutes(10), minutes(10), minutes(30))),
    check_in_after=minutes(30),
    check_in_answer=minutes(10),
    callback_promise=minutes(15),
    update_reporter=(),
    undo_within=minutes(10),
    code_quarantine=timedelta(hours=72),
)


def on_duty(targets: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(person for target in targets for person in CREW[target]))


def facts(
    climb: Climb | None = None,
    paged: dict[str, Paged] | None = None,
    ladder: Ladder = LADDER,
    reach: dict[str, Reach] | None = None,
) -> Facts:
    return Facts(
        started_at=T0,
        ladder=ladder,
        climb=climb or Climb(),
        paged=paged or {},
        reach=reach or dict.fromkeys(CREW["everyone"], BOTH),
        on_duty=on_duty,
    )


def text(person: str) -> Page:
    return Page(person, sms=True, ring=False)


def text_and_call(person: str) -> Page:
    return Page(person, sms=True, ring=True)


def call(person: str) -> Page:
    return Page(person, sms=False, ring=True)


FIRST, SECOND, RESORT = Climb(0, T0), Climb(1, at(6)), Climb(2, at(12), 1, at(12))
