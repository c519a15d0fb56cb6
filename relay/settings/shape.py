"""The shapes of relay.yaml and oncall.yaml, with every default."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    TypeAdapter,
    with_config,
)

from relay.core.crew import Role
from relay.core.escalation import Ladder, LastResort, Level
from relay.core.limits import Rate
from relay.core.rota import Every, Restriction, Rotation
from relay.settings.around import (
    read_handover,
    read_own_number,
    read_person,
    read_second_number,
    read_target,
)
from relay.settings.refusals import refusal
from relay.settings.values import (
    LANGUAGES,
    read_address,
    read_channel,
    read_count,
    read_country,
    read_date,
    read_key,
    read_language,
    read_name,
    read_number,
    read_pace,
    read_time,
    read_url,
    read_weekday,
    read_zone,
    refuse_calendar,
    scalar,
    span_of,
)

COPENHAGEN = ZoneInfo("Europe/Copenhagen")

Name = Annotated[str, AfterValidator(read_name)]
Key = Annotated[str, AfterValidator(read_key)]
Minutes = Annotated[timedelta, scalar(span_of("minutes"))]
Targets = Annotated[tuple[Annotated[str, AfterValidator(read_target)], ...], Field(min_length=1)]
Channels = Annotated[tuple[Annotated[str, AfterValidator(read_channel)], ...], Field(min_length=1)]
TimeOfDay = Annotated[time, scalar(read_time)]
Weekday = Annotated[int, scalar(read_weekday)]
Language = Annotated[str, AfterValidator(read_language)]

_strict = with_config(ConfigDict(extra="forbid"))


@_strict
@dataclass(frozen=True, slots=True)
class Hotline:
    """The number merchants text, and whose it is."""

    number: Annotated[str, AfterValidator(read_number)]
    company: Name = "Shoporama"
    country: Annotated[str, scalar(read_country)] = "DK"  # how a national number is read
    # The first is spoken when the language of a text cannot be told.
    languages: Annotated[tuple[Language, ...], Field(min_length=1)] = LANGUAGES
    time_zone: Annotated[ZoneInfo, scalar(read_zone)] = COPENHAGEN
    support: Annotated[str, AfterValidator(read_address)] = (
        "support@shoporama.dk"  # where routine matters are sent
    )


def _read_rate(value: object) -> object:
    match value:
        case [str(count), str(minutes)]:
            return Rate(read_count(count), span_of("minutes")(minutes))
    raise refusal("must be two figures: [how many, within how many minutes]")


def _read_storm(value: object) -> object:
    match value:
        case [("0" | "1"), _]:
            words = "must be 2 shops or more, and within how many minutes"
            raise refusal(f"{words}, such as [3, 10]")
    return _read_rate(value)


_STORM, _BUNDLE = (Rate(count, timedelta(minutes=10)) for count in (3, 5))
Rates = tuple[Annotated[Rate, BeforeValidator(_read_rate)], ...]


@_strict
@dataclass(frozen=True, slots=True)
class Limits:
    """How much is sent at most, and from when many reports are one matter."""

    pages_per_phone: Rates = (
        Rate(5, timedelta(minutes=15)),
        Rate(11, timedelta(minutes=60)),
        Rate(21, timedelta(minutes=180)),
    )
    replies_per_sender: Rates = (Rate(5, timedelta(minutes=10)),)
    replies_total: Rates = (Rate(60, timedelta(minutes=60)),)
    reply_countries: tuple[Annotated[str, scalar(read_country)], ...] = (
        *("DK", "SE", "NO", "DE", "FI", "GB", "NL", "PL"),
    )
    messages_per_second: Annotated[float, scalar(read_pace)] = 1.0
    storm: Annotated[Rate, BeforeValidator(_read_storm)] = _STORM
    bundle: Annotated[Rate, BeforeValidator(_read_rate)] = _BUNDLE


@_strict
@dataclass(frozen=True, slots=True)
class Watch:
    """How the relay watches itself and the people on call."""

    handshake: Annotated[
        timedelta, scalar(span_of("hours", zero=True)), Field(alias="handshake_hours")
    ] = timedelta(hours=1)  # before a shift; zero: off
    drill_every: Annotated[timedelta, scalar(span_of("days")), Field(alias="drill_days")] = (
        timedelta(days=30)
    )
    canary_to: Annotated[str, AfterValidator(read_second_number)] = ""
    canary_every: Annotated[timedelta, scalar(span_of("hours")), Field(alias="canary_hours")] = (
        timedelta(hours=24)
    )
    summary_at: TimeOfDay = time(7, 30)  # local time of the hotline
    degraded_notify: Targets = ("managers",)


@_strict
@dataclass(frozen=True, slots=True)
class Webshops:
    """The directory of shops; optional."""

    file: str = "webshops.csv"  # beside relay.yaml; empty: none
    url: Annotated[str, scalar(lambda value: value and read_url(value))] = ""
    refresh: Annotated[timedelta, scalar(span_of("hours")), Field(alias="refresh_hours")] = (
        timedelta(hours=24)
    )


@_strict
@dataclass(frozen=True, slots=True)
class Privacy:
    """How long texts and numbers are kept."""

    keep: Annotated[timedelta, scalar(span_of("days")), Field(alias="keep_days")] = timedelta(
        days=365
    )


@_strict
@dataclass(frozen=True, slots=True)
class _Level:
    """One rung, as relay.yaml has it."""

    notify: Targets
    minutes: Minutes


@_strict
@dataclass(frozen=True, slots=True)
class _LastResort:
    """What follows the last rung, as relay.yaml has it."""

    notify: Targets = ("everyone",)
    every_minutes: Annotated[tuple[Minutes, ...], Field(min_length=1)] = (
        *(timedelta(minutes=minutes) for minutes in (10, 10, 10, 30)),
    )


@_strict
@dataclass(frozen=True, slots=True)
class _Escalation:
    """The ladder, as relay.yaml has it."""

    levels: Annotated[tuple[_Level, ...], Field(min_length=1)]
    reminder_minutes: Minutes = timedelta(minutes=2)
    voice_after_minutes: Annotated[timedelta, scalar(span_of("minutes", zero=True))] = timedelta(
        minutes=4
    )
    last_resort: _LastResort = _LastResort()
    check_in_minutes: Minutes = timedelta(minutes=30)
    check_in_answer_minutes: Minutes = timedelta(minutes=10)
    callback_promise_minutes: Minutes = timedelta(minutes=15)
    update_reporter_minutes: Annotated[tuple[Minutes, ...], Field(min_length=1)] = (
        *(timedelta(minutes=minutes) for minutes in (10, 30, 60)),
    )
    undo_minutes: Annotated[timedelta, scalar(span_of("minutes", zero=True))] = timedelta(
        minutes=10
    )
    code_quarantine_hours: Annotated[timedelta, scalar(span_of("hours", zero=True))] = timedelta(
        hours=72
    )

    def ladder(self) -> Ladder:
        """The ladder as the core climbs it."""
        return Ladder(
            reminder_gap=self.reminder_minutes,
            voice_after=self.voice_after_minutes,
            levels=tuple(Level(level.notify, level.minutes) for level in self.levels),
            last_resort=LastResort(self.last_resort.notify, self.last_resort.every_minutes),
            check_in_after=self.check_in_minutes,
            check_in_answer=self.check_in_answer_minutes,
            callback_promise=self.callback_promise_minutes,
            update_reporter=self.update_reporter_minutes,
            undo_within=self.undo_minutes,
            code_quarantine=self.code_quarantine_hours,
        )


@_strict
@dataclass(frozen=True, slots=True)
class RelayFile:
    """All of relay.yaml."""

    hotline: Hotline
    escalation: _Escalation
    limits: Limits = Limits()
    watch: Watch = Watch()
    webshops: Webshops = Webshops()
    privacy: Privacy = Privacy()


@_strict
@dataclass(frozen=True, slots=True)
class _Person:
    """Someone on call, as oncall.yaml has them."""

    name: Name
    phone: Annotated[str, AfterValidator(read_own_number)]
    language: Language | None = None  # else the hotline's first
    role: Role = Role.ENGINEER
    notify: Channels = ("sms", "voice")
    demo: bool = False


@_strict
@dataclass(frozen=True, slots=True)
class _Restriction:
    """The hours that count, as oncall.yaml has them."""

    days: Annotated[tuple[Weekday, ...], Field(min_length=1)] = tuple(range(7))
    starts: Annotated[TimeOfDay, Field(alias="from")] = time(0)
    ends: Annotated[TimeOfDay, Field(alias="to")] = time(0)

    def restriction(self) -> Restriction:
        """The hours as the core counts them."""
        return Restriction(frozenset(self.days), self.starts, self.ends)


@_strict
@dataclass(frozen=True, slots=True)
class _Rotation:
    """People who take turns, as oncall.yaml has them."""

    people: Annotated[tuple[Annotated[str, AfterValidator(read_person)], ...], Field(min_length=1)]
    every: Every = Every.WEEK
    handover: Annotated[tuple[int | None, time] | None, BeforeValidator(read_handover)] = None
    since: Annotated[date, scalar(read_date)] = date(2026, 1, 5)
    only: _Restriction | None = None
    calendar: Annotated[str, AfterValidator(refuse_calendar)] | None = None

    def named(self, name: str) -> Rotation:
        """The rotation as the core turns it; without a hand-over it is 09:00, by week on Monday."""
        monday = 0 if self.every is Every.WEEK else None
        weekday, at = self.handover or (monday, time(9))
        only = self.only.restriction() if self.only else None
        return Rotation(name, self.people, self.every, weekday, at, self.since, only)


@_strict
@dataclass(frozen=True, slots=True)
class OncallFile:
    """All of oncall.yaml."""

    people: Annotated[dict[Key, _Person], Field(min_length=1)]
    rotations: Annotated[dict[Key, _Rotation], Field(min_length=1)]


RELAY_FILE = TypeAdapter(RelayFile)
ONCALL_FILE = TypeAdapter(OncallFile)
