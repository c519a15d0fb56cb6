"""Who is paged next, by which channel, and when to look again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

UNCONFIRMED = timedelta(seconds=60)  # a page not delivered by then is followed by a call
LONGEST = timedelta(minutes=30)  # an open incident is looked at that often, whatever the figures
SKEW = timedelta(minutes=1)  # two machines' clocks differ by less; more is a clock set back

OnDuty = Callable[[tuple[str, ...]], tuple[str, ...]]
"""Who a list of targets (rotation:NAME, person:KEY …) means now, as keys of people."""


@dataclass(frozen=True, slots=True)
class Level:
    """One rung of the ladder."""

    notify: tuple[str, ...]  # rotation:NAME, person:KEY, managers, everyone
    lasts: timedelta  # then the next level is paged too


@dataclass(frozen=True, slots=True)
class LastResort:
    """What follows the last level, without end."""

    notify: tuple[str, ...]
    gaps: tuple[timedelta, ...]  # between rounds; the last repeats for ever


@dataclass(frozen=True, slots=True)
class Ladder:
    """How an incident climbs; frozen into it when it opens."""

    reminder_gap: timedelta
    voice_after: timedelta  # after a person's first page
    levels: tuple[Level, ...]
    last_resort: LastResort
    check_in_after: timedelta
    check_in_answer: timedelta
    callback_promise: timedelta
    update_reporter: tuple[timedelta, ...]
    undo_within: timedelta
    code_quarantine: timedelta

    def to_json(self) -> dict[str, Any]:
        """The ladder as plain figures; spans in seconds."""
        return {
            "reminder_gap": self.reminder_gap.total_seconds(),
            "voice_after": self.voice_after.total_seconds(),
            "levels": [
                {"notify": list(level.notify), "lasts": level.lasts.total_seconds()}
                for level in self.levels
            ],
            "last_resort": {
                "notify": list(self.last_resort.notify),
                "gaps": [gap.total_seconds() for gap in self.last_resort.gaps],
            },
            "check_in_after": self.check_in_after.total_seconds(),
            "check_in_answer": self.check_in_answer.total_seconds(),
            "callback_promise": self.callback_promise.total_seconds(),
            "update_reporter": [span.total_seconds() for span in self.update_reporter],
            "undo_within": self.undo_within.total_seconds(),
            "code_quarantine": self.code_quarantine.total_seconds(),
        }

    @classmethod
    def from_json(cls, figures: Mapping[str, Any]) -> "Ladder":
        """The ladder that `to_json` wrote."""

        def span(name: str) -> timedelta:
            return timedelta(seconds=figures[name])

        resort = figures["last_resort"]
        return cls(
            reminder_gap=span("reminder_gap"),
            voice_after=span("voice_after"),
            levels=tuple(
                Level(tuple(level["notify"]), timedelta(seconds=level["lasts"]))
                for level in figures["levels"]
            ),
            last_resort=LastResort(
                tuple(resort["notify"]), tuple(timedelta(seconds=gap) for gap in resort["gaps"])
            ),
            check_in_after=span("check_in_after"),
            check_in_answer=span("check_in_answer"),
            callback_promise=span("callback_promise"),
            update_reporter=tuple(timedelta(seconds=s) for s in figures["update_reporter"]),
            undo_within=span("undo_within"),
            code_quarantine=span("code_quarantine"),
        )


@dataclass(frozen=True, slots=True)
class Climb:
    """How far an incident has climbed."""

    level: int = -1  # -1: nobody has been paged; len(levels): the last resort
    level_at: datetime | None = None
    round: int = 0  # rounds of the last resort so far
    round_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reach:
    """The channels a person can be reached by."""

    sms: bool
    voice: bool


NOWHERE = Reach(sms=False, voice=False)


@dataclass(frozen=True, slots=True)
class Paged:
    """What a person has been sent about an incident."""

    first_at: datetime
    last_at: datetime
    rung_at: datetime | None = None
    passed_at: datetime | None = None
    failed_at: datetime | None = None  # the latest SMS page did not reach the phone
    unconfirmed_since: datetime | None = None  # it was sent then and nobody has heard since


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the next step of an open incident depends on, besides the time."""

    opened_at: datetime
    ladder: Ladder
    climb: Climb
    paged: Mapping[str, Paged]  # by person
    reach: Mapping[str, Reach]  # by person
    on_duty: OnDuty


@dataclass(frozen=True, slots=True)
class Page:
    """Page this person now."""

    person: str
    sms: bool
    ring: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do now, and when to look again."""

    pages: tuple[Page, ...]
    climb: Climb
    wake_at: datetime


def plan(facts: Facts, now: datetime) -> Plan:
    """The next step of an open incident; it always names a later time to look again.

    Steps that are overdue, after a standstill for instance, collapse into one page each.
    """
    climb = _climbed(facts, now)
    if in_last_resort(facts.ladder, climb):
        climb, pages = _round(facts, climb, now)
        ends_at = (climb.round_at or now) + _gap(facts.ladder, climb.round)
    else:
        pages = _level_pages(facts, climb, now)
        ends_at = (climb.level_at or now) + facts.ladder.levels[climb.level].lasts
    looks = [ends_at, *_looks(facts, climb, pages, now)]
    wake_at = min((at for at in looks if at > now), default=now + LONGEST)
    return Plan(pages, climb, min(wake_at, now + LONGEST))


def in_last_resort(ladder: Ladder, climb: Climb) -> bool:
    """Whether the last level is behind and everyone is paged in rounds."""
    return climb.level >= len(ladder.levels)


def _over(start: datetime, span: timedelta, now: datetime) -> bool:
    """Whether a span has passed; a start in the future means the clock was set back since."""
    return now >= start + span or start > now + SKEW


def _climbed(facts: Facts, now: datetime) -> Climb:
    """The level an incident has reached by now."""
    climb = facts.climb
    if climb.level < 0:
        climb = Climb(level=0, level_at=facts.opened_at)
    while not in_last_resort(facts.ladder, climb):
        level = facts.ladder.levels[climb.level]
        people = facts.on_duty(level.notify)
        start = climb.level_at or facts.opened_at
        # An empty level, or one that somebody passed on, falls through at once.
        skipped = not people or any(_passed(facts.paged.get(person)) for person in people)
        if not skipped and not _over(start, level.lasts, now):
            break
        next_at = now if skipped else min(start + level.lasts, now)
        climb = Climb(level=climb.level + 1, level_at=next_at)
    return climb


def _passed(paged: Paged | None) -> bool:
    return paged is not None and paged.passed_at is not None


def _level_pages(facts: Facts, climb: Climb, now: datetime) -> tuple[Page, ...]:
    """Pages of the levels so far: everyone not yet paged, and the reminders that are due."""
    people: dict[str, None] = {}
    for level in facts.ladder.levels[: climb.level + 1]:
        people.update(dict.fromkeys(facts.on_duty(level.notify)))
    people.update(dict.fromkeys(facts.paged))  # whoever was paged stays paged, also off duty
    pages = []
    for person in people:
        known = facts.paged.get(person)
        if _passed(known):
            continue
        text_due = known is None or _over(known.last_at, facts.ladder.reminder_gap, now)
        pages.append(_page(facts, person, now, text_due=text_due))
    return tuple(page for page in pages if page is not None)


def _round(facts: Facts, climb: Climb, now: datetime) -> tuple[Climb, tuple[Page, ...]]:
    """A round of the last resort when one is due; between rounds only calls that are due."""
    gap = _gap(facts.ladder, climb.round)
    due = climb.round_at is None or _over(climb.round_at, gap, now)
    if due:
        climb = Climb(climb.level, climb.level_at, climb.round + 1, now)
    pages = [_page(facts, person, now, text_due=due) for person in _resort_people(facts)]
    return climb, tuple(page for page in pages if page is not None)


def _resort_people(facts: Facts) -> tuple[str, ...]:
    """Those named and those paged before, less those who passed; all of them when all passed."""
    people = tuple(dict.fromkeys((*facts.on_duty(facts.ladder.last_resort.notify), *facts.paged)))
    willing = tuple(person for person in people if not _passed(facts.paged.get(person)))
    return willing or people


def _gap(ladder: Ladder, rounds: int) -> timedelta:
    """The span after the given round, the first being 1."""
    gaps = ladder.last_resort.gaps
    return gaps[min(max(rounds, 1), len(gaps)) - 1]


def _page(facts: Facts, person: str, now: datetime, *, text_due: bool) -> Page | None:
    """What one person is due now, if anything."""
    can = facts.reach.get(person, NOWHERE)
    sms = can.sms and text_due
    if not can.voice:
        ring = False
    elif not can.sms:
        ring = text_due
    else:
        ring = _ring_due(facts.paged.get(person), facts.ladder, now, text_due=text_due)
    return Page(person, sms=sms, ring=ring) if sms or ring else None


def _ring_due(known: Paged | None, ladder: Ladder, now: datetime, *, text_due: bool) -> bool:
    """Whether a person who gets texts is rung as well."""
    if known is None:
        return ladder.voice_after == timedelta(0)
    if now >= known.first_at + ladder.voice_after and (text_due or known.rung_at is None):
        return True
    return any(now >= at for at in _alarms(known))


def _alarms(known: Paged) -> tuple[datetime, ...]:
    """When a page that did not get through is to be followed by a call, unless it was since."""
    alarms = (
        known.failed_at,
        known.unconfirmed_since + UNCONFIRMED if known.unconfirmed_since else None,
    )
    return tuple(
        at for at in alarms if at is not None and (known.rung_at is None or known.rung_at < at)
    )


def _looks(facts: Facts, climb: Climb, pages: tuple[Page, ...], now: datetime) -> list[datetime]:
    """When each paged person is due again, after the pages of this step."""
    now_paged = {page.person: page for page in pages}
    looks: list[datetime] = []
    for person in {*facts.paged, *now_paged}:
        known = facts.paged.get(person)
        page = now_paged.get(person)
        can = facts.reach.get(person, NOWHERE)
        if not in_last_resort(facts.ladder, climb) and not _passed(known):
            texted = page is not None and (page.sms or not can.sms)
            last_at = now if known is None or texted else known.last_at
            looks.append(last_at + facts.ladder.reminder_gap)
        if page is not None and can.voice and not page.ring:
            looks.append(now + UNCONFIRMED)  # by then it is known whether it was delivered
        if can.voice and not (page and page.ring):
            first_at = known.first_at if known else now
            if known is None or known.rung_at is None:
                looks.append(first_at + facts.ladder.voice_after)
            looks.extend(_alarms(known) if known else ())
    return looks
