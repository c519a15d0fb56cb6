"""One incident's next step: the facts, the decision, the pages into the outbox."""

import logging
from datetime import datetime

from sqlalchemy.orm import Session

from relay import actions, outage
from relay.core import codes, escalation, rota, words
from relay.core.crew import Person
from relay.core.escalation import Facts, Ladder, Paged, Plan, Reach
from relay.core.incident import Happened, State
from relay.core.message import Channel, Kind, MessageState
from relay.parts import Relay
from relay.settings import Settings
from relay.store import incidents, outbox, questions
from relay.store.models import Incident, Message, Question
from relay.store.outbox import Draft

logger = logging.getLogger(__name__)


def take(session: Session, relay: Relay, incident: Incident, now: datetime) -> None:
    """Take the step an incident is due: decide it, write its pages, set its next look."""
    settings = relay.settings
    if outage.follow(session, settings, incident, now):
        return
    if incident.state is not State.OPEN:
        incident.wake_at = None
        return
    asked = {q.person: q for q in questions.of_incident(session, incident.id)}
    facts = _facts(session, settings, incident, asked, now)
    plan = escalation.plan(facts, now)
    _write_climb(session, incident, facts, plan, now)
    incidents.set_climb(incident, plan.climb, plan.wake_at)
    for page in plan.pages:
        person = settings.people[page.person]
        question = asked.get(person.key) or _ask(session, relay, incident, person, now)
        _page(session, settings, incident, question, person, page, now)


def _facts(
    session: Session,
    settings: Settings,
    incident: Incident,
    asked: dict[str, Question],
    now: datetime,
) -> Facts:
    def on_duty(targets: tuple[str, ...]) -> tuple[str, ...]:
        people = rota.who(
            targets, settings.people, settings.rotations, now, settings.hotline.time_zone
        )
        return tuple(person.key for person in people)

    return Facts(
        opened_at=incident.opened_at,
        ladder=Ladder.from_json(incident.ladder),
        climb=incidents.climb_of(incident),
        paged={key: _paged(session, question) for key, question in asked.items()},
        reach={
            person.key: Reach(sms="sms" in person.notify, voice="voice" in person.notify)
            for person in settings.people.values()
        },
        on_duty=on_duty,
    )


def _paged(session: Session, question: Question) -> Paged:
    """What a person has been sent, and whether the latest page reached the phone."""
    page = questions.last_page(session, question.id)
    failed_at = unconfirmed_since = None
    if page is not None and page.state in (MessageState.UNDELIVERED, MessageState.FAILED):
        failed_at = page.status_at
    elif page is not None and page.state is MessageState.SENT:
        unconfirmed_since = page.sent_at
    return Paged(
        first_at=question.asked_at,
        last_at=question.last_asked_at,
        rung_at=question.rung_at,
        passed_at=question.passed_at,
        failed_at=failed_at,
        unconfirmed_since=unconfirmed_since,
    )


def _write_climb(
    session: Session, incident: Incident, facts: Facts, plan: Plan, now: datetime
) -> None:
    """A line in the timeline for a new level, a round, or a step that reaches nobody."""
    if plan.climb.round > incident.round:
        incidents.note(session, incident.id, Happened.ROUND, now, round=plan.climb.round)
    elif plan.climb.level > incident.level and plan.climb.level > 0:
        incidents.note(session, incident.id, Happened.CLIMBED, now, level=plan.climb.level + 1)
    if not plan.pages and not facts.paged:
        incidents.note(session, incident.id, Happened.NOBODY, now)
        logger.error("incident %s: there is nobody to page", incident.number)


def _ask(
    session: Session, relay: Relay, incident: Incident, person: Person, now: datetime
) -> Question:
    code = codes.pick(
        questions.codes_in_use(session, person.key, now),
        relay.chance.choice,
        incident_numbers=[*questions.numbers_open_to(session, person.key), incident.number],
        newest=incident.number,
    )
    return questions.ask(
        session,
        incident_id=incident.id,
        person=person.key,
        phone=person.phone,
        code=code,
        now=now,
    )


def _page(
    session: Session,
    settings: Settings,
    incident: Incident,
    question: Question,
    person: Person,
    page: escalation.Page,
    now: datetime,
) -> None:
    """Put one person's page into the outbox, as text, call or both."""
    if page.sms or Channel.SMS not in person.notify:  # else it is a call between two texts
        question.times += 1
        question.last_asked_at = now
        question.passed_at = None  # when all have passed, all are asked again
    body = _page_text(settings, incident, question, person, now)
    for channel, wanted in ((Channel.SMS, page.sms), (Channel.VOICE, page.ring)):
        if not wanted:
            continue
        draft = Draft(
            Kind.PAGE,
            person.phone,
            body,
            channel,
            person=person.key,
            incident_id=incident.id,
            question_id=question.id,
        )
        outbox.put(session, draft, now)
        what = Happened.PAGED if channel is Channel.SMS else Happened.RUNG
        incidents.note(session, incident.id, what, now, person=person.key, times=question.times)
    if page.ring:
        question.rung_at = now


def _page_text(
    settings: Settings, incident: Incident, question: Question, person: Person, now: datetime
) -> str:
    ladder = Ladder.from_json(incident.ladder)
    return words.page(
        settings.texts,
        person.language,
        number=incident.number,
        shop=incident.webshop,
        problem=incident.problem or incident.words,
        name=incident.name,
        callback=actions.call_number(incident),
        code=question.code,
        reminder=max(question.times - 1, 0),
        minutes=int((now - incident.opened_at).total_seconds() // 60),
        everyone=escalation.in_last_resort(ladder, incidents.climb_of(incident)),
        reopened=incident.reopened_at is not None,
    )


def follow(session: Session, message: Message, now: datetime) -> bool:
    """Act on a message that failed: a line in the timeline, and for a page its next step now.

    Returns:
        Whether an incident is due because of it.
    """
    if message.state not in (MessageState.UNDELIVERED, MessageState.FAILED):
        return False
    if message.incident_id is None:
        return False
    incidents.note(
        session,
        message.incident_id,
        Happened.FAILED,
        now,
        message=message.id,
        person=message.person,
        channel=message.channel,
        status=message.status,
        code=message.error_code,
        reason=message.error,
    )
    if message.kind is not Kind.PAGE:
        return False
    incidents.wake(session, message.incident_id, now)
    return True
