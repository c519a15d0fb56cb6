"""Too many pages for a text each: one list to a phone, with the code of each."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from relay.core import bundle, words
from relay.core.crew import Person
from relay.core.incident import State
from relay.core.message import Kind
from relay.core.reach import is_out_of_reach, lost_lately, reach_of
from relay.settings import Settings
from relay.store import inbound, messages, optouts, outages, outbox, questions
from relay.store.models import Incident, Message, Question
from relay.store.outbox import Draft

Asked = Sequence[tuple[Question, Incident]]


def is_due(
    session: Session,
    settings: Settings,
    person: Person,
    question: Question,
    now: datetime,
    *,
    count: int | None = None,
) -> bool:
    """Whether a person's page of a question goes into a list instead of a text of its own.

    Nothing is held back from the last one who can be reached.

    Args:
        session: the transaction.
        settings: in force.
        person: to be paged.
        question: put to them.
        now: the instant.
        count: how many others were put to them since `counts_since`, where that is known.
    """
    limits, since = settings.limits, counts_since(settings, now)
    least = min([limits.bundle.count, *(rate.count for rate in limits.pages_per_phone)])
    if count is None:
        count = questions.count_of(session, person.key, since, besides=question.id)
    if count < least:
        return False  # cheaper than reading them all
    recent = questions.joined_since(session, person.key, since)
    others = [one for one in recent if one.id != question.id]
    return bundle.is_bundled(
        len({question.id} | {one.id for one, _ in _open_to(session, person.key)}),
        [one.joined_at for one in (question, *others) if one.joined_at],
        [one.alone_at for one in others if one.alone_at],
        now,
        bundle=(limits.bundle.count, limits.bundle.within),
        pages=[(rate.count, rate.within) for rate in limits.pages_per_phone],
    ) and _is_somebody_else(session, settings, person)


def counts_since(settings: Settings, now: datetime) -> datetime:
    """Since when what was put to a person makes their next page one of many."""
    limits = settings.limits
    return now - max([limits.bundle.within, *(rate.within for rate in limits.pages_per_phone)])


def _is_somebody_else(session: Session, settings: Settings, person: Person) -> bool:
    """Whether anybody but this person can be reached."""
    others = [other for other in settings.people.values() if other.key != person.key]
    unwilling = optouts.opted_out(session, [other.phone for other in others])
    return any(
        _can_be_reached(session, other, takes_texts=other.phone not in unwilling)
        for other in others
    )


def _can_be_reached(session: Session, person: Person, *, takes_texts: bool) -> bool:
    """Whether something of late has got through to a person, or was not tried."""
    lost = lost_lately(messages.outcomes(session, person.phone))
    return not is_out_of_reach(reach_of(person, takes_texts=takes_texts), lost)


def add(
    session: Session,
    settings: Settings,
    person: Person,
    question: Question,
    now: datetime,
    *,
    gap: timedelta,
) -> None:
    """Put a question into the person's list: the one that waits, or a new one.

    Args:
        gap: between the page before of the question's incident and this one.
    """
    # Steps of several incidents write the list of one phone; one after the other.
    inbound.hold_sender(session, person.phone)
    last = messages.last_bundle(session, person.phone)
    waiting = messages.waiting_bundle(session, person.phone)
    is_new = not any(_puts(session, one, question) for one in (last, waiting) if one is not None)
    left_at = messages.first_tried_at(session, last) if last is not None else None
    leaves_at = bundle.leaves_at(left_at, gap, now, is_new=is_new)
    asked, new = _open_to(session, person.key), question if is_new else None
    if waiting is not None:
        waiting.due_at = min(waiting.due_at, leaves_at)
        # It may have been passed and taken back, so that the list that waits does not name it.
        if is_new or not questions.stands_in(session, question.id, waiting.id):
            waiting.body = _body(session, settings, person, asked, new)
            questions.write_lines(session, waiting.id, [one.id for one, _ in asked])
        return
    draft = Draft(
        Kind.BUNDLE,
        person.phone,
        _body(session, settings, person, asked, new),
        person=person.key,
    )
    message_id = outbox.put(session, draft, now, due_at=leaves_at)
    questions.write_lines(session, message_id, [one.id for one, _ in asked])


def refresh(session: Session, settings: Settings, incident_id: int) -> None:
    """Take an incident that somebody has, or has passed, out of the lists yet to leave."""
    for question in questions.of_incident(session, incident_id):
        person, waiting = settings.people.get(question.person), None
        if person is not None:
            waiting = messages.waiting_bundle(session, person.phone)
        if person is None or waiting is None:
            continue
        asked = _open_to(session, person.key)
        if asked:
            waiting.body = _body(session, settings, person, asked, None)
            questions.write_lines(session, waiting.id, [one.id for one, _ in asked])
        else:
            outbox.drop(waiting)


def covers_call(
    session: Session, person: Person, question: Question, now: datetime, *, gap: timedelta
) -> bool:
    """Whether a call about another incident serves for this one too."""
    since = bundle.serves_since(question.joined_at or question.asked_at, gap, now)
    return messages.rung_since(session, person.phone, since, now)


def _puts(session: Session, listed: Message, question: Question) -> bool:
    """Whether a list has put a question to its person since it was first put to them, or again."""
    joined_at = question.joined_at or question.asked_at
    if messages.first_tried_at(session, listed) < joined_at:
        return False
    return questions.stands_in(session, question.id, listed.id)


def _open_to(session: Session, person: str) -> Asked:
    """What a person is being paged about."""
    return [
        (question, incident)
        for question, incident in questions.open_to(session, person)
        if incident.state is State.OPEN and question.passed_at is None
    ]


def _body(
    session: Session, settings: Settings, person: Person, asked: Asked, new: Question | None
) -> str:
    """The list, what is new in it first, then the oldest."""
    ordered = sorted(asked, key=lambda one: (new is None or one[0].id != new.id, one[0].id))
    return body(session, settings, person.language, ordered)


def body(
    session: Session, settings: Settings, language: str, asked: Asked, *, can_answer: bool = True
) -> str:
    """A list of what somebody is paged about, in this order.

    Args:
        session: of the transaction.
        settings: the settings.
        language: the person's.
        asked: the questions and their incidents.
        can_answer: whether a text with a code reaches us; else it tells to sign in.
    """
    leading = outages.leading(session, [incident.id for _, incident in asked])
    within = settings.limits.storm.within
    listed = [
        words.Listed(
            question.code,
            incident.number,
            incident.webshop,
            outages.shops_of(session, incident, within) if incident.id in leading else 1,
        )
        for question, incident in asked
    ]
    return words.bundle(settings.texts, language, listed, can_answer=can_answer)
