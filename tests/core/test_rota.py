"""Who is on duty: turns, hand-overs, restrictions, and the nights on which clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relay.core.crew import Person, Role
from relay.core.rota import (
    Every,
    Restriction,
    Rotation,
    Shift,
    on_duty,
    on_duty_all,
    shifts,
    who,
)

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
NIGHTS = Restriction(frozenset(range(5)), time(17), time(8))  # weekdays
WEEKENDS = Restriction(frozenset({5, 6}), time(0), time(0))


def weekly(*people: str, handover: time = time(9), only: Restriction | None = None) -> Rotation:
    return Rotation("primary", people, Every.WEEK, 0, handover, date(2026, 1, 5), only)


def daily(*people: str, handover: time = time(9), only: Restriction | None = None) -> Rotation:
    return Rotation("primary", people, Every.DAY, None, handover, date(2026, 1, 5), only)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def local(text: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=COPENHAGEN, fold=fold).astimezone(UTC)


@pytest.mark.parametrize(
    ("at", "person"),
    [
        ("2026-01-05 09:00", "mette"),  # the first hand-over
        ("2026-01-05 08:59", "aisha"),  # turns are counted backwards too
        ("2026-01-12 08:59", "mette"),
        ("2026-01-12 09:00", "lars"),
        ("2026-01-19 09:00", "aisha"),
        ("2026-01-26 09:00", "mette"),  # round again
        ("2026-07-06 09:00", "aisha"),  # summer time: still nine o'clock
        ("2026-07-06 08:59", "lars"),
    ],
)
def test_weeks_go_round_from_the_date_since(at: str, person: str) -> None:
    rotation = weekly("mette", "lars", "aisha")

    shift = on_duty(rotation, local(at), COPENHAGEN)

    assert shift is not None
    assert shift.person == person


def test_days_go_round() -> None:
    rotation = daily("mette", "lars", handover=time(8, 30))

    found = shifts(rotation, COPENHAGEN, local("2026-01-05 12:00"), local("2026-01-06 12:00"))

    assert found == [
        Shift(local("2026-01-05 08:30"), local("2026-01-06 08:30"), "mette"),
        Shift(local("2026-01-06 08:30"), local("2026-01-07 08:30"), "lars"),
    ]


@pytest.mark.parametrize(
    ("weekday", "starts", "ends"),
    [
        (0, "2026-01-05 09:00", "2026-01-12 09:00"),  # Monday, before the Thursday
        (3, "2026-01-08 09:00", "2026-01-15 09:00"),  # that Thursday
        (4, "2026-01-02 09:00", "2026-01-09 09:00"),  # Friday of the week before
    ],
)
def test_the_first_person_has_the_turn_of_the_date_since(
    weekday: int, starts: str, ends: str
) -> None:
    since = date(2026, 1, 8)  # a Thursday
    rotation = Rotation("primary", ("mette", "lars"), Every.WEEK, weekday, time(9), since)

    shift = on_duty(rotation, local("2026-01-08 09:00"), COPENHAGEN)

    assert shift == Shift(local(starts), local(ends), "mette")


def test_a_time_that_begins_at_a_handover_does_not_touch_the_shift_before() -> None:
    rotation = weekly("mette", "lars")

    found = shifts(rotation, COPENHAGEN, local("2026-01-12 09:00"), local("2026-01-19 09:00"))

    assert [shift.person for shift in found] == ["lars"]


@pytest.mark.parametrize(
    ("day", "handover", "old_ends", "new_starts"),
    [
        # Spring, 02:00 becomes 03:00: a skipped time is 03:00, and there is no overlap.
        ("2026-03-29", time(1, 59), "2026-03-29 00:59", "2026-03-29 00:59"),
        ("2026-03-29", time(2, 0), "2026-03-29 01:00", "2026-03-29 01:00"),
        ("2026-03-29", time(2, 15), "2026-03-29 01:00", "2026-03-29 01:00"),
        ("2026-03-29", time(2, 30), "2026-03-29 01:00", "2026-03-29 01:00"),
        ("2026-03-29", time(3, 0), "2026-03-29 01:00", "2026-03-29 01:00"),
        ("2027-03-28", time(2, 30), "2027-03-28 01:00", "2027-03-28 01:00"),
        # Autumn, 03:00 becomes 02:00: the repeated hour has both.
        ("2026-10-25", time(1, 59), "2026-10-24 23:59", "2026-10-24 23:59"),
        ("2026-10-25", time(2, 0), "2026-10-25 01:00", "2026-10-25 00:00"),
        ("2026-10-25", time(2, 30), "2026-10-25 01:30", "2026-10-25 00:30"),
        ("2026-10-25", time(3, 0), "2026-10-25 02:00", "2026-10-25 02:00"),
        ("2027-10-31", time(2, 30), "2027-10-31 01:30", "2027-10-31 00:30"),
    ],
)
def test_handover_on_a_night_clocks_change(
    day: str, handover: time, old_ends: str, new_starts: str
) -> None:
    rotation = daily("mette", "lars", handover=handover)
    noon = local(f"{day} 12:00")

    before, after = shifts(rotation, COPENHAGEN, noon - timedelta(hours=12), noon)

    assert before.ends_at == utc(old_ends)
    assert after.starts_at == utc(new_starts)
    assert before.person != after.person


@pytest.mark.parametrize("fold", [0, 1])
def test_both_are_on_duty_in_the_repeated_hour(fold: int) -> None:
    rotation = daily("mette", "lars", handover=time(2, 15))
    at = local("2026-10-25 02:14", fold) + timedelta(minutes=1 - fold)

    found = on_duty_all(rotation, at, COPENHAGEN)
    leading = on_duty(rotation, at, COPENHAGEN)

    assert sorted(shift.person for shift in found) == ["lars", "mette"]
    assert leading == found[1]  # who came on last
    assert found[0].starts_at < found[1].starts_at


def test_a_skipped_day_is_handed_over_at_the_first_minute_there_is() -> None:
    rotation = daily("mette", "lars", handover=time(9))
    apia = ZoneInfo("Pacific/Apia")  # 30 December 2011 did not exist

    found = shifts(rotation, apia, utc("2011-12-30 09:30"), utc("2011-12-30 10:30"))

    assert [shift.starts_at for shift in found][-1] == utc("2011-12-30 10:00")
    assert all(a.ends_at >= b.starts_at for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("at", "person"),
    [
        ("2026-01-05 16:59", None),  # Monday
        ("2026-01-05 17:00", "mette"),
        ("2026-01-06 07:59", "mette"),  # over midnight
        ("2026-01-06 08:00", None),
        ("2026-01-10 07:59", "mette"),  # Friday's night
        ("2026-01-10 17:00", None),  # Saturday
        ("2026-01-12 07:59", None),  # Sunday's night is not in the list
        ("2026-01-12 17:00", "lars"),
    ],
)
def test_only_weekday_nights(at: str, person: str | None) -> None:
    rotation = weekly("mette", "lars", only=NIGHTS)

    shift = on_duty(rotation, local(at), COPENHAGEN)

    assert (shift and shift.person) == person


def test_a_weekend_is_one_shift() -> None:
    rotation = weekly("mette", "lars", only=WEEKENDS)

    found = shifts(rotation, COPENHAGEN, local("2026-01-05 09:00"), local("2026-01-12 09:00"))

    assert found == [Shift(local("2026-01-10 00:00"), local("2026-01-12 00:00"), "mette")]


def test_a_window_is_cut_at_the_handover() -> None:
    late = Restriction(frozenset(range(7)), time(17), time(12))
    rotation = weekly("mette", "lars", only=late)

    found = shifts(rotation, COPENHAGEN, local("2026-01-12 00:00"), local("2026-01-12 13:00"))

    assert found == [
        Shift(local("2026-01-11 17:00"), local("2026-01-12 09:00"), "mette"),
        Shift(local("2026-01-12 09:00"), local("2026-01-12 12:00"), "lars"),
    ]


def test_a_window_that_clocks_skip_is_no_shift() -> None:
    skipped = Restriction(frozenset(range(7)), time(2), time(3))
    rotation = weekly("mette", only=skipped)

    found = shifts(rotation, COPENHAGEN, local("2026-03-29 00:00"), local("2026-03-29 23:00"))

    assert found == []


def test_a_window_in_the_repeated_hour_lasts_both_hours() -> None:
    repeated = Restriction(frozenset(range(7)), time(2), time(2, 30))
    rotation = weekly("mette", only=repeated)

    found = shifts(rotation, COPENHAGEN, local("2026-10-25 00:00"), local("2026-10-25 23:00"))

    assert found == [Shift(utc("2026-10-25 00:00"), utc("2026-10-25 01:30"), "mette")]


def test_a_rotation_of_nobody_has_no_shifts() -> None:
    rotation = weekly()

    found = shifts(rotation, COPENHAGEN, local("2026-01-05 09:00"), local("2026-02-05 09:00"))

    assert found == []
    assert on_duty(rotation, local("2026-01-05 09:00"), COPENHAGEN) is None


INSTANTS = st.timedeltas(timedelta(0), timedelta(days=730)).map(
    lambda span: datetime(2026, 1, 1, tzinfo=UTC) + span
)
ROTATIONS = st.builds(
    Rotation,
    name=st.just("primary"),
    people=st.lists(st.sampled_from(["mette", "lars", "aisha"]), min_size=1).map(tuple),
    every=st.just(Every.WEEK),
    handover_weekday=st.integers(0, 6),
    handover_time=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    since=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
) | st.builds(
    Rotation,
    name=st.just("primary"),
    people=st.lists(st.sampled_from(["mette", "lars", "aisha"]), min_size=1).map(tuple),
    every=st.just(Every.DAY),
    handover_weekday=st.none(),
    handover_time=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    since=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
)
ZONES = st.sampled_from(["Europe/Copenhagen", "Australia/Lord_Howe", "America/Nuuk"]).map(ZoneInfo)


@settings(deadline=None)
@given(rotation=ROTATIONS, at=INSTANTS, zone=ZONES)
def test_somebody_is_always_on_duty(rotation: Rotation, at: datetime, zone: ZoneInfo) -> None:
    found = on_duty_all(rotation, at, zone)

    assert 1 <= len(found) <= 2
    assert on_duty(rotation, at, zone) == found[-1]
    assert set(found) <= set(shifts(rotation, zone, at, at + timedelta(minutes=1)))


@pytest.mark.parametrize("minute", [0, 15, 30, 45])
@pytest.mark.parametrize("hour", range(24))
def test_no_year_of_shifts_has_a_gap(hour: int, minute: int) -> None:
    rotation = daily("mette", "lars", "aisha", handover=time(hour, minute))

    found = shifts(rotation, COPENHAGEN, utc("2026-01-01 00:00"), utc("2028-01-01 00:00"))

    assert found[0].starts_at <= utc("2026-01-01 00:00")
    assert found[-1].ends_at >= utc("2028-01-01 00:00")
    assert [a for a, b in pairwise(found) if a.ends_at < b.starts_at] == []


def person(key: str, role: Role = Role.ENGINEER) -> Person:
    return Person(key, key.title(), "+4520123456", "da", role, ("sms",))


PEOPLE = {
    "mette": person("mette"),
    "lars": person("lars"),
    "karen": person("karen", Role.MANAGER),
}
ROTAS = {
    "primary": daily("mette", "lars", handover=time(2, 30)),
    "nights": daily("lars", only=NIGHTS),
    "gone": daily("olga"),
}


@pytest.mark.parametrize(
    ("targets", "at", "keys"),
    [
        (["rotation:primary"], "2026-01-05 12:00", ["mette"]),
        (["rotation:primary"], "2026-01-06 12:00", ["lars"]),
        (["rotation:primary"], "2026-10-25 02:45", ["mette", "lars"]),  # overlap: both
        (["person:lars"], "2026-01-05 12:00", ["lars"]),
        (["managers"], "2026-01-05 12:00", ["karen"]),
        (["everyone"], "2026-01-05 12:00", ["mette", "lars", "karen"]),
        (["managers", "everyone"], "2026-01-05 12:00", ["karen", "mette", "lars"]),  # once each
        (["rotation:nights"], "2026-01-05 12:00", []),  # nobody has these hours
        (["rotation:nights", "managers"], "2026-01-05 12:00", ["karen"]),
        (["rotation:gone", "rotation:unknown", "person:olga", "?"], "2026-01-05 12:00", []),
        ([], "2026-01-05 12:00", []),
    ],
)
def test_targets_mean_people(targets: list[str], at: str, keys: list[str]) -> None:
    found = who(targets, PEOPLE, ROTAS, local(at), COPENHAGEN)

    assert [one.key for one in found] == keys
