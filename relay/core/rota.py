"""Who is on duty: turns by day or week, hand-over at local time, and who a page is meant for."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from relay.core.crew import Person, Role

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


class Every(StrEnum):
    """How long a turn lasts."""

    DAY = "day"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class Restriction:
    """The only hours of a turn that count, by the local day on which they begin."""

    days: frozenset[int]  # 0 = Monday … 6 = Sunday
    starts: time  # local time
    ends: time  # local time; not after `starts` means on the next day


@dataclass(frozen=True, slots=True)
class Rotation:
    """People who take turns, as oncall.yaml names them.

    The first person has the turn of the day `since`; the turns are counted from there, forwards
    and backwards, so that no date is left without anybody.
    """

    name: str
    people: tuple[str, ...]  # keys of people, in order
    every: Every
    handover_weekday: int | None  # 0 = Monday; None for turns of a day
    handover_time: time  # local time
    since: date
    only: Restriction | None = None
    calendar: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Shift:
    """One unbroken time of one person on duty; its end is no longer part of it."""

    starts_at: datetime  # UTC
    ends_at: datetime  # UTC
    person: str  # a key of people


def on_duty(rotation: Rotation, at: datetime, zone: ZoneInfo) -> Shift | None:
    """The shift at an instant: of two that overlap, the one that began last."""
    return max(on_duty_all(rotation, at, zone), default=None)


def on_duty_all(rotation: Rotation, at: datetime, zone: ZoneInfo) -> tuple[Shift, ...]:
    """Every shift at an instant, the earlier begun first: two in the repeated hour of autumn."""
    return tuple(s for s in _near(rotation, at, at, zone) if s.starts_at <= at < s.ends_at)


def shifts(rotation: Rotation, zone: ZoneInfo, start: datetime, end: datetime) -> list[Shift]:
    """The shifts that touch the time from `start` to before `end`, whole, in order."""
    near = _near(rotation, start, end, zone)
    return [shift for shift in near if shift.starts_at < end and shift.ends_at > start]


def who(
    targets: Iterable[str],
    people: Mapping[str, Person],
    rotations: Mapping[str, Rotation],
    at: datetime,
    zone: ZoneInfo,
) -> tuple[Person, ...]:
    """The people whom notify targets mean at an instant, each once, in the order of the targets.

    A target that no longer exists means nobody: an incident may have kept it from older settings.
    """
    keys = (key for target in targets for key in _keys(target, people, rotations, at, zone))
    return tuple(people[key] for key in dict.fromkeys(keys) if key in people)


def _keys(
    target: str,
    people: Mapping[str, Person],
    rotations: Mapping[str, Rotation],
    at: datetime,
    zone: ZoneInfo,
) -> Iterable[str]:
    kind, _, name = target.partition(":")
    match kind:
        case "everyone":
            return people
        case "managers":
            return [person.key for person in people.values() if person.role is Role.MANAGER]
        case "person":
            return [name]
        case "rotation" if name in rotations:
            return [shift.person for shift in on_duty_all(rotations[name], at, zone)]
        case _:
            return []


def _near(rotation: Rotation, start: datetime, end: datetime, zone: ZoneInfo) -> list[Shift]:
    """All shifts of the turns from the one before the day of `start` to the day of `end`."""
    if not rotation.people:
        return []
    length = 7 if rotation.every is Every.WEEK else 1
    anchor = rotation.since
    if rotation.handover_weekday is not None:
        anchor -= timedelta(days=(anchor.weekday() - rotation.handover_weekday) % 7)
    first = (start.astimezone(zone).date() - anchor).days // length - 1
    last = (end.astimezone(zone).date() - anchor).days // length
    found: list[Shift] = []
    for turn in range(first, last + 1):
        begins = datetime.combine(anchor + turn * length * DAY, rotation.handover_time)
        person = rotation.people[turn % len(rotation.people)]
        found += _turn(rotation, person, begins, begins + length * DAY, zone)
    return sorted(found)


def _turn(
    rotation: Rotation, person: str, begins: datetime, ends: datetime, zone: ZoneInfo
) -> list[Shift]:
    """What one turn, given in local time, makes its person's shifts."""
    turn = Shift(_first(begins, zone), _last(ends, zone), person)
    if rotation.only is None:
        return [turn]
    parts: list[Shift] = []
    for opens_at, closes_at in _windows(rotation.only, begins.date() - DAY, ends.date(), zone):
        part = Shift(max(opens_at, turn.starts_at), min(closes_at, turn.ends_at), person)
        if parts and part.starts_at <= parts[-1].ends_at:
            parts[-1] = replace(parts[-1], ends_at=max(parts[-1].ends_at, part.ends_at))
        elif part.starts_at < part.ends_at:
            parts.append(part)
    return parts


def _windows(
    only: Restriction, first: date, last: date, zone: ZoneInfo
) -> Iterator[tuple[datetime, datetime]]:
    for ahead in range((last - first).days + 1):
        day = first + ahead * DAY
        if day.weekday() in only.days:
            opens = datetime.combine(day, only.starts)
            closes = datetime.combine(day if only.ends > only.starts else day + DAY, only.ends)
            yield _first(opens, zone), _last(closes, zone)


def _first(local: datetime, zone: ZoneInfo) -> datetime:
    """The first instant (UTC) at which clocks in the zone show a local time."""
    return _existing(local, zone).replace(tzinfo=zone, fold=0).astimezone(UTC)


def _last(local: datetime, zone: ZoneInfo) -> datetime:
    """The last instant (UTC) at which clocks in the zone show a local time."""
    return _existing(local, zone).replace(tzinfo=zone, fold=1).astimezone(UTC)


def _existing(local: datetime, zone: ZoneInfo) -> datetime:
    """A local time that clocks skip is moved to the first minute they do show."""
    while local.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local:
        local += MINUTE
    return local
