"""Who is paged next, by which channel, and when to look again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from relay.core.reach import NOWHERE, UNANSWERED_CALLS, Lost, Reach, is_out_of_reach

MOST_UPDATES = 8  # to a merchant, while nobody answers
UNCONFIRMED = timedelta(seconds=60)  # a page not delivered by then is followed by a call
UNTAKEN = timedelta(seconds=60)  # a way that has taken nothing for so long cannot be used
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
            # As long as a closing can be taken back, its codes mean nothing else.
            code_quarantine=max(span("code_quarantine"), span("undo_within")),
        )


@dataclass(frozen=True, slots=True)
class Climb:
    """How far an incident has climbed."""

    level: int = -1  # -1: nobody has been paged; len(levels): the last resort
    # When the level began. In the future for somebody who had the incident and fell silent: until
    # then that person alone is paged.
    level_at: datetime | None = None
    round: int = 0  # rounds of the last resort so far
    round_at: datetime | None = None
    recalled: str | None = None  # who had it before the paging began again


@dataclass(frozen=True, slots=True)
class Paged:
    """What a person has been sent about an incident, since the paging began."""

    first_at: datetime
    last_at: datetime
    rung_at: datetime | None = None
    passed_at: datetime | None = None
    failed_at: datetime | None = None  # the latest SMS page did not reach the phone
    # It was sent then and nobody has heard since; or it was to leave then, and was never taken.
    unconfirmed_since: datetime | None = None
    unanswered: int = 0  # calls in a row that nobody took; one that cannot be made is all of them
    call_failed_at: datetime | None = None  # the latest call was not taken
    other_at: datetime | None = None  # when chat, mail and the like were used
    other_failed: bool = False  # none of those took the page
    # Since then no way, nor the second path in its place, has taken a text, or a call.
    text_untaken_since: datetime | None = None  # of chat, for whoever has nothing else
    call_untaken_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What the merchant has been told while nobody answers."""

    times: int = 0
    last_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the next step of an open incident depends on, besides the time."""

    started_at: datetime  # when the paging began, or began again
    ladder: Ladder
    climb: Climb
    paged: Mapping[str, Paged]  # by person
    reach: Mapping[str, Reach]  # by person
    on_duty: OnDuty
    told: Told = Told()
    let_go_at: datetime | None = None  # whoever had it passed it on then


@dataclass(frozen=True, slots=True)
class Page:
    """Page this person now."""

    person: str
    sms: bool
    ring: bool
    other: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do now, and when to look again."""

    pages: tuple[Page, ...]
    climb: Climb
    wake_at: datetime
    tell_merchant: bool = False  # that we are still trying


def plan(facts: Facts, now: datetime) -> Plan:
    """The next step of an open incident; it always names a later time to look again.

    Steps that are overdue, after a standstill for instance, collapse into one page each.
    """
    climb = _climbed(facts, now)
    if is_recalling(facts.ladder, climb, now):
        pages, ends_at = _recall(facts, climb, now), climb.level_at or now
    elif in_last_resort(facts.ladder, climb):
        climb, pages = _round(facts, climb, now)
        ends_at = (climb.round_at or now) + round_gap(facts.ladder, climb)
    else:
        pages = _level_pages(facts, climb, now)
        ends_at = (climb.level_at or now) + facts.ladder.levels[climb.level].lasts
    tell, tell_at = _tell_merchant(facts, now)
    looks = [ends_at, *_looks(facts, climb, pages, now), *([tell_at] if tell_at else [])]
    wake_at = min((at for at in looks if at > now), default=now + LONGEST)
    return Plan(pages, climb, min(wake_at, now + LONGEST), tell)


def again(ladder: Ladder, climb: Climb, person: str | None, now: datetime, *, wait: bool) -> Climb:
    """Where the ladder starts again when whoever had the incident fell silent: one level on.

    Args:
        climb: how far it had climbed before.
        person: who had it, and is paged too from now on.
        wait: whether that person alone is paged first, for the length of a reminder.
    """
    level = min(max(climb.level, 0) + 1, len(ladder.levels))
    return Climb(level, now + ladder.reminder_gap if wait else now, recalled=person)


def in_last_resort(ladder: Ladder, climb: Climb) -> bool:
    """Whether the last level is behind and everyone is paged in rounds."""
    return climb.level >= len(ladder.levels)


def is_recalling(ladder: Ladder, climb: Climb, now: datetime) -> bool:
    """Whether only whoever had the incident is paged, before the others are."""
    if climb.recalled is None or climb.level_at is None:
        return False
    # Further ahead than it is ever set means that the clock was set back.
    return now < climb.level_at <= now + ladder.reminder_gap + SKEW


def _over(start: datetime, span: timedelta, now: datetime) -> bool:
    """Whether a span has passed; a start in the future means the clock was set back since."""
    return now >= start + span or start > now + SKEW


def _climbed(facts: Facts, now: datetime) -> Climb:
    """The level an incident has reached by now."""
    climb, let_go_at = facts.climb, facts.let_go_at or facts.started_at
    if climb.level < 0:
        # What was passed on before anybody was paged for it climbs from then on.
        climb = replace(climb, level=0, level_at=max(facts.started_at, let_go_at))
    if is_recalling(facts.ladder, climb, now):
        if not _is_lost(facts, climb.recalled, now):
            return climb
        climb = replace(climb, level_at=now)
    while not in_last_resort(facts.ladder, climb):
        level = facts.ladder.levels[climb.level]
        start = climb.level_at or facts.started_at
        skipped = _falls_through(facts, climb, start, now)
        if not skipped and not _over(start, level.lasts, now):
            break
        next_at = now if skipped else min(start + level.lasts, now)
        climb = replace(climb, level=climb.level + 1, level_at=next_at)
    return climb


def _falls_through(facts: Facts, climb: Climb, start: datetime, now: datetime) -> bool:
    """Whether a level is over at once: empty, passed on, or all its people out of reach.

    Whoever is of this level, or had it, has the next one paged by passing it on. Of an earlier
    level that one is paged already.
    """
    people = facts.on_duty(facts.ladder.levels[climb.level].notify)
    passed = [person for person, one in facts.paged.items() if _since(one.passed_at, start)]
    if _since(facts.let_go_at, start) or any(
        person in people or joined_with_level(climb, person, facts.paged[person].first_at)
        for person in passed
    ):
        return True
    return all(
        _passed(facts.paged.get(person)) or out_of_reach(facts, person, now) for person in people
    )


def joined_with_level(climb: Climb, person: str, joined_at: datetime) -> bool:
    """Whether somebody is paged since the level that is running began, and because of it.

    Args:
        climb: how far the incident has climbed.
        person: who is paged.
        joined_at: when they were first paged.
    """
    is_since = climb.level_at is None or joined_at >= climb.level_at
    return is_since and person != climb.recalled


def _since(at: datetime | None, start: datetime) -> bool:
    return at is not None and at > start


def _passed(paged: Paged | None) -> bool:
    return paged is not None and paged.passed_at is not None


def _is_lost(facts: Facts, person: str | None, now: datetime) -> bool:
    """Whether there is no use in waiting for somebody."""
    return person is None or _passed(facts.paged.get(person)) or out_of_reach(facts, person, now)


def out_of_reach(facts: Facts, person: str, now: datetime) -> bool:
    """Whether every channel of a person has failed; a call counts once two were not answered.

    A channel that takes nothing for a minute, whatever it is that holds it up, has failed too.
    """
    can, known = facts.reach.get(person, NOWHERE), facts.paged.get(person)
    return is_out_of_reach(can, _lost(known, now) if known is not None else Lost())


def _lost(known: Paged, now: datetime) -> Lost:
    takes_no_text = _takes_nothing(known.text_untaken_since, now)
    takes_no_call = _takes_nothing(known.call_untaken_since, now)
    return Lost(
        texts=known.failed_at is not None or takes_no_text,
        calls=known.unanswered >= UNANSWERED_CALLS or takes_no_call,
        others=known.other_failed or takes_no_text,
    )


def _takes_nothing(untaken_since: datetime | None, now: datetime) -> bool:
    return untaken_since is not None and now >= untaken_since + UNTAKEN


def _recall(facts: Facts, climb: Climb, now: datetime) -> tuple[Page, ...]:
    """Whoever had the incident is texted and rung, once."""
    person = climb.recalled or ""
    can = facts.reach.get(person, NOWHERE)
    if person in facts.paged or can == NOWHERE:
        return ()
    return (Page(person, sms=can.sms, ring=can.voice, other=can.other),)


def _tell_merchant(facts: Facts, now: datetime) -> tuple[bool, datetime | None]:
    """Whether the merchant hears now that we are still trying, and when the next time."""
    told, gaps = facts.told, facts.ladder.update_reporter
    if not gaps or told.times >= MOST_UPDATES:
        return False, None
    due_at = (told.last_at or facts.started_at) + _gap(gaps, told.times + 1)
    if due_at > now:
        return False, due_at
    return True, now + _gap(gaps, told.times + 2)


def _level_pages(facts: Facts, climb: Climb, now: datetime) -> tuple[Page, ...]:
    """Pages of the levels so far: everyone not yet paged, and the reminders that are due."""
    people: dict[str, None] = {}
    for level in facts.ladder.levels[: climb.level + 1]:
        people.update(dict.fromkeys(facts.on_duty(level.notify)))
    people.update(dict.fromkeys(_kept(facts, climb)))
    pages = []
    for person in people:
        known = facts.paged.get(person)
        if _passed(known):
            continue
        text_due = known is None or _over(known.last_at, facts.ladder.reminder_gap, now)
        pages.append(_page(facts, person, now, text_due=text_due))
    return tuple(page for page in pages if page is not None)


def _round(facts: Facts, climb: Climb, now: datetime) -> tuple[Climb, tuple[Page, ...]]:
    """A round of the last resort when one is due.

    Between rounds only the calls that are due, and whoever has been paged by nothing yet.
    """
    gap = round_gap(facts.ladder, climb)
    due = climb.round_at is None or _over(climb.round_at, gap, now)
    if due:
        climb = replace(climb, round=climb.round + 1, round_at=now)
    pages = [
        _page(facts, person, now, text_due=due or person not in facts.paged)
        for person in _resort_people(facts, climb, now)
    ]
    return climb, tuple(page for page in pages if page is not None)


def _resort_people(facts: Facts, climb: Climb, now: datetime) -> tuple[str, ...]:
    """Those named and those paged before, less those who passed.

    All of them when all have passed, or nobody else can be reached.
    """
    named = facts.on_duty(facts.ladder.last_resort.notify)
    people = tuple(dict.fromkeys((*named, *_kept(facts, climb))))
    willing = tuple(person for person in people if not _passed(facts.paged.get(person)))
    return people if all(out_of_reach(facts, person, now) for person in willing) else willing


def _kept(facts: Facts, climb: Climb) -> tuple[str, ...]:
    """Whoever was paged stays paged, also off duty; and whoever had it before."""
    return (*facts.paged, *([climb.recalled] if climb.recalled else []))


def round_gap(ladder: Ladder, climb: Climb) -> timedelta:
    """The span after the round of the last resort that an incident is in."""
    return _gap(ladder.last_resort.gaps, climb.round)


def gap_until(ladder: Ladder, climb: Climb) -> timedelta:
    """The span between the pages before a step and those of it.

    Args:
        ladder: of the incident.
        climb: how far it had climbed before the step.
    """
    return round_gap(ladder, climb) if climb.round else ladder.reminder_gap


def _gap(gaps: tuple[timedelta, ...], times: int) -> timedelta:
    """The span for a time, the first being 1; the last span repeats."""
    return gaps[min(max(times, 1), len(gaps)) - 1]


def _page(facts: Facts, person: str, now: datetime, *, text_due: bool) -> Page | None:
    """What one person is due now, if anything."""
    can, known = facts.reach.get(person, NOWHERE), facts.paged.get(person)
    sms = can.sms and text_due
    if not can.voice:
        ring = False
    elif not can.sms:
        # Whoever wrote STOP to a page of this incident has not been rung about it yet.
        ring = text_due or (known is not None and known.rung_at is None)
    else:
        ring = _ring_due(known, facts.ladder, now, text_due=text_due)
    other = can.other and _other_due(can, known, ring=ring, text_due=text_due)
    return Page(person, sms=sms, ring=ring, other=other) if sms or ring or other else None


def _other_due(can: Reach, known: Paged | None, *, ring: bool, text_due: bool) -> bool:
    """Whether chat, mail and the like are used now: beside a call, and in place of what failed."""
    if ring:
        return True
    if not can.voice and not can.sms:
        return text_due
    if known is None:
        return False
    failed_at = known.call_failed_at if can.voice else known.failed_at
    return failed_at is not None and (known.other_at is None or known.other_at < failed_at)


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
        at
        for at in alarms
        # Rung with that text, or since: once is enough.
        if at is not None and (known.rung_at is None or known.rung_at < known.last_at)
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
        if page is not None:
            looks.append(now + UNCONFIRMED)  # by then it is known whether it was taken, delivered
        if known is not None:
            since = (known.text_untaken_since, known.call_untaken_since)
            looks.extend(at + UNTAKEN for at in since if at is not None)
        if can.voice and not (page and page.ring):
            first_at = known.first_at if known else now
            if known is None or known.rung_at is None:
                looks.append(first_at + facts.ladder.voice_after)
            looks.extend(_alarms(known) if known else ())
    return looks
