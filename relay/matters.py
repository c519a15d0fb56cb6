"""Questions that belong to no incident: is the person there for their shift, drills, reports."""

import logging
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.orm import Session

from relay.core import matter as rules
from relay.core.crew import Person, managers
from relay.core.daytime import local_time
from relay.core.escalation import SKEW
from relay.core.hearsay import is_bare_vouching
from relay.core.matter import Answer, Course, Subject
from relay.core.message import Channel, Kind
from relay.core.reply import Reply, Word
from relay.core.rota import shifts
from relay.parts import Relay, Work
from relay.settings import Settings
from relay.store import carriers, counters, incidents, matters, outbox, questions
from relay.store.models import Matter
from relay.store.outbox import Draft
from relay.texting import notice, takes_texts, where_to_answer

logger = logging.getLogger(__name__)

SET_BACK = timedelta(minutes=1)  # of a question whose step failed
CANNOT = (Word.PASS,)
ASKS_BACK = (Word.HELP, Word.DETAILS, Word.ONCALL, Word.STATUS)

Unanswered = Callable[[Session, Relay, Matter, datetime], None]
"""What becomes of a text of which nobody has said whether it was a report."""


# ---- asking -------------------------------------------------------------------------------


def begin(relay: Relay) -> None:
    """Ask whoever's shift begins soon, and hold the drill that is due.

    Safe to call at any time, any number of times and by several workers.

    Raises:
        DatabaseBusy: when the database could not be reached.
    """
    if relay.database.write(partial(_begin, relay=relay, now=relay.clock.now())):
        relay.bell.ring(Work.STEPS)


def _begin(session: Session, relay: Relay, now: datetime) -> bool:
    begun = [_ask_for_shifts(session, relay, now), _hold_due_drill(session, relay, now)]
    return any(begun)


def _ask_for_shifts(session: Session, relay: Relay, now: datetime) -> bool:
    settings, before = relay.settings, relay.settings.watch.handshake
    begun = False
    for rotation in settings.rotations.values() if before else ():
        for shift in rules.beginning(rotation, settings.hotline.time_zone, now, before):
            person = settings.people.get(shift.person)
            if person is not None:
                choose, at = relay.chance.choice, shift.starts_at
                begun |= matters.begin(session, Subject.SHIFT, person, choose, now, starts_at=at)
    return begun


def _hold_due_drill(session: Session, relay: Relay, now: datetime) -> bool:
    """A drill for whoever has answered nothing for longest: one a day, on working days."""
    settings = relay.settings
    since = _counted_since(session, now)
    is_quiet = not carriers.standing(session).is_down and not incidents.live(session)
    if not (rules.is_drill_time(now, settings.hotline.time_zone) and is_quiet):
        return False
    limit = now - settings.watch.drill_every
    proven = {one.key: _proven_at(session, one, now) for one in settings.people.values()}
    unproven = [
        one
        for one in sorted(settings.people.values(), key=lambda one: proven[one.key] or since)
        if (proven[one.key] or since) <= limit and not _was_drilled(session, one, now)
    ]
    if not unproven or not counters.take_turn(session, "drill", now, before=_midnight(relay, now)):
        return False
    return drill(session, relay, unproven[0], now)


def _counted_since(session: Session, now: datetime) -> datetime:
    """Since when drills are counted: nobody is drilled on the first day."""
    since = counters.last_turn(session, "drills counted")
    # It is taken once, and once more when a clock that ran ahead had taken it.
    if counters.take_turn(session, "drills counted", now, before=since or now):
        return now
    return since or now


def _proven_at(session: Session, person: Person, now: datetime) -> datetime | None:
    """When a person last showed that pages reach them; not what a clock that ran ahead wrote."""
    at = matters.proven_at(session, person.key)
    return at if at is None or at <= now + SKEW else None


def _was_drilled(session: Session, person: Person, now: datetime) -> bool:
    last = matters.drills(session, limit=1, person=person.key)
    # By a clock that ran ahead it may have begun in the future.
    return bool(last) and abs(now - last[0].begun_at) < rules.DRILL_AGAIN


def _midnight(relay: Relay, now: datetime) -> datetime:
    local = now.astimezone(relay.settings.hotline.time_zone)
    return local.replace(hour=0, minute=0, second=0, microsecond=0).astimezone(now.tzinfo)


def drill(session: Session, relay: Relay, person: Person, now: datetime) -> bool:
    """Begin a drill; False when one is under way for that person, or a real page."""
    if is_drilled(session, person) or _is_busy(session, person):
        return False
    return matters.begin(session, Subject.DRILL, person, relay.chance.choice, now)


def is_drilled(session: Session, person: Person) -> bool:
    """Whether a drill is under way for a person."""
    return matters.is_drilled(session, person.key)


def call_off_drill(session: Session, settings: Settings, person: Person, now: datetime) -> None:
    """End a person's drill because they are really paged; nobody hears that they missed it."""
    for one in matters.open_to(session, person.key):
        if one.subject is Subject.DRILL:
            end(settings, one, Answer.OFF, now)


def _is_busy(session: Session, person: Person) -> bool:
    asked = questions.open_to(session, person.key)
    return any(incident.holder in (None, person.key) for _, incident in asked)


# ---- as time passes -----------------------------------------------------------------------


def step(relay: Relay, unanswered: Unanswered) -> int:
    """Take the next step of every question that is due; returns how many were.

    Args:
        relay: the box.
        unanswered: called, in the transaction, for what is a report by silence.

    Raises:
        DatabaseBusy: when the database could not be reached.
    """
    due = relay.database.read(partial(matters.due, now=relay.clock.now()))
    for matter_id in due:
        _step(relay, matter_id, unanswered)
    return len(due)


def _step(relay: Relay, matter_id: int, unanswered: Unanswered) -> None:
    """One question's step; a fault in it is logged, and stops neither the others nor the pages."""
    try:
        work = partial(_step_if_due, relay=relay, matter_id=matter_id, unanswered=unanswered)
        relay.database.write(work)
    except Exception:
        logger.exception("matter id %s: its step failed, tried again in a minute", matter_id)
        later = relay.clock.now() + SET_BACK
        relay.database.write(partial(matters.set_back, matter_id=matter_id, at=later))


def _step_if_due(session: Session, relay: Relay, matter_id: int, unanswered: Unanswered) -> None:
    now, settings = relay.clock.now(), relay.settings
    matter = matters.get(session, matter_id)
    if matter.wake_at is None or matter.wake_at > now:
        return  # another worker was here
    person = settings.people.get(matter.person)
    plan = rules.step(_course(settings, matter), matter.times, now)
    matter.wake_at, matter.times = plan.wake_at, plan.times
    if matter.subject is Subject.REPORT:  # whoever has left has told us all the same
        if plan.is_over:
            end(settings, matter, Answer.SILENT, now)
            unanswered(session, relay, matter, now)
    elif person is None or not _still_stands(settings, matter):
        end(settings, matter, Answer.OFF, now)  # nobody to ask any more
    elif plan.is_over:
        end(settings, matter, Answer.SILENT, now)
        logger.warning("%s: no answer", matter.name)
        key = f"{matter.subject}_silent" if _was_put(session, matter) else "shift_unasked"
        _tell_managers(session, settings, matter, person, key, now)
    elif plan.ask:
        _put(session, settings, matter, person, now, ring=plan.ring)


def _still_stands(settings: Settings, matter: Matter) -> bool:
    """Whether the shift that is asked for is still this person's; all else always stands."""
    at, zone = matter.starts_at, settings.hotline.time_zone
    return at is None or any(
        shift.starts_at == at and shift.person == matter.person
        for rotation in settings.rotations.values()
        for shift in shifts(rotation, zone, at, at + timedelta(seconds=1))
    )


def _was_put(session: Session, matter: Matter) -> bool:
    """Whether a shift's question reached its person; for a drill that is what is tried."""
    return matter.subject is Subject.DRILL or matters.reached_at(session, matter.id)[0] is not None


def _course(settings: Settings, matter: Matter) -> Course:
    if matter.subject is Subject.REPORT:
        return rules.report(matter.begun_at)
    if matter.starts_at is None:
        return rules.drill(matter.begun_at, settings.ladder)
    return rules.handshake(matter.begun_at, matter.starts_at, settings.watch.handshake)


def is_put_again(settings: Settings, matter: Matter) -> bool:
    """Whether an open question will be put once more."""
    return matter.times < len(_course(settings, matter).asks)


def _put(
    session: Session,
    settings: Settings,
    matter: Matter,
    person: Person,
    now: datetime,
    *,
    ring: bool,
) -> None:
    lead = ""
    if matter.times > 1:
        minutes = int((now - matter.begun_at).total_seconds() // 60)
        lead = settings.texts.say(
            person.language, "page_reminder", reminder=matter.times - 1, minutes=minutes
        )
    key = f"{matter.subject}_ask"
    values = {"lead": lead, "code": matter.code, **when(settings, matter)}
    body = settings.texts.say(person.language, key, **values)
    for channel in _ways_to_ask(session, person, ring=ring):
        asked = body
        if channel is Channel.OTHER:
            asked = f"{body}. {where_to_answer(session, settings, person)}"
        draft = Draft(
            Kind.MATTER, person.phone, asked, channel, person=person.key, matter_id=matter.id
        )
        outbox.put(session, draft, now)


def _ways_to_ask(session: Session, person: Person, *, ring: bool) -> list[Channel]:
    """By text, and by call when it is time for one; who gets no texts has the others from first."""
    takes = takes_texts(session, person)
    ways = [Channel.SMS] if takes else []
    ways += [Channel.OTHER] if person.further and not takes else []
    ways += [Channel.VOICE] if "voice" in person.notify and (ring or not takes) else []
    return ways


def when(settings: Settings, matter: Matter) -> dict[str, str]:
    """What a sentence about a shift names: when it begins."""
    if matter.starts_at is None:
        return {}
    return {"time": local_time(matter.starts_at, settings.hotline.time_zone)}


# ---- answers ------------------------------------------------------------------------------


def asked_under(session: Session, person: Person, code: int, now: datetime) -> Matter | None:
    """The question a person's code stands for, if it is one of these."""
    matter = matters.by_code(session, person.key, code)
    is_free = matter is None or (matter.free_at is not None and matter.free_at <= now)
    return None if is_free else matter


def answer(
    session: Session,
    settings: Settings,
    person: Person,
    matter: Matter,
    reply: Reply,
    now: datetime,
    *,
    by: Channel = Channel.SMS,
) -> str:
    """Take in an answer; returns what to say. Whoever answers a drill is there, whatever they say.

    Args:
        by: the way it came.
    """
    if matter.answer is Answer.OPEN and not _still_stands(settings, matter):
        end(settings, matter, Answer.OFF, now)  # swapped since it was asked
    if matter.answer is Answer.OFF:
        return settings.texts.say(
            person.language, f"{matter.subject}_off", **when(settings, matter)
        )
    if matter.subject is Subject.DRILL:
        return _answer_drill(settings, person, matter, reply, now, by=by)
    key = _answer_shift(session, settings, person, matter, reply, now, by=by)
    return settings.texts.say(person.language, key, code=matter.code, **when(settings, matter))


def _answer_shift(
    session: Session,
    settings: Settings,
    person: Person,
    matter: Matter,
    reply: Reply,
    now: datetime,
    *,
    by: Channel,
) -> str:
    """Take in what a person says about their shift; until it begins they may think again."""
    before, said = matter.answer, meant(reply)
    has_begun = matter.starts_at is not None and matter.starts_at <= now
    if before in (Answer.YES, Answer.NO) and (said in (None, before) or has_begun):
        return "matter_over"
    if said is None:
        return "shift_unclear"
    end(settings, matter, said, now, by=by)
    if said is Answer.NO:
        _tell_managers(session, settings, matter, person, "shift_no", now)
        return "shift_no_you"
    if before is not Answer.OPEN:
        _tell_managers(session, settings, matter, person, "shift_after_all", now)
    return "shift_yes_you"


def meant(reply: Reply) -> Answer | None:
    """Whether a reply says that its person is there for their shift; None when it says neither."""
    if reply.word in ASKS_BACK:
        return None
    said = rules.readiness(reply.rest)
    if reply.word in CANNOT or reply.negated or said is Answer.NO:
        return Answer.NO
    if rules.is_doubtful(reply.rest):
        return None
    is_yes = reply.word is Word.TAKE or (reply.word is None and said is Answer.YES)
    return Answer.YES if is_yes else None


def says_bare(reply: Reply, asked: Sequence[Matter]) -> bool:
    """Whether a text without a code answers a question about a shift, or about a report.

    Args:
        asked: what is open to whoever wrote it.
    """
    subjects = {one.subject for one in asked}
    if reply.word in CANNOT:
        return not subjects.isdisjoint({Subject.SHIFT, Subject.REPORT})
    if reply.word is not None:
        return False
    is_ready = Subject.SHIFT in subjects and rules.bare_readiness(reply.rest) is not None
    return is_ready or (Subject.REPORT in subjects and is_bare_vouching(reply))


def _answer_drill(
    settings: Settings,
    person: Person,
    matter: Matter,
    reply: Reply,
    now: datetime,
    *,
    by: Channel,
) -> str:
    say = partial(settings.texts.say, person.language, code=matter.code)
    if matter.answer is Answer.SILENT:
        return say("drill_late")
    if matter.answer is not Answer.OPEN:
        return say("matter_over")
    if reply.word in ASKS_BACK:
        return say("drill_ask", lead="")
    end(settings, matter, Answer.YES, now, by=by)
    return say("drill_done", minutes=int((now - matter.begun_at).total_seconds() // 60))


def end(
    settings: Settings, matter: Matter, answer: Answer, now: datetime, *, by: Channel | None = None
) -> None:
    """Close a question with what came of it.

    Args:
        by: the way the answer came; None: nobody gave one.
    """
    matter.answer, matter.wake_at = answer, None
    matter.free_at = max(now, matter.starts_at or now) + max(
        settings.ladder.code_quarantine, timedelta(days=1)
    )
    if by is not None:
        matter.answered_at, matter.answered_by = now, by.value


def items(settings: Settings, person: Person, asked: Iterable[Matter]) -> list[str]:
    """What is asked of a person, each with its code."""
    return [
        settings.texts.say(
            person.language, f"{one.subject}_item", code=one.code, **when(settings, one)
        )
        for one in asked
    ]


def _tell_managers(
    session: Session, settings: Settings, matter: Matter, person: Person, key: str, now: datetime
) -> None:
    time = when(settings, matter) or {
        "time": local_time(matter.begun_at, settings.hotline.time_zone)
    }
    for one in managers(settings.people, about=person.key):
        body = settings.texts.say(one.language, key, who=person.name, **time)
        outbox.put(session, notice(session, settings, one, body), now)
