"""Incidents."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, and_, bindparam, func, or_, select, union_all, update
from sqlalchemy.orm import Session

from relay.core.escalation import LONGEST, SKEW, Climb, Ladder
from relay.core.holding import Held, Lost
from relay.core.incident import Happened, State
from relay.core.phone import sender_number
from relay.core.report import Report
from relay.store import counters, events, outbox
from relay.store.columns import UtcDateTime, at_most, one_of
from relay.store.models import Event, Incident, Matter, Question
from relay.store.prepared import Prepared, new_row

FIRST_NUMBER = 1001
AHEAD = 5  # numbers to choose from; with so many codes open, the last is taken all the same

# Statements of the hot path are built once: building costs more than running them.
_DUE = Prepared(
    union_all(  # an OR would look at all that was ever closed
        select(Incident.id, Incident.wake_at).where(
            Incident.wake_at <= bindparam("now", type_=UtcDateTime)
        ),
        # Further ahead than it is ever set: the clock was set back.
        select(Incident.id, Incident.wake_at).where(
            Incident.wake_at > bindparam("too_far", type_=UtcDateTime)
        ),
    )
    .order_by("wake_at")
    .limit(at_most(100))
)
_ENDINGS = [bindparam(f"ending{place}", type_=Integer) for place in range(2 * AHEAD)]
_OPEN_CODES = Prepared(
    union_all(
        select(Question.code).where(Question.free_at.is_(None), Question.code.in_(_ENDINGS)),
        select(Matter.code).where(Matter.free_at.is_(None), Matter.code.in_(_ENDINGS)),
    )
)
# What has happened, by columns: what is to come is not among them, nor what the log tells.
PAST = ("left_outage_at", "taken_at", "heard_at", "called_at", "asked_at", "nudged_at", "told_at")
PAST_OF_QUESTION = ("asked_at", "joined_at", "alone_at", "rung_at", "other_at", "passed_at")
_NEXT_WAKE = select(func.min(Incident.wake_at))
_IS_REPORTERS = Incident.reporter == bindparam("reporter")
_IS_LIVE = one_of(Incident.state, [State.OPEN, State.ACKNOWLEDGED])
_IS_PUT_ASIDE = or_(
    and_(
        Incident.state == State.CLOSED,
        Incident.closed_at >= bindparam("since", type_=UtcDateTime),
    ),
    and_(
        Incident.state == State.REDIRECTED,
        Incident.opened_at >= bindparam("since", type_=UtcDateTime),
    ),
)
# Whether `live_of_reporter` or `put_aside_since` finds anything.
ANY_OF_REPORTER = select(Incident.id).where(_IS_REPORTERS, or_(_IS_LIVE, _IS_PUT_ASIDE))
_LIVE_OF_REPORTER = (
    select(Incident)
    .where(_IS_REPORTERS, _IS_LIVE)
    .order_by(Incident.opened_at.desc(), Incident.id.desc())
)
_PUT_ASIDE = (
    select(Incident)
    .where(_IS_REPORTERS, _IS_PUT_ASIDE)
    .order_by(func.coalesce(Incident.closed_at, Incident.opened_at).desc(), Incident.id.desc())
    .limit(at_most(10))
)


def draft(
    session: Session,
    report: Report,
    *,
    state: State,
    reporter: str,
    words: str,
    ladder: Mapping[str, Any],
    now: datetime,
    late: bool = False,
) -> Incident:
    """A new incident that is yet to be written; an open one is looked at by the pager at once."""
    return new_row(
        Incident,
        number=_next_number(session),
        state=state,
        urgency=report.urgency,
        why=list(report.why),
        reporter=reporter,
        language=report.language,
        words=words,
        name=report.name,
        webshop=report.webshop,
        problem=report.problem,
        callback=report.callback,
        unsure=list(report.unsure),
        opened_at=now,
        ladder=dict(ladder),
        level=-1,
        round=0,
        told_times=0,
        wake_at=now if state is State.OPEN else None,
        late=late,
    )


def _next_number(session: Session) -> int:
    """The next number; one whose last digits are somebody's open code is left out."""
    first = counters.add(session, "incidents", start=FIRST_NUMBER)
    numbers = range(first, first + AHEAD)
    endings = [ending for number in numbers for ending in _endings(number)]
    values = {one.key: ending for one, ending in zip(_ENDINGS, endings, strict=True)}
    taken = {code for (code,) in _OPEN_CODES.rows(session, values)}
    free = (number for number in numbers if taken.isdisjoint(_endings(number)))
    number = next(free, numbers[-1])
    return counters.add(session, "incidents", by=number - first) if number > first else first


def _endings(number: int) -> tuple[int, int]:
    """The codes that a number could be taken for."""
    return number % 100, number % 1000


def get(session: Session, incident_id: int) -> Incident:
    """The incident of an id."""
    return session.get_one(Incident, incident_id)


def by_number(session: Session, number: int) -> Incident | None:
    """The incident people call by this number."""
    return session.scalars(select(Incident).where(Incident.number == number)).one_or_none()


def paged_since(session: Session, since: datetime) -> Sequence[Incident]:
    """The incidents opened, or opened again, since then and paged for."""
    paged = [State.OPEN, State.ACKNOWLEDGED, State.CLOSED]
    return session.scalars(
        select(Incident)
        .where(
            or_(Incident.opened_at >= since, Incident.reopened_at >= since),
            Incident.state.in_(paged),
        )
        .order_by(Incident.number)
    ).all()


def not_called_since(session: Session, since: datetime) -> frozenset[int]:
    """The ids of those that became nobody's since then, for the merchant was not called in time.

    That somebody called before whoever took it then counts.
    """
    lapses = session.scalars(select(Event).where(Event.what == Happened.LAPSED, Event.at >= since))
    return frozenset(
        one.incident_id
        for one in lapses
        if one.data.get("why") == Lost.NOT_CALLED and not one.data.get("called")
    )


def live_of_reporter(session: Session, reporter: str) -> Sequence[Incident]:
    """A sender's incidents that are open or taken, the newest first."""
    return session.scalars(_LIVE_OF_REPORTER, {"reporter": reporter}).all()


def dismissed_since(session: Session, reporter: str, since: datetime) -> Incident | None:
    """The latest text of a sender that was put aside as no matter at all since then."""
    return session.scalars(
        select(Incident)
        .where(
            Incident.reporter == reporter,
            Incident.state == State.DISMISSED,
            Incident.opened_at >= since,
        )
        .order_by(Incident.id.desc())
        .limit(1)
    ).first()


def put_aside_since(session: Session, reporter: str, since: datetime) -> Sequence[Incident]:
    """What a sender's texts since then came to that is over: closed, or sent to support.

    The latest first, ten at most.
    """
    return session.scalars(_PUT_ASIDE, {"reporter": reporter, "since": since}).all()


def live(session: Session) -> Sequence[Incident]:
    """Every incident that is open or taken, the oldest first."""
    return session.scalars(
        select(Incident)
        .where(Incident.state.in_([State.OPEN, State.ACKNOWLEDGED]))
        .order_by(Incident.opened_at, Incident.id)
    ).all()


def neighbours(
    session: Session,
    states: Sequence[State],
    *,
    before: int | None,
    after: int | None,
    limit: int,
) -> Sequence[Incident]:
    """Incidents of some states, by number.

    Those after a number come with the lowest first; those before one, or all, the highest first.
    """
    wanted = select(Incident).where(Incident.state.in_(states)).limit(limit)
    if after is not None:
        wanted = wanted.where(Incident.number > after).order_by(Incident.number)
        return session.scalars(wanted).all()
    if before is not None:
        wanted = wanted.where(Incident.number < before)
    return session.scalars(wanted.order_by(Incident.number.desc())).all()


def earlier(
    session: Session, incident: Incident, *, senders: Collection[str], shops: Collection[str]
) -> Sequence[Incident]:
    """Up to 5 older incidents of the same senders or shops, the newest first."""
    return session.scalars(
        select(Incident)
        .where(
            Incident.id < incident.id,
            or_(Incident.reporter.in_(senders), func.lower(Incident.webshop).in_(shops)),
        )
        .order_by(Incident.id.desc())
        .limit(5)
    ).all()


def due(session: Session, now: datetime) -> Sequence[int]:
    """Ids of up to 100 incidents whose time has come, the longest overdue first."""
    due = _DUE.rows(session, {"now": now, "too_far": too_far(now)})
    return [incident_id for incident_id, _ in due]


def is_due(incident: Incident, now: datetime) -> bool:
    """Whether an incident is to be looked at now."""
    return incident.wake_at is not None and not now < incident.wake_at <= too_far(now)


def too_far(now: datetime) -> datetime:
    """The latest time at which a next look can be set."""
    return now + LONGEST + SKEW


def next_wake(session: Session) -> datetime | None:
    """When the first incident is due."""
    return session.scalars(_NEXT_WAKE).one()


def wake(session: Session, incident_id: int, now: datetime) -> None:
    """Let the pager look at an incident now, if it is one that is looked at."""
    # Also when it is due already: a step that is just being taken was decided without what we
    # know, and by the version one of the two is done again.
    session.execute(
        update(Incident)
        .where(Incident.id == incident_id, Incident.wake_at.is_not(None))
        .values(wake_at=now, version=Incident.version + 1)
    )


def set_back(session: Session, incident_id: int, at: datetime) -> None:
    """Have the pager look again at a later time, after a step that failed; it stands as failing."""
    session.execute(
        update(Incident)
        .where(Incident.id == incident_id, Incident.wake_at.is_not(None))
        .values(wake_at=at, failed_at=at, version=Incident.version + 1)
    )


def orphans(session: Session, people: Collection[str]) -> Sequence[int]:
    """Ids of incidents whose holder is not among the people."""
    return session.scalars(
        select(Incident.id).where(
            Incident.state == State.ACKNOWLEDGED, Incident.holder.not_in(people)
        )
    ).all()


def open_ids(session: Session) -> Sequence[int]:
    """Ids of the incidents that nobody has."""
    return session.scalars(select(Incident.id).where(Incident.state == State.OPEN)).all()


def failing(session: Session) -> Sequence[int]:
    """The numbers of open incidents whose last step failed."""
    return session.scalars(
        select(Incident.number)
        .where(Incident.state == State.OPEN, Incident.failed_at.is_not(None))
        .order_by(Incident.number)
    ).all()


def climb_of(incident: Incident) -> Climb:
    """How far an incident has climbed, as the rules read it."""
    return Climb(
        incident.level, incident.level_at, incident.round, incident.round_at, incident.recalled
    )


def set_climb(incident: Incident, climb: Climb, wake_at: datetime) -> None:
    """Write how far an incident has climbed and when it is due next, by a step that was taken."""
    incident.failed_at = None
    incident.level, incident.level_at = climb.level, climb.level_at
    incident.round, incident.round_at = climb.round, climb.round_at
    incident.recalled = climb.recalled
    incident.wake_at = wake_at


def start_again(session: Session, incident: Incident, climb: Climb, now: datetime) -> None:
    """Have an incident that somebody had, or that was closed, paged anew from a rung of its ladder.

    Codes stay as they were; who was paged before is paged again when the ladder reaches them, and
    until then by nothing that was left over from before.
    """
    outbox.let_go_of_pages(session, incident.id)
    incident.state = State.OPEN
    incident.holder = incident.taken_at = None
    incident.started_at = now
    incident.told_times, incident.told_at = 0, None
    forget_watch(incident)
    set_climb(incident, climb, now)


def forget_watch(incident: Incident) -> None:
    """Let go of what was asked of whoever had an incident."""
    incident.heard_at = incident.asked_at = incident.nudged_at = incident.paused_until = None


def started_at(incident: Incident) -> datetime:
    """When the paging that is under way began."""
    return incident.started_at or incident.opened_at


def last_opened_at(incident: Incident) -> datetime:
    """When an incident was opened; of one that its merchant had opened again, the last time."""
    return incident.reopened_at or incident.opened_at


def nobodys_since(incident: Incident) -> datetime:
    """Since when nobody has an open incident.

    Who had it and gave it back did not begin the paging again: it goes on where it stood.
    """
    return incident.heard_at or started_at(incident)


def forget_future(incident: Incident, asked: Sequence[Question], now: datetime) -> None:
    """Let the latest of times that lie in the future count as now, and the others move with it.

    The clock was set back while nobody looked. Else nothing would follow from them before it has
    come so far again. When a page, a level or a round was last begun stays: one in the future is
    over at once.

    Args:
        incident: of any state.
        asked: every question about it.
        now: the instant.
    """
    rows: list[tuple[Incident | Question, Sequence[str]]] = [(incident, PAST)]
    rows += [(question, PAST_OF_QUESTION) for question in asked]
    known = [
        (row, name, at)
        for row, names in rows
        for name in names
        if (at := getattr(row, name)) is not None
    ]
    by = max([started_at(incident), *(at for _, _, at in known)]) - now
    if by <= SKEW:
        return
    for row, name, at in known:
        setattr(row, name, at - by)
    incident.started_at = started_at(incident) - by
    incident.paused_until = None


def held(incident: Incident, *, is_on_call: bool) -> Held:
    """What follows for an incident that somebody has, as the rules read it."""
    taken_at = incident.taken_at or incident.opened_at
    return Held(
        ladder=Ladder.from_json(incident.ladder),
        taken_at=taken_at,
        heard_at=incident.heard_at or taken_at,
        called_at=called_since_taken(incident),
        can_be_called=call_number(incident) is not None,
        asked_at=incident.asked_at,
        nudged_at=incident.nudged_at,
        paused_until=incident.paused_until,
        is_on_call=is_on_call,
    )


def called_since_taken(incident: Incident) -> datetime | None:
    """When the merchant was called since somebody has the incident, or by whoever has it again.

    Whoever takes it promises a call, whatever was said to somebody else before them.
    """
    called_at, taken_at = incident.called_at, incident.taken_at
    is_before = called_at is not None and taken_at is not None and called_at < taken_at
    return None if is_before and incident.called_by != incident.holder else called_at


def was_called(session: Session, incident: Incident, since: datetime) -> bool:
    """Whether anybody has called a merchant since then, also before it was opened again."""
    called: set[str | None] = set()
    for one in events.of(session, incident.id):
        if one.what is Happened.CALLED and one.at >= since:
            called.add(one.who)
        elif one.what is Happened.UNDONE and one.data.get("step") == Happened.CALLED:
            called.discard(one.who)
    return incident.called_at is not None or bool(called)


def owes_call(incident: Incident) -> bool:
    """Whether whoever has an incident is to call its merchant still; of an outage, its first."""
    is_called = called_since_taken(incident) is not None
    return not is_called and incident.outage_of is None and call_number(incident) is not None


def call_number(incident: Incident) -> str | None:
    """The number to call a merchant on: the one given, else the one they wrote from.

    None for a sender that is no number, such as a word.
    """
    return incident.callback or sender_number(incident.reporter)
